/* The order, identity and sentences of findings. */
#include "unit.h"

#include "diag/diag.h"

static struct finding
finding(const char *file, uint32_t line, enum message_id m, const char *key)
{
	return (struct finding){ .message = m,
				 .severity = SEV_ERROR,
				 .at = { str_c(file), line, 1, line, 2, line * 10, line * 10 + 1 },
				 .key = str_c(key) };
}

static struct findings
finish(struct arena *a, const struct finding *v, ptrdiff_t n)
{
	struct findings f = { 0 };

	for (ptrdiff_t i = 0; i < n; i++)
		*vec_push(a, &f) = v[i];
	findings_finish(a, &f);
	return f;
}

static void
findings_are_ordered_by_file_line_column_and_rule(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = {
		finding("b.md", 1, MSG_META_MISSING, "x"),
		finding("a.md", 10, MSG_META_MISSING, "x"),
		finding("a.md", 9, MSG_LINK_MISSING, "x"),
		finding("a.md", 9, MSG_META_MISSING, "y"),
		finding("a.md", 9, MSG_META_MISSING, "x"),
		finding("a.md", 9, MSG_META_MISSING, "z"),
	};
	struct findings f;

	(void)state;
	v[5].at.column = 0;
	f = finish(&a, v, countof(v));
	assert_int_equal(f.n, 6);
	assert_true(str_eq(f.v[0].key, S("z")));
	assert_true(str_eq(f.v[1].key, S("x")));
	assert_true(str_eq(f.v[2].key, S("y")));
	assert_int_equal(f.v[3].message, MSG_LINK_MISSING);
	assert_int_equal(f.v[4].at.line, 10);
	assert_true(str_eq(f.v[5].at.file, S("b.md")));
	arena_free(&a);
}

static void
what_is_missing_at_one_place_is_told_in_english_order(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { finding("a.md", 2, MSG_LINK_MISSING, "a"),
			       finding("a.md", 2, MSG_META_MISSING, "b"),
			       finding("a.md", 2, MSG_LINK_MISSING, "c") };
	struct findings f;

	(void)state;
	v[0].source.line = 9;
	v[1].source.line = 10;
	v[2].source.line = 4;
	f = finish(&a, v, countof(v));
	assert_true(str_eq(f.v[0].key, S("c")));
	assert_true(str_eq(f.v[1].key, S("a")));
	assert_true(str_eq(f.v[2].key, S("b")));
	arena_free(&a);
}

/* A small linear congruential generator (Knuth's MMIX constants): the same shuffles on every
 * machine. */
static uint32_t
random_below(uint64_t *state, uint32_t n)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*state >> 33) % n;
}

static void
assert_same(const struct findings *f, const struct findings *g)
{
	assert_int_equal(f->n, g->n);
	for (ptrdiff_t i = 0; i < f->n; i++) {
		assert_true(str_eq(f->v[i].at.file, g->v[i].at.file));
		assert_int_equal(f->v[i].at.line, g->v[i].at.line);
		assert_int_equal(f->v[i].message, g->v[i].message);
		assert_int_equal(f->v[i].severity, g->v[i].severity);
		assert_int_equal(f->v[i].cause, g->v[i].cause);
		assert_true(f->v[i].fingerprint == g->v[i].fingerprint);
		assert_true(f->v[i].parent == g->v[i].parent);
	}
}

static void
the_order_of_arrival_does_not_matter(void **state)
{
	static const enum message_id said[] = { MSG_META_MISSING, MSG_LINK_MISSING,
						MSG_STALE_HASH };
	static const char *const files[] = { "a.md", "b.md", "c.md" }, *const keys[] = { "k", "l" };
	struct arena a = { 0 };
	struct finding v[200];
	struct findings first;
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < countof(v); i++) {
		v[i] = finding(files[random_below(&seed, 3)], 1 + random_below(&seed, 5),
			       said[random_below(&seed, 3)], keys[random_below(&seed, 2)]);
		v[i].severity = (enum severity)(1 + random_below(&seed, 3));
		v[i].cause = (enum cause)random_below(&seed, 3);
		v[i].child = random_below(&seed, 2) == 1;
	}
	first = finish(&a, v, countof(v));
	assert_in_range(first.n, 3 * 5, 3 * 5 * 3 * 2);
	for (int round = 0; round < 50; round++) {
		struct findings again;

		for (uint32_t i = countof(v) - 1; i > 0; i--) {
			uint32_t j = random_below(&seed, i + 1);
			struct finding swapped = v[i];

			v[i] = v[j];
			v[j] = swapped;
		}
		again = finish(&a, v, countof(v));
		assert_same(&first, &again);
	}
	arena_free(&a);
}

static void
what_says_the_same_is_said_once_and_gravely(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { finding("a.md", 3, MSG_LINK_MISSING, "x"),
			       finding("a.md", 3, MSG_LINK_MISSING, "x"),
			       finding("a.md", 3, MSG_LINK_MISSING, "x"),
			       finding("a.md", 3, MSG_LINK_MISSING, "x") };
	struct findings f;

	(void)state;
	v[0].severity = SEV_WARNING;
	v[1].cause = CAUSE_DRIFT;
	v[3].source.line = 8;
	f = finish(&a, v, countof(v));
	assert_int_equal(f.n, 2);
	assert_int_equal(f.v[0].severity, SEV_ERROR);
	assert_int_equal(f.v[0].cause, CAUSE_DEFECT);
	assert_int_equal(f.v[1].source.line, 8);
	arena_free(&a);
}

static void
different_arguments_make_different_findings(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { finding("a.md", 3, MSG_LINK_MISSING, "x"),
			       finding("a.md", 3, MSG_LINK_MISSING, "x") };

	(void)state;
	v[0].args[0] = (struct arg){ "target", S("a") };
	v[1].args[0] = (struct arg){ "target", S("b") };
	assert_int_equal(finish(&a, v, 2).n, 2);
	arena_free(&a);
}

/* The values were computed with another program from the definition: FNV-1a of "1" NUL rule NUL
 * path NUL key NUL number. */
static void
fingerprints_follow_their_definition(void **state)
{
	struct arena a = { 0 };
	const struct finding v[] = { finding("de/a.md", 3, MSG_META_MISSING, "ms.service"),
				     finding("./de//a.md", 9, MSG_META_MISSING, "ms.service"),
				     finding("de/a.md", 7, MSG_META_MISSING, "ms.service") };
	struct findings f = finish(&a, v, 1);

	(void)state;
	assert_true(f.v[0].fingerprint == UINT64_C(0x09f06c4f04e3c3f7));
	f = finish(&a, v + 1, 1);
	assert_true(f.v[0].fingerprint == UINT64_C(0x09f06c4f04e3c3f7));
	f = finish(&a, v, 3);
	assert_true(str_eq(f.v[0].at.file, S("./de//a.md")));
	assert_true(f.v[1].fingerprint == UINT64_C(0x09f06c4f04e3c3f7));
	assert_int_equal(f.v[2].at.line, 7);
	assert_true(f.v[2].fingerprint == UINT64_C(0x09f06b4f04e3c244));
	arena_free(&a);
}

static void
a_fingerprint_outlives_lines_wording_and_severity(void **state)
{
	struct arena a = { 0 };
	struct finding v = finding("de/a.md", 3, MSG_META_MISSING, "ms.service");
	struct finding moved = finding("de/a.md", 300, MSG_META_MISSING_LONG, "ms.service");
	uint64_t before = finish(&a, &v, 1).v[0].fingerprint;

	(void)state;
	moved.severity = SEV_INFO;
	moved.args[0] = (struct arg){ "key", S("ms.service") };
	assert_true(finish(&a, &moved, 1).v[0].fingerprint == before);
	moved.key = S("ms.prod");
	assert_false(finish(&a, &moved, 1).v[0].fingerprint == before);
	arena_free(&a);
}

static void
keys_may_hold_any_bytes(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { finding("a.md", 3, MSG_LINK_MISSING, ""),
			       finding("a.md", 4, MSG_LINK_MISSING, "") };
	struct findings f;

	(void)state;
	v[0].key = S("a\0b");
	v[1].key = S("a\0c");
	f = finish(&a, v, 2);
	assert_false(f.v[0].fingerprint == f.v[1].fingerprint);
	arena_free(&a);
}

static void
children_belong_to_the_stale_finding_of_their_page(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = {
		finding("a.md", 2, MSG_LINK_MISSING, "x"),
		finding("a.md", 9, MSG_STALE_HASH, ""),
		finding("a.md", 20, MSG_LINK_MISSING, "y"),
		finding("b.md", 2, MSG_LINK_MISSING, "x"),
	};
	struct findings f;

	(void)state;
	v[0].child = v[3].child = true;
	f = finish(&a, v, countof(v));
	assert_true(f.v[1].fingerprint != 0);
	assert_true(f.v[0].parent == f.v[1].fingerprint);
	assert_true(f.v[1].parent == 0);
	assert_true(f.v[2].parent == 0);
	assert_true(f.v[3].parent == 0);
	arena_free(&a);
}

static void
no_findings_are_finished_findings(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_int_equal(finish(&a, NULL, 0).n, 0);
	arena_free(&a);
}

/* --- sentences ----------------------------------------------------------------- */

static void
check_text(const struct finding *f, enum message_part part, const char *expected)
{
	struct arena a = { 0 };

	assert_string_equal(str_z(&a, finding_text(&a, f, part)), expected);
	arena_free(&a);
}

static void
arguments_are_filled_in_as_they_are(void **state)
{
	struct finding f = finding("a.md", 1, MSG_META_MISMATCH, "");

	(void)state;
	f.args[0] = (struct arg){ "key", S("ms.topic") };
	f.args[1] = (struct arg){ "value", S("{key}`\x1b") };
	f.args[2] = (struct arg){ "expected", S("") };
	check_text(&f, PART_TEXT, "`ms.topic` is `{key}`\x1b`, but `` in the English page");
	check_text(&f, PART_LABEL, "");
	check_text(&f, PART_SOURCE_LABEL, "the English value");
	check_text(&f, PART_HELP, "set it to ``");
}

static void
a_count_chooses_its_word(void **state)
{
	struct finding f = finding("a.md", 1, MSG_PEER_MISSING, "");

	(void)state;
	f.args[0] = (struct arg){ "key", S("k") };
	f.args[1] = (struct arg){ "n", S("1") };
	check_text(&f, PART_TEXT,
		   "`k` is set in another translation of the same revision, but not here");
	f.args[1].value = S("12");
	check_text(&f, PART_TEXT,
		   "`k` is set in other translations of the same revision, but not here");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(findings_are_ordered_by_file_line_column_and_rule),
		cmocka_unit_test(what_is_missing_at_one_place_is_told_in_english_order),
		cmocka_unit_test(the_order_of_arrival_does_not_matter),
		cmocka_unit_test(what_says_the_same_is_said_once_and_gravely),
		cmocka_unit_test(different_arguments_make_different_findings),
		cmocka_unit_test(fingerprints_follow_their_definition),
		cmocka_unit_test(a_fingerprint_outlives_lines_wording_and_severity),
		cmocka_unit_test(keys_may_hold_any_bytes),
		cmocka_unit_test(children_belong_to_the_stale_finding_of_their_page),
		cmocka_unit_test(no_findings_are_finished_findings),
		cmocka_unit_test(arguments_are_filled_in_as_they_are),
		cmocka_unit_test(a_count_chooses_its_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
