/* link-broken: local links and images that lead to no file, neither in the page's language nor in
 * the source's, and to no redirect.  What the English page has too is said there, once. */
#include "base/map.h"
#include "check/check.h"
#include "check/place.h"
#include "site/targets.h"
#include "site/url.h"

static bool
is_local(const struct fact *f)
{
	return (f->kind == FACT_LINK || f->kind == FACT_IMAGE) && f->value.n && !f->autolink &&
	       !url_is_external(f->value) && f->value.p[0] != '#';
}

static struct str
name_of(const struct view *v, struct str url)
{
	return url_normalise(v->work, url, &v->site->profile->url, false);
}

static void
add_targets(const struct view *v, struct map *names, const struct doc *d)
{
	for (ptrdiff_t i = 0; d && i < d->nfacts; i++)
		if (is_local(&d->facts[i]))
			*map_at(names, name_of(v, d->facts[i].value)) = 1;
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
say(const struct view *v, const struct fact *f)
{
	doc_locate(v->dst);
	sink_emit(v, &(struct draft){
			     .message = f->kind == FACT_IMAGE ? MSG_IMAGE_BROKEN : MSG_LINK_BROKEN,
			     .at = f->value_at.len ? f->value_at : f->at,
			     .key = f->value,
			     .whole_page = true,
			     .args = { { "target", f->value } },
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
		struct str file;
		ptrdiff_t *known;

		if (!is_local(f))
			continue;
		file = url_without_fragment(f->value);
		known = map_at(&said, file);
		if (*known >= 0)
			continue;
		*known = 1;
		place = target_find(v->site->targets, v->work, v->page, file);
		if (place.state == TARGET_MISSING && !target_allowed(v, f->value) &&
		    !english_has(v, english, file, place.mounted))
			say(v, f);
	}
}
