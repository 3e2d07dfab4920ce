/* `loclint ci` in the environments of build servers: what it prints, and which files it leaves. */
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/command.h"
#include "sys/sys.h"

static const char *const variables[] = {
	"GITHUB_ACTIONS",    "GITHUB_WORKSPACE",  "GITHUB_STEP_SUMMARY",
	"GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA",
	"GITLAB_CI",         "CI_PROJECT_DIR",    "CI_PROJECT_URL",
	"CI_COMMIT_SHA",     "TF_BUILD",          "AGENT_TEMPDIRECTORY",
	"TEAMCITY_VERSION",  "LOCLINT_OUTPUT",    "LOCLINT_CONFIG",
	"LOCLINT_SOURCE",    "FORCE_COLOR",       "CLICOLOR_FORCE",
};

static void
file_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0 && fclose(file) == 0);
}

static char *
file_read(struct arena *a, const char *path)
{
	struct str text, why;

	assert_int_equal(fs_read(a, str_c(path), 1 << 20, &text, &why), FS_OK);
	return str_z(a, text);
}

/* A folder with one page that has lost an item, as the working directory. */
static int
tree_make(void **state)
{
	static char folder[] = "/tmp/loclint-ci-XXXXXX";

	(void)state;
	for (int i = 0; i < countof(variables); i++)
		unsetenv(variables[i]);
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	if (!mkdtemp(folder) || chdir(folder) || mkdir("en-us", 0777) || mkdir("de-de", 0777))
		return -1;
	file_write("en-us/a.md", "# Sign in\n\n- Open `one`.\n- Open `two`.\n- Open `three`.\n");
	file_write("de-de/a.md", "# Anmelden\n\n- `one` aufrufen.\n- `three` aufrufen.\n");
	setenv("NO_COLOR", "1", 1);
	return 0;
}

static int
tree_remove(void **state)
{
	static const char *const files[] = {
		"en-us/a.md", "de-de/a.md",         "en-us",      "de-de",      "out",
		"summary.md", "loclint-summary.md", "report.xml", "report.json"
	};
	char folder[200];

	(void)state;
	for (int i = 0; i < countof(files); i++)
		remove(files[i]);
	return getcwd(folder, sizeof folder) && chdir("/") == 0 ? rmdir(folder) : -1;
}

/* Runs `loclint ci --source en-us de-de` and returns what it printed. */
static char *
ci(struct arena *a, const char *output, int *status)
{
	struct str tree = S("de-de"), report = str_c(output);
	struct options o = { .source = S("en-us"),
			     .no_config = true,
			     .no_history = true,
			     .args = { &tree, 1, 1 },
			     .output = { &report, output ? 1 : 0, 1 } };
	int fd = open("out", O_RDWR | O_CREAT | O_TRUNC, 0666), saved = dup(1);

	assert_true(fd >= 0 && saved >= 0);
	fflush(stdout);
	assert_int_equal(dup2(fd, 1), 1);
	*status = command_ci(a, &o);
	assert_int_equal(dup2(saved, 1), 1);
	close(saved);
	close(fd);
	return file_read(a, "out");
}

static void
check_lines(const char *text, const char *const *lines, int n)
{
	for (int i = 0; i < n; i++) {
		if (strncmp(text, lines[i], strlen(lines[i])) != 0)
			fail_msg("expected `%s`, got `%s`", lines[i], text);
		text = strchr(text, '\n');
		assert_non_null(text);
		text++;
	}
	if (*text)
		fail_msg("more than expected: `%s`", text);
}

static const char closing[] = "1 finding in 1 of 1 page (1 error), 1 locale, in ";

static void
github_gets_annotations_and_a_summary(void **state)
{
	static const char *const lines[] = { "::error title=loclint (list-item-count),"
					     "file=de-de/a.md,line=",
					     closing };
	struct arena a = { 0 };
	const char *summary;
	int status;

	(void)state;
	setenv("GITHUB_ACTIONS", "true", 1);
	setenv("GITHUB_STEP_SUMMARY", "summary.md", 1);
	setenv("GITHUB_SERVER_URL", "https://example.org", 1);
	setenv("GITHUB_REPOSITORY", "o/r", 1);
	setenv("GITHUB_SHA", "5d1f", 1);
	file_write("summary.md", "# An earlier step");
	check_lines(ci(&a, NULL, &status), lines, countof(lines));
	assert_int_equal(status, EXIT_FINDINGS);
	summary = file_read(&a, "summary.md");
	assert_ptr_equal(strstr(summary, "# An earlier step\n## loclint\n\n1 finding in 1 page."),
			 summary);
	assert_non_null(
		strstr(summary, "](https://example.org/o/r/blob/5d1f/de-de/a.md?plain=1#L"));
	ci(&a, NULL, &status);
	summary = file_read(&a, "summary.md");
	assert_non_null(strstr(strstr(summary, "## loclint") + 1, "## loclint"));
	arena_free(&a);
}

static void
azure_gets_issues_and_a_file_to_upload(void **state)
{
	static const char *const lines[] = { "##vso[task.logissue type=error;"
					     "sourcepath=de-de/a.md;linenumber=",
					     closing,
					     "##vso[task.uploadsummary]./loclint-summary.md" };
	struct arena a = { 0 };
	int status;

	(void)state;
	setenv("TF_BUILD", "True", 1);
	setenv("AGENT_TEMPDIRECTORY", "./", 1);
	check_lines(ci(&a, NULL, &status), lines, countof(lines));
	assert_int_equal(status, EXIT_FINDINGS);
	assert_non_null(strstr(file_read(&a, "loclint-summary.md"), "## loclint\n"));
	arena_free(&a);
}

static void
teamcity_gets_inspections_and_a_log(void **state)
{
	static const char *const lines[] = { "##teamcity[inspectionType id='list-item-count'",
					     "##teamcity[inspection typeId='list-item-count'",
					     "de-de/a.md:", closing };
	struct arena a = { 0 };
	int status;

	(void)state;
	setenv("TEAMCITY_VERSION", "2024.1", 1);
	check_lines(ci(&a, NULL, &status), lines, countof(lines));
	arena_free(&a);
}

static void
elsewhere_there_is_a_log(void **state)
{
	static const char *const lines[] = { "de-de/a.md:", closing };
	struct arena a = { 0 };
	int status;

	(void)state;
	setenv("GITLAB_CI", "true", 1);
	check_lines(ci(&a, NULL, &status), lines, countof(lines));
	assert_int_equal(status, EXIT_FINDINGS);
	arena_free(&a);
}

/* A file is one more report, standard output another one. */
static void
what_is_asked_for_comes_as_well(void **state)
{
	struct arena a = { 0 };
	const char *text;
	int status;

	(void)state;
	setenv("GITHUB_ACTIONS", "true", 1);
	text = ci(&a, "junit=report.xml", &status);
	assert_ptr_equal(strstr(text, "::error title=loclint"), text);
	assert_non_null(strstr(file_read(&a, "report.xml"), "<testsuites name=\"loclint\""));
	text = ci(&a, "jsonl", &status);
	assert_ptr_equal(strstr(text, "{\"rule\":\"list-item-count\""), text);
	assert_null(strstr(text, "::error title"));
	arena_free(&a);
}

static void
a_page_that_is_right_passes(void **state)
{
	static const char *const lines[] = { "No findings in 1 page (1 locale), " };
	struct arena a = { 0 };
	int status;

	(void)state;
	setenv("GITHUB_ACTIONS", "true", 1);
	file_write("de-de/a.md",
		   "# Anmelden\n\n- `one` aufrufen.\n- `two` aufrufen.\n- `three` aufrufen.\n");
	check_lines(ci(&a, NULL, &status), lines, countof(lines));
	assert_int_equal(status, EXIT_CLEAN);
	arena_free(&a);
}

static void
a_summary_that_cannot_be_written_is_no_success(void **state)
{
	struct arena a = { 0 };
	int status, saved = dup(2), null = open("/dev/null", O_WRONLY);

	(void)state;
	setenv("GITHUB_ACTIONS", "true", 1);
	setenv("GITHUB_STEP_SUMMARY", "missing/summary.md", 1);
	assert_true(saved >= 0 && null >= 0 && dup2(null, 2) == 2);
	ci(&a, NULL, &status);
	assert_int_equal(dup2(saved, 2), 2);
	close(saved);
	close(null);
	assert_int_equal(status, EXIT_TROUBLE);
	arena_free(&a);
}

int
main(void)
{
#define IN_TREE(f) cmocka_unit_test_setup_teardown(f, tree_make, tree_remove)
	const struct CMUnitTest tests[] = {
		IN_TREE(github_gets_annotations_and_a_summary),
		IN_TREE(azure_gets_issues_and_a_file_to_upload),
		IN_TREE(teamcity_gets_inspections_and_a_log),
		IN_TREE(elsewhere_there_is_a_log),
		IN_TREE(what_is_asked_for_comes_as_well),
		IN_TREE(a_page_that_is_right_passes),
		IN_TREE(a_summary_that_cannot_be_written_is_no_success),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
