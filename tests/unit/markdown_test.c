#include "unit.h"

#include "doc/internal.h"

static struct arena arena;

static const struct grammar plain = { .alerts = true, .heading_ids = true };

static struct pattern_scratch *scratch; /* NULL: nothing but footnotes is masked */

/* Parses `text` as the body of a page, constructs masked. */
static struct doc *
parse(const char *text, const struct grammar *g)
{
	struct doc *d = NEW(&arena, struct doc, 1);
	struct construct_facts facts = { 0 };
	struct str masked;

	d->arena = &arena;
	d->text = d->raw = str_c(text);
	masked = mask_constructs(&arena, d, g, scratch, &facts);
	d->facts = facts.v;
	d->nfacts = facts.n;
	markdown_parse(&arena, d, g, masked);
	return d;
}

static void
put_facts(struct buf *out, const struct doc *d, const struct block *b)
{
	static const char *const kinds[] = { "link",      "image",   "code",      "html",
					     "anchor",    "include", "directive", "shortcode",
					     "component", "refdef",  "footnote",  "term" };

	for (uint32_t i = b->fact; i < b->fact + b->nfact; i++) {
		const struct fact *f = &d->facts[i];

		assert_true(f->block == (uint32_t)(b - d->blocks));
		buf_fmt(out, "{%s%s %.*s", f->autolink ? "auto" : "", kinds[f->kind], P(f->value));
		if (f->kind <= FACT_IMAGE)
			buf_fmt(out, "|%.*s", P(f->text));
		buf_char(out, '}');
	}
}

/* "kind@first-end" of each block, children in brackets, facts in braces. */
static struct str
outline(const struct doc *d)
{
	static const char letters[] = "HPQLITRCXB";
	struct buf out = { .a = &arena };
	ptrdiff_t open[32], n = 0;
	bool fresh = true;

	for (ptrdiff_t i = 0; i < d->nblocks; i++) {
		const struct block *b = &d->blocks[i];

		for (; n > 0 && open[n - 1] == i; n--)
			buf_char(&out, ']');
		buf_str(&out, fresh ? S("") : S(" "));
		fresh = false;
		buf_char(&out, letters[b->kind]);
		if (b->kind == BLOCK_HEADING)
			buf_fmt(&out, "%d", b->level);
		if (b->kind == BLOCK_LIST && b->ordered)
			buf_fmt(&out, "%d", b->start);
		if (b->kind == BLOCK_TABLE || b->kind == BLOCK_ROW)
			buf_fmt(&out, "%d", b->columns);
		buf_fmt(&out, "@%u-%u", b->at.off, b->at.off + b->at.len);
		if (b->info.n > 0)
			buf_fmt(&out, "=%.*s", P(b->info));
		put_facts(&out, d, b);
		if ((ptrdiff_t)b->end > i + 1) {
			assert_true(n < countof(open));
			buf_char(&out, '[');
			open[n++] = b->end;
			fresh = true;
		}
	}
	buf_repeat(&out, ']', n);
	return buf_take(&out);
}

static void
assert_outline_in(const char *text, const struct grammar *g, const char *want)
{
	struct str got = outline(parse(text, g));

	if (!str_eq(got, str_c(want)))
		fail_msg("%s\ngot  %.*s\nwant %s", text, P(got), want);
}

static void
assert_outline(const char *text, const char *want)
{
	assert_outline_in(text, &plain, want);
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
blocks_know_their_kind_place_and_nesting(void **state)
{
	(void)state;
	assert_outline("", "");
	assert_outline("# A\n\ntext\nmore\n", "H1@0-3=A P@5-14");
	assert_outline("> q\n> r\n\n***\n", "Q@0-7[P@2-7] B@9-12");
	assert_outline("- a\n- b\n\n  c\n\n\nend",
		       "L@0-12[I@0-3[P@2-3] I@4-12[P@6-7 P@11-12]] P@15-18");
	assert_outline("3. a\n   - b\n", "L3@0-11[I@0-11[P@3-4 L@8-11[I@8-11[P@10-11]]]]");
	assert_outline("-\n- x", "L@0-5[I@0-1 I@2-5[P@4-5]]");
	assert_outline("a\r\nb\r\n\r\nc\rd", "P@0-4 P@8-11");
}

static void
headings_end_with_their_underline(void **state)
{
	(void)state;
	assert_outline("A *b*\nc\n===\n\ntext", "H1@0-11=A b c P@13-17");
	assert_outline("A\n---", "H2@0-5=A");
	assert_outline("A\n---\nB\n", "H2@0-5=A P@6-7");
	assert_outline("A\n---\n***\n", "H2@0-5=A B@6-9");
	assert_outline("> A\n> -\n> b", "Q@0-11[H2@2-7=A P@10-11]");
	assert_outline("## A ##\n", "H2@0-7=A");
	assert_outline("#hash\n===\n", "H1@0-9=#hash");
}

static void
code_is_fenced_or_indented(void **state)
{
	struct doc *d = parse("```js\na  b\n\n c\n```\n\n    x\n\n    y\n\nz", &plain);

	(void)state;
	assert_outline("```js a\nx\n```\nt", "C@0-13=js a P@14-15");
	assert_outline("```\nx\n\n", "C@0-6");
	assert_outline("> ```\n> x\ny", "Q@0-9[C@2-9] P@10-11");
	assert_outline("```\n```\n", "C@0-7");
	assert_true(d->blocks[0].fenced);
	assert_false(d->blocks[1].fenced);
	assert_true(str_eq(doc_slice(d, d->blocks[1].at), S("x\n\n    y")));
	assert_true(d->blocks[0].hash == str_hash(S("a b\nc"), HASH_INIT));
	assert_int_equal(d->blocks[0].text_len, 5);
	/* tabs: cmark's column is of no use */
	d = parse("- a\n\n \t  ~~~x\n", &plain);
	assert_true(str_eq(doc_slice(d, d->blocks[d->nblocks - 1].at), S("~~~x")));
	d = parse("\t\tcode", &plain);
	assert_true(str_eq(doc_slice(d, d->blocks[0].at), S("code")));
	/* indented code that looks like a fence */
	d = parse("    ```\n    x\n", &plain);
	assert_false(d->blocks[0].fenced);
	assert_true(d->blocks[0].hash == str_hash(S("```\nx"), HASH_INIT));
}

static void
comments_are_no_blocks(void **state)
{
	(void)state;
	assert_outline("<!-- a\n\nb -->\ntext", "P@14-18");
	assert_outline("- a\n<!-- c -->\n- b", "L@0-3[I@0-3[P@2-3]] L@15-18[I@15-18[P@17-18]]");
	assert_outline("<!-- c --> <br>\n", "X@0-15{html br}");
}

static void
html_blocks_give_their_tags(void **state)
{
	(void)state;
	assert_outline("<DIV id=\"x\">\n<!-- <b> --><img src='a>b'/>\n</div>\n",
		       "X@0-48{html div}{html img}{html /div}");
	assert_outline("<div>\n\ntext\n", "X@0-5{html div} P@7-11");
	assert_outline("<p <b \" ' x", "X@0-11");
	assert_outline("<div \" <b> ' <i", "X@0-15{html div}");
}

static void
anchors_are_no_tags(void **state)
{
	(void)state;
	assert_outline("# <a name=\"b-c\"></a>B <a href=x>c</a>\n",
		       "H1@0-37=B c{anchor b-c}{html a}{html /a}");
	assert_outline("<a id = 'x' />t <A NAME=y>u</A></a>",
		       "P@0-35{anchor x}{anchor y}{html /a}");
}

static void
heading_ids_are_anchors_where_the_grammar_has_them(void **state)
{
	static const struct grammar none = { .alerts = true };

	(void)state;
	assert_outline("## `A` b {#a-b}\n", "H2@0-15=A b{code A}{anchor a-b}");
	assert_outline("## A {#a .x}  ", "H2@0-14=A{anchor a}");
	assert_outline("A {#x}\n---\n", "H2@0-10=A{anchor x}");
	assert_outline("A {#x}\nb\r---\r", "H2@0-12=A {#x} b");
	assert_outline("## A {x}", "H2@0-8=A {x}");
	assert_outline("## {#}", "H2@0-6={#}");
	assert_outline_in("## A {#a}", &none, "H2@0-9=A {#a}");
}

static void
fences_may_stand_anywhere_where_nothing_else_is_code(void **state)
{
	static const struct grammar mdx = { .indented_fences = true };

	(void)state;
	/* as MDX's own parser has it, for the closing fence too */
	assert_outline_in("    ```sh\r\n    a\r\n    ```\r\n\n    ~~~\n    b\n    ~~~\n", &mdx,
			  "C@0-25=sh C@28-49");
	assert_outline_in("- x\n\n       ```sh\n       a\n       ```\n", &mdx,
			  "L@0-37[I@0-37[P@2-3 C@7-37=sh]]");
	assert_outline_in("- x\n\n  ```sh\n      ```\n", &mdx, "L@0-22[I@0-22[P@2-3 C@7-22=sh]]");
	assert_outline_in("\t```sh\n\ta\n\t```\n", &mdx, "C@1-14"); /* tabs are left alone */
}

/* `!note` and `: text` as Python-Markdown has them. */
static void
bodies_of_constructs_are_no_blocks_of_their_own(void **state)
{
	static const struct construct constructs[] = {
		{ .fact = FACT_DIRECTIVE, .mask = MASK_BODY, .line = true, .value_group = 1 },
		{ .fact = FACT_KINDS, .mask = MASK_BODY, .line = true },
	};
	const struct pattern_source sources[] = { { .text = S("!(\\w+)") },
						  { .text = S("[a-z]*:[ ]+") } };
	ptrdiff_t bad, at;
	struct str why;
	struct pattern_set *set =
		pattern_compile(&arena, sources, countof(sources), &bad, &why, &at);
	struct grammar g = { .patterns = set, .constructs = constructs, .nconstructs = 2 };

	(void)state;
	scratch = pattern_scratch_new();
	assert_outline_in("a\n!note\n    b\n\n    # c\n\n    - d\n\n            e\nf\n", &g,
			  "P@0-1 P@12-13 H1@19-22=c L@28-46[I@28-46[P@30-31 C@45-46]] P@47-48");
	assert_outline_in("!note\n\n    ```x\n    a\n    ```\n\n        b\n\n    c\n", &g,
			  "C@11-29=x C@39-40 P@46-47");
	assert_outline_in("!note\n\n    | a |\n    |---|\n    | b |\n", &g,
			  "T1@11-36[R1@11-16 R1@31-36]");
	/* lists around one are no list together, whatever their markers */
	assert_outline_in("+ a\n!note\n    b\n+ c\n+ d\n\n!note\n    e\n", &g,
			  "L@0-3[I@0-3[P@2-3]] P@14-15 L@16-23[I@16-19[P@18-19] I@20-23[P@22-23]] "
			  "P@35-36");
	assert_outline_in("> !note\n>\n>     a\n> - b\n", &g,
			  "Q@0-23[P@16-17 L@20-23[I@20-23[P@22-23]]]");
	assert_outline_in("a\nb:  c\n\n    d\nabcdefgh: e\n\n        f\n", &g,
			  "P@0-1 P@6-7 P@13-14 P@19-26 C@36-37");
	assert_outline_in("1. a\n\n    !note\n\n        b\n\n    c\n", &g,
			  "L1@0-33[I@0-33[P@3-4 P@25-26 P@32-33]]");
	pattern_scratch_free(scratch);
	scratch = NULL;
	pattern_free(set);
}

static void
inlines_become_facts_in_order(void **state)
{
	(void)state;
	assert_outline("a [b *c*](/d \"t\") ![e](f) `g  h` <i>j</i>\n",
		       "P@0-41{link /d|b c}{image f|e}{code g  h}{html i}{html /i}");
	assert_outline("[![a](b)](c) [`d` e][f]\n\n[f]: g\n",
		       "P@0-23{link c|a}{image b|a}{link g|d e}{code d}");
	assert_outline(
		"<http://x?a&amp;b> <m@x.y> [http://z](http://z) [http://z][]\n\n[http://z]: q",
		"P@0-60{autolink http://x?a&b|http://x?a&b}{autolink mailto:m@x.y|m@x.y}"
		"{link http://z|http://z}{link q|http://z}");
	assert_outline("[](x) [a\nb](<y z>) ![c [d](e) `f`](g)",
		       "P@0-37{link x|}{link y z|a b}{image g|c d f}");
}

static void
alerts_are_quotes_with_a_keyword(void **state)
{
	static const struct grammar none = { 0 };

	(void)state;
	assert_outline("> [!NOTE]\n> x", "Q@0-13=NOTE[P@2-13]");
	assert_outline("> [!Tip] title", "Q@0-14=Tip[P@2-14]");
	assert_outline("> [!\xc3\x9c"
		       "BER]\n",
		       "Q@0-10=\xc3\x9c"
		       "BER[P@2-10]");
	assert_outline("> [! NOTE ]\n", "Q@0-11[P@2-11]");
	assert_outline("> [!]\n", "Q@0-5[P@2-5]");
	assert_outline("> `[!NOTE]`\n", "Q@0-11[P@2-11{code [!NOTE]}]");
	assert_outline("> a\n>\n> [!NOTE]\n", "Q@0-15[P@2-3 P@8-15]");
	assert_outline("> - [!NOTE]\n", "Q@0-11[L@2-11[I@2-11[P@4-11]]]");
	assert_outline_in("> [!NOTE]\n", &none, "Q@0-9[P@2-9]");
}

static void
reference_definitions_are_no_text(void **state)
{
	struct doc *d =
		parse("[a]: /x 'y'\n[b]:\n  <z w>\n[c] d [a] [b]\n\n> [e]: f\\_\\&\n", &plain);

	(void)state;
	assert_true(str_eq(outline(d), S("P@25-38{link /x|a}{link z w|b} Q@40-52")));
	assert_int_equal(d->nfacts, 5);
	assert_int_equal(d->facts[0].kind, FACT_REFDEF);
	assert_true(str_eq(d->facts[0].value, S("/x")));
	assert_true(str_eq(d->facts[0].text, S("a")));
	assert_true(d->facts[0].block == NO_BLOCK);
	assert_int_equal(d->facts[0].at.len, 11);
	assert_true(str_eq(d->facts[1].value, S("z w")));
	assert_int_equal(d->facts[1].at.off, 12);
	assert_true(str_eq(d->facts[4].value, S("f_&")));
	assert_true(str_eq(doc_slice(d, d->facts[4].value_at), S("f\\_\\&")));
	/* what looks like one in code or in the middle of a paragraph is none */
	d = parse("```\n[a]: b\n```\n\ntext\n[c]: d\n\n    [e]: f\n\n[g]: h i\n", &plain);
	assert_int_equal(d->nfacts, 0);
	assert_outline("[a]: b\nT\n---\n", "H2@7-12=T");
}

static void
footnotes_survive(void **state)
{
	(void)state;
	assert_outline("a[^1]\n\n[^1]: word\n", "P@0-5{footnote 1} P@7-17{footnote 1}");
	assert_outline("[x](y)[^a] `b` [^c]", "P@0-19{link y|x}{footnote a}{code b}{footnote c}");
}

static void
paragraphs_can_be_tables(void **state)
{
	(void)state;
	assert_outline("a | b\n--|--\n`c` | [d](e)\nf\n",
		       "T2@0-26[R2@0-5 R2@12-24{code c}{link e|d} R1@25-26]");
	assert_outline("text\na | b\n-|-\n", "P@0-4 T2@5-14[R2@5-10]");
	assert_outline("> | a |\n> |---|\n> | b |\nlazy\n",
		       "Q@0-28[T1@2-23[R1@2-7 R1@18-23] P@24-28]");
	assert_outline("- a | b\n  -|-\n  1 | 2\n", "L@0-21[I@0-21[T2@2-21[R2@2-7 R2@16-21]]]");
	assert_outline("10. | a |\n    |---|\n    | b |\n",
		       "L10@0-29[I@0-29[T1@4-29[R1@4-9 R1@24-29]]]");
	assert_outline("a | b\n-|-\n1 | 2\n2. x\n", "T2@0-15[R2@0-5 R2@10-15] P@16-20");
	/* a tab reaches to the next fourth column: one more than `1. ` needs, four more than
	 * nothing */
	assert_outline("1. x\n\n\t| a |\n\t|---|\n\t| b |\n",
		       "L1@0-26[I@0-26[P@3-4 T1@7-26[R1@7-12 R1@21-26]]]");
	assert_outline("-\tx\n\n\t| a |\n\t|---|\n", "L@0-18[I@0-18[P@2-3 T1@6-18[R1@6-11]]]");
	assert_outline("| a |\n\t|---|\n", "P@0-12");
}

static void
tables_can_hide_in_setext_headings(void **state)
{
	(void)state;
	assert_outline("a | b\n:-|-:\n1 | 2\n---\nx", "T2@0-17[R2@0-5 R2@12-17] B@18-21 P@22-23");
	assert_outline("a | b\n:-|-:\n===\n", "T2@0-15[R2@0-5 R1@12-15]");
	assert_outline("a\n---\n", "H2@0-5=a");
}

static void
a_code_span_across_rows_is_cut(void **state)
{
	struct doc *d;

	(void)state;
	assert_outline("a `x | b\n--|--\n`y` | c` [l](\nm)\n",
		       "T2@0-31[R2@0-8 R2@15-28{code y} R1@29-31]");
	d = parse("a | b\n-|-\n[x](\ny) | `z`\n", &plain);
	assert_true(str_eq(outline(d), S("T2@0-23[R2@0-5 R1@10-14 R2@15-23{code z}]")));
}

static void
hashes_are_of_plain_text(void **state)
{
	struct doc *d =
		parse("# A *b*  `c`\n\nx\ty [l](u)\n  z\\*\n\n| **1**  | 2 |\n|--|--|\n", &plain);

	(void)state;
	assert_true(d->blocks[0].hash == str_hash(S("A b c"), HASH_INIT));
	assert_int_equal(d->blocks[0].text_len, 5);
	assert_true(d->blocks[1].hash == str_hash(S("x y l z*"), HASH_INIT));
	assert_int_equal(d->blocks[2].hash, 0);
	assert_true(d->blocks[3].hash == str_hash(S("| 1 | 2 |"), HASH_INIT));
	assert_true(str_eq(doc_heading_text(&arena, d, 0), S("A b c")));
	assert_true(str_eq(doc_heading_text(&arena, d, 1), S("")));
}

static void
offsets_count_from_the_start_of_the_page(void **state)
{
	struct doc *d = NEW(&arena, struct doc, 1);

	(void)state;
	d->arena = &arena;
	d->text = S("--front\n\xef\xbb\xbf# A\n\n[x]: y\n");
	d->body = 8;
	markdown_parse(&arena, d, &plain, str_slice(d->text, 8, d->text.n));
	assert_true(str_eq(outline(d), S("H1@11-14=A")));
	assert_int_equal(d->facts[0].at.off, 16);
}

static void
nesting_and_odd_bytes_do_no_harm(void **state)
{
	enum { N = 20000 };
	char *text = NEW(&arena, char, N + 1);
	struct doc *d;

	(void)state;
	for (ptrdiff_t i = 0; i < N; i++)
		text[i] = '>';
	d = parse(text, &plain);
	assert_int_equal(d->nblocks, N);
	assert_int_equal(d->blocks[N - 1].parent, N - 2);
	for (ptrdiff_t i = 0; i < N; i++)
		text[i] = "*_[`<"[i % 5];
	assert_true(parse(text, &plain)->nblocks > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_know_their_kind_place_and_nesting),
		cmocka_unit_test(headings_end_with_their_underline),
		cmocka_unit_test(code_is_fenced_or_indented),
		cmocka_unit_test(comments_are_no_blocks),
		cmocka_unit_test(html_blocks_give_their_tags),
		cmocka_unit_test(anchors_are_no_tags),
		cmocka_unit_test(fences_may_stand_anywhere_where_nothing_else_is_code),
		cmocka_unit_test(heading_ids_are_anchors_where_the_grammar_has_them),
		cmocka_unit_test(bodies_of_constructs_are_no_blocks_of_their_own),
		cmocka_unit_test(inlines_become_facts_in_order),
		cmocka_unit_test(alerts_are_quotes_with_a_keyword),
		cmocka_unit_test(reference_definitions_are_no_text),
		cmocka_unit_test(footnotes_survive),
		cmocka_unit_test(paragraphs_can_be_tables),
		cmocka_unit_test(tables_can_hide_in_setext_headings),
		cmocka_unit_test(a_code_span_across_rows_is_cut),
		cmocka_unit_test(hashes_are_of_plain_text),
		cmocka_unit_test(offsets_count_from_the_start_of_the_page),
		cmocka_unit_test(nesting_and_odd_bytes_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
