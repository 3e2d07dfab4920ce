/* What the files of the history step share.  For src/engine/history*.c only. */
#ifndef HISTORY_PARTS_H
#define HISTORY_PARTS_H

#include "engine/history.h"
#include "sys/git.h"

struct engine_history {
	struct git_place place; /* prefix: where `below` lies in the repository */
	struct str
		below;   /* what paths of source pages start with there and not in the repository */
	struct str name; /* for messages: the folder where history was looked for */
	ptrdiff_t tree;  /* the tree that holds the source pages */
};
struct question_list {
	struct git_path *v;
	ptrdiff_t n;
};

/* --- history.c ---------------------------------------------------------------- */

/* Equal apart from line ends, which a checkout may have turned, and from one at the end? */
bool history_same_text(struct str a, struct str b);

/* --- history_place.c ---------------------------------------------------------- */

/* Where the source page of a wish lies, or lay, in the repository; empty when it is not in it. */
struct str history_path(struct engine *e, const struct wish *w);
/* A path in the repository as users know it. */
struct str history_shown_path(struct engine *e, struct str path);

/* --- history_ask.c ------------------------------------------------------------ */

/* Asks git, with what the platform's pins demand; false after a notice. */
bool history_ask(struct engine *e, const struct git_place *place, struct question_list *list,
		 struct str *why);
/* Are these bytes, with LF or CR LF, what git calls `blob`? */
bool history_is_blob(struct str raw, struct str blob);
/* Sets commit and edited of the wishes by date. */
void history_dates(struct engine *e, struct wishes *w);

#endif
