/* From links to files.
 *
 * The profile says whether a relative link starts from the file or from the address of the page,
 * which files an address may stand for, and where rooted addresses begin.  What is not in the
 * page's own language is looked for in the source's, as sites fall back to it.  "Missing" is said
 * only of what would have to be among the files that were listed: nothing outside the trees, no
 * ending that no file there has, no rooted address in a folder that is not there. */
#include "site/targets.h"

#include "base/path.h"
#include "site/locale.h"
#include "site/names.h"
#include "site/url.h"

enum { CANDIDATES = 16, LINK_MAX = 1024 };

/* Files of one tree. */
struct files {
	struct names names;
	ptrdiff_t *pages; /* per path: its page, or NO_PAGE */
};

/* How a path of one locale becomes one of the source: `from` at its start is replaced by `to`. */
struct twin_prefix {
	struct str locale, from, to;
};

struct targets {
	const struct site *site;
	const struct link_rules *rules;
	const struct redirects *redirects;
	struct late_redirects aliases;
	struct files *files; /* per tree */
	struct map endings;  /* ".png" -> 1 */
	struct VEC(struct twin_prefix) prefixes;
	ptrdiff_t source_tree; /* of the source's own folder, or -1: all locales are in one tree */
	struct str source_locale; /* as the source's pages spell it */
	bool caseless;
	bool sourced; /* there are source pages, and what goes with them */
};

/* Without ASCII case where the platform has none; borrowed when nothing changes. */
static struct str
fold(const struct targets *t, struct arena *a, struct str s)
{
	for (ptrdiff_t i = 0; t->caseless && i < s.n; i++)
		if (is_capital(s.p[i]))
			return str_lower(a, s);
	return s;
}

/* --- the index ------------------------------------------------------------- */

static void
add_tree(struct targets *t, struct arena *a, ptrdiff_t tree)
{
	const struct tree *from = &t->site->trees[tree];
	struct files *f = &t->files[tree];

	f->names = (struct names){ .paths = from->paths, .caseless = t->caseless };
	f->pages = NEW(a, ptrdiff_t, from->npaths);
	for (ptrdiff_t i = 0; i < from->npaths; i++) {
		struct str ending = fold(t, a, path_ext(from->paths[i]));

		names_add(&f->names, a, i);
		f->pages[i] = NO_PAGE;
		if (map_get(&t->endings, ending) < 0)
			*map_at(&t->endings, ending) = 1;
	}
}

/* The end that two paths have in common, in whole segments. */
static ptrdiff_t
common_tail(struct str a, struct str b)
{
	ptrdiff_t n = 0, whole = 0;

	while (n < a.n && n < b.n && a.p[a.n - 1 - n] == b.p[b.n - 1 - n]) {
		n++;
		if (n == a.n || n == b.n || a.p[a.n - n] == '/')
			whole = a.p[a.n - n] == '/' ? n - 1 : n;
	}
	return whole;
}

/* From the first page of each locale that has a source in the same tree. */
static void
learn_prefixes(struct targets *t, struct arena *a)
{
	const struct site *s = t->site;
	struct map known = { .a = a };

	for (ptrdiff_t i = 0; i < s->npages; i++) {
		const struct page *p = &s->pages[i];
		ptrdiff_t source = p->source ? NO_PAGE : s->families[p->family].source, tail;
		const struct page *twin;

		if (p->source && !t->source_locale.n)
			t->source_locale = p->locale;
		if (source == NO_PAGE || s->pages[source].tree != p->tree ||
		    map_get(&known, p->locale) >= 0)
			continue;
		twin = &s->pages[source];
		tail = common_tail(p->rel, twin->rel);
		*map_at(&known, p->locale) = 1;
		*vec_push(a, &t->prefixes) =
			(struct twin_prefix){ p->locale, str_slice(p->rel, 0, p->rel.n - tail),
					      str_slice(twin->rel, 0, twin->rel.n - tail) };
	}
}

const struct targets *
targets_build(struct arena *a, const struct site *s, const struct redirects *redirects,
	      struct late_redirects aliases)
{
	struct targets *t = NEW(a, struct targets, 1);

	t->site = s;
	t->rules = &s->profile->links;
	t->redirects = redirects;
	t->aliases = aliases;
	t->caseless = s->profile->url.caseless;
	t->files = NEW(a, struct files, s->ntrees);
	t->endings.a = a;
	t->source_tree = -1;
	for (ptrdiff_t i = 0; i < s->ntrees; i++) {
		add_tree(t, a, i);
		if (s->trees[i].source && s->trees[i].locale.n)
			t->source_tree = i;
	}
	for (ptrdiff_t i = 0; i < s->npages; i++) {
		struct files *f = &t->files[s->pages[i].tree];
		ptrdiff_t at = names_find(&f->names, s->pages[i].rel);

		t->sourced |= s->pages[i].source;
		if (at >= 0)
			f->pages[at] = i;
	}
	learn_prefixes(t, a);
	return t;
}

/* --- one link ----------------------------------------------------------------------------------
 */

struct search {
	const struct targets *t;
	struct arena *work;
	const struct page *page;
	struct str paths[CANDIDATES]; /* below the tree's root, cleaned */
	int n;
	bool rooted;
	struct target_place found;
};

static void
add_path(struct search *s, struct str dir, struct str path)
{
	struct str clean = path_clean(s->work, path_join(s->work, dir, path));

	if (s->n == CANDIDATES || str_starts(clean, S("../")) || str_eq(clean, S("..")) ||
	    str_starts(clean, S("/")))
		return;
	s->paths[s->n++] = str_eq(clean, S(".")) ? S("") : clean;
}

static bool
take(struct search *s, ptrdiff_t tree, struct str path)
{
	const struct files *f = &s->t->files[tree];
	ptrdiff_t at = names_find(&f->names, path);

	if (at == NAME_NONE)
		return false;
	s->found.state = TARGET_FOUND;
	s->found.tree = tree;
	s->found.which = at >= 0 ? at : -1;
	s->found.path = at >= 0 ? s->t->site->trees[tree].paths[at] : path;
	return true;
}

/* "{path}.md", "{stem}.md": a file that the address `path` may stand for. */
static struct str
file_of(struct arena *work, struct str rule, struct str path)
{
	struct str stem = str_slice(path, 0, path.n - path_ext(path).n);

	if (str_starts(rule, S("{path}")))
		return str_fmt(work, "%.*s%.*s", P(path), P(str_slice(rule, 6, rule.n)));
	if (str_starts(rule, S("{stem}")) && stem.n < path.n)
		return str_fmt(work, "%.*s%.*s", P(stem), P(str_slice(rule, 6, rule.n)));
	return path;
}

/* A page that the address may stand for comes before a folder of that name. */
static bool
take_any(struct search *s, ptrdiff_t tree, struct str path)
{
	const struct link_rules *r = s->t->rules;

	while (path.n && path.p[path.n - 1] == '/')
		path.n--;
	for (ptrdiff_t i = 0; i < r->nfiles; i++) {
		struct str file = file_of(s->work, r->files[i], path);

		if (!str_eq(file, path) && take(s, tree, file))
			return true;
	}
	return !path.n || take(s, tree, path);
}

/* The same path in the source's language; false when it is the same file or not known. */
static bool
source_path(const struct search *s, struct str path, struct str *twin, ptrdiff_t *tree)
{
	const struct targets *t = s->t;

	*tree = t->source_tree;
	*twin = path;
	if (t->source_tree >= 0)
		return s->page->tree != t->source_tree;
	*tree = s->page->tree;
	for (ptrdiff_t i = 0; i < t->prefixes.n; i++) {
		const struct twin_prefix *x = &t->prefixes.v[i];

		if (!str_eq(x->locale, s->page->locale) || !str_starts(path, x->from))
			continue;
		*twin = str_fmt(s->work, "%.*s%.*s", P(x->to),
				P(str_slice(path, x->from.n, path.n)));
		return true;
	}
	return false;
}

static bool
look(struct search *s)
{
	for (int i = 0; i < s->n; i++)
		if (take_any(s, s->page->tree, s->paths[i]))
			return true;
	for (int i = 0; i < s->n; i++) {
		struct str twin;
		ptrdiff_t tree;

		if (source_path(s, s->paths[i], &twin, &tree) && take_any(s, tree, twin)) {
			s->found.fallback = true;
			return true;
		}
	}
	return false;
}

/* `rule` with this locale in the place of "{locale}". */
static struct str
with_locale(struct arena *work, struct str rule, struct str locale)
{
	ptrdiff_t at = str_find(rule, S("{locale}"), 0);

	if (at < 0)
		return rule;
	return str_fmt(work, "%.*s%.*s%.*s", P(str_slice(rule, 0, at)), P(locale),
		       P(str_slice(rule, at + 8, rule.n)));
}

/* A folder that holds one locale has no "{locale}" in its paths: what comes after it is below. */
static struct str
root_of(const struct search *s, struct str to)
{
	ptrdiff_t at = str_find(to, S("{locale}"), 0);

	if (at < 0 || !s->t->site->trees[s->page->tree].locale.n)
		return with_locale(s->work, to, s->page->locale);
	return str_slice(to, at + 9 < to.n ? at + 9 : to.n, to.n);
}

/* "{docfx}/...": below the folder of each docfx.json of the page's tree. */
static void
add_docfx(struct search *s, struct str to, struct str rest)
{
	const struct site *site = s->t->site;
	const struct docfx *d = site->docfx ? site->docfx[s->page->tree] : NULL;
	struct str below = str_slice(to, 8, to.n);

	if (!d && site->docfx &&
	    s->t->source_tree >= 0) /* a translation is built with the source's */
		d = site->docfx[s->t->source_tree];

	for (; d; d = d->next)
		add_path(s, d->dir, str_fmt(s->work, "./%.*s%.*s", P(below), P(rest)));
}

/* Rooted addresses, with or without a language before them. */
static void
add_rooted(struct search *s, struct str link)
{
	const struct link_rules *r = s->t->rules;

	for (ptrdiff_t i = 0; i < r->nroots; i++) {
		const struct root_rule *x = &r->roots[i];
		struct str from = with_locale(s->work, x->from, s->page->locale), rest;

		if (!str_starts(link, from))
			from = with_locale(s->work, x->from, s->t->source_locale);
		if (!str_starts(link, from))
			continue;
		rest = str_slice(link, from.n, link.n);
		s->found.mounted |= x->mounted;
		if (str_starts(x->to, S("{docfx}/")))
			add_docfx(s, x->to, rest);
		else
			add_path(s, root_of(s, x->to), rest);
	}
}

/* The folder of a page's address, "docs/a" for docs/a.md and docs/a/index.md. */
static struct str
address_of(const struct search *s)
{
	struct str rel = s->page->rel, base = path_base(rel);

	for (ptrdiff_t i = 0; i < s->t->rules->nindex; i++)
		if (str_eq(base, s->t->rules->index[i]))
			return path_dir(rel);
	return str_slice(rel, 0, rel.n - path_ext(rel).n);
}

/* Where addresses count, names of files still start from the file. */
static void
add_relative(struct search *s, struct str link)
{
	bool file = str_starts(path_ext(link), S(".md"));

	if (s->t->rules->from_address && !file)
		add_path(s, address_of(s), link);
	add_path(s, path_dir(s->page->rel), link);
	if (s->t->rules->from_address && file)
		add_path(s, address_of(s), link);
}

/* Part of a template, or nothing that a file is called. */
static bool
is_odd(struct str link)
{
	for (ptrdiff_t i = 0; i < link.n; i++) {
		char c = link.p[i];

		if (c == '{' || c == '}' || c == '<' || c == '>' || c == '|' || c == '*' ||
		    c == '$' || c == '"' || (unsigned char)c < ' ')
			return true;
	}
	return link.n > LINK_MAX;
}

/* Without fragment and query, escapes decoded, "\" as "/". */
static struct str
path_of(struct arena *work, struct str link)
{
	struct str s = url_without_fragment(str_trim(link));
	ptrdiff_t question = str_find_char(s, '?', 0);
	struct str out;

	out = path_percent_decode(work, question < 0 ? s : str_slice(s, 0, question));
	for (ptrdiff_t i = 0; i < out.n; i++) {
		if (out.p[i] == '\\') {
			char *copy = str_z(work, out);

			for (ptrdiff_t k = i; k < out.n; k++)
				copy[k] = (char)(copy[k] == '\\' ? '/' : copy[k]);
			return (struct str){ copy, out.n };
		}
	}
	return out;
}

static bool
has_hidden_folder(struct str path)
{
	struct str segment;

	while (str_cut(&path, '/', &segment))
		if ((str_starts(segment, S(".")) && segment.n > 1) ||
		    str_eq(segment, S("node_modules")))
			return true;
	return false;
}

/* Would the file be among those that were listed? */
static bool
should_be_there(const struct search *s, struct str path)
{
	struct str ending = path_ext(path), dir = path_dir(path), twin;
	ptrdiff_t tree;

	if (has_hidden_folder(path))
		return false;
	/* Pictures are rarely localized: without English nobody knows. */
	if (!s->t->sourced && ending.n && !str_eq_nocase(ending, S(".md")))
		return false;
	if (ending.n && map_get(&s->t->endings, fold(s->t, s->work, ending)) < 0)
		return false;
	if (!s->rooted)
		return true;
	if (dir.n && names_find(&s->t->files[s->page->tree].names, dir) != NAME_NONE)
		return true;
	return source_path(s, dir, &twin, &tree) && twin.n &&
	       names_find(&s->t->files[tree].names, twin) != NAME_NONE;
}

static bool
is_among(const struct redirects *r, const struct search *s, struct str link)
{
	if (s->rooted && redirects_have(r, s->work, link))
		return true;
	for (int i = 0; i < s->n; i++) {
		struct str twin;
		ptrdiff_t tree;

		if (redirects_have(r, s->work, s->paths[i]))
			return true;
		if (source_path(s, s->paths[i], &twin, &tree) && redirects_have(r, s->work, twin))
			return true;
	}
	return false;
}

static bool
is_redirected(const struct search *s, struct str link)
{
	const struct late_redirects *aliases = &s->t->aliases;

	return (s->t->redirects && is_among(s->t->redirects, s, link)) ||
	       (aliases->get && is_among(aliases->get(aliases->ctx), s, link));
}

/* Parts of other pages: their links start from wherever they are put. */
static bool
is_part(const struct targets *t, const struct page *p)
{
	for (ptrdiff_t i = 0; i < t->rules->nparts; i++)
		if (path_glob(t->rules->parts[i], p->rel))
			return true;
	return false;
}

ptrdiff_t
target_page(const struct targets *t, const struct target_place *place)
{
	return place->which >= 0 ? t->files[place->tree].pages[place->which] : NO_PAGE;
}

struct target_place
target_find(const struct targets *t, struct arena *work, const struct page *p, struct str link)
{
	struct search s = { .t = t, .work = work, .page = p };
	struct str path = path_of(work, link);

	s.found.state = TARGET_ELSEWHERE;
	if (url_is_external(link) || is_odd(path) || is_part(t, p) ||
	    str_starts(link, S("@"))) /* of a bundler: `@site/a.png` */
		return s.found;
	if (!path.n) {
		take(&s, p->tree, p->rel);
		return s.found;
	}
	s.rooted = str_starts(path, S("/")) || str_starts(path, S("~/"));
	if (s.rooted)
		add_rooted(&s, path);
	else
		add_relative(&s, path);
	if (!s.n || look(&s))
		return s.found;
	for (int i = 0; i < s.n; i++)
		if (should_be_there(&s, s.paths[i]))
			s.found.state = TARGET_MISSING;
	if (s.found.state == TARGET_MISSING && is_redirected(&s, path))
		s.found.state = TARGET_REDIRECTED;
	return s.found;
}
