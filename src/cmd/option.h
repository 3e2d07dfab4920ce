/* Command line options as one table: parsing, help, completion and the manual are loops over it. */
#ifndef OPTION_H
#define OPTION_H

#include "base/base.h"

/* Which commands take an option. */
enum { FOR_CHECK = 1, FOR_PAIRS = 2, FOR_RULE = 4, FOR_CONFIG = 8, FOR_ALL = 15 };

struct words VEC(struct str);

struct options {
	struct str source, profile, layout, config_file, color, min_severity, fail_on, max_warnings, jobs;
	struct words locale, rule, only, skip, exclude, set, output;
	bool no_config, allow_empty, statistics, no_progress, no_collapse, help;
	int quiet, verbose; /* number of times given */
	struct words args;  /* what is no option */
};

/* Reads argv[first..argc) for a command.  False with a sentence in *error (and *help) on an unknown option, a missing or an
 * unwanted value. */
struct option_reader {
	struct arena *a;
	int command; /* FOR_... */
	struct options *out;
	struct str error, help;
};
bool options_read(struct option_reader *r, int argc, char *const argv[], int first);
/* The options of a command, grouped, for --help. */
void options_help(struct buf *out, int command);
/* One option a line: "--name\tARG\thelp", for completions and documentation. */
void options_list(struct buf *out, int command);

#endif
