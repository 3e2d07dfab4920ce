/* The bytes of git's trees and commits. */
#include "unit.h"

#include <string.h>

#include "sys/git_object.h"

#define TWENTY "abcdefghijklmnopqrst"
#define ID_A   "00112233445566778899aabbccddeeff00112233"
#define ID_B   "ffeeddccbbaa99887766554433221100ffeeddcc"

static void
a_tree_is_read_entry_by_entry(void **state)
{
	static const char bytes[] = "100644 a.md\0" TWENTY "40000 b\0" TWENTY "120000 c\0" TWENTY
				    "160000 d\0" TWENTY "100755 e f\0" TWENTY;
	static const struct {
		const char *name;
		enum tree_kind kind;
	} want[] = { { "a.md", TREE_FILE },
		     { "b", TREE_FOLDER },
		     { "c", TREE_LINK },
		     { "d", TREE_REPOSITORY },
		     { "e f", TREE_FILE } };
	struct str rest = { bytes, sizeof bytes - 1 };
	struct tree_entry e;

	(void)state;
	for (ptrdiff_t i = 0; i < countof(want); i++) {
		assert_true(tree_next(&rest, &e));
		assert_true(str_eq(e.name, str_c(want[i].name)));
		assert_int_equal(e.kind, want[i].kind);
		assert_memory_equal(e.id.b, TWENTY, sizeof e.id.b);
	}
	assert_int_equal(rest.n, 0);
	assert_false(tree_next(&rest, &e));
}

static void
a_damaged_entry_is_none(void **state)
{
	static const struct str wrong[] = {
		{ "100644 a\0" TWENTY, 28 }, /* one byte short */
		{ "100644 a", 8 },
		{ "100644 \0" TWENTY, 28 },
		{ " a\0" TWENTY, 23 },
		{ "100984 a\0" TWENTY, 29 },
		{ "1006440 a\0" TWENTY, 30 },
		{ "100644", 6 },
		{ "\0\0\0", 3 },
	};
	struct tree_entry e;

	(void)state;
	for (ptrdiff_t i = 0; i < countof(wrong); i++) {
		struct str rest = wrong[i];

		if (tree_next(&rest, &e))
			fail_msg("case %td", i);
	}
}

static void
folders_are_in_order_as_if_they_ended_in_a_slash(void **state)
{
	static const struct tree_entry in_order[] = {
		{ .name = { "a", 1 }, .kind = TREE_FILE },
		{ .name = { "a-b", 3 }, .kind = TREE_FILE },
		{ .name = { "a.md", 4 }, .kind = TREE_FILE },
		{ .name = { "a", 1 }, .kind = TREE_FOLDER },
		{ .name = { "a0", 2 }, .kind = TREE_FILE },
		{ .name = { "ab", 2 }, .kind = TREE_FOLDER },
		{ .name = { "\xc3\xa4", 2 }, .kind = TREE_FILE },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(in_order); i++)
		for (ptrdiff_t k = 0; k < countof(in_order); k++) {
			int order = tree_order(&in_order[i], &in_order[k]);

			assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
		}
}

static void
a_commit_has_a_tree_parents_and_a_time(void **state)
{
	struct arena a = { 0 };
	struct store_commit c;
	unsigned char first[3] = { 0x00, 0x11, 0x22 };

	(void)state;
	assert_true(commit_read(&a,
				S("tree " ID_A "\nparent " ID_B "\nparent " ID_A
				  "\nauthor A <a@b> 1 +0000\ncommitter B > C <c@d> 1767225600 "
				  "-0330\ngpgsig x\n\nparent " ID_B "\n"),
				&c));
	assert_memory_equal(c.tree.b, first, sizeof first);
	assert_int_equal(c.nparents, 2);
	assert_int_equal(c.parents[0].b[0], 0xff);
	assert_int_equal(c.parents[1].b[1], 0x11);
	assert_int_equal(c.time, 1767225600);
	assert_true(
		commit_read(&a, S("tree " ID_A "\nauthor A <> 1 +0\ncommitter B <> 7 +0\n\n"), &c));
	assert_int_equal(c.nparents, 0);
	assert_int_equal(c.time, 7);
	arena_free(&a);
}

static void
other_bytes_are_left_to_the_library(void **state)
{
	static const char *const odd[] = {
		"",
		"tree " ID_A,
		"tree " ID_A "x\nauthor A <> 1 +0\ncommitter B <> 7 +0\n",
		"tree 0" ID_A "\nauthor A <> 1 +0\ncommitter B <> 7 +0\n",
		"tree " ID_A "\nparent x\nauthor A <> 1 +0\ncommitter B <> 7 +0\n",
		"tree " ID_A "\nauthor A <> 1 +0\ncommitter B 7 +0\n",
		"tree " ID_A "\nauthor A <> 1 +0\ncommitter B <>\n",
		"tree " ID_A "\nauthor A <> 1 +0\ncommitter B <> -7 +0\n",
		"tree " ID_A "\ncommitter B <> 7 +0\n",
		"parent " ID_A "\nauthor A <> 1 +0\ncommitter B <> 7 +0\n",
	};
	struct arena a = { 0 };
	struct store_commit c;

	(void)state;
	for (ptrdiff_t i = 0; i < countof(odd); i++)
		if (commit_read(&a, str_c(odd[i]), &c))
			fail_msg("%s", odd[i]);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tree_is_read_entry_by_entry),
		cmocka_unit_test(a_damaged_entry_is_none),
		cmocka_unit_test(folders_are_in_order_as_if_they_ended_in_a_slash),
		cmocka_unit_test(a_commit_has_a_tree_parents_and_a_time),
		cmocka_unit_test(other_bytes_are_left_to_the_library),
	};

	return cmocka_run_group_tests_name("git_object", tests, NULL, NULL);
}
