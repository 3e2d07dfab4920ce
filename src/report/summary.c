/* The lines after the findings, and the table of rules. */
#include <stdlib.h>

#include "base/map.h"
#include "report/internal.h"

enum { VALUES_SHOWN = 3 };

/* "1 error", "2 errors" */
static void
count_write(struct buf *out, ptrdiff_t n, const char *noun)
{
	buf_fmt(out, "%td %s%s", n, noun, n == 1 ? "" : "s");
}

static void
time_write(struct buf *out, int64_t ms)
{
	buf_fmt(out, "%d.%02d s", (int)(ms / 1000), (int)(ms % 1000 / 10));
}

/* ", " or whatever separates, before every part but the first. */
static void
part_begin(struct buf *out, bool *any, const char *separator)
{
	if (*any)
		buf_str(out, str_c(separator));
	*any = true;
}

/* Findings that are not suppressed. */
static ptrdiff_t
shown_count(const struct finding *v, ptrdiff_t n)
{
	ptrdiff_t shown = 0;

	for (ptrdiff_t i = 0; i < n; i++)
		shown += v[i].hidden == HIDDEN_NOT;
	return shown;
}

/* "4 from before, 312 baselined, 2 suppressed" */
static void
hidden_write(struct buf *out, const struct totals *t, const char *before)
{
	bool any = false;

	if (t->earlier + t->baselined + t->suppressed == 0)
		return;
	buf_str(out, str_c(before));
	if (t->earlier > 0) {
		part_begin(out, &any, ", ");
		buf_fmt(out, "%td from before", t->earlier);
	}
	if (t->baselined > 0) {
		part_begin(out, &any, ", ");
		buf_fmt(out, "%td baselined", t->baselined);
	}
	if (t->suppressed > 0) {
		part_begin(out, &any, ", ");
		buf_fmt(out, "%td suppressed", t->suppressed);
	}
}

/* "4 of 838 pages", "4 of 838 pages and 1 source page", "1 source page" */
static void
pages_write(struct buf *out, const struct report *r)
{
	const struct finding *rest = r->findings;
	ptrdiff_t n = r->n, translations = 0, sources = 0;
	struct page_findings page;
	bool any = false, settings = false;

	while (page_findings_next(&rest, &n, &page)) {
		if (!shown_count(page.v, page.n) || page.v[0].settings)
			settings |= page.v[0].settings;
		else if (page.v[0].locale.n > 0)
			translations++;
		else
			sources++;
	}
	if (translations > 0 || (sources == 0 && !settings)) {
		part_begin(out, &any, " and ");
		buf_fmt(out, "%td of ", translations);
		count_write(out, r->totals->pages, "page");
	}
	if (sources > 0) {
		part_begin(out, &any, " and ");
		count_write(out, sources, "source page");
	}
	if (settings) {
		part_begin(out, &any, " and ");
		buf_str(out, S("the configuration"));
	}
}

static void
severities_write(struct buf *out, const struct totals *t, ptrdiff_t hidden)
{
	bool any = false;

	buf_str(out, S(" ("));
	for (int s = SEV_ERROR; s > SEV_OFF; s--) {
		if (t->counts[s] == 0)
			continue;
		part_begin(out, &any, ", ");
		if (s == SEV_INFO)
			buf_fmt(out, "%td info", t->counts[s]);
		else
			count_write(out, t->counts[s], s == SEV_ERROR ? "error" : "warning");
	}
	if (hidden > 0)
		buf_fmt(out, "; %td not shown", hidden);
	buf_char(out, ')');
}

void
report_summary(struct buf *out, const struct report *r)
{
	const struct totals *t = r->totals;
	ptrdiff_t all = t->counts[SEV_INFO] + t->counts[SEV_WARNING] + t->counts[SEV_ERROR];
	ptrdiff_t shown = shown_count(r->findings, r->n);
	ptrdiff_t printed = shown_count(r->findings, report_printed(r));

	if (all == 0) {
		buf_str(out, S("No findings in "));
		count_write(out, t->pages, "page");
		buf_str(out, S(" ("));
		count_write(out, t->locales, "locale");
		buf_str(out, S("), "));
		time_write(out, t->ms);
		buf_char(out, '.');
		hidden_write(out, t, " ");
		buf_str(out, t->earlier + t->baselined + t->suppressed > 0 ? S(".\n") : S("\n"));
		return;
	}
	count_write(out, all, "finding");
	if (shown > 0) {
		buf_str(out, S(" in "));
		pages_write(out, r);
	}
	severities_write(out, t, all - printed);
	buf_str(out, S(", "));
	count_write(out, t->locales, "locale");
	buf_str(out, S(", in "));
	time_write(out, t->ms);
	hidden_write(out, t, "; ");
	buf_char(out, '\n');
	if (t->fixable > 0)
		buf_fmt(out, "[*] %td fixable with `loclint check --fix`\n", t->fixable);
}

/* --- statistics ---------------------------------------------------------------- */

struct tally {
	struct str word;
	ptrdiff_t count;
	int rule; /* of a tally of rules */
};

/* Most first; words in byte order among equals. */
static int
compare_tallies(const void *pa, const void *pb)
{
	const struct tally *a = pa, *b = pb;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return str_cmp(a->word, b->word);
}

static struct str
argument(const struct finding *f, struct str name)
{
	for (int i = 0; i < FINDING_ARGS && f->args[i].name; i++) {
		if (str_eq(str_c(f->args[i].name), name))
			return f->args[i].value;
	}
	return (struct str){ 0 };
}

/* Which values the argument `key` has in the findings of one rule: "ms.service 391, ms.author 6".
 */
static void
values_write(const struct pen *pen, const struct report *r, int rule)
{
	struct map seen = { .a = pen->work };
	struct tally *v;

	for (ptrdiff_t i = 0; i < r->n; i++) {
		const struct finding *f = &r->findings[i];
		struct str value = argument(f, S("key"));

		if (value.n > 0 && f->hidden == HIDDEN_NOT &&
		    (int)messages[f->message].rule == rule)
			*map_at(&seen, value) += 1;
	}
	v = NEW(pen->work, struct tally, seen.n);
	for (ptrdiff_t i = 0; i < seen.n; i++)
		v[i] = (struct tally){ seen.entries[i].key, seen.entries[i].value + 1, rule };
	if (seen.n > 1)
		qsort(v, (size_t)seen.n, sizeof *v, compare_tallies);
	for (ptrdiff_t i = 0; i < seen.n && i < VALUES_SHOWN; i++) {
		buf_str(pen->out, i == 0 ? S("  ") : S(", "));
		report_escape(pen->out, v[i].word, pen->style);
		buf_fmt(pen->out, " %td", v[i].count);
	}
	if (seen.n > VALUES_SHOWN) {
		buf_str(pen->out, S(", "));
		buf_str(pen->out, ellipsis(pen->style));
	}
}

void
report_statistics(struct buf *out, const struct report *r)
{
	struct tally v[RULE_COUNT] = { 0 };
	struct arena work = { 0 };
	ptrdiff_t width = 0;

	for (int i = 0; i < RULE_COUNT; i++)
		v[i] = (struct tally){ rules[i].name, 0, i };
	for (ptrdiff_t i = 0; i < r->n; i++) {
		struct tally *t = &v[messages[r->findings[i].message].rule];

		t->count += r->findings[i].hidden == HIDDEN_NOT;
		width = t->word.n > width ? t->word.n : width;
	}
	qsort(v, RULE_COUNT, sizeof *v, compare_tallies);
	for (int i = 0; i < RULE_COUNT && v[i].count > 0; i++) {
		struct buf values = { .a = &work };

		values_write(&(struct pen){ &values, r->style, &work }, r, v[i].rule);
		buf_fmt(out, "%5td  ", v[i].count);
		report_paint(out, PAINT_STRONG, v[i].word, r->style);
		if (values.n > 0)
			buf_repeat(out, ' ', width - v[i].word.n);
		buf_str(out, buf_take(&values));
		buf_char(out, '\n');
		arena_reset(&work);
	}
	arena_free(&work);
	if (r->style->summary)
		report_summary(out, r);
}
