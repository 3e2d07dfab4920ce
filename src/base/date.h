/* Calendar dates out of seconds. */
#ifndef DATE_H
#define DATE_H

#include "base/base.h"

/* "2021-11-02", the UTC day of a number of seconds since 1970, on a.  Proleptic Gregorian; years
 * outside 0-9999 are clamped. */
struct str date_iso(struct arena *a, int64_t seconds);

#endif
