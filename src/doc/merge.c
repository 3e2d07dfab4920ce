/* The last step of building an outline: what the syntax tree gave and what was found in the bytes
 * become one list, in document order. */
#include <string.h>

#include "base/map.h"
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
	ptrdiff_t next;    /* extra */
	struct map hidden; /* destinations of reference definitions as the parser saw them, where
			      that is not what they are */
	struct VEC(struct fact) out;
};

bool
was_masked(const struct doc *d, struct span at)
{
	return d->masked.p != d->text.p &&
	       memcmp(d->masked.p + at.off, d->text.p + at.off, at.len) != 0;
}

static bool
one_line(struct str s)
{
	return str_find_char(s, '\n', 0) < 0 && str_find_char(s, '\r', 0) < 0;
}

/* The parser saw letters in place of a construct; the fact shows what the page says. */
static void
restore(const struct doc *d, struct fact *f)
{
	struct str label;

	if (f->at.len == 0 || !was_masked(d, f->at))
		return;
	if (f->value_at.len > 0 && was_masked(d, f->value_at) &&
	    one_line(doc_slice(d, f->value_at)))
		f->value = doc_slice(d, f->value_at);
	if (f->kind == FACT_HTML || f->kind == FACT_ANCHOR)
		f->text = doc_slice(d, f->at);
	if (f->kind != FACT_LINK && f->kind != FACT_IMAGE)
		return;
	/* `[label](...` or `[label][...` */
	label = doc_slice(d, f->at);
	if (f->value_at.off > f->at.off && f->value_at.off < f->at.off + f->at.len)
		label.n = f->value_at.off - f->at.off;
	else if (str_rfind_char(label, '[') > 0 && label.p[str_rfind_char(label, '[') - 1] == ']')
		label.n = str_rfind_char(label, '[');
	label = str_slice(label, f->kind == FACT_IMAGE ? 2 : 1, str_rfind_char(label, ']'));
	if (label.n > 0 &&
	    was_masked(d, (struct span){ (uint32_t)(label.p - d->text.p), (uint32_t)label.n }))
		f->text = label;
}

static bool
extra_before(const struct merge *m, uint32_t off)
{
	return m->next < m->extras.n && m->extras.v[m->next].at.off < off;
}

/* Places are needed to tell the order, and what was hidden is shown again. */
static void
locate_own(struct merge *m, uint32_t index)
{
	const struct block *b = &m->o->blocks.v[index];
	struct fact *own = m->o->facts.v + b->fact;

	locate_block(m->locator, m->o->blocks.v, index, own);
	for (uint32_t k = 0; k < b->nfact; k++) {
		if (own[k].at.len == 0)
			own[k].at = b->at;
		else
			restore(m->d, &own[k]);
	}
}

/* A link may lead to a definition whose destination was hidden. */
static bool
has_hidden_value(const struct merge *m, const struct block *b)
{
	if (m->hidden.n == 0)
		return false;
	for (uint32_t k = b->fact; k < b->fact + b->nfact; k++) {
		const struct fact *f = &m->o->facts.v[k];

		if ((f->kind == FACT_LINK || f->kind == FACT_IMAGE) &&
		    map_get(&m->hidden, f->value) >= 0)
			return true;
	}
	return false;
}

/* Emits the facts of leaf block b together with the extras that stand in it. */
static void
merge_leaf(struct merge *m, uint32_t index)
{
	struct outline *o = m->o;
	struct block *b = &o->blocks.v[index];
	uint32_t end = b->at.off + b->at.len, i = 0;
	ptrdiff_t start;

	for (; extra_before(m, b->at.off); m->next++)
		*vec_push(o->a, &m->out) = m->extras.v[m->next];
	start = m->out.n;
	if (b->nfact > 0 && (extra_before(m, end) || has_hidden_value(m, b)))
		locate_own(m, index);
	for (; extra_before(m, end); m->next++) {
		struct fact *x = &m->extras.v[m->next];

		while (i < b->nfact && o->facts.v[b->fact + i].at.off < x->at.off)
			*vec_push(o->a, &m->out) = o->facts.v[b->fact + i++];
		x->block = index;
		*vec_push(o->a, &m->out) = *x;
	}
	while (i < b->nfact)
		*vec_push(o->a, &m->out) = o->facts.v[b->fact + i++];
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
	m.hidden.a = o->a;
	for (ptrdiff_t i = 0; i < o->extras.n; i++) {
		struct span at = o->extras.v[i].value_at;

		if (was_masked(d, at))
			*map_at(&m.hidden,
				str_slice(d->masked, at.off, (ptrdiff_t)at.off + at.len)) = i;
	}
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
