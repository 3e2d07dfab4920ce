/* Applies the edits of findings to the bytes of one file. */
#ifndef EDIT_H
#define EDIT_H

#include "diag/diag.h"

struct edited {
	struct str text;     /* the new bytes, on a; everything outside the edits is as it was */
	ptrdiff_t applied;   /* findings whose edits are in it */
	ptrdiff_t postponed; /* findings left out because their edits overlap an applied one's */
};

/* findings[0..n) are about one file, in any order; those without edits are passed over.  The edits
 * of one finding are applied together or not at all; of two that overlap the one that comes first
 * in the file wins, insertions at one place keep the findings' order.  An edit outside the text
 * makes its finding be left out. */
struct edited edits_apply(struct arena *a, struct str text, const struct finding *const *findings,
			  ptrdiff_t n);

#endif
