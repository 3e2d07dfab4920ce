/* Link tables: a hash map for exact URLs, one combined pattern for the rest.
 *
 * A table has groups, each with a reason, exact URLs (old: new) and patterns; patterns are tried
 * only on hosts that their group names, because nearly every link of a page has another host or an
 * exact answer. */
#include "site/linktable.h"

#include "base/map.h"
#include "site/locale.h"
#include "site/schema.h"

struct rule_list VEC(struct link_rule);
struct source_list VEC(struct pattern_source);

struct example {
	struct str from, to;
	struct schema where;
	struct span at;
};
struct example_list VEC(struct example);

struct link_table {
	struct rule_list exact, patterns;
	struct map urls;  /* normalised URL -> index in exact */
	struct map hosts; /* lower-case hosts that patterns are for */
	struct map known; /* lower-case hosts that anything is for: the quick way out */
	struct pattern_set *set;
	struct source_list sources;
	struct example_list examples;
};

/* A URL taken apart for comparing. */
struct parts {
	struct str host;      /* lower case */
	struct str locale;    /* segment that was taken out of the path, without slashes */
	struct str key;       /* host, path without locale, query: lower case, no trailing "/" */
	struct str key_whole; /* the same with "#fragment" */
	struct str fragment;  /* as written, without "#" */
	struct str plain; /* "https://" host path query fragment as written, without locale: what
			     patterns see */
};

static struct str
strip_scheme(struct str url)
{
	static const struct str schemes[] = { { "https://", 8 }, { "http://", 7 }, { "//", 2 } };

	for (ptrdiff_t i = 0; i < countof(schemes); i++)
		if (str_eq_nocase(str_slice(url, 0, schemes[i].n), schemes[i]))
			return str_slice(url, schemes[i].n, url.n);
	return S("");
}

/* Takes "/en-us" off the head of *path when it is language and region; a bare "/de" may be a page.
 */
static struct str
cut_locale(struct str *path)
{
	struct str rest = str_slice(*path, 1, path->n), segment;

	if (!path->n || !str_cut(&rest, '/', &segment) || segment.n < 4 || segment.n > 16 ||
	    !locale_valid(segment))
		return S("");
	*path = str_slice(*path, 1 + segment.n, path->n);
	return segment;
}

static struct str
without_slash(struct str s)
{
	while (s.n && s.p[s.n - 1] == '/')
		s.n--;
	return s;
}

/* False when url has no host. */
static bool
parts_of(struct arena *a, struct str url, struct parts *p)
{
	struct str rest = strip_scheme(url), path;
	ptrdiff_t slash, hash;

	*p = (struct parts){ 0 };
	if (!rest.n)
		return false;
	hash = str_find_char(rest, '#', 0);
	p->fragment = hash < 0 ? S("") : str_slice(rest, hash + 1, rest.n);
	rest = str_slice(rest, 0, hash < 0 ? rest.n : hash);
	slash = str_find_char(rest, '/', 0);
	p->host = str_lower(a, str_slice(rest, 0, slash < 0 ? rest.n : slash));
	path = str_slice(rest, p->host.n, rest.n);
	while (path.n > 1 && path.p[1] == '/') /* "//a" is "/a" for every server in the tables */
		path = str_slice(path, 1, path.n);
	p->locale = cut_locale(&path);
	p->key = str_lower(a, without_slash(str_fmt(a, "%.*s%.*s", P(p->host), P(path))));
	p->key_whole = p->fragment.n
			       ? str_lower(a, str_fmt(a, "%.*s#%.*s", P(p->key), P(p->fragment)))
			       : p->key;
	p->plain = str_fmt(a, "https://%.*s%.*s%s%.*s", P(p->host), P(path),
			   p->fragment.n ? "#" : "", P(p->fragment));
	return true;
}

/* --- loading ------------------------------------------------------------------------ */

/* One group while its file is read. */
struct group {
	struct link_table *table;
	struct str reason;
	struct str *hosts;
	ptrdiff_t nhosts;
};

static bool
read_exact(struct schema *s, const struct yaml *y, void *target)
{
	struct group *g = target;

	if (!schema_is_mapping(s, y) || !schema_unique(s, y))
		return false;
	for (const struct yaml *e = y->first; e; e = e->next) {
		struct link_rule rule = { .from = e->key, .reason = g->reason };
		struct parts p;

		if (!schema_str(s, e, &rule.replacement))
			return false;
		if (!parts_of(s->a, e->key, &p))
			return schema_fail(s, e->key_at, S("write https://host/path"),
					   "`%.*s` is no absolute URL", P(e->key));
		rule.whole = p.fragment.n > 0;
		*map_at(&g->table->known, p.host) = 1;
		*map_at(&g->table->urls, p.key_whole) = g->table->exact.n;
		*vec_push(s->a, &g->table->exact) = rule;
	}
	return true;
}

static bool
read_examples(struct schema *s, const struct yaml *y, void *target)
{
	struct group *g = target;

	if (!schema_is_mapping(s, y))
		return false;
	for (const struct yaml *e = y->first; e; e = e->next) {
		struct example x = { .from = e->key, .where = *s, .at = e->key_at };

		if (!schema_str(s, e, &x.to))
			return false;
		*vec_push(s->a, &g->table->examples) = x;
	}
	return true;
}

static bool
read_patterns(struct schema *s, const struct yaml *y, void *target)
{
	struct group *g = target;

	if (!schema_is_mapping(s, y) || !schema_unique(s, y))
		return false;
	if (!g->nhosts && y->first)
		return schema_fail(s, y->first->key_at,
				   S("name them before the patterns: hosts: [docs.example.com]"),
				   "a group with patterns needs `hosts`");
	for (const struct yaml *e = y->first; e; e = e->next) {
		struct link_rule rule = { .from = e->key, .reason = g->reason, .is_pattern = true };
		struct pattern_source source = { .text = e->key, .caseless = true }, *one = &source;
		struct pattern_set *set;
		struct str why;
		ptrdiff_t bad, at;

		if (!schema_str(s, e, &rule.replacement))
			return false;
		set = pattern_compile(s->a, one, 1, &bad, &why, &at);
		if (!set)
			return schema_fail(s, e->key_at, S(""),
					   "this pattern does not compile: %.*s", P(why));
		pattern_free(set);
		*vec_push(s->a, &g->table->patterns) = rule;
		*vec_push(s->a, &g->table->sources) = source;
	}
	for (ptrdiff_t i = 0; i < g->nhosts; i++) {
		*map_at(&g->table->hosts, str_lower(s->a, g->hosts[i])) = 1;
		*map_at(&g->table->known, str_lower(s->a, g->hosts[i])) = 1;
	}
	return true;
}

static const struct schema_row group_rows[] = {
	{ .key = "reason",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct group, reason),
	  .required = true },
	{ .key = "hosts",
	  .kind = SCHEMA_STRS,
	  .at = offsetof(struct group, hosts),
	  .count = offsetof(struct group, nhosts) },
	{ .key = "exact", .kind = SCHEMA_CALL, .read = read_exact },
	{ .key = "patterns", .kind = SCHEMA_CALL, .read = read_patterns },
	{ .key = "examples", .kind = SCHEMA_CALL, .read = read_examples },
	{ .key = NULL },
};

static bool
read_groups(struct schema *s, const struct yaml *y, void *target)
{
	struct link_table **t = target;

	if (!schema_is_list(s, y))
		return false;
	for (const struct yaml *e = y->first; e; e = e->next) {
		struct group g = { .table = *t };

		if (!schema_mapping(s, e, group_rows, &g))
			return false;
	}
	return true;
}

static const struct schema_row file_rows[] = {
	{ .key = "groups", .kind = SCHEMA_CALL, .read = read_groups, .required = true },
	{ .key = NULL },
};

/* Every example of every file must give what it says, with all files loaded. */
static bool
examples_hold(struct arena *a, struct link_table *t)
{
	struct pattern_scratch *scratch = pattern_scratch_new();
	bool ok = true;

	for (ptrdiff_t i = 0; ok && i < t->examples.n; i++) {
		struct example *x = &t->examples.v[i];
		struct str fixed = S("(nothing)");

		if (link_table_find(t, scratch, a, x->from, &fixed) && str_eq(fixed, x->to))
			continue;
		ok = schema_fail(&x->where, x->at, S(""), "this example gives `%.*s`, not `%.*s`",
				 P(fixed), P(x->to));
	}
	pattern_scratch_free(scratch);
	return ok;
}

struct link_table *
link_table_load(struct arena *a, const struct link_source *files, ptrdiff_t n,
		struct config_error *error)
{
	struct link_table *t = NEW(a, struct link_table, 1);
	ptrdiff_t bad, at;
	struct str why;

	t->urls.a = t->hosts.a = t->known.a = a;
	for (ptrdiff_t i = 0; i < n; i++) {
		struct schema s = {
			.a = a, .file = files[i].name, .text = files[i].text, .error = error
		};
		const struct yaml *root;

		if (!schema_parse(&s, &root) || !schema_mapping(&s, root, file_rows, &t))
			return NULL;
	}
	if (t->sources.n)
		t->set = pattern_compile(a, t->sources.v, t->sources.n, &bad, &why, &at);
	assert(!t->sources.n || t->set); /* each pattern has compiled by itself */
	if (examples_hold(a, t))
		return t;
	link_table_free(t);
	return NULL;
}

void
link_table_free(struct link_table *t)
{
	if (t->set)
		pattern_free(t->set);
	t->set = NULL;
}

/* --- looking up ---------------------------------------------------------------------- */

/* The host of a URL without copying: the quick way out for links that no table can know. */
static bool
host_is_known(const struct link_table *t, struct str url)
{
	struct str rest = strip_scheme(url);
	char lower[64];
	ptrdiff_t n = 0;

	for (; n < rest.n && rest.p[n] != '/' && rest.p[n] != '#' && rest.p[n] != '?'; n++) {
		if (n == countof(lower))
			return false;
		lower[n] = ascii_lower(rest.p[n]);
	}
	return map_get(&t->known, (struct str){ lower, n }) >= 0;
}

/* The new URL with the old one's locale and fragment where the table leaves them open. */
static struct str
finish(struct arena *a, const struct parts *p, const struct link_rule *r, struct str url)
{
	struct parts to;

	if (p->locale.n && parts_of(a, url, &to) && str_eq(to.host, p->host) && !to.locale.n) {
		ptrdiff_t head = str_find(url, S("//"), 0) + 2 + to.host.n;

		url = str_fmt(a, "%.*s/%.*s%.*s", P(str_slice(url, 0, head)), P(p->locale),
			      P(str_slice(url, head, url.n)));
	}
	if (p->fragment.n && !r->whole && str_find_char(url, '#', 0) < 0)
		url = str_fmt(a, "%.*s#%.*s", P(url), P(p->fragment));
	return url;
}

const struct link_rule *
link_table_find(const struct link_table *t, struct pattern_scratch *s, struct arena *a,
		struct str url, struct str *fixed)
{
	const struct link_rule *rule = NULL;
	struct pattern_match m;
	struct parts p;
	ptrdiff_t i;

	if (!host_is_known(t, url) || !parts_of(a, url, &p))
		return NULL;
	i = map_get(&t->urls, p.key_whole);
	if (i < 0)
		i = map_get(&t->urls, p.key);
	if (i >= 0) {
		rule = &t->exact.v[i];
		*fixed = finish(a, &p, rule, rule->replacement);
	} else if (map_get(&t->hosts, p.host) >= 0 &&
		   pattern_next(t->set, s, p.plain, 0, &m, NULL)) {
		rule = &t->patterns.v[m.which];
		*fixed = finish(a, &p, rule,
				pattern_expand(a, t->set, &m, p.plain, rule->replacement));
	}
	return rule;
}
