/* `loclint completions`: scripts for bash (3.2 and later, without bash-completion), zsh and fish.
 *
 * References: bash manual, "Programmable Completion"; zsh manual, "Completion System" (_arguments);
 * fish manual, "complete". */
#include "cmd/complete.h"

struct script {
	struct buf *out;
	struct arena *a;
};

static bool
is_word_char(char c)
{
	return is_alnum(c) || c == '-' || c == '_' || c == '=' || c == '.';
}

/* Words of the tables, joined by blanks; whatever a shell might expand is left out. */
static void
write_words(struct buf *out, const struct complete *c)
{
	bool first = true;

	for (ptrdiff_t i = 0; i < c->n; i++) {
		bool plain = true;

		for (ptrdiff_t k = 0; k < c->words[i].n; k++)
			plain &= is_word_char(c->words[i].p[k]);
		if (!plain)
			continue;
		buf_fmt(out, "%s%.*s", first ? "" : " ", P(c->words[i]));
		first = false;
	}
}

/* --- bash --------------------------------------------------------------------------------- */

static void
bash_reply(struct script *s, const struct complete *c)
{
	switch (c->kind) {
	case COMPLETE_NOTHING:
		buf_str(s->out, S("none=1"));
		break;
	case COMPLETE_FILES:
		break;
	case COMPLETE_FOLDERS:
		buf_str(s->out, S("folders=1"));
		break;
	case COMPLETE_WORDS:
		buf_str(s->out, S("words='"));
		write_words(s->out, c);
		buf_char(s->out, '\'');
		break;
	}
	buf_str(s->out, S(" ;;\n"));
}

/* Options as "--name", with "=" where a value may follow only there. */
static void
bash_options(struct script *s, const struct command *c)
{
	for (ptrdiff_t i = 0; i < noption_rows; i++)
		if (complete_takes(c, &option_rows[i]))
			buf_fmt(s->out, " --%s", option_rows[i].name);
}

static void
bash_values(struct script *s, const struct command *c)
{
	for (ptrdiff_t i = 0; i < noption_rows; i++) {
		const struct option_row *row = &option_rows[i];
		struct complete value;

		if (!complete_takes(c, row) || !row->argument || row->kind == OPTIONAL)
			continue;
		value = complete_value(s->a, c, row);
		buf_fmt(s->out, "\t%s:--%s", c->name, row->name);
		if (row->letter)
			buf_fmt(s->out, "|%s:-%c", c->name, row->letter);
		buf_str(s->out, S(") "));
		bash_reply(s, &value);
	}
}

static void
bash_write(struct script *s)
{
	struct buf *out = s->out;

	buf_str(out,
		S("# bash completion of loclint\n"
		  "_loclint() {\n"
		  "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev='' cmd='' at=-1 i word\n"
		  "\tlocal words='' options='' none='' folders=''\n"
		  "\tCOMPREPLY=()\n"
		  "\t# `=` is a word of its own here\n"
		  "\ti=$((COMP_CWORD - 1))\n"
		  "\tif [ \"$cur\" = '=' ]; then cur=''\n"
		  "\telif [ \"$i\" -ge 1 ] && [ \"${COMP_WORDS[i]}\" = '=' ]; then i=$((i - 1))\n"
		  "\tfi\n"
		  "\t[ \"$i\" -ge 1 ] && prev=${COMP_WORDS[i]}\n"
		  "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		  "\t\tword=${COMP_WORDS[i]}\n"
		  "\t\tcase $word in\n"
		  "\t\t-* | =) ;;\n"
		  "\t\t*) cmd=$word at=$i; break ;;\n"
		  "\t\tesac\n"
		  "\tdone\n"
		  "\tif [ -z \"$cmd\" ]; then\n"
		  "\t\tCOMPREPLY=($(compgen -W '"));
	for (ptrdiff_t i = 0; i < ncommands; i++)
		buf_fmt(out, "%s%s", i ? " " : "", commands[i].name);
	buf_str(out, S("' -- \"$cur\"))\n\t\treturn\n\tfi\n\tcase $cmd in\n"));
	for (ptrdiff_t i = 0; i < ncommands; i++)
		if (commands[i].alias)
			buf_fmt(out, "\t%s) cmd=%s ;;\n", commands[i].alias, commands[i].name);
	buf_str(out, S("\tesac\n\tcase $cmd:$prev in\n"));
	for (ptrdiff_t i = 0; i < ncommands; i++)
		bash_values(s, &commands[i]);
	buf_str(out, S("\t*)\n\t\tcase $cmd in\n"));
	for (ptrdiff_t i = 0; i < ncommands; i++) {
		struct complete c = complete_argument(s->a, &commands[i]);

		buf_fmt(out, "\t\t%s) options='", commands[i].name);
		bash_options(s, &commands[i]);
		buf_str(out, S("'; "));
		bash_reply(s, &c);
	}
	buf_str(out, S("\t\tesac\n\t\t;;\n\tesac\n"
		       "\tcase $cur in\n"
		       "\t-*) words=$options none=1 folders='' ;;\n"
		       "\tesac\n"
		       "\t# a list: what stands before the last comma stays\n"
		       "\tcase $words:$cur in\n"
		       "\t?*:*,*)\n"
		       "\t\tCOMPREPLY=($(compgen -P \"${cur%,*},\" -W \"$words\" -- "
		       "\"${cur##*,}\")) ;;\n"
		       "\t?*:*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n"
		       "\tesac\n"
		       "\t[ -z \"$folders\" ] || compopt -o dirnames +o default 2>/dev/null\n"
		       "\t[ -z \"$none$words\" ] || compopt +o default +o bashdefault 2>/dev/null\n"
		       "}\n"
		       "complete -o bashdefault -o default -F _loclint loclint\n"));
}

/* --- zsh ---------------------------------------------------------------------------------- */

/* Text inside single quotes in a specification of _arguments. */
static void
zsh_text(struct buf *out, const char *text)
{
	for (const char *p = text; *p; p++) {
		if (*p == '\'')
			buf_str(out, S("'\\''"));
		else if (*p == '[' || *p == ']' || *p == ':' || *p == '\\')
			buf_fmt(out, "\\%c", *p);
		else
			buf_char(out, *p);
	}
}

static void
zsh_action(struct script *s, const struct complete *c)
{
	switch (c->kind) {
	case COMPLETE_NOTHING:
		buf_char(s->out, ' ');
		break;
	case COMPLETE_FILES:
		buf_str(s->out, S("_files"));
		break;
	case COMPLETE_FOLDERS:
		buf_str(s->out, S("_files -/"));
		break;
	case COMPLETE_WORDS:
		buf_char(s->out, '(');
		write_words(s->out, c);
		buf_char(s->out, ')');
		break;
	}
}

/* What follows the name: the value after "=" or as the next word, and what it may be. */
static void
zsh_value(struct script *s, const struct command *c, const struct option_row *row)
{
	struct complete value = complete_value(s->a, c, row);

	buf_str(s->out, row->kind == OPTIONAL ? S("::") : S(":"));
	zsh_text(s->out, row->argument);
	buf_char(s->out, ':');
	zsh_action(s, &value);
}

/* One spelling of an option: "--output=" or "-o+". */
static void
zsh_spelling(struct script *s, const struct command *c, const struct option_row *row, char letter)
{
	bool again = row->kind == COUNT || row->kind == LIST || row->kind == APPEND;
	struct str takes = letter ? S("+") : row->kind == OPTIONAL ? S("=-") : S("=");

	buf_fmt(s->out, "\t\t\t'%s", again ? "*" : "");
	if (letter)
		buf_fmt(s->out, "-%c", letter);
	else
		buf_fmt(s->out, "--%s", row->name);
	if (row->argument)
		buf_str(s->out, takes);
	buf_char(s->out, '[');
	zsh_text(s->out, row->help);
	buf_char(s->out, ']');
	if (row->argument)
		zsh_value(s, c, row);
	buf_str(s->out, S("' \\\n"));
}

static void
zsh_option(struct script *s, const struct command *c, const struct option_row *row)
{
	zsh_spelling(s, c, row, 0);
	if (row->letter)
		zsh_spelling(s, c, row, row->letter);
}

static void
zsh_command(struct script *s, const struct command *c)
{
	struct complete argument = complete_argument(s->a, c);

	buf_fmt(s->out, "\t\t%s%s%s)\n\t\t\t_arguments -s \\\n", c->name, c->alias ? "|" : "",
		c->alias ? c->alias : "");
	for (ptrdiff_t i = 0; i < noption_rows; i++)
		if (complete_takes(c, &option_rows[i]))
			zsh_option(s, c, &option_rows[i]);
	buf_str(s->out, argument.kind == COMPLETE_WORDS ? S("\t\t\t'1:") : S("\t\t\t'*:"));
	zsh_text(s->out, *c->arguments ? c->arguments : "nothing");
	buf_char(s->out, ':');
	zsh_action(s, &argument);
	buf_str(s->out, S("'"));
	if (argument.kind == COMPLETE_WORDS)
		buf_str(s->out, S(" \\\n\t\t\t'*: :_files'"));
	buf_str(s->out, S("\n\t\t\t;;\n"));
}

static void
zsh_write(struct script *s)
{
	struct buf *out = s->out;

	buf_str(out, S("#compdef loclint\n"
		       "# zsh completion of loclint\n"
		       "_loclint() {\n"
		       "\tlocal context state state_descr line curcontext=\"$curcontext\"\n"
		       "\ttypeset -A opt_args\n"
		       "\tlocal -a commands\n"
		       "\tcommands=(\n"));
	for (ptrdiff_t i = 0; i < ncommands; i++) {
		buf_fmt(out, "\t\t'%s:", commands[i].name);
		zsh_text(out, commands[i].summary);
		buf_str(out, S("'\n"));
	}
	buf_str(out, S("\t)\n"
		       "\t_arguments -C '1: :->command' '*:: :->arguments'\n"
		       "\tcase $state in\n"
		       "\tcommand) _describe -t commands command commands ;;\n"
		       "\targuments)\n"
		       "\t\tcase $words[1] in\n"));
	for (ptrdiff_t i = 0; i < ncommands; i++)
		zsh_command(s, &commands[i]);
	buf_str(out, S("\t\tesac\n"
		       "\t\t;;\n"
		       "\tesac\n"
		       "}\n"
		       "# as a file in $fpath it is called, from `source <(...)` it is registered\n"
		       "if [[ $funcstack[1] = _loclint ]]; then\n"
		       "\t_loclint \"$@\"\n"
		       "else\n"
		       "\tcompdef _loclint loclint\n"
		       "fi\n"));
}

/* --- fish ---------------------------------------------------------------------------------- */

/* Text inside single quotes. */
static void
fish_text(struct buf *out, const char *text)
{
	buf_char(out, '\'');
	for (const char *p = text; *p; p++) {
		if (*p == '\'' || *p == '\\')
			buf_char(out, '\\');
		buf_char(out, *p);
	}
	buf_char(out, '\'');
}

static void
fish_values(struct script *s, const struct complete *c)
{
	switch (c->kind) {
	case COMPLETE_NOTHING:
		buf_str(s->out, S(" -x"));
		break;
	case COMPLETE_FILES:
		buf_str(s->out, S(" -r -F"));
		break;
	case COMPLETE_FOLDERS:
		buf_str(s->out, S(" -x -a '(__fish_complete_directories)'"));
		break;
	case COMPLETE_WORDS:
		buf_str(s->out, S(" -x -a '"));
		write_words(s->out, c);
		buf_char(s->out, '\'');
		break;
	}
}

static void
fish_option(struct script *s, const struct command *c, const struct option_row *row)
{
	struct complete value;

	buf_fmt(s->out, "complete -c loclint -n '__fish_seen_subcommand_from %s%s%s' -l %s",
		c->name, c->alias ? " " : "", c->alias ? c->alias : "", row->name);
	if (row->letter)
		buf_fmt(s->out, " -s %c", row->letter);
	if (row->argument && row->kind != OPTIONAL) {
		value = complete_value(s->a, c, row);
		fish_values(s, &value);
	}
	buf_str(s->out, S(" -d "));
	fish_text(s->out, row->help);
	buf_char(s->out, '\n');
}

static void
fish_command(struct script *s, const struct command *c)
{
	struct complete argument = complete_argument(s->a, c);

	buf_fmt(s->out, "complete -c loclint -n __fish_use_subcommand -f -a %s -d ", c->name);
	fish_text(s->out, c->summary);
	buf_char(s->out, '\n');
	for (ptrdiff_t i = 0; i < noption_rows; i++)
		if (complete_takes(c, &option_rows[i]))
			fish_option(s, c, &option_rows[i]);
	if (argument.kind == COMPLETE_FILES)
		return;
	buf_fmt(s->out, "complete -c loclint -n '__fish_seen_subcommand_from %s%s%s' -f", c->name,
		c->alias ? " " : "", c->alias ? c->alias : "");
	if (argument.kind == COMPLETE_FOLDERS) {
		buf_str(s->out, S(" -a '(__fish_complete_directories)'"));
	} else if (argument.kind == COMPLETE_WORDS) {
		buf_str(s->out, S(" -a '"));
		write_words(s->out, &argument);
		buf_char(s->out, '\'');
	}
	buf_char(s->out, '\n');
}

static void
fish_write(struct script *s)
{
	buf_str(s->out, S("# fish completion of loclint\n"));
	for (ptrdiff_t i = 0; i < ncommands; i++)
		fish_command(s, &commands[i]);
}

/* --- the command ----------------------------------------------------------------------------- */

static const struct {
	const char *name;
	void (*write)(struct script *s);
} shells[] = { { "bash", bash_write }, { "zsh", zsh_write }, { "fish", fish_write } };

bool
completions_write(struct buf *out, struct str shell)
{
	for (ptrdiff_t i = 0; i < countof(shells); i++) {
		if (!str_eq(str_c(shells[i].name), shell))
			continue;
		shells[i].write(&(struct script){ out, out->a });
		return true;
	}
	return false;
}

int
command_completions(struct arena *a, const struct options *o)
{
	struct buf out = { .a = a };

	if (o->args.n == 1 && completions_write(&out, o->args.v[0]))
		return terminal_print(a, o, &out, EXIT_CLEAN);
	return terminal_fail(
		a, o,
		o->args.n ? str_fmt(a, "there are no completions for `%.*s`", P(o->args.v[0]))
			  : S("`loclint completions` needs the name of a shell"),
		S("write loclint completions bash, zsh or fish"));
}
