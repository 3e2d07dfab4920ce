/* `junit`: one suite a page, names seen once; the shape is checked in report_formats_test.c. */
#include "report_formats.h"

static void
pages_are_suites_and_findings_are_cases(void **state)
{
	static const struct report_page pages[] = {
		{ { "de/a.md", 7 }, { "de", 2 } },
		{ { "de/b.md", 7 }, { "de", 2 } },
		{ { "de/c.md", 7 }, { "de", 2 } },
	};
	struct arena a = { 0 };
	struct finding v[] = { missing_key("de/b.md", 9), stale("de/b.md"),
			       missing_link("de/b.md", 12, "x"), changed_link("x", "x") };
	struct report r;

	(void)state;
	v[3].at.file = S("en/b.md"); /* no translation: not among the pages */
	r = report_of(&a, v, countof(v));
	r.pages = pages;
	r.npages = countof(pages);
	assert_string_equal(
		written(&a, "junit", &r),
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites name=\"loclint\" tests=\"5\" failures=\"2\" errors=\"0\">\n"
		"  <testsuite name=\"de/a.md\" tests=\"1\" failures=\"0\" errors=\"0\" "
		"skipped=\"0\">\n"
		"    <testcase name=\"de/a.md\" classname=\"de/a\"/>\n"
		"  </testsuite>\n"
		"  <testsuite name=\"de/b.md\" tests=\"2\" failures=\"1\" errors=\"0\" "
		"skipped=\"0\">\n"
		"    <testcase name=\"metadata-missing: line 9: `ms.service` is set in the English "
		"page, but not here\" classname=\"de/b\">\n"
		"      <failure type=\"metadata-missing\" message=\"`ms.service` is set in the "
		"English "
		"page, but not here\">error: de/b.md:9:1\n"
		"compared with: en/architecture.md:12:1: set here\n"
		"help: add `ms.service: advanced-threat-analytics`</failure>\n"
		"    </testcase>\n"
		"    <testcase name=\"stale-hash: line 9: the English page changed after this "
		"translation was made\" classname=\"de/b\">\n"
		"      <system-out>warning: de/b.md:9:21\n"
		"help: translate what changed in the English page, then record its new hash\n"
		"1 difference on this page belongs to it: link-missing 1</system-out>\n"
		"    </testcase>\n"
		"  </testsuite>\n"
		"  <testsuite name=\"de/c.md\" tests=\"1\" failures=\"0\" errors=\"0\" "
		"skipped=\"0\">\n"
		"    <testcase name=\"de/c.md\" classname=\"de/c\"/>\n"
		"  </testsuite>\n"
		"  <testsuite name=\"en/b.md\" tests=\"1\" failures=\"1\" errors=\"0\" "
		"skipped=\"0\">\n"
		"    <testcase name=\"link-changed: line 30: this link leads to `x`, but the "
		"English "
		"one leads to `b.md`\" classname=\"en/b\">\n"
		"      <failure type=\"link-changed\" message=\"this link leads to `x`, but the "
		"English "
		"one leads to `b.md`\">error: en/b.md:30:121\n"
		"help: replace it with `b.md`</failure>\n"
		"    </testcase>\n"
		"  </testsuite>\n"
		"</testsuites>\n");
	arena_free(&a);
}

static void
what_fails_the_run_is_a_failure(void **state)
{
	static const struct {
		enum severity fail_on;
		const char *expected;
	} table[] = {
		{ SEV_OFF, "failures=\"1\"" },
		{ SEV_ERROR, "failures=\"1\"" },
		{ SEV_WARNING, "failures=\"2\"" },
		{ SEV_INFO, "failures=\"3\"" },
	};
	struct arena a = { 0 };
	struct finding v[] = { missing_key("de/a.md", 1), missing_key("de/a.md", 2),
			       missing_key("de/a.md", 3) };
	struct report r;

	(void)state;
	v[1].severity = SEV_WARNING;
	v[2].severity = SEV_INFO;
	r = report_of(&a, v, 3);
	for (int i = 0; i < countof(table); i++) {
		r.fail_on = table[i].fail_on;
		check_has(written(&a, "junit", &r), table[i].expected);
	}
	arena_free(&a);
}

/* GitLab drops a case whose name it has seen. */
static void
equal_names_are_numbered(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { missing_link("de/a.md", 4, "x"), missing_link("de/a.md", 4, "x"),
			       missing_link("de/b.md", 4, "x") };
	struct report r;
	const char *text;

	(void)state;
	v[1].source.column = 90;
	r = report_of(&a, v, 3);
	text = written(&a, "junit", &r);
	check_has(text, "translation does not\" classname=\"de/a\">");
	check_has(text, "translation does not (2)\" classname=\"de/a\">");
	check_has_not(text, "(2)\" classname=\"de/b\">");
	arena_free(&a);
}

static void
without_pages_there_is_one_test(void **state)
{
	struct arena a = { 0 };
	struct report r = report_of(&a, NULL, 0);

	(void)state;
	assert_string_equal(
		written(&a, "junit", &r),
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites name=\"loclint\" tests=\"1\" failures=\"0\" errors=\"0\">\n"
		"  <testsuite name=\"loclint\" tests=\"1\" failures=\"0\" errors=\"0\" "
		"skipped=\"0\">\n"
		"    <testcase name=\"loclint\" classname=\"loclint\"/>\n"
		"  </testsuite>\n"
		"</testsuites>\n");
	arena_free(&a);
}

static void
text_is_xml(void **state)
{
	struct arena a = { 0 };
	struct finding f = missing_link("de/a.md", 4, "");
	struct report r;

	(void)state;
	f.args[0].value = S("<a href=\"x\">&\n\x1b\xff\xef\xbf\xbe##[b]");
	r = report_of(&a, &f, 1);
	check_has(written(&a, "junit", &r),
		  "links to `&lt;a href=&quot;x&quot;&gt;&amp;&#10;\xef\xbf\xbd\xef\xbf\xbd\xef\xbf"
		  "\xbd&#35;#[b]` here");
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_are_suites_and_findings_are_cases),
		cmocka_unit_test(what_fails_the_run_is_a_failure),
		cmocka_unit_test(equal_names_are_numbered),
		cmocka_unit_test(without_pages_there_is_one_test),
		cmocka_unit_test(text_is_xml),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
