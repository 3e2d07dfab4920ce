/* Findings brought into their one order, with identities that survive edits elsewhere on the page;
 * and their sentences.
 *
 * A fingerprint is FNV-1a (64 bit) of "1" NUL rule NUL path NUL key NUL occurrence: no line
 * numbers, no wording, no severity, so that it stays when the page is edited above, a message
 * improves or a project changes its settings. */
#include <stdlib.h>

#include "base/map.h"
#include "base/path.h"
#include "diag/diag.h"

static int
compare_numbers(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int
compare_args(const struct finding *a, const struct finding *b)
{
	for (int i = 0; i < FINDING_ARGS; i++) {
		const struct arg *x = &a->args[i], *y = &b->args[i];
		int c;

		if (!x->name || !y->name)
			return (x->name != NULL) - (y->name != NULL);
		if ((c = str_cmp(str_c(x->name), str_c(y->name))) != 0)
			return c;
		if ((c = str_cmp(x->value, y->value)) != 0)
			return c;
	}
	return 0;
}

static int
compare_places(const struct place *a, const struct place *b)
{
	int c = str_cmp(a->file, b->file);

	if (c == 0)
		c = compare_numbers(a->line, b->line);
	if (c == 0)
		c = compare_numbers(a->column, b->column);
	if (c == 0)
		c = compare_numbers(a->end_line, b->end_line);
	if (c == 0)
		c = compare_numbers(a->end_column, b->end_column);
	if (c == 0)
		c = compare_numbers(a->byte, b->byte);
	return c == 0 ? compare_numbers(a->end_byte, b->end_byte) : c;
}

/* What a reader is told: findings that agree in all of this are one finding. */
static int
compare_content(const struct finding *a, const struct finding *b)
{
	int c = str_cmp(a->at.file, b->at.file);

	if (c == 0)
		c = compare_numbers(a->at.line, b->at.line);
	if (c == 0)
		c = compare_numbers(a->at.column, b->at.column);
	/* What is missing at one place is told in the order of the English page. */
	if (c == 0)
		c = compare_numbers(a->source.line, b->source.line);
	if (c == 0)
		c = compare_numbers(a->source.column, b->source.column);
	if (c == 0)
		c = compare_numbers(messages[a->message].rule, messages[b->message].rule);
	if (c == 0)
		c = str_cmp(a->key, b->key);
	if (c == 0)
		c = compare_numbers(a->message, b->message);
	if (c == 0)
		c = compare_args(a, b);
	if (c == 0)
		c = compare_places(&a->at, &b->at);
	return c == 0 ? compare_places(&a->source, &b->source) : c;
}

static int
compare_edits(const struct finding *a, const struct finding *b)
{
	int c = compare_numbers((uint64_t)b->nedits, (uint64_t)a->nedits);

	for (int i = 0; c == 0 && i < a->nedits; i++) {
		c = compare_numbers(a->edits[i].byte, b->edits[i].byte);
		if (c == 0)
			c = compare_numbers(a->edits[i].end_byte, b->edits[i].end_byte);
		if (c == 0)
			c = str_cmp(a->edits[i].text, b->edits[i].text);
	}
	return c;
}

/* Among findings that say the same the gravest comes first: it is the one that stays. */
static int
compare_rank(const struct finding *a, const struct finding *b)
{
	int c = compare_numbers(b->severity, a->severity);

	if (c == 0)
		c = compare_numbers(a->cause, b->cause);
	if (c == 0)
		c = compare_numbers(a->child, b->child);
	if (c == 0)
		c = compare_edits(a, b);
	if (c == 0)
		c = compare_numbers(a->insert_after, b->insert_after);
	return c == 0 ? str_cmp(a->locale, b->locale) : c;
}

/* A place in the order, and the finding that goes there. */
struct slot {
	struct finding *from;
};

static int
compare_findings(const void *pa, const void *pb)
{
	const struct finding *a = ((const struct slot *)pa)->from;
	const struct finding *b = ((const struct slot *)pb)->from;
	int c = compare_content(a, b);

	return c == 0 ? compare_rank(a, b) : c;
}

/* Moves every finding of v to its slot (each is in one), along the cycles of the permutation. */
static void
permute(struct finding *v, struct slot *order, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++) {
		struct finding first = v[i];
		ptrdiff_t to = i;

		while (order[to].from != &v[i]) {
			ptrdiff_t from = order[to].from - v;

			v[to] = v[from];
			order[to].from = &v[to];
			to = from;
		}
		v[to] = first;
		order[to].from = &v[to];
	}
}

static void
sort_findings(struct arena *a, struct findings *f)
{
	struct slot *order = NEW(a, struct slot, f->n);

	for (ptrdiff_t i = 0; i < f->n; i++)
		order[i].from = &f->v[i];
	qsort(order, (size_t)f->n, sizeof *order, compare_findings);
	permute(f->v, order, f->n);
}

static void
drop_duplicates(struct findings *f)
{
	ptrdiff_t kept = 1;

	for (ptrdiff_t i = 1; i < f->n; i++) {
		if (compare_content(&f->v[kept - 1], &f->v[i]) != 0)
			f->v[kept++] = f->v[i];
	}
	f->n = kept;
}

static uint64_t
fingerprint(struct str rule, struct str path, struct str key, struct str occurrence)
{
	const struct str fields[] = { S("1"), rule, path, key, occurrence };
	uint64_t hash = HASH_INIT;

	for (ptrdiff_t i = 0; i < countof(fields); i++) {
		if (i > 0)
			hash = str_hash(S("\0"), hash);
		hash = str_hash(fields[i], hash);
	}
	return hash;
}

/* The findings v[0..n) of one file, in order. */
static void
identify(struct finding *v, ptrdiff_t n)
{
	struct arena scratch = { 0 };
	struct map seen = { .a = &scratch };
	struct str path = path_clean(&scratch, v[0].name.n ? v[0].name : v[0].at.file);
	uint64_t parent = 0;

	for (ptrdiff_t i = 0; i < n; i++) {
		enum rule_id r = messages[v[i].message].rule;
		struct str identity[] = { rules[r].name, v[i].key };
		struct str joined = str_join(&scratch, identity, 2, S("\0"));
		struct str occurrence = str_fmt(&scratch, "%td", ++*map_at(&seen, joined));

		v[i].fingerprint = fingerprint(rules[r].name, path, v[i].key, occurrence);
		if (parent == 0 && rule_is_stale(r))
			parent = v[i].fingerprint;
	}
	for (ptrdiff_t i = 0; i < n; i++)
		v[i].parent = v[i].child ? parent : 0;
	arena_free(&scratch);
}

void
findings_finish(struct arena *a, struct findings *f)
{
	ptrdiff_t next;

	if (f->n == 0)
		return;
	sort_findings(a, f);
	drop_duplicates(f);
	for (ptrdiff_t i = 0; i < f->n; i = next) {
		for (next = i + 1; next < f->n; next++) {
			if (!str_eq(f->v[i].at.file, f->v[next].at.file))
				break;
		}
		identify(f->v + i, next - i);
	}
}

/* --- sentences --------------------------------------------------------------- */

static struct str
argument(const struct finding *f, struct str name)
{
	for (int i = 0; i < FINDING_ARGS && f->args[i].name; i++) {
		if (str_eq(str_c(f->args[i].name), name))
			return f->args[i].value;
	}
	assert(false && "a message names an argument that its finding does not have");
	return (struct str){ 0 };
}

/* `{name}` or `{name:one|many}`, braces taken off. */
static struct str
placeholder(const struct finding *f, struct str inside)
{
	struct str name, one, choice = inside;

	if (!str_cut(&choice, ':', &name) || choice.n == 0)
		return argument(f, inside);
	str_cut(&choice, '|', &one);
	return str_eq(argument(f, name), S("1")) ? one : choice;
}

static struct str
template_of(enum message_id m, enum message_part which)
{
	switch (which) {
	case PART_TEXT:
		return messages[m].text;
	case PART_LABEL:
		return messages[m].label;
	case PART_SOURCE_LABEL:
		return messages[m].source_label;
	case PART_HELP:
		return messages[m].help;
	}
	return (struct str){ 0 };
}

struct str
finding_text(struct arena *a, const struct finding *f, enum message_part which)
{
	struct str rest = template_of(f->message, which), part;
	struct buf out = { .a = a };

	while (str_cut(&rest, '{', &part)) {
		buf_str(&out, part);
		if (rest.n > 0 && str_cut(&rest, '}', &part))
			buf_str(&out, placeholder(f, part));
	}
	if (which == PART_TEXT && f->hidden != HIDDEN_NOT)
		buf_fmt(&out, f->reason.n > 0 ? " (suppressed: %.*s)" : " (suppressed%.*s)",
			P(f->reason));
	return buf_take(&out);
}

enum fix_safety
finding_safety(const struct finding *f)
{
	enum fix_safety rule = rules[messages[f->message].rule].fix;

	if (f->nedits == 0 || rule == FIX_NONE)
		return FIX_NONE;
	return f->unsafe ? FIX_UNSAFE : rule;
}
