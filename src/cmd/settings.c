/* Where settings come from: built-in values, .loclint.yml, environment, options, --set; the later wins. */
#include "cmd/command.h"

#include "base/path.h"
#include "sys/sys.h"

enum { CONFIG_BYTES = 1 << 20 };

static const char *const config_names[] = { ".loclint.yml", ".loclint.yaml", "loclint.yml", ".config/loclint.yml" };

/* The configuration file of `dir`, empty when it has none; two in one folder are an error. */
static bool
config_in(struct arena *a, const struct options *o, struct str dir, struct str *found)
{
	*found = S("");
	for (ptrdiff_t i = 0; i < countof(config_names); i++) {
		struct str path = path_join(a, dir, str_c(config_names[i]));

		if (fs_kind(path) != FS_FILE)
			continue;
		if (found->n) {
			terminal_fail(a, o, str_fmt(a, "`%.*s` and `%.*s` are both configuration files", P(*found), P(path)),
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
		if (!config_in(a, o, dir, found))
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
	struct str file = o->config_file.n ? o->config_file : env_get("LOCLINT_CONFIG"), text, why;

	if (o->no_config || (!file.n && !config_find(a, o, &file)))
		return o->no_config;
	if (!file.n)
		return true;
	if (fs_read(a, file, CONFIG_BYTES, &text, &why) != FS_OK) {
		terminal_fail(a, o, str_fmt(a, "cannot read the configuration `%.*s`: %.*s", P(file), P(why)), S(""));
		return false;
	}
	if (!config_read(a, c, file, text, &error)) {
		terminal_error(a, o, &error);
		return false;
	}
	c->file = file;
	c->dir = path_dir(file);
	if (str_eq(path_base(c->dir), S(".config")))
		c->dir = path_dir(c->dir);
	return true;
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
set_gate(struct arena *a, const struct options *o, struct config *c)
{
	int64_t n;

	if (str_eq(o->fail_on, S("never")))
		c->fail_on = SEV_OFF;
	else if (o->fail_on.n && !severity_parse(o->fail_on, &c->fail_on))
		return terminal_fail(a, o, str_fmt(a, "--fail-on takes error, warning, info or never, not `%.*s`", P(o->fail_on)), S("")), false;
	if (!o->max_warnings.n)
		return true;
	if (!str_int(o->max_warnings, &n))
		return terminal_fail(a, o, str_fmt(a, "--max-warnings takes a number, not `%.*s`", P(o->max_warnings)), S("")), false;
	c->max_warnings = (ptrdiff_t)n;
	return true;
}

/* Paths given by option start from the working directory, those of the file from its folder. */
static struct str
from_here(struct arena *a, const struct config *c, struct str path)
{
	return c->dir.n && path.n && path.p[0] != '/' ? path_relative(a, fs_real(a, c->dir), path_join(a, fs_real(a, S(".")), path)) : path;
}

bool
settings_read(struct arena *a, const struct options *o, struct config *c)
{
	struct str source = o->source.n ? o->source : env_get("LOCLINT_SOURCE");
	ptrdiff_t n;

	config_init(c);
	if (!read_file(a, o, c))
		return false;
	if (source.n) {
		c->source_root = from_here(a, c, source);
		c->source_locale = S("");
	}
	if (o->profile.n)
		c->profile = o->profile;
	if (o->layout.n)
		c->layout = o->layout;
	n = c->nexclude;
	if (o->exclude.n) {
		struct str *all = NEW(a, struct str, n + o->exclude.n);

		for (ptrdiff_t i = 0; i < n + o->exclude.n; i++)
			all[i] = i < n ? c->exclude[i] : o->exclude.v[i - n];
		c->exclude = all;
		c->nexclude = n + o->exclude.n;
	}
	return apply(a, o, c, &o->rule, config_rule) && apply(a, o, c, &o->only, config_only) &&
	       apply(a, o, c, &o->skip, config_skip) && set_gate(a, o, c) && apply(a, o, c, &o->set, config_set);
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
		.jobs = jobs > 256 ? 256 : (int)jobs,
		.allow_empty = o->allow_empty,
	};
}
