/* Pairing and detection of layouts on lists of paths. */
#include "unit.h"

#include <stdlib.h>

#include "embed.h"
#include "site/locale.h"
#include "site/site.h"

struct fixture {
	struct arena a;
	struct layouts layouts;
	struct config config;
	struct site site;
};

static struct fixture
start(void)
{
	struct fixture f = { 0 };
	struct config_error error = { 0 };

	for (ptrdiff_t i = 0; i < embedded_files_n; i++)
		if (str_eq(embedded_files[i].path, S("rules/layouts.yml")))
			if (!layouts_load(&f.a, &f.layouts, embedded_files[i].path,
					  embedded_files[i].text, &error))
				fail_msg("%u: %.*s", error.at.line, P(error.message));
	assert_true(f.layouts.n > 0);
	f.site.trees = NEW(&f.a, struct tree, 8);
	return f;
}

static int
path_order(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* A tree of the paths in `list`, separated by blanks. */
static void
add_tree(struct fixture *f, const char *root, const char *locale, bool source, const char *list)
{
	struct str rest = str_c(list), path;
	struct VEC(struct str) paths = { 0 };

	while (str_cut(&rest, ' ', &path))
		*vec_push(&f->a, &paths) = path;
	if (paths.n)
		qsort(paths.v, (size_t)paths.n, sizeof *paths.v, path_order);
	f->site.trees[f->site.ntrees++] = (struct tree){ .root = str_c(root),
							 .locale = str_c(locale),
							 .source = source,
							 .paths = paths.v,
							 .npaths = paths.n };
}

/* The outcome in lines: `key: [source] locale=path...`, then `- path: why (detail)`. */
static struct str
outcome(struct fixture *f)
{
	struct buf out = { .a = &f->a };
	struct site *s = &f->site;

	s->config = &f->config;
	site_pair(&f->a, s);
	for (ptrdiff_t i = 0; i < s->nfamilies; i++) {
		const struct family *family = &s->families[i];

		buf_fmt(&out, "%.*s:", P(family->key));
		if (family->source != NO_PAGE) {
			assert_true(s->pages[family->source].source);
			assert_int_equal(s->pages[family->source].family, i);
			buf_fmt(&out, " [%.*s]", P(s->pages[family->source].path));
		}
		for (ptrdiff_t k = 0; k < family->npages; k++) {
			const struct page *page = &s->pages[family->pages[k]];

			assert_false(page->source);
			assert_int_equal(page->family, i);
			buf_fmt(&out, " %.*s=%.*s", P(page->locale), P(page->path));
		}
		buf_char(&out, '\n');
	}
	for (ptrdiff_t i = 0; i < s->nleft_out; i++)
		buf_fmt(&out, "- %.*s: %d (%.*s)\n", P(s->left_out[i].path),
			(int)s->left_out[i].why, P(s->left_out[i].detail));
	return buf_take(&out);
}

static void
assert_outcome(struct fixture *f, const char *want)
{
	struct str got = outcome(f);

	if (!str_eq(got, str_c(want)))
		fail_msg("got:\n%.*swant:\n%s", P(got), want);
}

static void
assert_locales(const struct fixture *f, const char *source, const char *list)
{
	struct arena a = { 0 };
	struct str got = str_join(&a, f->site.locales, f->site.nlocales, S(" "));

	if (!str_eq(got, str_c(list)) || !str_eq(f->site.source_locale, str_c(source)))
		fail_msg("source %.*s, locales %.*s", P(f->site.source_locale), P(got));
	arena_free(&a);
}

static const char *
detect(struct fixture *f, const char *list)
{
	f->site.ntrees = 0;
	add_tree(f, ".", "", false, list);
	f->site.layout = site_detect_layout(&f->a, &f->layouts, &f->site.trees[0], &f->config);
	return f->site.layout ? str_z(&f->a, f->site.layout->name) : "none";
}

/* --- one tree per locale ------------------------------------------------------- */

static void
test_trees_pair_by_relative_path(void **state)
{
	struct fixture f = start();

	(void)state;
	add_tree(&f, "x/ro-RO", "ro-RO", false, "a.md b/c.md only.md image.png");
	add_tree(&f, "x/en", "en", true, "a.md b/c.md new.md toc.yml");
	add_tree(&f, "x/de-de", "de-de", false, "a.md b/c.markdown");
	assert_outcome(&f, "a.md: [x/en/a.md] de-de=x/de-de/a.md ro-RO=x/ro-RO/a.md\n"
			   "b/c.markdown: de-de=x/de-de/b/c.markdown\n"
			   "b/c.md: [x/en/b/c.md] ro-RO=x/ro-RO/b/c.md\n"
			   "new.md: [x/en/new.md]\n"
			   "only.md: ro-RO=x/ro-RO/only.md\n");
	assert_locales(&f, "en", "de-DE ro-RO");
	assert_int_equal(f.site.left_out_counts[LEFT_NOT_MARKDOWN], 2);
	assert_int_equal(f.site.npages, 8);
	arena_free(&f.a);
}

static void
test_the_order_of_trees_does_not_matter(void **state)
{
	struct fixture f = start(), g = start();
	struct str one;

	(void)state;
	add_tree(&f, "en", "en", true, "a.md B.md");
	add_tree(&f, "de", "de", false, "a.md b.md");
	add_tree(&f, "old/de", "de", false, "a.md");
	add_tree(&g, "old/de", "de", false, "a.md");
	add_tree(&g, "de", "de", false, "a.md b.md");
	add_tree(&g, "en", "en", true, "a.md B.md");
	one = outcome(&f);
	assert_true(str_eq(one, outcome(&g)));
	assert_true(str_eq(one, S("B.md: [en/B.md] de=de/b.md\na.md: [en/a.md] de=de/a.md\n- "
				  "old/de/a.md: 3 (de/a.md)\n")));
	arena_free(&f.a);
	arena_free(&g.a);
}

static void
test_names_pair_without_case_where_that_is_clear(void **state)
{
	struct fixture f = start();

	(void)state;
	add_tree(&f, "en", "en-us", true, "NuGet-Server.md api/A.md api/a.md");
	add_tree(&f, "de", "de-de", false, "nuget-server.md api/a.md");
	add_tree(&f, "fr", "fr-fr", false, "NuGet-Server.md api/A.MD");
	assert_outcome(&f, "NuGet-Server.md: [en/NuGet-Server.md] de-de=de/nuget-server.md "
			   "fr-fr=fr/NuGet-Server.md\n"
			   "api/A.MD: fr-fr=fr/api/A.MD\n"
			   "api/A.md: [en/api/A.md]\n"
			   "api/a.md: [en/api/a.md] de-de=de/api/a.md\n");
	arena_free(&f.a);
}

static void
test_peers_without_source_are_families(void **state)
{
	struct fixture f = start();

	(void)state;
	add_tree(&f, "lv", "lv-LV", false, "a.md Case.md");
	add_tree(&f, "de", "de-DE", false, "a.md case.md b.md");
	assert_outcome(&f, "Case.md: de-DE=de/case.md lv-LV=lv/Case.md\n"
			   "a.md: de-DE=de/a.md lv-LV=lv/a.md\n"
			   "b.md: de-DE=de/b.md\n");
	assert_locales(&f, "", "de-DE lv-LV");
	arena_free(&f.a);
}

static void
test_include_and_exclude_are_below_the_root(void **state)
{
	struct fixture f = start();
	struct str include[] = { S("docs/**") },
		   exclude[] = { S("**/includes/**"), S("docs/x.md") };

	(void)state;
	f.config = (struct config){
		.include = include, .ninclude = 1, .exclude = exclude, .nexclude = 2
	};
	add_tree(&f, "docs/en", "en", true, "docs/a.md docs/includes/b.md docs/x.md README.md");
	assert_outcome(&f, "docs/a.md: [docs/en/docs/a.md]\n"
			   "- docs/en/README.md: 1 (no include pattern matches)\n"
			   "- docs/en/docs/includes/b.md: 1 (**/includes/**)\n"
			   "- docs/en/docs/x.md: 1 (docs/x.md)\n");
	assert_int_equal(f.site.left_out_counts[LEFT_EXCLUDED], 3);
	arena_free(&f.a);
}

static void
test_one_file_in_two_trees_is_no_duplicate(void **state)
{
	struct fixture f = start();

	(void)state;
	add_tree(&f, "de", "de", false, "a.md");
	add_tree(&f, "de", "de", false, "a.md");
	assert_outcome(&f, "a.md: de=de/a.md\n");
	arena_free(&f.a);
}

static void
test_a_source_tree_may_hide_its_locale(void **state)
{
	struct fixture f = start();

	(void)state;
	add_tree(&f, "docs", "", true, "a.md");
	add_tree(&f, "de", "de", false, "a.md");
	assert_outcome(&f, "a.md: [docs/a.md] de=de/a.md\n");
	assert_locales(&f, "en", "de");
	arena_free(&f.a);
}

/* --- layouts ------------------------------------------------------------------- */

static void
test_layouts_are_told_from_the_paths(void **state)
{
	static const struct {
		const char *want, *paths;
	} rows[] = {
		{ "content-folders", "content/en/a.md content/en/b.md content/ja/a.md README.md" },
		{ "content-root", "content/a.md content/b/c.md content/de/a.md content/de/b/c.md" },
		{ "locale-folders", "en-us/a.md de-de/a.md" },
		{ "locale-folders", "en/a.md de/a.md es-419/a.md" },
		{ "docs-folders", "docs/en/a.md docs/de/a.md" },
		{ "nested-locale-folders", "book/en/a.md book/de/a.md" },
		{ "named-folders", "x.en/a.md x.de-DE/a.md" },
		{ "named-folders", "docs.nuget/a.md docs.nuget.de-de/a.md" },
		{ "named-folders", "Docs.Kit/a.md docs.kit.de-de/a.md" },
		{ "inner-locale-folders", "apps/web/pages/en/a.md apps/web/pages/de/a.md" },
		{ "hexo", "source/a.md source/b/c.md source/de/a.md source/ru/b/c.md" },
		{ "suffix", "a.md a.de.md b.md b.fr.md" },
		{ "suffix", "b.md docs/a.md docs/a.de.md" },
		{ "suffix", "a.md a.FR.md b.rs.md" },
		{ "suffix-underscore", "a.md a_zh_CN.md b.md b_ja.md" },
		{ "docs-root", "docs/a.md docs/b.md docs/de/a.md docs/de/b.md" },
		{ "root", "a.md b/c.md zh/a.md zh/b/c.md" },
		{ "translations", "a.md b.md translations/fr/a.md translations/fr/b.md" },
		{ "readme", "README.md README_zh-CN.md README.ja.md" },
		{ "mdn", "files/en-us/web/index.md files/fr/web/index.md" },
		{ "mdn",
		  "content/files/en-us/web/index.md translated-content/files/fr/web/index.md" },
		{ "starlight", "src/content/docs/en/a.mdx src/content/docs/ko/a.mdx" },
		{ "starlight-root", "src/content/docs/a.mdx src/content/docs/pt-br/a.mdx" },
		{ "docusaurus", "docs/a.md i18n/fr/docusaurus-plugin-content-docs/current/a.md" },
		{ "docusaurus",
		  "website/blog/a.md website/i18n/fr/docusaurus-plugin-content-blog/a.md" },
		/* No source at all: the translations among themselves. */
		{ "locale-folders", "de-DE/a.md fr-FR/a.md" },
		{ "content-folders", "content/de/a.md content/fr/a.md" },
		{ "none", "" },
		{ "none", "README.md docs/a.md" },
		{ "none", "en/a.md en/b.md" },
	};

	(void)state;
	for (int i = 0; i < countof(rows); i++) {
		struct fixture f = start();
		const char *got = detect(&f, rows[i].paths);

		if (!str_eq(str_c(got), str_c(rows[i].want)))
			fail_msg("%s: %s, not %s", rows[i].paths, got, rows[i].want);
		arena_free(&f.a);
	}
}

static void
test_an_accidental_folder_is_no_locale(void **state)
{
	struct fixture f = start();

	(void)state;
	/* `is` and `it` are folders of the pages themselves; one index page pairs by chance. */
	assert_string_equal(detect(&f, "docs/index.md docs/a.md docs/is/index.md docs/is/x.md"),
			    "none");
	assert_string_equal(detect(&f, "docs/a.md docs/de/b.md docs/de/c.md"), "none");
	assert_string_equal(detect(&f, "it/README.md no/README.md"), "none");
	assert_string_equal(detect(&f, "release.md release.no.md"), "none");
	assert_string_equal(detect(&f, "index.md index.ts.md"), "none");
	assert_string_equal(detect(&f, "types.list.md types.list.fr.md"), "none");
	assert_string_equal(detect(&f, "a.md a.fr.md b.fr.md"), "none");
	assert_string_equal(detect(&f, "a.md a_fr.md"), "none");
	/* One page is little: what says more counts more. */
	assert_string_equal(detect(&f, "a.md a.fr.md docs/b.md docs/de-DE/b.md"), "docs-root");
	/* Beside real locales they stay pages of the source. */
	assert_string_equal(
		detect(&f,
		       "docs/a.md docs/b.md docs/de/a.md docs/de/b.md docs/is/x.md docs/is/y.md"),
		"docs-root");
	assert_outcome(&f, "docs/a.md: [docs/a.md] de=docs/de/a.md\n"
			   "docs/b.md: [docs/b.md] de=docs/de/b.md\n"
			   "docs/is/x.md: [docs/is/x.md]\n"
			   "docs/is/y.md: [docs/is/y.md]\n");
	assert_locales(&f, "en", "de");
	/* Unless the user says so. */
	f.config.layout = S("docs-root");
	site_pair(&f.a, &f.site);
	assert_locales(&f, "en", "de is");
	arena_free(&f.a);
}

static void
test_a_locale_folder_inside_a_locale_is_a_page(void **state)
{
	struct fixture f = start();

	(void)state;
	assert_string_equal(
		detect(&f, "content/en/de/a.md content/en/b.md content/fr/de/a.md content/fr/b.md"),
		"content-folders");
	assert_outcome(&f, "content/b.md: [content/en/b.md] fr=content/fr/b.md\n"
			   "content/de/a.md: [content/en/de/a.md] fr=content/fr/de/a.md\n");
	arena_free(&f.a);
}

static void
test_layout_pages_are_placed_and_the_rest_left_out(void **state)
{
	struct fixture f = start();

	(void)state;
	assert_string_equal(detect(&f, "README.md content/en/a.md content/en/b.md "
				       "content/es-419/a.md content/zh-hant/a.md "
				       "content/zh_Hant/a.md content/pt/only.md content/en/a.png"),
			    "content-folders");
	assert_outcome(&f, "content/a.md: [content/en/a.md] es-419=content/es-419/a.md "
			   "zh-hant=content/zh-hant/a.md\n"
			   "content/b.md: [content/en/b.md]\n"
			   "content/only.md: pt=content/pt/only.md\n"
			   "- README.md: 2 ()\n"
			   "- content/zh_Hant/a.md: 3 (content/zh-hant/a.md)\n");
	assert_locales(&f, "en", "es-419 pt zh-Hant");
	arena_free(&f.a);
}

static void
test_the_source_may_be_one_english_of_two(void **state)
{
	struct fixture f = start();

	(void)state;
	assert_string_equal(detect(&f, "en-us/a.md en-us/b.md en-gb/a.md de-de/a.md"),
			    "locale-folders");
	assert_outcome(
		&f, "a.md: [en-us/a.md] de-de=de-de/a.md en-gb=en-gb/a.md\nb.md: [en-us/b.md]\n");
	assert_locales(&f, "en-US", "de-DE en-GB");
	/* The same number of pages, and one more than the American ones. */
	assert_string_equal(detect(&f, "en-gb/a.md en-us/a.md de-de/a.md"), "locale-folders");
	assert_outcome(&f, "a.md: [en-us/a.md] de-de=de-de/a.md en-gb=en-gb/a.md\n");
	assert_string_equal(detect(&f, "en-GB/a.md en-GB/b.md en-US/a.md de-DE/a.md"),
			    "locale-folders");
	assert_outcome(&f, "a.md: [en-US/a.md] de-DE=de-DE/a.md en-GB=en-GB/a.md\n"
			   "b.md: en-GB=en-GB/b.md\n");
	assert_string_equal(detect(&f, "docs/en-us/a.md docs/en/a.md docs/de-DE/a.md"),
			    "docs-folders");
	assert_outcome(&f,
		       "docs/a.md: [docs/en/a.md] de-DE=docs/de-DE/a.md en-us=docs/en-us/a.md\n");
	arena_free(&f.a);
}

static void
test_another_source_locale_can_be_set(void **state)
{
	struct fixture f = start();

	(void)state;
	f.config.source_locale = S("de");
	assert_string_equal(detect(&f, "de-de/a.md en-us/a.md"), "locale-folders");
	assert_outcome(&f, "a.md: [de-de/a.md] en-us=en-us/a.md\n");
	assert_locales(&f, "de-DE", "en-US");
	arena_free(&f.a);
}

static void
test_folders_without_translations_are_no_source(void **state)
{
	struct fixture f = start();

	(void)state;
	assert_string_equal(detect(&f, "docs.x/a.md docs.x/b.md docs.x.de-de/a.md tools/c.md"),
			    "named-folders");
	assert_outcome(&f, "docs.x/a.md: [docs.x/a.md] de-de=docs.x.de-de/a.md\n"
			   "docs.x/b.md: [docs.x/b.md]\n"
			   "- tools/c.md: 2 ()\n");
	arena_free(&f.a);
}

static void
test_source_and_translations_may_be_in_two_roots(void **state)
{
	struct fixture f = start();

	(void)state;
	add_tree(&f, "content", "", false, "files/en-us/web/index.md");
	add_tree(&f, "translated", "", false, "files/zh-cn/web/index.md");
	f.site.layout = site_detect_layout_of(&f.layouts, f.site.trees, f.site.ntrees, &f.config);
	assert_non_null(f.site.layout);
	assert_outcome(&f, "files/web/index.md: [content/files/en-us/web/index.md] "
			   "zh-cn=translated/files/zh-cn/web/index.md\n");
	arena_free(&f.a);
}

static void
test_excluded_pages_do_not_vote(void **state)
{
	struct fixture f = start();
	struct str exclude[] = { S("vendor/**") };

	(void)state;
	f.config = (struct config){ .exclude = exclude, .nexclude = 1 };
	assert_string_equal(detect(&f, "vendor/docs/en/a.md vendor/docs/de/a.md "
				       "vendor/docs/fr/a.md a.md a.de-DE.md"),
			    "suffix");
	arena_free(&f.a);
}

static void
test_every_reason_has_words(void **state)
{
	(void)state;
	for (int i = 0; i < LEFT_KINDS; i++)
		assert_true(left_out_reason((enum left_out)i).n > 0);
	assert_true(str_eq(left_out_reason(LEFT_EXCLUDED), S("excluded by pattern")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_trees_pair_by_relative_path),
		cmocka_unit_test(test_the_order_of_trees_does_not_matter),
		cmocka_unit_test(test_names_pair_without_case_where_that_is_clear),
		cmocka_unit_test(test_peers_without_source_are_families),
		cmocka_unit_test(test_include_and_exclude_are_below_the_root),
		cmocka_unit_test(test_one_file_in_two_trees_is_no_duplicate),
		cmocka_unit_test(test_a_source_tree_may_hide_its_locale),
		cmocka_unit_test(test_layouts_are_told_from_the_paths),
		cmocka_unit_test(test_an_accidental_folder_is_no_locale),
		cmocka_unit_test(test_a_locale_folder_inside_a_locale_is_a_page),
		cmocka_unit_test(test_layout_pages_are_placed_and_the_rest_left_out),
		cmocka_unit_test(test_the_source_may_be_one_english_of_two),
		cmocka_unit_test(test_another_source_locale_can_be_set),
		cmocka_unit_test(test_folders_without_translations_are_no_source),
		cmocka_unit_test(test_source_and_translations_may_be_in_two_roots),
		cmocka_unit_test(test_excluded_pages_do_not_vote),
		cmocka_unit_test(test_every_reason_has_words),
	};

	return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
