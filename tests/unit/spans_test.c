/* spans.c: code-span-glued and code-span-missing. */
#include "unit.h"

#include "literals.h"

static ptrdiff_t
glued(struct lab *l, const char *source, const char *translation)
{
	return pair_count(l, RULE_CODE_SPAN_GLUED, source, translation);
}

static ptrdiff_t
missing(struct lab *l, const char *source, const char *translation)
{
	return pair_count(l, RULE_CODE_SPAN_MISSING, source, translation);
}

static void
two_spans_without_a_gap_are_put_apart(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(glued(&l, "`skip` and `take` here\n", "`skip``take` hier\n"), 1);
	assert_str(&l, pair_marked(&l, RULE_CODE_SPAN_GLUED), "`skip``take`");
	assert_str(&l, pair_fixed(&l, RULE_CODE_SPAN_GLUED), "`skip` `take` hier\n");
	assert_int_equal(lab_count(&l, RULE_CODE_SPAN_MISSING), 0); /* both are there */
	assert_int_equal(glued(&l, "`a`, `b` and `c`\n", "`a``b``c`\n"), 1);
	assert_str(&l, pair_fixed(&l, RULE_CODE_SPAN_GLUED), "`a` `b` `c`\n");
	lab_close(&l);
}

static void
backticks_inside_code_are_no_glue(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(glued(&l, "Write ```a``b```, `a`, `b`.\n", "So ```a``b```, `a`, `b`.\n"),
			 0);
	assert_int_equal(glued(&l, "Write `x` and `y`.\n", "So `x`, ```q``r```, `y`.\n"), 0);
	lab_close(&l);
}

static void
spans_are_counted_over_the_page(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(missing(&l, "`a_b` and `c_d`.\n\nMore `a_b`.\n",
				 "`c_d` und `a_b`.\n\nMehr `a_b`.\n"),
			 0);
	assert_int_equal(
		missing(&l, "`a_b` and `c_d`.\n\nMore `a_b`.\n", "`c_d` und `a_b`.\n\nMehr.\n"), 1);
	assert_int_equal(lab_find(&l, RULE_CODE_SPAN_MISSING)->at.line, 3);
	lab_close(&l);
}

static void
placeholders_and_prose_may_be_translated(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(missing(&l, "`<name>`, `{id}`, `a few words` and `let\xc3\xa9`\n",
				 "`<Name>`, `{Nummer}`, `ein paar` und `l`\n"),
			 0);
	assert_int_equal(missing(&l, "`a  b_c`\n", "`a b_c`\n"), 0);
	lab_close(&l);
}

static void
people_may_say_a_span_otherwise(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(missing(&l, "Over `http_x` or `grpc_x`.\n", "Mit `http_x/grpc_x`.\n"), 0);
	assert_int_equal(missing(&l, "All `pod_names`.\n", "Jeder `pod_name`.\n"), 0);
	assert_int_equal(missing(&l, "Call `do_work()`.\n", "Rufe `mach_was()`.\n"), 0);
	assert_int_equal(missing(&l, "Call `do_work()` of `x_y`.\n", "Rufe `x_y`.\n"), 1);
	l.profile->human = false;
	assert_int_equal(missing(&l, "Call `do_work()`.\n", "Rufe `mach_was()`.\n"), 1);
	lab_close(&l);
}

static void
a_span_that_only_the_translation_has_is_not_reported(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	pair_check(&l, "de-DE", "The source is `a_b`.\n", "Die `Source` ist `a_b`.\n");
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_spans_without_a_gap_are_put_apart),
		cmocka_unit_test(backticks_inside_code_are_no_glue),
		cmocka_unit_test(spans_are_counted_over_the_page),
		cmocka_unit_test(placeholders_and_prose_may_be_translated),
		cmocka_unit_test(people_may_say_a_span_otherwise),
		cmocka_unit_test(a_span_that_only_the_translation_has_is_not_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
