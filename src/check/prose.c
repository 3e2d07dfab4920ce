/* Stretches of prose, and the cells of table rows.
 *
 * Facts know their places only after doc_locate(), which is for pages with findings; this walk
 * reads the bytes of a block once.  It need not be exact: what it takes for prose is looked for in
 * the whole counterpart, markup included. */
#include "check/prose.h"

#include "doc/flat.h"

enum { URL_BYTES = 2048, LITERAL_MIN = 2, LITERAL_MAX = 64 };

struct prose
prose_of(const struct doc *d, struct span at)
{
	struct str all = at.off >= d->body ? d->masked : d->text;
	ptrdiff_t end = (ptrdiff_t)at.off + at.len;

	return (struct prose){ .text = str_slice(all, at.off, end),
			       .raw = str_slice(d->text, at.off, end) };
}

/* The offset behind the code span that the run at `at` opens, or behind the run. */
static ptrdiff_t
skip_code(struct prose *p, ptrdiff_t at)
{
	ptrdiff_t n = tick_run(p->text, at), i = at + n;
	bool known = n < countof(p->no_code);

	if (known && p->no_code[n] && at >= p->no_code[n])
		return i;
	for (i = str_find_char(p->text, '`', i); i >= 0; i = str_find_char(p->text, '`', i)) {
		ptrdiff_t m = tick_run(p->text, i);

		i += m;
		if (m == n)
			return i;
	}
	if (known)
		p->no_code[n] = at > 0 ? at : 1;
	return known ? at + n : p->text.n;
}

/* The offset behind the next `close`, or `at` when there is none; *none remembers that. */
static ptrdiff_t
skip_to(struct prose *p, ptrdiff_t at, char close, ptrdiff_t *none)
{
	ptrdiff_t end;

	if (*none && at >= *none)
		return at;
	end = str_find_char(p->text, close, at);
	if (end < 0)
		*none = at > 0 ? at : 1;
	return end < 0 ? at : end + 1;
}

/* The offset behind the URL whose "://" is at `colon`. */
static ptrdiff_t
skip_url(struct str s, ptrdiff_t colon)
{
	ptrdiff_t i = colon + 3, limit = i + URL_BYTES < s.n ? i + URL_BYTES : s.n;

	while (i < limit && (unsigned char)s.p[i] > ' ' && (unsigned char)s.p[i] < 0x80 &&
	       s.p[i] != ')' && s.p[i] != ']' && s.p[i] != '>' && s.p[i] != '"' && s.p[i] != '|')
		i++;
	return i;
}

/* The offset behind the construct that stands as "xxx" in the text (MASK_LETTERS), or `at` when the
 * x at `at` is one: glued to the next word it would read as a name.  A word's own x that follows a
 * construct is told from it by the construct's last byte. */
static ptrdiff_t
skip_hidden(const struct prose *p, ptrdiff_t at)
{
	ptrdiff_t end = at;

	for (ptrdiff_t i = at; i < p->text.n && p->text.p[i] == 'x'; i++) {
		if (p->raw.p[i] != 'x')
			end = i + 1;
		else if (i == at)
			return at;
	}
	return end;
}

/* The offset behind the markup at s.p[at], or `at` when it is none. */
static ptrdiff_t
skip_markup(struct prose *p, ptrdiff_t at)
{
	struct str s = p->text;
	char next = 0;

	if (at + 1 < s.n)
		next = s.p[at + 1];
	switch (s.p[at]) {
	case '`':
		return skip_code(p, at);
	case '<':
		return is_alnum(next) || next == '/' || next == '!'
			       ? skip_to(p, at, '>', &p->no_tag)
			       : at;
	case ']':
		if (next == '(')
			return skip_to(p, at, ')', &p->no_paren);
		return next == '[' ? skip_to(p, at + 1, ']', &p->no_bracket) : at;
	case '{':
		return next == '#' ? skip_to(p, at, '}', &p->no_brace) : at;
	case ':':
		return next == '/' && at + 2 < s.n && s.p[at + 2] == '/' ? skip_url(s, at) : at;
	case '\\':
		return at + 1 < s.n && next != '_' ? at + 2 : at;
	case 'x':
		return skip_hidden(p, at);
	default:
		return at;
	}
}

/* Bytes that may begin markup, or that stand for it. */
static const bool is_special[256] = {
	['`'] = true,  ['<'] = true, [']'] = true, [':'] = true,
	['\\'] = true, ['{'] = true, ['x'] = true,
};

bool
prose_next(struct prose *p, struct span *stretch)
{
	struct str s = p->text;
	ptrdiff_t from = p->at, i = from;

	while (i < s.n) {
		ptrdiff_t end;

		while (i < s.n && !is_special[(unsigned char)s.p[i]])
			i++;
		if (i >= s.n)
			break;
		end = skip_markup(p, i);
		if (end == i) {
			i++;
			continue;
		}
		if (i > from)
			break;
		from = i = end;
	}
	p->at = i;
	*stretch = (struct span){ (uint32_t)from, (uint32_t)(i - from) };
	return i > from;
}

/* --- cells -------------------------------------------------------------------- */

static struct span
trimmed(struct str s, ptrdiff_t from, ptrdiff_t to)
{
	while (from < to && (unsigned char)s.p[from] <= ' ')
		from++;
	while (to > from && (unsigned char)s.p[to - 1] <= ' ')
		to--;
	return (struct span){ (uint32_t)from, (uint32_t)(to - from) };
}

/* The end of the cell that begins at `from`: its pipe, or the end of the row. */
static ptrdiff_t
cell_end(struct prose *p, ptrdiff_t from, bool gfm_cells)
{
	ptrdiff_t i = from;

	while (i < p->text.n && p->text.p[i] != '|') {
		if (p->text.p[i] == '\\')
			i += 2;
		else if (p->text.p[i] == '`' && !gfm_cells)
			i = skip_code(p, i);
		else
			i++;
	}
	return i < p->text.n ? i : p->text.n;
}

/* Where the first cell begins: a row may or may not begin with a pipe. */
static ptrdiff_t
first_cell(struct str s)
{
	ptrdiff_t i = 0;

	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t'))
		i++;
	return i < s.n && s.p[i] == '|' ? i + 1 : 0;
}

struct span
prose_cell(const struct doc *d, struct span row, int index, bool gfm_cells)
{
	struct prose p = prose_of(d, row);
	ptrdiff_t from = first_cell(p.text), end = cell_end(&p, from, gfm_cells);
	struct span cell;

	for (; index > 0 && end < p.text.n; index--) {
		from = end + 1;
		end = cell_end(&p, from, gfm_cells);
	}
	if (index > 0 || from > p.text.n)
		return (struct span){ 0, 0 };
	cell = trimmed(p.text, from, end);
	cell.off += row.off;
	return cell;
}

int
prose_cell_at(const struct doc *d, struct span row, uint32_t off, bool gfm_cells)
{
	struct prose p = prose_of(d, row);
	ptrdiff_t end = cell_end(&p, first_cell(p.text), gfm_cells);
	int index = 0;

	for (; end < p.text.n && row.off + (uint32_t)end < off; index++)
		end = cell_end(&p, end + 1, gfm_cells);
	return index;
}

static bool
is_name(char c)
{
	return is_alnum(c) || c == '_';
}

struct span
prose_literal(const struct doc *d, struct span cell)
{
	struct str s = doc_slice(d, cell);
	ptrdiff_t from = 0, to = s.n;

	while (from < to && (s.p[from] == '*' || s.p[from] == '_'))
		from++;
	while (to > from && (s.p[to - 1] == '*' || s.p[to - 1] == '_'))
		to--;
	if (to - from < LITERAL_MIN || to - from > LITERAL_MAX || !is_name(s.p[from]))
		return (struct span){ 0, 0 };
	for (ptrdiff_t i = from; i < to; i++) {
		if (!is_name(s.p[i]) && s.p[i] != '.')
			return (struct span){ 0, 0 };
	}
	return (struct span){ cell.off + (uint32_t)from, (uint32_t)(to - from) };
}
