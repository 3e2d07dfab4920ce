/* Where leaf blocks start and end, for the cases in which cmark 0.30.2 reports it wrongly: it
 * finishes a block when it reads the line after it, and counts one line too many for setext
 * headings and for code whose fence is missing. */
#include "doc/outline.h"

/* The text of a line without the quote markers before it. */
static struct str
line_text(const struct outline *o, ptrdiff_t line)
{
	ptrdiff_t end = lines_end(&o->lines, line);
	ptrdiff_t at = line_content(o->text, lines_start(&o->lines, line), end, o->quotes, NULL);

	return str_trim(str_slice(o->text, at, end));
}

/* Length of the run of c that s starts with. */
static ptrdiff_t
run_of(struct str s, char c)
{
	ptrdiff_t n = 0;

	while (n < s.n && s.p[n] == c)
		n++;
	return n;
}

ptrdiff_t
extent_setext(const struct outline *o, ptrdiff_t first, ptrdiff_t last)
{
	struct str s = line_text(o, last - 1);
	bool underline = s.n > 0 && (s.p[0] == '=' || s.p[0] == '-') && run_of(s, s.p[0]) == s.n;

	return last - 1 > first && underline ? last - 1 : last;
}

ptrdiff_t
extent_lines(struct str text)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t at = 0; (at = str_find_char(text, '\n', at)) >= 0; at++)
		n++;
	return n + (text.n > 0 && text.p[text.n - 1] != '\n');
}

/* An indented block's text starts with what stands at its start; when a fence and the first line of
 * its text are alike, four blanks before it decide. */
bool
extent_is_fenced(const struct outline *o, struct span at, struct str text)
{
	struct str line = str_slice(o->text, at.off, (ptrdiff_t)at.off + at.len), head;
	char c = byte_at(line, 0), before;
	ptrdiff_t blanks = 0, start = at.off;

	if ((c != '`' && c != '~') || run_of(line, c) < 3)
		return false;
	if (!str_line(&text, &head) || head.n == 0 || !str_starts(str_trim(line), str_trim(head)))
		return true;
	while (blanks < start && o->text.p[start - blanks - 1] == ' ')
		blanks++;
	before = byte_at(o->text, start - blanks - 1);
	return blanks < 4 && before != '\t';
}

ptrdiff_t
extent_fenced(const struct outline *o, struct span at, ptrdiff_t first, struct str text)
{
	ptrdiff_t last = first + extent_lines(text);
	struct str fence = line_text(o, last + 1);

	if (fence.n >= 3 && run_of(fence, o->text.p[at.off]) == fence.n)
		last++;
	return last;
}

struct span
extent_indented(const struct outline *o, struct span at, struct str text)
{
	struct str page = o->text,
		   head = str_trim(str_slice(text, 0, str_find_char(text, '\n', 0)));
	ptrdiff_t end = (ptrdiff_t)at.off + at.len, eol = str_find_char(page, '\n', at.off), start;

	eol = eol < 0 ? page.n : eol;
	while (eol > 0 && (is_blank(page.p[eol - 1]) || page.p[eol - 1] == '\r'))
		eol--;
	start = eol - head.n;
	if (head.n == 0 || start < 0 || !str_eq(str_slice(page, start, eol), head))
		return at;
	return (struct span){ (uint32_t)start, (uint32_t)(end > start ? end - start : 0) };
}
