/* Questions to git with what a platform knows of its pins, and the pin of pages that record none:
 * the commit that last changed the translation. */
#include "base/path.h"
#include "base/sha.h"
#include "check/pin.h"
#include "engine/history_parts.h"

/* What git's questions need to know of a platform. */
struct platform {
	const struct profile *profile;
	struct pattern_scratch *scratch;
};

/* Is this revision the one whose hash was recorded?  The line end forms are the checks' knowledge.
 */
static bool
matches(void *ctx, struct str content, struct str hash)
{
	struct arena work = { 0 };
	const struct platform *p = ctx;
	bool yes = digests_match_pin(digests_new(&work, content), &p->profile->pin, hash);

	arena_free(&work);
	return yes;
}

static bool
ignores(void *ctx, struct str subject)
{
	const struct platform *p = ctx;

	return pin_ignores(p->profile, p->scratch, subject);
}

bool
history_ask(struct engine *e, const struct git_place *place, struct question_list *list,
	    struct str *why)
{
	const struct pin_rules *wanted = &e->site.profile->pin;
	struct platform p = { e->site.profile, pattern_scratch_new() };
	struct git_questions q = {
		.v = list->v,
		.n = list->n,
		.matches = matches,
		.ctx = &p,
		.ignores = wanted->ignored ? ignores : NULL,
		.ask_touched = wanted->touches,
		.ask_ancestor = wanted->ancestor,
	};
	bool ok = git_ask(&e->arena, place, &q, why) == GIT_OK;

	pattern_scratch_free(p.scratch);
	if (!ok)
		engine_notice(e, str_fmt(&e->arena, "the history of `%.*s` is not read: %.*s",
					 P(e->history->name), P(*why)));
	return ok;
}

/* --- pages that record nothing --------------------------------------------------- */

void
history_blobs(struct arena *a, struct str raw, struct str blobs[2])
{
	struct arena work = { 0 };
	struct buf lf = { .a = &work };
	struct str rest = raw, line, texts[2] = { raw };

	while (str_line(&rest, &line)) {
		buf_str(&lf, line);
		if (rest.n || str_ends(raw, S("\n")))
			buf_char(&lf, '\n');
	}
	texts[1] = buf_take(&lf);
	for (int i = 0; i < 2; i++) {
		/* https://git-scm.com/book/en/v2/Git-Internals-Git-Objects; the NUL counts. */
		struct str head = str_fmt(&work, "blob %td%c", texts[i].n, 0);

		blobs[i] = sha_hex(a, SHA_1, (struct str[]){ head, texts[i] }, 2);
	}
	arena_free(&work);
}

bool
history_is_blob(struct str raw, struct str blob)
{
	struct arena work = { 0 };
	struct str blobs[2];
	bool yes;

	history_blobs(&work, raw, blobs);
	yes = str_eq(blob, blobs[0]) || str_eq(blob, blobs[1]);
	arena_free(&work);
	return yes;
}

/* Is the translation as it is today in HEAD? */
static bool
is_committed(const struct wish *w, const struct git_path *path)
{
	return str_eq(path->head, w->blobs[0]) || str_eq(path->head, w->blobs[1]);
}

/* Asks for the last commit of each translation in one tree, and takes it for its pin.  One that is
 * new or being worked on is as fresh as it gets. */
static void
date_tree(struct engine *e, struct wishes *w, ptrdiff_t tree)
{
	const struct site *s = &e->site;
	struct question_list list = { NEW(&e->arena, struct git_path, w->n), 0 };
	struct wish **wish = NEW(&e->arena, struct wish *, w->n);
	struct git_place place;
	struct str why = { 0 };

	for (ptrdiff_t i = 0; i < w->n; i++)
		if (w->v[i].by_date && s->pages[w->v[i].page].tree == tree)
			wish[list.n++] = &w->v[i];
	if (!list.n || git_locate(&e->arena, s->trees[tree].root, &place, &why) != GIT_OK ||
	    !str_eq(place.repository, e->history->place.repository))
		return;
	place.head = e->history->place.head;
	for (ptrdiff_t i = 0; i < list.n; i++)
		list.v[i].path = path_join(&e->arena, place.prefix, s->pages[wish[i]->page].rel);
	if (!history_ask(e, &place, &list, &why))
		return;
	for (ptrdiff_t i = 0; i < list.n; i++) {
		wish[i]->edited = !is_committed(wish[i], &list.v[i]);
		if (list.v[i].nversions > 0)
			wish[i]->commit = list.v[i].versions[0].commit;
	}
	if (why.n)
		engine_notice(e, str_fmt(&e->arena,
					 "when translations in `%.*s` were last changed is not "
					 "known of all: %.*s",
					 P(s->trees[tree].root), P(why)));
}

void
history_dates(struct engine *e, struct wishes *w)
{
	if (e->site.profile->pin.last_commit)
		for (ptrdiff_t t = 0; t < e->site.ntrees; t++)
			date_tree(e, w, t);
}
