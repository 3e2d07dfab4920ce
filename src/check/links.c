/* Links and images of a translation against those of its source.
 *
 * Targets are compared as a multiset over the page, so that reordered sentences do no harm; what is
 * left over on both sides is paired along the block alignment: a missing and a surplus target in
 * counterpart blocks are one changed link.  On a stale page such a change is the English page's
 * doing, the translation's target is outdated. */
#include "base/map.h"
#include "check/address.h"
#include "check/goal.h"
#include "check/place.h"
#include "check/references.h"
#include "site/locale.h"
#include "site/url.h"

/* What differs between two kinds of targets. */
struct subject {
	enum fact_kind kind;
	enum message_id missing, missing_after, changed, outdated;
};

static const struct subject subjects[] = {
	{ FACT_LINK, MSG_LINK_MISSING, MSG_LINK_MISSING_AFTER, MSG_LINK_CHANGED,
	  MSG_LINK_REPLACED },
	{ FACT_IMAGE, MSG_IMAGE_MISSING, MSG_IMAGE_MISSING_AFTER, MSG_IMAGE_CHANGED,
	  MSG_IMAGE_CHANGED },
};

/* Next fact that leads somewhere, from i on. */
static ptrdiff_t
next_fact(const struct doc *d, enum fact_kind kind, ptrdiff_t i)
{
	while (i < d->nfacts && !goal_value(&d->facts[i], kind).n)
		i++;
	return i;
}

/* Most translations keep every target as it is: then nothing needs to be normalised. */
static bool
all_equal(const struct doc *a, const struct doc *b, enum fact_kind kind)
{
	ptrdiff_t i = next_fact(a, kind, 0), k = next_fact(b, kind, 0);

	while (i < a->nfacts && k < b->nfacts &&
	       str_eq(goal_value(&a->facts[i], kind), goal_value(&b->facts[k], kind))) {
		i = next_fact(a, kind, i + 1);
		k = next_fact(b, kind, k + 1);
	}
	return i >= a->nfacts && k >= b->nfacts;
}

/* --- findings -------------------------------------------------------------------- */

/* Index of the first target whose fact is `fact` or a later one. */
static ptrdiff_t
target_from(struct goals t, uint32_t fact)
{
	ptrdiff_t low = 0, high = t.n;

	while (low < high) {
		ptrdiff_t mid = low + (high - low) / 2;

		if (t.v[mid].fact < fact)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Takes the next surplus target of a block, the counterpart of a missing one's, as an index; -1:
 * there is none.  seen[block] of its targets have been looked at already. */
static ptrdiff_t
take_surplus(const struct view *v, struct goals dst, ptrdiff_t *seen, uint32_t block)
{
	const struct block *b = block == NO_BLOCK ? NULL : &v->dst->blocks[block];

	if (!b)
		return -1;
	for (ptrdiff_t i = target_from(dst, b->fact) + seen[block];
	     i < dst.n && dst.v[i].fact < b->fact + b->nfact; i++) {
		seen[block]++;
		if (!dst.v[i].used) {
			dst.v[i].used = true;
			return i;
		}
	}
	return -1;
}

/* What is known of a comparison once there is something to say: made when first needed. */
struct comparison {
	const struct view *v;
	const struct subject *what;
	struct places places;
	struct map pinned; /* pinned_targets() */
	struct shown shown;
	struct map tags;   /* tag_key() -> how many more the source has */
	struct map labels; /* label_key() of the base's links */
	bool tags_known, labels_known;
};

static bool
is_tag(const struct fact *f)
{
	return f->kind == FACT_HTML || f->kind == FACT_ANCHOR;
}

/* Tags are alike by kind and name. */
static struct str
tag_key(const struct view *v, const struct fact *f)
{
	return str_fmt(v->work, "%d %.*s", (int)f->kind, P(str_lower(v->work, f->value)));
}

static void
count_tags(struct comparison *c)
{
	const struct view *v = c->v;

	c->tags_known = true;
	for (ptrdiff_t i = 0; i < v->src->nfacts; i++) {
		ptrdiff_t *n;

		if (!is_tag(&v->src->facts[i]))
			continue;
		n = map_at(&c->tags, tag_key(v, &v->src->facts[i]));
		*n = *n < 0 ? 1 : *n + 1;
	}
	for (ptrdiff_t i = 0; i < v->dst->nfacts; i++) {
		if (is_tag(&v->dst->facts[i]))
			--*map_at(&c->tags, tag_key(v, &v->dst->facts[i]));
	}
}

/* Is it said already: by its brackets, which failed, or as a missing tag? */
static bool
said_otherwise(struct comparison *c, const struct fact *f)
{
	if (f->kind == c->what->kind)
		return f->kind == FACT_LINK &&
		       markup_shows_target(&c->shown, c->v, place_block(c->v->src, f), f->value);
	if (!c->tags_known)
		count_tags(c);
	return map_get(&c->tags, tag_key(c->v, f)) > 0;
}

static void
say_missing(struct comparison *c, const struct goal *g)
{
	const struct view *v = c->v;
	const struct subject *what = c->what;
	const struct fact *f = &v->src->facts[g->fact];
	uint32_t block = place_block(v->src, f);
	struct spot spot = place_find(&c->places, block);

	if (said_otherwise(c, f))
		return;
	sink_emit(v, &(struct draft){
			     .message = spot.insert_after ? what->missing_after : what->missing,
			     .at = spot.at,
			     .insert_after = spot.insert_after,
			     .has_source = true,
			     .source = f->at,
			     .key = str_fmt(v->work, "%.*s\n%.*s", P(g->value),
					    P(place_section(v, block))),
			     .args = { { "target", g->value }, { "text", f->text } },
		     });
}

/* A link that a rule knows to be replaced, and that the source has no longer, is pass_outdated's.
 */
static bool
is_known_outdated(const struct view *v, struct str url)
{
	struct str fixed;

	return link_table_find(v->site->links, v->scratch, v->work, url, &fixed) != NULL;
}

/* The source's target as this translation would write it: "/en-us/" becomes "/de-de/" where its own
 * target has that. */
static struct str
localised(const struct view *v, struct str want, struct str have)
{
	struct str from = want, to = have, theirs, ours;

	if (!url_is_external(want))
		return want;
	while (str_cut(&from, '/', &theirs) && str_cut(&to, '/', &ours)) {
		if (!locale_valid(theirs) || !locale_valid(ours) ||
		    !locale_same_language(theirs, v->site->source_locale))
			continue;
		return str_fmt(v->work, "%.*s%.*s%.*s", P(str_slice(want, 0, theirs.p - want.p)),
			       P(ours), P(str_slice(want, theirs.p - want.p + theirs.n, want.n)));
	}
	return want;
}

/* Targets of the English page that the translation was made from, where that is known and not the
 * page it is compared with. */
static struct map
pinned_targets(const struct view *v, enum fact_kind kind)
{
	const struct doc *d = v->base ? v->base : v->dst->embedded;
	struct map names = { .a = v->work };

	if (!d || d == v->src)
		return names;
	for (ptrdiff_t i = next_fact(d, kind, 0); i < d->nfacts; i = next_fact(d, kind, i + 1))
		*map_at(&names, goal_value(&d->facts[i], kind)) = i;
	return names;
}

/* Did the target become what it is in English after the translation was made? */
static bool
is_news(const struct view *v, const struct map *pinned, const struct goal *want)
{
	return v->freshness == FRESH_NO && v->src == v->current && map_get(pinned, want->value) < 0;
}

static struct str
label_key(const struct view *v, struct str label, struct str target)
{
	struct str normal = url_normalise(v->work, target, &v->site->profile->url, true);

	return str_fmt(v->work, "%.*s\n%.*s", P(normal), P(label));
}

/* A page in the translation's own language may lie elsewhere than the English one: perhaps somebody
 * looked for it. */
static bool
is_own_page(const struct view *v, const struct goal *want, const struct goal *have)
{
	return address_is_own(v, want->value, have->value) &&
	       !address_differs_in_query(v, want->name, have->name);
}

/* Did only the target change in English?  Where the label changed with it, the translated label is
 * about the old target, and somebody has to look at the two together. */
static bool
label_kept(struct comparison *c, const struct fact *want, const struct fact *have)
{
	const struct view *v = c->v;

	if (v->cause == CAUSE_DEFECT || want->kind == FACT_IMAGE)
		return true;
	for (ptrdiff_t i = 0; v->base && !c->labels_known && i < v->base->nfacts; i++) {
		const struct fact *f = &v->base->facts[i];

		if (f->kind == FACT_LINK)
			*map_at(&c->labels, label_key(v, f->text, f->value)) = i;
	}
	c->labels_known = true;
	if (map_get(&c->labels, label_key(v, want->text, have->value)) >= 0)
		return true;
	return want->kind == FACT_LINK && str_eq(have->text, want->text);
}

/* Another picture is as much as another link, where people choose them. */
static bool
chosen_by_people(const struct view *v, const struct subject *what)
{
	return v->human && what->kind == FACT_IMAGE &&
	       profile_most(v->site->profile, RULE_LINK_CHANGED, false, SEV_ERROR) < SEV_ERROR;
}

static void
say_changed(struct comparison *c, const struct goal *want, const struct goal *have)
{
	const struct view *v = c->v;
	const struct subject *what = c->what;
	const struct fact *theirs = &v->src->facts[want->fact], *ours = &v->dst->facts[have->fact];
	struct span from = goal_at(v->src, theirs, want->value),
		    to = goal_at(v->dst, ours, have->value);
	struct str written = doc_slice(v->src, from);
	bool own = is_own_page(v, want, have);

	if (target_allowed(v, have->value) ||
	    (what->kind == FACT_LINK && is_known_outdated(v, have->value)))
		return;
	sink_emit(v,
		  &(struct draft){
			  .message = is_news(v, &c->pinned, want) ? what->outdated : what->changed,
			  .at = to.len ? to : ours->at,
			  .has_source = true,
			  .source = from.len ? from : theirs->at,
			  .key = want->value,
			  .args = { { "target", have->value },
				    { "expected", localised(v, want->value, have->value) } },
			  .edits = { { to.off, to.off + to.len,
				       localised(v, written, have->value) } },
			  .nedits = from.len && to.len && theirs->kind == ours->kind &&
				    !theirs->autolink && !ours->autolink,
			  .unsafe = own || !label_kept(c, theirs, ours),
			  .info = own,
			  .warning = chosen_by_people(v, what),
		  });
}

/* Links of `page` that the other page has as macros in the counterpart block are no difference. */
static void
take_macros(const struct view *v, const struct doc *page, struct goals g, const struct doc *other,
	    const uint32_t *other_of)
{
	struct references r = references_of(v, other);

	for (ptrdiff_t i = 0; i < g.n && r.macros.n; i++) {
		uint32_t block = page->facts[g.v[i].fact].block;

		if (!g.v[i].used && block != NO_BLOCK)
			g.v[i].used = references_as_macro(v, &r, other_of[block], g.v[i].value);
	}
}

static void
compare(const struct view *v, const struct subject *what)
{
	struct comparison c = { .v = v, .what = what, .tags.a = v->work, .labels.a = v->work };
	struct goals src, dst;
	ptrdiff_t *seen;

	if (all_equal(v->src, v->dst, what->kind))
		return;
	src = goals_of(v, v->src, what->kind);
	dst = goals_of(v, v->dst, what->kind);
	goals_match(v, what->kind, src, dst);
	if (what->kind == FACT_LINK) {
		take_macros(v, v->src, src, v->dst, v->align->dst_of);
		take_macros(v, v->dst, dst, v->src, v->align->src_of);
	}
	c.places = places_of(v);
	c.pinned = pinned_targets(v, what->kind);
	seen = NEW(v->work, ptrdiff_t, v->dst->nblocks);
	for (ptrdiff_t i = 0; i < src.n; i++) {
		const struct goal *g = &src.v[i];
		uint32_t block = v->src->facts[g->fact].block;
		ptrdiff_t other;

		if (g->used || target_allowed(v, g->value) ||
		    place_covered(&c.places, place_block(v->src, &v->src->facts[g->fact])))
			continue;
		doc_locate(v->src);
		doc_locate(v->dst);
		other = take_surplus(v, dst, seen,
				     block == NO_BLOCK ? NO_BLOCK : v->align->dst_of[block]);
		if (other < 0)
			say_missing(&c, g);
		else
			say_changed(&c, g, &dst.v[other]);
	}
}

void
pass_links(const struct view *v)
{
	for (ptrdiff_t i = 0; i < countof(subjects); i++)
		compare(v, &subjects[i]);
}
