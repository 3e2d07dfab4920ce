#include <string.h>

#include "base/base.h"
#include "unit.h"

static void
objects_are_zero_and_aligned(void **state)
{
	struct arena a = { 0 };

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (int i = 1; i < 3000; i++) {
			char *odd = NEW(&a, char, i % 7);
			long double *v = NEW(&a, long double, i % 70);

			memset(odd, 0xFF, (size_t)(i % 7));
			assert_int_equal((uintptr_t)v % _Alignof(long double), 0);
			for (int j = 0; j < i % 70; j++) {
				assert_true(v[j] == 0);
				v[j] = 1;
			}
		}
		arena_reset(&a);
	}
	arena_free(&a);
	assert_null(a.head);
}

static void
objects_do_not_overlap(void **state)
{
	enum { N = 400 };
	struct arena a = { 0 };
	unsigned char *p[N];
	ptrdiff_t n[N];

	(void)state;
	for (int i = 0; i < N; i++) {
		/* Around the sizes where a block of its own begins. */
		n[i] = i % 10 == 0 ? 30000 + 50 * i : i;
		p[i] = NEW(&a, unsigned char, n[i]);
		memset(p[i], i & 0xFF, (size_t)n[i]);
	}
	for (int i = 0; i < N; i++)
		for (ptrdiff_t j = 0; j < n[i]; j++)
			assert_int_equal(p[i][j], i & 0xFF);
	arena_free(&a);
}

static void
a_request_for_nothing_gives_a_pointer(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_non_null(NEW(&a, int, 0));
	arena_free(&a);
}

static void
used_counts_bytes_since_the_last_reset(void **state)
{
	struct arena a = { 0 };

	(void)state;
	NEW(&a, char, 100);
	NEW(&a, int32_t, 25);
	NEW(&a, char, 500000);
	assert_int_equal(a.used, 500200);
	arena_reset(&a);
	assert_int_equal(a.used, 0);
	NEW(&a, char, 1);
	assert_int_equal(a.used, 1);
	arena_free(&a);
}

static void
reset_keeps_a_block_but_not_a_large_one(void **state)
{
	struct arena a = { 0 };
	char *first;

	(void)state;
	first = NEW(&a, char, 1);
	arena_reset(&a);
	assert_ptr_equal(NEW(&a, char, 1), first);
	NEW(&a, char, 8 * 1024 * 1024);
	arena_reset(&a);
	assert_non_null(a.head);
	assert_true(a.end - a.beg <= 1024 * 1024);
	arena_free(&a);

	NEW(&a, char, 8 * 1024 * 1024);
	arena_reset(&a);
	assert_null(a.head);
	arena_free(&a);
}

static void
reset_of_an_empty_arena_is_harmless(void **state)
{
	struct arena a = { 0 };

	(void)state;
	arena_reset(&a);
	arena_free(&a);
	arena_free(&a);
	assert_null(a.head);
}

static void
an_arena_takes_over_what_another_holds(void **state)
{
	struct arena a = { 0 }, b = { 0 };
	char *big, *small;

	(void)state;
	big = NEW(&b, char, 1 << 20);
	small = NEW(&b, char, 10);
	memset(big, 1, 1 << 20);
	memset(small, 2, 10);
	NEW(&a, char, 5);
	arena_adopt(&a, &b);
	assert_null(b.head);
	assert_int_equal(a.used, 5 + 10 + (1 << 20));
	arena_free(&b);
	assert_int_equal(big[(1 << 20) - 1] + small[9], 3);
	arena_adopt(&b, &a);
	arena_adopt(&b, &a); /* nothing is left */
	assert_int_equal(big[0] + small[0], 3);
	assert_int_equal(NEW(&b, char, 1)[0], 0);
	arena_free(&b);
}

static void
a_large_object_is_zero_and_aligned_whatever_was_there(void **state)
{
	struct arena a = { 0 };

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (ptrdiff_t i = 0; i < 8; i++) {
			char *p;

			NEW(&a, char, 3);
			p = NEW(&a, char, 40000 + i);
			for (ptrdiff_t k = 0; k < 40000 + i; k++)
				assert_int_equal(p[k], 0);
			memset(p, 0x5a, (size_t)(40000 + i));
			assert_int_equal(
				(uintptr_t)NEW(&a, long double, 5000) % _Alignof(long double), 0);
		}
		arena_reset(&a);
	}
	arena_free(&a);
}

static void
a_growing_array_keeps_what_it_holds(void **state)
{
	struct arena a = { 0 };
	struct VEC(int) v = { 0 };

	(void)state;
	for (int i = 0; i < 10000; i++)
		*vec_push(&a, &v) = i;
	assert_int_equal(v.n, 10000);
	assert_int_equal(v.cap, 16384);
	for (int i = 0; i < 10000; i++)
		assert_int_equal(v.v[i], i);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(objects_are_zero_and_aligned),
		cmocka_unit_test(objects_do_not_overlap),
		cmocka_unit_test(a_request_for_nothing_gives_a_pointer),
		cmocka_unit_test(used_counts_bytes_since_the_last_reset),
		cmocka_unit_test(reset_keeps_a_block_but_not_a_large_one),
		cmocka_unit_test(reset_of_an_empty_arena_is_harmless),
		cmocka_unit_test(an_arena_takes_over_what_another_holds),
		cmocka_unit_test(a_large_object_is_zero_and_aligned_whatever_was_there),
		cmocka_unit_test(a_growing_array_keeps_what_it_holds),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
