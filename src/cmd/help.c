/* `loclint help` and --help: printed from the tables of commands and options. */
#include "cmd/command.h"

/* What a summary has no room for; lines that start with blanks stay as they are. */
static const struct {
	const char *command, *text;
} details[] = {
	{ "check", "A path stands for its pairs: a translation for itself, an English page for all "
		   "its translations, a folder for all below.  Without a path everything that the "
		   "configuration or the layout of the working directory tells is checked.\n" },
	{ "ci", "The CI is told from its environment: GitHub gets annotations and a job summary, "
		"Azure Pipelines and TeamCity their log commands, every other CI a plain log.  No "
		"token is needed and no page is written.\n" },
	{ "config",
	  "The words:\n"
	  "\n"
	  "  show            settings of this run, and who set them; with -v all of them\n"
	  "  show FILE       the same with the severities that hold on this page\n"
	  "  check           read everything that the configuration names, say what is wrong\n"
	  "  get KEY         the value of one key, such as source.root or rules.stale-hash\n"
	  "  path            where the configuration is\n"
	  "  keys            the keys that it may have\n"
	  "  schema          the same as JSON schema, for editors\n"
	  "  profiles        docs platforms: known keys and constructs\n"
	  "  layouts         how paths may name their language\n" },
	{ "init", "Looks for a layout that it knows, and else for folders that are named after "
		  "languages; --source and --locale TAG=DIR tell what the tree does not.\n" },
	{ "completions", "To use it:\n"
			 "\n"
			 "  bash   source <(loclint completions bash)\n"
			 "  zsh    source <(loclint completions zsh)\n"
			 "  fish   loclint completions fish | source\n" },
	{ "pairs",
	  "With --verbose every pair is listed, with what its page was compared with, and every "
	  "file that is left out with the reason.\n" },
	{ "debug", "`loclint debug man 1` and `loclint debug man 5` print the manual pages.\n" },
	{ "rule", "A selector is a rule's name, its code (S304), how codes start (S3), a category "
		  "(structure) or `all`.\n" },
};

const struct command *
command_find(struct str name)
{
	for (ptrdiff_t i = 0; i < ncommands; i++)
		if (str_eq(str_c(commands[i].name), name) ||
		    (commands[i].alias && str_eq(str_c(commands[i].alias), name)))
			return &commands[i];
	return NULL;
}

const char *
help_details(const struct command *c)
{
	for (ptrdiff_t i = 0; i < countof(details); i++)
		if (str_eq(str_c(details[i].command), str_c(c->name)))
			return details[i].text;
	return "";
}

/* Breaks a paragraph into lines of at most 80 bytes. */
static void
write_wrapped(struct buf *out, struct str text)
{
	struct str line, word;
	ptrdiff_t column = 0;

	while (str_line(&text, &line)) {
		if (!line.n || line.p[0] == ' ') {
			buf_fmt(out, "%.*s\n", P(line));
			continue;
		}
		for (column = 0; str_cut(&line, ' ', &word); column += word.n + 1) {
			if (!word.n) /* two blanks end a sentence in the table */
				continue;
			if (column && column + word.n > 80) {
				buf_char(out, '\n');
				column = 0;
			}
			buf_fmt(out, "%s%.*s", column ? " " : "", P(word));
		}
		buf_char(out, '\n');
	}
}

void
help_command(struct buf *out, const struct command *c)
{
	buf_fmt(out, "usage: loclint %s [OPTION...]%s%s\n\n%s\n", c->name, *c->arguments ? " " : "",
		c->arguments, c->summary);
	if (*help_details(c)) {
		buf_char(out, '\n');
		write_wrapped(out, str_c(help_details(c)));
	}
	options_help(out, c->options);
}

void
help_all(struct buf *out)
{
	ptrdiff_t width = 0;

	buf_str(out,
		S("loclint compares translated Markdown pages with the English pages they were "
		  "made from.\n\nusage: loclint COMMAND [OPTION...] [ARGUMENT...]\n\n"));
	for (ptrdiff_t i = 0; i < ncommands; i++) {
		ptrdiff_t n = str_c(commands[i].name).n + 1 + str_c(commands[i].arguments).n;

		width = n > width ? n : width;
	}
	for (ptrdiff_t i = 0; i < ncommands; i++) {
		const struct command *c = &commands[i];

		buf_fmt(out, "  %s %s", c->name, c->arguments);
		buf_repeat(out, ' ', width + 1 - str_c(c->name).n - str_c(c->arguments).n);
		buf_fmt(out, "%s\n", c->summary);
	}
	buf_str(out, S("\nmost used:\n"
		       "  loclint check --source en-US de-DE fr-FR   one folder per locale\n"
		       "  loclint check                              with .loclint.yml, or a "
		       "layout it knows\n"
		       "  loclint rule list-item-count               what a rule means\n\n"
		       "`loclint help COMMAND` says what a command does and takes.\n"
		       "Exit status: 0 clean, 1 findings, 2 the work could not be done.\n"));
}

static int
unknown_command(struct arena *a, const struct options *o, struct str word)
{
	struct str *names = NEW(a, struct str, ncommands), near;

	for (ptrdiff_t i = 0; i < ncommands; i++)
		names[i] = str_c(commands[i].name);
	near = str_nearest(word, names, ncommands);
	return terminal_fail(a, o, str_fmt(a, "unknown command `%.*s`", P(word)),
			     near.n ? str_fmt(a, "did you mean `loclint %.*s`?", P(near))
				    : S("`loclint help` lists the commands"));
}

int
command_help(struct arena *a, const struct options *o)
{
	const struct command *c = o->args.n ? command_find(o->args.v[0]) : NULL;
	struct buf out = { .a = a };

	if (o->args.n && !c)
		return unknown_command(a, o, o->args.v[0]);
	if (c)
		help_command(&out, c);
	else
		help_all(&out);
	return terminal_print(a, o, &out, EXIT_CLEAN);
}
