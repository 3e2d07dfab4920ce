/* `.loclint.yml`: the settings of a project.  Every scalar is read as a string, every unknown key
 * is an error with a suggestion. */
#ifndef CONFIG_H
#define CONFIG_H

#include "diag/config_error.h"

struct config_tree { /* one locale's folder */
	struct str locale, root;
};

struct config {
	struct str file; /* where it was read, empty: none */
	struct str dir;  /* folder that relative paths start from */
	struct str source_root, source_locale, source_url;
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
	int grace_days;         /* default 14 */
	enum severity fail_on;  /* SEV_OFF: never */
	ptrdiff_t max_warnings; /* -1: any number */
	struct str terms;       /* glossary file, kept for the term rules */
};

/* Built-in values. */
void config_init(struct config *c);
/* Reads a file's text over *c.  False and *error (line, caret, suggestion) on anything unknown or
 * malformed. */
bool config_read(struct arena *a, struct config *c, struct str file, struct str text,
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
/* All known keys with a line of help each, for `loclint config schema` and the documentation. */
void config_keys(struct buf *out);

#endif
