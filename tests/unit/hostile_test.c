/* Pages made to cost: every shape here once took the product of its findings and the length of the
 * block, the page or the line that they stand in, which is minutes at this size. */
#include "unit.h"

#include <stdlib.h>
#include <time.h>

#include "family.h"

enum { MANY = 60000, MOST_SECONDS = 20 }; /* a slow machine needs 1, with sanitizers 5 */
enum { LONG = 4000, FEW = 800 };

struct shape {
	/* of each piece, with its number; ~: LONG bytes */
	const char *name, *english, *translation;
	enum rule_id rule;          /* must have something to say */
	int nenglish, ntranslation; /* pieces */
};

static const struct shape shapes[] = {
	{ "anchors on one line", "<a name=\"x%d\">", "<a name=\"y%d\">", RULE_ANCHOR_MISMATCH, MANY,
	  MANY },
	{ "heading ids", "## h {#x%d}\n\n", "## h {#y%d}\n\n", RULE_ANCHOR_MISMATCH, MANY, MANY },
	{ "images as tags", "<img src=\"x%d.png\">\n\n", "<img src=\"y%d.png\">\n\n",
	  RULE_IMAGE_MISSING, MANY, MANY },
	{ "links beside a broken one", "[a](x%d.md) ", "[a] (y%d.md) ", RULE_LINK_MISSING, MANY,
	  MANY },
	{ "addresses on one line", "<a%d@example.com> ", "a%d ", RULE_LINK_MISSING, MANY, MANY },
	{ "code spans on one line", "`Code%d.Name` ", "x%d ", RULE_CODE_SPAN_MISSING, MANY, MANY },
	{ "tags beside a backtick", "`<x%d>` ", "<y%d>` ", RULE_HTML_MISMATCH, MANY, MANY },
	{ "labels that are gone", "[NU%d](x%d.md) ", "[](x%d.md) ", RULE_LINK_TEXT_EMPTY, MANY,
	  MANY },
	{ "fragments", "[l](#p%d)\n", "[l](#q%d)\n", RULE_FRAGMENT_BROKEN, MANY, MANY },
	{ "numbers on one line", "1%06d7 ", "x%d ", RULE_NUMBER_MISSING, MANY, MANY },
	{ "headings in code", "    # x%d\n", "    # y%d\n", RULE_FRAGMENT_BROKEN, MANY, MANY },
	{ "long targets", "[a](x%d~.md)\n\n", "[a](y%d~.md)\n\n", RULE_LINK_CHANGED, FEW, FEW },
	{ "long images", "![a](x%d~.png)\n\n", "![a](y%d~.png)\n\n", RULE_IMAGE_MISSING, FEW, FEW },
	{ "alerts for others", "> [!NOTE]\n> %d\n\n", "{{< alert x%d >}}\n", RULE_DIRECTIVE_BROKEN,
	  FEW, 2 * MANY },
};

static struct str
page_of(struct arena *a, const char *piece, int n)
{
	struct buf out = { .a = a };

	buf_str(&out, S("# T\n\n[l](#nowhere)\n\n"));
	for (int i = 0; i < n; i++) {
		struct str rest = str_c(piece);
		ptrdiff_t at;

		while ((at = str_find(rest, S("%"), 0)) >= 0) {
			ptrdiff_t end = str_find_char(rest, 'd', at) + 1;

			buf_str(&out, str_slice(rest, 0, at));
			buf_fmt(&out, end - at > 2 ? "%06d" : "%d", i);
			if (end < rest.n && rest.p[end] == '~') {
				buf_repeat(&out, '-', LONG);
				end++;
			}
			rest = str_slice(rest, end, rest.n);
		}
		buf_str(&out, rest);
	}
	return buf_take(&out);
}

static void
no_shape_takes_quadratic_time(void **state)
{
	(void)state;
	for (int i = 0; i < countof(shapes); i++) {
		const struct shape *s = &shapes[i];
		clock_t start = clock();
		struct arena a = { 0 };
		struct lab l;
		double seconds;

		lab_open(&l, "docsy");
		l.looks_up = true;
		lab_source(&l, page_of(&a, s->english, s->nenglish));
		lab_translation(&l, "de-DE", page_of(&a, s->translation, s->ntranslation));
		lab_check(&l);
		seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
		if (getenv("VERBOSE"))
			printf("%-28s %6.2f s %7td findings\n", s->name, seconds, l.sink.out.n);
		if (seconds >= MOST_SECONDS || lab_count(&l, s->rule) == 0)
			fail_msg("%s: %.1f s, %td findings", s->name, seconds,
				 lab_count(&l, s->rule));
		lab_close(&l);
		arena_free(&a);
	}
}

/* Findings of not-checked on a page that has lost n numbers. */
static int
said_to_be_unchecked(int n)
{
	struct arena a = { 0 };
	struct lab l;
	int count;

	lab_open(&l, "docsy");
	lab_source(&l, page_of(&a, "1%06d7 and more ", n));
	lab_translation(&l, "de-DE", page_of(&a, "some words that say nothing ", n));
	lab_check(&l);
	assert_true(lab_count(&l, RULE_NUMBER_MISSING) > 0);
	count = (int)lab_count(&l, RULE_NOT_CHECKED);
	lab_close(&l);
	arena_free(&a);
	return count;
}

static void
what_could_not_be_looked_for_is_said(void **state)
{
	(void)state;
	assert_int_equal(said_to_be_unchecked(100), 0);
	assert_int_equal(said_to_be_unchecked(MANY), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_shape_takes_quadratic_time),
		cmocka_unit_test(what_could_not_be_looked_for_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
