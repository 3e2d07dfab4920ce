/* A shim for LD_PRELOAD that makes one of the system calls by which a program changes files or
 * prints fail, fall short, or be its last.  Calls are counted in all threads: opening for writing,
 * write, fsync, fchmod, fchown, rename, link, unlink, truncation, and closing what was opened for
 * writing.  Standard error is left alone, since messages go there.
 *
 * FAULT_AT is the number of the call, from 1; 0 or unset only counts.
 *
 * FAULT_KIND is an error's name (EIO, ENOSPC: that and every later call that needs room), SHORT, a
 * signal (INT, TERM, KILL), or RUN: the command in FAULT_RUN comes first, as if another program had
 * been quicker.
 *
 * FAULT_LOG is a file that gets a line for each counted call, before the call is made. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { DESCRIPTORS = 1024 };

static atomic_int calls;
static atomic_bool ours[DESCRIPTORS]; /* opened for writing */

static bool
is_kind(const char *name)
{
	const char *kind = getenv("FAULT_KIND");

	return kind && strcmp(kind, name) == 0;
}

static void
note(int number, const char *name)
{
	const char *path = getenv("FAULT_LOG");
	char line[64];
	int fd, n;

	if (!path)
		return;
	n = snprintf(line, sizeof line, "%d %s\n", number, name);
	fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0666);
	if (fd < 0 || syscall(SYS_write, fd, line, (size_t)n) != n)
		abort(); /* a test without its log proves nothing */
	syscall(SYS_close, fd);
}

/* Is this call to fail?  `room`: it needs space on the device. */
static bool
fails(const char *name, bool room)
{
	static const struct {
		const char *kind;
		int signal;
	} signals[] = { { "INT", SIGINT }, { "TERM", SIGTERM }, { "KILL", SIGKILL } };
	const char *at = getenv("FAULT_AT");
	int number = atomic_fetch_add(&calls, 1) + 1, wanted = at ? atoi(at) : 0;

	note(number, name);
	if (wanted && number > wanted && room && is_kind("ENOSPC")) {
		errno = ENOSPC;
		return true;
	}
	if (number != wanted)
		return false;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (is_kind(signals[i].kind))
			kill(getpid(), signals[i].signal);
	if (is_kind("RUN")) {
		unsetenv("LD_PRELOAD");
		if (system(getenv("FAULT_RUN")) != 0)
			abort();
	}
	errno = is_kind("ENOSPC") ? ENOSPC : EIO;
	return is_kind("EIO") || is_kind("ENOSPC");
}

static bool
is_ours(int fd)
{
	return fd == STDOUT_FILENO || (fd >= 0 && fd < DESCRIPTORS && ours[fd]);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int
opened(int fd, int flags)
{
	if (fd >= 0 && fd < DESCRIPTORS)
		ours[fd] = (flags & O_ACCMODE) != O_RDONLY;
	return fd;
}

static bool
writes(int flags)
{
	return (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);
}

#define OPEN(name, first, given) \
 int name(first const char *path, int flags, ...) \
 { \
  va_list list; \
  mode_t mode; \
\
  va_start(list, flags); \
  mode = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(list, mode_t) : 0; \
  va_end(list); \
  if (writes(flags) && fails(#name, true)) \
   return -1; \
  return opened(REAL(name)(given path, flags, mode), flags); \
 }
#define NOTHING
#define DIR_PARAMETER int dir,
#define DIR_GIVEN     dir,
OPEN(open, NOTHING, NOTHING)
OPEN(open64, NOTHING, NOTHING)
OPEN(openat, DIR_PARAMETER, DIR_GIVEN)
OPEN(openat64, DIR_PARAMETER, DIR_GIVEN)

int
mkstemp(char *template)
{
	return fails("mkstemp", true) ? -1 : opened(REAL(mkstemp)(template), O_RDWR);
}

ssize_t
write(int fd, const void *p, size_t n)
{
	if (!is_ours(fd))
		return REAL(write)(fd, p, n);
	if (fails("write", true))
		return -1;
	if (is_kind("SHORT") && getenv("FAULT_AT") && calls == atoi(getenv("FAULT_AT")) && n > 1)
		n /= 2;
	return REAL(write)(fd, p, n);
}

ssize_t
writev(int fd, const struct iovec *v, int n)
{
	return is_ours(fd) && fails("writev", true) ? -1 : REAL(writev)(fd, v, n);
}

int
close(int fd)
{
	bool counted = is_ours(fd) && fd > STDERR_FILENO;

	if (counted)
		ours[fd] = false;
	if (counted && fails("close", false)) {
		int error = errno;

		REAL(close)(fd);
		errno = error;
		return -1;
	}
	return REAL(close)(fd);
}

#define CALL(name, room, parameters, arguments) \
 int name parameters \
 { \
  return fails(#name, room) ? -1 : REAL(name) arguments; \
 }
CALL(fsync, true, (int fd), (fd))
CALL(fdatasync, true, (int fd), (fd))
CALL(fchmod, false, (int fd, mode_t mode), (fd, mode))
CALL(fchown, false, (int fd, uid_t user, gid_t group), (fd, user, group))
CALL(ftruncate, true, (int fd, off_t n), (fd, n))
CALL(truncate, true, (const char *path, off_t n), (path, n))
CALL(rename, true, (const char *from, const char *to), (from, to))
CALL(renameat, true, (int a, const char *from, int b, const char *to), (a, from, b, to))
CALL(link, true, (const char *from, const char *to), (from, to))
CALL(linkat, true, (int a, const char *from, int b, const char *to, int flags),
     (a, from, b, to, flags))
CALL(symlink, true, (const char *from, const char *to), (from, to))
CALL(unlink, false, (const char *path), (path))
CALL(unlinkat, false, (int dir, const char *path, int flags), (dir, path, flags))
CALL(mkdir, true, (const char *path, mode_t mode), (path, mode))
CALL(mkdirat, true, (int dir, const char *path, mode_t mode), (dir, path, mode))
