/* Where the history of the source pages is, and where in it they are. */
#include "base/path.h"
#include "engine/history_parts.h"
#include "engine/snapshot.h"
#include "sys/git_tree.h"

enum { SAMPLE = 64, PREFIX_DEPTH = 4 };

/* The tree of the source pages: the one named as source, or the one whose layout tells. */
static ptrdiff_t
source_tree(const struct site *s)
{
	for (ptrdiff_t i = 0; i < s->ntrees; i++)
		if (s->trees[i].source)
			return i;
	for (ptrdiff_t i = 0; i < s->npages; i++)
		if (s->pages[i].source)
			return s->pages[i].tree;
	return -1;
}

/* The folder, below the root of the tree, that all source pages are in. */
static struct str
source_folder(const struct site *s, ptrdiff_t tree)
{
	struct str common = { 0 };
	bool any = false;

	for (ptrdiff_t i = 0; i < s->npages; i++) {
		struct str dir = path_dir(s->pages[i].rel);
		ptrdiff_t same = 0;

		if (!s->pages[i].source || s->pages[i].tree != tree)
			continue;
		if (!any)
			common = dir;
		any = true;
		for (ptrdiff_t k = 0; k <= dir.n && k <= common.n; k++) {
			bool ends = k == dir.n || dir.p[k] == '/';

			if (ends && (k == common.n || common.p[k] == '/'))
				same = k;
			if (k == dir.n || k == common.n || dir.p[k] != common.p[k])
				break;
		}
		common.n = same;
	}
	return common;
}

/* The pages may lie in a repository inside the tree (a submodule): the folder of the pages is what
 * is looked up.  Mostly it is the tree that lies in a repository, so that pages that are gone from
 * other folders can be found, too. */
static enum git_status
locate_around(struct engine *e, struct engine_history *h, struct str *why)
{
	struct str root = e->site.trees[h->tree].root, in = source_folder(&e->site, h->tree),
		   prefix;
	enum git_status status;

	/* Pages of a commit may have lain in a folder that is no more. */
	while (in.n && fs_kind(path_join(&e->arena, root, in)) != FS_DIR)
		in = path_dir(in);
	status = git_locate(&e->arena, path_join(&e->arena, root, in), &h->place, why);
	prefix = h->place.prefix;
	h->name = root;
	if (status != GIT_OK)
		return status;
	if (!in.n || str_eq(prefix, in))
		h->place.prefix.n -= in.n;
	else if (str_ends(prefix, in) && prefix.p[prefix.n - in.n - 1] == '/')
		h->place.prefix.n -= in.n + 1;
	else
		h->below = in;
	return GIT_OK;
}

/* How many of the source pages are in the repository when `below` is left out of their paths.  A
 * sample tells. */
static ptrdiff_t
count_there(struct engine *e, const struct engine_history *h, const struct git_files *files,
	    struct str below)
{
	const struct site *s = &e->site;
	struct arena work = { 0 };
	ptrdiff_t there = 0, seen = 0;

	for (ptrdiff_t i = 0; i < s->npages && seen < SAMPLE; i++) {
		struct str rel = s->pages[i].rel;

		if (!s->pages[i].source || s->pages[i].tree != h->tree)
			continue;
		seen++;
		rel = str_slice(rel, below.n ? below.n + 1 : 0, rel.n);
		there += git_files_find(files, path_join(&work, h->place.prefix, rel)) != NULL;
	}
	arena_free(&work);
	return there;
}

/* Repositories beside each other are one tree, whose folders the repository that was named does not
 * have: `docs.example.en/guide/a.md` is its `guide/a.md`. */
static ptrdiff_t
find_below(struct engine *e, struct engine_history *h, const struct git_files *files)
{
	struct str in = source_folder(&e->site, h->tree);
	ptrdiff_t most = count_there(e, h, files, S(""));

	for (ptrdiff_t i = 1; i <= in.n; i++) {
		struct str below = str_slice(in, 0, i);
		bool ends = i == in.n || in.p[i] == '/';
		ptrdiff_t there = ends ? count_there(e, h, files, below) : 0;

		if (there <= most)
			continue;
		most = there;
		h->below = below;
	}
	return most;
}

/* Or the other way round: the repository has the pages in a folder of its own, as the path of the
 * tree here ends: `upstream.git` has `docs/en/a.md` where the tree is `site/docs/en`. */
static void
find_prefix(struct engine *e, struct engine_history *h, const struct git_files *files)
{
	struct str root = fs_real(&e->arena, e->site.trees[h->tree].root), own = h->place.prefix;
	ptrdiff_t from = root.n;

	for (int depth = 0; depth < PREFIX_DEPTH && from > 0; depth++) {
		from = str_rfind_char(str_slice(root, 0, from), '/');
		h->place.prefix = str_slice(root, from + 1, root.n);
		if (count_there(e, h, files, S("")) > 0)
			return;
	}
	h->place.prefix = own;
}

/* The repository was named, but not the folder of the source pages in it. */
static void
find_folder(struct engine *e, struct engine_history *h)
{
	struct git_files files = { 0 };
	enum git_status status;
	struct str why = { 0 }, head;
	struct git_repo *repo = git_repo_open(&e->arena, h->place.repository, &status, &why);

	if (!repo)
		return;
	head = git_repo_commit(repo, &e->arena, S("HEAD"));
	if (head.n && git_repo_files(repo, &e->arena, head, NULL, &files, &why) &&
	    !find_below(e, h, &files))
		find_prefix(e, h, &files);
	git_repo_close(repo);
}

static enum git_status
locate(struct engine *e, struct engine_history *h, struct str *why)
{
	const struct config *c = &e->config;
	enum git_status status;

	if (!c->source_git.n)
		return locate_around(e, h, why);
	h->name = path_join(&e->arena, c->dir, c->source_git);
	status = git_locate(&e->arena, h->name, &h->place, why);
	if (c->source_git_path.n)
		h->place.prefix = c->source_git_path;
	else if (status == GIT_OK)
		find_folder(e, h);
	return status;
}

/* Pages as of a commit have the history of that commit, where both are of one repository. */
static void
set_head(struct engine *e, struct git_place *place)
{
	const struct snapshot *s = e->overlay ? e->overlay->snapshot : NULL;

	if (s && s->commit.n && git_repo_is(s->repo, place->repository))
		place->head = s->commit;
}

bool
history_is_near(struct engine *e)
{
	ptrdiff_t tree = source_tree(&e->site);

	if (tree < 0 || e->config.no_history)
		return false;
	return e->config.source_git.n || git_is_near(path_join(&e->arena, e->site.trees[tree].root,
							       source_folder(&e->site, tree)));
}

bool
history_open(struct engine *e)
{
	struct engine_history *h = NEW(&e->arena, struct engine_history, 1);
	struct str why = { 0 };

	h->tree = source_tree(&e->site);
	if (h->tree < 0 || e->config.no_history)
		return false;
	switch (locate(e, h, &why)) {
	case GIT_OK:
		break;
	case GIT_NONE:
		if (e->config.source_git.n)
			engine_notice(e,
				      str_fmt(&e->arena,
					      "`%.*s` is in no git repository: history is not read",
					      P(h->name)));
		return false;
	case GIT_NOT_TRUSTED:
	case GIT_UNSUPPORTED:
	case GIT_FAILED:
		engine_notice(e, str_fmt(&e->arena, "the history of `%.*s` is not read: %.*s",
					 P(h->name), P(why)));
		return false;
	}
	set_head(e, &h->place);
	e->history = h;
	return true;
}

/* --- paths ---------------------------------------------------------------------- */

/* A page that has lost its source is at the place where its peers in other families have theirs:
 * the translation's path with the source's tag for its own. */
static struct str
lost_source(struct engine *e, const struct family *f, const struct page *p)
{
	const struct site *s = &e->site;
	ptrdiff_t at = str_find(p->rel, p->locale, 0);

	if (!s->layout)
		return f->key;
	if (at < 0 || !p->locale.n)
		return p->rel;
	return str_fmt(&e->arena, "%.*s%.*s%.*s", P(str_slice(p->rel, 0, at)), P(s->source_locale),
		       P(str_slice(p->rel, at + p->locale.n, p->rel.n)));
}

struct str
history_path(struct engine *e, const struct wish *w)
{
	const struct site *s = &e->site;
	const struct family *f = &s->families[w->family];
	struct str rel = f->source != NO_PAGE ? s->pages[f->source].rel
					      : lost_source(e, f, &s->pages[w->page]);
	struct str below = e->history->below;

	if (below.n && str_starts(rel, below) && rel.n > below.n && rel.p[below.n] == '/')
		rel = str_slice(rel, below.n + 1, rel.n);
	else if (below.n)
		return (struct str){ 0 }; /* not in the repository of the source pages */
	return path_join(&e->arena, e->history->place.prefix, rel);
}

struct str
history_shown_path(struct engine *e, struct str path)
{
	const struct engine_history *h = e->history;
	struct str prefix = h->place.prefix;
	struct str root = path_join(&e->arena, e->site.trees[h->tree].root, h->below);

	if (!prefix.n)
		return path_join(&e->arena, root, path);
	if (!str_starts(path, prefix) || path.n <= prefix.n || path.p[prefix.n] != '/')
		return path;
	return path_join(&e->arena, root, str_slice(path, prefix.n + 1, path.n));
}
