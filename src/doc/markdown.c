/* The only file that knows cmark: its syntax tree becomes an outline.
 *
 * All memory of cmark comes from the page's arena and goes with it, so that its strings can be
 * borrowed.  Of its positions only where a block starts can be trusted (cmark 0.30.2: the end line
 * of setext headings, of fenced code that its container closes and of most HTML blocks is off by
 * one; a paragraph keeps the line of reference definitions that were taken from its head; columns
 * after a partly used tab are wrong), so ends are computed here.  The walk is iterative: nesting
 * costs no stack. */
#include <cmark.h>
#include <string.h>

#include "doc/outline.h"

/* --- memory ------------------------------------------------------------------ */

/* cmark's allocator has no context argument.  Set while a parser runs. */
static _Thread_local struct arena *cmark_arena;

/* Before each piece stands its size, which realloc needs. */
union header {
	size_t size;
	max_align_t align;
};

static void *
mem_calloc(size_t n, size_t size)
{
	union header *h;

	assert(size == 0 || n <= PTRDIFF_MAX / 2 / size);
	h = arena_alloc(cmark_arena, 1, _Alignof(union header), (ptrdiff_t)(sizeof *h + n * size));
	h->size = n * size;
	return h + 1;
}

static void *
mem_realloc(void *old, size_t size)
{
	const union header *h = old;
	char *p = mem_calloc(1, size);

	if (h)
		memcpy(p, old, h[-1].size < size ? h[-1].size : size);
	return p;
}

static void
mem_free(void *p)
{
	(void)p;
}

static cmark_node *
parse(struct arena *a, struct str text)
{
	cmark_mem *mem = NEW(a, cmark_mem, 1);
	cmark_parser *parser;
	cmark_node *root;

	*mem = (cmark_mem){ mem_calloc, mem_realloc, mem_free };
	cmark_arena = a;
	parser = cmark_parser_new_with_mem(CMARK_OPT_SOURCEPOS, mem);
	cmark_parser_feed(parser, text.n ? text.p : "", (size_t)text.n);
	root = cmark_parser_finish(parser);
	cmark_arena = NULL;
	return root;
}

/* --- inlines ----------------------------------------------------------------- */

struct walk {
	struct outline o;
	cmark_node *link, *image; /* the open ones: neither nests, an image's content is its text */
	ptrdiff_t link_fact, image_fact;
	ptrdiff_t link_text, image_text; /* where their text starts in the plain text */
	uint32_t alert;                  /* a quote whose first paragraph comes next, or NO_BLOCK */
};

static struct str
literal(cmark_node *n)
{
	return str_c(cmark_node_get_literal(n));
}

/* `<http://a>`: its text is its destination, and there are just two bytes around it. */
static bool
is_autolink(cmark_node *link, struct str url)
{
	cmark_node *child = cmark_node_first_child(link);
	ptrdiff_t width = cmark_node_get_end_column(link) - cmark_node_get_start_column(link) + 1;
	struct str text;

	if (!child || cmark_node_get_type(child) != CMARK_NODE_TEXT || cmark_node_next(child))
		return false;
	text = literal(child);
	if (!str_eq(text, url) &&
	    !(str_starts(url, S("mailto:")) && str_eq(text, str_slice(url, 7, url.n))))
		return false;
	return width == text.n + 2 || (width < 2 * text.n + 4 && str_find_char(text, '&', 0) >= 0);
}

/* The text of a link or image that has been left: everything since plain.v[from]. */
static void
set_label(struct walk *w, cmark_node *n, ptrdiff_t fact, ptrdiff_t from)
{
	struct outline *o = &w->o;
	cmark_node *child = cmark_node_first_child(n);
	struct str text;

	if (fact < 0 || !child)
		return;
	if (!cmark_node_next(child) && cmark_node_get_type(child) == CMARK_NODE_TEXT)
		text = literal(child);
	else if (from < o->plain.n)
		text = str_dup(o->a, (struct str){ o->plain.v + from, o->plain.n - from });
	else
		return;
	o->facts.v[fact].text = text;
}

static void
enter_link(struct walk *w, cmark_node *n)
{
	struct str url = str_c(cmark_node_get_url(n));
	bool autolink = is_autolink(n, url);

	if (w->image || w->link) {
		/* In an image nothing is a link.  In a link only an autolink can be. */
		if (!w->image && autolink)
			leaf_fact(&w->o,
				  (struct fact){ .kind = FACT_LINK,
						 .autolink = true,
						 .value = url,
						 .text = literal(cmark_node_first_child(n)) });
		return;
	}
	w->link = n;
	w->link_text = w->o.plain.n;
	w->link_fact = leaf_fact(
		&w->o, (struct fact){ .kind = FACT_LINK, .autolink = autolink, .value = url });
}

static void
enter_image(struct walk *w, cmark_node *n)
{
	if (w->image)
		return;
	w->image = n;
	w->image_text = w->o.plain.n;
	w->image_fact = leaf_fact(
		&w->o, (struct fact){ .kind = FACT_IMAGE, .value = str_c(cmark_node_get_url(n)) });
}

static void
enter_inline(struct walk *w, cmark_node *n, cmark_node_type type)
{
	if (type == CMARK_NODE_TEXT) {
		leaf_text(&w->o, literal(n));
	} else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
		leaf_line_break(&w->o);
	} else if (type == CMARK_NODE_LINK) {
		enter_link(w, n);
	} else if (type == CMARK_NODE_IMAGE) {
		enter_image(w, n);
	} else if (type == CMARK_NODE_CODE) {
		leaf_text(&w->o, literal(n));
		if (!w->image)
			leaf_fact(&w->o, (struct fact){ .kind = FACT_CODE, .value = literal(n) });
	} else if (type == CMARK_NODE_HTML_INLINE && !w->image) {
		leaf_tag(&w->o, literal(n));
	}
}

static void
leave_inline(struct walk *w, const cmark_node *n)
{
	if (n == w->link) {
		set_label(w, w->link, w->link_fact, w->link_text);
		w->link = NULL;
	} else if (n == w->image) {
		set_label(w, w->image, w->image_fact, w->image_text);
		w->image = NULL;
	}
}

/* The node after n in the tree below `top`, n's children left out; NULL at the end.  Tells w what
 * is left. */
static cmark_node *
after(struct walk *w, cmark_node *n, const cmark_node *top)
{
	while (n != top) {
		cmark_node *next = cmark_node_next(n);

		leave_inline(w, n);
		if (next)
			return next;
		n = cmark_node_parent(n);
	}
	return NULL;
}

static void
walk_inlines(struct walk *w, cmark_node *leaf)
{
	cmark_node *n = cmark_node_first_child(leaf);

	while (n) {
		cmark_node *child = NULL;
		cmark_node_type type = cmark_node_get_type(n);

		enter_inline(w, n, type);
		if (type >= CMARK_NODE_CUSTOM_INLINE)
			child = cmark_node_first_child(n);
		n = child ? child : after(w, n, leaf);
	}
}

/* --- tables ------------------------------------------------------------------ */

/* True when every line of the leaf ends in a break, none inside a code span, a tag or a link's
 * destination. */
static bool
lines_are_whole(struct walk *w, cmark_node *leaf)
{
	cmark_node *n = cmark_node_first_child(leaf);
	ptrdiff_t breaks = 0;

	while (n) {
		cmark_node_type type = cmark_node_get_type(n);
		cmark_node *child =
			type >= CMARK_NODE_CUSTOM_INLINE ? cmark_node_first_child(n) : NULL;

		breaks += (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) &&
			  cmark_node_parent(n) == leaf;
		n = child ? child : after(w, n, leaf);
	}
	return breaks == w->o.line_blocks.n - 1;
}

/* Parses the text of block b by itself. */
static void
parse_part(struct walk *w, uint32_t b)
{
	struct outline *o = &w->o;
	struct flat f = flat_make(o->a, o->text, o->blocks.v[b].at, o->quotes);
	struct str text = f.text;
	cmark_node *root, *n;

	/* A table's row starts no block of another kind. */
	if (o->blocks.v[b].kind == BLOCK_ROW && !str_starts(text, S("|")))
		text = str_fmt(o->a, "|%.*s", P(text));
	root = parse(o->a, text);
	leaf_begin(o, b);
	for (n = root; n;) {
		cmark_node *child = cmark_node_first_child(n);
		cmark_node_type type = cmark_node_get_type(n);

		if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) {
			walk_inlines(w, n);
			child = NULL;
		}
		n = child ? child : after(w, n, root);
	}
	leaf_end(o);
}

/* The inlines of a paragraph go to the blocks of its lines. */
static void
share_inlines(struct walk *w, cmark_node *leaf)
{
	struct outline *o = &w->o;

	if (lines_are_whole(w, leaf)) {
		leaf_begin(o, o->line_blocks.v[0]);
		walk_inlines(w, leaf);
		leaf_end(o);
		o->line_blocks.n = 0;
		return;
	}
	for (ptrdiff_t i = 0, n = o->line_blocks.n; i < n; i++) {
		uint32_t b = o->line_blocks.v[i];

		o->line_blocks.n = 0;
		if (b != NO_BLOCK && (i == 0 || o->line_blocks.v[i - 1] != b))
			parse_part(w, b);
	}
}

/* --- leaf blocks --------------------------------------------------------------- */

static ptrdiff_t
first_line(cmark_node *n)
{
	return cmark_node_get_start_line(n) > 0 ? cmark_node_get_start_line(n) - 1 : 0;
}

static uint32_t
start_offset(const struct walk *w, cmark_node *n)
{
	ptrdiff_t line = first_line(n), column = cmark_node_get_start_column(n) - 1;
	ptrdiff_t start = lines_start(&w->o.lines, line), end = lines_end(&w->o.lines, line);

	start += column > 0 ? column : 0;
	return (uint32_t)(start < end ? start : end);
}

/* From where n starts to the end of 0-based line `last`. */
static struct span
span_to_line(const struct walk *w, cmark_node *n, ptrdiff_t last)
{
	uint32_t start = start_offset(w, n);
	ptrdiff_t end = lines_end(&w->o.lines, last);

	return (struct span){ start, end > start ? (uint32_t)end - start : 0 };
}

/* `[!WORD]` at the head of a quote's first paragraph makes it an alert. */
static void
find_alert(struct walk *w, uint32_t quote, cmark_node *leaf)
{
	cmark_node *first = cmark_node_first_child(leaf);
	struct str s = { w->o.plain.v, w->o.plain.n };
	ptrdiff_t end = 2;

	if (!first || cmark_node_get_type(first) != CMARK_NODE_TEXT || !str_starts(s, S("[!")))
		return;
	while (end < s.n && s.p[end] != ']' && (unsigned char)s.p[end] > ' ')
		end++;
	if (end > 2 && end < s.n && s.p[end] == ']')
		w->o.blocks.v[quote].info = str_dup(w->o.a, str_slice(s, 2, end));
}

/* The block of a paragraph or heading. */
static void
text_block(struct walk *w, cmark_node *n, struct span at, uint8_t level, bool one_line)
{
	struct outline *o = &w->o;
	uint32_t alert = w->alert, b;

	w->alert = NO_BLOCK;
	if (!one_line && overlay_tables(o, at, level)) {
		share_inlines(w, n);
		return;
	}
	b = outline_add(o, level > 0 ? BLOCK_HEADING : BLOCK_PARAGRAPH, at);
	o->blocks.v[b].level = level;
	leaf_begin(o, b);
	walk_inlines(w, n);
	if (alert != NO_BLOCK && level == 0)
		find_alert(w, alert, n);
	leaf_end(o);
}

static void
paragraph(struct walk *w, cmark_node *n)
{
	ptrdiff_t first = first_line(n), last = cmark_node_get_end_line(n) - 1;

	last = last > first ? last : first;
	outline_cover(&w->o, first, last);
	text_block(w, n, outline_skip_refdefs(&w->o, span_to_line(w, n, last)), 0, last == first);
}

/* Lists and items that are no blocks are known by their data: such a list holds nothing but bodies
 * so far, and ends where one begins. */
static bool
is_dropped(cmark_node *n)
{
	return cmark_node_get_user_data(n) != NULL;
}

/* The empty heading that ends the line in which the body of a construct begins. */
static bool
ends_head(cmark_node *n)
{
	cmark_node *item = cmark_node_parent(n);

	return is_dropped(item) && first_line(item) == first_line(n) && !cmark_node_first_child(n);
}

static void
heading(struct walk *w, cmark_node *n)
{
	ptrdiff_t first = first_line(n), last = cmark_node_get_end_line(n) - 1;

	if (ends_head(n)) {
		outline_cover(&w->o, first, first);
		return;
	}
	if (last > first)
		last = extent_setext(&w->o, first, last);
	else
		last = first;
	outline_cover(&w->o, first, last);
	text_block(w, n, outline_skip_refdefs(&w->o, span_to_line(w, n, last)),
		   (uint8_t)cmark_node_get_heading_level(n), last == first);
}

static void
code_block(struct walk *w, cmark_node *n)
{
	struct outline *o = &w->o;
	struct str text = literal(n);
	ptrdiff_t first = first_line(n), last;
	struct span at = span_to_line(w, n, first);
	bool fenced = extent_is_fenced(o, at, text);
	uint32_t b;

	if (fenced)
		last = extent_fenced(o, at, first, text);
	else
		last = first + extent_lines(text) - 1;
	at = span_to_line(w, n, last);
	if (!fenced)
		at = extent_indented(o, at, text);
	outline_cover(o, first, last);
	b = outline_add(o, BLOCK_CODE, at);
	o->blocks.v[b].fenced = fenced;
	o->blocks.v[b].info = str_c(cmark_node_get_fence_info(n));
	leaf_begin(o, b);
	leaf_text(o, text);
	leaf_end_code(o);
	w->alert = NO_BLOCK;
}

static void
html_block(struct walk *w, cmark_node *n)
{
	struct outline *o = &w->o;
	struct str text = literal(n);
	ptrdiff_t first = first_line(n), last = first + extent_lines(text) - 1;
	struct span at = span_to_line(w, n, last > first ? last : first);
	uint32_t b;

	outline_cover(o, first, last);
	if (html_is_comment(text)) {
		o->last_end = at.off + at.len;
		return;
	}
	b = outline_add(o, BLOCK_HTML, at);
	leaf_begin(o, b);
	html_tags(o, text);
	leaf_end(o);
	o->blocks.v[b].hash = 0;
	w->alert = NO_BLOCK;
}

static void
thematic_break(struct walk *w, cmark_node *n)
{
	ptrdiff_t line = first_line(n);

	outline_cover(&w->o, line, line);
	outline_add(&w->o, BLOCK_BREAK, span_to_line(w, n, line));
	w->alert = NO_BLOCK;
}

/* --- containers ---------------------------------------------------------------- */

static void
open_quote(struct walk *w, cmark_node *n)
{
	uint32_t b = outline_open(&w->o, BLOCK_QUOTE, span_to_line(w, n, first_line(n)));

	if (w->o.g && w->o.g->alerts)
		w->alert = b;
}

/* A list, from its first item or from one that follows the body of a construct. */
static void
open_list(struct walk *w, cmark_node *list, cmark_node *item)
{
	uint32_t b = outline_open(&w->o, BLOCK_LIST, span_to_line(w, item, first_line(item)));

	if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST) {
		w->o.blocks.v[b].ordered = true;
		w->o.blocks.v[b].start = cmark_node_get_list_start(list);
	}
}

/* Is the item the body of a construct (MASK_BODY)? */
static bool
is_body(const struct walk *w, cmark_node *item)
{
	uint32_t at = start_offset(w, item);

	return byte_at(w->o.text, at) == BODY_MARK && byte_at(w->o.d->text, at) != BODY_MARK;
}

static void
open_item(struct walk *w, cmark_node *item)
{
	cmark_node *list = cmark_node_parent(item);
	bool body = is_body(w, item), none = is_dropped(list);

	if (!body) {
		if (none)
			open_list(w, list, item);
		cmark_node_set_user_data(list, NULL);
		outline_open(&w->o, BLOCK_ITEM, span_to_line(w, item, first_line(item)));
		return;
	}
	if (!none)
		outline_close(&w->o, w->o.container);
	cmark_node_set_user_data(list, w);
	cmark_node_set_user_data(item, w);
	outline_open_body(&w->o, start_offset(w, item));
}

static void
open_container(struct walk *w, cmark_node *n, cmark_node_type type)
{
	w->alert = NO_BLOCK;
	if (type == CMARK_NODE_BLOCK_QUOTE)
		open_quote(w, n);
	else if (type == CMARK_NODE_LIST)
		cmark_node_set_user_data(n, w); /* its first item opens it */
	else
		open_item(w, n);
}

static void
close_container(struct walk *w, cmark_node *n)
{
	if (!is_dropped(n))
		outline_close(&w->o, w->o.container);
	else if (cmark_node_get_type(n) == CMARK_NODE_ITEM)
		outline_close_body(&w->o);
}

static void
leaf_block(struct walk *w, cmark_node *n, cmark_node_type type)
{
	static void (*const leaf[])(struct walk *, cmark_node *) = {
		[CMARK_NODE_CODE_BLOCK] = code_block,         [CMARK_NODE_HTML_BLOCK] = html_block,
		[CMARK_NODE_PARAGRAPH] = paragraph,           [CMARK_NODE_HEADING] = heading,
		[CMARK_NODE_THEMATIC_BREAK] = thematic_break,
	};

	if ((size_t)type < sizeof leaf / sizeof *leaf && leaf[type])
		leaf[type](w, n);
}

static bool
is_container(cmark_node_type type)
{
	return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
}

static void
walk_blocks(struct walk *w, cmark_node *root)
{
	cmark_node *n = cmark_node_first_child(root);

	while (n) {
		cmark_node_type type = cmark_node_get_type(n);
		bool container = is_container(type);
		cmark_node *next = container ? cmark_node_first_child(n) : NULL;

		if (container)
			open_container(w, n, type);
		else
			leaf_block(w, n, type);
		if (container && !next)
			close_container(w, n);
		while (!next && n != root) {
			next = cmark_node_next(n);
			n = cmark_node_parent(n);
			if (!next && n != root)
				close_container(w, n);
		}
		n = next;
	}
}

void
markdown_parse(struct arena *a, struct doc *d, const struct grammar *g, struct str masked)
{
	struct walk w = { .alert = NO_BLOCK };
	ptrdiff_t lines;

	d->masked = d->text;
	if (masked.n > 0)
		d->masked.p = masked.p - d->body;
	outline_init(&w.o, a, d, g, d->masked);
	/* cmark skips a byte order mark and counts columns without it. */
	if (str_starts(masked, S("\xef\xbb\xbf")))
		w.o.lines.v[0] += 3;
	walk_blocks(&w, parse(a, masked));
	lines = w.o.lines.n;
	outline_cover(&w.o, lines, lines - 1);
	outline_finish(&w.o, d);
}
