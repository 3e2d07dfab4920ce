/* What stands between the markup of a leaf block: the stretches that a translator reads as text. */
#ifndef PROSE_H
#define PROSE_H

#include "doc/doc.h"

/* A walk over a block's text that leaves out code spans, link destinations and labels of
 * references, tags, constructs of the platform, `{#id}`, bare URLs and escapes. */
struct prose {
	struct str text;
	struct str raw; /* the same bytes as they are on the page, nothing hidden */
	ptrdiff_t at;
	ptrdiff_t
		no_code[8]; /* per length of a backtick run: none closes from here on; 0: unknown */
	ptrdiff_t no_tag, no_paren, no_bracket, no_brace; /* the same for `>`, `)`, `]` and `}` */
};

/* Walks text[at], markup hidden from the parser (doc->masked) hidden here as well. */
struct prose prose_of(const struct doc *d, struct span at);
/* The next stretch as offsets in p->text; false at the end.  Linear over the whole walk. */
bool prose_next(struct prose *p, struct span *stretch);

/* Cell number `index` of a table row, blanks trimmed; len 0 when there is none.  gfm_cells: pipes
 * in code spans cut as well. */
struct span prose_cell(const struct doc *d, struct span row, int index, bool gfm_cells);
/* A cell without emphasis marks when all it holds is one ASCII word, points allowed; len 0
 * otherwise. */
struct span prose_literal(const struct doc *d, struct span cell);
/* The number of the cell that holds offset `off` of the page. */
int prose_cell_at(const struct doc *d, struct span row, uint32_t off, bool gfm_cells);

#endif
