/* check/inlines.h: what CommonMark leaves in the text. */
#include "unit.h"

#include "check/inlines.h"

/* Leftover runs as "off:left", other marks as "t" and "l". */
static const char *
left(struct arena *a, const char *text, bool loose)
{
	struct inlines in;
	struct buf out = { .a = a };

	inlines_read(a, str_c(text), loose, &in);
	for (ptrdiff_t i = 0; i < in.runs.n; i++)
		if (in.runs.v[i].left > 0)
			buf_fmt(&out, "%td:%td ", in.runs.v[i].off, in.runs.v[i].left);
	for (ptrdiff_t i = 0; i < in.ticks.n; i++)
		buf_fmt(&out, "t%u ", (unsigned)in.ticks.v[i].off);
	for (ptrdiff_t i = 0; i < in.lost.n; i++)
		buf_fmt(&out, "l%td ", in.lost.v[i].shut);
	return str_z(a, str_trim(buf_take(&out)));
}

struct left_case {
	const char *text, *left;
};

static void
check_left(const struct left_case *v, ptrdiff_t n, bool loose)
{
	struct arena a = { 0 };

	for (ptrdiff_t i = 0; i < n; i++)
		assert_string_equal(left(&a, v[i].text, loose), v[i].left);
	arena_free(&a);
}

static void
emphasis_follows_the_flanking_rules(void **state)
{
	static const struct left_case v[] = {
		{ "**a** *b* _c_ __d__", "" },
		{ "** a**", "0:2 4:2" },
		{ "**a **", "0:2 4:2" },
		{ "a**\"b\"**c", "1:2 6:2" },
		{ "**a.** b", "" },
		{ "**a.**b", "0:2 4:2" },
		{ "**甲。**乙", "0:2 8:2" },
		{ "**甲**。乙", "" },
		{ "snake_case_name", "5:1 10:1" },
		{ "_(a)_b", "0:1 4:1" },
		{ "***a***", "" },
		{ "**a****b**", "3:4" }, /* the rule of three */
		{ "a****", "1:4" },
		{ "*a **b* c**", "" },
		{ "\\*\\*a\\*\\*", "0:2 5:2" },
		{ "\\**a*", "" },
	};

	(void)state;
	check_left(v, countof(v), false);
}

static void
loose_emphasis_asks_for_no_more_than_no_blank_inside(void **state)
{
	static const struct left_case v[] = {
		{ "a**\"b\"**c", "" },
		{ "**a.**b", "" },
		{ "**甲。**乙 *乙（丙）*丁", "" },
		{ "** a**", "0:2 4:2" },
		{ "**a **", "0:2 4:2" },
		{ "**a", "0:2" },
		{ "2 * 3", "2:1" },
		{ "snake_case_name", "5:1 10:1" },
	};

	(void)state;
	check_left(v, countof(v), true);
}

static void
code_tags_and_targets_hide_their_marks(void **state)
{
	static const struct left_case v[] = {
		{ "`**` and ``a`b``", "" },
		{ "`a", "t0" },
		{ "``a`", "t0 t3" },
		{ "<a href=\"**\"> <!-- ** -->", "" },
		{ "<http://a/**>", "" },
		{ "a < b ** c > d", "6:2" },
		{ "[a](b**c) **d**", "" },
		{ "[*a](b) c*", "1:1 9:1" }, /* nothing crosses a link's end */
		{ "[a](<b c>) [d](e \"f\") [g](h 'i') [j](k (l))", "" },
		{ "[a](b(c)d)", "" },
		{ "[a](b c)", "l2" },
		{ "[a] (b)", "l2" },
		{ "[a]（b）", "l2" },
		{ "a] (b)", "l1" },
		{ "[a][b] [c]", "" },
		{ "\\[a](b", "" },
	};

	(void)state;
	check_left(v, countof(v), false);
}

static void
hostile_text_is_read_in_linear_time(void **state)
{
	static const char *const pieces[] = { "*a ",        "[",    "](",  "`",        "``` ` ",
					      "<a ",        "<!--", "_*",  "[a](b \"", "\\*",
					      "**甲。**乙", "[a](", "]（", "a*_",      "[*a](b)" };
	enum { BYTES = 1 << 20 };
	struct arena a = { 0 };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(pieces); i++) {
		struct str piece = str_c(pieces[i]);
		char *text = NEW(&a, char, BYTES);
		struct inlines in;
		ptrdiff_t n = 0;

		for (; n + piece.n <= BYTES; n += piece.n)
			for (ptrdiff_t k = 0; k < piece.n; k++)
				text[n + k] = piece.p[k];
		inlines_read(&a, (struct str){ text, n }, false, &in);
		assert_int_equal(in.text.n, n);
		arena_reset(&a);
	}
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(emphasis_follows_the_flanking_rules),
		cmocka_unit_test(loose_emphasis_asks_for_no_more_than_no_blank_inside),
		cmocka_unit_test(code_tags_and_targets_hide_their_marks),
		cmocka_unit_test(hostile_text_is_read_in_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
