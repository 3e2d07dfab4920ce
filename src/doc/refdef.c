/* Link reference definitions, by the rules of CommonMark 0.30 (sections 4.7 and 6.3) and the limits
 * of cmark. */
#include <string.h>

#include "base/utf8.h"
#include "doc/flat.h"
#include "doc/refdef.h"

enum { MAX_LABEL = 999, MAX_PARENS = 32 };

static bool
is_ascii_punct(char c)
{
	return c > ' ' && c <= '~' && !is_alnum(c);
}

static bool
is_escape(struct str s, ptrdiff_t i)
{
	return s.p[i] == '\\' && i + 1 < s.n && is_ascii_punct(s.p[i + 1]);
}

/* The label after the bracket at `at`; returns the offset of the closing bracket, or -1. */
static ptrdiff_t
parse_label(struct str s, ptrdiff_t at)
{
	bool text = false;

	for (ptrdiff_t i = at + 1; i < s.n && i - at <= MAX_LABEL + 1; i++) {
		char c = s.p[i];

		if (c == ']')
			return text ? i : -1;
		if (c == '[')
			return -1;
		text = text || !(is_blank(c) || c == '\n');
		i += is_escape(s, i);
	}
	return -1;
}

/* Skips blanks and at most one line end. */
static ptrdiff_t
skip_space(struct str s, ptrdiff_t at)
{
	while (at < s.n && is_blank(s.p[at]))
		at++;
	if (at < s.n && s.p[at] == '\n') {
		for (at++; at < s.n && is_blank(s.p[at]); at++) {
		}
	}
	return at;
}

static ptrdiff_t
angle_destination(struct str s, ptrdiff_t at, struct span *destination)
{
	for (ptrdiff_t i = at + 1; i < s.n && s.p[i] != '\n' && s.p[i] != '<'; i++) {
		if (s.p[i] == '>') {
			*destination = (struct span){ (uint32_t)(at + 1), (uint32_t)(i - at - 1) };
			return i + 1;
		}
		i += is_escape(s, i);
	}
	return -1;
}

ptrdiff_t
link_destination(struct str s, ptrdiff_t at, struct span *destination)
{
	ptrdiff_t i = at;
	int parens = 0;

	if (at < s.n && s.p[at] == '<')
		return angle_destination(s, at, destination);
	for (; i < s.n; i++) {
		char c = s.p[i];

		if (c == ' ' || (c >= '\t' && c <= '\r') || (c == ')' && parens == 0))
			break;
		parens += (c == '(') - (c == ')');
		if (parens > MAX_PARENS)
			return -1;
		i += is_escape(s, i);
	}
	if (parens != 0)
		return -1;
	*destination = (struct span){ (uint32_t)at, (uint32_t)(i - at) };
	return i;
}

ptrdiff_t
link_title(struct str s, ptrdiff_t at, struct refdef_scan *scan)
{
	static const char open[] = "\"'(", close[] = "\"')";
	const char *kind = at < s.n && s.p[at] ? strchr(open, s.p[at]) : NULL;
	ptrdiff_t k;

	if (!kind || scan->no_quote[kind - open])
		return -1;
	k = kind - open;
	for (ptrdiff_t i = at + 1; i < s.n; i++) {
		if (s.p[i] == close[k])
			return i + 1;
		if (k == 2 && s.p[i] == '(')
			return -1;
		i += is_escape(s, i);
	}
	scan->no_quote[k] = true;
	return -1;
}

/* The offset of the line end when only blanks are left of the line at `at`, else -1. */
static ptrdiff_t
rest_blank(struct str s, ptrdiff_t at)
{
	while (at < s.n && is_blank(s.p[at]))
		at++;
	return at >= s.n || s.p[at] == '\n' ? at : -1;
}

bool
refdef_parse(struct str s, ptrdiff_t at, struct refdef_scan *scan, struct refdef *out)
{
	ptrdiff_t close, start, after, title, end;

	if (at >= s.n || s.p[at] != '[')
		return false;
	close = parse_label(s, at);
	if (close < 0 || close + 1 >= s.n || s.p[close + 1] != ':')
		return false;
	out->label = (struct span){ (uint32_t)(at + 1), (uint32_t)(close - at - 1) };
	start = skip_space(s, close + 2);
	after = start < s.n ? link_destination(s, start, &out->destination) : -1;
	if (after < 0 || after == start)
		return false;
	out->end = rest_blank(s, after);
	title = skip_space(s, after);
	if (title == after) /* a title must be set off by blanks */
		return out->end >= 0;
	title = link_title(s, title, scan);
	end = title >= 0 ? rest_blank(s, title) : -1;
	if (end >= 0)
		out->end = end;
	return out->end >= 0;
}

/* The code point of `#10` or `#x1F`; 0 when name is neither. */
static uint32_t
numeric_entity(struct str name)
{
	static const char digits[] = "0123456789abcdef";
	bool hex = name.n > 1 && ascii_lower(name.p[1]) == 'x';
	uint32_t cp = 0, base = hex ? 16 : 10;
	ptrdiff_t i = hex ? 2 : 1;

	if (name.n <= i || name.p[0] != '#')
		return 0;
	for (; i < name.n; i++) {
		char c = ascii_lower(name.p[i]);
		const char *digit = c ? strchr(digits, c) : NULL;

		if (!digit || digit - digits >= (ptrdiff_t)base || cp > 0x10ffff)
			return 0;
		cp = cp * base + (uint32_t)(digit - digits);
	}
	if (cp == 0 || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000))
		return 0xfffd;
	return cp;
}

/* The entity at s.p[at]: its length, and its bytes in out (4 at most) with their number; 0 when
 * there is none we know. */
static ptrdiff_t
parse_entity(struct str s, ptrdiff_t at, char *out, int *n)
{
	static const struct {
		struct str name;
		char c;
	} names[] = { { { "amp", 3 }, '&' },  { { "lt", 2 }, '<' },    { { "gt", 2 }, '>' },
		      { { "quot", 4 }, '"' }, { { "apos", 4 }, '\'' }, { { "num", 3 }, '#' } };
	ptrdiff_t end = str_find_char(str_slice(s, 0, at + 12), ';', at);
	struct str name = end < 0 ? S("") : str_slice(s, at + 1, end);
	uint32_t cp = numeric_entity(name);

	for (ptrdiff_t i = 0; i < countof(names); i++) {
		if (str_eq(name, names[i].name))
			cp = (unsigned char)names[i].c;
	}
	if (cp == 0)
		return 0;
	*n = utf8_put(out, cp);
	return end + 1 - at;
}

struct str
link_unescape(struct arena *a, struct str s)
{
	char *out;
	ptrdiff_t n = 0;

	if (str_find_char(s, '\\', 0) < 0 && str_find_char(s, '&', 0) < 0)
		return s;
	out = NEW(a, char, s.n);
	for (ptrdiff_t i = 0; i < s.n; i++) {
		char bytes[4];
		int count = 0;
		ptrdiff_t len = s.p[i] == '&' ? parse_entity(s, i, bytes, &count) : 0;

		if (len >= count && len > 0) {
			memcpy(out + n, bytes, (size_t)count);
			n += count;
			i += len - 1;
			continue;
		}
		i += is_escape(s, i);
		out[n++] = s.p[i];
	}
	return (struct str){ out, n };
}
