/* Compares two sequences by Myers' linear-space algorithm (E. Myers, An O(ND) Difference Algorithm
 * and Its Variations, 1986, section 4b): from both ends of a box the furthest paths with 1, 2, 3...
 * differences are followed until they meet; where they meet the box is cut in two.  A box in which
 * they have not met after COST_MAX rounds is cut where a path has come furthest (as GNU diffutils
 * does), so that the work per item is bounded; when STEPS_MAX comparisons have been made, what is
 * left of a box is one change.  Boxes wait on a stack of their own: no recursion. */
#include "base/diff.h"

#include "base/map.h"

enum { COST_MAX = 256, STEPS_MAX = 50 * 1000 * 1000 };

struct box {
	ptrdiff_t x, xend, y, yend;
};

struct compare {
	struct arena work;
	const uint32_t *x, *y; /* equal items have equal numbers */
	bool *gone, *come;     /* per item of x, of y: results */
	ptrdiff_t *forward,
		*backward; /* per diagonal x - y: furthest x; may be indexed from -ny - 1 */
	ptrdiff_t steps;
	bool coarse;
	struct VEC(struct box) boxes;
};

/* --- items ------------------------------------------------------------------------- */

struct diff_items
diff_lines(struct arena *a, struct str text)
{
	struct VEC(struct str) lines = { 0 };

	for (ptrdiff_t from = 0; from < text.n;) {
		ptrdiff_t end = str_find_char(text, '\n', from);

		end = end < 0 ? text.n : end + 1;
		*vec_push(a, &lines) = str_slice(text, from, end);
		from = end;
	}
	return (struct diff_items){ lines.v, lines.n };
}

/* End of the word that starts at `from`. */
static ptrdiff_t
word_end(struct str s, ptrdiff_t from)
{
	static const char markup[] = "[](){}<>*`|\"", trailing[] = ".,:;!?";
	ptrdiff_t end = from, last;

	if (is_any_of(s.p[from], markup) || is_any_of(s.p[from], trailing))
		return from + 1;
	while (end < s.n && !is_white(s.p[end]) && !is_any_of(s.p[end], markup))
		end++;
	for (last = end; is_any_of(s.p[last - 1], trailing);)
		last--;
	return last;
}

struct diff_items
diff_words(struct arena *a, struct str text)
{
	struct VEC(struct str) words = { 0 };

	for (ptrdiff_t from = 0; from < text.n;) {
		ptrdiff_t end;

		if (is_white(text.p[from])) {
			from++;
			continue;
		}
		end = word_end(text, from);
		*vec_push(a, &words) = str_slice(text, from, end);
		from = end;
	}
	return (struct diff_items){ words.v, words.n };
}

/* A line's text without its end; a last line that has none gets one, so that it is no other line's
 * text. */
static struct str
folded(struct arena *a, struct str s)
{
	if (!str_ends(s, S("\n")))
		return str_join(a, (struct str[]){ s, S("\n") }, 2, S(""));
	return str_slice(s, 0, s.n - (str_ends(s, S("\r\n")) ? 2 : 1));
}

static uint32_t *
numbers(struct arena *a, struct map *seen, const struct diff_items *items, bool fold_ends)
{
	uint32_t *v = NEW(a, uint32_t, items->n);

	for (ptrdiff_t i = 0; i < items->n; i++) {
		ptrdiff_t *at = map_at(seen, fold_ends ? folded(a, items->v[i]) : items->v[i]);

		if (*at < 0)
			*at = seen->n - 1;
		v[i] = (uint32_t)*at;
	}
	return v;
}

/* --- the middle of a box ------------------------------------------------------------- */

/* The range of diagonals that one direction has reached. */
struct reach {
	ptrdiff_t min, max;
};

/* One more difference: the reach grows by one diagonal on each side while that lies in the box,
 * else it shrinks. */
static void
widen(struct reach *r, ptrdiff_t *v, ptrdiff_t dmin, ptrdiff_t dmax, ptrdiff_t nowhere)
{
	if (r->min > dmin)
		v[--r->min - 1] = nowhere;
	else
		r->min++;
	if (r->max < dmax)
		v[++r->max + 1] = nowhere;
	else
		r->max--;
}

/* Moves all forward paths on by one difference; true with *cut when one meets a backward path. */
static bool
go_forward(struct compare *c, const struct box *b, struct reach r, const struct reach *other,
	   struct box *cut)
{
	ptrdiff_t *v = c->forward;

	for (ptrdiff_t d = r.max; d >= r.min; d -= 2) {
		ptrdiff_t x = v[d - 1] < v[d + 1] ? v[d + 1] : v[d - 1] + 1, from = x;

		while (x < b->xend && x - d < b->yend && c->x[x] == c->y[x - d])
			x++;
		c->steps += x - from + 1;
		v[d] = x;
		if (other && other->min <= d && d <= other->max && c->backward[d] <= x) {
			*cut = (struct box){ x, x, x - d, x - d };
			return true;
		}
	}
	return false;
}

static bool
go_backward(struct compare *c, const struct box *b, struct reach r, const struct reach *other,
	    struct box *cut)
{
	ptrdiff_t *v = c->backward;

	for (ptrdiff_t d = r.max; d >= r.min; d -= 2) {
		ptrdiff_t x = v[d - 1] < v[d + 1] ? v[d - 1] : v[d + 1] - 1, from = x;

		while (x > b->x && x - d > b->y && c->x[x - 1] == c->y[x - d - 1])
			x--;
		c->steps += from - x + 1;
		v[d] = x;
		if (other && other->min <= d && d <= other->max && x <= c->forward[d]) {
			*cut = (struct box){ x, x, x - d, x - d };
			return true;
		}
	}
	return false;
}

/* Where a path has come furthest: of the forward paths, or the backward ones where those did
 * better. */
static struct box
furthest(const struct compare *c, const struct box *b, struct reach f, struct reach r)
{
	ptrdiff_t best = -1, worst = PTRDIFF_MAX;
	struct box forward = *b, backward = *b;

	for (ptrdiff_t d = f.max; d >= f.min; d -= 2) {
		ptrdiff_t x = c->forward[d] < b->xend ? c->forward[d] : b->xend, y = x - d;

		if (y > b->yend) {
			x = b->yend + d;
			y = b->yend;
		}
		if (x + y > best) {
			best = x + y;
			forward = (struct box){ x, x, y, y };
		}
	}
	for (ptrdiff_t d = r.max; d >= r.min; d -= 2) {
		ptrdiff_t x = c->backward[d] > b->x ? c->backward[d] : b->x, y = x - d;

		if (y < b->y) {
			x = b->y + d;
			y = b->y;
		}
		if (x + y < worst) {
			worst = x + y;
			backward = (struct box){ x, x, y, y };
		}
	}
	return best - (b->x + b->y) >= b->xend + b->yend - worst ? forward : backward;
}

/* A point that a shortest path through the box goes through, or one that a good path does; false
 * when the work is up. */
static bool
find_cut(struct compare *c, const struct box *b, struct box *cut)
{
	ptrdiff_t dmin = b->x - b->yend, dmax = b->xend - b->y;
	struct reach f = { b->x - b->y, b->x - b->y }, r = { b->xend - b->yend, b->xend - b->yend };
	bool odd = (f.min - r.min) & 1;

	c->forward[f.min] = b->x;
	c->backward[r.min] = b->xend;
	for (int cost = 1; c->steps < STEPS_MAX; cost++) {
		widen(&f, c->forward, dmin, dmax, -1);
		if (go_forward(c, b, f, odd ? &r : NULL, cut))
			return true;
		widen(&r, c->backward, dmin, dmax, PTRDIFF_MAX);
		if (go_backward(c, b, r, odd ? NULL : &f, cut))
			return true;
		if (cost >= COST_MAX) {
			*cut = furthest(c, b, f, r);
			return true;
		}
	}
	return false;
}

/* --- the whole ------------------------------------------------------------------------- */

static void
mark(struct compare *c, const struct box *b)
{
	for (ptrdiff_t i = b->x; i < b->xend; i++)
		c->gone[i] = true;
	for (ptrdiff_t i = b->y; i < b->yend; i++)
		c->come[i] = true;
}

static void
compare_box(struct compare *c, struct box b)
{
	struct box cut;

	while (b.x < b.xend && b.y < b.yend && c->x[b.x] == c->y[b.y]) {
		b.x++;
		b.y++;
	}
	while (b.x < b.xend && b.y < b.yend && c->x[b.xend - 1] == c->y[b.yend - 1]) {
		b.xend--;
		b.yend--;
	}
	if (b.x == b.xend || b.y == b.yend) {
		mark(c, &b);
		return;
	}
	/* A cut in a corner would give the same box again. */
	if (!find_cut(c, &b, &cut) || (cut.x == b.x && cut.y == b.y) ||
	    (cut.x == b.xend && cut.y == b.yend)) {
		mark(c, &b);
		c->coarse = true;
		return;
	}
	*vec_push(&c->work, &c->boxes) = (struct box){ cut.x, b.xend, cut.y, b.yend };
	*vec_push(&c->work, &c->boxes) = (struct box){ b.x, cut.x, b.y, cut.y };
}

/* Runs of marked items as changes. */
static struct diff
collect(struct arena *a, const struct compare *c, ptrdiff_t nx, ptrdiff_t ny)
{
	struct VEC(struct diff_change) out = { 0 };
	ptrdiff_t i = 0, k = 0;

	while (i < nx || k < ny) {
		struct diff_change change = { i, 0, k, 0 };

		while (i < nx && c->gone[i])
			i++;
		while (k < ny && c->come[k])
			k++;
		change.na = i - change.a;
		change.nb = k - change.b;
		if (change.na || change.nb)
			*vec_push(a, &out) = change;
		while (i < nx && k < ny && !c->gone[i] && !c->come[k]) {
			i++;
			k++;
		}
	}
	return (struct diff){ out.v, out.n, c->coarse };
}

/* Moves a change in which items were only added (to v) or only removed (from v) to where a reader
 * expects it.  It may move by as much as `up` and `down`, and must not touch its neighbours. */
static void
slide(struct diff_change *change, const struct diff_items *items, const uint32_t *v, ptrdiff_t up,
      ptrdiff_t down)
{
	ptrdiff_t n = change->na + change->nb, from = change->na ? change->a : change->b, lowest,
		  best;

	for (lowest = from; down > 0 && v[lowest] == v[lowest + n]; down--)
		lowest++;
	for (best = lowest; best > from && str_trim(items->v[best + n - 1]).n; best--)
		;
	if (best == from && str_trim(items->v[from + n - 1]).n) {
		for (; up > 0 && v[best - 1] == v[best + n - 1]; up--)
			if (!str_trim(items->v[--best + n - 1]).n)
				break;
		best = str_trim(items->v[best + n - 1]).n ? lowest : best;
	}
	change->a += best - from;
	change->b += best - from;
}

static void
slide_all(struct diff *d, const struct diff_items *x, const uint32_t *vx,
	  const struct diff_items *y, const uint32_t *vy)
{
	for (ptrdiff_t i = 0; i < d->n; i++) {
		struct diff_change *c = &d->v[i];
		ptrdiff_t up = i ? c->a - d->v[i - 1].a - d->v[i - 1].na - 1 : c->a;
		ptrdiff_t down =
			i + 1 < d->n ? d->v[i + 1].a - c->a - c->na - 1 : x->n - c->a - c->na;

		if (c->na && c->nb)
			continue;
		if (c->na)
			slide(c, x, vx, up, down);
		else
			slide(c, y, vy, up, down);
	}
}

struct diff
diff_compare(struct arena *a, const struct diff_items *x, const struct diff_items *y,
	     bool fold_ends)
{
	struct compare c = { 0 };
	struct map seen = { .a = &c.work };
	struct diff d;

	c.x = numbers(&c.work, &seen, x, fold_ends);
	c.y = numbers(&c.work, &seen, y, fold_ends);
	c.gone = NEW(&c.work, bool, x->n + 1);
	c.come = NEW(&c.work, bool, y->n + 1);
	c.forward = NEW(&c.work, ptrdiff_t, x->n + y->n + 3) + y->n + 1;
	c.backward = NEW(&c.work, ptrdiff_t, x->n + y->n + 3) + y->n + 1;
	*vec_push(&c.work, &c.boxes) = (struct box){ 0, x->n, 0, y->n };
	while (c.boxes.n)
		compare_box(&c, c.boxes.v[--c.boxes.n]);
	d = collect(a, &c, x->n, y->n);
	slide_all(&d, x, c.x, y, c.y);
	arena_free(&c.work);
	return d;
}

/* --- hunks --------------------------------------------------------------------------- */

struct diff_hunk *
diff_hunks(struct arena *a, const struct diff *d, ptrdiff_t nx, ptrdiff_t context, ptrdiff_t *n)
{
	struct VEC(struct diff_hunk) out = { 0 };

	for (ptrdiff_t i = 0; i < d->n;) {
		const struct diff_change *first = &d->v[i], *last = first;
		struct diff_hunk h = { .first = i };
		ptrdiff_t before = first->a < context ? first->a : context, after;

		for (i++; i < d->n && d->v[i].a - last->a - last->na <= 2 * context; i++)
			last = &d->v[i];
		after = nx - last->a - last->na;
		after = after < context ? after : context;
		h.n = i - h.first;
		h.a = first->a - before;
		h.b = first->b - before;
		h.na = last->a + last->na + after - h.a;
		h.nb = last->b + last->nb + after - h.b;
		*vec_push(a, &out) = h;
	}
	*n = out.n;
	return out.v;
}
