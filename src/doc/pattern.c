/* The only file that knows PCRE2.
 *
 * Many sources become one pattern, `SRC0(*MARK:0)|SRC1(*MARK:1)...`, so that a text is scanned
 * once; the mark tells which one matched, and its groups are then read by matching that source
 * alone at the same place, which keeps its own numbers and names.  Alternatives that begin with the
 * same literal text share it (`https://(?:a...|b...)`): a set of 500 addresses costs little more
 * than one.  A source that could notice that it is not alone (references by number, recursion,
 * verbs, \K, \G, a comment or \Q that runs to its end) stays apart.
 *
 * Reference: pcre2pattern(3), pcre2api(3), pcre2jit(3) of PCRE2 10.42. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "doc/combine.h"
#include "doc/pattern.h"

enum {
	MATCH_LIMIT = 200000,     /* backtracking points per starting position */
	HEAP_LIMIT = 4096,        /* KiB */
	JIT_STACK_MIN = 32 << 10, /* bytes */
	JIT_STACK_MAX = 1 << 20,
	SHARE_DEPTH = 24,   /* levels of shared prefixes */
	FIRST_WINDOW = 256, /* bytes looked at before the units are compared */
	MAX_CAPTURES = PATTERN_GROUPS - 1
};

#define COMMON \
 (PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT)

/* One source. */
struct entry {
	struct str text;
	bool caseless, line_start;
	bool apart; /* not part of a combined pattern */
	int captures;
	pcre2_code *code;   /* the source alone, searching */
	pcre2_code *groups; /* anchored, for reading the groups of a combined match; NULL when there
			       is none to read */
};

/* What is matched: a combined pattern, or one source that stays apart. */
struct unit {
	pcre2_code *code;
	ptrdiff_t which; /* -1: the mark tells */
};

struct pattern_set {
	struct entry *v;
	ptrdiff_t n;
	struct unit *units;
	ptrdiff_t nunits, units_cap;
	pcre2_compile_context *context;
};

struct pattern_scratch {
	pcre2_match_context *context;
	pcre2_match_data *data;
	pcre2_jit_stack *stack;
};

/* --- compiling -------------------------------------------------------------- */

static pcre2_code *
compile(const struct pattern_set *set, struct str text, uint32_t options, int *error, size_t *at)
{
	return pcre2_compile((PCRE2_SPTR)(text.n ? text.p : ""), (PCRE2_SIZE)text.n,
			     COMMON | options, error, at, set->context);
}

static pcre2_code *
compile_quietly(const struct pattern_set *set, struct str text, uint32_t options)
{
	int error;
	size_t at;

	return compile(set, text, options, &error, &at);
}

/* Without JIT (not every machine allows it) the same pattern is interpreted: ignored on purpose. */
static void
speed_up(pcre2_code *code)
{
	(void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
}

static void
add_unit(struct arena *a, struct pattern_set *set, pcre2_code *code, ptrdiff_t which)
{
	struct {
		struct unit *v;
		ptrdiff_t n, cap;
	} units = { set->units, set->nunits, set->units_cap };

	speed_up(code);
	*vec_push(a, &units) = (struct unit){ code, which };
	set->units = units.v;
	set->nunits = units.n;
	set->units_cap = units.cap;
}

static bool
compiles_wrapped(struct arena *a, const struct pattern_set *set, struct str text, uint32_t flags)
{
	pcre2_code *code = compile_quietly(set, str_fmt(a, "(?:%.*s)", P(text)), flags);

	pcre2_code_free(code);
	return code != NULL;
}

/* Compiles one source alone: this is where its errors show. */
static bool
entry_compile(struct arena *a, struct pattern_set *set, struct entry *e, int *error, size_t *at)
{
	uint32_t flags = e->caseless ? PCRE2_CASELESS : 0, captures = 0, backref = 0;

	e->code = compile(set, e->text, flags, error, at);
	if (!e->code)
		return false;
	pcre2_pattern_info(e->code, PCRE2_INFO_CAPTURECOUNT, &captures);
	pcre2_pattern_info(e->code, PCRE2_INFO_BACKREFMAX, &backref);
	e->captures = captures > MAX_CAPTURES ? MAX_CAPTURES : (int)captures;
	e->apart = backref > 0 || combine_stays_apart(e->text);
	/* In extended syntax a comment may run to the end and swallow what follows. */
	if (!e->apart && str_find_char(e->text, '#', 0) >= 0)
		e->apart = !compiles_wrapped(a, set, e->text, flags);
	if (!e->line_start)
		return true;
	pcre2_code_free(e->code);
	e->code = compile(set, combine_at_line_start(a, e->text, e->caseless), 0, error, at);
	*at = 0;
	return e->code != NULL;
}

/* Combines the sources `members`, all of which start lines or none; halves the set when PCRE2 finds
 * it too large. */
static void
combine(struct arena *a, struct pattern_set *set, const ptrdiff_t *members, ptrdiff_t n)
{
	struct alternative *v = NEW(a, struct alternative, n);
	pcre2_code *code = NULL;

	for (ptrdiff_t i = 0; i < n; i++) {
		const struct entry *e = &set->v[members[i]];

		v[i] = (struct alternative){ members[i], e->text, e->caseless, true };
	}
	if (n > 1) {
		struct str text = combine_text(a, v, n);

		if (set->v[members[0]].line_start)
			text = combine_at_line_start(a, text, false);
		code = compile_quietly(set, text, PCRE2_DUPNAMES | PCRE2_NO_AUTO_CAPTURE);
	}
	if (code) {
		add_unit(a, set, code, -1);
	} else if (n > 1) {
		combine(a, set, members, n / 2);
		combine(a, set, members + n / 2, n - n / 2);
	} else if (n == 1) {
		set->v[members[0]].apart = true;
	}
}

/* Sources that start lines have a pattern of their own: it skips what comes before them. */
static void
combine_all(struct arena *a, struct pattern_set *set, bool line_start)
{
	ptrdiff_t *members = NEW(a, ptrdiff_t, set->n), n = 0;

	for (ptrdiff_t i = 0; i < set->n; i++) {
		if (!set->v[i].apart && set->v[i].line_start == line_start)
			members[n++] = i;
	}
	combine(a, set, members, n);
}

static void
make_units(struct arena *a, struct pattern_set *set)
{
	combine_all(a, set, false);
	combine_all(a, set, true);
	for (ptrdiff_t i = 0; i < set->n; i++) {
		struct entry *e = &set->v[i];

		if (e->apart)
			add_unit(a, set, e->code, i);
		else if (e->captures > 0)
			e->groups = compile_quietly(
				set, e->text, PCRE2_ANCHORED | (e->caseless ? PCRE2_CASELESS : 0));
		if (e->groups)
			speed_up(e->groups);
	}
}

struct pattern_set *
pattern_compile(struct arena *a, const struct pattern_source *v, ptrdiff_t n, ptrdiff_t *bad,
		struct str *why, ptrdiff_t *at)
{
	struct pattern_set *set = NEW(a, struct pattern_set, 1);

	set->context = pcre2_compile_context_create(NULL);
	if (!set->context)
		return *bad = 0, *why = S("out of memory"), *at = 0, NULL;
	pcre2_set_newline(set->context, PCRE2_NEWLINE_ANYCRLF);
	set->v = NEW(a, struct entry, n);
	for (set->n = 0; set->n < n; set->n++) {
		struct entry *e = &set->v[set->n];
		int error = 0;
		size_t where = 0;
		PCRE2_UCHAR message[256];

		*e = (struct entry){ .text = str_dup(a, v[set->n].text),
				     .caseless = v[set->n].caseless,
				     .line_start = v[set->n].line_start };
		if (entry_compile(a, set, e, &error, &where))
			continue;
		*bad = set->n;
		*at = (ptrdiff_t)where;
		pcre2_get_error_message(error, message, sizeof message);
		*why = str_dup(a, str_c((const char *)message));
		pattern_free(set);
		return NULL;
	}
	make_units(a, set);
	return set;
}

void
pattern_free(struct pattern_set *set)
{
	if (!set)
		return;
	for (ptrdiff_t i = 0; i < set->nunits; i++) {
		if (set->units[i].which < 0)
			pcre2_code_free(set->units[i].code);
	}
	for (ptrdiff_t i = 0; i < set->n; i++) {
		pcre2_code_free(set->v[i].code);
		pcre2_code_free(set->v[i].groups);
	}
	pcre2_compile_context_free(set->context);
	*set = (struct pattern_set){ 0 };
}

/* --- matching --------------------------------------------------------------- */

struct pattern_scratch *
pattern_scratch_new(void)
{
	struct pattern_scratch *s = calloc(1, sizeof *s);

	if (!s)
		return NULL;
	s->context = pcre2_match_context_create(NULL);
	s->data = pcre2_match_data_create(PATTERN_GROUPS, NULL);
	s->stack = pcre2_jit_stack_create(JIT_STACK_MIN, JIT_STACK_MAX, NULL);
	if (!s->context || !s->data) {
		pattern_scratch_free(s);
		return NULL;
	}
	pcre2_set_match_limit(s->context, MATCH_LIMIT);
	pcre2_set_heap_limit(s->context, HEAP_LIMIT);
	pcre2_jit_stack_assign(s->context, NULL, s->stack);
	return s;
}

void
pattern_scratch_free(struct pattern_scratch *s)
{
	if (!s)
		return;
	pcre2_match_context_free(s->context);
	pcre2_match_data_free(s->data);
	pcre2_jit_stack_free(s->stack);
	free(s);
}

/* One call: where to look, and what came of it. */
struct search {
	const struct pattern_set *set;
	struct pattern_scratch *scratch;
	struct str subject;
	ptrdiff_t from, until; /* a match starts in [from, until] */
	bool limited;
};

/* First match of `code`; the result is in the scratch. */
static bool
run(struct search *q, const pcre2_code *code)
{
	int rc;

	pcre2_set_offset_limit(q->scratch->context, (size_t)q->until);
	rc = pcre2_match(code, (PCRE2_SPTR)q->subject.p, (size_t)q->subject.n, (size_t)q->from, 0,
			 q->scratch->data, q->scratch->context);
	if (rc < 0 && rc != PCRE2_ERROR_NOMATCH)
		q->limited = true;
	return rc >= 0;
}

/* Copies the pairs of the last match: the whole when n is 0. */
static void
read_groups(const struct search *q, struct pattern_match *m, int n)
{
	const size_t *pairs = pcre2_get_ovector_pointer(q->scratch->data);

	m->ngroups = n;
	for (int i = 0; i <= n; i++, pairs += 2) {
		size_t start = pairs[0], end = pairs[1];

		m->groups[i] = (struct span){ 0 };
		if (start != PCRE2_UNSET && end >= start)
			m->groups[i] = (struct span){ (uint32_t)start, (uint32_t)(end - start) };
	}
}

static ptrdiff_t
marked(const struct search *q)
{
	PCRE2_SPTR mark = pcre2_get_mark(q->scratch->data);
	int64_t which = -1;

	if (!mark || !str_int(str_c((const char *)mark), &which) || which >= q->set->n)
		return -1;
	return (ptrdiff_t)which;
}

/* Takes the last match over when it beats *m: it starts earlier, or its source comes first. */
static void
consider(const struct search *q, const struct unit *u, struct pattern_match *m)
{
	struct pattern_match x = { .which = u->which };

	if (x.which < 0)
		x.which = marked(q);
	if (x.which < 0)
		return;
	read_groups(q, &x, u->which < 0 ? 0 : q->set->v[x.which].captures);
	x.all = x.groups[0];
	if (m->which < 0 || x.all.off < m->all.off ||
	    (x.all.off == m->all.off && x.which < m->which))
		*m = x;
}

/* A combined pattern ran into a limit: each of its sources gets its own try. */
static void
try_each(struct search *q, struct pattern_match *m)
{
	for (ptrdiff_t i = 0; i < q->set->n; i++) {
		struct unit u = { q->set->v[i].code, i };

		if (run(q, u.code))
			consider(q, &u, m);
	}
}

static void
try_units(struct search *q, struct pattern_match *m)
{
	for (ptrdiff_t i = 0; i < q->set->nunits; i++) {
		const struct unit *u = &q->set->units[i];
		bool limited = q->limited;

		q->limited = false;
		if (run(q, u->code))
			consider(q, u, m);
		if (q->limited && u->which < 0) {
			m->which = -1;
			try_each(q, m);
			return;
		}
		q->limited = q->limited || limited;
	}
}

bool
pattern_next(const struct pattern_set *set, struct pattern_scratch *s, struct str subject,
	     ptrdiff_t from, struct pattern_match *m, bool *limited)
{
	struct search q = { set, s, subject, from, 0, false };
	const struct entry *e;

	m->which = -1;
	if (!set || !s || set->nunits == 0 || from < 0 || from > subject.n)
		return false;
	if (!subject.p)
		q.subject.p = "";
	/* With several units the one that matches far away must not scan there again and again: all
	 * look at the same window, which doubles until one of them finds something. */
	for (ptrdiff_t window = FIRST_WINDOW; m->which < 0 && q.from <= subject.n; window *= 2) {
		while (q.from < subject.n && (q.subject.p[q.from] & 0xc0) == 0x80)
			q.from++;
		q.until = subject.n;
		if (set->nunits > 1 && subject.n - q.from > window)
			q.until = q.from + window;
		try_units(&q, m);
		if (m->which < 0)
			q.from = q.until + 1;
	}
	if (limited)
		*limited = *limited || q.limited;
	if (m->which < 0)
		return false;
	e = &set->v[m->which];
	q.from = q.until = m->all.off;
	if (e->groups && m->ngroups == 0 && run(&q, e->groups))
		read_groups(&q, m, e->captures);
	m->groups[0] = m->all;
	return true;
}

int
pattern_group(const struct pattern_set *set, ptrdiff_t which, struct str name)
{
	PCRE2_SPTR table;
	uint32_t n = 0, size = 0;

	if (!set || which < 0 || which >= set->n)
		return 0;
	pcre2_pattern_info(set->v[which].code, PCRE2_INFO_NAMECOUNT, &n);
	pcre2_pattern_info(set->v[which].code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	if (n == 0 || pcre2_pattern_info(set->v[which].code, PCRE2_INFO_NAMETABLE, &table) != 0)
		return 0;
	for (uint32_t i = 0; i < n; i++, table += size) {
		int group = table[0] << 8 | table[1];

		if (group < PATTERN_GROUPS && str_eq(str_c((const char *)table + 2), name))
			return group;
	}
	return 0;
}

static struct str
group_text(const struct pattern_match *m, struct str subject, int64_t k)
{
	struct span g;

	if (k < 0 || k > m->ngroups)
		return S("");
	g = k == 0 ? m->all : m->groups[k];
	return str_slice(subject, g.off, (ptrdiff_t)g.off + g.len);
}

struct str
pattern_expand(struct arena *a, const struct pattern_set *set, const struct pattern_match *m,
	       struct str subject, struct str replacement)
{
	struct buf out = { .a = a };
	ptrdiff_t at = 0;

	for (ptrdiff_t dollar; (dollar = str_find_char(replacement, '$', at)) >= 0;) {
		struct str rest = str_slice(replacement, dollar + 1, replacement.n);
		char c = '\0';
		ptrdiff_t close = -1;

		if (rest.n > 0)
			c = rest.p[0];
		if (c == '{')
			close = str_find_char(replacement, '}', dollar);
		buf_str(&out, str_slice(replacement, at, dollar));
		at = dollar + 2;
		if (is_digit(c)) {
			buf_str(&out, group_text(m, subject, c - '0'));
		} else if (close >= 0) {
			struct str name = str_slice(replacement, dollar + 2, close);
			int64_t k = pattern_group(set, m->which, name);

			if (k == 0 && !str_int(name, &k))
				k = -1;
			buf_str(&out, group_text(m, subject, k));
			at = close + 1;
		} else {
			buf_char(&out, '$');
			at = c == '$' ? dollar + 2 : dollar + 1;
		}
	}
	buf_str(&out, str_slice(replacement, at, replacement.n));
	return buf_take(&out);
}
