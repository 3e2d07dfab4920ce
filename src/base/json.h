/* JSON in (jansson, copied onto an arena) and out (streamed onto a buf). */
#ifndef JSON_H
#define JSON_H

#include "base/base.h"

enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
	enum json_kind kind;
	struct str key; /* of a member; empty in arrays */
	struct str
		text; /* STRING: decoded; NUMBER: as %.17g or integer text; BOOL: "true"/"false" */
	struct json *first, *next; /* children, siblings, in file order */
};

/* The value in `text`, on arena a; NULL with *error (a sentence with line and column) when it is
 * not JSON. Nesting is limited to 512, duplicate keys keep the last value. */
struct json *json_parse(struct arena *a, struct str text, struct str *error);
/* Member `key` of an object, or NULL (also when o is NULL or no object). */
const struct json *json_member(const struct json *o, const char *key);

/* A writer that keeps track of commas.  Strings are escaped; invalid UTF-8 becomes U+FFFD. */
struct json_out {
	struct buf *out;
	int depth;
	bool comma; /* a value has been written at this level */
};
void json_open(struct json_out *j, char bracket); /* '{' or '[' */
void json_close(struct json_out *j, char bracket);
void json_key(struct json_out *j, const char *key);
void json_key_str(struct json_out *j, struct str key);
void json_str(struct json_out *j, struct str value);
void json_int(struct json_out *j, int64_t value);
void json_bool(struct json_out *j, bool value);
/* libjansson exports a function json_null; the alias keeps the two apart at link time. */
#define json_null json_put_null
void json_null(struct json_out *j);

#endif
