/* What stands at a line of a page, and its counterpart in the other language: a key of the front
 * matter by its name, a block by the alignment that the checks use. */
#include "cmd/show.h"

enum { LINES_SHOWN = 40 };

static const struct stand nothing;

/* Lines of a span; line ends at its end are no part of it. */
static struct lines_at
lines_of(struct doc *d, struct span at)
{
	struct pos from, to;

	while (at.len > 0 &&
	       (d->text.p[at.off + at.len - 1] == '\n' || d->text.p[at.off + at.len - 1] == '\r'))
		at.len--;
	doc_range(d, at, &from, &to);
	return (struct lines_at){ from.line, to.line };
}

/* The innermost field that covers the line, or NULL. */
static const struct field *
field_at(struct doc *d, uint32_t line)
{
	const struct field *found = NULL;

	for (ptrdiff_t i = 0; i < d->front.nfields; i++) {
		struct lines_at at = lines_of(d, d->front.fields[i].line_at);

		if (at.from <= line && line <= at.to)
			found = &d->front.fields[i];
	}
	return found;
}

/* The innermost block that covers the line, else the one before it, or NO_BLOCK. */
static uint32_t
block_at(struct doc *d, uint32_t line)
{
	uint32_t found = NO_BLOCK, before = NO_BLOCK;

	for (ptrdiff_t i = 0; i < d->nblocks; i++) {
		struct lines_at at = lines_of(d, d->blocks[i].at);

		if (at.from <= line)
			before = (uint32_t)i;
		if (at.from <= line && line <= at.to)
			found = (uint32_t)i;
	}
	return found != NO_BLOCK ? found : before;
}

/* Is the line in the front matter? */
static bool
in_front(struct doc *d, uint32_t line)
{
	return d->front.present && !d->front.unterminated && line <= lines_of(d, d->front.at).to;
}

static struct stand
stand_of(struct doc *d, struct span at)
{
	return (struct stand){ .found = true, .lines = lines_of(d, at) };
}

struct stand
stand_at(struct doc *d, uint32_t line)
{
	const struct field *f = field_at(d, line);
	uint32_t b = in_front(d, line) ? NO_BLOCK : block_at(d, line);

	if (f)
		return stand_of(d, f->line_at);
	return b == NO_BLOCK ? nothing : stand_of(d, d->blocks[b].at);
}

static struct stand
block_in(struct show *s, struct doc *d, uint32_t b, struct doc *other, bool d_is_source)
{
	const struct url_rules *urls = &s->e->site.profile->url;
	const struct align *align =
		align_docs(s->a, d_is_source ? d : other, d_is_source ? other : d, urls);
	const uint32_t *of = d_is_source ? align->dst_of : align->src_of;
	struct stand r = { 0 };
	uint32_t at = b;

	while (at != NO_BLOCK && of[at] == NO_BLOCK)
		at = d->blocks[at].parent;
	if (at == NO_BLOCK)
		at = doc_section(d, b);
	if (at == NO_BLOCK || of[at] == NO_BLOCK)
		return r;
	r = stand_of(other, other->blocks[of[at]].at);
	r.near = at != b;
	return r;
}

struct stand
stand_in(struct show *s, struct doc *d, uint32_t line, struct doc *other, bool d_is_source)
{
	const struct field *f = field_at(d, line),
			   *g = f ? front_field(&other->front, f->key) : NULL;
	uint32_t b = in_front(d, line) ? NO_BLOCK : block_at(d, line);

	if (g)
		return stand_of(other, g->line_at);
	return b == NO_BLOCK ? nothing : block_in(s, d, b, other, d_is_source);
}

void
stand_write(struct show *s, struct str path, struct doc *d, const struct stand *at, struct str note)
{
	uint32_t to = at->lines.to, most = at->lines.from + LINES_SHOWN - 1;
	int width = (int)str_fmt(s->a, "%u", to).n;

	report_paint(&s->out, PAINT_STRONG, str_fmt(s->a, "%.*s:%u", P(path), at->lines.from),
		     &s->style);
	if (note.n) {
		buf_str(&s->out, S("  ("));
		report_escape(&s->out, note, &s->style);
		buf_char(&s->out, ')');
	}
	buf_char(&s->out, '\n');
	if (to > most && !s->style.verbose)
		to = most;
	for (uint32_t line = at->lines.from; line <= to; line++) {
		report_paint(&s->out, PAINT_GUTTER, str_fmt(s->a, "%*u |", width, line), &s->style);
		buf_char(&s->out, ' ');
		report_escape(&s->out, doc_line(d, line), &s->style);
		buf_char(&s->out, '\n');
	}
	if (to < at->lines.to)
		buf_fmt(&s->out, "%*s | (%u more lines; --verbose prints them)\n", width, "",
			at->lines.to - to);
}
