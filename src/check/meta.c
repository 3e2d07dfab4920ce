/* Front matter against the source's: keys that are not for translation have to be there with the
 * source's value.
 *
 * Over 7,869 real pages and their exact source, 38,009 such keys did not differ once, so every
 * difference is a slip; what may differ is data of the profile.  Values that the build supplies
 * (docfx.json) count as if the page had them. */
#include "base/utf8.h"
#include "check/check.h"
#include "site/locale.h"
#include "site/value.h"

enum {
	MANY_KEYS = 32,         /* from here on an index pays, and protects from quadratic time */
	LONG_VALUE = 80,        /* bytes: longer values are not repeated in a message */
	NOT_A_WORD = -(1 << 24) /* letters of a word that holds signs or digits: never enough */
};

/* The fields of one page, found by key; mostly they stand in the order they are asked for. */
struct keys {
	const struct front *front;
	struct map index;
	ptrdiff_t next;
};

static struct keys
keys_of(struct arena *work, const struct front *f)
{
	struct keys k = { .front = f, .index = { .a = work } };

	for (ptrdiff_t i = 0; f->nfields > MANY_KEYS && i < f->nfields; i++) {
		ptrdiff_t *at = map_at(&k.index, f->fields[i].key);

		*at = *at < 0 ? i : *at;
	}
	return k;
}

static const struct field *
keys_find(struct keys *k, struct str key)
{
	const struct front *f = k->front;
	const struct field *found;

	if (k->next < f->nfields && str_eq(f->fields[k->next].key, key))
		return &f->fields[k->next++];
	if (k->index.n > 0) {
		ptrdiff_t i = map_get(&k->index, key);

		found = i < 0 ? NULL : &f->fields[i];
	} else {
		found = front_field(f, key);
	}
	if (found)
		k->next = found - f->fields + 1;
	return found;
}

struct comparison {
	const struct view *v;
	struct keys theirs, ours;     /* the source's, the translation's */
	const struct field *previous; /* the translation's last field that the source has too */
};

/* --- what is compared ---------------------------------------------------------- */

static bool
build_gives(const struct view *v, const struct page *page, struct str key, struct str *value)
{
	const struct docfx *d = page && v->site->docfx ? v->site->docfx[page->tree] : NULL;

	return d && docfx_value(d, page->rel, key, value);
}

static bool is_compared(enum key_class class)
{
	return class == KEY_IDENTICAL || class == KEY_INFO;
}

/* Keys inside a mapping count when the profile names them and the mapping is not compared as a
 * whole. */
static bool
is_subject(const struct profile *p, const struct field *f)
{
	struct str parent = f->key;
	ptrdiff_t dot;

	if (f->depth == 0)
		return true;
	if (str_find_char(profile_key(p, f->key)->pattern, '.', 0) < 0)
		return false;
	while ((dot = str_rfind_char(parent, '.')) >= 0) {
		parent = str_slice(parent, 0, dot);
		if (is_compared(profile_key(p, parent)->class))
			return false;
	}
	return true;
}

static bool
same_line_ends(struct str s, bool crlf)
{
	ptrdiff_t lf = str_find_char(s, '\n', 0);

	return lf < 0 || (lf > 0 && s.p[lf - 1] == '\r') == crlf;
}

/* Lines of the source as the translation writes lines. */
static struct str
with_line_ends_of(const struct view *v, struct str text)
{
	struct buf out = { .a = v->work };
	struct str line;

	if (same_line_ends(text, v->dst->crlf) && str_ends(text, S("\n")))
		return text;
	while (str_line(&text, &line)) {
		buf_str(&out, line);
		buf_str(&out, v->dst->crlf ? S("\r\n") : S("\n"));
	}
	return buf_take(&out);
}

/* --- what is said ------------------------------------------------------------------ */

static bool
is_short(struct str s)
{
	return s.n <= LONG_VALUE && str_find_char(s, '\n', 0) < 0;
}

static uint32_t
span_end(struct span s)
{
	return s.off + s.len;
}

/* People leave out what the site can do without: a short title for menus, a description. */
static bool
is_optional(const struct view *v, const struct field *theirs, enum key_class class)
{
	return v->human && class == KEY_TRANSLATED && !str_eq(theirs->key, S("title"));
}

/* Adds the source's entry after the one it follows there, or first. */
static void
say_missing(const struct comparison *c, const struct field *theirs, enum key_class class)
{
	const struct view *v = c->v;
	const struct front *front = &v->dst->front;
	struct str value = str_trim(theirs->value);
	bool plain = theirs->kind == FIELD_SCALAR && is_short(value);
	struct draft d = { .message = plain ? MSG_META_MISSING : MSG_META_MISSING_LONG,
			   .insert_after = true,
			   .has_source = true,
			   .source = theirs->line_at,
			   .key = theirs->key,
			   .info = class == KEY_INFO || is_optional(v, theirs, class),
			   .args = { { "key", theirs->key }, { "expected", value } } };

	d.at = c->previous ? c->previous->line_at : (struct span){ front->at.off, 3 };
	if (class == KEY_TRANSLATED) {
		d.message = MSG_META_NEEDS_TRANSLATION;
	} else if (theirs->depth == 0) {
		uint32_t off = c->previous ? span_end(c->previous->line_at) : front->inner.off;
		struct str entry = with_line_ends_of(v, doc_slice(v->src, theirs->line_at));

		d.edits[d.nedits++] = (struct edit){ off, off, entry };
	}
	sink_emit(v, &d);
}

/* The value as the source writes it; entries of several lines are replaced as a whole. */
static void
add_value_edit(const struct view *v, struct draft *d, const struct field *theirs,
	       const struct field *ours)
{
	struct str value = doc_slice(v->src, theirs->value_at);
	struct edit *e = &d->edits[0];

	if (str_find_char(value, '\n', 0) < 0 &&
	    str_find_char(doc_slice(v->dst, ours->value_at), '\n', 0) < 0) {
		bool apart = ours->value_at.len == 0 && value.n > 0;

		*e = (struct edit){ ours->value_at.off, span_end(ours->value_at),
				    apart ? str_fmt(v->work, " %.*s", P(value)) : value };
	} else if (theirs->depth == 0 && ours->depth == 0) {
		*e = (struct edit){ ours->line_at.off, span_end(ours->line_at),
				    with_line_ends_of(v, doc_slice(v->src, theirs->line_at)) };
	} else {
		return;
	}
	d->nedits = 1;
}

static void
say_mismatch(const struct view *v, const struct field *theirs, const struct field *ours, bool info)
{
	struct str value = str_trim(ours->value), expected = str_trim(theirs->value);
	struct draft d = {
		.at = ours->value_at.len > 0 ? ours->value_at : ours->key_at,
		.has_source = true,
		.source = theirs->value_at.len > 0 ? theirs->value_at : theirs->key_at,
		.key = theirs->key,
		.info = info,
		.args = { { "key", theirs->key }, { "value", value }, { "expected", expected } }
	};

	if (value.n == 0)
		d.message = MSG_META_EMPTY;
	else if (expected.n == 0)
		d.message = MSG_META_FILLED;
	else
		d.message = is_short(value) && is_short(expected) ? MSG_META_MISMATCH
								  : MSG_META_MISMATCH_LONG;
	add_value_edit(v, &d, theirs, ours);
	sink_emit(v, &d);
}

/* `Title` where the source says `title`: YAML keys are case-sensitive, so the value is lost. */
static const struct field *
respelled(const struct comparison *c, struct str key)
{
	const struct front *f = &c->v->dst->front;

	for (ptrdiff_t i = 0; i < f->nfields && i < MANY_KEYS; i++) {
		const struct field *k = &f->fields[i];

		if (k->depth == 0 && str_eq_nocase(k->key, key) &&
		    !front_field(c->theirs.front, k->key))
			return k;
	}
	return NULL;
}

static void
say_respelled(const struct view *v, const struct field *theirs, const struct field *ours)
{
	sink_emit(v, &(struct draft){ .message = MSG_META_RESPELLED,
				      .at = ours->key_at,
				      .has_source = true,
				      .source = theirs->key_at,
				      .key = theirs->key,
				      .edits = { { ours->key_at.off, span_end(ours->key_at),
						   doc_slice(v->src, theirs->key_at) } },
				      .nedits = 1,
				      .args = { { "key", theirs->key }, { "found", ours->key } } });
}

/* --- the pass ------------------------------------------------------------------------- */

static void
compare_missing(struct comparison *c, const struct field *theirs)
{
	const struct view *v = c->v;
	enum key_class class = profile_key(v->site->profile, theirs->key)->class;
	const struct field *ours;
	struct str given;

	if (class == KEY_LOCALE || class == KEY_FREE || str_trim(theirs->value).n == 0 ||
	    characters_invisible(theirs->key)) /* said of the English page */
		return;
	if (build_gives(v, v->page, theirs->key, &given) &&
	    (class == KEY_TRANSLATED || key_values_equal(given, theirs->value)))
		return;
	ours = theirs->depth == 0 ? respelled(c, theirs->key) : NULL;
	if (ours)
		say_respelled(v, theirs, ours);
	else
		say_missing(c, theirs, class);
}

static void
compare_field(struct comparison *c, const struct field *theirs)
{
	const struct profile *p = c->v->site->profile;
	const struct field *ours = keys_find(&c->ours, theirs->key);
	enum key_class class;

	if (ours && ours->depth == 0 && theirs->depth == 0)
		c->previous = ours;
	if (ours && str_eq(theirs->value, ours->value))
		return;
	if (!is_subject(p, theirs))
		return;
	if (!ours) {
		compare_missing(c, theirs);
		return;
	}
	class = profile_key(p, theirs->key)->class;
	if (is_compared(class) && !key_values_equal(theirs->value, ours->value))
		say_mismatch(c->v, theirs, ours, class == KEY_INFO);
}

/* Is it `key` with an invisible character before or behind it? */
static bool
is_damaged(struct str damaged, struct str key)
{
	return characters_invisible(damaged) && str_find(damaged, key, 0) >= 0;
}

static bool
is_extra(struct comparison *c, const struct field *ours)
{
	const struct view *v = c->v;
	const struct key_rule *rule;
	struct str given;

	if (ours->depth > 0 || keys_find(&c->theirs, ours->key))
		return false;
	rule = profile_key(v->site->profile, ours->key);
	if (rule->class == KEY_LOCALE || rule->class == KEY_FREE ||
	    build_gives(v, v->source_page, ours->key, &given))
		return false;
	/* spelled otherwise in the source: said there */
	for (ptrdiff_t i = 0; i < c->theirs.front->nfields && i < MANY_KEYS; i++) {
		const struct field *f = &c->theirs.front->fields[i];

		if ((str_eq_nocase(f->key, ours->key) || is_damaged(f->key, ours->key)) &&
		    !front_field(&v->dst->front, f->key))
			return false;
	}
	return true;
}

static void
say_extra(const struct view *v, const struct field *ours)
{
	sink_emit(v,
		  &(struct draft){
			  .message = MSG_META_EXTRA,
			  .at = ours->key_at,
			  .key = ours->key,
			  .edits = { { ours->line_at.off, span_end(ours->line_at), S("") } },
			  .nedits = 1,
			  .unsafe = v->human || profile_key(v->site->profile, ours->key)->class ==
							KEY_TRANSLATED,
			  .args = { { "key", ours->key }, { "value", str_trim(ours->value) } } });
}

/* At least two words of four letters and more, one of them in small letters, after a capital:
 * "Manage users", but neither the name "Visual Studio Code" nor the command "nuget verify". */
static bool
is_prose(struct str s)
{
	ptrdiff_t words = 0, letters = 0, off = 0;
	uint32_t first = s.n > 0 ? utf8_next(s, &off) : 0;
	bool small = false, word_small = false;

	if (!utf8_is_letter(first) || utf8_lower(first) == first)
		return false;
	for (off = 0; off <= s.n;) {
		uint32_t c = off < s.n ? utf8_next(s, &off) : (off++, ' ');

		if (utf8_is_letter(c)) {
			word_small = (letters++ == 0 || word_small) && utf8_lower(c) == c;
			continue;
		}
		if (letters >= 4 && utf8_is_space(c)) {
			words++;
			small |= word_small;
		}
		letters = utf8_is_space(c) ? 0 : NOT_A_WORD;
	}
	return words >= 2 && small;
}

static void
compare_titles(const struct view *v)
{
	const struct profile *p = v->site->profile;

	if (locale_same_language(v->page->locale, v->site->source_locale))
		return;
	for (ptrdiff_t i = 0; i < p->nkeys; i++) {
		const struct field *theirs, *ours;

		if (!p->keys[i].title)
			continue;
		theirs = front_field(&v->src->front, p->keys[i].pattern);
		ours = theirs ? front_field(&v->dst->front, theirs->key) : NULL;
		if (!ours || !str_eq(str_trim(ours->value), str_trim(theirs->value)) ||
		    !is_prose(ours->value))
			continue;
		sink_emit(v, &(struct draft){
				     .message = MSG_META_UNTRANSLATED,
				     .at = ours->value_at,
				     .has_source = true,
				     .source = theirs->value_at,
				     .key = ours->key,
				     .args = { { "key", ours->key }, { "value", ours->value } } });
	}
}

/* Is there a key that this page would have to repeat? */
static bool
needs_front(const struct view *v)
{
	const struct front *f = &v->src->front;

	for (ptrdiff_t i = 0; i < f->nfields; i++) {
		enum key_class class = profile_key(v->site->profile, f->fields[i].key)->class;
		struct str given;

		if (f->fields[i].depth == 0 &&
		    (class == KEY_IDENTICAL || class == KEY_TRANSLATED) &&
		    !build_gives(v, v->page, f->fields[i].key, &given))
			return true;
	}
	return false;
}

/* Where every article must have a pin, no change of English explains that all keys are gone. */
static void
say_no_front(const struct view *v)
{
	sink_emit(v, &(struct draft){ .message = MSG_META_NONE,
				      .whole_page = v->site->profile->pin_required,
				      .has_source = true,
				      .source = v->src->front.at,
				      .key = S("front matter") });
}

void
pass_metadata(const struct view *v)
{
	struct comparison c = { .v = v };

	if (!v->src || v->embedded || !v->src->front.present || v->src->front.error.n > 0 ||
	    v->src->front.toml || v->dst->front.toml || page_front_unreadable(v))
		return;
	if (!v->dst->front.present) {
		if (needs_front(v))
			say_no_front(v);
		return;
	}
	c.theirs = keys_of(v->work, &v->src->front);
	c.ours = keys_of(v->work, &v->dst->front);
	for (ptrdiff_t i = 0; i < v->src->front.nfields; i++)
		compare_field(&c, &v->src->front.fields[i]);
	c.theirs.next = 0;
	for (ptrdiff_t i = 0; i < v->dst->front.nfields; i++) {
		if (is_extra(&c, &v->dst->front.fields[i]))
			say_extra(v, &v->dst->front.fields[i]);
	}
	compare_titles(v);
}
