/* Damage to quotes, alerts, includes, directives and tags. */
#include <string.h>

#include "apply.h"

/* --- quotes and alerts ------------------------------------------------------------------ */

static bool
is_quote(const struct mutant *m, uint32_t b)
{
	return block(m, b)->kind == BLOCK_QUOTE && is_whole(m, b) &&
	       block(m, b)->parent == NO_BLOCK && block(m, b)->end > b + 1 &&
	       !has_twin(m, pair_of(m, b)) && str_starts(english_of(m, b), S(">"));
}

bool
drop_quote(struct mutant *m)
{
	return cut_block(m, pick_block(m, is_quote)) && one_less(m, BLOCK_QUOTE);
}

static bool
is_plain_quote(const struct mutant *m, uint32_t b)
{
	return is_quote(m, b) && !block(m, b)->info.n && block(m, b)->end == b + 2 &&
	       block(m, b + 1)->kind == BLOCK_PARAGRAPH;
}

bool
quote_to_text(struct mutant *m)
{
	uint32_t b = pick_block(m, is_plain_quote);
	struct str s = m->dst->text;
	struct buf out = { .a = m->a };
	ptrdiff_t from, to, at;

	if (b == NO_BLOCK)
		return false;
	block_lines(m->dst, b, &from, &to);
	for (at = from; at < to; at = line_next(s, at)) {
		ptrdiff_t text = at;

		while (text < to && strchr("> \t", s.p[text]))
			text++;
		buf_str(&out, str_slice(s, text, line_next(s, at)));
	}
	mutant_replace(m, from, to, buf_take(&out));
	mutant_or_before(m);
	mutant_show_block(m, pair_of(m, b));
	return one_less(m, BLOCK_QUOTE);
}

static bool
is_alert(const struct mutant *m, uint32_t b)
{
	return block(m, b)->kind == BLOCK_QUOTE && block(m, b)->info.n && is_whole(m, b);
}

/* Replaces bytes of `[!KEYWORD]` in alert b. */
static bool
break_alert(struct mutant *m, struct str keyword)
{
	uint32_t b = pick_block(m, is_alert);
	ptrdiff_t from, to;

	if (b == NO_BLOCK)
		return false;
	from = str_find(m->dst->text, S("[!"), block(m, b)->at.off);
	to = str_find(m->dst->text, S("]"), from) + 1;
	mutant_replace(m, from, to, keyword);
	mutant_show(m, m->src->blocks[pair_of(m, b)].at.off);
	return true;
}

bool
translate_alert(struct mutant *m)
{
	return break_alert(m, S("[!HINWEIS]"));
}

bool
space_alert(struct mutant *m)
{
	return break_alert(m, S("[! NOTE]"));
}

bool
strip_alert(struct mutant *m)
{
	uint32_t b = pick_block(m, is_alert);
	ptrdiff_t from, to;

	if (b == NO_BLOCK)
		return false;
	block_lines(m->dst, b, &from, &to);
	if (line_next(m->dst->text, from) >= to)
		return false;
	mutant_cut(m, from, line_next(m->dst->text, from), NO_BLOCK);
	mutant_at_block(m, b);
	mutant_show(m, m->src->blocks[pair_of(m, b)].at.off);
	return count_blocks(mutant_parse(m), BLOCK_QUOTE) == count_blocks(m->dst, BLOCK_QUOTE);
}

/* --- constructs and tags --------------------------------------------------------------------- */

/* The block a fact stands in, or its own line when it stands between blocks. */
static void
near_fact(struct mutant *m, const struct fact *f)
{
	if (f->block != NO_BLOCK)
		mutant_at_block(m, f->block);
}

static void
show_fact(struct mutant *m, const struct fact *f)
{
	const struct fact *pair = fact_pair(m, f);

	if (pair && pair->at.len)
		mutant_show(m, pair->at.off);
}

static bool
is_include(const struct mutant *m, const struct fact *f)
{
	(void)m;
	return f->kind == FACT_INCLUDE && f->at.len && f->value.n;
}

/* Takes the fact out, with its line when it stands alone there. */
static bool
drop_fact(struct mutant *m, const struct fact *f)
{
	struct str s = m->dst->text;
	ptrdiff_t from, to;

	if (!f)
		return false;
	from = line_begin(s, f->at.off);
	to = line_next(s, f->at.off + f->at.len);
	if (str_eq(str_trim(str_slice(s, from, to)), doc_slice(m->dst, f->at))) {
		mutant_cut(m, from, to, NO_BLOCK);
	} else {
		mutant_replace(m, f->at.off, f->at.off + f->at.len, S(""));
		near_fact(m, f);
	}
	show_fact(m, f);
	return true;
}

bool
drop_include(struct mutant *m)
{
	return drop_fact(m, pick_fact(m, is_include));
}

bool
translate_include(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_include);

	if (!f || !replace_value(m, f, str_fmt(m->a, "zzyzx-%.*s", P(f->value))))
		return false;
	show_fact(m, f);
	return true;
}

static bool
is_directive(const struct mutant *m, const struct fact *f)
{
	(void)m;
	return (f->kind == FACT_DIRECTIVE || f->kind == FACT_SHORTCODE) && f->at.len &&
	       f->value.n > 2 && f->value.p[0] != '/' && f->value.p[0] != '.';
}

bool
drop_directive(struct mutant *m)
{
	return drop_fact(m, pick_fact(m, is_directive));
}

bool
translate_directive(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_directive);

	if (!f || !replace_value(m, f, str_fmt(m->a, "zz%.*s", P(f->value))))
		return false;
	show_fact(m, f);
	return true;
}

static bool
is_tag(const struct mutant *m, const struct fact *f)
{
	struct str s = doc_slice(m->dst, f->at);

	return f->kind == FACT_HTML && f->at.len && f->block != NO_BLOCK &&
	       block(m, f->block)->kind != BLOCK_HTML && f->value.p[0] != '/' && s.n > 2 &&
	       s.p[0] == '<' && fact_pair(m, f);
}

bool
drop_tag(struct mutant *m)
{
	return drop_fact(m, pick_fact(m, is_tag));
}

bool
translate_tag(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_tag);

	if (!f)
		return false;
	mutant_replace(m, f->at.off + 1, f->at.off + 1, S("zz"));
	near_fact(m, f);
	show_fact(m, f);
	return true;
}

/* A word in angle brackets: readers do not see it. */
static bool
is_prose(const struct mutant *m, uint32_t b)
{
	return block(m, b)->kind == BLOCK_PARAGRAPH && is_whole(m, b) && !block(m, b)->nfact &&
	       block(m, b)->text_len > 20;
}

bool
add_tag(struct mutant *m)
{
	uint32_t b = pick_block(m, is_prose);
	ptrdiff_t at;

	if (b == NO_BLOCK)
		return false;
	at = block(m, b)->at.off + block(m, b)->at.len;
	mutant_replace(m, at, at, S(" <details>"));
	return true;
}
