/* The layouts of rules/layouts.yml path by path, and what is refused in such a file. */
#include "unit.h"

#include "embed.h"
#include "site/layout.h"

struct fixture {
	struct arena a;
	struct layouts l;
};

static void
load(struct fixture *f)
{
	struct config_error error = { 0 };

	*f = (struct fixture){ 0 };
	for (ptrdiff_t i = 0; i < embedded_files_n; i++)
		if (str_eq(embedded_files[i].path, S("rules/layouts.yml"))) {
			if (!layouts_load(&f->a, &f->l, embedded_files[i].path,
					  embedded_files[i].text, &error))
				fail_msg("%u: %.*s", error.at.line, P(error.message));
			return;
		}
	fail_msg("rules/layouts.yml is not embedded");
}

struct row {
	const char *layout, *path, *locale, *key; /* locale NULL: a source page */
};

static const struct row rows[] = {
	{ "docusaurus", "docs/a/b.md", NULL, "docs/a/b.md" },
	{ "docusaurus", "i18n/fr/docusaurus-plugin-content-docs/current/a/b.md", "fr",
	  "docs/a/b.md" },
	{ "docusaurus", "i18n/fr/docusaurus-plugin-content-docs/version-2.x/docs/b.md", "fr",
	  "versioned_docs/version-2.x/docs/b.md" },
	{ "docusaurus", "site/i18n/zh-Hans/docusaurus-plugin-content-blog/b.md", "zh-Hans",
	  "site/blog/b.md" },
	{ "docusaurus", "i18n/de/docusaurus-plugin-content-pages/index.mdx", "de",
	  "src/pages/index.mdx" },
	{ "docusaurus", "i18n/de/docusaurus-plugin-content-docs-community/current/x.md", "de",
	  "community/x.md" },
	{ "mdn", "files/en-us/web/html/index.md", NULL, "files/web/html/index.md" },
	{ "mdn", "files/zh-tw/web/html/index.md", "zh-tw", "files/web/html/index.md" },
	{ "mdn", "content/files/en-us/web/index.md", NULL, "content/files/web/index.md" },
	{ "mdn", "translated-content/files/ja/web/index.md", "ja", "content/files/web/index.md" },
	{ "starlight", "src/content/docs/en/a.mdx", NULL, "src/content/docs/a.mdx" },
	{ "starlight", "apps/web/src/content/docs/pt-br/a.mdx", "pt-br",
	  "apps/web/src/content/docs/a.mdx" },
	{ "starlight-root", "src/content/docs/guides/a.mdx", NULL,
	  "src/content/docs/guides/a.mdx" },
	{ "starlight-root", "src/content/docs/de/guides/a.mdx", "de",
	  "src/content/docs/guides/a.mdx" },
	{ "content-folders", "content/en/docs/_index.md", NULL, "content/docs/_index.md" },
	{ "content-folders", "content/zh-Hant/docs/_index.md", "zh-Hant",
	  "content/docs/_index.md" },
	{ "content-root", "content/fr/docs/_index.md", "fr", "content/docs/_index.md" },
	{ "docs-folders", "docs/en/guide/de/a.md", NULL, "docs/guide/de/a.md" },
	{ "docs-folders", "docs/es-419/guide/de/a.md", "es-419", "docs/guide/de/a.md" },
	{ "locale-folders", "en-us/docs/a.md", NULL, "docs/a.md" },
	{ "locale-folders", "sr-Latn-RS/docs/a.md", "sr-Latn-RS", "docs/a.md" },
	{ "nested-locale-folders", "guide/en/a.md", NULL, "guide/a.md" },
	{ "nested-locale-folders", "guide/es-419/a.md", "es-419", "guide/a.md" },
	{ "named-folders", "docs.nuget.en-us/x/a.md", NULL, "docs.nuget/x/a.md" },
	{ "named-folders", "docs.nuget/x/a.md", NULL, "docs.nuget/x/a.md" },
	{ "named-folders", "docs.nuget.de-de/x/a.md", "de-de", "docs.nuget/x/a.md" },
	{ "named-folders", "Docs/x/A.md", NULL, "docs/x/A.md" },
	{ "named-folders", "docs.de-DE/x/A.md", "de-DE", "docs/x/A.md" },
	{ "inner-locale-folders", "apps/web/pages/en/a.mdx", NULL, "apps/web/pages/a.mdx" },
	{ "inner-locale-folders", "apps/web/pages/zh-tw/a.mdx", "zh-tw", "apps/web/pages/a.mdx" },
	{ "jekyll-collections", "_guides/a.md", NULL, "_guides/a.md" },
	{ "jekyll-collections", "_guides/de/a.md", "de", "_guides/a.md" },
	{ "jekyll-collections", "_ja/guides/b/a.md", "ja", "_guides/b/a.md" },
	{ "hexo", "source/docs/a.md", NULL, "source/docs/a.md" },
	{ "hexo", "site/source/ru/docs/a.md", "ru", "site/source/docs/a.md" },
	{ "readme", "README.md", NULL, "README.md" },
	{ "readme", "README.en.md", NULL, "README.md" },
	{ "readme", "README.pt-BR.md", "pt-BR", "README.md" },
	{ "readme", "README_zh-CN.md", "zh-CN", "README.md" },
	{ "readme", "README_zh_CN.md", "zh_CN", "README.md" },
	{ "readme", "tools/readme-fr.md", "fr", "tools/README.md" },
	{ "readme", "docs/README.de.md", "de", "docs/README.md" },
	{ "suffix", "a/b.md", NULL, "a/b.md" },
	{ "suffix", "a/b.en.md", NULL, "a/b.md" },
	{ "suffix", "a/b.ja.mdx", "ja", "a/b.mdx" },
	{ "suffix", "a/v1.2.zh-TW.md", "zh-TW", "a/v1.2.md" },
	{ "suffix-underscore", "a/get_it_zh_CN.md", "zh_CN", "a/get_it.md" },
	{ "suffix-underscore", "a/get_started.md", NULL, "a/get_started.md" },
	{ "docs-root", "docs/guide.md", NULL, "docs/guide.md" },
	{ "docs-root", "docs/de/guide.md", "de", "docs/guide.md" },
	{ "translations", "translations/fr/lessons/one.md", "fr", "lessons/one.md" },
	{ "translations", "docs/i18n/fr/one.md", "fr", "docs/one.md" },
	{ "translations", "Documentation/translations/zh_CN/one.md", "zh_CN",
	  "Documentation/one.md" },
	{ "root", "guide/a.md", NULL, "guide/a.md" },
	{ "root", "de/guide/a.md", "de", "guide/a.md" },
};

static void
test_every_layout_reads_its_paths(void **state)
{
	struct fixture f;

	(void)state;
	load(&f);
	for (int i = 0; i < countof(rows); i++) {
		const struct layout *l = layout_find(&f.l, str_c(rows[i].layout));
		struct layout_hit hit;

		assert_non_null(l);
		if (!layout_match(&f.a, l, str_c(rows[i].path), S(""), &hit))
			fail_msg("%s: %s does not match", rows[i].layout, rows[i].path);
		if (!str_eq(hit.key, str_c(rows[i].key)))
			fail_msg("%s: %s has the key %.*s", rows[i].layout, rows[i].path,
				 P(hit.key));
		if (hit.source != !rows[i].locale)
			fail_msg("%s: %s is on the wrong side", rows[i].layout, rows[i].path);
		if (rows[i].locale && !str_eq(hit.locale, str_c(rows[i].locale)))
			fail_msg("%s: %s has the locale %.*s", rows[i].layout, rows[i].path,
				 P(hit.locale));
	}
	arena_free(&f.a);
}

static void
test_every_layout_has_rows_here(void **state)
{
	struct fixture f;

	(void)state;
	load(&f);
	for (ptrdiff_t i = 0; i < f.l.n; i++) {
		bool found = false;

		for (int k = 0; k < countof(rows); k++)
			found |= str_eq(str_c(rows[k].layout), f.l.v[i].name);
		if (!found)
			fail_msg("no row for %.*s", P(f.l.v[i].name));
	}
	arena_free(&f.a);
}

static void
test_other_paths_do_not_match_and_cost_nothing(void **state)
{
	static const struct row none[] = {
		{ "docusaurus", "README.md", NULL, NULL },
		{ "mdn", "files/docs/a.md", NULL, NULL },
		{ "starlight", "src/content/docs/guides/a.mdx", NULL, NULL },
		{ "content-folders", "content/en", NULL, NULL },
		{ "content-folders", "content/en/", NULL, NULL },
		{ "content-folders", "mycontent/en/a.md", NULL, NULL },
		{ "locale-folders", "en-route/a.md", NULL, NULL },
		{ "locale-folders", "a.md", NULL, NULL },
		{ "locale-folders", "", NULL, NULL },
		{ "named-folders", "README.de.md", NULL, NULL },
		{ "readme", "docs/a.de.md", NULL, NULL },
		{ "suffix", "a/b.txt", NULL, NULL },
		{ "suffix", "a/.md", NULL, NULL },
		{ "docs-root", "mydocs/de/a.md", NULL, NULL },
	};
	struct fixture f;
	struct layout_hit hit;
	size_t used;

	(void)state;
	load(&f);
	used = f.a.used;
	for (int i = 0; i < countof(none); i++)
		if (layout_match(&f.a, layout_find(&f.l, str_c(none[i].layout)),
				 str_c(none[i].path), S(""), &hit))
			fail_msg("%s: %s matches", none[i].layout, none[i].path);
	assert_int_equal(f.a.used, used);
	assert_null(layout_find(&f.l, S("nonsense")));
	arena_free(&f.a);
}

static void
test_the_source_locale_chooses_between_readings(void **state)
{
	struct fixture f;
	struct layout_hit hit;
	const struct layout *l;

	(void)state;
	load(&f);
	l = layout_find(&f.l, S("content-folders"));
	assert_true(layout_match(&f.a, l, S("content/en-gb/a.md"), S(""), &hit));
	assert_true(hit.source);
	assert_true(layout_match(&f.a, l, S("content/en-gb/a.md"), S("en"), &hit));
	assert_false(hit.source);
	assert_true(layout_match(&f.a, l, S("content/de_de/a.md"), S("de-DE"), &hit));
	assert_true(hit.source);
	assert_true(layout_match(&f.a, l, S("content/en/a.md"), S("de-DE"), &hit));
	assert_false(hit.source);
	arena_free(&f.a);
}

static void
test_long_and_odd_paths_end(void **state)
{
	struct fixture f;
	struct layout_hit hit;
	char *path;
	enum { N = 1 << 20 };

	(void)state;
	load(&f);
	path = NEW(&f.a, char, N);
	for (int kind = 0; kind < 4; kind++) {
		static const char *const units[] = { "de/", "docs/", "a_", "\xff.-" };
		struct str unit = str_c(units[kind]);

		for (ptrdiff_t i = 0; i < N; i++)
			path[i] = unit.p[i % unit.n];
		for (ptrdiff_t i = 0; i < f.l.n; i++)
			if (layout_match(&f.a, &f.l.v[i], (struct str){ path, N }, S(""), &hit))
				assert_true(hit.key.n <= N);
	}
	arena_free(&f.a);
}

/* --- errors in the file ------------------------------------------------------ */

struct bad {
	const char *source, *translation, *message; /* message: how it starts */
	uint32_t column;
};

static void
test_malformed_patterns_are_refused_where_they_stand(void **state)
{
	static const struct bad bad[] = {
		{ "{path}", "{lokale}/{path}", "unknown placeholder {lokale}", 19 },
		{ "{path}", "{locale}/{path", "this { is not closed", 28 },
		{ "{path}", "{locale}{path}", "text must stand between", 27 },
		{ "{path}", "{path}", "the translation pattern must have {locale}", 0 },
		{ "{path}", "{locale}/{source}/{path}",
		  "the translation pattern must have {locale}", 0 },
		{ "{locale}/{path}", "{locale}/{path}", "the source pattern cannot have {locale}",
		  0 },
		{ "{path}", "{locale}/{path}/{path}", "{path} stands twice", 35 },
		{ "{path}", "x/{dir}y/{locale}/{path}", "{dir} must start", 0 },
		{ "{name}/{path}", "{locale}/{path}/{name}", "{name} must be followed", 0 },
		{ "{path}.{ext}", "{path}.{locale}", "{ext} must stand in both", 0 },
		{ "{path}.{ext}x", "{path}.{locale}.{ext}", "{ext} must end", 0 },
		{ "a.md", "{locale}/{path}", "{path} must stand in both", 0 },
	};

	(void)state;
	for (int i = 0; i < countof(bad); i++) {
		struct arena a = { 0 };
		struct layouts l;
		struct config_error error = { 0 };
		struct str text = str_fmt(&a,
					  "layouts:\n- name: x\n  summary: y\n  rules:\n"
					  "  - source: \"%s\"\n    translation: \"%s\"\n",
					  bad[i].source, bad[i].translation);

		if (layouts_load(&a, &l, S("x.yml"), text, &error))
			fail_msg("%s is accepted", bad[i].translation);
		if (!str_starts(error.message, str_c(bad[i].message)))
			fail_msg("%s: %.*s", bad[i].translation, P(error.message));
		assert_in_range(error.at.line, 5, 6);
		if (bad[i].column)
			assert_int_equal(error.at.column, bad[i].column);
		arena_free(&a);
	}
}

static void
assert_refused(const char *text, const char *message, const char *help, uint32_t line)
{
	struct arena a = { 0 };
	struct layouts l;
	struct config_error error = { 0 };

	if (layouts_load(&a, &l, S("x.yml"), str_c(text), &error))
		fail_msg("accepted: %s", text);
	if (str_find(error.message, str_c(message), 0) < 0)
		fail_msg("%.*s", P(error.message));
	assert_true(str_eq(error.help, str_c(help)));
	assert_int_equal(error.at.line, line);
	arena_free(&a);
}

static void
test_malformed_files_are_refused(void **state)
{
#define HEAD  "layouts:\n- name: x\n  summary: y\n"
#define RULES "  rules:\n  - {source: \"{path}\", translation: \"{locale}/{path}\"}\n"
	(void)state;
	assert_refused(HEAD "  ruless: []\n", "ruless", "did you mean `rules`?", 4);
	assert_refused(HEAD, "`rules` is missing", "", 2);
	assert_refused(HEAD RULES "  default-source: english\n", "`english` is not a language tag",
		       "", 2);
	assert_refused(HEAD RULES "  examples:\n  - {source: a.md, translation: de/b.md}\n",
		       "do not pair", "", 7);
	assert_refused(HEAD RULES "- name: x\n  summary: z\n" RULES, "two layouts `x`", "", 6);
	assert_refused(HEAD "  rules: {}\n", "`rules` must be a list", "", 4);
	assert_refused("", "empty", "", 1);
	assert_refused("layouts: [\n", "", "", 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_layout_reads_its_paths),
		cmocka_unit_test(test_every_layout_has_rows_here),
		cmocka_unit_test(test_other_paths_do_not_match_and_cost_nothing),
		cmocka_unit_test(test_the_source_locale_chooses_between_readings),
		cmocka_unit_test(test_long_and_odd_paths_end),
		cmocka_unit_test(test_malformed_patterns_are_refused_where_they_stand),
		cmocka_unit_test(test_malformed_files_are_refused),
	};

	return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
