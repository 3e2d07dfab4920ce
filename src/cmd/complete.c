/* The words that may stand for an argument, by what the tables of commands and options call it. */
#include "cmd/complete.h"

struct list {
	struct arena *a;
	struct VEC(struct str) v;
};

static void
add(struct list *l, struct str word)
{
	*vec_push(l->a, &l->v) = word;
}

static void
add_split(struct list *l, struct str words, char separator)
{
	struct str word;

	while (str_cut(&words, separator, &word))
		if (str_trim(word).n)
			add(l, str_trim(word));
}

static void
add_rules(struct list *l)
{
	add(l, S("all"));
	for (int c = 0; c < CATEGORY_COUNT; c++)
		add(l, category_name((enum category)c));
	for (int r = 0; r < RULE_COUNT; r++)
		add(l, rules[r].name);
}

static void
add_settings(struct list *l)
{
	static const char *const severities[] = { "off", "info", "warning", "error" };

	for (int r = 0; r < RULE_COUNT; r++)
		for (ptrdiff_t i = 0; i < countof(severities); i++)
			add(l, str_fmt(l->a, "%.*s=%s", P(rules[r].name), severities[i]));
}

static void
add_reporters(struct list *l)
{
	for (ptrdiff_t i = 0; i < nreporters; i++)
		add(l, reporters[i].name);
}

static void
add_profiles(struct list *l)
{
	struct rule_files files = rule_files(l->a, S("rules/profiles/"));

	for (ptrdiff_t i = 0; i < files.n; i++)
		add(l, files.v[i].name);
}

static void
add_layouts(struct list *l)
{
	struct rule_files files = rule_files(l->a, S("rules/layouts"));
	struct config_error ignored;
	struct layouts all = { 0 };

	if (!files.n || !layouts_load(l->a, &all, files.v[0].path, files.v[0].text, &ignored))
		return;
	for (ptrdiff_t i = 0; i < all.n; i++)
		add(l, all.v[i].name);
}

static void
add_commands(struct list *l)
{
	for (ptrdiff_t i = 0; i < ncommands; i++)
		add(l, str_c(commands[i].name));
}

/* The formats that the help of an option lists: "text, json or markdown; several may be given". */
static void
add_listed(struct list *l, struct str help)
{
	struct str part, word;

	str_cut(&help, ';', &part);
	while (str_cut(&part, ',', &word)) {
		ptrdiff_t or = str_find(word, S(" or "), 0);

		add(l, str_trim(or < 0 ? word : str_slice(word, 0, or)));
		if (or >= 0)
			add(l, str_trim(str_slice(word, or +4, word.n)));
	}
}

static struct complete
words_of(const struct list *l)
{
	return (struct complete){ COMPLETE_WORDS, l->v.v, l->v.n };
}

/* By the name of the argument. */
static const struct {
	const char *option, *argument; /* option NULL: any */
	enum complete_kind kind;
	const char *words;
	void (*add)(struct list *l);
} values[] = {
	{ NULL, "DIR", COMPLETE_FOLDERS, NULL, NULL },
	{ NULL, "FILE", COMPLETE_FILES, NULL, NULL },
	{ "fail-on", "SEVERITY", COMPLETE_WORDS, "error|warning|info|never", NULL },
	{ NULL, "SEVERITY", COMPLETE_WORDS, "error|warning|info", NULL },
	{ NULL, "SEL", COMPLETE_WORDS, NULL, add_rules },
	{ NULL, "SEL=SEVERITY", COMPLETE_WORDS, NULL, add_settings },
	{ NULL, "FORMAT[=FILE]", COMPLETE_WORDS, NULL, add_reporters },
	{ "profile", "NAME", COMPLETE_WORDS, NULL, add_profiles },
	{ "layout", "NAME", COMPLETE_WORDS, NULL, add_layouts },
};

struct complete
complete_value(struct arena *a, const struct command *c, const struct option_row *row)
{
	struct list l = { .a = a };
	struct str argument = str_c(row->argument);

	/* `status -o` has formats of its own. */
	if (str_eq(str_c(row->name), S("output")) && !(c->options & FOR_CHECK)) {
		add_listed(&l, str_c(row->help));
		return words_of(&l);
	}
	for (ptrdiff_t i = 0; i < countof(values); i++) {
		if (!str_eq(str_c(values[i].argument), argument) ||
		    (values[i].option && !str_eq(str_c(values[i].option), str_c(row->name))))
			continue;
		if (values[i].add)
			values[i].add(&l);
		else if (values[i].words)
			add_split(&l, str_c(values[i].words), '|');
		return (struct complete){ values[i].kind, l.v.v, l.v.n };
	}
	if (str_find_char(argument, '|', 0) > 0 && str_find_char(argument, '[', 0) < 0) {
		add_split(&l, argument, '|');
		return words_of(&l);
	}
	return (struct complete){ .kind = COMPLETE_NOTHING };
}

struct complete
complete_argument(struct arena *a, const struct command *c)
{
	struct str arguments = str_c(c->arguments), first = S("");
	struct list l = { .a = a };

	str_cut(&arguments, ' ', &first);
	if (str_eq(first, S("[SELECTOR...]")))
		add_rules(&l);
	else if (str_eq(first, S("[COMMAND]")))
		add_commands(&l);
	else if (str_eq(first, S("[WORD]")))
		add_split(&l, S("show check get path keys schema profiles layouts"), ' ');
	else if (str_find_char(first, '|', 0) > 0)
		add_split(&l, first, '|');
	else if (str_eq(first, S("outline")))
		add_split(&l, S("outline man"), ' ');
	else if (str_eq(first, S("[DIR...]")))
		return (struct complete){ .kind = COMPLETE_FOLDERS };
	else
		return (struct complete){ .kind = first.n ? COMPLETE_FILES : COMPLETE_NOTHING };
	return words_of(&l);
}

bool
complete_takes(const struct command *c, const struct option_row *row)
{
	return (c->options & row->commands) != 0;
}
