/* Two outlines made of the input's bytes, aligned: counterparts are mutual, of one kind, and in
 * order unless something has moved. */
#include <stdlib.h>
#include <string.h>

#include "check/align.h"
#include "doc/grammar.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool ok)
{
	if (!ok)
		abort();
}

/* Tokens keep their order; lists and rows follow from them. */
static bool
is_ordered(enum block_kind k)
{
	return k == BLOCK_HEADING || k == BLOCK_ITEM || k == BLOCK_CODE || k == BLOCK_TABLE ||
	       k == BLOCK_QUOTE;
}

static void
check_pairs(const struct doc *src, const struct doc *dst, const struct align *al)
{
	uint32_t last = 0;

	for (ptrdiff_t i = 0; i < src->nblocks; i++) {
		uint32_t to = al->dst_of[i];

		if (to == NO_BLOCK)
			continue;
		require(to < (uint32_t)dst->nblocks && al->src_of[to] == (uint32_t)i);
		require(src->blocks[i].kind == dst->blocks[to].kind);
		if (is_ordered(src->blocks[i].kind) && !al->crossed) {
			require(to >= last);
			last = to;
		}
	}
}

static void
check_keys(struct arena *a, struct str x, struct str y)
{
	uint64_t *kx = NEW(a, uint64_t, x.n), *ky = NEW(a, uint64_t, y.n);
	ptrdiff_t *pair_of = NEW(a, ptrdiff_t, x.n);
	bool *used = NEW(a, bool, y.n);

	for (ptrdiff_t i = 0; i < x.n; i++)
		kx[i] = (uint8_t)x.p[i];
	for (ptrdiff_t i = 0; i < y.n; i++)
		ky[i] = (uint8_t)y.p[i];
	align_keys(a, kx, x.n, ky, y.n, pair_of);
	for (ptrdiff_t i = 0; i < x.n; i++) {
		if (pair_of[i] < 0)
			continue;
		require(pair_of[i] < y.n && kx[i] == ky[pair_of[i]] && !used[pair_of[i]]);
		used[pair_of[i]] = true;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct grammar plain = { .heading_ids = true };
	struct arena a = { 0 };
	char *exact = malloc(size ? size : 1); /* the sanitizer sees the exact end */
	struct str source, translation = { exact, (ptrdiff_t)size };
	struct doc *src, *dst;

	if (size)
		memcpy(exact, data, size);
	str_cut(&translation, '\f', &source); /* a form feed parts the two pages */
	src = doc_parse(&a, S("en"), source, &plain, NULL);
	dst = doc_parse(&a, S("de"), translation, &plain, NULL);
	check_pairs(src, dst, align_docs(&a, src, dst, NULL));
	check_pairs(src, src, align_docs(&a, src, src, NULL));
	check_keys(&a, source, translation);
	arena_free(&a);
	free(exact);
	return 0;
}
