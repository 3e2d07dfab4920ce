/* stamp.c: what a translation has to change to record current English. */
#include "unit.h"

#include "base/sha.h"
#include "check/stamp.h"
#include "diag/edit.h"
#include "pin_fixture.h"

#define NOW "0123456789abcdef0123456789abcdef01234567"

static const struct stamp_source known = { .commit = { NOW, 40 }, .time = 1647345600 };

struct stamped {
	struct stamp stamp;
	struct str text; /* the page after it */
	struct str current;
};

/* Stamps `page`, whose pin was made of `base` (NULL: not known). */
static struct stamped
stamp(struct lab *l, const char *profile, const char *page, const char *base,
      const struct stamp_source *source)
{
	static const char current[] = "---\ntitle: t\ndoc-version: 7\n---\n\nNew text.\n";
	struct page_history h = { .known = true, .kind = BASE_CONTENT };
	struct finding f = { 0 };
	const struct finding *list[] = { &f };
	struct stamped s = { .current = str_c(current) };
	struct view v;

	lab_open(l, profile);
	v = view_of(l, current, page);
	v.freshness = FRESH_NO;
	if (base) {
		h.base = str_c(base);
		v.history = &h;
	}
	s.stamp = stamp_page(&v, source);
	f.edits = s.stamp.edits;
	f.nedits = s.stamp.n;
	s.text = edits_apply(&l->arena, str_c(page), list, 1).text;
	return s;
}

static void
assert_page(struct str got, struct str want)
{
	if (!str_eq(got, want))
		print_message("got\n%.*s\nwant\n%.*s\n", P(got), P(want));
	assert_true(str_eq(got, want));
}

/* The page with its hash of `base` in one form becomes the page with that of current in the same.
 */
static void
keeps_the_form(enum sha_kind kind, const char *base, bool crlf, const char *quote)
{
	static const char page[] = "---\r\ntitle: u\r\nms.openlocfilehash: %s%.*s%s\r\n"
				   "ms.sourcegitcommit: " SHA " # x\r\n---\r\n\r\nText\r\n";
	static const char want[] = "---\r\ntitle: u\r\nms.openlocfilehash: %s%.*s%s\r\n"
				   "ms.sourcegitcommit: " NOW " # x\r\n---\r\n\r\nText\r\n";
	struct arena a = { 0 };
	struct str then = str_c(base), now = S("---\ntitle: t\ndoc-version: 7\n---\n\nNew text.\n");
	struct str now_crlf = S("---\r\ntitle: t\r\ndoc-version: 7\r\n---\r\n\r\nNew text.\r\n");
	struct str old_hash = sha_hex(&a, kind, &then, 1);
	struct str new_hash = sha_hex(&a, kind, crlf ? &now_crlf : &now, 1);
	/* the blob has LF whatever was hashed */
	const char *blob = crlf ? "Old.\nText.\n" : base;
	struct stamped s;
	struct lab l;

	s = stamp(&l, "microsoft", str_z(&a, str_fmt(&a, page, quote, P(old_hash), quote)), blob,
		  &known);
	assert_int_equal(s.stamp.refusal.n, 0);
	assert_page(s.text, str_fmt(&a, want, quote, P(new_hash), quote));
	lab_close(&l);
	arena_free(&a);
}

static void
a_hash_keeps_its_algorithm_its_line_ends_and_its_quotes(void **state)
{
	(void)state;
	keeps_the_form(SHA_1, "Old.\nText.\n", false, "");
	keeps_the_form(SHA_256, "Old.\nText.\n", false, "'");
	keeps_the_form(SHA_1, "Old.\r\nText.\r\n", true, "\"");
	keeps_the_form(SHA_256, "Old.\r\nText.\r\n", true, "");
}

static void
a_commit_in_a_mapping_is_set_and_added_there(void **state)
{
	static const struct {
		const char *page, *want;
	} cases[] = {
		{ "---\nl10n:\n  sourceCommit: " SHA "\ntitle: t\n---\nx\n",
		  "---\nl10n:\n  sourceCommit: " NOW "\ntitle: t\n---\nx\n" },
		{ "---\ntitle: t\n---\nx\n",
		  "---\ntitle: t\nl10n:\n  sourceCommit: " NOW "\n---\nx\n" },
		{ "---\nl10n:\n    ready: yes\ntitle: t\n---\nx\n",
		  "---\nl10n:\n    sourceCommit: " NOW "\n    ready: yes\ntitle: t\n---\nx\n" },
		{ "---\nl10n:\n  sourceCommit:\n---\nx\n",
		  "---\nl10n:\n  sourceCommit: " NOW "\n---\nx\n" },
		{ "---\nl10n: {sourceCommit: " SHA "}\n---\nx\n",
		  "---\nl10n: {sourceCommit: " NOW "}\n---\nx\n" },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct lab l;
		struct stamped s = stamp(&l, "mdn", cases[i].page, NULL, &known);

		assert_int_equal(s.stamp.refusal.n, 0);
		assert_page(s.text, str_c(cases[i].want));
		lab_close(&l);
	}
}

static void
a_version_is_that_of_the_english_page_and_no_commit_is_added(void **state)
{
	struct lab l;
	struct stamped s = stamp(&l, "doc-version", "---\ndoc-version: 5\n---\nx\n", NULL, &known);

	(void)state;
	assert_page(s.text, S("---\ndoc-version: 7\n---\nx\n"));
	lab_close(&l);
}

static void
a_status_goes_or_becomes_the_word_for_current(void **state)
{
	struct lab l;
	struct stamped s =
		stamp(&l, "docsy",
		      "---\ndefault_lang_commit: 4f2a0c9\ndrifted_from_default: true\n---\nx\n",
		      NULL, &known);

	(void)state;
	assert_page(s.text, S("---\ndefault_lang_commit: " NOW "\n---\nx\n"));
	assert_int_equal(s.stamp.n, 2);
	lab_close(&l);
}

static void
what_cannot_be_written_is_refused_with_a_reason(void **state)
{
	static const struct stamp_source unknown = { .why = { "no repository", 13 } };
	static const struct {
		const char *profile, *page, *why;
		bool commit;
	} cases[] = {
		{ "mdn", "x\n", "no front matter", true },
		{ "mdn", "+++\ntitle = \"t\"\n+++\nx\n", "no front matter", true },
		{ "mdn", "---\na: [\n---\nx\n", "no front matter", true },
		{ "mdn", "---\nl10n: {ready: yes}\n---\nx\n", "cannot be added", true },
		{ "mdn", "---\nl10n: 5\n---\nx\n", "cannot be added", true },
		{ "mdn", "---\ntitle: t\n---\nx\n", "no repository", false },
		{ "docsy", "---\ndefault_lang_commit: [a]\n---\nx\n", "no single value", true },
		{ "docsy", "---\ndefault_lang_commit: a\ndefault_lang_commit: b\n---\nx\n",
		  "set twice", true },
		{ "kubernetes", "---\ntitle: t\n---\nx\n", "last commit", true },
		{ "co-op-translator",
		  "<!--\nCO_OP_TRANSLATOR_METADATA:\n{\n  \"original_hash\": "
		  "\"4f2a0c9d1e8b7a6f5e4d3c2b1a09f8e7\"\n}\n-->\nx\n",
		  "not known here", true },
		{ "i18n-sync", "x\n", "no `i18n-sync`", true },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct lab l;
		struct stamped s = stamp(&l, cases[i].profile, cases[i].page, NULL,
					 cases[i].commit ? &known : &unknown);

		if (str_find(s.stamp.refusal, str_c(cases[i].why), 0) < 0)
			print_message("case %td: %.*s\n", i, P(s.stamp.refusal));
		assert_true(str_find(s.stamp.refusal, str_c(cases[i].why), 0) >= 0);
		assert_int_equal(s.stamp.n, 0);
		assert_page(s.text, str_c(cases[i].page));
		lab_close(&l);
	}
}

static void
a_comment_is_edited_in_place(void **state)
{
	struct lab l;
	struct stamped s = stamp(
		&l, "i18n-sync",
		"\xef\xbb\xbf<!-- i18n-sync: base=README.md, hash=" SHA " -->\nx\n", NULL, &known);

	(void)state;
	assert_page(s.text, S("\xef\xbb\xbf<!-- i18n-sync: base=README.md, hash=" NOW " -->\nx\n"));
	lab_close(&l);
}

static void
a_current_page_stays_as_it_is(void **state)
{
	static const char text[] = "---\ndefault_lang_commit: " SHA "\n---\nx\n";
	struct lab l;
	struct view v;

	(void)state;
	lab_open(&l, "docsy");
	v = view_of(&l, "---\ntitle: t\n---\nx\n", text);
	v.freshness = FRESH_YES;
	assert_int_equal(stamp_page(&v, &known).n, 0);
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hash_keeps_its_algorithm_its_line_ends_and_its_quotes),
		cmocka_unit_test(a_commit_in_a_mapping_is_set_and_added_there),
		cmocka_unit_test(a_version_is_that_of_the_english_page_and_no_commit_is_added),
		cmocka_unit_test(a_status_goes_or_becomes_the_word_for_current),
		cmocka_unit_test(what_cannot_be_written_is_refused_with_a_reason),
		cmocka_unit_test(a_comment_is_edited_in_place),
		cmocka_unit_test(a_current_page_stays_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
