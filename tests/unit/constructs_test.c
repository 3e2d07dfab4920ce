/* constructs.c: alerts, includes, directives, shortcodes and components against the source's. */
#include "unit.h"

#include "family.h"

static void
check(struct lab *l, const char *profile, const char *en, const char *de)
{
	lab_open(l, profile);
	l->profile->pin_required = false; /* pages without a hash count as fresh */
	lab_source(l, str_c(en));
	lab_translation(l, "de-DE", str_c(de));
	lab_check(l);
}

/* Nothing is said, of no rule. */
static void
assert_clean(const char *profile, const char *en, const char *de)
{
	struct lab l;

	check(&l, profile, en, de);
	for (ptrdiff_t i = 0; i < l.sink.out.n; i++)
		print_message("%.*s\n", P(finding_text(&l.arena, &l.sink.out.v[i], PART_TEXT)));
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

static void
assert_arg(const struct finding *f, const char *name, const char *value)
{
	assert_true(str_eq(lab_arg(f, name), str_c(value)));
}

static const struct finding *
only(struct lab *l, enum message_id m)
{
	for (ptrdiff_t i = 0; i < l->sink.out.n && l->sink.out.n != 1; i++)
		print_message("%.*s\n", P(finding_text(&l->arena, &l->sink.out.v[i], PART_TEXT)));
	assert_int_equal(l->sink.out.n, 1);
	assert_int_equal(l->sink.out.v[0].message, m);
	return &l->sink.out.v[0];
}

/* --- alerts --------------------------------------------------------------------- */

static void
a_translated_alert_keyword_is_replaced_by_the_english_one(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "microsoft", "> [!NOTE]\n> Save first.\n", "> [!HINWEIS]\n> Zuerst sichern.\n");
	f = only(&l, MSG_ALERT_BROKEN);
	assert_arg(f, "have", "[!HINWEIS]");
	assert_arg(f, "expected", "[!NOTE]");
	assert_int_equal(f->at.column, 3);
	assert_int_equal(f->at.end_column, 13);
	assert_int_equal(f->nedits, 1);
	assert_true(str_eq(f->edits[0].text, S("[!NOTE]")));
	lab_close(&l);
}

static void
damaged_alert_brackets_are_seen(void **state)
{
	static const char *const damaged[] = { "[! NOTE]", "[ !NOTE]",
					       "\xef\xbc\xbb\xef\xbc\x81NOTE\xef\xbc\xbd" };
	struct lab l;

	(void)state;
	for (ptrdiff_t i = 0; i < countof(damaged); i++) {
		struct arena a = { 0 };

		check(&l, "microsoft", "> [!NOTE]\n> Save first.\n",
		      str_z(&a, str_fmt(&a, "> %s\n> Zuerst sichern.\n", damaged[i])));
		assert_arg(only(&l, MSG_ALERT_BROKEN), "have", damaged[i]);
		lab_close(&l);
		arena_free(&a);
	}
}

static void
a_quote_that_lost_its_keyword_is_no_alert_any_more(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "microsoft", "> [!NOTE]\n> Save first.\n", "> Zuerst sichern.\n");
	f = only(&l, MSG_ALERT_LOST);
	assert_arg(f, "expected", "[!NOTE]");
	assert_int_equal(f->nedits, 0);
	lab_close(&l);
}

static void
alert_keywords_have_no_case_and_may_be_unknown_to_us(void **state)
{
	(void)state;
	assert_clean("microsoft", "> [!NOTE]\n> Save first.\n", ">[!note]\n>Zuerst sichern.\n");
	assert_clean("microsoft", "> [!HOUSE]\n> Save first.\n", "> [!HOUSE]\n> Zuerst sichern.\n");
	/* the page's own affair */
	assert_clean("microsoft", "> Save first.\n", "> [!NOTE]\n> Zuerst sichern.\n");
}

/* --- includes --------------------------------------------------------------------- */

#define INCLUDE "[!INCLUDE [x](../includes/a.md)]"

static void
a_lost_include_is_missed(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "microsoft", "Read this first.\n\n" INCLUDE "\n\nThen go on to the end.\n",
	      "Lesen Sie dies zuerst.\n\nDann gehen Sie bis zum Ende.\n");
	f = only(&l, MSG_INCLUDE_MISSING_AFTER);
	assert_arg(f, "target", "../includes/a.md");
	assert_arg(f, "text", INCLUDE);
	assert_int_equal(f->at.line, 1);
	assert_int_equal(f->source.line, 3);
	lab_close(&l);
}

static void
an_include_that_is_misspelt_is_put_right(void **state)
{
	static const char *const spelt[] = {
		"[! INCLUDE [x](../includes/a.md)]",
		"[!INCLUIR [y](../includes/a.md)]",
		"[\xef\xbc\x81INCLUDE[x](../includes/a.md)]",
	};
	static const char *const others[] = { "[x](../includes/a.md)", "[! INCLUDE [x](b.md)]" };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(spelt); i++) {
		struct lab l;
		const struct finding *f;

		check(&l, "microsoft", INCLUDE "\n", spelt[i]);
		f = only(&l, MSG_INCLUDE_NOTATION);
		assert_int_equal(f->nedits, 1);
		assert_true(str_eq(f->edits[0].text, S(INCLUDE)));
		lab_close(&l);
	}
	for (ptrdiff_t i = 0; i < countof(others); i++) {
		struct lab l;

		check(&l, "microsoft", INCLUDE "\n", others[i]);
		assert_int_equal(lab_count(&l, RULE_INCLUDE_MISSING), 1);
		assert_int_equal(l.sink.out.v[0].message == MSG_INCLUDE_NOTATION, 0);
		lab_close(&l);
	}
}

static void
an_include_of_another_file_is_one_finding(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "microsoft", "Read " INCLUDE " first.\n",
	      "Zuerst [!INCLUDE [x](../includes/ein.md)] lesen.\n");
	f = only(&l, MSG_INCLUDE_CHANGED);
	assert_arg(f, "have", "../includes/ein.md");
	assert_arg(f, "target", "../includes/a.md");
	assert_int_equal(f->at.column, 8);
	lab_close(&l);
}

static void
include_labels_are_translated_and_paths_have_no_case(void **state)
{
	(void)state;
	assert_clean("microsoft", INCLUDE "\n", "[!include [y](../Includes/A.md)]\n");
}

/* --- directives, shortcodes, components ------------------------------------------- */

static void
a_directive_belongs_after_the_one_before_it(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "microsoft", ":::row:::\nText.\n:::row-end:::\n\n:::zone pivot=\"a\"\n\nEnd.\n",
	      ":::row:::\nText.\n:::row-end:::\n\nEnde.\n");
	f = only(&l, MSG_DIRECTIVE_MISSING_AFTER);
	assert_arg(f, "target", "zone");
	assert_arg(f, "what", "directive");
	assert_int_equal(f->at.line, 3);
	assert_int_equal(f->source.line, 5);
	lab_close(&l);
}

static void
of_many_alike_the_one_is_missed_that_its_block_lost(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "adobe",
	      "# One\n\nSee [a](a.md){target=_blank} 1.\n\nSee [b](b.md){target=_blank} 2.\n\n"
	      "See [c](c.md){target=_blank} 3.\n\nSee [d](d.md){target=_blank} 4.\n",
	      "# Eins\n\nSiehe [a](a.md){target=_blank} 1.\n\nSiehe [b](b.md) 2.\n\n"
	      "Siehe [c](c.md){target=_blank} 3.\n\nSiehe [d](d.md){target=_blank} 4.\n");
	f = only(&l, MSG_DIRECTIVE_MISSING);
	assert_int_equal(f->at.line, 5);
	assert_int_equal(f->source.line, 5);
	lab_close(&l);
}

static void
a_renamed_directive_is_one_finding(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "microsoft", ":::row:::\nText.\n:::row-end:::\n",
	      ":::Zeile:::\nText.\n:::row-end:::\n");
	f = only(&l, MSG_DIRECTIVE_CHANGED);
	assert_arg(f, "have", "Zeile");
	assert_arg(f, "target", "row");
	assert_int_equal(f->at.line, 1);
	assert_int_equal(f->source.line, 1);
	lab_close(&l);
}

static void
a_lost_pair_is_missed_by_its_beginning(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "docsy", "{{< alert >}}\nRead this.\n{{< /alert >}}\n\nThen go on.\n",
	      "Lesen Sie dies.\n\nDann weiter.\n");
	assert_arg(only(&l, MSG_DIRECTIVE_MISSING), "target", "alert");
	lab_close(&l);
}

static void
a_lost_end_is_missed_after_what_it_ends(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "docsy", "{{< tabs >}}\n{{% tab A %}}\nA\n{{% /tab %}}\n{{< /tabs >}}\n",
	      "{{< tabs >}}\n{{% tab B %}}\nA\n{{% /tab %}}\n");
	f = only(&l, MSG_DIRECTIVE_MISSING_AFTER);
	assert_arg(f, "target", "/tabs");
	assert_arg(f, "what", "shortcode");
	assert_int_equal(f->at.line, 4);
	lab_close(&l);
}

static void
a_component_of_the_translation_alone_is_surplus(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "starlight", "Read this.\n", "Lesen Sie <Icon name=\"a\" /> dies.\n");
	f = only(&l, MSG_DIRECTIVE_EXTRA);
	assert_arg(f, "target", "Icon");
	assert_arg(f, "what", "component");
	assert_int_equal(f->at.column, 11);
	lab_close(&l);
}

static void
a_surplus_pair_is_reported_by_its_beginning(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "docsy", "Read this.\n\nThen go on.\n",
	      "{{< alert >}}\nLesen Sie dies.\n{{< /alert >}}\n\nDann weiter.\n");
	f = only(&l, MSG_DIRECTIVE_EXTRA);
	assert_arg(f, "target", "alert");
	assert_int_equal(f->at.line, 1);
	lab_close(&l);
}

static void
arguments_and_places_may_differ(void **state)
{
	(void)state;
	assert_clean("docsy", "See {{< param a >}} and {{< ref \"b.md\" >}}.\n",
		     "Siehe {{< ref \"de/b.md\" >}} und {{<param a>}}.\n");
	assert_clean("microsoft", ":::image source=\"a.png\" alt-text=\"A\":::\n",
		     ":::image source=\"de/a.png\" alt-text=\"Ein A\":::\n");
}

static void
what_is_missing_as_a_whole_takes_its_constructs_along(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "docsy",
	      "# One\n\nText about one.\n\n## Two\n\n{{< x >}}\n\n## Three\n\nText three.\n",
	      "# Eins\n\nText zu eins.\n\n## Drei\n\nText drei.\n");
	assert_int_equal(lab_count(&l, RULE_HEADING_MISSING), 1);
	assert_int_equal(lab_count(&l, RULE_DIRECTIVE_BROKEN), 0);
	lab_close(&l);
}

/* --- alerts in another notation ----------------------------------------------------- */

#define ALERT "{{% alert title=\"Hinweis\" %}}\n\nZuerst sichern.\n\n{{% /alert %}}\n"

static void
an_alert_in_another_notation_is_neither_missing_nor_surplus(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "docsy", "# One\n\n> [!NOTE]\n>\n> Save first.\n\n## Two\n\nThen go on.\n",
	      "# Eins\n\n" ALERT "\n## Zwei\n\nDann weiter.\n");
	f = only(&l, MSG_ALERT_NOTATION);
	assert_arg(f, "have", "{{% alert title=\"Hinweis\" %}}");
	assert_arg(f, "expected", "> [!NOTE]");
	assert_int_equal(f->severity, SEV_WARNING);
	assert_int_equal(f->at.line, 3);
	assert_int_equal(f->source.line, 3);
	lab_close(&l);
	check(&l, "docsy",
	      "# One\n\n{{% alert %}}\n\nSave first.\n\n{{% /alert %}}\n\n## Two\n\nThen go on.\n",
	      "# Eins\n\n> [!NOTE]\n>\n> Zuerst sichern.\n\n## Zwei\n\nDann weiter.\n");
	assert_arg(only(&l, MSG_ALERT_NOTATION), "have", "> [!NOTE]");
	lab_close(&l);
}

static void
an_alert_beside_one_in_another_notation_is_missed(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "docsy",
	      "# One\n\n> [!NOTE]\n>\n> Save first.\n\nThis is in between.\n\n> [!TIP]\n>\n"
	      "> Press the green key.\n\n## Two\n\nThen go on.\n",
	      "# Eins\n\n" ALERT "\nDies steht dazwischen.\n\n## Zwei\n\nDann weiter.\n");
	assert_int_equal(lab_count(&l, RULE_ALERT_BROKEN), 1);
	assert_int_equal(lab_count(&l, RULE_QUOTE_MISSING), 1);
	assert_int_equal(l.sink.out.n, 2);
	lab_close(&l);
}

/* One construct for two quotes, or two for one: the one that names the kind. */
static void
an_alert_in_another_notation_is_known_by_its_kind(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "docsy",
	      "# One\n\n> [!NOTE]\n>\n> This is new.\n\n> [!WARNING]\n>\n> Save first.\n\n"
	      "## Two\n\nThen go on.\n",
	      "# Eins\n\n{{% alert color=\"warning\" %}}\n\nZuerst sichern.\n\n{{% /alert %}}\n\n"
	      "## Zwei\n\nDann weiter.\n");
	assert_true(
		str_eq(lab_arg(lab_find(&l, RULE_ALERT_BROKEN), "expected"), S("> [!WARNING]")));
	assert_true(str_eq(lab_arg(lab_find(&l, RULE_QUOTE_MISSING), "keyword"), S("NOTE")));
	assert_int_equal(l.sink.out.n, 2);
	lab_close(&l);
}

static void
an_alert_of_the_same_notation_stands_for_no_quote(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "docsy",
	      "# One\n\n{{% alert %}}\n\nSave first.\n\n{{% /alert %}}\n\n> [!TIP]\n> Press it.\n\n"
	      "## Two\n\nThen go on.\n",
	      "# Eins\n\n" ALERT "\n## Zwei\n\nDann weiter.\n");
	assert_int_equal(lab_count(&l, RULE_ALERT_BROKEN), 0);
	assert_int_equal(lab_count(&l, RULE_QUOTE_MISSING), 1);
	assert_int_equal(l.sink.out.n, 1);
	lab_close(&l);
}

static void
what_readers_do_not_see_may_go(void **state)
{
	(void)state;
	assert_clean("docsy",
		     "# One\n\n{{% comment %}}\n\n{{% param x %}}\n\n{{% /comment %}}\n\nText.\n",
		     "# Eins\n\nText.\n");
	assert_clean("docsy", "# One\n\n{{/* to do */}}\n\nText.\n", "# Eins\n\nText.\n");
	assert_clean("docsy", "## One {.notranslate lang=en}\n\nText.\n",
		     "## Eins {#one .notranslate lang=en}\n\nText.\n");
}

/* --- attributes ---------------------------------------------------------------------- */

static void
a_translated_value_that_is_code_is_put_back(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "docsy", "{{% alert title=\"Mind\" color=\"warning\" %}}\nA\n{{% /alert %}}\n",
	      "{{% alert title=\"Achtung\" color=\"Warnung\" %}}\nA\n{{% /alert %}}\n");
	f = only(&l, MSG_ATTRIBUTE_VALUE);
	assert_arg(f, "key", "color");
	assert_arg(f, "have", "Warnung");
	assert_arg(f, "target", "warning");
	assert_int_equal(f->at.column, 34);
	assert_int_equal(f->at.end_column, 41);
	assert_int_equal(f->nedits, 1);
	assert_true(str_eq(f->edits[0].text, S("warning")));
	lab_close(&l);
}

static void
a_translated_name_of_an_attribute_is_put_back(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "docsy", "{{% alert title=\"Mind\" %}}\nA\n{{% /alert %}}\n",
	      "{{% alert titel=\"Achtung\" %}}\nA\n{{% /alert %}}\n");
	f = only(&l, MSG_ATTRIBUTE_NAME);
	assert_arg(f, "have", "titel");
	assert_arg(f, "key", "title");
	assert_true(str_eq(f->edits[0].text, S("title")));
	lab_close(&l);
}

static void
arguments_without_marks_that_look_like_code_stay(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "docsy", "{{< youtube iEEIabOha8U >}}\n", "{{< youtube ieeiabOha >}}\n");
	f = only(&l, MSG_ATTRIBUTE_WORD);
	assert_arg(f, "have", "ieeiabOha");
	assert_arg(f, "target", "iEEIabOha8U");
	lab_close(&l);
	assert_clean("docsy", "{{% tab Make %}}\nA\n{{% /tab %}}\n",
		     "{{% tab Bauen %}}\nA\n{{% /tab %}}\n");
}

static void
a_lost_attribute_that_is_code_is_missed(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "docsy", "{{% alert title=\"Mind\" color=\"warning\" %}}\nA\n{{% /alert %}}\n",
	      "{{% alert title=\"Achtung\" %}}\nA\n{{% /alert %}}\n");
	assert_arg(only(&l, MSG_ATTRIBUTE_MISSING), "key", "color");
	lab_close(&l);
	assert_clean("docsy", "{{% alert title=\"Mind\" %}}\nA\n{{% /alert %}}\n",
		     "{{% alert %}}\nA\n{{% /alert %}}\n");
}

static void
quotation_marks_inside_a_value_break_the_directive(void **state)
{
	static const char *const broken[] = {
		"alt-text=\"Der Knopf \"Los\" im Menü\" border=\"false\"",
		"alt-text=\"Der Knopf \"border =\" false \"",
		"alt-text=\xe2\x80\x9e"
		"Der Knopf\xe2\x80\x9c border=\"false\"",
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(broken); i++) {
		struct arena a = { 0 };
		struct lab l;

		check(&l, "microsoft",
		      ":::image source=\"a.png\" alt-text=\"The button\" border=\"false\":::\n",
		      str_z(&a, str_fmt(&a, ":::image source=\"a.png\" %s:::\n", broken[i])));
		assert_int_equal(only(&l, MSG_ATTRIBUTE_MARKS)->at.line, 1);
		lab_close(&l);
		arena_free(&a);
	}
}

static void
pairs_are_found_by_their_attributes(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "docsy",
	      "{{% param a_1 %}} one\n\n{{% param b_2 %}} two\n\n{{% param c_3 %}} three\n",
	      "{{% param b_2 %}} zwei\n\n{{% param c_3 %}} drei\n");
	assert_int_equal(lab_count(&l, RULE_DIRECTIVE_BROKEN), 1);
	assert_int_equal(l.sink.out.v[0].source.line, 1);
	lab_close(&l);
}

/* Of equal constructs that one is missing that stands in the blocks around it. */
static void
equal_constructs_are_told_apart_by_place(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "docsy",
	      "# A\n\nOne `a`.\n\n{{< tabs >}}\n\n```sh\na\n```\n\n{{< /tabs >}}\n\n"
	      "# B\n\nTwo `b`.\n\n{{< tabs >}}\n\n```sh\nb\n```\n\n{{< /tabs >}}\n",
	      "# A\n\nEins `a`.\n\n```sh\na\n```\n\n"
	      "# B\n\nZwei `b`.\n\n{{< tabs >}}\n\n```sh\nb\n```\n\n{{< /tabs >}}\n");
	f = only(&l, MSG_DIRECTIVE_MISSING_AFTER);
	assert_int_equal(f->at.line, 3);
	lab_close(&l);
	check(&l, "docsy", "# Use `a` {.notranslate}\n\nOne.\n\n# Use `b` {.notranslate}\n\nTwo.\n",
	      "# Nimm `a`\n\nEins.\n\n# Nimm `b` {.notranslate}\n\nZwei.\n");
	f = only(&l, MSG_DIRECTIVE_MISSING);
	assert_int_equal(f->at.line, 1);
	lab_close(&l);
}

static void
text_inside_a_directive_is_one_finding(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "microsoft",
	      "See the table:\n\n:::image source=\"a.png\" alt-text=\"Table\":::\n\nThen go on.\n\n"
	      ":::image source=\"b.png\" alt-text=\"Chart\":::\n",
	      "Siehe die Tabelle:\n\n:::image source=\"a.png\" alt-text=\"Tabelle\" und weiter.\n\n"
	      ":::image source=\"b.png\" alt-text=\"Bild\":::\n");
	f = only(&l, MSG_FROM_TORN);
	assert_int_equal(f->at.line, 3);
	assert_int_equal(f->source.line, 3);
	lab_close(&l);
}

/* Thousands of names, none of them equal: the time must not be their product. */
static void
many_different_constructs_take_linear_time(void **state)
{
	enum { MANY = 20000 };
	struct arena a = { 0 };
	struct buf en = { .a = &a }, de = { .a = &a };
	struct lab l;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		buf_fmt(&en, "{{< a%d >}}", i);
		buf_fmt(&de, "{{< /b%d >}}", i);
	}
	check(&l, "docsy", str_z(&a, buf_take(&en)), str_z(&a, buf_take(&de)));
	assert_int_equal(lab_count(&l, RULE_DIRECTIVE_BROKEN), PAGE_FINDINGS);
	lab_close(&l);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_translated_alert_keyword_is_replaced_by_the_english_one),
		cmocka_unit_test(damaged_alert_brackets_are_seen),
		cmocka_unit_test(a_quote_that_lost_its_keyword_is_no_alert_any_more),
		cmocka_unit_test(alert_keywords_have_no_case_and_may_be_unknown_to_us),
		cmocka_unit_test(a_lost_include_is_missed),
		cmocka_unit_test(an_include_that_is_misspelt_is_put_right),
		cmocka_unit_test(an_include_of_another_file_is_one_finding),
		cmocka_unit_test(include_labels_are_translated_and_paths_have_no_case),
		cmocka_unit_test(a_directive_belongs_after_the_one_before_it),
		cmocka_unit_test(of_many_alike_the_one_is_missed_that_its_block_lost),
		cmocka_unit_test(a_renamed_directive_is_one_finding),
		cmocka_unit_test(a_lost_pair_is_missed_by_its_beginning),
		cmocka_unit_test(a_lost_end_is_missed_after_what_it_ends),
		cmocka_unit_test(a_component_of_the_translation_alone_is_surplus),
		cmocka_unit_test(a_surplus_pair_is_reported_by_its_beginning),
		cmocka_unit_test(arguments_and_places_may_differ),
		cmocka_unit_test(what_is_missing_as_a_whole_takes_its_constructs_along),
		cmocka_unit_test(an_alert_in_another_notation_is_neither_missing_nor_surplus),
		cmocka_unit_test(an_alert_beside_one_in_another_notation_is_missed),
		cmocka_unit_test(an_alert_in_another_notation_is_known_by_its_kind),
		cmocka_unit_test(an_alert_of_the_same_notation_stands_for_no_quote),
		cmocka_unit_test(what_readers_do_not_see_may_go),
		cmocka_unit_test(a_translated_value_that_is_code_is_put_back),
		cmocka_unit_test(a_translated_name_of_an_attribute_is_put_back),
		cmocka_unit_test(arguments_without_marks_that_look_like_code_stay),
		cmocka_unit_test(a_lost_attribute_that_is_code_is_missed),
		cmocka_unit_test(quotation_marks_inside_a_value_break_the_directive),
		cmocka_unit_test(pairs_are_found_by_their_attributes),
		cmocka_unit_test(equal_constructs_are_told_apart_by_place),
		cmocka_unit_test(text_inside_a_directive_is_one_finding),
		cmocka_unit_test(many_different_constructs_take_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
