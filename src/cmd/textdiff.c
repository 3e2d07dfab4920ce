/* Writes differences in the unified format (POSIX diff -u), or word by word as `git diff
 * --word-diff` does: what stayed is printed as it is now, blanks that changed are no change. */
#include "cmd/textdiff.h"

enum { CONTEXT = 3 };

/* What a piece of text is to the reader. */
enum part { PART_STAYED, PART_GONE, PART_CAME, PART_HEAD, PART_RANGE };

static const struct {
	const char *color, *open, *close; /* open, close: without colour */
} parts[] = {
	[PART_STAYED] = { "", "", "" },           [PART_GONE] = { "\x1b[31m", "[-", "-]" },
	[PART_CAME] = { "\x1b[32m", "{+", "+}" }, [PART_HEAD] = { "\x1b[1m", "", "" },
	[PART_RANGE] = { "\x1b[36m", "", "" },
};

struct text_diff
text_diff_of(struct arena *a, struct str old, struct str now)
{
	struct text_diff d = { .old = diff_lines(a, old), .now = diff_lines(a, now) };

	d.changes = diff_compare(a, &d.old, &d.now, true);
	d.hunks = diff_hunks(a, &d.changes, d.old.n, CONTEXT, &d.nhunks);
	d.line_ends = d.old.n && d.now.n &&
		      str_ends(d.old.v[0], S("\r\n")) != str_ends(d.now.v[0], S("\r\n"));
	return d;
}

/* Do changed lines [from, from + n) of one side meet these?  For n == 0 `from` is where something
 * is missing. */
static bool
meets(ptrdiff_t from, ptrdiff_t n, struct lines_at lines)
{
	if (!lines.from)
		return false;
	return n ? from < (ptrdiff_t)lines.to && from + n >= (ptrdiff_t)lines.from
		 : from <= (ptrdiff_t)lines.to && from >= (ptrdiff_t)lines.from - 1;
}

bool
text_diff_touches(const struct text_diff *d, const struct diff_hunk *h, struct lines_at old,
		  struct lines_at now)
{
	for (ptrdiff_t i = h->first; i < h->first + h->n; i++) {
		const struct diff_change *c = &d->changes.v[i];

		if (meets(c->a, c->na, old) || meets(c->b, c->nb, now))
			return true;
	}
	return false;
}

/* --- pieces ---------------------------------------------------------------------------- */

/* A line, or a part of one, without its line end. */
static void
write_piece(struct buf *out, struct str text, enum part part, const struct text_diff_style *style)
{
	bool color = style->report->color && part != PART_STAYED,
	     marks = style->words && !style->report->color;

	if (!text.n)
		return;
	buf_str(out, color ? str_c(parts[part].color) : marks ? str_c(parts[part].open) : S(""));
	report_escape(out, text, style->report);
	buf_str(out, color ? S("\x1b[m") : marks ? str_c(parts[part].close) : S(""));
}

/* A text of any number of lines; marks and colours are closed at the end of each. */
static void
write_pieces(struct buf *out, struct str text, enum part part, const struct text_diff_style *style)
{
	struct str line;

	while (text.n > 0) {
		bool ends = str_find_char(text, '\n', 0) >= 0;

		str_line(&text, &line);
		write_piece(out, line, part, style);
		if (ends)
			buf_char(out, '\n');
	}
}

static struct str
without_end(struct str line)
{
	struct str text = { 0 };

	str_line(&line, &text);
	return text;
}

/* Lines [from, from + n) as one text: they stand side by side in it. */
static struct str
together(const struct diff_items *lines, ptrdiff_t from, ptrdiff_t n)
{
	const struct str *first = lines->v + from, *last = first + n - 1;

	return n ? (struct str){ first->p, last->p + last->n - first->p } : S("");
}

/* --- line by line ------------------------------------------------------------------------- */

/* The sign is escaped with its line, so that no log command can hide behind it. */
static void
write_signed(struct buf *out, char sign, struct str line, enum part part,
	     const struct text_diff_style *style)
{
	struct buf b = { .a = out->a };
	const struct text_diff_style plain = { style->report, false };

	buf_char(&b, sign);
	buf_str(&b, without_end(line));
	write_piece(out, buf_take(&b), part, &plain);
	buf_char(out, '\n');
	if (!str_ends(line, S("\n")))
		buf_str(out, S("\\ No newline at end of file\n"));
}

static void
write_change_lines(struct buf *out, const struct text_diff *d, const struct diff_change *c,
		   const struct text_diff_style *style)
{
	for (ptrdiff_t i = 0; i < c->na; i++)
		write_signed(out, '-', d->old.v[c->a + i], PART_GONE, style);
	for (ptrdiff_t i = 0; i < c->nb; i++)
		write_signed(out, '+', d->now.v[c->b + i], PART_CAME, style);
}

/* --- word by word --------------------------------------------------------------------------- */

/* Offset in text where word i begins, or where word i - 1 ends. */
static ptrdiff_t
word_start(struct str text, const struct diff_items *words, ptrdiff_t i)
{
	return words->v[i].p - text.p;
}

static ptrdiff_t
word_end(struct str text, const struct diff_items *words, ptrdiff_t i)
{
	return i < 0 ? 0 : words->v[i].p + words->v[i].n - text.p;
}

/* What stands between two words that are not both there any more: one blank, or a new line. */
static void
write_gap(struct buf *out, struct str text, ptrdiff_t from, ptrdiff_t to)
{
	if (from < to)
		buf_char(out, str_find_char(str_slice(text, from, to), '\n', 0) >= 0 ? '\n' : ' ');
}

/* Words that are gone and that no other words replace: with the blanks that were around them. */
static void
write_gone(struct buf *out, struct str old, const struct diff_items *x, const struct diff_change *c,
	   const struct text_diff_style *style)
{
	ptrdiff_t from = word_start(old, x, c->a), end = word_end(old, x, c->a + c->na - 1);

	if (c->b > 0)
		write_gap(out, old, word_end(old, x, c->a - 1), from);
	write_pieces(out, str_slice(old, from, end), PART_GONE, style);
	if (c->b == 0 && c->a + c->na < x->n)
		write_gap(out, old, end, word_start(old, x, c->a + c->na));
}

/* Old and new words of some lines, and what became of them. */
struct word_diff {
	struct str old, now;
	struct diff_items x, y;
	struct diff d;
};

static struct word_diff
word_diff_of(struct arena *a, struct str old, struct str now)
{
	struct word_diff w = {
		.old = old, .now = now, .x = diff_words(a, old), .y = diff_words(a, now)
	};

	w.d = diff_compare(a, &w.x, &w.y, false);
	return w;
}

static void
write_words(struct buf *out, const struct word_diff *w, const struct text_diff_style *style)
{
	ptrdiff_t at = 0; /* in now */

	for (ptrdiff_t i = 0; i < w->d.n; i++) {
		const struct diff_change *c = &w->d.v[i];
		ptrdiff_t from =
			c->nb ? word_start(w->now, &w->y, c->b) : word_end(w->now, &w->y, c->b - 1);
		ptrdiff_t end = word_end(w->now, &w->y, c->b + c->nb - 1);

		write_pieces(out, str_slice(w->now, at, from), PART_STAYED, style);
		if (!c->nb)
			write_gone(out, w->old, &w->x, c, style);
		else if (c->na)
			write_pieces(out,
				     str_slice(w->old, word_start(w->old, &w->x, c->a),
					       word_end(w->old, &w->x, c->a + c->na - 1)),
				     PART_GONE, style);
		write_pieces(out, str_slice(w->now, from, end), PART_CAME, style);
		at = end;
	}
	write_pieces(out, str_slice(w->now, at, w->now.n), PART_STAYED, style);
	if (!str_ends(w->now, S("\n")))
		buf_char(out, '\n');
}

/* Of lines that share few words with what they became, single words tell nothing. */
static bool
is_rewritten(const struct word_diff *w)
{
	ptrdiff_t stayed = w->x.n, most = w->x.n > w->y.n ? w->x.n : w->y.n;

	for (ptrdiff_t i = 0; i < w->d.n; i++)
		stayed -= w->d.v[i].na;
	return stayed * 3 < most;
}

static void
write_whole(struct buf *out, struct str text, enum part part, const struct text_diff_style *style)
{
	write_pieces(out, text, part, style);
	if (text.n && !str_ends(text, S("\n")))
		buf_char(out, '\n');
}

static void
write_change_words(struct buf *out, const struct text_diff *d, const struct diff_change *c,
		   const struct text_diff_style *style)
{
	struct str old = together(&d->old, c->a, c->na), now = together(&d->now, c->b, c->nb);
	struct word_diff w = word_diff_of(out->a, old, now);

	if (c->na && c->nb && !w.d.n) { /* only blanks differ */
		write_change_lines(out, d, c, style);
	} else if (!c->na || !c->nb || is_rewritten(&w)) {
		write_whole(out, old, PART_GONE, style);
		write_whole(out, now, PART_CAME, style);
	} else {
		write_words(out, &w, style);
	}
}

/* --- hunks ------------------------------------------------------------------------------------ */

void
text_diff_names(struct buf *out, struct str old, struct str now,
		const struct text_diff_style *style)
{
	write_piece(out, str_fmt(out->a, "--- %.*s", P(old)), PART_HEAD, style);
	buf_char(out, '\n');
	write_piece(out, str_fmt(out->a, "+++ %.*s", P(now)), PART_HEAD, style);
	buf_char(out, '\n');
}

/* "12,3", "12" for one line, "11,0" for none behind line 11. */
static struct str
range(struct arena *a, ptrdiff_t from, ptrdiff_t n)
{
	return n == 1 ? str_fmt(a, "%td", from + 1) : str_fmt(a, "%td,%td", n ? from + 1 : from, n);
}

static void
write_stayed(struct buf *out, struct str line, const struct text_diff_style *style)
{
	if (!style->words) {
		write_signed(out, ' ', line, PART_STAYED, style);
		return;
	}
	write_piece(out, without_end(line), PART_STAYED, style);
	buf_char(out, '\n');
}

void
text_diff_hunk(struct buf *out, const struct text_diff *d, const struct diff_hunk *h,
	       struct str section, const struct text_diff_style *style)
{
	ptrdiff_t at = h->b;

	write_piece(out,
		    str_fmt(out->a, "@@ -%.*s +%.*s @@", P(range(out->a, h->a, h->na)),
			    P(range(out->a, h->b, h->nb))),
		    PART_RANGE, style);
	if (section.n) {
		buf_char(out, ' ');
		report_escape(out, section, style->report);
	}
	buf_char(out, '\n');
	for (ptrdiff_t i = h->first; i < h->first + h->n; i++) {
		const struct diff_change *c = &d->changes.v[i];

		for (; at < c->b; at++)
			write_stayed(out, d->now.v[at], style);
		if (style->words)
			write_change_words(out, d, c, style);
		else
			write_change_lines(out, d, c, style);
		at = c->b + c->nb;
	}
	for (; at < h->b + h->nb; at++)
		write_stayed(out, d->now.v[at], style);
}
