/* Applies the mutations and counts what is said of each. */
#include <stdio.h>

#include "apply.h"
#include "base/map.h"
#include "base/path.h"

const struct mutation mutations[] = {
#define MUTATION(name, must, other, also, most, apply, what, why) \
 { name, must, other, also, most, apply, what, why },
#include "mutations.def"
#undef MUTATION
};
const ptrdiff_t nmutations = countof(mutations);

enum { TRIES = 6 }; /* places that are tried when a mutation does not fit the first */

/* --- what is new ------------------------------------------------------------------- */

/* What a finding is about, wherever it stands and however it is counted. */
static struct str
name_of(struct arena *a, const struct finding *f)
{
	return str_fmt(a, "%d %.*s %.*s", (int)f->message, P(f->at.file), P(f->key));
}

/* Findings of the damaged page that the clean one has not (and as often). */
static struct findings
new_findings(struct arena *a, const struct findings *clean, const struct findings *all)
{
	struct map seen = { .a = a };
	struct findings out = { 0 };

	for (ptrdiff_t i = 0; i < clean->n; i++) {
		ptrdiff_t *n = map_at(&seen, name_of(a, &clean->v[i]));

		*n = *n < 0 ? 1 : *n + 1;
	}
	for (ptrdiff_t i = 0; i < all->n; i++) {
		ptrdiff_t *n = map_at(&seen, name_of(a, &all->v[i]));

		if (*n > 0)
			--*n;
		else
			*vec_push(a, &out) = all->v[i];
	}
	return out;
}

/* --- the verdict on one mutation ------------------------------------------------------ */

struct trial {
	struct matrix *x;
	const struct mutation *mutation;
	struct tally *tally;
	struct mutant *m;
	struct str page;
	struct findings found;
};

static uint64_t
bit_of(const struct finding *f)
{
	return RULE_BIT(messages[f->message].rule);
}

static bool
in_lines(struct lines_at want, uint32_t line)
{
	return !want.from || (want.from <= line && line <= want.to);
}

static bool
on_side(const struct mutant *m, const struct finding *f)
{
	switch (m->side) {
	case ON_TRANSLATION:
		return f->locale.n > 0;
	case ON_SOURCE:
		return !f->locale.n && !f->settings;
	case ON_CONFIG:
		return f->settings;
	case ON_ANY:
		break;
	}
	return true;
}

static bool
is_right(const struct mutant *m, const struct finding *f)
{
	return on_side(m, f) && in_lines(m->at, f->at.line) &&
	       (!f->source.line || in_lines(m->source, f->source.line));
}

static void
tell(struct trial *t, const char *what)
{
	struct buf *out = &t->x->misses;

	t->x->nmisses++;
	buf_fmt(out, "%-7s %-22s %.*s:%u", what, t->mutation->name, P(t->page), t->m->at.from);
	if (t->m->at.to > t->m->at.from)
		buf_fmt(out, "-%u", t->m->at.to);
	if (t->m->source.from)
		buf_fmt(out, " (en %u-%u)", t->m->source.from, t->m->source.to);
	for (ptrdiff_t i = 0; i < t->found.n; i++) {
		const struct finding *f = &t->found.v[i];

		buf_fmt(out, "%s%.*s %u",
			i ? ", " : "  said: ", P(rules[messages[f->message].rule].name),
			f->at.line);
		if (f->source.line)
			buf_fmt(out, " (en %u)", f->source.line);
	}
	buf_char(out, '\n');
}

/* Every rule that must speak does, on the right line; at most so many findings, and none of another
 * rule. */
static void
judge(struct trial *t)
{
	const struct mutation *k = t->mutation;
	uint64_t said = 0, right = 0, wanted = k->must | k->other;
	ptrdiff_t own = 0, followers = 0, others = 0;

	for (ptrdiff_t i = 0; i < t->found.n; i++) {
		const struct finding *f = &t->found.v[i];

		said |= bit_of(f);
		if (is_right(t->m, f))
			right |= bit_of(f);
		own += (bit_of(f) & wanted) != 0;
		followers += (bit_of(f) & k->also) != 0;
		others += !(bit_of(f) & (wanted | k->also));
	}
	t->tally->tried++;
	t->tally->caught += (said & k->must) == k->must || (said & k->other);
	t->tally->right += (right & k->must) == k->must || (right & k->other);
	t->tally->followers += followers;
	t->tally->surplus += others || own + followers > k->most;
	if (!((said & k->must) == k->must || (said & k->other)))
		tell(t, "missed");
	else if (!((right & k->must) == k->must || (right & k->other)))
		tell(t, "line");
	else if (others || own + followers > k->most)
		tell(t, "surplus");
}

/* --- one mutation ----------------------------------------------------------------------- */

static struct doc *
parse(const struct mutant *m, struct arena *a, struct str path, struct str text)
{
	struct doc *d = doc_parse(a, path, text, &m->bench->site.profile->grammar, m->scratch);

	doc_locate(d);
	return d;
}

static bool
apply(struct trial *t, struct mutant *m, const struct world *clean)
{
	for (int i = 0; i < TRIES; i++) {
		*m->world = *clean;
		m->side = ON_TRANSLATION;
		m->at = m->source = (struct lines_at){ 0 };
		if (t->mutation->apply(m))
			return true;
	}
	return false;
}

static void
run_one(struct trial *t, struct bench *b, const struct world *w, const struct findings *clean)
{
	struct findings all;
	struct arena keep = { 0 };

	if (!apply(t, t->m, w))
		goto done;
	t->tally->applied++;
	bench_check(b, t->m->world, &keep, &all);
	t->found = new_findings(t->m->a, clean, &all);
	judge(t);
	if (t->x->dump)
		printf("%.*s", P(t->m->world->translation[0][0]));
done:
	arena_free(&keep);
	arena_reset(t->m->a);
}

static bool
is_wanted(const struct matrix *x, const struct mutation *k)
{
	return !x->only || path_glob(str_c(x->only), str_c(k->name));
}

void
matrix_run(struct matrix *x, struct bench *b, const struct world *w, const struct findings *clean,
	   struct str name, uint64_t seed, int times)
{
	struct arena docs = { 0 }, work = { 0 };
	struct world copy = *w;
	struct rng rng = { seed };
	struct mutant m = {
		.a = &work, .rng = &rng, .scratch = b->scratch, .bench = b, .world = &copy
	};

	if (!x->rows)
		x->rows = NEW(&x->arena, struct tally, nmutations);
	x->misses.a = &x->arena;
	x->worlds++;
	m.src = parse(&m, &docs, S("en"), w->source[0]);
	m.dst = parse(&m, &docs, S("xx"), w->translation[0][0]);
	m.align = align_docs(&docs, m.src, m.dst, &b->site.profile->url);
	for (ptrdiff_t i = 0; i < nmutations; i++) {
		struct trial t = { .x = x, .mutation = &mutations[i], .tally = &x->rows[i] };

		t.m = &m;
		t.page = name;
		for (int k = 0; k < times; k++) {
			rng.state =
				seed ^ str_hash(str_c(mutations[i].name), HASH_INIT + (uint64_t)k);
			if (is_wanted(x, &mutations[i]))
				run_one(&t, b, w, clean);
		}
	}
	arena_free(&work);
	arena_free(&docs);
}

/* --- the table -------------------------------------------------------------------------------- */

static void
print_rules(uint64_t set)
{
	const char *sep = "";

	for (int r = 0; r < RULE_COUNT; r++)
		if (set & RULE_BIT(r)) {
			printf("%s%.*s", sep, P(rules[r].name));
			sep = " ";
		}
}

static void
print_row(const struct mutation *k, const struct tally *t)
{
	printf("| %-22s | ", k->name);
	print_rules(k->must);
	printf(" | %td | %td | %td | %td | %td |\n", t->applied, t->caught, t->right, t->followers,
	       t->surplus);
}

bool
matrix_print(struct matrix *x, bool all_apply)
{
	struct tally sum = { 0 };
	bool ok = true;

	printf("| mutation | rule | applied | caught | right line | followers | surplus |\n"
	       "|---|---|---|---|---|---|---|\n");
	for (ptrdiff_t i = 0; i < nmutations && x->rows; i++) {
		const struct tally *t = &x->rows[i];

		if (!is_wanted(x, &mutations[i]))
			continue;
		print_row(&mutations[i], t);
		sum.applied += t->applied;
		sum.caught += t->caught;
		sum.right += t->right;
		sum.surplus += t->surplus;
		if (all_apply && !t->applied) {
			printf("%s applies to no page\n", mutations[i].name);
			ok = false;
		}
	}
	printf("\n%.*s", P(buf_take(&x->misses)));
	printf("%td pages, %td mutations applied, %td caught, %td on the right line (%.2f %%), "
	       "%td with more findings than one damage is worth (%.2f %%)\n",
	       x->worlds, sum.applied, sum.caught, sum.right,
	       sum.applied ? 100.0 * (double)sum.right / (double)sum.applied : 0.0, sum.surplus,
	       sum.applied ? 100.0 * (double)sum.surplus / (double)sum.applied : 0.0);
	return ok && sum.right == sum.applied && !sum.surplus;
}

bool
matrix_complete(void)
{
	uint64_t have = 0;
	bool ok = true;

	for (ptrdiff_t i = 0; i < nmutations; i++)
		have |= mutations[i].must;
	for (int r = 0; r < RULE_COUNT; r++)
		if (!(have & RULE_BIT(r))) {
			printf("%.*s has no mutation in tests/mutate/mutations.def\n",
			       P(rules[r].name));
			ok = false;
		}
	return ok;
}
