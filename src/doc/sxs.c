/* Side-by-side pages of Microsoft's localization (AlchemyInsights, NuGet: branch live-sxs):
 * translation and English stand next to each other, unit by unit (see internal.h).
 *
 * A unit is found by its three fixed texts: opener, the separator with the opener's ID, closer.
 * HTML nesting says nothing here: the texts hold literal `</span>` and half tags.  What is not a
 * whole unit is left as it is.  Each of the three searches only moves forward, so the split is
 * linear whatever the input. */
#include <string.h>

#include "doc/internal.h"

#define OPENER    S("<span data-ttu-id=\"")
#define SEPARATOR S("</span><span class=\"sxs-lookup\"><span data-stu-id=\"")
#define TAG_END   S("\">")
#define CLOSER    S("</span></span>")

enum { ID_MAX = 128 };

/* An opening tag with an ID. */
struct mark {
	ptrdiff_t off, end; /* off -1: there is none */
	struct str id;
};

struct unit {
	ptrdiff_t off, end; /* opener to closer */
	struct span target, source;
};

struct split {
	struct arena *a;
	struct str raw;
	struct mark separator,
		following; /* the first at or after the place last asked for, and the next */
	ptrdiff_t closer;  /* the first at or after the place last asked for */
};

struct side {
	struct sxs_side out;
	struct VEC(struct segment) segments;
	char *text;
};

/* The first tag that begins with `start` and has a proper ID, at or after `from`.  No ID holds a
 * `<`, so no tag begins inside another. */
static struct mark
find_mark(struct str raw, struct str start, ptrdiff_t from)
{
	struct mark m = { .off = from };

	while ((m.off = str_find(raw, start, m.off)) >= 0) {
		ptrdiff_t id = m.off + start.n, limit = raw.n - id < ID_MAX ? raw.n : id + ID_MAX;
		ptrdiff_t quote = str_find_char(str_slice(raw, 0, limit), '"', id);

		if (quote > id && str_starts(str_slice(raw, quote, raw.n), TAG_END) &&
		    str_find_char(str_slice(raw, 0, quote), '<', id) < 0) {
			m.id = str_slice(raw, id, quote);
			m.end = quote + TAG_END.n;
			return m;
		}
		m.off = id;
	}
	return m;
}

/* Moves s->separator to the first one at or after `from`. */
static void
seek_separator(struct split *s, ptrdiff_t from)
{
	if (s->separator.off < 0 || s->separator.off >= from)
		return;
	s->separator = s->following.off >= from || s->following.off < 0
			       ? s->following
			       : find_mark(s->raw, SEPARATOR, from);
	if (s->separator.off >= 0)
		s->following = find_mark(s->raw, SEPARATOR, s->separator.end);
}

/* The unit that begins with this opener; false when its parts do not follow it, or those of another
 * unit do first. `next` is the opener after it. */
static bool
find_unit(struct split *s, struct mark opener, struct mark next, struct unit *u)
{
	seek_separator(s, opener.end);
	if (s->separator.off < 0 || !str_eq(s->separator.id, opener.id) ||
	    (next.off >= 0 && next.off < s->separator.off))
		return false;
	if (s->closer >= 0 && s->closer < s->separator.end)
		s->closer = str_find(s->raw, CLOSER, s->separator.end);
	if (s->closer < 0 || (next.off >= 0 && next.off < s->closer) ||
	    (s->following.off >= 0 && s->following.off < s->closer))
		return false;
	*u = (struct unit){
		.off = opener.off,
		.end = s->closer + CLOSER.n,
		.target = { (uint32_t)opener.end, (uint32_t)(s->separator.off - opener.end) },
		.source = { (uint32_t)s->separator.end, (uint32_t)(s->closer - s->separator.end) },
	};
	return true;
}

/* Appends raw[off .. off+len) to the side. */
static void
take(struct split *s, struct side *side, ptrdiff_t off, ptrdiff_t len)
{
	if (len == 0)
		return;
	*vec_push(s->a, &side->segments) =
		(struct segment){ (uint32_t)side->out.text.n, (uint32_t)off };
	memcpy(side->text + side->out.text.n, s->raw.p + off, (size_t)len);
	side->out.text.n += len;
}

static struct sxs_side
finish(struct side *side)
{
	side->out.text.p = side->text;
	side->out.segments = side->segments.v;
	side->out.nsegments = side->segments.n;
	return side->out;
}

bool
sxs_split(struct arena *a, struct str raw, struct sxs_side *target, struct sxs_side *source)
{
	struct split s = { .a = a, .raw = raw };
	struct side left = { 0 }, right = { 0 };
	struct mark opener, next;
	struct unit u;
	ptrdiff_t done = 0;

	assert(raw.n <= (ptrdiff_t)UINT32_MAX);
	if (str_find(raw, S("\"sxs-lookup\""), 0) < 0)
		return false;
	s.separator = find_mark(raw, SEPARATOR, 0);
	if (s.separator.off >= 0)
		s.following = find_mark(raw, SEPARATOR, s.separator.end);
	s.closer = str_find(raw, CLOSER, 0);
	for (opener = find_mark(raw, OPENER, 0); opener.off >= 0; opener = next) {
		next = find_mark(raw, OPENER, opener.end);
		if (!find_unit(&s, opener, next, &u))
			continue;
		if (!left.text) {
			left.text = NEW(a, char, raw.n);
			right.text = NEW(a, char, raw.n);
		}
		take(&s, &left, done, u.off - done);
		take(&s, &left, u.target.off, u.target.len);
		take(&s, &right, done, u.off - done);
		take(&s, &right, u.source.off, u.source.len);
		done = u.end;
	}
	if (!left.text)
		return false;
	take(&s, &left, done, raw.n - done);
	take(&s, &right, done, raw.n - done);
	*target = finish(&left);
	*source = finish(&right);
	return true;
}
