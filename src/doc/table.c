/* Pipe tables, which CommonMark lacks: recognised on the lines of a paragraph.
 *
 * Grammar: GitHub Flavored Markdown Spec 0.29, section 4.10, in the details where cmark-gfm
 * decides: a header row directly above a delimiter row of as many cells; then rows until the
 * paragraph ends or a line comes that would end a table although it cannot interrupt a paragraph
 * (indented code, a list that does not start with 1, an empty bullet, a lone HTML tag).  A pipe
 * after a backslash cuts no cell.  In Markdig (DocFX) a code span hides its pipes, and
 * a delimiter row need not have as many cells as the header. */
#include <string.h>

#include "doc/flat.h"
#include "doc/internal.h"

enum { CODE_INDENT = 4 };

/* Code spans of one line: for a run of n backticks, where is the last run of n?  Beyond it none can
 * close. */
enum { MAX_RUN = 32 };
struct closers {
	ptrdiff_t last[MAX_RUN + 1];
};

static void
find_closers(struct str row, struct closers *c)
{
	memset(c, 0, sizeof *c);
	for (ptrdiff_t i = str_find_char(row, '`', 0); i >= 0; i = str_find_char(row, '`', i)) {
		ptrdiff_t n = tick_run(row, i);

		if (n <= MAX_RUN)
			c->last[n] = i;
		i += n;
	}
}

/* The offset behind the code span that the run at `at` opens, or behind the run when nothing closes
 * it. */
static ptrdiff_t
skip_code(struct str row, ptrdiff_t at, const struct closers *c)
{
	ptrdiff_t n = tick_run(row, at), i = at + n;

	if (n > MAX_RUN || c->last[n] < i)
		return i;
	while (i < row.n) {
		ptrdiff_t m = row.p[i] == '`' ? tick_run(row, i) : 0;

		if (m == n)
			return i + n;
		i += m > 0 ? m : 1;
	}
	return at + n;
}

static uint16_t
count_cells(struct str line, bool gfm_cells)
{
	struct str row = str_trim(line);
	ptrdiff_t start = 0, i = 0, cells = 0;
	struct closers closers;

	if (row.n > 0 && row.p[0] == '|')
		start = i = 1;
	if (!gfm_cells)
		find_closers(row, &closers);
	while (i < row.n) {
		char c = row.p[i];

		if (c == '`' && !gfm_cells) {
			i = skip_code(row, i, &closers);
			continue;
		}
		if (c == '|') {
			cells++;
			start = i + 1;
		}
		i += c == '\\' && i + 1 < row.n && strchr("|`", row.p[i + 1]) ? 2 : 1;
	}
	cells += start < row.n;
	return (uint16_t)(cells < UINT16_MAX ? cells : UINT16_MAX);
}

static ptrdiff_t
skip_blanks(struct str s, ptrdiff_t i)
{
	while (i < s.n && is_blank(s.p[i]))
		i++;
	return i;
}

/* Columns of a delimiter row, `|:--|--:|`, or 0. */
static uint16_t
count_delimiters(struct str line)
{
	struct str s = str_trim(line);
	ptrdiff_t i = 0, n = 0;

	if (skip_blanks(line, 0) >= CODE_INDENT)
		return 0;
	i += s.n > 0 && s.p[0] == '|';
	while (i < s.n) {
		ptrdiff_t dashes = 0;

		i = skip_blanks(s, i);
		i += i < s.n && s.p[i] == ':';
		for (; i < s.n && s.p[i] == '-'; i++)
			dashes++;
		i += i < s.n && s.p[i] == ':';
		i = skip_blanks(s, i);
		if (dashes == 0 || (i < s.n && s.p[i] != '|'))
			return 0;
		n++;
		i++;
	}
	return (uint16_t)(n < UINT16_MAX ? n : 0);
}

static bool
is_name_char(char c)
{
	return is_alnum(c) || c == '-';
}

/* True for a line that is one complete HTML tag: type 7 of CommonMark's HTML blocks. */
static bool
is_lone_tag(struct str s)
{
	ptrdiff_t name = 1;
	char quote = 0;

	if (s.n < 3 || s.p[0] != '<' || s.p[s.n - 1] != '>')
		return false;
	for (name += s.p[1] == '/'; is_name_char(s.p[name]); name++) {
	}
	if (name == (s.p[1] == '/' ? 2 : 1) || !strchr(" \t/>", s.p[name]))
		return false; /* an autolink, for one */
	for (ptrdiff_t i = name; i < s.n - 1; i++) {
		char c = s.p[i];

		if (quote)
			quote = (char)(c == quote ? 0 : quote);
		else if (c == '<' || c == '>')
			return false;
		else if (c == '"' || c == '\'')
			quote = c;
	}
	return !quote;
}

static bool
ends_table(struct str line)
{
	ptrdiff_t i = skip_blanks(line, 0);

	return i >= line.n || i >= CODE_INDENT || line_list_marker(line, i, line.n) > 0 ||
	       is_lone_tag(str_trim(line));
}

static struct str
line_text(struct str text, struct table_lines lines, ptrdiff_t i)
{
	return str_slice(text, lines.v[i].off, (ptrdiff_t)lines.v[i].off + lines.v[i].len);
}

static struct table_row
make_row(struct str text, struct table_lines lines, ptrdiff_t i, bool gfm_cells)
{
	struct str line = line_text(text, lines, i);
	ptrdiff_t skip = skip_blanks(line, 0);
	struct span at = { lines.v[i].off + (uint32_t)skip, lines.v[i].len - (uint32_t)skip };

	return (struct table_row){ at, count_cells(line, gfm_cells) };
}

/* Is line i a delimiter row for the header above it?  Markdig does not count: the header decides
 * how many columns there are. */
static bool
delimits(struct str text, struct table_lines lines, ptrdiff_t i, bool gfm_cells, uint16_t *columns)
{
	struct str header = line_text(text, lines, i - 1), line = line_text(text, lines, i);
	uint16_t n = count_delimiters(line);

	*columns = 0;
	if (n == 0)
		return false;
	*columns = count_cells(header, gfm_cells);
	return *columns == n || (!gfm_cells && str_find_char(header, '|', 0) >= 0 &&
				 str_find_char(line, '|', 0) >= 0);
}

bool
table_recognise(struct arena *a, struct str text, struct table_lines lines, bool gfm_cells,
		struct table_shape *shape)
{
	ptrdiff_t i = 1, cap = 0;

	*shape = (struct table_shape){ 0 };
	for (; i < lines.n; i++) {
		if (delimits(text, lines, i, gfm_cells, &shape->columns))
			break;
	}
	if (i >= lines.n)
		return false;
	shape->lead = i - 1;
	cap = lines.n - i;
	shape->rows = NEW(a, struct table_row, cap);
	shape->rows[shape->nrows++] = make_row(text, lines, i - 1, gfm_cells);
	for (i++; i < lines.n && !ends_table(line_text(text, lines, i)); i++) {
		struct table_row row = make_row(text, lines, i, gfm_cells);

		if (row.cells == 0)
			break;
		shape->rows[shape->nrows++] = row;
	}
	return true;
}
