/* Damage to words and characters. */
#include <string.h>

#include "apply.h"
#include "site/locale.h"

/* A paragraph or row whose English is known. */
static bool
is_text(const struct mutant *m, uint32_t b)
{
	return (block(m, b)->kind == BLOCK_PARAGRAPH || block(m, b)->kind == BLOCK_ROW) &&
	       pair_of(m, b) != NO_BLOCK;
}

/* --- words that stay ----------------------------------------------------------------- */

/* The word at or after `at` that `fits`, outside code, links and tags; len 0: none. */
static struct span
word_in(const struct mutant *m, uint32_t b, bool (*fits)(struct str word))
{
	const struct block *x = block(m, b);
	struct str s = m->dst->text;
	ptrdiff_t end = x->at.off + x->at.len;

	for (ptrdiff_t at = x->at.off; at < end;) {
		ptrdiff_t from = at;
		bool inside = false;

		while (at < end && is_word_byte(s.p[at]))
			at++;
		for (uint32_t i = 0; i < x->nfact; i++) {
			const struct span *f = &m->dst->facts[x->fact + i].at;

			inside |= (ptrdiff_t)f->off <= from && from < (ptrdiff_t)(f->off + f->len);
		}
		/* a part of a version or path is no word */
		inside |= (from > 0 && s.p[from - 1] == '.') ||
			  (at + 1 < end && s.p[at] == '.' && is_word_byte(s.p[at + 1]));
		if (at > from && !inside && fits(str_slice(s, from, at)))
			return (struct span){ (uint32_t)from, (uint32_t)(at - from) };
		at += at == from;
	}
	return (struct span){ 0 };
}

/* `packageReference`: small first, one capital inside, letters only. */
static bool
is_identifier(struct str w)
{
	int capitals = 0;

	for (ptrdiff_t i = 0; i < w.n; i++) {
		if (!((w.p[i] >= 'a' && w.p[i] <= 'z') || (w.p[i] >= 'A' && w.p[i] <= 'Z')))
			return false;
		capitals += w.p[i] >= 'A' && w.p[i] <= 'Z';
	}
	return w.n >= 8 && w.p[0] >= 'a' && capitals == 1 && w.p[w.n - 1] >= 'a';
}

static bool
is_long_number(struct str w)
{
	for (ptrdiff_t i = 0; i < w.n; i++)
		if (w.p[i] < '0' || w.p[i] > '9')
			return false;
	return w.n >= 5;
}

/* The word stands once in the English page, and in the counterpart of b. */
static bool
is_shared(const struct mutant *m, uint32_t b, struct str word)
{
	struct str en = doc_slice(m->src, m->src->blocks[pair_of(m, b)].at);
	ptrdiff_t first = str_find(m->src->text, word, 0);

	return str_find(en, word, 0) >= 0 && first >= 0 &&
	       str_find(m->src->text, word, first + 1) < 0 &&
	       str_find(m->dst->text, word, str_find(m->dst->text, word, 0) + 1) < 0;
}

static bool
has_word(const struct mutant *m, uint32_t b, bool (*fits)(struct str word))
{
	struct span w;

	if (!is_text(m, b))
		return false;
	w = word_in(m, b, fits);
	return w.len && is_shared(m, b, doc_slice(m->dst, w));
}

static bool
has_identifier(const struct mutant *m, uint32_t b)
{
	return has_word(m, b, is_identifier);
}

static bool
has_number(const struct mutant *m, uint32_t b)
{
	return has_word(m, b, is_long_number);
}

/* Replaces a word of block b; the English line is where it stands there. */
static bool
change_word(struct mutant *m, uint32_t b, struct span w, struct str text)
{
	struct str word = doc_slice(m->dst, w);
	ptrdiff_t at = str_find(m->src->text, word, m->src->blocks[pair_of(m, b)].at.off);

	mutant_replace(m, w.off, w.off + w.len, text);
	mutant_at_block(m, b);
	if (at >= 0)
		mutant_show(m, (uint32_t)at);
	return true;
}

bool
translate_identifier(struct mutant *m)
{
	uint32_t b = pick_block(m, has_identifier);

	return b != NO_BLOCK && change_word(m, b, word_in(m, b, is_identifier), S("zzyzx"));
}

bool
recase_identifier(struct mutant *m)
{
	uint32_t b = pick_block(m, has_identifier);
	struct span w;

	if (b == NO_BLOCK)
		return false;
	w = word_in(m, b, is_identifier);
	return change_word(m, b, w, str_lower(m->a, doc_slice(m->dst, w)));
}

bool
drop_number(struct mutant *m)
{
	uint32_t b = pick_block(m, has_number);

	return b != NO_BLOCK && change_word(m, b, word_in(m, b, is_long_number), S(""));
}

/* --- versions -------------------------------------------------------------------------- */

/* "version 16.9" in English: where the number stands here, len 0: nowhere. */
static struct span
version_in(const struct mutant *m, uint32_t b)
{
	struct str en = doc_slice(m->src, m->src->blocks[pair_of(m, b)].at);
	struct str de = doc_slice(m->dst, block(m, b)->at);
	ptrdiff_t at = str_find(en, S("version "), 0), end, found;

	if (at < 0)
		return (struct span){ 0 };
	at += 8;
	for (end = at; end < en.n && strchr("0123456789.", en.p[end]);)
		end++;
	while (end > at && en.p[end - 1] == '.')
		end--;
	if (str_find_char(str_slice(en, at, end), '.', 0) < 0 ||
	    (end < en.n && is_word_byte(en.p[end])))
		return (struct span){ 0 };
	found = str_find(de, str_slice(en, at, end), 0);
	if (found < 0 || str_find(de, str_slice(en, at, end), found + 1) >= 0)
		return (struct span){ 0 };
	return (struct span){ block(m, b)->at.off + (uint32_t)found, (uint32_t)(end - at) };
}

static bool
has_version(const struct mutant *m, uint32_t b)
{
	return is_text(m, b) && !block(m, b)->nfact && version_in(m, b).len;
}

bool
comma_in_version(struct mutant *m)
{
	uint32_t b = pick_block(m, has_version);
	struct span w;
	struct buf out = { .a = m->a };
	struct str word;

	if (b == NO_BLOCK || !locale_decimal_comma(m->world->locales[0]))
		return false;
	w = version_in(m, b);
	word = doc_slice(m->dst, w);
	for (ptrdiff_t i = 0; i < word.n; i++)
		buf_char(&out, word.p[i] == '.' ? ',' : word.p[i]);
	return change_word(m, b, w, buf_take(&out));
}

/* --- terms ------------------------------------------------------------------------------- */

static const struct field *
no_loc(const struct mutant *m)
{
	return front_field(&m->src->front, S("no-loc"));
}

/* The first term of `no-loc`, where it stands in block b; len 0: nowhere. */
static struct span
term_in(const struct mutant *m, uint32_t b)
{
	struct str list = no_loc(m)->value, term;
	ptrdiff_t at;

	list = str_trim(str_slice(list, 1, list.n));
	str_cut(&list, ',', &term);
	while (term.n && strchr("\"'[] ", term.p[0]))
		term = str_slice(term, 1, term.n);
	while (term.n && strchr("\"'[] ", term.p[term.n - 1]))
		term = str_slice(term, 0, term.n - 1);
	at = str_find(doc_slice(m->dst, block(m, b)->at), term, 0);
	if (at < 0 || !term.n ||
	    str_find(doc_slice(m->src, m->src->blocks[pair_of(m, b)].at), term, 0) < 0)
		return (struct span){ 0 };
	return (struct span){ block(m, b)->at.off + (uint32_t)at, (uint32_t)term.n };
}

static bool
has_term(const struct mutant *m, uint32_t b)
{
	return no_loc(m) && is_text(m, b) && term_in(m, b).len;
}

bool
translate_term(struct mutant *m)
{
	uint32_t b = pick_block(m, has_term);

	return b != NO_BLOCK && change_word(m, b, term_in(m, b), S("Zzyzx"));
}

/* A mark for words that are not for translation is taken off with the word. */
static bool
is_marked_term(const struct mutant *m, const struct fact *f)
{
	return f->kind == FACT_NOTRANSLATE && f->at.len && f->block != NO_BLOCK &&
	       is_text(m, f->block) && fact_pair(m, f);
}

bool
translate_marked_term(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_marked_term);

	if (!f)
		return false;
	mutant_replace(m, f->at.off, f->at.off + f->at.len, S("Zzyzx"));
	mutant_at_block(m, f->block);
	mutant_show(m, fact_pair(m, f)->at.off);
	return true;
}

/* --- literals ------------------------------------------------------------------------------ */

/* The first cell of a row, without blanks around it. */
static struct span
first_cell(const struct mutant *m, uint32_t b)
{
	struct str s = doc_slice(m->dst, block(m, b)->at);
	ptrdiff_t from = 1, to;

	while (from < s.n && s.p[from] == ' ')
		from++;
	to = str_find_char(s, '|', from);
	while (to > from && s.p[to - 1] == ' ')
		to--;
	return (struct span){ block(m, b)->at.off + (uint32_t)from,
			      (uint32_t)(to > from ? to - from : 0) };
}

/* The name of an option or field: one word, here and in English. */
static bool
is_option_row(const struct mutant *m, uint32_t b)
{
	struct str cell;

	if (block(m, b)->kind != BLOCK_ROW || pair_of(m, b) == NO_BLOCK ||
	    b == block(m, b)->parent + 1 || doc_slice(m->dst, block(m, b)->at).p[0] != '|')
		return false;
	cell = doc_slice(m->dst, first_cell(m, b));
	if (cell.n < 6 || !is_identifier(cell))
		return false;
	return str_find(doc_slice(m->src, m->src->blocks[pair_of(m, b)].at), cell, 0) > 0;
}

bool
translate_option(struct mutant *m)
{
	uint32_t b = pick_block(m, is_option_row);

	return b != NO_BLOCK && change_word(m, b, first_cell(m, b), S("zzyzx"));
}

/* --- whole paragraphs ------------------------------------------------------------------------- */

static bool
is_long_prose(const struct mutant *m, uint32_t b)
{
	struct str en;
	ptrdiff_t from, to;
	int small = 0;

	if (block(m, b)->kind != BLOCK_PARAGRAPH || pair_of(m, b) == NO_BLOCK ||
	    block(m, b)->nfact || block(m, b)->parent != NO_BLOCK ||
	    !block_lines(m->dst, b, &from, &to))
		return false;
	en = doc_slice(m->src, m->src->blocks[pair_of(m, b)].at);
	for (ptrdiff_t at = 0; (at = str_find(en, S(" the "), at)) >= 0; at++)
		small++;
	for (ptrdiff_t at = 0; (at = str_find(en, S(" of "), at)) >= 0; at++)
		small++;
	return en.n > 60 && small >= 3 && str_find_char(en, '[', 0) < 0;
}

bool
untranslate_paragraph(struct mutant *m)
{
	uint32_t b = pick_block(m, is_long_prose), pair;

	if (b == NO_BLOCK)
		return false;
	pair = pair_of(m, b);
	mutant_replace(m, block(m, b)->at.off, block(m, b)->at.off + block(m, b)->at.len,
		       doc_slice(m->src, m->src->blocks[pair].at));
	mutant_show_block(m, pair);
	return true;
}

/* --- characters ---------------------------------------------------------------------------------
 */

/* A letter of two bytes in UTF-8, Latin: what is misread most. */
static ptrdiff_t
latin_in(struct str s)
{
	for (ptrdiff_t i = 0; i + 1 < s.n; i++)
		if ((unsigned char)s.p[i] == 0xc3 && (unsigned char)s.p[i + 1] >= 0xa0 &&
		    (unsigned char)s.p[i + 1] <= 0xbf && (unsigned char)s.p[i + 1] != 0xb7)
			return i;
	return -1;
}

static bool
has_latin(const struct mutant *m, uint32_t b)
{
	return is_text(m, b) && !block(m, b)->nfact &&
	       latin_in(doc_slice(m->dst, block(m, b)->at)) >= 0;
}

/* UTF-8 read as Windows-1252: `ü` became `Ã¼`. */
bool
misread_letter(struct mutant *m)
{
	uint32_t b = pick_block(m, has_latin);
	unsigned second;
	ptrdiff_t at;

	if (b == NO_BLOCK)
		return false;
	at = block(m, b)->at.off;
	at += latin_in(doc_slice(m->dst, block(m, b)->at));
	second = (unsigned char)m->dst->text.p[at + 1];
	mutant_replace(m, at, at + 2, str_fmt(m->a, "\xc3\x83\xc2%c", (int)second));
	return true;
}

static bool
is_prose(const struct mutant *m, uint32_t b)
{
	return is_text(m, b) && block(m, b)->kind == BLOCK_PARAGRAPH && !block(m, b)->nfact &&
	       block(m, b)->text_len > 20;
}

/* Start of the character in the middle of block b. */
static ptrdiff_t
middle_of(const struct mutant *m, uint32_t b)
{
	ptrdiff_t at = block(m, b)->at.off + block(m, b)->at.len / 2;

	while (((unsigned char)m->dst->text.p[at] & 0xc0) == 0x80 ||
	       is_word_byte(m->dst->text.p[at])) /* names are not broken by it */
		at--;
	return at;
}

/* Bytes that do not belong there, in the middle of a paragraph. */
static bool
spoil_prose(struct mutant *m, struct str bytes)
{
	uint32_t b = pick_block(m, is_prose);
	ptrdiff_t at;

	if (b == NO_BLOCK)
		return false;
	at = middle_of(m, b);
	mutant_replace(m, at, at, bytes);
	return true;
}

bool
lose_character(struct mutant *m)
{
	return spoil_prose(m, S("\xef\xbf\xbd"));
}

static bool
is_span(const struct mutant *m, const struct fact *f)
{
	return f->kind == FACT_CODE && f->at.len > 4 && f->block != NO_BLOCK && fact_pair(m, f) &&
	       !((unsigned char)m->dst->text.p[f->at.off + 2] & 0x80);
}

/* A zero width space in code: whoever copies it gets an error nobody can see. */
bool
hide_in_code(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_span);

	if (!f)
		return false;
	mutant_replace(m, f->at.off + 2, f->at.off + 2, S("\xe2\x80\x8b"));
	mutant_at_block(m, f->block);
	return true;
}

/* An invalid byte: the page cannot be read at all. */
bool
invalid_byte(struct mutant *m)
{
	return spoil_prose(m, S("\xff"));
}

bool
nul_byte(struct mutant *m)
{
	return spoil_prose(m, (struct str){ "\0", 1 });
}

/* --- comments ------------------------------------------------------------------------------------
 */

/* A comment that suppresses what is not there. */
bool
useless_comment(struct mutant *m)
{
	struct str s = m->dst->text;

	mutant_replace(m, s.n, s.n,
		       str_ends(s, S("\n")) ? S("\n<!-- loclint-disable-line table-shape -->\n")
					    : S("\n\n<!-- loclint-disable-line table-shape -->\n"));
	m->at.to = m->at.from + 2;
	return true;
}
