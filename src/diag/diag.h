/* The contract between those who find and those who tell: rules, messages, findings. */
#ifndef DIAG_H
#define DIAG_H

#include "base/base.h"

#define LOCLINT_VERSION "0.1.0"
/* Where to read about the program, for reports that want a URI; a web address when there is one. */
#define LOCLINT_URL "man:loclint(1)"

enum severity { SEV_OFF, SEV_INFO, SEV_WARNING, SEV_ERROR };
enum cause { CAUSE_DEFECT, CAUSE_DRIFT, CAUSE_UNKNOWN };
enum fix_safety { FIX_NONE, FIX_SAFE, FIX_UNSAFE };
enum category {
	CATEGORY_METADATA,
	CATEGORY_FRESHNESS,
	CATEGORY_STRUCTURE,
	CATEGORY_LINKS,
	CATEGORY_TEXT,
	CATEGORY_PAIRING,
	CATEGORY_SUPPRESSION,
	CATEGORY_COUNT
};

enum rule_id {
#define RULE(e, ...) RULE_##e,
#include "diag/rules.def"
#undef RULE
	RULE_COUNT
};

enum message_id {
#define MESSAGE(e, ...) MSG_##e,
#include "diag/messages.def"
#undef MESSAGE
	MSG_COUNT
};

struct rule_info {
	struct str name, code, summary;
	enum category category;
	enum severity severity; /* default, for a defect */
	enum fix_safety fix;
};
extern const struct rule_info rules[RULE_COUNT];

struct message_info {
	enum rule_id rule;
	struct str text, label, source_label, help;
};
extern const struct message_info messages[MSG_COUNT];

struct str severity_name(enum severity s); /* "error" */
struct str cause_name(enum cause c);
struct str category_name(enum category c);
/* False when the word is none of off, info, warning, error. */
bool severity_parse(struct str word, enum severity *s);

/* Is this the rule that says that a page's English has moved on?  Differences on such a page belong
 * under it. */
bool rule_is_stale(enum rule_id r);

/* A set of rules named by a selector: `all`, a category, a rule name, a code, or a code prefix
 * ("S3"), without regard to case.  Every element of chosen is written.  False when it names none;
 * then *nearest is the known word that was probably meant (may be empty). */
bool rule_select(struct str selector, bool chosen[RULE_COUNT], struct str *nearest);

/* A place in a file as the reports need it: nothing here points into a document. */
struct place {
	struct str file;               /* path that works from the working directory */
	uint32_t line, column;         /* 1-based; column in code points */
	uint32_t end_line, end_column; /* exclusive end */
	uint32_t byte, end_byte;       /* offsets in the raw file, end exclusive */
};

/* The source lines shown under a finding; at most SNIPPET_LINES, each at most SNIPPET_BYTES around
 * the caret. */
enum { SNIPPET_LINES = 4, SNIPPET_BYTES = 1200 };
struct snippet {
	uint32_t first_line; /* 0: no snippet */
	int nlines;
	bool more; /* the place has more lines than are shown */
	struct snippet_line {
		struct str text;          /* raw bytes, not escaped */
		bool cut_left, cut_right; /* the line goes on */
		uint32_t mark,
			mark_len; /* bytes of text to underline; mark_len 0: a caret at `mark` */
	} * lines;
};

enum { FINDING_ARGS = 8 };
struct arg {
	const char *name; /* static; NULL ends the list */
	struct str value; /* raw user text, not escaped */
};

struct edit {
	uint32_t byte, end_byte; /* in the raw translation file */
	struct str text;
};

/* Why a finding is not shown: a comment in a page, an entry of `ignores` in the configuration, the
 * baseline; or it was there before what is looked at (--since, --staged). */
enum hidden { HIDDEN_NOT, HIDDEN_COMMENT, HIDDEN_IGNORE, HIDDEN_BASELINE, HIDDEN_EARLIER };

struct finding {
	enum message_id message;
	enum severity severity;
	enum cause cause;
	struct str locale;        /* tag as the tree spells it; empty for the source page */
	struct place at;          /* the page the reader can change */
	struct place source;      /* the English side; line 0: none */
	struct str source_commit; /* the English side is the page as of this commit; empty: as it is
				     today */
	struct snippet snippet, source_snippet;
	bool insert_after; /* something is missing: `at` is the line after which it belongs */
	struct arg args[FINDING_ARGS];
	struct edit *edits;
	int nedits;
	bool unsafe;           /* the edits need a look, whatever the rule promises */
	struct place *edit_at; /* the lines and columns of the edits, where source lines are wanted;
				  may be NULL */
	struct str key;        /* what the fingerprint is made of, free of line numbers */
	uint64_t fingerprint;  /* set by findings_finish */
	uint64_t parent;       /* fingerprint of the page's stale finding, 0: none */
	bool child;            /* wants parent = that of the stale finding of the same file, set by
				  findings_finish */
	struct str name; /* at.file from the project's folder, what fingerprints are made of; empty:
			    at.file itself */
	enum hidden hidden;
	struct str reason; /* of a comment or entry that hides it; may be empty */
	bool settings;     /* at is in the configuration file, not in a page */
};

struct findings VEC(struct finding);

/* Sorts (file, line, column, source line and column, rule, key, message, args), drops duplicates
 * (of two findings that say the same the graver stays), numbers equal keys, computes fingerprints
 * and parents.  A total order: the result does not depend on the order of v. */
void findings_finish(struct arena *a, struct findings *f);

/* How far the finding's edits may be trusted; FIX_NONE when it has none. */
enum fix_safety finding_safety(const struct finding *f);

/* The finding's sentence with its arguments filled in; user text keeps its bytes (the reporter
 * escapes).  `which` selects message, label, source label or help; empty when the message has none.
 */
enum message_part { PART_TEXT, PART_LABEL, PART_SOURCE_LABEL, PART_HELP };
struct str finding_text(struct arena *a, const struct finding *f, enum message_part which);

/* What a run did, for summaries. */
struct totals {
	ptrdiff_t pages, pairs, families, locales; /* translation pages read, pairs compared */
	ptrdiff_t counts[SEV_ERROR + 1];
	ptrdiff_t fixable;
	ptrdiff_t suppressed, baselined,
		earlier; /* findings that are not shown, and not in counts */
	int64_t ms;
};

#endif
