/* The configuration's JSON schema: it is a schema by the rules of draft 7 (as far as it uses them),
 * and it and the reader of the file are of one mind. */
#include "unit.h"

#include <string.h>

#include "base/json.h"
#include "doc/yaml.h"
#include "site/config.h"

static struct json *
schema(struct arena *a)
{
	struct buf out = { .a = a };
	struct str why = { 0 };
	struct json *j;

	config_schema(&out);
	j = json_parse(a, buf_take(&out), &why);
	if (!j)
		fail_msg("%.*s", P(why));
	return j;
}

/* --- is it a schema? ------------------------------------------------------------------ */

enum value { TEXT, NUMBER, FLAG_OR_SCHEMA, TYPE, WORDS, SCHEMA, SCHEMAS, NAMED };

/* The keywords that are used, with what http://json-schema.org/draft-07/schema says of them. */
static const struct {
	const char *key;
	enum value value;
} keywords[] = {
	{ "$schema", TEXT },      { "$ref", TEXT },
	{ "title", TEXT },        { "description", TEXT },
	{ "minimum", NUMBER },    { "additionalProperties", FLAG_OR_SCHEMA },
	{ "type", TYPE },         { "enum", WORDS },
	{ "required", WORDS },    { "items", SCHEMA },
	{ "anyOf", SCHEMAS },     { "allOf", SCHEMAS },
	{ "properties", NAMED },  { "patternProperties", NAMED },
	{ "definitions", NAMED },
};

static void assert_schema(const struct json *j);

static void
assert_type(const struct json *j)
{
	static const char *const types[] = { "object", "array",   "string",
					     "number", "integer", "boolean" };
	bool known = false;

	if (j->kind == JSON_ARRAY) {
		assert_non_null(j->first);
		for (const struct json *e = j->first; e; e = e->next)
			assert_type(e);
		return;
	}
	assert_int_equal(j->kind, JSON_STRING);
	for (ptrdiff_t i = 0; i < countof(types); i++)
		known |= str_eq(j->text, str_c(types[i]));
	assert_true(known);
}

static void
assert_value(const struct json *j, enum value value)
{
	switch (value) {
	case TEXT:
		assert_int_equal(j->kind, JSON_STRING);
		break;
	case NUMBER:
		assert_int_equal(j->kind, JSON_NUMBER);
		break;
	case FLAG_OR_SCHEMA:
		if (j->kind != JSON_BOOL)
			assert_schema(j);
		break;
	case TYPE:
		assert_type(j);
		break;
	case WORDS:
		assert_int_equal(j->kind, JSON_ARRAY);
		assert_non_null(j->first);
		for (const struct json *e = j->first; e; e = e->next)
			for (const struct json *f = e->next; f; f = f->next)
				assert_false(str_eq(e->text, f->text) && e->kind == f->kind);
		break;
	case SCHEMA:
		assert_schema(j);
		break;
	case SCHEMAS:
		assert_int_equal(j->kind, JSON_ARRAY);
		assert_non_null(j->first);
		for (const struct json *e = j->first; e; e = e->next)
			assert_schema(e);
		break;
	case NAMED:
		assert_int_equal(j->kind, JSON_OBJECT);
		for (const struct json *e = j->first; e; e = e->next)
			assert_schema(e);
		break;
	}
}

static void
assert_schema(const struct json *j)
{
	assert_int_equal(j->kind, JSON_OBJECT);
	for (const struct json *e = j->first; e; e = e->next) {
		ptrdiff_t i = 0;

		while (i < countof(keywords) && !str_eq(str_c(keywords[i].key), e->key))
			i++;
		if (i == countof(keywords))
			fail_msg("`%.*s` is no keyword that is known here", P(e->key));
		assert_value(e, keywords[i].value);
	}
}

static void
the_schema_is_valid(void **state)
{
	struct arena a = { 0 };
	struct json *j = schema(&a);

	(void)state;
	assert_schema(j);
	assert_true(str_eq(json_member(j, "$schema")->text,
			   S("http://json-schema.org/draft-07/schema#")));
	arena_free(&a);
}

/* --- what it allows ------------------------------------------------------------------- */

struct checker {
	const struct json *root;
};

static bool allows(const struct checker *c, const struct json *s, const struct yaml *y);

static bool
is_number(struct str s)
{
	int64_t n;

	return str_int(s, &n);
}

/* The type of a YAML value as editors see it. */
static bool
has_type(struct str type, const struct yaml *y)
{
	bool boolean = str_eq(y->text, S("true")) || str_eq(y->text, S("false"));
	bool plain = y->style == YAML_PLAIN;

	if (y->kind == YAML_MAPPING)
		return str_eq(type, S("object"));
	if (y->kind == YAML_SEQUENCE)
		return str_eq(type, S("array"));
	if (plain && is_number(y->text))
		return str_eq(type, S("number")) || str_eq(type, S("integer"));
	return str_eq(type, plain && boolean ? S("boolean") : S("string"));
}

static bool
type_allows(const struct json *type, const struct yaml *y)
{
	if (!type || type->kind == JSON_STRING)
		return !type || has_type(type->text, y);
	for (const struct json *e = type->first; e; e = e->next)
		if (has_type(e->text, y))
			return true;
	return false;
}

static bool
enum_allows(const struct json *words, const struct yaml *y)
{
	for (const struct json *e = words ? words->first : NULL; e; e = e->next)
		if (y->kind == YAML_SCALAR && str_eq(e->text, y->text) &&
		    (e->kind == JSON_NUMBER) == (y->style == YAML_PLAIN && is_number(y->text)))
			return true;
	return !words;
}

/* The only pattern there is: a letter and up to three digits. */
static bool
pattern_fits(struct str pattern, struct str key)
{
	assert_true(str_eq(pattern, S("^[A-Za-z][0-9]{1,3}$")));
	return key.n >= 2 && key.n <= 4 && is_number(str_slice(key, 1, key.n)) &&
	       !is_number(str_slice(key, 0, 1));
}

static bool
member_allows(const struct checker *c, const struct json *s, const struct yaml *y)
{
	const struct json *named = json_member(s, "properties"),
			  *patterns = json_member(s, "patternProperties"),
			  *others = json_member(s, "additionalProperties");
	char key[128] = { 0 };

	assert_true(y->key.n < (ptrdiff_t)sizeof key);
	memcpy(key, y->key.p, (size_t)y->key.n);
	if (json_member(named, key))
		return allows(c, json_member(named, key), y);
	for (const struct json *p = patterns ? patterns->first : NULL; p; p = p->next)
		if (pattern_fits(p->key, y->key))
			return allows(c, p, y);
	if (others && others->kind == JSON_OBJECT)
		return allows(c, others, y);
	return !others || str_eq(others->text, S("true"));
}

static bool
children_allowed(const struct checker *c, const struct json *s, const struct yaml *y)
{
	const struct json *required = json_member(s, "required"), *items = json_member(s, "items");

	for (const struct yaml *e = y->first; e; e = e->next) {
		if (y->kind == YAML_MAPPING && !member_allows(c, s, e))
			return false;
		if (y->kind == YAML_SEQUENCE && items && !allows(c, items, e))
			return false;
	}
	for (const struct json *r = required ? required->first : NULL; r; r = r->next) {
		bool there = false;

		for (const struct yaml *e = y->first; e; e = e->next)
			there |= str_eq(e->key, r->text);
		if (!there)
			return false;
	}
	return true;
}

static bool
allows(const struct checker *c, const struct json *s, const struct yaml *y)
{
	const struct json *ref = json_member(s, "$ref"), *any = json_member(s, "anyOf"),
			  *all = json_member(s, "allOf");
	bool ok = !any;

	if (ref) {
		char name[32] = { 0 };
		struct str path = ref->text;

		assert_true(str_starts(path, S("#/definitions/")) && path.n < 14 + 31);
		memcpy(name, path.p + 14, (size_t)path.n - 14);
		assert_non_null(json_member(json_member(c->root, "definitions"), name));
		return allows(c, json_member(json_member(c->root, "definitions"), name), y);
	}
	for (const struct json *e = any ? any->first : NULL; e; e = e->next)
		ok |= allows(c, e, y);
	for (const struct json *e = all ? all->first : NULL; e; e = e->next)
		ok &= allows(c, e, y);
	return ok && type_allows(json_member(s, "type"), y) &&
	       enum_allows(json_member(s, "enum"), y) && children_allowed(c, s, y);
}

static const struct {
	const char *text;
	bool fine;
} files[] = {
	{ "version: 1\n", true },
	{ "version: '1'\n", true },
	{ "version: 2\n", false },
	{ "profile: microsoft\nlayout: folders\n", true },
	{ "profile: [a]\n", false },
	{ "source: en-US\n", true },
	{ "source: 2026\n", true },
	{ "source: {root: en-US, locale: en-us, git: a, git-path: b, url: c}\n", true },
	{ "source: {rot: en-US}\n", false },
	{ "source: [a]\n", false },
	{ "locales: {de-DE: de, fr: {root: fr}}\n", true },
	{ "locales: {de-DE: {folder: de}}\n", false },
	{ "locales: {de-DE: {}}\n", false },
	{ "include: ['**/*.md']\nexclude: [a, 2021]\n", true },
	{ "include: a\n", false },
	{ "include: [[a]]\n", false },
	{ "rules: {all: info, structure: warning, list-item-count: error, S304: info, S3: info}\n",
	  true },
	{ "rules: {list-item-count: {severity: info}, links: {allow: [a], severity: info}}\n",
	  true },
	{ "rules: {list-items-count: error}\n", false },
	{ "rules: {structure: eror}\n", false },
	{ "rules: {structure: {level: error}}\n", false },
	{ "rules: [a]\n", false },
	{ "overrides: [{paths: [a], rules: {links: info}}]\n", true },
	{ "overrides: [{paths: a, rules: {links: info}}]\n", false },
	{ "overrides: [{paths: [a]}]\n", false },
	{ "overrides: [{paths: [a], rules: {lnks: info}}]\n", false },
	{ "projects: [{name: a, root: b, source: c, locales: {de: d}, rules: {all: info}}]\n",
	  true },
	{ "projects: [{name: a, profile: b, layout: c, include: [d], exclude: [e], overrides: "
	  "[{paths: [f], rules: {all: info}}]}]\n",
	  true },
	{ "projects: [{root: b}]\n", false },
	{ "projects: [{name: a, projects: []}]\n", false },
	{ "extends: a.yml\n", true },
	{ "extends: [a.yml, b.yml]\n", true },
	{ "extends: {a: b}\n", false },
	{ "fail-on: never\nmax-warnings: 3\ngrace-days: 0\nterms: a\nrules-dir: b\n", true },
	{ "fail-on: always\n", false },
	{ "max-warnings: many\n", false },
	{ "grace-days: two\n", false },
	{ "ignores: [{path: a.md, rule: links, reason: b, until: 2027-06-30}]\n", true },
	{ "ignores: [{pth: a.md}]\n", false },
	{ "unknown: a\n", false },
};

static void
schema_and_reader_agree(void **state)
{
	(void)state;
	for (ptrdiff_t i = 0; i < countof(files); i++) {
		struct arena a = { 0 };
		struct checker c = { schema(&a) };
		struct config config;
		struct config_error e = { 0 };
		struct yaml_error bad = { 0 };
		const struct yaml *y = yaml_parse(&a, str_c(files[i].text), &bad);
		bool read;

		config_init(&config);
		read = config_read(&a, &config, S("c.yml"), str_c(files[i].text), &e) &&
		       config_finish(&a, &config, &e);
		if (read != files[i].fine)
			fail_msg("%s: the reader says %d: %.*s", files[i].text, read, P(e.message));
		if (allows(&c, c.root, y) != files[i].fine)
			fail_msg("%s: the schema does not agree", files[i].text);
		arena_free(&a);
	}
}

static void
every_rule_can_be_completed(void **state)
{
	struct arena a = { 0 };
	const struct json *defs = json_member(schema(&a), "definitions"),
			  *named = json_member(json_member(defs, "rules"), "properties");

	(void)state;
	for (int r = 0; r < RULE_COUNT; r++) {
		const struct json *rule = json_member(named, str_z(&a, rules[r].name));

		assert_non_null(rule);
		assert_true(str_eq(json_member(rule, "description")->text, rules[r].summary));
	}
	arena_free(&a);
}

/* --- values ------------------------------------------------------------------------------ */

static struct config_origin
find(const struct config_origins *list, const char *key)
{
	for (ptrdiff_t i = 0; i < list->n; i++)
		if (str_eq(list->v[i].key, str_c(key)))
			return list->v[i];
	return (struct config_origin){ 0 };
}

static void
values_are_listed_with_those_who_said_them(void **state)
{
	static const struct {
		const char *key, *text, *where;
	} want[] = {
		{ "source.root", "en", "c.yml:1" },       { "locales.de", "de", "c.yml:3" },
		{ "locales.fr", "other", "--set" },       { "exclude", "[a, b]", "c.yml:5" },
		{ "rules.stale-hash", "off", "c.yml:8" }, { "rules.table-shape", "info", "--rule" },
		{ "rules.*.allow", "[x]", "c.yml:9" },    { "grace-days", "3", "c.yml:6" },
		{ "fail-on", "never", "c.yml:10" },
	};
	struct arena a = { 0 };
	struct config c;
	struct config_error e = { 0 };
	struct config_origins list = { 0 }, all = { 0 };

	(void)state;
	config_init(&c);
	assert_true(config_read(&a, &c, S("c.yml"),
				S("source: en\nlocales:\n  de: de\n  fr: fr\nexclude: [a, b]\n"
				  "grace-days: 3\nrules:\n  stale-hash: off\n"
				  "  links: {allow: [x]}\nfail-on: never\n"),
				&e));
	assert_true(config_set(&a, &c, S("locales.fr=other"), &e));
	assert_true(config_rule(&a, &c, S("table-shape=info"), &e));
	config_list(&a, &c, false, &list);
	assert_int_equal(list.n, countof(want));
	for (ptrdiff_t i = 0; i < countof(want); i++) {
		struct config_origin o = find(&list, want[i].key);

		if (!str_eq(o.text, str_c(want[i].text)) || !str_eq(o.where, str_c(want[i].where)))
			fail_msg("%s: %.*s by %.*s", want[i].key, P(o.text), P(o.where));
	}
	config_list(&a, &c, true, &all);
	assert_true(str_eq(find(&all, "rules.list-missing").text, S("error")));
	assert_true(str_eq(find(&all, "rules.list-missing").where, S("built in")));
	assert_true(str_eq(find(&all, "grace-days").where, S("c.yml:6")));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_schema_is_valid),
		cmocka_unit_test(schema_and_reader_agree),
		cmocka_unit_test(every_rule_can_be_completed),
		cmocka_unit_test(values_are_listed_with_those_who_said_them),
	};

	return cmocka_run_group_tests_name("config_keys", tests, NULL, NULL);
}
