/* The index of what links may lead to: the files of all trees and redirect maps. */
#include "engine/engine.h"

#include "base/path.h"
#include "check/check.h"
#include "engine/snapshot.h"
#include "site/targets.h"
#include "sys/sys.h"

static bool
read_file(struct engine *e, ptrdiff_t tree, struct str rel, struct str *text)
{
	struct str path = path_join(&e->arena, e->site.trees[tree].root, rel), why;

	if (files_read(e->overlay, &e->arena, path, text, &why) == FS_OK)
		return true;
	engine_notice(e, str_fmt(&e->arena, "%.*s: %.*s", P(path), P(why)));
	return false;
}

static void
read_map(struct engine *e, struct redirects *r, const struct redirect_rule *rule, ptrdiff_t tree,
	 struct str rel)
{
	struct str text, error = { 0 };

	if (read_file(e, tree, rel, &text) &&
	    !redirects_read(r, rule->format, path_dir(rel), text, &error))
		engine_notice(e, str_fmt(&e->arena, "%.*s/%.*s: %.*s", P(e->site.trees[tree].root),
					 P(rel), P(error)));
}

static void
read_maps(struct engine *e, struct redirects *r)
{
	const struct link_rules *wanted = &e->site.profile->links;

	for (ptrdiff_t t = 0; t < e->site.ntrees; t++) {
		const struct tree *tree = &e->site.trees[t];

		for (ptrdiff_t i = 0; i < tree->npaths; i++)
			for (ptrdiff_t k = 0; k < wanted->nredirects; k++)
				if (path_glob(wanted->redirects[k].file, tree->paths[i]))
					read_map(e, r, &wanted->redirects[k], t, tree->paths[i]);
	}
}

/* The ids of pages that are linked to, but were not among those to check. */
static void
read_anchors(struct engine *e, struct pattern_scratch *scratch, struct arena *keep,
	     const struct fragment_uses *uses, struct anchor_list *anchors)
{
	struct arena work = { 0 };
	ptrdiff_t n, *pages = fragments_unread(keep, &e->site, anchors, uses, &n);

	for (ptrdiff_t i = 0; i < n; i++) {
		const struct page *p = &e->site.pages[pages[i]];
		struct str text, why;

		if (files_read(e->overlay, &work, p->path, &text, &why) == FS_OK) {
			struct doc *d =
				doc_parse(&work, p->path, text, &e->site.profile->grammar, scratch);

			*vec_push(keep, anchors) = anchors_of(&e->site, &work, keep, d, pages[i]);
		}
		arena_reset(&work);
	}
	arena_free(&work);
}

void
engine_check_fragments(struct engine *e, struct sink *const *sinks, int n,
		       struct pattern_scratch *scratch)
{
	struct anchor_list anchors = { 0 };
	struct fragment_uses uses = { 0 };

	for (int i = 0; i < n; i++) {
		for (ptrdiff_t k = 0; k < sinks[i]->anchors.n; k++)
			*vec_push(&e->arena, &anchors) = sinks[i]->anchors.v[k];
		for (ptrdiff_t k = 0; k < sinks[i]->fragments.n; k++)
			*vec_push(&e->arena, &uses) = sinks[i]->fragments.v[k];
	}
	if (!uses.n)
		return;
	read_anchors(e, scratch, &e->arena, &uses, &anchors);
	fragments_check(&e->site, &e->arena, &anchors, &uses, sinks[0]);
}

/* Is there a rule that has to know where local links lead? */
static bool
is_asked(const struct engine *e)
{
	static const enum rule_id needing[] = { RULE_LINK_BROKEN,   RULE_FRAGMENT_BROKEN,
						RULE_LINK_MISSING,  RULE_LINK_CHANGED,
						RULE_LINK_OUTDATED, RULE_IMAGE_MISSING };

	for (ptrdiff_t i = 0; i < countof(needing); i++) {
		if (sink_severity(&e->config, needing[i]) != SEV_OFF)
			return true;
	}
	return false;
}

void
engine_load_targets(struct engine *e)
{
	struct redirects *r = NEW(&e->arena, struct redirects, 1);

	if (!is_asked(e))
		return;
	redirects_init(r, &e->arena);
	read_maps(e, r);
	e->site.targets = targets_build(&e->arena, &e->site, r, aliases_later(e));
}
