/* Mojibake: characters that are bytes in Windows-1252 (WHATWG Encoding Standard, index
 * windows-1252), whose bytes in turn are UTF-8.  Only what real text cannot be: "Ã¤" or "â€™" are
 * no words, but capitals before a quotation mark ("É»") are, so of all two-byte forms only those of
 * Latin letters count alone. */
#include "check/mojibake.h"

#include "base/utf8.h"

/* Windows-1252 0x80 to 0x9f; 0: the control character itself. */
static const uint16_t cp1252[32] = {
	0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/* The byte that became cp, or -1. */
static int
byte_of(uint32_t cp)
{
	if (cp >= 0xa0 && cp <= 0xff)
		return (int)cp;
	for (int i = 0; i < 32; i++) {
		if (cp == (cp1252[i] ? cp1252[i] : 0x80u + (unsigned)i))
			return 0x80 + i;
	}
	return -1;
}

/* One character in disguise at *at; false when there is none. */
static bool
decode(struct str s, ptrdiff_t *at, uint32_t *cp)
{
	char raw[4];
	struct str bytes = { raw, 0 };
	ptrdiff_t i = *at, end = 0;
	int first = byte_of(utf8_next(s, &i)), want = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;

	if (first < 0xc2 || first > 0xf4)
		return false;
	raw[bytes.n++] = (char)first;
	while (bytes.n < want && i < s.n) {
		int b = byte_of(utf8_next(s, &i));

		if (b < 0)
			return false;
		raw[bytes.n++] = (char)b;
	}
	if (bytes.n < want || utf8_invalid_at(bytes) >= 0)
		return false;
	*cp = utf8_next(bytes, &end);
	*at = i;
	return true;
}

/* One disguised character is proof enough when it is a Latin letter, a common mark, or general
 * punctuation. */
static bool
is_proof(uint32_t cp)
{
	return (cp >= 0xa0 && cp <= 0xff) || (cp >= 0x2010 && cp <= 0x2044) || cp == 0x20ac ||
	       cp == 0x2122 || cp == 0xfeff || cp == 0xfffd;
}

/* The disguised characters from *at on that follow each other directly; their number. */
static ptrdiff_t
decode_run(struct str s, ptrdiff_t *at, struct buf *out, bool *proof)
{
	ptrdiff_t n = 0;
	uint32_t cp;
	char bytes[4];

	for (; *at < s.n && decode(s, at, &cp); n++) {
		int len = utf8_put(bytes, cp);

		buf_str(out, (struct str){ bytes, len });
		*proof |= is_proof(cp);
	}
	return n;
}

bool
mojibake_next(struct arena *a, struct str s, ptrdiff_t *at, struct span *where, struct str *fixed)
{
	struct buf out = { .a = a };
	ptrdiff_t start = -1, end = -1;

	while (*at < s.n && (start < 0 || s.p[*at] != '\n')) {
		struct buf run = { .a = a };
		ptrdiff_t from = *at, n = 0;
		bool proof = false;

		if ((unsigned char)s.p[from] >= 0xc3)
			n = decode_run(s, at, &run, &proof);
		if (n == 0)
			utf8_next(s, at);
		if (n == 0 || (!proof && n < 2))
			continue;
		if (start >= 0)
			buf_str(&out, str_slice(s, end, from));
		start = start < 0 ? from : start;
		buf_str(&out, buf_take(&run));
		end = *at;
	}
	if (start < 0)
		return false;
	*where = (struct span){ (uint32_t)start, (uint32_t)(end - start) };
	*fixed = buf_take(&out);
	return true;
}
