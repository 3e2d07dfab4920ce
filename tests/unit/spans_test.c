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
	assert_int_equal(missing(&l, "`[a-z]``[A-Z]`\n", "`[a-z]` und `[A-Z]`\n"), 0);
	assert_int_equal(missing(&l, "`[a-z]``[A-Z]`\n", "`[a-z]` und so\n"), 1);
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

static void
people_may_put_their_own_path_into_the_paragraph_before(void **state)
{
	static const char source[] =
		"1.  Name the file:\n\n    `docs/in/first-post.md`.\n\n1.  Go on.\n";
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(
		missing(&l, source, "1.  Der Name ist `docs/in/erster-text.md`.\n\n1.  Weiter.\n"),
		0);
	assert_int_equal(missing(&l, source, "1.  Die Datei benennen.\n\n1.  Weiter.\n"), 1);
	lab_close(&l);
}

static void
keys_and_addresses_have_a_form_in_each_language(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(missing(&l, "Press `Ctrl+C` now.\n", "Jetzt `Strg+C`.\n"), 0);
	assert_int_equal(
		missing(&l, "See `https://a.example/en/b`.\n", "Siehe `https://a.example/de/b`.\n"),
		0);
	assert_int_equal(missing(&l, "Pass `a+C` now.\n", "Jetzt `Strg+C`.\n"), 1);
	lab_close(&l);
}

static void
a_lost_paragraph_is_one_damage(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(missing(&l,
				 "# T\n\nOne text.\n\nSee `a-1`, `b-2`, `c-3`.\n\n## U\n\nMore.\n",
				 "# T\n\nEin Text.\n\n## U\n\nMehr.\n"),
			 1);
	assert_str(&l, lab_arg(lab_find(&l, RULE_CODE_SPAN_MISSING), "text"), "a-1");
	assert_str(&l, lab_arg(lab_find(&l, RULE_CODE_SPAN_MISSING), "more"), "2");
	assert_int_equal(missing(&l, "See `a-1`, `b-2`, `c-3`.\n", "Nimm `a-1` dort.\n"), 2);
	lab_close(&l);
}

static void
what_another_rule_tells_is_not_said_again(void **state)
{
	static const char source[] = "Run `make -k` and `make -n` now.\n";
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(missing(&l, source, "Erst make -k` und `make -n` starten.\n"), 0);
	assert_int_equal(lab_count(&l, RULE_MARKUP_LITERAL), 1);
	assert_int_equal(missing(&l, source, "Erst `make -k und make -n` starten.\n"), 2);
	assert_int_equal(lab_count(&l, RULE_MARKUP_LITERAL), 0);
	assert_int_equal(missing(&l, source, "Erst `make -k und `baue` starten.\n"), 1);
	assert_str(&l, lab_arg(lab_find(&l, RULE_CODE_SPAN_MISSING), "text"), "make -n");
	assert_int_equal(missing(&l, source, "`make\xe2\x80\x8b -k`, `make -n`\n"), 0);
	assert_int_equal(lab_count(&l, RULE_CHARACTER_DAMAGE), 1);
	assert_int_equal(missing(&l, source, "`make \xef\xbf\xbdk`, `make -n`\n"), 0);
	assert_int_equal(lab_count(&l, RULE_CHARACTER_DAMAGE), 1);
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_spans_without_a_gap_are_put_apart),
		cmocka_unit_test(people_may_put_their_own_path_into_the_paragraph_before),
		cmocka_unit_test(keys_and_addresses_have_a_form_in_each_language),
		cmocka_unit_test(a_lost_paragraph_is_one_damage),
		cmocka_unit_test(what_another_rule_tells_is_not_said_again),
		cmocka_unit_test(backticks_inside_code_are_no_glue),
		cmocka_unit_test(spans_are_counted_over_the_page),
		cmocka_unit_test(placeholders_and_prose_may_be_translated),
		cmocka_unit_test(people_may_say_a_span_otherwise),
		cmocka_unit_test(a_span_that_only_the_translation_has_is_not_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
