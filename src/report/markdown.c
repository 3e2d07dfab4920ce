/* `markdown`: tables for a job summary or a comment (https://github.github.com/gfm/), short enough
 * for either.  What pages say is text here, never markup. */
#include "base/map.h"
#include "report/internal.h"

/* A comment has 64 KiB, the summary of a step 1 MiB; nobody reads that much. */
enum { FINDINGS_MOST = 100, BYTES_MOST = 60 * 1024, BYTES_KEPT = 256 };

/* --- locales --------------------------------------------------------------------- */

struct tally {
	ptrdiff_t pages, counts[SEV_ERROR + 1];
};

static struct tally *
tally_of(struct map *index, struct tally *v, struct str locale)
{
	ptrdiff_t *at = map_at(index, locale);

	if (*at < 0)
		*at = index->n - 1;
	return &v[*at];
}

static void
locale_write(struct buf *out, struct str locale, const struct tally *t)
{
	buf_str(out, S("| "));
	if (locale.n > 0)
		markdown_escape(out, locale);
	else
		buf_str(out, S("English"));
	buf_fmt(out, " | %td | %td | %td | %td |\n", t->pages, t->counts[SEV_ERROR],
		t->counts[SEV_WARNING], t->counts[SEV_INFO]);
}

/* Locales that have findings, in the order of their first page. */
static void
locales_write(struct buf *out, const struct report *r, struct arena *a)
{
	struct map index = { .a = a };
	struct tally *v = NEW(a, struct tally, r->n + r->npages);
	struct buf rows = { .a = a };

	for (ptrdiff_t i = 0; i < r->npages; i++)
		tally_of(&index, v, r->pages[i].locale)->pages++;
	for (ptrdiff_t i = 0; i < r->n; i++)
		tally_of(&index, v, r->findings[i].locale)->counts[r->findings[i].severity]++;
	for (ptrdiff_t i = 0; i < index.n; i++)
		locale_write(&rows, index.entries[i].key, &v[i]);
	if (rows.n == 0 || rows.n > BYTES_MOST / 2)
		return;
	buf_str(out, S("| Locale | Pages | Errors | Warnings | Info |\n"
		       "|:--|--:|--:|--:|--:|\n"));
	buf_str(out, buf_take(&rows));
	buf_char(out, '\n');
}

/* --- findings --------------------------------------------------------------------- */

/* "[text](address)", or the text alone. */
static void
link_write(struct buf *out, struct str text, struct str address)
{
	if (address.n > 0)
		buf_fmt(out, "[%.*s](%.*s)", P(text), P(address));
	else
		buf_str(out, text);
}

static void
row_write(struct buf *out, const struct report *r, const struct entry *e, struct arena *work)
{
	const struct finding *f = e->f;
	struct str nested = nested_summary(work, e),
		   label = markdown_text(work, f, PART_SOURCE_LABEL);
	struct buf other = { .a = work };

	buf_str(out, S("| "));
	link_write(out, str_fmt(work, "%u", line_of(&f->at)), page_address(work, r, &f->at));
	buf_fmt(out, " | %.*s | `%.*s` | ", P(severity_name(f->severity)), P(rule_of(f)->name));
	buf_str(out, markdown_text(work, f, PART_TEXT));
	if (nested.n > 0)
		buf_fmt(out, "<br>%.*s", P(nested));
	buf_str(out, S(" | "));
	markdown_escape(&other, source_position(work, r, f));
	link_write(out, buf_take(&other), source_address(work, r, f));
	if (f->source.line > 0 && label.n > 0)
		buf_fmt(out, ": %.*s", P(label));
	buf_str(out, S(" |\n"));
}

static void
page_head_write(struct buf *out, struct str path)
{
	buf_str(out, S("### "));
	markdown_escape(out, path);
	buf_str(out, S("\n\n| Line | Severity | Rule | Finding | Compared with "
		       "|\n|--:|:--|:--|:--|:--|\n"));
}

/* How many of each severity there is room for: the gravest first. */
static void
rooms_of(const struct entries *list, bool all, ptrdiff_t room[SEV_ERROR + 1])
{
	ptrdiff_t left = FINDINGS_MOST;

	for (int s = SEV_ERROR; s >= SEV_OFF; s--) {
		for (ptrdiff_t i = 0; i < list->n; i++)
			room[s] += (int)list->v[i].f->severity == s;
		if (!all && room[s] > left)
			room[s] = left;
		left -= room[s];
	}
}

/* Writes the rows there is room for; returns how many. */
static ptrdiff_t
pages_write(struct buf *out, const struct report *r, const struct entries *list)
{
	ptrdiff_t room[SEV_ERROR + 1] = { 0 }, shown = 0;
	struct arena work = { 0 };
	struct str file = S("");

	rooms_of(list, r->style->verbose, room);
	for (ptrdiff_t i = 0; i < list->n; i++) {
		const struct finding *f = list->v[i].f;
		struct buf row = { .a = &work };

		if (room[f->severity]-- <= 0)
			continue;
		if (shown > 0 && !str_eq(file, f->at.file))
			buf_char(&row, '\n');
		if (shown == 0 || !str_eq(file, f->at.file))
			page_head_write(&row, report_path(&work, r, f->at.file));
		row_write(&row, r, &list->v[i], &work);
		if (!r->style->verbose && out->n + row.n > BYTES_MOST - BYTES_KEPT)
			break;
		buf_str(out, buf_take(&row));
		file = f->at.file;
		shown++;
		arena_reset(&work);
	}
	arena_free(&work);
	return shown;
}

void
write_markdown(struct buf *out, const struct report *r)
{
	struct arena keep = { 0 };
	struct entries list = entries_of(&keep, r);
	const struct totals *t = r->totals;
	ptrdiff_t shown;

	if (r->n == 0) {
		buf_fmt(out, "## loclint\n\nNo findings in %td page%s.\n", t->pages,
			t->pages == 1 ? "" : "s");
		return;
	}
	buf_fmt(out, "## loclint\n\n%td finding%s in %td page%s.\n\n", r->n, r->n == 1 ? "" : "s",
		t->pages, t->pages == 1 ? "" : "s");
	locales_write(out, r, &keep);
	shown = pages_write(out, r, &list);
	if (shown < list.n)
		buf_fmt(out, "\n\xe2\x80\xa6 and %td more.\n", list.n - shown);
	arena_free(&keep);
}
