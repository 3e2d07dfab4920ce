/* The configuration: what it may say, and how it complains.  Every complaint has a line and a
 * caret. */
#include "unit.h"

#include <string.h>

#include "site/config.h"

static bool
read(struct arena *a, struct config *c, const char *text, struct config_error *e)
{
	*e = (struct config_error){ 0 };
	config_init(c);
	return config_read(a, c, S(".loclint.yml"), str_c(text), e) && config_finish(a, c, e);
}

static void
assert_text(struct str got, const char *want)
{
	struct arena a = { 0 };

	assert_string_equal(str_z(&a, got), want);
	arena_free(&a);
}

static void
built_in_values_hold_without_a_file(void **state)
{
	struct config c;

	(void)state;
	config_init(&c);
	assert_int_equal(c.grace_days, 14);
	assert_int_equal(c.fail_on, SEV_ERROR);
	assert_int_equal(c.max_warnings, -1);
	for (int r = 0; r < RULE_COUNT; r++) {
		assert_int_equal(c.severity[r], rules[r].severity);
		assert_false(c.severity_set[r]);
	}
}

static void
every_key_is_read(void **state)
{
	struct arena a = { 0 };
	struct config c;
	struct config_error e;

	(void)state;
	assert_true(read(&a, &c,
			 "version: 1\n"
			 "profile: microsoft\n"
			 "layout: folders\n"
			 "source: {root: ../en, locale: en-us, url: 'https://example.com/{path}'}\n"
			 "locales:\n"
			 "  de-de: {root: docs}\n"
			 "  no: i18n/no\n"
			 "include: ['**/*.md']\n"
			 "exclude:\n"
			 "  - old/**\n"
			 "  - 2021\n"
			 "rules: {stale-hash: off, link-outdated: {severity: info, allow: "
			 "['https://a/**']}}\n"
			 "fail-on: never\n"
			 "max-warnings: 7\n"
			 "grace-days: 0\n"
			 "terms: terms.yml\n",
			 &e));
	assert_text(c.profile, "microsoft");
	assert_text(c.layout, "folders");
	assert_text(c.source_root, "../en");
	assert_text(c.source_locale, "en-us");
	assert_text(c.source_url, "https://example.com/{path}");
	assert_int_equal(c.nlocales, 2);
	assert_text(c.locales[0].locale, "de-de");
	assert_text(c.locales[0].root, "docs");
	assert_text(c.locales[1].locale, "no");
	assert_text(c.locales[1].root, "i18n/no");
	assert_int_equal(c.ninclude, 1);
	assert_text(c.include[0], "**/*.md");
	assert_int_equal(c.nexclude, 2);
	assert_text(c.exclude[1], "2021");
	assert_int_equal(c.severity[RULE_STALE_HASH], SEV_OFF);
	assert_true(c.severity_set[RULE_STALE_HASH]);
	assert_int_equal(c.severity[RULE_LINK_OUTDATED], SEV_INFO);
	assert_int_equal(c.nallow, 1);
	assert_text(c.allow[0], "https://a/**");
	assert_int_equal(c.fail_on, SEV_OFF);
	assert_int_equal(c.max_warnings, 7);
	assert_int_equal(c.grace_days, 0);
	assert_text(c.terms, "terms.yml");
	arena_free(&a);
}

static void
scalars_are_strings(void **state)
{
	struct arena a = { 0 };
	struct config c;
	struct config_error e;

	(void)state;
	assert_true(read(&a, &c, "source: {root: 1.10, locale: no}\nlocales: {no: yes}\n", &e));
	assert_text(c.source_root, "1.10");
	assert_text(c.source_locale, "no");
	assert_text(c.locales[0].root, "yes");
	arena_free(&a);
}

static void
an_empty_file_and_empty_mappings_change_nothing(void **state)
{
	static const char *const texts[] = { "", "# nothing\n", "rules:\nlocales:\ninclude:\n",
					     "\xef\xbb\xbfrules: {}\n" };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(texts); i++) {
		struct arena a = { 0 };
		struct config c;
		struct config_error e;

		assert_true(read(&a, &c, texts[i], &e));
		assert_int_equal(c.nlocales, 0);
		assert_int_equal(e.message.n, 0);
		arena_free(&a);
	}
}

static void
preset_is_another_name_of_profile(void **state)
{
	struct arena a = { 0 };
	struct config c;
	struct config_error e;

	(void)state;
	assert_true(read(&a, &c, "preset: docsy\n", &e));
	assert_text(c.profile, "docsy");
	arena_free(&a);
}

static void
the_narrower_selector_wins_in_any_order(void **state)
{
	static const char *const texts[] = {
		"rules: {list-item-count: off, structure: warning, all: info}\n",
		"rules: {all: info, structure: warning, list-item-count: off}\n",
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(texts); i++) {
		struct arena a = { 0 };
		struct config c;
		struct config_error e;

		assert_true(read(&a, &c, texts[i], &e));
		assert_int_equal(c.severity[RULE_LIST_ITEM_COUNT], SEV_OFF);
		assert_int_equal(c.severity[RULE_HEADING_MISSING], SEV_WARNING);
		assert_int_equal(c.severity[RULE_STALE_HASH], SEV_INFO);
		arena_free(&a);
	}
}

/* Text, then what is said of it, where, and under which bytes the carets stand. */
static const struct {
	const char *text, *message, *help;
	uint32_t line, column;
	const char *marked;
} wrong[] = {
	{ "rules: {list-items-count: error}\n", "unknown rule `list-items-count`",
	  "did you mean `list-item-count`?", 1, 9, "list-items-count" },
	{ "rules:\n  zzzzzzzzzz: off\n", "unknown rule `zzzzzzzzzz`",
	  "`loclint rule` lists all rules", 2, 3, "zzzzzzzzzz" },
	{ "rules:\n  stale-hash: eror\n", "`stale-hash` cannot be `eror`",
	  "one of: off, info, warning, error", 2, 15, "eror" },
	{ "rules:\n  stale-hash:\n", "`stale-hash` has no value, it must be one word",
	  "one of: off, info, warning, error", 2, 3, "stale-hash" },
	{ "rules:\n  stale-hash: {severty: off}\n", "unknown key `severty`",
	  "did you mean `severity`?", 2, 16, "severty" },
	{ "rules:\n  stale-hash: {allow: [a]}\n",
	  "`allow` is for rules about links, `stale-hash` is none", "", 2, 3, "stale-hash" },
	{ "rules: [a]\n", "`rules` must be a mapping (key: value), not a list", "", 1, 8, "[a]" },
	{ "rules: {stale-hash: off, stale-hash: off}\n", "`stale-hash` is given twice", "", 1, 26,
	  "stale-hash" },
	{ "exlude: [a]\n", "unknown key `exlude`", "did you mean `exclude`?", 1, 1, "exlude" },
	{ "version: 1\nversion: 1\n", "`version` is given twice", "", 2, 1, "version" },
	{ "version: 2\n", "unknown version `2` of the configuration",
	  "this program reads version 1", 1, 10, "2" },
	{ "profile: [a]\n", "`profile` must be a single value, not a list", "", 1, 10, "[a]" },
	{ "profile:\n", "`profile` has no value, it must be a single value", "", 1, 1, "profile" },
	{ "profile: ''\n", "`profile` is empty", "", 1, 10, "''" },
	{ "profile: a\npreset: b\n", "`preset` and `profile` are two names of one key",
	  "keep one of them", 2, 1, "preset" },
	{ "source: [a]\n", "`source` must be a mapping (key: value), not a list", "", 1, 9, "[a]" },
	{ "source: {rot: a}\n", "unknown key `rot`", "did you mean `root`?", 1, 10, "rot" },
	{ "source: {locale: english}\n", "`english` is no language tag",
	  "write it as in \"de\", \"de-DE\" or \"zh-Hant-TW\"", 1, 18, "english" },
	{ "locales:\n  docs: a\n", "`docs` is no language tag",
	  "write it as in \"de\", \"de-DE\" or \"zh-Hant-TW\"", 2, 3, "docs" },
	{ "locales: {de: {}}\n", "`root` is missing", "", 1, 15, "{}" },
	{ "locales: {de-de: a, de-DE: b}\n", "locale `de-DE` is given twice", "", 1, 21, "de-DE" },
	{ "include: a\n", "`include` must be a list, not a single value", "write [\"a\"]", 1, 10,
	  "a" },
	{ "include: [[a]]\n", "this must be a single value, not a list", "", 1, 11, "[a]" },
	{ "fail-on: always\n", "`fail-on` cannot be `always`",
	  "one of: never, info, warning, error", 1, 10, "always" },
	{ "max-warnings: -1\n", "`max-warnings` cannot be `-1`", "a whole number without sign", 1,
	  15, "-1" },
	{ "grace-days: two\n", "`grace-days` cannot be `two`", "a whole number without sign", 1, 13,
	  "two" },
	{ "grace-days: 99999999999\n", "`grace-days` cannot be `99999999999`",
	  "a whole number without sign", 1, 13, "99999999999" },
	{ "just text\n", "this must be a mapping (key: value), not a single value", "", 1, 1,
	  "just text" },
	{ "extends: {a: b}\n", "`extends` must be a list, not a mapping", "", 1, 10, "{a: b}" },
	{ "extends: [[a]]\n", "this must be a single value, not a list", "", 1, 11, "[a]" },
	{ "overrides:\n  - rules: {links: off}\n", "`paths` is missing", "", 2, 5,
	  "rules: {links: off}" },
	{ "overrides: [{paths: [], rules: {}}]\n", "`paths` names no page",
	  "write [\"docs/archive/**\"]", 1, 13, "{paths: [], rules: {}}" },
	{ "overrides: [{paths: [a], rules: {lnks: off}}]\n", "unknown rule `lnks`",
	  "did you mean `links`?", 1, 34, "lnks" },
	{ "overrides: [{paths: [a], rules: {links: {allow: [b]}}}]\n",
	  "`allow` cannot be said of some pages only", "give it below `rules` at the top", 1, 34,
	  "links" },
	{ "projects: [{root: a}]\n", "`name` is missing", "", 1, 12, "{root: a}" },
	{ "projects: [{name: a}, {name: a}]\n", "two projects are called `a`", "", 1, 30, "a" },
	{ "projects: [{name: a, fail-on: off}]\n", "unknown key `fail-on`", NULL, 1, 22,
	  "fail-on" },
	{ "projects: [{name: a, source: {rot: b}}]\n", "unknown key `rot`", "did you mean `root`?",
	  1, 31, "rot" },
	{ "projects: {a: b}\n", "`projects` must be a list, not a mapping", "", 1, 11, "{a: b}" },
	{ "fix: {}\n", "unknown key `fix`", NULL, 1, 1, "fix" },
};

static void
every_error_has_its_line_and_caret(void **state)
{
	(void)state;
	for (ptrdiff_t i = 0; i < countof(wrong); i++) {
		struct arena a = { 0 };
		struct config c;
		struct config_error e;
		const struct snippet_line *line;

		if (read(&a, &c, wrong[i].text, &e))
			fail_msg("accepted: %s", wrong[i].text);
		line = e.snippet.lines;
		assert_text(e.message, wrong[i].message);
		if (wrong[i].help)
			assert_text(e.help, wrong[i].help);
		assert_text(e.at.file, ".loclint.yml");
		if (e.at.line != wrong[i].line || e.at.column != wrong[i].column)
			fail_msg("%s: %u:%u", wrong[i].text, e.at.line, e.at.column);
		assert_int_equal(e.snippet.first_line, wrong[i].line);
		assert_text(
			str_slice(line->text, line->mark, (ptrdiff_t)line->mark + line->mark_len),
			wrong[i].marked);
		arena_free(&a);
	}
}

static void
a_yaml_error_has_its_line(void **state)
{
	struct arena a = { 0 };
	struct config c;
	struct config_error e;

	(void)state;
	assert_false(read(&a, &c, "version: 1\nrules: {a: b\nfail-on: error\n", &e));
	assert_true(e.message.n > 0);
	assert_true(e.at.line >= 2 && e.at.line <= 4);
	assert_int_equal(e.snippet.first_line, e.at.line);
	arena_free(&a);
}

static void
set_takes_dotted_keys_and_yaml_values(void **state)
{
	struct arena a = { 0 };
	struct config c;
	struct config_error e;

	(void)state;
	assert_true(read(&a, &c, "profile: a\nlocales: {de: x}\n", &e));
	assert_true(config_set(&a, &c, S("rules.stale-hash=off"), &e));
	assert_int_equal(c.severity[RULE_STALE_HASH], SEV_OFF);
	assert_true(config_set(&a, &c, S("exclude=[a, b=c]"), &e));
	assert_int_equal(c.nexclude, 2);
	assert_text(c.exclude[1], "b=c");
	assert_true(config_set(&a, &c, S("profile=b"), &e));
	assert_text(c.profile, "b");
	assert_true(config_set(&a, &c, S("locales.de=y"), &e));
	assert_true(config_set(&a, &c, S("locales.fr.root=z"), &e));
	assert_int_equal(c.nlocales, 2);
	assert_text(c.locales[0].root, "y");
	assert_text(c.locales[1].root, "z");
	arena_free(&a);
}

static void
errors_of_flags_have_no_place(void **state)
{
	static const struct {
		bool (*set)(struct arena *, struct config *, struct str, struct config_error *);
		const char *text, *message, *help;
	} rows[] = {
		{ config_set, "fail-on", "`fail-on` sets nothing", "write key=value" },
		{ config_set, "=a", "`=a` sets nothing", "write key=value" },
		{ config_set, "fial-on=error", "unknown key `fial-on`", "did you mean `fail-on`?" },
		{ config_set, "fail-on=", "`fail-on` has no value, it must be one word", NULL },
		{ config_set, "rules.stale-hash.severity.x=off",
		  "`severity` must be one word, not a mapping", NULL },
		{ config_rule, "stale-hash", "`stale-hash` has no severity",
		  "write RULE=off, info, warning or error" },
		{ config_rule, "stale-hash=on", "unknown severity `on`",
		  "one of: off, info, warning, error" },
		{ config_rule, "stale-hsh=off", "unknown rule `stale-hsh`",
		  "did you mean `stale-hash`?" },
		{ config_only, "structur", "unknown rule `structur`", "did you mean `structure`?" },
		{ config_skip, "", "unknown rule ``", NULL },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(rows); i++) {
		struct arena a = { 0 };
		struct config c;
		struct config_error e = { 0 };

		config_init(&c);
		if (rows[i].set(&a, &c, str_c(rows[i].text), &e))
			fail_msg("accepted: %s", rows[i].text);
		assert_text(e.message, rows[i].message);
		if (rows[i].help)
			assert_text(e.help, rows[i].help);
		assert_int_equal(e.at.line, 0);
		assert_int_equal(e.snippet.nlines, 0);
		assert_int_equal(str_find(e.at.file, S("--"), 0), 0);
		arena_free(&a);
	}
}

static void
rule_flags_choose_severities_and_sets(void **state)
{
	struct arena a = { 0 };
	struct config c;
	struct config_error e;

	(void)state;
	config_init(&c);
	assert_true(config_rule(&a, &c, S("structure=info"), &e));
	assert_int_equal(c.severity[RULE_TABLE_SHAPE], SEV_INFO);
	assert_true(c.severity_set[RULE_TABLE_SHAPE]);
	assert_false(c.severity_set[RULE_STALE_HASH]);
	assert_true(config_only(&a, &c, S("S304"), &e) && config_only(&a, &c, S("stale-hash"), &e));
	assert_true(c.only_set && c.only[RULE_LIST_ITEM_COUNT] && c.only[RULE_STALE_HASH] &&
		    !c.only[RULE_TABLE_SHAPE]);
	assert_true(config_skip(&a, &c, S("links"), &e));
	assert_int_equal(c.severity[RULE_LINK_MISSING], SEV_OFF);
	arena_free(&a);
}

static void
all_keys_are_listed_with_help(void **state)
{
	static const char *const keys[] = {
		"version",   "extends",  "profile",    "layout",      "source",   "  .root",
		"  .locale", "  .url",   "  .git",     "  .git-path", "locales",  "  .root",
		"include",   "exclude",  "rules",      "  .severity", "  .allow", "overrides",
		"  .paths",  "  .rules", "grace-days", "terms",       "preset",   "projects",
		"  .name",   "  .root",  "  ...",      "rules-dir",   "fail-on",  "max-warnings",
	};
	struct arena a = { 0 };
	struct buf out = { .a = &a };
	struct str rest, line;
	ptrdiff_t n = 0;

	(void)state;
	config_keys(&out);
	rest = buf_take(&out);
	while (str_line(&rest, &line)) {
		/* in this order, with others between them */
		n += n < countof(keys) && str_starts(line, str_c(keys[n]));
		assert_true(str_trim(str_slice(line, 17, line.n)).n > 2);
	}
	assert_int_equal(n, countof(keys));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(built_in_values_hold_without_a_file),
		cmocka_unit_test(every_key_is_read),
		cmocka_unit_test(scalars_are_strings),
		cmocka_unit_test(an_empty_file_and_empty_mappings_change_nothing),
		cmocka_unit_test(preset_is_another_name_of_profile),
		cmocka_unit_test(the_narrower_selector_wins_in_any_order),
		cmocka_unit_test(every_error_has_its_line_and_caret),
		cmocka_unit_test(a_yaml_error_has_its_line),
		cmocka_unit_test(set_takes_dotted_keys_and_yaml_values),
		cmocka_unit_test(errors_of_flags_have_no_place),
		cmocka_unit_test(rule_flags_choose_severities_and_sets),
		cmocka_unit_test(all_keys_are_listed_with_help),
	};

	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
