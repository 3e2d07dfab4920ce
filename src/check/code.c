/* code-missing, code-language, quote-missing.  Indented code is never reported: four blanks more or
 * less make it of prose. */
#include "check/structure.h"

#include "check/alerts.h"
#include "check/language.h"

/* The language's bytes in the opening fence; empty and right behind the fence when there is none.
 * False when the text is not what it should be. */
static bool
language_span(const struct doc *d, const struct block *b, struct str language, struct span *at)
{
	struct str line = doc_slice(d, structure_line(d, b->at));
	ptrdiff_t i = 0, off;

	while (i < line.n && (line.p[i] == '`' || line.p[i] == '~'))
		i++;
	if (i < 3)
		return false;
	off = language.n ? str_find(line, language, i) : i;
	*at = (struct span){ b->at.off + (uint32_t)(off < 0 ? 0 : off), (uint32_t)language.n };
	return off >= 0;
}

enum { MAX_LINES = 64, COMMON = 3 };

/* Has text a line that says something and is `line`, among the first ones? */
static bool
has_line(struct str text, struct str line)
{
	struct str one;

	for (int i = 0; i < MAX_LINES && str_line(&text, &one); i++)
		if (str_eq(str_trim(one), line))
			return true;
	return false;
}

/* Are the two the same code, apart from a few lines?  Where not, English has other code here now,
 * and its language says nothing about the translation's. */
static bool
is_same_code(const struct structure *s, const struct block *src, const struct block *dst)
{
	struct str a = doc_slice(s->src.doc, src->at), b = doc_slice(s->dst.doc, dst->at), line;
	ptrdiff_t lines = 0, common = 0;

	if (src->hash == dst->hash)
		return true;
	str_line(&a, &line); /* the fence */
	for (int i = 0; i < MAX_LINES && str_line(&a, &line); i++) {
		line = str_trim(line);
		if (line.n < 3 || line.p[0] == '`' || line.p[0] == '~')
			continue;
		lines++;
		common += has_line(b, line);
	}
	return common * COMMON >= lines;
}

void
code_compare(struct structure *s, uint32_t block)
{
	const struct block *src = &s->src.doc->blocks[block];
	const struct block *dst = &s->dst.doc->blocks[s->src.other_of[block]];
	struct str expected, found;
	struct draft d = { .message = MSG_CODE_LANGUAGE, .has_source = true };

	if (!src->fenced || !dst->fenced || str_eq(src->info, dst->info))
		return;
	expected = language_of(src->info);
	found = language_of(dst->info);
	if (!expected.n && s->view->human)
		return; /* people give colours to what English shows without */
	if (language_same(expected, found) ||
	    (s->view->cause != CAUSE_DEFECT && !is_same_code(s, src, dst)))
		return;
	if (!expected.n)
		d.message = MSG_CODE_LANGUAGE_EXTRA;
	else if (!found.n)
		d.message = MSG_CODE_LANGUAGE_MISSING;
	if (language_span(s->dst.doc, dst, found, &d.at)) {
		d.edits[0] = (struct edit){ d.at.off, d.at.off + d.at.len, expected };
		/* An attribute list keeps its braces: only a plain word can be put or taken. */
		d.nedits = found.n == dst->info.n && expected.n == src->info.n;
	} else {
		d.at = structure_line(s->dst.doc, dst->at);
	}
	if (!language_span(s->src.doc, src, expected, &d.source) || !expected.n)
		d.source = structure_line(s->src.doc, src->at);
	if (found.n)
		d.args[0] = (struct arg){ "language", found };
	if (expected.n)
		d.args[found.n ? 1 : 0] = (struct arg){ "expected", expected };
	d.key = structure_key(s, &s->src, block);
	sink_emit(s->view, &d);
}

/* Text with the translation's line ends. */
static struct str
with_line_ends(struct structure *s, struct str text)
{
	struct buf out = { .a = s->work };
	struct str line;
	bool first = true;

	while (str_line(&text, &line)) {
		if (!first)
			buf_str(&out, s->dst.doc->crlf ? S("\r\n") : S("\n"));
		buf_str(&out, line);
		first = false;
	}
	return buf_take(&out);
}

/* Is what stands around the block in English in the translation, too?  Code that has come with text
 * of its own is of no use without it. */
static bool
has_neighbours(const struct structure *s, uint32_t block)
{
	uint32_t next = s->src.doc->blocks[block].end;

	return block > 0 && s->src.other_of[block - 1] != NO_BLOCK &&
	       (next >= s->src.doc->nblocks || s->src.other_of[next] != NO_BLOCK);
}

/* Code needs no translator: at the top level, where no indentation is to be kept, it can be put
 * back as it is. */
static void
code_edit(struct structure *s, uint32_t block, struct draft *d)
{
	const struct doc *src = s->src.doc, *dst = s->dst.doc;
	uint32_t end = d->at.off + d->at.len;
	struct str text = doc_slice(src, src->blocks[block].at), parts[2];

	if (src->blocks[block].depth || !d->insert_after || s->src.other_before[block] == NO_BLOCK)
		return;
	while (end > d->at.off && (dst->text.p[end - 1] == '\n' || dst->text.p[end - 1] == '\r'))
		end--;
	parts[0] = dst->crlf ? S("\r\n\r\n") : S("\n\n");
	parts[1] = with_line_ends(s, text);
	d->edits[0] = (struct edit){ end, end, str_join(s->work, parts, 2, S("")) };
	d->nedits = 1;
	/* Code that is new in English came with words about it. */
	d->unsafe = s->view->cause != CAUSE_DEFECT || !has_neighbours(s, block);
}

uint32_t
code_missing(struct structure *s, uint32_t block)
{
	const struct block *b = &s->src.doc->blocks[block];
	struct draft d = { .message = MSG_CODE_MISSING, .has_source = true, .source = b->at };

	if (!b->fenced)
		return b->end;
	d.args[0] = (struct arg){ "language", language_of(b->info) };
	d.key = structure_key(s, &s->src, block);
	structure_place(s, block, &d);
	code_edit(s, block, &d);
	sink_emit(s->view, &d);
	return b->end;
}

/* Is the alert a construct of the platform in the translation?  pass_constructs tells. */
static bool
is_other_notation(struct structure *s, uint32_t block)
{
	if (!s->alerts_known)
		s->alerts = alerts_pair(s->view);
	s->alerts_known = true;
	return s->alerts && s->alerts->src_block[block];
}

uint32_t
quote_missing(struct structure *s, uint32_t block)
{
	const struct block *b = &s->src.doc->blocks[block];
	uint32_t text = structure_plain(s, &s->src, block);
	struct draft d = { .message = b->info.n ? MSG_ALERT_MISSING : MSG_QUOTE_MISSING,
			   .has_source = true,
			   .source = b->at,
			   .key = structure_key(s, &s->src, block) };

	if (b->info.n && is_other_notation(s, block))
		return b->end;
	if (b->info.n)
		d.args[0] = (struct arg){ "keyword", b->info };
	if (text == NO_BLOCK) {
		structure_place(s, block, &d);
	} else {
		d.message = MSG_QUOTE_TO_TEXT;
		d.at = structure_line(s->dst.doc, s->dst.doc->blocks[text].at);
	}
	sink_emit(s->view, &d);
	return b->end;
}
