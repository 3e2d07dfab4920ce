/* versions.c and numbers.c: version-comma and number-missing. */
#include "unit.h"

#include "literals.h"

static ptrdiff_t
commas(struct lab *l, const char *source, const char *translation)
{
	return pair_count(l, RULE_VERSION_COMMA, source, translation);
}

static ptrdiff_t
missing(struct lab *l, const char *source, const char *translation)
{
	return pair_count(l, RULE_NUMBER_MISSING, source, translation);
}

static void
a_comma_in_a_version_is_replaced_by_the_point(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(commas(&l, "Version 16.9 is new.\n", "Version 16,9, die neue.\n"), 1);
	assert_str(&l, pair_marked(&l, RULE_VERSION_COMMA), "16,9");
	assert_str(&l, pair_fixed(&l, RULE_VERSION_COMMA), "Version 16.9, die neue.\n");
	assert_int_equal(commas(&l, "Contoso 1.2.3\n", "Contoso 1,2,3\n"), 1);
	assert_int_equal(commas(&l, "---\ntitle: Contoso 1.8\n---\nText\n",
				"---\ntitle: Contoso 1,8\n---\nText\n"),
			 1);
	lab_close(&l);
}

static void
targets_and_stars_tell_nothing_else(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(
		commas(&l, "[Contoso 1.7](contoso-1.7.md)\n", "[Contoso 1,7](contoso-1.7.md)\n"),
		1);
	assert_int_equal(commas(&l, "Take 2.8.\\* here.\n", "Nimm 2,8. \\* hier.\n"), 1);
	assert_int_equal(commas(&l, "Contoso 2.5 ([x](x-2.5.md)) needs 2.5 GB.\n",
				"Contoso 2.5 ([x](x-2.5.md)) braucht 2,5 GB.\n"),
			 0);
	lab_close(&l);
}

static void
a_language_with_a_decimal_point_is_not_looked_at(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	pair_check(&l, "ja-JP", "Version 16.9\n", "\xe7\x89\x88 16,9\n");
	assert_int_equal(lab_count(&l, RULE_VERSION_COMMA), 0);
	lab_close(&l);
}

static void
a_quantity_beside_the_version_keeps_its_comma(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(commas(&l, "Contoso 2.5 needs 2.5 GB.\n", "Contoso 2.5 braucht 2,5 GB.\n"),
			 0);
	assert_int_equal(commas(&l, "Contoso 2.5\n", "Contoso 12,5 und 2,51\n"), 0);
	lab_close(&l);
}

static void
what_is_measured_is_no_version(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(commas(&l, "Score 7.5 and Price 9.99.\n", "Punkte 7,5, Preis 9,99.\n"), 0);
	assert_int_equal(commas(&l, "EUR 2.5 or Rated 4.5 stars\n", "EUR 2,5; 4,5 Sterne\n"), 0);
	assert_int_equal(commas(&l, "TLS 1.2 is needed.\n", "TLS 1,2 wird gebraucht.\n"), 1);
	lab_close(&l);
}

static void
a_year_may_be_counted_otherwise(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	pair_check(&l, "th-TH", "Since 2021.\n", "ตั้งแต่ 2564\n");
	assert_int_equal(lab_count(&l, RULE_NUMBER_MISSING), 0);
	pair_check(&l, "ja-JP", "Since 2021.\n", "令和3年から\n");
	assert_int_equal(lab_count(&l, RULE_NUMBER_MISSING), 0);
	pair_check(&l, "ja-JP", "Since 2021.\n", "以前から\n");
	assert_int_equal(lab_count(&l, RULE_NUMBER_MISSING), 1);
	lab_close(&l);
}

static void
a_number_that_is_nowhere_is_missing(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(missing(&l, "It holds 5500 of 7000.\n", "Es fasst viele von 7000.\n"), 1);
	assert_int_equal(missing(&l, "It holds 5500.\n\nNothing.\n", "Viele.\n\nDas sind 5.500.\n"),
			 0);
	lab_close(&l);
}

static void
groups_other_digits_and_round_numbers_are_the_languages_own(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(missing(&l, "1,048,576\n",
				 "1\xc2\xa0"
				 "048\xe2\x80\xaf"
				 "576\n"),
			 0);
	assert_int_equal(missing(&l, "It has 20,000.\n", "2\xe4\xb8\x87\n"), 0);
	assert_int_equal(missing(&l, "After 30,000 ms.\n", "Nach 30 s.\n"), 0);
	assert_int_equal(missing(&l, "In 2019.\n", "\xd9\xa2\xd9\xa0\xd9\xa1\xd9\xa9\n"), 0);
	assert_int_equal(missing(&l, "In 2019.\n", "Im Jahr 20190.\n"), 1);
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_comma_in_a_version_is_replaced_by_the_point),
		cmocka_unit_test(what_is_measured_is_no_version),
		cmocka_unit_test(a_year_may_be_counted_otherwise),
		cmocka_unit_test(targets_and_stars_tell_nothing_else),
		cmocka_unit_test(a_language_with_a_decimal_point_is_not_looked_at),
		cmocka_unit_test(a_quantity_beside_the_version_keeps_its_comma),
		cmocka_unit_test(a_number_that_is_nowhere_is_missing),
		cmocka_unit_test(groups_other_digits_and_round_numbers_are_the_languages_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
