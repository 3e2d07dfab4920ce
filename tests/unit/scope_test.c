/* Lists of paths, a page from standard input, and what a CI says about the base: cmd/scope.c. */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

#include "cmd/scope.h"

static struct arena arena;

static const char *const variables[] = { "GITHUB_BASE_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA",
					 "SYSTEM_PULLREQUEST_TARGETBRANCH", "PRE_COMMIT_FROM_REF" };

static int
start(void **state)
{
	(void)state;
	for (ptrdiff_t i = 0; i < countof(variables); i++)
		unsetenv(variables[i]);
	return 0;
}

static int
forget(void **state)
{
	arena_free(&arena);
	return start(state);
}

/* Standard input is this text from now on. */
static void
feed(struct str text)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], text.p, (size_t)text.n), text.n);
	close(ends[1]);
	assert_int_equal(dup2(ends[0], 0), 0);
	close(ends[0]);
}

static void
assert_words(const struct words *got, const char *want)
{
	assert_string_equal(str_z(&arena, str_join(&arena, got->v, got->n, S("|"))), want);
}

static struct options
with_args(const char *one, const char *two)
{
	struct options o = { .quiet = 2 };

	if (one)
		*vec_push(&arena, &o.args) = str_c(one);
	if (two)
		*vec_push(&arena, &o.args) = str_c(two);
	return o;
}

static void
a_list_has_a_path_a_line(void **state)
{
	struct options o = with_args("x.md", NULL);

	(void)state;
	o.files_from = S("-");
	feed(S("a b.md\r\n\n./c.md\nlast.md"));
	assert_true(scope_read(&arena, &o));
	assert_words(&o.args, "x.md|a b.md|./c.md|last.md");
	assert_true(o.named);
}

static void
a_list_with_nuls_may_have_any_name(void **state)
{
	struct options o = with_args(NULL, NULL);

	(void)state;
	o.files_from = S("-");
	o.null_separated = true;
	feed(S("two\nlines.md\0b.md\0"));
	assert_true(scope_read(&arena, &o));
	assert_words(&o.args, "two\nlines.md|b.md");
}

static void
an_empty_list_is_not_everything(void **state)
{
	struct options o = with_args(NULL, NULL);

	(void)state;
	o.files_from = S("-");
	feed(S("\n\n"));
	assert_false(scope_read(&arena, &o));
	o.allow_empty = true;
	feed(S(""));
	assert_true(scope_read(&arena, &o));
	assert_int_equal(o.args.n, 0);
	assert_true(o.named);
}

static void
a_page_comes_from_standard_input(void **state)
{
	struct options o = with_args("a.md", "-");
	struct buf text = { .a = &arena };
	const struct overlay *over;

	(void)state;
	for (int i = 0; i < 3000; i++)
		buf_str(&text, S("0123456789abcde\n"));
	o.stdin_filename = S("docs/b.md");
	feed(buf_take(&text));
	assert_true(scope_read(&arena, &o));
	assert_words(&o.args, "a.md|docs/b.md");
	over = scope_overlay(&arena, &o);
	assert_non_null(over);
	assert_true(str_eq(over->added, S("docs/b.md")));
	assert_int_equal(over->added_text.n, text.n);
	o = with_args("a.md", NULL);
	assert_null(scope_overlay(&arena, &o));
}

static void
standard_input_is_read_once(void **state)
{
	struct options o = with_args("-", NULL), p = with_args("-", "-"), q = with_args("-", NULL);

	(void)state;
	assert_false(scope_read(&arena, &o));
	p.stdin_filename = q.stdin_filename = S("a.md");
	assert_false(scope_read(&arena, &p));
	q.files_from = S("-");
	assert_false(scope_read(&arena, &q));
}

/* The refs that --since auto stands for. */
static void
assert_auto(const char *variable, const char *value, const char *want)
{
	struct options o = with_args(NULL, NULL);
	struct words refs = { 0 };

	setenv(variable, value, 1);
	o.since = S("auto");
	assert_true(scope_read(&arena, &o));
	assert_int_equal(scope_is_pull_request(), *want != 0);
	for (ptrdiff_t i = 0; o.changes && i < o.changes->nrefs; i++)
		*vec_push(&arena, &refs) = o.changes->refs[i];
	assert_words(&refs, want);
	unsetenv(variable);
}

static void
pull_requests_tell_their_base(void **state)
{
	(void)state;
	assert_auto("GITHUB_BASE_REF", "release/2", "origin/release/2|release/2");
	assert_auto("CI_MERGE_REQUEST_DIFF_BASE_SHA", "0123abcd", "0123abcd");
	assert_auto("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main", "origin/main|main");
	assert_auto("PRE_COMMIT_FROM_REF", "HEAD~3", "HEAD~3");
	assert_auto("GITHUB_BASE_REF", "", "");
}

static void
what_is_named_is_the_base(void **state)
{
	struct options o = with_args(NULL, NULL);

	(void)state;
	setenv("GITHUB_BASE_REF", "main", 1);
	o.since = S("v1.2");
	o.all_findings = true;
	assert_true(scope_read(&arena, &o));
	assert_int_equal(o.changes->nrefs, 1);
	assert_true(str_eq(o.changes->refs[0], S("v1.2")));
	assert_true(o.changes->all && !o.changes->staged);
	o = with_args(NULL, NULL);
	o.staged = true;
	assert_true(scope_read(&arena, &o));
	assert_true(o.changes->staged);
	o = with_args(NULL, NULL);
	assert_true(scope_read(&arena, &o));
	assert_null(o.changes);
}

static void
what_contradicts_itself_is_refused(void **state)
{
	struct options o = with_args(NULL, NULL);

	(void)state;
	o.staged = o.fix = true;
	assert_false(scope_read(&arena, &o));
	o.fix = false;
	o.since = S("main");
	assert_false(scope_read(&arena, &o));
	o.staged = false;
	o.diff = true;
	assert_true(scope_read(&arena, &o));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, start, forget)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_list_has_a_path_a_line),        CASE(a_list_with_nuls_may_have_any_name),
		CASE(an_empty_list_is_not_everything), CASE(a_page_comes_from_standard_input),
		CASE(standard_input_is_read_once),     CASE(pull_requests_tell_their_base),
		CASE(what_is_named_is_the_base),       CASE(what_contradicts_itself_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
