/* Reads the files of rules/profiles by tables of keys.  A file is read over the one it extends:
 * single values replace inherited ones; rules of keys and constructs stand before inherited ones,
 * and the first that matches wins. */
#include "site/profile_read.h"

enum { EXTENDS_DEPTH = 8 };

/* --- front matter ------------------------------------------------------------- */

/* One entry of `keys`: one rule for one or several names. */
struct key_entry {
	struct key_rule rule;
	struct str key, format;
	struct str *keys;
	ptrdiff_t nkeys;
	struct span format_at;
};

static const char *const class_words[] = {
	"identical", "info", "translated", "locale", "free", NULL
};

static bool
read_format(struct schema *s, const struct yaml *y, void *target)
{
	struct key_entry *e = target;

	e->format_at = y->at;
	return schema_str(s, y, &e->format);
}

static const struct schema_row key_rows[] = {
	{ .key = "key", .kind = SCHEMA_STR, .at = offsetof(struct key_entry, key) },
	{ .key = "keys",
	  .kind = SCHEMA_STRS,
	  .at = offsetof(struct key_entry, keys),
	  .count = offsetof(struct key_entry, nkeys) },
	{ .key = "class",
	  .kind = SCHEMA_WORD,
	  .at = offsetof(struct key_entry, rule.class),
	  .words = class_words,
	  .required = true },
	{ .key = "format", .kind = SCHEMA_CALL, .read = read_format },
	{ .key = "hint", .kind = SCHEMA_STR, .at = offsetof(struct key_entry, rule.format_hint) },
	{ .key = "unique", .kind = SCHEMA_BOOL, .at = offsetof(struct key_entry, rule.unique) },
	{ .key = "title", .kind = SCHEMA_BOOL, .at = offsetof(struct key_entry, rule.title) },
	{ .key = NULL },
};

struct pattern_draft
pattern_draft(const struct profile_draft *d, const struct yaml *y, struct str text)
{
	struct pattern_draft p = { .text = text, .at = y->at, .file = d->file };

	if (y->style == YAML_SINGLE && (ptrdiff_t)y->at.len == y->text.n + 2) {
		p.at = (struct span){ y->at.off + 1, y->at.len - 2 };
		p.exact = true;
	}
	return p;
}

static bool
read_key(struct schema *s, const struct yaml *y, struct profile_draft *d)
{
	struct key_entry e = { 0 };

	if (!schema_mapping(s, y, key_rows, &e))
		return false;
	if (!e.key.n == !e.nkeys)
		return schema_fail(s, y->at, S(""), "give either `key` or `keys`");
	if (e.key.n) {
		e.keys = &e.key;
		e.nkeys = 1;
	}
	if (str_eq(e.format, S("locale"))) {
		e.rule.format = FORMAT_LOCALE;
	} else if (e.format.n) {
		if (!e.rule.format_hint.n)
			return schema_fail(s, e.format_at, S(""), "a format needs a `hint`");
		e.rule.format = FORMAT_PATTERN;
		e.rule.format_which = d->formats.n;
		*vec_push(s->a, &d->formats) = pattern_draft(d, yaml_member(y, "format"), e.format);
	}
	for (ptrdiff_t i = 0; i < e.nkeys; i++) {
		e.rule.pattern = e.keys[i];
		if (str_find_char(e.keys[i], '*', str_find_char(e.keys[i], '*', 0) + 1) > 0 &&
		    str_find_char(e.keys[i], '*', 0) >= 0)
			return schema_fail(s, y->at, S(""), "`%.*s` has more than one `*`",
					   P(e.keys[i]));
		*vec_push(s->a, &d->keys) = e.rule;
	}
	return true;
}

static bool
read_keys(struct schema *s, const struct yaml *y, void *target)
{
	struct profile_draft *d = target;
	struct key_rules inherited = d->keys;

	if (!schema_is_list(s, y))
		return false;
	d->keys = (struct key_rules){ 0 };
	for (const struct yaml *e = y->first; e; e = e->next)
		if (!read_key(s, e, d))
			return false;
	for (ptrdiff_t i = 0; i < inherited.n; i++)
		*vec_push(s->a, &d->keys) = inherited.v[i];
	return true;
}

/* --- constructs --------------------------------------------------------------- */

static const char *const fact_words[] = {
	[FACT_LINK] = "link",
	[FACT_IMAGE] = "image",
	[FACT_CODE] = "code",
	[FACT_HTML] = "html",
	[FACT_ANCHOR] = "anchor",
	[FACT_INCLUDE] = "include",
	[FACT_DIRECTIVE] = "directive",
	[FACT_SHORTCODE] = "shortcode",
	[FACT_COMPONENT] = "component",
	[FACT_REFDEF] = "refdef",
	[FACT_FOOTNOTE] = "footnote",
	[FACT_NOTRANSLATE] = "notranslate",
	[FACT_KINDS] = "none", /* hidden, and nothing is recorded */
	NULL,
};

static const char *const mask_words[] = { "none", "spaces", "letters", "body", NULL };

static bool
read_example_value(struct schema *s, const struct yaml *y, void *target)
{
	struct example *e = target;

	e->value_given = true;
	return schema_str(s, y, &e->value);
}

static const struct schema_row example_rows[] = {
	{ .key = "text",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct example, text),
	  .required = true },
	{ .key = "value", .kind = SCHEMA_CALL, .read = read_example_value },
	{ .key = "no_match", .kind = SCHEMA_BOOL, .at = offsetof(struct example, no_match) },
	{ .key = NULL },
};

static bool
read_examples(struct schema *s, const struct yaml *y, void *target)
{
	struct construct_draft *c = target;
	ptrdiff_t i = 0;

	if (!schema_is_list(s, y))
		return false;
	c->nexamples = schema_count(y);
	c->examples = NEW(s->a, struct example, c->nexamples);
	for (const struct yaml *e = y->first; e; e = e->next) {
		struct example *x = &c->examples[i++];

		x->at = e->at;
		if (!schema_mapping(s, e, example_rows, x))
			return false;
		if (x->value_given == x->no_match)
			return schema_fail(s, e->at, S(""),
					   "an example has either `value` or `no_match: true`");
	}
	return true;
}

static const struct schema_row construct_rows[] = {
	{ .key = "id",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct construct_draft, c.id),
	  .required = true },
	{ .key = "match",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct construct_draft, match.text),
	  .required = true },
	{ .key = "fact",
	  .kind = SCHEMA_WORD,
	  .at = offsetof(struct construct_draft, c.fact),
	  .words = fact_words,
	  .required = true },
	{ .key = "mask",
	  .kind = SCHEMA_WORD,
	  .at = offsetof(struct construct_draft, c.mask),
	  .words = mask_words,
	  .required = true },
	{ .key = "line", .kind = SCHEMA_BOOL, .at = offsetof(struct construct_draft, c.line) },
	{ .key = "in_code",
	  .kind = SCHEMA_BOOL,
	  .at = offsetof(struct construct_draft, c.in_code) },
	{ .key = "closes", .kind = SCHEMA_BOOL, .at = offsetof(struct construct_draft, c.closes) },
	{ .key = "reference",
	  .kind = SCHEMA_BOOL,
	  .at = offsetof(struct construct_draft, c.reference) },
	{ .key = "any_case",
	  .kind = SCHEMA_BOOL,
	  .at = offsetof(struct construct_draft, c.any_case) },
	{ .key = "caseless",
	  .kind = SCHEMA_BOOL,
	  .at = offsetof(struct construct_draft, caseless) },
	{ .key = "examples", .kind = SCHEMA_CALL, .read = read_examples, .required = true },
	{ .key = NULL },
};

static bool
read_construct(struct schema *s, const struct yaml *y, struct profile_draft *d)
{
	struct construct_draft c = { 0 };

	if (!schema_mapping(s, y, construct_rows, &c))
		return false;
	if (!c.nexamples)
		return schema_fail(s, y->at, S(""), "construct `%.*s` has no example", P(c.c.id));
	for (ptrdiff_t i = 0; i < d->constructs.n; i++)
		if (str_eq(d->constructs.v[i].c.id, c.c.id))
			return schema_fail(s, y->at, S(""), "construct `%.*s` is given twice",
					   P(c.c.id));
	c.match = pattern_draft(d, yaml_member(y, "match"), c.match.text);
	*vec_push(s->a, &d->constructs) = c;
	return true;
}

/* An inherited construct whose id the file uses itself is replaced. */
static bool
read_constructs(struct schema *s, const struct yaml *y, void *target)
{
	struct profile_draft *d = target;
	struct construct_drafts inherited = d->constructs;
	ptrdiff_t own;

	if (!schema_is_list(s, y))
		return false;
	d->constructs = (struct construct_drafts){ 0 };
	for (const struct yaml *e = y->first; e; e = e->next)
		if (!read_construct(s, e, d))
			return false;
	own = d->constructs.n;
	for (ptrdiff_t i = 0; i < inherited.n; i++) {
		bool replaced = false;

		for (ptrdiff_t j = 0; j < own && !replaced; j++)
			replaced = str_eq(d->constructs.v[j].c.id, inherited.v[i].c.id);
		if (!replaced)
			*vec_push(s->a, &d->constructs) = inherited.v[i];
	}
	return true;
}

/* --- the file ------------------------------------------------------------------- */

#define AT(member) offsetof(struct profile_draft, p.member)

static const struct schema_row front_rows[] = {
	{ .key = "other", .kind = SCHEMA_WORD, .at = AT(other), .words = class_words },
	{ .key = "keys", .kind = SCHEMA_CALL, .read = read_keys },
	{ .key = "terms", .kind = SCHEMA_STRS, .at = AT(term_keys), .count = AT(nterm_keys) },
	{ .key = NULL },
};

static const struct schema_row markdown_rows[] = {
	{ .key = "alerts", .kind = SCHEMA_BOOL, .at = AT(grammar.alerts) },
	{ .key = "alert_names",
	  .kind = SCHEMA_STRS,
	  .at = AT(alerts.names),
	  .count = AT(alerts.n) },
	{ .key = "gfm_cells", .kind = SCHEMA_BOOL, .at = AT(grammar.gfm_cells) },
	{ .key = "heading_ids", .kind = SCHEMA_BOOL, .at = AT(grammar.heading_ids) },
	{ .key = "indented_fences", .kind = SCHEMA_BOOL, .at = AT(grammar.indented_fences) },
	{ .key = "loose_emphasis", .kind = SCHEMA_BOOL, .at = AT(grammar.loose_emphasis) },
	{ .key = "tabs", .kind = SCHEMA_BOOL, .at = AT(grammar.tabs) },
	{ .key = "anchors", .kind = SCHEMA_WORD, .at = AT(anchors), .words = slug_words },
	{ .key = NULL },
};

static const struct schema_row url_rows[] = {
	{ .key = "locale_first", .kind = SCHEMA_BOOL, .at = AT(url.locale_first) },
	{ .key = "locale_anywhere", .kind = SCHEMA_BOOL, .at = AT(url.locale_anywhere) },
	{ .key = "caseless", .kind = SCHEMA_BOOL, .at = AT(url.caseless) },
	{ .key = "query", .kind = SCHEMA_STRS, .at = AT(url.query), .count = AT(url.nquery) },
	{ .key = "neutral", .kind = SCHEMA_STRS, .at = AT(url.neutral), .count = AT(url.nneutral) },
	{ .key = "page_tags",
	  .kind = SCHEMA_STRS,
	  .at = AT(url.page_tags),
	  .count = AT(url.npage_tags) },
	{ .key = "neutral_root", .kind = SCHEMA_BOOL, .at = AT(url.neutral_root) },
	{ .key = NULL },
};

static const struct schema_row attribute_rows[] = {
	{ .key = "code",
	  .kind = SCHEMA_STRS,
	  .at = AT(attributes.code),
	  .count = AT(attributes.ncode) },
	{ .key = "files",
	  .kind = SCHEMA_STRS,
	  .at = AT(attributes.files),
	  .count = AT(attributes.nfiles) },
	{ .key = NULL },
};

static const struct schema_row detect_rows[] = {
	{ .key = "keys", .kind = SCHEMA_STRS, .at = AT(detect_keys), .count = AT(ndetect_keys) },
	{ .key = "paths", .kind = SCHEMA_STRS, .at = AT(detect_paths), .count = AT(ndetect_paths) },
	{ .key = "texts", .kind = SCHEMA_STRS, .at = AT(detect_texts), .count = AT(ndetect_texts) },
	{ .key = "files", .kind = SCHEMA_STRS, .at = AT(detect_files), .count = AT(ndetect_files) },
	{ .key = "rest", .kind = SCHEMA_BOOL, .at = AT(detect_rest) },
	{ .key = NULL },
};

static const struct schema_row profile_rows[] = {
	{ .key = "name", .kind = SCHEMA_STR, .at = AT(name), .required = true },
	{ .key = "summary", .kind = SCHEMA_STR, .at = AT(summary), .required = true },
	{ .key = "extends", .kind = SCHEMA_STR, .at = offsetof(struct profile_draft, extends) },
	{ .key = "human", .kind = SCHEMA_BOOL, .at = AT(human) },
	{ .key = "links", .kind = SCHEMA_MAP, .rows = profile_links_rows },
	{ .key = "people", .kind = SCHEMA_MAP, .rows = profile_people_rows },
	{ .key = "pin", .kind = SCHEMA_MAP, .rows = profile_pin_rows },
	{ .key = "front_matter", .kind = SCHEMA_MAP, .rows = front_rows },
	{ .key = "markdown", .kind = SCHEMA_MAP, .rows = markdown_rows },
	{ .key = "constructs", .kind = SCHEMA_CALL, .read = read_constructs },
	{ .key = "attributes", .kind = SCHEMA_MAP, .rows = attribute_rows },
	{ .key = "url", .kind = SCHEMA_MAP, .rows = url_rows },
	{ .key = "detect", .kind = SCHEMA_MAP, .rows = detect_rows },
	{ .key = NULL },
};

static bool
read_over(struct schema *s, const struct yaml *root, const struct rule_file *file,
	  struct profile_draft *d)
{
	d->file = file;
	d->extends = S("");
	d->p.detect_keys = d->p.detect_paths = d->p.detect_texts = d->p.detect_files = NULL;
	d->p.ndetect_keys = d->p.ndetect_paths = d->p.ndetect_texts = d->p.ndetect_files = 0;
	d->p.detect_rest = false;
	if (!schema_mapping(s, root, profile_rows, d))
		return false;
	if (!str_eq(d->p.name, file->name))
		return schema_fail(s, yaml_member(root, "name")->at, S(""),
				   "this file must have the name `%.*s`", P(file->name));
	return true;
}

bool
profile_read_alone(struct arena *a, const struct rule_file *file, struct profile_draft *d,
		   struct config_error *error)
{
	struct schema s = { .a = a, .file = file->path, .text = file->text, .error = error };
	const struct yaml *root;

	if (!schema_parse(&s, &root))
		return false;
	if (!root)
		return schema_fail(&s, (struct span){ 0 }, S(""), "the file is empty");
	return read_over(&s, root, file, d);
}

static const struct rule_file *
find_file(const struct rule_file *files, ptrdiff_t n, struct str name)
{
	/* The last one of a name counts: a project's own files follow the embedded ones. */
	for (ptrdiff_t i = n - 1; i >= 0; i--)
		if (str_eq(files[i].name, name))
			return &files[i];
	return NULL;
}

static struct str
known_profiles(struct arena *a, const struct rule_file *files, ptrdiff_t n, struct str name)
{
	struct str *names = NEW(a, struct str, n), help;

	for (ptrdiff_t i = 0; i < n; i++)
		names[i] = files[i].name;
	help = schema_suggest(a, name, names, n);
	return help.n ? help : str_fmt(a, "known: %.*s", P(str_join(a, names, n, S(", "))));
}

/* Says why `name`, asked for at `at`, was not found; `itself`: the file that asks bears the same
 * name. */
static bool
not_found(struct schema *asking, struct span at, struct str name, bool itself, struct str known)
{
	if (itself)
		return schema_fail(asking, at, S("there is no built-in one of this name"),
				   "`%.*s` extends itself", P(name));
	return schema_fail(asking, at, known, "unknown profile `%.*s`", P(name));
}

bool
profile_read(struct arena *a, const struct rule_file *files, ptrdiff_t n, struct str name,
	     struct profile_draft *d, struct config_error *error)
{
	struct {
		struct schema s;
		const struct rule_file *file;
		const struct yaml *root;
	} chain[EXTENDS_DEPTH];
	struct schema asking = { .a = a, .placeless = true, .error = error };
	struct span at = { 0 };
	ptrdiff_t limit = n;
	int depth = 0;

	/* Up to the file that extends nothing, then down again.  A file that extends its own name
	 * means an earlier one: a project's `microsoft` that extends the embedded one. */
	while (name.n) {
		const struct rule_file *file = find_file(files, limit, name);
		struct schema s;
		const struct yaml *extends;

		if (!file)
			return not_found(&asking, at, name, limit < n,
					 known_profiles(a, files, n, name));
		if (depth == EXTENDS_DEPTH)
			return schema_fail(&asking, at, S(""), "`extends` goes deeper than %d",
					   EXTENDS_DEPTH);
		s = (struct schema){
			.a = a, .file = file->path, .text = file->text, .error = error
		};
		chain[depth].file = file;
		if (!schema_parse(&s, &chain[depth].root))
			return false;
		if (!chain[depth].root)
			return schema_fail(&s, at, S(""), "the file is empty");
		extends = yaml_member(chain[depth].root, "extends");
		name = extends && extends->kind == YAML_SCALAR ? extends->text : S("");
		limit = str_eq(name, file->name) ? file - files : n;
		at = extends ? extends->at : at;
		asking = chain[depth++].s = s;
	}
	while (depth-- > 0)
		if (!read_over(&chain[depth].s, chain[depth].root, chain[depth].file, d))
			return false;
	return true;
}
