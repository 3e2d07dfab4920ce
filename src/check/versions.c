/* version-comma: "version 16,9" where English says 16.9, in languages that write decimals so. */
#include "check/prose.h"
#include "check/search.h"
#include "site/locale.h"

enum { WORDS_MAX = 1024 }; /* of one block that are looked at */

/* The run of digits, points and commas around the comma at `at`. */
static struct span
run_around(struct str s, ptrdiff_t at)
{
	ptrdiff_t from = at, to = at + 1;

	while (from > 0 &&
	       (is_digit(s.p[from - 1]) || s.p[from - 1] == '.' || s.p[from - 1] == ','))
		from--;
	while (to < s.n && (is_digit(s.p[to]) || s.p[to] == '.' || s.p[to] == ','))
		to++;
	while (from < at && !is_digit(s.p[from]))
		from++;
	while (to > at && !is_digit(s.p[to - 1]))
		to--;
	return (struct span){ (uint32_t)from, (uint32_t)(to - from) };
}

/* Is `text` the version with one or more of its points turned into commas? */
static bool
is_version(struct str text, struct str version)
{
	if (text.n != version.n)
		return false;
	for (ptrdiff_t i = 0; i < text.n; i++) {
		if (text.p[i] != version.p[i] && (text.p[i] != ',' || version.p[i] != '.'))
			return false;
	}
	return true;
}

/* How often s has `word` with no digit around it. */
static ptrdiff_t
count(struct str s, struct str word)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = str_find(s, word, 0); i >= 0; i = str_find(s, word, i + 1))
		n += (i == 0 || !is_digit(s.p[i - 1])) &&
		     (i + word.n >= s.n || !is_digit(s.p[i + word.n]));
	return n;
}

/* The same in the prose of the counterpart: in targets versions keep their points anyway. */
static ptrdiff_t
count_prose(const struct search *s, struct str word)
{
	struct prose p = prose_of(s->v->dst, s->at);
	struct span stretch;
	ptrdiff_t n = 0;

	while (prose_next(&p, &stretch))
		n += count(str_slice(p.text, stretch.off, (ptrdiff_t)stretch.off + stretch.len),
			   word);
	return n;
}

/* The version of the block of l->v[first] that the run stands for, NULL when it is none. */
static const struct word *
version_of(struct search *s, ptrdiff_t first, struct str run)
{
	const struct lexicon *l = s->lexicon;
	const struct word *found = NULL;
	ptrdiff_t versions = 0, steps = 0;

	if (!search_pay(s, WORDS_MAX))
		return NULL;
	for (ptrdiff_t i = first; i < l->n && l->v[i].block == l->v[first].block &&
				  l->v[i].field == l->v[first].field && steps < WORDS_MAX;
	     i++, steps++) {
		if (l->v[i].kind != WORD_VERSION || !is_version(run, l->v[i].text))
			continue;
		found = found ? found : &l->v[i];
		versions++;
	}
	/* As many as English has are right: this one is a quantity. */
	return versions > 0 && search_pay(s, s->text.n) && count_prose(s, found->text) < versions
		       ? found
		       : NULL;
}

static void
say(struct search *s, const struct word *w, struct span run)
{
	struct span at = { s->at.off + run.off, run.len };

	sink_emit(s->v, &(struct draft){ .message = MSG_VERSION_COMMA,
					 .at = at,
					 .has_source = true,
					 .source = w->at,
					 .key = w->text,
					 .args = { { "have", doc_slice(s->v->dst, at) },
						   { "expected", w->text } },
					 .edits = { { at.off, at.off + at.len, w->text } },
					 .nedits = 1 });
}

/* All commas between digits in the counterpart of a block with versions. */
static void
compare(struct search *s, ptrdiff_t first)
{
	struct str text = search_text(s, &s->lexicon->v[first]);

	for (ptrdiff_t i = str_find_char(text, ',', 0); i >= 0;) {
		struct span run = { (uint32_t)i, 1 };
		const struct word *w;

		if (i > 0 && i + 1 < text.n && is_digit(text.p[i - 1]) && is_digit(text.p[i + 1])) {
			run = run_around(text, i);
			w = version_of(s, first, str_slice(text, run.off, run.off + run.len));
			if (w)
				say(s, w, run);
		}
		i = str_find_char(text, ',', run.off + run.len);
	}
}

void
versions_compare(const struct view *v, const struct lexicon *l)
{
	struct search s = search_new(v, l);

	if (!l->has[WORD_VERSION] || !locale_decimal_comma(v->page->locale))
		return;
	for (ptrdiff_t i = 0; i < l->n; i++) {
		const struct word *w = &l->v[i];

		if (w->kind != WORD_VERSION ||
		    (s.known && w->block == s.block && w->field == s.field))
			continue;
		compare(&s, i);
	}
	search_end(&s, RULE_VERSION_COMMA);
}
