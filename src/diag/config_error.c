/* Places an error in a file of settings: line and column as editors count them, and the lines
 * around the caret. */
#include "diag/config_error.h"

#include "base/utf8.h"

static bool
is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Moves off down to the start of the code point it stands in; malformed text moves it by at most
 * three bytes. */
static ptrdiff_t
floor_char(struct str s, ptrdiff_t off)
{
	for (int i = 0; i < 3 && off > 0 && off < s.n && is_continuation(s.p[off]); i++)
		off--;
	return off;
}

/* The line that starts at `from`, without its end. */
static struct str
line_at(struct str text, ptrdiff_t from)
{
	struct str rest = str_slice(text, from, text.n), line = { 0 };

	str_line(&rest, &line);
	return line;
}

/* The part of `line` that is shown when bytes [beg, end) of it are marked: all of it, or
 * SNIPPET_BYTES around beg. */
static struct snippet_line
show_line(struct arena *a, struct str line, ptrdiff_t beg, ptrdiff_t end)
{
	struct snippet_line out = { 0 };
	ptrdiff_t from = 0, to = line.n;

	if (line.n > SNIPPET_BYTES) {
		from = floor_char(line, beg > SNIPPET_BYTES / 2 ? beg - SNIPPET_BYTES / 2 : 0);
		to = from + SNIPPET_BYTES < line.n ? floor_char(line, from + SNIPPET_BYTES)
						   : line.n;
	}
	end = end < to ? end : to;
	out.text = str_dup(a, str_slice(line, from, to));
	out.cut_left = from > 0;
	out.cut_right = to < line.n;
	out.mark = (uint32_t)(beg - from);
	out.mark_len = (uint32_t)(end > beg ? end - beg : 0);
	return out;
}

/* Where lines of text start; the position of one offset. */
struct cursor {
	uint32_t line, column; /* 1-based */
	ptrdiff_t start;       /* of the line */
};

static struct cursor
locate(struct str text, ptrdiff_t off)
{
	struct cursor c = { .line = 1 };
	ptrdiff_t nl;

	/* Editors neither show nor count a byte order mark. */
	if (off >= 3 && str_starts(text, S("\xef\xbb\xbf")))
		c.start = 3;
	while ((nl = str_find_char(text, '\n', c.start)) >= 0 && nl < off) {
		c.start = nl + 1;
		c.line++;
	}
	c.column = (uint32_t)utf8_count(str_slice(text, c.start, off)) + 1;
	return c;
}

static struct snippet
show(struct arena *a, struct str text, struct cursor from, ptrdiff_t beg, ptrdiff_t end)
{
	struct snippet out = { .first_line = from.line,
			       .lines = NEW(a, struct snippet_line, SNIPPET_LINES) };
	ptrdiff_t start = from.start;

	do {
		struct str line = line_at(text, start);
		ptrdiff_t mark = beg > start ? beg - start : 0;

		if (out.nlines == SNIPPET_LINES) {
			out.more = true;
			break;
		}
		mark = mark < line.n ? mark : line.n;
		out.lines[out.nlines++] = show_line(a, line, mark, end - start);
		start = str_find_char(text, '\n', start) + 1;
	} while (start > 0 && start < end);
	return out;
}

void
config_error_at(struct arena *a, struct config_error *e, struct str file, struct str text,
		struct span at, struct str message, struct str help)
{
	ptrdiff_t beg = at.off < text.n ? at.off : text.n;
	ptrdiff_t end = (ptrdiff_t)at.off + at.len < text.n ? (ptrdiff_t)at.off + at.len : text.n;
	struct cursor from, to;

	/* A span may take a line end along; the caret must not. */
	while (end > beg && (text.p[end - 1] == '\n' || text.p[end - 1] == '\r'))
		end--;
	from = locate(text, beg);
	to = locate(text, end);
	*e = (struct config_error){
		.message = str_dup(a, message),
		.help = str_dup(a, help),
		.at = { .file = str_dup(a, file),
			.line = from.line,
			.column = from.column,
			.end_line = to.line,
			.end_column = to.column,
			.byte = (uint32_t)beg,
			.end_byte = (uint32_t)end },
		.snippet = show(a, text, from, beg, end),
	};
}
