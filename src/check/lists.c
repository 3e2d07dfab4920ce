/* list-item-count, list-missing, list-extra, list-kind, list-nesting.
 *
 * Items decide: a list is the counterpart of the list that holds most of its items' counterparts.
 * So a list that was cut in two, glued to its neighbour or indented differently is recognised by
 * items that stand in another list, and gets one finding that says what happened instead of several
 * that each say a consequence. */
#include "check/structure.h"

#include "check/fault.h"

enum { CUT_BLOCKS = 3 }; /* before a list: where the item is that has cut it off */

static const struct block *
src_block(const struct structure *s, uint32_t i)
{
	return &s->src.doc->blocks[i];
}

static const struct block *
dst_block(const struct structure *s, uint32_t i)
{
	return &s->dst.doc->blocks[i];
}

/* The item that holds a list, or NO_BLOCK. */
static uint32_t
holder(const struct doc *d, uint32_t block)
{
	uint32_t i = d->blocks[block].parent;

	while (i != NO_BLOCK && d->blocks[i].kind != BLOCK_ITEM)
		i = d->blocks[i].parent;
	return i;
}

/* How many items a list or item stands in. */
static int
nesting(const struct doc *d, uint32_t block)
{
	int n = 0;

	for (uint32_t i = holder(d, block); i != NO_BLOCK; i = holder(d, i))
		n++;
	return n;
}

/* What holds the list has no counterpart itself: the difference follows from that one. */
static bool
holder_unpaired(const struct outline *o, uint32_t list)
{
	uint32_t i = holder(o->doc, list);

	return i != NO_BLOCK && o->other_of[i] == NO_BLOCK;
}

static ptrdiff_t
list_items(const struct doc *d, uint32_t list)
{
	ptrdiff_t n = 0;

	for (uint32_t i = list + 1; i < d->blocks[list].end; i = d->blocks[i].end)
		n++;
	return n;
}

/* Number of an item in its list, from 1. */
static ptrdiff_t
item_ordinal(const struct doc *d, uint32_t item)
{
	ptrdiff_t n = 1;

	for (uint32_t i = d->blocks[item].parent + 1; i < item; i = d->blocks[i].end)
		n++;
	return n;
}

static bool
any_item_paired(const struct outline *o, uint32_t list)
{
	for (uint32_t i = list + 1; i < o->doc->blocks[list].end; i = o->doc->blocks[i].end)
		if (o->other_of[i] != NO_BLOCK)
			return true;
	return false;
}

/* --- whole lists ----------------------------------------------------------- */

uint32_t
list_missing(struct structure *s, uint32_t block)
{
	uint32_t text;
	struct draft d = { .message = MSG_LIST_MISSING,
			   .has_source = true,
			   .source = src_block(s, block)->at };

	if (any_item_paired(&s->src, block))
		return block + 1; /* its items are in other lists: list_item_compare tells */
	d.args[0] = (struct arg){ "expected", structure_number(s, list_items(s->src.doc, block)) };
	d.key = structure_key(s, &s->src, block);
	text = structure_plain(s, &s->src, block);
	if (text == NO_BLOCK) {
		structure_place(s, block, &d);
	} else {
		d.message = MSG_LIST_TO_TEXT;
		d.at = structure_line(s->dst.doc, dst_block(s, text)->at);
	}
	sink_emit(s->view, &d);
	return src_block(s, block)->end;
}

uint32_t
list_extra(struct structure *s, uint32_t block)
{
	uint32_t text;
	struct draft d = { .message = MSG_LIST_EXTRA,
			   .surplus = true,
			   .at = structure_line(s->dst.doc, dst_block(s, block)->at) };

	if (any_item_paired(&s->dst, block))
		return block + 1;
	d.args[0] = (struct arg){ "count", structure_number(s, list_items(s->dst.doc, block)) };
	d.key = structure_key(s, &s->dst, block);
	text = structure_plain(s, &s->dst, block);
	if (text == NO_BLOCK) {
		structure_elsewhere(s, block, &d);
	} else {
		d.message = MSG_LIST_FROM_TEXT;
		d.has_source = true;
		d.source = src_block(s, text)->at;
	}
	sink_emit(s->view, &d);
	return dst_block(s, block)->end;
}

/* --- items without counterpart --------------------------------------------- */

static void
count_args(struct structure *s, const struct unpaired *mine, ptrdiff_t count, ptrdiff_t expected,
	   struct draft *d)
{
	d->args[0] = (struct arg){ "count", structure_number(s, count) };
	d->args[1] = (struct arg){ "expected", structure_number(s, expected) };
	d->args[2] = (struct arg){ "items", structure_ordinals(s, mine->ordinals, mine->n) };
	d->args[3] = (struct arg){ "n", structure_number(s, mine->n) };
}

/* The counterpart of the last item before `item` that has one, or NO_BLOCK when it would be the
 * list's first. */
static uint32_t
item_before(const struct structure *s, uint32_t list, uint32_t item)
{
	uint32_t at = NO_BLOCK;

	for (uint32_t i = list + 1; i < item; i = src_block(s, i)->end)
		if (s->src.other_of[i] != NO_BLOCK)
			at = s->src.other_of[i];
	return at;
}

static void
items_missing(struct structure *s, uint32_t list, const struct unpaired *u, ptrdiff_t count)
{
	uint32_t to = s->src.other_of[list], before = item_before(s, list, u->first);
	struct draft d = { .message = MSG_LIST_ITEM_MISSING,
			   .has_source = true,
			   .source = structure_own(s->src.doc, u->first),
			   .key = structure_key(s, &s->src, list) };

	if (before == NO_BLOCK) {
		d.message = MSG_LIST_ITEM_MISSING_FIRST;
		d.at = structure_line(s->dst.doc, dst_block(s, to + 1)->at);
	} else {
		d.insert_after = true;
		d.at = dst_block(s, before)->at;
	}
	count_args(s, u, count, u->children, &d);
	sink_emit(s->view, &d);
}

/* Are there as many broken markers in and around the source list as the translation has more items?
 * Then it has repaired them. */
static bool
items_repaired(struct structure *s, uint32_t list, ptrdiff_t surplus)
{
	uint32_t from = list < CUT_BLOCKS ? 0 : list - CUT_BLOCKS, to = src_block(s, list)->end + 1;
	enum fault_kind kind = fault_of(src_block(s, list), src_block(s, list)->ordered);
	struct fault fault;

	if (fault_count(s->src.doc, from, to, kind) < surplus ||
	    !fault_find(s->src.doc, from, to, kind, &fault))
		return false;
	fault_say(s->view, &fault);
	return true;
}

static void
items_extra(struct structure *s, uint32_t list, const struct unpaired *u, ptrdiff_t expected)
{
	struct draft d = { .message = MSG_LIST_ITEM_EXTRA,
			   .surplus = true,
			   .at = structure_own(s->dst.doc, u->first),
			   .has_source = true,
			   .source = src_block(s, list)->at,
			   .key = structure_key(s, &s->src, list) };

	count_args(s, u, u->children, expected, &d);
	sink_emit(s->view, &d);
}

/* --- kind and depth -------------------------------------------------------- */

static enum message_id
kind_message(const struct block *dst_list)
{
	return dst_list->ordered ? MSG_LIST_NOT_BULLETS : MSG_LIST_NOT_NUMBERED;
}

static void
nesting_emit(struct structure *s, uint32_t src, uint32_t dst)
{
	uint32_t list = dst_block(s, dst)->parent;
	int level = nesting(s->dst.doc, dst) + 1, expected = nesting(s->src.doc, src) + 1;
	struct draft d = { .message = level > expected ? MSG_LIST_TOO_DEEP : MSG_LIST_TOO_SHALLOW,
			   .at = structure_own(s->dst.doc, dst),
			   .has_source = true,
			   .source = structure_own(s->src.doc, src),
			   .key = structure_key(s, &s->src, src_block(s, src)->parent) };

	d.args[0] = (struct arg){ "level", structure_number(s, level) };
	d.args[1] = (struct arg){ "expected", structure_number(s, expected) };
	s->shifted[list] = true;
	sink_emit(s->view, &d);
}

/* A list below another item than the counterpart of its own, on another level. */
static bool
list_moved(const struct structure *s, uint32_t list)
{
	uint32_t to = s->src.other_of[list];
	uint32_t mine = holder(s->src.doc, list), theirs = holder(s->dst.doc, to);

	if ((mine == NO_BLOCK ? NO_BLOCK : s->src.other_of[mine]) == theirs)
		return false; /* as deep as what holds it: said there if at all */
	if (holder_unpaired(&s->src, list) || holder_unpaired(&s->dst, to))
		return false;
	return nesting(s->src.doc, list) != nesting(s->dst.doc, to);
}

/* As a whole at another place: nothing is lost, so it is never worse than a warning. */
static void
moved_emit(struct structure *s, uint32_t list)
{
	struct draft d = { .message = MSG_LIST_MOVED,
			   .at = structure_line(s->dst.doc,
						dst_block(s, s->src.other_of[list])->at),
			   .has_source = true,
			   .source = structure_line(s->src.doc, src_block(s, list)->at),
			   .warning = true,
			   .key = structure_key(s, &s->src, list) };

	d.args[0] = (struct arg){ "expected", structure_number(s, list_items(s->src.doc, list)) };
	sink_emit(s->view, &d);
}

/* First item of the source list whose counterpart is in the list's counterpart; its list has one
 * for sure. */
static uint32_t
first_paired(const struct structure *s, uint32_t list)
{
	uint32_t to = s->src.other_of[list], i = list + 1;

	while (i < src_block(s, list)->end) {
		uint32_t other = s->src.other_of[i];

		if (other != NO_BLOCK && dst_block(s, other)->parent == to)
			return i;
		i = src_block(s, i)->end;
	}
	return list + 1;
}

void
list_compare(struct structure *s, uint32_t block)
{
	uint32_t to = s->src.other_of[block];
	struct unpaired missing = structure_unpaired(s, &s->src, block);
	struct unpaired extra = structure_unpaired(s, &s->dst, to);

	if (missing.n && missing.children > extra.children)
		items_missing(s, block, &missing, extra.children);
	else if (extra.n && extra.children > missing.children &&
		 !items_repaired(s, block, extra.children - missing.children))
		items_extra(s, block, &extra, missing.children);
	if (s->view->align->moved && s->view->align->moved[block])
		moved_emit(s, block);
	if (list_moved(s, block)) {
		uint32_t item = first_paired(s, block);

		nesting_emit(s, item, s->src.other_of[item]);
	} else if (src_block(s, block)->ordered != dst_block(s, to)->ordered) {
		struct draft d = { .message = kind_message(dst_block(s, to)),
				   .at = structure_own(s->dst.doc, to + 1),
				   .has_source = true,
				   .source = structure_own(s->src.doc, block + 1),
				   .key = structure_key(s, &s->src, block) };

		sink_emit(s->view, &d);
	}
}

/* --- items in another list than their neighbours --------------------------- */

/* Is there, right before `list`, something without counterpart that has a finding of its own? */
static bool
after_reported(const struct outline *o, uint32_t list)
{
	for (uint32_t i = list; i-- > 0 && o->other_of[i] == NO_BLOCK;) {
		switch (o->doc->blocks[i].kind) {
		case BLOCK_HEADING:
		case BLOCK_TABLE:
		case BLOCK_QUOTE:
		case BLOCK_ITEM:
			return true;
		case BLOCK_CODE:
			if (o->doc->blocks[i].fenced)
				return true;
			break;
		case BLOCK_LIST:
		case BLOCK_ROW:
		case BLOCK_PARAGRAPH:
		case BLOCK_HTML:
		case BLOCK_BREAK:
			break;
		}
	}
	return false;
}

static enum message_id
crossing_message(const struct structure *s, uint32_t from, uint32_t to)
{
	if (src_block(s, from)->ordered != dst_block(s, to)->ordered)
		return kind_message(dst_block(s, to));
	if (s->dst.other_of[to] == NO_BLOCK)
		return MSG_LIST_SPLIT;
	return s->src.other_of[from] == NO_BLOCK ? MSG_LIST_MERGED : MSG_LIST_ITEM_MOVED;
}

/* A list without counterpart and the list that owns the counterpart of its items: the first paired
 * item of the later one is where the two were cut or glued. */
static uint32_t
boundary(const struct outline *o, uint32_t list, uint32_t owner)
{
	uint32_t later = owner != NO_BLOCK && owner > list ? owner : list, i = later + 1;

	while (i < o->doc->blocks[later].end && o->other_of[i] == NO_BLOCK)
		i = o->doc->blocks[i].end;
	return i < o->doc->blocks[later].end ? i : NO_BLOCK;
}

/* Does `list` of the translation follow a list that is on the wrong level?  Then that one has cut
 * it off. */
static bool
after_shifted(const struct structure *s, uint32_t list)
{
	uint32_t i = list ? list - 1 : NO_BLOCK;

	for (; i != NO_BLOCK && i != dst_block(s, list)->parent; i = dst_block(s, i)->parent)
		if (s->shifted[i])
			return true;
	return false;
}

/* Was the list of the source cut in two by an item whose marker is broken? */
static bool
cut_by_fault(struct structure *s, uint32_t list)
{
	struct fault fault;

	if (!fault_find(s->src.doc, list < CUT_BLOCKS ? 0 : list - CUT_BLOCKS, list,
			fault_of(src_block(s, list), src_block(s, list)->ordered), &fault))
		return false;
	fault_say(s->view, &fault);
	return true;
}

/* Comments and blanks alone. */
static bool
is_comment(struct str s)
{
	for (s = str_trim(s); str_starts(s, S("<!--"));) {
		ptrdiff_t end = str_find(s, S("-->"), 4);

		if (end < 0)
			return false;
		s = str_trim(str_slice(s, end + 3, s.n));
	}
	return s.n == 0;
}

/* Do bullets go on here behind an item that is commented out?  To readers they are one list.  A
 * comment between blank lines is there to end the list. */
static bool
cut_by_comment(const struct doc *d, uint32_t list)
{
	const struct block *before = list ? &d->blocks[list - 1] : NULL;
	uint32_t from;
	struct str between;

	if (!before || d->blocks[list].ordered)
		return false;
	from = before->at.off + (before->kind == BLOCK_HTML ? 0 : before->at.len);
	between = str_slice(d->text, from > 1 ? from - 2 : 0, d->blocks[list].at.off);
	if (str_find(between, S("\n\n"), 0) >= 0 || str_find(between, S("\n\r\n"), 0) >= 0)
		return false;
	between = str_trim(str_slice(d->text, from, d->blocks[list].at.off));
	return between.n > 0 && is_comment(between);
}

/* Same level, other list: cut, glued, or moved. */
static void
crossing_emit(struct structure *s, uint32_t item, uint32_t other)
{
	uint32_t from = src_block(s, item)->parent, to = dst_block(s, other)->parent, at;
	struct draft d = { .message = crossing_message(s, from, to),
			   .has_source = true,
			   .warning = s->view->human, /* nothing is lost */
			   .key = structure_key(s, &s->src, from) };

	if (d.message == MSG_LIST_MERGED) {
		at = boundary(&s->src, from, s->dst.other_of[to]);
		item = at == NO_BLOCK ? item : at;
		other = s->src.other_of[item];
	} else if (s->dst.other_of[to] == NO_BLOCK) {
		at = boundary(&s->dst, to, s->src.other_of[from]);
		other = at == NO_BLOCK ? other : at;
		item = s->dst.other_of[other];
	}
	if (d.message == MSG_LIST_MERGED && cut_by_fault(s, src_block(s, item)->parent))
		return;
	if (cut_by_comment(s->src.doc, src_block(s, item)->parent) ||
	    cut_by_comment(s->dst.doc, dst_block(s, other)->parent) ||
	    after_reported(&s->src, src_block(s, item)->parent) ||
	    after_reported(&s->dst, dst_block(s, other)->parent) ||
	    after_shifted(s, dst_block(s, other)->parent))
		return;
	d.at = structure_own(s->dst.doc, other);
	d.source = structure_own(s->src.doc, item);
	if (d.message == MSG_LIST_SPLIT || d.message == MSG_LIST_ITEM_MOVED)
		d.args[0] =
			(struct arg){ "item", structure_number(s, item_ordinal(s->src.doc, item)) };
	sink_emit(s->view, &d);
}

void
list_item_compare(struct structure *s, uint32_t block)
{
	uint32_t other = s->src.other_of[block];
	uint32_t from = src_block(s, block)->parent, to = dst_block(s, other)->parent;

	if (s->src.other_of[from] == to || s->crossed[to] == from + 1)
		return;
	s->crossed[to] = from + 1;
	if (holder_unpaired(&s->src, from) || holder_unpaired(&s->dst, to))
		return;
	if (nesting(s->src.doc, block) != nesting(s->dst.doc, other))
		nesting_emit(s, block, other);
	else
		crossing_emit(s, block, other);
}
