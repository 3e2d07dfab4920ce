/* outdated.c: links that a link table knows to be replaced. */
#include "unit.h"

#include "family.h"

#define GONE "https://technet.microsoft.com/library/ms.exch.eac.actioncenter.aspx"
#define NOW \
 "https://docs.microsoft.com/microsoft-365/security/office-365-security/use-the-" \
 "delist-portal-to-remove-yourself-from-the-office-365-blocked-senders-lis"
#define STALE "---\ntitle: T\nms.openlocfilehash: 6727557131c36d6cbd33f27d59a9f6bc1b1b0f61\n---\n"

static void
check(struct lab *l, const char *en, const char *de)
{
	lab_open(l, "microsoft");
	l->profile->pin_required = false; /* pages without a hash count as fresh */
	if (en)
		lab_source(l, str_c(en));
	lab_translation(l, "de-DE", str_c(de));
	lab_check(l);
}

static void
assert_arg(const struct finding *f, const char *name, const char *value)
{
	assert_true(str_eq(lab_arg(f, name), str_c(value)));
}

static void
a_dead_link_is_found_without_any_source(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, NULL, "Siehe [hier](" GONE ").\n");
	assert_int_equal(l.sink.out.n, 1);
	f = lab_find(&l, RULE_LINK_OUTDATED);
	assert_int_equal(f->message, MSG_LINK_OUTDATED_RULE);
	assert_int_equal(f->severity, SEV_ERROR);
	assert_arg(f, "expected", NOW);
	assert_true(lab_arg(f, "reason").n > 0);
	assert_int_equal(f->at.column, 14);
	assert_int_equal(f->nedits, 1);
	assert_true(str_eq(f->edits[0].text, S(NOW)));
	lab_close(&l);
}

static void
english_at_the_same_place_is_the_better_replacement(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "See [it](https://example.com/new).\n", "Siehe [hier](" GONE ").\n");
	assert_int_equal(l.sink.out.n, 1);
	f = lab_find(&l, RULE_LINK_OUTDATED);
	assert_int_equal(f->message, MSG_LINK_OUTDATED_SOURCE);
	assert_arg(f, "expected", "https://example.com/new");
	assert_int_equal(f->source.line, 1);
	lab_close(&l);
}

static void
a_stale_page_does_not_make_a_dead_link_better(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "---\ntitle: T\n---\nSee [it](" NOW ").\n", STALE "Siehe [hier](" GONE ").\n");
	assert_int_equal(lab_count(&l, RULE_LINK_OUTDATED), 1);
	f = lab_find(&l, RULE_LINK_OUTDATED);
	assert_int_equal(f->severity, SEV_ERROR);
	assert_arg(f, "expected", NOW);
	assert_int_equal(lab_count(&l, RULE_LINK_CHANGED), 0);
	lab_close(&l);
}

static void
what_english_has_too_is_reported_there_once(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "See [it](" GONE ").\n",
	      "Siehe [hier](https://technet.microsoft.com/de-de/library/"
	      "ms.exch.eac.actioncenter.aspx).\n");
	assert_int_equal(l.sink.out.n, 1);
	f = lab_find(&l, RULE_LINK_OUTDATED);
	assert_true(str_eq(f->at.file, S("en-US/a.md")));
	assert_int_equal(f->locale.n, 0);
	lab_close(&l);
}

static void
every_place_of_a_dead_link_is_found(void **state)
{
	struct lab l;

	(void)state;
	check(&l, NULL, "[a](" GONE ") <" GONE "> [b][1]\n\n[1]: " GONE "\n");
	assert_int_equal(lab_count(&l, RULE_LINK_OUTDATED), 3);
	for (ptrdiff_t i = 0; i < l.sink.out.n; i++)
		assert_true(l.sink.out.v[i].at.end_byte > l.sink.out.v[i].at.byte);
	lab_close(&l);
}

static void
allowed_targets_are_left_alone(void **state)
{
	static struct str allow[] = { { "https://technet.microsoft.com/**", 32 } };
	struct lab l;

	(void)state;
	lab_open(&l, "base");
	l.config.allow = allow;
	l.config.nallow = countof(allow);
	lab_translation(&l, "de-DE", S("Siehe [hier](" GONE ").\n"));
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

static void
relative_links_images_and_code_are_no_links_of_a_table(void **state)
{
	struct lab l;

	(void)state;
	check(&l, NULL,
	      "[a](technet.microsoft.com/library/ms.exch.eac.actioncenter.aspx) `" GONE
	      "`\n\n![a](" GONE ")\n\n    " GONE "\n");
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dead_link_is_found_without_any_source),
		cmocka_unit_test(english_at_the_same_place_is_the_better_replacement),
		cmocka_unit_test(a_stale_page_does_not_make_a_dead_link_better),
		cmocka_unit_test(what_english_has_too_is_reported_there_once),
		cmocka_unit_test(every_place_of_a_dead_link_is_found),
		cmocka_unit_test(allowed_targets_are_left_alone),
		cmocka_unit_test(relative_links_images_and_code_are_no_links_of_a_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
