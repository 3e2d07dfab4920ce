/* Alerts that are a quote on one page and a construct of the platform on the other: `> [!NOTE]` and
 * `{{% alert %}}` or `:::note`.  Neither is missing. */
#ifndef ALERTS_H
#define ALERTS_H

#include "check/check.h"

struct alert_pairs {
	/* per block of one page: 1 + the fact of the other page that is its counterpart, or 0 */
	uint32_t *src_block, *dst_block;
	/* per fact: is it the counterpart of a quote? */
	bool *src_fact, *dst_fact;
};

/* Pairs alert quotes without counterpart with constructs between the same neighbours.  On
 * view->work; NULL when there are none. */
struct alert_pairs *alerts_pair(const struct view *v);
/* Alerts in another notation than the source's (p may be NULL), and quotes with a broken keyword.
 */
void alerts_compare(const struct view *v, const struct alert_pairs *p);

#endif
