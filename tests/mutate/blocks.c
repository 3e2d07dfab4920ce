/* Damage to paragraphs that makes other blocks of them, to tables and code. */
#include <string.h>

#include "apply.h"
#include "check/language.h"

/* --- text that becomes something else ---------------------------------------------- */

static bool
is_paragraph(const struct mutant *m, uint32_t b)
{
	return block(m, b)->kind == BLOCK_PARAGRAPH && block(m, b)->parent == NO_BLOCK &&
	       is_whole(m, b) && !block(m, b)->nfact && block(m, b)->text_len > 20;
}

/* A day of the month in the English paragraph, as a number by itself; 0: none. */
static int
day_in(struct str s)
{
	for (ptrdiff_t i = 1; i + 1 < s.n; i++) {
		int64_t n;
		ptrdiff_t end = i;

		while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9')
			end++;
		if (end > i && s.p[i - 1] == ' ' && end < s.n && strchr(" ,", s.p[end]) &&
		    str_int(str_slice(s, i, end), &n) && n >= 1 && n <= 31)
			return (int)n;
	}
	return 0;
}

static bool
has_day(const struct mutant *m, uint32_t b)
{
	return is_paragraph(m, b) && day_in(english_of(m, b));
}

/* Text behind the first bytes of block b. */
static bool
put_in(struct mutant *m, uint32_t b, uint32_t behind, struct str text)
{
	if (b == NO_BLOCK)
		return false;
	mutant_replace(m, block(m, b)->at.off + behind, block(m, b)->at.off + behind, text);
	mutant_show_block(m, pair_of(m, b));
	return true;
}

/* The day has moved to the front of the sentence: "3. Mai 2021 ..." */
bool
date_to_list(struct mutant *m)
{
	uint32_t b = pick_block(m, has_day);

	return b != NO_BLOCK && put_in(m, b, 0, str_fmt(m->a, "%d. ", day_in(english_of(m, b)))) &&
	       one_more(m, BLOCK_LIST);
}

static bool
has_plus(const struct mutant *m, uint32_t b)
{
	return is_paragraph(m, b) && str_find(english_of(m, b), S("+ "), 1) > 0;
}

bool
plus_to_list(struct mutant *m)
{
	return put_in(m, pick_block(m, has_plus), 0, S("+ ")) && one_more(m, BLOCK_LIST);
}

static bool
has_comparison(const struct mutant *m, uint32_t b)
{
	return is_paragraph(m, b) && str_find(english_of(m, b), S(">= "), 1) > 0;
}

bool
comparison_to_quote(struct mutant *m)
{
	return put_in(m, pick_block(m, has_comparison), 0, S(">= 2, ")) && one_more(m, BLOCK_QUOTE);
}

static bool
begins_bold(const struct mutant *m, uint32_t b)
{
	return block(m, b)->kind == BLOCK_PARAGRAPH && block(m, b)->parent == NO_BLOCK &&
	       is_whole(m, b) && str_starts(doc_slice(m->dst, block(m, b)->at), S("**")) &&
	       str_find(doc_slice(m->dst, block(m, b)->at), S("\n"), 0) < 0 &&
	       str_starts(english_of(m, b), S("**"));
}

/* `**x**` at the start of a line became `* *x**`. */
bool
bold_to_bullet(struct mutant *m)
{
	return put_in(m, pick_block(m, begins_bold), 1, S(" ")) && one_more(m, BLOCK_LIST);
}

bool
indent_to_code(struct mutant *m)
{
	uint32_t b = pick_block(m, is_paragraph);
	struct str s = m->dst->text;
	struct buf out = { .a = m->a };
	ptrdiff_t from, to, at;

	if (b == NO_BLOCK)
		return false;
	block_lines(m->dst, b, &from, &to);
	for (at = from; at < to; at = line_next(s, at)) {
		buf_str(&out, S("    "));
		buf_str(&out, str_slice(s, at, line_next(s, at)));
	}
	mutant_replace(m, from, to, buf_take(&out));
	mutant_show_block(m, pair_of(m, b));
	return one_more(m, BLOCK_CODE);
}

/* A paragraph with a kind of its own: nothing but marks. */
static bool
is_break(const struct mutant *m, uint32_t b)
{
	return block(m, b)->kind == BLOCK_BREAK && is_whole(m, b);
}

bool
break_to_rubble(struct mutant *m)
{
	uint32_t b = pick_block(m, is_break);

	if (b == NO_BLOCK)
		return false;
	mutant_replace(m, block(m, b)->at.off, block(m, b)->at.off + block(m, b)->at.len, S("**_"));
	mutant_show_block(m, pair_of(m, b));
	return one_less(m, BLOCK_BREAK);
}

/* --- tables ----------------------------------------------------------------------- */

static bool
is_body_row(const struct mutant *m, uint32_t b)
{
	return block(m, b)->kind == BLOCK_ROW && b > block(m, b)->parent + 1 && is_whole(m, b) &&
	       m->src->blocks[pair_of(m, b)].columns == block(m, b)->columns &&
	       !has_twin(m, pair_of(m, b));
}

bool
drop_row(struct mutant *m)
{
	return cut_block(m, pick_block(m, is_body_row)) && one_less(m, BLOCK_ROW);
}

bool
repeat_row(struct mutant *m)
{
	return repeat_block(m, pick_block(m, is_body_row)) && one_more(m, BLOCK_ROW);
}

/* Plain cells between bars. */
static bool
is_simple_row(const struct mutant *m, uint32_t b)
{
	struct str s = doc_slice(m->dst, block(m, b)->at);

	return is_body_row(m, b) && block(m, b)->columns > 1 && s.p[0] == '|' &&
	       str_find(s, S("\\|"), 0) < 0 && str_ends(s, S("|")) &&
	       block(m, b)->columns == block(m, block(m, b)->parent)->columns;
}

/* Two cells became one. */
bool
merge_cells(struct mutant *m)
{
	uint32_t b = pick_block(m, is_simple_row);
	ptrdiff_t bar;

	if (b == NO_BLOCK)
		return false;
	bar = str_find_char(m->dst->text, '|', block(m, b)->at.off + 1);
	mutant_replace(m, bar, bar + 1, S(" "));
	mutant_show_block(m, pair_of(m, b));
	return mutant_parse(m)->blocks[b].columns == block(m, b)->columns - 1;
}

static bool
is_table(const struct mutant *m, uint32_t b)
{
	return block(m, b)->kind == BLOCK_TABLE && is_whole(m, b) &&
	       block(m, b)->parent == NO_BLOCK && !has_twin(m, pair_of(m, b));
}

/* A full stop stands in the row of dashes: no table any more. */
bool
break_table(struct mutant *m)
{
	uint32_t b = pick_block(m, is_table);
	ptrdiff_t at;

	if (b == NO_BLOCK)
		return false;
	at = str_find_char(m->dst->text, '-', line_next(m->dst->text, block(m, b)->at.off));
	mutant_replace(m, at, at, S("\xe2\x80\x94."));
	mutant_at_block(m, b);
	mutant_show_block(m, pair_of(m, b));
	mutant_or_before(m);
	return at >= 0 && one_less(m, BLOCK_TABLE);
}

bool
drop_table(struct mutant *m)
{
	return cut_block(m, pick_block(m, is_table)) && one_less(m, BLOCK_TABLE);
}

/* --- code --------------------------------------------------------------------------- */

static bool
is_code(const struct mutant *m, uint32_t b)
{
	return block(m, b)->kind == BLOCK_CODE && block(m, b)->fenced && is_whole(m, b) &&
	       !has_twin(m, pair_of(m, b)) &&
	       str_eq(english_of(m, b), doc_slice(m->dst, block(m, b)->at));
}

bool
drop_code(struct mutant *m)
{
	return cut_block(m, pick_block(m, is_code)) && one_less(m, BLOCK_CODE);
}

/* Offset of a name in line `at` that is no comment, string or placeholder; -1: none. */
static ptrdiff_t
code_name(struct str s, ptrdiff_t at, ptrdiff_t end)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = at; i < end; i++) {
		char c = s.p[i];

		if (strchr("#/\"'`<{;%-:", c))
			return -1;
		n = (c >= 'a' && c <= 'z') ? n + 1 : 0;
		if (n == 4)
			return i - 3;
	}
	return -1;
}

/* The lines of code between the fences. */
static void
code_inside(const struct mutant *m, uint32_t b, ptrdiff_t *from, ptrdiff_t *to)
{
	*from = line_next(m->dst->text, block(m, b)->at.off);
	*to = line_begin(m->dst->text, block(m, b)->at.off + block(m, b)->at.len - 1);
}

/* A random line of code with a name; -1: none. */
static ptrdiff_t
pick_name(struct mutant *m, uint32_t b)
{
	struct str s = m->dst->text;
	ptrdiff_t from, to, found = -1;
	uint32_t n = 0;

	code_inside(m, b, &from, &to);
	for (ptrdiff_t at = from; at < to; at = line_next(s, at)) {
		ptrdiff_t name = code_name(s, at, line_next(s, at));

		if (name >= 0 && !rng_below(m->rng, ++n))
			found = name;
	}
	return found;
}

/* In a language whose text counts: what a program prints may be translated, and people choose
 * names. */
static bool
is_program(const struct mutant *m, uint32_t b)
{
	struct str language = language_of(block(m, b)->info);

	return is_code(m, b) && !is_by_people(m) && language.n &&
	       language_family(language) != FAMILY_TEXT;
}

bool
change_code(struct mutant *m)
{
	uint32_t b = pick_block(m, is_program);
	ptrdiff_t at = b == NO_BLOCK ? -1 : pick_name(m, b);

	if (at < 0)
		return false;
	mutant_replace(m, at, at + 4, S("zzyx"));
	m->source.from = line_number(m->src->text, m->src->blocks[pair_of(m, b)].at.off) +
			 m->at.from - line_number(m->dst->text, block(m, b)->at.off);
	m->source.to = m->source.from;
	return true;
}

bool
drop_code_line(struct mutant *m)
{
	uint32_t b = pick_block(m, is_program);
	ptrdiff_t at = b == NO_BLOCK ? -1 : pick_name(m, b), from, to;

	if (at < 0)
		return false;
	code_inside(m, b, &from, &to);
	at = line_begin(m->dst->text, at);
	if (line_next(m->dst->text, from) >= to)
		return false; /* the only line */
	mutant_cut(m, at, line_next(m->dst->text, at), pair_of(m, b));
	mutant_at_block(m, b);
	return true;
}

static bool
is_labelled(const struct mutant *m, uint32_t b)
{
	return is_code(m, b) && block(m, b)->info.n > 0 &&
	       str_find_char(block(m, b)->info, ' ', 0) < 0 &&
	       str_find_char(block(m, b)->info, '{', 0) < 0;
}

static bool
label_code(struct mutant *m, struct str label)
{
	uint32_t b = pick_block(m, is_labelled);
	ptrdiff_t at;

	if (b == NO_BLOCK)
		return false;
	at = str_find(m->dst->text, block(m, b)->info, block(m, b)->at.off);
	mutant_replace(m, at, at + block(m, b)->info.n, label);
	mutant_show(m, m->src->blocks[pair_of(m, b)].at.off);
	return true;
}

bool
change_language(struct mutant *m)
{
	return label_code(m, S("fortran"));
}

bool
drop_language(struct mutant *m)
{
	return label_code(m, S(""));
}
