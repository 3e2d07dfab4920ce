/* Which bytes of a page are code, known before the page is parsed; asked from front to back. */
#ifndef CODESCAN_H
#define CODESCAN_H

#include "base/base.h"

struct code_scan {
	struct str text;
	struct arena *a;
	bool has_cr;
	ptrdiff_t line;                 /* start of the first line not looked at yet */
	ptrdiff_t current, current_end; /* the last line looked at, line end excluded */
	/* containers around the last line: a quote, or a list item whose text starts at this column
	 */
	struct VEC(ptrdiff_t) items;
	bool in_fence;
	char fence;
	ptrdiff_t fence_len, fence_depth; /* its length; number of containers around it */
	bool code_line;                   /* the last line looked at is fenced code */
	ptrdiff_t fence_at;     /* where the fence stands that the last line is; -1: it is none */
	ptrdiff_t fence_indent; /* its columns from the text of the item around it; 0 in quotes */
	ptrdiff_t depth;        /* containers that the last line stands in */
	bool in_text;           /* the last line is text that the next one may continue */
	ptrdiff_t paragraph;    /* where the text that the last line belongs to starts */
	/* code spans of text[spans_from, spans_to) */
	ptrdiff_t spans_from, spans_to;
	struct VEC(struct span) spans;
	ptrdiff_t next_span;
	struct VEC(struct span) runs; /* of backticks, while spans are looked for */
};

/* text from `from` on, on arena a. */
void code_scan_init(struct code_scan *cs, struct arena *a, struct str text, ptrdiff_t from);
/* Where the code ends that holds the byte at off: the end of the code span or of the fenced line;
 * -1 when it is no code. Offsets must not decrease from call to call. */
ptrdiff_t code_scan_at(struct code_scan *cs, ptrdiff_t off);
/* What stands at off, in the line that was last asked for, opens a container, whose content is
 * indented by four columns (as in Python-Markdown: four more than where a multiple of four, or the
 * text of the item around it, begins).  Returns the offset they are counted from, which blanks may
 * separate from off; -1 when it opens none, being indented as code is. */
ptrdiff_t code_scan_open(struct code_scan *cs, ptrdiff_t off);
/* Takes the next line (cs->current, cs->current_end, cs->fence_at ...); false at the end.  For a
 * scan that code_scan_at() has no part in. */
bool code_scan_line(struct code_scan *cs);

#endif
