/* Reads `.loclint.yml` and the options that change it.  The tables below are the format:
 * src/site/schema.c reads by them and config_keys() prints them. */
#include "site/config.h"

#include "site/locale.h"
#include "site/schema.h"

enum { VERSION = 1, LOCALES_LIMIT = 1000, GRACE_DAYS = 14 };

/* What the tables write to before it is moved to its place in struct config. */
struct rule_setting {
	struct config *config;
	int severity; /* index into severity_words; -1: not given */
	struct str *allow;
	ptrdiff_t nallow;
};

static const char *const severity_words[] = { "off", "info", "warning", "error", NULL };

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
	  .help = "language of the source pages, such as en-US" },
	{ .key = "url",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config, source_url),
	  .help = "web address of a source line, with {rev}, {path} and {line}" },
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

/* --- rules ------------------------------------------------------------------ */

static const struct schema_row setting_rows[] = {
	{ .key = "severity",
	  .kind = SCHEMA_WORD,
	  .at = offsetof(struct rule_setting, severity),
	  .words = severity_words,
	  .help = "off, info, warning or error" },
	{ .key = "allow",
	  .kind = SCHEMA_STRS,
	  .at = offsetof(struct rule_setting, allow),
	  .count = offsetof(struct rule_setting, nallow),
	  .help = "links that are never reported, as globs (rules about links only)" },
	{ .key = NULL },
};

static bool
unknown_rule(struct schema *s, struct span at, struct str selector, struct str nearest)
{
	struct str help = nearest.n ? str_fmt(s->a, "did you mean `%.*s`?", P(nearest))
				    : S("`loclint rule` lists all rules");

	return schema_fail(s, at, help, "unknown rule `%.*s`", P(selector));
}

static void
set_severity(struct config *c, const bool *chosen, enum severity severity)
{
	for (int r = 0; r < RULE_COUNT; r++) {
		if (!chosen[r])
			continue;
		c->severity[r] = severity;
		c->severity_set[r] = true;
	}
}

/* Adds link globs; `chosen` must be rules about links. */
static bool
add_allowed(struct schema *s, const struct yaml *y, const bool *chosen,
	    const struct rule_setting *setting)
{
	struct config *c = setting->config;
	struct str *all = NEW(s->a, struct str, c->nallow + setting->nallow);
	ptrdiff_t n = 0;

	for (int r = 0; r < RULE_COUNT; r++)
		if (chosen[r] && rules[r].category != CATEGORY_LINKS)
			return schema_fail(s, y->key_at, S(""),
					   "`allow` is for rules about links, `%.*s` is none",
					   P(rules[r].name));
	for (ptrdiff_t i = 0; i < c->nallow; i++)
		all[n++] = c->allow[i];
	for (ptrdiff_t i = 0; i < setting->nallow; i++)
		all[n++] = setting->allow[i];
	c->allow = all;
	c->nallow = n;
	return true;
}

/* One entry of `rules:`, `selector: severity` or `selector: {severity: ..., allow: [...]}`. */
static bool
read_setting(struct schema *s, const struct yaml *y, struct config *c, const bool *chosen)
{
	struct rule_setting setting = { .config = c, .severity = -1 };

	if (y->kind == YAML_SCALAR) {
		if (!schema_word(s, y, severity_words, &setting.severity))
			return false;
	} else if (!schema_mapping(s, y, setting_rows, &setting)) {
		return false;
	}
	if (setting.nallow && !add_allowed(s, y, chosen, &setting))
		return false;
	if (setting.severity >= 0)
		set_severity(c, chosen, (enum severity)setting.severity);
	return true;
}

/* The narrower selector wins wherever it stands in the file, so `structure: warning` after
 * `list-item-count: error` does not undo it; of equally narrow ones the last wins. */
static bool
read_rules(struct schema *s, const struct yaml *y, void *target)
{
	struct {
		bool chosen[RULE_COUNT];
		int width;
	} * v;
	ptrdiff_t i = 0;

	if (!schema_is_mapping(s, y) || !schema_unique(s, y))
		return false;
	v = arena_alloc(s->a, sizeof *v, _Alignof(int), schema_count(y));
	for (const struct yaml *e = y->first; e; e = e->next, i++) {
		struct str nearest;

		if (!rule_select(e->key, v[i].chosen, &nearest))
			return unknown_rule(s, e->key_at, e->key, nearest);
		for (int r = 0; r < RULE_COUNT; r++)
			v[i].width += v[i].chosen[r];
	}
	for (int width = RULE_COUNT; width > 0; width--) {
		i = 0;
		for (const struct yaml *e = y->first; e; e = e->next, i++)
			if (v[i].width == width && !read_setting(s, e, target, v[i].chosen))
				return false;
	}
	return true;
}

/* --- the rest --------------------------------------------------------------- */

static bool
read_fail_on(struct schema *s, const struct yaml *y, void *target)
{
	static const char *const words[] = { "never", "info", "warning", "error", NULL };
	struct config *c = target;
	int which = 0;

	if (!schema_word(s, y, words, &which))
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

/* `preset` is the same key by another name: only one of them may be there. */
static bool
read_profile(struct schema *s, const struct yaml *y, void *target)
{
	struct config *c = target;

	if (c->profile.n && !s->placeless)
		return schema_fail(s, y->key_at, S("keep one of them"),
				   "`preset` and `profile` are two names of one key");
	return schema_str(s, y, &c->profile);
}

static const struct schema_row config_rows[] = {
	{ .key = "version",
	  .kind = SCHEMA_CALL,
	  .read = read_version,
	  .help = "version of this format: 1" },
	{ .key = "profile",
	  .kind = SCHEMA_CALL,
	  .read = read_profile,
	  .help = "docs platform: which keys and constructs exist (detected when absent)" },
	{ .key = "preset",
	  .kind = SCHEMA_CALL,
	  .read = read_profile,
	  .help = "another name of profile" },
	{ .key = "layout",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config, layout),
	  .help = "how a path names its language (detected when absent)" },
	{ .key = "source",
	  .kind = SCHEMA_CALL,
	  .read = read_source,
	  .rows = source_rows,
	  .help = "folder of the source pages, or a mapping:" },
	{ .key = "locales",
	  .kind = SCHEMA_CALL,
	  .read = read_locales,
	  .help = "folder of each language: `de-DE: DIR` or `de-DE: {root: DIR}`" },
	{ .key = "include",
	  .kind = SCHEMA_STRS,
	  .at = offsetof(struct config, include),
	  .count = offsetof(struct config, ninclude),
	  .help = "globs of the pages to check (all when absent)" },
	{ .key = "exclude",
	  .kind = SCHEMA_STRS,
	  .at = offsetof(struct config, exclude),
	  .count = offsetof(struct config, nexclude),
	  .help = "globs of pages to leave out" },
	{ .key = "rules",
	  .kind = SCHEMA_CALL,
	  .read = read_rules,
	  .rows = setting_rows,
	  .help = "severity of a rule, category or code: `stale-hash: off`, or a mapping:" },
	{ .key = "fail-on",
	  .kind = SCHEMA_CALL,
	  .read = read_fail_on,
	  .help = "lowest severity that gives exit status 1: error, warning, info, never" },
	{ .key = "max-warnings",
	  .kind = SCHEMA_CALL,
	  .read = read_max_warnings,
	  .help = "more warnings than this give exit status 1 (any number when absent)" },
	{ .key = "grace-days",
	  .kind = SCHEMA_INT,
	  .at = offsetof(struct config, grace_days),
	  .help = "days a translation may stay behind before that is said (14)" },
	{ .key = "terms",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config, terms),
	  .help = "glossary file" },
	{ .key = NULL },
};

void
config_init(struct config *c)
{
	*c = (struct config){ .grace_days = GRACE_DAYS, .fail_on = SEV_ERROR, .max_warnings = -1 };
	for (int r = 0; r < RULE_COUNT; r++)
		c->severity[r] = rules[r].severity;
}

bool
config_read(struct arena *a, struct config *c, struct str file, struct str text,
	    struct config_error *error)
{
	struct schema s = { .a = a, .file = file, .text = text, .error = error };
	const struct yaml *root;

	if (!schema_parse(&s, &root))
		return false;
	return !root || schema_mapping(&s, root, config_rows, c);
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
	return schema_mapping(&s, root, config_rows, c);
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
	set_severity(c, chosen, severity);
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
	set_severity(c, chosen, SEV_OFF);
	return true;
}

void
config_keys(struct buf *out)
{
	for (const struct schema_row *row = config_rows; row->key; row++) {
		buf_fmt(out, "%-16s %s\n", row->key, row->help);
		for (const struct schema_row *sub = row->rows; sub && sub->key; sub++)
			buf_fmt(out, "  .%-13s %s\n", sub->key, sub->help);
	}
}
