/* Looking for a word of the source page in its translation: in the counterpart of its block first,
 * then on the whole page. */
#ifndef SEARCH_H
#define SEARCH_H

#include "check/lexicon.h"
#include "check/place.h"

struct search {
	const struct view *v;
	const struct lexicon *lexicon;
	uint32_t block, field; /* of the last word */
	bool known;            /* there was one */
	struct span at;        /* the counterpart of its block; len 0: none */
	struct str text;       /* its bytes */
	ptrdiff_t room_budget; /* bytes that may still be searched for places */
	ptrdiff_t budget;      /* bytes that may still be searched outside counterparts */
	bool spent;            /* more was asked for than that */
	struct places places;  /* made when first needed */
};

struct search search_new(const struct view *v, const struct lexicon *l);
/* Pays for looking at n bytes again; false when nothing is left, then the pass says no more. */
bool search_pay(struct search *s, ptrdiff_t n);
/* The same for a counterpart of n bytes, which costs nothing unless it is large. */
bool search_affords(struct search *s, ptrdiff_t n);
/* The end of the pass of rule r: says when it could not look for everything. */
void search_end(const struct search *s, enum rule_id r);
/* Sets s->at and s->text to the counterpart of the block or field that a word stands in. */
struct str search_text(struct search *s, const struct word *w);
/* Is `text` in the counterpart set by search_text, byte by byte? */
bool search_here(struct search *s, struct str text);
/* Is `text` anywhere on the translated page, compared as find_loose does?  True as well when the
 * budget is used up: no finding comes from exhaustion. */
bool search_page(struct search *s, struct str text);
/* Where in the translation word w must have stood: between the nearest things around it that both
 * sides have, in the same cell or on the same lines. */
struct spot search_place(struct search *s, const struct word *w);
/* Is the word part of a section, list or table that is reported as missing, or of a link's text
 * that is? */
bool search_covered(struct search *s, const struct word *w);

/* Offset in s of the first `text` at or after `from`, or -1: ASCII letters compare without case,
 * and blanks, backslashes and emphasis marks may stand between its bytes.  *end is set behind it.
 */
ptrdiff_t find_loose(struct str s, struct str text, ptrdiff_t from, ptrdiff_t *end);

/* The parts of pass_words, one per file. */
void identifiers_compare(const struct view *v, const struct lexicon *l);
void versions_compare(const struct view *v, const struct lexicon *l);
void numbers_compare(const struct view *v, const struct lexicon *l);
void terms_compare(const struct view *v, const struct lexicon *l);

#endif
