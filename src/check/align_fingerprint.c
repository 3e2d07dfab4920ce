/* Fingerprints: what survives translation in a block, so that blocks can be recognised whatever
 * their language.
 *
 * Weights follow the measurements of the design notes: code, anchors and images identify a block
 * nearly always, links and code spans mostly, numbers and Latin identifiers sometimes.  What occurs
 * often tells little and is damped. */
#include <stdlib.h>
#include <string.h>

#include "check/align_parts.h"
#include "check/language.h"
#include "site/url.h"

enum {
	WEIGHT_EXACT = 6000,
	WEIGHT_IMAGE = 5000,
	WEIGHT_LINK = 4000,
	WEIGHT_CODE_SPAN = 3000,
	WEIGHT_CONSTRUCT = 2000,
	WEIGHT_NUMBER = 2000,
	WEIGHT_IDENTIFIER = 1400,
	WEIGHT_WORD = 800,
	WEIGHT_COGNATE = 800,
	WEIGHT_CHANGED = 2000, /* of code that is on one page alone */
	WEIGHT_LOST = 500, /* of a word that looks like a name, but is on the source page alone */
	TOKEN_MARKS =
		48, /* features kept per token, so that comparing two tokens has a fixed cost */
	TEXT_BYTES = 8192, /* how much of a block is searched for words */
	COGNATE_BYTES = 4,
	WORD_MIN = 4 /* letters of an ordinary word that is worth looking for */
};

/* Different kinds of features never meet: each has its own seed. */
enum mark_class {
	MARK_EXACT,
	MARK_IMAGE,
	MARK_LINK,
	MARK_CODE_SPAN,
	MARK_CONSTRUCT,
	MARK_TEXT,
	MARK_WHOLE,
	MARK_COGNATE
};

struct mark {
	uint64_t hash;
	uint32_t token;
	uint16_t weight;
	uint8_t side;
	bool exact;
	bool word; /* may well have been translated: only of use when the other page has it too */
	bool code; /* a whole block: one line may have changed, so that one page alone tells little
		    */
	bool name; /* a word with a capital inside a sentence: more often kept than translated */
};

struct marks VEC(struct mark);

struct collector {
	struct arena *work;
	struct marks marks;
	const struct url_rules *urls;
	uint32_t token;
	uint8_t side;
	int left; /* features that this token may still get */
};

/* False when the token has enough features already. */
static bool
mark_add(struct collector *c, enum mark_class class, struct str text, uint16_t weight)
{
	struct mark *m;

	if (!c->left)
		return false;
	c->left--;
	m = vec_push(c->work, &c->marks);
	*m = (struct mark){ .hash = str_hash(text, HASH_INIT + (uint64_t) class),
			    .token = c->token,
			    .weight = weight,
			    .side = c->side,
			    .exact = class == MARK_EXACT || class == MARK_IMAGE,
			    .word = class == MARK_TEXT && weight <= WEIGHT_WORD };
	return true;
}

static void
mark_url(struct collector *c, enum mark_class class, struct str url, uint16_t weight)
{
	if (c->urls)
		url = url_normalise(c->work, url, c->urls, true);
	mark_add(c, class, url, weight);
}

static void
mark_fact(struct collector *c, const struct fact *f)
{
	switch (f->kind) {
	case FACT_LINK:
		mark_url(c, MARK_LINK, f->value, WEIGHT_LINK);
		break;
	case FACT_IMAGE:
		mark_url(c, MARK_IMAGE, f->value, WEIGHT_IMAGE);
		break;
	case FACT_CODE:
		mark_add(c, MARK_CODE_SPAN, f->value, WEIGHT_CODE_SPAN);
		break;
	case FACT_ANCHOR:
		mark_add(c, MARK_EXACT, f->value, WEIGHT_EXACT);
		break;
	case FACT_INCLUDE:
		mark_add(c, MARK_CONSTRUCT, f->value, WEIGHT_IMAGE);
		break;
	case FACT_DIRECTIVE:
	case FACT_SHORTCODE:
	case FACT_COMPONENT:
	case FACT_FOOTNOTE:
	case FACT_NOTRANSLATE:
		mark_add(c, MARK_CONSTRUCT, f->value, WEIGHT_CONSTRUCT);
		break;
	case FACT_HTML:
	case FACT_REFDEF:
	case FACT_KINDS:
		break;
	}
}

static void
mark_facts(struct collector *c, const struct doc *d, uint32_t block)
{
	const struct block *b = &d->blocks[block];

	for (uint32_t i = 0; i < b->nfact && c->left; i++)
		mark_fact(c, &d->facts[b->fact + i]);
}

/* Letters of a Latin word in UTF-8: ASCII, and the two bytes of U+00C0..U+024F, so that
 * "Überprüfen" stays one word while "使用NuGet" gives NuGet. */
static ptrdiff_t
word_step(struct str s, ptrdiff_t i)
{
	unsigned char ch = (unsigned char)s.p[i];

	if (is_alnum(s.p[i]) || ch == '_')
		return 1;
	if (ch >= 0xc3 && ch <= 0xc9 && i + 1 < s.n)
		return 2;
	return 0;
}

/* "1.000", "1,000" and "1000" are one number. */
static ptrdiff_t
mark_number(struct collector *c, struct str s, ptrdiff_t i)
{
	char digits[32];
	ptrdiff_t n = 0;

	for (; i < s.n; i++) {
		bool inner =
			(s.p[i] == '.' || s.p[i] == ',') && i + 1 < s.n && is_digit(s.p[i + 1]);

		if (!is_digit(s.p[i]) && !inner)
			break;
		if (!inner && n < countof(digits))
			digits[n++] = s.p[i];
	}
	mark_add(c, MARK_TEXT, (struct str){ digits, n }, n > 1 ? WEIGHT_NUMBER : WEIGHT_WORD);
	return i;
}

/* The word at text[from] begins with a capital and follows a word, not the start of a sentence. */
static bool
is_name(struct str text, ptrdiff_t from)
{
	return is_capital(text.p[from]) && from > 1 && text.p[from - 1] == ' ' &&
	       (is_small(text.p[from - 2]) || is_digit(text.p[from - 2]));
}

/* How a word begins: "Konfiguration" is "configuration", "managers" is "Manager". */
static void
mark_cognate(struct collector *c, struct str word)
{
	char begin[COGNATE_BYTES];

	if (word.n < WORD_MIN)
		return;
	for (int i = 0; i < COGNATE_BYTES; i++) {
		begin[i] = (char)(word.p[i] | 0x20);
		if (begin[i] == 'k')
			begin[i] = 'c';
	}
	if (mark_add(c, MARK_COGNATE, (struct str){ begin, COGNATE_BYTES }, WEIGHT_COGNATE))
		c->marks.v[c->marks.n - 1].word = true;
}

static void
mark_word(struct collector *c, struct str text, ptrdiff_t from, ptrdiff_t to)
{
	struct str word = str_slice(text, from, to);
	bool foreign = false, inner = false;

	for (ptrdiff_t i = 0; i < word.n; i++) {
		foreign |= (unsigned char)word.p[i] >= 0x80;
		inner |=
			i > 0 && (is_capital(word.p[i]) || is_digit(word.p[i]) || word.p[i] == '_');
	}
	if (foreign || word.n < 2)
		return;
	if (!inner)
		mark_cognate(c, word);
	if (inner)
		mark_add(c, MARK_TEXT, word, WEIGHT_IDENTIFIER);
	else if (word.n >= WORD_MIN && mark_add(c, MARK_TEXT, word, WEIGHT_WORD))
		c->marks.v[c->marks.n - 1].name = is_name(text, from);
}

/* Offset behind what stands in the facts already: a code span, a link's destination, a tag; i when
 * there is none. */
static ptrdiff_t
skip_markup(struct str s, ptrdiff_t i)
{
	char close = 0;
	ptrdiff_t end;

	if (s.p[i] == '`')
		close = '`';
	else if (s.p[i] == '<')
		close = '>';
	else if (s.p[i] == '(' && i > 0 && s.p[i - 1] == ']')
		close = ')';
	if (!close)
		return i;
	end = str_find_char(str_slice(s, 0, i + 1024), close, i + 1);
	return end < 0 ? i : end + 1;
}

static void
mark_text(struct collector *c, struct str s)
{
	ptrdiff_t i = 0;

	s = str_slice(s, 0, TEXT_BYTES);
	while (i < s.n && c->left) {
		ptrdiff_t from = i, step;

		i = skip_markup(s, i);
		if (i > from)
			continue;
		if (is_digit(s.p[i])) {
			i = mark_number(c, s, i);
			continue;
		}
		while (i < s.n && (step = word_step(s, i)) > 0)
			i += step;
		if (i > from)
			mark_word(c, s, from, i);
		else
			i++;
	}
}

/* The id that site generators give a heading: letters, digits, "-" and "_" in lower case, blanks as
 * "-". */
static void
mark_slug(struct collector *c, const struct doc *d, uint32_t block)
{
	struct str title = doc_heading_text(c->work, d, block);
	char *slug = NEW(c->work, char, title.n + 1);
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < title.n; i++) {
		char ch = title.p[i];

		if (is_capital(ch))
			slug[n++] = (char)(ch - 'A' + 'a');
		else if (ch == ' ')
			slug[n++] = '-';
		else if (is_small(ch) || is_digit(ch) || ch == '-' || ch == '_' ||
			 (unsigned char)ch >= 0x80)
			slug[n++] = ch;
	}
	if (n)
		mark_add(c, MARK_EXACT, (struct str){ slug, n }, WEIGHT_EXACT);
}

static bool
has_anchor(const struct doc *d, const struct block *b)
{
	for (uint32_t i = 0; i < b->nfact; i++)
		if (d->facts[b->fact + i].kind == FACT_ANCHOR)
			return true;
	return false;
}

/* The whole text: on a page that is not translated, or with English beside it, it says everything.
 */
static void
mark_whole(struct collector *c, const struct block *b)
{
	struct str bytes = { (const char *)&b->hash, sizeof b->hash };

	if (b->kind != BLOCK_CODE && b->hash && b->text_len &&
	    mark_add(c, MARK_WHOLE, bytes, WEIGHT_EXACT))
		c->marks.v[c->marks.n - 1].word = true;
}

uint32_t
token_absorbed(const struct doc *d, uint32_t block)
{
	const struct block *b = &d->blocks[block];
	uint32_t first = block + 1;

	if (b->kind != BLOCK_ITEM && b->kind != BLOCK_QUOTE)
		return NO_BLOCK;
	while (b->kind == BLOCK_ITEM && first < b->end && d->blocks[first].kind == BLOCK_LIST)
		first += 2; /* its item's text */
	return first < b->end && d->blocks[first].kind == BLOCK_PARAGRAPH ? first : NO_BLOCK;
}

static void
token_fill(struct collector *c, const struct doc *d, struct token *t)
{
	const struct block *b = &d->blocks[t->block];
	uint32_t first = token_absorbed(d, t->block);
	const struct block *own = first == NO_BLOCK ? b : &d->blocks[first];

	t->kind = b->kind;
	t->level = b->level;
	t->depth = b->depth;
	t->columns = b->columns;
	t->ordered = b->kind == BLOCK_ITEM && b->parent != NO_BLOCK && d->blocks[b->parent].ordered;
	t->len = own == b ? b->text_len : b->text_len + own->text_len;
	c->left = TOKEN_MARKS;
	if (b->kind == BLOCK_CODE && b->hash) {
		if (mark_add(c, MARK_EXACT, (struct str){ (const char *)&b->hash, sizeof b->hash },
			     WEIGHT_EXACT))
			c->marks.v[c->marks.n - 1].code = true;
		t->len = b->at.len;
	}
	if (b->kind == BLOCK_CODE)
		t->language = language_of(b->info);
	mark_facts(c, d, t->block);
	if (own != b)
		mark_facts(c, d, first);
	if (b->kind == BLOCK_HEADING && !has_anchor(d, b))
		mark_slug(c, d, t->block);
	if (b->info.n)
		mark_add(c, MARK_CONSTRUCT, b->info, WEIGHT_WORD);
	mark_whole(c, own);
	if (own != b || (b->kind != BLOCK_QUOTE && b->kind != BLOCK_ITEM))
		mark_text(c, doc_slice(d, own->at));
}

static int
mark_cmp(const void *pa, const void *pb)
{
	const struct mark *a = pa, *b = pb;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->side != b->side)
		return a->side < b->side ? -1 : 1;
	if (a->token != b->token)
		return a->token < b->token ? -1 : 1;
	return (int)a->weight - (int)b->weight;
}

/* Weight divided by about the binary logarithm of how many tokens share the feature. */
static int32_t
damped(int32_t weight, ptrdiff_t frequency)
{
	int32_t divisor = 2;

	while (frequency > 1) {
		divisor++;
		frequency >>= 1;
	}
	return weight * 2 / divisor;
}

static void
token_give(struct token *t, uint32_t id, int32_t weight)
{
	if (t->nfeatures && t->features[t->nfeatures - 1].id == id)
		return;
	t->features[t->nfeatures++] = (struct feature){ id, weight };
	t->weight += weight;
	t->sketch |= UINT64_C(1) << (id * UINT32_C(2654435761) >> 26);
}

/* Hands one feature, marks v[0..n) with equal hashes, to the tokens that have it. */
static void
feature_give(const struct mark *v, ptrdiff_t n, struct tokens *const sides[2], uint32_t id)
{
	ptrdiff_t count[2] = { 0, 0 };
	int32_t weight = 0;
	bool names = true;

	for (ptrdiff_t i = 0; i < n; i++) {
		names &= v[i].name;
		if (i == 0 || v[i].side != v[i - 1].side || v[i].token != v[i - 1].token)
			count[v[i].side]++;
		weight = v[i].weight > weight ? v[i].weight : weight;
	}
	if (v[0].word && !count[0])
		return;
	if (v[0].word && !count[1]) {
		if (!names)
			return;
		weight = WEIGHT_LOST;
	}
	if (v[0].code && (!count[0] || !count[1]))
		weight = WEIGHT_CHANGED;
	weight = damped(weight, count[0] > count[1] ? count[0] : count[1]);
	for (ptrdiff_t i = 0; i < n; i++) {
		struct token *t = &sides[v[i].side]->v[v[i].token];

		token_give(t, id, weight);
		if (v[i].exact && count[0] == 1 && count[1] == 1)
			t->exact = id + 1;
	}
}

/* Marks v[0..n) with equal hashes, side by side and token by token: one token of each page. */
static bool
is_twin(const struct mark *v, ptrdiff_t n, struct twin *t)
{
	const struct mark *last = &v[n - 1];

	*t = (struct twin){ .src = v[0].token, .dst = last->token };
	if (v[0].side == last->side || v[0].word)
		return false;
	for (ptrdiff_t i = 0; i < n; i++) {
		if (v[i].token != (v[i].side ? last->token : v[0].token))
			return false;
		t->weight = v[i].weight > t->weight ? v[i].weight : t->weight;
		t->exact |= v[i].exact;
	}
	return true;
}

static void
side_collect(struct collector *c, struct tokens *side)
{
	for (ptrdiff_t i = 0; i < side->n; i++) {
		c->token = (uint32_t)i;
		token_fill(c, side->doc, &side->v[i]);
	}
}

void
tokens_fill(struct arena *work, struct tokens *src, struct tokens *dst,
	    const struct url_rules *urls, struct twins *twins)
{
	struct collector c = { .work = work, .urls = urls };
	struct tokens *const sides[2] = { src, dst };
	struct feature *room;
	ptrdiff_t from = 0;
	uint32_t id = 0;

	side_collect(&c, src);
	c.side = 1;
	side_collect(&c, dst);
	if (!c.marks.n)
		return;
	room = NEW(work, struct feature, c.marks.n);
	for (ptrdiff_t i = 0; i < c.marks.n;
	     i++) { /* marks still stand in the order of their tokens */
		struct token *t = &sides[c.marks.v[i].side]->v[c.marks.v[i].token];

		if (!t->features)
			t->features = room + i;
	}
	qsort(c.marks.v, (size_t)c.marks.n, sizeof *c.marks.v, mark_cmp);
	for (ptrdiff_t i = 1; i <= c.marks.n; i++) {
		struct twin twin;

		if (i < c.marks.n && c.marks.v[i].hash == c.marks.v[from].hash)
			continue;
		if (twins && is_twin(c.marks.v + from, i - from, &twin))
			*vec_push(work, twins) = twin;
		feature_give(c.marks.v + from, i - from, sides, id++);
		from = i;
	}
}
