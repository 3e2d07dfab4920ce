/* Where reports go: the -o options, and what `check` and `ci` do with them. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "cmd/command.h"

/* One -o: a format and where it goes. */
struct output {
	const struct reporter *reporter;
	struct str file; /* empty: standard output */
	bool append;     /* what the file holds stays in front */
};
struct outputs VEC(struct output);

/* The format of this name, or NULL. */
const struct reporter *output_format(struct str name);
/* The -o options, else LOCLINT_OUTPUT, else `otherwise` (empty: none); false after printing what is
 * wrong. */
bool outputs_read(struct arena *a, const struct options *o, struct outputs *list,
		  struct str otherwise);
/* Does any of them go to standard output? */
bool outputs_to_stdout(const struct outputs *list);
/* Writes the findings of at least this severity to all of them, with -qq only to files; false after
 * printing what is wrong.
 */
bool outputs_write(struct arena *a, const struct options *o, const struct outputs *list,
		   struct engine *e, enum severity least);
/* run.c: runs the engine over the pages (an overlay, if any, in their stead); EXIT_CLEAN, or
 * EXIT_TROUBLE after saying why. */
int check_engine(struct arena *a, const struct options *o, const struct config *c,
		 const struct outputs *list, const struct overlay *overlay, struct engine *e);
/* The same with a given baseline, NULL: none. */
int check_engine_known(struct arena *a, const struct options *o, const struct config *c,
		       const struct outputs *list, const struct overlay *overlay,
		       struct baseline *known, struct engine *e);
/* Writes the reports; the exit status. */
int check_report(struct arena *a, const struct options *o, const struct config *c,
		 const struct outputs *list, struct engine *e);
/* Both. */
int check_run(struct arena *a, const struct options *o, const struct config *c,
	      const struct outputs *list);

#endif
