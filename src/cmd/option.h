/* Command line options as one table: parsing, help, completion and the manual are loops over it. */
#ifndef OPTION_H
#define OPTION_H

#include "base/base.h"

/* Which commands take an option. */
enum {
	FOR_CHECK_ONLY = 1, /* and not `ci`, which never writes a page */
	FOR_PAIRS = 2,
	FOR_RULE = 4,
	FOR_CONFIG = 8,
	FOR_STATUS = 16,
	FOR_SHOW = 32,
	FOR_CI = 64,
	FOR_CHECK = FOR_CHECK_ONLY | FOR_CI,
	FOR_DEBUG = 128,
	FOR_NONE = 256, /* takes none but those that every command takes */
	FOR_INIT = 512,
	FOR_BASELINE = 1024,
	FOR_STAMP = 2048,
	FOR_INFER = 4096,
	FOR_ALL = 8191
};

struct words VEC(struct str);
struct changes;

struct options {
	struct str source, profile, layout, config_file, color, min_severity, fail_on, max_warnings,
		max_findings, jobs, by, project, baseline, force, add_ignore;
	struct words locale, rule, only, skip, exclude, set, output;
	bool force_init, print;
	bool fix, unsafe_fixes, diff, exit_non_zero_on_fix;
	bool show_suppressed, no_baseline, stamp_check, stamp_all, infer_all;
	bool no_config, no_history, no_gitignore, allow_empty, statistics, no_progress, no_collapse,
		word_diff, help;
	struct str files_from, stdin_filename, since;
	bool null_separated, staged, all_findings;
	int quiet, verbose; /* number of times given */
	struct words args;  /* what is no option */
	/* Set by scope_read(): */
	bool named;                    /* paths were given, though it may be none */
	struct str page_text;          /* of the page from standard input */
	const struct changes *changes; /* NULL: changed or not is all the same */
};

/* Reads argv[first..argc) for a command.  False with a sentence in *error (and *help) on an unknown
 * option, a missing or an unwanted value. */
struct option_reader {
	struct arena *a;
	int command; /* FOR_... */
	struct options *out;
	struct str error, help;
};
bool options_read(struct option_reader *r, int argc, char *const argv[], int first);
/* The options of a command, grouped, for --help. */
void options_help(struct buf *out, int command);
/* The table, for completions and documentation.  OPTIONAL: a value after "=" only; without one the
 * field is empty, but not NULL. */
enum option_kind { FLAG, COUNT, VALUE, OPTIONAL, LIST, APPEND };
struct option_row {
	const char *group, *name, *argument, *help; /* argument NULL: none */
	ptrdiff_t field;                            /* offset in struct options */
	enum option_kind kind;
	int commands; /* FOR_... */
	char letter;  /* 0: none */
};
extern const struct option_row option_rows[];
extern const ptrdiff_t noption_rows;

#endif
