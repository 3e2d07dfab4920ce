/* pair.c: what a difference means, by the age of the page. */
#include "unit.h"

#include "family.h"

#define EN "---\ntitle: One\n---\n# One\n\n- a\n- b\n- c\n"
#define DE "# Eins\n\n- a\n- b\n"

/* A German page with this hash; `body` follows the front matter. */
static void
check(struct lab *l, const char *en, struct str hash, const char *body)
{
	lab_source(l, str_c(en));
	if (hash.n == 0)
		hash = lab_sha1(l);
	lab_translation(l, "de-DE",
			str_fmt(&l->arena, "---\ntitle: Eins\nms.openlocfilehash: %.*s\n---\n%s",
				P(hash), body));
	lab_check(l);
}

#define STALE S("6727557131c36d6cbd33f27d59a9f6bc1b1b0f61")

static void
a_difference_on_a_fresh_page_is_a_defect(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	lab_open(&l, "microsoft");
	check(&l, EN, S(""), DE);
	assert_int_equal(l.sink.out.n, 1);
	f = lab_find(&l, RULE_LIST_ITEM_COUNT);
	assert_non_null(f);
	assert_int_equal(f->severity, SEV_ERROR);
	assert_int_equal(f->cause, CAUSE_DEFECT);
	assert_int_equal(f->parent, 0);
	lab_close(&l);
}

static void
a_difference_on_a_stale_page_is_a_child_of_the_stale_finding(void **state)
{
	struct lab l;
	const struct finding *f, *stale;

	(void)state;
	lab_open(&l, "microsoft");
	check(&l, EN, STALE, DE);
	assert_int_equal(l.sink.out.n, 2);
	stale = lab_find(&l, RULE_STALE_HASH);
	f = lab_find(&l, RULE_LIST_ITEM_COUNT);
	assert_non_null(stale);
	assert_non_null(f);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_int_equal(f->cause, CAUSE_UNKNOWN);
	assert_true(f->parent == stale->fingerprint && f->parent != 0);
	assert_int_equal(stale->parent, 0);
	lab_close(&l);
}

static void
a_pin_that_nothing_can_judge_makes_warnings_without_a_parent(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	lab_open(&l, "docsy");
	lab_source(&l, S(EN));
	lab_translation(&l, "de",
			S("---\ntitle: Eins\ndefault_lang_commit: "
			  "6727557131c36d6cbd33f27d59a9f6bc1b1b0f61\n---\n" DE));
	lab_check(&l);
	f = lab_find(&l, RULE_LIST_ITEM_COUNT);
	assert_non_null(f);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_int_equal(f->cause, CAUSE_UNKNOWN);
	assert_int_equal(f->parent, 0);
	lab_close(&l);
}

static void
where_pins_are_required_a_page_without_one_gets_an_error_and_warnings(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	lab_source(&l, S("---\ntitle: One\n---\n# One\n\n- a\n- b\n- c\n"));
	lab_translation(&l, "de-DE", S("---\ntitle: Eins\n---\n# Eins\n\n- a\n- b\n"));
	lab_check(&l);
	for (ptrdiff_t i = 0; i < l.sink.out.n; i++)
		assert_int_equal(l.sink.out.v[i].severity,
				 l.sink.out.v[i].message == MSG_PIN_MISSING ? SEV_ERROR
									    : SEV_WARNING);
	assert_int_equal(l.sink.out.v[0].message, MSG_PIN_MISSING);
	assert_int_equal(messages[l.sink.out.v[l.sink.out.n - 1].message].rule,
			 RULE_LIST_ITEM_COUNT);
	assert_int_equal(l.sink.out.v[l.sink.out.n - 1].parent, 0);
	lab_close(&l);
}

static void
where_pins_are_required_a_page_without_front_matter_is_not_compared(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	lab_source(&l, S("# One\n\n- a\n- b\n- c\n"));
	lab_translation(&l, "de-DE", S(DE));
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

static void
a_page_without_a_pin_is_compared_as_if_fresh(void **state)
{
	static const struct {
		const char *profile;
		enum severity severity;
	} cases[] = { { "base", SEV_ERROR }, { "docsy", SEV_ERROR } };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct lab l;

		lab_open(&l, cases[i].profile);
		lab_source(&l, S("# One\n\n- a\n- b\n- c\n"));
		lab_translation(&l, "de-DE", S(DE));
		lab_check(&l);
		assert_int_equal(l.sink.out.n, 1);
		assert_int_equal(l.sink.out.v[0].severity, cases[i].severity);
		assert_int_equal(l.sink.out.v[0].parent, 0);
		lab_close(&l);
	}
}

/* One paragraph with its English beside it. */
#define UNIT(target, source) \
 "<span data-ttu-id=\"a-1\">" target "</span><span class=\"sxs-lookup\">" \
 "<span data-stu-id=\"a-1\">" source "</span></span>"

static void
embedded_english_proves_damage_inside_a_block_of_a_stale_page(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	lab_open(&l, "microsoft");
	check(&l,
	      "---\ntitle: One\n---\nText with `code` and [link](https://example.com/a).\n\n- a\n",
	      STALE,
	      UNIT("Text mit `code`.", "Text with `code` and [link](https://example.com/a).") "\n");
	f = lab_find(&l, RULE_LINK_MISSING);
	assert_non_null(f);
	assert_int_equal(lab_count(&l, RULE_LINK_MISSING), 1);
	assert_int_equal(f->cause, CAUSE_DEFECT);
	assert_int_equal(f->severity, SEV_ERROR);
	assert_int_equal(f->parent, 0);
	/* the list may be new */
	f = lab_find(&l, RULE_LIST_MISSING);
	assert_non_null(f);
	assert_int_equal(f->cause, CAUSE_UNKNOWN);
	assert_true(f->parent != 0);
	lab_close(&l);
}

static void
without_a_source_page_embedded_english_is_what_is_compared(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	lab_open(&l, "microsoft");
	lab_translation(
		&l, "de-DE",
		S("# " UNIT("Eins", "One") "\n\n" UNIT("Siehe [a](https://example.com/b).",
						       "See [a](https://example.com/a).") "\n"));
	lab_check(&l);
	assert_true(l.sink.out.n > 0);
	f = &l.sink.out.v[0];
	assert_int_equal(rules[messages[f->message].rule].category, CATEGORY_LINKS);
	assert_true(str_eq(f->at.file, S("de-DE/a.md")));
	assert_int_equal(f->at.line, 3);
	lab_close(&l);
}

static void
a_page_whose_source_is_gone_is_named_when_there_is_a_source_side(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	lab_translation(&l, "de-DE", S("# Eins\n"));
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
	lab_open(&l, "microsoft");
	l.site.source_locale = S("en-US");
	lab_translation(&l, "de-DE", S("# Eins\n"));
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(l.sink.out.v[0].message, MSG_SOURCE_MISSING);
	lab_close(&l);
}

static void
locales_without_a_translation_are_named_on_request(void **state)
{
	struct lab l;
	struct str locales[] = { S("de-DE"), S("fr-FR") };

	(void)state;
	lab_open(&l, "microsoft");
	l.site.locales = locales;
	l.site.nlocales = 2;
	l.config.severity_set[RULE_TRANSLATION_MISSING] = true;
	l.config.severity[RULE_TRANSLATION_MISSING] = SEV_INFO;
	lab_source(&l, S("# One\n"));
	lab_translation(&l, "de-de", S("# Eins\n"));
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 1);
	assert_true(str_eq(l.sink.out.v[0].at.file, S("en-US/a.md")));
	assert_true(str_eq(lab_arg(&l.sink.out.v[0], "expected"), S("fr-FR")));
	lab_close(&l);
}

static void
the_sources_own_dead_link_is_reported_there_and_nowhere_else(void **state)
{
	struct lab l;
	const char *text =
		"# "
		"One\n\n[a](https://technet.microsoft.com/library/ms.exch.eac.actioncenter.aspx)\n";

	(void)state;
	lab_open(&l, "microsoft");
	lab_source(&l, str_c(text));
	lab_translation(&l, "de-DE", str_c(text));
	lab_translation(&l, "fr-FR", str_c(text));
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(messages[l.sink.out.v[0].message].rule, RULE_LINK_OUTDATED);
	assert_true(str_eq(l.sink.out.v[0].at.file, S("en-US/a.md")));
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_difference_on_a_fresh_page_is_a_defect),
		cmocka_unit_test(a_difference_on_a_stale_page_is_a_child_of_the_stale_finding),
		cmocka_unit_test(a_pin_that_nothing_can_judge_makes_warnings_without_a_parent),
		cmocka_unit_test(a_page_without_a_pin_is_compared_as_if_fresh),
		cmocka_unit_test(
			where_pins_are_required_a_page_without_one_gets_an_error_and_warnings),
		cmocka_unit_test(
			where_pins_are_required_a_page_without_front_matter_is_not_compared),
		cmocka_unit_test(embedded_english_proves_damage_inside_a_block_of_a_stale_page),
		cmocka_unit_test(without_a_source_page_embedded_english_is_what_is_compared),
		cmocka_unit_test(a_page_whose_source_is_gone_is_named_when_there_is_a_source_side),
		cmocka_unit_test(locales_without_a_translation_are_named_on_request),
		cmocka_unit_test(the_sources_own_dead_link_is_reported_there_and_nowhere_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
