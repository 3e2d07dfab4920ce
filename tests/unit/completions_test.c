/* Completion scripts: the shells themselves source them and are asked what they would offer.  A
 * shell that is not installed is skipped. */
#include "unit.h"

#include <string.h>

#include "cmd/complete.h"
#include "shell.h"

struct question {
	const char *words; /* the command line so far; the last word is being typed */
	const char *want;  /* what is offered, in any order, separated by blanks */
};

static const struct question questions[] = {
	{ "loclint ch", "check" },
	{ "loclint st", "status stamp" },
	{ "loclint check --fail", "--fail-on" },
	{ "loclint check --fail-on w", "warning" },
	{ "loclint check --color a", "always auto" },
	{ "loclint check -o sar", "sarif" },
	{ "loclint check --only list-i", "list-item-count" },
	{ "loclint check --profile micro", "microsoft" },
	{ "loclint check --rule list-kind=w", "list-kind=warning" },
	{ "loclint status -o c", "csv" },
	{ "loclint pairs -o j", "json" },
	{ "loclint config sc", "schema" },
	{ "loclint explain list-k", "list-kind" },
	{ "loclint baseline u", "update" },
	{ "loclint completions z", "zsh" },
	{ "loclint help pai", "pairs" },
};

static const char *
script(struct arena *a, const char *shell)
{
	struct buf out = { .a = a };

	assert_true(completions_write(&out, str_c(shell)));
	return shell_file(a, buf_take(&out));
}

/* `got` has every word of `want`, and no other. */
static void
assert_words(const char *question, struct str got, struct str want)
{
	struct str word, rest = got, line, other;
	ptrdiff_t n = 0, wanted = 0;

	while (str_line(&rest, &line)) {
		bool known = false;

		if (!str_trim(line).n)
			continue;
		n++;
		for (other = want; str_cut(&other, ' ', &word);)
			known |= str_eq(word, str_trim(line));
		if (!known)
			fail_msg("%s: offers `%.*s`", question, P(line));
	}
	while (str_cut(&want, ' ', &word))
		wanted++;
	if (n != wanted)
		fail_msg("%s: %td offers, not %td", question, n, wanted);
}

static void
bash_offers_what_fits(void **state)
{
	struct arena a = { 0 };
	const char *path;

	(void)state;
	if (!shell_has("bash"))
		skip();
	path = script(&a, "bash");
	for (ptrdiff_t i = 0; i < countof(questions); i++) {
		int status;
		struct str got = shell_run(
			&a,
			str_fmt(&a,
				"bash -c '. %s; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - "
				"1)); "
				"_loclint; printf \"%%s\\n\" \"${COMPREPLY[@]}\"' 2>/dev/null",
				path, questions[i].words),
			&status);

		assert_words(questions[i].words, got, str_c(questions[i].want));
	}
	unlink(path);
	arena_free(&a);
}

/* "=" is a word of its own in bash. */
static void
bash_offers_values_after_an_equals_sign(void **state)
{
	struct arena a = { 0 };
	const char *path;
	struct str got;
	int status;

	(void)state;
	if (!shell_has("bash"))
		skip();
	path = script(&a, "bash");
	got = shell_run(
		&a,
		str_fmt(&a,
			"bash -c '. %s; COMP_WORDS=(loclint check --color = n); COMP_CWORD=4; "
			"_loclint; echo \"${COMPREPLY[@]}\"' 2>/dev/null",
			path),
		&status);
	assert_true(str_eq(got, S("never\n")));
	got = shell_run(&a,
			str_fmt(&a,
				"bash -c '. %s; COMP_WORDS=(loclint check --only S1,list-ki); "
				"COMP_CWORD=3; "
				"_loclint; echo \"${COMPREPLY[@]}\"' 2>/dev/null",
				path),
			&status);
	assert_true(str_eq(got, S("S1,list-kind\n")));
	unlink(path);
	arena_free(&a);
}

static void
fish_offers_what_fits(void **state)
{
	struct arena a = { 0 };
	const char *path;

	(void)state;
	if (!shell_has("fish"))
		skip();
	path = script(&a, "fish");
	for (ptrdiff_t i = 0; i < countof(questions); i++) {
		int status;
		struct str got;

		got = shell_run(&a,
				str_fmt(&a,
					"fish --no-config -c 'source %s; complete -C \"%s\"' | cut "
					"-f1 | sort -u",
					path, questions[i].words),
				&status);
		assert_words(questions[i].words, got, str_c(questions[i].want));
	}
	unlink(path);
	arena_free(&a);
}

static void
zsh_registers_the_function(void **state)
{
	struct arena a = { 0 };
	const char *path;
	struct str got;
	int status;

	(void)state;
	if (!shell_has("zsh"))
		skip();
	path = script(&a, "zsh");
	/* _arguments complains of a specification that it does not understand when it is called */
	got = shell_run(&a,
			str_fmt(&a,
				"zsh -f -c 'autoload -Uz compinit; compinit -u -D; . %s; echo "
				"$_comps[loclint]; "
				"zsh -n %s && echo parsed' 2>&1",
				path, path),
			&status);
	assert_true(str_eq(got, S("_loclint\nparsed\n")));
	unlink(path);
	arena_free(&a);
}

/* Every option of every command is in every script. */
static void
no_option_is_left_out(void **state)
{
	static const char *const shells[] = { "bash", "zsh", "fish" };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(shells); i++) {
		struct arena a = { 0 };
		struct buf out = { .a = &a };
		struct str text;

		assert_true(completions_write(&out, str_c(shells[i])));
		text = buf_take(&out);
		for (ptrdiff_t k = 0; k < noption_rows; k++)
			assert_true(str_find(text,
					     str_fmt(&a, "%s%s", i == 2 ? "-l " : "--",
						     option_rows[k].name),
					     0) >= 0);
		for (ptrdiff_t k = 0; k < ncommands; k++)
			assert_true(str_find(text, str_c(commands[k].name), 0) >= 0);
		arena_free(&a);
	}
}

static void
other_shells_are_refused(void **state)
{
	struct arena a = { 0 };
	struct buf out = { .a = &a };

	(void)state;
	assert_false(completions_write(&out, S("csh")));
	assert_int_equal(out.n, 0);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bash_offers_what_fits),
		cmocka_unit_test(bash_offers_values_after_an_equals_sign),
		cmocka_unit_test(fish_offers_what_fits),
		cmocka_unit_test(zsh_registers_the_function),
		cmocka_unit_test(no_option_is_left_out),
		cmocka_unit_test(other_shells_are_refused),
	};

	return cmocka_run_group_tests_name("completions", tests, NULL, NULL);
}
