/* Which pages the arguments select: paths, folders and locales. */
#include "engine/engine.h"

#include "base/path.h"
#include "site/locale.h"
#include "sys/sys.h"

static bool
locale_wanted(const struct engine_options *o, struct str locale)
{
	bool filter = false;

	for (ptrdiff_t i = 0; i < o->nlocales; i++) {
		if (str_find_char(o->locales[i], '=', 0) >= 0)
			continue;
		filter = true;
		if (locale_same(o->locales[i], locale))
			return true;
	}
	return !filter;
}

/* What the arguments name. */
struct selection {
	struct arena work;
	struct map named; /* path without symbolic links -> was there a page of just that name? */
	ptrdiff_t shortest, longest; /* of those paths */
	bool all;                    /* no path was given */
};

static void
name_path(struct selection *sel, struct str real)
{
	if (!real.n)
		return;
	*map_at(&sel->named, real) = 0;
	if (!sel->shortest || real.n < sel->shortest)
		sel->shortest = real.n;
	if (real.n > sel->longest)
		sel->longest = real.n;
}

/* The folders of --locale TAG=DIR, without symbolic links. */
static struct str *
locale_folders(struct arena *a, const struct engine_options *o, ptrdiff_t *n)
{
	struct str *v = NEW(a, struct str, o->nlocales);

	*n = 0;
	for (ptrdiff_t i = 0; i < o->nlocales; i++) {
		ptrdiff_t equals = str_find_char(o->locales[i], '=', 0);

		if (equals >= 0)
			v[(*n)++] =
				fs_real(a, str_slice(o->locales[i], equals + 1, o->locales[i].n));
	}
	return v;
}

/* Paths inside the folders of --locale choose among their pages; other paths are trees beside them,
 * and all are meant. */
static void
read_arguments(struct engine *e, const struct engine_options *o, struct selection *sel)
{
	ptrdiff_t nfolders;
	struct str *folders = locale_folders(&e->arena, o, &nfolders);
	bool inside = false;

	sel->all = !o->npaths && !o->named;
	sel->named.a = &e->arena;
	for (ptrdiff_t i = 0; i < o->npaths; i++) {
		name_path(sel, e->real_paths[i]);
		for (ptrdiff_t k = 0; k < nfolders; k++)
			inside |= path_is_at_or_below(e->real_paths[i], folders[k]);
	}
	for (ptrdiff_t k = 0; k < nfolders && !inside; k++)
		name_path(sel, folders[k]);
}

/* Does an argument name this page, or a folder around it?  No arguments name every page. */
static bool
path_wanted(const struct engine *e, struct selection *sel, const struct page *p)
{
	struct str path;

	if (sel->all)
		return true;
	arena_reset(&sel->work);
	path = path_join(&sel->work, e->site.trees[p->tree].real, p->rel);
	for (struct str at = path; at.n >= sel->shortest && at.n;
	     at = at.n > 1 && !path_dir(at).n ? S("/") : path_dir(at)) {
		if (at.n > sel->longest || map_get(&sel->named, at) < 0)
			continue;
		if (at.n == path.n)
			*map_at(&sel->named, at) = 1;
		return true;
	}
	return false;
}

/* --- arguments that are passed over ------------------------------------------------- */

/* A path as the site would spell it, empty when it is in no tree. */
static struct str
site_path(struct arena *a, const struct site *s, struct str real)
{
	for (ptrdiff_t i = 0; i < s->ntrees; i++) {
		const struct tree *t = &s->trees[i];

		if (real.n > t->real.n && path_is_at_or_below(real, t->real))
			return path_join(a, t->root,
					 str_slice(real, t->real.n + (t->real.n > 1), real.n));
	}
	return S("");
}

/* A file that was named and is not checked: never silence. */
static void
say_left_out(struct engine *e, const struct engine_options *o, const struct selection *sel)
{
	const struct site *s = &e->site;
	struct map left = { .a = &e->arena };

	for (ptrdiff_t i = 0; i < o->npaths; i++) {
		const struct left_out_page *p;
		ptrdiff_t at;

		if (map_get(&sel->named, e->real_paths[i]) != 0 || !s->nleft_out)
			continue;
		for (ptrdiff_t k = left.n ? s->nleft_out : 0; k < s->nleft_out; k++)
			*map_at(&left, s->left_out[k].path) = k;
		at = map_get(&left, site_path(&e->arena, s, e->real_paths[i]));
		if (at < 0)
			continue;
		p = &s->left_out[at];
		engine_notice(e, str_fmt(&e->arena, "%.*s is not checked: %.*s%s%.*s%s", P(p->path),
					 P(left_out_reason(p->why)), p->detail.n ? " (" : "",
					 P(p->detail), p->detail.n ? ")" : ""));
	}
}

/* Marks the families that arguments select, and drops translations of locales that are not wanted.
 */
bool
engine_select(struct engine *e, const struct engine_options *o)
{
	struct site *s = &e->site;
	struct selection sel = { 0 };
	ptrdiff_t chosen = 0;

	read_arguments(e, o, &sel);
	e->wanted = NEW(&e->arena, bool, s->nfamilies);
	e->partial = NEW(&e->arena, bool, s->nfamilies);
	e->whole = true;
	for (ptrdiff_t f = 0; f < s->nfamilies; f++) {
		struct family *fam = &s->families[f];
		bool source =
			fam->source != NO_PAGE && path_wanted(e, &sel, &s->pages[fam->source]);
		ptrdiff_t kept = 0;

		for (ptrdiff_t i = 0; i < fam->npages; i++) {
			const struct page *p = &s->pages[fam->pages[i]];

			if ((path_wanted(e, &sel, p) || source) && locale_wanted(o, p->locale))
				fam->pages[kept++] = fam->pages[i];
		}
		e->partial[f] = kept < fam->npages;
		fam->npages = kept;
		e->wanted[f] = kept || source;
		e->whole &= e->wanted[f] && !e->partial[f];
		chosen += kept;
	}
	say_left_out(e, o, &sel);
	arena_free(&sel.work);
	if (chosen || o->allow_empty)
		return true;
	return engine_fail(e, S("none of the given paths or locales names a translation"),
			   S("`loclint pairs` lists the pages that are known"));
}
