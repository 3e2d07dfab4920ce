/* Byte-exact replacement: edits are taken in the order of the file, what lies between them is
 * copied. */
#include "diag/edit.h"

#include <stdlib.h>

struct piece {
	const struct edit *edit;
	ptrdiff_t finding;
	int number; /* in its finding */
};
struct pieces VEC(struct piece);

static int
piece_order(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	if (x->edit->byte != y->edit->byte)
		return x->edit->byte < y->edit->byte ? -1 : 1;
	if (x->edit->end_byte != y->edit->end_byte)
		return x->edit->end_byte < y->edit->end_byte ? -1 : 1;
	if (x->finding != y->finding)
		return x->finding < y->finding ? -1 : 1;
	return x->number - y->number;
}

static bool
is_inside(const struct edit *e, struct str text)
{
	return e->byte <= e->end_byte && (ptrdiff_t)e->end_byte <= text.n;
}

static struct pieces
sorted_pieces(struct arena *a, struct str text, const struct finding *const *findings, ptrdiff_t n,
	      bool *out)
{
	struct pieces p = { 0 };

	for (ptrdiff_t i = 0; i < n; i++)
		for (int k = 0; k < findings[i]->nedits; k++) {
			const struct edit *e = &findings[i]->edits[k];

			out[i] |= !is_inside(e, text);
			*vec_push(a, &p) = (struct piece){ e, i, k };
		}
	if (p.n)
		qsort(p.v, (size_t)p.n, sizeof *p.v, piece_order);
	return p;
}

/* Leaves out findings until no two edits overlap: each round drops at least one, and a finding
 * dropped for an edit that is dropped later itself comes with the next run. */
static void
drop_overlaps(const struct pieces *p, bool *out)
{
	ptrdiff_t last = -1;

	for (ptrdiff_t i = 0; i < p->n; i++) {
		if (out[p->v[i].finding])
			continue;
		if (last >= 0 && p->v[i].edit->byte < p->v[last].edit->end_byte)
			out[p->v[i].finding] = true;
		else
			last = i;
	}
}

struct edited
edits_apply(struct arena *a, struct str text, const struct finding *const *findings, ptrdiff_t n)
{
	bool *out = NEW(a, bool, n);
	struct pieces p = sorted_pieces(a, text, findings, n, out);
	struct buf b = { .a = a };
	struct edited result = { 0 };
	ptrdiff_t done = 0;

	drop_overlaps(&p, out);
	for (ptrdiff_t i = 0; i < p.n; i++) {
		const struct edit *e = p.v[i].edit;

		if (out[p.v[i].finding] || (ptrdiff_t)e->byte < done)
			continue;
		buf_str(&b, str_slice(text, done, e->byte));
		buf_str(&b, e->text);
		done = e->end_byte;
	}
	buf_str(&b, str_slice(text, done, text.n));
	for (ptrdiff_t i = 0; i < n; i++)
		if (findings[i]->nedits)
			*(out[i] ? &result.postponed : &result.applied) += 1;
	result.text = buf_take(&b);
	return result;
}
