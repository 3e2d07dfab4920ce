/* One page, from bytes to outline, and the way back from offsets to places in the file. */
#include <string.h>

#include "doc/internal.h"

enum { STEP = 1024 };

struct doc_cache {
	uint32_t *points;  /* points[i]: code points in the first i * STEP bytes of raw */
	uint32_t *section; /* of each block, see doc_section() */
};

/* --- reading ------------------------------------------------------------- */

static bool
mostly_crlf(struct str raw)
{
	ptrdiff_t crlf = 0, lf = 0;

	if (str_find_char(raw, '\r', 0) < 0)
		return false;
	for (ptrdiff_t at = 0; (at = str_find_char(raw, '\n', at)) >= 0; at++) {
		lf++;
		crlf += at > 0 && raw.p[at - 1] == '\r';
	}
	return crlf * 2 > lf;
}

static struct doc *
doc_new(struct arena *a, struct str path, struct str raw)
{
	struct doc *d = NEW(a, struct doc, 1);

	d->arena = a;
	d->cache = NEW(a, struct doc_cache, 1);
	d->path = path;
	d->raw = raw;
	d->bom = str_starts(raw, S("\xef\xbb\xbf"));
	d->crlf = mostly_crlf(raw);
	return d;
}

/* The text is the whole file, without byte order mark. */
static void
use_raw(struct doc *d)
{
	uint32_t bom = d->bom ? 3 : 0;

	d->text = str_slice(d->raw, bom, d->raw.n);
	d->segments = NEW(d->arena, struct segment, 1);
	d->segments[0] = (struct segment){ 0, bom };
	d->nsegments = 1;
}

static void
use_side(struct doc *d, const struct sxs_side *side)
{
	d->text = side->text;
	d->segments = side->segments;
	d->nsegments = side->nsegments;
	for (ptrdiff_t i = 0; i < d->nsegments; i++)
		d->segments[i].raw_off += d->bom ? 3 : 0;
}

static void
parse_front(struct doc *d)
{
	d->front = front_parse(d->arena, d->text);
	d->body = d->front.at.off + d->front.at.len;
	if (d->front.lost.len) /* meant as front matter, though it is shown: no prose to compare */
		d->body = d->front.lost.off + d->front.lost.len;
}

/* From d->text to the outline. */
static void
parse_body(struct doc *d, const struct grammar *g, struct pattern_scratch *scratch)
{
	struct construct_facts facts = { 0 };
	struct str masked;

	if (d->limit != DOC_OK)
		return;
	masked = mask_constructs(d->arena, d, g, scratch, &facts);
	if (!limits_markup(d, masked))
		return;
	d->facts = facts.v;
	d->nfacts = facts.n;
	markdown_parse(d->arena, d, g, masked);
}

struct doc *
doc_open(struct arena *a, struct str path, struct str raw)
{
	struct doc *d = doc_new(a, path, raw);
	struct sxs_side target, source;

	if (!limits_bytes(d)) {
		use_raw(d);
		d->limit_at -= d->bom && d->limit_at >= 3 ? 3 : 0;
		if (d->limit == DOC_TOO_LARGE)
			parse_front(d);
		return d;
	}
	if (sxs_split(a, str_slice(raw, d->bom ? 3 : 0, raw.n), &target, &source)) {
		use_side(d, &target);
		d->embedded = doc_new(a, path, raw);
		use_side(d->embedded, &source);
		parse_front(d->embedded);
	} else {
		use_raw(d);
	}
	parse_front(d);
	return d;
}

void
doc_complete(struct doc *d, const struct grammar *g, struct pattern_scratch *scratch)
{
	if (d->embedded)
		parse_body(d->embedded, g, scratch);
	parse_body(d, g, scratch);
}

struct doc *
doc_parse(struct arena *a, struct str path, struct str raw, const struct grammar *g,
	  struct pattern_scratch *scratch)
{
	struct doc *d = doc_open(a, path, raw);

	doc_complete(d, g, scratch);
	return d;
}

/* --- places -------------------------------------------------------------- */

/* Offset in raw of text[off]; the end of the text is the end of its last piece. */
static ptrdiff_t
raw_offset(const struct doc *d, ptrdiff_t off)
{
	ptrdiff_t lo = 0, hi = d->nsegments;

	off = off < d->text.n ? off : d->text.n;
	/* The last segment that starts at or before off. */
	while (lo + 1 < hi) {
		ptrdiff_t mid = lo + (hi - lo) / 2;

		if (d->segments[mid].text_off <= off)
			lo = mid;
		else
			hi = mid;
	}
	if (d->nsegments > 0)
		off += (ptrdiff_t)d->segments[lo].raw_off - d->segments[lo].text_off;
	return off < d->raw.n ? off : d->raw.n;
}

static bool
starts_point(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

static uint32_t
count_points(struct str s)
{
	uint32_t n = 0;

	for (ptrdiff_t i = 0; i < s.n; i++)
		n += starts_point(s.p[i]);
	return n;
}

/* The bytes that can be counted: offsets are 32 bits wide. */
static struct str
countable(const struct doc *d)
{
	return str_slice(d->raw, 0, UINT32_MAX);
}

/* Is raw[i] the last byte of a line end?  LF, CR LF and a lone CR end a line (CommonMark 2.1). */
static bool
ends_line(struct str raw, ptrdiff_t i)
{
	return raw.p[i] == '\n' || (raw.p[i] == '\r' && (i + 1 == raw.n || raw.p[i + 1] != '\n'));
}

/* Offset behind the line that `from` is in, or -1 in the last one. */
static ptrdiff_t
next_line(struct str raw, ptrdiff_t from, bool has_cr)
{
	if (!has_cr) {
		ptrdiff_t at = str_find_char(raw, '\n', from);

		return at < 0 ? -1 : at + 1;
	}
	for (ptrdiff_t i = from; i < raw.n; i++)
		if (ends_line(raw, i))
			return i + 1;
	return -1;
}

static void
index_lines(struct doc *d)
{
	struct str raw = countable(d);
	bool has_cr = str_find_char(raw, '\r', 0) >= 0;
	ptrdiff_t n = 1;

	for (ptrdiff_t at = next_line(raw, 0, has_cr); at >= 0; at = next_line(raw, at, has_cr))
		n++;
	d->lines = NEW(d->arena, uint32_t, n);
	d->nlines = 1;
	d->lines[0] = d->bom ? 3 : 0;
	for (ptrdiff_t at = next_line(raw, 0, has_cr); at >= 0; at = next_line(raw, at, has_cr))
		d->lines[d->nlines++] = (uint32_t)at;
}

/* So that columns of a long line are not counted from its start each time. */
static void
index_points(struct doc *d)
{
	struct str raw = countable(d);

	if (!d->cache)
		d->cache = NEW(d->arena, struct doc_cache, 1);
	d->cache->points = NEW(d->arena, uint32_t, raw.n / STEP + 1);
	for (ptrdiff_t i = 1; i <= raw.n / STEP; i++)
		d->cache->points[i] = d->cache->points[i - 1] +
				      count_points(str_slice(raw, (i - 1) * STEP, i * STEP));
}

/* Code points before raw[off]. */
static uint32_t
points_before(const struct doc *d, ptrdiff_t off)
{
	ptrdiff_t step = off / STEP;

	return d->cache->points[step] + count_points(str_slice(d->raw, step * STEP, off));
}

/* Code points of raw[from, to). */
static uint32_t
points_between(struct doc *d, ptrdiff_t from, ptrdiff_t to)
{
	if (to - from <= STEP)
		return count_points(str_slice(d->raw, from, to));
	if (!d->cache || !d->cache->points)
		index_points(d);
	return points_before(d, to) - points_before(d, from);
}

static struct pos
raw_pos(struct doc *d, ptrdiff_t off)
{
	ptrdiff_t lo = 0, hi;

	if (!d->lines)
		index_lines(d);
	off = off < (ptrdiff_t)UINT32_MAX ? off : (ptrdiff_t)UINT32_MAX;
	for (hi = d->nlines; lo + 1 < hi;) {
		ptrdiff_t mid = lo + (hi - lo) / 2;

		if (d->lines[mid] <= off)
			lo = mid;
		else
			hi = mid;
	}
	if (off < d->lines[0])
		off = d->lines[0];
	return (struct pos){
		.line = (uint32_t)lo + 1,
		.column = points_between(d, d->lines[lo], off) + 1,
		.byte = (uint32_t)off,
	};
}

uint32_t
doc_raw_offset(const struct doc *d, uint32_t off)
{
	return (uint32_t)raw_offset(d, off);
}

struct pos
doc_pos(struct doc *d, uint32_t off)
{
	return raw_pos(d, raw_offset(d, off));
}

void
doc_range(struct doc *d, struct span at, struct pos *from, struct pos *to)
{
	ptrdiff_t last = (ptrdiff_t)at.off + at.len - 1;

	last = last < d->text.n ? last : d->text.n - 1;
	*from = doc_pos(d, at.off);
	*to = last < (ptrdiff_t)at.off ? *from : raw_pos(d, raw_offset(d, last) + 1);
}

struct str
doc_line(struct doc *d, uint32_t line)
{
	struct str raw = countable(d), s;

	if (line < 1 || line > doc_line_count(d))
		return (struct str){ 0 };
	s = str_slice(raw, d->lines[line - 1], line < d->nlines ? d->lines[line] : raw.n);
	if (s.n > 0 && s.p[s.n - 1] == '\n')
		s.n--;
	if (s.n > 0 && s.p[s.n - 1] == '\r')
		s.n--;
	return s;
}

uint32_t
doc_line_count(struct doc *d)
{
	if (!d->lines)
		index_lines(d);
	/* What follows the last line end is a line when it is not empty. */
	return (uint32_t)(d->nlines - (d->lines[d->nlines - 1] >= countable(d).n));
}

struct str
doc_slice(const struct doc *d, struct span at)
{
	return str_slice(d->text, at.off, (ptrdiff_t)at.off + at.len);
}

/* --- sections ------------------------------------------------------------ */

/* The section of every block: blocks come in document order, so the section in force at the end of
 * a container's part read so far is all that has to be kept. */
static uint32_t *
find_sections(const struct doc *d)
{
	uint32_t *section = NEW(d->arena, uint32_t, d->nblocks);
	uint32_t *inside = NEW(d->arena, uint32_t, d->nblocks); /* of each container */
	uint32_t top = NO_BLOCK;

	for (ptrdiff_t i = 0; i < d->nblocks; i++) {
		uint32_t parent = d->blocks[i].parent;
		uint32_t *now = parent < (uint32_t)i ? &inside[parent] : &top;

		if (d->blocks[i].kind == BLOCK_HEADING)
			*now = (uint32_t)i;
		section[i] = inside[i] = *now;
	}
	return section;
}

uint32_t
doc_section(const struct doc *d, uint32_t block)
{
	if (block >= d->nblocks)
		return NO_BLOCK;
	if (!d->cache)
		return find_sections(d)[block];
	if (!d->cache->section)
		d->cache->section = find_sections(d);
	return d->cache->section[block];
}
