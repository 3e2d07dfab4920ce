/* prose.c: what a translator reads of a block, and the cells of rows. */
#include "unit.h"

#include <string.h>

#include "check/prose.h"

static struct doc
doc_of(const char *text)
{
	struct str s = str_c(text);

	return (struct doc){ .text = s, .masked = s };
}

/* The stretches of a text, joined by "^". */
static void
assert_prose(const char *text, const char *expected)
{
	struct arena a = { 0 };
	struct doc d = doc_of(text);
	struct prose p = prose_of(&d, (struct span){ 0, (uint32_t)d.text.n });
	struct buf out = { .a = &a };
	struct span stretch;

	while (prose_next(&p, &stretch)) {
		if (out.n > 0)
			buf_char(&out, '^');
		buf_str(&out, str_slice(p.text, stretch.off, stretch.off + stretch.len));
	}
	assert_string_equal(str_z(&a, buf_take(&out)), expected);
	arena_free(&a);
}

static void
code_targets_tags_and_urls_are_left_out(void **state)
{
	(void)state;
	assert_prose("a `b` c", "a ^ c");
	assert_prose("a ``b`c`` d", "a ^ d");
	assert_prose("see [here](x_y.md) now", "see [here^ now");
	assert_prose("see [here][x_y] now", "see [here^ now");
	assert_prose("a <b c=\"d\">e</b> f", "a ^e^ f");
	assert_prose("at https://example.com/a_b or not", "at https^ or not");
	assert_prose("# Title {#some-id}", "# Title ");
}

/* Constructs that the parser sees as "xxx" (MASK_LETTERS). */
static void
hidden_constructs_are_no_part_of_a_word(void **state)
{
	static const char *const expected[] = { "a ", "xbox", "es ", " mix" };
	struct str raw = S("a <Tag>xbox</Tag>es <B/> mix");
	struct doc d = { .text = raw, .masked = S("a xxxxxxboxxxxxxxes xxxx mix") };
	struct prose p = prose_of(&d, (struct span){ 0, (uint32_t)raw.n });
	struct span stretch;

	(void)state;
	assert_int_equal(d.masked.n, raw.n);
	for (int i = 0; i < 4; i++) {
		assert_true(prose_next(&p, &stretch));
		assert_true(str_eq(str_slice(raw, stretch.off, stretch.off + stretch.len),
				   str_c(expected[i])));
	}
	assert_false(prose_next(&p, &stretch));
}

static void
what_only_looks_like_markup_stays(void **state)
{
	(void)state;
	assert_prose("a ` b", "a ^ b"); /* one half of nothing */
	assert_prose("1 < 2 > 1 [a] (b) {c} d: e", "1 < 2 > 1 [a] (b) {c} d: e");
	assert_prose("a\\_b", "a\\_b");
	assert_prose("a \\` b", "a ^ b");
	assert_prose("", "");
}

static void
assert_cell(const char *row, int index, bool gfm_cells, const char *expected)
{
	struct doc d = doc_of(row);
	struct span cell = prose_cell(&d, (struct span){ 0, (uint32_t)d.text.n }, index, gfm_cells);
	struct str got = str_slice(d.text, cell.off, cell.off + cell.len);

	assert_int_equal(got.n, strlen(expected));
	assert_memory_equal(got.p, expected, strlen(expected));
}

static void
cells_are_cut_at_pipes_that_are_not_escaped(void **state)
{
	(void)state;
	assert_cell("| a | b |", 0, false, "a");
	assert_cell("| a | b |", 1, false, "b");
	assert_cell("a | b", 1, false, "b");
	assert_cell("| a \\| b | c |", 0, false, "a \\| b");
	assert_cell("| `a|b` | c |", 0, false, "`a|b`");
	assert_cell("| `a|b` | c |", 0, true, "`a");
	assert_cell("| a |", 5, false, "");
}

static void
an_offset_is_in_the_cell_around_it(void **state)
{
	struct doc d = doc_of("| a | bc | d |");
	struct span row = { 0, (uint32_t)d.text.n };

	(void)state;
	assert_int_equal(prose_cell_at(&d, row, 2, false), 0);
	assert_int_equal(prose_cell_at(&d, row, 7, false), 1);
	assert_int_equal(prose_cell_at(&d, row, 11, false), 2);
}

static void
assert_literal(const char *cell, const char *expected)
{
	struct doc d = doc_of(cell);
	struct span at = prose_literal(&d, (struct span){ 0, (uint32_t)d.text.n });

	assert_int_equal(at.len, strlen(expected));
	assert_memory_equal(d.text.p + at.off, expected, at.len);
}

static void
a_literal_is_one_ascii_word_with_or_without_emphasis(void **state)
{
	(void)state;
	assert_literal("**maxRetries**", "maxRetries");
	assert_literal("a.b_c", "a.b_c");
	assert_literal("two words", "");
	assert_literal("`code`", "");
	assert_literal("**", "");
	assert_literal("x", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(code_targets_tags_and_urls_are_left_out),
		cmocka_unit_test(hidden_constructs_are_no_part_of_a_word),
		cmocka_unit_test(what_only_looks_like_markup_stays),
		cmocka_unit_test(cells_are_cut_at_pipes_that_are_not_escaped),
		cmocka_unit_test(an_offset_is_in_the_cell_around_it),
		cmocka_unit_test(a_literal_is_one_ascii_word_with_or_without_emphasis),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
