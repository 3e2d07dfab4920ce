/* number-missing: numbers of four digits or more.  Smaller ones are written in words, dates and
 * decimals as the language wants them; those differ on every page. */
#include "base/utf8.h"
#include "check/search.h"

/* Bytes of the separator between groups of digits at s.p[at], 0: none. */
static ptrdiff_t
separator(struct str s, ptrdiff_t at)
{
	static const struct str known[] = {
		{ ",", 1 },
		{ ".", 1 },
		{ " ", 1 },
		{ "'", 1 },
		{ "\xc2\xa0", 2 },
		{ "\xd9\xac", 2 },
		{ "\xe2\x80\xaf", 3 }, /* U+00A0, U+066C, U+202F */
		{ "\xe2\x80\x89", 3 },
		{ "\xe2\x80\x99", 3 }, /* U+2009, U+2019 */
	};
	struct str rest = str_slice(s, at, s.n);

	for (ptrdiff_t i = 0; i < countof(known); i++) {
		if (str_starts(rest, known[i]))
			return known[i].n;
	}
	return 0;
}

static bool
match_number(struct str s, struct str digits, ptrdiff_t at)
{
	for (ptrdiff_t k = 0; k < digits.n; at++, k++) {
		ptrdiff_t gap = k > 0 && at < s.n && !is_digit(s.p[at]) ? separator(s, at) : 0;

		at += gap;
		if (at >= s.n || s.p[at] != digits.p[k])
			return false;
	}
	return at >= s.n || !is_digit(s.p[at]);
}

/* Does s hold the number, whatever separates its groups? */
static bool
has_number(struct str s, struct str digits)
{
	for (ptrdiff_t i = str_find_char(s, digits.p[0], 0); i >= 0;
	     i = str_find_char(s, digits.p[0], i + 1)) {
		if ((i == 0 || !is_digit(s.p[i - 1])) && match_number(s, digits, i))
			return true;
	}
	return false;
}

/* The number by itself: not in "v2" or "2.2". */
static bool
has_alone(struct str s, struct str digits)
{
	for (ptrdiff_t i = str_find(s, digits, 0); i >= 0; i = str_find(s, digits, i + 1)) {
		char before = (char)(i > 0 ? s.p[i - 1] : ' ');
		char behind = (char)(i + digits.n < s.n ? s.p[i + digits.n] : ' ');

		if (!is_alnum(before) && before != '.' && !is_digit(behind))
			return true;
	}
	return false;
}

/* "20,000" is "2 myriads" in Japanese, "30,000 ms" is "30 s": the number without its zeros. */
static bool
is_shortened(struct str s, struct str digits)
{
	struct str head = digits;

	if (!str_ends(digits, S("000")))
		return false;
	while (head.n > 1 && head.p[head.n - 1] == '0') {
		head.n--;
		if (has_alone(s, head))
			return true;
	}
	return false;
}

/* Digits or numerals of another script. */
static bool
has_other_numerals(struct str s)
{
	static const struct str myriads[] = {
		{ "\xe4\xb8\x87", 3 }, /* U+4E07 */
		{ "\xe8\x90\xac", 3 }, /* U+842C */
		{ "\xe5\x8d\x83", 3 }, /* U+5343 */
		{ "\xeb\xa7\x8c", 3 }, /* U+B9CC */
		{ "\xec\xb2\x9c", 3 }, /* U+CC9C */
	};

	for (ptrdiff_t i = 0; i < countof(myriads); i++) {
		if (str_find(s, myriads[i], 0) >= 0)
			return true;
	}
	for (ptrdiff_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);

		if (cp >= 0x80 && utf8_is_digit(cp))
			return true;
	}
	return false;
}

/* 2021 is 2564 in Thailand, the third year of Reiwa in Japan, the 110th of the republic in Taiwan.
 */
static bool
is_other_year(struct str s, struct str digits)
{
	static const struct str eras[] = {
		{ "\xe4\xbb\xa4\xe5\x92\x8c", 6 }, /* U+4EE4 U+548C */
		{ "\xe5\xb9\xb3\xe6\x88\x90", 6 }, /* U+5E73 U+6210 */
		{ "\xe6\x98\xad\xe5\x92\x8c", 6 }, /* U+662D U+548C */
		{ "\xe6\xb0\x91\xe5\x9c\x8b", 6 }, /* U+6C11 U+570B */
	};
	char buddhist[5] = { 0 };
	int year = 0;

	if (digits.n != 4 || (digits.p[0] != '1' && digits.p[0] != '2'))
		return false;
	for (ptrdiff_t i = 0; i < countof(eras); i++) {
		if (str_find(s, eras[i], 0) >= 0)
			return true;
	}
	for (ptrdiff_t i = 0; i < 4; i++)
		year = year * 10 + (digits.p[i] - '0');
	year += 543;
	for (ptrdiff_t i = 4; i-- > 0; year /= 10)
		buddhist[i] = (char)('0' + year % 10);
	return has_number(s, (struct str){ buddhist, 4 });
}

static void
compare(struct search *s, const struct word *w)
{
	struct str page = s->v->dst->text;
	struct spot spot;

	if (!search_pay(s, page.n) || has_number(page, w->text) || is_shortened(s->text, w->text) ||
	    has_other_numerals(s->text) || is_other_year(s->text, w->text) || search_covered(s, w))
		return;
	spot = search_place(s, w);
	sink_emit(s->v, &(struct draft){ .message = spot.insert_after ? MSG_NUMBER_MISSING_AFTER
								      : MSG_NUMBER_MISSING,
					 .at = spot.at,
					 .insert_after = spot.insert_after,
					 .has_source = true,
					 .source = w->at,
					 .key = w->text,
					 .args = { { "text", doc_slice(s->v->src, w->at) } } });
}

void
numbers_compare(const struct view *v, const struct lexicon *l)
{
	struct search s = search_new(v, l);

	if (!l->has[WORD_NUMBER] || !view_proves(v))
		return;
	for (ptrdiff_t i = 0; i < l->n; i++) {
		const struct word *w = &l->v[i];

		if (w->kind != WORD_NUMBER)
			continue;
		if (search_affords(&s, search_text(&s, w).n) && !has_number(s.text, w->text))
			compare(&s, w);
	}
	search_end(&s, RULE_NUMBER_MISSING);
}
