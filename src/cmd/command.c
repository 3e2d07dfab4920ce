/* The commands as one table. */
#include "cmd/command.h"

const struct command commands[] = {
	{ "check", NULL, "[PATH...]", "compare translations with their source pages", FOR_CHECK, command_check },
	{ "pairs", NULL, "[PATH...]", "show which page goes with which, and what was detected", FOR_PAIRS, command_pairs },
	{ "rule", "explain", "[SELECTOR...]", "list the rules, or explain one", FOR_RULE, command_rule },
	{ "config", NULL, "[show|check|keys]", "show or check the settings", FOR_CONFIG, command_config },
	{ "debug", NULL, "outline FILE", "print a page as the checks see it", 0, command_debug },
	{ "version", NULL, "", "print the version", 0, command_version },
};
const ptrdiff_t ncommands = countof(commands);

int
command_version(struct arena *a, const struct options *o)
{
	struct buf out = { .a = a };

	buf_str(&out, S("loclint " LOCLINT_VERSION "\n"));
	return terminal_print(a, o, &out, EXIT_CLEAN);
}
