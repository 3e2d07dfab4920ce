/* `loclint rule`: lists the rules, or explains those that a selector names. */
#include "base/json.h"
#include "cmd/command.h"

static void
list_text(struct buf *out, const bool chosen[RULE_COUNT])
{
	for (int r = 0; r < RULE_COUNT; r++)
		if (chosen[r])
			buf_fmt(out, "%.*s  %-22.*s %-8.*s %-10.*s %.*s\n", P(rules[r].code),
				P(rules[r].name), P(severity_name(rules[r].severity)),
				P(category_name(rules[r].category)), P(rules[r].summary));
}

static void
explain_text(struct buf *out, const struct rule_info *r)
{
	buf_fmt(out, "%.*s (%.*s, %.*s, %.*s): %.*s\n\n", P(r->name), P(r->code),
		P(category_name(r->category)), P(severity_name(r->severity)), P(r->summary));
	buf_str(out, rule_explanation(r->name));
}

static void
list_json(struct buf *out, const bool chosen[RULE_COUNT])
{
	static const char *const fixes[] = {
		[FIX_NONE] = "none", [FIX_SAFE] = "safe", [FIX_UNSAFE] = "unsafe"
	};
	struct json_out j = { .out = out };

	json_open(&j, '[');
	for (int r = 0; r < RULE_COUNT; r++) {
		if (!chosen[r])
			continue;
		json_open(&j, '{');
		json_key(&j, "name");
		json_str(&j, rules[r].name);
		json_key(&j, "code");
		json_str(&j, rules[r].code);
		json_key(&j, "category");
		json_str(&j, category_name(rules[r].category));
		json_key(&j, "severity");
		json_str(&j, severity_name(rules[r].severity));
		json_key(&j, "fix");
		json_str(&j, str_c(fixes[rules[r].fix]));
		json_key(&j, "summary");
		json_str(&j, rules[r].summary);
		json_key(&j, "explanation");
		json_str(&j, rule_explanation(rules[r].name));
		json_close(&j, '}');
	}
	json_close(&j, ']');
	buf_char(out, '\n');
}

/* The rows of the README's table. */
static void
list_markdown(struct buf *out, const bool chosen[RULE_COUNT])
{
	buf_str(out, S("| rule | code | severity | holds when |\n|---|---|---|---|\n"));
	for (int r = 0; r < RULE_COUNT; r++)
		if (chosen[r])
			buf_fmt(out, "| `%.*s` | %.*s | %.*s | %.*s |\n", P(rules[r].name),
				P(rules[r].code), P(severity_name(rules[r].severity)),
				P(rules[r].summary));
}

int
command_rule(struct arena *a, const struct options *o)
{
	bool chosen[RULE_COUNT] = { false };
	struct buf out = { .a = a };
	struct str format = o->output.n ? o->output.v[0] : S("text"), near;
	int n = 0;

	for (ptrdiff_t i = 0; i < o->args.n; i++) {
		bool selected[RULE_COUNT];

		if (!rule_select(o->args.v[i], selected, &near))
			return terminal_fail(a, o,
					     str_fmt(a, "unknown rule `%.*s`", P(o->args.v[i])),
					     near.n ? str_fmt(a, "did you mean `%.*s`?", P(near))
						    : S("`loclint rule` lists them all"));
		for (int r = 0; r < RULE_COUNT; r++)
			chosen[r] |= selected[r];
	}
	if (!o->args.n)
		rule_select(S("all"), chosen, &near);
	for (int r = 0; r < RULE_COUNT; r++)
		n += chosen[r];
	if (str_eq(format, S("json")))
		list_json(&out, chosen);
	else if (str_eq(format, S("markdown")))
		list_markdown(&out, chosen);
	else if (!str_eq(format, S("text")))
		return terminal_fail(a, o, S("`loclint rule` prints text, json or markdown"),
				     S("write --output json"));
	else if (n == 1)
		for (int r = 0; r < RULE_COUNT; r++)
			chosen[r] ? explain_text(&out, &rules[r]) : (void)0;
	else
		list_text(&out, chosen);
	return terminal_print(a, o, &out, EXIT_CLEAN);
}
