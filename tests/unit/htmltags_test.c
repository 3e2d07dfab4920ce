/* html.c: tags of a page against those of its source. */
#include "unit.h"

#include "said.h"

static const enum rule_id only[] = { RULE_HTML_MISMATCH, RULE_COUNT };

static void
tags_that_differ_are_found(void **state)
{
	static const struct said_case v[] = {
		{ "A<br>b.\n", "A b.\n", "1: the tag `<br>` of the English page is missing here\n",
		  NULL },
		{ "A <kbd>b</kbd> c.\n", "A b c.\n",
		  "1: the tag `<kbd>` of the English page is missing here\n", NULL },
		{ "A <kbd>b</kbd> c.\n", "A <tastatur>b</tastatur> c.\n",
		  "1: this tag is `<tastatur>`, but the English one is `<kbd>`\n",
		  "A <kbd>b</kbd> c.\n" },
		{ "A <kbd>b</kbd> c.\n", "A <b>b</b> c.\n",
		  "1: this tag is `<b>`, but the English one is `<kbd>`\n", "A <kbd>b</kbd> c.\n" },
		{ "A b.\n", "A <br> b.\n", "1: the tag `<br>` is not on the English page here\n",
		  NULL },
		{ "Set \\<name>.\n", "Setze <name>.\n",
		  "1: `<name>` is no HTML tag, and not on the English page: readers do not see "
		  "it\n",
		  NULL },
		{ "One.\n\n<div class=\"x\">\n<p>a</p>\n<p>b</p>\n</div>\n", "Eins.\n",
		  "1+: the tag `<div>` of the English page and 2 more are missing here\n", NULL },
	};

	(void)state;
	said_check_all("microsoft", "de-DE", only, v, countof(v));
}

static void
an_end_in_another_block_goes_with_its_beginning(void **state)
{
	static const struct said_case v[] = {
		{ "One.\n\n<div>\n\nTwo.\n\n</div>\n\nThree.\n", "Eins.\n\nZwei.\n\nDrei.\n",
		  "1+: the tag `<div>` of the English page is missing here\n", NULL },
		{ "One.\n\n<div>\n\n<div>\n\nTwo.\n\n</div>\n\n</div>\n\nThree.\n",
		  "Eins.\n\n<div>\n\nZwei.\n\n</div>\n\nDrei.\n",
		  "3+: the tag `<div>` of the English page is missing here\n", NULL },
		{ "One.\n\n<div>\n\nTwo.\n\n</div>\n\nThree.\n",
		  "Eins.\n\n<div>\n\nZwei.\n\nDrei.\n",
		  "5+: the tag `</div>` of the English page is missing here\n", NULL },
	};

	(void)state;
	said_check_all("microsoft", "de-DE", only, v, countof(v));
}

static void
tags_may_move_and_placeholders_are_none(void **state)
{
	static const struct said_case v[] = {
		{ "<b>a</b> and <i>c</i>.\n", "<i>c</i> und <b>a</b>.\n", "", NULL },
		{ "A<br>b.\n\nC.\n", "A b.\n\nC<br>.\n", "", NULL },
		{ "A<br>b.\n", "A<br />b.\n", "", NULL },
		{ "Set <name>.\n", "Setze <name-hier>.\n", "", NULL },
		{ "Set <name>.\n", "Setze `<name>`.\n", "", NULL }, /* better than English */
		{ "# A\n", "# <a name=\"a\"></a>B\n", "", NULL },
		{ "A.\n<!-- note -->\n", "A.\n", "", NULL },
		{ "# A\n\nText.\n\n## B\n\nA<br>b.\n\n- x\n- y\n", "# A\n\nText.\n", "",
		  NULL }, /* heading-missing says it */
	};

	(void)state;
	said_check_all("microsoft", "de-DE", only, v, countof(v));
}

static void
translations_add_what_their_script_needs(void **state)
{
	static const struct said_case v[] = {
		{ "A b.\n", "A <ruby>b<rt>c</rt></ruby>.\n", "", NULL },
		{ "A b.\n", "A <bdi>b</bdi>.\n", "", NULL },
		{ "# A\n\nB.\n", "<div dir=\"rtl\">\n\n# A\n\nB.\n\n</div>\n", "", NULL },
		{ "A b.\n", "A <i>b</i>.\n", "1: the tag `<i>` is not on the English page here\n",
		  NULL },
	};

	(void)state;
	said_check_all("microsoft", "ar-SA", only, v, countof(v));
}

static void
people_are_free_in_formats(void **state)
{
	static const struct said_case v[] = {
		{ "- Unit _(optional)_\n", "- Einheit <em>(freiwillig)</em>\n", "", NULL },
		{ "A <b>b</b> c.\n", "A **b** c.\n", "", NULL },
		{ "A b.\n", "A<br>b.\n", "", NULL },
		{ "A<br>b.\n", "A b.\n", "1: the tag `<br>` of the English page is missing here\n",
		  NULL },
		{ "A <kbd>b</kbd> c.\n", "A b c.\n",
		  "1: the tag `<kbd>` of the English page is missing here\n", NULL },
		{ "A b.\n", "A <details>b</details>.\n",
		  "1: the tag `<details>` is not on the English page here\n", NULL },
		{ "A.\n\n{{% comment %}}\n\n<div>later</div>\n\n{{% /comment %}}\n\nB.\n",
		  "A.\n\nB.\n", "", NULL },
	};

	(void)state;
	said_check_all("docsy", "de-DE", only, v, countof(v));
}

static void
people_get_a_warning(void **state)
{
	static const struct {
		const char *profile;
		enum severity severity;
	} v[] = { { "adobe", SEV_ERROR }, { "docsy", SEV_WARNING } };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(v); i++) {
		struct lab l;

		lab_open(&l, v[i].profile);
		l.profile->pin_required = false;
		lab_source(&l, S("A<br>b.\n"));
		lab_translation(&l, "de-DE", S("A b.\n"));
		lab_check(&l);
		assert_int_equal(lab_find(&l, RULE_HTML_MISMATCH)->severity, v[i].severity);
		lab_close(&l);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_that_differ_are_found),
		cmocka_unit_test(an_end_in_another_block_goes_with_its_beginning),
		cmocka_unit_test(tags_may_move_and_placeholders_are_none),
		cmocka_unit_test(translations_add_what_their_script_needs),
		cmocka_unit_test(people_are_free_in_formats),
		cmocka_unit_test(people_get_a_warning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
