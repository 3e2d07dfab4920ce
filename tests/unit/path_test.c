#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "unit.h"

/* Each test takes its arena from here and gives it back in `teardown`. */
static int
setup(void **state)
{
	*state = calloc(1, sizeof(struct arena));
	return *state ? 0 : -1;
}

static int
teardown(void **state)
{
	arena_free(*state);
	free(*state);
	return 0;
}

static void
expect(struct str got, const char *want)
{
	if (!str_eq(got, str_c(want)))
		fail_msg("got \"%.*s\", not \"%s\"", P(got), want);
}

static void
join_and_its_special_cases(void **state)
{
	expect(path_join(*state, S("a/b"), S("c")), "a/b/c");
	expect(path_join(*state, S("a/"), S("c")), "a/c");
	expect(path_join(*state, S("/"), S("c")), "/c");
	expect(path_join(*state, S("."), S("c")), "c");
	expect(path_join(*state, S(""), S("c")), "c");
	expect(path_join(*state, S("a"), S("/c")), "/c");
	expect(path_join(*state, S("a"), S("")), "a");
	expect(path_join(*state, S(""), S("")), "");
}

static void
clean_folds_dots(void **state)
{
	static const char *const cases[][2] = {
		{ "", "." },
		{ ".", "." },
		{ "./", "." },
		{ "a", "a" },
		{ "./a//b/./c/", "a/b/c" },
		{ "a/..", "." },
		{ "a/../..", ".." },
		{ "a/b/../c", "a/c" },
		{ "../a", "../a" },
		{ "../../a/../b", "../../b" },
		{ "/", "/" },
		{ "//", "/" },
		{ "/..", "/" },
		{ "/../a/..", "/" },
		{ "/a/../b", "/b" },
		{ "a/../../b/../../c", "../../c" },
		{ "..a/..b", "..a/..b" },
		{ "...", "..." },
	};

	for (ptrdiff_t i = 0; i < countof(cases); i++)
		expect(path_clean(*state, str_c(cases[i][0])), cases[i][1]);
	expect(path_clean(*state, (struct str){ 0 }), ".");
}

static void
parts_of_a_path(void **state)
{
	static const struct {
		const char *path, *dir, *base, *ext;
	} cases[] = {
		{ "a/b.c.md", "a", "b.c.md", ".md" },
		{ "b.md", "", "b.md", ".md" },
		{ "/b.md", "/", "b.md", ".md" },
		{ "a/b/c", "a/b", "c", "" },
		{ "a.b/c", "a.b", "c", "" },
		{ ".gitignore", "", ".gitignore", "" },
		{ "a/.x.yml", "a", ".x.yml", ".yml" },
		{ "a/b/", "a", "b", "" },
		{ "", "", "", "" },
		{ "/", "", "", "" },
		{ "a.", "", "a.", "" },
		{ "a//b", "a", "b", "" },
		{ "..", "", "..", "" },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		expect(path_dir(str_c(cases[i].path)), cases[i].dir);
		expect(path_base(str_c(cases[i].path)), cases[i].base);
		expect(path_ext(str_c(cases[i].path)), cases[i].ext);
	}
}

static void
relative_goes_up_and_down(void **state)
{
	static const char *const cases[][3] = {
		{ "a/b", "a/c/d.md", "../c/d.md" },
		{ "a", "a/x", "x" },
		{ "", "a/x", "a/x" },
		{ ".", "./x", "x" },
		{ "a/b", "a/b", "." },
		{ "a/b/c", "a", "../.." },
		{ "ab", "a", "../a" },
		{ "/a/b", "/c", "../../c" },
		{ "/", "/c", "c" },
		{ "../x", "../y", "../y" },
		{ "../../x", "../y", "../y" },
		{ "a", "../y", "../../y" },
		{ "/a", "b", "b" },
	};

	for (ptrdiff_t i = 0; i < countof(cases); i++)
		expect(path_relative(*state, str_c(cases[i][0]), str_c(cases[i][1])), cases[i][2]);
}

/* For random clean paths: joining the folder with the relative path leads to the path again. */
static void
relative_undoes_join(void **state)
{
	srand(5);
	for (int i = 0; i < 3000; i++) {
		char text[2][32] = { "", "" };

		for (int k = 0; k < 2; k++)
			for (int j = rand() % 6; j >= 0; j--)
				strcat(text[k],
				       (const char *[]){ "a/", "b/", "c/", "ab/" }[rand() % 4]);
		expect(path_clean(*state,
				  path_join(*state, str_c(text[0]),
					    path_relative(*state, str_c(text[0]), str_c(text[1])))),
		       str_z(*state, path_clean(*state, str_c(text[1]))));
	}
}

static void
percent_escapes_are_decoded(void **state)
{
	expect(path_percent_decode(*state, S("a%20b%C3%a4")), "a b\xC3\xA4");
	expect(path_percent_decode(*state, S("100%")), "100%");
	expect(path_percent_decode(*state, S("%4")), "%4");
	expect(path_percent_decode(*state, S("%zz%4g%%41")), "%zz%4g%A");
	expect(path_percent_decode(*state, S("%2541")), "%41");
	expect(path_percent_decode(*state, S("a%00b")), "a%00b");
	expect(path_percent_decode(*state, S("")), "");
}

static void
globs(void **state)
{
	static const struct {
		const char *pattern, *path;
		bool match;
	} cases[] = {
		{ "*.md", "a.md", true },
		{ "*.md", "x/y/a.md", true },
		{ "*.md", ".md", true },
		{ "*.md", "a.mdx", false },
		{ "*.md", "a.md/b", false },
		{ "/*.md", "a.md", true },
		{ "/*.md", "x/a.md", false },
		{ "./a.md", "a.md", true },
		{ "a.md", "./a.md", true },
		{ "docs/*.md", "docs/a.md", true },
		{ "docs/*.md", "docs/x/a.md", false },
		{ "docs/*.md", "x/docs/a.md", false },
		{ "docs/*.md", "docs/md", false },
		{ "docs/*.md", "docs.md", false },
		{ "docs/**", "docs/a", true },
		{ "docs/**", "docs/a/b/c", true },
		{ "docs/**", "docs", false },
		{ "docs/**", "docs2/a", false },
		{ "docs/", "docs/a/b", true },
		{ "docs/", "x/docs/a", true },
		{ "docs/", "docs", false },
		{ "docs/", "mydocs/a", false },
		{ "d*s/", "x/docs/a", true },
		{ "/docs/", "docs/a", true },
		{ "/docs/", "x/docs/a", false },
		{ "a/docs/", "a/docs/b", true },
		{ "a/d*/", "a/docs/b/c", true },
		{ "**/docs/", "x/y/docs/a", true },
		{ "**/a.md", "a.md", true },
		{ "**/a.md", "x/y/a.md", true },
		{ "**/a.md", "xa.md", false },
		{ "**/*.md", "x/y/a.md", true },
		{ "**/", "a/b", true },
		{ "**/", "a", false },
		{ "a/**/b", "a/b", true },
		{ "a/**/b", "a/x/b", true },
		{ "a/**/b", "a/x/y/b", true },
		{ "a/**/b", "a/xb", false },
		{ "a/**/b", "ab", false },
		{ "**/x/**/y.md", "x/y.md", true },
		{ "**/x/**/y.md", "a/x/b/c/y.md", true },
		{ "**/x/**/y.md", "a/b/y.md", false },
		{ "**", "a/b", true },
		{ "docs/**.md", "docs/a/b.md", true },
		{ "a*c", "abc", true },
		{ "a*c", "ac", true },
		{ "x/a*c", "x/ab/c", false },
		{ "a?c", "abc", true },
		{ "a?c",
		  "a\xC3\xA4"
		  "c",
		  true },
		{ "a?c",
		  "a\xFF"
		  "c",
		  true },
		{ "a?c", "ac", false },
		{ "x?c", "x/c", false },
		{ "x/a?c", "x/a/c", false },
		{ "[a-c]x", "bx", true },
		{ "[a-c]x", "dx", false },
		{ "[!a-c]x", "dx", true },
		{ "[^a-c]x", "bx", false },
		{ "[]a]x", "]x", true },
		{ "[a-]x", "-x", true },
		{ "a/[!x]b", "a//b", false },
		{ "[\xC3\xA0-\xC3\xBF]", "\xC3\xA4", true },
		{ "[a", "[a", true },
		{ "[a", "a", false },
		{ "*.{md,yml}", "x/a.yml", true },
		{ "*.{md,yml}", "x/a.md", true },
		{ "*.{md,yml}", "x/a.txt", false },
		{ "{a,b{c,d}}e", "bde", true },
		{ "{a,b{c,d}}e", "ae", true },
		{ "{a,b{c,d}}e", "be", false },
		{ "{,x}a", "a", true },
		{ "{,x}a", "xa", true },
		{ "{de-de,fr-fr}/**/*.md", "fr-fr/a/b.md", true },
		{ "{de-de,fr-fr}/**/*.md", "en-us/a/b.md", false },
		{ "{a/b,c}/d", "a/b/d", true },
		{ "x{**/a,b}", "xb", true },
		{ "{a", "{a", true },
		{ "a}", "a}", true },
		{ "a,b", "a,b", true },
		{ "{a,b", "{a,b", true },
		{ "{x{a,b}", "{xb", true },
		{ "\\*.md", "*.md", true },
		{ "\\*.md", "a.md", false },
		{ "\\{a,b\\}", "{a,b}", true },
		{ "a\\", "a\\", true },
		{ "", "", false },
		{ "./", "a/b", true },
		{ "/", "a", true },
		{ "", "a", false },
		{ "*", "", true },
		{ "a", "", false },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++)
		if (path_glob(str_c(cases[i].pattern), str_c(cases[i].path)) != cases[i].match)
			fail_msg("\"%s\" and \"%s\"", cases[i].pattern, cases[i].path);
}

/* A matcher that says directly what the wildcards mean, for patterns without braces and classes. */
static bool
obvious_glob(const char *p, const char *s, bool segment_start)
{
	if (*p == 0)
		return *s == 0;
	if (p[0] == '*' && p[1] == '*') {
		if (segment_start && p[2] == '/' && obvious_glob(p + 3, s, true))
			return true;
		return obvious_glob(p + 2, s, segment_start) ||
		       (*s && obvious_glob(p, s + 1, *s == '/'));
	}
	if (*p == '*')
		return obvious_glob(p + 1, s, segment_start) ||
		       (*s && *s != '/' && obvious_glob(p, s + 1, false));
	if (*s == 0 || (*p == '?' ? *s == '/' : *p != *s))
		return false;
	return obvious_glob(p + 1, s + 1, *s == '/');
}

static void
globs_agree_with_the_obvious_matcher(void **state)
{
	static const char *const parts[] = { "a", "b", "*", "/", "?", "**/", "/**/", "ab" };
	int matches = 0;

	(void)state;
	srand(11);
	for (int i = 0; i < 200000; i++) {
		char pattern[64] = "a/", path[64] = "a/";
		bool got;

		if (rand() % 2)
			strcpy(pattern, "**/");
		for (int j = rand() % 6; j > 0; j--)
			strcat(pattern, parts[rand() % countof(parts)]);
		strcat(pattern, "a");
		/* Runs of more than two stars are no business of the simple one. */
		if (strstr(pattern, "***"))
			continue;
		for (int j = rand() % 8; j > 0; j--)
			strcat(path, (const char *[]){ "a", "b", "/", "a/" }[rand() % 4]);
		strcat(path, "a");
		got = path_glob(str_c(pattern), str_c(path));
		matches += got;
		if (got != obvious_glob(pattern, path, true))
			fail_msg("\"%s\" and \"%s\"", pattern, path);
	}
	assert_true(matches > 1000);
}

/* Each of these takes a backtracking matcher longer than anyone waits. */
static void
hostile_globs_end_soon(void **state)
{
	struct buf text = { .a = *state }, stars = { .a = *state }, braces = { .a = *state },
		   deep = { .a = *state };
	struct str path;

	buf_repeat(&text, 'a', 3000);
	path = buf_take(&text);
	for (int i = 0; i < 250; i++)
		buf_str(&stars, S("**a"));
	buf_char(&stars, 'b');
	assert_false(path_glob(buf_take(&stars), path));
	for (int i = 0; i < 140; i++)
		buf_str(&braces, S("{a,a*,}"));
	buf_str(&braces, S("b{c,}"));
	assert_false(path_glob(buf_take(&braces), path));
	buf_repeat(&deep, '{', 500);
	assert_false(path_glob(buf_take(&deep), path));
	buf_repeat(&deep, '}', 500);
	assert_false(path_glob(buf_take(&deep), path));
	deep = (struct buf){ .a = *state };
	buf_char(&deep, '*');
	buf_repeat(&deep, '[', 1000);
	assert_false(path_glob(buf_take(&deep), path));
	/* Longer than the limit. */
	assert_false(path_glob(path, path));
}

static void
random_globs_do_no_harm(void **state)
{
	(void)state;
	srand(13);
	for (int i = 0; i < 100000; i++) {
		ptrdiff_t n = rand() % 20, m = rand() % 20;
		char *pattern = malloc((size_t)n + 1), *path = malloc((size_t)m + 1);

		assert_non_null(pattern);
		assert_non_null(path);
		for (ptrdiff_t j = 0; j < n; j++)
			pattern[j] = "ab*/{}[],\\!-?^.\xC3\xA4"[rand() % 18];
		for (ptrdiff_t j = 0; j < m; j++)
			path[j] = "ab/.[{\xC3\xA4"[rand() % 9];
		path_glob((struct str){ pattern, n }, (struct str){ path, m });
		/* An escaped path matches itself, wherever it is anchored. */
		if (m && n > 2 * m && path[0] != '.' && path[m - 1] != '/' &&
		    !memchr(path, 0, (size_t)m)) {
			n = 0;
			for (ptrdiff_t j = 0; j < m; j++) {
				if (path[j] == '[' || path[j] == '{')
					pattern[n++] = '\\';
				pattern[n++] = path[j];
			}
			assert_true(path_glob((struct str){ pattern, n }, (struct str){ path, m }));
		}
		free(pattern);
		free(path);
	}
}

static void
what_lies_below_a_folder_has_its_whole_name_before_it(void **state)
{
	(void)state;
	assert_true(path_is_at_or_below(S("/a/b"), S("/a/b")));
	assert_true(path_is_at_or_below(S("/a/b/c"), S("/a/b")));
	assert_false(path_is_at_or_below(S("/a/bc"), S("/a/b")));
	assert_false(path_is_at_or_below(S("/a"), S("/a/b")));
	assert_true(path_is_at_or_below(S("/a"), S("/")));
	assert_true(path_is_at_or_below(S("a/b"), S("")));
	assert_true(path_is_at_or_below(S("/"), S("/")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(join_and_its_special_cases, setup, teardown),
		cmocka_unit_test_setup_teardown(clean_folds_dots, setup, teardown),
		cmocka_unit_test(parts_of_a_path),
		cmocka_unit_test_setup_teardown(relative_goes_up_and_down, setup, teardown),
		cmocka_unit_test_setup_teardown(relative_undoes_join, setup, teardown),
		cmocka_unit_test_setup_teardown(percent_escapes_are_decoded, setup, teardown),
		cmocka_unit_test(globs),
		cmocka_unit_test(globs_agree_with_the_obvious_matcher),
		cmocka_unit_test_setup_teardown(hostile_globs_end_soon, setup, teardown),
		cmocka_unit_test(random_globs_do_no_harm),
		cmocka_unit_test(what_lies_below_a_folder_has_its_whole_name_before_it),
	};

	return cmocka_run_group_tests_name("path", tests, NULL, NULL);
}
