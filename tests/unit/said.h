/* What some rules say about one translation, and the translation with all edits made; for tests of
 * single passes. */
#ifndef SAID_H
#define SAID_H

#include <stdlib.h>

#include "family.h"

struct said_case {
	const char *source, *translation;
	const char *said;  /* "LINE: message" of each finding, one a line */
	const char *fixed; /* the translation with all edits made; NULL: there are none */
};

static inline int
said_compare_edits(const void *a, const void *b)
{
	const struct edit *x = *(const struct edit *const *)a, *y = *(const struct edit *const *)b;

	return (x->byte > y->byte) - (x->byte < y->byte);
}

/* `raw` with the edits of all findings, NULL when there are none. */
static inline const char *
said_fixed(struct lab *l, struct str raw)
{
	struct VEC(const struct edit *) edits = { 0 };
	struct buf out = { .a = &l->arena };
	uint32_t at = 0;

	for (ptrdiff_t i = 0; i < l->sink.out.n; i++)
		for (int k = 0; k < l->sink.out.v[i].nedits && l->sink.out.v[i].locale.n; k++)
			*vec_push(&l->arena, &edits) = &l->sink.out.v[i].edits[k];
	if (edits.n == 0)
		return NULL;
	qsort(edits.v, (size_t)edits.n, sizeof *edits.v, said_compare_edits);
	for (ptrdiff_t i = 0; i < edits.n; i++) {
		assert(edits.v[i]->byte >= at);
		buf_str(&out, str_slice(raw, at, edits.v[i]->byte));
		buf_str(&out, edits.v[i]->text);
		at = edits.v[i]->end_byte;
	}
	buf_str(&out, str_slice(raw, at, raw.n));
	return str_z(&l->arena, buf_take(&out));
}

static inline const char *
said_text(struct lab *l)
{
	struct buf out = { .a = &l->arena };

	for (ptrdiff_t i = 0; i < l->sink.out.n; i++) {
		const struct finding *f = &l->sink.out.v[i];

		if (f->locale.n == 0)
			continue; /* the source page's own */
		buf_fmt(&out, "%u%s: %.*s\n", f->at.line, f->insert_after ? "+" : "",
			P(finding_text(&l->arena, f, PART_TEXT)));
	}
	return str_z(&l->arena, buf_take(&out));
}

/* Checks one pair under a profile with the rules in `only` (ended by RULE_COUNT) alone. */
static inline void
said_check(const char *profile, const char *locale, const enum rule_id *only,
	   const struct said_case *c)
{
	struct lab l;
	const char *fixed;

	lab_open(&l, profile);
	l.profile->pin_required = false; /* pages here have none, and are compared all the same */
	l.config.only_set = true;
	for (; *only != RULE_COUNT; only++)
		l.config.only[*only] = true;
	lab_source(&l, str_c(c->source));
	lab_translation(&l, locale, str_c(c->translation));
	lab_check(&l);
	assert_string_equal(said_text(&l), c->said);
	fixed = said_fixed(&l, str_c(c->translation));
	if (c->fixed) {
		assert_non_null(fixed);
		assert_string_equal(fixed, c->fixed);
	} else {
		assert_null(fixed);
	}
	lab_close(&l);
}

static inline void
said_check_all(const char *profile, const char *locale, const enum rule_id *only,
	       const struct said_case *v, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++)
		said_check(profile, locale, only, &v[i]);
}

#endif
