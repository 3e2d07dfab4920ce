/* The JSON writer: compact, one line, commas where they belong. */
#include "base/json.h"
#include "base/utf8.h"

/* A value or key begins: separates it from what was written before on its level. */
static void
separate(struct json_out *j)
{
	if (j->comma && j->depth > 0)
		buf_char(j->out, ',');
	j->comma = true;
}

static bool
is_plain(char c)
{
	return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

/* The two-character escape of c, or an empty slice. */
static struct str
short_escape(char c)
{
	static const struct {
		char c;
		struct str escape;
	} table[] = {
		{ '"', { "\\\"", 2 } }, { '\\', { "\\\\", 2 } }, { '\n', { "\\n", 2 } },
		{ '\r', { "\\r", 2 } }, { '\t', { "\\t", 2 } },  { '\b', { "\\b", 2 } },
		{ '\f', { "\\f", 2 } },
	};

	for (ptrdiff_t i = 0; i < countof(table); i++)
		if (table[i].c == c)
			return table[i].escape;
	return (struct str){ 0 };
}

/* Well-formed UTF-8 between quotation marks. */
static void
escape(struct buf *out, struct str s)
{
	ptrdiff_t from = 0;

	for (ptrdiff_t i = 0; i < s.n; i++) {
		struct str two;

		if (is_plain(s.p[i]))
			continue;
		buf_str(out, str_slice(s, from, i));
		from = i + 1;
		two = short_escape(s.p[i]);
		if (two.n)
			buf_str(out, two);
		else
			buf_fmt(out, "\\u%04x", (unsigned)(unsigned char)s.p[i]);
	}
	buf_str(out, str_slice(s, from, s.n));
}

static void
quote(struct buf *out, struct str s)
{
	buf_char(out, '"');
	while (s.n) {
		ptrdiff_t bad = utf8_invalid_at(s);

		escape(out, str_slice(s, 0, bad < 0 ? s.n : bad));
		if (bad < 0)
			break;
		buf_str(out, S("\xEF\xBF\xBD"));
		s = str_slice(s, bad + 1, s.n);
	}
	buf_char(out, '"');
}

void
json_open(struct json_out *j, char bracket)
{
	separate(j);
	buf_char(j->out, bracket);
	j->comma = false;
	j->depth++;
}

void
json_close(struct json_out *j, char bracket)
{
	assert(j->depth > 0);
	if (bracket == '{')
		bracket = '}';
	else if (bracket == '[')
		bracket = ']';
	buf_char(j->out, bracket);
	j->comma = true;
	j->depth--;
}

void
json_key(struct json_out *j, const char *key)
{
	json_key_str(j, str_c(key));
}

void
json_key_str(struct json_out *j, struct str key)
{
	separate(j);
	quote(j->out, key);
	buf_char(j->out, ':');
	j->comma = false;
}

void
json_str(struct json_out *j, struct str value)
{
	separate(j);
	quote(j->out, value);
}

void
json_int(struct json_out *j, int64_t value)
{
	separate(j);
	buf_fmt(j->out, "%lld", (long long)value);
}

void
json_bool(struct json_out *j, bool value)
{
	separate(j);
	buf_str(j->out, value ? S("true") : S("false"));
}

void
json_null(struct json_out *j)
{
	separate(j);
	buf_str(j->out, S("null"));
}
