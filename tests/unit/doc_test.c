#include "unit.h"

#include <string.h>

#include "doc/internal.h"

#define BOM "\xef\xbb\xbf"
#define UNIT(id, target, source) \
 "<span data-ttu-id=\"" id "\">" target "</span>" \
 "<span class=\"sxs-lookup\"><span data-stu-id=\"" id "\">" source "</span></span>"

struct fixture {
	struct arena a;
	struct doc *d;
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

static struct doc *
parse(struct fixture *f, struct str raw)
{
	static const struct grammar plain;

	f->d = doc_parse(&f->a, S("page.md"), raw, &plain, NULL);
	return f->d;
}

static void
is_text(struct str s, const char *want)
{
	assert_int_equal(s.n, strlen(want));
	assert_memory_equal(s.p, want, strlen(want));
}

static void
is_pos(struct pos p, uint32_t line, uint32_t column, uint32_t byte)
{
	assert_int_equal(p.line, line);
	assert_int_equal(p.column, column);
	assert_int_equal(p.byte, byte);
}

static void
a_page_is_front_matter_and_body(void **state)
{
	struct doc *d = parse(*state, S("---\ntitle: x\n---\n# T\n"));

	assert_int_equal(d->limit, DOC_OK);
	assert_int_equal(d->front.nfields, 1);
	assert_int_equal(d->body, 17);
	assert_int_equal(d->nblocks, 1);
	assert_int_equal(d->blocks[0].kind, BLOCK_HEADING);
	assert_null(d->embedded);
	is_text(d->path, "page.md");
	assert_false(d->bom);
	assert_false(d->crlf);
}

static void
an_empty_page_has_nothing(void **state)
{
	struct doc *d = parse(*state, S(""));

	assert_int_equal(d->limit, DOC_OK);
	assert_int_equal(d->nblocks, 0);
	is_pos(doc_pos(d, 0), 1, 1, 0);
	assert_int_equal(doc_line_count(d), 0);
	is_text(doc_line(d, 1), "");
}

static void
the_byte_order_mark_is_no_text(void **state)
{
	struct doc *d = parse(*state, S(BOM "---\na: b\n---\nx\n"));

	assert_true(d->bom);
	assert_true(d->front.present);
	assert_int_equal(d->text.n, d->raw.n - 3);
	is_pos(doc_pos(d, 0), 1, 1, 3);
	is_pos(doc_pos(d, 4), 2, 1, 7);
	is_text(doc_line(d, 1), "---");
	parse(*state, S(BOM));
	is_pos(doc_pos(((struct fixture *)*state)->d, 0), 1, 1, 3);
}

static void
places_are_lines_and_code_points(void **state)
{
	struct doc *d = parse(*state, S("ab\nтема 日本\r\nx\ry"));

	is_pos(doc_pos(d, 0), 1, 1, 0);
	is_pos(doc_pos(d, 2), 1, 3, 2);
	is_pos(doc_pos(d, 3), 2, 1, 3);
	is_pos(doc_pos(d, 12), 2, 6, 12);
	is_pos(doc_pos(d, 15), 2, 7, 15);
	is_pos(doc_pos(d, 20), 3, 1, 20);
	is_pos(doc_pos(d, 22), 4, 1, 22);
	is_pos(doc_pos(d, 23), 4, 2, 23);
	is_pos(doc_pos(d, UINT32_MAX), 4, 2, 23);
}

static void
lines_come_without_their_ends(void **state)
{
	struct doc *d = parse(*state, S("ab\r\n\nx\ry\n"));

	assert_int_equal(doc_line_count(d), 4);
	is_text(doc_line(d, 0), "");
	is_text(doc_line(d, 1), "ab");
	is_text(doc_line(d, 2), "");
	is_text(doc_line(d, 3), "x");
	is_text(doc_line(d, 4), "y");
	is_text(doc_line(d, 5), "");
	assert_int_equal(doc_line_count(parse(*state, S("ab\r\n\nx"))), 3);
}

static void
crlf_is_what_most_lines_have(void **state)
{
	assert_true(parse(*state, S("a\r\nb\r\nc\n"))->crlf);
	assert_false(parse(*state, S("a\r\nb\nc\n"))->crlf);
	assert_false(parse(*state, S("a\rb"))->crlf);
}

static void
columns_on_long_lines_are_exact(void **state)
{
	struct fixture *f = *state;
	struct buf b = { .a = &f->a };
	struct doc *d;

	for (int i = 0; i < 3000; i++)
		buf_str(&b, S("äx"));
	d = parse(f, buf_take(&b));
	for (uint32_t i = 0; i < 3000; i += 7)
		is_pos(doc_pos(d, i * 3), 1, i * 2 + 1, i * 3);
}

static void
side_by_side_pages_give_two_documents(void **state)
{
	struct doc *d = parse(*state, S("---\nid: 1\n---\n" UNIT("1", "# Titlu", "# Title") "\n"));

	is_text(d->text, "---\nid: 1\n---\n# Titlu\n");
	assert_non_null(d->embedded);
	is_text(d->embedded->text, "---\nid: 1\n---\n# Title\n");
	assert_null(d->embedded->embedded);
	assert_int_equal(d->embedded->front.nfields, 1);
	assert_int_equal(d->embedded->nblocks, 1);
	assert_ptr_equal(d->embedded->raw.p, d->raw.p);
}

static void
places_in_units_are_places_in_the_file(void **state)
{
	struct doc *d = parse(*state, S(BOM "a\n" UNIT("1", "țintă", "source") " z\n"));
	const char *raw = d->raw.p;
	uint32_t target = (uint32_t)(strstr(raw, "țintă") - raw);
	uint32_t source = (uint32_t)(strstr(raw, "source<") - raw);
	struct pos from, to;

	is_pos(doc_pos(d, 2), 2, target - 5 + 1, target);
	is_pos(doc_pos(d->embedded, 2), 2, source - 5 + 1 - 2, source);
	/* the word ends where it ends, not behind the English */
	doc_range(d, (struct span){ 2, 7 }, &from, &to);
	is_pos(from, 2, target - 5 + 1, target);
	is_pos(to, 2, target - 5 + 1 + 5, target + 7);
	/* empty spans are one place */
	doc_range(d, (struct span){ 4, 0 }, &from, &to);
	assert_int_equal(from.byte, to.byte);
	doc_range(d, (struct span){ 0, UINT32_MAX }, &from, &to);
	assert_int_equal(to.byte, d->raw.n);
}

static void
refused_bytes_leave_an_empty_outline(void **state)
{
	struct doc *d = parse(*state, S(BOM "---\na: b\n---\ncaf\xe9\n"));

	assert_int_equal(d->limit, DOC_NOT_UTF8);
	assert_int_equal(d->text.p[d->limit_at] & 0xff, 0xe9);
	assert_false(d->front.present);
	assert_int_equal(d->nblocks, 0);
	is_pos(doc_pos(d, d->limit_at), 4, 4, 19);
	assert_int_equal(parse(*state, S("\xff\xfe-\0"))->limit, DOC_UTF16);
	assert_int_equal(parse(*state, S("---\na: b\n---\n\0"))->limit, DOC_BINARY);
	assert_false(((struct fixture *)*state)->d->front.present);
}

static void
refused_markup_keeps_the_front_matter(void **state)
{
	struct fixture *f = *state;
	struct buf b = { .a = &f->a };
	struct doc *d;

	buf_str(&b, S("---\na: b\n---\nx\n"));
	buf_repeat(&b, '>', 200);
	d = parse(f, buf_take(&b));
	assert_int_equal(d->limit, DOC_TOO_DEEP);
	is_pos(doc_pos(d, d->limit_at), 5, 1, 15);
	assert_int_equal(d->front.nfields, 1);
	assert_int_equal(d->nblocks, 0);
	assert_int_equal(d->nfacts, 0);
	buf_repeat(&b, 'x', DOC_MAX_BYTES);
	d = parse(f, buf_take(&b));
	assert_int_equal(d->limit, DOC_TOO_LARGE);
	assert_int_equal(d->front.nfields, 1);
	assert_int_equal(d->nblocks, 0);
}

static void
markers_hidden_in_units_are_seen(void **state)
{
	struct fixture *f = *state;
	struct buf b = { .a = &f->a };
	struct doc *d;

	buf_str(&b, S("<span data-ttu-id=\"1\">x</span><span class=\"sxs-lookup\">"
		      "<span data-stu-id=\"1\">"));
	buf_repeat(&b, '>', 200);
	buf_str(&b, S("</span></span>\n"));
	d = parse(f, buf_take(&b));
	assert_int_equal(d->limit, DOC_OK);
	assert_int_equal(d->embedded->limit, DOC_TOO_DEEP);
}

static void
slices_are_clamped(void **state)
{
	struct doc *d = parse(*state, S(BOM "abc"));

	is_text(doc_slice(d, (struct span){ 1, 1 }), "b");
	is_text(doc_slice(d, (struct span){ 1, UINT32_MAX }), "bc");
	is_text(doc_slice(d, (struct span){ UINT32_MAX, 1 }), "");
}

static void
sections_follow_headings_and_containers(void **state)
{
	struct fixture *f = *state;
	struct doc d = { .arena = &f->a };
	const struct {
		enum block_kind kind;
		uint32_t parent, section;
	} rows[] = {
		{ BLOCK_PARAGRAPH, NO_BLOCK, NO_BLOCK }, /* 0: before any heading */
		{ BLOCK_HEADING, NO_BLOCK, 1 },
		{ BLOCK_QUOTE, NO_BLOCK, 1 },
		{ BLOCK_PARAGRAPH, 2, 1 },
		{ BLOCK_HEADING, 2, 4 }, /* in the quote */
		{ BLOCK_PARAGRAPH, 2, 4 },
		{ BLOCK_PARAGRAPH, NO_BLOCK, 1 }, /* 6: behind the quote */
		{ BLOCK_HEADING, NO_BLOCK, 7 },
		{ BLOCK_LIST, NO_BLOCK, 7 },
		{ BLOCK_ITEM, 8, 7 },
		{ BLOCK_PARAGRAPH, 9, 7 },
	};

	d.nblocks = countof(rows);
	d.blocks = NEW(&f->a, struct block, d.nblocks);
	for (int i = 0; i < countof(rows); i++) {
		d.blocks[i].kind = rows[i].kind;
		d.blocks[i].parent = rows[i].parent;
	}
	for (uint32_t i = 0; i < countof(rows); i++)
		assert_int_equal(doc_section(&d, i), rows[i].section);
	assert_int_equal(doc_section(&d, countof(rows)), NO_BLOCK);
	assert_int_equal(doc_section(&d, NO_BLOCK), NO_BLOCK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_page_is_front_matter_and_body),
		TEST(an_empty_page_has_nothing),
		TEST(the_byte_order_mark_is_no_text),
		TEST(places_are_lines_and_code_points),
		TEST(lines_come_without_their_ends),
		TEST(crlf_is_what_most_lines_have),
		TEST(columns_on_long_lines_are_exact),
		TEST(side_by_side_pages_give_two_documents),
		TEST(places_in_units_are_places_in_the_file),
		TEST(refused_bytes_leave_an_empty_outline),
		TEST(refused_markup_keeps_the_front_matter),
		TEST(markers_hidden_in_units_are_seen),
		TEST(slices_are_clamped),
		TEST(sections_follow_headings_and_containers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
