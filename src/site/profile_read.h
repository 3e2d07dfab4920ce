/* A profile file as it is read, before its patterns are compiled; between profile.c, profile_read.c
 * and profile_pin.c. */
#ifndef PROFILE_READ_H
#define PROFILE_READ_H

#include "site/profile.h"
#include "site/schema.h"

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

/* `{text, commit}`: the pattern finds this part in text, and no other; `{text, no_match}`. */
struct pin_example {
	struct str text, part[PIN_PARTS];
	bool no_match;
	struct span at;
};

struct pin_draft {
	struct pin_text t; /* without what needs compiling */
	struct pattern_draft match;
	struct str path; /* beside: of the file */
	struct pin_example *examples;
	ptrdiff_t nexamples;
};

struct profile_draft {
	struct profile p;              /* all that needs no compiling */
	struct pin_draft head, beside; /* match.text empty: none */
	struct pattern_draft ignored;  /* commits; text empty: none */
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
/* Where a pattern stands, byte for byte if it is written in single quotes without a quote inside.
 */
struct pattern_draft pattern_draft(const struct profile_draft *d, const struct yaml *y,
				   struct str text);
/* Compiles one set of patterns; `drafts` are where they were written.  *set is NULL when n is 0. */
bool profile_compile(struct arena *a, const struct pattern_source *v,
		     const struct pattern_draft **drafts, ptrdiff_t n, struct pattern_set **set,
		     struct config_error *error);

/* profile_pin.c: the section `pin`, read into a struct profile_draft. */
extern const struct schema_row profile_pin_rows[];
/* profile_links.c: the section `links`. */
extern const struct schema_row profile_links_rows[];
/* profile_people.c: the section `people`. */
extern const struct schema_row profile_people_rows[];
/* Compiles the patterns of the section into p->owned[2] and what follows; checks their examples. */
bool profile_pin_compile(struct arena *a, struct profile *p, const struct profile_draft *d,
			 struct pattern_scratch *scratch, struct config_error *error);

#endif
