/* Which folders hold which locale: from --source, --locale TAG=DIR, the configuration, the
 * arguments' names, or a layout.
 *
 * An argument inside a tree that is known already (configured, or found by layout) selects pages;
 * any other folder is a tree of its own, with the locale that its name tells ("ro-RO",
 * "docs.nuget.de-de"). */
#include "engine/engine.h"

#include "base/path.h"
#include "engine/snapshot.h"
#include "site/locale.h"
#include "sys/sys.h"

struct tree_list VEC(struct tree);

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

	switch (files_kind(e->overlay, t.root)) {
	case FS_DIR:
		break;
	case FS_NONE:
		return engine_fail(e, str_fmt(a, "there is no folder `%.*s`", P(t.root)), S(""));
	case FS_FILE:
	case FS_OTHER:
		return engine_fail(e, str_fmt(a, "`%.*s` is not a folder", P(t.root)), S(""));
	}
	t.root = path_clean(a, t.root);
	t.real = files_real(e->overlay, a, t.root);
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
	if (tree_add(e, trees,
		     (struct tree){ .root = root, .locale = c->source_locale, .source = true }))
		return true;
	config_point(&e->arena, c, S("source.root"), &e->error);
	return false;
}

static bool
add_configured(struct engine *e, const struct engine_options *o, struct tree_list *trees)
{
	const struct config *c = &e->config;

	for (ptrdiff_t i = 0; i < c->nlocales; i++) {
		const struct config_tree *t = &c->locales[i];

		if (!tree_add(e, trees,
			      (struct tree){ .root = path_join(&e->arena, c->dir, t->root),
					     .locale = t->locale })) {
			config_point(&e->arena, c, str_fmt(&e->arena, "locales.%.*s", P(t->locale)),
				     &e->error);
			return false;
		}
	}
	for (ptrdiff_t i = 0; i < o->nlocales; i++) {
		struct str root = o->locales[i], tag;

		if (str_find_char(root, '=', 0) < 0)
			continue;
		str_cut(&root, '=', &tag);
		if (!locale_valid(tag))
			return engine_fail(
				e, str_fmt(&e->arena, "`%.*s` is not a language tag", P(tag)),
				S("write --locale TAG=DIR, for example --locale "
				  "de-DE=docs/german"));
		if (!tree_add(e, trees, (struct tree){ .root = root, .locale = tag }))
			return false;
	}
	return true;
}

/* A project of the configuration that names no folder per locale: its layout tells. */
static bool
add_root(struct engine *e, struct tree_list *trees)
{
	const struct config *c = &e->config;

	if (!c->root.n || c->nlocales ||
	    tree_add(e, trees, (struct tree){ .root = path_join(&e->arena, c->dir, c->root) }))
		return true;
	config_point(&e->arena, c, S("root"), &e->error);
	return false;
}

static bool
is_known(const struct tree_list *trees, struct str real)
{
	for (ptrdiff_t i = 0; i < trees->n; i++)
		if (real.n && path_is_at_or_below(real, trees->v[i].real))
			return true;
	return false;
}

/* Several folders, each named after its locale.  When exactly one of them is English it is the
 * source. */
static void
choose_source(struct engine *e, struct tree_list *trees)
{
	struct tree *english = NULL;
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < trees->n; i++) {
		if (trees->v[i].source)
			return;
		if (!locale_same_language(trees->v[i].locale, e->config.source_locale.n
								      ? e->config.source_locale
								      : S("en")))
			continue;
		english = &trees->v[i];
		n++;
	}
	if (n == 1 && trees->n > 1) {
		english->source = true;
		e->config.source_locale = english->locale;
	}
}

/* The nearest folder at or above `path` whose name tells a locale, empty when there is none:
 * "de-de" for "de-de/docs/a.md". */
static struct str
locale_folder(struct engine *e, struct str path)
{
	for (path = path_clean(&e->arena, path);
	     path.n && !str_eq(path, S(".")) && !str_eq(path, S("/")); path = path_dir(path))
		if (fs_kind(path) == FS_DIR && locale_of_name(folder_name(&e->arena, path)).n)
			return path;
	return S("");
}

/* One argument that lies in no known tree. */
static bool
add_argument(struct engine *e, const struct engine_options *o, struct tree_list *trees,
	     struct str path)
{
	enum fs_kind kind = files_kind(e->overlay, path);
	struct str root = locale_folder(e, path);

	if (kind == FS_NONE)
		return engine_fail(
			e, str_fmt(&e->arena, "there is no file or folder `%.*s`", P(path)), S(""));
	if (root.n)
		return tree_add(
			e, trees,
			(struct tree){ .root = root,
				       .locale = locale_of_name(folder_name(&e->arena, root)) });
	if (kind == FS_DIR && !e->config.source_root.n && o->npaths == 1)
		return tree_add(e, trees, (struct tree){ .root = path });
	if (kind != FS_DIR && !trees->n)
		return true; /* a page of the working directory's tree */
	return engine_fail(
		e, str_fmt(&e->arena, "the name of `%.*s` does not tell its locale", P(path)),
		str_fmt(&e->arena, "write --locale TAG=DIR with the folder of its translations"));
}

static bool
add_arguments(struct engine *e, const struct engine_options *o, struct tree_list *trees)
{
	for (ptrdiff_t i = 0; i < o->npaths; i++)
		if (!is_known(trees, e->real_paths[i]) && !add_argument(e, o, trees, o->paths[i]))
			return false;
	for (ptrdiff_t i = 0; i < trees->n; i++)
		if (!trees->v[i].locale.n)
			return true;
	choose_source(e, trees);
	return true;
}

/* What could not be listed is named from below the tree, the tree itself as it was given. */
static struct str
trouble_path(struct arena *a, const struct tree *t, struct str path)
{
	return str_eq(path, t->root) ? path : path_join(a, t->root, path);
}

void
tree_keep_paths(struct arena *a, struct tree *t, const struct fs_list *list)
{
	t->paths = NEW(a, struct str, list->n);
	t->npaths = list->n;
	for (ptrdiff_t k = 0; k < list->n; k++) {
		struct str path = path_join(a, t->root, list->v[k].path);

		t->joined = path.n - list->v[k].path.n;
		t->paths[k] = str_slice(path, t->joined, path.n);
	}
}

static bool
list_tree(struct engine *e, struct arena *work, struct tree *t)
{
	struct arena *a = &e->arena;
	struct fs_list list = { 0 };
	bool ok = files_list(e->overlay, work, t->root, &list);

	for (ptrdiff_t k = 0; k < list.ntrouble; k++)
		engine_notice(e, str_fmt(a, "%.*s: %.*s",
					 P(trouble_path(work, t, list.trouble[k].path)),
					 P(list.trouble[k].why)));
	if (!ok)
		return engine_fail(e, str_fmt(a, "the folder `%.*s` cannot be read", P(t->root)),
				   S(""));
	tree_keep_paths(&e->arena, t, &list);
	return true;
}

/* Reads the names of all files below each tree. */
static bool
list_trees(struct engine *e, struct tree_list *trees)
{
	struct arena work = { 0 };
	bool ok = true;

	for (ptrdiff_t i = 0; ok && i < trees->n; i++) {
		ok = list_tree(e, &work, &trees->v[i]);
		arena_reset(&work);
	}
	arena_free(&work);
	if (ok)
		trees_mark_ignored(e, trees->v, trees->n);
	return ok;
}

/* A single tree without a locale: its layout must tell. */
static bool
find_layout(struct engine *e, struct tree_list *trees)
{
	struct layouts *layouts = NEW(&e->arena, struct layouts, 1);
	bool needed = false;

	for (ptrdiff_t i = 0; i < trees->n; i++)
		needed |= !trees->v[i].locale.n && !trees->v[i].source;
	e->layout_given = e->config.layout.n > 0;
	if (!needed && !e->layout_given)
		return true;
	if (!rule_layouts(&e->arena, &e->config, layouts, &e->error))
		return false;
	if (e->layout_given)
		e->site.layout = layout_find(layouts, e->config.layout);
	else
		e->site.layout = site_detect_layout_of(layouts, trees->v, trees->n, &e->config);
	return !e->layout_given || rule_layout_known(&e->arena, &e->config, layouts, &e->error);
}

/* Do all arguments lie below the working directory, and none is it? */
static bool
arguments_below(struct engine *e, const struct engine_options *o, struct str dir)
{
	struct str top = fs_real(&e->arena, dir);

	for (ptrdiff_t i = 0; i < o->npaths; i++) {
		struct str real = e->real_paths[i];

		if (!str_starts(real, top) || real.n <= top.n || real.p[top.n] != '/')
			return false;
	}
	return o->npaths > 0;
}

/* The first path of a tree that is not before this one; they are sorted. */
static ptrdiff_t
first_path(const struct tree *t, struct str path)
{
	ptrdiff_t low = 0, high = t->npaths;

	while (low < high) {
		ptrdiff_t middle = low + (high - low) / 2;

		if (str_cmp(t->paths[middle], path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Does the layout know a page below each folder that is named, and some page at all?  Files that it
 * does not know may be among them: a README that is committed with a page. */
static bool
layout_covers(struct engine *e, const struct engine_options *o, const struct tree *t)
{
	bool any = false;

	for (ptrdiff_t i = 0; i < o->npaths; i++) {
		struct str real = e->real_paths[i], below = str_slice(real, t->real.n + 1, real.n);
		bool covered = false;

		for (ptrdiff_t k = first_path(t, below); k < t->npaths && !covered; k++) {
			struct layout_hit hit;

			if (!str_starts(t->paths[k], below))
				break;
			covered = layout_match(&e->arena, e->site.layout, t->paths[k],
					       e->config.source_locale, &hit);
		}
		if (!covered && files_kind(e->overlay, o->paths[i]) == FS_DIR)
			return false;
		any |= covered;
	}
	return any;
}

/* `check content/fr` in a project: the arguments name pages of a tree whose layout is known from
 * the working directory.  Nothing stays behind when it is not. */
static bool
find_project(struct engine *e, const struct engine_options *o, struct tree_list *trees)
{
	struct tree_list project = { 0 };
	struct arena before;
	bool found;

	if (trees->n || !arguments_below(e, o, S(".")))
		return false;
	before = e->arena;
	e->arena = (struct arena){ 0 };
	found = tree_add(e, &project, (struct tree){ .root = S(".") }) && list_trees(e, &project) &&
		find_layout(e, &project) && e->site.layout && layout_covers(e, o, &project.v[0]);
	if (found) {
		*trees = project;
		arena_adopt(&before, &e->arena);
	} else {
		e->site.layout = NULL;
		e->error = (struct config_error){ 0 };
		e->notices = NULL;
		e->nnotices = e->notices_cap = 0;
		arena_free(&e->arena);
	}
	e->arena = before;
	return found;
}

bool
trees_find(struct engine *e, const struct engine_options *o)
{
	struct tree_list trees = { 0 };

	e->real_paths = NEW(&e->arena, struct str, o->npaths);
	e->nreal_paths = o->npaths;
	for (ptrdiff_t i = 0; i < o->npaths; i++)
		e->real_paths[i] = files_real(e->overlay, &e->arena, o->paths[i]);
	if (!add_source(e, &trees) || !add_configured(e, o, &trees) || !add_root(e, &trees))
		return false;
	if (!find_project(e, o, &trees)) {
		if (!add_arguments(e, o, &trees))
			return false;
		if (trees.n == (e->config.source_root.n > 0) &&
		    !tree_add(e, &trees,
			      (struct tree){ .root = e->config.dir.n ? e->config.dir : S(".") }))
			return false;
		if (!list_trees(e, &trees) || !find_layout(e, &trees))
			return false;
	}
	e->site.trees = trees.v;
	e->site.ntrees = trees.n;
	return true;
}
