/* Any bytes as a baseline: refused with a reason, or read, written and read again with the same
 * result. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "diag/baseline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	char *exact = malloc(size); /* so that a sanitizer sees the exact end */
	struct str text = { exact, (ptrdiff_t)size }, error = { 0 };
	struct buf one = { .a = &a }, two = { .a = &a };
	struct baseline *b, *again;

	if (size)
		memcpy(exact, data, size);
	b = baseline_read(&a, text, &error);
	assert((b != NULL) == (error.n == 0));
	if (b) {
		baseline_write(&one, b);
		again = baseline_read(&a, buf_take(&one), &error);
		assert(again && again->n == b->n);
		baseline_write(&two, again);
		assert(str_eq(buf_take(&one), buf_take(&two)));
	}
	arena_free(&a);
	free(exact);
	return 0;
}
