/* One run of the engine with progress on the terminal, its reports, and the exit status: what
 * `check`, `ci` and fixing share. */
#include "cmd/output.h"
#include "cmd/scope.h"
#include "sys/sys.h"

/* --- progress -------------------------------------------------------------------- */

struct progress {
	int64_t start;
	bool shown;
};

static void
progress_show(void *ctx, ptrdiff_t done, ptrdiff_t all)
{
	struct progress *p = ctx;
	struct arena a = { 0 };
	struct buf line = { .a = &a };
	struct str why;

	if (clock_ms() - p->start < 500)
		return;
	p->shown = true;
	buf_fmt(&line, "\r%td/%td pages", done, all);
	out_write(2, &line, &why);
	arena_free(&a);
}

static void
progress_erase(struct arena *a, const struct progress *p)
{
	struct buf line = { .a = a };
	struct str why;

	buf_str(&line, S("\r                                        \r"));
	if (p->shown)
		out_write(2, &line, &why);
}

static bool
wants_progress(const struct options *o)
{
	return out_is_tty(2) && !o->no_progress && !o->quiet && !env_get("CI").n &&
	       !str_eq(env_get("TERM"), S("dumb"));
}

/* --- the run ---------------------------------------------------------------------- */

static int
gate(const struct engine *e, const struct config *c)
{
	for (int s = SEV_INFO; s <= SEV_ERROR; s++)
		if (c->fail_on != SEV_OFF && s >= (int)c->fail_on && e->totals.counts[s])
			return EXIT_FINDINGS;
	if (c->max_warnings >= 0 && e->totals.counts[SEV_WARNING] > c->max_warnings)
		return EXIT_FINDINGS;
	return EXIT_CLEAN;
}

/* The lowest severity to show; false after printing what is wrong. */
static bool
least_severity(struct arena *a, const struct options *o, enum severity *least)
{
	*least = SEV_INFO;
	if (!o->min_severity.n || severity_parse(o->min_severity, least))
		return true;
	terminal_fail(a, o,
		      str_fmt(a, "--min-severity takes error, warning or info, not `%.*s`",
			      P(o->min_severity)),
		      S(""));
	return false;
}

/* Findings of the baseline that are not there any more are good news, and no finding. */
static void
note_gone(struct engine *e, const struct baseline *known)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; known && i < known->n; i++)
		n += known->v[i].gone;
	if (n)
		engine_notice(e, str_fmt(&e->arena,
					 "%td finding%s of the baseline %s gone: `loclint baseline "
					 "prune` takes %s out",
					 n, n == 1 ? "" : "s", n == 1 ? "is" : "are",
					 n == 1 ? "it" : "them"));
}

int
check_engine(struct arena *a, const struct options *o, const struct config *c,
	     const struct outputs *list, const struct overlay *overlay, struct engine *e)
{
	struct baseline *known;
	int status;

	if (!baseline_open(a, o, c, &known))
		return EXIT_TROUBLE;
	status = check_engine_known(a, o, c, list, overlay, known, e);
	note_gone(e, known);
	return status;
}

int
check_engine_known(struct arena *a, const struct options *o, const struct config *c,
		   const struct outputs *list, const struct overlay *overlay,
		   struct baseline *known, struct engine *e)
{
	struct engine_options eo = settings_engine(a, o, c);
	struct progress progress = { .start = clock_ms() };
	bool ok;

	for (ptrdiff_t i = 0; i < list->n; i++)
		eo.snippets |= list->v[i].reporter->snippets;
	eo.overlay = overlay ? overlay : scope_overlay(a, o);
	eo.baseline = known;
	if (wants_progress(o)) {
		eo.progress = progress_show;
		eo.progress_ctx = &progress;
	}
	ok = engine_run(e, &eo);
	progress_erase(a, &progress);
	e->totals.ms = clock_ms() - progress.start;
	if (ok)
		return EXIT_CLEAN;
	terminal_notices(o, e);
	return terminal_error(a, o, &e->error);
}

int
check_report(struct arena *a, const struct options *o, const struct config *c,
	     const struct outputs *list, struct engine *e)
{
	enum severity least;

	if (!least_severity(a, o, &least))
		return EXIT_TROUBLE;
	if (o->quiet < 2)
		terminal_notices(o, e);
	if (!outputs_write(a, o, list, e, least))
		return EXIT_TROUBLE;
	return gate(e, c);
}

int
check_run(struct arena *a, const struct options *o, const struct config *c,
	  const struct outputs *list)
{
	struct engine e = { 0 };
	int status = check_engine(a, o, c, list, NULL, &e);

	if (status == EXIT_CLEAN)
		status = check_report(a, o, c, list, &e);
	engine_free(&e);
	return status;
}
