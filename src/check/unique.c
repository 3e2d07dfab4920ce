/* Ids that no two pages of a locale may share (`ms.locfileid`): a second one comes from a copied
 * file. */
#include <stdlib.h>

#include "base/utf8.h"
#include "check/check.h"

enum { LINE_MAX_BYTES = 512 }; /* no id is on a longer line */

void
ids_collect(const struct view *v)
{
	const struct profile *p = v->site->profile;

	if (sink_severity(v->site->config, RULE_METADATA_DUPLICATE_ID) == SEV_OFF)
		return;
	for (ptrdiff_t i = 0; i < p->nkeys; i++) {
		const struct field *f =
			p->keys[i].unique ? front_field(&v->dst->front, p->keys[i].pattern) : NULL;
		struct pos at;
		struct str line;
		ptrdiff_t off;

		if (!f || f->kind != FIELD_SCALAR || f->value.n == 0)
			continue;
		at = doc_pos(v->dst, f->value_at.off);
		line = doc_line(v->dst, at.line);
		off = line.n > 0 && line.n <= LINE_MAX_BYTES
			      ? str_find(line, f->value, at.byte - (line.p - v->dst->raw.p))
			      : -1;
		if (off < 0)
			continue; /* written with escapes or over several lines */
		*vec_push(v->sink->keep, &v->sink->ids) = (struct id_use){
			.page = v->page,
			.key = p->keys[i].pattern,
			.line = str_dup(v->sink->keep, line),
			.line_number = at.line,
			.byte = (uint32_t)(line.p - v->dst->raw.p),
			.value_off = (uint32_t)off,
			.value_len = (uint32_t)f->value.n,
		};
	}
}

static struct str
value_of(const struct id_use *u)
{
	return str_slice(u->line, u->value_off, u->value_off + u->value_len);
}

static int
folded(char c)
{
	if (c == '_')
		return '-';
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : (unsigned char)c;
}

/* An order in which tags that differ in case and separator only are equal. */
static int
compare_locales(struct str a, struct str b)
{
	for (ptrdiff_t i = 0; i < a.n && i < b.n; i++) {
		int c = folded(a.p[i]) - folded(b.p[i]);

		if (c != 0)
			return c;
	}
	return (a.n > b.n) - (a.n < b.n);
}

/* 0 for pages of one locale with one id. */
static int
compare_ids(const struct id_use *a, const struct id_use *b)
{
	int c = str_cmp(a->key, b->key);

	if (c == 0)
		c = str_cmp(value_of(a), value_of(b));
	return c == 0 ? compare_locales(a->page->locale, b->page->locale) : c;
}

static int
compare_uses(const void *pa, const void *pb)
{
	const struct id_use *a = pa, *b = pb;
	int c = compare_ids(a, b);

	return c == 0 ? str_cmp(a->page->path, b->page->path) : c;
}

static struct place
place_of(const struct id_use *u)
{
	uint32_t column = (uint32_t)utf8_count(str_slice(u->line, 0, u->value_off)) + 1;

	return (struct place){ .file = u->page->path,
			       .line = u->line_number,
			       .column = column,
			       .end_line = u->line_number,
			       .end_column = column + (uint32_t)utf8_count(value_of(u)),
			       .byte = u->byte + u->value_off,
			       .end_byte = u->byte + u->value_off + u->value_len };
}

static struct snippet
snippet_of(struct sink *s, const struct id_use *u)
{
	struct snippet out = { 0 };

	if (!s->snippets)
		return out;
	out.first_line = u->line_number;
	out.nlines = 1;
	out.lines[0] =
		sink_snippet_line(s->keep, u->line, u->value_off, u->value_off + u->value_len);
	return out;
}

void
unique_check(const struct site *site, struct id_use *uses, ptrdiff_t n, struct sink *sink)
{
	const struct id_use *first = uses;

	if (n == 0 || sink_severity(site->config, RULE_METADATA_DUPLICATE_ID) == SEV_OFF)
		return;
	qsort(uses, (size_t)n, sizeof *uses, compare_uses);
	for (ptrdiff_t i = 1; i < n; i++) {
		if (compare_ids(first, &uses[i]) != 0) {
			first = &uses[i];
			continue;
		}
		sink_add(sink, (struct finding){ .message = MSG_DUPLICATE_ID,
						 .locale = uses[i].page->locale,
						 .at = place_of(&uses[i]),
						 .source = place_of(first),
						 .snippet = snippet_of(sink, &uses[i]),
						 .source_snippet = snippet_of(sink, first),
						 .key = uses[i].key,
						 .args = { { "key", uses[i].key },
							   { "value", value_of(&uses[i]) },
							   { "other", first->page->path } } });
	}
}
