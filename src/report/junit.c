/* `junit`: one test suite a page, one test case a finding; tests/unit/junit.xsd is the shape.  No
 * times, so that the same findings give the same bytes.  GitLab drops test cases whose name it has
 * seen, Jenkins refuses attributes that junit-10.xsd does not know and reports without a test. */
#include "base/map.h"
#include "base/path.h"
#include "report/internal.h"

/* One page with its entries, v[0..n). */
struct suite {
	struct str file;
	const struct entry *v;
	ptrdiff_t n;
};
struct suites VEC(struct suite);

static bool
is_failure(const struct report *r, const struct finding *f)
{
	return f->severity == SEV_ERROR || (r->fail_on != SEV_OFF && f->severity >= r->fail_on);
}

/* Every page that was looked at, and what else has findings (English pages), by file: two sorted
 * lists become one. */
static struct suites
suites_of(struct arena *a, const struct report *r, const struct entries *list)
{
	struct suites all = { 0 };
	ptrdiff_t page = 0, i = 0;

	while (i < list->n || page < r->npages) {
		struct suite s = { .v = list->v + i };

		if (i < list->n)
			s.file = list->v[i].f->at.file;
		if (page < r->npages && (i == list->n || str_cmp(r->pages[page].file, s.file) <= 0))
			s.file = r->pages[page++].file;
		while (i < list->n && str_eq(list->v[i].f->at.file, s.file)) {
			s.n++;
			i++;
		}
		*vec_push(a, &all) = s;
	}
	return all;
}

static ptrdiff_t
failures_of(const struct report *r, const struct suite *s)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < s->n; i++)
		n += is_failure(r, s->v[i].f);
	return n;
}

/* A name that no other case of the page has. */
static struct str
case_name(struct arena *work, const struct finding *f, struct map *seen)
{
	struct str name = str_fmt(work, "%.*s: line %u: %.*s", P(rule_of(f)->name), line_of(&f->at),
				  P(finding_text(work, f, PART_TEXT)));
	ptrdiff_t before = ++*map_at(seen, name);

	return before ? str_fmt(work, "%.*s (%td)", P(name), before + 1) : name;
}

/* Lines that begin with a word of ours: none can be a command in a log. */
static void
details_write(struct buf *out, const struct report *r, const struct entry *e, struct arena *work)
{
	const struct finding *f = e->f;
	struct str source = source_position(work, r, f);
	struct str label = finding_text(work, f, PART_SOURCE_LABEL);
	const struct {
		const char *word;
		struct str text;
	} lines[] = { { "compared with: ", source_and_label(work, source, label) },
		      { "help: ", finding_text(work, f, PART_HELP) },
		      { "", nested_summary(work, e) } };

	buf_fmt(out, "%.*s: ", P(severity_name(f->severity)));
	xml_write(out, report_path(work, r, f->at.file));
	buf_fmt(out, ":%u:%u", line_of(&f->at), column_of(&f->at));
	for (ptrdiff_t i = 0; i < countof(lines); i++) {
		if (lines[i].text.n == 0)
			continue;
		buf_fmt(out, "\n%s", lines[i].word);
		xml_write(out, lines[i].text);
	}
}

static void
case_open(struct buf *out, struct str name, struct str path)
{
	buf_str(out, S("    <testcase"));
	xml_attribute(out, "name", name);
	xml_attribute(out, "classname", str_slice(path, 0, path.n - path_ext(path).n));
}

static void
case_write(struct buf *out, const struct report *r, const struct entry *e, struct map *seen)
{
	struct arena *work = seen->a;
	const struct finding *f = e->f;
	bool failure = is_failure(r, f);

	case_open(out, case_name(work, f, seen), report_path(work, r, f->at.file));
	buf_str(out, S(">\n      <"));
	if (failure) {
		buf_str(out, S("failure"));
		xml_attribute(out, "type", rule_of(f)->name);
		xml_attribute(out, "message", finding_text(work, f, PART_TEXT));
	} else {
		buf_str(out, S("system-out"));
	}
	buf_char(out, '>');
	details_write(out, r, e, work);
	buf_fmt(out, "</%s>\n    </testcase>\n", failure ? "failure" : "system-out");
}

static void
suite_write(struct buf *out, const struct report *r, const struct suite *s, struct arena *work)
{
	struct str path = s->file.n ? report_path(work, r, s->file) : S("loclint");
	struct map seen = { .a = work };

	buf_str(out, S("  <testsuite"));
	xml_attribute(out, "name", path);
	buf_fmt(out, " tests=\"%td\" failures=\"%td\" errors=\"0\" skipped=\"0\">\n",
		s->n ? s->n : 1, failures_of(r, s));
	for (ptrdiff_t i = 0; i < s->n; i++)
		case_write(out, r, &s->v[i], &seen);
	if (s->n == 0) {
		case_open(out, path, path);
		buf_str(out, S("/>\n"));
	}
	buf_str(out, S("  </testsuite>\n"));
	arena_reset(work);
}

void
write_junit(struct buf *out, const struct report *r)
{
	struct arena keep = { 0 }, work = { 0 };
	struct entries list = entries_of(&keep, r);
	struct suites all = suites_of(&keep, r, &list);
	ptrdiff_t tests = 0, failures = 0;

	if (all.n == 0)
		*vec_push(&keep, &all) = (struct suite){ .v = NULL };
	for (ptrdiff_t i = 0; i < all.n; i++) {
		tests += all.v[i].n ? all.v[i].n : 1;
		failures += failures_of(r, &all.v[i]);
	}
	buf_fmt(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites name=\"loclint\" tests=\"%td\" failures=\"%td\" errors=\"0\">\n",
		tests, failures);
	for (ptrdiff_t i = 0; i < all.n; i++)
		suite_write(out, r, &all.v[i], &work);
	buf_str(out, S("</testsuites>\n"));
	arena_free(&work);
	arena_free(&keep);
}
