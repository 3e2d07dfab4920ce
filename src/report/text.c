/* User text on its way to a terminal or a build log: nothing in a page may move the cursor, reverse
 * the line or give the build server a command.  Log commands: actions/runner ActionCommand.TryParse
 * and TryParseV2, azure-pipelines-agent
 * `##vso[`, TeamCity service messages. */
#include "base/utf8.h"
#include "report/internal.h"

enum { ZERO_WIDTH_JOINER = 0x200D };

static const char *const paints[] = {
	[PAINT_NONE] = "",           [PAINT_ERROR] = "\x1b[1;91m", [PAINT_WARNING] = "\x1b[1;33m",
	[PAINT_INFO] = "\x1b[1;94m", [PAINT_HELP] = "\x1b[1;96m",  [PAINT_GUTTER] = "\x1b[1;94m",
	[PAINT_STRONG] = "\x1b[1m",  [PAINT_FIX] = "\x1b[36m",
};

enum paint
paint_of(enum severity s)
{
	switch (s) {
	case SEV_ERROR:
		return PAINT_ERROR;
	case SEV_WARNING:
		return PAINT_WARNING;
	case SEV_INFO:
		return PAINT_INFO;
	case SEV_OFF:
		break;
	}
	return PAINT_NONE;
}

struct str
ellipsis(const struct report_style *style)
{
	return style->utf8 ? S("\xe2\x80\xa6") : S("...");
}

static bool
is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F);
}

/* Characters that would reorder or break the line, or that nobody can see although they change what
 * a file means. */
static bool
is_hidden(uint32_t cp)
{
	return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0x2028 ||
	       cp == 0x2029 || cp == 0xFEFF;
}

static bool
is_ascii_or_edge(struct str text, ptrdiff_t off)
{
	return off < 0 || off >= text.n || (unsigned char)text.p[off] < 0x80;
}

/* Zero-width spaces and joiners are part of the writing in Thai, Khmer, Persian and emoji; between
 * ASCII characters they are an accident that nobody would find otherwise. */
static bool
is_stray(struct str text, ptrdiff_t start, ptrdiff_t end, uint32_t cp)
{
	bool zero_width = (cp >= 0x200B && cp <= 0x200D) || cp == 0x2060;

	return zero_width && is_ascii_or_edge(text, start - 1) && is_ascii_or_edge(text, end);
}

static bool
is_flag_half(uint32_t cp)
{
	return cp >= 0x1F1E6 && cp <= 0x1F1FF;
}

static bool
is_skin_tone(uint32_t cp)
{
	return cp >= 0x1F3FB && cp <= 0x1F3FF;
}

bool
starts_log_command(struct str text, ptrdiff_t off)
{
	static const char *const commands[] = { "##[", "##vso[", "##teamcity[" };

	for (ptrdiff_t i = 0; i < countof(commands); i++) {
		struct str command = str_c(commands[i]);

		if (str_eq_nocase(str_slice(text, off, off + command.n), command))
			return true;
	}
	return false;
}

static void
cell_escape(struct cell *c, uint32_t value, bool wide)
{
	static const char hex[] = "0123456789abcdef", upper[] = "0123456789ABCDEF";
	char *p = c->escape;

	if (wide) {
		*p++ = '<', *p++ = 'U', *p++ = '+';
		for (int shift = 12; shift >= 0; shift -= 4)
			*p++ = upper[value >> shift & 15];
		*p++ = '>';
	} else {
		*p++ = '\\', *p++ = 'x', *p++ = hex[value >> 4 & 15], *p++ = hex[value & 15];
	}
	c->text = (struct str){ c->escape, p - c->escape };
	c->columns = (int)c->text.n;
}

/* What joiners join: the arrows to symbols and the emoji planes, without flags. */
static bool
is_pictograph(uint32_t cp)
{
	return (cp >= 0x2190 && cp <= 0x2BFF) || (cp >= 0x1F000 && !is_flag_half(cp));
}

/* The end of the cluster whose first code point `cp` ends at `end`: marks, joiners and what they
 * join, skin tones, the second half of a flag (a simplified Unicode Annex #29; what it lumps
 * together is only kept on one side of a cut). */
static ptrdiff_t
cluster_end(struct str text, ptrdiff_t end, uint32_t cp)
{
	bool flag = is_flag_half(cp);

	while (end < text.n) {
		ptrdiff_t next = end;
		uint32_t follower = utf8_next(text, &next);
		bool malformed = follower == 0xFFFD && next == end + 1;
		bool joined = (cp == ZERO_WIDTH_JOINER && is_pictograph(follower)) ||
			      is_skin_tone(follower) || (flag && is_flag_half(follower)) ||
			      utf8_width(follower) == 0;

		if (!joined || malformed || is_control(follower) || is_hidden(follower) ||
		    is_stray(text, end, next, follower))
			break;
		flag = false;
		cp = follower;
		end = next;
	}
	return end;
}

void
cell_next(struct cell *c, struct str text, ptrdiff_t *off, const struct report_style *style)
{
	ptrdiff_t start = *off, end = start;
	uint32_t cp = utf8_next(text, &end);

	*off = end;
	if (cp == '\t') {
		c->text = S("    ");
		c->columns = 4;
	} else if (is_control(cp)) {
		cell_escape(c, cp, false);
	} else if (cp == 0xFFFD && end == start + 1) {
		cell_escape(c, (unsigned char)text.p[start], false);
	} else if (is_hidden(cp) || is_stray(text, start, end, cp)) {
		cell_escape(c, cp, true);
	} else if (cp == '#' && style->ci && starts_log_command(text, start)) {
		*off = start + 2;
		c->text = S("## ");
		c->columns = 3;
	} else {
		*off = cluster_end(text, end, cp);
		c->text = str_slice(text, start, *off);
		c->columns = c->text.n == 1 ? 1 : (int)utf8_columns(c->text);
	}
}

static bool
at_line_start(const struct buf *out)
{
	return !out->last || out->last->n == 0 || out->last->p[out->last->n - 1] == '\n';
}

/* Where the "::" is that a line of GitHub Actions would begin with, or -1: the runner takes blanks
 * of every script off first. */
static ptrdiff_t
leading_command(struct str text)
{
	ptrdiff_t at = 0;

	for (ptrdiff_t next = 0; next < text.n; at = next)
		if (!utf8_is_space(utf8_next(text, &next)))
			break;
	return str_starts(str_slice(text, at, text.n), S("::")) ? at : -1;
}

/* Bytes from off on that are printed as they are whatever follows them. */
static ptrdiff_t
plain_run(struct str text, ptrdiff_t off)
{
	ptrdiff_t i = off;

	while (i < text.n && text.p[i] >= 0x20 && text.p[i] < 0x7F && text.p[i] != '#')
		i++;
	return i - off;
}

void
report_escape(struct buf *out, struct str text, const struct report_style *style)
{
	ptrdiff_t off = 0, command = leading_command(text);

	if (style->ci && command >= 0 && at_line_start(out)) {
		off = command + 1;
		buf_str(out, S(": "));
	}
	while (off < text.n) {
		ptrdiff_t plain = plain_run(text, off);
		struct cell c;

		buf_str(out, str_slice(text, off, off + plain));
		off += plain;
		if (off < text.n) {
			cell_next(&c, text, &off, style);
			buf_str(out, c.text);
		}
	}
}

static bool
is_painted(enum paint p, const struct report_style *style)
{
	return style->color && p != PAINT_NONE;
}

void
paint_open(struct buf *out, enum paint p, const struct report_style *style)
{
	if (is_painted(p, style))
		buf_str(out, str_c(paints[p]));
}

void
paint_close(struct buf *out, enum paint p, const struct report_style *style)
{
	if (is_painted(p, style))
		buf_str(out, S("\x1b[0m"));
}

void
report_paint(struct buf *out, enum paint p, struct str text, const struct report_style *style)
{
	if (text.n == 0)
		return;
	paint_open(out, p, style);
	report_escape(out, text, style);
	paint_close(out, p, style);
}

void
report_at_commit(struct buf *out, struct str commit, const struct report_style *style)
{
	if (commit.n == 0)
		return;
	buf_str(out, S(" at "));
	report_escape(out, str_slice(commit, 0, 8), style);
}
