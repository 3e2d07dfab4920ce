/* Alignment of outlines and of key sequences. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "check/align.h"
#include "doc/grammar.h"

struct pair {
	struct arena arena;
	struct doc *src, *dst;
	struct align *align;
};

static void
pair_open(struct pair *p, struct str source, struct str translation)
{
	static const struct grammar plain = { .heading_ids = true };

	memset(p, 0, sizeof *p);
	p->src = doc_parse(&p->arena, S("en/a.md"), source, &plain, NULL);
	p->dst = doc_parse(&p->arena, S("de/a.md"), translation, &plain, NULL);
	p->align = align_docs(&p->arena, p->src, p->dst, NULL);
}

/* Both directions say the same, counterparts are of one kind, and no two pairs of one depth cross.
 */
static void
assert_sound(const struct pair *p)
{
	for (ptrdiff_t i = 0; i < p->src->nblocks; i++) {
		uint32_t to = p->align->dst_of[i];

		if (to == NO_BLOCK)
			continue;
		assert_true(to < (uint32_t)p->dst->nblocks);
		assert_int_equal(p->align->src_of[to], i);
		assert_int_equal(p->src->blocks[i].kind, p->dst->blocks[to].kind);
	}
	for (ptrdiff_t j = 0; j < p->dst->nblocks; j++)
		if (p->align->src_of[j] != NO_BLOCK)
			assert_int_equal(p->align->dst_of[p->align->src_of[j]], j);
}

/* The lines of source blocks of a kind that have no counterpart, "3 7". */
static char *
unpaired(struct pair *p, enum block_kind kind)
{
	struct buf out = { .a = &p->arena };

	for (ptrdiff_t i = 0; i < p->src->nblocks; i++)
		if (p->src->blocks[i].kind == kind && p->align->dst_of[i] == NO_BLOCK)
			buf_fmt(&out, "%s%u", out.n ? " " : "",
				doc_pos(p->src, p->src->blocks[i].at.off).line);
	return str_z(&p->arena, buf_take(&out));
}

static void
assert_unpaired(const char *source, const char *translation, enum block_kind kind,
		const char *lines)
{
	struct pair p;

	pair_open(&p, str_c(source), str_c(translation));
	assert_sound(&p);
	assert_string_equal(unpaired(&p, kind), lines);
	arena_free(&p.arena);
}

static void
equal_outlines_are_identical(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p, S("# A\n\n- x\n- y\n\n|a|b|\n|-|-|\n|1|2|\n"),
		  S("# B\n\n- u\n- v\n\n|c|d|\n|-|-|\n|3|4|\n"));
	assert_true(p.align->identical);
	assert_sound(&p);
	arena_free(&p.arena);
	pair_open(&p, S("- x\n- y\n"), S("1. x\n2. y\n"));
	assert_false(p.align->identical);
	assert_sound(&p);
	assert_int_equal(p.align->dst_of[0], 0);
	arena_free(&p.arena);
	pair_open(&p, S(""), S(""));
	assert_true(p.align->identical);
	arena_free(&p.arena);
	pair_open(&p, S("# A\n"), S(""));
	assert_sound(&p);
	assert_int_equal(p.align->dst_of[0], NO_BLOCK);
	arena_free(&p.arena);
}

static void
what_no_language_changes_decides(void **state)
{
	(void)state;
	assert_unpaired("- the [a](a.md)\n- the [b](b.md)\n- the [c](c.md)\n",
			"- das [a](a.md)\n- das [c](c.md)\n", BLOCK_ITEM, "2");
	assert_unpaired("- use `a`\n- use `b`\n- use `c`\n", "- nutze `b`\n- nutze `c`\n",
			BLOCK_ITEM, "1");
	assert_unpaired("- in 1998\n- in 2004\n- in 2011\n", "- 1998年\n- 2011年\n", BLOCK_ITEM,
			"2");
	assert_unpaired("- use PowerShell\n- use DirectX\n- use OneDrive\n",
			"- 使用PowerShell\n- 使用OneDrive\n", BLOCK_ITEM, "2");
	assert_unpaired("![a](a.png)\n\n![b](b.png)\n\n![c](c.png)\n",
			"![x](a.png)\n\n![z](c.png)\n", BLOCK_PARAGRAPH, "3");
	assert_unpaired("```\na\n```\n\n```\nb\n```\n\n```\nc\n```\n",
			"```\na\n```\n\n```\nc\n```\n", BLOCK_CODE, "5");
}

static void
code_stays_in_its_language(void **state)
{
	(void)state;
	assert_unpaired(
		"Add them and register them:\n\n```sh\nnpm install @x/instrumentation-user "
		"\\\n  @x/instrumentation-http\n```\n\n```javascript\nimport { UserTrace } from "
		"'@x/instrumentation-user';\nimport { HttpTrace } from "
		"'@x/instrumentation-http';\n\nregister({\n  traces: [\n    new "
		"LoadTrace(),\n    new UserTrace(),\n    new HttpTrace(),\n  ],\n});\n```\n",
		"Melde sie an:\n\n```javascript\nregister({\n  traces: [\n    new UserTrace(),\n"
		"    new HttpTrace(),\n  ],\n});\n```\n",
		BLOCK_CODE, "3");
	assert_unpaired("Start it:\n\n```sh\nrun it\n```\n\nOr so:\n\n```powershell\nrun it\n```\n",
			"Starte es:\n\n```sh\nexport A=1\nrun it\n```\n", BLOCK_CODE, "9");
}

static void
lengths_decide_where_nothing_else_does(void **state)
{
	(void)state;
	assert_unpaired(
		"- tiny\n- here we have a sentence of some length to tell it apart\n- small\n",
		"- winzig\n- klein\n", BLOCK_ITEM, "2");
}

static void
a_gap_starts_at_its_heading(void **state)
{
	(void)state;
	assert_unpaired("# A\n\ntext\n\n## B\n\ntext\n\n## C\n\ntext\n\n## D\n\ntext\n",
			"# A\n\nText\n\n## B\n\nText\n\n## D\n\nText\n", BLOCK_HEADING, "9");
	assert_unpaired(
		"## B\n\ntext\n\n### X\n\nmore\n\n## C\n\ntext\n\n### Y\n\nmore\n\n## E\n\ntext\n",
		"## B\n\nText\n\n### X\n\nmehr\n\n## E\n\nText\n", BLOCK_HEADING, "9 13");
}

static void
a_list_is_where_most_of_its_items_are(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p, S("- `a`\n- `b`\n- `c`\n"), S("- `a`\n\n* `b`\n* `c`\n"));
	assert_sound(&p);
	assert_int_equal(p.align->dst_of[0], 3); /* list, item, text; then the other list */
	assert_int_equal(p.align->src_of[0], NO_BLOCK);
	arena_free(&p.arena);
}

static void
rows_of_counterpart_tables_are_aligned(void **state)
{
	(void)state;
	assert_unpaired("|a|b|\n|-|-|\n|`x`|1|\n|`y`|2|\n|`z`|3|\n",
			"|a|b|\n|-|-|\n|`x`|1|\n|`z`|3|\n", BLOCK_ROW, "4");
	assert_unpaired("|a|b|\n|-|-|\n|`x`|1|\n", "|a|b|\n|-|-|\n|`x`|1|\n|`z`|3|\n", BLOCK_ROW,
			"");
}

static void
split_paragraphs_do_not_disturb(void **state)
{
	(void)state;
	assert_unpaired("# A\n\nOne. Two.\n\n- x\n- y\n\n## B\n\n- z\n",
			"# A\n\nEins.\n\nZwei.\n\n- x\n- y\n\n## B\n\n- z\n", BLOCK_ITEM, "");
}

static void
english_beside_the_translation_decides(void **state)
{
#define UNIT(id, de, en) \
 "<span data-ttu-id=\"" id "\">" de "</span><span class=\"sxs-lookup\">" \
 "<span data-stu-id=\"" id "\">" en "</span></span>"
	(void)state;
	assert_unpaired("- open the door\n- shut the gate\n- wash the wall\n",
			"- " UNIT("a-1", "die Wand waschen", "wash the wall") "\n", BLOCK_ITEM,
			"1 2");
	assert_unpaired("- open the door\n- shut the gate\n- wash the wall\n",
			"- " UNIT("a-1", "das Tor zumachen", "shut the gate") "\n- " UNIT(
				"a-2", "die Wand waschen", "wash the wall") "\n",
			BLOCK_ITEM, "1");
#undef UNIT
}

/* The line of the translation that the source block at `line` has become, 0 for none. */
static uint32_t
line_of(struct pair *p, uint32_t line)
{
	for (ptrdiff_t i = 0; i < p->src->nblocks; i++) {
		if (doc_pos(p->src, p->src->blocks[i].at.off).line == line &&
		    p->src->blocks[i].kind != BLOCK_LIST)
			return p->align->dst_of[i] == NO_BLOCK
				       ? 0
				       : doc_pos(p->dst, p->dst->blocks[p->align->dst_of[i]].at.off)
						 .line;
	}
	return 0;
}

static void
sections_with_ids_may_stand_in_another_order(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p,
		  S("# Terms\n\n## Backend\n\nWhere data goes.\n\n### Storage\n\n- x\n- y\n\n"
		    "## Sampling\n\nLess data.\n\n## Zeal\n\nNo data.\n"),
		  S("# Begriffe\n\n## Auswahl {#sampling}\n\nWeniger Daten.\n\n"
		    "## Eifer {#zeal}\n\nKeine Daten.\n\n## Senke {#backend}\n\nWohin Daten "
		    "gehen.\n\n### Lager\n\n- x\n- y\n"));
	assert_sound(&p);
	assert_true(p.align->crossed);
	assert_string_equal(unpaired(&p, BLOCK_HEADING), "");
	assert_string_equal(unpaired(&p, BLOCK_PARAGRAPH), "");
	assert_string_equal(unpaired(&p, BLOCK_ITEM), "");
	assert_int_equal(line_of(&p, 3), 11);
	assert_int_equal(line_of(&p, 7), 15);
	assert_int_equal(line_of(&p, 12), 3);
	arena_free(&p.arena);
}

static void
equal_outlines_may_be_in_another_order_too(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p, S("## Apple\n\nRed.\n\n## Pear\n\nGreen.\n\n## Plum\n\nBlue.\n"),
		  S("## Birne {#pear}\n\nGrün.\n\n## Pflaume {#plum}\n\nBlau.\n\n"
		    "## Roter Apfel {#apple}\n\nRot.\n"));
	assert_sound(&p);
	assert_false(p.align->identical);
	assert_int_equal(line_of(&p, 1), 9);
	assert_int_equal(line_of(&p, 3), 11);
	assert_int_equal(line_of(&p, 5), 1);
	arena_free(&p.arena);
}

static void
an_id_at_the_wrong_heading_moves_nothing(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p, S("## Apple\n\nUse `apple`.\n\n## Pear\n\nUse `pear`.\n\n- x\n\n## Plum\n"),
		  S("## Apfel\n\nNutze `apple`.\n\n## Birne {#apple}\n\nNutze `pear`.\n\n"
		    "## Pflaume\n"));
	assert_false(p.align->crossed);
	assert_int_equal(line_of(&p, 1), 1);
	assert_int_equal(line_of(&p, 5), 5);
	arena_free(&p.arena);
	/* Not even when two ids have changed places. */
	pair_open(&p,
		  S("## Apple\n\nUse `apple`.\n\n```\napple\n```\n\n## Pear\n\nUse `pear`.\n\n"
		    "```\npear\n```\n\n- x\n\n## Plum\n"),
		  S("## Apfel {#pear}\n\nNutze `apple`.\n\n```\napple\n```\n\n"
		    "## Birne {#apple}\n\nNutze `pear`.\n\n```\npear\n```\n\n## Pflaume\n"));
	assert_int_equal(line_of(&p, 1), 1);
	assert_int_equal(line_of(&p, 9), 9);
	arena_free(&p.arena);
}

/* A heading without id that stands in the place of another is no reason to doubt an id whose
 * section fits; what it was taken for goes to what is left beside it. */
static void
an_id_is_believed_where_the_contents_fit(void **state)
{
	struct pair p;

	(void)state;
	pair_open(
		&p,
		S("### JSON\n\nShort for [JSON](json.md).\n\n### Label\n\nA term of [Metrics](#m)."
		  "\n\n### Language\n\nLanguage of programs.\n\n### Library\n\nSee `lib`.\n\n"
		  "### RPC\n\nShort for [RPC](rpc.md).\n\nOld.\n"),
		S("### JSON\n\nKurz für [JSON](json.md).\n\n### Sprache\n\nSprache für "
		  "Leute.\n\n### RPC\n\nKurz für [RPC](rpc.md).\n\n### Sammlung "
		  "{#library}\n\nSiehe `lib`.\n\n### Schild {#label}\n\nEin Wort der "
		  "[Metriken](#m).\n"));
	assert_sound(&p);
	assert_string_equal(unpaired(&p, BLOCK_HEADING), "");
	assert_int_equal(line_of(&p, 5), 17);
	assert_int_equal(line_of(&p, 9), 5);
	arena_free(&p.arena);
}

/* An id that the source does not know says that the heading is another one. */
static void
sections_that_one_page_alone_has_take_nobodys_place(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p,
		  S("## Get it\n\nFrom the [list](list.md).\n\n- one\n- two\n- three\n\n"
		    "Then look:\n\n```sh\nls\n```\n\nAnd unpack it.\n\n## Set up\n\n"
		    "1. Write `a.yml`.\n2. Run it.\n"),
		  S("## Holen\n\nVon der [Liste](list.md).\n\n## Einrichten {#set-up}\n\n"
		    "1. Schreib `a.yml`.\n2. Starte es.\n\n## Ein Beispiel {#example}\n\nSo "
		    "sieht es aus:\n\n```yml\na: 1\n```\n\nMehr davon.\n\n## Lauf "
		    "{#run}\n\n1. Jetzt.\n2. Gleich.\n"));
	assert_sound(&p);
	assert_string_equal(unpaired(&p, BLOCK_HEADING), "");
	assert_string_equal(unpaired(&p, BLOCK_ITEM), "5 6 7");
	assert_int_equal(line_of(&p, 17), 5);
	assert_int_equal(line_of(&p, 19), 7);
	arena_free(&p.arena);
}

static void
sections_without_ids_are_known_by_what_is_in_them(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p,
		  S("# A\n\n## Licence\n\nSee [one](one.md) and [two](two.md).\n\n## Set up\n\n"
		    "```\nset up\n```\n\n```\nreboot\n```\n\n## More\n\n```\nmore\n```\n"),
		  S("# A\n\n## Einrichten\n\n```\nset up\n```\n\n```\nreboot\n```\n\n"
		    "## Weiter\n\n```\nmore\n```\n\n## Lizenz\n\nSiehe [eins](one.md) und "
		    "[zwei](two.md).\n"));
	assert_sound(&p);
	assert_string_equal(unpaired(&p, BLOCK_HEADING), "");
	assert_int_equal(line_of(&p, 3), 19);
	assert_int_equal(line_of(&p, 5), 21);
	assert_null(p.align->moved);
	arena_free(&p.arena);
}

static void
a_list_that_moved_is_one_list(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p,
		  S("# A\n\n- Open the door.\n- Shut it.\n\n```\ndoor\n```\n\n```\nwall\n```\n"),
		  S("# A\n\n```\ndoor\n```\n\n```\nwall\n```\n\n- Die Tür aufmachen.\n- "
		    "Zumachen.\n"));
	assert_sound(&p);
	assert_string_equal(unpaired(&p, BLOCK_ITEM), "");
	assert_true(p.align->moved && p.align->moved[1]);
	arena_free(&p.arena);
	/* Of two that are missing and one that is new, nothing tells which has moved. */
	pair_open(&p,
		  S("# A\n\n- Open the door.\n- Shut it.\n\n```\ndoor\n```\n\n- Paint the wall.\n"
		    "- Wash it.\n\n```\nwall\n```\n"),
		  S("# A\n\n```\ndoor\n```\n\n```\nwall\n```\n\n- Die Tür aufmachen.\n- "
		    "Zumachen.\n"));
	assert_string_equal(unpaired(&p, BLOCK_LIST), "3 10");
	arena_free(&p.arena);
}

/* Paragraphs from..to, a code block of its own after every tenth. */
static struct str
long_page(struct arena *a, int from, int to, int without)
{
	struct buf out = { .a = a };

	for (int i = from; i < to; i++) {
		if (i != without)
			buf_fmt(&out, "text\n\n");
		if (i % 10 == 0)
			buf_fmt(&out, "```\n%d\n```\n\n", i);
	}
	return buf_take(&out);
}

static void
large_pages_are_cut_at_exact_anchors(void **state)
{
	struct arena a = { 0 };
	struct pair p;

	(void)state;
	pair_open(&p, long_page(&a, 0, 6000, -1), long_page(&a, 0, 6000, 3005));
	assert_sound(&p);
	assert_false(p.align->identical);
	assert_false(p.align->counts_only);
	for (ptrdiff_t i = 0; i < p.src->nblocks; i++)
		if (p.src->blocks[i].kind == BLOCK_CODE)
			assert_true(p.align->dst_of[i] != NO_BLOCK &&
				    p.src->blocks[i].hash ==
					    p.dst->blocks[p.align->dst_of[i]].hash);
	arena_free(&p.arena);
	/* Without anchors only the counts are left, in time that does not grow with the product. */
	pair_open(&p, long_page(&a, 1, 30000, -1), long_page(&a, 11, 30000, 15005));
	assert_sound(&p);
	arena_free(&p.arena);
	arena_free(&a);
}

static void
the_order_of_keys_is_kept(void **state)
{
	static const uint64_t a[] = { 1, 2, 3, 4, 5, 6 }, b[] = { 1, 3, 2, 5, 7, 6 };
	ptrdiff_t pair_of[6], last = -1, pairs = 0;
	struct arena work = { 0 };

	(void)state;
	align_keys(&work, a, 6, b, 6, pair_of);
	for (int i = 0; i < 6; i++) {
		if (pair_of[i] < 0)
			continue;
		assert_true(pair_of[i] > last);
		last = pair_of[i];
		assert_int_equal(a[i], b[last]);
		pairs++;
	}
	assert_int_equal(pairs, 4);
	align_keys(&work, a, 6, b, 0, pair_of);
	for (int i = 0; i < 6; i++)
		assert_int_equal(pair_of[i], -1);
	align_keys(&work, a, 0, b, 6, pair_of);
	align_keys(&work, a, 6, a, 6, pair_of);
	for (int i = 0; i < 6; i++)
		assert_int_equal(pair_of[i], i);
	arena_free(&work);
}

static void
many_keys_are_matched_by_occurrence(void **state)
{
	enum { N = 3000 };
	struct arena work = { 0 };
	uint64_t *a = NEW(&work, uint64_t, N), *b = NEW(&work, uint64_t, N);
	ptrdiff_t *pair_of = NEW(&work, ptrdiff_t, N);

	(void)state;
	for (int i = 0; i < N; i++) {
		a[i] = (uint64_t)i / 2;
		b[i] = (uint64_t)(N - 1 - i) / 2;
	}
	align_keys(&work, a, N, b, N, pair_of);
	for (int i = 0; i < N; i++) {
		assert_true(pair_of[i] >= 0);
		assert_int_equal(a[i], b[pair_of[i]]);
		assert_true(i % 2 == 0 || pair_of[i] > pair_of[i - 1]);
	}
	arena_free(&work);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_outlines_are_identical),
		cmocka_unit_test(what_no_language_changes_decides),
		cmocka_unit_test(code_stays_in_its_language),
		cmocka_unit_test(lengths_decide_where_nothing_else_does),
		cmocka_unit_test(a_gap_starts_at_its_heading),
		cmocka_unit_test(a_list_is_where_most_of_its_items_are),
		cmocka_unit_test(rows_of_counterpart_tables_are_aligned),
		cmocka_unit_test(split_paragraphs_do_not_disturb),
		cmocka_unit_test(english_beside_the_translation_decides),
		cmocka_unit_test(sections_with_ids_may_stand_in_another_order),
		cmocka_unit_test(equal_outlines_may_be_in_another_order_too),
		cmocka_unit_test(an_id_at_the_wrong_heading_moves_nothing),
		cmocka_unit_test(an_id_is_believed_where_the_contents_fit),
		cmocka_unit_test(sections_that_one_page_alone_has_take_nobodys_place),
		cmocka_unit_test(sections_without_ids_are_known_by_what_is_in_them),
		cmocka_unit_test(a_list_that_moved_is_one_list),
		cmocka_unit_test(large_pages_are_cut_at_exact_anchors),
		cmocka_unit_test(the_order_of_keys_is_kept),
		cmocka_unit_test(many_keys_are_matched_by_occurrence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
