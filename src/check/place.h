/* Where in the translation something belongs that only the source has, and whether it need not be
 * said: a larger finding covers it already, or the user has allowed it. */
#ifndef PLACE_H
#define PLACE_H

#include "check/check.h"

struct places {
	const struct view *view;
	uint32_t *before; /* per source block: the one itself or the last one before it that has a
			     counterpart, or NO_BLOCK */
	bool *covered;    /* per source block: inside a section, list, item, quote or table that is
			     missing as a whole */
};

struct spot {
	struct span at; /* in view->dst->text */
	bool insert_after;
};

/* Linear in the number of source blocks, on view->work. */
struct places places_of(const struct view *v);
/* Is source block `b` part of something that pass_structure reports as missing? */
bool place_covered(const struct places *p, uint32_t b);
/* The first line of a block without its line end, or the beginning of a line that is very long. */
struct span place_first_line(const struct doc *d, const struct block *b);
/* The counterpart of source block b (its first line), or the block after which it belongs. */
struct spot place_find(const struct places *p, uint32_t b);
/* The source block a fact stands in; for a fact between blocks the one before it, NO_BLOCK when
 * there is none. */
uint32_t place_block(const struct doc *d, const struct fact *f);
/* Has the user said that links to this target are never reported (`allow` of a rule about links)?
 */
bool target_allowed(const struct view *v, struct str target);
/* Title of the section around source block b, for fingerprints. */
struct str place_section(const struct view *v, uint32_t b);

/* Does offset `at` stand in a code block?  *block, 0 at first, is the first block that can hold it
 * or a later place: offsets are asked for in order. */
bool place_in_code(const struct doc *d, ptrdiff_t at, ptrdiff_t *block);

#endif
