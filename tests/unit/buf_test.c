#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "unit.h"

static void
an_empty_buffer_gives_an_empty_slice(void **state)
{
	struct arena a = { 0 };
	struct buf b = { .a = &a };

	(void)state;
	assert_int_equal(buf_take(&b).n, 0);
	buf_str(&b, (struct str){ 0 });
	buf_repeat(&b, 'x', 0);
	buf_repeat(&b, 'x', -3);
	buf_fmt(&b, "%s", "");
	assert_int_equal(b.n, 0);
	assert_int_equal(buf_take(&b).n, 0);
	arena_free(&a);
}

/* Any mixture of appends gives the bytes in order, whatever chunk borders they meet. */
static void
what_goes_in_comes_out(void **state)
{
	static char want[1 << 20];

	(void)state;
	srand(3);
	for (int round = 0; round < 60; round++) {
		struct arena a = { 0 };
		struct buf b = { .a = &a };
		ptrdiff_t n = 0;

		while (n < (1 << 20) - 100000 && rand() % 500) {
			ptrdiff_t len = rand() % (rand() % 20 ? 300 : 70000);
			char *text = NEW(&a, char, len + 1);

			memset(text, 'a' + rand() % 26, (size_t)len);
			memcpy(want + n, text, (size_t)len);
			n += len;
			switch (rand() % 4) {
			case 0:
				buf_str(&b, (struct str){ text, len });
				break;
			case 1:
				buf_repeat(&b, text[0], len);
				break;
			case 2:
				buf_fmt(&b, "%s", text);
				break;
			default:
				for (ptrdiff_t i = 0; i < len; i++)
					buf_char(&b, text[i]);
				break;
			}
			if (rand() % 50 == 0)
				buf_take(&b);
			assert_int_equal(b.n, n);
		}
		assert_true(str_eq(buf_take(&b), (struct str){ want, n }));
		arena_free(&a);
	}
}

static void
the_buffer_stays_usable_after_take(void **state)
{
	struct arena a = { 0 };
	struct buf b = { .a = &a };
	struct str first;

	(void)state;
	buf_repeat(&b, 'x', 1000);
	first = buf_take(&b);
	buf_str(&b, S("tail"));
	assert_int_equal(first.n, 1000);
	assert_int_equal(first.p[999], 'x');
	assert_true(str_ends(buf_take(&b), S("xxtail")));
	assert_int_equal(buf_take(&b).n, 1004);
	arena_free(&a);
}

static void
chunks_add_up(void **state)
{
	struct arena a = { 0 };
	struct buf b = { .a = &a };
	ptrdiff_t n = 0;

	(void)state;
	for (int i = 0; i < 100000; i++)
		buf_fmt(&b, "line %d\n", i);
	for (const struct chunk *c = b.first; c; c = c->next) {
		assert_true(c->n <= c->cap && c->cap <= 64 * 1024);
		assert_true(c->next || c == b.last);
		n += c->n;
	}
	assert_int_equal(n, b.n);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_buffer_gives_an_empty_slice),
		cmocka_unit_test(what_goes_in_comes_out),
		cmocka_unit_test(the_buffer_stays_usable_after_take),
		cmocka_unit_test(chunks_add_up),
	};

	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
