/* code-changed: fenced code whose text differs from the source's, blanks apart.
 *
 * Machine translation leaves code alone, so there every difference counts.  People translate
 * comments, strings and placeholders, and blocks that are text anyway: these are taken out first,
 * and what is left is a hint: they rename identifiers on purpose, too. */
#include "check/check.h"
#include "check/codetext.h"
#include "check/place.h"
#include "doc/flat.h"

/* The code between the fences of a block. */
struct piece {
	const struct doc *d;
	const struct block *b;
	struct flat flat;
	struct str code;     /* between the fences */
	struct str compared; /* the same with blanks in place of what may differ */
	ptrdiff_t at;        /* of the first difference */
};

/* Behind blanks and no-break spaces. */
static ptrdiff_t
skip(struct str s, ptrdiff_t at)
{
	for (;;) {
		if (at < s.n && is_white(s.p[at]))
			at++;
		else if (at + 1 < s.n && s.p[at] == '\xc2' && s.p[at + 1] == '\xa0')
			at += 2;
		else
			return at;
	}
}

/* Offsets of the first difference from *at_a and *at_b on; false when there is none. */
static bool
next_difference(struct str a, struct str b, ptrdiff_t *at_a, ptrdiff_t *at_b)
{
	ptrdiff_t i = *at_a, k = *at_b;

	for (;;) {
		i = skip(a, i);
		k = skip(b, k);
		*at_a = i;
		*at_b = k;
		if (i >= a.n || k >= b.n)
			return i < a.n || k < b.n;
		if (a.p[i++] != b.p[k++])
			return true;
	}
}

static bool
first_difference(struct str a, struct str b, ptrdiff_t *at_a, ptrdiff_t *at_b)
{
	*at_a = *at_b = 0;
	return next_difference(a, b, at_a, at_b);
}

/* The same, apart from names that people have made up. */
static bool
first_meant(const struct view *v, struct str a, struct str b, ptrdiff_t *at_a, ptrdiff_t *at_b)
{
	*at_a = *at_b = 0;
	while (next_difference(a, b, at_a, at_b))
		if (!codetext_renamed(v->page->locale, a, at_a, b, at_b))
			return true;
	return false;
}

static struct piece
piece_read(const struct view *v, const struct doc *d, uint32_t block)
{
	struct piece p = { .d = d, .b = &d->blocks[block] };
	struct str s;
	ptrdiff_t first, last;

	p.flat = flat_make(v->work, d->text, p.b->at, block_quotes(d->blocks, block));
	s = p.flat.text;
	first = str_find_char(s, '\n', 0);
	last = str_rfind_char(s, '\n');
	p.code = S("");
	if (first < 0)
		return p;
	if (last > first && s.n - last > 3 && (s.p[last + 1] == '`' || s.p[last + 1] == '~'))
		s.n = last; /* the closing fence */
	p.code = str_slice(s, first + 1, s.n);
	return p;
}

/* The line around offset `at` of p->code, in the page; the last one with text when at is the end.
 */
static struct span
line_at(const struct piece *p, ptrdiff_t at)
{
	ptrdiff_t base = p->code.n ? p->code.p - p->flat.text.p : 0, from, to;

	while (at > 0 && (at >= p->code.n || is_white(p->code.p[at])))
		at--;
	for (from = at; from > 0 && p->code.p[from - 1] != '\n'; from--) {
	}
	to = str_find_char(p->code, '\n', at);
	to = to < 0 ? p->code.n : to;
	while (from < to && is_white(p->code.p[from]))
		from++;
	while (to > from && is_white(p->code.p[to - 1]))
		to--;
	return flat_span(&p->flat, base + from, base + to);
}

/* How many lines differ when both have as many; 0 when they have not. */
static ptrdiff_t
lines_different(const struct view *v, struct str a, struct str b)
{
	struct str x, y;
	ptrdiff_t n = 0;

	for (;;) {
		bool more = str_line(&a, &x);
		ptrdiff_t i, k;

		if (more != str_line(&b, &y))
			return 0;
		if (!more)
			return n;
		n += v->human ? first_meant(v, x, y, &i, &k) : first_difference(x, y, &i, &k);
	}
}

/* The English code in place of all of it: at the top level, where no prefix is to be kept. */
static bool
replace_all(const struct view *v, const struct piece *src, const struct piece *dst, struct edit *e)
{
	ptrdiff_t base = dst->code.p - dst->flat.text.p;
	struct span at = flat_span(&dst->flat, base, base + dst->code.n);
	struct buf out = { .a = v->work };
	struct str text, line;

	if (src->b->depth || dst->b->depth || !src->code.n || !dst->code.n)
		return false;
	text = doc_slice(src->d, flat_span(&src->flat, src->code.p - src->flat.text.p,
					   src->code.p - src->flat.text.p + src->code.n));
	while (str_line(&text, &line)) {
		if (out.n)
			buf_str(&out, dst->d->crlf ? S("\r\n") : S("\n"));
		buf_str(&out, line);
	}
	*e = (struct edit){ at.off, at.off + at.len, buf_take(&out) };
	return true;
}

static void
say(const struct view *v, const struct piece *src, const struct piece *dst)
{
	ptrdiff_t n = lines_different(v, src->compared, dst->compared);
	bool human = v->human;
	uint32_t block = (uint32_t)(src->b - v->src->blocks);
	struct draft d = { .message = n > 1    ? MSG_CODE_LINES
				      : n == 1 ? MSG_CODE_LINE
					       : MSG_CODE_FROM,
			   .at = line_at(dst, dst->at),
			   .has_source = true,
			   .source = line_at(src, src->at),
			   .info = human,
			   .args = { { "n", str_fmt(v->work, "%td", n) } } };
	struct str english = doc_slice(v->src, d.source);

	d.key = str_fmt(v->work, "%.*s\n%.*s", P(english), P(place_section(v, block)));
	if (n == 1) {
		d.edits[0] = (struct edit){ d.at.off, d.at.off + d.at.len, english };
		d.nedits = !human && d.at.len > 0;
	} else {
		d.nedits = !human && replace_all(v, src, dst, &d.edits[0]);
	}
	sink_emit(v, &d);
}

static bool
is_checked(const struct view *v, enum language_family family, struct str language)
{
	return v->human ? language.n && family != FAMILY_TEXT : family != FAMILY_TEXT;
}

static void
compare(const struct view *v, uint32_t from, uint32_t to)
{
	struct str language = language_of(v->src->blocks[from].info);
	enum language_family family = language_family(language);
	struct piece src, dst;

	if (!is_checked(v, family, language))
		return;
	src = piece_read(v, v->src, from);
	dst = piece_read(v, v->dst, to);
	if (!first_difference(src.code, dst.code, &src.at, &dst.at))
		return;
	src.compared = src.code;
	dst.compared = dst.code;
	if (v->human) {
		src.compared = codetext_mask(v->work, src.code, family);
		dst.compared = codetext_mask(v->work, dst.code, family);
		if (!first_meant(v, src.compared, dst.compared, &src.at, &dst.at))
			return;
	}
	say(v, &src, &dst);
}

void
pass_code(const struct view *v)
{
	for (ptrdiff_t i = 0; i < v->src->nblocks; i++) {
		const struct block *b = &v->src->blocks[i];
		uint32_t to = v->align->dst_of[i];

		if (b->kind == BLOCK_CODE && b->fenced && to != NO_BLOCK &&
		    v->dst->blocks[to].kind == BLOCK_CODE && v->dst->blocks[to].fenced &&
		    v->dst->blocks[to].hash != b->hash)
			compare(v, (uint32_t)i, to);
	}
}
