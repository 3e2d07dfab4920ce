/* What holds for every format: the same bytes again, nothing to say, any bytes in what pages say,
 * no command to a build server that is not the format's own, time in proportion. */
#include "report_formats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"

/* --- the build servers -------------------------------------------------------------- */

/* What each build server would obey. */
struct commands {
	ptrdiff_t annotations, folds, others; /* of GitHub Actions */
	ptrdiff_t issues, azure_others;       /* of Azure Pipelines */
	ptrdiff_t inspections, teamcity_others;
};

/* actions/runner, ActionCommand.TryParseV2: after blanks, "::name properties::message"; names are
 * letters and hyphens. */
static void
count_v2(struct str line, struct commands *c)
{
	ptrdiff_t end;
	struct str rest, name = S("");

	line = str_trim(line);
	end = str_find(line, S("::"), 2);
	if (!str_starts(line, S("::")) || end < 0)
		return;
	rest = str_slice(line, 2, end);
	str_cut(&rest, ' ', &name);
	if (str_eq(name, S("error")) || str_eq(name, S("warning")) || str_eq(name, S("notice")))
		c->annotations++;
	else if (str_eq(name, S("group")) || str_eq(name, S("endgroup")))
		c->folds++;
	else if (name.n > 0 && str_find_char(S("abcdefghijklmnopqrstuvwxyz"), name.p[0], 0) >= 0)
		c->others++;
}

/* actions/runner, ActionCommand.TryParse; azure-pipelines-agent, Command.TryParse; TeamCity: all
 * anywhere in a line, without regard to case. */
static void
count_anywhere(struct arena *a, struct str line, struct commands *c)
{
	line = str_lower(a, line);
	if (str_find(line, S("##[group]"), 0) == 0 || str_find(line, S("##[endgroup]"), 0) == 0)
		c->folds++;
	else if (str_find(line, S("##["), 0) >= 0)
		c->others++;
	for (ptrdiff_t at = 0; (at = str_find(line, S("##vso["), at)) >= 0; at++) {
		if (at == 0 && str_starts(line, S("##vso[task.logissue ")))
			c->issues++;
		else
			c->azure_others++;
	}
	for (ptrdiff_t at = 0; (at = str_find(line, S("##teamcity["), at)) >= 0; at++) {
		if (at == 0 && str_starts(line, S("##teamcity[inspection")))
			c->inspections++;
		else
			c->teamcity_others++;
	}
}

/* A reader of lines ends one at "\r", too. */
static struct commands
commands_in(struct arena *a, struct str text)
{
	char *copy = str_z(a, text);
	struct commands c = { 0 };
	struct str rest = { copy, text.n }, line;

	for (ptrdiff_t i = 0; i < text.n; i++) {
		if (copy[i] == '\r')
			copy[i] = '\n';
	}
	while (str_cut(&rest, '\n', &line)) {
		count_v2(line, &c);
		count_anywhere(a, line, &c);
	}
	return c;
}

/* May hold NUL bytes. */
#define BYTES(literal) \
 { \
  "" literal, (ptrdiff_t)sizeof(literal) - 1 \
 }

static const struct str hostile[] = {
	BYTES("::error::x"),
	BYTES("\n::set-output name=a::b"),
	BYTES("\r::stop-commands::t\r\n"),
	BYTES(" ::add-mask::x"),
	BYTES("##[group]x"),
	BYTES("##[error]x\n##[error]y"),
	BYTES("##vso[task.setvariable variable=a;]b"),
	BYTES("###VSO[task.complete]##vso[task.complete]"),
	BYTES("x ##teamcity[buildStop comment='c']"),
	BYTES("%0A::error::x%0D%25##vso[a.b]"),
	BYTES("a]b;c,d:e'f|g#[#["),
	BYTES("'] ##teamcity[a b='c"),
	BYTES("`x` <b>&amp;\" ]]> --> <!--"),
	BYTES("| a\\| b \\"),
	BYTES("](http://example.org) [a](1) {0} {{"),
	BYTES("\x1b[31m\0\x07 \xff\xfe\xc3 \xe2\x80\xae \xef\xbf\xbe"),
	BYTES("@all #1 *a* _b_ ~~c~~ $d$ :e:"),
};

/* One finding with `text` wherever a page or a path can put it. */
static struct finding
hostile_finding(struct arena *a, struct str text)
{
	struct finding f = changed_link("[x](a.md)", "a.md");
	struct str parts[] = { S("de/"), text, S(".md") };

	f.at.file = str_join(a, parts, 3, S(""));
	parts[0] = S("en/");
	f.source = place("", 4, 1);
	f.source.file = str_join(a, parts, 3, S(""));
	f.locale = text;
	f.args[0].value = f.args[1].value = f.key = text;
	f.snippet.lines[0] = (struct snippet_line){ .text = text, .mark_len = (uint32_t)text.n };
	return f;
}

static void
check_commands(const char *format, struct commands c, bool folds)
{
	bool github = strcmp(format, "github") == 0, azure = strcmp(format, "azure") == 0;
	bool teamcity = strcmp(format, "teamcity") == 0;

	if (c.annotations != (github ? 1 : 0) || c.others != 0 || (c.folds > 0 && !folds))
		fail_msg("%s: %td GitHub commands, %td others, %td folds", format, c.annotations,
			 c.others, c.folds);
	if (c.issues != (azure ? 1 : 0) || c.azure_others != 0)
		fail_msg("%s: %td Azure issues, %td others", format, c.issues, c.azure_others);
	if (c.inspections != (teamcity ? 2 : 0) || c.teamcity_others != 0)
		fail_msg("%s: %td TeamCity inspections, %td others", format, c.inspections,
			 c.teamcity_others);
}

static void
nothing_that_a_page_says_is_a_command(void **state)
{
	static const struct report_style log = { .utf8 = true, .columns = 200, .ci = true };

	(void)state;
	for (ptrdiff_t i = 0; i < nreporters * countof(hostile); i++) {
		const struct reporter *format = &reporters[i / countof(hostile)];
		struct arena a = { 0 };
		struct finding f = hostile_finding(&a, hostile[i % countof(hostile)]);
		struct report r = report_of(&a, &f, 1);
		struct buf out = { .a = &a };
		struct str text;

		r.style = &log;
		format->write(&out, &r);
		text = buf_take(&out);
		check_commands(format->name.p, commands_in(&a, text), false);
		if (utf8_invalid_at(text) >= 0)
			fail_msg("%s: not UTF-8: %.*s", format->name.p, P(text));
		arena_free(&a);
	}
}

/* The lines for what has no annotation are plain text. */
static void
folded_lines_are_no_commands_either(void **state)
{
	(void)state;
	for (ptrdiff_t i = 0; i < countof(hostile); i++) {
		struct arena a = { 0 };
		struct finding v[14];
		struct report r;
		struct commands c;

		for (int k = 0; k < countof(v); k++) {
			v[k] = hostile_finding(&a, hostile[i]);
			v[k].at.line = (uint32_t)k + 1;
			v[k].severity = SEV_INFO;
		}
		r = report_of(&a, v, countof(v));
		c = commands_in(&a, str_c(written(&a, "github", &r)));
		assert_int_equal(c.annotations,
				 10); /* nine notices, and one that tells of the rest */
		assert_int_equal(c.folds, 2);
		assert_int_equal(c.others + c.azure_others + c.teamcity_others, 0);
		c = commands_in(&a, str_c(written(&a, "azure", &r)));
		assert_int_equal(c.folds, 2);
		assert_int_equal(c.issues + c.annotations + c.others, 0);
		assert_int_equal(c.azure_others + c.teamcity_others, 0);
		arena_free(&a);
	}
}

static bool
is_json(const struct reporter *format)
{
	static const char *const names[] = {
		"json", "jsonl", "sarif", "gitlab", "rdjson", "rdjsonl"
	};

	for (ptrdiff_t i = 0; i < countof(names); i++) {
		if (str_eq(format->name, str_c(names[i])))
			return true;
	}
	return false;
}

static void
any_bytes_make_json(void **state)
{
	(void)state;
	for (ptrdiff_t i = 0; i < nreporters * countof(hostile); i++) {
		const struct reporter *format = &reporters[i / countof(hostile)];
		struct arena a = { 0 };
		struct finding f = hostile_finding(&a, hostile[i % countof(hostile)]);
		struct report r = report_of(&a, &f, 1);

		if (is_json(format))
			parsed(&a, written(&a, format->name.p, &r));
		arena_free(&a);
	}
}

/* xmllint reads `text`; false where there is no xmllint. */
static bool
check_xml(const char *text, const char *schema)
{
	char path[] = "/tmp/loclint-report-XXXXXX", command[200];
	int fd = mkstemp(path);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	int status;

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0 && fclose(file) == 0);
	snprintf(command, sizeof command, "xmllint --noout %s %s >&2", schema, path);
	if (system("command -v xmllint >/dev/null 2>&1") != 0) {
		remove(path);
		return false;
	}
	status = system(command);
	remove(path);
	if (status != 0)
		fail_msg("xmllint refuses %s", text);
	return true;
}

static void
any_bytes_make_xml(void **state)
{
	struct arena a = { 0 };
	struct finding v[countof(hostile) + 2];
	struct report r;

	(void)state;
	for (ptrdiff_t i = 0; i < countof(hostile); i++)
		v[i] = hostile_finding(&a, hostile[i]);
	v[countof(hostile)] = stale("de/z.md");
	v[countof(hostile) + 1] = missing_link("de/z.md", 20, "x");
	r = report_of(&a, v, countof(v));
	if (!check_xml(written(&a, "junit", &r), "--schema tests/unit/junit.xsd"))
		skip();
	check_xml(written(&a, "checkstyle", &r), "");
	r.n = 0;
	check_xml(written(&a, "junit", &r), "--schema tests/unit/junit.xsd");
	check_xml(written(&a, "checkstyle", &r), "");
	arena_free(&a);
}

/* --- nothing, the same, much ---------------------------------------------------------- */

static void
no_findings_are_a_whole_report(void **state)
{
	static const char *const empty[][2] = {
		{ "github", "" },
		{ "azure", "" },
		{ "teamcity", "" },
		{ "rdjsonl", "" },
		{ "gitlab", "[]\n" },
		{ "markdown", "## loclint\n\nNo findings in 838 pages.\n" },
		{ "checkstyle", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				"<checkstyle version=\"4.3\">\n</checkstyle>\n" },
		{ "rdjson", "{\"source\":{\"name\":\"loclint\"},\"severity\":\"WARNING\","
			    "\"diagnostics\":[\n]}\n" },
	};
	struct arena a = { 0 };
	struct report r = report_of(&a, NULL, 0);

	(void)state;
	for (ptrdiff_t i = 0; i < countof(empty); i++)
		assert_string_equal(written(&a, empty[i][0], &r), empty[i][1]);
	assert_int_equal(length(at_path(parsed(&a, written(&a, "sarif", &r)), "runs.0.results")),
			 0);
	arena_free(&a);
}

static void
the_order_of_findings_does_not_show(void **state)
{
	struct arena a = { 0 };
	struct finding v[] = { missing_key("de/a.md", 9), stale("de/b.md"),
			       missing_link("de/b.md", 4, "x"), missing_link("fr/b.md", 4, "x"),
			       changed_link("[x](a.md)", "a.md") };
	struct finding w[] = { v[3], v[4], v[2], v[0], v[1] };
	struct report first = report_of(&a, v, countof(v)), second = report_of(&a, w, countof(w));

	(void)state;
	for (ptrdiff_t i = 0; i < nreporters; i++) {
		const char *once = written(&a, reporters[i].name.p, &first);

		assert_string_equal(once, written(&a, reporters[i].name.p, &first));
		assert_string_equal(once, written(&a, reporters[i].name.p, &second));
		check_has(once, "de/b.md");
	}
	arena_free(&a);
}

enum { MANY = 40000, FEWER = MANY / 4 };

/* Findings in pages of `size`, every first one the parent of most others. */
static struct finding *
many_findings(struct arena *a, ptrdiff_t size)
{
	struct finding *v = NEW(a, struct finding, MANY);

	for (ptrdiff_t i = 0; i < MANY; i++) {
		bool first = i % size == 0;

		v[i] = first ? stale("") : missing_link("", 1, "x");
		v[i].at.file = i > 0 && !first ? v[i - 1].at.file : str_fmt(a, "de/%06td.md", i);
		v[i].at.line = v[i].at.end_line = (uint32_t)(i % size) + 1;
		v[i].fingerprint = (uint64_t)i + 1;
		v[i].parent = !first && i % 3 ? v[i - i % size].fingerprint : 0;
	}
	return v;
}

static double
seconds_for(const struct reporter *format, struct report *r, ptrdiff_t n)
{
	struct arena a = { 0 };
	struct buf out = { .a = &a };
	clock_t start = clock();

	r->n = n;
	format->write(&out, r);
	arena_free(&a);
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Four times as many take four times as long; a square would take sixteen times. */
static void
time_grows_with_the_findings(void **state)
{
	static const ptrdiff_t sizes[] = { 100, MANY };

	(void)state;
	for (ptrdiff_t s = 0; s < countof(sizes); s++) {
		struct arena a = { 0 };
		struct totals totals = { .counts = { 0, 0, MANY, 0 } };
		struct report r = { .findings = many_findings(&a, sizes[s]),
				    .totals = &totals,
				    .style = &plain };

		for (ptrdiff_t i = 0; i < nreporters; i++) {
			double fewer = seconds_for(&reporters[i], &r, FEWER);
			double many = seconds_for(&reporters[i], &r, MANY);

			if (many > 10 * fewer + 0.2)
				fail_msg("%s: %.3f s for %d, %.3f s for %d", reporters[i].name.p,
					 fewer, FEWER, many, MANY);
		}
		arena_free(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_that_a_page_says_is_a_command),
		cmocka_unit_test(folded_lines_are_no_commands_either),
		cmocka_unit_test(any_bytes_make_json),
		cmocka_unit_test(any_bytes_make_xml),
		cmocka_unit_test(no_findings_are_a_whole_report),
		cmocka_unit_test(the_order_of_findings_does_not_show),
		cmocka_unit_test(time_grows_with_the_findings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
