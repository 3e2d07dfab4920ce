/* Lays pipe tables over the paragraphs in which CommonMark sees them (table.c knows the grammar).
 */
#include "doc/outline.h"

/* The lines of a paragraph as the table recogniser wants them: only the indentation inside the
 * container is left; a lazy continuation line is empty, since it belongs to no table. */
struct overlay {
	struct table_lines lines;
	ptrdiff_t first; /* 0-based line of the page */
	struct span at;
	uint8_t level; /* of the setext heading, 0: a paragraph */
};

static ptrdiff_t
line_of(const struct lines *l, uint32_t off)
{
	ptrdiff_t lo = 0, hi = l->n;

	while (hi - lo > 1) {
		ptrdiff_t mid = lo + (hi - lo) / 2;

		if (l->v[mid] <= off)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

enum { TAB_STOP = 4, CODE_INDENT = 4 };

/* Columns of the line from `start` to `at`: a tab goes to the next multiple of four. */
static ptrdiff_t
columns(const struct outline *o, ptrdiff_t start, ptrdiff_t at)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = start; i < at; i++)
		n += o->text.p[i] == '\t' ? TAB_STOP - n % TAB_STOP : 1;
	return n;
}

void
outline_open_body(struct outline *o, uint32_t mark)
{
	ptrdiff_t line = line_of(&o->lines, mark);
	ptrdiff_t at = line_content(o->text, (ptrdiff_t)mark + 1, o->text.n, 0, NULL);

	*vec_push(o->a, &o->bodies) =
		(struct body){ o->container, columns(o, lines_start(&o->lines, line), at) };
}

void
outline_close_body(struct outline *o)
{
	o->bodies.n--;
}

/* Columns before the text of the item or body that is the innermost container; 0 for other
 * containers. `at` is about to be added. */
static ptrdiff_t
item_indent(const struct outline *o, uint32_t at)
{
	uint32_t first = o->container + 1, line;
	const struct block *item;

	if (o->bodies.n > 0 && o->bodies.v[o->bodies.n - 1].container == o->container)
		return o->bodies.v[o->bodies.n - 1].column;
	if (o->container == NO_BLOCK || o->blocks.v[o->container].kind != BLOCK_ITEM)
		return 0;
	item = &o->blocks.v[o->container];
	at = first < o->blocks.n ? o->blocks.v[first].at.off : at;
	line = (uint32_t)line_of(&o->lines, item->at.off);
	return at > lines_end(&o->lines, line) ? 0 : columns(o, lines_start(&o->lines, line), at);
}

static struct span
strip_line(const struct outline *o, ptrdiff_t i, ptrdiff_t indent)
{
	ptrdiff_t start = lines_start(&o->lines, i), end = lines_end(&o->lines, i);
	ptrdiff_t residue, width, inside;
	unsigned lazy;
	ptrdiff_t at = line_content(o->text, start, end, o->quotes, &lazy);

	width = columns(o, start, at);
	if (lazy > 0 || (indent > 0 && width < indent))
		return (struct span){ (uint32_t)end, 0 };
	for (residue = 0; at - residue > start && is_blank(o->text.p[at - residue - 1]);
	     residue++) {
	}
	inside = indent > 0 ? width - indent : width - columns(o, start, at - residue);
	if (indent == 0 && o->quotes > 0 && residue > 0)
		inside--;
	if (inside >= CODE_INDENT)
		return (struct span){ (uint32_t)end, 0 };
	residue = residue < inside ? residue : inside;
	return (struct span){ (uint32_t)(at - residue), (uint32_t)(end - at + residue) };
}

/* True when a line after the first could be a delimiter row. */
static bool
may_hold_table(const struct outline *o, ptrdiff_t first, ptrdiff_t last)
{
	for (ptrdiff_t i = first + 1; i <= last; i++) {
		ptrdiff_t end = lines_end(&o->lines, i);
		ptrdiff_t at =
			line_content(o->text, lines_start(&o->lines, i), end, o->quotes, NULL);
		char c = byte_at(str_slice(o->text, 0, end), at);

		if (c == '|' || c == ':' || c == '-')
			return true;
	}
	return false;
}

static void
assign_line(struct outline *o, uint32_t block)
{
	*vec_push(o->a, &o->line_blocks) = block;
}

/* A paragraph (or what is left of the heading) of lines [from, to). */
static void
add_text(struct outline *o, const struct overlay *v, ptrdiff_t from, ptrdiff_t to)
{
	uint32_t end = v->lines.v[to - 1].off + v->lines.v[to - 1].len, start = v->at.off;
	bool heading = v->level > 0 && to == v->lines.n;
	uint32_t b;

	if (from > 0)
		start = (uint32_t)line_content(o->text, lines_start(&o->lines, v->first + from),
					       end, o->quotes, NULL);
	if (heading)
		end = v->at.off + v->at.len;
	b = outline_add(o, heading ? BLOCK_HEADING : BLOCK_PARAGRAPH,
			(struct span){ start, end - start });
	o->blocks.v[b].level = heading ? v->level : 0;
	for (ptrdiff_t i = from; i < to; i++)
		assign_line(o, b);
}

static void
add_row(struct outline *o, struct span at, uint16_t cells)
{
	uint32_t b = outline_add(o, BLOCK_ROW, at);

	o->blocks.v[b].columns = cells;
	assign_line(o, b);
}

/* The underline of a setext heading that turned out to be a table: a break, or one more row. */
static void
add_underline(struct outline *o, const struct overlay *v, uint32_t table)
{
	uint32_t end = v->at.off + v->at.len;
	ptrdiff_t line = line_of(&o->lines, end), start;
	struct str s;

	start = line_content(o->text, lines_start(&o->lines, line), end, o->quotes, NULL);
	s = str_trim(str_slice(o->text, start, end));
	if (str_starts(s, S("=")))
		add_row(o, (struct span){ (uint32_t)start, (uint32_t)s.n }, 1);
	outline_close(o, table);
	if (str_starts(s, S("---")))
		outline_add(o, BLOCK_BREAK, (struct span){ (uint32_t)start, (uint32_t)s.n });
}

/* Adds a table whose header is line `header` of the paragraph; returns the line behind it. */
static ptrdiff_t
add_table(struct outline *o, const struct overlay *v, ptrdiff_t header, const struct table_shape *t)
{
	struct span first = t->rows[0].at;
	uint32_t table = outline_open(o, BLOCK_TABLE, first);
	ptrdiff_t next = header + 1 + t->nrows;

	o->blocks.v[table].columns = t->columns;
	for (ptrdiff_t i = 0; i < t->nrows; i++) {
		add_row(o, t->rows[i].at, t->rows[i].cells);
		if (i == 0) {
			assign_line(o, NO_BLOCK); /* the delimiter row */
			o->last_end = v->lines.v[header + 1].off + v->lines.v[header + 1].len;
		}
	}
	if (next == v->lines.n && v->level > 0)
		add_underline(o, v, table);
	else
		outline_close(o, table);
	return next;
}

bool
overlay_tables(struct outline *o, struct span at, uint8_t level)
{
	ptrdiff_t first = line_of(&o->lines, at.off);
	ptrdiff_t last = line_of(&o->lines, at.off + at.len) - (level > 0), indent;
	struct overlay v = { .first = first, .at = at, .level = level };
	struct table_shape shape;
	ptrdiff_t from = 0;

	o->line_blocks.n = o->line = 0;
	if (last <= first || !may_hold_table(o, first, last))
		return false;
	indent = item_indent(o, at.off);
	v.lines.n = last - first + 1;
	v.lines.v = NEW(o->a, struct span, v.lines.n);
	v.lines.v[0] = (struct span){ at.off, (uint32_t)(lines_end(&o->lines, first) - at.off) };
	for (ptrdiff_t i = 1; i < v.lines.n; i++)
		v.lines.v[i] = strip_line(o, first + i, indent);
	while (from < v.lines.n) {
		struct table_lines rest = { v.lines.v + from, v.lines.n - from };

		if (!table_recognise(o->a, o->text, rest, o->g && o->g->gfm_cells, &shape))
			break;
		if (shape.lead > 0)
			add_text(o, &v, from, from + shape.lead);
		from = add_table(o, &v, from + shape.lead, &shape);
	}
	if (from > 0 && from < v.lines.n)
		add_text(o, &v, from, v.lines.n);
	return from > 0;
}
