/* What of a piece of code people may translate: comments, strings, placeholders. */
#ifndef CODETEXT_H
#define CODETEXT_H

#include "check/language.h"

/* A copy of `code` on a, of equal length, in which blanks stand for what may be translated. */
struct str codetext_mask(struct arena *a, struct str code, enum language_family family);

#endif
