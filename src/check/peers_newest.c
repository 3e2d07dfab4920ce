/* Pages made from different revisions of a source that nobody has.  The date of the handoff, which
 * each of them records, tells which revision is the newest; all others are stale.  Of those that
 * are, a link that no newest page has any more, in a block where the newest page has another one
 * instead, is outdated. */
#include "check/peers.h"

#include "base/map.h"
#include "check/pin.h"
#include "site/url.h"

enum {
	SHORT_HEX = 8,
	REST = 4 /* one part in so many of two pages may be without counterpart */
};

/* The first page of the newest revision that has a date and can be read; NULL when all pages are of
 * one. */
static const struct peer *
newest_of(const struct peer *peers, ptrdiff_t n)
{
	const struct peer *best = &peers[0];
	bool older = false;

	for (ptrdiff_t i = 1; i < n; i++)
		if (peers[i].handoff > best->handoff)
			best = &peers[i];
	for (ptrdiff_t i = 0; i < n; i++)
		older |= peers[i].handoff && peers[i].handoff < best->handoff &&
			 !str_eq(peers[i].pin, best->pin);
	return older ? best : NULL;
}

static bool
is_behind(const struct peer *p, const struct peer *newest)
{
	return p->handoff && p->handoff < newest->handoff && !str_eq(p->pin, newest->pin);
}

static struct str
date_of(const struct peer *p)
{
	int64_t d = p->handoff;

	return str_fmt(p->v->work, "%d-%02d-%02d", (int)(d / 10000), (int)(d / 100 % 100),
		       (int)(d % 100));
}

static void
say_behind(const struct peer *p, const struct peer *newest)
{
	struct pin pin =
		pin_read_beside(p->v->site->profile, p->v->dst, p->v->beside, p->v->scratch);

	sink_emit(p->v, &(struct draft){
				.message = MSG_STALE_PEER,
				.at = pin.hash.n     ? pin.hash_at
				      : pin.opaque.n ? pin.opaque_at
						     : pin.commit_at,
				.key = p->pin,
				.whole_page = true,
				.args = { { "date", date_of(p) },
					  { "newest", date_of(newest) },
					  { "current", str_slice(newest->pin, 0, SHORT_HEX) },
					  { "other", newest->v->page->path } },
			});
}

/* What was recorded of the page before its peers were looked at. */
static void
correct_verdict(const struct view *v, ptrdiff_t first)
{
	const struct sink *s = v->sink;
	struct verdict *r = s->verdicts ? &s->verdicts[v->page - v->site->pages] : NULL;

	if (!r)
		return;
	r->freshness = FRESH_NO;
	for (; first < s->out.n; first++)
		r->findings[s->out.v[first].cause]++;
}

/* --- links ----------------------------------------------------------------- */

/* Normalised targets of a page, with how often it has them. */
static struct map
targets_of(const struct view *v)
{
	struct map names = { .a = v->work };

	for (ptrdiff_t i = 0; i < v->dst->nfacts; i++) {
		const struct fact *f = &v->dst->facts[i];

		if (f->kind == FACT_LINK && f->value.n)
			*map_at(&names, url_normalise(v->work, f->value, &v->site->profile->url,
						      false)) = i;
	}
	return names;
}

struct comparison {
	const struct view *v; /* src: the newest page */
	const struct peer *peers, *newest;
	ptrdiff_t n;
	struct map old, now; /* targets of both */
};

static struct str
name_of(const struct comparison *c, const struct fact *f)
{
	return url_normalise(c->v->work, f->value, &c->v->site->profile->url, false);
}

/* The only link of a block whose target the other page does not have anywhere. */
static const struct fact *
only_strange(const struct comparison *c, const struct doc *d, uint32_t block,
	     const struct map *other)
{
	const struct block *b = &d->blocks[block];
	const struct fact *only = NULL;

	for (uint32_t i = b->fact; i < b->fact + b->nfact; i++) {
		const struct fact *f = &d->facts[i];

		if (f->kind != FACT_LINK || !f->value.n || map_get(other, name_of(c, f)) >= 0)
			continue;
		if (only)
			return NULL;
		only = f;
	}
	return only;
}

static bool
same_number_of_links(const struct doc *a, uint32_t x, const struct doc *b, uint32_t y)
{
	int n = 0;

	for (uint32_t i = 0; i < a->blocks[x].nfact; i++)
		n += a->facts[a->blocks[x].fact + i].kind == FACT_LINK;
	for (uint32_t i = 0; i < b->blocks[y].nfact; i++)
		n -= b->facts[b->blocks[y].fact + i].kind == FACT_LINK;
	return n == 0;
}

/* Does every page of the newest revision link to it, and none to what it replaces? */
static bool
newest_agree(const struct comparison *c, struct str want, struct str have)
{
	for (ptrdiff_t i = 0; i < c->n; i++) {
		struct map names;

		if (&c->peers[i] == c->newest || !str_eq(c->peers[i].pin, c->newest->pin))
			continue;
		names = targets_of(c->peers[i].v);
		if (map_get(&names, want) < 0 || map_get(&names, have) >= 0)
			return false;
	}
	return true;
}

/* The newest page's target with this page's language in the place of its own. */
static struct str
localised(const struct comparison *c, struct str url)
{
	struct str rest = url, part;

	while (str_cut(&rest, '/', &part))
		if (str_eq_nocase(part, c->newest->v->page->locale))
			return str_fmt(c->v->work, "%.*s%.*s%.*s",
				       P(str_slice(url, 0, part.p - url.p)),
				       P(str_lower(c->v->work, c->v->page->locale)),
				       P(str_slice(url, part.p - url.p + part.n, url.n)));
	return url;
}

/* The same page with its host and without. */
static bool
same_page(struct str a, struct str b)
{
	return (!url_is_external(a) || !url_is_external(b)) && url_path(a).n > 1 &&
	       str_eq_nocase(url_path(a), url_path(b));
}

static void
say_replaced(const struct comparison *c, const struct fact *want, const struct fact *have)
{
	struct str fixed;

	if (same_page(name_of(c, want), name_of(c, have)) ||
	    link_table_find(c->v->site->links, c->v->scratch, c->v->work, have->value, &fixed) ||
	    !newest_agree(c, name_of(c, want), name_of(c, have)))
		return; /* said by pass_outdated, or a change of one page alone */
	doc_locate(c->v->src);
	doc_locate(c->v->dst);
	sink_emit(c->v, &(struct draft){
				.message = MSG_LINK_PEER,
				.at = have->value_at.len ? have->value_at : have->at,
				.has_source = true,
				.source = want->value_at.len ? want->value_at : want->at,
				.key = have->value,
				.args = { { "target", have->value },
					  { "expected", localised(c, want->value) } },
			});
}

/* A page that was written anew has other links because it says other things: of four blocks three
 * must be the same. */
static bool
mostly_same(const struct view *v)
{
	ptrdiff_t pairs = 0;

	for (ptrdiff_t i = 0; i < v->src->nblocks; i++)
		pairs += v->align->dst_of[i] != NO_BLOCK;
	return 2 * pairs * REST >= (REST - 1) * (v->src->nblocks + v->dst->nblocks);
}

static void
compare_links(struct comparison *c)
{
	const struct view *v = c->v;

	for (uint32_t i = 0; i < v->src->nblocks; i++) {
		uint32_t to = v->align->dst_of[i];
		const struct fact *want, *have;

		if (to == NO_BLOCK || !v->src->blocks[i].nfact ||
		    !same_number_of_links(v->src, i, v->dst, to))
			continue;
		want = only_strange(c, v->src, i, &c->old);
		have = want ? only_strange(c, v->dst, to, &c->now) : NULL;
		if (have)
			say_replaced(c, want, have);
	}
}

/* The same links in the same order: then none was replaced. */
static bool
same_links(const struct doc *a, const struct doc *b)
{
	ptrdiff_t i = 0, k = 0;

	for (;; i++, k++) {
		while (i < a->nfacts && a->facts[i].kind != FACT_LINK)
			i++;
		while (k < b->nfacts && b->facts[k].kind != FACT_LINK)
			k++;
		if (i == a->nfacts || k == b->nfacts)
			return i == a->nfacts && k == b->nfacts;
		if (!str_eq(a->facts[i].value, b->facts[k].value))
			return false;
	}
}

static void
compare_with(struct comparison *c, struct view *v)
{
	v->src = c->newest->v->dst;
	v->source_page = c->newest->v->page;
	v->embedded = false;
	v->freshness = FRESH_NO;
	v->cause = CAUSE_DRIFT;
	v->align = align_docs(v->work, v->src, v->dst, &v->site->profile->url);
	if (!mostly_same(v))
		return;
	c->old = targets_of(v);
	c->now = targets_of(c->newest->v);
	compare_links(c);
}

static void
judge(const struct peer *peers, ptrdiff_t n, const struct peer *p, const struct peer *newest)
{
	struct view v = *p->v;
	struct comparison c = { .v = &v, .peers = peers, .n = n, .newest = newest };
	ptrdiff_t first = v.sink->out.n;

	say_behind(p, newest);
	if (!same_links(p->v->dst, newest->v->dst))
		compare_with(&c, &v);
	correct_verdict(&v, first);
}

void
peers_newest(const struct peer *peers, ptrdiff_t n)
{
	const struct peer *newest = n > 1 ? newest_of(peers, n) : NULL;

	for (ptrdiff_t i = 0; newest && i < n; i++)
		if (is_behind(&peers[i], newest))
			judge(peers, n, &peers[i], newest);
}
