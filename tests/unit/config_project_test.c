/* Overrides, projects and files that extend others: which of several settings holds, where paths
 * start, and who is named for it. */
#include "unit.h"

#include <string.h>

#include "site/config.h"

static void
assert_text(struct str got, const char *want)
{
	struct arena a = { 0 };

	assert_string_equal(str_z(&a, got), want);
	arena_free(&a);
}

static void
read(struct arena *a, struct config *c, const char *text)
{
	struct config_error e = { 0 };

	config_init(c);
	if (!config_read(a, c, S("c.yml"), str_c(text), &e) || !config_finish(a, c, &e))
		fail_msg("%.*s", P(e.message));
}

/* --- overrides ---------------------------------------------------------------------- */

static void
an_override_holds_on_its_pages_only(void **state)
{
	struct arena a = { 0 };
	struct config c;

	(void)state;
	read(&a, &c,
	     "rules: {links: warning}\n"
	     "overrides:\n"
	     "  - paths: ['docs/old/**', NEWS.md]\n"
	     "    rules: {link-missing: off}\n");
	assert_int_equal(config_severity(&c, S("docs/old/a.md"), RULE_LINK_MISSING), SEV_OFF);
	assert_int_equal(config_severity(&c, S("x/y/NEWS.md"), RULE_LINK_MISSING), SEV_OFF);
	assert_int_equal(config_severity(&c, S("docs/new/a.md"), RULE_LINK_MISSING), SEV_WARNING);
	assert_int_equal(config_severity(&c, S("docs/old/a.md"), RULE_LINK_CHANGED), SEV_WARNING);
	assert_int_equal(config_severity(&c, S("docs/old/a.md"), RULE_TABLE_SHAPE),
			 rules[RULE_TABLE_SHAPE].severity);
	arena_free(&a);
}

static void
the_last_override_wins_and_in_one_the_narrower_selector(void **state)
{
	struct arena a = { 0 };
	struct config c;

	(void)state;
	read(&a, &c,
	     "overrides:\n"
	     "  - {paths: ['**'], rules: {table-shape: info, structure: off}}\n"
	     "  - {paths: ['b/**'], rules: {S3: warning}}\n");
	assert_int_equal(config_severity(&c, S("a/x.md"), RULE_TABLE_SHAPE), SEV_INFO);
	assert_int_equal(config_severity(&c, S("a/x.md"), RULE_LIST_MISSING), SEV_OFF);
	assert_int_equal(config_severity(&c, S("b/x.md"), RULE_TABLE_SHAPE), SEV_WARNING);
	arena_free(&a);
}

static void
options_beat_overrides(void **state)
{
	static const struct {
		bool (*set)(struct arena *, struct config *, struct str, struct config_error *);
		const char *text;
		enum severity want;
	} rows[] = {
		{ config_rule, "table-shape=error", SEV_ERROR },
		{ config_skip, "table-shape", SEV_OFF },
		{ config_only, "links", SEV_OFF },
		{ config_only, "structure", SEV_INFO },
		{ config_set, "rules.table-shape=warning", SEV_WARNING },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(rows); i++) {
		struct arena a = { 0 };
		struct config c;
		struct config_error e;

		read(&a, &c, "overrides: [{paths: ['**'], rules: {table-shape: info}}]\n");
		assert_true(rows[i].set(&a, &c, str_c(rows[i].text), &e));
		assert_int_equal(config_severity(&c, S("a.md"), RULE_TABLE_SHAPE), rows[i].want);
		arena_free(&a);
	}
}

static void
an_override_names_its_line(void **state)
{
	struct arena a = { 0 };
	struct config c;
	struct config_rules all;

	(void)state;
	read(&a, &c,
	     "rules:\n  links: off\noverrides:\n  - paths: [a.md]\n    rules:\n      S3: off\n");
	config_rules_for(&c, S("a.md"), &all);
	assert_text(all.where[RULE_TABLE_SHAPE], "c.yml:6");
	assert_text(all.where[RULE_LINK_MISSING], "c.yml:2");
	assert_text(all.where[RULE_STALE_HASH], "");
	assert_true(all.set[RULE_TABLE_SHAPE] && !all.set[RULE_STALE_HASH]);
	config_rules_for(&c, S("b.md"), &all);
	assert_text(all.where[RULE_TABLE_SHAPE], "");
	arena_free(&a);
}

static void
more_overrides_than_can_be_told_apart_are_refused(void **state)
{
	struct arena a = { 0 };
	struct buf text = { .a = &a };
	struct config_error e = { 0 };
	struct config c;

	(void)state;
	buf_str(&text, S("overrides:\n"));
	for (int i = 0; i < 64; i++)
		buf_fmt(&text, "  - {paths: [%d.md], rules: {table-shape: off}}\n", i);
	config_init(&c);
	assert_true(config_read(&a, &c, S("c.yml"), buf_take(&text), &e));
	assert_int_equal(config_severity(&c, S("63.md"), RULE_TABLE_SHAPE), SEV_OFF);
	assert_int_equal(config_severity(&c, S("64.md"), RULE_TABLE_SHAPE), SEV_ERROR);
	buf_str(&text, S("  - {paths: [64.md], rules: {table-shape: off}}\n"));
	config_init(&c);
	assert_false(config_read(&a, &c, S("c.yml"), buf_take(&text), &e));
	assert_text(e.message, "more than 64 overrides");
	arena_free(&a);
}

/* --- projects ------------------------------------------------------------------------- */

static void
a_project_has_what_the_file_says_and_its_own(void **state)
{
	struct arena a = { 0 };
	struct config c;
	const struct config *p, *q;

	(void)state;
	/* `projects` first: what follows it holds for them, too */
	read(&a, &c,
	     "projects:\n"
	     "  - {name: sdk, root: sdk/docs, rules: {links: off}}\n"
	     "  - {name: portal, root: portal/, source: en, locales: {de: de}, profile: docsy}\n"
	     "profile: microsoft\n"
	     "source: ../english\n"
	     "locales: {fr: fr}\n"
	     "rules: {links: info, structure: warning}\n");
	assert_int_equal(c.nprojects, 2);
	p = &c.projects[0];
	q = &c.projects[1];
	assert_text(p->project, "sdk");
	assert_text(p->root, "sdk/docs");
	assert_text(p->profile, "microsoft");
	assert_text(p->source_root, "../english");
	assert_text(p->locales[0].root, "fr");
	assert_int_equal(config_severity(p, S("a.md"), RULE_LINK_MISSING), SEV_OFF);
	assert_int_equal(config_severity(p, S("a.md"), RULE_TABLE_SHAPE), SEV_WARNING);
	assert_text(q->root, "portal");
	assert_text(q->profile, "docsy");
	assert_text(q->source_root, "portal/en");
	assert_int_equal(q->nlocales, 1);
	assert_text(q->locales[0].locale, "de");
	assert_text(q->locales[0].root, "portal/de");
	assert_int_equal(config_severity(q, S("a.md"), RULE_LINK_MISSING), SEV_INFO);
	/* and the file itself is as it was */
	assert_text(c.source_root, "../english");
	assert_text(c.locales[0].locale, "fr");
	assert_int_equal(config_severity(&c, S("a.md"), RULE_LINK_MISSING), SEV_INFO);
	arena_free(&a);
}

static void
globs_of_a_project_start_at_its_folder(void **state)
{
	struct arena a = { 0 };
	struct config c;
	const struct config *p;

	(void)state;
	read(&a, &c,
	     "overrides: [{paths: ['old/**'], rules: {links: off}}]\n"
	     "projects:\n"
	     "  - name: sdk\n"
	     "    overrides: [{paths: ['old/**', NEWS.md], rules: {structure: off}}]\n"
	     "    root: sdk\n");
	p = &c.projects[0];
	assert_int_equal(config_severity(p, S("sdk/old/a.md"), RULE_TABLE_SHAPE), SEV_OFF);
	assert_int_equal(config_severity(p, S("sdk/x/NEWS.md"), RULE_TABLE_SHAPE), SEV_OFF);
	assert_int_equal(config_severity(p, S("sdk/NEWS.md"), RULE_TABLE_SHAPE), SEV_OFF);
	assert_int_equal(config_severity(p, S("old/a.md"), RULE_TABLE_SHAPE), SEV_ERROR);
	assert_int_equal(config_severity(p, S("NEWS.md"), RULE_TABLE_SHAPE), SEV_ERROR);
	assert_int_equal(config_severity(p, S("old/a.md"), RULE_LINK_MISSING), SEV_OFF);
	assert_int_equal(config_severity(p, S("sdk/old/a.md"), RULE_LINK_MISSING), SEV_ERROR);
	assert_int_equal(c.noverrides, 1);
	arena_free(&a);
}

/* --- extends ---------------------------------------------------------------------------- */

static void
extends_is_one_name_or_a_list(void **state)
{
	static const char *const texts[] = { "extends: a.yml\n",
					     "rules: {}\nextends: [a.yml, ../b.yml]\n",
					     "extends:\n", "" };
	static const ptrdiff_t counts[] = { 1, 2, 0, 0 };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(texts); i++) {
		struct arena a = { 0 };
		struct config_extends list = { 0 };
		struct config_error e = { 0 };
		struct str text = str_c(texts[i]);

		assert_true(config_extends(&a, S("c.yml"), text, &list, &e));
		assert_int_equal(list.n, counts[i]);
		for (ptrdiff_t k = 0; k < list.n && k < 1; k++) {
			struct span at = list.v[k].at;

			assert_text(list.v[k].name, "a.yml");
			assert_text(str_slice(text, at.off, (ptrdiff_t)at.off + at.len), "a.yml");
		}
		arena_free(&a);
	}
}

static void
paths_start_where_they_were_written(void **state)
{
	struct arena a = { 0 };
	struct config_error e = { 0 };
	struct config c, before;

	(void)state;
	config_init(&c);
	before = c;
	assert_true(config_read(&a, &c, S("shared/base.yml"),
				S("source: {root: en, git: /repo}\n"
				  "locales: {de: de, fr: fr}\n"
				  "terms: ../terms.yml\n"
				  "projects: [{name: p, root: docs, locales: {ja: ja}}]\n"),
				&e));
	config_rebase(&a, &c, &before, S("shared"));
	assert_text(c.source_root, "shared/en");
	assert_text(c.source_git, "/repo");
	assert_text(c.terms, "terms.yml");
	assert_text(c.locales[1].root, "shared/fr");
	before = c;
	assert_true(config_read(&a, &c, S("c.yml"), S("locales: {fr: french}\n"), &e));
	assert_true(config_finish(&a, &c, &e));
	assert_text(c.locales[0].root, "shared/de");
	assert_text(c.locales[1].root, "french");
	assert_text(c.source_root, "shared/en");
	assert_text(c.projects[0].root, "shared/docs");
	assert_text(c.projects[0].locales[0].root, "shared/docs/ja");
	arena_free(&a);
}

static void
a_later_file_beats_an_earlier_one(void **state)
{
	struct arena a = { 0 };
	struct config_error e = { 0 };
	struct config c;

	(void)state;
	config_init(&c);
	assert_true(config_read(&a, &c, S("base.yml"),
				S("profile: a\nrules: {list-item-count: off, links: info}\n"), &e));
	assert_true(
		config_read(&a, &c, S("c.yml"), S("preset: b\nrules: {structure: warning}\n"), &e));
	assert_text(c.profile, "b");
	assert_int_equal(c.severity[RULE_LIST_ITEM_COUNT], SEV_WARNING);
	assert_int_equal(c.severity[RULE_LINK_MISSING], SEV_INFO);
	assert_text(c.severity_from[RULE_LIST_ITEM_COUNT], "c.yml:2");
	assert_text(c.severity_from[RULE_LINK_MISSING], "base.yml:2");
	arena_free(&a);
}

static void
lists_of_files_are_refused_by_set(void **state)
{
	static const char *const texts[] = { "extends=a.yml", "projects=[{name: a}]" };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(texts); i++) {
		struct arena a = { 0 };
		struct config_error e = { 0 };
		struct config c;

		config_init(&c);
		assert_false(config_set(&a, &c, str_c(texts[i]), &e));
		assert_true(str_find(e.message, S("cannot be set by an option"), 0) > 0);
		assert_int_equal(e.at.line, 0);
		arena_free(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_override_holds_on_its_pages_only),
		cmocka_unit_test(the_last_override_wins_and_in_one_the_narrower_selector),
		cmocka_unit_test(options_beat_overrides),
		cmocka_unit_test(an_override_names_its_line),
		cmocka_unit_test(more_overrides_than_can_be_told_apart_are_refused),
		cmocka_unit_test(a_project_has_what_the_file_says_and_its_own),
		cmocka_unit_test(globs_of_a_project_start_at_its_folder),
		cmocka_unit_test(extends_is_one_name_or_a_list),
		cmocka_unit_test(paths_start_where_they_were_written),
		cmocka_unit_test(a_later_file_beats_an_earlier_one),
		cmocka_unit_test(lists_of_files_are_refused_by_set),
	};

	return cmocka_run_group_tests_name("config_project", tests, NULL, NULL);
}
