/* Links to anchors of other pages: remembered while pages are checked, judged when all have been
 * seen. */
#ifndef FRAGMENTS_H
#define FRAGMENTS_H

#include "base/base.h"

struct page;
struct site;
struct sink;
struct view;
struct doc;

/* The ids of one page, as hashes without case. */
struct page_anchors {
	ptrdiff_t page;
	const uint64_t *ids; /* ascending */
	ptrdiff_t n;
	bool open;   /* it includes other files, or is made by components: there may be more */
	bool unread; /* it could not be parsed: nothing is known */
};
struct anchor_list VEC(struct page_anchors);

/* One link with a fragment. */
struct fragment_use {
	ptrdiff_t page, target; /* pages of the site */
	ptrdiff_t english; /* where the same link of the source page leads; NO_PAGE: it has none */
	uint64_t id;
	struct str line; /* the raw line */
	uint32_t line_number, column,
		byte;      /* of the line, and where the link's target stands in it */
	uint32_t off, len; /* of that target, in the line */
};
struct fragment_uses VEC(struct fragment_use);

/* Adds the page's links with fragments to v->sink, and its ids when it links to itself; nothing
 * when the rule is off. */
void pass_fragments(const struct view *v);
/* The ids of a page, on keep: for those that others link to. */
struct page_anchors anchors_of(const struct site *site, struct arena *work, struct arena *keep,
			       const struct doc *d, ptrdiff_t page);
/* Pages that uses lead to and anchors do not have, each once, ascending, on a; *n is their number.
 */
ptrdiff_t *fragments_unread(struct arena *a, const struct site *site,
			    const struct anchor_list *anchors, const struct fragment_uses *uses,
			    ptrdiff_t *n);
/* After all families, over what all workers have found, in any order. */
void fragments_check(const struct site *site, struct arena *work, const struct anchor_list *anchors,
		     const struct fragment_uses *uses, struct sink *sink);

#endif
