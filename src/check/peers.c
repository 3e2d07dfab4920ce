/* Translations of one page that were made from the same revision: the same hash, so the same
 * commit, and without a source page to compare with, the same values of all keys that are not for
 * translation.
 *
 * In 3,414 real groups of at least eight such pages there was no exception.  The value that most
 * pages have is taken for right (on a tie the one that comes first), so that the pages named are
 * those that deviate. */
#include <stdlib.h>

#include "check/peers.h"
#include "check/pin.h"
#include "site/value.h"

enum {
	MANY_VALUES = 8, /* different values of one key that are told apart; what comes later
			    deviates in any case */
	LONG_VALUE = 60  /* bytes: longer values are not repeated in a message */
};

/* One key over the pages of a group: the different values, where each was first seen, and how
 * often. */
struct tally {
	struct str key;
	ptrdiff_t n;
	struct candidate {
		const struct field *field; /* NULL: the page lacks the key */
		const struct peer *first;
		ptrdiff_t votes;
	} v[MANY_VALUES];
};

static int
compare_peers(const void *pa, const void *pb)
{
	const struct peer *a = pa, *b = pb;
	int c = str_cmp(a->pin, b->pin);

	return c != 0 ? c : (a->order > b->order) - (a->order < b->order);
}

static struct str
value_of(const struct field *f)
{
	return f ? str_trim(f->value) : (struct str){ 0 };
}

static struct str
pin_of(const struct view *v)
{
	struct pin pin;

	if (!v->dst || v->dst->limit != DOC_OK || !pin_expected(v->site->profile))
		return (struct str){ 0 };
	pin = pin_read_beside(v->site->profile, v->dst, v->beside, v->scratch);
	if (pin.hash.n == 0)
		pin.hash = pin.opaque;
	if (pin.hash.n == 0 && v->site->profile->hash_key.n == 0)
		pin.hash = pin.commit;
	return str_lower(v->work, pin.hash);
}

/* "10/28/2021", "2021-10-28", with anything behind: 20211028; 0 for other texts. */
static int64_t
date_of(struct str s)
{
	bool slashes = str_find_char(s, '/', 0) == 2;
	int64_t part[3] = { 0 };
	struct str rest = str_slice(s, 0, 10), piece;

	for (int i = 0; i < 3; i++)
		if (!str_cut(&rest, slashes ? '/' : '-', &piece) || !str_int(piece, &part[i]))
			return 0;
	if (slashes)
		return part[2] * 10000 + part[0] * 100 + part[1];
	return part[0] * 10000 + part[1] * 100 + part[2];
}

static int64_t
handoff_of(const struct view *v)
{
	struct str key = v->site->profile->pin.handoff_key;
	const struct field *f = key.n ? front_field(&v->dst->front, key) : NULL;

	return f ? date_of(str_trim(f->value)) : 0;
}

static bool
same_value(const struct field *a, const struct field *b)
{
	if (!a || !b)
		return value_of(a).n == 0 && value_of(b).n == 0;
	return str_eq(a->value, b->value) || key_values_equal(a->value, b->value);
}

static void
tally_add(struct tally *t, const struct peer *p)
{
	const struct field *f = front_field(&p->v->dst->front, t->key);
	ptrdiff_t i = 0;

	while (i < t->n && !same_value(t->v[i].field, f))
		i++;
	if (i == MANY_VALUES)
		return;
	if (i == t->n)
		t->v[t->n++] = (struct candidate){ .field = f, .first = p };
	t->v[i].votes++;
}

static const struct candidate *
tally_winner(const struct tally *t)
{
	const struct candidate *best = &t->v[0];

	for (ptrdiff_t i = 1; i < t->n; i++) {
		if (t->v[i].votes > best->votes)
			best = &t->v[i];
	}
	return best;
}

static struct span
place_of_field(const struct field *f)
{
	return f->value_at.len > 0 ? f->value_at : f->key_at;
}

static enum message_id
message_of(const struct field *ours, const struct field *theirs, bool commit)
{
	if (commit)
		return MSG_COMMIT_PEER;
	if (!ours)
		return MSG_PEER_MISSING;
	if (!theirs)
		return MSG_PEER_EXTRA;
	if (value_of(ours).n > LONG_VALUE || value_of(theirs).n > LONG_VALUE)
		return MSG_PEER_MISMATCH_LONG;
	return MSG_PEER_MISMATCH;
}

/* The peer that comes first with the winning value stands on the other side. */
static void
say_deviant(const struct peer *p, const struct tally *t, const struct candidate *winner,
	    bool commit)
{
	const struct field *ours = front_field(&p->v->dst->front, t->key);
	const struct field *theirs = winner->field;
	struct arena *work = p->v->work;
	struct view beside = *p->v;
	struct draft d = { .message = message_of(ours, theirs, commit),
			   .at = ours ? place_of_field(ours) : (struct span){ 0, 3 },
			   .insert_after = !ours,
			   .has_source = true,
			   .source = theirs ? place_of_field(theirs) : (struct span){ 0, 3 },
			   .key = t->key,
			   .whole_page = true };

	beside.embedded = false;
	beside.src = winner->first->v->dst;
	beside.source_page = winner->first->v->page;
	d.args[0] = (struct arg){ "key", t->key };
	d.args[1] = (struct arg){ "value", value_of(ours) };
	d.args[2] = (struct arg){ "expected", value_of(theirs) };
	d.args[3] = (struct arg){ "n", str_fmt(work, "%td", winner->votes) };
	d.args[4] = (struct arg){ "pin", p->v->site->profile->hash_key };
	sink_emit(&beside, &d);
}

/* Whoever has another value than most. */
static void
judge_key(const struct peer *group, ptrdiff_t n, struct str key, bool commit)
{
	struct tally t = { .key = key };
	const struct candidate *winner;

	for (ptrdiff_t i = 0; i < n; i++)
		tally_add(&t, &group[i]);
	if (t.n < 2)
		return;
	winner = tally_winner(&t);
	for (ptrdiff_t i = 0; i < n; i++) {
		const struct field *f = front_field(&group[i].v->dst->front, key);

		if (!same_value(f, winner->field) && !(commit && (!f || !winner->field)))
			say_deviant(&group[i], &t, winner, commit);
	}
}

/* --- keys ---------------------------------------------------------------------- */

enum { CLASS_UNASKED = -1 };

/* Does any key differ between a page and the first of its group?  `classes` remembers the classes
 * of the first page's keys, since almost all that differs are keys that may. */
static bool
may_differ(const struct peer *first, const struct peer *other, int *classes)
{
	const struct front *a = &first->v->dst->front, *b = &other->v->dst->front;

	if (a->nfields != b->nfields)
		return true;
	for (ptrdiff_t i = 0; i < a->nfields; i++) {
		if (!str_eq(a->fields[i].key, b->fields[i].key))
			return true;
		if (str_eq(a->fields[i].value, b->fields[i].value))
			continue;
		if (classes[i] == CLASS_UNASKED)
			classes[i] =
				(int)profile_key(first->v->site->profile, a->fields[i].key)->class;
		if (classes[i] == KEY_IDENTICAL)
			return true;
	}
	return false;
}

static bool
any_differs(const struct peer *group, ptrdiff_t n)
{
	ptrdiff_t nfields = group[0].v->dst->front.nfields;
	int *classes = NEW(group[0].v->work, int, nfields);

	for (ptrdiff_t i = 0; i < nfields; i++)
		classes[i] = CLASS_UNASKED;
	for (ptrdiff_t i = 1; i < n; i++) {
		if (may_differ(&group[0], &group[i], classes))
			return true;
	}
	return false;
}

/* Every key of every page of the group, each once. */
static void
judge_keys(const struct peer *group, ptrdiff_t n)
{
	const struct profile *p = group[0].v->site->profile;
	struct map seen = { .a = group[0].v->work };

	if (!any_differs(group, n))
		return;
	for (ptrdiff_t i = 0; i < n; i++) {
		const struct front *f = &group[i].v->dst->front;

		for (ptrdiff_t k = 0; k < f->nfields; k++) {
			ptrdiff_t *at = map_at(&seen, f->fields[k].key);

			if (*at >= 0 || f->fields[k].depth > 0)
				continue;
			*at = 1;
			if (profile_key(p, f->fields[k].key)->class == KEY_IDENTICAL)
				judge_key(group, n, f->fields[k].key, false);
		}
	}
}

/* The pages of one revision. */
static void
judge_group(const struct peer *group, ptrdiff_t n)
{
	const struct profile *p = group[0].v->site->profile;

	if (n < 2)
		return;
	if (p->hash_key.n > 0 && p->commit_key.n > 0)
		judge_key(group, n, p->commit_key, true);
	if (group[0].v->source_page)
		return;
	judge_keys(group, n);
	peers_shape(group, n);
}

/* Is there no English at all for it, not even in the page itself? */
static bool
is_alone(const struct view *v)
{
	return v->dst && v->dst->limit == DOC_OK && !v->source_page && !v->base &&
	       !v->dst->embedded;
}

/* Pages of one revision show readers the same marks; one without a pin is judged by itself. */
static void
judge_markup(const struct view *views, ptrdiff_t n, const struct peer *peers, ptrdiff_t npeers)
{
	const struct view **group = NEW(views[0].work, const struct view *, n);
	bool *grouped = NEW(views[0].work, bool, n);

	for (ptrdiff_t i = 0, end; i < npeers; i = end) {
		ptrdiff_t m = 0;

		for (end = i; end < npeers && str_eq(peers[i].pin, peers[end].pin); end++) {
			grouped[peers[end].order] = true;
			if (is_alone(peers[end].v))
				group[m++] = peers[end].v;
		}
		if (m > 0)
			markup_of_peers(group, m);
	}
	for (ptrdiff_t i = 0; i < n; i++) {
		group[0] = &views[i];
		if (!grouped[i] && is_alone(group[0]))
			markup_of_peers(group, 1);
	}
}

void
pass_peers(const struct view *views, ptrdiff_t n)
{
	struct peer *peers;
	ptrdiff_t npeers = 0;

	if (n == 0)
		return;
	peers = NEW(views[0].work, struct peer, n);
	for (ptrdiff_t i = 0; i < n; i++) {
		struct str pin = pin_of(&views[i]);

		if (pin.n > 0)
			peers[npeers++] = (struct peer){ &views[i], pin, i, handoff_of(&views[i]) };
	}
	if (npeers > 0)
		qsort(peers, (size_t)npeers, sizeof *peers, compare_peers);
	for (ptrdiff_t i = 0, end; i < npeers; i = end) {
		for (end = i + 1; end < npeers && str_eq(peers[i].pin, peers[end].pin); end++)
			;
		judge_group(peers + i, end - i);
	}
	if (!views[0].source_page) {
		judge_markup(views, n, peers, npeers);
		peers_newest(peers, npeers);
	}
}
