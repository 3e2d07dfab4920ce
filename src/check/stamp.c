/* Stamping: hash, commit, version, date and status as the profile's platform writes them, in the
 * form that the page has had so far.  A page that is current stays as it is: a commit that has the
 * same English page is as good as a newer one. */
#include "check/stamp.h"

#include "base/date.h"
#include "check/pin.h"

struct stamping {
	const struct view *v;
	const struct stamp_source *source;
	struct pin pin;
	bool fresh; /* what is recorded names the current page */
	bool adds;  /* parts that are missing are added */
	struct stamp out;
};

static struct str
eol_of(const struct doc *d)
{
	return d->crlf ? S("\r\n") : S("\n");
}

static void
refuse(struct stamping *s, struct str why)
{
	if (s->out.refusal.n == 0)
		s->out.refusal = why;
}

/* Replaces doc->text[at, end). */
static void
add_edit(struct stamping *s, struct str key, uint32_t at, uint32_t end, struct str text)
{
	const struct doc *d = s->v->dst;
	uint32_t from = doc_raw_offset(d, at);

	if (s->out.n == STAMP_EDITS)
		return;
	s->out.keys[s->out.n] = key;
	s->out.edits[s->out.n++] = (struct edit){ from, from + (end - at), text };
}

/* --- keys of the front matter --------------------------------------------------------------- */

/* Is a dot in this key part of its name ("ms.date"), as in other keys of the pages, or does it name
 * a key in a mapping ("l10n.sourceCommit")? */
static bool
is_nested(const struct doc *d, struct str outer)
{
	for (ptrdiff_t i = 0; d && i < d->front.nfields; i++) {
		const struct field *f = &d->front.fields[i];

		if (f->depth == 0 && str_starts(f->key, outer) && f->key.n > outer.n &&
		    f->key.p[outer.n] == '.')
			return false;
	}
	return true;
}

/* The first entry of a mapping in block style, or NULL. */
static const struct field *
first_inside(const struct doc *d, const struct field *map)
{
	const struct field *next = map + 1;

	if (map->kind != FIELD_MAP || d->text.p[map->value_at.off] == '{' ||
	    next == d->front.fields + d->front.nfields || next->depth != map->depth + 1)
		return NULL;
	return next;
}

/* A key that is not there, in the mapping around it. */
static void
add_nested(struct stamping *s, struct str key, struct str outer, struct str value)
{
	const struct doc *d = s->v->dst;
	struct arena *work = s->v->work;
	struct str name = str_slice(key, outer.n + 1, key.n), eol = eol_of(d);
	const struct field *map = front_field(&d->front, outer);
	const struct field *child = map ? first_inside(d, map) : NULL;
	uint32_t at = d->front.inner.off + d->front.inner.len;

	if (map && !child) {
		refuse(s, str_fmt(work,
				  "`%.*s` is missing, and `%.*s` is written in a way that it "
				  "cannot be added to",
				  P(key), P(outer)));
		return;
	}
	if (!map) {
		add_edit(s, key, at, at,
			 str_fmt(work, "%.*s:%.*s  %.*s: %.*s%.*s", P(outer), P(eol), P(name),
				 P(value), P(eol)));
		return;
	}
	for (at = child->key_at.off; at > 0 && d->text.p[at - 1] == ' ';)
		at--;
	add_edit(s, key, at, at,
		 str_fmt(work, "%.*s%.*s: %.*s%.*s", P(str_slice(d->text, at, child->key_at.off)),
			 P(name), P(value), P(eol)));
}

static void
add_key(struct stamping *s, struct str key, struct str value)
{
	const struct view *v = s->v;
	const struct doc *d = v->dst;
	uint32_t end = d->front.inner.off + d->front.inner.len;
	struct str outer = str_slice(key, 0, str_find_char(key, '.', 0));

	if (!d->front.present || d->front.toml || page_front_unreadable(v))
		refuse(s, str_fmt(v->work, "it has no front matter in which `%.*s` could stand",
				  P(key)));
	else if (outer.n > 0 && is_nested(d, outer) && is_nested(v->current, outer))
		add_nested(s, key, outer, value);
	else
		add_edit(s, key, end, end,
			 str_fmt(v->work, "%.*s: %.*s%.*s", P(key), P(value), P(eol_of(d))));
}

static bool
is_repeated(const struct front *f, const struct field *field)
{
	for (ptrdiff_t i = 0; i < f->nduplicates; i++)
		if (str_eq(f->fields[f->duplicates[i].first].key, field->key))
			return true;
	return false;
}

/* Gives a key of the front matter a value, with the quotes that it has. */
static void
set_key(struct stamping *s, struct str key, struct str value)
{
	const struct doc *d = s->v->dst;
	const struct field *f = front_field(&d->front, key);
	struct arena *work = s->v->work;

	if (!f) {
		add_key(s, key, value);
	} else if (is_repeated(&d->front, f)) {
		refuse(s, str_fmt(work, "`%.*s` is set twice", P(key)));
	} else if (f->kind == FIELD_NULL && f->value_at.len == 0) {
		add_edit(s, key, f->value_at.off, f->value_at.off,
			 str_fmt(work, " %.*s", P(value)));
	} else if (f->kind == FIELD_LIST || f->kind == FIELD_MAP || f->quote == '|' ||
		   f->quote == '>') {
		refuse(s, str_fmt(work, "`%.*s` is no single value", P(key)));
	} else {
		if (f->quote)
			value = str_fmt(work, "%c%.*s%c", f->quote, P(value), f->quote);
		add_edit(s, key, f->value_at.off, f->value_at.off + f->value_at.len, value);
	}
}

/* --- values --------------------------------------------------------------------------------- */

/* One part of the pin: its key in the front matter, or where it stands in the page's head. */
static void
set_part(struct stamping *s, enum pin_part part, struct str key, struct str old, struct span at,
	 struct str value)
{
	const struct pin_text *head = &s->v->site->profile->pin.head;
	const struct front *front = &s->v->dst->front;
	bool in_head = old.n > 0 && at.len > 0 && !(key.n > 0 && front_field(front, key));

	if (in_head)
		add_edit(s, head->name, at.off, at.off + at.len, value);
	else if (key.n > 0)
		set_key(s, key, value);
	else if (head->pattern && head->group[part] > 0 && part != PIN_STATUS)
		refuse(s,
		       str_fmt(s->v->work, "it has no `%.*s` to bring up to date", P(head->name)));
}

/* Is this part of the pin to be written?  What is recorded and current stays; what is not recorded
 * is added where the platform demands a pin, or the page has none at all. */
static bool
is_due(const struct stamping *s, enum pin_part part, struct str key, struct str old)
{
	const struct pin_text *head = &s->v->site->profile->pin.head;

	if (key.n == 0 && !(head->pattern && head->group[part] > 0))
		return false;
	return old.n > 0 ? !s->fresh : s->adds;
}

static void
stamp_hash(struct stamping *s)
{
	const struct view *v = s->v;
	const struct profile *p = v->site->profile;
	struct str old = s->pin.hash_ok ? s->pin.hash : S("");
	struct digests *base = NULL;

	if (!is_due(s, PIN_HASH, p->hash_key, s->pin.hash.n > 0 ? s->pin.hash : s->pin.opaque))
		return;
	if (p->pin.algorithm == PIN_OPAQUE || s->pin.opaque.n > 0) {
		refuse(s, S("its hash is made by a method that is not known here"));
		return;
	}
	if (v->history && v->history->base.p)
		base = digests_new(v->work, v->history->base);
	set_part(s, PIN_HASH, p->hash_key, s->pin.hash, s->pin.hash_at,
		 digests_stamp(v->digests, &p->pin, old, base));
}

static void
stamp_commit(struct stamping *s)
{
	const struct profile *p = s->v->site->profile;
	struct str old = s->pin.commit, now = s->source->commit;

	/* Where versions are counted, commits are not: the key is that of a profile it extends. */
	if (!is_due(s, PIN_COMMIT, p->commit_key, old) || (old.n == 0 && p->pin.version_key.n > 0))
		return;
	/* A hash alone says which page it was; a commit that was never there is no must. */
	if (now.n == 0 && old.n == 0 && s->pin.hash.n > 0)
		return;
	if (now.n == 0)
		refuse(s, s->source->why);
	else if (!str_eq_nocase(old, now))
		set_part(s, PIN_COMMIT, p->commit_key, old, s->pin.commit_at, now);
}

static void
stamp_version(struct stamping *s)
{
	const struct view *v = s->v;
	const struct profile *p = v->site->profile;
	struct str key = p->pin.version_key, now;

	if (!is_due(s, PIN_VERSION, key, s->pin.version))
		return;
	now = pin_read(p, v->current, v->scratch).version;
	if (now.n == 0)
		refuse(s, str_fmt(v->work, "the English page has no `%.*s`",
				  P(key.n > 0 ? key : p->pin.head.name)));
	else if (!str_eq(now, s->pin.version))
		set_part(s, PIN_VERSION, key, s->pin.version, s->pin.version_at, now);
}

/* A day, or a moment where the page has one. */
static void
stamp_date(struct stamping *s)
{
	const struct view *v = s->v;
	const struct profile *p = v->site->profile;
	int64_t time = s->source->time, day = time % 86400;
	struct str old = s->pin.date, now;

	if (!is_due(s, PIN_DATE, p->pin.date_key, old))
		return;
	if (time == 0) {
		refuse(s, s->source->why);
		return;
	}
	now = date_iso(v->work, time);
	if (old.n > now.n)
		now = str_fmt(v->work, "%.*sT%02d:%02d:%02dZ", P(now), (int)(day / 3600),
			      (int)(day / 60 % 60), (int)(day % 60));
	if (!str_eq(old, now))
		set_part(s, PIN_DATE, p->pin.date_key, old, s->pin.date_at, now);
}

/* Translations without English are ordered by this date, so it must not stay behind the pin.  The
 * day on which the page changed last is the same for all locales, whenever they are stamped. */
static void
stamp_handoff(struct stamping *s)
{
	const struct view *v = s->v;
	struct str key = v->site->profile->pin.handoff_key, old, now;
	const struct field *f = key.n > 0 ? front_field(&v->dst->front, key) : NULL;

	if (!f || s->fresh || s->source->time == 0)
		return;
	old = str_trim(f->value);
	now = date_iso(v->work, s->source->time);
	if (str_find_char(old, '/', 0) == 2)
		now = str_fmt(v->work, "%.*s/%.*s/%.*s", P(str_slice(now, 5, 7)),
			      P(str_slice(now, 8, 10)), P(str_slice(now, 0, 4)));
	if (!str_eq(old, now))
		set_key(s, key, now);
}

static void
stamp_status(struct stamping *s)
{
	const struct view *v = s->v;
	struct str key = v->site->profile->pin.status_key;
	struct edit e;

	if (pin_restate(v, &s->pin, PIN_STATE_FRESH, &e))
		add_edit(s, key.n > 0 ? key : s->pin.key, e.byte, e.end_byte, e.text);
}

struct stamp
stamp_page(const struct view *v, const struct stamp_source *source)
{
	const struct profile *p = v->site->profile;
	struct stamping s = { .v = v, .source = source };
	bool none;

	s.pin = pin_read_beside(p, v->dst, v->beside, v->scratch);
	none = !pin_present(&s.pin) && s.pin.opaque.n == 0 && s.pin.version.n == 0 &&
	       s.pin.date.n == 0;
	if (s.pin.beside || (none && p->pin.last_commit)) {
		s.out.refusal = s.pin.beside
					? str_fmt(v->work, "its `%.*s` is in a file of its own",
						  P(s.pin.key))
					: S("it records nothing: what counts is its last commit");
		return s.out;
	}
	s.fresh = v->freshness == FRESH_YES && !(v->history && v->history->fault != PIN_FINE);
	s.adds = none || p->pin_required;
	stamp_hash(&s);
	stamp_commit(&s);
	stamp_version(&s);
	stamp_date(&s);
	stamp_handoff(&s);
	stamp_status(&s);
	if (s.out.refusal.n > 0)
		s.out.n = 0;
	return s.out;
}
