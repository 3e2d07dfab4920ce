/* change.c: what kind of change took one version of a page to the next. */
#include "unit.h"

#include <stdio.h>

#include "check/change.h"
#include "doc/doc.h"
#include "doc/grammar.h"
#include "doc/pattern.h"

static const struct {
	const char *was, *is, *name;
} cases[] = {
	{ "a\n", "a\n", "nothing" },
	{ "---\ntitle: a\n---\n\nb\n", "---\ntitle: c\n---\n\nb\n", "front matter" },
	{ "---\ntitle: a\n---\n\nb\n", "---\r\ntitle: a\r\n---\r\n\r\nb\r\n", "whitespace" },
	{ "a b\n", "a  b \n\n", "whitespace" },
	{ "a\nb\n", "a b\n", "whitespace" },
	{ "a\nb\n", "a\n\nb\n", "prose" },         /* two paragraphs now */
	{ "- a\n- b\n", "- a\n  - b\n", "prose" }, /* a list in the list */
	{ "a\n", "b\n", "prose" },
	{ "# a\n", "## a\n", "prose" },
	{ "a\n", "a\n\n<!-- b -->\n", "prose" },
	{ "a \\* b\n", "a * b\n", "prose" },
	{ "[a](b)\n", "[a](c)\n", "links" },
	{ "[a](b)\n", "[c](d)\n", "prose and links" },
	{ "![a](b)\n", "![a](c)\n", "links" },
	{ "a `b` c\n", "a `d` c\n", "code" },
	{ "[`b`](c)\n", "[`d`](c)\n", "code" },
	{ "[`b`](c)\n", "[`d`](e)\n", "code and links" },
	{ "a `b` c\n", "a `d` e\n", "prose and code" },
	{ "a `b`\n\n<b>\n", "a `d`\n\n<i>\n", "prose and code" },
	{ "| a | `b` |\n|---|---|\n| `c` | d |\n", "| a | `b` |\n|---|---|\n| `e` | d |\n",
	  "code" },
	{ "```\na\n```\n", "```\nb\n```\n", "code" },
	{ "```sh\na\n```\n", "```py\na\n```\n", "code" },
	{ "```\na:\n  b:\n```\n", "```\na:\n    b:\n```\n", "code" },
	{ "```\na:\n  b:\n```\n", "```\na:\n  b: \n\n```\n", "code" },
	{ "1. a\n\n   ```\n   b\n     c\n   ```\n", "1.  a\n\n    ```\n    b\n      c\n    ```\n",
	  "whitespace" }, /* the list is indented, its code is the same */
	{ "---\nt: a\n---\n\nb  c\n", "---\nt: d\n---\n\nb c\n", "front matter and whitespace" },
	{ "---\nt: a\n---\n\nb [c](d) `e`\n", "---\nt: f\n---\n\ng [c](h) `i`\n",
	  "prose, code, links and front matter" },
};

static void
each_change_has_its_kind(void **state)
{
	struct arena a = { 0 };
	struct grammar grammar = { .gfm_cells = true };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++)
		for (int turn = 0; turn < 2; turn++) {
			const char *one = turn ? cases[i].is : cases[i].was;
			const char *two = turn ? cases[i].was : cases[i].is;
			struct doc *was = doc_parse(&a, S("a.md"), str_c(one), &grammar, NULL);
			struct doc *is = doc_parse(&a, S("a.md"), str_c(two), &grammar, NULL);
			struct str name = change_name(&a, change_classify(was, is));

			if (!str_eq(name, str_c(cases[i].name)))
				fail_msg("\"%s\" -> \"%s\" is %.*s, not %s", one, two, P(name),
					 cases[i].name);
		}
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_change_has_its_kind),
	};

	return cmocka_run_group_tests_name("change", tests, NULL, NULL);
}
