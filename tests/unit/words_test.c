/* words.c: what in English prose is an identifier, a version, a number. */
#include "unit.h"

#include "check/words.h"

static const char *const letters = "ivnt";

/* The words of a text, each as its kind's letter and itself: "i:getUser v:16.9". */
static struct str
scan(struct arena *a, const char *text)
{
	struct word_sink out = { .a = a, .base = 100 };
	struct str s = str_c(text);
	struct buf line = { .a = a };

	words_scan(&out, s, (struct span){ 0, (uint32_t)s.n });
	for (ptrdiff_t i = 0; i < out.words.n; i++) {
		const struct word *w = &out.words.v[i];

		assert_true(w->at.off >= 100 && w->at.off + w->at.len <= 100 + (uint32_t)s.n);
		buf_fmt(&line, "%s%c:%.*s", i ? " " : "", letters[w->kind], P(w->text));
	}
	return buf_take(&line);
}

static void
assert_words(const char *text, const char *expected)
{
	struct arena a = { 0 };

	assert_string_equal(str_z(&a, scan(&a, text)), expected);
	arena_free(&a);
}

static void
an_identifier_has_an_inner_capital_an_underscore_an_extension_or_a_code(void **state)
{
	(void)state;
	assert_words("Call getUser and PackageReference here.", "i:getUser i:PackageReference");
	assert_words("Set max_retries or MAX_SIZE.", "i:max_retries i:MAX_SIZE");
	assert_words("Open project.json, server.config or setup.exe.",
		     "i:project.json i:server.config i:setup.exe");
	assert_words("Errors NU1101 and KB2999226.", "i:NU1101 i:KB2999226");
}

static void
words_of_the_language_are_no_identifiers(void **state)
{
	(void)state;
	assert_words("The VMs and APIs of our DevOps WebSite show a ToolTip.", "");
	assert_words("An iOS app, an A380, e.g. the end.The next.", "");
	assert_words("_emphasis_ and __init__ed, a_b", "");
}

static void
an_escaped_underscore_belongs_to_its_word(void **state)
{
	(void)state;
	assert_words("Set max\\_retries here.", "i:max_retries");
}

static void
letters_beyond_ascii_make_it_another_word(void **state)
{
	(void)state;
	assert_words("\xc3\xbc"
		     "berCool and Caf\xc3\xa9Latte",
		     "");
}

static void
a_version_stands_behind_a_name_or_a_version_word(void **state)
{
	(void)state;
	assert_words("Contoso 16.9, version 2.0, v3.1, netstandard2.0 and 1.2.3",
		     "v:16.9 v:2.0 v:3.1 v:2.0 v:1.2.3");
	assert_words("the 3.4 release", "v:3.4");
	assert_words("Contoso **4.9**", "v:4.9");
	assert_words("versions 2.0, 2.1 and 2.2", "v:2.0 v:2.1 v:2.2");
	assert_words("Version 16.9 replaces 16.8", "v:16.9 v:16.8");
}

static void
a_quantity_is_no_version(void **state)
{
	(void)state;
	assert_words("Windows needs 2.5 GB, Contoso 2.5 seconds, about 3.5%, $1.5, and 2.5 of it",
		     "");
	assert_words("Version 2.5 took 7.5 on average", "v:2.5");
}

static void
a_number_has_four_digits_and_any_groups(void **state)
{
	(void)state;
	assert_words("In 2019, 20,000 of 1,048,576 and 999", "n:2019 n:20000 n:1048576");
	assert_words("#1234, 0600, 12345678901234567890", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			an_identifier_has_an_inner_capital_an_underscore_an_extension_or_a_code),
		cmocka_unit_test(words_of_the_language_are_no_identifiers),
		cmocka_unit_test(an_escaped_underscore_belongs_to_its_word),
		cmocka_unit_test(letters_beyond_ascii_make_it_another_word),
		cmocka_unit_test(a_version_stands_behind_a_name_or_a_version_word),
		cmocka_unit_test(a_quantity_is_no_version),
		cmocka_unit_test(a_number_has_four_digits_and_any_groups),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
