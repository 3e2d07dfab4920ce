/* Redirect maps of four formats. */
#include "unit.h"

#include "site/redirects.h"

static struct redirects
read(struct arena *a, enum redirect_format format, const char *dir, const char *text)
{
	struct redirects r;
	struct str error = { 0 };

	redirects_init(&r, a);
	if (!redirects_read(&r, format, str_c(dir), str_c(text), &error))
		fail_msg("%.*s", P(error));
	return r;
}

static void
assert_redirects(const struct redirects *r, struct arena *a, const char *path, bool want)
{
	if (redirects_have(r, a, str_c(path)) != want)
		fail_msg("%s", path);
}

static void
open_publishing_names_files(void **state)
{
	struct arena a = { 0 };
	struct redirects r = read(&a, REDIRECT_OPENPUBLISHING, "articles",
				  "{\"redirections\": [{\"source_path\": \"Old.md\"}, 7,"
				  "{\"source_path_from_root\": \"/docs/older.md\"}]}");
	struct str error = { 0 };

	(void)state;
	assert_redirects(&r, &a, "articles/old.md", true);
	assert_redirects(&r, &a, "articles/docs/older.md", true);
	assert_redirects(&r, &a, "old.md", false);
	assert_redirects(&r, &a, "articles", false);
	assert_false(redirects_read(&r, REDIRECT_OPENPUBLISHING, S(""), S("{"), &error));
	assert_true(error.n > 0);
	assert_true(redirects_read(&r, REDIRECT_OPENPUBLISHING, S(""), S("[]"), &error));
	arena_free(&a);
}

static void
netlify_has_addresses_and_heads(void **state)
{
	struct arena a = { 0 };
	struct redirects r =
		read(&a, REDIRECT_NETLIFY, "static",
		     "# a remark\n/old/  /new 301\n  /attic/*   /\nno/slash /x\n/alone\n");

	(void)state;
	assert_redirects(&r, &a, "/old", true);
	assert_redirects(&r, &a, "old/", true);
	assert_redirects(&r, &a, "/old/er", false);
	assert_redirects(&r, &a, "/attic/one/two", true);
	assert_redirects(&r, &a, "/attica", false);
	assert_redirects(&r, &a, "no/slash", false);
	arena_free(&a);
}

static void
of_addresses_on_a_site_the_end_is_known(void **state)
{
	struct arena a = { 0 };
	struct redirects r =
		read(&a, REDIRECT_CSV, "",
		     "source,destination\n"
		     "https://example.com/docs/shop/using/start/Old.html,https://example.com/x\n"
		     "/docs/shop/index.html, /docs/shop/home.html\n");

	(void)state;
	assert_redirects(&r, &a, "help/using/start/old.md", true);
	assert_redirects(&r, &a, "start/old.md", true);
	assert_redirects(&r, &a, "old.md", false);
	assert_redirects(&r, &a, "help/stop/old.md", false);
	assert_redirects(&r, &a, "docs/shop/", true);
	arena_free(&a);
}

static void
docusaurus_has_strings_and_lists(void **state)
{
	struct arena a = { 0 };
	struct redirects r = read(
		&a, REDIRECT_DOCUSAURUS, "",
		"redirects: [\n { to: '/b', from: '/old' },\n"
		" { from: [\"/one\", '/two',\n '/three' ], to: '/c' }, {from: x}, {from: 'open");

	(void)state;
	assert_redirects(&r, &a, "/old", true);
	assert_redirects(&r, &a, "/one", true);
	assert_redirects(&r, &a, "/three/", true);
	assert_redirects(&r, &a, "/c", false);
	arena_free(&a);
}

static void
aliases_start_from_their_folder(void **state)
{
	struct arena a = { 0 };
	struct redirects r;

	(void)state;
	redirects_init(&r, &a);
	redirects_add(&r, S("docs"), S("/docs/former"));
	redirects_add(&r, S("docs"), S(" was-here"));
	redirects_add(&r, S("docs"), S("../up"));
	redirects_add(&r, S(""), S(""));
	assert_redirects(&r, &a, "/docs/former/", true);
	assert_redirects(&r, &a, "docs/was-here.md", true);
	assert_redirects(&r, &a, "/up", true);
	assert_redirects(&r, &a, "", false);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(open_publishing_names_files),
		cmocka_unit_test(netlify_has_addresses_and_heads),
		cmocka_unit_test(of_addresses_on_a_site_the_end_is_known),
		cmocka_unit_test(docusaurus_has_strings_and_lists),
		cmocka_unit_test(aliases_start_from_their_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
