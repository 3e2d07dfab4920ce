/* src/check/explain/: every rule is explained, and what its example shows is what the rule says.
 *
 * An example is a source page and its translations:
 *
 *   ````source                                  after translations, another one begins another page
 *   ````base                                    the source page at the pin, as history has it
 *   ````translation locale=de-DE profile=base   {sha1}, {sha256}: the digest of the source page
 *
 * or, for rules about files, a list of paths, `LOCALE/PATH` or `LOCALE/`, the source's first:
 *
 *   ````text */
#include "unit.h"

#include "family.h"
#include "site/ignores.h"

#include "base/path.h"

enum { FENCE = 4, LOCALES = 4 };

static const char fence[] = "````";

/* One block of an example. */
struct example {
	struct str kind, locale, profile, body;
};

struct examples {
	struct example v[LAB_PAGES];
	ptrdiff_t n;
};

/* The value of `name=` among the words after a fence. */
static struct str
attribute(struct str words, struct str name, struct str otherwise)
{
	struct str word;

	while (str_cut(&words, ' ', &word)) {
		struct str key;

		if (str_cut(&word, '=', &key) && str_eq(key, name))
			return word;
	}
	return otherwise;
}

static struct examples
examples_of(struct str explanation)
{
	struct examples e = { 0 };
	struct str line;

	while (str_line(&explanation, &line)) {
		struct str words = str_slice(line, FENCE, line.n);
		const char *body = explanation.p;
		struct example x = { .locale = attribute(words, S("locale"), S("de-DE")),
				     .profile = attribute(words, S("profile"), S("base")) };

		if (!str_starts(line, str_c(fence)))
			continue;
		str_cut(&words, ' ', &x.kind);
		do {
			x.body = (struct str){ body, explanation.p - body };
			assert_true(str_line(&explanation, &line));
		} while (!str_eq(line, str_c(fence)));
		assert_in_range(e.n, 0, LAB_PAGES - 1);
		e.v[e.n++] = x;
	}
	return e;
}

static struct str
replaced(struct arena *a, struct str text, struct str name, struct str value)
{
	ptrdiff_t at = str_find(text, name, 0);

	return at < 0 ? text
		      : str_fmt(a, "%.*s%.*s%.*s", P(str_slice(text, 0, at)), P(value),
				P(str_slice(text, at + name.n, text.n)));
}

static struct str
with_digests(struct lab *l, struct str text)
{
	struct arena *a = &l->arena;
	const struct str *source;

	if (l->family.source == NO_PAGE)
		return text;
	source = &l->raw[l->family.source];
	text = replaced(a, text, S("{sha1}"), sha_hex(a, SHA_1, source, 1));
	return replaced(a, text, S("{sha256}"), sha_hex(a, SHA_256, source, 1));
}

/* A translation; several of one locale are different pages. */
static void
add_translation(struct lab *l, const struct example *x, ptrdiff_t i)
{
	struct page *p = &l->pages[l->site.npages];

	lab_translation(l, str_z(&l->arena, x->locale), with_digests(l, x->body));
	p->rel = str_fmt(&l->arena, "page-%td.md", i);
	p->path = str_fmt(&l->arena, "%.*s/%.*s", P(x->locale), P(p->rel));
}

/* What history says of every pin, when the example has a base. */
static void
answer(struct lab *l, struct str base, struct page_history *h, struct source_change *change)
{
	struct str now = l->raw[l->family.source];

	*change = (struct source_change){ .commit = S("1a9b3f0c5d7e2468ace013579bdf02468ace0135"),
					  .author = S("Lena"),
					  .subject = S("Say what to choose"),
					  .time = 1767225600 };
	*h = (struct page_history){ .known = true,
				    .kind = str_eq(base, now) ? BASE_CURRENT : BASE_COMMIT,
				    .base = base,
				    .base_commit = S("55eff703a17e500681d8fa6a87eb067019ade3cc"),
				    .base_time = 1735689600,
				    .changes = change,
				    .nchanges = !str_eq(base, now) };
}

static void
check_with_base(struct lab *l, struct str base)
{
	struct family_docs docs = { .family = &l->family,
				    .source = lab_parse(l, l->family.source) };
	const struct page_history *answers[LAB_PAGES];
	struct source_change change;
	struct page_history h;

	answer(l, base, &h, &change);
	docs.translations = NEW(&l->work, struct doc *, l->family.npages);
	docs.history = answers;
	for (ptrdiff_t i = 0; i < l->family.npages; i++) {
		docs.translations[i] = lab_parse(l, l->family.pages[i]);
		answers[i] = &h;
	}
	family_check(&l->site, &docs, l->scratch, &l->work, &l->sink);
	findings_finish(&l->keep, &l->sink.out);
}

static void
check_family(struct lab *l, struct str base)
{
	if (base.p)
		check_with_base(l, base);
	else
		lab_check(l);
}

/* Another family, its pages with other names. */
static void
begin_family(struct lab *l, ptrdiff_t i)
{
	l->family = (struct family){ .key = str_fmt(&l->arena, "page-%td.md", i),
				     .source = NO_PAGE,
				     .pages = l->translations };
}

static void
add_source(struct lab *l, const struct example *x)
{
	struct page *p = &l->pages[l->site.npages];

	lab_source(l, x->body);
	p->rel = l->family.key;
	p->path = str_fmt(&l->arena, "en-US/%.*s", P(p->rel));
}

static void
check_pages(struct lab *l, const struct examples *e)
{
	struct str base = { 0 };

	for (ptrdiff_t i = 0; i < e->n; i++) {
		const struct example *x = &e->v[i];
		bool source = str_eq(x->kind, S("source"));

		if (source && l->family.npages > 0) {
			check_family(l, base);
			begin_family(l, i);
		}
		if (source)
			add_source(l, x);
		else if (str_eq(x->kind, S("base")))
			base = x->body;
		else
			add_translation(l, x, i);
	}
	check_family(l, base);
}

/* --- lists of files -------------------------------------------------------------- */

static void
add_locale(struct site *s, struct str locale)
{
	for (ptrdiff_t i = 0; i < s->nlocales; i++) {
		if (str_eq(s->locales[i], locale))
			return;
	}
	if (!str_eq(locale, s->source_locale)) {
		assert_in_range(s->nlocales, 0, LOCALES - 1);
		s->locales[s->nlocales++] = locale;
	}
}

/* "de-DE/reset.md   remark" into locale and path. */
static bool
path_line(struct str *list, struct str *locale, struct str *path)
{
	struct str line, word;

	if (!str_line(list, &line) || !str_cut(&line, ' ', &word))
		return false;
	assert_true(str_cut(&word, '/', locale));
	*path = word;
	return true;
}

/* Puts all pages called `rel` into the family. */
static void
take_family(struct lab *l, struct str list, struct str rel)
{
	struct str locale, path;

	l->family = (struct family){ .key = rel, .source = NO_PAGE, .pages = l->translations };
	while (path_line(&list, &locale, &path)) {
		if (!str_eq(path, rel))
			continue;
		if (str_eq(locale, l->site.source_locale))
			lab_source(l, S("Text\n"));
		else
			lab_translation(l, str_z(&l->arena, locale), S("Text\n"));
	}
}

static void
check_files(struct lab *l, struct str list)
{
	struct str rest = list, locale, path;
	struct map seen = { .a = &l->arena };

	l->site.locales = NEW(&l->arena, struct str, LOCALES);
	assert_true(path_line(&rest, &l->site.source_locale, &path));
	for (rest = list; path_line(&rest, &locale, &path);)
		add_locale(&l->site, locale);
	for (rest = list; path_line(&rest, &locale, &path);) {
		if (path.n == 0 || map_get(&seen, path) >= 0)
			continue;
		*map_at(&seen, path) = 1;
		take_family(l, list, path);
		lab_check(l);
	}
}

/* --- tests ------------------------------------------------------------------------ */

/* Everything that was said, for a failing test's log. */
static void
print_findings(struct lab *l, const struct rule_info *rule)
{
	print_message("%.*s: %td findings\n", P(rule->name), l->sink.out.n);
	for (ptrdiff_t i = 0; i < l->sink.out.n; i++) {
		const struct finding *f = &l->sink.out.v[i];

		print_message("  %.*s:%u:%u: %.*s [%.*s]\n", P(f->at.file), (unsigned)f->at.line,
			      (unsigned)f->at.column, P(finding_text(&l->arena, f, PART_TEXT)),
			      P(rules[messages[f->message].rule].name));
	}
}

/* The example of expired-ignore is a configuration: its entry is over by the year 2100. */
static bool
has_expired(struct lab *l, struct str text)
{
	struct config_error error = { 0 };
	const struct ignores *g;

	if (!config_read(&l->arena, &l->config, S(".loclint.yml"), text, &error))
		return false;
	g = ignores_new(&l->arena, &l->config, INT64_C(4102444800));
	return g->n == 1 && g->expired[0];
}

/* Does the example show this rule, and no other? */
static bool
shows(enum rule_id r)
{
	struct examples e = examples_of(rule_explanation(rules[r].name));
	struct arena a = { 0 };
	struct lab l;
	bool ok;

	if (e.n == 0)
		return false;
	if (r == RULE_LINK_BROKEN || r == RULE_FRAGMENT_BROKEN)
		return true; /* they need files on disk: tests/cases/rule-link-broken,
				rule-fragment-broken */
	lab_open(&l, str_z(&a, e.v[e.n - 1].profile));
	arena_free(&a);
	l.looks_up = r == RULE_LINK_BROKEN || r == RULE_FRAGMENT_BROKEN;
	if (rules[r].severity == SEV_OFF) {
		l.config.severity[r] = SEV_INFO;
		l.config.severity_set[r] = true;
	}
	if (str_eq(e.v[0].kind, S("config"))) {
		ok = has_expired(&l, e.v[0].body);
		lab_close(&l);
		return ok;
	}
	if (str_eq(e.v[0].kind, S("text")))
		check_files(&l, e.v[0].body);
	else
		check_pages(&l, &e);
	ok = l.sink.out.n > 0 && lab_count(&l, r) == l.sink.out.n;
	if (!ok)
		print_findings(&l, &rules[r]);
	lab_close(&l);
	return ok;
}

static void
every_example_shows_its_rule_and_no_other(void **state)
{
	int failed = 0;

	(void)state;
	for (int r = 0; r < RULE_COUNT; r++) {
		if (shows((enum rule_id)r))
			continue;
		print_message("the example of %.*s fails\n", P(rules[r].name));
		failed++;
	}
	assert_int_equal(failed, 0);
}

static void
every_rule_is_explained_in_the_same_four_sections(void **state)
{
	static const struct str sections[] = { { "## Why\n", 7 },
					       { "\n## Example\n", 12 },
					       { "\n## Fix\n", 8 },
					       { "\n## Silence\n", 12 } };

	(void)state;
	for (int r = 0; r < RULE_COUNT; r++) {
		struct str text = rule_explanation(rules[r].name);
		ptrdiff_t at = 0;

		for (ptrdiff_t i = 0; i < countof(sections); i++) {
			at = str_find(text, sections[i], at);
			if (at < 0)
				print_message("%.*s lacks %.*s\n", P(rules[r].name),
					      P(sections[i]));
			assert_true(at >= 0);
		}
		/* the rule's own name stands where it says how to silence it */
		assert_true(str_find(text, rules[r].name, at) > at);
	}
}

static void
every_explanation_belongs_to_a_rule(void **state)
{
	struct arena a = { 0 };
	struct rule_files files = rule_files(&a, S("src/check/explain/"));

	(void)state;
	assert_int_equal(files.n, RULE_COUNT);
	for (ptrdiff_t i = 0; i < files.n; i++) {
		bool chosen[RULE_COUNT];
		struct str nearest;
		int n = 0;

		assert_true(rule_select(files.v[i].name, chosen, &nearest));
		for (int r = 0; r < RULE_COUNT; r++)
			n += chosen[r];
		assert_int_equal(n, 1);
	}
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_example_shows_its_rule_and_no_other),
		cmocka_unit_test(every_rule_is_explained_in_the_same_four_sections),
		cmocka_unit_test(every_explanation_belongs_to_a_rule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
