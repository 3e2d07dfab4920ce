/* What a walk through history has to remember, without any library: names in a tree, sets of
 * tracks, commits to visit. A track is one asked path under one of its names.  For the git files of
 * sys/ only. */
#ifndef GIT_HISTORY_H
#define GIT_HISTORY_H

#include "base/map.h"
#include "sys/git_store.h"

/* Names nested more deeply than this are not followed. */
enum { NAME_DEPTH_MAX = 100 };

/* --- names ---------------------------------------------------------------- */

struct name_ref {
	struct name_node *node;
};
struct name_node {
	struct str name; /* one segment */
	struct name_node *up;
	struct map below; /* segment -> index in nodes */
	struct VEC(struct name_ref) nodes;
	ptrdiff_t live;  /* live tracks here and below */
	ptrdiff_t first; /* the tracks that end here: index + 1, chained by track.next */
};

struct track {
	struct str name;
	ptrdiff_t path; /* which question */
	ptrdiff_t next; /* another track with the same name: index + 1 */
	struct name_node *node;
	bool dead; /* its question is answered */
};

struct commit_ref {
	struct commit_node *node;
};
struct history {
	struct arena *a;
	struct name_node names;
	struct VEC(struct track) tracks;
	struct map by_name; /* "path number/name" -> track */
	struct map nodes;   /* commit id -> index in commits */
	struct VEC(struct commit_ref) commits;
	struct VEC(struct commit_ref) queue; /* a heap: newest first */
	uint64_t pushed;
};

/* Entry of one folder, or NULL. */
struct name_node *name_below(const struct name_node *folder, struct str name);
/* The track of a question under a name, new or not; -1 when the name is no clean relative path or
 * nested too deeply. */
ptrdiff_t history_track(struct history *h, ptrdiff_t path, struct str name);
/* Nobody waits for this track any more. */
void history_kill(struct history *h, ptrdiff_t track);

/* --- sets of tracks --------------------------------------------------------- */

/* Never changed once it is shared: sets travel along history by pointer. */
struct set {
	ptrdiff_t n; /* words */
	uint64_t *w;
};
/* A copy of s (NULL: empty) with room for every track there is. */
struct set *set_copy(struct history *h, const struct set *s);
void set_add(struct set *s, ptrdiff_t i);
bool set_has(const struct set *s, ptrdiff_t i);
/* The smallest member that is >= from, or -1. */
ptrdiff_t set_next(const struct set *s, ptrdiff_t from);
/* Without the members of `two`; either may be NULL, the result may be `one`. */
struct set *set_minus(struct history *h, struct set *one, const struct set *two);

/* --- commits to visit ------------------------------------------------------- */

struct commit_node {
	struct oid id;
	struct store_commit facts;
	enum store_status status; /* of facts */
	struct set *pending;      /* tracks that arrived here since the last visit */
	struct set *seen;         /* tracks that were dealt with */
	uint64_t order;           /* ties: first come, first served */
	bool queued;
};

/* The node of a commit; *added when there was none. */
struct commit_node *history_node(struct history *h, const struct oid *id, bool *added);
/* Hands tracks to a commit and puts it on the queue.  What it had already is not handed over again,
 * so that clocks that run backwards cost a second visit and never an endless one. */
void history_push(struct history *h, struct commit_node *node, struct set *tracks);
/* The newest commit on the queue or NULL; its pending tracks are moved to *tracks. */
struct commit_node *history_pop(struct history *h, struct set **tracks);

#endif
