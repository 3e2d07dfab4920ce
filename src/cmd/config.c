/* `loclint config`: the settings of a run and who set them, and what may be set. */
#include "cmd/command.h"

#include "base/path.h"
#include "site/terms.h"
#include "sys/sys.h"

struct ask {
	struct arena *a;
	const struct options *o;
	struct config c;
	struct buf out;
};

/* --- show -------------------------------------------------------------------------------- */

static void
write_row(struct ask *q, const struct config_origin *row, int indent)
{
	struct buf *out = &q->out;
	ptrdiff_t before;

	buf_repeat(out, ' ', indent);
	before = out->n;
	buf_fmt(out, "%.*s: %.*s", P(row->key), P(row->text.n ? row->text : S("(not set)")));
	buf_repeat(out, ' ', out->n - before < 39 ? before + 39 - out->n : 1);
	buf_fmt(out, " # %.*s\n", P(row->where));
}

static void
write_list(struct ask *q, const struct config *c, int indent)
{
	struct config_origins list = { 0 };

	config_list(q->a, c, q->o->verbose > 0, &list);
	for (ptrdiff_t i = 0; i < list.n; i++)
		write_row(q, &list.v[i], indent);
}

static bool
same_row(const struct config_origin *a, const struct config_origin *b)
{
	return str_eq(a->key, b->key) && str_eq(a->text, b->text) && str_eq(a->where, b->where);
}

/* What a project says that is not said of all. */
static void
write_project(struct ask *q, const struct config *p)
{
	struct config_origins all = { 0 }, own = { 0 };

	config_list(q->a, &q->c, true, &all);
	config_list(q->a, p, true, &own);
	buf_fmt(&q->out, "\nproject %.*s: # %.*s\n", P(p->project),
		P(p->root.n ? p->root : S(".")));
	for (ptrdiff_t i = 0; i < own.n; i++) {
		bool said = false;

		for (ptrdiff_t k = 0; k < all.n && !said; k++)
			said = same_row(&own.v[i], &all.v[k]);
		if (!said)
			write_row(q, &own.v[i], 2);
	}
}

static int
show_all(struct ask *q)
{
	if (q->c.file.n)
		buf_fmt(&q->out, "# %.*s\n", P(q->c.file));
	else
		buf_str(&q->out, S("# no configuration file\n"));
	write_list(q, &q->c, 0);
	for (ptrdiff_t i = 0; i < q->c.nprojects; i++)
		write_project(q, &q->c.projects[i]);
	return EXIT_CLEAN;
}

/* The severities on one page. */
static int
show_file(struct ask *q, struct str file)
{
	struct arena *a = q->a;
	struct str real = fs_real(a, file), path;
	const struct config *c;
	struct config_rules all;

	if (!real.n)
		return terminal_fail(a, q->o, str_fmt(a, "there is no file `%.*s`", P(file)),
				     S(""));
	path = path_relative(a, fs_real(a, q->c.dir.n ? q->c.dir : S(".")), real);
	c = engine_project_of(a, &q->c, real);
	config_rules_for(c, path, &all);
	buf_fmt(&q->out, "# %.*s", P(path));
	if (c->project.n)
		buf_fmt(&q->out, ", project %.*s", P(c->project));
	buf_char(&q->out, '\n');
	for (int r = 0; r < RULE_COUNT; r++)
		if (all.where[r].n || q->o->verbose)
			write_row(q,
				  &(struct config_origin){
					  .key = str_fmt(a, "rules.%.*s", P(rules[r].name)),
					  .text = severity_name(all.severity[r]),
					  .where = all.where[r].n ? all.where[r] : S("built in") },
				  0);
	return EXIT_CLEAN;
}

static int
show(struct ask *q)
{
	return q->o->args.n > 1 ? show_file(q, q->o->args.v[1]) : show_all(q);
}

/* --- get ---------------------------------------------------------------------------------- */

static int
unknown_key(struct ask *q, struct str key, const struct config_origins *list)
{
	struct str *names = NEW(q->a, struct str, list->n), near;

	for (ptrdiff_t i = 0; i < list->n; i++)
		names[i] = list->v[i].key;
	near = str_nearest(key, names, list->n);
	return terminal_fail(q->a, q->o, str_fmt(q->a, "unknown key `%.*s`", P(key)),
			     near.n ? str_fmt(q->a, "did you mean `%.*s`?", P(near))
				    : S("`loclint config keys` lists them"));
}

/* One value, or what is below a key; status 1 when nothing is set there. */
static int
get(struct ask *q)
{
	struct config_origins list = { 0 };
	struct str key = q->o->args.n > 1 ? q->o->args.v[1] : S(""), below;
	bool known = str_eq(key, S("locales"));

	if (!key.n)
		return terminal_fail(q->a, q->o, S("`loclint config get` needs a key"),
				     S("write loclint config get source.root"));
	below = str_fmt(q->a, "%.*s.", P(key));
	config_list(q->a, &q->c, true, &list);
	for (ptrdiff_t i = 0; i < list.n; i++) {
		known |= str_eq(list.v[i].key, key) || str_starts(list.v[i].key, below);
		if (!list.v[i].text.n)
			continue;
		if (str_eq(list.v[i].key, key))
			buf_fmt(&q->out, "%.*s\n", P(list.v[i].text));
		else if (str_starts(list.v[i].key, below))
			buf_fmt(&q->out, "%.*s: %.*s\n", P(list.v[i].key), P(list.v[i].text));
	}
	if (!known)
		return unknown_key(q, key, &list);
	return q->out.n ? EXIT_CLEAN : EXIT_FINDINGS;
}

/* --- check --------------------------------------------------------------------------------- */

/* Rule files: each is loaded once, so that every mistake in them is met. */
static bool
check_profiles(struct ask *q, const struct config *c, struct config_error *error)
{
	struct rule_files files;
	struct str named = c->profile;

	if (!rule_files_all(q->a, c, S("rules/profiles/"), &files, error))
		return false;
	for (ptrdiff_t i = files.own; i <= files.n; i++) {
		struct str name = i < files.n ? files.v[i].name : named;
		struct profile *p;

		if (!name.n)
			continue;
		if (!(p = profile_load(q->a, files.v, files.n, name, error))) {
			if (i == files.n)
				config_point(q->a, c, S("profile"), error);
			return false;
		}
		profile_free(p);
	}
	return true;
}

static bool
check_links(struct ask *q, const struct config *c, struct config_error *error)
{
	struct rule_files files;
	struct link_source *v;
	struct link_table *table;

	if (!rule_files_all(q->a, c, S("rules/links/"), &files, error))
		return false;
	v = NEW(q->a, struct link_source, files.n);
	for (ptrdiff_t i = 0; i < files.n; i++)
		v[i] = (struct link_source){ files.v[i].path, files.v[i].text };
	if (!(table = link_table_load(q->a, v, files.n, error)))
		return false;
	link_table_free(table);
	return true;
}

static bool
wrong(struct ask *q, const struct config *c, struct str key, struct config_error *error,
      struct str message)
{
	*error = (struct config_error){ .message = message };
	config_point(q->a, c, key, error);
	return false;
}

static bool
check_layout(struct ask *q, const struct config *c, struct config_error *error)
{
	struct layouts all;

	return rule_layouts(q->a, c, &all, error) && rule_layout_known(q->a, c, &all, error);
}

static bool
check_folder(struct ask *q, const struct config *c, struct str key, struct str dir,
	     struct config_error *error)
{
	struct str path = path_join(q->a, c->dir, dir);

	return !dir.n || fs_kind(path) == FS_DIR ||
	       wrong(q, c, key, error, str_fmt(q->a, "there is no folder `%.*s`", P(path)));
}

static bool
check_terms(struct ask *q, const struct config *c, struct config_error *error)
{
	struct str path = path_join(q->a, c->dir, c->terms), text, why;

	if (!c->terms.n)
		return true;
	if (fs_read(q->a, path, DOC_MAX_BYTES, &text, &why) != FS_OK)
		return wrong(
			q, c, S("terms"), error,
			str_fmt(q->a, "cannot read the glossary `%.*s`: %.*s", P(path), P(why)));
	return terms_read(q->a, path, text, error) != NULL;
}

/* Everything that can be known to be wrong before a page is read. */
static bool
check_one(struct ask *q, const struct config *c, struct config_error *error)
{
	if (!check_profiles(q, c, error) || !check_layout(q, c, error) ||
	    !check_links(q, c, error) || !check_terms(q, c, error) ||
	    !check_folder(q, c, S("source.root"), c->source_root, error) ||
	    !check_folder(q, c, S("root"), c->root, error))
		return false;
	for (ptrdiff_t i = 0; i < c->nlocales; i++) {
		const struct config_tree *t = &c->locales[i];

		if (!check_folder(q, c, str_fmt(q->a, "locales.%.*s", P(t->locale)), t->root,
				  error))
			return false;
	}
	return true;
}

static int
check(struct ask *q)
{
	struct config_error error = { 0 };
	bool ok = check_one(q, &q->c, &error);

	for (ptrdiff_t i = 0; i < q->c.nprojects && ok; i++)
		ok = check_one(q, &q->c.projects[i], &error);
	if (!ok)
		return terminal_error(q->a, q->o, &error);
	buf_fmt(&q->out, "%.*s: no error\n",
		P(q->c.file.n ? q->c.file : S("no configuration file")));
	return EXIT_CLEAN;
}

/* --- lists ---------------------------------------------------------------------------------- */

static int
path(struct ask *q)
{
	if (q->c.file.n)
		buf_fmt(&q->out, "%.*s\n", P(q->c.file));
	return q->c.file.n ? EXIT_CLEAN : EXIT_FINDINGS;
}

static int
profiles(struct ask *q)
{
	struct config_error error = { 0 };
	struct rule_files files;

	if (!rule_files_all(q->a, &q->c, S("rules/profiles/"), &files, &error))
		return terminal_error(q->a, q->o, &error);
	for (ptrdiff_t i = 0; i < files.n; i++) {
		struct profile *p;
		bool replaced = false;

		for (ptrdiff_t k = i + 1; k < files.n; k++)
			replaced |= str_eq(files.v[k].name, files.v[i].name);
		if (replaced)
			continue;
		if (!(p = profile_load(q->a, files.v, files.n, files.v[i].name, &error)))
			return terminal_error(q->a, q->o, &error);
		buf_fmt(&q->out, "%-18.*s %.*s%s\n", P(p->name), P(p->summary),
			i >= files.own ? " (your own)" : "");
		profile_free(p);
	}
	return EXIT_CLEAN;
}

static int
layouts(struct ask *q)
{
	struct config_error error = { 0 };
	struct layouts all;

	if (!rule_layouts(q->a, &q->c, &all, &error))
		return terminal_error(q->a, q->o, &error);
	for (ptrdiff_t i = 0; i < all.n; i++)
		buf_fmt(&q->out, "%-24.*s %.*s\n", P(all.v[i].name), P(all.v[i].summary));
	return EXIT_CLEAN;
}

static int
keys(struct ask *q)
{
	config_keys(&q->out);
	return EXIT_CLEAN;
}

static int
schema(struct ask *q)
{
	config_schema(&q->out);
	return EXIT_CLEAN;
}

static const struct {
	const char *word;
	int (*run)(struct ask *q);
	bool reads; /* the configuration */
	int most;   /* arguments */
} words[] = {
	{ "show", show, true, 1 },         { "check", check, true, 0 },
	{ "get", get, true, 1 },           { "path", path, true, 0 },
	{ "keys", keys, false, 0 },        { "schema", schema, false, 0 },
	{ "profiles", profiles, true, 0 }, { "layouts", layouts, true, 0 },
};

static int
unknown_word(struct arena *a, const struct options *o, struct str word)
{
	struct str names[countof(words)];

	for (ptrdiff_t i = 0; i < countof(words); i++)
		names[i] = str_c(words[i].word);
	return terminal_fail(
		a, o, str_fmt(a, "unknown word `%.*s`", P(word)),
		str_fmt(a, "write one of %.*s", P(str_join(a, names, countof(words), S(", ")))));
}

int
command_config(struct arena *a, const struct options *o)
{
	struct str word = o->args.n ? o->args.v[0] : S("show");
	struct ask q = { .a = a, .o = o, .out.a = a };

	for (ptrdiff_t i = 0; i < countof(words); i++) {
		int status;

		if (!str_eq(str_c(words[i].word), word))
			continue;
		if (o->args.n > 1 + words[i].most)
			return terminal_fail(a, o,
					     str_fmt(a, "`loclint config %s` does not take `%.*s`",
						     words[i].word,
						     P(o->args.v[1 + words[i].most])),
					     S(""));
		if (words[i].reads && !settings_read(a, o, &q.c))
			return EXIT_TROUBLE;
		status = words[i].run(&q);
		return status == EXIT_TROUBLE ? status : terminal_print(a, o, &q.out, status);
	}
	return unknown_word(a, o, word);
}
