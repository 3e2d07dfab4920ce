/* Reports on their way out: which formats, with what they need to know, into which files. */
#include "cmd/output.h"

#include <stdlib.h>

#include "base/path.h"
#include "check/check.h"
#include "engine/hide.h"
#include "sys/sys.h"

/* What GitHub takes as the summary of a step. */
enum { APPEND_MOST = 1 << 20 };

const struct reporter *
output_format(struct str name)
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
	terminal_fail(
		a, o, str_fmt(a, "unknown output format `%.*s`", P(name)),
		near.n ? str_fmt(a, "did you mean `%.*s`?", P(near))
		       : str_fmt(a, "known are %.*s", P(str_join(a, names, nreporters, S(", ")))));
	return false;
}

/* "FORMAT" or "FORMAT=FILE". */
static bool
output_add(struct arena *a, const struct options *o, struct outputs *list, struct str word)
{
	struct str name = S("");

	str_cut(&word, '=', &name);
	if (!output_format(name))
		return unknown_format(a, o, name);
	*vec_push(a, list) = (struct output){ output_format(name), word, false };
	return true;
}

bool
outputs_to_stdout(const struct outputs *list)
{
	for (ptrdiff_t i = 0; i < list->n; i++)
		if (!list->v[i].file.n)
			return true;
	return false;
}

bool
outputs_read(struct arena *a, const struct options *o, struct outputs *list, struct str otherwise)
{
	struct str fallback = env_get("LOCLINT_OUTPUT").n ? env_get("LOCLINT_OUTPUT") : otherwise;
	int to_stdout = 0;

	for (ptrdiff_t i = 0; i < o->output.n; i++) {
		if (!output_add(a, o, list, o->output.v[i]))
			return false;
		to_stdout += !list->v[i].file.n;
	}
	if (!list->n && fallback.n)
		return output_add(a, o, list, fallback);
	if (to_stdout <= 1)
		return true;
	terminal_fail(a, o, S("two output formats go to standard output"),
		      S("give all but one a file: --output json=report.json"));
	return false;
}

/* --- what a report is told ---------------------------------------------------- */

static int
compare_pages(const void *pa, const void *pb)
{
	const struct report_page *a = pa, *b = pb;

	return str_cmp(a->file, b->file);
}

/* The translations that were read, for the formats that list them. */
static void
add_pages(struct report *r, struct engine *e)
{
	struct report_page *v = NEW(&e->arena, struct report_page, e->nverdicts);

	for (ptrdiff_t i = 0; i < e->nverdicts; i++)
		v[i] = (struct report_page){ e->verdicts[i].page->path,
					     e->verdicts[i].page->locale };
	if (e->nverdicts)
		qsort(v, (size_t)e->nverdicts, sizeof *v, compare_pages);
	r->pages = v;
	r->npages = e->nverdicts;
}

/* Web addresses of the pages of this revision, by the variable that tells that a CI has them.  Both
 * show a line of Markdown only in the plain view. */
static const struct {
	const char *variable, *address;
} addresses[] = {
	{ "GITHUB_SHA",
	  "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/blob/{GITHUB_SHA}/{path}?plain=1#L{line}" },
	{ "CI_COMMIT_SHA", "{CI_PROJECT_URL}/-/blob/{CI_COMMIT_SHA}/{path}?plain=1#L{line}" },
};

/* `address` with the variables in it replaced; those of reports stay. */
static struct str
expand(struct arena *a, struct str address)
{
	struct buf out = { .a = a };
	struct str part, name;

	while (str_cut(&address, '{', &part)) {
		buf_str(&out, part);
		if (!address.n)
			break;
		str_cut(&address, '}', &name);
		if (env_get(str_z(a, name)).n)
			buf_str(&out, env_get(str_z(a, name)));
		else
			buf_fmt(&out, "{%.*s}", P(name));
	}
	return buf_take(&out);
}

static struct str
page_url(struct arena *a)
{
	for (ptrdiff_t i = 0; i < countof(addresses); i++)
		if (env_get(addresses[i].variable).n)
			return expand(a, str_c(addresses[i].address));
	return S("");
}

static struct str
source_root(const struct site *s)
{
	for (ptrdiff_t i = 0; i < s->ntrees; i++)
		if (s->trees[i].source)
			return s->trees[i].root;
	return S("");
}

/* Where the paths of a format start: the folder that the CI names, else the repository. */
static void
set_root(struct arena *a, struct report *r, const char *variable)
{
	struct str dir = variable && *variable ? env_get(variable) : S("");

	r->cwd = r->root = S("");
	if (!variable)
		return;
	r->cwd = fs_real(a, S("."));
	r->root = dir.n ? fs_real(a, dir) : S("");
	if (!r->root.n || !path_is_at_or_below(r->cwd, r->root))
		r->root = work_tree_of(a, r->cwd);
}

static const struct str *
explanations(struct arena *a)
{
	struct str *help = NEW(a, struct str, RULE_COUNT);

	for (int i = 0; i < RULE_COUNT; i++)
		help[i] = rule_explanation(rules[i].name);
	return help;
}

/* Is every finding of at least that severity? */
static bool
all_are_shown(const struct engine *e, enum severity least)
{
	bool all = true;

	for (ptrdiff_t i = 0; i < e->findings.n && all; i++)
		all = e->findings.v[i].severity >= least;
	return all;
}

/* Findings of at least the severity asked for, in order; with those that are suppressed, too. */
static void
select_findings(struct engine *e, enum severity least, bool suppressed, struct report *r)
{
	struct finding *v;
	ptrdiff_t h = 0;

	r->findings = e->findings.v;
	r->n = e->findings.n;
	if (!suppressed && all_are_shown(e, least))
		return;
	v = NEW(&e->arena, struct finding, e->findings.n + e->nhidden);
	r->n = 0;
	for (ptrdiff_t i = 0; i <= e->findings.n; i++) {
		for (; suppressed && h < e->nhidden && e->hidden[h].before == i; h++)
			if (e->hidden[h].finding.hidden < HIDDEN_BASELINE &&
			    e->hidden[h].finding.severity >= least)
				v[r->n++] = e->hidden[h].finding;
		if (i < e->findings.n && e->findings.v[i].severity >= least)
			v[r->n++] = e->findings.v[i];
	}
	r->findings = v;
}

static struct report
report_of(struct engine *e, enum severity least)
{
	struct report r = { .totals = &e->totals, .fail_on = e->config.fail_on };

	select_findings(e, least, false, &r);
	r.help = explanations(&e->arena);
	r.page_url = page_url(&e->arena);
	r.source_url = e->config.source_url;
	r.source_root = source_root(&e->site);
	return r;
}

/* --- writing --------------------------------------------------------------------- */

static bool
file_write(struct arena *a, const struct options *o, const struct output *out,
	   const struct buf *report)
{
	struct buf whole = { .a = a };
	struct str before = S(""), why;

	if (out->append) {
		enum fs_status status = fs_read(a, out->file, APPEND_MOST, &before, &why);

		if (status != FS_OK && status != FS_MISSING)
			return terminal_fail(
				       a, o,
				       str_fmt(a, "cannot read `%.*s`: %.*s", P(out->file), P(why)),
				       S("")),
			       false;
		if (status == FS_OK && before.n) {
			buf_str(&whole, before);
			buf_str(&whole, str_ends(before, S("\n")) ? S("") : S("\n"));
		}
	}
	for (const struct chunk *c = report->first; c; c = c->next)
		buf_str(&whole, (struct str){ c->p, c->n });
	if (fs_put(a, out->file, &whole, &why))
		return true;
	terminal_fail(a, o, str_fmt(a, "cannot write `%.*s`: %.*s", P(out->file), P(why)), S(""));
	return false;
}

static bool
write_one(struct arena *a, const struct options *o, const struct output *out,
	  const struct report *told)
{
	struct report_style style = terminal_style(o, 1);
	struct report r = *told;
	struct buf b = { .a = a };
	int64_t most;

	if (out->file.n)
		style = (struct report_style){ .utf8 = true,
					       .columns = 200,
					       .summary = true,
					       .verbose = style.verbose && !out->append };
	if (!o->statistics && str_int(o->max_findings, &most))
		r.most = (ptrdiff_t)most;
	r.style = &style;
	set_root(a, &r, out->reporter->root_env);
	if (o->statistics && !out->reporter->machine)
		report_statistics(&b, &r);
	else
		out->reporter->write(&b, &r);
	return out->file.n ? file_write(a, o, out, &b)
			   : terminal_print(a, o, &b, EXIT_CLEAN) == EXIT_CLEAN;
}

bool
outputs_write(struct arena *a, const struct options *o, const struct outputs *list,
	      struct engine *e, enum severity least)
{
	struct report r = report_of(e, least), all = r;

	if (o->show_suppressed)
		select_findings(e, least, true, &all);
	for (ptrdiff_t i = 0; i < list->n; i++) {
		if (o->quiet > 1 && !list->v[i].file.n)
			continue;
		if (list->v[i].reporter->pages && !r.pages)
			add_pages(&r, e);
		if (!write_one(a, o, &list->v[i], list->v[i].reporter->suppressed ? &all : &r))
			return false;
	}
	return true;
}
