/* `loclint debug man 1` and `man 5`: the manual pages as mdoc (https://man.openbsd.org/mdoc.7). */
#include "cmd/manual.h"

#include "cmd/command.h"
#include "site/config_read.h"

enum { COLUMNS = 76 };

/* Text of which roff reads nothing as more than text. */
static void
text(struct buf *out, struct str s)
{
	bool open = false;

	for (ptrdiff_t i = 0; i < s.n; i++) {
		switch (s.p[i]) {
		case '\\':
			buf_str(out, S("\\e"));
			break;
		case '-':
			buf_str(out, S("\\-"));
			break;
		case '`':
			buf_str(out, open ? S("\\(cq") : S("\\(oq"));
			open = !open;
			break;
		default:
			buf_char(out, s.p[i]);
		}
	}
}

/* Lines of text, broken at blanks; none starts as a request does. */
static void
line(struct buf *out, struct str s)
{
	struct buf escaped = { .a = out->a };
	struct str rest, one;
	ptrdiff_t column = 0;

	text(&escaped, s);
	rest = buf_take(&escaped);
	while (str_cut(&rest, ' ', &one)) {
		if (!one.n)
			continue;
		if (column && column + one.n >= COLUMNS) {
			buf_char(out, '\n');
			column = 0;
		}
		if (column)
			buf_char(out, ' ');
		else if (one.p[0] == '.' || one.p[0] == '\'')
			buf_str(out, S("\\&"));
		buf_str(out, one);
		column += one.n + 1;
	}
	buf_char(out, '\n');
}

/* A line as it stands. */
static void
literal_line(struct buf *out, struct str s)
{
	text(out, s);
	buf_char(out, '\n');
}

/* A request's argument: a word of its own, never taken for a macro. */
static void
word(struct buf *out, struct str s)
{
	buf_str(out, s.n && s.n <= 3 ? S(" \\&") : S(" "));
	text(out, s);
}

/* The day of this manual is unknown here, and a fixed one makes builds repeatable. */
static void
head(struct buf *out, const char *name, int section, const char *about)
{
	buf_fmt(out, ".Dd $Mdocdate$\n.Dt %s %d\n.Os\n.Sh NAME\n.Nm %s\n.Nd %s\n", name, section,
		section == 1 ? "loclint" : "loclint.yml", about);
}

/* --- options ------------------------------------------------------------------------------ */

static void
option(struct buf *out, const struct option_row *row)
{
	struct str argument = str_c(row->argument);

	buf_str(out, S(".It"));
	if (row->letter)
		buf_fmt(out, " Fl %c ,", row->letter);
	buf_str(out, S(" Fl \\-"));
	text(out, str_c(row->name));
	if (row->kind == OPTIONAL) {
		buf_str(out, S(" Ns"));
		word(out, argument);
	} else if (argument.n) {
		buf_str(out, S(" Ar"));
		word(out, argument);
	}
	buf_char(out, '\n');
	line(out, str_c(row->help));
}

static void
options(struct buf *out, const struct command *c)
{
	bool any = false;

	for (ptrdiff_t i = 0; i < noption_rows; i++) {
		/* The two that every command has are described once. */
		if (!(option_rows[i].commands & c->options) || option_rows[i].commands == FOR_ALL)
			continue;
		if (!any)
			buf_str(out, S(".Bl -tag -width Ds\n"));
		any = true;
		option(out, &option_rows[i]);
	}
	if (any)
		buf_str(out, S(".El\n"));
}

/* A line per sentence, as mdoc wants it. */
static void
sentences(struct buf *out, struct str rest)
{
	while (rest.n) {
		ptrdiff_t end = str_find(rest, S(".  "), 0);

		line(out, str_slice(rest, 0, end < 0 ? rest.n : end + 1));
		rest = end < 0 ? S("") : str_trim(str_slice(rest, end + 1, rest.n));
	}
}

/* Paragraphs; lines that start with blanks stay as they are. */
static void
details(struct buf *out, struct str s)
{
	struct str one;
	bool literal = false;

	while (str_line(&s, &one)) {
		bool blank = one.n && one.p[0] == ' ';

		if (!one.n)
			continue;
		if (blank != literal)
			buf_str(out, blank ? S(".Bd -literal -offset indent\n") : S(".Ed\n"));
		literal = blank;
		if (blank)
			literal_line(out, str_trim(one));
		else
			sentences(out, one);
	}
	if (literal)
		buf_str(out, S(".Ed\n"));
}

static void
command(struct buf *out, const struct command *c)
{
	struct str rest = str_c(c->arguments), one;

	buf_fmt(out, ".Ss loclint %s", c->name);
	while (str_cut(&rest, ' ', &one)) {
		buf_char(out, ' ');
		text(out, one);
	}
	buf_str(out, *c->arguments ? S("\\&\n") : S("\n"));
	if (c->alias)
		buf_fmt(out, "Also\n.Nm Cm %s .\n", c->alias);
	text(out, str_c(c->summary));
	buf_str(out, S(".\n"));
	details(out, str_c(help_details(c)));
	/* `ci` takes what `check` takes. */
	if (c->options == FOR_CI)
		buf_str(out, S("The options are those of\n.Cm check ,\n"
			       "without those that write pages.\n"));
	else
		options(out, c);
}

/* --- the program ------------------------------------------------------------------------------ */

static void
rule_list(struct buf *out)
{
	buf_str(out, S(".Sh RULES\n.Nm Cm rule Ar NAME\nexplains a rule with an example.\n"
		       ".Bl -tag -width Ds\n"));
	for (int r = 0; r < RULE_COUNT; r++) {
		buf_fmt(out, ".It Cm %.*s Pq %.*s , %.*s\n", P(rules[r].name), P(rules[r].code),
			P(severity_name(rules[r].severity)));
		line(out, rules[r].summary);
	}
	buf_str(out, S(".El\n"));
}

static void
format_list(struct buf *out)
{
	buf_str(out, S(".Sh FORMATS\n.Bl -tag -width Ds\n"));
	for (ptrdiff_t i = 0; i < nreporters; i++) {
		buf_fmt(out, ".It Cm %.*s\n", P(reporters[i].name));
		line(out, reporters[i].summary);
	}
	buf_str(out, S(".El\n"));
}

static const struct {
	const char *name, *help;
} variables[] = {
	{ "LOCLINT_CONFIG", "Configuration file, as --config." },
	{ "LOCLINT_SOURCE", "Folder of the English pages, as --source." },
	{ "LOCLINT_OUTPUT", "Format of check, as --output." },
	{ "NO_COLOR", "No colours, whatever the value." },
	{ "FORCE_COLOR, CLICOLOR_FORCE", "Colours also where the output is no terminal." },
	{ "SOURCE_DATE_EPOCH", "Seconds since 1970 that count as now." },
};

void
manual_program(struct buf *out)
{
	head(out, "LOCLINT", 1, "compare translated Markdown pages with their English source");
	buf_str(out, S(".Sh SYNOPSIS\n.Nm\n.Ar command\n.Op Ar option ...\n.Op Ar argument ...\n"
		       ".Sh DESCRIPTION\n.Nm\ncompares every translated Markdown page with the "
		       "English page it was made from,\nand says with file, line and column where "
		       "the two have come apart.\n.Pp\nSettings are read from\n.Pa .loclint.yml ,\n"
		       "see\n.Xr loclint.yml 5 .\n.Pp\nEvery command takes\n"
		       ".Bl -tag -width Ds\n"));
	for (ptrdiff_t i = 0; i < noption_rows; i++)
		if (option_rows[i].commands == FOR_ALL)
			option(out, &option_rows[i]);
	buf_str(out, S(".El\n.Sh COMMANDS\n"));
	for (ptrdiff_t i = 0; i < ncommands; i++)
		command(out, &commands[i]);
	rule_list(out);
	format_list(out);
	buf_str(out, S(".Sh ENVIRONMENT\n.Bl -tag -width Ds\n"));
	for (ptrdiff_t i = 0; i < countof(variables); i++) {
		buf_fmt(out, ".It Ev %s\n", variables[i].name);
		line(out, str_c(variables[i].help));
	}
	buf_str(out,
		S(".El\n.Sh EXIT STATUS\n.Bl -tag -width Ds\n"
		  ".It 0\nNothing was found at or above\n.Fl \\-fail\\-on ,\nor all of it was "
		  "fixed.\n"
		  ".It 1\nSomething was found, or\n.Fl \\-diff\nprinted a patch.\n"
		  ".It 2\nThe work could not be done: bad usage, a mistake in the configuration,\n"
		  "nothing to compare, or a file that could not be read or written.\n"
		  ".El\n.Sh EXAMPLES\nOne folder per language:\n"
		  ".Dl loclint check \\-\\-source en\\-US de\\-DE fr\\-FR\n"
		  "Write settings down, then keep today\\(aqs findings out of sight:\n"
		  ".Dl loclint init && loclint baseline create\n"
		  ".Sh SEE ALSO\n.Xr git 1 ,\n.Xr loclint.yml 5\n"));
}

/* --- the configuration -------------------------------------------------------------------------
 */

static const char *
value_of(const struct schema_row *row)
{
	static const char *const kinds[] = {
		[SCHEMA_STR] = "text",   [SCHEMA_TEXT] = "text", [SCHEMA_BOOL] = "true|false",
		[SCHEMA_INT] = "number", [SCHEMA_STRS] = "list", [SCHEMA_WORD] = "word",
		[SCHEMA_MAP] = "mapping"
	};
	static const char *const shapes[] = { [SHAPE_VALUE] = "text",
					      [SHAPE_NUMBER] = "number",
					      [SHAPE_VALUES] = "list",
					      [SHAPE_VALUE_OR_ROWS] = "text or mapping",
					      [SHAPE_NAMED] = "mapping",
					      [SHAPE_RULES] = "mapping",
					      [SHAPE_LIST] = "list of mappings",
					      [SHAPE_ANY] = "text, list or mapping" };

	return row->kind == SCHEMA_CALL ? shapes[row->shape] : kinds[row->kind];
}

/* What an entry of `projects` may say is what the file may say of all pages. */
static void
project_keys(struct buf *out)
{
	buf_str(out, S("An entry has a\n.Ic name ,\na\n.Ic root\n(the folder that its paths start "
		       "from), and any of\n"));
	for (const struct schema_row *row = project_rows + 2; row->key; row++)
		buf_fmt(out, ".Ic %s %s\n", row->key, row[1].key ? "," : ".");
}

/* Recursion is as deep as the table. */
static void
keys(struct buf *out, const struct schema_row *rows)
{
	buf_str(out, S(".Bl -tag -width Ds\n"));
	for (const struct schema_row *row = rows; row->key; row++) {
		buf_fmt(out, ".It Ic %s : Ar %s\n", row->key, value_of(row));
		line(out, str_c(row->help));
		if (row->rows == project_rows)
			project_keys(out);
		else if (row->rows)
			keys(out, row->rows);
	}
	buf_str(out, S(".El\n"));
}

void
manual_config(struct buf *out)
{
	head(out, "LOCLINT.YML", 5, "settings of loclint");
	buf_str(out,
		S(".Sh DESCRIPTION\n.Xr loclint 1\nreads its settings from\n.Pa .loclint.yml ,\n"
		  ".Pa .loclint.yaml ,\n.Pa loclint.yml\nor\n.Pa .config/loclint.yml ,\n"
		  "looked for in the working directory and above it\nup to the top of the git work "
		  "tree.\nTwo of them in one folder are an error.\n.Pp\n"
		  "The file is YAML.\nEvery scalar is a string, unknown keys are errors, and all "
		  "keys "
		  "may be left out.\nPaths start from the folder of the file; globs of\n.Ic "
		  "include\n"
		  "and\n.Ic exclude\nmatch paths below the folder of a language, those of\n"
		  ".Ic overrides\npaths below the folder of the file.\n.Pp\n"
		  "Of settings in several places the last of this order holds:\nbuilt in, the "
		  "files "
		  "that\n.Ic extends\nnames, the file, the entry of\n.Ic projects ,\nthe entry of\n"
		  ".Ic overrides ,\nthe environment, options,\n.Fl \\-set .\n"
		  "Within one\n.Ic rules\nthe narrower selector holds.\n"
		  ".Sh KEYS\n"));
	keys(out, config_rows);
	buf_str(out,
		S(".Sh OWN RULES\nThe folder\n.Pa .loclint/rules ,\nor the one that\n.Ic "
		  "rules\\-dir\n"
		  "names, may hold\n.Bl -tag -width Ds\n"
		  ".It Pa profiles/*.yml\nProfiles; each may extend a built\\-in one or, with the "
		  "same name, replace it.\n"
		  ".It Pa layouts.yml , layouts/*.yml\nLayouts, tried before the built\\-in ones.\n"
		  ".It Pa links/*.yml\nTables of replaced link targets, which beat the built\\-in "
		  "ones.\n.El\n"
		  ".Sh EXAMPLES\n.Bd -literal\n"
		  "version: 1\n"
		  "source:\n  root: ../docs.en-us\n  locale: en-us\n"
		  "locales:\n  de-de: docs\n"
		  "rules:\n  structure: error\n  metadata-untranslated: off\n"
		  "overrides:\n  - paths: [\"docs/archive/**\"]\n    rules: {freshness: off}\n"
		  ".Ed\n.Pp\nA repository with two products:\n.Bd -literal\n"
		  "projects:\n  - {name: sdk, root: sdk/docs}\n"
		  "  - name: portal\n    root: portal\n    source: en\n    locales: {de: de, ja: "
		  "ja}\n"
		  ".Ed\n.Sh SEE ALSO\n.Xr loclint 1\n"));
}
