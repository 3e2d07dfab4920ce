/* loclint-mutate: damages clean pages in every way that mutations.def knows, and compares what is
 * said with what must be.
 *
 *   loclint-mutate                                  generated pages; status 1 when one damage is
 *                                                   missed, put on another line, or said with more
 *                                                   than it is worth
 *   loclint-mutate --source EN --target DIR...      the clean pairs of a real tree, in memory
 *        --fresh       all pages count as made from this English: where history would tell
 *        --pages N     about so many pairs, chosen by --seed S
 *        --times K     each mutation K times per page
 *        --only GLOB   some mutations
 *        --dump        print the damaged pages */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mutate.h"
#include "sys/sys.h"

enum { TARGETS = 64, GENERATED = 4 };

struct request {
	struct str source, targets[TARGETS];
	ptrdiff_t ntargets;
	long pages, times, seed;
	bool fresh;
};

/* --- generated pages ------------------------------------------------------------------ */

/* Profile and link rules as the engine loads them. */
static bool
bench_open(struct bench *b, struct arena *a, struct config *c, struct str profile)
{
	struct config_error error = { 0 };
	struct rule_files files = rule_files(a, S("rules/profiles/"));
	struct link_source *links;

	memset(b, 0, sizeof *b);
	config_init(c);
	b->site.config = c;
	b->scratch = pattern_scratch_new();
	b->site.profile = profile_load(a, files.v, files.n, profile, &error);
	files = rule_files(a, S("rules/links/"));
	links = NEW(a, struct link_source, files.n);
	for (ptrdiff_t i = 0; i < files.n; i++)
		links[i] = (struct link_source){ files.v[i].path, files.v[i].text };
	b->site.links = link_table_load(a, links, files.n, &error);
	if (!b->site.profile || !b->site.links)
		printf("%.*s\n", P(error.message));
	return b->site.profile && b->site.links;
}

static void
print_findings(struct arena *a, struct str name, const struct findings *f)
{
	for (ptrdiff_t i = 0; i < f->n; i++)
		printf("%.*s: clean page: %.*s:%u: %.*s [%.*s]\n", P(name), P(f->v[i].at.file),
		       f->v[i].at.line, P(finding_text(a, &f->v[i], PART_TEXT)),
		       P(rules[messages[f->v[i].message].rule].name));
}

/* One generated world: nothing may be said of it, and all must be said of its damages. */
static bool
run_generated(struct matrix *x, uint64_t seed)
{
	struct arena a = { 0 }, keep = { 0 };
	struct config config;
	struct bench b;
	struct findings clean;
	struct world w = world_generate(&a, seed);
	struct str name = str_fmt(&a, "seed %lu (%.*s, %.*s)", (unsigned long)seed, P(w.profile),
				  P(w.locales[0]));
	bool ok = bench_open(&b, &a, &config, w.profile);

	if (ok) {
		bench_check(&b, &w, &keep, &clean);
		print_findings(&a, name, &clean);
		ok = !clean.n;
		if (x->dump && !x->only)
			printf("%.*s\n=======\n%.*s\n", P(w.source[0]), P(w.translation[0][0]));
		matrix_run(x, &b, &w, &clean, name, seed, 1);
	}
	if (b.site.profile)
		profile_free((struct profile *)(uintptr_t)b.site.profile);
	if (b.site.links)
		link_table_free((struct link_table *)(uintptr_t)b.site.links);
	pattern_scratch_free(b.scratch);
	arena_free(&b.work);
	arena_free(&keep);
	arena_free(&a);
	return ok;
}

static bool
generated(struct matrix *x, const struct request *q)
{
	bool ok = matrix_complete();
	ptrdiff_t n = q->pages ? q->pages : GENERATED * world_kinds();

	for (ptrdiff_t i = 0; i < n; i++)
		ok &= run_generated(x, (uint64_t)(q->seed + i));
	return matrix_print(x, !x->only && !q->pages) && ok;
}

/* --- a real tree ------------------------------------------------------------------------ */

struct tree_run {
	struct matrix *x;
	const struct request *q;
	struct bench b;
	ptrdiff_t pairs, judged, clean, chosen;
};

/* The file as it is compared is the file as it is: mutations count on it. */
static bool
is_plain(struct bench *b, struct arena *a, struct str text)
{
	struct doc *d = doc_parse(a, S("xx"), text, &b->site.profile->grammar, b->scratch);

	return d->limit == DOC_OK && !d->embedded && d->nsegments <= 1 &&
	       d->text.n + (d->bom ? 3 : 0) == d->raw.n;
}

static bool
is_clean(const struct findings *f)
{
	for (ptrdiff_t i = 0; i < f->n; i++)
		if (f->v[i].severity >= SEV_WARNING && f->v[i].locale.n)
			return false;
	return true;
}

static void
run_pair(struct tree_run *t, ptrdiff_t source, ptrdiff_t page, struct rng *chance, uint32_t all)
{
	struct arena a = { 0 };
	struct bench *b = &t->b;
	struct world w = { .nfamilies = 1, .nlocales = 1, .english = true };
	struct findings clean;
	struct str why;
	uint64_t seed = str_hash(b->site.pages[page].rel, (uint64_t)t->q->seed);

	t->pairs++;
	b->real = true;
	b->fresh = t->q->fresh;
	b->source = source;
	b->page = page;
	w.locales[0] = b->site.pages[page].locale;
	if ((t->q->pages && rng_below(chance, all) >= (uint32_t)t->q->pages) ||
	    fs_read(&a, b->site.pages[source].path, DOC_MAX_BYTES, &w.source[0], &why) != FS_OK ||
	    fs_read(&a, b->site.pages[page].path, DOC_MAX_BYTES, &w.translation[0][0], &why) !=
		    FS_OK)
		goto done;
	t->chosen++;
	if (!is_plain(b, &a, w.translation[0][0]) || !is_plain(b, &a, w.source[0]) ||
	    !bench_fresh(b, &w))
		goto done;
	t->judged++;
	bench_check(b, &w, &a, &clean);
	if (!is_clean(&clean))
		goto done;
	t->clean++;
	matrix_run(t->x, b, &w, &clean, b->site.pages[page].path, seed, (int)t->q->times);
done:
	arena_free(&a);
}

static void
run_families(struct tree_run *t)
{
	const struct site *s = &t->b.site;
	struct rng chance = { (uint64_t)t->q->seed };
	uint32_t all = 0;

	for (ptrdiff_t i = 0; i < s->nfamilies; i++)
		all += s->families[i].source == NO_PAGE ? 0 : (uint32_t)s->families[i].npages;
	for (ptrdiff_t i = 0; i < s->nfamilies; i++)
		for (ptrdiff_t k = 0; s->families[i].source != NO_PAGE && k < s->families[i].npages;
		     k++)
			run_pair(t, s->families[i].source, s->families[i].pages[k], &chance, all);
}

static bool
real(struct matrix *x, const struct request *q)
{
	struct tree_run t = { .x = x, .q = q };
	struct engine e = { 0 };
	struct config config;
	struct str targets[TARGETS];
	struct engine_options o = {
		.config = &config, .paths = targets, .npaths = q->ntargets, .jobs = 1, .named = true
	};
	bool ok;

	config_init(&config);
	config.source_root = q->source;
	memcpy(targets, q->targets, sizeof targets);
	ok = engine_site(&e, &o);
	if (ok) {
		t.b.site = e.site;
		t.b.scratch = pattern_scratch_new();
		run_families(&t);
		printf("profile %.*s: %td pairs, %td looked at, %td of them compared, %td without "
		       "a "
		       "warning\n\n",
		       P(e.site.profile->name), t.pairs, t.chosen, t.judged, t.clean);
		ok = matrix_print(x, false);
		pattern_scratch_free(t.b.scratch);
		arena_free(&t.b.work);
	} else {
		printf("%.*s\n", P(e.error.message));
	}
	engine_free(&e);
	return ok;
}

/* --- the command line --------------------------------------------------------------------- */

static bool
number(const char *word, long *value)
{
	char *end;

	*value = strtol(word, &end, 10);
	return end != word && !*end && *value >= 0;
}

/* One option and its value; false when there is no such thing. */
static bool
read_option(struct matrix *x, struct request *q, const char *name, const char *value)
{
	if (strcmp(name, "--source") == 0)
		q->source = str_c(value);
	else if (strcmp(name, "--target") == 0 && q->ntargets < TARGETS)
		q->targets[q->ntargets++] = str_c(value);
	else if (strcmp(name, "--only") == 0)
		x->only = value;
	else
		return (strcmp(name, "--pages") == 0 && number(value, &q->pages)) ||
		       (strcmp(name, "--times") == 0 && number(value, &q->times)) ||
		       (strcmp(name, "--seed") == 0 && number(value, &q->seed));
	return true;
}

int
main(int argc, char *argv[])
{
	struct matrix x = { 0 };
	struct request q = { .times = 1, .seed = 1 };
	bool ok = true;

	for (int i = 1; i < argc && ok; i++) {
		if (strcmp(argv[i], "--dump") == 0)
			x.dump = true;
		else if (strcmp(argv[i], "--fresh") == 0)
			q.fresh = true;
		else if (q.ntargets && argv[i][0] != '-')
			ok = read_option(&x, &q, "--target", argv[i]);
		else if (i + 1 < argc)
			ok = read_option(&x, &q, argv[i], argv[i + 1]), i++;
		else
			ok = false;
	}
	if (!ok || !q.source.n != !q.ntargets) {
		fprintf(stderr,
			"usage: loclint-mutate [--source EN --target DIR...] [--pages N] [--times "
			"K] "
			"[--seed S]\n                      [--only GLOB] [--dump] [--fresh]\n");
		return 2;
	}
	ok = q.source.n ? real(&x, &q) : generated(&x, &q);
	arena_free(&x.arena);
	return ok ? 0 : 1;
}
