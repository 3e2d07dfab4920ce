/* Rename detection, after git's (diffcore-rename.c, diffcore-delta.c): equal contents first, then
 * the share of equal lines, where a line counts with its length and long lines count in pieces of
 * 64 bytes.  Unlike git each file is paired for itself, so what is answered about one page does not
 * depend on which other pages are asked about. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "sys/git_rename.h"

enum {
	SCORE_MAX = 60000,
	SCORE_MIN = SCORE_MAX / 2,
	PIECE_MAX = 64,
	PIECE_HASHES = 107927,
	PAIRS_MAX = 200 * 1000, /* more comparisons of contents than this are cut down to equal base
				   names, then cut off */
	TEXT_LOOK = 8000        /* bytes in which a NUL makes a file binary; git's rule */
};

struct piece {
	uint32_t hash, bytes;
};
struct pieces {
	struct piece *v;
	ptrdiff_t n, size;
};

struct candidate {
	struct str path;
	struct oid blob;
	struct pieces *pieces; /* NULL: not yet read */
};

struct search {
	struct store *store;
	struct arena work;
	struct map wanted; /* name -> its number in v */
	struct rename *v;
	bool forward;
	struct VEC(struct candidate) asked; /* asked.v[i].path is wanted */
	struct VEC(struct candidate) others;
};

/* --- similarity --------------------------------------------------------------- */

static int
by_hash(const void *one, const void *two)
{
	const struct piece *a = one, *b = two;

	return (a->hash > b->hash) - (a->hash < b->hash);
}

/* Sorted by hash, each hash once. */
static void
pieces_sort(struct pieces *p)
{
	ptrdiff_t n = 0;

	if (p->n == 0)
		return;
	qsort(p->v, (size_t)p->n, sizeof *p->v, by_hash);
	for (ptrdiff_t i = 1; i < p->n; i++) {
		if (p->v[n].hash == p->v[i].hash)
			p->v[n].bytes += p->v[i].bytes;
		else
			p->v[++n] = p->v[i];
	}
	p->n = n + 1;
}

static struct pieces *
pieces_of(struct arena *a, struct str text)
{
	struct pieces *p = NEW(a, struct pieces, 1);
	struct VEC(struct piece) all = { 0 };
	bool is_text =
		!memchr(text.n ? text.p : "", 0, (size_t)(text.n < TEXT_LOOK ? text.n : TEXT_LOOK));
	uint32_t one = 0, two = 0, n = 0;

	for (ptrdiff_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		uint32_t before = one;

		if (is_text && c == '\r' && i + 1 < text.n && text.p[i + 1] == '\n')
			continue;
		one = (one << 7 ^ two >> 25) + c;
		two = two << 7 ^ before >> 25;
		if (++n < PIECE_MAX && c != '\n' && i + 1 < text.n)
			continue;
		*vec_push(a, &all) = (struct piece){ (one + two * 0x61) % PIECE_HASHES, n };
		one = two = n = 0;
	}
	*p = (struct pieces){ all.v, all.n, text.n };
	pieces_sort(p);
	return p;
}

static int
score(const struct pieces *one, const struct pieces *two)
{
	ptrdiff_t most = one->size > two->size ? one->size : two->size, same = 0;

	if (most == 0)
		return SCORE_MAX;
	for (ptrdiff_t i = 0, j = 0; i < one->n && j < two->n;) {
		const struct piece *a = &one->v[i], *b = &two->v[j];

		if (a->hash == b->hash)
			same += a->bytes < b->bytes ? a->bytes : b->bytes;
		i += a->hash <= b->hash;
		j += b->hash <= a->hash;
	}
	return (int)(same * SCORE_MAX / most);
}

int
rename_score(struct arena *work, struct str one, struct str two)
{
	return score(pieces_of(work, one), pieces_of(work, two));
}

/* --- the search --------------------------------------------------------------- */

static void
collect(void *ctx, struct str path, const struct oid *blob, bool added)
{
	struct search *s = ctx;
	struct candidate c = { .path = path, .blob = *blob };

	if (added == s->forward) {
		c.path = str_dup(&s->work, path);
		*vec_push(&s->work, &s->others) = c;
	} else if (map_get(&s->wanted, path) >= 0) {
		c.path = s->v[map_get(&s->wanted, path)].name;
		*vec_push(&s->work, &s->asked) = c;
	}
}

/* Content and base name, or content alone, as a key. */
static struct str
content_key(struct arena *a, const struct candidate *c, bool with_base)
{
	return str_fmt(a, "%.*s/%.*s", P(oid_hex(a, &c->blob)),
		       P(with_base ? path_base(c->path) : S("")));
}

/* Equal contents need not be read; the same base name is preferred, then the first name.  What is
 * paired leaves `asked`. */
static void
pair_equal(struct search *s, struct arena *a)
{
	struct map others = { .a = &s->work };
	ptrdiff_t left = 0;

	for (ptrdiff_t i = 0; i < 2 * s->others.n; i++) {
		ptrdiff_t *at = map_at(&others, content_key(&s->work, &s->others.v[i / 2], i % 2));

		if (*at < 0)
			*at = i / 2;
	}
	for (ptrdiff_t i = 0; i < s->asked.n; i++) {
		const struct candidate *c = &s->asked.v[i];
		ptrdiff_t at = map_get(&others, content_key(&s->work, c, true));

		if (at < 0)
			at = map_get(&others, content_key(&s->work, c, false));
		if (at < 0)
			s->asked.v[left++] = *c;
		else
			s->v[map_get(&s->wanted, c->path)].other = str_dup(a, s->others.v[at].path);
	}
	s->asked.n = left;
}

/* Only others with the base name of a file asked about are worth a look when there are very many.
 */
static void
keep_equal_names(struct search *s)
{
	struct map bases = { .a = &s->work };
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < s->asked.n; i++)
		*map_at(&bases, path_base(s->asked.v[i].path)) = i;
	for (ptrdiff_t i = 0; i < s->others.n; i++)
		if (map_get(&bases, path_base(s->others.v[i].path)) >= 0)
			s->others.v[n++] = s->others.v[i];
	s->others.n = n;
}

static enum store_status
candidate_read(struct search *s, struct candidate *c)
{
	enum store_status status;
	struct store_bytes bytes;

	if (c->pieces)
		return STORE_OK;
	status = store_read(s->store, &c->blob, &bytes);
	if (status != STORE_OK)
		return status;
	c->pieces = pieces_of(&s->work, bytes.bytes);
	store_release(&bytes);
	return STORE_OK;
}

/* The address that a page is published at: "a/b" of "a/b.md", "a/b/index.md" and "a/b/_index.md".
 */
static struct str
address(struct str path)
{
	static const struct str names[] = { { "index", 5 }, { "_index", 6 }, { "README", 6 } };
	struct str stem = str_slice(path, 0, path.n - path_ext(path).n);

	for (ptrdiff_t i = 0; i < countof(names); i++) {
		if (str_eq(path_base(stem), names[i]))
			return path_dir(stem);
	}
	return stem;
}

/* A page that is replaced by one with the same address has moved there, however much of it was
 * written anew in the same commit. */
static struct candidate *
same_address(struct search *s, const struct candidate *asked)
{
	struct str at = address(asked->path);

	for (ptrdiff_t i = 0; i < s->others.n; i++) {
		struct str other = s->others.v[i].path;

		if (str_eq(address(other), at) && str_eq(path_ext(other), path_ext(asked->path)))
			return &s->others.v[i];
	}
	return NULL;
}

/* The best of the others for one file; ties: same base name, then first name. */
static enum store_status
pair_similar(struct search *s, struct candidate *asked, struct arena *a)
{
	enum store_status status = candidate_read(s, asked), one;
	struct candidate *best = NULL;
	int most = 0;

	if (status != STORE_OK)
		return status;
	for (ptrdiff_t i = 0; i < s->others.n; i++) {
		struct candidate *c = &s->others.v[i];
		int points;

		one = candidate_read(s, c);
		if (one == STORE_LOST)
			status = one;
		if (one != STORE_OK)
			continue;
		points = 2 * score(asked->pieces, c->pieces) +
			 str_eq(path_base(asked->path), path_base(c->path));
		if (points >= 2 * SCORE_MIN && points > most) {
			most = points;
			best = c;
		}
	}
	if (!best)
		best = same_address(s, asked);
	/* A file that cannot be read may have been the better one. */
	if (best && status == STORE_OK)
		s->v[map_get(&s->wanted, asked->path)].other = str_dup(a, best->path);
	return status;
}

/* Answers what is asked, as far as there is time; lost when something could not be read. */
static enum store_status
pair_all(struct search *s, struct arena *a)
{
	enum store_status status = STORE_OK;

	pair_equal(s, a);
	if (s->asked.n > 0 && s->others.n > PAIRS_MAX / s->asked.n)
		keep_equal_names(s);
	if (s->asked.n > 0 && s->others.n > PAIRS_MAX / s->asked.n)
		s->others.n = PAIRS_MAX / s->asked.n;
	for (ptrdiff_t i = 0; i < s->asked.n && s->others.n > 0; i++)
		if (pair_similar(s, &s->asked.v[i], a) == STORE_LOST)
			status = STORE_LOST;
	return status;
}

enum store_status
rename_among(struct store *store, struct arena *a, const struct rename_lists *lists,
	     struct rename *v)
{
	struct search s = { .store = store, .v = v };
	enum store_status status;

	s.wanted.a = &s.work;
	for (ptrdiff_t i = 0; i < lists->nasked; i++) {
		const struct rename_file *f = &lists->asked[i];

		v[i] = (struct rename){ .name = f->path };
		*map_at(&s.wanted, f->path) = i;
		*vec_push(&s.work, &s.asked) =
			(struct candidate){ .path = f->path, .blob = f->blob };
	}
	for (ptrdiff_t i = 0; i < lists->nothers; i++)
		*vec_push(&s.work, &s.others) = (struct candidate){ .path = lists->others[i].path,
								    .blob = lists->others[i].blob };
	status = pair_all(&s, a);
	arena_free(&s.work);
	return status;
}

enum store_status
rename_find(struct store *store, struct arena *a, const struct rename_trees *trees,
	    struct rename *v, ptrdiff_t n)
{
	struct search s = { .store = store, .v = v, .forward = trees->forward };
	struct store_differences differences = { collect, &s };
	enum store_status status;

	s.wanted.a = &s.work;
	for (ptrdiff_t i = 0; i < n; i++)
		*map_at(&s.wanted, v[i].name) = i;
	status = store_differences(store, &trees->old, &trees->now, &differences);
	if (pair_all(&s, a) == STORE_LOST)
		status = STORE_LOST;
	/* Two questions may have one name. */
	for (ptrdiff_t i = 0; i < n; i++)
		v[i].other = v[map_get(&s.wanted, v[i].name)].other;
	arena_free(&s.work);
	return status;
}
