/* Layouts: patterns over paths (the language is described at the head of rules/layouts.yml), read
 * into tokens once.  A path is matched without search: what stands before {path} is read forwards,
 * what stands after it backwards, and {dir} is the shortest run of folders after which the rest
 * matches; so matching is linear in the length of the path. */
#include "site/layout.h"

#include "site/locale.h"
#include "site/schema.h"

enum token_kind {
	TOKEN_LITERAL,
	TOKEN_DIR,
	TOKEN_NAME,
	TOKEN_LOCALE,
	TOKEN_SOURCE,
	TOKEN_PATH,
	TOKEN_EXT,
	TOKEN_KINDS
};

static const struct str token_names[TOKEN_KINDS] = {
	[TOKEN_DIR] = { "dir", 3 },       [TOKEN_NAME] = { "name", 4 },
	[TOKEN_LOCALE] = { "locale", 6 }, [TOKEN_SOURCE] = { "source", 6 },
	[TOKEN_PATH] = { "path", 4 },     [TOKEN_EXT] = { "ext", 3 },
};

static const char *const extensions[] = { "md", "mdx", "markdown" };

struct layout_token {
	enum token_kind kind;
	struct str text; /* of a literal */
	struct span at;  /* in the pattern as written, for messages */
};

/* What the tokens of a pattern stand for in a path. */
struct captures {
	struct str part[TOKEN_KINDS];
	struct str tag; /* {locale} or {source} */
};

/* A tag longer than this is none, see locale.c; it bounds the search for where "a_b_zh_TW" is cut.
 */
enum { TAG_MAX = 32 };

/* --- matching ------------------------------------------------------------ */

static bool
is_tag_char(char c)
{
	return is_alnum(c) || c == '-' || c == '_';
}

static bool
is_extension(struct str s)
{
	for (ptrdiff_t i = 0; i < countof(extensions); i++)
		if (str_eq_nocase(s, str_c(extensions[i])))
			return true;
	return false;
}

/* Length of the {name} at the start of rest: up to `stop`, the last one in the segment. */
static ptrdiff_t
name_length(struct str rest, char stop)
{
	ptrdiff_t slash = str_find_char(rest, '/', 0);

	if (stop == '/')
		return slash;
	return str_rfind_char(str_slice(rest, 0, slash < 0 ? rest.n : slash), stop);
}

/* Takes what token t stands for off the start of *rest.  A literal follows every token but the
 * last. */
static bool
take_front(const struct layout_token *t, bool last, struct str *rest, struct captures *c)
{
	ptrdiff_t n = 0;

	switch (t->kind) {
	case TOKEN_LITERAL:
		n = t->text.n;
		if (!str_eq_nocase(str_slice(*rest, 0, n), t->text))
			return false;
		break;
	case TOKEN_NAME:
		n = last ? 0 : name_length(*rest, t[1].text.p[0]);
		break;
	case TOKEN_LOCALE:
	case TOKEN_SOURCE:
		while (n < rest->n && n <= TAG_MAX && is_tag_char(rest->p[n]))
			n++;
		c->tag = str_slice(*rest, 0, n);
		if (!locale_valid(c->tag))
			return false;
		break;
	case TOKEN_EXT:
		n = is_extension(*rest) ? rest->n : 0;
		break;
	case TOKEN_DIR:
	case TOKEN_PATH:
	case TOKEN_KINDS:
		break;
	}
	if (n <= 0)
		return false;
	c->part[t->kind] = str_slice(*rest, 0, n);
	*rest = str_slice(*rest, n, rest->n);
	return true;
}

/* Where the tag at the end of s begins: the longest one that follows `separator`; -1 when there is
 * none. */
static ptrdiff_t
tag_start(struct str s, char separator)
{
	ptrdiff_t from = s.n > TAG_MAX ? s.n - TAG_MAX : 1;

	for (ptrdiff_t i = from; i < s.n; i++)
		if (s.p[i - 1] == separator && locale_valid(str_slice(s, i, s.n)))
			return i;
	return -1;
}

/* The same from the end.  A literal stands before every token. */
static bool
take_back(const struct layout_token *t, struct str *rest, struct captures *c)
{
	ptrdiff_t from = -1;

	switch (t->kind) {
	case TOKEN_LITERAL:
		from = rest->n - t->text.n;
		if (from < 0 || !str_eq_nocase(str_slice(*rest, from, rest->n), t->text))
			return false;
		break;
	case TOKEN_LOCALE:
	case TOKEN_SOURCE:
		from = tag_start(*rest, t[-1].text.p[t[-1].text.n - 1]);
		c->tag = str_slice(*rest, from, rest->n);
		break;
	case TOKEN_EXT:
		from = str_rfind_char(*rest, '.') + 1;
		if (!is_extension(str_slice(*rest, from, rest->n)))
			return false;
		break;
	case TOKEN_NAME:
	case TOKEN_DIR:
	case TOKEN_PATH:
	case TOKEN_KINDS:
		break;
	}
	if (from < 0)
		return false;
	c->part[t->kind] = str_slice(*rest, from, rest->n);
	*rest = str_slice(*rest, 0, from);
	return true;
}

/* Do the tokens from `first` on cover all of rest? */
static bool
tokens_match(const struct layout_pattern *p, ptrdiff_t first, struct str rest, struct captures *c)
{
	for (ptrdiff_t i = first; i < p->path; i++)
		if (!take_front(&p->tokens[i], i + 1 == p->n, &rest, c))
			return false;
	if (p->path == p->n)
		return rest.n == 0;
	for (ptrdiff_t i = p->n - 1; i > p->path; i--)
		if (!take_back(&p->tokens[i], &rest, c))
			return false;
	c->part[TOKEN_PATH] = rest;
	return rest.n > 0 && rest.p[rest.n - 1] != '/';
}

/* Equal, or a letter and a letter of other case; lets folders pass quickly.  (Pairs like "@" and
 * "`" pass too.) */
static bool
is_same_letter(char a, char b)
{
	return (a | 0x20) == (b | 0x20);
}

static bool
pattern_match(const struct layout_pattern *p, struct str path, struct captures *c)
{
	char first;

	if (p->tokens[0].kind != TOKEN_DIR)
		return tokens_match(p, 0, path, c);
	first = p->tokens[1].text.p[0];
	for (ptrdiff_t from = 0;;) {
		if (from < path.n && is_same_letter(path.p[from], first) &&
		    tokens_match(p, 1, str_slice(path, from, path.n), c)) {
			c->part[TOKEN_DIR] = str_slice(path, 0, from);
			return true;
		}
		from = str_find_char(path, '/', from) + 1;
		if (from == 0)
			return false;
	}
}

/* --- what a layout says of a path ---------------------------------------- */

/* Names have no case: the repositories of one site are called Docs and docs.de-DE. */
static struct str
key_fill(struct arena *a, const struct layout_pattern *key, const struct captures *c)
{
	struct str *parts = NEW(a, struct str, key->n);

	for (ptrdiff_t i = 0; i < key->n; i++) {
		const struct layout_token *t = &key->tokens[i];

		parts[i] = t->kind == TOKEN_LITERAL ? t->text : c->part[t->kind];
		if (t->kind == TOKEN_NAME)
			parts[i] = str_lower(a, parts[i]);
	}
	return str_join(a, parts, key->n, S(""));
}

static struct layout_hit
hit_of(struct arena *a, const struct layout_rule *r, const struct captures *c, bool source)
{
	return (struct layout_hit){ source, c->tag, key_fill(a, &r->key, c),
				    str_lower(a, c->part[TOKEN_NAME]), r };
}

static bool
is_source_tag(const struct layout *l, struct str tag, struct str source_locale)
{
	return source_locale.n ? locale_same(tag, source_locale)
			       : locale_same_language(tag, l->default_source);
}

bool
layout_match_source(struct arena *a, const struct layout *l, struct str path,
		    struct str source_locale, struct layout_hit *hit)
{
	for (ptrdiff_t i = 0; i < l->nrules; i++) {
		const struct layout_rule *r = &l->rules[i];
		struct captures c = { 0 };

		if (!pattern_match(&r->from, path, &c) ||
		    (r->names_source && !is_source_tag(l, c.tag, source_locale)))
			continue;
		*hit = hit_of(a, r, &c, true);
		return true;
	}
	return false;
}

bool
layout_match_translation(struct arena *a, const struct layout *l, struct str path,
			 struct str source_locale, struct layout_hit *hit)
{
	for (ptrdiff_t i = 0; i < l->nrules; i++) {
		const struct layout_rule *r = &l->rules[i];
		struct captures c = { 0 };

		if (!pattern_match(&r->to, path, &c) || is_source_tag(l, c.tag, source_locale))
			continue;
		*hit = hit_of(a, r, &c, false);
		return true;
	}
	return false;
}

bool
layout_match(struct arena *a, const struct layout *l, struct str path, struct str source_locale,
	     struct layout_hit *hit)
{
	return layout_match_translation(a, l, path, source_locale, hit) ||
	       layout_match_source(a, l, path, source_locale, hit);
}

const struct layout *
layout_find(const struct layouts *l, struct str name)
{
	for (ptrdiff_t i = 0; i < l->n; i++)
		if (str_eq(l->v[i].name, name))
			return &l->v[i];
	return NULL;
}

/* --- reading patterns ---------------------------------------------------- */

/* Bytes [from, from + n) of the text of scalar y, in the file. */
static struct span
inside(const struct yaml *y, ptrdiff_t from, ptrdiff_t n)
{
	ptrdiff_t quotes = (ptrdiff_t)y->at.len - y->text.n;

	if (quotes != 0 && quotes != 2)
		return y->at; /* it has escapes: the whole value */
	return (struct span){ y->at.off + (uint32_t)(quotes / 2 + from), (uint32_t)n };
}

static bool
read_placeholder(struct schema *s, const struct yaml *y, struct str word, struct layout_token *t)
{
	for (ptrdiff_t i = 1; i < TOKEN_KINDS; i++)
		if (str_eq(word, token_names[i])) {
			t->kind = (enum token_kind)i;
			return true;
		}
	return schema_fail(s, inside(y, t->at.off, t->at.len),
			   schema_suggest(s->a, word, token_names + 1, TOKEN_KINDS - 1),
			   "unknown placeholder {%.*s}", P(word));
}

/* Could the matcher read these tokens?  See take_front, take_back. */
static bool
check_order(struct schema *s, const struct yaml *y, const struct layout_pattern *p)
{
	bool seen[TOKEN_KINDS] = { 0 };

	for (ptrdiff_t i = 0; i < p->n; i++) {
		const struct layout_token *t = &p->tokens[i];
		bool last = i + 1 == p->n, glued = i && p->tokens[i - 1].kind != TOKEN_LITERAL;
		struct span at = inside(y, t->at.off, t->at.len);

		if (t->kind == TOKEN_LITERAL)
			continue;
		if (seen[t->kind])
			return schema_fail(s, at, S(""), "{%.*s} stands twice",
					   P(token_names[t->kind]));
		if (glued)
			return schema_fail(s, at, S(""),
					   "text must stand between two placeholders");
		if (t->kind == TOKEN_DIR && (i || last))
			return schema_fail(s, at, S(""), "{dir} must start the pattern");
		if (t->kind == TOKEN_NAME && (last || i > p->path))
			return schema_fail(
				s, at, S(""),
				"{name} must be followed by text and stand before {path}");
		if (t->kind == TOKEN_EXT && !last)
			return schema_fail(s, at, S(""), "{ext} must end the pattern");
		seen[t->kind] = true;
	}
	return true;
}

static bool
read_pattern(struct schema *s, const struct yaml *y, struct str *text, struct layout_pattern *p)
{
	struct VEC(struct layout_token) tokens = { 0 };
	ptrdiff_t i = 0;

	if (!schema_str(s, y, text))
		return false;
	while (i < text->n) {
		ptrdiff_t open = str_find_char(*text, '{', i), end = open;
		struct layout_token t = { TOKEN_LITERAL, { 0 }, { (uint32_t)i, 0 } };

		if (open == i) {
			end = str_find_char(*text, '}', i);
			if (end < 0)
				return schema_fail(s, inside(y, i, 1), S(""),
						   "this { is not closed");
			t.at.len = (uint32_t)(++end - i);
			if (!read_placeholder(s, y, str_slice(*text, i + 1, end - 1), &t))
				return false;
		} else {
			t.text = str_slice(*text, i, end < 0 ? text->n : end);
			end = i + t.text.n;
		}
		*vec_push(s->a, &tokens) = t;
		i = end;
	}
	*p = (struct layout_pattern){ tokens.v, tokens.n, 0 };
	while (p->path < p->n && p->tokens[p->path].kind != TOKEN_PATH)
		p->path++;
	return check_order(s, y, p);
}

static bool
pattern_has(const struct layout_pattern *p, enum token_kind kind)
{
	for (ptrdiff_t i = 0; i < p->n; i++)
		if (p->tokens[i].kind == kind)
			return true;
	return false;
}

/* The source pattern without {source} and what separates it: "/" after a whole segment, else the
 * character before it. */
static struct layout_pattern
key_pattern(struct arena *a, const struct layout_pattern *from)
{
	struct layout_pattern key = { NEW(a, struct layout_token, from->n), 0, 0 };
	bool cut_slash = false;

	for (ptrdiff_t i = 0; i < from->n; i++) {
		struct layout_token t = from->tokens[i];

		if (t.kind == TOKEN_SOURCE) {
			cut_slash = i == 0 || str_ends(key.tokens[i - 1].text, S("/"));
			if (!cut_slash)
				key.tokens[i - 1].text.n--;
			continue;
		}
		if (cut_slash && str_starts(t.text, S("/")))
			t.text = str_slice(t.text, 1, t.text.n);
		cut_slash = false;
		key.tokens[key.n++] = t;
	}
	return key;
}

/* Does a letter or digit of the pattern stand before {locale}? */
static bool
is_anchored(const struct layout_pattern *to)
{
	for (ptrdiff_t i = 0; i < to->n && to->tokens[i].kind != TOKEN_LOCALE; i++)
		for (ptrdiff_t k = 0; k < to->tokens[i].text.n; k++)
			if (is_tag_char(to->tokens[i].text.p[k]) && to->tokens[i].text.p[k] != '_')
				return true;
	return false;
}

/* --- reading the file ---------------------------------------------------- */

/* A rule with the places of its patterns. */
struct rule_draft {
	struct layout_rule rule;
	const struct yaml *source, *translation;
};

static bool
read_source(struct schema *s, const struct yaml *y, void *target)
{
	struct rule_draft *d = target;

	d->source = y;
	return read_pattern(s, y, &d->rule.source, &d->rule.from);
}

static bool
read_translation(struct schema *s, const struct yaml *y, void *target)
{
	struct rule_draft *d = target;

	d->translation = y;
	return read_pattern(s, y, &d->rule.translation, &d->rule.to);
}

static const struct schema_row rule_rows[] = {
	{ .key = "source", .kind = SCHEMA_CALL, .read = read_source, .required = true },
	{ .key = "translation", .kind = SCHEMA_CALL, .read = read_translation, .required = true },
	{ 0 },
};

static bool
check_rule(struct schema *s, const struct rule_draft *d)
{
	static const enum token_kind shared[] = { TOKEN_DIR, TOKEN_NAME, TOKEN_PATH, TOKEN_EXT };
	const struct layout_rule *r = &d->rule;

	if (pattern_has(&r->from, TOKEN_LOCALE))
		return schema_fail(s, d->source->at, S("write {source}"),
				   "the source pattern cannot have {locale}");
	if (pattern_has(&r->to, TOKEN_SOURCE) || !pattern_has(&r->to, TOKEN_LOCALE))
		return schema_fail(s, d->translation->at, S(""),
				   "the translation pattern must have {locale}, not {source}");
	for (ptrdiff_t i = 0; i < countof(shared); i++) {
		struct str name = token_names[shared[i]];

		if (pattern_has(&r->from, shared[i]) != pattern_has(&r->to, shared[i]))
			return schema_fail(s, d->translation->at, S(""),
					   "{%.*s} must stand in both patterns or in none",
					   P(name));
	}
	return true;
}

static bool
read_rules(struct schema *s, const struct yaml *y, void *target)
{
	struct layout *l = target;

	if (!schema_is_list(s, y))
		return false;
	l->rules = NEW(s->a, struct layout_rule, schema_count(y));
	for (const struct yaml *e = y->first; e; e = e->next) {
		struct rule_draft d = { 0 };

		if (!schema_mapping(s, e, rule_rows, &d) || !check_rule(s, &d))
			return false;
		d.rule.names_source = pattern_has(&d.rule.from, TOKEN_SOURCE);
		d.rule.anchored = is_anchored(&d.rule.to);
		d.rule.key = key_pattern(s->a, &d.rule.from);
		l->rules[l->nrules++] = d.rule;
	}
	return true;
}

struct example {
	struct str source, translation;
};

static const struct schema_row example_rows[] = {
	{ .key = "source",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct example, source),
	  .required = true },
	{ .key = "translation",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct example, translation),
	  .required = true },
	{ 0 },
};

/* Each example must be what its layout pairs: the file is its own test. */
static bool
read_examples(struct schema *s, const struct yaml *y, void *target)
{
	struct layout *l = target;
	struct str any = { 0 };

	if (!schema_is_list(s, y))
		return false;
	for (const struct yaml *e = y->first; e; e = e->next) {
		struct example x = { 0 };
		struct layout_hit source, translation;

		if (!schema_mapping(s, e, example_rows, &x))
			return false;
		if (!layout_match_source(s->a, l, x.source, any, &source) ||
		    !layout_match(s->a, l, x.translation, any, &translation) ||
		    translation.source || !str_eq(source.key, translation.key))
			return schema_fail(s, e->at, S(""),
					   "the rules above do not pair these two");
	}
	return true;
}

#define AT(member) offsetof(struct layout, member)

/* Rows are read in the order of the file's keys; examples come after rules. */
static const struct schema_row layout_rows[] = {
	{ .key = "name", .kind = SCHEMA_STR, .at = AT(name), .required = true },
	{ .key = "summary", .kind = SCHEMA_STR, .at = AT(summary), .required = true },
	{ .key = "default-source", .kind = SCHEMA_STR, .at = AT(default_source) },
	{ .key = "rules", .kind = SCHEMA_CALL, .read = read_rules, .required = true },
	{ .key = "alone", .kind = SCHEMA_STRS, .at = AT(alone), .count = AT(nalone) },
	{ .key = "examples", .kind = SCHEMA_CALL, .read = read_examples },
	{ 0 },
};

static bool
read_layouts(struct schema *s, const struct yaml *y, void *target)
{
	struct layouts *l = target;

	if (!schema_is_list(s, y))
		return false;
	l->v = NEW(s->a, struct layout, schema_count(y));
	for (const struct yaml *e = y->first; e; e = e->next) {
		struct layout *one = &l->v[l->n];

		one->default_source = S("en");
		if (!schema_mapping(s, e, layout_rows, one))
			return false;
		if (!locale_valid(one->default_source))
			return schema_fail(s, e->at, S(""), "`%.*s` is not a language tag",
					   P(one->default_source));
		if (layout_find(l, one->name))
			return schema_fail(s, e->at, S(""), "there are two layouts `%.*s`",
					   P(one->name));
		l->n++;
	}
	return true;
}

static const struct schema_row file_rows[] = {
	{ .key = "layouts", .kind = SCHEMA_CALL, .read = read_layouts, .required = true },
	{ 0 },
};

bool
layouts_load(struct arena *a, struct layouts *l, struct str file, struct str text,
	     struct config_error *error)
{
	struct schema s = { .a = a, .file = file, .text = text, .error = error };
	const struct yaml *root = NULL;

	*l = (struct layouts){ 0 };
	if (!schema_parse(&s, &root))
		return false;
	if (!root)
		return schema_fail(&s, (struct span){ 0 }, S(""), "the file is empty");
	return schema_mapping(&s, root, file_rows, l);
}
