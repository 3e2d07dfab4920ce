/* Checks pages in memory as the engine does: every family, then what is judged when all pages have
 * been seen, then comments and entries of `ignores`. */
#include "mutate.h"

#include "base/path.h"
#include "check/suppress.h"
#include "engine/hide.h"
#include "site/targets.h"
#include "sys/sys.h"

/* The pages of a world as a site of its own. */
struct stage {
	struct bench *b;
	const struct world *w;
	struct arena *keep;   /* names of files outlive the check: findings have them */
	struct engine engine; /* only what hide.c looks at */
	struct sink sink;
	struct page pages[WORLD_FAMILIES * (WORLD_LOCALES + 1)];
	struct str texts[WORLD_FAMILIES * (WORLD_LOCALES + 1)];
	ptrdiff_t translations[WORLD_FAMILIES][WORLD_LOCALES];
	struct family families[WORLD_FAMILIES];
	bool wanted[WORLD_FAMILIES], partial[WORLD_FAMILIES];
	struct tree trees[WORLD_LOCALES + 1];
	struct str paths[WORLD_FAMILIES + 4], locales[WORLD_LOCALES];
	struct page_history current; /* of pages that are not damaged */
};

static struct str
file_name(struct arena *a, ptrdiff_t family)
{
	return str_fmt(a, "%c.md", (int)('a' + family));
}

static ptrdiff_t
add_page(struct stage *s, ptrdiff_t family, struct str locale, struct str text)
{
	struct site *site = &s->engine.site;
	struct page *p = &s->pages[site->npages];

	p->rel = file_name(s->keep, family);
	p->path = str_fmt(s->keep, "%.*s/%.*s", P(locale), P(p->rel));
	p->locale = locale;
	p->family = family;
	p->tree = 0;
	while (!str_eq(s->trees[p->tree].locale, locale))
		p->tree++;
	p->source = p->tree == 0;
	s->texts[site->npages] = text;
	return site->npages++;
}

static void
add_trees(struct stage *s)
{
	struct site *site = &s->engine.site;
	ptrdiff_t npaths = 0;

	for (ptrdiff_t f = 0; f < s->w->nfamilies; f++)
		s->paths[npaths++] = file_name(&s->b->work, f);
	s->paths[npaths++] = S("media/one.png");
	s->paths[npaths++] = S("media/two.png");
	site->trees = s->trees;
	site->ntrees = s->w->nlocales + 1;
	for (ptrdiff_t t = 0; t < site->ntrees; t++) {
		struct str locale = t ? s->w->locales[t - 1] : S("en-us");

		s->trees[t] = (struct tree){ .root = locale,
					     .real = path_join(&s->b->work, S("/w"), locale),
					     .locale = locale,
					     .source = !t,
					     .paths = s->paths,
					     .npaths = npaths };
	}
}

static void
add_family(struct stage *s, ptrdiff_t i)
{
	struct family *f = &s->families[i];

	*f = (struct family){ .key = file_name(&s->b->work, i),
			      .source = NO_PAGE,
			      .pages = s->translations[i] };
	s->wanted[i] = true;
	if (s->w->source[i].p)
		f->source = add_page(s, i, S("en-us"), s->w->source[i]);
	for (ptrdiff_t l = 0; l < s->w->nlocales; l++)
		if (s->w->translation[i][l].p)
			f->pages[f->npages++] =
				add_page(s, i, s->w->locales[l], s->w->translation[i][l]);
}

/* The settings: what the world says, and the one rule that is off by itself. */
static void
set_config(struct stage *s)
{
	struct config *c = &s->engine.config;
	struct config_error error = { 0 };

	*c = *s->b->site.config;
	c->severity[RULE_TRANSLATION_MISSING] = SEV_INFO;
	c->severity_set[RULE_TRANSLATION_MISSING] = true;
	if (s->w->config.n && !config_read(s->keep, c, S(".loclint.yml"), s->w->config, &error))
		assert(!"the configuration of a world is wrong");
	c->file = S(".loclint.yml");
}

static void
make_site(struct stage *s)
{
	struct site *site = &s->engine.site;

	*site = s->b->site;
	set_config(s);
	site->config = &s->engine.config;
	site->pages = s->pages;
	site->families = s->families;
	site->nfamilies = s->w->nfamilies;
	site->here = site->root = S("/w");
	site->today = INT64_C(1767225600); /* 2026-01-01 */
	site->source_locale = s->w->english ? S("en-us") : S("");
	site->locales = s->locales;
	site->nlocales = s->w->nlocales;
	for (ptrdiff_t l = 0; l < s->w->nlocales; l++)
		s->locales[l] = s->w->locales[l];
	add_trees(s);
	for (ptrdiff_t i = 0; i < s->w->nfamilies; i++)
		add_family(s, i);
	site->targets = targets_build(&s->b->work, site, NULL, (struct late_redirects){ 0 });
	s->engine.wanted = s->wanted;
	s->engine.partial = s->partial;
	s->engine.whole = s->engine.has_history = true;
}

static struct doc *
parse(struct bench *b, const struct page *p, struct str text)
{
	return doc_parse(&b->work, p->path, text, &b->site.profile->grammar, b->scratch);
}

static void
check_family(struct stage *s, ptrdiff_t i)
{
	const struct site *site = &s->engine.site;
	const struct family *f = &s->families[i];
	struct family_docs docs = { .family = f };
	const struct page_history *answers[WORLD_LOCALES];

	docs.translations = NEW(&s->b->work, struct doc *, f->npages);
	if (f->source != NO_PAGE)
		docs.source = parse(s->b, &s->pages[f->source], s->texts[f->source]);
	for (ptrdiff_t k = 0; k < f->npages; k++) {
		docs.translations[k] = parse(s->b, &s->pages[f->pages[k]], s->texts[f->pages[k]]);
		answers[k] = i || k ? &s->current : s->w->history;
	}
	s->current = (struct page_history){ .known = true, .kind = BASE_CURRENT };
	if (s->w->history)
		docs.history = answers;
	family_check(site, &docs, s->b->scratch, &s->b->work, &s->sink);
}

/* Ids and titles that several pages have. */
static void
check_ids(struct stage *s)
{
	ptrdiff_t n = ids_repeated(s->sink.marks.v, s->sink.marks.n);

	for (ptrdiff_t i = 0; i < n; i++) {
		const struct id_mark *m = &s->sink.marks.v[i];
		struct view v = { .site = &s->engine.site,
				  .page = &s->pages[m->page],
				  .dst = parse(s->b, &s->pages[m->page], s->texts[m->page]),
				  .work = &s->b->work,
				  .sink = &s->sink };

		ids_read(&v, m);
	}
	unique_check(&s->engine.site, s->sink.ids.v, s->sink.ids.n, &s->sink);
}

/* The ids of every page, for links from any other. */
static void
read_anchors(struct stage *s)
{
	const struct site *site = &s->engine.site;

	s->sink.anchors.n = 0;
	for (ptrdiff_t i = 0; i < site->npages; i++)
		*vec_push(s->sink.keep, &s->sink.anchors) = anchors_of(
			site, &s->b->work, s->sink.keep, parse(s->b, &s->pages[i], s->texts[i]), i);
}

static void
check_world(struct bench *b, const struct world *w, struct arena *keep, struct findings *out)
{
	struct stage *s = NEW(&b->work, struct stage, 1);
	struct sink *sinks = &s->sink;

	s->b = b;
	s->w = w;
	s->keep = keep;
	make_site(s);
	s->sink = (struct sink){ .keep = keep, .marked = keep, .site = &s->engine.site };
	for (ptrdiff_t i = 0; i < w->nfamilies; i++)
		check_family(s, i);
	check_ids(s);
	read_anchors(s);
	fragments_check(&s->engine.site, &b->work, &s->sink.anchors, &s->sink.fragments, &s->sink);
	s->engine.arena = b->work;
	hide_useless_comments(&s->engine, &sinks, 1);
	b->work = s->engine.arena;
	s->engine.arena = *keep;
	for (ptrdiff_t i = 0; i < s->sink.out.n; i++)
		*vec_push(&s->engine.arena, &s->engine.findings) = s->sink.out.v[i];
	hide_ignored(&s->engine);
	*keep = s->engine.arena;
	for (ptrdiff_t i = 0; i < s->engine.findings.n; i++)
		if (s->engine.findings.v[i].hidden == HIDDEN_NOT)
			*vec_push(keep, out) = s->engine.findings.v[i];
	findings_finish(keep, out);
}

/* The ids of the pages on disk that links lead to, as the engine reads them. */
static void
read_targets(struct bench *b, struct sink *sink)
{
	ptrdiff_t n,
		*pages = fragments_unread(&b->work, &b->site, &sink->anchors, &sink->fragments, &n);

	for (ptrdiff_t i = 0; i < n; i++) {
		const struct page *p = &b->site.pages[pages[i]];
		struct str text, why;

		if (fs_read(&b->work, p->path, DOC_MAX_BYTES, &text, &why) == FS_OK)
			*vec_push(sink->keep, &sink->anchors) = anchors_of(
				&b->site, &b->work, sink->keep, parse(b, p, text), pages[i]);
	}
}

/* One pair of a real tree; *verdict is what was decided about it, NULL: nobody asks. */
static void
check_pair(struct bench *b, const struct world *w, struct sink *sink, struct verdict *verdict)
{
	struct family f = { .key = b->site.pages[b->page].rel,
			    .source = b->source,
			    .pages = &b->page,
			    .npages = 1 };
	const struct page_history current = { .known = true, .kind = BASE_CURRENT };
	const struct page_history *answer = &current;
	struct family_docs docs = { .family = &f, .history = b->fresh ? &answer : NULL };
	struct doc *dst = parse(b, &b->site.pages[b->page], w->translation[0][0]);
	ptrdiff_t before;

	docs.source = parse(b, &b->site.pages[b->source], w->source[0]);
	docs.translations = &dst;
	if (verdict)
		sink->verdicts = NEW(&b->work, struct verdict, b->site.npages);
	family_check(&b->site, &docs, b->scratch, &b->work, sink);
	before = sink->out.n;
	read_targets(b, sink);
	fragments_check(&b->site, &b->work, &sink->anchors, &sink->fragments, sink);
	suppress_finish(sink->suppressions.v, sink->suppressions.n, true, sink, before);
	findings_finish(sink->keep, &sink->out);
	if (verdict)
		*verdict = sink->verdicts[b->page];
}

void
bench_check(struct bench *b, const struct world *w, struct arena *keep, struct findings *out)
{
	struct sink sink = { .keep = keep, .marked = keep, .site = &b->site };

	if (b->real)
		check_pair(b, w, &sink, NULL);
	else
		check_world(b, w, keep, &sink.out);
	*out = sink.out;
	arena_reset(&b->work);
}

bool
bench_fresh(struct bench *b, const struct world *w)
{
	struct arena keep = { 0 };
	struct sink sink = { .keep = &keep, .marked = &keep, .site = &b->site };
	struct verdict v;

	check_pair(b, w, &sink, &v);
	arena_free(&keep);
	arena_reset(&b->work);
	return v.checked && (v.freshness == FRESH_YES || v.freshness == FRESH_UNPINNED);
}

bool
bench_knows_ids(const struct bench *b, struct arena *a, struct str link)
{
	struct target_place place;
	struct str text, why;
	ptrdiff_t page;

	if (!b->real)
		return true;
	if (!b->site.targets)
		return false;
	link = str_slice(link, 0, str_find_char(link, '#', 0));
	place = target_find(b->site.targets, a, &b->site.pages[b->page], link);
	page = place.state == TARGET_FOUND ? target_page(b->site.targets, &place) : NO_PAGE;
	if (page == NO_PAGE ||
	    fs_read(a, b->site.pages[page].path, DOC_MAX_BYTES, &text, &why) != FS_OK)
		return false;
	return !anchors_of(&b->site, a, a,
			   doc_parse(a, link, text, &b->site.profile->grammar, b->scratch), page)
			.open;
}
