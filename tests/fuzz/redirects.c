/* Redirect maps of every format made of the input's bytes, and its lines as addresses: an address
 * that was added is found again, and asking twice gives the same answer. */
#include <stdlib.h>
#include <string.h>

#include "site/redirects.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool ok)
{
	if (!ok)
		abort();
}

static bool
is_plain(struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!((c >= 'a' && c <= 'z') || (c == '/' && i > 0 && s.p[i - 1] != '/')))
			return false;
	}
	return s.n > 0 && s.n < 512 && s.p[0] != '/' && s.p[s.n - 1] != '/';
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	char *exact = malloc(size ? size : 1); /* the sanitizer sees the exact end */
	struct str text = { exact, (ptrdiff_t)size }, line;
	struct redirects r;

	if (size)
		memcpy(exact, data, size);
	redirects_init(&r, &a);
	for (int f = 0; f < REDIRECT_FORMATS; f++) {
		struct str error = { 0 };

		if (!redirects_read(&r, (enum redirect_format)f, S("docs"), text, &error))
			require(error.n > 0);
	}
	while (str_line(&text, &line)) {
		require(redirects_have(&r, &a, line) == redirects_have(&r, &a, line));
		if (!is_plain(line))
			continue;
		redirects_add(&r, S("docs"), line);
		if (!str_ends(line, S("/index")))
			require(redirects_have(&r, &a, str_fmt(&a, "docs/%.*s", P(line))));
	}
	arena_free(&a);
	free(exact);
	return 0;
}
