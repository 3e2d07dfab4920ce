/* Two texts, divided by the first NUL: applying their difference to one gives the other, by lines
 * and by words. */
#include <stdlib.h>
#include <string.h>

#include "base/diff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct diff_items *x, const struct diff_items *y, const struct diff *d)
{
	ptrdiff_t i = 0, k = 0;

	for (ptrdiff_t c = 0; c <= d->n; c++) {
		ptrdiff_t end = c < d->n ? d->v[c].a : x->n;

		for (; i < end; i++, k++)
			if (k >= y->n || !str_eq(x->v[i], y->v[k]))
				abort();
		if (c == d->n)
			break;
		if (k != d->v[c].b || d->v[c].na + d->v[c].nb == 0)
			abort();
		i += d->v[c].na;
		k += d->v[c].nb;
	}
	if (i != x->n || k != y->n)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = malloc(size ? size : 1);
	struct arena a = { 0 };
	struct str old = { 0 }, now;
	struct diff_items x, y;
	struct diff d;

	if (!copy)
		return 0;
	memcpy(copy, data, size);
	now = (struct str){ copy, (ptrdiff_t)size };
	str_cut(&now, '\0', &old);
	x = diff_lines(&a, old);
	y = diff_lines(&a, now);
	d = diff_compare(&a, &x, &y, false);
	check(&x, &y, &d);
	x = diff_words(&a, old);
	y = diff_words(&a, now);
	d = diff_compare(&a, &x, &y, false);
	check(&x, &y, &d);
	arena_free(&a);
	free(copy);
	return 0;
}
