/* Links that a link table knows to be replaced.  That a URL is dead is a fact about the URL, so the
 * finding keeps its severity however old the page is.  Where the current source has the same link
 * it is reported once, on the source page. */
#include "base/map.h"
#include "check/goal.h"
#include "check/place.h"
#include "site/url.h"

/* The targets of the current source, to tell whose fault a dead link is. */
static struct map
targets_of(const struct view *v, const struct doc *d)
{
	struct map names = { .a = v->work };

	for (ptrdiff_t i = 0; d && i < d->nfacts; i++) {
		struct str url = goal_value(&d->facts[i], FACT_LINK);

		if (url.n)
			*map_at(&names, url_normalise(v->work, url, &v->site->profile->url, true)) =
				i;
	}
	return names;
}

static bool
source_has(const struct view *v, const struct map *names, struct str url)
{
	return map_get(names, url_normalise(v->work, url, &v->site->profile->url, true)) >= 0;
}

/* The source's link at the place of translation link `have`: in the counterpart block, a target
 * that the translation lacks. */
static const struct fact *
replacement_in_source(const struct view *v, const struct fact *have, struct str fixed)
{
	struct str want = url_normalise(v->work, fixed, &v->site->profile->url, true);

	for (ptrdiff_t i = 0; v->current && i < v->current->nfacts; i++) {
		const struct fact *f = &v->current->facts[i];

		if (f->kind == FACT_LINK && f->value.n &&
		    str_eq(url_normalise(v->work, f->value, &v->site->profile->url, true), want))
			return f;
	}
	if (!v->align || !v->src || v->src != v->current || have->block == NO_BLOCK ||
	    v->align->src_of[have->block] == NO_BLOCK)
		return NULL;
	/* The table has no exact answer for this page: one link in each of two counterpart blocks
	 * is as good. */
	const struct block *b = &v->src->blocks[v->align->src_of[have->block]];
	const struct fact *only = NULL;

	for (uint32_t i = b->fact; i < b->fact + b->nfact; i++) {
		if (v->src->facts[i].kind != FACT_LINK)
			continue;
		if (only)
			return NULL;
		only = &v->src->facts[i];
	}
	return only;
}

static void
say(const struct view *v, const struct fact *f, const struct link_rule *rule, struct str fixed)
{
	const struct fact *now = replacement_in_source(v, f, fixed);
	struct str target = now ? now->value : fixed, url = goal_value(f, FACT_LINK);
	struct span at;

	doc_locate(v->dst);
	if (now)
		doc_locate(v->current);
	at = goal_at(v->dst, f, url);
	sink_emit(v, &(struct draft){
			     .message = now ? MSG_LINK_OUTDATED_SOURCE : MSG_LINK_OUTDATED_RULE,
			     .at = at.len ? at : f->at,
			     .has_source = now && v->src == v->current,
			     .source = now ? (now->value_at.len ? now->value_at : now->at)
					   : (struct span){ 0, 0 },
			     .keep_severity = true,
			     .key = url,
			     .args = { { "target", url },
				       { "expected", target },
				       { "reason", rule->reason } },
			     .edits = { { at.off, at.off + at.len, target } },
			     .nedits = at.len && !f->autolink,
		     });
}

void
pass_outdated(const struct view *v)
{
	struct map names = { 0 };
	bool indexed = false;

	for (ptrdiff_t i = 0; i < v->dst->nfacts; i++) {
		const struct fact *f = &v->dst->facts[i];
		const struct link_rule *rule;
		struct str url = goal_value(f, FACT_LINK), fixed;

		if (!url.n || !url_is_external(url) || target_allowed(v, url))
			continue;
		rule = link_table_find(v->site->links, v->scratch, v->work, url, &fixed);
		if (!rule)
			continue;
		if (!indexed)
			names = targets_of(v, v->current);
		indexed = true;
		if (!source_has(v, &names, url))
			say(v, f, rule, fixed);
	}
}
