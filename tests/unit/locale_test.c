#include "unit.h"

#include "site/locale.h"

static void
assert_str(struct str got, const char *want)
{
	if (!str_eq(got, str_c(want)))
		fail_msg("got \"%.*s\", want \"%s\"", P(got), want);
}

static void
test_tags_of_documentation_sites_are_locales(void **state)
{
	static const char *const tags[] = {
		"de",          "en",          "de-DE",
		"de-de",       "pt-BR",       "PT_br",
		"zh_TW",       "zh-Hant",     "zh-hans-cn",
		"zh-Hant-TW",  "sr-Latn-RS",  "sr-latn",
		"es-419",      "en-001",      "fil",
		"fil-PH",      "haw",         "ckb",
		"kab",         "nds",         "tzm",
		"yue",         "yue-Hant-HK", "nb-no",
		"uz-Cyrl",     "sr-Latn-CS",  "ca-ES-valencia",
		"ca-valencia", "de-1996",     "is",
		"in",
	};

	(void)state;
	for (int i = 0; i < countof(tags); i++)
		if (!locale_valid(str_c(tags[i])))
			fail_msg("%s should be a locale", tags[i]);
}

static void
test_names_of_folders_are_none(void **state)
{
	static const char *const names[] = {
		"",
		"a",
		"docs",
		"api",
		"src",
		"dev",
		"en-route",
		"it-works",
		"no-loc",
		"in-app",
		"is-new",
		"de-",
		"-de",
		"de--DE",
		"de-D",
		"de-XX",
		"de-DEU",
		"en-us-x",
		"zh-Xxxx",
		"es-41",
		"es-4190",
		"faq",
		"bin",
		"new",
		"sh",
		"xx",
		"README",
		"js",
		"d\xc3\xa9",
		"de DE",
		"de.DE",
		"de/DE",
		"en-us-gb",
		"zh-TW-Hant",
		"2020-04",
		"guides-de",
		"de-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	};

	(void)state;
	for (int i = 0; i < countof(names); i++)
		if (locale_valid(str_c(names[i])))
			fail_msg("%s should be no locale", names[i]);
}

/* Binary search needs sorted lists: every code must be found where it stands. */
static void
test_every_code_of_a_list_is_found(void **state)
{
	static const char *const codes[] = { "aa",    "zu",    "ace",     "zza",
					     "en-AD", "en-ZW", "zh-Adlm", "zh-Yiii" };
	int n = 0;

	(void)state;
	for (int i = 0; i < countof(codes); i++)
		assert_true(locale_valid(str_c(codes[i])));
	for (char x = 'a'; x <= 'z'; x++)
		for (char y = 'a'; y <= 'z'; y++) {
			char language[] = { x, y }, region[] = { 'e', 'n', '-', x, y };

			n += locale_valid((struct str){ language, 2 });
			n += 1000 * locale_valid((struct str){ region, 5 });
		}
	assert_int_equal(n, 188 + 1000 * 252);
}

static void
test_canonical_case(void **state)
{
	static const struct {
		const char *tag, *want;
	} rows[] = {
		{ "DE", "de" },
		{ "de-de", "de-DE" },
		{ "zh_tw", "zh-TW" },
		{ "ZH-HANT-TW", "zh-Hant-TW" },
		{ "sr-latn-rs", "sr-Latn-RS" },
		{ "es-419", "es-419" },
		{ "fil-ph", "fil-PH" },
		{ "CA-es-VALENCIA", "ca-ES-valencia" },
	};
	struct arena a = { 0 };

	(void)state;
	for (int i = 0; i < countof(rows); i++)
		assert_str(locale_canonical(&a, str_c(rows[i].tag)), rows[i].want);
	arena_free(&a);
}

static void
test_comparison_ignores_case_and_separator(void **state)
{
	(void)state;
	assert_true(locale_same(S("zh_TW"), S("zh-tw")));
	assert_true(locale_same(S("de"), S("DE")));
	assert_false(locale_same(S("de"), S("de-DE")));
	assert_false(locale_same(S("pt-BR"), S("pt-PT")));
	assert_true(locale_same_language(S("pt-BR"), S("PT")));
	assert_true(locale_same_language(S("zh_TW"), S("zh-Hans-CN")));
	assert_false(locale_same_language(S("en"), S("es-ES")));
	assert_false(locale_same_language(S("de"), S("den")));
}

static void
test_locale_of_a_folder_name(void **state)
{
	(void)state;
	assert_str(locale_of_name(S("ro-RO")), "ro-RO");
	assert_str(locale_of_name(S("de-de")), "de-de");
	assert_str(locale_of_name(S("docs.microsoft.com-nuget.de-de")), "de-de");
	assert_str(locale_of_name(S("repo-pr.ro-RO")), "ro-RO");
	assert_str(locale_of_name(S("x.en")), "en");
	assert_str(locale_of_name(S("x.")), "");
	assert_str(locale_of_name(S("docs")), "");
	assert_str(locale_of_name(S("docs.net")), "");
	assert_str(locale_of_name(S("release-de")), "");
	assert_str(locale_of_name(S("")), "");
}

static void
test_decimal_comma(void **state)
{
	(void)state;
	assert_true(locale_decimal_comma(S("de-DE")));
	assert_true(locale_decimal_comma(S("fr")));
	assert_true(locale_decimal_comma(S("fr-ch")));
	assert_true(locale_decimal_comma(S("pt_BR")));
	assert_true(locale_decimal_comma(S("es-ES")));
	assert_false(locale_decimal_comma(S("es-MX")));
	assert_false(locale_decimal_comma(S("de_CH")));
	assert_false(locale_decimal_comma(S("en-US")));
	assert_false(locale_decimal_comma(S("zh-CN")));
	assert_false(locale_decimal_comma(S("ja")));
	assert_false(locale_decimal_comma(S("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tags_of_documentation_sites_are_locales),
		cmocka_unit_test(test_names_of_folders_are_none),
		cmocka_unit_test(test_every_code_of_a_list_is_found),
		cmocka_unit_test(test_canonical_case),
		cmocka_unit_test(test_comparison_ignores_case_and_separator),
		cmocka_unit_test(test_locale_of_a_folder_name),
		cmocka_unit_test(test_decimal_comma),
	};

	return cmocka_run_group_tests_name("locale", tests, NULL, NULL);
}
