/* `loclint stamp`: the translator has caught up.  The page's pin is brought up to date on a copy,
 * the copy is checked as a page that claims to be current, and only then is it written: what still
 * differs from current English must not be declared done. */
#include "check/stamp.h"
#include "base/path.h"
#include "check/check.h"
#include "check/pin.h"
#include "cmd/output.h"
#include "diag/edit.h"
#include "engine/history.h"
#include "sys/sys.h"

/* One translation. */
struct target {
	ptrdiff_t page;
	struct str path, before, after;
	struct str keys;    /* what is written */
	struct str refusal; /* why it cannot be stamped */
	bool alone;         /* it has no English page that could change */
	ptrdiff_t differs;  /* findings that it must not have */
	bool current;       /* nothing to do */
};

struct stamping {
	struct arena *a;
	const struct options *o;
	const struct config *c;
	struct engine *e; /* the pages as they are */
	struct VEC(struct target) targets;
	struct source_state *sources;
	ptrdiff_t nsources;
	ptrdiff_t *source_of; /* per family */
	struct pattern_scratch *scratch;
	struct findings differences;
	struct buf out;
};

/* --- which pages ----------------------------------------------------------------------------- */

static struct str
real_page(struct arena *a, const struct engine *e, const struct page *p)
{
	return path_join(a, fs_real(a, e->site.trees[p->tree].root), p->rel);
}

/* Folders, and no argument at all, name more pages than one has looked at. */
static bool
arguments_ok(struct stamping *s)
{
	const struct options *o = s->o;

	if (!o->args.n && !o->stamp_all)
		return terminal_fail(s->a, o, S("which pages have caught up?"),
				     S("name them, or write --all")),
		       false;
	for (ptrdiff_t i = 0; i < o->args.n; i++)
		if (fs_kind(o->args.v[i]) == FS_DIR && !o->stamp_all)
			return terminal_fail(
				       s->a, o,
				       str_fmt(s->a, "`%.*s` is a folder", P(o->args.v[i])),
				       S("name the pages that have caught up, or write --all")),
			       false;
	if (o->force.p && !str_trim(o->force).n)
		return terminal_fail(s->a, o, S("--force needs a reason"), S("")), false;
	return true;
}

/* Every file that is named must be a translation: no page is passed over in silence. */
static bool
names_translations(struct stamping *s, const struct map *chosen)
{
	const struct engine *e = s->e;
	struct map sources = { .a = s->a };

	for (ptrdiff_t i = 0; i < e->site.npages; i++)
		if (e->site.pages[i].source)
			*map_at(&sources, real_page(s->a, e, &e->site.pages[i])) = i;
	for (ptrdiff_t i = 0; i < s->o->args.n; i++) {
		struct str path = s->o->args.v[i], real = fs_real(s->a, path);

		if (fs_kind(path) == FS_DIR)
			continue;
		if (map_get(&sources, real) >= 0)
			return terminal_fail(s->a, s->o,
					     str_fmt(s->a, "`%.*s` is an English page", P(path)),
					     S("name the translations that have caught up")),
			       false;
		if (map_get(chosen, real) < 0)
			return terminal_fail(
				       s->a, s->o,
				       str_fmt(s->a, "`%.*s` is no page that is checked", P(path)),
				       S("`loclint pairs` says why a page is left out")),
			       false;
	}
	return true;
}

static bool
find_targets(struct stamping *s)
{
	const struct engine *e = s->e;
	struct map chosen = { .a = s->a };

	for (ptrdiff_t f = 0; f < e->site.nfamilies; f++)
		for (ptrdiff_t i = 0; i < e->site.families[f].npages && e->wanted[f]; i++) {
			ptrdiff_t page = e->site.families[f].pages[i];
			const struct page *p = &e->site.pages[page];

			*map_at(&chosen, real_page(s->a, e, p)) = page;
			*vec_push(s->a, &s->targets) =
				(struct target){ .page = page, .path = p->path };
		}
	return names_translations(s, &chosen);
}

/* --- what is to be written ------------------------------------------------------------------- */

/* The English pages, and what their repository says of them. */
static void
read_sources(struct stamping *s)
{
	struct engine *e = s->e;
	struct str why;

	s->sources = NEW(s->a, struct source_state, s->targets.n);
	s->source_of = NEW(s->a, ptrdiff_t, e->site.nfamilies);
	for (ptrdiff_t i = 0; i < s->targets.n; i++) {
		ptrdiff_t f = e->site.pages[s->targets.v[i].page].family;
		ptrdiff_t source = e->site.families[f].source;
		struct source_state *state = &s->sources[s->nsources];

		if (s->source_of[f])
			continue;
		if (source == NO_PAGE || fs_read(s->a, e->site.pages[source].path, DOC_MAX_BYTES,
						 &state->current, &why) != FS_OK) {
			s->source_of[f] = -1;
			continue;
		}
		state->family = f;
		s->source_of[f] = ++s->nsources;
	}
	history_sources(e, s->sources, s->nsources);
}

static const struct verdict *
verdict_of(const struct engine *e, ptrdiff_t page)
{
	ptrdiff_t low = 0, high = e->nverdicts;

	while (low < high) {
		ptrdiff_t mid = low + (high - low) / 2;

		if (e->verdicts[mid].page < &e->site.pages[page])
			low = mid + 1;
		else
			high = mid;
	}
	return low < e->nverdicts && e->verdicts[low].page == &e->site.pages[page]
		       ? &e->verdicts[low]
		       : NULL;
}

static bool
refuse(struct target *t, struct str why)
{
	t->refusal = why;
	return false;
}

/* Applies the edits of a stamp; its keys are for the reader. */
static void
apply(struct stamping *s, struct target *t, struct stamp *stamp)
{
	struct finding f = { .edits = stamp->edits, .nedits = stamp->n };
	const struct finding *list[] = { &f };

	for (int i = 0; i < stamp->n; i++)
		stamp->keys[i] = str_dup(s->a, stamp->keys[i]);
	t->after = edits_apply(s->a, t->before, list, 1).text;
	t->keys = str_join(s->a, stamp->keys, stamp->n, S(", "));
	t->current = str_eq(t->after, t->before);
}

static bool
stamp_one(struct stamping *s, struct target *t, struct arena *work)
{
	struct engine *e = s->e;
	const struct page *p = &e->site.pages[t->page];
	const struct verdict *verdict = verdict_of(e, t->page);
	bool touches = e->site.profile->pin.touches;
	const struct source_state *state;
	struct stamp_source source;
	struct str why;
	struct stamp stamp;
	struct view v = { .site = &e->site, .page = p, .work = work, .scratch = s->scratch };

	t->alone = s->source_of[p->family] < 0;
	if (t->alone)
		return refuse(t, S("it has no English page"));
	if (!verdict || !verdict->checked)
		return refuse(t, S("it cannot be read"));
	if (fs_read(s->a, p->path, DOC_MAX_BYTES, &t->before, &why) != FS_OK)
		return refuse(t, why);
	state = &s->sources[s->source_of[p->family] - 1];
	source = (struct stamp_source){ touches ? state->last : state->head, state->why,
					state->time };
	v.source_page = &e->site.pages[e->site.families[p->family].source];
	v.dst = doc_parse(work, p->path, t->before, &e->site.profile->grammar, s->scratch);
	v.current = doc_parse(work, v.source_page->path, state->current, &e->site.profile->grammar,
			      s->scratch);
	v.digests = digests_new(work, state->current);
	v.history = e->page_history ? e->page_history[t->page] : NULL;
	v.freshness = verdict->freshness;
	stamp = stamp_page(&v, &source);
	if (stamp.refusal.n)
		return refuse(t, str_dup(s->a, stamp.refusal));
	apply(s, t, &stamp);
	return true;
}

/* --- the copies, checked --------------------------------------------------------------------- */

/* What `stamp` declares done: structure, code and links. */
static bool
is_covered(const struct finding *f)
{
	enum category c = rules[messages[f->message].rule].category;

	return f->locale.n > 0 && (c == CATEGORY_STRUCTURE || c == CATEGORY_LINKS);
}

static struct str
identity(const struct finding *f)
{
	return (struct str){ (const char *)&f->fingerprint, (ptrdiff_t)sizeof f->fingerprint };
}

/* What English changed and the page has not followed, however light: an info may be meant where it
 * is old, but not where it is news. */
static struct map
drifts(struct stamping *s)
{
	struct map known = { .a = s->a };

	for (ptrdiff_t i = 0; i < s->e->findings.n; i++) {
		const struct finding *f = &s->e->findings.v[i];

		if (is_covered(f) && f->cause == CAUSE_DRIFT)
			*map_at(&known, identity(f)) = i;
	}
	return known;
}

/* Checks the stamped copies; false after printing what went wrong. */
static bool
check_copies(struct stamping *s, struct engine *e)
{
	struct overlay overlay = { .paths.a = s->a };
	struct outputs full = { 0 };
	ptrdiff_t *target_of = NEW(s->a, ptrdiff_t, s->targets.n), n = 0;
	struct map drift = drifts(s);

	overlay.texts = NEW(s->a, struct str, s->targets.n);
	for (ptrdiff_t i = 0; i < s->targets.n; i++) {
		const struct target *t = &s->targets.v[i];

		if (t->refusal.n || t->current)
			continue;
		overlay.texts[n] = t->after;
		target_of[n] = i;
		*map_at(&overlay.paths, t->path) = n++;
	}
	if (!n)
		return true;
	*vec_push(s->a, &full) = (struct output){ .reporter = output_format(S("full")) };
	if (check_engine_known(s->a, s->o, s->c, &full, &overlay, NULL, e) != EXIT_CLEAN)
		return false;
	for (ptrdiff_t i = 0; i < e->findings.n; i++) {
		const struct finding *f = &e->findings.v[i];

		ptrdiff_t text = map_get(&overlay.paths, f->at.file);

		if (!is_covered(f) || text < 0 ||
		    (f->severity < SEV_WARNING && map_get(&drift, identity(f)) < 0))
			continue;
		*vec_push(s->a, &s->differences) = *f;
		s->targets.v[target_of[text]].differs++;
	}
	return true;
}

/* --- results --------------------------------------------------------------------------------- */

static void
line(struct stamping *s, const struct target *t, struct str what)
{
	struct report_style style = terminal_style(s->o, 1);

	report_escape(&s->out, t->path, &style);
	buf_str(&s->out, S(": "));
	report_escape(&s->out, what, &style);
	buf_char(&s->out, '\n');
}

/* Unless somebody has changed the page meanwhile. */
static bool
write_page(struct stamping *s, const struct target *t)
{
	struct str why;

	if (replace_page(s->a, t->path, t->before, t->after, &why))
		return true;
	terminal_fail(s->a, s->o, str_fmt(s->a, "cannot stamp `%.*s`: %.*s", P(t->path), P(why)),
		      S(""));
	return false;
}

static struct str
differences(struct stamping *s, const struct target *t)
{
	return str_fmt(s->a, "%td difference%s", t->differs, t->differs == 1 ? "" : "s");
}

/* One page; the exit status that it asks for. */
static int
finish(struct stamping *s, const struct target *t)
{
	bool named = !s->o->stamp_all;
	struct str keys = str_fmt(s->a, "(%.*s)", P(t->keys));

	if (t->refusal.n) {
		line(s, t, str_fmt(s->a, "not stamped: %.*s", P(t->refusal)));
		return named ? EXIT_TROUBLE : t->alone ? EXIT_CLEAN : EXIT_FINDINGS;
	}
	if (t->current) {
		if (named)
			line(s, t, S("is current already"));
		return EXIT_CLEAN;
	}
	if (t->differs && !s->o->force.n) {
		line(s, t,
		     str_fmt(s->a, "not stamped: %.*s from current English", P(differences(s, t))));
		return EXIT_FINDINGS;
	}
	if (s->o->stamp_check) {
		line(s, t, str_fmt(s->a, "would be stamped %.*s", P(keys)));
		return EXIT_FINDINGS;
	}
	if (!write_page(s, t))
		return EXIT_TROUBLE;
	line(s, t,
	     t->differs ? str_fmt(s->a, "stamped %.*s with %.*s: %.*s", P(keys),
				  P(differences(s, t)), P(s->o->force))
			: str_fmt(s->a, "stamped %.*s", P(keys)));
	return EXIT_CLEAN;
}

/* The findings that stand in the way. */
static void
print_differences(struct stamping *s, const struct engine *e)
{
	struct report_style style = terminal_style(s->o, 1);
	struct report r = { .findings = s->differences.v,
			    .n = s->differences.n,
			    .totals = &e->totals,
			    .style = &style };

	style.summary = false;
	if (!s->differences.n)
		return;
	output_format(S("full"))->write(&s->out, &r);
	buf_char(&s->out, '\n');
}

static int
results(struct stamping *s, const struct engine *copies)
{
	int status = EXIT_CLEAN;
	ptrdiff_t blocked = 0, current = 0;

	print_differences(s, copies);
	for (ptrdiff_t i = 0; i < s->targets.n; i++) {
		int one = finish(s, &s->targets.v[i]);

		status = one > status ? one : status;
		current += s->targets.v[i].current;
		blocked += s->targets.v[i].differs > 0 && !s->o->force.n;
	}
	if (s->o->stamp_all)
		buf_fmt(&s->out, "%td of %td page%s current already.\n", current, s->targets.n,
			s->targets.n == 1 ? " is" : "s are");
	if (blocked)
		buf_str(&s->out, S("Translate what is still missing, or write --force REASON.\n"));
	if (s->o->quiet)
		return status;
	return terminal_print(s->a, s->o, &s->out, status);
}

/* --- the command ----------------------------------------------------------------------------- */

static bool
records_something(struct stamping *s)
{
	const struct profile *p = s->e->site.profile;
	bool pinned = pin_expected(p);

	if (!pinned)
		terminal_fail(s->a, s->o,
			      str_fmt(s->a,
				      "pages of the profile `%.*s` record no English revision",
				      P(p->name)),
			      S("there is nothing to stamp; --profile names another"));
	return pinned;
}

/* Each project has an English side of its own. */
static bool
choose_project(struct stamping *s, struct config *c)
{
	const struct config *first = NULL;

	if (!c->nprojects)
		return true;
	for (ptrdiff_t i = 0; i < s->o->args.n; i++) {
		const struct config *p = engine_project_of(s->a, c, s->o->args.v[i]);

		if (p == c || (first && p != first)) {
			first = NULL;
			break;
		}
		first = p;
	}
	if (!first)
		terminal_fail(s->a, s->o, S("the pages are not those of one project"),
			      S("name pages of one project, or choose it with --project NAME"));
	else
		*c = *first;
	return first != NULL;
}

static int
run(struct stamping *s)
{
	struct engine copies = { 0 };
	struct outputs none = { 0 };
	int status = check_engine_known(s->a, s->o, s->c, &none, NULL, NULL, s->e);

	if (status != EXIT_CLEAN)
		return status;
	terminal_notices(s->o, s->e);
	if (!records_something(s) || !find_targets(s))
		return EXIT_TROUBLE;
	read_sources(s);
	s->scratch = pattern_scratch_new();
	for (ptrdiff_t i = 0; i < s->targets.n; i++) {
		struct arena work = { 0 };

		stamp_one(s, &s->targets.v[i], &work);
		arena_free(&work);
	}
	pattern_scratch_free(s->scratch);
	status = check_copies(s, &copies) ? results(s, &copies) : EXIT_TROUBLE;
	engine_free(&copies);
	return status;
}

int
command_stamp(struct arena *a, const struct options *o)
{
	struct engine e = { 0 };
	struct config c;
	struct stamping s = { .a = a, .o = o, .c = &c, .e = &e, .out.a = a };
	int status;

	if (!arguments_ok(&s) || !settings_read(a, o, &c) || !choose_project(&s, &c))
		return EXIT_TROUBLE;
	status = run(&s);
	engine_free(&e);
	return status;
}
