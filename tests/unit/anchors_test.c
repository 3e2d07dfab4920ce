/* anchors.c: the ids that links rely on. */
#include "unit.h"

#include "said.h"

static const enum rule_id only[] = { RULE_ANCHOR_MISMATCH, RULE_COUNT };

static void
written_ids_must_be_the_english_ones(void **state)
{
	static const struct said_case v[] = {
		{ "## Target personas\n", "## Zielgruppen {#target-persons}\n",
		  "1: this heading has the anchor `target-persons`, but `target-personas` in "
		  "English\n",
		  "## Zielgruppen {#target-personas}\n" },
		{ "## Use\n", "## Nutzung {#USE}\n",
		  "1: this heading has the anchor `USE`, but `use` in English\n",
		  "## Nutzung {#use}\n" },
		{ "## Use {#how}\n", "## Nutzung {#use}\n",
		  "1: this heading has the anchor `use`, but `how` in English\n",
		  "## Nutzung {#how}\n" },
		{ "## Use {#how}\n", "## Nutzung\n",
		  "1: this heading has not the anchor `how` of the English page\n",
		  "## Nutzung {#how}\n" },
		/* the page's own links go along; two may share one definition */
		{ "## Use {#how}\n\n[a](#how), [b][r], [c][r]\n\n[r]: #how\n",
		  "## Nutzung {#use}\n\n[a](#use), [b][r], [c][r]\n\n[r]: #use\n",
		  "1: this heading has the anchor `use`, but `how` in English\n",
		  "## Nutzung {#how}\n\n[a](#how), [b][r], [c][r]\n\n[r]: #how\n" },
		{ "## Use {.big #how}\n", "## Nutzung {#how .big}\n", "", NULL },
		{ "## Use {#how}\n", "## How\n", "", NULL }, /* its own title gives it */
		{ "## Use\n", "## Nutzung\n", "", NULL },    /* nobody asked for one */
		{ "## Use\n", "## Nutzung {#nutzung}\n", "", NULL },
		{ "## A -- b\n", "## A, b {#a-b}\n", "", NULL },
		{ "## Use\n\n## Use\n", "## Nutzung {#use}\n\n## Nutzung {#use-1}\n", "", NULL },
	};

	(void)state;
	said_check_all("docsy", "de-DE", only, v, countof(v));
}

static void
ids_are_demanded_where_most_headings_have_one(void **state)
{
	static const struct said_case v[] = {
		{ "## A one\n\n## B two\n\n## C three\n\n## D four\n",
		  "## A eins {#a-one}\n\n## B zwei {#b-two}\n\n## C drei {#c-three}\n\n## D vier\n",
		  "7: this heading has not the anchor `d-four` of the English page\n",
		  "## A eins {#a-one}\n\n## B zwei {#b-two}\n\n## C drei {#c-three}\n\n## D vier "
		  "{#d-four}\n" },
		/* copied from English: nothing follows for the others */
		{ "## A one {#a}\n\n## B two {#b}\n\n## C three {#c}\n\n## D four\n",
		  "## A eins {#a}\n\n## B zwei {#b}\n\n## C drei {#c}\n\n## D vier\n", "", NULL },
	};

	(void)state;
	said_check_all("docsy", "de-DE", only, v, countof(v));
}

static void
ids_that_are_no_ids_are_repaired(void **state)
{
	static const struct said_case v[] = {
		{ "## Use it\n", "## Nutzung {#use-it\n",
		  "1: `{#use-it` is not an anchor but part of the heading's text\n",
		  "## Nutzung {#use-it}\n" },
		{ "## Use it\n", "## Nutzung (#use-it)\n",
		  "1: `(#use-it)` is not an anchor but part of the heading's text\n",
		  "## Nutzung {#use-it}\n" },
		{ "## Use it\n", "## Nutzung #use-it\n",
		  "1: `#use-it` is not an anchor but part of the heading's text\n",
		  "## Nutzung {#use-it}\n" },
		{ "## Issue #12\n", "## Fehler #12\n", "", NULL },
		{ "## Use C#\n", "## C# nutzen\n", "", NULL },
		{ "## See [a](#b)\n", "## Siehe [a](#b)\n", "", NULL },
	};

	(void)state;
	said_check_all("docsy", "de-DE", only, v, countof(v));
}

static void
ids_may_stand_in_comments_of_mdx(void **state)
{
	static const struct said_case v[] = {
		{ "## Use it {/*how*/}\n", "## Nutzung {/*how*/}\n", "", NULL },
		{ "## Use it {/*how*/}\n", "## Nutzung {/*use*/}\n",
		  "1: this heading has the anchor `use`, but `how` in English\n",
		  "## Nutzung {/*how*/}\n" },
		{ "## Use it {/*how-to*/}\n", "## Nutzung\n",
		  "1: this heading has not the anchor `how-to` of the English page\n",
		  "## Nutzung {/*how-to*/}\n" },
		{ "## Use it {/* #how */}\n", "## Nutzung\n",
		  "1: this heading has not the anchor `how` of the English page\n",
		  "## Nutzung {/* #how */}\n" },
		/* a remark */
		{ "## Use it {/* keep */}\n", "## Nutzung\n", "", NULL },
		{ "## Use it {/*keep it*/}\n", "## Nutzung\n", "", NULL },
	};

	(void)state;
	said_check_all("helm", "de-DE", only, v, countof(v));
}

static void
machine_made_anchors_may_be_slugs_of_the_escaped_title(void **state)
{
	static const struct said_case v[] = {
		{ "## What's new\n", "## <a name=\"whats-new\"></a>Neu\n", "", NULL },
		{ "## What's new\n", "## <a name=\"what39s-new\"></a>Neu\n", "", NULL },
		{ "## .nuspec &ltfiles /&gt; improvement\n",
		  "## <a name=\"nuspec-ltfiles-gt-improvement\"></a>.nuspec\n", "", NULL },
		{ "## What's new\n", "## <a name=\"was-ist-neu\"></a>Neu\n",
		  "1: this heading has the anchor `was-ist-neu`, but `whats-new` in English\n",
		  "## <a name=\"whats-new\"></a>Neu\n" },
	};

	(void)state;
	said_check_all("microsoft", "de-DE", only, v, countof(v));
}

static void
other_anchors_must_be_there(void **state)
{
	static const struct said_case v[] = {
		{ "One.\n\n<a name=\"x\"></a>Two.\n", "Eins.\n\nZwei.\n",
		  "3: the anchor `x` of the English page is missing here\n", NULL },
		{ "One.\n\n<a id=\"x\"></a>Two.\n", "<a id='x'/>Eins.\n\nZwei.\n", "", NULL },
	};

	(void)state;
	said_check_all("base", "de-DE", only, v, countof(v));
}

static void
an_id_that_stands_elsewhere_on_the_page_is_not_missing(void **state)
{
	static const struct said_case v[] = {
		{ "## A b\n\n## C d\n\n## E f\n\n## G h\n",
		  "## I {#a-b}\n\n## J\n\n## K {#e-f}\n\n## L {#c-d}\n",
		  "7: this heading has the anchor `c-d`, but `g-h` in English\n",
		  "## I {#a-b}\n\n## J\n\n## K {#e-f}\n\n## L {#g-h}\n" },
	};

	(void)state;
	said_check_all("docsy", "de-DE", only, v, countof(v));
}

static void
on_pages_that_may_be_behind_only_ids_of_one_section_are_compared(void **state)
{
#define EN(s) "---\ntitle: Locks\n---\n## " s "\n"
#define DE(s) "---\ntitle: Sperren\ndefault_lang_commit: 0123456\n---\n## " s "\n"
	static const struct said_case v[] = {
		{ EN("Enabling the lock file"), DE("Sperren {#enabling-lock-file}"),
		  "5: this heading has the anchor `enabling-lock-file`, but "
		  "`enabling-the-lock-file` in English\n",
		  DE("Sperren {#enabling-the-lock-file}") },
		{ EN("Keeping checks green"), DE("Links {#patch-links}"), "", NULL },
		{ EN("Rope interface"), DE("Segel {#sail-interface}"), "", NULL },
	};

	(void)state;
	said_check_all("docsy", "de-DE", only, v, countof(v));
#undef EN
#undef DE
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(written_ids_must_be_the_english_ones),
		cmocka_unit_test(ids_are_demanded_where_most_headings_have_one),
		cmocka_unit_test(ids_that_are_no_ids_are_repaired),
		cmocka_unit_test(ids_may_stand_in_comments_of_mdx),
		cmocka_unit_test(machine_made_anchors_may_be_slugs_of_the_escaped_title),
		cmocka_unit_test(other_anchors_must_be_there),
		cmocka_unit_test(an_id_that_stands_elsewhere_on_the_page_is_not_missing),
		cmocka_unit_test(on_pages_that_may_be_behind_only_ids_of_one_section_are_compared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
