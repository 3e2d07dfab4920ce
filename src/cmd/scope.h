/* Which pages a run is about, besides what its arguments say: lists of paths, a page from standard
 * input, what has changed. */
#ifndef SCOPE_H
#define SCOPE_H

#include "cmd/command.h"

/* Completes *o: the arguments by those of --files-from, the text of a page on standard input, what
 * --staged and --since mean.  False after printing what is wrong. */
bool scope_read(struct arena *a, struct options *o);
/* Is this a run for a pull request, so that `--since auto` knows its base? */
bool scope_is_pull_request(void);
/* The overlay with the page from standard input; NULL when there is none. */
const struct overlay *scope_overlay(struct arena *a, const struct options *o);

#endif
