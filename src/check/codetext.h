/* What of a piece of code people may translate: comments, strings, placeholders. */
#ifndef CODETEXT_H
#define CODETEXT_H

#include "check/language.h"

/* A copy of `code` on a, of equal length, in which blanks stand for what may be translated. */
struct str codetext_mask(struct arena *a, struct str code, enum language_family family);

/* Do the pages' names differ at these places because people have made up one of their own: a
 * placeholder (`your-service`), a name of the example itself (`do_work`), or the page's language in
 * a path?  Then both places move behind the names, and at least one of them moves. */
bool codetext_renamed(struct str locale, struct str want, ptrdiff_t *want_at, struct str have,
		      ptrdiff_t *have_at);

#endif
