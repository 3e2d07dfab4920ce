/* Links and images of a translation against those of its source.
 *
 * Targets are compared as a multiset over the page, so that reordered sentences do no harm; what is
 * left over on both sides is paired along the block alignment: a missing and a surplus target in
 * counterpart blocks are one changed link.  On a stale page such a change is the English page's
 * doing, the translation's target is outdated. */
#include "base/map.h"
#include "base/path.h"
#include "check/check.h"
#include "check/place.h"
#include "site/locale.h"
#include "site/url.h"

/* How far a chain of equal targets is searched for the one in the counterpart block. */
enum { CHAIN_LIMIT = 64, FUZZY_LIMIT = 1 << 20 };

struct target {
	uint32_t fact;
	struct str name; /* normalised, without fragment */
	ptrdiff_t next;  /* further targets with this name, or -1 */
	bool used;
};

struct targets {
	struct target *v;
	ptrdiff_t n;
};

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

/* Next fact of a kind with a target, from i on. */
static ptrdiff_t
next_fact(const struct doc *d, enum fact_kind kind, ptrdiff_t i)
{
	while (i < d->nfacts && (d->facts[i].kind != kind || !d->facts[i].value.n))
		i++;
	return i;
}

/* Most translations keep every target as it is: then nothing needs to be normalised. */
static bool
all_equal(const struct doc *a, const struct doc *b, enum fact_kind kind)
{
	ptrdiff_t i = next_fact(a, kind, 0), k = next_fact(b, kind, 0);

	while (i < a->nfacts && k < b->nfacts && str_eq(a->facts[i].value, b->facts[k].value)) {
		i = next_fact(a, kind, i + 1);
		k = next_fact(b, kind, k + 1);
	}
	return i >= a->nfacts && k >= b->nfacts;
}

static struct targets
collect(const struct view *v, const struct doc *d, enum fact_kind kind)
{
	struct targets t = { 0 };

	for (ptrdiff_t i = next_fact(d, kind, 0); i < d->nfacts; i = next_fact(d, kind, i + 1))
		t.n++;
	t.v = NEW(v->work, struct target, t.n);
	t.n = 0;
	for (ptrdiff_t i = next_fact(d, kind, 0); i < d->nfacts; i = next_fact(d, kind, i + 1))
		t.v[t.n++] = (struct target){
			.fact = (uint32_t)i,
			.name = url_normalise(v->work, d->facts[i].value, &v->site->profile->url,
					      false),
			.next = -1,
		};
	return t;
}

/* Chains the targets of the translation by name. */
static struct map
index_names(const struct view *v, struct targets t)
{
	struct map names = { .a = v->work };

	for (ptrdiff_t i = t.n; i-- > 0;) {
		ptrdiff_t *first = map_at(&names, t.v[i].name);

		t.v[i].next = *first;
		*first = i;
	}
	return names;
}

/* The translation's counterpart of the block a source fact stands in. */
static uint32_t
counterpart(const struct view *v, const struct target *t)
{
	uint32_t b = v->src->facts[t->fact].block;

	return b == NO_BLOCK ? NO_BLOCK : v->align->dst_of[b];
}

/* The unused target with this name that stands in block `block`, or -1. */
static ptrdiff_t
in_block(const struct view *v, struct targets dst, ptrdiff_t first, uint32_t block)
{
	ptrdiff_t steps = 0;

	for (ptrdiff_t k = first; k >= 0 && steps < CHAIN_LIMIT; k = dst.v[k].next, steps++) {
		if (!dst.v[k].used && v->dst->facts[dst.v[k].fact].block == block)
			return k;
	}
	return -1;
}

/* Marks equal targets as used: first in counterpart blocks, then anywhere on the page. */
static void
match_equal(const struct view *v, struct targets src, struct targets dst)
{
	struct map names = index_names(v, dst);

	for (ptrdiff_t i = 0; i < src.n; i++) {
		ptrdiff_t k =
			in_block(v, dst, map_get(&names, src.v[i].name), counterpart(v, &src.v[i]));

		if (k >= 0)
			src.v[i].used = dst.v[k].used = true;
	}
	for (ptrdiff_t i = 0; i < src.n; i++) {
		ptrdiff_t k = src.v[i].used ? -1 : map_get(&names, src.v[i].name);

		while (k >= 0 && dst.v[k].used)
			k = dst.v[k].next;
		if (k < 0)
			continue;
		src.v[i].used = dst.v[k].used = true;
		*map_at(&names, src.v[i].name) = dst.v[k].next; /* what lies before is used */
	}
}

/* --- targets that mean the same though they are written differently ----------------- */

/* "../../a/b", "./a/b" -> "a/b" */
static struct str
without_dots(struct str url)
{
	while (str_starts(url, S("./")) || str_starts(url, S("../")) || str_starts(url, S("/")))
		url = str_slice(url, str_find_char(url, '/', 0) + 1, url.n);
	return url;
}

static bool
is_path_suffix(struct str whole, struct str tail)
{
	return tail.n && str_ends(whole, tail) &&
	       (whole.n == tail.n || whole.p[whole.n - tail.n - 1] == '/');
}

/* "https://pt.example.org/..." -> "pt"; empty when the host does not begin with a language. */
static struct str
host_language(struct str url, struct str *domain)
{
	ptrdiff_t at = str_find(url, S("://"), 0), dot, end;
	struct str host;

	if (at < 0)
		return S("");
	end = str_find_char(url, '/', at + 3);
	host = str_slice(url, at + 3, end < 0 ? url.n : end);
	dot = str_find_char(host, '.', 0);
	if (dot < 0 || !locale_valid(str_slice(host, 0, dot)))
		return S("");
	*domain = str_slice(host, dot, host.n);
	return str_slice(host, 0, dot);
}

/* The same site in two languages; its paths may be translated. */
static bool
same_site_other_language(struct str a, struct str b)
{
	struct str da, db, la = host_language(a, &da), lb = host_language(b, &db);

	return la.n && lb.n && str_eq(da, db) && !str_eq(la, lb);
}

static bool
same_target(const struct view *v, enum fact_kind kind, struct str a, struct str b)
{
	struct str pa = without_dots(url_path(a)), pb = without_dots(url_path(b));

	if (same_site_other_language(a, b))
		return true;
	if (kind == FACT_IMAGE && str_eq_nocase(path_base(a), path_base(b)))
		return true; /* a localised picture lies in a folder of its own */
	if (url_is_external(a) && url_is_external(b))
		return false;
	if (v->site->profile->url.caseless && str_eq_nocase(pa, pb))
		return true;
	return is_path_suffix(pa, pb) || is_path_suffix(pb, pa);
}

static void
match_similar(const struct view *v, enum fact_kind kind, struct targets src, struct targets dst)
{
	if (src.n * dst.n > FUZZY_LIMIT)
		return;
	for (ptrdiff_t i = 0; i < src.n; i++)
		for (ptrdiff_t k = 0; k < dst.n && !src.v[i].used; k++)
			if (!dst.v[k].used && same_target(v, kind, src.v[i].name, dst.v[k].name))
				src.v[i].used = dst.v[k].used = true;
}

/* --- findings -------------------------------------------------------------------- */

/* Index of the first target whose fact is `fact` or a later one. */
static ptrdiff_t
target_from(struct targets t, uint32_t fact)
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
take_surplus(const struct view *v, struct targets dst, ptrdiff_t *seen, uint32_t block)
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

static void
say_missing(const struct places *p, const struct subject *what, const struct fact *f)
{
	const struct view *v = p->view;
	uint32_t block = place_block(v->src, f);
	struct spot spot = place_find(p, block);

	if (what->kind == FACT_LINK && markup_shows_target(v, block, f->value))
		return; /* it is there, but its brackets failed */
	sink_emit(v, &(struct draft){
			     .message = spot.insert_after ? what->missing_after : what->missing,
			     .at = spot.at,
			     .insert_after = spot.insert_after,
			     .has_source = true,
			     .source = f->at,
			     .key = str_fmt(v->work, "%.*s\n%.*s", P(f->value),
					    P(place_section(v, block))),
			     .args = { { "target", f->value }, { "text", f->text } },
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
		*map_at(&names, d->facts[i].value) = i;
	return names;
}

/* Did the target become what it is in English after the translation was made? */
static bool
is_news(const struct view *v, const struct map *pinned, const struct fact *want)
{
	return v->freshness == FRESH_NO && v->src == v->current && map_get(pinned, want->value) < 0;
}

/* Did only the target change in English?  Where the label changed with it, the translated label is
 * about the old target, and somebody has to look at the two together. */
static bool
label_kept(const struct view *v, const struct fact *want, const struct fact *have)
{
	const struct url_rules *how = &v->site->profile->url;
	struct str old = url_normalise(v->work, have->value, how, true);

	if (v->cause == CAUSE_DEFECT || want->kind != FACT_LINK)
		return true;
	for (ptrdiff_t i = 0; v->base && i < v->base->nfacts; i++) {
		const struct fact *f = &v->base->facts[i];

		if (f->kind == FACT_LINK && str_eq(f->text, want->text) &&
		    str_eq(url_normalise(v->work, f->value, how, true), old))
			return true;
	}
	return str_eq(have->text, want->text);
}

static void
say_changed(const struct view *v, const struct fact *want, const struct fact *have,
	    enum message_id message)
{
	struct str written =
		doc_slice(v->src, want->value_at.len ? want->value_at : (struct span){ 0, 0 });
	struct str target = localised(v, want->value, have->value);
	bool exact = written.n && have->value_at.len && !want->autolink && !have->autolink;

	if (target_allowed(v, have->value) ||
	    (want->kind == FACT_LINK && is_known_outdated(v, have->value)))
		return;
	sink_emit(v,
		  &(struct draft){
			  .message = message,
			  .at = have->value_at.len ? have->value_at : have->at,
			  .has_source = true,
			  .source = want->value_at.len ? want->value_at : want->at,
			  .key = want->value,
			  .args = { { "target", have->value }, { "expected", target } },
			  .edits = { { have->value_at.off, have->value_at.off + have->value_at.len,
				       localised(v, written, have->value) } },
			  .nedits = exact,
			  .unsafe = !label_kept(v, want, have),
		  });
}

static void
compare(const struct view *v, const struct subject *what)
{
	struct targets src, dst;
	struct places places;
	struct map pinned;
	ptrdiff_t *seen;

	if (all_equal(v->src, v->dst, what->kind))
		return;
	src = collect(v, v->src, what->kind);
	dst = collect(v, v->dst, what->kind);
	match_equal(v, src, dst);
	match_similar(v, what->kind, src, dst);
	places = places_of(v);
	pinned = pinned_targets(v, what->kind);
	seen = NEW(v->work, ptrdiff_t, v->dst->nblocks);
	for (ptrdiff_t i = 0; i < src.n; i++) {
		const struct fact *f = &v->src->facts[src.v[i].fact];
		ptrdiff_t other;

		if (src.v[i].used || target_allowed(v, f->value) ||
		    place_covered(&places, place_block(v->src, f)))
			continue;
		doc_locate(v->src);
		doc_locate(v->dst);
		other = take_surplus(v, dst, seen, counterpart(v, &src.v[i]));
		if (other < 0)
			say_missing(&places, what, f);
		else
			say_changed(v, f, &v->dst->facts[dst.v[other].fact],
				    is_news(v, &pinned, f) ? what->outdated : what->changed);
	}
}

void
pass_links(const struct view *v)
{
	for (ptrdiff_t i = 0; i < countof(subjects); i++)
		compare(v, &subjects[i]);
}
