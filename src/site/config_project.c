/* What lies around one configuration: the files it extends, the projects it is for, and who said
 * what.  Paths are kept as seen from the folder of the outermost file, whoever wrote them. */
#include "base/path.h"
#include "site/config_read.h"

enum { PROJECTS_LIMIT = 256 };

/* --- who said what ----------------------------------------------------------------- */

static struct config_origin *
origin_of(const struct config *c, struct str key)
{
	for (ptrdiff_t i = 0; i < c->origins.n; i++)
		if (str_eq(c->origins.v[i].key, key))
			return &c->origins.v[i];
	return NULL;
}

struct config_origin *
config_note(struct arena *a, struct config *c, struct str key, struct str text, struct str where)
{
	struct config_origin *o = origin_of(c, key);

	if (!o)
		o = vec_push(a, &c->origins);
	*o = (struct config_origin){ .key = key, .text = text, .where = where };
	return o;
}

void
config_point(struct arena *a, const struct config *c, struct str key, struct config_error *error)
{
	const struct config_origin *o = origin_of(c, key);

	if (o && o->file.n && !error->at.line)
		config_error_at(a, error, o->file, o->source, o->at, error->message, error->help);
}

/* A value in one line; long lists are counted only. */
static struct str
value_text(struct arena *a, const struct yaml *y)
{
	ptrdiff_t n = schema_count(y);

	for (const struct yaml *e = y->first; e; e = e->next)
		if (e->kind != YAML_SCALAR)
			return str_fmt(a, "(%td entr%s)", n, n == 1 ? "y" : "ies");
	return yaml_canonical(a, y);
}

/* Has the key parts that are set one by one? */
static bool
has_parts(const struct yaml *y)
{
	return y->kind == YAML_MAPPING &&
	       (str_eq(y->key, S("source")) || str_eq(y->key, S("locales")));
}

static void
note(struct schema *s, struct config *c, const struct yaml *y, struct str key)
{
	struct config_origin *o =
		config_note(s->a, c, key, value_text(s->a, y), config_where(s, y->key_at.off));

	if (s->placeless)
		return;
	o->file = s->file;
	o->source = s->text;
	o->at = y->at;
}

void
config_note_all(struct schema *s, struct config *c, const struct yaml *root)
{
	for (const struct yaml *y = root->first; y; y = y->next) {
		struct str key = str_dup(s->a, y->key);

		if (str_eq(key, S("rules")) || str_eq(key, S("version"))) /* noted per rule */
			continue;
		if (str_eq(key, S("preset")))
			key = S("profile");
		else if (str_eq(key, S("source")) && y->kind == YAML_SCALAR)
			key = S("source.root");
		if (!has_parts(y)) {
			note(s, c, y, key);
			continue;
		}
		for (const struct yaml *e = y->first; e; e = e->next)
			note(s, c, e, str_fmt(s->a, "%.*s.%.*s", P(y->key), P(e->key)));
	}
}

/* --- extends ------------------------------------------------------------------------ */

bool
config_extends(struct arena *a, struct str file, struct str text, struct config_extends *list,
	       struct config_error *error)
{
	struct schema s = { .a = a, .file = file, .text = text, .error = error };
	const struct yaml *root, *y;
	struct config_extend one;

	if (!schema_parse(&s, &root))
		return false;
	if (!(y = yaml_member(root, "extends")) || schema_is_absent(y))
		return true;
	if (y->kind != YAML_SCALAR && !schema_is_list(&s, y))
		return false;
	for (const struct yaml *e = y->kind == YAML_SCALAR ? y : y->first; e; e = e->next) {
		one.at = e->at;
		if (!schema_str(&s, e, &one.name))
			return false;
		*vec_push(a, list) = one;
		if (e == y)
			break;
	}
	return true;
}

/* `path`, written since *before was copied, starts at dir. */
static void
rebase(struct arena *a, struct str *path, struct str before, struct str dir)
{
	if (path->n && path->p != before.p)
		*path = path_clean(a, path_join(a, dir, *path));
}

void
config_rebase(struct arena *a, struct config *c, const struct config *before, struct str dir)
{
	if (!dir.n || str_eq(dir, S(".")))
		return;
	rebase(a, &c->source_root, before->source_root, dir);
	rebase(a, &c->source_git, before->source_git, dir);
	rebase(a, &c->terms, before->terms, dir);
	rebase(a, &c->baseline, before->baseline, dir);
	rebase(a, &c->rules_dir, before->rules_dir, dir);
	rebase(a, &c->baseline, before->baseline, dir);
	for (ptrdiff_t i = before->nignores; i < c->nignores; i++)
		if (str_find_char(c->ignores[i].path, '/', 0) >= 0)
			rebase(a, &c->ignores[i].path, S(""), dir);
	for (ptrdiff_t i = 0; i < c->nlocales; i++)
		rebase(a, &c->locales[i].root,
		       i < before->nlocales ? before->locales[i].root : S(""), dir);
	if (c->pending_projects && c->pending_projects != before->pending_projects)
		c->pending_dir = dir;
}

/* --- projects ------------------------------------------------------------------------ */

bool
read_projects(struct schema *s, const struct yaml *y, void *target)
{
	struct config *c = target;

	if (s->placeless)
		return schema_fail(s, y->at, S("write them in the configuration file"),
				   "`projects` cannot be set by an option");
	if (!schema_is_list(s, y))
		return false;
	if (schema_count(y) > PROJECTS_LIMIT)
		return schema_fail(s, y->key_at, S(""), "more than %d projects", PROJECTS_LIMIT);
	c->pending_projects = y->first ? y : NULL;
	c->pending_file = s->file;
	c->pending_text = s->text;
	c->pending_dir = S("");
	return true;
}

/* One entry over a copy of what the file says of all. */
static bool
read_project(struct schema *s, const struct yaml *y, const struct config *all, struct config *p)
{
	const struct yaml *root = yaml_member(y, "root");
	struct config before;
	struct str own = S(".");

	*p = *all;
	p->origins = (struct config_origins){ 0 };
	for (ptrdiff_t i = 0; i < all->origins.n; i++)
		*vec_push(s->a, &p->origins) = all->origins.v[i];
	p->projects = NULL;
	p->nprojects = 0;
	p->pending_projects = NULL;
	if (!schema_is_mapping(s, y) || (root && !schema_str(s, root, &own)))
		return false;
	own = path_clean(s->a, path_join(s->a, all->pending_dir, own));
	p->root = str_eq(own, S(".")) ? S("") : own; /* overrides ask for it */
	if (yaml_member(y, "locales"))
		p->nlocales = 0;
	before = *p;
	if (!schema_mapping(s, y, project_rows, p))
		return false;
	p->root = before.root;
	config_rebase(s->a, p, &before, p->root);
	config_note_all(s, p, y);
	return true;
}

bool
config_finish(struct arena *a, struct config *c, struct config_error *error)
{
	struct schema s = {
		.a = a, .file = c->pending_file, .text = c->pending_text, .error = error
	};
	ptrdiff_t n = 0;

	if (!c->pending_projects)
		return true;
	c->projects = NEW(a, struct config, schema_count(c->pending_projects));
	for (const struct yaml *y = c->pending_projects->first; y; y = y->next, n++) {
		if (!read_project(&s, y, c, &c->projects[n]))
			return false;
		for (ptrdiff_t i = 0; i < n; i++)
			if (str_eq(c->projects[i].project, c->projects[n].project))
				return schema_fail(&s, yaml_member(y, "name")->at, S(""),
						   "two projects are called `%.*s`",
						   P(c->projects[n].project));
	}
	c->nprojects = n;
	return true;
}
