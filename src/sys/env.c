/* Environment variables and clocks. */
#include <stdlib.h>
#include <time.h>

#include "sys/sys.h"

enum { SECONDS_A_DAY = 24 * 60 * 60 };

struct str
env_get(const char *name)
{
	return str_c(getenv(name));
}

bool
env_is_utf8(void)
{
	/* The first that is set and not empty decides (POSIX.1-2008, XBD 8.2). */
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (ptrdiff_t i = 0; i < countof(names); i++) {
		struct str value = env_get(names[i]), charset;
		ptrdiff_t dot = str_find_char(value, '.', 0);

		if (value.n == 0)
			continue;
		/* "C.UTF-8", "de_DE.utf8@euro"; macOS has the bare "UTF-8". */
		str_cut(&(struct str){ value.p + dot + 1, value.n - dot - 1 }, '@', &charset);
		return str_eq_nocase(charset, S("utf-8")) || str_eq_nocase(charset, S("utf8"));
	}
	return false;
}

int64_t
clock_ms(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t
clock_today(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec / SECONDS_A_DAY;
}
