/* The last step of building an outline: what the syntax tree gave and what was found in the bytes
 * become one list, in document order. */
#include <string.h>

#include "doc/outline.h"

static bool
is_leaf(const struct block *b)
{
	return b->kind != BLOCK_QUOTE && b->kind != BLOCK_LIST && b->kind != BLOCK_ITEM &&
	       b->kind != BLOCK_TABLE;
}

/* Two lists in document order as one. */
static struct construct_facts
join(struct arena *a, const struct fact *x, ptrdiff_t nx, const struct fact *y, ptrdiff_t ny)
{
	struct construct_facts out = { 0 };

	for (ptrdiff_t i = 0, j = 0; i < nx || j < ny;) {
		bool first = j >= ny || (i < nx && x[i].at.off <= y[j].at.off);

		*vec_push(a, &out) = first ? x[i++] : y[j++];
	}
	return out;
}

struct merge {
	struct outline *o;
	struct doc *d;
	struct locator *locator;
	struct construct_facts extras;
	ptrdiff_t next; /* extra */
	struct VEC(struct fact) out;
};

static bool
was_masked(const struct doc *d, struct span at)
{
	return d->masked.p != d->text.p &&
	       memcmp(d->masked.p + at.off, d->text.p + at.off, at.len) != 0;
}

/* The parser saw letters in place of a construct; the fact shows what the page says. */
static void
restore(const struct doc *d, struct fact *f)
{
	struct str label;

	if (f->at.len == 0 || !was_masked(d, f->at))
		return;
	if (f->value_at.len > 0 && was_masked(d, f->value_at))
		f->value = doc_slice(d, f->value_at);
	if (f->kind == FACT_HTML || f->kind == FACT_ANCHOR)
		f->text = doc_slice(d, f->at);
	if ((f->kind != FACT_LINK && f->kind != FACT_IMAGE) || f->value_at.off <= f->at.off)
		return;
	label = str_slice(d->text, f->at.off + (f->kind == FACT_IMAGE ? 2 : 1), f->value_at.off);
	label = str_slice(label, 0, str_rfind_char(label, ']'));
	if (label.n > 0 &&
	    was_masked(d, (struct span){ (uint32_t)(label.p - d->text.p), (uint32_t)label.n }))
		f->text = label;
}

/* Emits the facts of leaf block b together with the extras that stand in it. */
static void
merge_leaf(struct merge *m, uint32_t index)
{
	struct outline *o = m->o;
	struct block *b = &o->blocks.v[index];
	struct fact *own = b->nfact ? o->facts.v + b->fact : NULL;
	ptrdiff_t nown = b->nfact, i = 0, start;
	uint32_t end = b->at.off + b->at.len;

	for (; m->next < m->extras.n && m->extras.v[m->next].at.off < b->at.off; m->next++)
		*vec_push(o->a, &m->out) = m->extras.v[m->next];
	start = m->out.n;
	if (nown > 0 && m->next < m->extras.n && m->extras.v[m->next].at.off < end) {
		locate_block(m->locator, o->blocks.v, index, own);
		for (ptrdiff_t k = 0; k < nown; k++)
			restore(m->d, &own[k]);
	}
	for (; m->next < m->extras.n && m->extras.v[m->next].at.off < end; m->next++) {
		struct fact *x = &m->extras.v[m->next];

		while (i < nown && own[i].at.off < x->at.off)
			*vec_push(o->a, &m->out) = own[i++];
		x->block = index;
		*vec_push(o->a, &m->out) = *x;
	}
	while (i < nown)
		*vec_push(o->a, &m->out) = own[i++];
	b->fact = (uint32_t)start;
	b->nfact = (uint32_t)(m->out.n - start);
}

void
outline_finish(struct outline *o, struct doc *d)
{
	struct merge m = { .o = o, .d = d };

	m.extras = join(o->a, d->facts, d->nfacts, o->extras.v, o->extras.n);
	d->blocks = o->blocks.v;
	d->nblocks = o->blocks.n;
	d->facts = o->facts.v;
	d->nfacts = o->facts.n;
	if (m.extras.n == 0)
		return;
	m.locator = locator_new(o->a, d, o->extras.v, o->extras.n);
	for (ptrdiff_t i = 0; i < o->blocks.n; i++) {
		if (is_leaf(&o->blocks.v[i]))
			merge_leaf(&m, (uint32_t)i);
	}
	for (; m.next < m.extras.n; m.next++)
		*vec_push(o->a, &m.out) = m.extras.v[m.next];
	d->facts = m.out.v;
	d->nfacts = m.out.n;
}
