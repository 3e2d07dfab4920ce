/* doc/slug.h: ids that platforms give to headings. */
#include "unit.h"

#include "doc/slug.h"
#include "family.h"

struct slug_case {
	enum slug_kind kind;
	const char *heading, *id;
};

static void
each_platform_has_its_own_letters(void **state)
{
	static const struct slug_case v[] = {
		{ SLUG_GITHUB, "What's new in 2.0? (beta)", "whats-new-in-20-beta" },
		{ SLUG_GITHUB, "A & B", "a--b" },
		{ SLUG_GITHUB, "snake_case - Ünïcode", "snake_case---ünïcode" },
		{ SLUG_GITHUB, "ภาษาไทย ง่าย", "ภาษาไทย-ง่าย" }, /* its marks stay */
		{ SLUG_GITHUB, "Other [!DNL Harbour] mails", "other-harbour-mails" },
		{ SLUG_GITHUB, "[!UICONTROL Go to [!DNL Quay]] now", "go-to-quay-now" },
		{ SLUG_GITHUB, "a [!] b [!X", "a--b-x" },
		{ SLUG_DOCFX, "nuget.exe: C# & .NET", "nugetexe-c--net" },
		{ SLUG_DOCFX, "Größe_x-y", "größe_x-y" },
		{ SLUG_HUGO, " Use `otel.*` now ", "use-otel-now" },
		{ SLUG_HUGO, "!!!", "heading" },
		{ SLUG_STARLIGHT, "Emoji 🚀 here", "emoji--here" },
		{ SLUG_MDN, "Using the Fetch() API", "using_the_fetch_api" },
		{ SLUG_MDN, "a.b-c_d", "a.b-c_d" },
		{ SLUG_MDN, "@#$", "sect1" },
		{ SLUG_PYTHON, "What's new in 2.0? (beta)", "whats-new-in-20-beta" },
		{ SLUG_PYTHON, "A & B -- c", "a-b-c" },
		{ SLUG_PYTHON, " (x) Für Müller™ - _so_ ", "x-fur-mullertm-_so_" },
		{ SLUG_PYTHON, "- a  b -", "-a-b-" },
		{ SLUG_PYTHON, "快速 开始", "" },
		{ SLUG_NONE, "anything", "" },
	};
	struct arena a = { 0 };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(v); i++) {
		struct str id = slug_make(&a, v[i].kind, str_c(v[i].heading));

		assert_string_equal(str_z(&a, id), v[i].id);
		assert_int_equal(slug_is(v[i].kind, str_c(v[i].heading), str_c(v[i].id)),
				 v[i].kind != SLUG_NONE);
	}
	assert_false(slug_is(SLUG_GITHUB, S("A b"), S("a-")));
	assert_false(slug_is(SLUG_GITHUB, S("A b"), S("a-bc")));
	assert_false(slug_is(SLUG_GITHUB, S(""), S("a")));
	arena_free(&a);
}

static void
equal_headings_are_told_apart(void **state)
{
	static const char text[] = "# Use\n\n## Use\n\n## Use-1\n\n## Use\n\n## Own {#use}\n\n## "
				   "<a name=\"x\"></a>Y\n";
	static const char *const hugo[] = { "use", "use-1", "use-1-1", "use-2", "use", "x" };
	static const char *const mdn[] = { "use", "use_2", "use-1", "use_3", "use", "x" };
	struct lab l;
	struct doc *d;
	struct slugs s;

	(void)state;
	lab_open(&l, "docsy");
	lab_source(&l, str_c(text));
	d = lab_parse(&l, 0);
	s = slugs_of(&l.work, d, SLUG_HUGO);
	assert_int_equal(s.n, countof(hugo));
	for (ptrdiff_t i = 0; i < s.n; i++) {
		assert_string_equal(str_z(&l.work, s.v[i].id), hugo[i]);
		assert_int_equal(s.v[i].own, i >= 4);
	}
	s = slugs_of(&l.work, d, SLUG_MDN);
	for (ptrdiff_t i = 0; i < s.n; i++)
		assert_string_equal(str_z(&l.work, s.v[i].id), mdn[i]);
	lab_close(&l);
}

static void
every_profile_names_its_algorithm(void **state)
{
	static const struct {
		const char *profile;
		enum slug_kind kind;
	} v[] = { { "microsoft", SLUG_DOCFX },
		  { "docsy", SLUG_HUGO },
		  { "starlight", SLUG_STARLIGHT },
		  { "mdn", SLUG_MDN },
		  { "base", SLUG_GITHUB } };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(v); i++) {
		struct lab l;

		lab_open(&l, v[i].profile);
		assert_int_equal(l.profile->anchors, v[i].kind);
		lab_close(&l);
	}
}

static void
ids_are_compared_by_their_first_words(void **state)
{
	struct slug_likeness like = slug_compare(S("set-up_the-API"), S("api--set-to"), 1);
	struct buf many = { 0 };
	struct arena a = { 0 };

	(void)state;
	assert_int_equal(like.a, 4);
	assert_int_equal(like.b, 3);
	assert_int_equal(like.common, 2);
	like = slug_compare(S("to-do"), S("to-do"), 3);
	assert_int_equal(like.a, 0);
	assert_int_equal(like.common, 0);
	many.a = &a;
	for (int i = 0; i < 200000; i++)
		buf_fmt(&many, "w%d-", i);
	like = slug_compare(buf_take(&many), S("w3-w199999"), 1);
	assert_true(like.a < 100);
	assert_int_equal(like.common, 1);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_are_compared_by_their_first_words),
		cmocka_unit_test(each_platform_has_its_own_letters),
		cmocka_unit_test(equal_headings_are_told_apart),
		cmocka_unit_test(every_profile_names_its_algorithm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
