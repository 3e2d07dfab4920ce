/* Open addressing with linear probing, as in base/map.c, but the keys stay where they are: a site
 * has as many names as files, and copies of them would be most of what it takes. */
#include "site/names.h"

enum { SLOTS_MIN = 16 };

static struct str
name_of(const struct names *t, const struct name_slot *slot)
{
	return str_slice(t->paths[slot->path], 0, slot->length);
}

/* FNV-1a, seeded with an address so that no tree can be made of names that collide; the product's
 * upper bits depend on all of them. */
static uint64_t
hash(const struct names *t, struct str s)
{
	uint64_t h = (uintptr_t)t->slots * UINT64_C(0x9e3779b97f4a7c15);

	for (ptrdiff_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (t->caseless)
			c = ascii_lower(c);
		h = (h ^ (unsigned char)c) * UINT64_C(0x100000001b3);
	}
	return h * UINT64_C(0x9e3779b97f4a7c15) >> 32;
}

/* The slot of a name, or the free one where it belongs. */
static struct name_slot *
slot_of(const struct names *t, struct str name)
{
	uint64_t mask = (uint64_t)t->nslots - 1, i = hash(t, name) & mask;

	for (;; i = (i + 1) & mask) {
		struct name_slot *slot = &t->slots[i];
		struct str here;

		if (!slot->length)
			return slot;
		if ((ptrdiff_t)slot->length != name.n)
			continue;
		here = name_of(t, slot);
		if (t->caseless ? str_eq_nocase(here, name) : str_eq(here, name))
			return slot;
	}
}

static void
grow(struct names *t, struct arena *a)
{
	const struct name_slot *old = t->slots;
	ptrdiff_t n = t->nslots;

	t->nslots = n ? n * 2 : SLOTS_MIN;
	t->slots = NEW(a, struct name_slot, t->nslots);
	for (ptrdiff_t i = 0; i < n; i++)
		if (old[i].length)
			*slot_of(t, name_of(t, &old[i])) = old[i];
}

/* The slot of the first `length` bytes of paths[i], made when there is none; *is_new tells. */
static struct name_slot *
add(struct names *t, struct arena *a, ptrdiff_t i, ptrdiff_t length, bool *is_new)
{
	struct name_slot *slot;

	/* At most 3/4 of the slots are taken, so that probing ends. */
	if ((t->n + 1) * 4 > t->nslots * 3)
		grow(t, a);
	slot = slot_of(t, str_slice(t->paths[i], 0, length));
	*is_new = !slot->length;
	if (*is_new) {
		*slot = (struct name_slot){ (uint32_t)i, (uint32_t)length };
		t->n++;
	}
	return slot;
}

void
names_add(struct names *names, struct arena *a, ptrdiff_t i)
{
	struct str path = names->paths[i];
	bool is_new = true;
	ptrdiff_t end;

	if (!path.n)
		return;
	add(names, a, i, path.n, &is_new)->path = (uint32_t)i;
	/* Where a folder is known, so is what is above it. */
	for (is_new = true; is_new; path = str_slice(path, 0, end)) {
		end = str_rfind_char(path, '/');
		if (end <= 0)
			break;
		add(names, a, i, end, &is_new);
	}
}

ptrdiff_t
names_find(const struct names *names, struct str path)
{
	const struct name_slot *slot = names->nslots ? slot_of(names, path) : NULL;

	if (!slot || !slot->length)
		return NAME_NONE;
	return names->paths[slot->path].n == path.n ? (ptrdiff_t)slot->path : NAME_FOLDER;
}
