/* `checkstyle`: the XML of https://checkstyle.org, which Jenkins, reviewdog and Sonar read. */
#include "report/internal.h"

static void
error_write(struct buf *out, const struct report *r, const struct entry *e, struct arena *work)
{
	const struct finding *f = e->f;

	buf_fmt(out, "    <error line=\"%u\" column=\"%u\" severity=\"%.*s\"", line_of(&f->at),
		column_of(&f->at), P(severity_name(f->severity)));
	xml_attribute(out, "message", one_line(work, r, e));
	buf_fmt(out, " source=\"loclint.%.*s\"/>\n", P(rule_of(f)->name));
	arena_reset(work);
}

void
write_checkstyle(struct buf *out, const struct report *r)
{
	struct arena keep = { 0 }, work = { 0 };
	struct entries list = entries_of(&keep, r);

	buf_str(out,
		S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"));
	for (ptrdiff_t i = 0; i < list.n; i++) {
		struct str file = list.v[i].f->at.file;

		if (i == 0 || !str_eq(file, list.v[i - 1].f->at.file)) {
			buf_str(out, S("  <file"));
			xml_attribute(out, "name", report_path(&work, r, file));
			buf_str(out, S(">\n"));
		}
		error_write(out, r, &list.v[i], &work);
		if (i + 1 == list.n || !str_eq(file, list.v[i + 1].f->at.file))
			buf_str(out, S("  </file>\n"));
	}
	buf_str(out, S("</checkstyle>\n"));
	arena_free(&work);
	arena_free(&keep);
}
