/* `loclint init`: looks at the tree as `check` would, and writes what it found down as a
 * configuration that says why. */
#include "base/json.h"
#include "base/path.h"
#include "cmd/command.h"
#include "site/locale.h"
#include "sys/sys.h"

#define SCHEMA_FILE ".loclint.schema.json"

struct init {
	struct arena *a;
	const struct options *o;
	struct engine engine;
	struct str source, tag; /* a folder beside this one that has the English pages, and the
				   language of this one */
};

/* --- looking --------------------------------------------------------------------------- */

/* Are there pages that can be compared: with a source, or with each other? */
static bool
is_site(const struct engine *e)
{
	const struct site *s = &e->site;
	ptrdiff_t translations = 0;

	for (ptrdiff_t f = 0; f < s->nfamilies; f++) {
		if (s->families[f].source != NO_PAGE && s->families[f].npages)
			return true;
		translations += s->families[f].npages > 1;
	}
	return translations && !s->source_locale.n;
}

static bool
look(struct init *t, struct str source, struct str locale)
{
	struct engine_options eo;
	struct config *c = NEW(t->a, struct config, 1);
	struct str *locales = NEW(t->a, struct str, t->o->locale.n + 1);

	engine_free(&t->engine);
	t->engine = (struct engine){ 0 };
	config_init(c);
	c->source_root = source;
	c->profile = t->o->profile;
	c->layout = t->o->layout;
	c->exclude = t->o->exclude.v;
	c->nexclude = t->o->exclude.n;
	eo = settings_engine(t->a, t->o, c);
	for (ptrdiff_t i = 0; i < t->o->locale.n; i++)
		locales[i] = t->o->locale.v[i];
	eo.locales = locales;
	eo.nlocales = t->o->locale.n;
	if (locale.n)
		locales[eo.nlocales++] = locale;
	eo.allow_empty = true;
	return engine_site(&t->engine, &eo) && is_site(&t->engine);
}

/* Repositories side by side, one per language: from docs.de-de to docs.en-us. */
static bool
look_beside(struct init *t)
{
	static const char *const english[] = { "en-us", "en-US", "en", "en_US" };
	struct str name = path_base(fs_real(t->a, S("."))), tag = locale_of_name(name);
	ptrdiff_t at = tag.n ? str_find(name, tag, 0) : -1;

	for (ptrdiff_t i = 0; i < countof(english) && at >= 0; i++) {
		t->source = str_fmt(t->a, "../%.*s%s%.*s", P(str_slice(name, 0, at)), english[i],
				    P(str_slice(name, at + tag.n, name.n)));
		t->tag = tag;
		if (fs_kind(t->source) == FS_DIR && !str_eq(str_c(english[i]), tag) &&
		    look(t, t->source, str_fmt(t->a, "%.*s=.", P(tag))))
			return true;
	}
	t->source = t->tag = S("");
	return false;
}

static ptrdiff_t
markdown_files(const struct engine *e)
{
	return e->site.npages + e->site.left_out_counts[LEFT_NO_LOCALE] +
	       e->site.left_out_counts[LEFT_DUPLICATE];
}

static int
nothing_found(struct init *t, struct config_error first, ptrdiff_t files)
{
	struct arena *a = t->a;
	struct config_error ignored;
	struct layouts all = { 0 };
	struct str *names;
	struct config c;

	if (first.message.n)
		return terminal_error(a, t->o, &first);
	config_init(&c);
	rule_layouts(a, &c, &all, &ignored);
	names = NEW(a, struct str, all.n);
	for (ptrdiff_t i = 0; i < all.n; i++)
		names[i] = all.v[i].name;
	return terminal_fail(
		a, t->o,
		str_fmt(a,
			"no translated page was found beside the page it was made from: looked at "
			"%td Markdown file%s below this folder for the layouts %.*s, and for "
			"folders "
			"that are named after languages, here and beside this one",
			files, files == 1 ? "" : "s", P(str_join(a, names, all.n, S(", ")))),
		S("name the folders: loclint init --source DIR --locale TAG=DIR,TAG=DIR"));
}

/* --- writing ------------------------------------------------------------------------------ */

/* A scalar that YAML readers of every kind take for a string. */
static void
write_scalar(struct buf *out, struct str s)
{
	static const char *const words[] = { "y",   "n",    "yes",   "no",   "on",
					     "off", "true", "false", "null", "" };
	bool plain = true, digits = true;

	for (ptrdiff_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool letter = is_letter(c) || c == '_';

		plain &= letter || is_digit(c) || c == '.' || c == '/' || (c == '-' && i);
		digits &= !letter && c != '/';
	}
	for (ptrdiff_t i = 0; i < countof(words); i++)
		plain &= !str_eq_nocase(s, str_c(words[i]));
	if (plain && (!digits || str_eq(s, S(".")) || str_eq(s, S(".."))))
		buf_str(out, s);
	else
		json_str(&(struct json_out){ .out = out }, s);
}

static void
write_head(struct buf *out)
{
	buf_str(out,
		S("# yaml-language-server: $schema=" SCHEMA_FILE "\n"
		  "#\n"
		  "# Settings of loclint.  `loclint config keys` lists what may be set, `loclint "
		  "config show`\n"
		  "# what holds and why, `loclint pairs` which page goes with which.\n"
		  "version: 1\n"));
}

/* What was seen, for those who read the file later. */
static void
write_counts(struct buf *out, const struct site *s)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t f = 0; f < s->nfamilies; f++)
		if (s->families[f].source != NO_PAGE || !s->source_locale.n)
			n += s->families[f].npages;
	buf_fmt(out, "# Found: %td translated page%s%s in ", n, n == 1 ? "" : "s",
		s->source_locale.n ? " with a source page," : "");
	for (ptrdiff_t i = 0; i < s->nlocales && i < 8; i++)
		buf_fmt(out, "%s%.*s", i ? ", " : "", P(s->locales[i]));
	buf_fmt(out, "%s.\n", s->nlocales > 8 ? ", ..." : "");
	if (!s->source_locale.n)
		buf_str(out, S("# There are no source pages: translations are compared with each "
			       "other.\n"));
}

static void
write_layout(struct buf *out, const struct site *s)
{
	buf_fmt(out, "\n# How a path names its language: %.*s.\n", P(s->layout->summary));
	write_counts(out, s);
	buf_fmt(out, "layout: %.*s\n", P(s->layout->name));
	if (!s->source_locale.n)
		return;
	buf_str(out, S("source:\n  locale: "));
	write_scalar(out, s->source_locale);
	buf_char(out, '\n');
}

static void
write_trees(struct buf *out, const struct site *s)
{
	buf_str(out, S("\n# Folders, as seen from this file: of the source pages, and of each "
		       "language.\n"));
	write_counts(out, s);
	for (ptrdiff_t i = 0; i < s->ntrees; i++) {
		if (!s->trees[i].source)
			continue;
		buf_str(out, S("source:\n  root: "));
		write_scalar(out, s->trees[i].root);
		buf_str(out, S("\n  locale: "));
		write_scalar(out, s->trees[i].locale);
		buf_char(out, '\n');
	}
	buf_str(out, S("locales:\n"));
	for (ptrdiff_t i = 0; i < s->ntrees; i++) {
		if (s->trees[i].source || !s->trees[i].locale.n)
			continue;
		buf_str(out, S("  "));
		write_scalar(out, s->trees[i].locale);
		buf_str(out, S(": "));
		write_scalar(out, s->trees[i].root);
		buf_char(out, '\n');
	}
}

static void
write_profile(struct buf *out, const struct engine *e)
{
	ptrdiff_t votes = 0;

	buf_fmt(out, "\n# Docs platform: which keys of front matter may differ, which constructs "
		     "exist\n# (`loclint config profiles` lists them).");
	for (ptrdiff_t i = 0; i < e->nvotes; i++)
		if (str_eq(e->votes[i].name, e->site.profile->name))
			votes = e->votes[i].pages;
	if (votes)
		buf_fmt(out, "  %td of %td pages looked like it.", votes, e->nsampled);
	buf_fmt(out, "\n%sprofile: %.*s\n", votes || e->profile_given ? "" : "# ",
		P(e->site.profile->name));
}

static void
write_exclude(struct buf *out, const struct options *o)
{
	buf_str(out,
		S("\n# Pages to leave out: globs on paths below the folder of their language.\n"));
	if (!o->exclude.n)
		buf_str(out, S("# exclude: [\"**/archive/**\"]\n"));
	else
		buf_str(out, S("exclude:\n"));
	for (ptrdiff_t i = 0; i < o->exclude.n; i++) {
		buf_str(out, S("  - "));
		json_str(&(struct json_out){ .out = out }, o->exclude.v[i]);
		buf_char(out, '\n');
	}
}

static void
write_rest(struct buf *out)
{
	buf_str(out,
		S("\n# Severities: off, info, warning or error for a rule, a category or a code "
		  "(`loclint rule`\n"
		  "# lists them).\n"
		  "rules:\n"
		  "  # translation-missing: warning\n"
		  "  # metadata-untranslated: off\n"
		  "\n# Other severities on some pages.\n"
		  "# overrides:\n"
		  "#   - paths: [\"**/archive/**\"]\n"
		  "#     rules: {freshness: off}\n"
		  "\n# Lowest severity that gives exit status 1: error, warning, info or never.\n"
		  "fail-on: error\n"));
}

static void
write_config(struct init *t, struct buf *out)
{
	const struct site *s = &t->engine.site;

	write_head(out);
	if (s->layout)
		write_layout(out, s);
	else
		write_trees(out, s);
	write_profile(out, &t->engine);
	write_exclude(out, t->o);
	write_rest(out);
}

/* --- the command ---------------------------------------------------------------------------- */

static int
write_file(struct init *t, struct str path, const struct buf *out)
{
	struct str why;

	if (fs_write(t->a, path, out, &why))
		return EXIT_CLEAN;
	return terminal_fail(t->a, t->o,
			     str_fmt(t->a, "cannot write `%.*s`: %.*s", P(path), P(why)), S(""));
}

static int
write_files(struct init *t, struct str path, const struct buf *config)
{
	struct str schema_path = path_join(t->a, path_dir(path), S(SCHEMA_FILE));
	struct buf schema = { .a = t->a }, out = { .a = t->a };
	bool has_schema = fs_kind(schema_path) != FS_NONE;

	config_schema(&schema);
	/* The configuration comes last: without it an interrupted run is simply done again. */
	if ((!has_schema && write_file(t, schema_path, &schema) != EXIT_CLEAN) ||
	    write_file(t, path, config) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	buf_fmt(&out, "Wrote %.*s", P(path));
	if (!has_schema)
		buf_fmt(&out, ", and %.*s for editors", P(schema_path));
	buf_str(&out, S(".  `loclint check` is next.\n"));
	return terminal_print(t->a, t->o, &out, EXIT_CLEAN);
}

/* Where to write; false after saying that there is a configuration already. */
static bool
choose_path(struct init *t, struct str *path)
{
	if (t->o->print)
		return true;
	if (!settings_in(t->a, t->o, S("."), path))
		return false;
	if (!path->n)
		*path = S(".loclint.yml");
	else if (!t->o->force_init)
		return terminal_fail(t->a, t->o,
				     str_fmt(t->a, "there is a `%.*s` already", P(*path)),
				     S("--force replaces it, --print prints what would be in it")),
		       false;
	return true;
}

static int
run(struct init *t)
{
	struct buf out = { .a = t->a };
	struct str path = S("");
	struct config_error error;
	bool told = t->o->source.n || t->o->locale.n || t->o->args.n || t->o->layout.n;
	ptrdiff_t files;

	if (!choose_path(t, &path))
		return EXIT_TROUBLE;
	if (!look(t, t->o->source, S(""))) {
		error = t->engine.error;
		error.message = str_dup(t->a, told ? error.message : S(""));
		error.help = str_dup(t->a, error.help);
		files = markdown_files(&t->engine);
		if (told || !look_beside(t))
			return nothing_found(t, error, files);
	}
	terminal_notices(t->o, &t->engine);
	write_config(t, &out);
	return t->o->print ? terminal_print(t->a, t->o, &out, EXIT_CLEAN)
			   : write_files(t, path, &out);
}

int
command_init(struct arena *a, const struct options *o)
{
	struct init t = { .a = a, .o = o };
	int status = run(&t);

	engine_free(&t.engine);
	return status;
}
