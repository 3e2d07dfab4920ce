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
		out[n++] = ascii_lower(c);
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
	ptrdiff_t next[QUEUES]; /* what was looked for when it was read */
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
	unsigned open_anchors; /* `<a name>` whose `</a>` is no fact */
	struct refdef_scan titles;
};

static enum queue
queue_of(const struct fact *f)
{
	switch (f->kind) {
	case FACT_CODE:
		return QUEUE_CODE;
	case FACT_HTML:
	case FACT_ANCHOR:
		return QUEUE_TAG;
	case FACT_LINK:
		return f->autolink ? QUEUE_AUTOLINK : QUEUE_LINK;
	case FACT_IMAGE:
		return QUEUE_IMAGE;
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
	return QUEUES;
}

/* The next fact of queue q, or NULL. */
static struct fact *
head(struct reader *r, enum queue q)
{
	/* A place that is known already is not looked for. */
	while (r->next[q] < r->nfacts &&
	       (queue_of(&r->facts[r->next[q]]) != q || r->facts[r->next[q]].at.len > 0))
		r->next[q]++;
	return r->next[q] < r->nfacts ? &r->facts[r->next[q]] : NULL;
}

/* The head of queue q stands at [from, to), its value at [value, value_end). */
struct found {
	ptrdiff_t from, to, value, value_end;
};

static void
found(struct reader *r, enum queue q, struct found where)
{
	struct fact *f = &r->facts[r->next[q]];

	f->at = flat_span(&r->f, where.from, where.to);
	f->value_at = flat_span(&r->f, where.value, where.value_end);
	r->next[q]++;
}

/* --- code spans ---------------------------------------------------------------- */

/* Where `value` ends when it stands at s.p[at]; -1 when it does not.  A line end became a blank,
 * and a lazy continuation line kept its indentation, which flat text has not. */
static ptrdiff_t
match_code(struct reader *r, ptrdiff_t at, struct str value)
{
	ptrdiff_t i = at, k = 0;

	while (k < value.n && i < r->s.n) {
		if (r->s.p[i] == '\n' && value.p[k] == ' ') {
			for (k++; k < value.n && is_blank(value.p[k]); k++) {
			}
		} else if (r->s.p[i] == value.p[k]) {
			k++;
		} else {
			break;
		}
		i++;
	}
	r->budget -= i - at;
	return k == value.n ? i : -1;
}

static void
read_backticks(struct reader *r)
{
	ptrdiff_t n = tick_run(r->s, r->at), start = r->at;
	struct fact *f = head(r, QUEUE_CODE);

	r->at += n;
	/* One blank on both sides is no part of the value; next to a lazy line it may seem to be on
	 * one side only. */
	for (int pads = 0; f && pads < 4; pads++) {
		ptrdiff_t from = start + n + pads % 2, to = match_code(r, from, f->value);
		ptrdiff_t close = to + pads / 2;

		if (to < 0 || close >= r->s.n || tick_run(r->s, close) != n)
			continue;
		r->at = close + n;
		found(r, QUEUE_CODE, (struct found){ start, r->at, from, to });
		return;
	}
}

/* --- tags and autolinks ---------------------------------------------------------- */

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static ptrdiff_t
skip_space(struct str s, ptrdiff_t at)
{
	while (at < s.n && is_space(s.p[at]))
		at++;
	return at;
}

/* Where `value` ends when it stands at s.p[at], runs of blanks taken as equal; -1 when it does not.
 */
static ptrdiff_t
match_folded(struct reader *r, ptrdiff_t at, struct str value)
{
	ptrdiff_t i = at, k = 0;

	while (k < value.n && i < r->s.n) {
		if (is_space(value.p[k]) && is_space(r->s.p[i])) {
			k = skip_space(value, k);
			i = skip_space(r->s, i);
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

	if (f->kind == FACT_ANCHOR) {
		value = html_anchor(tag);
		r->open_anchors += !str_ends(tag, S("/>"));
	}
	at = value.p ? value.p - r->s.p : r->at;
	found(r, QUEUE_TAG, (struct found){ r->at, end, at, at + value.n });
	r->at = end;
}

/* The `</a>` at r->at that belongs to an anchor. */
static bool
skip_anchor_end(struct reader *r)
{
	ptrdiff_t end = r->at + 3;

	if (r->open_anchors == 0 || !str_eq_nocase(str_slice(r->s, r->at, end), S("</a")))
		return false;
	end = skip_space(r->s, end);
	if (end >= r->s.n || r->s.p[end] != '>')
		return false;
	r->open_anchors--;
	r->at = end + 1;
	return true;
}

static bool
read_tag(struct reader *r)
{
	const struct fact *f = head(r, QUEUE_TAG);
	ptrdiff_t end;

	if (skip_anchor_end(r))
		return true;
	end = f ? match_folded(r, r->at, f->text) : -1;
	if (end >= 0)
		found_tag(r, end);
	return end >= 0;
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

/* Moves past the comment at r->at (its text holds no `--` and starts with no `>` or `->`), or past
 * one byte. */
static void
skip_comment(struct reader *r)
{
	struct str rest = str_slice(r->s, r->at, r->s.n), text = str_slice(rest, 4, rest.n);
	ptrdiff_t end;

	r->at++;
	if (r->no_comment_end || !str_starts(rest, S("<!--")) || str_starts(text, S(">")) ||
	    str_starts(text, S("->")))
		return;
	end = str_find(text, S("--"), 0);
	r->no_comment_end = end < 0;
	if (end >= 0 && byte_at(text, end + 2) == '>')
		r->at += 4 + end + 2;
}

static void
read_angle(struct reader *r)
{
	if (!read_tag(r) && !read_autolink(r))
		skip_comment(r);
}

/* --- links and images -------------------------------------------------------------- */

/* Does the destination at this flat place say `value`?  A masked construct in it stands for its
 * bytes. */
static bool
is_destination(struct reader *r, struct span raw, struct str value)
{
	struct str s = str_trim(str_slice(r->s, raw.off, (ptrdiff_t)raw.off + raw.len));

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

/* The fact that the brackets b may stand for.  What stands in an image is text, so that the first
 * image that had not been found when it was opened is the one, even if it seemed to be found in it.
 */
static struct fact *
candidate(struct reader *r, const struct bracket *b)
{
	ptrdiff_t i;

	if (!b->image)
		return head(r, QUEUE_LINK);
	for (i = b->next[QUEUE_IMAGE]; i < r->nfacts && queue_of(&r->facts[i]) != QUEUE_IMAGE;
	     i++) {
	}
	return i < r->nfacts ? &r->facts[i] : NULL;
}

/* f is what the brackets b stand for.  No link stands around a link; what seemed to be found in an
 * image is looked for again. */
static void
settle(struct reader *r, const struct bracket *b, const struct fact *f)
{
	if (!b->image) {
		r->inactive = r->open.n;
		r->next[QUEUE_LINK] = f - r->facts + 1;
		return;
	}
	for (enum queue q = 0; q < QUEUES; q++) {
		for (ptrdiff_t i = b->next[q]; i < r->next[q]; i++) {
			if (queue_of(&r->facts[i]) == q && &r->facts[i] != f)
				r->facts[i].at = r->facts[i].value_at = (struct span){ 0 };
		}
		r->next[q] = b->next[q];
	}
	r->next[QUEUE_IMAGE] = f - r->facts + 1;
}

/* The end of `(destination "title")` behind the bracket at r->at, -1 when there is none. */
static ptrdiff_t
inline_end(struct reader *r, struct span *destination)
{
	struct str s = r->s;
	ptrdiff_t at = r->at + 1, end, space;

	if (at >= s.n || s.p[at] != '(')
		return -1;
	at = skip_space(s, at + 1);
	end = link_destination(s, at, destination);
	r->budget -= end < 0 ? 0 : end - at;
	if (end < 0)
		return -1;
	space = skip_space(s, end);
	if (space > end && space < s.n && s.p[space] != ')') {
		space = link_title(s, space, &r->titles);
		if (space < 0)
			return -1;
		space = skip_space(s, space);
	}
	return space < s.n && s.p[space] == ')' ? space + 1 : -1;
}

/* A link or image that may be f (NULL: surely not); it ends here in any case. */
static bool
read_inline_link(struct reader *r, const struct bracket *b, struct fact *f)
{
	struct span raw = { 0 };
	ptrdiff_t end = inline_end(r, &raw);

	if (end < 0)
		return false;
	if (f && is_destination(r, raw, f->value)) {
		f->at = flat_span(&r->f, b->at - b->image, end);
		f->value_at = flat_span(&r->f, raw.off, (ptrdiff_t)raw.off + raw.len);
		settle(r, b, f);
	} else if (!b->image) {
		r->inactive = r->open.n;
	}
	r->at = end;
	return true;
}

/* Is the definition what f takes its value from?  When the parser saw something else in its place,
 * f gets the real value. */
static bool
leads_to(const struct locator *l, struct fact *f, const struct fact *definition)
{
	struct span at = definition->value_at;

	if (str_eq(definition->value, f->value))
		return true;
	if (!was_masked(l->d, at) ||
	    !str_eq(f->value, str_slice(l->d->masked, at.off, (ptrdiff_t)at.off + at.len)))
		return false;
	f->value = definition->value;
	return true;
}

/* `[text][label]`, `[label][]` and `[label]`: their value stands in the definition. */
static bool
read_reference(struct reader *r, const struct bracket *b, struct fact *f)
{
	struct str label = str_slice(r->s, b->at + 1, r->at);
	ptrdiff_t end = r->at + 1, close, def;

	if (!f || r->l->refdefs.n == 0)
		return false;
	if (end < r->s.n && r->s.p[end] == '[') {
		struct str rest = str_slice(r->s, 0, end + MAX_LABEL);

		for (close = end + 1; close < rest.n && !strchr("[]", rest.p[close]); close++)
			close += rest.p[close] == '\\';
		if (close < rest.n && rest.p[close] == ']') {
			struct str full = str_slice(rest, end + 1, close);

			label = str_trim(full).n > 0 ? full : label;
			end = close + 1;
		}
	}
	if (label.n > MAX_LABEL)
		return false;
	r->budget -= label.n;
	def = map_get(&r->l->refdefs, normal_label(r->l->a, label));
	if (def < 0 || !leads_to(r->l, f, &r->l->facts[def]))
		return false;
	f->at = flat_span(&r->f, b->at - b->image, end);
	f->value_at = r->l->facts[def].value_at;
	settle(r, b, f);
	r->at = end;
	return true;
}

static void
read_close(struct reader *r)
{
	struct bracket b;
	struct fact *f;
	bool active;

	if (r->open.n == 0) {
		r->at++;
		return;
	}
	b = r->open.v[--r->open.n];
	active = b.image || r->open.n >= r->inactive;
	r->inactive = r->inactive < r->open.n ? r->inactive : r->open.n;
	f = active ? candidate(r, &b) : NULL;
	if (!active || (!read_inline_link(r, &b, f) && !read_reference(r, &b, f)))
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
			struct bracket b = { .at = r->at, .image = r->bang == r->at - 1 };

			memcpy(b.next, r->next, sizeof b.next);
			*vec_push(r->l->a, &r->open) = b;
			r->at++;
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
		r->at = str_find_char(r->s, '<', r->at);
		if (r->at < 0)
			return;
		if (!read_tag(r))
			skip_comment(r);
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

static bool
all_known(const struct fact *facts, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++) {
		if (facts[i].at.len == 0)
			return false;
	}
	return true;
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

		if (b->nfact == 0 || all_known(d->facts + b->fact, b->nfact))
			continue;
		locate_block(l, d->blocks, (uint32_t)i, d->facts + b->fact);
		for (uint32_t k = b->fact; k < b->fact + b->nfact; k++) {
			if (d->facts[k].at.len == 0)
				d->facts[k].at = b->at;
		}
	}
}
