/* peers.c and unique.c: translations beside each other. */
#include "unit.h"

#include "family.h"

#define HASH  "6727557131c36d6cbd33f27d59a9f6bc1b1b0f61"
#define OTHER "7727557131c36d6cbd33f27d59a9f6bc1b1b0f61"

static void
add(struct lab *l, const char *locale, const char *hash, const char *commit, const char *more)
{
	lab_translation(l, locale,
			str_fmt(&l->arena,
				"---\ntitle: %s\n%sms.openlocfilehash: %s\nms.sourcegitcommit: "
				"%s0123456789abcdef"
				"0123456789abcdef0123456\n---\nText\n",
				locale, more, hash, commit));
}

static void
the_same_hash_means_the_same_commit(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	lab_open(&l, "microsoft");
	add(&l, "de-DE", HASH, "a", "");
	add(&l, "fr-FR", HASH, "b", "");
	add(&l, "lv-LV", HASH, "b", "");
	add(&l, "ro-RO", OTHER, "c", "");
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 1);
	f = lab_find(&l, RULE_COMMIT_MISMATCH);
	assert_int_equal(f->severity, SEV_ERROR);
	assert_true(str_eq(f->at.file, S("de-DE/a.md")));
	assert_int_equal(f->at.line, 4);
	assert_true(str_eq(f->source.file, S("fr-FR/a.md")));
	assert_true(str_eq(lab_arg(f, "n"), S("2")));
	lab_close(&l);
}

static void
of_two_that_disagree_the_later_one_is_named(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	add(&l, "de-DE", HASH, "a", "");
	add(&l, "fr-FR", HASH, "b", "");
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 1);
	assert_true(str_eq(l.sink.out.v[0].at.file, S("fr-FR/a.md")));
	lab_close(&l);
}

static void
pages_of_one_revision_agree_in_keys_that_are_not_translated(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	add(&l, "de-DE", HASH, "a", "ms.topic: article\nms.prod: x\n");
	add(&l, "fr-FR", HASH, "a", "ms.topic: Artikel\nms.prod: x\n");
	add(&l, "lv-LV", HASH, "a", "ms.topic: article\n");
	add(&l, "ro-RO", HASH, "a", "ms.service: o365\nms.topic: article\nms.prod: x\n");
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 3);
	for (ptrdiff_t i = 0; i < l.sink.out.n; i++)
		assert_int_equal(l.sink.out.v[i].severity, SEV_ERROR);
	assert_int_equal(l.sink.out.v[0].message, MSG_PEER_MISMATCH);
	assert_true(str_eq(l.sink.out.v[0].at.file, S("fr-FR/a.md")));
	assert_int_equal(l.sink.out.v[0].at.line, 3);
	assert_int_equal(l.sink.out.v[1].message, MSG_PEER_MISSING);
	assert_true(str_eq(l.sink.out.v[1].at.file, S("lv-LV/a.md")));
	assert_int_equal(l.sink.out.v[2].message, MSG_PEER_EXTRA);
	assert_true(str_eq(l.sink.out.v[2].at.file, S("ro-RO/a.md")));
	lab_close(&l);
}

static void
with_a_source_page_keys_are_compared_with_it_instead(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	lab_source(&l, S("---\ntitle: One\nms.topic: article\n---\nText\n"));
	add(&l, "de-DE", HASH, "a", "ms.topic: article\n");
	add(&l, "fr-FR", HASH, "a", "ms.topic: Artikel\n");
	lab_check(&l);
	assert_int_equal(lab_count(&l, RULE_PEER_MISMATCH), 0);
	assert_int_equal(lab_count(&l, RULE_METADATA_MISMATCH), 1);
	lab_close(&l);
}

static void
pages_of_different_revisions_are_not_compared(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	add(&l, "de-DE", HASH, "a", "ms.topic: article\n");
	add(&l, "fr-FR", OTHER, "b", "ms.topic: overview\n");
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

static void
an_id_belongs_to_one_page_of_a_locale(void **state)
{
	struct lab l;
	struct id_use *uses;
	const struct finding *f;

	(void)state;
	lab_open(&l, "microsoft");
	add(&l, "de-DE", HASH, "a", "ms.locfileid: \"43713005\"\n");
	add(&l, "fr-FR", HASH, "a", "ms.locfileid: \"43713005\"\n");
	add(&l, "de-de", HASH, "a", "ms.locfileid: 43713005\n");
	l.pages[2].path = S("de-DE/z.md");
	lab_check(&l);
	uses = l.sink.ids.v;
	assert_int_equal(l.sink.ids.n, 3);
	assert_non_null(uses);
	assert_int_equal(l.sink.out.n, 1);
	f = lab_find(&l, RULE_METADATA_DUPLICATE_ID);
	assert_true(str_eq(f->at.file, S("de-DE/z.md")));
	assert_int_equal(f->at.line, 3);
	assert_int_equal(f->at.column, 15);
	assert_int_equal(f->at.end_column, 23);
	assert_true(str_eq(f->source.file, S("de-DE/a.md")));
	assert_int_equal(f->source.column, 16);
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_hash_means_the_same_commit),
		cmocka_unit_test(of_two_that_disagree_the_later_one_is_named),
		cmocka_unit_test(pages_of_one_revision_agree_in_keys_that_are_not_translated),
		cmocka_unit_test(with_a_source_page_keys_are_compared_with_it_instead),
		cmocka_unit_test(pages_of_different_revisions_are_not_compared),
		cmocka_unit_test(an_id_belongs_to_one_page_of_a_locale),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
