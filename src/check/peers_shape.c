/* Pages made from the same revision of a source that nobody has: what most of them agree in is
 * taken for English.
 *
 * At least five pages and three of five of them must agree; in 3,414 real groups that names 65
 * pages for their blocks and 22 for their links, nearly all of them damaged.  The page that comes
 * first with the majority's value stands in for the source, and the passes for structure and links
 * compare the deviant with it; what they say is said in other words, since neither page is English.
 */
#include "check/peers.h"

#include "site/url.h"

enum {
	MIN_PEERS = 5, /* fewer pages are no majority */
	MAJORITY = 60  /* per cent */
};

/* --- what most have ------------------------------------------------------------------------------
 */

static uint64_t
mix(uint64_t h, uint64_t value)
{
	return str_hash((struct str){ (const char *)&value, sizeof value }, h);
}

/* Blocks but for paragraphs, which writers split and merge, and HTML. */
static uint64_t
shape_of(const struct peer *p)
{
	const struct doc *d = p->v->dst;
	uint64_t h = HASH_INIT;

	for (ptrdiff_t i = 0; i < d->nblocks; i++) {
		const struct block *b = &d->blocks[i];

		if (b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_HTML || b->kind == BLOCK_BREAK)
			continue;
		h = mix(h, (uint64_t)b->kind | (uint64_t)b->level << 8 |
				   (uint64_t)b->ordered << 12 | (uint64_t)b->fenced << 13 |
				   (uint64_t)b->columns << 16 | (uint64_t)b->depth << 32);
	}
	return h;
}

/* The targets as a multiset: a sum does not depend on the order of sentences. */
static uint64_t
targets_as_written(const struct peer *p)
{
	const struct doc *d = p->v->dst;
	uint64_t sum = 0;

	for (ptrdiff_t i = 0; i < d->nfacts; i++)
		if (d->facts[i].kind == FACT_LINK || d->facts[i].kind == FACT_IMAGE)
			sum += str_hash(d->facts[i].value, mix(HASH_INIT, d->facts[i].kind));
	return sum;
}

static uint64_t
targets_of(const struct peer *p)
{
	const struct doc *d = p->v->dst;
	uint64_t sum = 0;

	for (ptrdiff_t i = 0; i < d->nfacts; i++) {
		const struct fact *f = &d->facts[i];

		if ((f->kind != FACT_LINK && f->kind != FACT_IMAGE) || !f->value.n)
			continue;
		sum += str_hash(
			url_normalise(p->v->work, f->value, &p->v->site->profile->url, false),
			mix(HASH_INIT, f->kind));
	}
	return sum;
}

struct vote {
	uint64_t value;
	ptrdiff_t first, n;
};

/* The value that most pages have; false when that is no clear majority. */
static bool
majority_of(const uint64_t *values, ptrdiff_t n, struct vote *winner)
{
	struct vote v = { 0 };

	/* Boyer and Moore's majority vote finds what more than half have. */
	for (ptrdiff_t i = 0; i < n; i++) {
		if (v.n == 0)
			v.value = values[i];
		v.n += values[i] == v.value ? 1 : -1;
	}
	v.n = 0;
	for (ptrdiff_t i = n; i-- > 0;) {
		if (values[i] != v.value)
			continue;
		v.first = i;
		v.n++;
	}
	*winner = v;
	return v.n * 100 >= n * MAJORITY;
}

/* Compares whoever has another value than most with the first that has it. */
static void
judge(const struct peer *group, ptrdiff_t n, uint64_t (*fingerprint)(const struct peer *p),
      void (*pass)(const struct view *v))
{
	uint64_t *values = NEW(group[0].v->work, uint64_t, n);
	struct vote most;

	for (ptrdiff_t i = 0; i < n; i++)
		values[i] = fingerprint(&group[i]);
	if (!majority_of(values, n, &most) || most.n == n)
		return;
	for (ptrdiff_t i = 0; i < n; i++) {
		struct view v = *group[i].v;
		const struct view *model = group[most.first].v;

		if (values[i] == most.value)
			continue;
		v.src = model->dst;
		v.source_page = model->page;
		v.embedded = false;
		v.align = align_docs(v.work, v.src, v.dst, &v.site->profile->url);
		v.cause = CAUSE_DEFECT;
		v.peers = most.n;
		pass(&v);
	}
}

/* Most groups write every target as it is: then nothing needs to be normalised. */
static bool
all_equal(const struct peer *group, ptrdiff_t n)
{
	uint64_t first = targets_as_written(&group[0]);

	for (ptrdiff_t i = 1; i < n; i++)
		if (targets_as_written(&group[i]) != first)
			return false;
	return true;
}

void
peers_shape(const struct peer *group, ptrdiff_t n)
{
	if (n < MIN_PEERS || rule_is_off(group[0].v->site, RULE_PEER_MISMATCH))
		return;
	judge(group, n, shape_of, pass_structure);
	if (!all_equal(group, n))
		judge(group, n, targets_of, pass_links);
}

/* --- in other words -------------------------------------------------------- */

static const enum message_id said[RULE_COUNT] = {
	[RULE_HEADING_MISSING] = MSG_PEER_HEADING_MISSING,
	[RULE_HEADING_EXTRA] = MSG_PEER_HEADING_EXTRA,
	[RULE_HEADING_LEVEL] = MSG_PEER_HEADING_LEVEL,
	[RULE_LIST_ITEM_COUNT] = MSG_PEER_LIST_ITEM_COUNT,
	[RULE_LIST_MISSING] = MSG_PEER_LIST_MISSING,
	[RULE_LIST_EXTRA] = MSG_PEER_LIST_EXTRA,
	[RULE_LIST_KIND] = MSG_PEER_LIST_KIND,
	[RULE_LIST_NESTING] = MSG_PEER_LIST_NESTING,
	[RULE_BLOCK_FROM_TEXT] = MSG_PEER_BLOCK_FROM_TEXT,
	[RULE_TABLE_SHAPE] = MSG_PEER_TABLE_SHAPE,
	[RULE_CODE_MISSING] = MSG_PEER_CODE_MISSING,
	[RULE_CODE_LANGUAGE] = MSG_PEER_CODE_LANGUAGE,
	[RULE_QUOTE_MISSING] = MSG_PEER_QUOTE_MISSING,
	[RULE_LINK_MISSING] = MSG_PEER_LINK_MISSING,
	[RULE_LINK_CHANGED] = MSG_PEER_LINK_CHANGED,
	[RULE_LINK_OUTDATED] = MSG_PEER_LINK_CHANGED,
	[RULE_IMAGE_MISSING] = MSG_PEER_IMAGE_MISSING,
};

bool
peers_say(const struct view *v, const struct draft *d, struct draft *as_peer)
{
	enum message_id message = said[messages[d->message].rule];
	int n = 1;

	if (messages[message].rule != RULE_PEER_MISMATCH)
		return false;
	*as_peer = *d;
	as_peer->message = message;
	as_peer->args[0] = (struct arg){ "n", str_fmt(v->work, "%td", v->peers) };
	for (int i = 0; i < FINDING_ARGS && d->args[i].name && n < FINDING_ARGS; i++)
		if (!str_eq(str_c(d->args[i].name), S("n")))
			as_peer->args[n++] = d->args[i];
	if (n < FINDING_ARGS)
		as_peer->args[n] = (struct arg){ 0 };
	as_peer->warning = true;
	as_peer->nedits = 0; /* nobody knows what English has */
	return true;
}
