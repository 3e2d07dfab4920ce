/* The baseline's file: JSON, sorted, one fingerprint a line, so that a merge of two branches is a
 * merge of lines:
 *
 *   {"version": 1, "findings": {PATH: {RULE: [FINGERPRINT, ...]}}} */
#include "diag/baseline.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"

enum { HEX_DIGITS = 16 };

struct baseline *
baseline_new(struct arena *a)
{
	struct baseline *b = NEW(a, struct baseline, 1);

	b->a = b->by_fingerprint.a = a;
	return b;
}

/* The fingerprint's bytes as a key; they live as long as *fingerprint. */
static struct str
key_of(const uint64_t *fingerprint)
{
	return (struct str){ (const char *)fingerprint, (ptrdiff_t)sizeof *fingerprint };
}

void
baseline_add(struct baseline *b, struct str path, struct str rule, uint64_t fingerprint)
{
	ptrdiff_t *at;

	if (map_get(&b->by_fingerprint, key_of(&fingerprint)) >= 0)
		return;
	at = map_at(&b->by_fingerprint, str_dup(b->a, key_of(&fingerprint)));
	*at = b->n;
	*vec_push(b->a, b) = (struct baseline_entry){ path, rule, fingerprint, false, false };
}

/* --- reading ------------------------------------------------------------------------- */

static bool
hex_read(struct str s, uint64_t *value)
{
	*value = 0;
	for (ptrdiff_t i = 0; i < s.n; i++) {
		int digit = hex_value(s.p[i]);

		if (digit < 0)
			return false;
		*value = *value << 4 | (uint64_t)digit;
	}
	return s.n == HEX_DIGITS;
}

static bool
fail(struct arena *a, struct str *error, struct str where, const char *what)
{
	*error = str_fmt(a, "`%.*s` %s", P(where), what);
	return false;
}

static bool
read_list(struct baseline *b, struct str path, const struct json *list, struct str *error)
{
	if (list->kind != JSON_ARRAY)
		return fail(b->a, error, list->key, "must have a list of fingerprints");
	for (const struct json *f = list->first; f; f = f->next) {
		uint64_t fingerprint;

		if (f->kind != JSON_STRING || !hex_read(f->text, &fingerprint))
			return fail(b->a, error, f->text, "is no fingerprint (16 hex digits)");
		baseline_add(b, path, list->key, fingerprint);
	}
	return true;
}

struct baseline *
baseline_read(struct arena *a, struct str text, struct str *error)
{
	struct baseline *b = baseline_new(a);
	const struct json *root = json_parse(a, text, error), *version, *pages;

	if (!root)
		return NULL;
	version = json_member(root, "version");
	pages = json_member(root, "findings");
	if (!version || !str_eq(version->text, S("1")) || !pages || pages->kind != JSON_OBJECT) {
		*error = S("it is no baseline of version 1");
		return NULL;
	}
	for (const struct json *page = pages->first; page; page = page->next) {
		if (page->kind != JSON_OBJECT) {
			fail(a, error, page->key, "must have a mapping of rules");
			return NULL;
		}
		for (const struct json *rule = page->first; rule; rule = rule->next)
			if (!read_list(b, page->key, rule, error))
				return NULL;
	}
	return b;
}

/* --- use ----------------------------------------------------------------------------- */

void
baseline_apply(struct baseline *b, struct finding *v, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++) {
		ptrdiff_t at = map_get(&b->by_fingerprint, key_of(&v[i].fingerprint));

		if (at < 0)
			continue;
		b->v[at].seen = true;
		if (v[i].hidden == HIDDEN_NOT)
			v[i].hidden = HIDDEN_BASELINE;
	}
}

/* --- writing ------------------------------------------------------------------------- */

static int
compare_entries(const void *pa, const void *pb)
{
	const struct baseline_entry *a = pa, *b = pb;
	int c = str_cmp(a->path, b->path);

	if (c == 0)
		c = str_cmp(a->rule, b->rule);
	return c == 0 ? (a->fingerprint > b->fingerprint) - (a->fingerprint < b->fingerprint) : c;
}

static void
write_name(struct buf *out, int indent, struct str name, char bracket)
{
	struct json_out j = { .out = out };

	buf_repeat(out, ' ', indent);
	json_str(&j, name);
	buf_fmt(out, ": %c\n", bracket);
}

/* Ends what is open before entry e: the list, and the page when `page`. */
static void
write_end(struct buf *out, bool list, bool page, bool more)
{
	if (list)
		buf_fmt(out, "\n      ]%s", page || !more ? "" : ",\n");
	if (page)
		buf_fmt(out, "\n    }%s", more ? ",\n" : "");
}

void
baseline_write(struct buf *out, const struct baseline *b)
{
	struct arena work = { 0 };
	struct baseline_entry *v = NEW(&work, struct baseline_entry, b->n);
	const struct baseline_entry *last = NULL;
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < b->n; i++)
		if (!b->v[i].gone)
			v[n++] = b->v[i];
	if (n > 0)
		qsort(v, (size_t)n, sizeof *v, compare_entries);
	buf_str(out, S("{\n  \"version\": 1,\n  \"findings\": {"));
	for (const struct baseline_entry *e = v; e < v + n; last = e++) {
		bool page = !last || !str_eq(last->path, e->path);
		bool rule = page || !str_eq(last->rule, e->rule);

		if (last)
			write_end(out, rule, page, true);
		else
			buf_char(out, '\n');
		if (page)
			write_name(out, 4, e->path, '{');
		if (rule)
			write_name(out, 6, e->rule, '[');
		buf_fmt(out, "%s        \"%016llx\"", rule ? "" : ",\n",
			(unsigned long long)e->fingerprint);
	}
	write_end(out, n > 0, n > 0, false);
	buf_fmt(out, "%s}\n}\n", n > 0 ? "\n  " : "");
	arena_free(&work);
}
