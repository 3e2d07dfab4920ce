/* What a pass gets to see, and where it drops what it finds.  Passes are pure: no file, no clock,
 * no words, no severities. */
#ifndef CHECK_H
#define CHECK_H

#include "base/map.h"
#include "check/align.h"
#include "check/fragments.h"
#include "diag/diag.h"
#include "doc/doc.h"
#include "site/history.h"
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
	struct doc
		*base; /* the source page at the pin, from history; NULL: not known, or current */
	struct digests *digests; /* of the current source page; NULL: none */
	struct lexicon *lexicon; /* its words, for all translations of the family; NULL: each makes
				    its own */
	struct str beside; /* text of the file beside the page that holds its pin; empty: none */
	const struct page_history *history; /* of the pin; NULL: not asked */
	enum freshness freshness;
	enum cause cause; /* what a difference between src and dst means */
	bool embedded;    /* src is the English embedded in the page */
	ptrdiff_t peers;  /* so many translations vouch for src, which is one of them; 0: src is
			     English */
	bool human; /* people have translated the page, as it says itself or the profile does */
	struct pattern_scratch *scratch;
	struct arena *work; /* gone after the family */
	struct sink *sink;
};

/* Can what this view lacks be told from what English has got since?  Passes about words say nothing
 * else.  A stale page with a base is seen twice, and pair.c keeps of theirs what both show. */
bool view_proves(const struct view *v);

/* The source page by itself is a view too: page is the source page, dst its document, all of the
 * source side NULL. */

/* An id that must be unique, or a title, as every page of the site has one: hashes tell which pages
 * are worth a second look. */
struct id_mark {
	uint64_t value;     /* of key, locale and value */
	uint64_t english;   /* a title: of the source's, without case; 0: an id */
	uint32_t page, key; /* in site.pages; in profile.keys, or ID_TITLE */
};
struct id_marks VEC(struct id_mark);
#define ID_TITLE UINT32_MAX

/* The same in full, as that look finds it. */
struct id_use {
	const struct page *page;
	struct str key;
	struct str line;               /* the raw line that states it */
	uint32_t line_number, byte;    /* where that line starts in the raw file */
	uint32_t value_off, value_len; /* in line, without quotes */
	uint64_t english;              /* as in id_mark */
};
struct id_uses VEC(struct id_use);

/* What was decided about one translation, for `status`, `show` and `pairs -v`; kept small, there is
 * one for every page of the site.  Only numbers and slices on keep. */
struct verdict {
	const struct page *page;
	struct str base_commit;
	int64_t base_time, changed_time; /* of the base, and of the last change; 0: unknown */
	uint64_t raw_hash;   /* str_hash of the file, set when a finding of it can be fixed */
	int32_t changes;     /* commits that changed the source since */
	int32_t findings[3]; /* by enum cause, at any severity */
	unsigned change; /* set of enum change: how the source changed since; 0: unknown or nothing
			  */
	enum freshness freshness;
	enum base_kind base; /* what it was compared with; BASE_CURRENT: the current page */
	bool embedded;       /* compared with the English embedded in it, for want of a base */
	bool checked;        /* false: it could not be read or parsed */
};

/* A suppression comment's rule, see suppress.h. */
struct suppression_ref {
	struct suppression *p;
};

/* Where findings go.  One per worker; only sink_emit and ids_read copy from work to keep. */
struct sink {
	struct arena *keep;
	struct findings out;
	struct arena *marked;       /* of the marks alone, which are needed for a moment only */
	struct id_marks marks;      /* for ids_repeated, after all families */
	struct id_uses ids;         /* for unique_check */
	struct anchor_list anchors; /* for fragments_check, after all families */
	struct fragment_uses fragments;
	struct VEC(struct suppression_ref)
		suppressions; /* for suppress_finish, after all families */
	const struct site *site;
	struct verdict *verdicts; /* per page of the site, for the translations; NULL: not kept */
	bool snippets;            /* a report wants source lines */
	const struct page *page;  /* whose findings are counted; NULL: count anew */
	ptrdiff_t said[RULE_COUNT];
};

/* Findings of one rule that a comparison may give (as MSG_NOT_LISTED says): a page made to have
 * more would take gigabytes. */
enum { PAGE_FINDINGS = 10000 };

enum { DRAFT_EDITS = 8 };

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
	struct edit edits[DRAFT_EDITS]; /* byte offsets of dst->text; the sink maps them to the raw
					   file */
	int nedits;
	bool unsafe;    /* the edits need a look, though the rule's fixes are safe by and large */
	struct str key; /* identity in the page, free of line numbers */
	bool info; /* info at most: a difference that is rarely worth an action (author, date) */
	bool keep_severity; /* a fact whatever the page's age: not capped for drift and unknown
			       (dead links by rule) */
	bool surplus;       /* about something that the translation has more than English */
	bool warning;       /* warning at most: where people write, it may be meant */
	bool on_source;     /* the finding is about the source page itself: at is in view->src, no
			       source side */
	bool whole_page;    /* no cap and no parent: about the page itself, not about a comparison
			       (metadata-invalid, stale) */
};
/* Turns a draft into a finding on sink->keep: severity by the settings, cause by the view, places
 * in the raw files, edits, snippets.  Nothing is kept of a rule that is off, or that has said
 * PAGE_FINDINGS things of v->page since sink->page was that. */
void sink_emit(const struct view *v, const struct draft *d);
/* Has rule r said something so far, against the base or the current page, of a place that begins
 * within these bytes of the translation?  For passes whose finding would follow from that one; only
 * the last thousand count. */
bool sink_said(const struct view *v, enum rule_id r, struct span at);
/* Adds a finding whose places are known already (strings are borrowed); sets its severity. */
void sink_add(struct sink *s, struct finding f);
/* The same with the severity that its rule has on page p. */
void sink_add_on(struct sink *s, const struct page *p, struct finding f);
/* The severity that the settings give a rule, for a defect. */
enum severity sink_severity(const struct config *c, enum rule_id r);
/* The same on one page, where `overrides` may say otherwise; p may be NULL. */
enum severity page_severity(const struct site *s, const struct page *p, enum rule_id r);
/* Is the rule off on every page? */
bool rule_is_off(const struct site *s, enum rule_id r);
/* A line of a raw file as snippets show it: at most SNIPPET_BYTES around bytes [from, to), which
 * are marked.  On keep. */
struct snippet_line sink_snippet_line(struct arena *keep, struct str line, ptrdiff_t from,
				      ptrdiff_t to);
/* The snippet that shows this line alone. */
struct snippet sink_snippet(struct arena *keep, uint32_t number, struct str line, ptrdiff_t from,
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
/* lexicon.c: the words of the source that no language changes, in identifiers.c, versions.c,
 * numbers.c and terms.c. */
void pass_words(const struct view *v);
/* literals.c: option and field names in the first column of tables. */
void pass_literals(const struct view *v);
/* spans.c: code spans. */
void pass_spans(const struct view *v);
/* labels.c: link texts that are names. */
void pass_labels(const struct view *v);
/* markup.c: `**`, "](", a backtick that readers see (markup-literal); also on a source page. */
void pass_markup(const struct view *v);
/* The same for n pages made from one source revision that nobody has: what half of them show is
 * English's, and not said. */
void markup_of_peers(const struct view *const *views, ptrdiff_t n);
/* shown.c: comments that readers see (markup-literal). */
void pass_shown_comments(const struct view *v);
/* fault.c: broken markers on the source page by itself, where the lines around them prove it. */
void pass_faults(const struct view *v);
/* linklocale.c: addresses on the source page that name its language without need (link-locale). */
void pass_link_locales(const struct view *v);
/* What pass_markup tells of the translation of one source block, the last one that was asked for:
 * so that no block is read once for each of its links.  Starts as zeros; on view->work. */
struct shown {
	bool known;
	uint32_t block;
	struct map targets; /* of links that are shown as text, without fragment */
	bool tick;          /* a lone backtick is shown */
};
/* Does pass_markup tell that the translation of source block b shows a link to `target` as text? */
bool markup_shows_target(struct shown *s, const struct view *v, uint32_t b, struct str target);
/* Does pass_markup tell that the translation of source block b shows a lone backtick? */
bool markup_shows_tick(struct shown *s, const struct view *v, uint32_t b);
/* emptylinks.c: `[](target)` (link-text-empty). */
void pass_empty_links(const struct view *v);
/* Does it tell that the translation of the link around these bytes of source block b has no text?
 * The source is located. */
bool link_text_is_lost(const struct view *v, uint32_t b, struct span at);
/* html.c: tags (html-mismatch). */
void pass_html(const struct view *v);
/* anchors.c: `<a name>` and `{#id}` (anchor-mismatch). */
void pass_anchors(const struct view *v);
/* codeblocks.c: text of fenced code (code-changed). */
void pass_code(const struct view *v);
/* characters.c: mojibake, lost and invisible characters (character-damage); also on any page by
 * itself. */
void pass_characters(const struct view *v);
/* Is it one of those that pass_characters calls invisible? */
bool character_is_invisible(uint32_t cp);
/* Does s hold a character that nobody sees, where a computer reads it? */
bool characters_invisible(struct str s);
/* variables.c: `$ (Name)` and `% Name%`, written apart (character-damage). */
void pass_variables(const struct view *v);
/* untranslated.c: prose that is the source's (untranslated-paragraph). */
void pass_untranslated(const struct view *v);
/* brokenlinks.c: local links that lead nowhere, on any page (link-broken). */
void pass_broken_links(const struct view *v);
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

/* stale.c: the page is behind (stale-hash, stale-commit), and what is wrong with its pin
 * (commit-mismatch). */
void pass_stale(const struct view *v);

/* peers_shape.c: what a draft about English becomes when peers stand in for it (v->peers); false
 * when it says nothing then. */
bool peers_say(const struct view *v, const struct draft *d, struct draft *as_peer);
/* peers.c: the translations of one family side by side. views[i].dst may have any limit; source may
 * be NULL. */
void pass_peers(const struct view *views, ptrdiff_t n);

/* pair.c: everything about one family, in order; the single entry that engine, tests and fuzzers
 * use. source may be NULL; translations[i] belongs to pages[i]. */
struct family_docs {
	const struct family *family;
	struct doc *source;
	struct doc **translations;
	const struct str *beside; /* per translation: text of the file beside it that holds its pin;
				     NULL: none */
	const struct page_history *
		*history; /* per translation, entries may be NULL; NULL: not asked yet */
	bool partial;     /* some translation was left out */
};
/* Which translations cannot be judged without history: sets wants[i] to the pin of translations[i],
 * both parts empty where nothing is to be asked.  True when there is any.  The documents need not
 * be more than opened. */
struct pin_wish {
	bool asks;
	bool by_date; /* nothing is recorded: since when the translation itself was last changed */
	struct str hash, commit;
};
bool family_wishes(const struct site *site, const struct family_docs *docs,
		   struct pattern_scratch *scratch, struct arena *work, struct pin_wish *wants);
void family_check(const struct site *site, const struct family_docs *docs,
		  struct pattern_scratch *scratch, struct arena *work, struct sink *sink);

/* unique.c: ids that no two pages of a locale may share, and titles that two pages share though
 * their sources do not. */
void ids_collect(const struct view *v);
/* After all families, over the marks of all workers: puts those that pages share to the front, by
 * page, and returns how many they are. */
ptrdiff_t ids_repeated(struct id_mark *marks, ptrdiff_t n);
/* What mark m of the page v->dst stands for, to v->sink->ids; nothing when that cannot be shown. */
void ids_read(const struct view *v, const struct id_mark *m);
/* Over all that was read so, in any order. */
void unique_check(const struct site *site, struct id_use *uses, ptrdiff_t n, struct sink *sink);

#endif
