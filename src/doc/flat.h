/* Lines and leaf blocks without the prefixes of their containers; shared by the Markdown stages. */
#ifndef FLAT_H
#define FLAT_H

#include "doc/doc.h"

/* Where lines start, CommonMark's way: LF, CR LF and a lone CR end a line. */
struct lines {
	struct str text;
	uint32_t *v; /* n starts, offsets in text */
	ptrdiff_t n;
};

/* The lines of text from `from` on; at least one. */
struct lines lines_split(struct arena *a, struct str text, ptrdiff_t from);
/* Offset of 0-based line i, of its end without the line end; past the last line: the end of the
 * text. */
ptrdiff_t lines_start(const struct lines *l, ptrdiff_t i);
ptrdiff_t lines_end(const struct lines *l, ptrdiff_t i);

bool is_blank(char c); /* space or tab */
/* s.p[i], or 0 when there is no such byte. */
char byte_at(struct str s, ptrdiff_t i);
/* Length of the run of backticks at s.p[at]; 0 when there is none. */
ptrdiff_t tick_run(struct str s, ptrdiff_t at);
/* True when an odd number of backslashes stands before s.p[at]. */
bool is_escaped(struct str s, ptrdiff_t at);

/* The first byte of text[at, end) that is neither a blank nor one of at most `quotes` quote
 * markers.  *left (may be NULL) counts the markers that were not there: a lazy continuation line.
 */
ptrdiff_t line_content(struct str text, ptrdiff_t at, ptrdiff_t end, unsigned quotes,
		       unsigned *left);
/* Length of the list marker at s.p[at], 0 when there is none; what follows must be a blank or
 * `end`. */
ptrdiff_t line_list_marker(struct str s, ptrdiff_t at, ptrdiff_t end);

/* A leaf block's text: its lines joined by "\n", container prefixes removed. */
struct flat {
	struct str text;
	struct flat_line {
		uint32_t flat, source; /* where the line starts in `text` and in the page */
	} * lines;
	ptrdiff_t n;
};

/* The flat text of text[at], which stands in `quotes` quotes.  A single line is borrowed. */
struct flat flat_make(struct arena *a, struct str text, struct span at, unsigned quotes);
/* The page offset of flat offset `off`. */
uint32_t flat_source(const struct flat *f, ptrdiff_t off);
/* The page's bytes from flat offset `from` to `to` (first to last byte, prefixes between lines
 * included). */
struct span flat_span(const struct flat *f, ptrdiff_t from, ptrdiff_t to);
/* Number of quotes around block b. */
unsigned block_quotes(const struct block *blocks, uint32_t b);

#endif
