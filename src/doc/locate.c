/* Finds again in the page's bytes the links, images, code spans and tags that the parser reported.
 *
 * cmark's inline positions are hints at best (of 412,000 real links 12 % had a wrong start column),
 * so only their order is taken from it.  The block's flat text is read once from front to back with
 * the rules that decide precedence in CommonMark 0.30 (section 6): escapes, then code spans, tags
 * and autolinks, then brackets on a stack.  Facts of one kind cannot overtake each other; the next
 * one of each kind is compared with what stands at the reading position, so that nothing is
 * searched for.  A budget, linear in the text, bounds comparisons that fail late. */
#include <string.h>

#include "base/map.h"
#include "doc/outline.h"
#include "doc/refdef.h"

enum { BUDGET_PER_BYTE = 16, BUDGET_MIN = 4096, MAX_LABEL = 999 };

struct locator {
	struct arena *a;
	const struct doc *d;
	struct map refdefs; /* normalised label -> index of facts */
	const struct fact *facts;
};

/* Labels match without case (ASCII here) and with runs of blanks folded. */
static struct str
normal_label(struct arena *a, struct str label)
{
	char *out = NEW(a, char, label.n + 1);
	ptrdiff_t n = 0;
	bool gap = false;

	for (ptrdiff_t i = 0; i < label.n; i++) {
		char c = label.p[i];

		if (is_blank(c) || c == '\n' || c == '\r') {
			gap = n > 0;
			continue;
		}
		if (gap)
			out[n++] = ' ';
		gap = false;
		out[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
	}
	return (struct str){ out, n };
}

struct locator *
locator_new(struct arena *a, const struct doc *d, const struct fact *facts, ptrdiff_t nfacts)
{
	struct locator *l = NEW(a, struct locator, 1);

	*l = (struct locator){ .a = a, .d = d, .refdefs.a = a, .facts = facts };
	for (ptrdiff_t i = 0; i < nfacts; i++) {
		ptrdiff_t *slot;

		if (facts[i].kind != FACT_REFDEF)
			continue;
		slot = map_at(&l->refdefs, normal_label(a, facts[i].text));
		if (*slot < 0) /* the first definition wins */
			*slot = i;
	}
	return l;
}

/* Facts that cannot overtake each other. */
enum queue { QUEUE_CODE, QUEUE_TAG, QUEUE_LINK, QUEUE_AUTOLINK, QUEUE_IMAGE, QUEUES };

struct bracket {
	ptrdiff_t at; /* of `[` */
	bool image;
};

/* One block being read. */
struct reader {
	struct locator *l;
	struct flat f;
	struct str s; /* f.text */
	ptrdiff_t at;
	struct fact *facts;
	ptrdiff_t nfacts;
	ptrdiff_t next[QUEUES]; /* index of the next fact of the queue */
	struct VEC(struct bracket) open;
	ptrdiff_t inactive; /* brackets below this index are around a link: they open none
			       themselves */
	ptrdiff_t bang;     /* the last `!` that is not escaped */
	ptrdiff_t budget;
	bool no_comment_end;
	struct refdef_scan titles;
};

static bool
in_queue(const struct fact *f, enum queue q)
{
	if (f->at.len > 0)
		return false; /* known already */
	switch (f->kind) {
	case FACT_CODE:
		return q == QUEUE_CODE;
	case FACT_HTML:
	case FACT_ANCHOR:
		return q == QUEUE_TAG;
	case FACT_LINK:
		return q == (f->autolink ? QUEUE_AUTOLINK : QUEUE_LINK);
	case FACT_IMAGE:
		return q == QUEUE_IMAGE;
	case FACT_INCLUDE:
	case FACT_DIRECTIVE:
	case FACT_SHORTCODE:
	case FACT_COMPONENT:
	case FACT_REFDEF:
	case FACT_FOOTNOTE:
	case FACT_NOTRANSLATE:
	case FACT_KINDS:
		break;
	}
	return false;
}

/* The next fact of queue q, or NULL. */
static struct fact *
head(struct reader *r, enum queue q)
{
	while (r->next[q] < r->nfacts && !in_queue(&r->facts[r->next[q]], q))
		r->next[q]++;
	return r->next[q] < r->nfacts ? &r->facts[r->next[q]] : NULL;
}

/* f is the head of queue q and stands at [from, to), its value at [value, value_end). */
struct found {
	ptrdiff_t from, to, value, value_end;
};

static void
found(struct reader *r, enum queue q, struct found where)
{
	struct fact *f = head(r, q);

	f->at = flat_span(&r->f, where.from, where.to);
	f->value_at = flat_span(&r->f, where.value, where.value_end);
	r->next[q]++;
}

/* --- code spans ---------------------------------------------------------------- */

static ptrdiff_t
run_length(struct str s, ptrdiff_t at)
{
	ptrdiff_t n = 0;

	while (at + n < s.n && s.p[at + n] == '`')
		n++;
	return n;
}

/* True when s.p[at...] is `value` with line ends in place of some blanks. */
static bool
is_code_text(struct reader *r, ptrdiff_t at, struct str value)
{
	ptrdiff_t i = 0;

	if (at + value.n > r->s.n)
		return false;
	while (i < value.n) {
		char c = r->s.p[at + i];

		if (c != value.p[i] && !(c == '\n' && value.p[i] == ' '))
			break;
		i++;
	}
	r->budget -= i;
	return i == value.n;
}

static void
read_backticks(struct reader *r)
{
	ptrdiff_t n = run_length(r->s, r->at), start = r->at;
	struct fact *f = head(r, QUEUE_CODE);

	r->at += n;
	/* One blank on both sides is no part of the value. */
	for (ptrdiff_t pad = 0; f && pad <= 1; pad++) {
		ptrdiff_t from = start + n + pad, to = from + f->value.n;

		if (to + pad + n > r->s.n || r->s.p[to + pad] != '`' ||
		    run_length(r->s, to + pad) != n || !is_code_text(r, from, f->value))
			continue;
		r->at = to + pad + n;
		found(r, QUEUE_CODE, (struct found){ start, r->at, from, to });
		return;
	}
}

/* --- tags and autolinks ---------------------------------------------------------- */

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Where `value` ends when it stands at s.p[at], runs of blanks taken as equal; -1 when it does not.
 */
static ptrdiff_t
match_folded(struct reader *r, ptrdiff_t at, struct str value)
{
	ptrdiff_t i = at, k = 0;

	while (k < value.n && i < r->s.n) {
		if (is_space(value.p[k]) && is_space(r->s.p[i])) {
			while (k < value.n && is_space(value.p[k]))
				k++;
			while (i < r->s.n && is_space(r->s.p[i]))
				i++;
		} else if (value.p[k++] != r->s.p[i++]) {
			k = -1;
			break;
		}
	}
	r->budget -= i - at;
	return k == value.n ? i : -1;
}

/* The place of a tag's value: its name, or the id it defines. */
static void
found_tag(struct reader *r, ptrdiff_t end)
{
	const struct fact *f = head(r, QUEUE_TAG);
	struct str tag = str_slice(r->s, r->at, end), value = str_slice(tag, 1, 1 + f->value.n);
	ptrdiff_t at;

	if (f->kind == FACT_ANCHOR)
		value = html_anchor(tag);
	at = value.p ? value.p - r->s.p : r->at;
	found(r, QUEUE_TAG, (struct found){ r->at, end, at, at + value.n });
	r->at = end;
}

static bool
read_autolink(struct reader *r)
{
	const struct fact *f = head(r, QUEUE_AUTOLINK);
	ptrdiff_t end = f ? match_folded(r, r->at + 1, f->text) : -1, close;

	if (!f)
		return false;
	if (end < 0 && str_find_char(f->text, '&', 0) >= 0) { /* entities were decoded */
		close = str_find_char(str_slice(r->s, 0, r->at + 6 * f->text.n + 2), '>', r->at);
		if (close >= 0 &&
		    str_eq(f->text, link_unescape(r->l->a, str_slice(r->s, r->at + 1, close))))
			end = close;
	}
	if (end < 0 || end >= r->s.n || r->s.p[end] != '>')
		return false;
	found(r, QUEUE_AUTOLINK, (struct found){ r->at, end + 1, r->at + 1, end });
	r->at = end + 1;
	return true;
}

static void
read_angle(struct reader *r)
{
	const struct fact *f = head(r, QUEUE_TAG);
	ptrdiff_t end = f ? match_folded(r, r->at, f->text) : -1;

	if (end >= 0) {
		found_tag(r, end);
		return;
	}
	if (read_autolink(r))
		return;
	if (!r->no_comment_end && str_starts(str_slice(r->s, r->at, r->s.n), S("<!--"))) {
		end = str_find(r->s, S("-->"), r->at + 4);
		r->no_comment_end = end < 0;
		r->at = end < 0 ? r->at : end + 2;
	}
	r->at++;
}

/* --- links and images -------------------------------------------------------------- */

/* Does the destination at this flat place say `value`?  A masked construct in it stands for its
 * bytes. */
static bool
is_destination(struct reader *r, struct span raw, struct str value)
{
	struct str s = str_slice(r->s, raw.off, (ptrdiff_t)raw.off + raw.len);

	if ((ptrdiff_t)raw.len < value.n)
		return false;
	if (s.n == value.n && s.n > 0 && s.p[0] == value.p[0])
		r->budget -= s.n;
	if (str_eq(s, value))
		return true;
	if (str_find_char(s, '\\', 0) < 0 && str_find_char(s, '&', 0) < 0)
		return false;
	r->budget -= s.n;
	return str_eq(link_unescape(r->l->a, s), value);
}

/* A link stands in no other link. */
static void
close_outer(struct reader *r, enum queue q)
{
	if (q == QUEUE_LINK)
		r->inactive = r->open.n;
}

/* `(destination "title")` behind the bracket at r->at. */
static bool
read_inline_link(struct reader *r, const struct bracket *b, enum queue q)
{
	struct str s = r->s;
	struct span raw = { 0 };
	ptrdiff_t at = r->at + 1, end, space;

	if (at >= s.n || s.p[at] != '(')
		return false;
	at = link_space(s, at + 1);
	end = link_destination(s, at, &raw);
	if (end < 0)
		return false;
	r->budget -= end - at;
	if (!is_destination(r, raw, head(r, q)->value))
		return false;
	space = link_space(s, end);
	if (space > end && space < s.n && s.p[space] != ')') {
		space = link_title(s, space, &r->titles);
		if (space < 0)
			return false;
		space = link_space(s, space);
	}
	if (space >= s.n || s.p[space] != ')')
		return false;
	close_outer(r, q);
	found(r, q,
	      (struct found){ b->at - b->image, space + 1, raw.off, (ptrdiff_t)raw.off + raw.len });
	r->at = space + 1;
	return true;
}

/* `[text][label]`, `[label][]` and `[label]`: their value stands in the definition. */
static bool
read_reference(struct reader *r, const struct bracket *b, enum queue q)
{
	struct str label = str_slice(r->s, b->at + 1, r->at);
	ptrdiff_t end = r->at + 1, close, def;
	struct fact *f = head(r, q);

	if (r->l->refdefs.n == 0)
		return false;
	if (end < r->s.n && r->s.p[end] == '[') {
		struct str rest = str_slice(r->s, 0, end + MAX_LABEL);

		for (close = end + 1; close < rest.n && rest.p[close] != ']'; close++)
			close += rest.p[close] == '\\';
		if (close < rest.n) {
			label = close > end + 1 ? str_slice(rest, end + 1, close) : label;
			end = close + 1;
		}
	}
	if (label.n > MAX_LABEL)
		return false;
	r->budget -= label.n;
	def = map_get(&r->l->refdefs, normal_label(r->l->a, label));
	if (def < 0 || !str_eq(r->l->facts[def].value, f->value))
		return false;
	close_outer(r, q);
	f->at = flat_span(&r->f, b->at - b->image, end);
	f->value_at = r->l->facts[def].value_at;
	r->next[q]++;
	r->at = end;
	return true;
}

static void
read_close(struct reader *r)
{
	struct bracket b;
	enum queue q;
	bool active;

	if (r->open.n == 0) {
		r->at++;
		return;
	}
	b = r->open.v[--r->open.n];
	q = b.image ? QUEUE_IMAGE : QUEUE_LINK;
	active = b.image || r->open.n >= r->inactive;
	r->inactive = r->inactive < r->open.n ? r->inactive : r->open.n;
	if (!active || !head(r, q) || (!read_inline_link(r, &b, q) && !read_reference(r, &b, q)))
		r->at++;
}

/* --- blocks -------------------------------------------------------------------------- */

static void
read_text(struct reader *r)
{
	while (r->at < r->s.n && r->budget > 0) {
		char c = r->s.p[r->at];

		if (c == '`') {
			read_backticks(r);
		} else if (c == '<') {
			read_angle(r);
		} else if (c == '[') {
			bool image = r->bang == r->at - 1;

			*vec_push(r->l->a, &r->open) = (struct bracket){ r->at++, image };
		} else if (c == ']') {
			read_close(r);
		} else {
			r->bang = c == '!' ? r->at : r->bang;
			r->at += c == '\\' ? 2 : 1;
		}
	}
}

/* An HTML block: nothing but tags, in order. */
static void
read_html(struct reader *r)
{
	while (r->budget > 0 && head(r, QUEUE_TAG)) {
		ptrdiff_t end;

		r->at = str_find_char(r->s, '<', r->at);
		if (r->at < 0)
			return;
		end = match_folded(r, r->at, head(r, QUEUE_TAG)->text);
		if (end >= 0)
			found_tag(r, end);
		else
			r->at++;
	}
}

void
locate_block(struct locator *l, const struct block *blocks, uint32_t b, struct fact *facts)
{
	struct reader r = { .l = l, .facts = facts, .nfacts = blocks[b].nfact, .bang = -2 };

	if (r.nfacts == 0)
		return;
	r.f = flat_make(l->a, l->d->masked, blocks[b].at, block_quotes(blocks, b));
	r.s = r.f.text;
	r.budget = BUDGET_MIN + BUDGET_PER_BYTE * r.s.n;
	if (blocks[b].kind == BLOCK_HTML)
		read_html(&r);
	else
		read_text(&r);
}

void
doc_locate(struct doc *d)
{
	struct locator *l;

	if (d->located)
		return;
	d->located = true;
	l = locator_new(d->arena, d, d->facts, d->nfacts);
	for (ptrdiff_t i = 0; i < d->nblocks; i++) {
		const struct block *b = &d->blocks[i];

		if (b->nfact == 0)
			continue;
		locate_block(l, d->blocks, (uint32_t)i, d->facts + b->fact);
		for (uint32_t k = b->fact; k < b->fact + b->nfact; k++) {
			if (d->facts[k].at.len == 0)
				d->facts[k].at = b->at;
		}
	}
}
