/* baseline.c: the file of known findings. */
#include "unit.h"

#include "diag/baseline.h"

static struct str
written(struct arena *a, const struct baseline *b)
{
	struct buf out = { .a = a };

	baseline_write(&out, b);
	return buf_take(&out);
}

static void
assert_text(struct str got, const char *want)
{
	if (!str_eq(got, str_c(want)))
		print_message("got\n%.*s\nwant\n%s\n", P(got), want);
	assert_true(str_eq(got, str_c(want)));
}

static void
the_file_is_sorted_and_has_one_fingerprint_a_line(void **state)
{
	struct arena a = { 0 };
	struct baseline *b = baseline_new(&a);

	(void)state;
	assert_text(written(&a, b), "{\n  \"version\": 1,\n  \"findings\": {}\n}\n");
	baseline_add(b, S("docs/b.md"), S("link-missing"), 2);
	baseline_add(b, S("docs/a.md"), S("list-kind"), 0xffffffffffffffff);
	baseline_add(b, S("docs/a.md"), S("link-missing"), 9);
	baseline_add(b, S("docs/a.md"), S("link-missing"), 3);
	baseline_add(b, S("docs/a.md"), S("link-missing"), 3);
	assert_text(written(&a, b), "{\n"
				    "  \"version\": 1,\n"
				    "  \"findings\": {\n"
				    "    \"docs/a.md\": {\n"
				    "      \"link-missing\": [\n"
				    "        \"0000000000000003\",\n"
				    "        \"0000000000000009\"\n"
				    "      ],\n"
				    "      \"list-kind\": [\n"
				    "        \"ffffffffffffffff\"\n"
				    "      ]\n"
				    "    },\n"
				    "    \"docs/b.md\": {\n"
				    "      \"link-missing\": [\n"
				    "        \"0000000000000002\"\n"
				    "      ]\n"
				    "    }\n"
				    "  }\n"
				    "}\n");
	arena_free(&a);
}

static void
what_is_written_is_read_again(void **state)
{
	struct arena a = { 0 };
	struct baseline *b = baseline_new(&a), *c;
	struct str error = { 0 };

	(void)state;
	for (uint64_t i = 0; i < 1000; i++)
		baseline_add(b, str_fmt(&a, "d/\"%d\" \xc3\xa9.md", (int)(i % 7)), S("list-kind"),
			     i * UINT64_C(0x9e3779b97f4a7c15));
	c = baseline_read(&a, written(&a, b), &error);
	assert_non_null(c);
	assert_int_equal(c->n, b->n);
	assert_true(str_eq(written(&a, c), written(&a, b)));
	arena_free(&a);
}

static void
entries_that_are_gone_are_not_written(void **state)
{
	struct arena a = { 0 };
	struct baseline *b = baseline_new(&a);

	(void)state;
	baseline_add(b, S("a.md"), S("list-kind"), 1);
	baseline_add(b, S("b.md"), S("list-kind"), 2);
	b->v[0].gone = true;
	assert_true(str_find(written(&a, b), S("a.md"), 0) < 0);
	assert_true(str_find(written(&a, b), S("b.md"), 0) > 0);
	arena_free(&a);
}

static void
what_is_no_baseline_is_refused(void **state)
{
	static const char *const texts[] = {
		"",
		"[]",
		"{}",
		"{\"version\": 2, \"findings\": {}}",
		"{\"version\": 1}",
		"{\"version\": 1, \"findings\": []}",
		"{\"version\": 1, \"findings\": {\"a.md\": []}}",
		"{\"version\": 1, \"findings\": {\"a.md\": {\"list-kind\": {}}}}",
		"{\"version\": 1, \"findings\": {\"a.md\": {\"list-kind\": [1]}}}",
		"{\"version\": 1, \"findings\": {\"a.md\": {\"list-kind\": [\"12\"]}}}",
		"{\"version\": 1, \"findings\": {\"a.md\": {\"list-kind\": "
		"[\"000000000000000G\"]}}}",
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(texts); i++) {
		struct arena a = { 0 };
		struct str error = { 0 };

		assert_null(baseline_read(&a, str_c(texts[i]), &error));
		assert_true(error.n > 0);
		arena_free(&a);
	}
}

static void
known_findings_are_marked_and_the_rest_is_not(void **state)
{
	struct arena a = { 0 };
	struct baseline *b = baseline_new(&a);
	struct finding v[] = { { .fingerprint = 1 },
			       { .fingerprint = 2 },
			       { .fingerprint = 3, .hidden = HIDDEN_COMMENT } };

	(void)state;
	baseline_add(b, S("a.md"), S("list-kind"), 1);
	baseline_add(b, S("a.md"), S("list-kind"), 3);
	baseline_add(b, S("a.md"), S("list-kind"), 4);
	baseline_apply(b, v, countof(v));
	assert_int_equal(v[0].hidden, HIDDEN_BASELINE);
	assert_int_equal(v[1].hidden, HIDDEN_NOT);
	assert_int_equal(v[2].hidden, HIDDEN_COMMENT);
	assert_true(b->v[0].seen && b->v[1].seen && !b->v[2].seen);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_file_is_sorted_and_has_one_fingerprint_a_line),
		cmocka_unit_test(what_is_written_is_read_again),
		cmocka_unit_test(entries_that_are_gone_are_not_written),
		cmocka_unit_test(what_is_no_baseline_is_refused),
		cmocka_unit_test(known_findings_are_marked_and_the_rest_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
