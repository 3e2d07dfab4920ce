/* A translation keeps what no language changes, so the revision it was made from is the one against
 * which the passes find least.  Passes about prose and about the translation alone say the same of
 * every revision and are left out. */
#include "check/fit.h"

/* Fitted to 736 machine-translated pages of NuGet whose pins are known: the chosen revision was the
 * recorded one for 88 % of them. */
enum {
	BITS = 3,         /* each difference more makes a revision 2^3 times less likely */
	HALF_TRUSTED = 30 /* so many differences of the best revision halve the confidence */
};

ptrdiff_t
fit_differences(const struct view *v, struct doc *src)
{
	static void (*const passes[])(const struct view *) = {
		pass_metadata, pass_structure, pass_constructs, pass_links,    pass_html,
		pass_anchors,  pass_code,      pass_words,      pass_literals, pass_spans,
	};
	struct arena keep = { 0 };
	struct config config;
	struct site site = *v->site;
	struct sink sink = { .keep = &keep, .marked = &keep, .site = &site };
	struct view one = *v;
	ptrdiff_t n;

	config_init(&config);
	site.config = &config;
	one.site = &site;
	one.sink = &sink;
	one.src = one.current = src;
	one.base = NULL;
	one.digests = NULL;
	one.lexicon = NULL;
	one.history = NULL;
	one.freshness = FRESH_YES;
	one.cause = CAUSE_DEFECT;
	one.align = align_docs(v->work, src, v->dst, &site.profile->url);
	for (ptrdiff_t i = 0; i < countof(passes); i++)
		passes[i](&one);
	n = sink.out.n;
	arena_free(&keep);
	return n;
}

double
fit_confidence(const ptrdiff_t *differences, ptrdiff_t n)
{
	ptrdiff_t best = n ? differences[0] : 0;
	double sum = 0;

	for (ptrdiff_t i = 1; i < n; i++)
		best = differences[i] < best ? differences[i] : best;
	for (ptrdiff_t i = 0; i < n; i++) {
		ptrdiff_t more = differences[i] - best;

		sum += more < 60 / BITS ? 1.0 / (double)(INT64_C(1) << BITS * more) : 0;
	}
	return n ? 1 / sum * HALF_TRUSTED / (double)(HALF_TRUSTED + best) : 0;
}
