/* Classifies a change by taking away what does not count: front matter first, then blanks (unless
 * they indent code or part paragraphs), then link targets and code; whatever still differs is
 * prose.  Texts are compared as digests of their tokens, so nothing is copied. */
#include "check/change.h"

#include <stdlib.h>

/* Digests of a body with blanks folded: all of it, its targets, its code, its text (code spans are
 * part of it, too), and the rest.  And what blanks alone can change: the kinds and places of its
 * blocks, the indentation of its code. */
struct digest {
	uint64_t folded, targets, code, text, rest, shape, indents;
};

static uint64_t
hash_folded(struct str s, uint64_t h)
{
	for (ptrdiff_t i = 0; i < s.n;) {
		ptrdiff_t from = i;

		while (i < s.n && !is_white(s.p[i]))
			i++;
		if (i > from)
			h = str_hash(S(" "), str_hash(str_slice(s, from, i), h));
		while (i < s.n && is_white(s.p[i]))
			i++;
	}
	return h;
}

static ptrdiff_t
indent_of(struct str line)
{
	ptrdiff_t n = 0;

	while (n < line.n && is_white(line.p[n]))
		n++;
	return n;
}

/* Code line by line, without the indentation that all lines share (that of the list around it) and
 * without blanks at their ends.  The first line is the fence, or starts at its own indentation. */
static uint64_t
hash_indents(struct str code, uint64_t h)
{
	struct str rest = code, line;
	ptrdiff_t shared = PTRDIFF_MAX;

	str_line(&rest, &line);
	for (struct str r = rest; str_line(&r, &line);)
		if (str_trim(line).n && indent_of(line) < shared)
			shared = indent_of(line);
	while (str_line(&rest, &line)) {
		struct str text = str_trim(line);

		if (text.n)
			h = str_hash(str_slice(line, shared, text.p + text.n - line.p), h);
		h = str_hash(S("\n"), h);
	}
	return h;
}

/* Bytes of blocks and facts in order; code and targets go to digests of their own. */
static void
add_block(struct digest *d, const struct doc *doc, const struct block *b)
{
	unsigned char bytes[] = {
		(unsigned char)b->kind, b->level, b->ordered, b->fenced, (unsigned char)b->columns,
		(unsigned char)b->depth
	};
	struct str shape = { (const char *)bytes, sizeof bytes };

	d->shape = str_hash(shape, d->shape);
	if (b->kind == BLOCK_CODE) {
		d->code = hash_folded(doc_slice(doc, b->at), d->code);
		d->indents = hash_indents(doc_slice(doc, b->at), d->indents);
	} else if (b->kind == BLOCK_HTML) {
		d->rest = hash_folded(doc_slice(doc, b->at), d->rest);
	} else {
		d->text = str_hash((struct str){ (const char *)&b->hash, sizeof b->hash }, d->text);
		if (b->kind != BLOCK_HEADING)
			d->rest = str_hash(b->info, d->rest);
	}
}

static void
add_fact(struct digest *d, const struct fact *f)
{
	switch (f->kind) {
	case FACT_LINK:
	case FACT_IMAGE:
	case FACT_REFDEF:
	case FACT_INCLUDE:
		d->targets = str_hash(S(" "), str_hash(f->value, d->targets));
		break;
	case FACT_CODE:
		d->code = hash_folded(f->value, d->code);
		break;
	case FACT_HTML:
	case FACT_ANCHOR:
	case FACT_DIRECTIVE:
	case FACT_SHORTCODE:
	case FACT_COMPONENT:
	case FACT_FOOTNOTE:
	case FACT_NOTRANSLATE:
	case FACT_KINDS:
		d->rest = hash_folded(f->text.n ? f->text : f->value, d->rest);
		break;
	}
}

static struct digest
digest_of(const struct doc *doc)
{
	struct digest d = { HASH_INIT, HASH_INIT, HASH_INIT, HASH_INIT,
			    HASH_INIT, HASH_INIT, HASH_INIT };

	d.folded = hash_folded(str_slice(doc->text, doc->body, doc->text.n), HASH_INIT);
	for (ptrdiff_t i = 0; i < doc->nblocks; i++)
		add_block(&d, doc, &doc->blocks[i]);
	for (ptrdiff_t i = 0; i < doc->nfacts; i++)
		add_fact(&d, &doc->facts[i]);
	return d;
}

/* Front matter as written, apart from line ends. */
static uint64_t
front_hash(const struct doc *d)
{
	struct str rest = str_slice(d->text, 0, d->body), line;
	uint64_t h = HASH_INIT;

	while (str_line(&rest, &line))
		h = str_hash(S("\n"), str_hash(line, h));
	return h;
}

static int
by_offset(const void *one, const void *two)
{
	const struct span *a = one, *b = two;

	return (a->off > b->off) - (a->off < b->off);
}

/* The code spans and link targets inside a block, in order. */
static ptrdiff_t
cuts_of(const struct doc *d, const struct block *b, struct span *cuts)
{
	ptrdiff_t n = 0;

	for (uint32_t k = b->fact; k < b->fact + b->nfact; k++) {
		const struct fact *f = &d->facts[k];
		bool target = f->kind == FACT_LINK || f->kind == FACT_IMAGE;
		struct span cut = target ? f->value_at : f->at;

		if ((target || f->kind == FACT_CODE) && cut.len > 0 && cut.off >= b->at.off &&
		    cut.off + cut.len <= b->at.off + b->at.len)
			cuts[n++] = cut;
	}
	qsort(cuts, (size_t)n, sizeof *cuts, by_offset);
	return n;
}

/* The words of all text blocks apart from their code spans. */
static uint64_t
words_hash(struct doc *d)
{
	struct span *cuts = NEW(d->arena, struct span, d->nfacts + 1);
	uint64_t h = HASH_INIT;

	doc_locate(d);
	for (ptrdiff_t i = 0; i < d->nblocks; i++) {
		const struct block *b = &d->blocks[i];
		ptrdiff_t from = b->at.off, n;

		if (b->kind != BLOCK_PARAGRAPH && b->kind != BLOCK_HEADING && b->kind != BLOCK_ROW)
			continue;
		n = cuts_of(d, b, cuts);
		for (ptrdiff_t k = 0; k < n; k++) {
			h = hash_folded(str_slice(d->text, from, cuts[k].off), h);
			h = str_hash(S("\n"), h);
			from = (ptrdiff_t)cuts[k].off + cuts[k].len;
		}
		h = hash_folded(str_slice(d->text, from, (ptrdiff_t)b->at.off + b->at.len), h);
		h = str_hash(S("\n"), h);
	}
	return h;
}

static bool
prose_differs(const struct digest *a, const struct digest *b, struct doc *old, struct doc *now)
{
	if (a->rest != b->rest || a->shape != b->shape)
		return true;
	/* What no digest tells apart (an escape, a comment) is prose too: somebody has to look. */
	if (a->targets == b->targets && a->code == b->code)
		return true;
	/* A block's text holds its code spans: where these differ the words have to be looked at.
	 */
	return a->text != b->text && (a->code == b->code || words_hash(old) != words_hash(now));
}

unsigned
change_classify(struct doc *old, struct doc *now)
{
	struct digest a = digest_of(old), b = digest_of(now);
	unsigned set = CHANGE_NONE;

	if (front_hash(old) != front_hash(now))
		set |= CHANGE_FRONT_MATTER;
	if (str_eq(str_slice(old->text, old->body, old->text.n),
		   str_slice(now->text, now->body, now->text.n)))
		return set;
	if (a.folded == b.folded && a.shape == b.shape && a.indents == b.indents)
		return set | CHANGE_WHITESPACE;
	if (a.folded == b.folded && a.shape == b.shape)
		return set | CHANGE_CODE;
	if (a.targets != b.targets)
		set |= CHANGE_LINKS;
	if (a.code != b.code)
		set |= CHANGE_CODE;
	return prose_differs(&a, &b, old, now) ? set | CHANGE_PROSE : set;
}

struct str
change_name(struct arena *a, unsigned set)
{
	static const struct {
		unsigned bit;
		struct str name;
	} names[] = { { CHANGE_PROSE, { "prose", 5 } },
		      { CHANGE_CODE, { "code", 4 } },
		      { CHANGE_LINKS, { "links", 5 } },
		      { CHANGE_FRONT_MATTER, { "front matter", 12 } },
		      { CHANGE_WHITESPACE, { "whitespace", 10 } } };
	struct str parts[countof(names)], list;
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < countof(names); i++)
		if (set & names[i].bit)
			parts[n++] = names[i].name;
	if (n < 2)
		return n ? parts[0] : S("nothing");
	list = str_join(a, parts, n - 1, S(", "));
	return str_fmt(a, "%.*s and %.*s", P(list), P(parts[n - 1]));
}
