/* Rule files: those of rules/ and src/check/explain/, embedded at build time by src/embed.sh, and a
 * project's own. */
#include "embed.h"

#include "engine/engine.h"

#include "base/path.h"
#include "sys/sys.h"

enum { RULE_BYTES = 1 << 20 };

static const struct str own_folder = { ".loclint/rules", sizeof ".loclint/rules" - 1 };

struct rule_files
rule_files(struct arena *a, struct str folder)
{
	struct rule_files files = { .v = NEW(a, struct rule_file, embedded_files_n) };

	for (ptrdiff_t i = 0; i < embedded_files_n; i++) {
		const struct embedded *f = &embedded_files[i];

		if (!str_starts(f->path, folder))
			continue;
		files.v[files.n++] = (struct rule_file){
			.name = path_stem(f->path),
			.path = f->path,
			.text = f->text,
		};
	}
	files.own = files.n;
	return files;
}

static bool
fail(struct arena *a, struct config_error *error, const char *what, struct str path, struct str why)
{
	*error = (struct config_error){ .message = str_fmt(a, "%s `%.*s`%s%.*s", what, P(path),
							   why.n ? ": " : "", P(why)) };
	return false;
}

static bool
add_file(struct arena *a, struct rule_files *files, struct str path, struct config_error *error)
{
	struct rule_file *v = NEW(a, struct rule_file, files->n + 1);
	struct str text, why;

	if (fs_read(a, path, RULE_BYTES, &text, &why) != FS_OK)
		return fail(a, error, "cannot read the rule file", path, why);
	for (ptrdiff_t i = 0; i < files->n; i++)
		v[i] = files->v[i];
	v[files->n++] = (struct rule_file){ .name = path_stem(path), .path = path, .text = text };
	files->v = v;
	return true;
}

/* The YAML files of a folder, in byte order. */
static bool
add_folder(struct arena *a, struct rule_files *files, struct str dir, struct config_error *error)
{
	struct fs_list list = { 0 };

	if (fs_kind(dir) != FS_DIR)
		return true;
	if (!fs_list(a, dir, &list))
		return fail(a, error, "cannot read the folder", dir,
			    list.ntrouble ? list.trouble[0].why : S(""));
	for (ptrdiff_t i = 0; i < list.n; i++) {
		struct str path = list.v[i].path, ext = path_ext(path);

		if (str_find_char(path, '/', 0) < 0 &&
		    (str_eq(ext, S(".yml")) || str_eq(ext, S(".yaml"))) &&
		    !add_file(a, files, path_join(a, dir, path), error))
			return false;
	}
	return true;
}

bool
rule_files_all(struct arena *a, const struct config *c, struct str folder, struct rule_files *files,
	       struct config_error *error)
{
	struct str dir = path_join(a, c->dir, c->rules_dir.n ? c->rules_dir : own_folder), single;

	*files = rule_files(a, folder);
	if (c->rules_dir.n && fs_kind(dir) != FS_DIR)
		return fail(a, error, "there is no folder of rules", dir, S(""));
	/* "rules/layouts" is a folder or one file */
	dir = path_join(a, dir, str_slice(folder, S("rules/").n, folder.n));
	single = str_fmt(a, "%.*s.yml", P(dir));
	if (!str_ends(dir, S("/")) && fs_kind(single) == FS_FILE &&
	    !add_file(a, files, single, error))
		return false;
	while (str_ends(dir, S("/")))
		dir.n--;
	return add_folder(a, files, dir, error);
}

bool
rule_layouts(struct arena *a, const struct config *c, struct layouts *all,
	     struct config_error *error)
{
	struct rule_files files;
	struct layouts part;

	if (!rule_files_all(a, c, S("rules/layouts"), &files, error))
		return false;
	*all = (struct layouts){ 0 };
	/* The project's own come first: of layouts that fit equally well the first one is taken,
	 * and of two with one name. */
	for (ptrdiff_t i = files.n; i-- > 0;) {
		struct layout *v;

		part = (struct layouts){ 0 };
		if (!layouts_load(a, &part, files.v[i].path, files.v[i].text, error))
			return false;
		v = NEW(a, struct layout, all->n + part.n);
		for (ptrdiff_t k = 0; k < all->n + part.n; k++)
			v[k] = k < all->n ? all->v[k] : part.v[k - all->n];
		all->v = v;
		all->n += part.n;
	}
	return true;
}

bool
rule_layout_known(struct arena *a, const struct config *c, const struct layouts *all,
		  struct config_error *error)
{
	struct str *names = NEW(a, struct str, all->n), near;

	if (!c->layout.n || layout_find(all, c->layout))
		return true;
	for (ptrdiff_t i = 0; i < all->n; i++)
		names[i] = all->v[i].name;
	near = str_nearest(c->layout, names, all->n);
	*error = (struct config_error){
		.message = str_fmt(a, "unknown layout `%.*s`", P(c->layout)),
		.help = near.n ? str_fmt(a, "did you mean `%.*s`?", P(near))
			       : str_fmt(a, "known are %.*s",
					 P(str_join(a, names, all->n, S(", ")))),
	};
	config_point(a, c, S("layout"), error);
	return false;
}

struct str
rule_explanation(struct str rule)
{
	for (ptrdiff_t i = 0; i < embedded_files_n; i++) {
		const struct embedded *f = &embedded_files[i];

		if (str_starts(f->path, S("src/check/explain/")) &&
		    str_eq(path_stem(f->path), rule))
			return f->text;
	}
	return S("");
}
