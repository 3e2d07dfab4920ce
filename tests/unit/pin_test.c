/* pin.c: every convention of recording the English page, and what is never searched. */
#include "unit.h"

#include "pin_fixture.h"

static struct doc *
parse(struct lab *l, struct str text)
{
	return doc_parse(&l->work, S("de/a.md"), text, &l->profile->grammar, l->scratch);
}

static struct pin
read_pin(struct lab *l, const char *text)
{
	return pin_read(l->profile, parse(l, str_c(text)), l->scratch);
}

/* --- reading -------------------------------------------------------------------------- */

static const struct {
	const char *profile, *page;
	enum pin_part part;
	const char *value, *key;
	bool ok; /* well formed, where that can be told here */
} conventions[] = {
	{ "microsoft", "---\nms.openlocfilehash: " SHA "\n---\n", PIN_HASH, SHA,
	  "ms.openlocfilehash", true },
	{ "microsoft", "---\nms.openlocfilehash: " SHA_2 "\n---\n", PIN_HASH, SHA_2,
	  "ms.openlocfilehash", true },
	{ "microsoft", "---\nms.openlocfilehash: 4f2a0c9d\n---\n", PIN_HASH, "4f2a0c9d",
	  "ms.openlocfilehash", false },
	{ "microsoft", "---\nms.sourcegitcommit: '" SHA "'\n---\n", PIN_COMMIT, SHA,
	  "ms.sourcegitcommit", true },
	{ "adobe", "---\nsource-git-commit: " SHA "\n---\n", PIN_COMMIT, SHA, "source-git-commit",
	  true },
	{ "adobe", "---\nsource-git-commit: 4f2a0c9\n---\n", PIN_COMMIT, "4f2a0c9",
	  "source-git-commit", false },
	{ "docsy", "---\ndefault_lang_commit: 4f2a0c9 # patched\n---\n", PIN_COMMIT, "4f2a0c9",
	  "default_lang_commit", true },
	{ "docsy", "---\ndefault_lang_commit: <newest>\n---\n", PIN_COMMIT, "<newest>",
	  "default_lang_commit", false },
	{ "docsy", "---\ndrifted_from_default: file not found\n---\n", PIN_STATUS, "file not found",
	  "drifted_from_default", true },
	{ "helm", "---\ndefault_lang_commit: " SHA "\n---\n", PIN_COMMIT, SHA,
	  "default_lang_commit", true },
	{ "mdn", "---\nl10n:\n  sourceCommit: " SHA "\n---\n", PIN_COMMIT, SHA, "l10n.sourceCommit",
	  true },
	{ "mdn", "---\nl10n: {sourceCommit: " SHA "}\n---\n", PIN_COMMIT, SHA, "l10n.sourceCommit",
	  true },
	{ "php", "<!-- EN-Revision: " SHA " Maintainer: anna Status: ready -->\n# A\n", PIN_COMMIT,
	  SHA, "EN-Revision", true },
	{ "php", "---\ntitle: x\n---\n# A\n\n<!-- EN-Revision: n/a -->\n", PIN_COMMIT, "n/a",
	  "EN-Revision", false },
	{ "debian", "#use wml::debian::translation-check translation=\"" SHA "\"\n", PIN_COMMIT,
	  SHA, "translation-check", true },
	{ "debian",
	  "#use wml::debian::template title=\"x\"\n"
	  "#use wml::debian::translation-check mindelta=\"1\" \\\n translation=\"1.93\"\n",
	  PIN_COMMIT, "1.93", "translation-check", false },
	{ "linux", ":Original: Documentation/a.md\n:Upstream-at: 4f2a0c9d1e8b\n\n# A\n", PIN_COMMIT,
	  "4f2a0c9d1e8b", "Upstream-at", true },
	{ "i18n-sync", "<!-- i18n-sync: base=README.md, hash=" SHA " -->\n\n# A\n", PIN_COMMIT, SHA,
	  "i18n-sync", true },
	{ "source-commit", "---\nsource_commit: 4f2a0c9d\n---\n", PIN_COMMIT, "4f2a0c9d",
	  "source_commit", true },
	{ "microsoft", "---\nms.sourcegitcommit: " SHA_2 "\n---\n", PIN_COMMIT, SHA_2,
	  "ms.sourcegitcommit", true },
	{ "microsoft", "---\nms.sourcegitcommit: " SHA "0\n---\n", PIN_COMMIT, SHA "0",
	  "ms.sourcegitcommit", false },
	{ "source-commit", "---\nsource_commit: " SHA_2 "0\n---\n", PIN_COMMIT, SHA_2 "0",
	  "source_commit", false },
	{ "mojaloop", "---\ni18n_source_sha: " SHA "\n---\n", PIN_HASH, SHA, "i18n_source_sha",
	  true },
	{ "mojaloop", "---\ni18n_source_sha: 4f2a0c9d1e8b\n---\n", PIN_HASH, "4f2a0c9d1e8b",
	  "i18n_source_sha", true },
	{ "mojaloop", "---\ni18n_source_sha: 4f2a0c9d\n---\n", PIN_HASH, "4f2a0c9d",
	  "i18n_source_sha", false },
	{ "comfy", "---\ntranslationSourceHash: 4f2a0c9d\n---\n", PIN_HASH, "4f2a0c9d",
	  "translationSourceHash", true },
	{ "comfy", "---\ntranslationSourceHash: " SHA_2 "\n---\n", PIN_HASH, SHA_2,
	  "translationSourceHash", true },
	{ "comfy", "{/* translationSourceHash: 4f2a0c9d */}\nText\n", PIN_HASH, "4f2a0c9d",
	  "translationSourceHash", true },
	{ "comfy", "\xef\xbb\xbf<!-- translationSourceHash: 4f2a0 -->\nText\n", PIN_HASH, "4f2a0",
	  "translationSourceHash", false },
	{ "doc-version", "---\ndoc-version: 3\n---\n", PIN_VERSION, "3", "doc-version", true },
};

static struct str
value_of(const struct pin *pin, enum pin_part part, struct span *at)
{
	const struct str values[] = { pin->hash, pin->commit, pin->version, pin->date,
				      pin->status };
	const struct span places[] = { pin->hash_at, pin->commit_at, pin->version_at, pin->date_at,
				       pin->status_at };

	*at = places[part];
	return values[part];
}

static void
each_convention_is_read_where_it_stands(void **state)
{
	(void)state;
	for (ptrdiff_t i = 0; i < countof(conventions); i++) {
		struct lab l;
		struct pin pin;
		struct doc *d;
		struct span at, none;

		lab_open(&l, conventions[i].profile);
		d = parse(&l, str_c(conventions[i].page));
		pin = pin_read(l.profile, d, l.scratch);
		print_message("case %d\n", (int)i);
		assert_text(value_of(&pin, conventions[i].part, &at), conventions[i].value);
		/* quotes belong to the place of a key's value */
		assert_true(str_find(doc_slice(d, at), str_c(conventions[i].value), 0) >= 0);
		assert_in_range(at.len, strlen(conventions[i].value),
				strlen(conventions[i].value) + 2);
		assert_text(pin.key, conventions[i].key);
		assert_memory_equal(&pin.at, &at, sizeof at);
		assert_int_equal(pin.beside, false);
		for (int part = 0; part < PIN_PARTS; part++) {
			if (part != (int)conventions[i].part)
				assert_int_equal(value_of(&pin, (enum pin_part)part, &none).n, 0);
		}
		if (conventions[i].part == PIN_HASH)
			assert_int_equal(pin.hash_ok, conventions[i].ok);
		if (conventions[i].part == PIN_COMMIT)
			assert_int_equal(pin.commit_ok, conventions[i].ok);
		assert_int_equal(pin_present(&pin), conventions[i].part == PIN_HASH ||
							    conventions[i].part == PIN_COMMIT);
		assert_int_equal(pin.blob, strcmp(conventions[i].profile, "mojaloop") == 0);
		lab_close(&l);
	}
}

static void
a_page_without_a_pin_says_where_one_would_belong(void **state)
{
	static const struct {
		const char *profile, *page, *key;
		uint32_t len;
	} cases[] = {
		{ "microsoft", "---\ntitle: x\n---\n", "ms.openlocfilehash", 3 },
		{ "microsoft", "Text\n", "ms.openlocfilehash", 0 },
		{ "microsoft", "---\nms.openlocfilehash:\n---\n", "ms.openlocfilehash", 3 },
		{ "microsoft", "---\nms.openlocfilehash: [" SHA "]\n---\n", "ms.openlocfilehash",
		  3 },
		{ "php", "Text EN-Revision: " SHA "\n", "EN-Revision", 0 },
		{ "mdn", "---\nsourceCommit: " SHA "\n---\n", "l10n.sourceCommit", 3 },
		{ "doc-version", "---\ntitle: x\n---\n", "doc-version", 3 },
		{ "git-date", "---\ntitle: x\n---\n", "", 3 },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct lab l;
		struct pin pin;

		lab_open(&l, cases[i].profile);
		pin = read_pin(&l, cases[i].page);
		assert_false(pin_present(&pin));
		assert_text(pin.key, cases[i].key);
		assert_int_equal(pin.at.off, 0);
		assert_int_equal(pin.at.len, cases[i].len);
		assert_int_equal(pin_expected(l.profile), cases[i].key[0] != '\0');
		lab_close(&l);
	}
}

static void
without_scratch_only_front_matter_is_read(void **state)
{
	struct lab l;
	struct pin pin;

	(void)state;
	lab_open(&l, "comfy");
	pin = pin_read(l.profile, parse(&l, S("{/* translationSourceHash: 4f2a0c9d */}\n")), NULL);
	assert_false(pin_present(&pin));
	pin = pin_read(l.profile, parse(&l, S("---\ntranslationSourceHash: 4f2a0c9d\n---\n")),
		       NULL);
	assert_true(pin_present(&pin));
	/* and what it has comes before a comment */
	pin = read_pin(&l, "---\ntranslationSourceHash: 4f2a0c9d\n---\n"
			   "<!-- translationSourceHash: 11111111 -->\n");
	assert_text(pin.hash, "4f2a0c9d");
	lab_close(&l);
}

static void
a_hash_that_cannot_be_computed_is_kept_apart(void **state)
{
	struct lab l;
	struct pin pin;

	(void)state;
	lab_open(&l, "co-op-translator");
	pin = read_pin(&l,
		       "<!--\nCO_OP_TRANSLATOR_METADATA:\n{\n  \"language_code\": \"de\",\n"
		       "  \"original_hash\": \"4f2a0c9d1e8b7a6f5e4d3c2b1a09f8e7\"\n}\n-->\n# A\n");
	assert_text(pin.opaque, "4f2a0c9d1e8b7a6f5e4d3c2b1a09f8e7");
	assert_int_equal(pin.opaque_at.len, 32);
	assert_true(pin.hash_ok);
	assert_false(pin_present(&pin)); /* history cannot be asked for it */
	lab_close(&l);

	/* a long page: the hash is made from those of its sections */
	lab_open(&l, "comfy");
	pin = read_pin(&l, "---\ntranslationSourceHash: 4f2a0c9d\n"
			   "translationBlockHashes:\n  _intro: 11111111\n---\n");
	assert_text(pin.opaque, "4f2a0c9d");
	assert_int_equal(pin.hash.n, 0);
	lab_close(&l);
}

/* --- only the head ----------------------------------------------------------------------- */

static struct str
repeated(struct lab *l, const char *unit, ptrdiff_t n, const char *end)
{
	struct buf out = { .a = &l->arena };

	while (n-- > 0)
		buf_str(&out, str_c(unit));
	buf_str(&out, str_c(end));
	return buf_take(&out);
}

static bool
has_commit(struct lab *l, struct str text)
{
	return pin_read(l->profile, parse(l, text), l->scratch).commit.n > 0;
}

/* Whatever the limits of parsing say of such a page. */
static bool
unparsed_has_pin(struct lab *l, struct str text)
{
	struct doc d = { .text = text, .raw = text };
	struct pin pin = pin_read(l->profile, &d, l->scratch);

	return pin.commit.n > 0 || pin.opaque.n > 0;
}

static void
only_the_first_lines_are_searched(void **state)
{
	struct lab l;
	struct str front;

	(void)state;
	lab_open(&l, "php");
	assert_true(has_commit(&l, repeated(&l, "\n", 19, PHP)));
	assert_false(has_commit(&l, repeated(&l, "\n", 20, PHP)));
	assert_true(has_commit(&l, repeated(&l, "\r\n", 19, PHP)));
	/* front matter is not counted */
	front = str_fmt(&l.arena, "---\n%.*s---\n", P(repeated(&l, "k: v\n", 1, "")));
	front = str_fmt(&l.arena, "%.*s%.*s", P(front), P(repeated(&l, "\n", 19, PHP)));
	assert_true(has_commit(&l, front));
	/* a line without end */
	assert_true(has_commit(&l, S("<!-- EN-Revision: " SHA " -->")));
	lab_close(&l);

	lab_open(&l, "i18n-sync");
	assert_true(has_commit(&l, repeated(&l, "\n", 4, "<!-- i18n-sync: base=a, hash=x -->")));
	assert_false(has_commit(&l, repeated(&l, "\n", 5, "<!-- i18n-sync: base=a, hash=x -->")));
	lab_close(&l);
}

static void
of_a_long_line_only_its_beginning_is_searched(void **state)
{
	enum { HEAD = 16 << 10, PAGE = DOC_MAX_BYTES - 256 };
	struct lab l;
	struct str keys;

	(void)state;
	lab_open(&l, "php");
	assert_true(unparsed_has_pin(&l, repeated(&l, "x", HEAD - 100, PHP)));
	assert_false(unparsed_has_pin(&l, repeated(&l, "x", HEAD, PHP)));
	assert_false(unparsed_has_pin(&l, repeated(&l, "x", PAGE, PHP)));
	assert_false(unparsed_has_pin(&l, repeated(&l, "<!-- EN-Revision: >", PAGE / 19, PHP)));
	/* front matter as large as a page */
	keys = repeated(&l, "# a comment in the front matter\n", PAGE / 64, "");
	keys = str_fmt(&l.arena, "---\n%.*sk: v\n---\n" PHP, P(keys));
	assert_true(has_commit(&l, keys));
	lab_close(&l);

	lab_open(&l, "co-op-translator");
	assert_false(
		unparsed_has_pin(&l, repeated(&l, "<!--CO_OP_TRANSLATOR_METADATA:{", 200000, "")));
	assert_false(unparsed_has_pin(
		&l, repeated(&l, "<!-- CO_OP_TRANSLATOR_METADATA: {", 1,
			     str_z(&l.arena, repeated(&l, "\"original_hash\" ", 400000, "")))));
	lab_close(&l);

	lab_open(&l, "debian");
	assert_false(unparsed_has_pin(
		&l, repeated(&l, "#use wml::debian::translation-check \\\n", 200000, "")));
	assert_false(unparsed_has_pin(
		&l, repeated(&l, "#use wml::debian::translation-check translation=", 90000, "")));
	lab_close(&l);
}

static void
a_page_that_is_no_text_has_no_pin(void **state)
{
	struct lab l;
	struct pin pin;

	(void)state;
	lab_open(&l, "php");
	pin = pin_read(l.profile, parse(&l, (struct str){ PHP "\0\n", sizeof PHP + 1 }), l.scratch);
	assert_false(pin_present(&pin));
	pin = read_pin(&l, "\xff" PHP);
	assert_false(pin_present(&pin));
	pin = read_pin(&l, "");
	assert_false(pin_present(&pin));
	lab_close(&l);
}

/* --- a file beside the page ------------------------------------------------------------------ */

static void
a_pin_may_stand_in_a_file_beside_the_page(void **state)
{
	struct lab l;
	struct pin pin;
	struct doc *d;

	(void)state;
	lab_open(&l, "base");
	use_profile(&l, BESIDE);
	d = parse(&l, S("# A\n\ncommit 1234567\n"));
	pin = pin_read_beside(l.profile, d, S("# made by hand\ncommit " SHA " old\n"), l.scratch);
	assert_text(pin.commit, SHA);
	assert_text(pin.status, "old");
	assert_text(pin.key, "sync");
	assert_true(pin.beside && pin.commit_ok);
	assert_int_equal(pin.at.len + pin.commit_at.len + pin.status_at.len, 0);
	pin = pin_read(l.profile, d, l.scratch);
	assert_false(pin_present(&pin));
	assert_text(pin.key, "sync");
	/* as with pages, only so much of it */
	pin = pin_read_beside(l.profile, d, repeated(&l, "\n", 64 << 10, "commit " SHA), l.scratch);
	assert_false(pin_present(&pin));
	lab_close(&l);
}

static void
the_file_beside_a_page_is_named_after_it(void **state)
{
	static const struct {
		const char *path, *page, *want;
	} cases[] = {
		{ "{path}.sync", "de/a/b.md", "de/a/b.md.sync" },
		{ "{dir}/.sync/{name}.yml", "de/a/b.md", "de/a/.sync/b.md.yml" },
		{ "{dir}/{stem}.json", "de/a/b.c.md", "de/a/b.c.json" },
		{ "{dir}/{stem}.json", "b.md", "./b.json" },
		{ "{x}{name}{", "de/{path}.md", "{x}{path}.md{" },
		{ "", "de/b.md", "" },
	};
	struct arena a = { 0 };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct profile p = { .pin.beside_path = str_c(cases[i].path) };

		assert_text(pin_beside_path(&a, &p, str_c(cases[i].page)), cases[i].want);
	}
	arena_free(&a);
}

static void
subjects_tell_which_commits_do_not_count(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "php");
	assert_true(pin_ignores(l.profile, l.scratch, S("Fix typo [skip-revcheck]")));
	assert_false(pin_ignores(l.profile, l.scratch, S("Fix typo")));
	lab_close(&l);
	lab_open(&l, "lunaria");
	assert_true(pin_ignores(l.profile, l.scratch, S("docs: Fix typo")));
	assert_false(pin_ignores(l.profile, l.scratch, S("")));
	lab_close(&l);
	lab_open(&l, "docsy");
	assert_false(pin_ignores(l.profile, l.scratch, S("[skip-revcheck]")));
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_convention_is_read_where_it_stands),
		cmocka_unit_test(a_page_without_a_pin_says_where_one_would_belong),
		cmocka_unit_test(without_scratch_only_front_matter_is_read),
		cmocka_unit_test(a_hash_that_cannot_be_computed_is_kept_apart),
		cmocka_unit_test(only_the_first_lines_are_searched),
		cmocka_unit_test(of_a_long_line_only_its_beginning_is_searched),
		cmocka_unit_test(a_page_that_is_no_text_has_no_pin),
		cmocka_unit_test(a_pin_may_stand_in_a_file_beside_the_page),
		cmocka_unit_test(the_file_beside_a_page_is_named_after_it),
		cmocka_unit_test(subjects_tell_which_commits_do_not_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
