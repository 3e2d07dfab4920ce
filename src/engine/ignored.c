/* Pages that git ignores: what a build or a package manager has put into the tree is nobody's
 * translation.  A page that git tracks is not ignored, nor is what is named by an argument, or lies
 * in a tree that is ignored as a whole: it is meant. */
#include "base/path.h"
#include "engine/engine.h"
#include "engine/snapshot.h"
#include "sys/git_tree.h"

struct ignoring {
	struct engine *e;
	struct arena work;
	struct git_repo *repo; /* around the last tree; NULL: none, or none that can be used */
	struct git_files index;
	struct str top;    /* of repo */
	struct str folder; /* the last one that was asked for, below top */
	bool folder_ignored;
	struct VEC(
		struct str) named; /* what is ignored as a whole around the arguments, below top */
};

static struct str
below(struct str path, struct str folder)
{
	return str_slice(path, folder.n + (path.n > folder.n), path.n);
}

static void
close_repository(struct ignoring *s)
{
	if (s->repo)
		git_repo_close(s->repo);
	s->repo = NULL;
}

/* The outermost ignored folder around an ignored path, or the path: a page that is named is meant
 * with its pair. */
static struct str
outermost(const struct ignoring *s, struct str path)
{
	for (struct str dir = path_dir(path); dir.n && git_repo_ignores(s->repo, dir);
	     dir = path_dir(dir))
		path = dir;
	return path;
}

/* Opens the repository around the folder, unless it is open; false when there is none. */
static bool
open_repository(struct ignoring *s, struct str real)
{
	enum git_status status;
	struct str why;

	if (s->repo && path_is_at_or_below(real, s->top))
		return true;
	close_repository(s);
	if (!real.n || !git_is_near(real))
		return false;
	s->repo = git_repo_open(&s->work, real, &status, &why);
	s->top = s->repo ? git_repo_top(s->repo) : S("");
	s->folder = S("");
	s->folder_ignored = false;
	s->named.n = 0;
	/* What is wrong with it is said by those who need its history. */
	if (s->repo && (!s->top.n || !git_repo_index(s->repo, &s->work, &s->index, &why)))
		close_repository(s);
	for (ptrdiff_t i = 0; s->repo && i < s->e->nreal_paths; i++) {
		struct str path = s->e->real_paths[i];

		if (path.n && path_is_at_or_below(path, s->top) &&
		    git_repo_ignores(s->repo, below(path, s->top)))
			*vec_push(&s->work, &s->named) = outermost(s, below(path, s->top));
	}
	return s->repo != NULL;
}

/* Is it in the index, or in a repository inside this one? */
static bool
is_tracked(const struct ignoring *s, struct str path)
{
	if (git_files_find(&s->index, path))
		return true;
	for (struct str dir = path_dir(path); dir.n; dir = path_dir(dir)) {
		const struct git_file *f = git_files_find(&s->index, dir);

		if (f && f->kind == GIT_REPOSITORY)
			return true;
	}
	return false;
}

static bool
is_named(const struct ignoring *s, struct str path)
{
	for (ptrdiff_t i = 0; i < s->named.n; i++)
		if (path_is_at_or_below(path, s->named.v[i]))
			return true;
	return false;
}

/* path: below the top. */
static bool
is_ignored(struct ignoring *s, struct str path)
{
	struct str folder = path_dir(path);

	if (is_tracked(s, path))
		return false;
	if (!str_eq(folder, s->folder)) {
		s->folder = folder;
		s->folder_ignored = folder.n && git_repo_ignores(s->repo, folder);
	}
	return (s->folder_ignored || git_repo_ignores(s->repo, path)) && !is_named(s, path);
}

static void
mark_tree(struct ignoring *s, struct tree *t)
{
	struct str prefix;

	if (!open_repository(s, t->real))
		return;
	prefix = below(t->real, s->top);
	if (prefix.n && git_repo_ignores(s->repo, prefix))
		return;
	for (ptrdiff_t i = 0; i < t->npaths; i++) {
		if (!site_is_page(t->paths[i]) ||
		    !is_ignored(s, path_join(&s->work, prefix, t->paths[i])))
			continue;
		if (!t->ignored)
			t->ignored = NEW(&s->e->arena, bool, t->npaths);
		t->ignored[i] = true;
	}
}

void
trees_mark_ignored(struct engine *e, struct tree *trees, ptrdiff_t n)
{
	struct ignoring s = { .e = e };

	/* An index or a commit holds nothing that is ignored. */
	if (!e->config.gitignore || (e->overlay && e->overlay->snapshot))
		return;
	for (ptrdiff_t i = 0; i < n; i++)
		mark_tree(&s, &trees[i]);
	close_repository(&s);
	arena_free(&s.work);
}
