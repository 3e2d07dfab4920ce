/* Lists of files of commits and of the index, how the work tree stands to them, renames and merge
 * bases: git_tree.c, git_index.c, git_base.c. */
#define _XOPEN_SOURCE 700
#include "git_lab.h"
#include "sys/git_tree.h"
#include <fcntl.h>

static struct git_repo *
open_repo(struct lab *l)
{
	enum git_status status;
	struct git_repo *r =
		git_repo_open(&l->a, str_c(git_repository_workdir(l->repo)), &status, &l->why);

	assert_non_null(r);
	return r;
}

/* Paths with a letter for what is not a plain file: "a.md, l@, sub!". */
static void
assert_files(struct lab *l, const struct git_files *files, const char *want)
{
	struct buf got = { .a = &l->a };

	for (ptrdiff_t i = 0; i < files->n; i++) {
		const struct git_file *f = &files->v[i];

		buf_fmt(&got, "%s%.*s%s%s%s", i ? " " : "", P(f->path),
			f->kind == GIT_LINK         ? "@"
			: f->kind == GIT_REPOSITORY ? "!"
						    : "",
			f->conflict ? "?" : "", f->skipped ? "-" : "");
	}
	assert_text(buf_take(&got), want);
}

/* Writes a file of the work tree with all folders. */
static void
work_write(struct lab *l, const char *path, const char *text)
{
	struct str name = str_fmt(&l->a, "repo/%s", path);

	for (ptrdiff_t i = 1; i < name.n; i++)
		if (name.p[i] == '/')
			mkdir(lab_file(l, str_z(&l->a, str_slice(name, 0, i))), 0777);
	lab_write(l, str_z(&l->a, name), str_c(text));
}

static void
stage(struct lab *l, const char *path)
{
	git_index *index = NULL;

	OK(git_repository_index(&index, l->repo));
	OK(git_index_add_bypath(index, path));
	OK(git_index_write(index));
	git_index_free(index);
}

static void
a_commit_has_its_files_in_order(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "b.md", "b" }, { "a/z.md", "z" }, { "a-b.md", "x" },
			     { "a/b/c.md", "c" }, { "a.md", "a" });
	git_oid two = COMMIT(l, { "a/b/c.md", NULL }, { "a/z.md", "zz" });
	struct git_repo *r = open_repo(l);
	struct git_files files;
	struct str text;

	assert_true(git_repo_files(r, &l->a, lab_hex(l, one), NULL, &files, &l->why));
	assert_files(l, &files, "a-b.md a.md a/b/c.md a/z.md b.md");
	assert_true(git_repo_files(r, &l->a, lab_hex(l, two), NULL, &files, &l->why));
	assert_files(l, &files, "a-b.md a.md a/z.md b.md");
	assert_int_equal(
		git_repo_read(r, &l->a, git_files_find(&files, S("a/z.md")), 100, &text, &l->why),
		FS_OK);
	assert_text(text, "zz");
	assert_int_equal(
		git_repo_read(r, &l->a, git_files_find(&files, S("a/z.md")), 1, &text, &l->why),
		FS_TOO_BIG);
	assert_null(git_files_find(&files, S("a")));
	assert_int_equal(git_files_from(&files, S("a/")), 2);
	assert_true(git_repo_files(r, &l->a, S(""), NULL, &files, &l->why));
	assert_int_equal(files.n, 0);
	git_repo_close(r);
}

static void
names_of_commits_are_those_of_rev_parse(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1" }), two = COMMIT(l, { "a.md", "2" });
	struct git_repo *r = open_repo(l);

	assert_commit(l, git_repo_commit(r, &l->a, S("main")), two);
	assert_commit(l, git_repo_commit(r, &l->a, S("HEAD~1")), one);
	assert_commit(l, git_repo_commit(r, &l->a, str_slice(lab_hex(l, one), 0, 10)), one);
	assert_text(git_repo_commit(r, &l->a, S("nowhere")), "");
	assert_text(git_repo_commit(r, &l->a, S("HEAD:a.md")), "");
	assert_text(git_repo_commit(r, &l->a, S("")), "");
	git_repo_close(r);
}

static void
the_index_has_what_is_staged(void **state)
{
	struct lab *l = *state;
	struct git_repo *r;
	struct git_files index, head;
	struct str text;

	COMMIT(l, { "a/one.md", "1" }, { "b/two.md", "2" });
	work_write(l, "a/one.md", "1");
	work_write(l, "b/two.md", "staged");
	stage(l, "a/one.md");
	stage(l, "b/two.md");
	work_write(l, "b/two.md", "edited since");
	OK(symlink("one.md", lab_file(l, "repo/a/link.md")));
	stage(l, "a/link.md");
	r = open_repo(l);
	assert_true(git_repo_index(r, &l->a, &index, &l->why));
	assert_files(l, &index, "a/link.md@ a/one.md b/two.md");
	assert_int_equal(
		git_repo_read(r, &l->a, git_files_find(&index, S("b/two.md")), 100, &text, &l->why),
		FS_OK);
	assert_text(text, "staged");
	assert_int_equal(git_repo_work(r, git_files_find(&index, S("b/two.md")), true),
			 WORK_DIFFERS);
	assert_int_equal(git_repo_work(r, git_files_find(&index, S("a/one.md")), true), WORK_SAME);
	OK(unlink(lab_file(l, "repo/a/one.md")));
	assert_int_equal(git_repo_work(r, git_files_find(&index, S("a/one.md")), true), WORK_GONE);
	/* Folders that are as in the index are not read, with the same result. */
	assert_true(git_repo_files(r, &l->a, git_repo_commit(r, &l->a, S("HEAD")), &index, &head,
				   &l->why));
	assert_files(l, &head, "a/one.md b/two.md");
	git_repo_close(r);
}

/* A file that is changed within the tick of the clock in which the index was written has the same
 * time and size as before. */
static void
a_change_in_the_same_moment_is_seen(void **state)
{
	struct lab *l = *state;

	for (int i = 0; i < 20; i++) {
		struct git_repo *r;
		struct git_files index;
		struct str text;

		work_write(l, "a.md", "old");
		stage(l, "a.md");
		work_write(l, "a.md", "new");
		r = open_repo(l);
		assert_true(git_repo_index(r, &l->a, &index, &l->why));
		assert_int_equal(git_repo_work(r, &index.v[0], true), WORK_DIFFERS);
		assert_int_equal(git_repo_read(r, &l->a, &index.v[0], 100, &text, &l->why), FS_OK);
		assert_text(text, "old");
		git_repo_close(r);
	}
}

static void
an_old_file_is_read_from_the_work_tree(void **state)
{
	struct lab *l = *state;
	struct timespec long_ago[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };
	struct git_repo *r;
	struct git_files index;
	struct str text;

	work_write(l, "a.md", "old\n");
	OK(utimensat(AT_FDCWD, lab_file(l, "repo/a.md"), long_ago, 0));
	stage(l, "a.md");
	r = open_repo(l);
	assert_true(git_repo_index(r, &l->a, &index, &l->why));
	assert_int_equal(git_repo_work(r, &index.v[0], false), WORK_SAME);
	/* Same size, same time: nobody can tell, and git does not either. */
	work_write(l, "a.md", "new\n");
	OK(utimensat(AT_FDCWD, lab_file(l, "repo/a.md"), long_ago, 0));
	assert_int_equal(git_repo_read(r, &l->a, &index.v[0], 100, &text, &l->why), FS_OK);
	assert_text(text, "new\n");
	git_repo_close(r);
}

static void
of_a_conflict_our_side_counts(void **state)
{
	struct lab *l = *state;
	struct git_repo *r;
	struct git_files files;
	git_index *index = NULL;
	git_index_entry sides[3];
	struct str text;

	OK(git_repository_index(&index, l->repo));
	for (int i = 0; i < 3; i++) {
		static const char *const contents[] = { "base", "ours", "theirs" };

		sides[i] = (git_index_entry){ .mode = GIT_FILEMODE_BLOB, .path = "a.md" };
		OK(git_blob_create_from_buffer(&sides[i].id, l->repo, contents[i],
					       strlen(contents[i])));
	}
	OK(git_index_conflict_add(index, &sides[0], &sides[1], &sides[2]));
	for (int i = 0; i < 3; i++)
		sides[i].path = "gone.md";
	OK(git_index_conflict_add(index, &sides[0], NULL, &sides[2]));
	OK(git_index_write(index));
	git_index_free(index);
	r = open_repo(l);
	assert_true(git_repo_index(r, &l->a, &files, &l->why));
	assert_files(l, &files, "a.md?");
	assert_int_equal(git_repo_read(r, &l->a, &files.v[0], 100, &text, &l->why), FS_OK);
	assert_text(text, "ours");
	git_repo_close(r);
}

static void
hooks_may_name_another_index(void **state)
{
	struct lab *l = *state;
	struct git_repo *r;
	struct git_files files;

	work_write(l, "a.md", "a");
	work_write(l, "b.md", "b");
	stage(l, "a.md");
	OK(rename(lab_file(l, "repo/.git/index"), lab_file(l, "repo/.git/next-index")));
	stage(l, "b.md");
	setenv("GIT_INDEX_FILE", ".git/next-index", 1);
	r = open_repo(l);
	assert_true(git_repo_index(r, &l->a, &files, &l->why));
	unsetenv("GIT_INDEX_FILE");
	assert_files(l, &files, "a.md");
	assert_true(git_repo_index(r, &l->a, &files, &l->why));
	assert_files(l, &files, "a.md b.md");
	OK(unlink(lab_file(l, "repo/.git/index")));
	assert_true(git_repo_index(r, &l->a, &files, &l->why));
	assert_int_equal(files.n, 0);
	lab_write(l, "repo/.git/index", S("no index at all, but long enough for one"));
	assert_false(git_repo_index(r, &l->a, &files, &l->why));
	assert_text(l->why, "it is no index of git");
	git_repo_close(r);
}

#define TEN "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n"

static void
a_moved_file_is_known_again(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", TEN }, { "b.md", "quite another text\n" },
			     { "same.md", "equal\n" });
	git_oid two = COMMIT(l, { "a.md", NULL }, { "b.md", NULL }, { "same.md", NULL },
			     { "x/a.md", TEN "eleven\n" }, { "new.md", "nothing like it\n" },
			     { "y.md", "equal\n" });
	struct git_repo *r = open_repo(l);
	struct git_files old, now;
	struct git_move moves[3];
	const struct git_file *gone[3];

	assert_true(git_repo_files(r, &l->a, lab_hex(l, one), NULL, &old, &l->why));
	assert_true(git_repo_files(r, &l->a, lab_hex(l, two), NULL, &now, &l->why));
	assert_files(l, &now, "new.md x/a.md y.md");
	for (int i = 0; i < 3; i++) {
		moves[i] = (struct git_move){ .file = &now.v[i] };
		gone[i] = &old.v[i];
	}
	git_repo_moves(r, moves, 3, gone, 3);
	assert_null(moves[0].from);
	assert_text(moves[1].from->path, "a.md");
	assert_text(moves[2].from->path, "same.md");
	git_repo_close(r);
}

/* --- merge bases ---------------------------------------------------------------- */

static void
the_base_is_where_two_branches_part(void **state)
{
	struct lab *l = *state;
	git_oid root = COMMIT(l, { "a.md", "0" }), fork = COMMIT(l, { "a.md", "1" });
	git_oid left = lab_commit_on(l, &fork, NULL, EDITS({ "b.md", "l" }));
	git_oid right = lab_commit_on(l, &fork, NULL, EDITS({ "c.md", "r" }));
	git_oid merged = lab_commit_on(l, &left, &right, EDITS({ "d.md", "m" }));
	git_oid stranger = lab_commit_on(l, NULL, NULL, EDITS({ "s.md", "s" }));
	struct git_repo *r = open_repo(l);
	struct {
		git_oid one, two, base;
	} known[] = { { left, right, fork },
		      { left, left, left },
		      { merged, right, right },
		      { root, merged, root },
		      { right, root, root } };

	for (ptrdiff_t i = 0; i < countof(known); i++)
		assert_commit(l,
			      git_repo_merge_base(r, &l->a, lab_hex(l, known[i].one),
						  lab_hex(l, known[i].two)),
			      known[i].base);
	assert_text(git_repo_merge_base(r, &l->a, lab_hex(l, left), lab_hex(l, stranger)), "");
	assert_false(git_repo_is_cut(r));
	git_repo_close(r);
}

static void
what_was_left_out_has_no_base(void **state)
{
	struct lab *l = *state;
	git_oid root = COMMIT(l, { "a.md", "0" });
	git_oid left = lab_commit_on(l, &root, NULL, EDITS({ "b.md", "l" }));
	git_oid right = lab_commit_on(l, &root, NULL, EDITS({ "c.md", "r" }));
	git_oid far = lab_commit_on(l, &right, NULL, EDITS({ "c.md", "f" }));
	struct git_repo *r;

	lab_lose(l, lab_hex(l, root));
	lab_write(l, "repo/.git/shallow",
		  str_fmt(&l->a, "%.*s\n%.*s\n", P(lab_hex(l, left)), P(lab_hex(l, right))));
	r = open_repo(l);
	assert_true(git_repo_is_cut(r));
	assert_text(git_repo_merge_base(r, &l->a, lab_hex(l, left), lab_hex(l, far)), "");
	assert_commit(l, git_repo_merge_base(r, &l->a, lab_hex(l, right), lab_hex(l, far)), right);
	git_repo_close(r);
}

/* Any history, with merges of merges: libgit2 must have found the same base among the best. */
static void
assert_same_bases(struct lab *l, const git_oid *all, int n)
{
	struct git_repo *r = open_repo(l);

	for (int i = 0; i < n; i++)
		for (int k = 0; k < n; k += 3) {
			struct str got = git_repo_merge_base(r, &l->a, lab_hex(l, all[i]),
							     lab_hex(l, all[k]));
			git_oidarray best = { 0 };
			bool found = false;

			OK(git_merge_bases(&best, l->repo, &all[i], &all[k]));
			for (size_t b = 0; b < best.count; b++)
				found |= str_eq(got, lab_hex(l, best.ids[b]));
			git_oidarray_dispose(&best);
			assert_true(found);
		}
	git_repo_close(r);
}

static void
bases_are_among_those_that_libgit2_finds(void **state)
{
	struct lab *l = *state;
	git_oid all[40];
	unsigned seed = 7;

	/* Then once more with commits that all are of the same second. */
	for (l->tick = 100; l->tick >= 0; l->tick -= 100) {
		for (unsigned i = 0; i < countof(all); i++) {
			char text[16];
			git_oid *one = NULL, *two = NULL;

			seed = seed * 1103515245 + 12345;
			if (i)
				one = &all[seed / 65536 % i];
			if (i && seed / 1024 % 3 == 0)
				two = &all[seed / 4096 % i];
			snprintf(text, sizeof text, "%d %u", (int)l->tick, i);
			all[i] = lab_commit_on(l, one, two == one ? NULL : two,
					       EDITS({ "a.md", text }));
		}
		assert_same_bases(l, all, countof(all));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_LAB(a_commit_has_its_files_in_order),
		IN_LAB(names_of_commits_are_those_of_rev_parse),
		IN_LAB(the_index_has_what_is_staged),
		IN_LAB(a_change_in_the_same_moment_is_seen),
		IN_LAB(an_old_file_is_read_from_the_work_tree),
		IN_LAB(of_a_conflict_our_side_counts),
		IN_LAB(hooks_may_name_another_index),
		IN_LAB(a_moved_file_is_known_again),
		IN_LAB(the_base_is_where_two_branches_part),
		IN_LAB(what_was_left_out_has_no_base),
		IN_LAB(bases_are_among_those_that_libgit2_finds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
