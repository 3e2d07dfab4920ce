/* UTF-8.  Well-formedness is table 3-7 of the Unicode Standard; classes, widths and grapheme
 * clusters (UAX #29) are those of utf8proc. */
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

enum { REPLACEMENT = 0xFFFD, VARIATION_EMOJI = 0xFE0F, KEYCAP = 0x20E3 };

static bool
is_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* Length of the well-formed sequence at p, which has n > 0 bytes, or 0. */
static int
sequence_length(const unsigned char *p, ptrdiff_t n)
{
	unsigned char c = p[0];

	if (c < 0x80)
		return 1;
	if (c < 0xC2 || c > 0xF4 || n < 2 || !is_tail(p[1]))
		return 0;
	if (c < 0xE0)
		return 2;
	if (n < 3 || !is_tail(p[2]))
		return 0;
	if (c < 0xF0)
		/* No overlong forms, no surrogates. */
		return (c == 0xE0 && p[1] < 0xA0) || (c == 0xED && p[1] > 0x9F) ? 0 : 3;
	if (n < 4 || !is_tail(p[3]))
		return 0;
	return (c == 0xF0 && p[1] < 0x90) || (c == 0xF4 && p[1] > 0x8F) ? 0 : 4;
}

/* Number of ASCII bytes at the start of p[0, n), a multiple of 8. */
static ptrdiff_t
ascii_run(const char *p, ptrdiff_t n)
{
	ptrdiff_t i = 0;

	for (uint64_t word; n - i >= 8; i += 8) {
		memcpy(&word, p + i, sizeof word);
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	return i;
}

ptrdiff_t
utf8_invalid_at(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	ptrdiff_t i = 0;

	while (i < s.n) {
		int n;

		if (p[i] < 0x80) {
			i += ascii_run(s.p + i, s.n - i);
			while (i < s.n && p[i] < 0x80)
				i++;
			continue;
		}
		n = sequence_length(p + i, s.n - i);
		if (n == 0)
			return i;
		i += n;
	}
	return -1;
}

uint32_t
utf8_next(struct str s, ptrdiff_t *off)
{
	const unsigned char *p = (const unsigned char *)s.p + *off;
	int n = sequence_length(p, s.n - *off);

	*off += n ? n : 1;
	switch (n) {
	case 1:
		return p[0];
	case 2:
		return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
	case 3:
		return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	case 4:
		return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 |
		       (p[3] & 0x3Fu);
	default:
		return REPLACEMENT;
	}
}

int
utf8_put(char *p, uint32_t cp)
{
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		cp = REPLACEMENT;
	if (cp < 0x80) {
		p[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		p[0] = (char)(0xC0 | cp >> 6);
		p[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		p[0] = (char)(0xE0 | cp >> 12);
		p[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		p[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	p[0] = (char)(0xF0 | cp >> 18);
	p[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	p[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	p[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

ptrdiff_t
utf8_count(struct str s)
{
	ptrdiff_t count = 0;

	for (ptrdiff_t i = 0; i < s.n; count++)
		utf8_next(s, &i);
	return count;
}

ptrdiff_t
utf16_count(struct str s)
{
	ptrdiff_t count = 0;

	for (ptrdiff_t i = 0; i < s.n;)
		count += utf8_next(s, &i) > 0xFFFF ? 2 : 1;
	return count;
}

static utf8proc_category_t
category(uint32_t cp)
{
	return utf8proc_category((utf8proc_int32_t)cp);
}

int
utf8_width(uint32_t cp)
{
	const utf8proc_property_t *property;

	if (cp < 0x7F)
		return 1;
	property = utf8proc_get_property((utf8proc_int32_t)cp);
	/* Conjoining vowels and finals of Hangul are drawn within the syllable. */
	if (property->boundclass == UTF8PROC_BOUNDCLASS_V ||
	    property->boundclass == UTF8PROC_BOUNDCLASS_T)
		return 0;
	if (property->charwidth)
		return (int)property->charwidth;
	/* utf8proc gives 0 to much that is neither combining nor a format character: controls,
	 * unassigned ones. */
	return property->category == UTF8PROC_CATEGORY_CN ||
	       (property->category >= UTF8PROC_CATEGORY_ZL &&
		property->category != UTF8PROC_CATEGORY_CF);
}

/* Columns of the grapheme cluster s. */
static ptrdiff_t
cluster_columns(struct str s)
{
	ptrdiff_t sum = 0, n = 0;
	uint32_t first = 0, last = 0;
	bool emoji = false;
	int class;

	for (ptrdiff_t i = 0; i < s.n; n++) {
		uint32_t cp = utf8_next(s, &i);

		if (n == 0)
			first = cp;
		emoji |= cp == VARIATION_EMOJI;
		last = cp;
		sum += utf8_width(cp);
	}
	if (n == 1)
		return sum;
	/* A picture is two columns wide, whatever it is made of. */
	class = utf8proc_get_property((utf8proc_int32_t)first)->boundclass;
	if (class == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR || (emoji && last == KEYCAP))
		return 2;
	if (class == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC && (emoji || sum > 2))
		return 2;
	return sum;
}

ptrdiff_t
utf8_columns(struct str s)
{
	ptrdiff_t columns = 0, start = 0, i = 0;
	utf8proc_int32_t state = 0, before = 0;

	while (i < s.n) {
		ptrdiff_t at = i;
		utf8proc_int32_t cp = (utf8proc_int32_t)utf8_next(s, &i);
		/* Between two ASCII characters there is always a border (CR and LF count one each).
		 */
		bool border = (cp < 0x80 && before < 0x80) ||
			      utf8proc_grapheme_break_stateful(before, cp, &state);

		if (at && border) {
			columns += cluster_columns(str_slice(s, start, at));
			start = at;
			state = 0;
		}
		before = cp;
	}
	return columns + cluster_columns(str_slice(s, start, s.n));
}

bool
utf8_is_letter(uint32_t cp)
{
	utf8proc_category_t c = category(cp);

	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool
utf8_is_digit(uint32_t cp)
{
	return category(cp) == UTF8PROC_CATEGORY_ND;
}

bool
utf8_is_punct(uint32_t cp)
{
	utf8proc_category_t c = category(cp);

	return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_SO;
}

bool
utf8_is_space(uint32_t cp)
{
	return cp == '\t' || cp == '\n' || cp == '\f' || cp == '\r' ||
	       category(cp) == UTF8PROC_CATEGORY_ZS;
}

uint32_t
utf8_lower(uint32_t cp)
{
	return cp > 0x10FFFF ? cp : (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

int
utf8_ascii(uint32_t cp, char out[UTF8_ASCII_MAX])
{
	utf8proc_int32_t parts[UTF8_ASCII_MAX];
	utf8proc_ssize_t n = 0;
	int len = 0, class = 0;

	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp <= 0x10FFFF)
		n = utf8proc_decompose_char((utf8proc_int32_t)cp, parts, UTF8_ASCII_MAX,
					    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &class);
	for (utf8proc_ssize_t i = 0; i < n && n <= UTF8_ASCII_MAX; i++)
		if (parts[i] < 0x80)
			out[len++] = (char)parts[i];
	return len;
}

bool
utf8_is_rtl(uint32_t cp)
{
	int bidi = utf8proc_get_property((utf8proc_int32_t)cp)->bidi_class;

	return (bidi == UTF8PROC_BIDI_CLASS_R || bidi == UTF8PROC_BIDI_CLASS_AL) &&
	       utf8_is_letter(cp);
}
