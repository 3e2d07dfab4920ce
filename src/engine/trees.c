/* Which folders hold which locale: from --source, --locale TAG=DIR, the configuration, the arguments' names, or a layout.
 *
 * An argument inside a tree that is known already (configured, or found by layout) selects pages; any other folder is a tree
 * of its own, with the locale that its name tells ("ro-RO", "docs.nuget.de-de"). */
#include "engine/engine.h"

#include "base/path.h"
#include "site/locale.h"
#include "sys/sys.h"

struct tree_list VEC(struct tree);

static bool
fail(struct engine *e, struct str message, struct str help)
{
	e->error = (struct config_error){ .message = message, .help = help };
	return false;
}

/* The folder's own name, also for "." and "..". */
static struct str
folder_name(struct arena *a, struct str dir)
{
	struct str base = path_base(path_clean(a, dir));

	if (str_eq(base, S(".")) || str_eq(base, S("..")) || !base.n)
		base = path_base(fs_real(a, dir));
	return base;
}

static bool
tree_add(struct engine *e, struct tree_list *trees, struct tree t)
{
	struct arena *a = &e->arena;

	switch (fs_kind(t.root)) {
	case FS_DIR:
		break;
	case FS_NONE:
		return fail(e, str_fmt(a, "there is no folder `%.*s`", P(t.root)), S(""));
	case FS_FILE:
	case FS_OTHER:
		return fail(e, str_fmt(a, "`%.*s` is not a folder", P(t.root)), S(""));
	}
	t.root = path_clean(a, t.root);
	*vec_push(a, trees) = t;
	return true;
}

static bool
add_source(struct engine *e, struct tree_list *trees)
{
	struct config *c = &e->config;
	struct str root = path_join(&e->arena, c->dir, c->source_root);

	if (!c->source_root.n)
		return true;
	if (!c->source_locale.n)
		c->source_locale = locale_of_name(folder_name(&e->arena, root));
	if (!c->source_locale.n)
		c->source_locale = S("en");
	return tree_add(e, trees, (struct tree){ .root = root, .locale = c->source_locale, .source = true });
}

static bool
add_configured(struct engine *e, const struct engine_options *o, struct tree_list *trees)
{
	const struct config *c = &e->config;

	for (ptrdiff_t i = 0; i < c->nlocales; i++)
		if (!tree_add(e, trees,
			      (struct tree){ .root = path_join(&e->arena, c->dir, c->locales[i].root),
					     .locale = c->locales[i].locale }))
			return false;
	for (ptrdiff_t i = 0; i < o->nlocales; i++) {
		struct str root = o->locales[i], tag;

		if (str_find_char(root, '=', 0) < 0)
			continue;
		str_cut(&root, '=', &tag);
		if (!locale_valid(tag))
			return fail(e,
				    str_fmt(&e->arena, "`%.*s` is not a language tag", P(tag)),
				    S("write --locale TAG=DIR, for example --locale de-DE=docs/german"));
		if (!tree_add(e, trees, (struct tree){ .root = root, .locale = tag }))
			return false;
	}
	return true;
}

/* Is `path` the root of a tree, or below it? */
static bool
inside(struct arena *a, const struct tree *t, struct str path)
{
	struct str root = fs_real(a, t->root), real = fs_real(a, path);

	return real.n && (str_eq(root, real) || (str_starts(real, root) && real.n > root.n && real.p[root.n] == '/') ||
			  str_eq(root, S("/")));
}

static bool
is_known(struct engine *e, const struct tree_list *trees, struct str path)
{
	for (ptrdiff_t i = 0; i < trees->n; i++)
		if (inside(&e->arena, &trees->v[i], path))
			return true;
	return false;
}

/* Several folders, each named after its locale.  When exactly one of them is English it is the source. */
static void
choose_source(struct engine *e, struct tree_list *trees)
{
	struct tree *english = NULL;
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < trees->n; i++) {
		if (trees->v[i].source)
			return;
		if (!locale_same_language(trees->v[i].locale, e->config.source_locale.n ? e->config.source_locale : S("en")))
			continue;
		english = &trees->v[i];
		n++;
	}
	if (n == 1 && trees->n > 1) {
		english->source = true;
		e->config.source_locale = english->locale;
	}
}

static bool
add_arguments(struct engine *e, const struct engine_options *o, struct tree_list *trees)
{
	ptrdiff_t unnamed = 0;

	for (ptrdiff_t i = 0; i < o->npaths; i++) {
		struct str path = o->paths[i], locale = locale_of_name(folder_name(&e->arena, path));

		if (fs_kind(path) == FS_NONE)
			return fail(e, str_fmt(&e->arena, "there is no file or folder `%.*s`", P(path)), S(""));
		if (fs_kind(path) != FS_DIR || is_known(e, trees, path))
			continue; /* selects pages, see engine.c */
		if (locale.n || (!e->config.source_root.n && o->npaths == 1)) {
			unnamed += !locale.n;
			if (!tree_add(e, trees, (struct tree){ .root = path, .locale = locale }))
				return false;
			continue;
		}
		return fail(e,
			    str_fmt(&e->arena, "the name of `%.*s` does not tell its locale", P(path)),
			    str_fmt(&e->arena, "write --locale TAG=%.*s", P(path)));
	}
	if (!unnamed)
		choose_source(e, trees);
	return true;
}

/* Reads the names of all files below each tree. */
static bool
list_trees(struct engine *e, struct tree_list *trees)
{
	struct arena *a = &e->arena;

	for (ptrdiff_t i = 0; i < trees->n; i++) {
		struct tree *t = &trees->v[i];
		struct fs_list list = { 0 };
		bool ok = fs_list(a, t->root, &list);

		for (ptrdiff_t k = 0; k < list.ntrouble; k++)
			engine_notice(e, str_fmt(a, "%.*s: %.*s", P(list.trouble[k].path), P(list.trouble[k].why)));
		if (!ok)
			return fail(e, str_fmt(a, "the folder `%.*s` cannot be read", P(t->root)), S(""));
		t->paths = NEW(a, struct str, list.n);
		t->npaths = list.n;
		for (ptrdiff_t k = 0; k < list.n; k++)
			t->paths[k] = list.v[k].path;
	}
	return true;
}

/* A single tree without a locale: its layout must tell. */
static bool
find_layout(struct engine *e, struct tree_list *trees)
{
	struct rule_files files = rule_files(&e->arena, S("rules/layouts"));
	struct layouts *layouts = NEW(&e->arena, struct layouts, 1);
	bool needed = false;

	for (ptrdiff_t i = 0; i < trees->n; i++)
		needed |= !trees->v[i].locale.n && !trees->v[i].source;
	e->layout_given = e->config.layout.n > 0;
	if (!needed && !e->layout_given)
		return true;
	if (!layouts_load(&e->arena, layouts, files.v[0].path, files.v[0].text, &e->error))
		return false;
	if (e->layout_given)
		e->site.layout = layout_find(layouts, e->config.layout);
	else
		e->site.layout = site_detect_layout_of(layouts, trees->v, trees->n, &e->config);
	if (e->layout_given && !e->site.layout) {
		struct str *names = NEW(&e->arena, struct str, layouts->n), near;

		for (ptrdiff_t i = 0; i < layouts->n; i++)
			names[i] = layouts->v[i].name;
		near = str_nearest(e->config.layout, names, layouts->n);
		return fail(e, str_fmt(&e->arena, "unknown layout `%.*s`", P(e->config.layout)),
			    near.n ? str_fmt(&e->arena, "did you mean `%.*s`?", P(near)) :
				     str_fmt(&e->arena, "known are %.*s", P(str_join(&e->arena, names, layouts->n, S(", ")))));
	}
	return true;
}

bool
trees_find(struct engine *e, const struct engine_options *o)
{
	struct tree_list trees = { 0 };

	if (!add_source(e, &trees) || !add_configured(e, o, &trees) || !add_arguments(e, o, &trees))
		return false;
	if (trees.n == (e->config.source_root.n > 0) &&
	    !tree_add(e, &trees, (struct tree){ .root = e->config.dir.n ? e->config.dir : S(".") }))
		return false;
	if (!list_trees(e, &trees) || !find_layout(e, &trees))
		return false;
	e->site.trees = trees.v;
	e->site.ntrees = trees.n;
	return true;
}
