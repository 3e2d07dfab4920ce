/* Values of front matter: which of them are the same value written in two ways. */
#ifndef VALUE_H
#define VALUE_H

#include "base/base.h"

/* Are two values of front matter (as struct field gives them) the same apart from how YAML may
 * write them: null as '', a date as midnight UTC of that date, a time in another zone, `yes` as
 * `true`, blanks at the ends, a list of one as its item? */
bool key_values_equal(struct str a, struct str b);

#endif
