/* character-damage: text that went through the wrong decoder, characters lost for good, invisible
 * characters where a computer reads, and marks that were written apart.
 *
 * One look at each character outside ASCII finds the pages that need a second one.  Invisible marks
 * are left alone in prose: right-to-left text and Thai need them.  Whatever the source has as often
 * is not said. */
#include <string.h>

#include "base/utf8.h"
#include "check/check.h"
#include "check/mojibake.h"
#include "check/place.h"

enum { MAX_SEARCHES = 256 }; /* of one page, each through all of the source */

/* The text of the source; empty when a page is looked at by itself. */
static struct str
english(const struct view *v)
{
	return v->src ? v->src->text : S("");
}

static void
emit(const struct view *v, struct draft *d)
{
	d->whole_page = !v->src;
	sink_emit(v, d);
}

/* --- invisible characters ------------------------------------------------------------- */

struct invisible {
	uint32_t cp;
	const char *name;
};

static const struct invisible invisibles[] = {
	{ 0x00ad, "U+00AD, soft hyphen" },
	{ 0x200b, "U+200B, zero-width space" },
	{ 0x200e, "U+200E, left-to-right mark" },
	{ 0x200f, "U+200F, right-to-left mark" },
	{ 0x202a, "U+202A, left-to-right embedding" },
	{ 0x202b, "U+202B, right-to-left embedding" },
	{ 0x202c, "U+202C, end of embedding" },
	{ 0x202d, "U+202D, left-to-right override" },
	{ 0x202e, "U+202E, right-to-left override" },
	{ 0x2060, "U+2060, word joiner" },
	{ 0x2066, "U+2066, left-to-right isolate" },
	{ 0x2067, "U+2067, right-to-left isolate" },
	{ 0x2068, "U+2068, first strong isolate" },
	{ 0x2069, "U+2069, end of isolate" },
	{ 0xfeff, "U+FEFF, byte order mark" },
};

static const char *
invisible_name(uint32_t cp)
{
	for (int i = 0; i < countof(invisibles); i++) {
		if (invisibles[i].cp == cp)
			return invisibles[i].name;
	}
	return NULL;
}

bool
character_is_invisible(uint32_t cp)
{
	return invisible_name(cp) != NULL;
}

/* The first invisible character of s from *at on; *at moves behind it. */
static const char *
next_invisible(struct str s, ptrdiff_t *at, struct span *where)
{
	while (*at < s.n) {
		ptrdiff_t start = *at;
		const char *name = invisible_name(utf8_next(s, at));

		if (!name)
			continue;
		*where = (struct span){ (uint32_t)start, (uint32_t)(*at - start) };
		return name;
	}
	return NULL;
}

bool
characters_invisible(struct str s)
{
	struct span where;
	ptrdiff_t at = 0;

	return next_invisible(s, &at, &where) != NULL;
}

static void
say_invisible(const struct view *v, struct span where, const char *name, struct str key,
	      struct str place)
{
	emit(v, &(struct draft){ .message = MSG_CHARACTER_INVISIBLE,
				 .at = where,
				 .key = key,
				 .args = { { "character", str_c(name) }, { "where", place } },
				 .edits = { { where.off, where.off + where.len, S("") } },
				 .nedits = 1 });
}

/* Does the source have such a character in a place of this kind?  Then it is meant. */
static bool
source_has(const struct view *v, enum fact_kind kind)
{
	for (ptrdiff_t i = 0; v->src && i < v->src->nfacts; i++) {
		if (v->src->facts[i].kind == kind && characters_invisible(v->src->facts[i].value))
			return true;
	}
	return false;
}

/* Facts whose value a computer reads, and what they are called. */
static const struct machine_text {
	enum fact_kind kind;
	struct str what;
} machine_texts[] = {
	{ FACT_LINK, { "a link target", 13 } },
	{ FACT_IMAGE, { "an image target", 15 } },
	{ FACT_CODE, { "code", 4 } },
	{ FACT_ANCHOR, { "an anchor", 9 } },
	{ FACT_REFDEF, { "a link target", 13 } },
	{ FACT_INCLUDE, { "a path", 6 } },
};

static void
check_facts(const struct view *v, const struct machine_text *m)
{
	if (source_has(v, m->kind))
		return;
	for (ptrdiff_t i = 0; i < v->dst->nfacts; i++) {
		const struct fact *f = &v->dst->facts[i];
		const char *name;
		struct span where;
		ptrdiff_t at = 0;

		if (f->kind != m->kind || !characters_invisible(f->value))
			continue;
		doc_locate(v->dst);
		if ((name = next_invisible(doc_slice(v->dst, f->value_at), &at, &where)) == NULL)
			continue;
		where.off += f->value_at.off;
		say_invisible(v, where, name, f->value, m->what);
	}
}

static void
check_blocks(const struct view *v)
{
	for (ptrdiff_t i = 0; i < v->dst->nblocks; i++) {
		const struct block *b = &v->dst->blocks[i];
		uint32_t src = v->align ? v->align->src_of[i] : NO_BLOCK;
		const char *name;
		struct span where;
		ptrdiff_t at = 0;

		if (b->kind != BLOCK_CODE || !b->fenced)
			continue;
		if (src != NO_BLOCK &&
		    characters_invisible(doc_slice(v->src, v->src->blocks[src].at)))
			continue;
		if ((name = next_invisible(doc_slice(v->dst, b->at), &at, &where)) == NULL)
			continue;
		where.off += b->at.off;
		say_invisible(v, where, name, str_fmt(v->work, "code %.*s", P(b->info)), S("code"));
	}
}

static void
check_keys(const struct view *v)
{
	const struct front *f = &v->dst->front;

	for (ptrdiff_t i = 0; i < f->nfields; i++) {
		const struct field *k = &f->fields[i];
		const char *name;
		struct span where;
		ptrdiff_t at = 0;

		name = next_invisible(doc_slice(v->dst, k->key_at), &at, &where);
		if (!name || (v->src && front_field(&v->src->front, k->key)))
			continue;
		where.off += k->key_at.off;
		say_invisible(v, where, name, k->key, S("a key"));
	}
}

static void
check_invisible(const struct view *v)
{
	for (int i = 0; i < countof(machine_texts); i++)
		check_facts(v, &machine_texts[i]);
	check_blocks(v);
	check_keys(v);
}

/* --- characters that were lost or misread ------------------------------------------------ */

/* A few bytes around a place, which tell it from others in the page. */
static struct str
context(const struct doc *d, ptrdiff_t at)
{
	ptrdiff_t from = at, to = at;

	while (from > 0 && at - from < 24 && d->text.p[from - 1] != '\n' &&
	       d->text.p[from - 1] != ' ')
		from--;
	while (to < d->text.n && to - at < 24 && d->text.p[to] != '\n' && d->text.p[to] != ' ')
		to++;
	return str_slice(d->text, from, to);
}

static ptrdiff_t
count(struct str s, struct str what)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = str_find(s, what, 0); i >= 0; i = str_find(s, what, i + what.n))
		n++;
	return n;
}

/* As many as English has, from the top, are taken for its own; neighbours are one.  In English code
 * it is what a terminal shows of bytes that are no text. */
static void
check_lost(const struct view *v)
{
	static const struct str lost = { "\xef\xbf\xbd", 3 };
	ptrdiff_t own = count(english(v), lost), at = -1, block = 0;
	struct str s = v->dst->text;

	while ((at = str_find(s, lost, at + 1)) >= 0) {
		ptrdiff_t end = at + lost.n;

		if (own-- > 0 || (v->page->source && place_in_code(v->dst, at, &block)))
			continue;
		while (str_starts(str_slice(s, end, s.n), lost))
			end += lost.n;
		emit(v, &(struct draft){ .message = MSG_CHARACTER_LOST,
					 .at = { (uint32_t)at, (uint32_t)(end - at) },
					 .key = context(v->dst, at) });
		at = end - 1;
	}
}

static void
check_mojibake(const struct view *v)
{
	struct str s = v->dst->text, fixed;
	struct span where;
	int searches = MAX_SEARCHES;

	for (ptrdiff_t at = 0; searches-- > 0 && mojibake_next(v->work, s, &at, &where, &fixed);) {
		struct str found = doc_slice(v->dst, where);

		if (str_find(english(v), found, 0) >= 0)
			continue;
		emit(v, &(struct draft){ .message = MSG_CHARACTER_MOJIBAKE,
					 .at = where,
					 .key = context(v->dst, where.off),
					 .args = { { "found", found }, { "expected", fixed } },
					 .edits = { { where.off, where.off + where.len, fixed } },
					 .nedits = str_find(fixed, S("\xef\xbf\xbd"), 0) < 0 });
	}
}

/* --- marks written apart ------------------------------------------------------------------- */

/* `$ $` where English has `$$`. */
static void
check_math(const struct view *v)
{
	ptrdiff_t lack = count(english(v), S("$$")) - count(v->dst->text, S("$$")), at = -1;

	if (lack <= 0 || str_find(english(v), S("$ $"), 0) >= 0)
		return;
	while (lack-- > 0 && (at = str_find(v->dst->text, S("$ $"), at + 1)) >= 0)
		emit(v, &(struct draft){ .message = MSG_CHARACTER_MATH,
					 .at = { (uint32_t)at, 3 },
					 .key = context(v->dst, at),
					 .edits = { { (uint32_t)at, (uint32_t)at + 3, S("$$") } },
					 .nedits = 1 });
}

/* Offset behind `#123` or a name at s.p[at], `at` when there is none. */
static ptrdiff_t
entity_name(struct str s, ptrdiff_t at)
{
	ptrdiff_t i = at;

	while (i < s.n && i - at < 32 && (is_alnum(s.p[i]) || (i == at && s.p[i] == '#')))
		i++;
	return i;
}

/* Names that are none in another case: `&Nbsp;` is shown as it stands. */
static bool
is_entity_recased(struct str name)
{
	static const char *const names[] = { "nbsp",  "copy",  "reg",   "trade", "hellip", "mdash",
					     "ndash", "laquo", "raquo", "bull",  "middot", "times",
					     "quot",  "apos",  "amp",   "lt",    "gt" };
	bool small = false;

	for (ptrdiff_t i = 0; i < name.n; i++)
		small |= is_small(name.p[i]);
	for (ptrdiff_t i = 0; i < countof(names); i++) {
		if (str_eq_nocase(name, str_c(names[i])))
			return small && !str_eq(name, str_c(names[i])); /* COPY is one */
	}
	return false;
}

/* The offset behind the semicolon at s.p[at], a wide one too; `at` when there is none. */
static ptrdiff_t
semicolon_end(struct str s, ptrdiff_t at)
{
	if (str_starts(str_slice(s, at, s.n), S("\xef\xbc\x9b")))
		return at + 3;
	return at < s.n && s.p[at] == ';' ? at + 1 : at;
}

/* What English has instead of the entity `found`, which is written with this name; empty: nothing.
 */
static struct str
entity_expected(const struct view *v, struct str found, struct str name)
{
	struct str whole = str_fmt(v->work, "&%.*s;", P(name));
	struct str small = str_fmt(v->work, "&%.*s;", P(str_lower(v->work, name)));

	if (is_entity_recased(name) && str_find(english(v), small, 0) >= 0)
		return small;
	if (!str_eq(found, whole) && str_find(english(v), whole, 0) >= 0)
		return whole;
	if (str_eq(found, whole) && name.p[0] == '#' && name.n >= 5 &&
	    str_find(english(v), whole, 0) < 0 && str_find(english(v), name, 0) >= 0)
		return name;
	return S("");
}

/* `& nbsp;` and `&Nbsp;` where English has `&nbsp;`; `&#2807;` where it has `#2807`. */
static void
check_entity(const struct view *v, ptrdiff_t at)
{
	struct str s = v->dst->text, found, expected;
	ptrdiff_t start = at + 1, end, behind;
	struct draft d = { .message = MSG_CHARACTER_ENTITY };

	while (start < s.n && start - at < 4 && s.p[start] == ' ')
		start++;
	end = behind = entity_name(s, start);
	while (behind < s.n && behind - end < 3 && s.p[behind] == ' ')
		behind++;
	if (end - start < 2 || semicolon_end(s, behind) == behind)
		return;
	found = str_slice(s, at, semicolon_end(s, behind));
	expected = entity_expected(v, found, str_slice(s, start, end));
	if (!expected.n)
		return;
	d.at = (struct span){ (uint32_t)at, (uint32_t)found.n };
	d.args[0] = (struct arg){ "found", found };
	d.args[1] = (struct arg){ "expected", expected };
	d.key = context(v->dst, at);
	d.edits[0] = (struct edit){ d.at.off, d.at.off + d.at.len, expected };
	d.nedits = 1;
	emit(v, &d);
}

static void
check_ascii(const struct view *v)
{
	struct str s = v->dst->text;
	int searches = MAX_SEARCHES;

	if (str_find_char(english(v), '$', 0) >= 0 && str_find(s, S("$ $"), 0) >= 0)
		check_math(v);
	for (ptrdiff_t at = str_find_char(s, '&', 0); at >= 0; at = str_find_char(s, '&', at + 1)) {
		if (at + 1 < s.n &&
		    (s.p[at + 1] == ' ' || s.p[at + 1] == '#' || entity_name(s, at + 1) > at + 2) &&
		    searches-- > 0)
			check_entity(v, at);
	}
}

/* --- the first look --------------------------------------------------------------------------- */

struct signs {
	bool invisible, lost, mojibake;
};

static bool
ascii_word(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return (x & UINT64_C(0x8080808080808080)) == 0;
}

/* Two bytes tell enough: C2 AD, E2 80 8B-8F and AA-AE, E2 81, EF BB, EF BF BD; Ã Â â Ð Ñ ï with
 * what follows in mojibake. */
static void
note(struct str s, ptrdiff_t i, struct signs *g)
{
	unsigned char a = (unsigned char)s.p[i], b = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
	unsigned char c = i + 2 < s.n ? (unsigned char)s.p[i + 2] : 0;

	if (a == 0xe2)
		g->invisible |=
			(b == 0x80 && c >= 0x8b && (c <= 0x8f || (c >= 0xaa && c <= 0xae))) ||
			(b == 0x81 && c >= 0xa0 && c <= 0xa9);
	else if (a == 0xc3)
		g->mojibake |= (c == 0xc2 || c == 0xc3 || c == 0xc5 || c == 0xc6 || c == 0xcb ||
				c == 0xe2) &&
			       (b <= 0x85 || b == 0xa2 || b == 0xaf || b == 0x90 || b == 0x91);
	else if (a == 0xc2)
		g->invisible |= b == 0xad;
	else if (a == 0xef) {
		g->invisible |= b == 0xbb && c == 0xbf;
		g->lost |= b == 0xbf && c == 0xbd;
	}
}

static struct signs
look(struct str s)
{
	struct signs g = { false, false, false };
	ptrdiff_t i = 0;

	while (i < s.n) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < 0x80) {
			i += i + 8 <= s.n && ascii_word(s.p + i) ? 8 : 1;
			continue;
		}
		if (c == 0xe2 || c == 0xc3 || c == 0xc2 || c == 0xef)
			note(s, i, &g);
		i += c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
	}
	return g;
}

void
pass_characters(const struct view *v)
{
	struct signs g = look(v->dst->text);

	if (g.invisible)
		check_invisible(v);
	if (g.lost)
		check_lost(v);
	if (g.mojibake)
		check_mojibake(v);
	check_ascii(v);
}
