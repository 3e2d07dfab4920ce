/* What the repository is: pages, families, settings.  Built before the workers start, then frozen.
 */
#ifndef SITE_H
#define SITE_H

#include "base/map.h"
#include "site/config.h"
#include "site/docfx.h"
#include "site/layout.h"
#include "site/linktable.h"
#include "site/profile.h"

#define NO_PAGE ((ptrdiff_t)-1)

/* One folder that holds one locale, or a project folder whose layout tells the locales apart. */
struct tree {
	struct str root;   /* as given; "" or "." for the working directory */
	struct str real;   /* the same without symbolic links */
	struct str locale; /* empty: the layout tells */
	bool source;
	struct str *paths; /* files below root, sorted, all of them (Markdown and others) */
	ptrdiff_t npaths;
	ptrdiff_t joined; /* so many bytes before each path are the root's with a "/": with them it
			     works from the working directory; 0: they are not there */
	bool *ignored;    /* per path: git ignores it, so it is no page; NULL: none */
};

struct page {
	struct str path;   /* root joined with rel: works from the working directory */
	struct str rel;    /* below its tree's root */
	struct str locale; /* as spelled; canonical form by locale_canonical */
	ptrdiff_t tree;
	ptrdiff_t family;
	ptrdiff_t rules; /* index in site.rules */
	bool source;
};

struct family {
	struct str key;   /* what its pages have in common */
	ptrdiff_t source; /* page index or NO_PAGE */
	ptrdiff_t *pages; /* translations, ordered by locale, then path */
	ptrdiff_t npages;
};

enum left_out {
	LEFT_NOT_MARKDOWN,
	LEFT_EXCLUDED,
	LEFT_NO_LOCALE,
	LEFT_DUPLICATE,
	LEFT_IGNORED,
	LEFT_KINDS
};
struct left_out_page {
	struct str path;
	enum left_out why;
	struct str detail; /* the exclude pattern, the page it collides with... */
};

struct site {
	const struct config *config;
	const struct config_rules *rules; /* severities by page.rules; NULL: the configuration's own
					     on every page */
	const struct profile *profile;
	const struct layout *layout; /* NULL: one tree per locale */
	struct str source_locale;    /* canonical, empty when there is no source side */
	struct tree *trees;
	ptrdiff_t ntrees;
	struct page *pages;
	ptrdiff_t npages;
	struct family *families;
	ptrdiff_t nfamilies;
	struct left_out_page *left_out; /* Markdown files only, and explicitly named ones */
	ptrdiff_t nleft_out;
	ptrdiff_t left_out_counts[LEFT_KINDS];
	struct str *locales; /* canonical, sorted, without the source's */
	ptrdiff_t nlocales;
	const struct link_table *links;
	const struct targets
		*targets;          /* what local links may lead to; NULL: they are not looked up */
	const struct terms *terms; /* the project's glossary; NULL: none */
	int64_t today; /* seconds since 1970 at the start of the run: how long a page has been stale
			*/
	/* Absolute, without symbolic links: the working directory, and the folder that names of
	 * files in fingerprints, ignores and baseline start from; empty: not known. */
	struct str here, root;
	struct docfx **docfx; /* per tree, NULL where there is no docfx.json */
};

/* Is it Markdown by its name? */
bool site_is_page(struct str path);
/* Sorts the files of the given trees into pages and families (all on a).  Markdown is .md,
 * .markdown, .mdx. Paths in one tree per locale are matched exactly first, then without case. */
void site_pair(struct arena *a, struct site *s);

/* Chooses the layout that pairs most translations with a source; NULL when none pairs any.
 * Deterministic. */
const struct layout *site_detect_layout(struct arena *a, const struct layouts *l,
					const struct tree *t, const struct config *c);
/* The same over several trees whose keys belong together (MDN's two repositories); trees with a
 * locale are passed over. */
const struct layout *site_detect_layout_of(const struct layouts *l, const struct tree *trees,
					   ptrdiff_t ntrees, const struct config *c);

struct str left_out_reason(enum left_out why); /* "excluded by pattern" */

#endif
