/* Every function that mutations.def names. */
#ifndef APPLY_H
#define APPLY_H

#include "mutate.h"

#define MUTATION(name, must, other, also, most, apply, what, why) bool apply(struct mutant *m);
#include "mutations.def"
#undef MUTATION

#endif
