/* fresh.c: the recorded hash or version against the source page, and stale-hash. */
#include "unit.h"

#include "pin_fixture.h"

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

/* --- hashes and versions -----------------------------------------------------------------------
 */

/* git hash-object of "hello\n" and of "hello"; sha1sum and sha256sum of "hello\n" */
#define BLOB_LF    "ce013625030ba8dba906f756967f9e9ca394464a"
#define BLOB_BARE  "b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0"
#define SHA_1_LF   "f572d396fae9206628714fb2ce00f72e94f2258f"
#define SHA_256_LF "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"

static void
a_digest_is_known_by_its_algorithm_length_and_line_ends(void **state)
{
	static const struct {
		struct pin_rules rules;
		const char *hex;
		bool lf, crlf, bare; /* is it that of "hello\n", "hello\r\n", "hello"? */
	} cases[] = {
		{ { .algorithm = PIN_SHA }, SHA_1_LF, true, true, false },
		{ { .algorithm = PIN_SHA }, SHA_256_LF, true, true, false },
		{ { .algorithm = PIN_SHA }, "5891b5b5", false, false, false },
		{ { .algorithm = PIN_SHA, .digits = 8 }, "5891b5b5", true, true, false },
		{ { .algorithm = PIN_SHA, .digits = 8 }, "F572D396", true, true, false },
		{ { .algorithm = PIN_SHA_1, .digits = 8 }, "5891b5b5", false, false, false },
		{ { .algorithm = PIN_SHA_256, .digits = 8 }, "5891b5b5", true, true, false },
		{ { .algorithm = PIN_SHA_256, .digits = 8 }, "5891b5b6", false, false, false },
		{ { .algorithm = PIN_SHA_256, .digits = 8 }, "5891b5b", false, false, false },
		{ { .algorithm = PIN_SHA_256, .digits = 8 }, SHA_256_LF "0", false, false, false },
		{ { .algorithm = PIN_SHA_256, .digits = 8 }, "f572d396", false, false, false },
		{ { .algorithm = PIN_BLOB }, BLOB_LF, true, true, false },
		{ { .algorithm = PIN_BLOB }, BLOB_BARE, true, true, true },
		{ { .algorithm = PIN_BLOB, .last_line_ends = true },
		  BLOB_BARE,
		  false,
		  false,
		  true },
		{ { .algorithm = PIN_BLOB, .digits = 12 }, "ce013625030b", true, true, false },
		{ { .algorithm = PIN_BLOB }, SHA_1_LF, false, false, false },
		{ { .algorithm = PIN_SHA }, BLOB_LF, false, false, false },
		{ { .line_ends = LINE_ENDS_RAW }, SHA_1_LF, true, false, false },
		{ { .line_ends = LINE_ENDS_LF }, SHA_1_LF, true, true, false },
		{ { .line_ends = LINE_ENDS_CRLF }, SHA_1_LF, false, false, false },
		{ { .algorithm = PIN_OPAQUE }, SHA_1_LF, false, false, false },
		{ { .algorithm = PIN_OPAQUE }, "", false, false, false },
		{ { .algorithm = PIN_SHA, .digits = 8 }, "", false, false, false },
	};
	struct arena a = { 0 };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct digests *lf = digests_new(&a, S("hello\n"));
		struct digests *crlf = digests_new(&a, S("hello\r\n"));
		struct digests *bare = digests_new(&a, S("hello"));
		struct str hex = str_c(cases[i].hex);

		print_message("case %d\n", (int)i);
		assert_int_equal(digests_match_pin(lf, &cases[i].rules, hex), cases[i].lf);
		assert_int_equal(digests_match_pin(crlf, &cases[i].rules, hex), cases[i].crlf);
		assert_int_equal(digests_match_pin(bare, &cases[i].rules, hex), cases[i].bare);
		/* again, from what was kept */
		assert_int_equal(digests_match_pin(lf, &cases[i].rules, hex), cases[i].lf);
	}
	arena_free(&a);
}

static void
each_kind_of_pin_is_judged_by_what_can_be_had(void **state)
{
	static const struct {
		const char *profile, *source, *page;
		enum freshness fresh;
	} cases[] = {
		{ "mojaloop", "hello\n", "---\ni18n_source_sha: " BLOB_LF "\n---\n", FRESH_YES },
		{ "mojaloop", "hello\r\n", "---\ni18n_source_sha: ce013625030b\n---\n", FRESH_YES },
		{ "mojaloop", "hello!\n", "---\ni18n_source_sha: " BLOB_LF "\n---\n", FRESH_NO },
		{ "mojaloop", "hello\n", "---\ni18n_source_sha: ce01\n---\n", FRESH_UNKNOWN },
		{ "mojaloop", NULL, "---\ni18n_source_sha: " BLOB_LF "\n---\n", FRESH_UNKNOWN },
		{ "comfy", "hello\n", "{/* translationSourceHash: 5891b5b5 */}\n", FRESH_YES },
		{ "comfy", "hello!\n", "{/* translationSourceHash: 5891b5b5 */}\n", FRESH_NO },
		{ "comfy", "hello!\n",
		  "---\ntranslationSourceHash: 5891b5b5\ntranslationBlockHashes: {a: b}\n---\n",
		  FRESH_UNKNOWN },
		{ "comfy", "hello\n", "Text\n", FRESH_UNPINNED },
		{ "php", "hello\n", PHP, FRESH_UNKNOWN },
		{ "php", "hello\n", "Text\n", FRESH_UNPINNED },
		{ "co-op-translator", "hello\n",
		  "<!-- CO_OP_TRANSLATOR_METADATA: {\"original_hash\": \"x\"} -->", FRESH_UNKNOWN },
		{ "doc-version", "---\ndoc-version: 3\n---\n", "---\ndoc-version: 3\n---\n",
		  FRESH_YES },
		{ "doc-version", "---\ndoc-version: 10\n---\n", "---\ndoc-version: 9\n---\n",
		  FRESH_NO },
		{ "doc-version", "---\ndoc-version: 9\n---\n", "---\ndoc-version: 10\n---\n",
		  FRESH_YES },
		{ "doc-version", "---\ndoc-version: 1.169\n---\n", "---\ndoc-version: 1.93\n---\n",
		  FRESH_NO },
		{ "doc-version", "---\ndoc-version: 1.2\n---\n", "---\ndoc-version: 1.2.0\n---\n",
		  FRESH_YES },
		{ "doc-version", "---\ndoc-version: 1.2.1\n---\n", "---\ndoc-version: 1.2\n---\n",
		  FRESH_NO },
		{ "doc-version", "---\ndoc-version: 007\n---\n", "---\ndoc-version: 7\n---\n",
		  FRESH_YES },
		{ "doc-version", "---\ndoc-version: 2026-05-21\n---\n",
		  "---\ndoc-version: 2025-11-30\n---\n", FRESH_NO },
		{ "doc-version", "---\ndoc-version: new\n---\n", "---\ndoc-version: old\n---\n",
		  FRESH_UNKNOWN },
		{ "doc-version", "---\ntitle: x\n---\n", "---\ndoc-version: 7\n---\n",
		  FRESH_UNKNOWN },
		{ "git-date", "hello\n", "Text\n", FRESH_UNPINNED },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct lab l;
		struct view v;

		lab_open(&l, cases[i].profile);
		v = view_of(&l, cases[i].source, cases[i].page);
		print_message("case %d\n", (int)i);
		assert_int_equal(fresh_of(&v), cases[i].fresh);
		lab_close(&l);
	}
}

static void
a_file_beside_the_page_is_judged_too(void **state)
{
	struct lab l;
	struct view v;

	(void)state;
	lab_open(&l, "base");
	use_profile(&l,
		    "pin: {algorithm: sha256, digits: 8, beside: {path: '{path}.sum', name: sum, "
		    "hint: h, match: '\\A(?<hash>\\w+)', examples: [{text: ab c, hash: ab}]}}\n");
	v = view_of(&l, "hello\n", "Hallo\n");
	assert_int_equal(fresh_of(&v), FRESH_UNPINNED);
	v.beside = S("5891b5b5  a.md\n");
	assert_int_equal(fresh_of(&v), FRESH_YES);
	v.beside = S("5891b5b6  a.md\n");
	assert_int_equal(fresh_of(&v), FRESH_NO);
	v.freshness = FRESH_NO;
	pass_fresh(&v);
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(l.sink.out.v[0].at.line, 1);
	assert_text(lab_arg(&l.sink.out.v[0], "hash"), "5891b5b5");
	lab_close(&l);
}

static void
the_hash_of_today_has_the_form_of_the_recorded_one(void **state)
{
	struct lab l;
	struct view v;

	(void)state;
	lab_open(&l, "mojaloop");
	v = view_of(&l, "hello\n", "---\ni18n_source_sha: 111111111111\n---\n");
	v.freshness = FRESH_NO;
	pass_fresh(&v);
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(l.sink.out.v[0].message, MSG_STALE_HASH);
	assert_text(lab_arg(&l.sink.out.v[0], "hash"), "ce013625030b");
	assert_text(lab_arg(&l.sink.out.v[0], "current"), "ce013625");
	lab_close(&l);
}

static void
an_old_version_is_named_with_the_new_one(void **state)
{
	struct lab l;
	struct view v;

	(void)state;
	lab_open(&l, "doc-version");
	v = view_of(&l, "---\ndoc-version: 4\n---\n", "---\ndoc-version: 3\n---\n");
	v.freshness = fresh_of(&v);
	pass_fresh(&v);
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(messages[l.sink.out.v[0].message].rule, RULE_STALE_COMMIT);
	assert_text(lab_arg(&l.sink.out.v[0], "recorded"), "3");
	assert_text(lab_arg(&l.sink.out.v[0], "current"), "4");
	assert_int_equal(l.sink.out.v[0].at.line, 2);
	assert_int_equal(l.sink.out.v[0].at.column, 14);
	lab_close(&l);
}

static void
translations_with_the_same_unknown_hash_are_peers(void **state)
{
#define COOP(layout) \
 "---\ntitle: x\nlayout: " layout "\n---\n<!-- CO_OP_TRANSLATOR_METADATA: " \
 "{\"original_hash\": \"4f2a0c9d1e8b7a6f5e4d3c2b1a09f8e7\"} -->\n"
	struct lab l;

	(void)state;
	lab_open(&l, "co-op-translator");
	lab_translation(&l, "de", S(COOP("wide")));
	lab_translation(&l, "fr", S(COOP("wide")));
	lab_translation(&l, "sv", S(COOP("narrow")));
	lab_check(&l);
	assert_int_equal(lab_count(&l, RULE_PEER_MISMATCH), 1);
	assert_text(lab_find(&l, RULE_PEER_MISMATCH)->at.file, "sv/a.md");
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
		cmocka_unit_test(a_digest_is_known_by_its_algorithm_length_and_line_ends),
		cmocka_unit_test(each_kind_of_pin_is_judged_by_what_can_be_had),
		cmocka_unit_test(a_file_beside_the_page_is_judged_too),
		cmocka_unit_test(the_hash_of_today_has_the_form_of_the_recorded_one),
		cmocka_unit_test(an_old_version_is_named_with_the_new_one),
		cmocka_unit_test(translations_with_the_same_unknown_hash_are_peers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
