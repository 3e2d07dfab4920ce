/* The state of a walk that answers questions, shared by its two halves: git_walk.c goes through
 * history, git_pin.c judges what it meets.  For the git files of sys/ only. */
#ifndef GIT_ASK_H
#define GIT_ASK_H

#include "sys/git_history.h"

struct version {
	struct oid commit, blob; /* blob zero: the file was removed */
	int64_t time;
	ptrdiff_t track;
	bool ignored;
};

/* What is known about a pin besides its results. */
struct pin_state {
	struct git_pin *pin;
	struct oid commit;  /* zero: none, or not found */
	struct oid blob;    /* of base; zero: no base yet */
	bool wants_name;    /* the commit is there, the path under its known names is not */
	bool wants_content; /* no version with the hash was met yet */
	bool reached;       /* a version has that blob, or the page where history is cut off */
	ptrdiff_t edge;     /* reached at such a place: 1 + the number of versions before it */
	bool lost;          /* an object that would tell is not here */
};

struct path_state {
	struct git_path *path;
	struct pin_state *pins;
	struct oid head;                     /* what HEAD has under today's name; zero: nothing */
	struct VEC(struct version) versions; /* in the order of the walk */
	struct VEC(ptrdiff_t) tracks;        /* today's name first */
	ptrdiff_t changes;                   /* versions that are not ignored */
	bool cut;                            /* some history of the path could not be read */
	bool done;
};

struct ask {
	struct arena *a; /* for results */
	struct arena work;
	struct store *store;
	struct git_questions *q;
	struct path_state *paths;
	ptrdiff_t open; /* paths not done */
	struct oid head;
	struct history history;
	struct map ignored; /* raw commit ids */
	struct map bases;   /* raw blob ids -> base_bytes */
	struct VEC(struct str) base_bytes;
};

/* --- git_pin.c ---------------------------------------------------------------- */

/* Resets the results of a path and answers what needs no history; adds its first track. */
void path_start(struct ask *k, ptrdiff_t path);
/* A commit made a version of the path. */
void path_version(struct ask *k, struct path_state *path, const struct version *v);
/* History is cut off at a commit, in which the page was like this: whether that commit changed it
 * is not known. */
void path_cut(struct ask *k, struct path_state *path, const struct version *v);
/* The path is followed under an older name from here on. */
void path_renamed(struct ask *k, struct path_state *path, ptrdiff_t track);
/* Takes the path out of the walk when nothing is left to learn. */
void path_settle(struct ask *k, struct path_state *path);
/* The walk is over: verdicts, versions and counts. */
void path_finish(struct ask *k, struct path_state *path);

#endif
