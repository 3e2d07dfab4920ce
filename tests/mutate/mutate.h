/* Damage with a name: what each mutation does to a clean pair of pages, and what must be said of
 * it, nothing else. */
#ifndef MUTATE_H
#define MUTATE_H

#include "check/check.h"
#include "engine/engine.h"

/* --- chance ------------------------------------------------------------------ */

/* SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere. */
struct rng {
	uint64_t state;
};
/* A number below n; 0 when n is 0. */
uint32_t rng_below(struct rng *r, uint32_t n);

/* --- what is checked ----------------------------------------------------------- */

enum { WORLD_FAMILIES = 2, WORLD_LOCALES = 6 };

/* Pages in memory; family 0, locale 0 is the translation that is damaged, the others stand beside
 * it. */
struct world {
	struct str profile;
	struct str locales[WORLD_LOCALES];
	ptrdiff_t nlocales, nfamilies;
	struct str source[WORLD_FAMILIES];                     /* p NULL: there is none */
	struct str translation[WORLD_FAMILIES][WORLD_LOCALES]; /* p NULL: there is none */
	struct page_history *history; /* of every translation of family 0; NULL: none is asked */
	struct str config;            /* text of `.loclint.yml`; empty: none */
	bool english;                 /* the site has an English side */
};

/* Where pages are checked as the engine does it.  `site` is the frozen part. */
struct bench {
	struct site site; /* profile, links, settings; of a real tree also its pages */
	struct pattern_scratch *scratch;
	struct arena keep, work; /* findings; documents */
	bool real;               /* site is that of a real tree */
	bool fresh;              /* its translations count as made from this English */
	ptrdiff_t source, page;  /* then: the pages of site that are compared */
};

/* Checks all pages; findings are finished and live on `keep`. */
void bench_check(struct bench *b, const struct world *w, struct arena *keep, struct findings *out);
/* The verdict on a pair of a real tree: was it compared as made from this very English? */
bool bench_fresh(struct bench *b, const struct world *w);

/* Is the page that a link leads to one whose ids are all known, without includes and the like? */
bool bench_knows_ids(const struct bench *b, struct arena *a, struct str link);

/* --- mutations ------------------------------------------------------------------ */

/* Lines, 1-based and inclusive; 0, 0: anywhere. */
struct lines_at {
	uint32_t from, to;
};

enum mutant_side { ON_TRANSLATION, ON_SOURCE, ON_CONFIG, ON_ANY };

/* One mutation under way: what it may look at, what it changes, and where it says that the finding
 * must stand. */
struct mutant {
	struct arena *a;
	struct rng *rng;
	struct pattern_scratch *scratch;
	const struct bench *bench;
	struct world *world;       /* a copy, to be changed */
	struct doc *src, *dst;     /* the clean pair, located; src NULL: it has no English */
	const struct align *align; /* of the two; NULL when src is */
	/* what the mutation states */
	enum mutant_side side;
	struct lines_at at;     /* on that side */
	struct lines_at source; /* lines of the English page that the finding must show */
};

struct mutation {
	const char *name;
	uint64_t must;  /* every one of these rules speaks... */
	uint64_t other; /* ...or one of these instead */
	uint64_t also;  /* what may follow from the same damage */
	int most;       /* findings of the rules above */
	bool (*apply)(struct mutant *m);
	const char *what, *why; /* for readers; why: what the rules in `also` are there for */
};
extern const struct mutation mutations[];
extern const ptrdiff_t nmutations;

#define RULE_BIT(r) (UINT64_C(1) << (r))

/* --- text.c: places and edits ------------------------------------------------------ */

/* Replaces bytes [from, to) of the translation (offsets in dst->text) and says that the finding
 * stands on the lines of the new text. */
void mutant_replace(struct mutant *m, ptrdiff_t from, ptrdiff_t to, struct str text);
/* Takes whole lines out; the finding stands between the lines around the gap, and shows lines of
 * `source` (a block of the English page, NO_BLOCK: any). */
void mutant_cut(struct mutant *m, ptrdiff_t from, ptrdiff_t to, uint32_t source);
/* It stands on the lines it has, or on the one with text before them: what is no block any more
 * belongs behind that. */
void mutant_or_before(struct mutant *m);
/* The finding stands anywhere in block b of the translation. */
void mutant_at_block(struct mutant *m, uint32_t b);
/* The finding shows a line of block b of the English page. */
void mutant_show_block(struct mutant *m, uint32_t b);
/* The finding shows the line of this offset of the English page. */
void mutant_show(struct mutant *m, uint32_t off);
/* The text that mutant_replace has made. */
struct str mutant_text(const struct mutant *m);
/* That text parsed: to see whether the damage is one. */
struct doc *mutant_parse(struct mutant *m);
/* The same with this text of the translation. */
void mutant_set(struct mutant *m, struct str text);

/* Replaces the value of fact f where it is written; false when it is not written as it is. */
bool replace_value(struct mutant *m, const struct fact *f, struct str value);
/* Takes block b of the translation out, as mutant_cut(); false when it is NO_BLOCK. */
bool cut_block(struct mutant *m, uint32_t b);
/* Writes the lines of block b twice; either of the two is the surplus one.  False when it is
 * NO_BLOCK or the last line has no end. */
bool repeat_block(struct mutant *m, uint32_t b);
/* Has the new text one block of the kind more, or less? */
bool one_more(struct mutant *m, enum block_kind kind);
bool one_less(struct mutant *m, enum block_kind kind);

/* Start of the line with offset `at`, and of the next one. */
ptrdiff_t line_begin(struct str s, ptrdiff_t at);
ptrdiff_t line_next(struct str s, ptrdiff_t at);
/* 1-based line of an offset. */
uint32_t line_number(struct str s, ptrdiff_t at);
/* Bytes of block b, from the start of its first line (0: nothing but blanks and `>` before it) to
 * the start of the line behind it; false when something else stands on its first line. */
bool block_lines(const struct doc *d, uint32_t b, ptrdiff_t *from, ptrdiff_t *to);
/* Stands block b of the translation by itself on whole lines, and is its counterpart known? */
bool is_whole(const struct mutant *m, uint32_t b);
/* Block b of the translation. */
const struct block *block(const struct mutant *m, uint32_t b);
/* The English bytes of its counterpart, which is known. */
struct str english_of(const struct mutant *m, uint32_t b);
/* An ASCII letter, a digit or `_`. */
bool is_word_byte(char c);
/* How many blocks of a kind. */
ptrdiff_t count_blocks(const struct doc *d, enum block_kind kind);
/* The bytes of fact f, empty when they are not known. */
struct str fact_bytes(const struct doc *d, const struct fact *f);

/* A random block of the translation that `fits`, NO_BLOCK when none does. */
uint32_t pick_block(struct mutant *m, bool (*fits)(const struct mutant *m, uint32_t b));
/* A random fact of the translation that `fits`, NULL when none does. */
const struct fact *pick_fact(struct mutant *m,
			     bool (*fits)(const struct mutant *m, const struct fact *f));
/* A random top-level key of the header that `fits`, NULL when none does. */
const struct field *pick_field(struct mutant *m,
			       bool (*fits)(const struct mutant *m, const struct field *f));
/* The block of the English page that block b was made from, NO_BLOCK when it is not known. */
uint32_t pair_of(const struct mutant *m, uint32_t b);
/* The fact of the English page with the same kind and value in the counterpart of its block, NULL
 * when there is none. */
const struct fact *fact_pair(const struct mutant *m, const struct fact *f);
/* Have people made the translation, as the profile or the page says? */
bool is_by_people(const struct mutant *m);
/* Is the line of the same words elsewhere in the English page? */
bool has_twin(const struct mutant *m, uint32_t src_block);

/* --- generate.c -------------------------------------------------------------------- */

/* A world of clean pages, on a; the same for the same seed. */
struct world world_generate(struct arena *a, uint64_t seed);
/* How many worlds have another profile and language each; seeds count through them. */
ptrdiff_t world_kinds(void);

/* --- matrix.c ---------------------------------------------------------------------- */

struct tally {
	ptrdiff_t tried, applied, caught, right, followers, surplus;
};
struct matrix {
	struct arena arena;
	struct tally *rows; /* per mutation */
	struct buf misses;  /* one line each */
	ptrdiff_t nmisses, worlds;
	const char *only; /* glob for names of mutations to run; NULL: all */
	bool dump;        /* print the damaged page */
};
/* Applies every mutation `times` times to w, whose findings are `clean`, and counts what is said.
 */
void matrix_run(struct matrix *x, struct bench *b, const struct world *w,
		const struct findings *clean, struct str name, uint64_t seed, int times);
/* Prints the table and the misses; false when a mutation was missed, or more was said than it may.
 */
bool matrix_print(struct matrix *x, bool all_apply);
/* Has every rule a row?  Says which has none. */
bool matrix_complete(void);

#endif
