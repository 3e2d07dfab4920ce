/* Suppression comments.  Findings are marked while the documents are there, since a comment on the
 * source page speaks of the place that a translation was compared with, which for a stale page is a
 * line of an older revision.  Whether a comment is of any use is known only when every page has
 * been looked at, and is asked only where its rules ran: a run of fewer rules or pages must not
 * call good comments unused. */
#include "check/suppress.h"

#include "base/diff.h"
#include "base/map.h"
#include "check/comment.h"

/* A removal is tried by parsing the page without the comment; when so many bytes have been parsed
 * for one page, the rest is left to people. */
enum { TRIAL_BYTES = 4 << 20 };

/* One rule of a comment, before it goes to the sink. */
struct entry {
	struct suppression *s;
	const struct comment *comment;
	ptrdiff_t which; /* of the comment's rules */
	bool open;       /* `loclint-disable` without its end so far */
};

struct page_comments {
	const struct view *view; /* what read them */
	struct comments comments;
	struct VEC(struct entry) entries;
	ptrdiff_t words; /* rules named so far */
};

struct page_ref {
	struct page_comments *p;
};

struct family_comments {
	struct arena *work;
	struct VEC(struct page_ref) pages;
	const struct view *mapped; /* the view whose base was compared with the current source */
	struct diff changes;       /* from base to current */
};

/* --- which rules ran ------------------------------------------------------------------- */

enum rule_need
rule_need(enum rule_id r)
{
	static const struct {
		enum rule_id rule;
		enum rule_need need;
	} table[] = {
		{ RULE_FRONT_MATTER_SYNTAX, NEED_PAGE },   { RULE_METADATA_INVALID, NEED_PAGE },
		{ RULE_METADATA_DUPLICATE_ID, NEED_SITE }, { RULE_STALE_COMMIT, NEED_HISTORY },
		{ RULE_COMMIT_MISMATCH, NEED_HISTORY },    { RULE_DRIFT_FLAG, NEED_HISTORY },
		{ RULE_TITLE_COLLAPSE, NEED_SITE },        { RULE_PEER_MISMATCH, NEED_PEERS },
		{ RULE_SOURCE_MISSING, NEED_PAGE },        { RULE_TRANSLATION_MISSING, NEED_SITE },
		{ RULE_NOT_CHECKED, NEED_PAGE },
	};

	for (ptrdiff_t i = 0; i < countof(table); i++)
		if (table[i].rule == r)
			return table[i].need;
	return NEED_SOURCE;
}

bool
rule_runs(const struct site *s, const struct page *p, enum rule_id r)
{
	const struct config *c = s->config;
	bool set = s->rules && p ? s->rules[p->rules].set[r] : c->severity_set[r];

	return page_severity(s, p, r) != SEV_OFF ||
	       (rules[r].severity == SEV_OFF && !c->only_set && !set);
}

/* Was rule r asked about the translation?  NEED_SITE is judged later. */
static bool
was_asked(const struct view *v, enum rule_id r, bool partial)
{
	bool history = v->history && v->history->known && v->history->fault != PIN_OUT_OF_REACH;

	if (v->dst->limit != DOC_OK || !rule_runs(v->site, v->page, r))
		return false;
	switch (rule_need(r)) {
	case NEED_PAGE:
	case NEED_SITE:
		return true;
	case NEED_SOURCE:
		return v->align != NULL;
	case NEED_HISTORY:
		return history || (rule_is_stale(r) && v->freshness == FRESH_YES);
	case NEED_PEERS:
		return !partial && !v->source_page;
	}
	return false;
}

/* Were all rules of the entry asked about the views it speaks of? */
static void
judge(struct suppression *s, const struct view *views, ptrdiff_t n, bool partial)
{
	s->judged = n > 0;
	for (int r = 0; r < RULE_COUNT; r++) {
		if (!s->rules[r])
			continue;
		s->needs_whole |= rule_need((enum rule_id)r) == NEED_SITE;
		for (ptrdiff_t i = 0; i < n && s->judged; i++)
			s->judged = was_asked(&views[i], (enum rule_id)r, partial);
	}
}

/* --- reading ----------------------------------------------------------------------------- */

struct family_comments *
suppress_begin(struct arena *work)
{
	struct family_comments *c = NEW(work, struct family_comments, 1);

	c->work = work;
	return c;
}

/* `at` is replaced by `text`, which needs a look; English pages are not edited. */
static void
say(const struct view *v, struct draft *d, struct span at, struct str text)
{
	d->at = at;
	d->whole_page = true;
	if (text.n > 0 && !v->page->source) {
		d->edits[0] = (struct edit){ at.off, at.off + at.len, text };
		d->nedits = 1;
		d->unsafe = true;
	}
	sink_emit(v, d);
}

static void
say_unknown_word(const struct view *v, const struct comment *c)
{
	struct str known[COMMENT_WORDS], near;
	struct draft d = { .message = MSG_SUPPRESSION_WORD, .key = c->name };
	/* The name stands behind the mark and blanks. */
	struct span at = { (uint32_t)(c->name.p - v->dst->text.p), (uint32_t)c->name.n };

	for (int w = 0; w < COMMENT_WORDS; w++)
		known[w] = comment_word((enum comment_word)w);
	near = str_nearest(c->name, known, COMMENT_WORDS);
	if (near.n > 0)
		d.message = MSG_SUPPRESSION_WORD_NEAR;
	d.args[0] = (struct arg){ "value", c->name };
	d.args[1] = (struct arg){ "expected",
				  near.n > 0 ? near
					     : str_join(v->work, known, COMMENT_WORDS, S(", ")) };
	say(v, &d, at, near);
}

static void
say_unknown_rule(const struct view *v, struct span at, struct str word, struct str near)
{
	struct draft d = { .message = near.n > 0 ? MSG_SUPPRESSION_UNKNOWN_NEAR
						 : MSG_SUPPRESSION_UNKNOWN,
			   .key = word };

	d.args[0] = (struct arg){ "value", word };
	if (near.n > 0)
		d.args[1] = (struct arg){ "expected", near };
	say(v, &d, at, near);
}

static void
say_blanket(const struct view *v, const struct comment *c, struct span at)
{
	struct draft d = { .message = MSG_SUPPRESSION_BLANKET, .key = c->name };

	d.args[0] =
		(struct arg){ "expected", str_fmt(v->work, "%.*s list-item-count", P(c->name)) };
	say(v, &d, at, S(""));
}

/* The rules that word `which` of the comment names; false after saying what is wrong with it. */
static bool
select_rules(const struct view *v, const struct comment *c, ptrdiff_t which, bool *chosen)
{
	struct str word = doc_slice(v->dst, c->rules[which]), near;
	bool known = rule_select(word, chosen, &near);

	if (str_eq_nocase(word, S("all")))
		say_blanket(v, c, c->rules[which]);
	else if (!known)
		say_unknown_rule(v, c->rules[which], word, str_eq(near, S("all")) ? S("") : near);
	return known && !str_eq_nocase(word, S("all"));
}

/* The lines that a comment is about; those of `loclint-disable` end later. */
static struct comment_lines
lines_of(struct doc *d, const struct comments *all, ptrdiff_t i)
{
	const struct comment *c = &all->v[i];
	struct comment_lines lines = { 1, UINT32_MAX };

	switch (c->word) {
	case COMMENT_NEXT_LINE:
		return comment_next(d, all, i);
	case COMMENT_LINE:
		lines.from = doc_pos(d, c->at.off).line;
		lines.to = doc_pos(d, c->at.off + c->at.len - 1).line;
		break;
	case COMMENT_DISABLE:
		lines.from = doc_pos(d, c->at.off).line;
		break;
	case COMMENT_FILE:
	case COMMENT_ENABLE:
	case COMMENT_WORDS:
		break;
	}
	return lines;
}

static void
add_entries(struct family_comments *fc, struct page_comments *p, ptrdiff_t i)
{
	const struct comment *c = &p->comments.v[i];
	const struct view *v = p->view;
	struct comment_lines lines = lines_of(v->dst, &p->comments, i);

	if (c->nrules == 0)
		say_blanket(v, c, c->at);
	for (ptrdiff_t k = 0; k < c->nrules && p->words < COMMENTS_MAX; k++, p->words++) {
		struct suppression *s = NEW(v->sink->keep, struct suppression, 1);

		if (!select_rules(v, c, k, s->rules))
			continue;
		s->file = v->page->path;
		s->from = lines.from;
		s->to = lines.to;
		s->reason = str_dup(v->sink->keep, c->reason);
		*vec_push(fc->work, &p->entries) =
			(struct entry){ s, c, k, c->word == COMMENT_DISABLE };
	}
}

/* Ends the open entries of the same rules (chosen NULL: all); false when there are none. */
static bool
close_entries(struct page_comments *p, const bool *chosen, uint32_t line)
{
	bool any = false;

	for (ptrdiff_t i = 0; i < p->entries.n; i++) {
		struct entry *e = &p->entries.v[i];
		bool same = e->open;

		for (int r = 0; chosen && same && r < RULE_COUNT; r++)
			same = e->s->rules[r] == chosen[r];
		if (!same)
			continue;
		e->open = false;
		e->s->to = line;
		any = true;
	}
	return any;
}

static void
read_enable(struct page_comments *p, const struct comment *c)
{
	const struct view *v = p->view;
	uint32_t line = doc_pos(v->dst, c->at.off).line;
	struct draft d = { .message = MSG_SUPPRESSION_ENABLE, .key = c->name };

	if (c->nrules == 0 && !close_entries(p, NULL, line))
		say(v, &d, c->at, S(""));
	for (ptrdiff_t k = 0; k < c->nrules && p->words < COMMENTS_MAX; k++, p->words++) {
		bool chosen[RULE_COUNT];

		if (select_rules(v, c, k, chosen) && !close_entries(p, chosen, line))
			say(v, &d, c->rules[k], S(""));
	}
}

static void
say_many(const struct view *v, const struct comment *c)
{
	struct draft d = { .message = MSG_SUPPRESSION_MANY, .key = S("limit") };

	d.args[0] = (struct arg){ "limit", str_fmt(v->work, "%d", COMMENTS_MAX) };
	say(v, &d, c->at, S(""));
}

void
suppress_read(struct family_comments *fc, const struct view *v)
{
	struct comments all = comments_find(v->work, v->dst);
	struct page_comments *p;

	if (all.n == 0)
		return;
	p = NEW(fc->work, struct page_comments, 1);
	p->view = v;
	p->comments = all;
	for (ptrdiff_t i = 0; i < all.n; i++) {
		if (all.v[i].word == COMMENT_WORDS)
			say_unknown_word(v, &all.v[i]);
		else if (all.v[i].word == COMMENT_ENABLE)
			read_enable(p, &all.v[i]);
		else
			add_entries(fc, p, i);
		if (i + 1 == COMMENTS_MAX || p->words == COMMENTS_MAX) {
			say_many(v, &all.v[i]);
			break;
		}
	}
	*vec_push(fc->work, &fc->pages) = (struct page_ref){ p };
}

bool
suppress_any(const struct family_comments *fc, const struct view *v)
{
	for (ptrdiff_t i = 0; i < fc->pages.n; i++)
		if (fc->pages.v[i].p->view == v)
			return true;
	return false;
}

/* --- marking ----------------------------------------------------------------------------- */

/* Where line `line` of the base is in the current source page; 0: it is gone. */
static uint32_t
current_line(struct family_comments *fc, const struct view *v, uint32_t line)
{
	ptrdiff_t at = (ptrdiff_t)line - 1, shift = 0;

	if (!v->base || !v->current)
		return 0;
	if (fc->mapped != v) {
		struct diff_items old = diff_lines(fc->work, v->base->raw);
		struct diff_items now = diff_lines(fc->work, v->current->raw);

		fc->changes = diff_compare(fc->work, &old, &now, true);
		fc->mapped = v;
	}
	for (ptrdiff_t i = 0; i < fc->changes.n; i++) {
		const struct diff_change *c = &fc->changes.v[i];

		if (at < c->a)
			break;
		if (at < c->a + c->na) {
			ptrdiff_t within = at - c->a;

			if (c->nb == 0)
				return 0;
			return (uint32_t)(c->b + (within < c->nb ? within : c->nb - 1) + 1);
		}
		shift = c->b + c->nb - c->a - c->na;
	}
	return (uint32_t)(at + shift + 1);
}

/* The line of the page that holds the comments at which they are asked about f; false when they say
 * nothing of it.  Line 0 is that of the whole page. */
static bool
line_for(struct family_comments *fc, const struct page_comments *p, const struct view *v,
	 const struct finding *f, uint32_t *line)
{
	const struct page *page = p->view->page;

	*line = 0;
	if (str_eq(f->at.file, page->path)) {
		*line = f->at.line;
		return true;
	}
	if (!page->source)
		return false;
	if (f->source.line > 0 && f->source_commit.n > 0) /* the page may have had another name */
		*line = current_line(fc, v, f->source.line);
	else if (f->source.line > 0 && str_eq(f->source.file, page->path))
		*line = f->source.line;
	return true;
}

static void
hide(struct suppression *s, struct finding *f)
{
	s->used++;
	if (f->hidden == HIDDEN_NOT)
		f->reason = s->reason;
	f->hidden = HIDDEN_COMMENT;
}

static bool
is_about(const struct suppression *s, const struct finding *f, uint32_t line)
{
	bool file = s->from == 1 && s->to == UINT32_MAX;

	return s->rules[messages[f->message].rule] &&
	       (file || (line >= s->from && line <= s->to && line > 0));
}

/* What is wrong with comments is no matter for comments. */
static bool
can_be_hidden(const struct finding *f)
{
	return rules[messages[f->message].rule].category != CATEGORY_SUPPRESSION;
}

void
suppress_apply(struct family_comments *fc, const struct view *v, ptrdiff_t first)
{
	struct findings *out = &v->sink->out;

	for (ptrdiff_t k = 0; k < fc->pages.n; k++) {
		struct page_comments *p = fc->pages.v[k].p;

		for (ptrdiff_t i = first; i < out->n; i++) {
			struct finding *f = &out->v[i];
			uint32_t line;

			if (!can_be_hidden(f) || !line_for(fc, p, v, f, &line))
				continue;
			for (ptrdiff_t e = 0; e < p->entries.n; e++)
				if (is_about(p->entries.v[e].s, f, line))
					hide(p->entries.v[e].s, f);
		}
	}
}

/* --- comments that hide nothing ---------------------------------------------------------- */

/* Is everything but comments the same in both? */
static bool
same_page(const struct doc *a, const struct doc *b)
{
	if (a->nblocks != b->nblocks || a->nfacts != b->nfacts ||
	    a->front.nfields != b->front.nfields)
		return false;
	for (ptrdiff_t i = 0; i < a->nblocks; i++) {
		const struct block *x = &a->blocks[i], *y = &b->blocks[i];

		if (x->kind != y->kind || x->level != y->level || x->ordered != y->ordered ||
		    x->depth != y->depth || x->columns != y->columns || x->end != y->end ||
		    x->nfact != y->nfact || x->hash != y->hash)
			return false;
	}
	for (ptrdiff_t i = 0; i < a->front.nfields; i++)
		if (!str_eq(a->front.fields[i].key, b->front.fields[i].key) ||
		    !str_eq(a->front.fields[i].value, b->front.fields[i].value))
			return false;
	return true;
}

/* A comment may hold two lists apart, or a list and what follows: it can go when the page without
 * it has the same blocks. */
static bool
can_go(const struct view *v, struct span at)
{
	struct arena trial = { 0 };
	struct doc *d = v->dst, *after;
	struct str parts[] = { str_slice(d->text, 0, at.off),
			       str_slice(d->text, (ptrdiff_t)at.off + at.len, d->text.n) };
	bool same;

	if (d->nsegments > 1)
		return false;
	after = doc_parse(&trial, d->path, str_join(&trial, parts, 2, S("")),
			  &v->site->profile->grammar, v->scratch);
	same = after->limit == DOC_OK && same_page(d, after);
	arena_free(&trial);
	return same;
}

/* Rules of the same comment that are also of no use. */
static ptrdiff_t
useless_beside(const struct page_comments *p, const struct entry *e)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < p->entries.n; i++)
		n += p->entries.v[i].comment == e->comment && p->entries.v[i].s->judged &&
		     p->entries.v[i].s->used == 0;
	return n;
}

/* What is to be said if the comment stays without use. */
static void
prepare(const struct page_comments *p, const struct entry *e, ptrdiff_t translations,
	ptrdiff_t *trials)
{
	const struct comment *c = e->comment;
	struct view v = *p->view;
	struct sink sink = { .keep = v.sink->keep,
			     .site = v.sink->site,
			     .snippets = v.sink->snippets };
	bool whole = useless_beside(p, e) == c->nrules;
	struct span gone = whole ? comment_remove(v.dst, c) : comment_remove_rule(c, e->which);
	struct span last = c->rules[whole ? c->nrules - 1 : e->which];
	struct str word =
		str_slice(v.dst->text, c->rules[e->which].off, (ptrdiff_t)last.off + last.len);
	struct draft d = { .message = whole ? MSG_SUPPRESSION_UNUSED : MSG_SUPPRESSION_UNUSED_PART,
			   .at = whole ? c->at : c->rules[e->which],
			   .key = str_fmt(v.work, "%.*s %.*s", P(c->name), P(word)),
			   .whole_page = true };

	if (whole && e->which > 0) /* said with the first rule */
		return;
	e->s->comment = whole ? c->nrules : 1;
	v.sink = &sink;
	d.args[0] = (struct arg){ "rule", word };
	d.args[1] = (struct arg){ "translations",
				  v.page->source ? str_fmt(v.work, "%td", translations) : S("1") };
	if (!v.page->source) {
		d.edits[0] = (struct edit){ gone.off, gone.off + gone.len, S("") };
		d.nedits = 1;
		d.unsafe = whole && (*trials < 0 || !can_go(&v, gone));
	}
	*trials -= v.dst->text.n;
	sink_emit(&v, &d);
	if (sink.out.n > 0)
		e->s->unused = sink.out.v[0];
}

void
suppress_end(struct family_comments *fc, const struct view *views, ptrdiff_t n, bool partial)
{
	for (ptrdiff_t k = 0; k < fc->pages.n; k++) {
		struct page_comments *p = fc->pages.v[k].p;
		const struct view *v = p->view;
		ptrdiff_t trials = TRIAL_BYTES;

		for (ptrdiff_t i = 0; i < p->entries.n; i++) {
			if (v->page->source)
				judge(p->entries.v[i].s, views, partial ? 0 : n, partial);
			else
				judge(p->entries.v[i].s, v, 1, partial);
		}
		for (ptrdiff_t i = 0; i < p->entries.n; i++) {
			struct suppression *s = p->entries.v[i].s;

			if (s->judged && s->used == 0)
				prepare(p, &p->entries.v[i], n, &trials);
			*vec_push(v->sink->keep, &v->sink->suppressions) =
				(struct suppression_ref){ s };
		}
	}
}

static void
mark_unique(const struct suppression_ref *all, ptrdiff_t n, struct findings *out, ptrdiff_t first)
{
	struct arena work = { 0 };
	struct map files = { .a = &work };

	for (ptrdiff_t i = 0; i < n; i++)
		*map_at(&files, all[i].p->file) = i;
	for (ptrdiff_t i = first; i < out->n; i++) {
		struct finding *f = &out->v[i];

		if (map_get(&files, f->at.file) < 0)
			continue;
		for (ptrdiff_t k = 0; k < n; k++)
			if (str_eq(all[k].p->file, f->at.file) && is_about(all[k].p, f, f->at.line))
				hide(all[k].p, f);
	}
	arena_free(&work);
}

void
suppress_finish(const struct suppression_ref *all, ptrdiff_t n, bool whole, struct sink *sink,
		ptrdiff_t first)
{
	mark_unique(all, n, &sink->out, first);
	for (ptrdiff_t i = 0; i < n; i++) {
		bool useless = all[i].p->unused.severity != SEV_OFF;

		for (ptrdiff_t k = i; k < n && k < i + all[i].p->comment; k++)
			useless &= all[k].p->used == 0 && (whole || !all[k].p->needs_whole);
		if (useless)
			*vec_push(sink->keep, &sink->out) = all[i].p->unused;
	}
}
