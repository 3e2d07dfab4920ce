/* Words of the source page looked up in the translation. */
#include "check/search.h"

#include "check/prose.h"

enum {
	SEARCH_BYTES = 16 << 20,
	ROOM_BYTES = 256 << 20,
	SMALL_BYTES = 16 << 10, /* a counterpart of this size costs nothing */
	GAP_MAX = 3,            /* bytes that may stand between two of a word */
	NEIGHBOURS = 24         /* words before and behind that are looked at */
};

struct search
search_new(const struct view *v, const struct lexicon *l)
{
	return (struct search){
		.v = v, .lexicon = l, .budget = SEARCH_BYTES, .room_budget = ROOM_BYTES
	};
}

/* The counterpart of a block or field of the source. */
static struct span
counterpart(const struct view *v, const struct word *w)
{
	const struct field *f;
	uint32_t to;

	if (w->block != NO_BLOCK) {
		to = v->align->dst_of[w->block];
		return to == NO_BLOCK ? (struct span){ 0, 0 } : v->dst->blocks[to].at;
	}
	f = front_field(&v->dst->front, v->src->front.fields[w->field].key);
	return f ? f->value_at : (struct span){ 0, 0 };
}

struct str
search_text(struct search *s, const struct word *w)
{
	if (!s->known || w->block != s->block || w->field != s->field) {
		s->known = true;
		s->block = w->block;
		s->field = w->field;
		s->at = counterpart(s->v, w);
		s->text = doc_slice(s->v->dst, s->at);
	}
	return s->text;
}

bool
search_pay(struct search *s, ptrdiff_t n)
{
	if (n > s->budget) {
		s->spent = true;
		return false;
	}
	s->budget -= n;
	return true;
}

void
search_end(const struct search *s, enum rule_id r)
{
	if (s->spent && page_severity(s->v->site, s->v->page, r) != SEV_OFF)
		sink_emit(s->v, &(struct draft){ .message = MSG_NOT_SEARCHED,
						 .whole_page = true,
						 .key = rules[r].name,
						 .args = { { "rule", rules[r].name } } });
}

bool
search_affords(struct search *s, ptrdiff_t n)
{
	return n <= SMALL_BYTES || search_pay(s, n);
}

bool
search_here(struct search *s, struct str text)
{
	return !search_affords(s, s->text.n) || str_find(s->text, text, 0) >= 0;
}

/* The end of `text` at s.p[at], or -1. */
static ptrdiff_t
match_loose(struct str s, struct str text, ptrdiff_t at)
{
	for (ptrdiff_t k = 0, gap = 0; k < text.n; at++) {
		if (at >= s.n)
			return -1;
		if (ascii_lower(s.p[at]) == ascii_lower(text.p[k])) {
			k++;
			gap = 0;
		} else if ((s.p[at] != ' ' && s.p[at] != '\\' && s.p[at] != '*' &&
			    s.p[at] != '\n') ||
			   k == 0 || ++gap > GAP_MAX) {
			return -1;
		}
	}
	return at;
}

ptrdiff_t
find_loose(struct str s, struct str text, ptrdiff_t from, ptrdiff_t *end)
{
	char low = 0;

	if (text.n > 0)
		low = ascii_lower(text.p[0]);
	for (ptrdiff_t i = from; i < s.n && text.n > 0; i++) {
		if (ascii_lower(s.p[i]) != low)
			continue;
		*end = match_loose(s, text, i);
		if (*end >= 0)
			return i;
	}
	return -1;
}

bool
search_page(struct search *s, struct str text)
{
	struct str page = s->v->dst->text;
	ptrdiff_t end;

	if (!search_pay(s, page.n))
		return true;
	return str_find(page, text, 0) >= 0 || find_loose(page, text, 0, &end) >= 0;
}

static const struct places *
places(struct search *s)
{
	if (!s->places.view)
		s->places = places_of(s->v);
	return &s->places;
}

bool
search_covered(struct search *s, const struct word *w)
{
	if (w->block == NO_BLOCK)
		return false;
	doc_locate(s->v->src);
	return place_covered(places(s), w->block) || link_text_is_lost(s->v, w->block, w->at);
}

/* --- where it must have stood -------------------------------------------------------- */

/* The counterpart, or of a row the cell with the word's number. */
static struct span
room_of(struct search *s, const struct word *w)
{
	const struct view *v = s->v;
	bool gfm_cells = v->site->profile->grammar.gfm_cells;
	const struct block *from, *to;
	struct span cell;

	if (w->block == NO_BLOCK)
		return s->at;
	from = &v->src->blocks[w->block];
	to = &v->dst->blocks[v->align->dst_of[w->block]];
	if (from->kind != BLOCK_ROW || to->kind != BLOCK_ROW)
		return s->at;
	cell = prose_cell(v->dst, to->at, prose_cell_at(v->src, from->at, w->at.off, gfm_cells),
			  gfm_cells);
	return cell.len ? cell : s->at;
}

/* Without blanks and the halves of markup that a cut has left at its ends. */
static struct span
without_blanks(const struct doc *d, struct span at)
{
	static const struct str tails[] = { { "](https://", 10 }, { "](http://", 9 }, { "](", 2 } };
	struct str s = doc_slice(d, at);

	for (ptrdiff_t i = 0; i < countof(tails); i++)
		s.n -= str_ends(s, tails[i]) ? tails[i].n : 0;
	while (s.n > 0 && ((unsigned char)s.p[s.n - 1] <= ' ' || s.p[s.n - 1] == '`'))
		s.n--;
	while (s.n > 0 && ((unsigned char)s.p[0] <= ' ' || s.p[0] == '`')) {
		s.p++;
		s.n--;
	}
	return (struct span){ (uint32_t)(s.p - d->text.p), (uint32_t)s.n };
}

static bool
is_mark_byte(char c)
{
	return is_alnum(c) || c == '_' || c == '.' || c == '-';
}

/* A run that no language changes: a capital, a digit, a point or an underscore behind its first
 * byte. */
static bool
is_mark(struct str run)
{
	bool mark = false;

	for (ptrdiff_t i = 1; i + 1 < run.n; i++)
		mark |= run.p[i] != '-' && !is_small(run.p[i]);
	return mark;
}

/* Where the only occurrence of a run in `text` begins, or -1. */
static ptrdiff_t
only_place(struct str text, struct str run)
{
	ptrdiff_t at = is_mark(run) ? str_find(text, run, 0) : -1;

	return at >= 0 && str_find(text, run, at + 1) < 0 ? at : -1;
}

/* The nearest run before source[.. at) that `text` has once: the offset behind it there, or 0. */
static ptrdiff_t
mark_before(struct str source, ptrdiff_t at, struct str text)
{
	ptrdiff_t end = at;

	for (int runs = 0; runs < NEIGHBOURS && end > 0; runs++) {
		ptrdiff_t from, found;

		while (end > 0 && !is_mark_byte(source.p[end - 1]))
			end--;
		for (from = end; from > 0 && is_mark_byte(source.p[from - 1]); from--) {
		}
		found = only_place(text, str_slice(source, from, end));
		if (found >= 0)
			return found + end - from;
		end = from;
	}
	return 0;
}

/* The nearest run behind source[at ..) that `text` has once: where it begins there, or its end. */
static ptrdiff_t
mark_after(struct str source, ptrdiff_t at, struct str text)
{
	ptrdiff_t from = at;

	for (int runs = 0; runs < NEIGHBOURS && from < source.n; runs++) {
		ptrdiff_t end, found;

		while (from < source.n && !is_mark_byte(source.p[from]))
			from++;
		for (end = from; end < source.n && is_mark_byte(source.p[end]); end++) {
		}
		found = only_place(text, str_slice(source, from, end));
		if (found >= 0)
			return found;
		from = end;
	}
	return text.n;
}

/* Cuts the room at the nearest things around w that the translation has too. */
static struct span
between_neighbours(struct search *s, const struct word *w, struct span room)
{
	const struct view *v = s->v;
	struct span whole = w->block == NO_BLOCK ? v->src->front.fields[w->field].value_at
						 : v->src->blocks[w->block].at;
	struct str source = doc_slice(v->src, whole), text = doc_slice(v->dst, room);
	ptrdiff_t at = (ptrdiff_t)w->at.off - whole.off, from, to;

	if (at < 0 || at + w->at.len > source.n || text.n * NEIGHBOURS > s->room_budget)
		return room;
	s->room_budget -= text.n * NEIGHBOURS;
	from = mark_before(source, at, text);
	to = mark_after(source, at + w->at.len, text);
	if (from >= to)
		return room;
	return (struct span){ room.off + (uint32_t)from, (uint32_t)(to - from) };
}

struct spot
search_place(struct search *s, const struct word *w)
{
	struct span room, part;

	search_text(s, w);
	if (!s->at.len)
		return place_find(places(s), w->block);
	room = room_of(s, w);
	part = without_blanks(s->v->dst, between_neighbours(s, w, room));
	return (struct spot){ part.len ? part : room, false };
}
