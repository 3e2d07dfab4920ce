/* Pages that were too large to be aligned: headings, items, tables and code blocks are counted, no
 * more. */
#include "check/structure.h"

struct count_rule {
	enum block_kind kind;
	bool fenced;                 /* code: only fenced blocks */
	enum message_id fewer, more; /* MSG_COUNT: says nothing */
};

static const struct count_rule count_rules[] = {
	{ BLOCK_HEADING, false, MSG_HEADING_COUNT_LESS, MSG_HEADING_COUNT_MORE },
	{ BLOCK_ITEM, false, MSG_LIST_ITEM_TOTAL, MSG_LIST_ITEM_TOTAL },
	{ BLOCK_TABLE, false, MSG_TABLE_COUNT, MSG_TABLE_COUNT },
	{ BLOCK_CODE, true, MSG_CODE_COUNT, MSG_COUNT },
};

static ptrdiff_t
count_blocks(const struct doc *d, const struct count_rule *r)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < d->nblocks; i++)
		n += d->blocks[i].kind == r->kind && (!r->fenced || d->blocks[i].fenced);
	return n;
}

/* The first block for which the other side has another kind, or the last one. */
static struct span
parting(const struct doc *d, const struct doc *other)
{
	ptrdiff_t i = 0;

	while (i + 1 < d->nblocks && i < other->nblocks &&
	       d->blocks[i].kind == other->blocks[i].kind)
		i++;
	if (!d->nblocks)
		return (struct span){ d->body, 0 };
	return structure_line(d, d->blocks[i].at);
}

void
structure_counts(struct structure *s)
{
	for (ptrdiff_t i = 0; i < countof(count_rules); i++) {
		const struct count_rule *r = &count_rules[i];
		ptrdiff_t count = count_blocks(s->dst.doc, r),
			  expected = count_blocks(s->src.doc, r);
		struct draft d = { .message = count < expected ? r->fewer : r->more,
				   .has_source = true,
				   .key = S("whole-page") };

		if (count == expected || d.message == MSG_COUNT)
			continue;
		d.at = parting(s->dst.doc, s->src.doc);
		d.source = parting(s->src.doc, s->dst.doc);
		d.args[0] = (struct arg){ "count", structure_number(s, count) };
		d.args[1] = (struct arg){ "expected", structure_number(s, expected) };
		sink_emit(s->view, &d);
	}
}
