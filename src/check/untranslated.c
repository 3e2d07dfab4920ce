/* untranslated-paragraph: prose that is the source's, word for word.
 *
 * Equal paragraphs are mostly includes, log lines and names.  What is said has six words outside
 * code and links, three of them small words that no name is made of.  Neighbours are one finding.
 */
#include "base/map.h"
#include "check/check.h"
#include "check/inlines.h"
#include "check/place.h"
#include "doc/flat.h"
#include "site/locale.h"

enum { MIN_BYTES = 25, MIN_WORDS = 6, MIN_SMALL = 3 };

/* Frequent English words that are no names. */
static const char small_words[] =
	" a an the and or but if of to in on at by for from with as is are was were be been it its "
	"this"
	" that these those you your we our they their can will not no do does has have had when "
	"which"
	" who what how all any more than then there here into about only also ";

static bool
is_small_word(struct str word)
{
	char padded[10] = " ";
	ptrdiff_t n = 1;

	if (word.n > 6)
		return false;
	for (ptrdiff_t i = 0; i < word.n; i++)
		padded[n++] = (char)(word.p[i] | 0x20);
	padded[n++] = ' ';
	return str_find(str_c(small_words), (struct str){ padded, n }, 0) >= 0;
}

/* Has enough words of English, outside the spans in `skip` (in order). */
struct words {
	ptrdiff_t all, small;
};

/* The `}` of `{#id}`, `{target=_blank}`; at when it is not on this line. */
static ptrdiff_t
brace_end(struct str s, ptrdiff_t at)
{
	ptrdiff_t i = at;

	while (i < s.n && i - at < 100 && s.p[i] != '}' && s.p[i] != '\n')
		i++;
	return i < s.n && s.p[i] == '}' ? i : at;
}

/* The end of the span of v (in order) that offset i is in, or i; *k counts those that lie behind.
 */
static ptrdiff_t
span_end(const struct span *v, ptrdiff_t n, ptrdiff_t *k, ptrdiff_t i)
{
	while (*k < n && (ptrdiff_t)v[*k].off + v[*k].len <= i)
		++*k;
	return *k < n && (ptrdiff_t)v[*k].off <= i ? (ptrdiff_t)v[*k].off + v[*k].len : i;
}

static struct words
count_words(const struct inlines *in, ptrdiff_t from)
{
	struct str s = in->text;
	struct words w = { 0, 0 };
	ptrdiff_t hidden = 0, link = 0, i = from;

	while (i < s.n) {
		ptrdiff_t start = i, end = span_end(in->hidden.v, in->hidden.n, &hidden, i);

		if (end == i)
			end = span_end(in->links.v, in->links.n, &link, i);
		if (end == i && s.p[i] == '{') /* attributes */
			end = brace_end(s, i) + 1;
		if (end > i || !is_letter(s.p[i])) {
			i = end > i ? end : i + 1;
			continue;
		}
		while (i < s.n && is_letter(s.p[i]))
			i++;
		w.all++;
		w.small += is_small_word(str_slice(s, start, i));
	}
	return w;
}

/* "2021-03-04T05:06", "05:06:07": a line of a log. */
static bool
has_time(struct str s)
{
	for (ptrdiff_t i = str_find_char(s, ':', 0); i >= 0; i = str_find_char(s, ':', i + 1)) {
		if (i < 2 || i + 3 > s.n || !is_digit(s.p[i - 1]) || !is_digit(s.p[i - 2]) ||
		    !is_digit(s.p[i + 1]) || !is_digit(s.p[i + 2]))
			continue;
		if (i + 3 < s.n && s.p[i + 3] == ':')
			return true;
		if (i >= 3 && s.p[i - 3] == 'T')
			return true;
	}
	return false;
}

/* Behind an alert's keyword, -1 when the paragraph is a construct of the platform. */
static ptrdiff_t
prose_start(const struct view *v, uint32_t b, struct str s)
{
	static const char *const constructs[] = { "[!", ":::", "{{", "<xref", "<!--" };
	const struct block *p = &v->dst->blocks[b];
	ptrdiff_t start = 0;

	if (p->parent != NO_BLOCK && v->dst->blocks[p->parent].kind == BLOCK_QUOTE &&
	    v->dst->blocks[p->parent].info.n > 0 && p->parent + 1 == b) {
		start = str_find_char(s, ']', 0) + 1;
		return start;
	}
	s = doc_slice(v->dst, p->at);
	for (int i = 0; i < countof(constructs); i++) {
		if (str_starts(s, str_c(constructs[i])))
			return -1;
	}
	return start;
}

/* Licences hold in the words of their authors. */
static bool
is_legal(struct str s)
{
	static const char *const starts[] = { "Permission is hereby granted",
					      "Redistribution and use",
					      "Licensed under",
					      "This program is free software",
					      "Unless required by applicable law",
					      "Copyright" };

	for (ptrdiff_t i = 0; i < countof(starts); i++) {
		if (str_starts(s, str_c(starts[i])))
			return true;
	}
	return str_starts(s, S("THE SOFTWARE IS PROVIDED")) || str_starts(s, S("THIS SOFTWARE IS"));
}

/* People quote English. */
static bool
is_quotation(const struct view *v, uint32_t b)
{
	for (b = v->dst->blocks[b].parent; b != NO_BLOCK; b = v->dst->blocks[b].parent) {
		if (v->dst->blocks[b].kind == BLOCK_QUOTE && v->dst->blocks[b].info.n == 0)
			return v->human;
	}
	return false;
}

static bool
is_english(const struct view *v, uint32_t b)
{
	const struct doc *d = v->dst;
	struct flat f = flat_make(v->work, d->masked, d->blocks[b].at, block_quotes(d->blocks, b));
	ptrdiff_t start = prose_start(v, b, f.text);
	struct inlines in;
	struct words w;

	if (start < 0 || is_quotation(v, b) || has_time(f.text) || is_legal(str_trim(f.text)))
		return false;
	inlines_read(v->work, f.text, v->site->profile->grammar.loose_emphasis, &in);
	w = count_words(&in, start);
	return w.all >= MIN_WORDS && w.small >= MIN_SMALL;
}

/* --- paragraphs that are equal ------------------------------------------------------------ */

struct pages {
	const struct view *v;
	struct map hashes; /* of the source's paragraphs; filled when first asked */
	bool filled;
};

static struct str
hash_key(const struct block *b)
{
	return (struct str){ (const char *)&b->hash, sizeof b->hash };
}

static uint32_t
find_equal(struct pages *p, const struct block *b)
{
	const struct doc *src = p->v->src;
	ptrdiff_t found;

	for (ptrdiff_t i = 0; i < src->nblocks && !p->filled; i++) {
		if (src->blocks[i].kind == BLOCK_PARAGRAPH && src->blocks[i].text_len >= MIN_BYTES)
			*map_at(&p->hashes, hash_key(&src->blocks[i])) = i;
	}
	p->filled = true;
	found = map_get(&p->hashes, hash_key(b));
	return found < 0 ? NO_BLOCK : (uint32_t)found;
}

/* The source paragraph that dst paragraph b repeats, or NO_BLOCK. */
static uint32_t
equal_paragraph(struct pages *p, uint32_t b)
{
	const struct view *v = p->v;
	const struct block *have = &v->dst->blocks[b], *want;
	uint32_t s = v->align->src_of[b];

	if (have->kind != BLOCK_PARAGRAPH || have->text_len < MIN_BYTES)
		return NO_BLOCK;
	if (s == NO_BLOCK)
		s = find_equal(p, have);
	if (s == NO_BLOCK)
		return NO_BLOCK;
	want = &v->src->blocks[s];
	return want->kind == BLOCK_PARAGRAPH && want->hash == have->hash &&
			       want->text_len == have->text_len
		       ? s
		       : NO_BLOCK;
}

/* The first line of a paragraph. */
static struct span
line_of(const struct doc *d, uint32_t b)
{
	struct str s = doc_slice(d, d->blocks[b].at);
	ptrdiff_t end = str_find_char(s, '\n', 0);

	return (struct span){ d->blocks[b].at.off, (uint32_t)(end < 0 ? s.n : end) };
}

static void
say(const struct view *v, uint32_t first, uint32_t src, ptrdiff_t n)
{
	struct str text = doc_slice(v->dst, line_of(v->dst, first));

	sink_emit(v, &(struct draft){
			     .message = n > 1 ? MSG_UNTRANSLATED_MANY : MSG_UNTRANSLATED,
			     .at = n > 1 ? line_of(v->dst, first) : v->dst->blocks[first].at,
			     .has_source = true,
			     .source = line_of(v->src, src),
			     .key = str_slice(text, 0, 80),
			     .args = { { "n", str_fmt(v->work, "%td", n) } },
		     });
}

/* Text that is not the source's. */
static bool
is_translated(const struct view *v, uint32_t b)
{
	const struct block *have = &v->dst->blocks[b];
	uint32_t s = v->align->src_of[b];

	if (have->text_len == 0 || have->kind == BLOCK_CODE || have->kind == BLOCK_HTML)
		return false;
	return s == NO_BLOCK || v->src->blocks[s].hash != have->hash;
}

void
pass_untranslated(const struct view *v)
{
	struct pages p = { .v = v, .hashes = { .a = v->work } };
	uint32_t first = NO_BLOCK, first_src = NO_BLOCK;
	ptrdiff_t n = 0;

	if (v->source_page && locale_same_language(v->page->locale, v->source_page->locale))
		return;
	for (ptrdiff_t i = 0; i < v->dst->nblocks; i++) {
		uint32_t b = (uint32_t)i, src = equal_paragraph(&p, b);
		bool english = src != NO_BLOCK && is_english(v, b);

		if (english && n++ == 0) {
			first = b;
			first_src = src;
		}
		/* Names and code between two such paragraphs do not part them. */
		if (n && !english && src == NO_BLOCK && is_translated(v, b)) {
			say(v, first, first_src, n);
			n = 0;
		}
	}
	if (n)
		say(v, first, first_src, n);
}
