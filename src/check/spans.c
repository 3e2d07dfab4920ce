/* code-span-glued and code-span-missing.
 *
 * Two spans without anything between them are one: `a``b` holds two backticks in its middle.
 * Spans are compared as a multiset over the page, so that reordered sentences do no harm.  A span
 * that only the translation has is never reported: machine translation marks words such as Source.
 */
#include "base/map.h"
#include "base/utf8.h"
#include "check/search.h"

enum { CHAIN_LIMIT = 64, SHORT = 4 };

static const struct str glue = { "``", 2 };

/* A code span of the translation. */
struct piece {
	ptrdiff_t next; /* another one with the same content, or -1 */
	uint32_t block;
	bool used;
};

struct pieces {
	struct map by_text; /* content, blanks folded -> first piece */
	struct VEC(struct piece) v;
};

static ptrdiff_t
next_span(const struct doc *d, ptrdiff_t i)
{
	while (i < d->nfacts && d->facts[i].kind != FACT_CODE)
		i++;
	return i;
}

/* Most translations keep every span where it is. */
static bool
all_equal(const struct doc *a, const struct doc *b)
{
	ptrdiff_t i = next_span(a, 0), k = next_span(b, 0);

	while (i < a->nfacts && k < b->nfacts && str_eq(a->facts[i].value, b->facts[k].value)) {
		i = next_span(a, i + 1);
		k = next_span(b, k + 1);
	}
	return i >= a->nfacts && k >= b->nfacts;
}

static bool
is_ascii(struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	}
	return true;
}

/* Without blanks at the ends, with single ones inside (what a line break leaves), and without
 * invisible characters: pass_characters tells of those. */
static struct str
folded(struct arena *a, struct str s)
{
	char *p;
	ptrdiff_t n = 0;

	s = str_trim(s);
	if (str_find(s, S("  "), 0) < 0 && str_find_char(s, '\n', 0) < 0 && is_ascii(s))
		return s;
	p = NEW(a, char, s.n);
	for (ptrdiff_t i = 0; i < s.n;) {
		ptrdiff_t start = i;
		uint32_t cp = utf8_next(s, &i);

		if (character_is_invisible(cp))
			continue;
		if (cp == ' ' || cp == '\n' || cp == '\r') {
			if (n > 0 && p[n - 1] != ' ')
				p[n++] = ' ';
			continue;
		}
		while (start < i)
			p[n++] = s.p[start++];
	}
	return (struct str){ p, n };
}

static void
add(const struct view *v, struct pieces *p, struct str text, uint32_t fact)
{
	ptrdiff_t *first = map_at(&p->by_text, folded(v->work, text));

	*vec_push(v->work, &p->v) = (struct piece){ *first, v->dst->facts[fact].block, false };
	*first = p->v.n - 1;
}

/* --- glued -------------------------------------------------------------------------- */

/* Are all parts of a glued span spans of the English page?  Counts them. */
static int
known_parts(const struct map *source, struct str value)
{
	int parts = 0;

	while (value.n > 0) {
		ptrdiff_t at = str_find(value, glue, 0);
		struct str part = str_slice(value, 0, at < 0 ? value.n : at);

		if (map_get(source, str_trim(part)) < 0)
			return 0;
		parts++;
		value = at < 0 ? S("") : str_slice(value, at + glue.n, value.n);
	}
	return parts;
}

/* "`a``b`" -> "`a` `b`" */
static struct str
apart(struct arena *a, struct str written)
{
	struct buf out = { .a = a };
	ptrdiff_t from = 0, at;

	while ((at = str_find(written, glue, from)) >= 0) {
		buf_str(&out, str_slice(written, from, at));
		buf_str(&out, S("` `"));
		from = at + glue.n;
	}
	buf_str(&out, str_slice(written, from, written.n));
	return buf_take(&out);
}

/* The English span that the glued one begins with, of the counterpart block if there is one. */
static struct span
source_span(struct search *s, const struct fact *f)
{
	const struct view *v = s->v;
	struct str first = str_trim(str_slice(f->value, 0, str_find(f->value, glue, 0)));
	uint32_t block = f->block == NO_BLOCK ? NO_BLOCK : v->align->src_of[f->block];
	struct span at = { 0, 0 };

	if (!search_pay(s, v->src->nfacts * (ptrdiff_t)sizeof *f))
		return at;
	for (ptrdiff_t i = next_span(v->src, 0); i < v->src->nfacts; i = next_span(v->src, i + 1)) {
		const struct fact *g = &v->src->facts[i];

		if (!str_eq(str_trim(g->value), first))
			continue;
		if (g->block == block)
			return g->at;
		at = at.len ? at : g->at;
	}
	return at;
}

static void
say_glued(struct search *s, const struct fact *f)
{
	const struct view *v = s->v;
	struct str written;

	doc_locate(v->dst);
	doc_locate(v->src);
	written = doc_slice(v->dst, f->at);
	sink_emit(
		v,
		&(struct draft){
			.message = MSG_CODE_SPAN_GLUED,
			.at = f->at,
			.has_source = true,
			.source = source_span(s, f),
			.key = f->value,
			.args = { { "have", f->value } },
			.edits = { { f->at.off, f->at.off + f->at.len, apart(v->work, written) } },
			.nedits = str_starts(written, S("`")) && str_find(written, glue, 0) > 0,
		});
}

/* The contents of all spans of the English page, with value 1. */
static struct map
source_spans(const struct view *v)
{
	struct map m = { .a = v->work };

	for (ptrdiff_t i = next_span(v->src, 0); i < v->src->nfacts; i = next_span(v->src, i + 1))
		*map_at(&m, str_trim(v->src->facts[i].value)) = 1;
	return m;
}

static void
add_parts(const struct view *v, struct pieces *p, uint32_t fact)
{
	struct str rest = v->dst->facts[fact].value;

	while (rest.n > 0) {
		ptrdiff_t at = str_find(rest, glue, 0);

		add(v, p, str_slice(rest, 0, at < 0 ? rest.n : at), fact);
		rest = at < 0 ? S("") : str_slice(rest, at + glue.n, rest.n);
	}
}

/* Takes the spans of the translation; glued ones are said, and taken apart. */
static void
collect(struct search *s, struct pieces *p)
{
	const struct view *v = s->v;
	struct map source = { 0 };

	p->by_text.a = v->work;
	for (ptrdiff_t i = next_span(v->dst, 0); i < v->dst->nfacts; i = next_span(v->dst, i + 1)) {
		struct str value = v->dst->facts[i].value;
		bool glued = str_find(value, glue, 0) > 0;

		if (glued && !source.n)
			source = source_spans(v);
		if (!glued || map_get(&source, str_trim(value)) >= 0 ||
		    known_parts(&source, value) < 2) {
			add(v, p, value, (uint32_t)i);
			continue;
		}
		say_glued(s, &v->dst->facts[i]);
		add_parts(v, p, (uint32_t)i);
	}
}

/* --- missing -------------------------------------------------------------------------- */

/* `Ctrl+C` is `Strg+C` on a German keyboard. */
static bool
is_keys(struct str s)
{
	static const char *const keys[] = { "ctrl",    "control", "shift",   "alt",    "cmd",
					    "command", "option",  "enter",   "esc",    "space",
					    "tab",     "delete",  "del",     "insert", "home",
					    "end",     "win",     "windows", "return", "up",
					    "down",    "left",    "right" };
	struct str key;

	if (str_find_char(s, '+', 0) <= 0 || !str_cut(&s, '+', &key))
		return false;
	for (ptrdiff_t i = 0; i < countof(keys); i++) {
		if (str_eq_nocase(str_trim(key), str_c(keys[i])))
			return true;
	}
	return false;
}

/* The English language in an address or path: translators write theirs. */
static bool
has_language(struct str s)
{
	return str_find(s, S("/en/"), 0) >= 0 || str_find(s, S("/en-us/"), 0) >= 0 ||
	       str_find(s, S("/en-US/"), 0) >= 0;
}

/* Placeholders and prose are for translation: `<name>`, `{value}`, `a few words`. */
static bool
is_translatable(struct str s)
{
	bool mark = false, blank = false;

	if (is_keys(s) || has_language(s))
		return true;

	for (ptrdiff_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '<' || c == '>' || c == '{' || c == '}' || (unsigned char)c >= 0x80)
			return true;
		blank |= c == ' ' || c == '\n';
		mark |= !is_letter(c) && c != ' ';
	}
	return blank && !mark;
}

static uint32_t
counterpart(const struct view *v, const struct fact *f)
{
	return f->block == NO_BLOCK ? NO_BLOCK : v->align->dst_of[f->block];
}

/* Takes a piece with this content: of block `block`, or of any when it is NO_BLOCK. */
static bool
take(struct pieces *p, struct str text, uint32_t block)
{
	ptrdiff_t *first = map_get(&p->by_text, text) < 0 ? NULL : map_at(&p->by_text, text);
	int steps = 0;

	for (ptrdiff_t *link = first; link && *link >= 0 && steps < CHAIN_LIMIT; steps++) {
		struct piece *one = &p->v.v[*link];

		if (!one->used && (block == NO_BLOCK || one->block == block)) {
			one->used = true;
			*link = one->next;
			return true;
		}
		link = &one->next;
	}
	return steps == CHAIN_LIMIT;
}

/* Does not look like a word of a language, or like the names of things that people translate
 * (TracerProvider)? */
static bool
is_code(struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (!is_letter(s.p[i]) && s.p[i] != ' ')
			return true;
	}
	return s.n > 0 && is_small(s.p[0]);
}

/* People mark other parts of a sentence as code, write `a/b` for `a` and `b`, and leave a name out
 * that is said twice: on their pages a span is missing when its words are nowhere. */
static bool
is_elsewhere(struct search *s, struct str text)
{
	struct str part;

	if (text.n < SHORT || !is_code(text))
		return true;
	while (str_cut(&text, ' ', &part)) {
		struct str stem = part.n > SHORT && part.p[part.n - 1] == 's'
					  ? str_slice(part, 0, part.n - 1)
					  : part;

		if (part.n >= SHORT && search_page(s, stem))
			return true;
	}
	return false;
}

/* A span of the counterpart that English does not have stands for the missing one. */
static bool
is_renamed(const struct pieces *p, uint32_t block)
{
	for (ptrdiff_t i = 0; i < p->v.n && block != NO_BLOCK; i++) {
		if (!p->v.v[i].used && p->v.v[i].block == block)
			return true;
	}
	return false;
}

/* The counterpart of a span's block, or where people may have put its text: the one before. */
static uint32_t
room_of(const struct view *v, const struct places *places, const struct fact *f)
{
	uint32_t block = place_block(v->src, f), to = counterpart(v, f);

	if (to == NO_BLOCK && block != NO_BLOCK && places->before[block] != NO_BLOCK)
		to = v->align->dst_of[places->before[block]];
	return to;
}

static bool
is_said_otherwise(struct search *s, const struct pieces *p, const struct places *places,
		  const struct fact *f)
{
	return s->v->human &&
	       (!search_pay(s, p->v.n * (ptrdiff_t)sizeof *p->v.v) ||
		is_renamed(p, room_of(s->v, places, f)) || is_elsewhere(s, f->value));
}

/* The code is there, but a backtick is not, or one of its characters was lost, or it was in the
 * text of a link that is empty: markup-literal, character-damage and link-text-empty tell. */
static bool
is_told(struct search *s, struct shown *shown, const struct fact *f)
{
	uint32_t block = place_block(s->v->src, f);
	struct word w = { .text = f->value, .block = block };

	if (block == NO_BLOCK || search_text(s, &w).n == 0)
		return false;
	doc_locate(s->v->src);
	if (!search_pay(s, s->text.n) || link_text_is_lost(s->v, block, f->at))
		return true;
	return str_find(s->text, S("\xef\xbf\xbd"), 0) >= 0 ||
	       (search_here(s, f->value) && markup_shows_tick(shown, s->v, block));
}

/* A span that is missing, with those behind it in a block that is missing as a whole: one damage.
 */
static void
say_missing(struct search *s, const struct places *p, const struct fact *f, ptrdiff_t more)
{
	const struct view *v = s->v;
	struct word w = { .text = f->value, .block = place_block(v->src, f) };
	enum message_id message = MSG_CODE_SPAN_MISSING;
	struct spot spot;

	doc_locate(v->src);
	w.at = f->at;
	spot = w.block == NO_BLOCK ? place_find(p, NO_BLOCK) : search_place(s, &w);
	if (spot.insert_after)
		message = more ? MSG_CODE_SPANS_MISSING_AFTER : MSG_CODE_SPAN_MISSING_AFTER;
	sink_emit(v, &(struct draft){
			     .message = message,
			     .at = spot.at,
			     .insert_after = spot.insert_after,
			     .has_source = true,
			     .source = f->at,
			     .key = f->value,
			     .args = { { "text", f->value },
				       { more ? "more" : NULL, str_fmt(v->work, "%td", more) } } });
}

struct lost {
	const struct fact *fact;
	uint32_t block;
};
struct losses VEC(struct lost);

static void
say_losses(struct search *s, const struct places *p, const struct losses *lost)
{
	for (ptrdiff_t i = 0, end; i < lost->n; i = end) {
		uint32_t block = lost->v[i].block;
		bool whole = block != NO_BLOCK && s->v->align->dst_of[block] == NO_BLOCK;

		for (end = i + 1; whole && end < lost->n && lost->v[end].block == block;)
			end++;
		say_missing(s, p, lost->v[i].fact, end - i - 1);
	}
}

/* A span that English itself has glued, "`a``b`", which the translation keeps apart. */
static bool
take_parts(const struct view *v, struct pieces *p, struct str value, uint32_t block)
{
	bool all = str_find(value, glue, 0) > 0;

	while (all && value.n > 0) {
		ptrdiff_t at = str_find(value, glue, 0);

		all = take(p, folded(v->work, str_slice(value, 0, at < 0 ? value.n : at)), block);
		value = at < 0 ? S("") : str_slice(value, at + glue.n, value.n);
	}
	return all;
}

static void
take_all(const struct view *v, struct pieces *p, bool *found)
{
	for (int anywhere = 0; anywhere < 2; anywhere++) {
		for (ptrdiff_t i = next_span(v->src, 0); i < v->src->nfacts;
		     i = next_span(v->src, i + 1)) {
			const struct fact *f = &v->src->facts[i];
			uint32_t block = anywhere ? NO_BLOCK : counterpart(v, f);

			if (!found[i] && (anywhere || block != NO_BLOCK))
				found[i] = take(p, folded(v->work, f->value), block) ||
					   take_parts(v, p, f->value, block);
		}
	}
}

static void
compare(const struct view *v)
{
	struct pieces p = { 0 };
	struct search s = search_new(v, NULL);
	struct places places;
	struct losses lost = { 0 };
	struct shown shown = { 0 };
	bool *found = NEW(v->work, bool, v->src->nfacts);

	collect(&s, &p);
	if (!view_proves(v))
		return;
	take_all(v, &p, found);
	places = places_of(v);
	for (ptrdiff_t i = next_span(v->src, 0); i < v->src->nfacts; i = next_span(v->src, i + 1)) {
		const struct fact *f = &v->src->facts[i];
		uint32_t block = place_block(v->src, f);

		if (!found[i] && !is_translatable(f->value) && !place_covered(&places, block) &&
		    !is_said_otherwise(&s, &p, &places, f) && !is_told(&s, &shown, f))
			*vec_push(v->work, &lost) = (struct lost){ f, block };
	}
	say_losses(&s, &places, &lost);
	search_end(&s, RULE_CODE_SPAN_MISSING);
}

void
pass_spans(const struct view *v)
{
	if (!all_equal(v->src, v->dst))
		compare(v);
}
