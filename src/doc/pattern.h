/* Regular expressions (PCRE2, JIT): many patterns compiled into one, so that a text is scanned
 * once. */
#ifndef PATTERN_H
#define PATTERN_H

#include "base/base.h"

struct pattern_set; /* immutable after pattern_compile: may be used by many threads */

struct pattern_source {
	struct str text; /* PCRE2 syntax, UTF mode; capture names are private to the pattern */
	bool caseless, line_start; /* line_start: only where a line's text starts, after blanks, `>`
				      and list markers (not part of the match) */
};

/* One combined pattern; first alternative that matches wins.  NULL when pattern *bad does not
 * compile; then *why is PCRE2's message and *at the byte offset in its text.  Match and heap limits
 * are set.  Owner: the caller, pattern_free. */
struct pattern_set *pattern_compile(struct arena *a, const struct pattern_source *v, ptrdiff_t n,
				    ptrdiff_t *bad, struct str *why, ptrdiff_t *at);
void pattern_free(struct pattern_set *set);

enum { PATTERN_GROUPS = 10 };
struct pattern_match {
	ptrdiff_t which;                    /* index of the pattern that matched */
	struct span all;                    /* bytes of the subject */
	int ngroups;                        /* groups of that pattern, at most PATTERN_GROUPS - 1 */
	struct span groups[PATTERN_GROUPS]; /* groups[k] is group k as written in that pattern, [0]
					       is `all`; len 0 and off 0 when unset */
};

/* Per-thread scratch for matching; on arena a, no library object outlives the arena's owner:
 * pattern_scratch_free. */
struct pattern_scratch;
struct pattern_scratch *pattern_scratch_new(void);
void pattern_scratch_free(struct pattern_scratch *s);

/* First match of any pattern in subject at or after `from`.  A pattern that runs into its match
 * limit counts as no match and sets *limited (may be NULL).  subject need not be valid UTF-8. */
bool pattern_next(const struct pattern_set *set, struct pattern_scratch *s, struct str subject,
		  ptrdiff_t from, struct pattern_match *m, bool *limited);
/* Number of the named group `name` in pattern `which`, 0 when there is none. */
int pattern_group(const struct pattern_set *set, ptrdiff_t which, struct str name);
/* Fills $1, ${name} and $$ of `replacement` from a match. */
struct str pattern_expand(struct arena *a, const struct pattern_set *set,
			  const struct pattern_match *m, struct str subject,
			  struct str replacement);

#endif
