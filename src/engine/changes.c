/* Only what has changed.
 *
 *   --since    base = merge base of REF and HEAD; now = the files on disk
 *   --staged   base = HEAD;                       now = the index
 *
 *   files of base and now -> paths touched -> families touched, on either side, at either time
 *                         -> those families are checked now
 *                         -> and as of the base; what was found there already is not shown
 *
 * With --since the other families are checked as well: a page that is gone, or has lost a heading,
 * breaks the links of pages that nobody has touched (earlier.c).
 *
 * Findings are compared, not lines: a missing list item is on no changed line, and an edit of the
 * English page makes findings in other files.  A finding is the same when its fingerprint is; on a
 * page that was renamed the fingerprints are those of the new name. */
#include "engine/changes.h"

#include "base/path.h"

/* --- the two states -------------------------------------------------------------- */

static bool
open_repository(struct compare *c)
{
	struct engine *e = c->e;
	enum git_status status;
	struct str why;

	c->repo = git_repo_open(&e->arena, S("."), &status, &why);
	if (!c->repo && status != GIT_NONE)
		return engine_fail(
			e, str_fmt(&e->arena, "git cannot be asked what has changed: %.*s", P(why)),
			S(""));
	if (!c->repo || !git_repo_top(c->repo).n)
		return engine_fail(
			e, S("git cannot be asked what has changed: this is no work tree of git"),
			S("run in the repository of the translations"));
	return true;
}

static struct str
history_help(const struct compare *c)
{
	return git_repo_is_cut(c->repo)
		       ? S("this clone has only part of the history: set fetch-depth: 0 "
			   "(GIT_DEPTH: 0 on GitLab), or run git fetch --unshallow")
		       : S("fetch it, or name another branch or commit");
}

static bool
find_base(struct compare *c)
{
	const struct changes *wish = c->o->changes;
	struct str head = git_repo_commit(c->repo, &c->e->arena, S("HEAD")), tip = { 0 },
		   name = wish->nrefs ? wish->refs[0] : S("");

	c->base = head;
	if (wish->staged)
		return true; /* before the first commit there is nothing to compare with */
	for (ptrdiff_t i = 0; i < wish->nrefs && !tip.n; i++)
		tip = git_repo_commit(c->repo, &c->e->arena, wish->refs[i]);
	if (!tip.n)
		return engine_fail(
			c->e, str_fmt(&c->e->arena, "there is no branch or commit `%.*s`", P(name)),
			history_help(c));
	c->base = head.n ? git_repo_merge_base(c->repo, &c->e->arena, tip, head) : head;
	if (!c->base.n)
		return engine_fail(c->e,
				   str_fmt(&c->e->arena,
					   "no commit is in the history of both `%.*s` and HEAD",
					   P(name)),
				   history_help(c));
	return true;
}

static bool
read_states(struct compare *c)
{
	struct engine *e = c->e;
	struct str why;

	if (!git_repo_index(c->repo, &e->arena, &c->index, &why))
		return engine_fail(
			e, str_fmt(&e->arena, "the index of git cannot be read: %.*s", P(why)),
			S(""));
	c->before = (struct snapshot){
		.repo = c->repo,
		.commit = c->base,
		.index = &c->index,
		.as_checked_out = !c->o->changes->staged,
	};
	c->now = (struct snapshot){ .repo = c->repo, .files = c->index };
	if (!git_repo_files(c->repo, &e->arena, c->base, &c->index, &c->before.files, &why))
		return engine_fail(e,
				   str_fmt(&e->arena, "commit %.*s cannot be read: %.*s",
					   P(str_slice(c->base, 0, 8)), P(why)),
				   history_help(c));
	c->over_before.paths.a = c->over_now.paths.a = &e->arena;
	c->over_before.snapshot = &c->before;
	c->over_now.snapshot = &c->now;
	return true;
}

/* --- what was touched ------------------------------------------------------------- */

static void
touch(struct compare *c, struct str path)
{
	*map_at(&c->touched, path) = 1;
	c->settings_touched |= str_eq(path_base(path), S("docfx.json"));
}

/* A file that both states have under this name, its content perhaps the same. */
static bool
is_changed(const struct compare *c, const struct git_file *before, const struct git_file *now)
{
	if (now->conflict || before->kind != now->kind)
		return true;
	for (int i = 0; i < GIT_ID_BYTES; i++)
		if (before->id[i] != now->id[i])
			return true;
	return !c->o->changes->staged && !now->skipped &&
	       git_repo_work(c->repo, now, true) != WORK_SAME;
}

/* Both lists are sorted. */
static void
compare_states(struct compare *c)
{
	const struct git_files *x = &c->before.files, *y = &c->index;

	c->touched.a = &c->e->arena;
	for (ptrdiff_t i = 0, k = 0; i < x->n || k < y->n;) {
		int order = i == x->n ? 1 : k == y->n ? -1 : str_cmp(x->v[i].path, y->v[k].path);

		if (order < 0)
			touch(c, x->v[i].path);
		else if (order > 0 || is_changed(c, &x->v[i], &y->v[k]))
			touch(c, y->v[k].path);
		c->gone |= order < 0;
		i += order <= 0;
		k += order >= 0;
	}
}

struct str *
compare_places(const struct compare *c, struct arena *a, const struct site *s)
{
	struct str *v = NEW(a, struct str, s->npages), *folders = NEW(a, struct str, s->ntrees);
	bool *here = NEW(a, bool, s->ntrees);

	for (ptrdiff_t i = 0; i < s->ntrees; i++)
		here[i] = snapshot_place(a, &c->before, path_join(a, s->trees[i].root, S(".")),
					 &folders[i]);
	for (ptrdiff_t i = 0; i < s->npages; i++)
		if (here[s->pages[i].tree])
			v[i] = path_join(a, folders[s->pages[i].tree], s->pages[i].rel);
	return v;
}

/* New pages that nobody has added yet. */
static void
touch_untracked(struct compare *c)
{
	const struct site *s = &c->e->site;

	for (ptrdiff_t i = 0; i < s->npages && !c->o->changes->staged; i++)
		if (c->places[i].n && !git_files_find(&c->index, c->places[i]) &&
		    snapshot_knows(&c->before, path_dir(c->places[i])))
			touch(c, c->places[i]);
}

/* Was the page touched, or a file that it takes values from? */
static bool
is_touched(const struct compare *c, struct str place)
{
	struct arena tmp = { 0 };
	struct str beside;
	bool touched = place.n && map_get(&c->touched, place) >= 0;

	if (touched || !place.n)
		return touched;
	beside = pin_beside_path(&tmp, c->e->site.profile, place);
	touched = beside.n && map_get(&c->touched, path_clean(&tmp, beside)) >= 0;
	for (struct str dir = path_dir(place); c->settings_touched && !touched;
	     dir = path_dir(dir)) {
		touched = map_get(&c->touched, path_join(&tmp, dir, S("docfx.json"))) >= 0;
		if (!dir.n)
			break;
	}
	arena_free(&tmp);
	return touched;
}

/* Marks the families of touched pages by their keys, which they have at both times. */
static void
mark_families(struct compare *c, const struct site *s, const struct str *places, bool *touched)
{
	for (ptrdiff_t i = 0; i < s->npages; i++) {
		const struct page *p = &s->pages[i];

		if (!is_touched(c, places[i]))
			continue;
		if (touched)
			touched[i] = true;
		*map_at(&c->keys, s->families[p->family].key) = 1;
		if (p->source)
			*map_at(&c->source_keys, s->families[p->family].key) = 1;
	}
}

static bool
any_page_here(const struct compare *c)
{
	for (ptrdiff_t i = 0; i < c->e->site.npages; i++)
		if (c->places[i].n)
			return true;
	return !c->e->site.npages;
}

/* Where only what is staged counts, a translation is checked when it or its English page is. */
static void
keep_pairs(struct compare *c, ptrdiff_t family)
{
	struct engine *e = c->e;
	struct family *f = &e->site.families[family];
	ptrdiff_t kept = 0;

	if (map_get(&c->source_keys, f->key) >= 0)
		return;
	for (ptrdiff_t i = 0; i < f->npages; i++)
		if (c->page_touched[f->pages[i]])
			f->pages[kept++] = f->pages[i];
	e->partial[family] |= kept < f->npages;
	f->npages = kept;
	e->wanted[family] &= kept > 0;
}

/* Drops the families in which nothing was touched, unless they may feel what was. */
static void
select_families(struct compare *c)
{
	struct engine *e = c->e;
	bool staged = c->o->changes->staged;

	c->family_touched = NEW(&e->arena, bool, e->site.nfamilies);
	for (ptrdiff_t f = 0; f < e->site.nfamilies; f++) {
		c->family_touched[f] = map_get(&c->keys, e->site.families[f].key) >= 0;
		if (!staged && c->touched.n)
			continue;
		e->wanted[f] &= c->family_touched[f];
		e->whole &= e->wanted[f];
		if (e->wanted[f] && staged)
			keep_pairs(c, f);
	}
}

/* --- together --------------------------------------------------------------------- */

static bool
select_changed(struct compare *c)
{
	struct engine *e = c->e;

	c->places = compare_places(c, &e->arena, &e->site);
	if (!any_page_here(c))
		return engine_fail(e,
				   S("no page lies in the git repository of the working directory"),
				   S("run in the repository of the translations"));
	compare_states(c);
	touch_untracked(c);
	c->page_touched = NEW(&e->arena, bool, e->site.npages);
	c->keys.a = c->source_keys.a = &e->arena;
	mark_families(c, &e->site, c->places, c->page_touched);
	/* Pages that are gone are in families that can only be told at the base. */
	if (c->gone || !c->o->changes->staged) {
		earlier_site(c);
		mark_families(c, &c->old.site, c->old_places, NULL);
	}
	select_families(c);
	return true;
}

static bool
compare_run(struct compare *c)
{
	struct engine_options o = *c->o;

	if (!open_repository(c) || !find_base(c) || !read_states(c))
		return false;
	if (c->o->changes->staged)
		o.overlay = &c->over_now;
	o.review = earlier_review;
	o.review_ctx = c;
	return engine_site(c->e, &o) && select_changed(c) && engine_check(c->e, &o);
}

bool
engine_pass(struct engine *e, const struct engine_options *o)
{
	struct compare c = { .e = e, .o = o };
	bool ok;

	if (!o->changes)
		return engine_site(e, o) && engine_check(e, o);
	ok = compare_run(&c);
	engine_free(&c.old);
	if (c.repo)
		git_repo_close(c.repo);
	e->overlay = o->overlay;
	return ok;
}
