#include "unit.h"

#include <string.h>

#include "diag/edit.h"

static struct finding
with_edits(struct edit *e, int n)
{
	return (struct finding){ .edits = e, .nedits = n };
}

static void
assert_result(struct str text, const struct finding *const *f, ptrdiff_t n, const char *want)
{
	struct arena a = { 0 };
	struct edited r = edits_apply(&a, text, f, n);

	assert_int_equal(r.text.n, (ptrdiff_t)strlen(want));
	assert_memory_equal(r.text.p, want, strlen(want));
	arena_free(&a);
}

static void
bytes_outside_the_edits_stay(void **state)
{
	struct edit e[] = { { 2, 4, S("XYZ") } };
	struct finding f = with_edits(e, 1);
	const struct finding *list[] = { &f };

	(void)state;
	assert_result(S("\xef"
			"a\r\n\xff"
			"b"),
		      list, 1,
		      "\xef"
		      "aXYZ\xff"
		      "b");
}

static void
edits_are_taken_in_the_order_of_the_file(void **state)
{
	struct edit e[] = { { 4, 5, S("5") } }, g[] = { { 0, 1, S("1") } };
	struct finding f = with_edits(e, 1), h = with_edits(g, 1);
	const struct finding *list[] = { &f, &h };

	(void)state;
	assert_result(S("abcde"), list, 2, "1bcd5");
}

static void
insertions_at_one_place_keep_the_order_of_the_findings(void **state)
{
	struct edit e[] = { { 1, 1, S("x") } }, g[] = { { 1, 1, S("y") } };
	struct finding f = with_edits(e, 1), h = with_edits(g, 1);
	const struct finding *list[] = { &f, &h };

	(void)state;
	assert_result(S("ab"), list, 2, "axyb");
}

static void
of_overlapping_findings_the_later_one_is_postponed_as_a_whole(void **state)
{
	struct edit e[] = { { 0, 3, S("X") } }, g[] = { { 2, 4, S("Y") }, { 5, 6, S("Z") } };
	struct finding f = with_edits(e, 1), h = with_edits(g, 2);
	const struct finding *list[] = { &f, &h };
	struct arena a = { 0 };
	struct edited r;

	(void)state;
	assert_result(S("abcdef"), list, 2, "Xdef");
	r = edits_apply(&a, S("abcdef"), list, 2);
	assert_int_equal(r.applied, 1);
	assert_int_equal(r.postponed, 1);
	arena_free(&a);
}

static void
an_edit_outside_the_text_changes_nothing(void **state)
{
	struct edit e[] = { { 2, 9, S("X") } };
	struct finding f = with_edits(e, 1), none = { 0 };
	const struct finding *list[] = { &f, &none };

	(void)state;
	assert_result(S("abc"), list, 2, "abc");
	assert_result(S(""), list, 2, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_outside_the_edits_stay),
		cmocka_unit_test(edits_are_taken_in_the_order_of_the_file),
		cmocka_unit_test(insertions_at_one_place_keep_the_order_of_the_findings),
		cmocka_unit_test(of_overlapping_findings_the_later_one_is_postponed_as_a_whole),
		cmocka_unit_test(an_edit_outside_the_text_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
