/* `full`: what people read. */
#include "report_fixture.h"

#include "base/utf8.h"
#include "diag/config_error.h"

#define LINK_HEAD \
 "error[link-changed]: this link leads to `a.md`, but the English one leads to `b.md`\n" \
 "  --> de/a.md:30:121\n" \
 "   |\n"
#define LINK_TAIL \
 "   |\n" \
 "   = help: replace it with `b.md`\n"
#define STALE \
 "warning[stale-hash]: the English page changed after this translation was made\n" \
 " --> de/a.md:9:21\n" \
 "  |\n" \
 "9 | ms.openlocfilehash: 6c04453fec9beb7b0998953384ec60694e1213c1\n" \
 "  |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ recorded hash; the English " \
 "page is now `e9a347b`\n" \
 "  |\n" \
 "  = help: translate what changed in the English page, then record its new hash\n"

static void
check(struct finding *v, ptrdiff_t n, const struct report_style *style, const char *expected)
{
	struct arena a = { 0 };

	assert_string_equal(printed(&a, "full", v, n, style), expected);
	arena_free(&a);
}

/* A changed link to a.md in `text`, printed between LINK_HEAD and LINK_TAIL. */
static void
check_line(const char *text, const struct report_style *style, const char *rows)
{
	struct arena a = { 0 };
	struct finding f = changed_link(text, "a.md");
	const struct str parts[] = { S(LINK_HEAD), str_c(rows), S(LINK_TAIL) };

	check(&f, 1, style, str_z(&a, str_join(&a, parts, 3, S(""))));
	arena_free(&a);
}

static void
both_pages_are_shown_and_the_numbers_closed(void **state)
{
	struct report_style style = plain;
	struct finding v[] = { stale("de/b.md"), missing_key("de/a.md", 9) };

	(void)state;
	style.summary = true;
	v[0].snippet.first_line = 10;
	v[0].at.line = 10;
	check(v, 2, &style,
	      "error[metadata-missing]: `ms.service` is set in the English page, but not here\n"
	      "  --> de/a.md:9:1\n"
	      "   |\n"
	      " 9 | ms.topic: conceptual\n"
	      "   | ^^^^^^^^^^^^^^^^^^^^ it belongs after this line\n"
	      "   |\n"
	      "  ::: en/architecture.md:12:1\n"
	      "   |\n"
	      "12 | ms.service: advanced-threat-analytics\n"
	      "   | ------------------------------------- set here\n"
	      "   |\n"
	      "   = help: add `ms.service: advanced-threat-analytics`\n"
	      "\n"
	      "warning[stale-hash]: the English page changed after this translation was made\n"
	      "  --> de/b.md:10:21\n"
	      "   |\n"
	      "10 | ms.openlocfilehash: 6c04453fec9beb7b0998953384ec60694e1213c1\n"
	      "   |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ recorded hash; "
	      "the English page is now `e9a347b`\n"
	      "   |\n"
	      "   = help: translate what changed in the English page, then record its new hash\n"
	      "\n"
	      "2 findings in 2 of 838 pages (1 error, 1 warning), 2 locales, in 0.31 s\n");
}

static void
a_clean_run_says_so(void **state)
{
	struct report_style style = plain;

	(void)state;
	style.summary = true;
	check(NULL, 0, &style, "No findings in 838 pages (2 locales), 0.31 s.\n");
	style.summary = false;
	check(NULL, 0, &style, "");
}

static void
colour_repeats_what_words_say(void **state)
{
	struct report_style style = plain;
	struct finding f = missing_key("de/a.md", 9);

	(void)state;
	style.color = true;
	check(&f, 1, &style,
	      "\x1b[1;91merror[metadata-missing]\x1b[0m\x1b[1m: \x1b[0m"
	      "\x1b[1m`ms.service` is set in the English page, but not here\x1b[0m\n"
	      "  \x1b[1;94m-->\x1b[0m de/a.md:9:1\n"
	      "\x1b[1;94m   |\x1b[0m\n"
	      "\x1b[1;94m 9 |\x1b[0m ms.topic: conceptual\n"
	      "\x1b[1;94m   |\x1b[0m \x1b[1;91m^^^^^^^^^^^^^^^^^^^^ it belongs after this "
	      "line\x1b[0m\n"
	      "\x1b[1;94m   |\x1b[0m\n"
	      "  \x1b[1;94m:::\x1b[0m en/architecture.md:12:1\n"
	      "\x1b[1;94m   |\x1b[0m\n"
	      "\x1b[1;94m12 |\x1b[0m ms.service: advanced-threat-analytics\n"
	      "\x1b[1;94m   |\x1b[0m \x1b[1;94m------------------------------------- set "
	      "here\x1b[0m\n"
	      "\x1b[1;94m   |\x1b[0m\n"
	      "   \x1b[1;94m=\x1b[0m \x1b[1;96mhelp\x1b[0m: add `ms.service: "
	      "advanced-threat-analytics`\n");
}

static void
a_long_line_is_cut_around_its_mark(void **state)
{
	const char *text = "* Wenn das Problem weiterhin besteht, \xc3\xb6"
			   "ffnen Sie ein Ticket unter `nuget.org` [NuGet](a.md) zusammen mit dem "
			   "Protokoll und allen Angaben";
	struct report_style style = plain;

	(void)state;
	style.columns = 60;
	check_line(text, &style,
		   "30 | \xe2\x80\xa6ter `nuget.org` [NuGet](a.md) zusammen mit dem "
		   "Protok\xe2\x80\xa6\n"
		   "   |                          ^^^^\n");
	style.utf8 = false;
	check_line(text, &style,
		   "30 | ...r `nuget.org` [NuGet](a.md) zusammen mit dem Prot...\n"
		   "   |                          ^^^^\n");
	check_line("x [x](a.md) und danach kommt noch mehr Text als in die Zeile passt", &style,
		   "30 | x [x](a.md) und danach kommt noch mehr Text als in d...\n"
		   "   |       ^^^^\n");
	check_line("vor dem Ende der Zeile steht mehr Text als in die Zeile passt: [x](a.md)",
		   &style,
		   "30 | ...le steht mehr Text als in die Zeile passt: [x](a.md)\n"
		   "   |                                                   ^^^^\n");
}

static void
a_mark_longer_than_the_line_is_cut_with_it(void **state)
{
	struct report_style style = plain;
	struct finding f = changed_link("siehe [x](https://example.com/eins/zwei/drei/vier) hier",
					"https://example.com/eins/zwei/drei/vier");

	(void)state;
	style.columns = 36;
	f.args[0].value = S("u");
	check(&f, 1, &style,
	      "error[link-changed]: this link leads to `u`, but the English one leads to `b.md`\n"
	      "  --> de/a.md:30:121\n"
	      "   |\n"
	      "30 | \xe2\x80\xa6https://example.com/eins/zwei\xe2\x80\xa6\n"
	      "   |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n" LINK_TAIL);
}

static void
a_line_that_was_cut_before_shows_it(void **state)
{
	struct finding f = changed_link("und [x](a.md) und", "a.md");

	(void)state;
	f.snippet.lines[0].cut_left = f.snippet.lines[0].cut_right = true;
	check(&f, 1, &plain,
	      LINK_HEAD "30 | \xe2\x80\xa6und [x](a.md) und\xe2\x80\xa6\n"
			"   |          ^^^^\n" LINK_TAIL);
}

static void
marks_stand_under_wide_and_combined_characters(void **state)
{
	struct report_style narrow = plain;

	(void)state;
	/* Japanese: each character two columns. */
	check_line("\xe3\x81\x93\xe3\x82\x8c\xe3\x81\xaf [\xe5\xa3\x8a\xe3\x82\x8c](a.md)", &plain,
		   "30 | \xe3\x81\x93\xe3\x82\x8c\xe3\x81\xaf [\xe5\xa3\x8a\xe3\x82\x8c](a.md)\n"
		   "   |               ^^^^\n");
	/* A family of three, a flag, a skin tone, a combining accent: 2 + 2 + 2 + 1 columns. */
	check_line("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
		   "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd"
		   "e\xcc\x81(a.md)",
		   &plain,
		   "30 | \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
		   "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd"
		   "e\xcc\x81(a.md)\n"
		   "   |         ^^^^\n");
	/* A cut through a wide character leaves a blank in its place. */
	narrow.columns = 25;
	check_line("\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6"
		   "\x97\xa5 (a.md)",
		   &narrow,
		   "30 | "
		   "\xe2\x80\xa6\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5\xe6"
		   "\x97\xa5 (a.md)\n"
		   "   |                ^^^^\n");
}

static void
right_to_left_lines_are_isolated_on_a_terminal(void **state)
{
	/* Arabic: "see [the page](a.md)". */
	const char *text = "\xd8\xa7\xd9\x86\xd8\xb8\xd8\xb1 [\xd8\xb5](a.md)";
	struct report_style style = plain;

	(void)state;
	check_line(text, &style,
		   "30 | \xd8\xa7\xd9\x86\xd8\xb8\xd8\xb1 [\xd8\xb5](a.md)\n"
		   "   |          ^^^^\n");
	style.tty = true;
	check_line(
		text, &style,
		"30 | \xe2\x81\xa8\xd8\xa7\xd9\x86\xd8\xb8\xd8\xb1 [\xd8\xb5](a.md)\xe2\x81\xa9\n"
		"   |          ^^^^ `\xe2\x81\xa8"
		"a.md\xe2\x81\xa9`\n");
	style.utf8 = false;
	check_line(text, &style,
		   "30 | \xd8\xa7\xd9\x86\xd8\xb8\xd8\xb1 [\xd8\xb5](a.md)\n"
		   "   |          ^^^^ `a.md`\n");
}

static void
nothing_in_a_page_reaches_the_terminal_as_a_command(void **state)
{
	struct report_style style = plain;

	(void)state;
	check_line("\tA\x1b[31m \xff \xe2\x80\xae \xc2\x9b (a.md)\r", &plain,
		   "30 |     A\\x1b[31m \\xff <U+202E> \\x9b (a.md)\n"
		   "   |                                   ^^^^\n");
	style.ci = true;
	check_line("##vso[task.x] ##[error] ## ::: (a.md)", &style,
		   "30 | ## vso[task.x] ## [error] ## ::: (a.md)\n"
		   "   |                                   ^^^^\n");
}

static void
a_caret_may_stand_behind_the_line_or_on_an_empty_one(void **state)
{
	struct finding f = changed_link("a.md", "a.md");

	(void)state;
	f.snippet.lines[0].mark = 4;
	f.snippet.lines[0].mark_len = 0;
	check(&f, 1, &plain, LINK_HEAD "30 | a.md\n   |     ^\n" LINK_TAIL);
	f.snippet.lines[0].text = S("");
	f.snippet.lines[0].mark = 0;
	check(&f, 1, &plain, LINK_HEAD "30 |\n   | ^\n" LINK_TAIL);
}

static void
several_lines_have_a_bar_beside_them(void **state)
{
	struct finding f = changed_link("> a.md", "> a.md");

	(void)state;
	f.args[0].value = S("a.md");
	f.snippet.nlines = 3;
	f.snippet.lines[1] = (struct snippet_line){ .text = S("") };
	f.snippet.lines[2] =
		(struct snippet_line){ .text = S("> last, not this"), .mark = 2, .mark_len = 4 };
	check(&f, 1, &plain,
	      LINK_HEAD "30 | / > a.md\n"
			"31 | |\n"
			"32 | | > last, not this\n"
			"   | |______^\n" LINK_TAIL);
	f.snippet.more = true;
	f.at.end_line = 120;
	f.at.end_column = 4;
	check(&f, 1, &plain,
	      LINK_HEAD "30 | / > a.md\n"
			"31 | |\n"
			"32 | | > last, not this\n"
			"   | |_^ to line 120\n" LINK_TAIL);
}

static void
an_insertion_says_where_even_without_a_label(void **state)
{
	struct finding f = changed_link("* one", "* one");

	(void)state;
	f.insert_after = true;
	f.args[0].value = S("a.md");
	check(&f, 1, &plain,
	      LINK_HEAD "30 | * one\n"
			"   | ^^^^^ insert after this line\n" LINK_TAIL);
	f.snippet.nlines = 2;
	f.snippet.lines[1] = (struct snippet_line){ .text = S("* two") };
	check(&f, 1, &plain,
	      LINK_HEAD "30 | * one\n"
			"31 | * two\n"
			"   | ^ insert after this line\n" LINK_TAIL);
}

static void
long_underlines_do_not_carry_their_label_away(void **state)
{
	const char *text = "a line of more than forty columns, after which something belongs";
	struct finding f = changed_link(text, text);

	(void)state;
	f.insert_after = true;
	f.args[0].value = S("a.md");
	check(&f, 1, &plain,
	      LINK_HEAD "30 | a line of more than forty columns, after which something belongs\n"
			"   | ^ insert after this line\n" LINK_TAIL);
	f.insert_after = false;
	f.snippet.nlines = 2;
	f.snippet.lines[1] = f.snippet.lines[0];
	check(&f, 1, &plain,
	      LINK_HEAD "30 | / a line of more than forty columns, after which something belongs\n"
			"31 | | a line of more than forty columns, after which something belongs\n"
			"   | |_^\n" LINK_TAIL);
}

static void
labels_stay_when_there_are_no_lines_to_show(void **state)
{
	struct finding f = missing_key("de/a.md", 9);

	(void)state;
	f.snippet = f.source_snippet = (struct snippet){ 0 };
	check(&f, 1, &plain,
	      "error[metadata-missing]: `ms.service` is set in the English page, but not here\n"
	      " --> de/a.md:9:1: it belongs after this line\n"
	      "  |\n"
	      " ::: en/architecture.md:12:1: set here\n"
	      "  |\n"
	      "  = help: add `ms.service: advanced-threat-analytics`\n");
}

/* --- stale pages ----------------------------------------------------------------- */

static void
differences_of_a_stale_page_are_rows_under_its_finding(void **state)
{
	struct report_style style = plain;
	struct finding v[] = { stale("de/a.md"), missing_link("de/a.md", 4, "x"),
			       missing_link("de/a.md", 14, "y\n"),
			       missing_link("de/a.md", 20, "z") };

	(void)state;
	style.summary = true;
	v[3].severity = SEV_ERROR;
	check(v, 4, &style,
	      STALE
	      "  = 2 differences from today's English, which changed since:\n"
	      "      4:1   link-missing  the English page links to `x` here, the translation does "
	      "not   (en 7:7)\n"
	      "      14:1  link-missing  the English page links to `y\\x0a` here, the translation "
	      "does not   (en 17:7)\n"
	      "\n"
	      "error[link-missing]: the English page links to `z` here, the translation does not\n"
	      " --> de/a.md:20:1: the link belongs here\n"
	      "  |\n"
	      " ::: en/a.md:23:7: this link has no counterpart\n"
	      "  |\n"
	      "  = note: the English page may have changed here after this translation was made\n"
	      "  = help: add the link `z`\n"
	      "\n"
	      "4 findings in 1 of 838 pages (1 error, 3 warnings), 2 locales, in 0.31 s\n");
}

static ptrdiff_t
count_of(const char *text, const char *word)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t at = 0; (at = str_find(str_c(text), str_c(word), at)) >= 0; at++)
		n++;
	return n;
}

static void
a_note_is_said_once_a_page(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { missing_link("de/a.md", 4, "x"), missing_link("de/a.md", 5, "x"),
			       missing_link("de/a.md", 6, "x"), missing_link("de/b.md", 6, "x") };
	const char *text;

	(void)state;
	v[2].cause = CAUSE_DRIFT;
	text = printed(&a, "full", v, countof(v), &plain);
	assert_int_equal(count_of(text, "= note: the English page may have changed here "), 2);
	assert_int_equal(count_of(text, "= note: the English page changed here "), 1);
	arena_free(&a);
}

static void
fifty_differences_are_ten_rows_and_a_number(void **state)
{
	struct report_style style = plain;
	struct arena a = { 0 };
	struct finding v[51] = { stale("de/a.md") };
	const char *text;

	(void)state;
	for (uint32_t i = 1; i <= 50; i++)
		v[i] = missing_link("de/a.md", i * 3, "x");
	text = printed(&a, "full", v, countof(v), &style);
	assert_int_equal(count_of(text, "  link-missing  "), 10);
	assert_int_equal(count_of(text, "      \xe2\x80\xa6 and 40 more (-v lists them)\n"), 1);
	style.verbose = true;
	text = printed(&a, "full", v, countof(v), &style);
	assert_int_equal(count_of(text, "  link-missing  "), 50);
	assert_int_equal(count_of(text, " more "), 0);
	arena_free(&a);
}

static void
differences_without_their_stale_finding_stand_alone(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { stale("de/a.md"), missing_link("de/a.md", 4, "x") };
	struct findings all = { v, 2, 2 };
	struct totals totals = { .pages = 1 };
	struct report r = { .findings = v, .n = 1, .totals = &totals, .style = &plain };
	struct buf out = { .a = &a };

	(void)state;
	findings_finish(&a, &all);
	assert_true(v[0].parent == v[1].fingerprint);
	reporters[0].write(&out, &r);
	assert_true(str_starts(buf_take(&out), S("warning[link-missing]: ")));
	arena_free(&a);
}

/* --- closing lines ---------------------------------------------------------------- */

static void
a_long_run_of_one_finding_becomes_one_line(void **state)
{
	struct report_style style = plain;
	struct arena a = { 0 };
	struct finding v[24];
	const char *text;

	(void)state;
	for (int i = 0; i < 23; i++)
		v[i] = missing_key(str_z(&a, str_fmt(&a, "de/%02d.md", i)), 9);
	v[23] = missing_key("de/99.md", 9);
	v[23].args[0].value = S("ms.author");
	text = printed(&a, "full", v, countof(v), &style);
	assert_int_equal(count_of(text, "error[metadata-missing]"), 24);
	style.collapse = true;
	text = printed(&a, "full", v, countof(v), &style);
	assert_int_equal(count_of(text, "\nerror[metadata-missing]: `ms.service`"), 19);
	assert_int_equal(count_of(text, "\nerror[metadata-missing]: `ms.author`"), 1);
	assert_true(str_ends(
		str_c(text),
		S("\n\n\xe2\x80\xa6 and 3 more like error[metadata-missing]: `ms.service` is set "
		  "in the English page, but not here\n"
		  "  (--no-collapse prints them all)\n")));
	arena_free(&a);
}

static const char *
closing(struct arena *a, const struct finding *v, ptrdiff_t n, const struct totals *t)
{
	struct report_style style = plain;
	struct report r = { .findings = v, .n = n, .totals = t, .style = &style };
	struct buf out = { .a = a };
	struct str text;

	style.summary = true;
	reporters[0].write(&out, &r);
	text = buf_take(&out);
	text.n--;
	return str_z(a, str_slice(text, str_rfind_char(text, '\n') + 1, text.n));
}

static void
the_closing_line_counts_in_plain_english(void **state)
{
	struct arena a = { 0 };
	struct totals one = { .pages = 1, .locales = 1, .ms = 65009, .counts = { 0, 0, 0, 1 } };
	struct totals many = { .pages = 9, .locales = 2, .counts = { 0, 1, 5, 2 } };
	struct finding v[] = { missing_key("de/a.md", 1), missing_key("de/a.md", 2),
			       missing_key("en/a.md", 1) };

	(void)state;
	assert_string_equal(closing(&a, v, 1, &one),
			    "1 finding in 1 of 1 page (1 error), 1 locale, in 65.00 s");
	v[2].locale = S("");
	assert_string_equal(
		closing(&a, v, 3, &many),
		"8 findings in 1 of 9 pages and 1 source page (2 errors, 5 warnings, 1 info; "
		"5 not shown), 2 locales, in 0.00 s");
	assert_string_equal(closing(&a, v + 2, 1, &one),
			    "1 finding in 1 source page (1 error), 1 locale, in 65.00 s");
	assert_string_equal(closing(&a, v, 0, &one),
			    "1 finding (1 error; 1 not shown), 1 locale, in 65.00 s");
	arena_free(&a);
}

/* --- configuration errors ----------------------------------------------------------- */

static void
a_configuration_error_looks_like_a_finding(void **state)
{
	struct arena a = { 0 };
	struct buf out = { .a = &a };
	struct config_error e = {
		.message = S("unknown rule `list-items-count`"),
		.help = S("did you mean `list-item-count`?"),
		.at = place(".loclint.yml", 14, 3),
		.snippet = one_line(14, "  list-items-count: error", "list-items-count"),
	};

	(void)state;
	report_config_error(&out, &e, &plain);
	e.at = (struct place){ 0 };
	e.snippet = (struct snippet){ 0 };
	report_config_error(&out, &e, &plain);
	e.help = S("");
	report_config_error(&out, &e, &plain);
	assert_string_equal(str_z(&a, buf_take(&out)),
			    "error: unknown rule `list-items-count`\n"
			    "  --> .loclint.yml:14:3\n"
			    "   |\n"
			    "14 |   list-items-count: error\n"
			    "   |   ^^^^^^^^^^^^^^^^\n"
			    "   |\n"
			    "   = help: did you mean `list-item-count`?\n"
			    "error: unknown rule `list-items-count`\n"
			    "  = help: did you mean `list-item-count`?\n"
			    "error: unknown rule `list-items-count`\n");
	arena_free(&a);
}

/* --- any bytes at any width ----------------------------------------------------------- */

static const char *const pieces[] = {
	"a",
	" ",
	"word",
	"\t",
	"\x1b[1m",
	"\xff",
	"\xe6\x97\xa5",
	"e\xcc\x81",
	"\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa",
	"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
	"##vso[",
	"\xe2\x80\xae",
	"\xd8\xb5",
	"\xc2\x85",
	"\xe2\x80\x8d",
};

static uint32_t
random_below(uint64_t *state, uint32_t n)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*state >> 33) % n;
}

static void
random_pieces(struct buf *out, uint64_t *seed, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		buf_str(out, str_c(pieces[random_below(seed, countof(pieces))]));
}

/* Columns before the first `c` in a row. */
static ptrdiff_t
column_of(struct str row, char c)
{
	return utf8_columns(str_slice(row, 0, str_find_char(row, c, 0)));
}

static void
marks_stand_under_their_text_whatever_the_text_and_width(void **state)
{
	uint64_t seed = 42;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct arena a = { 0 };
		struct buf line = { .a = &a };
		struct report_style style = { .columns = 30 + (int)random_below(&seed, 60),
					      .utf8 = round % 2,
					      .ci = round % 3 == 0 };
		struct str out, row = { 0 }, marks = { 0 };
		struct finding f;

		random_pieces(&line, &seed, random_below(&seed, 40));
		buf_str(&line, S("@MARK"));
		random_pieces(&line, &seed, random_below(&seed, 40));
		f = changed_link(str_z(&a, buf_take(&line)), "@MARK");
		out = str_c(printed(&a, "full", &f, 1, &style));
		for (int i = 0; i < 4; i++)
			assert_true(str_line(&out, &row));
		assert_true(utf8_invalid_at(row) < 0);
		assert_true(utf8_columns(row) <= style.columns);
		for (ptrdiff_t i = 0; i < row.n; i++)
			assert_true((unsigned char)row.p[i] >= 0x20);
		assert_true(str_find_char(row, '@', 0) >= 0);
		assert_true(str_line(&out, &marks));
		assert_int_equal(column_of(row, '@'), column_of(marks, '^'));
		arena_free(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_pages_are_shown_and_the_numbers_closed),
		cmocka_unit_test(a_clean_run_says_so),
		cmocka_unit_test(colour_repeats_what_words_say),
		cmocka_unit_test(a_long_line_is_cut_around_its_mark),
		cmocka_unit_test(a_mark_longer_than_the_line_is_cut_with_it),
		cmocka_unit_test(a_line_that_was_cut_before_shows_it),
		cmocka_unit_test(marks_stand_under_wide_and_combined_characters),
		cmocka_unit_test(right_to_left_lines_are_isolated_on_a_terminal),
		cmocka_unit_test(nothing_in_a_page_reaches_the_terminal_as_a_command),
		cmocka_unit_test(a_caret_may_stand_behind_the_line_or_on_an_empty_one),
		cmocka_unit_test(several_lines_have_a_bar_beside_them),
		cmocka_unit_test(an_insertion_says_where_even_without_a_label),
		cmocka_unit_test(long_underlines_do_not_carry_their_label_away),
		cmocka_unit_test(labels_stay_when_there_are_no_lines_to_show),
		cmocka_unit_test(differences_of_a_stale_page_are_rows_under_its_finding),
		cmocka_unit_test(a_note_is_said_once_a_page),
		cmocka_unit_test(fifty_differences_are_ten_rows_and_a_number),
		cmocka_unit_test(differences_without_their_stale_finding_stand_alone),
		cmocka_unit_test(a_long_run_of_one_finding_becomes_one_line),
		cmocka_unit_test(the_closing_line_counts_in_plain_english),
		cmocka_unit_test(a_configuration_error_looks_like_a_finding),
		cmocka_unit_test(marks_stand_under_their_text_whatever_the_text_and_width),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
