/* suppress.c: what comments hide, and when one of them hides nothing. */
#include "unit.h"

#include "check/suppress.h"
#include "family.h"

static const char source_text[] = "# Title\n\n- one `a`\n- two `b`\n- three `c`\n\n## More\n\n"
				  "See [x](https://example.com/x).\n";
static const char damaged[] = "# Titel\n\n%s- eins `a`\n- zwei `b`\n\n## Mehr\n\n%sSiehe nichts.\n";

static void
check(struct lab *l, const char *source, struct str translation)
{
	lab_source(l, str_c(source));
	lab_translation(l, "de-DE", translation);
	lab_check(l);
}

/* The damaged page with comments before its list and before its last paragraph. */
static struct str
page(struct lab *l, const char *before_list, const char *before_end)
{
	return str_fmt(&l->arena, damaged, before_list, before_end);
}

static ptrdiff_t
visible(const struct lab *l, enum rule_id r)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < l->sink.out.n; i++)
		n += messages[l->sink.out.v[i].message].rule == r &&
		     l->sink.out.v[i].hidden == HIDDEN_NOT;
	return n;
}

static void
open_damaged(struct lab *l, const char *before_list, const char *before_end)
{
	lab_open(l, "base");
	check(l, source_text, page(l, before_list, before_end));
}

static void
the_next_block_is_spared_and_nothing_else(void **state)
{
	struct lab l;

	(void)state;
	open_damaged(&l, "", "");
	assert_int_equal(visible(&l, RULE_LIST_ITEM_COUNT), 1);
	assert_int_equal(visible(&l, RULE_LINK_MISSING), 1);
	lab_close(&l);
	open_damaged(&l, "<!-- loclint-disable-next-line list-item-count -- law -->\n\n", "");
	assert_int_equal(visible(&l, RULE_LIST_ITEM_COUNT), 0);
	assert_int_equal(visible(&l, RULE_LINK_MISSING), 1);
	assert_int_equal(visible(&l, RULE_UNUSED_SUPPRESSION), 0);
	assert_true(str_eq(lab_find(&l, RULE_LIST_ITEM_COUNT)->reason, S("law")));
	assert_int_equal(lab_find(&l, RULE_LIST_ITEM_COUNT)->hidden, HIDDEN_COMMENT);
	lab_close(&l);
}

static void
codes_and_categories_name_rules(void **state)
{
	static const char *const words[] = { "S304", "structure", "S3", "LIST-ITEM-COUNT" };
	struct lab l;

	(void)state;
	for (ptrdiff_t i = 0; i < countof(words); i++) {
		struct arena a = { 0 };
		char *comment =
			str_z(&a, str_fmt(&a, "<!-- loclint-disable-file %s -->\n\n", words[i]));

		open_damaged(&l, comment, "");
		assert_int_equal(visible(&l, RULE_LIST_ITEM_COUNT), 0);
		assert_int_equal(visible(&l, RULE_LINK_MISSING), 1);
		lab_close(&l);
		arena_free(&a);
	}
}

static void
a_region_ends_where_it_is_enabled(void **state)
{
	struct lab l;

	(void)state;
	open_damaged(&l, "<!-- loclint-disable links -->\n\n", "<!-- loclint-enable links -->\n\n");
	assert_int_equal(visible(&l, RULE_LINK_MISSING), 1);
	assert_int_equal(visible(&l, RULE_UNUSED_SUPPRESSION), 1);
	lab_close(&l);
	open_damaged(&l, "<!-- loclint-disable links -->\n\n", "");
	assert_int_equal(visible(&l, RULE_LINK_MISSING), 0);
	lab_close(&l);
	open_damaged(&l, "", "<!-- loclint-enable links -->\n\n");
	assert_int_equal(lab_find(&l, RULE_UNUSED_SUPPRESSION)->message, MSG_SUPPRESSION_ENABLE);
	lab_close(&l);
}

static void
a_comment_in_the_source_holds_for_every_translation(void **state)
{
	static const char source[] =
		"# Title\n\n<!-- loclint-disable-next-line list-item-count -->\n\n- one `a`\n- two "
		"`b`\n- three `c`\n\n## More\n\n- x `d`\n- y `e`\n";
	static const char text[] = "# Titel\n\n- eins `a`\n- zwei `b`\n\n## Mehr\n\n- x `d`\n";
	struct lab l;

	(void)state;
	lab_open(&l, "base");
	lab_source(&l, str_c(source));
	lab_translation(&l, "de-DE", str_c(text));
	lab_translation(&l, "fr-FR", str_c(text));
	lab_check(&l);
	assert_int_equal(lab_count(&l, RULE_LIST_ITEM_COUNT), 4);
	assert_int_equal(visible(&l, RULE_LIST_ITEM_COUNT), 2);
	assert_int_equal(lab_count(&l, RULE_UNUSED_SUPPRESSION), 0);
	lab_close(&l);
}

/* A stale page is compared with an older revision, whose lines are others. */
static void
a_comment_in_the_source_is_found_from_an_older_revision(void **state)
{
	static const char base[] = "# Title\n\n- one `a`\n- two `b`\n- three `c`\n\n## More\n\n- x "
				   "`d`\n- y `e`\n";
	static const char current[] =
		"# Title\n\nNew.\n\nMore that is new.\n\n<!-- loclint-disable-next-line "
		"list-item-count -->\n\n- one `a`\n- two `b`\n- three `c`\n\n## More\n\n- x `d`\n- "
		"y `e`\n";
	struct page_history h = { .known = true, .kind = BASE_COMMIT, .base = str_c(base) };
	const struct page_history *answers[] = { &h };
	struct family_docs docs = { .history = answers };
	const struct finding *f;
	struct lab l;

	(void)state;
	h.base_commit = S("55eff703a17e500681d8fa6a87eb067019ade3cc");
	lab_open(&l, "helm");
	lab_source(&l, str_c(current));
	lab_translation(&l, "de-DE",
			S("---\ntitle: x\ndefault_lang_commit: "
			  "55eff703a17e500681d8fa6a87eb067019ade3cc\n---\n# Titel\n\n- eins `a`\n- "
			  "zwei `b`\n\n## Mehr\n\n- x `d`\n"));
	docs.family = &l.family;
	docs.source = lab_parse(&l, 0);
	docs.translations = NEW(&l.work, struct doc *, 1);
	docs.translations[0] = lab_parse(&l, 1);
	family_check(&l.site, &docs, l.scratch, &l.work, &l.sink);
	findings_finish(&l.keep, &l.sink.out);
	assert_int_equal(lab_count(&l, RULE_LIST_ITEM_COUNT), 2);
	f = lab_find(&l, RULE_LIST_ITEM_COUNT);
	assert_int_equal(f->source.line, 5);
	assert_true(f->source_commit.n > 0);
	assert_int_equal(f->hidden, HIDDEN_COMMENT);
	assert_int_equal(visible(&l, RULE_LIST_ITEM_COUNT), 1);
	lab_close(&l);
}

static void
front_matter_is_spared_by_its_own_comments(void **state)
{
	static const char source[] = "---\ntitle: t\nms.service: a\nms.topic: b\n---\n\nText.\n";
	struct lab l;

	(void)state;
	lab_open(&l, "microsoft");
	check(&l, source,
	      S("---\ntitle: u\n# loclint-disable-next-line metadata-mismatch -- ours\n"
		"ms.service: x\nms.topic: y\n---\n\nWorte.\n"));
	assert_int_equal(lab_count(&l, RULE_METADATA_MISMATCH), 2);
	assert_int_equal(visible(&l, RULE_METADATA_MISMATCH), 1);
	lab_close(&l);
	lab_open(&l, "microsoft");
	check(&l,
	      "---\ntitle: t\n# loclint-disable-next-line metadata-mismatch\nms.service: a\n"
	      "ms.topic: b\n---\n\nText.\n",
	      S("---\ntitle: u\nms.service: x\nms.topic: y\n---\n\nWorte.\n"));
	assert_int_equal(lab_count(&l, RULE_METADATA_MISMATCH), 2);
	assert_int_equal(visible(&l, RULE_METADATA_MISMATCH), 1);
	lab_close(&l);
}

/* --- comments that hide nothing ------------------------------------------------------------- */

static ptrdiff_t
unused_with(const char *comment, void (*prepare)(struct lab *))
{
	struct lab l;
	ptrdiff_t n;

	lab_open(&l, "base");
	if (prepare)
		prepare(&l);
	check(&l, source_text, page(&l, comment, ""));
	n = visible(&l, RULE_UNUSED_SUPPRESSION);
	lab_close(&l);
	return n;
}

static void
only_links(struct lab *l)
{
	l->config.only_set = true;
	l->config.only[RULE_LINK_MISSING] = true;
	l->config.only[RULE_UNUSED_SUPPRESSION] = true;
}

static void
heading_level_off(struct lab *l)
{
	l->config.severity_set[RULE_HEADING_LEVEL] = true;
	l->config.severity[RULE_HEADING_LEVEL] = SEV_OFF;
}

static void
unused_off(struct lab *l)
{
	l->config.severity_set[RULE_UNUSED_SUPPRESSION] = true;
	l->config.severity[RULE_UNUSED_SUPPRESSION] = SEV_OFF;
}

static void
a_comment_is_judged_only_where_its_rules_ran(void **state)
{
	static const char one[] = "<!-- loclint-disable-file heading-level -->\n\n";
	static const char category[] = "<!-- loclint-disable-file tables -->\n\n";

	(void)state;
	assert_int_equal(unused_with(one, NULL), 1);
	assert_int_equal(unused_with(one, only_links), 0);
	assert_int_equal(unused_with(one, heading_level_off), 0);
	assert_int_equal(unused_with(one, unused_off), 0);
	/* history was not asked */
	assert_int_equal(unused_with("<!-- loclint-disable-file stale-commit -->\n\n", NULL), 0);
	/* an unknown rule is said whatever ran */
	assert_int_equal(unused_with(category, only_links), 1);
	assert_int_equal(unused_with("<!-- loclint-disable-file -->\n\n", NULL), 1);
	assert_int_equal(unused_with("<!-- loclint-disable-file all -->\n\n", NULL), 1);
	assert_int_equal(unused_with("<!-- loclint-disabel-file links -->\n\n", NULL), 1);
}

static void
a_page_without_its_source_is_not_judged(void **state)
{
	struct lab l;

	(void)state;
	lab_open(&l, "base");
	lab_translation(&l, "de-DE", S("<!-- loclint-disable-file list-kind -->\n\nText.\n"));
	lab_check(&l);
	assert_int_equal(visible(&l, RULE_UNUSED_SUPPRESSION), 0);
	lab_close(&l);
}

static void
source_comments_are_judged_by_all_translations_together(void **state)
{
	static const char source[] =
		"<!-- loclint-disable-file list-item-count -->\n\n- a `a`\n- b `b`\n";
	struct family_docs docs = { 0 };

	(void)state;
	for (int partial = 0; partial < 2; partial++) {
		struct lab l;

		lab_open(&l, "base");
		lab_source(&l, str_c(source));
		lab_translation(&l, "de-DE", S("- x `a`\n- y `b`\n"));
		docs.family = &l.family;
		docs.partial = partial;
		docs.source = lab_parse(&l, 0);
		docs.translations = NEW(&l.work, struct doc *, 1);
		docs.translations[0] = lab_parse(&l, 1);
		family_check(&l.site, &docs, l.scratch, &l.work, &l.sink);
		suppress_finish(l.sink.suppressions.v, l.sink.suppressions.n, true, &l.sink,
				l.sink.out.n);
		assert_int_equal(visible(&l, RULE_UNUSED_SUPPRESSION), !partial);
		lab_close(&l);
	}
}

static void
a_near_miss_gets_a_suggestion(void **state)
{
	const struct finding *f;
	struct lab l;

	(void)state;
	open_damaged(&l, "<!-- loclint-disable-next-line list-item-cuont -->\n\n", "");
	f = lab_find(&l, RULE_UNUSED_SUPPRESSION);
	assert_int_equal(f->message, MSG_SUPPRESSION_UNKNOWN_NEAR);
	assert_true(str_eq(lab_arg(f, "expected"), S("list-item-count")));
	assert_int_equal(f->nedits, 1);
	assert_int_equal(finding_safety(f), FIX_UNSAFE);
	assert_int_equal(visible(&l, RULE_LIST_ITEM_COUNT), 1);
	lab_close(&l);
}

static void
only_a_rule_of_no_use_is_taken_out(void **state)
{
	const struct finding *f;
	struct lab l;

	(void)state;
	open_damaged(&l, "<!-- loclint-disable-file heading-level, list-item-count -->\n\n", "");
	f = lab_find(&l, RULE_UNUSED_SUPPRESSION);
	assert_int_equal(visible(&l, RULE_UNUSED_SUPPRESSION), 1);
	assert_int_equal(f->message, MSG_SUPPRESSION_UNUSED_PART);
	assert_int_equal(f->edits[0].end_byte - f->edits[0].byte, 15); /* "heading-level, " */
	assert_int_equal(finding_safety(f), FIX_SAFE);
	lab_close(&l);
	open_damaged(&l, "<!-- loclint-disable-file heading-level, list-kind -->\n\n", "");
	assert_int_equal(visible(&l, RULE_UNUSED_SUPPRESSION), 1);
	assert_int_equal(lab_find(&l, RULE_UNUSED_SUPPRESSION)->message, MSG_SUPPRESSION_UNUSED);
	lab_close(&l);
}

/* A comment between two lists keeps them apart. */
static void
a_comment_that_holds_blocks_apart_is_not_removed_unseen(void **state)
{
	static const char source[] = "- one `a`\n\n<!-- x -->\n\n- two `b`\n";
	struct lab l;

	(void)state;
	lab_open(&l, "base");
	check(&l, source,
	      S("- eins `a`\n\n<!-- loclint-disable-file heading-level -->\n\n- zwei `b`\n"));
	assert_int_equal(lab_count(&l, RULE_UNUSED_SUPPRESSION), 1);
	assert_int_equal(finding_safety(lab_find(&l, RULE_UNUSED_SUPPRESSION)), FIX_UNSAFE);
	lab_close(&l);
}

static void
comments_do_not_hide_what_is_wrong_with_comments(void **state)
{
	(void)state;
	assert_int_equal(unused_with("<!-- loclint-disable-file unused-suppression -->\n\n<!-- "
				     "loclint-disable-file heading-level -->\n\n",
				     NULL),
			 2);
}

static void
there_is_a_limit_and_it_is_said(void **state)
{
	struct arena a = { 0 };
	struct buf b = { .a = &a };
	struct lab l;

	(void)state;
	for (int i = 0; i < 1100; i++)
		buf_str(&b, S("<!-- loclint-disable-file list-item-count -->\n"));
	buf_char(&b, '\n');
	open_damaged(&l, str_z(&a, buf_take(&b)), "");
	assert_int_equal(visible(&l, RULE_LIST_ITEM_COUNT), 0);
	assert_int_equal(lab_find(&l, RULE_UNUSED_SUPPRESSION)->message, MSG_SUPPRESSION_MANY);
	lab_close(&l);
	arena_free(&a);
}

/* --- property -------------------------------------------------------------------------------- */

static struct str
text_of(struct arena *a, const struct finding *f)
{
	return str_fmt(a, "%.*s|%.*s|%.*s", P(rules[messages[f->message].rule].name), P(f->key),
		       P(finding_text(a, f, PART_TEXT)));
}

/* Findings that are shown, apart from those about rule `without` and about comments. */
static void
shown(const struct lab *l, struct arena *a, int without, struct map *set)
{
	set->a = a;
	for (ptrdiff_t i = 0; i < l->sink.out.n; i++) {
		const struct finding *f = &l->sink.out.v[i];
		int r = (int)messages[f->message].rule;

		if (f->hidden == HIDDEN_NOT && r != without &&
		    rules[r].category != CATEGORY_SUPPRESSION)
			*map_at(set, text_of(a, f)) += 1;
	}
}

static void
a_suppressed_run_shows_what_the_other_shows_without_one_rule(void **state)
{
	static const char source[] = "---\ntitle: t\nms.service: a\nms.author: b\n---\n\n# "
				     "Title\n\n> [!NOTE]\n> x\n\n- one `a`\n"
				     "- two `b`\n- three `c`\n\n## More\n\nSee "
				     "[x](https://example.com/x) and `Get-Item` "
				     "16.9.\n\n```sh\nls\n```\n\n| a | b |\n|---|---|\n| c | d |\n";
	static const char text[] =
		"---\ntitle: t\nms.author: c\nzz: 1\n%s---\n\n%s# Titel\n\n> [!HINWEIS]\n> x\n\n- "
		"eins `a`\n"
		"- zwei `b`\n\n### Mehr\n\nSiehe [x](https://example.com/y) und 16,9 `a``b`.\n\n"
		"```sh\nls -l\n```\n\n| a |\n|---|\n| c |\n\n%s";
	int hidden = 0;

	(void)state;
	for (int r = 0; r < RULE_COUNT; r++) {
		for (int place = 0; place < 3; place++) {
			struct arena a = { 0 };
			struct lab plain, quiet;
			struct map want = { 0 }, got = { 0 };
			struct str name = rules[r].name;
			char *comment = str_z(
				&a, place == 0
					    ? str_fmt(&a, "# loclint-disable-file %.*s\n", P(name))
					    : str_fmt(&a, "<!-- loclint-disable-file %.*s -->\n\n",
						      P(name)));

			lab_open(&plain, "microsoft");
			check(&plain, source, str_fmt(&plain.arena, text, "", "", ""));
			shown(&plain, &a, r, &want);
			lab_open(&quiet, "microsoft");
			check(&quiet, source,
			      str_fmt(&quiet.arena, text, place == 0 ? comment : "",
				      place == 1 ? comment : "", place == 2 ? comment : ""));
			shown(&quiet, &a, -1, &got);
			hidden += visible(&plain, (enum rule_id)r) > 0;
			assert_int_equal(got.n, want.n);
			for (ptrdiff_t i = 0; i < got.n; i++)
				assert_int_equal(map_get(&want, got.entries[i].key),
						 got.entries[i].value);
			lab_close(&plain);
			lab_close(&quiet);
			arena_free(&a);
		}
	}
	assert_true(hidden >= 3 * 8); /* the pages do have what is hidden here */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_next_block_is_spared_and_nothing_else),
		cmocka_unit_test(codes_and_categories_name_rules),
		cmocka_unit_test(a_region_ends_where_it_is_enabled),
		cmocka_unit_test(a_comment_in_the_source_holds_for_every_translation),
		cmocka_unit_test(a_comment_in_the_source_is_found_from_an_older_revision),
		cmocka_unit_test(front_matter_is_spared_by_its_own_comments),
		cmocka_unit_test(a_comment_is_judged_only_where_its_rules_ran),
		cmocka_unit_test(a_page_without_its_source_is_not_judged),
		cmocka_unit_test(source_comments_are_judged_by_all_translations_together),
		cmocka_unit_test(a_near_miss_gets_a_suggestion),
		cmocka_unit_test(only_a_rule_of_no_use_is_taken_out),
		cmocka_unit_test(a_comment_that_holds_blocks_apart_is_not_removed_unseen),
		cmocka_unit_test(comments_do_not_hide_what_is_wrong_with_comments),
		cmocka_unit_test(there_is_a_limit_and_it_is_said),
		cmocka_unit_test(a_suppressed_run_shows_what_the_other_shows_without_one_rule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
