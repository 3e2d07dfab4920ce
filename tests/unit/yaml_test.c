#include "unit.h"

#include <string.h>

#include "doc/yaml.h"

struct fixture {
	struct arena a;
	struct str text;
	struct yaml_error error;
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

static struct yaml *
parse(struct fixture *f, struct str text)
{
	f->text = text;
	return yaml_parse(&f->a, text, &f->error);
}

static void
is_text(struct str s, const char *want)
{
	assert_int_equal(s.n, strlen(want));
	assert_memory_equal(s.p, want, strlen(want));
}

/* The bytes of the span are `want`. */
static void
is_at(const struct fixture *f, struct span at, const char *want)
{
	is_text(str_slice(f->text, at.off, (ptrdiff_t)at.off + at.len), want);
}

static void
is_canonical(struct fixture *f, const char *text, const char *want)
{
	struct yaml *y = parse(f, str_c(text));

	is_text(f->error.message, "");
	is_text(yaml_canonical(&f->a, y), want);
}

static void
fails_at(struct fixture *f, struct str text, ptrdiff_t off, const char *words)
{
	assert_null(parse(f, text));
	assert_true(str_find(f->error.message, str_c(words), 0) >= 0);
	assert_int_equal(f->error.off, off);
}

static void
an_empty_document_is_no_error(void **state)
{
	struct fixture *f = *state;

	assert_null(parse(f, S("")));
	assert_int_equal(f->error.message.n, 0);
	assert_null(parse(f, S("# only a comment\n\n")));
	assert_int_equal(f->error.message.n, 0);
}

static void
entries_have_keys_values_and_styles(void **state)
{
	struct fixture *f = *state;
	struct yaml *y = parse(f, S("a: one\n'b': \"t\\x41\"\nc: |\n  x\n  y\n\nd:\ne: [1, 2]\n"));
	const struct yaml *b = yaml_member(y, "b"), *c = yaml_member(y, "c");

	assert_non_null(y);
	assert_int_equal(y->kind, YAML_MAPPING);
	is_text(y->first->key, "a");
	is_text(y->first->text, "one");
	assert_int_equal(y->first->style, YAML_PLAIN);
	is_text(b->text, "tA");
	is_at(f, b->key_at, "'b'");
	is_at(f, b->at, "\"t\\x41\"");
	assert_int_equal(b->style, YAML_DOUBLE);
	assert_int_equal(c->style, YAML_BLOCK);
	is_text(c->text, "x\ny\n");
	is_at(f, c->at, "|\n  x\n  y");
	is_text(yaml_member(y, "d")->text, "");
	is_at(f, yaml_member(y, "d")->at, "");
	assert_int_equal(f->text.p[yaml_member(y, "d")->at.off - 1], ':');
	is_at(f, yaml_member(y, "e")->at, "[1, 2]");
	assert_null(yaml_member(y, "f"));
	assert_null(yaml_member(yaml_member(y, "a"), "f"));
	assert_null(yaml_member(NULL, "a"));
}

static void
positions_are_bytes(void **state)
{
	struct fixture *f = *state;
	const struct yaml *y = parse(f, S("tä: 日本\nключ: 𝄞 x\nlast: 'ü'\n"));

	is_at(f, y->first->key_at, "tä");
	is_at(f, y->first->at, "日本");
	is_at(f, yaml_member(y, "ключ")->at, "𝄞 x");
	is_at(f, yaml_member(y, "last")->key_at, "last");
	is_at(f, yaml_member(y, "last")->at, "'ü'");
	is_at(f, y->at, "tä: 日本\nключ: 𝄞 x\nlast: 'ü'");
}

static void
a_byte_order_mark_shifts_nothing(void **state)
{
	struct fixture *f = *state;
	const struct yaml *y = parse(f, S("\xef\xbb\xbf"
					  "a: b\n"));

	is_at(f, y->first->key_at, "a");
	is_at(f, y->first->at, "b");
	fails_at(f,
		 S("\xef\xbb\xbf"
		   "a: b\nc: @d\n"),
		 11, "quotes");
	fails_at(f,
		 S("\xef\xbb\xbf"
		   "a: \x01\n"),
		 6, "control");
}

static void
unicode_line_ends_are_ordinary_characters(void **state)
{
	struct fixture *f = *state;
	const struct yaml *y = parse(
		f, S("a: x\xe2\x80\xa8y\nb: p\xc2\x85q\xe2\x80\xa9r\nc: \"\xc2\x85\"\nd: e\n"));

	assert_non_null(y);
	is_text(yaml_member(y, "a")->text, "x\xe2\x80\xa8y");
	is_text(yaml_member(y, "b")->text, "p\xc2\x85q\xe2\x80\xa9r");
	is_text(yaml_member(y, "c")->text, "\xc2\x85");
	is_at(f, yaml_member(y, "b")->at, "p\xc2\x85q\xe2\x80\xa9r");
	is_at(f, yaml_member(y, "d")->key_at, "d");
	is_at(f, yaml_member(y, "d")->at, "e");
}

static void
stand_ins_never_touch_the_texts_own_characters(void **state)
{
	struct fixture *f = *state;
	const struct yaml *y =
		parse(f, S("a: \xe2\x80\xa8\nb: \xee\x80\x80\xee\x80\x81\nc: \xcd\xb8\xc2\x85\n"));

	assert_non_null(y);
	is_text(yaml_member(y, "a")->text, "\xe2\x80\xa8");
	is_text(yaml_member(y, "b")->text, "\xee\x80\x80\xee\x80\x81");
	is_text(yaml_member(y, "c")->text, "\xcd\xb8\xc2\x85");
}

static void
collections_reach_from_first_to_last_byte(void **state)
{
	struct fixture *f = *state;
	const struct yaml *y =
		parse(f, S("m:\n  x: 1\n  y: 2  # c\n\ns:\n- a\n- b\n# end\nt: {u: v}\nw:\n- \n"));

	is_at(f, yaml_member(y, "m")->at, "x: 1\n  y: 2");
	is_at(f, yaml_member(y, "s")->at, "- a\n- b");
	is_at(f, yaml_member(y, "t")->at, "{u: v}");
	is_at(f, yaml_member(y, "w")->at, "-");
	y = parse(f, S("[a: b , [c]]"));
	is_at(f, y->at, "[a: b , [c]]");
	is_at(f, y->first->at, "a: b");
}

static void
anchors_and_tags_are_not_part_of_the_value(void **state)
{
	struct fixture *f = *state;
	const struct yaml *y = parse(f, S("a: &x !!str one\nb: &y\n  - two\nc: *x\n"));

	is_at(f, yaml_member(y, "a")->at, "one");
	is_at(f, yaml_member(y, "b")->at, "- two");
	assert_int_equal(yaml_member(y, "c")->kind, YAML_ALIAS);
	is_text(yaml_member(y, "c")->text, "x");
	is_at(f, yaml_member(y, "c")->at, "*x");
}

static void
aliases_are_never_expanded(void **state)
{
	struct fixture *f = *state;

	is_canonical(f, "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
		     "{a: [x, x], b: [*a, *a], c: [*b, *b]}");
	/* not even checked for being defined */
	is_canonical(f, "a: *nowhere\n", "{a: *nowhere}");
}

static void
duplicate_keys_are_recorded_per_mapping(void **state)
{
	struct fixture *f = *state;
	struct yaml *y = parse(f, S("a: 1\nb: {a: 2, c: 3, c: 4}\na: 5\n\"a\": 6\n"));
	struct yaml *a = y->first, *b = a->next;

	assert_null(a->duplicate_of);
	assert_null(b->first->duplicate_of);
	assert_ptr_equal(b->first->next->next->duplicate_of, b->first->next);
	assert_ptr_equal(b->next->duplicate_of, a);
	assert_ptr_equal(b->next->next->duplicate_of, a);
}

static void
canonical_form_is_one_line(void **state)
{
	struct fixture *f = *state;

	is_canonical(f, "- a\n- [b, c]\n- d: e\n  f:\n", "[a, [b, c], {d: e, f: }]");
	is_canonical(f, "? [k, l]\n: v\n? {m: n}\n: w\n", "{[k, l]: v, {m: n}: w}");
	is_canonical(f, "{}", "{}");
	is_canonical(f, "x", "x");
	assert_int_equal(yaml_canonical(&f->a, NULL).n, 0);
}

static void
errors_are_plain_words_at_a_byte(void **state)
{
	struct fixture *f = *state;

	fails_at(f, S("ü: a\ntitle: Foo: bar\n"), 16, "must be quoted");
	fails_at(f, S("a: @x\n"), 3, "quotes");
	fails_at(f, S("a: `x`\n"), 3, "quotes");
	fails_at(f, S("a: \"b\" c\n"), 7, "quoted as a whole");
	fails_at(f, S("a: 'b\n"), 6, "not closed");
	fails_at(f, S("a: [b\nc: d\n"), 7, "expected \",\" or \"]\"");
	fails_at(f, S("a: b\nsome words\n"), 16, "without \":\"");
	fails_at(f, S("\ta: b\n"), 0, "");
	fails_at(f, S("a: b\x01\n"), 4, "control characters");
	fails_at(f, S("a: b\xe9\n"), 4, "UTF-8");
	fails_at(f, S("a: b\0c\n"), 4, "control characters");
}

static void
one_document_only(void **state)
{
	struct fixture *f = *state;

	is_canonical(f, "---\na: b\n...\n# c\n\n", "{a: b}");
	fails_at(f, S("a: b\n---\nc: d\n"), 5, "one YAML document");
	fails_at(f, S("[a]\nb\n"), 4, "after the end");
	fails_at(f, S("a: b\n...\n%TAG ! x\n"), 9, "after the end");
}

static void
depth_is_limited(void **state)
{
	struct fixture *f = *state;
	struct buf b = { .a = &f->a };

	buf_repeat(&b, '[', 32);
	buf_repeat(&b, ']', 32);
	assert_non_null(parse(f, buf_take(&b)));
	b = (struct buf){ .a = &f->a };
	buf_repeat(&b, '[', 33);
	buf_repeat(&b, ']', 33);
	fails_at(f, buf_take(&b), 32, "32 levels");
	b = (struct buf){ .a = &f->a };
	buf_repeat(&b, '{', 1000000);
	fails_at(f, buf_take(&b), 32, "32 levels");
	b = (struct buf){ .a = &f->a };
	for (int i = 0; i < 50000; i++)
		buf_str(&b, S("- "));
	fails_at(f, buf_take(&b), 64, "32 levels");
}

static void
size_is_limited(void **state)
{
	struct fixture *f = *state;
	struct buf b = { .a = &f->a };

	buf_char(&b, '#');
	buf_repeat(&b, 'x', YAML_MAX_BYTES - 1);
	assert_null(parse(f, buf_take(&b)));
	assert_int_equal(f->error.message.n, 0);
	buf_char(&b, 'x');
	fails_at(f, buf_take(&b), 0, "4 MiB");
}

static void
many_directives_and_many_keys_stay_linear(void **state)
{
	struct fixture *f = *state;
	struct buf b = { .a = &f->a };

	for (int i = 0; i < 100000; i++)
		buf_fmt(&b, "%%TAG !%d! x\n", i);
	fails_at(f, buf_take(&b), 0, "directives");
	b = (struct buf){ .a = &f->a };
	for (int i = 0; i < 100000; i++)
		buf_fmt(&b, "k%d: v\n", i);
	buf_str(&b, S("k0: w\n"));
	assert_non_null(parse(f, buf_take(&b)));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_document_is_no_error),
		TEST(entries_have_keys_values_and_styles),
		TEST(positions_are_bytes),
		TEST(a_byte_order_mark_shifts_nothing),
		TEST(unicode_line_ends_are_ordinary_characters),
		TEST(stand_ins_never_touch_the_texts_own_characters),
		TEST(collections_reach_from_first_to_last_byte),
		TEST(anchors_and_tags_are_not_part_of_the_value),
		TEST(aliases_are_never_expanded),
		TEST(duplicate_keys_are_recorded_per_mapping),
		TEST(canonical_form_is_one_line),
		TEST(errors_are_plain_words_at_a_byte),
		TEST(one_document_only),
		TEST(depth_is_limited),
		TEST(size_is_limited),
		TEST(many_directives_and_many_keys_stay_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
