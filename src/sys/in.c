/* Input from open descriptors. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "sys/reason.h"
#include "sys/sys.h"

enum { START_BYTES = 64 * 1024 };

/* Waits for input on a descriptor that somebody made non-blocking. */
static bool
wait_for(int fd)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };

	return poll(&wait, 1, -1) >= 0 || errno == EINTR;
}

bool
in_read(struct arena *a, int fd, size_t max, struct str *text, struct str *why)
{
	ptrdiff_t cap = START_BYTES, n = 0;
	char *p = NEW(a, char, cap), *more;

	*text = *why = (struct str){ 0 };
	for (;;) {
		ssize_t got = read(fd, p + n, (size_t)(cap - n));

		if (got < 0 && (errno == EINTR || (errno == EAGAIN && wait_for(fd))))
			continue;
		if (got < 0) {
			*why = sys_reason(errno);
			return false;
		}
		if (got == 0)
			break;
		n += got;
		if ((size_t)n > max) {
			*why = str_fmt(a, "larger than %zu bytes", max);
			return false;
		}
		if (n < cap)
			continue;
		cap *= 2;
		more = NEW(a, char, cap);
		memcpy(more, p, (size_t)n);
		p = more;
	}
	*text = (struct str){ p, n };
	return true;
}
