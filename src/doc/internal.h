/* What the stages of doc_parse() hand to each other; included by doc/ only. */
#ifndef DOC_INTERNAL_H
#define DOC_INTERNAL_H

#include "doc/doc.h"
#include "doc/grammar.h"

/* limits.c: both set d->limit and d->limit_at and return false when the page is refused.
 * limits_bytes looks at d->raw (encoding, size; limit_at in raw), limits_markup at what the parser
 * is about to see: the masked body, from d->body on (depth, density; limit_at in d->text). */
bool limits_bytes(struct doc *d);
bool limits_markup(struct doc *d, struct str masked);

/* sxs.c: Microsoft's side-by-side pages.  A unit is
 *   <span data-ttu-id="ID">TARGET</span><span class="sxs-lookup"><span
 * data-stu-id="ID">SOURCE</span></span> True when raw has units; then *target and *source are the
 * two texts with their segments (offsets into raw). */
struct sxs_side {
	struct str text;
	struct segment *segments;
	ptrdiff_t nsegments;
};
bool sxs_split(struct arena *a, struct str raw, struct sxs_side *target, struct sxs_side *source);

/* front.c: the two readers of the block text[f->inner]; front_parse tries the first and falls back
 * on the second. front_read_simple fills f and returns true only for headers it is sure of (a
 * strict subset of YAML, one `key: value` a line); declared here because a test holds the two
 * against each other. */
bool front_read_simple(struct arena *a, struct str text, struct front *f);
void front_read_yaml(struct arena *a, struct str text, struct front *f);

/* mask.c: a copy of d->text (same length) from d->body on, in which constructs that CommonMark
 * would misread are hidden, and the facts they give, in document order with `at` and `value_at` set
 * and block = NO_BLOCK.  Returns the slice of the body; it lies at offset d->body of a buffer as
 * long as d->text (or is a slice of d->text when nothing had to be hidden). */
struct construct_facts VEC(struct fact);
enum {
	BODY_MARK = '+'
}; /* in place of another byte: the marker of a list item that is none, but
      whose content is the body of a construct (MASK_BODY) */
struct str mask_constructs(struct arena *a, const struct doc *d, const struct grammar *g,
			   struct pattern_scratch *scratch, struct construct_facts *facts);

/* markdown.c (the only cmark file): fills d->blocks and d->facts from the masked body.  On entry
 * d->facts[0..nfacts) are mask_constructs()'s facts; on return they are merged with the others, in
 * document order and with their blocks. */
void markdown_parse(struct arena *a, struct doc *d, const struct grammar *g, struct str masked);

/* table.c: is this paragraph a pipe table?  See research note in table.c for the grammar. */
struct table_shape {
	uint16_t columns;
	struct table_row {
		struct span at; /* the row's line without container prefix */
		uint16_t cells;
	} * rows; /* header first, without the delimiter row */
	ptrdiff_t nrows;
	ptrdiff_t lead; /* lines of the paragraph before the header row: they stay a paragraph */
};
struct table_lines { /* the paragraph's lines, container prefixes removed, offsets in doc->text */
	struct span *v;
	ptrdiff_t n;
};
bool table_recognise(struct arena *a, struct str text, struct table_lines lines, bool gfm_cells,
		     struct table_shape *shape);

#endif
