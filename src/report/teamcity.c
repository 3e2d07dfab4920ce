/* `teamcity`: service messages of TeamCity, one inspection a finding.
 * https://www.jetbrains.com/help/teamcity/service-messages.html#Reporting+Inspections */
#include "report/internal.h"

enum { DESCRIPTION_MOST = 4000 };

static const struct substitute in_value[] = { { '|', "||" },  { '\'', "|'" }, { '\n', "|n" },
					      { '\r', "|r" }, { '[', "|[" },  { ']', "|]" },
					      { 0, NULL } };

static const char *const severities[] = { [SEV_OFF] = "INFO",
					  [SEV_INFO] = "WEAK WARNING",
					  [SEV_WARNING] = "WARNING",
					  [SEV_ERROR] = "ERROR" };

static void
value_write(struct buf *out, const char *name, struct str text, struct arena *work)
{
	buf_fmt(out, " %s='", name);
	substituted_write(out, log_text(work, text), in_value);
	buf_char(out, '\'');
}

static void
type_write(struct buf *out, const struct rule_info *rule, struct arena *work)
{
	buf_str(out, S("##teamcity[inspectionType"));
	value_write(out, "id", rule->name, work);
	value_write(out, "name", rule->name, work);
	value_write(out, "description", str_slice(rule->summary, 0, DESCRIPTION_MOST), work);
	value_write(out, "category", S("loclint"), work);
	buf_str(out, S("]\n"));
	arena_reset(work);
}

static void
inspection_write(struct buf *out, const struct report *r, const struct entry *e, struct arena *work)
{
	const struct finding *f = e->f;

	buf_str(out, S("##teamcity[inspection"));
	value_write(out, "typeId", rule_of(f)->name, work);
	value_write(out, "message", one_line(work, r, e), work);
	value_write(out, "file", report_path(work, r, f->at.file), work);
	value_write(out, "line", str_fmt(work, "%u", line_of(&f->at)), work);
	value_write(out, "SEVERITY", str_c(severities[f->severity]), work);
	buf_str(out, S("]\n"));
	arena_reset(work);
}

void
write_teamcity(struct buf *out, const struct report *r)
{
	struct arena keep = { 0 }, work = { 0 };
	struct entries list = entries_of(&keep, r);
	bool used[RULE_COUNT] = { false };

	for (ptrdiff_t i = 0; i < list.n; i++)
		used[messages[list.v[i].f->message].rule] = true;
	for (int i = 0; i < RULE_COUNT; i++) {
		if (used[i])
			type_write(out, &rules[i], &work);
	}
	for (ptrdiff_t i = 0; i < list.n; i++)
		inspection_write(out, r, &list.v[i], &work);
	arena_free(&work);
	arena_free(&keep);
}
