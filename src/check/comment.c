/* Finds the comments that speak to loclint.  The parser keeps no comments, so the text is searched:
 * for HTML comments, for those of MDX (a block comment of JavaScript in braces), and for `#` in
 * front matter. What stands in code is text that readers see, and no comment. */
#include "check/comment.h"

static const char *const words[COMMENT_WORDS] = {
	[COMMENT_NEXT_LINE] = "loclint-disable-next-line",
	[COMMENT_LINE] = "loclint-disable-line",
	[COMMENT_DISABLE] = "loclint-disable",
	[COMMENT_ENABLE] = "loclint-enable",
	[COMMENT_FILE] = "loclint-disable-file",
};

struct str
comment_word(enum comment_word w)
{
	return str_c(words[w]);
}

static ptrdiff_t
skip_blanks(struct str s, ptrdiff_t at)
{
	while (at < s.n && is_white(s.p[at]))
		at++;
	return at;
}

static bool
speaks_to_us(struct str s, ptrdiff_t at)
{
	return str_starts(str_slice(s, at, at + 8), S("loclint-"));
}

/* Do only blanks stand before `at` on its line? */
static bool
starts_line(struct str s, ptrdiff_t at)
{
	while (at > 0 && (s.p[at - 1] == ' ' || s.p[at - 1] == '\t'))
		at--;
	return at == 0 || s.p[at - 1] == '\n';
}

/* Do only blanks stand between `at` and the end of its line? */
static bool
ends_line(struct str s, ptrdiff_t at)
{
	while (at < s.n && s.p[at] != '\n' && is_white(s.p[at]))
		at++;
	return at == s.n || s.p[at] == '\n';
}

/* Behind the line end, or the end of the text. */
static ptrdiff_t
line_next(struct str s, ptrdiff_t at)
{
	ptrdiff_t nl = str_find_char(s, '\n', at);

	return nl < 0 ? s.n : nl + 1;
}

/* --- what a comment says ---------------------------------------------------------------- */

static enum comment_word
word_of(struct str name)
{
	int w = 0;

	while (w < COMMENT_WORDS && !str_eq(name, str_c(words[w])))
		w++;
	return (enum comment_word)w;
}

/* The next word of [at, end) between blanks and commas; len 0 at the end. */
static struct span
next_word(struct str text, ptrdiff_t at, ptrdiff_t end)
{
	ptrdiff_t from;

	while (at < end && (is_white(text.p[at]) || text.p[at] == ','))
		at++;
	for (from = at; at < end && !is_white(text.p[at]) && text.p[at] != ',';)
		at++;
	return (struct span){ (uint32_t)from, (uint32_t)(at - from) };
}

/* Reads text[from, end), which begins with "loclint-". */
static void
read_inside(struct arena *work, struct str text, ptrdiff_t from, ptrdiff_t end, struct comment *c)
{
	struct VEC(struct span) rules = { 0 };
	struct span w = next_word(text, from, end);

	c->name = str_slice(text, w.off, (ptrdiff_t)w.off + w.len);
	c->word = word_of(c->name);
	for (;;) {
		struct str word;

		w = next_word(text, (ptrdiff_t)w.off + w.len, end);
		word = str_slice(text, w.off, (ptrdiff_t)w.off + w.len);
		if (word.n == 0)
			break;
		if (str_eq(word, S("--"))) {
			c->reason = str_trim(str_slice(text, w.off + 2, end));
			break;
		}
		*vec_push(work, &rules) = w;
	}
	c->rules = rules.v;
	c->nrules = rules.n;
}

/* --- front matter ------------------------------------------------------------------------ */

/* Does offset `at` lie in a value, so that "#" is no comment there?  Fields are in order, and
 * scalars hold no others. */
static bool
is_in_value(const struct front *f, ptrdiff_t at)
{
	ptrdiff_t low = 0, high = f->nfields;
	const struct field *k;

	while (low < high) {
		ptrdiff_t mid = low + (high - low) / 2;

		if ((ptrdiff_t)f->fields[mid].value_at.off <= at)
			low = mid + 1;
		else
			high = mid;
	}
	k = low > 0 ? &f->fields[low - 1] : NULL;
	return k && k->kind == FIELD_SCALAR && at < (ptrdiff_t)k->value_at.off + k->value_at.len;
}

static void
find_in_front(struct arena *work, const struct doc *d, struct comments *out)
{
	ptrdiff_t at = d->front.inner.off, end = at + d->front.inner.len;
	struct str text = str_slice(d->text, 0, end);

	if (!d->front.present)
		return;
	for (; (at = str_find_char(text, '#', at)) >= 0 && out->n <= COMMENTS_MAX; at++) {
		struct comment c = { .front = true, .alone = starts_line(text, at) };
		ptrdiff_t first, last;

		first = at + 1;
		while (first < end && (text.p[first] == ' ' || text.p[first] == '\t'))
			first++;
		if (!speaks_to_us(text, first) || !(c.alone || is_white(text.p[at - 1])) ||
		    is_in_value(&d->front, at))
			continue;
		last = line_next(text, at);
		while (is_white(text.p[last - 1]))
			last--;
		c.at = (struct span){ (uint32_t)at, (uint32_t)(last - at) };
		read_inside(work, text, first, last, &c);
		*vec_push(work, out) = c;
		at = last - 1; /* to the end of the line all is comment */
	}
}

/* --- text ------------------------------------------------------------------------------ */

static const struct {
	const char *open, *close;
	char rare; /* of open, at `at`: what is searched for */
	int at;
} marks[] = {
	{ "<!--", "-->", '!', 1 },
	{ "{/*", "*/}", '{', 0 },
};

/* The next place at or after `at` where a comment of this kind opens, or -1. */
static ptrdiff_t
find_open(struct str text, int kind, ptrdiff_t at)
{
	struct str open = str_c(marks[kind].open);

	for (at += marks[kind].at; (at = str_find_char(text, marks[kind].rare, at)) >= 0; at++) {
		ptrdiff_t from = at - marks[kind].at;

		if (str_eq(str_slice(text, from, from + open.n), open))
			return from;
	}
	return -1;
}

static bool
body_speaks_to_us(const struct doc *d)
{
	for (int kind = 0; kind < countof(marks); kind++) {
		ptrdiff_t at = d->body;

		for (; (at = find_open(d->text, kind, at)) >= 0; at++)
			if (speaks_to_us(d->text,
					 skip_blanks(d->text, at + str_c(marks[kind].open).n)))
				return true;
	}
	return false;
}

/* A walk through the text together with its code. */
struct scan {
	struct doc *d;
	ptrdiff_t block, fact;          /* the first that do not end before the place */
	ptrdiff_t open[countof(marks)]; /* next opening of each kind; -1: none */
	bool unclosed[countof(marks)];
};

/* The end of the code in which `at` lies, or -1; `at` only grows. */
static ptrdiff_t
code_end(struct scan *s, ptrdiff_t at)
{
	const struct doc *d = s->d;

	for (; s->block < d->nblocks; s->block++) {
		const struct block *b = &d->blocks[s->block];

		if (b->kind != BLOCK_CODE || (ptrdiff_t)b->at.off + b->at.len <= at)
			continue;
		if ((ptrdiff_t)b->at.off <= at)
			return (ptrdiff_t)b->at.off + b->at.len;
		break;
	}
	for (; s->fact < d->nfacts; s->fact++) {
		const struct fact *f = &d->facts[s->fact];

		if (f->kind != FACT_CODE || (ptrdiff_t)f->at.off + f->at.len <= at)
			continue;
		if ((ptrdiff_t)f->at.off <= at)
			return (ptrdiff_t)f->at.off + f->at.len;
		break;
	}
	return -1;
}

/* The kind of the first comment that opens at or after `at`, or -1. */
static int
next_open(struct scan *s, ptrdiff_t at)
{
	int first = -1;

	for (int kind = 0; kind < countof(marks); kind++) {
		if (s->open[kind] >= 0 && s->open[kind] < at)
			s->open[kind] = find_open(s->d->text, kind, at);
		if (s->open[kind] >= 0 && !s->unclosed[kind] &&
		    (first < 0 || s->open[kind] < s->open[first]))
			first = kind;
	}
	return first;
}

static void
find_in_body(struct arena *work, struct doc *d, struct comments *out)
{
	struct scan s = { .d = d };
	struct str text = d->text;
	ptrdiff_t at = d->body;
	int kind;

	doc_locate(d);
	for (kind = 0; kind < countof(marks); kind++)
		s.open[kind] = find_open(text, kind, at);
	while (out->n <= COMMENTS_MAX && (kind = next_open(&s, at)) >= 0) {
		ptrdiff_t from = s.open[kind], code = code_end(&s, from);
		ptrdiff_t inside = from + str_c(marks[kind].open).n, close;
		struct comment c = { 0 };

		if (code >= 0) {
			at = code;
			continue;
		}
		close = str_find(text, str_c(marks[kind].close), inside);
		if (close < 0) {
			s.unclosed[kind] = true;
			continue;
		}
		at = close + str_c(marks[kind].close).n;
		inside = skip_blanks(text, inside);
		if (!speaks_to_us(str_slice(text, 0, close), inside))
			continue;
		c.at = (struct span){ (uint32_t)from, (uint32_t)(at - from) };
		c.alone = starts_line(text, from) && ends_line(text, at);
		read_inside(work, text, inside, close, &c);
		*vec_push(work, out) = c;
	}
}

struct comments
comments_find(struct arena *work, struct doc *d)
{
	struct comments all = { 0 };

	if (d->limit != DOC_OK)
		return all;
	find_in_front(work, d, &all);
	if (body_speaks_to_us(d))
		find_in_body(work, d, &all);
	return all;
}

/* --- the next line ----------------------------------------------------------------------- */

static ptrdiff_t
comment_end(const struct comment *c)
{
	return (ptrdiff_t)c->at.off + c->at.len;
}

/* The start of the next line that says something. */
static ptrdiff_t
next_line(const struct doc *d, const struct comments *all, ptrdiff_t i)
{
	struct str text = d->text;
	bool front = all->v[i].front;
	ptrdiff_t at = line_next(text, comment_end(&all->v[i]));

	while (at < text.n) {
		ptrdiff_t end = line_next(text, at),
			  first = skip_blanks(str_slice(text, 0, end), at);

		if (first == end || (front && text.p[first] == '#')) {
			at = end;
			continue;
		}
		while (i + 1 < all->n && comment_end(&all->v[i + 1]) <= first)
			i++;
		if (i + 1 == all->n || (ptrdiff_t)all->v[i + 1].at.off != first ||
		    !all->v[i + 1].alone)
			break;
		at = line_next(text, comment_end(&all->v[i + 1]));
	}
	return at;
}

/* Of the entry that starts in text[from, end), or end. */
static ptrdiff_t
entry_end(const struct front *f, ptrdiff_t from, ptrdiff_t end)
{
	for (ptrdiff_t i = 0; i < f->nfields; i++) {
		const struct span *at = &f->fields[i].line_at;

		if ((ptrdiff_t)at->off >= from && (ptrdiff_t)at->off < end)
			return (ptrdiff_t)at->off + at->len;
	}
	return end;
}

/* Of the outermost block that starts in text[from, end), or end. */
static ptrdiff_t
block_end(const struct doc *d, ptrdiff_t from, ptrdiff_t end)
{
	ptrdiff_t low = 0, high = d->nblocks;

	while (low < high) {
		ptrdiff_t mid = low + (high - low) / 2;

		if ((ptrdiff_t)d->blocks[mid].at.off < from)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < d->nblocks && (ptrdiff_t)d->blocks[low].at.off < end) {
		struct span at = d->blocks[low].at;

		return (ptrdiff_t)at.off + at.len > end ? (ptrdiff_t)at.off + at.len : end;
	}
	return end;
}

struct comment_lines
comment_next(struct doc *d, const struct comments *all, ptrdiff_t i)
{
	ptrdiff_t from = next_line(d, all, i), end;

	if (from >= d->text.n)
		return (struct comment_lines){ 1, 0 };
	end = line_next(d->text, from);
	end = all->v[i].front ? entry_end(&d->front, from, end) : block_end(d, from, end);
	return (struct comment_lines){ doc_pos(d, (uint32_t)from).line,
				       doc_pos(d, (uint32_t)(end - 1)).line };
}

/* --- taking it away ----------------------------------------------------------------------- */

/* Is the line before the one that starts at `at` empty, or is there none? */
static bool
is_blank_above(struct str text, ptrdiff_t at)
{
	if (at > 0 && text.p[at - 1] == '\n')
		at--;
	if (at > 0 && text.p[at - 1] == '\r')
		at--;
	return starts_line(text, at);
}

struct span
comment_remove(const struct doc *d, const struct comment *c)
{
	struct str text = d->text;
	ptrdiff_t from = c->at.off, end = comment_end(c);
	bool last = ends_line(text, end);

	while ((c->alone || last) && from > 0 &&
	       (text.p[from - 1] == ' ' || text.p[from - 1] == '\t'))
		from--;
	if (c->alone) {
		end = line_next(text, end);
		/* It leaves no second empty line behind. */
		if (!c->front && end < text.n && is_blank_above(text, from) && ends_line(text, end))
			end = line_next(text, end);
	} else if (!last && from > 0 && is_white(text.p[from - 1]) && text.p[end] == ' ') {
		end++;
	}
	return (struct span){ (uint32_t)from, (uint32_t)(end - from) };
}

struct span
comment_remove_rule(const struct comment *c, ptrdiff_t which)
{
	const struct span *r = c->rules;
	uint32_t from = r[which].off, end = r[which].off + r[which].len;

	if (which + 1 < c->nrules)
		end = r[which + 1].off;
	else if (which > 0)
		from = r[which - 1].off + r[which - 1].len;
	return (struct span){ from, end - from };
}
