/* Output to open descriptors. */
#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "sys/reason.h"
#include "sys/sys.h"

enum { COLUMNS_DEFAULT = 80 };

/* Writes n bytes; false with errno set. */
static bool
write_all(int fd, const char *p, ptrdiff_t n)
{
	while (n > 0) {
		ssize_t now = write(fd, p, (size_t)n);

		if (now > 0) {
			p += now;
			n -= now;
		} else if (now < 0 && errno == EAGAIN) {
			/* Somebody made our standard output non-blocking: wait for room. */
			struct pollfd wait = { .fd = fd, .events = POLLOUT };

			if (poll(&wait, 1, -1) < 0 && errno != EINTR)
				return false;
		} else if (now < 0 && errno != EINTR) {
			return false;
		}
	}
	return true;
}

bool
out_write(int fd, const struct buf *b, struct str *why)
{
	*why = (struct str){ 0 };
	for (const struct chunk *c = b->first; c; c = c->next) {
		if (!write_all(fd, c->p, c->n)) {
			if (errno == EPIPE)
				return true;
			*why = sys_reason(errno);
			return false;
		}
	}
	return true;
}

bool
out_is_tty(int fd)
{
	return isatty(fd) == 1;
}

int
out_columns(int fd)
{
	struct winsize size = { 0 };

	return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : COLUMNS_DEFAULT;
}
