/* Where settings come from: built-in values, .loclint.yml, environment, options, --set; the later
 * wins. */
#include "cmd/command.h"

#include "base/path.h"
#include "sys/sys.h"

static const char *const config_names[] = { ".loclint.yml", ".loclint.yaml", "loclint.yml",
					    ".config/loclint.yml" };

bool
settings_in(struct arena *a, const struct options *o, struct str dir, struct str *found)
{
	*found = S("");
	for (ptrdiff_t i = 0; i < countof(config_names); i++) {
		struct str path = path_join(a, dir, str_c(config_names[i]));

		if (fs_kind(path) != FS_FILE)
			continue;
		if (found->n) {
			terminal_fail(a, o,
				      str_fmt(a, "`%.*s` and `%.*s` are both configuration files",
					      P(*found), P(path)),
				      S("keep one of them"));
			return false;
		}
		*found = path;
	}
	return true;
}

/* Upward from the working directory to the top of the git work tree. */
static bool
config_find(struct arena *a, const struct options *o, struct str *found)
{
	struct str dir = S("."), real = fs_real(a, dir);

	for (int depth = 0; depth < 100; depth++) {
		if (!settings_in(a, o, dir, found))
			return false;
		if (found->n || fs_kind(path_join(a, dir, S(".git"))) != FS_NONE || real.n <= 1)
			return true;
		real = path_dir(real);
		dir = depth ? path_join(a, S(".."), dir) : S("..");
	}
	return true;
}

static bool
read_file(struct arena *a, const struct options *o, struct config *c)
{
	struct config_error error = { 0 };
	struct str file = o->config_file.n ? o->config_file : env_get("LOCLINT_CONFIG");

	if (o->no_config && o->config_file.n) {
		terminal_fail(a, o, S("--config and --no-config contradict each other"), S(""));
		return false;
	}
	if (o->no_config || (!file.n && !config_find(a, o, &file)))
		return o->no_config;
	if (!file.n || settings_load(a, c, file, &error))
		return true;
	terminal_error(a, o, &error);
	return false;
}

/* One list option through one setter. */
static bool
apply(struct arena *a, const struct options *o, struct config *c, const struct words *list,
      bool (*set)(struct arena *, struct config *, struct str, struct config_error *))
{
	struct config_error error = { 0 };

	for (ptrdiff_t i = 0; i < list->n; i++) {
		if (set(a, c, list->v[i], &error))
			continue;
		terminal_error(a, o, &error);
		return false;
	}
	return true;
}

static bool
check_jobs(struct arena *a, const struct options *o)
{
	int64_t n;

	if (!o->jobs.n || str_int(o->jobs, &n))
		return true;
	terminal_fail(a, o, str_fmt(a, "--jobs takes a number of threads, not `%.*s`", P(o->jobs)),
		      S(""));
	return false;
}

/* Is the value of an option a number, when there is one?  Then it is *n. */
static bool
is_number(struct arena *a, const struct options *o, const char *option, struct str value,
	  int64_t *n)
{
	if (!value.n || str_int(value, n))
		return true;
	terminal_fail(a, o, str_fmt(a, "%s takes a number, not `%.*s`", option, P(value)), S(""));
	return false;
}

static bool
set_gate(struct arena *a, const struct options *o, struct config *c)
{
	int64_t n;

	if (str_eq(o->fail_on, S("never")))
		c->fail_on = SEV_OFF;
	else if (o->fail_on.n && !severity_parse(o->fail_on, &c->fail_on))
		return terminal_fail(
			       a, o,
			       str_fmt(a,
				       "--fail-on takes error, warning, info or never, not `%.*s`",
				       P(o->fail_on)),
			       S("")),
		       false;
	if (!is_number(a, o, "--max-findings", o->max_findings, &n) ||
	    !is_number(a, o, "--max-warnings", o->max_warnings, &n))
		return false;
	if (o->max_warnings.n)
		c->max_warnings = (ptrdiff_t)n;
	return true;
}

/* Paths given by option start from the working directory, those of the file from its folder. */
static struct str
from_here(struct arena *a, const struct config *c, struct str path)
{
	return c->dir.n && path.n && path.p[0] != '/'
		       ? path_relative(a, fs_real(a, c->dir),
				       path_join(a, fs_real(a, S(".")), path))
		       : path;
}

/* A setting that an option or the environment gives. */
static void
set_one(struct arena *a, struct config *c, struct str *field, const char *key, struct str value,
	const char *where)
{
	*field = value;
	config_note(a, c, str_c(key), value, str_c(where));
}

static void
set_paths(struct arena *a, const struct options *o, struct config *c)
{
	struct str source = o->source.n ? o->source : env_get("LOCLINT_SOURCE");
	ptrdiff_t n = c->nexclude;
	struct str *all = NEW(a, struct str, n + o->exclude.n);

	if (source.n) {
		set_one(a, c, &c->source_root, "source.root", from_here(a, c, source),
			o->source.n ? "--source" : "LOCLINT_SOURCE");
		c->source_locale = S("");
	}
	if (!o->exclude.n)
		return;
	for (ptrdiff_t i = 0; i < n + o->exclude.n; i++)
		all[i] = i < n ? c->exclude[i] : o->exclude.v[i - n];
	c->exclude = all;
	c->nexclude = n + o->exclude.n;
	config_note(a, c, S("exclude"), S(""), n ? S("the file and --exclude") : S("--exclude"));
}

/* What options and environment say, over one configuration. */
static bool
set_all(struct arena *a, const struct options *o, struct config *c)
{
	set_paths(a, o, c);
	c->no_history = o->no_history;
	if (o->no_gitignore) {
		c->gitignore = false;
		config_note(a, c, S("gitignore"), S("false"), S("--no-gitignore"));
	}
	if (o->profile.n)
		set_one(a, c, &c->profile, "profile", o->profile, "--profile");
	if (o->layout.n)
		set_one(a, c, &c->layout, "layout", o->layout, "--layout");
	if (o->fail_on.n)
		config_note(a, c, S("fail-on"), o->fail_on, S("--fail-on"));
	if (o->max_warnings.n)
		config_note(a, c, S("max-warnings"), o->max_warnings, S("--max-warnings"));
	return apply(a, o, c, &o->rule, config_rule) && apply(a, o, c, &o->only, config_only) &&
	       apply(a, o, c, &o->skip, config_skip) && set_gate(a, o, c) && check_jobs(a, o) &&
	       apply(a, o, c, &o->set, config_set);
}

/* --project: the configuration of one project instead of all of them. */
static bool
choose_project(struct arena *a, const struct options *o, struct config *c)
{
	struct str *names = NEW(a, struct str, c->nprojects), near;

	if (!o->project.n)
		return true;
	for (ptrdiff_t i = 0; i < c->nprojects; i++) {
		names[i] = c->projects[i].project;
		if (!str_eq(names[i], o->project))
			continue;
		*c = c->projects[i];
		return true;
	}
	near = str_nearest(o->project, names, c->nprojects);
	terminal_fail(a, o, str_fmt(a, "there is no project `%.*s`", P(o->project)),
		      near.n         ? str_fmt(a, "did you mean `%.*s`?", P(near))
		      : c->nprojects ? str_fmt(a, "known are %.*s",
					       P(str_join(a, names, c->nprojects, S(", "))))
				     : S("the configuration has no `projects`"));
	return false;
}

/* Trees that options name cannot be those of several projects. */
static bool
has_one_site(struct arena *a, const struct options *o, const struct config *c)
{
	bool trees = o->source.n || env_get("LOCLINT_SOURCE").n;

	for (ptrdiff_t i = 0; i < o->locale.n; i++)
		trees |= str_find_char(o->locale.v[i], '=', 0) >= 0;
	if (!trees || !c->nprojects)
		return true;
	terminal_fail(a, o,
		      S("--source, LOCLINT_SOURCE and --locale TAG=DIR are for one project, and "
			"the configuration has several"),
		      S("choose one with --project NAME"));
	return false;
}

bool
settings_read(struct arena *a, const struct options *o, struct config *c)
{
	config_init(c);
	if (!read_file(a, o, c) || !choose_project(a, o, c) || !has_one_site(a, o, c))
		return false;
	for (ptrdiff_t i = 0; i < c->nprojects; i++)
		if (!set_all(a, o, &c->projects[i]))
			return false;
	return set_all(a, o, c);
}

/* SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/) fixes the day for
 * tests and repeatable reports. */
static int64_t
today(void)
{
	int64_t seconds;

	return str_int(env_get("SOURCE_DATE_EPOCH"), &seconds) ? seconds : clock_today() * 86400;
}

struct engine_options
settings_engine(struct arena *a, const struct options *o, const struct config *c)
{
	int64_t jobs = 0;

	(void)a;
	if (!str_int(o->jobs, &jobs) || jobs < 1)
		jobs = par_cores();
	return (struct engine_options){
		.config = c,
		.paths = o->args.v,
		.npaths = o->args.n,
		.locales = o->locale.v,
		.nlocales = o->locale.n,
		.today = today(),
		.jobs = jobs > 256 ? 256 : (int)jobs,
		.allow_empty = o->allow_empty,
		.named = o->named,
		.changes = o->changes,
	};
}

int
settings_run(struct arena *a, const struct options *o,
	     int (*run)(struct arena *a, const struct options *o, const struct config *c,
			struct engine *e))
{
	struct config c;
	struct engine e = { 0 };
	int status;

	if (!settings_read(a, o, &c))
		return EXIT_TROUBLE;
	status = run(a, o, &c, &e);
	engine_free(&e);
	return status;
}
