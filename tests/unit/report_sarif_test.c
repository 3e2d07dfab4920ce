/* `sarif`, read back with a parser. */
#include "report_formats.h"

#define RESULT "runs.0.results.0."
#define WHERE  RESULT "locations.0.physicalLocation."

static const struct json *
sarif(struct arena *a, const struct report *r)
{
	return parsed(a, written(a, "sarif", r));
}

static const struct json *
rule_at(const struct json *root, enum rule_id r)
{
	const struct json *rule = at_path(root, "runs.0.tool.driver.rules")->first;

	for (int i = 0; i < (int)r; i++)
		rule = rule->next;
	return rule;
}

static void
rules_are_described(void **state)
{
	struct arena a = { 0 };
	struct report r = report_of(&a, NULL, 0);
	struct str help[RULE_COUNT] = { 0 };
	const struct json *root, *rule;

	(void)state;
	help[RULE_LIST_ITEM_COUNT] = S("## Why\n\nA step that is missing\nis damage.\n\nMore.\n\n"
				       "## Fix\n\nTranslate it.\n");
	r.help = help;
	root = sarif(&a, &r);
	check_at(root, "version", "2.1.0");
	check_at(root, "runs.0.columnKind", "unicodeCodePoints");
	check_at(root, "runs.0.tool.driver.name", "loclint");
	check_at(root, "runs.0.tool.driver.semanticVersion", LOCLINT_VERSION);
	assert_int_equal(length(at_path(root, "runs.0.tool.driver.rules")), RULE_COUNT);
	rule = rule_at(root, RULE_LIST_ITEM_COUNT);
	check_at(rule, "id", "S304");
	check_at(rule, "name", "ListItemCount");
	check_at(rule, "shortDescription.text", "A list has as many items as the source's.");
	check_at(rule, "fullDescription.text", "A step that is missing is damage.");
	check_at(rule, "help.text", "Translate it.");
	check_at(rule, "help.markdown", help[RULE_LIST_ITEM_COUNT].p);
	check_at(rule, "defaultConfiguration.level", "error");
	assert_false(has_path(at_path(rule, "defaultConfiguration"), "enabled"));
	check_at(rule, "properties.tags.1", "structure");
	rule = rule_at(root, RULE_TRANSLATION_MISSING);
	check_at(rule, "defaultConfiguration.enabled", "false");
	check_at(rule, "defaultConfiguration.level", "note");
	arena_free(&a);
}

static void
a_result_leads_to_both_pages(void **state)
{
	struct arena a = { 0 };
	struct finding f = missing_key("de/a.md", 9);
	struct report r = report_of(&a, &f, 1);
	const struct json *root = sarif(&a, &r), *rule;
	int64_t index = -1;

	(void)state;
	check_at(root, RESULT "ruleId", "M102");
	assert_true(str_int(at_path(root, RESULT "ruleIndex")->text, &index));
	rule = rule_at(root, (enum rule_id)index);
	check_at(rule, "id", "M102");
	check_at(root, RESULT "level", "error");
	check_at(root, RESULT "message.text",
		 "`ms.service` is set in the English page, but not here. "
		 "See [en/architecture.md:12:1](1): set here. "
		 "Add `ms.service: advanced-threat-analytics`.");
	check_at(root, WHERE "artifactLocation.uri", "de/a.md");
	check_at(root, WHERE "artifactLocation.uriBaseId", "SRCROOT");
	check_at(root, WHERE "region.startLine", "9");
	check_at(root, WHERE "region.startColumn", "1");
	check_at(root, WHERE "region.endLine", "9");
	check_at(root, WHERE "region.endColumn", "2");
	check_at(root, WHERE "region.snippet.text", "ms.topic: conceptual");
	check_at(root, RESULT "relatedLocations.0.id", "1");
	check_at(root, RESULT "relatedLocations.0.physicalLocation.artifactLocation.uri",
		 "en/architecture.md");
	check_at(root, RESULT "relatedLocations.0.physicalLocation.region.startLine", "12");
	check_at(root, RESULT "partialFingerprints.loclintFingerprint/v1",
		 str_z(&a, str_fmt(&a, "%016llx", (unsigned long long)r.findings[0].fingerprint)));
	assert_false(has_path(at_path(root, "runs.0.results.0"), "fixes"));
	arena_free(&a);
}

static void
check_uri(struct str file, struct str cwd, struct str top, const char *expected)
{
	struct arena a = { 0 };
	struct finding f = missing_link("", 4, "x");
	struct report r;
	const struct json *root;

	f.at.file = file;
	r = report_of(&a, &f, 1);
	r.cwd = cwd;
	r.root = top;
	root = sarif(&a, &r);
	check_at(root, WHERE "artifactLocation.uri", expected);
	assert_int_equal(has_path(at_path(root, WHERE "artifactLocation"), "uriBaseId"),
			 expected[0] == 'd');
	arena_free(&a);
}

static void
paths_are_uris_below_the_repository(void **state)
{
	(void)state;
	check_uri(S("./de/a.md"), S(""), S(""), "de/a.md");
	check_uri(S("de/\xc3\xbc"
		    "ber uns#1?%.md"),
		  S(""), S(""), "de/%C3%BCber%20uns%231%3F%25.md");
	check_uri(S("de/[a]\xff\n.md"), S(""), S(""), "de/%5Ba%5D%FF%0A.md");
	check_uri(S("a.md"), S("/repo/de"), S("/repo"), "de/a.md");
	check_uri(S("../de/a.md"), S("/repo/tools"), S("/repo"), "de/a.md");
	check_uri(S("/repo/de/a.md"), S("/repo/tools"), S("/repo"), "de/a.md");
	check_uri(S("/other/a b.md"), S(""), S(""), "file:///other/a%20b.md");
	check_uri(S("../../other/a.md"), S("/repo/tools"), S("/repo"), "file:///other/a.md");
}

/* A line number of an older revision, or of a page elsewhere, is no location in this repository. */
static void
what_is_elsewhere_is_no_location(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { missing_link("de/a.md", 4, "x"), missing_link("de/b.md", 5, "x") };
	struct report r;
	const struct json *root, *second;

	(void)state;
	v[0].source.file = S("../en/pages/a b.md");
	v[1].source.file = S("../en/pages/c_d.md");
	v[1].source_commit = S("e9a347b1c0d2e3f4a5b6");
	r = report_of(&a, v, 2);
	root = sarif(&a, &r);
	assert_false(has_path(at_path(root, "runs.0.results.0"), "relatedLocations"));
	assert_false(has_path(at_path(root, RESULT "message"), "markdown"));
	check_has(text_at(&a, root, RESULT "message.text"), "See ../en/pages/a b.md:7:7: this");
	r.source_url = S("https://example.org/{rev}/{path}#L{line}");
	r.source_root = S("../en");
	root = sarif(&a, &r);
	check_has(text_at(&a, root, RESULT "message.markdown"),
		  "See [../en/pages/a b.md:7:7](https://example.org/HEAD/pages/a%20b.md#L7): this");
	second = at_path(root, "runs.0.results.1");
	assert_false(has_path(second, "relatedLocations"));
	check_has(text_at(&a, second, "message.markdown"),
		  "See [../en/pages/c\\_d.md:8:7 at commit e9a347b1c0]"
		  "(https://example.org/e9a347b1c0d2e3f4a5b6/pages/c_d.md#L8): this");
	arena_free(&a);
}

static void
a_region_is_one_line(void **state)
{
	struct arena a = { 0 };
	struct finding f = changed_link("x [\xc3\xa4\xc3\xb6](a", "[\xc3\xa4\xc3\xb6](a");
	struct report r;
	const struct json *root;

	(void)state;
	f.at.column = 3;
	f.at.end_line = 33;
	f.at.end_column = 1;
	f.source = place("en/a.md", 4, 9);
	f.source.end_line = 6;
	f.source.end_column = 2;
	r = report_of(&a, &f, 1);
	root = sarif(&a, &r);
	check_at(root, WHERE "region.endLine", "30");
	check_at(root, WHERE "region.endColumn", "9");
	check_at(root, RESULT "relatedLocations.0.physicalLocation.region.endLine", "6");
	arena_free(&a);
}

static void
fixes_say_what_goes_and_what_comes(void **state)
{
	struct arena a = { 0 };
	struct edit edits[] = { { 119, 119, S("a: b\n") }, { 130, 140, S("") } };
	struct place places[] = { place("de/a.md", 10, 1), place("de/a.md", 12, 4) };
	struct finding f = missing_key("de/a.md", 9);
	struct report r;
	const struct json *root, *change;

	(void)state;
	places[0].end_column = 1;
	f.edits = edits;
	f.nedits = 2;
	r = report_of(&a, &f, 1);
	root = sarif(&a, &r);
	assert_false(has_path(at_path(root, "runs.0.results.0"), "fixes")); /* places not known */
	f.edit_at = places;
	r = report_of(&a, &f, 1);
	root = sarif(&a, &r);
	check_at(root, RESULT "fixes.0.description.text",
		 "Add `ms.service: advanced-threat-analytics`.");
	change = at_path(root, RESULT "fixes.0.artifactChanges.0");
	check_at(change, "artifactLocation.uri", "de/a.md");
	check_at(change, "replacements.0.deletedRegion.startLine", "10");
	check_at(change, "replacements.0.deletedRegion.endColumn", "1");
	check_at(change, "replacements.0.insertedContent.text", "a: b\n");
	check_at(change, "replacements.1.deletedRegion.startColumn", "4");
	check_at(change, "replacements.1.insertedContent.text", "");
	edits[1].text = S("\xff"); /* no JSON could tell it */
	assert_false(has_path(at_path(sarif(&a, &r), "runs.0.results.0"), "fixes"));
	arena_free(&a);
}

static void
what_a_page_says_is_no_link(void **state)
{
	struct arena a = { 0 };
	struct finding f = missing_link("de/[a](1).md", 4, "a](https://example.org) [b](1)");
	struct report r;
	const struct json *root;

	(void)state;
	f.source.file = S("en/[a](1).md");
	r = report_of(&a, &f, 1);
	root = sarif(&a, &r);
	check_at(root, RESULT "message.text",
		 "The English page links to `a] (https://example.org) [b] (1)` here, the "
		 "translation does not. See [en/\\[a\\](1).md:7:7](1): this link has no "
		 "counterpart. Add the link `a] (https://example.org) [b] (1)`.");
	arena_free(&a);
}

static void
a_stale_page_is_one_result(void **state)
{
	static const struct report_style verbose = { .utf8 = true, .verbose = true };
	struct arena a = { 0 };
	struct finding v[] = { stale("de/a.md"), missing_link("de/a.md", 4, "x"),
			       missing_link("de/a.md", 5, "y"), missing_key("de/a.md", 6) };
	struct report r;
	const struct json *root;

	(void)state;
	r = report_of(&a, v, countof(v));
	root = sarif(&a, &r);
	assert_int_equal(length(at_path(root, "runs.0.results")), 2);
	check_at(root, RESULT "level", "error");
	check_has(text_at(&a, root, "runs.0.results.1.message.text"),
		  "made. 2 differences on this page belong to it: link-missing 2. Translate");
	r.style = &verbose;
	assert_int_equal(length(at_path(sarif(&a, &r), "runs.0.results")), 4);
	arena_free(&a);
}

/* Where GitHub would keep any 5,000, the gravest are kept, and that is said. */
static void
the_gravest_are_kept(void **state)
{
	enum { MANY = 5010 };
	struct arena a = { 0 };
	struct finding *v = NEW(&a, struct finding, MANY);
	struct report r;
	const struct json *root;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		v[i] = missing_link("de/a.md", (uint32_t)i + 1, "x");
		v[i].severity = i < 5000 ? SEV_INFO : SEV_ERROR;
	}
	r = report_of(&a, v, MANY);
	root = sarif(&a, &r);
	assert_int_equal(length(at_path(root, "runs.0.results")), 5000);
	check_at(root, RESULT "level", "error");
	check_at(root, "runs.0.results.9.level", "error");
	check_at(root, "runs.0.results.10.level", "note");
	check_has(
		text_at(&a, root, "runs.0.invocations.0.toolExecutionNotifications.0.message.text"),
		"Only the 5000 gravest of 5010 findings are in this file");
	r.n = 5000;
	root = sarif(&a, &r);
	assert_false(has_path(at_path(root, "runs.0.invocations.0"), "toolExecutionNotifications"));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_are_described),
		cmocka_unit_test(a_result_leads_to_both_pages),
		cmocka_unit_test(paths_are_uris_below_the_repository),
		cmocka_unit_test(what_is_elsewhere_is_no_location),
		cmocka_unit_test(a_region_is_one_line),
		cmocka_unit_test(fixes_say_what_goes_and_what_comes),
		cmocka_unit_test(what_a_page_says_is_no_link),
		cmocka_unit_test(a_stale_page_is_one_result),
		cmocka_unit_test(the_gravest_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
