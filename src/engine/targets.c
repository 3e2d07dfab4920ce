/* The index of what links may lead to: the files of all trees, redirect maps, addresses that pages
 * once had. */
#include "engine/engine.h"

#include "base/path.h"
#include "check/check.h"
#include "engine/snapshot.h"
#include "site/targets.h"
#include "sys/sys.h"

enum { HEAD_BYTES = 4096, ALIAS_LEVELS = 8 };

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

/* One address.  Where a rooted one begins is not known: sites put documentation below an address of
 * its own, so every folder above the page may be the root. */
static void
add_alias(struct redirects *r, struct str dir, struct str address)
{
	redirects_add(r, dir, address);
	if (!str_starts(address, S("/")))
		return;
	while (str_starts(address, S("/")))
		address = str_slice(address, 1, address.n);
	for (int level = 0; dir.n && level < ALIAS_LEVELS; level++, dir = path_dir(dir))
		redirects_add(r, dir, address);
}

/* "[/a, /b]", or one address. */
static void
add_aliases(struct redirects *r, struct arena *a, struct str dir, const struct field *f)
{
	struct str rest = f->value, part;

	if (f->kind == FIELD_LIST)
		rest = str_slice(rest, 1, rest.n - 1);
	while (str_cut(&rest, ',', &part))
		if (str_trim(part).n)
			add_alias(r, dir, str_dup(a, str_trim(part)));
}

/* Does the head of the page name one of the keys?  Most do not, and are not parsed. */
static bool
names_one(const struct link_rules *wanted, struct str text)
{
	text = str_slice(text, 0, HEAD_BYTES);
	for (ptrdiff_t i = 0; i < wanted->naliases; i++) {
		if (str_find(text, wanted->aliases[i], 0) >= 0)
			return true;
	}
	return false;
}

/* Only source pages have addresses that their translations share. */
static void
read_aliases(struct engine *e, struct redirects *r)
{
	const struct link_rules *wanted = &e->site.profile->links;
	struct arena work = { 0 };

	for (ptrdiff_t i = 0; wanted->naliases && i < e->site.npages; i++) {
		const struct page *p = &e->site.pages[i];
		struct front front;
		struct str text, why;

		if (!p->source || files_read(e->overlay, &work, p->path, &text, &why) != FS_OK ||
		    !names_one(wanted, text))
			continue;
		front = front_parse(&work, text);
		for (ptrdiff_t k = 0; k < wanted->naliases; k++) {
			const struct field *f = front_field(&front, wanted->aliases[k]);

			if (f)
				add_aliases(r, &e->arena, path_dir(p->rel), f);
		}
		arena_reset(&work);
	}
	arena_free(&work);
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
	read_aliases(e, r);
	e->site.targets = targets_build(&e->arena, &e->site, r);
}
