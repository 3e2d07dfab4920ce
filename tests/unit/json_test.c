#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "unit.h"

static int
setup(void **state)
{
	*state = calloc(1, sizeof(struct arena));
	return *state ? 0 : -1;
}

static int
teardown(void **state)
{
	arena_free(*state);
	free(*state);
	return 0;
}

static void
expect(struct str got, const char *want)
{
	if (!str_eq(got, str_c(want)))
		fail_msg("got \"%.*s\", not \"%s\"", P(got), want);
}

/* Writes what was read. */
static void
write_value(struct json_out *j, const struct json *v)
{
	int64_t number;

	switch (v->kind) {
	case JSON_NULL:
		json_null(j);
		break;
	case JSON_BOOL:
		json_bool(j, str_eq(v->text, S("true")));
		break;
	case JSON_NUMBER:
		assert_true(str_int(v->text, &number));
		json_int(j, number);
		break;
	case JSON_STRING:
		json_str(j, v->text);
		break;
	case JSON_ARRAY:
	case JSON_OBJECT:
		json_open(j, v->kind == JSON_ARRAY ? '[' : '{');
		for (const struct json *m = v->first; m; m = m->next) {
			if (v->kind == JSON_OBJECT)
				json_key_str(j, m->key);
			write_value(j, m);
		}
		json_close(j, v->kind == JSON_ARRAY ? ']' : '}');
		break;
	}
}

static void
what_is_written_is_what_was_read(void **state)
{
	static const char *const texts[] = {
		"null",
		"true",
		"\"\"",
		"[]",
		"{}",
		"[[],[[]],{},{\"a\":{}}]",
		"{\"z\":1,\"a\":[true,false,null,\"x\"],\"m\":{\"k\":9007199254740993}}",
		"\"\\\"\\\\\\n\\r\\t\\b\\f\\u0000\\u001f/\x7f\xC3\xA4\xF0\x9F\x98\x80\"",
		"{\"\":0}",
	};

	for (ptrdiff_t i = 0; i < countof(texts); i++) {
		struct buf out = { .a = *state };
		struct json_out j = { .out = &out };
		struct str error;
		const struct json *v = json_parse(*state, str_c(texts[i]), &error);

		assert_non_null(v);
		assert_int_equal(error.n, 0);
		write_value(&j, v);
		assert_int_equal(j.depth, 0);
		expect(buf_take(&out), texts[i]);
	}
}

static void
numbers_keep_their_value(void **state)
{
	struct str error;
	const struct json *v = json_parse(*state, S("[-5, 0.1, 1e3, 9223372036854775807]"), &error);

	assert_non_null(v);
	v = v->first;
	expect(v->text, "-5");
	v = v->next;
	assert_true(strtod(str_z(*state, v->text), NULL) == 0.1);
	v = v->next;
	expect(v->text, "1000");
	expect(v->next->text, "9223372036854775807");
	assert_int_equal(v->kind, JSON_NUMBER);
}

static void
members_are_found_by_name_and_the_last_counts(void **state)
{
	struct str error;
	const struct json *v =
		json_parse(*state, S("\xEF\xBB\xBF{\"a\":1,\"b\":\"x\",\"a\":2}"), &error);

	expect(json_member(v, "a")->text, "2");
	expect(json_member(v, "b")->text, "x");
	expect(json_member(v, "b")->key, "b");
	assert_null(json_member(v, "c"));
	assert_null(json_member(NULL, "a"));
	assert_null(json_member(json_member(v, "a"), "a"));
	/* One member for both. */
	assert_null(v->first->next->next);
}

static void
errors_say_where(void **state)
{
	static const char *const bad[] = {
		"",         " ",           "{",   "[1,]",  "{\"a\" 1}",    "nul",     "\"a",
		"\"\xFF\"", "\"\\ud800\"", "1 2", "{a:1}", "\xEF\xBB\xBF", "[1e999]", "\"\n\"",
	};
	struct str error;

	for (ptrdiff_t i = 0; i < countof(bad); i++) {
		assert_null(json_parse(*state, str_c(bad[i]), &error));
		assert_true(str_starts(error, S("line ")));
		assert_true(str_find(error, S("column "), 0) > 0);
	}
	assert_null(json_parse(*state, S("{\n  \"a\": }\n"), &error));
	assert_true(str_starts(error, S("line 2, ")));
	assert_null(json_parse(*state, (struct str){ 0 }, &error));
}

static void
nesting_is_limited(void **state)
{
	struct str error;

	for (int depth = 500; depth < 200000; depth = depth == 500   ? 512
						      : depth == 512 ? 513
								     : depth * 8) {
		struct buf b = { .a = *state };
		bool ok;

		buf_repeat(&b, '[', depth);
		buf_repeat(&b, ']', depth);
		ok = json_parse(*state, buf_take(&b), &error) != NULL;
		assert_int_equal(ok, depth <= 512);
		assert_int_equal(error.n > 0, !ok);
	}
}

static void
invalid_utf8_is_replaced(void **state)
{
	struct buf out = { .a = *state };
	struct json_out j = { .out = &out };

	json_open(&j, '{');
	json_key(&j, "k\xFF");
	json_str(&j, S("a\xC3\xA4\xC3\xE2\x82z\"\x80"));
	json_close(&j, '{');
	expect(buf_take(&out),
	       "{\"k\xEF\xBF\xBD\":"
	       "\"a\xC3\xA4\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\\\"\xEF\xBF\xBD\"}");
}

static void
numbers_are_written_in_full(void **state)
{
	struct buf out = { .a = *state };
	struct json_out j = { .out = &out };

	json_open(&j, '[');
	json_int(&j, INT64_MIN);
	json_int(&j, INT64_MAX);
	json_bool(&j, false);
	json_close(&j, '[');
	expect(buf_take(&out), "[-9223372036854775808,9223372036854775807,false]");
}

static void
values_at_the_top_are_not_separated(void **state)
{
	struct buf out = { .a = *state };
	struct json_out j = { .out = &out };

	for (int i = 0; i < 2; i++) {
		json_open(&j, '{');
		json_close(&j, '}');
		buf_char(&out, '\n');
	}
	expect(buf_take(&out), "{}\n{}\n");
}

/* Any bytes written as a string are read back, with each bad byte replaced. */
static void
any_bytes_make_a_readable_string(void **state)
{
	srand(17);
	for (int i = 0; i < 20000; i++) {
		struct arena a = { 0 };
		struct buf out = { .a = &a };
		struct json_out j = { .out = &out };
		ptrdiff_t n = rand() % 30;
		char *p = NEW(&a, char, n);
		struct str error;
		const struct json *v;

		(void)state;
		for (ptrdiff_t k = 0; k < n; k++)
			p[k] = (char)(rand() % 3 ? rand() % 128 : rand() % 256);
		json_str(&j, (struct str){ p, n });
		v = json_parse(&a, buf_take(&out), &error);
		assert_non_null(v);
		assert_int_equal(v->kind, JSON_STRING);
		assert_true(v->text.n >= n);
		if (v->text.n == n)
			assert_true(str_eq(v->text, (struct str){ p, n }));
		else
			assert_true(str_find(v->text, S("\xEF\xBF\xBD"), 0) >= 0);
		arena_free(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_written_is_what_was_read, setup, teardown),
		cmocka_unit_test_setup_teardown(numbers_keep_their_value, setup, teardown),
		cmocka_unit_test_setup_teardown(members_are_found_by_name_and_the_last_counts,
						setup, teardown),
		cmocka_unit_test_setup_teardown(errors_say_where, setup, teardown),
		cmocka_unit_test_setup_teardown(nesting_is_limited, setup, teardown),
		cmocka_unit_test_setup_teardown(invalid_utf8_is_replaced, setup, teardown),
		cmocka_unit_test_setup_teardown(numbers_are_written_in_full, setup, teardown),
		cmocka_unit_test_setup_teardown(values_at_the_top_are_not_separated, setup,
						teardown),
		cmocka_unit_test(any_bytes_make_a_readable_string),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
