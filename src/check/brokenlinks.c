/* link-broken: local links and images that lead to no file, neither in the page's language nor in
 * the source's, and to no redirect.  What the English page has too is said there, once. */
#include "base/map.h"
#include "check/goal.h"
#include "check/place.h"
#include "site/targets.h"
#include "site/url.h"

/* What the fact leads to on this site, empty: nothing. */
static struct str
local_target(const struct fact *f, enum fact_kind *kind)
{
	struct str value;

	*kind = goal_value(f, FACT_LINK).n ? FACT_LINK : FACT_IMAGE;
	value = f->kind == FACT_DIRECTIVE ? goal_of_directive(f) : goal_value(f, *kind);
	return !value.n || f->autolink || url_is_external(value) || value.p[0] == '#' ? S("")
										      : value;
}

static struct str
name_of(const struct view *v, struct str url)
{
	return url_normalise(v->work, url, &v->site->profile->url, false);
}

static void
add_targets(const struct view *v, struct map *names, const struct doc *d)
{
	for (ptrdiff_t i = 0; d && i < d->nfacts; i++) {
		enum fact_kind kind;
		struct str value = local_target(&d->facts[i], &kind);

		if (value.n)
			*map_at(names, name_of(v, value)) = 1;
	}
}

/* Does English vouch for the target?  As it is today it has the fault itself, and is told so.  What
 * it had when the translation was made was right then, which says much only where nobody can look.
 */
static bool
english_has(const struct view *v, struct map *names, struct str file, bool mounted)
{
	if (!names[0].a) {
		names[0].a = names[1].a = v->work;
		add_targets(v, &names[0], v->current);
		add_targets(v, &names[1], v->base);
	}
	return map_get(&names[0], name_of(v, file)) >= 0 ||
	       (mounted && (v->page->source || map_get(&names[1], name_of(v, file)) >= 0));
}

static void
say(const struct view *v, const struct fact *f, enum fact_kind kind, struct str target)
{
	struct span at;

	doc_locate(v->dst);
	at = goal_at(v->dst, f, target);
	sink_emit(v, &(struct draft){
			     .message = kind == FACT_IMAGE ? MSG_IMAGE_BROKEN : MSG_LINK_BROKEN,
			     .at = at.len ? at : f->at,
			     .key = target,
			     .whole_page = true,
			     .args = { { "target", target } },
		     });
}

void
pass_broken_links(const struct view *v)
{
	struct map said = { .a = v->work }, english[2] = { 0 };

	if (!v->site->targets || sink_severity(v->site->config, RULE_LINK_BROKEN) == SEV_OFF)
		return;
	for (ptrdiff_t i = 0; i < v->dst->nfacts; i++) {
		const struct fact *f = &v->dst->facts[i];
		struct target_place place;
		enum fact_kind kind;
		struct str target = local_target(f, &kind), file;
		ptrdiff_t *known;

		if (!target.n)
			continue;
		file = url_without_fragment(target);
		known = map_at(&said, file);
		if (*known >= 0)
			continue;
		*known = 1;
		place = target_find(v->site->targets, v->work, v->page, file);
		if (place.state == TARGET_MISSING && !target_allowed(v, target) &&
		    !english_has(v, english, file, place.mounted))
			say(v, f, kind, target);
	}
}
