/* What the files of the aligner share: blocks as tokens with fingerprints, and the pairing of two
 * token sequences. */
#ifndef ALIGN_PARTS_H
#define ALIGN_PARTS_H

#include "check/align.h"

/* Something that translation leaves alone: a link target, a code span, a number... as the number of
 * its hash. */
struct feature {
	uint32_t id;
	int32_t weight; /* in thousandths, damped by how often the feature occurs */
};

/* A block as the alignment sees it. */
struct token {
	uint32_t block;
	enum block_kind kind;
	uint8_t level;
	bool ordered;
	uint16_t depth, columns;
	uint32_t len;             /* bytes of text, its absorbed first paragraph included */
	struct feature *features; /* by id, each once */
	ptrdiff_t nfeatures;
	struct str language; /* of code */
	int32_t weight;      /* of all features together */
	uint64_t sketch; /* one bit per feature: two sketches without a common bit share no feature
			  */
	uint32_t exact; /* id + 1 of a code hash, anchor or image that no other token of either page
			   has; 0: none */
};

struct tokens {
	struct doc *doc;
	struct token *v;
	ptrdiff_t n;
};

/* Two tokens that share a feature which no other token of either page has. */
struct twin {
	uint32_t src, dst; /* indices of tokens */
	int32_t weight;
	bool exact; /* code, an anchor or an image */
};
struct twins VEC(struct twin);

/* align_fingerprint.c: fills everything of the tokens but `block`, from their blocks.  The twins
 * are added to *twins unless that is NULL; ordinary words make none. */
void tokens_fill(struct arena *work, struct tokens *src, struct tokens *dst,
		 const struct url_rules *urls, struct twins *twins);

/* The paragraph that an item or a quote absorbs: its first child.  An item that begins with a list
 * (`- 2. May`) has the text of that list's first item.  NO_BLOCK when there is none. */
uint32_t token_absorbed(const struct doc *d, uint32_t block);

struct pairing {
	const struct token *src, *dst;
	ptrdiff_t nsrc, ndst;
	int64_t ratio;   /* expected length of the translation per source byte, times 65536 */
	int32_t *dst_of; /* per source token: index of the other one, or -1 */
	int32_t *src_of;
	ptrdiff_t cells;  /* how much of the bound is left */
	bool counts_only; /* somewhere the bound was hit */
};

/* align_score.c: what it is worth to pair two tokens, in thousandths; SCORE_NEVER when kinds
 * differ. */
enum { SCORE_GAP = -900, SCORE_NEVER = -1000000 };
int32_t score_pair(const struct pairing *p, const struct token *a, const struct token *b);

/* align_global.c: global alignment of all tokens of p, bounded by p->cells. */
void pairing_align(struct arena *work, struct pairing *p);

/* align_moved.c: pairs what stands at another place in the translation.  Sections may (a glossary
 * is sorted by its own alphabet); lists are remembered, to be said. */
struct moves {
	const struct tokens *src, *dst;
	struct twins twins;
	struct VEC(uint32_t) lists; /* of the source: out */
};
void pairing_move(struct arena *work, struct pairing *p, struct moves *m);

/* align_slide.c: moves every gap to where a section or an item starts. */
void pairing_slide(struct pairing *p);

#endif
