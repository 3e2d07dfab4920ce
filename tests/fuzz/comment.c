/* Any bytes as a page with comments for loclint: they stand in order, outside code, with their
 * words inside; the lines that they are about are lines of the page; and taking one away leaves
 * every byte around it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "check/comment.h"
#include "doc/grammar.h"
#include "doc/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_inside(struct span inner, uint32_t from, uint32_t end)
{
	return inner.off >= from && inner.off + inner.len <= end;
}

static void
check_comment(struct doc *d, const struct comments *all, ptrdiff_t i)
{
	const struct comment *c = &all->v[i];
	struct comment_lines lines = comment_next(d, all, i);
	uint32_t end = c->at.off + c->at.len, last = 0;
	struct span gone = comment_remove(d, c);

	assert(c->at.len > 0 && (ptrdiff_t)end <= d->text.n);
	assert(i == 0 || c->at.off >= all->v[i - 1].at.off + all->v[i - 1].at.len);
	assert(str_starts(c->name, S("loclint-")));
	assert(c->word == COMMENT_WORDS || str_eq(c->name, comment_word(c->word)));
	for (ptrdiff_t k = 0; k < c->nrules; k++) {
		assert(c->rules[k].len > 0 && is_inside(c->rules[k], c->at.off, end));
		assert(c->rules[k].off >= last);
		last = c->rules[k].off + c->rules[k].len;
		assert(is_inside(comment_remove_rule(c, k), c->at.off, end));
	}
	assert(lines.from > lines.to || (lines.from > 0 && lines.to <= doc_line_count(d)));
	assert(is_inside(c->at, gone.off, gone.off + gone.len));
	assert((ptrdiff_t)gone.off + gone.len <= d->text.n);
	/* nothing but blanks goes with it */
	for (uint32_t k = gone.off; k < gone.off + gone.len; k++) {
		char b = d->text.p[k];

		assert((k >= c->at.off && k < end) || b == ' ' || b == '\t' || b == '\r' ||
		       b == '\n');
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct grammar plain;
	struct arena a = { 0 };
	char *exact = malloc(size); /* so that a sanitizer sees the exact end */
	struct str raw = { exact, (ptrdiff_t)size };
	struct pattern_scratch *scratch = pattern_scratch_new();
	struct comments all;
	struct doc *d;

	if (size)
		memcpy(exact, data, size);
	d = doc_parse(&a, S("fuzz.md"), raw, &plain, scratch);
	all = comments_find(&a, d);
	assert(all.n <= COMMENTS_MAX + 1);
	for (ptrdiff_t i = 0; i < all.n; i++)
		check_comment(d, &all, i);
	pattern_scratch_free(scratch);
	arena_free(&a);
	free(exact);
	return 0;
}
