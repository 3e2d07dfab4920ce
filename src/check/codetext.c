/* A lexer for comments and strings that is right for ordinary code in a few families of languages.
 * Where it is wrong it is wrong in the same way for both pages. */
#include "check/codetext.h"

#include <string.h>

#include "site/locale.h"

struct comment {
	const char *open, *shut; /* shut NULL: to the end of the line */
	bool word;               /* only at the start of a line or after a blank */
};

struct syntax {
	struct comment comments[5];
	const char *quotes;
};

static const struct syntax syntaxes[] = {
	[FAMILY_UNKNOWN] = { { { "//", NULL, true }, { "#", NULL, true } }, "\"'" },
	[FAMILY_TEXT] = { { { NULL, NULL, false } }, "" },
	[FAMILY_C] = { { { "//", NULL, false }, { "/*", "*/", false }, { "#", NULL, true } },
		       "\"'`" },
	[FAMILY_HASH] = { { { "<#", "#>", false },
			    { "#", NULL, true },
			    { ";", NULL, true },
			    { "//", NULL, true },
			    { "%%", NULL, true } },
			  "\"'" },
	[FAMILY_YAML] = { { { "#", NULL, true } }, "\"'" },
	[FAMILY_PERCENT] = { { { "%", NULL, true } }, "\"'" },
	[FAMILY_DASHES] = { { { "--", NULL, false }, { "/*", "*/", false }, { "{-", "-}", false } },
			    "\"'" },
	[FAMILY_MARKUP] = { { { "<!--", "-->", false },
			      { "/*", "*/", false },
			      { "//", NULL, true } },
			    "\"'" },
	[FAMILY_BASIC] = { { { "'", NULL, false },
			     { "REM ", NULL, true },
			     { "rem ", NULL, true },
			     { "::", NULL, true } },
			   "\"" },
	[FAMILY_DATA] = { { { "//", NULL, true }, { "/*", "*/", false } }, "\"" },
};

struct lexer {
	struct str s;
	char *out;
	const struct syntax *x;
	bool markup;
	bool begins[256];            /* bytes that may begin something */
	ptrdiff_t unclosed[3];       /* per quotation mark: before this offset none ends a string */
	ptrdiff_t newline, template; /* the next of each, where it was looked for last */
};

static void
blank(struct lexer *l, ptrdiff_t from, ptrdiff_t to)
{
	for (ptrdiff_t i = from; i < to; i++) {
		if (l->out[i] != '\n')
			l->out[i] = ' ';
	}
}

static ptrdiff_t
line_end(struct str s, ptrdiff_t at)
{
	ptrdiff_t end = str_find_char(s, '\n', at);

	return end < 0 ? s.n : end;
}

/* Offset behind the comment at s.p[at], `at` when there is none. */
static ptrdiff_t
comment_end(const struct lexer *l, ptrdiff_t at)
{
	struct str rest = str_slice(l->s, at, l->s.n);

	for (int i = 0; i < countof(l->x->comments) && l->x->comments[i].open; i++) {
		const struct comment *c = &l->x->comments[i];
		ptrdiff_t end;

		if (!str_starts(rest, str_c(c->open)))
			continue;
		if (c->word && at > 0 && l->s.p[at - 1] != ' ' && l->s.p[at - 1] != '\t' &&
		    l->s.p[at - 1] != '\n')
			continue;
		if (!c->shut)
			return line_end(l->s, at);
		end = str_find(l->s, str_c(c->shut), at + 2);
		return end < 0 ? l->s.n : end + (ptrdiff_t)strlen(c->shut);
	}
	return at;
}

/* Offset of the quotation mark that ends the string at s.p[at], -1 when the line ends before. Three
 * marks begin a string that three end, on any line. */
static ptrdiff_t
string_end(struct str s, ptrdiff_t at)
{
	char q = s.p[at];

	if (at + 2 < s.n && s.p[at + 1] == q && s.p[at + 2] == q) {
		ptrdiff_t end = str_find(s, str_slice(s, at, at + 3), at + 3);

		return end < 0 ? -1 : end + 2;
	}
	for (ptrdiff_t i = at + 1; i < s.n && (q == '`' || s.p[i] != '\n'); i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == q)
			return i;
	}
	return -1;
}

/* `<your-name>`, `<SERVER>`, `{package-name}`: short; markup is the other way round, there tags
 * stay. */
static ptrdiff_t
placeholder_end(const struct lexer *l, ptrdiff_t at)
{
	char open = l->s.p[at], shut = open == '<' ? '>' : '}';
	ptrdiff_t i = at + 1;

	while (i < l->s.n && i - at < 200 && l->s.p[i] != shut && l->s.p[i] != open &&
	       (open == '<' || (l->s.p[i] > ' ' && l->s.p[i] != ':')))
		i++;
	return i < l->s.n && l->s.p[i] == shut && i > at + 1 ? i + 1 : at;
}

/* The next `what` at `from` or behind it, s.n for none.  *found keeps it for calls further on, so
 * that a line of colons is not searched from each of them. */
static ptrdiff_t
next_of(struct str s, struct str what, ptrdiff_t from, ptrdiff_t *found)
{
	if (*found < from) {
		ptrdiff_t at = str_find(s, what, from);

		*found = at < 0 ? s.n : at;
	}
	return *found;
}

/* `key: some words`: a value with blanks is text, and so is one that begins with a letter that no
 * keyword has; so is a line without a key. */
static ptrdiff_t
yaml_text_end(struct lexer *l, ptrdiff_t at)
{
	ptrdiff_t start = at + 1, end;
	struct str value;

	if (l->x != &syntaxes[FAMILY_YAML] || start >= l->s.n || l->s.p[start] != ' ')
		return at;
	end = next_of(l->s, S("\n"), start, &l->newline);
	value = str_trim(str_slice(l->s, start, end));
	if (value.n == 0 || str_find_char(S("{[&*!|>"), value.p[0], 0) >= 0 ||
	    next_of(l->s, S("{{"), start, &l->template) < end ||
	    ((unsigned char)value.p[0] < 0xc0 && str_find_char(value, ' ', 0) < 0))
		return at;
	return end;
}

static ptrdiff_t
skip_string(struct lexer *l, ptrdiff_t at)
{
	ptrdiff_t *unclosed = &l->unclosed[l->s.p[at] == '"' ? 0 : l->s.p[at] == '`' ? 1 : 2];
	ptrdiff_t end = at < *unclosed ? -1 : string_end(l->s, at);

	if (end < 0) {
		if (at >= *unclosed)
			*unclosed = line_end(l->s, at);
		return at + 1;
	}
	blank(l, at + 1, end);
	return end + 1;
}

static ptrdiff_t
step(struct lexer *l, ptrdiff_t at)
{
	char c = l->s.p[at];
	ptrdiff_t end = comment_end(l, at);

	if (end > at) {
		blank(l, at, end);
		return end;
	}
	if (c && strchr(l->x->quotes, c))
		return skip_string(l, at);
	if (c == ':' && (end = yaml_text_end(l, at)) > at) {
		blank(l, at + 1, end);
		return end;
	}
	if (!l->markup && (c == '<' || (c == '{' && (at == 0 || l->s.p[at - 1] != '$')))) {
		end = placeholder_end(l, at);
		blank(l, at, end);
		return end > at ? end : at + 1;
	}
	if (c == '>' && l->markup) { /* text between tags */
		end = str_find_char(l->s, '<', at);
		end = end < 0 ? l->s.n : end;
		blank(l, at + 1, end);
		return end;
	}
	return at + 1;
}

static void
mark_beginnings(struct lexer *l)
{
	for (int i = 0; i < countof(l->x->comments) && l->x->comments[i].open; i++)
		l->begins[(unsigned char)l->x->comments[i].open[0]] = true;
	for (const char *q = l->x->quotes; *q; q++)
		l->begins[(unsigned char)*q] = true;
	l->begins['<'] = l->begins['{'] = l->begins['>'] = l->begins[':'] = true;
}

struct str
codetext_mask(struct arena *a, struct str code, enum language_family family)
{
	struct lexer l = { .s = code, .x = &syntaxes[family], .markup = family == FAMILY_MARKUP };

	mark_beginnings(&l);
	l.out = NEW(a, char, code.n + 1);
	if (code.n > 0)
		memcpy(l.out, code.p, (size_t)code.n);
	for (ptrdiff_t at = 0; at < code.n;)
		at = l.begins[(unsigned char)code.p[at]] ? step(&l, at) : at + 1;
	return (struct str){ l.out, code.n };
}

/* --- names that people make up -------------------------------------------------------------- */

static bool
is_word_char(char c)
{
	return is_alnum(c) || c == '_' || c == '-' || (unsigned char)c >= 0x80;
}

static struct str
word_around(struct str s, ptrdiff_t at)
{
	ptrdiff_t from = at, to = at;

	while (from > 0 && is_word_char(s.p[from - 1]))
		from--;
	while (to < s.n && is_word_char(s.p[to]))
		to++;
	return str_slice(s, from, to);
}

/* Takes the next part of `doWork`, `do_work`, `DO-WORK` off *rest. */
static bool
next_part(struct str *rest, struct str *part)
{
	ptrdiff_t from = 0, to;

	while (from < rest->n && (rest->p[from] == '_' || rest->p[from] == '-'))
		from++;
	for (to = from; to < rest->n && rest->p[to] != '_' && rest->p[to] != '-'; to++)
		if (to > from && is_capital(rest->p[to]) && !is_capital(rest->p[to - 1]))
			break;
	*part = str_slice(*rest, from, to);
	*rest = str_slice(*rest, to, rest->n);
	return part->n > 0;
}

/* Parts that may be words: not `1` or `b`. */
static int
count_parts(struct str word)
{
	struct str part;
	int n = 0;

	while (next_part(&word, &part))
		n += part.n > 1 && !is_digit(part.p[0]);
	return n;
}

/* Letters of the Latin script only, with or without marks. */
static bool
is_latin(struct str word)
{
	for (ptrdiff_t i = 0; i < word.n; i++)
		if ((unsigned char)word.p[i] >= 0xca)
			return false;
	return true;
}

enum { WORD_LETTERS = 5, MAX_WORD = 80 };

static bool
shares_part(struct str a, struct str b)
{
	struct str x, y;

	while (next_part(&a, &x)) {
		struct str rest = b;

		while (x.n >= WORD_LETTERS && next_part(&rest, &y))
			if (str_eq_nocase(x, y))
				return true;
	}
	return false;
}

/* `your-service`, `MY_APP`: to be replaced by the reader, who reads it first. */
static bool
is_placeholder(struct str word)
{
	static const char *const own[] = { "your", "my", "you" };
	struct str part;

	while (next_part(&word, &part))
		for (int i = 0; i < countof(own); i++)
			if (str_eq_nocase(part, str_c(own[i])))
				return true;
	return false;
}

/* The same letters, with other capitals or other separators: a slip, no other name. */
static bool
same_letters(struct str a, struct str b)
{
	ptrdiff_t i = 0, k = 0;

	for (;;) {
		while (i < a.n && (a.p[i] == '_' || a.p[i] == '-'))
			i++;
		while (k < b.n && (b.p[k] == '_' || b.p[k] == '-'))
			k++;
		if (i >= a.n || k >= b.n)
			return i >= a.n && k >= b.n;
		if (!str_eq_nocase(str_slice(a, i, i + 1), str_slice(b, k, k + 1)))
			return false;
		i++;
		k++;
	}
}

/* May `have` stand for `want`?  member: want is one of something else's, `x.do_it`, and so no name
 * that the page makes up. */
static bool
may_rename(struct str locale, struct str want, struct str have, bool member)
{
	if (locale_valid(want) && locale_valid(have) && locale_same_language(have, locale))
		return true;
	if (want.n > MAX_WORD || have.n > MAX_WORD || !have.n || count_parts(want) < 2 ||
	    same_letters(want, have))
		return false;
	return is_placeholder(want) ||
	       (!member && is_latin(have) && count_parts(have) > 1 && !shares_part(want, have));
}

bool
codetext_renamed(struct str locale, struct str want, ptrdiff_t *want_at, struct str have,
		 ptrdiff_t *have_at)
{
	struct str a = word_around(want, *want_at), b = word_around(have, *have_at);
	ptrdiff_t from = a.p - want.p;
	ptrdiff_t want_end = from + a.n, have_end = b.p - have.p + b.n;
	char before = ' ';

	if (want_end <= *want_at && have_end <= *have_at)
		return false; /* the names end before what differs */
	if (from > 0)
		before = want.p[from - 1];
	if (!may_rename(locale, a, b, before == '.' || before == ':' || before == '>'))
		return false;
	*want_at = want_end;
	*have_at = have_end;
	return true;
}
