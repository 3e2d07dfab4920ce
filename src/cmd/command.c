/* The commands as one table. */
#include "cmd/command.h"

const struct command commands[] = {
	{ "check", NULL, "[PATH...]", "compare translations with their source pages",
	  FOR_CHECK_ONLY, command_check },
	{ "ci", NULL, "[PATH...]", "check in a CI job: annotations, log and summary", FOR_CI,
	  command_ci },
	{ "pairs", NULL, "[PATH...]", "show which page goes with which, and what was detected",
	  FOR_PAIRS, command_pairs },
	{ "status", NULL, "[PATH...]", "how far each locale is: coverage, freshness, findings",
	  FOR_STATUS, command_status },
	{ "show", NULL, "FILE[:LINE]", "one page beside its English, and what changed there since",
	  FOR_SHOW, command_show },
	{ "infer", NULL, "FILE...", "which English revision a translation was made from", FOR_INFER,
	  command_infer },
	{ "rule", "explain", "[SELECTOR...]", "list the rules, or explain one", FOR_RULE,
	  command_rule },
	{ "config", NULL, "[WORD]", "show, check and explain the settings", FOR_CONFIG,
	  command_config },
	{ "init", NULL, "[DIR...]", "write a .loclint.yml after a look at the tree", FOR_INIT,
	  command_init },
	{ "baseline", NULL, "create|update|prune [FILE]",
	  "keep a list of known findings that check does not show", FOR_BASELINE,
	  command_baseline },
	{ "stamp", NULL, "FILE...", "record that translations have caught up with current English",
	  FOR_STAMP, command_stamp },
	{ "completions", NULL, "bash|zsh|fish", "print a script that completes command lines",
	  FOR_NONE, command_completions },
	{ "debug", NULL, "outline FILE", "print a page as the checks see it", FOR_DEBUG,
	  command_debug },
	{ "help", NULL, "[COMMAND]", "what a command does and takes", FOR_NONE, command_help },
	{ "version", NULL, "", "print the version", FOR_NONE, command_version },
};
const ptrdiff_t ncommands = countof(commands);

int
command_version(struct arena *a, const struct options *o)
{
	struct buf out = { .a = a };

	buf_str(&out, S("loclint " LOCLINT_VERSION "\n"));
	return terminal_print(a, o, &out, EXIT_CLEAN);
}
