/* Loose objects (one file each) that break off.  For the git files of sys/ only. */
#ifndef GIT_LOOSE_H
#define GIT_LOOSE_H

#include "base/map.h"
#include "sys/git_store.h"

struct loose {
	struct arena *a;
	struct str objects;           /* the folder */
	uint64_t folders[4], seen[4]; /* which of the 256 below it exist, as far as was looked */
	struct map known;             /* raw ids that were looked at -> does it break off? */
};

/* `common` is the repository's own folder. */
void loose_look(struct arena *a, struct str common, struct loose *loose);
/* Is there a loose object of that name whose compressed bytes end too early? */
bool loose_breaks_off(struct loose *loose, const struct oid *id);

#endif
