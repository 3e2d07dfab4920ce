/* Emphasis that failed: why, and what would make it work. */
#ifndef EMPHASIS_H
#define EMPHASIS_H

#include "check/check.h"
#include "check/inlines.h"
#include "doc/flat.h"

/* A block whose marks are looked at. */
struct leaf {
	const struct view *v;
	struct flat flat;
	struct inlines in;
	uint32_t src; /* its counterpart, or NO_BLOCK */
	int tries;    /* repairs that may still be tried: each reads the block again */
};

/* Bytes [from, to) of a block's flat text, replaced. */
struct change {
	ptrdiff_t from, to;
	struct str text;
};
struct changes VEC(struct change);

struct repair {
	struct change v[2];
	int n;
};

/* Block b of d.  On a page by itself escaped and masked marks, `\*\*` and "(****)", are no
 * leftovers. */
struct leaf leaf_read(const struct view *v, const struct doc *d, uint32_t b);

/* The part of a run that is left: the rest may have ended or begun other emphasis. */
ptrdiff_t part_start(const struct run *r);
ptrdiff_t part_end(const struct run *r);

/* Why do two marks that should be a pair not work together? */
enum message_id emphasis_reason(const struct run *a, const struct run *b);
/* What would mend a pair with this reason; untried. */
struct repair emphasis_repair(const struct leaf *l, const struct run *a, const struct run *b,
			      enum message_id why);
/* The same for a run that opens and closes in one, `****`, with the reason; tried. */
struct repair emphasis_part(struct leaf *l, const struct run *a, enum message_id *why);
/* Are fewer marks left when v (in order) is changed?  False when too much has been tried already.
 */
bool emphasis_works(struct leaf *l, const struct change *v, ptrdiff_t n);

#endif
