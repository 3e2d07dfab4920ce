/* literals.c and labels.c: literal-translated and link-label. */
#include "unit.h"

#include "literals.h"

static const char head[] = "| Option | Meaning |\n|---|---|\n";

/* A table with one row, and code behind it. */
static const char *
table(struct lab *l, const char *cell, const char *code)
{
	return str_z(&l->arena, str_fmt(&l->arena, "%s| %s | text |\n\n%s\n", head, cell, code));
}

static ptrdiff_t
translated(struct lab *l, const char *source, const char *translation, const char *code)
{
	return pair_count(l, RULE_LITERAL_TRANSLATED, table(l, source, code),
			  table(l, translation, code));
}

static void
a_name_used_in_code_must_stay(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(translated(&l, "Source", "Quelle", "```\nget -Source x\n```"), 1);
	assert_str(&l, pair_marked(&l, RULE_LITERAL_TRANSLATED), "Quelle");
	assert_int_equal(translated(&l, "version", "Fassung", "```\n{\"version\": 1}\n```"), 1);
	assert_int_equal(translated(&l, "**maxSize**", "**maxGr**", "Text"), 1);
	assert_int_equal(lab_count(&l, RULE_IDENTIFIER_LOST), 0); /* said once */
	lab_close(&l);
}

static void
a_plain_word_without_evidence_is_for_translation(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(translated(&l, "Source", "Quelle", "```\nget Source x-Source\n```"), 0);
	assert_int_equal(translated(&l, "Source", "Die Source", "`-Source`"), 0);
	assert_int_equal(translated(&l, "Source", "source", "`-Source`"), 0);
	assert_int_equal(translated(&l, "Two words", "Zwei", "`-Two`"), 0);
	lab_close(&l);
}

static void
the_header_of_a_table_is_for_translation(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(pair_count(&l, RULE_LITERAL_TRANSLATED,
				    "| Source | B |\n|---|---|\n| a | b |\n\n`-Source`\n",
				    "| Quelle | B |\n|---|---|\n| a | b |\n\n`-Source`\n"),
			 0);
	lab_close(&l);
}

/* --- link-label ------------------------------------------------------------------------ */

static ptrdiff_t
labels(struct lab *l, const char *source, const char *translation)
{
	return pair_count(l, RULE_LINK_LABEL, source, translation);
}

static void
a_name_on_the_wrong_link_is_replaced(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(labels(&l, "See [E1001](e1.md), [E1002](e2.md).\n",
				"Siehe [E1001](e1.md), [, E1001](e2.md).\n"),
			 1);
	assert_str(&l, pair_marked(&l, RULE_LINK_LABEL), ", E1001");
	assert_str(&l, pair_fixed(&l, RULE_LINK_LABEL),
		   "Siehe [E1001](e1.md), [, E1002](e2.md).\n");
	lab_close(&l);
}

static void
words_that_a_label_has_swallowed_are_not_deleted(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(labels(&l, "A race - [#12](i/12)\n", "Ein [Konflikt](i/12) - #12\n"), 1);
	assert_str(&l, pair_fixed(&l, RULE_LINK_LABEL), "");
	lab_close(&l);
}

static void
labels_of_the_same_target_are_told_apart_by_their_order(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", false);
	assert_int_equal(
		labels(&l, "[E1001](e.md) [E1002](e.md)\n", "[E1001](e.md) [E1002](e.md)\n"), 0);
	assert_int_equal(
		labels(&l, "[E1001](e.md) [E1002](e.md)\n", "[E1001](e.md) [E1001](e.md)\n"), 1);
	lab_close(&l);
}

static void
a_language_may_introduce_a_name_as_it_likes(void **state)
{
	struct lab l;

	(void)state;
	pair_open(&l, "base", true);
	assert_int_equal(labels(&l, "[#12](i/12)\n", "[Nr. 12](i/12)\n"), 0);
	assert_int_equal(labels(&l, "[E1001](e.md)\n", "[Fehler E 1001](e.md)\n"), 0);
	assert_int_equal(labels(&l, "[overview](overview.md)\n", "[Blick](overview.md)\n"), 0);
	assert_int_equal(labels(&l, "[5.0](v/5.0)\n", "[5,0](v/5.0)\n"), 0);
	assert_int_equal(labels(&l, "[https://a.example](https://a.example)\n",
				"[hier](https://a.example)\n"),
			 0);
	l.profile->human = false;
	assert_int_equal(labels(&l, "[https://a.example](https://a.example)\n",
				"[hier](https://a.example)\n"),
			 1);
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_used_in_code_must_stay),
		cmocka_unit_test(a_plain_word_without_evidence_is_for_translation),
		cmocka_unit_test(the_header_of_a_table_is_for_translation),
		cmocka_unit_test(a_name_on_the_wrong_link_is_replaced),
		cmocka_unit_test(words_that_a_label_has_swallowed_are_not_deleted),
		cmocka_unit_test(labels_of_the_same_target_are_told_apart_by_their_order),
		cmocka_unit_test(a_language_may_introduce_a_name_as_it_likes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
