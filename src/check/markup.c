/* markup-literal: marks that Markdown should have used up and that readers see instead, more often
 * than on the English page.
 *
 * The parser tells which blocks show such marks at all.  Only those are read again, by the rules
 * for delimiters (CommonMark 0.30, section 6.2), which also give the reason: in Chinese, Japanese,
 * Korean and Thai no blank separates `**` from the next letter, so that a mark beside punctuation
 * opens or closes nothing.  A repair is offered only when a second reading shows that it works. */
#include "base/utf8.h"
#include "check/emphasis.h"
#include "check/place.h"

enum mark { MARK_STARS, MARK_STAR, MARK_TICK, MARK_LINK, MARKS };

enum { CONTEXT_BYTES = 48, PEERS_MAX = 256 };

/* --- counting ------------------------------------------------------------------- */

static bool
is_blank_free(struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (s.p[i] == ' ' || s.p[i] == '\t')
			return false;
	}
	return s.n > 0;
}

static struct str
without_fragment(struct str target)
{
	ptrdiff_t hash = str_find_char(target, '#', 0);

	return str_slice(target, 0, hash > 0 ? hash : target.n);
}

/* Does it look like a link's target, and not like a remark in brackets? */
static bool
is_target(struct str s)
{
	static const char *const starts[] = { "http://", "https://", "./", "../", "/", "#", "~/" };

	s = str_trim(s);
	s = without_fragment(s);
	for (int i = 0; i < countof(starts); i++) {
		if (str_starts(s, str_c(starts[i])))
			return true;
	}
	return is_blank_free(s) && (str_find_char(s, '/', 0) > 0 || str_ends(s, S(".md")));
}

static bool
is_lost_link(const struct inlines *in, const struct lost_link *l)
{
	struct str target = str_slice(in->text, l->target.off, l->target.off + l->target.len);

	if (l->gap.len > 0 && !is_blank_free(str_trim(target)))
		return false;
	return is_target(target);
}

static bool
is_left(const struct run *r, enum mark kind)
{
	return r->mark == '*' && (kind == MARK_STARS ? r->left >= 2 : r->left == 1);
}

/* Cyrillic letters on both sides: an apostrophe on Ukrainian keyboards. */
static bool
is_apostrophe(const struct inlines *in, const struct span *tick)
{
	ptrdiff_t before = (ptrdiff_t)tick->off - 2, after = (ptrdiff_t)tick->off + 1;
	uint32_t left, right;

	if (tick->len != 1 || before < 0 || after >= in->text.n)
		return false;
	left = utf8_next(in->text, &before);
	right = utf8_next(in->text, &after);
	return left >= 0x400 && left <= 0x52f && right >= 0x400 && right <= 0x52f;
}

static void
count(const struct inlines *in, ptrdiff_t counts[MARKS])
{
	for (ptrdiff_t i = 0; i < in->runs.n; i++) {
		counts[MARK_STARS] += is_left(&in->runs.v[i], MARK_STARS);
		counts[MARK_STAR] += is_left(&in->runs.v[i], MARK_STAR);
	}
	for (ptrdiff_t i = 0; i < in->ticks.n; i++)
		counts[MARK_TICK] += !is_apostrophe(in, &in->ticks.v[i]);
	for (ptrdiff_t i = 0; i < in->lost.n; i++)
		counts[MARK_LINK] += is_lost_link(in, &in->lost.v[i]);
}

static void
count_block(const struct view *v, const struct doc *d, uint32_t b, ptrdiff_t counts[MARKS])
{
	struct leaf l;

	if (b == NO_BLOCK || !d->blocks[b].marks)
		return;
	l = leaf_read(v, d, b);
	count(&l.in, counts);
}

static void
count_page(const struct view *v, const struct doc *d, ptrdiff_t counts[MARKS])
{
	for (ptrdiff_t i = 0; i < d->nblocks; i++)
		count_block(v, d, (uint32_t)i, counts);
}

static struct str
bytes(const struct leaf *l, ptrdiff_t from, ptrdiff_t to)
{
	return str_slice(l->flat.text, from, to);
}

/* --- what is said -------------------------------------------------------------------- */

static void
emit(const struct leaf *l, struct draft *d, ptrdiff_t from, ptrdiff_t to)
{
	const struct view *v = l->v;
	struct str section = l->src == NO_BLOCK ? S("") : place_section(v, l->src);
	struct str context = str_slice(l->flat.text, from, from + CONTEXT_BYTES);

	d->whole_page = !v->src;
	d->at = flat_span(&l->flat, from, to);
	d->key = str_fmt(v->work, "%.*s\n%.*s", P(context), P(section));
	d->args[0] = (struct arg){ "mark", bytes(l, from, to) };
	if (v->src && l->src != NO_BLOCK) {
		d->has_source = true;
		d->source = place_first_line(v->src, &v->src->blocks[l->src]);
	}
	sink_emit(v, d);
}

static void
add_edits(const struct leaf *l, const struct repair *r, struct draft *d)
{
	for (int i = 0; i < r->n; i++) {
		struct span at = flat_span(&l->flat, r->v[i].from, r->v[i].to);

		d->edits[i] = (struct edit){ at.off, at.off + at.len, r->v[i].text };
	}
	d->nedits = r->n;
}

/* A run that is opening and closing mark in one: `****`. */
static bool
is_empty_pair(const struct run *r)
{
	return r->n >= 4 && r->left == r->n && r->n % 2 == 0 && !r->escaped;
}

/* An asterisk that is meant itself: "*" in quotation marks or between blanks. */
static bool
is_character(const struct run *r)
{
	return r->n == 1 && !r->escaped &&
	       ((r->punct_before && r->punct_after) || (r->blank_before && r->blank_after));
}

/* Two marks in a row that should have been a pair; b NULL: the last one is alone. */
static void
say_stars(struct leaf *l, const struct run *a, const struct run *b)
{
	struct draft d = { .message = MSG_MARKUP_UNPAIRED };
	const struct run *at = a;
	struct repair r = { .n = 0 };

	if (!b && is_empty_pair(a)) {
		r = emphasis_part(l, a, &d.message);
	} else if (b) {
		d.message = emphasis_reason(a, b);
		r = emphasis_repair(l, a, b, d.message);
		at = d.message != MSG_MARKUP_UNPAIRED && (a->opens || a->escaped) ? b : a;
		if (r.n > 0 && !emphasis_works(l, r.v, r.n))
			r.n = 0;
	}
	add_edits(l, &r, &d);
	emit(l, &d, part_start(at), part_end(at));
}

/* Marks stand in pairs, as the writer put them, when each is `**` and their number is even. */
static bool
in_pairs(const struct inlines *in)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < in->runs.n; i++) {
		const struct run *r = &in->runs.v[i];

		if (r->mark != '*')
			continue;
		if (r->n != 2 || r->escaped)
			return false;
		n++;
	}
	return n % 2 == 0;
}

/* What the parser pairs up may be the end of one pair and the beginning of the next.  So pairs are
 * judged as they were written, and all are repaired at once; false when that does not help. */
static bool
say_pairs(struct leaf *l, bool said)
{
	const struct run *open = NULL;
	struct changes all = { 0 };
	ptrdiff_t broken = 0;

	for (ptrdiff_t i = 0; i < l->in.runs.n; i++) {
		struct run r = l->in.runs.v[i], a;
		struct draft d = { .message = MSG_MARKUP_UNPAIRED };
		const struct run *at;
		struct repair repair;

		if (r.mark != '*')
			continue;
		if (!open) {
			open = &l->in.runs.v[i];
			continue;
		}
		a = *open;
		open = NULL;
		if (a.opens && r.closes)
			continue;
		a.left = r.left = 2; /* both are meant as a whole */
		a.closed = r.closed = 0;
		d.message = emphasis_reason(&a, &r);
		repair = emphasis_repair(l, &a, &r, d.message);
		at = a.opens ? &r : &a;
		broken++;
		for (int k = 0; k < repair.n; k++)
			*vec_push(l->v->work, &all) = repair.v[k];
		if (!said)
			continue;
		add_edits(l, &repair, &d);
		emit(l, &d, part_start(at), part_end(at));
	}
	return broken > 0 && emphasis_works(l, all.v, all.n);
}

static void
say_runs(struct leaf *l, enum mark kind, ptrdiff_t excess)
{
	const struct run *open = NULL;

	if (kind == MARK_STARS && in_pairs(&l->in) && say_pairs(l, false)) {
		say_pairs(l, true);
		return;
	}

	for (ptrdiff_t i = 0; i < l->in.runs.n && excess > 0; i++) {
		const struct run *r = &l->in.runs.v[i];

		if (!is_left(r, kind))
			continue;
		excess--;
		if (is_empty_pair(r)) {
			say_stars(l, r, NULL);
		} else if (open) {
			say_stars(l, open, r);
			open = NULL;
		} else {
			open = r;
		}
	}
	if (open && !is_character(open))
		say_stars(l, open, NULL);
}

static void
say_ticks(const struct leaf *l, ptrdiff_t excess)
{
	ptrdiff_t first = l->in.ticks.n;

	while (first > 0 && excess > 0)
		excess -= !is_apostrophe(&l->in, &l->in.ticks.v[--first]);
	for (ptrdiff_t i = first; i < l->in.ticks.n; i++) {
		struct draft d = { .message = MSG_MARKUP_TICK };
		struct span at = l->in.ticks.v[i];

		if (!is_apostrophe(&l->in, &at))
			emit(l, &d, at.off, (ptrdiff_t)at.off + at.len);
	}
}

static void
say_link(const struct leaf *l, const struct lost_link *lost)
{
	struct draft d = { .message = MSG_MARKUP_LINK };
	ptrdiff_t shut = lost->shut + 1, target = lost->target.off;
	ptrdiff_t end = target + lost->target.len;
	struct repair r = { .n = 0 };

	if (!lost->opened)
		d.message = MSG_MARKUP_LINK_OPEN;
	else if (lost->gap.len > 0 || lost->wide)
		d.message = MSG_MARKUP_LINK_GAP;
	if (lost->opened && (lost->gap.len > 0 || lost->wide))
		r.v[r.n++] = (struct change){ shut, target, S("(") };
	if (r.n > 0 && lost->wide && str_starts(bytes(l, end, l->flat.text.n), S("\xef\xbc\x89")))
		r.v[r.n++] = (struct change){ end, end + 3, S(")") };
	add_edits(l, &r, &d);
	emit(l, &d, lost->shut, target);
}

static void
say_links(const struct leaf *l, ptrdiff_t excess)
{
	for (ptrdiff_t i = 0; i < l->in.lost.n && excess > 0; i++) {
		if (!is_lost_link(&l->in, &l->in.lost.v[i]))
			continue;
		excess--;
		say_link(l, &l->in.lost.v[i]);
	}
}

/* `**_` where English has a thematic break: block-from-text tells. */
static bool
is_rubble(struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (str_find_char(S("*_-\\ \t"), s.p[i], 0) < 0)
			return false;
	}
	return true;
}

/* Reads the counterpart of source block b, unless it is the one that was asked for before. */
static void
look_at(struct shown *s, const struct view *v, uint32_t b)
{
	uint32_t to = b == NO_BLOCK ? NO_BLOCK : v->align->dst_of[b];
	ptrdiff_t have[MARKS] = { 0 }, want[MARKS] = { 0 };
	struct leaf l;

	if (s->known && s->block == b)
		return;
	*s = (struct shown){ .known = true, .block = b, .targets.a = v->work };
	if (to == NO_BLOCK || !v->dst->blocks[to].marks ||
	    rule_is_off(v->site, RULE_MARKUP_LITERAL))
		return;
	l = leaf_read(v, v->dst, to);
	for (ptrdiff_t i = 0; i < l.in.lost.n; i++) {
		const struct lost_link *lost = &l.in.lost.v[i];
		struct str text =
			bytes(&l, lost->target.off, (ptrdiff_t)lost->target.off + lost->target.len);

		if (is_lost_link(&l.in, lost))
			*map_at(&s->targets, without_fragment(str_trim(text))) = i;
	}
	count(&l.in, have);
	if (have[MARK_TICK] > 0)
		count_block(v, v->src, b, want);
	s->tick = have[MARK_TICK] > want[MARK_TICK];
}

bool
markup_shows_target(struct shown *s, const struct view *v, uint32_t b, struct str target)
{
	look_at(s, v, b);
	return map_get(&s->targets, without_fragment(target)) >= 0;
}

bool
markup_shows_tick(struct shown *s, const struct view *v, uint32_t b)
{
	look_at(s, v, b);
	return s->tick;
}

/* Marks that are English's although nobody has that: so many of each kind, as the page `model` has
 * them. */
struct own {
	ptrdiff_t n[MARKS];
	const struct doc *model[MARKS];
};

/* How many marks of one kind English has in a block. */
static ptrdiff_t
wanted(const struct view *v, const struct own *own, uint32_t b, enum mark kind)
{
	ptrdiff_t want[MARKS] = { 0 };
	const struct doc *model = own ? own->model[kind] : NULL;

	if (v->src)
		count_block(v, v->src, v->align->src_of[b], want);
	else if (model && model->nblocks == v->dst->nblocks)
		count_block(v, model, b, want);
	return want[kind];
}

/* `* *bold**`, a bullet where `**` was meant: block-from-text tells that, too. */
static bool
is_from_star(const struct view *v, uint32_t b)
{
	uint32_t item = v->dst->blocks[b].parent;

	return v->src && item != NO_BLOCK && v->dst->blocks[item].kind == BLOCK_ITEM &&
	       v->align->src_of[item] == NO_BLOCK &&
	       sink_said(v, RULE_BLOCK_FROM_TEXT, (struct span){ v->dst->blocks[item].at.off, 1 });
}

static void
compare_block(const struct view *v, uint32_t b, const struct own *own, const bool kinds[MARKS])
{
	struct leaf l = leaf_read(v, v->dst, b);
	bool rubble = v->src && (is_rubble(l.flat.text) || is_from_star(v, b)), open;
	ptrdiff_t have[MARKS] = { 0 };

	count(&l.in, have);
	if (v->src)
		l.src = v->align->src_of[b];
	/* What stands behind a lone backtick may have been meant as code. */
	open = kinds[MARK_TICK] && have[MARK_TICK] > wanted(v, own, b, MARK_TICK);
	for (int k = 0; k < MARKS; k++) {
		ptrdiff_t want = have[k] && kinds[k] ? wanted(v, own, b, (enum mark)k) : 0;

		if (rubble || !kinds[k] || have[k] <= want || (open && k != MARK_TICK))
			continue;
		if (k == MARK_STARS || k == MARK_STAR)
			say_runs(&l, (enum mark)k, have[k] - want);
		else if (k == MARK_TICK)
			say_ticks(&l, have[k] - want);
		else
			say_links(&l, have[k] - want);
	}
}

/* Does the page show more of them than the English one, or than `own` where nobody has that?  Text
 * may have moved to another block. */
static bool
has_more(const struct view *v, const struct own *own, bool kinds[MARKS])
{
	ptrdiff_t have[MARKS] = { 0 }, want[MARKS] = { 0 };
	bool any = false;

	count_page(v, v->dst, have);
	for (int k = 0; k < MARKS; k++)
		any |= have[k] > 0;
	if (!any)
		return false;
	any = false;
	if (v->src)
		count_page(v, v->src, want);
	else /* a page by itself may mean these */
		have[MARK_STAR] = have[MARK_TICK] = 0;
	for (int k = 0; k < MARKS; k++) {
		want[k] = own ? own->n[k] : want[k];
		kinds[k] = have[k] > want[k];
		/* A lone asterisk may be a footnote's, or what is left of a flaw that English has.
		 */
		if (k == MARK_STAR)
			kinds[k] &= want[MARK_STAR] + want[MARK_STARS] == 0;
		any |= kinds[k];
	}
	return any;
}

static void
compare_page(const struct view *v, const struct own *own)
{
	bool kinds[MARKS];
	ptrdiff_t first = 0;

	while (first < v->dst->nblocks && !v->dst->blocks[first].marks)
		first++;
	if (first == v->dst->nblocks || !has_more(v, own, kinds))
		return;
	for (ptrdiff_t b = first; b < v->dst->nblocks; b++) {
		if (v->dst->blocks[b].marks)
			compare_block(v, (uint32_t)b, own, kinds);
	}
}

void
pass_markup(const struct view *v)
{
	compare_page(v, NULL);
}

/* --- pages whose English nobody has ------------------------------------------------------ */

struct marks {
	const struct view *v;
	ptrdiff_t n[MARKS];
};

/* The count that half of the pages have or exceed, and a page that has it. */
static void
median(const struct marks *pages, ptrdiff_t n, enum mark kind, struct own *own)
{
	for (ptrdiff_t i = 0; i < n; i++) {
		ptrdiff_t below = 0, count = pages[i].n[kind];

		for (ptrdiff_t j = 0; j < n; j++)
			below += pages[j].n[kind] < count + (j < i);
		if (below != (n - 1) / 2)
			continue;
		own->n[kind] = count;
		own->model[kind] = pages[i].v->dst;
	}
}

void
markup_of_peers(const struct view *const *views, ptrdiff_t n)
{
	struct marks *pages = NEW(views[0]->work, struct marks, n);
	struct own own = { .n = { 0 } };
	ptrdiff_t any = 0;

	for (ptrdiff_t i = 0; i < n; i++) {
		pages[i].v = views[i];
		count_page(views[i], views[i]->dst, pages[i].n);
		for (int k = 0; k < MARKS; k++)
			any += pages[i].n[k];
	}
	if (any == 0)
		return;
	for (int k = 0; k < MARKS && n > 1 && n <= PEERS_MAX; k++)
		median(pages, n, (enum mark)k, &own);
	for (ptrdiff_t i = 0; i < n; i++)
		compare_page(views[i], &own);
}
