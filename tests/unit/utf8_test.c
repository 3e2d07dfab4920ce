#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "unit.h"

static bool
is_scalar(uint32_t cp)
{
	return cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);
}

static void
every_code_point_survives_a_round_trip(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x110010; cp++) {
		char p[4];
		struct str s = { p, utf8_put(p, cp) };
		ptrdiff_t off = 0;

		assert_int_equal(utf8_next(s, &off), is_scalar(cp) ? cp : 0xFFFD);
		assert_int_equal(off, s.n);
		assert_int_equal(utf8_invalid_at(s), -1);
	}
}

/* What is valid is what encoding a code point can give: tried with all first three bytes. */
static void
validation_agrees_with_the_definition(void **state)
{
	(void)state;
	for (uint32_t word = 0x800000; word < 0x1000000; word++) {
		char p[4] = { (char)(word >> 16), (char)(word >> 8), (char)word,
			      word & 1 ? 'a' : (char)0x80 },
		     q[4];
		struct str s = { p, 4 };
		ptrdiff_t off = 0;
		int n = utf8_put(q, utf8_next(s, &off));
		bool good = n == off && memcmp(p, q, (size_t)n) == 0;

		if (good != (utf8_invalid_at(s) != 0) || (!good && off != 1))
			fail_msg("bytes %06x", (unsigned)word);
	}
}

static void
the_offset_of_the_first_bad_byte_is_found(void **state)
{
	static const struct {
		struct str text;
		ptrdiff_t at;
	} cases[] = {
		{ { "", 0 }, -1 },
		{ { "a\0b", 3 }, -1 },
		{ { "plain ascii, long enough", 24 }, -1 },
		{ { "\x80", 1 }, 0 },
		{ { "\xC0\x80", 2 }, 0 },         /* overlong NUL */
		{ { "\xE0\x9F\xBF", 3 }, 0 },     /* overlong */
		{ { "\xF0\x8F\xBF\xBF", 4 }, 0 }, /* overlong */
		{ { "ab\xED\xA0\x80", 5 }, 2 },   /* surrogate */
		{ { "\xF4\x90\x80\x80", 4 }, 0 }, /* above U+10FFFF */
		{ { "\xF5\x80\x80\x80", 4 }, 0 },
		{ { "12345678\xFF", 9 }, 8 },
		{ { "1234567\xFE-------", 15 }, 7 },
		{ { "\xC3\xA4\xC3", 3 }, 2 }, /* cut short */
		{ { "\xE2\x82", 2 }, 0 },
		{ { "\xF0\x9F\x98", 3 }, 0 },
		{ { "\xE2\x82\xAC\xF0\x9F\x98\x80", 7 }, -1 },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		/* A copy of exact size, so that a read past the end is seen. */
		char *copy = malloc((size_t)cases[i].text.n + !cases[i].text.n);

		assert_non_null(copy);
		memcpy(copy, cases[i].text.p, (size_t)cases[i].text.n);
		assert_int_equal(utf8_invalid_at((struct str){ copy, cases[i].text.n }),
				 cases[i].at);
		free(copy);
	}
}

static void
malformed_bytes_count_one_each(void **state)
{
	struct str s = S("a\xF0\x9F\x98\xC3\xA4\xFF");
	ptrdiff_t off = 1;

	(void)state;
	assert_int_equal(utf8_next(s, &off), 0xFFFD);
	assert_int_equal(off, 2);
	assert_int_equal(utf8_count(s), 6);
	assert_int_equal(utf16_count(s), 6);
	assert_int_equal(utf8_count(S("")), 0);
	assert_int_equal(utf16_count(S("a\xF0\x9F\x98\x80")), 3);
}

static void
columns_are_what_a_terminal_shows(void **state)
{
	static const struct {
		const char *text;
		ptrdiff_t columns;
	} cases[] = {
		{ "", 0 },
		{ "a\tb", 3 },
		{ "a\r\nb", 4 },
		{ "\u00e4", 1 },
		{ "a\u0308", 1 },            /* combining */
		{ "\u65e5\u672c\u8a9e", 6 }, /* CJK */
		{ "\uff21", 2 },             /* full width */
		{ "\uff71", 1 },             /* half width */
		{ "\ud55c\uae00", 4 },       /* Hangul syllables */
		{ "\u1112\u1161\u11ab", 2 }, /* the same as jamo */
		{ "\U0001F600", 2 },
		{ "\U0001F468\u200D\U0001F469\u200D\U0001F467", 2 }, /* family */
		{ "\U0001F44D\U0001F3FD", 2 },                       /* skin tone */
		{ "\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7", 4 },   /* two flags */
		{ "\u2764\uFE0F", 2 },                               /* heart as emoji */
		{ "\u2764", 1 },                                     /* heart as text */
		{ "1\uFE0F\u20E3", 2 },                              /* keycap */
		{ "\u200B\u200Dx", 1 },                              /* zero width */
		{ "\u0e19\u0e49\u0e33", 2 },                         /* Thai with SARA AM */
		{ "\xFF\xFE", 2 },
		{ "x\u65e5\U0001F600e\u0301!", 7 },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		ptrdiff_t got = utf8_columns(str_c(cases[i].text));

		if (got != cases[i].columns)
			print_error("case %d\n", (int)i);
		assert_int_equal(got, cases[i].columns);
	}
}

static void
widths_of_single_characters(void **state)
{
	(void)state;
	assert_int_equal(utf8_width('a'), 1);
	assert_int_equal(utf8_width(7), 1);
	assert_int_equal(utf8_width(0x85), 1);
	assert_int_equal(utf8_width(0xAD), 1);
	assert_int_equal(utf8_width(0x301), 0);
	assert_int_equal(utf8_width(0x200B), 0);
	assert_int_equal(utf8_width(0xFEFF), 0);
	assert_int_equal(utf8_width(0x4E00), 2);
	assert_int_equal(utf8_width(0x1F680), 2);
	assert_int_equal(utf8_width(0xE000), 1);
	assert_int_equal(utf8_width(0xFFFD), 1);
	assert_int_equal(utf8_width(0x110000), 1);
	assert_int_equal(utf8_width(UINT32_MAX), 1);
}

static void
classes_follow_unicode(void **state)
{
	(void)state;
	assert_true(utf8_is_letter('z') && utf8_is_letter(0x436) && utf8_is_letter(0x6F22) &&
		    utf8_is_letter(0x627));
	assert_false(utf8_is_letter('1') || utf8_is_letter('_') || utf8_is_letter(0x301) ||
		     utf8_is_letter(0xFFFFFFFF));
	assert_true(utf8_is_digit('7') && utf8_is_digit(0x667) && utf8_is_digit(0xFF17));
	assert_false(utf8_is_digit(0xB2) || utf8_is_digit('a') || utf8_is_digit(0x2160));
	for (uint32_t c = 0; c < 0x80; c++)
		assert_int_equal(utf8_is_punct(c),
				 c && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", (int)c));
	assert_true(utf8_is_punct(0x3002) && utf8_is_punct(0x201E) && utf8_is_punct(0x20AC));
	assert_true(utf8_is_space(' ') && utf8_is_space(0xA0) && utf8_is_space(0x3000) &&
		    utf8_is_space('\n'));
	assert_false(utf8_is_space(0x200B) || utf8_is_space('a') || utf8_is_space(0));
	assert_int_equal(utf8_lower(0x416), 0x436);
	assert_int_equal(utf8_lower('A'), 'a');
	assert_int_equal(utf8_lower('1'), '1');
	assert_int_equal(utf8_lower(0xFFFFFFFF), 0xFFFFFFFF);
	assert_true(utf8_is_rtl(0x5D0) && utf8_is_rtl(0x627) && utf8_is_rtl(0x710) &&
		    utf8_is_rtl(0x780) && utf8_is_rtl(0x7CA));
	assert_false(utf8_is_rtl('a') || utf8_is_rtl(0x661) || utf8_is_rtl(0x200F) ||
		     utf8_is_rtl(0x110000));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_survives_a_round_trip),
		cmocka_unit_test(validation_agrees_with_the_definition),
		cmocka_unit_test(the_offset_of_the_first_bad_byte_is_found),
		cmocka_unit_test(malformed_bytes_count_one_each),
		cmocka_unit_test(columns_are_what_a_terminal_shows),
		cmocka_unit_test(widths_of_single_characters),
		cmocka_unit_test(classes_follow_unicode),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
