/* The configuration's keys as text: a list for the terminal, a JSON schema, and the values of one
 * run with those who said them.  All of it is printed from the tables that the file
 * is read by. */
#include "base/json.h"
#include "site/config_read.h"

/* --- keys --------------------------------------------------------------------------- */

static void
list_keys(struct buf *out, const struct schema_row *rows, int depth)
{
	for (const struct schema_row *row = rows; row->key; row++) {
		buf_repeat(out, ' ', (ptrdiff_t)2 * depth);
		buf_fmt(out, "%s%-*s %s\n", depth ? "." : "", 16 - 2 * depth - (depth > 0),
			row->key, row->help);
		if (rows == project_rows && str_eq(str_c(row->key), S("root"))) {
			buf_fmt(out, "  .%-13s %s\n", "..",
				"and what is said above of all pages, for these");
			return;
		}
		if (row->rows)
			list_keys(out, row->rows, depth + 1);
	}
}

void
config_keys(struct buf *out)
{
	list_keys(out, config_rows, 0);
}

/* --- the schema ------------------------------------------------------------------------ */

static void write_rows(struct json_out *j, const struct schema_row *rows);

static void
write_pair(struct json_out *j, const char *key, struct str value)
{
	json_key(j, key);
	json_str(j, value);
}

static void
write_words(struct json_out *j, const char *const *words)
{
	json_key(j, "enum");
	json_open(j, '[');
	for (; *words; words++)
		json_str(j, str_c(*words));
	json_close(j, ']');
}

/* Every scalar is read as text, so a folder may be called 2026 or no. */
static void
write_scalar(struct json_out *j)
{
	json_key(j, "type");
	json_open(j, '[');
	json_str(j, S("string"));
	json_str(j, S("number"));
	json_str(j, S("boolean"));
	json_close(j, ']');
}

static void
write_array(struct json_out *j, const struct schema_row *rows)
{
	write_pair(j, "type", S("array"));
	json_key(j, "items");
	json_open(j, '{');
	if (rows)
		write_rows(j, rows);
	else
		write_scalar(j);
	json_close(j, '}');
}

static void
write_number(struct json_out *j)
{
	write_pair(j, "type", S("integer"));
	json_key(j, "minimum");
	json_int(j, 0);
}

/* A scalar (a word), or a mapping by rows. */
static void
write_either(struct json_out *j, const char *const *words, const struct schema_row *rows)
{
	json_key(j, "anyOf");
	json_open(j, '[');
	json_open(j, '{');
	if (words)
		write_words(j, words);
	else
		write_scalar(j);
	json_close(j, '}');
	json_open(j, '{');
	write_rows(j, rows);
	json_close(j, '}');
	json_close(j, ']');
}

static void
write_reference(struct json_out *j, const char *to)
{
	json_key(j, "allOf"); /* beside $ref draft 7 ignores everything, the description too */
	json_open(j, '[');
	json_open(j, '{');
	write_pair(j, "$ref", str_c(to));
	json_close(j, '}');
	json_close(j, ']');
}

static void
write_call(struct json_out *j, const struct schema_row *row)
{
	switch (row->shape) {
	case SHAPE_VALUE:
		if (str_eq(str_c(row->key), S("version"))) {
			json_key(j, "enum");
			json_open(j, '[');
			json_int(j, 1);
			json_str(j, S("1"));
			json_close(j, ']');
		} else if (row->words) {
			write_words(j, row->words);
		} else {
			write_scalar(j);
		}
		break;
	case SHAPE_NUMBER:
		write_number(j);
		break;
	case SHAPE_VALUES:
		json_key(j, "anyOf");
		json_open(j, '[');
		json_open(j, '{');
		write_pair(j, "type", S("string"));
		json_close(j, '}');
		json_open(j, '{');
		write_array(j, NULL);
		json_close(j, '}');
		json_close(j, ']');
		break;
	case SHAPE_VALUE_OR_ROWS:
		write_either(j, NULL, row->rows);
		break;
	case SHAPE_NAMED:
		write_pair(j, "type", S("object"));
		json_key(j, "additionalProperties");
		json_open(j, '{');
		write_either(j, NULL, row->rows);
		json_close(j, '}');
		break;
	case SHAPE_RULES:
		write_reference(j, "#/definitions/rules");
		break;
	case SHAPE_LIST:
		write_array(j, row->rows);
		break;
	case SHAPE_ANY:
		json_key(j, "type");
		json_open(j, '[');
		json_str(j, S("string"));
		json_str(j, S("array"));
		json_str(j, S("object"));
		json_close(j, ']');
		break;
	}
}

static void
write_row(struct json_out *j, const struct schema_row *row)
{
	json_key(j, row->key);
	json_open(j, '{');
	if (row->help)
		write_pair(j, "description", str_c(row->help));
	switch (row->kind) {
	case SCHEMA_STR:
	case SCHEMA_TEXT:
		write_scalar(j);
		break;
	case SCHEMA_BOOL:
		write_pair(j, "type", S("boolean"));
		break;
	case SCHEMA_INT:
		write_number(j);
		break;
	case SCHEMA_STRS:
		write_array(j, NULL);
		break;
	case SCHEMA_WORD:
		write_words(j, row->words);
		break;
	case SCHEMA_MAP:
		write_rows(j, row->rows);
		break;
	case SCHEMA_CALL:
		write_call(j, row);
		break;
	}
	json_close(j, '}');
}

static void
write_rows(struct json_out *j, const struct schema_row *rows)
{
	bool any = false;

	write_pair(j, "type", S("object"));
	json_key(j, "additionalProperties");
	json_bool(j, false);
	json_key(j, "properties");
	json_open(j, '{');
	for (const struct schema_row *row = rows; row->key; row++) {
		write_row(j, row);
		any |= row->required;
	}
	json_close(j, '}');
	if (!any)
		return;
	json_key(j, "required");
	json_open(j, '[');
	for (const struct schema_row *row = rows; row->key; row++)
		if (row->required)
			json_str(j, str_c(row->key));
	json_close(j, ']');
}

static void
write_selector(struct json_out *j, struct str name, struct str help)
{
	json_key_str(j, name);
	json_open(j, '{');
	write_pair(j, "description", help);
	write_reference(j, "#/definitions/setting");
	json_close(j, '}');
}

/* `rules`: names, categories and `all` for completion, codes and their prefixes by pattern. */
static void
write_rules(struct json_out *j)
{
	json_key(j, "rules");
	json_open(j, '{');
	write_pair(j, "type", S("object"));
	json_key(j, "properties");
	json_open(j, '{');
	write_selector(j, S("all"), S("every rule"));
	for (int c = 0; c < CATEGORY_COUNT; c++) {
		struct str name = category_name((enum category)c);

		write_selector(j, name, str_fmt(j->out->a, "rules about %.*s", P(name)));
	}
	for (int r = 0; r < RULE_COUNT; r++)
		write_selector(j, rules[r].name, rules[r].summary);
	json_close(j, '}');
	json_key(j, "patternProperties");
	json_open(j, '{');
	write_selector(j, S("^[A-Za-z][0-9]{1,3}$"), S("a code, or how several codes start"));
	json_close(j, '}');
	json_key(j, "additionalProperties");
	json_bool(j, false);
	json_close(j, '}');
}

void
config_schema(struct buf *out)
{
	struct json_out j = { .out = out };

	json_open(&j, '{');
	write_pair(&j, "$schema", S("http://json-schema.org/draft-07/schema#"));
	write_pair(&j, "title", S("Settings of loclint"));
	write_pair(&j, "description",
		   S("Which translated Markdown pages are compared with which source pages, and "
		     "what is reported."));
	write_rows(&j, config_rows);
	json_key(&j, "definitions");
	json_open(&j, '{');
	json_key(&j, "setting");
	json_open(&j, '{');
	write_either(&j, severity_words, setting_rows);
	json_close(&j, '}');
	write_rules(&j);
	json_close(&j, '}');
	json_close(&j, '}');
	buf_char(out, '\n');
}

/* --- values ------------------------------------------------------------------------------- */

struct lister {
	struct arena *a;
	const struct config *c;
	bool all;
	struct config_origins *list;
};

static void
add(struct lister *l, struct str key, struct str text, struct str where)
{
	if (where.n || l->all)
		*vec_push(l->a, l->list) = (struct config_origin){
			.key = key, .text = text, .where = where.n ? where : S("built in")
		};
}

static struct config_origin
origin_of(const struct config *c, struct str key)
{
	for (ptrdiff_t i = 0; i < c->origins.n; i++)
		if (str_eq(c->origins.v[i].key, key))
			return c->origins.v[i];
	return (struct config_origin){ 0 };
}

static struct str
strings_text(struct arena *a, const struct str *v, ptrdiff_t n)
{
	return str_fmt(a, "[%.*s]", P(str_join(a, v, n, S(", "))));
}

/* What the row's field holds, or what the file said where the field is not plain. */
static struct str
field_text(const struct lister *l, const struct schema_row *row, struct str said)
{
	const void *at = (const char *)l->c + row->at;
	struct str key = str_c(row->key);

	if (row->kind == SCHEMA_STR)
		return *(const struct str *)at;
	if (row->kind == SCHEMA_STRS)
		return strings_text(
			l->a, *(struct str *const *)at,
			*(const ptrdiff_t *)(const void *)((const char *)l->c + row->count));
	if (row->kind == SCHEMA_INT)
		return str_fmt(l->a, "%d", *(const int *)at);
	if (str_eq(key, S("terms")) && l->c->terms.n)
		return l->c->terms;
	if (str_eq(key, S("fail-on")))
		return l->c->fail_on == SEV_OFF ? S("never") : severity_name(l->c->fail_on);
	if (str_eq(key, S("max-warnings")) && l->c->max_warnings >= 0)
		return str_fmt(l->a, "%td", l->c->max_warnings);
	return said;
}

static void
add_source(struct lister *l, const struct schema_row *rows)
{
	for (const struct schema_row *row = rows; row->key; row++) {
		struct str key = str_fmt(l->a, "source.%s", row->key);
		struct str value = str_eq(key, S("source.locale")) ? l->c->source_locale
								   : field_text(l, row, S(""));

		add(l, key, value, origin_of(l->c, key).where);
	}
}

static void
add_locales(struct lister *l)
{
	for (ptrdiff_t i = 0; i < l->c->nlocales; i++) {
		struct str key = str_fmt(l->a, "locales.%.*s", P(l->c->locales[i].locale));

		add(l, key, l->c->locales[i].root, origin_of(l->c, key).where);
	}
}

static void
add_rules(struct lister *l)
{
	struct config_rules all;

	config_rules_of(l->c, 0, &all);
	for (int r = 0; r < RULE_COUNT; r++)
		add(l, str_fmt(l->a, "rules.%.*s", P(rules[r].name)),
		    severity_name(all.severity[r]), all.where[r]);
	if (l->c->nallow)
		add(l, S("rules.*.allow"), strings_text(l->a, l->c->allow, l->c->nallow),
		    origin_of(l->c, S("rules.*.allow")).where);
}

void
config_list(struct arena *a, const struct config *c, bool all, struct config_origins *list)
{
	struct lister l = { a, c, all, list };

	for (const struct schema_row *row = config_rows; row->key; row++) {
		struct str key = str_c(row->key);
		struct config_origin said = origin_of(c, key);

		if (str_eq(key, S("source")))
			add_source(&l, row->rows);
		else if (str_eq(key, S("locales")))
			add_locales(&l);
		else if (str_eq(key, S("rules")))
			add_rules(&l);
		else if (!str_eq(key, S("version")) && !str_eq(key, S("preset")))
			add(&l, key, field_text(&l, row, said.text), said.where);
	}
}
