/* The answer of `loclint show`: what the page is made from and how that was judged, its findings,
 * and what changed in English. */
#include "cmd/show.h"

#include "base/date.h"
#include "base/utf8.h"
#include "check/change.h"
#include "check/pin.h"
#include "site/locale.h"
#include "sys/sys.h"

enum { CHANGES_SHOWN = 10 };

struct doc *
show_parse(struct show *s, const struct page *p)
{
	struct str raw, why;
	struct doc *d;

	if (!p || fs_read(s->a, p->path, DOC_MAX_BYTES, &raw, &why) != FS_OK)
		return NULL;
	d = doc_parse(s->a, p->path, raw, &s->e->site.profile->grammar, s->scratch);
	return d->limit == DOC_OK ? d : NULL;
}

/* --- words ------------------------------------------------------------------------------- */

/* Why there is no base. */
static struct str
reason(const struct page_history *h)
{
	static const char *const reasons[] = {
		[PIN_FINE] = "it is not known what the page was made from",
		[PIN_UNKNOWN_COMMIT] = "the recorded commit is not in the history",
		[PIN_AMBIGUOUS_COMMIT] = "the recorded commit is too short to be unique",
		[PIN_PATH_NOT_THERE] = "the recorded commit has no such English page",
		[PIN_WRONG_COMMIT] =
			"the English page at the recorded commit does not have the recorded hash",
		[PIN_UNKNOWN_CONTENT] = "no revision of the English page has the recorded hash",
		[PIN_NOT_ANCESTOR] = "the recorded commit is not part of the branch",
		[PIN_UNTOUCHED] = "the recorded commit did not change the English page",
		[PIN_OUT_OF_REACH] = "the history here does not reach back that far",
	};

	return h ? str_c(reasons[h->fault]) : S("no history of the English page is at hand");
}

static struct str
behind(struct arena *a, const struct verdict *v, const struct page_history *h)
{
	const char *least = h && h->changes_cut ? "at least " : "";
	struct buf b = { .a = a };

	if (!v->changes && h && h->changes_cut)
		return str_fmt(a, "stale: English changed (%.*s)", P(change_name(a, v->change)));
	if (!v->changes)
		return str_fmt(a, "stale: English has changes that are not committed (%.*s)",
			       P(change_name(a, v->change)));
	buf_str(&b, v->changes == 1
			    ? str_fmt(a, "stale: English changed %sonce", least)
			    : str_fmt(a, "stale: English changed %s%d times", least, v->changes));
	if (v->base_time)
		buf_fmt(&b, " since %.*s", P(date_iso(a, v->base_time)));
	if (v->changes > 1 && v->changed_time)
		buf_fmt(&b, ", last on %.*s", P(date_iso(a, v->changed_time)));
	else if (v->changed_time)
		buf_fmt(&b, ", on %.*s", P(date_iso(a, v->changed_time)));
	buf_fmt(&b, " (%.*s)", P(change_name(a, v->change)));
	return buf_take(&b);
}

static struct str
not_known(struct show *s, const struct doc *d, const struct page_history *h)
{
	struct pin pin = { 0 };

	if (d)
		pin = pin_read(s->e->site.profile, d, s->scratch);
	if (!pin_present(&pin))
		return S("not known: no pin tells which English page this was made from");
	return str_fmt(s->a, "not known: %.*s", P(reason(h)));
}

/* How the pin of page d (NULL: not readable) was judged; h may be NULL. */
static struct str
judgement(struct show *s, const struct doc *d, const struct verdict *v,
	  const struct page_history *h)
{
	if (!d || !v || !v->checked)
		return S("not checked: the page could not be read");
	if (s->family->source == NO_PAGE)
		return S("not known: there is no English page to compare with");
	switch (v->freshness) {
	case FRESH_YES:
		return S("fresh: made from the current English page");
	case FRESH_UNPINNED:
		return S("no pin: compared with the current English page");
	case FRESH_UNKNOWN:
		return not_known(s, d, h);
	case FRESH_NO:
		break;
	}
	return v->base == BASE_NONE ? str_fmt(s->a, "stale: English changed; %.*s", P(reason(h)))
				    : behind(s->a, v, h);
}

static void
heading_line(struct show *s, const char *name, struct str text)
{
	buf_fmt(&s->out, "  %-9s", name);
	report_escape(&s->out, text, &s->style);
	buf_char(&s->out, '\n');
}

static void
write_pin(struct show *s)
{
	struct pin pin = pin_read(s->e->site.profile, s->dst, s->scratch);
	struct buf b = { .a = s->a };

	if (!pin_present(&pin))
		return;
	if (pin.hash.n)
		buf_fmt(&b, "hash %.*s", P(short_hex(pin.hash)));
	if (pin.commit.n)
		buf_fmt(&b, "%scommit %.*s", b.n ? ", " : "", P(short_hex(pin.commit)));
	if (pin.status.n)
		buf_fmt(&b, "%sstatus %.*s", b.n ? ", " : "", P(pin.status));
	if (b.n)
		heading_line(s, "pin", buf_take(&b));
}

/* The commits that changed English since, newest first. */
static void
write_changes(struct show *s)
{
	const struct page_history *h = s->history;
	ptrdiff_t n = h->nchanges;

	if (n > CHANGES_SHOWN && !s->style.verbose)
		n = CHANGES_SHOWN;
	for (ptrdiff_t i = 0; i < n; i++) {
		const struct source_change *c = &h->changes[i];

		heading_line(s, i ? "" : "changes",
			     str_fmt(s->a, "%.*s %.*s %.*s: %.*s", P(short_hex(c->commit)),
				     P(date_iso(s->a, c->time)), P(c->author), P(c->subject)));
	}
	if (n < h->nchanges)
		heading_line(s, "",
			     str_fmt(s->a, "and %td more (--verbose lists them)", h->nchanges - n));
}

static void
write_source_gone(struct show *s)
{
	const struct page_history *h = s->history;

	if (!h || !h->removed)
		return;
	heading_line(s, h->moved_to.n ? "moved to" : "removed",
		     str_fmt(s->a, "%.*s%sin commit %.*s of %.*s: %.*s", P(h->moved_to),
			     h->moved_to.n ? " " : "", P(short_hex(h->removal.commit)),
			     P(date_iso(s->a, h->removal.time)), P(h->removal.subject)));
}

static void
write_heading(struct show *s)
{
	const struct verdict *v = s->verdict;

	report_paint(&s->out, PAINT_STRONG, s->page->path, &s->style);
	buf_str(&s->out, S("  <-  "));
	if (s->source)
		report_paint(&s->out, PAINT_STRONG, s->source->path, &s->style);
	else
		buf_str(&s->out, S("(no source page)"));
	buf_char(&s->out, '\n');
	heading_line(s, "locale", locale_canonical(s->a, s->page->locale));
	heading_line(s, "verdict", judgement(s, s->dst, v, s->history));
	if (s->dst)
		write_pin(s);
	if (v && v->checked && s->source)
		heading_line(s, "base", verdict_base(s->a, v, s->history));
	write_source_gone(s);
	if (s->base)
		write_changes(s);
}

/* --- findings -------------------------------------------------------------------------------- */

/* Does the finding stand on lines [at->from, at->to]?  A finding about the page as a whole stands
 * on none. */
static bool
stands_on(const struct finding *f, const struct lines_at *at)
{
	return f->at.line && f->at.line <= at->to && f->at.end_line >= at->from;
}

/* Those of the page, in `full`; at NULL: all of them. */
static void
write_findings(struct show *s, const struct lines_at *at)
{
	const struct findings *all = &s->e->findings;
	struct finding *v = NEW(s->a, struct finding, all->n);
	struct report_style style = s->style;
	struct report r = { .findings = v, .totals = &s->e->totals, .style = &style };

	style.summary = style.collapse = false;
	for (ptrdiff_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i].at.file, s->page->path) && (!at || stands_on(&all->v[i], at)))
			v[r.n++] = all->v[i];
	buf_char(&s->out, '\n');
	if (!r.n)
		buf_str(&s->out, at ? S("No findings here.\n") : S("No findings.\n"));
	for (ptrdiff_t i = 0; i < nreporters && r.n; i++)
		if (str_eq(reporters[i].name, S("full")))
			reporters[i].write(&s->out, &r);
}

/* --- what changed ------------------------------------------------------------------------------
 */

/* What the English page was called when the translation was made. */
static struct str
base_path(const struct show *s)
{
	return s->history->base_path.n ? s->history->base_path : s->source->path;
}

/* "a/en-US/install.md (0a1b2c3d)"; a path that leaves the working directory stays as it is. */
static struct str
version_name(struct show *s, char side, struct str path, struct str note)
{
	bool inside = path.n && path.p[0] != '/' && !str_starts(path, S("../"));

	return inside ? str_fmt(s->a, "%c/%.*s (%.*s)", side, P(path), P(note))
		      : str_fmt(s->a, "%.*s (%.*s)", P(path), P(note));
}

/* A walk through the headings of the current English page. */
struct sections {
	struct doc *d;
	ptrdiff_t next;   /* block */
	uint32_t heading; /* the last one that was passed, or NO_BLOCK */
};

/* The title of the section that line `at` (0-based) stands in; lines must be asked for in order. */
static struct str
section_next(struct arena *a, struct sections *s, ptrdiff_t at)
{
	struct doc *d = s->d;

	for (; s->next < d->nblocks; s->next++) {
		const struct block *b = &d->blocks[s->next];

		if (b->kind != BLOCK_HEADING)
			continue;
		if ((ptrdiff_t)doc_pos(d, b->at.off).line > at)
			break;
		s->heading = (uint32_t)s->next;
	}
	return s->heading == NO_BLOCK ? S("") : doc_heading_text(a, d, s->heading);
}

/* What stands for a line of the translation in the English page as it was, and as it is. */
struct counterparts {
	struct stand old, now;
};

/* The lines of a counterpart with the blank ones behind it: what was added there comes after those.
 */
static struct lines_at
with_blanks(struct doc *d, struct stand at)
{
	uint32_t n = doc_line_count(d);

	if (!at.found || at.near)
		return (struct lines_at){ 0, 0 };
	while (at.lines.to < n && !str_trim(doc_line(d, at.lines.to + 1)).n)
		at.lines.to++;
	return at.lines;
}

static void
write_names(struct show *s, const struct text_diff_style *style)
{
	struct str commit = s->history->base_commit;

	text_diff_names(
		&s->out,
		version_name(s, 'a', base_path(s), commit.n ? short_hex(commit) : S("base")),
		version_name(s, 'b', s->source->path, S("current")), style);
}

/* What the hunks do not say: there are none, none was written, or line ends differ as well. */
static void
write_remarks(struct show *s, const struct text_diff *d, ptrdiff_t written)
{
	if (!d->nhunks)
		buf_str(&s->out,
			d->line_ends ? S("Only line ends differ.\n") : S("No line differs.\n"));
	else if (!written)
		buf_fmt(&s->out, "English did not change here; it changed in %td other place%s.\n",
			d->nhunks, d->nhunks == 1 ? "" : "s");
	else if (d->line_ends)
		buf_str(&s->out, S("Line ends differ too.\n"));
}

/* The difference of base and current English; only what touches the counterparts when there are
 * any. */
static void
write_difference(struct show *s, const struct counterparts *only)
{
	struct text_diff d = text_diff_of(s->a, s->base->raw, s->current->raw);
	struct text_diff_style style = { &s->style, s->style.color || s->o->word_diff };
	struct sections sections = { s->current, 0, NO_BLOCK };
	struct lines_at old = { 0, 0 }, now = { 0, 0 };
	ptrdiff_t written = 0;

	if (only) {
		old = with_blanks(s->base, only->old);
		now = with_blanks(s->current, only->now);
	}
	buf_char(&s->out, '\n');
	for (ptrdiff_t i = 0; i < d.nhunks; i++) {
		const struct diff_hunk *h = &d.hunks[i];

		if (only && !text_diff_touches(&d, h, old, now))
			continue;
		if (!written++)
			write_names(s, &style);
		text_diff_hunk(&s->out, &d, h, section_next(s->a, &sections, h->b), &style);
	}
	write_remarks(s, &d, written);
}

/* --- one line --------------------------------------------------------------------------------- */

/* Has the page such a line? */
static bool
line_exists(struct show *s)
{
	uint32_t n = doc_line_count(s->dst);

	if (s->line <= n)
		return true;
	buf_fmt(&s->out, "\nThe page has %u line%s only.\n", n, n == 1 ? "" : "s");
	return false;
}

static void
write_counterpart(struct show *s, struct str path, struct doc *d, const struct stand *at)
{
	buf_char(&s->out, '\n');
	if (at->found)
		stand_write(
			s, path, d, at,
			at->near ? S("has no counterpart of its own; this is what stands around it")
				 : S(""));
	else
		buf_str(&s->out, S("It has no counterpart on the other side.\n"));
}

static void
show_line(struct show *s)
{
	struct counterparts there = { { 0 }, { 0 } };
	struct stand here;

	if (!line_exists(s))
		return;
	here = stand_at(s->dst, s->line);
	if (!here.found)
		here = (struct stand){ .found = true, .lines = { s->line, s->line } };
	if (s->current)
		there.now = stand_in(s, s->dst, s->line, s->current, false);
	if (s->base)
		there.old = stand_in(s, s->dst, s->line, s->base, false);
	buf_char(&s->out, '\n');
	stand_write(s, s->page->path, s->dst, &here, S(""));
	if (there.old.found && !there.old.near && (!there.now.found || there.now.near)) {
		buf_char(&s->out, '\n');
		stand_write(s, base_path(s), s->base, &there.old,
			    S("as it was; English has nothing in its place now"));
	} else if (s->source) {
		write_counterpart(s, s->source->path, s->current, &there.now);
	}
	write_findings(s, &here.lines);
	if (s->base && s->current)
		write_difference(s, &there);
}

void
show_translation(struct show *s)
{
	write_heading(s);
	if (s->line && s->dst) {
		show_line(s);
		return;
	}
	write_findings(s, NULL);
	if (s->base && s->current)
		write_difference(s, NULL);
}

/* --- a source page ---------------------------------------------------------------------------- */

static const struct verdict *
verdict_of(const struct engine *e, const struct page *p)
{
	for (ptrdiff_t i = 0; i < e->nverdicts; i++)
		if (e->verdicts[i].page == p)
			return &e->verdicts[i];
	return NULL;
}

static ptrdiff_t
findings_of(const struct engine *e, const struct page *p)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < e->findings.n; i++)
		n += str_eq(e->findings.v[i].at.file, p->path) &&
		     !rule_is_stale(messages[e->findings.v[i].message].rule);
	return n;
}

static void
write_padded(struct show *s, struct str text, ptrdiff_t width)
{
	struct buf b = { .a = s->a };

	report_escape(&b, text, &s->style);
	buf_str(&s->out, buf_take(&b));
	buf_repeat(&s->out, ' ', width - utf8_columns(buf_take(&b)) + 2);
}

static void
list_translations(struct show *s)
{
	const struct family *f = s->family;
	ptrdiff_t locale_width = 0, path_width = 0;

	for (ptrdiff_t i = 0; i < f->npages; i++) {
		const struct page *p = &s->e->site.pages[f->pages[i]];
		ptrdiff_t l = utf8_columns(locale_canonical(s->a, p->locale)),
			  n = utf8_columns(p->path);

		locale_width = l > locale_width ? l : locale_width;
		path_width = n > path_width ? n : path_width;
	}
	for (ptrdiff_t i = 0; i < f->npages; i++) {
		const struct page *p = &s->e->site.pages[f->pages[i]];
		const struct page_history *h =
			s->e->page_history ? s->e->page_history[f->pages[i]] : NULL;
		ptrdiff_t n = findings_of(s->e, p);

		buf_str(&s->out, S("  "));
		write_padded(s, locale_canonical(s->a, p->locale), locale_width);
		write_padded(s, p->path, path_width);
		buf_str(&s->out, judgement(s, show_parse(s, p), verdict_of(s->e, p), h));
		if (n)
			buf_fmt(&s->out, "; %td finding%s", n, n == 1 ? "" : "s");
		buf_char(&s->out, '\n');
	}
}

static void
list_missing(struct show *s)
{
	const struct site *site = &s->e->site;
	struct buf b = { .a = s->a };

	for (ptrdiff_t l = 0; l < site->nlocales; l++) {
		bool there = false;

		for (ptrdiff_t i = 0; i < s->family->npages && !there; i++)
			there = locale_same(site->pages[s->family->pages[i]].locale,
					    site->locales[l]);
		if (!there)
			buf_fmt(&b, "%s%.*s", b.n ? ", " : "", P(site->locales[l]));
	}
	if (b.n && !s->o->locale.n)
		heading_line(s, "missing", buf_take(&b));
}

/* The block and what each translation has for it. */
static void
show_source_line(struct show *s)
{
	struct stand here;

	if (!line_exists(s))
		return;
	here = stand_at(s->dst, s->line);
	if (!here.found)
		here = (struct stand){ .found = true, .lines = { s->line, s->line } };
	buf_char(&s->out, '\n');
	stand_write(s, s->page->path, s->dst, &here, S(""));
	for (ptrdiff_t i = 0; i < s->family->npages; i++) {
		const struct page *p = &s->e->site.pages[s->family->pages[i]];
		struct doc *d = show_parse(s, p);
		struct stand there = { 0 };

		if (d)
			there = stand_in(s, s->dst, s->line, d, true);
		if (there.found) {
			write_counterpart(s, p->path, d, &there);
			continue;
		}
		buf_char(&s->out, '\n');
		report_escape(&s->out, p->path, &s->style);
		buf_str(&s->out, S(" has nothing in its place.\n"));
	}
}

void
show_source(struct show *s)
{
	ptrdiff_t n = s->family->npages;

	report_paint(&s->out, PAINT_STRONG, s->page->path, &s->style);
	buf_fmt(&s->out, "  (source page, %td translation%s)\n", n, n == 1 ? "" : "s");
	list_translations(s);
	list_missing(s);
	if (s->line && s->dst)
		show_source_line(s);
	else
		write_findings(s, NULL);
}
