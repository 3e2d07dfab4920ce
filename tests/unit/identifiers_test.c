/* identifiers.c: identifier-lost and identifier-case. */
#include "unit.h"

#include "literals.h"

static ptrdiff_t
lost(struct lab *l, const char *source, const char *translation)
{
	return pair_count(l, RULE_IDENTIFIER_LOST, source, translation);
}

static ptrdiff_t
recased(struct lab *l, const char *source, const char *translation)
{
	return pair_count(l, RULE_IDENTIFIER_CASE, source, translation);
}

static void
a_name_that_was_translated_or_cut_is_lost(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(lost(&l, "Set max_retries.\n", "max_Versuche setzen.\n"), 1);
	assert_int_equal(lost(&l, "See runtime.json.\n", "Siehe runtime.jsin.\n"), 1);
	assert_int_equal(lost(&l, "A catalogEntry.\n", "\xd0\xba\xd0\xb0\xd1\x82.\n"), 1);
	assert_int_equal(lost(&l, "Error NU1101.\n", "Fehler NU 101.\n"), 1);
	lab_close(&l);
}

static void
blanks_escapes_suffixes_and_plurals_do_not_count(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(lost(&l, "Set max_retries.\n", "max\\_retries setzen.\n"), 0);
	assert_int_equal(lost(&l, "See project.json.\n", "In project. json steht.\n"), 0);
	assert_int_equal(lost(&l, "See project.json.\n",
			      "project.json\xe3\x82\x92\xe8\xa6\x8b\xe3\x82\x8b\n"),
			 0);
	assert_int_equal(lost(&l, "All packageReferences.\n", "Jede packageReference.\n"), 0);
	assert_int_equal(lost(&l, "Two TxMs.\n", "Zwei TxM.\n"), 0);
	assert_int_equal(lost(&l, "Two eVars.\n", "Zwei eVar.\n"), 0);
	lab_close(&l);
}

static void
what_readers_put_in_and_names_of_pictures_may_be_translated(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(lost(&l, "In var/&lt;ship_name&gt;/log.\n", "In var/&lt;Schiff>/log.\n"),
			 0);
	assert_int_equal(lost(&l, "In \\<ship_name\\>.\n", "In \\<Schiff\\>.\n"), 0);
	assert_int_equal(lost(&l, "In \\<MoorShip\\>.\n", "In \\<SchiffFest\\>.\n"), 1);
	assert_int_equal(lost(&l, "In ship_name>.\n", "In Schiff>.\n"), 1);
	assert_int_equal(lost(&l, "![grey_dot.PNG](dot.png)\n", "![Punkt.png](dot.png)\n"), 0);
	assert_int_equal(lost(&l, "![Use grey_dot.js](dot.png)\n", "![Punkt.js](dot.png)\n"), 1);
	assert_int_equal(lost(&l, "[grey_dot.png](dot.png)\n", "[Punkt.png](dot.png)\n"), 1);
	lab_close(&l);
}

static void
words_that_are_only_written_like_names_may_be_translated(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(lost(&l, "The ToolBox and FallBack folders.\n", "Die Werkzeuge.\n"), 0);
	assert_int_equal(lost(&l, "By McCarthy, an eBook.\n", "Von Makkarti, ein Buch.\n"), 0);
	assert_int_equal(lost(&l, "OptIn by WiFi.\n", "Zustimmung per WLAN.\n"), 0);
	assert_int_equal(lost(&l, "In GroupA is userB.\n", "In Gruppe A ist Benutzer B.\n"), 0);
	assert_int_equal(lost(&l, "Set offsetX.\n", "Setzen Sie Versatz X.\n"), 1);
	assert_int_equal(lost(&l, "Set userIdA.\n", "Setzen Sie Benutzer A.\n"), 1);
	assert_int_equal(lost(&l, "See README.md.\n", "Siehe README.de.md.\n"), 0);
	assert_int_equal(lost(&l, "See README.md.\n", "Siehe LIESMICH.\n"), 1);
	assert_int_equal(lost(&l, "Two PivotTables.\n", "Zwei Pivot-Tabellen.\n"), 0);
	assert_int_equal(lost(&l, "All listed TxMs.\n", "Alle genannten Monikers.\n"), 0);
	/* spelled out, but not when the year is gone as well */
	assert_int_equal(lost(&l, "From VS2015 on.\n", "Ab Visual Studio 2015.\n"), 0);
	assert_int_equal(lost(&l, "From VS2015 on.\n", "Ab Visual Studio.\n"), 1);
	assert_int_equal(lost(&l, "Error CS2001.\n", "Fehler CS 01.\n"), 1);
	lab_close(&l);
}

static void
people_may_translate_an_invented_name_but_not_half_of_it(void **state)
{
	static const char source[] = "Such as shopping_cart.\n";
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(lost(&l, source, "Etwa einkaufs_wagen.\n"), 0);
	assert_int_equal(lost(&l, source, "Etwa shopping_wagen.\n"), 1);
	assert_int_equal(lost(&l, source, "Etwa der Einkaufswagen.\n"), 1);
	assert_int_equal(lost(&l, "Put max_size before shopping_cart.\n", "Vor max_size.\n"), 1);
	assert_int_equal(lost(&l, "On macOS.\n", "Auf dem Mac.\n"), 0);
	l.profile->human = false;
	assert_int_equal(lost(&l, source, "Etwa einkaufs_wagen.\n"), 1);
	lab_close(&l);
}

static void
capitals_that_english_has_elsewhere_are_none_of_the_translators(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(recased(&l, "Tools of KilnKit.\n\nRun kilnkit.exe now.\n",
				 "Werkzeuge von KilnKit.\n\nStarten Sie KilnKit.exe.\n"),
			 0);
	assert_int_equal(recased(&l, "Run kilnkit.exe now.\n", "Starten Sie KilnKit.exe.\n"), 1);
	assert_int_equal(recased(&l, "A KilnKit and a KilnKit.\n\nA kilnKit.\n",
				 "KilnKit und KilnKit.\n\nEin kilnkit.\n"),
			 0);
	assert_int_equal(recased(&l, "A KilnKit and a KilnKit.\n\nA KilnKit.\n",
				 "KilnKit und KilnKit.\n\nEin kilnkit.\n"),
			 1);
	lab_close(&l);
}

static void
the_mark_is_between_what_both_sides_have(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(lost(&l, "Take getUser, max_retries, NU1101 and that.\n",
			      "Nimm getUser, max Versuche, NU1101 und das.\n"),
			 1);
	assert_str(&l, pair_marked(&l, RULE_IDENTIFIER_LOST), ", max Versuche,");
	assert_int_equal(lost(&l, "# T\n\n| A | B |\n|---|---|\n| one | set max_retries |\n",
			      "# T\n\n| A | B |\n|---|---|\n| eins | Versuche setzen |\n"),
			 1);
	assert_str(&l, pair_marked(&l, RULE_IDENTIFIER_LOST), "Versuche setzen");
	lab_close(&l);
}

static void
a_machine_must_keep_a_name_in_its_block_and_people_on_the_page(void **state)
{
	static const char source[] = "Set max_retries.\n\nThen max_retries is used.\n";
	static const char translation[] = "Setze max_retries.\n\nDann wird es benutzt.\n";
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(lost(&l, source, translation), 1);
	l.profile->human = true;
	assert_int_equal(lost(&l, source, translation), 0);
	assert_int_equal(lost(&l, source, "Setze es.\n\nDann wird es benutzt.\n"), 2);
	lab_close(&l);
}

static void
people_may_translate_what_only_looks_like_a_name(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(lost(&l, "A TracerProvider.\n", "Ein Verfolger.\n"), 0);
	l.profile->human = false;
	assert_int_equal(lost(&l, "A TracerProvider.\n", "Ein Verfolger.\n"), 1);
	lab_close(&l);
}

static void
a_product_that_is_named_often_may_be_left_out(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(lost(&l, "ConToso is good.\n\nConToso is fast.\n\nUse ConToso.\n",
			      "ConToso ist gut.\n\nEs ist schnell.\n\nNimm ConToso.\n"),
			 0);
	assert_int_equal(lost(&l, "ConToso is good.\n\nConToso is fast.\n",
			      "ConToso ist gut.\n\nEs ist schnell.\n"),
			 1);
	lab_close(&l);
}

static void
a_corrected_typo_is_not_lost(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(lost(&l, "A packageReferenece, a packageReference.\n",
			      "Eine packageReference, noch eine packageReference.\n"),
			 0);
	lab_close(&l);
}

static void
what_is_missing_with_its_section_is_said_once(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(lost(&l, "# A\n\nText.\n\n## B\n\nSet max_retries.\n", "# A\n\nText.\n"),
			 0);
	assert_int_equal(lab_count(&l, RULE_HEADING_MISSING), 1);
	lab_close(&l);
}

static void
a_stale_page_is_not_asked_for_names(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "microsoft", false);
	pair_check(&l, "de-DE", "---\ntitle: T\n---\nSet max_retries.\n",
		   "---\ntitle: T\nms.openlocfilehash: "
		   "0123456789012345678901234567890123456789\n---\nSetzen.\n");
	assert_int_equal(lab_count(&l, RULE_STALE_HASH), 1);
	assert_int_equal(lab_count(&l, RULE_IDENTIFIER_LOST), 0);
	lab_close(&l);
}

static void
another_case_is_said_once_per_page_and_spelling(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(recased(&l, "Call getUser.\n\nThen getUser again.\n",
				 "Rufe getuser.\n\nDann wieder getuser.\n"),
			 1);
	assert_str(&l, pair_marked(&l, RULE_IDENTIFIER_CASE), "getuser");
	assert_str(&l, lab_arg(lab_find(&l, RULE_IDENTIFIER_CASE), "count"), "2");
	assert_int_equal(lab_count(&l, RULE_IDENTIFIER_LOST), 0);
	lab_close(&l);
}

static void
a_case_that_english_has_too_is_none(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(recased(&l, "Call getUser, `getuser`.\n", "Rufe getuser, `getuser`.\n"),
			 0);
	assert_int_equal(recased(&l, "Project.json is here.\n", "Hier ist project.json.\n"), 0);
	assert_int_equal(recased(&l, "See getUser.\n", "Siehe [getUser](#getuser) {#getuser}\n"),
			 0);
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_that_was_translated_or_cut_is_lost),
		cmocka_unit_test(blanks_escapes_suffixes_and_plurals_do_not_count),
		cmocka_unit_test(what_readers_put_in_and_names_of_pictures_may_be_translated),
		cmocka_unit_test(the_mark_is_between_what_both_sides_have),
		cmocka_unit_test(capitals_that_english_has_elsewhere_are_none_of_the_translators),
		cmocka_unit_test(words_that_are_only_written_like_names_may_be_translated),
		cmocka_unit_test(people_may_translate_an_invented_name_but_not_half_of_it),
		cmocka_unit_test(a_machine_must_keep_a_name_in_its_block_and_people_on_the_page),
		cmocka_unit_test(people_may_translate_what_only_looks_like_a_name),
		cmocka_unit_test(a_product_that_is_named_often_may_be_left_out),
		cmocka_unit_test(a_corrected_typo_is_not_lost),
		cmocka_unit_test(what_is_missing_with_its_section_is_said_once),
		cmocka_unit_test(a_stale_page_is_not_asked_for_names),
		cmocka_unit_test(another_case_is_said_once_per_page_and_spelling),
		cmocka_unit_test(a_case_that_english_has_too_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
