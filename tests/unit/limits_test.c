#include "unit.h"

#include <string.h>

#include "doc/internal.h"

struct fixture {
	struct arena a;
	struct buf text;
};

static int
setup(void **state)
{
	static struct fixture f;

	f = (struct fixture){ 0 };
	f.text.a = &f.a;
	*state = &f;
	return 0;
}

static int
teardown(void **state)
{
	arena_free(&((struct fixture *)*state)->a);
	return 0;
}

static void
repeat(struct fixture *f, const char *piece, int n)
{
	for (int i = 0; i < n; i++)
		buf_str(&f->text, str_c(piece));
}

static struct doc
bytes(struct str raw)
{
	struct doc d = { .raw = raw };
	bool ok = limits_bytes(&d);

	assert_int_equal(ok, d.limit == DOC_OK);
	return d;
}

/* The limit that the collected text hits. */
static struct doc
markup(struct fixture *f)
{
	struct doc d = { .text = buf_take(&f->text) };
	bool ok = limits_markup(&d, d.text);

	assert_int_equal(ok, d.limit == DOC_OK);
	return d;
}

static void
ordinary_bytes_pass(void **state)
{
	(void)state;
	assert_int_equal(bytes(S("")).limit, DOC_OK);
	assert_int_equal(bytes(S("# Tēma\r\n\ttext")).limit, DOC_OK);
	assert_int_equal(bytes(S("\xef\xbb\xbf# x\n")).limit, DOC_OK);
}

static void
foreign_encodings_are_named(void **state)
{
	(void)state;
	assert_int_equal(bytes(S("\xff\xfe#\0")).limit, DOC_UTF16);
	assert_int_equal(bytes(S("\xfe\xff\0#")).limit, DOC_UTF16);
	assert_int_equal(bytes(S("caf\xe9\n")).limit, DOC_NOT_UTF8);
	assert_int_equal(bytes(S("caf\xe9\n")).limit_at, 3);
	assert_int_equal(bytes(S("ab\0cd\xe9")).limit, DOC_BINARY);
	assert_int_equal(bytes(S("ab\0cd\xe9")).limit_at, 2);
}

static void
size_is_limited_after_encoding(void **state)
{
	struct fixture *f = *state;
	char *p = NEW(&f->a, char, DOC_MAX_BYTES + 1);

	memset(p, 'a', DOC_MAX_BYTES + 1);
	assert_int_equal(bytes((struct str){ p, DOC_MAX_BYTES }).limit, DOC_OK);
	assert_int_equal(bytes((struct str){ p, DOC_MAX_BYTES + 1 }).limit, DOC_TOO_LARGE);
	p[DOC_MAX_BYTES] = 0;
	assert_int_equal(bytes((struct str){ p, DOC_MAX_BYTES + 1 }).limit, DOC_BINARY);
}

static void
a_hundred_containers_are_enough(void **state)
{
	struct fixture *f = *state;

	repeat(f, ">", 100);
	repeat(f, "a\n", 1);
	assert_int_equal(markup(f).limit, DOC_OK);
	repeat(f, ">", 101);
	assert_int_equal(markup(f).limit, DOC_TOO_DEEP);
	assert_int_equal(markup(f).limit_at, 102); /* the line's first byte */
}

static void
list_markers_nest_too(void **state)
{
	struct fixture *f = *state;

	repeat(f, "- 1. ", 51);
	repeat(f, "x", 1);
	assert_int_equal(markup(f).limit, DOC_TOO_DEEP);
}

static void
indentation_counts_for_lines_with_a_marker(void **state)
{
	struct fixture *f = *state;

	repeat(f, " ", 400);
	repeat(f, "code\n", 1);
	assert_int_equal(markup(f).limit, DOC_OK);
	repeat(f, " ", 400);
	repeat(f, "* item\n", 1);
	assert_int_equal(markup(f).limit, DOC_TOO_DEEP);
	assert_int_equal(markup(f).limit_at, 405);
}

static void
rules_and_emphasis_are_no_containers(void **state)
{
	struct fixture *f = *state;

	repeat(f, "*", 500);
	repeat(f, "\n", 1);
	repeat(f, "-", 500);
	repeat(f, "\n", 1);
	repeat(f, "1234567890. ", 200);
	assert_int_equal(markup(f).limit, DOC_OK);
}

static void
blank_lines_under_deep_lists_are_counted(void **state)
{
	struct fixture *f = *state;

	repeat(f, "- ", 100);
	repeat(f, "x", 1);
	repeat(f, "\n", 100000);
	assert_int_equal(markup(f).limit, DOC_OK);
	repeat(f, "\n", 200000);
	assert_int_equal(markup(f).limit, DOC_TOO_DENSE);
}

static void
lone_carriage_returns_end_lines(void **state)
{
	struct fixture *f = *state;

	repeat(f, "- ", 100);
	repeat(f, "x", 1);
	repeat(f, "\r", 300000);
	assert_int_equal(markup(f).limit, DOC_TOO_DENSE);
}

static void
blank_lines_after_a_closed_list_are_free(void **state)
{
	struct fixture *f = *state;

	repeat(f, "- ", 100);
	repeat(f, "x\n\ntext\n", 1);
	repeat(f, "\n", 300000);
	assert_int_equal(markup(f).limit, DOC_OK);
}

static void
image_openers_are_limited(void **state)
{
	struct fixture *f = *state;

	repeat(f, "![[]()", 20000);
	assert_int_equal(markup(f).limit, DOC_OK);
	repeat(f, "![", 1);
	assert_int_equal(markup(f).limit, DOC_TOO_DENSE);
	assert_int_equal(markup(f).limit_at, 120000);
}

static void
markup_is_limited_by_the_memory_it_takes(void **state)
{
	struct fixture *f = *state;

	repeat(f, "a plain sentence without markup of 50 characters.\n", 100000);
	assert_int_equal(markup(f).limit, DOC_OK);
	f->text = (struct buf){ .a = &f->a };
	repeat(f, "*", 1000000);
	assert_int_equal(markup(f).limit, DOC_OK);
	f->text = (struct buf){ .a = &f->a };
	repeat(f, "a*", 100000); /* small: what it takes is small too */
	assert_int_equal(markup(f).limit, DOC_OK);
	repeat(f, "a*", 100000);
	assert_int_equal(markup(f).limit, DOC_TOO_DENSE);
	f->text = (struct buf){ .a = &f->a };
	for (int i = 0; i < 4000; i++) {
		repeat(f, "- ", 50);
		repeat(f, "x\n\n", 1);
	}
	assert_int_equal(markup(f).limit, DOC_TOO_DENSE);
}

/* cmark makes a node of each that stands where it begins to read. */
static void
quotes_points_and_hyphens_count_where_text_begins(void **state)
{
	static const char *const begins[] = { "", "> ", "1. ", "*", "a [b](c)", "&lt;", "\\," };
	static const char *const marks[] = { ".", "\"", "'", "-" };
	struct fixture *f = *state;

	for (int i = 0; i < countof(begins); i++) {
		for (int k = 0; k < countof(marks); k++) {
			f->text = (struct buf){ .a = &f->a };
			repeat(f, begins[i], 1);
			repeat(f, marks[k], 1000000);
			assert_int_equal(markup(f).limit, DOC_TOO_DENSE);
		}
	}
	f->text = (struct buf){ .a = &f->a };
	repeat(f, "| a | b |\n|---------|--------|\n", 10000);
	repeat(f, "a", 1);
	repeat(f, ".", 1000000);
	assert_int_equal(markup(f).limit, DOC_OK);
}

static void
the_limit_is_placed_in_the_text_not_in_the_body(void **state)
{
	struct fixture *f = *state;
	struct doc d = { .body = 7 };

	repeat(f, "x\n", 1);
	repeat(f, ">", 200);
	assert_false(limits_markup(&d, buf_take(&f->text)));
	assert_int_equal(d.limit_at, 7 + 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(ordinary_bytes_pass),
		TEST(foreign_encodings_are_named),
		TEST(size_is_limited_after_encoding),
		TEST(a_hundred_containers_are_enough),
		TEST(list_markers_nest_too),
		TEST(indentation_counts_for_lines_with_a_marker),
		TEST(rules_and_emphasis_are_no_containers),
		TEST(blank_lines_under_deep_lists_are_counted),
		TEST(lone_carriage_returns_end_lines),
		TEST(blank_lines_after_a_closed_list_are_free),
		TEST(image_openers_are_limited),
		TEST(markup_is_limited_by_the_memory_it_takes),
		TEST(quotes_points_and_hyphens_count_where_text_begins),
		TEST(the_limit_is_placed_in_the_text_not_in_the_body),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
