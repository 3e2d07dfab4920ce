/* What the parts of `loclint show` share: one page, its English, and where the answer is written.
 */
#ifndef SHOW_H
#define SHOW_H

#include "check/check.h"
#include "cmd/command.h"
#include "cmd/textdiff.h"

struct show {
	struct arena *a;
	const struct options *o;
	struct engine *e;
	struct report_style style;
	struct buf out;
	struct str file; /* as given, without the line */
	uint32_t line;   /* 0: the whole page */
	const struct page *page;
	const struct family *family;
	const struct page *source; /* NULL: the family has none */
	struct pattern_scratch *scratch;
	struct doc *dst;                    /* the page */
	struct doc *current, *base;         /* of the English page; NULL: none, or not readable */
	const struct verdict *verdict;      /* NULL: the page could not be read, or is the source */
	const struct page_history *history; /* NULL: none */
};

/* show_find.c: finds the page's site by settings, arguments, or the folders around it; s->e is then
 * ready for engine_check with *eo, and s->page, s->family and s->source are set.  False after an
 * error was printed. */
bool show_find(struct show *s, const struct config *c, struct engine_options *eo);

/* show_page.c: the whole answer for a translation, and for a source page. */
void show_translation(struct show *s);
void show_source(struct show *s);
/* The page as a document, NULL when it cannot be read or parsed. */
struct doc *show_parse(struct show *s, const struct page *p);

/* show_block.c: what stands at a line, and what stands for it in another version or language. */
struct stand {
	bool found;
	bool near; /* it has no counterpart; this is what holds it, or the heading above it */
	struct lines_at lines;
};
struct stand stand_at(struct doc *d, uint32_t line);
/* The counterpart in `other` of what stands at `line` of d; d_is_source: other is the translation.
 */
struct stand stand_in(struct show *s, struct doc *d, uint32_t line, struct doc *other,
		      bool d_is_source);
/* "path:3" and the lines; note is appended to the first. */
void stand_write(struct show *s, struct str path, struct doc *d, const struct stand *at,
		 struct str note);

#endif
