/* Where a page leads: the targets of links and images in Markdown and in raw HTML, and which of two
 * pages' targets are the same place. */
#ifndef GOAL_H
#define GOAL_H

#include "check/check.h"

struct goal {
	uint32_t fact;
	struct str value;      /* as the page has it */
	struct str full, name; /* normalised, with and without fragment */
	bool used;             /* has been paired with one of the other page */
};

struct goals {
	struct goal *v;
	ptrdiff_t n;
};

/* What a fact leads to as a link (FACT_LINK) or as an image (FACT_IMAGE); empty: nothing. */
struct str goal_value(const struct fact *f, enum fact_kind kind);
/* The picture that a directive shows; its attributes are compared by pass_constructs(). */
struct str goal_of_directive(const struct fact *f);
/* The bytes of such a value in d->text, after doc_locate(); len 0 when they are not known. */
struct span goal_at(const struct doc *d, const struct fact *f, struct str value);
/* The goals of a document, in order, on v->work. */
struct goals goals_of(const struct view *v, const struct doc *d, enum fact_kind kind);
/* Pairs the goals of v->src with those of v->dst: equal ones, in counterpart blocks before others,
 * then those that are the same place though they are written differently. */
void goals_match(const struct view *v, enum fact_kind kind, struct goals src, struct goals dst);

#endif
