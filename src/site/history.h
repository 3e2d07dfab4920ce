/* What history says of one translation's pin: frozen facts that the engine gathers from git before
 * a stale family is judged. */
#ifndef HISTORY_H
#define HISTORY_H

#include "base/base.h"

enum base_kind {
	BASE_NONE,    /* no revision of the source page could be had: compare with the current page,
			 cause unknown */
	BASE_CURRENT, /* the current source page is what the translation was made from: fresh */
	BASE_COMMIT,  /* the page at the recorded commit */
	BASE_CONTENT  /* a revision of the page whose bytes hash to the recorded value */
};

/* Why there is no base, or what is wrong with the pin though there is one. */
enum pin_fault {
	PIN_FINE,
	PIN_UNKNOWN_COMMIT,   /* the repository has no such commit */
	PIN_AMBIGUOUS_COMMIT, /* the abbreviation fits several */
	PIN_PATH_NOT_THERE,   /* the source page did not exist at that commit */
	PIN_WRONG_COMMIT,     /* the page at that commit does not hash to the recorded value */
	PIN_UNKNOWN_CONTENT,  /* no revision of the page has the recorded hash */
	PIN_NOT_ANCESTOR,     /* the commit is not part of the source branch */
	PIN_UNTOUCHED,   /* the profile wants commits that changed the page, and this one did not */
	PIN_OUT_OF_REACH /* shallow or partial clone: no verdict */
};

/* One change of the source page. */
struct source_change {
	struct str commit, author, subject; /* commit: full hex */
	int64_t time;                       /* seconds since 1970 */
};

struct page_history {
	bool known; /* history was asked; all else is meaningless without */
	enum base_kind kind;
	enum pin_fault fault;
	bool ignored_only; /* base is older than the source page, but all that changed it since
			      counts as no change: fresh, and compared with base */
	bool by_date;      /* the page records nothing: base is what the source page was when the
			      translation was last changed */
	struct str base;   /* bytes of the source page at the pin */
	struct str base_commit; /* full hex, may be empty */
	struct str base_path;   /* the name it had then, as users name it (like moved_to); empty:
				   that of today */
	int64_t base_time;
	const struct source_change *changes; /* since base, newest first */
	ptrdiff_t nchanges;
	bool changes_cut;        /* history ends before base is reached: there may be more */
	struct str right_commit; /* for PIN_WRONG_COMMIT: a commit at which the page does hash to
				    the value; may be empty */
	/* the source page is gone: */
	bool removed;
	struct str moved_to; /* where it is now, as users name it: the source root and the path
				below it; outside of the root the path below the top of the
				repository; empty: removed for good */
	struct source_change removal; /* the commit that did it */
};

#endif
