/* The pipeline: trees in, findings out.  The way of the data can be read in engine.c from top to
 * bottom. */
#ifndef ENGINE_H
#define ENGINE_H

#include "diag/baseline.h"
#include "diag/config_error.h"
#include "site/site.h"

/* Texts that stand for what is on disk: pages as they would be after fixing, unsaved buffers, the
 * index of git. */
struct overlay {
	struct map paths; /* page path -> index in texts; -1: not replaced */
	struct str *texts;
	/* A page that need not be on disk, its path without symbolic links, its text; empty: none.
	 */
	struct str added, added_real, added_text;
	const struct snapshot *snapshot; /* what stands for the files on disk; NULL: nothing */
};

/* What has changed, where only that counts. */
struct changes {
	bool staged; /* from HEAD to the index; else from the base to the files on disk */
	const struct str *refs; /* the base is where one of these (the first that is there) and
				   HEAD have come apart */
	ptrdiff_t nrefs;
	bool all; /* also what was found at the base */
};

struct engine;
struct engine_options {
	const struct config *config;
	struct str *paths; /* positional arguments: trees to check, or paths inside known trees */
	ptrdiff_t npaths;
	struct str
		*locales; /* --locale: "de-DE=DIR" names a tree, "de-DE" keeps only this locale */
	ptrdiff_t nlocales;
	int jobs;
	int64_t today;                 /* seconds since 1970 */
	const struct overlay *overlay; /* NULL: none */
	struct baseline *baseline;     /* known findings, marked by the run; NULL: none */
	bool snippets;                 /* findings carry source lines */
	bool allow_empty;              /* nothing to check is no error */
	bool only_site;                /* engine_run finds the pages and reads none */
	bool named; /* paths were given, though it may be none: then no page is meant */
	const struct changes *changes; /* NULL: changed or not is all the same */
	/* Looks at finished findings before the hidden ones are set apart; NULL: nobody does. */
	void (*review)(void *ctx, struct engine *e);
	void *review_ctx;
	void (*progress)(void *ctx, ptrdiff_t done,
			 ptrdiff_t all); /* NULL: none; called from the main thread */
	void *progress_ctx;
};

/* A finding that is not shown; it belongs before findings.v[before]. */
struct hidden_finding {
	struct finding finding;
	ptrdiff_t before;
};

struct fs_list;

struct engine {
	struct arena arena; /* site, findings, messages: everything that outlives the run */
	const struct overlay *overlay; /* that of the options */
	struct str *real_paths;        /* those of the options without symbolic links */
	ptrdiff_t nreal_paths;
	struct site site;
	struct config config; /* the options' settings, completed by what was detected */
	bool *wanted;         /* per family: named by a path or locale argument */
	bool *partial;        /* per family: some of its translations are not wanted */
	bool whole;           /* every page there is was wanted */
	struct profile_vote *votes;
	ptrdiff_t nvotes, nsampled;
	bool profile_given, layout_given; /* by the user, not detected */
	struct str profile_file; /* the file of a tree that told the profile; empty: none */
	struct findings findings;
	struct hidden_finding
		*hidden; /* those that comments, ignores or the baseline hide, sorted */
	ptrdiff_t nhidden;
	struct totals totals;
	struct verdict
		*verdicts; /* one per translation that was read, in the order of site.pages */
	ptrdiff_t nverdicts;
	const struct page_history **page_history; /* per page of site.pages, entries may be NULL;
						     NULL: history was not asked */
	struct str
		*notices; /* for stderr: folders that cannot be read, arguments that are left out */
	ptrdiff_t nnotices, notices_cap;
	struct config_error error; /* why the work could not be done (exit 2) */
	struct profile *profile;   /* site.profile and site.links, to be freed */
	struct link_table *links;
	struct aliases *aliases;        /* NULL: the platform has none */
	struct engine_history *history; /* NULL: nobody asked, or none to be had */
	bool has_history;               /* what history can say was said to those who asked */
	struct worker *workers;
	int nworkers;
	struct engine *parts; /* of engine_run: one per project, freed with this one */
	ptrdiff_t nparts;
};

/* Finds trees, pages, layout and profile; false and e->error when nothing can be checked.  Pair
 * with engine_free. */
bool engine_site(struct engine *e, const struct engine_options *o);
/* Reads and compares every wanted family; e->findings are finished and live until engine_free. */
bool engine_check(struct engine *e, const struct engine_options *o);
/* changes.c: both, for what has changed, if only that counts. */
bool engine_pass(struct engine *e, const struct engine_options *o);
/* Both, for every project of the configuration: their findings, verdicts, totals and notices become
 * e's, their sites stay in e->parts. */
bool engine_run(struct engine *e, const struct engine_options *o);
/* The project that reads pages from the innermost folder around path; c itself when none does. */
const struct config *engine_project_of(struct arena *a, const struct config *c, struct str path);
void engine_free(struct engine *e);
void engine_notice(struct engine *e, struct str text);

/* Sets e->error; always false, so that callers can return it. */
bool engine_fail(struct engine *e, struct str message, struct str help);

/* The stages of engine_site, in their order; each false with e->error when the work cannot go on.
 */
/* trees.c: which folders hold which locale. */
bool trees_find(struct engine *e, const struct engine_options *o);

/* trees.c: keeps the listed names in `a` as the tree's, each with the tree's root before it, which
 * the page's path needs (struct tree's `joined`). */
void tree_keep_paths(struct arena *a, struct tree *t, const struct fs_list *list);
/* ignored.c: sets `ignored` of the trees, whose paths are known. */
void trees_mark_ignored(struct engine *e, struct tree *trees, ptrdiff_t n);
/* load.c: profile (by a sample of the pages unless one is given), link table, terms, docfx.json. */
bool engine_load(struct engine *e);
void engine_load_docfx(struct engine *e);
/* targets.c: what local links may lead to, and redirect maps; nothing when the rules about it are
 * off. */
void engine_load_targets(struct engine *e);
/* aliases.c: the addresses of source pages by their front matter, read when first asked for; for
 * any thread, until aliases_free(). */
struct late_redirects aliases_later(struct engine *e);
void aliases_free(struct engine *e);
struct sink;
/* When all families are checked: the ids and titles that several pages have, said on the first
 * sink (ids.c). */
void engine_check_ids(struct engine *e, struct sink *const *sinks, int n,
		      struct pattern_scratch *scratch);
/* When all families are checked: the links with fragments of all sinks, said on the first one. */
void engine_check_fragments(struct engine *e, struct sink *const *sinks, int n,
			    struct pattern_scratch *scratch);
/* overrides.c: which severities hold on which page. */
void overrides_resolve(struct engine *e);
/* select.c: marks the families that paths and locales name, and drops translations that are not
 * wanted. */
bool engine_select(struct engine *e, const struct engine_options *o);
/* rulefiles.c: what rules/ holds, built into the program. */
struct rule_files {
	struct rule_file *v;
	ptrdiff_t n;
	ptrdiff_t own; /* index of the first that the project brings itself */
};
/* The files below `folder` ("rules/profiles/"), names without folder and extension, in byte order.
 */
struct rule_files rule_files(struct arena *a, struct str folder);
/* The same, then the project's own from `rules-dir` (.loclint/rules); false and *error when those
 * cannot be read. */
bool rule_files_all(struct arena *a, const struct config *c, struct str folder,
		    struct rule_files *files, struct config_error *error);
/* All layouts, the project's own first; false and *error. */
bool rule_layouts(struct arena *a, const struct config *c, struct layouts *all,
		  struct config_error *error);
/* Is c->layout among them, or not given?  False and *error. */
bool rule_layout_known(struct arena *a, const struct config *c, const struct layouts *all,
		       struct config_error *error);
/* Explanation of a rule as Markdown, empty when there is none. */
struct str rule_explanation(struct str rule);

#endif
