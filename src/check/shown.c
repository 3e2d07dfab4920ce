/* Comments that readers see (markup-literal): `<!-- check this -->` of the English page which a
 * machine has given typographic dashes, blanks or an entity, `&lt;!— … —>`.  Remarks that writers
 * meant for each other are published that way.  Said only of as many as the translation has fewer
 * real comments. */
#include <string.h>

#include "check/check.h"
#include "check/place.h"

enum { BEFORE = 64, KEY_BYTES = 40 }; /* bytes of the line before; bytes behind, for the key */

/* Behind one of the words at s.p[at], or -1. */
static ptrdiff_t
behind(struct str s, ptrdiff_t at, const struct str *words, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++)
		if (str_starts(str_slice(s, at, s.n), words[i]))
			return at + words[i].n;
	return -1;
}

static ptrdiff_t
behind_blank(struct str s, ptrdiff_t at)
{
	return at >= 0 && at < s.n && s.p[at] == ' ' ? at + 1 : at;
}

/* Behind what was `<!--` at s.p[at] and is no more, or -1. */
static ptrdiff_t
shown_at(struct str s, ptrdiff_t at)
{
	static const struct str opens[] = {
		{ "&lt;", 4 }, { "<", 1 }, { "\xe2\x80\xb9", 3 }, { "\xef\xbc\x9c", 3 }
	};
	static const struct str shouts[] = { { "!", 1 }, { "\xef\xbc\x81", 3 } };
	static const struct str dashes[] = {
		{ "--", 2 }, { "- -", 3 }, { "\xe2\x80\x93", 3 }, { "\xe2\x80\x94", 3 }
	};
	ptrdiff_t end = behind(s, at, opens, countof(opens));

	if (end < 0 || str_starts(str_slice(s, at, s.n), S("<!--")))
		return -1;
	end = behind(s, behind_blank(s, end), shouts, countof(shouts));
	return end < 0 ? -1 : behind(s, behind_blank(s, end), dashes, countof(dashes));
}

/* Is the last backtick of the line before `at` one that opens? */
static bool
in_span(struct str s, ptrdiff_t at)
{
	bool in = false;

	for (ptrdiff_t i = at; i-- > 0 && at - i < BEFORE && s.p[i] != '\n';)
		in ^= s.p[i] == '`';
	return in;
}

static ptrdiff_t
count_comments(const struct doc *d)
{
	struct str s = d->text;
	ptrdiff_t n = 0, block = 0;

	for (ptrdiff_t at = 0; (at = str_find(s, S("<!--"), at)) >= 0; at++)
		n += !place_in_code(d, at, &block);
	return n;
}

struct openers VEC(struct span);

static struct openers
shown_of(const struct view *v, const struct doc *d)
{
	struct openers list = { 0 };
	struct str s = d->text;
	ptrdiff_t block = 0;

	for (ptrdiff_t at = 0; at < s.n; at++) {
		ptrdiff_t end = strchr("&<\xe2\xef", s.p[at]) && s.p[at] ? shown_at(s, at) : -1;

		if (end < 0 || place_in_code(d, at, &block) || in_span(s, at))
			continue;
		*vec_push(v->work, &list) = (struct span){ (uint32_t)at, (uint32_t)(end - at) };
		at = end - 1;
	}
	return list;
}

void
pass_shown_comments(const struct view *v)
{
	/* Most pages have lost none, and are not read byte by byte. */
	ptrdiff_t lost = count_comments(v->src) - count_comments(v->dst), own;
	struct openers list;

	if (lost <= 0)
		return;
	list = shown_of(v, v->dst);
	own = list.n ? shown_of(v, v->src).n : 0;
	for (ptrdiff_t i = own; i < list.n && i < own + lost; i++) {
		struct span at = list.v[i];
		uint32_t end = at.off + at.len;
		struct str rest = str_slice(v->dst->text, end, end + KEY_BYTES), line = rest;

		str_line(&rest, &line);
		sink_emit(v, &(struct draft){
				     .message = MSG_MARKUP_COMMENT,
				     .at = at,
				     .key = str_fmt(v->work, "comment\n%.*s", P(str_trim(line))),
				     .args = { { "mark", doc_slice(v->dst, at) } } });
	}
}
