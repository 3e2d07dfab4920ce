/* Pairing: files of all trees -> pages -> families.
 *
 *   tree.paths -> Markdown, not excluded -> locale and key (from the tree, else from the layout)
 *              -> families by equal key, then by key without case where that is not ambiguous
 *              -> sorted, duplicates of a locale left out
 *
 * Every step is linear but the sorting, and the result depends on the set of paths only, not on the
 * order of trees. */
#include <stdlib.h>

#include "site/site.h"

#include "base/path.h"
#include "site/locale.h"

enum { NONE = -1 };

/* A page on its way into a family. */
struct entry {
	struct page page;
	struct str key, canonical;
	ptrdiff_t next; /* of the same family, NONE ends */
};

struct group { /* a family under construction */
	struct str key;
	ptrdiff_t first;     /* entry */
	ptrdiff_t next_case; /* group whose key differs in case only, NONE ends */
	bool gone;           /* merged into another */
};

struct pairing {
	struct arena *a;   /* what stays */
	struct arena work; /* what does not */
	struct site *site;
	struct entry *entries; /* room for all paths */
	ptrdiff_t nentries;
	struct VEC(struct group) groups;
	struct VEC(struct left_out_page) left;
	struct map canonical; /* spelled tag -> index in names */
	struct VEC(struct str) names;
};

static const char *const markdown[] = { ".md", ".markdown", ".mdx" };

bool
site_is_page(struct str path)
{
	struct str ext = path_ext(path);

	for (ptrdiff_t i = 0; i < countof(markdown); i++)
		if (str_eq_nocase(ext, str_c(markdown[i])))
			return true;
	return false;
}

/* Is the path kept out by the settings?  Then *why is the pattern. */
static bool
is_excluded(const struct config *c, struct str rel, struct str *why)
{
	bool included = c->ninclude == 0;

	for (ptrdiff_t i = 0; i < c->ninclude && !included; i++)
		included = path_glob(c->include[i], rel);
	if (!included) {
		*why = S("no include pattern matches");
		return true;
	}
	for (ptrdiff_t i = 0; i < c->nexclude; i++)
		if (path_glob(c->exclude[i], rel)) {
			*why = c->exclude[i];
			return true;
		}
	return false;
}

struct str
left_out_reason(enum left_out why)
{
	switch (why) {
	case LEFT_NOT_MARKDOWN:
		return S("not Markdown");
	case LEFT_EXCLUDED:
		return S("excluded by pattern");
	case LEFT_IGNORED:
		return S("ignored by git");
	case LEFT_NO_LOCALE:
		return S("the path names no locale of the layout");
	case LEFT_DUPLICATE:
		return S("another page of this locale has its place");
	case LEFT_KINDS:
		break;
	}
	return (struct str){ 0 };
}

/* --- from paths to entries ----------------------------------------------- */

static void
leave_out(struct pairing *p, struct str path, enum left_out why, struct str detail)
{
	p->site->left_out_counts[why]++;
	*vec_push(p->a, &p->left) = (struct left_out_page){ path, why, detail };
}

static struct str
canonical(struct pairing *p, struct str spelled)
{
	ptrdiff_t *at;

	if (!locale_valid(spelled))
		return spelled;
	at = map_at(&p->canonical, spelled);
	if (*at < 0) {
		*at = p->names.n;
		*vec_push(&p->work, &p->names) = locale_canonical(p->a, spelled);
	}
	return p->names.v[*at];
}

/* Locale and key of a page; false when nothing tells. */
static bool
place_page(struct pairing *p, const struct layout_survey *survey, const struct tree *t,
	   struct entry *e)
{
	struct layout_hit hit;

	if (t->locale.n || (t->source && !survey->layout)) {
		e->page.source = t->source;
		e->page.locale = t->locale.n ? t->locale : survey->source_locale;
		e->key = e->page.rel;
	} else {
		if (!survey->layout || !layout_survey_match(&p->work, survey, e->page.rel, &hit))
			return false;
		e->page.source = hit.source;
		e->page.locale = hit.locale.n ? hit.locale : survey->source_locale;
		e->key = hit.key;
	}
	e->canonical = canonical(p, e->page.locale);
	return true;
}

static void
add_path(struct pairing *p, const struct layout_survey *survey, ptrdiff_t tree, ptrdiff_t i)
{
	const struct tree *t = &p->site->trees[tree];
	struct str rel = t->paths[i], why = { 0 };
	struct entry e = { .page = { .rel = rel, .tree = tree } };

	if (!site_is_page(rel)) {
		p->site->left_out_counts[LEFT_NOT_MARKDOWN]++;
		return;
	}
	e.page.path = t->joined ? (struct str){ rel.p - t->joined, t->joined + rel.n }
				: path_join(p->a, t->root, rel);
	if (is_excluded(p->site->config, rel, &why))
		leave_out(p, e.page.path, LEFT_EXCLUDED, why);
	else if (t->ignored && t->ignored[i])
		leave_out(p, e.page.path, LEFT_IGNORED, (struct str){ 0 });
	else if (!place_page(p, survey, t, &e))
		leave_out(p, e.page.path, LEFT_NO_LOCALE, (struct str){ 0 });
	else
		p->entries[p->nentries++] = e;
}

/* Paths of the trees whose locales the layout tells. */
static struct str *
layout_paths(struct arena *a, const struct tree *trees, ptrdiff_t ntrees, const struct config *c,
	     ptrdiff_t *n)
{
	struct VEC(struct str) paths = { 0 };
	struct str why;

	for (ptrdiff_t t = 0; t < ntrees; t++) {
		if (trees[t].locale.n)
			continue;
		for (ptrdiff_t i = 0; i < trees[t].npaths; i++)
			if (site_is_page(trees[t].paths[i]) &&
			    !(trees[t].ignored && trees[t].ignored[i]) &&
			    !is_excluded(c, trees[t].paths[i], &why))
				*vec_push(a, &paths) = trees[t].paths[i];
	}
	*n = paths.n;
	return paths.v;
}

static void
collect(struct pairing *p)
{
	struct site *s = p->site;
	const struct config *c = s->config;
	ptrdiff_t all = 0;
	struct layout_survey survey = { .source_locale =
						c->source_locale.n ? c->source_locale : S("en") };

	if (s->layout) {
		survey.paths = layout_paths(&p->work, s->trees, s->ntrees, c, &survey.npaths);
		layout_survey(p->a, &survey, s->layout, c->source_locale, c->layout.n > 0);
	}
	for (ptrdiff_t t = 0; t < s->ntrees; t++)
		all += s->trees[t].npaths;
	p->entries = NEW(&p->work, struct entry, all);
	for (ptrdiff_t t = 0; t < s->ntrees; t++)
		for (ptrdiff_t i = 0; i < s->trees[t].npaths; i++)
			add_path(p, &survey, t, i);
}

/* --- from entries to groups ---------------------------------------------- */

static void
group_by_key(struct pairing *p)
{
	struct map keys = { .a = &p->work };

	for (ptrdiff_t i = 0; i < p->nentries; i++) {
		struct entry *e = &p->entries[i];
		ptrdiff_t *at = map_at(&keys, e->key);

		if (*at < 0) {
			*at = p->groups.n;
			*vec_push(&p->work, &p->groups) =
				(struct group){ e->key, NONE, NONE, false };
		}
		e->next = p->groups.v[*at].first;
		p->groups.v[*at].first = i;
	}
}

/* By side (source first), locale, path: the order of a family's pages. */
static int
entry_order(const void *a, const void *b)
{
	const struct entry *x = *(const struct entry *const *)a,
			   *y = *(const struct entry *const *)b;
	int order;

	if (x->page.source != y->page.source)
		return x->page.source ? -1 : 1;
	order = x->page.source ? 0 : str_cmp(x->canonical, y->canonical);
	return order ? order : str_cmp(x->page.path, y->page.path);
}

/* Do two pages claim one place of a family? */
static bool
is_same_place(const struct entry *x, const struct entry *y)
{
	return x->page.source == y->page.source &&
	       (x->page.source || str_eq(x->canonical, y->canonical));
}

/* A page to be sorted; entries themselves stay where they are. */
struct entry_ref {
	struct entry *e;
};
struct entry_list VEC(struct entry_ref);

static void
list_group(struct pairing *p, const struct group *g, struct entry_list *list)
{
	for (ptrdiff_t i = g->first; i != NONE; i = p->entries[i].next)
		*vec_push(&p->work, list) = (struct entry_ref){ &p->entries[i] };
}

static void
sort_entries(struct entry_list *list)
{
	if (list->n > 1)
		qsort(list->v, (size_t)list->n, sizeof *list->v, entry_order);
}

/* Groups whose keys differ in case only become one when no two of their pages claim the same place:
 * then each locale has spelled the name in one way.  The source's spelling names the family, else
 * the first in byte order. */
static void
merge_cases(struct pairing *p, ptrdiff_t head)
{
	struct entry_list all = { 0 };
	struct group *keep = &p->groups.v[head];

	for (ptrdiff_t g = head; g != NONE; g = p->groups.v[g].next_case)
		list_group(p, &p->groups.v[g], &all);
	assert(all.n > 0);
	sort_entries(&all);
	for (ptrdiff_t i = 1; i < all.n; i++)
		if (is_same_place(all.v[i - 1].e, all.v[i].e))
			return;
	for (ptrdiff_t g = head; g != NONE; g = p->groups.v[g].next_case) {
		if (str_cmp(p->groups.v[g].key, keep->key) < 0)
			keep = &p->groups.v[g];
		p->groups.v[g].gone = true;
	}
	keep->gone = false;
	if (all.v[0].e->page.source)
		keep->key = all.v[0].e->key;
	for (ptrdiff_t i = 0; i < all.n; i++)
		all.v[i].e->next = i + 1 < all.n ? all.v[i + 1].e - p->entries : NONE;
	keep->first = all.v[0].e - p->entries;
}

static void
group_by_caseless_key(struct pairing *p)
{
	struct map keys = { .a = &p->work };
	ptrdiff_t n = p->groups.n;

	for (ptrdiff_t g = 0; g < n; g++) {
		ptrdiff_t *at = map_at(&keys, str_lower(&p->work, p->groups.v[g].key));

		if (*at >= 0) {
			p->groups.v[g].next_case = p->groups.v[*at].next_case;
			p->groups.v[*at].next_case = g;
		} else {
			*at = g;
		}
	}
	for (ptrdiff_t i = 0; i < keys.n; i++)
		if (p->groups.v[keys.entries[i].value].next_case != NONE)
			merge_cases(p, keys.entries[i].value);
}

/* --- from groups to families --------------------------------------------- */

static int
group_order(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	return str_cmp(x->key, y->key);
}

static int
left_out_order(const void *a, const void *b)
{
	const struct left_out_page *x = a, *y = b;
	int order = str_cmp(x->path, y->path);

	return order ? order : (x->why > y->why) - (x->why < y->why);
}

static int
str_order(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Gives the pages of a group their places; pages of one family stand together in site->pages. */
static void
add_family(struct pairing *p, const struct group *g)
{
	struct site *s = p->site;
	struct entry_list list = { 0 };
	const struct entry *last = NULL;
	struct family *f = &s->families[s->nfamilies];

	list_group(p, g, &list);
	sort_entries(&list);
	*f = (struct family){ .key = str_dup(p->a, g->key),
			      .source = NO_PAGE,
			      .pages = NEW(p->a, ptrdiff_t, list.n) };
	for (ptrdiff_t i = 0; i < list.n; i++) {
		struct entry *e = list.v[i].e;

		if (last && is_same_place(last, e)) {
			/* The same file found through two trees is no duplicate. */
			if (!str_eq(last->page.path, e->page.path))
				leave_out(p, e->page.path, LEFT_DUPLICATE, last->page.path);
			continue;
		}
		last = e;
		e->page.family = s->nfamilies;
		if (e->page.source)
			f->source = s->npages;
		else
			f->pages[f->npages++] = s->npages;
		s->pages[s->npages++] = e->page;
	}
	s->nfamilies++;
}

static void
build_families(struct pairing *p)
{
	struct site *s = p->site;

	if (p->groups.n > 1)
		qsort(p->groups.v, (size_t)p->groups.n, sizeof *p->groups.v, group_order);
	s->pages = NEW(p->a, struct page, p->nentries);
	s->families = NEW(p->a, struct family, p->groups.n);
	s->npages = s->nfamilies = 0;
	for (ptrdiff_t g = 0; g < p->groups.n; g++)
		if (!p->groups.v[g].gone)
			add_family(p, &p->groups.v[g]);
}

/* The locales that have pages, and that of the source. */
static void
list_locales(struct pairing *p)
{
	struct site *s = p->site;
	struct map seen = { .a = &p->work };

	s->source_locale = (struct str){ 0 };
	for (ptrdiff_t i = 0; i < s->npages; i++) {
		const struct page *page = &s->pages[i];

		if (!page->source)
			*map_at(&seen, canonical(p, page->locale)) = 1;
		else if (!s->source_locale.n)
			s->source_locale = canonical(p, page->locale);
	}
	s->locales = NEW(p->a, struct str, seen.n);
	s->nlocales = seen.n;
	for (ptrdiff_t i = 0; i < seen.n; i++)
		s->locales[i] = seen.entries[i].key;
	if (s->nlocales > 1)
		qsort(s->locales, (size_t)s->nlocales, sizeof *s->locales, str_order);
}

void
site_pair(struct arena *a, struct site *s)
{
	struct pairing p = { .a = a, .site = s };

	p.canonical.a = &p.work;
	for (int i = 0; i < LEFT_KINDS; i++)
		s->left_out_counts[i] = 0;
	collect(&p);
	group_by_key(&p);
	group_by_caseless_key(&p);
	build_families(&p);
	list_locales(&p);
	s->left_out = p.left.v;
	s->nleft_out = p.left.n;
	if (s->nleft_out > 1)
		qsort(s->left_out, (size_t)s->nleft_out, sizeof *s->left_out, left_out_order);
	arena_free(&p.work);
}

const struct layout *
site_detect_layout(struct arena *a, const struct layouts *l, const struct tree *t,
		   const struct config *c)
{
	(void)a; /* nothing outlives the search */
	return site_detect_layout_of(l, t, 1, c);
}

/* Pairs with a source count twice: where translations have a source page under one layout, they are
 * also each other's peers under another one.  A pair that says little does not. */
static ptrdiff_t
weight(const struct layout_survey *v)
{
	return v->sources && !v->alone ? 2 * v->pairs : v->pairs;
}

const struct layout *
site_detect_layout_of(const struct layouts *l, const struct tree *trees, ptrdiff_t ntrees,
		      const struct config *c)
{
	const struct layout *best = NULL;
	struct arena work = { 0 };
	ptrdiff_t n, pairs = 0;
	struct str *paths = layout_paths(&work, trees, ntrees, c, &n);

	for (ptrdiff_t i = 0; i < l->n; i++) {
		struct layout_survey survey = { .paths = paths, .npaths = n };

		layout_survey(&work, &survey, &l->v[i], c->source_locale, false);
		if (weight(&survey) <= pairs)
			continue;
		pairs = weight(&survey);
		best = &l->v[i];
	}
	arena_free(&work);
	return best;
}
