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
	const struct finding *f;

	(void)state;
	lab_open(&l, "microsoft");
	add(&l, "de-DE", HASH, "a", "ms.locfileid: \"43713005\"\n");
	add(&l, "fr-FR", HASH, "a", "ms.locfileid: \"43713005\"\n");
	add(&l, "de-de", HASH, "a", "ms.locfileid: 43713005\n");
	l.pages[2].path = S("de-DE/z.md");
	lab_check(&l);
	assert_int_equal(l.sink.marks.n, 3);
	assert_int_equal(l.sink.ids.n, 2); /* pages that need a second look */
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

static const char *const six[] = { "ca-ES", "de-DE", "fi-FI", "fr-FR", "it-IT", "sv-SE" };

/* n of six translations of one revision; number `odd` has another body. */
static void
check_bodies(struct lab *l, ptrdiff_t n, const char *body, ptrdiff_t odd, const char *other)
{
	lab_open(l, "microsoft");
	for (ptrdiff_t i = 0; i < n; i++)
		lab_translation(l, six[i],
				str_fmt(&l->arena,
					"---\ntitle: %s\nms.openlocfilehash: " HASH
					"\n---\n# %s\n\n%s",
					six[i], six[i], i == odd ? other : body));
	lab_check(l);
}

static void
of_five_pages_one_may_not_have_other_blocks(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check_bodies(&l, 5, "Since 1 x 2021 it works.\n", 2, "1. x 2021 on it works.\n");
	assert_int_equal(l.sink.out.n, 1);
	f = lab_find(&l, RULE_PEER_MISMATCH);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_int_equal(f->message, MSG_PEER_BLOCK_FROM_TEXT);
	assert_true(str_eq(f->at.file, S("fi-FI/a.md")));
	assert_int_equal(f->at.line, 7);
	assert_true(str_eq(f->source.file, S("ca-ES/a.md")));
	assert_true(str_eq(lab_arg(f, "n"), S("4")));
	assert_int_equal(f->nedits, 0);
	lab_close(&l);
	/* Four are no majority. */
	check_bodies(&l, 4, "Since 1 x 2021 it works.\n", 2, "1. x 2021 on it works.\n");
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

static void
a_lost_item_or_link_is_named(void **state)
{
	struct lab l;

	(void)state;
	check_bodies(&l, 6, "- one\n- two\n", 5, "- one\n");
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(l.sink.out.v[0].message, MSG_PEER_LIST_ITEM_COUNT);
	lab_close(&l);
	check_bodies(&l, 6, "See [x](https://example.com/x) and [y](https://example.com/y).\n", 0,
		     "See [x](https://example.com/x).\n");
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(l.sink.out.v[0].message, MSG_PEER_LINK_MISSING);
	lab_close(&l);
	/* Another language in the address, and another order, are no difference. */
	check_bodies(&l, 6,
		     "See [x](https://example.com/x) and [y](https://example.com/de-de/y).\n", 0,
		     "See [y](https://example.com/ca-es/y) and [x](https://example.com/x).\n");
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

static void
who_repaired_what_english_broke_is_right(void **state)
{
	struct lab l;

	(void)state;
	check_bodies(&l, 6, "1. Open\n2. Shut\n3.Check\n4. Leave\n", 3,
		     "1. Open\n2. Shut\n3. Check\n4. Leave\n");
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

static void
without_a_clear_majority_nothing_is_said(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	for (ptrdiff_t i = 0; i < 6; i++)
		lab_translation(&l, six[i],
				str_fmt(&l.arena,
					"---\ntitle: %s\nms.openlocfilehash: " HASH "\n---\n%s",
					six[i], i % 2 ? "- x\n- y\n" : "- x\n"));
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

static void
add_handoff(struct lab *l, const char *locale, const char *hash, const char *date, const char *body)
{
	lab_translation(
		l, locale,
		str_fmt(&l->arena,
			"---\ntitle: %s\nms.openlocfilehash: %s\nms.lasthandoff: %s\n---\n%s",
			locale, hash, date, body));
}

static void
a_page_behind_its_newest_peer_is_stale(void **state)
{
	struct lab l;
	const struct finding *f, *link;

	(void)state;
	lab_open(&l, "microsoft");
	add_handoff(&l, "de-DE", HASH, "12/01/2020", "Text [x](https://example.com/old) mehr.\n");
	add_handoff(&l, "fr-FR", OTHER, "01/02/2021", "Texte [x](https://example.com/new) plus.\n");
	add_handoff(&l, "sv-SE", OTHER, "01/02/2021", "Text [x](https://example.com/new) mer.\n");
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 2);
	f = lab_find(&l, RULE_STALE_HASH);
	assert_true(str_eq(f->at.file, S("de-DE/a.md")));
	assert_int_equal(f->at.line, 3);
	assert_true(str_eq(lab_arg(f, "date"), S("2020-12-01")));
	assert_true(str_eq(lab_arg(f, "newest"), S("2021-01-02")));
	link = lab_find(&l, RULE_LINK_OUTDATED);
	assert_int_equal(link->severity, SEV_WARNING);
	assert_int_equal(link->cause, CAUSE_DRIFT);
	assert_true(link->parent == f->fingerprint);
	assert_true(str_eq(lab_arg(link, "expected"), S("https://example.com/new")));
	lab_close(&l);
}

static void
one_revision_or_one_date_is_not_stale(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	add_handoff(&l, "de-DE", HASH, "12/01/2020", "Text\n");
	add_handoff(&l, "fr-FR", HASH, "01/02/2021", "Texte\n");
	lab_check(&l);
	assert_int_equal(lab_count(&l, RULE_STALE_HASH), 0);
	lab_close(&l);
	lab_open(&l, "microsoft");
	add_handoff(&l, "de-DE", HASH, "12/01/2020", "Text\n");
	add_handoff(&l, "fr-FR", OTHER, "12/01/2020", "Texte\n");
	add_handoff(&l, "sv-SE", OTHER, "soon", "Text\n");
	lab_check(&l);
	assert_int_equal(lab_count(&l, RULE_STALE_HASH), 0);
	lab_close(&l);
}

static void
only_what_the_newest_pages_agree_in_replaces_a_link(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	add_handoff(&l, "de-DE", HASH, "12/01/2020", "Text [x](https://example.com/old) mehr.\n");
	add_handoff(&l, "fr-FR", OTHER, "01/02/2021", "Texte [x](https://example.com/new) plus.\n");
	add_handoff(&l, "sv-SE", OTHER, "01/02/2021", "Text [x](https://example.com/other) mer.\n");
	lab_check(&l);
	assert_int_equal(lab_count(&l, RULE_LINK_OUTDATED), 0);
	assert_int_equal(lab_count(&l, RULE_STALE_HASH), 1);
	lab_close(&l);
	/* The same page with its host and without is no other page. */
	lab_open(&l, "microsoft");
	add_handoff(&l, "de-DE", HASH, "12/01/2020", "Text [x](/learn/old) mehr.\n");
	add_handoff(&l, "fr-FR", OTHER, "01/02/2021",
		    "Texte [x](https://example.com/learn/old) plus.\n");
	lab_check(&l);
	assert_int_equal(lab_count(&l, RULE_LINK_OUTDATED), 0);
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
		cmocka_unit_test(of_five_pages_one_may_not_have_other_blocks),
		cmocka_unit_test(a_lost_item_or_link_is_named),
		cmocka_unit_test(who_repaired_what_english_broke_is_right),
		cmocka_unit_test(without_a_clear_majority_nothing_is_said),
		cmocka_unit_test(a_page_behind_its_newest_peer_is_stale),
		cmocka_unit_test(one_revision_or_one_date_is_not_stale),
		cmocka_unit_test(only_what_the_newest_pages_agree_in_replaces_a_link),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
