/* What kind of change took one version of a source page to the next: most stale pages need a
 * translator, some only a script. */
#ifndef CHANGE_H
#define CHANGE_H

#include "doc/doc.h"

enum change {
	CHANGE_NONE = 0,
	CHANGE_FRONT_MATTER = 1,
	CHANGE_WHITESPACE = 2, /* blanks and line ends only, and none that means something */
	CHANGE_LINKS = 4,      /* targets of links and images */
	CHANGE_CODE = 8,       /* code blocks and code spans */
	CHANGE_PROSE = 16      /* text, structure, anything else */
};

/* The kinds of change between two versions, as a set.  Prose hides nothing: a page whose text and
 * links changed has both.  Locates the facts of both. */
unsigned change_classify(struct doc *old, struct doc *now);
/* "front matter", "links and code", "prose"...: the heaviest kinds, for messages; "nothing" for an
 * empty set. */
struct str change_name(struct arena *a, unsigned set);

#endif
