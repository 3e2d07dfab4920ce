/* What it is worth to call two blocks counterparts.
 *
 * A constant for equal kinds, something for equal depth, level and columns, the weighted Jaccard
 * index of the fingerprints, and a penalty for lengths that do not fit: Gale and Church, "A Program
 * for Aligning Sentences in Bilingual Corpora" (Computational Linguistics 19, 1993), with the
 * length ratio of the two pages at hand.  All in thousandths. */
#include "check/align_parts.h"
#include "check/language.h"

enum {
	SCORE_KIND = 600,
	SCORE_DEPTH = 600,     /* equal depth */
	SCORE_LEVEL = 500,     /* equal heading level, per level of difference less */
	SCORE_COLUMNS = 300,   /* tables and rows of equal width */
	SCORE_ORDERED = -300,  /* a numbered item for a bullet */
	SCORE_LANGUAGE = -800, /* code in one language for code in another */
	SCORE_FEATURES = 3000, /* all fingerprints equal */
	SCORE_STRANGE = -900,  /* fingerprints enough, none shared */
	STRANGE_WEIGHT = 6000, /* this much weight on both sides is enough */
	LENGTH_VARIANCE = 14,  /* twice the variance per byte: Gale and Church's s squared = 6.8 */
	LENGTH_SCALE = 450,    /* one nat of improbability */
	LENGTH_WORST = 1200
};

static int32_t
score_shape(const struct token *a, const struct token *b)
{
	int32_t s = 0;

	if (a->depth == b->depth)
		s += SCORE_DEPTH;
	if (a->kind == BLOCK_HEADING)
		s += SCORE_LEVEL -
		     SCORE_LEVEL *
			     (a->level > b->level ? a->level - b->level : b->level - a->level) / 2;
	if ((a->kind == BLOCK_TABLE || a->kind == BLOCK_ROW) && a->columns == b->columns)
		s += SCORE_COLUMNS;
	if (a->kind == BLOCK_ITEM && a->ordered != b->ordered)
		s += SCORE_ORDERED;
	if (a->language.n && b->language.n && !language_same(a->language, b->language))
		s += SCORE_LANGUAGE;
	return s;
}

static int64_t
weight_shared(const struct token *a, const struct token *b)
{
	int64_t shared = 0;
	ptrdiff_t i = 0, j = 0;

	while (i < a->nfeatures && j < b->nfeatures) {
		if (a->features[i].id == b->features[j].id) {
			shared += a->features[i].weight;
			i++;
			j++;
		} else if (a->features[i].id < b->features[j].id) {
			i++;
		} else {
			j++;
		}
	}
	return shared;
}

static int32_t
score_features(const struct token *a, const struct token *b)
{
	int64_t shared = 0, both = (int64_t)a->weight + b->weight, strange;

	if (!both)
		return 0;
	if (a->sketch & b->sketch)
		shared = weight_shared(a, b);
	both -= shared;
	strange = both - shared < STRANGE_WEIGHT ? both - shared : STRANGE_WEIGHT;
	return (int32_t)(SCORE_FEATURES * shared / both +
			 SCORE_STRANGE * strange / STRANGE_WEIGHT * (both - shared) / both);
}

static int32_t
score_length(const struct pairing *p, const struct token *a, const struct token *b)
{
	int64_t expected = (int64_t)a->len * p->ratio >> 16, off = (int64_t)b->len - expected,
		worse;

	if (a->kind == BLOCK_TABLE || a->kind == BLOCK_BREAK || a->kind == BLOCK_HTML)
		return 0;
	if (off < 0)
		off = -off;
	if (off > 100000)
		return LENGTH_WORST;
	worse = LENGTH_SCALE * off * off /
		(LENGTH_VARIANCE * ((int64_t)b->len + expected + 16) / 2);
	return worse < LENGTH_WORST ? (int32_t)worse : LENGTH_WORST;
}

int32_t
score_pair(const struct pairing *p, const struct token *a, const struct token *b)
{
	if (a->kind != b->kind)
		return SCORE_NEVER;
	return SCORE_KIND + score_shape(a, b) + score_features(a, b) - score_length(p, a, b);
}
