/* block-from-text: a line of the translation happens to begin with what Markdown takes for a block.
 *
 *   1. huhtikuuta 2019      a date or ordinal: a numbered list
 *   >= 2048 bits            a comparison, a menu path: a quote
 *   + Add, - Wert, * X      a key, a sign, half of `**`: a bullet
 *   # 1234                  a number sign: a heading
 *       text                four blanks of indentation: code
 *   **_                     what was left of `***`: text instead of a thematic break
 *
 * Each gets one finding instead of those about the structure that follow from it.  What proves it
 * is a paragraph of the source in the same place that has the characters as text. */
#include "check/structure.h"

enum {
	SHOWN_BYTES = 24, /* of the text behind a marker */
	NEAR = 2,         /* blocks */
	RANGE = 64        /* blocks that are searched for the remains of a thematic break */
};

/* The block without counterpart and the paragraph of the source that it was made from. */
struct case_of {
	struct structure *s;
	uint32_t dst, src;
	struct str have, want; /* their bytes */
};

static const struct block *
dst_block(const struct structure *s, uint32_t i)
{
	return &s->dst.doc->blocks[i];
}

static const struct block *
src_block(const struct structure *s, uint32_t i)
{
	return &s->src.doc->blocks[i];
}

static bool
is_prose(const struct block *b)
{
	return b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_HEADING || b->kind == BLOCK_ROW;
}

/* The first paragraph of the source without counterpart in the place of a list, whose items may
 * each have been one, or of code, where markup counts as text. */
static uint32_t
free_paragraph(const struct structure *s, uint32_t dst)
{
	uint32_t from = s->dst.other_before[dst],
		 to = s->dst.other_after[dst_block(s, dst)->end - 1];
	uint32_t found;

	from = from == NO_BLOCK ? 0 : from + 1;
	if (from >= s->src.doc->nblocks)
		return NO_BLOCK;
	found = s->src.free_text[from];
	return found != NO_BLOCK && (to == NO_BLOCK || found < to) ? found : NO_BLOCK;
}

/* The paragraph without counterpart that the counterpart of an item begins with. */
static uint32_t
first_in_holder(const struct structure *s, uint32_t holder)
{
	uint32_t item = holder == NO_BLOCK ? NO_BLOCK : s->dst.other_of[holder];

	if (item == NO_BLOCK || dst_block(s, holder)->kind != BLOCK_ITEM ||
	    item + 1 >= src_block(s, item)->end ||
	    src_block(s, item + 1)->kind != BLOCK_PARAGRAPH ||
	    s->src.other_of[item + 1] != NO_BLOCK)
		return NO_BLOCK;
	return item + 1;
}

/* The paragraph of the source that became block `dst`: the counterpart of what is in it, a
 * paragraph without counterpart in the same place, or the one whose translation ends right before
 * it. */
static uint32_t
text_behind(const struct structure *s, uint32_t dst)
{
	const struct block *b = dst_block(s, dst);
	uint32_t found;

	for (uint32_t i = dst + 1; i < b->end; i++) {
		uint32_t other = s->dst.other_of[i];

		if (other != NO_BLOCK && is_prose(dst_block(s, i)) && is_prose(src_block(s, other)))
			return other;
	}
	found = first_in_holder(s, b->parent);
	if (found == NO_BLOCK)
		found = structure_plain(s, &s->dst, dst);
	if (found == NO_BLOCK && (b->kind == BLOCK_LIST || b->kind == BLOCK_CODE))
		found = free_paragraph(s, dst);
	if (found != NO_BLOCK || dst == 0)
		return found;
	found = s->dst.other_of[dst - 1];
	if (dst_block(s, dst - 1)->kind != BLOCK_PARAGRAPH || found == NO_BLOCK ||
	    dst_block(s, dst - 1)->parent != b->parent)
		return NO_BLOCK;
	return src_block(s, found)->kind == BLOCK_PARAGRAPH ? found : NO_BLOCK;
}

static ptrdiff_t
blanks(struct str s, ptrdiff_t at)
{
	ptrdiff_t n = 0;

	while (at + n < s.n && (s.p[at + n] == ' ' || s.p[at + n] == '\t'))
		n++;
	return n;
}

/* Does s have this number, not as part of a longer one? */
static bool
has_number(struct str s, struct str number)
{
	for (ptrdiff_t i = str_find(s, number, 0); i >= 0; i = str_find(s, number, i + 1)) {
		ptrdiff_t end = i + number.n;

		if ((i == 0 || !is_digit(s.p[i - 1])) && (end == s.n || !is_digit(s.p[end])))
			return true;
	}
	return false;
}

/* --- what is said ----------------------------------------------------------------------- */

/* The start of the line with a backslash at offset `at`, as a writer would type it. */
static struct str
escaped(const struct case_of *c, ptrdiff_t at, ptrdiff_t to)
{
	ptrdiff_t end = str_find_char(c->have, '\n', 0), cut = to + SHOWN_BYTES;
	struct str line = str_trim(str_slice(c->have, 0, end < 0 ? c->have.n : end));

	while (cut < line.n && ((unsigned char)line.p[cut] & 0xc0) == 0x80)
		cut++;
	line = str_trim(str_slice(line, 0, cut));
	return str_fmt(c->s->work, "%.*s\\%.*s", P(str_slice(line, 0, at)),
		       P(str_slice(line, at, line.n)));
}

/* The marker is the first `to` bytes; a backslash belongs at offset `at`, and nothing else is
 * needed when `edit` is true. */
static void
emit(const struct case_of *c, enum message_id message, ptrdiff_t to, ptrdiff_t at, bool edit)
{
	struct structure *s = c->s;
	uint32_t off = dst_block(s, c->dst)->at.off;
	struct draft d = { .message = message,
			   .at = { off, (uint32_t)to },
			   .has_source = true,
			   .source = structure_line(s->src.doc, src_block(s, c->src)->at),
			   .key = structure_key(s, &s->dst, c->dst),
			   .args = { { "marker", str_slice(c->have, 0, to) },
				     { "fixed", escaped(c, at, to) } },
			   .edits = { { off + (uint32_t)at, off + (uint32_t)at, S("\\") } },
			   .nedits = edit };

	sink_emit(s->view, &d);
}

/* A list of several items was written on purpose. */
static bool
has_one_item(const struct case_of *c)
{
	const struct block *list = dst_block(c->s, c->dst);

	return list[1].end == list->end;
}

static bool
from_number(const struct case_of *c)
{
	ptrdiff_t n = 0;

	while (n < c->have.n && is_digit(c->have.p[n]))
		n++;
	if (n == 0 || !has_number(c->want, str_slice(c->have, 0, n)))
		return false;
	/* "1.Check" was meant as an item: the translation is right, English lacks a blank. */
	if (!str_starts(c->want, str_slice(c->have, 0, n + 1)))
		emit(c, MSG_FROM_NUMBER, n + 1, n, has_one_item(c));
	return true;
}

static bool
from_bullet(const struct case_of *c)
{
	struct str mark = str_slice(c->have, 0, 1);
	bool english;

	if (mark.n == 0 || !has_one_item(c))
		return false;
	if (mark.p[0] == '-') /* English writes other dashes, too; a hyphen in a word is none */
		english = str_find(c->want, S(" - "), 0) >= 0 ||
			  str_find(c->want, S("\xe2\x80\x93"), 0) >= 0 ||
			  str_find(c->want, S("\xe2\x80\x94"), 0) >= 0 ||
			  str_find(c->want, S("\xe2\x88\x92"), 0) >= 0;
	else
		english = str_find(c->want, mark, 0) >= 0;
	if (!english)
		return false;
	if (mark.p[0] == '*')
		emit(c, MSG_FROM_STAR, 1, 0, false);
	else
		emit(c, MSG_FROM_SIGN, 1, 0, true);
	return true;
}

static bool
has_comparison(struct str s)
{
	return str_find_char(s, '>', 0) >= 0 || str_find(s, S("&gt;"), 0) >= 0 ||
	       str_find(s, S("\xe2\x89\xa5"), 0) >= 0;
}

/* Text that became a quote has lost its likeness: of short paragraphs the next one or the one
 * before may be the right one. */
static bool
find_comparison(struct case_of *c)
{
	const struct doc *src = c->s->src.doc;
	const uint32_t near[] = { c->src, src->blocks[c->src].end, c->src - 1 };

	for (int i = 0; i < countof(near); i++) {
		struct str text;

		if (near[i] >= src->nblocks || src->blocks[near[i]].kind != BLOCK_PARAGRAPH)
			continue;
		text = doc_slice(src, src->blocks[near[i]].at);
		if (!has_comparison(text))
			continue;
		c->src = near[i];
		c->want = text;
		return true;
	}
	return false;
}

static bool
from_quote(struct case_of *c)
{
	ptrdiff_t after = 1 + blanks(c->have, 1);
	char next = '\n';

	if (after < c->have.n)
		next = c->have.p[after];
	if (next != '=' && next != '>' && next != '*' && !is_digit(next) && after > 1)
		return false;
	if (!has_comparison(c->want) && !find_comparison(c))
		return false;
	emit(c, MSG_FROM_COMPARISON, 1, 0, true);
	return true;
}

/* `# 1234` for "#1234". */
static bool
from_number_sign(const struct case_of *c)
{
	ptrdiff_t start = 1 + blanks(c->have, 1), i = start;
	struct str number;

	while (i < c->have.n && is_digit(c->have.p[i]))
		i++;
	number = str_slice(c->have, start, i);
	if (number.n == 0 || c->have.p[0] != '#' ||
	    str_find(c->want, str_fmt(c->s->work, "#%.*s", P(number)), 0) < 0)
		return false;
	emit(c, MSG_FROM_SIGN, 1, 0, true);
	return true;
}

/* Takes the indentation away when all of it is on one line. */
static bool
from_indentation(const struct case_of *c)
{
	struct structure *s = c->s;
	const struct block *b = dst_block(s, c->dst);
	struct str text = s->dst.doc->text;
	uint32_t start = b->at.off;
	struct draft d = { .message = MSG_FROM_INDENTATION,
			   .at = structure_line(s->dst.doc, b->at),
			   .has_source = true,
			   .source = structure_line(s->src.doc, src_block(s, c->src)->at),
			   .key = structure_key(s, &s->dst, c->dst) };

	while (start > s->dst.doc->body && (text.p[start - 1] == ' ' || text.p[start - 1] == '\t'))
		start--;
	d.edits[0] = (struct edit){ start, b->at.off, S("") };
	d.nedits = b->depth == 0 && str_find_char(str_trim(c->have), '\n', 0) < 0;
	sink_emit(s->view, &d);
	return true;
}

/* Does the list begin right behind another one, or stand in an item of it? */
static bool
follows_list(const struct doc *d, uint32_t list)
{
	uint32_t parent = d->blocks[list].parent, i = list ? list - 1 : NO_BLOCK;

	if (parent != NO_BLOCK && d->blocks[parent].kind == BLOCK_ITEM)
		return true;
	while (i != NO_BLOCK && d->blocks[i].parent != parent)
		i = d->blocks[i].parent;
	return i != NO_BLOCK && d->blocks[i].kind == BLOCK_LIST;
}

/* MDX has no indented code, whatever CommonMark makes of it. */
static bool
is_mdx(const struct view *v)
{
	return v->site->profile->grammar.indented_fences && str_ends(v->page->rel, S(".mdx"));
}

bool
block_from_text(struct structure *s, uint32_t block)
{
	const struct block *b = dst_block(s, block);
	struct case_of c = { .s = s, .dst = block, .src = text_behind(s, block) };

	if (c.src == NO_BLOCK)
		return false;
	c.have = doc_slice(s->dst.doc, b->at);
	c.want = doc_slice(s->src.doc, src_block(s, c.src)->at);
	switch (b->kind) {
	case BLOCK_LIST:
		if (s->dst.other_of[block + 1] != NO_BLOCK && follows_list(s->dst.doc, block))
			return false; /* an item in English too: the list was cut in two */
		return b->ordered ? from_number(&c) : from_bullet(&c);
	case BLOCK_QUOTE:
		return from_quote(&c);
	case BLOCK_HEADING:
		return from_number_sign(&c);
	case BLOCK_CODE:
		return !b->fenced && (is_mdx(s->view) || from_indentation(&c));
	case BLOCK_ITEM:
	case BLOCK_PARAGRAPH:
	case BLOCK_TABLE:
	case BLOCK_ROW:
	case BLOCK_HTML:
	case BLOCK_BREAK:
		break;
	}
	return false;
}

/* --- thematic breaks ----------------------------------------------------------------------- */

/* Nothing but marks and blanks. */
static bool
is_rubble(struct str s)
{
	ptrdiff_t marks = 0;

	for (ptrdiff_t i = 0; i < s.n; i++) {
		char ch = s.p[i];

		if (ch == '*' || ch == '_' || ch == '-')
			marks++;
		else if (ch != ' ' && ch != '\\' && ch != '\t')
			return false;
	}
	return marks > 0;
}

static bool
is_rubble_in_english(const struct structure *s, uint32_t src)
{
	return src != NO_BLOCK && is_rubble(doc_slice(s->src.doc, src_block(s, src)->at));
}

bool
break_to_text(struct structure *s, uint32_t block)
{
	uint32_t from = s->src.other_before[block], to = s->src.other_after[block];
	struct str english = doc_slice(s->src.doc, src_block(s, block)->at);

	/* The alignment may have taken the remains for a neighbouring paragraph. */
	from = from == NO_BLOCK || from < NEAR ? 0 : from - NEAR;
	to = to == NO_BLOCK ? (uint32_t)s->dst.doc->nblocks : to + NEAR;
	to = to < s->dst.doc->nblocks ? to : (uint32_t)s->dst.doc->nblocks;
	to = to < from + RANGE ? to : from + RANGE;
	for (uint32_t i = from; i < to; i++) {
		const struct block *b = dst_block(s, i);
		struct draft d = { .message = MSG_BREAK_TO_TEXT,
				   .at = b->at,
				   .has_source = true,
				   .source = src_block(s, block)->at };

		if (b->kind != BLOCK_PARAGRAPH || !is_rubble(doc_slice(s->dst.doc, b->at)) ||
		    is_rubble_in_english(s, s->dst.other_of[i]))
			continue;
		d.key = structure_key(s, &s->src, block);
		d.args[0] = (struct arg){ "found", doc_slice(s->dst.doc, b->at) };
		d.args[1] = (struct arg){ "expected", english };
		d.edits[0] = (struct edit){ b->at.off, b->at.off + b->at.len, english };
		d.nedits = 1;
		sink_emit(s->view, &d);
		return true;
	}
	return false;
}
