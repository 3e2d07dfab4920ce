/* heading-missing, heading-extra, heading-level. */
#include "check/structure.h"

#include "doc/slug.h"

/* Index behind the section of `heading`: everything below it, up to a heading of its level or
 * above, that has no counterpart.  heading + 1 when the section's text is there and the heading
 * alone is not. */
static uint32_t
section_end(const struct outline *o, uint32_t heading)
{
	const struct doc *d = o->doc;
	uint32_t i = heading + 1;

	while (i < d->nblocks) {
		const struct block *b = &d->blocks[i];

		if (b->kind == BLOCK_HEADING && b->level <= d->blocks[heading].level)
			break;
		for (uint32_t k = i; k < b->end; k++)
			if (o->other_of[k] != NO_BLOCK)
				return i;
		i = b->end;
	}
	return i;
}

static void
heading_args(struct structure *s, const struct outline *o, uint32_t block, struct draft *d)
{
	d->args[0] = (struct arg){ "heading", doc_heading_text(s->work, o->doc, block) };
	d->key = structure_key(s, o, block);
}

static void
section_args(struct structure *s, const struct outline *o, uint32_t block, uint32_t end,
	     struct draft *d)
{
	const struct span *last = &o->doc->blocks[end - 1].at;
	uint32_t off = last->off + last->len;

	d->args[1] = (struct arg){
		"first", structure_number(s, doc_pos(o->doc, o->doc->blocks[block].at.off).line)
	};
	d->args[2] = (struct arg){ "last",
				   structure_number(s, doc_pos(o->doc, off ? off - 1 : 0).line) };
}

uint32_t
heading_missing(struct structure *s, uint32_t block)
{
	uint32_t end = section_end(&s->src, block);
	struct draft d = { .message = MSG_HEADING_MISSING,
			   .has_source = true,
			   .source = s->src.doc->blocks[block].at };

	heading_args(s, &s->src, block, &d);
	structure_place(s, block, &d);
	if (end > block + 1) {
		d.message = MSG_SECTION_MISSING;
		section_args(s, &s->src, block, end, &d);
	}
	sink_emit(s->view, &d);
	return end;
}

enum { TORN_MAX = 256 }; /* blocks that are looked at */

/* Is heading `block` of the translation a piece of a table that was torn, whose bars and dashes now
 * make headings?  The table is missing then, which is said. */
static bool
is_torn_row(const struct structure *s, uint32_t block)
{
	struct str text = doc_heading_text(s->work, s->dst.doc, block);
	uint32_t from = s->dst.other_before[block], to = s->dst.other_after[block];

	for (ptrdiff_t i = 0; i < text.n; i++)
		if (str_find_char(S("|-: \t"), text.p[i], 0) < 0)
			return false;
	if (str_find_char(text, '|', 0) < 0)
		return false;
	from = from == NO_BLOCK ? 0 : from;
	to = to == NO_BLOCK ? (uint32_t)s->src.doc->nblocks : to;
	for (uint32_t k = from; k < to && k - from < TORN_MAX; k++)
		if (s->src.doc->blocks[k].kind == BLOCK_TABLE && s->src.other_of[k] == NO_BLOCK)
			return true;
	return false;
}

uint32_t
heading_extra(struct structure *s, uint32_t block)
{
	uint32_t end = section_end(&s->dst, block);
	struct draft d = { .message = MSG_HEADING_EXTRA,
			   .surplus = true,
			   .at = s->dst.doc->blocks[block].at };

	if (is_torn_row(s, block))
		return end;
	heading_args(s, &s->dst, block, &d);
	structure_elsewhere(s, end - 1, &d);
	if (end > block + 1) {
		d.message = MSG_SECTION_EXTRA;
		section_args(s, &s->dst, block, end, &d);
	}
	sink_emit(s->view, &d);
	return end;
}

enum { WORD = 3 }; /* bytes of a word that tells something */

/* Did a heading of the English page that the translation was made from have the id? */
static bool
english_had(struct structure *s, struct str id)
{
	const struct view *v = s->view;

	if (v->base && !s->before.a)
		s->before = slugs_by_id(s->work, v->base, v->site->profile->anchors);
	return v->base && map_get(&s->before, id) >= 0;
}

/* Do two paired headings have ids that speak against it?  On a stale page the section may have been
 * replaced by another one in the same place, which was not there before. */
static bool
is_replaced(struct structure *s, uint32_t block)
{
	const struct block *src = &s->src.doc->blocks[block];
	struct str id = slug_own(s->dst.doc, &s->dst.doc->blocks[s->src.other_of[block]]);
	struct str english = slug_own(s->src.doc, src);

	if (s->view->cause == CAUSE_DEFECT || !id.n)
		return false;
	if (!english.n)
		english = slug_make(s->work, s->view->site->profile->anchors, src->info);
	return !str_eq(english, id) && slug_compare(english, id, WORD).common == 0 &&
	       !english_had(s, english);
}

static int
level_shift(struct structure *s, uint32_t block)
{
	if (is_replaced(s, block))
		return 0;
	return s->dst.doc->blocks[s->src.other_of[block]].level - s->src.doc->blocks[block].level;
}

/* count: paired headings from here on that are shifted by as much. */
static void
level_emit(struct structure *s, uint32_t block, ptrdiff_t count)
{
	const struct block *src = &s->src.doc->blocks[block];
	const struct block *dst = &s->dst.doc->blocks[s->src.other_of[block]];
	struct draft d = { .message = count > 1 ? MSG_HEADING_LEVEL_SHIFT : MSG_HEADING_LEVEL,
			   .at = dst->at,
			   .has_source = true,
			   .source = src->at };

	d.args[0] = (struct arg){ "level", structure_number(s, dst->level) };
	d.args[1] = (struct arg){ "expected", structure_number(s, src->level) };
	d.args[2] = (struct arg){ "marks", str_slice(S("######"), 0, src->level) };
	d.args[3] = (struct arg){ "count", structure_number(s, count) };
	d.key = structure_key(s, &s->src, block);
	sink_emit(s->view, &d);
}

void
heading_levels(struct structure *s)
{
	uint32_t first = NO_BLOCK;
	ptrdiff_t count = 0;

	for (uint32_t i = 0; i < s->src.doc->nblocks; i++) {
		if (s->src.doc->blocks[i].kind != BLOCK_HEADING || s->src.other_of[i] == NO_BLOCK)
			continue;
		if (first != NO_BLOCK && level_shift(s, i) == level_shift(s, first)) {
			count++;
			continue;
		}
		if (first != NO_BLOCK)
			level_emit(s, first, count);
		first = level_shift(s, i) ? i : NO_BLOCK;
		count = 1;
	}
	if (first != NO_BLOCK)
		level_emit(s, first, count);
}
