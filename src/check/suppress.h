/* Findings that a comment in a page does not want, and comments that suppress nothing. */
#ifndef SUPPRESS_H
#define SUPPRESS_H

#include "check/check.h"

/* One rule, category or code in one comment; on keep, until all pages have been checked. */
struct suppression {
	struct str file; /* the page it stands in */
	bool rules[RULE_COUNT];
	uint32_t from, to; /* lines of that page */
	struct str reason;
	ptrdiff_t used;        /* findings that it hides */
	bool judged;           /* all its rules were asked about all that it speaks of... */
	bool needs_whole;      /* ...unless some page of the site was not read */
	struct finding unused; /* what is said when it hides nothing; severity off: nothing */
	ptrdiff_t comment; /* that is said of so many suppressions, this one and those behind it */
};

/* What a rule must have been given to have been asked. */
enum rule_need {
	NEED_PAGE,    /* the page */
	NEED_SOURCE,  /* a source page to compare it with */
	NEED_HISTORY, /* history of the source page */
	NEED_PEERS,   /* other translations of the source page, which is not there */
	NEED_SITE     /* all pages */
};
enum rule_need rule_need(enum rule_id r);
/* Is the rule on for the page (NULL: for pages without overrides)?  One that is off unless it is
 * asked for counts as on, until it is switched off. */
bool rule_runs(const struct site *s, const struct page *p, enum rule_id r);

/* The comments of one family's pages; on work. */
struct family_comments;
struct family_comments *suppress_begin(struct arena *work);
/* Reads the comments of v->dst; emits what is wrong with them. */
void suppress_read(struct family_comments *c, const struct view *v);
/* Has v->dst comments that suppress something? */
bool suppress_any(const struct family_comments *c, const struct view *v);
/* Marks the findings of the sink from `first` on that the comments of their page hide, or those of
 * the source page at the place the translation was compared with.  `v` is what found them. */
void suppress_apply(struct family_comments *c, const struct view *v, ptrdiff_t first);
/* Every pass has run: hands the comments to the sink.  views are those of the translations;
 * partial: some translation of the family was left out. */
void suppress_end(struct family_comments *c, const struct view *views, ptrdiff_t n, bool partial);

/* After all families: marks findings [first, f->n), which are about ids of several pages, and adds
 * to the sink what is said of comments that hide nothing.  whole: every page of the site was read.
 */
void suppress_finish(const struct suppression_ref *all, ptrdiff_t n, bool whole, struct sink *sink,
		     ptrdiff_t first);

#endif
