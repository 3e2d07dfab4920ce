/* What is wrong with a file of settings (configuration, profile, link table): one sentence with its
 * line, for exit status 2. */
#ifndef CONFIG_ERROR_H
#define CONFIG_ERROR_H

#include "diag/diag.h"

struct config_error {
	struct str message; /* "unknown rule `list-items-count`"; empty: no error */
	struct str help;    /* "did you mean `list-item-count`?", may be empty */
	struct place at;    /* line 0: no place (a flag) */
	struct snippet snippet;
};

/* Fills an error about bytes `at` of `text`, the content of `file`.  Strings are kept on a. */
void config_error_at(struct arena *a, struct config_error *e, struct str file, struct str text,
		     struct span at, struct str message, struct str help);

#endif
