/* `loclint pairs`: what was decided, layout, profile, locales, and which page goes with which. */
#include "base/json.h"
#include "check/check.h"
#include "cmd/command.h"
#include "site/locale.h"
#include "sys/sys.h"

static void
describe_trees(struct buf *out, const struct engine *e, const struct report_style *style)
{
	const struct site *s = &e->site;

	for (ptrdiff_t i = 0; i < s->ntrees; i++) {
		const struct tree *t = &s->trees[i];

		buf_str(out, t->source ? S("source    ") : S("tree      "));
		report_escape(out, t->root, style);
		if (t->locale.n)
			buf_fmt(out, "  (%.*s)", P(locale_canonical(out->a, t->locale)));
		buf_fmt(out, "  %td file%s\n", t->npaths, t->npaths == 1 ? "" : "s");
	}
}

static void
describe_decisions(struct buf *out, const struct engine *e)
{
	const struct site *s = &e->site;

	if (s->layout)
		buf_fmt(out, "layout    %.*s (%s)\n", P(s->layout->name),
			e->layout_given ? "given" : "detected");
	else
		buf_str(out, S("layout    one folder per locale\n"));
	buf_fmt(out, "profile   %.*s", P(s->profile->name));
	if (e->profile_given) {
		buf_str(out, S(" (given)\n"));
	} else {
		buf_fmt(out, " (detected; %td page%s sampled", e->nsampled,
			e->nsampled == 1 ? "" : "s");
		for (ptrdiff_t i = 0; i < e->nvotes; i++)
			if (e->votes[i].pages)
				buf_fmt(out, ", %.*s %td", P(e->votes[i].name), e->votes[i].pages);
		if (e->profile_file.n)
			buf_fmt(out, "; there is %.*s", P(e->profile_file));
		buf_str(out, S(")\n"));
	}
}

/* Pages, pairs and pages without source, by locale. */
static void
describe_locales(struct buf *out, const struct site *s)
{
	for (ptrdiff_t l = 0; l < s->nlocales; l++) {
		ptrdiff_t pages = 0, pairs = 0;

		for (ptrdiff_t i = 0; i < s->npages; i++) {
			const struct page *p = &s->pages[i];

			if (p->source || p->family < 0 || !locale_same(p->locale, s->locales[l]))
				continue;
			pages++;
			pairs += s->families[p->family].source != NO_PAGE;
		}
		buf_fmt(out, "locale    %-12.*s %td page%s, %td with source, %td without\n",
			P(s->locales[l]), pages, pages == 1 ? "" : "s", pairs, pages - pairs);
	}
}

static void
describe_left_out(struct buf *out, const struct site *s, bool all, const struct report_style *style)
{
	for (int k = 0; k < LEFT_KINDS; k++)
		if (s->left_out_counts[k])
			buf_fmt(out, "left out  %td file%s: %.*s\n", s->left_out_counts[k],
				s->left_out_counts[k] == 1 ? "" : "s",
				P(left_out_reason((enum left_out)k)));
	for (ptrdiff_t i = 0; i < s->nleft_out && all; i++) {
		buf_str(out, S("  "));
		report_escape(out, s->left_out[i].path, style);
		buf_fmt(out, ": %.*s", P(left_out_reason(s->left_out[i].why)));
		if (s->left_out[i].detail.n) {
			buf_str(out, S(" ("));
			report_escape(out, s->left_out[i].detail, style);
			buf_char(out, ')');
		}
		buf_char(out, '\n');
	}
}

/* The verdicts by page of the site; NULL for those that have none. */
static const struct verdict **
by_page(struct arena *a, const struct engine *e)
{
	const struct verdict **of = NEW(a, const struct verdict *, e->site.npages);

	for (ptrdiff_t i = 0; i < e->nverdicts; i++)
		of[e->verdicts[i].page - e->site.pages] = &e->verdicts[i];
	return of;
}

/* Is the page up to date, and which English was it compared with? */
static void
describe_base(struct buf *out, const struct engine *e, ptrdiff_t page, const struct verdict *v)
{
	const struct page_history *h = e->page_history ? e->page_history[page] : NULL;

	buf_fmt(out, "  (%.*s", P(verdict_word(v)));
	if (v && v->checked)
		buf_fmt(out, "; base %.*s", P(verdict_base(out->a, v, h)));
	buf_char(out, ')');
}

static void
list_families(struct buf *out, const struct engine *e, const struct report_style *style)
{
	const struct site *s = &e->site;
	const struct verdict **of = by_page(out->a, e);

	for (ptrdiff_t f = 0; f < s->nfamilies; f++) {
		const struct family *fam = &s->families[f];

		for (ptrdiff_t i = 0; i < fam->npages && e->wanted[f]; i++) {
			report_escape(out, s->pages[fam->pages[i]].path, style);
			buf_str(out, S("  <-  "));
			if (fam->source == NO_PAGE) {
				buf_str(out, S("(no source page)"));
			} else {
				report_escape(out, s->pages[fam->source].path, style);
				describe_base(out, e, fam->pages[i], of[fam->pages[i]]);
			}
			buf_char(out, '\n');
		}
	}
}

static void
write_text(struct buf *out, const struct options *o, const struct engine *e)
{
	const struct site *s = &e->site;
	struct report_style style = terminal_style(o, 1);
	ptrdiff_t alone = 0;

	if (o->verbose) {
		list_families(out, e, &style);
		buf_char(out, '\n');
	}
	describe_trees(out, e, &style);
	describe_decisions(out, e);
	describe_locales(out, s);
	for (ptrdiff_t f = 0; f < s->nfamilies; f++)
		alone += s->families[f].source != NO_PAGE && !s->families[f].npages;
	buf_fmt(out, "families  %td, %td source page%s without translation\n", s->nfamilies, alone,
		alone == 1 ? "" : "s");
	describe_left_out(out, s, o->verbose > 0, &style);
}

static void
write_json(struct json_out *j, const struct engine *e)
{
	const struct site *s = &e->site;

	json_open(j, '{');
	if (e->config.project.n) {
		json_key(j, "project");
		json_str(j, e->config.project);
	}
	json_key(j, "layout");
	json_str(j, s->layout ? s->layout->name : S("trees"));
	json_key(j, "profile");
	json_str(j, s->profile->name);
	json_key(j, "families");
	json_open(j, '[');
	for (ptrdiff_t f = 0; f < s->nfamilies; f++) {
		const struct family *fam = &s->families[f];

		if (!e->wanted[f])
			continue;
		json_open(j, '{');
		json_key(j, "source");
		if (fam->source == NO_PAGE)
			json_null(j);
		else
			json_str(j, s->pages[fam->source].path);
		json_key(j, "translations");
		json_open(j, '{');
		for (ptrdiff_t i = 0; i < fam->npages; i++) {
			json_key_str(j,
				     locale_canonical(j->out->a, s->pages[fam->pages[i]].locale));
			json_str(j, s->pages[fam->pages[i]].path);
		}
		json_close(j, '}');
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

/* One site, or those of all projects. */
static void
write_all(struct buf *out, const struct options *o, const struct engine *e, bool json)
{
	struct json_out j = { .out = out };

	if (json && e->nparts) {
		json_open(&j, '{');
		json_key(&j, "projects");
		json_open(&j, '[');
	}
	for (ptrdiff_t i = 0; i < e->nparts; i++) {
		if (json) {
			write_json(&j, &e->parts[i]);
			continue;
		}
		buf_fmt(out, "%sproject   %.*s\n", i ? "\n" : "", P(e->parts[i].config.project));
		write_text(out, o, &e->parts[i]);
	}
	if (!e->nparts && json)
		write_json(&j, e);
	else if (!e->nparts)
		write_text(out, o, e);
	if (json && e->nparts) {
		json_close(&j, ']');
		json_close(&j, '}');
	}
	if (json)
		buf_char(out, '\n');
}

static int
run(struct arena *a, const struct options *o, const struct config *c, struct engine *e)
{
	struct engine_options eo = settings_engine(a, o, c);
	struct buf out = { .a = a };
	bool json = o->output.n && str_eq(o->output.v[0], S("json"));

	if (o->output.n && !json)
		return terminal_fail(a, o, S("`loclint pairs` prints text or json"),
				     S("write --output json"));
	eo.allow_empty = true; /* to say why nothing is paired is what this command is for */
	eo.only_site = json || !o->verbose; /* which English is the base only a check can tell */
	if (!engine_run(e, &eo)) {
		terminal_notices(o, e);
		return terminal_error(a, o, &e->error);
	}
	terminal_notices(o, e);
	write_all(&out, o, e, json);
	return terminal_print(a, o, &out, EXIT_CLEAN);
}

int
command_pairs(struct arena *a, const struct options *o)
{
	return settings_run(a, o, run);
}
