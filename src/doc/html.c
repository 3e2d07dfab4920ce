/* Tags in HTML blocks and inline HTML (CommonMark 0.30, sections 4.6 and 6.6), read leniently. */
#include "doc/html.h"

#include <string.h>

#include "doc/outline.h"

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Offset behind the tag's name; start is its first letter. */
static ptrdiff_t
name_end(struct str tag, ptrdiff_t start)
{
	ptrdiff_t i = start;

	if (i >= tag.n || !is_letter(tag.p[i]))
		return start;
	while (i < tag.n && (is_alnum(tag.p[i]) || tag.p[i] == '-'))
		i++;
	return i;
}

static ptrdiff_t
skip_space(struct str s, ptrdiff_t i)
{
	while (i < s.n && is_space(s.p[i]))
		i++;
	return i;
}

static ptrdiff_t
skip_colons(struct str s)
{
	ptrdiff_t i = 0;

	while (byte_at(s, i) == ':')
		i++;
	return i;
}

/* The value at tag.p[i], quoted or not; *at is moved behind it. */
static struct str
attribute_value(struct str tag, ptrdiff_t i, ptrdiff_t *at)
{
	char quote = byte_at(tag, i);
	ptrdiff_t end = i;

	if (quote == '"' || quote == '\'') {
		end = str_find_char(tag, quote, i + 1);
		*at = end < 0 ? tag.n : end + 1;
		return str_slice(tag, i + 1, end < 0 ? tag.n : end);
	}
	while (end < tag.n && !is_space(tag.p[end]) && tag.p[end] != '>')
		end++;
	*at = end;
	return str_slice(tag, i, end);
}

/* One attribute from *at on (behind the name); false when there are no more. */
static bool
next_attribute(struct str tag, ptrdiff_t *at, struct str *name, struct str *value)
{
	ptrdiff_t i = *at, start;

	*value = (struct str){ 0 };
	while (i < tag.n && (is_space(tag.p[i]) || tag.p[i] == '/'))
		i++;
	for (start = i; i < tag.n && !is_space(tag.p[i]) && !strchr("=>/", tag.p[i]); i++) {
	}
	*name = str_slice(tag, start, i);
	if (name->n == 0)
		return false;
	*at = i;
	i = skip_space(tag, i);
	if (byte_at(tag, i) == '=')
		*value = attribute_value(tag, skip_space(tag, i + 1), at);
	return true;
}

struct str
html_attribute(struct str tag, struct str name)
{
	ptrdiff_t at = name_end(tag, 1);
	struct str key, value;

	if (str_starts(tag, S(":")))
		at = name_end(tag, skip_space(tag, skip_colons(tag)));
	while (next_attribute(tag, &at, &key, &value)) {
		if (str_eq_nocase(key, name))
			return str_trim(value);
	}
	return (struct str){ 0 };
}

struct str
html_anchor(struct str tag)
{
	ptrdiff_t at = name_end(tag, 1);
	struct str name, value;

	if (!str_eq_nocase(str_slice(tag, 1, at), S("a")))
		return (struct str){ 0 };
	while (next_attribute(tag, &at, &name, &value)) {
		if (value.n > 0 && (str_eq_nocase(name, S("name")) || str_eq_nocase(name, S("id"))))
			return value;
	}
	return (struct str){ 0 };
}

static bool
has_upper(struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (is_capital(s.p[i]))
			return true;
	}
	return false;
}

void
leaf_tag(struct outline *o, struct str tag)
{
	bool closes = tag.n > 1 && tag.p[1] == '/';
	ptrdiff_t start = closes ? 2 : 1, end = name_end(tag, start);
	struct str value = str_slice(tag, 1, end);

	if (end == start)
		return;
	if (has_upper(value))
		value = str_lower(o->a, value);
	if (closes && o->open_anchors > 0 && str_eq(value, S("/a"))) {
		o->open_anchors--;
		return;
	}
	if (str_eq(value, S("a")) && html_anchor(tag).n > 0) {
		o->open_anchors += !str_ends(tag, S("/>"));
		leaf_fact(o, (struct fact){
				     .kind = FACT_ANCHOR, .value = html_anchor(tag), .text = tag });
		return;
	}
	leaf_fact(o, (struct fact){
			     .kind = FACT_HTML, .closes = closes, .value = value, .text = tag });
}

/* Offset behind the tag that starts at html.p[at], -1 when nothing closes it.  no_quote[0], [1]: no
 * `"`, `'` further on. */
static ptrdiff_t
tag_end(struct str html, ptrdiff_t at, bool *no_quote)
{
	for (ptrdiff_t i = at + 1; i < html.n; i++) {
		char c = html.p[i];
		bool *none = &no_quote[c == '\''];
		ptrdiff_t close;

		if (c == '>')
			return i + 1;
		if ((c != '"' && c != '\'') || *none)
			continue;
		close = str_find_char(html, c, i + 1);
		*none = close < 0;
		i = close < 0 ? i : close;
	}
	return -1;
}

/* Offset behind the comment at html.p[at], at when there is none. */
static ptrdiff_t
skip_comment(struct str html, ptrdiff_t at)
{
	ptrdiff_t end;

	if (!str_starts(str_slice(html, at, html.n), S("<!--")))
		return at;
	end = str_find(html, S("-->"), at + 4);
	return end < 0 ? html.n : end + 3;
}

bool
html_is_comment(struct str html)
{
	ptrdiff_t at = 0;

	while (at < html.n) {
		ptrdiff_t next = is_space(html.p[at]) ? at + 1 : skip_comment(html, at);

		if (next == at)
			return false;
		at = next;
	}
	return true;
}

void
html_tags(struct outline *o, struct str html)
{
	bool no_quote[2] = { false, false };
	ptrdiff_t at = 0;

	while ((at = str_find_char(html, '<', at)) >= 0) {
		ptrdiff_t next = skip_comment(html, at), end;
		ptrdiff_t name = at + 1 < html.n && html.p[at + 1] == '/' ? at + 2 : at + 1;

		if (next == at && name_end(html, name) == name)
			next = at + 1;
		if (next > at) {
			at = next;
			continue;
		}
		end = tag_end(html, at, no_quote);
		if (end < 0)
			return;
		leaf_tag(o, str_slice(html, at, end));
		at = end;
	}
}
