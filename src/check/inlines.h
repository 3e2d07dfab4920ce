/* The inline markup of one block as CommonMark reads it: what is hidden from readers, and what of
 * the markup is left standing in the text. */
#ifndef INLINES_H
#define INLINES_H

#include "base/base.h"

/* A run of `*` or `_` that may begin or end emphasis (CommonMark 0.30, section 6.2). */
struct run {
	ptrdiff_t off, n; /* in the text */
	ptrdiff_t left;   /* so many of them no emphasis has used: readers see them, */
	ptrdiff_t closed; /* behind as many that have ended emphasis */
	char mark;
	bool opens, closes;
	bool blank_before, blank_after, punct_before, punct_after;
	bool escaped;         /* `\*\*`: n counts the backslashes too */
	ptrdiff_t prev, next; /* neighbours that may still pair up, or -1 */
};

/* A closing bracket with something like a target behind it that makes no link. */
struct lost_link {
	ptrdiff_t shut;     /* offset of the `]` */
	struct span gap;    /* blanks before the bracket that opens the target */
	struct span target; /* between the brackets */
	bool wide;          /* they are full-width brackets */
	bool opened;        /* there is a `[` for the `]` */
};

struct inlines {
	struct str text;
	struct VEC(struct run) runs;       /* in order */
	struct VEC(struct span) ticks;     /* backticks that begin or end no code span */
	struct VEC(struct lost_link) lost; /* in order */
	struct VEC(struct span)
		hidden; /* code spans, tags, autolinks, destinations: no text; in order */
	struct VEC(struct span) links; /* from `[` to `)`, or the text of what may be a reference;
					  the inner one before the outer one */
};

/* Reads the flat text of a block (container prefixes removed), on a.  loose: `*` may open and close
 * wherever no blank is on its inner side, whatever else stands beside it (grammar.h).  Linear. */
void inlines_read(struct arena *a, struct str text, bool loose, struct inlines *in);

#endif
