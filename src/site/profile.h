/* A profile: how one docs platform records pins, which front matter keys may differ, which
 * constructs exist.  All of it is data in rules/profiles/, embedded and overridable; no platform is
 * named in C. */
#ifndef PROFILE_H
#define PROFILE_H

#include "base/map.h"
#include "diag/config_error.h"
#include "doc/grammar.h"
#include "doc/slug.h"
#include "site/redirects.h"

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

/* The parts of what a translation records about its source page. */
enum pin_part {
	PIN_HASH,    /* of the source page's bytes */
	PIN_COMMIT,  /* at which it was read */
	PIN_VERSION, /* the number that the source page had, both pages carry one */
	PIN_DATE,    /* of the source page */
	PIN_STATUS,  /* what was found when somebody last looked */
	PIN_PARTS
};

/* How a recorded hash was made. */
enum pin_algorithm {
	PIN_SHA, /* SHA-1 or SHA-256 of the bytes, told apart by their length */
	PIN_SHA_1,
	PIN_SHA_256,
	PIN_BLOB,  /* git's own: SHA-1 of "blob <size>", a NUL and the bytes */
	PIN_OPAQUE /* by a method that is not known here: can be compared with other pins only */
};

enum { LINE_ENDS_RAW = 1, LINE_ENDS_LF = 2, LINE_ENDS_CRLF = 4 };

/* A pin outside front matter: a pattern whose groups `hash`, `commit`, `version`, `date` and
 * `status` are its parts. */
struct pin_text {
	const struct pattern_set *pattern; /* NULL: there is none */
	int group[PIN_PARTS];              /* 0: not in the pattern */
	struct str name;                   /* what messages call it: "EN-Revision" */
	struct str hint;                   /* "40 lower-case hex digits" */
	int lines; /* so many of a page are searched, front matter not counted; 0: 20 */
};

enum pin_state { PIN_STATE_UNKNOWN, PIN_STATE_FRESH, PIN_STATE_STALE, PIN_STATE_GONE, PIN_STATES };

/* What a platform records and demands, apart from the keys of hash and commit. */
struct pin_rules {
	struct str version_key, date_key, status_key; /* empty: none */
	struct str handoff_key; /* when the source page was handed to translators: of two pins the
				   later one is newer */
	struct pin_text head;   /* in the page, near its top */
	struct pin_text beside; /* in a file of its own */
	struct str beside_path; /* where that is, "{dir}/{name}.sync"; see pin_beside_path */
	/* hashes */
	enum pin_algorithm algorithm;
	int digits;             /* fewest that are recorded; 0: all of them.  PIN_OPAQUE: exactly */
	unsigned line_ends;     /* LINE_ENDS_ of the bytes that may have been hashed; 0: any */
	bool last_line_ends;    /* those at the end of the file are always part of them */
	struct str hash_unless; /* on pages that have this key the hash is of something else */
	/* commits */
	bool abbreviated; /* 7 digits or more will do */
	bool touches;     /* the commit must have changed the source page */
	bool ancestor;    /* and be part of the source's branch */
	bool last_commit; /* nothing is recorded: the last commits of both pages are compared */
	const struct pattern_set *ignored; /* subjects of commits that do not count; NULL: none */
	/* words of the status, without case; the first is the one to write */
	struct str *words[PIN_STATES];
	ptrdiff_t nwords[PIN_STATES];
	enum pin_state absent; /* what it means when a pinned page has no status */
};

/* Parts of a URL that name a language or a view, so that two targets may differ in them; used by
 * url_normalise. */
struct url_rules {
	/* Absolute and rooted paths may have a language tag as first segment ("/de/docs/x"), or
	 * one with a region or script in any segment ("/library/de-de/x"). */
	bool locale_first, locale_anywhere;
	bool caseless;     /* relative and rooted paths compare without case */
	struct str *query; /* query parameters that do not count: "view", "lang" */
	ptrdiff_t nquery;
	struct str *neutral; /* hosts where an address without language leads to the reader's */
	ptrdiff_t nneutral;
	bool neutral_root;     /* so does a rooted path of the site itself */
	struct str *page_tags; /* `{% link a/b.md %}` is the page a/b.md: "link" */
	ptrdiff_t npage_tags;
};

/* Where rooted addresses begin: both may have "{locale}". */
struct root_rule {
	struct str from, to;
	bool mounted; /* the site puts further pages there when it is built */
};

struct redirect_rule {
	struct str file; /* name or glob */
	enum redirect_format format;
};

/* What local links lead to; see profile_links.c. */
struct link_rules {
	int from_address; /* a relative link may start from the page's address, not only its file */
	struct str *index, *files, *parts;
	ptrdiff_t nindex, nfiles, nparts;
	struct root_rule *roots;
	ptrdiff_t nroots;
	struct redirect_rule *redirects;
	ptrdiff_t nredirects;
	struct str *aliases; /* keys of the front matter */
	ptrdiff_t naliases;
};

/* Pages that people have translated, who split, merge, add and rearrange; see profile_human and
 * profile_most. */
struct people_rules {
	struct str key; /* of the front matter, tells how a page was translated; empty: none */
	struct str *human, *machine; /* its values */
	ptrdiff_t nhuman, nmachine;
	enum severity most[RULE_COUNT]; /* the most that a finding is; SEV_OFF: as on other pages */
	enum severity surplus; /* the same for what the translation has more than English */
};

/* Attributes of directives, shortcodes and components that no language changes. */
struct attribute_rules {
	struct str *code; /* names of those whose value is code: "type", "color" */
	ptrdiff_t ncode;
	struct str *files; /* of those that name a file */
	ptrdiff_t nfiles;
};

/* Constructs that are alerts, like quotes with a keyword. */
struct alert_rules {
	struct str *names; /* "alert", "note" */
	ptrdiff_t n;
};

enum { PROFILE_PATTERNS = 5 };

struct profile {
	struct str name, summary;
	struct str hash_key;   /* key that holds the content hash, empty: none */
	struct str commit_key; /* key that holds the source commit, empty: none */
	bool pin_required;     /* a translation without a pin is worth saying */
	struct pin_rules pin;
	bool human; /* translations are written by people: paragraphs may be split and merged */
	struct people_rules people;
	struct key_rule *keys;
	ptrdiff_t nkeys;
	enum key_class other; /* class of a key that no rule names */
	struct map by_name; /* rule of each plain key name; may be empty in profiles made by hand */
	struct str *term_keys; /* keys that list words which are not for translation */
	ptrdiff_t nterm_keys;
	bool globs;                        /* some pattern has a `*` */
	const struct pattern_set *formats; /* asked by profile_format_ok only */
	struct grammar grammar;
	enum slug_kind anchors; /* how headings without an id of their own get one */
	struct url_rules url;
	struct link_rules links;
	struct attribute_rules attributes;
	struct alert_rules alerts;
	/* detection: a page scores when it has one of the keys, when its path matches one of the
	 * globs, and when one of the texts stands near its top; a file of the tree tells the
	 * profile from the one it extends */
	struct str *detect_keys, *detect_paths, *detect_texts, *detect_files;
	ptrdiff_t ndetect_keys, ndetect_paths, ndetect_texts, ndetect_files;
	bool detect_rest; /* chosen only when nothing speaks for another one */
	struct pattern_set *owned[PROFILE_PATTERNS]; /* what profile_free gives back */
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

/* Have people translated a page whose people.key has this value (may be empty)? */
bool profile_human(const struct profile *p, struct str word);
/* The severity on such a page of a finding that is of severity s elsewhere; surplus: it is about
 * something that the translation has more than English. */
enum severity profile_most(const struct profile *p, enum rule_id r, bool surplus, enum severity s);

/* Is `value` what a rule with FORMAT_PATTERN demands?  True for rules without a pattern. */
bool profile_format_ok(const struct profile *p, const struct key_rule *k, struct pattern_scratch *s,
		       struct str value);

/* Chooses the profile for a tree: names in file order with their scores; the best one wins, ties go
 * to the one for which more pages speak in two ways, then to the first, none to "base". */
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
/* The profile that extends `chosen` and is told from it by a file of one of the trees; *file is
 * that file's path.  Without one, `chosen` itself and an empty *file. */
struct tree;
struct str profile_told_by_file(const struct rule_file *files, ptrdiff_t n, struct str chosen,
				const struct tree *trees, ptrdiff_t ntrees, struct str *file);

#endif
