/* The tables of rules and messages, made from rules.def and messages.def, and the words users
 * choose rules by. */
#include "diag/diag.h"

/* S() is a compound literal, which is no constant initialiser in C11. */
#define TEXT(literal) \
 { \
  "" literal, (ptrdiff_t)sizeof(literal) - 1 \
 }

const struct rule_info rules[RULE_COUNT] = {
#define RULE(e, name, code, category, severity, fix, summary) \
 [RULE_##e] = { TEXT(name), TEXT(code), TEXT(summary), CATEGORY_##category, SEV_##severity, fix },
#include "diag/rules.def"
#undef RULE
};

const struct message_info messages[MSG_COUNT] = {
#define MESSAGE(e, rule, text, label, source_label, help) \
 [MSG_##e] = { rule, TEXT(text), TEXT(label), TEXT(source_label), TEXT(help) },
#include "diag/messages.def"
#undef MESSAGE
};

static const struct str severity_names[] = {
	[SEV_OFF] = TEXT("off"),
	[SEV_INFO] = TEXT("info"),
	[SEV_WARNING] = TEXT("warning"),
	[SEV_ERROR] = TEXT("error"),
};

static const struct str cause_names[] = {
	[CAUSE_DEFECT] = TEXT("defect"),
	[CAUSE_DRIFT] = TEXT("drift"),
	[CAUSE_UNKNOWN] = TEXT("unknown"),
};

static const struct str category_names[CATEGORY_COUNT] = {
	[CATEGORY_METADATA] = TEXT("metadata"),
	[CATEGORY_FRESHNESS] = TEXT("freshness"),
	[CATEGORY_STRUCTURE] = TEXT("structure"),
	[CATEGORY_LINKS] = TEXT("links"),
	[CATEGORY_TEXT] = TEXT("text"),
	[CATEGORY_PAIRING] = TEXT("pairing"),
	[CATEGORY_SUPPRESSION] = TEXT("suppression"),
};

struct str
severity_name(enum severity s)
{
	return severity_names[s];
}

struct str
cause_name(enum cause c)
{
	return cause_names[c];
}

struct str
category_name(enum category c)
{
	return category_names[c];
}

bool
severity_parse(struct str word, enum severity *s)
{
	for (int i = SEV_OFF; i <= SEV_ERROR; i++) {
		if (str_eq(word, severity_names[i])) {
			*s = (enum severity)i;
			return true;
		}
	}
	return false;
}

bool
rule_is_stale(enum rule_id r)
{
	return rules[r].category == CATEGORY_FRESHNESS && str_starts(rules[r].name, S("stale-"));
}

static bool
selects(struct str selector, enum rule_id r)
{
	const struct rule_info *rule = &rules[r];
	struct str prefix = str_slice(rule->code, 0, selector.n);

	return str_eq_nocase(selector, S("all")) || str_eq_nocase(selector, rule->name) ||
	       str_eq_nocase(selector, category_names[rule->category]) ||
	       (selector.n > 0 && str_eq_nocase(selector, prefix));
}

/* Codes are no candidates: one digit more or less names another rule, not the one that was meant.
 */
static struct str
nearest_selector(struct str selector)
{
	struct str words[1 + CATEGORY_COUNT + RULE_COUNT];
	bool used[CATEGORY_COUNT] = { false };
	ptrdiff_t n = 0;

	words[n++] = S("all");
	for (int r = 0; r < RULE_COUNT; r++) {
		words[n++] = rules[r].name;
		if (!used[rules[r].category])
			words[n++] = category_names[rules[r].category];
		used[rules[r].category] = true;
	}
	return str_nearest(selector, words, n);
}

bool
rule_select(struct str selector, bool chosen[RULE_COUNT], struct str *nearest)
{
	bool any = false;

	for (int r = 0; r < RULE_COUNT; r++) {
		chosen[r] = selects(selector, (enum rule_id)r);
		any |= chosen[r];
	}
	*nearest = S("");
	if (!any)
		*nearest = nearest_selector(selector);
	return any;
}
