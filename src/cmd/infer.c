/* `loclint infer FILE...`: which English revision was a translation made from that does not say?
 * The one that differs least from it in what no language changes (check/fit.h). */
#include "base/date.h"
#include "base/json.h"
#include "check/fit.h"
#include "check/pin.h"
#include "cmd/show.h"
#include "engine/history.h"
#include "sys/sys.h"

enum { EQUALS_SHOWN = 5, SHORT_HEX = 8 };

/* What was found out about one page; strings are on the command's arena. */
struct inferred {
	struct str file, source, locale;
	struct str recorded; /* the pin it has, empty: none */
	bool skipped;        /* for that reason */
	bool same; /* the pin is a hash, and that of `best` or of one of those that fit as well */
	ptrdiff_t revisions;
	struct revision best;
	ptrdiff_t differences;        /* from best */
	ptrdiff_t next;               /* differences of the next best, -1: there is none */
	struct VEC(struct str) equal; /* commits of other revisions that fit as well */
	int percent;
};

struct inference {
	struct arena *a;
	const struct options *o;
	struct config config;
	struct VEC(struct inferred) pages;
};

/* --- one page -------------------------------------------------------------------------- */

static struct str
pin_of(const struct show *s)
{
	const struct profile *p = s->e->site.profile;
	struct str path = pin_beside_path(s->a, p, s->page->path), text = { 0 }, why;
	struct pin pin;

	if (path.n && fs_read(s->a, path, DOC_MAX_BYTES, &text, &why) != FS_OK)
		text = S("");
	pin = pin_read_beside(p, s->dst, text, s->scratch);
	return pin.hash.n ? pin.hash : pin.commit;
}

/* The differences of each revision from the page. */
static ptrdiff_t *
fits(const struct show *s, const struct revisions *r)
{
	ptrdiff_t *differences = NEW(s->a, ptrdiff_t, r->n);

	for (ptrdiff_t i = 0; i < r->n; i++) {
		struct arena work = { 0 };
		struct view v = { .site = &s->e->site,
				  .page = s->page,
				  .source_page = s->source,
				  .scratch = s->scratch,
				  .work = &work };
		struct doc *src = doc_parse(&work, r->v[i].path, r->v[i].text,
					    &s->e->site.profile->grammar, s->scratch);

		v.dst = doc_parse(&work, s->page->path, s->dst->raw, &s->e->site.profile->grammar,
				  s->scratch);
		differences[i] = src->limit == DOC_OK ? fit_differences(&v, src) : PTRDIFF_MAX;
		arena_free(&work);
	}
	return differences;
}

static bool
is_recorded(const struct show *s, const struct revision *r, struct str recorded)
{
	struct arena work = { 0 };
	bool yes = recorded.n && digests_match_pin(digests_new(&work, r->text),
						   &s->e->site.profile->pin, recorded);

	arena_free(&work);
	return yes || (recorded.n && str_starts(r->commit, recorded));
}

/* Of revisions that fit equally well the newest is named: translators take the page as it is. */
static void
choose(const struct show *s, const struct revisions *r, struct inferred *out)
{
	const ptrdiff_t *differences = fits(s, r);
	ptrdiff_t best = 0;

	for (ptrdiff_t i = 1; i < r->n; i++)
		best = differences[i] < differences[best] ? i : best;
	out->best = r->v[best];
	out->differences = differences[best];
	out->next = -1;
	for (ptrdiff_t i = 0; i < r->n; i++) {
		bool equal = differences[i] == differences[best];

		if (equal && i != best)
			*vec_push(s->a, &out->equal) = r->v[i].commit;
		if (!equal && (out->next < 0 || differences[i] < out->next))
			out->next = differences[i];
		out->same |= equal && is_recorded(s, &r->v[i], out->recorded);
	}
	out->revisions = r->n;
	out->percent = (int)(100 * fit_confidence(differences, r->n));
}

static struct str
kept(const struct inference *f, struct str s)
{
	return str_dup(f->a, s);
}

/* The engine and its texts go with the page. */
static void
keep(struct inference *f, const struct show *s, const struct inferred *from)
{
	struct inferred *to = vec_push(f->a, &f->pages);

	*to = *from;
	to->file = kept(f, s->page->path);
	to->source = kept(f, s->source->path);
	to->locale = kept(f, s->page->locale);
	to->recorded = kept(f, from->recorded);
	to->best = (struct revision){ .commit = kept(f, from->best.commit),
				      .author = kept(f, from->best.author),
				      .subject = kept(f, from->best.subject),
				      .path = kept(f, from->best.path),
				      .time = from->best.time };
	to->equal.v = NEW(f->a, struct str, from->equal.n);
	for (ptrdiff_t i = 0; i < from->equal.n; i++)
		to->equal.v[i] = kept(f, from->equal.v[i]);
}

static int
infer_page(struct inference *f, struct show *s)
{
	struct inferred found = { 0 };
	struct revisions r;

	s->scratch = pattern_scratch_new();
	s->dst = show_parse(s, s->page);
	if (!s->dst || s->dst->limit != DOC_OK)
		return terminal_fail(s->a, s->o, str_fmt(s->a, "`%.*s` cannot be read", P(s->file)),
				     S("`loclint check` says why"));
	found.recorded = pin_of(s);
	found.skipped = found.recorded.n && !s->o->infer_all;
	if (found.skipped) {
		keep(f, s, &found);
		return EXIT_CLEAN;
	}
	if (!history_open(s->e) || !history_revisions(s->e, s->page, &r) || !r.n) {
		terminal_notices(s->o, s->e);
		return terminal_fail(
			s->a, s->o,
			str_fmt(s->a, "no revision of `%.*s` is known", P(s->source->path)),
			S("the English pages must be in a git repository, or name theirs with "
			  "`source: {git: DIR}`"));
	}
	terminal_notices(s->o, s->e);
	choose(s, &r, &found);
	keep(f, s, &found);
	return EXIT_CLEAN;
}

static int
infer_file(struct inference *f, struct str file)
{
	struct arena work = { 0 };
	struct engine e = { 0 };
	struct engine_options eo;
	struct show s = { .a = &work, .o = f->o, .e = &e, .file = file };
	int status = EXIT_TROUBLE;

	if (fs_kind(file) != FS_FILE)
		terminal_fail(f->a, f->o, str_fmt(f->a, "there is no file `%.*s`", P(file)),
			      S("name translations, not folders"));
	else if (show_find(&s, &f->config, &eo) && (s.page->source || !s.source))
		terminal_fail(
			f->a, f->o,
			str_fmt(f->a, "`%.*s` is no translation with an English page", P(file)),
			S("`loclint pairs` lists the pages that are known"));
	else if (s.page)
		status = infer_page(f, &s);
	if (s.scratch)
		pattern_scratch_free(s.scratch);
	engine_free(&e);
	arena_free(&work);
	return status;
}

/* --- output ------------------------------------------------------------------------------ */

static struct str
shortened(struct str hex)
{
	return str_slice(hex, 0, SHORT_HEX);
}

static void
write_equal(struct buf *out, const struct inferred *p)
{
	ptrdiff_t shown = p->equal.n < EQUALS_SHOWN ? p->equal.n : EQUALS_SHOWN;

	if (!p->equal.n)
		return;
	buf_str(out, S("  as well     "));
	for (ptrdiff_t i = 0; i < shown; i++)
		buf_fmt(out, "%s%.*s", i ? ", " : "", P(shortened(p->equal.v[i])));
	if (p->equal.n > shown)
		buf_fmt(out, " and %td more", p->equal.n - shown);
	buf_char(out, '\n');
}

static void
write_fit(struct buf *out, const struct inferred *p)
{
	buf_fmt(out, "  fit         %td difference%s", p->differences,
		p->differences == 1 ? "" : "s");
	if (p->next >= 0)
		buf_fmt(out, ", the next best of %td revisions has %td", p->revisions, p->next);
	else
		buf_fmt(out, ", like all %td revisions", p->revisions);
	buf_fmt(out, "\n  confidence  %d %%\n", p->percent);
}

static void
write_page(struct buf *out, const struct inferred *p, const struct report_style *style)
{
	struct arena *a = out->a;

	report_escape(out, p->file, style);
	buf_str(out, S("  <-  "));
	report_escape(out, p->source, style);
	buf_char(out, '\n');
	if (p->skipped) {
		buf_fmt(out, "  recorded    %.*s: --all looks all the same\n",
			P(shortened(p->recorded)));
		return;
	}
	buf_fmt(out, "  made from   %.*s of %.*s by ", P(shortened(p->best.commit)),
		P(date_iso(a, p->best.time)));
	report_escape(out, p->best.author, style);
	buf_str(out, S(": "));
	report_escape(out, p->best.subject, style);
	buf_char(out, '\n');
	write_equal(out, p);
	write_fit(out, p);
	if (p->recorded.n)
		buf_fmt(out, "  recorded    %.*s, %s\n", P(shortened(p->recorded)),
			p->same ? "which fits best" : "which is none of these");
}

static void
write_text(struct buf *out, const struct inference *f)
{
	struct report_style style = terminal_style(f->o, 1);

	for (ptrdiff_t i = 0; i < f->pages.n; i++) {
		if (i)
			buf_char(out, '\n');
		write_page(out, &f->pages.v[i], &style);
	}
}

static void
json_best(struct json_out *j, struct arena *a, const struct inferred *p)
{
	json_open(j, '{');
	json_key(j, "commit");
	json_str(j, p->best.commit);
	json_key(j, "path");
	json_str(j, p->best.path);
	json_key(j, "date");
	json_str(j, date_iso(a, p->best.time));
	json_key(j, "author");
	json_str(j, p->best.author);
	json_key(j, "differences");
	json_int(j, p->differences);
	json_close(j, '}');
}

static void
json_page(struct json_out *j, struct arena *a, const struct inferred *p)
{
	json_open(j, '{');
	json_key(j, "file");
	json_str(j, p->file);
	json_key(j, "locale");
	json_str(j, p->locale);
	json_key(j, "source");
	json_str(j, p->source);
	json_key(j, "recorded");
	if (p->recorded.n)
		json_str(j, p->recorded);
	else
		json_null(j);
	json_key(j, "best");
	if (p->skipped) {
		json_null(j);
	} else {
		json_best(j, a, p);
		json_key(j, "equal");
		json_open(j, '[');
		for (ptrdiff_t i = 0; i < p->equal.n; i++)
			json_str(j, p->equal.v[i]);
		json_close(j, ']');
		json_key(j, "next_differences");
		if (p->next >= 0)
			json_int(j, p->next);
		else
			json_null(j);
		json_key(j, "revisions");
		json_int(j, p->revisions);
		json_key(j, "confidence");
		json_int(j, p->percent);
		json_key(j, "recorded_fits_best");
		json_bool(j, p->same);
	}
	json_close(j, '}');
}

static void
write_json(struct buf *out, const struct inference *f)
{
	struct json_out j = { .out = out };

	json_open(&j, '{');
	json_key(&j, "version");
	json_int(&j, 1);
	json_key(&j, "pages");
	json_open(&j, '[');
	for (ptrdiff_t i = 0; i < f->pages.n; i++)
		json_page(&j, f->a, &f->pages.v[i]);
	json_close(&j, ']');
	json_close(&j, '}');
	buf_char(out, '\n');
}

int
command_infer(struct arena *a, const struct options *o)
{
	struct inference f = { .a = a, .o = o };
	struct buf out = { .a = a };
	struct str format = o->output.n ? o->output.v[o->output.n - 1] : S("text");
	bool json = str_eq(format, S("json"));
	int status = EXIT_CLEAN;

	if (!o->args.n)
		return terminal_fail(a, o, S("which translations?"), S("name their files"));
	if (!json && !str_eq(format, S("text")))
		return terminal_fail(a, o, S("`loclint infer` prints text or json"),
				     S("write --output json"));
	if (!settings_read(a, o, &f.config))
		return EXIT_TROUBLE;
	for (ptrdiff_t i = 0; i < o->args.n; i++)
		if (infer_file(&f, o->args.v[i]) != EXIT_CLEAN)
			status = EXIT_TROUBLE;
	if (json)
		write_json(&out, &f);
	else
		write_text(&out, &f);
	return terminal_print(a, o, &out, status);
}
