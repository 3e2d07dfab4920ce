/* Front matter: finds the fences, reads the block between them into a flat list of fields.
 *
 * libyaml needs longer for a page's header than cmark for its body, and nearly every header is a
 * run of `key: value` lines.  So a reader for exactly that comes first; at the first byte that it
 * is not sure of it gives up, and libyaml reads the block. */
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "doc/internal.h"
#include "doc/yaml.h"

enum {
	FRONT_MAX_BYTES = 64 << 10,
	KEY_MAX = 512,    /* of the simple reader; libyaml stops at 1024 */
	PREFIX_MAX = 256, /* dotted names do not grow longer: entries below are not listed */
	FEW_FIELDS = 32   /* so many are compared with each other without a map */
};

struct fields VEC(struct field);
struct duplicates VEC(struct duplicate);

static struct span
span_of(ptrdiff_t off, ptrdiff_t end)
{
	return (struct span){ (uint32_t)off, (uint32_t)(end - off) };
}

static ptrdiff_t
span_end(struct span s)
{
	return (ptrdiff_t)s.off + s.len;
}

static bool
is_null(struct str plain)
{
	if (plain.n != 4)
		return plain.n == 0 || str_eq(plain, S("~"));
	return str_eq(plain, S("null")) || str_eq(plain, S("Null")) || str_eq(plain, S("NULL"));
}

/* --- the block ----------------------------------------------------------- */

/* `fence` and nothing else but blanks. */
static bool
is_fence(struct str line, struct str fence)
{
	return line.n >= fence.n && line.p[0] == fence.p[0] && str_starts(line, fence) &&
	       str_trim(str_slice(line, fence.n, line.n)).n == 0;
}

/* The line that starts at text[at], without its line end; *next is the offset after that. */
static struct str
line_from(struct str text, ptrdiff_t at, ptrdiff_t *next)
{
	const char *p = text.p + at, *lf = memchr(p, '\n', (size_t)(text.n - at));
	ptrdiff_t n = lf ? lf - p : text.n - at;

	*next = at + n + (lf != NULL);
	return (struct str){ p, n - (lf && n > 0 && p[n - 1] == '\r') };
}

/* `name:` followed by a blank, how an entry starts. */
static bool
starts_entry(struct str line)
{
	ptrdiff_t i = 0;

	for (; i < line.n && line.p[i] != ':'; i++) {
		char c = line.p[i];

		if (!is_alnum(c) && c != '.' && c != '_' && c != '-')
			return false;
	}
	return i > 0 && i < line.n && (i + 1 == line.n || line.p[i + 1] == ' ');
}

/* The entries of a block that is never closed: up to an empty line or a heading. */
static struct span
lost_entries(struct str text, ptrdiff_t from)
{
	ptrdiff_t at, next;

	if (!starts_entry(line_from(text, from, &next)))
		return (struct span){ 0 };
	for (at = from; at < text.n; at = next) {
		struct str line = line_from(text, at, &next);

		if (str_trim(line).n == 0 || line.p[0] == '#')
			break;
	}
	return span_of(from, at);
}

static void
find_block(struct str text, struct front *f)
{
	struct str line, fence = S("---");
	ptrdiff_t at, next;

	if (text.n == 0)
		return;
	line = line_from(text, 0, &next);
	f->toml = is_fence(line, S("+++"));
	if (f->toml)
		fence = S("+++");
	else if (!is_fence(line, fence))
		return;
	f->inner.off = (uint32_t)next;
	for (at = next; at < text.n; at = next) {
		line = line_from(text, at, &next);
		if (!is_fence(line, fence) && (f->toml || !is_fence(line, S("..."))))
			continue;
		f->present = true;
		f->inner = span_of(f->inner.off, at);
		f->at = span_of(0, next);
		return;
	}
	*f = (struct front){ .unterminated = true,
			     .lost = lost_entries(text, (ptrdiff_t)f->inner.off) };
}

/* --- `key: value` and `- value` lines ------------------------------------ */

struct simple {
	struct arena *a;
	struct str text;
	struct fields fields;
	struct VEC(struct str) items; /* of the list that belongs to the last field */
	ptrdiff_t indent;             /* of these items */
};

static bool
is_key_start(char c)
{
	return is_letter(c) || c == '_';
}

/* Letters, digits, and `_-.:`: one bit each, 32 to a word. */
static bool
is_key_char(char c)
{
	static const uint32_t set[8] = { 0, 0x07ff6000, 0x87fffffe, 0x07fffffe };
	unsigned char u = (unsigned char)c;

	return set[u / 32] >> u % 32 & 1;
}

static bool
starts_plain_value(char c)
{
	return (unsigned char)c >= 0x80 || (c != '-' && c != ':' && is_key_char(c)) ||
	       (c != 0 && strchr("/($+=;~<^\\", c));
}

/* False for what libyaml takes for a line end or refuses: malformed UTF-8, C1 controls, U+2028,
 * U+2029, byte order marks and U+FFFE, U+FFFF. */
static bool
plain_unicode(struct str s)
{
	if (utf8_invalid_at(s) >= 0)
		return false;
	for (ptrdiff_t i = 0; i + 1 < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i], next = (unsigned char)s.p[i + 1];

		if (c == 0xef || (c == 0xc2 && next < 0xa0))
			return false;
		if (c == 0xe2 && next == 0x80 && ((unsigned char)s.p[i + 2] & 0xfe) == 0xa8)
			return false;
	}
	return true;
}

/* `: ` or a last `:` is a mapping, ` #` a comment. */
static bool
ends_plain_value(struct str s)
{
	return str_find(s, S(": "), 0) >= 0 || str_find(s, S(" #"), 0) >= 0 || s.p[s.n - 1] == ':';
}

/* Nothing in s that ends a line, is refused by libyaml, or, where `plain`, ends a plain value. */
static bool
value_is_safe(struct str s, bool plain)
{
	bool control = false, mark = false;
	unsigned char all = 0;

	for (ptrdiff_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		control |= c < ' ' || c == 0x7f;
		mark |= c == ':' || c == '#';
		all |= c;
	}
	if (control || (plain && mark && ends_plain_value(s)))
		return false;
	return all < 0x80 || plain_unicode(s);
}

/* Reads a value, blanks around it removed, into the field. */
static bool
simple_value(struct field *f, struct str value)
{
	if (value.n > 0 && (value.p[0] == '"' || value.p[0] == '\'')) {
		char quote = value.p[0];
		ptrdiff_t end = str_find_char(value, quote, 1);

		f->quote = (uint8_t)quote;
		f->value = str_slice(value, 1, value.n - 1);
		return end > 0 && end == value.n - 1 && value_is_safe(f->value, false) &&
		       (quote == '\'' || str_find_char(value, '\\', 0) < 0);
	}
	if (is_null(value)) {
		f->kind = FIELD_NULL;
		return true;
	}
	f->value = value;
	return starts_plain_value(value.p[0]) && value_is_safe(value, true);
}

static struct str
trim_spaces(struct str s)
{
	while (s.n > 0 && s.p[0] == ' ')
		s = str_slice(s, 1, s.n);
	while (s.n > 0 && s.p[s.n - 1] == ' ')
		s.n--;
	return s;
}

/* Turns the items read since the last key into its value. */
static void
close_list(struct simple *s)
{
	const struct str *items = s->items.v;
	struct field *f;
	ptrdiff_t n = 2;
	char *p;

	if (s->items.n == 0)
		return;
	f = &s->fields.v[s->fields.n - 1];
	for (ptrdiff_t i = 0; i < s->items.n; i++)
		n += items[i].n + (i > 0 ? 2 : 0);
	p = NEW(s->a, char, n);
	f->kind = FIELD_LIST;
	f->value = (struct str){ p, n };
	for (ptrdiff_t i = 0; i < s->items.n; i++) {
		*p++ = i > 0 ? ',' : '[';
		if (i > 0)
			*p++ = ' ';
		memcpy(p, items[i].p, (size_t)items[i].n);
		p += items[i].n;
	}
	*p = ']';
	s->items.n = 0;
}

/* A line that begins with `indent` spaces and "-". */
static bool
simple_item(struct simple *s, struct str line, ptrdiff_t indent, struct span whole)
{
	struct field *f = s->fields.n > 0 ? &s->fields.v[s->fields.n - 1] : NULL, item = { 0 };
	struct str value = trim_spaces(str_slice(line, indent + 1, line.n));
	bool first = s->items.n == 0;

	if (!f || value.n == 0 || line.p[indent + 1] != ' ' || !simple_value(&item, value))
		return false;
	if (first ? f->kind != FIELD_NULL || f->value_at.len > 0 : indent != s->indent)
		return false;
	if (first)
		f->value_at.off = whole.off + (uint32_t)indent;
	s->indent = indent;
	f->value_at.len = (uint32_t)(value.p - s->text.p + value.n - f->value_at.off);
	f->line_at.len = (uint32_t)(span_end(whole) - f->line_at.off);
	*vec_push(s->a, &s->items) = item.kind == FIELD_NULL ? value : item.value;
	return true;
}

/* A line that begins with a key. */
static bool
simple_entry(struct simple *s, struct str line, struct span whole)
{
	struct field f = { .line_at = whole };
	struct str value;
	ptrdiff_t n = 0, off;

	while (n < line.n && is_key_char(line.p[n]) &&
	       !(line.p[n] == ':' && (n + 1 == line.n || line.p[n + 1] == ' ')))
		n++;
	if (n == line.n || n > KEY_MAX || line.p[n] != ':')
		return false;
	f.key = str_slice(line, 0, n);
	f.key_at = span_of(whole.off, whole.off + n);
	value = trim_spaces(str_slice(line, n + 1, line.n));
	off = value.n > 0 ? value.p - s->text.p : whole.off + n + 1;
	f.value_at = span_of(off, off + value.n);
	if (!simple_value(&f, value))
		return false;
	close_list(s);
	*vec_push(s->a, &s->fields) = f;
	return true;
}

/* One line, line end not included; `whole` with it. */
static bool
simple_line(struct simple *s, struct str line, struct span whole)
{
	ptrdiff_t indent = 0;

	while (indent < line.n && line.p[indent] == ' ')
		indent++;
	if (indent == line.n)
		return true;
	if (line.p[indent] == '#')
		return value_is_safe(line, false);
	if (line.p[indent] == '-' && indent + 1 < line.n)
		return simple_item(s, line, indent, whole);
	return is_key_start(line.p[0]) && simple_entry(s, line, whole);
}

/* Field i repeats an earlier one. */
static ptrdiff_t
earlier_field(const struct fields *fields, struct map *seen, ptrdiff_t i)
{
	struct str wanted = fields->v[i].key;
	ptrdiff_t *at;

	if (fields->n <= FEW_FIELDS) {
		for (ptrdiff_t k = 0; k < i; k++) {
			struct str key = fields->v[k].key;

			if (key.n == wanted.n && key.p[key.n - 1] == wanted.p[wanted.n - 1] &&
			    str_eq(key, wanted))
				return k;
		}
		return -1;
	}
	at = map_at(seen, wanted);
	if (*at >= 0)
		return *at;
	*at = i;
	return -1;
}

bool
front_read_simple(struct arena *a, struct str text, struct front *f)
{
	struct simple s = { .a = a, .text = text };
	struct duplicates duplicates = { 0 };
	struct map seen = { .a = a };
	ptrdiff_t end = span_end(f->inner);

	for (ptrdiff_t at = f->inner.off, next; at < end; at = next) {
		struct str line = line_from(text, at, &next);

		if (!simple_line(&s, line, span_of(at, next)))
			return false;
	}
	close_list(&s);
	for (ptrdiff_t i = 0; i < s.fields.n; i++) {
		ptrdiff_t first = earlier_field(&s.fields, &seen, i);

		if (first >= 0)
			*vec_push(a, &duplicates) = (struct duplicate){ first, i };
	}
	f->fields = s.fields.v;
	f->nfields = s.fields.n;
	f->duplicates = duplicates.v;
	f->nduplicates = duplicates.n;
	return true;
}

/* --- any YAML ------------------------------------------------------------ */

struct flat {
	struct arena *a;
	struct str text;
	ptrdiff_t base;   /* offset of the YAML in text */
	struct span line; /* the line looked at last */
	struct fields fields;
	struct duplicates duplicates;
};

/* The line that holds text[off]; calls go forward, mostly within a line. */
static struct span
line_at(struct flat *x, ptrdiff_t off)
{
	ptrdiff_t start = off, end;

	if (off >= x->line.off && off < span_end(x->line))
		return x->line;
	while (start > x->base && x->text.p[start - 1] != '\n')
		start--;
	end = str_find_char(x->text, '\n', off);
	x->line = span_of(start, end < 0 ? x->text.n : end + 1);
	return x->line;
}

static void
set_value(struct flat *x, struct field *f, const struct yaml *y)
{
	switch (y->kind) {
	case YAML_SEQUENCE:
	case YAML_MAPPING:
		f->kind = y->kind == YAML_MAPPING ? FIELD_MAP : FIELD_LIST;
		f->value = yaml_canonical(x->a, y);
		return;
	case YAML_ALIAS:
		f->value = yaml_canonical(x->a, y);
		return;
	case YAML_SCALAR:
		break;
	}
	if (y->style == YAML_PLAIN && is_null(y->text)) {
		f->kind = FIELD_NULL;
		return;
	}
	f->value = y->text;
	if (y->style == YAML_BLOCK)
		f->quote = (uint8_t)x->text.p[f->value_at.off];
	else if (y->style != YAML_PLAIN)
		f->quote = y->style == YAML_SINGLE ? '\'' : '"';
}

/* The field whose key stands at `off`: fields are in file order. */
static ptrdiff_t
field_at(const struct fields *fields, uint32_t off)
{
	ptrdiff_t lo = 0, hi = fields->n;

	while (lo < hi) {
		ptrdiff_t mid = lo + (hi - lo) / 2;

		if (fields->v[mid].key_at.off < off)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* A field for each entry of a mapping and of the mappings in it; as deep as the tree, at most
 * YAML_MAX_DEPTH. */
static void
add_entries(struct flat *x, const struct yaml *map, struct str prefix, uint8_t depth)
{
	for (const struct yaml *y = map->first; y; y = y->next) {
		struct field f = { .key = y->key, .depth = depth };
		struct span first;
		ptrdiff_t last;

		if (depth > 0)
			f.key = str_join(x->a, (struct str[]){ prefix, y->key }, 2, S("."));
		f.key_at = (struct span){ y->key_at.off + (uint32_t)x->base, y->key_at.len };
		f.value_at = (struct span){ y->at.off + (uint32_t)x->base, y->at.len };
		first = line_at(x, f.key_at.off);
		last = f.value_at.len > 0 ? span_end(f.value_at) - 1 : f.value_at.off;
		if (last < span_end(f.key_at))
			last = f.key_at.off;
		f.line_at = span_of(first.off, span_end(line_at(x, last)));
		set_value(x, &f, y);
		if (y->duplicate_of)
			*vec_push(x->a, &x->duplicates) = (struct duplicate){
				field_at(&x->fields,
					 y->duplicate_of->key_at.off + (uint32_t)x->base),
				x->fields.n,
			};
		*vec_push(x->a, &x->fields) = f;
		if (y->kind == YAML_MAPPING && f.key.n <= PREFIX_MAX)
			add_entries(x, y, f.key, (uint8_t)(depth + 1));
	}
}

void
front_read_yaml(struct arena *a, struct str text, struct front *f)
{
	struct str inner = str_slice(text, f->inner.off, span_end(f->inner));
	struct flat x = { .a = a, .text = str_slice(text, 0, span_end(f->inner)) };
	struct yaml_error error;
	const struct yaml *root = yaml_parse(a, inner, &error);

	x.base = f->inner.off;
	if (!root || root->kind != YAML_MAPPING) {
		f->error = error.message;
		f->error_at = f->inner.off + (uint32_t)error.off;
		if (root) {
			f->error = S("expected lines of the form \"key: value\"");
			f->error_at = f->inner.off + root->at.off;
		}
		return;
	}
	add_entries(&x, root, (struct str){ 0 }, 0);
	f->fields = x.fields.v;
	f->nfields = x.fields.n;
	f->duplicates = x.duplicates.v;
	f->nduplicates = x.duplicates.n;
}

struct front
front_parse(struct arena *a, struct str text)
{
	struct front f = { 0 };

	text = str_slice(text, 0, UINT32_MAX);
	find_block(text, &f);
	if (!f.present || f.toml)
		return f;
	if (f.inner.len > FRONT_MAX_BYTES) {
		f.error = S("the front matter is larger than 64 KiB");
		f.error_at = f.inner.off;
	} else if (!front_read_simple(a, text, &f)) {
		front_read_yaml(a, text, &f);
	}
	return f;
}

const struct field *
front_field(const struct front *f, struct str key)
{
	for (ptrdiff_t i = 0; i < f->nfields; i++) {
		if (str_eq(f->fields[i].key, key))
			return &f->fields[i];
	}
	return NULL;
}
