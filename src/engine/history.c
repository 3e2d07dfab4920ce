/* Turns wishes into questions for sys/git, and the answers into frozen facts for the checks. */
#include "engine/history_parts.h"

#include <stdlib.h>

enum {
	MOVES_MAX = 8,    /* of one page, one after the other */
	KNOWN_SHARE = 4,  /* of so many unknown commits one must be known, */
	UNKNOWN_MANY = 32 /* when they are that many */
};

/* --- questions -------------------------------------------------------------------- */

static int
wish_order(const void *a, const void *b)
{
	const struct wish *x = a, *y = b;

	if (x->family != y->family)
		return x->family < y->family ? -1 : 1;
	return (x->page > y->page) - (x->page < y->page);
}

/* One path per family, one pin per translation. */
static struct question_list
questions(struct engine *e, const struct wishes *w)
{
	struct question_list q = { NEW(&e->arena, struct git_path, w->n), 0 };
	struct git_pin *pins = NEW(&e->arena, struct git_pin, w->n);

	for (ptrdiff_t i = 0; i < w->n; i++) {
		if (!i || w->v[i].family != w->v[i - 1].family)
			q.v[q.n++] = (struct git_path){
				.path = history_path(e, &w->v[i]),
				.current = w->v[i].current,
				.pins = pins + i,
			};
		pins[i] = (struct git_pin){ .hash = w->v[i].hash, .commit = w->v[i].commit };
		q.v[q.n - 1].npins++;
	}
	return q;
}

/* --- answers ---------------------------------------------------------------------- */

/* What is wrong with the commit of a pin whose content was found by its hash.  Where not one
 * recorded commit is known, another repository was meant: then an unknown one is no mistake. */
static enum pin_fault
commit_fault(const struct git_pin *pin, bool commits_known)
{
	if (pin->commit_state == PIN_PATH_ABSENT)
		return PIN_PATH_NOT_THERE;
	if (pin->commit_state == PIN_NO_SUCH_COMMIT && commits_known)
		return PIN_UNKNOWN_COMMIT;
	if (pin->commit_state == PIN_AMBIGUOUS)
		return PIN_AMBIGUOUS_COMMIT;
	return pin->hash_differs ? PIN_WRONG_COMMIT : PIN_FINE;
}

/* What a platform demands of a commit that is there. */
static enum pin_fault
demands(const struct pin_rules *wanted, const struct git_pin *pin)
{
	if (wanted->ancestor && pin->not_ancestor)
		return PIN_NOT_ANCESTOR;
	return wanted->touches && pin->untouched ? PIN_UNTOUCHED : PIN_FINE;
}

static enum pin_fault
fault_of(const struct git_pin *pin, bool commits_known)
{
	switch (pin->state) {
	case PIN_UNSEEN:
		return PIN_OUT_OF_REACH;
	case PIN_RESOLVED:
		return commit_fault(pin, commits_known);
	case PIN_NO_SUCH_COMMIT:
		return commits_known ? PIN_UNKNOWN_COMMIT : PIN_OUT_OF_REACH;
	case PIN_AMBIGUOUS:
		return PIN_AMBIGUOUS_COMMIT;
	case PIN_PATH_ABSENT:
		return PIN_PATH_NOT_THERE;
	case PIN_NO_SUCH_CONTENT:
		return PIN_UNKNOWN_CONTENT;
	}
	return PIN_OUT_OF_REACH;
}

static struct source_change
change_of(const struct git_version *v)
{
	return (struct source_change){ v->commit, v->author, v->subject, v->time };
}

bool
history_same_text(struct str a, struct str b)
{
	for (;;) {
		struct str la = { 0 }, lb = { 0 };
		bool more = str_line(&a, &la);

		if (str_line(&b, &lb) != more || !str_eq(la, lb))
			return false;
		if (!more)
			return true;
	}
}

/* A version that differs from the one before it in its name only changed nothing. */
static bool
is_mere_move(const struct git_path *path, ptrdiff_t i)
{
	const struct git_version *v = &path->versions[i];

	return i + 1 < path->nversions && v->blob.n && str_eq(v->blob, v[1].blob) &&
	       !str_eq(v->path, v[1].path);
}

static void
set_changes(struct engine *e, struct page_history *h, const struct git_path *path, ptrdiff_t n)
{
	struct source_change *changes = NEW(&e->arena, struct source_change, n);

	for (ptrdiff_t i = 0; i < n; i++)
		if (!is_mere_move(path, i))
			changes[h->nchanges++] = change_of(&path->versions[i]);
	h->changes = changes;
}

static struct page_history *
answer(struct engine *e, const struct git_path *path, const struct git_pin *pin, bool commits_known)
{
	const struct pin_rules *wanted = &e->site.profile->pin;
	struct page_history *h = NEW(&e->arena, struct page_history, 1);
	ptrdiff_t n = pin->behind < path->nversions ? pin->behind : path->nversions;

	/* Of a page that never was there no revision can have been recorded rightly or wrongly. */
	if (!path->current.p && !path->nversions && !path->gone.commit.n)
		return h;
	h->known = true;
	h->fault = fault_of(pin, commits_known);
	if (h->fault == PIN_FINE)
		h->fault = demands(wanted, pin);
	if (pin->base.p) {
		h->kind = pin->by_commit ? BASE_COMMIT : BASE_CONTENT;
		h->base = pin->base;
		h->base_commit = pin->base_commit;
		if (pin->base_path.n && !str_eq(pin->base_path, path->path))
			h->base_path = history_shown_path(e, pin->base_path);
		if (path->current.p && history_same_text(pin->base, path->current))
			h->kind = BASE_CURRENT;
	}
	set_changes(e, h, path, n);
	h->changes_cut = pin->behind_cut;
	h->ignored_only = h->base.p && h->kind != BASE_CURRENT && h->nchanges == 0 &&
			  pin->passed_over > 0 && history_is_blob(path->current, path->head);
	if (n < path->nversions)
		h->base_time = path->versions[n].time;
	if (pin->base.p && !pin->by_commit)
		h->right_commit = pin->base_commit;
	if (path->gone.commit.n) {
		h->removed = true;
		h->removal = change_of(&path->gone);
		if (path->moved_to.n)
			h->moved_to = history_shown_path(e, path->moved_to);
	}
	return h;
}

static bool
is_out_of_reach(const struct git_pin *pin)
{
	return (pin->commit.n || pin->hash.n) && pin->state == PIN_UNSEEN;
}

static void
say_shallow(struct engine *e, const struct question_list *q, struct str why)
{
	ptrdiff_t unseen = 0;
	bool cut = false;

	for (ptrdiff_t i = 0; i < q->n; i++)
		for (ptrdiff_t k = 0; k < q->v[i].npins; k++) {
			unseen += is_out_of_reach(&q->v[i].pins[k]);
			cut |= q->v[i].pins[k].behind_cut;
		}
	if (!unseen && cut)
		engine_notice(e, str_fmt(&e->arena,
					 "the history of `%.*s` has gaps, so English may have "
					 "changed more often than is said: %.*s",
					 P(e->history->name),
					 P(why.n ? why : S("set fetch-depth: 0"))));
	if (unseen)
		engine_notice(e, str_fmt(&e->arena,
					 "the history of `%.*s` does not reach back to what %td %s "
					 "made from: %.*s",
					 P(e->history->name), unseen,
					 unseen == 1 ? "page was" : "pages were",
					 P(why.n ? why : S("set fetch-depth: 0"))));
}

/* When not one of the recorded revisions is known, this is some other history (translations kept
 * beside a copy of the English pages): then a commit that is missing proves nothing. */
static bool
is_other_history(const struct question_list *q)
{
	for (ptrdiff_t i = 0; i < q->n; i++) {
		if (q->v[i].gone.commit.n)
			return false;
		for (ptrdiff_t k = 0; k < q->v[i].npins; k++)
			if (q->v[i].pins[k].state == PIN_RESOLVED ||
			    q->v[i].pins[k].state == PIN_PATH_ABSENT ||
			    is_out_of_reach(&q->v[i].pins[k]))
				return false;
	}
	return true;
}

/* Has HEAD, or did it ever have, one of the pages? */
static bool
any_page_known(const struct question_list *q)
{
	for (ptrdiff_t i = 0; i < q->n; i++)
		if (q->v[i].head.n || q->v[i].gone.commit.n)
			return true;
	return q->n == 0;
}

/* Are so many of the recorded commits known that one which is not is a mistake?  The public history
 * of a site may have been written anew, or begin later than its translations. */
static bool
commits_are_known(struct engine *e, const struct question_list *q)
{
	ptrdiff_t known = 0, unknown = 0;

	for (ptrdiff_t i = 0; i < q->n; i++) {
		for (ptrdiff_t k = 0; k < q->v[i].npins; k++) {
			enum git_pin_state state = q->v[i].pins[k].commit_state;

			known += state == PIN_RESOLVED || state == PIN_PATH_ABSENT;
			unknown += state == PIN_NO_SUCH_COMMIT;
		}
	}
	if (unknown < UNKNOWN_MANY || known * KNOWN_SHARE >= unknown)
		return known > 0;
	if (known)
		engine_notice(e, str_fmt(&e->arena,
					 "the history of `%.*s` has %td of %td recorded commits: "
					 "nothing is said of the others",
					 P(e->history->name), known, known + unknown));
	return false;
}

/* What a page that records nothing is told: how old it is, and nothing of a commit it does not
 * name. */
static struct page_history *
answer_by_date(struct engine *e, const struct wish *w, const struct git_path *path,
	       const struct git_pin *pin)
{
	struct page_history *h = answer(e, path, pin, false);

	h->by_date = true;
	h->fault = PIN_FINE;
	if (w->edited)
		h->kind = BASE_CURRENT;
	h->known = h->removed || h->kind != BASE_NONE;
	return h;
}

/* Pages may move on from where they moved to: what counts is where they are now. */
static void
follow_moves(struct engine *e, const struct question_list *list)
{
	struct git_path **moved = NEW(&e->arena, struct git_path *, list->n);
	struct question_list next = { NEW(&e->arena, struct git_path, list->n), 0 };
	struct str why;
	ptrdiff_t left = 0;

	for (ptrdiff_t i = 0; i < list->n; i++)
		if (list->v[i].moved_to.n)
			moved[left++] = &list->v[i];
	for (int round = 0; left && round < MOVES_MAX; round++) {
		next.n = left;
		for (ptrdiff_t i = 0; i < left; i++)
			next.v[i] = (struct git_path){ .path = moved[i]->moved_to };
		if (!history_ask(e, &e->history->place, &next, &why))
			return;
		left = 0;
		for (ptrdiff_t i = 0; i < next.n; i++) {
			if (!next.v[i].gone.commit.n)
				continue;
			moved[i]->gone = next.v[i].gone;
			moved[i]->moved_to = next.v[i].moved_to;
			if (moved[i]->moved_to.n)
				moved[left++] = moved[i];
		}
	}
}

const struct page_history **
history_answer(struct engine *e, struct wishes *w)
{
	const struct page_history **result =
		NEW(&e->arena, const struct page_history *, e->site.npages);
	struct question_list list;
	struct str why = { 0 };
	ptrdiff_t i = 0;
	bool commits_known;

	qsort(w->v, (size_t)w->n, sizeof *w->v, wish_order);
	history_dates(e, w);
	list = questions(e, w);
	if (!history_ask(e, &e->history->place, &list, &why))
		return NULL;
	if (e->config.source_git.n && !why.n && !any_page_known(&list)) {
		engine_notice(
			e,
			str_fmt(&e->arena,
				"`%.*s` has none of the English pages that were asked for%s%.*s%s: "
				"history is not used; say where they are with "
				"`source: {git: DIR, git-path: DIR}`",
				P(e->history->name), e->history->place.prefix.n ? " below `" : "",
				P(e->history->place.prefix),
				e->history->place.prefix.n ? "`" : ""));
		return NULL;
	}
	if (is_other_history(&list)) {
		/* Translations beside a copy of the English pages are no mistake; a repository that
		 * was named and does not fit is. */
		if (e->config.source_git.n)
			engine_notice(e, str_fmt(&e->arena,
						 "none of the recorded revisions is in the history "
						 "of `%.*s`: history is not used; "
						 "name the repository of the English pages with "
						 "`source: {git: DIR}`",
						 P(e->history->name)));
		return NULL;
	}
	follow_moves(e, &list);
	commits_known = commits_are_known(e, &list);
	for (ptrdiff_t p = 0; p < list.n; p++)
		for (ptrdiff_t k = 0; k < list.v[p].npins; k++, i++)
			result[w->v[i].page] =
				w->v[i].by_date
					? answer_by_date(e, &w->v[i], &list.v[p],
							 &list.v[p].pins[k])
					: answer(e, &list.v[p], &list.v[p].pins[k], commits_known);
	say_shallow(e, &list, why);
	return result;
}
