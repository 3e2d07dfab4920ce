/* What is located holds its value: the right first byte, the right bytes, each kind in document
 * order.  (Between kinds the order is right on all real pages; it can be wrong for text in an image
 * or where cmark has errors of its own.) */
#include <stdlib.h>
#include <string.h>

#include "doc/internal.h"
#include "doc/refdef.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_SIZE = 1 << 16 };

#define CHECK(condition) \
 do { \
  if (!(condition)) \
   abort(); \
 } while (0)

static bool
is_blank_byte(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '>';
}

/* Equal but for blanks and the container prefixes that stand between the lines of the page. */
static bool
same_code(struct str page, struct str value)
{
	ptrdiff_t i = 0, k = 0;

	while (i < page.n || k < value.n) {
		while (i < page.n && is_blank_byte(page.p[i]))
			i++;
		while (k < value.n && is_blank_byte(value.p[k]))
			k++;
		if (i >= page.n || k >= value.n)
			return i >= page.n && k >= value.n;
		if (page.p[i++] != value.p[k++])
			return false;
	}
	return true;
}

static void
check_fact(struct arena *a, const struct doc *d, const struct fact *f)
{
	struct str at = doc_slice(d, f->at), value = doc_slice(d, f->value_at);
	struct str seen =
		str_slice(d->masked, f->value_at.off, (ptrdiff_t)f->value_at.off + f->value_at.len);

	CHECK(f->at.off + f->at.len <= d->text.n && f->value_at.off + f->value_at.len <= d->text.n);
	if (f->value_at.len == 0)
		return;
	if (f->kind == FACT_LINK) {
		CHECK(at.p[0] == (f->autolink ? '<' : '['));
		/* a backslash is just a backslash in `<autolinks>` */
		CHECK(str_ends(f->value, link_unescape(a, str_trim(value))) ||
		      (f->autolink && str_ends(f->value, value)));
	} else if (f->kind == FACT_IMAGE) {
		CHECK(str_starts(at, S("![")) &&
		      str_eq(f->value, link_unescape(a, str_trim(value))));
	} else if (f->kind == FACT_CODE) {
		CHECK(at.p[0] == '`' && str_ends(at, S("`")));
		CHECK(same_code(value, f->value) || same_code(seen, f->value));
	} else if (f->kind == FACT_HTML) {
		CHECK(at.p[0] == '<' && str_ends(at, S(">")) && str_eq_nocase(value, f->value));
	} else if (f->kind == FACT_ANCHOR) {
		CHECK(same_code(value, f->value) || same_code(seen, f->value));
	} else {
		CHECK(str_eq(link_unescape(a, str_trim(value)), f->value) ||
		      str_eq(value, f->value));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct grammar g = { .alerts = true, .heading_ids = true };
	struct arena a = { 0 };
	char *copy = malloc(size + 1);
	struct buf out = { .a = &a };
	struct doc *d;
	uint32_t last[FACT_KINDS][2] = { 0 };

	CHECK(copy);
	memcpy(copy, data, size);
	d = doc_parse(&a, S("page.md"),
		      (struct str){ copy, (ptrdiff_t)(size < MAX_SIZE ? size : 0) }, &g, NULL);
	doc_locate(d);
	for (ptrdiff_t i = 0; i < d->nfacts; i++) {
		const struct fact *f = &d->facts[i];

		check_fact(&a, d, f);
		if (f->value_at.len == 0)
			continue;
		CHECK(f->at.off >= last[f->kind][f->autolink]);
		last[f->kind][f->autolink] = f->at.off;
	}
	doc_dump(&out, d);
	CHECK(d->nblocks == 0 || out.n > 0);
	free(copy);
	arena_free(&a);
	return 0;
}
