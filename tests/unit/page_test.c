/* page.c: what one page shows by itself. */
#include "unit.h"

#include "family.h"

#define EN "---\ntitle: Add users\nms.topic: article\nms.date: 04/21/2020\n---\n\nText\n"

/* Checks one German page against an English one; NULL: there is none. */
static void
check(struct lab *l, const char *en, struct str de)
{
	lab_open(l, "microsoft");
	if (en)
		lab_source(l, str_c(en));
	lab_translation(l, "de-DE", de);
	lab_check(l);
}

static void
assert_place(const struct finding *f, enum message_id m, uint32_t line, uint32_t column)
{
	assert_non_null(f);
	assert_int_equal(f->message, m);
	assert_int_equal(f->at.line, line);
	assert_int_equal(f->at.column, column);
}

static void
a_page_that_cannot_be_parsed_is_named_once_with_the_place(void **state)
{
	struct lab l;

	(void)state;
	check(&l, EN, S("\xef\xbb\xbf# \xc3\xa4\xff\n"));
	assert_int_equal(l.sink.out.n, 1);
	assert_place(&l.sink.out.v[0], MSG_NOT_UTF8, 1, 4);
	assert_int_equal(l.sink.out.v[0].severity, SEV_WARNING);
	lab_close(&l);
	check(&l, EN, (struct str){ "# a\nb\0c\n", 8 });
	assert_int_equal(l.sink.out.n, 1);
	assert_place(&l.sink.out.v[0], MSG_NOT_TEXT, 2, 2);
	lab_close(&l);
	check(&l, EN, S("\xff\xfe#\x01"));
	assert_int_equal(l.sink.out.n, 1);
	assert_place(&l.sink.out.v[0], MSG_NOT_UTF16, 1, 1);
	lab_close(&l);
}

static void
a_source_page_that_cannot_be_parsed_is_named_on_its_own_path(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "\xff", S("---\ntitle: Benutzer\n---\n\n- a\n"));
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(l.sink.out.v[0].message, MSG_NOT_UTF8);
	assert_true(str_eq(l.sink.out.v[0].at.file, S("en-US/a.md")));
	assert_int_equal(l.sink.out.v[0].locale.n, 0);
	lab_close(&l);
}

static void
a_yaml_error_is_at_its_place_and_hides_no_other_page(void **state)
{
	struct lab l;

	(void)state;
	check(&l, EN, S("---\ntitle: \"Benutzer\nms.topic: article\n---\n\nText\n"));
	assert_int_equal(lab_count(&l, RULE_FRONT_MATTER_SYNTAX), 1);
	assert_int_equal(lab_count(&l, RULE_METADATA_MISSING), 0);
	assert_int_equal(lab_find(&l, RULE_FRONT_MATTER_SYNTAX)->message, MSG_FRONT_YAML);
	assert_int_equal(lab_find(&l, RULE_FRONT_MATTER_SYNTAX)->severity, SEV_ERROR);
	assert_true(lab_arg(lab_find(&l, RULE_FRONT_MATTER_SYNTAX), "why").n > 0);
	lab_close(&l);
}

static void
an_error_of_the_source_is_not_repeated_on_translations(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "---\ntitle: \"Users\n---\n", S("---\ntitle: \"Benutzer\n---\n"));
	assert_int_equal(l.sink.out.n, 1);
	assert_true(str_eq(l.sink.out.v[0].at.file, S("en-US/a.md")));
	lab_close(&l);
}

static void
a_repeated_key_points_at_both_lines(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, NULL, S("---\ntitle: A\nms.topic: a\ntitle: B\n---\n"));
	f = lab_find(&l, RULE_FRONT_MATTER_SYNTAX);
	assert_place(f, MSG_FRONT_DUPLICATE, 4, 1);
	assert_int_equal(f->source.line, 2);
	assert_true(str_eq(f->source.file, S("de-DE/a.md")));
	assert_int_equal(lab_count(&l, RULE_FRONT_MATTER_SYNTAX), 1);
	lab_close(&l);
}

static void
an_open_block_is_told_from_a_thematic_break(void **state)
{
	struct lab l;

	(void)state;
	check(&l, EN, S("---\ntitle: A\n\nText\n"));
	assert_place(lab_find(&l, RULE_FRONT_MATTER_SYNTAX), MSG_FRONT_OPEN, 1, 1);
	lab_close(&l);
	check(&l, NULL, S("---\n\nText: more\n"));
	assert_int_equal(lab_count(&l, RULE_FRONT_MATTER_SYNTAX), 0);
	lab_close(&l);
}

static void
keys_translated_as_prose_are_one_finding(void **state)
{
	static const char *const pages[] = {
		/* all of it in one line: no YAML any more */
		"---\nTitel: Benutzer MS. Thema: Artikel ms. Datum: 04/21/2020\n---\n\nText\n",
		/* a line each, with blanks in keys */
		"---\nTitel: Benutzer\nMS. Thema: Artikel\n---\n\nText\n",
		/* a line each, no key left */
		"---\nTitel: Benutzer\nThema: Artikel\n---\n\nText\n",
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(pages); i++) {
		struct lab l;

		check(&l, EN, str_c(pages[i]));
		assert_int_equal(l.sink.out.n, 1);
		assert_int_equal(l.sink.out.v[0].message, MSG_FRONT_PROSE);
		lab_close(&l);
	}
}

static void
pages_without_metadata_are_not_taken_for_prose(void **state)
{
	static const char *const pages[][2] = {
		{ EN, "# Benutzer\n\nText\n" },
		{ EN, "---\n---\n\nText\n" },
		{ "# Users\n", "---\nMS. Thema: Artikel\n---\n" },
		{ EN,
		  "---\ntitle: Benutzer\nms.topic: article\nms.date: 04/21/2020\n---\n\nText\n" },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(pages); i++) {
		struct lab l;

		check(&l, pages[i][0], str_c(pages[i][1]));
		assert_int_equal(lab_count(&l, RULE_FRONT_MATTER_SYNTAX), 0);
		lab_close(&l);
	}
}

static void
malformed_pins_are_named_with_the_expected_form(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, NULL, S("---\ntitle: A\nms.openlocfilehash: 12x\n---\n"));
	f = lab_find(&l, RULE_METADATA_INVALID);
	assert_place(f, MSG_INVALID_FORMAT, 3, 21);
	assert_int_equal(f->severity, SEV_ERROR);
	assert_true(str_eq(lab_arg(f, "key"), S("ms.openlocfilehash")));
	assert_true(lab_arg(f, "expected").n > 0);
	assert_int_equal(lab_count(&l, RULE_METADATA_INVALID), 1);
	lab_close(&l);
}

static void
the_locale_must_be_that_of_the_page(void **state)
{
	static const struct {
		const char *value;
		ptrdiff_t findings;
	} cases[] = { { "de-DE", 0 }, { "de-de", 0 }, { "de", 0 }, { "fr-FR", 1 }, { "de-AT", 1 } };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct arena a = { 0 };
		struct lab l;

		check(&l, NULL,
		      str_fmt(&a, "---\ntitle: A\nms.contentlocale: %s\n---\n", cases[i].value));
		assert_int_equal(lab_count(&l, RULE_METADATA_INVALID), cases[i].findings);
		lab_close(&l);
		arena_free(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_that_cannot_be_parsed_is_named_once_with_the_place),
		cmocka_unit_test(a_source_page_that_cannot_be_parsed_is_named_on_its_own_path),
		cmocka_unit_test(a_yaml_error_is_at_its_place_and_hides_no_other_page),
		cmocka_unit_test(an_error_of_the_source_is_not_repeated_on_translations),
		cmocka_unit_test(a_repeated_key_points_at_both_lines),
		cmocka_unit_test(an_open_block_is_told_from_a_thematic_break),
		cmocka_unit_test(keys_translated_as_prose_are_one_finding),
		cmocka_unit_test(pages_without_metadata_are_not_taken_for_prose),
		cmocka_unit_test(malformed_pins_are_named_with_the_expected_form),
		cmocka_unit_test(the_locale_must_be_that_of_the_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
