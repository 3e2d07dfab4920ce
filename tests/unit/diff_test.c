#include <stdlib.h>
#include <string.h>

#include "base/diff.h"
#include "unit.h"

static struct diff_items
lines(struct arena *a, const char *text)
{
	return diff_lines(a, str_c(text));
}

/* The second sequence made from the first and the changes; what stays is taken from the first. */
static struct str
applied(struct arena *a, const struct diff *d, const struct diff_items *x,
	const struct diff_items *y)
{
	struct buf out = { .a = a };
	ptrdiff_t at = 0;

	for (ptrdiff_t i = 0; i < d->n; i++) {
		const struct diff_change *c = &d->v[i];

		assert_true(c->na + c->nb > 0);
		assert_true(i == 0 ? c->a >= 0 : c->a > at);
		for (; at < c->a; at++)
			buf_str(&out, x->v[at]);
		at += c->na;
		for (ptrdiff_t k = 0; k < c->nb; k++)
			buf_str(&out, y->v[c->b + k]);
	}
	for (; at < x->n; at++)
		buf_str(&out, x->v[at]);
	return buf_take(&out);
}

static struct str
joined(struct arena *a, const struct diff_items *items)
{
	return str_join(a, items->v, items->n, S(""));
}

static ptrdiff_t
size_of(const struct diff *d)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < d->n; i++)
		n += d->v[i].na + d->v[i].nb;
	return n;
}

/* The smallest number of items gone and come, by the textbook table. */
static ptrdiff_t
smallest(struct arena *a, const struct diff_items *x, const struct diff_items *y)
{
	ptrdiff_t *row = NEW(a, ptrdiff_t, y->n + 1), left, corner;

	for (ptrdiff_t k = 0; k <= y->n; k++)
		row[k] = k;
	for (ptrdiff_t i = 1; i <= x->n; i++) {
		corner = row[0];
		row[0] = i;
		for (ptrdiff_t k = 1; k <= y->n; k++) {
			left = row[k - 1] < row[k] ? row[k - 1] + 1 : row[k] + 1;
			if (str_eq(x->v[i - 1], y->v[k - 1]) && corner < left)
				left = corner;
			corner = row[k];
			row[k] = left;
		}
	}
	return row[y->n];
}

static struct str
random_lines(struct arena *a, ptrdiff_t n, int kinds)
{
	struct buf out = { .a = a };

	for (ptrdiff_t i = 0; i < n; i++) {
		int kind = rand() % kinds;

		buf_repeat(&out, (char)('a' + kind % 26), kind ? 1 + kind / 26 : 0);
		buf_str(&out, rand() % 8 ? S("\n") : S("\r\n"));
	}
	if (rand() % 3 == 0)
		buf_str(&out, S("end"));
	return buf_take(&out);
}

/* A text a few edits away from `old`. */
static struct str
edited(struct arena *a, struct str old, int edits)
{
	struct diff_items x = diff_lines(a, old);
	struct buf out = { .a = a };

	for (ptrdiff_t i = 0; i < x.n; i++) {
		int what = rand() % (int)(x.n + 1) < edits ? rand() % 3 : 3;

		if (what == 1 || what == 2)
			buf_fmt(&out, "%c\n", 'a' + rand() % 4);
		if (what == 2 || what == 3)
			buf_str(&out, x.v[i]);
	}
	return buf_take(&out);
}

static void
applying_the_difference_gives_the_second_text(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 3000; round++) {
		struct arena a = { 0 };
		struct str old = random_lines(&a, rand() % 40, 1 + rand() % 30);
		struct str now = round % 2 ? edited(&a, old, 1 + rand() % 6)
					   : random_lines(&a, rand() % 40, 1 + rand() % 30);
		struct diff_items x = diff_lines(&a, old), y = diff_lines(&a, now);
		struct diff d = diff_compare(&a, &x, &y, false);

		assert_true(str_eq(joined(&a, &x), old));
		assert_true(str_eq(applied(&a, &d, &x, &y), now));
		assert_int_equal(size_of(&d), smallest(&a, &x, &y));
		assert_false(d.coarse);
		arena_free(&a);
	}
}

static void
hunks_hold_every_change_once_with_its_context(void **state)
{
	(void)state;
	srand(11);
	for (int round = 0; round < 500; round++) {
		struct arena a = { 0 };
		struct str old = random_lines(&a, 20 + rand() % 80, 30),
			   now = edited(&a, old, 1 + rand() % 8);
		struct diff_items x = diff_lines(&a, old), y = diff_lines(&a, now);
		struct diff d = diff_compare(&a, &x, &y, false);
		ptrdiff_t n, changes = 0, end = 0;
		struct diff_hunk *h = diff_hunks(&a, &d, x.n, 3, &n);

		for (ptrdiff_t i = 0; i < n; i++) {
			const struct diff_change *first = &d.v[h[i].first],
						 *last = first + h[i].n - 1;

			assert_int_equal(h[i].first, changes);
			changes += h[i].n;
			assert_true(h[i].a >= end && h[i].a >= 0 && h[i].b >= 0);
			end = h[i].a + h[i].na;
			assert_true(end <= x.n && h[i].b + h[i].nb <= y.n);
			assert_int_equal(first->a - h[i].a, first->b - h[i].b);
			assert_int_equal(first->a - h[i].a, first->a < 3 ? first->a : 3);
			assert_int_equal(end - last->a - last->na,
					 h[i].b + h[i].nb - last->b - last->nb);
		}
		assert_int_equal(changes, d.n);
		arena_free(&a);
	}
}

static void
large_texts_with_nothing_in_common_end_soon(void **state)
{
	struct arena a = { 0 };
	struct buf one = { .a = &a }, two = { .a = &a };
	struct diff_items x, y;
	struct diff d;

	(void)state;
	for (int i = 0; i < 60000; i++) {
		buf_fmt(&one, "%d\n", rand() % 50);
		buf_fmt(&two, "%d\n", rand() % 50);
	}
	x = diff_lines(&a, buf_take(&one));
	y = diff_lines(&a, buf_take(&two));
	d = diff_compare(&a, &x, &y, false);
	assert_true(str_eq(applied(&a, &d, &x, &y), joined(&a, &y)));
	arena_free(&a);
}

static void
texts_too_far_apart_become_one_change(void **state)
{
	struct arena a = { 0 };
	struct buf one = { .a = &a }, two = { .a = &a };
	struct diff_items x, y;
	struct diff d;

	(void)state;
	for (int i = 0; i < 300000; i++) {
		buf_fmt(&one, "%d\n", i);
		buf_fmt(&two, "%d\n", 299999 - i);
	}
	x = diff_lines(&a, buf_take(&one));
	y = diff_lines(&a, buf_take(&two));
	d = diff_compare(&a, &x, &y, false);
	assert_true(d.coarse);
	assert_true(str_eq(applied(&a, &d, &x, &y), joined(&a, &y)));
	arena_free(&a);
}

static void
line_ends_count_unless_they_are_folded(void **state)
{
	struct arena a = { 0 };
	struct diff_items x = lines(&a, "a\nb\nc\n"), y = lines(&a, "a\r\nb\nc\n");
	struct diff strict = diff_compare(&a, &x, &y, false),
		    folded = diff_compare(&a, &x, &y, true);

	(void)state;
	assert_int_equal(x.n, 3);
	assert_int_equal(strict.n, 1);
	assert_int_equal(folded.n, 0);
	assert_true(str_eq(applied(&a, &strict, &x, &y), S("a\r\nb\nc\n")));
	arena_free(&a);
}

static void
a_last_line_without_end_is_another_line(void **state)
{
	struct arena a = { 0 };
	struct diff_items x = lines(&a, "a\nb"), y = lines(&a, "a\r\nb\r\n"), z = lines(&a, "b\nb");

	(void)state;
	assert_int_equal(diff_compare(&a, &x, &y, true).n, 1);
	assert_int_equal(diff_compare(&a, &x, &x, true).n, 0);
	assert_int_equal(diff_compare(&a, &x, &z, true).v[0].na, 1);
	arena_free(&a);
}

static void
an_added_paragraph_ends_with_its_blank_line(void **state)
{
	struct arena a = { 0 };
	struct diff_items x = lines(&a, "one\n\ntwo\n\nfour\n"),
			  y = lines(&a, "one\n\ntwo\n\nthree\n\nfour\n");
	struct diff d = diff_compare(&a, &x, &y, false);

	(void)state;
	assert_int_equal(d.n, 1);
	assert_int_equal(d.v[0].b, 4);
	assert_int_equal(d.v[0].nb, 2);
	d = diff_compare(&a, &y, &x, false);
	assert_int_equal(d.n, 1);
	assert_int_equal(d.v[0].a, 4);
	assert_int_equal(d.v[0].na, 2);
	arena_free(&a);
}

static void
a_change_without_blank_lines_stands_as_far_down_as_it_can(void **state)
{
	struct arena a = { 0 };
	struct diff_items x = lines(&a, "- a\n- b\n- c\n"),
			  y = lines(&a, "- a\n- b\n- b\n- b\n- c\n");
	struct diff d = diff_compare(&a, &x, &y, false);

	(void)state;
	assert_int_equal(d.n, 1);
	assert_int_equal(d.v[0].b, 2);
	assert_int_equal(d.v[0].nb, 2);
	arena_free(&a);
}

static void
words_are_cut_where_markdown_marks_them_up(void **state)
{
	static const char *const want[] = {
		"See", "[", "the",  "docs", "]", "(", "https://a.example/b?c=d#e",
		")",   ".", "Then", "stop", "!"
	};
	struct arena a = { 0 };
	struct diff_items w =
		diff_words(&a, S("See [the docs](https://a.example/b?c=d#e).\r\n\tThen stop!"));

	(void)state;
	assert_int_equal(w.n, countof(want));
	for (ptrdiff_t i = 0; i < w.n; i++)
		assert_true(str_eq(w.v[i], str_c(want[i])));
	arena_free(&a);
}

static void
words_hold_every_byte_that_is_no_blank(void **state)
{
	struct arena a = { 0 };

	(void)state;
	srand(3);
	for (int round = 0; round < 300; round++) {
		ptrdiff_t n = rand() % 200, at = 0;
		char *p = NEW(&a, char, n);
		struct diff_items w;

		for (ptrdiff_t i = 0; i < n; i++)
			p[i] = " \n.,[]ab:\0\xc3"[rand() % 11];
		w = diff_words(&a, (struct str){ p, n });
		for (ptrdiff_t i = 0; i < w.n; i++) {
			assert_true(w.v[i].n > 0);
			for (; at < w.v[i].p - p; at++)
				assert_true(p[at] == ' ' || p[at] == '\n');
			at += w.v[i].n;
		}
		for (; at < n; at++)
			assert_true(p[at] == ' ' || p[at] == '\n');
	}
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(applying_the_difference_gives_the_second_text),
		cmocka_unit_test(hunks_hold_every_change_once_with_its_context),
		cmocka_unit_test(large_texts_with_nothing_in_common_end_soon),
		cmocka_unit_test(texts_too_far_apart_become_one_change),
		cmocka_unit_test(line_ends_count_unless_they_are_folded),
		cmocka_unit_test(a_last_line_without_end_is_another_line),
		cmocka_unit_test(an_added_paragraph_ends_with_its_blank_line),
		cmocka_unit_test(a_change_without_blank_lines_stands_as_far_down_as_it_can),
		cmocka_unit_test(words_are_cut_where_markdown_marks_them_up),
		cmocka_unit_test(words_hold_every_byte_that_is_no_blank),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
