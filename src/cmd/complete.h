/* What may be completed, the same for all shells: the words that stand for an argument. */
#ifndef COMPLETE_H
#define COMPLETE_H

#include "cmd/command.h"

enum complete_kind { COMPLETE_NOTHING, COMPLETE_WORDS, COMPLETE_FILES, COMPLETE_FOLDERS };

struct complete {
	enum complete_kind kind;
	struct str *words;
	ptrdiff_t n;
};

/* What may be the value of an option, on a.  `command` tells apart what -o takes. */
struct complete complete_value(struct arena *a, const struct command *c,
			       const struct option_row *row);
/* What may be the first argument of a command. */
struct complete complete_argument(struct arena *a, const struct command *c);
/* Does the command take the option? */
bool complete_takes(const struct command *c, const struct option_row *row);

/* completions.c: the script for bash, zsh or fish; false for any other shell. */
bool completions_write(struct buf *out, struct str shell);

#endif
