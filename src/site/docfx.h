/* docfx.json: metadata that a build gives to pages, so that they need not repeat it. */
#ifndef DOCFX_H
#define DOCFX_H

#include "base/base.h"

struct docfx_entry {
	struct str key, glob, value; /* glob empty: globalMetadata; value: canonical text as front
					matter gives it */
};
struct docfx {
	struct str dir;        /* folder of the docfx.json, below the tree's root */
	struct docfx_entry *v; /* globs in lower case: docfx compares without case */
	ptrdiff_t n;
	struct str *bases; /* folders that globs start from, as paths below the root: dir,
			      build.content[].src */
	ptrdiff_t nbases;
	struct docfx *next; /* further docfx.json files of the same tree */
};

/* Reads one docfx.json; NULL with *error (a sentence) when it is not JSON. */
struct docfx *docfx_parse(struct arena *a, struct str dir, struct str text, struct str *error);
/* The value that the build gives `key` for the page at `rel` (below the tree's root); fileMetadata
 * beats globalMetadata, the last matching glob wins.  False when none. */
bool docfx_value(const struct docfx *d, struct str rel, struct str key, struct str *value);

#endif
