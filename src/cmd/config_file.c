/* Reads a configuration file and, before it, those that it extends.
 *
 * A file that is reached by `extends` may be anybody's: it must be called a YAML file, so that a
 * configuration in a pull request cannot have a key or a list of passwords shown in the log, and of
 * its content messages show the one line that is wrong, and no more. */
#include "cmd/command.h"

#include "base/path.h"
#include "sys/sys.h"

enum { CONFIG_BYTES = 1 << 20, EXTENDS_DEPTH = 10, EXTENDS_FILES = 64 };

/* One file on the way from the outermost to the one being read. */
struct chain {
	const struct chain *outer; /* the file that extends this one; NULL: none */
	struct str file, real, text;
	struct str dir; /* its folder, seen from where paths start */
	int depth;
};

struct loader {
	struct arena *a;
	struct config *c;
	struct config_error *error;
	int files; /* read so far */
};

static bool load(struct loader *l, struct chain *at);

/* An error at the name of a file in `extends`. */
static bool
refuse(struct loader *l, const struct chain *at, struct span place, struct str message)
{
	config_error_at(l->a, l->error, at->file, at->text, place, message, S(""));
	return false;
}

static bool
extend(struct loader *l, const struct chain *at, const struct config_extend *e)
{
	struct chain next = {
		.outer = at,
		.file = path_join(l->a, path_dir(at->file), e->name),
		.dir = path_join(l->a, at->dir, path_dir(e->name)),
		.depth = at->depth + 1,
	};
	struct str why;

	if (next.depth > EXTENDS_DEPTH)
		return refuse(l, at, e->at,
			      str_fmt(l->a, "`extends` goes deeper than %d files", EXTENDS_DEPTH));
	if (++l->files > EXTENDS_FILES)
		return refuse(
			l, at, e->at,
			str_fmt(l->a, "`extends` leads to more than %d files", EXTENDS_FILES));
	if (!str_ends(e->name, S(".yml")) && !str_ends(e->name, S(".yaml")))
		return refuse(l, at, e->at,
			      str_fmt(l->a, "`%.*s` is not a .yml or .yaml file", P(e->name)));
	next.real = fs_real(l->a, next.file);
	for (const struct chain *c = at; c; c = c->outer)
		if (next.real.n && str_eq(c->real, next.real))
			return refuse(l, at, e->at,
				      str_fmt(l->a, "`%.*s` extends itself", P(next.file)));
	if (fs_read(l->a, next.file, CONFIG_BYTES, &next.text, &why) != FS_OK)
		return refuse(l, at, e->at,
			      str_fmt(l->a, "cannot read `%.*s`: %.*s", P(next.file), P(why)));
	return load(l, &next);
}

/* Leaves one line of what is shown of somebody else's file. */
static bool
keep_one_line(struct arena *a, struct config_error *e)
{
	ptrdiff_t end = str_find_char(e->message, '\n', 0);

	if (end >= 0)
		e->message = str_fmt(a, "%.*s...`", P(str_slice(e->message, 0, end)));
	if (e->snippet.nlines > 1)
		e->snippet.nlines = 1;
	e->snippet.more = false;
	return false;
}

static bool
load(struct loader *l, struct chain *at)
{
	struct config_extends list = { 0 };
	struct config before;

	if (!config_extends(l->a, at->file, at->text, &list, l->error))
		return at->outer ? keep_one_line(l->a, l->error) : false;
	for (ptrdiff_t i = 0; i < list.n; i++)
		if (!extend(l, at, &list.v[i]))
			return false;
	before = *l->c;
	if (!config_read(l->a, l->c, at->file, at->text, l->error))
		return at->outer ? keep_one_line(l->a, l->error) : false;
	if (at->outer)
		config_rebase(l->a, l->c, &before, at->dir);
	return true;
}

bool
settings_load(struct arena *a, struct config *c, struct str file, struct config_error *error)
{
	struct loader l = { .a = a, .c = c, .error = error };
	struct chain at = { .file = file, .real = fs_real(a, file) };
	struct str why;

	if (fs_read(a, file, CONFIG_BYTES, &at.text, &why) != FS_OK) {
		*error = (struct config_error){
			.message = str_fmt(a, "cannot read the configuration `%.*s`: %.*s", P(file),
					   P(why)),
		};
		return false;
	}
	c->file = file;
	c->dir = path_dir(file);
	if (str_eq(path_base(c->dir), S(".config"))) {
		c->dir = path_dir(c->dir);
		at.dir = S(".config");
	}
	if (!load(&l, &at))
		return false;
	if (!config_finish(a, c, error))
		return str_eq(c->pending_file, file) ? false : keep_one_line(a, error);
	return true;
}
