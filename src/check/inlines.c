/* Reading inlines: code spans, tags, links and emphasis by the rules of CommonMark 0.30, sections
 * 6.1 to 6.6, with the appendix's algorithm for emphasis.  Only what matters for text that readers
 * see is kept: references and entities are text here. */
#include "check/inlines.h"

#include "base/utf8.h"

enum {
	MAX_TICKS = 32,     /* a longer run of backticks begins no code span */
	MAX_BRACKETS = 256, /* open at the same time */
	MAX_PARENS = 32,    /* nested in a destination, as in cmark */
	MAX_TITLE = 1000    /* bytes */
};

struct bracket {
	ptrdiff_t off, runs; /* where it is; number of runs before it */
};

struct reader {
	struct arena *a;
	struct inlines *in;
	struct str s;
	bool loose;
	ptrdiff_t last_ticks[MAX_TICKS + 1]; /* 1 + offset of the last run of that length */
	ptrdiff_t no_comment;                /* from here on no `-->`; or the end */
	struct bracket brackets[MAX_BRACKETS];
	ptrdiff_t nbrackets;
	ptrdiff_t first_run; /* of the chain of runs that may still pair up, or -1 */
	ptrdiff_t last_run;
};

static ptrdiff_t
same_bytes(struct str s, ptrdiff_t at)
{
	ptrdiff_t n = 1;

	while (at + n < s.n && s.p[at + n] == s.p[at])
		n++;
	return n;
}

static bool
is_ascii_punct(char c)
{
	return (c > ' ' && c < '0') || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') ||
	       (c > 'z' && c < 0x7f);
}

static ptrdiff_t
skip_white(struct str s, ptrdiff_t at)
{
	while (at < s.n && is_white(s.p[at]))
		at++;
	return at;
}

static void
hide(struct reader *r, ptrdiff_t from, ptrdiff_t to)
{
	*vec_push(r->a, &r->in->hidden) = (struct span){ (uint32_t)from, (uint32_t)(to - from) };
}

/* --- code spans and tags -------------------------------------------------------- */

static void
find_last_ticks(struct reader *r)
{
	struct str s = r->s;

	for (ptrdiff_t i = str_find_char(s, '`', 0); i >= 0; i = str_find_char(s, '`', i)) {
		ptrdiff_t n = same_bytes(s, i);

		if (n <= MAX_TICKS)
			r->last_ticks[n] = i + 1;
		i += n;
	}
}

static ptrdiff_t
read_ticks(struct reader *r, ptrdiff_t at)
{
	ptrdiff_t n = same_bytes(r->s, at), i = at + n;

	if (n <= MAX_TICKS && r->last_ticks[n] > i) {
		while ((i = str_find_char(r->s, '`', i)) >= 0) {
			ptrdiff_t m = same_bytes(r->s, i);

			i += m;
			if (m != n)
				continue;
			hide(r, at, i);
			return i;
		}
	}
	*vec_push(r->a, &r->in->ticks) = (struct span){ (uint32_t)at, (uint32_t)n };
	return at + n;
}

/* Tags, comments and autolinks, leniently: up to the next `>`. */
static ptrdiff_t
read_angle(struct reader *r, ptrdiff_t at)
{
	struct str s = r->s, rest = str_slice(s, at, s.n);
	ptrdiff_t end = -1;
	char c = 0;

	if (rest.n > 1)
		c = rest.p[1];

	if (str_starts(rest, S("<!--")) && at < r->no_comment) {
		end = str_find(s, S("-->"), at + 4);
		r->no_comment = end < 0 ? at : r->no_comment;
		end += end < 0 ? 0 : 2;
	} else if (c == '/' || c == '?' || c == '!' || is_letter(c)) {
		for (end = at + 1; end < s.n && s.p[end] != '>' && s.p[end] != '<'; end++) {
		}
		if (end == s.n || s.p[end] == '<')
			end = -1;
	}
	if (end < 0)
		return at + 1;
	hide(r, at, end + 1);
	return end + 1;
}

/* --- emphasis -------------------------------------------------------------------- */

static uint32_t
before(struct str s, ptrdiff_t at)
{
	ptrdiff_t i = at;

	if (at == 0)
		return '\n';
	do {
		i--;
	} while (i > 0 && at - i < 4 && ((unsigned char)s.p[i] & 0xc0) == 0x80);
	return utf8_next(s, &i);
}

static uint32_t
behind(struct str s, ptrdiff_t at)
{
	return at < s.n ? utf8_next(s, &at) : '\n';
}

/* Flanking (section 6.2): whether the run may open or close. */
static void
set_flanks(struct str s, struct run *run)
{
	uint32_t b = before(s, run->off), a = behind(s, run->off + run->n);
	bool left, right;

	run->blank_before = utf8_is_space(b) || b == '\n';
	run->blank_after = utf8_is_space(a) || a == '\n';
	run->punct_before = utf8_is_punct(b);
	run->punct_after = utf8_is_punct(a);
	left = !run->blank_after && (!run->punct_after || run->blank_before || run->punct_before);
	right = !run->blank_before && (!run->punct_before || run->blank_after || run->punct_after);
	run->opens = left && (run->mark == '*' || !right || run->punct_before);
	run->closes = right && (run->mark == '*' || !left || run->punct_after);
}

static ptrdiff_t
read_run(struct reader *r, ptrdiff_t at)
{
	struct run run = { .off = at, .n = same_bytes(r->s, at), .mark = r->s.p[at], .next = -1 };
	ptrdiff_t index = r->in->runs.n;

	run.left = run.n;
	run.prev = r->last_run;
	set_flanks(r->s, &run);
	if (r->loose && run.mark == '*') {
		run.opens = !run.blank_after;
		run.closes = !run.blank_before;
	}
	*vec_push(r->a, &r->in->runs) = run;
	if (r->last_run >= 0)
		r->in->runs.v[r->last_run].next = index;
	else
		r->first_run = index;
	r->last_run = index;
	return at + run.n;
}

static void
unlink_run(struct reader *r, ptrdiff_t i)
{
	struct run *v = r->in->runs.v;

	if (v[i].prev >= 0)
		v[v[i].prev].next = v[i].next;
	else
		r->first_run = v[i].next;
	if (v[i].next >= 0)
		v[v[i].next].prev = v[i].prev;
	else
		r->last_run = v[i].prev;
}

static bool
may_pair(const struct run *open, const struct run *close)
{
	if (!open->opens || open->mark != close->mark)
		return false;
	return (!close->opens && !open->closes) || close->n % 3 == 0 ||
	       (open->n + close->n) % 3 != 0;
}

/* The nearest run before `close` that it ends, not before index `bottom` and not at or before
 * `limit`; -1 when there is none. */
static ptrdiff_t
find_opener(const struct run *v, ptrdiff_t close, ptrdiff_t bottom, ptrdiff_t limit)
{
	ptrdiff_t i = v[close].prev;

	while (i >= bottom && i > limit && !may_pair(&v[i], &v[close]))
		i = v[i].prev;
	return i >= bottom && i > limit ? i : -1;
}

/* Makes emphasis of two runs; what stands between them can pair up no longer. */
static void
use_pair(struct reader *r, ptrdiff_t open, ptrdiff_t close)
{
	struct run *v = r->in->runs.v;
	ptrdiff_t used = v[open].left >= 2 && v[close].left >= 2 ? 2 : 1;

	while (v[close].prev != open)
		unlink_run(r, v[close].prev);
	v[open].left -= used;
	v[close].left -= used;
	v[close].closed += used;
	if (v[open].left == 0)
		unlink_run(r, open);
	if (v[close].left == 0)
		unlink_run(r, close);
}

/* How far back an opener is worth looking for, by what the closing run is. */
struct limits {
	ptrdiff_t v[2][2][3];
};

static ptrdiff_t *
limit_of(struct limits *l, const struct run *close)
{
	return &l->v[close->mark == '_'][close->opens][close->n % 3];
}

/* Pairs the run with those before it as long as it lasts. */
static void
close_run(struct reader *r, ptrdiff_t close, ptrdiff_t bottom, struct limits *limits)
{
	struct run *v = r->in->runs.v;
	ptrdiff_t *limit = limit_of(limits, &v[close]);

	while (v[close].left > 0) {
		ptrdiff_t open = find_opener(v, close, bottom, *limit);

		if (open < 0) {
			*limit = v[close].prev;
			if (!v[close].opens)
				unlink_run(r, close);
			return;
		}
		use_pair(r, open, close);
	}
}

/* Pairs up the runs from index `bottom` on, then takes them off the chain: the appendix's "process
 * emphasis". */
static void
pair_runs(struct reader *r, ptrdiff_t bottom)
{
	struct run *v = r->in->runs.v;
	struct limits limits;
	ptrdiff_t close = -1, i;

	for (int k = 0; k < 12; k++)
		limits.v[k / 6][k / 3 % 2][k % 3] = -1;
	for (i = r->last_run; i >= bottom && i >= 0; i = v[i].prev)
		close = i;
	while (close >= 0) {
		ptrdiff_t next = v[close].next;

		if (v[close].closes)
			close_run(r, close, bottom, &limits);
		close = next;
	}
	while ((i = r->last_run) >= 0 && i >= bottom)
		unlink_run(r, i);
}

/* `\*\*` is two literal marks; any other escape hides one character from the parser. */
static ptrdiff_t
read_escape(struct reader *r, ptrdiff_t at)
{
	struct str s = str_slice(r->s, at, r->s.n);

	if (str_starts(s, S("\\*\\*"))) {
		*vec_push(r->a, &r->in->runs) = (struct run){ .off = at,
							      .n = 4,
							      .left = 2,
							      .mark = '*',
							      .escaped = true,
							      .prev = -1,
							      .next = -1 };
		return at + 4;
	}
	return s.n > 1 && is_ascii_punct(s.p[1]) ? at + 2 : at + 1;
}

/* --- links ---------------------------------------------------------------------------- */

/* Offset behind the destination that starts at s.p[at], -1 when there is none. */
static ptrdiff_t
skip_destination(struct str s, ptrdiff_t at)
{
	int depth = 0;
	ptrdiff_t i = at;

	if (i < s.n && s.p[i] == '<') {
		for (i++; i < s.n && s.p[i] != '>' && s.p[i] != '<' && s.p[i] != '\n'; i++)
			i += s.p[i] == '\\';
		return i < s.n && s.p[i] == '>' ? i + 1 : -1;
	}
	for (; i < s.n && (unsigned char)s.p[i] > ' '; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n && is_ascii_punct(s.p[i + 1])) {
			i++;
		} else if (s.p[i] == '(') {
			if (++depth > MAX_PARENS)
				return -1;
		} else if (s.p[i] == ')' && depth-- == 0) {
			return i;
		}
	}
	return depth == 0 ? i : -1;
}

/* Offset behind a title with its closing blanks, `at` when none begins there, -1 when it has no
 * end. */
static ptrdiff_t
skip_title(struct str s, ptrdiff_t at)
{
	char open = 0, shut = ')';
	ptrdiff_t i;

	if (at < s.n)
		open = s.p[at];
	if (open != '(')
		shut = open;
	if (open != '"' && open != '\'' && open != '(')
		return at;
	for (i = at + 1; i < s.n && i - at < MAX_TITLE && s.p[i] != shut; i++)
		i += s.p[i] == '\\';
	return i < s.n && s.p[i] == shut ? skip_white(s, i + 1) : -1;
}

/* Offset behind the `)` of the target whose `(` is at s.p[at], -1 when it is no target. */
static ptrdiff_t
skip_target(struct str s, ptrdiff_t at)
{
	ptrdiff_t start = skip_white(s, at + 1), i = skip_destination(s, start), next;

	if (i < 0)
		return -1;
	next = skip_white(s, i);
	if (next > i)
		next = skip_title(s, next);
	return next >= 0 && next < s.n && s.p[next] == ')' ? next + 1 : -1;
}

/* What stands behind a `]` that ends no link, if it is meant as a target. */
static void
note_lost(struct reader *r, ptrdiff_t shut, bool opened)
{
	static const char wide_open[] = "\xef\xbc\x88", wide_shut[] = "\xef\xbc\x89";
	struct str s = r->s;
	struct lost_link l = { .shut = shut, .opened = opened };
	ptrdiff_t open = shut + 1, from, end;

	while (open < s.n && (s.p[open] == ' ' || s.p[open] == '\t'))
		open++;
	l.gap = (struct span){ (uint32_t)shut + 1, (uint32_t)(open - shut - 1) };
	l.wide = str_starts(str_slice(s, open, s.n), str_c(wide_open));
	if (!l.wide && (open >= s.n || s.p[open] != '('))
		return;
	from = open + (l.wide ? 3 : 1);
	/* Up to the next `]` at most, so that no byte is looked at twice. */
	for (end = from; end < s.n && s.p[end] != '\n' && s.p[end] != ')' && s.p[end] != ']';
	     end++) {
		if (str_starts(str_slice(s, end, s.n), str_c(wide_shut)))
			break;
	}
	if (end >= s.n || s.p[end] == '\n' || s.p[end] == ']')
		return;
	l.target = (struct span){ (uint32_t)from, (uint32_t)(end - from) };
	*vec_push(r->a, &r->in->lost) = l;
}

static ptrdiff_t
read_shut(struct reader *r, ptrdiff_t at)
{
	struct bracket open;
	ptrdiff_t end = -1;

	if (r->nbrackets == 0) {
		note_lost(r, at, false);
		return at + 1;
	}
	open = r->brackets[--r->nbrackets];
	if (at + 1 < r->s.n && r->s.p[at + 1] == '[') { /* `[text][reference]` */
		*vec_push(r->a, &r->in->links) =
			(struct span){ (uint32_t)open.off, (uint32_t)(at + 1 - open.off) };
		return at + 1;
	}
	if (at + 1 < r->s.n && r->s.p[at + 1] == '(')
		end = skip_target(r->s, at + 1);
	if (end < 0) {
		note_lost(r, at, true);
		return at + 1;
	}
	pair_runs(r, open.runs);
	*vec_push(r->a, &r->in->links) =
		(struct span){ (uint32_t)open.off, (uint32_t)(end - open.off) };
	hide(r, at, end);
	return end;
}

void
inlines_read(struct arena *a, struct str text, bool loose, struct inlines *in)
{
	struct reader r = {
		.a = a, .in = in, .s = text, .loose = loose, .first_run = -1, .last_run = -1
	};
	ptrdiff_t i = 0;

	*in = (struct inlines){ .text = text };
	r.no_comment = text.n;
	find_last_ticks(&r);
	while (i < text.n) {
		switch (text.p[i]) {
		case '\\':
			i = read_escape(&r, i);
			break;
		case '`':
			i = read_ticks(&r, i);
			break;
		case '<':
			i = read_angle(&r, i);
			break;
		case '*':
		case '_':
			i = read_run(&r, i);
			break;
		case '[':
			if (r.nbrackets < MAX_BRACKETS)
				r.brackets[r.nbrackets++] = (struct bracket){ i, in->runs.n };
			i++;
			break;
		case ']':
			i = read_shut(&r, i);
			break;
		default:
			i++;
		}
	}
	pair_runs(&r, 0);
}
