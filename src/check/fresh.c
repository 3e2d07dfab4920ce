/* Is the page's pin that of the current source page?
 *
 * ms.openlocfilehash is the SHA-1 or SHA-256 of the English file's bytes.  Which bytes was found
 * over 7,870 real values: the file as it is, or with its line ends turned to CR LF or to LF, and in
 * rare cases without the line ends at its end; a byte order mark is part of what is hashed.  Other
 * platforms shorten the digest, or record git's hash of the file (SHA-1 of "blob", a blank, the
 * size in bytes, a NUL and the bytes: git-hash-object(1)). */
#include "base/sha.h"
#include "check/check.h"
#include "check/pin.h"

enum digest_form {
	DIGEST_RAW,
	DIGEST_LF,
	DIGEST_CRLF,
	DIGEST_RAW_BARE, /* bare: without the line ends at the end */
	DIGEST_LF_BARE,
	DIGEST_CRLF_BARE,
	DIGEST_FORMS
};

enum digest_kind { DIGEST_SHA_1, DIGEST_SHA_256, DIGEST_BLOB, DIGEST_KINDS };

struct digests {
	struct arena *work;
	struct str raw;
	struct str text[DIGEST_FORMS]; /* made when first hashed; p NULL until then */
	struct str hex[DIGEST_KINDS][DIGEST_FORMS];
};

enum { SHA_1_HEX = 40, SHA_256_HEX = 64, SHORT_HEX = 8 };

struct digests *
digests_new(struct arena *work, struct str raw)
{
	struct digests *d = NEW(work, struct digests, 1);

	d->work = work;
	d->raw = raw.p ? raw : S("");
	return d;
}

/* CR LF counts as one line end; a lone CR is no line end. */
static struct str
with_line_ends(struct arena *work, struct str text, struct str end)
{
	struct buf out = { .a = work };
	struct str rest = text;

	for (;;) {
		ptrdiff_t nl = str_find_char(rest, '\n', 0);
		ptrdiff_t line = nl > 0 && rest.p[nl - 1] == '\r' ? nl - 1 : nl;

		if (nl < 0)
			break;
		buf_str(&out, str_slice(rest, 0, line));
		buf_str(&out, end);
		rest = str_slice(rest, nl + 1, rest.n);
	}
	buf_str(&out, rest);
	return buf_take(&out);
}

static struct str
without_last_line_ends(struct str s)
{
	while (s.n > 0 && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
		s.n--;
	return s;
}

static struct str
form_text(struct digests *d, enum digest_form form)
{
	struct str *text = &d->text[form];

	if (text->p)
		return *text;
	switch (form) {
	case DIGEST_RAW:
		*text = d->raw;
		break;
	case DIGEST_LF:
		*text = with_line_ends(d->work, d->raw, S("\n"));
		break;
	case DIGEST_CRLF:
		*text = with_line_ends(d->work, d->raw, S("\r\n"));
		break;
	case DIGEST_RAW_BARE:
	case DIGEST_LF_BARE:
	case DIGEST_CRLF_BARE:
		*text = without_last_line_ends(
			form_text(d, (enum digest_form)(form - DIGEST_RAW_BARE)));
		break;
	case DIGEST_FORMS:
		break;
	}
	if (!text->p)
		*text = S("");
	return *text;
}

static struct str
hash_text(struct digests *d, enum digest_kind kind, struct str text)
{
	struct str parts[] = { { 0 }, text };
	enum sha_kind sha = kind == DIGEST_SHA_256 ? SHA_256 : SHA_1;

	if (kind != DIGEST_BLOB)
		return sha_hex(d->work, sha, &text, 1);
	parts[0] = str_fmt(d->work, "blob %td%c", text.n, '\0');
	return sha_hex(d->work, sha, parts, countof(parts));
}

/* Most pages have one kind of line end, so that some forms are the same bytes: those are hashed
 * once. */
static struct str
form_hex(struct digests *d, enum digest_kind kind, enum digest_form form)
{
	struct str *hex = d->hex[kind], text = form_text(d, form);

	for (int same = 0; same < (int)form && !hex[form].p; same++) {
		if (hex[same].p && str_eq(form_text(d, (enum digest_form)same), text))
			hex[form] = hex[same];
	}
	if (!hex[form].p)
		hex[form] = hash_text(d, kind, text);
	return hex[form];
}

/* Is hex the beginning of a digest of `kind`? */
static bool
kind_matches(struct digests *d, enum digest_kind kind, unsigned forms, struct str hex)
{
	for (int form = 0; form < DIGEST_FORMS; form++) {
		if ((forms >> form & 1) &&
		    str_eq_nocase(str_slice(form_hex(d, kind, (enum digest_form)form), 0, hex.n),
				  hex))
			return true;
	}
	return false;
}

/* The forms that a platform may have hashed, as a set of bits. */
static unsigned
forms_of(const struct pin_rules *r)
{
	unsigned ends = r->line_ends ? r->line_ends : LINE_ENDS_RAW | LINE_ENDS_LF | LINE_ENDS_CRLF;

	return r->last_line_ends ? ends : ends | ends << DIGEST_RAW_BARE;
}

bool
digests_match_pin(struct digests *d, const struct pin_rules *r, struct str hex)
{
	static const struct {
		enum digest_kind kinds[2];
		int n;
	} of[] = {
		[PIN_SHA] = { { DIGEST_SHA_1, DIGEST_SHA_256 }, 2 },
		[PIN_SHA_1] = { { DIGEST_SHA_1 }, 1 },
		[PIN_SHA_256] = { { DIGEST_SHA_256 }, 1 },
		[PIN_BLOB] = { { DIGEST_BLOB }, 1 },
		[PIN_OPAQUE] = { { 0 }, 0 },
	};

	for (int i = 0; i < of[r->algorithm].n; i++) {
		enum digest_kind kind = of[r->algorithm].kinds[i];
		ptrdiff_t whole = kind == DIGEST_SHA_256 ? SHA_256_HEX : SHA_1_HEX;
		ptrdiff_t fewest = r->digits > 0 ? r->digits : whole;

		if (hex.n >= fewest && hex.n <= whole && kind_matches(d, kind, forms_of(r), hex))
			return true;
	}
	return false;
}

/* The first of these forms of d whose digest begins with hex, or DIGEST_FORMS. */
static enum digest_form
form_of(struct digests *d, enum digest_kind kind, unsigned forms, struct str hex)
{
	int form = 0;

	while (form < DIGEST_FORMS &&
	       !((forms >> form & 1) && kind_matches(d, kind, 1u << form, hex)))
		form++;
	return (enum digest_form)form;
}

struct str
digests_stamp(struct digests *now, const struct pin_rules *r, struct str recorded,
	      struct digests *base)
{
	bool long_hash =
		r->algorithm == PIN_SHA_256 || (r->algorithm == PIN_SHA && recorded.n != SHA_1_HEX);
	enum digest_kind kind = r->algorithm == PIN_BLOB ? DIGEST_BLOB
				: long_hash              ? DIGEST_SHA_256
							 : DIGEST_SHA_1;
	unsigned forms = forms_of(r);
	enum digest_form form = DIGEST_FORMS;

	if (base && recorded.n > 0)
		form = form_of(base, kind, forms, recorded);
	if (form == DIGEST_FORMS) /* the first that the platform may use */
		form = form_of(now, kind, forms, (struct str){ 0 });
	return str_slice(form_hex(now, kind, form), 0,
			 recorded.n > 0 ? recorded.n
			 : long_hash    ? SHA_256_HEX
					: SHA_1_HEX);
}

bool
digests_match(struct digests *d, struct str hex)
{
	static const struct pin_rules any = { .algorithm = PIN_SHA };

	return digests_match_pin(d, &any, hex);
}

/* --- versions --------------------------------------------------------------------------- */

/* Takes the next number off *s: its digits without leading zeros.  False at the end. */
static bool
next_number(struct str *s, struct str *number)
{
	ptrdiff_t i = 0, start;

	while (i < s->n && !is_digit(s->p[i]))
		i++;
	while (i + 1 < s->n && s->p[i] == '0' && is_digit(s->p[i + 1]))
		i++;
	for (start = i; i < s->n && is_digit(s->p[i]);)
		i++;
	*number = str_slice(*s, start, i);
	*s = str_slice(*s, i, s->n);
	return number->n > 0;
}

/* Only numbers with signs between them have an order: "3", "1.169", "2026-05-21". */
static bool
is_ordered(struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]) && s.p[i] != '.' && s.p[i] != '-' && s.p[i] != '/')
			return false;
	}
	return s.n > 0;
}

/* Is version a before version b? */
static bool
is_older(struct str a, struct str b)
{
	struct str x, y;

	while (next_number(&b, &y)) {
		int c;

		if (!next_number(&a, &x))
			return true;
		c = x.n != y.n ? (x.n > y.n) - (x.n < y.n) : str_cmp(x, y);
		if (c != 0)
			return c < 0;
	}
	return false;
}

static enum freshness
judge_version(struct str ours, struct str theirs)
{
	if (str_eq(ours, theirs))
		return FRESH_YES;
	if (!is_ordered(ours) || !is_ordered(theirs))
		return FRESH_UNKNOWN;
	return is_older(ours, theirs) ? FRESH_NO : FRESH_YES;
}

/* --- verdict ------------------------------------------------------------------------------ */

static enum freshness
judge(const struct profile *p, struct digests *source, const struct pin *pin, struct str version)
{
	if (pin->hash.n > 0) {
		if (!source || !pin->hash_ok)
			return FRESH_UNKNOWN;
		return digests_match_pin(source, &p->pin, pin->hash) ? FRESH_YES : FRESH_NO;
	}
	if (pin->version.n > 0)
		return judge_version(pin->version, version);
	return pin->commit.n > 0 || pin->date.n > 0 || pin->opaque.n > 0 ? FRESH_UNKNOWN
									 : FRESH_UNPINNED;
}

enum freshness
fresh_judge(const struct profile *p, struct digests *source, const struct doc *translation)
{
	struct pin pin = pin_read(p, translation, NULL);

	return judge(p, source, &pin, (struct str){ 0 });
}

/* The version of the current source page. */
static struct str
current_version(const struct view *v)
{
	return v->current ? pin_read(v->site->profile, v->current, v->scratch).version
			  : (struct str){ 0 };
}

enum freshness
fresh_of(const struct view *v)
{
	struct pin pin = pin_read_beside(v->site->profile, v->dst, v->beside, v->scratch);

	return judge(v->site->profile, v->digests, &pin,
		     pin.version.n > 0 ? current_version(v) : (struct str){ 0 });
}

static void
say_version(const struct view *v, const struct pin *pin)
{
	sink_emit(v, &(struct draft){ .message = MSG_STALE_VERSION,
				      .at = pin->version_at,
				      .key = pin->version,
				      .whole_page = true,
				      .args = { { "recorded", pin->version },
						{ "current", current_version(v) } } });
}

/* The digest to record today, in the kind and length of the one that is recorded. */
static struct str
digest_now(const struct view *v, struct str recorded)
{
	const struct pin_rules *r = &v->site->profile->pin;
	enum digest_kind kind = recorded.n == SHA_256_HEX || r->algorithm == PIN_SHA_256
					? DIGEST_SHA_256
					: DIGEST_SHA_1;

	if (r->algorithm == PIN_BLOB)
		kind = DIGEST_BLOB;
	return str_slice(form_hex(v->digests, kind, DIGEST_RAW), 0, recorded.n);
}

void
pass_fresh(const struct view *v)
{
	struct pin pin = pin_read_beside(v->site->profile, v->dst, v->beside, v->scratch);
	struct str now;

	if (v->freshness != FRESH_NO || !v->digests)
		return;
	if (pin.hash.n == 0) {
		if (pin.version.n > 0)
			say_version(v, &pin);
		return;
	}
	now = digest_now(v, pin.hash);
	sink_emit(v, &(struct draft){ .message = MSG_STALE_HASH,
				      .at = pin.hash_at,
				      .key = pin.hash,
				      .whole_page = true,
				      .args = { { "recorded", str_slice(pin.hash, 0, SHORT_HEX) },
						{ "current", str_slice(now, 0, SHORT_HEX) },
						{ "hash", now } } });
}
