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

/* " at 1a2b3c4d", or nothing for a file as it is today. */
void report_at_commit(struct buf *out, struct str commit, const struct report_style *style);
/* One side of a finding: its file, source lines, marks and label. */
struct diagram {
	const struct place *at;
	const struct snippet *snippet;
	struct str label; /* user text */
	char mark;        /* '^' what to change, '-' evidence */
	enum paint paint;
	bool insert_after;
	struct str commit; /* the place is in the file as of this commit; empty: as it is */
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
/* How many of the findings are to be printed, where people read them. */
ptrdiff_t report_printed(const struct report *r);
/* Takes the next file's findings off *rest (of *n); false when there are none left. */
bool page_findings_next(const struct finding **rest, ptrdiff_t *n, struct page_findings *page);
/* Is f shown as a row under its page's stale finding?  Errors never are. */
bool finding_is_nested(const struct page_findings *page, const struct finding *f);
ptrdiff_t nested_count(const struct page_findings *page);
/* The nested findings as rows, the first ten unless style->verbose, then how many were left out. */
void nested_write(const struct pen *pen, const struct page_findings *page, int indent);

/* "path:line:column: severity: message (en: path:line) [rule]" */
void concise_line_write(const struct pen *pen, const struct finding *f);

/* --- json.c --- */

struct json_out;
void member_str(struct json_out *j, const char *key, struct str value);
void member_int(struct json_out *j, const char *key, int64_t value);
/* JSON text on its way to what may be a build log: a string that holds a log command says the same,
 * and commands nothing. */
void json_text_write(struct buf *out, struct str text);

/* --- shared.c: what the formats for other programs share --- */

/* A finding that stands by itself, with what belongs under it (only a stale page's finding has
 * any): annotations are one a stale page. */
struct entry {
	const struct finding *f;
	struct page_findings page; /* n is 0 where nothing belongs under f */
};
struct entries VEC(struct entry);
/* All but the nested findings, which are in their parents' entries; with style->verbose each is an
 * entry. */
struct entries entries_of(struct arena *a, const struct report *r);
/* The same, errors first, then warnings. */
struct entries entries_gravest_first(struct arena *a, const struct report *r);
/* "5 differences on this page belong to it: heading-missing 3, link-missing 2"; empty when none do.
 */
struct str nested_summary(struct arena *a, const struct entry *e);
const struct rule_info *rule_of(const struct finding *f);
/* Line and column of a place, from 1. */
uint32_t line_of(const struct place *at);
uint32_t column_of(const struct place *at);

/* A path as the report spells it: below r->root where it lies there, else as it is. */
struct str report_path(struct arena *a, const struct report *r, struct str file);
/* Is such a path below r->root? */
bool path_is_inside(struct str path);
/* "en/a.md:79:1", with the commit where it is not today's page; empty when f has no other side. */
struct str source_position(struct arena *a, const struct report *r, const struct finding *f);
/* "en/a.md:79:1: item 3 has no counterpart"; a label alone says nothing. */
struct str source_and_label(struct arena *a, struct str source, struct str label);
/* "this list has 2 items (see en/a.md:79:1); 3 differences ..." */
struct str one_line(struct arena *a, const struct report *r, const struct entry *e);
/* The web address of f's page or its English page, empty when it is not known. */
struct str page_address(struct arena *a, const struct report *r, const struct place *at);
struct str source_address(struct arena *a, const struct report *r, const struct finding *f);

/* Text in one line of a build log: see report_escape. */
struct str log_text(struct arena *a, struct str text);
/* What stands for a character in a format; the table ends with a NULL. */
struct substitute {
	char c;
	const char *text;
};
void substituted_write(struct buf *out, struct str text, const struct substitute *table);
/* Text as the content of an XML element or attribute. */
void xml_write(struct buf *out, struct str text);
/* ` name="text"` */
void xml_attribute(struct buf *out, const char *name, struct str text);
/* Path as part of a URI (RFC 3986). */
void uri_write(struct buf *out, struct str path);
/* GitHub flavoured Markdown that shows f's sentence; safe in a table cell. */
struct str markdown_text(struct arena *a, const struct finding *f, enum message_part which);
/* The same for a text that holds no markup. */
void markdown_escape(struct buf *out, struct str text);

/* --- one function a format --- */

void write_full(struct buf *out, const struct report *r);
void write_concise(struct buf *out, const struct report *r);
void write_grouped(struct buf *out, const struct report *r);
void write_json(struct buf *out, const struct report *r);
void write_jsonl(struct buf *out, const struct report *r);
void write_sarif(struct buf *out, const struct report *r);
void write_github(struct buf *out, const struct report *r);
void write_gitlab(struct buf *out, const struct report *r);
void write_azure(struct buf *out, const struct report *r);
void write_teamcity(struct buf *out, const struct report *r);
void write_junit(struct buf *out, const struct report *r);
void write_checkstyle(struct buf *out, const struct report *r);
void write_rdjson(struct buf *out, const struct report *r);
void write_rdjsonl(struct buf *out, const struct report *r);
void write_markdown(struct buf *out, const struct report *r);

#endif
