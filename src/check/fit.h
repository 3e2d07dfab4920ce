/* How far a translation is from one revision of its source page, in what no language changes. */
#ifndef FIT_H
#define FIT_H

#include "check/check.h"

/* The number of differences between v->dst and `src` in metadata, structure, constructs, links,
 * code and untranslatable words; severities and switched-off rules do not count.  v needs site,
 * page, source_page, dst, scratch and work. */
ptrdiff_t fit_differences(const struct view *v, struct doc *src);
/* How sure it is that the best of n revisions is the right one, 0 to 1.  Each difference more makes
 * a revision less likely; a best one with many differences is not trusted either. */
double fit_confidence(const ptrdiff_t *differences, ptrdiff_t n);

#endif
