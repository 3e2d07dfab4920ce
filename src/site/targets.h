/* Where local links lead: the files of all trees, and how the platform turns a link into a file. */
#ifndef TARGETS_H
#define TARGETS_H

#include "site/redirects.h"
#include "site/site.h"

/* Built before the workers start, then frozen. */
struct targets;

enum target_state {
	TARGET_FOUND,      /* `tree` and `path` are the file, or the folder */
	TARGET_REDIRECTED, /* it would be missing, but there is a redirect */
	TARGET_MISSING,    /* neither in the page's language nor in the source's */
	TARGET_ELSEWHERE   /* another site, outside the trees, or made when the site is built */
};

struct target_place {
	enum target_state state;
	ptrdiff_t tree;
	struct str path; /* as the tree spells it */
	ptrdiff_t which; /* index in the tree's paths, -1 for a folder */
	bool fallback;   /* in the source's language only */
	bool mounted;    /* missing, but perhaps put there when the site is built */
};

/* Indexes the paths of s->trees; `redirects` is kept (borrowed, may be NULL), so is `aliases`,
 * which is asked only about links that would be missing without it.  Linear. */
const struct targets *targets_build(struct arena *a, const struct site *s,
				    const struct redirects *redirects,
				    struct late_redirects aliases);
/* The page that was found, NO_PAGE for other files. */
ptrdiff_t target_page(const struct targets *t, const struct target_place *place);
/* What a link of page p leads to; on work. */
struct target_place target_find(const struct targets *t, struct arena *work, const struct page *p,
				struct str link);

#endif
