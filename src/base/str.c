/* Slices.  Substring search is memchr and memcmp while that goes well, else the two-way algorithm
 * of Crochemore and Perrin
 * ("Two-way string-matching", J. ACM 38, 1991), which is linear and needs no memory.  Word distance
 * is the restricted Damerau-Levenshtein ("optimal string alignment") distance in bytes. */
#include <stdio.h>
#include <string.h>

#include "base/base.h"

enum { WORD_MAX = 64 };

struct str
str_c(const char *z)
{
	return z ? (struct str){ z, (ptrdiff_t)strlen(z) } : (struct str){ 0 };
}

bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, (size_t)a.n) == 0);
}

bool
str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (ptrdiff_t i = 0; i < a.n; i++)
		if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
			return false;
	return true;
}

bool
str_among_nocase(struct str s, const struct str *v, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++)
		if (str_eq_nocase(s, v[i]))
			return true;
	return false;
}

int
str_cmp(struct str a, struct str b)
{
	ptrdiff_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, (size_t)n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq((struct str){ s.p, prefix.n }, prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_slice(s, s.n - suffix.n, s.n), suffix);
}

ptrdiff_t
str_find_char(struct str s, char c, ptrdiff_t from)
{
	const char *hit;

	if (from < 0)
		from = 0;
	if (from >= s.n)
		return -1;
	hit = memchr(s.p + from, c, (size_t)(s.n - from));
	return hit ? hit - s.p : -1;
}

ptrdiff_t
str_rfind_char(struct str s, char c)
{
	for (ptrdiff_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == c)
			return i - 1;
	return -1;
}

/* The start of the largest suffix of x under the byte order (reversed when `reverse`) and, in
 * *period, its period. */
static ptrdiff_t
max_suffix(struct str x, bool reverse, ptrdiff_t *period)
{
	ptrdiff_t start = -1, j = 0, k = 1, p = 1;

	while (j + k < x.n) {
		unsigned char a = (unsigned char)x.p[j + k], b = (unsigned char)x.p[start + k];

		if (a == b) {
			if (k == p) {
				j += p;
				k = 1;
			} else {
				k++;
			}
		} else if ((a < b) != reverse) {
			j += k;
			k = 1;
			p = j - start;
		} else {
			start = j++;
			k = p = 1;
		}
	}
	*period = p;
	return start + 1;
}

/* Offset of x (at least 2 bytes) in s, or -1: compares the right part of x forwards, then the left
 * part backwards. */
static ptrdiff_t
two_way(struct str s, struct str x)
{
	ptrdiff_t p, q, cut = max_suffix(x, false, &p), other = max_suffix(x, true, &q), known = 0,
			at = 0;
	bool periodic;

	if (other > cut) {
		cut = other;
		p = q;
	}
	periodic = cut + p <= x.n && memcmp(x.p, x.p + p, (size_t)cut) == 0;
	if (!periodic)
		p = (cut > x.n - cut ? cut : x.n - cut) + 1;
	while (at <= s.n - x.n) {
		ptrdiff_t i = cut > known ? cut : known;

		while (i < x.n && x.p[i] == s.p[at + i])
			i++;
		if (i < x.n) {
			at += i - cut + 1;
			known = 0;
			continue;
		}
		i = cut;
		while (i > known && x.p[i - 1] == s.p[at + i - 1])
			i--;
		if (i <= known)
			return at;
		at += p;
		/* After a shift by the period the first x.n - p bytes are known to match. */
		known = periodic ? x.n - p : 0;
	}
	return -1;
}

ptrdiff_t
str_find(struct str s, struct str needle, ptrdiff_t from)
{
	ptrdiff_t i = from < 0 ? 0 : from, last = s.n - needle.n, budget = 256 - i;

	if (i > s.n)
		return -1;
	if (needle.n == 0)
		return i;
	while (i <= last) {
		const char *hit = memchr(s.p + i, needle.p[0], (size_t)(last - i + 1));
		ptrdiff_t same = 1;

		if (!hit)
			return -1;
		while (same < needle.n && hit[same] == needle.p[same])
			same++;
		if (same == needle.n)
			return hit - s.p;
		i = hit - s.p + 1;
		/* More bytes compared in vain than moved along: the first byte is a bad guide here.
		 */
		budget -= same;
		if (budget + i < 0) {
			ptrdiff_t at = two_way(str_slice(s, i, s.n), needle);

			return at < 0 ? -1 : i + at;
		}
	}
	return -1;
}

struct str
str_slice(struct str s, ptrdiff_t from, ptrdiff_t to)
{
	from = from < 0 ? 0 : from > s.n ? s.n : from;
	to = to < from ? from : to > s.n ? s.n : to;
	return from ? (struct str){ s.p + from, to - from } : (struct str){ s.p, to };
}

struct str
str_trim(struct str s)
{
	ptrdiff_t from = 0, to = s.n;

	while (from < to && is_white(s.p[from]))
		from++;
	while (to > from && is_white(s.p[to - 1]))
		to--;
	return str_slice(s, from, to);
}

bool
str_cut(struct str *rest, char sep, struct str *head)
{
	ptrdiff_t at = str_find_char(*rest, sep, 0);
	struct str s = *rest;

	if (s.n == 0) {
		*head = (struct str){ 0 };
		return false;
	}
	*head = str_slice(s, 0, at < 0 ? s.n : at);
	*rest = str_slice(s, at < 0 ? s.n : at + 1, s.n);
	return true;
}

bool
str_line(struct str *rest, struct str *line)
{
	ptrdiff_t before = rest->n;

	if (!str_cut(rest, '\n', line))
		return false;
	if (line->n && line->n < before && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

struct str
str_dup(struct arena *a, struct str s)
{
	char *p = NEW(a, char, s.n);

	if (s.n)
		memcpy(p, s.p, (size_t)s.n);
	return (struct str){ p, s.n };
}

char *
str_z(struct arena *a, struct str s)
{
	char *p = NEW(a, char, s.n + 1);

	if (s.n)
		memcpy(p, s.p, (size_t)s.n);
	return p;
}

struct str
str_lower(struct arena *a, struct str s)
{
	char *p = NEW(a, char, s.n);

	for (ptrdiff_t i = 0; i < s.n; i++)
		p[i] = ascii_lower(s.p[i]);
	return (struct str){ p, s.n };
}

struct str
str_join(struct arena *a, const struct str *v, ptrdiff_t n, struct str sep)
{
	ptrdiff_t total = 0, at = 0;
	char *p;

	for (ptrdiff_t i = 0; i < n; i++)
		total += v[i].n + (i ? sep.n : 0);
	p = NEW(a, char, total);
	for (ptrdiff_t i = 0; i < n; i++) {
		if (i && sep.n)
			memcpy(p + at, sep.p, (size_t)sep.n);
		at += i ? sep.n : 0;
		if (v[i].n)
			memcpy(p + at, v[i].p, (size_t)v[i].n);
		at += v[i].n;
	}
	return (struct str){ p, total };
}

struct str
str_vfmt(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	char *p;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	assert(n >= 0);
	p = NEW(a, char, (ptrdiff_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return (struct str){ p, n };
}

struct str
str_fmt(struct arena *a, const char *fmt, ...)
{
	struct str s;
	va_list ap;

	va_start(ap, fmt);
	s = str_vfmt(a, fmt, ap);
	va_end(ap);
	return s;
}

bool
str_int(struct str s, int64_t *value)
{
	int64_t v = 0;

	if (s.n == 0)
		return false;
	for (ptrdiff_t i = 0; i < s.n; i++) {
		int digit = s.p[i] - '0';

		if (digit < 0 || digit > 9 || v > (INT64_MAX - digit) / 10)
			return false;
		v = v * 10 + digit;
	}
	*value = v;
	return true;
}

uint64_t
str_hash(struct str s, uint64_t seed)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		seed = (seed ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
	return seed;
}

static int
min_int(int a, int b)
{
	return a < b ? a : b;
}

/* The distance of two words of at most WORD_MAX bytes. */
static int
distance(struct str a, struct str b)
{
	/* Rows i, i - 1 and i - 2 of the table, by i modulo 3. */
	int row[3][WORD_MAX + 1];

	for (int j = 0; j <= b.n; j++)
		row[0][j] = j;
	for (int i = 1; i <= a.n; i++) {
		int *here = row[i % 3], *above = row[(i + 2) % 3];

		here[0] = i;
		for (int j = 1; j <= b.n; j++) {
			int best = min_int(above[j], here[j - 1]) + 1;

			best = min_int(best, above[j - 1] + (a.p[i - 1] != b.p[j - 1]));
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
				best = min_int(best, row[(i + 1) % 3][j - 2] + 1);
			here[j] = best;
		}
	}
	return row[a.n % 3][b.n];
}

struct str
str_nearest(struct str word, const struct str *candidates, ptrdiff_t n)
{
	ptrdiff_t limit = word.n / 3 > 1 ? word.n / 3 : 1;
	struct str best = { 0 };

	if (word.n == 0 || word.n > WORD_MAX)
		return best;
	for (ptrdiff_t i = 0; i < n; i++) {
		struct str c = candidates[i];
		ptrdiff_t d;

		if (c.n == 0 || c.n > WORD_MAX || c.n > word.n + limit || word.n > c.n + limit)
			continue;
		d = distance(word, c);
		if (d < limit || (d == limit && (best.n == 0 || str_cmp(c, best) < 0))) {
			best = c;
			limit = d;
		}
	}
	return best;
}
