/* loclint: finds the command, reads its options, runs it. */
#include <signal.h>

#include "cmd/command.h"

static int
usage(struct arena *a, int status)
{
	struct options o = { 0 };
	struct buf out = { .a = a };

	buf_str(&out, S("loclint compares translated Markdown pages with the English pages they were made from.\n\n"
			"usage: loclint COMMAND [OPTION...] [ARGUMENT...]\n\n"));
	for (ptrdiff_t i = 0; i < ncommands; i++)
		buf_fmt(&out, "  %-8s %-20s %s\n", commands[i].name, commands[i].arguments, commands[i].summary);
	buf_str(&out, S("\nmost used:\n"
			"  loclint check --source en-US de-DE fr-FR   one folder per locale\n"
			"  loclint check                              with .loclint.yml, or a layout it knows\n"
			"  loclint rule list-item-count               what a rule means\n\n"
			"`loclint COMMAND --help` lists the options of a command.\n"
			"Exit status: 0 clean, 1 findings, 2 the work could not be done.\n"));
	return terminal_print(a, &o, &out, status);
}

static int
command_help(struct arena *a, const struct command *c)
{
	struct options o = { 0 };
	struct buf out = { .a = a };

	buf_fmt(&out, "usage: loclint %s [OPTION...] %s\n\n%s\n", c->name, c->arguments, c->summary);
	options_help(&out, c->options);
	return terminal_print(a, &o, &out, EXIT_CLEAN);
}

static const struct command *
command_find(struct str name)
{
	for (ptrdiff_t i = 0; i < ncommands; i++)
		if (str_eq(str_c(commands[i].name), name) || (commands[i].alias && str_eq(str_c(commands[i].alias), name)))
			return &commands[i];
	return NULL;
}

static int
unknown_command(struct arena *a, struct str word)
{
	struct options o = { 0 };
	struct str *names = NEW(a, struct str, ncommands), near;

	for (ptrdiff_t i = 0; i < ncommands; i++)
		names[i] = str_c(commands[i].name);
	near = str_nearest(word, names, ncommands);
	return terminal_fail(a, &o, str_fmt(a, "unknown command `%.*s`", P(word)),
			     near.n ? str_fmt(a, "did you mean `loclint %.*s`?", P(near)) : S("`loclint help` lists the commands"));
}

static int
run(struct arena *a, int argc, char *argv[])
{
	struct str word = argc > 1 ? str_c(argv[1]) : S("");
	struct options o = { 0 };
	struct option_reader reader = { .a = a, .out = &o };
	const struct command *c = command_find(word);

	if (!word.n)
		return usage(a, EXIT_TROUBLE);
	if (str_eq(word, S("help")) || str_eq(word, S("--help")) || str_eq(word, S("-h")))
		return argc > 2 && command_find(str_c(argv[2])) ? command_help(a, command_find(str_c(argv[2]))) :
								   usage(a, EXIT_CLEAN);
	if (str_eq(word, S("--version")) || str_eq(word, S("-V")))
		return command_version(a, &o);
	if (!c)
		return unknown_command(a, word);
	reader.command = c->options ? c->options : FOR_ALL;
	if (!options_read(&reader, argc, argv, 2))
		return terminal_fail(a, &o, reader.error, reader.help);
	return o.help ? command_help(a, c) : c->run(a, &o);
}

int
main(int argc, char *argv[])
{
	struct arena a = { 0 };
	int status;

	signal(SIGPIPE, SIG_IGN); /* a closed pipe is a failed write, and those are reported */
	status = run(&a, argc, argv);
	arena_free(&a);
	return status;
}
