/* SHA-1 and SHA-256 of bytes (libcrypto). */
#ifndef SHA_H
#define SHA_H

#include "base/base.h"

enum sha_kind { SHA_1, SHA_256 };

/* The digest of the concatenation of parts[0..n), as lower-case hex (40 or 64 characters) on a. */
struct str sha_hex(struct arena *a, enum sha_kind kind, const struct str *parts, ptrdiff_t n);

#endif
