/* Which block of the source became which block of the translation. */
#ifndef ALIGN_H
#define ALIGN_H

#include "doc/doc.h"
#include "site/profile.h"

struct align {
	uint32_t *dst_of; /* per source block: its counterpart in the translation, or NO_BLOCK */
	uint32_t *src_of; /* per translation block */
	bool identical;   /* same kinds, depths and levels in the same order (paragraphs included):
			     the fast path */
	bool counts_only; /* too large to align: dst_of is by position as far as kinds agree */
	bool crossed; /* sections or lists stand in another order: pairs are not in the order of the
			 pages */
	const bool *moved; /* per source block: a list that stands at another place; NULL: none does
			    */
};

/* Aligns two outlines: identity when the sequences are equal, else global alignment
 * (Needleman-Wunsch) with fingerprints that no language changes (code, anchors, images, links, code
 * spans, numbers, Latin identifiers), and git's gap slider so that a gap starts at the lowest
 * heading or shallowest item.  Sections and lists that have moved as a whole are found by ids and
 * fingerprints.  Bounded: at most 4 million cells. */
struct align *align_docs(struct arena *work, struct doc *src, struct doc *dst,
			 const struct url_rules *urls);
/* The same for the source as it is now, where the translation was made from `base` (NULL: nobody
 * knows): what was there then is told from what came later by the words of English. */
struct align *align_by_base(struct arena *work, struct doc *src, struct doc *dst, struct doc *base,
			    const struct url_rules *urls);

/* Longest common subsequence of two sequences of keys, for facts inside aligned blocks: pair_of[i]
 * is the index in b or -1. */
void align_keys(struct arena *work, const uint64_t *a, ptrdiff_t na, const uint64_t *b,
		ptrdiff_t nb, ptrdiff_t *pair_of);

#endif
