/* `loclint check`: settings, outputs, then a run, or one that fixes. */
#include "cmd/fix.h"
#include "cmd/output.h"
#include "cmd/scope.h"

/* --add-ignore: what is found goes into the configuration instead of a report. */
static int
add_ignores(struct arena *a, const struct options *o, const struct config *c)
{
	struct outputs none = { 0 };
	struct engine e = { 0 };
	int status;

	if (fix_wanted(o))
		return terminal_fail(a, o, S("--add-ignore does not go with --fix or --diff"),
				     S("fix first, then ignore what is left"));
	status = check_engine(a, o, c, &none, NULL, &e);
	if (status == EXIT_CLEAN) {
		terminal_notices(o, &e);
		status = ignore_add(a, o, c, &e);
	}
	engine_free(&e);
	return status;
}

int
command_check(struct arena *a, const struct options *given)
{
	struct options whole = *given, *o = &whole;
	struct config c;
	struct outputs list = { 0 };

	if (!scope_read(a, o) || !settings_read(a, o, &c) || !outputs_read(a, o, &list, S("full")))
		return EXIT_TROUBLE;
	if (o->add_ignore.p)
		return add_ignores(a, o, &c);
	return fix_wanted(o) ? fix_run(a, o, &c, &list) : check_run(a, o, &c, &list);
}
