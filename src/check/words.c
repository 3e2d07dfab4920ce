/* Recognises identifiers, versions and numbers in English prose.
 *
 * Definitions and their guards come from a census of 8,000 translated pages: an identifier has an
 * inner capital, an underscore between letters, a file's extension, or is a code of capitals and
 * digits; a number with a point is a version when a version word or a name stands before it. */
#include "check/words.h"

enum { LOW = 1, CAP = 2, DIGIT = 4, UNDER = 8, DOT = 16, INNER = 32, ESCAPE = 64 };

static const unsigned char classes[256] = {
	['a'] = LOW,   ['b'] = LOW,   ['c'] = LOW,   ['d'] = LOW,   ['e'] = LOW,   ['f'] = LOW,
	['g'] = LOW,   ['h'] = LOW,   ['i'] = LOW,   ['j'] = LOW,   ['k'] = LOW,   ['l'] = LOW,
	['m'] = LOW,   ['n'] = LOW,   ['o'] = LOW,   ['p'] = LOW,   ['q'] = LOW,   ['r'] = LOW,
	['s'] = LOW,   ['t'] = LOW,   ['u'] = LOW,   ['v'] = LOW,   ['w'] = LOW,   ['x'] = LOW,
	['y'] = LOW,   ['z'] = LOW,   ['A'] = CAP,   ['B'] = CAP,   ['C'] = CAP,   ['D'] = CAP,
	['E'] = CAP,   ['F'] = CAP,   ['G'] = CAP,   ['H'] = CAP,   ['I'] = CAP,   ['J'] = CAP,
	['K'] = CAP,   ['L'] = CAP,   ['M'] = CAP,   ['N'] = CAP,   ['O'] = CAP,   ['P'] = CAP,
	['Q'] = CAP,   ['R'] = CAP,   ['S'] = CAP,   ['T'] = CAP,   ['U'] = CAP,   ['V'] = CAP,
	['W'] = CAP,   ['X'] = CAP,   ['Y'] = CAP,   ['Z'] = CAP,   ['0'] = DIGIT, ['1'] = DIGIT,
	['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT, ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT,
	['8'] = DIGIT, ['9'] = DIGIT, ['_'] = UNDER,
};

enum {
	NUMBER_DIGITS = 4,
	NUMBER_MAX = 18,
	LIST_BYTES = 16,    /* between two versions of a list */
	SIBLING_BYTES = 48, /* between two versions of one product */
};

static unsigned
class_at(struct str s, ptrdiff_t i)
{
	return i >= 0 && i < s.n ? classes[(unsigned char)s.p[i]] : 0;
}

bool
is_ascii_word(char c)
{
	return classes[(unsigned char)c] != 0;
}

static bool
is_one_of(struct str word, const char *const *list, ptrdiff_t n)
{
	char first =
		(char)(word.n ? word.p[0] | 0x20 : 0); /* of ASCII letters and digits: lower case */

	for (ptrdiff_t i = 0; i < n; i++) {
		if (list[i][0] == first && str_eq_nocase(word, str_c(list[i])))
			return true;
	}
	return false;
}

/* --- identifiers ---------------------------------------------------------------- */

static const char *const extensions[] = {
	"json",   "jsonc",  "exe",     "config", "xml",   "dll",  "yml",  "yaml", "txt",
	"csproj", "vbproj", "vcxproj", "ts",     "js",    "ps1",  "sh",   "py",   "nuspec",
	"nupkg",  "snupkg", "targets", "props",  "sln",   "cmd",  "bat",  "cfg",  "ini",
	"toml",   "lock",   "jar",     "msi",    "log",   "csv",  "cs",   "fs",   "vb",
	"java",   "go",     "rs",      "rb",     "php",   "conf", "zip",  "xaml", "resx",
	"pem",    "cer",    "pfx",     "vsix",   "proto", "md",   "html", "css",  "sql",
};

/* "project.json", "NuGet.Config": a name, a point, a known extension. */
static bool
is_file(struct str word)
{
	ptrdiff_t dot = str_rfind_char(word, '.');

	return dot > 0 &&
	       is_one_of(str_slice(word, dot + 1, word.n), extensions, countof(extensions));
}

bool
word_is_code(struct str word)
{
	ptrdiff_t caps = 0, digits;

	while (class_at(word, caps) == CAP)
		caps++;
	for (digits = 0; class_at(word, caps + digits) == DIGIT; digits++) {
	}
	return caps >= 2 && digits >= 3 && caps + digits == word.n;
}

/* An underscore with a letter or digit on both sides. */
static bool
is_snake(struct str word)
{
	for (ptrdiff_t i = 1; i + 1 < word.n; i++) {
		if (word.p[i] == '_' && class_at(word, i - 1) != UNDER &&
		    class_at(word, i + 1) != UNDER)
			return true;
	}
	return false;
}

/* A small letter followed by a capital.  One at the very start is left out when the rest is
 * capitals
 * ("iOS"); so is a plural's s ("VMs"). */
static bool
is_camel(struct str word)
{
	/* McCarthy has another spelling in other scripts */
	for (ptrdiff_t i = str_starts(word, S("Mc")) ? 3 : 1; i < word.n; i++) {
		if (class_at(word, i) == CAP && class_at(word, i - 1) == LOW)
			return true;
	}
	return false;
}

/* "userA and userB", "GroupC": things of an example, which other languages write apart. */
static bool
is_lettered(struct str word)
{
	char last = word.p[word.n - 1];

	if (last < 'A' || last > 'H')
		return false;
	for (ptrdiff_t i = 1; i < word.n - 1; i++) {
		if (class_at(word, i) != LOW)
			return false;
	}
	return true;
}

static bool
is_identifier(struct str word, unsigned seen)
{
	/* the plural of "TxM" is no longer than that */
	struct str one = class_at(word, word.n - 1) == LOW && word.p[word.n - 1] == 's'
				 ? str_slice(word, 0, word.n - 1)
				 : word;

	if (word.n < 4 || (one.n < 4 && class_at(one, one.n - 1) == CAP))
		return false;
	if ((seen & INNER) && is_camel(word))
		return !word_is_compound(word) && !word_is_compound(one) && !is_lettered(word);
	if ((seen & UNDER) && is_snake(word))
		return true;
	if ((seen & DOT) && is_file(word))
		return true;
	return (seen & (CAP | DIGIT)) == (CAP | DIGIT) && word_is_code(word);
}

/* --- versions ---------------------------------------------------------------------- */

static const char *const version_words[] = { "version",  "versions", "v",       "release",
					     "releases", "vs",       "build",   "preview",
					     "beta",     "rc",       "edition", "update" };
static const char *const after_words[] = { "release", "releases", "version", "versions", "or",
					   "rc",      "beta",     "preview", "rtm",      "sp1",
					   "sdk",     "runtime",  "x" };
static const char *const joins[] = { "and", "or", "to", "through", "until", "via", "vs" };
/* Capitals at the start of a sentence, before a quantity. */
static const char *const sentence_words[] = {
	"the", "a",   "an",  "about", "over",  "only",   "around", "approximately", "up",
	"at",  "add", "use", "than",  "under", "nearly", "almost", "between",       "another",
};
/* Before what is measured. */
static const char *const measures[] = {
	"score",  "rating", "price", "cost",      "ratio",       "factor",    "average",
	"mean",   "median", "value", "threshold", "weight",      "height",    "width",
	"length", "size",   "depth", "speed",     "temperature", "magnitude", "eur",
	"usd",    "gbp",    "chf",   "jpy",       "cny",         "inr",
};
static const char *const units[] = {
	"gb",       "mb",       "kb",     "tb",     "gib",       "mib",       "kib",     "ms",
	"s",        "sec",      "h",      "second", "seconds",   "minute",    "minutes", "hour",
	"hours",    "day",      "days",   "gbps",   "mbps",      "ghz",       "mhz",     "inch",
	"inches",   "cm",       "mm",     "px",     "pt",        "times",     "million", "billion",
	"percent",  "x",        "points", "bytes",  "gigabytes", "megabytes", "weeks",   "months",
	"years",    "km",       "m",      "kg",     "stars",     "degrees",   "liters",  "litres",
	"dollars",  "euros",    "volts",  "watts",  "kwh",       "mah",       "fps",     "mp",
	"ft",       "lb",       "oz",     "miles",  "feet",      "meters",    "metres",  "pixels",
	"trillion", "thousand", "kbps",   "hz",     "khz",       "mi",        "v",       "w",
	"a",        "g",        "l",      "ml",     "mg",
};

/* The ASCII word that ends right before `at`, blanks and emphasis between them left out. */
static struct str
word_before(struct str s, ptrdiff_t at)
{
	ptrdiff_t end = at, from;

	while (end > 0 && at - end < 8 &&
	       (s.p[end - 1] == ' ' || s.p[end - 1] == '*' || s.p[end - 1] == '\n'))
		end--;
	for (from = end; class_at(s, from - 1) & (LOW | CAP | DIGIT); from--) {
	}
	return str_slice(s, from, end);
}

static struct str
word_after(struct str s, ptrdiff_t at)
{
	ptrdiff_t from = at, end;

	while (from < s.n && from - at < 8 && (s.p[from] == ' ' || s.p[from] == '*'))
		from++;
	for (end = from; class_at(s, end) & (LOW | CAP | DIGIT); end++) {
	}
	return str_slice(s, from, end);
}

static bool
is_quantity(struct str s, ptrdiff_t from, ptrdiff_t to)
{
	struct str next = word_after(s, to);

	if (from > 0 && (s.p[from - 1] == '$' || s.p[from - 1] == '#'))
		return true;
	if (to < s.n && (s.p[to] == '%' || (s.p[to] == ' ' && to + 1 < s.n && s.p[to + 1] == '%')))
		return true;
	return is_one_of(next, units, countof(units));
}

/* Only blanks, commas, dashes and words like "and" between the last version and this number. */
static bool
continues_list(struct str s, ptrdiff_t from, ptrdiff_t to)
{
	ptrdiff_t i = from;

	if (to - from > LIST_BYTES)
		return false;
	while (i < to) {
		ptrdiff_t end = i;

		while (end < to && (class_at(s, end) & (LOW | CAP)))
			end++;
		if (end > i && !is_one_of(str_slice(s, i, end), joins, countof(joins)))
			return false;
		if (end == i && (class_at(s, i) == DIGIT || s.p[i] == '.'))
			return false;
		i = end > i ? end : i + 1;
	}
	return true;
}

/* "16.9 replaces 16.8": the same first number not far behind a version. */
static bool
is_sibling(struct str s, ptrdiff_t last, ptrdiff_t from)
{
	ptrdiff_t begin = last, n;

	while (begin > 0 && (class_at(s, begin - 1) == DIGIT || s.p[begin - 1] == '.'))
		begin--;
	n = str_find_char(str_slice(s, begin, last), '.', 0);
	return from - last <= SIBLING_BYTES &&
	       str_eq(str_slice(s, begin, begin + n + 1), str_slice(s, from, from + n + 1));
}

/* "2.8.*", also with a backslash */
static bool
is_floating(struct str s, ptrdiff_t to)
{
	struct str rest = str_slice(s, to, s.n);

	return str_starts(rest, S(".*")) || str_starts(rest, S(".\\*"));
}

/* Does s[from, to), digits and points, name a version?  `last`: the end of the version before it on
 * the same line of text, 0 for none. */
static bool
is_version(struct str s, ptrdiff_t from, ptrdiff_t to, ptrdiff_t last)
{
	struct str before = word_before(s, from), after = word_after(s, to);
	ptrdiff_t dots = 0;

	if (is_quantity(s, from, to))
		return false;
	if (is_floating(s, to))
		return true;
	if (is_one_of(before, measures, countof(measures)))
		return false;
	for (ptrdiff_t i = from; i < to; i++)
		dots += s.p[i] == '.';
	if (dots > 1 || (class_at(s, from - 1) & (LOW | CAP)) ||
	    is_one_of(before, version_words, countof(version_words)) ||
	    is_one_of(after, after_words, countof(after_words)))
		return true;
	if (before.n > 1 && (class_at(before, 0) == CAP || class_at(before, 1) == CAP) &&
	    !is_one_of(before, sentence_words, countof(sentence_words)))
		return true;
	return last > 0 && (continues_list(s, last, from) || is_sibling(s, last, from));
}

/* --- the scan ---------------------------------------------------------------------- */

static void
add(struct word_sink *out, enum word_kind kind, struct str s, struct span at)
{
	struct word w = out->where;

	w.kind = kind;
	w.at = (struct span){ out->base + at.off, at.len };
	w.text = str_slice(s, at.off, (ptrdiff_t)at.off + at.len);
	*vec_push(out->a, &out->words) = w;
}

/* The text without `drop`, on a. */
static struct str
without(struct arena *a, struct str s, char drop)
{
	char *p = NEW(a, char, s.n);
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (s.p[i] != drop)
			p[n++] = s.p[i];
	}
	return (struct str){ p, n };
}

/* "20,000": behind the groups of three digits that follow the first digits. */
static ptrdiff_t
number_end(struct str s, ptrdiff_t i)
{
	while (i + 3 < s.n && s.p[i] == ',' && class_at(s, i + 1) == DIGIT &&
	       class_at(s, i + 2) == DIGIT && class_at(s, i + 3) == DIGIT &&
	       class_at(s, i + 4) != DIGIT)
		i += 4;
	return i;
}

/* A run of digits and the groups behind it. */
static ptrdiff_t
take_number(struct word_sink *out, struct str s, ptrdiff_t from, ptrdiff_t to)
{
	ptrdiff_t end = number_end(s, to);
	struct str digits = str_slice(s, from, end);

	if (class_at(s, from - 2) == DIGIT && (s.p[from - 1] == '.' || s.p[from - 1] == ','))
		return end;
	if (end > to)
		digits = without(out->a, digits, ',');
	if (digits.n < NUMBER_DIGITS || digits.p[0] == '0' || digits.n > NUMBER_MAX ||
	    class_at(s, end) || (from > 0 && s.p[from - 1] == '#'))
		return end;
	add(out, WORD_NUMBER, s, (struct span){ (uint32_t)from, (uint32_t)(end - from) });
	out->words.v[out->words.n - 1].text = digits;
	return end;
}

/* The first digits with a point in a run ("v4.9", "netstandard2.0", "4.9.x"); len 0: none. */
static struct span
points_in(struct str s, ptrdiff_t from, ptrdiff_t to)
{
	for (ptrdiff_t i = from; i < to; i++) {
		ptrdiff_t end = i, dots = 0;

		if (class_at(s, i) != DIGIT)
			continue;
		while (end < to && (class_at(s, end) == DIGIT ||
				    (s.p[end] == '.' && class_at(s, end + 1) == DIGIT)))
			dots += s.p[end++] == '.';
		if (dots > 0 && !(class_at(s, end) & (LOW | CAP)))
			return (struct span){ (uint32_t)i, (uint32_t)(end - i) };
		i = end;
	}
	return (struct span){ 0, 0 };
}

/* Letters beyond ASCII make it a word of some language. */
static bool
touches_letter(struct str s, ptrdiff_t from, ptrdiff_t to)
{
	unsigned char before = from > 1 ? (unsigned char)s.p[from - 2] : 0;
	unsigned char after = to < s.n ? (unsigned char)s.p[to] : 0;

	return (before >= 0xc3 && before <= 0xdf) || (after >= 0xc3 && after <= 0xdf);
}

static ptrdiff_t
take_run(struct word_sink *out, struct str s, struct span run, unsigned seen, ptrdiff_t *last)
{
	ptrdiff_t from = run.off, to = from + run.len;
	struct span points = { 0 };
	struct str word;

	while (from < to && s.p[from] == '_')
		from++;
	while (to > from && s.p[to - 1] == '_')
		to--;
	if ((seen & DIGIT) && (seen & DOT)) {
		points = points_in(s, from, to);
		if (points.len > 0 && is_version(s, points.off, points.off + points.len, *last)) {
			add(out, WORD_VERSION, s, points);
			*last = points.off + points.len;
		}
	}
	if (!(seen & (LOW | CAP)))
		return seen & DOT ? to : take_number(out, s, from, to);
	word = str_slice(s, from, to);
	if (seen & ESCAPE)
		word = without(out->a, word, '\\');
	if (!is_identifier(word, seen) || touches_letter(s, from, to))
		return to;
	add(out, WORD_IDENTIFIER, s, (struct span){ (uint32_t)from, (uint32_t)(to - from) });
	out->words.v[out->words.n - 1].text = word;
	return to;
}

/* The end of the run of letters, digits and inner points at `i`; *seen collects their classes. */
static ptrdiff_t
run_end(struct str s, ptrdiff_t i, ptrdiff_t end, unsigned *seen)
{
	unsigned before = 0, mask = 0;

	for (; i < end; i++) {
		unsigned c = classes[(unsigned char)s.p[i]];

		if (!c) {
			bool inner = before && i + 1 < end && classes[(unsigned char)s.p[i + 1]];

			if (s.p[i] == '.' && inner && before != UNDER)
				mask |= DOT;
			else if (s.p[i] == '\\' && inner && s.p[i + 1] == '_')
				mask |= ESCAPE;
			else
				break;
			continue;
		}
		mask |= c == CAP && before == LOW ? c | INNER : c;
		before = c;
	}
	*seen = mask;
	return i;
}

/* The end of a word of small letters, the first may be a capital, that nothing continues; `from`
 * when it is none.  That is what prose is made of. */
static ptrdiff_t
plain_end(struct str s, ptrdiff_t from, ptrdiff_t end)
{
	ptrdiff_t i = from + (classes[(unsigned char)s.p[from]] == CAP);

	while (i < end && classes[(unsigned char)s.p[i]] == LOW)
		i++;
	if (i < end && (classes[(unsigned char)s.p[i]] || s.p[i] == '.' || s.p[i] == '\\'))
		return from;
	return i;
}

void
words_scan(struct word_sink *out, struct str text, struct span stretch)
{
	ptrdiff_t i = stretch.off, end = i + stretch.len, last = 0;

	while (i < end) {
		ptrdiff_t from = i;
		unsigned seen;

		if (!classes[(unsigned char)text.p[i]]) {
			i++;
			continue;
		}
		i = plain_end(text, from, end);
		if (i > from)
			continue;
		i = run_end(text, from, end, &seen);
		if ((seen & (INNER | UNDER | DOT)) || (seen & DIGIT)) {
			struct span run = { (uint32_t)from, (uint32_t)(i - from) };
			ptrdiff_t next = take_run(out, text, run, seen, &last);

			i = next > i ? next : i;
		}
	}
}
