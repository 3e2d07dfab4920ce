/* meta.c: front matter against the source's. */
#include "unit.h"

#include "family.h"
#include "site/docfx.h"

static void
check(struct lab *l, const char *en, const char *de)
{
	lab_open(l, "microsoft");
	l->profile->pin_required = false; /* pages without a hash count as fresh */
	lab_source(l, str_c(en));
	lab_translation(l, "de-DE", str_c(de));
	lab_check(l);
}

/* The translation after the finding's edits. */
static struct str
fixed(struct lab *l, const struct finding *f)
{
	struct str raw = l->raw[l->translations[0]];

	assert_int_equal(f->nedits, 1);
	return str_fmt(&l->arena, "%.*s%.*s%.*s", P(str_slice(raw, 0, f->edits[0].byte)),
		       P(f->edits[0].text), P(str_slice(raw, f->edits[0].end_byte, raw.n)));
}

static void
assert_fixed(struct lab *l, const struct finding *f, const char *expected)
{
	struct str got = fixed(l, f);

	assert_string_equal(str_z(&l->arena, got), expected);
}

static void
a_missing_key_belongs_after_the_one_it_follows_in_the_source(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "---\ntitle: One\nms.topic: article\nms.service: o365\nms.prod: x\n---\nText\n",
	      "---\r\ntitle: Eins\r\nms.topic: article\r\nms.prod: x\r\n---\r\nText\r\n");
	assert_int_equal(l.sink.out.n, 1);
	f = lab_find(&l, RULE_METADATA_MISSING);
	assert_int_equal(f->severity, SEV_ERROR);
	assert_true(f->insert_after);
	assert_int_equal(f->at.line, 3);
	assert_int_equal(f->source.line, 4);
	assert_true(str_eq(lab_arg(f, "key"), S("ms.service")));
	assert_true(str_eq(lab_arg(f, "expected"), S("o365")));
	assert_fixed(&l, f,
		     "---\r\ntitle: Eins\r\nms.topic: article\r\nms.service: o365\r\nms.prod: "
		     "x\r\n---\r\nText\r\n");
	lab_close(&l);
}

static void
people_may_leave_out_short_titles_and_descriptions(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	lab_open(&l, "docsy");
	lab_source(&l, S("---\ntitle: Ropes and knots\nlinkTitle: Ropes\nweight: 1\n---\nText\n"));
	lab_translation(&l, "de-DE", S("---\nweight: 1\n---\nText\n"));
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 2);
	f = &l.sink.out.v[0];
	assert_true(str_eq(lab_arg(f, "key"), S("title")));
	assert_int_equal(f->severity, SEV_ERROR);
	f = &l.sink.out.v[1];
	assert_true(str_eq(lab_arg(f, "key"), S("linkTitle")));
	assert_int_equal(f->severity, SEV_INFO);
	lab_close(&l);
}

static void
what_people_have_added_is_not_taken_out_unseen(void **state)
{
	static const struct {
		const char *profile, *entry;
		bool safe;
	} cases[] = { { "docsy", "draft: true", false },
		      { "docsy", "description: Seile", false },
		      { "microsoft", "description: Seile", false },
		      { "microsoft", "ms.topic: article", true } };

	(void)state;
	for (int i = 0; i < countof(cases); i++) {
		struct lab l;
		const struct finding *f;

		lab_open(&l, cases[i].profile);
		l.profile->pin_required = false;
		lab_source(&l, S("---\ntitle: Ropes\n---\nText\n"));
		lab_translation(
			&l, "de-DE",
			str_fmt(&l.arena, "---\ntitle: Taue\n%s\n---\nText\n", cases[i].entry));
		lab_check(&l);
		f = lab_find(&l, RULE_METADATA_EXTRA);
		assert_int_equal(f->nedits, 1);
		assert_int_equal(f->unsafe, !cases[i].safe);
		lab_close(&l);
	}
}

static void
a_key_that_english_has_damaged_is_not_asked_of_translations(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "---\ntitle: One\n\xe2\x80\x8bms.topic: article\n---\nText\n",
	      "---\ntitle: Eins\nms.topic: article\n---\nText\n");
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(messages[l.sink.out.v[0].message].rule, RULE_CHARACTER_DAMAGE);
	lab_close(&l);
	check(&l, "---\ntitle: One\n\xe2\x80\x8bms.topic: article\n---\nText\n",
	      "---\ntitle: Eins\n---\nText\n");
	assert_int_equal(l.sink.out.n, 1);
	lab_close(&l);
}

static void
a_missing_first_key_and_an_entry_of_several_lines_are_inserted_whole(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "---\nms.custom:\n- a\n- b\nms.topic: article\n---\nText\n",
	      "---\nms.topic: article\n---\nText\n");
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(l.sink.out.v[0].message, MSG_META_MISSING_LONG);
	assert_fixed(&l, &l.sink.out.v[0],
		     "---\nms.custom:\n- a\n- b\nms.topic: article\n---\nText\n");
	lab_close(&l);
}

static void
another_value_is_replaced_by_the_sources(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "---\ntitle: One\nms.topic: \"how-to\"\n---\nText\n",
	      "---\ntitle: Eins\nms.topic: Anleitung\n---\nText\n");
	assert_int_equal(l.sink.out.n, 1);
	f = lab_find(&l, RULE_METADATA_MISMATCH);
	assert_int_equal(f->severity, SEV_ERROR);
	assert_int_equal(f->at.line, 3);
	assert_int_equal(f->at.column, 11);
	assert_fixed(&l, f, "---\ntitle: Eins\nms.topic: \"how-to\"\n---\nText\n");
	lab_close(&l);
}

static void
an_empty_value_gets_one_with_a_blank_before_it(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "---\ntitle: One\nms.topic: article\n---\nText\n",
	      "---\ntitle: Eins\nms.topic:\n---\nText\n");
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(l.sink.out.v[0].message, MSG_META_EMPTY);
	assert_fixed(&l, &l.sink.out.v[0], "---\ntitle: Eins\nms.topic: article\n---\nText\n");
	lab_close(&l);
}

static void
authors_and_dates_are_worth_an_info_only(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "---\ntitle: One\nauthor: ann\nms.date: 01/02/2020\n---\nText\n",
	      "---\ntitle: Eins\nauthor: bob\n---\nText\n");
	assert_int_equal(l.sink.out.n, 2);
	assert_int_equal(lab_find(&l, RULE_METADATA_MISMATCH)->severity, SEV_INFO);
	assert_int_equal(lab_find(&l, RULE_METADATA_MISSING)->severity, SEV_INFO);
	lab_close(&l);
}

static void
other_spellings_of_one_value_are_equal(void **state)
{
	struct lab l;

	(void)state;
	check(&l,
	      "---\ntitle: One\nms.topic: article\nms.technology: null\nms.custom: [a, "
	      "b]\nms.prod:\n---\nText\n",
	      "---\ntitle: Eins\nms.custom:\n- a\n- b\nms.topic: 'article'\nms.technology: "
	      "''\n---\nText\n");
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

static void
a_key_in_another_case_is_a_lost_key(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "---\ntitle: One\nms.topic: article\n---\nText\n",
	      "---\nTitle: Eins\nms.topic: article\nms.openlocfilehash: 00\n---\nText\n");
	assert_int_equal(lab_count(&l, RULE_METADATA_MISSING), 1);
	assert_int_equal(lab_find(&l, RULE_METADATA_MISSING)->message, MSG_META_RESPELLED);
	assert_int_equal(lab_count(&l, RULE_METADATA_EXTRA), 0);
	assert_fixed(&l, lab_find(&l, RULE_METADATA_MISSING),
		     "---\ntitle: Eins\nms.topic: article\nms.openlocfilehash: 00\n---\nText\n");
	lab_close(&l);
}

static void
only_keys_that_nobody_knows_are_extra(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "---\ntitle: One\n---\nText\n",
	      "---\ntitle: Eins\nms.translationtype: MT\nms.service: x\n---\nText\n");
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(l.sink.out.v[0].message, MSG_META_EXTRA);
	assert_int_equal(l.sink.out.v[0].severity, SEV_INFO);
	assert_fixed(&l, &l.sink.out.v[0], "---\ntitle: Eins\nms.translationtype: MT\n---\nText\n");
	lab_close(&l);
}

static void
what_the_build_supplies_need_not_be_repeated(void **state)
{
	struct lab l;
	struct str error = { 0 };
	struct docfx *docfx[1];

	(void)state;
	lab_open(&l, "microsoft");
	l.profile->pin_required = false;
	docfx[0] = docfx_parse(&l.arena, S(""),
			       S("{\"build\": {\"globalMetadata\": {\"ms.service\": \"o365\", "
				 "\"ms.prod\": \"y\"}}}"),
			       &error);
	assert_non_null(docfx[0]);
	l.site.docfx = docfx;
	lab_source(&l, S("---\ntitle: One\nms.service: o365\nms.prod: x\n---\nText\n"));
	lab_translation(&l, "de-DE", S("---\ntitle: Eins\n---\nText\n"));
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 1);
	assert_true(str_eq(lab_arg(&l.sink.out.v[0], "key"), S("ms.prod")));
	lab_close(&l);
}

static void
a_page_without_front_matter_is_one_finding(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "---\ntitle: One\nms.topic: article\n---\nText\n", "Text\n");
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(l.sink.out.v[0].message, MSG_META_NONE);
	lab_close(&l);
}

static void
titles_that_are_names_need_no_translation(void **state)
{
	static const struct {
		const char *title;
		ptrdiff_t findings;
	} cases[] = { { "Visual Studio Code", 0 },
		      { "nuget verify", 0 },
		      { "Azure Data Explorer (Kusto)", 0 },
		      { "Manage users and licenses", 1 },
		      { "dotnet-install.ps1", 0 } };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct arena a = { 0 };
		struct str text = str_fmt(&a, "---\ntitle: %s\n---\nText\n", cases[i].title);
		struct lab l;

		check(&l, str_z(&a, text), str_z(&a, text));
		if (lab_count(&l, RULE_METADATA_UNTRANSLATED) != cases[i].findings)
			fail_msg("%s", cases[i].title);
		lab_close(&l);
		arena_free(&a);
	}
}

static void
many_keys_in_any_order_are_compared_in_linear_time(void **state)
{
	struct lab l;
	struct buf en, de;

	(void)state;
	lab_open(&l, "microsoft");
	l.profile->pin_required = false;
	en = de = (struct buf){ .a = &l.arena };
	buf_str(&en, S("---\n"));
	buf_str(&de, S("---\n"));
	for (int i = 0; i < 6000; i++) {
		buf_fmt(&en, "k%d: 1\n", i);
		buf_fmt(&de, "k%d: 1\n", 5999 - i);
	}
	buf_str(&en, S("---\n"));
	buf_str(&de, S("---\n"));
	lab_source(&l, buf_take(&en));
	lab_translation(&l, "de-DE", buf_take(&de));
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_missing_key_belongs_after_the_one_it_follows_in_the_source),
		cmocka_unit_test(
			a_missing_first_key_and_an_entry_of_several_lines_are_inserted_whole),
		cmocka_unit_test(people_may_leave_out_short_titles_and_descriptions),
		cmocka_unit_test(what_people_have_added_is_not_taken_out_unseen),
		cmocka_unit_test(a_key_that_english_has_damaged_is_not_asked_of_translations),
		cmocka_unit_test(another_value_is_replaced_by_the_sources),
		cmocka_unit_test(an_empty_value_gets_one_with_a_blank_before_it),
		cmocka_unit_test(authors_and_dates_are_worth_an_info_only),
		cmocka_unit_test(other_spellings_of_one_value_are_equal),
		cmocka_unit_test(a_key_in_another_case_is_a_lost_key),
		cmocka_unit_test(only_keys_that_nobody_knows_are_extra),
		cmocka_unit_test(what_the_build_supplies_need_not_be_repeated),
		cmocka_unit_test(a_page_without_front_matter_is_one_finding),
		cmocka_unit_test(titles_that_are_names_need_no_translation),
		cmocka_unit_test(many_keys_in_any_order_are_compared_in_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
