/* The objects of one repository as plain facts: between git.c, which knows libgit2, and git_ask.c,
 * which does not. For the git files of sys/ only. */
#ifndef GIT_STORE_H
#define GIT_STORE_H

#include "sys/git.h"

/* The name of an object; all zero: no object. */
struct oid {
	unsigned char b[20];
};

enum store_status {
	STORE_OK,
	STORE_ABSENT,    /* it does not exist, and that is a fact */
	STORE_AMBIGUOUS, /* an abbreviation that several commits share */
	STORE_LOST /* it should be there but is missing or damaged: nothing may be concluded */
};

struct store_commit {
	struct oid tree;
	int64_t time;
	struct oid *parents;
	ptrdiff_t nparents;
};

/* The bytes of a blob, valid until store_release. */
struct store_bytes {
	struct str bytes;
	void *object;
};

/* One folder or file name among those whose changes are looked for, a tree of them. */
struct name_node;
/* Is told that the file `node` was `old` in one tree and is `now` in the other (zero: not a file
 * there). */
struct store_sink {
	void (*changed)(void *ctx, struct name_node *node, const struct oid *old,
			const struct oid *now);
	void *ctx;
};

/* Is told of every file that only one of two trees has.  path lasts for the call only. */
struct store_differences {
	void (*found)(void *ctx, struct str path, const struct oid *blob, bool added);
	void *ctx;
};

/* The repository that `path` is, or (search) that it lies in, on a (close it); NULL with *status
 * and *why otherwise. */
struct store *store_open(struct arena *a, struct str path, bool search, enum git_status *status,
			 struct str *why);
/* Its own folder and the top of its work tree, empty for a bare one; valid until it is closed. */
void store_place(const struct store *s, struct str *repository, struct str *top);
void store_close(struct store *s);
/* No history was left out when this repository was made: what is not there does not exist. */
bool store_complete(const struct store *s);
/* Why the first STORE_LOST was said, and what to do about it; empty when it never was. */
struct str store_trouble(const struct store *s);

/* As git_repo_ignores(). */
bool store_ignores(struct store *s, struct str path);

/* Absent: no commit yet. */
enum store_status store_head(struct store *s, struct oid *commit);
/* The commit of a full or abbreviated name. */
enum store_status store_find_commit(struct store *s, struct str hex, struct oid *commit);
/* The commit of any name that git-rev-parse(1) knows, a branch or tag for example. */
enum store_status store_resolve(struct store *s, struct str name, struct oid *commit);
/* parents go on a; none when history is cut off below the commit, which is then STORE_LOST with
 * time and tree set. */
enum store_status store_commit(struct store *s, struct arena *a, const struct oid *id,
			       struct store_commit *commit);
/* Sets commit, author, subject and time of *v, on a. */
enum store_status store_describe(struct store *s, struct arena *a, const struct oid *commit,
				 struct git_version *v);
/* The newest commit that both have in their histories (git_base.c).  Lost: none was found, but some
 * history was left out. */
enum store_status store_merge_base(struct store *s, const struct oid *one, const struct oid *two,
				   struct oid *base);
/* The file `path` in the tree of a commit. */
enum store_status store_entry(struct store *s, const struct oid *commit, struct str path,
			      struct oid *blob);
/* Absent: larger than any page. */
enum store_status store_read(struct store *s, const struct oid *blob, struct store_bytes *bytes);
/* The same for the bytes of a folder, as they are stored. */
enum store_status store_read_tree(struct store *s, const struct oid *tree,
				  struct store_bytes *bytes);
void store_release(struct store_bytes *bytes);
/* The bytes of a folder make no sense: STORE_LOST. */
enum store_status store_damaged_tree(struct store *s, const struct oid *tree);
/* Reports every file below `names` that differs between the trees (old NULL: an empty one). Folders
 * without a live name are not entered. */
enum store_status store_compare(struct store *s, const struct oid *old, const struct oid *now,
				const struct name_node *names, const struct store_sink *sink);
enum store_status store_differences(struct store *s, const struct oid *old, const struct oid *now,
				    const struct store_differences *d);

/* What the bytes would be called as a blob (git_history.c, like those below). */
struct oid oid_of_bytes(struct arena *a, struct str bytes);
struct str oid_hex(struct arena *a, const struct oid *id);
bool oid_eq(const struct oid *a, const struct oid *b);
bool oid_is_zero(const struct oid *id);

#endif
