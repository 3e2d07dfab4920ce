/* linktable.c: link tables and what they say about a URL. */
#include "unit.h"

#include "engine/engine.h"
#include "site/linktable.h"

struct fixture {
	struct arena a;
	struct link_table *table;
	struct pattern_scratch *scratch;
	struct config_error error;
};

static const char table[] =
	"groups:\n"
	"  - reason: the old site is gone\n"
	"    exact:\n"
	"      \"https://old.example.com/Guide/\": \"https://new.example.com/guide\"\n"
	"      \"https://old.example.com/guide#part\": \"https://new.example.com/part\"\n"
	"      \"https://old.example.com/find?q=a\": \"https://new.example.com/search\"\n"
	"      \"https://docs.example.com/a\": \"https://docs.example.com/b\"\n"
	"  - reason: moved under the same names\n"
	"    hosts: [docs.example.com, old.example.com]\n"
	"    patterns:\n"
	"      '^https://docs\\.example\\.com/v1/(.+)$': \"https://docs.example.com/v2/$1\"\n"
	"      '^https://old\\.example\\.com/guide$': \"https://wrong.example.com/\"\n"
	"    examples:\n"
	"      \"https://docs.example.com/v1/x/y\": \"https://docs.example.com/v2/x/y\"\n";

static struct link_table *
load(struct fixture *f, const char *text)
{
	struct link_source file = { S("links.yml"), str_c(text) };

	return link_table_load(&f->a, &file, 1, &f->error);
}

static int
setup(void **state)
{
	static struct fixture f;

	f = (struct fixture){ .scratch = pattern_scratch_new() };
	f.table = load(&f, table);
	*state = &f;
	return f.table == NULL;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	link_table_free(f->table);
	pattern_scratch_free(f->scratch);
	arena_free(&f->a);
	return 0;
}

/* What a URL becomes, "" when the table does not know it. */
static const char *
fixed(struct fixture *f, const char *url)
{
	struct str to = S("");
	const struct link_rule *r = link_table_find(f->table, f->scratch, &f->a, str_c(url), &to);

	return r ? str_z(&f->a, to) : "";
}

static void
exact_urls_have_no_case_scheme_or_last_slash(void **state)
{
	static const char *const same[] = {
		"https://old.example.com/guide",  "http://old.example.com/Guide/",
		"//OLD.example.com/GUIDE",        "https://old.example.com/en-us/guide",
		"https://old.example.com//guide",
	};

	for (ptrdiff_t i = 0; i < countof(same); i++)
		assert_string_equal(fixed(*state, same[i]), "https://new.example.com/guide");
}

static void
other_urls_are_not_known(void **state)
{
	static const char *const other[] = {
		"https://old.example.com/guide2",
		"https://old.example.com/de/guide", /* may be a page called "de" */
		"https://old.example.com/",
		"https://old.example.com.evil.test/guide",
		"https://sub.old.example.com/guide",
		"old.example.com/guide",
		"guide",
		"mailto:guide@old.example.com",
		"https://",
		"",
		"https://docs.example.com/v1/",
		"https://old.example.com/find",
		"https://old.example.com/find?q=b",
	};

	for (ptrdiff_t i = 0; i < countof(other); i++)
		assert_string_equal(fixed(*state, other[i]), "");
}

static void
a_fragment_is_kept_unless_the_rule_names_one(void **state)
{
	assert_string_equal(fixed(*state, "https://old.example.com/guide#other"),
			    "https://new.example.com/guide#other");
	assert_string_equal(fixed(*state, "https://old.example.com/guide#Part"),
			    "https://new.example.com/part");
	assert_string_equal(fixed(*state, "https://docs.example.com/v1/x#y"),
			    "https://docs.example.com/v2/x#y");
}

static void
the_language_is_kept_on_the_same_host_only(void **state)
{
	assert_string_equal(fixed(*state, "https://docs.example.com/de-de/a"),
			    "https://docs.example.com/de-de/b");
	assert_string_equal(fixed(*state, "https://docs.example.com/pt-br/v1/x"),
			    "https://docs.example.com/pt-br/v2/x");
	assert_string_equal(fixed(*state, "https://old.example.com/de-de/guide"),
			    "https://new.example.com/guide");
}

static void
a_query_is_part_of_the_url(void **state)
{
	assert_string_equal(fixed(*state, "https://old.example.com/find?q=a"),
			    "https://new.example.com/search");
}

static void
an_exact_rule_beats_a_pattern_and_says_why(void **state)
{
	struct fixture *f = *state;
	struct str to;
	const struct link_rule *r = link_table_find(f->table, f->scratch, &f->a,
						    S("https://old.example.com/guide"), &to);

	assert_non_null(r);
	assert_false(r->is_pattern);
	assert_true(str_eq(r->reason, S("the old site is gone")));
	r = link_table_find(f->table, f->scratch, &f->a, S("https://docs.example.com/v1/x"), &to);
	assert_true(r && r->is_pattern);
}

static void
a_later_file_beats_an_earlier_one(void **state)
{
	struct fixture *f = *state;
	struct link_source files[] = {
		{ S("a.yml"), S("groups: [{reason: r, exact: {\"https://h.test/a\": "
				"\"https://h.test/1\"}}]\n") },
		{ S("b.yml"), S("groups: [{reason: r, exact: {\"https://h.test/a\": "
				"\"https://h.test/2\"}}]\n") },
	};
	struct link_table *t = link_table_load(&f->a, files, countof(files), &f->error);
	struct str to;

	assert_non_null(t);
	assert_non_null(link_table_find(t, f->scratch, &f->a, S("https://h.test/a"), &to));
	assert_true(str_eq(to, S("https://h.test/2")));
	link_table_free(t);
}

static void
a_wrong_table_is_refused_with_its_place(void **state)
{
	static const struct {
		const char *text;
		uint32_t line;
		const char *says;
	} rows[] = {
		{ "groups:\n  - exact: {}\n", 2, "reason" },
		{ "groups:\n  - reason: r\n    exakt: {}\n", 3, "exakt" },
		{ "groups:\n  - reason: r\n    exact: {guide: x}\n", 3, "absolute" },
		{ "groups:\n  - reason: r\n    patterns: {a: b}\n", 3, "hosts" },
		{ "groups:\n  - reason: r\n    hosts: [h.test]\n    patterns:\n      '(': b\n", 5,
		  "compile" },
		{ "groups:\n  - reason: r\n    exact:\n      \"https://h.test/a\": x\n"
		  "      \"https://h.test/a\": y\n",
		  5, "twice" },
		{ "groups:\n  - reason: r\n    exact: {\"https://h.test/a\": x}\n"
		  "    examples:\n      \"https://h.test/a\": y\n",
		  5, "example" },
		{ "groups:\n  - reason: r\n    examples:\n      \"https://h.test/a\": y\n", 4,
		  "(nothing)" },
	};
	struct fixture *f = *state;

	for (ptrdiff_t i = 0; i < countof(rows); i++) {
		f->error = (struct config_error){ 0 };
		assert_null(load(f, rows[i].text));
		if (str_find(f->error.message, str_c(rows[i].says), 0) < 0)
			print_message("%s: %.*s\n", rows[i].says, P(f->error.message));
		assert_true(str_find(f->error.message, str_c(rows[i].says), 0) >= 0);
		assert_int_equal(f->error.at.line, rows[i].line);
	}
}

static void
the_built_in_tables_load_and_their_examples_hold(void **state)
{
	struct fixture *f = *state;
	struct rule_files files = rule_files(&f->a, S("rules/links/"));
	struct link_source *sources = NEW(&f->a, struct link_source, files.n);
	struct link_table *t;

	assert_true(files.n > 0);
	for (ptrdiff_t i = 0; i < files.n; i++)
		sources[i] = (struct link_source){ files.v[i].path, files.v[i].text };
	t = link_table_load(&f->a, sources, files.n, &f->error);
	assert_non_null(t);
	link_table_free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exact_urls_have_no_case_scheme_or_last_slash),
		cmocka_unit_test(other_urls_are_not_known),
		cmocka_unit_test(a_fragment_is_kept_unless_the_rule_names_one),
		cmocka_unit_test(the_language_is_kept_on_the_same_host_only),
		cmocka_unit_test(a_query_is_part_of_the_url),
		cmocka_unit_test(an_exact_rule_beats_a_pattern_and_says_why),
		cmocka_unit_test(a_later_file_beats_an_earlier_one),
		cmocka_unit_test(a_wrong_table_is_refused_with_its_place),
		cmocka_unit_test(the_built_in_tables_load_and_their_examples_hold),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
