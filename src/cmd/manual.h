/* Manual pages, printed from the tables of commands, options, rules and configuration keys. */
#ifndef MANUAL_H
#define MANUAL_H

#include "base/base.h"

/* loclint.1 and loclint.yml.5, as mdoc(7). */
void manual_program(struct buf *out);
void manual_config(struct buf *out);

#endif
