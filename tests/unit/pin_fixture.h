/* Pages with pins in memory, read or judged one at a time; for unit tests of src/check. */
#ifndef PIN_FIXTURE_H
#define PIN_FIXTURE_H

#include "family.h"

#include "check/pin.h"

#define SHA   "4f2a0c9d1e8b7a6f5e4d3c2b1a09f8e7d6c5b4a3"
#define SHA_2 "4f2a0c9d1e8b7a6f5e4d3c2b1a09f8e7d6c5b4a34f2a0c9d1e8b7a6f5e4d3c2b"
#define PHP   "<!-- EN-Revision: " SHA " -->\n"

/* A pin in a file beside the page. */
#define BESIDE \
 "pin:\n  beside:\n    path: '{path}.sync'\n    name: sync\n    hint: h\n" \
 "    match: '(?m)^commit (?<commit>\\S++)(?: (?<status>\\S++))?'\n" \
 "    examples: [{text: commit abc old, commit: abc, status: old}]\n" \
 "  required: true\n  status: {stale: [old], fresh: [new]}\n"

static inline void
assert_text(struct str got, const char *want)
{
	char z[400] = { 0 };

	assert_in_range(got.n, 0, (ptrdiff_t)sizeof z - 1);
	if (got.n > 0)
		memcpy(z, got.p, (size_t)got.n);
	assert_string_equal(z, want);
}

/* A profile of its own, over `base`. */
static inline void
use_profile(struct lab *l, const char *pin)
{
	struct str text = str_fmt(&l->arena, "name: own\nsummary: o\n%s", pin);
	struct rule_file file = { S("own"), S("own.yml"), text };
	struct config_error e = { 0 };

	profile_free(l->profile);
	l->profile = profile_load(&l->arena, &file, 1, S("own"), &e);
	if (!l->profile)
		fail_msg("%.*s", P(e.message));
	l->site.profile = l->profile;
}

/* One translation against one source, before anything was judged. */
static inline struct view
view_of(struct lab *l, const char *source, const char *translation)
{
	struct view v = {
		.site = &l->site, .scratch = l->scratch, .work = &l->work, .sink = &l->sink
	};

	if (source) {
		lab_source(l, str_c(source));
		v.source_page = &l->pages[l->family.source];
		v.current = lab_parse(l, l->family.source);
		v.digests = digests_new(&l->work, str_c(source));
	}
	lab_translation(l, "de", str_c(translation));
	v.page = &l->pages[l->translations[0]];
	v.dst = lab_parse(l, l->translations[0]);
	return v;
}

#endif
