/* `loclint ci`: `check` as a CI job wants it.  The CI is told from its environment; needs no token
 * and writes nothing but reports. */
#include "cmd/output.h"
#include "cmd/scope.h"

#include "base/path.h"
#include "sys/sys.h"

/* A CI, and how findings are told there. */
struct ci {
	const char *variable;    /* set in its jobs */
	const char *annotations; /* format on standard output; NULL: it has none */
	bool silent;             /* annotations do not show in the log */
	const char *summary;     /* variable that names the file a job's summary is appended to */
	const char *folder;      /* variable that names a folder for a summary to upload */
};

static const struct ci known[] = {
	{ "GITHUB_ACTIONS", "github", false, "GITHUB_STEP_SUMMARY", NULL },
	{ "TF_BUILD", "azure", false, NULL, "AGENT_TEMPDIRECTORY" },
	{ "TEAMCITY_VERSION", "teamcity", true, NULL, NULL },
};

static const struct ci elsewhere = { .annotations = NULL };

static const struct ci *
ci_here(void)
{
	for (ptrdiff_t i = 0; i < countof(known); i++)
		if (env_get(known[i].variable).n)
			return &known[i];
	return &elsewhere;
}

static struct str
variable(const char *name)
{
	return name ? env_get(name) : S("");
}

/* Under annotations, which have no closing line of their own. */
static const struct reporter closing = { .machine = true, .write = report_summary };

static void
add(struct arena *a, struct outputs *list, struct str format, struct str file)
{
	*vec_push(a, list) = (struct output){ output_format(format), file, file.n > 0 };
}

/* What the job shows, unless an -o says so. */
static void
add_log(struct arena *a, struct outputs *list, const struct ci *ci, bool quiet)
{
	if (ci->annotations)
		add(a, list, str_c(ci->annotations), S(""));
	if (!ci->annotations || ci->silent)
		add(a, list, S("concise"), S(""));
	else if (!quiet)
		*vec_push(a, list) = (struct output){ .reporter = &closing };
}

/* Where Azure takes a summary from: a file that a logging command names. */
static struct str
upload_path(struct arena *a, const struct ci *ci)
{
	struct str folder = variable(ci->folder);

	return folder.n ? path_join(a, folder, S("loclint-summary.md")) : S("");
}

static int
upload(struct arena *a, const struct options *o, struct str path, int status)
{
	struct report_style style = { .utf8 = true, .ci = true };
	struct buf out = { .a = a };

	buf_str(&out, S("##vso[task.uploadsummary]"));
	report_escape(&out, path, &style);
	buf_char(&out, '\n');
	return terminal_print(a, o, &out, status);
}

int
command_ci(struct arena *a, const struct options *o)
{
	const struct ci *ci = ci_here();
	struct options quiet = *o;
	struct outputs list = { 0 };
	struct config c;
	struct str path = upload_path(a, ci);
	int status;

	quiet.no_progress = true;
	/* A pull request answers for what it changes. */
	if (!o->since.n && !o->staged && scope_is_pull_request())
		quiet.since = S("auto");
	if (!scope_read(a, &quiet) || !settings_read(a, o, &c) || !outputs_read(a, o, &list, S("")))
		return EXIT_TROUBLE;
	if (!outputs_to_stdout(&list))
		add_log(a, &list, ci, o->quiet > 0);
	if (variable(ci->summary).n)
		add(a, &list, S("markdown"), variable(ci->summary));
	if (path.n)
		*vec_push(a, &list) = (struct output){ output_format(S("markdown")), path, false };
	status = check_run(a, &quiet, &c, &list);
	return path.n && status != EXIT_TROUBLE && o->quiet < 2 ? upload(a, o, path, status)
								: status;
}
