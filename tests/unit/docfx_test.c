#include "unit.h"

#include "site/docfx.h"

static struct docfx *
parse(struct arena *a, const char *dir, const char *text)
{
	struct str error = { 0 };
	struct docfx *d = docfx_parse(a, str_c(dir), str_c(text), &error);

	if (!d)
		fail_msg("%.*s", P(error));
	return d;
}

static void
assert_value(const struct docfx *d, const char *rel, const char *key, const char *want)
{
	struct str value = { 0 };
	bool found = docfx_value(d, str_c(rel), str_c(key), &value);

	if (!want && found)
		fail_msg("%s of %s is %.*s", key, rel, P(value));
	if (want && !found)
		fail_msg("%s of %s is not found", key, rel);
	if (want && !str_eq(value, str_c(want)))
		fail_msg("%s of %s is %.*s, not %s", key, rel, P(value), want);
}

static void
test_global_metadata_in_the_form_of_front_matter(void **state)
{
	struct arena a = { 0 };
	struct docfx *d = parse(&a, "docs",
				"\xef\xbb\xbf{\"build\": {\"globalMetadata\": {\"ms.service\": "
				"\"nuget\", \"n\": 12, \"b\": true, "
				"\"list\": [\"a\", \"b\", 3], \"empty\": [], \"map\": {\"k\": "
				"\"v\", \"l\": [1]}, \"none\": null, "
				"\"text\": \"\"}}}");

	(void)state;
	assert_value(d, "docs/a/b.md", "ms.service", "nuget");
	assert_value(d, "docs/a.md", "n", "12");
	assert_value(d, "docs/a.md", "b", "true");
	assert_value(d, "docs/a.md", "list", "[a, b, 3]");
	assert_value(d, "docs/a.md", "empty", "[]");
	assert_value(d, "docs/a.md", "map", "{k: v, l: [1]}");
	assert_value(d, "docs/a.md", "text", "");
	assert_value(d, "docs/a.md", "none", NULL);
	assert_value(d, "docs/a.md", "other", NULL);
	assert_value(d, "docs-old/a.md", "ms.service", NULL);
	assert_value(d, "docs", "ms.service", NULL);
	assert_value(d, "a.md", "ms.service", NULL);
	arena_free(&a);
}

static void
test_file_metadata_beats_global_and_the_last_glob_wins(void **state)
{
	struct arena a = { 0 };
	struct docfx *d = parse(
		&a, "",
		"{\"build\": {\"fileMetadata\": {\"ms.topic\": {\"articles/**/*.md\": \"how-to\", "
		"\"articles/Intro/**.md\": \"overview\", \"*.md\": \"top\"}}, "
		"\"globalMetadata\": {\"ms.topic\": \"conceptual\"}}}");

	(void)state;
	assert_value(d, "articles/a.md", "ms.topic", "how-to");
	assert_value(d, "Articles/x/A.MD", "ms.topic", "how-to");
	assert_value(d, "articles/intro/a.md", "ms.topic", "overview");
	assert_value(d, "articles/intro/deep/a.md", "ms.topic", "overview");
	assert_value(d, "other/a.md", "ms.topic", "conceptual");
	assert_value(d, "a.md", "ms.topic", "top");
	arena_free(&a);
}

static void
test_globs_start_from_the_file_and_from_src(void **state)
{
	struct arena a = { 0 };
	struct docfx *d = parse(
		&a, "site",
		"{\"build\": {\"content\": [{\"files\": [\"**/*.md\"], \"src\": \"articles\"}, "
		"{\"cwd\": \"../shared\"}], "
		"\"fileMetadata\": {\"k\": {\"x/*.md\": \"v\", \"articles/y/*.md\": \"w\"}}}}");

	(void)state;
	assert_value(d, "site/x/a.md", "k", "v");
	assert_value(d, "site/articles/x/a.md", "k", "v");
	assert_value(d, "site/articles/y/a.md", "k", "w");
	assert_value(d, "shared/x/a.md", "k", "v");
	assert_value(d, "shared/z/a.md", "k", NULL);
	assert_value(d, "x/a.md", "k", NULL);
	arena_free(&a);
}

static void
test_several_files_of_one_tree(void **state)
{
	struct arena a = { 0 };
	struct docfx *d = parse(&a, "a", "{\"build\": {\"globalMetadata\": {\"k\": \"1\"}}}");

	(void)state;
	d->next = parse(&a, "b", "{\"build\": {\"globalMetadata\": {\"k\": \"2\"}}}");
	assert_value(d, "a/x.md", "k", "1");
	assert_value(d, "b/x.md", "k", "2");
	assert_value(d, "c/x.md", "k", NULL);
	assert_value(NULL, "a/x.md", "k", NULL);
	arena_free(&a);
}

static void
test_odd_files_give_nothing_or_an_error(void **state)
{
	static const char *const odd[] = {
		"{}",
		"[]",
		"1",
		"{\"build\": 1}",
		"{\"build\": {\"content\": \"a\", \"globalMetadata\": [\"x\"], \"fileMetadata\": "
		"{\"k\": \"v\"}}}",
	};
	struct arena a = { 0 };
	struct str error = { 0 };

	(void)state;
	for (int i = 0; i < countof(odd); i++) {
		assert_value(parse(&a, "", odd[i]), "a.md", "k", NULL);
		assert_value(parse(&a, "", odd[i]), "a.md", "", NULL);
	}
	assert_null(docfx_parse(&a, S(""), S("{\"build\": "), &error));
	assert_true(error.n > 0);
	arena_free(&a);
}

static void
test_long_paths_are_matched(void **state)
{
	struct arena a = { 0 };
	struct docfx *d =
		parse(&a, "", "{\"build\": {\"fileMetadata\": {\"k\": {\"**/*.md\": \"v\"}}}}");
	char *path = NEW(&a, char, 5000);

	(void)state;
	for (int i = 0; i < 5000; i++)
		path[i] = i == 4997 ? '.' : i == 4998 ? 'm' : i == 4999 ? 'd' : i % 50 ? 'a' : '/';
	path[0] = 'a';
	assert_value(d, str_z(&a, (struct str){ path, 5000 }), "k", "v");
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_global_metadata_in_the_form_of_front_matter),
		cmocka_unit_test(test_file_metadata_beats_global_and_the_last_glob_wins),
		cmocka_unit_test(test_globs_start_from_the_file_and_from_src),
		cmocka_unit_test(test_several_files_of_one_tree),
		cmocka_unit_test(test_odd_files_give_nothing_or_an_error),
		cmocka_unit_test(test_long_paths_are_matched),
	};

	return cmocka_run_group_tests_name("docfx", tests, NULL, NULL);
}
