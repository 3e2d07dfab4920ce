/* directive-broken: the attributes of a construct against those of its counterpart.
 *
 * What readers see of them is translated, the rest is code: values of the attributes that the
 * profile names, file names, and words without quotation marks and key that look like code
 * (`{{< youtube iEEIabOha8U >}}`).  A construct whose English attributes can be read and whose own
 * cannot has lost a quotation mark, or has one too many. */
#include "check/attributes.h"

#include "base/path.h"
#include "check/place.h"

enum { MAX_ATTRIBUTES = 32 };

struct attribute {
	struct str key, value; /* key empty: a word by itself */
	bool quoted;
};

struct attributes {
	struct attribute v[MAX_ATTRIBUTES];
	ptrdiff_t n;
	ptrdiff_t bad;   /* offset in the text of what cannot be read; -1: nothing */
	bool all_quoted; /* each has a key and quotation marks */
	bool call;       /* the arguments of a macro: `name("a", 2)` */
};

static bool
is_blank(char c)
{
	return is_white(c) || c == ',';
}

static bool
is_key_char(char c)
{
	return is_alnum(c) || c == '-' || c == '_' || c == '.' || c == ':' || c == '@' ||
	       (unsigned char)c >= 0x80;
}

/* Takes the brackets around arguments off s, which begin at *from; false when there are none. */
static bool
take_brackets(struct str *s, ptrdiff_t *from)
{
	ptrdiff_t at = *from, end = s->n;

	while (at < end && (is_blank(s->p[at]) || is_blank(s->p[end - 1]))) {
		at += is_blank(s->p[at]);
		end -= is_blank(s->p[end - 1]);
	}
	if (at >= end - 1 || s->p[at] != '(' || s->p[end - 1] != ')')
		return false;
	*from = at + 1;
	s->n = end - 1;
	return true;
}

/* The construct without its name and what closes it; positions are kept. */
static struct str
inside(const struct fact *f, ptrdiff_t *from)
{
	static const struct str closers[] = {
		{ ":::", 3 }, { ">}}", 3 }, { "%}}", 3 }, { "/>", 2 },
		{ "}}", 2 },  { ">", 1 },   { "}", 1 },   { "]", 1 },
	};
	struct str s = f->text;
	ptrdiff_t name = f->value.n ? str_find(s, f->value, 0) : 0;

	*from = name < 0 ? s.n : name + f->value.n;
	for (int i = 0; i < countof(closers); i++) {
		if (str_ends(s, closers[i])) {
			s.n -= closers[i].n;
			break;
		}
	}
	*from = *from < s.n ? *from : s.n;
	return s;
}

/* Behind a value that starts at s.p[at] with a quotation mark or brace; -1: it does not end. */
static ptrdiff_t
value_end(struct str s, ptrdiff_t at)
{
	char open = s.p[at], shut = open;
	int depth = 0;

	if (open == '{')
		shut = '}';
	for (ptrdiff_t i = at + 1; i < s.n; i++) {
		if (s.p[i] == '\\' && open != '{')
			i++;
		else if (open == '{' && s.p[i] == '{')
			depth++;
		else if (s.p[i] == shut && depth-- == 0)
			return i + 1;
	}
	return -1;
}

static bool
opens_value(char c)
{
	return c == '"' || c == '\'' || c == '`' || c == '{';
}

/* A word up to the next blank or bracket. */
static ptrdiff_t
word_end(struct str s, ptrdiff_t at)
{
	while (at < s.n && !is_blank(s.p[at]) && s.p[at] != ']' && s.p[at] != '{' && s.p[at] != '}')
		at++;
	return at;
}

/* Reads the value at s.p[*at]; false when it cannot be read. */
static bool
read_value(struct str s, ptrdiff_t *at, struct attribute *a)
{
	ptrdiff_t start = *at, end;

	if (start >= s.n || !opens_value(s.p[start])) {
		*at = word_end(s, start);
		a->value = str_slice(s, start, *at);
		return true;
	}
	end = value_end(s, start);
	if (end < 0)
		return false;
	*at = end;
	a->quoted = s.p[start] != '{';
	a->value = a->quoted ? str_slice(s, start + 1, end - 1) : str_slice(s, start, end);
	/* `"a"b` */
	return end >= s.n || !a->quoted || is_blank(s.p[end]) || s.p[end] == ']' ||
	       s.p[end] == '}' || s.p[end] == '/';
}

static ptrdiff_t
skip_separators(struct str s, ptrdiff_t at)
{
	while (at < s.n && (is_blank(s.p[at]) || s.p[at] == ']' || s.p[at] == '[' ||
			    s.p[at] == '{' || s.p[at] == '}'))
		at++;
	return at;
}

/* Is it written as its kind is: `key="value"`, or `"a"` and numbers in the arguments of a macro? */
static bool
is_marked(const struct attribute *a, bool call)
{
	if (!call || a->quoted)
		return a->quoted && (call || a->key.n > 0);
	for (ptrdiff_t i = 0; i < a->value.n; i++)
		if (!is_key_char(a->value.p[i]) || (unsigned char)a->value.p[i] >= 0x80)
			return false;
	return true;
}

static struct attributes
attributes_read(const struct fact *f)
{
	struct attributes out = { .bad = -1, .all_quoted = true };
	ptrdiff_t at;
	struct str s = inside(f, &at);

	out.call = take_brackets(&s, &at);
	for (at = skip_separators(s, at); at < s.n && out.n < MAX_ATTRIBUTES;
	     at = skip_separators(s, at)) {
		struct attribute a = { 0 };
		ptrdiff_t start = at, end = at;

		while (end < s.n && is_key_char(s.p[end]))
			end++;
		if (end > at && end < s.n && s.p[end] == '=') {
			a.key = str_slice(s, at, end);
			at = end + 1;
		}
		if (!read_value(s, &at, &a)) {
			out.bad = start;
			return out;
		}
		if (at == start) /* no progress: a lone bracket of another kind */
			at++;
		out.all_quoted &= is_marked(&a, out.call);
		out.v[out.n++] = a;
	}
	return out;
}

/* --- which are code ------------------------------------------------------------------------ */

static bool
is_code_key(const struct profile *p, struct str key)
{
	return str_among_nocase(key, p->attributes.code, p->attributes.ncode);
}

static bool
is_file_key(const struct profile *p, struct str key)
{
	return str_among_nocase(key, p->attributes.files, p->attributes.nfiles);
}

/* Does a word without key and marks look like code?  `Make` is the label of a tab, and the numbers
 * of a call are sizes that fit the text. */
static bool
is_code_word(const struct fact *f, const struct attribute *a, bool call)
{
	bool inner = false;

	if (f->kind != FACT_SHORTCODE || call || a->key.n || a->quoted || a->value.n < 2)
		return false;
	for (ptrdiff_t i = 0; i < a->value.n; i++) {
		char c = a->value.p[i];

		if ((unsigned char)c >= 0x80)
			return false;
		inner |= is_digit(c) || c == '_' || c == '-' || c == '/' ||
			 (i > 0 && (c == '.' || is_capital(c)));
	}
	return inner;
}

uint64_t
attributes_hash(const struct profile *p, const struct fact *f, uint64_t seed)
{
	struct attributes all;

	if (f->text.n == f->value.n || f->closes)
		return seed;
	all = attributes_read(f);
	for (ptrdiff_t i = 0; i < all.n; i++) {
		const struct attribute *a = &all.v[i];

		if (is_code_key(p, a->key) || is_file_key(p, a->key) ||
		    is_code_word(f, a, all.call))
			seed = str_hash(a->value, str_hash(a->key, seed));
	}
	return seed;
}

/* --- what is said -------------------------------------------------------------------------- */

static const struct attribute *
find(const struct attributes *all, struct str key)
{
	for (ptrdiff_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i].key, key))
			return &all->v[i];
	return NULL;
}

/* Is every word of `want` in `have`?  Translations add classes of their own. */
static bool
has_words(struct str have, struct str want)
{
	struct str word;

	while (str_cut(&want, ' ', &word)) {
		struct str rest = have, one;
		bool found = word.n == 0;

		while (!found && str_cut(&rest, ' ', &one))
			found = str_eq(one, word);
		if (!found)
			return false;
	}
	return true;
}

/* Do both name the same file, apart from the folder and a mark of the language (`a.de-de.png`)? */
static bool
same_file(struct str want, struct str have)
{
	struct str a = path_base(want), b = path_base(have);
	ptrdiff_t dot = str_rfind_char(a, '.');

	a = str_slice(a, 0, dot > 0 ? dot : a.n);
	return str_eq_nocase(str_slice(b, 0, a.n), a) &&
	       (b.n <= a.n || b.p[a.n] == '.' || b.p[a.n] == '-' || b.p[a.n] == '_');
}

struct pair {
	const struct view *v;
	struct str what;
	const struct fact *want, *have;
};

/* The bytes of `part`, a slice of a construct's text, in the page. */
static struct span
span_in(const struct doc *d, struct str part)
{
	return (struct span){ (uint32_t)(part.p - d->text.p), (uint32_t)part.n };
}

/* `here` and `there`: what is shown of the two pages. */
static void
emit(const struct pair *p, struct draft *d, struct str here, struct str there)
{
	const struct view *v = p->v;

	d->at = span_in(v->dst, here);
	d->has_source = true;
	d->source = span_in(v->src, there);
	d->key = str_fmt(v->work, "%.*s %.*s\n%.*s", P(p->want->value), P(d->args[1].value),
			 P(place_section(v, place_block(v->src, p->want))));
	sink_emit(v, d);
}

static void
say_value(const struct pair *p, const struct attribute *want, const struct attribute *have)
{
	struct span at = span_in(p->v->dst, have->value);
	struct draft d = { .message = want->key.n ? MSG_ATTRIBUTE_VALUE : MSG_ATTRIBUTE_WORD,
			   .args = { { "what", p->what },
				     { "key", want->key.n ? want->key : p->want->value },
				     { "have", have->value },
				     { "target", want->value } },
			   .edits = { { at.off, at.off + at.len, want->value } },
			   .nedits = have->value.n > 0 && want->quoted == have->quoted };

	emit(p, &d, have->value.n ? have->value : p->have->text, want->value);
}

static void
say_missing(const struct pair *p, const struct attribute *want)
{
	struct draft d = {
		.message = MSG_ATTRIBUTE_MISSING,
		.args = { { "what", p->what }, { "key", want->key }, { "target", want->value } }
	};

	emit(p, &d, p->have->text, want->key);
}

static void
say_renamed(const struct pair *p, const struct attribute *want, const struct attribute *have)
{
	struct span at = span_in(p->v->dst, have->key);
	struct draft d = {
		.message = MSG_ATTRIBUTE_NAME,
		.args = { { "what", p->what }, { "key", want->key }, { "have", have->key } },
		.edits = { { at.off, at.off + at.len, want->key } },
		.nedits = 1
	};

	emit(p, &d, have->key, want->key);
}

/* --- what is compared ---------------------------------------------------------------------- */

/* The n-th word without key, counted from 0. */
static const struct attribute *
nth_word(const struct attributes *all, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < all->n; i++)
		if (!all->v[i].key.n && n-- == 0)
			return &all->v[i];
	return NULL;
}

static ptrdiff_t
count_words(const struct attributes *all)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < all->n; i++)
		n += all->v[i].key.n == 0;
	return n;
}

/* Words are compared when there are as many. */
static bool
compare_words(const struct pair *p, const struct attributes *want, const struct attributes *have)
{
	ptrdiff_t n = count_words(want);

	if (n != count_words(have))
		return false;
	for (ptrdiff_t i = 0; i < n; i++) {
		const struct attribute *a = nth_word(want, i), *b = nth_word(have, i);

		if (!is_code_word(p->want, a, want->call) || str_eq(a->value, b->value))
			continue;
		say_value(p, a, b);
		return true;
	}
	return false;
}

/* An attribute of the translation that English does not have, where both have as many. */
static const struct attribute *
renamed(const struct attributes *want, const struct attributes *have)
{
	if (want->n != have->n)
		return NULL;
	for (ptrdiff_t i = 0; i < have->n; i++)
		if (have->v[i].key.n && !find(want, have->v[i].key))
			return &have->v[i];
	return NULL;
}

static bool
is_same(const struct pair *p, const struct attribute *want, const struct attribute *have)
{
	const struct profile *profile = p->v->site->profile;

	if (str_eq(want->value, have->value))
		return true;
	if (is_file_key(profile, want->key))
		return p->v->human || same_file(want->value, have->value);
	return !is_code_key(profile, want->key) || has_words(have->value, want->value);
}

static void
compare_keys(const struct pair *p, const struct attributes *want, const struct attributes *have)
{
	const struct profile *profile = p->v->site->profile;

	for (ptrdiff_t i = 0; i < want->n; i++) {
		const struct attribute *a = &want->v[i], *b = find(have, a->key), *other;

		if (!a->key.n || (b && is_same(p, a, b)))
			continue;
		other = b ? NULL : renamed(want, have);
		if (b)
			say_value(p, a, b);
		else if (other)
			say_renamed(p, a, other);
		else if (is_code_key(profile, a->key) || is_file_key(profile, a->key))
			say_missing(p, a);
		else
			continue;
		return;
	}
}

/* Can the attributes of the translation be read as the English ones can?  Says where not. */
static bool
is_readable(const struct pair *p, const struct attributes *want, const struct attributes *have)
{
	struct str text = p->have->text;
	ptrdiff_t bad = have->bad;
	struct draft d = { .message = MSG_ATTRIBUTE_MARKS, .args = { { "what", p->what } } };

	for (ptrdiff_t i = 0; bad < 0 && want->all_quoted && want->n && i < have->n; i++)
		if (!is_marked(&have->v[i], have->call))
			bad = (have->v[i].key.n ? have->v[i].key.p : have->v[i].value.p) - text.p;
	if (bad < 0)
		return true;
	d.args[1] = (struct arg){ "text", p->want->text };
	emit(p, &d, str_slice(text, bad, text.n), p->want->text);
	return false;
}

void
attributes_compare(const struct view *v, struct str what, const struct fact *want,
		   const struct fact *have)
{
	struct pair p = { v, what, want, have };
	struct attributes a, b;

	if (want->closes || str_eq(want->text, have->text))
		return;
	if (str_ends(want->text, S(":::")) && !str_ends(have->text, S(":::"))) {
		struct draft d = { .message = MSG_FROM_TORN,
				   .args = { { "what", what }, { "target", want->value } } };

		emit(&p, &d, have->text, want->text);
		return;
	}
	a = attributes_read(want);
	if (a.bad >= 0 || a.n == MAX_ATTRIBUTES)
		return;
	b = attributes_read(have);
	if (is_readable(&p, &a, &b) && !compare_words(&p, &a, &b))
		compare_keys(&p, &a, &b);
}
