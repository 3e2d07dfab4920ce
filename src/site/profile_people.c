/* The section `people` of a profile: which pages people have translated, and how grave at most a
 * finding of each rule is on them.
 *
 *   key              a key of the front matter that tells how the page was translated
 *   human, machine   its values, without case; what it does not tell, `human` of the profile does
 *   error, warning, info   rules, categories or codes: the most a finding is on a page of people
 *   surplus          the same for whatever a translation has more than English
 *
 * Later lists overrule inherited ones. */
#include "site/profile_read.h"

#define AT(member) offsetof(struct profile_draft, p.people.member)

static bool
read_most(struct schema *s, const struct yaml *y, struct profile_draft *d, enum severity most)
{
	if (!schema_is_list(s, y))
		return false;
	for (const struct yaml *e = y->first; e; e = e->next) {
		bool chosen[RULE_COUNT];
		struct str name, near;

		if (!schema_str(s, e, &name))
			return false;
		if (!rule_select(name, chosen, &near))
			return schema_fail(s, e->at,
					   near.n ? str_fmt(s->a, "did you mean `%.*s`?", P(near))
						  : S(""),
					   "`%.*s` names no rule", P(name));
		for (int r = 0; r < RULE_COUNT; r++)
			if (chosen[r])
				d->p.people.most[r] = most;
	}
	return true;
}

static bool
read_error(struct schema *s, const struct yaml *y, void *target)
{
	return read_most(s, y, target, SEV_OFF);
}

static bool
read_warning(struct schema *s, const struct yaml *y, void *target)
{
	return read_most(s, y, target, SEV_WARNING);
}

static bool
read_info(struct schema *s, const struct yaml *y, void *target)
{
	return read_most(s, y, target, SEV_INFO);
}

static const char *const surplus_words[] = { [SEV_OFF] = "off",
					     [SEV_INFO] = "info",
					     [SEV_WARNING] = "warning",
					     [SEV_ERROR] = "error",
					     NULL };

const struct schema_row profile_people_rows[] = {
	{ .key = "key", .kind = SCHEMA_STR, .at = AT(key) },
	{ .key = "human", .kind = SCHEMA_STRS, .at = AT(human), .count = AT(nhuman) },
	{ .key = "machine", .kind = SCHEMA_STRS, .at = AT(machine), .count = AT(nmachine) },
	{ .key = "error", .kind = SCHEMA_CALL, .read = read_error },
	{ .key = "warning", .kind = SCHEMA_CALL, .read = read_warning },
	{ .key = "info", .kind = SCHEMA_CALL, .read = read_info },
	{ .key = "surplus", .kind = SCHEMA_WORD, .at = AT(surplus), .words = surplus_words },
	{ .key = NULL },
};

bool
profile_human(const struct profile *p, struct str word)
{
	if (str_among_nocase(word, p->people.human, p->people.nhuman))
		return true;
	return p->human && !str_among_nocase(word, p->people.machine, p->people.nmachine);
}

enum severity
profile_most(const struct profile *p, enum rule_id r, bool surplus, enum severity s)
{
	enum severity most = p->people.most[r];

	if (surplus && p->people.surplus != SEV_OFF &&
	    (most == SEV_OFF || p->people.surplus < most))
		most = p->people.surplus;
	return most != SEV_OFF && most < s ? most : s;
}
