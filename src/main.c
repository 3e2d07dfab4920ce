/* loclint: finds the command, reads its options, runs it. */
#define _XOPEN_SOURCE 700 /* SIGXFSZ */
#include <signal.h>

#include "cmd/command.h"
#include "sys/sys.h"

static int
print_help(struct arena *a, const struct command *c, int status)
{
	struct options o = { 0 };
	struct buf out = { .a = a };

	if (c)
		help_command(&out, c);
	else
		help_all(&out);
	return terminal_print(a, &o, &out, status);
}

static int
run(struct arena *a, int argc, char *argv[])
{
	struct str word = argc > 1 ? str_c(argv[1]) : S("");
	struct options o = { 0 };
	struct option_reader reader = { .a = a, .out = &o };
	const struct command *c;

	if (!word.n)
		return print_help(a, NULL, EXIT_TROUBLE);
	if (str_eq(word, S("--help")) || str_eq(word, S("-h")))
		word = S("help");
	if (str_eq(word, S("--version")) || str_eq(word, S("-V")))
		word = S("version");
	if (!(c = command_find(word))) {
		*vec_push(a, &o.args) = word;
		return command_help(a, &o); /* says that there is no such command */
	}
	reader.command = c->options;
	if (!options_read(&reader, argc, argv, 2))
		return terminal_fail(a, &o, reader.error, reader.help);
	return o.help ? print_help(a, c, EXIT_CLEAN) : c->run(a, &o);
}

int
main(int argc, char *argv[])
{
	struct arena a = { 0 };
	int status;

	memory_give_back();
	/* A closed pipe and a file that has reached its limit end a write, never a fix half-way. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	status = run(&a, argc, argv);
	arena_free(&a);
	return status;
}
