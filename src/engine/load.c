/* What the checks need besides the pages: profile, link table, terms, docfx.json; all frozen before
 * the first page is checked. */
#include "engine/engine.h"

#include "base/path.h"
#include "doc/doc.h"
#include "engine/snapshot.h"
#include "site/terms.h"
#include "sys/sys.h"

enum { SAMPLE_PAGES = 96, SAMPLE_BYTES = 4096 };

/* Heads of pages spread evenly over the tree, so that the profile is chosen by the pages
 * themselves. */
static ptrdiff_t
sample_pages(struct engine *e, struct arena *work, struct page_sample *samples)
{
	const struct site *s = &e->site;
	ptrdiff_t step = s->npages / SAMPLE_PAGES + 1, n = 0;

	for (ptrdiff_t i = 0; i < s->npages && n < SAMPLE_PAGES; i += step) {
		struct str text, why;

		if (files_read(e->overlay, work, s->pages[i].path, &text, &why) == FS_OK)
			samples[n++] = (struct page_sample){ s->pages[i].path,
							     str_slice(text, 0, SAMPLE_BYTES) };
	}
	return n;
}

/* A mistake in one of the project's own profiles is said, whichever is chosen. */
static bool
own_profiles_load(struct engine *e, const struct rule_files *files)
{
	for (ptrdiff_t i = files->own; i < files->n; i++) {
		struct profile *p =
			profile_load(&e->arena, files->v, files->n, files->v[i].name, &e->error);

		if (!p)
			return false;
		profile_free(p);
	}
	return true;
}

static bool
choose_profile(struct engine *e, struct arena *work)
{
	struct rule_files files;
	struct page_sample *samples = NEW(work, struct page_sample, SAMPLE_PAGES);
	struct str name = e->config.profile;

	if (!rule_files_all(&e->arena, &e->config, S("rules/profiles/"), &files, &e->error) ||
	    !own_profiles_load(e, &files))
		return false;
	e->profile_given = name.n > 0;
	if (!name.n) {
		e->nsampled = sample_pages(e, work, samples);
		name = profile_detect(&e->arena, files.v, files.n, samples, e->nsampled, &e->votes,
				      &e->nvotes);
		name = profile_told_by_file(files.v, files.n, name, e->site.trees, e->site.ntrees,
					    &e->profile_file);
	}
	e->site.profile = e->profile = profile_load(&e->arena, files.v, files.n, name, &e->error);
	if (!e->profile)
		config_point(&e->arena, &e->config, S("profile"), &e->error);
	return e->profile != NULL;
}

static bool
load_links(struct engine *e)
{
	struct rule_files files;
	struct link_source *sources;

	if (!rule_files_all(&e->arena, &e->config, S("rules/links/"), &files, &e->error))
		return false;
	sources = NEW(&e->arena, struct link_source, files.n);
	for (ptrdiff_t i = 0; i < files.n; i++)
		sources[i] = (struct link_source){ files.v[i].path, files.v[i].text };
	e->site.links = e->links = link_table_load(&e->arena, sources, files.n, &e->error);
	return e->links != NULL;
}

/* The project's glossary, for the rule about terms. */
static bool
load_terms(struct engine *e)
{
	struct str path = path_join(&e->arena, e->config.dir, e->config.terms), text, why;

	e->site.terms = e->config.glossary;
	if (!e->config.terms.n)
		return true;
	if (fs_read(&e->arena, path, DOC_MAX_BYTES, &text, &why) != FS_OK) {
		engine_fail(e,
			    str_fmt(&e->arena, "cannot read the glossary `%.*s`: %.*s", P(path),
				    P(why)),
			    S("`terms` names a YAML file with a list of terms"));
		config_point(&e->arena, &e->config, S("terms"), &e->error);
		return false;
	}
	e->site.terms = terms_read(&e->arena, path, text, &e->error);
	return e->site.terms != NULL;
}

/* Reads the docfx.json files of each tree. */
void
engine_load_docfx(struct engine *e)
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
			if (files_read(e->overlay, &e->arena, path, &text, &why) != FS_OK)
				engine_notice(e, str_fmt(&e->arena, "%.*s: %.*s", P(path), P(why)));
			else if (!(*last = docfx_parse(&e->arena, path_dir(rel), text, &error)))
				engine_notice(e,
					      str_fmt(&e->arena, "%.*s: %.*s", P(path), P(error)));
			else
				last = &(*last)->next;
		}
	}
}

bool
engine_load(struct engine *e)
{
	struct arena work = { 0 };
	bool ok = choose_profile(e, &work) && load_links(e) && load_terms(e);

	arena_free(&work);
	if (ok)
		engine_load_docfx(e);
	if (ok)
		engine_load_targets(e);
	return ok;
}
