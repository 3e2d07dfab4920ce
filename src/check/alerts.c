/* alert-broken: alerts against the source's.
 *
 * Alerts are quotes whose first line is a keyword.  Platforms had alerts of their own before: pages
 * that moved to the quotes one language after the other have one notation here and the other there,
 * which is no loss. */
#include "check/alerts.h"

#include "check/place.h"

/* --- notations ----------------------------------------------------------------------------- */

/* Enough for any page that people have written; more would take the product of both numbers.
 * LOOK_BYTES: what lost alerts look through together for a construct of their kind. */
enum { MAX_ALERTS = 500, LOOK_BYTES = 16 << 20 };

/* One page whose quotes are looked at, and the other one with its constructs. */
struct sides {
	const struct doc *quotes, *constructs;
	const uint32_t *other_of; /* per block of quotes */
	uint32_t *block;          /* results */
	bool *fact;
};

static bool
is_alert_construct(const struct profile *p, const struct fact *f)
{
	if (f->closes ||
	    (f->kind != FACT_DIRECTIVE && f->kind != FACT_SHORTCODE && f->kind != FACT_COMPONENT))
		return false;
	return str_among_nocase(f->value, p->alerts.names, p->alerts.n);
}

static bool
is_lost_alert(const struct sides *s, ptrdiff_t i)
{
	const struct block *b = &s->quotes->blocks[i];

	return b->kind == BLOCK_QUOTE && b->info.n && s->other_of[i] == NO_BLOCK;
}

static bool
any_lost_alert(const struct sides *s)
{
	for (ptrdiff_t i = 0; i < s->quotes->nblocks; i++)
		if (is_lost_alert(s, i))
			return true;
	return false;
}

/* Alert constructs of a page between two offsets (inclusive), counted from `from`; *from moves to
 * the first. */
static ptrdiff_t
constructs_between(const struct profile *p, const struct doc *d, uint32_t off, uint32_t end,
		   ptrdiff_t *from)
{
	ptrdiff_t n = 0;

	while (*from < d->nfacts &&
	       (d->facts[*from].at.off < off || !is_alert_construct(p, &d->facts[*from])))
		++*from;
	for (ptrdiff_t i = *from; i < d->nfacts && d->facts[i].at.off <= end; i++)
		n += is_alert_construct(p, &d->facts[i]);
	return n;
}

/* The gap around a lost alert: blocks with counterpart before and behind it. */
struct gap {
	uint32_t off, end;             /* in the page of the quotes */
	uint32_t other_off, other_end; /* in the other one */
};

static struct gap
gap_around(const struct sides *s, uint32_t before, uint32_t after)
{
	const struct doc *a = s->quotes, *b = s->constructs;
	struct gap g = { 0, (uint32_t)a->text.n, 0, (uint32_t)b->text.n };

	if (before != NO_BLOCK) {
		g.off = a->blocks[before].at.off;
		g.other_off = b->blocks[s->other_of[before]].at.off;
	}
	if (after != NO_BLOCK) {
		g.end = a->blocks[after].at.off;
		g.other_end = b->blocks[s->other_of[after]].at.off;
	}
	return g;
}

/* Lost alerts that share a gap, and the constructs that are free there. */
struct party {
	struct gap gap;
	const uint32_t *lost; /* blocks */
	ptrdiff_t n;
	ptrdiff_t first; /* construct of the gap, an index of facts */
	ptrdiff_t free;  /* how many more it has than the page of the quotes has there itself */
};

/* `color="warning"`: a construct that names the keyword of an alert, which is in lower case. */
static bool
names_kind(const struct view *v, const struct fact *f, struct str keyword)
{
	return str_find(str_lower(v->work, f->text), keyword, 0) >= 0;
}

/* The first free construct of the gap, of this kind unless keyword is empty; -1: none. */
static ptrdiff_t
free_construct(const struct view *v, const struct sides *s, const struct party *p,
	       struct str keyword)
{
	for (ptrdiff_t i = p->first; i < s->constructs->nfacts; i++) {
		const struct fact *f = &s->constructs->facts[i];

		if (f->at.off > p->gap.other_end)
			return -1;
		if (!s->fact[i] && is_alert_construct(v->site->profile, f) &&
		    (!keyword.n || names_kind(v, f, keyword)))
			return i;
	}
	return -1;
}

/* The free construct around what is the counterpart of the alert's text; -1: none. */
static ptrdiff_t
construct_around(const struct view *v, const struct sides *s, const struct party *p, uint32_t alert)
{
	uint32_t inner = alert + 1, end = s->quotes->blocks[alert].end, off;
	ptrdiff_t found = -1;

	while (inner < end && s->other_of[inner] == NO_BLOCK)
		inner++;
	if (inner == end)
		return -1;
	off = s->constructs->blocks[s->other_of[inner]].at.off;
	for (ptrdiff_t i = p->first; i < s->constructs->nfacts; i++) {
		const struct fact *f = &s->constructs->facts[i];

		if (f->at.off > off || f->at.off > p->gap.other_end)
			break;
		if (is_alert_construct(v->site->profile, f))
			found = s->fact[i] ? -1 : i;
		else if (f->closes)
			found = -1;
	}
	return found;
}

enum evidence { BY_KIND, BY_TEXT, BY_ORDER, EVIDENCES };

static ptrdiff_t
construct_for(const struct view *v, const struct sides *s, const struct party *p, uint32_t alert,
	      enum evidence e)
{
	if (e == BY_TEXT)
		return construct_around(v, s, p, alert);
	return free_construct(
		v, s, p, e == BY_KIND ? str_lower(v->work, s->quotes->blocks[alert].info) : S(""));
}

/* What has to be asked first: kinds matter where there are more of the one than of the other. */
static enum evidence
first_evidence(const struct party *p)
{
	if (p->n * ((ptrdiff_t)p->gap.other_end - p->gap.other_off) > LOOK_BYTES)
		return BY_ORDER;
	return p->free == p->n ? BY_TEXT : BY_KIND;
}

/* Gives each alert a construct that is free. */
static void
pair_party(const struct view *v, struct sides *s, struct party *p)
{
	for (int e = first_evidence(p); e < EVIDENCES; e++) {
		for (ptrdiff_t k = 0; k < p->n && p->free > 0; k++) {
			uint32_t alert = p->lost[k];
			ptrdiff_t i;

			if (s->block[alert])
				continue;
			i = construct_for(v, s, p, alert, (enum evidence)e);
			if (i < 0)
				continue;
			if (e == BY_ORDER)
				p->first = i + 1; /* all before it are taken */
			s->fact[i] = true;
			s->block[alert] = (uint32_t)i + 1;
			p->free--;
		}
	}
}

/* Pairs lost alerts that stand side by side: no block between them has a counterpart.  What is in
 * them may have. */
static void
pair_lost(const struct view *v, struct sides *s, struct gap g, const uint32_t *lost, ptrdiff_t n)
{
	struct party p = { .gap = g, .lost = lost, .n = n };
	ptrdiff_t own = 0;

	p.free = constructs_between(v->site->profile, s->constructs, g.other_off, g.other_end,
				    &p.first);
	for (ptrdiff_t i = p.first; i < s->constructs->nfacts && p.free; i++) {
		if (s->constructs->facts[i].at.off > g.other_end)
			break;
		p.free -= s->fact[i];
	}
	p.free -= constructs_between(v->site->profile, s->quotes, g.off, g.end, &own);
	pair_party(v, s, &p);
}

static void
pair_sides(const struct view *v, struct sides *s)
{
	ptrdiff_t n = s->quotes->nblocks, tries = 0, nlost = 0;
	uint32_t *after = NEW(v->work, uint32_t, n), last = NO_BLOCK;
	uint32_t lost[MAX_ALERTS];

	if (!any_lost_alert(s))
		return;
	for (ptrdiff_t i = n; i-- > 0;) {
		after[i] = last;
		last = s->other_of[i] == NO_BLOCK ? last : (uint32_t)i;
	}
	last = NO_BLOCK;
	for (ptrdiff_t i = 0; i <= n; i++) {
		bool paired = i < n && s->other_of[i] != NO_BLOCK;

		if (nlost && (i == n || paired)) {
			uint32_t end = s->quotes->blocks[lost[nlost - 1]].end;

			pair_lost(v, s, gap_around(s, last, after[end - 1]), lost, nlost);
			nlost = 0;
		}
		last = paired ? (uint32_t)i : last;
		if (i < n && tries < MAX_ALERTS && is_lost_alert(s, i)) {
			lost[nlost++] = (uint32_t)i;
			tries++;
			i = s->quotes->blocks[i].end - 1;
		}
	}
}

static bool
has_alert_construct(const struct view *v, const struct doc *d)
{
	for (ptrdiff_t i = 0; i < d->nfacts; i++)
		if (is_alert_construct(v->site->profile, &d->facts[i]))
			return true;
	return false;
}

struct alert_pairs *
alerts_pair(const struct view *v)
{
	struct alert_pairs *p;
	struct sides s;

	if (!v->site->profile->grammar.alerts || v->align->counts_only ||
	    (!has_alert_construct(v, v->src) && !has_alert_construct(v, v->dst)))
		return NULL;
	p = NEW(v->work, struct alert_pairs, 1);
	p->src_block = NEW(v->work, uint32_t, v->src->nblocks);
	p->dst_block = NEW(v->work, uint32_t, v->dst->nblocks);
	p->src_fact = NEW(v->work, bool, v->src->nfacts);
	p->dst_fact = NEW(v->work, bool, v->dst->nfacts);
	s = (struct sides){ v->src, v->dst, v->align->dst_of, p->src_block, p->dst_fact };
	pair_sides(v, &s);
	s = (struct sides){ v->dst, v->src, v->align->src_of, p->dst_block, p->src_fact };
	pair_sides(v, &s);
	return p;
}

static void
say_notation(const struct view *v, struct span at, struct span source, struct str keyword)
{
	sink_emit(v, &(struct draft){
			     .message = MSG_ALERT_NOTATION,
			     .at = at,
			     .has_source = true,
			     .source = source,
			     .warning = true, /* readers see an alert all the same */
			     .key = str_fmt(v->work, "notation %.*s", P(keyword)),
			     .args = { { "have", doc_slice(v->dst, at) },
				       { "expected", doc_slice(v->src, source) } },
		     });
}

/* --- keywords ------------------------------------------------------------------------------ */

enum { MARKER_BYTES = 80 };

/* One of the spellings at the start of s; 0: none. */
static ptrdiff_t
spelled(struct str s, const struct str spellings[2])
{
	for (int i = 0; i < 2; i++) {
		if (str_starts(s, spellings[i]))
			return spellings[i].n;
	}
	return 0;
}

static ptrdiff_t
blanks(struct str s, struct str which)
{
	ptrdiff_t n = 0;

	while (n < s.n && str_find_char(which, s.p[n], 0) >= 0)
		n++;
	return n;
}

/* "[!NOTE]" or what stands in its place: the bracket at the start of a quote's text, empty when
 * there is none.  Blanks and full-width forms, which translations produce, are accepted. */
static struct span
alert_marker(const struct doc *d, const struct block *quote)
{
	static const struct str open[] = { { "[", 1 }, { "\xef\xbc\xbb", 3 } };
	static const struct str bang[] = { { "!", 1 }, { "\xef\xbc\x81", 3 } };
	static const struct str shut[] = { { "]", 1 }, { "\xef\xbc\xbd", 3 } };
	struct str s = doc_slice(d, quote->at);
	ptrdiff_t at = blanks(s, S("> \t")), i = at, n;

	n = spelled(str_slice(s, i, s.n), open);
	i += n + blanks(str_slice(s, i + n, s.n), S(" "));
	if (n == 0 || spelled(str_slice(s, i, s.n), bang) == 0)
		return (struct span){ 0, 0 };
	for (; i < s.n && s.p[i] != '\n' && i < at + MARKER_BYTES; i++) {
		n = spelled(str_slice(s, i, s.n), shut);
		if (n > 0)
			return (struct span){ quote->at.off + (uint32_t)at,
					      (uint32_t)(i + n - at) };
	}
	return (struct span){ 0, 0 };
}

static void
compare_quotes(const struct view *v)
{
	for (ptrdiff_t i = 0; i < v->src->nblocks; i++) {
		const struct block *want = &v->src->blocks[i], *have;
		struct span at, source;

		if (want->kind != BLOCK_QUOTE || !want->info.n || v->align->dst_of[i] == NO_BLOCK)
			continue;
		have = &v->dst->blocks[v->align->dst_of[i]];
		if (have->kind != BLOCK_QUOTE || str_eq_nocase(have->info, want->info))
			continue;
		at = alert_marker(v->dst, have);
		source = alert_marker(v->src, want);
		sink_emit(
			v,
			&(struct draft){
				.message = at.len ? MSG_ALERT_BROKEN : MSG_ALERT_LOST,
				.at = at.len ? at : (struct span){ have->at.off, 0 },
				.has_source = true,
				.source = source.len ? source : (struct span){ want->at.off, 0 },
				.key = str_fmt(v->work, "%.*s\n%.*s", P(want->info),
					       P(place_section(v, (uint32_t)i))),
				.args = { { "have", doc_slice(v->dst, at) },
					  { "expected",
					    str_fmt(v->work, "[!%.*s]", P(want->info)) } },
				.edits = { { at.off, at.off + at.len, doc_slice(v->src, source) } },
				.nedits = at.len && source.len,
			});
	}
}

/* The first line of an alert quote. */
static struct span
quote_line(const struct doc *d, uint32_t block)
{
	struct span at = d->blocks[block].at;
	ptrdiff_t end = str_find_char(doc_slice(d, at), '\n', 0);

	if (end > 0 && d->text.p[at.off + (uint32_t)end - 1] == '\r')
		end--;
	return (struct span){ at.off, end < 0 ? at.len : (uint32_t)end };
}

void
alerts_compare(const struct view *v, const struct alert_pairs *p)
{
	if (v->site->profile->grammar.alerts)
		compare_quotes(v);
	for (ptrdiff_t i = 0; p && i < v->src->nblocks; i++)
		if (p->src_block[i])
			say_notation(v, v->dst->facts[p->src_block[i] - 1].at,
				     quote_line(v->src, (uint32_t)i), v->src->blocks[i].info);
	for (ptrdiff_t i = 0; p && i < v->dst->nblocks; i++)
		if (p->dst_block[i])
			say_notation(v, quote_line(v->dst, (uint32_t)i),
				     v->src->facts[p->dst_block[i] - 1].at, v->dst->blocks[i].info);
}
