/* The pipeline: trees in, findings out.  The way of the data can be read in engine.c from top to bottom. */
#ifndef ENGINE_H
#define ENGINE_H

#include "diag/config_error.h"
#include "site/site.h"

struct engine_options {
	const struct config *config;
	struct str *paths; /* positional arguments: trees to check, or paths inside known trees */
	ptrdiff_t npaths;
	struct str *locales; /* --locale: "de-DE=DIR" names a tree, "de-DE" keeps only this locale */
	ptrdiff_t nlocales;
	int jobs;
	bool snippets;    /* findings carry source lines */
	bool allow_empty; /* nothing to check is no error */
	void (*progress)(void *ctx, ptrdiff_t done, ptrdiff_t all); /* NULL: none; called from the main thread */
	void *progress_ctx;
};

struct engine {
	struct arena arena; /* site, findings, messages: everything that outlives the run */
	struct site site;
	struct config config; /* the options' settings, completed by what was detected */
	bool *wanted;         /* per family: named by a path or locale argument */
	struct profile_vote *votes;
	ptrdiff_t nvotes, nsampled;
	bool profile_given, layout_given; /* by the user, not detected */
	struct findings findings;
	struct totals totals;
	struct str *notices; /* for stderr: folders that cannot be read, arguments that are left out */
	ptrdiff_t nnotices, notices_cap;
	struct config_error error; /* why the work could not be done (exit 2) */
	struct profile *profile; /* site.profile and site.links, to be freed */
	struct link_table *links;
	struct worker *workers;
	int nworkers;
};

/* Finds trees, pages, layout and profile; false and e->error when nothing can be checked.  Pair with engine_free. */
bool engine_site(struct engine *e, const struct engine_options *o);
/* Reads and compares every wanted family; e->findings are finished and live until engine_free. */
bool engine_check(struct engine *e, const struct engine_options *o);
void engine_free(struct engine *e);
void engine_notice(struct engine *e, struct str text);

/* trees.c: which folders hold which locale. */
bool trees_find(struct engine *e, const struct engine_options *o);
/* rulefiles.c: what rules/ holds, built into the program. */
struct rule_files {
	struct rule_file *v;
	ptrdiff_t n;
};
/* The files below `folder` ("rules/profiles/"), names without folder and extension, in byte order. */
struct rule_files rule_files(struct arena *a, struct str folder);
/* Explanation of a rule as Markdown, empty when there is none. */
struct str rule_explanation(struct str rule);

#endif
