/* The gap slider: where several alignments are as good as each other, a gap starts at a heading or
 * an item.
 *
 * As with git's indent heuristic (https://github.com/mhagger/diff-slider-tools), a run of tokens
 * without counterpart may be rotated: the token before it can take over the counterpart of its last
 * token, and so on.  Without this a missing section often seems to run from the middle of one
 * section to the middle of the next. */
#include "check/align_parts.h"

enum {
	SLIDE_MAX = 512,       /* steps tried each way from one gap */
	SLIDE_ALL = 1 << 20,   /* steps tried on one side of a page */
	SLIDE_TOLERANCE = 400, /* what a better start may cost in score */
	JOIN_TOLERANCE = 1500  /* and what it may cost to make one gap of two */
};

/* One side of a pairing as the side with the gap; the score is the same from both. */
struct slide {
	const struct pairing *p;
	const struct token *v; /* tokens with gaps */
	ptrdiff_t n;
	int32_t *other_of, *back; /* counterparts, and theirs */
	bool swapped;             /* v is the translation */
	ptrdiff_t left;           /* steps that may still be tried */
};

static int32_t
slide_score(const struct slide *s, ptrdiff_t mine, ptrdiff_t other)
{
	if (s->swapped)
		return score_pair(s->p, &s->p->src[other], &s->p->dst[mine]);
	return score_pair(s->p, &s->p->src[mine], &s->p->dst[other]);
}

/* Lower is better. */
static int
start_rank(const struct token *t)
{
	if (t->kind == BLOCK_HEADING)
		return t->level;
	if (t->kind == BLOCK_ITEM)
		return 100 + t->depth;
	return 1000;
}

/* Only what stands in the same way in its page may take over a counterpart. */
static bool
same_rank(const struct token *a, const struct token *b)
{
	return a->kind == b->kind && a->depth == b->depth && a->level == b->level;
}

static void
slide_move(struct slide *s, ptrdiff_t from, ptrdiff_t to)
{
	int32_t other = s->other_of[from];

	s->other_of[from] = -1;
	s->other_of[to] = other;
	s->back[other] = (int32_t)to;
}

/* Rotates the gap [from, end) by one token: towards the start of the page, or towards its end. */
static void
slide_step(struct slide *s, ptrdiff_t *from, ptrdiff_t *end, bool up)
{
	if (up)
		slide_move(s, --*from, --*end);
	else
		slide_move(s, (*end)++, (*from)++);
}

/* What one more step would change in score; SCORE_NEVER when it cannot be taken. */
static int32_t
step_gain(const struct slide *s, ptrdiff_t from, ptrdiff_t end, bool up)
{
	ptrdiff_t old = up ? from - 1 : end, next = up ? end - 1 : from;
	int32_t other;

	if (old < 0 || old >= s->n || s->other_of[old] < 0)
		return SCORE_NEVER;
	other = s->other_of[old];
	if (!same_rank(&s->v[old], &s->v[next]))
		return SCORE_NEVER;
	return slide_score(s, next, other) - slide_score(s, old, other);
}

/* Tries up to SLIDE_MAX steps one way and returns how many are best; *best holds rank and score of
 * the best start so far. */
struct start {
	int rank;
	int32_t gain;
};

/* Does the gap touch another one on the side it has moved to? */
static bool
is_joined(const struct slide *s, ptrdiff_t from, ptrdiff_t end, bool up)
{
	if (up)
		return from > 0 && s->other_of[from - 1] < 0;
	return end < s->n && s->other_of[end] < 0;
}

static ptrdiff_t
slide_try(struct slide *s, ptrdiff_t from, ptrdiff_t end, bool up, struct start *best)
{
	ptrdiff_t chosen = 0, steps = 0;
	int32_t gain = 0;

	while (steps < SLIDE_MAX && s->left-- > 0) {
		int32_t change = step_gain(s, from, end, up);
		struct start here;
		bool joined;

		if (change == SCORE_NEVER || gain + change < -JOIN_TOLERANCE)
			break;
		gain += change;
		slide_step(s, &from, &end, up);
		steps++;
		joined = is_joined(s, from, end, up);
		here = (struct start){ start_rank(&s->v[from]) - joined, gain };
		if (gain < -SLIDE_TOLERANCE && !joined)
			continue;
		if (here.rank < best->rank || (here.rank == best->rank && gain > best->gain)) {
			*best = here;
			chosen = steps;
		}
	}
	while (steps-- > 0) /* back to where it was */
		slide_step(s, &from, &end, !up);
	return chosen;
}

static void
slide_gap(struct slide *s, ptrdiff_t from, ptrdiff_t end)
{
	struct start best = { start_rank(&s->v[from]), 0 };
	ptrdiff_t up = slide_try(s, from, end, true, &best);
	ptrdiff_t down = slide_try(s, from, end, false, &best);
	ptrdiff_t steps = down ? down : up;

	while (steps-- > 0)
		slide_step(s, &from, &end, !down);
}

static void
slide_side(struct slide *s)
{
	ptrdiff_t i = 0;

	while (i < s->n) {
		ptrdiff_t end = i;

		while (end < s->n && s->other_of[end] < 0)
			end++;
		if (end > i)
			slide_gap(s, i, end);
		i = end + 1;
	}
}

void
pairing_slide(struct pairing *p)
{
	struct slide s;

	if (p->counts_only)
		return;
	s = (struct slide){ p, p->src, p->nsrc, p->dst_of, p->src_of, false, SLIDE_ALL };

	slide_side(&s);
	s = (struct slide){ p, p->dst, p->ndst, p->src_of, p->dst_of, true, SLIDE_ALL };
	slide_side(&s);
}
