/* A combined pattern finds what its sources find alone: the leftmost match, on a tie of the first
 * source. */
#include <stdlib.h>
#include <string.h>

#include "doc/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_SOURCES = 8, MAX_SOURCE = 80, MAX_SUBJECT = 400 };

#define CHECK(condition) \
 do { \
  if (!(condition)) \
   abort(); \
 } while (0)

static struct pattern_set *
compile(struct arena *a, const struct pattern_source *v, ptrdiff_t n)
{
	ptrdiff_t bad = -1, at = -1;
	struct str why = { 0 };
	struct pattern_set *set = pattern_compile(a, v, n, &bad, &why, &at);

	if (!set)
		CHECK(bad >= 0 && bad < n && why.n > 0 && at >= 0 && at <= v[bad].text.n);
	return set;
}

/* Input: lines of sources (a leading `~`: without case, `^`: at the start of a line), an empty
 * line, the subject. */
static ptrdiff_t
read_sources(struct str *rest, struct pattern_source *v)
{
	struct str line;
	ptrdiff_t n = 0;

	while (n < MAX_SOURCES && str_cut(rest, '\n', &line) && line.n > 0) {
		v[n] = (struct pattern_source){ .text = line };
		if (line.p[0] == '~' || line.p[0] == '^')
			v[n] = (struct pattern_source){ str_slice(line, 1, line.n),
							line.p[0] == '~', line.p[0] == '^' };
		v[n].text = str_slice(v[n].text, 0, MAX_SOURCE);
		n++;
	}
	return n;
}

/* The best match of single sources; false in *known when one ran into a limit. */
static bool
best_single(struct pattern_set **singles, ptrdiff_t n, struct pattern_scratch *s,
	    struct str subject, struct pattern_match *best, bool *known)
{
	bool any = false;

	for (ptrdiff_t i = 0; i < n; i++) {
		struct pattern_match m;
		bool limited = false;

		if (pattern_next(singles[i], s, subject, 0, &m, &limited) &&
		    (!any || m.all.off < best->all.off)) {
			*best = m;
			best->which = i;
			any = true;
		}
		*known = *known && !limited;
	}
	return any;
}

static void
compare(struct pattern_set *all, struct pattern_set **singles, ptrdiff_t n, struct str subject)
{
	struct pattern_scratch *s = pattern_scratch_new();
	struct pattern_match m, want = { .which = -1 };
	bool known = true, limited = false, found;

	CHECK(s);
	found = pattern_next(all, s, subject, 0, &m, &limited);
	if (best_single(singles, n, s, subject, &want, &known) != found && known)
		CHECK(limited);
	if (found && known && !limited) {
		CHECK(m.which == want.which && m.all.off == want.all.off &&
		      m.all.len == want.all.len);
		CHECK(m.ngroups == want.ngroups);
		for (int i = 0; i <= m.ngroups; i++)
			CHECK(m.groups[i].off == want.groups[i].off &&
			      m.groups[i].len == want.groups[i].len);
	}
	if (found)
		CHECK(m.all.off + m.all.len <= subject.n);
	pattern_scratch_free(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	char *copy = malloc(size + 1);
	struct str rest = { copy, (ptrdiff_t)size };
	struct pattern_source v[MAX_SOURCES];
	struct pattern_set *singles[MAX_SOURCES] = { 0 }, *all;
	ptrdiff_t n;
	bool good = true;

	CHECK(copy);
	memcpy(copy, data, size);
	n = read_sources(&rest, v);
	for (ptrdiff_t i = 0; i < n; i++) {
		singles[i] = compile(&a, &v[i], 1);
		good = good && singles[i];
	}
	all = compile(&a, v, n);
	CHECK(good == (all != NULL));
	if (all)
		compare(all, singles, n, str_slice(rest, 0, MAX_SUBJECT));
	for (ptrdiff_t i = 0; i < n; i++)
		pattern_free(singles[i]);
	pattern_free(all);
	free(copy);
	arena_free(&a);
	return 0;
}
