/* A hash map from byte strings to numbers, iterated in insertion order. */
#ifndef MAP_H
#define MAP_H

#include "base/base.h"

struct map {
	struct arena *a; /* set by the owner before first use */
	struct map_entry {
		struct str key; /* borrowed: must live as long as the map */
		ptrdiff_t value;
	} * entries; /* n of them, in insertion order */
	ptrdiff_t n, cap;
	uint32_t *slots;
	ptrdiff_t nslots;
};

/* The value of key, or -1. */
ptrdiff_t map_get(const struct map *m, struct str key);
/* Where the value of key is kept; added with value -1 when new.  Valid until the next map_at. */
ptrdiff_t *map_at(struct map *m, struct str key);

#endif
