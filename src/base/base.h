/* Vocabulary shared by every file: slices, arenas, growing arrays, output buffers.  No I/O here. */
#ifndef BASE_H
#define BASE_H

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define countof(a)          ((ptrdiff_t)(sizeof(a) / sizeof *(a)))
#define NEW(arena, type, n) ((type *)arena_alloc(arena, sizeof(type), _Alignof(type), n))
#define S(literal)          ((struct str){ "" literal, (ptrdiff_t)sizeof(literal) - 1 })
#define PRINTF_LIKE(f, a)   __attribute__((__format__(__printf__, f, a)))
/* For "%.*s" in format strings. */
#define P(s) (int)(s).n, (s).p

/* A borrowed run of bytes: not owned, not NUL terminated, passed by value. */
struct str {
	const char *p;
	ptrdiff_t n;
};

/* ASCII only, whatever the locale says. */
static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool
is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool
is_letter(char c)
{
	return is_small(c) || is_capital(c);
}

static inline bool
is_alnum(char c)
{
	return is_letter(c) || is_digit(c);
}

static inline char
ascii_lower(char c)
{
	return is_capital(c) ? (char)(c + 'a' - 'A') : c;
}

/* The value of 0-9 and a-f; -1: another byte. */
static inline int
hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* A space, a tab or part of a line end. */
static inline bool
is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Is c one of the characters of `set`?  NUL is in none. */
static inline bool
is_any_of(char c, const char *set)
{
	return c && strchr(set, c);
}

/* A run of bytes of one text, as offsets; len 0 with off 0 stands for "nowhere" where a contract
 * says so. */
struct span {
	uint32_t off, len;
};

/* A region whose objects die together.  Objects are zero on birth.  Owner: whoever declared it. */
struct arena {
	struct block *head;
	char *beg, *end;
	size_t used; /* bytes handed out since the last reset */
};

/* n objects of `size` bytes, zeroed.  Never NULL: out of memory ends the program with status 2. */
void *arena_alloc(struct arena *a, size_t size, size_t align, ptrdiff_t n);
/* Forgets all objects, keeps one block (of at most 1 MiB) for reuse. */
void arena_reset(struct arena *a);
void arena_free(struct arena *a);
/* The objects of `from` become a's; from is empty afterwards. */
void arena_adopt(struct arena *a, struct arena *from);

/* A growing array on an arena: struct VEC(struct fact) facts = {0}; *vec_push(arena, &facts) = f;
 */
#define VEC(type) \
 { \
  type *v; \
  ptrdiff_t n, cap; \
 }
#define vec_push(arena, vec) \
 ((vec)->n == (vec)->cap \
	  ? (void)((vec)->v = vec_grow(arena, (vec)->v, (vec)->n, &(vec)->cap, sizeof *(vec)->v)) \
	  : (void)0, \
  (vec)->v + (vec)->n++)
void *vec_grow(struct arena *a, const void *v, ptrdiff_t n, ptrdiff_t *cap, size_t size);

/* --- slices (str.c) ------------------------------------------------------ */

/* The slice of a NUL-terminated string; NULL gives the empty slice. */
struct str str_c(const char *z);
bool str_eq(struct str a, struct str b);
/* ASCII letters compare without case. */
bool str_eq_nocase(struct str a, struct str b);
/* Is s one of v[0, n), whatever the case? */
bool str_among_nocase(struct str s, const struct str *v, ptrdiff_t n);
/* Byte order, shorter first on a tie; for qsort-like use: <0, 0, >0. */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Offset of the first `needle` in s at or after `from`, or -1.  An empty needle is found at `from`.
 */
ptrdiff_t str_find(struct str s, struct str needle, ptrdiff_t from);
ptrdiff_t str_find_char(struct str s, char c, ptrdiff_t from);
ptrdiff_t str_rfind_char(struct str s, char c);
/* s[from, to), both clamped to s. */
struct str str_slice(struct str s, ptrdiff_t from, ptrdiff_t to);
/* Without leading and trailing ASCII blanks (space, tab, CR, LF). */
struct str str_trim(struct str s);
/* Takes the part before `sep` (or all) off *rest into *head; false when *rest is empty. */
bool str_cut(struct str *rest, char sep, struct str *head);
/* As str_cut, for lines: "\n" and "\r\n" end a line and belong to neither part. */
bool str_line(struct str *rest, struct str *line);
struct str str_dup(struct arena *a, struct str s);
/* A NUL-terminated copy for interfaces that need one. */
char *str_z(struct arena *a, struct str s);
struct str str_lower(struct arena *a, struct str s); /* ASCII only */
struct str str_join(struct arena *a, const struct str *v, ptrdiff_t n, struct str sep);
struct str str_fmt(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
struct str str_vfmt(struct arena *a, const char *fmt, va_list ap) PRINTF_LIKE(2, 0);
/* Decimal digits only, no sign; false on anything else or overflow of int64_t. */
bool str_int(struct str s, int64_t *value);
/* FNV-1a, 64 bit (http://www.isthe.com/chongo/tech/comp/fnv/); seed with HASH_INIT or an earlier
 * result. */
#define HASH_INIT UINT64_C(0xcbf29ce484222325)
uint64_t str_hash(struct str s, uint64_t seed);
/* The candidate nearest to `word` (Damerau-Levenshtein, ties: first in byte order), empty when none
 * is near enough (distance > max(1, length/3)) to be what was meant. */
struct str str_nearest(struct str word, const struct str *candidates, ptrdiff_t n);

/* --- output under construction (buf.c): a chain of chunks, nothing is copied twice -------- */

struct buf {
	struct arena *a;
	struct chunk *first, *last;
	ptrdiff_t n; /* bytes in all chunks */
};
struct chunk {
	struct chunk *next;
	ptrdiff_t n, cap;
	char *p;
};

void buf_str(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
void buf_repeat(struct buf *b, char c, ptrdiff_t n);
void buf_fmt(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* All bytes as one slice on b's arena (the buffer stays usable). */
struct str buf_take(struct buf *b);

#endif
