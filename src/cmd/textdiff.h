/* Two versions of a page, and what changed from one to the other, as people read it. */
#ifndef TEXTDIFF_H
#define TEXTDIFF_H

#include "base/diff.h"
#include "report/report.h"

struct text_diff {
	struct diff_items old, now; /* lines */
	struct diff changes;
	struct diff_hunk *hunks;
	ptrdiff_t nhunks;
	bool line_ends; /* they were turned from one kind into another; that alone is no change */
};
/* Lines that differ in their line end alone are equal. */
struct text_diff text_diff_of(struct arena *a, struct str old, struct str now);

/* Lines [from, to] of a text, 1-based; from 0: none. */
struct lines_at {
	uint32_t from, to;
};
/* Does the hunk change any of these lines, of the old or of the new text, or add something right
 * before or behind them? */
bool text_diff_touches(const struct text_diff *d, const struct diff_hunk *h, struct lines_at old,
		       struct lines_at now);

/* How hunks are written: with "-" and "+" lines, or with the changed words marked, by colour where
 * there is one. */
struct text_diff_style {
	const struct report_style *report;
	bool words;
};
/* "--- old" and "+++ now". */
void text_diff_names(struct buf *out, struct str old, struct str now,
		     const struct text_diff_style *style);
/* One hunk; `section` (may be empty) is what its first line stands under. */
void text_diff_hunk(struct buf *out, const struct text_diff *d, const struct diff_hunk *h,
		    struct str section, const struct text_diff_style *style);

#endif
