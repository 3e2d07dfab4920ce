/* Settings files (configuration, profiles, layouts, link tables): YAML read by a table of keys.
 * What the table does not name is an error with line, caret and suggestion; every scalar is a
 * string until a row says otherwise. */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "diag/config_error.h"
#include "doc/yaml.h"

struct schema {
	struct arena *a; /* everything read lives here; nothing points into text afterwards */
	struct str file; /* for messages */
	struct str text; /* what spans refer to */
	bool placeless;  /* the text is a flag's argument: errors carry no place */
	struct config_error *error; /* set by all functions below that return false */
	uint32_t line, line_off;    /* last line that was counted, and up to where; 0: none */
};

enum schema_kind {
	SCHEMA_STR,  /* struct str at `at`; must not be empty */
	SCHEMA_TEXT, /* the same, may be empty */
	SCHEMA_BOOL, /* bool: true or false */
	SCHEMA_INT,  /* int, 0 to 1,000,000,000 */
	SCHEMA_STRS, /* struct str * at `at` and ptrdiff_t at `count`: a list of strings; replaces
			an earlier list */
	SCHEMA_WORD, /* int-sized enum at `at`: index of the word in `words` */
	SCHEMA_MAP,  /* a mapping read with `rows` into the same target, or into `at` when it is not
			0 */
	SCHEMA_CALL  /* read(schema, value, target) */
};

/* What the value of a SCHEMA_CALL row may look like, for those who print the grammar. */
enum schema_shape {
	SHAPE_VALUE,         /* a single value; one of `words`, when there are any */
	SHAPE_NUMBER,        /* a whole number */
	SHAPE_VALUES,        /* a list of values */
	SHAPE_VALUE_OR_ROWS, /* a single value, or a mapping by `rows` */
	SHAPE_NAMED,         /* names of the user's, each with a SHAPE_VALUE_OR_ROWS */
	SHAPE_RULES,         /* the same with rules as names */
	SHAPE_LIST,          /* a list of mappings by `rows` */
	SHAPE_ANY            /* a single value, a list, or a mapping of the user's names */
};

struct schema_row {
	const char *key;
	enum schema_kind kind;
	size_t at, count;
	const char *const *words;      /* WORD: ends with NULL */
	const struct schema_row *rows; /* MAP, and CALL by its shape: ends with key NULL */
	bool (*read)(struct schema *s, const struct yaml *y, void *target);
	enum schema_shape shape; /* CALL */
	bool required;           /* an error when the mapping does not have it */
	const char *help;        /* one line for users; NULL in files that only we write */
};

/* The document of s->text.  False on a YAML error; *root is NULL when there is none. */
bool schema_parse(struct schema *s, const struct yaml **root);
/* Reads mapping y by rows (ended by key NULL) into target.  An absent value (`rules:`) is an empty
 * mapping.  False and *error on an unknown, repeated or missing key and on a value of the wrong
 * type. */
bool schema_mapping(struct schema *s, const struct yaml *y, const struct schema_row *rows,
		    void *target);
/* Single values, for SCHEMA_CALL rows. */
bool schema_str(struct schema *s, const struct yaml *y, struct str *out);
bool schema_strs(struct schema *s, const struct yaml *y, struct str **v, ptrdiff_t *n);
bool schema_word(struct schema *s, const struct yaml *y, const char *const *words, int *which);
/* y is a list (an absent value is an empty one), a mapping: else false and *error. */
bool schema_is_list(struct schema *s, const struct yaml *y);
bool schema_is_mapping(struct schema *s, const struct yaml *y);
/* A plain scalar without text: the key was written, its value was not. */
bool schema_is_absent(const struct yaml *y);
/* Number of entries of a list or mapping. */
ptrdiff_t schema_count(const struct yaml *y);
/* Refuses keys that occur twice in mapping y. */
bool schema_unique(struct schema *s, const struct yaml *y);
/* Sets *error for bytes `at`; always false, so that callers can return it.  help may be empty. */
bool schema_fail(struct schema *s, struct span at, struct str help, const char *fmt, ...)
	PRINTF_LIKE(4, 5);
/* "did you mean `x`?" when known has something near, else empty. */
struct str schema_suggest(struct arena *a, struct str word, const struct str *known, ptrdiff_t n);

#endif
