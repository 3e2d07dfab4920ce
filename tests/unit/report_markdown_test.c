/* `markdown`: tables that show text, links to both sides, and an end. */
#include "report_formats.h"

#include <string.h>

static void
a_page_is_a_table(void **state)
{
	static const struct report_page pages[] = {
		{ { "de/a.md", 7 }, { "de-de", 5 } },
		{ { "fr/a.md", 7 }, { "fr-fr", 5 } },
	};
	struct arena a = { 0 };
	struct finding v[] = { missing_key("de/a.md", 9), stale("de/b_c.md"),
			       missing_link("de/b_c.md", 12, "x") };
	struct report r = report_of(&a, v, countof(v));

	(void)state;
	r.pages = pages;
	r.npages = countof(pages);
	assert_string_equal(
		written(&a, "markdown", &r),
		"## loclint\n\n3 findings in 838 pages.\n\n"
		"| Locale | Pages | Errors | Warnings | Info |\n|:--|--:|--:|--:|--:|\n"
		"| de-de | 1 | 1 | 2 | 0 |\n"
		"| fr-fr | 1 | 0 | 0 | 0 |\n\n"
		"### de/a.md\n\n"
		"| Line | Severity | Rule | Finding | Compared with |\n"
		"|--:|:--|:--|:--|:--|\n"
		"| 9 | error | `metadata-missing` | `ms.service` is set in the English page, but "
		"not here | en/architecture.md:12:1: set here |\n\n"
		"### de/b\\_c.md\n\n"
		"| Line | Severity | Rule | Finding | Compared with |\n"
		"|--:|:--|:--|:--|:--|\n"
		"| 9 | warning | `stale-hash` | the English page changed after this translation "
		"was "
		"made<br>1 difference on this page belongs to it: link-missing 1 |  |\n");
	arena_free(&a);
}

static void
both_sides_are_links_where_addresses_are_known(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { missing_key("de/a (b).md", 9), missing_key("de/c.md", 9) };
	struct report r;
	const char *text;

	(void)state;
	v[1].source_commit = S("0123456789abcdef");
	r = report_of(&a, v, 2);
	r.page_url = S("https://example.org/blob/5d1f/{path}?plain=1#L{line}");
	text = written(&a, "markdown", &r);
	check_has(text,
		  "| [9](https://example.org/blob/5d1f/de/a%20%28b%29.md?plain=1#L9) | error");
	check_has(text,
		  "| [en/architecture.md:12:1]"
		  "(https://example.org/blob/5d1f/en/architecture.md?plain=1#L12): set here |");
	check_has(text, "| en/architecture.md:12:1 at commit 0123456789: set here |");
	r.source_url = S("https://example.org/en/{rev}/{path}#L{line}{unknown}");
	r.source_root = S("en");
	text = written(&a, "markdown", &r);
	check_has(text, "](https://example.org/en/HEAD/architecture.md#L12{unknown}): set here");
	check_has(text, "](https://example.org/en/0123456789abcdef/architecture.md#L12{unknown})");
	arena_free(&a);
}

static void
check_cell(struct str target, const char *expected)
{
	struct arena a = { 0 };
	struct finding f = missing_link("de/a.md", 4, "");
	struct report r;

	f.args[0].value = target;
	r = report_of(&a, &f, 1);
	check_has(written(&a, "markdown", &r), expected);
	arena_free(&a);
}

/* A value can end neither its code span nor its cell, nor begin a line. */
static void
values_stay_in_their_code_spans(void **state)
{
	(void)state;
	check_cell(S("a`b|c"), "links to `a'b\\|c` here");
	check_cell(S("<b>*_&amp;[x](y)"), "links to `<b>*_&amp;[x](y)` here");
	check_cell(S("a\n| b"), "links to `a\\x0a\\| b` here");
	check_cell(S(""), "links to ` ` here");
	check_cell(S("##vso[x]"), "links to `## vso[x]` here");
	check_cell(S("\xff"), "links to `\\xff` here");
}

/* Values that a message shows outside of a code span are text, too. */
static void
markup_in_text_is_shown(void **state)
{
	struct arena a = { 0 };
	struct finding f = { .message = MSG_FRONT_YAML,
			     .severity = SEV_ERROR,
			     .locale = S("<script>"),
			     .at = place("de/a.md", 2, 1),
			     .args = { { "why", S("*a* <b> [c](d) @team #1 |x| `y") } } };
	struct report r = report_of(&a, &f, 1);
	const char *text = written(&a, "markdown", &r);

	(void)state;
	check_has(text, "\\*a\\* \\<b\\> \\[c\\](d) @\xe2\x80\x8bteam \\#1 \\|x\\| 'y");
	check_has(text, "| \\<script\\> |");
	arena_free(&a);
}

static ptrdiff_t
rows(const char *text)
{
	ptrdiff_t n = 0;

	for (const char *p = text; (p = strstr(p, " | `metadata-missing`")) != NULL; p++)
		n++;
	return n;
}

static void
the_gravest_hundred_are_shown(void **state)
{
	static const struct report_style verbose = { .utf8 = true, .verbose = true };
	struct arena a = { 0 };
	struct finding v[150];
	struct report r;
	const char *text;

	(void)state;
	for (int i = 0; i < countof(v); i++) {
		v[i] = missing_key("de/a.md", (uint32_t)i + 1);
		v[i].severity = i < 30 ? SEV_INFO : i < 70 ? SEV_WARNING : SEV_ERROR;
	}
	r = report_of(&a, v, countof(v));
	text = written(&a, "markdown", &r);
	assert_int_equal(rows(text), 100);
	check_has(text, "| 150 | error |");
	check_has(text, "| 50 | warning |");
	check_has_not(text, "| 51 | warning |");
	check_has_not(text, "| info |");
	check_has(text, "\n\xe2\x80\xa6 and 50 more.\n");
	r.style = &verbose;
	assert_int_equal(rows(written(&a, "markdown", &r)), 150);
	arena_free(&a);
}

static void
it_fits_into_a_comment(void **state)
{
	struct arena a = { 0 };
	struct finding v[90];
	struct report r;
	struct str text;
	struct buf target = { .a = &a };

	(void)state;
	buf_repeat(&target, 'x', 2000);
	for (int i = 0; i < countof(v); i++)
		v[i] = missing_link("de/a.md", (uint32_t)i + 1, str_z(&a, buf_take(&target)));
	r = report_of(&a, v, countof(v));
	text = str_c(written(&a, "markdown", &r));
	assert_in_range(text.n, 50 * 1024, 60 * 1024);
	check_has(text.p, " more.\n");
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_a_table),
		cmocka_unit_test(both_sides_are_links_where_addresses_are_known),
		cmocka_unit_test(values_stay_in_their_code_spans),
		cmocka_unit_test(markup_in_text_is_shown),
		cmocka_unit_test(the_gravest_hundred_are_shown),
		cmocka_unit_test(it_fits_into_a_comment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
