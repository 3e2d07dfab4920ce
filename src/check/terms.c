/* term-lost: words that a page, its platform or the project's glossary keep as they are, or want in
 * one form per language. */
#include "base/utf8.h"
#include "check/search.h"

enum { STEM_LETTERS = 5, ENDING_LETTERS = 2 };

static void
say(struct search *s, const struct word *w, enum message_id here, enum message_id after,
    struct str expected)
{
	struct spot spot = search_place(s, w);

	sink_emit(s->v,
		  &(struct draft){ .message = spot.insert_after ? after : here,
				   .at = spot.at,
				   .insert_after = spot.insert_after,
				   .has_source = true,
				   .source = w->at,
				   .key = w->text,
				   .args = { { "text", w->text }, { "expected", expected } } });
}

/* --- terms that stay as they are ---------------------------------------------------- */

static void
say_recased(struct search *s, const struct word *w, ptrdiff_t from, ptrdiff_t to)
{
	struct span at = { s->at.off + (uint32_t)from, (uint32_t)(to - from) };

	sink_emit(s->v, &(struct draft){ .message = MSG_TERM_CASE,
					 .at = at,
					 .has_source = true,
					 .source = w->at,
					 .key = w->text,
					 .args = { { "text", w->text },
						   { "have", doc_slice(s->v->dst, at) } } });
}

/* Is it there but for blanks, escapes and emphasis marks between its letters? */
static bool
same_letters(struct str found, struct str term)
{
	ptrdiff_t k = 0;

	for (ptrdiff_t i = 0; i < found.n && k < term.n; i++)
		k += found.p[i] == term.p[k];
	return k == term.n;
}

static void
compare_kept(struct search *s, const struct word *w)
{
	ptrdiff_t end, at;

	search_text(s, w);
	if (search_here(s, w->text))
		return;
	if (!search_pay(s, s->text.n))
		return;
	at = find_loose(s->text, w->text, 0, &end);
	if (at >= 0 && same_letters(str_slice(s->text, at, end), w->text))
		return;
	if (at >= 0)
		say_recased(s, w, at, end);
	else if (!(s->text.n == 0 && search_page(s, w->text)) && !search_covered(s, w))
		say(s, w, MSG_TERM_LOST, MSG_TERM_LOST_AFTER, w->text);
}

/* --- terms with a form ----------------------------------------------------------------- */

/* The end of `form` at s.p[at] whatever its case, or -1. */
static ptrdiff_t
match_nocase(struct str s, struct str form, ptrdiff_t at)
{
	for (ptrdiff_t k = 0; k < form.n;) {
		if (at >= s.n || utf8_lower(utf8_next(s, &at)) != utf8_lower(utf8_next(form, &k)))
			return -1;
	}
	return at;
}

static bool
has_nocase(struct str s, struct str form)
{
	for (ptrdiff_t i = 0; i < s.n; utf8_next(s, &i)) {
		if (match_nocase(s, form, i) >= 0)
			return true;
	}
	return false;
}

/* Endings change with case and number: "Arbeitsmappe" is there in "Arbeitsmappen". */
static struct str
stem_of(struct str word)
{
	ptrdiff_t n = word.n;

	if (utf8_count(word) < STEM_LETTERS)
		return word;
	for (int i = 0; i < ENDING_LETTERS; i++) {
		do
			n--;
		while (n > 0 && ((unsigned char)word.p[n] & 0xc0) == 0x80);
	}
	return str_slice(word, 0, n);
}

/* All words of the form, in any order. */
static bool
has_form(struct str s, struct str form)
{
	struct str word;

	while (str_cut(&form, ' ', &word)) {
		if (!has_nocase(s, stem_of(word)))
			return false;
	}
	return true;
}

/* Does it stay as it is in this language alone? */
static bool
is_kept_in(const struct term *t, struct str locale)
{
	ptrdiff_t n = 0, same = 0;

	for (ptrdiff_t i = 0; i < t->n; i++) {
		if (!str_eq(t->locales[i], locale))
			continue;
		n++;
		same += str_eq(t->forms[i], t->text);
	}
	return n == 1 && same == 1;
}

static void
compare_form(struct search *s, const struct word *w)
{
	const struct term *t = w->term;
	struct str locale = term_locale(t, s->v->page->locale), first = { 0 };

	if (locale.n == 0)
		return;
	if (is_kept_in(t, locale)) {
		if (str_eq(doc_slice(s->v->src, w->at), t->text))
			compare_kept(s, w);
		return;
	}
	if (search_text(s, w).n == 0)
		return;
	for (ptrdiff_t i = 0; i < t->n; i++) {
		if (!str_eq(t->locales[i], locale))
			continue;
		first = first.n ? first : t->forms[i];
		if (!search_pay(s, s->text.n) || has_form(s->text, t->forms[i]))
			return;
	}
	say(s, w, MSG_TERM_FORM, MSG_TERM_FORM, first);
}

/* --- the pass ---------------------------------------------------------------------------- */

/* The words alone: without marks for emphasis and characters that nobody sees around them. */
static struct str
words_of(struct str s)
{
	static const struct str around[] = { { "*", 1 }, { "\xe2\x80\x8b", 3 }, { "&#x200B;", 8 } };
	ptrdiff_t n;

	do {
		n = s.n;
		for (int i = 0; i < countof(around); i++) {
			if (str_starts(s, around[i]))
				s = str_slice(s, around[i].n, s.n);
			if (str_ends(s, around[i]))
				s = str_slice(s, 0, s.n - around[i].n);
		}
		s = str_trim(s);
	} while (s.n < n);
	return s;
}

/* [!DNL x] and the like. */
static void
compare_facts(struct search *s)
{
	const struct doc *src = s->v->src;

	for (ptrdiff_t i = 0; i < src->nfacts; i++) {
		const struct fact *f = &src->facts[i];
		struct str words = words_of(f->value);

		if (f->kind == FACT_NOTRANSLATE && f->block != NO_BLOCK && words.n > 0)
			compare_kept(s, &(struct word){ .kind = WORD_TERM,
							.text = words,
							.at = f->at,
							.block = f->block });
	}
}

void
terms_compare(const struct view *v, const struct lexicon *l)
{
	struct search s = search_new(v, l);

	if (!view_proves(v))
		return;
	compare_facts(&s);
	for (ptrdiff_t i = 0; l->has[WORD_TERM] && i < l->n; i++) {
		const struct word *w = &l->v[i];

		if (w->kind != WORD_TERM)
			continue;
		if (w->term->n > 0)
			compare_form(&s, w);
		else
			compare_kept(&s, w);
	}
	search_end(&s, RULE_TERM_LOST);
}
