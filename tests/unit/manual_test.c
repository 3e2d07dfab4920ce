/* The manual pages: complete, and without a complaint of mandoc where that is installed. */
#include "unit.h"

#include <string.h>

#include "cmd/command.h"
#include "cmd/manual.h"
#include "shell.h"
#include "site/config_read.h"

/* As text() in manual.c writes it. */
static struct str
escaped(struct arena *a, const char *text)
{
	struct buf out = { .a = a };

	for (; *text; text++) {
		if (*text == '-')
			buf_char(&out, '\\');
		buf_char(&out, *text);
	}
	return buf_take(&out);
}

static void
assert_in(struct str page, struct str what)
{
	if (str_find(page, what, 0) < 0)
		fail_msg("`%.*s` is not in the manual", P(what));
}

static void
the_program_s_page_names_everything(void **state)
{
	struct arena a = { 0 };
	struct buf out = { .a = &a };
	struct str page;

	(void)state;
	manual_program(&out);
	page = buf_take(&out);
	for (ptrdiff_t i = 0; i < ncommands; i++)
		assert_in(page, str_fmt(&a, ".Ss loclint %s", commands[i].name));
	for (ptrdiff_t i = 0; i < noption_rows; i++)
		assert_in(page, str_fmt(&a, "Fl \\-%.*s", P(escaped(&a, option_rows[i].name))));
	for (int r = 0; r < RULE_COUNT; r++)
		assert_in(page,
			  str_fmt(&a, ".It Cm %.*s Pq %.*s", P(rules[r].name), P(rules[r].code)));
	for (ptrdiff_t i = 0; i < nreporters; i++)
		assert_in(page, str_fmt(&a, ".It Cm %.*s\n", P(reporters[i].name)));
	arena_free(&a);
}

static void
the_configuration_s_page_names_every_key(void **state)
{
	struct arena a = { 0 };
	struct buf out = { .a = &a };
	struct str page;

	(void)state;
	manual_config(&out);
	page = buf_take(&out);
	for (const struct schema_row *row = config_rows; row->key; row++)
		assert_in(page, str_fmt(&a, ".It Ic %s :", row->key));
	for (const struct schema_row *row = project_rows + 2; row->key; row++)
		assert_in(page, str_fmt(&a, ".Ic %s ", row->key));
	arena_free(&a);
}

static void
mandoc_has_no_complaint(void **state)
{
	static void (*const pages[])(struct buf *) = { manual_program, manual_config };
	struct arena a = { 0 };

	(void)state;
	if (!shell_has("mandoc"))
		skip();
	for (ptrdiff_t i = 0; i < countof(pages); i++) {
		struct buf out = { .a = &a };
		const char *path;
		struct str got, line;
		int status;

		pages[i](&out);
		path = shell_file(&a, buf_take(&out));
		got = shell_run(&a, str_fmt(&a, "mandoc -Tlint %s 2>/dev/null", path), &status);
		/* the two pages name each other, and neither is installed */
		while (str_line(&got, &line))
			if (str_find(line, S("referenced manual not found: Xr loclint"), 0) < 0)
				fail_msg("%.*s", P(line));
		unlink(path);
	}
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_program_s_page_names_everything),
		cmocka_unit_test(the_configuration_s_page_names_every_key),
		cmocka_unit_test(mandoc_has_no_complaint),
	};

	return cmocka_run_group_tests_name("manual", tests, NULL, NULL);
}
