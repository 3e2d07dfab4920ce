/* Attributes of HTML tags and of `:::name key="value":::` lines. */
#ifndef HTML_H
#define HTML_H

#include "base/base.h"

/* The value of an attribute of the tag that begins at tag.p[0] (`<a href="x">`, `:::image
 * source="x":::`), as a slice of it; empty when it has none.  Names are compared without case. */
struct str html_attribute(struct str tag, struct str name);

#endif
