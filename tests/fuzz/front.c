/* Any bytes as a page, and as the inside of a front matter block.  Oracle: the simple reader
 * declines or gives exactly what libyaml gives; every span lies where the contract says. */
#include <stdlib.h>
#include <string.h>

#include "doc/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool ok)
{
	if (!ok)
		abort();
}

static ptrdiff_t
end_of(struct span s)
{
	return (ptrdiff_t)s.off + s.len;
}

static bool
same_span(struct span a, struct span b)
{
	return a.off == b.off && a.len == b.len;
}

static void
check_readers(struct arena *a, struct str text, struct span inner)
{
	struct front simple = { .inner = inner }, full = { .inner = inner };

	if (!front_read_simple(a, text, &simple)) {
		check(simple.nfields == 0 && simple.nduplicates == 0);
		return;
	}
	front_read_yaml(a, text, &full);
	check(full.error.n == 0 && simple.nfields == full.nfields);
	check(simple.nduplicates == full.nduplicates);
	for (ptrdiff_t i = 0; i < full.nfields; i++) {
		const struct field *x = &simple.fields[i], *y = &full.fields[i];

		check(str_eq(x->key, y->key) && str_eq(x->value, y->value));
		check(same_span(x->key_at, y->key_at) && same_span(x->value_at, y->value_at));
		check(same_span(x->line_at, y->line_at));
		check(x->kind == y->kind && x->depth == y->depth && x->quote == y->quote);
	}
	for (ptrdiff_t i = 0; i < full.nduplicates; i++) {
		check(simple.duplicates[i].first == full.duplicates[i].first);
		check(simple.duplicates[i].second == full.duplicates[i].second);
	}
}

static void
check_field(const struct front *f, struct str text, const struct field *x)
{
	check(x->line_at.off >= f->inner.off && end_of(x->line_at) <= end_of(f->inner));
	check(x->key_at.off >= x->line_at.off && end_of(x->key_at) <= x->value_at.off);
	check(end_of(x->value_at) <= end_of(x->line_at));
	check(x->line_at.off == 0 || text.p[x->line_at.off - 1] == '\n');
	check(text.p[end_of(x->line_at) - 1] == '\n');
	check(x->kind != FIELD_NULL || x->value.n == 0);
	check(x->quote == 0 || (uint8_t)text.p[x->value_at.off] == x->quote);
}

static void
check_page(struct arena *a, struct str text)
{
	struct front f = front_parse(a, text);

	check(!f.present || !f.unterminated);
	check(f.present || (f.at.len == 0 && f.nfields == 0 && f.error.n == 0));
	if (!f.present)
		return;
	check(f.at.off == 0 && end_of(f.at) <= text.n);
	check(f.inner.off >= 4 && end_of(f.inner) + 3 <= end_of(f.at));
	check(f.error.n == 0 ||
	      (f.nfields == 0 && f.error_at >= f.inner.off && f.error_at <= end_of(f.inner)));
	for (ptrdiff_t i = 0; i < f.nfields; i++) {
		check_field(&f, text, &f.fields[i]);
		check(front_field(&f, f.fields[i].key) <= &f.fields[i]);
	}
	for (ptrdiff_t i = 0; i < f.nduplicates; i++) {
		check(f.duplicates[i].first < f.duplicates[i].second);
		check(f.duplicates[i].second < f.nfields);
		check(str_eq(f.fields[f.duplicates[i].first].key,
			     f.fields[f.duplicates[i].second].key));
	}
	if (!f.toml && f.inner.len <= 4096)
		check_readers(a, text, f.inner);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	char *page = malloc(size + 9);

	check(page);
	memcpy(page, "---\n", 4);
	memcpy(page + 4, data, size);
	memcpy(page + 4 + size, "\n---\n", 5);
	check_page(&a, (struct str){ page, (ptrdiff_t)size + 9 });
	free(page);
	page = malloc(size ? size : 1);
	check(page);
	memcpy(page, data, size);
	check_page(&a, (struct str){ page, (ptrdiff_t)size });
	free(page);
	arena_free(&a);
	return 0;
}
