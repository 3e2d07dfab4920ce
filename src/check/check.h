/* What a pass gets to see, and where it drops what it finds.  Passes are pure: no file, no clock,
 * no words, no severities. */
#ifndef CHECK_H
#define CHECK_H

#include "check/align.h"
#include "diag/diag.h"
#include "doc/doc.h"
#include "site/site.h"

/* How the page's pin was judged. */
enum freshness {
	FRESH_UNPINNED, /* the page has no pin and needs none: compared as if fresh */
	FRESH_YES,      /* the source's bytes hash to the recorded value */
	FRESH_NO,       /* they do not: stale */
	FRESH_UNKNOWN   /* nothing here can judge it, or one is due and missing */
};

/* One translation against one version of its source. */
struct view {
	const struct site *site;
	const struct page *page;        /* the translation */
	const struct page *source_page; /* NULL when the family has no source */
	struct doc *dst;                /* the translation */
	struct doc *src; /* what it is compared with: base, current source or embedded source; NULL:
			    none */
	struct doc *current; /* the current source page; NULL: none, or it could not be parsed */
	const struct align *align; /* of src and dst; NULL when src is */
	struct digests *digests;   /* of the current source page; NULL: none */
	enum freshness freshness;
	enum cause cause; /* what a difference between src and dst means */
	bool embedded;    /* src is the English embedded in the page */
	struct pattern_scratch *scratch;
	struct arena *work; /* gone after the family */
	struct sink *sink;
};

/* The source page by itself is a view too: page is the source page, dst its document, all of the
 * source side NULL. */

/* An id that must be unique, as one page states it; kept small, there is one for every page of the
 * site. */
struct id_use {
	const struct page *page;
	struct str key;
	struct str line;               /* the raw line that states it */
	uint32_t line_number, byte;    /* where that line starts in the raw file */
	uint32_t value_off, value_len; /* in line, without quotes */
};
struct id_uses VEC(struct id_use);

/* Where findings go.  One per worker; only sink_emit and ids_collect copy from work to keep. */
struct sink {
	struct arena *keep;
	struct findings out;
	struct id_uses ids; /* for unique_check, after all families */
	const struct site *site;
	bool snippets; /* a report wants source lines */
};

/* What a pass says.  Spans are in view->dst->text and view->src->text; a zero source span means "no
 * place". */
struct draft {
	enum message_id message;
	struct span at;    /* what to change; for something missing: what it belongs after */
	bool insert_after; /* `at` is the block after which something is missing: shown as its last
			      line */
	bool has_source;
	struct span source; /* the evidence on the English side */
	struct arg args[FINDING_ARGS];
	struct edit edits[2]; /* byte offsets of dst->text; the sink maps them to the raw file */
	int nedits;
	struct str key; /* identity in the page, free of line numbers */
	bool info; /* info at most: a difference that is rarely worth an action (author, date) */
	bool keep_severity; /* a fact whatever the page's age: a defect with its own severity, no
			       parent (dead links by rule) */
	bool on_source;     /* the finding is about the source page itself: at is in view->src, no
			       source side */
	bool whole_page;    /* no cap and no parent: about the page itself, not about a comparison
			       (metadata-invalid, stale) */
};
/* Turns a draft into a finding on sink->keep: severity by the settings, cause by the view, places
 * in the raw files, edits, snippets.  Nothing is kept of a rule that is off. */
void sink_emit(const struct view *v, const struct draft *d);
/* Adds a finding whose places are known already (strings are borrowed); sets its severity. */
void sink_add(struct sink *s, struct finding f);
/* The severity that the settings give a rule, for a defect. */
enum severity sink_severity(const struct config *c, enum rule_id r);
/* A line of a raw file as snippets show it: at most SNIPPET_BYTES around bytes [from, to), which
 * are marked.  On keep. */
struct snippet_line sink_snippet_line(struct arena *keep, struct str line, ptrdiff_t from,
				      ptrdiff_t to);

/* One pass per subject; each may be run with any view it says it can take. */
/* page.c: what one page shows by itself, no source needed: front-matter-syntax, metadata-invalid,
 * not-checked. */
void pass_page(const struct view *v);
/* The front matter says nothing that can be compared: a YAML error, no closing line, or keys
 * translated as prose. */
bool page_front_unreadable(const struct view *v);
/* meta.c: keys against the source's. */
void pass_metadata(const struct view *v);
/* structure.c: headings, lists, tables, code, quotes by alignment. */
void pass_structure(const struct view *v);
/* constructs.c: alerts, includes, directives, shortcodes, components. */
void pass_constructs(const struct view *v);
/* links.c: links and images against the source's; link-outdated by position. */
void pass_links(const struct view *v);
/* outdated.c: links that a rule knows to be replaced, on any page; `source` has them too: reported
 * there once. */
void pass_outdated(const struct view *v);

/* fresh.c: digests of one source page, each computed when a translation first asks for it.  On
 * work; raw is borrowed. */
struct digests *digests_new(struct arena *work, struct str raw);
/* Is hex (40 or 64 digits, any case) the digest of the page as it is, or with other line ends, or
 * without the last ones? */
bool digests_match(struct digests *d, struct str hex);
/* Judges the translation's pin; source NULL: the page has none. */
enum freshness fresh_judge(const struct profile *p, struct digests *source,
			   const struct doc *translation);
/* stale-hash, with the short hash of the current source; needs view->digests. */
void pass_fresh(const struct view *v);

/* peers.c: the translations of one family side by side. views[i].dst may have any limit; source may
 * be NULL. */
void pass_peers(const struct view *views, ptrdiff_t n);

/* pair.c: everything about one family, in order; the single entry that engine, tests and fuzzers
 * use. source may be NULL; translations[i] belongs to pages[i]. */
struct family_docs {
	const struct family *family;
	struct doc *source;
	struct doc **translations;
};
void family_check(const struct site *site, const struct family_docs *docs,
		  struct pattern_scratch *scratch, struct arena *work, struct sink *sink);

/* unique.c: ids that no two pages of a locale may share. */
void ids_collect(const struct view *v);
/* After all families, over the uses of all workers, in any order. */
void unique_check(const struct site *site, struct id_use *uses, ptrdiff_t n, struct sink *sink);

#endif
