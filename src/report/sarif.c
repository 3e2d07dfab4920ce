/* `sarif`: SARIF 2.1.0 as GitHub code scanning reads it.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html,
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
#include "base/json.h"
#include "base/path.h"
#include "base/utf8.h"
#include "report/internal.h"

/* GitHub keeps this many results of a run; the gravest are the ones to keep. */
enum { RESULTS_MOST = 5000, DESCRIPTION_BYTES = 1000 };

static void
member_bool(struct json_out *j, const char *key, bool value)
{
	json_key(j, key);
	json_bool(j, value);
}

static void
object_open(struct json_out *j, const char *key)
{
	json_key(j, key);
	json_open(j, '{');
}

static void
array_open(struct json_out *j, const char *key)
{
	json_key(j, key);
	json_open(j, '[');
}

/* "key": {"text": text} */
static void
member_text(struct json_out *j, const char *key, struct str text)
{
	object_open(j, key);
	member_str(j, "text", text);
	json_close(j, '}');
}

static struct str
level_name(enum severity s)
{
	switch (s) {
	case SEV_ERROR:
		return S("error");
	case SEV_WARNING:
		return S("warning");
	case SEV_INFO:
	case SEV_OFF:
		break;
	}
	return S("note");
}

/* --- sentences ------------------------------------------------------------------- */

static char
upper(char c)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	if (c < 'a' || c > 'z')
		return c;
	return letters[c - 'a'];
}

/* Messages are written as parts of lines; here they are sentences. */
static void
sentence_write(struct buf *out, struct str text)
{
	if (text.n == 0)
		return;
	if (out->n > 0)
		buf_char(out, ' ');
	buf_char(out, upper(text.p[0]));
	buf_str(out, str_slice(text, 1, text.n));
	if (!str_ends(text, S(".")))
		buf_char(out, '.');
}

static struct str
sentence(struct arena *a, struct str text)
{
	struct buf out = { .a = a };

	sentence_write(&out, text);
	return buf_take(&out);
}

/* "](" in what a page says would make a link of it (SARIF 3.11.6). */
static struct str
without_links(struct arena *a, struct str text)
{
	struct buf out = { .a = a };
	ptrdiff_t from = 0, at;

	while ((at = str_find(text, S("]("), from)) >= 0) {
		buf_str(&out, str_slice(text, from, at + 1));
		buf_char(&out, ' ');
		from = at + 1;
	}
	buf_str(&out, str_slice(text, from, text.n));
	return buf_take(&out);
}

/* A path as the text of a link: brackets would end it. */
static struct str
link_text(struct arena *a, struct str text)
{
	static const struct substitute brackets[] = {
		{ '[', "\\[" }, { ']', "\\]" }, { '\\', "\\\\" }, { 0, NULL }
	};
	struct buf out = { .a = a };

	substituted_write(&out, text, brackets);
	return buf_take(&out);
}

/* --- rules ------------------------------------------------------------------------- */

/* "list-item-count" -> "ListItemCount" */
static struct str
pascal_case(struct arena *a, struct str name)
{
	struct buf out = { .a = a };
	struct str word;

	while (str_cut(&name, '-', &word)) {
		if (word.n == 0)
			continue;
		buf_char(&out, upper(word.p[0]));
		buf_str(&out, str_slice(word, 1, word.n));
	}
	return buf_take(&out);
}

/* The first paragraph of an explanation's section on one line, empty when there is none. */
static struct str
section(struct arena *a, struct str markdown, struct str heading)
{
	ptrdiff_t at = str_find(markdown, heading, 0);
	struct str rest = str_slice(markdown, at + heading.n, markdown.n), line;
	struct buf out = { .a = a };

	if (at < 0)
		return S("");
	while (str_line(&rest, &line)) {
		if (line.n == 0 && out.n > 0)
			break;
		if (line.n == 0 || out.n + line.n > DESCRIPTION_BYTES)
			continue;
		if (out.n > 0)
			buf_char(&out, ' ');
		buf_str(&out, line);
	}
	return buf_take(&out);
}

static void
write_rule_properties(struct json_out *j, const struct rule_info *rule)
{
	static const char *const problems[] = { [SEV_OFF] = "recommendation",
						[SEV_INFO] = "recommendation",
						[SEV_WARNING] = "warning",
						[SEV_ERROR] = "error" };

	object_open(j, "properties");
	array_open(j, "tags");
	json_str(j, S("localization"));
	json_str(j, category_name(rule->category));
	json_close(j, ']');
	member_str(j, "precision", S("high"));
	member_str(j, "problem.severity", str_c(problems[rule->severity]));
	json_close(j, '}');
}

static void
write_rule(struct json_out *j, const struct rule_info *rule, struct str help)
{
	struct arena work = { 0 };
	struct str summary = sentence(&work, rule->summary);
	struct str why = section(&work, help, S("## Why\n")),
		   fix = section(&work, help, S("## Fix\n"));

	json_open(j, '{');
	member_str(j, "id", rule->code);
	member_str(j, "name", pascal_case(&work, rule->name));
	member_text(j, "shortDescription", summary);
	member_text(j, "fullDescription", why.n ? why : summary);
	object_open(j, "help");
	member_str(j, "text", fix.n ? fix : summary);
	member_str(j, "markdown", help.n ? help : summary);
	json_close(j, '}');
	object_open(j, "defaultConfiguration");
	if (rule->severity == SEV_OFF)
		member_bool(j, "enabled", false);
	member_str(j, "level", level_name(rule->severity));
	json_close(j, '}');
	write_rule_properties(j, rule);
	json_close(j, '}');
	arena_free(&work);
}

static void
write_tool(struct json_out *j, const struct report *r)
{
	object_open(j, "tool");
	object_open(j, "driver");
	member_str(j, "name", S("loclint"));
	member_str(j, "fullName", S("loclint, a localization consistency linter"));
	member_str(j, "version", S(LOCLINT_VERSION));
	member_str(j, "semanticVersion", S(LOCLINT_VERSION));
	member_str(j, "informationUri", S(LOCLINT_URL));
	array_open(j, "rules");
	for (int i = 0; i < RULE_COUNT; i++)
		write_rule(j, &rules[i], r->help ? r->help[i] : S(""));
	json_close(j, ']');
	json_close(j, '}');
	json_close(j, '}');
}

/* --- places ------------------------------------------------------------------------ */

static void
write_artifact(struct json_out *j, const struct report *r, struct str file, struct arena *work)
{
	struct str path = report_path(work, r, file);
	struct buf uri = { .a = work };

	if (!path_is_inside(path) && r->cwd.n > 0)
		path = path_clean(work, path_join(work, r->cwd, file));
	if (str_starts(path, S("/")))
		buf_str(&uri, S("file://"));
	uri_write(&uri, path);
	object_open(j, "artifactLocation");
	member_str(j, "uri", buf_take(&uri));
	if (path_is_inside(path))
		member_str(j, "uriBaseId", S("SRCROOT"));
	json_close(j, '}');
}

struct region {
	uint32_t line, column, end_line, end_column;
};

static struct region
region_of(const struct place *at)
{
	struct region g = { line_of(at), column_of(at), at->end_line, at->end_column };

	if (g.end_line < g.line || (g.end_line == g.line && g.end_column < g.column)) {
		g.end_line = g.line;
		g.end_column = g.column;
	}
	return g;
}

/* The marked part of the first line, where the whole line is at hand. */
static struct str
marked(const struct finding *f)
{
	const struct snippet_line *l = f->snippet.lines;

	if (f->snippet.first_line != line_of(&f->at) || f->snippet.nlines == 0 || l->cut_right)
		return S("");
	return str_slice(l->text, l->mark, (ptrdiff_t)l->mark + l->mark_len);
}

/* An alert is shown on a pull request only when all its lines are part of it: one line is enough to
 * find the place. */
static struct region
first_line(const struct finding *f)
{
	struct region g = region_of(&f->at);

	if (g.end_line > g.line) {
		g.end_line = g.line;
		g.end_column = g.column + (uint32_t)utf8_count(marked(f));
	}
	return g;
}

static void
write_region(struct json_out *j, const char *key, const struct region *g, struct str text)
{
	object_open(j, key);
	member_int(j, "startLine", g->line);
	member_int(j, "startColumn", g->column);
	member_int(j, "endLine", g->end_line);
	member_int(j, "endColumn", g->end_column);
	if (text.n > 0)
		member_text(j, "snippet", text);
	json_close(j, '}');
}

/* --- results ------------------------------------------------------------------------ */

/* An English page in this repository, as it is today: only that can be a location. */
static bool
source_is_here(const struct report *r, const struct finding *f, struct arena *work)
{
	return f->source.line > 0 && f->source_commit.n == 0 &&
	       path_is_inside(report_path(work, r, f->source.file));
}

/* "see [en/a.md:79](1): item 3 has no counterpart", or `at` without a link. */
static struct str
see_part(struct arena *work, struct str at, struct str link, struct str label)
{
	struct buf out = { .a = work };

	if (at.n == 0)
		return S("");
	if (link.n > 0)
		buf_fmt(&out, "see [%.*s](%.*s)", P(at), P(link));
	else
		buf_fmt(&out, "see %.*s", P(at));
	if (label.n > 0)
		buf_fmt(&out, ": %.*s", P(label));
	return buf_take(&out);
}

/* The message with a link to the web, where the page is not in this repository but has an address.
 */
static void
write_markdown_message(struct json_out *j, const struct report *r, const struct entry *e,
		       struct arena *work)
{
	const struct finding *f = e->f;
	struct str address = source_address(work, r, f);
	struct buf text = { .a = work }, at = { .a = work };

	if (address.n == 0)
		return;
	markdown_escape(&at, source_position(work, r, f));
	sentence_write(&text, markdown_text(work, f, PART_TEXT));
	sentence_write(&text, nested_summary(work, e));
	sentence_write(&text, see_part(work, buf_take(&at), address,
				       markdown_text(work, f, PART_SOURCE_LABEL)));
	sentence_write(&text, markdown_text(work, f, PART_HELP));
	member_str(j, "markdown", buf_take(&text));
}

static void
write_message(struct json_out *j, const struct report *r, const struct entry *e, struct arena *work)
{
	const struct finding *f = e->f;
	bool here = source_is_here(r, f, work);
	struct str at = source_position(work, r, f);
	struct buf text = { .a = work };

	sentence_write(&text, without_links(work, finding_text(work, f, PART_TEXT)));
	sentence_write(&text, nested_summary(work, e));
	sentence_write(&text,
		       see_part(work, here ? link_text(work, at) : without_links(work, at),
				here ? S("1") : S(""),
				without_links(work, finding_text(work, f, PART_SOURCE_LABEL))));
	sentence_write(&text, without_links(work, finding_text(work, f, PART_HELP)));
	member_str(j, "text", buf_take(&text));
	if (!here)
		write_markdown_message(j, r, e, work);
}

static void
write_locations(struct json_out *j, const struct report *r, const struct finding *f,
		struct arena *work)
{
	struct region g = first_line(f);

	array_open(j, "locations");
	json_open(j, '{');
	object_open(j, "physicalLocation");
	write_artifact(j, r, f->at.file, work);
	write_region(j, "region", &g, marked(f));
	json_close(j, '}');
	json_close(j, '}');
	json_close(j, ']');
	if (!source_is_here(r, f, work))
		return;
	g = region_of(&f->source);
	array_open(j, "relatedLocations");
	json_open(j, '{');
	member_int(j, "id", 1);
	member_text(j, "message", S("What the page was compared with."));
	object_open(j, "physicalLocation");
	write_artifact(j, r, f->source.file, work);
	write_region(j, "region", &g, S(""));
	json_close(j, '}');
	json_close(j, '}');
	json_close(j, ']');
}

/* Can the edits be told in lines, columns and text without changing them? */
static bool
fix_is_exact(const struct finding *f)
{
	for (int i = 0; i < f->nedits; i++) {
		if (utf8_invalid_at(f->edits[i].text) >= 0)
			return false;
	}
	return f->nedits > 0 && f->edit_at;
}

static void
write_fixes(struct json_out *j, const struct report *r, const struct finding *f, struct arena *work)
{
	struct str help = sentence(work, without_links(work, finding_text(work, f, PART_HELP)));

	if (!fix_is_exact(f))
		return;
	array_open(j, "fixes");
	json_open(j, '{');
	member_text(j, "description", help.n ? help : S("Take over what the English page has."));
	array_open(j, "artifactChanges");
	json_open(j, '{');
	write_artifact(j, r, f->at.file, work);
	array_open(j, "replacements");
	for (int i = 0; i < f->nedits; i++) {
		struct region g = region_of(&f->edit_at[i]);

		json_open(j, '{');
		write_region(j, "deletedRegion", &g, S(""));
		member_text(j, "insertedContent", f->edits[i].text);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
	json_close(j, ']');
	json_close(j, '}');
	json_close(j, ']');
}

static void
write_suppression(struct json_out *j, const struct finding *f)
{
	array_open(j, "suppressions");
	json_open(j, '{');
	member_str(j, "kind", f->hidden == HIDDEN_COMMENT ? S("inSource") : S("external"));
	if (f->reason.n > 0)
		member_str(j, "justification", f->reason);
	json_close(j, '}');
	json_close(j, ']');
}

static void
write_result(struct buf *out, const struct report *r, const struct entry *e, struct arena *work)
{
	const struct finding *f = e->f;
	struct buf object = { .a = work };
	struct json_out j = { .out = &object };

	json_open(&j, '{');
	member_str(&j, "ruleId", rule_of(f)->code);
	member_int(&j, "ruleIndex", messages[f->message].rule);
	member_str(&j, "level", level_name(f->severity));
	object_open(&j, "message");
	write_message(&j, r, e, work);
	json_close(&j, '}');
	write_locations(&j, r, f, work);
	object_open(&j, "partialFingerprints");
	member_str(&j, "loclintFingerprint/v1",
		   str_fmt(work, "%016llx", (unsigned long long)f->fingerprint));
	json_close(&j, '}');
	write_fixes(&j, r, f, work);
	if (f->hidden != HIDDEN_NOT)
		write_suppression(&j, f);
	json_close(&j, '}');
	json_text_write(out, buf_take(&object));
}

/* --- the run ------------------------------------------------------------------------ */

static void
write_invocation(struct json_out *j, ptrdiff_t n, struct arena *work)
{
	array_open(j, "invocations");
	json_open(j, '{');
	member_bool(j, "executionSuccessful", true);
	if (n > RESULTS_MOST) {
		array_open(j, "toolExecutionNotifications");
		json_open(j, '{');
		member_str(j, "level", S("warning"));
		member_text(j, "message",
			    str_fmt(work,
				    "Only the %d gravest of %td findings are in this file; "
				    "loclint check --output json has them all.",
				    RESULTS_MOST, n));
		json_close(j, '}');
		json_close(j, ']');
	}
	json_close(j, '}');
	json_close(j, ']');
}

static void
write_run_head(struct json_out *j, const struct report *r, ptrdiff_t n, struct arena *work)
{
	write_tool(j, r);
	object_open(j, "automationDetails");
	member_str(j, "id", S("loclint/"));
	json_close(j, '}');
	member_str(j, "columnKind", S("unicodeCodePoints"));
	object_open(j, "originalUriBaseIds");
	object_open(j, "SRCROOT");
	member_text(j, "description", S("The top folder of the repository."));
	json_close(j, '}');
	json_close(j, '}');
	write_invocation(j, n, work);
}

void
write_sarif(struct buf *out, const struct report *r)
{
	struct json_out j = { .out = out };
	struct arena keep = { 0 }, work = { 0 };
	struct entries list = entries_gravest_first(&keep, r);

	json_open(&j, '{');
	member_str(&j, "$schema", S("https://json.schemastore.org/sarif-2.1.0.json"));
	member_str(&j, "version", S("2.1.0"));
	array_open(&j, "runs");
	json_open(&j, '{');
	write_run_head(&j, r, list.n, &keep);
	array_open(&j, "results");
	for (ptrdiff_t i = 0; i < list.n && i < RESULTS_MOST; i++) {
		buf_str(out, i == 0 ? S("\n") : S(",\n"));
		write_result(out, r, &list.v[i], &work);
		arena_reset(&work);
	}
	json_close(&j, ']');
	json_close(&j, '}');
	json_close(&j, ']');
	json_close(&j, '}');
	buf_char(out, '\n');
	arena_free(&work);
	arena_free(&keep);
}
