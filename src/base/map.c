/* The hash map: open addressing with linear probing over slots that number the entries from 1.  The
 * hash is seeded with the address of the slots, so that no document can be made of keys that
 * collide; the order of entries never shows it. */
#include <string.h>

#include "base/map.h"

enum { SLOTS_MIN = 16 };

/* The finalizer of MurmurHash3 (public domain, Austin Appleby): every bit of x changes every bit of
 * the result. */
static uint64_t
mix(uint64_t x)
{
	x = (x ^ x >> 33) * UINT64_C(0xff51afd7ed558ccd);
	x = (x ^ x >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return x ^ x >> 33;
}

/* The slot that holds key, or the empty one where it belongs. */
static uint32_t *
slot_of(const struct map *m, struct str key)
{
	uint64_t mask = (uint64_t)m->nslots - 1,
		 i = mix(str_hash(key, mix((uintptr_t)m->slots))) & mask;

	while (m->slots[i] && !str_eq(m->entries[m->slots[i] - 1].key, key))
		i = (i + 1) & mask;
	return &m->slots[i];
}

static void
rehash(struct map *m)
{
	m->nslots = m->nslots ? m->nslots * 2 : SLOTS_MIN;
	m->slots = NEW(m->a, uint32_t, m->nslots);
	for (ptrdiff_t i = 0; i < m->n; i++)
		*slot_of(m, m->entries[i].key) = (uint32_t)(i + 1);
}

ptrdiff_t
map_get(const struct map *m, struct str key)
{
	uint32_t at = m->nslots ? *slot_of(m, key) : 0;

	return at ? m->entries[at - 1].value : -1;
}

ptrdiff_t *
map_at(struct map *m, struct str key)
{
	uint32_t *slot;

	/* At most 3/4 of the slots are taken, so that probing ends. */
	if ((m->n + 1) * 4 > m->nslots * 3)
		rehash(m);
	slot = slot_of(m, key);
	if (*slot)
		return &m->entries[*slot - 1].value;
	assert(m->n < UINT32_MAX - 1);
	if (m->n == m->cap)
		m->entries = vec_grow(m->a, m->entries, m->n, &m->cap, sizeof *m->entries);
	m->entries[m->n] = (struct map_entry){ key, -1 };
	*slot = (uint32_t)++m->n;
	return &m->entries[m->n - 1].value;
}
