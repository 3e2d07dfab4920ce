/* `github`: what the runner reads back, and what it would drop. */
#include "report_formats.h"

#include <string.h>

static void
one_annotation_a_finding(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { missing_key("de/a.md", 9), changed_link("[x](a.md)", "a.md") };
	struct report r = report_of(&a, v, 2);

	(void)state;
	assert_string_equal(
		written(&a, "github", &r),
		"::error title=loclint (metadata-missing),file=de/a.md,line=9::de/a.md:9:1: "
		"metadata-missing `ms.service` is set in the English page, but not here%0A  "
		"en/architecture.md:12:1: set here%0A  help: add `ms.service: "
		"advanced-threat-analytics`\n"
		"::error title=loclint (link-changed),file=de/a.md,line=30,endLine=30,col=121,"
		"endColumn=122::de/a.md:30:121: link-changed this link leads to `a.md`, but the "
		"English one leads to `b.md`%0A  help: replace it with `b.md`\n");
	arena_free(&a);
}

/* actions/runner, ActionCommand.UnescapeData and UnescapeProperty. */
static struct str
unescaped(struct arena *a, struct str text)
{
	static const struct {
		const char *escape;
		char c;
	} table[] = {
		{ "%0D", '\r' }, { "%0A", '\n' }, { "%3A", ':' }, { "%2C", ',' }, { "%25", '%' }
	};
	struct buf out = { .a = a };

	for (ptrdiff_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		int width = 1;

		for (int k = 0; k < countof(table) && width == 1; k++) {
			if (!str_starts(str_slice(text, i, text.n), str_c(table[k].escape)))
				continue;
			c = table[k].c;
			width = 3;
		}
		buf_char(&out, c);
		i += width - 1;
	}
	return buf_take(&out);
}

static struct str
property(struct arena *a, struct str head, const char *name)
{
	struct str one, key;

	while (str_cut(&head, ',', &one)) {
		if (str_cut(&one, '=', &key) && str_eq(key, str_c(name)))
			return unescaped(a, one);
	}
	fail_msg("no property %s", name);
	return S("");
}

static void
the_runner_reads_what_was_meant(void **state)
{
	struct arena a = { 0 };
	struct finding f = missing_link("de/50%25, a:b::c;d.md", 4, "%0A::error::%2C 100% a,b:c");
	struct report r = report_of(&a, &f, 1);
	struct str line = str_c(written(&a, "github", &r)), head;
	ptrdiff_t end = str_find(line, S("::"), 2);

	(void)state;
	head = str_slice(line, S("::warning ").n, end);
	assert_true(str_eq(property(&a, head, "file"), S("de/50%25, a:b::c;d.md")));
	assert_true(str_eq(property(&a, head, "line"), S("4")));
	assert_string_equal(str_z(&a, unescaped(&a, str_slice(line, end + 2, line.n))),
			    "de/50%25, a:b::c;d.md:4:1: link-missing the English page links to "
			    "`%0A::error::%2C 100% a,b:c` here, the translation does not\n"
			    "  en/a.md:7:7: this link has no counterpart\n"
			    "  help: add the link `%0A::error::%2C 100% a,b:c`\n");
	arena_free(&a);
}

static void
check_place(struct place at, const char *expected)
{
	struct arena a = { 0 };
	struct finding f = changed_link("[x](a.md)", "a.md");
	struct report r;

	f.at = at;
	r = report_of(&a, &f, 1);
	check_has(written(&a, "github", &r), expected);
	arena_free(&a);
}

static void
columns_are_told_for_one_line_only(void **state)
{
	struct place at = place("de/a.md", 3, 5);

	(void)state;
	check_place(at, "line=3,endLine=3,col=5,endColumn=6::");
	at.end_column = 5;
	check_place(at, "line=3,endLine=3,col=5,endColumn=5::");
	at.end_column = 2; /* refused by GitHub */
	check_place(at, "line=3,endLine=3::");
	at.end_line = 4;
	check_place(at, "line=3,endLine=4::");
	at.end_line = 2;
	check_place(at, "line=3::");
	check_place((struct place){ .file = S("de/a.md") }, "line=1::");
}

static ptrdiff_t
occurrences(const char *text, const char *part)
{
	ptrdiff_t n = 0;

	for (const char *p = text; (p = strstr(p, part)) != NULL; p++)
		n++;
	return n;
}

/* Ten of a kind are shown; the eleventh is in the log. */
static void
what_github_would_drop_is_in_the_log(void **state)
{
	struct arena a = { 0 };
	struct finding v[36];
	struct report r;
	const char *text;

	(void)state;
	for (int i = 0; i < countof(v); i++) {
		v[i] = missing_key("de/a.md", (uint32_t)i + 1);
		v[i].severity = i < 12 ? SEV_INFO : i < 24 ? SEV_WARNING : SEV_ERROR;
	}
	r = report_of(&a, v, countof(v));
	text = written(&a, "github", &r);
	assert_int_equal(occurrences(text, "::error title"), 10);
	assert_int_equal(occurrences(text, "::warning title"), 10);
	assert_int_equal(occurrences(text, "::notice title"), 10);
	assert_ptr_equal(strstr(text, "::error"), text);
	assert_true(strstr(text, "::warning") < strstr(text, "::notice"));
	check_has(text,
		  "::group::7 more findings\n"
		  "de/a.md:35:1: error: `ms.service` is set in the English page, but not here "
		  "(en: en/architecture.md:12) [metadata-missing]\n"
		  "de/a.md:36:1: error:");
	check_has(text,
		  "\n::endgroup::\n::notice title=loclint::GitHub shows 29 of 36 annotations;");
	arena_free(&a);
}

static void
a_stale_page_is_one_annotation(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { stale("de/a.md"), missing_link("de/a.md", 4, "x"),
			       missing_link("de/a.md", 5, "y"), missing_link("de/b.md", 5, "z") };
	struct report r = report_of(&a, v, countof(v));
	const char *text = written(&a, "github", &r);

	(void)state;
	assert_int_equal(occurrences(text, "::warning "), 2);
	check_has(text, "the English page changed after this translation was made%0A  "
			"2 differences on this page belong to it: link-missing 2%0A  help: ");
	check_has(text, "::group::2 more findings\nde/a.md:4:1: warning: ");
	check_has_not(text, "::notice");
	arena_free(&a);
}

static void
paths_start_from_the_workspace(void **state)
{
	struct arena a = { 0 };
	struct finding f = missing_key("../pages/de/a.md", 9);
	struct report r = report_of(&a, &f, 1);
	const char *text;

	(void)state;
	f.source.file = S("/en/a.md");
	r.root = S("/home/w");
	r.cwd = S("/home/w/tools");
	text = written(&a, "github", &r);
	check_has(text, ",file=pages/de/a.md,line=9::pages/de/a.md:9:1: ");
	check_has(text, "%0A  ../../en/a.md:12:1: set here");
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_annotation_a_finding),
		cmocka_unit_test(the_runner_reads_what_was_meant),
		cmocka_unit_test(columns_are_told_for_one_line_only),
		cmocka_unit_test(what_github_would_drop_is_in_the_log),
		cmocka_unit_test(a_stale_page_is_one_annotation),
		cmocka_unit_test(paths_start_from_the_workspace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
