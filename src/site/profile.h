/* A profile: how one docs platform records pins, which front matter keys may differ, which
 * constructs exist.  All of it is data in rules/profiles/, embedded and overridable; no platform is
 * named in C. */
#ifndef PROFILE_H
#define PROFILE_H

#include "base/map.h"
#include "diag/config_error.h"
#include "doc/grammar.h"

enum key_class {
	KEY_IDENTICAL,  /* same value as in the source: metadata-missing, metadata-mismatch */
	KEY_INFO,       /* the same, but only worth an info (author, date, reviewer) */
	KEY_TRANSLATED, /* must be there; value is translated */
	KEY_LOCALE,     /* belongs to the translation alone (pins, locale, dates of handoff) */
	KEY_FREE        /* may be anything, or missing */
};

enum key_format {
	FORMAT_ANY,
	FORMAT_PATTERN, /* profile_format_ok tells */
	FORMAT_LOCALE   /* must be the page's own locale */
};

struct key_rule {
	struct str pattern; /* key name, one `*` is any bytes; first rule that matches wins */
	enum key_class class;
	enum key_format format;
	ptrdiff_t format_which; /* index into profile->formats */
	struct str format_hint; /* "40 or 64 lower-case hex digits" */
	bool unique;            /* no two pages of a locale share the value */
	bool title;             /* counts as title or description for metadata-untranslated */
};

enum pin_kind { PIN_NONE, PIN_CONTENT_HASH, PIN_COMMIT };

/* Parts of a URL that name a language or a view, so that two targets may differ in them; used by
 * url_normalise. */
struct url_rules {
	/* Absolute and rooted paths may have a language tag as first segment ("/de/docs/x"), or
	 * one with a region or script in any segment ("/library/de-de/x"). */
	bool locale_first, locale_anywhere;
	bool caseless;     /* relative and rooted paths compare without case */
	struct str *query; /* query parameters that do not count: "view", "lang" */
	ptrdiff_t nquery;
};

struct profile {
	struct str name, summary;
	struct str hash_key;   /* key that holds the content hash, empty: none */
	struct str commit_key; /* key that holds the source commit, empty: none */
	bool pin_required;     /* a translation without a pin is worth saying */
	bool human; /* translations are written by people: paragraphs may be split and merged */
	struct key_rule *keys;
	ptrdiff_t nkeys;
	enum key_class other; /* class of a key that no rule names */
	struct map by_name; /* rule of each plain key name; may be empty in profiles made by hand */
	bool globs;         /* some pattern has a `*` */
	const struct pattern_set *formats; /* asked by profile_format_ok only */
	struct grammar grammar;
	struct url_rules url;
	/* detection: a page scores when it has one of the keys, a tree when a path matches one of
	 * the globs */
	struct str *detect_keys, *detect_paths;
	ptrdiff_t ndetect_keys, ndetect_paths;
	struct pattern_set *owned[2]; /* what profile_free gives back */
};

/* Files the loader may read: embedded ones, replaced or extended by a project's own. */
struct rule_file {
	struct str name; /* "microsoft" */
	struct str path; /* for messages: "rules/profiles/microsoft.yml" */
	struct str text;
};

/* The profile `name` with everything it extends, compiled; its construct examples are checked. NULL
 * and *error otherwise. */
struct profile *profile_load(struct arena *a, const struct rule_file *files, ptrdiff_t n,
			     struct str name, struct config_error *error);
void profile_free(struct profile *p);
/* The rule of a key; never NULL (a default rule stands for `other`).  An inner key
 * ("params.version") that no rule names goes with the mapping it is in. */
const struct key_rule *profile_key(const struct profile *p, struct str key);

/* Is `value` what a rule with FORMAT_PATTERN demands?  True for rules without a pattern. */
bool profile_format_ok(const struct profile *p, const struct key_rule *k, struct pattern_scratch *s,
		       struct str value);
/* Are two values of front matter (as struct field gives them) the same apart from how YAML may
 * write them: null as '', a date as midnight UTC of that date, blanks at the ends, a list of one as
 * its item? */
bool key_values_equal(struct str a, struct str b);

/* Chooses the profile for a tree: names in file order with their scores; the best one wins, ties go
 * to the first, none to "base". */
struct profile_vote {
	struct str name;
	ptrdiff_t pages; /* sampled pages that speak for it */
};
struct page_sample {
	struct str path, text;
};
struct str profile_detect(struct arena *a, const struct rule_file *files, ptrdiff_t n,
			  const struct page_sample *pages, ptrdiff_t npages,
			  struct profile_vote **votes, ptrdiff_t *nvotes);

#endif
