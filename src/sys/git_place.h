/* Where a repository lies, as far as the file system tells.  For the git files of sys/ only. */
#ifndef GIT_PLACE_H
#define GIT_PLACE_H

#include "base/map.h"

/* The folder that git's own advice about safe.directory names: the work tree above dir, or the bare
 * repository. */
struct str place_owned(struct arena *a, struct str dir);
/* The commits (hex) at which a shallow clone ends; `common` is the repository's own folder.  None:
 * the clone is not shallow. */
void place_read_cuts(struct arena *a, struct str common, struct map *cut_at);

#endif
