/* Lines and leaf blocks without the prefixes of their containers.
 *
 * A paragraph's continuation lines lose all leading blanks and one `>` for every quote around it; a
 * line that lacks some of them continues it lazily (CommonMark 0.30, section 5.1). */
#include <string.h>

#include "doc/flat.h"

bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

char
byte_at(struct str s, ptrdiff_t i)
{
	if (i < 0 || i >= s.n)
		return 0;
	return s.p[i];
}

ptrdiff_t
tick_run(struct str s, ptrdiff_t at)
{
	ptrdiff_t n = 0;

	while (at + n < s.n && s.p[at + n] == '`')
		n++;
	return n;
}

bool
is_escaped(struct str s, ptrdiff_t at)
{
	ptrdiff_t n = 0;

	while (n < at && s.p[at - n - 1] == '\\')
		n++;
	return n % 2 == 1;
}

/* The first line end at or after `at`, or the end of text. */
static ptrdiff_t
next_eol(struct str text, ptrdiff_t at, bool lone_cr)
{
	const char *lf;

	if (!lone_cr) {
		lf = at < text.n ? memchr(text.p + at, '\n', (size_t)(text.n - at)) : NULL;
		return lf ? lf - text.p : text.n;
	}
	while (at < text.n && text.p[at] != '\n' && text.p[at] != '\r')
		at++;
	return at;
}

/* The start of the line after the line end at `eol`. */
static ptrdiff_t
after_eol(struct str text, ptrdiff_t eol)
{
	if (eol + 1 < text.n && text.p[eol] == '\r' && text.p[eol + 1] == '\n')
		return eol + 2;
	return eol + 1;
}

struct lines
lines_split(struct arena *a, struct str text, ptrdiff_t from)
{
	bool has_cr = str_find_char(text, '\r', from) >= 0;
	struct VEC(uint32_t) v = { 0 };

	for (ptrdiff_t at = from, eol;; at = after_eol(text, eol)) {
		*vec_push(a, &v) = (uint32_t)at;
		eol = next_eol(text, at, has_cr);
		if (eol >= text.n || after_eol(text, eol) >= text.n)
			break;
	}
	return (struct lines){ text, v.v, v.n };
}

ptrdiff_t
lines_start(const struct lines *l, ptrdiff_t i)
{
	return i < l->n ? (ptrdiff_t)l->v[i] : l->text.n;
}

ptrdiff_t
lines_end(const struct lines *l, ptrdiff_t i)
{
	ptrdiff_t start = lines_start(l, i), end = lines_start(l, i + 1);

	if (end > start && l->text.p[end - 1] == '\n')
		end--;
	if (end > start && l->text.p[end - 1] == '\r')
		end--;
	return end;
}

ptrdiff_t
line_content(struct str text, ptrdiff_t at, ptrdiff_t end, unsigned quotes, unsigned *left)
{
	for (;; at++) {
		while (at < end && is_blank(text.p[at]))
			at++;
		if (quotes == 0 || at >= end || text.p[at] != '>')
			break;
		quotes--;
	}
	if (left)
		*left = quotes;
	return at;
}

ptrdiff_t
line_list_marker(struct str s, ptrdiff_t at, ptrdiff_t end)
{
	ptrdiff_t i = at;

	if (at >= end)
		return 0;
	if (s.p[i] == '-' || s.p[i] == '+' || s.p[i] == '*') {
		i++;
	} else {
		while (i < end && i - at < 9 && is_digit(s.p[i]))
			i++;
		if (i == at || i == end || (s.p[i] != '.' && s.p[i] != ')'))
			return 0;
		i++;
	}
	return i == end || is_blank(s.p[i]) ? i - at : 0;
}

/* Copies the lines of text[at, end) that follow the first one. */
static void
join_lines(struct arena *a, struct str text, struct span at, unsigned quotes, struct flat *f)
{
	struct VEC(struct flat_line) v = { 0 };
	char *out = NEW(a, char, (ptrdiff_t)at.len + 1);
	ptrdiff_t pos = at.off, end = pos + at.len, n = 0;
	struct str part = str_slice(text, 0, end);

	for (bool first = true; pos < end; first = false) {
		ptrdiff_t eol = next_eol(part, pos, true), next = after_eol(part, eol);

		if (!first) {
			out[n++] = '\n';
			pos = line_content(text, pos, eol, quotes, NULL);
		}
		*vec_push(a, &v) = (struct flat_line){ (uint32_t)n, (uint32_t)pos };
		if (eol > pos)
			memcpy(out + n, text.p + pos, (size_t)(eol - pos));
		n += eol - pos;
		pos = next;
	}
	f->text = (struct str){ out, n };
	f->lines = v.v;
	f->n = v.n;
}

struct flat
flat_make(struct arena *a, struct str text, struct span at, unsigned quotes)
{
	struct str s = str_slice(text, at.off, (ptrdiff_t)at.off + at.len);
	struct flat f = { .text = s, .n = 1 };

	if (str_find_char(s, '\n', 0) >= 0 || str_find_char(s, '\r', 0) >= 0) {
		join_lines(a, text, at, quotes, &f);
		return f;
	}
	f.lines = NEW(a, struct flat_line, 1);
	f.lines[0].source = at.off;
	return f;
}

uint32_t
flat_source(const struct flat *f, ptrdiff_t off)
{
	ptrdiff_t lo = 0, hi = f->n;

	while (hi - lo > 1) {
		ptrdiff_t mid = lo + (hi - lo) / 2;

		if ((ptrdiff_t)f->lines[mid].flat <= off)
			lo = mid;
		else
			hi = mid;
	}
	return f->n ? f->lines[lo].source + (uint32_t)(off - f->lines[lo].flat) : (uint32_t)off;
}

struct span
flat_span(const struct flat *f, ptrdiff_t from, ptrdiff_t to)
{
	uint32_t start = flat_source(f, from);

	if (to <= from)
		return (struct span){ start, 0 };
	return (struct span){ start, flat_source(f, to - 1) + 1 - start };
}

unsigned
block_quotes(const struct block *blocks, uint32_t b)
{
	unsigned n = 0;

	for (b = blocks[b].parent; b != NO_BLOCK; b = blocks[b].parent)
		n += blocks[b].kind == BLOCK_QUOTE;
	return n;
}
