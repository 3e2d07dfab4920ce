/* links.c: links and images against the source's. */
#include "unit.h"

#include "said.h"

static void
check_as(struct lab *l, const char *profile, const char *en, const char *de)
{
	lab_open(l, profile);
	lab_source(l, str_c(en));
	lab_translation(l, "de-DE", str_c(de));
	lab_check(l);
}

static void
check(struct lab *l, const char *en, const char *de)
{
	check_as(l, "base", en, de);
}

static void
assert_clean(const char *en, const char *de)
{
	struct lab l;

	check(&l, en, de);
	for (ptrdiff_t i = 0; i < l.sink.out.n; i++)
		print_message("%.*s\n", P(finding_text(&l.arena, &l.sink.out.v[i], PART_TEXT)));
	assert_int_equal(l.sink.out.n, 0);
	lab_close(&l);
}

static void
assert_arg(const struct finding *f, const char *name, const char *value)
{
	assert_true(str_eq(lab_arg(f, name), str_c(value)));
}

/* The translation after the finding's only edit. */
static void
assert_fixed(struct lab *l, const struct finding *f, const char *expected)
{
	struct str raw = l->raw[l->translations[0]];

	assert_int_equal(f->nedits, 1);
	raw = str_fmt(&l->arena, "%.*s%.*s%.*s", P(str_slice(raw, 0, f->edits[0].byte)),
		      P(f->edits[0].text), P(str_slice(raw, f->edits[0].end_byte, raw.n)));
	assert_string_equal(str_z(&l->arena, raw), expected);
}

static void
a_link_that_is_gone_is_missed_where_its_block_is(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "# One\n\nSee [a](a.md).\n\nThen [b](b.md#x) and [c](c.md).\n",
	      "# Eins\n\nSiehe [a](a.md).\n\nDann b und [c](c.md).\n");
	assert_int_equal(l.sink.out.n, 1);
	f = lab_find(&l, RULE_LINK_MISSING);
	assert_arg(f, "target", "b.md#x");
	assert_int_equal(f->severity, SEV_ERROR);
	assert_int_equal(f->at.line, 5);
	assert_false(f->insert_after);
	assert_int_equal(f->source.line, 5);
	assert_int_equal(f->source.column, 6);
	lab_close(&l);
}

static void
addresses_in_the_own_language_lead_to_the_same_page(void **state)
{
	static const enum rule_id only[] = { RULE_LINK_CHANGED, RULE_COUNT };
	static const struct said_case v[] = {
		{ "[a](/parts/knob#use)\n", "[a](/parts/knob-cn#use)\n", "", NULL },
		{ "[a](/parts/knob)\n", "[a](/parts/knob-zh)\n", "", NULL },
		{ "[a](news.en-US.md)\n", "[a](news.zh-CN.md)\n", "", NULL },
		{ "[a](https://x.org/knob.html)\n", "[a](https://x.org/knob_zh_cn.html)\n", "",
		  NULL },
		{ "[a](https://x.org/knob)\n", "[a](https://cn.x.org/knob)\n", "", NULL },
		{ "[a](https://x.org/knob)\n", "[a](https://zh-hans.x.org/knob)\n", "", NULL },
		{ "[a](/parts/knob)\n", "[a](/parts/lever-cn)\n",
		  "1: this link leads to `/parts/lever-cn`, but the English one leads to "
		  "`/parts/knob`\n",
		  "[a](/parts/knob)\n" },
		{ "[a](/parts/knob)\n", "[a](/parts/knob-de)\n",
		  "1: this link leads to `/parts/knob-de`, but the English one leads to "
		  "`/parts/knob`\n",
		  "[a](/parts/knob)\n" },
		{ "[a](https://x.org/knob)\n", "[a](https://cn.y.org/knob)\n",
		  "1: this link leads to `https://cn.y.org/knob`, but the English one leads to "
		  "`https://x.org/knob`\n",
		  "[a](https://x.org/knob)\n" },
	};

	(void)state;
	said_check_all("base", "zh-CN", only, v, countof(v));
}

static void
a_country_in_an_address_is_the_readers(void **state)
{
	static const enum rule_id only[] = { RULE_LINK_CHANGED, RULE_COUNT };
	static const struct said_case v[] = {
		{ "[a](https://x.org/knob.html)\n", "[a](https://x.org/jp/knob.html)\n", "", NULL },
		{ "[a](https://x.org/us/knob)\n", "[a](https://x.org/jp/knob)\n", "", NULL },
		{ "[a](https://x.org/us/en/knob)\n", "[a](https://x.org/jp/ja/knob)\n", "", NULL },
		{ "[a](https://x.org/go/knob)\n", "[a](https://x.org/jp/go/knob)\n", "", NULL },
		{ "[a](https://x.org/knob.html)\n", "[a](https://x.org/ja/knob)\n", "", NULL },
		{ "[a](https://x.org/status/)\n", "[a](https://x.org/status/jp)\n", "", NULL },
		{ "[a](https://x.org/o/docs.en/log/knob.md)\n",
		  "[a](https://x.org/o/docs.ja-JP/log/knob.md)\n", "", NULL },
		{ "[a](https://x.org/knob)\n", "[a](https://x.org/mx/knob)\n",
		  "1: this link leads to `https://x.org/mx/knob`, but the English one leads to "
		  "`https://x.org/knob`\n",
		  "[a](https://x.org/knob)\n" },
		{ "[a](https://x.org/knob?a=1)\n", "[a](https://x.org/jp/knob?a=2)\n",
		  "1: this link leads to `https://x.org/jp/knob?a=2`, but the English one leads to "
		  "`https://x.org/knob?a=1`\n",
		  "[a](https://x.org/knob?a=1)\n" },
	};

	(void)state;
	said_check_all("base", "ja-JP", only, v, countof(v));
}

static void
a_page_in_the_own_language_may_lie_elsewhere(void **state)
{
	static const struct {
		const char *profile, *en, *de;
		enum severity severity;
	} v[] = {
		{ "base", "https://x.org/knob", "https://x.org/de/knauf", SEV_INFO },
		{ "base", "https://x.org/knob", "https://y.org/help?lang=de", SEV_INFO },
		{ "base", "https://x.org/v/17", "https://x.org/v/901?locale=ger", SEV_INFO },
		{ "base", "https://x.org/knob", "https://x.org/fr/knauf", SEV_ERROR },
		{ "base", "https://x.org/knob", "https://x.org/knauf?part=de", SEV_ERROR },
		{ "base", "https://x.org/de/knob", "https://x.org/de/knauf", SEV_ERROR },
		{ "base", "https://x.org/en/knob", "https://x.org/de/knauf", SEV_ERROR },
		{ "base", "https://x.org/knob?a=1", "https://x.org/de/knob?a=2", SEV_ERROR },
		{ "base", "https://learn.microsoft.com/a", "https://learn.microsoft.com/de-de/b",
		  SEV_ERROR },
	};

	(void)state;
	for (int i = 0; i < countof(v); i++) {
		struct lab l;
		const struct finding *f;

		lab_open(&l, v[i].profile);
		lab_source(&l, str_fmt(&l.arena, "See [a](%s).\n", v[i].en));
		lab_translation(&l, "de-DE", str_fmt(&l.arena, "Siehe [a](%s).\n", v[i].de));
		lab_check(&l);
		f = lab_find(&l, RULE_LINK_CHANGED);
		assert_non_null(f);
		assert_int_equal(f->severity, v[i].severity);
		assert_int_equal(f->unsafe, v[i].severity == SEV_INFO);
		lab_close(&l);
	}
}

static void
a_file_and_its_address_are_the_same_page(void **state)
{
	static const enum rule_id only[] = { RULE_LINK_CHANGED, RULE_COUNT };
	static const struct said_case v[] = {
		{ "[a](/topics/knob.md)\n", "[a](/de/docs/topics/knob/)\n", "", NULL },
		{ "[a](/topics/knob)\n", "[a](/topics/knob.html)\n", "", NULL },
		{ "[a](/topics/knob.md)\n", "[a](/topics/knob.html)\n",
		  "1: this link leads to `/topics/knob.html`, but the English one leads to "
		  "`/topics/knob.md`\n",
		  "[a](/topics/knob.md)\n" },
	};

	(void)state;
	said_check_all("base", "de-DE", only, v, countof(v));
}

static void
a_link_whose_paragraph_is_gone_belongs_after_the_one_before(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "First text here.\n\nThen [b](b.md).\n\n- an item\n",
	      "Hier der erste Text.\n\n- ein Punkt\n");
	f = lab_find(&l, RULE_LINK_MISSING);
	assert_non_null(f);
	assert_true(f->insert_after);
	assert_int_equal(f->at.line, 1);
	lab_close(&l);
}

static void
what_is_missing_as_a_whole_takes_its_links_along(void **state)
{
	struct lab l;

	(void)state;
	check(&l,
	      "# One\n\nText about one.\n\n## Two\n\nSee [b](b.md).\n\n## Three\n\nText three.\n",
	      "# Eins\n\nText \xc3\xbc"
	      "ber eins.\n\n## Drei\n\nText drei.\n");
	assert_int_equal(lab_count(&l, RULE_HEADING_MISSING), 1);
	assert_int_equal(lab_count(&l, RULE_LINK_MISSING), 0);
	lab_close(&l);
}

static void
another_target_in_the_counterpart_is_a_changed_link(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "See [plan](plan.md) and [more](more.md \"More\").\n",
	      "Siehe [Plan](planen.md) und [mehr](more.md \"Mehr\").\n");
	assert_int_equal(l.sink.out.n, 1);
	f = lab_find(&l, RULE_LINK_CHANGED);
	assert_arg(f, "target", "planen.md");
	assert_arg(f, "expected", "plan.md");
	assert_int_equal(f->at.column, 14);
	assert_int_equal(f->at.end_column, 23);
	assert_fixed(&l, f, "Siehe [Plan](plan.md) und [mehr](more.md \"Mehr\").\n");
	lab_close(&l);
}

static void
a_replacement_keeps_the_language_of_the_link_it_replaces(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "See [it](https://example.com/en-us/docs/plan).\n",
	      "Siehe [es](https://example.com/de-de/docs/planen).\n");
	f = lab_find(&l, RULE_LINK_CHANGED);
	assert_arg(f, "expected", "https://example.com/de-de/docs/plan");
	assert_fixed(&l, f, "Siehe [es](https://example.com/de-de/docs/plan).\n");
	lab_close(&l);
}

static void
an_autolink_is_named_but_not_edited(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check(&l, "See <https://example.com/a> now.\n", "Siehe <https://example.com/b> jetzt.\n");
	f = lab_find(&l, RULE_LINK_CHANGED);
	assert_non_null(f);
	assert_int_equal(f->nedits, 0);
	lab_close(&l);
}

static void
links_in_another_order_or_place_are_the_same_links(void **state)
{
	(void)state;
	assert_clean("Read [a](a.md), then [b](b.md).\n\nAt last [c](c.md).\n",
		     "Lesen Sie [b](b.md) nach [a](a.md).\n\nZuletzt [c](c.md).\n");
	assert_clean("Read [a](a.md).\n\nThen [b](b.md).\n",
		     "Lesen Sie.\n\nDann [b](b.md) und [a](a.md).\n");
}

static void
targets_that_mean_the_same_are_equal(void **state)
{
	(void)state;
	/* fragments, locale segments, scheme, leading dots, reference links */
	assert_clean("See [a](a.md#start).\n", "Siehe [a](a.md#anfang).\n");
	assert_clean("See [a](https://example.com/en-us/x/).\n",
		     "Siehe [a](http://example.com/de-de/x).\n");
	assert_clean("See [a](guide/a.md).\n", "Siehe [a](./guide/a.md).\n");
	assert_clean("See [a](../../guide/a.md).\n", "Siehe [a](../guide/a.md).\n");
	assert_clean("See [a](a.md).\n", "Siehe [a][1].\n\n[1]: a.md\n");
	assert_clean("See [a](https://en.example.org/wiki/Dog).\n",
		     "Siehe [a](https://de.example.org/wiki/Hund).\n");
}

static void
a_link_more_than_in_english_is_nobodys_business(void **state)
{
	(void)state;
	assert_clean("See [a](a.md).\n", "Siehe [a](a.md) und [b](b.md), auch [a](a.md).\n");
}

static void
a_link_that_stands_there_twice_is_missed_once(void **state)
{
	struct lab l;

	(void)state;
	check(&l, "See [a](a.md) or [again](a.md).\n", "Siehe [a](a.md).\n");
	assert_int_equal(lab_count(&l, RULE_LINK_MISSING), 1);
	lab_close(&l);
}

static void
a_localised_picture_has_the_same_name(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	assert_clean("![Arrow](media/arrow.png)\n", "![Pfeil](../de-de/media/Arrow.png)\n");
	assert_clean("![Arrow](media/arrow-en.png)\n", "![Pfeil](media/arrow-de.png)\n");
	assert_clean("![Arrow](media/arrow.png)\n", "![Pfeil](media/arrow_de-DE.png)\n");
	check(&l, "Press ![arrow](media/arrow.png) now.\n\n![Box](media/box.png)\n",
	      "Jetzt ![Pfeil](media/pfeil.png) dr\xc3\xbc"
	      "cken.\n\nBox\n");
	assert_int_equal(l.sink.out.n, 2);
	f = &l.sink.out.v[0];
	assert_int_equal(f->message, MSG_IMAGE_CHANGED);
	assert_int_equal(f->severity, SEV_ERROR);
	assert_arg(f, "expected", "media/arrow.png");
	f = &l.sink.out.v[1];
	assert_int_equal(f->message, MSG_IMAGE_MISSING);
	assert_arg(f, "target", "media/box.png");
	lab_close(&l);
	/* where people may choose their links, too */
	check_as(&l, "community", "![Arrow](media/arrow.png)\n", "![Pfeil](media/pfeil.png)\n");
	assert_int_equal(l.sink.out.n, 1);
	assert_int_equal(l.sink.out.v[0].severity, SEV_WARNING);
	lab_close(&l);
}

#define HEAD "---\ntitle: T\nms.openlocfilehash: 6727557131c36d6cbd33f27d59a9f6bc1b1b0f61\n---\n"

static void
on_a_stale_page_the_target_is_outdated(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check_as(&l, "microsoft", "---\ntitle: T\n---\nSee [plan](plan-2026.md).\n",
		 HEAD "Siehe [Plan](plan-2019.md).\n");
	f = lab_find(&l, RULE_LINK_OUTDATED);
	assert_non_null(f);
	assert_int_equal(f->message, MSG_LINK_REPLACED);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_int_equal(f->cause, CAUSE_UNKNOWN);
	assert_int_equal(f->parent, lab_find(&l, RULE_STALE_HASH)->fingerprint);
	assert_arg(f, "expected", "plan-2026.md");
	assert_int_equal(lab_count(&l, RULE_LINK_CHANGED), 0);
	lab_close(&l);
}

#define UNIT(de, en) \
 "<span data-ttu-id=\"1\">" de "</span><span class=\"sxs-lookup\"><span data-stu-id=\"1\">" en \
 "</span></span>"

static void
what_embedded_english_had_too_is_the_translations_doing(void **state)
{
	struct lab l;
	const struct finding *f;

	(void)state;
	check_as(&l, "microsoft", "---\ntitle: T\n---\nSee [plan](plan.md).\n\nNew text.\n",
		 HEAD UNIT("Siehe [Plan](planen.md).", "See [plan](plan.md).") "\n");
	f = lab_find(&l, RULE_LINK_CHANGED);
	assert_non_null(f);
	assert_int_equal(f->cause, CAUSE_DEFECT);
	assert_int_equal(f->severity, SEV_ERROR);
	assert_int_equal(lab_count(&l, RULE_LINK_CHANGED), 1);
	assert_int_equal(lab_count(&l, RULE_LINK_OUTDATED), 0);
	lab_close(&l);
}

static void
allowed_targets_are_never_reported(void **state)
{
	static struct str allow[] = { { "https://de.example.com/**", 25 }, { "gone.md", 7 } };
	struct lab l;
	const struct finding *f;

	(void)state;
	lab_open(&l, "base");
	l.config.allow = allow;
	l.config.nallow = countof(allow);
	lab_source(&l, S("See [a](https://example.net/a), [b](gone.md), [c](c.md).\n"));
	lab_translation(&l, "de-DE", S("Siehe [a](https://de.example.com/a) und [c](weg.md).\n"));
	lab_check(&l);
	assert_int_equal(l.sink.out.n, 1);
	f = lab_find(&l, RULE_LINK_CHANGED);
	assert_arg(f, "expected", "c.md");
	lab_close(&l);
}

/* Thousands of links, none of them equal: the time must not be their product. */
static void
many_different_links_take_linear_time(void **state)
{
	enum { MANY = 30000 };
	struct arena a = { 0 };
	struct buf en = { .a = &a }, de = { .a = &a };
	struct lab l;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		buf_fmt(&en, "[x](a%d)\n", i);
		buf_fmt(&de, "[x](b%d)\n", i);
	}
	check(&l, str_z(&a, buf_take(&en)), str_z(&a, buf_take(&de)));
	assert_int_equal(lab_count(&l, RULE_LINK_CHANGED), PAGE_FINDINGS);
	assert_int_equal(lab_count(&l, RULE_NOT_CHECKED), 1);
	lab_close(&l);
	arena_free(&a);
}

/* Each paragraph is missing with its link; finding its place must not search the whole page. */
static void
many_missing_paragraphs_take_linear_time(void **state)
{
	enum { MANY = 60000 };
	struct arena a = { 0 };
	struct buf en = { .a = &a };
	struct lab l;

	(void)state;
	for (int i = 0; i < MANY; i++)
		buf_fmt(&en, "[x](a%d)\n\n", i);
	check(&l, str_z(&a, buf_take(&en)), "Nichts.\n");
	assert_int_equal(lab_count(&l, RULE_LINK_MISSING), PAGE_FINDINGS);
	lab_close(&l);
	arena_free(&a);
}

static struct str
many_links(struct arena *a, const char *before, int n)
{
	struct buf out = { .a = a };

	for (int i = 0; i < n; i++)
		buf_fmt(&out, "- [a](%s/file-%d)\n", before, i);
	return buf_take(&out);
}

/* More than can be compared each with each. */
static void
many_links_spelt_otherwise_lead_to_the_same_pages(void **state)
{
	static const int counts[] = { 10, 3000 };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(counts); i++) {
		struct lab l;

		lab_open(&l, "base");
		lab_source(&l, many_links(&l.arena, "https://www.x.org/o/r", counts[i]));
		lab_translation(&l, "de-DE", many_links(&l.arena, "https://x.org/o/r", counts[i]));
		lab_check(&l);
		assert_int_equal(l.sink.out.n, 0);
		lab_close(&l);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_in_the_own_language_lead_to_the_same_page),
		cmocka_unit_test(a_country_in_an_address_is_the_readers),
		cmocka_unit_test(a_page_in_the_own_language_may_lie_elsewhere),
		cmocka_unit_test(a_file_and_its_address_are_the_same_page),
		cmocka_unit_test(a_link_that_is_gone_is_missed_where_its_block_is),
		cmocka_unit_test(a_link_whose_paragraph_is_gone_belongs_after_the_one_before),
		cmocka_unit_test(what_is_missing_as_a_whole_takes_its_links_along),
		cmocka_unit_test(another_target_in_the_counterpart_is_a_changed_link),
		cmocka_unit_test(a_replacement_keeps_the_language_of_the_link_it_replaces),
		cmocka_unit_test(an_autolink_is_named_but_not_edited),
		cmocka_unit_test(links_in_another_order_or_place_are_the_same_links),
		cmocka_unit_test(targets_that_mean_the_same_are_equal),
		cmocka_unit_test(a_link_more_than_in_english_is_nobodys_business),
		cmocka_unit_test(a_link_that_stands_there_twice_is_missed_once),
		cmocka_unit_test(a_localised_picture_has_the_same_name),
		cmocka_unit_test(on_a_stale_page_the_target_is_outdated),
		cmocka_unit_test(what_embedded_english_had_too_is_the_translations_doing),
		cmocka_unit_test(allowed_targets_are_never_reported),
		cmocka_unit_test(many_different_links_take_linear_time),
		cmocka_unit_test(many_missing_paragraphs_take_linear_time),
		cmocka_unit_test(many_links_spelt_otherwise_lead_to_the_same_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
