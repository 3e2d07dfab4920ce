/* The index as git writes it (testdata/fuzz/index holds what git itself has written) and as it may
 * be damaged. */
#include "sys/git_index.h"
#include "unit.h"

static struct arena arena;

static int
forget(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static struct str
seed(const char *name)
{
	struct str text, why;

	if (fs_read(&arena, str_fmt(&arena, "testdata/fuzz/index/%s", name), 1 << 20, &text,
		    &why) != FS_OK)
		fail_msg("%s: %.*s", name, P(why));
	return text;
}

static struct index_file
parsed(struct str bytes)
{
	struct index_file index;
	struct str why;

	if (!index_parse(&arena, bytes, &index, &why))
		fail_msg("%.*s", P(why));
	return index;
}

/* Paths, with letters for what is not a plain file that is there. */
static void
assert_entries(const struct index_file *index, const char *want)
{
	struct buf got = { .a = &arena };

	for (ptrdiff_t i = 0; i < index->n; i++) {
		const struct index_entry *e = &index->v[i];

		buf_fmt(&got, "%s%.*s%s%s%s%s", i ? " " : "", P(e->file.path),
			e->is_folder ? "/" : "", e->file.kind == GIT_LINK ? "@" : "",
			e->file.skipped ? "-" : "", e->intended ? "+" : "");
	}
	assert_string_equal(str_z(&arena, buf_take(&got)), want);
}

static void
assert_folders(const struct index_file *index, const char *want)
{
	struct buf got = { .a = &arena };

	for (ptrdiff_t i = 0; i < index->nfolders; i++)
		buf_fmt(&got, "%s%.*s", i ? " " : "", P(index->folders[i].path));
	assert_string_equal(str_z(&arena, buf_take(&got)), want);
}

static void
version_2_has_all_files_and_folders(void **state)
{
	struct index_file index = parsed(seed("tree-v2"));

	(void)state;
	assert_entries(&index, "README.md docs/de/a.md docs/de/b.md docs/en/a.md "
			       "docs/en/deep/c.md docs/en/link.md@ other/x.md");
	assert_folders(&index, " docs docs/de docs/en docs/en/deep other");
	assert_int_equal(index.v[0].file.stat.size, 10);
	assert_true(index.v[0].file.stat.seconds > 0);
	assert_int_equal(index.v[0].file.id[0], 0xb4);
}

static void
folders_that_have_changed_are_not_known(void **state)
{
	struct index_file index = parsed(seed("changed-v2"));

	(void)state;
	assert_int_equal(index.n, 7);
	assert_folders(&index, "docs/en docs/en/deep other");
}

static void
version_3_has_more_flags(void **state)
{
	struct index_file index = parsed(seed("intended-v3"));

	(void)state;
	assert_entries(&index, "README.md docs/de/a.md docs/de/b.md docs/de/new.md+ docs/en/a.md "
			       "docs/en/deep/c.md docs/en/link.md@ other/x.md-");
}

static void
version_4_shares_the_starts_of_paths(void **state)
{
	struct index_file index = parsed(seed("paths-v4"));

	(void)state;
	assert_entries(&index, "README.md docs/de/a.md docs/de/b.md docs/de/new.md+ docs/en/a.md "
			       "docs/en/deep/c.md docs/en/link.md@ other/x.md-");
}

static void
a_sparse_index_has_folders(void **state)
{
	struct index_file index = parsed(seed("sparse"));

	(void)state;
	assert_entries(&index, "README.md docs/de/a.md docs/de/b.md docs/en/a.md "
			       "docs/en/deep/c.md docs/en/link.md@ other/-");
}

static void
assert_refused(struct str bytes, const char *want)
{
	struct index_file index;
	struct str why;

	assert_false(index_parse(&arena, bytes, &index, &why));
	assert_string_equal(str_z(&arena, why), want);
}

static void
what_cannot_be_read_is_said(void **state)
{
	(void)state;
	assert_refused(seed("split"), "it is split: run git update-index --no-split-index");
	assert_refused(S(""), "it is no index of git");
	assert_refused(S("DIRC\0\0\0\11\0\0\0\0aaaaaaaaaaaaaaaaaaaa"),
		       "its version 9 is not known");
	assert_refused(S("DIRC\0\0\0\2\377\377\377\377aaaaaaaaaaaaaaaaaaaa"), "it is damaged");
}

/* A file that is cut off anywhere is no index, or one with the same entries whose extensions are
 * lost. */
static void
no_cut_goes_unseen(void **state)
{
	static const char *const names[] = { "tree-v2", "intended-v3", "paths-v4" };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(names); i++) {
		struct str whole = seed(names[i]), why;
		struct index_file all = parsed(whole), cut;

		for (ptrdiff_t n = 0; n < whole.n; n++)
			if (index_parse(&arena, str_slice(whole, 0, n), &cut, &why))
				assert_int_equal(cut.n, all.n);
			else
				assert_true(why.n > 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(version_2_has_all_files_and_folders, forget),
		cmocka_unit_test_teardown(folders_that_have_changed_are_not_known, forget),
		cmocka_unit_test_teardown(version_3_has_more_flags, forget),
		cmocka_unit_test_teardown(version_4_shares_the_starts_of_paths, forget),
		cmocka_unit_test_teardown(a_sparse_index_has_folders, forget),
		cmocka_unit_test_teardown(what_cannot_be_read_is_said, forget),
		cmocka_unit_test_teardown(no_cut_goes_unseen, forget),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
