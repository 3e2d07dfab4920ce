/* From links to files. */
#include "unit.h"

#include "family.h"
#include "site/targets.h"

/* A site of files; those that end in .md are pages. */
struct site_lab {
	struct lab lab;
	struct tree trees[2];
	struct page pages[8];
	struct family families[8];
	struct redirects redirects, aliases;
	int times_asked; /* for the aliases */
	const struct targets *targets;
};

static void
add_tree(struct site_lab *s, const char *locale, bool source, const char *const *paths)
{
	struct tree *t = &s->trees[s->lab.site.ntrees];

	*t = (struct tree){ .root = str_c(locale),
			    .locale = str_c(locale),
			    .source = source,
			    .paths = NEW(&s->lab.arena, struct str, 8) };
	for (; paths[t->npaths]; t->npaths++) {
		struct str rel = str_c(paths[t->npaths]);
		ptrdiff_t n = s->lab.site.npages;

		t->paths[t->npaths] = rel;
		if (!str_ends(rel, S(".md")))
			continue;
		s->families[n] = (struct family){ .key = rel, .source = source ? n : NO_PAGE };
		s->pages[n] = (struct page){ .rel = rel,
					     .locale = str_c(locale),
					     .tree = s->lab.site.ntrees,
					     .family = n,
					     .source = source };
		s->lab.site.npages++;
	}
	s->lab.site.ntrees++;
}

static const struct redirects *
aliases(void *ctx)
{
	struct site_lab *s = ctx;

	s->times_asked++;
	return &s->aliases;
}

static void
open_site(struct site_lab *s, const char *profile, const char *const *english,
	  const char *const *german)
{
	memset(s, 0, sizeof *s);
	lab_open(&s->lab, profile);
	redirects_init(&s->redirects, &s->lab.arena);
	redirects_init(&s->aliases, &s->lab.arena);
	s->lab.site.trees = s->trees;
	s->lab.site.pages = s->pages;
	s->lab.site.families = s->families;
	add_tree(s, "en-us", true, english);
	add_tree(s, "de-de", false, german);
	s->targets = targets_build(&s->lab.arena, &s->lab.site, &s->redirects,
				   (struct late_redirects){ aliases, s });
}

/* What the first page of the German tree's link leads to. */
static void
assert_place(struct site_lab *s, const char *link, enum target_state state, const char *path)
{
	const struct page *from = s->pages;
	struct target_place place;

	while (from->source)
		from++;
	place = target_find(s->targets, &s->lab.work, from, str_c(link));
	if (place.state != state)
		fail_msg("%s: state %d, not %d", link, (int)place.state, (int)state);
	if (path && !str_eq(place.path, str_c(path)))
		fail_msg("%s leads to %.*s", link, P(place.path));
}

static void
links_of_files_start_from_the_file(void **state)
{
	static const char *const english[] = { "docs/a.md", "docs/img/one.png", "docs/only.md",
					       NULL };
	static const char *const german[] = { "docs/a.md", "docs/sub/README.md",
					      "docs/with space.md", NULL };
	struct site_lab s;

	(void)state;
	open_site(&s, "base", english, german);
	assert_place(&s, "a.md", TARGET_FOUND, "docs/a.md");
	assert_place(&s, "./a.md?view=x#y", TARGET_FOUND, "docs/a.md");
	assert_place(&s, "../docs/a", TARGET_FOUND, "docs/a.md");
	assert_place(&s, "with%20space.md", TARGET_FOUND, "docs/with space.md");
	assert_place(&s, "sub\\README.md", TARGET_FOUND, "docs/sub/README.md");
	assert_place(&s, "sub/", TARGET_FOUND, "docs/sub/README.md");
	assert_place(&s, "sub", TARGET_FOUND, "docs/sub/README.md");
	assert_place(&s, "#here", TARGET_FOUND, "docs/a.md");
	assert_place(&s, "only.md", TARGET_FOUND, "docs/only.md");
	assert_place(&s, "img/one.png", TARGET_FOUND, "docs/img/one.png");
	assert_place(&s, "img/two.png", TARGET_MISSING, NULL);
	assert_place(&s, "b.md", TARGET_MISSING, NULL);
	assert_place(&s, "A.md", TARGET_MISSING, NULL);
	lab_close(&s.lab);
}

static void
what_cannot_be_seen_is_elsewhere(void **state)
{
	static const char *const files[] = { "docs/a.md", NULL };
	struct site_lab s;

	(void)state;
	open_site(&s, "base", files, files);
	assert_place(&s, "https://example.com/b.md", TARGET_ELSEWHERE, NULL);
	assert_place(&s, "//example.com/b.md", TARGET_ELSEWHERE, NULL);
	assert_place(&s, "mailto:b@example.com", TARGET_ELSEWHERE, NULL);
	assert_place(&s, "../../b.md", TARGET_ELSEWHERE, NULL);
	assert_place(&s, "/rooted", TARGET_ELSEWHERE, NULL);
	assert_place(&s, "{{site}}/b.md", TARGET_ELSEWHERE, NULL);
	assert_place(&s, "b.svg", TARGET_ELSEWHERE, NULL);
	assert_place(&s, "../.github/b.md", TARGET_ELSEWHERE, NULL);
	lab_close(&s.lab);
}

static void
case_and_redirects_are_the_platform_s(void **state)
{
	static const char *const english[] = { "docs/A.md", NULL }, *const german[] = { "docs/a.md",
											NULL };
	struct site_lab s;

	(void)state;
	open_site(&s, "microsoft", english, german);
	redirects_add(&s.redirects, S(""), S("docs/old.md"));
	assert_place(&s, "A.MD", TARGET_FOUND, "docs/a.md");
	assert_place(&s, "old.md", TARGET_REDIRECTED, NULL);
	assert_place(&s, "older.md", TARGET_MISSING, NULL);
	assert_place(&s, "/dotnet/api/x", TARGET_ELSEWHERE, NULL);
	lab_close(&s.lab);
}

/* All pages are read for the aliases: not for a link that has a page, a redirect, or leads to where
 * nobody can look. */
static void
only_a_link_without_a_page_needs_the_aliases(void **state)
{
	static const char *const files[] = { "docs/a.md", "docs/b.md", NULL };
	struct site_lab s;

	(void)state;
	open_site(&s, "base", files, files);
	redirects_add(&s.redirects, S(""), S("docs/old.md"));
	redirects_add(&s.aliases, S(""), S("docs/once.md"));
	assert_place(&s, "b.md", TARGET_FOUND, "docs/b.md");
	assert_place(&s, "old.md", TARGET_REDIRECTED, NULL);
	assert_place(&s, "/elsewhere/c.md", TARGET_ELSEWHERE, NULL);
	assert_place(&s, "https://example.com/c.md", TARGET_ELSEWHERE, NULL);
	assert_int_equal(s.times_asked, 0);
	assert_place(&s, "once.md", TARGET_REDIRECTED, NULL);
	assert_place(&s, "never.md", TARGET_MISSING, NULL);
	assert_int_equal(s.times_asked, 2);
	lab_close(&s.lab);
}

static void
links_of_addresses_start_from_the_address(void **state)
{
	static const char *const english[] = { "docs/b/_index.md", "docs/c.md", "_index.md", NULL };
	static const char *const german[] = { "docs/a.md", "docs/b/_index.md", NULL };
	struct site_lab s;

	(void)state;
	open_site(&s, "docsy", english, german);
	assert_place(&s, "../b/", TARGET_FOUND, "docs/b/_index.md");
	assert_place(&s, "../c/", TARGET_FOUND, "docs/c.md");
	assert_place(&s, "b/_index.md", TARGET_FOUND, "docs/b/_index.md");
	assert_place(&s, "/docs/c/", TARGET_FOUND, "docs/c.md");
	assert_place(&s, "/docs/b", TARGET_FOUND, "docs/b/_index.md");
	assert_place(&s, "/docs/d/", TARGET_MISSING, NULL);
	assert_place(&s, "/nowhere/d/", TARGET_ELSEWHERE, NULL);
	assert_place(&s, "../d/", TARGET_MISSING, NULL);
	lab_close(&s.lab);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_of_files_start_from_the_file),
		cmocka_unit_test(what_cannot_be_seen_is_elsewhere),
		cmocka_unit_test(case_and_redirects_are_the_platform_s),
		cmocka_unit_test(only_a_link_without_a_page_needs_the_aliases),
		cmocka_unit_test(links_of_addresses_start_from_the_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
