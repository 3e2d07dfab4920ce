/* `loclint baseline`: a project adopts loclint by putting today's findings into a file, and sees
 * only new ones from then on. */
#include "cmd/output.h"

#include "base/path.h"
#include "sys/sys.h"

enum { BASELINE_BYTES = 64 << 20 };

static struct str
file_of(struct arena *a, const struct options *o, const struct config *c)
{
	if (o->args.n > 1)
		return o->args.v[1];
	return path_join(a, c->dir, c->baseline.n ? c->baseline : S(".loclint-baseline.json"));
}

/* False after printing what is wrong. */
static bool
load(struct arena *a, const struct options *o, struct str file, struct baseline **b)
{
	struct str text, why;

	if (fs_read(a, file, BASELINE_BYTES, &text, &why) != FS_OK) {
		terminal_fail(a, o,
			      str_fmt(a, "cannot read the baseline `%.*s`: %.*s", P(file), P(why)),
			      S("`loclint baseline create` writes one"));
		return false;
	}
	*b = baseline_read(a, text, &why);
	if (!*b)
		terminal_fail(a, o, str_fmt(a, "`%.*s` is no baseline: %.*s", P(file), P(why)),
			      S(""));
	return *b != NULL;
}

bool
baseline_open(struct arena *a, const struct options *o, const struct config *c, struct baseline **b)
{
	*b = NULL;
	if (o->no_baseline || !(o->baseline.n || c->baseline.n))
		return true;
	return load(a, o, o->baseline.n ? o->baseline : path_join(a, c->dir, c->baseline), b);
}

/* --- the command --------------------------------------------------------------------------- */

enum action { CREATE, UPDATE, PRUNE, ACTIONS };

static const char *const actions[ACTIONS] = { "create", "update", "prune" };

/* What is in the file before. */
static bool
start(struct arena *a, const struct options *o, enum action action, struct str file,
      struct baseline **b)
{
	if (action != CREATE)
		return load(a, o, file, b);
	*b = baseline_new(a);
	if (fs_kind(file) == FS_NONE)
		return true;
	terminal_fail(a, o, str_fmt(a, "`%.*s` exists already", P(file)),
		      S("`loclint baseline update` brings it up to date"));
	return false;
}

/* Findings about the configuration are not put off: they are about what puts others off. */
static ptrdiff_t
add_findings(struct arena *a, struct baseline *b, const struct engine *e)
{
	ptrdiff_t before = b->n;

	for (ptrdiff_t i = 0; i < e->findings.n; i++) {
		const struct finding *f = &e->findings.v[i];

		if (!f->settings)
			baseline_add(b, str_dup(a, f->name), rules[messages[f->message].rule].name,
				     f->fingerprint);
	}
	return b->n - before;
}

static ptrdiff_t
count_gone(const struct baseline *b)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < b->n; i++)
		n += b->v[i].gone;
	return n;
}

static int
save(struct arena *a, const struct options *o, struct str file, const struct baseline *b)
{
	struct buf out = { .a = a };
	struct str why;

	baseline_write(&out, b);
	if (fs_write(a, file, &out, &why))
		return EXIT_CLEAN;
	return terminal_fail(a, o, str_fmt(a, "cannot write `%.*s`: %.*s", P(file), P(why)), S(""));
}

static int
tell(struct arena *a, const struct options *o, const struct config *c, struct str file,
     const struct baseline *b, ptrdiff_t added)
{
	struct report_style style = terminal_style(o, 1);
	struct buf out = { .a = a };
	ptrdiff_t gone = count_gone(b), n = b->n - gone;

	if (o->quiet)
		return EXIT_CLEAN;
	report_escape(&out, file, &style);
	buf_fmt(&out, ": %td finding%s (%td added, %td removed)\n", n, n == 1 ? "" : "s", added,
		gone);
	if (!c->baseline.n) {
		buf_str(&out, S("To go by it, set `baseline: "));
		report_escape(&out, path_relative(a, c->dir.n ? c->dir : S("."), file), &style);
		buf_str(&out, S("` in .loclint.yml, or check with --baseline.\n"));
	}
	return terminal_print(a, o, &out, EXIT_CLEAN);
}

static int
run(struct arena *a, const struct options *o, const struct config *c, enum action action)
{
	struct options checked = *o;
	struct outputs none = { 0 };
	struct engine e = { 0 };
	struct str file = file_of(a, o, c);
	struct baseline *b;
	ptrdiff_t added = 0;
	int status;

	if (!start(a, o, action, file, &b))
		return EXIT_TROUBLE;
	checked.args = (struct words){ 0 };
	status = check_engine_known(a, &checked, c, &none, NULL, b, &e);
	if (status == EXIT_CLEAN) {
		terminal_notices(o, &e);
		if (action != PRUNE)
			added = add_findings(a, b, &e);
		status = save(a, o, file, b);
	}
	engine_free(&e);
	return status == EXIT_CLEAN ? tell(a, o, c, file, b, added) : status;
}

int
command_baseline(struct arena *a, const struct options *o)
{
	struct str word = o->args.n > 0 ? o->args.v[0] : S("");
	struct config c;
	int action = 0;

	while (action < ACTIONS && !str_eq(word, str_c(actions[action])))
		action++;
	if (action == ACTIONS || o->args.n > 2)
		return terminal_fail(a, o,
				     word.n && action == ACTIONS
					     ? str_fmt(a, "unknown word `%.*s`", P(word))
				     : word.n ? S("baseline takes one file")
					      : S("what is to be done with the baseline?"),
				     S("write loclint baseline create, update or prune"));
	if (!settings_read(a, o, &c))
		return EXIT_TROUBLE;
	return run(a, o, &c, (enum action)action);
}
