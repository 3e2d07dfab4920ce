/* What a docs platform adds to Markdown, against the source: alerts, includes, directives,
 * shortcodes, components.
 *
 * The constructs of one kind are a sequence, aligned by their names.  One that is missing and one
 * that is surplus between the same neighbours are one construct that was renamed. */
#include "check/check.h"

#include "base/map.h"
#include "check/alerts.h"
#include "check/attributes.h"
#include "check/place.h"
#include "check/references.h"

/* Kinds whose sequence must be the source's, and what is said about them. */
struct subject {
	enum fact_kind kind;
	struct str what;
	enum message_id missing, missing_after, changed;
	bool extra; /* is a surplus one reported? */
	bool caseless;
	bool attributes; /* are they compared? */
};

static const struct subject subjects[] = {
	{ FACT_INCLUDE,
	  { "include", 7 },
	  MSG_INCLUDE_MISSING,
	  MSG_INCLUDE_MISSING_AFTER,
	  MSG_INCLUDE_CHANGED,
	  false,
	  true,
	  false },
	{ FACT_DIRECTIVE,
	  { "directive", 9 },
	  MSG_DIRECTIVE_MISSING,
	  MSG_DIRECTIVE_MISSING_AFTER,
	  MSG_DIRECTIVE_CHANGED,
	  true,
	  true,
	  true },
	{ FACT_SHORTCODE,
	  { "shortcode", 9 },
	  MSG_DIRECTIVE_MISSING,
	  MSG_DIRECTIVE_MISSING_AFTER,
	  MSG_DIRECTIVE_CHANGED,
	  true,
	  false,
	  true },
	{ FACT_COMPONENT,
	  { "component", 9 },
	  MSG_DIRECTIVE_MISSING,
	  MSG_DIRECTIVE_MISSING_AFTER,
	  MSG_DIRECTIVE_CHANGED,
	  true,
	  false,
	  true },
};

enum { NOTHING = -1, MOVED = -2, OPEN_LIMIT = 64 };

/* The constructs of one kind on one page. */
struct sequence {
	uint32_t *facts;
	uint64_t *keys; /* of the names */
	uint64_t *full; /* of names and attributes that no language changes */
	ptrdiff_t *to;  /* the counterpart in the other sequence, NOTHING or MOVED */
	ptrdiff_t n;
};

/* A stretch of both sequences without pairs. */
struct gap {
	ptrdiff_t src, src_end, dst, dst_end;
};

struct comparison {
	const struct view *v;
	const struct subject *what;
	struct sequence src, dst;
	struct places places;
	const struct fact *before_src, *before_dst; /* the last pair before the place we are at */
	struct references links;                    /* of the translation */
	struct str open[OPEN_LIMIT]; /* the last that were reported: their ends need not be */
	ptrdiff_t nopen;
};

/* "tab" of "/tab", "row" of "row-end" */
static struct str
name_of_end(struct str name)
{
	if (str_starts(name, S("/")))
		return str_slice(name, 1, name.n);
	return str_ends(name, S("-end")) ? str_slice(name, 0, name.n - 4) : name;
}

/* Does f end what begins with a construct called `name`? */
static bool
ends(const struct fact *f, struct str name)
{
	return f->closes &&
	       (str_eq_nocase(name_of_end(f->value), name) || str_eq(f->value, S(":::")));
}

/* Is it a link's address, as `{% link a.md %}`?  pass_links() compares it. */
static bool
is_address(const struct fact *f)
{
	return f->reference && f->text.n == f->value.n;
}

/* left: facts that are the counterparts of quotes on the other page; they and their ends are passed
 * over. */
static struct sequence
collect(const struct view *v, const struct doc *d, const struct subject *what, const bool *left)
{
	struct sequence s = { 0 };
	struct str open = S("");

	for (ptrdiff_t i = 0; i < d->nfacts; i++)
		s.n += d->facts[i].kind == what->kind;
	s.facts = NEW(v->work, uint32_t, s.n);
	s.keys = NEW(v->work, uint64_t, s.n);
	s.full = NEW(v->work, uint64_t, s.n);
	s.n = 0;
	for (ptrdiff_t i = 0; i < d->nfacts; i++) {
		const struct fact *f = &d->facts[i];

		if (f->kind != what->kind || is_address(f))
			continue;
		if ((left && left[i]) || (open.n && ends(f, open))) {
			open = f->closes ? S("") : f->value;
			continue;
		}
		s.facts[s.n] = (uint32_t)i;
		s.keys[s.n] = str_hash(what->caseless || f->any_case ? str_lower(v->work, f->value)
								     : f->value,
				       HASH_INIT + f->closes);
		s.full[s.n] = what->attributes ? attributes_hash(v->site->profile, f, s.keys[s.n])
					       : s.keys[s.n];
		if (f->reference)
			s.full[s.n] = references_hash(v, f, s.full[s.n]);
		s.n++;
	}
	return s;
}

static bool
equal(const struct sequence *a, const struct sequence *b)
{
	if (a->n != b->n)
		return false;
	for (ptrdiff_t i = 0; i < a->n; i++) {
		if (a->keys[i] != b->keys[i])
			return false;
	}
	return true;
}

static const struct fact *
src_fact(const struct comparison *c, ptrdiff_t i)
{
	return &c->v->src->facts[c->src.facts[i]];
}

static const struct fact *
dst_fact(const struct comparison *c, ptrdiff_t i)
{
	return &c->v->dst->facts[c->dst.facts[i]];
}

/* --- which is which ------------------------------------------------------------------- */

/* What was moved is not lost: one without counterpart on each side, with equal keys, cancel out. */
static void
pair_moved(struct comparison *c)
{
	struct map waiting = { .a = c->v->work };
	ptrdiff_t *next = NEW(c->v->work, ptrdiff_t, c->dst.n);

	for (ptrdiff_t i = c->dst.n; i-- > 0;) {
		struct str key = { (const char *)&c->dst.keys[i], sizeof c->dst.keys[i] };
		ptrdiff_t *first;

		if (c->dst.to[i] != NOTHING)
			continue;
		first = map_at(&waiting, key);
		next[i] = *first;
		*first = i;
	}
	for (ptrdiff_t i = 0; i < c->src.n; i++) {
		struct str key = { (const char *)&c->src.keys[i], sizeof c->src.keys[i] };
		ptrdiff_t k = c->src.to[i] == NOTHING ? map_get(&waiting, key) : NOTHING;

		if (k < 0)
			continue;
		*map_at(&waiting, key) = next[k];
		c->src.to[i] = c->dst.to[k] = MOVED;
	}
}

/* Keys of both sequences. */
struct keys {
	const uint64_t *src, *dst;
};

/* Between two pairs: [src, src_end) and [dst, dst_end) by these keys alone. */
static void
pair_gap(struct comparison *c, struct keys k, struct gap g)
{
	ptrdiff_t *to = c->src.to + g.src;

	if (g.src == g.src_end || g.dst == g.dst_end)
		return;
	align_keys(c->v->work, k.src + g.src, g.src_end - g.src, k.dst + g.dst, g.dst_end - g.dst,
		   to);
	for (ptrdiff_t i = 0; i < g.src_end - g.src; i++)
		to[i] = to[i] < 0 ? NOTHING : to[i] + g.dst;
}

/* Very many are not paired in order. */
static bool
in_order(const struct sequence *s)
{
	ptrdiff_t last = NOTHING;

	for (ptrdiff_t i = 0; i < s->n; i++) {
		if (s->to[i] >= 0 && s->to[i] < last)
			return false;
		last = s->to[i] >= 0 ? s->to[i] : last;
	}
	return true;
}

/* What is left between the pairs, by these keys. */
static void
pair_gaps(struct comparison *c, struct keys k)
{
	struct gap g = { 0 };

	if (!in_order(&c->src))
		return;
	for (ptrdiff_t i = 0; i < c->src.n; i++) {
		ptrdiff_t to = c->src.to[i];

		if (to < 0 || i < g.src)
			continue;
		g.src_end = i;
		g.dst_end = to;
		pair_gap(c, k, g);
		g.src = i + 1;
		g.dst = to + 1;
	}
	g.src_end = c->src.n;
	g.dst_end = c->dst.n;
	pair_gap(c, k, g);
}

/* A construct by the block of the source that it stands in or behind (or, `ahead`, in or before);
 * what stands at no counterpart is like nothing else. */
static uint64_t
place_key(const struct comparison *c, const struct sequence *s, ptrdiff_t i, bool ahead)
{
	bool dst = s == &c->dst;
	const struct doc *d = dst ? c->v->dst : c->v->src;
	const struct fact *f = &d->facts[s->facts[i]];
	const uint32_t *other_of = dst ? c->v->align->src_of : c->v->align->dst_of;
	uint32_t b = place_block(d, f);
	uint64_t key[3] = { s->full[i], 0, 0 };

	if (ahead && f->block == NO_BLOCK)
		b = b == NO_BLOCK ? 0 : b + 1;
	if (b == NO_BLOCK || b >= d->nblocks || other_of[b] == NO_BLOCK) {
		key[1] = 1 + dst;
		key[2] = (uint64_t)i;
	} else {
		key[2] = dst ? other_of[b] : b;
	}
	return str_hash((struct str){ (const char *)key, sizeof key }, HASH_INIT);
}

static void
pair_by_place(struct comparison *c, bool ahead)
{
	uint64_t *src = NEW(c->v->work, uint64_t, c->src.n);
	uint64_t *dst = NEW(c->v->work, uint64_t, c->dst.n);

	for (ptrdiff_t i = 0; i < c->src.n; i++)
		src[i] = place_key(c, &c->src, i, ahead);
	for (ptrdiff_t i = 0; i < c->dst.n; i++)
		dst[i] = place_key(c, &c->dst, i, ahead);
	pair_gaps(c, (struct keys){ src, dst });
}

/* First by all that no language changes and the blocks around, then without the blocks, then by
 * name. */
static void
pair(struct comparison *c)
{
	struct arena *work = c->v->work;

	c->src.to = NEW(work, ptrdiff_t, c->src.n);
	c->dst.to = NEW(work, ptrdiff_t, c->dst.n);
	for (ptrdiff_t i = 0; i < c->src.n; i++)
		c->src.to[i] = NOTHING;
	pair_by_place(c, false);
	pair_by_place(c, true);
	pair_gaps(c, (struct keys){ c->src.full, c->dst.full });
	pair_gaps(c, (struct keys){ c->src.keys, c->dst.keys });
	for (ptrdiff_t i = 0; i < c->dst.n; i++)
		c->dst.to[i] = NOTHING;
	for (ptrdiff_t i = 0; i < c->src.n; i++) {
		if (c->src.to[i] >= 0)
			c->dst.to[c->src.to[i]] = i;
	}
	pair_moved(c);
}

/* --- where ---------------------------------------------------------------------------- */

static bool
same_line(const struct doc *d, const struct fact *a, const struct fact *b)
{
	struct str between = str_slice(d->text, a->at.off, b->at.off);

	return str_find_char(between, '\n', 0) < 0;
}

/* Where source fact f belongs.  The construct before it is the better landmark when it is nearer
 * than the text before it. */
static struct spot
spot_of(const struct comparison *c, const struct fact *f)
{
	const struct view *v = c->v;
	const struct fact *mark = c->before_dst;
	uint32_t block = place_block(v->src, f);
	struct spot s = place_find(&c->places, block);
	uint32_t dst = block == NO_BLOCK ? NO_BLOCK : v->align->dst_of[block];

	if (f->block == NO_BLOCK && dst != NO_BLOCK)
		s = (struct spot){ v->dst->blocks[dst].at, true };
	if (!mark || (f->block != NO_BLOCK && same_line(v->src, c->before_src, f)))
		return s;
	if (s.insert_after ? mark->at.off >= s.at.off + s.at.len : mark->block == dst)
		s = (struct spot){ mark->at, true };
	return s;
}

/* --- what is said --------------------------------------------------------------------- */

/* An end goes with its beginning, when that was reported. */
static bool
said_with_beginning(struct comparison *c, const struct fact *f)
{
	if (!f->closes) {
		c->open[c->nopen++ % OPEN_LIMIT] = f->value;
		return false;
	}
	for (ptrdiff_t i = c->nopen; i-- > 0 && c->nopen - i <= OPEN_LIMIT;) {
		if (!str_eq_nocase(c->open[i % OPEN_LIMIT], name_of_end(f->value)))
			continue;
		c->nopen = i;
		return true;
	}
	return false;
}

/* `[! INCLUDE [a](b.md)]`, `[!INCLUIR [a](b.md)]`: a paragraph that would be include f but for how
 * it is written.  False when the spot is no such thing. */
static bool
say_notation(struct comparison *c, const struct fact *f, struct spot spot)
{
	const struct view *v = c->v;
	struct str have = str_trim(doc_slice(v->dst, spot.at)),
		   want = str_trim(doc_slice(v->src, f->at));
	ptrdiff_t at = str_find(have, f->value, 0);

	if (c->what->kind != FACT_INCLUDE || spot.insert_after || at < 0 || !f->value.n ||
	    !str_starts(want, S("[!")) || !str_starts(have, S("[")) || !str_ends(have, S("]")) ||
	    str_find(have, f->value, at + 1) >= 0 || str_find_char(have, '\n', 0) >= 0)
		return false;
	sink_emit(v, &(struct draft){
			     .message = MSG_INCLUDE_NOTATION,
			     .at = spot.at,
			     .has_source = true,
			     .source = f->at,
			     .key = str_fmt(v->work, "%.*s\n%.*s", P(f->value),
					    P(place_section(v, place_block(v->src, f)))),
			     .args = { { "target", f->value }, { "text", f->text } },
			     .edits = { { spot.at.off, spot.at.off + spot.at.len, want } },
			     .nedits = 1,
		     });
	return true;
}

static void
say_missing(struct comparison *c, const struct fact *f)
{
	const struct view *v = c->v;
	uint32_t block = place_block(v->src, f);
	struct spot spot;

	if (place_covered(&c->places, block) || said_with_beginning(c, f))
		return;
	spot = spot_of(c, f);
	if (say_notation(c, f, spot))
		return;
	sink_emit(v,
		  &(struct draft){
			  .message = spot.insert_after ? c->what->missing_after : c->what->missing,
			  .at = spot.at,
			  .insert_after = spot.insert_after,
			  .has_source = true,
			  .source = f->at,
			  .info = references_named_once(v, f),
			  .key = str_fmt(v->work, "%.*s\n%.*s", P(f->value),
					 P(place_section(v, block))),
			  .args = { { "target", f->value },
				    { "what", c->what->what },
				    { "text", f->text } },
		  });
}

/* Where the value of a construct is written; empty when that is not certain. */
static struct span
written_value(const struct doc *d, const struct fact *f)
{
	struct str text = doc_slice(d, f->at);
	ptrdiff_t at = f->value.n ? str_find(text, f->value, 0) : -1;

	if (at < 0 || str_find(text, f->value, at + 1) >= 0)
		return (struct span){ 0, 0 };
	return (struct span){ f->at.off + (uint32_t)at, (uint32_t)f->value.n };
}

/* A path is that of the include, whatever else it says; a directive of another name may be another
 * directive. */
static void
say_changed(const struct comparison *c, const struct fact *want, const struct fact *have)
{
	const struct view *v = c->v;
	struct span value = written_value(v->dst, have);

	sink_emit(v, &(struct draft){
			     .message = c->what->changed,
			     .at = have->at,
			     .has_source = true,
			     .source = want->at,
			     .key = str_fmt(v->work, "%.*s\n%.*s", P(want->value),
					    P(place_section(v, place_block(v->src, want)))),
			     .args = { { "target", want->value },
				       { "have", have->value },
				       { "what", c->what->what },
				       { "text", want->text } },
			     .edits = { { value.off, value.off + value.len, want->value } },
			     .nedits = value.len > 0 && written_value(v->src, want).len > 0,
			     .unsafe = v->cause == CAUSE_UNKNOWN ||
				       c->what->changed != MSG_INCLUDE_CHANGED,
		     });
}

static void
say_extra(struct comparison *c, const struct fact *f)
{
	if (said_with_beginning(c, f))
		return;
	sink_emit(c->v, &(struct draft){
				.message = MSG_DIRECTIVE_EXTRA,
				.at = f->at,
				.key = str_fmt(c->v->work, "+%.*s", P(f->value)),
				.args = { { "target", f->value },
					  { "what", c->what->what },
					  { "text", f->text } },
			});
}

/* Is the macro a link in the translation? */
static bool
is_link_now(const struct comparison *c, const struct fact *f)
{
	const struct view *v = c->v;

	return f->reference && f->block != NO_BLOCK &&
	       references_as_link(v, &c->links, v->align->dst_of[f->block], f);
}

/* Could `have` be what source construct `want` has become?  Both stand in counterpart blocks, or
 * neither in any.  Two links are two links. */
static bool
fits(const struct comparison *c, const struct fact *want, const struct fact *have)
{
	const struct align *a = c->v->align;

	if (want->closes != have->closes || (want->reference && have->reference))
		return false;
	if (want->block == NO_BLOCK || have->block == NO_BLOCK)
		return want->block == have->block;
	return a->dst_of[want->block] == NO_BLOCK ? a->src_of[have->block] == NO_BLOCK
						  : a->dst_of[want->block] == have->block;
}

/* Does `have` stand in the counterpart of a block behind the one of `want`? */
static bool
is_beyond(const struct comparison *c, const struct fact *want, const struct fact *have)
{
	uint32_t here = place_block(c->v->src, want);
	uint32_t there = have->block == NO_BLOCK ? NO_BLOCK : c->v->align->src_of[have->block];

	return there != NO_BLOCK && (here == NO_BLOCK || there > here);
}

/* The next surplus construct of the gap that k is in which fits `want`; what is passed over will
 * not fit later ones.  The end of the gap, or a construct that does not fit, when there is none. */
static ptrdiff_t
surplus(const struct comparison *c, ptrdiff_t k, const struct fact *want)
{
	for (; k < c->dst.n && c->dst.to[k] < 0; k++) {
		const struct fact *have = dst_fact(c, k);

		if (c->dst.to[k] == NOTHING && fits(c, want, have))
			return k;
		if (is_beyond(c, want, have))
			return k;
	}
	return k;
}

static void
report(struct comparison *c)
{
	ptrdiff_t next[2] = { 0, 0 }; /* in the gap: beginnings, ends */

	for (ptrdiff_t i = 0; i < c->src.n; i++) {
		const struct fact *f = src_fact(c, i);
		ptrdiff_t to = c->src.to[i], *k = &next[f->closes];

		if (to >= 0) {
			c->before_src = f;
			c->before_dst = dst_fact(c, to);
			next[0] = next[1] = to + 1;
		}
		if (to != NOTHING || is_link_now(c, f))
			continue;
		*k = surplus(c, *k, f);
		if (*k < c->dst.n && c->dst.to[*k] == NOTHING && fits(c, f, dst_fact(c, *k))) {
			c->dst.to[*k] = MOVED; /* said */
			say_changed(c, f, dst_fact(c, (*k)++));
		} else {
			say_missing(c, f);
		}
	}
	c->nopen = 0;
	for (ptrdiff_t i = 0; i < c->dst.n && c->what->extra; i++) {
		if (c->dst.to[i] == NOTHING && !dst_fact(c, i)->reference)
			say_extra(c, dst_fact(c, i));
	}
}

static void
compare_attributes(const struct comparison *c, bool in_order)
{
	for (ptrdiff_t i = 0; i < c->src.n && c->what->attributes; i++) {
		ptrdiff_t to = in_order ? i : c->src.to[i];

		if (to >= 0)
			attributes_compare(c->v, c->what->what, src_fact(c, i), dst_fact(c, to));
	}
}

static void
compare(const struct view *v, const struct subject *what, const struct alert_pairs *alerts)
{
	struct comparison c = { .v = v, .what = what };

	c.src = collect(v, v->src, what, alerts ? alerts->src_fact : NULL);
	c.dst = collect(v, v->dst, what, alerts ? alerts->dst_fact : NULL);
	if (equal(&c.src, &c.dst)) {
		compare_attributes(&c, true);
		return;
	}
	pair(&c);
	compare_attributes(&c, false);
	c.places = places_of(v);
	c.links = references_of(v, v->dst);
	doc_locate(v->src);
	doc_locate(v->dst);
	report(&c);
}

void
pass_constructs(const struct view *v)
{
	const struct alert_pairs *alerts = alerts_pair(v);

	for (ptrdiff_t i = 0; i < countof(subjects); i++)
		compare(v, &subjects[i], alerts);
	alerts_compare(v, alerts);
}
