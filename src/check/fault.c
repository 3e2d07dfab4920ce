/* Broken markers on the English page.
 *
 *   1.Check      a list marker needs a blank behind it (CommonMark 0.30, section 5.2)
 *   ##Title      so does a heading's (section 4.2)
 *   | a | b |    a table needs a delimiter row with as many cells as its header (GFM 0.29,
 * section 4.10)
 *
 * Alone, such a line proves little ("4.NET" begins no list).  On the page by itself it counts when
 * the lines around it go on with the numbers; against a translation it counts when there is a block
 * of that kind in the same place. */
#include "check/fault.h"

enum {
	FAULTS_MAX = 32, /* said of one page */
	RANGE_MAX = 256, /* blocks searched for one of them */
	NUMBER_DIGITS = 3,
	TITLE_MARKS = 6
};

/* The lines of a paragraph, without what stands before their text. */
struct lines {
	const struct doc *d;
	struct str rest;
};

static struct lines
lines_of(const struct doc *d, uint32_t block)
{
	return (struct lines){ d, doc_slice(d, d->blocks[block].at) };
}

static bool
next_line(struct lines *l, struct str *line)
{
	if (!str_line(&l->rest, line))
		return false;
	while (line->n > 0 && (line->p[0] == ' ' || line->p[0] == '\t' || line->p[0] == '>')) {
		line->p++;
		line->n--;
	}
	return true;
}

/* A letter of any script, or what may begin a sentence: emphasis, a link, code. */
static bool
begins_text(struct str s, ptrdiff_t at)
{
	char c;

	if (at >= s.n)
		return false;
	c = s.p[at];
	return is_letter(c) || (unsigned char)c >= 0x80 || c == '*' || c == '[' || c == '`';
}

/* "12." and its value; 0 when the line does not begin with a number and a point or bracket. */
static ptrdiff_t
number_length(struct str line, int32_t *value)
{
	ptrdiff_t n = 0;

	*value = 0;
	while (n < line.n && n < NUMBER_DIGITS && is_digit(line.p[n]))
		*value = *value * 10 + (line.p[n++] - '0');
	return n > 0 && n < line.n && (line.p[n] == '.' || line.p[n] == ')') ? n + 1 : 0;
}

/* Length of the marker without blank at the start of the line, or 0. */
static ptrdiff_t
marker_length(struct str line, enum fault_kind kind)
{
	ptrdiff_t n = 0;
	int32_t value;

	switch (kind) {
	case FAULT_NUMBER:
		n = number_length(line, &value);
		break;
	case FAULT_BULLET: /* an asterisk may begin emphasis */
		n = line.n > 0 && (line.p[0] == '-' || line.p[0] == '+');
		break;
	case FAULT_HEADING:
		while (n < line.n && line.p[n] == '#')
			n++;
		n = n > TITLE_MARKS ? 0 : n;
		break;
	case FAULT_TABLE:
	case FAULT_NONE:
		break;
	}
	return n > 0 && begins_text(line, n) ? n : 0;
}

static bool
is_cells(struct str line)
{
	line = str_trim(line);
	return line.n > 2 && line.p[0] == '|' && line.p[line.n - 1] == '|' &&
	       str_find_char(line, '|', 1) < line.n - 1;
}

/* All lines are rows, and there are two at least. */
static bool
is_table_text(const struct doc *d, uint32_t block)
{
	struct lines l = lines_of(d, block);
	struct str line;
	int n = 0;

	for (; next_line(&l, &line); n++)
		if (!is_cells(line))
			return false;
	return n > 1;
}

static struct fault
fault_at(const struct doc *d, enum fault_kind kind, struct str line, ptrdiff_t n)
{
	return (struct fault){ kind, { (uint32_t)(line.p - d->text.p), (uint32_t)n } };
}

/* The first broken marker of a paragraph. */
static bool
fault_in(const struct doc *d, uint32_t block, enum fault_kind kind, struct fault *f)
{
	struct lines l = lines_of(d, block);
	struct str line;

	if (kind == FAULT_TABLE) {
		if (!is_table_text(d, block) || !next_line(&l, &line))
			return false;
		*f = fault_at(d, kind, line, line.n);
		return true;
	}
	while (next_line(&l, &line)) {
		ptrdiff_t n = marker_length(line, kind);

		if (n > 0) {
			*f = fault_at(d, kind, line, n);
			return true;
		}
	}
	return false;
}

enum fault_kind
fault_of(const struct block *b, bool ordered)
{
	switch (b->kind) {
	case BLOCK_LIST:
	case BLOCK_ITEM:
		return ordered ? FAULT_NUMBER : FAULT_BULLET;
	case BLOCK_HEADING:
		return FAULT_HEADING;
	case BLOCK_TABLE:
		return FAULT_TABLE;
	case BLOCK_PARAGRAPH:
	case BLOCK_QUOTE:
	case BLOCK_ROW:
	case BLOCK_CODE:
	case BLOCK_HTML:
	case BLOCK_BREAK:
		break;
	}
	return FAULT_NONE;
}

int32_t
fault_number(const struct doc *d, const struct fault *f)
{
	int32_t value;

	number_length(doc_slice(d, f->at), &value);
	return value;
}

static uint32_t
range_end(const struct doc *d, uint32_t from, uint32_t to)
{
	to = to < d->nblocks ? to : (uint32_t)d->nblocks;
	return to > from && to - from > RANGE_MAX ? from + RANGE_MAX : to;
}

ptrdiff_t
fault_count(const struct doc *d, uint32_t from, uint32_t to, enum fault_kind kind)
{
	ptrdiff_t n = 0;

	to = range_end(d, from, to);
	for (uint32_t i = from; i < to; i++) {
		struct lines l = lines_of(d, i);
		struct str line;

		while (d->blocks[i].kind == BLOCK_PARAGRAPH && next_line(&l, &line))
			n += marker_length(line, kind) > 0;
	}
	return n;
}

bool
fault_find(const struct doc *d, uint32_t from, uint32_t to, enum fault_kind kind, struct fault *f)
{
	to = kind == FAULT_NONE ? from : range_end(d, from, to);
	for (uint32_t i = from; i < to; i++)
		if (d->blocks[i].kind == BLOCK_PARAGRAPH && fault_in(d, i, kind, f))
			return true;
	return false;
}

/* --- what is said ---------------------------------------------------------- */

static struct draft
draft_of(const struct doc *d, const struct fault *f)
{
	static const enum message_id said[] = {
		[FAULT_NUMBER] = MSG_MARKER_GLUED,
		[FAULT_BULLET] = MSG_MARKER_GLUED,
		[FAULT_HEADING] = MSG_MARKER_GLUED,
		[FAULT_TABLE] = MSG_TABLE_TEXT,
	};
	uint32_t end = f->at.off + f->at.len;
	struct draft draft = { .message = said[f->kind],
			       .at = f->at,
			       .whole_page = true,
			       .key = doc_slice(d, f->at) };

	if (f->kind == FAULT_TABLE)
		return draft;
	draft.args[0] = (struct arg){ "marker", doc_slice(d, f->at) };
	draft.args[1] =
		(struct arg){ "what", f->kind == FAULT_HEADING ? S("heading") : S("list item") };
	draft.edits[0] = (struct edit){ end, end, S(" ") };
	draft.nedits = 1;
	return draft;
}

void
fault_say(const struct view *v, const struct fault *f)
{
	struct draft draft;

	if (v->embedded || !v->source_page || v->src != v->current)
		return;
	draft = draft_of(v->src, f);
	draft.on_source = true;
	sink_emit(v, &draft);
}

/* --- the page by itself --------------------------------------------------------------------------
 */

static int32_t
list_count(const struct doc *d, uint32_t list, uint32_t to)
{
	int32_t n = 0;

	for (uint32_t i = list + 1; i < to; i = d->blocks[i].end)
		n++;
	return n;
}

static bool
is_numbered(const struct doc *d, uint32_t block)
{
	return block < d->nblocks && d->blocks[block].kind == BLOCK_LIST &&
	       d->blocks[block].ordered;
}

/* The number of the item that ends where block b begins or that holds it, 0 when there is none. */
static int32_t
number_before(const struct doc *d, uint32_t b)
{
	uint32_t list = b ? b - 1 : NO_BLOCK, parent = d->blocks[b].parent;

	if (parent != NO_BLOCK && d->blocks[parent].kind == BLOCK_ITEM) {
		list = d->blocks[parent].parent;
		return is_numbered(d, list) ? d->blocks[list].start + list_count(d, list, parent)
					    : 0;
	}
	while (list != NO_BLOCK && d->blocks[list].parent != parent)
		list = d->blocks[list].parent;
	if (list == NO_BLOCK || !is_numbered(d, list) || d->blocks[list].end != b)
		return 0;
	return d->blocks[list].start + list_count(d, list, d->blocks[list].end) - 1;
}

/* The number that a paragraph's line begins with, with or without a blank behind it. */
static bool
paragraph_has(const struct doc *d, uint32_t block, int32_t wanted)
{
	struct lines l = lines_of(d, block);
	struct str line;
	int32_t value;

	while (next_line(&l, &line))
		if (number_length(line, &value) > 0 && value == wanted)
			return true;
	return false;
}

/* Is the number at f one of a sequence: after the one before it, or before the one after it? */
static bool
is_in_sequence(const struct doc *d, uint32_t b, const struct fault *f)
{
	uint32_t next = d->blocks[b].end;
	int32_t value = fault_number(d, f);

	if (value > 1 && number_before(d, b) == value - 1)
		return true;
	if (is_numbered(d, next) && d->blocks[next].start == value + 1)
		return true;
	if (next < d->nblocks && d->blocks[next].kind == BLOCK_PARAGRAPH &&
	    paragraph_has(d, next, value + 1))
		return true;
	return paragraph_has(d, b, value + 1) || (value > 1 && paragraph_has(d, b, value - 1));
}

/* A number sign alone may be anything. */
static bool
is_title(const struct doc *d, uint32_t b, const struct fault *f)
{
	return f->at.off == d->blocks[b].at.off && f->at.len > 1;
}

void
pass_faults(const struct view *v)
{
	const struct doc *d = v->dst;
	int said = 0;

	for (uint32_t b = 0; b < d->nblocks && said < FAULTS_MAX; b++) {
		struct fault f;
		struct draft draft;

		if (d->blocks[b].kind != BLOCK_PARAGRAPH)
			continue;
		if (!(fault_in(d, b, FAULT_NUMBER, &f) && is_in_sequence(d, b, &f)) &&
		    !(fault_in(d, b, FAULT_HEADING, &f) && is_title(d, b, &f)) &&
		    !fault_in(d, b, FAULT_TABLE, &f))
			continue;
		draft = draft_of(d, &f);
		sink_emit(v, &draft);
		said++;
	}
}
