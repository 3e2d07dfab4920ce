/* `json` and `jsonl`: the interface that other programs use.  Keys are only ever added; null stands
 * for "there is none". */
#include "base/json.h"

#include "report/internal.h"

void
member_str(struct json_out *j, const char *key, struct str value)
{
	json_key(j, key);
	json_str(j, value);
}

/* The empty text is no text. */
static void
member_text(struct json_out *j, const char *key, struct str value)
{
	json_key(j, key);
	if (value.n > 0)
		json_str(j, value);
	else
		json_null(j);
}

void
member_int(struct json_out *j, const char *key, int64_t value)
{
	json_key(j, key);
	json_int(j, value);
}

static void
member_hash(struct json_out *j, const char *key, uint64_t hash, struct arena *work)
{
	member_text(j, key, hash ? str_fmt(work, "%016llx", (unsigned long long)hash) : S(""));
}

static void
write_position(struct json_out *j, const char *key, const uint32_t at[3])
{
	json_key(j, key);
	json_open(j, '{');
	member_int(j, "line", at[0]);
	member_int(j, "column", at[1]);
	member_int(j, "offset", at[2]);
	json_close(j, '}');
}

static void
write_range(struct json_out *j, const struct place *p)
{
	json_key(j, "range");
	json_open(j, '{');
	write_position(j, "start", (const uint32_t[]){ p->line, p->column, p->byte });
	write_position(j, "end", (const uint32_t[]){ p->end_line, p->end_column, p->end_byte });
	json_close(j, '}');
}

static void
write_source(struct json_out *j, const struct finding *f, struct arena *work)
{
	json_key(j, "source");
	if (f->source.line == 0) {
		json_null(j);
		return;
	}
	json_open(j, '{');
	member_str(j, "file", f->source.file);
	json_key(j, "commit");
	if (f->source_commit.n)
		json_str(j, f->source_commit);
	else
		json_null(j);
	write_range(j, &f->source);
	member_text(j, "label", finding_text(work, f, PART_SOURCE_LABEL));
	json_close(j, '}');
}

/* An edit of a rule that promises nothing must not be applied unseen, nor one of an English page.
 */
static void
write_fix(struct json_out *j, const struct finding *f)
{
	bool safe = f->locale.n > 0 && finding_safety(f) == FIX_SAFE;

	json_key(j, "fix");
	if (f->nedits == 0) {
		json_null(j);
		return;
	}
	json_open(j, '{');
	member_str(j, "safety", safe ? S("safe") : S("unsafe"));
	json_key(j, "edits");
	json_open(j, '[');
	for (int i = 0; i < f->nedits; i++) {
		json_open(j, '{');
		member_str(j, "file", f->at.file);
		member_int(j, "start", f->edits[i].byte);
		member_int(j, "end", f->edits[i].end_byte);
		member_str(j, "text", f->edits[i].text);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

static void
write_args(struct json_out *j, const struct finding *f)
{
	json_key(j, "args");
	json_open(j, '{');
	for (int i = 0; i < FINDING_ARGS && f->args[i].name; i++)
		member_str(j, f->args[i].name, f->args[i].value);
	json_close(j, '}');
}

/* Only where suppressed findings are shown at all. */
static void
write_suppression(struct json_out *j, const struct finding *f)
{
	json_key(j, "suppressed");
	json_open(j, '{');
	member_str(j, "by", f->hidden == HIDDEN_COMMENT ? S("comment") : S("ignores"));
	member_text(j, "reason", f->reason);
	json_close(j, '}');
}

static void
write_members(struct json_out *j, const struct finding *f, struct arena *work)
{
	const struct rule_info *rule = &rules[messages[f->message].rule];

	json_open(j, '{');
	member_str(j, "rule", rule->name);
	member_str(j, "code", rule->code);
	member_str(j, "severity", severity_name(f->severity));
	member_str(j, "cause", cause_name(f->cause));
	member_str(j, "message", finding_text(work, f, PART_TEXT));
	member_text(j, "label", finding_text(work, f, PART_LABEL));
	member_text(j, "help", finding_text(work, f, PART_HELP));
	member_text(j, "locale", f->locale);
	member_str(j, "file", f->at.file);
	write_range(j, &f->at);
	json_key(j, "insert_after");
	json_bool(j, f->insert_after);
	write_source(j, f, work);
	write_fix(j, f);
	member_hash(j, "fingerprint", f->fingerprint, work);
	member_hash(j, "parent", f->parent, work);
	write_args(j, f);
	if (f->hidden != HIDDEN_NOT)
		write_suppression(j, f);
	json_close(j, '}');
}

/* A build log is often where JSON ends up, and agents look for `##vso[` in it: written as
 * `#\u0023vso[` it says the same and commands nothing. */
void
json_text_write(struct buf *out, struct str text)
{
	ptrdiff_t from = 0;

	for (ptrdiff_t at = 0; (at = str_find(text, S("##"), at)) >= 0; at++) {
		if (!starts_log_command(text, at))
			continue;
		buf_str(out, str_slice(text, from, at + 1));
		buf_str(out, S("\\u0023"));
		from = at + 2;
	}
	buf_str(out, str_slice(text, from, text.n));
}

/* One finding as one object. */
static void
write_finding(struct buf *out, const struct finding *f, struct arena *work)
{
	struct buf object = { .a = work };
	struct json_out j = { .out = &object };

	write_members(&j, f, work);
	json_text_write(out, buf_take(&object));
	arena_reset(work);
}

static void
write_head(struct json_out *j, const struct totals *t)
{
	member_int(j, "version", 1);
	json_key(j, "tool");
	json_open(j, '{');
	member_str(j, "name", S("loclint"));
	member_str(j, "version", S(LOCLINT_VERSION));
	json_close(j, '}');
	json_key(j, "summary");
	json_open(j, '{');
	member_int(j, "errors", t->counts[SEV_ERROR]);
	member_int(j, "warnings", t->counts[SEV_WARNING]);
	member_int(j, "infos", t->counts[SEV_INFO]);
	member_int(j, "fixable", t->fixable);
	member_int(j, "suppressed", t->suppressed);
	member_int(j, "baselined", t->baselined);
	if (t->earlier)
		member_int(j, "earlier", t->earlier);
	member_int(j, "pages", t->pages);
	member_int(j, "pairs", t->pairs);
	member_int(j, "locales", t->locales);
	json_close(j, '}');
}

/* One finding a line, so that two reports can be compared with line tools. */
void
write_json(struct buf *out, const struct report *r)
{
	struct json_out j = { .out = out };
	struct arena work = { 0 };

	json_open(&j, '{');
	write_head(&j, r->totals);
	json_key(&j, "findings");
	json_open(&j, '[');
	for (ptrdiff_t i = 0; i < r->n; i++) {
		buf_str(out, i == 0 ? S("\n") : S(",\n"));
		write_finding(out, &r->findings[i], &work);
	}
	if (r->n > 0)
		buf_char(out, '\n');
	json_close(&j, ']');
	json_close(&j, '}');
	buf_char(out, '\n');
	arena_free(&work);
}

void
write_jsonl(struct buf *out, const struct report *r)
{
	struct arena work = { 0 };

	for (ptrdiff_t i = 0; i < r->n; i++) {
		write_finding(out, &r->findings[i], &work);
		buf_char(out, '\n');
	}
	arena_free(&work);
}
