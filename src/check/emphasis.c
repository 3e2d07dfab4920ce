/* Repairs of emphasis by CommonMark's rules for delimiters (0.30, section 6.2). */
#include "check/emphasis.h"

#include "base/utf8.h"

enum { MAX_TRIES = 16, MAX_BYTES = 64 << 10 };

struct leaf
leaf_read(const struct view *v, const struct doc *d, uint32_t b)
{
	struct leaf l = { .v = v, .src = NO_BLOCK, .tries = MAX_TRIES };

	l.flat = flat_make(v->work, d->masked, d->blocks[b].at, block_quotes(d->blocks, b));
	inlines_read(v->work, l.flat.text, v->site->profile->grammar.loose_emphasis, &l.in);
	/* Escaped marks and a masked number, "(****)", are meant as far as a page by itself can
	 * tell. */
	for (ptrdiff_t i = 0; !v->src && i < l.in.runs.n; i++) {
		struct run *r = &l.in.runs.v[i];

		if (r->escaped || (r->n >= 4 && r->punct_before && r->punct_after))
			r->left = 0;
	}
	return l;
}

static ptrdiff_t
stars_left(const struct inlines *in)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < in->runs.n; i++)
		n += in->runs.v[i].mark == '*' ? in->runs.v[i].left : 0;
	return n;
}

/* Reads the block again as it would be. */
bool
emphasis_works(struct leaf *l, const struct change *v, ptrdiff_t n)
{
	struct buf out = { .a = l->v->work };
	struct inlines again;
	ptrdiff_t at = 0;

	if (l->tries-- <= 0 || l->flat.text.n > MAX_BYTES)
		return false;
	for (ptrdiff_t i = 0; i < n; i++) {
		if (v[i].from < at)
			return false;
		buf_str(&out, str_slice(l->flat.text, at, v[i].from));
		buf_str(&out, v[i].text);
		at = v[i].to;
	}
	buf_str(&out, str_slice(l->flat.text, at, l->flat.text.n));
	inlines_read(l->v->work, buf_take(&out), l->v->site->profile->grammar.loose_emphasis,
		     &again);
	return stars_left(&again) < stars_left(&l->in);
}

static struct str
bytes(const struct leaf *l, ptrdiff_t from, ptrdiff_t to)
{
	return str_slice(l->flat.text, from, to);
}

ptrdiff_t
part_start(const struct run *r)
{
	return r->escaped ? r->off : r->off + r->closed;
}

ptrdiff_t
part_end(const struct run *r)
{
	return r->escaped ? r->off + r->n : part_start(r) + r->left;
}

static ptrdiff_t
previous(struct str s, ptrdiff_t at)
{
	do {
		at--;
	} while (at > 0 && ((unsigned char)s.p[at] & 0xc0) == 0x80);
	return at;
}

/* Blanks after offset `from` on the same line. */
static ptrdiff_t
blanks_after(struct str s, ptrdiff_t from)
{
	ptrdiff_t end = from;

	while (end < s.n && s.p[end] != '\n') {
		ptrdiff_t next = end;

		if (!utf8_is_space(utf8_next(s, &next)))
			break;
		end = next;
	}
	return end;
}

static ptrdiff_t
blanks_before(struct str s, ptrdiff_t to)
{
	while (to > 0 && s.p[to - 1] != '\n') {
		ptrdiff_t start = previous(s, to), end = start;

		if (!utf8_is_space(utf8_next(s, &end)))
			break;
		to = start;
	}
	return to;
}

static struct str
joined(const struct leaf *l, struct str a, struct str b)
{
	struct str parts[2] = { a, b };

	return str_join(l->v->work, parts, 2, S(""));
}

/* `** text **` -> `**text**`, the blanks outside. */
static struct repair
move_blanks(const struct leaf *l, const struct run *a, const struct run *b)
{
	struct str s = l->flat.text;
	ptrdiff_t first = blanks_after(s, part_end(a)), last = blanks_before(s, part_start(b));
	struct str blank = bytes(l, part_end(a), first);
	struct repair r = { .n = 2 };

	r.v[0] = (struct change){ part_start(a), first, bytes(l, part_start(a), part_end(a)) };
	if (!a->blank_before)
		r.v[0].text = joined(l, blank, r.v[0].text);
	blank = bytes(l, last, part_start(b));
	r.v[1] = (struct change){ last, part_end(b), bytes(l, part_start(b), part_end(b)) };
	if (!b->blank_after && !b->punct_after)
		r.v[1].text = joined(l, r.v[1].text, blank);
	return r;
}

/* Pairs of brackets and quotation marks that a mark should stand inside of. */
static bool
are_brackets(uint32_t open, uint32_t shut)
{
	static const uint32_t pairs[][2] = {
		{ '(', ')' },       { '"', '"' },       { 0xff08, 0xff09 }, { 0x300c, 0x300d },
		{ 0x300e, 0x300f }, { 0x3010, 0x3011 }, { 0x300a, 0x300b }, { 0x3008, 0x3009 },
		{ 0x201c, 0x201d }, { 0x2018, 0x2019 }, { 0xab, 0xbb },     { 0x201e, 0x201c },
		{ 0x201e, 0x201d }, { 0xff3b, 0xff3d },
	};

	for (int i = 0; i < countof(pairs); i++) {
		if (pairs[i][0] == open && pairs[i][1] == shut)
			return true;
	}
	return false;
}

/* Do the brackets at the two ends of s belong together?  Those in between come in pairs. */
static bool
is_bracketed(struct str s, uint32_t open, uint32_t shut)
{
	ptrdiff_t depth = 0;

	if (!are_brackets(open, shut))
		return false;
	for (ptrdiff_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);

		if (cp == open && (open != shut || depth == 0))
			depth++;
		else if (cp == shut)
			depth--;
		if (depth == 0)
			return i == s.n;
	}
	return false;
}

/* Punctuation that ends a clause: it can follow the mark as well. */
static bool
ends_clause(uint32_t cp)
{
	static const uint32_t ends[] = { '.',    ',',    ':',    ';',    '!',    '?',    0x3002,
					 0x3001, 0xff0c, 0xff1a, 0xff1b, 0xff01, 0xff1f, 0xff0e };

	for (int i = 0; i < countof(ends); i++) {
		if (ends[i] == cp)
			return true;
	}
	return false;
}

/* Offset of the `]` that ends the text of a link, which is all of s; -1 when s is something else.
 */
static ptrdiff_t
text_end(struct str s)
{
	ptrdiff_t depth = 0, i = 0;

	for (; i < s.n; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == '[')
			depth++;
		else if (s.p[i] == ']' && --depth == 0)
			break;
	}
	if (i + 2 >= s.n)
		return -1;
	if (s.p[i + 1] == '[')
		return str_find_char(s, ']', i + 2) == s.n - 1 ? i : -1;
	return s.p[i + 1] == '(' ? i : -1;
}

static bool
is_link(const struct leaf *l, ptrdiff_t from, ptrdiff_t to)
{
	for (ptrdiff_t i = 0; i < l->in.links.n; i++) {
		const struct span *link = &l->in.links.v[i];

		if (link->off == from && (ptrdiff_t)link->off + link->len == to)
			return true;
	}
	return false;
}

/* `**[text](target)**x` -> `[**text**](target)x`: n 0 when there is more than a link. */
static struct repair
into_link(const struct leaf *l, const struct run *a, const struct run *b)
{
	ptrdiff_t first = part_end(a), end = part_start(b), shut;
	struct str s = bytes(l, first, end);
	struct repair r = { .n = 0 };

	if (s.n == 0 || s.p[0] != '[' || (shut = text_end(s)) < 0 ||
	    (s.p[shut + 1] == '(' && !is_link(l, first, end)))
		return r;
	r.v[r.n++] = (struct change){ part_start(a), first + 1,
				      joined(l, S("["), bytes(l, part_start(a), first)) };
	r.v[r.n++] = (struct change){ first + shut, part_end(b),
				      joined(l, bytes(l, end, part_end(b)),
					     bytes(l, first + shut, end)) };
	return r;
}

/* `**「text」**x` -> `「**text**」x`, `**text。**x` -> `**text**。x`, else a blank beside the mark.
 */
static struct repair
move_punctuation(const struct leaf *l, const struct run *a, const struct run *b)
{
	struct str s = l->flat.text, mark_a = bytes(l, part_start(a), part_end(a));
	struct str mark_b = bytes(l, part_start(b), part_end(b));
	ptrdiff_t first = part_end(a), after_first = first, last = previous(s, part_start(b)),
		  end = last;
	uint32_t open = utf8_next(s, &after_first), shut = utf8_next(s, &end);
	struct repair r = into_link(l, a, b);

	if (r.n > 0)
		return r;
	if (after_first < last && is_bracketed(bytes(l, first, part_start(b)), open, shut)) {
		r.v[r.n++] = (struct change){ part_start(a), after_first,
					      joined(l, bytes(l, first, after_first), mark_a) };
		r.v[r.n++] = (struct change){ last, part_end(b),
					      joined(l, mark_b, bytes(l, last, part_start(b))) };
		return r;
	}
	if (!a->opens)
		r.v[r.n++] = (struct change){ part_start(a), part_start(a), S(" ") };
	if (!b->closes && ends_clause(shut))
		r.v[r.n++] = (struct change){ last, part_end(b),
					      joined(l, mark_b, bytes(l, last, part_start(b))) };
	else if (!b->closes)
		r.v[r.n++] = (struct change){ part_end(b), part_end(b), S(" ") };
	return r;
}

/* `**a****b**` -> `**a** **b**`: two marks that touch are one run, which ends nothing (the "rule of
 * three"); `a****`: nothing is marked. */
struct repair
emphasis_part(struct leaf *l, const struct run *a, enum message_id *why)
{
	struct repair r = { .n = 1 };

	r.v[0] = (struct change){ a->off + a->n / 2, a->off + a->n / 2, S(" ") };
	*why = MSG_MARKUP_TOUCHING;
	if (!a->blank_before && !a->blank_after && emphasis_works(l, r.v, r.n))
		return r;
	r.v[0] = (struct change){ a->off, a->off + a->n, S("") };
	*why = MSG_MARKUP_EMPTY;
	if (!emphasis_works(l, r.v, r.n))
		r.n = 0;
	return r;
}

static struct repair
unescape(const struct run *a, const struct run *b)
{
	struct repair r = { .n = 2 };

	r.v[0] = (struct change){ a->off, part_end(a), S("**") };
	r.v[1] = (struct change){ b->off, part_end(b), S("**") };
	return r;
}

enum message_id
emphasis_reason(const struct run *a, const struct run *b)
{
	if (a->escaped && b->escaped)
		return MSG_MARKUP_ESCAPED;
	if (a->blank_after || b->blank_before)
		return MSG_MARKUP_BLANK;
	if ((!a->opens && a->punct_after) || (!b->closes && b->punct_before))
		return MSG_MARKUP_PUNCTUATION;
	return MSG_MARKUP_UNPAIRED;
}

struct repair
emphasis_repair(const struct leaf *l, const struct run *a, const struct run *b, enum message_id why)
{
	if (why == MSG_MARKUP_ESCAPED)
		return unescape(a, b);
	if (why == MSG_MARKUP_BLANK)
		return move_blanks(l, a, b);
	if (why == MSG_MARKUP_PUNCTUATION)
		return move_punctuation(l, a, b);
	return (struct repair){ .n = 0 };
}
