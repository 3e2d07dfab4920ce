/* Link tables (rules/links/): targets that were replaced, as exact URLs and as patterns. */
#ifndef LINKTABLE_H
#define LINKTABLE_H

#include "diag/config_error.h"
#include "doc/pattern.h"

struct link_rule {
	struct str from;        /* exact URL as written in the table, or pattern source */
	struct str replacement; /* a URL; for patterns with $1, ${name} */
	struct str reason;      /* why, for the reader */
	bool is_pattern;
	bool whole; /* exact and its fragment or query is part of what is replaced */
};
struct link_table; /* immutable after loading; many threads may look up */

/* Loads the named files in order; an exact rule beats a pattern, a later file an earlier one. False
 * and *error on an unknown key, a pattern that does not compile, a URL that is named twice in a
 * file, or an example that does not give its result. NULL then.  Free with link_table_free. */
struct link_source {
	struct str name, text;
};
struct link_table *link_table_load(struct arena *a, const struct link_source *files, ptrdiff_t n,
				   struct config_error *error);
void link_table_free(struct link_table *t);

/* What `url` was replaced by, or NULL.  URLs are compared without scheme and without a locale
 * segment at the head of the path
 * ("/en-us/", "/de-de/"), host and path without ASCII case, without a trailing "/".  *fixed is the
 * new URL on a: the locale segment is carried over when the host stays, the fragment when neither
 * the rule nor the replacement names one. */
const struct link_rule *link_table_find(const struct link_table *t, struct pattern_scratch *s,
					struct arena *a, struct str url, struct str *fixed);

#endif
