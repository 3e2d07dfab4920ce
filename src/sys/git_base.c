/* The merge base of two commits, as git finds it (commit-reach.c, paint_down_to_common): both
 * histories are walked newest first, each commit hands its marks to its parents, and a commit that
 * has both is common; what is behind a common one does not count. */
#include "base/map.h"
#include "sys/git_store.h"

enum { ONE = 1, TWO = 2, BOTH = ONE | TWO, STALE = 4, FOUND = 8 };

struct commit {
	struct oid id;
	struct store_commit facts;
	unsigned marks;
	ptrdiff_t queued; /* how often it is in the queue */
};

struct walk {
	struct arena work;
	struct store *store;
	struct map known; /* raw id -> index in commits */
	struct VEC(struct commit) commits;
	struct VEC(ptrdiff_t) queue; /* a heap of commits, newest first */
	ptrdiff_t open;              /* in the queue and not stale */
	ptrdiff_t found;             /* common commits that are not stale */
	int64_t oldest;              /* of those, when one was found */
	bool cut;                    /* some history was left out */
};

static bool
is_before(const struct walk *w, ptrdiff_t i, ptrdiff_t j)
{
	const struct commit *a = &w->commits.v[w->queue.v[i]], *b = &w->commits.v[w->queue.v[j]];

	return a->facts.time > b->facts.time;
}

static void
swap(struct walk *w, ptrdiff_t i, ptrdiff_t j)
{
	ptrdiff_t at = w->queue.v[i];

	w->queue.v[i] = w->queue.v[j];
	w->queue.v[j] = at;
}

static void
push(struct walk *w, ptrdiff_t commit)
{
	ptrdiff_t i = w->queue.n;

	*vec_push(&w->work, &w->queue) = commit;
	for (; i > 0 && is_before(w, i, (i - 1) / 2); i = (i - 1) / 2)
		swap(w, i, (i - 1) / 2);
	w->commits.v[commit].queued++;
	w->open += !(w->commits.v[commit].marks & STALE);
}

static ptrdiff_t
pop(struct walk *w)
{
	ptrdiff_t top = w->queue.v[0], i = 0;

	w->queue.v[0] = w->queue.v[--w->queue.n];
	for (;;) {
		ptrdiff_t first = 2 * i + 1;

		if (first + 1 < w->queue.n && is_before(w, first + 1, first))
			first++;
		if (first >= w->queue.n || !is_before(w, first, i))
			break;
		swap(w, i, first);
		i = first;
	}
	w->commits.v[top].queued--;
	w->open -= !(w->commits.v[top].marks & STALE);
	return top;
}

/* Index of a commit, read when it is met first. */
static ptrdiff_t
meet(struct walk *w, const struct oid *id)
{
	struct commit c = { .id = *id };
	ptrdiff_t at = map_get(&w->known, (struct str){ (const char *)id->b, sizeof id->b });
	struct oid *key;

	if (at >= 0)
		return at;
	w->cut |= store_commit(w->store, &w->work, id, &c.facts) != STORE_OK;
	key = NEW(&w->work, struct oid, 1);
	*key = *id;
	at = w->commits.n;
	*map_at(&w->known, (struct str){ (const char *)key->b, sizeof key->b }) = at;
	*vec_push(&w->work, &w->commits) = c;
	return at;
}

/* Gives marks to a commit and, when they are new to it, puts it in the queue.  It may be there
 * already: then it is no longer open there when it has become stale. */
static void
mark(struct walk *w, const struct oid *id, unsigned marks)
{
	ptrdiff_t at = meet(w, id);
	struct commit *c;

	assert(at < w->commits.n);
	c = w->commits.v + at;
	if ((c->marks & marks) == marks)
		return;
	if (marks & STALE && !(c->marks & STALE)) {
		w->open -= c->queued;
		w->found -= (c->marks & FOUND) != 0;
	}
	c->marks |= marks;
	push(w, at);
}

/* Of two common commits one may be behind the other, with commits of the same second between them:
 * then its mark is still on the way. */
static bool
is_undecided(const struct walk *w)
{
	return w->found > 1 && w->queue.n && w->commits.v[w->queue.v[0]].facts.time >= w->oldest;
}

enum store_status
store_merge_base(struct store *s, const struct oid *one, const struct oid *two, struct oid *base)
{
	struct walk w = { .store = s };
	const struct commit *best = NULL;

	*base = (struct oid){ 0 };
	w.known.a = &w.work;
	mark(&w, one, ONE);
	mark(&w, two, TWO);
	while (w.open > 0 || is_undecided(&w)) {
		struct commit *c = &w.commits.v[pop(&w)];
		unsigned marks = c->marks & (BOTH | STALE);
		struct store_commit facts = c->facts;

		if (marks == BOTH) {
			if (!(c->marks & FOUND) && (!w.found++ || facts.time < w.oldest))
				w.oldest = facts.time;
			c->marks |= FOUND;
			marks |= STALE;
		}
		for (ptrdiff_t i = 0; i < facts.nparents; i++)
			mark(&w, &facts.parents[i], marks);
	}
	for (ptrdiff_t i = 0; i < w.commits.n; i++) {
		const struct commit *c = &w.commits.v[i];

		if ((c->marks & (FOUND | STALE)) == FOUND &&
		    (!best || c->facts.time > best->facts.time))
			best = c;
	}
	if (best)
		*base = best->id;
	arena_free(&w.work);
	return best ? STORE_OK : w.cut ? STORE_LOST : STORE_ABSENT;
}
