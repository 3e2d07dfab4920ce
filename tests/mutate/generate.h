/* A page that is written in all languages at once: other words in another order, the same markup.
 */
#ifndef GENERATE_H
#define GENERATE_H

#include "mutate.h"

/* A language of the generated pages. */
struct language {
	const char *locale;
	const char *const *words; /* ended by NULL */
	bool spaced;              /* words stand apart */
	const char *stop;         /* behind a sentence */
	const char *day;          /* a date, printf format of day and year */
};
extern const struct language languages[];
extern const ptrdiff_t nlanguages;
extern const struct language english;

enum { TONGUES = WORLD_LOCALES + 1 }; /* English is the first */

/* One page under way. */
struct writer {
	struct arena *a;
	struct rng *rng;
	const struct language *language[TONGUES];
	struct buf out[TONGUES];
	ptrdiff_t n;         /* languages */
	ptrdiff_t names;     /* names from code that were used, so that each is used once */
	struct str platform; /* profile */
	ptrdiff_t headings;
};

/* What a sentence holds besides words; `%w` in it is some words of each language. */
struct pieces {
	const char *v[4];
};

/* words.c: a few words without markup, of the writer's language i. */
void put_words(struct writer *w, ptrdiff_t i, int n);
/* A sentence of about n words with these pieces, in an order of its own in each language; `%n` is a
 * new name from code, the same in all languages. */
void put_sentence(struct writer *w, int n, struct pieces p);
/* The same text in all languages. */
void put_all(struct writer *w, const char *text);
/* A new name from code, `cacheSize`. */
struct str new_name(struct writer *w);

#endif
