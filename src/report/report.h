/* Findings as bytes: each format is a pure function that appends to a buf. */
#ifndef REPORT_H
#define REPORT_H

#include "diag/diag.h"

struct report_style {
	bool color, utf8, tty;
	int columns;   /* width to fit snippets in */
	bool summary;  /* the closing lines (not with -q) */
	bool collapse; /* long runs of one rule and key become one line */
	bool verbose;  /* no list is cut short */
	bool ci;       /* break log commands (`##vso[`, `::`, `##[`) in what is printed */
};

/* A translation that was looked at. */
struct report_page {
	struct str file, locale;
};

struct report {
	const struct finding *findings; /* finished and sorted */
	ptrdiff_t n;
	ptrdiff_t most; /* so many of them are printed where people read; 0: all */
	const struct totals *totals;
	const struct report_style *style;
	/* What formats for other programs want to know besides; all of it may be missing. */
	struct str cwd, root;   /* absolute: the working directory, and the folder that paths in the
				   report start from (empty: paths stay as they are) */
	const struct str *help; /* RULE_COUNT explanations, Markdown */
	const struct report_page *pages; /* in byte order of their files */
	ptrdiff_t npages;
	enum severity fail_on; /* what fails the run; errors always do */
	struct str page_url;   /* web address of a line below root, with {path} and {line} */
	struct str source_url; /* of a line of a source page, with {rev}, {path} (below source_root)
				  and {line} */
	struct str source_root; /* path that works from the working directory */
};

struct reporter {
	struct str name, summary;
	bool machine; /* nothing else may be written to its stream; colour never used */
	void (*write)(struct buf *out, const struct report *r);
	bool snippets;        /* wants findings with their source lines */
	bool pages;           /* wants the pages that were looked at */
	const char *root_env; /* environment variable that names the folder its paths start from;
				 NULL: they start from the working directory; "": from the top of
				 the repository */
	bool suppressed;      /* can tell suppressed findings from others (--show-suppressed) */
};

/* All formats, by name. */
extern const struct reporter reporters[];
extern const ptrdiff_t nreporters;
/* The closing lines alone: how many findings in how many pages. */
void report_summary(struct buf *out, const struct report *r);

/* `--statistics`: findings per rule, most first, with the commonest values of the argument `key`
 * where there is one. */
void report_statistics(struct buf *out, const struct report *r);

/* --- what the formats share (text.c) -------------------------------------- */

/* User text made safe for a terminal or log: C0, C1 and DEL as \x1b, bidi controls, line
 * separators, U+FEFF and zero-width characters between ASCII ones as <U+202E>, invalid bytes as
 * \xff; tabs become four spaces.  With style->ci, log commands are broken up: `##vso[`, `##[` and
 * `##teamcity[` anywhere, `::` where a line of `out` starts. */
void report_escape(struct buf *out, struct str text, const struct report_style *style);
/* `text`, escaped, between the escape sequences of a role; those are left out without colour. */
enum paint {
	PAINT_NONE,
	PAINT_ERROR,
	PAINT_WARNING,
	PAINT_INFO,
	PAINT_HELP,
	PAINT_GUTTER,
	PAINT_STRONG,
	PAINT_FIX
};
void report_paint(struct buf *out, enum paint p, struct str text, const struct report_style *style);
/* `--> path:l:c`, gutter, lines, carets and labels of one configuration or rule file error; same
 * look as findings. */
struct config_error;
void report_config_error(struct buf *out, const struct config_error *e,
			 const struct report_style *style);

#endif
