/* `loclint status`: how far each locale is, as a table.  Counts come from the verdicts on the pages
 * and from the findings; a page that is behind counts once, under the heaviest change that English
 * made to it. */
#include "cmd/status.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/path.h"
#include "check/change.h"
#include "check/check.h"
#include "cmd/command.h"
#include "site/locale.h"
#include "sys/sys.h"

/* Which pages the arguments name, and which source pages their translations could have. */
struct region {
	struct map arguments; /* absolute paths */
	struct str *roots;    /* of the trees, absolute */
	struct map keys;      /* families whose key is one of these, or lies below one */
	bool whole;           /* all families */
	bool source_named; /* an argument names source pages, so that it speaks of every locale */
};

struct count {
	struct arena *a;
	const struct engine *e;
	struct status *s;
	struct region region;
	struct map locales; /* canonical tag -> index */
	struct map folders; /* -> index; one, "", unless rows are by folder */
	ptrdiff_t *row_of;  /* per page of the site, -1: none */
};

/* --- what is counted ------------------------------------------------------------------ */

/* The number of segments by which `path` lies below an argument, or -1. */
static ptrdiff_t
depth_below(const struct region *r, struct str path)
{
	ptrdiff_t depth = 0;

	for (; path.n > 0; path = path_dir(path), depth++)
		if (map_get(&r->arguments, path) >= 0)
			return depth;
	return map_get(&r->arguments, S("/")) >= 0 ? depth : -1;
}

static void
add_to_region(struct count *c, const struct family *f, const struct page *p)
{
	struct region *r = &c->region;
	ptrdiff_t depth = depth_below(r, path_join(c->a, r->roots[p->tree], p->rel));
	struct str key = f->key;

	if (depth < 0)
		return;
	r->source_named |= p->source;
	for (; depth > 0 && key.n > 0; depth--)
		key = path_dir(key);
	r->whole |= !key.n;
	*map_at(&r->keys, key) = 1;
}

static void
find_region(struct count *c, const struct options *o)
{
	const struct site *s = &c->e->site;
	struct region *r = &c->region;

	r->arguments.a = r->keys.a = c->a;
	r->whole = r->source_named = o->args.n == 0;
	for (ptrdiff_t i = 0; i < o->args.n; i++)
		*map_at(&r->arguments, fs_real(c->a, o->args.v[i])) = 1;
	r->roots = NEW(c->a, struct str, s->ntrees);
	for (ptrdiff_t i = 0; i < s->ntrees; i++)
		r->roots[i] = fs_real(c->a, s->trees[i].root);
	for (ptrdiff_t f = 0; f < s->nfamilies && o->args.n; f++) {
		const struct family *fam = &s->families[f];

		for (ptrdiff_t i = 0; i < fam->npages && c->e->wanted[f]; i++)
			add_to_region(c, fam, &s->pages[fam->pages[i]]);
		if (fam->source != NO_PAGE && c->e->wanted[f])
			add_to_region(c, fam, &s->pages[fam->source]);
	}
}

static bool
in_region(const struct region *r, struct str key)
{
	for (; key.n > 0 && !r->whole; key = path_dir(key))
		if (map_get(&r->keys, key) >= 0)
			return true;
	return r->whole;
}

/* Keys are numbered in the order in which they come. */
static ptrdiff_t
number_of(struct map *m, struct str key)
{
	ptrdiff_t *at = map_at(m, key);

	if (*at < 0)
		*at = m->n - 1;
	return *at;
}

static ptrdiff_t
folder_of(struct count *c, const struct family *f)
{
	struct str dir = path_dir(f->key);

	return number_of(&c->folders, !c->s->by_folder ? S("") : dir.n ? dir : S("."));
}

/* --- rows ------------------------------------------------------------------------------- */

static bool
locale_named(const struct options *o, struct str locale)
{
	bool filter = false;

	for (ptrdiff_t i = 0; i < o->locale.n; i++) {
		if (str_find_char(o->locale.v[i], '=', 0) >= 0)
			continue;
		filter = true;
		if (locale_same(o->locale.v[i], locale))
			return true;
	}
	return !filter;
}

/* Locales and folders, and so the rows: all pairs of the two. */
static void
make_rows(struct count *c, const struct options *o)
{
	const struct site *s = &c->e->site;
	struct status *st = c->s;

	c->locales.a = c->folders.a = c->a;
	for (ptrdiff_t i = 0; i < s->nlocales; i++)
		if (locale_named(o, s->locales[i]))
			number_of(&c->locales, s->locales[i]);
	for (ptrdiff_t f = 0; f < s->nfamilies; f++)
		if (in_region(&c->region, s->families[f].key))
			folder_of(c, &s->families[f]);
	st->nrows = c->locales.n * c->folders.n;
	st->rows = NEW(c->a, struct status_row, st->nrows);
	for (ptrdiff_t i = 0; i < st->nrows; i++) {
		st->rows[i].locale = c->locales.entries[i / c->folders.n].key;
		st->rows[i].folder = c->folders.entries[i % c->folders.n].key;
	}
}

static void
count_sources(struct count *c)
{
	const struct site *s = &c->e->site;
	ptrdiff_t *sources = NEW(c->a, ptrdiff_t, c->folders.n + 1);

	for (ptrdiff_t f = 0; f < s->nfamilies; f++) {
		const struct family *fam = &s->families[f];

		if (fam->source == NO_PAGE || !in_region(&c->region, fam->key))
			continue;
		sources[folder_of(c, fam)]++;
		c->s->sources++;
	}
	for (ptrdiff_t i = 0; i < c->s->nrows; i++)
		c->s->rows[i].counts[COUNT_SOURCES] = sources[i % c->folders.n];
}

static void
count_pages(struct count *c)
{
	const struct site *s = &c->e->site;

	c->row_of = NEW(c->a, ptrdiff_t, s->npages + 1);
	for (ptrdiff_t i = 0; i < s->npages; i++)
		c->row_of[i] = -1;
	for (ptrdiff_t f = 0; f < s->nfamilies; f++) {
		const struct family *fam = &s->families[f];

		for (ptrdiff_t i = 0; i < fam->npages && c->e->wanted[f]; i++) {
			ptrdiff_t page = fam->pages[i];
			ptrdiff_t locale = map_get(&c->locales,
						   locale_canonical(c->a, s->pages[page].locale)),
				  row;

			if (locale < 0 || !in_region(&c->region, fam->key))
				continue;
			row = locale * c->folders.n + folder_of(c, fam);
			c->row_of[page] = row;
			c->s->rows[row].counts[COUNT_PAGES]++;
			c->s->rows[row].counts[COUNT_TRANSLATED] += fam->source != NO_PAGE;
			c->s->rows[row].counts[COUNT_NOT_CHECKED]++; /* until its verdict is met */
		}
	}
}

static enum status_count
judged(const struct verdict *v)
{
	static const struct {
		unsigned change;
		enum status_count count;
	} heaviest[] = { { CHANGE_PROSE, COUNT_PROSE },
			 { CHANGE_CODE, COUNT_CODE },
			 { CHANGE_LINKS, COUNT_LINKS },
			 { CHANGE_FRONT_MATTER, COUNT_FRONT_MATTER } };

	switch (v->freshness) {
	case FRESH_YES:
		return COUNT_FRESH;
	case FRESH_UNPINNED:
		return COUNT_UNPINNED;
	case FRESH_UNKNOWN:
		return COUNT_UNKNOWN;
	case FRESH_NO:
		break;
	}
	if (v->base == BASE_NONE)
		return COUNT_NO_BASE;
	for (ptrdiff_t i = 0; i < countof(heaviest); i++)
		if (v->change & heaviest[i].change)
			return heaviest[i].count;
	return COUNT_WHITESPACE;
}

static void
count_verdicts(struct count *c)
{
	const struct engine *e = c->e;

	for (ptrdiff_t i = 0; i < e->nverdicts; i++) {
		const struct verdict *v = &e->verdicts[i];
		ptrdiff_t at = c->row_of[v->page - e->site.pages];
		struct status_row *row;

		if (at < 0 || !v->checked)
			continue;
		row = &c->s->rows[at];
		row->counts[COUNT_NOT_CHECKED]--;
		row->counts[judged(v)]++;
		if (v->base_time && (!row->oldest || v->base_time < row->oldest))
			row->oldest = v->base_time;
	}
}

/* The finding that says that a page is behind is counted with the verdicts already. */
static void
count_findings(struct count *c)
{
	static const enum status_count counts[] = { [CAUSE_DEFECT] = COUNT_DEFECTS,
						    [CAUSE_DRIFT] = COUNT_DRIFTS,
						    [CAUSE_UNKNOWN] = COUNT_UNCLEAR };
	const struct engine *e = c->e;
	struct map pages = { .a = c->a };

	for (ptrdiff_t i = 0; i < e->site.npages; i++)
		if (c->row_of[i] >= 0)
			*map_at(&pages, e->site.pages[i].path) = c->row_of[i];
	for (ptrdiff_t i = 0; i < e->findings.n; i++) {
		const struct finding *f = &e->findings.v[i];
		ptrdiff_t row = map_get(&pages, f->at.file);

		if (row >= 0 && !rule_is_stale(messages[f->message].rule))
			c->s->rows[row].counts[counts[f->cause]]++;
		c->s->source_defects += row < 0 && !f->locale.n && !f->settings;
	}
}

static int
row_order(const void *a, const void *b)
{
	const struct status_row *x = a, *y = b;
	int order = str_cmp(x->locale, y->locale);

	return order ? order : str_cmp(x->folder, y->folder);
}

static void
add_row(struct status_row *sum, const struct status_row *row)
{
	for (int k = 0; k < COUNTS; k++)
		sum->counts[k] += row->counts[k];
	if (row->oldest && (!sum->oldest || row->oldest < sum->oldest))
		sum->oldest = row->oldest;
}

/* Leaves out rows that say nothing: a locale that the arguments do not speak of, a folder without
 * any page. */
static void
finish_rows(struct count *c)
{
	ptrdiff_t *pages = NEW(c->a, ptrdiff_t, c->locales.n + 1), kept = 0;
	struct status *s = c->s;

	for (ptrdiff_t i = 0; i < s->nrows; i++)
		pages[i / c->folders.n] += s->rows[i].counts[COUNT_PAGES];
	for (ptrdiff_t i = 0; i < s->nrows; i++) {
		const struct status_row *row = &s->rows[i];

		if ((!c->region.source_named && !pages[i / c->folders.n]) ||
		    (!row->counts[COUNT_PAGES] && !row->counts[COUNT_SOURCES]))
			continue;
		add_row(&s->total, row);
		s->rows[kept++] = *row;
	}
	s->nrows = kept;
	if (kept)
		qsort(s->rows, (size_t)kept, sizeof *s->rows, row_order);
	s->total.locale = S("total");
}

static void
count_site(struct arena *a, const struct options *o, const struct engine *e, struct status *s)
{
	struct count c = { .a = a, .e = e, .s = s };

	s->source_locale = e->site.source_locale;
	find_region(&c, o);
	make_rows(&c, o);
	count_sources(&c);
	count_pages(&c);
	count_verdicts(&c);
	count_findings(&c);
	finish_rows(&c);
}

/* --- several projects ---------------------------------------------------------------------- */

static struct status_row *
row_of(struct status *s, const struct status_row *like)
{
	for (ptrdiff_t i = 0; i < s->nrows; i++)
		if (str_eq(s->rows[i].locale, like->locale) &&
		    str_eq(s->rows[i].folder, like->folder))
			return &s->rows[i];
	return NULL;
}

/* Locales are added up; folders stay apart, below the name of their project. */
static void
add_project(struct arena *a, struct status *s, const struct status *part, struct str project)
{
	struct status_row *rows = NEW(a, struct status_row, s->nrows + part->nrows);

	for (ptrdiff_t i = 0; i < s->nrows; i++)
		rows[i] = s->rows[i];
	s->rows = rows;
	for (ptrdiff_t i = 0; i < part->nrows; i++) {
		struct status_row row = part->rows[i], *same = NULL;

		if (s->by_folder)
			row.folder = path_clean(a, path_join(a, project, row.folder));
		else
			same = row_of(s, &row);
		if (same)
			add_row(same, &row);
		else
			s->rows[s->nrows++] = row;
	}
	add_row(&s->total, &part->total);
	s->total.locale = part->total.locale;
	s->sources += part->sources;
	s->source_defects += part->source_defects;
	if (!s->source_locale.n)
		s->source_locale = part->source_locale;
}

static void
count_all(struct arena *a, const struct options *o, const struct engine *e, struct status *s)
{
	if (!e->nparts)
		count_site(a, o, e, s);
	for (ptrdiff_t i = 0; i < e->nparts; i++) {
		struct status part = { .by_folder = s->by_folder };

		count_site(a, o, &e->parts[i], &part);
		add_project(a, s, &part, e->parts[i].config.project);
	}
	if (e->nparts && s->nrows)
		qsort(s->rows, (size_t)s->nrows, sizeof *s->rows, row_order);
}

/* --- the command -------------------------------------------------------------------------- */

static const struct status_format *
format_find(struct arena *a, const struct options *o, struct str name)
{
	struct str names[STATUS_FORMATS], near;

	for (int i = 0; i < STATUS_FORMATS; i++) {
		names[i] = str_c(status_formats[i].name);
		if (str_eq(names[i], name))
			return &status_formats[i];
	}
	near = str_nearest(name, names, STATUS_FORMATS);
	terminal_fail(a, o, str_fmt(a, "`loclint status` has no output format `%.*s`", P(name)),
		      near.n ? str_fmt(a, "did you mean `%.*s`?", P(near))
			     : str_fmt(a, "known are %.*s",
				       P(str_join(a, names, STATUS_FORMATS, S(", ")))));
	return NULL;
}

/* One -o FORMAT[=FILE]. */
static bool
write_one(struct arena *a, const struct options *o, const struct status *s, struct str output)
{
	struct report_style style = terminal_style(o, 1);
	const struct status_format *format;
	struct buf out = { .a = a };
	struct str name = S(""), why;

	str_cut(&output, '=', &name);
	if (!(format = format_find(a, o, name)))
		return false;
	if (output.n)
		style = (struct report_style){ .utf8 = true, .columns = 200 };
	format->write(&out, s, &style);
	if (!output.n)
		return terminal_print(a, o, &out, EXIT_CLEAN) == EXIT_CLEAN;
	if (fs_put(a, output, &out, &why))
		return true;
	terminal_fail(a, o, str_fmt(a, "cannot write `%.*s`: %.*s", P(output), P(why)), S(""));
	return false;
}

static int
run(struct arena *a, const struct options *o, const struct config *c, struct engine *e)
{
	struct engine_options eo = settings_engine(a, o, c);
	struct status s = { .by_folder = str_eq(o->by, S("dir")) };

	for (ptrdiff_t i = 0; i < o->output.n; i++) {
		struct str rest = o->output.v[i], name = S("");

		str_cut(&rest, '=', &name);
		if (!format_find(a, o, name))
			return EXIT_TROUBLE;
	}
	if (!engine_run(e, &eo)) {
		terminal_notices(o, e);
		return terminal_error(a, o, &e->error);
	}
	terminal_notices(o, e);
	count_all(a, o, e, &s);
	if (!o->output.n && !write_one(a, o, &s, S("text")))
		return EXIT_TROUBLE;
	for (ptrdiff_t i = 0; i < o->output.n; i++)
		if (!write_one(a, o, &s, o->output.v[i]))
			return EXIT_TROUBLE;
	return EXIT_CLEAN;
}

int
command_status(struct arena *a, const struct options *o)
{
	return settings_run(a, o, run);
}
