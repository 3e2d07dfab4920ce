/* Markup that the English page has got wrong: a marker without the blank behind it, a table without
 * its delimiter row.  A translation that repaired it is right, though it differs. */
#ifndef FAULT_H
#define FAULT_H

#include "check/check.h"

enum fault_kind {
	FAULT_NONE,
	FAULT_NUMBER,  /* `1.Check` */
	FAULT_BULLET,  /* `-Check` */
	FAULT_HEADING, /* `##Title` */
	FAULT_TABLE    /* lines of cells that make no table */
};

struct fault {
	enum fault_kind kind;
	struct span at; /* the marker, or the first line of cells */
};

/* What a block of this kind would be if its marker were broken; FAULT_NONE when there is no such
 * thing. */
enum fault_kind fault_of(const struct block *b, bool ordered);
/* The first text in blocks [from, to) of d that was meant as a block of this kind. */
bool fault_find(const struct doc *d, uint32_t from, uint32_t to, enum fault_kind kind,
		struct fault *f);
/* The number of a broken marker. */
int32_t fault_number(const struct doc *d, const struct fault *f);
/* How many lines of text in blocks [from, to) begin with such a marker. */
ptrdiff_t fault_count(const struct doc *d, uint32_t from, uint32_t to, enum fault_kind kind);
/* Says the fault on the English page; the same words as pass_faults(), so that it stands there
 * once. v->src must be the current page, else nothing is said. */
void fault_say(const struct view *v, const struct fault *f);

#endif
