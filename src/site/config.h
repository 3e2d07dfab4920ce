/* `.loclint.yml`: the settings of a project.  Every scalar is read as a string, every unknown key
 * is an error with a suggestion. */
#ifndef CONFIG_H
#define CONFIG_H

#include "diag/config_error.h"

struct yaml;

struct config_tree { /* one locale's folder */
	struct str locale, root;
};

/* Severities for all rules, as one place decides them. */
struct config_rules {
	enum severity severity[RULE_COUNT];
	bool set[RULE_COUNT];         /* said by the user: holds for every cause */
	struct str where[RULE_COUNT]; /* who said it: ".loclint.yml:7", "--rule"; empty: built in */
};

/* An entry of `overrides:`. */
struct config_override {
	struct str *paths; /* globs on paths below the configuration's folder */
	ptrdiff_t npaths;
	struct config_rules rules; /* those that are set */
};

/* Who had the last word on a key. */
struct config_origin {
	struct str key;          /* "source.root" */
	struct str text;         /* the value in one line of YAML */
	struct str where;        /* ".loclint.yml:3", "--profile", "LOCLINT_SOURCE" */
	struct str file, source; /* of a file: its name and its whole text; empty: an option */
	struct span at;          /* the value, in source */
};
struct config_origins VEC(struct config_origin);

/* Findings that are not wanted. */
struct config_ignore {
	struct str path; /* glob on finding.name */
	bool rules[RULE_COUNT];
	struct str key;           /* part of the finding's key or of an argument; empty: any */
	struct str reason, until; /* until: "2027-06-30", or empty */
	struct str file, text;    /* where it was read: text[at] of file; empty: an option */
	struct span at;
};

struct config {
	struct str file; /* where it was read, empty: none */
	struct str dir;  /* folder that relative paths start from */
	struct str source_root, source_locale, source_url;
	struct str source_git;      /* repository with the source's history, where it is not around
				       source_root */
	struct str source_git_path; /* the source's folder in it */
	bool no_history;            /* read no history at all */
	bool gitignore;             /* what git ignores is no page */
	struct config_tree *locales;
	ptrdiff_t nlocales;
	struct str profile, layout;    /* empty: detect */
	struct str *include, *exclude; /* globs on paths below a root */
	ptrdiff_t ninclude, nexclude;
	enum severity severity[RULE_COUNT];
	bool severity_set[RULE_COUNT];   /* said by the user: holds for every cause */
	bool only_set, only[RULE_COUNT]; /* --only */
	struct str *allow; /* link globs that are never reported: rules: {link-outdated: {allow:
			      [...]}} */
	ptrdiff_t nallow;
	int grace_days;               /* default 14 */
	enum severity fail_on;        /* SEV_OFF: never */
	ptrdiff_t max_warnings;       /* -1: any number */
	struct str terms;             /* glossary file */
	const struct terms *glossary; /* the same written in the configuration; NULL: none */
	struct config_ignore *ignores;
	ptrdiff_t nignores;
	struct str baseline;     /* file of findings that are known, from dir; empty: none */
	struct str rules_dir;    /* folder of the project's own profiles, layouts and link tables */
	bool pinned[RULE_COUNT]; /* by an option: `overrides` do not change it */
	struct str severity_from[RULE_COUNT]; /* as struct config_rules.where */
	struct config_override *overrides;    /* the later wins */
	ptrdiff_t noverrides;
	struct str
		project; /* name of the entry of `projects` that this is; empty: the whole file */
	struct str root; /* folder of that project, seen from dir */
	struct config *projects; /* each complete: what the file says of all, then of this one */
	ptrdiff_t nprojects;
	struct config_origins origins;
	/* A `projects` list waits for the end of all files: see config_finish. */
	const struct yaml *pending_projects;
	struct str pending_file, pending_text, pending_dir;
};

/* Built-in values. */
void config_init(struct config *c);
/* Reads a file's text over *c.  False and *error (line, caret, suggestion) on anything unknown or
 * malformed. */
bool config_read(struct arena *a, struct config *c, struct str file, struct str text,
		 struct config_error *error);
/* After the last file: reads the `projects` of the outermost one over everything else.  False and
 * *error. */
bool config_finish(struct arena *a, struct config *c, struct config_error *error);
/* The files that `extends` of this text names, with their places; false and *error. */
struct config_extend {
	struct str name;
	struct span at;
};
struct config_extends VEC(struct config_extend);
bool config_extends(struct arena *a, struct str file, struct str text, struct config_extends *list,
		    struct config_error *error);
/* What has been read since `before` was copied from *c came from a file in folder `dir` (seen from
 * the folder of the outermost file): lets its relative paths start there. */
void config_rebase(struct arena *a, struct config *c, const struct config *before, struct str dir);
/* Notes who set a key, for `loclint config show`; the origin may be completed until the next call.
 */
struct config_origin *config_note(struct arena *a, struct config *c, struct str key,
				  struct str text, struct str where);
/* An error about the value of `key` that has no place yet gets the one where a file sets it. */
void config_point(struct arena *a, const struct config *c, struct str key,
		  struct config_error *error);
/* `key=value` of --set, value in YAML; dotted keys ("rules.stale-hash=off"). */
bool config_set(struct arena *a, struct config *c, struct str assignment,
		struct config_error *error);
/* `SEL=SEVERITY` of --rule. */
bool config_rule(struct arena *a, struct config *c, struct str assignment,
		 struct config_error *error);
/* --only and --skip. */
bool config_only(struct arena *a, struct config *c, struct str selector,
		 struct config_error *error);
bool config_skip(struct arena *a, struct config *c, struct str selector,
		 struct config_error *error);
/* The severities on a page, `path` seen from the configuration's folder: overrides, --only and
 * built-in values considered. */
void config_rules_for(const struct config *c, struct str path, struct config_rules *out);
/* Which overrides hold for `path`, as bits; 64 at most are read from a file. */
uint64_t config_overrides_for(const struct config *c, struct str path);
/* The severities where exactly these hold. */
void config_rules_of(const struct config *c, uint64_t overrides, struct config_rules *out);
/* The severity of one rule on one page. */
enum severity config_severity(const struct config *c, struct str path, enum rule_id r);

/* --- config_keys.c: the keys as text ---------------------------------------------------- */

/* All known keys with a line of help each. */
void config_keys(struct buf *out);
/* As JSON schema (draft 7), which editors use to complete and check `.loclint.yml`. */
void config_schema(struct buf *out);
/* Every setting with its value and who said so; with `all` also those that nobody has set. */
void config_list(struct arena *a, const struct config *c, bool all, struct config_origins *list);

#endif
