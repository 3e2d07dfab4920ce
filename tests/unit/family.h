/* One family of pages in memory, checked as the engine does it; for unit tests and fuzz targets of
 * src/check. */
#ifndef FAMILY_H
#define FAMILY_H

#include <stdio.h>
#include <string.h>

#include "base/sha.h"
#include "check/check.h"
#include "check/suppress.h"
#include "engine/engine.h"
#include "site/targets.h"

enum { LAB_PAGES = 8 };

struct lab {
	struct arena arena, work, keep;
	struct config config;
	struct site site;
	struct sink sink;
	struct profile *profile;
	struct link_table *links;
	struct pattern_scratch *scratch;
	struct page pages[LAB_PAGES];
	struct str raw[LAB_PAGES]; /* of the pages */
	ptrdiff_t translations[LAB_PAGES];
	struct family family;
	struct tree tree; /* with all pages, where links are looked up */
	bool looks_up;    /* site.targets is made of the pages by lab_check */
};

/* Forgets pages and findings; profile and link rules stay. */
static inline void
lab_reset(struct lab *l)
{
	arena_reset(&l->work);
	arena_reset(&l->keep);
	l->sink = (struct sink){
		.keep = &l->keep, .marked = &l->keep, .site = &l->site, .snippets = true
	};
	l->family =
		(struct family){ .key = S("a.md"), .source = NO_PAGE, .pages = l->translations };
	l->site.npages = 0;
	l->site.source_locale = (struct str){ 0 };
}

/* A site with the given profile of rules/, and the built-in link rules. */
static inline void
lab_open(struct lab *l, const char *profile)
{
	struct config_error error = { 0 };
	struct rule_files files;
	struct link_source *links;

	memset(l, 0, sizeof *l);
	files = rule_files(&l->arena, S("rules/profiles/"));
	l->profile = profile_load(&l->arena, files.v, files.n, str_c(profile), &error);
	if (!l->profile)
		fprintf(stderr, "%.*s\n", P(error.message));
	assert(l->profile);
	files = rule_files(&l->arena, S("rules/links/"));
	links = NEW(&l->arena, struct link_source, files.n);
	for (ptrdiff_t i = 0; i < files.n; i++)
		links[i] = (struct link_source){ files.v[i].path, files.v[i].text };
	l->links = link_table_load(&l->arena, links, files.n, &error);
	assert(l->links);
	config_init(&l->config);
	l->scratch = pattern_scratch_new();
	l->site = (struct site){
		.config = &l->config, .profile = l->profile, .links = l->links, .pages = l->pages
	};
	l->sink = (struct sink){
		.keep = &l->keep, .marked = &l->keep, .site = &l->site, .snippets = true
	};
	l->family =
		(struct family){ .key = S("a.md"), .source = NO_PAGE, .pages = l->translations };
}

static inline void
lab_close(struct lab *l)
{
	profile_free(l->profile);
	link_table_free(l->links);
	pattern_scratch_free(l->scratch);
	arena_free(&l->work);
	arena_free(&l->keep);
	arena_free(&l->arena);
}

static inline ptrdiff_t
lab_add(struct lab *l, const char *locale, struct str raw)
{
	ptrdiff_t i = l->site.npages++;

	assert(i < LAB_PAGES);
	l->raw[i] = raw;
	l->pages[i] = (struct page){ .path = str_fmt(&l->keep, "%s/a.md", locale),
				     .rel = S("a.md"),
				     .locale = str_c(locale) };
	return i;
}

static inline void
lab_source(struct lab *l, struct str raw)
{
	l->family.source = lab_add(l, "en-US", raw);
	l->pages[l->family.source].source = true;
	l->site.source_locale = S("en-US");
}

static inline void
lab_translation(struct lab *l, const char *locale, struct str raw)
{
	l->translations[l->family.npages++] = lab_add(l, locale, raw);
}

/* The digest that a translation of the source would record. */
static inline struct str
lab_sha1(struct lab *l)
{
	return sha_hex(&l->arena, SHA_1, &l->raw[l->family.source], 1);
}

static inline struct doc *
lab_parse(struct lab *l, ptrdiff_t page)
{
	return doc_parse(&l->work, l->pages[page].path, l->raw[page], &l->profile->grammar,
			 l->scratch);
}

/* Pages are files of one tree, so that links to them lead somewhere. */
static inline void
lab_targets(struct lab *l)
{
	l->tree = (struct tree){ .root = S("."), .paths = NEW(&l->arena, struct str, LAB_PAGES) };
	for (ptrdiff_t i = 0; i < l->site.npages; i++)
		l->tree.paths[l->tree.npaths++] = l->pages[i].rel;
	l->site.trees = &l->tree;
	l->site.ntrees = 1;
	l->site.families = &l->family;
	l->site.nfamilies = 1;
	l->site.targets = targets_build(&l->arena, &l->site, NULL, (struct late_redirects){ 0 });
}

/* What is said when all families have been checked, of ids that several pages have. */
static inline void
lab_unique(struct lab *l)
{
	ptrdiff_t n = ids_repeated(l->sink.marks.v, l->sink.marks.n);

	for (ptrdiff_t i = 0; i < n; i++) {
		const struct id_mark *m = &l->sink.marks.v[i];
		struct view v = { .site = &l->site,
				  .page = &l->pages[m->page],
				  .dst = lab_parse(l, m->page),
				  .work = &l->work,
				  .sink = &l->sink };

		ids_read(&v, m);
	}
	unique_check(&l->site, l->sink.ids.v, l->sink.ids.n, &l->sink);
}

/* Checks the family; l->sink.out is finished. */
static inline void
lab_check(struct lab *l)
{
	struct family_docs docs = { .family = &l->family };
	ptrdiff_t before;

	if (l->looks_up)
		lab_targets(l);
	docs.translations = NEW(&l->work, struct doc *, l->family.npages);
	if (l->family.source != NO_PAGE)
		docs.source = lab_parse(l, l->family.source);
	for (ptrdiff_t i = 0; i < l->family.npages; i++)
		docs.translations[i] = lab_parse(l, l->family.pages[i]);
	family_check(&l->site, &docs, l->scratch, &l->work, &l->sink);
	before = l->sink.out.n;
	lab_unique(l);
	fragments_check(&l->site, &l->work, &l->sink.anchors, &l->sink.fragments, &l->sink);
	suppress_finish(l->sink.suppressions.v, l->sink.suppressions.n, true, &l->sink, before);
	arena_reset(&l->work);
	findings_finish(&l->keep, &l->sink.out);
}

static inline ptrdiff_t
lab_count(const struct lab *l, enum rule_id r)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < l->sink.out.n; i++)
		n += messages[l->sink.out.v[i].message].rule == r;
	return n;
}

/* The first finding of a rule, NULL when there is none. */
static inline const struct finding *
lab_find(const struct lab *l, enum rule_id r)
{
	for (ptrdiff_t i = 0; i < l->sink.out.n; i++) {
		if (messages[l->sink.out.v[i].message].rule == r)
			return &l->sink.out.v[i];
	}
	return NULL;
}

static inline struct str
lab_arg(const struct finding *f, const char *name)
{
	for (int i = 0; i < FINDING_ARGS && f->args[i].name; i++) {
		if (strcmp(f->args[i].name, name) == 0)
			return f->args[i].value;
	}
	return (struct str){ 0 };
}

#endif
