/* The tables of rules and messages, and the words that choose rules. */
#include "unit.h"

#include <string.h>

#include "diag/diag.h"

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_word_char(char c)
{
	return is_lower(c) || c == '_' || (c >= '0' && c <= '9');
}

static void
fail_for(struct str text, const char *why)
{
	fail_msg("%.*s: %s", P(text), why);
}

/* `{name}` or `{name:one|many}`, without its braces; returns the bytes it may stand for by itself.
 */
static ptrdiff_t
check_placeholder(struct str whole, struct str inside)
{
	struct str name, one, many = inside;
	bool choice = str_find_char(inside, ':', 0) >= 0;

	str_cut(&many, ':', &name);
	if (name.n == 0)
		fail_for(whole, "a placeholder needs a name");
	for (ptrdiff_t i = 0; i < name.n; i++) {
		if (!is_word_char(name.p[i]))
			fail_for(whole, "a placeholder's name is made of a-z, 0-9 and _");
	}
	if (!choice)
		return 0;
	if (str_find_char(many, '|', 0) < 0 || str_find_char(many, ':', 0) >= 0)
		fail_for(whole, "a choice is written {n:one|many}");
	str_cut(&many, '|', &one);
	return one.n > many.n ? one.n : many.n;
}

static void
check_wording(struct str text)
{
	ptrdiff_t own = 0, ticks = 0;
	struct str rest = text, part;

	if (text.n == 0)
		return;
	if (!is_lower(text.p[0]) && text.p[0] != '{' && text.p[0] != '`')
		fail_for(text, "starts with a capital letter or a sign");
	if (str_ends(text, S(".")) || str_ends(text, S(" ")) || str_ends(text, S("!")))
		fail_for(text, "ends with a full stop, a blank or a shout");
	while (str_cut(&rest, '{', &part)) {
		own += part.n;
		if (str_find_char(part, '}', 0) >= 0)
			fail_for(text, "a brace is closed that was not opened");
		if (part.p + part.n == text.p + text.n)
			break;
		if (str_find_char(rest, '}', 0) < 0)
			fail_for(text, "a brace is not closed");
		str_cut(&rest, '}', &part);
		own += check_placeholder(text, part);
	}
	for (ptrdiff_t i = 0; i < text.n; i++)
		ticks += text.p[i] == '`';
	if (ticks % 2 != 0)
		fail_for(text, "a backtick is not closed");
	if (own >= 100)
		fail_for(text, "longer than 100 bytes without its arguments");
}

static void
every_message_keeps_the_wording_rules(void **state)
{
	(void)state;
	for (int m = 0; m < MSG_COUNT; m++) {
		assert_true(messages[m].text.n > 0);
		check_wording(messages[m].text);
		check_wording(messages[m].label);
		check_wording(messages[m].source_label);
		check_wording(messages[m].help);
	}
}

static void
every_rule_has_something_to_say(void **state)
{
	bool said[RULE_COUNT] = { false };

	(void)state;
	for (int m = 0; m < MSG_COUNT; m++)
		said[messages[m].rule] = true;
	for (int r = 0; r < RULE_COUNT; r++) {
		if (!said[r])
			fail_for(rules[r].name, "no message of this rule");
	}
}

static bool
is_kebab_case(struct str name)
{
	for (ptrdiff_t i = 0; i < name.n; i++) {
		bool dash = name.p[i] == '-' && i > 0 && i + 1 < name.n && name.p[i - 1] != '-';

		if (!is_lower(name.p[i]) && !dash)
			return false;
	}
	return name.n > 0;
}

static void
rule_names_are_unique_and_in_kebab_case(void **state)
{
	(void)state;
	for (int r = 0; r < RULE_COUNT; r++) {
		if (!is_kebab_case(rules[r].name))
			fail_for(rules[r].name, "not in kebab-case");
		for (int other = 0; other < r; other++)
			assert_false(str_eq(rules[r].name, rules[other].name));
		for (int c = 0; c < CATEGORY_COUNT; c++)
			assert_false(str_eq(rules[r].name, category_name((enum category)c)));
		check_wording(rules[r].summary);
	}
}

static void
codes_are_unique_and_begin_with_their_category(void **state)
{
	static const char *const prefixes[CATEGORY_COUNT] = { "M1", "F2", "S3", "L4",
							      "T5", "P6", "X9" };

	(void)state;
	for (int r = 0; r < RULE_COUNT; r++) {
		assert_int_equal(rules[r].code.n, 4);
		if (!str_starts(rules[r].code, str_c(prefixes[rules[r].category])))
			fail_for(rules[r].code, "not the prefix of its category");
		for (int other = 0; other < r; other++)
			assert_false(str_eq(rules[r].code, rules[other].code));
	}
}

static int
selected(const char *selector)
{
	bool chosen[RULE_COUNT];
	struct str nearest;
	int n = 0;

	assert_true(rule_select(str_c(selector), chosen, &nearest));
	for (int r = 0; r < RULE_COUNT; r++)
		n += chosen[r];
	return n;
}

static void
a_selector_is_a_name_a_code_a_prefix_a_category_or_all(void **state)
{
	bool chosen[RULE_COUNT];
	struct str nearest;

	(void)state;
	assert_int_equal(selected("all"), RULE_COUNT);
	assert_int_equal(selected("list-item-count"), 1);
	assert_int_equal(selected("S304"), 1);
	assert_int_equal(selected("s304"), 1);
	assert_int_equal(selected("S3"), selected("structure"));
	assert_int_equal(selected("M"), selected("metadata"));
	assert_true(rule_select(S("L403"), chosen, &nearest));
	assert_true(chosen[RULE_LINK_OUTDATED]);
	assert_false(chosen[RULE_LINK_CHANGED]);
	assert_int_equal(nearest.n, 0);
}

static void
check_suggestion(const char *selector, const char *expected)
{
	bool chosen[RULE_COUNT];
	struct str nearest = S("left over");

	memset(chosen, 1, sizeof chosen);
	assert_false(rule_select(str_c(selector), chosen, &nearest));
	assert_true(str_eq(nearest, str_c(expected)));
	for (int r = 0; r < RULE_COUNT; r++)
		assert_false(chosen[r]);
}

static void
an_unknown_selector_gets_a_suggestion(void **state)
{
	(void)state;
	check_suggestion("list-items-count", "list-item-count");
	check_suggestion("structur", "structure");
	check_suggestion("al", "all");
	check_suggestion("nothing-of-the-kind", "");
	check_suggestion("S39", "");
	check_suggestion("S3041", "");
	check_suggestion("", "");
}

static void
severities_have_names_that_can_be_read_back(void **state)
{
	enum severity s = SEV_OFF;

	(void)state;
	for (int i = SEV_OFF; i <= SEV_ERROR; i++) {
		assert_true(severity_parse(severity_name((enum severity)i), &s));
		assert_int_equal(s, i);
	}
	assert_false(severity_parse(S("Error"), &s));
	assert_false(severity_parse(S(""), &s));
}

static void
only_staleness_is_stale(void **state)
{
	(void)state;
	assert_true(rule_is_stale(RULE_STALE_HASH));
	assert_false(rule_is_stale(RULE_COMMIT_MISMATCH));
	assert_false(rule_is_stale(RULE_LINK_OUTDATED));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_message_keeps_the_wording_rules),
		cmocka_unit_test(every_rule_has_something_to_say),
		cmocka_unit_test(rule_names_are_unique_and_in_kebab_case),
		cmocka_unit_test(codes_are_unique_and_begin_with_their_category),
		cmocka_unit_test(a_selector_is_a_name_a_code_a_prefix_a_category_or_all),
		cmocka_unit_test(an_unknown_selector_gets_a_suggestion),
		cmocka_unit_test(severities_have_names_that_can_be_read_back),
		cmocka_unit_test(only_staleness_is_stale),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
