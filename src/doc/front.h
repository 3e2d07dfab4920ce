/* Front matter: the YAML block at the head of a page, as a flat list of keys with exact byte
 * positions. */
#ifndef FRONT_H
#define FRONT_H

#include "base/base.h"

enum field_kind { FIELD_SCALAR, FIELD_NULL, FIELD_LIST, FIELD_MAP };

/* One key.  Nested mappings also give one field per inner key, named with dots
 * ("l10n.sourceCommit"). */
struct field {
	struct str key;
	struct str value; /* SCALAR: decoded text; LIST, MAP: canonical line (yaml_canonical); NULL:
			     empty */
	struct span key_at;   /* in doc->text */
	struct span value_at; /* as written, quotes included; len 0 just after the colon when there
				 is none */
	struct span line_at;  /* whole lines of the entry, line end included */
	enum field_kind kind;
	uint8_t depth; /* 0: top level */
	uint8_t quote; /* 0, '\'' or '"' when the scalar is quoted; '|' or '>' for block scalars */
};

struct front {
	bool present;      /* a `---` block was found at the top */
	bool toml;         /* it is `+++`: recorded, not compared */
	bool unterminated; /* opened, but no closing line */
	struct span lost;  /* then, when an entry follows: the entries, up to an empty line or a
			      heading; a page that starts with a thematic break has none */
	struct span at;    /* the block with both fences; body starts behind it or behind `lost` */
	struct span inner; /* between the fences */
	struct field *fields;
	ptrdiff_t nfields;
	struct str error;  /* YAML error in plain words, empty when none; fields are then empty */
	uint32_t error_at; /* offset in doc->text */
	struct duplicate {
		ptrdiff_t first, second; /* indices of fields */
	} * duplicates;
	ptrdiff_t nduplicates;
};

/* Finds and reads the block at the start of text (after a BOM, which is not part of text).  A
 * strict fast path reads simple `key: value` headers; anything unusual goes to libyaml, with the
 * same result. */
struct front front_parse(struct arena *a, struct str text);
/* The field with this dotted key (exact case), or NULL. */
const struct field *front_field(const struct front *f, struct str key);

#endif
