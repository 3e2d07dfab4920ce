/* Targets of two pages are compared as multisets, so that reordered sentences do no harm.
 *
 * What is written differently and still the same place was found in the pages of people: a rooted
 * address for a relative one, `www.` or not, and a file in a repository at a branch that moves or
 * at the commit where it was then.  Addresses that name a language are address.c's. */
#include "check/goal.h"

#include "base/map.h"
#include "base/path.h"
#include "check/address.h"
#include "doc/html.h"
#include "site/targets.h"
#include "site/url.h"

/* How far a chain of equal targets is searched for the one in the counterpart block; how many bytes
 * are looked at to compare each target with all of the other page, and what one costs besides. */
enum { CHAIN_LIMIT = 64, FUZZY_BYTES = 256 << 20, FUZZY_COST = 64 };

/* --- what a fact leads to ------------------------------------------------------------ */

struct str
goal_of_directive(const struct fact *f)
{
	if (f->kind != FACT_DIRECTIVE || !str_starts(f->text, S(":::")) ||
	    (!str_eq_nocase(f->value, S("image")) && !str_eq_nocase(f->value, S("icon"))))
		return S("");
	return html_attribute(f->text, S("source"));
}

struct str
goal_value(const struct fact *f, enum fact_kind kind)
{
	bool link = kind == FACT_LINK;

	if (f->kind == kind)
		return f->value;
	if (f->kind == FACT_HTML && !f->closes && str_eq(f->value, link ? S("a") : S("img")))
		return html_attribute(f->text, link ? S("href") : S("src"));
	if (f->kind == FACT_ANCHOR && link && str_starts(f->text, S("<")))
		return html_attribute(f->text, S("href"));
	return S("");
}

struct span
goal_at(const struct doc *d, const struct fact *f, struct str value)
{
	ptrdiff_t off;

	if (f->kind == FACT_LINK || f->kind == FACT_IMAGE)
		return f->value_at;
	if (!value.n || value.p < f->text.p || f->at.len != f->text.n ||
	    !str_eq(doc_slice(d, f->at), f->text))
		return (struct span){ 0, 0 };
	off = value.p - f->text.p;
	return (struct span){ f->at.off + (uint32_t)off, (uint32_t)value.n };
}

struct goals
goals_of(const struct view *v, const struct doc *d, enum fact_kind kind)
{
	const struct url_rules *how = &v->site->profile->url;
	struct goals g = { 0 };

	for (ptrdiff_t i = 0; i < d->nfacts; i++)
		g.n += goal_value(&d->facts[i], kind).n > 0;
	g.v = NEW(v->work, struct goal, g.n);
	g.n = 0;
	for (ptrdiff_t i = 0; i < d->nfacts; i++) {
		struct str value = goal_value(&d->facts[i], kind);

		if (!value.n)
			continue;
		g.v[g.n++] = (struct goal){
			.fact = (uint32_t)i,
			.value = value,
			.full = url_normalise(v->work, value, how, true),
			.name = url_normalise(v->work, value, how, false),
		};
	}
	return g;
}

/* --- equal ones -------------------------------------------------------------------------- */

static struct str
key_of(const struct goal *g, bool fragment)
{
	return fragment ? g->full : g->name;
}

/* Chains the unused goals with equal names: next[i] is the one behind i, or -1. */
static struct map
index_names(const struct view *v, struct goals g, bool fragment, ptrdiff_t *next)
{
	struct map names = { .a = v->work };

	for (ptrdiff_t i = g.n; i-- > 0;) {
		ptrdiff_t *first;

		if (g.v[i].used)
			continue;
		first = map_at(&names, key_of(&g.v[i], fragment));
		next[i] = *first;
		*first = i;
	}
	return names;
}

/* The translation's counterpart of the block a source goal stands in. */
static uint32_t
counterpart(const struct view *v, const struct goal *g)
{
	uint32_t b = v->src->facts[g->fact].block;

	return b == NO_BLOCK ? NO_BLOCK : v->align->dst_of[b];
}

/* The unused goal of the chain that stands in block `block`, or -1. */
static ptrdiff_t
in_block(const struct view *v, struct goals dst, const ptrdiff_t *next, ptrdiff_t first,
	 uint32_t block)
{
	ptrdiff_t steps = 0;

	for (ptrdiff_t k = first; k >= 0 && steps < CHAIN_LIMIT; k = next[k], steps++) {
		if (!dst.v[k].used && v->dst->facts[dst.v[k].fact].block == block)
			return k;
	}
	return -1;
}

/* First in counterpart blocks, then anywhere on the page. */
static void
match_equal(const struct view *v, struct goals src, struct goals dst, bool fragment)
{
	ptrdiff_t *next = NEW(v->work, ptrdiff_t, dst.n);
	struct map names = index_names(v, dst, fragment, next);

	for (ptrdiff_t i = 0; i < src.n; i++) {
		ptrdiff_t k;

		if (src.v[i].used)
			continue;
		k = in_block(v, dst, next, map_get(&names, key_of(&src.v[i], fragment)),
			     counterpart(v, &src.v[i]));
		if (k >= 0)
			src.v[i].used = dst.v[k].used = true;
	}
	for (ptrdiff_t i = 0; i < src.n; i++) {
		struct str key = key_of(&src.v[i], fragment);
		ptrdiff_t k = src.v[i].used ? -1 : map_get(&names, key);

		while (k >= 0 && dst.v[k].used)
			k = next[k];
		if (k < 0)
			continue;
		src.v[i].used = dst.v[k].used = true;
		*map_at(&names, key) = next[k]; /* what lies before is used */
	}
}

/* --- targets that mean the same though they are written differently ----------------- */

/* What is asked of a goal that has no equal one. */
struct likeness {
	struct str bare; /* the name without `www.` and without a revision that tells nothing */
	struct str path; /* of the name, without what leads up to it */
	uint64_t here;   /* the page or file of this site that it leads to; 0: not known */
	bool missing;    /* it leads to no file, of those that are known */
	bool own;        /* the file is there in the page's own language */
};

/* "../../a/b", "./a/b" -> "a/b" */
static struct str
without_dots(struct str url)
{
	while (str_starts(url, S("./")) || str_starts(url, S("../")) || str_starts(url, S("/")))
		url = str_slice(url, str_find_char(url, '/', 0) + 1, url.n);
	return url;
}

/* A branch that goes on, or a commit of it. */
static bool
is_revision(struct str s)
{
	static const struct str branches[] = {
		{ "main", 4 }, { "master", 6 }, { "HEAD", 4 }, { "trunk", 5 }
	};

	for (ptrdiff_t i = 0; i < countof(branches); i++) {
		if (str_eq(s, branches[i]))
			return true;
	}
	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (hex_value(s.p[i]) < 0)
			return false;
	}
	return s.n >= 7 && s.n <= 40;
}

/* How addresses of a repository's files name the revision. */
struct revision_place {
	struct str mark; /* stands before it */
	int names;       /* owner and repository between the two */
	bool shown;      /* a page about the file or folder, which the mark tells apart */
};

/* Cuts the revision at place p out of an address, and a folder's README that is shown for it. */
static bool
cut_revision(struct arena *a, const struct revision_place *p, struct str *name)
{
	ptrdiff_t at = str_find(*name, p->mark, 0), end;

	if (at < 0)
		return false;
	at += p->mark.n;
	for (int i = 0; i < p->names && at > 0; i++)
		at = str_find_char(*name, '/', at) + 1;
	end = at > 0 ? str_find_char(*name, '/', at) : -1;
	if (end < 0 || !is_revision(str_slice(*name, at, end)))
		return false;
	if (str_ends(*name, S("/README.md")))
		name->n -= 10;
	if (p->shown)
		at -= p->mark.n;
	else
		end++;
	*name = str_fmt(a, "%.*s%.*s", P(str_slice(*name, 0, at)),
			P(str_slice(*name, end, name->n)));
	return true;
}

/* "https://www.host/o/r/blob/0123abc/file" -> "https://host/o/r/file" */
static struct str
bare_name(struct arena *a, struct str name)
{
	static const struct revision_place places[] = {
		{ { "/blob/", 6 }, 0, true },
		{ { "/tree/", 6 }, 0, true },
		{ { "/raw/", 5 }, 0, false },
		{ { "://raw.githubusercontent.com/", 29 }, 2, false },
	};
	struct str www = S("https://www.");

	if (!url_is_external(name))
		return name;
	if (str_starts(name, www))
		name = str_fmt(a, "https://%.*s", P(str_slice(name, www.n, name.n)));
	for (ptrdiff_t i = 0; i < countof(places); i++) {
		if (cut_revision(a, &places[i], &name))
			break;
	}
	return name;
}

static struct likeness
likeness_of(const struct view *v, const struct page *page, const struct goal *g)
{
	const struct targets *t = v->site->targets;
	struct likeness like = { .bare = bare_name(v->work, g->name),
				 .path = without_dots(url_path(g->name)) };
	struct target_place place;
	ptrdiff_t to;

	if (!t || !page || url_is_external(g->value))
		return like;
	place = target_find(t, v->work, page, url_without_fragment(g->value));
	like.missing = place.state == TARGET_MISSING;
	if (place.state != TARGET_FOUND || place.which < 0)
		return like;
	like.own = !place.fallback;
	to = target_page(t, &place);
	like.here = to == NO_PAGE ? (uint64_t)(place.tree + 1) << 40 | (uint64_t)place.which
				  : (uint64_t)v->site->pages[to].family + 1;
	return like;
}

static bool
is_path_suffix(struct str whole, struct str tail)
{
	return tail.n && str_ends(whole, tail) &&
	       (whole.n == tail.n || whole.p[whole.n - tail.n - 1] == '/');
}

/* A file and its address ("topics/a.md", "docs/topics/a") are the same page. */
static bool
same_path(struct str a, struct str b)
{
	struct str pa = address_without_ending(a), pb = address_without_ending(b);

	if (pa.n < a.n && pb.n < b.n)
		return is_path_suffix(a, b) || is_path_suffix(b, a);
	return is_path_suffix(pa, pb) || is_path_suffix(pb, pa);
}

/* A localised picture lies in a folder of its own.  It may be of another format, when it is there,
 * or when people have chosen it and nobody can look. */
static bool
same_picture(const struct view *v, const struct likeness *a, const struct likeness *b)
{
	struct str pa = path_base(a->path), pb = path_base(b->path);

	if (str_eq_nocase(pa, pb) || address_same_name(v, path_stem(pa), path_stem(pb)))
		return true;
	return str_eq_nocase(path_stem(pa), path_stem(pb)) && path_ext(pa).n && path_ext(pb).n &&
	       (b->own || (v->human && !b->here && !b->missing));
}

static bool
same_place(const struct view *v, enum fact_kind kind, const struct likeness *a,
	   const struct likeness *b)
{
	if (str_eq(a->bare, b->bare) || address_same(v, a->bare, b->bare) ||
	    (a->here && a->here == b->here))
		return true;
	if (kind == FACT_IMAGE && same_picture(v, a, b))
		return true;
	if (url_is_external(a->bare) && url_is_external(b->bare))
		return false;
	if (v->site->profile->url.caseless && str_eq_nocase(a->path, b->path))
		return true;
	return is_path_suffix(a->path, b->path) || is_path_suffix(b->path, a->path) ||
	       (!b->missing && same_path(a->path, b->path));
}

/* The goals that are not used, and their likenesses. */
struct leftovers {
	struct goal **v;
	struct likeness *like;
	ptrdiff_t n, bytes;
};

static struct leftovers
leftovers_of(const struct view *v, const struct page *page, struct goals g)
{
	struct leftovers l = { NEW(v->work, struct goal *, g.n), NULL, 0, 0 };

	for (ptrdiff_t i = 0; i < g.n; i++) {
		if (!g.v[i].used)
			l.v[l.n++] = &g.v[i];
	}
	l.like = NEW(v->work, struct likeness, l.n);
	for (ptrdiff_t i = 0; i < l.n; i++) {
		l.like[i] = likeness_of(v, page, l.v[i]);
		l.bytes += l.v[i]->full.n + FUZZY_COST;
	}
	return l;
}

static bool
same_fragment(const struct goal *a, const struct goal *b)
{
	return str_eq(url_fragment(a->full), url_fragment(b->full));
}

/* Those with equal fragments first: of two links to one page each finds its own. */
static void
pair_similar(const struct view *v, enum fact_kind kind, const struct leftovers *a,
	     const struct leftovers *b, bool fragments)
{
	for (ptrdiff_t i = 0; i < a->n; i++) {
		for (ptrdiff_t k = 0; k < b->n && !a->v[i]->used; k++) {
			if (b->v[k]->used || (fragments && !same_fragment(a->v[i], b->v[k])))
				continue;
			if (same_place(v, kind, &a->like[i], &b->like[k]))
				a->v[i]->used = b->v[k]->used = true;
		}
	}
}

/* Of very many only those that lead to the same page: another revision of it is no other page.
 */
static void
pair_bare(const struct view *v, const struct leftovers *a, const struct leftovers *b)
{
	struct map first = { .a = v->work };
	ptrdiff_t *next = NEW(v->work, ptrdiff_t, b->n);

	for (ptrdiff_t k = b->n; k-- > 0;) {
		ptrdiff_t *at = map_at(&first, b->like[k].bare);

		next[k] = *at;
		*at = k;
	}
	for (ptrdiff_t i = 0; i < a->n; i++) {
		ptrdiff_t k = map_get(&first, a->like[i].bare);

		if (k < 0)
			continue;
		*map_at(&first, a->like[i].bare) = next[k];
		a->v[i]->used = b->v[k]->used = true;
	}
}

static void
match_similar(const struct view *v, enum fact_kind kind, struct goals src, struct goals dst)
{
	struct leftovers a = leftovers_of(v, v->source_page, src);
	struct leftovers b = leftovers_of(v, v->page, dst);

	if (a.n * b.bytes + b.n * a.bytes > FUZZY_BYTES) {
		pair_bare(v, &a, &b);
		return;
	}
	pair_similar(v, kind, &a, &b, true);
	pair_similar(v, kind, &a, &b, false);
}

void
goals_match(const struct view *v, enum fact_kind kind, struct goals src, struct goals dst)
{
	match_equal(v, src, dst, true);
	match_equal(v, src, dst, false);
	match_similar(v, kind, src, dst);
}
