/* Which severities hold on which page: `overrides` of the configuration, asked once per page. */
#include "engine/engine.h"

#include "base/path.h"
#include "sys/sys.h"

/* Pages on which the same overrides hold share one table. */
struct resolver {
	struct engine *e;
	struct VEC(uint64_t) sets; /* of overrides, each with its table */
};

static ptrdiff_t
table_of(struct resolver *r, uint64_t set)
{
	for (ptrdiff_t i = 0; i < r->sets.n; i++)
		if (r->sets.v[i] == set)
			return i;
	*vec_push(&r->e->arena, &r->sets) = set;
	return r->sets.n - 1;
}

/* The folder of each tree, seen from that of the configuration. */
static struct str *
tree_folders(struct engine *e)
{
	struct arena *a = &e->arena;
	struct str *v = NEW(a, struct str, e->site.ntrees),
		   top = fs_real(a, e->config.dir.n ? e->config.dir : S("."));

	for (ptrdiff_t i = 0; i < e->site.ntrees; i++)
		v[i] = path_relative(a, top, fs_real(a, e->site.trees[i].root));
	return v;
}

void
overrides_resolve(struct engine *e)
{
	struct resolver r = { .e = e };
	struct arena work = { 0 };
	struct config_rules *tables;
	struct str *folders;

	if (!e->config.noverrides)
		return;
	folders = tree_folders(e);
	for (ptrdiff_t i = 0; i < e->site.npages; i++) {
		struct page *p = &e->site.pages[i];
		struct str path = path_join(&work, folders[p->tree], p->rel);

		p->rules = table_of(&r, config_overrides_for(&e->config, path));
		arena_reset(&work);
	}
	arena_free(&work);
	tables = NEW(&e->arena, struct config_rules, r.sets.n);
	for (ptrdiff_t i = 0; i < r.sets.n; i++)
		config_rules_of(&e->config, r.sets.v[i], &tables[i]);
	e->site.rules = tables;
}
