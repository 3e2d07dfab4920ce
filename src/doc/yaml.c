/* The libyaml adapter: events in, a tree with byte positions out.
 *
 * Two things that libyaml 0.2.5 does are undone here.  Its marks count code points, so a cursor
 * walks along the text with them.  It follows YAML 1.1, where U+0085, U+2028 and U+2029 end a line;
 * YAML 1.2 made them ordinary characters, so they are replaced by unused characters of the same
 * length before parsing and put back in what comes out. */
#include <string.h>
#include <yaml.h>

#include "base/map.h"
#include "base/utf8.h"
#include "doc/yaml.h"

#define BOM S("\xef\xbb\xbf")

enum { MAX_DIRECTIVES = 16 };

/* A character that YAML 1.1 takes for a line end, and what stands for it; len 0: the text does not
 * hold it. */
struct stand_in {
	char real[4], fake[4];
	ptrdiff_t len;
};
enum { STAND_INS = 3 };

/* The first entry with some key. */
struct entry {
	struct yaml *node;
};

/* An open collection.  A mapping's next node is a key, then its value. */
struct level {
	struct yaml *node;
	struct yaml **tail; /* where the next entry is linked */
	struct map keys;    /* of a mapping: key -> number in entries */
	struct VEC(struct entry) entries;
	struct str key;
	struct span key_at;
	bool has_key; /* key is read, its value comes next */
	bool flow;
	bool is_key; /* the collection is a key itself */
};

struct reader {
	struct arena *a;
	struct str text;
	yaml_parser_t parser;
	ptrdiff_t start;      /* of the YAML: behind a byte order mark */
	ptrdiff_t off, index; /* the cursor: byte and code point (from start) of the same place */
	struct level *levels; /* YAML_MAX_DEPTH + 1 of them */
	int depth;
	struct yaml *root;
	struct yaml_error *error;
	struct stand_in stand_ins[STAND_INS];
};

/* --- positions ----------------------------------------------------------- */

static bool
continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* The byte offset of a mark.  Marks go forward but for a few steps back, so that all calls together
 * are linear. */
static ptrdiff_t
byte_of(struct reader *r, yaml_mark_t mark)
{
	ptrdiff_t index = (ptrdiff_t)mark.index;

	while (r->index < index && r->off < r->text.n) {
		do
			r->off++;
		while (r->off < r->text.n && continues(r->text.p[r->off]));
		r->index++;
	}
	while (r->index > index && r->off > r->start) {
		do
			r->off--;
		while (r->off > r->start && continues(r->text.p[r->off]));
		r->index--;
	}
	return r->off;
}

static struct span
span_of(ptrdiff_t off, ptrdiff_t end)
{
	return (struct span){ (uint32_t)off, (uint32_t)(end > off ? end - off : 0) };
}

static bool
is_word(char c)
{
	return is_alnum(c) || c == '_' || c == '-';
}

/* Past the anchor or tag at text[off], by libyaml's rules. */
static ptrdiff_t
property_end(struct str text, ptrdiff_t off, ptrdiff_t end)
{
	bool anchor = text.p[off] == '&', verbatim = off + 1 < end && text.p[off + 1] == '<';

	for (off++; off < end; off++) {
		char c = text.p[off];

		if (anchor ? !is_word(c)
			   : is_white(c) || (!verbatim && str_find_char(S(",[]{}"), c, 0) >= 0))
			break;
	}
	return off;
}

/* Past the `n` properties that libyaml counts to a node, and the blanks and comments behind them.
 */
static ptrdiff_t
skip_properties(struct str text, ptrdiff_t off, ptrdiff_t end, int n)
{
	bool skipped = false;

	while (off < end) {
		char c = text.p[off];

		if (n > 0 && (c == '&' || c == '!')) {
			off = property_end(text, off, end);
			n--;
		} else if (skipped && c == '#') {
			while (off < end && text.p[off] != '\n' && text.p[off] != '\r')
				off++;
		} else if (skipped && is_white(c)) {
			off++;
		} else if (skipped && (text.p[off - 1] == '\n' || text.p[off - 1] == '\r') &&
			   str_starts(str_slice(text, off, end), BOM)) {
			off += BOM.n; /* libyaml skips it at the start of any line */
		} else {
			break;
		}
		skipped = true;
	}
	return off;
}

/* --- errors -------------------------------------------------------------- */

static bool
fail(struct reader *r, ptrdiff_t off, struct str message)
{
	if (r->error->message.n == 0)
		*r->error = (struct yaml_error){ message, off < r->text.n ? off : r->text.n };
	return false;
}

/* libyaml's words, and ours for people who write pages. */
static const struct {
	const char *theirs, *ours;
} problems[] = {
	{ "mapping values are not allowed in this context",
	  "mapping values are not allowed here; a value that holds \": \" must be quoted" },
	{ "could not find expected ':'", "a key without \":\" after it" },
	{ "did not find expected key", "expected a key here; a value with text after its closing "
				       "quote or bracket must be quoted as a whole" },
	{ "did not find expected '-' indicator", "expected \"- \" here, as for the other items" },
	{ "did not find expected ',' or ']'", "expected \",\" or \"]\" in the list" },
	{ "did not find expected ',' or '}'", "expected \",\" or \"}\" in the mapping" },
	{ "did not find expected node content", "expected a value here" },
	{ "did not find expected <document start>", "unexpected text after the end of the YAML" },
	{ "found character that cannot start any token",
	  "this character cannot start a value; put the value in quotes" },
	{ "found a tab character that violates indentation",
	  "a tab is used for indentation; YAML wants spaces" },
	{ "found unexpected end of stream", "a quoted value is not closed" },
	{ "found unexpected document indicator", "a quoted value is not closed" },
	{ "found unknown escape character",
	  "unknown escape after \"\\\" in a double-quoted value; use single quotes" },
	{ "did not find expected hexdecimal number", "a \"\\x\", \"\\u\" or \"\\U\" escape needs "
						     "hexadecimal digits" },
	{ "did not find expected alphabetic or numeric character",
	  "a value that begins with \"*\" or \"&\" must be quoted" },
	{ "did not find expected comment or line break",
	  "a value that begins with \"|\" or \">\" must be quoted" },
	{ "did not find expected whitespace or line break",
	  "a value that begins with \"!\" must be quoted" },
	{ "found undefined tag handle", "a value that begins with \"!\" must be quoted" },
	{ "block sequence entries are not allowed in this context",
	  "a list item is not allowed here; it needs a line of its own" },
	{ "mapping keys are not allowed in this context",
	  "a value that begins with \"? \" must be quoted" },
	{ "control characters are not allowed", "control characters are not allowed" },
	{ "found unknown directive name", "a value that begins with \"%\" must be quoted" },
	{ "could not find expected directive name",
	  "a value that begins with \"%\" must be quoted" },
};

static bool
fail_parser(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	struct str problem = str_c(p->problem), words = { 0 };
	ptrdiff_t off = p->error == YAML_READER_ERROR ? r->start + (ptrdiff_t)p->problem_offset
						      : byte_of(r, p->problem_mark);

	/* Quotes would not help a tab. */
	if (str_starts(problem, S("found character that cannot")) && off < r->text.n &&
	    r->text.p[off] == '\t')
		problem = S("found a tab character that violates indentation");
	for (ptrdiff_t i = 0; i < countof(problems) && words.n == 0; i++) {
		if (str_eq(problem, str_c(problems[i].theirs)))
			words = str_c(problems[i].ours);
	}
	if (words.n == 0 && p->error == YAML_READER_ERROR)
		words = S("the text is not UTF-8");
	if (words.n == 0)
		words = problem.n > 0 ? str_dup(r->a, problem) : S("not YAML");
	return fail(r, off, words);
}

/* --- line ends of YAML 1.1 ----------------------------------------------- */

static const char *const line_ends_1_1[STAND_INS] = { "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9" };

/* Some character of as many bytes that the text does not hold: unassigned in U+0378.., private use
 * from U+E000. */
static void
choose_fake(struct stand_in *s, struct str text)
{
	uint32_t cp = s->len == 2 ? 0x378 : 0xe000;

	do
		utf8_put(s->fake, cp++);
	while (str_find(text, (struct str){ s->fake, s->len }, 0) >= 0 && cp < 0xf8ff &&
	       cp != 0x7ff);
}

static void
replace_all(char *p, ptrdiff_t n, const char *from, const char *to, ptrdiff_t len)
{
	struct str s = { p, n };

	for (ptrdiff_t at = 0; (at = str_find(s, (struct str){ from, len }, at)) >= 0; at += len)
		memcpy(p + at, to, (size_t)len);
}

/* The text for libyaml: a copy when it holds one of the characters. */
static struct str
hide_line_ends(struct reader *r, struct str text)
{
	char *copy = NULL;

	for (int i = 0; i < STAND_INS; i++) {
		struct stand_in *s = &r->stand_ins[i];
		struct str real = str_c(line_ends_1_1[i]);

		if (str_find(text, real, 0) < 0)
			continue;
		s->len = real.n;
		memcpy(s->real, real.p, (size_t)real.n);
		choose_fake(s, text);
		if (!copy) {
			copy = NEW(r->a, char, text.n);
			memcpy(copy, text.p, (size_t)text.n);
			text.p = copy;
		}
		replace_all(copy, text.n, s->real, s->fake, s->len);
	}
	return text;
}

/* A copy of what libyaml gave, on the arena. */
static struct str
keep(struct reader *r, const unsigned char *p, size_t n)
{
	char *copy = NEW(r->a, char, (ptrdiff_t)n);

	if (n > 0)
		memcpy(copy, p, n);
	for (int i = 0; i < STAND_INS; i++) {
		const struct stand_in *s = &r->stand_ins[i];

		if (s->len > 0)
			replace_all(copy, (ptrdiff_t)n, s->fake, s->real, s->len);
	}
	return (struct str){ copy, (ptrdiff_t)n };
}

/* --- the tree ------------------------------------------------------------ */

/* Links a finished or just opened node into the innermost collection. */
static void
attach(struct reader *r, struct yaml *node)
{
	struct level *l = &r->levels[r->depth - 1];
	ptrdiff_t *earlier;

	if (r->depth == 0) {
		r->root = node;
		return;
	}
	*l->tail = node;
	l->tail = &node->next;
	if (l->node->kind != YAML_MAPPING)
		return;
	node->key = l->key;
	node->key_at = l->key_at;
	l->has_key = false;
	earlier = map_at(&l->keys, l->key);
	if (*earlier >= 0) {
		node->duplicate_of = l->entries.v[*earlier].node;
	} else {
		*earlier = l->entries.n;
		*vec_push(r->a, &l->entries) = (struct entry){ node };
	}
}

/* Is the next node the key of a mapping's entry? */
static bool
wants_key(const struct reader *r)
{
	const struct level *l = &r->levels[r->depth - 1];

	return r->depth > 0 && l->node->kind == YAML_MAPPING && !l->has_key;
}

static void
set_key(struct reader *r, struct yaml *node)
{
	struct level *l = &r->levels[r->depth - 1];

	l->key = node->kind == YAML_SCALAR ? node->text : yaml_canonical(r->a, node);
	l->key_at = node->at;
	l->has_key = true;
}

/* Opens the collection that starts with this event. */
static bool
open_level(struct reader *r, const yaml_event_t *e)
{
	bool mapping = e->type == YAML_MAPPING_START_EVENT;
	int properties = mapping ? !!e->data.mapping_start.anchor + !!e->data.mapping_start.tag
				 : !!e->data.sequence_start.anchor + !!e->data.sequence_start.tag;
	struct yaml *node;
	ptrdiff_t off = byte_of(r, e->start_mark);
	bool is_key;

	if (r->depth == YAML_MAX_DEPTH)
		return fail(r, off, S("nested more than 32 levels deep"));
	node = NEW(r->a, struct yaml, 1);
	node->kind = mapping ? YAML_MAPPING : YAML_SEQUENCE;
	node->at = span_of(skip_properties(r->text, off, r->text.n, properties), 0);
	is_key = wants_key(r);
	if (!is_key)
		attach(r, node);
	r->levels[r->depth++] = (struct level){
		.node = node,
		.tail = &node->first,
		.keys.a = r->a,
		.flow = mapping ? e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
				: e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
		.is_key = is_key,
	};
	return true;
}

static void
close_level(struct reader *r, const yaml_event_t *e)
{
	struct level *l = &r->levels[--r->depth];
	struct yaml *node = l->node, *last = node->first;
	ptrdiff_t end = node->at.off;

	/* A block collection has no closing mark: it ends with its last entry.  Neither has `[a:
	 * b]`. */
	if (l->flow && e->end_mark.index > e->start_mark.index) {
		end = byte_of(r, e->end_mark);
	} else if (last) {
		while (last->next)
			last = last->next;
		end = (ptrdiff_t)last->at.off + last->at.len;
	} else if (node->kind == YAML_SEQUENCE) {
		end++;
	}
	node->at = span_of(node->at.off, end);
	if (l->is_key)
		set_key(r, node);
}

static enum yaml_style
style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return YAML_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return YAML_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
	case YAML_FOLDED_SCALAR_STYLE:
		return YAML_BLOCK;
	case YAML_ANY_SCALAR_STYLE:
	case YAML_PLAIN_SCALAR_STYLE:
		break;
	}
	return YAML_PLAIN;
}

static void
add_leaf(struct reader *r, const yaml_event_t *e)
{
	struct yaml *node = NEW(r->a, struct yaml, 1);
	ptrdiff_t off = byte_of(r, e->start_mark), end = byte_of(r, e->end_mark);

	if (e->type == YAML_ALIAS_EVENT) {
		const yaml_char_t *name = e->data.alias.anchor;

		node->kind = YAML_ALIAS;
		node->text = keep(r, name, strlen((const char *)name));
	} else {
		node->style = style_of(e->data.scalar.style);
		node->text = keep(r, e->data.scalar.value, e->data.scalar.length);
		off = skip_properties(r->text, off, end,
				      !!e->data.scalar.anchor + !!e->data.scalar.tag);
	}
	/* Block scalars end where the next token starts. */
	while (node->style == YAML_BLOCK && end > off && is_white(r->text.p[end - 1]))
		end--;
	node->at = span_of(off, end);
	if (wants_key(r))
		set_key(r, node);
	else
		attach(r, node);
}

/* Only blank and comment lines may follow the document; libyaml is not asked, because the head of a
 * second document may hold any number of directives, which it compares with each other. */
static bool
check_tail(struct reader *r, ptrdiff_t off)
{
	struct str rest = str_slice(r->text, off, r->text.n), line;

	while (str_line(&rest, &line)) {
		struct str t = str_trim(line);

		if (t.n == 0 || t.p[0] == '#' || str_eq(t, S("...")))
			continue;
		if (str_starts(t, S("---")))
			return fail(r, t.p - r->text.p, S("only one YAML document is expected"));
		return fail(r, t.p - r->text.p, S("unexpected text after the end of the YAML"));
	}
	return true;
}

/* False when reading is over: the document has ended, or there was an error. */
static bool
take_event(struct reader *r, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_SCALAR_EVENT:
	case YAML_ALIAS_EVENT:
		add_leaf(r, e);
		return true;
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		return open_level(r, e);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_level(r, e);
		return true;
	case YAML_DOCUMENT_END_EVENT:
		check_tail(r, byte_of(r, e->end_mark));
		return false;
	case YAML_STREAM_END_EVENT:
		return false;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_START_EVENT:
		break;
	}
	return true;
}

/* libyaml compares every `%TAG` line with all earlier ones: few are enough. */
static bool
too_many_directives(struct str text)
{
	struct str rest = text, line;
	int n = 0;

	while (n <= MAX_DIRECTIVES && str_line(&rest, &line)) {
		struct str t = str_trim(line);

		if (t.n > 0 && t.p[0] != '#' && t.p[0] != '%')
			break;
		n += t.n > 0 && t.p[0] == '%';
	}
	return n > MAX_DIRECTIVES;
}

static void
read_events(struct reader *r, struct str text)
{
	bool more = true;

	if (!yaml_parser_initialize(&r->parser)) {
		fail(r, 0, S("out of memory"));
		return;
	}
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser, (const unsigned char *)text.p, (size_t)text.n);
	while (more) {
		yaml_event_t event;

		if (yaml_parser_parse(&r->parser, &event)) {
			more = take_event(r, &event);
			yaml_event_delete(&event);
		} else {
			more = fail_parser(r);
		}
	}
	yaml_parser_delete(&r->parser);
}

struct yaml *
yaml_parse(struct arena *a, struct str text, struct yaml_error *error)
{
	struct reader r = { .a = a, .text = text, .error = error };

	*error = (struct yaml_error){ 0 };
	if (text.n > YAML_MAX_BYTES) {
		fail(&r, 0, S("larger than 4 MiB"));
		return NULL;
	}
	if (text.n == 0)
		return NULL;
	if (str_starts(text, BOM))
		r.start = r.off = BOM.n;
	text = str_slice(text, r.start, text.n);
	if (too_many_directives(text)) {
		fail(&r, r.start, S("more than 16 \"%\" directives"));
		return NULL;
	}
	r.levels = NEW(a, struct level, YAML_MAX_DEPTH);
	read_events(&r, hide_line_ends(&r, text));
	return error->message.n > 0 ? NULL : r.root;
}

const struct yaml *
yaml_member(const struct yaml *y, const char *key)
{
	struct str wanted = str_c(key);

	if (!y || y->kind != YAML_MAPPING)
		return NULL;
	for (const struct yaml *e = y->first; e; e = e->next) {
		if (str_eq(e->key, wanted))
			return e;
	}
	return NULL;
}

/* Recursion is as deep as the tree, at most YAML_MAX_DEPTH. */
static void
put_canonical(struct buf *b, const struct yaml *y)
{
	bool mapping = y->kind == YAML_MAPPING;

	if (y->kind == YAML_SCALAR || y->kind == YAML_ALIAS) {
		if (y->kind == YAML_ALIAS)
			buf_char(b, '*');
		buf_str(b, y->text);
		return;
	}
	buf_char(b, mapping ? '{' : '[');
	for (const struct yaml *e = y->first; e; e = e->next) {
		if (e != y->first)
			buf_str(b, S(", "));
		if (mapping) {
			buf_str(b, e->key);
			buf_str(b, S(": "));
		}
		put_canonical(b, e);
	}
	buf_char(b, mapping ? '}' : ']');
}

struct str
yaml_canonical(struct arena *a, const struct yaml *y)
{
	struct buf b = { .a = a };

	if (!y)
		return (struct str){ 0 };
	put_canonical(&b, y);
	return buf_take(&b);
}
