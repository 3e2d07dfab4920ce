/* `github`: workflow commands, which GitHub Actions shows as annotations.  Escapes as in
 * https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts; a step has 10
 * annotations of each kind, what is more is dropped without a word, so the rest is said in the log.
 */
#include "report/internal.h"

/* One notice is kept for saying that not all are shown. */
static const ptrdiff_t most[] = {
	[SEV_OFF] = 0, [SEV_INFO] = 9, [SEV_WARNING] = 10, [SEV_ERROR] = 10
};

static const char *const commands[] = { [SEV_OFF] = "notice",
					[SEV_INFO] = "notice",
					[SEV_WARNING] = "warning",
					[SEV_ERROR] = "error" };

static const struct substitute in_message[] = {
	{ '%', "%25" }, { '\r', "%0D" }, { '\n', "%0A" }, { 0, NULL }
};

static const struct substitute in_property[] = { { '%', "%25" }, { '\r', "%0D" }, { '\n', "%0A" },
						 { ':', "%3A" }, { ',', "%2C" },  { 0, NULL } };

static void
message_write(struct buf *out, struct str text, struct arena *work)
{
	substituted_write(out, log_text(work, text), in_message);
}

/* A further line of the message, left out when it would be empty. */
static void
line_write(struct buf *out, const char *before, struct str text, struct arena *work)
{
	if (text.n == 0)
		return;
	buf_fmt(out, "%%0A  %s", before);
	message_write(out, text, work);
}

/* Columns are refused when the place has several lines, or ends before it begins. */
static void
place_write(struct buf *out, const struct finding *f, struct str path, struct arena *work)
{
	const struct place *at = &f->at;

	buf_str(out, S(",file="));
	substituted_write(out, log_text(work, path), in_property);
	buf_fmt(out, ",line=%u", line_of(at));
	if (f->insert_after || at->end_line < line_of(at))
		return;
	buf_fmt(out, ",endLine=%u", at->end_line);
	if (at->end_line == line_of(at) && at->end_column >= column_of(at))
		buf_fmt(out, ",col=%u,endColumn=%u", column_of(at), at->end_column);
}

static void
annotation_write(struct buf *out, const struct report *r, const struct entry *e, struct arena *work)
{
	const struct finding *f = e->f;
	const struct rule_info *rule = rule_of(f);
	struct str path = report_path(work, r, f->at.file), source = source_position(work, r, f);
	struct str label = finding_text(work, f, PART_SOURCE_LABEL);

	buf_fmt(out, "::%s title=loclint (%.*s)", commands[f->severity], P(rule->name));
	place_write(out, f, path, work);
	buf_str(out, S("::"));
	message_write(out, path, work);
	buf_fmt(out, ":%u:%u: %.*s ", line_of(&f->at), column_of(&f->at), P(rule->name));
	message_write(out, finding_text(work, f, PART_TEXT), work);
	line_write(out, "", nested_summary(work, e), work);
	line_write(out, "", source_and_label(work, source, label), work);
	line_write(out, "help: ", finding_text(work, f, PART_HELP), work);
	buf_char(out, '\n');
}

/* What has no annotation, one line each, folded away. */
struct rest {
	struct buf *out;
	struct arena *work;
	ptrdiff_t left;      /* findings of which this is to tell */
	ptrdiff_t passed[4]; /* entries seen, by severity */
};

static void
plain_line_write(const struct rest *rest, const struct finding *f)
{
	static const struct report_style log = { .utf8 = true, .ci = true };

	concise_line_write(&(struct pen){ rest->out, &log, rest->work }, f);
	arena_reset(rest->work);
}

static void
rest_write(struct rest *rest, const struct entries *list)
{
	if (rest->left == 0)
		return;
	buf_fmt(rest->out, "::group::%td more finding%s\n", rest->left, rest->left == 1 ? "" : "s");
	for (ptrdiff_t i = 0; i < list->n; i++) {
		const struct entry *e = &list->v[i];

		if (rest->passed[e->f->severity]++ >= most[e->f->severity])
			plain_line_write(rest, e->f);
		for (ptrdiff_t k = 0; k < e->page.n; k++) {
			if (finding_is_nested(&e->page, &e->page.v[k]))
				plain_line_write(rest, &e->page.v[k]);
		}
	}
	buf_str(rest->out, S("::endgroup::\n"));
}

static void
notice_write(struct buf *out, ptrdiff_t all, ptrdiff_t shown)
{
	if (shown < all)
		buf_fmt(out,
			"::notice title=loclint::GitHub shows %td of %td annotations; the log and "
			"the "
			"job summary have the others\n",
			shown, all);
}

void
write_github(struct buf *out, const struct report *r)
{
	struct arena keep = { 0 }, work = { 0 };
	struct entries list = entries_gravest_first(&keep, r);
	ptrdiff_t count[4] = { 0 }, shown = 0;

	for (ptrdiff_t i = 0; i < list.n; i++) {
		enum severity s = list.v[i].f->severity;

		if (count[s]++ >= most[s])
			continue;
		annotation_write(out, r, &list.v[i], &work);
		arena_reset(&work);
		shown++;
	}
	rest_write(&(struct rest){ out, &work, r->n - shown, { 0 } }, &list);
	notice_write(out, list.n, shown);
	arena_free(&work);
	arena_free(&keep);
}
