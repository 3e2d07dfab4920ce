/* Global alignment of two token sequences: Needleman and Wunsch, "A general method applicable to
 * the search for similarities in the amino acid sequence of two proteins" (J. Mol. Biol. 48, 1970),
 * with a linear gap cost, two rows of scores and one byte per cell for the way back.
 *
 * The number of cells is bounded.  Pages beyond the bound are first cut where an exact fingerprint
 * that occurs once on each page pairs two tokens (the longest chain of such pairs that cross
 * nowhere); pieces that are still too large are aligned in a band around their diagonal, or not at
 * all. */
#include "check/align_parts.h"

enum step { STEP_NONE, STEP_PAIR, STEP_SRC, STEP_DST };
enum { BAND_MIN = 32, BAND_MAX = 256 };

/* A rectangle of the matrix. */
struct piece {
	ptrdiff_t src, src_end, dst, dst_end;
};

/* The cells of row i are the columns [band_from(i), band_from(i) + width). */
struct matrix {
	struct piece piece;
	ptrdiff_t rows, columns, width, half;
	int32_t *above, *here; /* scores, by column minus the row's first */
	uint8_t *steps;
};

static ptrdiff_t
band_from(const struct matrix *m, ptrdiff_t row)
{
	ptrdiff_t from;

	if (m->width == m->columns)
		return 0;
	from = row * (m->columns - 1) / (m->rows - 1) - m->half;
	if (from < 0)
		return 0;
	return from < m->columns - m->width ? from : m->columns - m->width;
}

static int32_t
cell_at(const struct matrix *m, const int32_t *row, ptrdiff_t row_from, ptrdiff_t column)
{
	if (column < row_from || column >= row_from + m->width)
		return SCORE_NEVER;
	return row[column - row_from];
}

struct cell {
	int32_t score;
	enum step step;
};

static void
cell_improve(struct cell *c, int32_t score, enum step step)
{
	if (score > c->score)
		*c = (struct cell){ score, step };
}

/* The best way to cell `column` of `row`, which stands at place k of the row in the making. */
static struct cell
cell_fill(const struct pairing *p, const struct matrix *m, ptrdiff_t row, ptrdiff_t column,
	  ptrdiff_t k)
{
	ptrdiff_t above = row ? band_from(m, row - 1) : 0;
	struct cell c = { 2 * SCORE_NEVER, STEP_NONE };

	/* The way back begins at the end: gaps first leaves them behind what is equally good. */
	if (row)
		cell_improve(&c, cell_at(m, m->above, above, column) + SCORE_GAP, STEP_SRC);
	if (k)
		cell_improve(&c, m->here[k - 1] + SCORE_GAP, STEP_DST);
	if (row && column) {
		int32_t pair = score_pair(p, &p->src[m->piece.src + row - 1],
					  &p->dst[m->piece.dst + column - 1]);

		cell_improve(&c, cell_at(m, m->above, above, column - 1) + pair, STEP_PAIR);
	}
	return c;
}

static void
row_fill(const struct pairing *p, const struct matrix *m, ptrdiff_t row)
{
	ptrdiff_t from = band_from(m, row);

	for (ptrdiff_t k = 0; k < m->width; k++) {
		struct cell c = { 0, STEP_NONE };

		if (row || k)
			c = cell_fill(p, m, row, from + k, k);
		/* Cells that cannot be reached stay worst without running out of range. */
		m->here[k] = c.score < SCORE_NEVER ? SCORE_NEVER : c.score;
		m->steps[row * m->width + k] = (uint8_t)c.step;
	}
}

static void
matrix_trace(struct pairing *p, const struct matrix *m)
{
	ptrdiff_t row = m->rows - 1, column = m->columns - 1;

	while (row > 0 || column > 0) {
		ptrdiff_t k = column - band_from(m, row);
		enum step step = STEP_NONE;

		if (k >= 0 && k < m->width)
			step = (enum step)m->steps[row * m->width + k];
		if (step == STEP_PAIR) {
			ptrdiff_t i = m->piece.src + --row, j = m->piece.dst + --column;

			/* Cells that cannot be reached may chain pairs of different kinds. */
			if (p->src[i].kind != p->dst[j].kind)
				continue;
			p->dst_of[i] = (int32_t)j;
			p->src_of[j] = (int32_t)i;
		} else if (row && (step != STEP_DST || !column)) {
			row--;
		} else {
			column--;
		}
	}
}

/* By position as far as kinds agree: all that can be said about a piece beyond the bound. */
static void
piece_by_position(struct pairing *p, struct piece c)
{
	p->counts_only = true;
	while (c.src < c.src_end && c.dst < c.dst_end && p->src[c.src].kind == p->dst[c.dst].kind) {
		p->dst_of[c.src] = (int32_t)c.dst;
		p->src_of[c.dst++] = (int32_t)c.src++;
	}
}

static void
piece_align(struct arena *work, struct pairing *p, struct piece c)
{
	struct matrix m = { .piece = c,
			    .rows = c.src_end - c.src + 1,
			    .columns = c.dst_end - c.dst + 1 };
	ptrdiff_t skew = m.rows > m.columns ? m.rows - m.columns : m.columns - m.rows;

	if (m.rows == 1 || m.columns == 1)
		return;
	m.width = m.columns;
	if (m.columns > p->cells / m.rows) {
		m.half = p->cells / m.rows / 2 - 1;
		m.half = m.half > BAND_MAX ? BAND_MAX : m.half;
		m.width = 2 * m.half + 1;
		if (m.half < BAND_MIN || skew > m.half / 2 || m.width > m.columns) {
			piece_by_position(p, c);
			return;
		}
	}
	p->cells -= m.rows * m.width;
	m.above = NEW(work, int32_t, m.width);
	m.here = NEW(work, int32_t, m.width);
	m.steps = NEW(work, uint8_t, m.rows * m.width);
	for (ptrdiff_t row = 0; row < m.rows; row++) {
		int32_t *swap = m.above;

		row_fill(p, &m, row);
		m.above = m.here;
		m.here = swap;
	}
	matrix_trace(p, &m);
}

static void
pair_tokens(struct pairing *p, ptrdiff_t i, ptrdiff_t j)
{
	p->dst_of[i] = (int32_t)j;
	p->src_of[j] = (int32_t)i;
}

/* Tokens at both ends that share a unique exact fingerprint are surely counterparts; so are the
 * tokens outside of them as long as nothing distinguishes them. */
static void
trim_ends(struct pairing *p, struct piece *c)
{
	ptrdiff_t sure = 0, n = 0, max = p->nsrc < p->ndst ? p->nsrc : p->ndst;

	for (; n < max && score_pair(p, &p->src[n], &p->dst[n]) > 0; n++)
		if (p->src[n].exact && p->src[n].exact == p->dst[n].exact)
			sure = n + 1;
	for (ptrdiff_t i = 0; i < sure; i++)
		pair_tokens(p, i, i);
	*c = (struct piece){ sure, p->nsrc, sure, p->ndst };
	max -= sure;
	sure = 0;
	for (n = 0; n < max; n++) {
		const struct token *a = &p->src[p->nsrc - 1 - n], *b = &p->dst[p->ndst - 1 - n];

		if (score_pair(p, a, b) <= 0)
			break;
		if (a->exact && a->exact == b->exact)
			sure = n + 1;
	}
	for (ptrdiff_t i = 1; i <= sure; i++)
		pair_tokens(p, p->nsrc - i, p->ndst - i);
	c->src_end -= sure;
	c->dst_end -= sure;
}

struct anchor {
	int32_t src, dst;
	ptrdiff_t before; /* index of the anchor before it in the longest chain, or -1 */
};
struct anchors VEC(struct anchor);

/* Pairs of tokens with the same unique exact fingerprint, by source position. */
static struct anchors
anchors_find(struct arena *work, const struct pairing *p, const struct piece *c)
{
	struct anchors v = { 0 };
	uint32_t max = 0;
	int32_t *where;

	for (ptrdiff_t j = c->dst; j < c->dst_end; j++)
		max = p->dst[j].exact > max ? p->dst[j].exact : max;
	where = NEW(work, int32_t, (ptrdiff_t)max + 1);
	for (ptrdiff_t j = c->dst; j < c->dst_end; j++)
		where[p->dst[j].exact] = (int32_t)j + 1;
	for (ptrdiff_t i = c->src; i < c->src_end; i++) {
		uint32_t id = p->src[i].exact;

		if (!id || id > max || !where[id] || p->dst[where[id] - 1].kind != p->src[i].kind)
			continue;
		*vec_push(work, &v) = (struct anchor){ (int32_t)i, where[id] - 1, -1 };
	}
	return v;
}

/* Longest increasing chain (patience sorting); returns the index of its last anchor, or -1. */
static ptrdiff_t
anchors_chain(struct arena *work, struct anchors *v)
{
	ptrdiff_t *tails = NEW(work, ptrdiff_t, v->n + 1), n = 0;

	for (ptrdiff_t i = 0; i < v->n; i++) {
		ptrdiff_t lo = 0, hi = n;

		while (lo < hi) {
			ptrdiff_t mid = (lo + hi) / 2;

			if (v->v[tails[mid]].dst < v->v[i].dst)
				lo = mid + 1;
			else
				hi = mid;
		}
		v->v[i].before = lo ? tails[lo - 1] : -1;
		tails[lo] = i;
		n = lo == n ? n + 1 : n;
	}
	return n ? tails[n - 1] : -1;
}

void
pairing_align(struct arena *work, struct pairing *p)
{
	struct piece c;
	struct anchors v;

	trim_ends(p, &c);
	if (c.dst_end - c.dst + 1 <= p->cells / (c.src_end - c.src + 1)) {
		piece_align(work, p, c);
		return;
	}
	v = anchors_find(work, p, &c);
	for (ptrdiff_t i = anchors_chain(work, &v); i >= 0; i = v.v[i].before) {
		const struct anchor *at = &v.v[i];

		pair_tokens(p, at->src, at->dst);
		piece_align(work, p,
			    (struct piece){ at->src + 1, c.src_end, at->dst + 1, c.dst_end });
		c.src_end = at->src;
		c.dst_end = at->dst;
	}
	piece_align(work, p, c);
}
