/* The commands, one file each, and what they share: settings, the engine, printing. */
#ifndef COMMAND_H
#define COMMAND_H

#include "cmd/option.h"
#include "engine/engine.h"
#include "report/report.h"

enum exit_status { EXIT_CLEAN, EXIT_FINDINGS, EXIT_TROUBLE };

struct command {
	const char *name, *alias; /* alias may be NULL */
	const char *arguments, *summary;
	int options; /* FOR_..., 0: none but --help */
	int (*run)(struct arena *a, const struct options *o);
};
extern const struct command commands[];
extern const ptrdiff_t ncommands;

int command_check(struct arena *a, const struct options *o);
int command_pairs(struct arena *a, const struct options *o);
int command_rule(struct arena *a, const struct options *o);
int command_config(struct arena *a, const struct options *o);
int command_debug(struct arena *a, const struct options *o);
int command_version(struct arena *a, const struct options *o);

/* --- shared (settings.c, terminal.c) ---------------------------------------- */

/* Configuration file, environment and options, in this order of precedence; false after printing what is wrong. */
bool settings_read(struct arena *a, const struct options *o, struct config *c);
/* The engine's options out of ours. */
struct engine_options settings_engine(struct arena *a, const struct options *o, const struct config *c);
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
