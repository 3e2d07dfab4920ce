/* What one page shows by itself: that it could not be read, front matter that is no longer
 * metadata, malformed values.
 *
 * Front matter "translated as prose" happens when the English block is not valid YAML: a
 * translation engine then takes it for text and returns `Titel: ... MS. Author: chrisda Manager:
 * dansimp ms. Date: ...`.  The pin is lost on the way, which tells such a block from one that a
 * person wrote. */
#include "check/check.h"
#include "check/pin.h"
#include "site/locale.h"

#define KIB 1024

enum {
	MANY_KEYS = 64
}; /* a block with more keys was not translated as prose, and need not be searched */

/* --- pages that could not be checked --------------------------------------------- */

static void
say_limit(const struct view *v)
{
	static const enum message_id said[] = {
		[DOC_NOT_UTF8] = MSG_NOT_UTF8,    [DOC_UTF16] = MSG_NOT_UTF16,
		[DOC_BINARY] = MSG_NOT_TEXT,      [DOC_TOO_LARGE] = MSG_NOT_SMALL,
		[DOC_TOO_DEEP] = MSG_NOT_SHALLOW, [DOC_TOO_DENSE] = MSG_NOT_PLAIN,
	};
	const struct doc *d = v->dst;
	struct draft draft = { .message = said[d->limit], .whole_page = true, .key = S("limit") };

	draft.at.off = d->limit_at;
	draft.args[0] = (struct arg){ "limit", str_fmt(v->work, "%d", DOC_MAX_BYTES / KIB / KIB) };
	sink_emit(v, &draft);
}

/* --- front matter --------------------------------------------------------------------- */

static bool
is_blank(struct str s)
{
	return str_trim(s).n == 0;
}

/* Number of `word: ` in a line: of a whole block in one line there are many. */
static int
count_entries(struct str line)
{
	int n = 0;

	for (ptrdiff_t at = 0; (at = str_find(line, S(": "), at)) >= 0; at++)
		n += at > 0 && line.p[at - 1] != ' ';
	return n;
}

/* The first line of the block that holds several entries, off 0 when there is none. */
static struct span
collapsed_line(const struct doc *d)
{
	struct str rest = doc_slice(d, d->front.inner), line;

	while (str_line(&rest, &line)) {
		if (count_entries(line) >= 3)
			return (struct span){ (uint32_t)(line.p - d->text.p), (uint32_t)line.n };
	}
	return (struct span){ 0 };
}

static bool
has_blank(struct str s)
{
	return str_find_char(s, ' ', 0) >= 0;
}

/* A key that the source does not have and that no one would choose: "MS. Author". */
static const struct field *
prose_key(const struct front *f, const struct front *source)
{
	for (ptrdiff_t i = 0; i < f->nfields && i < MANY_KEYS; i++) {
		const struct field *k = &f->fields[i];

		if (k->depth == 0 && has_blank(k->key) && (!source || !front_field(source, k->key)))
			return k;
	}
	return NULL;
}

static ptrdiff_t
count_top(const struct front *f)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < f->nfields; i++)
		n += f->fields[i].depth == 0;
	return n;
}

/* Not one key of the source is left, although the page has keys: every one was translated. */
static const struct field *
renamed_keys(const struct front *f, const struct front *source)
{
	if (!source || count_top(source) < 3 || count_top(f) < 2 || f->nfields > MANY_KEYS)
		return NULL;
	for (ptrdiff_t i = 0; i < source->nfields; i++) {
		if (source->fields[i].depth == 0 && front_field(f, source->fields[i].key))
			return NULL;
	}
	return &f->fields[0];
}

static bool
pin_lost(const struct profile *p, const struct doc *d)
{
	struct str key = p->hash_key.n > 0 ? p->hash_key : p->commit_key;
	struct str line_start = { 0 };

	if (key.n == 0 || front_field(&d->front, key))
		return false;
	if (d->front.error.n == 0)
		return true;
	/* no fields: look at the bytes */
	for (struct str rest = doc_slice(d, d->front.inner); str_line(&rest, &line_start);) {
		if (str_starts(line_start, key))
			return false;
	}
	return true;
}

/* Where keys were translated as prose; len 0: they were not. */
static struct span
prose_at(const struct view *v)
{
	const struct front *f = &v->dst->front;
	const struct front *source =
		v->current && v->current->front.nfields > 0 ? &v->current->front : NULL;
	const struct field *key;

	if (v->page->source || !f->present || f->toml || is_blank(doc_slice(v->dst, f->inner)) ||
	    !pin_lost(v->site->profile, v->dst) || (v->current && !source) ||
	    (!source && !v->site->profile->pin_required))
		return (struct span){ 0 };
	if (f->error.n > 0)
		return collapsed_line(v->dst);
	key = prose_key(f, source);
	key = key ? key : renamed_keys(f, source);
	return key ? key->key_at : (struct span){ 0 };
}

bool
page_front_unreadable(const struct view *v)
{
	const struct front *f = &v->dst->front;

	return f->error.n > 0 || v->dst->front.lost.len > 0 || prose_at(v).len > 0;
}

static bool
repeats(const struct front *f, struct str key)
{
	for (ptrdiff_t i = 0; i < f->nduplicates && i < MANY_KEYS; i++) {
		if (str_eq(f->fields[f->duplicates[i].second].key, key))
			return true;
	}
	return false;
}

/* A repeated key stands twice in one file: both places are on this page. */
static void
say_duplicates(const struct view *v)
{
	const struct front *f = &v->dst->front;
	struct view self = *v;

	self.src = v->dst;
	self.source_page = v->page;
	for (ptrdiff_t i = 0; i < f->nduplicates; i++) {
		const struct field *first = &f->fields[f->duplicates[i].first];
		const struct field *second = &f->fields[f->duplicates[i].second];

		if (v->current && repeats(&v->current->front, second->key))
			continue;
		sink_emit(&self, &(struct draft){ .message = MSG_FRONT_DUPLICATE,
						  .at = second->key_at,
						  .has_source = true,
						  .source = first->key_at,
						  .key = second->key,
						  .whole_page = true,
						  .args = { { "key", second->key } } });
	}
}

/* What the source page has too is said there, once, and not on its translations. */
static void
check_front(const struct view *v)
{
	const struct front *f = &v->dst->front, *source = v->current ? &v->current->front : NULL;
	struct span prose = prose_at(v);

	if (prose.len > 0) {
		sink_emit(v, &(struct draft){ .message = MSG_FRONT_PROSE,
					      .at = prose,
					      .key = S("prose"),
					      .whole_page = true });
	} else if (f->error.n > 0 && !(source && source->error.n > 0)) {
		sink_emit(v, &(struct draft){ .message = MSG_FRONT_YAML,
					      .at = { f->error_at, 0 },
					      .key = S("yaml"),
					      .whole_page = true,
					      .args = { { "why", f->error } } });
	} else if (v->dst->front.lost.len > 0 && !(source && source->lost.len > 0)) {
		sink_emit(v, &(struct draft){ .message = MSG_FRONT_OPEN,
					      .at = { 0, 3 },
					      .key = S("open"),
					      .whole_page = true });
	}
	say_duplicates(v);
}

/* --- formats ---------------------------------------------------------------------------- */

/* "pt" and "pt-BR" are the same when one of them does not name a region. */
static bool
locale_fits(struct str value, struct str page)
{
	bool bare = str_find_char(value, '-', 0) < 0 || str_find_char(page, '-', 0) < 0;

	return locale_same(value, page) || (bare && locale_same_language(value, page));
}

static void
check_format(const struct view *v, const struct key_rule *k, const struct field *f)
{
	const struct profile *p = v->site->profile;
	const struct field *source = v->current ? front_field(&v->current->front, f->key) : NULL;
	bool is_locale = k->format == FORMAT_LOCALE;
	struct str value = str_trim(f->value);
	struct draft d = { .message = is_locale ? MSG_INVALID_LOCALE : MSG_INVALID_FORMAT,
			   .at = f->value_at.len > 0 ? f->value_at : f->key_at,
			   .key = f->key,
			   .whole_page = true };

	if (is_locale ? locale_fits(value, v->page->locale)
		      : profile_format_ok(p, k, v->scratch, value))
		return;
	if (k->class != KEY_LOCALE &&
	    (!v->current || (source && str_eq(str_trim(source->value), value))))
		return; /* as the English page has it, or may have it */
	d.args[0] = (struct arg){ "key", f->key };
	d.args[1] = (struct arg){ "value", value };
	d.args[2] = (struct arg){ "expected", is_locale ? v->page->locale : k->format_hint };
	sink_emit(v, &d);
}

static void
check_glob_format(const struct view *v, const struct key_rule *k)
{
	const struct front *front = &v->dst->front;

	for (ptrdiff_t i = 0; i < front->nfields; i++) {
		if (profile_key(v->site->profile, front->fields[i].key) == k)
			check_format(v, k, &front->fields[i]);
	}
}

static void
check_formats(const struct view *v)
{
	const struct profile *p = v->site->profile;
	const struct front *front = &v->dst->front;

	for (ptrdiff_t i = 0; i < p->nkeys; i++) {
		const struct key_rule *k = &p->keys[i];
		const struct field *f;

		if (k->format == FORMAT_ANY)
			continue;
		f = front_field(front, k->pattern);
		if (f && profile_key(p, f->key) == k)
			check_format(v, k, f);
		else if (str_find_char(k->pattern, '*', 0) >= 0)
			check_glob_format(v, k);
	}
}

void
pass_page(const struct view *v)
{
	if (v->dst->limit != DOC_OK) {
		say_limit(v);
		return;
	}
	check_front(v);
	if (!v->page->source) {
		check_formats(v);
		pass_pin(v);
	}
}
