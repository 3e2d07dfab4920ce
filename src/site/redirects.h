/* Redirect maps: addresses that lead elsewhere, though no page is there.  One small reader per
 * format; what a map says of an address is only that it is taken care of. */
#ifndef REDIRECTS_H
#define REDIRECTS_H

#include "base/map.h"

enum redirect_format {
	REDIRECT_OPENPUBLISHING, /* Microsoft Learn: .openpublishing.redirection*.json, paths of
				    files */
	REDIRECT_NETLIFY,        /* _redirects: "/old /new 301", addresses */
	REDIRECT_CSV,            /* Adobe: "source,destination", addresses of another site's root */
	REDIRECT_DOCUSAURUS,     /* docusaurus.config.js: from: '/old', from: ['/a', '/b'] */
	REDIRECT_FORMATS
};
/* The words that name them in profiles, ended by NULL. */
extern const char *const redirect_words[REDIRECT_FORMATS + 1];

/* All keys are lower case, without slash at either end, without the ending of a page. */
struct redirects {
	struct map exact, tails;      /* tails: the key or what follows it */
	struct VEC(struct str) heads; /* everything below */
};

/* A set that is not made until it is needed; all zero: there is none. */
struct late_redirects {
	/* May be called by several threads at once; always the same set, which outlives the site.
	 */
	const struct redirects *(*get)(void *ctx);
	void *ctx;
};

/* Starts an empty set on a. */
void redirects_init(struct redirects *r, struct arena *a);
/* Adds what a file says; `dir` is its folder below the root of its tree, which paths start from.
 * False with *error (a sentence) when it cannot be read as what it should be. */
bool redirects_read(struct redirects *r, enum redirect_format format, struct str dir,
		    struct str text, struct str *error);
/* Adds one address (Hugo's `aliases`); one that is not rooted starts from the folder `dir`. */
void redirects_add(struct redirects *r, struct str dir, struct str address);
/* Does the path or address lead elsewhere?  work is for scratch. */
bool redirects_have(const struct redirects *r, struct arena *work, struct str path);

#endif
