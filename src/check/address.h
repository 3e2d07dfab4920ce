/* Addresses that name the language of their page, in the host, in a folder, in a file's name or in
 * the query: which of them are an English address in the translation's language. */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "check/check.h"

/* Is b, normalised, the English address a in the translation's own language? */
bool address_same(const struct view *v, struct str a, struct str b);
/* Does the address b, as the translation has it, name the language or the country of its readers,
 * where a, as English has it, does not?  Not on hosts that find the reader's language themselves.
 */
bool address_is_own(const struct view *v, struct str a, struct str b);
/* Are two normalised addresses the same but for their queries? */
bool address_differs_in_query(const struct view *v, struct str a, struct str b);
/* Is b, a name without ending, that of a in the translation's own language: `plan-zh` for `plan-en`
 * or `plan`? */
bool address_same_name(const struct view *v, struct str a, struct str b);
/* "a/b.md" -> "a/b" */
struct str address_without_ending(struct str path);

#endif
