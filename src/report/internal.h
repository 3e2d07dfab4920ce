/* What the text formats share among themselves; nothing outside this folder includes it. */
#ifndef REPORT_INTERNAL_H
#define REPORT_INTERNAL_H

#include "report/report.h"

/* Where and how a text format writes. */
struct pen {
	struct buf *out;
	const struct report_style *style;
	struct arena *work; /* forgotten after each finding */
};

/* --- text.c --- */

/* The smallest piece of text a terminal shows as one: a grapheme cluster, or what stands for an
 * unprintable byte. */
struct cell {
	struct str text; /* what to print; borrowed from the text or from `escape` */
	int columns;
	char escape[12];
};
/* The cell at text.p[*off] (*off < text.n); moves *off past it. */
void cell_next(struct cell *c, struct str text, ptrdiff_t *off, const struct report_style *style);
/* Does `##` at text.p[off] start a command to a build server, wherever in a line it stands? */
bool starts_log_command(struct str text, ptrdiff_t off);
enum paint paint_of(enum severity s);
/* The escape sequences around painted text; nothing without colour. */
void paint_open(struct buf *out, enum paint p, const struct report_style *style);
void paint_close(struct buf *out, enum paint p, const struct report_style *style);
/* "…", or "..." where the terminal has no UTF-8. */
struct str ellipsis(const struct report_style *style);

/* --- snippet.c --- */

/* One side of a finding: its file, source lines, marks and label. */
struct diagram {
	const struct place *at;
	const struct snippet *snippet;
	struct str label; /* user text */
	char mark;        /* '^' what to change, '-' evidence */
	enum paint paint;
	bool insert_after;
};
/* "   = note: text"; without a word "   = text". */
struct trailer {
	struct str word, text;
};
/* n diagrams under each other (the first has the arrow, others ":::"), then m trailers, empty ones
 * left out; a diagram without a file is left out too.  Returns the width of the line numbers. */
int diagrams_write(const struct pen *pen, const struct diagram *d, ptrdiff_t n,
		   const struct trailer *t, ptrdiff_t m);

/* --- rows.c --- */

/* Findings of one file: v[0..n), with the stale finding that others belong under. */
struct page_findings {
	const struct finding *v;
	ptrdiff_t n;
	uint64_t parent; /* its fingerprint, 0: none that has children here */
};
/* Takes the next file's findings off *rest (of *n); false when there are none left. */
bool page_findings_next(const struct finding **rest, ptrdiff_t *n, struct page_findings *page);
/* Is f shown as a row under its page's stale finding?  Errors never are. */
bool finding_is_nested(const struct page_findings *page, const struct finding *f);
ptrdiff_t nested_count(const struct page_findings *page);
/* The nested findings as rows, the first ten unless style->verbose, then how many were left out. */
void nested_write(const struct pen *pen, const struct page_findings *page, int indent);

/* --- summary.c --- */

/* "4 findings in 4 of 838 pages (3 errors, 1 warning), 2 locales, in 0.31 s", or that there are
 * none. */
void summary_write(struct buf *out, const struct report *r);

/* --- one function a format --- */

void write_full(struct buf *out, const struct report *r);
void write_concise(struct buf *out, const struct report *r);
void write_grouped(struct buf *out, const struct report *r);
void write_json(struct buf *out, const struct report *r);
void write_jsonl(struct buf *out, const struct report *r);

#endif
