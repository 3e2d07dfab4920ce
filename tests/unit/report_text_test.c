/* `concise`, `grouped`, `--statistics`, and how user text is made safe. */
#include "report_fixture.h"

static void
check(const char *format, struct finding *v, ptrdiff_t n, const struct report_style *style,
      const char *expected)
{
	struct arena a = { 0 };

	assert_string_equal(printed(&a, format, v, n, style), expected);
	arena_free(&a);
}

static struct report_style
with_summary(void)
{
	struct report_style style = plain;

	style.summary = true;
	return style;
}

/* --- escaping -------------------------------------------------------------------- */

static void
check_escape(struct str text, bool ci, const char *before, const char *expected)
{
	struct arena a = { 0 };
	struct buf out = { .a = &a };
	struct report_style style = { .ci = ci };

	buf_str(&out, str_c(before));
	report_escape(&out, text, &style);
	assert_string_equal(str_z(&a, buf_take(&out)), expected);
	arena_free(&a);
}

static void
control_characters_are_spelled_out(void **state)
{
	(void)state;
	check_escape(S("a\0b\x1b[0m\x7f\r\n"), false, "", "a\\x00b\\x1b[0m\\x7f\\x0d\\x0a");
	check_escape(S("\xc2\x85\xc2\x9b"), false, "", "\\x85\\x9b");
	check_escape(S("a\tb"), false, "", "a    b");
	check_escape(S("\x80\xff\xc3"), false, "", "\\x80\\xff\\xc3");
}

static void
what_reorders_or_hides_is_named(void **state)
{
	(void)state;
	check_escape(S("\xe2\x80\xaa\xe2\x80\xae\xe2\x81\xa6\xe2\x81\xa9"), false, "",
		     "<U+202A><U+202E><U+2066><U+2069>");
	check_escape(S("\xe2\x80\xa8\xe2\x80\xa9\xef\xbb\xbf"), false, "",
		     "<U+2028><U+2029><U+FEFF>");
}

static void
a_stray_zero_width_space_is_named_but_writing_is_not(void **state)
{
	(void)state;
	check_escape(S("`\xe2\x80\x8b"
		       "feature` a\xe2\x80\x8d\xe2\x81\xa0"),
		     false, "", "`<U+200B>feature` a\xe2\x80\x8d\xe2\x81\xa0");
	check_escape(S("a\xe2\x80\x8cz\xe2\x80\x8b"), false, "", "a<U+200C>z<U+200B>");
	check_escape(S("\xe0\xb9\x80\xe2\x80\x8bWindows"), false, "",
		     "\xe0\xb9\x80\xe2\x80\x8bWindows");
}

static void
ordinary_text_of_any_script_stays(void **state)
{
	const char *text =
		"\xc3\xa4 \xe6\x97\xa5\xe6\x9c\xac \xd8\xb5 e\xcc\x81 \xe0\xb9\x80\xe2\x80\x8b "
		"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 \xef\xbf\xbd #";

	(void)state;
	check_escape(str_c(text), false, "", text);
	check_escape(str_c(text), true, "", text);
}

static void
build_logs_are_given_no_commands(void **state)
{
	(void)state;
	check_escape(S("x ##vso[a]b ##VSO[ ##[error]c ##teamcity[d ###["), true, "",
		     "x ## vso[a]b ## VSO[ ## [error]c ## teamcity[d ### [");
	check_escape(S("## Title ##"), true, "", "## Title ##");
	check_escape(S("x ##vso[a]b"), false, "", "x ##vso[a]b");
	check_escape(S("::error::x"), true, "", ": :error::x");
	check_escape(S(" \t::error::x"), true, "a line\n", "a line\n: :error::x");
	check_escape(S("\xc2\xa0\xe3\x80\x80::error::x"), true, "", ": :error::x");
	check_escape(S("  "), true, "", "  ");
	check_escape(S("::error::x"), true, "a.md:1: ", "a.md:1: ::error::x");
	check_escape(S("::error::x"), false, "", "::error::x");
}

static void
paint_is_left_out_without_colour(void **state)
{
	struct arena a = { 0 };
	struct buf out = { .a = &a };
	struct report_style style = { .color = true };

	(void)state;
	report_paint(&out, PAINT_ERROR, S("x\x1b"), &style);
	report_paint(&out, PAINT_NONE, S("y"), &style);
	report_paint(&out, PAINT_ERROR, S(""), &style);
	style.color = false;
	report_paint(&out, PAINT_ERROR, S("z"), &style);
	assert_string_equal(str_z(&a, buf_take(&out)), "\x1b[1;91mx\\x1b\x1b[0myz");
	arena_free(&a);
}

/* --- concise --------------------------------------------------------------------- */

static void
concise_is_one_line_a_finding(void **state)
{
	struct report_style style = with_summary();
	struct finding v[] = { stale("de/a.md"), missing_link("de/a.md", 14, "x\n::error::y"),
			       missing_key("de/a\n.md", 9) };

	(void)state;
	check("concise", v, 3, &style,
	      "de/a\\x0a.md:9:1: error: `ms.service` is set in the English page, but not here (en: "
	      "en/architecture.md:12) [metadata-missing]\n"
	      "de/a.md:9:21: warning: the English page changed after this translation was made "
	      "[stale-hash]\n"
	      "de/a.md:14:1: warning: the English page links to `x\\x0a::error::y` here, the "
	      "translation does not (en: en/a.md:17) [link-missing]\n"
	      "3 findings in 2 of 838 pages (1 error, 2 warnings), 2 locales, in 0.31 s\n");
}

static void
concise_names_line_one_when_there_is_no_place(void **state)
{
	struct finding f = stale("de/a.md");

	(void)state;
	f.at.line = f.at.column = 0;
	check("concise", &f, 1, &plain,
	      "de/a.md:1:1: warning: the English page changed after this translation was made "
	      "[stale-hash]\n");
}

static void
a_path_cannot_command_a_build_server(void **state)
{
	struct report_style style = plain;
	struct finding f = stale("::error::.md");

	(void)state;
	style.ci = true;
	check("concise", &f, 1, &style,
	      ": :error::.md:9:21: warning: the English page changed after this translation was "
	      "made [stale-hash]\n");
	check("grouped", &f, 1, &style,
	      ": :error::.md\n"
	      "  9:21  warning  stale-hash  the English page changed after this translation was "
	      "made\n");
}

static void
concise_in_colour(void **state)
{
	struct report_style style = plain;
	struct finding f = stale("de/a.md");

	(void)state;
	style.color = true;
	check("concise", &f, 1, &style,
	      "\x1b[1mde/a.md\x1b[0m:9:21: \x1b[1;33mwarning\x1b[0m: the English page changed "
	      "after this translation was made [stale-hash]\n");
}

/* --- grouped --------------------------------------------------------------------- */

static void
grouped_aligns_rows_under_their_page(void **state)
{
	struct report_style style = with_summary();
	struct finding v[] = { missing_key("de/a.md", 9), changed_link("[x](a.md)", "a.md"),
			       stale("de/b.md") };

	(void)state;
	check("grouped", v, 3, &style,
	      "de/a.md  <-  en/architecture.md\n"
	      "  9:1     error    metadata-missing  `ms.service` is set in the English page, but "
	      "not here   (en 12:1)\n"
	      "  30:121  error    link-changed      this link leads to `a.md`, but the English one "
	      "leads to `b.md`\n"
	      "\n"
	      "de/b.md\n"
	      "  9:21  warning  stale-hash  the English page changed after this translation was "
	      "made\n"
	      "\n"
	      "3 findings in 2 of 838 pages (2 errors, 1 warning), 2 locales, in 0.31 s\n");
}

static void
grouped_puts_differences_under_the_stale_finding(void **state)
{
	struct finding v[] = { missing_link("de/a.md", 4, "x"), stale("de/a.md"),
			       missing_link("de/a.md", 20, "z") };

	(void)state;
	v[2].severity = SEV_ERROR;
	v[2].source.file = S("en/other.md");
	check("grouped", v, 3, &plain,
	      "de/a.md  <-  en/a.md\n"
	      "  9:21  warning  stale-hash    the English page changed after this translation was "
	      "made\n"
	      "      4:1  link-missing  the English page links to `x` here, the translation does "
	      "not   (en 7:7)\n"
	      "  20:1  error    link-missing  the English page links to `z` here, the translation "
	      "does not   (en en/other.md:23:7)\n");
}

/* --- statistics ------------------------------------------------------------------- */

static void
statistics_count_rules_and_keys_most_first(void **state)
{
	struct report_style style = with_summary();
	struct finding v[9];

	(void)state;
	for (uint32_t i = 0; i < 6; i++)
		v[i] = missing_key("de/a.md", i + 1);
	v[0].args[0].value = S("d");
	v[1].args[0].value = S("c");
	v[2].args[0].value = S("b\x1b");
	v[6] = missing_link("de/a.md", 1, "x");
	v[7] = missing_link("de/a.md", 2, "x");
	v[8] = stale("de/a.md");
	check("statistics", v, 9, &style,
	      "    6  metadata-missing  ms.service 3, b\\x1b 1, c 1, \xe2\x80\xa6\n"
	      "    2  link-missing\n"
	      "    1  stale-hash\n"
	      "9 findings in 1 of 838 pages (6 errors, 3 warnings), 2 locales, in 0.31 s\n");
}

static void
statistics_of_nothing_are_the_closing_line(void **state)
{
	struct report_style style = with_summary();

	(void)state;
	check("statistics", NULL, 0, &style, "No findings in 838 pages (2 locales), 0.31 s.\n");
	check("statistics", NULL, 0, &plain, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(control_characters_are_spelled_out),
		cmocka_unit_test(what_reorders_or_hides_is_named),
		cmocka_unit_test(a_stray_zero_width_space_is_named_but_writing_is_not),
		cmocka_unit_test(ordinary_text_of_any_script_stays),
		cmocka_unit_test(build_logs_are_given_no_commands),
		cmocka_unit_test(paint_is_left_out_without_colour),
		cmocka_unit_test(concise_is_one_line_a_finding),
		cmocka_unit_test(concise_names_line_one_when_there_is_no_place),
		cmocka_unit_test(a_path_cannot_command_a_build_server),
		cmocka_unit_test(concise_in_colour),
		cmocka_unit_test(grouped_aligns_rows_under_their_page),
		cmocka_unit_test(grouped_puts_differences_under_the_stale_finding),
		cmocka_unit_test(statistics_count_rules_and_keys_most_first),
		cmocka_unit_test(statistics_of_nothing_are_the_closing_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
