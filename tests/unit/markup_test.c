/* markup.c and emptylinks.c: marks that readers see, with the reason, and repairs that work. */
#include "unit.h"

#include "said.h"

static const enum rule_id markup[] = { RULE_MARKUP_LITERAL, RULE_COUNT };
static const enum rule_id links[] = { RULE_LINK_TEXT_EMPTY, RULE_COUNT };

#define PUNCTUATION "readers see this `**`: between punctuation and a letter it is no markup\n"
#define BLANK       "readers see this `**`: with a blank on its inner side it is no markup\n"

/* A remark for other writers, which a machine has made text. */
static void
a_comment_that_readers_see_is_said(void **state)
{
	static const struct said_case v[] = {
		{ "Save. <!--ask Ann-->\n\nLoad.\n", "Speichern. &lt;!—Ann fragen—>\n\nLaden.\n",
		  "1: readers see this `&lt;!—`: on the English page it begins a comment\n", NULL },
		{ "<!-- ask -- Ann -->\n\nLoad.\n", "&lt;! – fragen – Ann – >\n\nLaden.\n",
		  "1: readers see this `&lt;! –`: on the English page it begins a comment\n",
		  NULL },
		{ "<!-- ask -->\n\nLoad.\n", "<！-- fragen -->\n\nLaden.\n",
		  "1: readers see this `<！--`: on the English page it begins a comment\n", NULL },
		/* it is there, English shows it too, or it is code */
		{ "<!-- ask -->\n\nLoad.\n", "<!-- fragen -->\n\nLaden <! –.\n", "", NULL },
		{ "A comment begins with &lt;!--.\n", "Ein Kommentar beginnt mit &lt;!--.\n", "",
		  NULL },
		{ "<!-- ask -->\n\nWrite `x` now.\n", "Schreiben Sie jetzt `<! -- x`.\n", "",
		  NULL },
		{ "<!-- ask -->\n\n```\na\n```\n", "```\n<! -- a\n```\n", "", NULL },
		{ "Load.\n", "Laden &lt;!— x —>\n", "", NULL },
	};

	(void)state;
	said_check_all("base", "de-DE", markup, v, countof(v));
}

static void
an_asterisk_that_is_quoted_is_no_mark(void **state)
{
	static const struct said_case v[] = {
		{ "The wildcard allows all.\n", "Der Platzhalter \"*\" erlaubt alles.\n", "",
		  NULL },
		{ "The wildcard allows all.\n", "Le joker « * » autorise tout.\n", "", NULL },
		{ "The wildcard allows all.\n", "Der *Platzhalter erlaubt alles.\n",
		  "1: readers see this `*`: no other mark belongs to it\n", NULL },
	};

	(void)state;
	said_check_all("base", "de-DE", markup, v, countof(v));
}

static void
emphasis_of_python_needs_no_flank(void **state)
{
	static const struct said_case v[] = {
		{ "Choose **Save** now.\n", "选择**「保存」**现在。\n", "", NULL },
		{ "Click **Save** now.\n", "คลิก ** บันทึก ** แล้ว\n", "1: " BLANK,
		  "คลิก **บันทึก** แล้ว\n" },
	};

	(void)state;
	said_check_all("mkdocs", "zh-CN", markup, v, countof(v));
}

static void
marks_that_flank_wrongly_are_explained_and_repaired(void **state)
{
	static const struct said_case v[] = {
		/* a full stop goes outside, a closed bracket inside, else a blank parts mark and
		   letter */
		{ "**Anyone can.** Now.\n", "**任何人都可以。**目前。\n", "1: " PUNCTUATION,
		  "**任何人都可以**。目前。\n" },
		{ "Choose **Save** now.\n", "选择**「保存」**现在。\n", "1: " PUNCTUATION,
		  "选择「**保存**」现在。\n" },
		{ "the **aggregation** too\n", "、**集約（アグリゲーション）**という\n",
		  "1: " PUNCTUATION, "、**集約（アグリゲーション）** という\n" },
		{ "**[Pick one](a.md)** now\n", "で**[選択](a.md)**して\n", "1: " PUNCTUATION,
		  "で[**選択**](a.md)して\n" },
		{ "**[Pick one][a]** now\n", "で**[選択][a b]**して\n", "1: " PUNCTUATION,
		  "で[**選択**][a b]して\n" },
		{ "**[Pick](a.md) (1)** now\n", "で**[選択](a.md)(1)**して\n", "1: " PUNCTUATION,
		  "で **[選択](a.md)(1)** して\n" },
		{ "One object.\n", "Один об`єкт.\n", "", NULL }, /* an apostrophe */
		{ "Run `make` now.\n", "Запустіть make` зараз.\n",
		  "1: readers see this backtick: no other one belongs to it\n", NULL },
		{ "Click **[Save](a.md)** now.\n", "คลิก**[บันทึก](a.md)**แล้ว\n", "1: " PUNCTUATION,
		  "คลิก[**บันทึก**](a.md)แล้ว\n" },
		{ "Click **Save** now.\n", "คลิก ** บันทึก ** แล้ว\n", "1: " BLANK,
		  "คลิก **บันทึก** แล้ว\n" },
		{ "Click **Save** now.\n", "คลิก** บันทึก **แล้ว\n", "1: " BLANK,
		  "คลิก **บันทึก** แล้ว\n" },
		{ "Choose **A** **B** now.\n", "选择**甲****乙**吧\n",
		  "1: readers see this `****`: two marks that touch are read as one\n",
		  "选择**甲** **乙**吧\n" },
		{ "Choose **[A](a.md)**.\n", "选择[甲](a.md)****。\n",
		  "1: readers see this `****`: there is nothing between its two halves\n",
		  "选择[甲](a.md)。\n" },
		{ "Choose **A** now.\n", "Wählen Sie \\*\\*A\\*\\* jetzt.\n",
		  "1: readers see this `\\*\\*`: the backslashes make it text\n",
		  "Wählen Sie **A** jetzt.\n" },
		{ "Choose **A** now.\n", "Wählen Sie **A jetzt.\n",
		  "1: readers see this `**`: no other mark belongs to it\n", NULL },
		{ "Choose **A**, **B** now.\n", "选择**“甲”，****然后选择“乙”。**\n",
		  "1: " PUNCTUATION, "选择 **“甲”**，**然后选择“乙”。**\n" },
		{ "> - Choose **A** now\n>   or **B**.\n", "> - Wählen Sie A oder\n>   ** B **.\n",
		  "2: " BLANK, "> - Wählen Sie A oder\n>   **B**.\n" },
	};

	(void)state;
	said_check_all("base", "zh-CN", markup, v, countof(v));
}

static void
other_marks_are_named(void **state)
{
	static const struct said_case v[] = {
		{ "Run `a` now.\n", "Führen Sie `a jetzt aus.\n",
		  "1: readers see this backtick: no other one belongs to it\n", NULL },
		{ "See [a](https://b.example/c).\n", "Siehe [a] (https://b.example/c).\n",
		  "1: readers see this `] (`: the target of a link stands in `()` right behind the "
		  "`]`\n",
		  "Siehe [a](https://b.example/c).\n" },
		{ "See [a](b.md).\n", "参照[a]（b.md）。\n",
		  "1: readers see this `]（`: the target of a link stands in `()` right behind the "
		  "`]`\n",
		  "参照[a](b.md)。\n" },
		{ "See [a](https://b.example/c).\n", "Siehe [a](https:// b.example/c).\n",
		  "1: readers see this `](`: what follows is no target\n", NULL },
		{ "See [a](https://b.example/c).\n", "Siehe a](https://b.example/c).\n",
		  "1: readers see this `](`: there is no `[` for it\n", NULL },
		{ "**Update**: it does not.\n", "**Update**: nicht * *gehen.\n",
		  "1: readers see this `*`: with a blank on its inner side it is no markup\n",
		  NULL },
	};

	(void)state;
	said_check_all("base", "de-DE", markup, v, countof(v));
}

static void
what_english_shows_too_is_not_said(void **state)
{
	static const struct said_case v[] = {
		{ "A ** b ** c.\n", "A ** b ** c.\n", "", NULL },
		{ "One.\n\nA ** b ** c.\n", "A ** b ** c.\n\nEins.\n", "", NULL }, /* moved */
		{ "Power 2**3.\n", "Potenz 2 ** 3.\n", "", NULL },
		{ "A price\\* b.\n\nText.\n", "Preis\\* b.\n\nText\\*.\n", "", NULL },
		{ "Code `a ** b`.\n", "Code `a ** b` und `` ` ``.\n", "", NULL },
		{ "See [a] (remark).\n", "Siehe [a] (Bemerkung).\n", "", NULL },
		{ "See [a](b.md) (remark).\n", "Siehe [a](b.md) [c] (Bemerkung).\n", "", NULL },
		{ "```\n**a\n```\n", "```\n**a\n```\n", "", NULL },
		{ "# **A**\n", "# **B**\n", "", NULL },
		{ "** Update.\n", "* *Update.\n", "", NULL }, /* the same flaw in other clothes */
	};

	(void)state;
	said_check_all("base", "de-DE", markup, v, countof(v));
}

static void
a_flaw_of_the_source_page_is_said_there(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "base");
	lab_source(&l, S("A ** b ** c. And 2\\*\\*3 (****), `` ` ``, *.\n"));
	lab_translation(&l, "de-DE", S("A ** b ** c.\n"));
	lab_check(&l);
	assert_int_equal(lab_count(&l, RULE_MARKUP_LITERAL), 1);
	assert_int_equal(lab_find(&l, RULE_MARKUP_LITERAL)->locale.n, 0);
	assert_int_equal(lab_find(&l, RULE_MARKUP_LITERAL)->cause, CAUSE_DEFECT);
	lab_close(&l);
}

#define LOST(text) \
 "this link has no text, so readers cannot see it; the English one is `" text "`\n"

static void
links_without_text_are_found(void **state)
{
	static const struct said_case v[] = {
		{ "See [NU3026](b.md).\n", "Siehe [](b.md).\n", "1: " LOST("NU3026"),
		  "Siehe [NU3026](b.md).\n" },
		{ "See [the docs](b.md).\n", "Siehe die Dokumente [](b.md).\n",
		  "1: " LOST("the docs"), NULL },
		{ "See [#12](b.md).\n", "Siehe #12 [](b.md).\n", "1: " LOST("#12"),
		  NULL }, /* it would stand twice */
		{ "See [the docs](b.md).\n", "Siehe die Dokumente [\xc2\xa0\xe2\x80\x8b](b.md).\n",
		  "1: " LOST("the docs"), NULL },
		{ "One.\n", "Eins [](b.md).\n",
		  "1: this link has no text, so readers cannot see it\n", NULL },
		{ "See [](b.md).\n", "Siehe [](b.md).\n", "", NULL },
		{ "See [](b.md).\n", "Siehe [](b.md) und [](b.md).\n",
		  "1: this link has no text, so readers cannot see it\n", NULL },
		{ "See [![](a.png)](b.md) <http://a.example>.\n",
		  "Siehe [![](a.png)](b.md) <http://a.example>.\n", "", NULL },
		{ "See [`a`](b.md).\n", "Siehe [`a`](b.md).\n", "", NULL },
	};

	(void)state;
	said_check_all("base", "de-DE", links, v, countof(v));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_comment_that_readers_see_is_said),
		cmocka_unit_test(an_asterisk_that_is_quoted_is_no_mark),
		cmocka_unit_test(emphasis_of_python_needs_no_flank),
		cmocka_unit_test(marks_that_flank_wrongly_are_explained_and_repaired),
		cmocka_unit_test(other_marks_are_named),
		cmocka_unit_test(what_english_shows_too_is_not_said),
		cmocka_unit_test(a_flaw_of_the_source_page_is_said_there),
		cmocka_unit_test(links_without_text_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
