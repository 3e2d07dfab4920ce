/* Trees in, findings out:
 *
 *   arguments -> trees -> pages and families      trees.c, site_pair
 *             -> profile, link table, docfx.json  from rules/ and a sample of the pages
 *   phase 1     the index: everything above, frozen
 *   phase 2     for each family, on all cores: read, parse, family_check   [work arena, reset per family]
 *             -> findings of all workers          [keep arenas]
 *             -> ids used twice -> sort, number, fingerprints -> totals
 *
 * Workers share only frozen data; the order of findings comes from findings_finish alone, so any number of threads gives the
 * same bytes. */
#include "engine/engine.h"

#include "base/path.h"
#include "check/check.h"
#include "site/locale.h"
#include "sys/sys.h"

enum { SAMPLE_PAGES = 96, SAMPLE_BYTES = 4096 };

struct worker {
	struct arena work, keep;
	struct sink sink;
	struct pattern_scratch *scratch;
	ptrdiff_t pages, pairs;
};

/* What phase 2 hands to its workers. */
struct phase {
	struct engine *e;
	const struct engine_options *o;
	ptrdiff_t *families; /* the wanted ones */
	ptrdiff_t n;
};

static bool
fail(struct engine *e, struct str message, struct str help)
{
	e->error = (struct config_error){ .message = message, .help = help };
	return false;
}

void
engine_notice(struct engine *e, struct str text)
{
	if (e->nnotices == e->notices_cap)
		e->notices = vec_grow(&e->arena, e->notices, e->nnotices, &e->notices_cap, sizeof *e->notices);
	e->notices[e->nnotices++] = text;
}

/* --- the site ------------------------------------------------------------------ */

/* Heads of pages spread evenly over the tree, so that the profile is chosen by the pages themselves. */
static ptrdiff_t
sample_pages(struct engine *e, struct arena *work, struct page_sample *samples)
{
	const struct site *s = &e->site;
	ptrdiff_t step = s->npages / SAMPLE_PAGES + 1, n = 0;

	for (ptrdiff_t i = 0; i < s->npages && n < SAMPLE_PAGES; i += step) {
		struct str text, why;

		if (fs_read(work, s->pages[i].path, DOC_MAX_BYTES, &text, &why) == FS_OK)
			samples[n++] = (struct page_sample){ s->pages[i].path, str_slice(text, 0, SAMPLE_BYTES) };
	}
	return n;
}

static bool
choose_profile(struct engine *e, struct arena *work)
{
	struct rule_files files = rule_files(&e->arena, S("rules/profiles/"));
	struct page_sample *samples = NEW(work, struct page_sample, SAMPLE_PAGES);
	struct str name = e->config.profile;

	e->profile_given = name.n > 0;
	if (!name.n) {
		e->nsampled = sample_pages(e, work, samples);
		name = profile_detect(&e->arena, files.v, files.n, samples, e->nsampled, &e->votes, &e->nvotes);
	}
	e->site.profile = e->profile = profile_load(&e->arena, files.v, files.n, name, &e->error);
	return e->profile != NULL;
}

static bool
load_links(struct engine *e)
{
	struct rule_files files = rule_files(&e->arena, S("rules/links/"));
	struct link_source *sources = NEW(&e->arena, struct link_source, files.n);

	for (ptrdiff_t i = 0; i < files.n; i++)
		sources[i] = (struct link_source){ files.v[i].path, files.v[i].text };
	e->site.links = e->links = link_table_load(&e->arena, sources, files.n, &e->error);
	return e->links != NULL;
}

/* Reads the docfx.json files of each tree. */
static void
load_docfx(struct engine *e)
{
	struct site *s = &e->site;

	s->docfx = NEW(&e->arena, struct docfx *, s->ntrees);
	for (ptrdiff_t t = 0; t < s->ntrees; t++) {
		struct docfx **last = &s->docfx[t];

		for (ptrdiff_t i = 0; i < s->trees[t].npaths; i++) {
			struct str rel = s->trees[t].paths[i], path, text, why, error = { 0 };

			if (!str_eq(path_base(rel), S("docfx.json")))
				continue;
			path = path_join(&e->arena, s->trees[t].root, rel);
			if (fs_read(&e->arena, path, DOC_MAX_BYTES, &text, &why) != FS_OK)
				engine_notice(e, str_fmt(&e->arena, "%.*s: %.*s", P(path), P(why)));
			else if (!(*last = docfx_parse(&e->arena, path_dir(rel), text, &error)))
				engine_notice(e, str_fmt(&e->arena, "%.*s: %.*s", P(path), P(error)));
			else
				last = &(*last)->next;
		}
	}
}

static bool
locale_wanted(const struct engine_options *o, struct str locale)
{
	bool filter = false;

	for (ptrdiff_t i = 0; i < o->nlocales; i++) {
		if (str_find_char(o->locales[i], '=', 0) >= 0)
			continue;
		filter = true;
		if (locale_same(o->locales[i], locale))
			return true;
	}
	return !filter;
}

/* Does an argument name this page, or a folder around it?  No arguments name every page. */
static bool
path_wanted(struct engine *e, const struct engine_options *o, const struct str *real, const struct page *p)
{
	struct str path = path_join(&e->arena, real[o->npaths + p->tree], p->rel);

	for (ptrdiff_t i = 0; i < o->npaths; i++) {
		struct str r = real[i];

		if (str_eq(r, path) || (str_starts(path, r) && path.n > r.n && (r.n == 1 || path.p[r.n] == '/')))
			return true;
	}
	return !o->npaths;
}

/* Marks the families that arguments select, and drops translations of locales that are not wanted. */
static bool
select_families(struct engine *e, const struct engine_options *o)
{
	struct site *s = &e->site;
	struct str *real = NEW(&e->arena, struct str, o->npaths + s->ntrees);
	ptrdiff_t chosen = 0;

	for (ptrdiff_t i = 0; i < o->npaths; i++)
		real[i] = fs_real(&e->arena, o->paths[i]);
	for (ptrdiff_t i = 0; i < s->ntrees; i++)
		real[o->npaths + i] = fs_real(&e->arena, s->trees[i].root);
	e->wanted = NEW(&e->arena, bool, s->nfamilies);
	for (ptrdiff_t f = 0; f < s->nfamilies; f++) {
		struct family *fam = &s->families[f];
		bool source = fam->source != NO_PAGE && path_wanted(e, o, real, &s->pages[fam->source]);
		ptrdiff_t kept = 0;

		for (ptrdiff_t i = 0; i < fam->npages; i++) {
			const struct page *p = &s->pages[fam->pages[i]];

			if (locale_wanted(o, p->locale) && (source || path_wanted(e, o, real, p)))
				fam->pages[kept++] = fam->pages[i];
		}
		fam->npages = kept;
		e->wanted[f] = kept || source;
		chosen += kept;
	}
	return chosen || o->allow_empty ||
	       fail(e, S("none of the given paths or locales names a translation"),
		    S("`loclint pairs` lists the pages that are known"));
}

/* Nothing paired is the worst silence a linter can have: say which side is empty. */
static bool
nothing_paired(struct engine *e, const struct engine_options *o)
{
	const struct site *s = &e->site;
	ptrdiff_t sources = 0, translations = 0;

	for (ptrdiff_t i = 0; i < s->npages; i++)
		*(s->pages[i].source ? &sources : &translations) += 1;
	if (o->allow_empty)
		return true;
	if (!s->npages)
		return fail(e, S("no Markdown page was found"),
			    s->nleft_out ? str_fmt(&e->arena, "%td files were left out; `loclint pairs` says why", s->nleft_out) :
					   S("name the folder of the English pages with --source and the folders of the translations"));
	return fail(e,
		    str_fmt(&e->arena, "no translation could be paired with a source page: %td translated and %td source pages were found",
			    translations, sources),
		    S("set --source or `source: root`; `loclint pairs` shows how pages are matched"));
}

static bool
is_paired(const struct site *s)
{
	bool source_side = false, translation = false;

	for (ptrdiff_t i = 0; i < s->npages; i++) {
		source_side |= s->pages[i].source;
		translation |= !s->pages[i].source;
	}
	if (!source_side)
		return translation; /* peers are compared with each other */
	for (ptrdiff_t i = 0; i < s->nfamilies; i++)
		if (s->families[i].source != NO_PAGE && s->families[i].npages)
			return true;
	return false;
}

bool
engine_site(struct engine *e, const struct engine_options *o)
{
	struct arena work = { 0 };
	bool ok;

	e->config = *o->config;
	e->site.config = &e->config;
	if (!trees_find(e, o))
		return false;
	site_pair(&e->arena, &e->site);
	if (!is_paired(&e->site) && !nothing_paired(e, o))
		return false;
	ok = choose_profile(e, &work) && load_links(e);
	arena_free(&work);
	if (!ok)
		return false;
	load_docfx(e);
	return select_families(e, o);
}

/* --- the families ---------------------------------------------------------------- */

static void
say_unreadable(struct worker *w, const struct site *s, const struct page *p, struct str why)
{
	struct view v = { .site = s, .page = p, .scratch = w->scratch, .work = &w->work, .sink = &w->sink };

	v.dst = doc_parse(&w->work, p->path, S(""), &s->profile->grammar, w->scratch);
	sink_emit(&v, &(struct draft){ .message = MSG_NOT_READ,
				       .whole_page = true,
				       .key = S("read"),
				       .args = { { "why", why } } });
}

static struct doc *
read_page(struct worker *w, const struct site *s, ptrdiff_t page)
{
	const struct page *p = &s->pages[page];
	struct str raw, why;

	if (fs_read(&w->work, p->path, DOC_MAX_BYTES, &raw, &why) != FS_OK) {
		say_unreadable(w, s, p, why);
		return NULL;
	}
	return doc_parse(&w->work, p->path, raw, &s->profile->grammar, w->scratch);
}

static void
check_family(void *ctx, ptrdiff_t i, int worker)
{
	struct phase *ph = ctx;
	const struct site *s = &ph->e->site;
	struct worker *w = &ph->e->workers[worker];
	struct family fam = s->families[ph->families[i]];
	struct family_docs docs = { .family = &fam };
	ptrdiff_t *pages = NEW(&w->work, ptrdiff_t, fam.npages), n = 0;

	docs.translations = NEW(&w->work, struct doc *, fam.npages);
	if (fam.source != NO_PAGE)
		docs.source = read_page(w, s, fam.source);
	for (ptrdiff_t k = 0; k < fam.npages; k++) {
		struct doc *d = read_page(w, s, fam.pages[k]);

		w->pages++;
		w->pairs += d && docs.source;
		if (!d)
			continue;
		pages[n] = fam.pages[k];
		docs.translations[n++] = d;
	}
	fam.pages = pages;
	fam.npages = n;
	family_check(s, &docs, w->scratch, &w->work, &w->sink);
	arena_reset(&w->work);
}

static void
tick(void *ctx, ptrdiff_t done)
{
	struct phase *ph = ctx;

	ph->o->progress(ph->o->progress_ctx, done, ph->n);
}

static void
start_workers(struct engine *e, const struct engine_options *o)
{
	e->nworkers = o->jobs > 0 ? o->jobs : 1;
	e->workers = NEW(&e->arena, struct worker, e->nworkers);
	for (int i = 0; i < e->nworkers; i++) {
		struct worker *w = &e->workers[i];

		w->scratch = pattern_scratch_new();
		w->sink = (struct sink){ .keep = &w->keep, .site = &e->site, .snippets = o->snippets };
	}
}

/* One list of findings; ids that several pages use are judged here, when every page has been seen. */
static void
gather(struct engine *e)
{
	struct worker *first = &e->workers[0];
	struct id_uses ids = { 0 };

	for (int i = 0; i < e->nworkers; i++)
		for (ptrdiff_t k = 0; k < e->workers[i].sink.ids.n; k++)
			*vec_push(&e->arena, &ids) = e->workers[i].sink.ids.v[k];
	unique_check(&e->site, ids.v, ids.n, &first->sink);
	for (int i = 0; i < e->nworkers; i++) {
		const struct worker *w = &e->workers[i];

		for (ptrdiff_t k = 0; k < w->sink.out.n; k++)
			*vec_push(&e->arena, &e->findings) = w->sink.out.v[k];
		e->totals.pages += w->pages;
		e->totals.pairs += w->pairs;
	}
	findings_finish(&e->arena, &e->findings);
}

static void
count(struct engine *e, const struct phase *ph)
{
	for (ptrdiff_t i = 0; i < e->findings.n; i++) {
		e->totals.counts[e->findings.v[i].severity]++;
		e->totals.fixable += e->findings.v[i].nedits > 0;
	}
	e->totals.families = ph->n;
	e->totals.locales = e->site.nlocales;
}

bool
engine_check(struct engine *e, const struct engine_options *o)
{
	struct phase ph = { .e = e, .o = o };

	ph.families = NEW(&e->arena, ptrdiff_t, e->site.nfamilies);
	for (ptrdiff_t i = 0; i < e->site.nfamilies; i++)
		if (e->wanted[i])
			ph.families[ph.n++] = i;
	start_workers(e, o);
	par_for(ph.n, e->nworkers, check_family, &ph, o->progress ? tick : NULL);
	gather(e);
	count(e, &ph);
	return true;
}

void
engine_free(struct engine *e)
{
	for (int i = 0; i < e->nworkers; i++) {
		pattern_scratch_free(e->workers[i].scratch);
		arena_free(&e->workers[i].work);
		arena_free(&e->workers[i].keep);
	}
	if (e->profile)
		profile_free(e->profile);
	if (e->links)
		link_table_free(e->links);
	arena_free(&e->arena);
}
