/* Places in a page, and edits of it. */
#include "mutate.h"

#include <string.h>

uint32_t
rng_below(struct rng *r, uint32_t n)
{
	uint64_t z = r->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	z ^= z >> 31;
	return n ? (uint32_t)(z % n) : 0;
}

/* --- lines -------------------------------------------------------------------- */

ptrdiff_t
line_begin(struct str s, ptrdiff_t at)
{
	while (at > 0 && s.p[at - 1] != '\n')
		at--;
	return at;
}

ptrdiff_t
line_next(struct str s, ptrdiff_t at)
{
	ptrdiff_t nl = str_find_char(s, '\n', at);

	return nl < 0 ? s.n : nl + 1;
}

uint32_t
line_number(struct str s, ptrdiff_t at)
{
	uint32_t n = 1;

	for (ptrdiff_t i = 0; i < at && i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

static bool
is_blank_line(struct str s, ptrdiff_t at)
{
	struct str line = str_trim(str_slice(s, at, line_next(s, at)));

	while (line.n > 0 && (line.p[0] == '>' || line.p[0] == ' '))
		line = str_slice(line, 1, line.n);
	return line.n == 0;
}

/* The lines with text on both sides of a gap at `at`, the start of a line. */
static struct lines_at
around(struct str s, ptrdiff_t at)
{
	ptrdiff_t before = at, after = at;
	struct lines_at l;

	while (before > 0) {
		before = line_begin(s, before - 1);
		if (!is_blank_line(s, before))
			break;
	}
	while (after < s.n && is_blank_line(s, after))
		after = line_next(s, after);
	l.from = line_number(s, before);
	l.to = line_number(s, after < s.n ? after : s.n);
	return l;
}

/* --- edits -------------------------------------------------------------------- */

struct str
mutant_text(const struct mutant *m)
{
	struct str raw = m->world->translation[0][0];

	return str_slice(raw, m->dst->bom ? 3 : 0, raw.n);
}

void
mutant_set(struct mutant *m, struct str text)
{
	m->world->translation[0][0] =
		m->dst->bom ? str_fmt(m->a, "\xef\xbb\xbf%.*s", P(text)) : text;
}

void
mutant_replace(struct mutant *m, ptrdiff_t from, ptrdiff_t to, struct str text)
{
	struct str old = mutant_text(m);
	struct buf out = { .a = m->a };
	ptrdiff_t last = from + (text.n > 0 ? text.n - 1 : 0);
	struct str made;

	buf_str(&out, str_slice(old, 0, from));
	buf_str(&out, text);
	buf_str(&out, str_slice(old, to, old.n));
	made = buf_take(&out);
	mutant_set(m, made);
	m->at = (struct lines_at){ line_number(made, from), line_number(made, last) };
}

void
mutant_cut(struct mutant *m, ptrdiff_t from, ptrdiff_t to, uint32_t source)
{
	mutant_replace(m, from, to, S(""));
	m->at = around(mutant_text(m), from);
	if (source != NO_BLOCK)
		mutant_show_block(m, source);
}

void
mutant_or_before(struct mutant *m)
{
	struct str s = mutant_text(m);
	ptrdiff_t at = 0;

	for (uint32_t line = 1; line < m->at.from; line++)
		at = line_next(s, at);
	m->at.from = around(s, at).from;
}

void
mutant_at_block(struct mutant *m, uint32_t b)
{
	const struct block *x = &m->dst->blocks[b];
	uint32_t more = 0; /* lines that the edit has added */

	more = line_number(mutant_text(m), m->dst->text.n * 2) -
	       line_number(m->dst->text, m->dst->text.n * 2);
	m->at.from = line_number(m->dst->text, x->at.off);
	m->at.to = line_number(m->dst->text, x->at.off + x->at.len) + more;
}

void
mutant_show_block(struct mutant *m, uint32_t b)
{
	const struct block *x = &m->src->blocks[b];

	m->source.from = line_number(m->src->text, x->at.off);
	m->source.to = line_number(m->src->text, x->at.off + x->at.len);
}

void
mutant_show(struct mutant *m, uint32_t off)
{
	m->source.from = m->source.to = line_number(m->src->text, off);
}

struct doc *
mutant_parse(struct mutant *m)
{
	return doc_parse(m->a, m->dst->path, m->world->translation[0][0],
			 &m->bench->site.profile->grammar, m->scratch);
}

bool
is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* --- choices ------------------------------------------------------------------- */

bool
block_lines(const struct doc *d, uint32_t b, ptrdiff_t *from, ptrdiff_t *to)
{
	const struct block *x = &d->blocks[b];

	*from = line_begin(d->text, x->at.off);
	*to = line_next(d->text, x->at.off + x->at.len);
	for (ptrdiff_t i = *from; i < (ptrdiff_t)x->at.off; i++)
		if (!strchr(" \t>", d->text.p[i]))
			return false;
	return true;
}

ptrdiff_t
count_blocks(const struct doc *d, enum block_kind kind)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < d->nblocks; i++)
		n += d->blocks[i].kind == kind;
	return n;
}

struct str
fact_bytes(const struct doc *d, const struct fact *f)
{
	return f->at.len ? doc_slice(d, f->at) : S("");
}

uint32_t
pick_block(struct mutant *m, bool (*fits)(const struct mutant *m, uint32_t b))
{
	uint32_t n = 0, *all = NEW(m->a, uint32_t, m->dst->nblocks);

	for (uint32_t b = 0; b < m->dst->nblocks; b++)
		if (fits(m, b))
			all[n++] = b;
	return n ? all[rng_below(m->rng, n)] : NO_BLOCK;
}

const struct fact *
pick_fact(struct mutant *m, bool (*fits)(const struct mutant *m, const struct fact *f))
{
	uint32_t n = 0, *all = NEW(m->a, uint32_t, m->dst->nfacts);

	for (uint32_t i = 0; i < m->dst->nfacts; i++)
		if (fits(m, &m->dst->facts[i]))
			all[n++] = i;
	return n ? &m->dst->facts[all[rng_below(m->rng, n)]] : NULL;
}

const struct field *
pick_field(struct mutant *m, bool (*fits)(const struct mutant *m, const struct field *f))
{
	const struct front *front = &m->dst->front;
	uint32_t n = 0, *all = NEW(m->a, uint32_t, front->nfields);

	for (uint32_t i = 0; i < front->nfields; i++)
		if (!front->fields[i].depth && fits(m, &front->fields[i]))
			all[n++] = i;
	return n ? &front->fields[all[rng_below(m->rng, n)]] : NULL;
}

uint32_t
pair_of(const struct mutant *m, uint32_t b)
{
	return m->align && b != NO_BLOCK ? m->align->src_of[b] : NO_BLOCK;
}

const struct block *
block(const struct mutant *m, uint32_t b)
{
	return &m->dst->blocks[b];
}

struct str
english_of(const struct mutant *m, uint32_t b)
{
	return doc_slice(m->src, m->src->blocks[pair_of(m, b)].at);
}

bool
is_whole(const struct mutant *m, uint32_t b)
{
	ptrdiff_t from, to;

	return block_lines(m->dst, b, &from, &to) && pair_of(m, b) != NO_BLOCK;
}

bool
replace_value(struct mutant *m, const struct fact *f, struct str value)
{
	ptrdiff_t at = str_find(m->dst->text, f->value, f->at.off);

	if (at < 0)
		return false;
	mutant_replace(m, at, at + f->value.n, value);
	return true;
}

bool
cut_block(struct mutant *m, uint32_t b)
{
	ptrdiff_t from, to;

	if (b == NO_BLOCK)
		return false;
	block_lines(m->dst, b, &from, &to);
	mutant_cut(m, from, to, pair_of(m, b));
	return true;
}

bool
repeat_block(struct mutant *m, uint32_t b)
{
	ptrdiff_t from, to;

	if (b == NO_BLOCK)
		return false;
	block_lines(m->dst, b, &from, &to);
	if (to == m->dst->text.n)
		return false;
	mutant_replace(m, to, to, str_slice(m->dst->text, from, to));
	m->at.from = line_number(m->dst->text, from);
	return true;
}

bool
one_more(struct mutant *m, enum block_kind kind)
{
	return count_blocks(mutant_parse(m), kind) == count_blocks(m->dst, kind) + 1;
}

bool
one_less(struct mutant *m, enum block_kind kind)
{
	return count_blocks(mutant_parse(m), kind) == count_blocks(m->dst, kind) - 1;
}

const struct fact *
fact_pair(const struct mutant *m, const struct fact *f)
{
	uint32_t b = pair_of(m, f->block);

	if (b == NO_BLOCK)
		return NULL;
	for (uint32_t i = 0; i < m->src->blocks[b].nfact; i++) {
		const struct fact *x = &m->src->facts[m->src->blocks[b].fact + i];

		if (x->kind == f->kind && str_eq(x->value, f->value))
			return x;
	}
	return NULL;
}

bool
is_by_people(const struct mutant *m)
{
	const struct profile *p = m->bench->site.profile;
	const struct field *f = p->people.key.n ? front_field(&m->dst->front, p->people.key) : NULL;

	return profile_human(p, f ? str_trim(f->value) : S(""));
}

bool
has_twin(const struct mutant *m, uint32_t src_block)
{
	const struct block *x = &m->src->blocks[src_block];
	struct str mine = str_trim(doc_slice(m->src, x->at));

	for (uint32_t b = 0; b < m->src->nblocks; b++)
		if (b != src_block && m->src->blocks[b].kind == x->kind &&
		    str_eq(str_trim(doc_slice(m->src, m->src->blocks[b].at)), mine))
			return true;
	return false;
}
