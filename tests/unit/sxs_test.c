#include "unit.h"

#include <string.h>

#include "doc/internal.h"

#define UNIT(id, target, source) \
 "<span data-ttu-id=\"" id "\">" target "</span>" \
 "<span class=\"sxs-lookup\"><span data-stu-id=\"" id "\">" source "</span></span>"

struct fixture {
	struct arena a;
	struct str raw;
	struct sxs_side target, source;
};

static int
setup(void **state)
{
	static struct fixture f;

	f = (struct fixture){ 0 };
	*state = &f;
	return 0;
}

static int
teardown(void **state)
{
	arena_free(&((struct fixture *)*state)->a);
	return 0;
}

static bool
split(struct fixture *f, const char *raw)
{
	f->raw = str_c(raw);
	return sxs_split(&f->a, f->raw, &f->target, &f->source);
}

static void
is_text(struct str s, const char *want)
{
	assert_int_equal(s.n, strlen(want));
	assert_memory_equal(s.p, want, strlen(want));
}

/* Every byte of the side is the byte of raw that its segment names. */
static void
maps_exactly(const struct fixture *f, const struct sxs_side *side)
{
	for (ptrdiff_t i = 0; i < side->nsegments; i++) {
		const struct segment *s = &side->segments[i];
		ptrdiff_t end = i + 1 < side->nsegments ? s[1].text_off : side->text.n;

		assert_true(end > s->text_off);
		assert_true(s->raw_off + (end - s->text_off) <= f->raw.n);
		assert_memory_equal(side->text.p + s->text_off, f->raw.p + s->raw_off,
				    end - s->text_off);
	}
	assert_int_equal(side->nsegments > 0 ? side->segments[0].text_off : 0, 0);
}

static void
ordinary_pages_have_no_units(void **state)
{
	assert_false(split(*state, ""));
	assert_false(split(*state, "# Title\n\n<span class=\"x\">text</span>\n"));
	assert_false(split(*state, "about \"sxs-lookup\" only\n"));
}

static void
both_texts_come_out(void **state)
{
	struct fixture *f = *state;

	assert_true(split(f, "# " UNIT("a1-101", "Titlu", "Title") "\n\n- " UNIT(
				     "a1-102", "unu [x](y)", "one [x](y)") "\n"));
	is_text(f->target.text, "# Titlu\n\n- unu [x](y)\n");
	is_text(f->source.text, "# Title\n\n- one [x](y)\n");
	maps_exactly(f, &f->target);
	maps_exactly(f, &f->source);
}

static void
units_inside_link_text_and_at_both_ends(void **state)
{
	struct fixture *f = *state;

	assert_true(
		split(f, UNIT("1", "a", "b") "[" UNIT("2", "c", "d") "](u)" UNIT("3", "e", "f")));
	is_text(f->target.text, "a[c](u)e");
	is_text(f->source.text, "b[d](u)f");
	maps_exactly(f, &f->target);
	maps_exactly(f, &f->source);
}

static void
empty_sides_leave_no_segment(void **state)
{
	struct fixture *f = *state;

	assert_true(split(f, UNIT("1", "", "only English")));
	is_text(f->target.text, "");
	assert_int_equal(f->target.nsegments, 0);
	is_text(f->source.text, "only English");
	maps_exactly(f, &f->source);
}

static void
literal_span_ends_in_a_text_are_text(void **state)
{
	struct fixture *f = *state;

	assert_true(split(f, UNIT("1", "<b>x</span> y", "</span> z <span>")));
	is_text(f->target.text, "<b>x</span> y");
	is_text(f->source.text, "</span> z <span>");
}

static void
a_unit_whose_ids_differ_is_left_alone(void **state)
{
	struct fixture *f = *state;
	const char *broken = "<span data-ttu-id=\"1\">x</span><span class=\"sxs-lookup\">"
			     "<span data-stu-id=\"2\">y</span></span>";

	assert_false(split(f, broken));
	assert_true(split(f, str_z(&f->a, str_fmt(&f->a, "%s" UNIT("3", "t", "s"), broken))));
	is_text(f->target.text, str_z(&f->a, str_fmt(&f->a, "%st", broken)));
	is_text(f->source.text, str_z(&f->a, str_fmt(&f->a, "%ss", broken)));
	maps_exactly(f, &f->target);
}

static void
an_opener_without_its_parts_does_not_eat_the_next_unit(void **state)
{
	struct fixture *f = *state;

	assert_true(split(f, "<span data-ttu-id=\"1\">x " UNIT("2", "t", "s")));
	is_text(f->target.text, "<span data-ttu-id=\"1\">x t");
	is_text(f->source.text, "<span data-ttu-id=\"1\">x s");
	/* the same ID again: the nearer opener has it */
	assert_true(split(f, "<span data-ttu-id=\"1\">x " UNIT("1", "t", "s")));
	is_text(f->target.text, "<span data-ttu-id=\"1\">x t");
}

static void
a_unit_without_closer_does_not_eat_the_next_unit(void **state)
{
	struct fixture *f = *state;
	const char *open = "<span data-ttu-id=\"1\">x</span><span class=\"sxs-lookup\">"
			   "<span data-stu-id=\"1\">y ";

	assert_true(split(f, str_z(&f->a, str_fmt(&f->a, "%s" UNIT("2", "t", "s"), open))));
	is_text(f->target.text, str_z(&f->a, str_fmt(&f->a, "%st", open)));
	assert_false(split(f, open));
}

static void
bad_ids_are_no_marks(void **state)
{
	struct fixture *f = *state;

	assert_false(split(f, UNIT("", "t", "s")));
	assert_false(split(f, UNIT("<b", "t", "s")));
	assert_false(split(f, "\"sxs-lookup\"<span data-ttu-id=\"1"));
	assert_false(split(f, "\"sxs-lookup\"<span data-ttu-id=\"1\" x>t</span>"));
}

static void
hostile_pages_are_split_in_linear_time(void **state)
{
	struct fixture *f = *state;
	struct buf b = { .a = &f->a };

	/* 8 MB; a search to the end from every opener would take hours */
	for (int i = 0; i < 200000; i++)
		buf_str(&b, S("<span data-ttu-id=\"1\">x<span data-ttu-id=\"2"));
	buf_str(&b, S("\"sxs-lookup\""));
	assert_false(sxs_split(&f->a, buf_take(&b), &f->target, &f->source));
	b = (struct buf){ .a = &f->a };
	for (int i = 0; i < 80000; i++)
		buf_str(&b, S("<span data-ttu-id=\"1\"></span><span class=\"sxs-lookup\">"
			      "<span data-stu-id=\"1\">"));
	assert_false(sxs_split(&f->a, buf_take(&b), &f->target, &f->source));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(ordinary_pages_have_no_units),
		TEST(both_texts_come_out),
		TEST(units_inside_link_text_and_at_both_ends),
		TEST(empty_sides_leave_no_segment),
		TEST(literal_span_ends_in_a_text_are_text),
		TEST(a_unit_whose_ids_differ_is_left_alone),
		TEST(an_opener_without_its_parts_does_not_eat_the_next_unit),
		TEST(a_unit_without_closer_does_not_eat_the_next_unit),
		TEST(bad_ids_are_no_marks),
		TEST(hostile_pages_are_split_in_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
