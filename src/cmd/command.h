/* The commands, one file each, and what they share: settings, the engine, printing. */
#ifndef COMMAND_H
#define COMMAND_H

#include "cmd/option.h"
#include "engine/engine.h"
#include "report/report.h"
#include "site/history.h"

enum exit_status { EXIT_CLEAN, EXIT_FINDINGS, EXIT_TROUBLE };

struct verdict;

struct command {
	const char *name, *alias; /* alias may be NULL */
	const char *arguments, *summary;
	int options; /* FOR_... */
	int (*run)(struct arena *a, const struct options *o);
};
extern const struct command commands[];
extern const ptrdiff_t ncommands;

int command_check(struct arena *a, const struct options *o);
int command_ci(struct arena *a, const struct options *o);
int command_pairs(struct arena *a, const struct options *o);
int command_status(struct arena *a, const struct options *o);
int command_show(struct arena *a, const struct options *o);
int command_rule(struct arena *a, const struct options *o);
int command_config(struct arena *a, const struct options *o);
int command_baseline(struct arena *a, const struct options *o);
int command_infer(struct arena *a, const struct options *o);
int command_stamp(struct arena *a, const struct options *o);
int command_init(struct arena *a, const struct options *o);
int command_completions(struct arena *a, const struct options *o);
int command_debug(struct arena *a, const struct options *o);
int command_help(struct arena *a, const struct options *o);
int command_version(struct arena *a, const struct options *o);

/* --- help.c --- */

/* The command of this name or alias, or NULL. */
const struct command *command_find(struct str name);
/* What a command does and takes. */
void help_command(struct buf *out, const struct command *c);
/* All commands. */
void help_all(struct buf *out);
/* More than the summary says of a command: paragraphs between empty lines, "" when there is no
 * more. */
const char *help_details(const struct command *c);

/* --- shared (settings.c, terminal.c) ---------------------------------------- */

/* Configuration file, environment and options, in this order of precedence; false after printing
 * what is wrong. */
bool settings_read(struct arena *a, const struct options *o, struct config *c);
/* The configuration file of folder `dir`, empty when it has none; false after printing that it has
 * two. */
bool settings_in(struct arena *a, const struct options *o, struct str dir, struct str *found);
/* config_file.c: a configuration file and those that it extends, over *c; false and *error. */
bool settings_load(struct arena *a, struct config *c, struct str file, struct config_error *error);
/* replace.c: writes a page whose bytes were `before`, unless somebody has changed or removed it
 * meanwhile; false with *why. */
bool replace_page(struct arena *a, struct str path, struct str before, struct str after,
		  struct str *why);
/* The engine's options out of ours. */
struct engine_options settings_engine(struct arena *a, const struct options *o,
				      const struct config *c);
/* Reads the settings and hands them to `run` with an engine that is freed afterwards; the exit
 * status. */
int settings_run(struct arena *a, const struct options *o,
		 int (*run)(struct arena *a, const struct options *o, const struct config *c,
			    struct engine *e));
/* baseline.c: the baseline that check goes by; *b is NULL when there is none.  False after printing
 * what is wrong. */
bool baseline_open(struct arena *a, const struct options *o, const struct config *c,
		   struct baseline **b);
/* ignore.c: adds an entry to `ignores` for each finding; the exit status. */
int ignore_add(struct arena *a, const struct options *o, const struct config *c, struct engine *e);
/* verdict.c: the first digits of a commit or hash. */
struct str short_hex(struct str hex);
/* Which English a translation was compared with, in words; h may be NULL. */
struct str verdict_base(struct arena *a, const struct verdict *v, const struct page_history *h);
/* Whether it is up to date, in one or two words; NULL: it could not be read. */
struct str verdict_word(const struct verdict *v);
/* How to print on descriptor fd (1 or 2). */
struct report_style terminal_style(const struct options *o, int fd);
/* "error: ..." with place and help on stderr; returns EXIT_TROUBLE. */
int terminal_error(struct arena *a, const struct options *o, const struct config_error *e);
/* The same for a sentence without a place. */
int terminal_fail(struct arena *a, const struct options *o, struct str message, struct str help);
/* Writes a buf to stdout; EXIT_TROUBLE with a message when that fails, else `status`. */
int terminal_print(struct arena *a, const struct options *o, const struct buf *out, int status);
/* "loclint: ..." lines on stderr. */
void terminal_notices(const struct options *o, struct engine *e);

#endif
