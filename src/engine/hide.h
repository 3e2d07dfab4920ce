/* Findings that are not shown: what hides them, and what hides nothing. */
#ifndef HIDE_H
#define HIDE_H

#include "check/check.h"
#include "engine/engine.h"

/* The top of the git work tree around `dir` (absolute), `dir` itself outside of one. */
struct str work_tree_of(struct arena *a, struct str dir);
/* Finds the folder that names of files start from: the configuration's, else the top of the git
 * work tree, else the working directory. */
void hide_open(struct engine *e);
/* Every page has been looked at: comments on the findings of sinks[0], which are about
 * several pages, and those that hide nothing. */
void hide_useless_comments(struct engine *e, struct sink *const *sinks, int n);
/* Names the findings and marks those that `ignores` is about; adds what is wrong with its entries.
 */
void hide_ignored(struct engine *e);
/* Marks what the baseline has (findings are finished) and the entries that are gone. */
void hide_known(struct engine *e, struct baseline *b);
/* Moves marked findings to e->hidden and counts them. */
void hide_apart(struct engine *e);

#endif
