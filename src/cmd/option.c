/* Reads options in the GNU way: --name VALUE, --name=VALUE, -o VALUE, -oVALUE, -qq, and "--" before
 * arguments. */
#include "cmd/option.h"

const struct option_row option_rows[] = {
#define OPTION(group, letter, name, argument, field, kind, commands, help) \
 { group, name, argument, help, offsetof(struct options, field), kind, commands, letter },
#include "cmd/options.def"
#undef OPTION
};
const ptrdiff_t noption_rows = countof(option_rows);

static bool
fail(struct option_reader *r, struct str error, struct str help)
{
	r->error = error;
	r->help = help;
	return false;
}

/* The row of a long name, or NULL. */
static const struct option_row *
row_find(int command, struct str name, char letter)
{
	for (ptrdiff_t i = 0; i < noption_rows; i++)
		if ((option_rows[i].commands & command) &&
		    (name.n ? str_eq(str_c(option_rows[i].name), name)
			    : letter && option_rows[i].letter == letter))
			return &option_rows[i];
	return NULL;
}

static bool
unknown(struct option_reader *r, struct str word)
{
	struct str *names = NEW(r->a, struct str, noption_rows), near;
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < noption_rows; i++)
		if (option_rows[i].commands & r->command)
			names[n++] = str_c(option_rows[i].name);
	near = str_nearest(str_slice(word, 2, word.n), names, n);
	return fail(r, str_fmt(r->a, "unknown option `%.*s`", P(word)),
		    near.n ? str_fmt(r->a, "did you mean `--%.*s`?", P(near)) : S("see --help"));
}

static void
list_add(struct option_reader *r, struct words *list, struct str value, enum option_kind kind)
{
	struct str one;

	if (kind == APPEND)
		*vec_push(r->a, list) = value;
	else
		while (str_cut(&value, ',', &one))
			*vec_push(r->a, list) = one;
}

/* Stores what an option says; `value` is empty for options without one. */
static void
store(struct option_reader *r, const struct option_row *row, struct str value)
{
	void *field = (char *)r->out + row->field;

	switch (row->kind) {
	case FLAG:
		*(bool *)field = true;
		break;
	case COUNT:
		*(int *)field += 1;
		break;
	case VALUE:
	case OPTIONAL:
		*(struct str *)field = value;
		break;
	case LIST:
	case APPEND:
		list_add(r, field, value, row->kind);
		break;
	}
}

/* Has the argument words to choose from ("locale|dir"), and the value is none of them?  Capitals
 * stand for anything. */
static bool
is_no_choice(const struct option_row *row, struct str value)
{
	struct str words = str_c(row->argument), word;

	if (str_find_char(words, '|', 0) < 0 || is_capital(words.p[0]))
		return false;
	while (str_cut(&words, '|', &word))
		if (str_eq(word, value))
			return false;
	return true;
}

/* An empty value is none: a script's variable that was not set must not pass for "no such option".
 */
static bool
store_value(struct option_reader *r, const struct option_row *row, struct str value)
{
	if (!value.n && row->kind != OPTIONAL)
		return fail(r, str_fmt(r->a, "option `--%s` needs a value", row->name),
			    str_fmt(r->a, "write --%s %s", row->name, row->argument));
	if (is_no_choice(row, value))
		return fail(r,
			    str_fmt(r->a, "--%s takes %s, not `%.*s`", row->name, row->argument,
				    P(value)),
			    S(""));
	store(r, row, value);
	return true;
}

/* One word that starts with "--". */
static bool
read_long(struct option_reader *r, struct str word, char *const argv[], int argc, int *i)
{
	ptrdiff_t eq = str_find_char(word, '=', 0);
	struct str name = str_slice(word, 2, eq < 0 ? word.n : eq);
	const struct option_row *row = name.n ? row_find(r->command, name, 0) : NULL;

	if (!row)
		return unknown(r, str_slice(word, 0, eq < 0 ? word.n : eq));
	if (!row->argument && eq >= 0)
		return fail(r, str_fmt(r->a, "option `--%s` takes no value", row->name), S(""));
	if (!row->argument)
		return store(r, row, S("")), true;
	if (eq < 0 && row->kind == OPTIONAL)
		return store(r, row, S("")), true;
	if (eq < 0 && *i + 1 < argc)
		return store_value(r, row, str_c(argv[++*i]));
	return store_value(r, row, eq < 0 ? S("") : str_slice(word, eq + 1, word.n));
}

/* One word of letters: "-q", "-qqv", "-ofull", "-o full". */
static bool
read_letters(struct option_reader *r, struct str word, char *const argv[], int argc, int *i)
{
	for (ptrdiff_t k = 1; k < word.n; k++) {
		const struct option_row *row = row_find(r->command, S(""), word.p[k]);

		if (!row)
			return fail(r, str_fmt(r->a, "unknown option `-%c`", word.p[k]),
				    S("see --help"));
		if (!row->argument) {
			store(r, row, S(""));
			continue;
		}
		if (k + 1 == word.n && *i + 1 < argc)
			return store_value(r, row, str_c(argv[++*i]));
		return store_value(r, row, str_slice(word, k + 1, word.n));
	}
	return true;
}

bool
options_read(struct option_reader *r, int argc, char *const argv[], int first)
{
	bool only_arguments = false;

	for (int i = first; i < argc; i++) {
		struct str word = str_c(argv[i]);

		if (only_arguments || word.n < 2 || word.p[0] != '-') {
			*vec_push(r->a, &r->out->args) = word;
		} else if (str_eq(word, S("--"))) {
			only_arguments = true;
		} else if (word.p[1] == '-') {
			if (!read_long(r, word, argv, argc, &i))
				return false;
		} else if (!read_letters(r, word, argv, argc, &i)) {
			return false;
		}
	}
	return true;
}

void
options_help(struct buf *out, int command)
{
	const char *group = "";

	for (ptrdiff_t i = 0; i < noption_rows; i++) {
		const struct option_row *o = &option_rows[i];
		const char *gap;
		ptrdiff_t width;

		if (!(o->commands & command))
			continue;
		if (!str_eq(str_c(group), str_c(o->group)))
			buf_fmt(out, "\n%s:\n", o->group);
		group = o->group;
		gap = o->argument && o->kind != OPTIONAL ? " " : "";
		width = str_c(o->name).n + str_c(gap).n + str_c(o->argument).n;
		buf_fmt(out, "  %c%c%c --%s%s%s", o->letter ? '-' : ' ',
			o->letter ? o->letter : ' ', o->letter ? ',' : ' ', o->name, gap,
			o->argument ? o->argument : "");
		buf_repeat(out, ' ', width < 24 ? 26 - width : 2);
		buf_fmt(out, "%s\n", o->help);
	}
}
