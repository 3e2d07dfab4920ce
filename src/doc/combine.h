/* The text of one combined pattern, made from many sources; used by pattern.c only, knows no
 * library. */
#ifndef COMBINE_H
#define COMBINE_H

#include "base/base.h"

struct alternative {
	ptrdiff_t which; /* becomes its mark */
	struct str text; /* what is still to be written of it */
	bool caseless;
	bool sequence; /* prefixes may be shared: text has no `|` on its top level */
};

/* True when a source depends on its surroundings: references by number or name, recursion,
 * conditions, verbs, \K, \G, \Q, comments. */
bool combine_stays_apart(struct str text);
/* `SRC0(*MARK:0)|SRC1(*MARK:1)...` on a, first match as if tried in the order of v, which is used
 * up. */
struct str combine_text(struct arena *a, struct alternative *v, ptrdiff_t n);
/* `text`, matched only where the text of a line starts: after all blanks, quote and list markers,
 * which are no part of the match. */
struct str combine_at_line_start(struct arena *a, struct str text, bool caseless);

#endif
