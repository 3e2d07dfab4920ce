/* Link targets in a form that can be compared.  Syntax and the safe normalisations: RFC 3986,
 * sections 3 and 6.2; what a docs platform adds (locale segments, view parameters) comes from its
 * profile.
 *
 * Each step leaves nothing for itself or an earlier one to do, so normalising twice changes
 * nothing. */
#include "site/url.h"

#include <string.h>

#include "site/locale.h"
#include "site/profile.h"

enum { LOCALE_MAX = 12 }; /* "zh-hant-tw" and a little more */

/* Length of the scheme before ":", 0 when there is none.  One letter is a drive, not a scheme. */
static ptrdiff_t
scheme_length(struct str url)
{
	ptrdiff_t i = 0;

	while (i < url.n &&
	       (is_letter(url.p[i]) || (i && (is_digit(url.p[i]) || is_any_of(url.p[i], "+-.")))))
		i++;
	return i > 1 && i < url.n && url.p[i] == ':' ? i : 0;
}

bool
url_is_external(struct str url)
{
	return str_starts(url, S("//")) || scheme_length(url) > 0;
}

struct str
url_without_fragment(struct str url)
{
	ptrdiff_t at = str_find_char(url, '#', 0);

	return at < 0 ? url : str_slice(url, 0, at);
}

struct str
url_fragment(struct str url)
{
	ptrdiff_t at = str_find_char(url, '#', 0);

	return at < 0 ? S("") : str_slice(url, at + 1, url.n);
}

/* --- the steps: `out` is a buffer that is large enough ----------------------- */

struct out {
	char *p;
	ptrdiff_t n;
};

static void
put(struct out *o, struct str s)
{
	if (s.n)
		memcpy(o->p + o->n, s.p, (size_t)s.n);
	o->n += s.n;
}

static void
put_lower(struct out *o, struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		o->p[o->n++] = ascii_lower(s.p[i]);
}

/* Is the byte one that need not be escaped?  Bytes above 127 count: an address with letters of any
 * script is the same address escaped or not. */
static bool
is_unreserved(int byte)
{
	char c = (char)byte;

	return byte > 127 || is_alnum(c) || is_any_of(c, "-._~");
}

/* Decodes escapes that need not be; the others get upper-case digits.  A decoded digit may complete
 * another escape, so the end of the output is looked at, not the input. */
static struct str
decode(struct arena *a, struct str url)
{
	struct out o = { 0 };

	if (str_find_char(url, '%', 0) < 0)
		return url;
	o.p = NEW(a, char, url.n);
	for (ptrdiff_t i = 0; i < url.n; i++) {
		o.p[o.n++] = url.p[i];
		while (o.n >= 3 && o.p[o.n - 3] == '%' &&
		       hex_value(ascii_lower(o.p[o.n - 1])) >= 0 &&
		       hex_value(ascii_lower(o.p[o.n - 2])) >= 0) {
			int byte = hex_value(ascii_lower(o.p[o.n - 2])) * 16 +
				   hex_value(ascii_lower(o.p[o.n - 1]));

			if (!is_unreserved(byte)) {
				o.p[o.n - 2] = "0123456789ABCDEF"[byte >> 4];
				o.p[o.n - 1] = "0123456789ABCDEF"[byte & 15];
				break;
			}
			o.n -= 2;
			o.p[o.n - 1] = (char)byte;
		}
	}
	return (struct str){ o.p, o.n };
}

static bool
is_slash(char c)
{
	return c == '/' || c == '\\';
}

/* Takes the next segment without its slashes off *rest; false at the end. */
static bool
next_segment(struct str *rest, struct str *segment)
{
	ptrdiff_t i = 0, from;

	while (i < rest->n && is_slash(rest->p[i]))
		i++;
	from = i;
	while (i < rest->n && !is_slash(rest->p[i]))
		i++;
	*segment = str_slice(*rest, from, i);
	*rest = str_slice(*rest, i, rest->n);
	return segment->n > 0;
}

static bool
is_locale_segment(struct str s, bool first, const struct url_rules *how)
{
	bool region = s.n > 4 && (is_any_of(s.p[2], "-_") || is_any_of(s.p[3], "-_"));

	if (!how || s.n < 2 || s.n > LOCALE_MAX || (!region && s.n > 3))
		return false;
	if (!(first && how->locale_first) && !(region && how->locale_anywhere))
		return false;
	return locale_valid(s);
}

/* The segments of a path, each with a "/" before it unless it is the first of a relative path;
 * without "." segments, locale segments of rooted paths, and "index" at the end. */
static void
put_path(struct out *o, struct str path, const struct url_rules *how, bool rooted, bool caseless)
{
	ptrdiff_t start = o->n;
	struct str rest = path, segment;
	bool first = true;

	while (next_segment(&rest, &segment)) {
		if (str_eq(segment, S(".")))
			continue;
		if (rooted && is_locale_segment(segment, first, how))
			continue;
		if (rooted || !first)
			put(o, S("/"));
		(caseless ? put_lower : put)(o, segment);
		first = false;
	}
	while (str_ends((struct str){ o->p + start, o->n - start }, S("/index")))
		o->n -= 6;
}

/* In a query "+" and "%20" are both a blank. */
static void
put_parameter(struct out *o, struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		bool blank = str_starts(str_slice(s, i, s.n), S("%20"));

		o->p[o->n++] = s.p[i];
		if (blank)
			o->p[o->n - 1] = '+';
		i += blank ? 2 : 0;
	}
}

static void
put_query(struct out *o, struct str query, const struct url_rules *how)
{
	struct str parameter;
	char separator = '?';

	while (str_cut(&query, '&', &parameter)) {
		ptrdiff_t equals = str_find_char(parameter, '=', 0);
		struct str name = equals < 0 ? parameter : str_slice(parameter, 0, equals);
		bool drop = !parameter.n;

		for (ptrdiff_t i = 0; how && !drop && i < how->nquery; i++)
			drop = str_eq_nocase(name, how->query[i]);
		if (drop)
			continue;
		o->p[o->n++] = separator;
		put_parameter(o, parameter);
		separator = '&';
	}
}

/* Cuts "scheme://host/..." or "//host/..." in two before the path; false for other addresses. */
static bool
split_host(struct str url, struct str *scheme, struct str *host, struct str *path)
{
	ptrdiff_t n = scheme_length(url), from = n ? n + 3 : 2, to = from;

	if (url.n < from || !is_slash(url.p[from - 2]) || !is_slash(url.p[from - 1]))
		return false;
	while (to < url.n && !is_slash(url.p[to]))
		to++;
	*scheme = str_slice(url, 0, n);
	*host = str_slice(url, from, to);
	*path = str_slice(url, to, url.n);
	return true;
}

static void
put_host(struct out *o, struct str scheme, struct str host)
{
	if (!scheme.n || str_eq_nocase(scheme, S("http")))
		put(o, S("https"));
	else
		put_lower(o, scheme);
	put(o, S("://"));
	put_lower(o, host);
}

static bool
is_neutral(struct str host, const struct url_rules *how)
{
	return how && str_among_nocase(host, how->neutral, how->nneutral);
}

/* What holds for the paths of neutral hosts: none of their locales counts. */
static const struct url_rules neutral_rules = { .locale_first = true, .locale_anywhere = true };

/* A path of this site, from its root or from the page. */
static void
put_local(struct out *o, struct str path, const struct url_rules *how)
{
	bool rooted = path.n && is_slash(path.p[0]), caseless = how && how->caseless;
	ptrdiff_t start = o->n;

	if (rooted && how && how->neutral_root)
		how = &neutral_rules;
	put_path(o, path, how, rooted, caseless);
	if (o->n == start && path.n)
		put(o, rooted ? S("/") : S("."));
	/* "./a:b" must not become the scheme "a". */
	if (scheme_length((struct str){ o->p + start, o->n - start })) {
		memmove(o->p + start + 2, o->p + start, (size_t)(o->n - start));
		memcpy(o->p + start, "./", 2);
		o->n += 2;
	}
}

/* Everything before the query. */
static void
put_target(struct out *o, struct str url, const struct url_rules *how)
{
	struct str scheme, host, path;
	ptrdiff_t n;

	if (split_host(url, &scheme, &host, &path)) {
		put_host(o, scheme, host);
		put_path(o, path, is_neutral(host, how) ? &neutral_rules : how, true, false);
	} else if ((n = scheme_length(url)) > 0) {
		put_lower(o, str_slice(url, 0, n));
		put(o, str_slice(url, n, url.n));
	} else {
		put_local(o, url, how);
	}
}

/* Where templates write the address: `{% link a/b.md %}#c` is /a/b.md#c, and `{{ site.url }}/a` is
 * /a, as the site itself is what is compared. */
static struct str
without_template(struct arena *a, struct str url, const struct url_rules *how)
{
	bool tag = str_starts(url, S("{%"));
	ptrdiff_t end = str_find(url, tag ? S("%}") : S("}}"), 0), blank;
	struct str inner, rest;

	if (!how || !how->npage_tags || end < 0 || !(tag || str_starts(url, S("{{"))))
		return url;
	rest = str_slice(url, end + 2, url.n);
	if (!tag)
		return str_starts(rest, S("/")) ? rest : url;
	inner = str_trim(str_slice(url, 2, end));
	if (str_starts(inner, S("-")))
		inner = str_trim(str_slice(inner, 1, inner.n));
	if (str_ends(inner, S("-")))
		inner = str_trim(str_slice(inner, 0, inner.n - 1));
	blank = str_find_char(inner, ' ', 0);
	for (ptrdiff_t i = 0; blank > 0 && i < how->npage_tags; i++)
		if (str_eq(str_slice(inner, 0, blank), how->page_tags[i]))
			return str_fmt(a, "/%.*s%.*s",
				       P(str_trim(str_slice(inner, blank, inner.n))), P(rest));
	return url;
}

struct str
url_normalise(struct arena *a, struct str url, const struct url_rules *how, bool keep_fragment)
{
	struct str decoded = decode(a, without_template(a, url, how));
	struct out o = { NEW(a, char, decoded.n + 8), 0 };
	struct str target = url_without_fragment(decoded), fragment = url_fragment(decoded);
	ptrdiff_t question = str_find_char(target, '?', 0);

	put_target(&o, question < 0 ? target : str_slice(target, 0, question), how);
	if (question >= 0)
		put_query(&o, str_slice(target, question + 1, target.n), how);
	if (keep_fragment && fragment.n) {
		put(&o, S("#"));
		put(&o, fragment);
	}
	return (struct str){ o.p, o.n };
}

struct str
url_path(struct str url)
{
	ptrdiff_t at = str_find(url, S("://"), 0);

	if (at < 0)
		return url;
	at = str_find_char(url, '/', at + 3);
	return at < 0 ? S("") : str_slice(url, at, url.n);
}

struct str
url_needless_locale(struct str url, const struct url_rules *how)
{
	struct str scheme, host, rest = url_without_fragment(url), segment;
	ptrdiff_t question = str_find_char(rest, '?', 0);
	bool first = true, rooted = how->neutral_root && url.n && is_slash(url.p[0]);

	if (question >= 0)
		rest = str_slice(rest, 0, question);
	if (split_host(rest, &scheme, &host, &rest) ? !is_neutral(host, how) : !rooted)
		return S("");
	for (; next_segment(&rest, &segment); first = false)
		if (is_locale_segment(segment, first, &neutral_rules))
			return segment;
	return S("");
}
