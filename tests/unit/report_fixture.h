/* Findings as the checks would make them, for the tests of the report formats. */
#ifndef REPORT_FIXTURE_H
#define REPORT_FIXTURE_H

#include "unit.h"

#include "report/report.h"

static const struct report_style plain = { .utf8 = true, .columns = 200 };

/* One marked line, with room for more; `marked` must occur in text. */
static inline struct snippet
one_line(uint32_t number, const char *text, const char *marked)
{
	static struct snippet_line room[256][SNIPPET_LINES];
	static int used;
	ptrdiff_t at = str_find(str_c(text), str_c(marked), 0);
	struct snippet s = { .first_line = number, .nlines = 1, .lines = room[used] };

	assert_true(at >= 0);
	used = (used + 1) % (int)countof(room);
	s.lines[0] = (struct snippet_line){ .text = str_c(text),
					    .mark = (uint32_t)at,
					    .mark_len = (uint32_t)str_c(marked).n };
	return s;
}

static inline struct place
place(const char *file, uint32_t line, uint32_t column)
{
	return (struct place){ str_c(file), line, column, line, column + 1, 100, 101 };
}

static inline struct finding
missing_key(const char *file, uint32_t line)
{
	return (struct finding){
		.message = MSG_META_MISSING,
		.severity = SEV_ERROR,
		.locale = S("de-de"),
		.at = place(file, line, 1),
		.source = place("en/architecture.md", 12, 1),
		.snippet = one_line(line, "ms.topic: conceptual", "ms.topic: conceptual"),
		.source_snippet = one_line(12, "ms.service: advanced-threat-analytics",
					   "ms.service: advanced-threat-analytics"),
		.insert_after = true,
		.args = { { "key", S("ms.service") },
			  { "expected", S("advanced-threat-analytics") } },
		.key = S("ms.service"),
	};
}

static inline struct finding
stale(const char *file)
{
	return (struct finding){
		.message = MSG_STALE_HASH,
		.severity = SEV_WARNING,
		.locale = S("de-de"),
		.at = place(file, 9, 21),
		.snippet =
			one_line(9, "ms.openlocfilehash: 6c04453fec9beb7b0998953384ec60694e1213c1",
				 "6c04453fec9beb7b0998953384ec60694e1213c1"),
		.args = { { "current", S("e9a347b") } },
	};
}

static inline struct finding
missing_link(const char *file, uint32_t line, const char *target)
{
	return (struct finding){
		.message = MSG_LINK_MISSING,
		.severity = SEV_WARNING,
		.cause = CAUSE_UNKNOWN,
		.locale = S("de-de"),
		.at = place(file, line, 1),
		.source = place("en/a.md", line + 3, 7),
		.args = { { "target", str_c(target) } },
		.key = str_c(target),
		.child = true,
	};
}

/* A link whose line is `text` and whose marked target is `target`. */
static inline struct finding
changed_link(const char *text, const char *target)
{
	return (struct finding){
		.message = MSG_LINK_CHANGED,
		.severity = SEV_ERROR,
		.locale = S("de-de"),
		.at = place("de/a.md", 30, 121),
		.snippet = one_line(30, text, target),
		.args = { { "target", str_c(target) }, { "expected", S("b.md") } },
		.key = str_c(target),
	};
}

/* What the format prints for v[0..n), finished. */
static inline char *
printed(struct arena *a, const char *format, struct finding *v, ptrdiff_t n,
	const struct report_style *style)
{
	struct totals totals = { .pages = 838, .pairs = 838, .locales = 2, .ms = 310 };
	struct findings all = { v, n, n };
	struct report r = { .totals = &totals, .style = style };
	struct buf out = { .a = a };

	findings_finish(a, &all);
	for (ptrdiff_t i = 0; i < all.n; i++) {
		totals.counts[all.v[i].severity]++;
		totals.fixable += all.v[i].nedits > 0;
	}
	r.findings = all.v;
	r.n = all.n;
	for (ptrdiff_t i = 0; i < nreporters; i++) {
		if (str_eq(reporters[i].name, str_c(format)))
			reporters[i].write(&out, &r);
	}
	if (str_eq(str_c(format), S("statistics")))
		report_statistics(&out, &r);
	return str_z(a, buf_take(&out));
}

#endif
