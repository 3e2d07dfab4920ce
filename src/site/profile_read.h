/* A profile file as it is read, before its patterns are compiled; between profile.c and
 * profile_read.c. */
#ifndef PROFILE_READ_H
#define PROFILE_READ_H

#include "site/profile.h"

/* A pattern and where it was written. */
struct pattern_draft {
	struct str text;
	struct span at; /* in file->text */
	bool exact;     /* at covers the pattern byte for byte */
	const struct rule_file *file;
};

/* `{text, value}`: the first match in text is this construct with this value; `{text, no_match}`:
 * this construct does not match. */
struct example {
	struct str text, value;
	bool no_match, value_given;
	struct span at;
};

struct construct_draft {
	struct construct c;
	struct pattern_draft match;
	bool caseless;
	struct example *examples;
	ptrdiff_t nexamples;
};

struct profile_draft {
	struct profile p; /* all that needs no compiling */
	struct str extends;
	const struct rule_file *file;
	struct key_rules VEC(struct key_rule) keys;
	struct pattern_drafts
		VEC(struct pattern_draft) formats; /* key_rule.format_which counts them */
	struct construct_drafts VEC(struct construct_draft) constructs;
};

/* Reads file `name` over what it extends.  False and *error otherwise. */
bool profile_read(struct arena *a, const struct rule_file *files, ptrdiff_t n, struct str name,
		  struct profile_draft *d, struct config_error *error);
/* Reads one file alone, without what it extends: its name and detection data. */
bool profile_read_alone(struct arena *a, const struct rule_file *file, struct profile_draft *d,
			struct config_error *error);

#endif
