/* YAML as a tree with exact byte positions (libyaml events; the document API is never used, so
 * alias bombs are harmless). */
/* YAML_H is libyaml's own guard. */
#ifndef DOC_YAML_H
#define DOC_YAML_H

#include "base/base.h"

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING, YAML_ALIAS };
enum yaml_style { YAML_PLAIN, YAML_SINGLE, YAML_DOUBLE, YAML_BLOCK }; /* BLOCK: | or > */

struct yaml {
	enum yaml_kind kind;
	enum yaml_style style;
	struct str key;     /* of a mapping's entry; empty in sequences */
	struct span key_at; /* bytes of the key as written */
	struct span at;  /* bytes of the value as written (quotes included; a collection: first to
			    last byte) */
	struct str text; /* SCALAR: the value, always a string; ALIAS: the anchor's name */
	struct yaml *first, *next; /* entries, siblings, in file order */
	struct yaml
		*duplicate_of; /* an earlier entry of the same mapping with the same key, or NULL */
};

struct yaml_error {
	struct str message; /* plain words, "mapping values are not allowed here"; empty when there
			       was no error */
	ptrdiff_t off;      /* byte offset in the text */
};

/* libyaml is quadratic in the depth of flow collections, linear in the rest. */
enum { YAML_MAX_DEPTH = 32, YAML_MAX_BYTES = 4 << 20 };

/* The single document in `text` (at most YAML_MAX_BYTES), on a.  NULL for an empty document (no
 * error) and on error. Positions are byte offsets into text, also after multi-byte characters.
 * U+0085, U+2028 and U+2029 are no line ends here. */
struct yaml *yaml_parse(struct arena *a, struct str text, struct yaml_error *error);
/* Entry `key` of a mapping, or NULL (also when y is NULL or no mapping). */
const struct yaml *yaml_member(const struct yaml *y, const char *key);
/* The tree in one canonical line: scalars as they are, `[a, b]`, `{k: v}`; for comparing and
 * showing. */
struct str yaml_canonical(struct arena *a, const struct yaml *y);

#endif
