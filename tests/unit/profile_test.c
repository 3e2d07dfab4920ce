/* Profiles: the shipped ones, how files extend each other, classes of keys, formats, values,
 * detection. */
#include "unit.h"

#include <string.h>

#include "engine/engine.h"
#include "site/profile.h"
#include "site/site.h"
#include "site/value.h"

static void
assert_text(struct str got, const char *want)
{
	struct arena a = { 0 };

	assert_string_equal(str_z(&a, got), want);
	arena_free(&a);
}

static struct profile *
shipped(struct arena *a, const char *name)
{
	struct rule_files files = rule_files(a, S("rules/profiles/"));
	struct config_error e = { 0 };
	struct profile *p = profile_load(a, files.v, files.n, str_c(name), &e);

	if (!p)
		fail_msg("%.*s:%u: %.*s", P(e.at.file), e.at.line, P(e.message));
	return p;
}

/* --- shipped profiles ------------------------------------------------------------- */

static void
every_shipped_profile_loads_and_its_examples_hold(void **state)
{
	static const char *const names[] = {
		"adobe",       "base",          "co-op-translator",
		"comfy",       "community",     "debian",
		"doc-version", "docsy",         "docusaurus",
		"git-date",    "helm",          "i18n-sync",
		"jekyll",      "kubernetes",    "linux",
		"lunaria",     "mdn",           "mdx",
		"microsoft",   "mkdocs",        "mojaloop",
		"php",         "source-commit", "starlight",
	};
	struct arena a = { 0 };
	struct rule_files files = rule_files(&a, S("rules/profiles/"));

	(void)state;
	assert_int_equal(files.n, countof(names));
	for (ptrdiff_t i = 0; i < files.n; i++) {
		struct profile *p;

		assert_text(files.v[i].name, names[i]);
		p = shipped(&a, names[i]);
		assert_text(p->name, names[i]);
		assert_true(p->summary.n > 0);
		profile_free(p);
	}
	arena_free(&a);
}

static void
each_platform_has_its_pin(void **state)
{
	static const struct {
		const char *name, *hash, *commit;
		bool required, human;
	} rows[] = {
		{ "base", "", "", false, true },
		{ "microsoft", "ms.openlocfilehash", "ms.sourcegitcommit", true, false },
		{ "adobe", "", "source-git-commit", true, false },
		{ "docsy", "", "default_lang_commit", false, true },
		{ "mdn", "", "l10n.sourceCommit", false, true },
		{ "starlight", "", "", false, true },
		{ "docusaurus", "", "", false, true },
		{ "helm", "", "default_lang_commit", false, true },
		{ "mojaloop", "i18n_source_sha", "", false, true },
		{ "comfy", "translationSourceHash", "", false, false },
		{ "source-commit", "", "source_commit", false, false },
		{ "php", "", "", true, true },
	};
	struct arena a = { 0 };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(rows); i++) {
		struct profile *p = shipped(&a, rows[i].name);

		assert_text(p->hash_key, rows[i].hash);
		assert_text(p->commit_key, rows[i].commit);
		assert_int_equal(p->pin_required, rows[i].required);
		assert_int_equal(p->human, rows[i].human);
		profile_free(p);
	}
	arena_free(&a);
}

static void
keys_have_the_class_their_platform_gives_them(void **state)
{
	static const struct {
		const char *profile, *key;
		enum key_class class;
	} rows[] = {
		{ "microsoft", "ms.service", KEY_IDENTICAL },
		{ "microsoft", "anything", KEY_IDENTICAL },
		{ "microsoft", "titleSuffix", KEY_IDENTICAL },
		{ "microsoft", "ms.date", KEY_INFO },
		{ "microsoft", "manager", KEY_INFO },
		{ "microsoft", "keywords", KEY_TRANSLATED },
		{ "microsoft", "title", KEY_TRANSLATED },
		{ "microsoft", "ms.locfileid", KEY_LOCALE },
		{ "microsoft", "Title", KEY_IDENTICAL },
		{ "docsy", "weight", KEY_IDENTICAL },
		{ "docsy", "cSpell:ignore", KEY_FREE },
		{ "docsy", "aliases", KEY_FREE },
		{ "docsy", "params.note", KEY_TRANSLATED },
		{ "docsy", "default_lang_commit", KEY_LOCALE },
		{ "adobe", "badgePaas", KEY_TRANSLATED },
		{ "adobe", "breadcrumb-title", KEY_TRANSLATED },
		{ "adobe", "level_v2", KEY_TRANSLATED },
		{ "adobe", "level", KEY_IDENTICAL },
		{ "adobe", "git-repo", KEY_FREE },
		{ "adobe", "badge", KEY_TRANSLATED },
		{ "mdn", "page-type", KEY_FREE },
		{ "mdn", "slug", KEY_IDENTICAL },
		{ "mdn", "l10n.sourceCommit", KEY_LOCALE },
		{ "starlight", "type", KEY_IDENTICAL },
		{ "starlight", "hero.title", KEY_TRANSLATED },
		{ "base", "anything", KEY_FREE },
		{ "base", "title", KEY_TRANSLATED },
	};
	struct arena a = { 0 };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(rows); i++) {
		struct profile *p = shipped(&a, rows[i].profile);

		if (profile_key(p, str_c(rows[i].key))->class != rows[i].class)
			fail_msg("%s: %s", rows[i].profile, rows[i].key);
		profile_free(p);
	}
	arena_free(&a);
}

static void
formats_are_told_apart(void **state)
{
#define HEX20 "0123456789abcdef0123"
	static const struct {
		const char *profile, *key, *value;
		bool ok;
	} rows[] = {
		{ "microsoft", "ms.openlocfilehash", HEX20 HEX20, true },
		{ "microsoft", "ms.openlocfilehash", HEX20 HEX20 HEX20 "0123", true },
		{ "microsoft", "ms.openlocfilehash", HEX20 HEX20 "0", false },
		{ "microsoft", "ms.openlocfilehash", "0123456789ABCDEF0123" HEX20, false },
		{ "microsoft", "ms.openlocfilehash", "", false },
		{ "microsoft", "ms.openlocfilehash", HEX20 HEX20 "\n", false },
		{ "microsoft", "ms.sourcegitcommit", HEX20 HEX20, true },
		{ "microsoft", "ms.sourcegitcommit", HEX20 HEX20 HEX20 "0123", true },
		{ "microsoft", "ms.sourcegitcommit", HEX20 HEX20 "0123", false },
		{ "microsoft", "ms.lasthandoff", "01/26/2021", true },
		{ "microsoft", "ms.lasthandoff", "26/01/2021", false },
		{ "microsoft", "ms.lasthandoff", "2021-01-26", false },
		{ "microsoft", "ms.locfileid", "98775429", true },
		{ "microsoft", "ms.locfileid", "98775429a", false },
		{ "microsoft", "ms.translationtype", "MT", true },
		{ "microsoft", "ms.translationtype", "M T", false },
		{ "microsoft", "ms.contentlocale", "judged elsewhere", true },
		{ "microsoft", "ms.topic", "no format", true },
		{ "docsy", "default_lang_commit", "0123456", true },
		{ "docsy", "default_lang_commit", "012345", false },
		{ "docsy", "default_lang_commit", HEX20 HEX20 "0", false },
		{ "docsy", "default_lang_commit", HEX20 HEX20 HEX20 "0123", true },
		{ "mdn", "l10n.sourceCommit", HEX20 HEX20, true },
		{ "mdn", "l10n.sourceCommit", HEX20, false },
		{ "adobe", "source-git-commit", HEX20 HEX20, true },
		{ "adobe", "source-git-commit", "tm+mt", false },
	};
	struct arena a = { 0 };
	struct pattern_scratch *s = pattern_scratch_new();
	struct profile *p = NULL;
	char longer[600];

	(void)state;
	for (ptrdiff_t i = 0; i < countof(rows); i++) {
		p = shipped(&a, rows[i].profile);
		if (profile_format_ok(p, profile_key(p, str_c(rows[i].key)), s,
				      str_c(rows[i].value)) != rows[i].ok)
			fail_msg("%s: %s", rows[i].key, rows[i].value);
		profile_free(p);
	}
	p = shipped(&a, "microsoft");
	memset(longer, '1', sizeof longer);
	assert_false(profile_format_ok(p, profile_key(p, S("ms.locfileid")), s,
				       (struct str){ longer, sizeof longer }));
	assert_int_equal(profile_key(p, S("ms.contentlocale"))->format, FORMAT_LOCALE);
	assert_text(profile_key(p, S("ms.openlocfilehash"))->format_hint,
		    "40 or 64 lower-case hex digits");
	assert_true(profile_key(p, S("ms.locfileid"))->unique);
	assert_false(profile_key(p, S("ms.openlocfilehash"))->unique);
	assert_true(profile_key(p, S("title"))->title);
	profile_free(p);
	pattern_scratch_free(s);
	arena_free(&a);
}

static void
values_are_equal_however_yaml_writes_them(void **state)
{
	static const struct {
		const char *a, *b;
		bool equal;
	} rows[] = {
		{ "x", "x", true },
		{ "x", "y", false },
		{ "x", "X", false },
		{ "null", "", true },
		{ "~", "NULL", true },
		{ "null", "none", false },
		{ "2026-05-21", "2026-05-21T00:00:00Z", true },
		{ "2026-05-21 00:00:00", "2026-05-21T00:00:00.000Z", true },
		{ "2026-05-21", "2026-05-21T00:00:01Z", false },
		{ "2026-05-21", "2026-05-22T00:00:00Z", false },
		{ "[2026-05-21]", "2026-05-21T00:00:00Z", true },
		{ "x ", "x", true },
		{ "[a, b]", "a, b", false },
		{ "[a]", "a", true },
		{ "[]", "", true },
		{ "x", "", false },
		{ "1.0", "1", false },
		{ "true", "True", true },
		{ "yes", "true", true },
		{ "NO", "false", true },
		{ "on", "off", false },
		{ "yEs", "true", false },
		{ "1", "true", false },
		{ "2026-04-01T18:02:40Z", "2026-04-01T14:02:40-04:00", true },
		{ "2026-04-01 20:02:40.50 +02", "2026-04-01T18:02:40.5Z", true },
		{ "2026-01-01T01:30:00+05:30", "2025-12-31T20:00:00Z", true },
		{ "2024-03-01T00:00:00+0100", "2024-02-29T23:00:00", true },
		{ "2026-04-01T18:02:40Z", "2026-04-01T18:02:40-04:00", false },
		{ "2026-04-01T18:02:40Z", "2026-04-01T18:02:40.5Z", false },
		{ "2026-04-01T18:02:40Z", "2026-04-01T18:02", false },
		{ "2026-04-01T18:02:40+2", "2026-04-01T16:02:40Z", false },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(rows); i++) {
		if (key_values_equal(str_c(rows[i].a), str_c(rows[i].b)) != rows[i].equal ||
		    key_values_equal(str_c(rows[i].b), str_c(rows[i].a)) != rows[i].equal)
			fail_msg("`%s` and `%s`", rows[i].a, rows[i].b);
	}
}

static void
the_profile_is_chosen_by_keys_and_paths(void **state)
{
	static const struct {
		const char *path, *text, *want;
		ptrdiff_t profiles; /* that it speaks for */
	} rows[] = {
		{ "a.md", "---\ntitle: x\nms.topic: article\n---\n", "microsoft", 1 },
		{ "a.md", "\xef\xbb\xbf---\nms.openlocfilehash: x\n---\n", "microsoft", 1 },
		{ "a.md", "---\nexl-id: x\n---\n", "adobe", 1 },
		{ "a.md", "---\ndefault_lang_commit: x\n---\n", "docsy", 2 },
		{ "i18n/de/docusaurus-plugin-content-docs/current/a.md",
		  "---\ndefault_lang_commit: x\n---\n", "helm", 3 },
		{ "i18n/de/docusaurus-plugin-content-docs/current/a.md", "# A\n", "docusaurus", 2 },
		{ "site/i18n/de/docusaurus-plugin-content-blog/a.md", "", "docusaurus", 2 },
		{ "content/en/docs/_index.md", "# a\n", "docsy", 1 },
		{ "a.md", "---\nl10n:\n  sourceCommit: x\n---\n", "mdn", 1 },
		{ "files/fr/web/api/index.md", "", "mdn", 1 },
		{ "src/content/docs/a.mdx", "", "starlight", 1 },
		{ "pages/de/a.mdx", "", "mdx", 1 },
		{ "a.md", "---\ni18n_source_sha: x\n---\n", "mojaloop", 1 },
		{ "a.md", "---\ntranslationFrom: x\n---\n", "comfy", 1 },
		{ "a.md", "---\ndoc-version: 1\n---\n", "doc-version", 1 },
		{ "a.md", "---\nsource_commit: x\n---\n", "source-commit", 1 },
		{ "a.md", "# A\n<!-- EN-Revision: x -->\n", "php", 1 },
		{ "a.md", "#use wml::debian::translation-check x\n", "debian", 1 },
		{ "a.md", ":Original: Documentation/a.md\n", "linux", 1 },
		{ "a.md", "<!-- i18n-sync: base=a.md, hash=x -->\n", "i18n-sync", 1 },
		{ "a.md", "<!--\nCO_OP_TRANSLATOR_METADATA:\n{}\n-->\n", "co-op-translator", 1 },
		{ "a.md", "# A\n\n!!! note\n    B\n", "mkdocs", 1 },
		{ "a.md", "---\ntitle: x\n---\nms.topic: article\n", "base", 0 },
		{ "a.md", "", "base", 0 },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(rows); i++) {
		struct arena a = { 0 };
		struct rule_files files = rule_files(&a, S("rules/profiles/"));
		struct page_sample page = { str_c(rows[i].path), str_c(rows[i].text) };
		struct profile_vote *votes;
		ptrdiff_t n, sum = 0;
		struct str got = profile_detect(&a, files.v, files.n, &page, 1, &votes, &n);

		assert_text(got, rows[i].want);
		assert_int_equal(n, files.n);
		for (ptrdiff_t j = 0; j < n; j++)
			sum += votes[j].pages;
		assert_int_equal(sum, rows[i].profiles);
		arena_free(&a);
	}
}

static void
a_file_tells_a_profile_from_the_one_it_extends(void **state)
{
	struct arena a = { 0 };
	struct rule_files files = rule_files(&a, S("rules/profiles/"));
	struct str paths[] = { S("astro.config.mjs"), S("lunaria.config.ts") }, file;
	struct tree trees[] = { { .paths = paths, .npaths = 1 }, { .paths = paths, .npaths = 2 } };

	(void)state;
	assert_text(profile_told_by_file(files.v, files.n, S("starlight"), trees, 2, &file),
		    "lunaria");
	assert_text(file, "lunaria.config.ts");
	assert_text(profile_told_by_file(files.v, files.n, S("starlight"), trees, 1, &file),
		    "starlight");
	assert_int_equal(file.n, 0);
	assert_text(profile_told_by_file(files.v, files.n, S("docsy"), trees, 2, &file), "docsy");
	paths[1] = S("website/docusaurus.config.ts");
	assert_text(profile_told_by_file(files.v, files.n, S("mdx"), trees, 2, &file),
		    "docusaurus");
	arena_free(&a);
}

static void
most_pages_decide(void **state)
{
	struct arena a = { 0 };
	struct rule_files files = rule_files(&a, S("rules/profiles/"));
	struct page_sample pages[11] = {
		{ S("a.md"), S("---\nexl-id: x\n---\n") },
		{ S("b.md"), S("---\nms.topic: x\nms.date: y\n---\n") },
		{ S("c.md"), S("---\nms.topic: x\n---\n") },
	};
	struct profile_vote *votes;
	ptrdiff_t n;

	(void)state;
	assert_text(profile_detect(&a, files.v, files.n, pages, 3, &votes, &n), "microsoft");
	assert_text(profile_detect(&a, files.v, files.n, pages, 2, &votes, &n), "adobe");
	/* The last resort: a page of MDX in a site of no known platform, one in ten. */
	pages[0] = (struct page_sample){ S("a.mdx"), S("") };
	assert_text(profile_detect(&a, files.v, files.n, pages, 2, &votes, &n), "microsoft");
	pages[1].text = pages[2].text = S("");
	assert_text(profile_detect(&a, files.v, files.n, pages, 2, &votes, &n), "mdx");
	assert_text(profile_detect(&a, files.v, files.n, pages, 10, &votes, &n), "mdx");
	assert_text(profile_detect(&a, files.v, files.n, pages, 11, &votes, &n), "base");
	arena_free(&a);
}

/* --- files ------------------------------------------------------------------------ */

#define CONSTRUCT(id, match, examples) \
 "constructs:\n  - {id: " id ", fact: directive, mask: letters, match: '" match \
 "', examples: [" examples "]}\n"

static struct profile *
load(struct arena *a, const char *base, const char *child, struct config_error *e)
{
	struct rule_file files[] = {
		{ S("base"), S("base.yml"), str_c(base) },
		{ S("child"), S("child.yml"), str_c(child) },
	};

	*e = (struct config_error){ 0 };
	return profile_load(a, files, countof(files), S("child"), e);
}

static void
a_file_is_read_over_the_one_it_extends(void **state)
{
	struct arena a = { 0 };
	struct config_error e;
	struct profile *p =
		load(&a,
		     "name: base\nsummary: b\nhuman: true\npin: {hash: h, commit: c}\n"
		     "front_matter: {other: identical, keys: [{key: x, class: free}, {key: y, "
		     "class: locale}]}\n"
		     "markdown: {alerts: true, tabs: true}\ndetect: {keys: [k]}\n" CONSTRUCT(
			     "one", "<(?<value>a)>", "{text: <a>, value: a}"),
		     "name: child\nsummary: c\nextends: base\npin: {commit: d}\n"
		     "front_matter: {keys: [{keys: [x, 'x*'], class: info}]}\n"
		     "markdown: {alerts: false}\nurl: {query: [q]}\n" CONSTRUCT(
			     "two", "<(?<value>b)>", "{text: <b>, value: b}"),
		     &e);

	(void)state;
	assert_non_null(p);
	assert_text(p->name, "child");
	assert_true(p->human);
	assert_text(p->hash_key, "h");
	assert_text(p->commit_key, "d");
	assert_int_equal(p->other, KEY_IDENTICAL);
	assert_int_equal(profile_key(p, S("x"))->class, KEY_INFO);
	assert_int_equal(profile_key(p, S("xyz"))->class, KEY_INFO);
	assert_int_equal(profile_key(p, S("y"))->class, KEY_LOCALE);
	assert_int_equal(profile_key(p, S("z"))->class, KEY_IDENTICAL);
	assert_false(p->grammar.alerts);
	assert_true(p->grammar.tabs);
	assert_int_equal(p->url.nquery, 1);
	assert_int_equal(p->ndetect_keys, 0);
	assert_int_equal(p->grammar.nconstructs, 2);
	assert_text(p->grammar.constructs[0].id, "two");
	assert_text(p->grammar.constructs[1].id, "one");
	assert_true(p->grammar.constructs[0].value_group > 0);
	profile_free(p);
	arena_free(&a);
}

static void
the_pin_of_a_profile_is_data(void **state)
{
	struct arena a = { 0 };
	struct config_error e;
	struct profile *p = load(
		&a,
		"name: base\nsummary: b\npin: {hash: h, digits: 8, algorithm: sha256, "
		"head: {match: '<(?<hash>x)>', name: one, hint: h, examples: [{text: <x>, hash: "
		"x}]}}\n",
		"name: child\nsummary: c\nextends: base\npin:\n"
		"  version: v\n  date: d\n  line_ends: [lf, crlf]\n  last_line_ends: true\n"
		"  hash_unless: u\n  abbreviated: true\n  touches: true\n  ancestor: true\n"
		"  last_commit: true\n  ignored_commits: '^typo'\n"
		"  status: {key: s, fresh: [ok], stale: [old, older], gone: [lost], absent: "
		"fresh}\n"
		"  head: {match: '!(?<status>s)(?<commit>c)', name: two, hint: h, lines: 3,\n"
		"         examples: [{text: a!sc, commit: c, status: s}, {text: sc, no_match: "
		"true}]}\n"
		"  beside: {match: '(?<version>[0-9]+)', name: three, hint: h, path: "
		"'{path}.sync',\n"
		"           examples: [{text: v12, version: '12'}]}\n",
		&e);

	(void)state;
	assert_non_null(p);
	assert_text(p->hash_key, "h");
	assert_text(p->pin.version_key, "v");
	assert_text(p->pin.date_key, "d");
	assert_int_equal(p->pin.digits, 8);
	assert_int_equal(p->pin.algorithm, PIN_SHA_256);
	assert_int_equal(p->pin.line_ends, LINE_ENDS_LF | LINE_ENDS_CRLF);
	assert_text(p->pin.hash_unless, "u");
	assert_true(p->pin.last_line_ends && p->pin.abbreviated && p->pin.touches);
	assert_true(p->pin.ancestor && p->pin.last_commit);
	assert_non_null(p->pin.ignored);
	assert_text(p->pin.status_key, "s");
	assert_int_equal(p->pin.nwords[PIN_STATE_FRESH], 1);
	assert_int_equal(p->pin.nwords[PIN_STATE_STALE], 2);
	assert_text(p->pin.words[PIN_STATE_GONE][0], "lost");
	assert_int_equal(p->pin.absent, PIN_STATE_FRESH);
	assert_text(p->pin.head.name, "two");
	assert_int_equal(p->pin.head.lines, 3);
	assert_int_equal(p->pin.head.group[PIN_COMMIT], 2);
	assert_int_equal(p->pin.head.group[PIN_HASH], 0);
	assert_text(p->pin.beside_path, "{path}.sync");
	assert_int_equal(p->pin.beside.group[PIN_VERSION], 1);
	profile_free(p);
	arena_free(&a);
}

static void
an_inherited_construct_is_replaced_by_its_id(void **state)
{
	struct arena a = { 0 };
	struct config_error e;
	struct profile *p = load(
		&a, "name: base\nsummary: b\n" CONSTRUCT("one", "<a>", "{text: <a>, value: <a>}"),
		"name: child\nsummary: c\nextends: base\n" CONSTRUCT(
			"one", "<b>", "{text: <b>, value: <b>}, {text: <a>, no_match: true}"),
		&e);

	(void)state;
	assert_non_null(p);
	assert_int_equal(p->grammar.nconstructs, 1);
	profile_free(p);
	arena_free(&a);
}

static void
a_plain_name_before_a_glob_wins_and_after_it_does_not(void **state)
{
	struct arena a = { 0 };
	struct config_error e;
	struct profile *p = load(&a, "name: base\nsummary: b\n",
				 "name: child\nsummary: c\nfront_matter:\n  keys:\n"
				 "    - {key: a-title, class: free}\n    - {key: '*-title', class: "
				 "info}\n    - {key: b-title, class: locale}\n",
				 &e);

	(void)state;
	assert_non_null(p);
	assert_int_equal(profile_key(p, S("a-title"))->class, KEY_FREE);
	assert_int_equal(profile_key(p, S("b-title"))->class, KEY_INFO);
	assert_int_equal(profile_key(p, S("-title"))->class, KEY_INFO);
	profile_free(p);
	arena_free(&a);
}

static void
people_may_do_what_machines_may_not(void **state)
{
	struct arena a = { 0 };
	struct config_error e;
	struct profile *p = load(
		&a,
		"name: base\nsummary: b\nhuman: false\npeople: {key: k, human: [HT], machine: "
		"[MT], "
		"surplus: warning, warning: [links, list-kind], info: [S303]}\n",
		"name: child\nsummary: c\nextends: base\npeople: {error: [link-missing]}\n", &e);

	(void)state;
	assert_non_null(p);
	assert_true(profile_human(p, S("ht")));
	assert_false(profile_human(p, S("MT")));
	assert_false(profile_human(p, S("")));
	p->human = true;
	assert_true(profile_human(p, S("")));
	assert_false(profile_human(p, S("mt")));
	assert_int_equal(profile_most(p, RULE_LINK_CHANGED, false, SEV_ERROR), SEV_WARNING);
	assert_int_equal(profile_most(p, RULE_LINK_CHANGED, false, SEV_INFO), SEV_INFO);
	assert_int_equal(profile_most(p, RULE_LINK_MISSING, false, SEV_ERROR), SEV_ERROR);
	assert_int_equal(profile_most(p, RULE_HEADING_LEVEL, false, SEV_ERROR), SEV_INFO);
	assert_int_equal(profile_most(p, RULE_HEADING_LEVEL, true, SEV_ERROR), SEV_INFO);
	assert_int_equal(profile_most(p, RULE_TABLE_SHAPE, false, SEV_ERROR), SEV_ERROR);
	assert_int_equal(profile_most(p, RULE_TABLE_SHAPE, true, SEV_ERROR), SEV_WARNING);
	profile_free(p);
	arena_free(&a);
}

#define HEAD "name: child\nsummary: c\n"
#define PIN(match, examples, more) \
 "pin: {head: {match: '" match "', name: n, hint: h" more ", examples: [" examples "]}}\n"
#define BESIDE(more) \
 "pin: {beside: {match: '(?<hash>a)', name: n, hint: h" more ", examples: [{text: a, hash: " \
 "a}]}}\n"

static const struct {
	const char *text, *message;
	uint32_t line;
	const char *marked;
} wrong[] = {
	{ "", "the file is empty", 1, "" },
	{ "name: [\n", NULL, 0, NULL },
	{ "name: other\nsummary: c\n", "this file must have the name `child`", 1, "other" },
	{ "name: child\n", "`summary` is missing", 1, NULL },
	{ HEAD "humn: true\n", "unknown key `humn`", 3, "humn" },
	{ HEAD "human: yes\n", "`human` cannot be `yes`", 3, "yes" },
	{ HEAD "people: {warning: [link-mising]}\n", "`link-mising` names no rule", 3,
	  "link-mising" },
	{ HEAD "links: {from: page}\n", "`from` cannot be `page`", 3, "page" },
	{ HEAD "links: {roots: [{from: /}]}\n", "`to` is missing", 3, NULL },
	{ HEAD "links: {redirects: [{file: a, format: x}]}\n", "`format` cannot be `x`", 3, "x" },
	{ HEAD "extends: bas\n", "unknown profile `bas`", 3, "bas" },
	{ HEAD "extends: child\n", "`child` extends itself", 3, "child" },
	{ HEAD "front_matter: {other: same}\n", "`other` cannot be `same`", 3, "same" },
	{ HEAD "front_matter:\n  keys:\n    - {key: a}\n", "`class` is missing", 5, "{key: a}" },
	{ HEAD "front_matter:\n  keys:\n    - {class: free}\n", "give either `key` or `keys`", 5,
	  "{class: free}" },
	{ HEAD "front_matter:\n  keys:\n    - {key: a, class: free, format: '[0-9]'}\n",
	  "a format needs a `hint`", 5, "'[0-9]'" },
	{ HEAD "front_matter:\n  keys:\n    - {key: a*b*, class: free}\n",
	  "`a*b*` has more than one `*`", 5, NULL },
	{ HEAD "front_matter:\n  keys:\n    - {key: a, class: free, hint: x, format: 'a(b'}\n",
	  NULL, 5, "a(b" },
	{ HEAD "pin: {hsah: a}\n", "unknown key `hsah`", 3, "hsah" },
	{ HEAD "pin: {algorithm: md5}\n", "`algorithm` cannot be `md5`", 3, "md5" },
	{ HEAD "pin: {line_ends: [cr]}\n", NULL, 3, "cr" },
	{ HEAD "pin: {status: {absent: gone}}\n", "`absent` cannot be `gone`", 3, "gone" },
	{ HEAD "pin: {ignored_commits: 'a(b'}\n", NULL, 3, NULL },
	{ HEAD "pin: {head: {match: 'a', name: n, examples: []}}\n", "`hint` is missing", 3, NULL },
	{ HEAD "pin: {head: {match: '(?<hash>a)', name: n, hint: h, examples: []}}\n",
	  "`n` has no example", 3, NULL },
	{ HEAD PIN("(?<hash>a", "{text: a, hash: a}", ""), NULL, 3, NULL },
	{ HEAD PIN("(?<hsah>a)", "{text: a, hash: a}", ""),
	  "the pattern has no group `hash`, `commit`, `version` or `date`", 3, "(?<hsah>a)" },
	{ HEAD PIN("(?<status>a)", "{text: a, status: a}", ""),
	  "the pattern has no group `hash`, `commit`, `version` or `date`", 3, "(?<status>a)" },
	{ HEAD PIN("(?<hash>a)", "{text: b, hash: b}", ""), "this example of `n` gives no match", 3,
	  "{text: b, hash: b}" },
	{ HEAD PIN("(?<hash>a)", "{text: a, no_match: true}", ""),
	  "this example of `n` gives a match", 3, NULL },
	{ HEAD PIN("(?<hash>a)", "{text: a, commit: a}", ""), "this example of `n` gives hash `a`",
	  3, NULL },
	{ HEAD PIN("(?<hash>a)", "{text: a}", ""),
	  "an example has either parts of a pin or `no_match: true`", 3, "{text: a}" },
	{ HEAD PIN("(?<hash>a)", "{text: a, hash: a}", ", path: x"), "`path` is for `beside` only",
	  3, "path" },
	{ HEAD BESIDE(""), "`path` is missing", 3, NULL },
	{ HEAD BESIDE(", path: '{dir}/all.sync'"),
	  "`{dir}/all.sync` does not name one file for each page", 3, "'{dir}/all.sync'" },
	{ HEAD BESIDE(", path: '/tmp/{name}'"),
	  "`/tmp/{name}` does not name one file for each page", 3, NULL },
	{ HEAD BESIDE(", path: '../{name}'"), NULL, 3, NULL },
	{ HEAD CONSTRUCT("x", "a(b", "{text: a, value: a}"), NULL, 4, "" },
	{ HEAD CONSTRUCT("x", "[z-a]", "{text: a, value: a}"), NULL, 4, NULL },
	{ HEAD CONSTRUCT("x", "a", ""), "construct `x` has no example", 4, NULL },
	{ HEAD CONSTRUCT("x", "a", "{text: a}"),
	  "an example has either `value` or `no_match: true`", 4, "{text: a}" },
	{ HEAD CONSTRUCT("x", "a", "{text: b, value: b}"), "this example of `x` gives no match", 4,
	  "{text: b, value: b}" },
	{ HEAD CONSTRUCT("x", "a.", "{text: ab, value: a}"),
	  "this example of `x` gives `ab` of `x`", 4, NULL },
	{ HEAD CONSTRUCT("x", "a.", "{text: b ab, no_match: true}"),
	  "this example of `x` gives `ab` of `x`", 4, NULL },
	{ HEAD "constructs:\n  - {id: x, fact: thing, mask: none, match: a, examples: [{text: a, "
	       "value: a}]}\n",
	  "`fact` cannot be `thing`", 4, "thing" },
	{ HEAD "constructs:\n  - {id: x, mask: none, match: a, examples: [{text: a, value: a}]}\n",
	  "`fact` is missing", 4, NULL },
};

static void
every_error_has_its_line(void **state)
{
	(void)state;
	for (ptrdiff_t i = 0; i < countof(wrong); i++) {
		struct arena a = { 0 };
		struct config_error e;
		const struct snippet_line *line;

		if (load(&a, "name: base\nsummary: b\n", wrong[i].text, &e))
			fail_msg("accepted: %s", wrong[i].text);
		line = e.snippet.lines;
		assert_true(e.message.n > 0);
		if (wrong[i].message)
			assert_text(e.message, wrong[i].message);
		assert_text(e.at.file, "child.yml");
		assert_true(e.at.line > 0);
		if (wrong[i].line && e.at.line != wrong[i].line)
			fail_msg("line %u: %s", e.at.line, wrong[i].text);
		if (wrong[i].marked)
			assert_text(str_slice(line->text, line->mark,
					      (ptrdiff_t)line->mark + line->mark_len),
				    wrong[i].marked);
		arena_free(&a);
	}
}

static void
a_pattern_error_points_into_the_pattern(void **state)
{
	struct arena a = { 0 };
	struct config_error e;

	(void)state;
	assert_null(load(
		&a, "name: base\nsummary: b\n",
		HEAD
		"front_matter:\n  keys:\n    - {key: a, class: free, hint: x, format: 'ab[z-a]'}\n",
		&e));
	/* PCRE2 complains after the bad range, in or just behind it. */
	assert_true(e.at.column > 44 && e.at.column <= 52);
	assert_true(str_find(e.message, S("the pattern does not compile: "), 0) == 0);
	arena_free(&a);
}

static void
an_unknown_profile_is_an_error_without_a_place(void **state)
{
	struct arena a = { 0 };
	struct rule_files files = rule_files(&a, S("rules/profiles/"));
	struct config_error e = { 0 };

	(void)state;
	assert_null(profile_load(&a, files.v, files.n, S("microsft"), &e));
	assert_text(e.message, "unknown profile `microsft`");
	assert_text(e.help, "did you mean `microsoft`?");
	assert_int_equal(e.at.line, 0);
	assert_null(profile_load(&a, files.v, files.n, S("none"), &e));
	assert_text(
		e.help,
		"known: adobe, base, co-op-translator, comfy, community, debian, doc-version, "
		"docsy, docusaurus, git-date, helm, i18n-sync, jekyll, kubernetes, linux, lunaria, "
		"mdn, mdx, microsoft, mkdocs, mojaloop, php, source-commit, starlight");
	arena_free(&a);
}

static void
a_profile_made_by_hand_finds_its_keys(void **state)
{
	struct key_rule keys[] = { { .pattern = S("a"), .class = KEY_INFO } };
	struct profile p = { .keys = keys, .nkeys = 1, .other = KEY_FREE };

	(void)state;
	assert_int_equal(profile_key(&p, S("a"))->class, KEY_INFO);
	assert_int_equal(profile_key(&p, S("a.b"))->class, KEY_INFO);
	assert_int_equal(profile_key(&p, S("b"))->class, KEY_FREE);
	assert_int_equal(profile_key(&p, S(""))->class, KEY_FREE);
	profile_free(&p);
	profile_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shipped_profile_loads_and_its_examples_hold),
		cmocka_unit_test(each_platform_has_its_pin),
		cmocka_unit_test(keys_have_the_class_their_platform_gives_them),
		cmocka_unit_test(formats_are_told_apart),
		cmocka_unit_test(values_are_equal_however_yaml_writes_them),
		cmocka_unit_test(the_profile_is_chosen_by_keys_and_paths),
		cmocka_unit_test(most_pages_decide),
		cmocka_unit_test(a_file_tells_a_profile_from_the_one_it_extends),
		cmocka_unit_test(a_file_is_read_over_the_one_it_extends),
		cmocka_unit_test(the_pin_of_a_profile_is_data),
		cmocka_unit_test(an_inherited_construct_is_replaced_by_its_id),
		cmocka_unit_test(a_plain_name_before_a_glob_wins_and_after_it_does_not),
		cmocka_unit_test(every_error_has_its_line),
		cmocka_unit_test(a_pattern_error_points_into_the_pattern),
		cmocka_unit_test(an_unknown_profile_is_an_error_without_a_place),
		cmocka_unit_test(a_profile_made_by_hand_finds_its_keys),
		cmocka_unit_test(people_may_do_what_machines_may_not),
	};

	return cmocka_run_group_tests_name("profile", tests, NULL, NULL);
}
