#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "unit.h"

#define assert_str(got, want) \
 do { \
  struct str got_ = (got), want_ = str_c(want); \
  assert_int_equal(got_.n, want_.n); \
  assert_true(str_eq(got_, want_)); \
 } while (0)

static ptrdiff_t
naive_find(struct str s, struct str needle, ptrdiff_t from)
{
	for (ptrdiff_t i = from; i + needle.n <= s.n; i++)
		if (needle.n == 0 || memcmp(s.p + i, needle.p, (size_t)needle.n) == 0)
			return i;
	return -1;
}

static struct str
random_text(struct arena *a, ptrdiff_t n, int letters)
{
	char *p = NEW(a, char, n);

	for (ptrdiff_t i = 0; i < n; i++)
		p[i] = (char)('a' + rand() % letters);
	return (struct str){ p, n };
}

static void
empty_slices_are_equal_wherever_they_point(void **state)
{
	struct str null = { 0 };

	(void)state;
	assert_true(str_eq(null, S("")));
	assert_true(str_eq(str_c(NULL), null));
	assert_int_equal(str_cmp(null, S("")), 0);
	assert_true(str_starts(S("abc"), null));
	assert_true(str_ends(null, null));
	assert_int_equal(str_trim(null).n, 0);
	assert_int_equal(str_slice(null, -5, 5).n, 0);
	assert_int_equal(str_find(null, null, 0), 0);
	assert_int_equal(str_find(null, S("a"), 0), -1);
	assert_int_equal(str_find_char(null, 0, 0), -1);
	assert_int_equal(str_rfind_char(null, 0), -1);
}

static void
comparison_is_in_byte_order(void **state)
{
	(void)state;
	assert_true(str_cmp(S("a"), S("b")) < 0);
	assert_true(str_cmp(S("a"), S("a/")) < 0);
	assert_true(str_cmp(S("z"), S("\xC3\xA4")) < 0);
	assert_true(str_cmp(S("a\0c"), S("a\0b")) > 0);
	assert_true(str_eq_nocase(S("MS.Date"), S("ms.dATE")));
	assert_false(str_eq_nocase(S("@"), S("`")));
	assert_false(str_eq_nocase(S("\xC3\x84"), S("\xC3\xA4")));
}

static void
find_agrees_with_the_obvious_search(void **state)
{
	(void)state;
	srand(7);
	for (int i = 0; i < 40000; i++) {
		struct arena a = { 0 };
		int letters = 1 + rand() % 3;
		struct str s = random_text(&a, rand() % 700, letters);
		struct str needle = random_text(&a, rand() % 24, letters);
		ptrdiff_t from = s.n ? rand() % s.n : 0;

		if (rand() % 2 && s.n > 40)
			needle = str_slice(s, s.n - 40, s.n - rand() % 30);
		assert_int_equal(str_find(s, needle, from), naive_find(s, needle, from));
		arena_free(&a);
	}
}

static void
find_takes_any_start(void **state)
{
	(void)state;
	assert_int_equal(str_find(S("abab"), S("ab"), -3), 0);
	assert_int_equal(str_find(S("abab"), S("ab"), 1), 2);
	assert_int_equal(str_find(S("abab"), S("ab"), 4), -1);
	assert_int_equal(str_find(S("abab"), S(""), 4), 4);
	assert_int_equal(str_find(S("abab"), S(""), 5), -1);
	assert_int_equal(str_find(S("ab"), S("abc"), 0), -1);
	assert_int_equal(str_find_char(S("abab"), 'b', 2), 3);
	assert_int_equal(str_find_char(S("abab"), 'b', 9), -1);
	assert_int_equal(str_rfind_char(S("abab"), 'a'), 2);
}

/* With a quadratic search this takes minutes. */
static void
find_is_linear_on_repetitive_text(void **state)
{
	enum { N = 1 << 22 };
	struct arena a = { 0 };
	char *hay = NEW(&a, char, N), *needle = NEW(&a, char, N / 2);

	(void)state;
	memset(hay, 'a', N);
	memset(needle, 'a', N / 2);
	needle[N / 2 - 1] = 'b';
	assert_int_equal(str_find((struct str){ hay, N }, (struct str){ needle, N / 2 }, 0), -1);
	needle[N / 2 - 1] = 'a';
	needle[0] = 'b';
	hay[0] = 'b';
	hay[N / 4] = 'c';
	assert_int_equal(str_find((struct str){ hay, N }, (struct str){ needle, N / 2 }, 0), -1);
	/* The first byte is rare, but each time much is equal behind it. */
	for (int i = 0; i < N; i++)
		hay[i] = i % 64 ? 'b' : 'a';
	memcpy(needle, hay, N / 2);
	needle[N / 2 - 1] = 'c';
	assert_int_equal(str_find((struct str){ hay, N }, (struct str){ needle, N / 2 }, 0), -1);
	arena_free(&a);
}

static void
slice_is_clamped(void **state)
{
	(void)state;
	assert_str(str_slice(S("hello"), 1, 3), "el");
	assert_str(str_slice(S("hello"), -1, 99), "hello");
	assert_str(str_slice(S("hello"), 4, 2), "");
	assert_str(str_slice(S("hello"), 99, 100), "");
	assert_str(str_trim(S(" \t\r\n a b \n")), "a b");
	assert_str(str_trim(S(" \t\r\n")), "");
}

static void
cut_pieces_rejoin_to_the_text(void **state)
{
	(void)state;
	srand(1);
	for (int i = 0; i < 2000; i++) {
		struct arena a = { 0 };
		struct str s = random_text(&a, rand() % 40, 3), rest = s, head;
		struct buf joined = { .a = &a };

		while (str_cut(&rest, 'b', &head)) {
			assert_int_equal(str_find_char(head, 'b', 0), -1);
			buf_str(&joined, head);
			if (joined.n < s.n)
				buf_char(&joined, 'b');
		}
		assert_true(str_eq(buf_take(&joined), s));
		arena_free(&a);
	}
}

static void
lines_end_in_lf_or_crlf(void **state)
{
	struct str rest = S("one\r\n\ntwo\rx\n\r\nlast\r"), line;
	const char *const want[] = { "one", "", "two\rx", "", "last\r" };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(want); i++) {
		assert_true(str_line(&rest, &line));
		assert_str(line, want[i]);
	}
	assert_false(str_line(&rest, &line));
	assert_int_equal(line.n, 0);
}

static void
copies_are_copies(void **state)
{
	struct arena a = { 0 };
	char text[] = "Text";
	struct str s = str_c(text), dup = str_dup(&a, s), low = str_lower(&a, s);
	char *z = str_z(&a, str_slice(s, 0, 2));

	(void)state;
	text[0] = 'X';
	assert_str(dup, "Text");
	assert_str(low, "text");
	assert_string_equal(z, "Te");
	assert_string_equal(str_z(&a, (struct str){ 0 }), "");
	assert_str(str_lower(&a, S("\xC3\x84Z")), "\xC3\x84z");
	arena_free(&a);
}

static void
join_puts_the_separator_between(void **state)
{
	struct arena a = { 0 };
	const struct str v[] = { S("a"), { 0 }, S("c") };

	(void)state;
	assert_str(str_join(&a, v, 3, S(", ")), "a, , c");
	assert_str(str_join(&a, v, 1, S(", ")), "a");
	assert_str(str_join(&a, v, 0, S(", ")), "");
	arena_free(&a);
}

static void
formatting_has_no_size_limit(void **state)
{
	struct arena a = { 0 };
	struct str s = str_fmt(&a, "%5000d|%.*s", 7, P(S("end")));

	(void)state;
	assert_int_equal(s.n, 5004);
	assert_true(str_ends(s, S(" 7|end")));
	assert_str(str_fmt(&a, "%s", ""), "");
	arena_free(&a);
}

static void
numbers_are_digits_that_fit(void **state)
{
	const char *const bad[] = { "",
				    "-1",
				    "+1",
				    " 1",
				    "1 ",
				    "1.5",
				    "0x1",
				    "9223372036854775808",
				    "99999999999999999999" };
	int64_t n = 42;

	(void)state;
	for (ptrdiff_t i = 0; i < countof(bad); i++)
		assert_false(str_int(str_c(bad[i]), &n));
	assert_int_equal(n, 42);
	assert_true(str_int(S("9223372036854775807"), &n));
	assert_true(n == INT64_MAX);
	assert_true(str_int(S("007"), &n));
	assert_int_equal(n, 7);
}

static void
hash_is_fnv_1a(void **state)
{
	(void)state;
	/* Test vectors of the algorithm's authors. */
	assert_true(str_hash(S(""), HASH_INIT) == UINT64_C(0xcbf29ce484222325));
	assert_true(str_hash(S("a"), HASH_INIT) == UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(str_hash(S("foobar"), HASH_INIT) == UINT64_C(0x85944171f73967e8));
	assert_true(str_hash(S("bar"), str_hash(S("foo"), HASH_INIT)) ==
		    UINT64_C(0x85944171f73967e8));
}

static void
nearest_finds_what_was_meant(void **state)
{
	const struct str c[] = { S("stale-hash"), S("stale-commit"), S("list-item-count"),
				 S("link-broken"), S("") };

	(void)state;
	assert_str(str_nearest(S("stale-hahs"), c, countof(c)), "stale-hash");
	assert_str(str_nearest(S("lnk-brokn"), c, countof(c)), "link-broken");
	assert_str(str_nearest(S("list-items-count"), c, countof(c)), "list-item-count");
	assert_str(str_nearest(S("stale-hash"), c, countof(c)), "stale-hash");
	assert_str(str_nearest(S("metadata"), c, countof(c)), "");
	assert_str(str_nearest(S(""), c, countof(c)), "");
	assert_str(str_nearest(S("x"), c, 0), "");
}

static void
nearest_counts_a_swap_as_one_and_prefers_byte_order(void **state)
{
	const struct str c[] = { S("cat"), S("bat"), S("atc") };

	(void)state;
	/* For three letters one edit is allowed. */
	assert_str(str_nearest(S("act"), c, 1), "cat");
	assert_str(str_nearest(S("hat"), c, 3), "bat");
	assert_str(str_nearest(S("tac"), c, 1), "");
}

static void
nearest_gives_up_on_long_words(void **state)
{
	struct arena a = { 0 };
	struct str long_word = random_text(&a, 1 << 20, 3), c[] = { long_word, S("abc") };

	(void)state;
	assert_str(str_nearest(long_word, c, 2), "");
	assert_str(str_nearest(S("abd"), c, 2), "abc");
	assert_int_equal(
		str_nearest(str_slice(long_word, 0, 64), &(struct str){ long_word.p, 64 }, 1).n,
		64);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_slices_are_equal_wherever_they_point),
		cmocka_unit_test(comparison_is_in_byte_order),
		cmocka_unit_test(find_agrees_with_the_obvious_search),
		cmocka_unit_test(find_takes_any_start),
		cmocka_unit_test(find_is_linear_on_repetitive_text),
		cmocka_unit_test(slice_is_clamped),
		cmocka_unit_test(cut_pieces_rejoin_to_the_text),
		cmocka_unit_test(lines_end_in_lf_or_crlf),
		cmocka_unit_test(copies_are_copies),
		cmocka_unit_test(join_puts_the_separator_between),
		cmocka_unit_test(formatting_has_no_size_limit),
		cmocka_unit_test(numbers_are_digits_that_fit),
		cmocka_unit_test(hash_is_fnv_1a),
		cmocka_unit_test(nearest_finds_what_was_meant),
		cmocka_unit_test(nearest_counts_a_swap_as_one_and_prefers_byte_order),
		cmocka_unit_test(nearest_gives_up_on_long_words),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
