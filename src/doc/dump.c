/* The outline as text: front matter, then one line per block, its facts below it. */
#include "doc/doc.h"

enum { MAX_TEXT = 60, MAX_INDENT = 100 };

/* In quotes, control characters escaped; long texts are cut at a character. */
static void
put_quoted(struct buf *out, struct str s)
{
	ptrdiff_t n = s.n < MAX_TEXT ? s.n : MAX_TEXT;

	while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	buf_char(out, '"');
	for (ptrdiff_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '\n')
			buf_str(out, S("\\n"));
		else if (c < ' ' || c == 0x7f)
			buf_fmt(out, "\\x%02x", c);
		else if (c == '"' || c == '\\')
			buf_fmt(out, "\\%c", c);
		else
			buf_char(out, (char)c);
	}
	buf_str(out, n < s.n ? S("...\"") : S("\""));
}

static void
put_place(struct buf *out, struct doc *d, int indent, uint32_t off)
{
	struct pos p = doc_pos(d, off);

	for (int i = 0; i < indent && i < MAX_INDENT; i++)
		buf_str(out, S("  "));
	buf_fmt(out, "L%u:%u ", p.line, p.column);
}

static void
put_front(struct buf *out, struct doc *d)
{
	const struct front *f = &d->front;

	if (f->unterminated)
		buf_str(out, S("front matter unterminated\n"));
	if (!f->present)
		return;
	put_place(out, d, 0, f->at.off);
	buf_fmt(out, "front %s fields=%td\n", f->toml ? "toml" : "yaml", f->nfields);
	if (f->error.n > 0) {
		put_place(out, d, 1, f->error_at);
		buf_str(out, S("error "));
		put_quoted(out, f->error);
		buf_char(out, '\n');
	}
	for (ptrdiff_t i = 0; i < f->nfields; i++) {
		static const char *const kinds[] = { "scalar", "null", "list", "map" };
		const struct field *x = &f->fields[i];

		put_place(out, d, 1 + x->depth, x->key_at.off);
		buf_fmt(out, "%s ", kinds[x->kind]);
		put_quoted(out, x->key);
		buf_char(out, ' ');
		put_quoted(out, x->value);
		buf_char(out, '\n');
	}
}

static void
put_block(struct buf *out, struct doc *d, const struct block *b)
{
	static const char *const kinds[] = { "heading", "paragraph", "quote", "list", "item",
					     "table",   "row",       "code",  "html", "break" };
	int indent = b->depth + (b->kind == BLOCK_ROW);
	ptrdiff_t items = 0;

	put_place(out, d, indent, b->at.off);
	buf_fmt(out, "%s", kinds[b->kind]);
	if (b->kind == BLOCK_HEADING)
		buf_fmt(out, " %d", b->level);
	if (b->kind == BLOCK_LIST) {
		for (uint32_t i = (uint32_t)(b - d->blocks) + 1; i < b->end; i = d->blocks[i].end)
			items++;
		buf_str(out, b->ordered ? S(" ordered") : S(" bullet"));
		if (b->ordered)
			buf_fmt(out, " start=%d", b->start);
		buf_fmt(out, " items=%td", items);
	}
	if (b->kind == BLOCK_TABLE || b->kind == BLOCK_ROW)
		buf_fmt(out, " columns=%d", b->columns);
	if (b->kind == BLOCK_CODE)
		buf_str(out, b->fenced ? S(" fenced") : S(" indented"));
	if (b->info.n > 0) {
		buf_str(out, b->kind == BLOCK_HEADING ? S(" ") : S(" info="));
		put_quoted(out, b->info);
	}
	if (b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_ROW || b->kind == BLOCK_CODE ||
	    b->kind == BLOCK_HTML) {
		buf_char(out, ' ');
		put_quoted(out, doc_slice(d, b->at));
	}
	buf_char(out, '\n');
}

static void
put_fact(struct buf *out, struct doc *d, const struct fact *f, int indent)
{
	static const char *const kinds[] = { "link",      "image",   "code",      "html",
					     "anchor",    "include", "directive", "shortcode",
					     "component", "refdef",  "footnote",  "no-translate" };

	put_place(out, d, indent, f->at.off);
	buf_fmt(out, "- %s%s%s%s ", kinds[f->kind], f->autolink ? " autolink" : "",
		f->closes ? " closes" : "", f->in_code ? " in-code" : "");
	put_quoted(out, f->value);
	if (f->text.n > 0) {
		buf_char(out, ' ');
		put_quoted(out, f->text);
	}
	if (f->value_at.len == 0 && f->value.n > 0)
		buf_str(out, S(" (place unknown)"));
	buf_char(out, '\n');
}

void
doc_dump(struct buf *out, struct doc *d)
{
	static const char *const limits[] = { "",          "not UTF-8", "UTF-16",   "binary",
					      "too large", "too deep",  "too dense" };
	ptrdiff_t next = 0; /* fact */

	doc_locate(d);
	put_front(out, d);
	if (d->limit != DOC_OK)
		buf_fmt(out, "not checked: %s\n", limits[d->limit]);
	for (ptrdiff_t i = 0; i < d->nblocks; i++) {
		const struct block *b = &d->blocks[i];

		/* Facts between blocks come before the block that follows them. */
		for (; next < d->nfacts && d->facts[next].block == NO_BLOCK &&
		       d->facts[next].at.off < b->at.off;
		     next++)
			put_fact(out, d, &d->facts[next], 0);
		put_block(out, d, b);
		for (; next < d->nfacts && d->facts[next].block == (uint32_t)i; next++)
			put_fact(out, d, &d->facts[next], b->depth + 1);
	}
	for (; next < d->nfacts; next++)
		put_fact(out, d, &d->facts[next], 0);
}
