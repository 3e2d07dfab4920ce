/* What the formats for other programs share: which findings stand by themselves, and where their
 * pages are, as paths and as web addresses. */
#include <stdlib.h>

#include "base/path.h"
#include "report/internal.h"

enum { COMMIT_SHOWN = 10 };

const struct rule_info *
rule_of(const struct finding *f)
{
	return &rules[messages[f->message].rule];
}

uint32_t
line_of(const struct place *at)
{
	return at->line ? at->line : 1;
}

uint32_t
column_of(const struct place *at)
{
	return at->column ? at->column : 1;
}

/* --- entries ------------------------------------------------------------------- */

static void
page_entries(struct arena *a, struct entries *list, const struct page_findings *page, bool all)
{
	for (ptrdiff_t i = 0; i < page->n; i++) {
		const struct finding *f = &page->v[i];
		struct entry e = { .f = f };

		if (!all && finding_is_nested(page, f))
			continue;
		if (!all && page->parent != 0 && f->fingerprint == page->parent)
			e.page = *page;
		*vec_push(a, list) = e;
	}
}

struct entries
entries_of(struct arena *a, const struct report *r)
{
	const struct finding *rest = r->findings;
	struct page_findings page;
	struct entries list = { 0 };
	ptrdiff_t n = r->n;

	while (page_findings_next(&rest, &n, &page))
		page_entries(a, &list, &page, r->style->verbose);
	return list;
}

struct entries
entries_gravest_first(struct arena *a, const struct report *r)
{
	struct entries all = entries_of(a, r);
	struct entries list = { .v = NEW(a, struct entry, all.n), .cap = all.n };

	for (int s = SEV_ERROR; s >= SEV_OFF; s--) {
		for (ptrdiff_t i = 0; i < all.n; i++) {
			if ((int)all.v[i].f->severity == s)
				list.v[list.n++] = all.v[i];
		}
	}
	return list;
}

struct tally {
	ptrdiff_t count;
	int rule;
};

static int
compare_tallies(const void *pa, const void *pb)
{
	const struct tally *a = pa, *b = pb;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return a->rule - b->rule;
}

struct str
nested_summary(struct arena *a, const struct entry *e)
{
	struct tally v[RULE_COUNT];
	struct buf out = { .a = a };
	ptrdiff_t n = nested_count(&e->page);

	if (n == 0)
		return S("");
	for (int i = 0; i < RULE_COUNT; i++)
		v[i] = (struct tally){ 0, i };
	for (ptrdiff_t i = 0; i < e->page.n; i++) {
		if (finding_is_nested(&e->page, &e->page.v[i]))
			v[messages[e->page.v[i].message].rule].count++;
	}
	qsort(v, RULE_COUNT, sizeof *v, compare_tallies);
	buf_fmt(&out, "%td difference%s on this page belong%s to it: ", n, n == 1 ? "" : "s",
		n == 1 ? "s" : "");
	for (int i = 0; i < RULE_COUNT && v[i].count > 0; i++)
		buf_fmt(&out, "%s%.*s %td", i == 0 ? "" : ", ", P(rules[v[i].rule].name),
			v[i].count);
	return buf_take(&out);
}

/* --- paths --------------------------------------------------------------------- */

struct str
report_path(struct arena *a, const struct report *r, struct str file)
{
	if (r->root.n == 0)
		return path_clean(a, file);
	return path_relative(a, r->root, path_join(a, r->cwd, file));
}

bool
path_is_inside(struct str path)
{
	return !str_starts(path, S("/")) && !str_starts(path, S("../")) && !str_eq(path, S(".."));
}

struct str
source_position(struct arena *a, const struct report *r, const struct finding *f)
{
	struct str commit = str_slice(f->source_commit, 0, COMMIT_SHOWN);

	if (f->source.line == 0)
		return S("");
	return str_fmt(a, "%.*s:%u:%u%s%.*s", P(report_path(a, r, f->source.file)),
		       line_of(&f->source), column_of(&f->source), commit.n ? " at commit " : "",
		       P(commit));
}

struct str
source_and_label(struct arena *a, struct str source, struct str label)
{
	return source.n > 0 && label.n > 0 ? str_fmt(a, "%.*s: %.*s", P(source), P(label)) : source;
}

struct str
one_line(struct arena *a, const struct report *r, const struct entry *e)
{
	struct str see = source_position(a, r, e->f), nested = nested_summary(a, e);
	struct buf out = { .a = a };

	buf_str(&out, finding_text(a, e->f, PART_TEXT));
	if (see.n > 0)
		buf_fmt(&out, " (see %.*s)", P(see));
	if (nested.n > 0)
		buf_fmt(&out, "; %.*s", P(nested));
	return buf_take(&out);
}

/* --- web addresses --------------------------------------------------------------- */

static struct str
expanded(struct arena *a, struct str template, struct str rev, struct str path, uint32_t line)
{
	const struct {
		struct str name, value;
	} fields[] = { { S("rev}"), rev },
		       { S("path}"), path },
		       { S("line}"), str_fmt(a, "%u", line) } };
	struct buf out = { .a = a };
	struct str part;

	while (str_cut(&template, '{', &part)) {
		ptrdiff_t i = 0;

		buf_str(&out, part);
		while (i < countof(fields) && !str_starts(template, fields[i].name))
			i++;
		if (i < countof(fields)) {
			uri_write(&out, fields[i].value);
			template = str_slice(template, fields[i].name.n, template.n);
		} else if (template.n > 0) {
			buf_char(&out, '{');
		}
	}
	return buf_take(&out);
}

struct str
page_address(struct arena *a, const struct report *r, const struct place *at)
{
	struct str path = report_path(a, r, at->file);

	if (r->page_url.n == 0 || !path_is_inside(path))
		return S("");
	return expanded(a, r->page_url, S("HEAD"), path, line_of(at));
}

struct str
source_address(struct arena *a, const struct report *r, const struct finding *f)
{
	struct str path, rev = f->source_commit.n ? f->source_commit : S("HEAD");

	if (f->source.line == 0)
		return S("");
	if (r->source_url.n > 0) {
		path = path_relative(a, r->source_root, f->source.file);
		if (path_is_inside(path))
			return expanded(a, r->source_url, rev, path, line_of(&f->source));
	}
	/* The address of a page names this revision; its line numbers are of no other. */
	return f->source_commit.n ? S("") : page_address(a, r, &f->source);
}
