/* `ignores:` of the configuration: findings that a project does not want to see, each for a reason.
 */
#ifndef IGNORES_H
#define IGNORES_H

#include "site/schema.h"
#include "site/site.h"

/* Reads the list over the struct config `target`; entries of several files add up. */
bool ignores_read(struct schema *s, const struct yaml *y, void *target);
/* The keys of an entry, for `loclint config keys`. */
extern const struct schema_row ignores_rows[];

/* The entries, ready for use, and how many findings each has hidden. */
struct ignores {
	const struct config_ignore *v;
	ptrdiff_t n;
	bool *expired;
	ptrdiff_t *used;
	struct map by_path; /* entries whose path is no pattern: the first, then by `next` */
	ptrdiff_t *next;    /* the next entry of the same path, -1: none */
	ptrdiff_t *globs;   /* the others */
	ptrdiff_t nglobs;
};
/* today: seconds since 1970; an entry holds through the day of its `until`. */
struct ignores *ignores_new(struct arena *a, const struct config *c, int64_t today);
/* Marks the findings that an entry is about.  Paths are compared with finding.name; those of one
 * file should stand together. */
void ignores_apply(struct ignores *g, struct findings *f);

/* Does the path of an entry name one file and no other?  A "/" before it does not count. */
bool ignores_plain(struct str path);

/* `file` (works from the working directory) as seen from the project's folder: the same wherever
 * the program is started.  On a, or file itself when the folder is not known. */
struct str site_name(struct arena *a, const struct site *s, struct str file);

#endif
