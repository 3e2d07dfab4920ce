/* site/terms.c and check/terms.c: glossaries, and term-lost. */
#include "unit.h"

#include "literals.h"
#include "site/terms.h"

static struct terms *
glossary(struct arena *a, const char *text)
{
	struct config_error error = { 0 };
	struct terms *t = terms_read(a, S("glossary.yml"), str_c(text), &error);

	assert_int_equal(error.message.n, 0);
	assert_non_null(t);
	return t;
}

static const struct term *
find(const struct terms *t, const char *text, ptrdiff_t at)
{
	return terms_at(t, str_c(text), at);
}

static void
a_term_is_found_where_it_is_a_word(void **state)
{
	struct arena a = { 0 };
	struct terms *t = glossary(&a, "- Contoso\n- Contoso Mail\n- .NET\n- C#\n");

	(void)state;
	assert_true(str_eq(find(t, "the Contoso Mail app", 4)->text, S("Contoso Mail")));
	assert_true(str_eq(find(t, "the Contoso app", 4)->text, S("Contoso")));
	assert_null(find(t, "Contosos", 0));
	assert_null(find(t, "myContoso", 2));
	assert_null(find(t, "contoso", 0)); /* as it is written */
	assert_true(str_eq(find(t, "for .NET.", 4)->text, S(".NET")));
	assert_null(find(t, "ASP.NET", 3));
	assert_true(str_eq(find(t, "in C#.", 3)->text, S("C#")));
	arena_free(&a);
}

static void
a_mapping_gives_forms_per_language(void **state)
{
	struct arena a = { 0 };
	struct terms *t =
		glossary(&a, "Contoso:\nFabrikam: ~\nworkbook: {de: Mappe, pt-BR: [pasta, "
			     "planilha]}\nmail: {'*': null, fr: courriel}\n");
	const struct term *workbook = find(t, "Workbook", 0), *mail = find(t, "mail", 0);

	(void)state;
	assert_int_equal(find(t, "Contoso", 0)->n, 0);
	assert_int_equal(find(t, "Fabrikam", 0)->n, 0);
	assert_int_equal(workbook->n, 3);
	assert_true(str_eq(term_locale(workbook, S("de-AT")), S("de")));
	assert_true(str_eq(term_locale(workbook, S("pt-BR")), S("pt-BR")));
	assert_int_equal(term_locale(workbook, S("pt-PT")).n, 0);
	assert_true(str_eq(term_locale(mail, S("ja-JP")), S("*")));
	assert_true(str_eq(term_locale(mail, S("fr-FR")), S("fr")));
	arena_free(&a);
}

static void
languages_may_have_terms_of_their_own(void **state)
{
	struct arena a = { 0 };
	struct terms *t = glossary(&a, "de: [Contoso, Home]\nfr-FR: {Home: Accueil, Mail: ~}\n");
	const struct term *home = find(t, "Home", 0);

	(void)state;
	assert_int_equal(find(t, "Contoso", 0)->n, 1);
	assert_int_equal(home->n, 2);
	assert_true(str_eq(term_locale(home, S("de-AT")), S("de")));
	assert_true(str_eq(term_locale(home, S("fr-FR")), S("fr-FR")));
	assert_int_equal(term_locale(find(t, "Mail", 0), S("de-DE")).n, 0);
	assert_null(find(t, "de", 0));
	/* terms, not tags */
	assert_non_null(find(glossary(&a, "app: [App, Anwendung]\n"), "app", 0));
	assert_non_null(find(glossary(&a, "de: [x]\nContoso: ~\n"), "de", 0));
	arena_free(&a);
}

static void
assert_refused(const char *text, uint32_t line, const char *message)
{
	struct arena a = { 0 };
	struct config_error error = { 0 };

	assert_null(terms_read(&a, S("glossary.yml"), str_c(text), &error));
	assert_int_equal(error.at.line, line);
	assert_string_equal(str_z(&a, error.message), message);
	arena_free(&a);
}

static void
what_is_no_glossary_is_refused_with_its_place(void **state)
{
	(void)state;
	assert_refused("a: {de: b}\nc: {deutsch: d}\n", 2, "`deutsch` is no language");
	assert_refused("a: {de: b, de: c}\n", 1, "`de` is given twice");
	assert_refused("just text\n", 1,
		       "a glossary is a list of terms, or a mapping from terms to their forms");
}

static void
an_empty_glossary_has_no_terms(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_null(find(glossary(&a, "# nothing yet\n"), "nothing", 0));
	arena_free(&a);
}

/* --- the rule ------------------------------------------------------------------------ */

static ptrdiff_t
lost(struct lab *l, const char *source, const char *translation)
{
	return pair_count(l, RULE_TERM_LOST, source, translation);
}

static void
the_pages_own_list_is_kept(void **state)
{
	static const char source[] = "---\nno-loc: [Home, Contoso Mail]\n---\nOpen Home of Contoso "
				     "Mail at home.\n";
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(
		lost(&l, source, "---\nno-loc: [Home]\n---\nContoso Mail, dort Home zu Hause.\n"),
		0);
	assert_int_equal(lost(&l, source, "---\nno-loc: [Home]\n---\nContoso Mail, dort Start.\n"),
			 1);
	assert_int_equal(lost(&l, source, "---\nno-loc: [Home]\n---\nContoso mail, dort Home.\n"),
			 1);
	assert_str(&l, pair_marked(&l, RULE_TERM_LOST), "Contoso mail");
	assert_int_equal(lost(&l,
			      "---\nno-loc:\n  - Home\n  - Contoso\n---\nOpen Home of Contoso.\n",
			      "---\ntitle: x\n---\nStart.\n"),
			 2);
	lab_close(&l);
}

static void
what_the_platform_marks_is_kept(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "adobe", false);
	assert_int_equal(lost(&l, "Go to [!DNL Commerce].\n", "Zu Commerce gehen.\n"), 0);
	assert_int_equal(lost(&l, "Go to [!DNL Commerce].\n", "Zum [!DNL Handel] gehen.\n"), 1);
	assert_int_equal(lost(&l, "Go to [!DNL Commerce\xe2\x80\x8b].\n",
			      "Zu [!DNL Commerce&#x200B;] gehen.\n"),
			 0);
	assert_int_equal(
		lost(&l, "Go to [!DNL **Commerce**].\n", "Zu **[!DNL Commerce]** gehen.\n"), 0);
	/* Labels have the product's own translation. */
	assert_int_equal(
		lost(&l, "Click [!UICONTROL Save].\n", "Auf [!UICONTROL Sichern] klicken.\n"), 0);
	lab_close(&l);
	pair_open(&l, "microsoft", false);
	assert_int_equal(lost(&l, "Open :::no-loc text=\"Contoso Mail\"::: now.\n",
			      "\xc3\x96"
			      "ffnen Sie :::no-loc text=\"Contoso Mail\":::.\n"),
			 0);
	assert_int_equal(lost(&l, "Open :::no-loc text=\"Contoso Mail\"::: now.\n",
			      "\xc3\x96"
			      "ffnen Sie :::no-loc text=\"Contoso-Post\":::.\n"),
			 1);
	lab_close(&l);
}

static void
the_glossary_wants_its_form_whatever_its_ending(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	l.site.terms = glossary(&l.arena, "workbook: {de: Arbeitsmappe, fr: classeur}\n");
	assert_int_equal(lost(&l, "Open the Workbook.\n",
			      "\xc3\x96"
			      "ffne die ARBEITSMAPPEN.\n"),
			 0);
	assert_int_equal(lost(&l, "Open the workbook.\n",
			      "\xc3\x96"
			      "ffne die Mappe.\n"),
			 1);
	assert_str(&l, lab_arg(lab_find(&l, RULE_TERM_LOST), "expected"), "Arbeitsmappe");
	assert_int_equal(lost(&l, "Open `workbook` ([x](workbook)).\n",
			      "\xc3\x96"
			      "ffne sie.\n"),
			 0);
	lab_close(&l);
}

static void
a_term_may_stay_in_one_language_only(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	l.site.terms = glossary(&l.arena, "de: [Home]\nfr: {Home: Accueil}\n");
	assert_int_equal(lost(&l, "Choose Home.\n", "Home ist es.\n"), 0);
	assert_int_equal(lost(&l, "Choose Home.\n", "Start ist es.\n"), 1);
	assert_int_equal(lost(&l, "Choose Home.\n", "HOME ist es.\n"), 1);
	assert_int_equal(lost(&l, "At home.\n", "Zu Hause.\n"), 0); /* not the term */
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_term_is_found_where_it_is_a_word),
		cmocka_unit_test(a_mapping_gives_forms_per_language),
		cmocka_unit_test(languages_may_have_terms_of_their_own),
		cmocka_unit_test(a_term_may_stay_in_one_language_only),
		cmocka_unit_test(what_is_no_glossary_is_refused_with_its_place),
		cmocka_unit_test(an_empty_glossary_has_no_terms),
		cmocka_unit_test(the_pages_own_list_is_kept),
		cmocka_unit_test(what_the_platform_marks_is_kept),
		cmocka_unit_test(the_glossary_wants_its_form_whatever_its_ending),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
