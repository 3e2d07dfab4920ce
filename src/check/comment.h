/* Comments for loclint itself: `<!-- loclint-disable-next-line RULE -- reason -->` and its family
 * in the text of a page, the same behind `#` in its front matter. */
#ifndef COMMENT_H
#define COMMENT_H

#include "doc/doc.h"

enum comment_word {
	COMMENT_NEXT_LINE,
	COMMENT_LINE,
	COMMENT_DISABLE,
	COMMENT_ENABLE,
	COMMENT_FILE,
	COMMENT_WORDS /* none of these */
};
/* "loclint-disable-next-line"; COMMENT_WORDS of them. */
struct str comment_word(enum comment_word w);

struct comment {
	enum comment_word word;
	struct str name;    /* as written: "loclint-disable-line" */
	struct span at;     /* in doc->text, from marker to marker */
	struct span *rules; /* the names behind it */
	ptrdiff_t nrules;
	struct str reason; /* behind "--", may be empty */
	bool front;        /* stands in the front matter */
	bool alone;        /* nothing else stands on its lines */
};
struct comments VEC(struct comment);

/* A page may have more: then the list has COMMENTS_MAX + 1. */
enum { COMMENTS_MAX = 1000 };

/* All comments whose first word starts with "loclint-", outside code, in document order, on work.
 * Pages without any cost a scan for the marks of comments. */
struct comments comments_find(struct arena *work, struct doc *d);

/* The lines of the file that COMMENT_NEXT_LINE comment i is about: the block or front matter entry
 * that starts on the next line that is neither empty nor such a comment, else that line.  from is
 * greater than to when there is none. */
struct comment_lines {
	uint32_t from, to;
};
struct comment_lines comment_next(struct doc *d, const struct comments *all, ptrdiff_t i);

/* The bytes of doc->text to take away so that the comment is gone, or its rule `which` when it has
 * others too. */
struct span comment_remove(const struct doc *d, const struct comment *c);
struct span comment_remove_rule(const struct comment *c, ptrdiff_t which);

#endif
