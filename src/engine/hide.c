/* What is found but not shown: comments have marked their findings already (check/suppress.c), here
 * follow the entries of `ignores` and the baseline; then the marked ones are set apart.
 *
 * A list of exceptions must not rot: an entry that hides nothing is said, and a finding of the
 * baseline that is gone is noted, but only where this run has looked for it. */
#include "engine/hide.h"

#include "base/path.h"
#include "check/suppress.h"
#include "site/ignores.h"
#include "sys/sys.h"

struct str
work_tree_of(struct arena *a, struct str dir)
{
	for (struct str at = dir;; at = path_dir(at)) {
		if (fs_kind(path_join(a, at, S(".git"))) != FS_NONE)
			return at;
		if (at.n <= 1)
			return dir;
	}
}

void
hide_open(struct engine *e)
{
	const struct config *c = &e->config;
	struct str dir = c->dir.n ? c->dir : S(".");

	e->site.here = fs_real(&e->arena, S("."));
	e->site.root = c->file.n ? fs_real(&e->arena, dir) : work_tree_of(&e->arena, e->site.here);
}

/* Was every page there is looked at? */
static bool
is_whole(const struct engine *e)
{
	bool whole = e->whole;

	for (ptrdiff_t f = 0; f < e->site.nfamilies; f++)
		whole &= e->wanted[f] && !e->partial[f];
	return whole;
}

/* Does a file of that name belong to what this engine looks at?  Each of several projects has a
 * folder. */
static bool
is_ours(const struct engine *e, struct str name)
{
	struct str root = e->config.project.n ? e->config.root : S("");

	if (!root.n || str_eq(root, S(".")))
		return true;
	return str_starts(name, root) && name.n > root.n && name.p[root.n] == '/';
}

/* --- comments ------------------------------------------------------------------------------ */

void
hide_useless_comments(struct engine *e, struct sink *const *sinks, int n)
{
	struct VEC(struct suppression_ref) all = { 0 };

	for (int i = 0; i < n; i++)
		for (ptrdiff_t k = 0; k < sinks[i]->suppressions.n; k++)
			*vec_push(&e->arena, &all) = sinks[i]->suppressions.v[k];
	suppress_finish(all.v, all.n, is_whole(e), sinks[0], 0);
}

/* --- ignores ------------------------------------------------------------------------------- */

static void
name_findings(struct engine *e)
{
	const struct finding *last = NULL;

	for (ptrdiff_t i = 0; i < e->findings.n; last = &e->findings.v[i++]) {
		struct finding *f = &e->findings.v[i];

		f->name = last && str_eq(last->at.file, f->at.file)
				  ? last->name
				  : site_name(&e->arena, &e->site, f->at.file);
	}
}

/* The first line of entry i, as a finding. */
static void
say_entry(struct engine *e, const struct config_ignore *entry, enum message_id message)
{
	struct sink sink = { .keep = &e->arena, .site = &e->site };
	struct config_error at = { 0 };
	struct span line = entry->at;
	ptrdiff_t nl = str_find_char(entry->text, '\n', line.off);

	if (nl >= 0 && nl < (ptrdiff_t)line.off + line.len)
		line.len = (uint32_t)(nl - line.off);
	config_error_at(&e->arena, &at, entry->file, entry->text, line, S(""), S(""));
	sink_add(&sink,
		 (struct finding){
			 .message = message,
			 .at = at.at,
			 .snippet = at.snippet,
			 .key = str_fmt(&e->arena, "%.*s %.*s", P(entry->path), P(entry->key)),
			 .args = { { "until", entry->until }, { "path", entry->path } },
			 .settings = true });
	for (ptrdiff_t i = 0; i < sink.out.n; i++)
		*vec_push(&e->arena, &e->findings) = sink.out.v[i];
}

/* The pages by name: what patterns and lists of the project are about. */
static void
name_pages(struct engine *e, struct map *page_of)
{
	page_of->a = &e->arena;
	for (ptrdiff_t i = 0; i < e->site.npages; i++)
		*map_at(page_of, site_name(&e->arena, &e->site, e->site.pages[i].path)) = i;
}

/* Does any page have the path of the entry? */
static bool
entry_has_page(const struct map *page_of, const struct config_ignore *entry)
{
	struct str path = entry->path;

	if (ignores_plain(path))
		return map_get(page_of,
			       str_starts(path, S("/")) ? str_slice(path, 1, path.n) : path) >= 0;
	for (ptrdiff_t i = 0; i < page_of->n; i++)
		if (path_glob(entry->path, page_of->entries[i].key))
			return true;
	return false;
}

static bool
entry_ran(const struct engine *e, const struct map *page_of, const struct config_ignore *entry)
{
	if (!is_whole(e) ||
	    (e->config.project.n && (!ignores_plain(entry->path) || !is_ours(e, entry->path))))
		return false;
	if (!entry_has_page(page_of, entry))
		return true;
	for (int r = 0; r < RULE_COUNT; r++)
		if (entry->rules[r] &&
		    (!rule_runs(&e->site, NULL, (enum rule_id)r) ||
		     (rule_need((enum rule_id)r) == NEED_HISTORY && !e->has_history)))
			return false;
	return true;
}

void
hide_ignored(struct engine *e)
{
	struct map page_of = { 0 };
	struct ignores *g;

	name_findings(e);
	if (!e->config.nignores)
		return;
	g = ignores_new(&e->arena, &e->config, e->site.today);
	ignores_apply(g, &e->findings);
	name_pages(e, &page_of);
	for (ptrdiff_t i = 0; i < g->n; i++) {
		if (!g->v[i].file.n)
			continue;
		if (g->expired[i])
			say_entry(e, &g->v[i], MSG_IGNORE_EXPIRED);
		else if (!g->used[i] && entry_ran(e, &page_of, &g->v[i]))
			say_entry(e, &g->v[i], MSG_IGNORE_UNUSED);
	}
}

/* --- baseline ------------------------------------------------------------------------------ */

struct known {
	struct engine *e;
	struct map page_of;    /* name -> index in site.pages */
	ptrdiff_t *verdict_of; /* per page, -1: it was not read */
	bool whole;
};

static void
find_pages(struct known *k)
{
	struct engine *e = k->e;

	name_pages(e, &k->page_of);
	k->verdict_of = NEW(&e->arena, ptrdiff_t, e->site.npages);
	for (ptrdiff_t i = 0; i < e->site.npages; i++)
		k->verdict_of[i] = -1;
	for (ptrdiff_t i = 0; i < e->nverdicts; i++)
		k->verdict_of[e->verdicts[i].page - e->site.pages] = i;
}

static bool
history_told(const struct engine *e, ptrdiff_t page, const struct verdict *v)
{
	const struct page_history *h = e->page_history ? e->page_history[page] : NULL;

	return (v && v->freshness == FRESH_YES) || (h && h->known && h->fault != PIN_OUT_OF_REACH);
}

/* Was rule r asked about the page?  Source pages are read with their families. */
static bool
was_asked(const struct known *k, ptrdiff_t page, enum rule_id r)
{
	const struct engine *e = k->e;
	const struct page *p = &e->site.pages[page];
	const struct verdict *v =
		k->verdict_of[page] < 0 ? NULL : &e->verdicts[k->verdict_of[page]];
	bool partial = p->family < 0 || !e->wanted[p->family] || e->partial[p->family];

	if (p->source ? partial : !v || !v->checked)
		return false;
	switch (rule_need(r)) {
	case NEED_PAGE:
	case NEED_SOURCE:
		return true;
	case NEED_HISTORY:
		return history_told(e, page, v);
	case NEED_PEERS:
		return !partial;
	case NEED_SITE:
		return k->whole;
	}
	return false;
}

static enum rule_id
rule_of(struct str name)
{
	int r = 0;

	while (r < RULE_COUNT && !str_eq(rules[r].name, name))
		r++;
	return (enum rule_id)r;
}

/* A page that is not there any more has no findings; neither has a rule. */
static bool
is_gone(const struct known *k, const struct baseline_entry *b)
{
	ptrdiff_t page = map_get(&k->page_of, b->path);
	enum rule_id r = rule_of(b->rule);
	const struct page *p = page < 0 ? NULL : &k->e->site.pages[page];

	if (b->seen || (r < RULE_COUNT && !rule_runs(&k->e->site, p, r)))
		return false;
	if (!p)
		return k->whole && is_ours(k->e, b->path);
	return r == RULE_COUNT || was_asked(k, page, r);
}

void
hide_known(struct engine *e, struct baseline *b)
{
	struct known k = { .e = e, .whole = is_whole(e) };

	baseline_apply(b, e->findings.v, e->findings.n);
	find_pages(&k);
	for (ptrdiff_t i = 0; i < b->n; i++)
		/* of several projects the one that has the page knows */
		b->v[i].gone = (b->v[i].gone || is_gone(&k, &b->v[i])) && !b->v[i].seen;
}

/* --- setting apart ------------------------------------------------------------------------- */

/* What `status` counts. */
static void
uncount(struct engine *e)
{
	struct map verdict_of = { .a = &e->arena };

	for (ptrdiff_t i = 0; i < e->nverdicts; i++)
		*map_at(&verdict_of, e->verdicts[i].page->path) = i;
	for (ptrdiff_t i = 0; i < e->nhidden; i++) {
		const struct finding *f = &e->hidden[i].finding;
		ptrdiff_t at = f->hidden == HIDDEN_IGNORE ? map_get(&verdict_of, f->at.file) : -1;

		if (at >= 0 && e->verdicts[at].findings[f->cause] > 0)
			e->verdicts[at].findings[f->cause]--;
	}
}

/* A difference whose page's stale finding is hidden stands by itself. */
static void
free_children(struct engine *e)
{
	struct arena work = { 0 };
	struct map gone = { .a = &work };

	for (ptrdiff_t i = 0; i < e->nhidden; i++) {
		const struct finding *f = &e->hidden[i].finding;

		if (rule_is_stale(messages[f->message].rule))
			*map_at(&gone, (struct str){ (const char *)&f->fingerprint,
						     (ptrdiff_t)sizeof f->fingerprint }) = i;
	}
	for (ptrdiff_t i = 0; i < e->findings.n && gone.n; i++) {
		uint64_t *parent = &e->findings.v[i].parent;
		struct str key = { (const char *)parent, (ptrdiff_t)sizeof *parent };

		if (map_get(&gone, key) >= 0)
			*parent = 0;
	}
	arena_free(&work);
}

static ptrdiff_t *
hidden_count(struct totals *t, enum hidden why)
{
	return why == HIDDEN_BASELINE  ? &t->baselined
	       : why == HIDDEN_EARLIER ? &t->earlier
				       : &t->suppressed;
}

void
hide_apart(struct engine *e)
{
	struct findings *f = &e->findings;
	ptrdiff_t kept = 0;

	for (ptrdiff_t i = 0; i < f->n; i++)
		e->nhidden += f->v[i].hidden != HIDDEN_NOT;
	if (!e->nhidden)
		return;
	e->hidden = NEW(&e->arena, struct hidden_finding, e->nhidden);
	e->nhidden = 0;
	for (ptrdiff_t i = 0; i < f->n; i++) {
		if (f->v[i].hidden == HIDDEN_NOT) {
			f->v[kept++] = f->v[i];
			continue;
		}
		e->hidden[e->nhidden++] = (struct hidden_finding){ f->v[i], kept };
		*hidden_count(&e->totals, f->v[i].hidden) += 1;
	}
	f->n = kept;
	free_children(e);
	uncount(e);
}
