/* Reports with their surroundings, for the tests of the formats that other programs read. */
#ifndef REPORT_FORMATS_H
#define REPORT_FORMATS_H

#include "report_fixture.h"

#include "base/json.h"

/* A report of v[0..n), finished; the caller adds what else it tells. */
static inline struct report
report_of(struct arena *a, struct finding *v, ptrdiff_t n)
{
	struct totals *totals = NEW(a, struct totals, 1);
	struct findings all = { v, n, n };

	*totals = (struct totals){ .pages = 838, .pairs = 838, .locales = 2, .ms = 310 };
	findings_finish(a, &all);
	for (ptrdiff_t i = 0; i < all.n; i++)
		totals->counts[all.v[i].severity]++;
	return (struct report){ .findings = all.v, .n = all.n, .totals = totals, .style = &plain };
}

static inline const struct reporter *
format_of(const char *name)
{
	for (ptrdiff_t i = 0; i < nreporters; i++) {
		if (str_eq(reporters[i].name, str_c(name)))
			return &reporters[i];
	}
	fail_msg("no format `%s`", name);
	return NULL;
}

static inline const char *
written(struct arena *a, const char *format, const struct report *r)
{
	struct buf out = { .a = a };

	format_of(format)->write(&out, r);
	return str_z(a, buf_take(&out));
}

static inline const struct json *
parsed(struct arena *a, const char *text)
{
	struct str error = { 0 };
	const struct json *root = json_parse(a, str_c(text), &error);

	if (!root)
		fail_msg("%.*s in %s", P(error), text);
	return root;
}

/* The value at a path such as "runs.0.results". */
static inline const struct json *
at_path(const struct json *value, const char *path)
{
	struct str rest = str_c(path), step;

	while (str_cut(&rest, '.', &step)) {
		const struct json *next = value->first;
		int64_t index;

		if (value->kind == JSON_ARRAY && str_int(step, &index)) {
			while (next && index-- > 0)
				next = next->next;
		} else {
			while (next && !str_eq(next->key, step))
				next = next->next;
		}
		if (!next)
			fail_msg("nothing at `%.*s` of `%s`", P(step), path);
		value = next;
	}
	return value;
}

static inline bool
has_path(const struct json *value, const char *key)
{
	return json_member(value, key) != NULL;
}

static inline ptrdiff_t
length(const struct json *list)
{
	ptrdiff_t n = 0;

	for (const struct json *e = list->first; e; e = e->next)
		n++;
	return n;
}

static inline void
check_at(const struct json *root, const char *path, const char *expected)
{
	struct str text = at_path(root, path)->text;

	if (!str_eq(text, str_c(expected)))
		fail_msg("%s is `%.*s`, not `%s`", path, P(text), expected);
}

static inline const char *
text_at(struct arena *a, const struct json *root, const char *path)
{
	return str_z(a, at_path(root, path)->text);
}

static inline void
check_has(const char *text, const char *part)
{
	if (str_find(str_c(text), str_c(part), 0) < 0)
		fail_msg("no `%s` in:\n%s", part, text);
}

static inline void
check_has_not(const char *text, const char *part)
{
	if (str_find(str_c(text), str_c(part), 0) >= 0)
		fail_msg("`%s` in:\n%s", part, text);
}

#endif
