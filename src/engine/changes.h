/* What changes.c (which families were touched) and earlier.c (what was found in them before) share.
 */
#ifndef CHANGES_H
#define CHANGES_H

#include "check/pin.h"
#include "engine/snapshot.h"

struct compare {
	struct engine *e;
	const struct engine_options *o;
	struct git_repo *repo;
	struct str base; /* commit; empty: there is none yet */
	struct git_files index;
	struct snapshot before, now;
	struct overlay over_before, over_now;
	struct map touched;    /* paths below the top of the repository */
	bool gone;             /* some of them are not in the index */
	bool settings_touched; /* some are docfx.json */
	struct str *places;    /* of e's pages below the top of the repository; empty: elsewhere */
	bool *page_touched;    /* per page of e */
	struct map keys, source_keys; /* of families touched, and of those whose source was */
	bool *family_touched;         /* per family of e */
	struct engine old;            /* the same site as of the base */
	struct str *old_places;
	bool old_site, old_checked; /* how far it has come */
};

/* The paths of a site's pages below the top of the repository, on a; empty for pages elsewhere. */
struct str *compare_places(const struct compare *c, struct arena *a, const struct site *s);
/* earlier.c: finds the pages of the base, by what was detected for those of now. */
void earlier_site(struct compare *c);
/* Marks findings that were there at the base; where only what is staged counts, others on pages
 * that are not staged are warnings at most.  ctx is a struct compare. */
void earlier_review(void *ctx, struct engine *e);

#endif
