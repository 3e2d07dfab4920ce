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

/* Opens the containers whose markers are at p; true when there was a list marker. */
static bool
open_containers(struct code_scan *cs, struct place *p)
{
	bool list = false;

	while (p->at < p->end && cs->items.n < MAX_ITEMS) {
		ptrdiff_t marker = line_list_marker(cs->text, p->at, p->end);
		ptrdiff_t container = QUOTE;

		if (cs->text.p[p->at] == '>') {
			marker = 1;
		} else if (marker > 0) {
			list = true;
			container = p->column + marker + 1;
		} else {
			break;
		}
		p->at += marker;
		p->column += marker;
		*vec_push(cs->a, &cs->items) = container;
		skip_blanks(cs->text, p);
		if (container != QUOTE && p->column < container + TAB && p->at < p->end)
			cs->items.v[cs->items.n - 1] = p->column;
	}
	return list;
}

/* Length of the fence at s.p[at], 0 when there is none. */
static ptrdiff_t
fence_length(struct str s, ptrdiff_t at, ptrdiff_t end)
{
	char c = at < end ? s.p[at] : 0;
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

/* Looks at the line [at, end). */
static void
look_at_line(struct code_scan *cs, ptrdiff_t at, ptrdiff_t end)
{
	struct place p = { at, 0, end };
	ptrdiff_t depth = match_containers(cs, &p);
	bool blank = p.at == p.end, starts;

	cs->code_line = cs->in_fence && depth >= cs->fence_depth;
	if (cs->code_line) {
		cs->in_fence = !closes_fence(cs, p);
		return;
	}
	starts = cs->in_fence;
	cs->in_fence = false;
	if (!blank)
		cs->items.n = depth;
	starts = open_containers(cs, &p) || starts || cs->items.n > depth || blank;
	cs->fence_len = fence_length(cs->text, p.at, end);
	if (cs->fence_len > 0) {
		cs->in_fence = cs->code_line = true;
		cs->fence = cs->text.p[p.at];
		cs->fence_depth = cs->items.n;
		starts = true;
	}
	if (starts || (p.at < end && cs->text.p[p.at] == '#'))
		cs->paragraph = at;
}

static ptrdiff_t
line_end(struct str s, ptrdiff_t at)
{
	ptrdiff_t end = str_find_char(s, '\n', at);

	return end < 0 ? s.n : end;
}

/* True when the line [at, end) starts new text after a line of a paragraph. */
static bool
interrupts(struct str s, ptrdiff_t at, ptrdiff_t end)
{
	ptrdiff_t i = line_content(s, at, end, UINT32_MAX, NULL);

	return i >= end || s.p[i] == '\r' || s.p[i] == '#' || line_list_marker(s, i, end) > 0 ||
	       fence_length(s, i, end) > 0;
}

/* The end of the paragraph that goes on with the line [at, end). */
static ptrdiff_t
paragraph_end(struct str s, ptrdiff_t at, ptrdiff_t end)
{
	ptrdiff_t i = line_content(s, at, end, UINT32_MAX, NULL);

	if (i < end && s.p[i] == '#')
		return end;
	while (end < s.n) {
		ptrdiff_t next = line_end(s, end + 1);

		if (interrupts(s, end + 1, next))
			break;
		end = next;
	}
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
	while (cs->line <= off && cs->line < cs->text.n) {
		ptrdiff_t end = line_end(cs->text, cs->line);

		cs->current = cs->line;
		cs->current_end = end;
		cs->line = end + 1;
		look_at_line(cs, cs->current,
			     end > cs->current && cs->text.p[end - 1] == '\r' ? end - 1 : end);
	}
	if (cs->code_line)
		return cs->current_end > off ? cs->current_end : off + 1;
	if (off >= cs->spans_to) {
		ptrdiff_t from = cs->paragraph > cs->spans_to ? cs->paragraph : cs->spans_to;

		find_spans(cs, from, paragraph_end(cs->text, cs->current, cs->current_end));
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
