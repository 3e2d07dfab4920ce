/* Damage inside a block: links, images, anchors, code spans, marks, words and characters. */
#include <string.h>

#include "apply.h"
#include "doc/slug.h"

static const struct block *
leaf(const struct mutant *m, const struct fact *f)
{
	return &m->dst->blocks[f->block];
}

static struct str
bytes_of(const struct mutant *m, const struct fact *f)
{
	return doc_slice(m->dst, f->at);
}

/* The finding stands in the fact's block and shows the English one. */
static void
expect_fact(struct mutant *m, const struct fact *f)
{
	const struct fact *pair = fact_pair(m, f);

	mutant_at_block(m, f->block);
	if (pair && pair->at.len)
		mutant_show(m, pair->at.off);
}

static bool
in_prose(const struct mutant *m, const struct fact *f)
{
	return f->block != NO_BLOCK && f->at.len && fact_pair(m, f) &&
	       (leaf(m, f)->kind == BLOCK_PARAGRAPH || leaf(m, f)->kind == BLOCK_ROW);
}

static int
count_facts(const struct doc *d, const struct fact *f)
{
	int n = 0;

	for (ptrdiff_t i = 0; i < d->nfacts; i++)
		n += d->facts[i].kind == f->kind && str_eq(d->facts[i].value, f->value);
	return n;
}

/* Both pages have this kind of fact with this value once. */
static bool
is_single(const struct mutant *m, const struct fact *f)
{
	return count_facts(m->src, f) == 1 && count_facts(m->dst, f) == 1;
}

/* --- links and images --------------------------------------------------------------- */

/* `[label](target)`. */
static bool
is_link(const struct mutant *m, const struct fact *f)
{
	struct str s;

	if (f->kind != FACT_LINK || f->autolink || !in_prose(m, f) || !f->value_at.len)
		return false;
	s = bytes_of(m, f);
	return s.p[0] == '[' && str_ends(s, S(")")) && str_find(s, S("]("), 0) > 0 &&
	       str_find(s, S("]["), 0) < 0 && str_find(s, S("!["), 0) < 0 &&
	       str_eq(doc_slice(m->dst, f->value_at), f->value);
}

static bool
is_link_alone(const struct mutant *m, const struct fact *f)
{
	return is_link(m, f) && is_single(m, f);
}

bool
drop_link(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_link_alone);
	struct str s;

	if (!f)
		return false;
	s = bytes_of(m, f);
	mutant_replace(m, f->at.off, f->at.off + f->at.len,
		       str_slice(s, 1, str_find(s, S("]("), 0)));
	expect_fact(m, f);
	return true;
}

static bool
set_target(struct mutant *m, const struct fact *f, struct str target)
{
	if (!f)
		return false;
	mutant_replace(m, f->value_at.off, f->value_at.off + f->value_at.len, target);
	expect_fact(m, f);
	m->at.from = m->at.to = line_number(m->dst->text, f->value_at.off);
	return true;
}

bool
change_link(struct mutant *m)
{
	return set_target(m, pick_fact(m, is_link_alone), S("https://example.com/zzyzx"));
}

bool
outdate_link(struct mutant *m)
{
	return set_target(m, pick_fact(m, is_link_alone),
			  S("https://docs.microsoft.com/sccm/mdm/deploy-use/plan-hybrid-mdm"));
}

static bool
is_local_link(const struct mutant *m, const struct fact *f)
{
	return is_link_alone(m, f) && str_ends(f->value, S(".md")) &&
	       str_find(f->value, S("://"), 0) < 0 && f->value.p[0] != '/';
}

bool
break_path(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_local_link);

	return set_target(m, f, f ? str_fmt(m->a, "zzyzx/%.*s", P(f->value)) : S(""));
}

static bool
has_fragment(const struct mutant *m, const struct fact *f)
{
	return is_link_alone(m, f) && str_find(f->value, S(".md#"), 0) > 0 &&
	       str_find(f->value, S("://"), 0) < 0;
}

/* The fragment was translated with the text. */
bool
break_fragment(struct mutant *m)
{
	const struct fact *f = pick_fact(m, has_fragment);

	if (f && !bench_knows_ids(m->bench, m->a, f->value))
		return false;
	return set_target(
		m, f,
		f ? str_fmt(m->a, "%.*szzyzx",
			    P(str_slice(f->value, 0, str_find_char(f->value, '#', 0) + 1)))
		  : S(""));
}

bool
empty_link(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_link_alone);

	if (!f)
		return false;
	mutant_replace(m, f->at.off + 1, f->at.off + str_find(bytes_of(m, f), S("]("), 0), S(""));
	expect_fact(m, f);
	return true;
}

/* A name of capitals and digits that is a link's whole text in both languages. */
static bool
is_name_link(const struct mutant *m, const struct fact *f)
{
	bool digit = false;

	if (!is_link(m, f) || f->text.n < 4 || !str_eq(fact_pair(m, f)->text, f->text) ||
	    str_find(bytes_of(m, f), f->text, 0) != 1)
		return false;
	for (ptrdiff_t i = 0; i < f->text.n; i++) {
		digit |= f->text.p[i] >= '0' && f->text.p[i] <= '9';
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", f->text.p[i]))
			return false;
	}
	return digit;
}

bool
mislabel_link(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_name_link);
	ptrdiff_t last;
	char c;

	if (!f)
		return false;
	last = f->at.off + f->text.n;
	c = m->dst->text.p[last] == '7' ? '8' : '7';
	mutant_replace(m, last, last + 1, (struct str){ &c, 1 });
	expect_fact(m, f);
	return true;
}

/* The bracket and the target come apart. */
bool
part_link(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_link_alone);
	ptrdiff_t at;

	if (!f)
		return false;
	at = f->at.off + str_find(bytes_of(m, f), S("]("), 0) + 1;
	mutant_replace(m, at, at, S(" "));
	expect_fact(m, f);
	mutant_show_block(m, pair_of(m, f->block));
	return true;
}

static bool
is_image(const struct mutant *m, const struct fact *f)
{
	return f->kind == FACT_IMAGE && f->block != NO_BLOCK && f->at.len && f->value_at.len &&
	       fact_pair(m, f) && is_single(m, f) && bytes_of(m, f).p[0] == '!';
}

bool
drop_image(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_image);
	struct str s = m->dst->text;
	ptrdiff_t from, to;

	if (!f)
		return false;
	from = line_begin(s, f->at.off);
	to = line_next(s, f->at.off + f->at.len);
	if (str_eq(str_trim(str_slice(s, from, to)), bytes_of(m, f))) {
		mutant_cut(m, from, to, pair_of(m, f->block));
	} else {
		mutant_replace(m, f->at.off, f->at.off + f->at.len, S(""));
		expect_fact(m, f);
	}
	return true;
}

bool
change_image(struct mutant *m)
{
	return set_target(m, pick_fact(m, is_image), S("media/zzyzx.png"));
}

/* --- anchors ------------------------------------------------------------------------- */

static bool
is_anchor(const struct mutant *m, const struct fact *f)
{
	return f->kind == FACT_ANCHOR && f->at.len && f->value.n > 1 &&
	       str_find(bytes_of(m, f), f->value, 0) > 0;
}

/* Where the heading that carries the anchor stands: on its line or on one of the next. */
static void
expect_anchor(struct mutant *m, const struct fact *f)
{
	uint32_t line = line_number(mutant_text(m), f->at.off);

	m->at = (struct lines_at){ line > 2 ? line - 2 : 1, line + 3 };
}

bool
translate_anchor(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_anchor);

	if (!f || !replace_value(m, f, S("zzyzx")))
		return false;
	expect_anchor(m, f);
	return true;
}

static int
count_anchors(const struct doc *d, struct str id)
{
	int n = 0;

	for (ptrdiff_t i = 0; i < d->nfacts; i++)
		n += d->facts[i].kind == FACT_ANCHOR && (!id.n || str_eq(d->facts[i].value, id));
	return n;
}

/* English writes it too, or most headings of a page of some length have one; and the title does not
 * give it by itself. */
static bool
is_needed_anchor(const struct mutant *m, const struct fact *f)
{
	const struct block *b = f->block == NO_BLOCK ? NULL : &m->dst->blocks[f->block];
	ptrdiff_t anchors = count_anchors(m->dst, S(""));

	if (!is_anchor(m, f) || !b || count_anchors(m->dst, f->value) > 1 ||
	    (b->kind == BLOCK_HEADING &&
	     slug_is(m->bench->site.profile->anchors, b->info, f->value)))
		return false;
	if (count_anchors(m->src, f->value) > 0)
		return true;
	return b->kind == BLOCK_HEADING && !count_anchors(m->src, S("")) && anchors > 3 &&
	       (anchors - 1) * 2 >= count_blocks(m->dst, BLOCK_HEADING);
}

bool
drop_anchor(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_needed_anchor);
	struct str s = m->dst->text;
	ptrdiff_t to;

	if (!f)
		return false;
	to = f->at.off + f->at.len;
	if (str_starts(str_slice(s, to, s.n), S("</a>")))
		to += 4;
	mutant_replace(m, f->at.off, to, S(""));
	expect_anchor(m, f);
	return true;
}

/* --- code spans ------------------------------------------------------------------------- */

/* Content between backticks, one on each side; the only one of its kind. */
static bool
is_span(const struct mutant *m, const struct fact *f)
{
	struct str s;

	if (f->kind != FACT_CODE || !in_prose(m, f) || !is_single(m, f) || f->value.n < 3)
		return false;
	s = bytes_of(m, f);
	return s.n > 2 && s.p[0] == '`' && s.p[1] != '`' && s.p[s.n - 1] == '`';
}

/* Surely code, where a word, a placeholder or a few words may be translated. */
static bool
is_code_span(const struct mutant *m, const struct fact *f)
{
	bool mark = false;

	if (!is_span(m, f))
		return false;
	for (ptrdiff_t i = 0; i < f->value.n; i++) {
		if (strchr("<>{} \n", f->value.p[i]) || (unsigned char)f->value.p[i] >= 0x80)
			return false;
		mark |= !is_word_byte(f->value.p[i]);
	}
	return mark || (f->value.p[0] >= 'a' && f->value.p[0] <= 'z');
}

/* A word of it stands elsewhere on the page, too: people may leave out what they have said. */
static bool
is_said_twice(const struct mutant *m, struct str value)
{
	struct str page = str_lower(m->a, m->dst->text), word;

	value = str_lower(m->a, value);
	if (value.n < 4)
		return true;
	while (str_cut(&value, ' ', &word)) {
		ptrdiff_t first = str_find(page, word, 0);

		word = str_ends(word, S("s")) ? str_slice(word, 0, word.n - 1) : word;
		if (word.n > 3 && str_find(page, word, first + 1) >= 0)
			return true;
	}
	return false;
}

bool
drop_span(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_code_span);

	if (!f || (is_by_people(m) && is_said_twice(m, f->value)))
		return false;
	mutant_replace(m, f->at.off, f->at.off + f->at.len, S("zz"));
	expect_fact(m, f);
	return true;
}

bool
translate_span(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_code_span);

	if (!f || is_by_people(m)) /* they name another thing */
		return false;
	mutant_replace(m, f->at.off + 1, f->at.off + f->at.len - 1, S("zzyzx qwerty"));
	expect_fact(m, f);
	return true;
}

static bool
has_mark(struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		if (strchr("[]()*_<>", s.p[i]))
			return true;
	return false;
}

/* A span with another close behind it on its line: the words between them may be left out. */
static bool
is_followed_span(const struct mutant *m, const struct fact *f)
{
	const struct fact *next = f + 1;
	struct str between;

	if (next >= m->dst->facts + m->dst->nfacts || !is_span(m, f) || !is_span(m, next) ||
	    next->block != f->block)
		return false;
	between = str_slice(m->dst->text, f->at.off + f->at.len, next->at.off);
	return between.n <= 60 && str_find_char(between, '\n', 0) < 0 &&
	       str_find_char(between, '|', 0) < 0 && !has_mark(between);
}

bool
glue_spans(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_followed_span);

	if (!f)
		return false;
	mutant_replace(m, f->at.off + f->at.len, f[1].at.off, S(""));
	expect_fact(m, f);
	return true;
}

bool
lone_backtick(struct mutant *m)
{
	const struct fact *f = pick_fact(m, is_span);

	if (!f || memchr(bytes_of(m, f).p + f->at.len, '`',
			 (size_t)(leaf(m, f)->at.off + leaf(m, f)->at.len - f->at.off - f->at.len)))
		return false; /* another span would begin there */
	mutant_replace(m, f->at.off + f->at.len - 1, f->at.off + f->at.len, S(""));
	expect_fact(m, f);
	mutant_show_block(m, pair_of(m, f->block));
	return true;
}

/* --- marks ------------------------------------------------------------------------------ */

/* Offset of `**` that opens bold text in a paragraph with no other marks, -1: none. */
static ptrdiff_t
bold_in(struct str s)
{
	ptrdiff_t open = str_find(s, S("**"), 0), shut, next;

	if (open < 0 || open + 3 >= s.n || strchr(" *_\n", s.p[open + 2]))
		return -1;
	shut = str_find(s, S("**"), open + 2);
	next = shut < 0 ? -1 : str_find(s, S("**"), shut + 2);
	return shut > open + 2 && next < 0 &&
			       str_find_char(str_slice(s, open, shut), '\n', 0) < 0 &&
			       str_find_char(str_slice(s, open, shut), '`', 0) < 0 &&
			       str_find(s, S("***"), 0) < 0
		       ? open
		       : -1;
}

static bool
has_bold(const struct mutant *m, uint32_t b)
{
	const struct block *x = &m->dst->blocks[b];
	uint32_t pair = pair_of(m, b);

	return x->kind == BLOCK_PARAGRAPH && pair != NO_BLOCK &&
	       bold_in(doc_slice(m->dst, x->at)) >= 0 &&
	       bold_in(doc_slice(m->src, m->src->blocks[pair].at)) >= 0;
}

/* Offset of the bold text of such a paragraph. */
static ptrdiff_t
inside_bold(const struct mutant *m, uint32_t b)
{
	const struct block *x = &m->dst->blocks[b];

	return x->at.off + bold_in(doc_slice(m->dst, x->at)) + 2;
}

/* A blank behind the mark that opens. */
bool
blank_in_bold(struct mutant *m)
{
	uint32_t b = pick_block(m, has_bold);
	ptrdiff_t at;

	if (b == NO_BLOCK)
		return false;
	at = inside_bold(m, b);
	if (at - 2 == line_begin(m->dst->text, at))
		return false; /* `** x` at the start of a line is another damage */
	mutant_replace(m, at, at, S(" "));
	mutant_at_block(m, b);
	return true;
}

/* The mark that closes is gone. */
bool
open_bold(struct mutant *m)
{
	uint32_t b = pick_block(m, has_bold);
	ptrdiff_t at;

	if (b == NO_BLOCK)
		return false;
	at = str_find(m->dst->text, S("**"), inside_bold(m, b));
	mutant_replace(m, at, at + 2, S(""));
	mutant_at_block(m, b);
	return true;
}
