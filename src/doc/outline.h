/* A page's outline while it is being built: blocks and facts in document order.  Knows Markdown,
 * but no parser library. */
#ifndef OUTLINE_H
#define OUTLINE_H

#include "doc/flat.h"
#include "doc/internal.h"

struct outline {
	struct arena *a;
	const struct doc *d;
	const struct grammar *g;
	struct str text;    /* of the page, constructs hidden; offsets as in d->text */
	struct lines lines; /* of its body */
	struct VEC(struct block) blocks;
	struct VEC(struct fact) facts; /* from the syntax tree, `at` mostly unknown */
	struct construct_facts extras; /* reference definitions: places known, outside blocks */
	bool has_refdefs;              /* there is a "]:" somewhere */
	/* the container that new blocks go into */
	uint32_t container;
	unsigned quotes, depth;
	/* bodies of constructs around what comes next, and the container each stands in: they are
	 * no blocks, but their text starts in this column */
	struct VEC(struct body {
		uint32_t container;
		ptrdiff_t column;
	}) bodies;
	ptrdiff_t next_line; /* 0-based: first line that no block has covered yet */
	uint32_t last_end;   /* where the last leaf block ends */
	/* the leaf block that text and facts go into; NO_BLOCK: nowhere */
	uint32_t leaf;
	struct VEC(char) plain; /* its plain text so far */
	unsigned open_anchors;  /* `<a name>` in it that wait for their `</a>` */
	/* a paragraph that holds a table: the block of each of its lines; empty otherwise */
	struct VEC(uint32_t) line_blocks;
	ptrdiff_t line;
};

void outline_init(struct outline *o, struct arena *a, const struct doc *d, const struct grammar *g,
		  struct str text);

/* Adds a block at `at` and returns its index.  A container also becomes the place for what follows,
 * until it is closed. */
uint32_t outline_add(struct outline *o, enum block_kind kind, struct span at);
uint32_t outline_open(struct outline *o, enum block_kind kind, struct span at);
void outline_close(struct outline *o, uint32_t container);

/* Says that lines [first, last] (0-based) belong to a leaf block: what lies before it is searched
 * for reference definitions. */
void outline_cover(struct outline *o, ptrdiff_t first, ptrdiff_t last);
/* Without the reference definitions that a paragraph begins with; they are recorded. */
struct span outline_skip_refdefs(struct outline *o, struct span at);

/* Text and facts between begin and end belong to the leaf block b; end computes its hash. */
void leaf_begin(struct outline *o, uint32_t b);
void leaf_text(struct outline *o, struct str text);
void leaf_line_break(struct outline *o);
/* Returns the index of the new fact, -1 when facts go nowhere. */
ptrdiff_t leaf_fact(struct outline *o, struct fact f);
/* Records an HTML tag; anything else (comments, instructions) is none. */
void leaf_tag(struct outline *o, struct str tag);
void leaf_end(struct outline *o);
/* A code block's text is code: other rules for blanks. */
void leaf_end_code(struct outline *o);

/* All tags of an HTML block; false when it holds comments and blanks only. */
bool html_is_comment(struct str html);
void html_tags(struct outline *o, struct str html);
/* The id that `<a name=...>` or `<a id=...>` defines, empty when it defines none. */
struct str html_anchor(struct str tag);

/* extent.c: where leaf blocks really start and end.  Lines are 0-based, `text` is the code as the
 * parser gives it. Last line of a setext heading; `last` is at most one too far. */
ptrdiff_t extent_setext(const struct outline *o, ptrdiff_t first, ptrdiff_t last);
/* Number of lines of text. */
ptrdiff_t extent_lines(struct str text);
/* Is the code block whose first line is `at` fenced? */
bool extent_is_fenced(const struct outline *o, struct span at, struct str text);
/* Last line of fenced code: its closing fence when there is one. */
ptrdiff_t extent_fenced(const struct outline *o, struct span at, ptrdiff_t first, struct str text);
/* Indented code from its first character on. */
struct span extent_indented(const struct outline *o, struct span at, struct str text);

/* overlay.c: adds the blocks of a paragraph (or setext heading of this level) that holds a pipe
 * table, and fills line_blocks; false (and nothing added) when it holds none. */
bool overlay_tables(struct outline *o, struct span at, uint8_t level);

/* The content of the list item whose marker is at `mark` goes where the
 * item would have gone, until outline_close_body(). */
void outline_open_body(struct outline *o, uint32_t mark);
void outline_close_body(struct outline *o);

/* merge.c: d->blocks and d->facts from the outline and the facts that d has already. */
void outline_finish(struct outline *o, struct doc *d);

/* merge.c: was something at this place hidden from the parser? */
bool was_masked(const struct doc *d, struct span at);

/* locate.c: finds the places of the own facts of block b.  `at` of a fact that is known already
 * stays. */
struct locator;
struct locator *locator_new(struct arena *a, const struct doc *d, const struct fact *facts,
			    ptrdiff_t nfacts);
void locate_block(struct locator *l, const struct block *blocks, uint32_t b, struct fact *facts);

#endif
