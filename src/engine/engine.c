/* Trees in, findings out:
 *
 *   arguments -> trees -> pages and families      trees.c, site_pair
 *             -> profile, link table, docfx.json  from rules/ and a sample of the pages
 *   phase 1     the index: everything above, frozen
 *   phase 2     for each family, on all cores: read, parse, family_check   [work arena, reset per
 * family]
 *             -> findings of all workers          [keep arenas]
 *   history     for the families with a stale page: what was English at their pins?      one pass
 * over git's history phase 3     those families, on all cores, with their base
 *             -> ids used twice -> sort, number, fingerprints -> totals
 *
 * Workers share only frozen data; the order of findings comes from findings_finish alone, so any
 * number of threads gives the same bytes. */
#include "engine/engine.h"

#include <stdlib.h>

#include "base/path.h"
#include "check/pin.h"
#include "engine/hide.h"
#include "engine/history.h"
#include "engine/snapshot.h"
#include "sys/sys.h"

enum { PIN_BYTES = 64 << 10, FOUND_CHUNK = 2500 };

/* The findings of the families that are done: in chunks, so that none is moved before gather().  A
 * chunk is large enough to be returned to the system alone. */
struct found {
	struct arena own; /* that of the chunk */
	struct found *next;
	ptrdiff_t n;
	struct finding v[FOUND_CHUNK];
};

struct worker {
	struct arena work, keep, marked;
	struct found *found; /* the last chunk first */
	struct sink sink;    /* its findings are those of the family at hand */
	struct pattern_scratch *scratch;
	struct wishes wishes; /* for history; their families wait for phase 3 */
	ptrdiff_t pages, pairs;
};

/* What phase 2 hands to its workers. */
struct phase {
	struct engine *e;
	const struct engine_options *o;
	ptrdiff_t *families; /* the wanted ones */
	ptrdiff_t n;
	const struct page_history **history; /* per page; NULL in phase 2 */
	bool ask;                            /* pages that need history may ask for it */
};

bool
engine_fail(struct engine *e, struct str message, struct str help)
{
	e->error = (struct config_error){ .message = message, .help = help };
	return false;
}

void
engine_notice(struct engine *e, struct str text)
{
	if (e->nnotices == e->notices_cap)
		e->notices = vec_grow(&e->arena, e->notices, e->nnotices, &e->notices_cap,
				      sizeof *e->notices);
	e->notices[e->nnotices++] = text;
}

/* --- the site ------------------------------------------------------------------ */

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
	if (s->left_out_counts[LEFT_IGNORED])
		return engine_fail(
			e,
			str_fmt(&e->arena,
				"no translation could be paired with a source page, and git "
				"ignores %td of the Markdown files",
				s->left_out_counts[LEFT_IGNORED]),
			S("--no-gitignore (or `gitignore: false`) checks them, too"));
	if (!s->npages && s->left_out_counts[LEFT_NO_LOCALE])
		return engine_fail(
			e,
			str_fmt(&e->arena,
				"%td Markdown page%s found, but no path tells its locale",
				s->left_out_counts[LEFT_NO_LOCALE],
				s->left_out_counts[LEFT_NO_LOCALE] == 1 ? " was" : "s were"),
			S("name the folder of the English pages with --source and the folders "
			  "of the translations"));
	if (!s->npages)
		return engine_fail(
			e, S("no Markdown page was found"),
			s->nleft_out ? str_fmt(&e->arena,
					       "%td files were left out; `loclint pairs` says why",
					       s->nleft_out)
				     : S("name the folder of the English pages with --source and "
					 "the folders of the translations"));
	return engine_fail(
		e,
		str_fmt(&e->arena,
			"no translation could be paired with a source page: %td translated and %td "
			"source pages were found",
			translations, sources),
		S("set --source or `source: root`; `loclint pairs` shows how pages are matched"));
}

static bool
is_paired(const struct site *s)
{
	bool source_side = false, translation = false;

	for (ptrdiff_t i = 0; i < s->ntrees; i++)
		source_side |= s->trees[i].source;
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
	e->config = *o->config;
	e->overlay = o->overlay;
	e->site.today = o->today;
	e->site.config = &e->config;
	hide_open(e);
	if (!trees_find(e, o))
		return false;
	site_pair(&e->arena, &e->site);
	if (!is_paired(&e->site) && !nothing_paired(e, o))
		return false;
	overrides_resolve(e);
	return engine_load(e) && engine_select(e, o);
}

/* --- the families ---------------------------------------------------------------- */

static void
say_unreadable(struct worker *w, const struct site *s, const struct page *p, enum fs_status status,
	       struct str why)
{
	struct view v = {
		.site = s, .page = p, .scratch = w->scratch, .work = &w->work, .sink = &w->sink
	};

	v.dst = doc_parse(&w->work, p->path, S(""), &s->profile->grammar, w->scratch);
	sink_emit(&v, &(struct draft){
			      .message = status == FS_TOO_BIG ? MSG_NOT_SMALL : MSG_NOT_READ,
			      .whole_page = true,
			      .key = S("read"),
			      .args = { { "why", why },
					{ "limit", str_fmt(&w->work, "%d", DOC_MAX_BYTES >> 20) } },
		      });
}

static struct doc *
read_page(const struct engine_options *o, struct worker *w, const struct site *s, ptrdiff_t page)
{
	const struct page *p = &s->pages[page];
	struct str raw = S(""), why;
	enum fs_status status = files_read(o->overlay, &w->work, p->path, &raw, &why);

	if (status != FS_OK) {
		say_unreadable(w, s, p, status, why);
		return NULL;
	}
	return doc_open(&w->work, p->path, raw);
}

/* The file beside a page that holds its pin; most pages have none. */
static struct str
read_beside(const struct overlay *o, struct worker *w, const struct site *s, ptrdiff_t page)
{
	struct str path = pin_beside_path(&w->work, s->profile, s->pages[page].path), text, why;

	return path.n && files_read(o, &w->work, path, &text, &why) == FS_OK && text.n <= PIN_BYTES
		       ? text
		       : S("");
}

/* The documents of one family, as far as their front matter; pages that cannot be read are said and
 * left out. */
static void
read_family(struct phase *ph, struct worker *w, struct family *fam, struct family_docs *docs)
{
	const struct site *s = &ph->e->site;
	ptrdiff_t *pages = NEW(&w->work, ptrdiff_t, fam->npages), n = 0;
	struct str *beside =
		s->profile->pin.beside_path.n ? NEW(&w->work, struct str, fam->npages) : NULL;

	docs->family = fam;
	docs->beside = beside;
	docs->translations = NEW(&w->work, struct doc *, fam->npages);
	if (fam->source != NO_PAGE)
		docs->source = read_page(ph->o, w, s, fam->source);
	docs->partial = fam->source != NO_PAGE && !docs->source;
	for (ptrdiff_t k = 0; k < fam->npages; k++) {
		struct doc *d = read_page(ph->o, w, s, fam->pages[k]);

		if (!d)
			continue;
		pages[n] = fam->pages[k];
		if (beside)
			beside[n] = read_beside(ph->o->overlay, w, s, fam->pages[k]);
		docs->translations[n++] = d;
	}
	docs->partial |= n < fam->npages;
	fam->pages = pages;
	fam->npages = n;
}

static void
add_wish(struct worker *w, const struct wish *wish, struct str translation)
{
	struct wish *kept = vec_push(&w->keep, &w->wishes);

	*kept = *wish;
	kept->hash = str_dup(&w->keep, wish->hash);
	kept->commit = str_dup(&w->keep, wish->commit);
	if (wish->by_date)
		history_blobs(&w->keep, translation, kept->blobs);
}

/* Puts the family off to phase 3 when a page of it needs history. */
static bool
ask_history(struct phase *ph, struct worker *w, ptrdiff_t family, const struct family_docs *docs)
{
	ptrdiff_t n = docs->family->npages;
	struct pin_wish *wants = NEW(&w->work, struct pin_wish, n);
	struct str current = { 0 };

	if (!family_wishes(&ph->e->site, docs, w->scratch, &w->work, wants))
		return false;
	if (docs->source)
		current = str_dup(&w->keep, docs->source->raw);
	for (ptrdiff_t i = 0; i < n; i++)
		if (wants[i].asks)
			add_wish(w,
				 &(struct wish){ .family = family,
						 .page = docs->family->pages[i],
						 .hash = wants[i].hash,
						 .commit = wants[i].commit,
						 .current = current,
						 .by_date = wants[i].by_date },
				 docs->translations[i]->raw);
	return true;
}

static void
complete_family(const struct site *s, struct worker *w, const struct family_docs *docs)
{
	const struct grammar *g = &s->profile->grammar;

	if (docs->source)
		doc_complete(docs->source, g, w->scratch);
	for (ptrdiff_t i = 0; i < docs->family->npages; i++)
		doc_complete(docs->translations[i], g, w->scratch);
}

/* Empties the sink. */
static void
put_away(struct worker *w)
{
	for (ptrdiff_t i = 0; i < w->sink.out.n; i++) {
		if (!w->found || w->found->n == FOUND_CHUNK) {
			struct arena own = { 0 };
			struct found *chunk = NEW(&own, struct found, 1);

			chunk->own = own;
			chunk->next = w->found;
			w->found = chunk;
		}
		w->found->v[w->found->n++] = w->sink.out.v[i];
	}
	w->sink.out.n = 0;
}

static void
check_family(void *ctx, ptrdiff_t i, int worker)
{
	struct phase *ph = ctx;
	const struct site *s = &ph->e->site;
	struct worker *w = &ph->e->workers[worker];
	struct family fam = s->families[ph->families[i]];
	struct family_docs docs = { 0 };

	read_family(ph, w, &fam, &docs);
	docs.partial |= ph->e->partial[ph->families[i]];
	if (ph->ask && ask_history(ph, w, ph->families[i], &docs)) {
		w->sink.out.n = 0; /* what could not be read is said in phase 3 */
	} else {
		if (ph->history) {
			docs.history = NEW(&w->work, const struct page_history *, fam.npages);
			for (ptrdiff_t k = 0; k < fam.npages; k++)
				docs.history[k] = ph->history[fam.pages[k]];
		}
		w->pages += s->families[ph->families[i]].npages;
		w->pairs += docs.source ? fam.npages : 0;
		complete_family(s, w, &docs);
		family_check(s, &docs, w->scratch, &w->work, &w->sink);
		put_away(w);
	}
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
	e->verdicts = NEW(&e->arena, struct verdict, e->site.npages);
	for (int i = 0; i < e->nworkers; i++) {
		struct worker *w = &e->workers[i];

		w->scratch = pattern_scratch_new();
		w->sink = (struct sink){ .keep = &w->keep,
					 .marked = &w->marked,
					 .site = &e->site,
					 .verdicts = e->verdicts,
					 .snippets = o->snippets };
	}
}

/* Adds what a worker has found to the list of all. */
static void
take_found(struct engine *e, struct worker *w)
{
	while (w->found) {
		struct found *chunk = w->found;
		struct arena own = chunk->own;

		for (ptrdiff_t k = 0; k < chunk->n; k++)
			e->findings.v[e->findings.n++] = chunk->v[k];
		w->found = chunk->next;
		arena_free(&own);
	}
}

/* Room for all findings, and for those that hide_ignored() adds. */
static void
make_room(struct engine *e)
{
	struct findings *all = &e->findings;

	all->cap = e->config.nignores;
	for (int i = 0; i < e->nworkers; i++)
		for (const struct found *chunk = e->workers[i].found; chunk; chunk = chunk->next)
			all->cap += chunk->n;
	all->v = NEW(&e->arena, struct finding, all->cap);
}

/* One list of findings; ids that several pages use are judged here, when every page has been seen.
 */
static void
gather(struct engine *e)
{
	struct worker *first = &e->workers[0];
	struct sink **sinks = NEW(&e->arena, struct sink *, e->nworkers);

	for (int i = 0; i < e->nworkers; i++)
		sinks[i] = &e->workers[i].sink;
	engine_check_ids(e, sinks, e->nworkers, first->scratch);
	engine_check_fragments(e, sinks, e->nworkers, first->scratch);
	hide_useless_comments(e, sinks, e->nworkers);
	put_away(first);
	make_room(e);
	for (int i = 0; i < e->nworkers; i++) {
		take_found(e, &e->workers[i]);
		e->totals.pages += e->workers[i].pages;
		e->totals.pairs += e->workers[i].pairs;
	}
	hide_ignored(e);
	findings_finish(&e->arena, &e->findings);
}

/* Of the pages that were read, which are some of all. */
static void
gather_verdicts(struct engine *e)
{
	for (ptrdiff_t i = 0; i < e->site.npages; i++)
		if (e->verdicts[i].page)
			e->verdicts[e->nverdicts++] = e->verdicts[i];
}

static void
count(struct engine *e, const struct phase *ph)
{
	for (ptrdiff_t i = 0; i < e->findings.n; i++) {
		e->totals.counts[e->findings.v[i].severity]++;
		e->totals.fixable +=
			e->findings.v[i].locale.n && finding_safety(&e->findings.v[i]) == FIX_SAFE;
	}
	e->totals.families = ph->n;
	e->totals.locales = e->site.nlocales;
}

static void
run_phase(struct engine *e, const struct engine_options *o, struct phase *ph)
{
	par_for(ph->n, e->nworkers, check_family, ph, o->progress ? tick : NULL);
}

/* The families that asked for history, once more, with what it says. */
static void
check_with_history(struct engine *e, const struct engine_options *o)
{
	struct phase ph = { .e = e, .o = o };
	struct wishes all = { 0 };

	for (int i = 0; i < e->nworkers; i++)
		for (ptrdiff_t k = 0; k < e->workers[i].wishes.n; k++)
			*vec_push(&e->arena, &all) = e->workers[i].wishes.v[k];
	if (!all.n)
		return;
	e->has_history = history_open(e);
	ph.history = e->page_history = e->has_history ? history_answer(e, &all) : NULL;
	ph.families = NEW(&e->arena, ptrdiff_t, all.n);
	for (ptrdiff_t i = 0; i < all.n; i++)
		if (!i || all.v[i].family != all.v[i - 1].family)
			ph.families[ph.n++] = all.v[i].family;
	run_phase(e, o, &ph);
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
	ph.ask = e->has_history = history_is_near(e);
	run_phase(e, o, &ph);
	check_with_history(e, o);
	gather(e);
	gather_verdicts(e);
	if (o->baseline)
		hide_known(e, o->baseline);
	if (o->review)
		o->review(o->review_ctx, e);
	hide_apart(e);
	count(e, &ph);
	return true;
}

void
engine_free(struct engine *e)
{
	for (ptrdiff_t i = 0; i < e->nparts; i++)
		engine_free(&e->parts[i]);
	for (int i = 0; i < e->nworkers; i++) {
		pattern_scratch_free(e->workers[i].scratch);
		arena_free(&e->workers[i].work);
		arena_free(&e->workers[i].keep);
		arena_free(&e->workers[i].marked);
	}
	if (e->profile)
		profile_free(e->profile);
	if (e->links)
		link_table_free(e->links);
	aliases_free(e);
	arena_free(&e->arena);
}
