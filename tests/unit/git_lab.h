/* A repository made for one test with libgit2 itself, in a folder of its own below TMPDIR (or /tmp)
 * that the test removes.  The including file defines _XOPEN_SOURCE 700 before its first include,
 * for nftw. */
#ifndef GIT_LAB_H
#define GIT_LAB_H

#include <ftw.h>
/* Its GIT_OK is not ours, though both are 0. */
#define GIT_OK LIBGIT2_OK
#include <git2.h>
#undef GIT_OK
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "sys/git.h"
#include "sys/sys.h"
#include "unit.h"

struct lab {
	struct arena a;
	char root[256];
	git_repository *repo; /* in root/repo */
	git_time_t clock;     /* of the next commit */
	git_time_t tick;
	/* one question */
	struct git_place place;
	struct git_questions q;
	struct git_path path;
	struct git_pin pins[8];
	struct str why;
};

static int
lab_remove(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st;
	(void)kind;
	(void)where;
	return remove(path);
}

static char *
lab_file(struct lab *l, const char *name)
{
	return str_z(&l->a, path_join(&l->a, str_c(l->root), str_c(name)));
}

static int
lab_open(void **state)
{
	struct lab *l = calloc(1, sizeof *l);
	const char *tmp = getenv("TMPDIR");

	*state = l;
	if (!l)
		return -1;
	snprintf(l->root, sizeof l->root, "%s/git_test.XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(l->root))
		return -1;
	git_libgit2_init();
	/* Nobody's own configuration counts here. */
	for (int level = GIT_CONFIG_LEVEL_PROGRAMDATA; level <= GIT_CONFIG_LEVEL_GLOBAL; level++)
		git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, l->root);
	l->clock = 1000000;
	l->tick = 100;
	return git_repository_init(&l->repo, lab_file(l, "repo"), 0);
}

static int
lab_close(void **state)
{
	struct lab *l = *state;
	int status;

	git_repository_free(l->repo);
	git_libgit2_shutdown();
	status = nftw(l->root, lab_remove, 32, FTW_DEPTH | FTW_PHYS);
	arena_free(&l->a);
	free(l);
	return status;
}

#define IN_LAB(test) cmocka_unit_test_setup_teardown(test, lab_open, lab_close)
#define OK(call)     assert_int_equal(call, 0)

/* --- making history ------------------------------------------------------------ */

struct lab_edit {
	const char *path, *text; /* text NULL: remove it */
};

/* The tree of a commit (NULL: empty) with the edits made. */
static git_tree *
lab_tree(struct lab *l, const git_commit *from, const struct lab_edit *edits, ptrdiff_t n)
{
	git_index *index = NULL;
	git_tree *tree = NULL;
	git_oid id;

	OK(git_repository_index(&index, l->repo));
	OK(git_index_clear(index));
	if (from) {
		OK(git_commit_tree(&tree, from));
		OK(git_index_read_tree(index, tree));
		git_tree_free(tree);
	}
	for (ptrdiff_t i = 0; i < n; i++) {
		git_index_entry entry = { .mode = GIT_FILEMODE_BLOB, .path = edits[i].path };

		if (edits[i].text)
			OK(git_index_add_from_buffer(index, &entry, edits[i].text,
						     strlen(edits[i].text)));
		else
			OK(git_index_remove(index, edits[i].path, 0));
	}
	OK(git_index_write_tree_to(&id, index, l->repo));
	git_index_free(index);
	OK(git_tree_lookup(&tree, l->repo, &id));
	return tree;
}

/* A commit with the tree of its first parent (NULL: none) and the edits; no branch moves. */
static git_oid
lab_commit_on(struct lab *l, const git_oid *one, const git_oid *two, const struct lab_edit *edits,
	      ptrdiff_t n)
{
	const git_commit *parents[2] = { NULL, NULL };
	const git_oid *ids[2] = { one, two };
	git_signature *who = NULL;
	git_tree *tree;
	size_t count = 0;
	git_oid id;

	for (; count < 2 && ids[count]; count++)
		OK(git_commit_lookup((git_commit **)&parents[count], l->repo, ids[count]));
	tree = lab_tree(l, parents[0], edits, n);
	OK(git_signature_new(&who, "Ann Author", "ann@example.org", l->clock, 0));
	l->clock += l->tick;
	OK(git_commit_create(&id, l->repo, NULL, who, who, NULL, n ? edits[0].path : "nothing",
			     tree, count, parents));
	git_signature_free(who);
	git_tree_free(tree);
	for (size_t i = 0; i < count; i++)
		git_commit_free((git_commit *)parents[i]);
	return id;
}

static void
lab_head(struct lab *l, git_oid id)
{
	git_reference *ref = NULL;

	OK(git_reference_create(&ref, l->repo, "refs/heads/main", &id, 1, NULL));
	git_reference_free(ref);
	OK(git_repository_set_head(l->repo, "refs/heads/main"));
}

/* The next commit of the main line. */
static inline git_oid
lab_edit(struct lab *l, const struct lab_edit *edits, ptrdiff_t n)
{
	git_oid head, id;
	bool any = git_reference_name_to_id(&head, l->repo, "refs/heads/main") == 0;

	id = lab_commit_on(l, any ? &head : NULL, NULL, edits, n);
	lab_head(l, id);
	return id;
}
#define EDITS(...) \
 (const struct lab_edit[]){ __VA_ARGS__ }, \
	 (ptrdiff_t)(sizeof((struct lab_edit[]){ __VA_ARGS__ }) / sizeof(struct lab_edit))
#define COMMIT(l, ...) lab_edit(l, EDITS(__VA_ARGS__))

static struct str
lab_hex(struct lab *l, git_oid id)
{
	char *hex = NEW(&l->a, char, GIT_OID_HEXSZ);

	git_oid_fmt(hex, &id);
	return (struct str){ hex, GIT_OID_HEXSZ };
}

/* Removes one loose object: what a shallow or partial clone does not have. */
static inline void
lab_lose(struct lab *l, struct str hex)
{
	struct str name = str_fmt(&l->a, "repo/.git/objects/%.*s/%.*s", P(str_slice(hex, 0, 2)),
				  P(str_slice(hex, 2, hex.n)));

	OK(remove(lab_file(l, str_z(&l->a, name))));
}

static inline void
lab_write(struct lab *l, const char *name, struct str text)
{
	FILE *f = fopen(lab_file(l, name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, (size_t)text.n, f), text.n);
	OK(fclose(f));
}

/* --- asking ---------------------------------------------------------------------- */

/* Here the recorded hash of a text is the text, whatever its line ends. */
static bool
lab_matches(void *ctx, struct str content, struct str hash)
{
	struct str one, two;

	(void)ctx;
	while (str_line(&content, &one))
		if (!str_line(&hash, &two) || !str_eq(one, two))
			return false;
	return hash.n == 0;
}

/* Asks about one path; results are in l->path and l->pins. */
static inline void
lab_ask(struct lab *l, const char *path, const char *current)
{
	enum git_status status =
		git_locate(&l->a, str_c(git_repository_path(l->repo)), &l->place, &l->why);

	assert_int_equal(status, GIT_OK);
	l->path.path = str_c(path);
	l->path.current = str_c(current);
	l->path.pins = l->pins;
	l->q.v = &l->path;
	l->q.n = 1;
	l->q.matches = lab_matches;
	if (git_ask(&l->a, &l->place, &l->q, &l->why) != GIT_OK)
		fail_msg("%.*s", P(l->why));
}

static inline struct git_pin *
lab_pin(struct lab *l, struct str commit, const char *hash)
{
	assert_true(l->path.npins < countof(l->pins));
	l->pins[l->path.npins] = (struct git_pin){ .commit = commit, .hash = str_c(hash) };
	return &l->pins[l->path.npins++];
}

static void
assert_text(struct str got, const char *want)
{
	if (!str_eq(got, str_c(want)))
		fail_msg("got \"%.*s\", not \"%s\"", P(got), want);
}

static void
assert_commit(struct lab *l, struct str got, git_oid want)
{
	assert_text(got, str_z(&l->a, lab_hex(l, want)));
}

static inline void
assert_base(const struct git_pin *pin, const char *base, ptrdiff_t behind)
{
	assert_int_equal(pin->state, PIN_RESOLVED);
	assert_text(pin->base, base);
	assert_int_equal(pin->behind, behind);
	assert_false(pin->behind_cut);
}

/* The commits of the versions found are these, newest first. */
static inline void
assert_versions(struct lab *l, const git_oid *want, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n && i < l->path.nversions; i++)
		assert_commit(l, l->path.versions[i].commit, want[i]);
	assert_int_equal(l->path.nversions, n);
}
#define VERSIONS(l, ...) \
 assert_versions(l, (git_oid[]){ __VA_ARGS__ }, \
		 (ptrdiff_t)(sizeof((git_oid[]){ __VA_ARGS__ }) / sizeof(git_oid)))

#endif
