#include "unit.h"

#include <string.h>

#include "doc/internal.h"

struct fixture {
	struct arena a;
	struct str text;
	struct front front;
};

static int
setup(void **state)
{
	static struct fixture f;

	f = (struct fixture){ 0 };
	*state = &f;
	return 0;
}

static int
teardown(void **state)
{
	arena_free(&((struct fixture *)*state)->a);
	return 0;
}

static const struct front *
parse(struct fixture *f, struct str text)
{
	f->text = text;
	f->front = front_parse(&f->a, text);
	return &f->front;
}

static void
is_text(struct str s, const char *want)
{
	assert_int_equal(s.n, strlen(want));
	assert_memory_equal(s.p, want, strlen(want));
}

static void
is_at(const struct fixture *f, struct span at, const char *want)
{
	is_text(str_slice(f->text, at.off, (ptrdiff_t)at.off + at.len), want);
}

static const struct field *
field(const struct fixture *f, const char *key)
{
	const struct field *x = front_field(&f->front, str_c(key));

	assert_non_null(x);
	return x;
}

/* Was the block read without libyaml? */
static bool
is_simple(struct fixture *f)
{
	struct front copy = { .inner = f->front.inner };

	return front_read_simple(&f->a, f->text, &copy);
}

static void
pages_without_a_block(void **state)
{
	struct fixture *f = *state;
	static const char *const pages[] = { "",
					     "# T\n",
					     "\n---\na: b\n---\n",
					     " ---\na: b\n---\n",
					     "--- x\na: b\n---\n",
					     "----\na: b\n---\n",
					     "--" };

	for (int i = 0; i < countof(pages); i++) {
		assert_false(parse(f, str_c(pages[i]))->present);
		assert_false(f->front.unterminated);
		assert_int_equal(f->front.at.len, 0);
	}
}

static void
fences_bound_the_block(void **state)
{
	struct fixture *f = *state;

	assert_true(parse(f, S("---\na: b\n---\n# T\n"))->present);
	is_at(f, f->front.at, "---\na: b\n---\n");
	is_at(f, f->front.inner, "a: b\n");
	assert_true(parse(f, S("--- \t\r\na: b\r\n...  \r\n# T\n"))->present);
	is_at(f, f->front.at, "--- \t\r\na: b\r\n...  \r\n");
	is_at(f, f->front.inner, "a: b\r\n");
	assert_true(parse(f, S("---\n---"))->present);
	is_at(f, f->front.at, "---\n---");
	is_at(f, f->front.inner, "");
	assert_int_equal(f->front.nfields, 0);
	assert_int_equal(f->front.error.n, 0);
}

static void
an_open_block_is_no_block(void **state)
{
	struct fixture *f = *state;

	assert_true(parse(f, S("---\na: b\n ---\n# T\n"))->unterminated);
	assert_false(f->front.present);
	assert_int_equal(f->front.at.len, 0);
	assert_int_equal(f->front.nfields, 0);
	assert_true(parse(f, S("---"))->unterminated);
	assert_int_equal(f->front.lost.len, 0);
	parse(f, S("---\na: b\nc:\n- d\n\n# T\n"));
	is_at(f, f->front.lost, "a: b\nc:\n- d\n");
	parse(f, S("---\n\na: b\n"));
	assert_int_equal(f->front.lost.len, 0);
}

static void
toml_is_recorded_not_read(void **state)
{
	struct fixture *f = *state;

	assert_true(parse(f, S("+++\ntitle = \"x\"\n...\n+++\n# T\n"))->toml);
	assert_true(f->front.present);
	is_at(f, f->front.inner, "title = \"x\"\n...\n");
	assert_int_equal(f->front.nfields, 0);
	assert_int_equal(f->front.error.n, 0);
	assert_false(parse(f, S("+++\ntitle = \"x\"\n---\n"))->toml);
	assert_true(f->front.unterminated);
}

static void
values_keep_their_places(void **state)
{
	struct fixture *f = *state;

	parse(f, S("---\ntitle:  Über a:b#1  \nms.date: \"1/2\"\r\nq: 'x y'\nn:\nt: ~\nv: "
		   "\"null\"\n---\n"));
	assert_true(is_simple(f));
	is_text(field(f, "title")->value, "Über a:b#1");
	is_at(f, field(f, "title")->key_at, "title");
	is_at(f, field(f, "title")->value_at, "Über a:b#1");
	is_at(f, field(f, "title")->line_at, "title:  Über a:b#1  \n");
	is_text(field(f, "ms.date")->value, "1/2");
	assert_int_equal(field(f, "ms.date")->quote, '"');
	is_at(f, field(f, "ms.date")->value_at, "\"1/2\"");
	is_at(f, field(f, "ms.date")->line_at, "ms.date: \"1/2\"\r\n");
	is_text(field(f, "q")->value, "x y");
	assert_int_equal(field(f, "q")->quote, '\'');
	assert_int_equal(field(f, "n")->kind, FIELD_NULL);
	is_at(f, field(f, "n")->value_at, "");
	assert_int_equal(f->text.p[field(f, "n")->value_at.off - 1], ':');
	assert_int_equal(field(f, "t")->kind, FIELD_NULL);
	is_text(field(f, "t")->value, "");
	is_at(f, field(f, "t")->value_at, "~");
	assert_int_equal(field(f, "v")->kind, FIELD_SCALAR);
	is_text(field(f, "v")->value, "null");
	assert_null(front_field(&f->front, S("Title")));
}

static void
lists_give_a_canonical_line(void **state)
{
	struct fixture *f = *state;

	parse(f,
	      S("---\na:\n- x\n\n# c\n- \"y, z\"\nb:\n  - ~\n  - 1\nc: [x, 'y, z']\nd: e\n---\n"));
	assert_false(is_simple(f)); /* for the flow list */
	is_text(field(f, "a")->value, "[x, y, z]");
	assert_int_equal(field(f, "a")->kind, FIELD_LIST);
	is_at(f, field(f, "a")->value_at, "- x\n\n# c\n- \"y, z\"");
	is_at(f, field(f, "a")->line_at, "a:\n- x\n\n# c\n- \"y, z\"\n");
	is_text(field(f, "b")->value, "[~, 1]");
	is_at(f, field(f, "b")->line_at, "b:\n  - ~\n  - 1\n");
	is_text(field(f, "c")->value, "[x, y, z]");
	is_at(f, field(f, "c")->line_at, "c: [x, 'y, z']\n");
	is_at(f, field(f, "d")->line_at, "d: e\n");
}

static void
nested_mappings_give_dotted_fields(void **state)
{
	struct fixture *f = *state;

	parse(f, S("---\nl10n:\n  sourceCommit: abc\n  deep: {x: 1, y: [2]}\nz: |\n  one\n  "
		   "two\n\nw: >-\n  p\n---\n"));
	assert_int_equal(f->front.nfields, 7);
	assert_int_equal(field(f, "l10n")->kind, FIELD_MAP);
	is_text(field(f, "l10n")->value, "{sourceCommit: abc, deep: {x: 1, y: [2]}}");
	is_at(f, field(f, "l10n")->line_at, "l10n:\n  sourceCommit: abc\n  deep: {x: 1, y: [2]}\n");
	is_text(field(f, "l10n.sourceCommit")->value, "abc");
	assert_int_equal(field(f, "l10n.sourceCommit")->depth, 1);
	is_at(f, field(f, "l10n.sourceCommit")->line_at, "  sourceCommit: abc\n");
	is_text(field(f, "l10n.deep.y")->value, "[2]");
	assert_int_equal(field(f, "l10n.deep.y")->depth, 2);
	is_text(field(f, "z")->value, "one\ntwo\n");
	assert_int_equal(field(f, "z")->quote, '|');
	is_at(f, field(f, "z")->line_at, "z: |\n  one\n  two\n");
	assert_int_equal(field(f, "w")->quote, '>');
}

static void
duplicates_are_reported_at_any_depth(void **state)
{
	struct fixture *f = *state;

	parse(f, S("---\na: 1\nb: 2\na: 3\na: 4\n---\n"));
	assert_true(is_simple(f));
	assert_int_equal(f->front.nduplicates, 2);
	assert_int_equal(f->front.duplicates[1].first, 0);
	assert_int_equal(f->front.duplicates[1].second, 3);
	parse(f, S("---\nm.x: 0\nm: {x: 1, y: 2, x: 3}\nm.x: 4\n---\n"));
	assert_int_equal(f->front.nduplicates, 2);
	is_at(f, f->front.fields[f->front.duplicates[0].first].line_at, "m: {x: 1, y: 2, x: 3}\n");
	is_text(f->front.fields[f->front.duplicates[0].second].value, "3");
	assert_int_equal(f->front.duplicates[1].first, 0);
	is_text(f->front.fields[f->front.duplicates[1].second].value, "4");
}

static void
many_fields_find_duplicates_too(void **state)
{
	struct fixture *f = *state;
	struct buf b = { .a = &f->a };

	buf_str(&b, S("---\n"));
	for (int i = 0; i < 4000; i++)
		buf_fmt(&b, "key%d: v\n", i % 3999);
	buf_str(&b, S("---\n"));
	parse(f, buf_take(&b));
	assert_true(is_simple(f));
	assert_int_equal(f->front.nduplicates, 1);
	assert_int_equal(f->front.duplicates[0].first, 0);
	assert_int_equal(f->front.duplicates[0].second, 3999);
}

static void
errors_are_placed_in_the_text(void **state)
{
	struct fixture *f = *state;

	parse(f, S("---\nok: 1\ntitle: A: b\n---\n"));
	assert_int_equal(f->front.nfields, 0);
	assert_true(f->front.error.n > 0);
	assert_int_equal(f->front.error_at, 18);
	parse(f, S("---\n- a\n---\n"));
	assert_true(str_find(f->front.error, S("key: value"), 0) >= 0);
	assert_int_equal(f->front.error_at, 4);
	parse(f, S("---\n# nothing\n---\n"));
	assert_int_equal(f->front.error.n, 0);
}

static void
a_huge_block_is_an_error(void **state)
{
	struct fixture *f = *state;
	struct buf b = { .a = &f->a };

	buf_str(&b, S("---\na: "));
	buf_repeat(&b, 'x', (64 << 10) - 4);
	buf_str(&b, S("\n---\n"));
	assert_int_equal(parse(f, buf_take(&b))->nfields, 1);
	b = (struct buf){ .a = &f->a };
	buf_str(&b, S("---\na: "));
	buf_repeat(&b, 'x', (64 << 10) - 3);
	buf_str(&b, S("\n---\n"));
	assert_true(parse(f, buf_take(&b))->present);
	assert_int_equal(f->front.nfields, 0);
	assert_true(str_find(f->front.error, S("64 KiB"), 0) >= 0);
}

static void
nested_names_do_not_multiply(void **state)
{
	struct fixture *f = *state;
	struct buf b = { .a = &f->a };

	/* without a limit on dotted names: 8000 x 30000 bytes */
	buf_str(&b, S("---\n? "));
	buf_repeat(&b, 'k', 30000);
	buf_str(&b, S("\n: {"));
	for (int i = 0; i < 8000; i++)
		buf_str(&b, S("a, "));
	buf_str(&b, S("}\n---\n"));
	assert_int_equal(parse(f, buf_take(&b))->nfields, 1);
	assert_true(f->a.used < 16 << 20);
}

/* Every header that the simple reader takes must give what libyaml gives; what it must not take is
 * listed too. */
static void
the_simple_reader_agrees_or_declines(void **state)
{
	struct fixture *f = *state;
	static const char *const taken[] = {
		"a: b",
		"a:",
		"a: ''",
		"a: \"\"",
		"a: ~",
		"a: NULL",
		"a: b:c",
		"a: b#c",
		"a.b-c_d: /x",
		"a: C:\\x",
		"a: $x",
		"a: 日本",
		"a: (x)",
		"cSpell:ignore: x y",
		"a:b: c",
		"# c",
		"  # c",
		"   ",
		"a: x, y [z] {w}",
		"a:\n- b",
		"a:\n  - b\n  - 'c'",
		"a: 'x\"y'",
		"a: \"x'y\"",
		"a: 1\n\n# c\nb: 2",
		"a:\n# c\n\n- b\n\n- c",
		"a: x \r\nb: y\r",
	};
	static const char *const declined[] = {
		"a: b: c",
		"a: b #c",
		"a:b",
		"a",
		"a: b:",
		"a: b\n  c",
		"a: [b]",
		"a: {b: c}",
		"a: |\n  b",
		"a: &x b",
		"a: *x",
		"a: !t b",
		"a: @b",
		"a: `b`",
		"a: %b",
		"a: \tb",
		"a: b\tc",
		"\ta: b",
		"a: \"b\" c",
		"a: \"b\\n\"",
		"a: 'b''c'",
		"a: 'b",
		"a: \"b",
		"a: - b",
		"a: -",
		"a: ? b",
		"a:\n  b: c",
		"a: b\n- c",
		"a:\n- b\n - c",
		"a:\n- b: c",
		"a:\n- - b",
		"a:\n-",
		"- a",
		"a: ~\n- b",
		"a: \xe2\x80\xa8",
		"a: \xc2\x85",
		"a: \xef\xbb\xbfx",
		"a: \xe9",
		"a: \x7f",
		"a: \x01",
		"a: x\ry",
		"\"a\": b",
		"? a",
		"a : b",
		" a: b",
		"---x",
		"%x",
		"a: #b",
		"a: ,b",
		"a: ü\x7f",
		"# \x01",
		"1: a",
	};

	for (int i = 0; i < countof(taken); i++) {
		struct front simple, full;

		parse(f, str_fmt(&f->a, "---\n%s\n---\n", taken[i]));
		simple = full = (struct front){ .inner = f->front.inner };
		if (!front_read_simple(&f->a, f->text, &simple))
			fail_msg("declined: %s", taken[i]);
		front_read_yaml(&f->a, f->text, &full);
		assert_int_equal(full.error.n, 0);
		assert_int_equal(simple.nfields, full.nfields);
		for (ptrdiff_t k = 0; k < full.nfields; k++) {
			const struct field *x = &simple.fields[k], *y = &full.fields[k];

			assert_true(str_eq(x->key, y->key) && str_eq(x->value, y->value));
			assert_memory_equal(&x->key_at, &y->key_at, sizeof x->key_at);
			assert_memory_equal(&x->value_at, &y->value_at, sizeof x->value_at);
			assert_memory_equal(&x->line_at, &y->line_at, sizeof x->line_at);
			assert_true(x->kind == y->kind && x->quote == y->quote && x->depth == 0);
		}
	}
	for (int i = 0; i < countof(declined); i++) {
		struct front simple;

		parse(f, str_fmt(&f->a, "---\n%s\n---\n", declined[i]));
		simple = (struct front){ .inner = f->front.inner };
		if (front_read_simple(&f->a, f->text, &simple))
			fail_msg("taken: %s", declined[i]);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pages_without_a_block),
		TEST(fences_bound_the_block),
		TEST(an_open_block_is_no_block),
		TEST(toml_is_recorded_not_read),
		TEST(values_keep_their_places),
		TEST(lists_give_a_canonical_line),
		TEST(nested_mappings_give_dotted_fields),
		TEST(duplicates_are_reported_at_any_depth),
		TEST(many_fields_find_duplicates_too),
		TEST(errors_are_placed_in_the_text),
		TEST(a_huge_block_is_an_error),
		TEST(nested_names_do_not_multiply),
		TEST(the_simple_reader_agrees_or_declines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
