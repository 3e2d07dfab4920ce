/* fragment-broken: `page.md#id` where the page has no such id.
 *
 * A page's ids are those it writes (`{#id}`, `<a name>`, id="...") and those its platform makes of
 * its headings.  Browsers compare them with case, sites often lower it: case does not count here.
 * Where the English page has the same link and it is broken there too, it is said there only. */
#include "check/fragments.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/path.h"
#include "base/utf8.h"
#include "check/check.h"
#include "check/place.h"
#include "doc/slug.h"
#include "site/targets.h"
#include "site/url.h"

enum { LINE_MAX_BYTES = 4096, TAG_MAX = 4096 };

static bool
is_on(const struct site *site)
{
	return site->targets && site->profile->anchors != SLUG_NONE &&
	       sink_severity(site->config, RULE_FRAGMENT_BROKEN) != SEV_OFF;
}

static uint64_t
id_hash(struct str id)
{
	uint64_t h = HASH_INIT;

	for (ptrdiff_t i = 0; i < id.n;) {
		char bytes[4];
		int n = utf8_put(bytes, utf8_lower(utf8_next(id, &i)));

		h = str_hash((struct str){ bytes, n }, h);
	}
	return h;
}

/* --- ids ------------------------------------------------------------------- */

/* The value of id= in a tag, empty when it has none. */
static struct str
id_of_tag(struct str tag)
{
	ptrdiff_t at = 0;

	tag = str_slice(tag, 0, TAG_MAX);
	while ((at = str_find(tag, S("id="), at)) > 0) {
		char before = tag.p[at - 1], mark;
		ptrdiff_t end;

		at += 3;
		mark = (char)(at < tag.n ? tag.p[at] : 0);
		if ((before != ' ' && before != '\t' && before != '\n') ||
		    (mark != '"' && mark != '\''))
			continue;
		end = str_find_char(tag, mark, at + 1);
		return end < 0 ? S("") : str_slice(tag, at + 1, end);
	}
	return S("");
}

static int
compare_ids(const void *pa, const void *pb)
{
	const uint64_t *a = pa, *b = pb;

	return (*a > *b) - (*a < *b);
}

/* Names of shortcodes that are closed on the page: what is between the two is seen here. */
static struct map
closed_names(struct arena *work, const struct doc *d)
{
	struct map names = { .a = work };

	for (ptrdiff_t i = 0; i < d->nfacts; i++) {
		const struct fact *f = &d->facts[i];

		if (f->kind == FACT_SHORTCODE && str_starts(f->value, S("/")))
			*map_at(&names, str_slice(f->value, 1, f->value.n)) = 1;
	}
	return names;
}

/* Does the fact put something on the page that is not seen here: a file, a component, a shortcode
 * that is a paragraph by itself? */
static bool
opens(const struct doc *d, const struct fact *f, const struct map *closed)
{
	const struct block *b = f->block == NO_BLOCK ? NULL : &d->blocks[f->block];

	if (f->kind != FACT_SHORTCODE || str_starts(f->value, S("/")))
		return f->kind == FACT_INCLUDE || f->kind == FACT_COMPONENT;
	return map_get(closed, f->value) < 0 &&
	       (!b || (b->kind == BLOCK_PARAGRAPH && b->at.len == f->at.len));
}

/* Lines of indented code that look like headings.  Where a shortcode stands in a list, the site's
 * own parser may see the list go on in which this one saw it end: then they are headings. */
static ptrdiff_t
count_doubtful(const struct doc *d, const struct block *b)
{
	struct str text = doc_slice(d, b->at);
	ptrdiff_t n = 0;

	if (b->kind != BLOCK_CODE || b->fenced)
		return 0;
	for (ptrdiff_t i = str_find_char(text, '#', 0); i >= 0; i = str_find_char(text, '#', i + 1))
		n++;
	return n;
}

static ptrdiff_t
add_doubtful(const struct site *site, struct arena *work, const struct doc *d,
	     const struct block *b, uint64_t *ids)
{
	struct str text = doc_slice(d, b->at), line;
	ptrdiff_t n = 0;

	if (b->kind != BLOCK_CODE || b->fenced)
		return 0;
	while (str_line(&text, &line)) {
		ptrdiff_t marks = 0;

		line = str_trim(line);
		while (marks < line.n && line.p[marks] == '#')
			marks++;
		if (marks > 0 && marks <= 6 && marks < line.n && line.p[marks] == ' ')
			ids[n++] = id_hash(slug_make(work, site->profile->anchors,
						     str_trim(str_slice(line, marks, line.n))));
	}
	return n;
}

struct page_anchors
anchors_of(const struct site *site, struct arena *work, struct arena *keep, const struct doc *d,
	   ptrdiff_t page)
{
	struct slugs slugs = slugs_of(work, d, site->profile->anchors);
	struct page_anchors out = { .page = page, .unread = d->limit != DOC_OK };
	struct map closed = closed_names(work, d);
	ptrdiff_t doubtful = 0;
	uint64_t *ids;

	for (ptrdiff_t i = 0; i < d->nblocks; i++)
		doubtful += count_doubtful(d, &d->blocks[i]);
	ids = NEW(keep, uint64_t, 2 * slugs.n + d->nfacts + doubtful);
	for (ptrdiff_t i = 0; doubtful && i < d->nblocks; i++)
		out.n += add_doubtful(site, work, d, &d->blocks[i], ids + out.n);

	for (ptrdiff_t i = 0; i < slugs.n; i++) {
		ids[out.n++] = id_hash(slugs.v[i].id);
		if (slugs.v[i].own) /* `<a name>` stands beside the heading's own id */
			ids[out.n++] = id_hash(slug_make(work, site->profile->anchors,
							 d->blocks[slugs.v[i].block].info));
		else if (slug_other(site->profile->anchors) != SLUG_NONE)
			ids[out.n++] = id_hash(slug_make(work, slug_other(site->profile->anchors),
							 d->blocks[slugs.v[i].block].info));
	}
	for (ptrdiff_t i = 0; i < d->nfacts; i++) {
		const struct fact *f = &d->facts[i];
		struct str id = f->kind == FACT_ANCHOR ? f->value
				: f->kind == FACT_HTML ? id_of_tag(f->text)
						       : S("");

		out.open |= opens(d, f, &closed);
		if (id.n)
			ids[out.n++] = id_hash(id);
	}
	if (out.n)
		qsort(ids, (size_t)out.n, sizeof *ids, compare_ids);
	out.ids = ids;
	return out;
}

static bool
has_id(const struct page_anchors *a, uint64_t id)
{
	return a->n && bsearch(&id, a->ids, (size_t)a->n, sizeof id, compare_ids);
}

/* --- links ----------------------------------------------------------------- */

/* The id that a link asks for, decoded; empty when it asks for none, or for something that no page
 * says. */
static struct str
wanted_id(struct arena *work, const struct fact *f)
{
	struct str id;

	if (f->kind != FACT_LINK || url_is_external(f->value))
		return S("");
	id = url_fragment(f->value);
	if (!id.n || str_starts(id, S(":~:")) || str_find_char(id, '/', 0) >= 0 ||
	    str_find_char(id, '{', 0) >= 0 || str_find_char(id, '=', 0) >= 0 ||
	    str_eq_nocase(id, S("top")) || str_starts(id, S("fn")))
		return S("");
	return path_percent_decode(work, id);
}

static ptrdiff_t
page_of(const struct view *v, const struct page *from, struct str link)
{
	struct target_place place = target_find(v->site->targets, v->work, from, link);

	return place.state == TARGET_FOUND ? target_page(v->site->targets, &place) : NO_PAGE;
}

/* The links of the current source page. */
static struct map
english_links(const struct view *v)
{
	struct map links = { .a = v->work };

	for (ptrdiff_t i = 0; v->source_page && v->current && i < v->current->nfacts; i++) {
		if (v->current->facts[i].kind == FACT_LINK)
			*map_at(&links, v->current->facts[i].value) = i;
	}
	return links;
}

/* What the uses of one page share. */
struct shared {
	struct map english; /* english_links() */
	struct str line;    /* on keep, of the last use: many links may stand on one line */
	uint32_t number;    /* of that line; 0: no use yet */
};

static void
add_use(const struct view *v, struct shared *s, const struct fact *f, ptrdiff_t target)
{
	struct span at = f->value_at.len ? f->value_at : f->at;
	struct pos from = doc_pos(v->dst, at.off);
	struct str line = doc_line(v->dst, from.line);
	uint32_t start = line.n ? (uint32_t)(line.p - v->dst->raw.p) : from.byte;

	if (line.n > LINE_MAX_BYTES || from.byte - start + at.len > (uint32_t)line.n)
		return; /* written over several lines */
	if (s->number != from.line)
		s->line = str_dup(v->sink->keep, line);
	s->number = from.line;
	*vec_push(v->sink->keep, &v->sink->fragments) = (struct fragment_use){
		.page = v->page - v->site->pages,
		.target = target,
		.english = map_get(&s->english, f->value) >= 0
				   ? page_of(v, v->source_page, f->value)
				   : NO_PAGE,
		.id = id_hash(wanted_id(v->work, f)),
		.line = s->line,
		.line_number = from.line,
		.column = from.column,
		.byte = start,
		.off = from.byte - start,
		.len = at.len,
	};
}

void
pass_fragments(const struct view *v)
{
	struct shared shared = { 0 };
	bool own = false;

	if (!is_on(v->site))
		return;
	for (ptrdiff_t i = 0; i < v->dst->nfacts; i++) {
		const struct fact *f = &v->dst->facts[i];
		struct str id = wanted_id(v->work, f);
		ptrdiff_t target = id.n && !target_allowed(v, f->value)
					   ? page_of(v, v->page, f->value)
					   : NO_PAGE;

		if (target == NO_PAGE)
			continue;
		doc_locate(v->dst);
		if (!shared.english.a)
			shared.english = english_links(v);
		add_use(v, &shared, f, target);
		own |= target == v->page - v->site->pages;
	}
	/* Few pages are linked to in this way; the others need not be kept. */
	if (own)
		*vec_push(v->sink->keep, &v->sink->anchors) = anchors_of(
			v->site, v->work, v->sink->keep, v->dst, v->page - v->site->pages);
}

/* --- after all pages ------------------------------------------------------- */

/* Per page of the site, NULL where it is not known. */
static const struct page_anchors **
anchors_by_page(struct arena *a, const struct site *site, const struct anchor_list *anchors)
{
	const struct page_anchors **by = NEW(a, const struct page_anchors *, site->npages);

	for (ptrdiff_t i = 0; i < anchors->n; i++)
		by[anchors->v[i].page] = &anchors->v[i];
	return by;
}

static ptrdiff_t
source_of(const struct site *site, ptrdiff_t page)
{
	return site->families[site->pages[page].family].source;
}

ptrdiff_t *
fragments_unread(struct arena *a, const struct site *site, const struct anchor_list *anchors,
		 const struct fragment_uses *uses, ptrdiff_t *n)
{
	const struct page_anchors **by = anchors_by_page(a, site, anchors);
	bool *wanted = NEW(a, bool, site->npages);
	ptrdiff_t *pages = NEW(a, ptrdiff_t, 3 * uses->n);

	*n = 0;
	for (ptrdiff_t i = 0; i < uses->n; i++) {
		ptrdiff_t source = source_of(site, uses->v[i].target);

		wanted[uses->v[i].target] = true;
		if (source != NO_PAGE)
			wanted[source] = true;
		if (uses->v[i].english != NO_PAGE)
			wanted[uses->v[i].english] = true;
	}
	for (ptrdiff_t i = 0; i < site->npages; i++)
		if (wanted[i] && !by[i])
			pages[(*n)++] = i;
	return pages;
}

/* What a page includes may hold the id, unless it is a heading of the English page itself. */
static bool
is_broken(const struct site *site, const struct page_anchors *const *by, ptrdiff_t page,
	  uint64_t id)
{
	ptrdiff_t source;

	if (page == NO_PAGE || !by[page] || by[page]->unread || has_id(by[page], id))
		return false;
	source = source_of(site, page);
	return !by[page]->open ||
	       (source != NO_PAGE && source != page && by[source] && has_id(by[source], id));
}

static void
say(const struct site *site, const struct fragment_use *u, struct sink *sink)
{
	const struct page *p = &site->pages[u->page];
	struct str link = str_slice(u->line, u->off, u->off + u->len);
	uint32_t end = u->column + (uint32_t)utf8_count(link);
	struct finding f = {
		.message = u->target == u->page ? MSG_FRAGMENT_HERE : MSG_FRAGMENT_BROKEN,
		.locale = p->source ? S("") : p->locale,
		.at = { .file = p->path,
			.line = u->line_number,
			.column = u->column,
			.end_line = u->line_number,
			.end_column = end,
			.byte = u->byte + u->off,
			.end_byte = u->byte + u->off + u->len },
		.key = link,
		.args = { { "target", link },
			  { "fragment", url_fragment(link) },
			  { "page", site->pages[u->target].path } },
	};

	if (sink->snippets) {
		f.snippet =
			sink_snippet(sink->keep, u->line_number, u->line, u->off, u->off + u->len);
	}
	sink_add_on(sink, p, f);
}

void
fragments_check(const struct site *site, struct arena *work, const struct anchor_list *anchors,
		const struct fragment_uses *uses, struct sink *sink)
{
	const struct page_anchors **by = anchors_by_page(work, site, anchors);

	for (ptrdiff_t i = 0; i < uses->n; i++) {
		const struct fragment_use *u = &uses->v[i];

		if (is_broken(site, by, u->target, u->id) &&
		    !is_broken(site, by, u->english, u->id))
			say(site, u, sink);
	}
}
