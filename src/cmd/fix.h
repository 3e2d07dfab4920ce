/* `check --fix` and `--diff`: findings' edits, applied until nothing changes any more, then written
 * or shown. */
#ifndef FIX_H
#define FIX_H

#include "cmd/output.h"

/* Are fixes asked for? */
bool fix_wanted(const struct options *o);
/* Runs check over the pages as they would be after fixing, writes the files, then the reports, or
 * only prints the patch; the exit status. */
int fix_run(struct arena *a, const struct options *o, const struct config *c,
	    const struct outputs *list);

#endif
