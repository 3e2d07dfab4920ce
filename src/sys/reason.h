/* Phrases for what the operating system reports; for the files of sys/ only. */
#ifndef REASON_H
#define REASON_H

#include "base/base.h"

/* A lower-case phrase for an errno value; lives as long as the program. */
struct str sys_reason(int error);

#endif
