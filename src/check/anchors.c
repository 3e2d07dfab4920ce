/* anchor-mismatch: the ids that links to a page rely on, `<a name="...">` and `{#id}`.
 *
 * A heading of the translation keeps the id that English has, written out or made from the English
 * title; other anchors must be there.  An id that the translation's own title gives as well is
 * harmless, and so is the second form that machine translation makes of titles with special
 * characters (a slug of the HTML-escaped title).  An id is demanded only on pages where most
 * headings have one. */
#include "check/check.h"

#include "base/map.h"
#include "base/utf8.h"
#include "check/place.h"
#include "doc/slug.h"

struct anchors {
	const struct view *v;
	enum slug_kind kind;
	struct map names;  /* of the translation */
	bool demanded;     /* most headings of the translation have an id */
	struct map before; /* ids of the base's headings, when english_had() was asked */
	struct map links;  /* targets of the translation's own links -> the first such fact; */
	ptrdiff_t *next;   /* per fact: the next one with that target, or -1; NULL: not asked yet */
};

static const struct fact *
anchor_of(const struct doc *d, const struct block *b)
{
	for (uint32_t i = b->fact; i < b->fact + b->nfact; i++) {
		if (d->facts[i].kind == FACT_ANCHOR)
			return &d->facts[i];
	}
	return NULL;
}

/* --- ids that are equal enough ------------------------------------------------------ */

/* "a--b" and "a-b", "-a" and "a" */
static bool
same_but_hyphens(struct str a, struct str b)
{
	ptrdiff_t i = 0, k = 0;

	for (;;) {
		while (i < a.n && a.p[i] == '-')
			i++;
		while (k < b.n && b.p[k] == '-')
			k++;
		if (i >= a.n || k >= b.n)
			return i >= a.n && k >= b.n;
		if (a.p[i++] != b.p[k++])
			return false;
	}
}

/* Without the number that tells equal ids apart. */
static struct str
without_number(struct str id)
{
	ptrdiff_t i = id.n;

	while (i > 0 && is_digit(id.p[i - 1]))
		i--;
	return i > 1 && i < id.n && (id.p[i - 1] == '-' || id.p[i - 1] == '_')
		       ? str_slice(id, 0, i - 1)
		       : id;
}

/* As the title is written in HTML: "it's <b>" -> "it&#39;s &lt;b&gt;". */
static struct str
html_escaped(struct arena *a, struct str s)
{
	struct buf out = { .a = a };

	for (ptrdiff_t i = 0; i < s.n;) {
		ptrdiff_t start = i;
		uint32_t cp = utf8_next(s, &i);

		if (cp == '<' || cp == '>' || cp == '&' || cp == '"')
			buf_fmt(&out, "&%s;",
				cp == '<'   ? "lt"
				: cp == '>' ? "gt"
				: cp == '&' ? "amp"
					    : "quot");
		else if (cp == '\'' || cp > 127)
			buf_fmt(&out, "&#%u;", (unsigned)cp);
		else
			buf_str(&out, str_slice(s, start, i));
	}
	return buf_take(&out);
}

/* The title as it is written, entities and all. */
static struct str
written(const struct doc *d, const struct block *b)
{
	struct str s = doc_slice(d, b->at), line;
	ptrdiff_t i = 0;

	str_line(&s, &line);
	while (i < line.n && line.p[i] == '#')
		i++;
	return str_trim(str_slice(line, i, line.n));
}

static bool
is_slug_of(const struct anchors *a, struct str title, struct str id)
{
	struct str slug = slug_make(a->v->work, a->kind, title);
	struct str escaped = slug_make(a->v->work, a->kind, html_escaped(a->v->work, title));

	return same_but_hyphens(slug, id) || same_but_hyphens(slug, without_number(id)) ||
	       same_but_hyphens(escaped, id) || same_but_hyphens(escaped, without_number(id));
}

/* Places are looked for only when there is something to say. */
static void
locate(const struct view *v)
{
	doc_locate(v->src);
	doc_locate(v->dst);
}

/* --- headings -------------------------------------------------------------------------- */

static void
emit(const struct anchors *a, struct draft *d, uint32_t src_block, const struct fact *want)
{
	const struct view *v = a->v;
	struct span heading = v->src->blocks[src_block].at;

	d->has_source = true;
	d->source = want && want->at.len ? want->at : heading;
	d->key =
		str_fmt(v->work, "%.*s\n%.*s", P(d->args[0].value), P(place_section(v, src_block)));
	sink_emit(v, d);
}

/* Chains the links of the page by target, in order. */
static void
index_links(struct anchors *a)
{
	const struct doc *d = a->v->dst;

	a->links.a = a->v->work;
	a->next = NEW(a->v->work, ptrdiff_t, d->nfacts);
	for (ptrdiff_t i = d->nfacts; i-- > 0;) {
		const struct fact *f = &d->facts[i];
		ptrdiff_t *first;

		if (f->kind != FACT_LINK || !f->value_at.len || !str_starts(f->value, S("#")))
			continue;
		first = map_at(&a->links, f->value);
		a->next[i] = *first;
		*first = i;
	}
}

/* Is the edit of this place there already?  Links share the definition of a reference. */
static bool
has_edit(const struct draft *d, struct span at)
{
	for (int i = 0; i < d->nedits; i++)
		if (d->edits[i].byte == at.off)
			return true;
	return false;
}

/* The links of the page itself go along with its id; false when they are too many. */
static bool
add_links(struct anchors *a, struct str id, struct str expected, struct draft *d)
{
	const struct view *v = a->v;

	if (!a->next)
		index_links(a);
	for (ptrdiff_t i = map_get(&a->links, str_fmt(v->work, "#%.*s", P(id))); i >= 0;
	     i = a->next[i]) {
		const struct fact *f = &v->dst->facts[i];

		if (has_edit(d, f->value_at))
			continue;
		if (d->nedits == DRAFT_EDITS)
			return false;
		d->edits[d->nedits++] =
			(struct edit){ f->value_at.off, f->value_at.off + f->value_at.len,
				       str_fmt(v->work, "#%.*s", P(expected)) };
	}
	return true;
}

static void
say_changed(struct anchors *a, uint32_t src_block, const struct fact *want, const struct fact *have,
	    struct str expected)
{
	struct draft d = { .message = MSG_ANCHOR_CHANGED,
			   .args = { { "expected", expected }, { "anchor", have->value } } };

	locate(a->v);
	d.at = have->value_at.len ? have->value_at : have->at;
	d.edits[0] = (struct edit){ d.at.off, d.at.off + d.at.len, expected };
	d.nedits = have->value_at.len > 0;
	if (d.nedits && !add_links(a, have->value, expected, &d))
		d.nedits = 0;
	/* Where English has moved on, the heading may be the counterpart of another. */
	d.unsafe = a->v->cause != CAUSE_DEFECT;
	emit(a, &d, src_block, want);
}

static struct span
heading_line(const struct doc *d, const struct block *b)
{
	struct str s = doc_slice(d, b->at);
	ptrdiff_t end = str_find_char(s, '\n', 0);

	return (struct span){ b->at.off, (uint32_t)(end < 0 ? s.n : end) };
}

/* `{#id` without its brace, `(#id)`, `#id`, at the end of a heading that should have an id. */
static bool
malformed(const struct anchors *a, const struct block *have, struct span *at, struct str *id)
{
	struct span line = heading_line(a->v->dst, have);
	struct str s = str_trim(doc_slice(a->v->dst, line));
	ptrdiff_t open = str_rfind_char(s, '#');
	struct str rest = str_slice(s, open + 1, s.n);

	bool bare = open > 1 && s.p[open - 1] == ' ' && s.p[open - 2] != '#';

	if (!a->v->site->profile->grammar.heading_ids || open < 2 ||
	    (!bare && s.p[open - 1] != '{' && s.p[open - 1] != '(') || s.p[open - 2] == ']')
		return false;
	open += bare;
	if (rest.n && (rest.p[rest.n - 1] == '}' || rest.p[rest.n - 1] == ')'))
		rest.n--;
	for (ptrdiff_t i = 0; i < rest.n; i++) {
		if (rest.p[i] == ' ' || rest.p[i] == '(' || rest.p[i] == ')' || rest.p[i] == '}')
			return false;
	}
	if (bare && str_find_char(rest, '-', 0) < 0)
		return false; /* "Issue #12" */
	*at = (struct span){ line.off + (uint32_t)open - 1, (uint32_t)(s.n - open + 1) };
	*id = rest;
	return rest.n > 0;
}

/* The id as it is to be written here: pages of MDX have theirs in a comment. */
static struct str
as_written(const struct anchors *a, const struct fact *want, struct str expected)
{
	if (want && str_starts(want->text, S("{/*")))
		return want->text;
	return str_fmt(a->v->work, "{#%.*s}", P(expected));
}

static void
say_missing(const struct anchors *a, uint32_t src_block, uint32_t dst_block,
	    const struct fact *want, struct str expected)
{
	const struct block *have = &a->v->dst->blocks[dst_block];
	struct draft d = { .message = MSG_ANCHOR_MISSING,
			   .at = heading_line(a->v->dst, have),
			   .args = { { "expected", expected } },
			   .unsafe = a->v->cause != CAUSE_DEFECT };
	struct str id;

	locate(a->v);
	if (malformed(a, have, &d.at, &id)) {
		d.message = MSG_ANCHOR_MALFORMED;
		d.args[1] = (struct arg){ "anchor", doc_slice(a->v->dst, d.at) };
		d.args[2] = (struct arg){ "fixed", as_written(a, want, expected) };
		d.edits[0] = (struct edit){ d.at.off, d.at.off + d.at.len, d.args[2].value };
		d.nedits = 1;
	} else if (a->v->site->profile->grammar.heading_ids) {
		uint32_t end = d.at.off + d.at.len;

		while (end > d.at.off &&
		       (a->v->dst->text.p[end - 1] == '\r' || a->v->dst->text.p[end - 1] == ' '))
			end--;
		d.edits[0] = (struct edit){
			end, end, str_fmt(a->v->work, " %.*s", P(as_written(a, want, expected)))
		};
		d.nedits = 1;
	}
	emit(a, &d, src_block, want);
}

/* Did a heading of the English page that this was made from have the id? */
static bool
english_had(struct anchors *a, struct str id)
{
	if (!a->before.a)
		a->before = slugs_by_id(a->v->work, a->v->base, a->kind);
	return map_get(&a->before, id) >= 0;
}

/* Where English has changed since, a heading may stand at the place of one that is gone.  Ids with
 * more than half of their words in common are of one section that was renamed. */
static bool
same_section(struct anchors *a, struct str ours, struct str theirs)
{
	struct slug_likeness like;

	if (a->v->cause == CAUSE_DEFECT || (a->v->base && !english_had(a, ours)))
		return true;
	like = slug_compare(ours, theirs, 1);
	return 2 * like.common > (like.a < like.b ? like.a : like.b);
}

/* English has an id of its own here. */
static void
compare_written(struct anchors *a, uint32_t src_block, uint32_t dst_block, const struct fact *want)
{
	const struct view *v = a->v;
	const struct fact *have = anchor_of(v->dst, &v->dst->blocks[dst_block]);

	if (map_get(&a->names, want->value) >= 0)
		return;
	if (have) {
		if (same_section(a, have->value, want->value))
			say_changed(a, src_block, want, have, want->value);
	} else if (!slug_is(a->kind, v->dst->blocks[dst_block].info, want->value)) {
		say_missing(a, src_block, dst_block, want, want->value);
	}
}

/* English has an id made from the title. */
static void
compare_slug(struct anchors *a, uint32_t src_block, uint32_t dst_block)
{
	const struct view *v = a->v;
	struct str english = v->src->blocks[src_block].info, own = v->dst->blocks[dst_block].info;
	const struct fact *have = anchor_of(v->dst, &v->dst->blocks[dst_block]);
	struct str id = S("");
	struct span at;

	if (have) {
		if (slug_is(a->kind, english, have->value) || is_slug_of(a, english, have->value) ||
		    is_slug_of(a, own, have->value) ||
		    is_slug_of(a, written(v->src, &v->src->blocks[src_block]), have->value) ||
		    str_find_char(english, '<', 0) >= 0)
			return;
		id = slug_make(v->work, a->kind, english);
		if (map_get(&a->names, id) < 0 && same_section(a, have->value, id))
			say_changed(a, src_block, NULL, have, id);
		return;
	}
	if (!a->demanded && !malformed(a, &v->dst->blocks[dst_block], &at, &id))
		return;
	id = slug_make(v->work, a->kind, english);
	if (id.n && !slug_is(a->kind, own, id) && map_get(&a->names, id) < 0)
		say_missing(a, src_block, dst_block, NULL, id);
}

static void
compare_headings(struct anchors *a)
{
	const struct view *v = a->v;

	for (ptrdiff_t i = 0; i < v->src->nblocks; i++) {
		uint32_t to = v->align->dst_of[i];
		const struct fact *want;

		if (v->src->blocks[i].kind != BLOCK_HEADING || to == NO_BLOCK ||
		    v->dst->blocks[to].kind != BLOCK_HEADING)
			continue;
		want = anchor_of(v->src, &v->src->blocks[i]);
		if (want)
			compare_written(a, (uint32_t)i, to, want);
		else if (a->kind != SLUG_NONE)
			compare_slug(a, (uint32_t)i, to);
	}
}

/* --- other anchors --------------------------------------------------------------------- */

static void
compare_others(const struct anchors *a)
{
	const struct view *v = a->v;
	struct places places = { 0 };

	for (ptrdiff_t i = 0; i < v->src->nfacts; i++) {
		const struct fact *f = &v->src->facts[i];
		uint32_t block;
		struct spot spot;

		if (f->kind != FACT_ANCHOR || map_get(&a->names, f->value) >= 0)
			continue;
		block = place_block(v->src, f);
		if (block != NO_BLOCK && v->src->blocks[block].kind == BLOCK_HEADING &&
		    v->align->dst_of[block] != NO_BLOCK)
			continue; /* compare_written() has seen it */
		if (!places.view) {
			places = places_of(v);
			locate(v);
		}
		if (place_covered(&places, block))
			continue;
		spot = place_find(&places, block);
		sink_emit(v, &(struct draft){
				     .message = MSG_ANCHOR_LOST,
				     .at = spot.at,
				     .insert_after = spot.insert_after,
				     .has_source = true,
				     .source = f->at,
				     .key = f->value,
				     .args = { { "expected", f->value }, { "text", f->text } },
			     });
	}
}

/* --- the page ---------------------------------------------------------------------------- */

static ptrdiff_t
count_anchors(const struct doc *d)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < d->nfacts; i++)
		n += d->facts[i].kind == FACT_ANCHOR;
	return n;
}

/* Do at least half of the headings that have none in English have an id, three or more of them? */
static bool
has_ids(const struct view *v)
{
	ptrdiff_t headings = 0, ids = 0;

	for (ptrdiff_t i = 0; i < v->dst->nblocks; i++) {
		uint32_t from = v->align->src_of[i];

		if (v->dst->blocks[i].kind != BLOCK_HEADING ||
		    (from != NO_BLOCK && anchor_of(v->src, &v->src->blocks[from])))
			continue;
		headings++;
		ids += anchor_of(v->dst, &v->dst->blocks[i]) != NULL;
	}
	return ids >= 3 && ids * 2 >= headings;
}

/* What nearly every page shows: English has no anchors, and those of the translation are its slugs.
 */
static bool
is_plain(const struct view *v, enum slug_kind kind)
{
	ptrdiff_t seen = 0, anchors = count_anchors(v->dst);

	if (count_anchors(v->src) > 0)
		return false;
	if (anchors == 0)
		return !v->site->profile->grammar.heading_ids;
	if (kind == SLUG_NONE)
		return true;
	for (ptrdiff_t i = 0; i < v->src->nblocks; i++) {
		uint32_t to = v->align->dst_of[i];
		const struct fact *have;

		if (v->src->blocks[i].kind != BLOCK_HEADING || to == NO_BLOCK)
			continue;
		have = anchor_of(v->dst, &v->dst->blocks[to]);
		if (!have || !slug_is(kind, v->src->blocks[i].info, have->value))
			return false;
		seen++;
	}
	return seen <= anchors;
}

void
pass_anchors(const struct view *v)
{
	struct anchors a = { .v = v, .kind = v->site->profile->anchors, .names = { .a = v->work } };

	if (is_plain(v, a.kind))
		return;
	for (ptrdiff_t i = 0; i < v->dst->nfacts; i++) {
		if (v->dst->facts[i].kind == FACT_ANCHOR)
			*map_at(&a.names, v->dst->facts[i].value) = i;
	}
	a.demanded = has_ids(v);
	compare_headings(&a);
	compare_others(&a);
}
