/* What stands at another place in the translation.
 *
 * Global alignment keeps the order of both pages, so of two things that have changed places it can
 * pair one only.  A glossary sorted by its own alphabet would be dozens of sections that are
 * missing and as many that are new.  Three witnesses tell what has moved:
 *
 *   identity   a heading with the id of an English heading, its own (`{#id}`) or its slug
 *   features   links, code and code spans of a section or list that are on each page once
 *   shape      a section lacks one list of so many items, and has one more of as many
 *
 * Identity overrules the order as well, where the sections' contents fit at least as well, and
 * better where nothing says that the heading's partner so far is another one: an id at the wrong
 * heading moves nothing. */
#include <stdlib.h>

#include "check/align_parts.h"

enum {
	SWAP_EVIDENCE = 1000, /* of score: about one feature in common */
	MOVE_WEIGHT = 6000,   /* of common features: a code block, two links */
	LISTS_MAX = 64,       /* by shape: a page with more of them has other troubles */
	LEFT_MAX = 64,        /* tokens looked at on both sides of a heading without partner */
	MOVE_RATIO = 3 /* lengths of lists of equal shape: at most so many times each other */
};

struct range {
	ptrdiff_t from, end; /* of tokens */
};

struct mover {
	struct arena *work;
	struct pairing *p;
	struct moves *m;
	/* Per token, or -1: the heading with its id on the other side. */
	int32_t *same_dst, *same_src;
	/* Per token, or -1: the heading above it, itself for a heading. */
	int32_t *head_src, *head_dst;
	bool *robbed; /* per source heading: its section has lost counterparts */
};

static int32_t *
no_tokens(struct arena *work, ptrdiff_t n)
{
	int32_t *v = NEW(work, int32_t, n);

	for (ptrdiff_t i = 0; i < n; i++)
		v[i] = -1;
	return v;
}

static int32_t *
heads_of(struct arena *work, const struct token *v, ptrdiff_t n)
{
	int32_t *heads = no_tokens(work, n), last = -1;

	for (ptrdiff_t i = 0; i < n; i++) {
		last = v[i].kind == BLOCK_HEADING ? (int32_t)i : last;
		heads[i] = last;
	}
	return heads;
}

/* The tokens below a heading up to the next one, of at most this level. */
static struct range
section_of(const struct token *v, ptrdiff_t n, ptrdiff_t heading, int level)
{
	struct range r = { heading, heading + 1 };

	while (r.end < n && (v[r.end].kind != BLOCK_HEADING || v[r.end].level > level))
		r.end++;
	return r;
}

/* --- two ranges by themselves ---------------------------------------------- */

/* Tokens of two ranges as a pairing of their own; at_*: their indices in the whole. */
struct part {
	struct pairing p;
	int32_t *src_at, *dst_at;
};

static ptrdiff_t
part_side(struct token *to, int32_t *at, const struct token *v, const int32_t *other,
	  struct range r)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = r.from; i < r.end; i++) {
		if (other && other[i] >= 0)
			continue;
		to[n] = v[i];
		at[n++] = (int32_t)i;
	}
	return n;
}

/* Aligns two ranges, all tokens of them or only those without counterpart; false when the bound
 * does not allow it. */
static bool
part_align(struct mover *m, struct range a, struct range b, bool unpaired, struct part *part)
{
	struct pairing *p = m->p;
	ptrdiff_t na = a.end - a.from, nb = b.end - b.from;
	struct token *src = NEW(m->work, struct token, na), *dst = NEW(m->work, struct token, nb);

	*part = (struct part){ .src_at = NEW(m->work, int32_t, na),
			       .dst_at = NEW(m->work, int32_t, nb) };
	na = part_side(src, part->src_at, p->src, unpaired ? p->dst_of : NULL, a);
	nb = part_side(dst, part->dst_at, p->dst, unpaired ? p->src_of : NULL, b);
	if (nb + 1 > p->cells / (na + 1))
		return false;
	part->p = (struct pairing){ .src = src,
				    .dst = dst,
				    .nsrc = na,
				    .ndst = nb,
				    .ratio = p->ratio,
				    .dst_of = no_tokens(m->work, na),
				    .src_of = no_tokens(m->work, nb),
				    .cells = p->cells };
	pairing_align(m->work, &part->p);
	pairing_slide(&part->p);
	p->cells = part->p.cells;
	return !part->p.counts_only;
}

static int64_t
part_score(const struct part *part)
{
	const struct pairing *p = &part->p;
	int64_t s = (p->nsrc + p->ndst) * (int64_t)SCORE_GAP;

	for (ptrdiff_t i = 0; i < p->nsrc; i++)
		if (p->dst_of[i] >= 0)
			s += score_pair(p, &p->src[i], &p->dst[p->dst_of[i]]) - 2 * SCORE_GAP;
	return s;
}

static void
pair_tokens(struct pairing *p, int32_t i, int32_t j)
{
	p->dst_of[i] = j;
	p->src_of[j] = i;
}

/* Pairs what is still free in two ranges. */
static void
pair_ranges(struct mover *m, struct range a, struct range b)
{
	struct part part;

	if (!part_align(m, a, b, true, &part))
		return;
	for (ptrdiff_t i = 0; i < part.p.nsrc; i++)
		if (part.p.dst_of[i] >= 0)
			pair_tokens(m->p, part.src_at[i], part.dst_at[part.p.dst_of[i]]);
}

/* --- identity -------------------------------------------------------------- */

static void
find_identities(struct mover *m)
{
	const struct twins *t = &m->m->twins;

	m->same_dst = no_tokens(m->work, m->p->nsrc);
	m->same_src = no_tokens(m->work, m->p->ndst);
	for (ptrdiff_t i = 0; i < t->n; i++) {
		const struct twin *w = &t->v[i];

		if (!w->exact || m->p->src[w->src].kind != BLOCK_HEADING ||
		    m->p->dst[w->dst].kind != BLOCK_HEADING || m->same_dst[w->src] >= 0 ||
		    m->same_src[w->dst] >= 0)
			continue;
		m->same_dst[w->src] = (int32_t)w->dst;
		m->same_src[w->dst] = (int32_t)w->src;
	}
}

/* What the tokens of a range are worth as they are paired now. */
static int64_t
range_score(const struct pairing *p, struct range r, bool dst)
{
	const int32_t *other = dst ? p->src_of : p->dst_of;
	int64_t s = 0;

	for (ptrdiff_t i = r.from; i < r.end; i++) {
		if (other[i] < 0)
			s += SCORE_GAP;
		else if (dst)
			s += score_pair(p, &p->src[other[i]], &p->dst[i]);
		else
			s += score_pair(p, &p->src[i], &p->dst[other[i]]);
	}
	return s;
}

/* The source section that token i of either side is now paired with a part of. */
static void
rob(struct mover *m, int32_t head, bool dst)
{
	if (head >= 0 && dst)
		head = m->p->src_of[head];
	if (head >= 0)
		m->robbed[head] = true;
}

/* Takes the counterparts of a range away. */
static void
release(struct mover *m, struct range r, bool dst)
{
	struct pairing *p = m->p;
	int32_t *mine = dst ? p->src_of : p->dst_of, *theirs = dst ? p->dst_of : p->src_of;
	const int32_t *heads = dst ? m->head_src : m->head_dst;

	for (ptrdiff_t i = r.from; i < r.end; i++) {
		if (mine[i] < 0)
			continue;
		rob(m, heads[mine[i]], !dst);
		theirs[mine[i]] = -1;
		mine[i] = -1;
	}
}

/* Is an id written at the token?  One that the source does not have makes it another heading. */
static bool
is_named(const struct tokens *t, int32_t i)
{
	const struct block *b = &t->doc->blocks[t->v[i].block];

	for (uint32_t k = b->fact; k < b->fact + b->nfact; k++)
		if (t->doc->facts[k].kind == FACT_ANCHOR)
			return true;
	return false;
}

/* Do heading i and the one with its id belong together though the order pairs them otherwise?  When
 * two sections seem to have changed places, it may be their ids alone that did: then what is below
 * the headings has to prove it; and so it has when the partner so far has no id at all. */
static bool
identity_holds(struct mover *m, int32_t i, struct range a, struct range b)
{
	struct pairing *p = m->p;
	int32_t theirs = p->dst_of[i], other = p->src_of[m->same_dst[i]];
	int64_t more = 0;
	struct part part;

	if (theirs < 0 && other < 0)
		return true;
	if (theirs >= 0 && (m->same_src[theirs] < 0 ? !is_named(m->m->dst, theirs)
						    : m->same_src[theirs] == other)) {
		a.from++;
		b.from++;
		more = SWAP_EVIDENCE;
	}
	return part_align(m, a, b, false, &part) &&
	       2 * part_score(&part) >= range_score(p, a, false) + range_score(p, b, true) + more;
}

/* What a heading has lost may belong to what is still free in the same place. */
static void
pair_left(struct mover *m, int32_t left)
{
	struct pairing *p = m->p;
	struct range b = section_of(p->dst, p->ndst, left, 6), a;
	ptrdiff_t before = b.from - 1, after = b.end;

	while (before >= 0 && p->src_of[before] < 0 && b.from - before < LEFT_MAX)
		before--;
	while (after < p->ndst && p->src_of[after] < 0 && after - b.end < LEFT_MAX)
		after++;
	if (p->src_of[left] >= 0 || b.from - before >= LEFT_MAX || after - b.end >= LEFT_MAX)
		return;
	a.from = before < 0 ? 0 : p->src_of[before] + 1;
	a.end = after == p->ndst ? p->nsrc : p->src_of[after];
	if (a.from < a.end)
		pair_ranges(m, a, b);
}

/* A heading whose partner is the one with its id. */
struct move {
	int32_t src, before; /* before: its partner so far, or -1 */
};

/* All are judged by the pairs as they are: the order in which sections come decides nothing. */
static void
move_identities(struct mover *m)
{
	struct pairing *p = m->p;
	struct VEC(struct move) moved = { 0 };

	for (int32_t i = 0; i < p->nsrc; i++) {
		int32_t j = m->same_dst[i];

		if (j >= 0 && p->dst_of[i] != j &&
		    identity_holds(m, i, section_of(p->src, p->nsrc, i, 6),
				   section_of(p->dst, p->ndst, j, 6)))
			*vec_push(m->work, &moved) = (struct move){ i, p->dst_of[i] };
	}
	for (ptrdiff_t k = 0; k < moved.n; k++) {
		int32_t i = moved.v[k].src, j = m->same_dst[i];

		release(m, section_of(p->src, p->nsrc, i, 6), false);
		release(m, section_of(p->dst, p->ndst, j, 6), true);
	}
	for (ptrdiff_t k = 0; k < moved.n; k++)
		pair_tokens(p, moved.v[k].src, m->same_dst[moved.v[k].src]);
	for (int level = 6; level > 0; level--) {
		for (ptrdiff_t k = 0; k < moved.n; k++) {
			int32_t i = moved.v[k].src, j = m->same_dst[i];

			if (level != 6 && p->src[i].level != level)
				continue;
			pair_ranges(m, section_of(p->src, p->nsrc, i, level),
				    section_of(p->dst, p->ndst, j, level));
		}
	}
	for (ptrdiff_t k = 0; k < moved.n; k++)
		if (moved.v[k].before >= 0)
			pair_left(m, moved.v[k].before);
}

/* Sections that stay, but were paired with parts of those that do not. */
static void
pair_robbed(struct mover *m)
{
	struct pairing *p = m->p;

	for (int32_t i = 0; i < p->nsrc; i++)
		if (m->robbed[i] && p->dst_of[i] >= 0)
			pair_ranges(m, section_of(p->src, p->nsrc, i, 6),
				    section_of(p->dst, p->ndst, p->dst_of[i], 6));
}

/* --- features -------------------------------------------------------------- */

/* What two groups of tokens (sections, lists) share; src and dst are their first tokens. */
struct kinship {
	int32_t src, dst;
	int64_t weight;
};
struct kinships VEC(struct kinship);

static int
by_groups(const void *pa, const void *pb)
{
	const struct kinship *a = pa, *b = pb;

	if (a->src != b->src)
		return a->src < b->src ? -1 : 1;
	return a->dst < b->dst ? -1 : a->dst > b->dst;
}

static int
by_weight(const void *pa, const void *pb)
{
	const struct kinship *a = pa, *b = pb;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return by_groups(pa, pb);
}

/* The heaviest first.  group_*: per token its group, -1 for none. */
static struct kinships
kinships_of(struct mover *m, const int32_t *group_src, const int32_t *group_dst)
{
	const struct twins *t = &m->m->twins;
	struct kinships all = { 0 };
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < t->n; i++) {
		const struct twin *w = &t->v[i];

		if (m->p->dst_of[w->src] < 0 && m->p->src_of[w->dst] < 0 &&
		    group_src[w->src] >= 0 && group_dst[w->dst] >= 0)
			*vec_push(m->work, &all) =
				(struct kinship){ group_src[w->src], group_dst[w->dst], w->weight };
	}
	if (!all.n)
		return all;
	qsort(all.v, (size_t)all.n, sizeof *all.v, by_groups);
	for (ptrdiff_t i = 1; i < all.n; i++) {
		if (by_groups(&all.v[n], &all.v[i]) == 0)
			all.v[n].weight += all.v[i].weight;
		else
			all.v[++n] = all.v[i];
	}
	all.n = n + 1;
	qsort(all.v, (size_t)all.n, sizeof *all.v, by_weight);
	return all;
}

static void
move_sections(struct mover *m)
{
	struct pairing *p = m->p;
	struct kinships all = kinships_of(m, m->head_src, m->head_dst);

	for (ptrdiff_t k = 0; k < all.n && all.v[k].weight >= MOVE_WEIGHT; k++) {
		int32_t i = all.v[k].src, j = all.v[k].dst;
		int level = p->src[i].level;

		if (p->dst_of[i] >= 0 || p->src_of[j] >= 0 || p->dst[j].level != level)
			continue;
		pair_tokens(p, i, j);
		pair_ranges(m, section_of(p->src, p->nsrc, i, level),
			    section_of(p->dst, p->ndst, j, level));
	}
}

/* --- lists ---------------------------------------------------------------- */

/* The lists of one page of which no item has a counterpart, though what holds them has one. */
struct lists {
	int32_t *of; /* per token: first token of such a list, or -1 */
	struct VEC(struct range) v;
};

/* Per block: something in it has a counterpart. */
static bool *
blocks_paired(struct arena *work, const struct tokens *t, const int32_t *other)
{
	bool *paired = NEW(work, bool, t->doc->nblocks);

	for (ptrdiff_t i = 0; i < t->n; i++) {
		uint32_t b = other[i] < 0 ? NO_BLOCK : t->v[i].block;

		for (; b != NO_BLOCK && !paired[b]; b = t->doc->blocks[b].parent)
			paired[b] = true;
	}
	return paired;
}

static struct lists
lists_of(struct arena *work, const struct tokens *t, const int32_t *other)
{
	struct lists l = { .of = no_tokens(work, t->n) };
	const bool *paired = blocks_paired(work, t, other);
	ptrdiff_t i = 0;

	while (i < t->n) {
		struct range r = { i, i + 1 };
		uint32_t list = t->doc->blocks[t->v[i].block].parent, holder;

		i++;
		if (t->v[r.from].kind != BLOCK_ITEM || paired[list])
			continue;
		holder = t->doc->blocks[list].parent;
		for (; i < t->n && t->v[i].block < t->doc->blocks[list].end; i++)
			;
		r.end = i;
		if (holder != NO_BLOCK && !paired[holder])
			continue;
		*vec_push(work, &l.v) = r;
		for (ptrdiff_t k = r.from; k < r.end; k++)
			l.of[k] = (int32_t)r.from;
	}
	return l;
}

static uint32_t
list_block(const struct tokens *t, int32_t token)
{
	return t->doc->blocks[t->v[token].block].parent;
}

/* Does the pair keep the order of the pages? */
static bool
in_order(const struct pairing *p, struct range a, struct range b)
{
	ptrdiff_t before = a.from - 1, after = a.end;

	while (before >= 0 && p->dst_of[before] < 0)
		before--;
	while (after < p->nsrc && p->dst_of[after] < 0)
		after++;
	return (before < 0 || p->dst_of[before] < b.from) &&
	       (after == p->nsrc || p->dst_of[after] >= b.end);
}

static void
move_list(struct mover *m, struct range a, struct range b)
{
	pair_ranges(m, a, b);
	if (!in_order(m->p, a, b))
		*vec_push(m->work, &m->m->lists) = list_block(m->m->src, (int32_t)a.from);
}

static struct range
range_at(const struct lists *l, int32_t first)
{
	ptrdiff_t k = 0;

	while (l->v.v[k].from != first)
		k++;
	return l->v.v[k];
}

/* How a list looks: kind, depth, items, and the bytes of its text. */
struct shape {
	bool ordered;
	int depth;
	ptrdiff_t items;
	int64_t bytes;
};

static struct shape
shape_of(const struct token *v, struct range r)
{
	struct shape s = { .ordered = v[r.from].ordered, .depth = v[r.from].depth };

	for (ptrdiff_t i = r.from; i < r.end; i++) {
		s.items += v[i].kind == BLOCK_ITEM;
		s.bytes += v[i].len;
	}
	return s;
}

static bool
same_shape(struct shape a, struct shape b)
{
	return a.ordered == b.ordered && a.depth == b.depth && a.items == b.items &&
	       a.bytes <= MOVE_RATIO * b.bytes && b.bytes <= MOVE_RATIO * a.bytes;
}

/* Are two tokens in sections that are counterparts (or above all headings)? */
static bool
same_section(const struct mover *m, ptrdiff_t i, ptrdiff_t j)
{
	int32_t a = m->head_src[i], b = m->head_dst[j];

	return a < 0 || b < 0 ? a == b : m->p->dst_of[a] == b;
}

/* The list of the translation in the same section; NULL when there is none or another one, on
 * either side. */
static const struct range *
only_like(const struct mover *m, const struct lists *src, const struct lists *dst, struct range r)
{
	const struct range *found = NULL;

	for (ptrdiff_t k = 0; k < dst->v.n; k++) {
		const struct range *b = &dst->v.v[k];

		if (m->p->src_of[b->from] >= 0 || !same_section(m, r.from, b->from))
			continue;
		if (found)
			return NULL;
		found = b;
	}
	for (ptrdiff_t k = 0; found && k < src->v.n; k++) {
		ptrdiff_t other = src->v.v[k].from;

		if (other != r.from && m->p->dst_of[other] < 0 &&
		    same_section(m, other, found->from))
			return NULL;
	}
	return found;
}

static void
move_lists(struct mover *m)
{
	struct pairing *p = m->p;
	struct lists src = lists_of(m->work, m->m->src, p->dst_of);
	struct lists dst = lists_of(m->work, m->m->dst, p->src_of);
	struct kinships all;

	if (!src.v.n || !dst.v.n || src.v.n > LISTS_MAX || dst.v.n > LISTS_MAX)
		return;
	all = kinships_of(m, src.of, dst.of);
	for (ptrdiff_t k = 0; k < all.n && all.v[k].weight >= MOVE_WEIGHT; k++)
		if (p->dst_of[all.v[k].src] < 0 && p->src_of[all.v[k].dst] < 0)
			move_list(m, range_at(&src, all.v[k].src), range_at(&dst, all.v[k].dst));
	for (ptrdiff_t k = 0; k < src.v.n; k++) {
		struct range a = src.v.v[k];
		const struct range *b = p->dst_of[a.from] >= 0 ? NULL : only_like(m, &src, &dst, a);

		if (b && same_shape(shape_of(p->src, a), shape_of(p->dst, *b)))
			move_list(m, a, *b);
	}
}

void
pairing_move(struct arena *work, struct pairing *p, struct moves *moves)
{
	struct mover m = { .work = work, .p = p, .m = moves };

	if (p->counts_only)
		return;
	m.head_src = heads_of(work, p->src, p->nsrc);
	m.head_dst = heads_of(work, p->dst, p->ndst);
	m.robbed = NEW(work, bool, p->nsrc);
	find_identities(&m);
	move_identities(&m);
	pair_robbed(&m);
	move_sections(&m);
	move_lists(&m);
}
