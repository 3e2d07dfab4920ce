/* Longest common subsequence of two short key sequences (the textbook dynamic programme), bounded;
 * larger ones are matched by equal keys in order of appearance. */
#include <stdlib.h>
#include <string.h>

#include "check/align.h"

enum { LCS_CELLS = 1 << 20 };

/* lengths[i][j]: longest common subsequence of a[i..) and b[j..), one row of nb + 1 per i. */
static void
lcs_match(struct arena *work, const uint64_t *a, ptrdiff_t na, const uint64_t *b, ptrdiff_t nb,
	  ptrdiff_t *pair_of)
{
	ptrdiff_t width = nb + 1, i = 0, j = 0;
	uint32_t *lengths = NEW(work, uint32_t, (na + 1) * width);

	for (i = na - 1; i >= 0; i--) {
		for (j = nb - 1; j >= 0; j--) {
			uint32_t *at = lengths + i * width + j;

			if (a[i] == b[j])
				*at = at[width + 1] + 1;
			else
				*at = at[width] > at[1] ? at[width] : at[1];
		}
	}
	for (i = j = 0; i < na && j < nb;) {
		const uint32_t *at = lengths + i * width + j;

		if (a[i] == b[j])
			pair_of[i++] = j++;
		else if (at[width] >= at[1])
			i++;
		else
			j++;
	}
}

struct keyed {
	uint64_t key;
	ptrdiff_t index;
};

static int
keyed_cmp(const void *pa, const void *pb)
{
	const struct keyed *a = pa, *b = pb;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static struct keyed *
keyed_sorted(struct arena *work, const uint64_t *keys, ptrdiff_t n)
{
	struct keyed *v = NEW(work, struct keyed, n);

	for (ptrdiff_t i = 0; i < n; i++)
		v[i] = (struct keyed){ keys[i], i };
	qsort(v, (size_t)n, sizeof *v, keyed_cmp);
	return v;
}

/* The k-th occurrence of a key in a belongs to the k-th in b. */
static void
bucket_match(struct arena *work, const uint64_t *a, ptrdiff_t na, const uint64_t *b, ptrdiff_t nb,
	     ptrdiff_t *pair_of)
{
	struct keyed *x = keyed_sorted(work, a, na), *y = keyed_sorted(work, b, nb);
	ptrdiff_t i = 0, j = 0;

	while (i < na && j < nb) {
		if (x[i].key == y[j].key)
			pair_of[x[i++].index] = y[j++].index;
		else if (x[i].key < y[j].key)
			i++;
		else
			j++;
	}
}

void
align_keys(struct arena *work, const uint64_t *a, ptrdiff_t na, const uint64_t *b, ptrdiff_t nb,
	   ptrdiff_t *pair_of)
{
	ptrdiff_t head = 0, tail = 0;

	while (head < na && head < nb && a[head] == b[head]) {
		pair_of[head] = head;
		head++;
	}
	while (tail < na - head && tail < nb - head && a[na - 1 - tail] == b[nb - 1 - tail]) {
		tail++;
		pair_of[na - tail] = nb - tail;
	}
	a += head;
	b += head;
	na -= head + tail;
	nb -= head + tail;
	for (ptrdiff_t i = 0; i < na; i++)
		pair_of[head + i] = -1;
	if (!na || !nb)
		return;
	if (nb + 1 <= LCS_CELLS / (na + 1))
		lcs_match(work, a, na, b, nb, pair_of + head);
	else
		bucket_match(work, a, na, b, nb, pair_of + head);
	for (ptrdiff_t i = 0; i < na; i++)
		if (pair_of[head + i] >= 0)
			pair_of[head + i] += head;
}
