/* Link targets as checks compare them. */
#ifndef URL_H
#define URL_H

#include "base/base.h"

struct url_rules; /* of the profile */

/* `url` in the form in which two targets are equal when they mean the same page: scheme and host
 * lower case, "http" as "https", locale segments of paths and locale query parameters removed (per
 * rules; from the paths of neutral hosts always), leading "./", trailing "/" and "/index" removed,
 * "\" as
 * "/", percent escapes of unreserved characters and of bytes above 127 decoded.  Fragment kept when
 * keep_fragment.  `how` may be NULL.  Normalising twice changes nothing.  On a. */
struct str url_normalise(struct arena *a, struct str url, const struct url_rules *how,
			 bool keep_fragment);
/* Part before "#", and the fragment without "#". */
struct str url_without_fragment(struct str url);
struct str url_fragment(struct str url);
bool url_is_external(struct str url); /* has a scheme or starts with "//" */
/* The language tag in the path of an address that works without it (url_rules.neutral), a part of
 * url; empty when there is none. */
struct str url_needless_locale(struct str url, const struct url_rules *how);
/* What follows the host of an absolute URL (empty when nothing does), the URL itself otherwise. */
struct str url_path(struct str url);

#endif
