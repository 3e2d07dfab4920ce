/* literal-translated: the first cell of a table row names an option, a field, a value, and what it
 * names is code although it is not marked as such.
 *
 * A plain word is taken for a literal only where the English page shows it in code: `-Word`,
 * `"word"`; one with an inner capital, a point or an underscore is one by its shape. */
#include "base/map.h"
#include "check/prose.h"
#include "check/search.h"
#include "check/words.h"

enum { NAME_MIN = 2, NAME_MAX = 64 };

/* The words that the code of the English page uses as names. */
struct evidence {
	struct map names; /* value 1 */
	bool made;
};

/* Adds the word that stands behind a quote or a hyphen at s.p[at]. */
static void
add_name(struct evidence *e, struct str s, ptrdiff_t at)
{
	ptrdiff_t end = at + 1;

	while (end < s.n && end - at <= NAME_MAX && is_ascii_word(s.p[end]))
		end++;
	if (s.p[at] == '"' && (end + 1 >= s.n || s.p[end] != '"' || s.p[end + 1] != ':'))
		return;
	if (s.p[at] == '-' && at > 0 && is_ascii_word(s.p[at - 1]))
		return;
	if (end - at > NAME_MIN)
		*map_at(&e->names, str_slice(s, at + 1, end)) = 1;
}

static void
add_names(struct evidence *e, struct str code)
{
	for (ptrdiff_t i = 0; i < code.n; i++) {
		if (code.p[i] == '-' || code.p[i] == '"')
			add_name(e, code, i);
	}
}

static bool
is_named_in_code(const struct view *v, struct evidence *e, struct str word)
{
	if (!e->made) {
		e->made = true;
		e->names.a = v->work;
		for (ptrdiff_t i = 0; i < v->src->nblocks; i++) {
			if (v->src->blocks[i].kind == BLOCK_CODE)
				add_names(e, doc_slice(v->src, v->src->blocks[i].at));
		}
		for (ptrdiff_t i = 0; i < v->src->nfacts; i++) {
			if (v->src->facts[i].kind == FACT_CODE)
				add_names(e, v->src->facts[i].value);
		}
	}
	return map_get(&e->names, word) >= 0;
}

/* An inner capital behind a small letter, an underscore or a point between letters. */
static bool
looks_like_code(struct str word)
{
	for (ptrdiff_t i = 1; i + 1 < word.n; i++) {
		char before = word.p[i - 1];

		if (word.p[i] == '_' || (word.p[i] == '.' && word.p[i + 1] >= 'A'))
			return true;
		if (is_capital(word.p[i]) && is_small(before))
			return true;
	}
	return false;
}

/* Whatever the case: identifier-case says what there is to say about that. */
static bool
has_word(struct str cell, struct str word)
{
	ptrdiff_t end;

	return str_find(cell, word, 0) >= 0 || find_loose(cell, word, 0, &end) >= 0;
}

static struct span
without_emphasis(const struct doc *d, struct span at)
{
	struct str s = doc_slice(d, at);

	while (at.len > 0 && (s.p[at.len - 1] == '*' || s.p[at.len - 1] == '_'))
		at.len--;
	while (at.len > 0 && (s.p[0] == '*' || s.p[0] == '_')) {
		s.p++;
		at.off++;
		at.len--;
	}
	return at;
}

static void
compare_row(const struct view *v, struct evidence *e, uint32_t row)
{
	const struct block *dst = &v->dst->blocks[v->align->dst_of[row]];
	bool gfm_cells = v->site->profile->grammar.gfm_cells;
	struct span from =
		prose_literal(v->src, prose_cell(v->src, v->src->blocks[row].at, 0, gfm_cells));
	struct str word = doc_slice(v->src, from), found;
	struct span cell;

	if (!from.len)
		return;
	cell = without_emphasis(v->dst, prose_cell(v->dst, dst->at, 0, gfm_cells));
	found = doc_slice(v->dst, cell);
	if (!cell.len || has_word(found, word) ||
	    (!looks_like_code(word) && !is_named_in_code(v, e, word)) ||
	    (v->human && words_renamed(found, word, doc_slice(v->src, v->src->blocks[row].at))))
		return;
	sink_emit(v, &(struct draft){ .message = MSG_LITERAL_TRANSLATED,
				      .at = cell,
				      .has_source = true,
				      .source = from,
				      .key = word,
				      .args = { { "have", found }, { "expected", word } } });
}

static bool
is_header(const struct doc *d, uint32_t row)
{
	return d->blocks[row].parent + 1 == row;
}

void
pass_literals(const struct view *v)
{
	struct evidence e = { 0 };

	if (!view_proves(v))
		return;
	for (ptrdiff_t i = 0; i < v->src->nblocks; i++) {
		const struct block *b = &v->src->blocks[i];
		uint32_t to = v->align->dst_of[i];

		if (b->kind == BLOCK_ROW && !is_header(v->src, (uint32_t)i) && to != NO_BLOCK &&
		    v->dst->blocks[to].kind == BLOCK_ROW)
			compare_row(v, &e, (uint32_t)i);
	}
}
