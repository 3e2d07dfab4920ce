/* Standard output and standard error: colour, width, errors and notices. */
#include "cmd/command.h"
#include "sys/sys.h"

static bool
is_set(const char *name)
{
	struct str v = env_get(name);

	return v.n && !str_eq(v, S("0"));
}

static bool
in_ci(void)
{
	return is_set("GITHUB_ACTIONS") || is_set("GITLAB_CI") || is_set("TF_BUILD") ||
	       is_set("BUILDKITE") || is_set("TEAMCITY_VERSION");
}

/* --color, then NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then a terminal, then CI logs that
 * render colour. */
static bool
wants_color(const struct options *o, int fd)
{
	if (str_eq(o->color, S("always")) || str_eq(o->color, S("never")))
		return str_eq(o->color, S("always"));
	if (env_get("NO_COLOR").n)
		return false;
	if (is_set("FORCE_COLOR") || is_set("CLICOLOR_FORCE"))
		return true;
	if (out_is_tty(fd))
		return !str_eq(env_get("TERM"), S("dumb"));
	return in_ci();
}

struct report_style
terminal_style(const struct options *o, int fd)
{
	bool tty = out_is_tty(fd);

	return (struct report_style){
		.color = wants_color(o, fd),
		.utf8 = env_is_utf8(),
		.tty = tty,
		.columns = tty ? out_columns(fd) : 200,
		.summary = !o->quiet,
		.collapse = tty && !o->no_collapse,
		.verbose = o->verbose > 0,
		.ci = in_ci(),
	};
}

int
terminal_error(struct arena *a, const struct options *o, const struct config_error *e)
{
	struct report_style style = terminal_style(o, 2);
	struct buf out = { .a = a };
	struct str why;

	report_config_error(&out, e, &style);
	out_write(2, &out, &why); /* nowhere left to complain */
	return EXIT_TROUBLE;
}

int
terminal_fail(struct arena *a, const struct options *o, struct str message, struct str help)
{
	return terminal_error(a, o, &(struct config_error){ .message = message, .help = help });
}

int
terminal_print(struct arena *a, const struct options *o, const struct buf *out, int status)
{
	struct str why;

	if (out_write(1, out, &why))
		return status;
	return terminal_fail(a, o, str_fmt(a, "cannot write to standard output: %.*s", P(why)),
			     S(""));
}

void
terminal_notices(const struct options *o, struct engine *e)
{
	struct report_style style = terminal_style(o, 2);
	struct buf out = { .a = &e->arena };
	struct str why;

	for (ptrdiff_t i = 0; i < e->nnotices; i++) {
		buf_str(&out, S("loclint: "));
		report_escape(&out, e->notices[i], &style);
		buf_char(&out, '\n');
	}
	out_write(2, &out, &why);
}
