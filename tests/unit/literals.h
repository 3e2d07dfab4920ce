/* One translation against its source, for the tests of the rules about words. */
#ifndef LITERALS_H
#define LITERALS_H

#include "family.h"

/* A fresh page translated by a machine (or by people), in a platform with the given profile. */
static inline void
pair_open(struct lab *l, const char *profile, bool human)
{
	lab_open(l, profile);
	l->profile->pin_required = false;
	l->profile->human = human;
}

static inline void
pair_check(struct lab *l, const char *locale, const char *source, const char *translation)
{
	lab_reset(l);
	lab_source(l, str_c(source));
	lab_translation(l, locale, str_c(translation));
	lab_check(l);
}

/* How often the rule fires. */
static inline ptrdiff_t
pair_count(struct lab *l, enum rule_id r, const char *source, const char *translation)
{
	pair_check(l, "de-DE", source, translation);
	return lab_count(l, r);
}

/* The bytes of the translation that the first finding of a rule marks. */
static inline struct str
pair_marked(struct lab *l, enum rule_id r)
{
	const struct finding *f = lab_find(l, r);

	assert_non_null(f);
	return str_slice(l->raw[l->translations[0]], f->at.byte, f->at.end_byte);
}

/* The translation after the edit of the first finding of a rule, empty when it has none. */
static inline struct str
pair_fixed(struct lab *l, enum rule_id r)
{
	const struct finding *f = lab_find(l, r);
	struct str raw = l->raw[l->translations[0]];

	assert_non_null(f);
	if (f->nedits != 1)
		return S("");
	return str_fmt(&l->arena, "%.*s%.*s%.*s", P(str_slice(raw, 0, f->edits[0].byte)),
		       P(f->edits[0].text), P(str_slice(raw, f->edits[0].end_byte, raw.n)));
}

static inline void
assert_str(struct lab *l, struct str got, const char *expected)
{
	assert_string_equal(str_z(&l->arena, got), expected);
}

#endif
