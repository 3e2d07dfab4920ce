/* Suppressed findings in reports: marked where they are shown, and in no count. */
#include "report_fixture.h"

#include <string.h>

static struct finding
suppressed(enum hidden by, const char *reason)
{
	struct finding f = missing_key("de/b.md", 3);

	f.hidden = by;
	f.reason = str_c(reason);
	return f;
}

static void
the_sentence_says_that_it_is_suppressed_and_why(void **state)
{
	struct arena a = { 0 };
	struct finding f = suppressed(HIDDEN_COMMENT, "our own service");

	(void)state;
	assert_true(str_ends(finding_text(&a, &f, PART_TEXT), S(" (suppressed: our own service)")));
	f.reason = S("");
	assert_true(str_ends(finding_text(&a, &f, PART_TEXT), S(" (suppressed)")));
	assert_true(str_find(finding_text(&a, &f, PART_HELP), S("suppressed"), 0) < 0);
	f.hidden = HIDDEN_NOT;
	assert_true(str_find(finding_text(&a, &f, PART_TEXT), S("suppressed"), 0) < 0);
	arena_free(&a);
}

/* The closing lines of a run that shows v[0..n) and hides some. */
static char *
summary(struct arena *a, const struct finding *v, ptrdiff_t n, struct totals totals)
{
	struct report r = { .findings = v, .n = n, .totals = &totals, .style = &plain };
	struct buf out = { .a = a };

	totals.pages = 8;
	totals.locales = 1;
	report_summary(&out, &r);
	return str_z(a, buf_take(&out));
}

static void
the_summary_counts_what_is_hidden_apart(void **state)
{
	struct arena a = { 0 };
	const struct finding v[] = { missing_key("de/a.md", 3), suppressed(HIDDEN_IGNORE, "") };

	(void)state;
	assert_string_equal(summary(&a, NULL, 0, (struct totals){ .baselined = 312 }),
			    "No findings in 8 pages (1 locale), 0.00 s. 312 baselined.\n");
	assert_string_equal(summary(&a, NULL, 0, (struct totals){ .suppressed = 2 }),
			    "No findings in 8 pages (1 locale), 0.00 s. 2 suppressed.\n");
	assert_string_equal(
		summary(&a, v, 2,
			(struct totals){ .counts[SEV_ERROR] = 1, .suppressed = 1, .baselined = 3 }),
		"1 finding in 1 of 8 pages (1 error), 1 locale, in 0.00 s; 3 baselined, "
		"1 suppressed\n");
	assert_string_equal(summary(&a, v, 1, (struct totals){ .counts[SEV_ERROR] = 1 }),
			    "1 finding in 1 of 8 pages (1 error), 1 locale, in 0.00 s\n");
	arena_free(&a);
}

static void
the_configuration_is_no_page(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { { .message = MSG_IGNORE_UNUSED,
				 .severity = SEV_WARNING,
				 .at.file = S(".loclint.yml"),
				 .settings = true },
			       missing_key("de/a.md", 3) };

	(void)state;
	assert_string_equal(summary(&a, v, 1, (struct totals){ .counts[SEV_WARNING] = 1 }),
			    "1 finding in the configuration (1 warning), 1 locale, in 0.00 s\n");
	assert_string_equal(
		summary(&a, v, 2, (struct totals){ .counts = { 0, 0, 1, 1 } }),
		"2 findings in 1 of 8 pages and the configuration (1 error, 1 warning), 1 "
		"locale, in 0.00 s\n");
	arena_free(&a);
}

static void
programs_are_told_what_suppresses(void **state)
{
	struct arena a = { 0 };
	struct finding f = suppressed(HIDDEN_COMMENT, "our own");
	const char *json = printed(&a, "json", &f, 1, &plain);
	const char *sarif = printed(&a, "sarif", &f, 1, &plain);

	(void)state;
	assert_non_null(strstr(json, "\"suppressed\":{\"by\":\"comment\",\"reason\":\"our own\"}"));
	assert_non_null(strstr(sarif, "\"suppressions\":[{\"kind\":\"inSource\",\"justification\":"
				      "\"our own\"}]"));
	f = suppressed(HIDDEN_IGNORE, "");
	json = printed(&a, "json", &f, 1, &plain);
	sarif = printed(&a, "sarif", &f, 1, &plain);
	assert_non_null(strstr(json, "\"suppressed\":{\"by\":\"ignores\",\"reason\":null}"));
	assert_non_null(strstr(sarif, "\"suppressions\":[{\"kind\":\"external\"}]"));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sentence_says_that_it_is_suppressed_and_why),
		cmocka_unit_test(the_summary_counts_what_is_hidden_apart),
		cmocka_unit_test(the_configuration_is_no_page),
		cmocka_unit_test(programs_are_told_what_suppresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
