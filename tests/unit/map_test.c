#include <stdlib.h>

#include "base/map.h"
#include "unit.h"

static void
an_empty_map_has_nothing(void **state)
{
	struct map m = { 0 };

	(void)state;
	assert_int_equal(map_get(&m, S("a")), -1);
	assert_int_equal(map_get(&m, S("")), -1);
}

static void
the_empty_key_is_a_key(void **state)
{
	struct arena a = { 0 };
	struct map m = { .a = &a };

	(void)state;
	assert_int_equal(*map_at(&m, S("")), -1);
	*map_at(&m, (struct str){ 0 }) = 5;
	assert_int_equal(m.n, 1);
	assert_int_equal(map_get(&m, S("")), 5);
	arena_free(&a);
}

static void
values_stay_with_their_keys_in_insertion_order(void **state)
{
	enum { N = 50000 };
	struct arena a = { 0 };
	struct map m = { .a = &a };

	(void)state;
	for (int i = 0; i < N; i++) {
		ptrdiff_t *value = map_at(&m, str_fmt(&a, "key%d", i * 7));

		assert_int_equal(*value, -1);
		*value = i;
	}
	for (int i = 0; i < N; i += 3)
		*map_at(&m, str_fmt(&a, "key%d", i * 7)) += N;
	assert_int_equal(m.n, N);
	for (int i = 0; i < N; i++) {
		struct str key = str_fmt(&a, "key%d", i * 7);

		assert_true(str_eq(m.entries[i].key, key));
		assert_int_equal(map_get(&m, key), i % 3 ? i : i + N);
		assert_int_equal(map_get(&m, str_fmt(&a, "key%d", i * 7 + 1)), -1);
	}
	arena_free(&a);
}

static void
keys_may_hold_any_bytes(void **state)
{
	struct arena a = { 0 };
	struct map m = { .a = &a };

	(void)state;
	*map_at(&m, S("a\0b")) = 1;
	*map_at(&m, S("a\0c")) = 2;
	*map_at(&m, S("a")) = 3;
	assert_int_equal(map_get(&m, S("a\0b")), 1);
	assert_int_equal(map_get(&m, S("a\0c")), 2);
	assert_int_equal(map_get(&m, S("a")), 3);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_map_has_nothing),
		cmocka_unit_test(the_empty_key_is_a_key),
		cmocka_unit_test(values_stay_with_their_keys_in_insertion_order),
		cmocka_unit_test(keys_may_hold_any_bytes),
	};

	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
