/* sink.c: severities, causes, places, edits and source lines of findings. */
#include "unit.h"

#include "family.h"

/* A view of one translation, without any pass. */
static struct view
view_of(struct lab *l, struct str text)
{
	struct view v = {
		.site = &l->site, .scratch = l->scratch, .work = &l->work, .sink = &l->sink
	};

	lab_translation(l, "de-DE", text);
	v.page = &l->pages[0];
	v.dst = lab_parse(l, 0);
	return v;
}

static struct draft
draft_at(uint32_t off, uint32_t len)
{
	return (struct draft){ .message = MSG_META_EXTRA,
			       .at = { off, len },
			       .key = S("k"),
			       .args = { { "key", S("k") } } };
}

/* META_MISMATCH is an error by default. */
static struct draft
error_at(uint32_t off, uint32_t len)
{
	struct draft d = draft_at(off, len);

	d.message = MSG_META_MISMATCH_LONG;
	return d;
}

static const struct finding *
last(const struct lab *l)
{
	assert_true(l->sink.out.n > 0);
	return &l->sink.out.v[l->sink.out.n - 1];
}

static void
a_difference_of_unknown_cause_is_a_warning_at_most(void **state)
{
	struct lab l;
	struct view v;
	struct draft d = error_at(0, 1);

	(void)state;
	lab_open(&l, "microsoft");
	v = view_of(&l, S("text\n"));
	sink_emit(&v, &d);
	assert_int_equal(last(&l)->severity, SEV_ERROR);
	v.cause = CAUSE_UNKNOWN;
	sink_emit(&v, &d);
	assert_int_equal(last(&l)->severity, SEV_WARNING);
	assert_int_equal(last(&l)->cause, CAUSE_UNKNOWN);
	d.keep_severity = true;
	sink_emit(&v, &d);
	assert_int_equal(last(&l)->severity, SEV_ERROR);
	assert_int_equal(last(&l)->cause, CAUSE_DEFECT);
	lab_close(&l);
}

static void
a_severity_set_by_the_user_holds_for_every_cause(void **state)
{
	struct lab l;
	struct view v;
	struct draft d = error_at(0, 1);

	(void)state;
	lab_open(&l, "microsoft");
	v = view_of(&l, S("text\n"));
	v.cause = CAUSE_DRIFT;
	l.config.severity_set[RULE_METADATA_MISMATCH] = true;
	l.config.severity[RULE_METADATA_MISMATCH] = SEV_ERROR;
	sink_emit(&v, &d);
	assert_int_equal(last(&l)->severity, SEV_ERROR);
	d.info = true;
	sink_emit(&v, &d);
	assert_int_equal(last(&l)->severity, SEV_INFO);
	l.config.severity[RULE_METADATA_MISMATCH] = SEV_OFF;
	sink_emit(&v, &d);
	assert_int_equal(l.sink.out.n, 2);
	lab_close(&l);
}

static void
only_leaves_out_every_other_rule(void **state)
{
	struct lab l;
	struct view v;
	struct draft d = error_at(0, 1), other = draft_at(0, 1);

	(void)state;
	lab_open(&l, "microsoft");
	v = view_of(&l, S("text\n"));
	l.config.only_set = true;
	l.config.only[RULE_METADATA_EXTRA] = true;
	sink_emit(&v, &d);
	assert_int_equal(l.sink.out.n, 0);
	sink_emit(&v, &other);
	assert_int_equal(l.sink.out.n, 1);
	lab_close(&l);
}

static void
only_differences_of_a_stale_page_are_children(void **state)
{
	struct lab l;
	struct view v;
	struct draft d = error_at(0, 1);

	(void)state;
	lab_open(&l, "microsoft");
	v = view_of(&l, S("text\n"));
	v.cause = CAUSE_UNKNOWN;
	v.freshness = FRESH_UNKNOWN;
	sink_emit(&v, &d);
	assert_false(last(&l)->child);
	v.freshness = FRESH_NO;
	sink_emit(&v, &d);
	assert_true(last(&l)->child);
	d.whole_page = true;
	sink_emit(&v, &d);
	assert_false(last(&l)->child);
	assert_int_equal(last(&l)->cause, CAUSE_DEFECT);
	lab_close(&l);
}

static void
columns_count_characters_and_bytes_count_the_raw_file(void **state)
{
	struct lab l;
	struct view v;
	const struct finding *f;
	struct draft d = draft_at(8, 4); /* "日 " is 4 bytes, after "eins\r\n" and "ä" */

	(void)state;
	lab_open(&l, "microsoft");
	v = view_of(&l, S("\xef\xbb\xbf"
			  "eins\r\n\xc3\xa4\xe6\x97\xa5 x\r\n"));
	sink_emit(&v, &d);
	f = last(&l);
	assert_int_equal(f->at.line, 2);
	assert_int_equal(f->at.column, 2);
	assert_int_equal(f->at.end_line, 2);
	assert_int_equal(f->at.end_column, 4);
	assert_int_equal(f->at.byte, 11);
	assert_int_equal(f->at.end_byte, 15);
	assert_int_equal(f->snippet.lines[0].mark, 2);
	assert_int_equal(f->snippet.lines[0].mark_len, 4);
	lab_close(&l);
}

static void
a_place_ends_before_the_line_end(void **state)
{
	struct lab l;
	struct view v;
	struct draft d = draft_at(0, 6);

	(void)state;
	lab_open(&l, "microsoft");
	v = view_of(&l, S("eins\r\nzwei\r\n"));
	sink_emit(&v, &d);
	assert_int_equal(last(&l)->at.end_line, 1);
	assert_int_equal(last(&l)->at.end_column, 5);
	lab_close(&l);
}

static void
what_is_missing_is_shown_after_the_last_line_of_its_neighbour(void **state)
{
	struct lab l;
	struct view v;
	struct draft d = draft_at(0, 12);
	const struct finding *f;

	(void)state;
	lab_open(&l, "microsoft");
	v = view_of(&l, S("eins\nzwei\n  drei\n"));
	d.at.len = 16;
	d.insert_after = true;
	sink_emit(&v, &d);
	f = last(&l);
	assert_int_equal(f->at.line, 3);
	assert_int_equal(f->at.column, 3);
	assert_int_equal(f->at.end_column, 7);
	assert_int_equal(f->at.byte, 12);
	assert_int_equal(f->snippet.nlines, 1);
	assert_true(str_eq(f->snippet.lines[0].text, S("  drei")));
	assert_int_equal(f->snippet.lines[0].mark, 2);
	assert_int_equal(f->snippet.lines[0].mark_len, 4);
	lab_close(&l);
}

static void
a_snippet_shows_four_lines_and_says_that_there_are_more(void **state)
{
	struct lab l;
	struct view v;
	struct draft d = draft_at(0, 100);
	const struct snippet *s;

	(void)state;
	lab_open(&l, "microsoft");
	v = view_of(&l, S("1\n\n3\n4\n5\n"));
	sink_emit(&v, &d);
	s = &last(&l)->snippet;
	assert_int_equal(s->first_line, 1);
	assert_int_equal(s->nlines, SNIPPET_LINES);
	assert_true(s->more);
	assert_int_equal(s->lines[1].mark_len, 0);
	assert_int_equal(s->lines[3].mark_len, 1);
	lab_close(&l);
}

static void
a_long_line_is_cut_around_the_mark_between_characters(void **state)
{
	struct arena a = { 0 };
	struct str line = { NEW(&a, char, 9000), 9000 };
	struct snippet_line s;

	(void)state;
	for (ptrdiff_t i = 0; i < line.n; i++)
		((char *)line.p)[i] = "\xe6\x97\xa5"[i % 3];
	s = sink_snippet_line(&a, line, 4500, 4530);
	assert_true(s.cut_left && s.cut_right);
	assert_true(s.text.n <= SNIPPET_BYTES && s.text.n > SNIPPET_BYTES - 6);
	assert_int_equal((unsigned char)s.text.p[0], 0xe6);
	assert_int_equal((unsigned char)s.text.p[s.text.n - 1], 0xa5);
	assert_int_equal(s.mark_len, 30);
	assert_int_equal((unsigned char)s.text.p[s.mark], 0xe6);
	s = sink_snippet_line(&a, line, 0, 9000);
	assert_true(!s.cut_left && s.cut_right);
	assert_int_equal(s.mark, 0);
	assert_int_equal(s.mark_len, s.text.n);
	s = sink_snippet_line(&a, line, 9000, 9000);
	assert_int_equal(s.mark, s.text.n);
	assert_int_equal(s.mark_len, 0);
	arena_free(&a);
}

static void
findings_own_their_strings(void **state)
{
	struct lab l;
	struct view v;
	char key[] = "ms.topic";
	struct draft d = draft_at(0, 4);

	(void)state;
	lab_open(&l, "microsoft");
	v = view_of(&l, S("text\n"));
	d.key = d.args[0].value = (struct str){ key, 8 };
	d.edits[d.nedits++] = (struct edit){ 0, 4, { key, 8 } };
	sink_emit(&v, &d);
	key[0] = 'X';
	assert_true(str_eq(last(&l)->key, S("ms.topic")));
	assert_true(str_eq(last(&l)->args[0].value, S("ms.topic")));
	assert_true(str_eq(last(&l)->edits[0].text, S("ms.topic")));
	lab_close(&l);
}

static void
findings_of_one_rule_on_one_page_are_limited_and_it_says_so(void **state)
{
	struct lab l;
	struct view v;
	struct draft one = draft_at(0, 1), other = error_at(1, 1);

	(void)state;
	lab_open(&l, "microsoft");
	v = view_of(&l, S("text\n"));
	for (int i = 0; i < PAGE_FINDINGS; i++)
		sink_emit(&v, &one);
	assert_int_equal(lab_count(&l, RULE_NOT_CHECKED), 0);
	sink_emit(&v, &one);
	sink_emit(&v, &one);
	sink_emit(&v, &other);
	assert_int_equal(lab_count(&l, RULE_METADATA_EXTRA), PAGE_FINDINGS);
	assert_int_equal(lab_count(&l, RULE_METADATA_MISMATCH), 1);
	assert_int_equal(lab_count(&l, RULE_NOT_CHECKED), 1);
	assert_true(str_eq(lab_arg(lab_find(&l, RULE_NOT_CHECKED), "rule"), S("metadata-extra")));
	l.sink.page = NULL;
	sink_emit(&v, &one);
	assert_int_equal(lab_count(&l, RULE_METADATA_EXTRA), PAGE_FINDINGS + 1);
	lab_close(&l);
}

static void
an_edit_across_embedded_english_is_left_out(void **state)
{
	struct lab l;
	struct view v;
	struct draft d;
	struct str text = S("<span data-ttu-id=\"a-1\">Eins</span><span class=\"sxs-lookup\">"
			    "<span data-stu-id=\"a-1\">One</span></span>"
			    "<span data-ttu-id=\"a-2\">Zwei</span><span class=\"sxs-lookup\">"
			    "<span data-stu-id=\"a-2\">Two</span></span>\n");

	(void)state;
	lab_open(&l, "microsoft");
	v = view_of(&l, text);
	assert_true(str_starts(v.dst->text, S("EinsZwei")));
	d = draft_at(0, 4);
	d.edits[d.nedits++] = (struct edit){ 0, 4, S("1") };
	sink_emit(&v, &d);
	assert_int_equal(last(&l)->nedits, 1);
	assert_int_equal(last(&l)->edits[0].byte, str_find(text, S("Eins"), 0));
	assert_int_equal(last(&l)->edits[0].end_byte, str_find(text, S("Eins"), 0) + 4);
	assert_int_equal(last(&l)->at.end_byte, str_find(text, S("Eins"), 0) + 4);
	d.edits[0].end_byte = 8;
	sink_emit(&v, &d);
	assert_int_equal(last(&l)->nedits, 0);
	lab_close(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_difference_of_unknown_cause_is_a_warning_at_most),
		cmocka_unit_test(a_severity_set_by_the_user_holds_for_every_cause),
		cmocka_unit_test(only_leaves_out_every_other_rule),
		cmocka_unit_test(only_differences_of_a_stale_page_are_children),
		cmocka_unit_test(columns_count_characters_and_bytes_count_the_raw_file),
		cmocka_unit_test(a_place_ends_before_the_line_end),
		cmocka_unit_test(what_is_missing_is_shown_after_the_last_line_of_its_neighbour),
		cmocka_unit_test(a_snippet_shows_four_lines_and_says_that_there_are_more),
		cmocka_unit_test(a_long_line_is_cut_around_the_mark_between_characters),
		cmocka_unit_test(findings_own_their_strings),
		cmocka_unit_test(findings_of_one_rule_on_one_page_are_limited_and_it_says_so),
		cmocka_unit_test(an_edit_across_embedded_english_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
