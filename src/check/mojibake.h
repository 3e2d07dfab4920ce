/* Text in UTF-8 that somebody read as Windows-1252 and wrote as UTF-8 again. */
#ifndef MOJIBAKE_H
#define MOJIBAKE_H

#include "base/base.h"

/* The next line of s with such text, searched from *at on: from the first such byte to the last,
 * and what they should be (on a); *at moves behind them. */
bool mojibake_next(struct arena *a, struct str s, ptrdiff_t *at, struct span *where,
		   struct str *fixed);

#endif
