/* The files of one tree and the folders that they are in, by path. */
#ifndef NAMES_H
#define NAMES_H

#include "base/base.h"

enum { NAME_NONE = -1, NAME_FOLDER = -2 };

/* Holds no path of its own: a name is the start of one of `paths`. */
struct names {
	const struct str *paths; /* set by the owner before first use; live as long as this */
	bool caseless;           /* ASCII letters compare without case */
	struct name_slot {
		uint32_t path, length; /* 0: free */
	} * slots;
	ptrdiff_t n, nslots;
};

/* Adds paths[i] and its folders; of two files with one name the later one counts. */
void names_add(struct names *names, struct arena *a, ptrdiff_t i);
/* The index of a file, NAME_FOLDER or NAME_NONE. */
ptrdiff_t names_find(const struct names *names, struct str path);

#endif
