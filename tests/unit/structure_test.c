/* structure.c and its files: what is said about headings, lists, tables, code and quotes, where,
 * and how often. */
#include "unit.h"

#include "said.h"

/* A page pair and all that is said about it: "line rule: message | source label", one a line; the
 * line of something missing is the one after which it belongs, with a "+". */
struct comparison {
	const char *source, *translation, *said;
};

static struct str
describe(struct arena *a, const struct findings *v)
{
	struct buf out = { .a = a };

	for (ptrdiff_t i = 0; i < v->n; i++) {
		const struct finding *f = &v->v[i];

		buf_fmt(&out, "%u%s %.*s: %.*s", f->at.line, f->insert_after ? "+" : "",
			P(rules[messages[f->message].rule].name), P(finding_text(a, f, PART_TEXT)));
		if (f->source.line)
			buf_fmt(&out, " | %u: %.*s", f->source.line,
				P(finding_text(a, f, PART_SOURCE_LABEL)));
		buf_char(&out, '\n');
	}
	return buf_take(&out);
}

/* The structure findings of one translation. */
static void
compare(struct lab *l, struct str source, struct str translation)
{
	struct view v = { .site = &l->site, .work = &l->work, .sink = &l->sink };

	lab_source(l, source);
	lab_translation(l, "de-DE", translation);
	v.source_page = &l->pages[l->family.source];
	v.page = &l->pages[l->translations[0]];
	v.src = v.current = lab_parse(l, l->family.source);
	v.dst = lab_parse(l, l->translations[0]);
	v.align = align_docs(&l->work, v.src, v.dst, &l->profile->url);
	pass_structure(&v);
	findings_finish(&l->keep, &l->sink.out);
}

static void
check_said(const struct comparison *c)
{
	struct lab l;
	struct str said;

	lab_open(&l, "microsoft");
	compare(&l, str_c(c->source), str_c(c->translation));
	said = describe(&l.keep, &l.sink.out);
	assert_string_equal(str_z(&l.keep, said), c->said);
	lab_close(&l);
}

static void
check_all(const struct comparison *v, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++)
		check_said(&v[i]);
}

static void
equal_pages_and_split_paragraphs_say_nothing(void **state)
{
	static const struct comparison v[] = {
		{ "# A\n\n- x\n- y\n", "# B\n\n* u\n* v\n", "" },
		{ "# A\n\nOne. Two. Three.\n\n- x\n- y\n\n## C\n\nend\n",
		  "# B\n\nEins.\n\nZwei. Drei.\n\n- u\n- v\n\n## D\n\nEnde\n", "" },
		{ "# A\n\nOne.\n\nTwo.\n\n1. x\n2. y\n", "# B\n\nEins. Zwei.\n\n1. u\n2. v\n", "" },
		{ "# A\n\none\n\n<!-- lint -->\n\n***\n\ntwo\n", "# B\n\neins\n\nzwei\n", "" },
		{ "# A\n\ntext\n\n    code\n", "# B\n\nText\n", "" },
		{ "# A\n\ntext\n", "# B\n\nText\n\n> [!NOTE]\n> Anmerkung der Redaktion\n", "" },
		{ "", "", "" },
	};

	(void)state;
	check_all(v, countof(v));
}

static void
a_missing_section_is_one_finding_whatever_it_holds(void **state)
{
	static const struct comparison v[] = {
		{ "# Tool\n\nAbout it.\n\n## Setup\n\nRun `setup`.\n\n- a\n- "
		  "b\n\n```sh\nsetup\n```\n\n> quote\n\n"
		  "| a | b |\n|---|---|\n| 1 | 2 |\n\n### Deeper\n\nmore\n\n## Use\n\nRun `use`.\n",
		  "# Werkzeug\n\nDarum geht es.\n\n## Nutzen\n\nFühren Sie `use` aus.\n",
		  "3+ heading-missing: section `Setup` (English lines 5-24) is missing here"
		  " | 5: this section has no counterpart\n" },
		{ "# Tool\n\nAbout it.\n\n## Setup\n\nRun `setup`.\n\n## Use\n\nRun `use`.\n",
		  "# Werkzeug\n\nDarum geht es.\n\nFühren Sie `setup` aus.\n\n## Nutzen\n\nFühren "
		  "Sie `use` aus.\n",
		  "3+ heading-missing: the English heading `Setup` is missing here"
		  " | 5: this heading has no counterpart\n" },
	};

	(void)state;
	check_all(v, countof(v));
}

static void
a_section_of_the_translation_alone_is_named(void **state)
{
	static const struct comparison v[] = {
		{ "# Tool\n\nRun `setup`.\n\n## Use\n\nRun `use`.\n",
		  "# Werkzeug\n\nFühren Sie `setup` aus.\n\n## Hinweise\n\nNeu.\n\n- eins\n- "
		  "zwei\n\n## Nutzen\n\n"
		  "Führen Sie `use` aus.\n",
		  "5 heading-extra: section `Hinweise` (lines 5-10) has no counterpart in English"
		  " | 5: the English page goes on here\n" },
	};

	(void)state;
	check_all(v, countof(v));
}

static void
a_uniform_shift_of_levels_is_said_once(void **state)
{
	static const struct comparison v[] = {
		{ "# A\n\n## B\n\n`b`\n\n## C\n\n`c`\n", "# A\n\n## B\n\n`b`\n\n### C\n\n`c`\n",
		  "7 heading-level: this heading has level 3, but the English one has level 2 | 7: "
		  "level 2\n" },
		{ "# A\n\n## B\n\n`b`\n\n### C\n\n`c`\n\n## D\n\n`d`\n",
		  "# A\n\n### B\n\n`b`\n\n#### C\n\n`c`\n\n### D\n\n`d`\n",
		  "3 heading-level: from this heading on, 3 headings do not have the level they "
		  "have in English"
		  " | 3: level 2\n" },
	};

	(void)state;
	check_all(v, countof(v));
}

static void
the_item_without_counterpart_is_named(void **state)
{
	static const struct comparison v[] = {
		/* By its link. */
		{ "- see [a](a.md)\n- see [b](b.md)\n- see [c](c.md)\n",
		  "- siehe [a](a.md)\n- siehe [c](c.md)\n",
		  "1+ list-item-count: this list has 2 items, but the English list has 3"
		  " | 2: item 2 has no counterpart\n" },
		/* By its length. */
		{ "- short\n- a much longer item that tells a whole story about what to do\n- "
		  "brief\n",
		  "- kurz\n- knapp\n",
		  "1+ list-item-count: this list has 2 items, but the English list has 3"
		  " | 2: item 2 has no counterpart\n" },
		/* The first one belongs before what is there. */
		{ "text\n\n- 10 files\n- 20 files\n", "Text\n\n- 20 Dateien\n",
		  "3 list-item-count: this list has 1 item, but the English list has 2"
		  " | 3: item 1 has no counterpart\n" },
		/* What is nested in it goes with it. */
		{ "1. `one`\n2. `two`\n   - x\n   - y\n3. `three`\n", "1. `one`\n2. `three`\n",
		  "1+ list-item-count: this list has 2 items, but the English list has 3"
		  " | 2: item 2 has no counterpart\n" },
		{ "- `a`\n- `b`\n- `c`\n- `d`\n- `e`\n", "- `a`\n- `c`\n- `e`\n",
		  "1+ list-item-count: this list has 3 items, but the English list has 5"
		  " | 2: items 2 and 4 have no counterpart\n" },
		{ "- `a`\n- `b`\n- `c`\n- `d`\n- `e`\n- `f`\n", "- `a`\n- `e`\n",
		  "1+ list-item-count: this list has 2 items, but the English list has 6"
		  " | 2: items 2-4 and 6 have no counterpart\n" },
		/* All the same: the last one is the one that was added. */
		{ "- a\n- a\n- a\n", "- a\n- a\n",
		  "2+ list-item-count: this list has 2 items, but the English list has 3"
		  " | 3: item 3 has no counterpart\n" },
		{ "- `a`\n  - `b`\n  - `c`\n- `d`\n", "- `a`\n  - `b`\n- `d`\n",
		  "2+ list-item-count: this list has 1 item, but the English list has 2"
		  " | 3: item 2 has no counterpart\n" },
	};

	(void)state;
	check_all(v, countof(v));
}

static void
a_surplus_item_is_named(void **state)
{
	static const struct comparison v[] = {
		{ "- see [a](a.md)\n- see [b](b.md)\n",
		  "- siehe [a](a.md)\n- mehr\n- siehe [b](b.md)\n",
		  "2 list-item-count: this list has 3 items, but the English list has 2"
		  " | 1: the English list\n" },
	};

	(void)state;
	check_all(v, countof(v));
}

static void
whole_lists_are_missing_or_surplus(void **state)
{
	static const struct comparison v[] = {
		{ "# A\n\nfirst\n\n- one `a`\n- two `b`\n\n## B\n\nlast\n",
		  "# A\n\nzuerst\n\n## B\n\nzuletzt\n",
		  "3+ list-missing: an English list of 2 items is missing here | 5: this list has "
		  "no counterpart\n" },
		{ "# A\n\nfirst `x`\n\n## B\n\nlast\n",
		  "# A\n\nzuerst `x`\n\n- eins\n- zwei\n\n## B\n\nzuletzt\n",
		  "5 list-extra: a list of 2 items has no counterpart in English"
		  " | 5: the English page goes on here\n" },
		{ "# A\n\nSome introduction `x`.\n\nApril 1, 2019 is the day on which it begins "
		  "for all.\n",
		  "# A\n\nEine Einleitung `x`.\n\n1. April 2019 ist der Tag, an dem es allgemein "
		  "beginnt.\n",
		  "5 block-from-text: `1.` at the start of a line made a numbered list of this text"
		  " | 5: plain text in English\n" },
		{ "# A\n\nSome introduction `x`.\n\n- the day on which it begins for all\n",
		  "# A\n\nEine Einleitung `x`.\n\nder Tag, an dem es allgemein beginnt\n",
		  "5 list-missing: this text is a list of 1 item in English | 5: a list in "
		  "English\n" },
	};

	(void)state;
	check_all(v, countof(v));
}

static void
one_damage_to_a_list_is_one_finding(void **state)
{
	static const struct comparison v[] = {
		/* Cut in two by another bullet. */
		{ "- `a`\n- `b`\n- `c`\n- `d`\n", "- `a`\n- `b`\n* `c`\n* `d`\n",
		  "3 list-extra: a new list begins here, but in English this is item 3 of the list "
		  "above"
		  " | 3: item 3 of one list\n" },
		/* Cut in two by numbers. */
		{ "- `a`\n- `b`\n- `c`\n- `d`\n", "- `a`\n- `b`\n1. `c`\n2. `d`\n",
		  "3 list-kind: this list is numbered, but the English list has bullets | 3: "
		  "bullets in English\n" },
		/* Cut in two by code that lost its indentation. */
		{ "1. `a`\n\n   ```\n   x\n   ```\n\n2. `b`\n", "1. `a`\n\n```\nx\n```\n\n2. `b`\n",
		  "7 list-extra: a new list begins here, but in English this is item 2 of the list "
		  "above"
		  " | 7: item 2 of one list\n" },
		/* Two lists glued together. */
		{ "- `a`\n- `b`\n\n* `c`\n* `d`\n", "- `a`\n- `b`\n- `c`\n- `d`\n",
		  "3 list-missing: this item continues the list above, but in English a new list "
		  "begins here"
		  " | 4: a new list in English\n" },
		{ "1. `a`\n2. `b`\n3. `c`\n", "- `a`\n- `b`\n- `c`\n",
		  "1 list-kind: this list has bullets, but the English list is numbered | 1: "
		  "numbered in English\n" },
		/* A nested list that is nested no more, and the other way round. */
		{ "1. `a`\n   - `b`\n   - `c`\n2. `d`\n", "1. `a`\n\n- `b`\n- `c`\n\n2. `d`\n",
		  "3 list-nesting: this item is on list level 1, but the English one is on level 2 "
		  "| 2: level 2\n" },
		{ "- `a`\n- `b`\n- `c`\n", "- `a`\n  - `b`\n- `c`\n",
		  "2 list-nesting: this item is on list level 2, but the English one is on level 1 "
		  "| 2: level 1\n" },
		{ "- `a`\n  - `b`\n- `c`\n", "- `a`\n- `b`\n- `c`\n",
		  "2 list-nesting: this item is on list level 1, but the English one is on level 2 "
		  "| 2: level 2\n" },
	};

	(void)state;
	check_all(v, countof(v));
}

static void
tables_name_the_row_the_columns_or_the_cells(void **state)
{
	static const struct comparison v[] = {
		{ "|a|b|\n|-|-|\n|`x`|1|\n|`y`|2|\n|`z`|3|\n", "|a|b|\n|-|-|\n|`x`|1|\n|`z`|3|\n",
		  "3+ table-shape: this table has 2 rows, but the English table has 3"
		  " | 4: row 2 has no counterpart\n" },
		{ "|a|b|\n|-|-|\n|`x`|1|\n|`y`|2|\n", "|a|b|\n|-|-|\n|`y`|2|\n",
		  "2+ table-shape: this table has 1 row, but the English table has 2"
		  " | 3: row 1 has no counterpart\n" },
		{ "|a|b|\n|-|-|\n|`x`|1|\n|`z`|3|\n", "|a|b|\n|-|-|\n|`x`|1|\n|neu|2|\n|`z`|3|\n",
		  "4 table-shape: this table has 3 rows, but the English table has 2 | 1: the "
		  "English table\n" },
		{ "|a|b|\n|-|-|\n|1|2|\n", "|a|b|c|\n|-|-|-|\n|1|2|3|\n",
		  "1 table-shape: this table has 3 columns, but the English table has 2 | 1: 2 "
		  "columns\n" },
		{ "|a|b|\n|-|-|\n|1|2|\n|3|4|\n", "|a|b|\n|-|-|\n|1|2|\n|3|\n",
		  "4 table-shape: row 2 has 1 cell, but the English row has 2 | 4: 2 cells\n" },
		{ "# A\n\n|a|b|\n|-|-|\n|1|2|\n\n## B\n\ntext\n", "# A\n\n## B\n\nText\n",
		  "1+ table-shape: an English table of 1 row and 2 columns is missing here"
		  " | 3: this table has no counterpart\n" },
		{ "# A\n\nOne:\n\n|a|b|\n|-|-|\n|1|2|\n\nTwo.\n", /* torn by a formatter */
		  "# A\n\nEins:\n\n| a | b\n|\n\n---\n\n## |\n\n## | :-- | --- |\n\nZwei.\n",
		  "3+ table-shape: an English table of 1 row and 2 columns is missing here"
		  " | 5: this table has no counterpart\n" },
		{ "# A\n\nOne.\n", "# A\n\nEins.\n\n## |\n",
		  "5 heading-extra: heading `|` has no counterpart in English\n" },
		{ "# A\n\n## B\n\ntext\n", "# A\n\n|a|b|\n|-|-|\n|1|2|\n\n## B\n\nText\n",
		  "3 table-shape: this table has no counterpart in English | 3: the English page "
		  "goes on here\n" },
	};

	(void)state;
	check_all(v, countof(v));
}

static void
code_is_missing_or_relabelled(void **state)
{
	static const struct comparison v[] = {
		{ "# A\n\ntext\n\n```sh\nls\n```\n\nmore\n", "# A\n\nText\n\nmehr\n",
		  "3+ code-missing: an English code block is missing here"
		  " | 5: this code block has no counterpart\n" },
		{ "```yaml\na: 1\n```\n", "```text\na: 1\n```\n",
		  "1 code-language: this code block is marked `text`, but the English one `yaml`"
		  " | 1: the English language\n" },
		{ "```yaml\na: 1\n```\n", "```\na: 1\n```\n",
		  "1 code-language: this code block has no language, but the English one is marked "
		  "`yaml`"
		  " | 1: the English language\n" },
		{ "```\na: 1\n```\n", "```yaml\na: 1\n```\n",
		  "1 code-language: this code block is marked `yaml`, but the English one has no "
		  "language"
		  " | 1: no language here\n" },
		{ "```js\na\n```\n\n```BASH\nb\n```\n\n```cs "
		  "title=x\nc\n```\n\n```{.python}\nd\n```\n",
		  "```javascript\na\n```\n\n```sh\nb\n```\n\n```C#\nc\n```\n\n```py\nd\n```\n",
		  "" },
	};

	(void)state;
	check_all(v, countof(v));
}

static void
quotes_and_alerts_are_missing(void **state)
{
	static const struct comparison v[] = {
		{ "# A\n\ntext\n\n> said `x`\n\n## B\n\nmore\n", "# A\n\nText\n\n## B\n\nmehr\n",
		  "3+ quote-missing: an English block quote is missing here | 5: this quote has no "
		  "counterpart\n" },
		{ "# A\n\ntext\n\n> [!WARNING]\n> Save first.\n\n## B\n\nmore\n",
		  "# A\n\nText\n\n## B\n\nmehr\n",
		  "3+ quote-missing: the English alert `[!WARNING]` is missing here"
		  " | 5: this alert has no counterpart\n" },
		{ "# A\n\nSome text `x`.\n\n> It is never too late.\n\n## B\n\nmore\n",
		  "# A\n\nEin Text `x`.\n\nEs ist niemals zu spät.\n\n## B\n\nmehr\n",
		  "5 quote-missing: this text is a block quote in English | 5: a quote in "
		  "English\n" },
	};

	(void)state;
	check_all(v, countof(v));
}

static void
people_may_name_a_language_where_english_has_none(void **state)
{
	static const enum rule_id only[] = { RULE_CODE_LANGUAGE, RULE_COUNT };
	static const struct said_case added = {
		"text\n\n```\nls\n```\n", "Text\n\n```sh\nls\n```\n",
		"3: this code block is marked `sh`, but the English one has no language\n",
		"Text\n\n```\nls\n```\n"
	};
	static const struct said_case meant = { "text\n\n```\nls\n```\n",
						"Text\n\n```sh\nls\n```\n", "", NULL };

	(void)state;
	said_check("microsoft", "de-DE", only, &added);
	said_check("docsy", "de-DE", only, &meant);
}

static void
fixes_restore_code_and_its_language(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	lab_open(&l, "microsoft");
	compare(&l,
		S("text\n\n```sh\nls\n```\n\n```yaml title=\"x\"\na: 1\n```\n\n```yaml\nb: "
		  "1\n```\n"),
		S("Text\r\n\r\n```\r\na: 1\r\n```\r\n\r\n```text\r\nb: 1\r\n```\r\n"));
	assert_int_equal(l.sink.out.n, 3);
	f = &l.sink.out.v[0];
	assert_int_equal(f->message, MSG_CODE_MISSING);
	assert_int_equal(f->nedits, 1);
	assert_int_equal(f->edits[0].byte, 4);
	assert_int_equal(f->edits[0].end_byte, 4);
	assert_string_equal(str_z(&l.work, f->edits[0].text), "\r\n\r\n```sh\r\nls\r\n```");
	f = &l.sink.out.v[1]; /* more than the word differs: left to the writer */
	assert_int_equal(f->message, MSG_CODE_LANGUAGE_MISSING);
	assert_int_equal(f->nedits, 0);
	f = &l.sink.out.v[2];
	assert_int_equal(f->message, MSG_CODE_LANGUAGE);
	assert_int_equal(f->nedits, 1);
	assert_string_equal(str_z(&l.work, f->edits[0].text), "yaml");
	assert_int_equal(f->edits[0].end_byte - f->edits[0].byte, 4);
	assert_memory_equal(l.raw[1].p + f->edits[0].byte, "text", 4);
	lab_close(&l);
}

static void
keys_name_the_section_and_no_line(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	compare(&l,
		S("# Tool\n\n## See Also!\n\n- `x`\n- `y`\n\n`t`\n\n- `a`\n- `b`\n\n## "
		  "Last\n\n`z`\n"),
		S("# W\n\n## Siehe auch\n\n- `x`\n- `y`\n\n`t`\n\n- `a`\n\n## Ende\n\n`z`\n\n1. "
		  "x\n"));
	assert_int_equal(l.sink.out.n, 2);
	assert_string_equal(str_z(&l.work, l.sink.out.v[0].key), "tool/see-also/list2");
	assert_string_equal(str_z(&l.work, l.sink.out.v[1].key), "tool/last/+list1");
	lab_close(&l);
}

/* Pages of different code blocks only, more than can be aligned. */
static struct str
large_page(struct arena *a, int from, int to)
{
	struct buf out = { .a = a };

	for (int i = from; i < to; i++)
		buf_fmt(&out, "%s%d\n\n", i % 3 ? "" : "# ", i);
	return buf_take(&out);
}

static void
pages_beyond_the_bound_are_counted(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	compare(&l, large_page(&l.arena, 0, 70000), large_page(&l.arena, 30, 70000));
	assert_string_equal(str_z(&l.work, describe(&l.work, &l.sink.out)),
			    "139939 heading-missing: this page has 23324 headings, but the English "
			    "page has 23334"
			    " | 139941: the pages part here\n");
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_pages_and_split_paragraphs_say_nothing),
		cmocka_unit_test(a_missing_section_is_one_finding_whatever_it_holds),
		cmocka_unit_test(a_section_of_the_translation_alone_is_named),
		cmocka_unit_test(a_uniform_shift_of_levels_is_said_once),
		cmocka_unit_test(the_item_without_counterpart_is_named),
		cmocka_unit_test(a_surplus_item_is_named),
		cmocka_unit_test(whole_lists_are_missing_or_surplus),
		cmocka_unit_test(one_damage_to_a_list_is_one_finding),
		cmocka_unit_test(tables_name_the_row_the_columns_or_the_cells),
		cmocka_unit_test(code_is_missing_or_relabelled),
		cmocka_unit_test(quotes_and_alerts_are_missing),
		cmocka_unit_test(people_may_name_a_language_where_english_has_none),
		cmocka_unit_test(fixes_restore_code_and_its_language),
		cmocka_unit_test(keys_name_the_section_and_no_line),
		cmocka_unit_test(pages_beyond_the_bound_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
