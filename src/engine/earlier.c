/* What was found before: the pages of the base, checked by the settings of now, and which findings
 * of now were among theirs.
 *
 * A change may be felt anywhere: a link leads to a page that is gone, two pages have one id now. So
 * with --since all pages are checked, now and as of the base.  What pages that nobody has touched
 * say at both times is not even counted. */
#include "engine/changes.h"

#include "site/ignores.h"

void
earlier_site(struct compare *c)
{
	struct engine *e = c->e, *old = &c->old;
	struct arena *a = &old->arena;
	struct site *s = &old->site;

	if (c->old_site)
		return;
	c->old_site = true;
	old->config = e->config;
	old->overlay = &c->over_before;
	*s = (struct site){
		.config = &old->config,
		.profile = e->site.profile,
		.layout = e->site.layout,
		.links = e->site.links,
		.terms = e->site.terms,
		.today = e->site.today,
		.here = e->site.here,
		.root = e->site.root,
		.trees = NEW(a, struct tree, e->site.ntrees),
		.ntrees = e->site.ntrees,
	};
	for (ptrdiff_t i = 0; i < s->ntrees; i++) {
		struct tree *t = &s->trees[i];
		struct fs_list list = { 0 };

		*t = e->site.trees[i];
		t->ignored = NULL;
		/* A folder that was not there yet has no pages. */
		files_list(old->overlay, a, t->root, &list);
		tree_keep_paths(a, t, &list);
	}
	site_pair(a, s);
	overrides_resolve(old);
	engine_load_docfx(old);
	engine_load_targets(old);
	old->wanted = NEW(a, bool, s->nfamilies);
	old->partial = NEW(a, bool, s->nfamilies);
	c->old_places = compare_places(c, a, s);
}

static void
earlier_check(struct compare *c)
{
	struct engine_options o = *c->o;
	struct site *s = &c->old.site;

	earlier_site(c);
	if (c->old_checked)
		return;
	c->old_checked = true;
	c->old.whole = !c->o->changes->staged;
	for (ptrdiff_t f = 0; f < s->nfamilies; f++)
		c->old.wanted[f] = c->old.whole || map_get(&c->keys, s->families[f].key) >= 0;
	o.config = &c->old.config;
	o.overlay = &c->over_before;
	o.baseline = NULL;
	o.progress = NULL;
	o.snippets = false;
	engine_check(&c->old, &o);
}

/* --- renames ---------------------------------------------------------------------- */

/* New pages and those that are gone, each with its index in site.pages. */
struct moves {
	struct VEC(struct git_move) v;
	struct VEC(ptrdiff_t) pages;
	const struct git_file **gone;
	ptrdiff_t ngone;
	struct map old_page; /* path below the top -> index in old.site.pages */
};

static void
find_moves(struct compare *c, struct moves *m)
{
	const struct site *s = &c->e->site, *old = &c->old.site;
	struct arena *a = &c->old.arena;

	m->old_page.a = a;
	m->gone = NEW(a, const struct git_file *, old->npages);
	for (ptrdiff_t i = 0; i < old->npages; i++) {
		const struct git_file *f = git_files_find(&c->before.files, c->old_places[i]);

		if (!f || git_files_find(&c->index, c->old_places[i]))
			continue;
		m->gone[m->ngone++] = f;
		*map_at(&m->old_page, f->path) = i;
	}
	for (ptrdiff_t i = 0; i < s->npages && m->ngone; i++) {
		const struct git_file *f = git_files_find(&c->index, c->places[i]);

		if (!f || git_files_find(&c->before.files, c->places[i]))
			continue;
		*vec_push(a, &m->v) = (struct git_move){ .file = f };
		*vec_push(a, &m->pages) = i;
	}
	git_repo_moves(c->repo, m->v.v, m->v.n, m->gone, m->ngone);
}

/* The findings of old pages under their new names. */
static struct findings
renamed_findings(struct compare *c)
{
	const struct engine *old = &c->old;
	struct arena *a = &c->old.arena;
	struct findings out = { 0 };
	struct moves m = { 0 };
	struct map first = { .a = a }; /* path of an old page -> its first move */
	ptrdiff_t *next;

	find_moves(c, &m);
	next = NEW(a, ptrdiff_t, m.v.n);
	for (ptrdiff_t i = 0; i < m.v.n; i++) {
		const struct git_file *from = m.v.v[i].from;
		ptrdiff_t *at;

		if (!from)
			continue;
		at = map_at(&first, old->site.pages[map_get(&m.old_page, from->path)].path);
		next[i] = *at;
		*at = i;
	}
	for (ptrdiff_t i = 0; i < old->findings.n + old->nhidden && first.n; i++) {
		struct finding f = i < old->findings.n ? old->findings.v[i]
						       : old->hidden[i - old->findings.n].finding;

		for (ptrdiff_t k = map_get(&first, f.at.file); k >= 0; k = next[k]) {
			f.at.file = c->e->site.pages[m.pages.v[k]].path;
			f.name = site_name(a, &c->e->site, f.at.file);
			*vec_push(a, &out) = f;
		}
	}
	findings_finish(a, &out);
	return out;
}

static struct str
fingerprint_key(const struct finding *f)
{
	return (struct str){ (const char *)&f->fingerprint, (ptrdiff_t)sizeof f->fingerprint };
}

static void
know(struct map *known, const struct findings *list)
{
	for (ptrdiff_t i = 0; i < list->n; i++)
		if (list->v[i].hidden == HIDDEN_NOT)
			*map_at(known, fingerprint_key(&list->v[i])) = 1;
}

/* The fingerprints of what was shown at the base, for the names that pages have now. */
static struct map
known_then(struct compare *c)
{
	struct map known = { .a = &c->old.arena };
	struct findings renamed;

	earlier_check(c);
	renamed = renamed_findings(c);
	know(&known, &c->old.findings);
	know(&known, &renamed);
	return known;
}

/* --- the review ------------------------------------------------------------------- */

/* The family of a finding; NO_PAGE of one about the settings. */
static ptrdiff_t
family_of(const struct engine *e, const struct map *page_of, const struct finding *f)
{
	ptrdiff_t page = f->settings ? NO_PAGE : map_get(page_of, f->at.file);

	return page < 0 ? NO_PAGE : e->site.pages[page].family;
}

static struct map
pages_by_path(struct engine *e)
{
	struct map page_of = { .a = &e->arena };

	for (ptrdiff_t i = 0; i < e->site.npages; i++)
		*map_at(&page_of, e->site.pages[i].path) = i;
	return page_of;
}

/* Those of families that are not in it count as if they had not been checked. */
static void
count_pages(struct engine *e, const bool *shown)
{
	e->totals.pages = e->totals.pairs = 0;
	for (ptrdiff_t f = 0; f < e->site.nfamilies; f++) {
		const struct family *fam = &e->site.families[f];

		if (!shown[f])
			continue;
		e->totals.pages += fam->npages;
		e->totals.pairs += fam->source != NO_PAGE ? fam->npages : 0;
	}
}

static bool
is_any_shown(const struct engine *e)
{
	bool any = false;

	for (ptrdiff_t i = 0; i < e->findings.n; i++)
		any |= e->findings.v[i].hidden == HIDDEN_NOT;
	return any;
}

/* Keeps what is new, and what there is, hidden or not, of touched families. */
static void
hide_known_since(struct compare *c, struct engine *e)
{
	struct map page_of = pages_by_path(e), known = { 0 };
	bool *shown = NEW(&e->arena, bool, e->site.nfamilies);
	ptrdiff_t kept = 0;

	if (is_any_shown(e))
		known = known_then(c);
	for (ptrdiff_t i = 0; i < e->site.nfamilies; i++)
		shown[i] = c->family_touched[i] && e->wanted[i];
	for (ptrdiff_t i = 0; i < e->findings.n; i++) {
		struct finding f = e->findings.v[i];
		ptrdiff_t family = family_of(e, &page_of, &f);
		bool touched = family == NO_PAGE || c->family_touched[family],
		     old = map_get(&known, fingerprint_key(&f)) >= 0;

		if (f.hidden == HIDDEN_NOT && touched && old && !c->o->changes->all)
			f.hidden = HIDDEN_EARLIER;
		if (!touched && (f.hidden != HIDDEN_NOT || old))
			continue;
		if (family != NO_PAGE)
			shown[family] = true;
		e->findings.v[kept++] = f;
	}
	e->findings.n = kept;
	count_pages(e, shown);
}

/* A commit answers for the pages in it.  What it makes of others is worth a warning, what is wrong
 * with them anyway is not its matter. */
static void
soften_untouched(struct compare *c, struct engine *e)
{
	struct map touched = { .a = &e->arena }, known = { 0 };
	bool asked = false;

	for (ptrdiff_t i = 0; i < e->site.npages; i++)
		if (c->page_touched[i])
			*map_at(&touched, e->site.pages[i].path) = 1;
	for (ptrdiff_t i = 0; i < e->findings.n; i++) {
		struct finding *f = &e->findings.v[i];

		if (f->hidden != HIDDEN_NOT || f->settings || map_get(&touched, f->at.file) >= 0)
			continue;
		if (!asked && !c->o->changes->all)
			known = known_then(c);
		asked = true;
		if (map_get(&known, fingerprint_key(f)) >= 0)
			f->hidden = HIDDEN_EARLIER;
		else if (f->severity > SEV_WARNING)
			f->severity = SEV_WARNING;
	}
}

void
earlier_review(void *ctx, struct engine *e)
{
	struct compare *c = ctx;

	if (c->o->changes->staged)
		soften_untouched(c, e);
	else
		hide_known_since(c, e);
}
