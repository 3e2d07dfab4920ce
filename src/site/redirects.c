/* Readers for the redirect maps of docs platforms.
 *
 *   Open Publishing   {"redirections": [{"source_path": "docs/a.md", ...},
 * {"source_path_from_root": "/docs/a.md"}]}
 *                     https://learn.microsoft.com/contribute/content/how-to-write-redirects
 *   Netlify           lines "/old /new 301", "/old/\*" for all below;
 * https://docs.netlify.com/routing/redirects/ Adobe             lines "source,destination", the
 * first one a header; the source is an address of the published site, of which only the end is
 * known here Docusaurus        @docusaurus/plugin-client-redirects: `from:` is a string or a list
 * of strings */
#include "site/redirects.h"

#include "base/json.h"
#include "base/path.h"
#include "site/url.h"

enum {
	TAIL_SEGMENTS = 2, /* of an address that must be equal when its head is not known */
	KEY_MAX = 1024
};

const char *const redirect_words[REDIRECT_FORMATS + 1] = {
	[REDIRECT_OPENPUBLISHING] = "openpublishing",
	[REDIRECT_NETLIFY] = "netlify",
	[REDIRECT_CSV] = "csv",
	[REDIRECT_DOCUSAURUS] = "docusaurus",
	[REDIRECT_FORMATS] = NULL,
};

void
redirects_init(struct redirects *r, struct arena *a)
{
	*r = (struct redirects){ .exact = { .a = a }, .tails = { .a = a } };
}

static struct str
without_ending(struct str s)
{
	static const struct str endings[] = { { ".markdown", 9 }, { ".html", 5 }, { ".mdx", 4 },
					      { ".htm", 4 },      { ".md", 3 },   { ".yml", 4 } };

	for (ptrdiff_t i = 0; i < countof(endings); i++)
		if (str_ends(s, endings[i]))
			return str_slice(s, 0, s.n - endings[i].n);
	return s;
}

static struct str
without_slashes(struct str s)
{
	while (s.n > 0 && s.p[0] == '/')
		s = str_slice(s, 1, s.n);
	while (s.n > 0 && s.p[s.n - 1] == '/')
		s.n--;
	return s;
}

/* An address in the form of keys, on a. */
static struct str
key_of(struct arena *a, struct str s)
{
	ptrdiff_t end = 0;

	s = url_path(str_trim(s));
	while (end < s.n && s.p[end] != '?' && s.p[end] != '#')
		end++;
	s = without_slashes(str_lower(a, str_slice(s, 0, end)));
	s = without_ending(s);
	if (str_ends(s, S("/index")) || str_ends(s, S("/_index")))
		s = path_dir(s);
	return s.n > KEY_MAX ? S("") : s;
}

static void
add(struct redirects *r, struct map *to, struct str address)
{
	struct str key = key_of(r->exact.a, address);

	if (key.n)
		*map_at(to, key) = 1;
}

void
redirects_add(struct redirects *r, struct str dir, struct str address)
{
	address = str_trim(address);
	if (!str_starts(address, S("/")))
		address = path_clean(r->exact.a, path_join(r->exact.a, dir, address));
	add(r, &r->exact, address);
}

static bool
read_openpublishing(struct redirects *r, struct str dir, struct str text, struct str *error)
{
	const struct json *root = json_parse(r->exact.a, text, error);
	const struct json *list = root ? json_member(root, "redirections") : NULL;

	if (!root)
		return false;
	for (const struct json *e = list ? list->first : NULL; e; e = e->next) {
		const struct json *path = json_member(e, "source_path");
		const struct json *rooted = json_member(e, "source_path_from_root");

		if (path && path->kind == JSON_STRING)
			redirects_add(r, dir, path->text);
		if (rooted && rooted->kind == JSON_STRING)
			redirects_add(r, dir, str_slice(rooted->text, 1, rooted->text.n));
	}
	return true;
}

static void
read_netlify(struct redirects *r, struct str text)
{
	struct str line, from;

	while (str_line(&text, &line)) {
		line = str_trim(line);
		if (!str_starts(line, S("/")) || !str_cut(&line, ' ', &from))
			continue;
		if (str_ends(from, S("/*")))
			*vec_push(r->exact.a, &r->heads) =
				key_of(r->exact.a, str_slice(from, 0, from.n - 2));
		else
			add(r, &r->exact, from);
	}
}

static ptrdiff_t
segments(struct str s)
{
	ptrdiff_t n = s.n > 0;

	for (ptrdiff_t i = 0; i < s.n; i++)
		n += s.p[i] == '/';
	return n;
}

/* Each end of the address of two segments or more is a key. */
static void
read_csv(struct redirects *r, struct str text)
{
	struct str line, from;

	while (str_line(&text, &line)) {
		struct str key;

		if (!str_cut(&line, ',', &from) || str_find_char(from, '/', 0) < 0)
			continue;
		key = key_of(r->exact.a, from);
		for (; segments(key) >= TAIL_SEGMENTS;
		     key = str_slice(key, str_find_char(key, '/', 0) + 1, key.n))
			*map_at(&r->tails, key) = 1;
	}
}

/* The string that begins at text[at] with a quotation mark, *end behind it; empty when there is
 * none. */
static struct str
quoted(struct str text, ptrdiff_t at, ptrdiff_t *end)
{
	char mark = (char)(at < text.n ? text.p[at] : 0);
	ptrdiff_t shut;

	*end = at + 1;
	if (mark != '\'' && mark != '"' && mark != '`')
		return (struct str){ 0 };
	shut = str_find_char(str_slice(text, 0, at + KEY_MAX), mark, at + 1);
	if (shut < 0)
		return (struct str){ 0 };
	*end = shut + 1;
	return str_slice(text, at + 1, shut);
}

static ptrdiff_t
skip_blanks(struct str text, ptrdiff_t at)
{
	while (at < text.n && (is_white(text.p[at]) || text.p[at] == ','))
		at++;
	return at;
}

static void
read_docusaurus(struct redirects *r, struct str text)
{
	ptrdiff_t at = 0;

	while ((at = str_find(text, S("from:"), at)) >= 0) {
		bool list;

		at = skip_blanks(text, at + 5);
		list = at < text.n && text.p[at] == '[';
		at = list ? skip_blanks(text, at + 1) : at;
		do {
			struct str from = quoted(text, at, &at);

			if (!from.n)
				break;
			add(r, &r->exact, from);
			at = skip_blanks(text, at);
		} while (list);
	}
}

bool
redirects_read(struct redirects *r, enum redirect_format format, struct str dir, struct str text,
	       struct str *error)
{
	switch (format) {
	case REDIRECT_OPENPUBLISHING:
		return read_openpublishing(r, dir, text, error);
	case REDIRECT_NETLIFY:
		read_netlify(r, text);
		break;
	case REDIRECT_CSV:
		read_csv(r, text);
		break;
	case REDIRECT_DOCUSAURUS:
		read_docusaurus(r, text);
		break;
	case REDIRECT_FORMATS:
		break;
	}
	return true;
}

static bool
is_below(struct str path, struct str head)
{
	return str_starts(path, head) && (path.n == head.n || !head.n || path.p[head.n] == '/');
}

bool
redirects_have(const struct redirects *r, struct arena *work, struct str path)
{
	struct str key = key_of(work, path);

	if (!key.n)
		return false;
	if (map_get(&r->exact, key) >= 0)
		return true;
	for (ptrdiff_t i = 0; i < r->heads.n; i++)
		if (is_below(key, r->heads.v[i]))
			return true;
	for (; segments(key) >= TAIL_SEGMENTS && r->tails.n;
	     key = str_slice(key, str_find_char(key, '/', 0) + 1, key.n))
		if (map_get(&r->tails, key) >= 0)
			return true;
	return false;
}
