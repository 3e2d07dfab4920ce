#include <string.h>

#include "base/sha.h"
#include "unit.h"

static void
expect(struct str got, const char *want)
{
	if (!str_eq(got, str_c(want)))
		fail_msg("got %.*s", P(got));
}

/* FIPS 180-4 example values. */
static void
digests_are_the_published_ones(void **state)
{
	struct arena a = { 0 };
	const struct str abc = S("abc");
	const struct str two = S("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");

	(void)state;
	expect(sha_hex(&a, SHA_1, &abc, 1), "a9993e364706816aba3e25717850c26c9cd0d89d");
	expect(sha_hex(&a, SHA_1, &two, 1), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
	expect(sha_hex(&a, SHA_256, &abc, 1),
	       "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	expect(sha_hex(&a, SHA_256, &two, 1),
	       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	arena_free(&a);
}

static void
nothing_has_a_digest(void **state)
{
	struct arena a = { 0 };
	const struct str empty = { 0 };

	(void)state;
	expect(sha_hex(&a, SHA_1, NULL, 0), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
	expect(sha_hex(&a, SHA_1, &empty, 1), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
	arena_free(&a);
}

static void
parts_are_concatenated(void **state)
{
	struct arena a = { 0 };
	const struct str parts[] = { S("a"), { 0 }, S("b"), S("c") };

	(void)state;
	expect(sha_hex(&a, SHA_1, parts, countof(parts)),
	       "a9993e364706816aba3e25717850c26c9cd0d89d");
	arena_free(&a);
}

static void
a_million_bytes(void **state)
{
	struct arena a = { 0 };
	char *p = NEW(&a, char, 1000000);

	(void)state;
	memset(p, 'a', 1000000);
	expect(sha_hex(&a, SHA_1, &(struct str){ p, 1000000 }, 1),
	       "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
	expect(sha_hex(&a, SHA_256, &(struct str){ p, 1000000 }, 1),
	       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digests_are_the_published_ones),
		cmocka_unit_test(nothing_has_a_digest),
		cmocka_unit_test(parts_are_concatenated),
		cmocka_unit_test(a_million_bytes),
	};

	return cmocka_run_group_tests_name("sha", tests, NULL, NULL);
}
