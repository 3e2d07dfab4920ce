#include "unit.h"

#include <string.h>

#include "doc/pattern.h"

struct fixture {
	struct arena a;
	struct pattern_scratch *scratch;
};

static int
setup(void **state)
{
	static struct fixture f;

	f = (struct fixture){ .scratch = pattern_scratch_new() };
	*state = &f;
	return f.scratch ? 0 : -1;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	pattern_scratch_free(f->scratch);
	arena_free(&f->a);
	return 0;
}

static struct pattern_set *
compile(struct fixture *f, const struct pattern_source *v, ptrdiff_t n)
{
	ptrdiff_t bad = -1, at = -1;
	struct str why = { 0 };
	struct pattern_set *set = pattern_compile(&f->a, v, n, &bad, &why, &at);

	if (!set)
		fail_msg("pattern %td: %.*s at %td", bad, P(why), at);
	return set;
}

static void
assert_str(struct str got, const char *want)
{
	if (!str_eq(got, str_c(want)))
		fail_msg("got \"%.*s\", want \"%s\"", P(got), want);
}

static struct str
slice(struct str s, struct span at)
{
	return str_slice(s, at.off, (ptrdiff_t)at.off + at.len);
}

static void
the_leftmost_match_wins_then_the_first_source(void **state)
{
	struct fixture *f = *state;
	struct pattern_source v[] = { { .text = S("b+") },
				      { .text = S("ab") },
				      { .text = S("a") } };
	struct pattern_set *set = compile(f, v, 3);
	struct pattern_match m;

	assert_true(pattern_next(set, f->scratch, S("xxabb"), 0, &m, NULL));
	assert_int_equal(m.which, 1);
	assert_int_equal(m.all.off, 2);
	assert_int_equal(m.all.len, 2);
	assert_true(pattern_next(set, f->scratch, S("xxabb"), 3, &m, NULL));
	assert_int_equal(m.which, 0);
	assert_int_equal(m.all.len, 2);
	assert_false(pattern_next(set, f->scratch, S("xxabb"), 5, &m, NULL));
	pattern_free(set);
}

static void
each_source_has_its_own_group_numbers_and_names(void **state)
{
	struct fixture *f = *state;
	struct pattern_source v[] = {
		{ .text = S("a(?<x>1)(2)") },
		{ .text = S("b(?<y>3)(?<x>4)?") },
		{ .text = S("(['\"])(?<x>\\w+)\\1") },
	};
	struct str subject = S("--b3--'q'a12");
	struct pattern_set *set = compile(f, v, 3);
	struct pattern_match m;

	assert_true(pattern_next(set, f->scratch, subject, 0, &m, NULL));
	assert_int_equal(m.which, 1);
	assert_int_equal(m.ngroups, 2);
	assert_str(slice(subject, m.groups[1]), "3");
	assert_int_equal(m.groups[2].len, 0);
	assert_int_equal(m.groups[2].off, 0);
	assert_int_equal(m.groups[0].off, 2);
	assert_true(pattern_next(set, f->scratch, subject, 4, &m, NULL));
	assert_int_equal(m.which, 2);
	assert_str(slice(subject, m.groups[pattern_group(set, 2, S("x"))]), "q");
	assert_true(pattern_next(set, f->scratch, subject, 9, &m, NULL));
	assert_int_equal(m.which, 0);
	assert_str(slice(subject, m.groups[2]), "2");
	assert_int_equal(pattern_group(set, 0, S("x")), 1);
	assert_int_equal(pattern_group(set, 1, S("x")), 2);
	assert_int_equal(pattern_group(set, 0, S("y")), 0);
	assert_int_equal(pattern_group(set, 9, S("x")), 0);
	pattern_free(set);
}

static void
an_error_names_the_source_and_the_place_in_it(void **state)
{
	struct fixture *f = *state;
	struct pattern_source v[] = { { .text = S("fine") },
				      { .text = S("abc[d") },
				      { .text = S("(") } };
	ptrdiff_t bad = -1, at = -1;
	struct str why = { 0 };

	assert_null(pattern_compile(&f->a, v, 3, &bad, &why, &at));
	assert_int_equal(bad, 1);
	assert_int_equal(at, 5);
	assert_str(why, "missing terminating ] for character class");
	/* Two halves that would only compile together. */
	v[1].text = S("x)|(?:y");
	assert_null(pattern_compile(&f->a, v, 3, &bad, &why, &at));
	assert_int_equal(bad, 1);
}

static void
case_is_ignored_only_where_asked(void **state)
{
	struct fixture *f = *state;
	struct pattern_source v[] = { { .text = S("note"), .caseless = true },
				      { .text = S("tip") } };
	struct pattern_set *set = compile(f, v, 2);
	struct pattern_match m;

	assert_true(pattern_next(set, f->scratch, S("TIP NoTe tip"), 0, &m, NULL));
	assert_int_equal(m.all.off, 4);
	assert_int_equal(m.which, 0);
	assert_true(pattern_next(set, f->scratch, S("TIP NoTe tip"), 8, &m, NULL));
	assert_int_equal(m.which, 1);
	pattern_free(set);
}

static void
a_line_start_comes_after_markers(void **state)
{
	struct fixture *f = *state;
	struct pattern_source v[] = { { .text = S(":::(\\w+)"), .line_start = true },
				      { .text = S("never") } };
	struct str subject = S("a :::no\n > - :::yes\n1. :::one\n-:::no\n");
	struct pattern_set *set = compile(f, v, 2);
	struct pattern_match m;

	assert_true(pattern_next(set, f->scratch, subject, 0, &m, NULL));
	assert_str(slice(subject, m.all), ":::yes");
	assert_str(slice(subject, m.groups[1]), "yes");
	assert_true(pattern_next(set, f->scratch, subject, m.all.off + m.all.len, &m, NULL));
	assert_str(slice(subject, m.all), ":::one");
	assert_false(pattern_next(set, f->scratch, subject, m.all.off + m.all.len, &m, NULL));
	pattern_free(set);
}

static void
sources_that_would_disturb_each_other_do_not(void **state)
{
	struct fixture *f = *state;
	struct pattern_source v[] = {
		{ .text = S("(?x) one # (comment") },
		{ .text = S("\\Qt.w") },
		{ .text = S("(?i)three|drei") },
		{ .text = S("f(?:o(?=u)|i)ur") },
		{ .text = S("foul") },
		{ .text = S("(?<n>s)ix(?&n)") },
		{ .text = S("x\\Kseven") },
		{ .text = S("fo|eight") },
	};
	static const struct {
		const char *subject;
		int which, off;
	} cases[] = {
		{ "-one", 0, 1 }, { "-t.w", 1, 1 }, { "DREI", 2, 0 },   { "four", 3, 0 },
		{ "foul", 4, 0 }, { "sixs", 5, 0 }, { "xseven", 6, 1 }, { "fox", 7, 0 },
	};
	struct pattern_set *set = compile(f, v, countof(v));

	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct pattern_match m;

		assert_true(pattern_next(set, f->scratch, str_c(cases[i].subject), 0, &m, NULL));
		assert_int_equal(m.which, cases[i].which);
		assert_int_equal(m.all.off, cases[i].off);
	}
	pattern_free(set);
}

static void
a_runaway_pattern_is_no_match_and_spoils_no_other(void **state)
{
	struct fixture *f = *state;
	struct pattern_source v[] = { { .text = S("(?:a+)+\\d") }, { .text = S("stop") } };
	struct pattern_set *set = compile(f, v, 2);
	struct pattern_match m;
	bool limited = false;

	assert_true(pattern_next(set, f->scratch,
				 S("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! stop 1"), 0, &m,
				 &limited));
	assert_true(limited);
	assert_int_equal(m.which, 1);
	limited = false;
	assert_true(pattern_next(set, f->scratch, S("stop"), 0, &m, &limited));
	assert_false(limited);
	pattern_free(set);
}

static void
bytes_that_are_no_utf8_are_skipped(void **state)
{
	struct fixture *f = *state;
	struct pattern_source v[] = { { .text = S("\xc3\xa9") }, { .text = S("b") } };
	struct pattern_set *set = compile(f, v, 2);
	struct pattern_match m;

	assert_true(pattern_next(set, f->scratch, S("\xe9\xff \xc3\xa9"), 0, &m, NULL));
	assert_int_equal(m.which, 0);
	assert_int_equal(m.all.off, 3);
	/* from the middle of a character */
	assert_true(pattern_next(set, f->scratch,
				 S("\xc3\xa9"
				   "b"),
				 1, &m, NULL));
	assert_int_equal(m.all.off, 2);
	pattern_free(set);
}

static void
an_empty_set_and_an_empty_subject_match_nothing(void **state)
{
	struct fixture *f = *state;
	struct pattern_source v[] = { { .text = S("^$") }, { .text = S("a") } };
	struct pattern_set *none = compile(f, NULL, 0), *set = compile(f, v, 2);
	struct pattern_match m;

	assert_false(pattern_next(none, f->scratch, S("a"), 0, &m, NULL));
	assert_false(pattern_next(NULL, f->scratch, S("a"), 0, &m, NULL));
	assert_true(pattern_next(set, f->scratch, (struct str){ 0 }, 0, &m, NULL));
	assert_int_equal(m.which, 0);
	assert_int_equal(m.all.len, 0);
	pattern_free(none);
	pattern_free(set);
}

static void
five_hundred_addresses_keep_their_order(void **state)
{
	struct fixture *f = *state;
	enum { N = 500 };
	struct pattern_source v[N];
	struct pattern_set *set;
	struct pattern_match m;

	/* Every fifth is the beginning of others: the first one that matches must win. */
	for (int i = 0; i < N; i++)
		v[i] = (struct pattern_source){
			.text = i % 5 ? str_fmt(&f->a, "https://docs\\.example\\.com/%c/page-%d\\b",
						'a' + i % 26, i)
				      : str_fmt(&f->a, "https://docs\\.example\\.com/%c/page-%d",
						'a' + i % 26, i),
			.caseless = i % 7 == 0,
		};
	set = compile(f, v, N);
	for (int i = 0; i < N; i++) {
		struct str url = str_fmt(&f->a, "see https://docs.example.com/%c/page-%d now",
					 'a' + i % 26, i);
		struct str number = str_fmt(&f->a, "%d", i);
		int want = i;

		for (int k = 0; k < i && want == i; k += 5) {
			if (k % 26 == i % 26 && str_starts(number, str_fmt(&f->a, "%d", k)))
				want = k;
		}
		assert_true(pattern_next(set, f->scratch, url, 0, &m, NULL));
		assert_int_equal(m.which, want);
		assert_int_equal(m.all.off, 4);
	}
	assert_false(
		pattern_next(set, f->scratch, S("https://docs.example.com/z/page-0"), 0, &m, NULL));
	pattern_free(set);
}

static void
a_replacement_is_filled_from_the_groups(void **state)
{
	struct fixture *f = *state;
	struct pattern_source v[] = { { .text = S("other") },
				      { .text = S("/(?<lang>[a-z]+)/(\\d+)(x)?") } };
	struct str subject = S("go /de/42");
	struct pattern_set *set = compile(f, v, 2);
	struct pattern_match m;

	assert_true(pattern_next(set, f->scratch, subject, 0, &m, NULL));
	assert_str(pattern_expand(&f->a, set, &m, subject,
				  S("${lang}-$2$1!$$5 $3|$9|${no}|$x|${2}|$0$")),
		   "de-42de!$5 |||$x|42|/de/42$");
	assert_str(pattern_expand(&f->a, set, &m, subject, S("")), "");
	assert_str(pattern_expand(&f->a, set, &m, subject, S("${open")), "${open");
	pattern_free(set);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_leftmost_match_wins_then_the_first_source,
						setup, teardown),
		cmocka_unit_test_setup_teardown(each_source_has_its_own_group_numbers_and_names,
						setup, teardown),
		cmocka_unit_test_setup_teardown(an_error_names_the_source_and_the_place_in_it,
						setup, teardown),
		cmocka_unit_test_setup_teardown(case_is_ignored_only_where_asked, setup, teardown),
		cmocka_unit_test_setup_teardown(a_line_start_comes_after_markers, setup, teardown),
		cmocka_unit_test_setup_teardown(sources_that_would_disturb_each_other_do_not, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_runaway_pattern_is_no_match_and_spoils_no_other,
						setup, teardown),
		cmocka_unit_test_setup_teardown(bytes_that_are_no_utf8_are_skipped, setup,
						teardown),
		cmocka_unit_test_setup_teardown(an_empty_set_and_an_empty_subject_match_nothing,
						setup, teardown),
		cmocka_unit_test_setup_teardown(five_hundred_addresses_keep_their_order, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_replacement_is_filled_from_the_groups, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
