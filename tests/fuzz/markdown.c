/* Any page gives a well-formed outline, and the same one when its lines end in CR LF. */
#include <stdlib.h>
#include <string.h>

#include "doc/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_SIZE = 1 << 16 };

#define CHECK(condition) \
 do { \
  if (!(condition)) \
   abort(); \
 } while (0)

/* A small platform: `:::name`, {{name}}; compiled once, reachable until the end. */
static const struct grammar *
grammar(void)
{
	static const struct construct constructs[] = {
		{ .fact = FACT_DIRECTIVE, .mask = MASK_SPACES, .line = true, .value_group = 1 },
		{ .fact = FACT_SHORTCODE, .mask = MASK_LETTERS, .in_code = true, .value_group = 1 },
	};
	static struct arena arena;
	static struct grammar g = {
		.constructs = constructs, .nconstructs = 2, .alerts = true, .heading_ids = true
	};
	struct pattern_source sources[] = { { .text = S(":::(\\w*)[^\\r\\n]*") },
					    { .text = S("\\{\\{(\\w*)[^}\\r\\n]*\\}\\}") } };
	struct str why;
	ptrdiff_t bad, at;

	if (!g.patterns)
		g.patterns = pattern_compile(&arena, sources, 2, &bad, &why, &at);
	CHECK(g.patterns);
	return &g;
}

static void
check_blocks(const struct doc *d)
{
	uint32_t start = 0;

	for (ptrdiff_t i = 0; i < d->nblocks; i++) {
		const struct block *b = &d->blocks[i];
		const struct block *p = b->parent == NO_BLOCK ? NULL : &d->blocks[b->parent];

		CHECK(b->at.off >= start && b->at.off + b->at.len <= d->text.n);
		CHECK(b->end > i && b->end <= d->nblocks);
		CHECK(b->fact + b->nfact <= d->nfacts);
		CHECK(!p || (p < b && b->end <= p->end && b->depth <= p->depth + 1));
		CHECK(!p || b->at.off + b->at.len <= p->at.off + p->at.len);
		for (uint32_t k = b->fact; k < b->fact + b->nfact; k++)
			CHECK(d->facts[k].block == i);
		start = b->at.off;
	}
	for (ptrdiff_t i = 0; i < d->nfacts; i++)
		CHECK(d->facts[i].block == NO_BLOCK || d->facts[i].block < d->nblocks);
}

/* True when a and b are the same bytes, line ends aside. */
static bool
same_text(struct str a, struct str b)
{
	ptrdiff_t i = 0, k = 0;

	while (i < a.n || k < b.n) {
		while (i < a.n && a.p[i] == '\r')
			i++;
		while (k < b.n && b.p[k] == '\r')
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		if (a.p[i++] != b.p[k++])
			return false;
	}
	return true;
}

static void
check_same(const struct doc *x, const struct doc *y)
{
	CHECK(x->nblocks == y->nblocks && x->nfacts == y->nfacts);
	for (ptrdiff_t i = 0; i < x->nblocks; i++) {
		const struct block *a = &x->blocks[i], *b = &y->blocks[i];

		CHECK(a->kind == b->kind && a->level == b->level && a->columns == b->columns);
		CHECK(a->ordered == b->ordered && a->start == b->start && a->fenced == b->fenced);
		CHECK(a->parent == b->parent && a->end == b->end && a->depth == b->depth);
		CHECK(a->hash == b->hash && a->text_len == b->text_len && a->nfact == b->nfact);
		CHECK(same_text(doc_slice(x, a->at), doc_slice(y, b->at)));
	}
	for (ptrdiff_t i = 0; i < x->nfacts; i++) {
		const struct fact *a = &x->facts[i], *b = &y->facts[i];

		CHECK(a->kind == b->kind && a->block == b->block && a->autolink == b->autolink);
		CHECK(same_text(a->value, b->value) && same_text(a->text, b->text));
	}
}

static struct doc *
parse(struct arena *a, struct str raw, struct pattern_scratch *scratch)
{
	struct doc *d = NEW(a, struct doc, 1);
	struct construct_facts facts = { 0 };
	struct str masked;

	d->arena = a;
	d->text = d->raw = raw;
	if (!limits_bytes(d))
		return NULL;
	masked = mask_constructs(a, d, grammar(), scratch, &facts);
	if (!limits_markup(d, masked))
		return NULL;
	d->facts = facts.v;
	d->nfacts = facts.n;
	markdown_parse(a, d, grammar(), masked);
	return d;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	struct pattern_scratch *scratch = pattern_scratch_new();
	char *lf = malloc(size + 1), *crlf = malloc(2 * size + 1);
	size_t n = 0;
	struct doc *x, *y;

	CHECK(scratch && lf && crlf);
	if (size <= MAX_SIZE && !memchr(data, '\r', size)) {
		memcpy(lf, data, size);
		for (size_t i = 0; i < size; i++) {
			if (lf[i] == '\n')
				crlf[n++] = '\r';
			crlf[n++] = lf[i];
		}
		x = parse(&a, (struct str){ lf, (ptrdiff_t)size }, scratch);
		y = parse(&a, (struct str){ crlf, (ptrdiff_t)n }, scratch);
		if (x)
			check_blocks(x);
		if (y)
			check_blocks(y);
		if (x && y)
			check_same(x, y);
	}
	free(lf);
	free(crlf);
	pattern_scratch_free(scratch);
	arena_free(&a);
	return 0;
}
