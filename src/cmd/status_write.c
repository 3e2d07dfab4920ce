/* The table of `loclint status` as text, Markdown, CSV (RFC 4180) and JSON. */
#include "cmd/status.h"

#include "base/date.h"
#include "base/json.h"
#include "base/utf8.h"

enum column_kind { NAME_LOCALE, NAME_FOLDER, NUMBER, PERCENT, DATE };

/* Columns of the tables for people and of CSV, in order. */
static const struct column {
	enum column_kind kind;
	enum status_count count;
	bool detail; /* people see it only when it says something */
	bool behind; /* stands under the title of stale pages */
	const char *title, *csv;
} columns[] = {
	{ NAME_LOCALE, COUNTS, false, false, "locale", "locale" },
	{ NAME_FOLDER, COUNTS, false, false, "folder", "folder" },
	{ NUMBER, COUNT_SOURCES, false, false, "source", "source_pages" },
	{ NUMBER, COUNT_PAGES, false, false, "pages", "pages" },
	{ NUMBER, COUNT_TRANSLATED, true, false, NULL, "translated" },
	{ PERCENT, COUNTS, false, false, "coverage", "coverage" },
	{ NUMBER, COUNT_FRESH, false, false, "fresh", "fresh" },
	{ NUMBER, COUNT_PROSE, true, true, "prose", "stale_prose" },
	{ NUMBER, COUNT_CODE, true, true, "code", "stale_code" },
	{ NUMBER, COUNT_LINKS, true, true, "links", "stale_links" },
	{ NUMBER, COUNT_FRONT_MATTER, true, true, "front matter", "stale_front_matter" },
	{ NUMBER, COUNT_WHITESPACE, true, true, "whitespace", "stale_whitespace" },
	{ NUMBER, COUNT_NO_BASE, true, true, "no base", "stale_no_base" },
	{ NUMBER, COUNT_UNPINNED, true, false, "unpinned", "unpinned" },
	{ NUMBER, COUNT_UNKNOWN, true, false, "unknown", "unknown" },
	{ NUMBER, COUNT_NOT_CHECKED, true, false, "not checked", "not_checked" },
	{ DATE, COUNTS, true, false, "oldest pin", "oldest_pin" },
	{ NUMBER, COUNT_DEFECTS, false, false, "defects", "defects" },
	{ NUMBER, COUNT_DRIFTS, true, false, "drifts", "drifts" },
	{ NUMBER, COUNT_UNCLEAR, true, false, "unclear", "unclear" },
};

#define BEHIND S("stale by change")

/* Whole percents, rounded down: 100 means all. */
static ptrdiff_t
coverage(const struct status_row *r)
{
	return r->counts[COUNT_SOURCES]
		       ? r->counts[COUNT_TRANSLATED] * 100 / r->counts[COUNT_SOURCES]
		       : 0;
}

static struct str
cell(struct arena *a, const struct column *c, const struct status_row *r)
{
	switch (c->kind) {
	case NAME_LOCALE:
		return r->locale;
	case NAME_FOLDER:
		return r->folder;
	case NUMBER:
		return str_fmt(a, "%td", r->counts[c->count]);
	case PERCENT:
		return r->counts[COUNT_SOURCES] ? str_fmt(a, "%td", coverage(r)) : S("");
	case DATE:
		break;
	}
	return r->oldest ? date_iso(a, r->oldest) : S("");
}

static bool
is_shown(const struct column *c, const struct status *s)
{
	if (c->kind == NAME_FOLDER || c->count == COUNT_SOURCES)
		return s->by_folder;
	if (!c->title)
		return false;
	return !c->detail ||
	       (c->kind == DATE ? s->total.oldest != 0 : s->total.counts[c->count] != 0);
}

/* As people read it: escaped, with "%", "-" for what is not known. */
static struct str
shown_cell(struct arena *a, const struct column *c, const struct status_row *r,
	   const struct report_style *style)
{
	struct str text = cell(a, c, r);
	struct buf b = { .a = a };

	if (c->kind == PERCENT && text.n)
		return str_fmt(a, "%.*s%%", P(text));
	if (!text.n && c->kind != NAME_FOLDER)
		return S("-");
	report_escape(&b, text, style);
	return buf_take(&b);
}

static bool
is_text(const struct column *c)
{
	return c->kind == NAME_LOCALE || c->kind == NAME_FOLDER;
}

/* --- text -------------------------------------------------------------------------- */

struct table {
	struct arena work;
	struct buf *out;
	const struct status *s;
	const struct report_style *style;
	ptrdiff_t width[countof(columns)]; /* 0: not shown */
};

static void
measure(struct table *t, const struct status_row *r)
{
	for (ptrdiff_t i = 0; i < countof(columns); i++) {
		ptrdiff_t n = utf8_columns(shown_cell(&t->work, &columns[i], r, t->style));

		if (t->width[i] && n > t->width[i])
			t->width[i] = n;
	}
}

/* One line; r NULL: the titles. */
static void
write_line(struct table *t, const struct status_row *r)
{
	struct buf line = { .a = &t->work };

	for (ptrdiff_t i = 0; i < countof(columns); i++) {
		struct str text;
		ptrdiff_t pad;

		if (!t->width[i])
			continue;
		text = r ? shown_cell(&t->work, &columns[i], r, t->style) : str_c(columns[i].title);
		pad = t->width[i] - utf8_columns(text);
		buf_repeat(&line, ' ', (line.n ? 2 : 0) + (is_text(&columns[i]) ? 0 : pad));
		buf_str(&line, text);
		buf_repeat(&line, ' ', is_text(&columns[i]) ? pad : 0);
	}
	if (r)
		buf_str(t->out, buf_take(&line));
	else
		report_paint(t->out, PAINT_STRONG, buf_take(&line), t->style);
	buf_char(t->out, '\n');
}

/* The line above the titles of the columns of stale pages. */
static void
write_group(struct table *t)
{
	ptrdiff_t before = 0, last = -1;

	for (ptrdiff_t i = 0; i < countof(columns); i++)
		last = t->width[i] && columns[i].behind ? i : last;
	if (last < 0)
		return;
	for (ptrdiff_t i = 0; i <= last; i++)
		before += t->width[i] ? t->width[i] + 2 : 0;
	before -= 2 + BEHIND.n;
	buf_repeat(t->out, ' ', before > 0 ? before : 0);
	report_paint(t->out, PAINT_STRONG, BEHIND, t->style);
	buf_char(t->out, '\n');
}

static void
write_source(struct buf *out, const struct status *s, const struct report_style *style)
{
	if (!s->source_locale.n)
		return;
	buf_str(out, S("source "));
	report_escape(out, s->source_locale, style);
	buf_fmt(out, ": %td page%s", s->sources, s->sources == 1 ? "" : "s");
	if (s->source_defects)
		buf_fmt(out, ", %td finding%s of their own", s->source_defects,
			s->source_defects == 1 ? "" : "s");
	buf_str(out, S("\n\n"));
}

static void
write_text(struct buf *out, const struct status *s, const struct report_style *style)
{
	struct table t = { .out = out, .s = s, .style = style };

	for (ptrdiff_t i = 0; i < countof(columns); i++)
		t.width[i] = is_shown(&columns[i], s) ? str_c(columns[i].title).n : 0;
	for (ptrdiff_t i = 0; i < s->nrows; i++)
		measure(&t, &s->rows[i]);
	measure(&t, &s->total);
	write_source(out, s, style);
	write_group(&t);
	write_line(&t, NULL);
	for (ptrdiff_t i = 0; i < s->nrows; i++)
		write_line(&t, &s->rows[i]);
	write_line(&t, &s->total);
	arena_free(&t.work);
}

/* --- Markdown ------------------------------------------------------------------------ */

static void
markdown_escape(struct buf *out, struct str text)
{
	for (ptrdiff_t i = 0; i < text.n; i++) {
		if (str_find_char(S("\\`*_[]<>|~&#"), text.p[i], 0) >= 0)
			buf_char(out, '\\');
		buf_char(out, text.p[i]);
	}
}

static void
markdown_row(struct buf *out, const struct status *s, const struct status_row *r,
	     const struct report_style *style)
{
	struct arena work = { 0 };

	for (ptrdiff_t i = 0; i < countof(columns); i++) {
		if (!is_shown(&columns[i], s))
			continue;
		buf_str(out, S("| "));
		markdown_escape(out, shown_cell(&work, &columns[i], r, style));
		buf_char(out, ' ');
	}
	buf_str(out, S("|\n"));
	arena_free(&work);
}

static void
write_markdown(struct buf *out, const struct status *s, const struct report_style *style)
{
	for (ptrdiff_t i = 0; i < countof(columns); i++)
		if (is_shown(&columns[i], s))
			buf_fmt(out, "| %s%s ", columns[i].behind ? "stale: " : "",
				columns[i].title);
	buf_str(out, S("|\n"));
	for (ptrdiff_t i = 0; i < countof(columns); i++)
		if (is_shown(&columns[i], s))
			buf_str(out, is_text(&columns[i]) ? S("|---") : S("|--:"));
	buf_str(out, S("|\n"));
	for (ptrdiff_t i = 0; i < s->nrows; i++)
		markdown_row(out, s, &s->rows[i], style);
	markdown_row(out, s, &s->total, style);
}

/* --- CSV ------------------------------------------------------------------------------ */

static void
csv_field(struct buf *out, struct str text)
{
	bool quote = false;

	if (text.n > 0 && str_find_char(S("=+-@"), text.p[0], 0) >= 0)
		text = str_fmt(out->a, "./%.*s", P(text)); /* the same folder */
	for (ptrdiff_t i = 0; i < text.n; i++)
		quote |= str_find_char(S(",\"\r\n"), text.p[i], 0) >= 0;
	if (!quote) {
		buf_str(out, text);
		return;
	}
	buf_char(out, '"');
	for (ptrdiff_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			buf_char(out, '"');
		buf_char(out, text.p[i]);
	}
	buf_char(out, '"');
}

/* All columns always, and no line of totals, so that programs can rely on it. */
static void
write_csv(struct buf *out, const struct status *s, const struct report_style *style)
{
	struct arena work = { 0 };

	(void)style;
	for (ptrdiff_t i = 0; i < countof(columns); i++)
		buf_fmt(out, "%s%s", i ? "," : "", columns[i].csv);
	buf_str(out, S("\r\n"));
	for (ptrdiff_t r = 0; r < s->nrows; r++) {
		for (ptrdiff_t i = 0; i < countof(columns); i++) {
			if (i)
				buf_char(out, ',');
			csv_field(out, cell(&work, &columns[i], &s->rows[r]));
		}
		buf_str(out, S("\r\n"));
	}
	arena_free(&work);
}

/* --- JSON ----------------------------------------------------------------------------- */

/* Members made of counts; `stale` and `findings` are objects of their own. */
struct member {
	const char *key;
	enum status_count count;
};

static const struct member page_members[] = {
	{ "source_pages", COUNT_SOURCES },   { "pages", COUNT_PAGES },
	{ "translated", COUNT_TRANSLATED },  { "fresh", COUNT_FRESH },
	{ "unpinned", COUNT_UNPINNED },      { "unknown", COUNT_UNKNOWN },
	{ "not_checked", COUNT_NOT_CHECKED }
};
static const struct member stale_members[] = {
	{ "prose", COUNT_PROSE },           { "code", COUNT_CODE },
	{ "links", COUNT_LINKS },           { "front_matter", COUNT_FRONT_MATTER },
	{ "whitespace", COUNT_WHITESPACE }, { "no_base", COUNT_NO_BASE }
};
static const struct member finding_members[] = { { "defect", COUNT_DEFECTS },
						 { "drift", COUNT_DRIFTS },
						 { "unknown", COUNT_UNCLEAR } };

static void
json_members(struct json_out *j, const struct member *m, ptrdiff_t n, const struct status_row *r)
{
	for (ptrdiff_t i = 0; i < n; i++) {
		json_key(j, m[i].key);
		json_int(j, r->counts[m[i].count]);
	}
}

static void
json_row(struct json_out *j, const struct status_row *r, bool named, bool by_folder)
{
	json_open(j, '{');
	if (named) {
		json_key(j, "locale");
		json_str(j, r->locale);
	}
	if (named && by_folder) {
		json_key(j, "folder");
		json_str(j, r->folder);
	}
	json_members(j, page_members, countof(page_members), r);
	json_key(j, "coverage");
	if (r->counts[COUNT_SOURCES])
		json_int(j, coverage(r));
	else
		json_null(j);
	json_key(j, "stale");
	json_open(j, '{');
	json_members(j, stale_members, countof(stale_members), r);
	json_close(j, '}');
	json_key(j, "oldest_pin");
	if (r->oldest)
		json_str(j, date_iso(j->out->a, r->oldest));
	else
		json_null(j);
	json_key(j, "findings");
	json_open(j, '{');
	json_members(j, finding_members, countof(finding_members), r);
	json_close(j, '}');
	json_close(j, '}');
}

static void
write_json(struct buf *out, const struct status *s, const struct report_style *style)
{
	struct json_out j = { .out = out };

	(void)style;
	json_open(&j, '{');
	json_key(&j, "version");
	json_int(&j, 1);
	json_key(&j, "source");
	json_open(&j, '{');
	json_key(&j, "locale");
	json_str(&j, s->source_locale);
	json_key(&j, "pages");
	json_int(&j, s->sources);
	json_key(&j, "findings");
	json_int(&j, s->source_defects);
	json_close(&j, '}');
	json_key(&j, "rows");
	json_open(&j, '[');
	for (ptrdiff_t i = 0; i < s->nrows; i++)
		json_row(&j, &s->rows[i], true, s->by_folder);
	json_close(&j, ']');
	json_key(&j, "total");
	json_row(&j, &s->total, false, false);
	json_close(&j, '}');
	buf_char(out, '\n');
}

const struct status_format status_formats[STATUS_FORMATS] = {
	{ "text", write_text },
	{ "json", write_json },
	{ "markdown", write_markdown },
	{ "csv", write_csv },
};
