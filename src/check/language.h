/* Programming languages by the words that mark code blocks. */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include "base/base.h"

/* How a language writes comments and strings. */
enum language_family {
	FAMILY_UNKNOWN,
	FAMILY_TEXT,    /* prose and pictures: nothing in it must stay */
	FAMILY_C,       /* // and block comments */
	FAMILY_HASH,    /* # */
	FAMILY_YAML,    /* #; a value of several words is text */
	FAMILY_PERCENT, /* % */
	FAMILY_DASHES,  /* -- and block comments */
	FAMILY_MARKUP,  /* tags; what stands between them is text */
	FAMILY_BASIC,   /* ' and REM */
	FAMILY_DATA     /* JSON: strings only */
};

/* "{.python .numberLines}", "js{1,3}", "bash title=x": the word of an info string that names the
 * language. */
struct str language_of(struct str info);
/* Are both names of one language, as highlighters know them? */
bool language_same(struct str a, struct str b);
enum language_family language_family(struct str language);

#endif
