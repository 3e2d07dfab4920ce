/* What changed from one sequence to another: lines of a page, words of a line. */
#ifndef DIFF_H
#define DIFF_H

#include "base/base.h"

/* Items [a, a + na) of the first sequence became items [b, b + nb) of the second. */
struct diff_change {
	ptrdiff_t a, na, b, nb;
};

/* In order; between two changes there is at least one item that stayed. */
struct diff {
	struct diff_change *v;
	ptrdiff_t n;
	bool coarse; /* a part was too different to be compared in detail and became one change */
};

/* Pieces of one text, in order, each a slice of it. */
struct diff_items {
	struct str *v;
	ptrdiff_t n;
};

/* Lines with their ends: together they are the text. */
struct diff_items diff_lines(struct arena *a, struct str text);
/* Words without the blanks between them.  Brackets, quotes and what else marks up Markdown are
 * words of their own, and so is the punctuation behind a word; a URL is one word. */
struct diff_items diff_words(struct arena *a, struct str text);

/* Compares item by item; fold_ends: of lines, "\n" and "\r\n" are the same.  Nearly linear: the
 * result is a smallest one when the sequences differ little, and correct always.  A change that
 * could stand in several places stands where it ends with an empty item, else as far down as it
 * can. */
struct diff diff_compare(struct arena *a, const struct diff_items *x, const struct diff_items *y,
			 bool fold_ends);

/* Changes that are shown together, with what stands around them. */
struct diff_hunk {
	ptrdiff_t first, n;     /* changes */
	ptrdiff_t a, na, b, nb; /* items, context included */
};
/* Changes with at most 2 * context unchanged items between them share a hunk. */
struct diff_hunk *diff_hunks(struct arena *a, const struct diff *d, ptrdiff_t nx, ptrdiff_t context,
			     ptrdiff_t *n);

#endif
