/* Macros that become a link, `{{domxref("Node.textContent")}}`, and links that say the same: people
 * and machines write the one for the other.  Includes that are names in a sentence. */
#ifndef REFERENCES_H
#define REFERENCES_H

#include "base/map.h"
#include "check/check.h"

/* What the macros, and what the links of a page lead to, by the block they stand in. */
struct references {
	struct map macros, links;
};

/* Of a page of v, on v->work. */
struct references references_of(const struct view *v, const struct doc *d);
/* Does a link in `block` lead where macro f leads?  links: of that block's page. */
bool references_as_link(const struct view *v, const struct references *r, uint32_t block,
			const struct fact *f);
/* Does a macro in `block` lead where a link to `target` leads? */
bool references_as_macro(const struct view *v, const struct references *r, uint32_t block,
			 struct str target);
/* A number for what macro f leads to, however that is written. */
uint64_t references_hash(const struct view *v, const struct fact *f, uint64_t seed);
/* Does the counterpart of the block that f, an include of the source, stands in have the same
 * include, if less often?  `[!INCLUDE [name](name.md)]` stands for the name of a product, and "it"
 * does so too. */
bool references_named_once(const struct view *v, const struct fact *f);

#endif
