/* History for stale pages: asked once, in one pass, after phase 2 has found out which pages need
 * it. */
#ifndef ENGINE_HISTORY_H
#define ENGINE_HISTORY_H

#include "engine/engine.h"
#include "site/history.h"

/* What one translation wants to know. */
struct wish {
	ptrdiff_t family, page;
	struct str hash, commit; /* as recorded, on the worker's keep arena */
	struct str current;      /* bytes of the source page today; p NULL: there is none */
	bool by_date; /* nothing is recorded: what counts is when the translation was last changed
		       */
	struct str blobs[2]; /* by_date: what git may call the translation of today */
	bool edited;         /* by_date: it is not that of HEAD */
};
struct wishes VEC(struct wish);

/* Does the source seem to be in a repository?  A look at the file system only: most runs over a few
 * pages need no history, and the library alone takes longer to start than they take. */
bool history_is_near(struct engine *e);
/* Where the source's history is, found once after phase 2; false (no notice) when the source is in
 * no repository, and with a notice when it is in one that cannot be used. */
bool history_open(struct engine *e);
/* What git calls the bytes of a page, as they are and with LF for CR LF. */
void history_blobs(struct arena *a, struct str raw, struct str blobs[2]);
/* Answers all wishes; result[page] is NULL for pages that made none.  Sorted by family and page
 * first, so that the answers do not depend on the order of the wishes.  NULL after a notice when
 * history could not be read. */
const struct page_history **history_answer(struct engine *e, struct wishes *w);

/* A source page in its repository, for those who record it. */
struct source_state {
	ptrdiff_t family;
	struct str current; /* its bytes today */
	/* results */
	struct str head; /* the commit that is checked out; empty: not known, and why */
	struct str last; /* the commit that last changed the page; empty: not known, and why */
	int64_t time;    /* of that */
	struct str why;
};
/* Fills the results, in one pass over history.  A page that is not committed as it is has neither.
 */
void history_sources(struct engine *e, struct source_state *v, ptrdiff_t n);

/* One content that a source page had. */
struct revision {
	struct str commit, author, subject, path, text;
	int64_t time;
};
struct revisions VEC(struct revision);
/* history_versions.c: every content of the source page of a family (or of the page it has lost),
 * newest first, each as of its newest commit; false after a notice when history could not be read.
 * After history_open. */
bool history_revisions(struct engine *e, const struct page *translation, struct revisions *out);

#endif
