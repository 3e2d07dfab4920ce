/* Any bytes as a profile file: either a profile whose every rule can be asked, or an error with a
 * place inside a file.  The lines of the text are also taken as URLs, keys and values. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "site/profile.h"
#include "site/url.h"
#include "site/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX = 8 << 10 };

static void
check_profile(struct arena *a, const struct profile *p, struct str text)
{
	struct pattern_scratch *s = pattern_scratch_new();
	struct str line;

	for (ptrdiff_t i = 0; i < p->nkeys; i++) {
		const struct key_rule *k = &p->keys[i];

		assert(k->class >= KEY_IDENTICAL && k->class <= KEY_FREE);
		assert(k->format != FORMAT_PATTERN || k->format_hint.n > 0);
		(void)profile_format_ok(p, k, s, S("0123456789abcdef0123456789abcdef01234567"));
	}
	for (ptrdiff_t i = 0; i < p->grammar.nconstructs; i++)
		assert(p->grammar.constructs[i].id.n > 0 &&
		       p->grammar.constructs[i].fact < FACT_KINDS);
	while (str_line(&text, &line)) {
		struct str once = url_normalise(a, line, &p->url, true);
		const struct key_rule *k = profile_key(p, line);

		assert(str_eq(once, url_normalise(a, once, &p->url, true)));
		assert(k && (k->class == p->other || p->nkeys > 0));
		assert(key_values_equal(line, line) &&
		       key_values_equal(line, once) == key_values_equal(once, line));
	}
	pattern_scratch_free(s);
}

static void
check_error(const struct config_error *e, struct str text)
{
	assert(e->message.n > 0 && e->at.line > 0 && e->at.column > 0);
	assert((ptrdiff_t)e->at.end_byte <= text.n || str_eq(e->at.file, S("base.yml")));
	for (int i = 0; i < e->snippet.nlines; i++)
		assert((ptrdiff_t)e->snippet.lines[i].mark + e->snippet.lines[i].mark_len <=
		       e->snippet.lines[i].text.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	char *exact = malloc(size); /* so that a sanitizer sees the exact end */
	struct str text = { exact, (ptrdiff_t)size };
	struct rule_file files[] = {
		{ S("base"), S("base.yml"),
		  S("name: base\nsummary: b\nfront_matter: {keys: [{key: title, class: "
		    "translated}]}\n"
		    "constructs: [{id: a, fact: include, mask: letters, match: 'a+', examples: "
		    "[{text: aa, value: aa}]}]\n") },
		{ S("fuzz"), S("fuzz.yml"), text },
	};
	struct page_sample page = { S("a.md"), text };
	struct profile_vote *votes;
	struct profile *p;
	struct config_error e = { 0 };
	ptrdiff_t n;

	if (size)
		memcpy(exact, data, size);
	if (size <= TEXT_MAX) {
		p = profile_load(&a, files, countof(files), S("fuzz"), &e);
		if (p)
			check_profile(&a, p, text);
		else
			check_error(&e, text);
		profile_free(p);
		(void)profile_detect(&a, files, countof(files), &page, 1, &votes, &n);
		assert(n == countof(files) && votes[0].pages == 0 && votes[1].pages <= 1);
	}
	arena_free(&a);
	free(exact);
	return 0;
}
