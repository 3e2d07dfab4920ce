/* characters.c, mojibake.c, untranslated.c and the titles of unique.c. */
#include "unit.h"

#include "base/utf8.h"
#include "check/mojibake.h"
#include "said.h"

static const enum rule_id damage[] = { RULE_CHARACTER_DAMAGE, RULE_COUNT };
static const enum rule_id untranslated[] = { RULE_UNTRANSLATED_PARAGRAPH, RULE_COUNT };

static void
misread_and_lost_characters_are_found(void **state)
{
	static const struct said_case v[] = {
		{ "Solve it.\n", "LÃ¶s det.\n", "1: `Ã¶` is `ö`, read with the wrong encoding\n",
		  "Lös det.\n" },
		{ "Don't.\n", "Nâ€™oubliez pas Ã\xc2\xa0 tÃ©lÃ©charger.\n",
		  "1: `â€™oubliez pas Ã\xc2\xa0 tÃ©lÃ©` is `’oubliez pas à télé`, read with the "
		  "wrong encoding\n",
		  "N’oubliez pas à télécharger.\n" },
		{ "A Ã¶ b.\n", "Ein Ã¶ b.\n", "", NULL }, /* English has it too */
		{ "A \xef\xbf\xbd b.\n", "Ein \xef\xbf\xbd b\xef\xbf\xbd\xef\xbf\xbd.\n",
		  "1: a character was lost here: U+FFFD stands in its place\n", NULL },
		{ "A.\n",
		  "NÃO, \xc2\xab"
		  "DURÉ\xc2\xbb, âge, ESPAÑA, „Ä“.\n",
		  "", NULL },
	};

	(void)state;
	said_check_all("base", "sv-SE", damage, v, countof(v));
}

static void
variables_that_were_written_apart_are_put_together(void **state)
{
	static const struct said_case v[] = {
		{ "Pass $(Platform) on.\n", "Geben Sie $ (Platform) weiter.\n",
		  "1: `$ (Platform)` is `$(Platform)` in English\n",
		  "Geben Sie $(Platform) weiter.\n" },
		{ "Pass ${HOME} on.\n", "Geben Sie $ { HOME } weiter.\n",
		  "1: `$ { HOME }` is `${HOME}` in English\n", "Geben Sie ${HOME} weiter.\n" },
		{ "In %AppData%\\x.\n", "Dans% AppData%\\x.\n",
		  "1: `% AppData%` is `%AppData%` in English\n", "Dans %AppData%\\x.\n" },
		{ "In *%hostname%*.\n", "Dans *% Hostname%*.\n",
		  "1: `% Hostname%` is `%hostname%` in English\n", "Dans *%hostname%*.\n" },
		/* quantities and prices, what English has so too, and what it does not have */
		{ "From 5% to 10%.\n", "Von 5 % bis 10 %.\n", "", NULL },
		{ "Pay $ (cash) or $(x).\n", "Zahlen Sie $ (cash) oder $(x).\n", "", NULL },
		{ "Pay $5.\n", "Zahlen Sie 5 $ (bar).\n", "", NULL },
		{ "Pass $(A).\n", "Geben Sie $(A).\n", "", NULL },
	};

	(void)state;
	said_check_all("base", "de-DE", damage, v, countof(v));
}

static void
every_two_byte_letter_is_recognised_in_disguise(void **state)
{
	struct arena a = { 0 };

	(void)state;
	for (uint32_t cp = 0xa1; cp <= 0xff; cp++) {
		static const uint16_t high[] = { 0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026,
						 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,  0x2039,
						 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018,
						 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
						 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,
						 0x17e,  0x178 };
		char utf8[4], text[16] = "x";
		int n = utf8_put(utf8, cp), len = 1;
		struct str fixed, want = { utf8, n };
		struct span where;
		ptrdiff_t at = 0;

		for (int i = 0; i < n; i++) {
			uint32_t byte = (unsigned char)utf8[i];

			len += utf8_put(text + len,
					byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte);
		}
		assert_true(mojibake_next(&a, (struct str){ text, len }, &at, &where, &fixed));
		assert_int_equal(where.off, 1);
		assert_int_equal(where.len, len - 1);
		assert_true(str_eq(fixed, want));
	}
	arena_free(&a);
}

static void
invisible_characters_count_where_computers_read(void **state)
{
	static const struct said_case v[] = {
		{ "Run `a`.\n", "Start: `a\xe2\x80\x8b`.\n",
		  "1: there is an invisible character in code: U+200B, zero-width space\n",
		  "Start: `a`.\n" },
		{ "[a](b.md)\n", "[a](b\xe2\x80\x8e.md)\n",
		  "1: there is an invisible character in a link target: U+200E, left-to-right "
		  "mark\n",
		  "[a](b.md)\n" },
		{ "```sh\na\n```\n",
		  "```sh\n\xef\xbb\xbf"
		  "a\n```\n",
		  "2: there is an invisible character in code: U+FEFF, byte order mark\n",
		  "```sh\na\n```\n" },
		{ "---\ntitle: a\n---\n", "---\ntitle\xe2\x80\x8b: a\n---\n",
		  "2: there is an invisible character in a key: U+200B, zero-width space\n",
		  "---\ntitle: a\n---\n" },
		{ "Word word.\n", "คำ\xe2\x80\x8bคำ \xe2\x80\x8fשלום\n", "", NULL },
		{ "Run `a\xe2\x80\x8b`.\n", "Start: `a\xe2\x80\x8b`.\n", "", NULL },
	};

	(void)state;
	said_check_all("base", "he-IL", damage, v, countof(v));
}

static void
marks_written_apart_are_joined(void **state)
{
	static const struct said_case v[] = {
		{ "$$x$$\n", "$ $x$ $\n",
		  "1: the mark `$$` is written apart, so it begins or ends no formula\n"
		  "1: the mark `$$` is written apart, so it begins or ends no formula\n",
		  "$$x$$\n" },
		{ "a&nbsp;b &lt;\n", "a& nbsp;b &lt ;\n",
		  "1: `& nbsp;` is `&nbsp;` in English\n1: `&lt ;` is `&lt;` in English\n",
		  "a&nbsp;b &lt;\n" },
		{ "Issue #2807\n", "Problema &#2807;\n", "1: `&#2807;` is `#2807` in English\n",
		  "Problema #2807\n" },
		{ "a&nbsp;b &copy;\n", "a&Nbsp;b &copy；\n",
		  "1: `&Nbsp;` is `&nbsp;` in English\n1: `&copy；` is `&copy;` in English\n",
		  "a&nbsp;b &copy;\n" },
		{ "a &auml; &copy;\n", "a &Auml; &COPY;\n", "", NULL }, /* other characters */
		{ "Cost $5 & $6.\n", "Kosten $ $5 & $6; a & b;\n", "", NULL },
	};

	(void)state;
	said_check_all("base", "pt-BR", damage, v, countof(v));
}

static void
pages_without_a_source_are_looked_at_too(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "base");
	lab_translation(&l, "sv-SE", S("LÃ¶s det med `a\xe2\x80\x8b`.\n"));
	lab_check(&l);
	assert_int_equal(lab_count(&l, RULE_CHARACTER_DAMAGE), 2);
	assert_int_equal(lab_find(&l, RULE_CHARACTER_DAMAGE)->cause, CAUSE_DEFECT);
	lab_close(&l);
}

#define PROSE "This is the text that nobody has translated yet."

static void
prose_that_is_the_english_is_found(void **state)
{
	static const struct said_case v[] = {
		{ PROSE "\n", PROSE "\n", "1: this paragraph is not translated\n", NULL },
		{ "- " PROSE "\n- b\n", "* " PROSE "\n* b\n",
		  "1: this paragraph is not translated\n", NULL },
		{ "> [!NOTE]\n> " PROSE "\n", "> [!NOTE]\n> " PROSE "\n",
		  "1: this paragraph is not translated\n", NULL },
		{ "A.\n\n" PROSE "\n\n`x`\n\nBut " PROSE "\n\nB.\n",
		  "C.\n\n" PROSE "\n\n`x`\n\nBut " PROSE "\n\nD.\n",
		  "3: 2 paragraphs from here on are not translated\n", NULL },
	};

	(void)state;
	said_check_all("microsoft", "de-DE", untranslated, v, countof(v));
}

static void
names_code_and_quotations_are_left_alone(void **state)
{
	static const struct said_case v[] = {
		{ "Visual Studio Code Remote Development Extension Pack\n",
		  "Visual Studio Code Remote Development Extension Pack\n", "", NULL },
		{ "Run `the command that is in the path of this folder` now\n",
		  "Run `the command that is in the path of this folder` now\n", "", NULL },
		{ "Permission is hereby granted, free of charge, to any person who has a copy of "
		  "it.\n",
		  "Permission is hereby granted, free of charge, to any person who has a copy of "
		  "it.\n",
		  "", NULL },
		{ "[This is the title of a talk that was given](https://a.example/b)\n",
		  "[This is the title of a talk that was given](https://a.example/b)\n", "", NULL },
		{ "[This is the title of a talk that was given][talk] is on\n\n[talk]: "
		  "https://a.example\n",
		  "[This is the title of a talk that was given][talk] is on\n\n[talk]: "
		  "https://a.example\n",
		  "", NULL },
		{ "The time of the error in the log is 2021-03-04T05:06:07\n",
		  "The time of the error in the log is 2021-03-04T05:06:07\n", "", NULL },
		{ "> " PROSE "\n", "> " PROSE "\n", "", NULL }, /* people quote */
		{ PROSE "\n", "Dies ist " PROSE "\n", "", NULL },
	};

	(void)state;
	said_check_all("docsy", "de-DE", untranslated, v, countof(v));
	said_check("docsy", "en-GB", untranslated,
		   &(struct said_case){ PROSE "\n", PROSE "\n", "", NULL });
}

/* Two pages of one locale, each with its source, as two families of one run. */
static ptrdiff_t
collapses(const char *source_a, const char *source_b, const char *title_a, const char *title_b)
{
	static const char format[] = "---\ntitle: %s\n---\n";
	const char *const sources[] = { source_a, source_b }, *const titles[] = { title_a,
										  title_b };
	struct lab l;
	ptrdiff_t n;

	lab_open(&l, "base");
	for (int i = 0; i < 2; i++) {
		struct family_docs docs = { .family = &l.family };
		struct page *p;

		l.family.npages = 0;
		lab_source(&l, str_fmt(&l.arena, format, sources[i]));
		lab_translation(&l, "de-DE", str_fmt(&l.arena, format, titles[i]));
		p = &l.pages[l.translations[0]];
		p->path = str_fmt(&l.arena, "de-DE/%d.md", i);
		docs.source = lab_parse(&l, l.family.source);
		docs.translations = NEW(&l.work, struct doc *, 1);
		docs.translations[0] = lab_parse(&l, l.translations[0]);
		family_check(&l.site, &docs, l.scratch, &l.work, &l.sink);
	}
	lab_unique(&l);
	n = lab_count(&l, RULE_TITLE_COLLAPSE);
	if (n) {
		const struct finding *f = lab_find(&l, RULE_TITLE_COLLAPSE);

		assert_int_equal(f->at.line, 2);
		assert_string_equal(str_z(&l.arena, lab_arg(f, "other")), "de-DE/0.md");
		assert_int_equal(f->severity, SEV_INFO);
	}
	lab_close(&l);
	return n;
}

static void
titles_that_became_one_are_found(void **state)
{
	(void)state;
	assert_int_equal(collapses("add command", "sign command", "Befehl", "Befehl"), 1);
	assert_int_equal(collapses("add command", "sign command", "Befehl", "'Befehl'"), 1);
	assert_int_equal(collapses("Add Command", "add command", "Befehl", "Befehl"), 0);
	assert_int_equal(collapses("add command", "sign command", "Befehl a", "Befehl s"), 0);
	assert_int_equal(collapses("index", "index", "Index", "Index"), 0);
	/* the same in other words */
	assert_int_equal(collapses("Testing", "Tests", "Test", "Test"), 0);
	assert_int_equal(collapses("SDK Configuration", "Configure the SDK", "SDK", "SDK"), 0);
	assert_int_equal(collapses("startofmonth()", "startofyear()", "Start", "Start"), 1);
	assert_int_equal(collapses("C# basics", "C++ basics", "C", "C"), 1);
	assert_int_equal(collapses("C# basics", "C basics", "C", "C"), 1);
	assert_int_equal(collapses("The basics of C#", "The basics of C", "C", "C"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(misread_and_lost_characters_are_found),
		cmocka_unit_test(variables_that_were_written_apart_are_put_together),
		cmocka_unit_test(every_two_byte_letter_is_recognised_in_disguise),
		cmocka_unit_test(invisible_characters_count_where_computers_read),
		cmocka_unit_test(marks_written_apart_are_joined),
		cmocka_unit_test(pages_without_a_source_are_looked_at_too),
		cmocka_unit_test(prose_that_is_the_english_is_found),
		cmocka_unit_test(names_code_and_quotations_are_left_alone),
		cmocka_unit_test(titles_that_became_one_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
