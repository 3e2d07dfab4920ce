/* Which pages are refused before the Markdown parser sees them.
 *
 * cmark 0.30.2 needs quadratic time for `![` runs (CVE-2023-22486), for emphasis inside deep
 * containers (GHSA-66g8-4hjf-77xh) and for blank lines after deep containers; a byte of markup can
 * cost hundreds of bytes of memory.  The limits below bound all four by what can be counted in one
 * pass.  Real pages are far away from each of them (deepest real nesting: 5). */
#include <string.h>

#include "base/utf8.h"
#include "doc/flat.h"
#include "doc/internal.h"

enum {
	MAX_DEPTH = 100,           /* containers that one line can open or continue */
	MAX_IMAGES = 20000,        /* `![` */
	MAX_VISITS = 20 * 1000000, /* open containers, summed over blank lines: about 0.3 s */
	MIN_TREE = 64 << 20,       /* bytes of memory that any page may take, */
	MAX_TREE = 256 << 20,      /* that no page may take, */
	TREE_PER_PAGE = 200,    /* and between these that a page may take for each of its bytes */
	TREE_PER_BYTE = 400,    /* worst case: "- " repeated */
	TREE_PER_SPECIAL = 460, /* a delimiter, its bookkeeping and the text after it */
	TREE_PER_MARKER = 800,  /* a list and its item, in cmark's tree and in ours */
	TAB = 4
};

static bool
refuse(struct doc *d, enum doc_limit limit, ptrdiff_t at)
{
	d->limit = limit;
	d->limit_at = at < (ptrdiff_t)UINT32_MAX ? (uint32_t)at : UINT32_MAX;
	return false;
}

bool
limits_bytes(struct doc *d)
{
	struct str raw = d->raw;
	const char *nul;
	ptrdiff_t bad;

	if (str_starts(raw, S("\xff\xfe")) || str_starts(raw, S("\xfe\xff")))
		return refuse(d, DOC_UTF16, 0);
	nul = raw.n > 0 ? memchr(raw.p, 0, (size_t)raw.n) : NULL;
	if (nul)
		return refuse(d, DOC_BINARY, nul - raw.p);
	bad = utf8_invalid_at(raw);
	if (bad >= 0)
		return refuse(d, DOC_NOT_UTF8, bad);
	if (raw.n > DOC_MAX_BYTES)
		return refuse(d, DOC_TOO_LARGE, 0);
	return true;
}

/* How a line begins. */
struct prefix {
	ptrdiff_t markers; /* quote and list markers: each may open a container */
	ptrdiff_t depth;   /* containers it can stand in, from above: an item needs two columns of
			      indentation */
	bool blank;        /* nothing but blanks and markers */
};

static struct prefix
scan_prefix(struct str s, ptrdiff_t at, ptrdiff_t eol)
{
	struct prefix p = { 0 };
	ptrdiff_t half = 0; /* half containers: two a marker, one a column */
	bool marker = false;

	while (at < eol) {
		char c = s.p[at];
		ptrdiff_t len = 1;

		if (c == ' ' || c == '\t') {
			half += (c == ' ' ? 1 : TAB) -
				marker; /* one column belongs to the marker */
			marker = false;
		} else {
			len = c == '>' ? 1 : line_list_marker(s, at, eol);
			if (len == 0)
				break;
			half += 2;
			p.markers++;
			marker = true;
		}
		at += len;
	}
	p.depth = half / 2;
	p.blank = at == eol;
	return p;
}

/* The end of the line at s.p[at]; *next is where the following one starts.  A lone CR ends a line
 * in CommonMark. */
static ptrdiff_t
line_end(struct str s, ptrdiff_t at, bool has_cr, ptrdiff_t *next)
{
	ptrdiff_t eol = at;

	if (has_cr) {
		while (eol < s.n && s.p[eol] != '\n' && s.p[eol] != '\r')
			eol++;
	} else {
		const char *end = memchr(s.p + at, '\n', (size_t)(s.n - at));

		eol = end ? end - s.p : s.n;
	}
	*next = eol + (eol < s.n);
	if (eol + 1 < s.n && s.p[eol] == '\r' && s.p[eol + 1] == '\n')
		++*next;
	return eol;
}

/* How many containers may be open after line p, `open` of them before it.  Only a marker opens one;
 * after a blank line nothing continues lazily, so that what the line does not reach is closed. */
static ptrdiff_t
still_open(struct prefix p, ptrdiff_t open, bool after_blank)
{
	if (p.markers > 0)
		return after_blank && !p.blank ? p.depth : p.depth > open ? p.depth : open;
	return after_blank && !p.blank && p.depth < open ? p.depth : open;
}

/* Line by line: depth, the visits that blank lines pay to every open item, and the number of
 * markers. */
static bool
check_lines(struct doc *d, struct str s, ptrdiff_t *markers)
{
	bool has_cr = str_find_char(s, '\r', 0) >= 0, after_blank = true;
	ptrdiff_t open = 0, visits = 0;

	for (ptrdiff_t at = 0, next; at < s.n; at = next) {
		struct prefix p = scan_prefix(s, at, line_end(s, at, has_cr, &next));

		if (p.markers > 0 && p.depth > MAX_DEPTH)
			return refuse(d, DOC_TOO_DEEP, d->body + at);
		*markers += p.markers;
		open = still_open(p, open, after_blank);
		visits += p.blank ? open : 0;
		if (visits > MAX_VISITS)
			return refuse(d, DOC_TOO_DENSE, d->body + at);
		after_blank = p.blank;
	}
	return true;
}

static bool
check_images(struct doc *d, struct str s)
{
	ptrdiff_t at = 0;

	if (s.n / 2 <= MAX_IMAGES)
		return true;
	for (ptrdiff_t n = 0; (at = str_find(s, S("!["), at)) >= 0; at += 2) {
		if (++n > MAX_IMAGES)
			return refuse(d, DOC_TOO_DENSE, d->body + at);
	}
	return true;
}

static bool
check_tree(struct doc *d, struct str s, ptrdiff_t markers)
{
	/* cmark's SPECIAL_CHARS (src/inlines.c) without the options we do not use */
	static const bool special[256] = {
		['\n'] = true, ['\r'] = true, ['!'] = true, ['&'] = true,
		['*'] = true,  ['<'] = true,  ['['] = true, ['\\'] = true,
		[']'] = true,  ['_'] = true,  ['`'] = true,
	};
	ptrdiff_t left = s.n * TREE_PER_PAGE;
	bool begins = true, fresh = true; /* in what may begin a block; where cmark may begin to
					     read: there it makes a node of each quote, point
					     and hyphen (parse_inline()) */
	char before = 0;

	if (s.n <= MIN_TREE / TREE_PER_BYTE)
		return true;
	left = left < MIN_TREE ? MIN_TREE : left > MAX_TREE ? MAX_TREE : left;
	left -= markers * TREE_PER_MARKER;
	for (ptrdiff_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		/* A run of these is one delimiter, or blank lines. */
		bool more = c == before && (c == '*' || c == '_' || c == '`' || c == '\n');
		bool costs = special[(unsigned char)c] || (fresh && is_any_of(c, "\"'.-"));

		left -= costs && !more ? TREE_PER_SPECIAL : 0;
		if (left < 0)
			return refuse(d, DOC_TOO_DENSE, d->body + i);
		begins = c == '\n' || c == '\r' || (begins && is_any_of(c, " \t>+-*.)#0123456789"));
		fresh = costs || begins || before == '\\' || is_any_of(c, ">);");
		before = c;
	}
	return true;
}

bool
limits_markup(struct doc *d, struct str masked)
{
	ptrdiff_t markers = 0;

	return check_lines(d, masked, &markers) && check_images(d, masked) &&
	       check_tree(d, masked, markers);
}
