/* `rdjson` and `rdjsonl`: Reviewdog Diagnostic Format,
 * https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.  Columns count UTF-8 bytes; where
 * they are not known, a range is whole lines. */
#include "base/json.h"
#include "base/utf8.h"
#include "report/internal.h"

static const char *const severities[] = {
	[SEV_OFF] = "INFO", [SEV_INFO] = "INFO", [SEV_WARNING] = "WARNING", [SEV_ERROR] = "ERROR"
};

/* The column in bytes of a column in code points, 0 when the line is not among those of s. */
static uint32_t
byte_column(const struct snippet *s, uint32_t line, uint32_t column)
{
	const struct snippet_line *l = s->lines;
	ptrdiff_t off = 0;

	if (column == 1)
		return 1;
	if (line < s->first_line || line - s->first_line >= (uint32_t)s->nlines)
		return 0;
	l += line - s->first_line;
	if (l->cut_left)
		return 0;
	for (uint32_t i = 1; i < column; i++) {
		if (off == l->text.n)
			return 0;
		utf8_next(l->text, &off);
	}
	return (uint32_t)off + 1;
}

static void
write_position(struct json_out *j, const char *key, uint32_t line, uint32_t column)
{
	json_key(j, key);
	json_open(j, '{');
	member_int(j, "line", line);
	if (column > 0)
		member_int(j, "column", column);
	json_close(j, '}');
}

/* False when only the lines are known, and those are not asked for. */
static bool
write_range(struct json_out *j, const struct place *at, const struct snippet *s, bool exact)
{
	uint32_t line = line_of(at), end_line = at->end_line > line ? at->end_line : line;
	uint32_t from = byte_column(s, line, column_of(at));
	uint32_t to = byte_column(s, end_line, at->end_column);

	if (from == 0 || to == 0 || (line == end_line && to < from)) {
		if (exact)
			return false;
		from = to = 0;
	}
	json_key(j, "range");
	json_open(j, '{');
	write_position(j, "start", line, from);
	write_position(j, "end", end_line, to);
	json_close(j, '}');
	return true;
}

static void
write_location(struct json_out *j, struct str path, const struct place *at, const struct snippet *s)
{
	json_key(j, "location");
	json_open(j, '{');
	member_str(j, "path", path);
	write_range(j, at, s, false);
	json_close(j, '}');
}

/* All edits of a fix or none: half a fix is none. */
static void
write_suggestions(struct json_out *j, const struct finding *f, struct arena *work)
{
	struct buf list = { .a = work };
	struct json_out edits = { .out = &list };

	if (f->nedits == 0 || !f->edit_at)
		return;
	json_open(&edits, '[');
	for (int i = 0; i < f->nedits; i++) {
		json_open(&edits, '{');
		if (!write_range(&edits, &f->edit_at[i], &f->snippet, true) ||
		    utf8_invalid_at(f->edits[i].text) >= 0)
			return;
		member_str(&edits, "text", f->edits[i].text);
		json_close(&edits, '}');
	}
	json_close(&edits, ']');
	json_key(j, "suggestions");
	buf_str(j->out, buf_take(&list));
	j->comma = true;
}

static void
write_related(struct json_out *j, const struct report *r, const struct finding *f,
	      struct arena *work)
{
	struct str label = finding_text(work, f, PART_SOURCE_LABEL);

	/* A place in an older revision is none in a file. */
	if (f->source.line == 0 || f->source_commit.n > 0)
		return;
	json_key(j, "related_locations");
	json_open(j, '[');
	json_open(j, '{');
	member_str(j, "message", label.n ? label : S("the English page"));
	write_location(j, report_path(work, r, f->source.file), &f->source, &f->source_snippet);
	json_close(j, '}');
	json_close(j, ']');
}

static struct str
message(struct arena *work, const struct entry *e)
{
	struct str parts[] = { finding_text(work, e->f, PART_TEXT), nested_summary(work, e),
			       finding_text(work, e->f, PART_HELP) };
	struct buf out = { .a = work };

	for (ptrdiff_t i = 0; i < countof(parts); i++) {
		if (parts[i].n > 0)
			buf_fmt(&out, "%s%.*s", i == 0 ? "" : "\n", P(parts[i]));
	}
	return buf_take(&out);
}

static void
write_diagnostic(struct buf *out, const struct report *r, const struct entry *e, struct arena *work)
{
	const struct finding *f = e->f;
	struct buf object = { .a = work };
	struct json_out j = { .out = &object };

	json_open(&j, '{');
	member_str(&j, "message", message(work, e));
	write_location(&j, report_path(work, r, f->at.file), &f->at, &f->snippet);
	member_str(&j, "severity", str_c(severities[f->severity]));
	json_key(&j, "code");
	json_open(&j, '{');
	member_str(&j, "value", rule_of(f)->name);
	json_close(&j, '}');
	write_suggestions(&j, f, work);
	write_related(&j, r, f, work);
	json_close(&j, '}');
	json_text_write(out, buf_take(&object));
	arena_reset(work);
}

/* Every entry, with what stands between two and after the last. */
static void
write_all(struct buf *out, const struct report *r, const char *between, const char *after)
{
	struct arena keep = { 0 }, work = { 0 };
	struct entries list = entries_of(&keep, r);

	for (ptrdiff_t i = 0; i < list.n; i++) {
		write_diagnostic(out, r, &list.v[i], &work);
		buf_str(out, str_c(i + 1 < list.n ? between : after));
	}
	arena_free(&work);
	arena_free(&keep);
}

void
write_rdjson(struct buf *out, const struct report *r)
{
	buf_str(out, S("{\"source\":{\"name\":\"loclint\"},\"severity\":\"WARNING\","
		       "\"diagnostics\":[\n"));
	write_all(out, r, ",\n", "\n");
	buf_str(out, S("]}\n"));
}

void
write_rdjsonl(struct buf *out, const struct report *r)
{
	write_all(out, r, "\n", "\n");
}
