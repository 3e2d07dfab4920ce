/* pin.c: pins that are missing or malformed, and stored statuses against history. */
#include "unit.h"

#include "pin_fixture.h"

/* --- pin-missing, metadata-invalid ---------------------------------------------------------------
 */

static void
a_missing_pin_is_named_where_one_is_demanded(void **state)
{
	static const struct {
		const char *profile, *source, *page;
		ptrdiff_t missing;
	} cases[] = {
		{ "microsoft", "---\ntitle: One\n---\n", "---\ntitle: Eins\n---\n", 1 },
		{ "microsoft", "---\ntitle: One\n---\n",
		  "---\ntitle: Eins\nms.openlocfilehash: " SHA "\n---\n", 0 },
		{ "microsoft", "---\ntitle: One\n---\n",
		  "---\ntitle: Eins\nms.sourcegitcommit: " SHA "\n---\n", 0 },
		/* README and TOC */
		{ "microsoft", "# One\n", "# Eins\n", 0 },
		{ "microsoft", "# One\n", "---\ntitle: Eins\n---\n", 0 },
		/* said by metadata-missing, front-matter-syntax, source-missing, not-checked */
		{ "microsoft", "---\ntitle: One\n---\n", "# Eins\n", 0 },
		{ "microsoft", "---\ntitle: One\n---\n", "---\ntitle: 'Eins\n---\n", 0 },
		{ "microsoft", "---\ntitle: One\n---\n", "+++\ntitle = 'Eins'\n+++\n", 0 },
		{ "microsoft", "\xff", "---\ntitle: Eins\n---\n", 0 },
		{ "microsoft", "---\ntitle: One\n---\n", "---\ntitle: Eins\n---\n\xff", 0 },
		/* said by metadata-invalid */
		{ "microsoft", "---\ntitle: One\n---\n",
		  "---\ntitle: Eins\nms.openlocfilehash:\n---\n", 0 },
		/* no source side at all */
		{ "microsoft", NULL, "---\ntitle: Eins\n---\n", 1 },
		{ "microsoft", NULL, "# Eins\n", 0 },
		{ "adobe", "---\ntitle: One\n---\n", "---\ntitle: Eins\n---\n", 1 },
		{ "docsy", "---\ntitle: One\n---\n", "---\ntitle: Eins\n---\n", 0 },
		{ "base", "---\ntitle: One\n---\n", "---\ntitle: Eins\n---\n", 0 },
		{ "git-date", "---\ntitle: One\n---\n", "---\ntitle: Eins\n---\n", 0 },
		{ "php", "# One\n", "# Eins\n", 1 },
		{ "php", "# One\n", PHP "# Eins\n", 0 },
		{ "php", "# One\n", "<!-- EN-Revision: n/a -->\n# Eins\n", 0 },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct lab l;

		lab_open(&l, cases[i].profile);
		if (cases[i].source)
			lab_source(&l, str_c(cases[i].source));
		lab_translation(&l, "de", str_c(cases[i].page));
		lab_check(&l);
		print_message("case %d\n", (int)i);
		assert_int_equal(lab_count(&l, RULE_PIN_MISSING), cases[i].missing);
		lab_close(&l);
	}
}

static void
a_page_without_source_need_not_say_where_it_is_from(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	l.site.source_locale = S("en-US");
	lab_translation(&l, "de", S("---\ntitle: Eins\n---\n"));
	lab_check(&l);
	assert_int_equal(lab_count(&l, RULE_SOURCE_MISSING), 1);
	assert_int_equal(lab_count(&l, RULE_PIN_MISSING), 0);
	lab_close(&l);
}

static void
a_source_page_needs_no_pin(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "php");
	lab_source(&l, S("# One\n"));
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

static void
a_status_alone_is_no_pin(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	lab_open(&l, "docsy");
	lab_source(&l, S("---\ntitle: One\n---\n"));
	lab_translation(&l, "de", S("---\ntitle: Eins\ndrifted_from_default: true\n---\n"));
	lab_check(&l);
	assert_int_equal(lab_count(&l, RULE_PIN_MISSING), 1);
	f = lab_find(&l, RULE_PIN_MISSING);
	assert_int_equal(f->message, MSG_STATUS_WITHOUT_PIN);
	assert_text(lab_arg(f, "key"), "drifted_from_default");
	assert_int_equal(f->at.line, 3);
	assert_int_equal(f->at.column, 23);
	assert_int_equal(f->cause, CAUSE_DEFECT);
	lab_close(&l);
}

static void
a_malformed_pin_is_named_once(void **state)
{
	static const struct {
		const char *profile, *page, *key, *value;
		uint32_t line, column;
	} cases[] = {
		{ "php", "# A\n<!-- EN-Revision: n/a -->\n", "EN-Revision", "n/a", 2, 19 },
		{ "php", "<!-- EN-Revision: 4f2a0c9d -->\n", "EN-Revision", "4f2a0c9d", 1, 19 },
		{ "debian", "#use wml::debian::translation-check translation=\"1.93\"\n",
		  "translation-check", "1.93", 1, 50 },
		{ "linux", ":Upstream-at: 4f2a0\n", "Upstream-at", "4f2a0", 1, 15 },
		{ "i18n-sync", "<!-- i18n-sync: base=README.md, hash=HEAD -->\n", "i18n-sync",
		  "HEAD", 1, 38 },
		{ "comfy", "{/* translationSourceHash: xyz */}\n", "translationSourceHash", "xyz",
		  1, 28 },
		{ "comfy", "---\ntranslationSourceHash: xyz\n---\n", "translationSourceHash", "xyz",
		  2, 24 },
		{ "co-op-translator",
		  "<!--\nCO_OP_TRANSLATOR_METADATA: {\"original_hash\": \"1\"}\n-->\n",
		  "original_hash", "1", 2, 47 },
		{ "mojaloop", "---\ni18n_source_sha: 4f2a\n---\n", "i18n_source_sha", "4f2a", 2,
		  18 },
		{ "docsy", "---\ndefault_lang_commit: <newest>\n---\n", "default_lang_commit",
		  "<newest>", 2, 22 },
		{ "docsy", "---\ndefault_lang_commit: " SHA "\ndrifted_from_default: maybe\n---\n",
		  "drifted_from_default", "maybe", 3, 23 },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct lab l;
		const struct finding *f;

		lab_open(&l, cases[i].profile);
		lab_translation(&l, "de", str_c(cases[i].page));
		lab_check(&l);
		print_message("case %d\n", (int)i);
		assert_int_equal(lab_count(&l, RULE_METADATA_INVALID), 1);
		f = lab_find(&l, RULE_METADATA_INVALID);
		assert_text(lab_arg(f, "key"), cases[i].key);
		assert_text(lab_arg(f, "value"), cases[i].value);
		assert_true(lab_arg(f, "expected").n > 0);
		assert_int_equal(f->at.line, cases[i].line);
		assert_int_equal(f->at.column, cases[i].column);
		lab_close(&l);
	}
}

/* --- drift-flag
 * ------------------------------------------------------------------------------------- */

static struct str
edited(struct lab *l, const struct finding *f, struct str raw)
{
	assert_in_range(f->nedits, 0, 1);
	if (f->nedits == 0)
		return raw;
	return str_fmt(&l->arena, "%.*s%.*s%.*s", P(str_slice(raw, 0, f->edits[0].byte)),
		       P(f->edits[0].text), P(str_slice(raw, f->edits[0].end_byte, raw.n)));
}

enum { MOVED = -1, ASKED_NOTHING = -2 };

static struct page_history
history_of(int changes, enum pin_fault fault)
{
	static const struct source_change change[2] = { { .time = 2 }, { .time = 1 } };
	struct page_history h = { .known = true, .fault = fault };

	if (changes == MOVED)
		h.removed = true;
	else if (fault == PIN_FINE || fault == PIN_UNTOUCHED)
		h.kind = changes > 0 ? BASE_COMMIT : BASE_CURRENT;
	h.changes = change;
	h.nchanges = changes > 0 ? changes : 0;
	return h;
}

#define COMMIT "---\ndefault_lang_commit: " SHA "\n"

static const struct {
	const char *page;
	int changes;
	enum pin_fault fault;
	int message; /* -1: none */
	const char *fixed;
} statuses[] = {
	{ COMMIT "---\n", 0, PIN_FINE, -1, NULL },
	{ COMMIT "---\n", 2, PIN_FINE, MSG_DRIFT_FLAG_UNSET,
	  COMMIT "drifted_from_default: true\n---\n" },
	{ COMMIT "title: x\n---\n", 1, PIN_FINE, MSG_DRIFT_FLAG_UNSET,
	  COMMIT "drifted_from_default: true\ntitle: x\n---\n" },
	{ "---\r\ndefault_lang_commit: " SHA " # patched\r\n---\r\nText\r\n", 1, PIN_FINE,
	  MSG_DRIFT_FLAG_UNSET,
	  "---\r\ndefault_lang_commit: " SHA
	  " # patched\r\ndrifted_from_default: true\r\n---\r\nText\r\n" },
	{ COMMIT "---\n", MOVED, PIN_FINE, MSG_DRIFT_FLAG_UNSET_GONE,
	  COMMIT "drifted_from_default: file not found\n---\n" },
	{ COMMIT "drifted_from_default: true\n---\n", 1, PIN_FINE, -1, NULL },
	{ COMMIT "drifted_from_default: True\n---\n", 1, PIN_FINE, -1, NULL },
	{ COMMIT "drifted_from_default: true\n---\n", 0, PIN_FINE, MSG_DRIFT_FLAG_LEFT,
	  COMMIT "---\n" },
	{ COMMIT "drifted_from_default: 'true' # since May\ntitle: x\n---\n", 0, PIN_FINE,
	  MSG_DRIFT_FLAG_LEFT, COMMIT "title: x\n---\n" },
	{ COMMIT "drifted_from_default: 'true' # since May\n---\n", MOVED, PIN_FINE,
	  MSG_DRIFT_FLAG_GONE, COMMIT "drifted_from_default: file not found # since May\n---\n" },
	{ COMMIT "drifted_from_default: file not found\n---\n", 1, PIN_FINE, MSG_DRIFT_FLAG_STALE,
	  COMMIT "drifted_from_default: true\n---\n" },
	{ COMMIT "drifted_from_default: file not found\n---\n", MOVED, PIN_FINE, -1, NULL },
	/* a key without value is no status */
	{ COMMIT "drifted_from_default:\n---\n", 1, PIN_FINE, MSG_DRIFT_FLAG_UNSET,
	  COMMIT "drifted_from_default: true\n---\n" },
	/* what is wrong with the pin is said elsewhere, and proves nothing here */
	{ COMMIT "drifted_from_default: true\n---\n", 0, PIN_UNKNOWN_COMMIT, -1, NULL },
	{ COMMIT "---\n", 2, PIN_OUT_OF_REACH, -1, NULL },
	{ COMMIT "---\n", 2, PIN_NOT_ANCESTOR, -1, NULL },
	{ COMMIT "---\n", 2, PIN_UNTOUCHED, MSG_DRIFT_FLAG_UNSET,
	  COMMIT "drifted_from_default: true\n---\n" },
	{ COMMIT "drifted_from_default: true\n---\n", ASKED_NOTHING, PIN_FINE, -1, NULL },
	{ COMMIT "---\n", ASKED_NOTHING, PIN_FINE, -1, NULL },
	/* a line that cannot be edited safely */
	{ COMMIT "title: x\ntitle: y\n---\n", 1, PIN_FINE, MSG_DRIFT_FLAG_UNSET,
	  COMMIT "title: x\ntitle: y\n---\n" },
};

static void
a_status_must_agree_with_history(void **state)
{
	(void)state;
	for (ptrdiff_t i = 0; i < countof(statuses); i++) {
		struct page_history h = history_of(statuses[i].changes, statuses[i].fault);
		struct lab l;
		struct view v;

		lab_open(&l, "docsy");
		v = view_of(&l, "---\ntitle: x\n---\n", statuses[i].page);
		v.history = statuses[i].changes == ASKED_NOTHING ? NULL : &h;
		pass_pin(&v);
		print_message("case %d\n", (int)i);
		assert_int_equal(l.sink.out.n, statuses[i].message >= 0);
		if (statuses[i].message >= 0) {
			const struct finding *f = &l.sink.out.v[0];

			assert_int_equal(f->message, statuses[i].message);
			assert_int_equal(f->severity, SEV_WARNING);
			assert_int_equal(f->cause, CAUSE_DEFECT);
			assert_text(edited(&l, f, str_c(statuses[i].page)), statuses[i].fixed);
		}
		lab_close(&l);
	}
}

#define STATUS_WORDS \
 "pin: {hash: h, algorithm: sha256, digits: 8, status: {key: state, fresh: [ok, good], stale: " \
 "[old]}}\n"

static void
a_hash_alone_contradicts_a_status_too(void **state)
{
	static const struct {
		const char *page;
		int message;
		const char *fixed;
	} cases[] = {
		{ "---\nh: 5891b5b5\nstate: ok\n---\n", -1, NULL },
		{ "---\nh: 5891b5b5\nstate: GOOD\n---\n", -1, NULL },
		{ "---\nh: 5891b5b5\nstate: old\n---\n", MSG_DRIFT_FLAG_FRESH,
		  "---\nh: 5891b5b5\nstate: ok\n---\n" },
		{ "---\nh: 11111111\nstate: good\n---\n", MSG_DRIFT_FLAG_STALE,
		  "---\nh: 11111111\nstate: old\n---\n" },
		/* no status is neither */
		{ "---\nh: 11111111\n---\n", -1, NULL },
		{ "---\nh: nonsense\nstate: old\n---\n", -1, NULL },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		struct lab l;
		struct view v;

		lab_open(&l, "base");
		use_profile(&l, STATUS_WORDS);
		v = view_of(&l, "hello\n", cases[i].page);
		pass_pin(&v);
		print_message("case %d\n", (int)i);
		assert_int_equal(l.sink.out.n, cases[i].message >= 0);
		if (cases[i].message >= 0) {
			assert_int_equal(l.sink.out.v[0].message, cases[i].message);
			assert_text(edited(&l, &l.sink.out.v[0], str_c(cases[i].page)),
				    cases[i].fixed);
		}
		lab_close(&l);
	}
}

static void
where_no_word_says_gone_the_one_for_stale_does(void **state)
{
	struct page_history h = history_of(MOVED, PIN_FINE);
	struct lab l;
	struct view v;

	(void)state;
	lab_open(&l, "base");
	use_profile(&l, STATUS_WORDS);
	v = view_of(&l, NULL, "---\nh: 5891b5b5\nstate: old\n---\n");
	v.history = &h;
	pass_pin(&v);
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);

	lab_open(&l, "base");
	use_profile(&l, STATUS_WORDS);
	v = view_of(&l, NULL, "---\nh: 5891b5b5\nstate: ok\n---\n");
	v.history = &h;
	pass_pin(&v);
	assert_int_equal(l.sink.out.n, 1);
	assert_text(lab_arg(&l.sink.out.v[0], "expected"), "old");
	lab_close(&l);
}

static void
a_status_in_a_file_beside_the_page_has_no_fix(void **state)
{
	struct page_history h = history_of(1, PIN_FINE);
	struct lab l;
	struct view v;

	(void)state;
	lab_open(&l, "base");
	use_profile(&l, BESIDE);
	v = view_of(&l, "One\n", "Eins\n");
	v.history = &h;
	v.beside = S("commit " SHA " new\n");
	pass_pin(&v);
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(l.sink.out.v[0].message, MSG_DRIFT_FLAG_STALE);
	assert_int_equal(l.sink.out.v[0].nedits, 0);
	assert_int_equal(l.sink.out.v[0].at.line, 1);
	assert_text(lab_arg(&l.sink.out.v[0], "key"), "sync");
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_missing_pin_is_named_where_one_is_demanded),
		cmocka_unit_test(a_page_without_source_need_not_say_where_it_is_from),
		cmocka_unit_test(a_source_page_needs_no_pin),
		cmocka_unit_test(a_status_alone_is_no_pin),
		cmocka_unit_test(a_malformed_pin_is_named_once),
		cmocka_unit_test(a_status_must_agree_with_history),
		cmocka_unit_test(a_hash_alone_contradicts_a_status_too),
		cmocka_unit_test(where_no_word_says_gone_the_one_for_stale_does),
		cmocka_unit_test(a_status_in_a_file_beside_the_page_has_no_fix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
