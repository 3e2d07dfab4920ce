/* identifier-lost and identifier-case: names from code that stand in English prose.
 *
 * Machine translation cuts names in pieces, translates their parts, or spells them in another
 * script: there one is lost when it is not in the counterpart of its block.  People leave a name
 * out that is said twice: on their pages it must be nowhere.  They also translate invented names as
 * a whole: `carrito_de_compras` for `shopping_cart`. */
#include "check/prose.h"
#include "check/search.h"
#include "check/words.h"
#include "site/locale.h"

enum {
	REPEATS = 32,     /* words back in the block that are looked at */
	BRAND_USES = 3,   /* how often a product's name is said */
	OCCURRENCES = 32, /* of a word in one stretch that are looked at */
	WORD_COST = 8,    /* of looking at a word, in bytes */
	RECASED_MAX = 256,
	AROUND = 100,   /* bytes of the line before a word */
	LOCALE_MAX = 11 /* bytes of a language tag in a file's name */
};

/* --- another case ------------------------------------------------------------------ */

/* The word around s[from, to): letters, digits and underscores. */
static bool
is_whole(struct str s, ptrdiff_t from, ptrdiff_t to)
{
	return (from == 0 || !is_ascii_word(s.p[from - 1])) &&
	       (to >= s.n || !is_ascii_word(s.p[to]));
}

/* "Project.json" at the start of a sentence. */
static bool
is_sentence_start(struct str word, struct str found)
{
	return str_find_char(word, '.', 0) >= 0 &&
	       str_eq(str_slice(word, 1, word.n), str_slice(found, 1, found.n));
}

/* Such capitals are on the English page as well: English is not of one mind. */
static bool
is_in_source(const struct search *s, struct str source, struct str found)
{
	const struct lexicon *l = s->lexicon;

	if (str_find(source, found, 0) >= 0)
		return true;
	for (ptrdiff_t i = 0; i < l->n; i++) {
		if (l->v[i].kind == WORD_IDENTIFIER && str_eq(l->v[i].text, found))
			return true;
	}
	return false;
}

/* `nuGet`, once on a page that says NuGet otherwise: a slip of English. */
static bool
is_slip(const struct lexicon *l, const struct word *w)
{
	ptrdiff_t same = 0, other = 0;

	for (ptrdiff_t i = 0; i < l->n; i++) {
		const struct word *one = &l->v[i];

		if (one->kind != WORD_IDENTIFIER || !str_eq_nocase(one->text, w->text))
			continue;
		if (str_eq(one->text, w->text))
			same++;
		else
			other++;
	}
	return other > same;
}

/* `NuGet.exe` for `nuget.exe`, where the English page has the word NuGet: each part of a name with
 * points that differs is written so there. */
static bool
is_made_of_words(const struct search *s, struct str word, struct str found)
{
	struct str page = s->v->src->text, part, rest = found;
	ptrdiff_t from = 0;

	if (str_find_char(found, '.', 0) < 0)
		return false;
	for (; str_cut(&rest, '.', &part); from += part.n + 1) {
		ptrdiff_t i = str_find(page, part, 0);

		if (str_eq(part, str_slice(word, from, from + part.n)))
			continue;
		while (i >= 0 && !is_whole(page, i, i + part.n))
			i = str_find(page, part, i + 1);
		if (i < 0 || part.n == 0 || !is_capital(part.p[0]))
			return false;
	}
	return true;
}

static struct str
source_text(const struct view *v, const struct word *w)
{
	return doc_slice(v->src, w->block == NO_BLOCK ? v->src->front.fields[w->field].value_at
						      : v->src->blocks[w->block].at);
}

/* The first occurrence of an identifier in another case within a stretch of prose. */
static ptrdiff_t
recased_in(const struct search *s, const struct word *w, struct str text, ptrdiff_t from)
{
	struct str source = source_text(s->v, w);
	ptrdiff_t i, end, found_n = 0;

	for (i = find_loose(text, w->text, from, &end); i >= 0 && found_n < OCCURRENCES;
	     i = find_loose(text, w->text, i + 1, &end), found_n++) {
		struct str found = str_slice(text, i, end);

		if (found.n == w->text.n && !str_eq(found, w->text) && is_whole(text, i, end) &&
		    !is_sentence_start(w->text, found) && !is_in_source(s, source, found) &&
		    !is_slip(s->lexicon, w) && !is_made_of_words(s, w->text, found))
			return i;
	}
	return -1;
}

static bool
find_recased(const struct search *s, const struct word *w, struct span *at)
{
	struct prose p = prose_of(s->v->dst, s->at);
	struct span stretch;

	while (prose_next(&p, &stretch)) {
		ptrdiff_t end = stretch.off + stretch.len;
		ptrdiff_t i = recased_in(s, w, str_slice(p.text, 0, end), stretch.off);

		if (i < 0)
			continue;
		*at = (struct span){ s->at.off + (uint32_t)i, (uint32_t)w->text.n };
		return true;
	}
	return false;
}

/* Said once per page and spelling, at its first place: a page that writes `nuget` does so
 * throughout. */
struct recased {
	const struct word *word;
	struct span at;
	ptrdiff_t places;
};
struct recasings VEC(struct recased);

static void
add_recased(const struct view *v, struct recasings *r, const struct word *w, struct span at)
{
	struct str have = doc_slice(v->dst, at);

	for (ptrdiff_t i = 0; i < r->n; i++) {
		if (str_eq(r->v[i].word->text, w->text) &&
		    str_eq(doc_slice(v->dst, r->v[i].at), have)) {
			r->v[i].places++;
			return;
		}
	}
	if (r->n < RECASED_MAX)
		*vec_push(v->work, r) = (struct recased){ w, at, 1 };
}

static void
say_recased(const struct view *v, const struct recased *r)
{
	sink_emit(v, &(struct draft){
			     .message = MSG_IDENTIFIER_CASE,
			     .at = r->at,
			     .has_source = true,
			     .source = r->word->at,
			     .key = r->word->text,
			     .args = { { "text", r->word->text },
				       { "have", doc_slice(v->dst, r->at) },
				       { "count", str_fmt(v->work, "%td", r->places) } },
		     });
}

/* --- lost ----------------------------------------------------------------------------- */

/* The spelling was corrected: a word that differs in a letter or two is on the English page and in
 * the counterpart. */
static bool
is_typo(struct search *s, const struct word *w)
{
	const struct lexicon *l = s->lexicon;

	for (ptrdiff_t i = 0; i < l->n; i++) {
		const struct word *other = &l->v[i];

		if (other->kind != WORD_IDENTIFIER || other->text.n < w->text.n - 2 ||
		    other->text.n > w->text.n + 2 || str_eq(other->text, w->text))
			continue;
		if (str_nearest(w->text, &other->text, 1).n &&
		    (!search_pay(s, s->text.n) || str_find(s->text, other->text, 0) >= 0))
			return true;
	}
	return false;
}

/* "PackageReferences" is there when PackageReference is, "eVars" when eVar is. */
static struct str
stem_of(struct str word)
{
	bool plural = word.p[word.n - 1] == 's' && (word.n > 4 || is_capital(word.p[word.n - 2]));

	return plural ? str_slice(word, 0, word.n - 1) : word;
}

/* A name that is all there is in the first cell of a row is pass_literals'. */
static bool
is_row_name(const struct view *v, const struct word *w)
{
	struct span cell;

	if (w->block == NO_BLOCK || v->src->blocks[w->block].kind != BLOCK_ROW)
		return false;
	cell = prose_literal(v->src, prose_cell(v->src, v->src->blocks[w->block].at, 0,
						v->site->profile->grammar.gfm_cells));
	return cell.len > 0 && cell.off <= w->at.off && w->at.off < cell.off + cell.len &&
	       v->src->blocks[w->block].parent + 1 != w->block;
}

static void
say_lost(struct search *s, const struct word *w)
{
	struct spot spot = search_place(s, w);

	sink_emit(s->v, &(struct draft){ .message = spot.insert_after ? MSG_IDENTIFIER_LOST_AFTER
								      : MSG_IDENTIFIER_LOST,
					 .at = spot.at,
					 .insert_after = spot.insert_after,
					 .has_source = true,
					 .source = w->at,
					 .key = w->text,
					 .args = { { "text", w->text } } });
}

/* People translate names of things that are spelled as code is (TracerProvider, LogRecord); what
 * has a small first letter, a point, an underscore or digits is code. */
static bool
is_translated(struct str word)
{
	static const struct str systems[] = { { "macOS", 5 }, { "iPadOS", 6 }, { "watchOS", 7 } };

	for (ptrdiff_t i = 0; i < countof(systems); i++) {
		if (str_eq(word, systems[i]))
			return true;
	}
	if (!is_capital(word.p[0]))
		return false;
	for (ptrdiff_t i = 0; i < word.n; i++) {
		if (word.p[i] == '_' || word.p[i] == '.' || is_digit(word.p[i]))
			return false;
	}
	return true;
}

/* The same word stood in this block just before. */
static bool
is_repeated(const struct lexicon *l, const struct word *w)
{
	for (int k = 1; k <= REPEATS && w - l->v >= k && w[-k].block == w->block; k++) {
		if (w[-k].kind == w->kind && w[-k].field == w->field && str_eq(w[-k].text, w->text))
			return true;
	}
	return false;
}

/* The name of a product, which sentences may go without: capitals, and said often. */
static bool
is_brand(const struct lexicon *l, const struct word *w)
{
	ptrdiff_t n = 0;

	if (!is_translated(w->text))
		return false;
	for (ptrdiff_t i = 0; i < l->n && n < BRAND_USES; i++)
		n += l->v[i].kind == WORD_IDENTIFIER && str_eq(l->v[i].text, w->text);
	return n == BRAND_USES;
}

/* A block beside the counterpart that English does not have may be the other half of it. */
static bool
is_in_other_half(const struct search *s, const struct word *w)
{
	const struct view *v = s->v;
	uint32_t to = w->block == NO_BLOCK ? NO_BLOCK : v->align->dst_of[w->block];
	const uint32_t beside[] = { to - 2, to - 1, to + 1, to + 2 };

	for (ptrdiff_t i = 0; i < countof(beside) && to != NO_BLOCK; i++) {
		if ((ptrdiff_t)beside[i] < v->dst->nblocks &&
		    v->align->src_of[beside[i]] == NO_BLOCK &&
		    str_find(doc_slice(v->dst, v->dst->blocks[beside[i]].at), w->text, 0) >= 0)
			return true;
	}
	return false;
}

/* "VS2017" spelled out: the year is there. */
static bool
is_spelled_out(const struct search *s, struct str word)
{
	ptrdiff_t year = word.n - 4;

	return word_is_code(word) && year <= 3 && word.p[year] >= '1' && word.p[year] <= '2' &&
	       word.p[year - 1] > '9' && str_find(s->text, str_slice(word, year, word.n), 0) >= 0;
}

/* "README.de.md" for "README.md". */
static bool
is_localized_file(const struct search *s, struct str word)
{
	ptrdiff_t dot = str_rfind_char(word, '.');
	struct str stem, ending;

	if (dot <= 0)
		return false;
	stem = str_slice(word, 0, dot);
	ending = str_slice(word, dot, word.n);
	for (ptrdiff_t i = str_find(s->text, stem, 0); i >= 0; i = str_find(s->text, stem, i + 1)) {
		ptrdiff_t from = i + stem.n + 1;
		struct str near = str_slice(s->text, from, from + LOCALE_MAX + ending.n);
		ptrdiff_t to = str_find(near, ending, 0);

		if (to > 0 && locale_valid(str_slice(near, 0, to)))
			return true;
	}
	return false;
}

/* `<instance_name>`: what readers put there is described in their language.  `<AddReference>` is a
 * tag. */
static bool
is_placeholder(struct str before, struct str word, struct str after)
{
	for (ptrdiff_t i = 0; i < word.n; i++)
		if (is_capital(word.p[i]))
			return false;
	return str_find_char(word, '_', 0) > 0 &&
	       (str_ends(before, S("<")) || str_ends(before, S("&lt;"))) &&
	       (str_starts(after, S(">")) || str_starts(after, S("&gt;")) ||
		str_starts(after, S("\\>")));
}

/* `![Quay_1.png](quay-1.png)`: the name of a picture's file in place of what it shows. */
static bool
is_picture_name(struct str before, struct str word, struct str after)
{
	static const char *const endings[] = { ".png", ".gif", ".jpg", ".jpeg", ".svg" };
	ptrdiff_t open = str_rfind_char(before, '[');
	bool picture = false;

	for (int i = 0; i < countof(endings) && !picture; i++) {
		struct str ending = str_c(endings[i]);

		picture = str_eq_nocase(str_slice(word, word.n - ending.n, word.n), ending);
	}
	return picture && str_starts(after, S("](")) && open > 0 && before.p[open - 1] == '!' &&
	       str_find_char(before, ']', open) < 0;
}

/* Is it no name of code, by what stands around it in English? */
static bool
is_for_readers(const struct view *v, const struct word *w)
{
	struct str text = v->src->text;
	ptrdiff_t from = w->at.off, to = from + w->at.len;
	struct str before = str_slice(text, from - AROUND, from);
	struct str after = str_slice(text, to, to + AROUND);

	return is_placeholder(before, w->text, after) || is_picture_name(before, w->text, after);
}

/* Is it missing, although it is not in the counterpart for sure? */
static bool
is_lost(struct search *s, const struct word *w)
{
	struct str stem = stem_of(w->text);
	bool human = s->v->human;
	ptrdiff_t end;

	if (find_loose(s->text, stem, 0, &end) >= 0 || (human && is_translated(w->text)) ||
	    is_spelled_out(s, w->text) || is_localized_file(s, w->text) ||
	    (human && words_renamed(s->text, w->text, source_text(s->v, w))))
		return false;
	if (!search_page(s, stem))
		return true;
	return !human && s->text.n && !is_brand(s->lexicon, w) && !is_in_other_half(s, w);
}

/* Bytes that are looked at for a word that is not where it should be. */
static ptrdiff_t
cost_of(const struct search *s, const struct word *w)
{
	return s->text.n + source_text(s->v, w).n + s->v->src->text.n + s->lexicon->n * WORD_COST;
}

static void
compare(struct search *s, const struct word *w, struct recasings *recased)
{
	const struct view *v = s->v;
	struct span at;

	if (is_repeated(s->lexicon, w) || !search_pay(s, cost_of(s, w)))
		return;
	if (find_recased(s, w, &at)) {
		add_recased(v, recased, w, at);
		return;
	}
	if (!view_proves(v) || is_for_readers(v, w) || !is_lost(s, w) || is_typo(s, w) ||
	    is_row_name(v, w) || search_covered(s, w))
		return;
	say_lost(s, w);
}

void
identifiers_compare(const struct view *v, const struct lexicon *l)
{
	struct search s = search_new(v, l);
	struct recasings recased = { 0 };

	if (!l->has[WORD_IDENTIFIER])
		return;
	for (ptrdiff_t i = 0; i < l->n; i++) {
		const struct word *w = &l->v[i];

		if (w->kind != WORD_IDENTIFIER)
			continue;
		search_text(&s, w);
		if (!search_here(&s, w->text))
			compare(&s, w, &recased);
	}
	for (ptrdiff_t i = 0; i < recased.n; i++)
		say_recased(v, &recased.v[i]);
	search_end(&s, RULE_IDENTIFIER_LOST);
}
