/* User text in the syntax of other programs: XML, URIs, Markdown, and formats in which some
 * characters stand for others. */
#include "base/utf8.h"
#include "report/internal.h"

struct str
log_text(struct arena *a, struct str text)
{
	static const struct report_style log = { .utf8 = true, .ci = true };
	struct buf out = { .a = a };

	report_escape(&out, text, &log);
	return buf_take(&out);
}

static const char *
substitute_of(char c, const struct substitute *table)
{
	for (; table->text; table++) {
		if (table->c == c)
			return table->text;
	}
	return NULL;
}

void
substituted_write(struct buf *out, struct str text, const struct substitute *table)
{
	ptrdiff_t from = 0;

	for (ptrdiff_t i = 0; i < text.n; i++) {
		const char *instead = substitute_of(text.p[i], table);

		if (!instead)
			continue;
		buf_str(out, str_slice(text, from, i));
		buf_str(out, str_c(instead));
		from = i + 1;
	}
	buf_str(out, str_slice(text, from, text.n));
}

/* --- XML ----------------------------------------------------------------------- */

/* Line ends as references, so that no line of the file begins with what a page says. */
static const struct substitute xml[] = {
	{ '&', "&amp;" },  { '<', "&lt;" },   { '>', "&gt;" },  { '"', "&quot;" },
	{ '\n', "&#10;" }, { '\r', "&#13;" }, { '\t', "&#9;" }, { 0, NULL },
};

/* Char of XML 1.0, https://www.w3.org/TR/xml/#charsets; utf8_next gives no surrogates. */
static bool
is_xml_char(uint32_t cp)
{
	return cp == '\t' || cp == '\n' || cp == '\r' ||
	       (cp >= 0x20 && cp != 0xFFFE && cp != 0xFFFF);
}

void
xml_write(struct buf *out, struct str text)
{
	ptrdiff_t from = 0;

	for (ptrdiff_t i = 0; i < text.n;) {
		ptrdiff_t start = i;
		uint32_t cp = utf8_next(text, &i);
		bool malformed = cp == 0xFFFD && i == start + 1;

		if (cp == '#' ? !starts_log_command(text, start) : is_xml_char(cp) && !malformed)
			continue;
		substituted_write(out, str_slice(text, from, start), xml);
		buf_str(out, cp == '#' ? S("&#35;") : S("\xef\xbf\xbd"));
		from = i;
	}
	substituted_write(out, str_slice(text, from, text.n), xml);
}

void
xml_attribute(struct buf *out, const char *name, struct str text)
{
	buf_fmt(out, " %s=\"", name);
	xml_write(out, text);
	buf_char(out, '"');
}

/* --- URI ----------------------------------------------------------------------- */

static bool
is_unreserved(char c)
{
	return is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

void
uri_write(struct buf *out, struct str path)
{
	for (ptrdiff_t i = 0; i < path.n; i++) {
		if (is_unreserved(path.p[i]) || path.p[i] == '/')
			buf_char(out, path.p[i]);
		else
			buf_fmt(out, "%%%02X", (unsigned)(unsigned char)path.p[i]);
	}
}

/* --- Markdown -------------------------------------------------------------------- */

/* An @ followed by a zero-width space mentions nobody. */
static const struct substitute markup[] = {
	{ '\\', "\\\\" }, { '`', "\\`" },           { '*', "\\*" }, { '_', "\\_" },
	{ '[', "\\[" },   { ']', "\\]" },           { '<', "\\<" }, { '>', "\\>" },
	{ '|', "\\|" },   { '~', "\\~" },           { '&', "\\&" }, { '$', "\\$" },
	{ '#', "\\#" },   { '@', "@\xe2\x80\x8b" }, { '!', "\\!" }, { 0, NULL },
};

/* In a cell even a code span may hold no bare `|`. */
static const struct substitute code_in_cell[] = { { '|', "\\|" }, { 0, NULL } };

/* A value that stands in a code span of a message without ending it. */
static const struct substitute in_code[] = { { '`', "'" }, { 0, NULL } };

static struct str
code_value(struct arena *a, struct str value)
{
	struct buf out = { .a = a };

	substituted_write(&out, log_text(a, value), in_code);
	return out.n ? buf_take(&out) : S(" ");
}

void
markdown_escape(struct buf *out, struct str text)
{
	substituted_write(out, log_text(out->a, text), markup);
}

/* The code spans of messages stay; their values can neither end them nor leave the cell. */
struct str
markdown_text(struct arena *a, const struct finding *f, enum message_part which)
{
	struct finding safe = *f;
	struct buf out = { .a = a };
	struct str text;
	ptrdiff_t from = 0, open, close;

	for (int i = 0; i < FINDING_ARGS && f->args[i].name; i++)
		safe.args[i].value = code_value(a, f->args[i].value);
	text = finding_text(a, &safe, which);
	while ((open = str_find_char(text, '`', from)) >= 0 &&
	       (close = str_find_char(text, '`', open + 1)) >= 0) {
		markdown_escape(&out, str_slice(text, from, open));
		buf_char(&out, '`');
		substituted_write(&out, str_slice(text, open + 1, close), code_in_cell);
		buf_char(&out, '`');
		from = close + 1;
	}
	markdown_escape(&out, str_slice(text, from, text.n));
	return buf_take(&out);
}
