/* `loclint config`: checks the configuration, or lists every key it may have. */
#include "cmd/command.h"

static void
show(struct buf *out, const struct config *c)
{
	buf_fmt(out, "file: %.*s\n", P(c->file.n ? c->file : S("(none)")));
	buf_fmt(out, "source: %.*s\n", P(c->source_root.n ? c->source_root : S("(detected)")));
	for (ptrdiff_t i = 0; i < c->nlocales; i++)
		buf_fmt(out, "locale %.*s: %.*s\n", P(c->locales[i].locale), P(c->locales[i].root));
	buf_fmt(out, "profile: %.*s\n", P(c->profile.n ? c->profile : S("(detected)")));
	buf_fmt(out, "layout: %.*s\n", P(c->layout.n ? c->layout : S("(detected)")));
	buf_fmt(out, "fail-on: %.*s\n", P(c->fail_on == SEV_OFF ? S("never") : severity_name(c->fail_on)));
	for (int r = 0; r < RULE_COUNT; r++)
		if (c->severity_set[r])
			buf_fmt(out, "rule %.*s: %.*s\n", P(rules[r].name), P(severity_name(c->severity[r])));
}

int
command_config(struct arena *a, const struct options *o)
{
	struct str word = o->args.n ? o->args.v[0] : S("show");
	struct buf out = { .a = a };
	struct config c;

	if (str_eq(word, S("keys"))) {
		config_keys(&out);
		return terminal_print(a, o, &out, EXIT_CLEAN);
	}
	if (!str_eq(word, S("show")) && !str_eq(word, S("check")))
		return terminal_fail(a, o, str_fmt(a, "unknown word `%.*s`", P(word)), S("write show, check or keys"));
	if (!settings_read(a, o, &c))
		return EXIT_TROUBLE;
	if (str_eq(word, S("show")))
		show(&out, &c);
	else
		buf_fmt(&out, "%.*s: no error\n", P(c.file.n ? c.file : S("no configuration file")));
	return terminal_print(a, o, &out, EXIT_CLEAN);
}
