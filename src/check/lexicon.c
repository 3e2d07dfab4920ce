/* One walk over the prose of a source page for all passes about words. */
#include "check/lexicon.h"

#include "check/prose.h"
#include "check/search.h"
#include "check/words.h"
#include "doc/yaml.h"

/* A page may list so many terms of its own; what is beyond is not looked for. */
enum { PAGE_TERMS = 128, TERM_LISTS = 2 };

struct page_terms {
	struct str v[PAGE_TERMS];
	ptrdiff_t n;
};

/* The words of a list in the front matter. */
static void
add_terms(const struct view *v, const struct field *f, struct page_terms *out)
{
	struct yaml_error error;
	const struct yaml *one;

	if (!f || f->kind != FIELD_LIST)
		return;
	one = yaml_parse(v->work, doc_slice(v->src, f->line_at), &error);
	one = one && one->kind == YAML_MAPPING ? one->first : NULL;
	for (one = one ? one->first : NULL; one && out->n < PAGE_TERMS; one = one->next) {
		if (one->kind == YAML_SCALAR && one->text.n > 1)
			out->v[out->n++] = one->text;
	}
}

/* What the page lists under the keys that its platform has for that. */
static const struct terms *
page_terms(const struct view *v)
{
	const struct profile *p = v->site->profile;
	struct page_terms terms = { .n = 0 };

	for (ptrdiff_t i = 0; i < p->nterm_keys; i++)
		add_terms(v, front_field(&v->src->front, p->term_keys[i]), &terms);
	return terms.n ? terms_of(v->work, terms.v, terms.n) : NULL;
}

/* Terms are looked for by themselves, since a page without any needs no second look. */
static void
scan_terms(struct word_sink *out, const struct terms *terms, struct str s, struct span stretch)
{
	ptrdiff_t i = stretch.off, end = i + stretch.len;
	const struct term *term;

	while (i < end) {
		if (s.p[i] == ' ' || !(term = terms_at(terms, s, i))) {
			i++;
			continue;
		}
		*vec_push(out->a, &out->words) = out->where;
		out->words.v[out->words.n - 1].kind = WORD_TERM;
		out->words.v[out->words.n - 1].text = term->text;
		out->words.v[out->words.n - 1].term = term;
		out->words.v[out->words.n - 1].at =
			(struct span){ out->base + (uint32_t)i, (uint32_t)term->text.n };
		i += term->text.n;
	}
}

struct scan {
	struct word_sink out;
	const struct doc *doc;
	const struct terms *terms[TERM_LISTS]; /* of the page, of the glossary; NULL: none */
};

static void
scan_text(struct scan *s, struct span at)
{
	struct prose p = prose_of(s->doc, at);
	struct span stretch;

	s->out.base = at.off;
	while (prose_next(&p, &stretch)) {
		words_scan(&s->out, p.text, stretch);
		for (int i = 0; i < TERM_LISTS; i++) {
			if (s->terms[i])
				scan_terms(&s->out, s->terms[i], p.text, stretch);
		}
	}
}

/* Titles and descriptions are read by people too. */
static void
scan_front(struct scan *s, const struct view *v)
{
	const struct front *f = &v->src->front;

	s->out.where = (struct word){ .block = NO_BLOCK };
	for (ptrdiff_t i = 0; i < f->nfields; i++) {
		if (f->fields[i].kind != FIELD_SCALAR ||
		    !profile_key(v->site->profile, f->fields[i].key)->title)
			continue;
		s->out.where.field = (uint32_t)i;
		scan_text(s, f->fields[i].value_at);
	}
}

static void
scan_page(const struct view *v, struct lexicon *l)
{
	struct scan s = { .doc = v->src,
			  .terms = { page_terms(v), v->site->terms },
			  .out = { .a = v->work } };

	scan_front(&s, v);
	for (ptrdiff_t i = 0; i < v->src->nblocks; i++) {
		const struct block *b = &v->src->blocks[i];

		if (b->kind != BLOCK_PARAGRAPH && b->kind != BLOCK_HEADING && b->kind != BLOCK_ROW)
			continue;
		s.out.where = (struct word){ .block = (uint32_t)i };
		scan_text(&s, b->at);
	}
	l->doc = v->src;
	l->v = s.out.words.v;
	l->n = s.out.words.n;
	for (ptrdiff_t i = 0; i < l->n; i++)
		l->has[l->v[i].kind] = true;
}

/* The words of view->src.  Those of the current source page are kept in view->lexicon for the other
 * translations of the family. */
static const struct lexicon *
lexicon_of(const struct view *v)
{
	bool kept = v->lexicon && v->src == v->current;
	struct lexicon *l = kept ? v->lexicon : NEW(v->work, struct lexicon, 1);

	if (l->doc != v->src)
		scan_page(v, l);
	return l;
}

void
pass_words(const struct view *v)
{
	const struct lexicon *l = lexicon_of(v);

	identifiers_compare(v, l);
	versions_compare(v, l);
	numbers_compare(v, l);
	terms_compare(v, l);
}
