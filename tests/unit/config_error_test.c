/* Errors of settings files: place, lines shown, caret. */
#include "unit.h"

#include <string.h>

#include "diag/config_error.h"

static struct config_error
at(struct arena *a, const char *text, uint32_t off, uint32_t len)
{
	struct config_error e = { 0 };

	config_error_at(a, &e, S("x.yml"), str_c(text), (struct span){ off, len }, S("wrong"),
			S("do so"));
	return e;
}

static void
assert_text(struct str got, const char *want)
{
	assert_int_equal(got.n, strlen(want));
	assert_memory_equal(got.p, want, strlen(want));
}

static void
the_line_and_the_bytes_are_marked(void **state)
{
	struct arena a = { 0 };
	struct config_error e = at(&a, "one: 1\ntwo: 2\nthree: 3\n", 7, 3);

	(void)state;
	assert_text(e.message, "wrong");
	assert_text(e.help, "do so");
	assert_text(e.at.file, "x.yml");
	assert_int_equal(e.at.line, 2);
	assert_int_equal(e.at.column, 1);
	assert_int_equal(e.at.end_line, 2);
	assert_int_equal(e.at.end_column, 4);
	assert_int_equal(e.at.byte, 7);
	assert_int_equal(e.at.end_byte, 10);
	assert_int_equal(e.snippet.first_line, 2);
	assert_int_equal(e.snippet.nlines, 1);
	assert_text(e.snippet.lines[0].text, "two: 2");
	assert_int_equal(e.snippet.lines[0].mark, 0);
	assert_int_equal(e.snippet.lines[0].mark_len, 3);
	arena_free(&a);
}

static void
columns_count_characters_and_marks_count_bytes(void **state)
{
	struct arena a = { 0 };
	struct config_error e = at(&a, "t\xc3\xa4g: x\r\n", 6, 1);

	(void)state;
	assert_int_equal(e.at.column, 6);
	assert_int_equal(e.snippet.lines[0].mark, 6);
	assert_text(e.snippet.lines[0].text, "t\xc3\xa4g: x");
	arena_free(&a);
}

static void
a_place_past_the_end_is_the_end(void **state)
{
	struct arena a = { 0 };
	struct config_error e = at(&a, "a: 1\n", 900, 5);

	(void)state;
	assert_int_equal(e.at.line, 2);
	assert_int_equal(e.at.column, 1);
	assert_int_equal(e.snippet.nlines, 1);
	assert_int_equal(e.snippet.lines[0].text.n, 0);
	assert_int_equal(e.snippet.lines[0].mark_len, 0);
	e = at(&a, "", 0, 0);
	assert_int_equal(e.at.line, 1);
	assert_int_equal(e.at.column, 1);
	arena_free(&a);
}

static void
several_lines_are_shown_up_to_a_limit(void **state)
{
	struct arena a = { 0 };
	struct config_error e = at(&a, "a: [1,\n  2]\nb: 3\n", 3, 8);

	(void)state;
	assert_int_equal(e.snippet.nlines, 2);
	assert_false(e.snippet.more);
	assert_int_equal(e.snippet.lines[0].mark, 3);
	assert_int_equal(e.snippet.lines[0].mark_len, 3);
	assert_int_equal(e.snippet.lines[1].mark, 0);
	assert_int_equal(e.snippet.lines[1].mark_len, 4);
	assert_int_equal(e.at.end_line, 2);
	e = at(&a, "1\n2\n3\n4\n5\n6\n", 0, 12);
	assert_int_equal(e.snippet.nlines, SNIPPET_LINES);
	assert_true(e.snippet.more);
	assert_int_equal(e.at.end_line, 6);
	arena_free(&a);
}

static void
a_line_end_is_not_marked(void **state)
{
	struct arena a = { 0 };
	struct config_error e = at(&a, "a: 1\r\nb: 2\r\n", 3, 3);

	(void)state;
	assert_int_equal(e.at.end_line, 1);
	assert_int_equal(e.snippet.nlines, 1);
	assert_int_equal(e.snippet.lines[0].mark_len, 1);
	arena_free(&a);
}

static void
a_long_line_is_cut_around_the_caret(void **state)
{
	struct arena a = { 0 };
	ptrdiff_t n = 3 * SNIPPET_BYTES;
	char *text = NEW(&a, char, n + 1);
	struct snippet_line line;

	(void)state;
	/* Two-byte letters, so that a cut in the middle of one would show. */
	for (ptrdiff_t i = 0; i < n; i += 2)
		memcpy(text + i, "\xc3\xa4", 2);
	line = at(&a, text, (uint32_t)n / 2, 2).snippet.lines[0];
	assert_true(line.cut_left && line.cut_right);
	assert_true(line.text.n <= SNIPPET_BYTES && line.text.n > SNIPPET_BYTES - 4);
	assert_int_equal((unsigned char)line.text.p[0], 0xc3);
	assert_int_equal((unsigned char)line.text.p[line.text.n - 1], 0xa4);
	assert_memory_equal(line.text.p + line.mark, "\xc3\xa4", 2);
	assert_int_equal(line.mark_len, 2);
	arena_free(&a);
}

static void
a_byte_order_mark_is_not_counted(void **state)
{
	struct arena a = { 0 };
	struct config_error e = at(&a,
				   "\xef\xbb\xbf"
				   "a: 1\n",
				   6, 1);

	(void)state;
	assert_int_equal(e.at.column, 4);
	assert_int_equal(e.at.byte, 6);
	assert_text(e.snippet.lines[0].text, "a: 1");
	assert_int_equal(e.snippet.lines[0].mark, 3);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_line_and_the_bytes_are_marked),
		cmocka_unit_test(columns_count_characters_and_marks_count_bytes),
		cmocka_unit_test(a_place_past_the_end_is_the_end),
		cmocka_unit_test(several_lines_are_shown_up_to_a_limit),
		cmocka_unit_test(a_line_end_is_not_marked),
		cmocka_unit_test(a_long_line_is_cut_around_the_caret),
		cmocka_unit_test(a_byte_order_mark_is_not_counted),
	};

	return cmocka_run_group_tests_name("config_error", tests, NULL, NULL);
}
