/* JSON (RFC 8259).  Reading is jansson's, its tree copied onto an arena; writing is ours, for
 * jansson cannot stream. */
/* jansson's enumerators have the names of ours. */
#define JSON_NULL   JANSSON_NULL
#define JSON_STRING JANSSON_STRING
#define JSON_ARRAY  JANSSON_ARRAY
#define JSON_OBJECT JANSSON_OBJECT
#include <jansson.h>
#undef JSON_NULL
#undef JSON_STRING
#undef JSON_ARRAY
#undef JSON_OBJECT

#include "base/json.h"
#include "base/utf8.h"

enum { NESTING_MAX = 512 };

/* An array or object that is being copied. */
struct level {
	json_t *from;
	void *member; /* the next one of an object */
	size_t index; /* of the next element of an array */
	struct json *to, *last;
};

/* A value without what is in it. */
static struct json *
copy_one(struct arena *a, const json_t *from)
{
	struct json *to = NEW(a, struct json, 1);

	switch (json_typeof(from)) {
	case JANSSON_NULL:
		to->kind = JSON_NULL;
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		to->kind = JSON_BOOL;
		to->text = json_is_true(from) ? S("true") : S("false");
		break;
	case JSON_INTEGER:
		to->kind = JSON_NUMBER;
		to->text = str_fmt(a, "%" JSON_INTEGER_FORMAT, json_integer_value(from));
		break;
	case JSON_REAL:
		to->kind = JSON_NUMBER;
		to->text = str_fmt(a, "%.17g", json_real_value(from));
		break;
	case JANSSON_STRING:
		to->kind = JSON_STRING;
		to->text.p = json_string_value(from);
		to->text.n = (ptrdiff_t)json_string_length(from);
		to->text = str_dup(a, to->text);
		break;
	case JANSSON_ARRAY:
		to->kind = JSON_ARRAY;
		break;
	case JANSSON_OBJECT:
		to->kind = JSON_OBJECT;
		break;
	}
	return to;
}

/* The next value on the level, NULL at its end; *key is borrowed. */
static json_t *
next_child(struct level *level, struct str *key)
{
	json_t *child;

	*key = (struct str){ 0 };
	if (level->to->kind == JSON_ARRAY)
		return json_array_get(level->from, level->index++);
	if (!level->member)
		return NULL;
	*key = str_c(json_object_iter_key(level->member));
	child = json_object_iter_value(level->member);
	level->member = json_object_iter_next(level->from, level->member);
	return child;
}

static void
append(struct level *level, struct json *child)
{
	if (level->last)
		level->last->next = child;
	else
		level->to->first = child;
	level->last = child;
}

/* The whole tree; NULL when it is nested too deeply. */
static struct json *
copy(struct arena *a, json_t *tree)
{
	struct json *root = copy_one(a, tree);
	struct level levels[NESTING_MAX];
	ptrdiff_t depth = 0;

	levels[depth++] = (struct level){ tree, json_object_iter(tree), 0, root, NULL };
	while (depth) {
		struct level *level = &levels[depth - 1];
		struct json *to;
		json_t *child;
		struct str key;

		child = next_child(level, &key);
		if (!child) {
			depth--;
			continue;
		}
		to = copy_one(a, child);
		to->key = str_dup(a, key);
		append(level, to);
		if (to->kind != JSON_ARRAY && to->kind != JSON_OBJECT)
			continue;
		if (depth == NESTING_MAX)
			return NULL;
		levels[depth++] = (struct level){ child, json_object_iter(child), 0, to, NULL };
	}
	return root;
}

struct json *
json_parse(struct arena *a, struct str text, struct str *error)
{
	json_error_t why;
	struct json *result;
	json_t *tree;

	*error = (struct str){ 0 };
	if (str_starts(text, S("\xEF\xBB\xBF")))
		text = str_slice(text, 3, text.n);
	tree = json_loadb(text.n ? text.p : "", (size_t)text.n, JSON_DECODE_ANY | JSON_ALLOW_NUL,
			  &why);
	if (!tree) {
		*error = str_fmt(a, "line %d, column %d: %s", why.line, why.column, why.text);
		return NULL;
	}
	result = copy(a, tree);
	if (!result)
		*error = str_fmt(a, "line 1, column 1: nested more than %d levels deep",
				 NESTING_MAX);
	json_decref(tree);
	return result;
}

const struct json *
json_member(const struct json *o, const char *key)
{
	struct str name = str_c(key);

	if (!o || o->kind != JSON_OBJECT)
		return NULL;
	for (const struct json *m = o->first; m; m = m->next)
		if (str_eq(m->key, name))
			return m;
	return NULL;
}
