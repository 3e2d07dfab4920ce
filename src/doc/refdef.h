/* Link reference definitions, `[label]: destination "title"`, which cmark consumes without a trace.
 */
#ifndef REFDEF_H
#define REFDEF_H

#include "base/base.h"

struct refdef {
	struct span label, destination; /* offsets in the scanned text, brackets left out */
	ptrdiff_t end;                  /* of its last line, line end excluded */
};

/* Remembers what a scan of one text has learnt; start with { 0 }. */
struct refdef_scan {
	bool no_quote[3]; /* no closing `"`, `'`, `)` further on */
};

/* The definition that starts at text.p[at], which is where a paragraph or the line after another
 * definition begins; lines end in "\n", container prefixes are removed. */
bool refdef_parse(struct str text, ptrdiff_t at, struct refdef_scan *scan, struct refdef *out);

/* The pieces that inline links have in common with definitions.  Each returns the offset behind the
 * piece, -1 when there is none at `at`. */
ptrdiff_t link_destination(struct str text, ptrdiff_t at, struct span *destination);
ptrdiff_t link_title(struct str text, ptrdiff_t at, struct refdef_scan *scan);
/* A destination as cmark hands it on: backslash escapes and the usual entities replaced; s itself
 * when there are none. */
struct str link_unescape(struct arena *a, struct str s);

#endif
