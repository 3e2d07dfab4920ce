/* character-damage: variables that were written apart, `$ (Platform)` and `% AppData%` where
 * English has `$(Platform)` and `%AppData%`. */
#include "check/check.h"
#include "doc/flat.h"

enum {
	MAX_SEARCHES = 64, /* of one page, each through all of the source */
	NAME_MAX = 64,
	BLANKS_MAX = 2,
	CONTEXT_BYTES = 24 /* before it, in its fingerprint */
};

static bool
is_name(char c)
{
	return is_alnum(c) || c == '_' || c == '.' || c == '-';
}

static bool
is_first(char c)
{
	return is_letter(c) || c == '_';
}

static ptrdiff_t
skip_blanks(struct str s, ptrdiff_t at)
{
	ptrdiff_t i = at;

	while (i < s.n && i - at < BLANKS_MAX && s.p[i] == ' ')
		i++;
	return i;
}

/* The byte that ends a variable which `open` begins, 0 when it begins none. */
static char
closing(char open)
{
	switch (open) {
	case '(':
		return ')';
	case '{':
		return '}';
	case '%':
		return '%';
	default:
		return 0;
	}
}

struct variable {
	struct str found, name;
	char open, shut; /* open '%': nothing but that before the name */
};

/* The variable at s.p[at], a `$` or `%`, with blanks where none may be. */
static bool
read_variable(struct str s, ptrdiff_t at, struct variable *v)
{
	ptrdiff_t i = skip_blanks(s, at + 1), from, end;

	v->open = '%';
	if (s.p[at] == '$') {
		v->open = byte_at(s, i);
		if (v->open != '(' && v->open != '{')
			return false;
		i = skip_blanks(s, i + 1);
	}
	v->shut = closing(v->open);
	from = i;
	while (i < s.n && i - from < NAME_MAX && is_name(s.p[i]))
		i++;
	end = skip_blanks(s, i);
	if (i == from || !is_first(s.p[from]) || byte_at(s, end) != v->shut)
		return false;
	v->name = str_slice(s, from, i);
	v->found = str_slice(s, at, end + 1);
	return v->found.n > v->name.n + 2 + (s.p[at] == '$');
}

/* The same as the source writes it, whatever the case; empty when it does not. */
static struct str
in_source(struct str source, const struct variable *v)
{
	ptrdiff_t head = v->open == '%' ? 1 : 2, n = head + v->name.n + 1;

	for (ptrdiff_t i = str_find_char(source, v->found.p[0], 0); i >= 0;
	     i = str_find_char(source, v->found.p[0], i + 1)) {
		struct str one = str_slice(source, i, i + n);

		if (one.n == n && (head == 1 || one.p[1] == v->open) && one.p[n - 1] == v->shut &&
		    str_eq_nocase(str_slice(one, head, n - 1), v->name))
			return one;
	}
	return S("");
}

/* MT takes the blank from before the mark: `in% AppData%` is `in %AppData%`. */
static struct str
repaired(const struct view *v, ptrdiff_t at, struct str expected)
{
	unsigned char before = at > 0 ? (unsigned char)v->dst->text.p[at - 1] : ' ';
	bool word = before >= 0x80 || (is_name((char)before) && before != '-');

	return word ? str_fmt(v->work, " %.*s", P(expected)) : expected;
}

static void
say(const struct view *v, ptrdiff_t at, const struct variable *var, struct str expected)
{
	ptrdiff_t from = at > CONTEXT_BYTES ? at - CONTEXT_BYTES : 0, end = at + var->found.n;

	sink_emit(v, &(struct draft){ .message = MSG_CHARACTER_ENTITY,
				      .at = { (uint32_t)at, (uint32_t)var->found.n },
				      .key = str_slice(v->dst->text, from, end),
				      .args = { { "found", var->found }, { "expected", expected } },
				      .edits = { { (uint32_t)at, (uint32_t)end,
						   repaired(v, at, expected) } },
				      .nedits = 1 });
}

void
pass_variables(const struct view *v)
{
	struct str s = v->dst->text, source = v->src->text;
	int searches = MAX_SEARCHES;

	for (ptrdiff_t i = 0; i < s.n && searches > 0; i++) {
		struct variable var;
		struct str expected;

		if ((s.p[i] != '$' && s.p[i] != '%') || !read_variable(s, i, &var))
			continue;
		searches--;
		expected = in_source(source, &var);
		if (!expected.n || str_find(source, var.found, 0) >= 0)
			continue;
		say(v, i, &var, expected);
		i += var.found.n - 1;
	}
}
