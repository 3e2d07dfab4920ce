/* The attributes of directives, shortcodes and components: `key="value"`, `key=value`, and words
 * without a key. */
#ifndef ATTRIBUTES_H
#define ATTRIBUTES_H

#include "check/check.h"

/* Hash of what no language changes in the attributes of a construct: tells `{{% param a %}}` from
 * `{{% param b %}}`. */
uint64_t attributes_hash(const struct profile *p, const struct fact *f, uint64_t seed);
/* Compares the attributes of two constructs of the same name and says the first difference that
 * breaks something: marks that do not match, a name or a value that is code and has been
 * translated.  `what` is "directive", "shortcode" or "component". */
void attributes_compare(const struct view *v, struct str what, const struct fact *want,
			const struct fact *have);

#endif
