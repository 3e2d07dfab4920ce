/* link-text-empty: `[](target)` where the English page has a label.  Readers see nothing of such a
 * link.  English pages have them on purpose where the platform fills in the title (`[](xref:...)`).
 */
#include "base/map.h"
#include "base/utf8.h"
#include "check/check.h"
#include "check/place.h"

enum { MAX_FACTS = 256, MAX_BYTES = 16 << 10 }; /* of a block that is searched for every link */

/* Nothing that readers could see or click on. */
static bool
is_blank_text(struct str s)
{
	for (ptrdiff_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);

		if (!utf8_is_space(cp) && (cp < 0x200b || cp > 0x200f) && cp != 0xfeff &&
		    cp != 0x2060)
			return false;
	}
	return true;
}

static bool
is_candidate(const struct fact *f)
{
	return f->kind == FACT_LINK && !f->autolink && f->value.n > 0 && is_blank_text(f->text);
}

/* What stands between the brackets; a picture without alternative text is a label too. */
static bool
has_empty_label(const struct doc *d, const struct fact *f, struct span *label)
{
	struct str all = doc_slice(d, f->at);
	ptrdiff_t shut = str_find(all, S("]("), 0);

	if (!is_candidate(f) || f->at.len < 4 || all.p[0] != '[' || shut < 0)
		return false;
	*label = (struct span){ f->at.off + 1, (uint32_t)shut - 1 };
	return is_blank_text(doc_slice(d, *label));
}

/* What is known of the source once there is something to say. */
struct english {
	struct map empty;  /* target -> how many links to it are empty there */
	struct map labels; /* target -> the first link to it with a label */
	bool filled;
};

static void
fill(struct english *e, const struct view *v)
{
	if (e->filled)
		return;
	e->filled = true;
	doc_locate(v->src);
	for (ptrdiff_t i = 0; i < v->src->nfacts; i++) {
		const struct fact *f = &v->src->facts[i];
		struct span label;

		if (f->kind != FACT_LINK)
			continue;
		if (has_empty_label(v->src, f, &label)) {
			ptrdiff_t *n = map_at(&e->empty, f->value);

			*n = *n < 0 ? 1 : *n + 1;
		} else if (!is_blank_text(f->text) && map_get(&e->labels, f->value) < 0) {
			*map_at(&e->labels, f->value) = i;
		}
	}
}

/* The label that English has for the target: in the counterpart block, else anywhere. */
static const struct fact *
english_link(const struct english *e, const struct view *v, const struct fact *f)
{
	uint32_t block = f->block == NO_BLOCK ? NO_BLOCK : v->align->src_of[f->block];
	ptrdiff_t found = map_get(&e->labels, f->value);

	if (block != NO_BLOCK && v->src->blocks[block].nfact < MAX_FACTS) {
		const struct block *b = &v->src->blocks[block];

		for (uint32_t i = b->fact; i < b->fact + b->nfact; i++) {
			const struct fact *s = &v->src->facts[i];

			if (s->kind == FACT_LINK && str_eq(s->value, f->value) &&
			    !is_blank_text(s->text))
				return s;
		}
	}
	return found < 0 ? NULL : &v->src->facts[found];
}

/* "#1234", "NU3026", a URL, a file name: the same in every language. */
static bool
is_code_like(struct str label)
{
	bool mark = false;

	for (ptrdiff_t i = 0; i < label.n; i++) {
		unsigned char c = (unsigned char)label.p[i];

		if (c <= ' ' || c >= 0x7f || c == '[' || c == ']' || c == '\\')
			return false;
		mark |= is_digit((char)c) || c == '.' || c == '/' || c == '_';
	}
	return mark;
}

/* Its words may stand beside the link, as far as that can be told: then a second time would be too
 * much. */
static bool
stands_elsewhere(const struct view *v, const struct fact *f, struct str label)
{
	struct str s =
		f->block == NO_BLOCK ? S("") : doc_slice(v->dst, v->dst->blocks[f->block].at);

	if (s.n > MAX_BYTES)
		return true;
	for (ptrdiff_t i = str_find(s, label, 0); i >= 0; i = str_find(s, label, i + 1)) {
		if (i == 0 || (s.p[i - 1] != '/' && s.p[i - 1] != '#' && s.p[i - 1] != '='))
			return true;
	}
	return false;
}

static void
say(const struct view *v, const struct english *e, const struct fact *f, struct span label)
{
	const struct fact *s = english_link(e, v, f);
	struct draft d = { .message = MSG_LINK_TEXT_EMPTY,
			   .at = f->at,
			   .key = f->value,
			   .args = { { "target", f->value } } };

	if (s) {
		d.message = MSG_LINK_TEXT_LOST;
		d.has_source = true;
		d.source = s->at;
		d.args[1] = (struct arg){ "text", s->text };
		d.edits[0] = (struct edit){ label.off, label.off + label.len, s->text };
		d.nedits = is_code_like(s->text) && !stands_elsewhere(v, f, s->text);
	}
	sink_emit(v, &d);
}

bool
link_text_is_lost(const struct view *v, uint32_t block, struct span at)
{
	uint32_t to = block == NO_BLOCK ? NO_BLOCK : v->align->dst_of[block];
	const struct block *b = block == NO_BLOCK ? NULL : &v->src->blocks[block];

	if (to == NO_BLOCK || b->nfact >= MAX_FACTS)
		return false;
	for (uint32_t i = b->fact; i < b->fact + b->nfact; i++) {
		const struct fact *f = &v->src->facts[i];

		if (f->kind == FACT_LINK && f->at.off < at.off && at.off < f->at.off + f->at.len &&
		    sink_said(v, RULE_LINK_TEXT_EMPTY, v->dst->blocks[to].at))
			return true;
	}
	return false;
}

void
pass_empty_links(const struct view *v)
{
	struct english e = { .empty = { .a = v->work }, .labels = { .a = v->work } };

	for (ptrdiff_t i = 0; i < v->dst->nfacts; i++) {
		const struct fact *f = &v->dst->facts[i];
		struct span label;
		ptrdiff_t *meant;

		if (!is_candidate(f))
			continue;
		doc_locate(v->dst);
		if (!has_empty_label(v->dst, f, &label) || target_allowed(v, f->value))
			continue;
		fill(&e, v);
		meant = map_at(&e.empty, f->value);
		if (--*meant < 0)
			say(v, &e, f, label);
	}
}
