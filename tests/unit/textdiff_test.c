#include <stdlib.h>

#include "cmd/textdiff.h"
#include "unit.h"

static const struct report_style plain = { .utf8 = true, .columns = 80 };
static const struct report_style colored = { .utf8 = true, .columns = 80, .color = true };

#define assert_written(got, want) \
 do { \
  struct str got_ = (got); \
  assert_string_equal(str_z(&a, got_), want); \
 } while (0)

static struct str
written(struct arena *a, struct str old, struct str now, const struct text_diff_style *style)
{
	struct text_diff d = text_diff_of(a, old, now);
	struct buf out = { .a = a };

	for (ptrdiff_t i = 0; i < d.nhunks; i++)
		text_diff_hunk(&out, &d, &d.hunks[i], S(""), style);
	return buf_take(&out);
}

static struct str
words(struct arena *a, const char *old, const char *now)
{
	return written(a, str_c(old), str_c(now), &(struct text_diff_style){ &plain, true });
}

static struct str
unified(struct arena *a, const char *old, const char *now)
{
	return written(a, str_c(old), str_c(now), &(struct text_diff_style){ &plain, false });
}

static void
ranges_are_those_of_diff_u(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_written(unified(&a, "", "a\n"), "@@ -0,0 +1 @@\n+a\n");
	assert_written(unified(&a, "a\n", ""), "@@ -1 +0,0 @@\n-a\n");
	assert_written(unified(&a, "1\n2\n3\n4\n5\n", "1\n2\n3\n4\nx\n5\n"),
		       "@@ -2,4 +2,5 @@\n 2\n 3\n 4\n+x\n 5\n");
	arena_free(&a);
}

static void
a_missing_last_line_end_is_said(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_written(unified(&a, "a\nb\n", "a\nc"),
		       "@@ -1,2 +1,2 @@\n a\n-b\n+c\n\\ No newline at end of file\n");
	arena_free(&a);
}

static void
line_ends_alone_are_no_change_but_are_known(void **state)
{
	struct arena a = { 0 };
	struct text_diff d = text_diff_of(&a, S("a\r\nb\r\n"), S("a\nb\n"));

	(void)state;
	assert_int_equal(d.nhunks, 0);
	assert_true(d.line_ends);
	assert_written(unified(&a, "a\r\nb\r\n", "a\r\nc\r\n"), "@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
	arena_free(&a);
}

static void
changed_words_are_marked_where_they_stand(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_written(words(&a, "Open the old box now.\n", "Open the new box now.\n"),
		       "@@ -1 +1 @@\nOpen the [-old-]{+new+} box now.\n");
	assert_written(words(&a, "one two three\n", "one three\n"),
		       "@@ -1 +1 @@\none [-two-] three\n");
	assert_written(words(&a, "one two three\n", "two three\n"),
		       "@@ -1 +1 @@\n[-one-] two three\n");
	assert_written(words(&a, "one two three\n", "one two\n"),
		       "@@ -1 +1 @@\none two [-three-]\n");
	assert_written(words(&a, "one two\n", "one two three\n"),
		       "@@ -1 +1 @@\none two {+three+}\n");
	arena_free(&a);
}

static void
marks_end_with_each_line(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_written(words(&a, "a\n", "a\nb c\nd\n"), "@@ -1 +1,3 @@\na\n{+b c+}\n{+d+}\n");
	arena_free(&a);
}

static void
what_shares_few_words_is_shown_as_a_whole(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_written(
		words(&a, "Put it on the shelf.\n", "Carry the crate over to your own table.\n"),
		"@@ -1 +1 @@\n[-Put it on the shelf.-]\n{+Carry the crate over to your own "
		"table.+}\n");
	arena_free(&a);
}

static void
changed_blanks_are_shown_as_lines(void **state)
{
	struct arena a = { 0 };

	(void)state;
	assert_written(words(&a, "a   b\n", "a b\n"), "@@ -1 +1 @@\n-a   b\n+a b\n");
	arena_free(&a);
}

static void
nothing_in_a_page_reaches_the_terminal_unescaped(void **state)
{
	struct arena a = { 0 };
	const struct report_style ci = { .utf8 = true, .columns = 80, .ci = true };
	struct text_diff_style style = { &ci, false };

	(void)state;
	assert_written(
		written(&a, S("a\n\x1b[2J\n::error::x\n"), S("b\n\x1b[2J\n::error::x\n"), &style),
		"@@ -1,3 +1,3 @@\n-a\n+b\n \\x1b[2J\n: :error::x\n");
	style.report = &colored;
	style.words = true;
	assert_written(written(&a, S("a b c\n"),
			       S("a \x1b"
				 "7 c\n"),
			       &style),
		       "\x1b[36m@@ -1 +1 @@\x1b[m\na \x1b[31mb\x1b[m\x1b[32m\\x1b7\x1b[m c\n");
	arena_free(&a);
}

/* `text` without what stands between the marks `drop`, and without the marks `keep` themselves. */
static struct str
one_side(struct arena *a, struct str text, struct str drop, struct str drop_end, struct str keep,
	 struct str keep_end)
{
	struct buf out = { .a = a };
	ptrdiff_t i = 0;

	while (i < text.n) {
		struct str rest = str_slice(text, i, text.n);

		if (str_starts(rest, drop)) {
			i = str_find(text, drop_end, i) + drop_end.n;
		} else if (str_starts(rest, keep) || str_starts(rest, keep_end)) {
			i += keep.n;
		} else {
			buf_char(&out, text.p[i]);
			i++;
		}
	}
	return buf_take(&out);
}

static void
assert_same_words(struct arena *a, struct str got, struct str want)
{
	struct diff_items x = diff_words(a, got), y = diff_words(a, want);

	assert_int_equal(diff_compare(a, &x, &y, false).n, 0);
}

static void
each_side_can_be_read_back_from_the_marked_words(void **state)
{
	int compared = 0;

	(void)state;
	srand(5);
	for (int round = 0; round < 1000; round++) {
		struct arena a = { 0 };
		struct buf old = { .a = &a }, now = { .a = &a };
		const struct text_diff_style style = { &plain, true };
		struct str text, head;

		for (int i = rand() % 40; i >= 0; i--) {
			struct str word =
				str_fmt(&a, "w%d%s", rand() % 12, rand() % 6 ? " " : "\n");

			if (rand() % 5)
				buf_str(&old, word);
			if (rand() % 5)
				buf_str(&now, word);
		}
		buf_str(&old, S("end\n"));
		buf_str(&now, S("end\n"));
		text = written(&a, buf_take(&old), buf_take(&now), &style);
		str_line(&text, &head);
		/* Lines are left out between hunks and before them, and changed blanks are shown as
		 * lines. */
		if ((!str_starts(head, S("@@ -1,")) && !str_starts(head, S("@@ -1 "))) ||
		    str_find(text, S("\n@@"), 0) >= 0 || str_find(text, S("\n-w"), 0) >= 0 ||
		    str_starts(text, S("-w"))) {
			arena_free(&a);
			continue;
		}
		compared++;
		assert_same_words(&a, one_side(&a, text, S("[-"), S("-]"), S("{+"), S("+}")),
				  buf_take(&now));
		assert_same_words(&a, one_side(&a, text, S("{+"), S("+}"), S("[-"), S("-]")),
				  buf_take(&old));
		arena_free(&a);
	}
	assert_true(compared > 300);
}

static void
only_hunks_that_touch_the_lines_are_chosen(void **state)
{
	struct arena a = { 0 };
	struct text_diff d = text_diff_of(&a, S("1\n2\n3\n4\n5\n"), S("1\n2\n3\nnew\n4\n5\n"));
	const struct lines_at none = { 0, 0 };

	(void)state;
	assert_int_equal(d.nhunks, 1);
	assert_true(text_diff_touches(&d, d.hunks, (struct lines_at){ 3, 3 }, none));
	assert_true(text_diff_touches(&d, d.hunks, (struct lines_at){ 4, 5 }, none));
	assert_true(text_diff_touches(&d, d.hunks, none, (struct lines_at){ 4, 4 }));
	assert_false(text_diff_touches(&d, d.hunks, (struct lines_at){ 1, 2 }, none));
	assert_false(text_diff_touches(&d, d.hunks, (struct lines_at){ 5, 5 },
				       (struct lines_at){ 5, 6 }));
	assert_false(text_diff_touches(&d, d.hunks, none, none));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranges_are_those_of_diff_u),
		cmocka_unit_test(a_missing_last_line_end_is_said),
		cmocka_unit_test(line_ends_alone_are_no_change_but_are_known),
		cmocka_unit_test(changed_words_are_marked_where_they_stand),
		cmocka_unit_test(marks_end_with_each_line),
		cmocka_unit_test(what_shares_few_words_is_shown_as_a_whole),
		cmocka_unit_test(changed_blanks_are_shown_as_lines),
		cmocka_unit_test(nothing_in_a_page_reaches_the_terminal_unescaped),
		cmocka_unit_test(each_side_can_be_read_back_from_the_marked_words),
		cmocka_unit_test(only_hunks_that_touch_the_lines_are_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
