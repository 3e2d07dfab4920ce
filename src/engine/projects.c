/* A configuration with several projects: each is a site of its own, found, loaded and checked by
 * itself; what they found is told together. */
#include "engine/engine.h"

#include "base/path.h"
#include "engine/hide.h"
#include "sys/sys.h"

struct run {
	struct engine *e;
	const struct engine_options *o;
	struct str *named; /* the paths of the arguments, without symbolic links */
	bool *known;       /* which of them lie in some project */
};

/* --- which project an argument means ---------------------------------------------------- */

struct folders VEC(struct str);

static void
add_folder(struct arena *a, struct folders *list, const struct config *c, struct str dir)
{
	struct str real = fs_real(a, path_join(a, c->dir.n ? c->dir : S("."), dir));

	if (real.n)
		*vec_push(a, list) = real;
}

/* The folders that a project reads pages from. */
static struct folders
folders_of(struct arena *a, const struct config *c)
{
	struct folders list = { 0 };

	if (c->source_root.n)
		add_folder(a, &list, c, c->source_root);
	for (ptrdiff_t i = 0; i < c->nlocales; i++)
		add_folder(a, &list, c, c->locales[i].root);
	if (!c->nlocales)
		add_folder(a, &list, c, c->root.n ? c->root : S("."));
	return list;
}

const struct config *
engine_project_of(struct arena *a, const struct config *c, struct str path)
{
	struct str real = fs_real(a, path);
	const struct config *best = c;
	ptrdiff_t longest = -1;

	for (ptrdiff_t i = 0; i < c->nprojects && real.n; i++) {
		struct folders folders = folders_of(a, &c->projects[i]);

		for (ptrdiff_t k = 0; k < folders.n; k++) {
			if (folders.v[k].n <= longest || !path_is_at_or_below(real, folders.v[k]))
				continue;
			longest = folders.v[k].n;
			best = &c->projects[i];
		}
	}
	return best;
}

/* The arguments that lie in the project; none, with *whole, when one of them holds all of it. */
static struct str *
paths_of(struct run *r, const struct config *c, ptrdiff_t *n, bool *whole)
{
	struct arena *a = &r->e->arena;
	struct folders folders = folders_of(a, c);
	struct str *v = NEW(a, struct str, r->o->npaths);

	*n = 0;
	*whole = !r->o->npaths && !r->o->named;
	for (ptrdiff_t i = 0; i < r->o->npaths; i++) {
		bool inside = false, around = false;

		for (ptrdiff_t k = 0; k < folders.n && r->named[i].n; k++) {
			inside |= path_is_at_or_below(r->named[i], folders.v[k]);
			around |= path_is_at_or_below(folders.v[k], r->named[i]);
		}
		r->known[i] |= inside || around;
		*whole |= around;
		if (inside)
			v[(*n)++] = r->o->paths[i];
	}
	if (*whole)
		*n = 0;
	return v;
}

/* What is in no project is passed over, but not in silence: a hook names whatever was touched. */
static bool
arguments_known(struct run *r)
{
	struct arena *a = &r->e->arena;

	for (ptrdiff_t i = 0; i < r->o->npaths; i++) {
		if (r->known[i])
			continue;
		if (!r->named[i].n)
			return engine_fail(
				r->e,
				str_fmt(a, "there is no file or folder `%.*s`", P(r->o->paths[i])),
				S(""));
		engine_notice(r->e, str_fmt(a, "`%.*s` is in no project of the configuration",
					    P(r->o->paths[i])));
	}
	return true;
}

/* --- one project ---------------------------------------------------------------------------- */

static void
take_notices(struct engine *e, const struct engine *part)
{
	for (ptrdiff_t i = 0; i < part->nnotices; i++)
		engine_notice(e, part->notices[i]);
}

static bool
run_one(struct run *r, const struct config *c, const struct engine_options *po)
{
	struct engine *e = r->e, *part = &e->parts[e->nparts++];
	bool ok = po->only_site ? engine_site(part, po) : engine_pass(part, po);

	take_notices(e, part);
	if (ok)
		return true;
	e->error = part->error;
	e->error.message =
		str_fmt(&e->arena, "project `%.*s`: %.*s", P(c->project), P(part->error.message));
	return false;
}

static bool
run_all(struct run *r)
{
	const struct config *c = r->o->config;

	for (ptrdiff_t i = 0; i < c->nprojects; i++) {
		struct engine_options po = *r->o;
		bool whole;

		po.config = &c->projects[i];
		po.paths = paths_of(r, po.config, &po.npaths, &whole);
		po.named = !whole;
		/* Another project may be the one that is meant. */
		po.allow_empty |= r->o->npaths || r->o->nlocales;
		if ((po.npaths || whole) && !run_one(r, po.config, &po))
			return false;
	}
	return arguments_known(r);
}

/* --- together -----------------------------------------------------------------------------------
 */

static void
count(struct engine *e)
{
	for (ptrdiff_t i = 0; i < e->findings.n; i++) {
		e->totals.counts[e->findings.v[i].severity]++;
		e->totals.fixable +=
			e->findings.v[i].locale.n && finding_safety(&e->findings.v[i]) == FIX_SAFE;
	}
}

/* The hidden ones too: where they belong is known only when all are sorted. */
static void
add_findings(struct engine *e, const struct engine *part)
{
	for (ptrdiff_t i = 0; i < part->findings.n; i++)
		*vec_push(&e->arena, &e->findings) = part->findings.v[i];
	for (ptrdiff_t i = 0; i < part->nhidden; i++)
		*vec_push(&e->arena, &e->findings) = part->hidden[i].finding;
}

static void
add_locales(struct engine *e, struct map *locales, const struct site *s)
{
	for (ptrdiff_t i = 0; i < s->nlocales; i++)
		*map_at(locales, s->locales[i]) = 1;
	e->totals.locales = locales->n;
}

static void
gather(struct engine *e)
{
	struct map locales = { .a = &e->arena };
	ptrdiff_t nverdicts = 0;

	for (ptrdiff_t i = 0; i < e->nparts; i++)
		nverdicts += e->parts[i].nverdicts;
	e->verdicts =
		NEW(&e->arena, struct verdict, nverdicts); /* hidden findings are off already */
	for (ptrdiff_t i = 0; i < e->nparts; i++) {
		const struct engine *part = &e->parts[i];

		add_findings(e, part);
		for (ptrdiff_t k = 0; k < part->nverdicts; k++)
			e->verdicts[e->nverdicts++] = part->verdicts[k];
		e->totals.pages += part->totals.pages;
		e->totals.pairs += part->totals.pairs;
		e->totals.families += part->totals.families;
		e->totals.earlier += part->totals.earlier;
		add_locales(e, &locales, &part->site);
	}
	findings_finish(&e->arena, &e->findings);
	hide_apart(e);
	count(e);
}

bool
engine_run(struct engine *e, const struct engine_options *o)
{
	struct run r = { .e = e, .o = o };

	if (!o->config->nprojects)
		return o->only_site ? engine_site(e, o) : engine_pass(e, o);
	e->config = *o->config;
	e->parts = NEW(&e->arena, struct engine, o->config->nprojects);
	r.named = NEW(&e->arena, struct str, o->npaths);
	r.known = NEW(&e->arena, bool, o->npaths);
	for (ptrdiff_t i = 0; i < o->npaths; i++)
		r.named[i] = fs_real(&e->arena, o->paths[i]);
	if (!run_all(&r))
		return false;
	if (o->only_site)
		return true;
	gather(e);
	if (e->totals.pages || o->allow_empty || o->changes)
		return true;
	return engine_fail(e, S("none of the given paths or locales names a translation"),
			   S("`loclint pairs` lists the pages that are known"));
}
