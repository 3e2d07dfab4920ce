/* Findings on one line each: `concise`, which editors and problem matchers read, `grouped` under
 * their pages, and the rows under a stale page's finding. */
#include "report/internal.h"

enum { NESTED_SHOWN = 10 };

/* --- pages --------------------------------------------------------------------- */

/* The parent of the children on this page, when it is itself among the findings: a filter may have
 * taken it away. */
static uint64_t
parent_among(const struct finding *v, ptrdiff_t n)
{
	uint64_t parent = 0;

	for (ptrdiff_t i = 0; i < n && parent == 0; i++)
		parent = v[i].parent;
	for (ptrdiff_t i = 0; i < n && parent != 0; i++) {
		if (v[i].fingerprint == parent)
			return parent;
	}
	return 0;
}

ptrdiff_t
report_printed(const struct report *r)
{
	return r->most && r->most < r->n ? r->most : r->n;
}

bool
page_findings_next(const struct finding **rest, ptrdiff_t *n, struct page_findings *page)
{
	ptrdiff_t i = 0;

	if (*n == 0)
		return false;
	while (i < *n && str_eq((*rest)[i].at.file, (*rest)[0].at.file))
		i++;
	*page = (struct page_findings){ *rest, i, parent_among(*rest, i) };
	*rest += i;
	*n -= i;
	return true;
}

bool
finding_is_nested(const struct page_findings *page, const struct finding *f)
{
	return page->parent != 0 && f->parent == page->parent && f->severity < SEV_ERROR;
}

ptrdiff_t
nested_count(const struct page_findings *page)
{
	ptrdiff_t count = 0;

	for (ptrdiff_t i = 0; i < page->n; i++)
		count += finding_is_nested(page, &page->v[i]);
	return count;
}

/* --- rows ---------------------------------------------------------------------- */

/* Widths of the columns of a table of rows, in bytes of ASCII. */
struct columns {
	ptrdiff_t position, rule;
};

static struct str
position_of(struct arena *work, const struct place *at)
{
	return str_fmt(work, "%u:%u", at->line, at->column);
}

/* The widths that the nested rows need, or the others. */
static struct columns
columns_of(const struct pen *pen, const struct page_findings *page, bool nested, ptrdiff_t most)
{
	struct columns c = { 0 };

	for (ptrdiff_t i = 0; i < page->n && most > 0; i++) {
		const struct finding *f = &page->v[i];
		ptrdiff_t position;

		if (finding_is_nested(page, f) != nested)
			continue;
		position = position_of(pen->work, &f->at).n;
		c.position = position > c.position ? position : c.position;
		c.rule = rule_of(f)->name.n > c.rule ? rule_of(f)->name.n : c.rule;
		most--;
	}
	return c;
}

static void
padded_write(const struct pen *pen, enum paint p, struct str text, ptrdiff_t width)
{
	report_paint(pen->out, p, text, pen->style);
	buf_repeat(pen->out, ' ', width - text.n + 2);
}

/* "30:121  error    link-missing  message   (en 25:115)"; nested rows leave the severity to their
 * parent. */
static void
row_write(const struct pen *pen, const struct finding *f, const struct columns *c,
	  struct str source_file)
{
	enum paint severity = paint_of(f->severity);

	padded_write(pen, PAINT_NONE, position_of(pen->work, &f->at), c->position);
	if (source_file.p)
		padded_write(pen, severity, severity_name(f->severity), S("warning").n);
	padded_write(pen, source_file.p ? PAINT_NONE : severity, rule_of(f)->name, c->rule);
	report_escape(pen->out, finding_text(pen->work, f, PART_TEXT), pen->style);
	if (f->source.line > 0) {
		buf_str(pen->out, S("   (en "));
		if (source_file.p && !str_eq(source_file, f->source.file)) {
			report_escape(pen->out, f->source.file, pen->style);
			buf_char(pen->out, ':');
		}
		buf_fmt(pen->out, "%u:%u)", f->source.line, f->source.column);
	}
	buf_char(pen->out, '\n');
}

void
nested_write(const struct pen *pen, const struct page_findings *page, int indent)
{
	ptrdiff_t all = nested_count(page), shown = 0;
	ptrdiff_t most = pen->style->verbose ? all : NESTED_SHOWN;
	struct columns c = columns_of(pen, page, true, most);

	for (ptrdiff_t i = 0; i < page->n && shown < most; i++) {
		if (!finding_is_nested(page, &page->v[i]))
			continue;
		buf_repeat(pen->out, ' ', indent);
		row_write(pen, &page->v[i], &c, (struct str){ 0 });
		shown++;
	}
	if (shown == all)
		return;
	buf_repeat(pen->out, ' ', indent);
	buf_str(pen->out, ellipsis(pen->style));
	buf_fmt(pen->out, " and %td more (-v lists them)\n", all - shown);
}

/* --- grouped ------------------------------------------------------------------- */

static struct str
source_file_of(const struct page_findings *page)
{
	for (ptrdiff_t i = 0; i < page->n; i++) {
		if (page->v[i].source.line > 0)
			return page->v[i].source.file;
	}
	return S("");
}

static void
page_write(const struct pen *pen, const struct page_findings *page)
{
	struct str source = source_file_of(page);
	struct columns c = columns_of(pen, page, false, page->n);

	report_paint(pen->out, PAINT_STRONG, page->v[0].at.file, pen->style);
	if (source.n > 0) {
		buf_str(pen->out, S("  <-  "));
		report_escape(pen->out, source, pen->style);
	}
	buf_char(pen->out, '\n');
	for (ptrdiff_t i = 0; i < page->n; i++) {
		const struct finding *f = &page->v[i];

		if (finding_is_nested(page, f))
			continue;
		buf_str(pen->out, S("  "));
		row_write(pen, f, &c, source);
		if (page->parent != 0 && f->fingerprint == page->parent)
			nested_write(pen, page, 6);
	}
}

void
write_grouped(struct buf *out, const struct report *r)
{
	struct arena work = { 0 };
	struct pen pen = { out, r->style, &work };
	const struct finding *rest = r->findings;
	ptrdiff_t n = report_printed(r);
	struct page_findings page;

	while (page_findings_next(&rest, &n, &page)) {
		page_write(&pen, &page);
		if (n > 0 || r->style->summary)
			buf_char(out, '\n');
		arena_reset(&work);
	}
	arena_free(&work);
	if (r->style->summary)
		report_summary(out, r);
}

/* --- concise ------------------------------------------------------------------- */

/* The shape that vim's errorformat, emacs' compilation mode and problem matchers know: research in
 * the manual's words,
 * `%f:%l:%c: %t%*[^:]: %m`. */
void
concise_line_write(const struct pen *pen, const struct finding *f)
{
	const struct report_style *style = pen->style;

	report_paint(pen->out, PAINT_STRONG, f->at.file, style);
	buf_fmt(pen->out, ":%u:%u: ", line_of(&f->at), column_of(&f->at));
	report_paint(pen->out, paint_of(f->severity), severity_name(f->severity), style);
	buf_str(pen->out, S(": "));
	report_escape(pen->out, finding_text(pen->work, f, PART_TEXT), style);
	if (f->source.line > 0) {
		buf_str(pen->out, S(" (en: "));
		report_escape(pen->out, f->source.file, style);
		buf_fmt(pen->out, ":%u", f->source.line);
		report_at_commit(pen->out, f->source_commit, style);
		buf_char(pen->out, ')');
	}
	buf_str(pen->out, S(" ["));
	report_escape(pen->out, rule_of(f)->name, style);
	buf_str(pen->out, S("]\n"));
}

void
write_concise(struct buf *out, const struct report *r)
{
	struct arena work = { 0 };
	struct pen pen = { out, r->style, &work };

	for (ptrdiff_t i = 0; i < report_printed(r); i++) {
		concise_line_write(&pen, &r->findings[i]);
		arena_reset(&work);
	}
	arena_free(&work);
	if (r->style->summary)
		report_summary(out, r);
}
