/* Classifies a change by taking away what does not count: front matter first, then blanks, then link targets and code; whatever
 * still differs is prose.  Texts are compared as digests of their tokens, so nothing is copied. */
#include "check/change.h"

/* Digests of a body with blanks folded: all of it, its targets, its code, and the rest. */
struct digest {
	uint64_t folded, targets, code, prose;
};

static uint64_t
hash_folded(struct str s, uint64_t h)
{
	for (ptrdiff_t i = 0; i < s.n;) {
		ptrdiff_t from = i;

		while (i < s.n && s.p[i] != ' ' && s.p[i] != '\t' && s.p[i] != '\n' && s.p[i] != '\r')
			i++;
		if (i > from)
			h = str_hash(S(" "), str_hash(str_slice(s, from, i), h));
		while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r'))
			i++;
	}
	return h;
}

/* Bytes of blocks and facts in order; code and targets go to digests of their own. */
static void
add_block(struct digest *d, const struct doc *doc, const struct block *b)
{
	unsigned char shape[] = { (unsigned char)b->kind, b->level, b->ordered, b->fenced, (unsigned char)b->columns,
				  (unsigned char)b->depth };

	d->prose = str_hash((struct str){ (const char *)shape, sizeof shape }, d->prose);
	if (b->kind == BLOCK_CODE) {
		d->code = hash_folded(doc_slice(doc, b->at), d->code);
	} else if (b->kind == BLOCK_HTML) {
		d->prose = hash_folded(doc_slice(doc, b->at), d->prose);
	} else {
		d->prose = str_hash((struct str){ (const char *)&b->hash, sizeof b->hash }, d->prose);
		d->prose = str_hash(b->info, d->prose);
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
		d->prose = hash_folded(f->text.n ? f->text : f->value, d->prose);
		break;
	}
}

static struct digest
digest_of(const struct doc *doc)
{
	struct digest d = { HASH_INIT, HASH_INIT, HASH_INIT, HASH_INIT };

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

unsigned
change_classify(const struct doc *old, const struct doc *now)
{
	struct digest a = digest_of(old), b = digest_of(now);
	unsigned set = CHANGE_NONE;

	if (front_hash(old) != front_hash(now))
		set |= CHANGE_FRONT_MATTER;
	if (str_eq(str_slice(old->text, old->body, old->text.n), str_slice(now->text, now->body, now->text.n)))
		return set;
	if (a.folded == b.folded)
		return set | CHANGE_WHITESPACE;
	if (a.targets != b.targets)
		set |= CHANGE_LINKS;
	if (a.code != b.code)
		set |= CHANGE_CODE;
	/* What no digest tells apart (an escape, a comment) is prose too: somebody has to look. */
	if (a.prose != b.prose || (a.targets == b.targets && a.code == b.code))
		set |= CHANGE_PROSE;
	return set;
}

struct str
change_name(struct arena *a, unsigned set)
{
	static const struct {
		unsigned bit;
		struct str name;
	} names[] = { { CHANGE_PROSE, { "prose", 5 } },	      { CHANGE_CODE, { "code", 4 } },
		      { CHANGE_LINKS, { "links", 5 } },	      { CHANGE_FRONT_MATTER, { "front matter", 12 } },
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
