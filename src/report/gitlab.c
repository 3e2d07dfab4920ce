/* `gitlab`: the Code Quality report of GitLab, one JSON array.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
#include "base/json.h"

#include "report/internal.h"

static const char *const severities[] = {
	[SEV_OFF] = "info", [SEV_INFO] = "info", [SEV_WARNING] = "minor", [SEV_ERROR] = "major"
};

static void
write_issue(struct json_out *j, const struct report *r, const struct entry *e, struct arena *work)
{
	const struct finding *f = e->f;
	uint32_t line = line_of(&f->at);

	json_open(j, '{');
	/* The merge request shows nothing but this text. */
	member_str(j, "description",
		   str_fmt(work, "%.*s: %.*s", P(rule_of(f)->name), P(one_line(work, r, e))));
	member_str(j, "check_name", rule_of(f)->name);
	member_str(j, "fingerprint", str_fmt(work, "%016llx", (unsigned long long)f->fingerprint));
	member_str(j, "severity", str_c(severities[f->severity]));
	json_key(j, "location");
	json_open(j, '{');
	member_str(j, "path", report_path(work, r, f->at.file));
	json_key(j, "lines");
	json_open(j, '{');
	member_int(j, "begin", line);
	member_int(j, "end", f->at.end_line > line ? f->at.end_line : line);
	json_close(j, '}');
	json_close(j, '}');
	json_close(j, '}');
}

void
write_gitlab(struct buf *out, const struct report *r)
{
	struct arena keep = { 0 }, work = { 0 };
	struct entries list = entries_of(&keep, r);

	buf_char(out, '[');
	for (ptrdiff_t i = 0; i < list.n; i++) {
		struct buf object = { .a = &work };
		struct json_out j = { .out = &object };

		buf_str(out, i == 0 ? S("\n") : S(",\n"));
		write_issue(&j, r, &list.v[i], &work);
		json_text_write(out, buf_take(&object));
		arena_reset(&work);
	}
	buf_str(out, list.n > 0 ? S("\n]\n") : S("]\n"));
	arena_free(&work);
	arena_free(&keep);
}
