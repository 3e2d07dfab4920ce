/* Two ways to write one value, as YAML 1.1 has them: null (https://yaml.org/type/null.html),
 * booleans (https://yaml.org/type/bool.html) and timestamps
 * (https://yaml.org/type/timestamp.html).  Pipelines read front matter and write it anew: `yes`
 * becomes `true`, a time with its zone becomes the same time in UTC. */
#include "site/value.h"

enum {
	DATE_LEN = 10,  /* 2026-05-21 */
	CLOCK_LEN = 19, /* 2026-05-21T09:30:00 */
	MINUTE = 60,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR
};

/* `[x]` as x, when it is a list of one. */
static struct str
without_brackets(struct str s)
{
	if (s.n < 2 || s.p[0] != '[' || s.p[s.n - 1] != ']' || str_find_char(s, ',', 0) >= 0)
		return s;
	return str_trim(str_slice(s, 1, s.n - 1));
}

/* --- times ------------------------------------------------------------------------------- */

/* A point in time; `rest`: what stands behind the full second, without zeros at its end. */
struct instant {
	int64_t seconds;
	struct str fraction;
};

/* Does s look like `pattern`, in which 0 stands for a digit? */
static bool
looks_like(struct str s, const char *pattern)
{
	ptrdiff_t i = 0;

	for (; pattern[i]; i++) {
		if (i >= s.n)
			return false;
		if (pattern[i] == '0' ? !is_digit(s.p[i]) : s.p[i] != pattern[i])
			return false;
	}
	return i == s.n;
}

static int
two_digits(struct str s, ptrdiff_t at)
{
	return (s.p[at] - '0') * 10 + (s.p[at + 1] - '0');
}

/* Days from 1970-01-01 to that day of the Gregorian calendar (Fliegel and Van Flandern, Comm. ACM
 * 11, 1968). */
static int64_t
days(int64_t year, int64_t month, int64_t day)
{
	int64_t a = (14 - month) / 12, y = year + 4800 - a, m = month + 12 * a - 3;

	return day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32045 - 2440588;
}

/* Seconds that the zone is ahead of UTC: "", "Z", "+02", "-04:00", "+0530"; false: it is none. */
static bool
read_zone(struct str s, int64_t *ahead)
{
	s = str_trim(s);
	*ahead = 0;
	if (!s.n || str_eq_nocase(s, S("z")))
		return true;
	if (s.p[0] != '+' && s.p[0] != '-')
		return false;
	if (looks_like(str_slice(s, 1, s.n), "00"))
		*ahead = (int64_t)two_digits(s, 1) * HOUR;
	else if (looks_like(str_slice(s, 1, s.n), "00:00"))
		*ahead = (int64_t)two_digits(s, 1) * HOUR + (int64_t)two_digits(s, 4) * MINUTE;
	else if (looks_like(str_slice(s, 1, s.n), "0000"))
		*ahead = (int64_t)two_digits(s, 1) * HOUR + (int64_t)two_digits(s, 3) * MINUTE;
	else
		return false;
	*ahead = s.p[0] == '-' ? -*ahead : *ahead;
	return true;
}

/* A date alone is midnight UTC. */
static bool
read_instant(struct str s, struct instant *out)
{
	ptrdiff_t end = CLOCK_LEN, from;
	int64_t ahead;

	*out = (struct instant){ 0, S("") };
	if (!looks_like(str_slice(s, 0, DATE_LEN), "0000-00-00"))
		return false;
	out->seconds = days(two_digits(s, 0) * 100 + two_digits(s, 2), two_digits(s, 5),
			    two_digits(s, 8)) *
		       DAY;
	if (s.n == DATE_LEN)
		return true;
	if ((s.p[DATE_LEN] != 'T' && s.p[DATE_LEN] != 't' && s.p[DATE_LEN] != ' ') ||
	    !looks_like(str_slice(s, DATE_LEN + 1, CLOCK_LEN), "00:00:00"))
		return false;
	from = end + (end < s.n && s.p[end] == '.');
	for (end = from; from > CLOCK_LEN && end < s.n && is_digit(s.p[end]);)
		end++;
	out->fraction = str_slice(s, from, end);
	while (str_ends(out->fraction, S("0")))
		out->fraction.n--;
	if (!read_zone(str_slice(s, end, s.n), &ahead))
		return false;
	out->seconds += (int64_t)two_digits(s, DATE_LEN + 1) * HOUR +
			(int64_t)two_digits(s, DATE_LEN + 4) * MINUTE +
			two_digits(s, DATE_LEN + 7) - ahead;
	return true;
}

static bool
same_instant(struct str a, struct str b)
{
	struct instant ta, tb;

	return read_instant(a, &ta) && read_instant(b, &tb) && ta.seconds == tb.seconds &&
	       str_eq(ta.fraction, tb.fraction);
}

/* --- words ------------------------------------------------------------------------------- */

/* Is s one of the words, as YAML may write them: `yes`, `Yes`, `YES`? */
static bool
is_word(struct str s, const char *const *words, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++) {
		struct str word = str_c(words[i]), tail = str_slice(s, 1, s.n);
		bool lower = true, upper = true;

		if (!str_eq_nocase(s, word))
			continue;
		for (ptrdiff_t k = 0; k < tail.n; k++) {
			lower &= tail.p[k] >= 'a';
			upper &= tail.p[k] < 'a';
		}
		return lower || (upper && s.p[0] < 'a');
	}
	return false;
}

/* `yes` and `on` as `true`, null as nothing. */
static struct str
plain_value(struct str s)
{
	static const char *const yes[] = { "true", "yes", "on" },
				 *const no[] = { "false", "no", "off" },
				 *const null[] = { "null", "~" };

	s = str_trim(without_brackets(str_trim(s)));
	if (is_word(s, yes, countof(yes)))
		return S("true");
	if (is_word(s, no, countof(no)))
		return S("false");
	return is_word(s, null, countof(null)) ? S("") : s;
}

bool
key_values_equal(struct str a, struct str b)
{
	if (str_eq(a, b))
		return true;
	a = plain_value(a);
	b = plain_value(b);
	return str_eq(a, b) || same_instant(a, b);
}
