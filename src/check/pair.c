/* One family: the source page, each translation against it, the translations side by side.
 *
 * What a difference means depends on what the translation is compared with:
 *
 *   the current page, pin fresh                the translation broke it    defect
 *   the current page, no pin, none required    the same                    defect
 *   the base: the English it was made from     the same                    defect
 *   the current page after the base            English changed since       drift, child of stale
 *   the English embedded in the page           damage inside a block       defect
 *   the current page, stale, no base           either side may have        unknown, child of stale
 *   the current page, no pin or a mute one     the same                    unknown
 *
 * A stale page is compared twice, with the base (from history, or embedded) and with the current
 * page, see settle().  Embedded English is a weak base, since a dropped block takes its English
 * along. */
#include "check/check.h"

#include "base/date.h"
#include "base/map.h"
#include "check/change.h"
#include "check/lexicon.h"
#include "check/pin.h"
#include "check/suppress.h"
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
	enum freshness f = fresh_of(v);

	if (f == FRESH_UNPINNED &&
	    (p->pin_required || (pin_expected(p) && page_front_unreadable(v))))
		return FRESH_UNKNOWN;
	return f;
}

/* What history found at the pin overrules the hash alone: a commit tells as much, and a page whose
 * base is the current page is fresh whatever its line ends. */
static void
judge(struct view *v)
{
	const struct page_history *h = v->history;

	v->freshness = freshness_of(v);
	if (h && h->kind == BASE_CURRENT)
		v->freshness = FRESH_YES;
	if (h && (h->kind == BASE_COMMIT || h->kind == BASE_CONTENT) && v->current) {
		struct doc *base = doc_parse(v->work, v->source_page->path, h->base,
					     &v->site->profile->grammar, v->scratch);

		v->freshness = h->ignored_only ? FRESH_YES : FRESH_NO;
		v->base = is_readable(base) ? base : NULL;
	}
	v->cause = v->base && v->freshness == FRESH_NO ? CAUSE_DRIFT : cause_of(v->freshness);
}

bool
view_proves(const struct view *v)
{
	return v->cause == CAUSE_DEFECT || v->base;
}

static void
set_source(struct view *v, struct doc *src)
{
	v->src = src;
	v->align = align_by_base(v->work, src, v->dst, src == v->current ? v->base : NULL,
				 &v->site->profile->url);
}

/* A page that people have put there for a translation to come: it has front matter, and nothing
 * else.  Where machines translate, or what was translated is on record, the text got lost. */
static bool
is_not_begun(const struct view *v)
{
	return v->human && v->freshness == FRESH_UNPINNED && v->dst->nblocks == 0 &&
	       v->src->nblocks > 0 && v->dst->front.present &&
	       str_trim(str_slice(v->dst->text, v->dst->body, v->dst->text.n)).n == 0;
}

static void
say_not_begun(const struct view *v)
{
	sink_emit(v, &(struct draft){ .message = MSG_NOT_BEGUN,
				      .at = { v->dst->front.at.off, 3 },
				      .key = S("empty"),
				      .whole_page = true });
}

static void
run_passes(const struct view *v)
{
	if (is_not_begun(v)) {
		say_not_begun(v);
		return;
	}
	pass_metadata(v);
	pass_structure(v);
	pass_constructs(v);
	pass_links(v);
	pass_markup(v);
	pass_shown_comments(v);
	pass_empty_links(v);
	pass_html(v);
	pass_anchors(v);
	pass_code(v);
	pass_characters(v);
	pass_variables(v);
	pass_untranslated(v);
	pass_words(v);
	pass_literals(v);
	pass_spans(v);
	pass_labels(v);
}

/* What the translation broke: against the English it was made from. */
static void
compare_base(struct view v)
{
	v.embedded = !v.base;
	v.cause = CAUSE_DEFECT;
	set_source(&v, v.base ? v.base : v.dst->embedded);
	run_passes(&v);
}

/* How a finding of one comparison is known again in the other: by what it is about, and by the
 * place in the translation when it marks bytes there (what is missing may be put at another place
 * when the English around it has changed). */
static struct str
about(struct arena *work, const struct finding *f)
{
	return str_fmt(work, "%d %.*s", (int)messages[f->message].rule, P(f->key));
}

static struct str
marked(struct arena *work, const struct finding *f)
{
	return str_fmt(work, "@%d %lu", (int)rules[messages[f->message].rule].category,
		       (unsigned long)f->at.byte);
}

/* Something missing is the same, too, when it is said in the same words of the same place, though
 * the heading above it, by which it is known, has another text now; empty for what is not missing.
 */
static struct str
lacked(struct arena *work, const struct finding *f)
{
	struct str v[FINDING_ARGS];

	if (!f->insert_after)
		return S("");
	for (ptrdiff_t i = 0; i < FINDING_ARGS; i++)
		v[i] = f->args[i].value;
	return str_fmt(work, "+%d %lu %.*s", (int)f->message, (unsigned long)f->at.byte,
		       P(str_join(work, v, FINDING_ARGS, S("\n"))));
}

static struct map
known_by(const struct view *v, ptrdiff_t from, ptrdiff_t to)
{
	struct map known = { .a = v->work };

	for (ptrdiff_t i = from; i < to; i++) {
		const struct finding *f = &v->sink->out.v[i];

		*map_at(&known, about(v->work, f)) = i;
		*map_at(&known, f->insert_after ? lacked(v->work, f) : marked(v->work, f)) = i;
	}
	return known;
}

/* What English has not changed since cannot be told from what a translator wrote otherwise: these
 * rules say nothing about drift. */
static bool
is_about_drift(const struct finding *f)
{
	static const enum rule_id without[] = { RULE_CODE_SPAN_MISSING, RULE_LITERAL_TRANSLATED,
						RULE_IDENTIFIER_LOST, RULE_NUMBER_MISSING,
						RULE_TERM_LOST };

	for (ptrdiff_t i = 0; i < countof(without); i++) {
		if (messages[f->message].rule == without[i])
			return false;
	}
	return true;
}

/* Keeps of findings [from, to) those that the other comparison has too (wanted), or has not; the
 * rest moves up. */
static ptrdiff_t
keep_known(const struct view *v, ptrdiff_t from, ptrdiff_t to, const struct map *known, bool wanted)
{
	struct finding *f = v->sink->out.v;
	ptrdiff_t kept = from;

	for (ptrdiff_t i = from; i < to; i++) {
		bool is_known = map_get(known, about(v->work, &f[i])) >= 0 ||
				map_get(known, lacked(v->work, &f[i])) >= 0 ||
				(wanted && !f[i].insert_after && is_about_drift(&f[i]) &&
				 map_get(known, marked(v->work, &f[i])) >= 0);

		if (is_known == wanted)
			f[kept++] = f[i];
	}
	return kept;
}

/* English changed in commits that count as no change only. */
static bool
is_as_good_as_fresh(const struct view *v)
{
	return v->base && v->freshness == FRESH_YES;
}

/* Findings [first, middle) are against the base, [middle, n) against the current page.  What both
 * say is a defect.  What only the first says is a change that the translation has already, ahead of
 * its pin: no finding at all.  What only the second says is English's doing, and not said when that
 * counts as no change.  Embedded English is
 * no whole page: what it proves stands by itself. */
static void
settle(const struct view *v, ptrdiff_t first, ptrdiff_t middle)
{
	struct findings *out = &v->sink->out;
	struct map base = known_by(v, first, middle), current = known_by(v, middle, out->n);
	ptrdiff_t defects = v->base ? keep_known(v, first, middle, &current, true) : middle;
	ptrdiff_t end =
		is_as_good_as_fresh(v) ? middle : keep_known(v, middle, out->n, &base, false);

	out->n = defects;
	for (ptrdiff_t i = middle; i < end; i++) {
		if (!v->base || is_about_drift(&out->v[i]))
			out->v[out->n++] = out->v[i];
	}
}

/* Where every article has a pin, a page without pin and front matter (README, TOC) is no
 * translation that anybody keeps up: a locale's repository has a README of its own, and of what
 * differs there nothing was ever worth saying.  But where English has front matter, the
 * translation has lost its own. */
static bool
is_outside_workflow(const struct view *v)
{
	return v->freshness == FRESH_UNKNOWN && v->site->profile->pin_required &&
	       !v->dst->front.present && !v->dst->embedded &&
	       !(v->current && v->current->front.present);
}

static void
compare(struct view *v)
{
	ptrdiff_t first = v->sink->out.n, middle;

	if (is_outside_workflow(v))
		return;

	if (v->base || (is_readable(v->dst->embedded) && (v->cause != CAUSE_DEFECT || !v->current)))
		compare_base(*v);
	middle = v->sink->out.n;
	v->sink->page = NULL; /* what both comparisons say is found in both */
	if (v->current) {
		set_source(v, v->current);
		run_passes(v);
	}
	if ((middle > first || v->base) && v->current)
		settle(v, first, middle);
	if (!v->current && !v->base && !is_readable(v->dst->embedded))
		pass_characters(v);
}

/* History knows where the English page went. */
static void
say_source_gone(const struct view *v, const struct family *f)
{
	const struct page_history *h = v->history;

	sink_emit(v,
		  &(struct draft){ .message = h->moved_to.n ? MSG_SOURCE_MOVED : MSG_SOURCE_REMOVED,
				   .key = f->key,
				   .whole_page = true,
				   .args = { { "path", f->key },
					     { "target", h->moved_to },
					     { "commit", str_slice(h->removal.commit, 0, 8) },
					     { "date", date_iso(v->work, h->removal.time) } } });
}

/* Where every article has a pin, a page without one and without front matter (README, the form for
 * pull requests) is mostly the repository's own. */
static bool
is_own_page(const struct view *v)
{
	return v->site->profile->pin_required && is_readable(v->dst) && !v->dst->front.present &&
	       !v->dst->embedded;
}

static void
say_source_missing(const struct view *v, const struct family *f)
{
	if (f->source != NO_PAGE || v->site->source_locale.n == 0)
		return;
	if (v->history && v->history->removed)
		say_source_gone(v, f);
	else
		sink_emit(v, &(struct draft){ .message = MSG_SOURCE_MISSING,
					      .key = f->key,
					      .whole_page = true,
					      .info = is_own_page(v),
					      .args = { { "path", f->key } } });
}

/* Keeps what was decided; `first` is where the page's findings begin. */
static void
record(const struct view *v, const struct family_comments *comments, ptrdiff_t first)
{
	const struct sink *s = v->sink;
	const struct page_history *h = v->history;
	struct verdict r = { .page = v->page,
			     .freshness = v->freshness,
			     .checked = is_readable(v->dst) };

	if (!s->verdicts)
		return;
	if (v->freshness == FRESH_YES || (v->freshness == FRESH_UNPINNED && v->current))
		r.base = BASE_CURRENT;
	if (v->base && v->freshness == FRESH_NO) {
		r.base = h->kind;
		r.change = change_classify(v->base, v->current);
		r.changes = (int32_t)h->nchanges;
		r.base_time = h->base_time;
		r.changed_time = h->nchanges ? h->changes[0].time : 0;
		r.base_commit = str_dup(s->keep, h->base_commit);
	}
	r.embedded =
		!v->base && r.checked && is_readable(v->dst->embedded) && r.base != BASE_CURRENT;
	if (suppress_any(comments, v)) /* it may have to go */
		r.raw_hash = str_hash(v->dst->raw, HASH_INIT);
	for (ptrdiff_t i = first; i < s->out.n; i++) {
		r.findings[s->out.v[i].cause] += s->out.v[i].hidden == HIDDEN_NOT;
		if (s->out.v[i].nedits && !r.raw_hash)
			r.raw_hash = str_hash(v->dst->raw, HASH_INIT);
	}
	s->verdicts[v->page - v->site->pages] = r;
}

/* The hashes of pages that findings from `first` on, which are of several, can be fixed in. */
static void
record_hashes(const struct view *views, ptrdiff_t n, ptrdiff_t first)
{
	for (ptrdiff_t k = 0; k < n && views[k].sink->verdicts; k++) {
		const struct view *v = &views[k];
		struct verdict *r = &v->sink->verdicts[v->page - v->site->pages];

		for (ptrdiff_t i = first; i < v->sink->out.n && !r->raw_hash; i++)
			if (v->sink->out.v[i].nedits &&
			    str_eq(v->sink->out.v[i].at.file, v->page->path))
				r->raw_hash = str_hash(v->dst->raw, HASH_INIT);
	}
}

static bool
is_human(const struct view *v)
{
	const struct profile *p = v->site->profile;
	const struct field *f = p->people.key.n ? front_field(&v->dst->front, p->people.key) : NULL;

	return profile_human(p, f ? str_trim(f->value) : S(""));
}

static void
check_page(struct view *v)
{
	ids_collect(v);
	judge(v);
	pass_stale(v);
	compare(v);
	pass_outdated(v);
	pass_broken_links(v);
	pass_fragments(v);
}

static void
check_translation(struct view *v, const struct family *f, struct family_comments *comments)
{
	ptrdiff_t first = v->sink->out.n;

	say_source_missing(v, f);
	pass_page(v);
	if (is_readable(v->dst))
		check_page(v);
	suppress_read(comments, v);
	suppress_apply(comments, v, first);
	record(v, comments, first);
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

	if (rule_is_off(site, RULE_TRANSLATION_MISSING))
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
	if (!is_readable(v->dst))
		return;
	pass_outdated(v);
	pass_broken_links(v);
	pass_link_locales(v);
	pass_fragments(v);
	pass_markup(v);
	pass_faults(v);
	pass_characters(v);
}

void
family_check(const struct site *site, const struct family_docs *docs,
	     struct pattern_scratch *scratch, struct arena *work, struct sink *sink)
{
	const struct family *f = docs->family;
	struct view *views = NEW(work, struct view, f->npages);
	struct view base = { .site = site, .scratch = scratch, .work = work, .sink = sink };
	struct view source = base;
	struct family_comments *comments = suppress_begin(work);
	ptrdiff_t first = sink->out.n;

	if (docs->source) {
		source.page = &site->pages[f->source];
		source.dst = docs->source;
		check_source(&source);
		suppress_read(comments, &source);
		suppress_apply(comments, &source, first);
		base.source_page = source.page;
		base.current = is_readable(docs->source) ? docs->source : NULL;
		base.digests = digests_new(work, docs->source->raw);
		base.lexicon = NEW(work, struct lexicon, 1);
	}
	for (ptrdiff_t i = 0; i < f->npages; i++) {
		views[i] = base;
		views[i].page = &site->pages[f->pages[i]];
		views[i].dst = docs->translations[i];
		views[i].human = is_human(&views[i]);
		views[i].history = docs->history ? docs->history[i] : NULL;
		if (docs->beside)
			views[i].beside = docs->beside[i];
		check_translation(&views[i], f, comments);
	}
	first = sink->out.n;
	pass_peers(views, f->npages);
	record_hashes(views, f->npages, first);
	if (docs->source)
		say_missing_translations(&source, views, f->npages);
	suppress_apply(comments, &source, first);
	suppress_end(comments, views, f->npages, docs->partial);
}

bool
family_wishes(const struct site *site, const struct family_docs *docs,
	      struct pattern_scratch *scratch, struct arena *work, struct pin_wish *wants)
{
	struct view v = { .site = site, .scratch = scratch, .work = work };
	bool any = false;

	if (docs->source) {
		v.current = is_readable(docs->source) ? docs->source : NULL;
		v.digests = digests_new(work, docs->source->raw);
	}
	for (ptrdiff_t i = 0; i < docs->family->npages; i++) {
		struct pin pin;

		v.dst = docs->translations[i];
		if (!is_readable(v.dst))
			continue;
		if (docs->beside)
			v.beside = docs->beside[i];
		pin = pin_read_beside(site->profile, v.dst, v.beside, scratch);
		/* Without a source page, what became of it is asked; else how old the pin is. */
		wants[i].asks = docs->source
					? pin_present(&pin) && (pin.hash_ok || pin.commit_ok) &&
						  freshness_of(&v) != FRESH_YES
					: site->source_locale.n > 0;
		wants[i].by_date =
			docs->source && site->profile->pin.last_commit && !pin_present(&pin);
		wants[i].asks |= wants[i].by_date;
		wants[i].hash = pin.hash_ok ? pin.hash : S("");
		wants[i].commit = pin.commit_ok ? pin.commit : S("");
		any |= wants[i].asks;
	}
	return any;
}
