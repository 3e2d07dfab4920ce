/* How sites write the language of a page into its address, as found on the pages of people and of
 * machines that look for the localised page: `pt.example.org`, `cn.example.org` beside
 * `example.org`, `/jp/x` and `/us/ja/x` (a country, not a language), `knob-cn`, `docs.de-DE`,
 * `?lang=de`, `?captions=ger`. */
#include "check/address.h"

#include "base/path.h"
#include "site/locale.h"
#include "site/url.h"

enum {
	LEADING = 3,      /* segments that may name a language; the first one is empty */
	NUMBER_DIGITS = 9 /* a date has eight */
};

static struct str
host_of(struct str url)
{
	ptrdiff_t at = str_find(url, S("://"), 0), end;

	if (at < 0)
		return S("");
	end = str_find_char(url, '/', at + 3);
	return str_slice(url, at + 3, end < 0 ? url.n : end);
}

/* "https://pt.example.org/..." -> "pt"; empty when the host does not begin with a language. */
static struct str
host_language(struct str url, struct str *domain)
{
	struct str host = host_of(url);
	ptrdiff_t dot;

	dot = str_find_char(host, '.', 0);
	if (dot < 0 || !locale_valid(str_slice(host, 0, dot)))
		return S("");
	*domain = str_slice(host, dot, host.n);
	return str_slice(host, 0, dot);
}

/* A tag as sites write it in names: "zh-CN", "zh_cn", "zh" or "cn". */
static bool
is_tag(struct str tag, struct str s)
{
	ptrdiff_t end = str_find_char(tag, '-', 0);
	bool whole = s.n == tag.n;

	for (ptrdiff_t i = 0; i < s.n && whole; i++)
		whole = str_eq_nocase(str_slice(s, i, i + 1), str_slice(tag, i, i + 1)) ||
			(s.p[i] == '_' && tag.p[i] == '-');
	if (whole || end < 0)
		return s.n > 0 && whole;
	return str_eq_nocase(s, str_slice(tag, 0, end)) ||
	       (s.n == 2 && str_eq_nocase(s, str_slice(tag, str_rfind_char(tag, '-') + 1, tag.n)));
}

/* Is the host of b that of a with the translation's language before it? */
static bool
is_own_host(const struct view *v, struct str a, struct str b)
{
	struct str site = host_of(a), own = host_of(b), tag;
	ptrdiff_t dot = own.n - site.n - 1;

	if (!site.n || dot <= 0 || own.p[dot] != '.' || !str_ends(own, site))
		return false;
	tag = str_slice(own, 0, dot);
	return is_tag(v->page->locale, tag) ||
	       (locale_valid(tag) && locale_same_language(tag, v->page->locale));
}

/* The same site in two languages, English perhaps without one; its paths may be translated. */
static bool
same_site_other_language(const struct view *v, struct str a, struct str b)
{
	struct str da, db, la = host_language(a, &da), lb = host_language(b, &db);

	return (la.n && lb.n && str_eq(da, db) && !str_eq(la, lb)) || is_own_host(v, a, b);
}

struct str
address_without_ending(struct str path)
{
	static const char *const endings[] = { ".md", ".mdx", ".html" };

	for (int i = 0; i < countof(endings); i++)
		if (str_ends(path, str_c(endings[i])))
			return str_slice(path, 0, path.n - str_c(endings[i]).n);
	return path;
}

/* "button-cn" -> "button": the path of a page without the language behind its name. */
static struct str
without_tag(struct str path, struct str tag)
{
	struct str name = address_without_ending(path);
	ptrdiff_t first = name.n - path_base(name).n + 1, i = name.n - tag.n - 1;

	/* What is longer than the tag is none: a hostile name is as long as the page. */
	for (i = i < first ? first : i; i < name.n; i++) {
		if (str_find_char(S("-_."), name.p[i], 0) >= 0 &&
		    is_tag(tag, str_slice(name, i + 1, name.n)))
			return str_slice(name, 0, i);
	}
	return name;
}

bool
address_same_name(const struct view *v, struct str a, struct str b)
{
	struct str own = without_tag(b, v->page->locale);

	return own.n < b.n && own.n > 0 && str_eq(own, without_tag(a, v->site->source_locale));
}

/* Does the address of b name the translation's language behind its page, where a names English or
 * nothing? */
static bool
same_page_other_name(const struct view *v, struct str a, struct str b)
{
	struct str own = without_tag(b, v->page->locale), english;

	if (own.n == address_without_ending(b).n)
		return false;
	english = without_tag(a, v->site->source_locale);
	return str_eq(own, english);
}

/* --- languages and countries in paths --------------------------------------------------- */

/* The country of a language that is not called like it, for tags without one (CLDR, likely
 * subtags). */
static const struct {
	const char *tag, *country;
} countries[] = {
	{ "cs", "cz" }, { "da", "dk" }, { "el", "gr" }, { "et", "ee" },      { "he", "il" },
	{ "ja", "jp" }, { "ko", "kr" }, { "nb", "no" }, { "sl", "si" },      { "sv", "se" },
	{ "uk", "ua" }, { "vi", "vn" }, { "zh", "cn" }, { "zh-Hans", "cn" }, { "zh-Hant", "tw" },
};

/* Does s name the language or the country of the page? */
static bool
is_own_word(const struct view *v, struct str s)
{
	struct str tag = v->page->locale;

	for (int i = 0; i < countof(countries); i++)
		if (locale_same(tag, str_c(countries[i].tag)) &&
		    str_eq_nocase(s, str_c(countries[i].country)))
			return true;
	return is_tag(tag, s);
}

/* The same, or both with the country first, as in `jp-ja`? */
static bool
is_own_tag(const struct view *v, struct str s)
{
	struct str tag = v->page->locale;
	ptrdiff_t dash = str_find_char(s, '-', 0), end = str_find_char(tag, '-', 0);

	return is_own_word(v, s) || (dash > 0 && is_own_word(v, str_slice(s, 0, dash)) &&
				     str_eq_nocase(str_slice(s, dash + 1, s.n),
						   str_slice(tag, 0, end < 0 ? tag.n : end)));
}

/* "docs.de-DE" -> "docs", for the page's own language; "docs.en" -> "docs". */
static struct str
without_dotted_tag(const struct view *v, struct str s, bool own)
{
	struct str tag = locale_of_name(s);

	if (tag.n + 1 >= s.n ||
	    (own ? !is_own_tag(v, tag) : !locale_same_language(tag, v->site->source_locale)))
		return s;
	return str_slice(s, 0, s.n - tag.n - 1);
}

/* "115000912147-Account-settings" -> "115000912147-": help centres find a page by its number, what
 * stands behind it is for readers. */
static struct str
leading_number(struct str s)
{
	ptrdiff_t n = 0;

	while (n < s.n && is_digit(s.p[n]))
		n++;
	return n >= NUMBER_DIGITS && n < s.n && s.p[n] == '-' ? str_slice(s, 0, n + 1) : S("");
}

static bool
same_segment(const struct view *v, struct str a, struct str b)
{
	struct str pa = address_without_ending(a), pb = address_without_ending(b), name;
	struct str number = leading_number(a);

	if (number.n && str_eq(number, leading_number(b)))
		return true;
	if (str_eq(a, b) || (str_eq(pa, pb) && (pa.n == a.n || pb.n == b.n)))
		return true;
	name = without_dotted_tag(v, b, true);
	return name.n < b.n && str_eq(name, without_dotted_tag(v, a, false));
}

/* May s stand for a language or a country, where the other page has its own? */
static bool
is_some_tag(struct str s)
{
	return s.n == 2 || (s.n > 0 && locale_valid(s));
}

/* Are the paths equal but for segments of b that name the page's language? */
static bool
same_but_own(const struct view *v, struct str a, struct str b)
{
	struct str sa = { 0 }, sb = { 0 }, next;

	while (a.n || b.n) {
		struct str rest_a = a, rest_b = b;
		bool have_a = str_cut(&rest_a, '/', &sa), have_b = str_cut(&rest_b, '/', &sb);

		if (have_a && have_b && same_segment(v, sa, sb)) {
			a = rest_a;
			b = rest_b;
			continue;
		}
		if (!have_b || !is_own_tag(v, sb))
			return false;
		b = rest_b;
		if (have_a && is_some_tag(sa) &&
		    !(str_cut(&rest_b, '/', &next) && str_eq(next, sa)))
			a = rest_a;
	}
	return true;
}

static struct str
before_query(struct str url)
{
	ptrdiff_t at = str_find_char(url, '?', 0);

	return at < 0 ? url : str_slice(url, 0, at);
}

bool
address_same(const struct view *v, struct str a, struct str b)
{
	struct str pa = before_query(a), pb = before_query(b);

	if (same_site_other_language(v, a, b) || same_page_other_name(v, a, b))
		return true;
	return url_is_external(a) && str_eq(host_of(a), host_of(b)) &&
	       str_eq(str_slice(a, pa.n, a.n), str_slice(b, pb.n, b.n)) &&
	       same_but_own(v, url_path(pa), url_path(pb));
}

bool
address_differs_in_query(const struct view *v, struct str a, struct str b)
{
	return address_same(v, before_query(a), before_query(b));
}

/* --- addresses with paths of their own -------------------------------------------------- */

static bool
has_segment(struct str path, struct str wanted)
{
	struct str segment;

	while (str_cut(&path, '/', &segment))
		if (str_eq(segment, wanted))
			return true;
	return false;
}

/* "de", or "ger" and "fre_fr" as players of videos have it; not "on", "7" or a product's name. */
static bool
is_language_value(const struct view *v, struct str s)
{
	ptrdiff_t n = 0;

	while (n < s.n && is_letter(s.p[n]))
		n++;
	return is_own_tag(v, s) || (n == 3 && (n == s.n || s.p[n] == '_' || s.p[n] == '-'));
}

/* Has b a parameter with its language that a has not? */
static bool
asks_for_language(const struct view *v, struct str a, struct str b)
{
	const struct url_rules *how = &v->site->profile->url;
	struct str query = str_slice(b, before_query(b).n, b.n), parameter;

	if (query.n)
		query = str_slice(query, 1, query.n);
	while (str_cut(&query, '&', &parameter)) {
		ptrdiff_t equals = str_find_char(parameter, '=', 0);
		struct str name = str_slice(parameter, 0, equals < 0 ? 0 : equals);

		for (ptrdiff_t i = 0; name.n && i < how->nquery; i++)
			if (str_eq_nocase(name, how->query[i]) &&
			    is_language_value(v, str_slice(parameter, equals + 1, parameter.n)) &&
			    str_find(a, parameter, 0) < 0)
				return true;
	}
	return false;
}

/* Does the path begin with a language, perhaps behind a country? */
static bool
names_source(const struct view *v, struct str path)
{
	struct str segment;

	for (int i = 0; i < LEADING && str_cut(&path, '/', &segment); i++)
		if (segment.n && locale_valid(segment) &&
		    locale_same_language(segment, v->site->source_locale))
			return true;
	return false;
}

/* Is only the name of the page another one, on a site that names languages in its paths?  Where
 * volunteers translate, they look for the page; else a name has been translated. */
static bool
is_named_anew(const struct view *v, struct str a, struct str b)
{
	struct str pa = before_query(url_path(a)), pb = before_query(url_path(b)), sa, sb;
	bool named = false;

	if (!v->human || !str_eq(host_of(a), host_of(b)) ||
	    profile_most(v->site->profile, RULE_LINK_CHANGED, false, SEV_ERROR) == SEV_ERROR)
		return false;
	while (str_cut(&pa, '/', &sa) && str_cut(&pb, '/', &sb)) {
		bool tags = sa.n && locale_valid(sa) && is_own_tag(v, sb) &&
			    locale_same_language(sa, v->site->source_locale);

		if (!tags && !str_eq(sa, sb))
			return named && !pa.n && !pb.n && !leading_number(sa).n;
		named |= tags;
	}
	return false;
}

bool
address_is_own(const struct view *v, struct str a, struct str b)
{
	struct str path = before_query(url_path(b)), segment;

	b = url_without_fragment(b);
	if (!url_is_external(a) || !url_is_external(b) ||
	    url_needless_locale(b, &v->site->profile->url).n)
		return false;
	if (names_source(v, url_path(a)))
		return is_named_anew(v, a, b);
	for (int i = 0; i < LEADING && str_cut(&path, '/', &segment); i++) {
		if (segment.n && is_own_tag(v, segment) && !has_segment(url_path(a), segment))
			return true;
	}
	return asks_for_language(v, a, b);
}
