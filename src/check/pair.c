/* One family: the source page, each translation against it, the translations side by side.
 *
 * What a difference means depends on the page's pin:
 *
 *   fresh                          the translation broke it                defect
 *   no pin, and none required      the same                                defect
 *   stale                          either side may have changed            unknown, child of stale
 *   no pin, or it tells nothing    the same, without a stale finding       unknown
 *   embedded English               damage in a block is the translation's  defect
 *
 * A dropped block takes its embedded English along, so a stale page is compared with both: first
 * with the English embedded in it, then with the current page, and what the first comparison has
 * said is not said again. */
#include "check/check.h"

#include "base/map.h"
#include "site/locale.h"

static bool
is_readable(const struct doc *d)
{
	return d && d->limit == DOC_OK;
}

static enum cause
cause_of(enum freshness f)
{
	switch (f) {
	case FRESH_UNPINNED:
	case FRESH_YES:
		return CAUSE_DEFECT;
	case FRESH_NO:
	case FRESH_UNKNOWN:
		break;
	}
	return CAUSE_UNKNOWN;
}

/* Where pages must have a pin, one without it is of unknown age; so is one whose front matter
 * cannot be read.  Of the NuGet pages such are README and TOC, and all 84 of their errors against
 * current English were English's changes. */
static enum freshness
freshness_of(const struct view *v)
{
	const struct profile *p = v->site->profile;
	enum freshness f = fresh_judge(p, v->digests, v->dst);
	bool has_pins = p->hash_key.n > 0 || p->commit_key.n > 0;

	if (f == FRESH_UNPINNED && (p->pin_required || (has_pins && page_front_unreadable(v))))
		return FRESH_UNKNOWN;
	return f;
}

static void
set_source(struct view *v, struct doc *src)
{
	v->src = src;
	v->align = align_docs(v->work, src, v->dst, &v->site->profile->url);
}

static void
run_passes(const struct view *v)
{
	pass_metadata(v);
	pass_structure(v);
	pass_constructs(v);
	pass_links(v);
}

static void
compare_embedded(struct view v)
{
	v.embedded = true;
	v.cause = CAUSE_DEFECT;
	set_source(&v, v.dst->embedded);
	run_passes(&v);
}

/* What a finding says where: equal for the two comparisons of one page. */
static struct str
saying(struct arena *work, const struct finding *f)
{
	return str_fmt(work, "%d %lu %.*s", (int)messages[f->message].rule,
		       (unsigned long)f->at.byte, P(f->key));
}

/* Drops findings [middle, end) that repeat one of [first, middle). */
static void
drop_repeated(const struct view *v, ptrdiff_t first, ptrdiff_t middle)
{
	struct findings *out = &v->sink->out;
	struct map said = { .a = v->work };
	ptrdiff_t kept = middle;

	for (ptrdiff_t i = first; i < middle; i++)
		*map_at(&said, saying(v->work, &out->v[i])) = i;
	for (ptrdiff_t i = middle; i < out->n; i++) {
		if (map_get(&said, saying(v->work, &out->v[i])) < 0)
			out->v[kept++] = out->v[i];
	}
	out->n = kept;
}

static void
compare(struct view *v)
{
	ptrdiff_t first = v->sink->out.n, middle;

	if (is_readable(v->dst->embedded) && (v->cause != CAUSE_DEFECT || !v->current))
		compare_embedded(*v);
	middle = v->sink->out.n;
	if (v->current) {
		set_source(v, v->current);
		run_passes(v);
	}
	if (middle > first)
		drop_repeated(v, first, middle);
}

static void
say_source_missing(const struct view *v, const struct family *f)
{
	if (f->source != NO_PAGE || v->site->source_locale.n == 0)
		return;
	sink_emit(v, &(struct draft){ .message = MSG_SOURCE_MISSING,
				      .key = f->key,
				      .whole_page = true,
				      .args = { { "path", f->key } } });
}

static void
check_translation(struct view *v, const struct family *f)
{
	say_source_missing(v, f);
	pass_page(v);
	if (!is_readable(v->dst))
		return;
	ids_collect(v);
	v->freshness = freshness_of(v);
	v->cause = cause_of(v->freshness);
	pass_fresh(v);
	compare(v);
	pass_outdated(v);
}

static bool
has_translation(const struct view *views, ptrdiff_t n, struct str locale)
{
	for (ptrdiff_t i = 0; i < n; i++) {
		if (locale_same(views[i].page->locale, locale))
			return true;
	}
	return false;
}

static void
say_missing_translations(const struct view *source, const struct view *views, ptrdiff_t n)
{
	const struct site *site = source->site;

	if (sink_severity(site->config, RULE_TRANSLATION_MISSING) == SEV_OFF)
		return;
	for (ptrdiff_t i = 0; i < site->nlocales; i++) {
		struct str locale = site->locales[i];

		if (!has_translation(views, n, locale))
			sink_emit(source, &(struct draft){ .message = MSG_TRANSLATION_MISSING,
							   .key = locale,
							   .whole_page = true,
							   .args = { { "expected", locale } } });
	}
}

static void
check_source(const struct view *v)
{
	pass_page(v);
	if (is_readable(v->dst))
		pass_outdated(v);
}

void
family_check(const struct site *site, const struct family_docs *docs,
	     struct pattern_scratch *scratch, struct arena *work, struct sink *sink)
{
	const struct family *f = docs->family;
	struct view *views = NEW(work, struct view, f->npages);
	struct view base = { .site = site, .scratch = scratch, .work = work, .sink = sink };
	struct view source = base;

	if (docs->source) {
		source.page = &site->pages[f->source];
		source.dst = docs->source;
		check_source(&source);
		base.source_page = source.page;
		base.current = is_readable(docs->source) ? docs->source : NULL;
		base.digests = digests_new(work, docs->source->raw);
	}
	for (ptrdiff_t i = 0; i < f->npages; i++) {
		views[i] = base;
		views[i].page = &site->pages[f->pages[i]];
		views[i].dst = docs->translations[i];
		check_translation(&views[i], f);
	}
	pass_peers(views, f->npages);
	if (docs->source)
		say_missing_translations(&source, views, f->npages);
}
