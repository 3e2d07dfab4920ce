/* Link targets: what is equal, what is not, and that normalising twice changes nothing. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "site/profile.h"
#include "site/url.h"

static struct str query[] = { { "view", 4 }, { "lang", 4 } };
static const struct url_rules anywhere = {
	.locale_anywhere = true, .caseless = true, .query = query, .nquery = 2
};
static const struct url_rules first = { .locale_first = true };
static struct str hosts[] = { { "docs.example.com", 16 } };
static const struct url_rules neutral = { .neutral = hosts, .nneutral = 1, .neutral_root = true };

struct row {
	const char *url, *want;
};

static void
check_rows(const struct row *rows, ptrdiff_t n, const struct url_rules *how)
{
	struct arena a = { 0 };

	for (ptrdiff_t i = 0; i < n; i++) {
		struct str got = url_normalise(&a, str_c(rows[i].url), how, true);

		assert_string_equal(str_z(&a, got), rows[i].want);
	}
	arena_free(&a);
}

static void
one_page_has_one_form(void **state)
{
	static const struct row rows[] = {
		{ "HTTP://Docs.Example.COM/Path/", "https://docs.example.com/Path" },
		{ "//example.com/a", "https://example.com/a" },
		{ "https://example.com", "https://example.com" },
		{ "https://example.com/", "https://example.com" },
		{ "https://example.com/a/index", "https://example.com/a" },
		{ "https://example.com//a//b/", "https://example.com/a/b" },
		{ "https://example.com/%7Euser/%41%2f%c3%a9",
		  "https://example.com/~user/A%2F\xc3\xa9" },
		{ "https://example.com/100%", "https://example.com/100%" },
		{ "a/b.md", "a/b.md" },
		{ "./a/./b.md", "a/b.md" },
		{ "..\\media\\a.png", "../media/a.png" },
		{ "./ab:c", "./ab:c" },
		{ "./", "." },
		{ "/", "/" },
		{ "/index", "/" },
		{ "index", "index" },
		{ "", "" },
		{ "#Part", "#Part" },
		{ "a.md#", "a.md" },
		{ "a.md?#x", "a.md#x" },
		{ "a.md?b=1&&c=2", "a.md?b=1&c=2" },
		{ "MAILTO:Me@Example.com", "mailto:Me@Example.com" },
		{ "xref:System.Text%601", "xref:System.Text%601" },
		{ "C:\\a", "C:/a" },
	};

	(void)state;
	check_rows(rows, countof(rows), NULL);
}

static void
percent_escapes_are_decoded_when_they_need_not_be_there(void **state)
{
	static const struct row rows[] = {
		{ "%61", "a" },       { "%2541", "%2541" }, { "%%34%31", "A" },
		{ "a%2Fb", "a%2Fb" }, { "a%20b", "a%20b" }, { "%zz", "%zz" },
	};

	(void)state;
	check_rows(rows, countof(rows), NULL);
}

static void
locales_with_a_region_are_left_out_of_absolute_and_rooted_paths(void **state)
{
	static const struct row rows[] = {
		{ "https://example.com/en-us/Azure", "https://example.com/Azure" },
		{ "https://example.com/library/de-de/a", "https://example.com/library/a" },
		{ "https://example.com/zh-Hant-TW/a", "https://example.com/a" },
		{ "/ro-RO/azure/", "/azure" },
		{ "/en-us", "/" },
		{ "/en-us/de-de/a", "/a" },
		{ "/en/a", "/en/a" },
		{ "en-us/a.md", "en-us/a.md" },
		{ "../de-de/a.md", "../de-de/a.md" },
		{ "/get-started/a", "/get-started/a" },
		{ "https://example.com/a?VIEW=x&b=1&lang=de#c", "https://example.com/a?b=1#c" },
		{ "https://example.com/a?view=x", "https://example.com/a" },
		{ "../A/B.MD", "../a/b.md" },
	};

	(void)state;
	check_rows(rows, countof(rows), &anywhere);
}

static void
a_language_is_left_out_where_it_is_the_first_segment(void **state)
{
	static const struct row rows[] = {
		{ "/ja/docs/a", "/docs/a" },
		{ "/docs/ja/a", "/docs/ja/a" },
		{ "/docs/a", "/docs/a" },
		{ "https://example.com/pt-BR/docs/", "https://example.com/docs" },
		{ "/about/", "/about" },
		{ "https://example.com/A", "https://example.com/A" },
	};

	(void)state;
	check_rows(rows, countof(rows), &first);
}

static void
no_language_counts_on_hosts_that_choose_it_themselves(void **state)
{
	static const struct row rows[] = {
		{ "https://Docs.example.com/en-us/a", "https://docs.example.com/a" },
		{ "https://docs.example.com/en/a", "https://docs.example.com/a" },
		{ "https://docs.example.com/library/de-de/a",
		  "https://docs.example.com/library/a" },
		{ "https://www.example.com/en-us/a", "https://www.example.com/en-us/a" },
		{ "/en-us/a", "/a" },
		{ "en-us/a", "en-us/a" },
	};

	(void)state;
	check_rows(rows, countof(rows), &neutral);
}

static void
a_needless_language_is_found_in_the_path(void **state)
{
	static const struct row rows[] = {
		{ "https://docs.example.com/en-us/a", "en-us" },
		{ "//DOCS.example.com/en/a", "en" },
		{ "https://docs.example.com/library/en-GB", "en-GB" },
		{ "https://docs.example.com/a/en", "" },
		{ "https://docs.example.com/a?b=/en-us/c", "" },
		{ "https://docs.example.com/a#/en-us/c", "" },
		{ "https://docs.example.com", "" },
		{ "https://www.example.com/en-us/a", "" },
		{ "mailto:docs.example.com/en-us", "" },
		{ "/en-us/a", "en-us" },
		{ "/docs/a", "" },
		{ "en-us/a", "" },
		{ "", "" },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(rows); i++) {
		struct str got = url_needless_locale(str_c(rows[i].url), &neutral);

		assert_true(str_eq(got, str_c(rows[i].want)));
	}
	assert_int_equal(url_needless_locale(S("/en-us/a"), &anywhere).n, 0);
}

static void
the_fragment_is_kept_on_demand(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_string_equal(str_z(&a, url_normalise(&a, S("a.md#b"), NULL, false)), "a.md");
	assert_string_equal(str_z(&a, url_without_fragment(S("a.md#b#c"))), "a.md");
	assert_string_equal(str_z(&a, url_fragment(S("a.md#b#c"))), "b#c");
	assert_int_equal(url_fragment(S("a.md")).n, 0);
	arena_free(&a);
}

static void
schemes_and_double_slashes_are_external(void **state)
{
	(void)state;
	assert_true(url_is_external(S("https://a")));
	assert_true(url_is_external(S("mailto:a@b")));
	assert_true(url_is_external(S("//a/b")));
	assert_false(url_is_external(S("/a:b")));
	assert_false(url_is_external(S("a.md")));
	assert_false(url_is_external(S("c:/a")));
	assert_false(url_is_external(S("1a:b")));
	assert_false(url_is_external(S("")));
	assert_false(url_is_external(S("a\0b:c")));
}

static void
normalising_twice_changes_nothing(void **state)
{
	static const char *const parts[] = {
		"/",     "\\",     ".",      "..",     "%",
		"%2",    "%2F",    "%34",    "1",      "a",
		":",     "?",      "&",      "=",      "#",
		"index", "en-us",  "de",     "http",   "://docs.example.com",
		"//",    "view=",  "lang",   "A",      "./",
		" ",     "\xc3",   "%c3%a4", "mailto", "x.md",
		"%25",   "/index", "/en/",   "%3A",    "https",
		"ab:",   "://",
	};
	const struct url_rules *how[] = { NULL, &anywhere, &first, &neutral };

	(void)state;
	srand(7);
	for (int i = 0; i < 30000; i++) {
		struct arena a = { 0 };
		struct str url = S(""), once, twice;
		const struct url_rules *h = how[rand() % countof(how)];

		for (int n = rand() % 9; n >= 0; n--)
			url = str_fmt(&a, "%.*s%s", P(url), parts[rand() % countof(parts)]);
		once = url_normalise(&a, url, h, true);
		twice = url_normalise(&a, once, h, true);
		if (!str_eq(once, twice))
			fail_msg("%.*s -> %.*s -> %.*s", P(url), P(once), P(twice));
		arena_free(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_page_has_one_form),
		cmocka_unit_test(percent_escapes_are_decoded_when_they_need_not_be_there),
		cmocka_unit_test(locales_with_a_region_are_left_out_of_absolute_and_rooted_paths),
		cmocka_unit_test(a_language_is_left_out_where_it_is_the_first_segment),
		cmocka_unit_test(no_language_counts_on_hosts_that_choose_it_themselves),
		cmocka_unit_test(a_needless_language_is_found_in_the_path),
		cmocka_unit_test(the_fragment_is_kept_on_demand),
		cmocka_unit_test(schemes_and_double_slashes_are_external),
		cmocka_unit_test(normalising_twice_changes_nothing),
	};

	return cmocka_run_group_tests_name("url", tests, NULL, NULL);
}
