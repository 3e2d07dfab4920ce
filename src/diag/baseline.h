/* Findings that a project knows and has put off: a file of their fingerprints. */
#ifndef BASELINE_H
#define BASELINE_H

#include "base/map.h"
#include "diag/diag.h"

struct baseline_entry {
	struct str path, rule; /* as in finding.name, and a rule's name */
	uint64_t fingerprint;
	bool seen; /* a finding of this run has it */
	bool gone; /* it was looked for and is not there any more */
};
struct baseline {
	struct arena *a;
	struct baseline_entry *v;
	ptrdiff_t n, cap;
	struct map by_fingerprint; /* 8 bytes -> index in v */
};

/* An empty one, on a. */
struct baseline *baseline_new(struct arena *a);
/* Adds an entry, unless its fingerprint is there already. */
void baseline_add(struct baseline *b, struct str path, struct str rule, uint64_t fingerprint);
/* Reads a file's text; NULL with *error, a sentence, when it is none that baseline_write makes. */
struct baseline *baseline_read(struct arena *a, struct str text, struct str *error);
/* Marks findings that are not hidden yet, and the entries that any finding has. */
void baseline_apply(struct baseline *b, struct finding *v, ptrdiff_t n);
/* The entries that are not gone, sorted, one fingerprint a line. */
void baseline_write(struct buf *out, const struct baseline *b);

#endif
