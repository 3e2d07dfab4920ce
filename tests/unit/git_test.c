/* Histories of a page, and what a pin into them is worth: git_walk.c, git_pin.c, git_rename.c. */
#define _XOPEN_SOURCE 700
#include "git_lab.h"
#include "sys/git_rename.h"

#define TEN "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n"

static void
a_pin_finds_its_base_and_counts_what_came_after(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "docs/a.md", "1" }, { "b.md", "b" }), other, two, three;
	struct git_pin *first, *second, *last;

	other = COMMIT(l, { "b.md", "bb" });
	two = COMMIT(l, { "docs/a.md", "2" });
	three = COMMIT(l, { "docs/a.md", "3" }, { "b.md", "b" });
	first = lab_pin(l, lab_hex(l, other), "");
	second = lab_pin(l, lab_hex(l, two), "2");
	last = lab_pin(l, lab_hex(l, three), "");
	lab_ask(l, "docs/a.md", "3");
	assert_base(first, "1", 2);
	assert_base(second, "2", 1);
	assert_base(last, "3", 0);
	assert_true(first->by_commit && second->by_commit);
	assert_commit(l, first->base_commit, other);
	assert_text(first->base_path, "docs/a.md");
	VERSIONS(l, three, two, one);
	assert_text(l->path.versions[1].author, "Ann Author");
	assert_text(l->path.versions[1].subject, "docs/a.md");
	assert_text(l->path.versions[1].path, "docs/a.md");
	assert_int_equal(l->path.versions[2].time, 1000000);
	assert_int_equal(l->path.versions[1].time, 1000200);
	assert_int_equal(l->path.versions[0].blob.n, 40);
	assert_int_equal(l->path.gone.commit.n, 0);
	assert_int_equal(l->why.n, 0);
}

static void
the_walk_stops_with_the_last_answer(void **state)
{
	struct lab *l = *state;
	git_oid pinned = { { 0 } };
	char text[16];

	for (int i = 0; i < 30; i++) {
		git_oid id;

		snprintf(text, sizeof text, "%d", i);
		id = COMMIT(l, { "a.md", text });
		if (i == 27)
			pinned = id;
	}
	lab_pin(l, lab_hex(l, pinned), "");
	lab_ask(l, "a.md", "29");
	assert_base(&l->pins[0], "27", 2);
	assert_int_equal(l->q.commits_seen, 3);
	assert_int_equal(l->path.nversions, 3);
	l->path.npins = 0;
	lab_pin(l, (struct str){ 0 }, "29");
	lab_ask(l, "a.md", "29");
	assert_int_equal(l->q.commits_seen, 1);
}

static void
a_path_without_pins_gives_its_last_change(void **state)
{
	struct lab *l = *state;
	git_oid two;

	COMMIT(l, { "a.md", "1" });
	two = COMMIT(l, { "a.md", "2" });
	COMMIT(l, { "b.md", "1" });
	lab_ask(l, "a.md", "2");
	VERSIONS(l, two);
}

static void
a_content_hash_is_looked_for_newest_first(void **state)
{
	struct lab *l = *state;
	git_oid three;
	struct git_pin *pin;

	COMMIT(l, { "a.md", "1\n" });
	COMMIT(l, { "a.md", "2\n" });
	three = COMMIT(l, { "a.md", "1\r\n" });
	COMMIT(l, { "a.md", "3\r\n" });
	pin = lab_pin(l, (struct str){ 0 }, "1\n");
	lab_ask(l, "a.md", "3\r\n");
	/* The same page with other line ends is the newer of two matches. */
	assert_base(pin, "1\r\n", 1);
	assert_commit(l, pin->base_commit, three);
	assert_false(pin->by_commit);
	assert_int_equal(pin->commit_state, PIN_UNSEEN);
}

static void
a_work_tree_with_other_line_ends_is_that_version(void **state)
{
	struct lab *l = *state;
	struct git_pin *pin;
	git_oid one, two;

	one = COMMIT(l, { "a.md", "1\n\nx" });
	two = COMMIT(l, { "a.md", "2\n\nx\n" });
	COMMIT(l, { "a.md", "3\n" });
	pin = lab_pin(l, lab_hex(l, one), "");
	lab_ask(l, "a.md", "2\r\n\r\nx\r\n");
	assert_base(pin, "1\n\nx", 1);
	VERSIONS(l, two, one);
}

static void
an_older_checkout_does_not_count_later_changes(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1" }), two = COMMIT(l, { "a.md", "2" }),
		three = COMMIT(l, { "a.md", "3" }), four;
	struct git_pin *old, *new;

	four = COMMIT(l, { "a.md", "4" });
	old = lab_pin(l, lab_hex(l, one), "");
	lab_ask(l, "a.md", "2");
	assert_base(old, "1", 1);
	VERSIONS(l, two, one);
	/* A base that is newer than the checkout is counted from HEAD, and so are then all. */
	new = lab_pin(l, lab_hex(l, three), "");
	lab_ask(l, "a.md", "2");
	assert_base(new, "3", 1);
	assert_base(old, "1", 3);
	VERSIONS(l, four, three, two, one);
	/* Not committed yet. */
	lab_ask(l, "a.md", "5");
	assert_base(old, "1", 3);
}

static void
a_change_that_was_reverted_does_not_count(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1" });
	struct git_pin *pin = lab_pin(l, lab_hex(l, one), "");

	COMMIT(l, { "a.md", "2" });
	COMMIT(l, { "a.md", "1" });
	lab_ask(l, "a.md", "1");
	assert_base(pin, "1", 0);
	COMMIT(l, { "a.md", "3" });
	lab_ask(l, "a.md", "3");
	assert_base(pin, "1", 1);
	assert_commit(l, pin->base_commit, one);
}

static void
ignored_commits_are_no_change(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "one" }), two = COMMIT(l, { "a.md", "two" }), cosmetic,
		four;
	struct str ignored[2];
	struct git_pin *before, *at;

	cosmetic = COMMIT(l, { "a.md", "Two" });
	four = COMMIT(l, { "a.md", "four" });
	ignored[0] = lab_hex(l, cosmetic);
	ignored[1] = S("0123456789012345678901234567890123456789");
	l->q.ignored_commits = ignored;
	l->q.nignored = 2;
	before = lab_pin(l, lab_hex(l, one), "");
	at = lab_pin(l, (struct str){ 0 }, "Two");
	lab_ask(l, "a.md", "four");
	assert_base(before, "one", 2);
	assert_base(at, "Two", 1);
	VERSIONS(l, four, two, one);
	l->path.npins = 0;
	ignored[1] = lab_hex(l, four);
	lab_ask(l, "a.md", "four");
	VERSIONS(l, two);
}

/* --- names ------------------------------------------------------------------------ */

static void
a_rename_is_followed(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "old/a.md", TEN }, { "z.md", "z" }), moved, edited;
	struct git_pin *by_commit, *by_content;

	moved = COMMIT(l, { "old/a.md", NULL }, { "new/b.md", TEN });
	edited = COMMIT(l, { "new/b.md", TEN "eleven\n" });
	by_commit = lab_pin(l, lab_hex(l, one), "");
	by_content = lab_pin(l, (struct str){ 0 }, TEN);
	lab_ask(l, "new/b.md", TEN "eleven\n");
	/* The move left the text as it was. */
	assert_base(by_commit, TEN, 1);
	assert_base(by_content, TEN, 1);
	assert_int_equal(by_commit->commit_state, PIN_RESOLVED);
	assert_text(by_commit->base_path, "old/a.md");
	assert_text(by_content->base_path, "new/b.md");
	assert_ptr_equal(by_commit->base.p, by_content->base.p);
	l->path.npins = 0;
	lab_pin(l, (struct str){ 0 }, "never");
	lab_ask(l, "new/b.md", TEN "eleven\n");
	VERSIONS(l, edited, moved, one);
	assert_text(l->path.versions[2].path, "old/a.md");
}

static void
a_rename_with_edits_is_followed_when_half_is_the_same(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", TEN },
			     { "decoy.md", "one\ntwo\nthree\n"
					   "-\n-\n-\n-\n" });
	struct git_pin *pin = lab_pin(l, lab_hex(l, one), "");

	COMMIT(l, { "a.md", NULL }, { "decoy.md", NULL },
	       { "b.md", "one\ntwo\nthree\nfour\nfive\nsix\n7\n8\nnine\n" });
	lab_ask(l, "b.md", "x");
	assert_base(pin, TEN, 1);
	assert_text(pin->base_path, "a.md");
	COMMIT(l, { "b.md", NULL }, { "c.md", "quite another text\nof three lines\nnine\n" });
	lab_ask(l, "c.md", "x");
	assert_int_equal(pin->state, PIN_PATH_ABSENT);
	assert_int_equal(l->path.nversions, 1);
}

static void
a_copy_of_a_file_that_stays_is_a_new_page(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", TEN });
	struct git_pin *pin = lab_pin(l, lab_hex(l, one), "");

	COMMIT(l, { "b.md", TEN });
	lab_ask(l, "b.md", TEN);
	assert_int_equal(pin->state, PIN_PATH_ABSENT);
	assert_int_equal(pin->commit_state, PIN_PATH_ABSENT);
}

static void
equal_files_are_told_apart_by_their_base_name(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a/x.md", TEN }, { "a/y.md", TEN }, { "a/z.md", TEN });
	struct git_pin *pin = lab_pin(l, lab_hex(l, one), "");

	COMMIT(l, { "a/x.md", NULL }, { "a/y.md", NULL }, { "a/z.md", NULL }, { "b/y.md", TEN });
	lab_ask(l, "b/y.md", TEN);
	assert_text(pin->base_path, "a/y.md");
}

static void
similarity_is_the_share_of_equal_lines(void **state)
{
	struct lab *l = *state;

	assert_int_equal(rename_score(&l->a, S("a\nb\n"), S("b\na\n")), 60000);
	assert_int_equal(rename_score(&l->a, S("a\nb\n"), S("a\r\nc\r\n")), 60000 * 2 / 6);
	assert_int_equal(rename_score(&l->a, S("a\nb"), S("a\nb")), 60000);
	assert_int_equal(rename_score(&l->a, S("a\n"), S("")), 0);
	assert_int_equal(rename_score(&l->a, S(""), S("")), 60000);
	assert_int_equal(rename_score(&l->a, S("a\na\na\n"), S("a\nb\nb\n")), 20000);
}

static void
a_removed_page_is_gone_and_its_pins_still_resolve(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "d/a.md", TEN }, { "b.md", "b" }), two;
	struct git_pin *pin = lab_pin(l, lab_hex(l, one), "");

	two = COMMIT(l, { "d/a.md", NULL }, { "c.md", "c" });
	COMMIT(l, { "b.md", "bb" });
	lab_ask(l, "d/a.md", NULL);
	assert_commit(l, l->path.gone.commit, two);
	assert_text(l->path.gone.subject, "d/a.md");
	assert_int_equal(l->path.moved_to.n, 0);
	assert_base(pin, TEN, 1);
	VERSIONS(l, two, one);
	assert_int_equal(l->path.versions[0].blob.n, 0);
}

static void
a_moved_page_says_where_to(void **state)
{
	struct lab *l = *state;
	git_oid moved;

	COMMIT(l, { "a.md", TEN }, { "b.md", "b" });
	moved = COMMIT(l, { "a.md", NULL }, { "sub/a.md", TEN "more\n" }, { "other.md", "x" });
	COMMIT(l, { "sub/a.md", "rewritten" });
	lab_ask(l, "a.md", NULL);
	assert_commit(l, l->path.gone.commit, moved);
	assert_text(l->path.moved_to, "sub/a.md");
	lab_ask(l, "never.md", NULL);
	assert_int_equal(l->path.gone.commit.n, 0);
	assert_int_equal(l->path.nversions, 0);
}

static void
a_page_that_came_back_has_its_first_life_too(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1" }, { "b.md", "b" }),
		gone = COMMIT(l, { "a.md", NULL }), back;
	struct git_pin *pin = lab_pin(l, lab_hex(l, one), ""),
		       *between = lab_pin(l, lab_hex(l, gone), "");

	back = COMMIT(l, { "a.md", "2" });
	lab_ask(l, "a.md", "2");
	assert_base(pin, "1", 2);
	assert_int_equal(between->state, PIN_PATH_ABSENT);
	VERSIONS(l, back, gone, one);
	assert_int_equal(l->path.gone.commit.n, 0);
}

static void
a_file_may_become_a_folder(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a", TEN }),
		two = COMMIT(l, { "a", NULL }, { "a/index.md", TEN }), three;
	struct git_pin *pin = lab_pin(l, lab_hex(l, one), "");

	three = COMMIT(l, { "a/index.md", "x" });
	lab_ask(l, "a/index.md", "x");
	assert_base(pin, TEN, 1);
	assert_text(pin->base_path, "a");
	VERSIONS(l, three, two);
	lab_ask(l, "a", NULL);
	assert_commit(l, l->path.gone.commit, two);
	assert_text(l->path.moved_to, "a/index.md");
}

/* --- branches ---------------------------------------------------------------------- */

static void
a_merge_that_takes_one_side_is_no_version(void **state)
{
	struct lab *l = *state;
	git_oid base = COMMIT(l, { "a.md", "1" }, { "b.md", "1" }), ours, theirs, merge, after;
	struct git_pin *pin = lab_pin(l, lab_hex(l, base), ""), *side;

	theirs = lab_commit_on(l, &base, NULL, EDITS({ "a.md", "2" }));
	ours = COMMIT(l, { "b.md", "2" });
	merge = lab_commit_on(l, &ours, &theirs, EDITS({ "a.md", "2" }));
	lab_head(l, merge);
	after = COMMIT(l, { "a.md", "3" });
	side = lab_pin(l, lab_hex(l, theirs), "");
	lab_ask(l, "a.md", "3");
	VERSIONS(l, after, theirs, base);
	assert_base(pin, "1", 2);
	assert_base(side, "2", 1);
}

static void
a_merge_of_two_changes_is_a_version(void **state)
{
	struct lab *l = *state;
	git_oid base = COMMIT(l, { "a.md", "0" }), ours, theirs, merge;
	struct git_pin *pin = lab_pin(l, lab_hex(l, base), ""), *side;

	theirs = lab_commit_on(l, &base, NULL, EDITS({ "a.md", "t" }));
	ours = COMMIT(l, { "a.md", "o" });
	merge = lab_commit_on(l, &ours, &theirs, EDITS({ "a.md", "ot" }));
	lab_head(l, merge);
	side = lab_pin(l, lab_hex(l, ours), "");
	lab_ask(l, "a.md", "ot");
	VERSIONS(l, merge, ours, theirs, base);
	assert_base(pin, "0", 3);
	assert_base(side, "o", 1);
}

/* The move on one side and the edit on the other meet in the merge. */
static void
a_rename_on_a_branch_is_followed_on_both_sides(void **state)
{
	struct lab *l = *state;
	git_oid base = COMMIT(l, { "a.md", TEN }, { "z.md", "z" }), ours, theirs, merge;
	struct git_pin *pin = lab_pin(l, lab_hex(l, base), ""), *edit;

	theirs = lab_commit_on(l, &base, NULL, EDITS({ "a.md", NULL }, { "b.md", TEN "theirs\n" }));
	ours = COMMIT(l, { "a.md", "ours\n" TEN });
	merge = lab_commit_on(l, &ours, &theirs,
			      EDITS({ "a.md", NULL }, { "b.md", "ours\n" TEN "theirs\n" }));
	lab_head(l, merge);
	edit = lab_pin(l, lab_hex(l, ours), "");
	lab_ask(l, "b.md", "x");
	VERSIONS(l, merge, ours, theirs, base);
	assert_base(pin, TEN, 3);
	assert_base(edit, "ours\n" TEN, 1);
	assert_text(edit->base_path, "a.md");
}

static void
a_pin_on_a_branch_that_was_never_merged_counts_from_where_it_left(void **state)
{
	struct lab *l = *state;
	struct git_pin *pin;
	git_oid two, side;

	COMMIT(l, { "a.md", "1" });
	two = COMMIT(l, { "a.md", "2" });
	side = lab_commit_on(l, &two, NULL, EDITS({ "a.md", "draft" }));
	COMMIT(l, { "a.md", "3" });
	COMMIT(l, { "a.md", "4" });
	pin = lab_pin(l, lab_hex(l, side), "");
	lab_ask(l, "a.md", "4");
	assert_base(pin, "draft", 2);
	assert_int_equal(l->path.nversions, 4);
}

static void
clocks_that_run_backwards_do_no_harm(void **state)
{
	struct lab *l = *state;
	git_oid base, ours, theirs, merge;
	struct git_pin *pin;

	l->tick = -1000;
	base = COMMIT(l, { "a.md", "0" }, { "b.md", "0" });
	theirs = lab_commit_on(l, &base, NULL, EDITS({ "a.md", "t" }));
	for (int i = 0; i < 5; i++)
		theirs = lab_commit_on(l, &theirs, NULL, EDITS({ "b.md", i % 2 ? "1" : "2" }));
	ours = COMMIT(l, { "a.md", "o" });
	merge = lab_commit_on(l, &ours, &theirs, EDITS({ "a.md", "ot" }));
	lab_head(l, merge);
	pin = lab_pin(l, lab_hex(l, base), "");
	lab_pin(l, (struct str){ 0 }, "never");
	lab_ask(l, "a.md", "ot");
	/* As in git-log(1) the order of commits on two branches is that of their dates. */
	assert_base(pin, "0", 2);
	assert_int_equal(l->path.nversions, 4);
	assert_true(l->q.commits_seen <= 10);
}

/* --- random histories ---------------------------------------------------------------- */

enum { STEPS = 25 };

/* What a history was made of, as an oracle remembers it. */
struct replay {
	const char *names[STEPS];
	char texts[STEPS][128];
	git_oid ids[STEPS];
};

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

/* An edit, the return of an older text, a move, or a commit that leaves the page alone. */
static void
random_step(struct lab *l, struct replay *r, int i, uint32_t *seed)
{
	static const char *const names[] = { "a.md", "d/a.md", "d/e/b.md", "c.md" };
	uint32_t kind = i ? next_random(seed) % 5 : 4;
	const char *text = r->texts[i];

	r->names[i] = i ? r->names[i - 1] : names[0];
	if (kind == 0)
		strcpy(r->texts[i], r->texts[next_random(seed) % (uint32_t)i]);
	else if (kind <= 2)
		strcpy(r->texts[i], r->texts[i - 1]);
	else
		snprintf(r->texts[i], sizeof r->texts[i], "%sline %u\n", TEN,
			 next_random(seed) % 9);
	if (kind == 1)
		r->names[i] = names[next_random(seed) % 4];
	if (i && r->names[i] != r->names[i - 1])
		r->ids[i] = COMMIT(l, { r->names[i - 1], NULL }, { r->names[i], text });
	else
		r->ids[i] = COMMIT(l, { r->names[i], text }, { "x.md", i % 2 ? "x" : "xx" });
}

/* Did a step make a version of the page? */
static bool
made_version(const struct replay *r, int i)
{
	return i == 0 || r->names[i] != r->names[i - 1] ||
	       strcmp(r->texts[i], r->texts[i - 1]) != 0;
}

static void
check_pin(struct lab *l, const struct replay *r, int p)
{
	ptrdiff_t behind = 0, n = 0;

	l->path.npins = 0;
	lab_pin(l, lab_hex(l, r->ids[p]), p % 2 ? r->texts[p] : "");
	lab_pin(l, (struct str){ 0 }, r->texts[p]);
	lab_pin(l, (struct str){ 0 }, "never");
	lab_ask(l, r->names[STEPS - 1], r->texts[STEPS - 1]);
	for (int i = STEPS - 1; !(made_version(r, i) && strcmp(r->texts[i], r->texts[p]) == 0); i--)
		behind += made_version(r, i);
	assert_base(&l->pins[0], r->texts[p], behind);
	assert_base(&l->pins[1], r->texts[p], behind);
	assert_text(l->pins[0].base_path, r->names[p]);
	assert_int_equal(l->pins[2].state, PIN_NO_SUCH_CONTENT);
	for (int i = STEPS - 1; i >= 0; i--) {
		if (!made_version(r, i))
			continue;
		assert_true(n < l->path.nversions);
		assert_text(l->path.versions[n].path, r->names[i]);
		assert_commit(l, l->path.versions[n++].commit, r->ids[i]);
	}
	assert_int_equal(l->path.nversions, n);
}

static void
random_histories_agree_with_a_replay(void **state)
{
	struct lab *l = *state;
	uint32_t seed = 7;

	for (int round = 0; round < 6; round++) {
		struct replay r;

		lab_head(l, lab_commit_on(l, NULL, NULL, EDITS({ "y.md", "y" })));
		for (int i = 0; i < STEPS; i++)
			random_step(l, &r, i, &seed);
		for (int p = 0; p < STEPS; p += 3)
			check_pin(l, &r, p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_LAB(a_pin_finds_its_base_and_counts_what_came_after),
		IN_LAB(the_walk_stops_with_the_last_answer),
		IN_LAB(a_path_without_pins_gives_its_last_change),
		IN_LAB(a_content_hash_is_looked_for_newest_first),
		IN_LAB(a_work_tree_with_other_line_ends_is_that_version),
		IN_LAB(an_older_checkout_does_not_count_later_changes),
		IN_LAB(a_change_that_was_reverted_does_not_count),
		IN_LAB(ignored_commits_are_no_change),
		IN_LAB(a_rename_is_followed),
		IN_LAB(a_rename_with_edits_is_followed_when_half_is_the_same),
		IN_LAB(a_copy_of_a_file_that_stays_is_a_new_page),
		IN_LAB(equal_files_are_told_apart_by_their_base_name),
		IN_LAB(similarity_is_the_share_of_equal_lines),
		IN_LAB(a_removed_page_is_gone_and_its_pins_still_resolve),
		IN_LAB(a_moved_page_says_where_to),
		IN_LAB(a_page_that_came_back_has_its_first_life_too),
		IN_LAB(a_file_may_become_a_folder),
		IN_LAB(a_merge_that_takes_one_side_is_no_version),
		IN_LAB(a_merge_of_two_changes_is_a_version),
		IN_LAB(a_rename_on_a_branch_is_followed_on_both_sides),
		IN_LAB(a_pin_on_a_branch_that_was_never_merged_counts_from_where_it_left),
		IN_LAB(clocks_that_run_backwards_do_no_harm),
		IN_LAB(random_histories_agree_with_a_replay),
	};

	return cmocka_run_group_tests_name("git", tests, NULL, NULL);
}
