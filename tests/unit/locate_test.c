#include "unit.h"

#include "doc/internal.h"

static struct arena arena;

static struct doc *
parse(const char *text, const struct grammar *g, struct pattern_scratch *scratch)
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
	doc_locate(d);
	return d;
}

/* "construct>value" of each fact, cut out of the page. */
static struct str
places(const struct doc *d)
{
	struct buf out = { .a = &arena };

	for (ptrdiff_t i = 0; i < d->nfacts; i++) {
		struct str at = doc_slice(d, d->facts[i].at),
			   value = doc_slice(d, d->facts[i].value_at);

		buf_fmt(&out, "%s%u:%.*s>%.*s", i ? " " : "", d->facts[i].at.off, P(at), P(value));
	}
	return buf_take(&out);
}

static void
assert_places(const char *text, const char *want)
{
	static const struct grammar g = { .alerts = true, .heading_ids = true };
	struct str got = places(parse(text, &g, NULL));

	if (!str_eq(got, str_c(want)))
		fail_msg("%s\ngot  %.*s\nwant %s", text, P(got), want);
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
each_kind_is_found(void **state)
{
	(void)state;
	assert_places("a [b](c \"t\") ![d](e) `f` <i> <http://g> <h@i.j>\n",
		      "2:[b](c \"t\")>c 13:![d](e)>e 21:`f`>f 25:<i>>i 29:<http://g>>http://g "
		      "40:<h@i.j>>h@i.j");
	assert_places("# <a name=\"x\">T</a> [y]( <z w> )",
		      "2:<a name=\"x\">>x 20:[y]( <z w> )>z w");
	assert_places("<DIV\n id='q'>\n</div>", "0:<DIV\n id='q'>>DIV 14:</div>>/div");
}

static void
equal_facts_keep_their_order(void **state)
{
	(void)state;
	assert_places("[a](u) [b](u) `c` `c` <b> <b>",
		      "0:[a](u)>u 7:[b](u)>u 14:`c`>c 18:`c`>c 22:<b>>b 26:<b>>b");
	assert_places("[![a](u)](u) [c](u)", "0:[![a](u)](u)>u 1:![a](u)>u 13:[c](u)>u");
	assert_places("[`x` <b>](u) `x`", "0:[`x` <b>](u)>u 1:`x`>x 5:<b>>b 13:`x`>x");
}

static void
what_only_looks_alike_is_passed_over(void **state)
{
	(void)state;
	assert_places("\\[a](u) [b](u)", "8:[b](u)>u");
	assert_places("`[a](u)` [b](u) \\`c` `c`", "0:`[a](u)`>[a](u) 9:[b](u)>u 19:` `> ");
	assert_places("[a [b](u) c](v) [d](v)", "3:[b](u)>u 16:[d](v)>v");
	assert_places("<!-- <b> --> <b>", "13:<b>>b");
	assert_places("a <!-- `c` --> `c`", "15:`c`>c");
	assert_places("<a name=\"x\">y</a> </a>", "0:<a name=\"x\">>x 18:</a>>/a");
	assert_places("\\![a](u) !\\[a](u) ![a](u)", "2:[a](u)>u 18:![a](u)>u");
	assert_places("<http://a> `<http://a>` [b](http://a)",
		      "0:<http://a>>http://a 11:`<http://a>`><http://a> 24:[b](http://a)>http://a");
}

static void
values_that_are_written_otherwise_are_found(void **state)
{
	(void)state;
	assert_places("[a](b\\_c&amp;d) <http://x?a&amp;b>",
		      "0:[a](b\\_c&amp;d)>b\\_c&amp;d 16:<http://x?a&amp;b>>http://x?a&amp;b");
	assert_places("`` a`b `` ` c` ` `", "0:`` a`b ``>a`b 10:` c`> c 15:` `> ");
	assert_places("[](a) [b]()", "0:[](a)>a 6:[b]()>");
}

static void
lines_in_containers_are_followed(void **state)
{
	(void)state;
	assert_places("> - `a\n>   b` [c\nlazy](d\n>  'e') <i\n> j>\n",
		      "4:`a\n>   b`>a\n>   b 14:[c\nlazy](d\n>  'e')>d 33:<i\n> j>>i");
	assert_places("1.  a\\\n    [b](c)\r\n\t`d`\n", "11:[b](c)>c 20:`d`>d");
	assert_places("| [a](b) | `c` |\n|--|--|\n| `d` | [e](b) |\n",
		      "2:[a](b)>b 11:`c`>c 27:`d`>d 33:[e](b)>b");
	assert_places("[a\nb](c)\n===\n", "0:[a\nb](c)>c");
}

static void
text_in_an_image_is_no_code_or_link(void **state)
{
	(void)state;
	assert_places("![a `b` [c](d)](e) `b` [c](d)",
		      "0:![a `b` [c](d)](e)>e 19:`b`>b 23:[c](d)>d");
	assert_places("![a ![b](c)](c) ![d](c)", "0:![a ![b](c)](c)>c 16:![d](c)>c");
}

static void
references_lead_to_their_definition(void **state)
{
	(void)state;
	assert_places("[a][B  c] [b c][] [b\nC] ![d][b c]\n\n[b c]: /u\n[b c]: /v\n",
		      "0:[a][B  c]>/u 10:[b c][]>/u 18:[b\nC]>/u 24:![d][b c]>/u "
		      "35:[b c]: /u>/u 45:[b c]: /v>/v");
	assert_places("[a] [b](x)\n\n[a]: x", "0:[a]>x 4:[b](x)>x 12:[a]: x>x");
}

static void
what_a_construct_hides_is_shown_again(void **state)
{
	struct pattern_source source = { .text = S("\\{\\{(\\w+)[^}]*\\}\\}") };
	struct construct construct = { .fact = FACT_SHORTCODE,
				       .mask = MASK_LETTERS,
				       .value_group = 1 };
	struct grammar g = { .constructs = &construct, .nconstructs = 1 };
	struct pattern_scratch *scratch = pattern_scratch_new();
	ptrdiff_t bad, at;
	struct str why;
	struct pattern_set *set = pattern_compile(&arena, &source, 1, &bad, &why, &at);
	struct doc *d;

	(void)state;
	assert_non_null(set);
	g.patterns = set;
	d = parse("`a` {{x}} [b {{y}}]({{ref \"p q\"}}) `{{z}}` <i {{w}}>\n\n{{v}} `c`\n", &g,
		  scratch);
	assert_true(str_eq(places(d),
			   S("0:`a`>a 4:{{x}}>x 10:[b {{y}}]({{ref \"p q\"}})>{{ref \"p q\"}} "
			     "13:{{y}}>y 20:{{ref \"p q\"}}>ref 35:`{{z}}`>{{z}} 43:<i {{w}}>>i "
			     "46:{{w}}>w 54:{{v}}>v 60:`c`>c")) ||
		    (print_message("%.*s\n", P(places(d))), false));
	assert_true(str_eq(d->facts[2].value, S("{{ref \"p q\"}}")));
	assert_true(str_eq(d->facts[2].text, S("b {{y}}")));
	assert_true(str_eq(d->facts[6].text, S("<i {{w}}>")));
	for (ptrdiff_t i = 0; i < d->nfacts; i++)
		assert_int_equal(d->facts[i].block, i < 8 ? 0 : 1);
	/* a definition's destination, seen from another block */
	d = parse("[a][r] [{{t}}][s]\n\n[r]: x/{{u}}\n[s]: x/{{v}}\n", &g, scratch);
	assert_true(str_eq(d->facts[0].value, S("x/{{u}}")));
	assert_true(str_eq(d->facts[1].value, S("x/{{v}}")));
	assert_true(str_eq(d->facts[1].text, S("{{t}}")));
	assert_true(str_eq(doc_slice(d, d->facts[1].value_at), S("x/{{v}}")));
	pattern_free(set);
	pattern_scratch_free(scratch);
}

static void
what_cannot_be_found_has_the_place_of_its_block(void **state)
{
	struct doc *d = parse("x [a](b)", &(struct grammar){ 0 }, NULL);

	(void)state;
	d->facts[0].at = d->facts[0].value_at = (struct span){ 0 };
	d->facts[0].value = S("elsewhere");
	d->located = false;
	doc_locate(d);
	assert_int_equal(d->facts[0].at.off, 0);
	assert_int_equal(d->facts[0].at.len, 8);
	assert_int_equal(d->facts[0].value_at.len, 0);
}

static void
hostile_text_takes_no_quadratic_time(void **state)
{
	enum { N = 200000 };
	static const char *const pieces[] = {
		"[a](<b",   "`a``b```", "<b <b ",  "[a](", "[[a]](b) ",
		"](",       "[a](b \"", "<!-- ",   "``` ", "[a](b) `c` <i> ",
		"[a\\](b)", "[x][",     "<http://"
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(pieces); i++) {
		struct str head = S("[a](b) `c``c` <i> <http://x> [x]\n"), piece = str_c(pieces[i]);
		char *text = NEW(&arena, char, N + 1);

		for (ptrdiff_t k = 0; k < N; k++)
			text[k] = k < head.n ? head.p[k] : piece.p[k % piece.n];
		assert_true(parse(text, &(struct grammar){ 0 }, NULL)->nfacts > 0);
		arena_reset(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_is_found),
		cmocka_unit_test(equal_facts_keep_their_order),
		cmocka_unit_test(what_only_looks_alike_is_passed_over),
		cmocka_unit_test(values_that_are_written_otherwise_are_found),
		cmocka_unit_test(lines_in_containers_are_followed),
		cmocka_unit_test(text_in_an_image_is_no_code_or_link),
		cmocka_unit_test(references_lead_to_their_definition),
		cmocka_unit_test(what_a_construct_hides_is_shown_again),
		cmocka_unit_test(what_cannot_be_found_has_the_place_of_its_block),
		cmocka_unit_test(hostile_text_takes_no_quadratic_time),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
