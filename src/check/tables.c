/* table-shape: tables that are missing, and rows, columns and cells of those that are there.  Rows
 * are counted without the header. */
#include "check/structure.h"

/* Rows below the header. */
static ptrdiff_t
table_rows(const struct doc *d, uint32_t table)
{
	ptrdiff_t n = 0;

	for (uint32_t i = table + 1; i < d->blocks[table].end; i = d->blocks[i].end)
		n++;
	return n ? n - 1 : 0;
}

uint32_t
table_missing(struct structure *s, uint32_t block)
{
	const struct block *b = &s->src.doc->blocks[block];
	struct draft d = { .message = MSG_TABLE_MISSING, .has_source = true, .source = b->at };

	d.args[0] = (struct arg){ "rows", structure_number(s, table_rows(s->src.doc, block)) };
	d.args[1] = (struct arg){ "columns", structure_number(s, b->columns) };
	d.key = structure_key(s, &s->src, block);
	structure_place(s, block, &d);
	sink_emit(s->view, &d);
	return b->end;
}

uint32_t
table_extra(struct structure *s, uint32_t block)
{
	const struct block *b = &s->dst.doc->blocks[block];
	struct draft d = { .message = MSG_TABLE_EXTRA,
			   .surplus = true,
			   .at = structure_line(s->dst.doc, b->at) };

	d.key = structure_key(s, &s->dst, block);
	structure_elsewhere(s, block, &d);
	sink_emit(s->view, &d);
	return b->end;
}

static void
shape_args(struct structure *s, ptrdiff_t count, ptrdiff_t expected, struct draft *d)
{
	d->args[0] = (struct arg){ "count", structure_number(s, count) };
	d->args[1] = (struct arg){ "expected", structure_number(s, expected) };
}

/* Numbers from structure_unpaired count the header as 1. */
static void
row_args(struct structure *s, const struct unpaired *u, struct draft *d)
{
	for (ptrdiff_t i = 0; i < u->n; i++)
		u->ordinals[i]--;
	d->args[2] = (struct arg){ "items", structure_ordinals(s, u->ordinals, u->n) };
	d->args[3] = (struct arg){ "n", structure_number(s, u->n) };
}

static void
rows_missing(struct structure *s, uint32_t table, const struct unpaired *u, ptrdiff_t children)
{
	struct draft d = { .message = MSG_TABLE_ROW_MISSING,
			   .insert_after = true,
			   .has_source = true,
			   .source = s->src.doc->blocks[u->first].at,
			   .key = structure_key(s, &s->src, table) };

	/* The header always has its counterpart, so there is a row before. */
	d.at = s->dst.doc->blocks[s->src.other_before[u->first]].at;
	if (u->ordinals[0] == 2) { /* what follows the header follows its delimiter row */
		struct str rest =
			str_slice(s->dst.doc->text, d.at.off + d.at.len, s->dst.doc->text.n);
		ptrdiff_t line = str_find_char(rest, '\n', 0);
		ptrdiff_t end = line < 0 ? -1 : str_find_char(rest, '\n', line + 1);

		if (line >= 0)
			d.at.len += (uint32_t)(end < 0 ? rest.n : end);
	}
	shape_args(s, children - 1, u->children - 1, &d);
	row_args(s, u, &d);
	sink_emit(s->view, &d);
}

static void
rows_extra(struct structure *s, uint32_t table, const struct unpaired *u, ptrdiff_t children)
{
	struct draft d = { .message = MSG_TABLE_ROW_EXTRA,
			   .surplus = true,
			   .at = s->dst.doc->blocks[u->first].at,
			   .has_source = true,
			   .source = s->src.doc->blocks[table].at,
			   .key = structure_key(s, &s->src, table) };

	shape_args(s, u->children - 1, children - 1, &d);
	row_args(s, u, &d);
	sink_emit(s->view, &d);
}

/* The cells of a row up to the last that is not empty: readers see no difference between an empty
 * cell and none. */
static ptrdiff_t
cells_filled(const struct doc *d, const struct block *row)
{
	struct str text = str_trim(doc_slice(d, row->at));
	ptrdiff_t n = row->columns;

	for (bool first = true; n > 0; first = false) {
		if (!str_ends(text, S("|")) || str_ends(text, S("\\|")))
			break;
		n -= !first;
		text = str_trim(str_slice(text, 0, text.n - 1));
	}
	return n;
}

/* The first row that has another number of cells than its counterpart. */
static void
cells_compare(struct structure *s, uint32_t table)
{
	const struct doc *src = s->src.doc, *dst = s->dst.doc;
	ptrdiff_t row = 0;

	for (uint32_t i = table + 1; i < src->blocks[table].end; i = src->blocks[i].end, row++) {
		uint32_t to = s->src.other_of[i];
		struct draft d = { .message = MSG_TABLE_CELLS, .has_source = true };

		if (to == NO_BLOCK || src->blocks[i].columns == dst->blocks[to].columns ||
		    cells_filled(src, &src->blocks[i]) == cells_filled(dst, &dst->blocks[to]))
			continue;
		d.at = dst->blocks[to].at;
		d.source = src->blocks[i].at;
		d.key = structure_key(s, &s->src, table);
		shape_args(s, dst->blocks[to].columns, src->blocks[i].columns, &d);
		d.args[2] = (struct arg){ "item", structure_number(s, row) };
		sink_emit(s->view, &d);
		return;
	}
}

void
table_compare(struct structure *s, uint32_t block)
{
	uint32_t to = s->src.other_of[block];
	const struct block *src = &s->src.doc->blocks[block], *dst = &s->dst.doc->blocks[to];
	struct unpaired missing, extra;

	if (src->columns != dst->columns) {
		struct draft d = { .message = MSG_TABLE_COLUMNS,
				   .at = structure_line(s->dst.doc, dst->at),
				   .has_source = true,
				   .source = structure_line(s->src.doc, src->at),
				   .key = structure_key(s, &s->src, block) };

		shape_args(s, dst->columns, src->columns, &d);
		sink_emit(s->view, &d);
		return;
	}
	missing = structure_unpaired(s, &s->src, block);
	extra = structure_unpaired(s, &s->dst, to);
	if (missing.n && missing.children > extra.children)
		rows_missing(s, block, &missing, extra.children);
	else if (extra.n && extra.children > missing.children)
		rows_extra(s, block, &extra, missing.children);
	else
		cells_compare(s, block);
}
