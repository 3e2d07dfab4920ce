/* Is the page's pin that of the current source page?
 *
 * ms.openlocfilehash is the SHA-1 or SHA-256 of the English file's bytes.  Which bytes was found
 * over 7,870 real values: the file as it is, or with its line ends turned to CR LF or to LF, and in
 * rare cases without the line ends at its end; a byte order mark is part of what is hashed. */
#include "base/sha.h"
#include "check/check.h"

enum digest_form {
	DIGEST_RAW,
	DIGEST_LF,
	DIGEST_CRLF,
	DIGEST_RAW_BARE, /* bare: without the line ends at the end */
	DIGEST_LF_BARE,
	DIGEST_CRLF_BARE,
	DIGEST_FORMS
};

struct digests {
	struct arena *work;
	struct str raw;
	struct str text[DIGEST_FORMS]; /* made when first hashed; p NULL until then */
	struct str hex[SHA_256 + 1][DIGEST_FORMS];
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

/* Most pages have one kind of line end, so that some forms are the same bytes: those are hashed
 * once. */
static struct str
form_hex(struct digests *d, enum sha_kind kind, enum digest_form form)
{
	struct str *hex = d->hex[kind], text = form_text(d, form);

	for (int same = 0; same < (int)form && !hex[form].p; same++) {
		if (hex[same].p && str_eq(form_text(d, (enum digest_form)same), text))
			hex[form] = hex[same];
	}
	if (!hex[form].p)
		hex[form] = sha_hex(d->work, kind, &text, 1);
	return hex[form];
}

bool
digests_match(struct digests *d, struct str hex)
{
	enum sha_kind kind = hex.n == SHA_256_HEX ? SHA_256 : SHA_1;

	if (hex.n != SHA_1_HEX && hex.n != SHA_256_HEX)
		return false;
	for (int form = 0; form < DIGEST_FORMS; form++) {
		if (str_eq_nocase(form_hex(d, kind, (enum digest_form)form), hex))
			return true;
	}
	return false;
}

static struct str
pin_value(const struct doc *d, struct str key)
{
	const struct field *f = key.n > 0 ? front_field(&d->front, key) : NULL;

	return f && f->kind == FIELD_SCALAR ? str_trim(f->value) : (struct str){ 0 };
}

static bool
is_digest(struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F'))
			return false;
	}
	return s.n == SHA_1_HEX || s.n == SHA_256_HEX;
}

enum freshness
fresh_judge(const struct profile *p, struct digests *source, const struct doc *translation)
{
	struct str hash = pin_value(translation, p->hash_key);

	if (hash.n == 0)
		return pin_value(translation, p->commit_key).n > 0 ? FRESH_UNKNOWN : FRESH_UNPINNED;
	if (!source || !is_digest(hash))
		return FRESH_UNKNOWN;
	return digests_match(source, hash) ? FRESH_YES : FRESH_NO;
}

void
pass_fresh(const struct view *v)
{
	const struct field *f = front_field(&v->dst->front, v->site->profile->hash_key);
	enum sha_kind kind;
	struct str hash, now;

	if (v->freshness != FRESH_NO || !v->digests || !f)
		return;
	hash = str_trim(f->value);
	kind = hash.n == SHA_256_HEX ? SHA_256 : SHA_1;
	now = form_hex(v->digests, kind, DIGEST_RAW);
	sink_emit(v, &(struct draft){ .message = MSG_STALE_HASH,
				      .at = f->value_at,
				      .key = hash,
				      .whole_page = true,
				      .args = { { "recorded", str_slice(hash, 0, SHORT_HEX) },
						{ "current", str_slice(now, 0, SHORT_HEX) },
						{ "hash", now } } });
}
