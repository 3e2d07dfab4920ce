/* Ids that no two pages of a locale may share (`ms.locfileid`): a second one comes from a copied
 * file.  And titles that two pages of a locale share though those of their sources differ.
 *
 * Every page has both, hardly any shares them: of each a hash is kept, and when all pages have been
 * seen those whose hashes meet are looked at once more. */
#include <stdlib.h>

#include "base/utf8.h"
#include "check/check.h"

enum { LINE_MAX_BYTES = 512 }; /* no id is on a longer line */

static const struct str title_key = { "title", 5 };

/* The line around a byte of the raw file. */
static struct str
line_around(const struct doc *d, uint32_t byte, uint32_t *number, uint32_t *start)
{
	struct str before = str_slice(d->raw, 0, byte);
	ptrdiff_t end = str_find_char(d->raw, '\n', byte);

	*number = 1;
	*start = d->bom ? 3 : 0;
	for (ptrdiff_t at = str_find_char(before, '\n', 0); at >= 0;
	     at = str_find_char(before, '\n', at + 1)) {
		*number += 1;
		*start = (uint32_t)at + 1;
	}
	end = end < 0 ? d->raw.n : end;
	return str_slice(d->raw, *start, end > *start && d->raw.p[end - 1] == '\r' ? end - 1 : end);
}

static int
folded(char c)
{
	if (c == '_')
		return '-';
	return (unsigned char)ascii_lower(c);
}

static const struct field *
field_of(const struct view *v, uint32_t key)
{
	struct str name = key == ID_TITLE ? title_key : v->site->profile->keys[key].pattern;
	const struct field *f = front_field(&v->dst->front, name);

	return f && f->kind == FIELD_SCALAR && f->value.n > 0 ? f : NULL;
}

static void
collect(const struct view *v, uint32_t key, uint64_t english)
{
	const struct field *f = field_of(v, key);
	struct str locale = v->page->locale;
	uint64_t hash = key ^ HASH_INIT;

	if (!f)
		return;
	for (ptrdiff_t i = 0; i < locale.n; i++) {
		char c = (char)folded(locale.p[i]);

		hash = str_hash((struct str){ &c, 1 }, hash);
	}
	*vec_push(v->sink->marked, &v->sink->marks) =
		(struct id_mark){ .value = str_hash(f->value, str_hash(S("\0"), hash)),
				  .english = english,
				  .page = (uint32_t)(v->page - v->site->pages),
				  .key = key };
}

/* "Configuration", "configure", "configuring": one word. */
static struct str
stem_of(struct str word)
{
	static const struct str endings[] = { { "ation", 5 }, { "ions", 4 }, { "ing", 3 },
					      { "ion", 3 },   { "ed", 2 },   { "es", 2 },
					      { "s", 1 },     { "e", 1 } };

	for (ptrdiff_t i = 0; i < countof(endings); i++) {
		if (word.n > endings[i].n + 2 && str_ends(word, endings[i]))
			return str_slice(word, 0, word.n - endings[i].n);
	}
	return word;
}

static bool
is_word_byte(char c)
{
	return is_small(c) || is_digit(c) || (unsigned char)c >= 0x80;
}

/* What an English title says, whatever the order and the endings of its words: "SDK configuration"
 * and "Configure the SDK" may well be one title in another language. */
static uint64_t
meaning_of(struct arena *work, struct str title)
{
	static const char *const small[] = { "the", "a", "an", "of", "to", "for", "your" };
	struct str s = str_lower(work, title);
	uint64_t sum = 0;

	for (ptrdiff_t i = 0, end; i < s.n; i = end) {
		struct str word;
		bool counts = true;

		for (end = i; end < s.n && is_word_byte(s.p[end]); end++)
			;
		word = str_slice(s, i, end);
		if (word.n == 0) {
			char mark = s.p[end++];

			sum += mark == '#' || mark == '+' ? (unsigned char)mark : 0; /* C#, C++ */
			continue;
		}
		for (ptrdiff_t k = 0; k < countof(small); k++)
			counts &= !str_eq(word, str_c(small[k]));
		sum += counts ? str_hash(stem_of(word), HASH_INIT) : 0;
	}
	return sum;
}

static void
collect_title(const struct view *v)
{
	const struct field *english =
		v->current ? front_field(&v->current->front, title_key) : NULL;

	if (!english || english->kind != FIELD_SCALAR || rule_is_off(v->site, RULE_TITLE_COLLAPSE))
		return;
	collect(v, ID_TITLE, meaning_of(v->work, english->value) | 1);
}

void
ids_collect(const struct view *v)
{
	const struct profile *p = v->site->profile;

	collect_title(v);
	if (rule_is_off(v->site, RULE_METADATA_DUPLICATE_ID))
		return;
	for (ptrdiff_t i = 0; i < p->nkeys; i++)
		if (p->keys[i].unique)
			collect(v, (uint32_t)i, 0);
}

static int
compare_numbers(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int
compare_values(const void *pa, const void *pb)
{
	const struct id_mark *a = pa, *b = pb;

	return compare_numbers(a->value, b->value);
}

static int
compare_pages(const void *pa, const void *pb)
{
	const struct id_mark *a = pa, *b = pb;
	int c = compare_numbers(a->page, b->page);

	return c ? c : compare_numbers(a->key, b->key);
}

ptrdiff_t
ids_repeated(struct id_mark *marks, ptrdiff_t n)
{
	ptrdiff_t kept = 0, next;

	if (n > 1)
		qsort(marks, (size_t)n, sizeof *marks, compare_values);
	for (ptrdiff_t i = 0; i < n; i = next) {
		/* English may have one title for all of them, too. */
		bool differ = marks[i].key != ID_TITLE;

		for (next = i + 1; next < n && marks[next].value == marks[i].value; next++)
			differ |= marks[next].english != marks[i].english;
		for (ptrdiff_t k = i; k < next && next - i > 1 && differ; k++)
			marks[kept++] = marks[k];
	}
	if (kept)
		qsort(marks, (size_t)kept, sizeof *marks, compare_pages);
	return kept;
}

void
ids_read(const struct view *v, const struct id_mark *m)
{
	const struct field *f = field_of(v, m->key);
	uint32_t byte, number, start;
	struct str line;
	ptrdiff_t off;

	if (!f)
		return;
	byte = doc_raw_offset(v->dst, f->value_at.off);
	line = line_around(v->dst, byte, &number, &start);
	off = line.n > 0 && line.n <= LINE_MAX_BYTES ? str_find(line, f->value, byte - start) : -1;
	if (off < 0)
		return; /* written with escapes or over several lines */
	*vec_push(v->sink->keep, &v->sink->ids) = (struct id_use){
		.page = v->page,
		.key = m->key == ID_TITLE ? title_key : v->site->profile->keys[m->key].pattern,
		.line = str_dup(v->sink->keep, line),
		.line_number = number,
		.byte = start,
		.value_off = (uint32_t)off,
		.value_len = (uint32_t)f->value.n,
		.english = m->english,
	};
}

static struct str
value_of(const struct id_use *u)
{
	return str_slice(u->line, u->value_off, u->value_off + u->value_len);
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
	if (!s->snippets)
		return (struct snippet){ 0 };
	return sink_snippet(s->keep, u->line_number, u->line, u->value_off,
			    u->value_off + u->value_len);
}

void
unique_check(const struct site *site, struct id_use *uses, ptrdiff_t n, struct sink *sink)
{
	const struct id_use *first = uses;

	if (n == 0 || (rule_is_off(site, RULE_METADATA_DUPLICATE_ID) &&
		       rule_is_off(site, RULE_TITLE_COLLAPSE)))
		return;
	qsort(uses, (size_t)n, sizeof *uses, compare_uses);
	for (ptrdiff_t i = 1; i < n; i++) {
		if (compare_ids(first, &uses[i]) != 0) {
			first = &uses[i];
			continue;
		}
		if (uses[i].english && uses[i].english == first->english)
			continue; /* English has one title for both, too */
		sink_add_on(sink, uses[i].page,
			    (struct finding){ .message = uses[i].english ? MSG_TITLE_COLLAPSE
									 : MSG_DUPLICATE_ID,
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
