/* Bookkeeping of a walk through history: a tree of the names looked for (so that a comparison of
 * two commits enters only folders that matter), sets of tracks as bit maps (so that a commit that
 * touches no asked page costs one pointer), and the queue of commits by date, as in git's own
 * revision walk. */
#include <string.h>

#include "base/sha.h"
#include "sys/git_history.h"

/* --- object names ----------------------------------------------------------- */

bool
oid_eq(const struct oid *a, const struct oid *b)
{
	return memcmp(a->b, b->b, sizeof a->b) == 0;
}

bool
oid_is_zero(const struct oid *id)
{
	return oid_eq(id, &(struct oid){ 0 });
}

struct str
oid_hex(struct arena *a, const struct oid *id)
{
	static const char digits[] = "0123456789abcdef";
	ptrdiff_t n = 2 * (ptrdiff_t)sizeof id->b;
	char *hex = NEW(a, char, n);

	for (ptrdiff_t i = 0; i < n; i++)
		hex[i] = digits[i % 2 ? id->b[i / 2] & 15 : id->b[i / 2] >> 4];
	return (struct str){ hex, n };
}

static int
digit_value(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* https://git-scm.com/book/en/v2/Git-Internals-Git-Objects, "Object Storage". */
struct oid
oid_of_bytes(struct arena *a, struct str bytes)
{
	struct str head = str_fmt(a, "blob %td", bytes.n), hex;
	struct str parts[] = { head, { "", 1 }, bytes };
	struct oid id;

	hex = sha_hex(a, SHA_1, parts, countof(parts));
	for (size_t i = 0; i < sizeof id.b; i++)
		id.b[i] = (unsigned char)(digit_value(hex.p[2 * i]) * 16 +
					  digit_value(hex.p[2 * i + 1]));
	return id;
}

/* --- names ---------------------------------------------------------------- */

struct name_node *
name_below(const struct name_node *folder, struct str name)
{
	ptrdiff_t at = map_get(&folder->below, name);

	return at < 0 ? NULL : folder->nodes.v[at].node;
}

static struct name_node *
name_make(struct arena *a, struct name_node *folder, struct str name)
{
	struct name_node *node = name_below(folder, name);

	if (node)
		return node;
	node = NEW(a, struct name_node, 1);
	node->name = name;
	node->up = folder;
	folder->below.a = a;
	*map_at(&folder->below, name) = folder->nodes.n;
	vec_push(a, &folder->nodes)->node = node;
	return node;
}

/* A path as git stores it: relative, no empty segment, no "." and "..". */
static bool
name_is_clean(struct str name)
{
	struct str rest = name, part;
	ptrdiff_t depth = 0;

	if (name.n == 0 || name.p[name.n - 1] == '/' || memchr(name.p, 0, (size_t)name.n))
		return false;
	while (str_cut(&rest, '/', &part))
		if (part.n == 0 || str_eq(part, S(".")) || str_eq(part, S("..")) ||
		    ++depth > NAME_DEPTH_MAX)
			return false;
	return true;
}

ptrdiff_t
history_track(struct history *h, ptrdiff_t path, struct str name)
{
	struct name_node *node = &h->names;
	struct str key, rest, part;
	struct track *track;
	ptrdiff_t *at;

	if (!name_is_clean(name))
		return -1;
	h->by_name.a = h->a;
	key = str_fmt(h->a, "%td/%.*s", path, P(name));
	at = map_at(&h->by_name, key);
	if (*at >= 0)
		return *at;
	*at = h->tracks.n;
	rest = str_slice(key, key.n - name.n, key.n);
	track = vec_push(h->a, &h->tracks);
	*track = (struct track){ .name = rest, .path = path };
	h->names.live++;
	while (str_cut(&rest, '/', &part)) {
		node = name_make(h->a, node, part);
		node->live++;
	}
	track->node = node;
	track->next = node->first;
	node->first = *at + 1;
	return *at;
}

void
history_kill(struct history *h, ptrdiff_t track)
{
	struct track *t = &h->tracks.v[track];

	if (t->dead)
		return;
	t->dead = true;
	for (struct name_node *node = t->node; node; node = node->up)
		node->live--;
}

/* --- sets of tracks --------------------------------------------------------- */

struct set *
set_copy(struct history *h, const struct set *s)
{
	struct set *copy = NEW(h->a, struct set, 1);

	copy->n = (h->tracks.n + 63) / 64;
	if (s && s->n > copy->n)
		copy->n = s->n;
	copy->w = NEW(h->a, uint64_t, copy->n);
	if (s && s->n)
		memcpy(copy->w, s->w, (size_t)s->n * sizeof *s->w);
	return copy;
}

void
set_add(struct set *s, ptrdiff_t i)
{
	assert(i / 64 < s->n);
	s->w[i / 64] |= UINT64_C(1) << i % 64;
}

bool
set_has(const struct set *s, ptrdiff_t i)
{
	return s && i / 64 < s->n && (s->w[i / 64] >> i % 64 & 1);
}

ptrdiff_t
set_next(const struct set *s, ptrdiff_t from)
{
	if (!s)
		return -1;
	for (ptrdiff_t i = from; i < s->n * 64; i++) {
		if (i % 64 == 0 && s->w[i / 64] == 0)
			i += 63;
		else if (set_has(s, i))
			return i;
	}
	return -1;
}

/* Is every member of `one` in `two`? */
static bool
set_within(const struct set *one, const struct set *two)
{
	for (ptrdiff_t i = 0; i < one->n; i++)
		if (one->w[i] & ~(i < two->n ? two->w[i] : 0))
			return false;
	return true;
}

/* Either may be NULL; the result may be one of them. */
static struct set *
set_union(struct history *h, struct set *one, struct set *two)
{
	struct set *all;

	if (!one || (two && set_within(one, two)))
		return two;
	if (!two || set_within(two, one))
		return one;
	all = set_copy(h, one);
	for (ptrdiff_t i = 0; i < two->n; i++)
		all->w[i] |= two->w[i];
	return all;
}

struct set *
set_minus(struct history *h, struct set *one, const struct set *two)
{
	struct set *rest;

	if (!one || !two)
		return one;
	rest = set_copy(h, one);
	for (ptrdiff_t i = 0; i < rest->n && i < two->n; i++)
		rest->w[i] &= ~two->w[i];
	return rest;
}

/* --- commits to visit ------------------------------------------------------- */

struct commit_node *
history_node(struct history *h, const struct oid *id, bool *added)
{
	struct str key = { (const char *)id->b, sizeof id->b };
	ptrdiff_t at = map_get(&h->nodes, key);
	struct commit_node *node;

	*added = at < 0;
	if (at >= 0)
		return h->commits.v[at].node;
	node = NEW(h->a, struct commit_node, 1);
	node->id = *id;
	key.p = (const char *)node->id.b;
	h->nodes.a = h->a;
	*map_at(&h->nodes, key) = h->commits.n;
	vec_push(h->a, &h->commits)->node = node;
	return node;
}

/* Does `one` come before `two`? */
static bool
node_before(const struct commit_node *one, const struct commit_node *two)
{
	if (one->facts.time != two->facts.time)
		return one->facts.time > two->facts.time;
	return one->order < two->order;
}

static void
queue_put(struct history *h, struct commit_node *node)
{
	ptrdiff_t i = h->queue.n;

	node->order = h->pushed++;
	node->queued = true;
	vec_push(h->a, &h->queue)->node = node;
	for (; i > 0 && node_before(node, h->queue.v[(i - 1) / 2].node); i = (i - 1) / 2)
		h->queue.v[i] = h->queue.v[(i - 1) / 2];
	h->queue.v[i].node = node;
}

void
history_push(struct history *h, struct commit_node *node, struct set *tracks)
{
	if (node->seen)
		tracks = set_minus(h, tracks, node->seen);
	if (set_next(tracks, 0) < 0)
		return;
	node->pending = set_union(h, node->pending, tracks);
	if (!node->queued)
		queue_put(h, node);
}

struct commit_node *
history_pop(struct history *h, struct set **tracks)
{
	struct commit_node *top, *last;
	ptrdiff_t i = 0;

	if (h->queue.n == 0)
		return NULL;
	top = h->queue.v[0].node;
	last = h->queue.v[--h->queue.n].node;
	for (ptrdiff_t child; (child = 2 * i + 1) < h->queue.n; i = child) {
		if (child + 1 < h->queue.n &&
		    node_before(h->queue.v[child + 1].node, h->queue.v[child].node))
			child++;
		if (!node_before(h->queue.v[child].node, last))
			break;
		h->queue.v[i] = h->queue.v[child];
	}
	h->queue.v[i].node = last;
	top->queued = false;
	*tracks = top->pending;
	top->seen = set_union(h, top->seen, top->pending);
	top->pending = NULL;
	return top;
}
