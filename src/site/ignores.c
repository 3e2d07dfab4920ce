/* Entries of `ignores:` name pages by path or pattern, findings by rule, and if need be one among
 * several by a part of its key or arguments.  A page's entries are looked up by its path, so that a
 * list of thousands (`check --add-ignore`) costs each finding only its own page's. */
#include "site/ignores.h"

#include "base/date.h"
#include "base/path.h"

enum { ENTRIES_LIMIT = 100000 };

/* --- reading ----------------------------------------------------------------------------- */

static bool
read_rule(struct schema *s, const struct yaml *y, void *target)
{
	struct config_ignore *e = target;
	struct str word, near;

	if (!schema_str(s, y, &word))
		return false;
	if (rule_select(word, e->rules, &near))
		return true;
	return schema_fail(s, y->at,
			   near.n ? str_fmt(s->a, "did you mean `%.*s`?", P(near))
				  : S("`loclint rule` lists all rules"),
			   "unknown rule `%.*s`", P(word));
}

/* "2027-06-30", a day that there is. */
static bool
is_date(struct str s)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int64_t year, month, day;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' || !str_int(str_slice(s, 0, 4), &year) ||
	    !str_int(str_slice(s, 5, 7), &month) || !str_int(str_slice(s, 8, 10), &day))
		return false;
	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return false;
	return month != 2 || day != 29 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

static bool
read_until(struct schema *s, const struct yaml *y, void *target)
{
	struct config_ignore *e = target;

	if (!schema_str(s, y, &e->until))
		return false;
	if (is_date(e->until))
		return true;
	return schema_fail(s, y->at, S("write it as in 2027-06-30"), "`%.*s` is no date",
			   P(e->until));
}

const struct schema_row ignores_rows[] = {
	{ .key = "path",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config_ignore, path),
	  .required = true,
	  .help = "page, or a glob for pages, from the folder of this file" },
	{ .key = "rule",
	  .kind = SCHEMA_CALL,
	  .read = read_rule,
	  .required = true,
	  .help = "rule, category or code" },
	{ .key = "key",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config_ignore, key),
	  .help = "only findings with this in their key or in an argument" },
	{ .key = "reason",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct config_ignore, reason),
	  .required = true,
	  .help = "why" },
	{ .key = "until",
	  .kind = SCHEMA_CALL,
	  .read = read_until,
	  .help = "last day on which the entry holds, as in 2027-06-30" },
	{ .key = NULL },
};

bool
ignores_read(struct schema *s, const struct yaml *y, void *target)
{
	struct config *c = target;
	ptrdiff_t n = schema_count(y), before = c->nignores;
	struct config_ignore *v;

	if (!schema_is_list(s, y))
		return false;
	if (before + n > ENTRIES_LIMIT)
		return schema_fail(s, y->key_at, S("`loclint baseline` is made for that many"),
				   "more than %d entries", ENTRIES_LIMIT);
	v = NEW(s->a, struct config_ignore, before + n);
	for (ptrdiff_t i = 0; i < before; i++)
		v[i] = c->ignores[i];
	for (const struct yaml *e = y->first; e; e = e->next) {
		struct config_ignore *entry = &v[c->nignores++];

		if (!schema_mapping(s, e, ignores_rows, entry))
			return false;
		entry->at = e->at;
		if (!s->placeless) {
			entry->file = s->file;
			entry->text = s->text;
		}
	}
	c->ignores = v;
	return true;
}

/* --- use ----------------------------------------------------------------------------------- */

bool
ignores_plain(struct str path)
{
	for (ptrdiff_t i = 0; i < path.n; i++)
		if (str_find_char(S("*?[]{}\\"), path.p[i], 0) >= 0)
			return false;
	return str_find_char(path, '/', 0) >= 0 && path.p[path.n - 1] != '/' &&
	       !str_starts(path, S("./"));
}

struct ignores *
ignores_new(struct arena *a, const struct config *c, int64_t today)
{
	struct ignores *g = NEW(a, struct ignores, 1);
	struct str date = date_iso(a, today);

	g->v = c->ignores;
	g->n = c->nignores;
	g->expired = NEW(a, bool, g->n);
	g->used = NEW(a, ptrdiff_t, g->n);
	g->next = NEW(a, ptrdiff_t, g->n);
	g->globs = NEW(a, ptrdiff_t, g->n);
	g->by_path.a = a;
	for (ptrdiff_t i = 0; i < g->n; i++) {
		const struct config_ignore *e = &g->v[i];
		struct str path = e->path;

		g->expired[i] = e->until.n > 0 && str_cmp(e->until, date) < 0;
		if (ignores_plain(path)) {
			ptrdiff_t *first = map_at(&g->by_path, str_starts(path, S("/"))
								       ? str_slice(path, 1, path.n)
								       : path);

			g->next[i] = *first;
			*first = i;
		} else {
			g->globs[g->nglobs++] = i;
		}
	}
	return g;
}

static bool
has_key(const struct finding *f, struct str key)
{
	if (str_find(f->key, key, 0) >= 0)
		return true;
	for (int i = 0; i < FINDING_ARGS && f->args[i].name; i++)
		if (str_find(f->args[i].value, key, 0) >= 0)
			return true;
	return false;
}

static void
try_entry(struct ignores *g, ptrdiff_t i, struct finding *f)
{
	const struct config_ignore *e = &g->v[i];

	if (g->expired[i] || !e->rules[messages[f->message].rule] || !has_key(f, e->key))
		return;
	g->used[i]++;
	if (f->hidden != HIDDEN_NOT)
		return;
	f->hidden = HIDDEN_IGNORE;
	f->reason = e->reason;
}

void
ignores_apply(struct ignores *g, struct findings *f)
{
	struct arena work = { 0 };
	ptrdiff_t *globs = NEW(&work, ptrdiff_t, g->nglobs), nglobs = 0, first = -1;

	for (ptrdiff_t i = 0; i < f->n && g->n; i++) {
		struct finding *x = &f->v[i];
		struct str name = x->name.n ? x->name : x->at.file;

		if (i == 0 || !str_eq(f->v[i - 1].at.file, x->at.file)) {
			first = map_get(&g->by_path, name);
			nglobs = 0;
			for (ptrdiff_t k = 0; k < g->nglobs; k++)
				if (path_glob(g->v[g->globs[k]].path, name))
					globs[nglobs++] = g->globs[k];
		}
		for (ptrdiff_t k = first; k >= 0; k = g->next[k])
			try_entry(g, k, x);
		for (ptrdiff_t k = 0; k < nglobs; k++)
			try_entry(g, globs[k], x);
	}
	arena_free(&work);
}

struct str
site_name(struct arena *a, const struct site *s, struct str file)
{
	if (!s->here.n || !s->root.n)
		return file;
	return path_relative(a, s->root, path_join(a, s->here, file));
}
