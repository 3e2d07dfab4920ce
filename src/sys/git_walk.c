/* The questions of git.h answered in one walk.  Every asked path starts as a track at HEAD.  A
 * visited commit hands each of its tracks on to the first parent in which the file is the same;
 * where no parent has it so, the commit made a version, and the track goes on to every parent that
 * has the file, under its older name where a rename is found.  That is git's "default mode" of
 * history simplification (git-log(1)), done for all paths at once; a path leaves the walk with its
 * last answer. */
#include <stdlib.h>

#include "sys/git_ask.h"
#include "sys/git_rename.h"

struct change {
	ptrdiff_t track;
	struct oid old, now; /* zero: no such file */
};

/* Files whose other name is looked for, and the tracks they belong to. */
struct name_search {
	struct VEC(struct rename) names;
	struct VEC(ptrdiff_t) fresh; /* index in visit.fresh, or a track when looking forward */
};

/* A commit seen from one of its parents. */
struct step {
	struct commit_node *parent; /* NULL: the commit has none */
	struct VEC(struct change) changes;
	ptrdiff_t cursor;    /* in changes, which are sorted by track */
	struct set *touched; /* tracks in changes */
	struct set *out;     /* tracks that go on to the parent */
	bool own;            /* out is not shared yet */
	struct name_search came_from;
};

struct fresh {
	ptrdiff_t track;
	bool followed; /* some parent has it, under this or an older name */
};

/* The visit of one commit. */
struct visit {
	struct ask *k;
	struct commit_node *node;
	struct set *rest; /* tracks that are the same in no parent seen so far */
	struct step *steps, *step;
	ptrdiff_t nsteps;
	struct VEC(struct fresh) fresh; /* files that some parent does not have */
	struct name_search went_to;
};

static struct path_state *
path_of(struct ask *k, ptrdiff_t track)
{
	return &k->paths[k->history.tracks.v[track].path];
}

static bool
any_live(const struct ask *k, const struct set *tracks)
{
	for (ptrdiff_t t = set_next(tracks, 0); t >= 0; t = set_next(tracks, t + 1))
		if (!k->history.tracks.v[t].dead)
			return true;
	return false;
}

/* What came before the commit cannot be read. */
static void
cut_off(struct ask *k, const struct commit_node *node, const struct set *tracks)
{
	for (ptrdiff_t t = set_next(tracks, 0); t >= 0; t = set_next(tracks, t + 1)) {
		struct version v = { .commit = node->id, .time = node->facts.time, .track = t };

		if (k->history.tracks.v[t].dead)
			continue;
		store_entry(k->store, &node->id, k->history.tracks.v[t].name, &v.blob);
		path_cut(k, path_of(k, t), &v);
		path_settle(k, path_of(k, t));
	}
}

/* --- a commit and one parent ---------------------------------------------------- */

/* For store_compare: a file differs. */
static void
note_change(void *ctx, struct name_node *node, const struct oid *old, const struct oid *now)
{
	struct visit *v = ctx;
	struct step *step = v->step;
	struct history *h = &v->k->history;

	for (ptrdiff_t t = node->first - 1; t >= 0; t = h->tracks.v[t].next - 1) {
		if (h->tracks.v[t].dead || !set_has(v->rest, t) || set_has(step->touched, t))
			continue;
		if (!step->touched)
			step->touched = set_copy(h, NULL);
		set_add(step->touched, t);
		*vec_push(h->a, &step->changes) = (struct change){ t, *old, *now };
	}
}

static int
by_track(const void *one, const void *two)
{
	const struct change *a = one, *b = two;

	return (a->track > b->track) - (a->track < b->track);
}

/* The node of a commit, with its facts. */
static struct commit_node *
node_get(struct ask *k, const struct oid *id)
{
	bool added;
	struct commit_node *node = history_node(&k->history, id, &added);

	if (added)
		node->status = store_commit(k->store, k->history.a, id, &node->facts);
	return node;
}

/* Compares with the i-th parent (or with nothing): what is the same goes there, v->rest becomes
 * what is not.  False when the parent cannot be read. */
static bool
step_take(struct visit *v, ptrdiff_t i)
{
	struct step *step = v->step = &v->steps[i];
	struct store_sink sink = { note_change, v };
	struct store_commit *facts = &v->node->facts;
	struct oid none = { 0 };

	if (facts->nparents > 0) {
		step->parent = node_get(v->k, &facts->parents[i]);
		if (oid_is_zero(&step->parent->facts.tree))
			return false;
	}
	if (store_compare(v->k->store, step->parent ? &step->parent->facts.tree : &none,
			  &facts->tree, &v->k->history.names, &sink) != STORE_OK)
		return false;
	if (step->changes.n > 0)
		qsort(step->changes.v, (size_t)step->changes.n, sizeof *step->changes.v, by_track);
	step->out = set_minus(&v->k->history, v->rest, step->touched);
	v->rest = step->touched;
	return true;
}

static void
step_add(struct visit *v, struct step *step, ptrdiff_t track)
{
	if (!step->parent)
		return;
	if (!step->own || track / 64 >= step->out->n)
		step->out = set_copy(&v->k->history, step->out);
	step->own = true;
	set_add(step->out, track);
}

/* --- what changed in a commit ------------------------------------------------------ */

static struct change *
step_change(struct step *step, ptrdiff_t track)
{
	while (step->changes.v[step->cursor].track != track)
		step->cursor++;
	return &step->changes.v[step->cursor];
}

static void
search_add(struct visit *v, struct name_search *search, ptrdiff_t track, ptrdiff_t tag)
{
	struct arena *a = v->k->history.a;

	*vec_push(a, &search->names) =
		(struct rename){ .name = v->k->history.tracks.v[track].name };
	*vec_push(a, &search->fresh) = tag;
}

/* Is this a commit that counts as no change? */
static bool
is_ignored(struct ask *k, const struct oid *commit)
{
	struct str id = { (const char *)commit->b, sizeof commit->b };
	struct git_version facts = { 0 };

	if (map_get(&k->ignored, id) >= 0)
		return true;
	return k->q->ignores && store_describe(k->store, &k->work, commit, &facts) == STORE_OK &&
	       k->q->ignores(k->q->ctx, facts.subject);
}

static void
made_version(struct visit *v, ptrdiff_t track, const struct oid *blob)
{
	struct ask *k = v->k;
	struct path_state *path = path_of(k, track);
	struct version version = { .commit = v->node->id,
				   .blob = *blob,
				   .time = v->node->facts.time,
				   .track = track,
				   .ignored = is_ignored(k, &v->node->id) };

	path_version(k, path, &version);
	if (oid_is_zero(blob) && oid_is_zero(&path->head) && path->path->gone.commit.n == 0 &&
	    path->tracks.v[0] == track) {
		store_describe(k->store, k->a, &version.commit, &path->path->gone);
		path->path->gone.path = path->path->path;
		search_add(v, &v->went_to, track, track);
	}
}

/* One track that is the same in no parent. */
static void
follow_change(struct visit *v, ptrdiff_t track)
{
	struct change *change = NULL;
	struct fresh fresh = { track, false };
	bool absent = false;

	for (ptrdiff_t i = 0; i < v->nsteps; i++) {
		change = step_change(&v->steps[i], track);
		if (oid_is_zero(&change->old)) {
			absent = true;
			continue;
		}
		fresh.followed = true;
		step_add(v, &v->steps[i], track);
	}
	made_version(v, track, &change->now);
	if (!absent || oid_is_zero(&change->now))
		return;
	for (ptrdiff_t i = 0; i < v->nsteps; i++)
		if (v->steps[i].parent && oid_is_zero(&step_change(&v->steps[i], track)->old))
			search_add(v, &v->steps[i].came_from, track, v->fresh.n);
	*vec_push(v->k->history.a, &v->fresh) = fresh;
}

/* Files that a parent does not have may have had another name there. */
static void
follow_renames(struct visit *v, struct step *step)
{
	struct history *h = &v->k->history;
	struct rename_trees trees;
	enum store_status status;

	if (step->came_from.names.n == 0)
		return;
	trees = (struct rename_trees){ .old = step->parent->facts.tree,
				       .now = v->node->facts.tree };
	status = rename_find(v->k->store, h->a, &trees, step->came_from.names.v,
			     step->came_from.names.n);
	for (ptrdiff_t i = 0; i < step->came_from.names.n; i++) {
		struct fresh *fresh = &v->fresh.v[step->came_from.fresh.v[i]];
		ptrdiff_t number = h->tracks.v[fresh->track].path, older;

		older = history_track(h, number, step->came_from.names.v[i].other);
		if (older >= 0) {
			path_renamed(v->k, &v->k->paths[number], older);
			step_add(v, step, older);
			fresh->followed = true;
		} else if (status != STORE_OK) {
			v->k->paths[number].cut = true;
		}
	}
}

/* Paths that HEAD does not have: what became of them? */
static void
find_new_names(struct visit *v)
{
	struct name_search *search = &v->went_to;
	struct rename_trees trees = { .now = v->node->facts.tree, .forward = true };
	enum store_status status;

	if (search->names.n == 0 || !v->steps[0].parent)
		return;
	trees.old = v->steps[0].parent->facts.tree;
	status = rename_find(v->k->store, v->k->a, &trees, search->names.v, search->names.n);
	for (ptrdiff_t i = 0; i < search->names.n; i++) {
		struct path_state *path = path_of(v->k, search->fresh.v[i]);

		path->path->moved_to = search->names.v[i].other;
		path->cut |= status != STORE_OK && search->names.v[i].other.n == 0;
	}
}

static void
follow_changes(struct visit *v)
{
	for (ptrdiff_t t = set_next(v->rest, 0); t >= 0; t = set_next(v->rest, t + 1))
		follow_change(v, t);
	for (ptrdiff_t i = 0; i < v->nsteps; i++)
		follow_renames(v, &v->steps[i]);
	/* A new file may have had an earlier life under its own name. */
	for (ptrdiff_t i = 0; i < v->fresh.n; i++)
		if (!v->fresh.v[i].followed)
			step_add(v, &v->steps[0], v->fresh.v[i].track);
	find_new_names(v);
	for (ptrdiff_t t = set_next(v->rest, 0); t >= 0; t = set_next(v->rest, t + 1))
		path_settle(v->k, path_of(v->k, t));
}

static void
visit_commit(struct ask *k, struct commit_node *node, struct set *tracks)
{
	struct visit v = { .k = k, .node = node, .rest = tracks };
	bool blind = false;

	if (!any_live(k, tracks))
		return;
	k->q->commits_seen++;
	if (node->status != STORE_OK) {
		cut_off(k, node, tracks);
		return;
	}
	/* A first commit is compared with nothing. */
	v.steps = NEW(k->history.a, struct step, node->facts.nparents + 1);
	do
		blind |= !step_take(&v, v.nsteps++);
	while (v.rest && v.nsteps < node->facts.nparents);
	if (v.rest && blind)
		cut_off(k, node, v.rest);
	else if (v.rest)
		follow_changes(&v);
	for (ptrdiff_t i = 0; i < v.nsteps; i++)
		if (v.steps[i].parent && v.steps[i].out)
			history_push(&k->history, v.steps[i].parent, v.steps[i].out);
}

/* --- the walk ------------------------------------------------------------------------ */

static void
walk(struct ask *k)
{
	struct commit_node *node;
	struct set *tracks;

	if (k->open == 0 || oid_is_zero(&k->head))
		return;
	node = node_get(k, &k->head);
	tracks = set_copy(&k->history, NULL);
	for (ptrdiff_t i = 0; i < k->history.tracks.n; i++)
		if (!k->history.tracks.v[i].dead)
			set_add(tracks, i);
	history_push(&k->history, node, tracks);
	while (k->open > 0 && (node = history_pop(&k->history, &tracks)))
		visit_commit(k, node, tracks);
}

/* All commits of HEAD's history, until those that pins name are met; true when it could be read as
 * far as it was needed. */
static bool
meet(struct ask *k, struct map *seen, struct map *wanted, ptrdiff_t left)
{
	struct oids VEC(struct oid) todo = { 0 };

	*vec_push(&k->work, &todo) = k->head;
	while (todo.n > 0 && left > 0) {
		struct oid *id = NEW(&k->work, struct oid, 1);
		struct str key = { (const char *)id->b, sizeof id->b };
		const struct commit_node *node;

		*id = todo.v[--todo.n];
		if (map_get(seen, key) >= 0)
			continue;
		*map_at(seen, key) = 1;
		left -= map_get(wanted, key) >= 0;
		node = node_get(k, id);
		if (node->status != STORE_OK)
			return false;
		for (ptrdiff_t i = 0; i < node->facts.nparents; i++)
			*vec_push(&k->work, &todo) = node->facts.parents[i];
	}
	return true;
}

/* Which commits of pins are not in HEAD's history?  Those that the walk came by are; for others all
 * of it is looked at once. */
static void
find_strangers(struct ask *k)
{
	struct map seen = { .a = &k->work }, wanted = { .a = &k->work };
	ptrdiff_t left = 0;

	for (ptrdiff_t i = 0; i < k->q->n; i++)
		for (ptrdiff_t j = 0; j < k->q->v[i].npins; j++) {
			struct oid *id = &k->paths[i].pins[j].commit;
			struct str key = { (const char *)id->b, sizeof id->b };

			if (oid_is_zero(id) || map_get(&k->history.nodes, key) >= 0 ||
			    map_get(&wanted, key) >= 0)
				continue;
			*map_at(&wanted, key) = 1;
			left++;
		}
	if (left == 0 || oid_is_zero(&k->head) || !meet(k, &seen, &wanted, left))
		return;
	for (ptrdiff_t i = 0; i < k->q->n; i++)
		for (ptrdiff_t j = 0; j < k->q->v[i].npins; j++) {
			struct oid *id = &k->paths[i].pins[j].commit;
			struct str key = { (const char *)id->b, sizeof id->b };

			k->q->v[i].pins[j].not_ancestor =
				map_get(&wanted, key) >= 0 && map_get(&seen, key) < 0;
		}
}

static void
read_ignored(struct ask *k)
{
	for (ptrdiff_t i = 0; i < k->q->nignored; i++) {
		struct oid *id = NEW(&k->work, struct oid, 1);

		if (store_find_commit(k->store, k->q->ignored_commits[i], id) == STORE_OK)
			*map_at(&k->ignored, (struct str){ (const char *)id->b, sizeof id->b }) = 1;
	}
}

/* Is some answer not what complete history would give? */
static bool
anything_unseen(const struct ask *k)
{
	for (ptrdiff_t i = 0; i < k->q->n; i++) {
		bool unseen = k->paths[i].cut && !k->paths[i].done;

		for (ptrdiff_t j = 0; j < k->q->v[i].npins && !unseen; j++)
			unseen = k->paths[i].pins[j].lost;
		if (unseen)
			return true;
	}
	return false;
}

enum git_status
git_ask(struct arena *a, const struct git_place *place, struct git_questions *q, struct str *why)
{
	struct ask k = { .a = a, .q = q };
	enum git_status status;

	*why = (struct str){ 0 };
	q->commits_seen = 0;
	k.history.a = k.ignored.a = k.bases.a = &k.work;
	k.store = store_open(&k.work, place->repository, false, &status, why);
	if (!k.store) {
		*why = str_dup(a, *why);
		arena_free(&k.work);
		return status;
	}
	if ((place->head.n ? store_find_commit(k.store, place->head, &k.head)
			   : store_head(k.store, &k.head)) == STORE_LOST)
		status = GIT_FAILED;
	read_ignored(&k);
	k.paths = NEW(&k.work, struct path_state, q->n);
	k.open = q->n;
	for (ptrdiff_t i = 0; i < q->n; i++)
		path_start(&k, i);
	for (ptrdiff_t i = 0; i < q->n; i++)
		path_settle(&k, &k.paths[i]);
	walk(&k);
	if (q->ask_ancestor)
		find_strangers(&k);
	for (ptrdiff_t i = 0; i < q->n; i++)
		path_finish(&k, &k.paths[i]);
	if (status != GIT_OK || anything_unseen(&k))
		*why = str_dup(a, store_trouble(k.store));
	if (!why->n && anything_unseen(&k))
		*why = S("a page of more than 16 MiB, or nested too deeply, is not looked at");
	store_close(k.store);
	arena_free(&k.work);
	return status;
}

static bool
blob_id(struct str hex, struct oid *id)
{
	*id = (struct oid){ { 0 } };
	if (hex.n != 2 * (ptrdiff_t)sizeof id->b)
		return false;
	for (ptrdiff_t i = 0; i < hex.n; i++) {
		ptrdiff_t digit = str_find_char(S("0123456789abcdef"), hex.p[i], 0);

		if (digit < 0)
			return false;
		id->b[i / 2] = (unsigned char)(id->b[i / 2] << 4 | digit);
	}
	return true;
}

enum git_status
git_read_blobs(struct arena *a, const struct git_place *place, const struct str *ids, ptrdiff_t n,
	       struct str *texts, struct str *why)
{
	struct arena work = { 0 };
	enum git_status status;
	struct store *store = store_open(&work, place->repository, false, &status, why);

	*why = str_dup(a, *why);
	for (ptrdiff_t i = 0; i < n; i++) {
		struct store_bytes bytes;
		struct oid id;

		texts[i] = (struct str){ 0 };
		if (!store || !blob_id(ids[i], &id) || store_read(store, &id, &bytes) != STORE_OK)
			continue;
		texts[i] = bytes.bytes.n ? str_dup(a, bytes.bytes) : S("");
		store_release(&bytes);
	}
	if (store)
		store_close(store);
	arena_free(&work);
	return status;
}
