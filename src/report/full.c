/* `full`: every finding with the lines of both pages, for people.  Differences of a stale page are
 * rows under its stale finding, and long runs of one finding become one line, so that nothing
 * buries what matters. */
#include "base/map.h"
#include "diag/config_error.h"
#include "report/internal.h"

enum { RUN_SHOWN = 20 };

/* Findings of one message about one thing, on whatever pages. */
struct pile {
	ptrdiff_t count;
	const struct finding *first_left_out;
};

struct full {
	struct pen pen;
	bool collapse;
	struct arena kept; /* of the piles */
	struct map pile_of;
	struct VEC(struct pile) piles;
	bool begun; /* something has been printed */
};

/* `mark` (may be empty) tells that the finding can be fixed. */
static void
header_write(const struct pen *pen, enum severity severity, struct str rule, struct str sentence,
	     struct str mark)
{
	struct buf head = { .a = pen->work };

	buf_str(&head, severity_name(severity));
	if (rule.n > 0) {
		buf_char(&head, '[');
		buf_str(&head, rule);
		buf_char(&head, ']');
	}
	report_paint(pen->out, paint_of(severity), buf_take(&head), pen->style);
	report_paint(pen->out, PAINT_STRONG, S(": "), pen->style);
	report_paint(pen->out, PAINT_STRONG, sentence, pen->style);
	report_paint(pen->out, PAINT_FIX, mark, pen->style);
	buf_char(pen->out, '\n');
}

/* " [*]" for a safe fix, " [-]" for one that needs a look. */
static struct str
fix_mark(const struct finding *f)
{
	static const struct str marks[] = {
		[FIX_NONE] = { "", 0 }, [FIX_SAFE] = { " [*]", 4 }, [FIX_UNSAFE] = { " [-]", 4 }
	};

	return f->locale.n > 0 ? marks[finding_safety(f)] : S("");
}

static struct str
rule_name(const struct finding *f)
{
	return rules[messages[f->message].rule].name;
}

/* Why a difference need not be the translator's slip. */
static struct str
cause_note(const struct finding *f)
{
	if (rule_is_stale(messages[f->message].rule))
		return S("");
	switch (f->cause) {
	case CAUSE_DEFECT:
		return S("");
	case CAUSE_DRIFT:
		return S("the English page changed here after this translation was made");
	case CAUSE_UNKNOWN:
		return S("the English page may have changed here after this translation was made");
	}
	return S("");
}

static struct str
nested_title(struct arena *work, const struct page_findings *page, const struct finding *f)
{
	ptrdiff_t n = f->fingerprint == page->parent ? nested_count(page) : 0;

	if (n == 0)
		return S("");
	return str_fmt(work, "%td difference%s from today's English, which changed since:", n,
		       n == 1 ? "" : "s");
}

static void
finding_write(const struct pen *pen, const struct page_findings *page, const struct finding *f,
	      struct str note)
{
	struct str nested = nested_title(pen->work, page, f);
	const struct diagram sides[] = {
		{ &f->at, &f->snippet, finding_text(pen->work, f, PART_LABEL), '^',
		  paint_of(f->severity), f->insert_after, S("") },
		{ &f->source, &f->source_snippet, finding_text(pen->work, f, PART_SOURCE_LABEL),
		  '-', PAINT_INFO, false, f->source_commit },
	};
	const struct trailer trailers[] = {
		{ S("note"), note },
		{ S("help"), finding_text(pen->work, f, PART_HELP) },
		{ S(""), nested },
	};
	int gutter;

	header_write(pen, f->severity, rule_name(f), finding_text(pen->work, f, PART_TEXT),
		     fix_mark(f));
	gutter =
		diagrams_write(pen, sides, f->source.line > 0 ? 2 : 1, trailers, countof(trailers));
	if (nested.n > 0)
		nested_write(pen, page, gutter + 5);
}

/* Counts f on its pile; true when the pile has been shown often enough. */
static bool
is_left_out(struct full *w, const struct finding *f)
{
	struct buf key = { .a = &w->kept };
	struct pile *pile;
	ptrdiff_t *slot;

	if (!w->collapse)
		return false;
	buf_str(&key, rule_name(f));
	buf_char(&key, '\0');
	if (f->args[0].name)
		buf_str(&key, f->args[0].value);
	slot = map_at(&w->pile_of, buf_take(&key));
	if (*slot < 0) {
		*slot = w->piles.n;
		*vec_push(&w->kept, &w->piles) = (struct pile){ 0 };
	}
	pile = &w->piles.v[*slot];
	if (++pile->count <= RUN_SHOWN)
		return false;
	if (!pile->first_left_out)
		pile->first_left_out = f;
	return true;
}

static void
blank_line(struct full *w)
{
	if (w->begun)
		buf_char(w->pen.out, '\n');
	w->begun = true;
}

/* A note is said once a page: it is about the page more than about the finding. */
static void
page_write(struct full *w, const struct page_findings *page)
{
	bool noted[CAUSE_UNKNOWN + 1] = { false };

	for (ptrdiff_t i = 0; i < page->n; i++) {
		const struct finding *f = &page->v[i];

		if (finding_is_nested(page, f) || is_left_out(w, f))
			continue;
		blank_line(w);
		finding_write(&w->pen, page, f, noted[f->cause] ? S("") : cause_note(f));
		noted[f->cause] |= !rule_is_stale(messages[f->message].rule);
		arena_reset(w->pen.work);
	}
}

/* "… and 377 more like error[metadata-missing]: `ms.service` is set in the English page, but not
 * here" */
static void
piles_write(struct full *w)
{
	bool any = false;

	for (ptrdiff_t i = 0; i < w->piles.n; i++) {
		const struct pile *p = &w->piles.v[i];

		if (!p->first_left_out)
			continue;
		if (!any)
			blank_line(w);
		any = true;
		buf_str(w->pen.out, ellipsis(w->pen.style));
		buf_fmt(w->pen.out, " and %td more like ", p->count - RUN_SHOWN);
		header_write(&w->pen, p->first_left_out->severity, rule_name(p->first_left_out),
			     finding_text(w->pen.work, p->first_left_out, PART_TEXT), S(""));
	}
	if (any)
		buf_str(w->pen.out, S("  (--no-collapse prints them all)\n"));
}

void
write_full(struct buf *out, const struct report *r)
{
	struct arena work = { 0 };
	struct full w = { .pen = { out, r->style, &work }, .collapse = r->style->collapse };
	const struct finding *rest = r->findings;
	ptrdiff_t n = report_printed(r);
	struct page_findings page;

	w.pile_of.a = &w.kept;
	while (page_findings_next(&rest, &n, &page))
		page_write(&w, &page);
	piles_write(&w);
	if (r->style->summary) {
		blank_line(&w);
		report_summary(out, r);
	}
	arena_free(&w.kept);
	arena_free(&work);
}

void
report_config_error(struct buf *out, const struct config_error *e, const struct report_style *style)
{
	struct arena work = { 0 };
	struct pen pen = { out, style, &work };
	const struct diagram side = {
		.at = &e->at, .snippet = &e->snippet, .mark = '^', .paint = PAINT_ERROR
	};
	const struct trailer help = { S("help"), e->help };

	header_write(&pen, SEV_ERROR, S(""), e->message, S(""));
	diagrams_write(&pen, &side, 1, &help, 1);
	arena_free(&work);
}
