/* What has to change in a translation so that it records the English page of today. */
#ifndef STAMP_H
#define STAMP_H

#include "check/check.h"

/* The source page in its repository. */
struct stamp_source {
	struct str commit; /* to record; empty: not known */
	struct str why;    /* why it is not known, a sentence */
	int64_t time;      /* of the commit that last changed the page */
};

enum { STAMP_EDITS = 6 };

struct stamp {
	struct edit edits[STAMP_EDITS]; /* in the raw file */
	struct str keys[STAMP_EDITS];   /* what each writes: "ms.openlocfilehash" */
	int n;              /* 0: the page records it already, or refusal says why not */
	struct str refusal; /* a sentence, empty: none */
};

/* The page's pin brought up to date, on v->work.  Used of the view: site, page, dst, current,
 * digests, history, freshness, beside, scratch. */
struct stamp stamp_page(const struct view *v, const struct stamp_source *source);

#endif
