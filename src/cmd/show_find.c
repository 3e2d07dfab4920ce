/* Which site does a page belong to?  The one that `check` would see.  Where nothing is configured,
 * a page may be named from anywhere in its project: folders around it are tried, from the working
 * directory up to the top of the repository, then down to the page.  With a source folder and
 * nothing else, a folder that is named after a language is the page's tree. */
#include "cmd/show.h"

#include "base/path.h"
#include "site/locale.h"
#include "sys/sys.h"

enum { FOLDERS_MAX = 64 };

struct search {
	struct show *s;
	const struct config *config;
	struct str real;                 /* of the page */
	struct str folders[FOLDERS_MAX]; /* absolute, around the page, innermost first */
	ptrdiff_t nfolders;
	struct config_error error; /* of the first attempt */
	struct str left_out;       /* why the page is in no site */
};

/* How one attempt differs from what `check` does. */
struct attempt {
	struct str dir;  /* project folder, empty: as configured */
	struct str tree; /* TAG=DIR, may be empty */
};

static const struct page *
page_find(const struct search *f, const struct engine *e)
{
	struct arena *a = f->s->a;

	for (ptrdiff_t t = 0; t < e->site.ntrees; t++) {
		struct str root = fs_real(a, e->site.trees[t].root);

		if (!path_is_at_or_below(f->real, root))
			continue;
		for (ptrdiff_t i = 0; i < e->site.npages; i++)
			if (e->site.pages[i].tree == t &&
			    str_eq(path_join(a, root, e->site.pages[i].rel), f->real))
				return &e->site.pages[i];
	}
	return NULL;
}

static void
note_left_out(struct search *f, const struct engine *e)
{
	for (ptrdiff_t i = 0; i < e->site.nleft_out && !f->left_out.n; i++) {
		const struct left_out_page *p = &e->site.left_out[i];

		if (str_eq(fs_real(f->s->a, p->path), f->real))
			f->left_out = str_fmt(f->s->a, "%.*s%s%.*s", P(left_out_reason(p->why)),
					      p->detail.n ? ": " : "", P(p->detail));
	}
}

static void
note_error(struct search *f, const struct engine *e)
{
	struct arena *a = f->s->a;

	if (f->error.message.n || !e->error.message.n)
		return;
	f->error = e->error;
	f->error.message = str_dup(a, e->error.message);
	f->error.help = str_dup(a, e->error.help);
	f->error.at.file = str_dup(a, e->error.at.file);
	f->error.snippet.lines = NEW(a, struct snippet_line, e->error.snippet.nlines);
	for (int i = 0; i < f->error.snippet.nlines; i++) {
		f->error.snippet.lines[i] = e->error.snippet.lines[i];
		f->error.snippet.lines[i].text = str_dup(a, e->error.snippet.lines[i].text);
	}
}

/* Does the site know the page?  strict: it also knows what to compare it with. */
static bool
try_one(struct search *f, const struct attempt *t, bool strict, struct engine_options *eo)
{
	struct show *s = f->s;
	struct config *c = NEW(s->a, struct config, 1);
	struct str *locales = NEW(s->a, struct str, s->o->locale.n + 1);
	ptrdiff_t n = 0;

	*c = *f->config;
	if (t->dir.n)
		c->dir = t->dir;
	for (; n < s->o->locale.n; n++)
		locales[n] = s->o->locale.v[n];
	if (t->tree.n)
		locales[n++] = t->tree;
	*eo = settings_engine(s->a, s->o, c);
	eo->paths = &s->file;
	eo->npaths = 1;
	eo->locales = locales;
	eo->nlocales = n;
	eo->jobs = 1;
	eo->snippets = eo->allow_empty = true;
	if (engine_site(s->e, eo)) {
		const struct page *p = page_find(f, s->e);
		const struct family *fam =
			p && p->family >= 0 ? &s->e->site.families[p->family] : NULL;

		if (fam && (!strict || (p->source ? fam->npages > 0 : fam->source != NO_PAGE))) {
			s->page = p;
			s->family = fam;
			s->source = fam->source == NO_PAGE ? NULL : &s->e->site.pages[fam->source];
			return true;
		}
		note_left_out(f, s->e);
	}
	note_error(f, s->e);
	engine_free(s->e);
	*s->e = (struct engine){ 0 };
	return false;
}

/* --- folders ------------------------------------------------------------------------------ */

/* The folders around the page, up to the top of its repository; outside of one, up to two above the
 * outermost that is named after a language, since that is as far as any layout reaches. */
static void
list_folders(struct search *f)
{
	ptrdiff_t named = -3;

	for (struct str dir = path_dir(f->real); dir.n > 1 && f->nfolders < FOLDERS_MAX;
	     dir = path_dir(dir)) {
		f->folders[f->nfolders++] = dir;
		if (locale_of_name(path_base(dir)).n)
			named = f->nfolders - 1;
		if (fs_kind(path_join(f->s->a, dir, S(".git"))) != FS_NONE)
			return;
	}
	if (f->nfolders > named + 3)
		f->nfolders = named + 3;
}

/* As seen from the working directory. */
static struct str
from_here(struct search *f, struct str dir)
{
	struct str rel = path_relative(f->s->a, fs_real(f->s->a, S(".")), dir);

	return rel.n ? rel : S(".");
}

static bool
try_around(struct search *f, bool strict, struct engine_options *eo)
{
	struct str here = fs_real(f->s->a, S("."));
	ptrdiff_t start = 0;

	while (start < f->nfolders && !str_eq(f->folders[start], here))
		start++;
	if (start == f->nfolders) /* named from outside: begin at the top */
		start = f->nfolders - 1;
	for (ptrdiff_t i = start; i >= 0 && i < f->nfolders; i++)
		if (try_one(f, &(struct attempt){ .dir = from_here(f, f->folders[i]) }, strict, eo))
			return true;
	for (ptrdiff_t i = start - 1; i >= 0; i--)
		if (try_one(f, &(struct attempt){ .dir = from_here(f, f->folders[i]) }, strict, eo))
			return true;
	return false;
}

static bool
try_named_trees(struct search *f, bool strict, struct engine_options *eo)
{
	for (ptrdiff_t i = 0; i < f->nfolders; i++) {
		struct str tag = locale_of_name(path_base(f->folders[i]));
		struct attempt t = { .tree = str_fmt(f->s->a, "%.*s=%.*s", P(tag),
						     P(from_here(f, f->folders[i]))) };

		if (tag.n && try_one(f, &t, strict, eo))
			return true;
	}
	return false;
}

static bool
names_trees(const struct search *f)
{
	const struct words *given = &f->s->o->locale;

	for (ptrdiff_t i = 0; i < given->n; i++)
		if (str_find_char(given->v[i], '=', 0) >= 0)
			return true;
	return f->config->nlocales > 0;
}

static bool
try_all(struct search *f, bool strict, struct engine_options *eo)
{
	const struct config *c = f->config;
	bool given = c->file.n || c->source_root.n || names_trees(f);

	if (!given)
		return try_around(f, strict, eo);
	if (c->source_root.n && !names_trees(f) && try_named_trees(f, strict, eo))
		return true;
	return try_one(f, &(struct attempt){ { 0 }, { 0 } }, strict, eo);
}

bool
show_find(struct show *s, const struct config *c, struct engine_options *eo)
{
	struct search *f = NEW(s->a, struct search, 1);

	f->s = s;
	f->config = c;
	f->real = fs_real(s->a, s->file);
	list_folders(f);
	if (try_all(f, true, eo) || try_all(f, false, eo))
		return true;
	if (f->left_out.n)
		terminal_fail(
			s->a, s->o,
			str_fmt(s->a, "`%.*s` is left out (%.*s)", P(s->file), P(f->left_out)),
			S(""));
	else if (f->error.message.n)
		terminal_error(s->a, s->o, &f->error);
	else
		terminal_fail(
			s->a, s->o,
			str_fmt(s->a, "`%.*s` is in no tree of pages that are known", P(s->file)),
			S("name the English pages with --source DIR and the page's folder with "
			  "--locale TAG=DIR"));
	return false;
}
