/* Drafts become findings: severity and cause decided, places counted in the raw files, source lines
 * copied.  This is the one door between the documents, which are gone after their family, and what
 * is reported. */
#include <string.h>

#include "check/check.h"

#include "base/utf8.h"

enum { LOOK_BACK = 1000 }; /* findings, of the thousands that a hostile page may give */

enum severity
sink_severity(const struct config *c, enum rule_id r)
{
	if (c->only_set && !c->only[r])
		return SEV_OFF;
	return c->severity_set[r] ? c->severity[r] : rules[r].severity;
}

enum severity
page_severity(const struct site *s, const struct page *p, enum rule_id r)
{
	return s->rules && p ? s->rules[p->rules].severity[r] : sink_severity(s->config, r);
}

/* Has the user said it? */
static bool
is_said(const struct site *s, const struct page *p, enum rule_id r)
{
	return s->rules && p ? s->rules[p->rules].set[r] : s->config->severity_set[r];
}

bool
rule_is_off(const struct site *s, enum rule_id r)
{
	for (ptrdiff_t i = 0; i < s->config->noverrides; i++)
		if (s->config->overrides[i].rules.set[r] &&
		    s->config->overrides[i].rules.severity[r] != SEV_OFF)
			return false;
	return sink_severity(s->config, r) == SEV_OFF;
}

/* --- how many ------------------------------------------------------------------ */

enum room { ROOM, ROOM_FOR_NOTE, NO_ROOM };

/* May one more finding of the rule be kept?  The first that may not is replaced by a note. */
static enum room
room_for(struct sink *s, const struct page *p, enum rule_id r)
{
	if (s->page != p)
		memset(s->said, 0, sizeof s->said);
	s->page = p;
	if (s->said[r] > PAGE_FINDINGS)
		return NO_ROOM;
	return s->said[r]++ < PAGE_FINDINGS ? ROOM : ROOM_FOR_NOTE;
}

void
sink_add(struct sink *s, struct finding f)
{
	f.severity = page_severity(s->site, NULL, messages[f.message].rule);
	if (f.severity != SEV_OFF)
		*vec_push(s->keep, &s->out) = f;
}

void
sink_add_on(struct sink *s, const struct page *p, struct finding f)
{
	enum rule_id r = messages[f.message].rule;
	enum room room;

	f.severity = page_severity(s->site, p, r);
	if (f.severity == SEV_OFF)
		return;
	room = room_for(s, p, r);
	if (room == ROOM_FOR_NOTE) {
		f.message = MSG_NOT_LISTED;
		f.key = rules[r].name;
		memset(f.args, 0, sizeof f.args);
		f.args[0] = (struct arg){ "rule", rules[r].name };
		f.nedits = 0;
		f.severity = page_severity(s->site, p, RULE_NOT_CHECKED);
	}
	if (room != NO_ROOM && f.severity != SEV_OFF)
		*vec_push(s->keep, &s->out) = f;
}

/* What a page shows by itself, and what is true of a URL, does not depend on the English revision.
 * Embedded English alone proves damage inside a block; what is missing may have been missing from
 * the English of that time too. */
static enum cause
cause_of(const struct view *v, const struct draft *d)
{
	if (d->whole_page || d->on_source || (d->keep_severity && !v->current))
		return CAUSE_DEFECT;
	if (v->embedded && !v->current && d->insert_after)
		return CAUSE_UNKNOWN;
	return v->cause;
}

static enum severity
severity_of(const struct view *v, const struct draft *d)
{
	const struct page *page = d->on_source ? v->source_page : v->page;
	enum rule_id r = messages[d->message].rule;
	enum severity s = page_severity(v->site, page, r);
	bool said = is_said(v->site, page, r);

	if (s > SEV_WARNING && cause_of(v, d) != CAUSE_DEFECT && !d->keep_severity && !said)
		s = SEV_WARNING;
	if (v->human && !d->on_source && !said)
		s = profile_most(v->site->profile, r, d->surplus, s);
	if (d->warning && s > SEV_WARNING && !said)
		s = SEV_WARNING;
	return d->info && s > SEV_INFO ? SEV_INFO : s;
}

/* --- places ------------------------------------------------------------------ */

static bool
is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Inside the text, and without the line ends at its end, which nobody can see. */
static struct span
visible(const struct doc *d, struct span at)
{
	uint32_t n = (uint32_t)d->text.n;

	at.off = at.off < n ? at.off : n;
	at.len = at.len < n - at.off ? at.len : n - at.off;
	while (at.len > 0) {
		char last = d->text.p[at.off + at.len - 1];

		if (last != '\n' && last != '\r')
			break;
		at.len--;
	}
	return at;
}

static struct place
place_of(struct doc *d, struct str file, struct span at)
{
	struct pos from, to;

	doc_range(d, at, &from, &to);
	return (struct place){ .file = file,
			       .line = from.line,
			       .column = from.column,
			       .end_line = to.line,
			       .end_column = to.column,
			       .byte = from.byte,
			       .end_byte = to.byte };
}

static ptrdiff_t
indent_of(struct str line)
{
	ptrdiff_t i = 0;

	while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'))
		i++;
	return i < line.n ? i : 0;
}

/* The last line of a block, without its indentation. */
static struct place
last_line_of(struct doc *d, struct str file, struct span at)
{
	struct pos from, end;
	struct str line;
	uint32_t start;
	ptrdiff_t indent;

	doc_range(d, at, &from, &end);
	line = doc_line(d, end.line);
	start = line.n > 0 ? (uint32_t)(line.p - d->raw.p) : end.byte;
	indent = indent_of(line);

	return (struct place){ .file = file,
			       .line = end.line,
			       .column = (uint32_t)indent + 1,
			       .end_line = end.line,
			       .end_column = (uint32_t)utf8_count(line) + 1,
			       .byte = start + (uint32_t)indent,
			       .end_byte = start + (uint32_t)line.n };
}

/* --- snippets ------------------------------------------------------------------ */

/* Moves a cut to the start of a character; more than three continuation bytes are no UTF-8. */
static ptrdiff_t
char_start(struct str line, ptrdiff_t at, int step)
{
	for (int i = 0; i < 3 && at > 0 && at < line.n && is_continuation(line.p[at]); i++)
		at += step;
	return at;
}

struct snippet_line
sink_snippet_line(struct arena *keep, struct str line, ptrdiff_t from, ptrdiff_t to)
{
	ptrdiff_t left = 0, right = line.n, width;
	struct str shown;

	from = from < line.n ? from : line.n;
	to = to < from ? from : to < line.n ? to : line.n;
	width = to - from < SNIPPET_BYTES ? to - from : SNIPPET_BYTES;
	if (line.n > SNIPPET_BYTES) {
		left = from - (SNIPPET_BYTES - width) / 2;
		left = left > line.n - SNIPPET_BYTES ? line.n - SNIPPET_BYTES : left;
		left = left < 0 ? 0 : char_start(line, left, 1);
		right = left + SNIPPET_BYTES < line.n ? left + SNIPPET_BYTES : line.n;
		right = char_start(line, right, -1);
		/* it may start inside a character */
		from = from < left ? left : from > right ? right : from;
		to = to < from ? from : to;
	}
	shown = str_slice(line, left, right);
	return (struct snippet_line){ .text = str_dup(keep, shown),
				      .cut_left = left > 0,
				      .cut_right = right < line.n,
				      .mark = (uint32_t)(from - left),
				      .mark_len = (uint32_t)((to < right ? to : right) - from) };
}

struct snippet
sink_snippet(struct arena *keep, uint32_t number, struct str line, ptrdiff_t from, ptrdiff_t to)
{
	struct snippet s = { .first_line = number, .nlines = 1 };

	s.lines = NEW(keep, struct snippet_line, 1);
	s.lines[0] = sink_snippet_line(keep, line, from, to);
	return s;
}

static struct snippet
snippet_of(struct arena *keep, struct doc *d, const struct place *p)
{
	uint32_t n = p->end_line < p->line ? 0 : p->end_line - p->line + 1;
	struct snippet s = { .first_line = p->line, .more = n > SNIPPET_LINES };

	n = n < SNIPPET_LINES ? n : SNIPPET_LINES;
	s.lines = NEW(keep, struct snippet_line, n);
	for (uint32_t line = p->line; line < p->line + n; line++) {
		struct str text = doc_line(d, line);
		ptrdiff_t start = text.n > 0 ? text.p - d->raw.p : 0;
		ptrdiff_t from = line == p->line ? p->byte - start : indent_of(text);
		ptrdiff_t to = line == p->end_line ? p->end_byte - start : text.n;

		if (text.n == 0)
			from = to = 0;
		s.lines[s.nlines++] = sink_snippet_line(keep, text, from, to);
	}
	return s;
}

/* --- findings -------------------------------------------------------------------- */

/* In a side-by-side page the bytes to replace may lie on both sides of embedded English: then there
 * is no safe edit. */
static void
map_edits(struct finding *f, const struct draft *d, struct doc *doc, struct arena *keep)
{
	if (d->nedits == 0)
		return;
	f->edits = NEW(keep, struct edit, d->nedits);
	for (int i = 0; i < d->nedits; i++) {
		const struct edit *e = &d->edits[i];
		uint32_t n = (uint32_t)doc->text.n, from, to;

		assert(e->byte <= e->end_byte && e->end_byte <= n);
		from = to = doc_pos(doc, e->byte).byte;
		if (e->end_byte > e->byte)
			to = doc_pos(doc, e->end_byte - 1).byte + 1;
		if (to - from != e->end_byte - e->byte) {
			f->nedits = 0;
			return;
		}
		f->edits[f->nedits++] = (struct edit){ from, to, str_dup(keep, e->text) };
	}
}

/* Where the edits are, for those who cannot count bytes. */
static void
place_edits(struct finding *f, const struct draft *d, struct doc *doc, struct arena *keep)
{
	f->edit_at = NEW(keep, struct place, f->nedits);
	for (int i = 0; i < f->nedits; i++) {
		const struct edit *e = &d->edits[i];

		f->edit_at[i] =
			place_of(doc, f->at.file, (struct span){ e->byte, e->end_byte - e->byte });
	}
}

static void
add_source(struct finding *f, const struct view *v, const struct draft *d)
{
	const struct page *page = v->embedded || !v->source_page ? v->page : v->source_page;
	struct span at = visible(v->src, d->source);
	struct str path = page->path;

	if (d->source.off == 0 && d->source.len == 0)
		return;
	if (v->src ==
	    v->base) { /* its lines are in history, not in a file that a reader could open */
		f->source_commit = str_dup(v->sink->keep, v->history->base_commit);
		path = v->history->base_path.n ? v->history->base_path : path;
	}
	f->source = place_of(v->src, path, at);
	if (v->sink->snippets)
		f->source_snippet = snippet_of(v->sink->keep, v->src, &f->source);
}

static void
keep_finding(const struct view *v, const struct draft *d)
{
	struct arena *keep = v->sink->keep;
	const struct page *page = d->on_source ? v->source_page : v->page;
	struct doc *doc = d->on_source ? v->src : v->dst;
	struct finding f = { .message = d->message,
			     .severity = severity_of(v, d),
			     .cause = cause_of(v, d),
			     .insert_after = d->insert_after,
			     .unsafe = d->unsafe };
	struct span at;

	if (!page->source)
		f.locale = page->locale;
	f.child = f.cause != CAUSE_DEFECT && v->freshness == FRESH_NO;
	if (rule_is_stale(messages[d->message].rule))
		f.cause = CAUSE_DRIFT; /* English moved on, the translation broke nothing */
	at = visible(doc, d->at);
	f.at = d->insert_after ? last_line_of(doc, page->path, at) : place_of(doc, page->path, at);
	if (v->sink->snippets)
		f.snippet = snippet_of(keep, doc, &f.at);
	if (d->has_source && !d->on_source && v->src)
		add_source(&f, v, d);
	map_edits(&f, d, doc, keep);
	if (v->sink->snippets && f.nedits > 0)
		place_edits(&f, d, doc, keep);
	for (int i = 0; i < FINDING_ARGS && d->args[i].name; i++)
		f.args[i] = (struct arg){ d->args[i].name, str_dup(keep, d->args[i].value) };
	f.key = str_dup(keep, d->key);
	*vec_push(keep, &v->sink->out) = f;
}

static void
emit(const struct view *v, const struct draft *d)
{
	enum rule_id r = messages[d->message].rule;
	enum room room;

	if (severity_of(v, d) == SEV_OFF)
		return;
	room = room_for(v->sink, v->page, r);
	if (room == ROOM)
		keep_finding(v, d);
	else if (room == ROOM_FOR_NOTE && page_severity(v->site, v->page, RULE_NOT_CHECKED))
		keep_finding(v, &(struct draft){ .message = MSG_NOT_LISTED,
						 .at = { d->at.off, 0 },
						 .on_source = d->on_source,
						 .whole_page = true,
						 .key = rules[r].name,
						 .args = { { "rule", rules[r].name } } });
}

bool
sink_said(const struct view *v, enum rule_id r, struct span at)
{
	const struct findings *out = &v->sink->out;
	uint32_t from = doc_raw_offset(v->dst, at.off);
	uint32_t to = doc_raw_offset(v->dst, at.off + at.len);

	for (ptrdiff_t i = out->n, n = 0; i-- > 0 && n < LOOK_BACK; n++) {
		const struct finding *f = &out->v[i];

		if (!str_eq(f->at.file, v->page->path))
			return false;
		if (messages[f->message].rule == r && from <= f->at.byte && f->at.byte < to)
			return true;
	}
	return false;
}

void
sink_emit(const struct view *v, const struct draft *d)
{
	struct draft as_peer;

	if (!v->peers)
		emit(v, d);
	else if (peers_say(v, d, &as_peer))
		emit(v, &as_peer);
}
