/* search.c: words looked up in the translation. */
#include "unit.h"

#include "check/search.h"

static void
assert_loose(const char *s, const char *text, ptrdiff_t from, ptrdiff_t expected,
	     ptrdiff_t expected_end)
{
	ptrdiff_t end = -1;

	assert_int_equal(find_loose(str_c(s), str_c(text), from, &end), expected);
	if (expected >= 0)
		assert_int_equal(end, expected_end);
}

static void
case_blanks_escapes_and_emphasis_do_not_count(void **state)
{
	(void)state;
	assert_loose("see Project.JSON", "project.json", 0, 4, 16);
	assert_loose("max\\_retries", "max_retries", 0, 0, 12);
	assert_loose("a max _ **retries", "max_retries", 0, 2, 17);
	assert_loose("ab ab", "ab", 1, 3, 5);
}

static void
other_bytes_and_long_gaps_do(void **state)
{
	(void)state;
	assert_loose("project-json", "project.json", 0, -1, 0);
	assert_loose("pro    ject", "project", 0, -1, 0);
	assert_loose("projec", "project", 0, -1, 0);
	assert_loose("", "a", 0, -1, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_blanks_escapes_and_emphasis_do_not_count),
		cmocka_unit_test(other_bytes_and_long_gaps_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
