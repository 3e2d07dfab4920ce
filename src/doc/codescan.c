/* Which bytes of a page are code: a light reading of CommonMark's block structure, exact for fenced
 * code in quotes and list items as far as people write them, and its rule for code spans: a run of
 * backticks is closed by the next run of the same length in the same paragraph. */
#include <string.h>

#include "doc/codescan.h"
#include "doc/flat.h"

enum { QUOTE = -1, MAX_ITEMS = 100, TAB = 4, MAX_RUN = 80, MIN_FENCE = 3 };

void
code_scan_init(struct code_scan *cs, struct arena *a, struct str text, ptrdiff_t from)
{
	*cs = (struct code_scan){ .text = text, .a = a, .line = from, .paragraph = from };
	cs->spans_from = cs->spans_to = from;
	cs->has_cr = str_find_char(text, '\r', from) >= 0;
}

/* A place in a line. */
struct place {
	ptrdiff_t at, column, end;
};

static void
skip_blanks(struct str s, struct place *p)
{
	while (p->at < p->end && is_blank(s.p[p->at])) {
		p->column += s.p[p->at] == '\t' ? TAB - p->column % TAB : 1;
		p->at++;
	}
}

/* How many of the open containers the line continues; moves p to its first byte after them. */
static ptrdiff_t
match_containers(const struct code_scan *cs, struct place *p)
{
	ptrdiff_t n = 0;

	for (; n < cs->items.n; n++) {
		skip_blanks(cs->text, p);
		if (p->at == p->end && cs->items.v[n] != QUOTE)
			continue; /* a blank line ends no item */
		if (cs->items.v[n] == QUOTE) {
			if (p->at >= p->end || cs->text.p[p->at] != '>')
				break;
			p->at++;
			p->column++;
		} else if (p->column < cs->items.v[n]) {
			break;
		}
	}
	skip_blanks(cs->text, p);
	return n;
}

/* Length of the quote or list marker at p; *quote tells which.  Within a paragraph only a bullet or
 * the number 1 with text behind it starts a list. */
static ptrdiff_t
container_marker(struct str s, struct place p, bool in_paragraph, bool *quote)
{
	ptrdiff_t marker;

	*quote = p.at < p.end && s.p[p.at] == '>';
	if (*quote)
		return 1;
	marker = line_list_marker(s, p.at, p.end);
	if (!in_paragraph || marker == 0)
		return marker;
	if (marker > 2 || (marker == 2 && s.p[p.at] != '1'))
		return 0;
	p.at += marker;
	skip_blanks(s, &p);
	return p.at < p.end ? marker : 0;
}

/* Opens the containers whose markers are at p. */
static void
open_containers(struct code_scan *cs, struct place *p, bool in_paragraph)
{
	while (p->at < p->end && cs->items.n < MAX_ITEMS) {
		bool quote;
		ptrdiff_t marker = container_marker(cs->text, *p, in_paragraph, &quote);
		ptrdiff_t column = p->column + marker + 1;

		if (marker == 0)
			break;
		in_paragraph = false;
		p->at += marker;
		p->column += marker;
		skip_blanks(cs->text, p);
		if (p->column < column + TAB && p->at < p->end)
			column = p->column;
		*vec_push(cs->a, &cs->items) = quote ? QUOTE : column;
	}
}

/* Length of the fence at s.p[at], 0 when there is none. */
static ptrdiff_t
fence_length(struct str s, ptrdiff_t at, ptrdiff_t end)
{
	char c = byte_at(str_slice(s, 0, end), at);
	ptrdiff_t n = 0;

	if (c != '`' && c != '~')
		return 0;
	while (at + n < end && s.p[at + n] == c)
		n++;
	if (n < MIN_FENCE || (c == '`' && str_find_char(str_slice(s, at + n, end), '`', 0) >= 0))
		return 0;
	return n;
}

static bool
closes_fence(const struct code_scan *cs, struct place p)
{
	ptrdiff_t n = 0;

	while (p.at + n < p.end && cs->text.p[p.at + n] == cs->fence)
		n++;
	if (n < cs->fence_len)
		return false;
	p.at += n;
	skip_blanks(cs->text, &p);
	return p.at == p.end;
}

static bool
is_heading(struct str s, struct place p)
{
	ptrdiff_t n = 0;

	while (p.at + n < p.end && s.p[p.at + n] == '#')
		n++;
	return n > 0 && n <= 6 && (p.at + n == p.end || is_blank(s.p[p.at + n]));
}

/* Notes the fence at p. */
static void
found_fence(struct code_scan *cs, struct place p)
{
	ptrdiff_t column = 0;

	cs->fence_at = p.at;
	cs->fence_indent = 0;
	for (ptrdiff_t i = 0; i < cs->items.n; i++) {
		if (cs->items.v[i] == QUOTE)
			return;
		column = cs->items.v[i];
	}
	cs->fence_indent = p.column - column;
}

/* Looks at the line [at, end), which is no fenced code; p is behind its containers, `depth` of
 * them. */
static void
look_at_text(struct code_scan *cs, ptrdiff_t at, struct place p, ptrdiff_t depth)
{
	struct str s = cs->text;
	bool quote, heading, blank = p.at == p.end, closed = depth < cs->items.n;
	bool opens = container_marker(s, p, cs->in_text && !closed, &quote) > 0;

	cs->depth = depth;
	if (!opens && !blank && cs->in_text && closed && !is_heading(s, p) &&
	    fence_length(s, p.at, p.end) == 0)
		return; /* a lazy continuation line */
	cs->items.n = depth;
	open_containers(cs, &p, cs->in_text && !closed);
	cs->depth = cs->items.n;
	cs->fence_len = fence_length(s, p.at, p.end);
	heading = is_heading(s, p);
	if (cs->fence_len > 0) {
		cs->in_fence = cs->code_line = true;
		cs->fence = s.p[p.at];
		cs->fence_depth = cs->items.n;
		found_fence(cs, p);
	}
	if (!cs->in_text || opens || closed || blank || heading || cs->in_fence)
		cs->paragraph = at;
	cs->in_text = p.at < p.end && !heading && !cs->in_fence;
}

/* Looks at the line [at, end). */
static void
look_at_line(struct code_scan *cs, ptrdiff_t at, ptrdiff_t end)
{
	struct place p = { at, 0, end };
	ptrdiff_t depth = match_containers(cs, &p);

	cs->fence_at = -1;
	cs->code_line = cs->in_fence && depth >= cs->fence_depth;
	if (cs->code_line) {
		cs->in_fence = !closes_fence(cs, p);
		if (!cs->in_fence)
			found_fence(cs, p);
		return;
	}
	cs->in_fence = false;
	look_at_text(cs, at, p, depth);
}

/* The end of the line at `at`: its LF (a CR may stand before it) or lone CR. */
static ptrdiff_t
line_end(const struct code_scan *cs, ptrdiff_t at)
{
	ptrdiff_t end = str_find_char(cs->text, '\n', at), cr;

	end = end < 0 ? cs->text.n : end;
	cr = cs->has_cr ? str_find_char(str_slice(cs->text, 0, end), '\r', at) : -1;
	return cr >= 0 && (cr + 1 < end || end == cs->text.n) ? cr : end;
}

static ptrdiff_t
without_cr(struct str s, ptrdiff_t at, ptrdiff_t end)
{
	return end > at && s.p[end - 1] == '\r' ? end - 1 : end;
}

/* Takes the next line. */
static void
advance(struct code_scan *cs)
{
	ptrdiff_t end = line_end(cs, cs->line);

	cs->current = cs->line;
	cs->current_end = end;
	cs->line = end + 1;
	look_at_line(cs, cs->current, without_cr(cs->text, cs->current, end));
}

/* The end of the paragraph that the last line belongs to: looks ahead and comes back. */
static ptrdiff_t
paragraph_end(struct code_scan *cs)
{
	struct code_scan saved = *cs;
	ptrdiff_t items[MAX_ITEMS], end = cs->current_end;

	if (saved.items.n > 0)
		memcpy(items, saved.items.v, sizeof *items * (size_t)saved.items.n);
	while (cs->in_text && cs->line < cs->text.n) {
		advance(cs);
		if (cs->paragraph != saved.paragraph)
			break;
		end = cs->current_end;
	}
	*cs = saved;
	if (saved.items.n > 0)
		memcpy(cs->items.v, items, sizeof *items * (size_t)saved.items.n);
	return end;
}

/* Collects the runs of backticks of text[from, to). */
static void
find_runs(struct code_scan *cs, ptrdiff_t from, ptrdiff_t to)
{
	struct str s = str_slice(cs->text, 0, to);

	cs->runs.n = 0;
	for (ptrdiff_t i = str_find_char(s, '`', from); i >= 0; i = str_find_char(s, '`', i)) {
		ptrdiff_t n = 0;

		while (i + n < to && s.p[i + n] == '`')
			n++;
		*vec_push(cs->a, &cs->runs) = (struct span){ (uint32_t)i, (uint32_t)n };
		i += n;
	}
}

/* Finds the code spans of text[from, to). */
static void
find_spans(struct code_scan *cs, ptrdiff_t from, ptrdiff_t to)
{
	ptrdiff_t next_of[MAX_RUN + 1];
	ptrdiff_t *closer, n;

	cs->spans.n = cs->next_span = 0;
	cs->spans_from = from;
	cs->spans_to = to;
	find_runs(cs, from, to);
	n = cs->runs.n;
	if (n < 2)
		return;
	closer = NEW(cs->a, ptrdiff_t, n);
	memset(next_of, 0, sizeof next_of);
	for (ptrdiff_t i = n - 1; i >= 0; i--) {
		uint32_t len = cs->runs.v[i].len;

		closer[i] = len <= MAX_RUN ? next_of[len] : 0;
		if (len <= MAX_RUN)
			next_of[len] = i;
	}
	for (ptrdiff_t i = 0; i < n; i++) {
		struct span open = cs->runs.v[i], close;

		if (closer[i] == 0 || is_escaped(cs->text, open.off))
			continue;
		i = closer[i];
		close = cs->runs.v[i];
		*vec_push(cs->a, &cs->spans) =
			(struct span){ open.off, close.off + close.len - open.off };
	}
}

ptrdiff_t
code_scan_at(struct code_scan *cs, ptrdiff_t off)
{
	while (cs->line <= off && cs->line < cs->text.n)
		advance(cs);
	if (cs->code_line)
		return cs->current_end > off ? cs->current_end : off + 1;
	if (off >= cs->spans_to) {
		ptrdiff_t from = cs->paragraph > cs->spans_to ? cs->paragraph : cs->spans_to;

		find_spans(cs, from, paragraph_end(cs));
	}
	while (cs->next_span < cs->spans.n) {
		struct span s = cs->spans.v[cs->next_span];

		if (off < (ptrdiff_t)s.off)
			break;
		if (off < (ptrdiff_t)s.off + s.len)
			return (ptrdiff_t)s.off + s.len;
		cs->next_span++;
	}
	return -1;
}

/* Columns of the blanks before p, counted from the innermost container around it. */
static ptrdiff_t
indent_of(const struct code_scan *cs, struct place p)
{
	ptrdiff_t top = cs->depth > 0 ? cs->items.v[cs->depth - 1] : 0, blanks = 0;

	if (top != QUOTE)
		return p.column - top;
	while (p.at - blanks > cs->current && is_blank(cs->text.p[p.at - blanks - 1]))
		blanks++;
	return blanks - 1; /* one belongs to the quote */
}

ptrdiff_t
code_scan_open(struct code_scan *cs, ptrdiff_t off)
{
	struct place p = { cs->current, 0, off };
	ptrdiff_t indent, back;

	while (p.at < off) {
		ptrdiff_t before = p.at;

		skip_blanks(cs->text, &p);
		p.column += p.at == before;
		p.at += p.at == before;
	}
	indent = indent_of(cs, p);
	if (indent >= TAB || cs->depth >= MAX_ITEMS)
		return -1;
	back = p.column % TAB < indent ? p.column % TAB : indent;
	for (ptrdiff_t i = 1; i <= back; i++)
		back = cs->text.p[off - i] == ' ' ? back : 0;
	for (ptrdiff_t i = 0; i < cs->depth; i++) /* no columns of the page in a quote */
		back = cs->items.v[i] == QUOTE ? 0 : back;
	cs->items.n = cs->depth;
	*vec_push(cs->a, &cs->items) = p.column - back + TAB;
	cs->depth++;
	cs->in_text = false;
	return off - back;
}

bool
code_scan_line(struct code_scan *cs)
{
	if (cs->line >= cs->text.n)
		return false;
	advance(cs);
	return true;
}
