/* Reads YAML trees by tables of keys.  The tables are the grammar: messages, suggestions and the
 * list of known keys come from them, so that a key cannot be documented and not read, or read and
 * not documented. */
#include "site/schema.h"

enum { INT_LIMIT = 1000000000 };

bool
schema_fail(struct schema *s, struct span at, struct str help, const char *fmt, ...)
{
	struct str message;
	va_list ap;

	va_start(ap, fmt);
	message = str_vfmt(s->a, fmt, ap);
	va_end(ap);
	if (s->placeless)
		*s->error = (struct config_error){ .message = message,
						   .help = help,
						   .at.file = s->file };
	else
		config_error_at(s->a, s->error, s->file, s->text, at, message, help);
	return false;
}

struct str
schema_suggest(struct arena *a, struct str word, const struct str *known, ptrdiff_t n)
{
	struct str near = str_nearest(word, known, n);

	return near.n ? str_fmt(a, "did you mean `%.*s`?", P(near)) : S("");
}

bool
schema_parse(struct schema *s, const struct yaml **root)
{
	struct yaml_error error = { 0 };

	*root = yaml_parse(s->a, s->text, &error);
	if (!error.message.n)
		return true;
	return schema_fail(s, (struct span){ (uint32_t)error.off, 0 }, S(""), "%.*s",
			   P(error.message));
}

/* How messages call a value: its key, or its place in a list. */
static struct str
schema_name(struct schema *s, const struct yaml *y)
{
	return y->key.n ? str_fmt(s->a, "`%.*s`", P(y->key)) : S("this");
}

/* Bytes to point at: the value, or its key when the value is absent. */
static struct span
schema_place(const struct yaml *y)
{
	return y->at.len || !y->key_at.len ? y->at : y->key_at;
}

bool
schema_is_absent(const struct yaml *y)
{
	return y->kind == YAML_SCALAR && y->style == YAML_PLAIN && !y->text.n;
}

ptrdiff_t
schema_count(const struct yaml *y)
{
	ptrdiff_t n = 0;

	for (const struct yaml *e = y->first; e; e = e->next)
		n++;
	return n;
}

static bool
schema_wrong(struct schema *s, const struct yaml *y, const char *wanted, struct str help)
{
	static const char *const got[] = { "a single value", "a list", "a mapping", "an alias" };

	if (schema_is_absent(y))
		return schema_fail(s, schema_place(y), help, "%.*s has no value, it must be %s",
				   P(schema_name(s, y)), wanted);
	return schema_fail(s, schema_place(y), help, "%.*s must be %s, not %s",
			   P(schema_name(s, y)), wanted, got[y->kind]);
}

bool
schema_is_list(struct schema *s, const struct yaml *y)
{
	if (y->kind == YAML_SEQUENCE || schema_is_absent(y))
		return true;
	if (y->kind == YAML_SCALAR)
		return schema_wrong(s, y, "a list", str_fmt(s->a, "write [\"%.*s\"]", P(y->text)));
	return schema_wrong(s, y, "a list", S(""));
}

bool
schema_is_mapping(struct schema *s, const struct yaml *y)
{
	if (y->kind == YAML_MAPPING || schema_is_absent(y))
		return true;
	return schema_wrong(s, y, "a mapping (key: value)", S(""));
}

static bool
schema_text(struct schema *s, const struct yaml *y, struct str *out)
{
	if (y->kind != YAML_SCALAR)
		return schema_wrong(s, y, "a single value", S(""));
	*out = str_dup(s->a, y->text);
	return true;
}

bool
schema_str(struct schema *s, const struct yaml *y, struct str *out)
{
	if (y->kind != YAML_SCALAR || schema_is_absent(y))
		return schema_wrong(s, y, "a single value", S(""));
	if (!y->text.n)
		return schema_fail(s, schema_place(y), S(""), "%.*s is empty",
				   P(schema_name(s, y)));
	return schema_text(s, y, out);
}

bool
schema_strs(struct schema *s, const struct yaml *y, struct str **v, ptrdiff_t *n)
{
	ptrdiff_t i = 0;

	if (!schema_is_list(s, y))
		return false;
	*n = schema_count(y);
	*v = NEW(s->a, struct str, *n);
	for (const struct yaml *e = y->first; e; e = e->next)
		if (!schema_str(s, e, *v + i++))
			return false;
	return true;
}

bool
schema_word(struct schema *s, const struct yaml *y, const char *const *words, int *which)
{
	struct str word, list = { 0 };
	struct str known[16];
	ptrdiff_t n = 0;

	for (; n < countof(known) && words[n]; n++)
		known[n] = str_c(words[n]);
	list = str_join(s->a, known, n, S(", "));
	if (y->kind != YAML_SCALAR || schema_is_absent(y))
		return schema_wrong(s, y, "one word", str_fmt(s->a, "one of: %.*s", P(list)));
	word = y->text;
	for (ptrdiff_t i = 0; i < n; i++)
		if (str_eq(word, known[i])) {
			*which = (int)i;
			return true;
		}
	return schema_fail(s, schema_place(y), str_fmt(s->a, "one of: %.*s", P(list)),
			   "%.*s cannot be `%.*s`", P(schema_name(s, y)), P(word));
}

static bool
schema_bool(struct schema *s, const struct yaml *y, bool *out)
{
	static const char *const words[] = { "false", "true", NULL };
	int which = 0;

	if (!schema_word(s, y, words, &which))
		return false;
	*out = which;
	return true;
}

static bool
schema_int(struct schema *s, const struct yaml *y, int *out)
{
	int64_t value;

	if (y->kind != YAML_SCALAR || schema_is_absent(y))
		return schema_wrong(s, y, "a number", S(""));
	if (!str_int(y->text, &value) || value > INT_LIMIT)
		return schema_fail(s, schema_place(y), S("a whole number without sign"),
				   "%.*s cannot be `%.*s`", P(schema_name(s, y)), P(y->text));
	*out = (int)value;
	return true;
}

static bool
schema_value(struct schema *s, const struct yaml *y, const struct schema_row *row, void *target)
{
	void *at = (char *)target + row->at, *count = (char *)target + row->count;

	switch (row->kind) {
	case SCHEMA_STR:
		return schema_str(s, y, at);
	case SCHEMA_TEXT:
		return schema_text(s, y, at);
	case SCHEMA_BOOL:
		return schema_bool(s, y, at);
	case SCHEMA_INT:
		return schema_int(s, y, at);
	case SCHEMA_STRS:
		return schema_strs(s, y, at, count);
	case SCHEMA_WORD:
		return schema_word(s, y, row->words, at);
	case SCHEMA_MAP:
		return schema_mapping(s, y, row->rows, at);
	case SCHEMA_CALL:
		return row->read(s, y, target);
	}
	return false;
}

static bool
schema_unknown(struct schema *s, const struct yaml *y, const struct schema_row *rows)
{
	struct str *known, help;
	ptrdiff_t n = 0;

	while (rows[n].key)
		n++;
	known = NEW(s->a, struct str, n);
	for (ptrdiff_t i = 0; i < n; i++)
		known[i] = str_c(rows[i].key);
	help = schema_suggest(s->a, y->key, known, n);
	if (!help.n)
		help = str_fmt(s->a, "known here: %.*s", P(str_join(s->a, known, n, S(", "))));
	return schema_fail(s, y->key_at, help, "unknown key `%.*s`", P(y->key));
}

bool
schema_unique(struct schema *s, const struct yaml *y)
{
	for (const struct yaml *e = y->first; e; e = e->next)
		if (e->duplicate_of)
			return schema_fail(s, e->key_at, S(""), "`%.*s` is given twice", P(e->key));
	return true;
}

bool
schema_mapping(struct schema *s, const struct yaml *y, const struct schema_row *rows, void *target)
{
	if (!schema_is_mapping(s, y) || !schema_unique(s, y))
		return false;
	for (const struct yaml *e = y->first; e; e = e->next) {
		const struct schema_row *row = rows;

		while (row->key && !str_eq(e->key, str_c(row->key)))
			row++;
		if (!row->key)
			return schema_unknown(s, e, rows);
		if (!schema_value(s, e, row, target))
			return false;
	}
	for (const struct schema_row *row = rows; row->key; row++)
		if (row->required && !yaml_member(y, row->key))
			return schema_fail(s, y->at, S(""), "`%s` is missing", row->key);
	return true;
}
