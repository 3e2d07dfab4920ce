#include "unit.h"

#include <string.h>

#include "doc/internal.h"

/* A made-up platform: `@@name ...` lines, {{name}} anywhere, [!T x] for terms, `%%name%%` seen by
 * the parser too, `=name` and `name=: text` with a body indented below it. */
static const struct construct constructs[] = {
	{ .fact = FACT_DIRECTIVE, .mask = MASK_SPACES, .line = true, .value_group = 1 },
	{ .fact = FACT_SHORTCODE, .mask = MASK_LETTERS, .in_code = true, .value_group = 1 },
	{ .fact = FACT_NOTRANSLATE, .mask = MASK_LETTERS, .value_group = 1 },
	{ .fact = FACT_COMPONENT, .mask = MASK_NONE, .closes = true, .value_group = 1 },
	{ .fact = FACT_DIRECTIVE, .mask = MASK_SPACES, .line = true, .value_group = 1 },
	{ .fact = FACT_DIRECTIVE, .mask = MASK_BODY, .line = true, .value_group = 1 },
	{ .fact = FACT_KINDS, .mask = MASK_BODY, .line = true },
};

struct fixture {
	struct arena a;
	struct pattern_scratch *scratch;
	struct pattern_set *set;
	struct grammar grammar;
};

static int
setup(void **state)
{
	static struct fixture f;
	const struct pattern_source sources[] = {
		{ .text = S("@@(/?[a-z]+)[^\\n\\r]*") },
		{ .text = S("\\{\\{\\s*([a-z]+)[^}]*\\}\\}") },
		{ .text = S("\\[!T ([^\\]]+)\\]") },
		{ .text = S("%%(\\w+)%%") },
		{ .text = S("~~(\\w+)"), .line_start = true },
		{ .text = S("=([a-z]+)[ ]*(?=[\\r\\n]|\\z)") },
		{ .text = S("[a-z]*=:[ ]+") },
	};
	ptrdiff_t bad, at;
	struct str why;

	f = (struct fixture){ .scratch = pattern_scratch_new() };
	f.set = pattern_compile(&f.a, sources, countof(sources), &bad, &why, &at);
	f.grammar = (struct grammar){ .patterns = f.set,
				      .constructs = constructs,
				      .nconstructs = countof(constructs) };
	*state = &f;
	return f.set && f.scratch ? 0 : -1;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	pattern_free(f->set);
	pattern_scratch_free(f->scratch);
	arena_free(&f->a);
	return 0;
}

/* Masks `text`, whose first `body` bytes are front matter; the facts as "kind:value@off " each, one
 * letter for the kind. */
static struct str
mask(struct fixture *f, const char *text, uint32_t body, struct str *facts)
{
	struct doc d = { .text = str_c(text), .body = body };
	struct construct_facts found = { 0 };
	struct str out = mask_constructs(&f->a, &d, &f->grammar, f->scratch, &found);
	struct buf b = { .a = &f->a };
	static const char letters[] = "lihcaxDSCRFN";

	for (ptrdiff_t i = 0; i < found.n; i++) {
		const struct fact *x = &found.v[i];

		assert_true(x->block == NO_BLOCK);
		assert_true(x->at.len > 0);
		assert_true(str_eq(x->value, doc_slice(&d, x->value_at)));
		buf_char(&b, letters[x->kind]);
		buf_fmt(&b, ":%.*s@%u%s%s ", P(x->value), x->at.off, x->in_code ? "c" : "",
			x->closes ? "/" : "");
	}
	*facts = buf_take(&b);
	return out;
}

static void
assert_mask(struct fixture *f, const char *text, const char *want, const char *want_facts)
{
	struct str facts, out = mask(f, text, 0, &facts);

	if (!str_eq(out, str_c(want)))
		fail_msg("%s\ngot  \"%.*s\"\nwant \"%s\"", text, P(out), want);
	if (!str_eq(facts, str_c(want_facts)))
		fail_msg("%s\ngot  \"%.*s\"\nwant \"%s\"", text, P(facts), want_facts);
}

static void
constructs_are_hidden_at_the_same_length(void **state)
{
	assert_mask(*state, "a {{b c}} d\n", "a xxxxxxx d\n", "S:b@2 ");
	assert_mask(*state, "[l]({{r\n\"x\"}})", "[l](xxx\nxxxxx)", "S:r@4 ");
	assert_mask(*state, "@@zone p\r\ntext\r\n@@/zone", "        \r\ntext\r\n       ",
		    "D:zone@0 D:/zone@16 ");
	assert_mask(*state, "a %%b%% c", "a %%b%% c", "C:b@2/ ");
}

static void
line_constructs_stand_at_the_start_of_a_line(void **state)
{
	assert_mask(*state, "a @@x\n > 1. @@y\n- @@z\n-@@w\n", "a @@x\n > 1.    \n-    \n-@@w\n",
		    "D:y@12 D:z@18 ");
	assert_mask(*state, "> ~~a\nb ~~c\n", ">    \nb ~~c\n", "D:a@2 ");
}

static void
code_is_left_alone(void **state)
{
	assert_mask(*state, "```\n@@a\n{{b}}\n```\n@@c\n", "```\n@@a\n{{b}}\n```\n   \n",
		    "S:b@8c D:c@18 ");
	assert_mask(*state, "`[!T a]` [!T b] ``[!T `c]`` `{{d}}`",
		    "`[!T a]` xxxxxx ``[!T `c]`` `{{d}}`", "N:b@9 S:d@29c ");
	/* a backtick without partner in its paragraph */
	assert_mask(*state, "` [!T a]\n\n` [!T b]", "` xxxxxx\n\n` xxxxxx", "N:a@2 N:b@12 ");
	assert_mask(*state, "\\`[!T a]`", "\\`xxxxxx`", "N:a@2 ");
	assert_mask(*state, "- `a\n- [!T b]`", "- `a\n- xxxxxx`", "N:b@7 ");
	/* neither a lazy line nor a number other than 1 ends a paragraph; a lone CR ends a line */
	assert_mask(*state, "> `a\n[!T b]`", "> `a\n[!T b]`", "");
	assert_mask(*state, "`a\n2. [!T b]`", "`a\n2. [!T b]`", "");
	assert_mask(*state, "`a\n1. [!T b]`", "`a\n1. xxxxxx`", "N:b@6 ");
	assert_mask(*state, "# `\r[!T b]`", "# `\rxxxxxx`", "N:b@4 ");
}

static void
fences_in_containers_end_with_them(void **state)
{
	assert_mask(*state, "> ```\n> @@a\n@@b\n", "> ```\n> @@a\n   \n", "D:b@12 ");
	assert_mask(*state, "- ~~~~\n  @@a\n  ~~~\n\n  @@b\n@@c\n",
		    "- ~~~~\n  @@a\n  ~~~\n\n  @@b\n   \n", "D:c@26 ");
	assert_mask(*state, "1. x\n\n   ```\n   @@a\n   ```\n   @@b\n",
		    "1. x\n\n   ```\n   @@a\n   ```\n      \n", "D:b@30 ");
	assert_mask(*state, "```a`b\n@@c\n", "```a`b\n   \n", "D:c@7 ");
}

static void
what_has_a_body_becomes_an_item(void **state)
{
	assert_mask(*state, "=note \r\n    a\n", "+   # \r\n    a\n", "D:note@0 ");
	assert_mask(*state, "a\n=tip\n", "a\n=tip\n", ""); /* too short to hide */
	assert_mask(*state, "a\n  =notes\n- =tips\n> =tips\n", "a\n+   #   \n- +   #\n> +   #\n",
		    "D:notes@4 D:tips@13 D:tips@21 ");
	assert_mask(*state, "=: t\n", "+  t\n", "");
	assert_mask(*state, "ab=: t\n", "+    t\n", "");
	assert_mask(*state, "abc=: t\n", "+   x t\n", "");
	assert_mask(*state, "abcdefg=:  t\n", "+   xxxxx  t\n", "");
	assert_mask(*state, "ab=: \n", "+   #\n", "");
}

static void
bodies_stand_in_bodies_but_not_in_code(void **state)
{
	assert_mask(*state, "=note\n\n    =tips\n\n        =note\n\n    =tips\n",
		    "+   #\n\n    +   #\n\n        +   #\n\n    +   #\n",
		    "D:note@0 D:tips@11 D:note@26 D:tips@37 ");
	assert_mask(*state, "a\n\n    =note\n", "a\n\n    =note\n", "");
	assert_mask(*state, "=note\n    a\n\nb\n\n    =tips\n", "+   #\n    a\n\nb\n\n    =tips\n",
		    "D:note@0 ");
	assert_mask(*state, "1. a\n\n    =note\n\n        =tips\n\n            =note\n",
		    "1. a\n\n    +   #\n\n        +   #\n\n            +   #\n",
		    "D:note@10 D:tips@25 D:note@44 ");
	assert_mask(*state, "- a\n\n      =note\n", "- a\n\n      =note\n", "");
	assert_mask(*state, "> =note\n>\n>     =tips\n", "> +   #\n>\n>     +   #\n",
		    "D:note@2 D:tips@16 ");
	assert_mask(*state, "> a\n>\n>     =note\n>\n>    =tips\n",
		    "> a\n>\n>     =note\n>\n>    +   #\n", "D:tips@25 ");
	assert_mask(*state, "=note\n\n\t=tips\n\n\t\t=note\n", "+   #\n\n\t+   #\n\n\t\t+   #\n",
		    "D:note@0 D:tips@8 D:note@17 ");
	assert_mask(*state, "=note\n\n    ```\n    =tips\n    ```\n",
		    "+   #\n\n    ```\n    =tips\n    ```\n", "D:note@0 ");
	/* what is indented by less than a body begins where bodies do */
	assert_mask(*state, "  =note\n\n    a\n", "+   #  \n\n    a\n", "D:note@2 ");
	assert_mask(*state, "  =: a\n\n    b\n", "+    a\n\n    b\n", "");
	assert_mask(*state, "1. a\n\n   =note\n\n       b\n", "1. a\n\n   +   #\n\n       b\n",
		    "D:note@9 ");
	/* a line that only continues a paragraph is no way into its container */
	assert_mask(*state, "- a\n=note\n\n    =tips\n\n  =note\n",
		    "- a\n+   #\n\n    +   #\n\n+   #  \n", "D:note@4 D:tips@15 D:note@24 ");
}

static void
footnotes_are_known_in_every_grammar(void **state)
{
	struct fixture *f = *state;

	f->grammar.patterns = NULL;
	assert_mask(f, "a[^1] b\n\n[^1]: text\n", "a[^1] b\n\n[^1]  text\n", "F:1@1 F:1@9 ");
	assert_mask(f, "> - [^long-x]: t", "> - [^long-x]  t", "F:long-x@4 ");
	assert_mask(f, "`[^a]` \\[^b] [^c d] [^] x[^e]: f\n", "`[^a]` \\[^b] [^c d] [^] x[^e]: f\n",
		    "F:e@25 ");
	assert_mask(f, "```\n[^1]: x\n```\n", "```\n[^1]: x\n```\n", "");
}

static void
a_footnote_in_a_construct_is_part_of_it(void **state)
{
	assert_mask(*state, "{{a [^1]}} [^2]", "xxxxxxxxxx [^2]", "S:a@0 F:2@11 ");
}

static void
nothing_is_copied_without_need(void **state)
{
	struct str facts;
	const char *text = "--\nplain `{{a}}` text";
	struct str out = mask(*state, text, 3, &facts);

	assert_ptr_equal(out.p, text + 3);
	assert_int_equal(out.n, (ptrdiff_t)strlen(text) - 3);
	assert_true(str_eq(facts, S("S:a@10c ")));
	out = mask(*state, "{{\n{{a}}", 3, &facts);
	assert_true(str_eq(out, S("xxxxx")));
	assert_true(str_eq(str_slice((struct str){ out.p - 3, 3 }, 0, 3), S("{{\n")));
}

static void
hostile_text_takes_no_quadratic_time(void **state)
{
	struct fixture *f = *state;
	enum { N = 400000 };
	static const char *const pieces[] = { "{{a",        "@@",       "[^",
					      "[^a]:\n",    "`",        "``{{a}}",
					      "{{a}}\n",    "> `",      "- ~~~\n",
					      "=note\n",    "ab=: t\n", "=note\n    `a\n",
					      "    =note\n" };

	for (ptrdiff_t i = 0; i < countof(pieces); i++) {
		char *text = NEW(&f->a, char, N + 1);
		size_t len = strlen(pieces[i]);
		struct str facts;

		for (size_t k = 0; k < N; k++)
			text[k] = pieces[i][k % len];
		assert_int_equal(mask(f, text, 0, &facts).n, N);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(constructs_are_hidden_at_the_same_length, setup,
						teardown),
		cmocka_unit_test_setup_teardown(line_constructs_stand_at_the_start_of_a_line, setup,
						teardown),
		cmocka_unit_test_setup_teardown(code_is_left_alone, setup, teardown),
		cmocka_unit_test_setup_teardown(fences_in_containers_end_with_them, setup,
						teardown),
		cmocka_unit_test_setup_teardown(what_has_a_body_becomes_an_item, setup, teardown),
		cmocka_unit_test_setup_teardown(bodies_stand_in_bodies_but_not_in_code, setup,
						teardown),
		cmocka_unit_test_setup_teardown(footnotes_are_known_in_every_grammar, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_footnote_in_a_construct_is_part_of_it, setup,
						teardown),
		cmocka_unit_test_setup_teardown(nothing_is_copied_without_need, setup, teardown),
		cmocka_unit_test_setup_teardown(hostile_text_takes_no_quadratic_time, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
