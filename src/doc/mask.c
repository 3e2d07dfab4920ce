/* Hides from the Markdown parser what a docs platform adds to CommonMark, and records it.
 *
 * What to hide is data (grammar.h).  Only footnotes are known here, since cmark would take `[^1]:
 * text` for a link reference definition and drop it, and comments for this program.  Length and
 * line ends are kept, so that offsets stay valid. */
#include <string.h>

#include "doc/codescan.h"
#include "doc/flat.h"
#include "doc/internal.h"

enum {
	MAX_LIMITED = 8,     /* matches that ran into a limit: then the page gets no more of them */
	MAX_MISPLACED = 64,  /* matches per line in the wrong place for a `line` construct */
	MAX_COMMENTS = 1000, /* for this program */
	MAX_FOOTNOTE = 100,  /* bytes of a footnote's label */
	CODE_INDENT = 4      /* columns that make a line indented code */
};

struct masker {
	struct arena *a;
	const struct doc *d;
	char *copy; /* of d->text; NULL while nothing is hidden */
	struct construct_facts facts;
};

/* The parser's copy of the text, made when something is to be changed in it. */
static char *
copy_of(struct masker *m)
{
	if (!m->copy) {
		m->copy = NEW(m->a, char, m->d->text.n);
		memcpy(m->copy, m->d->text.p, (size_t)m->d->text.n);
	}
	return m->copy;
}

static void
hide(struct masker *m, struct span at, char filler)
{
	char *copy = copy_of(m);

	for (ptrdiff_t i = at.off; i < (ptrdiff_t)at.off + at.len; i++) {
		if (copy[i] != '\n' && copy[i] != '\r')
			copy[i] = filler;
	}
}

static bool
starts_line(struct str s, ptrdiff_t at, ptrdiff_t from)
{
	static const char prefix[] = " \t>-*+.)0123456789";
	ptrdiff_t i = at;

	while (i > from && s.p[i - 1] && strchr(prefix, s.p[i - 1]))
		i--;
	if (i > from && s.p[i - 1] != '\n' && s.p[i - 1] != '\r')
		return false;
	while (i < at) {
		ptrdiff_t marker = line_list_marker(s, i, at);

		if (i + marker == at && marker > 0)
			return false; /* no blank after it */
		if (!is_blank(s.p[i]) && s.p[i] != '>' && marker == 0)
			return false;
		i += marker > 0 ? marker : 1;
	}
	return true;
}

/* Does nothing but blanks stand between `at` and the end of its line? */
static bool
ends_text(struct str s, ptrdiff_t at)
{
	while (at < s.n && is_blank(s.p[at]))
		at++;
	return at >= s.n || s.p[at] == '\n' || s.p[at] == '\r';
}

/* What opens a body becomes a list item, whose content CommonMark finds as Python-Markdown finds
 * the body; markdown.c takes the item away again.  Where text follows in the line, letters stand
 * for what is too long for an item's marker; else an empty heading ends the line, so that no line
 * below continues it. */
static void
hide_head(struct masker *m, ptrdiff_t mark, ptrdiff_t end)
{
	char *copy = copy_of(m);

	hide(m, (struct span){ (uint32_t)mark, (uint32_t)(end - mark) }, ' ');
	copy[mark] = BODY_MARK;
	if (ends_text(m->d->text, end)) {
		copy[mark + CODE_INDENT] = '#';
		return;
	}
	for (ptrdiff_t i = mark + CODE_INDENT; i < end; i++)
		copy[i] = is_blank(m->d->text.p[i]) ? ' ' : 'x';
}

static struct span
shifted(struct span at, ptrdiff_t by)
{
	return (struct span){ at.off + (uint32_t)by, at.len };
}

static void
record(struct masker *m, const struct construct *c, const struct pattern_match *match, bool in_code)
{
	uint32_t body = m->d->body;
	struct span none = { 0 }, value = none, text = none;
	struct span at = shifted(match->all, body);

	if (c->value_group >= 0 && c->value_group <= match->ngroups)
		value = c->value_group == 0 ? match->all : match->groups[c->value_group];
	if (c->text_group >= 0 && c->text_group <= match->ngroups)
		text = c->text_group == 0 ? match->all : match->groups[c->text_group];
	value = value.len ? shifted(value, body) : none;
	text = text.len ? shifted(text, body) : none;
	if (c->fact != FACT_KINDS)
		*vec_push(m->a, &m->facts) = (struct fact){
			.kind = c->fact,
			.closes = c->closes,
			.in_code = in_code,
			.reference = c->reference,
			.any_case = c->any_case,
			.block = NO_BLOCK,
			.value = doc_slice(m->d, value),
			.text = doc_slice(m->d, text),
			.at = at,
			.value_at = value,
		};
	if (!in_code && (c->mask == MASK_SPACES || c->mask == MASK_LETTERS))
		hide(m, at, c->mask == MASK_SPACES ? ' ' : 'x');
}

/* The patterns' way through the body. */
struct scan {
	struct str body;
	struct code_scan code;
	ptrdiff_t misplaced, misplaced_line; /* matches of the last line in the wrong place */
};

/* Opens the body that belongs to the match, if there is one: not in indented code, and what has its
 * line for itself must have room for the blanks that an item's text has before it. */
static void
take_head(struct masker *m, struct scan *s, const struct construct *c,
	  const struct pattern_match *match)
{
	ptrdiff_t start = match->all.off, end = start + match->all.len, body = m->d->body, mark;

	if (end - start <= CODE_INDENT && ends_text(s->body, end))
		return;
	mark = code_scan_open(&s->code, start);
	if (mark < 0)
		return;
	record(m, c, match, false);
	hide_head(m, mark + body, end + body);
}

/* Takes one match, or leaves it; returns where to go on. */
static ptrdiff_t
take_match(struct masker *m, struct scan *s, const struct construct *c,
	   const struct pattern_match *match)
{
	ptrdiff_t start = match->all.off, code = code_scan_at(&s->code, start);

	if (match->all.len == 0)
		return start + 1;
	if (code >= 0 && (!c->in_code || c->mask == MASK_BODY))
		return code;
	if ((!c->line && c->mask != MASK_BODY) || starts_line(s->body, start, 0)) {
		if (c->mask == MASK_BODY)
			take_head(m, s, c, match);
		else
			record(m, c, match, code >= 0);
		return start + match->all.len;
	}
	s->misplaced = s->misplaced_line == s->code.line ? s->misplaced + 1 : 1;
	s->misplaced_line = s->code.line;
	if (s->misplaced <= MAX_MISPLACED)
		return start + 1;
	return s->code.line < s->body.n ? s->code.line : s->body.n;
}

static void
mask_patterns(struct masker *m, const struct grammar *g, struct pattern_scratch *scratch)
{
	struct scan s = { .body = str_slice(m->d->text, m->d->body, m->d->text.n),
			  .misplaced_line = -1 };
	struct pattern_match match;
	ptrdiff_t at = 0;
	int limits = 0;

	code_scan_init(&s.code, m->a, s.body, 0);
	while (limits < MAX_LIMITED) {
		bool limited = false;

		if (!pattern_next(g->patterns, scratch, s.body, at, &match, &limited))
			break;
		limits += limited;
		assert(match.which < g->nconstructs);
		at = take_match(m, &s, &g->constructs[match.which], &match);
	}
}

/* The length of the label of the footnote at s.p[at], where `[^` is; 0 when it is none. */
static ptrdiff_t
footnote_label(struct str s, ptrdiff_t at)
{
	ptrdiff_t i = at + 2;

	for (; i < s.n && i - at <= MAX_FOOTNOTE; i++) {
		char c = s.p[i];

		if (c == ']')
			return i - at - 2;
		if ((unsigned char)c <= ' ' || c == '[' || c == '\\' || c == '`')
			return 0;
	}
	return 0;
}

/* Offset of the next `[^` at or after `at`; `^` is the rarer of the two. */
static ptrdiff_t
next_footnote(struct str s, ptrdiff_t at)
{
	for (at++; (at = str_find_char(s, '^', at)) >= 0; at++) {
		if (s.p[at - 1] == '[')
			return at - 1;
	}
	return -1;
}

/* Footnotes that stand in no construct of `known` (ordered by place). */
static void
mask_footnotes(struct masker *m, struct construct_facts known)
{
	struct str s = m->d->text;
	ptrdiff_t at = next_footnote(s, m->d->body), k = 0;
	struct code_scan cs;

	if (at >= 0)
		code_scan_init(&cs, m->a, s, m->d->body);
	for (; at >= 0; at = next_footnote(s, at)) {
		ptrdiff_t label = footnote_label(s, at), start = at, code;
		struct span all = { (uint32_t)at, (uint32_t)label + 3 };

		at += 2;
		if (label == 0 || is_escaped(s, start))
			continue;
		while (k < known.n && (ptrdiff_t)known.v[k].at.off + known.v[k].at.len <= start)
			k++;
		code = code_scan_at(&cs, start);
		if (code >= 0) {
			at = code;
			continue;
		}
		if (k < known.n && (ptrdiff_t)known.v[k].at.off <= start)
			continue;
		at = start + label + 3;
		if (at < s.n && s.p[at] == ':' && starts_line(s, start, m->d->body)) {
			hide(m, (struct span){ (uint32_t)at, 1 }, ' ');
			all.len++;
		}
		*vec_push(m->a, &m->facts) = (struct fact){
			.kind = FACT_FOOTNOTE,
			.block = NO_BLOCK,
			.value = str_slice(s, start + 2, start + 2 + label),
			.text = str_slice(s, start, start + all.len),
			.at = all,
			.value_at = { (uint32_t)start + 2, (uint32_t)label },
		};
	}
}

/* Where the platform knows no indented code, a fence that CommonMark takes for such is moved to the
 * text of its list item, or to the start of its line.  The code between may stand anywhere. */
static void
move_fences(struct masker *m)
{
	struct code_scan cs;

	code_scan_init(&cs, m->a, m->d->text, m->d->body);
	while (code_scan_line(&cs)) {
		ptrdiff_t by = cs.fence_indent, at = cs.fence_at, n = cs.current_end - at;
		char *to;

		if (at < 0 || by < CODE_INDENT || at - by < cs.current ||
		    memchr(m->d->text.p + at - by, '\t', (size_t)by))
			continue;
		n -= n > 0 && m->d->text.p[at + n - 1] == '\r';
		to = copy_of(m) + at - by;
		memmove(to, to + by, (size_t)n);
		memset(to + n, ' ', (size_t)by);
	}
}

/* Is the line that starts at `at`, or the one that ends before it, empty?  There is none beyond the
 * text. */
static bool
is_empty_line(struct str s, ptrdiff_t at, bool before)
{
	ptrdiff_t step = before ? -1 : 1;

	for (at -= before ? 2 : 0; at >= 0 && at < s.n && s.p[at] != '\n'; at += step)
		if (!strchr(" \t\r", s.p[at]))
			return false;
	return true;
}

/* Has s[from, end) its lines for itself, and text right before or behind them? */
static bool
is_between_lines(struct str s, ptrdiff_t from, ptrdiff_t end)
{
	while (from > 0 && (s.p[from - 1] == ' ' || s.p[from - 1] == '\t'))
		from--;
	while (end < s.n && strchr(" \t\r", s.p[end]))
		end++;
	if ((from > 0 && s.p[from - 1] != '\n') || (end < s.n && s.p[end] != '\n'))
		return false;
	return !is_empty_line(s, from, true) || !is_empty_line(s, end + 1, false);
}

/* A comment for this program that has its lines for itself, of which s.p[at] is the first byte
 * behind the opening mark and blanks; len 0: it is none. */
static struct span
own_comment(struct str s, ptrdiff_t at)
{
	static const struct {
		struct str open, close;
	} marks[] = { { { "<!--", 4 }, { "-->", 3 } }, { { "{/*", 3 }, { "*/}", 3 } } };
	ptrdiff_t from = at, end;

	while (from > 0 && strchr(" \t\r\n", s.p[from - 1]))
		from--;
	for (ptrdiff_t k = 0; k < countof(marks); k++) {
		if (!str_ends(str_slice(s, 0, from), marks[k].open))
			continue;
		from -= marks[k].open.n;
		end = str_find(s, marks[k].close, at);
		if (end < 0 || !is_between_lines(s, from, end + marks[k].close.n))
			break;
		return (struct span){ (uint32_t)from, (uint32_t)(end + marks[k].close.n - from) };
	}
	return (struct span){ 0 };
}

/* What a page says to this program is not its structure: a comment right before an item does not
 * make two lists of one.  One between empty lines may be meant to. */
static void
mask_own_comments(struct masker *m)
{
	struct str s = m->d->text, word = S("loclint-");
	ptrdiff_t at = str_find(s, word, m->d->body), code;
	struct code_scan cs;

	if (at >= 0)
		code_scan_init(&cs, m->a, s, m->d->body);
	for (int n = 0; at >= 0 && n < MAX_COMMENTS; at = str_find(s, word, at + 1), n++) {
		struct span comment = own_comment(s, at);

		if (comment.len == 0)
			continue;
		code = code_scan_at(&cs, comment.off);
		if (code < 0)
			hide(m, comment, ' ');
	}
}

/* Both lists are in document order; so is the result. */
static struct construct_facts
merge(struct arena *a, struct construct_facts x, struct construct_facts y)
{
	struct construct_facts out = { 0 };

	if (y.n == 0)
		return x;
	for (ptrdiff_t i = 0, j = 0; i < x.n || j < y.n;) {
		bool first = j >= y.n || (i < x.n && x.v[i].at.off <= y.v[j].at.off);

		*vec_push(a, &out) = first ? x.v[i++] : y.v[j++];
	}
	return out;
}

struct str
mask_constructs(struct arena *a, const struct doc *d, const struct grammar *g,
		struct pattern_scratch *scratch, struct construct_facts *facts)
{
	struct masker m = { .a = a, .d = d };
	struct construct_facts constructs;
	struct str text = d->text;

	if (g && g->patterns && scratch)
		mask_patterns(&m, g, scratch);
	mask_own_comments(&m);
	constructs = m.facts;
	m.facts = (struct construct_facts){ 0 };
	mask_footnotes(&m, constructs);
	if (g && g->indented_fences)
		move_fences(&m);
	*facts = merge(a, constructs, m.facts);
	if (m.copy)
		text.p = m.copy;
	return str_slice(text, d->body, text.n);
}
