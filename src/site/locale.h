/* Language tags (BCP 47, RFC 5646) as paths and URLs spell them. */
#ifndef LOCALE_H
#define LOCALE_H

#include "base/base.h"

/* Is s a language tag: language[-Script][-REGION][-variant], with "-" or "_", any case?  The
 * language must be a registered ISO 639-1 code or one of the ISO 639-2/3 codes that documentation
 * sites use (a list, not any three letters), the region ISO 3166 or UN M.49 by shape, so that
 * "docs", "src", "api", "dev" or "en-route" are none. */
bool locale_valid(struct str s);
/* Canonical case on a: "zh-hant-tw" -> "zh-Hant-TW", "_" -> "-".  s must be valid. */
struct str locale_canonical(struct arena *a, struct str s);
/* Same tag apart from case and separator. */
bool locale_same(struct str a, struct str b);
/* Is the primary language equal ("pt-BR", "pt")? */
bool locale_same_language(struct str a, struct str b);
/* The tag in a folder's name: all of it ("ro-RO", "de-de"), after the last dot
 * ("docs.microsoft.com-nuget.de-de", "repo-pr.ro-RO", "x.en"), empty when there is none. */
struct str locale_of_name(struct str name);
/* Writes decimals with a comma (de, fr, pl...)? */
bool locale_decimal_comma(struct str tag);

#endif
