/* Carries places from the source to the translation along the alignment. */
#include "check/place.h"

#include "base/path.h"

enum { LONG_HEADING = 400, LONG_LINE = 16 << 10 };

/* Is block b by itself something that pass_structure reports when it has no counterpart? */
static bool
is_reported(const struct block *b)
{
	switch (b->kind) {
	case BLOCK_HEADING:
	case BLOCK_QUOTE:
	case BLOCK_LIST:
	case BLOCK_ITEM:
	case BLOCK_TABLE:
	case BLOCK_ROW:
		return true;
	case BLOCK_CODE:
		return b->fenced;
	case BLOCK_PARAGRAPH:
	case BLOCK_HTML:
	case BLOCK_BREAK:
		return false;
	}
	return false;
}

/* Paragraphs that stand in the place of indented code of the translation: their text is there, but
 * as code, and block-from-text tells. */
static void
cover_indented(const struct view *v, bool *covered)
{
	uint32_t next = 0; /* source block that has not been looked at */

	for (ptrdiff_t i = 0; i < v->dst->nblocks; i++) {
		const struct block *b = &v->dst->blocks[i];
		uint32_t from = v->align->src_of[i];

		if (from != NO_BLOCK && from + 1 > next)
			next = from + 1;
		if (from != NO_BLOCK || b->kind != BLOCK_CODE || b->fenced)
			continue;
		for (; next < v->src->nblocks && v->align->dst_of[next] == NO_BLOCK; next++)
			covered[next] |= v->src->blocks[next].kind == BLOCK_PARAGRAPH;
	}
}

struct places
places_of(const struct view *v)
{
	struct places p = { .view = v };
	uint32_t before = NO_BLOCK;
	int section = 7; /* level of the missing section we are in */

	p.covered = NEW(v->work, bool, v->src->nblocks);
	p.before = NEW(v->work, uint32_t, v->src->nblocks);
	for (ptrdiff_t i = 0; i < v->src->nblocks; i++) {
		const struct block *b = &v->src->blocks[i];
		bool missing = v->align->dst_of[i] == NO_BLOCK && is_reported(b);

		if (b->kind == BLOCK_HEADING && b->level <= section)
			section = missing ? b->level : 7;
		p.covered[i] =
			missing || section < 7 || (b->parent != NO_BLOCK && p.covered[b->parent]);
		before = v->align->dst_of[i] == NO_BLOCK ? before : (uint32_t)i;
		p.before[i] = before;
	}
	cover_indented(v, p.covered);
	return p;
}

bool
place_covered(const struct places *p, uint32_t b)
{
	return b != NO_BLOCK && p->covered[b];
}

struct span
place_first_line(const struct doc *d, const struct block *b)
{
	struct str s = doc_slice(d, b->at);
	ptrdiff_t end;

	/* A hostile line is as long as the page and asked for by thousands of findings. */
	if (s.n > LONG_LINE) {
		for (s.n = LONG_LINE; ((unsigned char)s.p[s.n] & 0xc0) == 0x80;)
			s.n--;
	}
	end = str_find_char(s, '\n', 0);
	return (struct span){ b->at.off, (uint32_t)(end < 0 ? s.n : end) };
}

struct spot
place_find(const struct places *p, uint32_t b)
{
	const struct view *v = p->view;

	if (b != NO_BLOCK && v->align->dst_of[b] != NO_BLOCK)
		return (struct spot){
			place_first_line(v->dst, &v->dst->blocks[v->align->dst_of[b]]), false
		};
	b = b == NO_BLOCK ? NO_BLOCK : p->before[b];
	if (b != NO_BLOCK)
		return (struct spot){ v->dst->blocks[v->align->dst_of[b]].at, true };
	return (struct spot){ { v->dst->body, 0 }, false };
}

uint32_t
place_block(const struct doc *d, const struct fact *f)
{
	ptrdiff_t low = 0, high = d->nblocks;

	if (f->block != NO_BLOCK)
		return f->block;
	while (low < high) {
		ptrdiff_t mid = low + (high - low) / 2;

		if (d->blocks[mid].at.off <= f->at.off)
			low = mid + 1;
		else
			high = mid;
	}
	return low ? (uint32_t)(low - 1) : NO_BLOCK;
}

bool
target_allowed(const struct view *v, struct str target)
{
	const struct config *c = v->site->config;

	for (ptrdiff_t i = 0; i < c->nallow; i++) {
		if (path_glob(c->allow[i], target))
			return true;
	}
	return false;
}

struct str
place_section(const struct view *v, uint32_t b)
{
	uint32_t heading = b == NO_BLOCK ? NO_BLOCK : doc_section(v->src, b);
	struct span at;

	if (heading == NO_BLOCK)
		return S("");
	at = v->src->blocks[heading].at;
	if (at.len <= LONG_HEADING)
		return doc_heading_text(v->work, v->src, heading);
	at.len = LONG_HEADING; /* every finding of the section would carry it */
	return doc_slice(v->src, at);
}

bool
place_in_code(const struct doc *d, ptrdiff_t at, ptrdiff_t *block)
{
	const struct block *b;

	for (; *block < d->nblocks; ++*block) {
		b = &d->blocks[*block];
		if (b->kind == BLOCK_CODE && (ptrdiff_t)b->at.off + b->at.len > at)
			return b->at.off <= at;
	}
	return false;
}
