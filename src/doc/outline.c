/* Building the outline: blocks, their plain text and hash, and reference definitions between them.
 */
#include <string.h>

#include "doc/outline.h"
#include "doc/refdef.h"

void
outline_init(struct outline *o, struct arena *a, const struct doc *d, const struct grammar *g,
	     struct str text)
{
	*o = (struct outline){ .a = a, .d = d, .g = g, .text = text };
	o->lines = lines_split(a, text, d->body);
	o->container = o->leaf = NO_BLOCK;
	o->last_end = d->body;
}

/* --- blocks ----------------------------------------------------------------- */

uint32_t
outline_add(struct outline *o, enum block_kind kind, struct span at)
{
	uint32_t index = (uint32_t)o->blocks.n;

	*vec_push(o->a, &o->blocks) = (struct block){
		.kind = kind,
		.depth = (uint16_t)(o->depth < UINT16_MAX ? o->depth : UINT16_MAX),
		.parent = o->container,
		.end = index + 1,
		.at = at,
	};
	o->last_end = at.off + at.len;
	return index;
}

uint32_t
outline_open(struct outline *o, enum block_kind kind, struct span at)
{
	uint32_t index = outline_add(o, kind, at);

	o->container = index;
	o->quotes += kind == BLOCK_QUOTE;
	o->depth += kind != BLOCK_TABLE;
	return index;
}

void
outline_close(struct outline *o, uint32_t container)
{
	struct block *b = &o->blocks.v[container];

	if (o->last_end > b->at.off + b->at.len)
		b->at.len = o->last_end - b->at.off;
	b->end = (uint32_t)o->blocks.n;
	o->quotes -= b->kind == BLOCK_QUOTE;
	o->depth -= b->kind != BLOCK_TABLE;
	o->container = b->parent;
}

/* --- reference definitions --------------------------------------------------- */

static void
add_refdef(struct outline *o, const struct flat *f, ptrdiff_t start, const struct refdef *r)
{
	struct span label = flat_span(f, r->label.off, (ptrdiff_t)r->label.off + r->label.len);
	struct span value = flat_span(f, r->destination.off,
				      (ptrdiff_t)r->destination.off + r->destination.len);

	*vec_push(o->a, &o->extras) = (struct fact){
		.kind = FACT_REFDEF,
		.block = NO_BLOCK,
		.value = link_unescape(o->a, str_trim(doc_slice(o->d, value))),
		.text = str_trim(doc_slice(o->d, label)),
		.at = flat_span(f, start, r->end),
		.value_at = value,
	};
}

/* Records the definitions that f begins with; returns the offset of the first line that is none. */
static ptrdiff_t
take_refdefs(struct outline *o, const struct flat *f, ptrdiff_t at, struct refdef_scan *scan)
{
	struct refdef r;

	while (at < f->text.n && refdef_parse(f->text, at, scan, &r)) {
		add_refdef(o, f, at, &r);
		at = r.end + 1;
	}
	return at;
}

struct span
outline_skip_refdefs(struct outline *o, struct span at)
{
	struct str s = str_slice(o->text, at.off, (ptrdiff_t)at.off + at.len);
	struct refdef_scan scan = { 0 };
	struct flat f;
	ptrdiff_t rest;
	uint32_t source;

	if (s.n == 0 || s.p[0] != '[' || str_find(s, S("]:"), 0) < 0)
		return at;
	f = flat_make(o->a, o->text, at, o->quotes);
	rest = take_refdefs(o, &f, 0, &scan);
	if (rest == 0 || rest >= f.text.n)
		return at;
	source = flat_source(&f, rest);
	return (struct span){ source, at.off + at.len - source };
}

static ptrdiff_t
skip_markers(struct str s, ptrdiff_t at, ptrdiff_t end)
{
	for (;;) {
		ptrdiff_t next = line_content(s, at, end, UINT32_MAX, NULL);

		next += line_list_marker(s, next, end);
		if (next == at)
			return at;
		at = next;
	}
}

/* Lines [first, last] belong to no block: between others only definitions are left. */
static void
search_gap(struct outline *o, ptrdiff_t first, ptrdiff_t last)
{
	ptrdiff_t start =
		skip_markers(o->text, lines_start(&o->lines, first), lines_end(&o->lines, first));
	ptrdiff_t end = lines_end(&o->lines, last), at = 0;
	struct refdef_scan scan = { 0 };
	struct flat f;

	if (start >= end || str_find(str_slice(o->text, start, end), S("]:"), 0) < 0)
		return;
	f = flat_make(o->a, o->text, (struct span){ (uint32_t)start, (uint32_t)(end - start) },
		      UINT32_MAX);
	while (at < f.text.n) {
		ptrdiff_t eol = str_find_char(f.text, '\n', at), rest;

		eol = eol < 0 ? f.text.n : eol;
		at = skip_markers(f.text, at, eol);
		rest = take_refdefs(o, &f, at, &scan);
		at = rest > at ? rest : eol + 1;
	}
}

void
outline_cover(struct outline *o, ptrdiff_t first, ptrdiff_t last)
{
	if (first > o->next_line && first <= o->lines.n)
		search_gap(o, o->next_line, first - 1);
	if (last + 1 > o->next_line)
		o->next_line = last + 1;
}

/* --- leaf blocks ------------------------------------------------------------- */

void
leaf_begin(struct outline *o, uint32_t b)
{
	o->leaf = b;
	o->plain.n = 0;
	o->open_anchors = 0;
	if (b != NO_BLOCK)
		o->blocks.v[b].fact = (uint32_t)o->facts.n;
}

void
leaf_text(struct outline *o, struct str text)
{
	if (o->leaf == NO_BLOCK || text.n <= 0)
		return;
	if (o->plain.cap - o->plain.n < text.n) {
		ptrdiff_t cap = o->plain.cap * 2 + text.n + 256;
		char *grown = NEW(o->a, char, cap);

		if (o->plain.n)
			memcpy(grown, o->plain.v, (size_t)o->plain.n);
		o->plain.v = grown;
		o->plain.cap = cap;
	}
	memcpy(o->plain.v + o->plain.n, text.p, (size_t)text.n);
	o->plain.n += text.n;
}

void
leaf_line_break(struct outline *o)
{
	uint32_t next;

	if (o->line_blocks.n == 0) {
		leaf_text(o, S(" "));
		return;
	}
	o->line++;
	next = o->line < o->line_blocks.n ? o->line_blocks.v[o->line] : NO_BLOCK;
	if (next == o->leaf) {
		leaf_text(o, S(" "));
		return;
	}
	leaf_end(o);
	leaf_begin(o, next);
}

ptrdiff_t
leaf_fact(struct outline *o, struct fact f)
{
	if (o->leaf == NO_BLOCK)
		return -1;
	f.block = o->leaf;
	*vec_push(o->a, &o->facts) = f;
	o->blocks.v[o->leaf].nfact++;
	return o->facts.n - 1;
}

/* True when fold() would change nothing: no two blanks in a row, none at an end, no other white
 * space.  Eight bytes at a time; a bit is set per byte as in
 * https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord. */
static bool
is_folded(const char *p, ptrdiff_t n)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
	ptrdiff_t i = 0;

	if (n == 0)
		return true;
	if (p[0] == ' ' || p[n - 1] == ' ')
		return false;
	for (; i + 8 < n; i += 7) { /* the last byte is looked at again, as the first of a pair */
		uint64_t x, control, blank;

		memcpy(&x, p + i, 8);
		control = (x - ones * ' ') & ~x & tops;
		x ^= ones * ' ';
		blank = (x - ones) & ~x & tops;
		if (control | (blank & blank >> 8))
			return false;
	}
	for (; i < n; i++) {
		if ((unsigned char)p[i] < ' ' || (p[i] == ' ' && p[i + 1] == ' '))
			return false;
	}
	return true;
}

/* Folds each run of blanks into one byte, in place; drops it at both ends.  keep_lines: a run with
 * a line end becomes a line end. */
static ptrdiff_t
fold(char *p, ptrdiff_t n, bool keep_lines)
{
	ptrdiff_t out = 0;
	char gap = 0;

	if (is_folded(p, n))
		return n;
	for (ptrdiff_t i = 0; i < n; i++) {
		char c = p[i];

		if (is_white(c)) {
			gap = keep_lines && (gap == '\n' || c == '\n') ? '\n' : ' ';
			continue;
		}
		if (gap && out > 0)
			p[out++] = gap;
		gap = 0;
		p[out++] = c;
	}
	return out;
}

static struct str
trim_right(struct str s)
{
	while (s.n > 0 && (is_blank(s.p[s.n - 1]) || s.p[s.n - 1] == '\r'))
		s.n--;
	return s;
}

/* Offset of the last line end, LF or (as cmark has it) a CR alone; -1 when there is none. */
static ptrdiff_t
last_line_end(struct str s)
{
	ptrdiff_t lf = str_rfind_char(s, '\n'), cr = str_rfind_char(s, '\r');

	return lf > cr ? lf : cr;
}

/* Where the id stands in `{#id}`, among other attributes (`{.class #id key=value}`), or in a
 * comment of MDX, where `{#id}` is no JavaScript: the id alone (React) or `#id` between blanks
 * (Docusaurus).  s ends with the closing brace; open is the other one.  False: it has none. */
static bool
find_heading_id(struct str s, ptrdiff_t open, ptrdiff_t *start, ptrdiff_t *end)
{
	struct str inner = str_slice(s, open + 1, s.n - 1);

	if (str_starts(inner, S("/*")) && str_ends(inner, S("*/")) && inner.n > 4 &&
	    inner.p[2] != ' ') {
		*start = open + 3;
		*end = s.n - 3;
		return str_find_char(str_slice(s, *start, *end), ' ', 0) < 0;
	}
	*start = s.p[open + 1] == '#' ? open + 2 : str_find(s, S(" #"), open) + 2;
	if (*start < open + 2)
		return false;
	for (*end = *start; *end < s.n - 1 && !strchr(" \t<>[]()`", s.p[*end]); ++*end) {
	}
	return true;
}

/* A heading's id: recorded, and not part of its text. */
static void
take_heading_id(struct outline *o, const struct block *b)
{
	struct str s = str_slice(o->text, b->at.off, (ptrdiff_t)b->at.off + b->at.len);
	struct str plain = { o->plain.v, o->plain.n };
	ptrdiff_t underline = last_line_end(s), open, start, end;
	struct span at, value;

	s = trim_right(underline < 0 ? s : str_slice(s, 0, underline));
	open = str_rfind_char(s, '{');
	if (open < 0 || !str_ends(s, S("}")))
		return;
	if (!find_heading_id(s, open, &start, &end))
		return;
	for (ptrdiff_t i = end; i < s.n; i++) {
		if (strchr("<>[]()`", s.p[i]))
			return; /* markup, not attributes */
	}
	at = (struct span){ b->at.off + (uint32_t)open, (uint32_t)(s.n - open) };
	value = (struct span){ b->at.off + (uint32_t)start, (uint32_t)(end - start) };
	if (value.len == 0)
		return;
	leaf_fact(o, (struct fact){ .kind = FACT_ANCHOR,
				    .value = doc_slice(o->d, value),
				    .text = doc_slice(o->d, at),
				    .at = at,
				    .value_at = value });
	if (str_rfind_char(plain, '{') >= 0)
		o->plain.n = str_rfind_char(plain, '{');
}

/* A fast look: most text has no such character. */
static bool
shows_marks(struct str s)
{
	static const char wide_open[] = "\xef\xbc\x88";

	if (str_find_char(s, '*', 0) >= 0 || str_find_char(s, '`', 0) >= 0)
		return true;
	for (ptrdiff_t i = str_find_char(s, ']', 0); i >= 0; i = str_find_char(s, ']', i)) {
		i++;
		while (i < s.n && is_blank(s.p[i]))
			i++;
		if (i < s.n &&
		    (s.p[i] == '(' || str_starts(str_slice(s, i, s.n), str_c(wide_open))))
			return true;
	}
	return false;
}

/* The end of the run of "x" that begins at or behind `from`; *from: its start. */
static ptrdiff_t
next_run(struct str s, ptrdiff_t *from)
{
	ptrdiff_t end;

	*from = str_find_char(s, 'x', *from);
	if (*from < 0)
		return -1;
	for (end = *from; end < s.n && s.p[end] == 'x';)
		end++;
	return end;
}

/* The text of a heading with what its constructs look like, where the parser saw a run of "x" for
 * each.  The runs of the page come again in the text, in the same order and of the same length. */
static struct str
with_constructs(struct outline *o, const struct block *b, struct str plain)
{
	struct str seen = str_slice(o->text, b->at.off, (ptrdiff_t)b->at.off + b->at.len);
	struct buf out = { .a = o->a };
	ptrdiff_t at = 0, end, done = 0;

	if (!was_masked(o->d, b->at))
		return str_dup(o->a, plain);
	for (; (end = next_run(seen, &at)) >= 0; at = end) {
		struct span run = { b->at.off + (uint32_t)at, (uint32_t)(end - at) };
		ptrdiff_t from = done, to = next_run(plain, &from);

		while (to >= 0 && to - from != end - at) {
			from = to;
			to = next_run(plain, &from);
		}
		if (to < 0)
			continue;
		buf_str(&out, str_slice(plain, done, from));
		buf_str(&out, doc_slice(o->d, run));
		done = to;
	}
	buf_str(&out, str_slice(plain, done, plain.n));
	return buf_take(&out);
}

static void
finish(struct outline *o, bool code)
{
	struct block *b;
	struct str plain;

	if (o->leaf == NO_BLOCK)
		return;
	b = &o->blocks.v[o->leaf];
	if (b->kind == BLOCK_HEADING && o->g && o->g->heading_ids)
		take_heading_id(o, b);
	plain = (struct str){ o->plain.v, fold(o->plain.v, o->plain.n, code) };
	b->text_len = (uint32_t)plain.n;
	b->hash = str_hash(plain, HASH_INIT);
	b->marks = !code && shows_marks(plain);
	if (b->kind == BLOCK_HEADING)
		b->info = with_constructs(o, b, plain);
	o->leaf = NO_BLOCK;
}

void
leaf_end(struct outline *o)
{
	finish(o, false);
}

void
leaf_end_code(struct outline *o)
{
	finish(o, true);
}

struct str
doc_heading_text(struct arena *a, const struct doc *d, uint32_t block)
{
	if (block >= d->nblocks || d->blocks[block].kind != BLOCK_HEADING)
		return (struct str){ 0 };
	return str_dup(a, d->blocks[block].info);
}
