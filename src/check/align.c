/* Alignment of two outlines: identity when they are equal, else tokens, fingerprints, global
 * alignment and gap slider (align_fingerprint.c, align_score.c, align_global.c, align_slide.c), and
 * what has moved (align_moved.c), from which lists, rows and absorbed paragraphs follow. */
#include <stdlib.h>

#include "base/map.h"
#include "check/align_parts.h"
#include "doc/slug.h"

enum {
	CELLS_MAX = 4 << 20,  /* of the alignment matrix, one byte each */
	TOKENS_MAX = 1 << 16, /* a page with more is not aligned at all */
	RATIO_ONE = 1 << 16,
	RATIO_LEAST = RATIO_ONE / 2,
	RATIO_MOST = RATIO_ONE * 4,
	RATIO_PRIOR = 200 /* bytes of text that speak for equal lengths, so that little text does
			     not say too much */
};

static bool
same_shape(const struct block *a, const struct block *b)
{
	return a->kind == b->kind && a->depth == b->depth && a->level == b->level &&
	       a->ordered == b->ordered && a->columns == b->columns;
}

static bool
same_outline(const struct doc *src, const struct doc *dst)
{
	if (src->nblocks != dst->nblocks)
		return false;
	for (ptrdiff_t i = 0; i < src->nblocks; i++)
		if (!same_shape(&src->blocks[i], &dst->blocks[i]))
			return false;
	return true;
}

static uint32_t *
no_blocks(struct arena *work, ptrdiff_t n)
{
	uint32_t *v = NEW(work, uint32_t, n);

	for (ptrdiff_t i = 0; i < n; i++)
		v[i] = NO_BLOCK;
	return v;
}

static void
pair_blocks(struct align *al, uint32_t i, uint32_t j)
{
	al->dst_of[i] = j;
	al->src_of[j] = i;
}

/* --- tokens --------------------------------------------------------------- */

static bool
is_token(const struct doc *d, uint32_t i)
{
	const struct block *b = &d->blocks[i];

	if (b->kind == BLOCK_PARAGRAPH)
		return i == 0 || token_absorbed(d, i - 1) != i;
	return b->kind != BLOCK_LIST && b->kind != BLOCK_ROW;
}

static struct tokens
tokens_of(struct arena *work, struct doc *d)
{
	struct tokens t = { .doc = d, .v = NEW(work, struct token, d->nblocks) };

	for (uint32_t i = 0; i < d->nblocks; i++)
		if (is_token(d, i))
			t.v[t.n++].block = i;
	return t;
}

static struct tokens
rows_of(struct arena *work, struct doc *d, uint32_t table)
{
	uint32_t end = d->blocks[table].end;
	struct tokens t = { .doc = d, .v = NEW(work, struct token, end - table) };

	for (uint32_t i = table + 1; i < end; i = d->blocks[i].end)
		t.v[t.n++].block = i;
	return t;
}

/* --- pairing of two token sequences ---------------------------------------- */

static int64_t
ratio_of(int64_t src, int64_t dst)
{
	int64_t ratio = (dst + RATIO_PRIOR) * RATIO_ONE / (src + RATIO_PRIOR);

	if (ratio < RATIO_LEAST)
		return RATIO_LEAST;
	return ratio > RATIO_MOST ? RATIO_MOST : ratio;
}

static bool
is_prose(const struct token *t)
{
	return t->kind != BLOCK_CODE && t->kind != BLOCK_HTML && t->kind != BLOCK_TABLE;
}

static int64_t
ratio_of_all(const struct tokens *src, const struct tokens *dst)
{
	int64_t n[2] = { 0, 0 };

	for (ptrdiff_t i = 0; i < src->n; i++)
		n[0] += is_prose(&src->v[i]) ? src->v[i].len : 0;
	for (ptrdiff_t i = 0; i < dst->n; i++)
		n[1] += is_prose(&dst->v[i]) ? dst->v[i].len : 0;
	return ratio_of(n[0], n[1]);
}

static int64_t
ratio_of_pairs(const struct pairing *p)
{
	int64_t n[2] = { 0, 0 };

	for (ptrdiff_t i = 0; i < p->nsrc; i++) {
		if (p->dst_of[i] < 0 || !is_prose(&p->src[i]))
			continue;
		n[0] += p->src[i].len;
		n[1] += p->dst[p->dst_of[i]].len;
	}
	return ratio_of(n[0], n[1]);
}

static void
pairing_clear(struct pairing *p)
{
	for (ptrdiff_t i = 0; i < p->nsrc; i++)
		p->dst_of[i] = -1;
	for (ptrdiff_t i = 0; i < p->ndst; i++)
		p->src_of[i] = -1;
	p->counts_only = false;
}

/* Pairs the tokens; *cells is what is left of the bound. */
static struct pairing
tokens_pair(struct arena *work, const struct tokens *src, const struct tokens *dst, ptrdiff_t cells)
{
	struct pairing p = { .src = src->v, .dst = dst->v, .nsrc = src->n, .ndst = dst->n };
	int64_t before, after;

	p.dst_of = NEW(work, int32_t, p.nsrc);
	p.src_of = NEW(work, int32_t, p.ndst);
	p.ratio = ratio_of_all(src, dst);
	p.cells = cells;
	pairing_clear(&p);
	pairing_align(work, &p);
	/* A missing section makes the pages' lengths a bad guess; what was paired gives a better
	 * one. */
	before = p.ratio;
	after = ratio_of_pairs(&p);
	if (!p.counts_only && (after - before > before / 10 || before - after > before / 10)) {
		p.ratio = after;
		p.cells = cells;
		pairing_clear(&p);
		pairing_align(work, &p);
	}
	pairing_slide(&p);
	return p;
}

static void
pairing_apply(struct align *al, const struct pairing *p)
{
	for (ptrdiff_t i = 0; i < p->nsrc; i++)
		if (p->dst_of[i] >= 0)
			pair_blocks(al, p->src[i].block, p->dst[p->dst_of[i]].block);
}

/* --- what follows from paired tokens ---------------------------------------- */

/* How many items of list src have their counterpart in list dst. */
struct vote {
	uint32_t src, dst;
	uint32_t items;
};
struct votes VEC(struct vote);

/* Most items first, then in the order of the page. */
static int
vote_cmp(const void *pa, const void *pb)
{
	const struct vote *a = pa, *b = pb;

	if (a->items != b->items)
		return a->items > b->items ? -1 : 1;
	if (a->src != b->src)
		return a->src < b->src ? -1 : 1;
	return a->dst < b->dst ? -1 : a->dst > b->dst;
}

static void
list_votes(struct arena *work, const struct align *al, const struct doc *src, const struct doc *dst,
	   struct votes *votes)
{
	/* Per list of the translation: index + 1 of the last vote for it. */
	uint32_t *last = NEW(work, uint32_t, dst->nblocks);

	for (uint32_t list = 0; list < src->nblocks; list++) {
		if (src->blocks[list].kind != BLOCK_LIST)
			continue;
		for (uint32_t i = list + 1; i < src->blocks[list].end; i = src->blocks[i].end) {
			uint32_t to = al->dst_of[i] == NO_BLOCK ? NO_BLOCK
								: dst->blocks[al->dst_of[i]].parent;

			if (to == NO_BLOCK)
				continue;
			if (!last[to] || votes->v[last[to] - 1].src != list) {
				*vec_push(work, votes) = (struct vote){ list, to, 0 };
				last[to] = (uint32_t)votes->n;
			}
			votes->v[last[to] - 1].items++;
		}
	}
}

static void
pair_lists(struct arena *work, struct align *al, const struct doc *src, const struct doc *dst)
{
	struct votes votes = { 0 };

	list_votes(work, al, src, dst, &votes);
	if (votes.n)
		qsort(votes.v, (size_t)votes.n, sizeof *votes.v, vote_cmp);
	for (ptrdiff_t i = 0; i < votes.n; i++) {
		const struct vote *v = &votes.v[i];

		if (al->dst_of[v->src] == NO_BLOCK && al->src_of[v->dst] == NO_BLOCK)
			pair_blocks(al, v->src, v->dst);
	}
}

static void
mark_moved(struct arena *work, struct align *al, const struct doc *src, const struct moves *m)
{
	uint32_t last = 0;
	bool *moved = NULL;

	for (ptrdiff_t i = 0; i < m->lists.n; i++) {
		moved = moved ? moved : NEW(work, bool, src->nblocks);
		moved[m->lists.v[i]] = al->dst_of[m->lists.v[i]] != NO_BLOCK;
	}
	al->moved = moved;
	for (ptrdiff_t i = 0; i < m->src->n && !al->crossed; i++) {
		uint32_t to = al->dst_of[m->src->v[i].block];

		al->crossed = to != NO_BLOCK && to < last;
		last = to == NO_BLOCK ? last : to;
	}
}

static void
pair_absorbed(struct align *al, const struct doc *src, const struct doc *dst)
{
	for (uint32_t i = 0; i < src->nblocks; i++) {
		uint32_t a, b;

		if (al->dst_of[i] == NO_BLOCK)
			continue;
		a = token_absorbed(src, i);
		b = token_absorbed(dst, al->dst_of[i]);
		if (a != NO_BLOCK && b != NO_BLOCK && al->dst_of[a] == NO_BLOCK &&
		    al->src_of[b] == NO_BLOCK)
			pair_blocks(al, a, b);
	}
}

/* What all tables of a page share; cells is what is left of the bound. */
struct table_aligner {
	struct arena *work;
	struct align *al;
	const struct url_rules *urls;
	ptrdiff_t cells;
};

/* The rows of two paired tables; the header is always the header. */
static void
pair_rows(struct table_aligner *t, struct tokens *src, struct tokens *dst)
{
	struct pairing p;

	if (src->n == dst->n || src->n > t->cells / dst->n) {
		for (ptrdiff_t i = 0; i < src->n && i < dst->n; i++)
			pair_blocks(t->al, src->v[i].block, dst->v[i].block);
		return;
	}
	pair_blocks(t->al, src->v[0].block, dst->v[0].block);
	src->v++;
	src->n--;
	dst->v++;
	dst->n--;
	tokens_fill(t->work, src, dst, t->urls, NULL);
	p = tokens_pair(t->work, src, dst, t->cells);
	t->cells = p.cells;
	pairing_apply(t->al, &p);
}

static void
pair_tables(struct table_aligner *t, struct doc *src, struct doc *dst)
{
	for (uint32_t i = 0; i < src->nblocks; i++) {
		struct tokens a, b;

		if (src->blocks[i].kind != BLOCK_TABLE || t->al->dst_of[i] == NO_BLOCK)
			continue;
		a = rows_of(t->work, src, i);
		b = rows_of(t->work, dst, t->al->dst_of[i]);
		if (a.n && b.n)
			pair_rows(t, &a, &b);
	}
}

static void
pair_by_position(struct align *al, const struct doc *src, const struct doc *dst)
{
	for (uint32_t i = 0; i < src->nblocks && i < dst->nblocks; i++) {
		if (src->blocks[i].kind != dst->blocks[i].kind)
			return;
		pair_blocks(al, i, i);
	}
}

/* The page to take the translation's fingerprints from: English that has the translation's blocks,
 * one by one, knows its counterpart better than the translation does. */
static struct doc *
best_twin(struct doc *dst, struct doc *base)
{
	if (base && same_outline(base, dst))
		return base;
	return dst->embedded && same_outline(dst->embedded, dst) ? dst->embedded : dst;
}

/* --- equal outlines --------------------------------------------------------- */

static struct str
own_id(const struct doc *d, const struct block *b)
{
	for (uint32_t i = b->fact; i < b->fact + b->nfact; i++)
		if (d->facts[i].kind == FACT_ANCHOR)
			return d->facts[i].value;
	return (struct str){ 0 };
}

/* Has heading k of the source this id, or would it get it? */
static bool
has_id(const struct doc *src, ptrdiff_t k, struct str id)
{
	const struct block *b = &src->blocks[k];
	struct str own = own_id(src, b);

	if (own.n)
		return str_eq(own, id);
	return slug_is(SLUG_DOCFX, b->info, id) || slug_is(SLUG_GITHUB, b->info, id);
}

/* Do the ids of headings say that sections of equal outlines stand in another order? */
static bool
outline_permuted(struct arena *work, const struct doc *src, const struct doc *dst)
{
	struct map ids = { .a = work };
	ptrdiff_t strange = 0;

	for (ptrdiff_t k = 0; k < dst->nblocks; k++) {
		struct str id = own_id(dst, &dst->blocks[k]);

		strange += dst->blocks[k].kind == BLOCK_HEADING && id.n && !has_id(src, k, id);
	}
	if (strange < 2)
		return false;
	for (ptrdiff_t k = 0; k < src->nblocks; k++) {
		struct str id = own_id(src, &src->blocks[k]);

		if (src->blocks[k].kind == BLOCK_HEADING)
			*map_at(&ids,
				id.n ? id : slug_make(work, SLUG_DOCFX, src->blocks[k].info)) = k;
	}
	for (ptrdiff_t k = 0; k < dst->nblocks; k++) {
		ptrdiff_t at = dst->blocks[k].kind != BLOCK_HEADING
				       ? -1
				       : map_get(&ids, own_id(dst, &dst->blocks[k]));

		if (at >= 0 && at != k)
			return true;
	}
	return false;
}

struct align *
align_docs(struct arena *work, struct doc *src, struct doc *dst, const struct url_rules *urls)
{
	return align_by_base(work, src, dst, NULL, urls);
}

struct align *
align_by_base(struct arena *work, struct doc *src, struct doc *dst, struct doc *base,
	      const struct url_rules *urls)
{
	struct align *al = NEW(work, struct align, 1);
	struct tokens a, b;
	struct pairing p;
	struct moves moves;

	if (same_outline(src, dst) && !outline_permuted(work, src, dst)) {
		al->identical = true;
		al->dst_of = al->src_of = NEW(work, uint32_t, src->nblocks);
		for (uint32_t i = 0; i < src->nblocks; i++)
			al->dst_of[i] = i;
		return al;
	}
	al->dst_of = no_blocks(work, src->nblocks);
	al->src_of = no_blocks(work, dst->nblocks);
	if (src->nblocks > TOKENS_MAX || dst->nblocks > TOKENS_MAX) {
		al->counts_only = true;
		pair_by_position(al, src, dst);
		return al;
	}
	dst = best_twin(dst, base); /* the same blocks, so their numbers hold for both */
	a = tokens_of(work, src);
	b = tokens_of(work, dst);
	moves = (struct moves){ .src = &a, .dst = &b };
	tokens_fill(work, &a, &b, urls, &moves.twins);
	p = tokens_pair(work, &a, &b, CELLS_MAX);
	pairing_move(work, &p, &moves);
	al->counts_only = p.counts_only;
	pairing_apply(al, &p);
	pair_lists(work, al, src, dst);
	mark_moved(work, al, src, &moves);
	pair_absorbed(al, src, dst);
	pair_tables(&(struct table_aligner){ work, al, urls, CELLS_MAX }, src, dst);
	return al;
}
