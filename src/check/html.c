/* html-mismatch: the tags of a page against those of its source.
 *
 * Tags are compared as a multiset over the page, since words and so tags change places in a
 * sentence. What is missing and what is surplus in counterpart blocks is one changed tag.  A name
 * that HTML does not know is mostly a placeholder that somebody forgot to write as code
 * (`<package>`): it is no tag of the source, but a translation that has one more has lost something
 * from view. */
#include <stdlib.h>

#include "base/map.h"
#include "check/check.h"
#include "check/place.h"

enum { NEAR = 64, FUZZY_LIMIT = 1 << 20 };

/* Elements of HTML (https://html.spec.whatwg.org/#elements-3), obsolete ones that pages still have,
 * and those of SVG and MathML that stand in pages. */
static const char *const elements[] = {
	"a",        "abbr",       "address",  "area",     "article",  "aside",      "audio",
	"b",        "base",       "bdi",      "bdo",      "big",      "blockquote", "body",
	"br",       "button",     "canvas",   "caption",  "center",   "cite",       "code",
	"col",      "colgroup",   "data",     "datalist", "dd",       "del",        "details",
	"dfn",      "dialog",     "div",      "dl",       "dt",       "em",         "embed",
	"fieldset", "figcaption", "figure",   "font",     "footer",   "form",       "g",
	"h1",       "h2",         "h3",       "h4",       "h5",       "h6",         "head",
	"header",   "hgroup",     "hr",       "html",     "i",        "iframe",     "img",
	"input",    "ins",        "kbd",      "label",    "legend",   "li",         "link",
	"main",     "map",        "mark",     "math",     "menu",     "meta",       "meter",
	"nav",      "nobr",       "noscript", "object",   "ol",       "optgroup",   "option",
	"output",   "p",          "param",    "path",     "picture",  "pre",        "progress",
	"q",        "rp",         "rt",       "ruby",     "s",        "samp",       "script",
	"search",   "section",    "select",   "slot",     "small",    "source",     "span",
	"strike",   "strong",     "style",    "sub",      "summary",  "sup",        "svg",
	"table",    "tbody",      "td",       "template", "textarea", "tfoot",      "th",
	"thead",    "time",       "title",    "tr",       "track",    "tt",         "u",
	"ul",       "var",        "video",    "wbr",
};

static struct str
bare(struct str name)
{
	return str_starts(name, S("/")) ? str_slice(name, 1, name.n) : name;
}

static bool
is_element(struct str name)
{
	name = bare(name);
	for (ptrdiff_t i = 0; i < countof(elements); i++) {
		if (str_eq(name, str_c(elements[i])))
			return true;
	}
	return false;
}

/* What makes words of one script readable in another, or lets lines break: a matter of the
 * language.
 */
static const char *const of_language[] = { "bdi", "bdo", "rb", "rp", "rt", "rtc", "ruby", "wbr" };
/* What Markdown can write, too, or what only shapes the words around it. */
static const char *const formats[] = {
	"abbr", "b", "br", "cite", "code", "em", "i", "small", "span", "strong", "u",
};

static bool
is_named(struct str name, const char *const *v, ptrdiff_t n)
{
	name = bare(name);
	for (ptrdiff_t i = 0; i < n; i++)
		if (str_eq(name, str_c(v[i])))
			return true;
	return false;
}

static ptrdiff_t
next_tag(const struct doc *d, ptrdiff_t i)
{
	while (i < d->nfacts && d->facts[i].kind != FACT_HTML)
		i++;
	return i;
}

static bool
all_equal(const struct doc *a, const struct doc *b)
{
	ptrdiff_t i = next_tag(a, 0), k = next_tag(b, 0);

	while (i < a->nfacts && k < b->nfacts && str_eq(a->facts[i].value, b->facts[k].value)) {
		i = next_tag(a, i + 1);
		k = next_tag(b, k + 1);
	}
	return i >= a->nfacts && k >= b->nfacts;
}

/* A tag that has no counterpart, or one that has not been looked at. */
struct tag {
	uint32_t fact, block; /* block: of the source, whichever side the tag is on */
	uint32_t other;       /* fact of the counterpart, when there is one */
	int32_t open;         /* elements of this name that are open behind the tag */
	bool used, paired;
};

struct side {
	struct tag *v;
	ptrdiff_t n;
};

static struct side
collect(const struct view *v, const struct doc *d, bool source)
{
	struct side s = { 0 };
	struct map open = { .a = v->work };

	for (ptrdiff_t i = next_tag(d, 0); i < d->nfacts; i = next_tag(d, i + 1))
		s.n++;
	s.v = NEW(v->work, struct tag, s.n);
	s.n = 0;
	for (ptrdiff_t i = next_tag(d, 0); i < d->nfacts; i = next_tag(d, i + 1)) {
		const struct fact *f = &d->facts[i];
		ptrdiff_t *n = map_at(&open, bare(f->value)); /* one less: new ones are -1 */
		uint32_t b = f->block;

		if (!source && b != NO_BLOCK)
			b = v->align->src_of[b];
		if (!f->closes)
			++*n;
		else if (*n >= 0)
			--*n;
		s.v[s.n++] =
			(struct tag){ .fact = (uint32_t)i, .block = b, .open = (int32_t)*n + 1 };
	}
	return s;
}

/* Tags sorted by name, then block, then place: equal ones are found by going through both at once.
 */
struct sorted {
	struct str name;
	struct tag *tag;
};

static int
compare_sorted(const void *pa, const void *pb)
{
	const struct sorted *a = pa, *b = pb;
	int c = str_cmp(a->name, b->name);

	if (c == 0)
		c = (a->tag->block > b->tag->block) - (a->tag->block < b->tag->block);
	return c == 0 ? (a->tag->fact > b->tag->fact) - (a->tag->fact < b->tag->fact) : c;
}

static struct sorted *
sort(const struct view *v, const struct doc *d, struct side s)
{
	struct sorted *out = NEW(v->work, struct sorted, s.n);

	for (ptrdiff_t i = 0; i < s.n; i++)
		out[i] = (struct sorted){ d->facts[s.v[i].fact].value, &s.v[i] };
	if (s.n > 1)
		qsort(out, (size_t)s.n, sizeof *out, compare_sorted);
	return out;
}

static void
set_pair(struct tag *a, struct tag *b)
{
	a->used = b->used = a->paired = b->paired = true;
	a->other = b->fact;
	b->other = a->fact;
}

/* Marks equal tags of counterpart blocks, then equal ones anywhere. */
static void
match(const struct view *v, struct side src, struct side dst)
{
	struct sorted *a = sort(v, v->src, src), *b = sort(v, v->dst, dst);

	for (int anywhere = 0; anywhere < 2; anywhere++) {
		for (ptrdiff_t i = 0, k = 0; i < src.n && k < dst.n;) {
			int c = str_cmp(a[i].name, b[k].name);

			if (a[i].tag->used) {
				i++;
				continue;
			}
			if (b[k].tag->used) {
				k++;
				continue;
			}
			if (c == 0 && !anywhere)
				c = (a[i].tag->block > b[k].tag->block) -
				    (a[i].tag->block < b[k].tag->block);
			if (c == 0)
				set_pair(a[i].tag, b[k].tag);
			else if (c < 0)
				i++;
			else
				k++;
		}
	}
}

/* `<div dir="rtl">`: what a page needs whose script runs the other way. */
static bool
has_direction(const struct fact *f)
{
	return !f->closes && (str_find(f->text, S(" dir=\"rtl\""), 0) > 0 ||
			      str_find(f->text, S(" dir=\"ltr\""), 0) > 0 ||
			      str_find(f->text, S(" dir='rtl'"), 0) > 0 ||
			      str_find(f->text, S(" dir=rtl"), 0) > 0);
}

/* The end of tag i, wherever it stands. */
static void
leave_end(const struct doc *d, struct side s, ptrdiff_t i)
{
	struct str name = d->facts[s.v[i].fact].value;

	for (ptrdiff_t k = s.n; k-- > i + 1;) {
		const struct fact *f = &d->facts[s.v[k].fact];

		if (s.v[k].used || !f->closes || !str_eq(bare(f->value), name))
			continue;
		s.v[k].used = true;
		return;
	}
}

enum { MAX_DIRECTIONS = 64 };

/* Marks what a translation is free to add: marks of its script, and, where people write, formats.
 */
static void
leave_surplus(const struct view *v, struct side dst)
{
	int directions = 0;

	for (ptrdiff_t i = 0; i < dst.n; i++) {
		const struct fact *f = &v->dst->facts[dst.v[i].fact];

		if (dst.v[i].used)
			continue;
		if (is_named(f->value, of_language, countof(of_language)) ||
		    (v->human && is_named(f->value, formats, countof(formats)))) {
			dst.v[i].used = true;
		} else if (has_direction(f) && directions++ < MAX_DIRECTIONS) {
			dst.v[i].used = true;
			leave_end(v->dst, dst, i);
		}
	}
}

/* People write Markdown for formats, and leave out what their language does not need. */
static void
leave_missing(const struct view *v, struct side src)
{
	for (ptrdiff_t i = 0; i < src.n && v->human; i++) {
		struct str name = v->src->facts[src.v[i].fact].value;

		if (is_named(name, formats, countof(formats)) && !str_eq(bare(name), S("br")))
			src.v[i].used = true;
	}
}

/* The end that is missing together with beginning i goes with it, in whatever block it stands;
 * NULL: there is none.  What is left must still be whole: an end that something else needs is no
 * end of this one. */
static const struct fact *
use_end(const struct doc *d, struct side s, ptrdiff_t i)
{
	struct str name = d->facts[s.v[i].fact].value;
	ptrdiff_t inner = 0;

	for (ptrdiff_t k = i + 1; k < s.n && k < i + NEAR; k++) {
		const struct fact *f = &d->facts[s.v[k].fact];

		if (!str_eq(bare(f->value), name))
			continue;
		if (!s.v[k].used && f->closes && inner-- == 0) {
			s.v[k].used = true;
			return f;
		}
		inner += !s.v[k].used && !f->closes;
		if (s.v[k].open == 0)
			return NULL;
	}
	return NULL;
}

/* All others of the same block are missing with it; their number. */
static ptrdiff_t
use_rest(const struct doc *d, struct side s, ptrdiff_t i)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t k = i + 1; k < s.n && s.v[k].block == s.v[i].block; k++) {
		if (s.v[k].used || !is_element(d->facts[s.v[k].fact].value))
			continue;
		n += !d->facts[s.v[k].fact].closes;
		s.v[k].used = true;
	}
	return n;
}

/* Where tag i of the source belongs: behind the counterpart of the one before it, when that is in
 * the counterpart block; there it may be lines from where the block begins. */
static struct spot
spot_of(const struct places *p, struct side src, ptrdiff_t i)
{
	const struct view *v = p->view;
	const struct fact *f = &v->src->facts[src.v[i].fact];
	uint32_t block = place_block(v->src, f);
	const struct fact *before, *there;
	struct str between;

	if (i == 0 || !src.v[i - 1].paired || src.v[i - 1].block != src.v[i].block)
		return place_find(p, block);
	before = &v->src->facts[src.v[i - 1].fact];
	there = &v->dst->facts[src.v[i - 1].other];
	if (block == NO_BLOCK || there->block != v->align->dst_of[block])
		return place_find(p, block);
	between = str_slice(v->src->text, before->at.off, f->at.off);
	return (struct spot){ there->at, str_find_char(between, '\n', 0) >= 0 };
}

static void
say_missing(const struct places *p, struct side src, ptrdiff_t i, ptrdiff_t more)
{
	const struct view *v = p->view;
	const struct fact *f = &v->src->facts[src.v[i].fact];
	uint32_t block = place_block(v->src, f);
	struct spot spot = spot_of(p, src, i);
	struct draft d = {
		.message = more                ? MSG_HTML_MISSING_MANY
			   : spot.insert_after ? MSG_HTML_MISSING_AFTER
					       : MSG_HTML_MISSING,
		.at = spot.at,
		.insert_after = spot.insert_after,
		.has_source = true,
		.source = f->at,
		.key = str_fmt(v->work, "%.*s\n%.*s", P(f->value), P(place_section(v, block))),
		.args = { { "tag", str_fmt(v->work, "<%.*s>", P(f->value)) },
			  { "text", f->text },
			  { "n", str_fmt(v->work, "%td", more) } },
	};
	sink_emit(v, &d);
}

/* A tag and the one that ends it, NULL when there is none. */
struct ended {
	const struct fact *tag, *end;
};

static void
say_changed(const struct view *v, struct ended theirs, struct ended ours)
{
	const struct fact *want = theirs.tag, *have = ours.tag;
	struct draft d = {
		.message = MSG_HTML_CHANGED,
		.at = have->at,
		.has_source = true,
		.source = want->at,
		.key = str_fmt(v->work, "%.*s\n%.*s", P(want->value),
			       P(place_section(v, place_block(v->src, want)))),
		.args = { { "tag", str_fmt(v->work, "<%.*s>", P(have->value)) },
			  { "expected", str_fmt(v->work, "<%.*s>", P(want->value)) } },
		.edits = { { have->at.off, have->at.off + have->at.len, want->text } },
		.nedits = have->at.len > 0,
	};

	if (d.nedits && theirs.end && ours.end && ours.end->at.len) {
		struct span at = ours.end->at;

		d.edits[d.nedits++] = (struct edit){ at.off, at.off + at.len, theirs.end->text };
	}
	sink_emit(v, &d);
}

static void
say_extra(const struct view *v, const struct tag *t)
{
	const struct fact *f = &v->dst->facts[t->fact];
	struct str section = t->block == NO_BLOCK ? S("") : place_section(v, t->block);
	struct draft d = {
		.message = is_element(f->value) ? MSG_HTML_EXTRA : MSG_HTML_UNKNOWN,
		.at = f->at,
		.key = str_fmt(v->work, "+%.*s\n%.*s", P(f->value), P(section)),
		.args = { { "tag", f->text } },
	};
	sink_emit(v, &d);
}

/* Index of a surplus tag of the block that begins or ends something as f does, or -1.  A name that
 * HTML does not know may be the translation of one that it knows. */
static ptrdiff_t
surplus(const struct view *v, struct side dst, uint32_t block, const struct fact *f)
{
	ptrdiff_t unknown = -1;

	if (block == NO_BLOCK)
		return -1;
	for (ptrdiff_t i = 0; i < dst.n; i++) {
		const struct fact *other = &v->dst->facts[dst.v[i].fact];

		if (dst.v[i].used || dst.v[i].block != block || other->closes != f->closes)
			continue;
		if (is_element(other->value) == is_element(f->value))
			return i;
		if (is_element(f->value) && unknown < 0)
			unknown = i;
	}
	return unknown;
}

static void
report_missing(const struct view *v, struct side src, struct side dst)
{
	struct places places = places_of(v);

	for (ptrdiff_t i = 0; i < src.n; i++) {
		const struct fact *f = &v->src->facts[src.v[i].fact];
		struct ended theirs = { .tag = f }, ours;
		ptrdiff_t other;

		if (src.v[i].used || place_covered(&places, place_block(v->src, f)))
			continue;
		src.v[i].used = true;
		theirs.end = use_end(v->src, src, i);
		other = src.n * dst.n > FUZZY_LIMIT ? -1 : surplus(v, dst, src.v[i].block, f);
		if (other >= 0) {
			dst.v[other].used = true;
			ours.tag = &v->dst->facts[dst.v[other].fact];
			ours.end = use_end(v->dst, dst, other);
			if (is_element(f->value))
				say_changed(v, theirs, ours);
		} else if (is_element(f->value)) {
			say_missing(&places, src, i, use_rest(v->src, src, i));
		}
	}
}

/* Does the block stand in something that only the translation has?  That is said as a whole. */
static bool
is_own(const struct view *v, uint32_t b)
{
	while (b != NO_BLOCK && v->align->src_of[b] == NO_BLOCK) {
		if (v->dst->blocks[b].kind != BLOCK_PARAGRAPH)
			return true;
		b = v->dst->blocks[b].parent;
	}
	return false;
}

static void
report_extra(const struct view *v, struct side dst)
{
	struct shown shown = { 0 };

	for (ptrdiff_t i = 0; i < dst.n; i++) {
		const struct fact *f = &v->dst->facts[dst.v[i].fact];

		if (dst.v[i].used || is_own(v, f->block))
			continue;
		/* `<name>` that stands bare because a backtick is gone: markup-literal tells */
		if (!is_element(f->value) && markup_shows_tick(&shown, v, dst.v[i].block))
			continue;
		dst.v[i].used = true;
		use_end(v->dst, dst, i);
		say_extra(v, &dst.v[i]);
	}
}

void
pass_html(const struct view *v)
{
	struct side src, dst;

	if (all_equal(v->src, v->dst))
		return;
	src = collect(v, v->src, true);
	dst = collect(v, v->dst, false);
	match(v, src, dst);
	leave_surplus(v, dst);
	leave_missing(v, src);
	doc_locate(v->src);
	doc_locate(v->dst);
	report_missing(v, src, dst);
	report_extra(v, dst);
}
