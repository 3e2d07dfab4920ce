/* `json` and `jsonl`, read back with a parser. */
#include "report_fixture.h"

#include "base/json.h"
#include "base/utf8.h"

static const struct json *
member(const struct json *o, const char *key)
{
	const struct json *m = json_member(o, key);

	if (!m)
		fail_msg("no member `%s`", key);
	return m;
}

static void
check_text(const struct json *o, const char *key, const char *expected)
{
	const struct json *m = member(o, key);

	if (!str_eq(m->text, str_c(expected)))
		fail_msg("%s is `%.*s`, not `%s`", key, P(m->text), expected);
}

static const struct json *
parsed(struct arena *a, const char *text)
{
	struct str error = { 0 };
	const struct json *root = json_parse(a, str_c(text), &error);

	if (!root)
		fail_msg("%.*s in %s", P(error), text);
	return root;
}

static void
check_position(const struct json *range, const char *which, const char *line, const char *column,
	       const char *offset)
{
	const struct json *position = member(range, which);

	check_text(position, "line", line);
	check_text(position, "column", column);
	check_text(position, "offset", offset);
}

static void
one_object_holds_tool_summary_and_findings(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { missing_key("de/a.md", 9), stale("de/b.md") };
	const struct json *root = parsed(&a, printed(&a, "json", v, 2, &plain)), *summary, *first;

	(void)state;
	check_text(root, "version", "1");
	check_text(member(root, "tool"), "name", "loclint");
	check_text(member(root, "tool"), "version", LOCLINT_VERSION);
	summary = member(root, "summary");
	check_text(summary, "errors", "1");
	check_text(summary, "warnings", "1");
	check_text(summary, "infos", "0");
	check_text(summary, "fixable", "0");
	check_text(summary, "pages", "838");
	check_text(summary, "pairs", "838");
	check_text(summary, "locales", "2");
	first = member(root, "findings")->first;
	check_text(first, "rule", "metadata-missing");
	check_text(first->next, "rule", "stale-hash");
	assert_null(first->next->next);
	arena_free(&a);
}

static void
a_finding_has_every_key(void **state)
{
	struct arena a = { 0 };
	struct edit edit = { 119, 119, S("ms.service: x\r\n") };
	struct finding f = missing_key("de/a.md", 9);
	const struct json *o, *edits;

	(void)state;
	f.edits = &edit;
	f.nedits = 1;
	o = parsed(&a, printed(&a, "jsonl", &f, 1, &plain));
	check_text(o, "rule", "metadata-missing");
	check_text(o, "code", "M102");
	check_text(o, "severity", "error");
	check_text(o, "cause", "defect");
	check_text(o, "message", "`ms.service` is set in the English page, but not here");
	check_text(o, "label", "it belongs after this line");
	check_text(o, "help", "add `ms.service: advanced-threat-analytics`");
	check_text(o, "locale", "de-de");
	check_text(o, "file", "de/a.md");
	check_text(o, "insert_after", "true");
	check_position(member(o, "range"), "start", "9", "1", "100");
	check_position(member(o, "range"), "end", "9", "2", "101");
	check_text(member(o, "source"), "file", "en/architecture.md");
	check_text(member(o, "source"), "label", "set here");
	check_position(member(member(o, "source"), "range"), "start", "12", "1", "100");
	check_text(member(o, "fix"), "safety", "safe");
	edits = member(member(o, "fix"), "edits");
	check_text(edits->first, "file", "de/a.md");
	check_text(edits->first, "start", "119");
	check_text(edits->first, "end", "119");
	check_text(edits->first, "text", "ms.service: x\r\n");
	check_text(o, "fingerprint", "09f06c4f04e3c3f7");
	assert_int_equal(member(o, "parent")->kind, JSON_NULL);
	check_text(member(o, "args"), "key", "ms.service");
	check_text(member(o, "args"), "expected", "advanced-threat-analytics");
	arena_free(&a);
}

static void
what_is_not_there_is_null(void **state)
{
	struct arena a = { 0 };
	struct finding f = changed_link("[x](a.md)", "a.md");
	const struct json *o;

	(void)state;
	f.locale = S("");
	o = parsed(&a, printed(&a, "jsonl", &f, 1, &plain));
	assert_int_equal(member(o, "source")->kind, JSON_NULL);
	assert_int_equal(member(o, "fix")->kind, JSON_NULL);
	assert_int_equal(member(o, "label")->kind, JSON_NULL);
	assert_int_equal(member(o, "locale")->kind, JSON_NULL);
	arena_free(&a);
}

static void
a_fix_that_no_rule_vouches_for_is_unsafe(void **state)
{
	struct arena a = { 0 };
	struct edit edit = { 1, 2, S("") };
	struct finding f = missing_link("de/a.md", 4, "x");
	const struct json *o;

	(void)state;
	f.edits = &edit;
	f.nedits = 1;
	assert_int_equal(rules[messages[f.message].rule].fix, FIX_NONE);
	o = parsed(&a, printed(&a, "jsonl", &f, 1, &plain));
	check_text(member(o, "fix"), "safety", "unsafe");
	arena_free(&a);
}

static void
children_name_their_parent(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { stale("de/a.md"), missing_link("de/a.md", 4, "x") };
	const struct json *first =
		member(parsed(&a, printed(&a, "json", v, 2, &plain)), "findings")->first;

	(void)state;
	check_text(first, "rule", "link-missing");
	check_text(first, "cause", "unknown");
	assert_int_equal(member(first, "parent")->text.n, 16);
	assert_true(
		str_eq(member(first, "parent")->text, member(first->next, "fingerprint")->text));
	assert_int_equal(member(first->next, "parent")->kind, JSON_NULL);
	arena_free(&a);
}

static void
any_bytes_make_valid_json(void **state)
{
	struct arena a = { 0 };
	struct finding f = missing_link("de/\"\\\x01\xff.md", 4, "x");
	const char *text;
	const struct json *o;

	(void)state;
	f.args[0].value = S("\0\x1f\"\\/\n\xe2\x80\xae \xc3 ##vso[a] ##[b] ## c");
	text = printed(&a, "jsonl", &f, 1, &plain);
	assert_true(utf8_invalid_at(str_c(text)) < 0);
	assert_int_equal(str_find_char(str_c(text), '\n', 0), str_c(text).n - 1);
	o = parsed(&a, text);
	check_text(o, "file", "de/\"\\\x01\xef\xbf\xbd.md");
	assert_true(str_eq(member(member(o, "args"), "target")->text,
			   S("\0\x1f\"\\/\n\xe2\x80\xae \xef\xbf\xbd ##vso[a] ##[b] ## c")));
	assert_true(str_find(str_c(text), S("##vso["), 0) < 0);
	assert_true(str_find(str_c(text), S("##["), 0) < 0);
	assert_true(str_find(str_c(text), S("## c"), 0) > 0);
	arena_free(&a);
}

static void
no_findings_are_an_empty_array(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_string_equal(printed(&a, "jsonl", NULL, 0, &plain), "");
	assert_string_equal(
		printed(&a, "json", NULL, 0, &plain),
		"{\"version\":1,\"tool\":{\"name\":\"loclint\",\"version\":\"" LOCLINT_VERSION
		"\"},"
		"\"summary\":{\"errors\":0,\"warnings\":0,\"infos\":0,\"fixable\":0,\"suppressed\":"
		"0,\"baselined\":0,\"pages\":838,"
		"\"pairs\":838,\"locales\":2},\"findings\":[]}\n");
	arena_free(&a);
}

static void
style_does_not_matter_to_programs(void **state)
{
	struct arena a = { 0 };
	struct report_style loud = { .color = true,
				     .tty = true,
				     .columns = 20,
				     .summary = true,
				     .collapse = true,
				     .ci = true };
	struct finding v[] = { missing_key("de/a.md", 9), stale("de/b.md") }, w[] = { v[0], v[1] };

	(void)state;
	assert_string_equal(printed(&a, "json", v, 2, &loud), printed(&a, "json", w, 2, &plain));
	arena_free(&a);
}

static void
lines_are_findings(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { missing_key("de/a.md", 9), stale("de/b.md"), stale("de/c.md") };
	struct str rest = str_c(printed(&a, "jsonl", v, 3, &plain)), line;
	int n = 0;

	(void)state;
	while (str_line(&rest, &line)) {
		assert_int_equal(parsed(&a, str_z(&a, line))->kind, JSON_OBJECT);
		n++;
	}
	assert_int_equal(n, 3);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_object_holds_tool_summary_and_findings),
		cmocka_unit_test(a_finding_has_every_key),
		cmocka_unit_test(what_is_not_there_is_null),
		cmocka_unit_test(a_fix_that_no_rule_vouches_for_is_unsafe),
		cmocka_unit_test(children_name_their_parent),
		cmocka_unit_test(any_bytes_make_valid_json),
		cmocka_unit_test(no_findings_are_an_empty_array),
		cmocka_unit_test(style_does_not_matter_to_programs),
		cmocka_unit_test(lines_are_findings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
