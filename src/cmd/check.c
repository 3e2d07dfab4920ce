/* `loclint check`: settings, engine, reports, exit status. */
#include "cmd/command.h"
#include "sys/sys.h"

/* One -o: a format and where it goes. */
struct output {
	const struct reporter *reporter;
	struct str file; /* empty: standard output */
};
struct outputs VEC(struct output);

static const struct reporter *
reporter_find(struct str name)
{
	for (ptrdiff_t i = 0; i < nreporters; i++)
		if (str_eq(reporters[i].name, name))
			return &reporters[i];
	return NULL;
}

static bool
unknown_format(struct arena *a, const struct options *o, struct str name)
{
	struct str *names = NEW(a, struct str, nreporters), near;

	for (ptrdiff_t i = 0; i < nreporters; i++)
		names[i] = reporters[i].name;
	near = str_nearest(name, names, nreporters);
	terminal_fail(a, o, str_fmt(a, "unknown output format `%.*s`", P(name)),
		      near.n ? str_fmt(a, "did you mean `%.*s`?", P(near)) :
			       str_fmt(a, "known are %.*s", P(str_join(a, names, nreporters, S(", ")))));
	return false;
}

static bool
outputs_read(struct arena *a, const struct options *o, struct outputs *list)
{
	struct str from_env = env_get("LOCLINT_OUTPUT");
	int to_stdout = 0;

	for (ptrdiff_t i = 0; i < o->output.n; i++) {
		struct str file = o->output.v[i], name = S("");

		str_cut(&file, '=', &name);
		if (!reporter_find(name))
			return unknown_format(a, o, name);
		*vec_push(a, list) = (struct output){ reporter_find(name), file };
		to_stdout += !file.n;
	}
	if (!list->n) {
		struct str name = from_env.n ? from_env : S("full");

		if (!reporter_find(name))
			return unknown_format(a, o, name);
		*vec_push(a, list) = (struct output){ reporter_find(name), S("") };
	}
	if (to_stdout <= 1)
		return true;
	terminal_fail(a, o, S("two output formats go to standard output"), S("give all but one a file: --output json=report.json"));
	return false;
}

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
	return out_is_tty(2) && !o->no_progress && !o->quiet && !env_get("CI").n && !str_eq(env_get("TERM"), S("dumb"));
}

/* --- reports ---------------------------------------------------------------------- */

static bool
write_one(struct arena *a, const struct options *o, const struct output *out, struct report *r)
{
	struct report_style style = terminal_style(o, 1);
	struct buf b = { .a = a };
	struct str why;

	if (out->file.n)
		style = (struct report_style){ .utf8 = true, .columns = 200, .summary = true, .verbose = style.verbose };
	r->style = &style;
	if (o->statistics && !out->reporter->machine)
		report_statistics(&b, r);
	else
		out->reporter->write(&b, r);
	if (!out->file.n)
		return terminal_print(a, o, &b, EXIT_CLEAN) == EXIT_CLEAN;
	if (fs_write(a, out->file, &b, &why))
		return true;
	terminal_fail(a, o, str_fmt(a, "cannot write `%.*s`: %.*s", P(out->file), P(why)), S(""));
	return false;
}

/* Findings of at least the severity asked for, in order. */
static struct report
report_of(struct engine *e, enum severity least)
{
	struct finding *v = NEW(&e->arena, struct finding, e->findings.n);
	struct report r = { .findings = v, .totals = &e->totals };

	for (ptrdiff_t i = 0; i < e->findings.n; i++)
		if (e->findings.v[i].severity >= least)
			v[r.n++] = e->findings.v[i];
	return r;
}

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

static int
run(struct arena *a, const struct options *o, const struct config *c, struct engine *e)
{
	struct engine_options eo = settings_engine(a, o, c);
	struct progress progress = { .start = clock_ms() };
	struct outputs outputs = { 0 };
	enum severity least = SEV_INFO;
	struct report r;

	if (o->min_severity.n && !severity_parse(o->min_severity, &least))
		return terminal_fail(a, o, str_fmt(a, "--min-severity takes error, warning or info, not `%.*s`", P(o->min_severity)), S(""));
	if (!outputs_read(a, o, &outputs))
		return EXIT_TROUBLE;
	for (ptrdiff_t i = 0; i < outputs.n; i++)
		eo.snippets |= str_eq(outputs.v[i].reporter->name, S("full"));
	if (wants_progress(o)) {
		eo.progress = progress_show;
		eo.progress_ctx = &progress;
	}
	if (!engine_site(e, &eo) || !engine_check(e, &eo)) {
		terminal_notices(o, e);
		return terminal_error(a, o, &e->error);
	}
	progress_erase(a, &progress);
	e->totals.ms = clock_ms() - progress.start;
	if (o->quiet < 2)
		terminal_notices(o, e);
	r = report_of(e, least);
	for (ptrdiff_t i = 0; i < outputs.n && o->quiet < 2; i++)
		if (!write_one(a, o, &outputs.v[i], &r))
			return EXIT_TROUBLE;
	return gate(e, c);
}

int
command_check(struct arena *a, const struct options *o)
{
	struct config c;
	struct engine e = { 0 };
	int status;

	if (!settings_read(a, o, &c))
		return EXIT_TROUBLE;
	status = run(a, o, &c, &e);
	engine_free(&e);
	return status;
}
