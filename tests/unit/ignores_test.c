/* ignores.c: entries of `ignores:`, read and applied. */
#include "unit.h"

#include "site/ignores.h"

static struct config
read_config(struct arena *a, const char *text)
{
	struct config_error error = { 0 };
	struct config c;

	config_init(&c);
	if (!config_read(a, &c, S(".loclint.yml"), str_c(text), &error))
		print_message("%.*s\n", P(error.message));
	assert_int_equal(error.message.n, 0);
	return c;
}

static struct finding
finding(const char *name, enum message_id m, const char *key)
{
	return (struct finding){ .message = m,
				 .at.file = str_c(name),
				 .name = str_c(name),
				 .key = str_c(key),
				 .args = { { "target", S("https://example.com/a?b") } } };
}

/* Is the only finding hidden by the entry, on that day? */
static bool
hides_on(const char *entry, struct finding f, int64_t today)
{
	struct arena a = { 0 };
	struct config c =
		read_config(&a, str_z(&a, str_fmt(&a, "ignores:\n  - {%s, reason: r}\n", entry)));
	struct ignores *g = ignores_new(&a, &c, today);
	struct findings v = { .v = &f, .n = 1, .cap = 1 };

	ignores_apply(g, &v);
	assert_int_equal(g->used[0], f.hidden == HIDDEN_IGNORE);
	arena_free(&a);
	return f.hidden == HIDDEN_IGNORE;
}

static bool
hides(const char *entry, const char *name, enum message_id m)
{
	return hides_on(entry, finding(name, m, "see-also/1"), 0);
}

static void
an_entry_is_about_a_path_and_a_rule(void **state)
{
	enum message_id m = MSG_META_EXTRA;

	(void)state;
	assert_true(hides("path: docs/a.md, rule: metadata-extra", "docs/a.md", m));
	assert_true(hides("path: /docs/a.md, rule: metadata", "docs/a.md", m));
	assert_true(hides("path: ./docs/a.md, rule: M104", "docs/a.md", m));
	assert_true(hides("path: 'docs/**', rule: all", "docs/x/a.md", m));
	assert_true(hides("path: docs/, rule: metadata-extra", "docs/x/a.md", m));
	assert_true(hides("path: a.md, rule: metadata-extra", "docs/x/a.md", m));
	assert_true(hides("path: /a.md, rule: metadata-extra", "a.md", m));
	assert_false(hides("path: /a.md, rule: metadata-extra", "docs/a.md", m));
	assert_false(hides("path: docs/a.md, rule: metadata-extra", "docs/b.md", m));
	assert_false(hides("path: docs/a.md, rule: metadata-extra", "x/docs/a.md", m));
	assert_false(hides("path: docs/a.md, rule: metadata-missing", "docs/a.md", m));
	assert_false(hides("path: docs/a.md, rule: links", "docs/a.md", m));
}

static void
a_key_is_a_part_of_the_findings_key_or_of_an_argument(void **state)
{
	enum message_id m = MSG_META_EXTRA;

	(void)state;
	assert_true(hides("path: a.md, rule: all, key: also/1", "a.md", m));
	assert_true(hides("path: a.md, rule: all, key: example.com/a", "a.md", m));
	assert_false(hides("path: a.md, rule: all, key: also/2", "a.md", m));
}

static void
an_entry_holds_through_its_last_day(void **state)
{
	struct finding f = finding("a.md", MSG_META_EXTRA, "k");
	const int64_t day = 86400, june_30_2027 = INT64_C(1814313600);

	(void)state;
	assert_true(hides_on("path: a.md, rule: all, until: 2027-06-30", f, june_30_2027 - day));
	assert_true(
		hides_on("path: a.md, rule: all, until: 2027-06-30", f, june_30_2027 + day - 1));
	assert_false(hides_on("path: a.md, rule: all, until: 2027-06-30", f, june_30_2027 + day));
}

static void
what_is_hidden_already_keeps_its_reason_and_counts(void **state)
{
	struct arena a = { 0 };
	struct config c = read_config(&a, "ignores:\n- {path: a.md, rule: all, reason: r}\n");
	struct ignores *g = ignores_new(&a, &c, 0);
	struct finding f = finding("a.md", MSG_META_EXTRA, "k");
	struct findings v = { .v = &f, .n = 1, .cap = 1 };

	(void)state;
	f.hidden = HIDDEN_COMMENT;
	f.reason = S("first");
	ignores_apply(g, &v);
	assert_int_equal(f.hidden, HIDDEN_COMMENT);
	assert_true(str_eq(f.reason, S("first")));
	assert_int_equal(g->used[0], 1);
	arena_free(&a);
}

static void
entries_for_thousands_of_pages_are_found_by_page(void **state)
{
	enum { PAGES = 3000 };
	struct arena a = { 0 };
	struct buf text = { .a = &a };
	struct findings v = { 0 };
	struct ignores *g;
	struct config c;

	(void)state;
	buf_str(&text, S("ignores:\n"));
	for (int i = 0; i < PAGES; i++) {
		buf_fmt(&text, "- {path: d/%d.md, rule: all, reason: r}\n", i);
		*vec_push(&a, &v) =
			finding(str_z(&a, str_fmt(&a, "d/%d.md", PAGES - i)), MSG_META_EXTRA, "k");
	}
	c = read_config(&a, str_z(&a, buf_take(&text)));
	g = ignores_new(&a, &c, 0);
	assert_int_equal(g->nglobs, 0);
	ignores_apply(g, &v);
	for (ptrdiff_t i = 0; i < v.n; i++)
		assert_int_equal(v.v[i].hidden == HIDDEN_IGNORE,
				 !str_eq(v.v[i].name, S("d/3000.md")));
	arena_free(&a);
}

static void
malformed_entries_are_said_with_their_place(void **state)
{
	static const struct {
		const char *text, *message;
		uint32_t line;
	} cases[] = {
		{ "ignores:\n  - path: a.md\n    rule: list-kind\n", "reason", 2 },
		{ "ignores:\n  - {rule: list-kind, reason: r}\n", "path", 2 },
		{ "ignores:\n  - {path: a.md, reason: r}\n", "rule", 2 },
		{ "ignores:\n  - {path: a.md, rule: list-kid, reason: r}\n", "unknown rule", 2 },
		{ "ignores:\n  - {path: a.md, rule: list-kind, reason: ''}\n", "empty", 2 },
		{ "ignores:\n  - {path: a.md, rule: list-kind, reason: r, until: 2027-02-29}\n",
		  "is no date", 2 },
		{ "ignores:\n  - {path: a.md, rule: list-kind, reason: r, until: tomorrow}\n",
		  "is no date", 2 },
		{ "ignores:\n  - {path: a.md, rule: list-kind, reason: r, til: x}\n", "unknown key",
		  2 },
		{ "ignores: {path: a.md}\n", "list", 1 },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct arena a = { 0 };
		struct config_error error = { 0 };
		struct config c;

		config_init(&c);
		assert_false(config_read(&a, &c, S(".loclint.yml"), str_c(cases[i].text), &error));
		if (str_find(error.message, str_c(cases[i].message), 0) < 0)
			print_message("%td: %.*s\n", i, P(error.message));
		assert_true(str_find(error.message, str_c(cases[i].message), 0) >= 0);
		assert_int_equal(error.at.line, cases[i].line);
		arena_free(&a);
	}
}

static void
names_do_not_depend_on_the_working_directory(void **state)
{
	struct arena a = { 0 };
	struct site s = { .here = S("/p/docs/de"), .root = S("/p") };

	(void)state;
	assert_true(str_eq(site_name(&a, &s, S("a.md")), S("docs/de/a.md")));
	assert_true(str_eq(site_name(&a, &s, S("../en/a.md")), S("docs/en/a.md")));
	assert_true(str_eq(site_name(&a, &s, S("/p/x/a.md")), S("x/a.md")));
	assert_true(str_eq(site_name(&a, &s, S("../../../q/a.md")), S("../q/a.md")));
	s.here = S("/p");
	assert_true(str_eq(site_name(&a, &s, S("docs/de/a.md")), S("docs/de/a.md")));
	assert_true(str_eq(site_name(&a, &s, S("./docs/de/a.md")), S("docs/de/a.md")));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_entry_is_about_a_path_and_a_rule),
		cmocka_unit_test(a_key_is_a_part_of_the_findings_key_or_of_an_argument),
		cmocka_unit_test(an_entry_holds_through_its_last_day),
		cmocka_unit_test(what_is_hidden_already_keeps_its_reason_and_counts),
		cmocka_unit_test(entries_for_thousands_of_pages_are_found_by_page),
		cmocka_unit_test(malformed_entries_are_said_with_their_place),
		cmocka_unit_test(names_do_not_depend_on_the_working_directory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
