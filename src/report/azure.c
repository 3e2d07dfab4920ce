/* `azure`: logging commands of Azure Pipelines.
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands; the agent looks for
 * them anywhere in a line, and knows errors and warnings only. */
#include "report/internal.h"

static const struct substitute in_message[] = {
	{ '%', "%AZP25" }, { '\r', "%0D" }, { '\n', "%0A" }, { 0, NULL }
};

static const struct substitute in_property[] = { { '%', "%AZP25" }, { '\r', "%0D" },
						 { '\n', "%0A" },   { ';', "%3B" },
						 { ']', "%5D" },    { 0, NULL } };

static void
issue_write(struct buf *out, const struct report *r, const struct entry *e, struct arena *work)
{
	const struct finding *f = e->f;

	buf_fmt(out, "##vso[task.logissue type=%s;sourcepath=",
		f->severity == SEV_ERROR ? "error" : "warning");
	substituted_write(out, log_text(work, report_path(work, r, f->at.file)), in_property);
	buf_fmt(out, ";linenumber=%u;columnnumber=%u;code=%.*s;]", line_of(&f->at),
		column_of(&f->at), P(rule_of(f)->name));
	substituted_write(out, log_text(work, one_line(work, r, e)), in_message);
	buf_char(out, '\n');
}

static void
plain_line_write(struct buf *out, const struct finding *f, struct arena *work)
{
	static const struct report_style log = { .utf8 = true, .ci = true };

	concise_line_write(&(struct pen){ out, &log, work }, f);
	arena_reset(work);
}

/* What is no issue, folded away. */
static void
rest_write(struct buf *out, const struct entries *list, ptrdiff_t left, struct arena *work)
{
	if (left == 0)
		return;
	buf_fmt(out, "##[group]%td more finding%s\n", left, left == 1 ? "" : "s");
	for (ptrdiff_t i = 0; i < list->n; i++) {
		const struct entry *e = &list->v[i];

		if (e->f->severity < SEV_WARNING)
			plain_line_write(out, e->f, work);
		for (ptrdiff_t k = 0; k < e->page.n; k++) {
			if (finding_is_nested(&e->page, &e->page.v[k]))
				plain_line_write(out, &e->page.v[k], work);
		}
	}
	buf_str(out, S("##[endgroup]\n"));
}

void
write_azure(struct buf *out, const struct report *r)
{
	struct arena keep = { 0 }, work = { 0 };
	struct entries list = entries_of(&keep, r);
	ptrdiff_t shown = 0;

	for (ptrdiff_t i = 0; i < list.n; i++) {
		if (list.v[i].f->severity < SEV_WARNING)
			continue;
		issue_write(out, r, &list.v[i], &work);
		arena_reset(&work);
		shown++;
	}
	rest_write(out, &list, r->n - shown, &work);
	arena_free(&work);
	arena_free(&keep);
}
