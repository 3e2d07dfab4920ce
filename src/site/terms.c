/* Glossaries: read from YAML, and found in text by their first word. */
#include "site/terms.h"

#include <string.h>

#include "base/map.h"
#include "site/locale.h"

enum { KEY_BYTES = 64 };

struct terms {
	struct map by_word; /* first word, in lower case -> index of the longest term */
	struct VEC(struct entry) v;
};

struct entry {
	struct term term;
	ptrdiff_t next; /* with the same first word, not longer; -1: none */
};

/* --- first words ---------------------------------------------------------------- */

static bool
is_word(char c)
{
	return is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The word that begins at s.p[at], with one mark before it (".NET"), in lower case; empty when it
 * is too long to be one. */
static struct str
first_word(struct str s, ptrdiff_t at, char buffer[KEY_BYTES])
{
	ptrdiff_t i = at + !is_word(s.p[at]), n;

	while (i < s.n && is_word(s.p[i]))
		i++;
	n = i - at;
	if (n > KEY_BYTES)
		return S("");
	for (i = 0; i < n; i++)
		buffer[i] = ascii_lower(s.p[at + i]);
	return (struct str){ buffer, n };
}

static void
add(struct arena *a, struct terms *t, struct term term)
{
	char buffer[KEY_BYTES];
	struct str key;
	ptrdiff_t *link, next;

	term.text = str_trim(term.text);
	if (term.text.n == 0 || (key = first_word(term.text, 0, buffer)).n == 0)
		return;
	if (map_get(&t->by_word, key) < 0)
		*map_at(&t->by_word, str_dup(a, key)) = -1;
	link = map_at(&t->by_word, key);
	while (*link >= 0 && t->v.v[*link].term.text.n >= term.text.n)
		link = &t->v.v[*link].next;
	next = *link;
	*link = t->v.n;
	*vec_push(a, &t->v) = (struct entry){ term, next };
}

static struct terms *
empty(struct arena *a)
{
	struct terms *t = NEW(a, struct terms, 1);

	t->by_word.a = a;
	return t;
}

struct terms *
terms_of(struct arena *a, const struct str *v, ptrdiff_t n)
{
	struct terms *t = empty(a);

	for (ptrdiff_t i = 0; i < n; i++)
		add(a, t, (struct term){ .text = v[i] });
	return t;
}

const struct term *
terms_at(const struct terms *t, struct str s, ptrdiff_t at)
{
	char buffer[KEY_BYTES];
	ptrdiff_t i;

	if (at > 0 && is_word(s.p[at - 1]))
		return NULL;
	for (i = map_get(&t->by_word, first_word(s, at, buffer)); i >= 0; i = t->v.v[i].next) {
		const struct term *term = &t->v.v[i].term;
		ptrdiff_t end = at + term->text.n;
		struct str here = str_slice(s, at, end);

		if (end < s.n && is_word(s.p[end]) && is_word(s.p[end - 1]))
			continue;
		if (term->n > 0 ? str_eq_nocase(here, term->text) : str_eq(here, term->text))
			return term;
	}
	return NULL;
}

struct str
term_locale(const struct term *t, struct str locale)
{
	struct str best = { 0 };

	for (ptrdiff_t i = 0; i < t->n; i++) {
		struct str tag = t->locales[i];
		bool any = str_eq(tag, S("*"));

		if (!any && locale_same(tag, locale))
			return tag;
		if (any ? best.n == 0
			: str_find_char(tag, '-', 0) < 0 && locale_same_language(tag, locale))
			best = tag;
	}
	return best;
}

/* --- the file -------------------------------------------------------------------- */

struct forms {
	struct VEC(struct str) locales, texts;
};

static void
add_form(struct arena *a, struct forms *f, struct str locale, struct str text)
{
	*vec_push(a, &f->locales) = locale;
	*vec_push(a, &f->texts) = text;
}

/* No value, `null` or `~`: the term stays as it is. */
static bool
is_null(const struct yaml *y)
{
	return schema_is_absent(y) || (y->kind == YAML_SCALAR && y->style == YAML_PLAIN &&
				       (str_eq(y->text, S("~")) || str_eq(y->text, S("null"))));
}

/* One form, a list of forms, or nothing. */
static bool
read_forms(struct schema *s, const struct yaml *y, struct str locale, struct str term,
	   struct forms *f)
{
	struct str *v, one;
	ptrdiff_t n;

	if (is_null(y)) {
		add_form(s->a, f, locale, term);
		return true;
	}
	if (y->kind != YAML_SEQUENCE) {
		if (!schema_str(s, y, &one))
			return false;
		add_form(s->a, f, locale, one);
		return true;
	}
	if (!schema_strs(s, y, &v, &n))
		return false;
	for (ptrdiff_t i = 0; i < n; i++)
		add_form(s->a, f, locale, v[i]);
	return true;
}

static bool
read_term(struct schema *s, const struct yaml *y, struct term *term)
{
	struct forms f = { 0 };

	if (y->kind != YAML_MAPPING) {
		if (!is_null(y) && !read_forms(s, y, S("*"), term->text, &f))
			return false;
	} else if (!schema_unique(s, y)) {
		return false;
	}
	for (const struct yaml *e = y->kind == YAML_MAPPING ? y->first : NULL; e; e = e->next) {
		if (!str_eq(e->key, S("*")) && !locale_valid(e->key))
			return schema_fail(s, e->key_at, S("write a tag such as de or pt-BR, or *"),
					   "`%.*s` is no language", P(e->key));
		if (!read_forms(s, e, e->key, term->text, &f))
			return false;
	}
	term->locales = f.locales.v;
	term->forms = f.texts.v;
	term->n = f.texts.n;
	return true;
}

/* --- other terms for each language ------------------------------------------------ */

/* "de", "pt-BR", "*": as a key these are hardly terms ("app" and "vm" may be). */
static bool
is_tag(struct str key)
{
	return str_eq(key, S("*")) ||
	       (locale_valid(key) && (key.n == 2 || str_find_char(key, '-', 0) > 0));
}

static bool
is_by_language(const struct yaml *root)
{
	for (const struct yaml *e = root->first; e; e = e->next) {
		if (!is_tag(e->key) || (e->kind != YAML_SEQUENCE && e->kind != YAML_MAPPING))
			return false;
	}
	return root->first != NULL;
}

struct named_forms {
	struct str term;
	struct forms forms;
};

struct by_language {
	struct map by_term; /* text -> index in v */
	struct VEC(struct named_forms) v;
};

static struct forms *
forms_of(struct arena *a, struct by_language *l, struct str term)
{
	ptrdiff_t *at = map_at(&l->by_term, term);

	if (*at < 0) {
		*at = l->v.n;
		*vec_push(a, &l->v) = (struct named_forms){ .term = term };
	}
	return &l->v.v[*at].forms;
}

static bool
read_language(struct schema *s, const struct yaml *y, struct by_language *l)
{
	struct str *v;
	ptrdiff_t n;

	if (y->kind == YAML_SEQUENCE) {
		if (!schema_strs(s, y, &v, &n))
			return false;
		for (ptrdiff_t i = 0; i < n; i++)
			add_form(s->a, forms_of(s->a, l, v[i]), y->key, v[i]);
		return true;
	}
	if (!schema_unique(s, y))
		return false;
	for (const struct yaml *e = y->first; e; e = e->next) {
		if (!read_forms(s, e, y->key, e->key, forms_of(s->a, l, e->key)))
			return false;
	}
	return true;
}

static bool
read_by_language(struct schema *s, const struct yaml *root, struct terms *t)
{
	struct by_language l = { .by_term = { .a = s->a } };

	if (!schema_unique(s, root))
		return false;
	for (const struct yaml *e = root->first; e; e = e->next) {
		if (!read_language(s, e, &l))
			return false;
	}
	for (ptrdiff_t i = 0; i < l.v.n; i++)
		add(s->a, t,
		    (struct term){ .text = l.v.v[i].term,
				   .locales = l.v.v[i].forms.locales.v,
				   .forms = l.v.v[i].forms.texts.v,
				   .n = l.v.v[i].forms.texts.n });
	return true;
}

/* --- a whole glossary --------------------------------------------------------------- */

static bool
read_mapping(struct schema *s, const struct yaml *root, struct terms *t)
{
	if (!schema_is_mapping(s, root) || !schema_unique(s, root))
		return false;
	for (const struct yaml *e = root->first; e; e = e->next) {
		struct term term = { .text = e->key };

		if (!read_term(s, e, &term))
			return false;
		add(s->a, t, term);
	}
	return true;
}

struct terms *
terms_value(struct schema *s, const struct yaml *value)
{
	struct terms *t = empty(s->a);
	struct str *v;
	ptrdiff_t n;

	if (value->kind == YAML_SEQUENCE)
		return schema_strs(s, value, &v, &n) ? terms_of(s->a, v, n) : NULL;
	if (value->kind == YAML_MAPPING && is_by_language(value))
		return read_by_language(s, value, t) ? t : NULL;
	return read_mapping(s, value, t) ? t : NULL;
}

struct terms *
terms_read(struct arena *a, struct str file, struct str text, struct config_error *error)
{
	struct schema s = { .a = a, .file = file, .text = text, .error = error };
	const struct yaml *root;

	if (!schema_parse(&s, &root))
		return NULL;
	if (!root)
		return empty(a);
	if (root->kind != YAML_SCALAR)
		return terms_value(&s, root);
	schema_fail(&s, root->at, S("write each term on a line of its own: `- Contoso Mail`"),
		    "a glossary is a list of terms, or a mapping from terms to their forms");
	return NULL;
}
