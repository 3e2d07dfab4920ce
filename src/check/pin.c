/* Pins: what a translation records about the English page it was made from.
 *
 * Platforms write it as keys of the front matter, as a comment near the top of the page, or in a
 * file beside it; the profile says which (site/profile.h).  Only the first lines of a page are
 * searched, and of those only so many bytes, so that a page of one line costs no more than any
 * other. */
#include "check/pin.h"

#include "base/path.h"

enum { HEAD_LINES = 20, HEAD_BYTES = 16 << 10, BESIDE_BYTES = 64 << 10 };
enum { SHA_1_HEX = 40, SHA_256_HEX = 64, ABBREVIATED_HEX = 7 };

/* --- reading -------------------------------------------------------------------------- */

struct part {
	struct str value, key;
	struct span at;
	bool beside;
};

static struct str
key_of(const struct profile *p, enum pin_part part)
{
	switch (part) {
	case PIN_HASH:
		return p->hash_key;
	case PIN_COMMIT:
		return p->commit_key;
	case PIN_VERSION:
		return p->pin.version_key;
	case PIN_DATE:
		return p->pin.date_key;
	case PIN_STATUS:
		return p->pin.status_key;
	case PIN_PARTS:
		break;
	}
	return (struct str){ 0 };
}

static void
read_key(const struct profile *p, const struct doc *d, enum pin_part which, struct part *part)
{
	struct str key = key_of(p, which);
	const struct field *f = key.n > 0 ? front_field(&d->front, key) : NULL;

	if (f && f->kind == FIELD_SCALAR && str_trim(f->value).n > 0)
		*part = (struct part){ str_trim(f->value), key, f->value_at, false };
}

/* The first lines of the page; *from is where they start in doc->text. */
static struct str
head_of(const struct doc *d, int lines, ptrdiff_t *from)
{
	ptrdiff_t body = (ptrdiff_t)d->body, end = body;

	if (lines <= 0)
		lines = HEAD_LINES;
	*from = body <= HEAD_BYTES ? 0 : body;
	while (lines-- > 0 && end < d->text.n && end - body <= HEAD_BYTES) {
		struct str rest = str_slice(d->text, end, body + HEAD_BYTES + 1);
		ptrdiff_t nl = str_find_char(rest, '\n', 0);

		end += nl < 0 ? rest.n : nl + 1;
	}
	if (end - body > HEAD_BYTES)
		end = body + HEAD_BYTES;
	return str_slice(d->text, *from, end);
}

/* Fills the parts that are still missing from the first match of t in text, which starts at `from`
 * of the page. */
static void
read_text(const struct pin_text *t, struct str text, ptrdiff_t from, bool beside,
	  struct pattern_scratch *scratch, struct part *parts)
{
	struct pattern_match m;

	if (!t->pattern || !scratch || !pattern_next(t->pattern, scratch, text, 0, &m, NULL))
		return;
	for (int i = 0; i < PIN_PARTS; i++) {
		struct span at = t->group[i] ? m.groups[t->group[i]] : (struct span){ 0 };
		struct str value = str_trim(str_slice(text, at.off, (ptrdiff_t)at.off + at.len));

		if (value.n == 0 || parts[i].value.n > 0)
			continue;
		parts[i] = (struct part){ .value = value, .key = t->name, .beside = beside };
		if (!beside)
			parts[i].at = (struct span){ (uint32_t)(from + (value.p - text.p)),
						     (uint32_t)value.n };
	}
}

static bool
is_hex(struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (hex_value(ascii_lower(s.p[i])) < 0)
			return false;
	}
	return s.n > 0;
}

static bool
is_hash(const struct pin_rules *r, struct str s)
{
	ptrdiff_t most =
		r->algorithm == PIN_SHA_1 || r->algorithm == PIN_BLOB ? SHA_1_HEX : SHA_256_HEX;

	if (!is_hex(s))
		return false;
	if (r->algorithm == PIN_OPAQUE)
		return r->digits == 0 || s.n == r->digits;
	if (r->digits > 0)
		return s.n >= r->digits && s.n <= most;
	return s.n == most || (r->algorithm == PIN_SHA && s.n == SHA_1_HEX);
}

/* Commits of a repository with SHA-256 objects have longer names.
 * https://git-scm.com/docs/hash-function-transition */
static bool
is_commit(const struct pin_rules *r, struct str s)
{
	if (!is_hex(s))
		return false;
	return s.n == SHA_1_HEX || s.n == SHA_256_HEX ||
	       (r->abbreviated && s.n >= ABBREVIATED_HEX && s.n < SHA_1_HEX);
}

/* Nothing can be computed from a hash by an unknown method, nor from one of something else. */
static bool
is_opaque(const struct profile *p, const struct doc *d)
{
	return p->pin.algorithm == PIN_OPAQUE ||
	       (p->pin.hash_unless.n > 0 && front_field(&d->front, p->pin.hash_unless));
}

/* What a page without a pin is told to have, and where it would belong. */
static void
set_wanted(const struct profile *p, const struct doc *d, struct pin *pin)
{
	const struct str names[] = { p->hash_key,     p->commit_key,    p->pin.version_key,
				     p->pin.date_key, p->pin.head.name, p->pin.beside.name };

	for (ptrdiff_t i = 0; i < countof(names) && pin->key.n == 0; i++)
		pin->key = names[i];
	if (d->front.present)
		pin->at = (struct span){ d->front.at.off, 3 };
}

struct pin
pin_read_beside(const struct profile *p, const struct doc *d, struct str beside,
		struct pattern_scratch *scratch)
{
	struct part parts[PIN_PARTS] = { 0 };
	struct pin pin = { .blob = p->pin.algorithm == PIN_BLOB };
	const struct part *first = parts;
	ptrdiff_t from = 0;

	for (int i = 0; i < PIN_PARTS; i++)
		read_key(p, d, (enum pin_part)i, &parts[i]);
	if (p->pin.head.pattern && d->limit == DOC_OK) {
		struct str head = head_of(d, p->pin.head.lines, &from);

		read_text(&p->pin.head, head, from, false, scratch, parts);
	}
	read_text(&p->pin.beside, str_slice(beside, 0, BESIDE_BYTES), 0, true, scratch, parts);
	while (first < parts + PIN_PARTS && first->value.n == 0)
		first++;
	if (first < parts + PIN_PARTS) {
		pin.at = first->at;
		pin.key = first->key;
		pin.beside = first->beside;
	} else {
		set_wanted(p, d, &pin);
	}
	pin.hash = parts[PIN_HASH].value, pin.hash_at = parts[PIN_HASH].at;
	pin.commit = parts[PIN_COMMIT].value, pin.commit_at = parts[PIN_COMMIT].at;
	pin.version = parts[PIN_VERSION].value, pin.version_at = parts[PIN_VERSION].at;
	pin.date = parts[PIN_DATE].value, pin.date_at = parts[PIN_DATE].at;
	pin.status = parts[PIN_STATUS].value, pin.status_at = parts[PIN_STATUS].at;
	pin.hash_ok = is_hash(&p->pin, pin.hash);
	pin.commit_ok = is_commit(&p->pin, pin.commit);
	if (pin.hash.n > 0 && is_opaque(p, d)) {
		pin.opaque = pin.hash, pin.opaque_at = pin.hash_at;
		pin.hash = (struct str){ 0 }, pin.hash_at = (struct span){ 0 };
	}
	return pin;
}

struct pin
pin_read(const struct profile *p, const struct doc *d, struct pattern_scratch *scratch)
{
	return pin_read_beside(p, d, (struct str){ 0 }, scratch);
}

bool
pin_present(const struct pin *pin)
{
	return pin->hash.n > 0 || pin->commit.n > 0;
}

bool
pin_expected(const struct profile *p)
{
	return p->hash_key.n > 0 || p->commit_key.n > 0 || p->pin.version_key.n > 0 ||
	       p->pin.date_key.n > 0 || p->pin.head.pattern || p->pin.beside.pattern;
}

struct str
pin_beside_path(struct arena *a, const struct profile *p, struct str page)
{
	struct str base = path_base(page), dir = path_dir(page), rest = p->pin.beside_path;
	struct {
		struct str name, value;
	} const holes[] = {
		{ S("{path}"), page },
		{ S("{dir}"), dir.n > 0 ? dir : S(".") },
		{ S("{name}"), base },
		{ S("{stem}"), path_stem(base) },
	};
	struct buf out = { .a = a };

	while (rest.n > 0) {
		ptrdiff_t i = 0;

		while (i < countof(holes) && !str_starts(rest, holes[i].name))
			i++;
		if (i < countof(holes)) {
			buf_str(&out, holes[i].value);
			rest = str_slice(rest, holes[i].name.n, rest.n);
		} else {
			buf_char(&out, rest.p[0]);
			rest = str_slice(rest, 1, rest.n);
		}
	}
	return buf_take(&out);
}

bool
pin_ignores(const struct profile *p, struct pattern_scratch *scratch, struct str subject)
{
	struct pattern_match m;

	return p->pin.ignored && pattern_next(p->pin.ignored, scratch, subject, 0, &m, NULL);
}

/* --- pin-missing, metadata-invalid ------------------------------------------------------ */

static bool
is_unpinned(const struct pin *pin)
{
	return !pin_present(pin) && pin->opaque.n == 0 && pin->version.n == 0 && pin->date.n == 0;
}

/* A key without a value is malformed, see page.c. */
static bool
has_pin_key(const struct profile *p, const struct front *f)
{
	for (int i = 0; i < PIN_STATUS; i++) {
		struct str key = key_of(p, (enum pin_part)i);

		if (key.n > 0 && front_field(f, key))
			return true;
	}
	return false;
}

/* Pages whose English has no front matter (README, TOC) have none to write a pin into, pages
 * without English were not translated from anything, and of front matter that is lost or unreadable
 * other rules speak. */
static bool
must_have_pin(const struct view *v)
{
	const struct profile *p = v->site->profile;
	const struct front *ours = &v->dst->front;

	if (!p->pin_required || !pin_expected(p) ||
	    (v->site->source_locale.n > 0 && !v->source_page))
		return false;
	if (p->pin.head.pattern || p->pin.beside.pattern)
		return true;
	if (!ours->present || ours->toml || page_front_unreadable(v) || has_pin_key(p, ours))
		return false;
	return v->current ? v->current->front.present : !v->source_page;
}

static void
say_missing(const struct view *v, const struct pin *pin)
{
	if (pin->status.n > 0)
		sink_emit(v, &(struct draft){
				     .message = MSG_STATUS_WITHOUT_PIN,
				     .at = pin->at,
				     .key = S("pin"),
				     .whole_page = true,
				     .args = { { "key", pin->key }, { "value", pin->status } } });
	else if (must_have_pin(v))
		sink_emit(v, &(struct draft){ .message = MSG_PIN_MISSING,
					      .at = pin->at,
					      .key = S("pin"),
					      .whole_page = true,
					      .args = { { "key", pin->key } } });
}

static void
say_invalid(const struct view *v, struct str key, struct str value, struct span at,
	    struct str expected)
{
	sink_emit(v, &(struct draft){ .message = MSG_INVALID_FORMAT,
				      .at = at,
				      .key = key,
				      .whole_page = true,
				      .args = { { "key", key },
						{ "value", value },
						{ "expected", expected } } });
}

/* Keys of the front matter have their formats in the profile; see page.c. */
static void
check_text(const struct view *v, const struct pin *pin)
{
	const struct profile *p = v->site->profile;
	const struct pin_text *t = pin->beside ? &p->pin.beside : &p->pin.head;
	struct str hash = pin->hash.n > 0 ? pin->hash : pin->opaque;
	struct span hash_at = pin->hash.n > 0 ? pin->hash_at : pin->opaque_at;

	if (!t->pattern || !str_eq(pin->key, t->name))
		return;
	if (hash.n > 0 && !pin->hash_ok)
		say_invalid(v, t->name, hash, hash_at, t->hint);
	else if (pin->commit.n > 0 && !pin->commit_ok)
		say_invalid(v, t->name, pin->commit, pin->commit_at, t->hint);
}

/* --- drift-flag --------------------------------------------------------------------------- */

/* What the page says of itself; PIN_STATES when the word is none of the profile's. */
static enum pin_state
stated(const struct pin_rules *r, struct str status)
{
	if (status.n == 0)
		return r->absent;
	for (int state = PIN_STATE_FRESH; state < PIN_STATES; state++) {
		for (ptrdiff_t i = 0; i < r->nwords[state]; i++) {
			if (str_eq_nocase(r->words[state][i], status))
				return (enum pin_state)state;
		}
	}
	return PIN_STATES;
}

/* What history says, or where there is none, the hash alone. */
static enum pin_state
found(const struct view *v)
{
	const struct page_history *h = v->history && v->history->known ? v->history : NULL;
	enum freshness fresh;

	if (h && h->removed)
		return PIN_STATE_GONE;
	if (h && h->fault != PIN_FINE && h->fault != PIN_UNTOUCHED)
		return PIN_STATE_UNKNOWN;
	if (h && h->kind == BASE_CURRENT) /* platforms that look a pin up by name call this stale */
		return h->base_path.n ? PIN_STATE_UNKNOWN : PIN_STATE_FRESH;
	if (h && h->kind != BASE_NONE)
		return h->nchanges > 0 ? PIN_STATE_STALE : PIN_STATE_UNKNOWN;
	fresh = v->source_page ? fresh_of(v) : FRESH_UNKNOWN;
	return fresh == FRESH_YES  ? PIN_STATE_FRESH
	       : fresh == FRESH_NO ? PIN_STATE_STALE
				   : PIN_STATE_UNKNOWN;
}

/* The word for a state; empty: there is to be none.  False when the profile has no way to say it.
 */
static bool
word_for(const struct pin_rules *r, enum pin_state state, struct str *word)
{
	if (state == PIN_STATE_GONE && r->nwords[state] == 0)
		state = PIN_STATE_STALE;
	*word = r->nwords[state] > 0 ? r->words[state][0] : S("");
	return word->n > 0 || r->absent == state;
}

/* Sets the status of the front matter to `word`, or takes its line out when that is empty. */
static bool
status_edit(const struct view *v, const struct pin *pin, struct str word, struct edit *e)
{
	struct str key = v->site->profile->pin.status_key;
	const struct front *front = &v->dst->front;
	const struct field *old = front_field(front, key), *after = front_field(front, pin->key);
	const struct field *anchor = old ? old : after;
	struct str eol = v->dst->crlf ? S("\r\n") : S("\n");
	uint32_t end;

	if (!anchor || anchor->depth > 0 || front->nduplicates > 0)
		return false;
	end = anchor->line_at.off + anchor->line_at.len;
	if (old && old->value_at.len > 0 && word.n > 0) {
		uint32_t off = old->value_at.off;

		*e = (struct edit){ off, off + old->value_at.len, word };
		return true;
	}
	if (end == 0 || v->dst->text.p[end - 1] != '\n')
		return false;
	*e = (struct edit){ old ? old->line_at.off : end, end, S("") };
	if (word.n > 0)
		e->text = str_fmt(v->work, "%.*s: %.*s%.*s", P(key), P(word), P(eol));
	return true;
}

bool
pin_restate(const struct view *v, const struct pin *pin, enum pin_state state, struct edit *e)
{
	const struct pin_rules *r = &v->site->profile->pin;
	struct str word;

	if (pin->status.n == 0 || stated(r, pin->status) == state || !word_for(r, state, &word))
		return false;
	if (r->status_key.n > 0)
		return status_edit(v, pin, word, e);
	*e = (struct edit){ pin->status_at.off, pin->status_at.off + pin->status_at.len, word };
	return pin->status_at.len > 0 && word.n > 0;
}

static enum message_id
flag_message(enum pin_state state, bool present, bool word)
{
	if (state == PIN_STATE_FRESH)
		return word ? MSG_DRIFT_FLAG_FRESH : MSG_DRIFT_FLAG_LEFT;
	if (state == PIN_STATE_GONE)
		return present ? MSG_DRIFT_FLAG_GONE : MSG_DRIFT_FLAG_UNSET_GONE;
	return present ? MSG_DRIFT_FLAG_STALE : MSG_DRIFT_FLAG_UNSET;
}

static void
check_status(const struct view *v, const struct pin *pin)
{
	const struct pin_rules *r = &v->site->profile->pin;
	enum pin_state said = stated(r, pin->status), is = found(v);
	bool present = pin->status.n > 0;
	struct str key = r->status_key.n > 0 ? r->status_key : pin->key, word;
	struct draft d = { .at = present ? pin->status_at : pin->at,
			   .key = key,
			   .whole_page = true };

	if (is == PIN_STATE_GONE && r->nwords[is] == 0)
		is = PIN_STATE_STALE;
	if (said == PIN_STATE_UNKNOWN || said == PIN_STATES || is == PIN_STATE_UNKNOWN ||
	    said == is || !word_for(r, is, &word))
		return;
	d.message = flag_message(is, present, word.n > 0);
	d.args[0] = (struct arg){ "key", key };
	d.args[1] = (struct arg){ "value", pin->status };
	d.args[2] = (struct arg){ "expected", word };
	if (r->status_key.n > 0)
		d.nedits = status_edit(v, pin, word, &d.edits[0]);
	sink_emit(v, &d);
}

static void
check_status_word(const struct view *v, const struct pin *pin)
{
	const struct pin_rules *r = &v->site->profile->pin;
	struct strs VEC(struct str) words = { 0 };

	if (stated(r, pin->status) != PIN_STATES)
		return;
	for (int state = PIN_STATE_FRESH; state < PIN_STATES; state++) {
		for (ptrdiff_t i = 0; i < r->nwords[state]; i++)
			*vec_push(v->work, &words) = r->words[state][i];
	}
	say_invalid(v, r->status_key.n > 0 ? r->status_key : pin->key, pin->status, pin->status_at,
		    str_join(v->work, words.v, words.n, S(", ")));
}

/* Does the profile say what words mean?  (`Status: ready` of a PHP page is not about its age.) */
static bool
has_words(const struct pin_rules *r)
{
	return r->nwords[PIN_STATE_FRESH] + r->nwords[PIN_STATE_STALE] + r->nwords[PIN_STATE_GONE] >
	       0;
}

void
pass_pin(const struct view *v)
{
	const struct profile *p = v->site->profile;
	struct pin pin;

	if (!pin_expected(p) || v->dst->limit != DOC_OK)
		return;
	pin = pin_read_beside(p, v->dst, v->beside, v->scratch);
	if (is_unpinned(&pin)) {
		say_missing(v, &pin);
		return;
	}
	check_text(v, &pin);
	if (!has_words(&p->pin))
		return;
	check_status_word(v, &pin);
	check_status(v, &pin);
}
