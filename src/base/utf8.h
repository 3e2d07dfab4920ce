/* UTF-8: validation, decoding, columns and display width (utf8proc's tables). */
#ifndef UTF8_H
#define UTF8_H

#include "base/base.h"

/* Offset of the first byte that is not part of well-formed UTF-8 (RFC 3629: no surrogates, no
 * overlong forms), or -1. */
ptrdiff_t utf8_invalid_at(struct str s);
/* Decodes the code point at s.p[*off] (off < s.n) and moves *off past it.  A malformed byte gives
 * U+FFFD and moves by one. */
uint32_t utf8_next(struct str s, ptrdiff_t *off);
/* Appends cp to p (at least 4 bytes), returns the number of bytes. */
int utf8_put(char *p, uint32_t cp);
/* Number of code points in s; malformed bytes count one each. */
ptrdiff_t utf8_count(struct str s);
/* Number of UTF-16 code units. */
ptrdiff_t utf16_count(struct str s);
/* Terminal columns of one code point: 0 combining and format characters, 2 East Asian wide and
 * emoji, else 1. */
int utf8_width(uint32_t cp);
/* Terminal columns of s, with grapheme clusters (ZWJ sequences, flags) counted once; tabs count 1.
 */
ptrdiff_t utf8_columns(struct str s);
bool utf8_is_letter(uint32_t cp);
bool utf8_is_digit(uint32_t cp);
/* Unicode punctuation or symbol (general category P* or S*), as CommonMark's flanking rules use it.
 */
bool utf8_is_punct(uint32_t cp);
bool utf8_is_space(uint32_t cp);
/* Simple lower case of one code point. */
uint32_t utf8_lower(uint32_t cp);
/* Writes what is ASCII in the compatibility decomposition of cp ("u" of a u with dots, "TM" of the
 * trade mark sign) to out, returns how many bytes. */
enum { UTF8_ASCII_MAX = 32 };
int utf8_ascii(uint32_t cp, char out[UTF8_ASCII_MAX]);
/* True for right-to-left letters (Arabic, Hebrew, Syriac, Thaana, N'Ko...). */
bool utf8_is_rtl(uint32_t cp);

#endif
