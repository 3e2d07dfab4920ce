#include "unit.h"

#include "doc/internal.h"

static struct arena arena;

/* Recognises the lines of `text`; what was found as "lead columns: cells cells ..." or "none". */
static struct str
recognise(const char *z, bool gfm_cells)
{
	struct str text = str_c(z), rest = text, line;
	struct VEC(struct span) lines = { 0 };
	struct buf out = { .a = &arena };
	struct table_shape shape;

	while (str_line(&rest, &line))
		*vec_push(&arena, &lines) =
			(struct span){ (uint32_t)(line.p - text.p), (uint32_t)line.n };
	if (!table_recognise(&arena, text, (struct table_lines){ lines.v, lines.n }, gfm_cells,
			     &shape))
		return S("none");
	buf_fmt(&out, "%td %d:", shape.lead, shape.columns);
	for (ptrdiff_t i = 0; i < shape.nrows; i++)
		buf_fmt(&out, " %d", shape.rows[i].cells);
	return buf_take(&out);
}

static void
assert_shape(const char *text, const char *want)
{
	struct str got = recognise(text, true);

	if (!str_eq(got, str_c(want)))
		fail_msg("%s: got \"%.*s\", want \"%s\"", text, P(got), want);
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
a_table_has_a_header_a_delimiter_row_and_rows(void **state)
{
	(void)state;
	assert_shape("| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 |", "0 2: 2 2 1");
	assert_shape("a | b\n-|-\n1", "0 2: 2 1");
	assert_shape("|a|\n|-|", "0 1: 1");
	assert_shape("a\n:-", "0 1: 1");
	assert_shape("|||\n|-|-|", "0 2: 2");
}

static void
docfx_does_not_count_the_cells_of_the_delimiter_row(void **state)
{
	static const char *const more = "| a | b |\n|---|---|---|\n| 1 | 2 |";
	static const char *const fewer = "a | b | c\n--|--\n1 | 2";

	(void)state;
	assert_true(str_eq(recognise(more, true), S("none")));
	assert_true(str_eq(recognise(fewer, true), S("none")));
	assert_true(str_eq(recognise(more, false), S("0 2: 2 2")));
	assert_true(str_eq(recognise(fewer, false), S("0 3: 3 2")));
	assert_true(str_eq(recognise("a | b\n---", false), S("none"))); /* a heading's underline */
}

static void
text_before_a_table_is_its_lead(void **state)
{
	(void)state;
	assert_shape("text\nmore | text | here\na | b\n--|--\n1 | 2", "2 2: 2 2");
}

static void
header_and_delimiter_row_have_as_many_cells(void **state)
{
	(void)state;
	assert_shape("| a | b |\n|---|\n| 1 | 2 |", "none");
	assert_shape("a\n--|--", "none");
	assert_shape("| a |\n| b |", "none");
	assert_shape("|-|", "none");
	assert_shape("a | b\n--|-x", "none");
	assert_shape("a | b\n--|::", "none");
	assert_shape("a | b\n    --|--", "none");
	assert_shape("", "none");
}

static void
an_escaped_pipe_cuts_no_cell(void **state)
{
	(void)state;
	assert_shape("a \\| b | c\n-|-\n\\| | `x\\|y`", "0 2: 2 2");
}

static void
pipes_in_code_cut_cells_in_one_dialect_only(void **state)
{
	const char *text = "a | b\n-|-\n`x | y` | ``p ` | q``\n` | open";

	(void)state;
	assert_true(str_eq(recognise(text, true), S("0 2: 2 4 2")));
	assert_true(str_eq(recognise(text, false), S("0 2: 2 2 2")));
}

static void
lines_that_no_table_holds_end_it(void **state)
{
	(void)state;
	assert_shape("a | b\n-|-\n1 | 2\n2. x | y\n3 | 4", "0 2: 2 2");
	assert_shape("a | b\n-|-\n1 | 2\n    x | y", "0 2: 2 2");
	assert_shape("a | b\n-|-\n-\n1 | 2", "0 2: 2");
	assert_shape("a | b\n-|-\n<span class='a > b'>\n1 | 2", "0 2: 2");
	assert_shape("a | b\n-|-\n<http://x>\n<b> | 2", "0 2: 2 1 2");
	assert_shape("a | b\n-|-\n|\n1 | 2", "0 2: 2");
}

static void
rows_know_their_place(void **state)
{
	struct span lines[] = { { 2, 5 }, { 10, 3 }, { 16, 9 } };
	struct table_shape shape;

	(void)state;
	assert_true(table_recognise(&arena, S("> a | b\n> -|-\n>   1 | 2  \n"),
				    (struct table_lines){ lines, 3 }, true, &shape));
	assert_int_equal(shape.nrows, 2);
	assert_int_equal(shape.rows[0].at.off, 2);
	assert_int_equal(shape.rows[1].at.off, 18);
	assert_int_equal(shape.rows[1].at.off + shape.rows[1].at.len, 25);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_has_a_header_a_delimiter_row_and_rows),
		cmocka_unit_test(docfx_does_not_count_the_cells_of_the_delimiter_row),
		cmocka_unit_test(text_before_a_table_is_its_lead),
		cmocka_unit_test(header_and_delimiter_row_have_as_many_cells),
		cmocka_unit_test(an_escaped_pipe_cuts_no_cell),
		cmocka_unit_test(pipes_in_code_cut_cells_in_one_dialect_only),
		cmocka_unit_test(lines_that_no_table_holds_end_it),
		cmocka_unit_test(rows_know_their_place),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
