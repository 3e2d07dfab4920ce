/* Globs, matched by simulating the automaton whose states are the places in the pattern (K.
 * Thompson, "Regular expression search algorithm", CACM 11, 1968): time is pattern times path
 * whatever the pattern, and braces need no expansion. */
#include <string.h>

#include "base/path.h"
#include "base/utf8.h"

/* A longer pattern, or one with deeper braces, matches nothing; a longer class is taken literally.
 */
enum { GLOB_MAX = 1024, DEPTH_MAX = 32, CLASS_MAX = 256 };

/* Places in the pattern, each at most once. */
struct places {
	uint16_t at[GLOB_MAX + 1];
	ptrdiff_t n;
	uint32_t seen[GLOB_MAX + 1]; /* the stamp under which the place was added last */
	uint32_t stamp;
};

struct glob {
	struct str p;
	bool below; /* the pattern ends in "/": what is below is meant */
	/* Braces.  From "{" and each "," of a pair to the next "," or the "}"; and to the "}" (0:
	 * an ordinary byte). */
	uint16_t next[GLOB_MAX + 1], close[GLOB_MAX + 1];
	struct places sets[2], *now, *then;
};

static void
places_add(struct places *set, ptrdiff_t at)
{
	if (set->seen[at] == set->stamp)
		return;
	set->seen[at] = set->stamp;
	set->at[set->n++] = (uint16_t)at;
}

/* Length of the class that starts with "[" at i, or 0 when it is none. */
static ptrdiff_t
class_length(struct str p, ptrdiff_t i)
{
	ptrdiff_t end = p.n - i > CLASS_MAX ? i + CLASS_MAX : p.n, j = i + 1;

	if (j < end && (p.p[j] == '!' || p.p[j] == '^'))
		j++;
	/* A "]" that comes first is a member. */
	for (j++; j < end; j++)
		if (p.p[j] == ']')
			return j + 1 - i;
	return 0;
}

/* Is c in the class whose text, brackets included, is `class`? */
static bool
class_has(struct str class, uint32_t c)
{
	ptrdiff_t i = 1, end = class.n - 1;
	bool negated = class.p[1] == '!' || class.p[1] == '^', found = false;

	i += negated;
	while (i < end) {
		uint32_t low = utf8_next(class, &i), high = low;

		if (i + 1 < end && class.p[i] == '-') {
			i++;
			high = utf8_next(class, &i);
		}
		found |= c >= low && c <= high;
	}
	return found != negated;
}

/* Fills next and close; false when the braces are nested too deeply. */
static bool
link_braces(struct glob *g)
{
	uint16_t open[DEPTH_MAX], last[DEPTH_MAX];
	ptrdiff_t depth = 0;

	for (ptrdiff_t i = 0; i < g->p.n; i++) {
		char c = g->p.p[i];

		if (c == '\\') {
			i++;
		} else if (c == '[') {
			ptrdiff_t n = class_length(g->p, i);

			i += n ? n - 1 : 0;
		} else if (c == '{') {
			if (depth == DEPTH_MAX)
				return false;
			open[depth] = last[depth] = (uint16_t)i;
			depth++;
		} else if (depth && (c == ',' || c == '}')) {
			g->next[last[depth - 1]] = (uint16_t)i;
			last[depth - 1] = (uint16_t)i;
			if (c == ',')
				continue;
			depth--;
			for (ptrdiff_t k = open[depth]; k != i; k = g->next[k])
				g->close[k] = (uint16_t)i;
			g->close[i] = (uint16_t)i;
		}
	}
	return true;
}

static ptrdiff_t
star_run(struct str p, ptrdiff_t i)
{
	ptrdiff_t n = 0;

	while (i + n < p.n && p.p[i + n] == '*')
		n++;
	return n;
}

/* Adds what can be reached from place i without a character of the path. */
static void
follow(struct glob *g, ptrdiff_t i, bool segment_start)
{
	if (i == g->p.n)
		return;
	if (g->p.p[i] == '*') {
		ptrdiff_t after = i + star_run(g->p, i);

		places_add(g->now, after);
		/* "**" with the "/" behind it may stand for no folder at all. */
		if (after - i > 1 && segment_start && after + 1 < g->p.n && g->p.p[after] == '/')
			places_add(g->now, after + 1);
	} else if (g->close[i] && g->p.p[i] == '{') {
		places_add(g->now, i + 1);
		for (ptrdiff_t k = g->next[i]; k != g->close[i]; k = g->next[k])
			places_add(g->now, k + 1);
	} else if (g->close[i]) {
		places_add(g->now, g->close[i] + 1);
	}
}

/* Adds to `then` where place i leads with one character: c, written as the bytes of `text`. */
static void
consume(struct glob *g, ptrdiff_t i, uint32_t c, struct str text)
{
	struct str rest = str_slice(g->p, i, g->p.n);
	ptrdiff_t n;

	if (rest.n == 0 || g->close[i])
		return;
	switch (rest.p[0]) {
	case '*':
		if (c != '/' || star_run(g->p, i) > 1)
			places_add(g->then, i);
		return;
	case '?':
		if (c != '/')
			places_add(g->then, i + 1);
		return;
	case '[':
		n = class_length(g->p, i);
		if (n) {
			if (c != '/' && class_has(str_slice(rest, 0, n), c))
				places_add(g->then, i + n);
			return;
		}
		break;
	case '\\':
		if (rest.n > 1) {
			rest = str_slice(rest, 1, rest.n);
			i++;
		}
		break;
	default:
		break;
	}
	if (str_starts(rest, text))
		places_add(g->then, i + text.n);
}

/* Does place i accept, with what is left of the path (`more`: something is)? */
static bool
accepts(const struct glob *g, ptrdiff_t i, bool more)
{
	if (i == g->p.n)
		return g->below ? more : !more;
	return g->p.p[i] == '*' && more && i + 2 <= g->p.n && i + star_run(g->p, i) == g->p.n &&
	       g->p.p[i + 1] == '*';
}

/* Runs the automaton over `path` from offset `at`, with the first `at` bytes of pattern and path
 * known to be equal.  When `floating` the pattern may start at any segment. */
static bool
simulate(struct glob *g, struct str path, ptrdiff_t at, bool floating)
{
	struct places *spare;

	places_add(g->now, at);
	for (;;) {
		bool segment_start = at == 0 || path.p[at - 1] == '/';
		ptrdiff_t before = at;
		uint32_t c;

		if (floating && segment_start)
			places_add(g->now, 0);
		/* The list grows while it is read. */
		for (ptrdiff_t k = 0; k < g->now->n; k++) {
			if (accepts(g, g->now->at[k], at < path.n))
				return true;
			follow(g, g->now->at[k], segment_start);
		}
		if (at == path.n || (g->now->n == 0 && !floating))
			return false;
		c = utf8_next(path, &at);
		g->then->stamp++;
		g->then->n = 0;
		for (ptrdiff_t k = 0; k < g->now->n; k++)
			consume(g, g->now->at[k], c, str_slice(path, before, at));
		spare = g->now;
		g->now = g->then;
		g->then = spare;
	}
}

/* Number of bytes up to the first that means something. */
static ptrdiff_t
literal_length(struct str p)
{
	ptrdiff_t n = 0;

	while (n < p.n && !strchr("*?[{\\", p.p[n]))
		n++;
	return n;
}

/* The bytes, within one segment, that every match must end in. */
static struct str
literal_end(struct str p)
{
	ptrdiff_t n = 0;

	while (n < p.n && !strchr("*?[]{,}\\/", p.p[p.n - n - 1]))
		n++;
	return str_slice(p, p.n - n, p.n);
}

/* Is p "**" and "/" before what stays in one segment?  Then only the last segment counts. */
static bool
is_any_depth(struct str p)
{
	struct str rest = str_slice(p, 3, p.n);

	return str_starts(p, S("**/")) && rest.n && str_find_char(rest, '/', 0) < 0 &&
	       str_find(rest, S("**"), 0) < 0;
}

/* Matches p, whose first `literal` bytes the path has, by the automaton. */
static bool
run(struct str p, struct str path, ptrdiff_t literal, bool floating)
{
	struct glob g;

	g.p = p;
	g.below = str_ends(p, S("/"));
	g.now = &g.sets[0];
	g.then = &g.sets[1];
	g.now->n = g.then->n = 0;
	g.now->stamp = g.then->stamp = 1;
	memset(g.now->seen, 0, sizeof *g.now->seen * ((size_t)p.n + 1));
	memset(g.then->seen, 0, sizeof *g.then->seen * ((size_t)p.n + 1));
	memset(g.next, 0, sizeof *g.next * ((size_t)p.n + 1));
	memset(g.close, 0, sizeof *g.close * ((size_t)p.n + 1));
	return link_braces(&g) && simulate(&g, path, literal, floating);
}

/* Matches p from the start of path: what literal text can decide, else the automaton. */
static bool
match(struct str p, struct str path)
{
	ptrdiff_t literal = literal_length(p);
	struct str end = literal_end(p);

	if (!str_starts(path, str_slice(p, 0, literal)))
		return false;
	if (literal == p.n)
		return str_ends(p, S("/")) ? path.n > p.n : path.n == p.n;
	if (!str_ends(path, end))
		return false;
	/* "*.md" and the like need no automaton. */
	if (p.p[literal] == '*' && literal + 1 + end.n == p.n)
		return literal + end.n <= path.n &&
		       str_find_char(str_slice(path, 0, path.n - end.n), '/', literal) < 0;
	/* What follows leading stars and their "/" must be somewhere. */
	if (str_starts(p, S("**/"))) {
		struct str rest = str_slice(p, 3, p.n);

		if (str_find(path, str_slice(rest, 0, literal_length(rest)), 0) < 0)
			return false;
	}
	return run(p, path, literal, false);
}

bool
path_glob(struct str pattern, struct str path)
{
	struct str p = pattern;
	ptrdiff_t slash = str_find_char(p, '/', 0);

	if (p.n > GLOB_MAX || p.n == 0)
		return false;
	while (str_starts(path, S("./")))
		path = str_slice(path, 2, path.n);
	while (str_starts(p, S("./")))
		p = str_slice(p, 2, p.n);
	if (str_starts(p, S("/")) && !str_starts(path, S("/")))
		p = str_slice(p, 1, p.n);
	/* "/" and "./": all there is. */
	if (p.n == 0)
		return path.n > 0;
	/* As in gitignore, a "/" at the end alone does not bind the pattern to the top. */
	if (slash > 0 && slash == pattern.n - 1)
		return run(p, path, 0, true);
	if (slash < 0)
		return match(p, path_base(path));
	if (is_any_depth(p))
		return match(str_slice(p, 3, p.n), path_base(path));
	return match(p, path);
}
