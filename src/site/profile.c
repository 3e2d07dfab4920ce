/* Profiles: what one docs platform adds to Markdown and demands of front matter, compiled from
 * rules/profiles for the parser and the checks. */
#include "site/profile.h"

#include <string.h>

#include "base/path.h"
#include "site/profile_read.h"
#include "site/site.h"

/* Formats are told apart inside one compiled set by the number written before the value that is
 * asked about. */
#define FORMAT_PREFIX "\\A%04tX:(?:"
enum { FORMAT_DIGITS = 4, FORMAT_VALUE_MAX = 256, DETECT_BYTES = 4 << 10 };

/* --- compiling ------------------------------------------------------------------ */

/* An error about a pattern, at the byte that PCRE2 complains of. */
static bool
pattern_error(struct arena *a, const struct pattern_draft *p, ptrdiff_t at, struct str why,
	      struct config_error *error)
{
	struct span place = p->at;

	if (p->exact && at >= 0 && at <= p->text.n)
		place = (struct span){ p->at.off + (uint32_t)at, at < p->text.n };
	config_error_at(a, error, p->file->path, p->file->text, place,
			str_fmt(a, "the pattern does not compile: %.*s", P(why)), S(""));
	return false;
}

bool
profile_compile(struct arena *a, const struct pattern_source *v,
		const struct pattern_draft **drafts, ptrdiff_t n, struct pattern_set **set,
		struct config_error *error)
{
	ptrdiff_t bad = 0, at = 0;
	struct str why = { 0 };

	*set = NULL;
	if (!n)
		return true;
	*set = pattern_compile(a, v, n, &bad, &why, &at);
	if (*set)
		return true;
	/* The place is one in v[bad].text, which may have got something before what was written. */
	at -= str_find(v[bad].text, drafts[bad]->text, 0);
	return pattern_error(a, drafts[bad], at, why, error);
}

static bool
compile_constructs(struct arena *a, struct profile *p, const struct profile_draft *d,
		   struct config_error *error)
{
	ptrdiff_t n = d->constructs.n;
	struct pattern_source *v = NEW(a, struct pattern_source, n);
	const struct pattern_draft **drafts = NEW(a, const struct pattern_draft *, n);
	struct construct *constructs = NEW(a, struct construct, n);

	for (ptrdiff_t i = 0; i < n; i++) {
		const struct construct_draft *c = &d->constructs.v[i];

		v[i] = (struct pattern_source){ c->match.text, c->caseless, c->c.line };
		drafts[i] = &c->match;
		constructs[i] = c->c;
	}
	if (!profile_compile(a, v, drafts, n, &p->owned[0], error))
		return false;
	for (ptrdiff_t i = 0; i < n; i++) {
		constructs[i].value_group = pattern_group(p->owned[0], i, S("value"));
		constructs[i].text_group = pattern_group(p->owned[0], i, S("text"));
	}
	p->grammar.patterns = p->owned[0];
	p->grammar.constructs = constructs;
	p->grammar.nconstructs = n;
	return true;
}

static bool
compile_formats(struct arena *a, struct profile *p, const struct profile_draft *d,
		struct config_error *error)
{
	ptrdiff_t n = d->formats.n;
	struct pattern_source *v = NEW(a, struct pattern_source, n);
	const struct pattern_draft **drafts = NEW(a, const struct pattern_draft *, n);

	for (ptrdiff_t i = 0; i < n; i++) {
		drafts[i] = &d->formats.v[i];
		v[i].text = str_fmt(a, FORMAT_PREFIX "%.*s)\\z", i, P(drafts[i]->text));
	}
	if (!profile_compile(a, v, drafts, n, &p->owned[1], error))
		return false;
	p->formats = p->owned[1];
	return true;
}

/* --- examples --------------------------------------------------------------------- */

/* Does the example give what it promises?  *got says what it gave instead. */
static bool
example_holds(struct arena *a, const struct profile *p, ptrdiff_t which, const struct example *e,
	      struct pattern_scratch *scratch, struct str *got)
{
	struct pattern_match m;
	ptrdiff_t from = 0;

	*got = S("no match");
	while (pattern_next(p->grammar.patterns, scratch, e->text, from, &m, NULL)) {
		const struct construct *c = &p->grammar.constructs[m.which];
		struct span at = c->value_group ? m.groups[c->value_group] : m.all;
		struct str value = str_slice(e->text, at.off, (ptrdiff_t)at.off + at.len);

		*got = str_fmt(a, "`%.*s` of `%.*s`", P(value), P(c->id));
		if (!e->no_match)
			return m.which == which && str_eq(value, e->value);
		if (m.which == which)
			return false;
		from = (ptrdiff_t)m.all.off + (m.all.len ? m.all.len : 1);
	}
	return e->no_match;
}

static bool
check_examples(struct arena *a, const struct profile *p, const struct profile_draft *d,
	       struct pattern_scratch *scratch, struct config_error *error)
{
	for (ptrdiff_t i = 0; i < d->constructs.n; i++) {
		const struct construct_draft *c = &d->constructs.v[i];

		for (ptrdiff_t j = 0; j < c->nexamples; j++) {
			const struct example *e = &c->examples[j];
			const struct rule_file *file = c->match.file;
			struct str got;

			if (example_holds(a, p, i, e, scratch, &got))
				continue;
			config_error_at(
				a, error, file->path, file->text, e->at,
				str_fmt(a, "this example of `%.*s` gives %.*s", P(c->c.id), P(got)),
				S(""));
			return false;
		}
	}
	return true;
}

static bool
compile_profile(struct arena *a, struct profile *p, const struct profile_draft *d,
		struct config_error *error)
{
	struct pattern_scratch *scratch;
	bool ok;

	if (!compile_constructs(a, p, d, error) || !compile_formats(a, p, d, error))
		return false;
	scratch = pattern_scratch_new();
	ok = check_examples(a, p, d, scratch, error) &&
	     profile_pin_compile(a, p, d, scratch, error);
	pattern_scratch_free(scratch);
	return ok;
}

struct profile *
profile_load(struct arena *a, const struct rule_file *files, ptrdiff_t n, struct str name,
	     struct config_error *error)
{
	struct profile_draft d = { 0 };
	struct profile *p;

	if (!profile_read(a, files, n, name, &d, error))
		return NULL;
	p = NEW(a, struct profile, 1);
	*p = d.p;
	p->keys = d.keys.v;
	p->nkeys = d.keys.n;
	p->by_name.a = a;
	for (ptrdiff_t i = 0; i < p->nkeys; i++) {
		struct str key = p->keys[i].pattern;

		if (str_find_char(key, '*', 0) >= 0)
			p->globs = true;
		else if (map_get(&p->by_name, key) < 0)
			*map_at(&p->by_name, key) = i;
	}
	if (compile_profile(a, p, &d, error))
		return p;
	profile_free(p);
	return NULL;
}

void
profile_free(struct profile *p)
{
	if (!p)
		return;
	for (ptrdiff_t i = 0; i < PROFILE_PATTERNS; i++) {
		if (p->owned[i])
			pattern_free(p->owned[i]);
		p->owned[i] = NULL;
	}
}

/* --- keys --------------------------------------------------------------------------- */

static bool
key_fits(struct str pattern, struct str key)
{
	ptrdiff_t star = str_find_char(pattern, '*', 0);

	if (star < 0)
		return str_eq(pattern, key);
	return key.n >= pattern.n - 1 && str_starts(key, str_slice(pattern, 0, star)) &&
	       str_ends(key, str_slice(pattern, star + 1, pattern.n));
}

/* Index of the first rule that fits, or -1. */
static ptrdiff_t
find_rule(const struct profile *p, struct str key)
{
	ptrdiff_t named = map_get(&p->by_name, key);
	ptrdiff_t end = named < 0 ? p->nkeys : named;

	if (p->by_name.n && !p->globs)
		return named;
	for (ptrdiff_t i = 0; i < end; i++)
		if (key_fits(p->keys[i].pattern, key))
			return i;
	return named;
}

const struct key_rule *
profile_key(const struct profile *p, struct str key)
{
	static const struct key_rule others[] = {
		[KEY_IDENTICAL] = { .class = KEY_IDENTICAL },
		[KEY_INFO] = { .class = KEY_INFO },
		[KEY_TRANSLATED] = { .class = KEY_TRANSLATED },
		[KEY_LOCALE] = { .class = KEY_LOCALE },
		[KEY_FREE] = { .class = KEY_FREE },
	};

	while (key.n > 0) {
		ptrdiff_t which = find_rule(p, key);

		if (which >= 0)
			return &p->keys[which];
		key = str_slice(key, 0, str_rfind_char(key, '.'));
	}
	return &others[p->other];
}

bool
profile_format_ok(const struct profile *p, const struct key_rule *k, struct pattern_scratch *s,
		  struct str value)
{
	char subject[FORMAT_DIGITS + 1 + FORMAT_VALUE_MAX];
	struct pattern_match m;

	if (k->format != FORMAT_PATTERN)
		return true;
	if (value.n > FORMAT_VALUE_MAX)
		return false;
	for (int i = 0; i < FORMAT_DIGITS; i++)
		subject[i] =
			"0123456789ABCDEF"[(k->format_which >> 4 * (FORMAT_DIGITS - 1 - i)) & 15];
	subject[FORMAT_DIGITS] = ':';
	if (value.n)
		memcpy(subject + FORMAT_DIGITS + 1, value.p, (size_t)value.n);
	return pattern_next(p->formats, s, (struct str){ subject, FORMAT_DIGITS + 1 + value.n }, 0,
			    &m, NULL);
}

/* --- detection ------------------------------------------------------------------------ */

/* In how many ways does the page say that it is of this platform: keys, path, and text that only
 * this one uses? */
static int
speaks_for(const struct profile *p, const struct page_sample *page, const struct front *front)
{
	struct str head = str_slice(page->text, 0, DETECT_BYTES);
	bool key = false, path = false, text = false;

	for (ptrdiff_t i = 0; i < p->ndetect_keys && !key; i++)
		key = front_field(front, p->detect_keys[i]) != NULL;
	for (ptrdiff_t i = 0; i < p->ndetect_paths && !path; i++)
		path = path_glob(p->detect_paths[i], page->path);
	for (ptrdiff_t i = 0; i < p->ndetect_texts && !text; i++)
		text = str_find(head, p->detect_texts[i], 0) >= 0;
	return key + path + text;
}

enum { REST_SHARE = 10 }; /* of so many pages one must speak for the last resort */

struct str
profile_detect(struct arena *a, const struct rule_file *files, ptrdiff_t n,
	       const struct page_sample *pages, ptrdiff_t npages, struct profile_vote **votes,
	       ptrdiff_t *nvotes)
{
	struct arena work = { 0 };
	struct front *fronts = NEW(&work, struct front, npages);
	struct profile_vote *rest = NULL;
	struct str best = S("base");
	ptrdiff_t most = 0, most_ways = 0;

	*votes = NEW(a, struct profile_vote, n);
	*nvotes = n;
	for (ptrdiff_t i = 0; i < npages; i++) {
		struct str text = pages[i].text;

		if (str_starts(text, S("\xef\xbb\xbf")))
			text = str_slice(text, 3, text.n);
		fronts[i] = front_parse(&work, text);
	}
	for (ptrdiff_t i = 0; i < n; i++) {
		struct profile_vote *vote = &(*votes)[i];
		struct profile_draft d = { 0 };
		struct config_error ignored; /* said when the profile is loaded */
		ptrdiff_t ways = 0;

		vote->name = files[i].name;
		if (!profile_read_alone(&work, &files[i], &d, &ignored))
			continue;
		for (ptrdiff_t j = 0; j < npages; j++) {
			int page_ways = speaks_for(&d.p, &pages[j], &fronts[j]);

			vote->pages += page_ways > 0;
			ways += page_ways;
		}
		if (d.p.detect_rest) {
			rest = vote;
			continue;
		}
		if (vote->pages > most || (vote->pages == most && ways > most_ways)) {
			most = vote->pages;
			most_ways = ways;
			best = vote->name;
		}
	}
	arena_free(&work);
	if (rest && most)
		rest->pages = 0; /* not asked */
	return rest && rest->pages && rest->pages * REST_SHARE >= npages ? rest->name : best;
}

static struct str
first_of(const struct tree *trees, ptrdiff_t ntrees, const struct str *globs, ptrdiff_t n)
{
	for (const struct tree *t = trees; t < trees + ntrees; t++)
		for (ptrdiff_t i = 0; i < t->npaths; i++)
			for (ptrdiff_t k = 0; k < n; k++)
				if (path_glob(globs[k], t->paths[i]))
					return t->paths[i];
	return S("");
}

struct str
profile_told_by_file(const struct rule_file *files, ptrdiff_t n, struct str chosen,
		     const struct tree *trees, ptrdiff_t ntrees, struct str *file)
{
	struct arena work = { 0 };

	*file = S("");
	for (ptrdiff_t i = 0; i < n && !file->n; i++) {
		struct profile_draft d = { 0 };
		struct config_error ignored; /* said when the profile is loaded */

		if (!profile_read_alone(&work, &files[i], &d, &ignored) ||
		    !str_eq(d.extends, chosen))
			continue;
		*file = first_of(trees, ntrees, d.p.detect_files, d.p.ndetect_files);
		if (file->n)
			chosen = files[i].name;
	}
	arena_free(&work);
	return chosen;
}
