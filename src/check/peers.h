/* What the files of pass_peers share: pages of one family, grouped by the source revision that they
 * were made from. */
#ifndef PEERS_H
#define PEERS_H

#include "check/check.h"

/* A page with the pin that it is grouped by. */
struct peer {
	const struct view *v;
	struct str pin;
	ptrdiff_t order;
	int64_t handoff; /* yyyymmdd, when the source page was handed to the translators; 0: not
			    known */
};

/* peers_shape.c: n pages of one revision: whoever has other blocks or other links than a clear
 * majority. */
void peers_shape(const struct peer *group, ptrdiff_t n);
/* peers_newest.c: all pages of a family, in any order: those that are behind the newest, and the
 * links that it has replaced. */
void peers_newest(const struct peer *peers, ptrdiff_t n);

#endif
