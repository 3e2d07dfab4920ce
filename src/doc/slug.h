/* The ids that docs platforms give to headings without one of their own. */
#ifndef SLUG_H
#define SLUG_H

#include "base/map.h"
#include "doc/doc.h"

enum slug_kind {
	SLUG_NONE,      /* not known: nothing is demanded */
	SLUG_GITHUB,    /* github.com, and what uses its rules (Docusaurus, VitePress) */
	SLUG_DOCFX,     /* Markdig's "GitHub" identifiers */
	SLUG_HUGO,      /* autoHeadingIDType: github */
	SLUG_STARLIGHT, /* github-slugger */
	SLUG_MDN,
	SLUG_PYTHON, /* Python-Markdown */
	SLUG_KINDS
};

/* The words that name them in profiles, ended by NULL. */
extern const char *const slug_words[SLUG_KINDS + 1];

/* The id that a heading with this plain text gets when it is the first one with that id, on a. */
struct str slug_make(struct arena *a, enum slug_kind kind, struct str heading);
/* How sites of a platform whose headings are configured may have them instead; SLUG_NONE: they are
 * always as the platform makes them. */
enum slug_kind slug_other(enum slug_kind kind);
/* Is `id` what slug_make() gives?  Allocates nothing. */
bool slug_is(enum slug_kind kind, struct str heading, struct str id);

/* The id that a block has of its own (`{#id}`, `<a name>`); empty: none. */
struct str slug_own(const struct doc *d, const struct block *b);

/* Words of two ids, which "-" and "_" part: how many of at least `least` bytes each has, and how
 * many of a's b has, too, whatever the case.  Of a hostile id the first words alone are looked at.
 */
struct slug_likeness {
	ptrdiff_t a, b, common;
};
struct slug_likeness slug_compare(struct str a, struct str b, ptrdiff_t least);

/* The ids of all headings of a page in order: their own (`{#id}`, `<a name>`), else slugs, told
 * apart by a number where two are equal. */
struct slugs VEC(struct slug {
	uint32_t block;
	struct str id;
	bool own;
});
struct slugs slugs_of(struct arena *a, const struct doc *d, enum slug_kind kind);
/* The same by id: the index of its block. */
struct map slugs_by_id(struct arena *a, const struct doc *d, enum slug_kind kind);

#endif
