/* Headings, lists, tables, code and quotes of a translation against its source: walks both outlines
 * along the alignment and hands every difference to the file of its subject.  A block that is
 * missing or surplus as a whole is said once; what is in it is passed over.  Paragraphs, HTML,
 * thematic breaks and comments never make a finding: writers split and merge them. */
#include "check/structure.h"

#include "base/utf8.h"
#include "check/fault.h"

enum { MAX_RUNS = 6 }; /* of ordinals that are spelled out */

/* --- helpers of the subjects ----------------------------------------------- */

struct str
structure_number(const struct structure *s, ptrdiff_t n)
{
	return str_fmt(s->work, "%td", n);
}

struct str
structure_ordinals(const struct structure *s, const ptrdiff_t *v, ptrdiff_t n)
{
	struct buf out = { .a = s->work };
	int runs = 0;

	for (ptrdiff_t i = 0; i < n; runs++) {
		ptrdiff_t last = i;

		if (runs == MAX_RUNS && n - i > 1) {
			buf_fmt(&out, " and %td more", n - i);
			break;
		}
		while (last + 1 < n && v[last + 1] == v[last] + 1)
			last++;
		if (last == i + 1)
			last = i; /* two neighbours are easier to read as "2 and 3" */
		if (i > 0)
			buf_str(&out, last == n - 1 ? S(" and ") : S(", "));
		buf_fmt(&out, "%td", v[i]);
		if (last > i)
			buf_fmt(&out, "-%td", v[last]);
		i = last + 1;
	}
	return buf_take(&out);
}

struct span
structure_line(const struct doc *d, struct span at)
{
	struct str text = doc_slice(d, at);
	ptrdiff_t end = str_find_char(text, '\n', 0);

	if (end > 0 && text.p[end - 1] == '\r')
		end--;
	return (struct span){ at.off, end < 0 ? at.len : (uint32_t)end };
}

struct span
structure_own(const struct doc *d, uint32_t block)
{
	const struct block *b = &d->blocks[block], *first = b + 1;

	if ((b->kind == BLOCK_ITEM || b->kind == BLOCK_QUOTE) && block + 1 < b->end &&
	    first->kind == BLOCK_PARAGRAPH)
		return (struct span){ b->at.off, first->at.off + first->at.len - b->at.off };
	return b->kind == BLOCK_ITEM ? structure_line(d, b->at) : b->at;
}

struct unpaired
structure_unpaired(const struct structure *s, const struct outline *o, uint32_t parent)
{
	struct unpaired u = { .first = NO_BLOCK };
	uint32_t end = o->doc->blocks[parent].end;
	ptrdiff_t found = 0;

	for (uint32_t i = parent + 1; i < end; i = o->doc->blocks[i].end) {
		u.children++;
		u.n += o->other_of[i] == NO_BLOCK;
	}
	u.ordinals = NEW(s->work, ptrdiff_t, u.n);
	u.children = 0;
	for (uint32_t i = parent + 1; i < end; i = o->doc->blocks[i].end) {
		u.children++;
		if (o->other_of[i] != NO_BLOCK)
			continue;
		u.first = found ? u.first : i;
		u.ordinals[found++] = u.children;
	}
	return u;
}

/* --- what is known of every block ------------------------------------------ */

static bool
is_free_text(const struct outline *o, uint32_t i)
{
	const struct block *b = &o->doc->blocks[i];

	if (b->kind != BLOCK_PARAGRAPH || o->other_of[i] != NO_BLOCK)
		return false;
	return b->parent == NO_BLOCK || b->parent != i - 1 ||
	       o->doc->blocks[b->parent].kind == BLOCK_LIST;
}

/* Headings above each block, and its number among its kind since the last heading. */
static void
fill_sections(struct outline *o)
{
	uint32_t counts[BLOCK_BREAK + 1] = { 0 }, open[8], current = NO_BLOCK;

	for (int k = 0; k < countof(open); k++)
		open[k] = NO_BLOCK;
	for (uint32_t i = 0; i < o->doc->nblocks; i++) {
		const struct block *b = &o->doc->blocks[i];
		int level = b->level < 7 ? b->level : 6;

		o->section[i] = current;
		if (b->kind == BLOCK_HEADING) {
			o->section[i] = NO_BLOCK;
			for (int k = 0; k < level; k++)
				if (open[k] != NO_BLOCK)
					o->section[i] = open[k];
			for (int k = level; k < countof(open); k++)
				open[k] = NO_BLOCK;
			open[level] = current = i;
			for (int k = 0; k < countof(counts); k++)
				counts[k] = 0;
		}
		o->ordinal[i] = ++counts[b->kind];
	}
}

static void
outline_fill(struct arena *work, struct outline *o, struct doc *doc, const uint32_t *other_of)
{
	uint32_t n = (uint32_t)doc->nblocks, *room = NEW(work, uint32_t, 5 * (ptrdiff_t)n);
	uint32_t last = NO_BLOCK, text = NO_BLOCK;

	*o = (struct outline){ .doc = doc,
			       .other_of = other_of,
			       .other_before = room,
			       .other_after = room + n,
			       .section = room + 2 * (ptrdiff_t)n,
			       .ordinal = room + 3 * (ptrdiff_t)n,
			       .free_text = room + 4 * (ptrdiff_t)n };
	for (uint32_t i = 0; i < n; i++) {
		o->other_before[i] = last;
		last = other_of[i] == NO_BLOCK ? last : other_of[i];
	}
	last = NO_BLOCK;
	for (uint32_t i = n; i-- > 0;) {
		o->other_after[i] = last;
		last = other_of[i] == NO_BLOCK ? last : other_of[i];
		text = is_free_text(o, i) ? i : text;
		o->free_text[i] = text;
	}
	fill_sections(o);
}

/* --- keys ------------------------------------------------------------------ */

static const char *
kind_word(enum block_kind k)
{
	static const char *const words[] = {
		[BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "text", [BLOCK_QUOTE] = "quote",
		[BLOCK_LIST] = "list",       [BLOCK_ITEM] = "item",      [BLOCK_TABLE] = "table",
		[BLOCK_ROW] = "row",         [BLOCK_CODE] = "code",      [BLOCK_HTML] = "html",
		[BLOCK_BREAK] = "break",
	};

	return words[k];
}

/* Lower case, blanks and punctuation as one "-". */
static void
put_slug(struct buf *out, struct str title)
{
	bool gap = false, begun = false;

	for (ptrdiff_t i = 0; i < title.n;) {
		char bytes[4];
		uint32_t cp = utf8_next(title, &i);

		if (utf8_is_letter(cp) || utf8_is_digit(cp)) {
			if (gap && begun)
				buf_char(out, '-');
			buf_str(out, (struct str){ bytes, utf8_put(bytes, utf8_lower(cp)) });
			gap = false;
			begun = true;
		} else {
			gap = true;
		}
	}
}

/* The heading and those above it, outermost first.  At most six levels. */
static void
put_trail(struct structure *s, struct buf *out, const struct outline *o, uint32_t heading)
{
	uint32_t trail[6];
	int n = 0;

	for (; heading != NO_BLOCK && n < countof(trail); heading = o->section[heading])
		trail[n++] = heading;
	while (n-- > 0) {
		put_slug(out, doc_heading_text(s->work, o->doc, trail[n]));
		if (n > 0)
			buf_char(out, '/');
	}
}

struct str
structure_key(struct structure *s, const struct outline *o, uint32_t block)
{
	struct buf out = { .a = s->work };
	const struct block *b = &o->doc->blocks[block];
	bool extra = o == &s->dst;
	struct outline *own = extra ? &s->dst : &s->src;
	uint32_t heading;

	if (!own->section) /* equal outlines are compared without, until there is something to say
			    */
		outline_fill(s->work, own, own->doc, own->other_of);
	heading = own->section[block];
	if (!extra && b->kind == BLOCK_HEADING) {
		put_trail(s, &out, own, block);
		return buf_take(&out);
	}
	if (extra) { /* headings above it that English does not have are no help */
		while (heading != NO_BLOCK && s->dst.other_of[heading] == NO_BLOCK)
			heading = s->dst.section[heading];
		heading = heading == NO_BLOCK ? NO_BLOCK : s->dst.other_of[heading];
	}
	put_trail(s, &out, &s->src, heading);
	buf_fmt(&out, "%s%s%s%u", out.n ? "/" : "", extra ? "+" : "", kind_word(b->kind),
		(unsigned)own->ordinal[block]);
	return buf_take(&out);
}

/* --- places ---------------------------------------------------------------- */

static bool
is_between_blocks(const struct fact *f)
{
	return f->block == NO_BLOCK && (f->kind == FACT_INCLUDE || f->kind == FACT_DIRECTIVE ||
					f->kind == FACT_SHORTCODE || f->kind == FACT_COMPONENT);
}

/* Includes and directives on lines of their own are no blocks: behind those that English has
 * between the block and the one before it, as far as they are here too. */
static struct span
behind_constructs(const struct structure *s, uint32_t block, uint32_t at)
{
	const struct doc *src = s->src.doc, *dst = s->dst.doc;
	uint32_t before = block - 1, last = dst->blocks[at].end - 1;
	uint32_t limit = (uint32_t)dst->text.n;
	struct span place = dst->blocks[at].at;
	ptrdiff_t i, k;

	if (s->src.other_of[before] != last) /* both end what stands before */
		return place;
	if (last + 1 < dst->nblocks)
		limit = dst->blocks[last + 1].at.off;
	k = (ptrdiff_t)dst->blocks[last].fact + dst->blocks[last].nfact;
	for (i = (ptrdiff_t)src->blocks[before].fact + src->blocks[before].nfact;
	     i < src->nfacts && is_between_blocks(&src->facts[i]) && k < dst->nfacts &&
	     is_between_blocks(&dst->facts[k]);
	     i++, k++) {
		if (src->facts[i].at.off > src->blocks[block].at.off ||
		    dst->facts[k].at.off > limit)
			break;
		place = dst->facts[k].at;
	}
	return place;
}

void
structure_place(const struct structure *s, uint32_t block, struct draft *d)
{
	const struct doc *dst = s->dst.doc;
	uint32_t parent = s->src.doc->blocks[block].parent, at = s->src.other_before[block];
	uint32_t holder = parent == NO_BLOCK ? NO_BLOCK : s->src.other_of[parent];
	uint32_t next = s->src.other_after[s->src.doc->blocks[block].end - 1];

	d->insert_after = true;
	if (at == NO_BLOCK) { /* the first thing on the page: below the front matter */
		d->at = (struct span){ dst->body ? dst->body - 1 : 0, 0 };
		d->insert_after = dst->body > 0;
		return;
	}
	if (at == holder) { /* the first thing in an item or quote: after its first line */
		d->at = structure_line(dst, dst->blocks[at].at);
		return;
	}
	/* Out of what ends before the place, but not out of a list that goes on behind it. */
	while (dst->blocks[at].parent != holder && dst->blocks[at].parent != NO_BLOCK &&
	       dst->blocks[dst->blocks[at].parent].end <= next)
		at = dst->blocks[at].parent;
	d->at = behind_constructs(s, block, at);
}

void
structure_elsewhere(const struct structure *s, uint32_t block, struct draft *d)
{
	const struct doc *src = s->src.doc;
	uint32_t last = s->dst.doc->blocks[block].end - 1, at = s->dst.other_after[last];

	if (at == NO_BLOCK)
		return;
	d->has_source = true;
	d->source = structure_line(src, src->blocks[at].at);
}

static uint32_t
text_length(const struct doc *d, uint32_t block)
{
	uint32_t n = 0;

	for (uint32_t i = block; i < d->blocks[block].end; i++)
		n += d->blocks[i].text_len;
	return n;
}

uint32_t
structure_plain(const struct structure *s, const struct outline *o, uint32_t block)
{
	const struct outline *other = o == &s->src ? &s->dst : &s->src;
	uint32_t last = o->doc->blocks[block].end - 1;
	uint32_t from = o->other_before[block], to = o->other_after[last], found;
	int64_t mine, theirs;

	from = from == NO_BLOCK ? 0 : from + 1;
	if (from >= other->doc->nblocks)
		return NO_BLOCK;
	found = other->free_text[from];
	if (found == NO_BLOCK || (to != NO_BLOCK && found >= to))
		return NO_BLOCK;
	mine = text_length(o->doc, block);
	theirs = other->doc->blocks[found].text_len;
	return mine * 2 >= theirs && theirs * 2 >= mine ? found : NO_BLOCK;
}

/* --- English at fault ------------------------------------------------------ */

/* Is block of the translation, which has no counterpart, what English has tried to write and failed
 * (`1.Check`)?  Then that is said, on the English page. */
static bool
repairs_english(struct structure *s, uint32_t block)
{
	const struct doc *dst = s->dst.doc;
	const struct block *b = &dst->blocks[block];
	uint32_t from = s->dst.other_before[block], to = s->dst.other_after[b->end - 1];
	struct fault fault;

	from = from == NO_BLOCK ? 0 : from;
	to = to == NO_BLOCK ? to
			    : to + 1; /* text for text: it may be paired with what comes next */
	if (!fault_find(s->src.doc, from, to, fault_of(b, b->ordered), &fault))
		return false;
	if (fault.kind == FAULT_NUMBER && fault_number(s->src.doc, &fault) != b->start)
		return false;
	fault_say(s->view, &fault);
	return true;
}

/* --- the walk -------------------------------------------------------------- */

/* Says what block lacks; returns the index behind all that is said. */
static uint32_t
missing(struct structure *s, uint32_t i)
{
	const struct block *b = &s->src.doc->blocks[i];

	switch (b->kind) {
	case BLOCK_HEADING:
		return heading_missing(s, i);
	case BLOCK_LIST:
		return list_missing(s, i);
	case BLOCK_ITEM: /* its list has named it */
	case BLOCK_ROW:
		return b->end;
	case BLOCK_TABLE:
		return table_missing(s, i);
	case BLOCK_CODE:
		return code_missing(s, i);
	case BLOCK_QUOTE:
		return quote_missing(s, i);
	case BLOCK_BREAK:
		break_to_text(s, i);
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_HTML:
		break;
	}
	return i + 1;
}

static uint32_t
extra(struct structure *s, uint32_t i)
{
	const struct block *b = &s->dst.doc->blocks[i];

	if ((b->kind != BLOCK_ITEM && repairs_english(s, i)) || block_from_text(s, i))
		return b->end;
	switch (b->kind) {
	case BLOCK_HEADING:
		return heading_extra(s, i);
	case BLOCK_LIST:
		return list_extra(s, i);
	case BLOCK_ITEM:
	case BLOCK_ROW:
		return b->end;
	case BLOCK_TABLE:
		return table_extra(s, i);
	case BLOCK_CODE:  /* no rule says that a translation may not show more code, */
	case BLOCK_QUOTE: /* and translators' notes are quotes */
	case BLOCK_PARAGRAPH:
	case BLOCK_HTML:
	case BLOCK_BREAK:
		break;
	}
	return i + 1;
}

static void
compare(struct structure *s, uint32_t i)
{
	switch (s->src.doc->blocks[i].kind) {
	case BLOCK_LIST:
		list_compare(s, i);
		break;
	case BLOCK_ITEM:
		list_item_compare(s, i);
		break;
	case BLOCK_TABLE:
		table_compare(s, i);
		break;
	case BLOCK_CODE:
		code_compare(s, i);
		break;
	case BLOCK_HEADING:
	case BLOCK_PARAGRAPH:
	case BLOCK_QUOTE:
	case BLOCK_ROW:
	case BLOCK_HTML:
	case BLOCK_BREAK:
		break;
	}
}

static void
compare_all(struct structure *s)
{
	uint32_t covered = 0;

	heading_levels(s);
	for (uint32_t i = 0; i < s->src.doc->nblocks; i++) {
		if (s->src.other_of[i] != NO_BLOCK)
			compare(s, i);
		else if (i >= covered)
			covered = missing(s, i);
	}
	covered = 0;
	for (uint32_t i = 0; i < s->dst.doc->nblocks; i++)
		if (s->dst.other_of[i] == NO_BLOCK && i >= covered)
			covered = extra(s, i);
}

/* Equal outlines can only differ in what no outline holds. */
static void
compare_identical(struct structure *s)
{
	for (uint32_t i = 0; i < s->src.doc->nblocks; i++)
		if (s->src.doc->blocks[i].kind == BLOCK_CODE)
			code_compare(s, i);
}

void
pass_structure(const struct view *v)
{
	struct structure s = { .view = v, .work = v->work };

	if (!v->src || !v->align || v->src->limit != DOC_OK || v->dst->limit != DOC_OK)
		return;
	if (v->align->identical) {
		s.src.doc = v->src;
		s.dst.doc = v->dst;
		s.src.other_of = v->align->dst_of;
		s.dst.other_of = v->align->src_of;
		compare_identical(&s);
		return;
	}
	outline_fill(v->work, &s.src, v->src, v->align->dst_of);
	outline_fill(v->work, &s.dst, v->dst, v->align->src_of);
	s.crossed = NEW(v->work, uint32_t, v->dst->nblocks);
	s.shifted = NEW(v->work, bool, v->dst->nblocks);
	if (v->align->counts_only)
		structure_counts(&s);
	else
		compare_all(&s);
}
