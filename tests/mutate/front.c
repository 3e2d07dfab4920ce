/* Damage to front matter and pins, pages that are missing, and settings that hide nothing. */
#include <string.h>

#include "apply.h"
#include "base/sha.h"

/* The same key of the English page, NULL when it has none. */
static const struct field *
field_pair(const struct mutant *m, const struct field *f)
{
	return m->src ? front_field(&m->src->front, f->key) : NULL;
}

static enum key_class
class_of(const struct mutant *m, const struct field *f)
{
	return profile_key(m->bench->site.profile, f->key)->class;
}

static struct span
line_of(const struct field *f)
{
	return f->line_at;
}

/* Does the build give the key to the page? */
static bool
is_given(const struct mutant *m, const struct field *f)
{
	const struct bench *b = m->bench;
	const struct page *p = b->real ? &b->site.pages[b->page] : NULL;
	struct str value;

	return p && b->site.docfx && b->site.docfx[p->tree] &&
	       docfx_value(b->site.docfx[p->tree], p->rel, f->key, &value);
}

/* Not for translation, and the same in English. */
static bool
is_kept(const struct mutant *m, const struct field *f)
{
	const struct field *pair = field_pair(m, f);

	return class_of(m, f) == KEY_IDENTICAL && pair && str_eq(pair->value, f->value) &&
	       f->value.n && !str_eq(f->key, S("no-loc"));
}

static bool
is_kept_scalar(const struct mutant *m, const struct field *f)
{
	return is_kept(m, f) && f->kind == FIELD_SCALAR && !f->quote && f->value_at.len &&
	       !memchr(doc_slice(m->dst, f->value_at).p, '\n', f->value_at.len);
}

/* --- keys and values --------------------------------------------------------------------- */

bool
drop_key(struct mutant *m)
{
	const struct field *f = pick_field(m, is_kept);

	if (!f || is_given(m, f))
		return false;
	mutant_cut(m, line_of(f).off, line_of(f).off + line_of(f).len, NO_BLOCK);
	mutant_show(m, field_pair(m, f)->key_at.off);
	m->at = (struct lines_at){ 1, line_number(m->dst->text, m->dst->body) };
	return true;
}

bool
respell_key(struct mutant *m)
{
	const struct field *f = pick_field(m, is_kept_scalar);
	char first;

	if (!f || is_given(m, f) || f->key.p[0] < 'a' || f->key.p[0] > 'z')
		return false;
	first = (char)(f->key.p[0] - 'a' + 'A');
	mutant_replace(m, f->key_at.off, f->key_at.off + 1, (struct str){ &first, 1 });
	mutant_show(m, field_pair(m, f)->key_at.off);
	return true;
}

static bool
set_value(struct mutant *m, const struct field *f, struct str value)
{
	const struct field *pair;

	if (!f)
		return false;
	pair = field_pair(m, f);
	mutant_replace(m, f->value_at.off, f->value_at.off + f->value_at.len, value);
	m->at.from = m->at.to = line_number(m->dst->text, f->key_at.off);
	if (pair && class_of(m, f) != KEY_LOCALE)
		mutant_show(m, pair->key_at.off);
	return true;
}

bool
change_value(struct mutant *m)
{
	return set_value(m, pick_field(m, is_kept_scalar), S("zzyzx"));
}

bool
empty_value(struct mutant *m)
{
	return set_value(m, pick_field(m, is_kept_scalar), S(""));
}

bool
add_key(struct mutant *m)
{
	const struct front *front = &m->dst->front;
	const struct field made = { .key = S("zzyzx") };

	if (!front->nfields || !m->src->front.nfields || class_of(m, &made) != KEY_IDENTICAL)
		return false;
	mutant_replace(m, front->fields[0].line_at.off, front->fields[0].line_at.off,
		       S("zzyzx: 1\n"));
	m->at.to = m->at.from;
	return true;
}

static bool
is_title(const struct mutant *m, const struct field *f)
{
	const struct field *pair = field_pair(m, f);

	return str_eq(f->key, S("title")) && f->kind == FIELD_SCALAR && pair &&
	       pair->kind == FIELD_SCALAR && pair->value.n > 20 && !str_eq(pair->value, f->value) &&
	       !memchr(doc_slice(m->dst, f->value_at).p, '\n', f->value_at.len);
}

/* Two words of small letters behind a capital: no name. */
static bool
is_sentence(struct str s)
{
	struct str word;
	int small = 0;

	if (!s.n || s.p[0] < 'A' || s.p[0] > 'Z')
		return false;
	str_cut(&s, ' ', &word);
	while (str_cut(&s, ' ', &word)) {
		ptrdiff_t n = 0;

		while (n < word.n && word.p[n] >= 'a' && word.p[n] <= 'z')
			n++;
		small += n >= 4 && n == word.n;
	}
	return small >= 2;
}

bool
untranslate_title(struct mutant *m)
{
	const struct field *f = pick_field(m, is_title);

	return f && is_sentence(field_pair(m, f)->value) &&
	       set_value(m, f, doc_slice(m->src, field_pair(m, f)->value_at));
}

/* --- the block as a whole --------------------------------------------------------------------- */

static bool
is_scalar(const struct mutant *m, const struct field *f)
{
	(void)m;
	return f->kind == FIELD_SCALAR && f->value_at.len;
}

bool
repeat_key(struct mutant *m)
{
	const struct field *f = pick_field(m, is_scalar);

	if (!f)
		return false;
	mutant_replace(m, line_of(f).off, line_of(f).off, doc_slice(m->dst, line_of(f)));
	m->at.to++;
	return true;
}

/* A quotation mark that never ends. */
bool
open_quote(struct mutant *m)
{
	const struct field *f = pick_field(m, is_title);

	if (!f)
		return false;
	mutant_replace(m, f->value_at.off, f->value_at.off + f->value_at.len, S("\"Zzyzx"));
	m->at.to = line_number(m->dst->text, m->dst->body);
	return true;
}

bool
open_front(struct mutant *m)
{
	const struct front *f = &m->dst->front;
	struct str s = m->dst->text;
	ptrdiff_t end = f->inner.off + f->inner.len;

	if (!f->present || str_find(s, S("\n---"), line_next(s, end) - 1) >= 0 ||
	    str_find(s, S("\n..."), line_next(s, end) - 1) >= 0)
		return false;
	mutant_cut(m, end, line_next(s, end), NO_BLOCK);
	m->at = (struct lines_at){ 1, line_number(s, end) };
	return true;
}

/* The keys were taken for prose. */
bool
translate_keys(struct mutant *m)
{
	const struct front *f = &m->dst->front;
	struct buf out = { .a = m->a };

	if (!f->present || f->nfields < 2)
		return false;
	for (ptrdiff_t i = 0; i < f->nfields; i++)
		if (!f->fields[i].depth)
			buf_fmt(&out, "\xe4\xb8\xad\xe6\x96\x87\xef\xbc\x9a%.*s\n",
				P(str_trim(doc_slice(m->dst, f->fields[i].value_at))));
	mutant_replace(m, f->inner.off, f->inner.off + f->inner.len, buf_take(&out));
	m->at.from = 1;
	return true;
}

/* --- pins ---------------------------------------------------------------------------------------
 */

static struct str
pin_key(const struct mutant *m)
{
	const struct profile *p = m->bench->site.profile;

	return front_field(&m->dst->front, p->hash_key) ? p->hash_key : p->commit_key;
}

static bool
is_pin(const struct mutant *m, const struct field *f)
{
	return f->value_at.len && str_eq(f->key, pin_key(m));
}

static bool
is_hash(const struct mutant *m, const struct field *f)
{
	return is_pin(m, f) && str_eq(f->key, m->bench->site.profile->hash_key);
}

bool
garble_pin(struct mutant *m)
{
	const struct field *f = pick_field(m, is_pin);

	return f &&
	       set_value(m, f, str_fmt(m->a, "%.*sg", P(str_slice(f->value, 0, f->value.n - 1))));
}

/* Another hash, as one that was copied from another page. */
bool
change_hash(struct mutant *m)
{
	const struct field *f = pick_field(m, is_hash);

	if (!f)
		return false;
	return set_value(m, f,
			 str_fmt(m->a, "%c%.*s", f->value.p[0] == 'a' ? 'b' : 'a',
				 P(str_slice(f->value, 1, f->value.n))));
}

/* All that is recorded of it. */
bool
drop_pin(struct mutant *m)
{
	const struct profile *p = m->bench->site.profile;
	const struct field *hash = front_field(&m->dst->front, p->hash_key);
	const struct field *commit = front_field(&m->dst->front, p->commit_key);
	struct buf out = { .a = m->a };
	struct str s = m->dst->text;
	ptrdiff_t at = 0;

	if ((!hash && !commit) || !p->pin_required || !m->src->front.present)
		return false;
	for (ptrdiff_t i = 0; i < m->dst->front.nfields; i++) {
		const struct field *f = &m->dst->front.fields[i];

		if (f != hash && f != commit)
			continue;
		buf_str(&out, str_slice(s, at, line_of(f).off));
		at = line_of(f).off + line_of(f).len;
	}
	buf_str(&out, str_slice(s, at, s.n));
	mutant_set(m, buf_take(&out));
	m->at = (struct lines_at){ 1, line_number(m->dst->text, m->dst->body) };
	return true;
}

static bool
is_locale(const struct mutant *m, const struct field *f)
{
	return profile_key(m->bench->site.profile, f->key)->format == FORMAT_LOCALE &&
	       f->value_at.len;
}

bool
change_locale(struct mutant *m)
{
	return set_value(m, pick_field(m, is_locale), S("is-IS"));
}

/* English has got one more sentence since; the page is behind. */
bool
change_english(struct mutant *m)
{
	const struct field *f = pick_field(m, is_hash);
	struct str s = m->world->source[0];

	if (!f)
		return false;
	m->world->source[0] = str_fmt(m->a, "%.*s\nSee you.\n", P(s));
	m->at.from = m->at.to = line_number(m->dst->text, f->key_at.off);
	return true;
}

static struct str
replaced(struct arena *a, struct str s, struct str old, struct str made)
{
	ptrdiff_t at = old.n ? str_find(s, old, 0) : -1;

	return at < 0 ? s
		      : str_fmt(a, "%.*s%.*s%.*s", P(str_slice(s, 0, at)), P(made),
				P(str_slice(s, at + old.n, s.n)));
}

/* An address on all pages that sends every reader to the English one; all are made from this
 * English. */
bool
name_language(struct mutant *m)
{
	const struct profile *p = m->bench->site.profile;
	const struct field *pin = front_field(&m->dst->front, p->hash_key);
	struct world *w = m->world;
	struct str hash;

	if (!pin && !w->history)
		return false;
	m->at.from = m->at.to = line_number(w->source[0], w->source[0].n) + 2;
	w->source[0] =
		str_fmt(m->a, "%.*s\n\n[Mail](https://support.microsoft.com/en-us/office/mail)\n",
			P(w->source[0]));
	hash = sha_hex(m->a, pin && pin->value.n == 64 ? SHA_256 : SHA_1, &w->source[0], 1);
	for (ptrdiff_t i = 0; i < w->nlocales; i++)
		w->translation[0][i] =
			replaced(m->a,
				 str_fmt(m->a,
					 "%.*s\n\n[Zzyzx](https://support.microsoft.com/en-us/"
					 "office/mail)\n",
					 P(w->translation[0][i])),
				 pin ? pin->value : S(""), hash);
	m->side = ON_SOURCE;
	return true;
}

/* --- what history says
 * ---------------------------------------------------------------------------- */

static struct page_history *
new_history(struct mutant *m)
{
	struct page_history *h = NEW(m->a, struct page_history, 1);

	*h = *m->world->history;
	m->world->history = h;
	return h;
}

/* One commit has changed English since the one that is recorded. */
static bool
age_base(struct mutant *m)
{
	struct page_history *h;
	struct source_change *c;

	if (!m->world->history)
		return false;
	h = new_history(m);
	c = NEW(m->a, struct source_change, 1);
	*c = (struct source_change){ .commit = S("1a9b3f0c5d7e2468ace013579bdf02468ace0135"),
				     .author = S("Lena"),
				     .subject = S("Say goodbye"),
				     .time = 1767225600 };
	h->kind = BASE_COMMIT;
	h->base = m->world->source[0];
	h->base_commit = S("55eff703a17e500681d8fa6a87eb067019ade3cc");
	h->base_time = 1735689600;
	h->changes = c;
	h->nchanges = 1;
	m->world->source[0] = str_fmt(m->a, "%.*s\nSee you.\n", P(h->base));
	return true;
}

bool
age_commit(struct mutant *m)
{
	const struct field *f = pick_field(m, is_pin);

	if (!f || !age_base(m))
		return false;
	/* where a status is kept it tells the truth, or drift-flag would speak too */
	if (m->bench->site.profile->pin.status_key.n)
		mutant_replace(
			m, line_of(f).off, line_of(f).off,
			str_fmt(m->a, "%.*s: true\n", P(m->bench->site.profile->pin.status_key)));
	m->at.from = m->at.to =
		line_number(mutant_text(m), str_find(mutant_text(m), pin_key(m), 0));
	return true;
}

bool
flag_fresh(struct mutant *m)
{
	const struct field *f = pick_field(m, is_pin);

	if (!f || !m->world->history || !m->bench->site.profile->pin.status_key.n)
		return false;
	mutant_replace(m, line_of(f).off, line_of(f).off,
		       str_fmt(m->a, "%.*s: true\n", P(m->bench->site.profile->pin.status_key)));
	m->at.to = m->at.from;
	return true;
}

bool
unknown_commit(struct mutant *m)
{
	const struct field *f = pick_field(m, is_pin);
	struct page_history *h;

	if (!f || !m->world->history)
		return false;
	h = new_history(m);
	h->kind = BASE_NONE;
	h->fault = PIN_UNKNOWN_COMMIT;
	m->at.from = m->at.to = line_number(m->dst->text, f->key_at.off);
	return true;
}

/* The same hash as in the other languages, another commit. */
static bool
is_second_pin(const struct mutant *m, const struct field *f)
{
	const struct profile *p = m->bench->site.profile;

	return p->hash_key.n && str_eq(f->key, p->commit_key) && f->value_at.len &&
	       m->world->nlocales > 1 && !m->bench->real;
}

bool
change_commit(struct mutant *m)
{
	return set_value(m, pick_field(m, is_second_pin),
			 S("1a9b3f0c5d7e2468ace013579bdf02468ace0135"));
}

/* --- other pages
 * -------------------------------------------------------------------------------------- */

static bool
is_unique(const struct mutant *m, const struct field *f)
{
	return profile_key(m->bench->site.profile, f->key)->unique && m->world->nfamilies > 1;
}

/* The value of a key on the translation of the other page. */
static struct str
other_value(struct mutant *m, struct str key)
{
	struct doc *d = doc_parse(m->a, S("b.md"), m->world->translation[1][0],
				  &m->bench->site.profile->grammar, m->scratch);
	const struct field *f = front_field(&d->front, key);

	return f ? f->value : S("");
}

bool
copy_id(struct mutant *m)
{
	const struct field *f = pick_field(m, is_unique);

	if (!f || !set_value(m, f, other_value(m, f->key)))
		return false;
	m->side = ON_ANY; /* of two pages either may be told */
	m->at = (struct lines_at){ 0 };
	return true;
}

bool
copy_title(struct mutant *m)
{
	const struct field *f = pick_field(m, is_title);

	if (!f || m->world->nfamilies < 2 || !set_value(m, f, other_value(m, f->key)))
		return false;
	m->side = ON_ANY;
	m->at = (struct lines_at){ 0 };
	m->source = m->at;
	return true;
}

/* Without English the other languages tell. */
static bool
lose_english(struct mutant *m)
{
	if (m->world->nlocales < 6 ||
	    !front_field(&m->dst->front, m->bench->site.profile->hash_key))
		return false;
	for (ptrdiff_t f = 0; f < m->world->nfamilies; f++)
		m->world->source[f] = (struct str){ 0 };
	m->world->english = false;
	return true;
}

bool
change_value_of_peer(struct mutant *m)
{
	bool done = lose_english(m) && change_value(m);

	m->source = (struct lines_at){ 0 };
	return done;
}

bool
drop_heading_of_peer(struct mutant *m)
{
	bool done = lose_english(m) && drop_heading(m);

	m->source = (struct lines_at){ 0 };
	return done;
}

bool
drop_english_page(struct mutant *m)
{
	if (m->bench->real)
		return false;
	m->world->source[0] = (struct str){ 0 };
	return true;
}

bool
drop_translation(struct mutant *m)
{
	if (m->world->nlocales < 2)
		return false;
	m->world->translation[0][1] = (struct str){ 0 };
	m->side = ON_SOURCE;
	return true;
}

/* --- settings
 * -------------------------------------------------------------------------------------- */

static bool
ignore(struct mutant *m, struct str until)
{
	if (m->bench->real)
		return false;
	m->world->config = str_fmt(m->a,
				   "version: 1\n"
				   "ignores:\n"
				   "  - path: \"**/a.md\"\n"
				   "    rule: table-shape\n"
				   "    reason: it was so\n"
				   "    until: %.*s\n",
				   P(until));
	m->side = ON_CONFIG;
	m->at = (struct lines_at){ 3, 3 };
	return true;
}

bool
expired_entry(struct mutant *m)
{
	return ignore(m, S("2020-01-31"));
}

bool
useless_entry(struct mutant *m)
{
	return ignore(m, S("2099-12-31"));
}
