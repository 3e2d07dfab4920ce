/* The words of a source page that no language changes: identifiers, versions, numbers, terms that
 * are not for translation.  Made once per page and shared by the passes about them. */
#ifndef LEXICON_H
#define LEXICON_H

#include "check/check.h"
#include "site/terms.h"

enum word_kind {
	WORD_IDENTIFIER, /* packageReference, snake_case, project.json, NU1101 */
	WORD_VERSION,    /* 16.9 where it names a version, not a quantity */
	WORD_NUMBER,     /* four digits or more; text without separators */
	WORD_TERM,       /* of the page's own list, or of the glossary */
	WORD_KINDS
};

struct word {
	enum word_kind kind;
	struct str text;
	struct span at;
	uint32_t block;          /* its leaf block; NO_BLOCK: front matter */
	uint32_t field;          /* its field in front matter, when block is NO_BLOCK */
	const struct term *term; /* TERM of the glossary; NULL: of the page */
};

struct lexicon {
	const struct doc *doc; /* whose words they are */
	struct word *v;        /* in the order of the page */
	ptrdiff_t n;
	bool has[WORD_KINDS];
};

#endif
