/* Where a repository and a folder in it lie, and where a shallow clone is cut off. */
#include "sys/git_place.h"
#include "base/path.h"
#include "sys/git_store.h"
#include "sys/sys.h"

enum { SHALLOW_BYTES_MAX = 64 * 1024 * 1024, HEX = 40 };

/* The nearest folder at or above `at` that has or is a repository, empty when there is none. */
static struct str
nearest(struct arena *a, struct str at)
{
	for (struct str up = at; up.n; up = path_dir(up)) {
		if (fs_kind(path_join(a, up, S(".git"))) != FS_NONE)
			return up;
		if (fs_kind(path_join(a, up, S("objects"))) == FS_DIR &&
		    fs_kind(path_join(a, up, S("HEAD"))) == FS_FILE &&
		    !str_eq(path_base(up), S(".git")))
			return up;
		if (up.n <= 1)
			break;
	}
	return S("");
}

struct str
place_owned(struct arena *a, struct str dir)
{
	struct str at = fs_real(a, dir), found = nearest(a, at);

	return found.n ? found : at;
}

bool
git_is_near(struct str dir)
{
	struct arena tmp = { 0 };
	bool near;

	/* A folder that is no more lay in one that is. */
	while (dir.n > 1 && fs_kind(dir) == FS_NONE)
		dir = path_dir(dir);
	near = nearest(&tmp, fs_real(&tmp, dir.n ? dir : S("."))).n > 0;
	arena_free(&tmp);
	return near;
}

/* One commit id per line (git's Documentation/technical/shallow.txt). */
void
place_read_cuts(struct arena *a, struct str common, struct map *cut_at)
{
	struct str text, why, line;

	cut_at->a = a;
	if (fs_read(a, path_join(a, common, S("shallow")), SHALLOW_BYTES_MAX, &text, &why) != FS_OK)
		return;
	while (str_line(&text, &line))
		if (line.n == HEX)
			*map_at(cut_at, str_lower(a, line)) = 1;
}

/* Is `path` the folder `top` or below it?  *rest is what follows. */
static bool
lies_in(struct str path, struct str top, struct str *rest)
{
	while (top.n > 0 && top.p[top.n - 1] == '/')
		top.n--;
	if (!str_starts(path, top) || (path.n > top.n && path.p[top.n] != '/'))
		return false;
	*rest = str_slice(path, top.n + 1, path.n);
	return true;
}

enum git_status
git_locate(struct arena *a, struct str dir, struct git_place *place, struct str *why)
{
	struct str real = fs_real(a, dir), repository, top, rest;
	struct arena tmp = { 0 };
	enum git_status status;
	struct store *s;

	*place = (struct git_place){ 0 };
	*why = (struct str){ 0 };
	if (real.n == 0)
		return GIT_NONE;
	s = store_open(&tmp, real, true, &status, why);
	if (!s) {
		*why = status == GIT_NONE ? S("") : str_dup(a, *why);
		arena_free(&tmp);
		return status;
	}
	store_place(s, &repository, &top);
	place->repository = str_dup(a, repository);
	place->shallow = !store_complete(s);
	/* The repository's own folder (DIR/.git, or a bare one) stands for its whole tree. */
	if (top.n > 0 && !lies_in(real, fs_real(a, repository), &rest) &&
	    lies_in(real, fs_real(a, top), &rest))
		place->prefix = str_dup(a, rest);
	store_close(s);
	arena_free(&tmp);
	return GIT_OK;
}
