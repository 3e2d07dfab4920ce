/* `gitlab`, `azure`, `teamcity`, `checkstyle`, `rdjson` and `rdjsonl`: exactly what they write, and
 * their escapes. */
#include "report_formats.h"

#define SET "`ms.service` is set in the English page, but not here (see en/architecture.md:12:1)"
#define MOVED \
 "the English page changed after this translation was made; 1 difference on this page " \
 "belongs to it: link-missing 1"
#define NO_LINK "the English page links to `x` here, the translation does not"

/* An error, and a stale page with a difference. */
static void
check(const char *format, const char *expected)
{
	struct arena a = { 0 };
	struct finding v[] = { missing_key("de/a.md", 9), stale("de/b.md"),
			       missing_link("de/b.md", 12, "x") };
	struct report r = report_of(&a, v, countof(v));

	assert_string_equal(written(&a, format, &r), expected);
	arena_free(&a);
}

static void
gitlab_gets_one_array(void **state)
{
	(void)state;
	check("gitlab",
	      "[\n{\"description\":\"metadata-missing: " SET
	      "\",\"check_name\":\"metadata-missing\",\"fingerprint\":\"09f06c4f04e3c3f7\","
	      "\"severity\":\"major\",\"location\":{\"path\":\"de/a.md\",\"lines\":{\"begin\":9,"
	      "\"end\":9}}},\n{\"description\":\"stale-hash: " MOVED
	      "\",\"check_name\":\"stale-hash\",\"fingerprint\":\"21b227286353a8d3\","
	      "\"severity\":\"minor\",\"location\":{\"path\":\"de/b.md\",\"lines\":{\"begin\":9,"
	      "\"end\":9}}}\n]\n");
}

static void
azure_gets_issues_and_a_fold(void **state)
{
	(void)state;
	check("azure",
	      "##vso[task.logissue type=error;sourcepath=de/a.md;linenumber=9;columnnumber=1;"
	      "code=metadata-missing;]" SET "\n"
	      "##vso[task.logissue type=warning;sourcepath=de/b.md;linenumber=9;columnnumber=21;"
	      "code=stale-hash;]" MOVED "\n"
	      "##[group]1 more finding\n"
	      "de/b.md:12:1: warning: " NO_LINK " (en: en/a.md:15) [link-missing]\n"
	      "##[endgroup]\n");
}

static void
azure_escapes_what_ends_a_property(void **state)
{
	struct arena a = { 0 };
	struct finding f = missing_link("de/a;b]c%d.md", 4, "50%;]");
	struct report r = report_of(&a, &f, 1);
	const char *text = written(&a, "azure", &r);

	(void)state;
	check_has(text, ";sourcepath=de/a%3Bb%5Dc%AZP25d.md;linenumber=4;");
	check_has(text, "links to `50%AZP25;]` here");
	arena_free(&a);
}

static void
teamcity_gets_inspections(void **state)
{
	(void)state;
	check("teamcity",
	      "##teamcity[inspectionType id='metadata-missing' name='metadata-missing' "
	      "description='every key of the source that is not for translation is in the "
	      "translation' category='loclint']\n"
	      "##teamcity[inspectionType id='stale-hash' name='stale-hash' description='the "
	      "recorded hash is that of the current source page' category='loclint']\n"
	      "##teamcity[inspection typeId='metadata-missing' message='" SET
	      "' file='de/a.md' line='9' SEVERITY='ERROR']\n"
	      "##teamcity[inspection typeId='stale-hash' message='" MOVED
	      "' file='de/b.md' line='9' SEVERITY='WARNING']\n");
}

static void
teamcity_escapes_what_ends_a_value(void **state)
{
	struct arena a = { 0 };
	struct finding f = missing_link("de/a'b|c[d].md", 4, "'] |n");
	struct report r = report_of(&a, &f, 1);
	const char *text = written(&a, "teamcity", &r);

	(void)state;
	check_has(text, " file='de/a|'b||c|[d|].md' ");
	check_has(text, "links to `|'|] ||n` here");
	arena_free(&a);
}

static void
checkstyle_gets_files(void **state)
{
	(void)state;
	check("checkstyle",
	      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
	      "  <file name=\"de/a.md\">\n"
	      "    <error line=\"9\" column=\"1\" severity=\"error\" message=\"" SET
	      "\" source=\"loclint.metadata-missing\"/>\n"
	      "  </file>\n"
	      "  <file name=\"de/b.md\">\n"
	      "    <error line=\"9\" column=\"21\" severity=\"warning\" message=\"" MOVED
	      "\" source=\"loclint.stale-hash\"/>\n"
	      "  </file>\n"
	      "</checkstyle>\n");
}

static void
reviewdog_counts_bytes(void **state)
{
	struct arena a = { 0 };
	struct edit edit = { 100, 108, S("b.md") };
	struct finding f = changed_link("a\xf0\x90\x90\x80 [\xc3\xa4](a.md)", "a.md");
	struct report r;
	const struct json *root;
	struct place at;

	(void)state;
	f.at.column = 8;
	f.at.end_column = 12;
	at = f.at;
	f.edits = &edit;
	f.edit_at = &at;
	f.nedits = 1;
	r = report_of(&a, &f, 1);
	root = parsed(&a, written(&a, "rdjsonl", &r));
	check_at(root, "message",
		 "this link leads to `a.md`, but the English one leads to `b.md`\nreplace it with "
		 "`b.md`");
	check_at(root, "severity", "ERROR");
	check_at(root, "code.value", "link-changed");
	check_at(root, "location.path", "de/a.md");
	check_at(root, "location.range.start.line", "30");
	check_at(root, "location.range.start.column", "12");
	check_at(root, "location.range.end.column", "16");
	check_at(root, "suggestions.0.range.start.column", "12");
	check_at(root, "suggestions.0.text", "b.md");
	root = parsed(&a, written(&a, "rdjson", &r));
	check_at(root, "source.name", "loclint");
	check_at(root, "diagnostics.0.location.range.end.column", "16");
	arena_free(&a);
}

/* Half a fix, or one in the wrong place, is worse than none. */
static void
columns_that_are_not_known_are_left_out(void **state)
{
	struct arena a = { 0 };
	struct edit edits[] = { { 100, 104, S("b.md") }, { 200, 204, S("c.md") } };
	struct place places[] = { place("de/a.md", 30, 2), place("de/a.md", 31, 5) };
	struct finding f = changed_link("[a.md", "a.md");
	struct report r;
	const struct json *root;

	(void)state;
	f.at.column = 2;
	f.at.end_column = 6;
	f.edits = edits;
	f.edit_at = places;
	f.nedits = 2;
	r = report_of(&a, &f, 1);
	root = parsed(&a, written(&a, "rdjsonl", &r));
	check_at(root, "location.range.start.column", "2");
	assert_false(has_path(root, "suggestions"));
	f.nedits = 1;
	f.snippet.lines[0].cut_left = true;
	r = report_of(&a, &f, 1);
	root = parsed(&a, written(&a, "rdjsonl", &r));
	check_at(root, "location.range.start.line", "30");
	assert_false(has_path(at_path(root, "location.range.start"), "column"));
	assert_false(has_path(root, "suggestions"));
	arena_free(&a);
}

static void
reviewdog_is_told_of_the_other_page(void **state)
{
	struct arena a = { 0 };
	struct finding f = missing_key("de/a.md", 9);
	struct report r = report_of(&a, &f, 1);
	const struct json *root = parsed(&a, written(&a, "rdjsonl", &r));

	(void)state;
	check_at(root, "related_locations.0.message", "set here");
	check_at(root, "related_locations.0.location.path", "en/architecture.md");
	check_at(root, "related_locations.0.location.range.start.line", "12");
	f.source_commit = S("0123456789");
	root = parsed(&a, written(&a, "rdjsonl", &r));
	assert_false(has_path(root, "related_locations"));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gitlab_gets_one_array),
		cmocka_unit_test(azure_gets_issues_and_a_fold),
		cmocka_unit_test(azure_escapes_what_ends_a_property),
		cmocka_unit_test(teamcity_gets_inspections),
		cmocka_unit_test(teamcity_escapes_what_ends_a_value),
		cmocka_unit_test(checkstyle_gets_files),
		cmocka_unit_test(reviewdog_counts_bytes),
		cmocka_unit_test(columns_that_are_not_known_are_left_out),
		cmocka_unit_test(reviewdog_is_told_of_the_other_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
