/* Which file of one tree became which file of another.  For the git files of sys/ only. */
#ifndef GIT_RENAME_H
#define GIT_RENAME_H

#include "sys/git_store.h"

/* One question: what became of `name`? */
struct rename {
	struct str name;
	struct str other; /* result: its name in the other tree, empty when it has none */
};
struct rename_trees {
	struct oid old, now;
	bool forward;
};

/* Finds for each of v[0, n) where it came from (names that `now` has and `old` has not), or with
 * `forward` where it went (names that `old` has and `now` has not): a file of the same content or
 * at least half the same, as git's rename detection does, or else the page at the same address
 * (`a.md`, `a/index.md`).  Copies of files that stayed are no renames.  The results are on a. */
enum store_status rename_find(struct store *s, struct arena *a, const struct rename_trees *trees,
			      struct rename *v, ptrdiff_t n);

/* The same over two given lists. */
struct rename_file {
	struct str path;
	struct oid blob;
};
struct rename_lists {
	const struct rename_file *asked, *others;
	ptrdiff_t nasked, nothers;
};
/* v has nasked results, in the order of `asked`; their names are set here. */
enum store_status rename_among(struct store *s, struct arena *a, const struct rename_lists *lists,
			       struct rename *v);

/* How much of the longer text the two share, as git's similarity index: 0 to 60000. */
int rename_score(struct arena *work, struct str one, struct str two);

#endif
