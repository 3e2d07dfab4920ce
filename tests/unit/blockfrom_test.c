/* blockfrom.c: prose that became a block by accident is one finding, with what happened. */
#include "unit.h"

#include "said.h"

static const enum rule_id structure[] = {
	RULE_BLOCK_FROM_TEXT, RULE_LIST_EXTRA,   RULE_LIST_MISSING,  RULE_LIST_ITEM_COUNT,
	RULE_LIST_KIND,       RULE_LIST_NESTING, RULE_HEADING_EXTRA, RULE_QUOTE_MISSING,
	RULE_CODE_MISSING,    RULE_COUNT,
};

#define NUMBER(n) "`" n "` at the start of a line made a numbered list of this text\n"

static void
dates_and_ordinals_become_lists(void **state)
{
	static const struct said_case v[] = {
		{ "Starting April 1, 2019 the old page goes away.\n",
		  "1. huhtikuuta 2019 alkaen vanha sivu poistuu.\n", "1: " NUMBER("1."),
		  "1\\. huhtikuuta 2019 alkaen vanha sivu poistuu.\n" },
		{ "One.\n\nOn February 28, 2017, it ends.\n\nTwo.\n",
		  "Egy.\n\n2017. február 28., ekkor ér véget.\n\nKettő.\n", "3: " NUMBER("2017."),
		  "Egy.\n\n2017\\. február 28., ekkor ér véget.\n\nKettő.\n" },
		{ "* Day 1: write it.\n* Day 2: read it.\n",
		  "* 1. gün: yazın.\n* 2. gün: okuyun.\n", "1: " NUMBER("1.") "2: " NUMBER("2."),
		  "* 1\\. gün: yazın.\n* 2\\. gün: okuyun.\n" },
		{ "Begin with these three steps, as [told](a.md).\n\nStep 1: look.\n\nStep 2: mend "
		  "it.\n\nStep 3: run it.\n\n"
		  "If that was not enough, see [more](b.md).\n",
		  "Sāciet ar šīm trim darbībām, kā [teikts](a.md).\n\n1. darbība. Skatiet.\n\n2. "
		  "darbība. Labojiet.\n\n"
		  "3. darbība. Palaidiet.\n\nJa ar to nepietika, skatiet [vairāk](b.md).\n",
		  "3: " NUMBER("1."), NULL },
	};

	(void)state;
	said_check_all("microsoft", "lv-LV", structure, v, countof(v));
}

static void
signs_become_blocks(void **state)
{
	static const struct said_case v[] = {
		{ "The key must have >= 2048 bits to be valid here.\n",
		  ">= 2048 비트의 키가 있어야 합니다 이곳에서.\n",
		  "1: `>` at the start of a line made a block quote of this text\n",
		  "\\>= 2048 비트의 키가 있어야 합니다 이곳에서.\n" },
		{ "1. Choose **+ Control** there.\n2. Go on.\n",
		  "1. + コントロール を選択します。\n2. 続けます。\n",
		  "1: `+` at the start of a line is markup here, but text in English\n",
		  "1. \\+ コントロール を選択します。\n2. 続けます。\n" },
		{ "The value \xe2\x80\x93 not the key \xe2\x80\x93 is kept.\n",
		  "- nicht der Schl\xc3\xbcssel - bleibt erhalten.\n",
		  "1: `-` at the start of a line is markup here, but text in English\n",
		  "\\- nicht der Schl\xc3\xbcssel - bleibt erhalten.\n" },
		{ "See #1234 for what became of it.\n", "# 1234 zeigt, was daraus wurde.\n",
		  "1: `#` at the start of a line is markup here, but text in English\n",
		  "\\# 1234 zeigt, was daraus wurde.\n" },
		{ "One.\n\nThis is a sentence of prose.\n",
		  "Eins.\n\n    Das ist ein Satz in Prosa.\n",
		  "3: the blanks before this line made code of it\n",
		  "Eins.\n\nDas ist ein Satz in Prosa.\n" },
		{ "One.\n\n***\n\nTwo.\n", "Eins.\n\n**_\n\nZwei.\n",
		  "3: the English line `***` has become text\n", "Eins.\n\n***\n\nZwei.\n" },
	};

	(void)state;
	said_check_all("microsoft", "de-DE", structure, v, countof(v));
}

static void
what_was_meant_is_no_accident(void **state)
{
	static const struct said_case v[] = {
		/* the translation repaired English */
		{ "One.\n\n4.Run the tool now.\n",
		  "Eins.\n\n4. F\xc3\xbchren Sie das Werkzeug aus.\n", "", NULL },
		{ "One, two: a thing, or another one.\n",
		  "- eine Sache, oder\n- eine andere Sache hier.\n",
		  "1: this list is plain text in English\n", NULL },
		{ "See the well-known page for what it says.\n",
		  "- Siehe die bekannte Seite, was dort steht.\n",
		  "1: this list is plain text in English\n", NULL },
		{ "A remark of ours.\n", "> Eine Bemerkung.\n", "", NULL },
		{ "# A\n\nText.\n", "# A\n\n## B\n\nText.\n",
		  "3: heading `B` has no counterpart in English\n", NULL },
		{ "One.\n\n***\n\nTwo.\n", "Eins.\n\nZwei.\n", "", NULL },
	};

	(void)state;
	said_check_all("microsoft", "de-DE", structure, v, countof(v));
}

static void
machines_get_an_error_and_people_a_warning(void **state)
{
	static const struct {
		const char *profile;
		enum severity severity;
	} v[] = { { "microsoft", SEV_ERROR }, { "docsy", SEV_WARNING } };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(v); i++) {
		struct lab l;

		lab_open(&l, v[i].profile);
		l.profile->pin_required = false;
		lab_source(&l, S("Starting April 1, 2019 it goes.\n"));
		lab_translation(&l, "fi-FI", S("1. huhtikuuta 2019 alkaen se poistuu.\n"));
		lab_check(&l);
		assert_int_equal(lab_find(&l, RULE_BLOCK_FROM_TEXT)->severity, v[i].severity);
		lab_close(&l);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_and_ordinals_become_lists),
		cmocka_unit_test(signs_become_blocks),
		cmocka_unit_test(what_was_meant_is_no_accident),
		cmocka_unit_test(machines_get_an_error_and_people_a_warning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
