/* Source lines with marks under them, in the manner of rustc: a gutter with line numbers, `^` under
 * what to change, `-` under evidence, a bar beside what spans lines.  Everything is measured in
 * terminal columns, and a line too long for the terminal is cut on both sides so that its mark
 * stays in sight. */
#include "base/utf8.h"
#include "diag/config_error.h"
#include "report/internal.h"

enum { MIN_ROOM = 20, MIN_CONTEXT = 12, MAX_QUOTE = 60, MAX_LINE_MARK = 40 };

/* U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE; no string literals, which would
 * have tools warn of them. */
static const char isolate_bytes[] = { '\xe2', '\x81', '\xa8' };
static const char isolate_end_bytes[] = { '\xe2', '\x81', '\xa9' };
#define ISOLATE     ((struct str){ isolate_bytes, 3 })
#define ISOLATE_END ((struct str){ isolate_end_bytes, 3 })

/* One source line measured and cut, all in columns. */
struct strip {
	struct str text;
	int from, to;             /* the columns that are shown */
	bool cut_left, cut_right; /* an ellipsis stands there */
	bool rtl;                 /* holds right-to-left letters */
	int mark, mark_end;       /* columns of the mark as shown, from the left edge */
};

/* Columns of the whole text, and of the mark in it. */
struct extent {
	int columns, mark, mark_end;
	bool rtl;
};

static int
smaller(int a, int b)
{
	return a < b ? a : b;
}

static struct extent
measure(const struct snippet_line *l, const struct report_style *style)
{
	ptrdiff_t mark_end = (ptrdiff_t)l->mark + (l->mark_len > 0 ? l->mark_len : 1);
	struct extent e = { .mark = -1, .mark_end = -1 };
	struct cell c;

	for (ptrdiff_t off = 0; off < l->text.n;) {
		ptrdiff_t peek = off;

		e.rtl |= utf8_is_rtl(utf8_next(l->text, &peek));
		cell_next(&c, l->text, &off, style);
		if (e.mark < 0 && off > (ptrdiff_t)l->mark)
			e.mark = e.columns;
		e.columns += c.columns;
		if (e.mark_end < 0 && off >= mark_end)
			e.mark_end = e.columns;
	}
	if (e.mark < 0)
		e.mark = e.columns;
	if (e.mark_end < 0)
		e.mark_end = e.columns;
	/* A caret is never invisible, not even behind the line's end or under a combining mark. */
	if (e.mark_end <= e.mark)
		e.mark_end = e.mark + 1;
	if (l->mark_len == 0)
		e.mark_end = e.mark + 1;
	return e;
}

/* The first column to show when `room` columns are there for text and both ellipses. */
static int
window_start(const struct extent *e, int room, int dots, bool cut_right)
{
	int inner = room - 2 * dots, width = e->mark_end - e->mark, from;

	if (e->mark_end + MIN_CONTEXT <= room - dots)
		return 0;
	from = width >= inner ? e->mark : e->mark - (inner - width) / 2;
	/* At the line's end no second ellipsis is needed. */
	if (!cut_right && from + inner + dots > e->columns)
		from = e->columns - inner - dots;
	return from > dots ? from : 0;
}

/* `keep_start`: the line's beginning is shown wherever the mark is, so that the lines of one place
 * stand under each other. */
static struct strip
strip_make(const struct snippet_line *l, int room, bool keep_start,
	   const struct report_style *style)
{
	struct extent e = measure(l, style);
	struct strip s = { .text = l->text, .rtl = e.rtl, .to = e.columns };
	int dots = style->utf8 ? 1 : 3, left, limit;
	bool fits = e.columns + (l->cut_left + l->cut_right) * dots <= room;

	if (!fits && !keep_start)
		s.from = window_start(&e, room, dots, l->cut_right);
	s.cut_left = s.from > 0 || l->cut_left;
	left = s.cut_left ? dots : 0;
	s.cut_right = l->cut_right || e.columns - s.from + left > room;
	if (e.columns - s.from + left + s.cut_right * dots > room)
		s.to = s.from + room - left - dots;
	limit = s.to - s.from + left;
	s.mark = smaller(e.mark - s.from + left, limit);
	s.mark_end = e.mark_end - s.from + left;
	if (s.cut_right)
		s.mark_end = smaller(s.mark_end, limit);
	if (s.mark_end <= s.mark)
		s.mark_end = s.mark + 1;
	return s;
}

static void
strip_write(const struct pen *pen, const struct strip *s)
{
	bool isolate = s->rtl && pen->style->tty && pen->style->utf8;
	int column = 0;
	struct cell c;

	if (s->cut_left)
		buf_str(pen->out, ellipsis(pen->style));
	if (isolate)
		buf_str(pen->out, ISOLATE);
	for (ptrdiff_t off = 0; off < s->text.n;) {
		int start = column;

		cell_next(&c, s->text, &off, pen->style);
		column += c.columns;
		/* A wide cell half inside the window leaves blanks, so that the mark below stays in
		 * place. */
		if (start >= s->from && column <= s->to)
			buf_str(pen->out, c.text);
		else if (start < s->to && column > s->from)
			buf_repeat(pen->out, ' ',
				   smaller(column, s->to) - (start > s->from ? start : s->from));
	}
	if (isolate)
		buf_str(pen->out, ISOLATE_END);
	if (s->cut_right)
		buf_str(pen->out, ellipsis(pen->style));
}

/* --- rows of a diagram -------------------------------------------------------- */

/* Where a diagram's rows go and how wide they may be. */
struct canvas {
	const struct pen *pen;
	const struct diagram *d;
	int gutter, room;
};

/* "   |", or " 12 |" for a line number. */
static void
gutter_write(const struct pen *pen, int gutter, uint32_t line)
{
	struct str number = line ? str_fmt(pen->work, "%*u |", gutter, line)
				 : str_fmt(pen->work, "%*s |", gutter, "");

	report_paint(pen->out, PAINT_GUTTER, number, pen->style);
}

static struct str
label_of(const struct diagram *d)
{
	return d->label.n == 0 && d->insert_after ? S("insert after this line") : d->label;
}

/* The marked bytes of a line in backticks, the first MAX_QUOTE columns of them. */
static void
quote_write(const struct pen *pen, const struct snippet_line *l)
{
	struct str all = str_slice(l->text, l->mark, (ptrdiff_t)l->mark + l->mark_len);
	ptrdiff_t off = 0;
	struct cell c;

	buf_str(pen->out, S(" `"));
	if (pen->style->utf8)
		buf_str(pen->out, ISOLATE);
	for (int columns = 0; off < all.n && columns < MAX_QUOTE; columns += c.columns) {
		cell_next(&c, all, &off, pen->style);
		buf_str(pen->out, c.text);
	}
	if (off < all.n)
		buf_str(pen->out, ellipsis(pen->style));
	if (pen->style->utf8)
		buf_str(pen->out, ISOLATE_END);
	buf_char(pen->out, '`');
}

/* What stands behind the marks.  A terminal that reorders a right-to-left line moves its text away
 * from the marks: then the label repeats what is marked. */
static void
label_write(const struct canvas *on, const struct snippet_line *l, bool rtl)
{
	const struct pen *pen = on->pen;
	struct str label = label_of(on->d);
	bool quote = rtl && pen->style->tty && l->mark_len > 0;

	if (quote)
		quote_write(pen, l);
	if (label.n > 0) {
		buf_str(pen->out, quote ? S(": ") : S(" "));
		report_escape(pen->out, label, pen->style);
	}
}

static void
marks_write(const struct canvas *on, const struct snippet_line *l, const struct strip *s)
{
	const struct pen *pen = on->pen;
	int width = s->mark_end - s->mark;

	/* What is inserted goes after the whole line: a long underline would only carry the label
	 * out of sight. */
	if (on->d->insert_after && width > MAX_LINE_MARK)
		width = 1;
	gutter_write(pen, on->gutter, 0);
	buf_repeat(pen->out, ' ', 1 + s->mark);
	paint_open(pen->out, on->d->paint, pen->style);
	buf_repeat(pen->out, on->d->mark, width);
	label_write(on, l, s->rtl);
	paint_close(pen->out, on->d->paint, pen->style);
	buf_char(pen->out, '\n');
}

static struct snippet_line
without_cr(const struct snippet_line *l)
{
	struct snippet_line out = *l;

	if (str_ends(out.text, S("\r")))
		out.text.n--;
	return out;
}

/* The lines as they are, marks under the last one. */
static void
rows_plain(const struct canvas *on)
{
	const struct snippet *snippet = on->d->snippet;

	for (int i = 0; i < snippet->nlines; i++) {
		struct snippet_line l = without_cr(&snippet->lines[i]);
		struct strip s = strip_make(&l, on->room, snippet->nlines > 1, on->pen->style);

		gutter_write(on->pen, on->gutter, snippet->first_line + (uint32_t)i);
		if (l.text.n > 0)
			buf_char(on->pen->out, ' ');
		strip_write(on->pen, &s);
		buf_char(on->pen->out, '\n');
		if (i == snippet->nlines - 1)
			marks_write(on, &l, &s);
	}
}

static void
bar_write(const struct canvas *on, char bar)
{
	const char text[] = { bar, '\0' };

	buf_char(on->pen->out, ' ');
	report_paint(on->pen->out, on->d->paint, str_c(text), on->pen->style);
}

/* The row that closes a bar: under the last character of the place, or, when the place has more
 * lines than are shown, with the number of its last one. */
static void
bar_end_write(const struct canvas *on, const struct snippet_line *l, const struct strip *s)
{
	const struct pen *pen = on->pen;
	const struct place *at = on->d->at;
	uint32_t last = at->end_line - (at->end_column <= 1 && at->end_line > at->line);
	bool far = on->d->snippet->more || s->mark_end > MAX_LINE_MARK;

	gutter_write(pen, on->gutter, 0);
	buf_char(pen->out, ' ');
	paint_open(pen->out, on->d->paint, pen->style);
	buf_char(pen->out, '|');
	buf_repeat(pen->out, '_', far ? 1 : s->mark_end);
	buf_char(pen->out, on->d->mark);
	if (on->d->snippet->more && last > on->d->snippet->first_line)
		buf_fmt(pen->out, " to line %u%s", last, label_of(on->d).n > 0 ? ":" : "");
	label_write(on, l, false);
	paint_close(pen->out, on->d->paint, pen->style);
	buf_char(pen->out, '\n');
}

/* A place of several lines, with a bar beside them. */
static void
rows_barred(const struct canvas *on)
{
	const struct snippet *snippet = on->d->snippet;

	for (int i = 0; i < snippet->nlines; i++) {
		struct snippet_line l = without_cr(&snippet->lines[i]);
		struct strip s = strip_make(&l, on->room - 2, true, on->pen->style);

		gutter_write(on->pen, on->gutter, snippet->first_line + (uint32_t)i);
		bar_write(on, i == 0 ? '/' : '|');
		if (l.text.n > 0)
			buf_char(on->pen->out, ' ');
		strip_write(on->pen, &s);
		buf_char(on->pen->out, '\n');
		if (i == snippet->nlines - 1)
			bar_end_write(on, &l, &s);
	}
}

static void
location_write(const struct canvas *on, bool first)
{
	const struct pen *pen = on->pen;
	const struct place *at = on->d->at;
	struct str label = label_of(on->d);

	buf_repeat(pen->out, ' ', on->gutter);
	report_paint(pen->out, PAINT_GUTTER, first ? S("-->") : S(":::"), pen->style);
	buf_char(pen->out, ' ');
	report_escape(pen->out, at->file, pen->style);
	if (at->line > 0)
		buf_fmt(pen->out, ":%u:%u", at->line, at->column);
	report_at_commit(pen->out, on->d->commit, pen->style);
	if (on->d->snippet->nlines == 0 && label.n > 0) {
		buf_str(pen->out, S(": "));
		report_escape(pen->out, label, pen->style);
	}
	buf_char(pen->out, '\n');
}

static void
separator_write(const struct pen *pen, int gutter)
{
	gutter_write(pen, gutter, 0);
	buf_char(pen->out, '\n');
}

static void
diagram_write(const struct canvas *on, bool first)
{
	const struct snippet *snippet = on->d->snippet;

	if (!first)
		separator_write(on->pen, on->gutter);
	location_write(on, first);
	if (snippet->nlines == 0)
		return;
	separator_write(on->pen, on->gutter);
	if (on->d->insert_after || (snippet->nlines == 1 && !snippet->more))
		rows_plain(on);
	else
		rows_barred(on);
}

static void
trailer_write(const struct pen *pen, const struct trailer *t, int gutter)
{
	buf_repeat(pen->out, ' ', gutter + 1);
	report_paint(pen->out, PAINT_GUTTER, S("="), pen->style);
	buf_char(pen->out, ' ');
	if (t->word.n > 0) {
		bool help = str_eq(t->word, S("help"));

		report_paint(pen->out, help ? PAINT_HELP : PAINT_STRONG, t->word, pen->style);
		buf_str(pen->out, S(": "));
	}
	report_escape(pen->out, t->text, pen->style);
	buf_char(pen->out, '\n');
}

static int
gutter_of(const struct diagram *d, ptrdiff_t n)
{
	int digits = 1;

	for (ptrdiff_t i = 0; i < n; i++) {
		const struct snippet *s = d[i].snippet;
		uint32_t last = s->nlines > 0 ? s->first_line + (uint32_t)s->nlines - 1 : 0;

		for (int now = 1; last > 0; now++, last /= 10)
			digits = now > digits ? now : digits;
	}
	return digits;
}

int
diagrams_write(const struct pen *pen, const struct diagram *d, ptrdiff_t n, const struct trailer *t,
	       ptrdiff_t m)
{
	int gutter = gutter_of(d, n), room = pen->style->columns - gutter - 3;
	bool trailing = false;

	if (room < MIN_ROOM)
		room = MIN_ROOM;
	for (ptrdiff_t i = 0; i < n; i++) {
		struct canvas on = { pen, &d[i], gutter, room };

		if (d[i].at->file.n > 0)
			diagram_write(&on, i == 0);
	}
	for (ptrdiff_t i = 0; i < m; i++) {
		if (t[i].text.n == 0)
			continue;
		if (!trailing && d[0].at->file.n > 0)
			separator_write(pen, gutter);
		trailing = true;
		trailer_write(pen, &t[i], gutter);
	}
	return gutter;
}
