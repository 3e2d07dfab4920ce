/* Many pattern sources as one text.
 *
 * Alternatives that begin with the same literal text share it, `https://(?:a...|b...)`, level by
 * level, so that a set of 500 addresses costs little more than one of them.  The order of
 * alternatives is their rank; two that begin with different characters can never match at the same
 * place, and only those change places. */
#include <string.h>

#include "doc/combine.h"

enum { SHARE_DEPTH = 24 }; /* levels of shared prefixes */

static char
char_at(struct str s, ptrdiff_t i)
{
	if (i >= s.n)
		return 0;
	return s.p[i];
}

/* True when `(?` at s.p[i] starts something that depends on numbers or names of the whole pattern.
 */
static bool
is_global_group(struct str s, ptrdiff_t i)
{
	char c = char_at(s, i + 2), d = char_at(s, i + 3);

	if (c == 'P')
		return d != '<';
	if (c == '-')
		return is_digit(d);
	return c != 0 && strchr("R&(+C#0123456789", c) != NULL;
}

bool
combine_stays_apart(struct str s)
{
	if (str_find_char(s, 0, 0) >= 0)
		return true;
	for (ptrdiff_t i = 0; i + 1 < s.n; i++) {
		char c = s.p[i], d = s.p[i + 1];

		if (c == '\\' && strchr("QKGgk", d))
			return true;
		if (c == '(' && (d == '*' || (d == '?' && is_global_group(s, i))))
			return true;
		i += c == '\\';
	}
	return false;
}

struct token {
	ptrdiff_t len; /* bytes of pattern text, 0: none */
	char c;        /* lower case when caseless */
};

/* True when s surely has no `|` outside groups and classes. */
static bool
is_sequence(struct str s)
{
	bool comments = str_find(s, S("#"), 0) >= 0 && str_find(s, S("(?"), 0) >= 0;
	ptrdiff_t depth = 0;

	if (comments || str_find(s, S("[:"), 0) >= 0)
		return false;
	for (ptrdiff_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '\\') {
			i++;
		} else if (c == '[') {
			i += i + 1 < s.n && s.p[i + 1] == '^';
			i += i + 1 < s.n && s.p[i + 1] == ']';
			while (++i < s.n && s.p[i] != ']')
				i += s.p[i] == '\\';
		} else if (c == '(') {
			depth++;
		} else if (c == ')') {
			depth--;
		} else if (c == '|' && depth == 0) {
			return false;
		}
	}
	return true;
}

/* The literal ASCII character that alternative x begins with. */
static struct token
first_token(const struct alternative *x)
{
	struct token t = { 1, char_at(x->text, 0) };
	struct str s = x->text;

	if (!x->sequence || s.n == 0)
		return (struct token){ 0, 0 };
	if (t.c == '\\') {
		if (s.n < 2 || !strchr("./-_?+*()[]{}|^$\\", s.p[1]))
			return (struct token){ 0, 0 };
		t = (struct token){ 2, s.p[1] };
	} else if (t.c <= ' ' || t.c > '~' || strchr("\\^$.[]()|?*+{}#", t.c)) {
		return (struct token){ 0, 0 };
	}
	if (t.len < s.n && strchr("?*+{", s.p[t.len]))
		return (struct token){ 0, 0 };
	if (x->caseless)
		t.c = ascii_lower(t.c);
	return t;
}

/* Moves to `members` all alternatives that begin like the first of v[0..n) and may be tried
 * together with it; the others keep their order.  An alternative that could match at the same place
 * is never overtaken. */
static ptrdiff_t
take_members(struct alternative *v, ptrdiff_t *n, struct alternative *members)
{
	struct token t = first_token(&v[0]);
	ptrdiff_t taken = 1, left = 0;
	bool barrier = t.len == 0;

	members[0] = v[0];
	for (ptrdiff_t i = 1; i < *n; i++) {
		struct token u = first_token(&v[i]);
		bool same = u.len > 0 && u.c == t.c && v[i].caseless == members[0].caseless;

		if (!barrier && same) {
			members[taken++] = v[i];
			continue;
		}
		barrier = barrier || u.len == 0 || ascii_lower(u.c) == ascii_lower(t.c);
		v[left++] = v[i];
	}
	*n = left;
	return taken;
}

/* Writes the characters that all of v[0..n) begin with and takes them off. */
static void
put_shared(struct buf *out, struct alternative *v, ptrdiff_t n)
{
	for (;;) {
		struct token t = first_token(&v[0]);
		struct str text = str_slice(v[0].text, 0, t.len);

		if (t.len == 0)
			return;
		for (ptrdiff_t i = 1; i < n; i++) {
			struct token u = first_token(&v[i]);

			if (u.len == 0 || u.c != t.c)
				return;
		}
		buf_fmt(out, v[0].caseless ? "(?i:%.*s)" : "%.*s", P(text));
		for (ptrdiff_t i = 0; i < n; i++)
			v[i].text = str_slice(v[i].text, first_token(&v[i]).len, v[i].text.n);
	}
}

static void
put_alternatives(struct buf *out, struct alternative *v, ptrdiff_t n, int depth)
{
	struct alternative *members = NEW(out->a, struct alternative, n);

	for (bool first = true; n > 0; first = false) {
		ptrdiff_t taken;

		if (!first)
			buf_char(out, '|');
		taken = take_members(v, &n, members);
		if (taken > 1 && depth < SHARE_DEPTH) {
			put_shared(out, members, taken);
			buf_str(out, S("(?:"));
			put_alternatives(out, members, taken, depth + 1);
			buf_char(out, ')');
			continue;
		}
		for (ptrdiff_t i = 0; i < taken; i++) {
			buf_str(out, i > 0 ? S("|") : S(""));
			buf_str(out, members[i].caseless ? S("(?i:") : S("(?:"));
			buf_str(out, members[i].text);
			buf_fmt(out, ")(*MARK:%td)", members[i].which);
		}
	}
}

struct str
combine_text(struct arena *a, struct alternative *v, ptrdiff_t n)
{
	struct buf out = { .a = a };

	for (ptrdiff_t i = 0; i < n; i++)
		v[i].sequence = v[i].sequence && is_sequence(v[i].text);
	put_alternatives(&out, v, n, 0);
	return buf_take(&out);
}

/* Before the text of a line: blanks, quote and list markers.  What is before \K is no part of the
 * match. */
#define LINE_START "(?m:^)(?:[ \\t>]|[-*+](?=[ \\t])|[0-9]{1,9}[.)](?=[ \\t]))*+\\K"

struct str
combine_at_line_start(struct arena *a, struct str text, bool caseless)
{
	struct str parts[] = { S(LINE_START), caseless ? S("(?i:") : S("(?:"), text, S(")") };

	return str_join(a, parts, countof(parts), S(""));
}
