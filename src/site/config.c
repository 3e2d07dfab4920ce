/* Reads `.loclint.yml` and the options that change it.  The tables below are the format:
 * src/site/schema.c reads by them and config_keys() prints them. */
#include "site/config_read.h"

#include "site/ignores.h"
#include "site/locale.h"
#include "site/terms.h"

enum { VERSION = 1, LOCALES_LIMIT = 1000, GRACE_DAYS = 14 };

static bool
read_version(struct schema *s, const struct yaml *y, void *target)
{
	struct str text;

	(void)target;
	if (!schema_str(s, y, &text))
		return false;
	if (!str_eq(text, S("1")))
		return schema_fail(s, y->at,
				   str_fmt(s->a, "this program reads version %d", VERSION),
				   "unknown version `%.*s` of the configuration", P(text));
	return true;
}

/* --- trees ------------------------------------------------------------------ */

static bool
read_tag(struct schema *s, struct span at, struct str text)
{
	if (locale_valid(text))
		return true;
	return schema_fail(s, at, S("write it as in \"de\", \"de-DE\" or \"zh-Hant-TW\""),
			   "`%.*s` is no language tag", P(text));
}

static bool
read_source_locale(struct schema *s, const struct yaml *y, void *target)
{
	struct config *c = target;

	return schema_str(s, y, &c->source_locale) && read_tag(s, y->at, c->source_locale);
}

static const struct schema_row source_rows[] = {
	{ .key = "root",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config, source_root),
	  .help = "folder of the source pages" },
	{ .key = "locale",
	  .kind = SCHEMA_CALL,
	  .read = read_source_locale,
	  .shape = SHAPE_VALUE,
	  .help = "language of the source pages, such as en-US" },
	{ .key = "url",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config, source_url),
	  .help = "web address of a source line, with {rev}, {path} and {line}" },
	{ .key = "git",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config, source_git),
	  .help = "repository with the source's history, where it is not around `root`" },
	{ .key = "git-path",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config, source_git_path),
	  .help = "the source's folder in that repository (its top when absent)" },
	{ .key = NULL },
};

/* `source: DIR` or `source: {root: DIR, ...}`. */
static bool
read_source(struct schema *s, const struct yaml *y, void *target)
{
	struct config *c = target;

	if (y->kind == YAML_SCALAR)
		return schema_str(s, y, &c->source_root);
	return schema_mapping(s, y, source_rows, c);
}

static bool
read_terms(struct schema *s, const struct yaml *y, void *target)
{
	struct config *c = target;

	c->glossary = NULL;
	if (y->kind == YAML_SCALAR)
		return schema_str(s, y, &c->terms);
	c->terms = S("");
	c->glossary = terms_value(s, y);
	return c->glossary != NULL;
}

static const struct schema_row locale_rows[] = {
	{ .key = "root",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config_tree, root),
	  .required = true,
	  .help = "folder of this language's pages" },
	{ .key = NULL },
};

/* Where the folder of this locale is kept; an earlier one of the file (index < known) is replaced
 * by --set only. */
static struct config_tree *
tree_of(struct config *c, struct str locale)
{
	for (ptrdiff_t i = 0; i < c->nlocales; i++)
		if (locale_same(c->locales[i].locale, locale))
			return &c->locales[i];
	return NULL;
}

static bool
read_locales(struct schema *s, const struct yaml *y, void *target)
{
	struct config *c = target;
	ptrdiff_t count = schema_count(y), before = c->nlocales;
	struct config_tree *v;

	if (!schema_is_mapping(s, y) || !schema_unique(s, y))
		return false;
	if (count > LOCALES_LIMIT)
		return schema_fail(s, y->key_at, S(""), "more than %d locales", LOCALES_LIMIT);
	v = NEW(s->a, struct config_tree, before + count);
	for (ptrdiff_t i = 0; i < before; i++)
		v[i] = c->locales[i];
	c->locales = v;
	for (const struct yaml *e = y->first; e; e = e->next) {
		struct config_tree *old, tree = { .locale = str_dup(s->a, e->key) };
		bool plain = e->kind == YAML_SCALAR;

		if (!read_tag(s, e->key_at, tree.locale))
			return false;
		if (!(plain ? schema_str(s, e, &tree.root)
			    : schema_mapping(s, e, locale_rows, &tree)))
			return false;
		/* --set replaces what the file says; one file says it once. */
		old = tree_of(c, tree.locale);
		if (old && old - c->locales >= before)
			return schema_fail(s, e->key_at, S(""), "locale `%.*s` is given twice",
					   P(e->key));
		if (old)
			*old = tree;
		else
			c->locales[c->nlocales++] = tree;
	}
	return true;
}

/* --- the rest --------------------------------------------------------------- */

static const char *const version_words[] = { "1", NULL };
static const char *const fail_on_words[] = { "never", "info", "warning", "error", NULL };

static bool
read_fail_on(struct schema *s, const struct yaml *y, void *target)
{
	struct config *c = target;
	int which = 0;

	if (!schema_word(s, y, fail_on_words, &which))
		return false;
	c->fail_on = (enum severity)which; /* `never` is SEV_OFF */
	return true;
}

static bool
read_max_warnings(struct schema *s, const struct yaml *y, void *target)
{
	struct config *c = target;
	struct str text;
	int64_t n;

	if (!schema_str(s, y, &text))
		return false;
	if (!str_int(text, &n) || n > INT32_MAX)
		return schema_fail(s, y->at, S("a whole number without sign"),
				   "`max-warnings` cannot be `%.*s`", P(text));
	c->max_warnings = (ptrdiff_t)n;
	return true;
}

/* The files themselves are read before this one, by those who may read files: config_extends. */
static bool
read_extends(struct schema *s, const struct yaml *y, void *target)
{
	struct str one, *v;
	ptrdiff_t n;

	(void)target;
	if (s->placeless)
		return schema_fail(s, y->at, S("write it in the configuration file"),
				   "`extends` cannot be set by an option");
	return y->kind == YAML_SCALAR && !schema_is_absent(y) ? schema_str(s, y, &one)
							      : schema_strs(s, y, &v, &n);
}

/* --- the tables -------------------------------------------------------------- */

/* What may be said of the whole repository and of each project in it. */
#define ROWS_ABOUT_PAGES \
 { .key = "profile", \
   .kind = SCHEMA_STR, \
   .at = offsetof(struct config, profile), \
   .help = "docs platform: which keys and constructs exist (detected when absent)" }, \
	 { .key = "layout", \
	   .kind = SCHEMA_STR, \
	   .at = offsetof(struct config, layout), \
	   .help = "how a path names its language (detected when absent)" }, \
	 { .key = "source", \
	   .kind = SCHEMA_CALL, \
	   .read = read_source, \
	   .shape = SHAPE_VALUE_OR_ROWS, \
	   .rows = source_rows, \
	   .help = "folder of the source pages, or a mapping:" }, \
	 { .key = "locales", \
	   .kind = SCHEMA_CALL, \
	   .read = read_locales, \
	   .shape = SHAPE_NAMED, \
	   .rows = locale_rows, \
	   .help = "folder of each language: `de-DE: DIR` or `de-DE: {root: DIR}`" }, \
	 { .key = "include", \
	   .kind = SCHEMA_STRS, \
	   .at = offsetof(struct config, include), \
	   .count = offsetof(struct config, ninclude), \
	   .help = "globs of the pages to check (all when absent)" }, \
	 { .key = "exclude", \
	   .kind = SCHEMA_STRS, \
	   .at = offsetof(struct config, exclude), \
	   .count = offsetof(struct config, nexclude), \
	   .help = "globs of pages to leave out" }, \
	 { .key = "rules", \
	   .kind = SCHEMA_CALL, \
	   .read = read_rules, \
	   .shape = SHAPE_RULES, \
	   .rows = setting_rows, \
	   .help = "severity of a rule, category or code: `stale-hash: off`, or a mapping:" }, \
	 { .key = "overrides", \
	   .kind = SCHEMA_CALL, \
	   .read = read_overrides, \
	   .shape = SHAPE_LIST, \
	   .rows = override_rows, \
	   .help = "other severities on some pages, a list of mappings:" }, \
	 { .key = "gitignore", \
	   .kind = SCHEMA_BOOL, \
	   .at = offsetof(struct config, gitignore), \
	   .help = "leave out the pages that git ignores (true)" }, \
	 { .key = "grace-days", \
	   .kind = SCHEMA_INT, \
	   .at = offsetof(struct config, grace_days), \
	   .help = "days a translation may stay behind before that is said (14)" }, \
 { \
  .key = "terms", .kind = SCHEMA_CALL, .read = read_terms, .shape = SHAPE_ANY, \
  .help = "words that are not for translation, or their forms: a list, a mapping, or a file" \
 }

const struct schema_row project_rows[] = {
	{ .key = "name",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config, project),
	  .required = true,
	  .help = "what --project and messages call it" },
	{ .key = "root",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config, root),
	  .help = "folder that the paths of this entry start from (that of the file)" },
	ROWS_ABOUT_PAGES,
	{ .key = NULL },
};

const struct schema_row config_rows[] = {
	{ .key = "version",
	  .kind = SCHEMA_CALL,
	  .read = read_version,
	  .shape = SHAPE_VALUE,
	  .words = version_words,
	  .help = "version of this format: 1" },
	{ .key = "extends",
	  .kind = SCHEMA_CALL,
	  .read = read_extends,
	  .shape = SHAPE_VALUES,
	  .help = "files to read before this one, as seen from its folder" },
	ROWS_ABOUT_PAGES,
	{ .key = "preset",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config, profile),
	  .help = "another name of profile" },
	{ .key = "projects",
	  .kind = SCHEMA_CALL,
	  .read = read_projects,
	  .shape = SHAPE_LIST,
	  .rows = project_rows,
	  .help = "parts of the repository that are checked one by one, a list of mappings:" },
	{ .key = "rules-dir",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config, rules_dir),
	  .help = "folder of own profiles, layouts and link tables (.loclint/rules)" },
	{ .key = "fail-on",
	  .kind = SCHEMA_CALL,
	  .read = read_fail_on,
	  .shape = SHAPE_VALUE,
	  .words = fail_on_words,
	  .help = "lowest severity that gives exit status 1: error, warning, info, never" },
	{ .key = "max-warnings",
	  .kind = SCHEMA_CALL,
	  .read = read_max_warnings,
	  .shape = SHAPE_NUMBER,
	  .help = "more warnings than this give exit status 1 (any number when absent)" },
	{ .key = "ignores",
	  .kind = SCHEMA_CALL,
	  .read = ignores_read,
	  .shape = SHAPE_LIST,
	  .rows = ignores_rows,
	  .help = "findings that are not wanted, a list of mappings:" },
	{ .key = "baseline",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config, baseline),
	  .help = "file of known findings that are not shown, see `loclint baseline`" },
	{ .key = NULL },
};

/* --- files and options --------------------------------------------------------- */

void
config_init(struct config *c)
{
	*c = (struct config){ .gitignore = true,
			      .grace_days = GRACE_DAYS,
			      .fail_on = SEV_ERROR,
			      .max_warnings = -1 };
	for (int r = 0; r < RULE_COUNT; r++)
		c->severity[r] = rules[r].severity;
}

/* `preset` is `profile` by another name: only one of them may be there. */
static bool
is_one_profile(struct schema *s, const struct yaml *root)
{
	const struct yaml *p = yaml_member(root, "profile"), *q = yaml_member(root, "preset");

	if (!p || !q)
		return true;
	return schema_fail(s, p->key_at.off > q->key_at.off ? p->key_at : q->key_at,
			   S("keep one of them"),
			   "`preset` and `profile` are two names of one key");
}

bool
config_read(struct arena *a, struct config *c, struct str file, struct str text,
	    struct config_error *error)
{
	struct schema s = { .a = a, .file = file, .text = text, .error = error };
	const struct yaml *root;

	if (!schema_parse(&s, &root))
		return false;
	if (!root)
		return true;
	if (!schema_mapping(&s, root, config_rows, c) || !is_one_profile(&s, root))
		return false;
	config_note_all(&s, c, root);
	return true;
}

bool
config_set(struct arena *a, struct config *c, struct str assignment, struct config_error *error)
{
	struct schema s = { .a = a, .file = S("--set"), .placeless = true, .error = error };
	ptrdiff_t equals = str_find_char(assignment, '=', 0);
	struct str keys = str_slice(assignment, 0, equals), key;
	const struct yaml *value;
	struct yaml *root = NEW(a, struct yaml, 1), *y = root;

	if (equals <= 0)
		return schema_fail(&s, (struct span){ 0 }, S("write key=value"),
				   "`%.*s` sets nothing", P(assignment));
	s.text = str_slice(assignment, equals + 1, assignment.n);
	if (!schema_parse(&s, &value))
		return false;
	/* a.b=v is read as {a: {b: v}}. */
	while (str_cut(&keys, '.', &key)) {
		y->kind = YAML_MAPPING;
		y->first = NEW(a, struct yaml, 1);
		y = y->first;
		y->key = key;
	}
	if (value) {
		key = y->key;
		*y = *value;
		y->key = key;
	}
	if (!schema_mapping(&s, root, config_rows, c))
		return false;
	config_note_all(&s, c, root);
	return true;
}

/* `selector` of a flag as a set of rules. */
static bool
flag_select(struct schema *s, struct str selector, bool *chosen)
{
	struct str nearest;

	if (rule_select(selector, chosen, &nearest))
		return true;
	return unknown_rule(s, (struct span){ 0 }, selector, nearest);
}

static void
pin(struct config *c, const bool *chosen, enum severity severity, struct str where)
{
	config_set_severity(c, chosen, severity, where);
	for (int r = 0; r < RULE_COUNT; r++)
		c->pinned[r] |= chosen[r];
}

bool
config_rule(struct arena *a, struct config *c, struct str assignment, struct config_error *error)
{
	struct schema s = { .a = a, .file = S("--rule"), .placeless = true, .error = error };
	ptrdiff_t equals = str_find_char(assignment, '=', 0);
	bool chosen[RULE_COUNT];
	enum severity severity;
	struct str word;

	if (equals < 0)
		return schema_fail(&s, (struct span){ 0 },
				   S("write RULE=off, info, warning or error"),
				   "`%.*s` has no severity", P(assignment));
	word = str_slice(assignment, equals + 1, assignment.n);
	if (!flag_select(&s, str_slice(assignment, 0, equals), chosen))
		return false;
	if (!severity_parse(word, &severity))
		return schema_fail(&s, (struct span){ 0 }, S("one of: off, info, warning, error"),
				   "unknown severity `%.*s`", P(word));
	pin(c, chosen, severity, s.file);
	return true;
}

bool
config_only(struct arena *a, struct config *c, struct str selector, struct config_error *error)
{
	struct schema s = { .a = a, .file = S("--only"), .placeless = true, .error = error };
	bool chosen[RULE_COUNT];

	if (!flag_select(&s, selector, chosen))
		return false;
	for (int r = 0; r < RULE_COUNT; r++)
		c->only[r] |= chosen[r];
	c->only_set = true;
	return true;
}

bool
config_skip(struct arena *a, struct config *c, struct str selector, struct config_error *error)
{
	struct schema s = { .a = a, .file = S("--skip"), .placeless = true, .error = error };
	bool chosen[RULE_COUNT];

	if (!flag_select(&s, selector, chosen))
		return false;
	pin(c, chosen, SEV_OFF, s.file);
	return true;
}
