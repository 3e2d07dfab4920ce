/* comment.c: which comments speak to loclint, and what they say. */
#include "unit.h"

#include "check/comment.h"
#include "doc/grammar.h"
#include "family.h"

struct found {
	struct lab l;
	struct doc *d;
	struct comments all;
};

static void
find(struct found *f, const char *text)
{
	lab_open(&f->l, "base");
	f->d = doc_parse(&f->l.work, S("a.md"), str_c(text), &f->l.profile->grammar, f->l.scratch);
	f->all = comments_find(&f->l.work, f->d);
}

static ptrdiff_t
count(const char *text)
{
	struct found f;
	ptrdiff_t n;

	find(&f, text);
	n = f.all.n;
	lab_close(&f.l);
	return n;
}

static void
assert_text(struct str got, const char *want)
{
	if (!str_eq(got, str_c(want)))
		print_message("got `%.*s`, want `%s`\n", P(got), want);
	assert_true(str_eq(got, str_c(want)));
}

static void
a_comment_has_a_word_rules_and_a_reason(void **state)
{
	struct found f;
	const struct comment *c;

	(void)state;
	find(&f,
	     "# T\n\n<!-- loclint-disable-next-line list-item-count, S3 -- German law -->\n\nx\n");
	assert_int_equal(f.all.n, 1);
	c = &f.all.v[0];
	assert_int_equal(c->word, COMMENT_NEXT_LINE);
	assert_int_equal(c->nrules, 2);
	assert_text(doc_slice(f.d, c->rules[0]), "list-item-count");
	assert_text(doc_slice(f.d, c->rules[1]), "S3");
	assert_text(c->reason, "German law");
	assert_true(c->alone);
	assert_text(doc_slice(f.d, c->at),
		    "<!-- loclint-disable-next-line list-item-count, S3 -- German law -->");
	lab_close(&f.l);
}

static void
all_five_words_are_known_and_others_are_found_too(void **state)
{
	struct found f;

	(void)state;
	find(&f, "<!-- loclint-disable a -->\n\n<!--loclint-enable-->\n\n<!-- loclint-disable-file "
		 "a\n-->\n\nx <!-- loclint-disable-line a --> y\n\n<!-- "
		 "loclint-disable-next-line a -->\n\n<!-- loclint-off -->\n");
	assert_int_equal(f.all.n, 6);
	assert_int_equal(f.all.v[0].word, COMMENT_DISABLE);
	assert_int_equal(f.all.v[1].word, COMMENT_ENABLE);
	assert_int_equal(f.all.v[1].nrules, 0);
	assert_int_equal(f.all.v[2].word, COMMENT_FILE);
	assert_int_equal(f.all.v[3].word, COMMENT_LINE);
	assert_false(f.all.v[3].alone);
	assert_int_equal(f.all.v[4].word, COMMENT_NEXT_LINE);
	assert_int_equal(f.all.v[5].word, COMMENT_WORDS);
	assert_text(f.all.v[5].name, "loclint-off");
	lab_close(&f.l);
}

static void
what_stands_in_code_is_no_comment(void **state)
{
	(void)state;
	assert_int_equal(count("```html\n<!-- loclint-disable-file a -->\n```\n"), 0);
	assert_int_equal(count("    <!-- loclint-disable-file a -->\n"), 0);
	assert_int_equal(count("Write `<!-- loclint-disable-file a -->` there.\n"), 0);
	assert_int_equal(count("```html\n<!--\n```\n\n<!-- loclint-disable-file a -->\n"), 1);
	assert_int_equal(count("> <!-- loclint-disable-file a -->\n> text\n"), 1);
}

static void
a_comment_in_a_comment_and_an_open_one_are_none(void **state)
{
	(void)state;
	assert_int_equal(count("<!-- say <!-- loclint-disable-file a --> -->\n"), 0);
	assert_int_equal(count("text <!-- loclint-disable-file a\n"), 0);
	assert_int_equal(count("text <!-- loclintx -->\n"), 0);
	assert_int_equal(count("{/* loclint-disable-file a */}\n"), 1);
}

static void
front_matter_has_its_own_mark(void **state)
{
	struct found f;

	(void)state;
	find(&f, "---\n# loclint-disable-next-line metadata-mismatch -- ours\ntitle: a # "
		 "loclint-disable-line M103\nurl: 'x # loclint-disable-file M1'\ntext: |\n  # "
		 "loclint-disable-file M1\n---\n\n# loclint-disable-file M1\n");
	assert_int_equal(f.all.n, 2);
	assert_true(f.all.v[0].front && f.all.v[0].alone);
	assert_text(f.all.v[0].reason, "ours");
	assert_int_equal(f.all.v[1].word, COMMENT_LINE);
	assert_false(f.all.v[1].alone);
	assert_text(doc_slice(f.d, f.all.v[1].rules[0]), "M103");
	lab_close(&f.l);
}

static struct comment_lines
next_of(const char *text)
{
	struct found f;
	struct comment_lines lines;

	find(&f, text);
	assert_true(f.all.n > 0);
	lines = comment_next(f.d, &f.all, 0);
	lab_close(&f.l);
	return lines;
}

static void
the_next_line_is_the_block_that_starts_there(void **state)
{
	static const struct {
		const char *text;
		uint32_t from, to;
	} cases[] = {
		{ "<!-- loclint-disable-next-line a -->\n# T\n\ntext\n", 2, 2 },
		{ "<!-- loclint-disable-next-line a -->\n\n\none\ntwo\n\nthree\n", 4, 5 },
		{ "<!-- loclint-disable-next-line a -->\n\n- a\n- b\n\n  c\n\nd\n", 3, 6 },
		{ "<!-- loclint-disable-next-line a -->\n\n| a |\n| - |\n| b |\n", 3, 5 },
		{ "<!-- loclint-disable-next-line a -->\n<!-- loclint-disable-next-line b "
		  "-->\n\n```\nx\n```\n",
		  4, 6 },
		{ "- a\n  <!-- loclint-disable-next-line a -->\n- b\n  c\n- d\n", 3, 4 },
		{ "one <!-- loclint-disable-next-line a -->\ntwo\nthree\n", 2, 2 },
		{ "text\n\n<!-- loclint-disable-next-line a -->\n\n", 1, 0 },
		{ "---\n# loclint-disable-next-line a\n# why\nlist:\n  - a\n  - b\nc: d\n---\n", 4,
		  6 },
		{ "---\na: b\n# loclint-disable-next-line a\n---\n\ntext\n", 4, 4 },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct comment_lines lines = next_of(cases[i].text);

		if (lines.from != cases[i].from || lines.to != cases[i].to)
			print_message("case %td: %u-%u\n", i, (unsigned)lines.from,
				      (unsigned)lines.to);
		assert_int_equal(lines.from, cases[i].from);
		assert_int_equal(lines.to, cases[i].to);
	}
}

/* The text without its first comment. */
static struct str
without(struct found *f, const char *text)
{
	struct span gone;
	struct str parts[2];

	find(f, text);
	assert_true(f->all.n > 0);
	gone = comment_remove(f->d, &f->all.v[0]);
	parts[0] = str_slice(f->d->text, 0, gone.off);
	parts[1] = str_slice(f->d->text, (ptrdiff_t)gone.off + gone.len, f->d->text.n);
	return str_join(&f->l.work, parts, 2, S(""));
}

static void
a_comment_goes_with_its_line_and_one_empty_line(void **state)
{
	static const struct {
		const char *text, *after;
	} cases[] = {
		{ "a\n\n<!-- loclint-disable-file x -->\n\nb\n", "a\n\nb\n" },
		{ "a\n<!-- loclint-disable-file x -->\n\nb\n", "a\n\nb\n" },
		{ "a\r\n\r\n<!-- loclint-disable-file x -->\r\n\r\nb\r\n", "a\r\n\r\nb\r\n" },
		{ "a <!-- loclint-disable-line x -->\nb\n", "a\nb\n" },
		{ "a <!-- loclint-disable-line x --> b\n", "a b\n" },
		{ "<!-- loclint-disable-file x -->\n\nb\n", "b\n" },
		{ "b\n\n<!-- loclint-disable-file x -->", "b\n\n" },
		{ "---\na: b\n# loclint-disable-file x\nc: d\n---\n", "---\na: b\nc: d\n---\n" },
		{ "---\na: b # loclint-disable-line x\n---\n", "---\na: b\n---\n" },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct found f;

		assert_text(without(&f, cases[i].text), cases[i].after);
		lab_close(&f.l);
	}
}

static void
a_rule_goes_with_its_comma(void **state)
{
	static const char *const after[] = { "<!-- loclint-disable-file b, c -->",
					     "<!-- loclint-disable-file a, c -->",
					     "<!-- loclint-disable-file a, b -->" };
	struct found f;

	(void)state;
	find(&f, "<!-- loclint-disable-file a, b, c -->");
	for (ptrdiff_t i = 0; i < 3; i++) {
		struct span gone = comment_remove_rule(&f.all.v[0], i);
		struct str parts[] = { str_slice(f.d->text, 0, gone.off),
				       str_slice(f.d->text, (ptrdiff_t)gone.off + gone.len,
						 f.d->text.n) };

		assert_text(str_join(&f.l.work, parts, 2, S("")), after[i]);
	}
	lab_close(&f.l);
}

static void
a_page_of_comments_ends_at_a_limit(void **state)
{
	struct arena a = { 0 };
	struct buf b = { .a = &a };

	(void)state;
	for (int i = 0; i < 3 * COMMENTS_MAX; i++)
		buf_str(&b, S("<!-- loclint-disable-line x --> "));
	assert_int_equal(count(str_z(&a, buf_take(&b))), COMMENTS_MAX + 1);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_comment_has_a_word_rules_and_a_reason),
		cmocka_unit_test(all_five_words_are_known_and_others_are_found_too),
		cmocka_unit_test(what_stands_in_code_is_no_comment),
		cmocka_unit_test(a_comment_in_a_comment_and_an_open_one_are_none),
		cmocka_unit_test(front_matter_has_its_own_mark),
		cmocka_unit_test(the_next_line_is_the_block_that_starts_there),
		cmocka_unit_test(a_comment_goes_with_its_line_and_one_empty_line),
		cmocka_unit_test(a_rule_goes_with_its_comma),
		cmocka_unit_test(a_page_of_comments_ends_at_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
