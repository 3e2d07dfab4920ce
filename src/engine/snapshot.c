/* Listing and reading through an overlay.  A path is looked up in a snapshot by where it really
 * lies, so that it does not matter how the user wrote it. */
#include "engine/snapshot.h"

#include <stdlib.h>

#include "base/path.h"
#include "doc/doc.h"

enum { LINKS_MAX = 8 }; /* symbolic links, one after the other */

/* --- places ------------------------------------------------------------------- */

static bool
is_below(struct str path, struct str top, struct str *rel)
{
	if (!top.n || !str_starts(path, top) || (path.n > top.n && path.p[top.n] != '/'))
		return false;
	*rel = str_slice(path, top.n + 1, path.n);
	return true;
}

struct str
path_real_place(struct arena *a, struct str path)
{
	struct str dir = path_dir(path), base = path_base(path);
	struct str real = fs_real(a, dir.n ? dir : str_starts(path, S("/")) ? S("/") : S("."));

	if (str_eq(base, S(".")) || str_eq(base, S("..")) || !base.n)
		real = fs_real(a, path);
	else if (real.n)
		return path_join(a, real, base);
	return real.n ? real : path_clean(a, path_join(a, fs_real(a, S(".")), path));
}

bool
snapshot_place(struct arena *a, const struct snapshot *s, struct str path, struct str *rel)
{
	return is_below(path_real_place(a, path), git_repo_top(s->repo), rel);
}

static bool
has_below(const struct git_files *files, struct str folder)
{
	struct arena tmp = { 0 };
	struct str from = folder.n ? str_fmt(&tmp, "%.*s/", P(folder)) : S("");
	ptrdiff_t at = git_files_from(files, from);
	bool has = at < files->n && str_starts(files->v[at].path, from);

	arena_free(&tmp);
	return has;
}

bool
snapshot_knows(const struct snapshot *s, struct str folder)
{
	return has_below(&s->files, folder) || (s->index && has_below(s->index, folder));
}

/* The file of a path, through symbolic links that stay in the repository; NULL: there is none. */
static const struct git_file *
find(struct arena *a, const struct snapshot *s, struct str rel)
{
	const struct git_file *f = git_files_find(&s->files, rel);

	for (int i = 0; f && f->kind == GIT_LINK && i < LINKS_MAX; i++) {
		struct str target, why;

		if (git_repo_read(s->repo, a, f, DOC_MAX_BYTES, &target, &why) != FS_OK ||
		    str_starts(target, S("/")))
			return NULL;
		rel = path_clean(a, path_join(a, path_dir(f->path), target));
		f = git_files_find(&s->files, rel);
	}
	if (!f || f->kind != GIT_FILE || (s->as_checked_out && f->skipped))
		return NULL;
	return f;
}

/* --- reading ------------------------------------------------------------------ */

static enum fs_status
snapshot_read(const struct snapshot *s, struct arena *a, struct str path, struct str *text,
	      struct str *why)
{
	const struct git_file *f;
	struct str rel;

	if (!snapshot_place(a, s, path, &rel))
		return fs_read(a, path, DOC_MAX_BYTES, text, why);
	f = find(a, s, rel);
	if (f)
		return git_repo_read(s->repo, a, f, DOC_MAX_BYTES, text, why);
	if (!snapshot_knows(s, path_dir(rel)))
		return fs_read(a, path, DOC_MAX_BYTES, text, why);
	*text = S("");
	*why = S("it does not exist");
	return FS_MISSING;
}

static bool
is_added(const struct overlay *o, struct str path)
{
	struct arena tmp = { 0 };
	bool same = o && o->added.n && str_eq(path_base(path), path_base(o->added)) &&
		    str_eq(path_real_place(&tmp, path), o->added_real);

	arena_free(&tmp);
	return same;
}

enum fs_status
files_read(const struct overlay *o, struct arena *a, struct str path, struct str *text,
	   struct str *why)
{
	ptrdiff_t at = o ? map_get(&o->paths, path) : -1;

	if (at >= 0 || is_added(o, path)) {
		*text = at >= 0 ? o->texts[at] : o->added_text;
		return FS_OK;
	}
	return o && o->snapshot ? snapshot_read(o->snapshot, a, path, text, why)
				: fs_read(a, path, DOC_MAX_BYTES, text, why);
}

enum fs_kind
files_kind(const struct overlay *o, struct str path)
{
	struct arena tmp = { 0 };
	enum fs_kind kind = FS_NONE;
	struct str rel;

	if (is_added(o, path))
		kind = FS_FILE;
	else if (o && o->snapshot && snapshot_place(&tmp, o->snapshot, path, &rel))
		kind = find(&tmp, o->snapshot, rel)                        ? FS_FILE
		       : rel.n == 0 || has_below(&o->snapshot->files, rel) ? FS_DIR
									   : FS_NONE;
	arena_free(&tmp);
	return kind == FS_NONE ? fs_kind(path) : kind;
}

struct str
files_real(const struct overlay *o, struct arena *a, struct str path)
{
	struct str real = fs_real(a, path);

	return real.n || !o || !(is_added(o, path) || o->snapshot) || files_kind(o, path) == FS_NONE
		       ? real
		       : path_real_place(a, path);
}

/* --- listing ------------------------------------------------------------------ */

/* The rules of fs_list(): a folder that it would not enter. */
static bool
is_passed_over(struct str path)
{
	struct str folder = path_dir(path), name;

	while (str_cut(&folder, '/', &name))
		if (str_starts(name, S(".")) || str_eq(name, S("node_modules")))
			return true;
	return false;
}

struct entries VEC(struct fs_entry);

/* A submodule, as it is checked out now. */
static void
list_submodule(struct arena *a, struct entries *out, struct str root, struct str below)
{
	struct fs_list list = { 0 };

	if (str_starts(path_base(below), S(".")) || !fs_list(a, path_join(a, root, below), &list))
		return;
	for (ptrdiff_t i = 0; i < list.n; i++)
		*vec_push(a, out) = (struct fs_entry){ path_join(a, below, list.v[i].path) };
}

static int
entry_order(const void *a, const void *b)
{
	return str_cmp(((const struct fs_entry *)a)->path, ((const struct fs_entry *)b)->path);
}

static void
list_below(const struct snapshot *s, struct arena *a, struct str root, struct str rel,
	   struct entries *out)
{
	struct str prefix = rel.n ? str_fmt(a, "%.*s/", P(rel)) : S("");
	bool sorted = true;

	for (ptrdiff_t i = git_files_from(&s->files, prefix); i < s->files.n; i++) {
		const struct git_file *f = &s->files.v[i];
		struct str below = str_slice(f->path, prefix.n, f->path.n);

		if (!str_starts(f->path, prefix))
			break;
		if (is_passed_over(below) || (s->as_checked_out && f->skipped))
			continue;
		if (f->kind == GIT_REPOSITORY) {
			list_submodule(a, out, root, below);
			sorted = false; /* "sub/a" comes behind "sub-b" */
		} else if (f->kind == GIT_FILE || find(a, s, f->path)) {
			*vec_push(a, out) = (struct fs_entry){ below };
		}
	}
	if (!sorted && out->n)
		qsort(out->v, (size_t)out->n, sizeof *out->v, entry_order);
}

/* Puts a file into a sorted list, unless it is there. */
static void
add_file(struct arena *a, struct fs_list *list, struct str path)
{
	struct entries out = { 0 };
	bool placed = false;

	for (ptrdiff_t i = 0; i < list->n; i++) {
		int order = placed ? -1 : str_cmp(list->v[i].path, path);

		if (order == 0)
			return;
		if (order > 0) {
			*vec_push(a, &out) = (struct fs_entry){ path };
			placed = true;
		}
		*vec_push(a, &out) = list->v[i];
	}
	if (!placed)
		*vec_push(a, &out) = (struct fs_entry){ path };
	list->v = out.v;
	list->n = out.n;
	list->cap = out.cap;
}

bool
files_list(const struct overlay *o, struct arena *a, struct str root, struct fs_list *list)
{
	const struct snapshot *s = o ? o->snapshot : NULL;
	struct entries out = { 0 };
	struct str real = fs_real(a, root), rel;

	if (s && is_below(real.n ? real : path_real_place(a, root), git_repo_top(s->repo), &rel) &&
	    snapshot_knows(s, rel)) {
		*list = (struct fs_list){ 0 };
		list_below(s, a, root, rel, &out);
		list->v = out.v;
		list->n = out.n;
		list->cap = out.cap;
		return true;
	}
	if (!fs_list(a, root, list))
		return false;
	if (o && o->added.n && is_below(o->added_real, real, &rel) && rel.n)
		add_file(a, list, rel);
	return true;
}
