/* What the files of pass_structure share: the two outlines, which blocks a reported one swallows,
 * where things belong. */
#ifndef STRUCTURE_H
#define STRUCTURE_H

#include "check/check.h"

/* One side of the comparison, seen from the source or from the translation. */
struct outline {
	struct doc *doc;
	const uint32_t *other_of; /* per block: counterpart on the other side, or NO_BLOCK */
	uint32_t *other_before; /* per block: counterpart of the nearest earlier block that has one,
				   or NO_BLOCK */
	uint32_t *other_after;  /* per block: the same for the nearest later one */
	uint32_t *section; /* per block: the heading above it (a heading: its parent heading), or
			      NO_BLOCK */
	uint32_t *ordinal; /* per block: its number among blocks of its kind since the last heading,
			      from 1 */
	uint32_t *free_text; /* per block: first paragraph at or after it without counterpart, or
				NO_BLOCK */
};

struct structure {
	const struct view *view;
	struct arena *work;
	struct outline src, dst;
	uint32_t *crossed; /* per list of the translation: 1 + source list whose items were last
			      reported to be in it */
	const struct alert_pairs *alerts; /* NULL: none, or not asked yet */
	bool alerts_known;
	struct map before; /* ids of the base's headings, once they are asked for */
	bool *shifted;     /* per list of the translation: said to be on the wrong level */
};

/* --- structure.c ------------------------------------------------------------ */

/* The identity of a block in its page: slugs of the headings above it, then its kind and ordinal,
 * "setup/see-also/list1". Blocks of the translation without counterpart get the English headings
 * above them and a "+", "setup/+list1". */
struct str structure_key(struct structure *s, const struct outline *o, uint32_t block);
/* Marks the place in the translation after which source block `block` belongs. */
void structure_place(const struct structure *s, uint32_t block, struct draft *d);
/* Shows, as the source side of a block that only the translation has, where English goes on. */
void structure_elsewhere(const struct structure *s, uint32_t block, struct draft *d);
/* A paragraph of the other side without counterpart, between the counterparts of block's neighbours
 * and about as long as all of block: what block became, or was made from.  NO_BLOCK when there is
 * none. */
uint32_t structure_plain(const struct structure *s, const struct outline *o, uint32_t block);
/* The first line of a span. */
struct span structure_line(const struct doc *d, struct span at);
/* What a block shows of itself: an item or quote up to the end of its first paragraph, others
 * whole. */
struct span structure_own(const struct doc *d, uint32_t block);
struct str structure_number(const struct structure *s, ptrdiff_t n);
/* "2", "2 and 4", "2-5, 7 and 9", "1, 3, 5, 7, 9, 11 and 20 more": v ascending, n > 0. */
struct str structure_ordinals(const struct structure *s, const ptrdiff_t *v, ptrdiff_t n);

/* The children of a list or table without counterpart, by number. */
struct unpaired {
	ptrdiff_t *ordinals, n; /* from 1 */
	uint32_t first;         /* block of the first one, or NO_BLOCK */
	ptrdiff_t children;     /* all of them */
};
struct unpaired structure_unpaired(const struct structure *s, const struct outline *o,
				   uint32_t parent);

/* --- one file per subject: each looks at one block.  The *_missing and *_extra functions return
 * the index of the first block behind what the finding covers.
 * ------------------------------------------------------------------------------ */

/* headings.c */
uint32_t heading_missing(struct structure *s, uint32_t block);
uint32_t heading_extra(struct structure *s, uint32_t block);
/* All paired headings in order. */
void heading_levels(struct structure *s);

/* lists.c */
uint32_t list_missing(struct structure *s, uint32_t block);
uint32_t list_extra(struct structure *s, uint32_t block);
void list_compare(struct structure *s, uint32_t block);
/* A paired item that stands in another list than its neighbours. */
void list_item_compare(struct structure *s, uint32_t block);

/* tables.c */
uint32_t table_missing(struct structure *s, uint32_t block);
uint32_t table_extra(struct structure *s, uint32_t block);
void table_compare(struct structure *s, uint32_t block);

/* code.c */
uint32_t code_missing(struct structure *s, uint32_t block);
uint32_t quote_missing(struct structure *s, uint32_t block);
void code_compare(struct structure *s, uint32_t block);

/* blockfrom.c: says that a block of the translation without counterpart, or the remains of a
 * thematic break of the source, came about by accident; false when they did not, and nothing is
 * said. */
bool block_from_text(struct structure *s, uint32_t block);
bool break_to_text(struct structure *s, uint32_t block);

/* counts.c: pages that were too large to be aligned. */
void structure_counts(struct structure *s);

#endif
