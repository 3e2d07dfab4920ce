/* Damage to headings and lists. */
#include <string.h>

#include "apply.h"

static char
first_byte(const struct mutant *m, uint32_t b)
{
	return m->dst->text.p[block(m, b)->at.off];
}

static bool
in_quote(const struct doc *d, uint32_t b)
{
	for (uint32_t i = d->blocks[b].parent; i != NO_BLOCK; i = d->blocks[i].parent)
		if (d->blocks[i].kind == BLOCK_QUOTE)
			return true;
	return false;
}

/* --- headings ------------------------------------------------------------------ */

static bool
is_heading(const struct mutant *m, uint32_t b)
{
	return block(m, b)->kind == BLOCK_HEADING && first_byte(m, b) == '#' && is_whole(m, b) &&
	       !has_twin(m, pair_of(m, b));
}

bool
drop_heading(struct mutant *m)
{
	return cut_block(m, pick_block(m, is_heading));
}

/* Behind the last block of the section of heading b. */
static ptrdiff_t
section_end(const struct doc *d, uint32_t b)
{
	for (uint32_t i = b + 1; i < d->nblocks; i++)
		if (d->blocks[i].kind == BLOCK_HEADING &&
		    d->blocks[i].level <= d->blocks[b].level &&
		    d->blocks[i].parent == d->blocks[b].parent)
			return line_begin(d->text, d->blocks[i].at.off);
	return d->text.n;
}

static bool
is_section(const struct mutant *m, uint32_t b)
{
	return is_heading(m, b) && block(m, b)->level > 1 && block(m, b)->parent == NO_BLOCK &&
	       b + 1 < m->dst->nblocks && block(m, b + 1)->kind != BLOCK_HEADING;
}

bool
drop_section(struct mutant *m)
{
	uint32_t b = pick_block(m, is_section);
	ptrdiff_t from, to;

	if (b == NO_BLOCK)
		return false;
	block_lines(m->dst, b, &from, &to);
	mutant_cut(m, from, section_end(m->dst, b), pair_of(m, b));
	return true;
}

static bool
is_top_paragraph(const struct mutant *m, uint32_t b)
{
	return block(m, b)->kind == BLOCK_PARAGRAPH && block(m, b)->parent == NO_BLOCK &&
	       is_whole(m, b);
}

bool
add_heading(struct mutant *m)
{
	uint32_t b = pick_block(m, is_top_paragraph);
	ptrdiff_t from, to;

	if (b == NO_BLOCK)
		return false;
	block_lines(m->dst, b, &from, &to);
	mutant_replace(m, from, from, S("## Zzyzx\n\n"));
	m->at.to = m->at.from;
	return true;
}

static bool
is_deepening(const struct mutant *m, uint32_t b)
{
	return is_heading(m, b) && block(m, b)->level > 1 && block(m, b)->level < 6;
}

bool
change_level(struct mutant *m)
{
	uint32_t b = pick_block(m, is_deepening);

	if (b == NO_BLOCK)
		return false;
	mutant_replace(m, block(m, b)->at.off, block(m, b)->at.off, S("#"));
	mutant_show_block(m, pair_of(m, b));
	return true;
}

bool
heading_to_text(struct mutant *m)
{
	uint32_t b = pick_block(m, is_heading);
	ptrdiff_t at, end;

	if (b == NO_BLOCK)
		return false;
	at = end = block(m, b)->at.off;
	while (m->dst->text.p[end] == '#' || m->dst->text.p[end] == ' ')
		end++;
	if (m->dst->text.p[end] == '\n' || m->dst->text.p[end] == '\r')
		return false;
	mutant_replace(m, at, end, S(""));
	mutant_or_before(m);
	mutant_show_block(m, pair_of(m, b));
	return count_blocks(mutant_parse(m), BLOCK_HEADING) ==
	       count_blocks(m->dst, BLOCK_HEADING) - 1;
}

/* `#` glued to the word, as some translators leave it. */
bool
glue_heading(struct mutant *m)
{
	uint32_t b = pick_block(m, is_heading);
	ptrdiff_t at, end;

	if (b == NO_BLOCK)
		return false;
	at = block(m, b)->at.off;
	while (m->dst->text.p[at] == '#')
		at++;
	end = at;
	while (m->dst->text.p[end] == ' ')
		end++;
	mutant_replace(m, at, end, S(""));
	mutant_or_before(m);
	mutant_show_block(m, pair_of(m, b));
	return end > at && count_blocks(mutant_parse(m), BLOCK_HEADING) ==
				   count_blocks(m->dst, BLOCK_HEADING) - 1;
}

/* --- items --------------------------------------------------------------------- */

static ptrdiff_t
nitems(const struct doc *d, uint32_t list)
{
	ptrdiff_t n = 0;

	for (uint32_t i = list + 1; i < d->blocks[list].end; i = d->blocks[i].end)
		n++;
	return n;
}

/* Number of an item in its list, from 0. */
static ptrdiff_t
ordinal(const struct doc *d, uint32_t item)
{
	ptrdiff_t n = 0;

	for (uint32_t i = d->blocks[item].parent + 1; i < item; i = d->blocks[i].end)
		n++;
	return n;
}

/* Same length of the list here and there, so that damage is this one's alone. */
static bool
is_item(const struct mutant *m, uint32_t b)
{
	uint32_t list = block(m, b)->parent, other;

	if (block(m, b)->kind != BLOCK_ITEM || !is_whole(m, b) || block(m, b)->end == b + 1)
		return false;
	other = pair_of(m, list);
	return other != NO_BLOCK && nitems(m->dst, list) > 1 &&
	       nitems(m->dst, list) == nitems(m->src, other) && !has_twin(m, pair_of(m, b));
}

static bool
is_first_item(const struct mutant *m, uint32_t b)
{
	return is_item(m, b) && !ordinal(m->dst, b);
}

static bool
is_last_item(const struct mutant *m, uint32_t b)
{
	return is_item(m, b) && block(m, b)->end == block(m, block(m, b)->parent)->end;
}

static bool
is_inner_item(const struct mutant *m, uint32_t b)
{
	return is_item(m, b) && !is_first_item(m, b) && !is_last_item(m, b);
}

static bool
cut_item(struct mutant *m, uint32_t b)
{
	ptrdiff_t n = count_blocks(m->dst, BLOCK_ITEM);

	if (!cut_block(m, b))
		return false;
	for (uint32_t i = b; i < block(m, b)->end; i++)
		n -= block(m, i)->kind == BLOCK_ITEM;
	return count_blocks(mutant_parse(m), BLOCK_ITEM) == n;
}

bool
drop_item(struct mutant *m)
{
	return cut_item(m, pick_block(m, is_inner_item));
}

bool
drop_first_item(struct mutant *m)
{
	return cut_item(m, pick_block(m, is_first_item));
}

bool
drop_last_item(struct mutant *m)
{
	return cut_item(m, pick_block(m, is_last_item));
}

/* One paragraph and nothing else. */
static bool
is_plain_item(const struct mutant *m, uint32_t b)
{
	return is_item(m, b) && block(m, b)->end == b + 2 &&
	       block(m, b + 1)->kind == BLOCK_PARAGRAPH;
}

/* The item before b in its list. */
static uint32_t
item_before(const struct mutant *m, uint32_t b)
{
	uint32_t before = b;

	for (uint32_t i = block(m, b)->parent + 1; i < b; i = block(m, i)->end)
		before = i;
	return before;
}

static bool
is_mergeable(const struct mutant *m, uint32_t b)
{
	return is_plain_item(m, b) && !is_first_item(m, b) && is_plain_item(m, item_before(m, b));
}

/* Joined to the item before it: the marker is gone. */
bool
merge_items(struct mutant *m)
{
	uint32_t b = pick_block(m, is_mergeable);
	ptrdiff_t from, to;

	if (b == NO_BLOCK)
		return false;
	to = block(m, b + 1)->at.off;
	for (from = block(m, b)->at.off; from > 0 && strchr(" \t\r\n>", m->dst->text.p[from - 1]);)
		from--;
	mutant_replace(m, from, to, S(" "));
	mutant_show_block(m, pair_of(m, b));
	/* what is left is both: either may be called the missing one */
	m->source.from =
		line_number(m->src->text, m->src->blocks[pair_of(m, item_before(m, b))].at.off);
	mutant_or_before(m);
	return one_less(m, BLOCK_ITEM);
}

bool
repeat_item(struct mutant *m)
{
	return repeat_block(m, pick_block(m, is_plain_item)) && one_more(m, BLOCK_ITEM);
}

static bool
is_long_item(const struct mutant *m, uint32_t b)
{
	struct str s = doc_slice(m->dst, block(m, b)->at);

	return is_plain_item(m, b) && s.n > 60 && !block(m, b + 1)->nfact &&
	       !memchr(s.p, '\n', (size_t)s.n) && str_find(s, S("**"), 0) < 0;
}

/* Cut in two, as when a long sentence becomes two bullets. */
bool
split_item(struct mutant *m)
{
	uint32_t b = pick_block(m, is_long_item);
	struct str s = m->dst->text;
	ptrdiff_t at, begin;

	if (b == NO_BLOCK)
		return false;
	at = block(m, b)->at.off + block(m, b)->at.len / 2;
	while (((unsigned char)s.p[at] & 0xc0) == 0x80 || is_word_byte(s.p[at]))
		at--;
	if (at <= (ptrdiff_t)block(m, b + 1)->at.off)
		return false;
	begin = line_begin(s, at);
	mutant_replace(m, at, at,
		       str_fmt(m->a, "\n%.*s", P(str_slice(s, begin, block(m, b + 1)->at.off))));
	m->at.from = line_number(s, begin);
	m->at.to = m->at.from + 1;
	return one_more(m, BLOCK_ITEM);
}

/* --- whole lists ---------------------------------------------------------------- */

static bool
is_list(const struct mutant *m, uint32_t b)
{
	return block(m, b)->kind == BLOCK_LIST && is_whole(m, b) && !in_quote(m->dst, b) &&
	       !has_twin(m, pair_of(m, b));
}

bool
drop_list(struct mutant *m)
{
	return cut_block(m, pick_block(m, is_list)) &&
	       count_blocks(mutant_parse(m), BLOCK_LIST) < count_blocks(m->dst, BLOCK_LIST);
}

/* Every item one paragraph of one line, at the top. */
static bool
is_flat_list(const struct mutant *m, uint32_t b)
{
	if (!is_list(m, b) || block(m, b)->parent != NO_BLOCK)
		return false;
	for (uint32_t i = b + 1; i < block(m, b)->end; i++)
		if (block(m, i)->kind == BLOCK_ITEM
			    ? block(m, i)->end != i + 2 ||
				      memchr(doc_slice(m->dst, block(m, i)->at).p, '\n',
					     block(m, i)->at.len)
			    : block(m, i)->kind != BLOCK_PARAGRAPH)
			return false;
	return true;
}

/* Puts `marker` (%d: the number) in place of every item's own. */
static void
mark_items(struct mutant *m, uint32_t list, bool numbers, struct str marker)
{
	struct buf out = { .a = m->a };
	struct str s = m->dst->text;
	ptrdiff_t at = block(m, list)->at.off, n = 1,
		  end = line_next(s, at + block(m, list)->at.len);

	for (uint32_t i = list + 1; i < block(m, list)->end; i++) {
		if (block(m, i)->kind != BLOCK_ITEM)
			continue;
		buf_str(&out, str_slice(s, at, block(m, i)->at.off));
		if (numbers)
			buf_fmt(&out, "%td. ", n++);
		else
			buf_str(&out, marker);
		at = block(m, i + 1)->at.off;
	}
	buf_str(&out, str_slice(s, at, end));
	mutant_replace(m, block(m, list)->at.off, end, buf_take(&out));
	mutant_show_block(m, pair_of(m, list));
}

bool
list_to_text(struct mutant *m)
{
	uint32_t b = pick_block(m, is_flat_list);

	if (b == NO_BLOCK)
		return false;
	mark_items(m, b, false, S(""));
	mutant_or_before(m);
	return one_less(m, BLOCK_LIST);
}

static bool
is_bullets(const struct mutant *m, uint32_t b)
{
	return is_flat_list(m, b) && !block(m, b)->ordered;
}

static bool
is_numbers(const struct mutant *m, uint32_t b)
{
	return is_flat_list(m, b) && block(m, b)->ordered;
}

bool
bullets_to_numbers(struct mutant *m)
{
	uint32_t b = pick_block(m, is_bullets);

	if (b == NO_BLOCK)
		return false;
	mark_items(m, b, true, S(""));
	return count_blocks(mutant_parse(m), BLOCK_LIST) == count_blocks(m->dst, BLOCK_LIST);
}

bool
numbers_to_bullets(struct mutant *m)
{
	uint32_t b = pick_block(m, is_numbers);

	if (b == NO_BLOCK)
		return false;
	mark_items(m, b, false, S("- "));
	return count_blocks(mutant_parse(m), BLOCK_LIST) == count_blocks(m->dst, BLOCK_LIST);
}

bool
add_list(struct mutant *m)
{
	uint32_t b = pick_block(m, is_top_paragraph);
	ptrdiff_t from, to;

	if (b == NO_BLOCK || (b && block(m, b - 1)->kind != BLOCK_PARAGRAPH &&
			      block(m, b - 1)->kind != BLOCK_HEADING))
		return false;
	block_lines(m->dst, b, &from, &to);
	mutant_replace(m, from, from, S("- Zzyzx\n- Qwerty\n\n"));
	return one_more(m, BLOCK_LIST);
}

static bool
is_later_flat_item(const struct mutant *m, uint32_t b)
{
	return is_plain_item(m, b) && ordinal(m->dst, b) && is_bullets(m, block(m, b)->parent) &&
	       strchr("-*", first_byte(m, b));
}

/* From this item on another bullet: a new list for every reader of the page. */
bool
change_marker(struct mutant *m)
{
	uint32_t b = pick_block(m, is_later_flat_item), list;
	struct str s = m->dst->text, mark = S("*");
	struct buf out = { .a = m->a };
	ptrdiff_t at;

	if (b == NO_BLOCK)
		return false;
	list = block(m, b)->parent;
	at = block(m, b)->at.off;
	mark = s.p[at] == '*' ? S("-") : S("*");
	for (uint32_t i = b; i < block(m, list)->end; i = block(m, i)->end) {
		buf_str(&out, str_slice(s, at, block(m, i)->at.off));
		buf_str(&out, mark);
		at = block(m, i)->at.off + 1;
	}
	mutant_replace(m, block(m, b)->at.off, at, buf_take(&out));
	m->at.to = m->at.from;
	return one_more(m, BLOCK_LIST);
}

/* --- nesting -------------------------------------------------------------------- */

/* Puts `more` blanks before each line of item b, or takes so many away. */
static void
shift_item(struct mutant *m, uint32_t b, int more)
{
	struct buf out = { .a = m->a };
	ptrdiff_t from, to;
	struct str rest, line;

	block_lines(m->dst, b, &from, &to);
	rest = str_slice(m->dst->text, from, to);
	while (rest.n > 0) {
		ptrdiff_t end = line_next(rest, 0), blanks = 0;

		line = str_slice(rest, 0, end);
		rest = str_slice(rest, end, rest.n);
		while (blanks < -more && blanks < line.n && line.p[blanks] == ' ')
			blanks++;
		buf_repeat(&out, ' ', more > 0 && str_trim(line).n ? more : 0);
		buf_str(&out, str_slice(line, blanks, line.n));
	}
	mutant_replace(m, from, to, buf_take(&out));
	m->at.to = m->at.from;
	mutant_show_block(m, pair_of(m, b));
}

static bool
is_later_item(const struct mutant *m, uint32_t b)
{
	return is_plain_item(m, b) && ordinal(m->dst, b) && !in_quote(m->dst, b);
}

/* Indented to where the text of the item before it stands. */
bool
nest_item(struct mutant *m)
{
	uint32_t b = pick_block(m, is_later_item), before;
	struct doc *made;

	if (b == NO_BLOCK)
		return false;
	before = item_before(m, b);
	shift_item(m, b, (int)(block(m, before + 1)->at.off - block(m, before)->at.off));
	made = mutant_parse(m);
	return count_blocks(made, BLOCK_ITEM) == count_blocks(m->dst, BLOCK_ITEM) &&
	       made->nblocks > b && made->blocks[b + 1].depth > block(m, b)->depth;
}

static bool
is_last_nested(const struct mutant *m, uint32_t b)
{
	return is_plain_item(m, b) && is_last_item(m, b) && !in_quote(m->dst, b) &&
	       block(m, b)->depth >= 3 && block(m, block(m, b)->parent)->parent != NO_BLOCK &&
	       block(m, block(m, block(m, b)->parent)->parent)->kind == BLOCK_ITEM &&
	       block(m, block(m, b)->parent)->end ==
		       block(m, block(m, block(m, b)->parent)->parent)->end;
}

static ptrdiff_t
column_of(const struct mutant *m, uint32_t b)
{
	return block(m, b)->at.off - line_begin(m->dst->text, block(m, b)->at.off);
}

/* The last item of an inner list moves out to the outer one. */
bool
unnest_item(struct mutant *m)
{
	uint32_t b = pick_block(m, is_last_nested), holder;
	struct doc *made;

	if (b == NO_BLOCK)
		return false;
	holder = block(m, block(m, b)->parent)->parent;
	if (block(m, block(m, holder)->parent)->ordered != block(m, block(m, b)->parent)->ordered ||
	    first_byte(m, holder) != first_byte(m, b))
		return false;
	shift_item(m, b, (int)(column_of(m, holder) - column_of(m, b)));
	made = mutant_parse(m);
	return count_blocks(made, BLOCK_ITEM) == count_blocks(m->dst, BLOCK_ITEM) &&
	       count_blocks(made, BLOCK_LIST) <= count_blocks(m->dst, BLOCK_LIST);
}
