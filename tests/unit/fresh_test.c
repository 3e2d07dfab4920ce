/* fresh.c: the recorded hash against the bytes of the source page, and stale-hash. */
#include "unit.h"

#include "family.h"

static struct str
hex(struct lab *l, enum sha_kind kind, const char *text)
{
	struct str s = str_c(text);

	return sha_hex(&l->arena, kind, &s, 1);
}

static void
assert_fresh(struct lab *l, const char *source, const char *hashed)
{
	assert_true(digests_match(digests_new(&l->work, str_c(source)), hex(l, SHA_1, hashed)));
	assert_true(digests_match(digests_new(&l->work, str_c(source)), hex(l, SHA_256, hashed)));
}

static void
any_line_end_and_any_number_of_last_ones_is_the_same_page(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	assert_fresh(&l, "a\nb\n\n", "a\nb\n\n");
	assert_fresh(&l, "a\nb\n\n", "a\r\nb\r\n\r\n");
	assert_fresh(&l, "a\nb\n\n", "a\nb");
	assert_fresh(&l, "a\nb\n\n", "a\r\nb");
	assert_fresh(&l, "a\r\nb\n\r\n", "a\r\nb\n\r\n");
	assert_fresh(&l, "a\r\nb\n\r\n", "a\nb\n\n");
	assert_fresh(&l, "a\r\nb\n\r\n", "a\r\nb");
	assert_fresh(&l, "", "");
	lab_close(&l);
}

static void
any_other_byte_is_another_page(void **state)
{
	struct lab l;
	struct digests *d;

	(void)state;
	lab_open(&l, "microsoft");
	d = digests_new(&l.work, S("a\nb\n"));
	assert_false(digests_match(d, hex(&l, SHA_1, "a\nb \n")));
	assert_false(digests_match(d, hex(&l, SHA_1, "a\nb\n\n")));
	assert_false(digests_match(d, hex(&l, SHA_1,
					  "\xef\xbb\xbf"
					  "a\nb\n")));
	assert_false(digests_match(d, hex(&l, SHA_1, "a\rb\n")));
	assert_false(digests_match(d, str_slice(hex(&l, SHA_1, "a\nb\n"), 0, 39)));
	assert_false(digests_match(d, S("")));
	lab_close(&l);
}

static void
digits_compare_without_case(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	/* SHA-1 of "abc", FIPS 180-4 */
	assert_true(digests_match(digests_new(&l.work, S("abc")),
				  S("A9993E364706816ABA3E25717850C26C9CD0D89D")));
	lab_close(&l);
}

static enum freshness
judge(struct lab *l, struct digests *source, const char *front)
{
	struct str raw = str_fmt(&l->arena, "---\ntitle: x\n%s---\n\ntext\n", front);

	return fresh_judge(l->profile, source,
			   doc_parse(&l->work, S("a.md"), raw, &l->profile->grammar, l->scratch));
}

static void
the_verdict_needs_a_hash_and_a_source(void **state)
{
	struct lab l;
	struct digests *d;

	(void)state;
	lab_open(&l, "microsoft");
	d = digests_new(&l.work, S("abc"));
	assert_int_equal(judge(&l, d, ""), FRESH_UNPINNED);
	assert_int_equal(
		judge(&l, d, "ms.openlocfilehash: a9993e364706816aba3e25717850c26c9cd0d89d\n"),
		FRESH_YES);
	assert_int_equal(
		judge(&l, d, "ms.openlocfilehash: b9993e364706816aba3e25717850c26c9cd0d89d\n"),
		FRESH_NO);
	assert_int_equal(
		judge(&l, NULL, "ms.openlocfilehash: a9993e364706816aba3e25717850c26c9cd0d89d\n"),
		FRESH_UNKNOWN);
	assert_int_equal(judge(&l, d, "ms.openlocfilehash: nonsense\n"), FRESH_UNKNOWN);
	assert_int_equal(
		judge(&l, d, "ms.sourcegitcommit: a9993e364706816aba3e25717850c26c9cd0d89d\n"),
		FRESH_UNKNOWN);
	lab_close(&l);
}

static void
a_stale_page_shows_both_hashes_in_one_algorithm(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	lab_open(&l, "microsoft");
	lab_source(&l, S("# Two\n"));
	lab_translation(&l, "de-DE",
			str_fmt(&l.arena, "---\nms.openlocfilehash: %.*s\n---\n# Zwei\n",
				P(hex(&l, SHA_256, "# One\n"))));
	lab_check(&l);
	assert_int_equal(lab_count(&l, RULE_STALE_HASH), 1);
	f = lab_find(&l, RULE_STALE_HASH);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_int_equal(f->at.line, 2);
	assert_int_equal(f->at.column, 21);
	assert_int_equal(f->at.end_column, 21 + 64);
	assert_true(str_eq(lab_arg(f, "recorded"), str_slice(hex(&l, SHA_256, "# One\n"), 0, 8)));
	assert_true(str_eq(lab_arg(f, "current"), str_slice(hex(&l, SHA_256, "# Two\n"), 0, 8)));
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_line_end_and_any_number_of_last_ones_is_the_same_page),
		cmocka_unit_test(any_other_byte_is_another_page),
		cmocka_unit_test(digits_compare_without_case),
		cmocka_unit_test(the_verdict_needs_a_hash_and_a_source),
		cmocka_unit_test(a_stale_page_shows_both_hashes_in_one_algorithm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
