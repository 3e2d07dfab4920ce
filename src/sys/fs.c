/* Files: reading, kind, real path, atomic replacement.  Listing is in fs_list.c. */
#define _XOPEN_SOURCE 700 /* glibc hides realpath without it */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sys/reason.h"
#include "sys/sys.h"

enum { PATH_BYTES = 4096, TEMP_TRIES = 16 };

/* Copies path with a NUL to z; false, with errno set, when it cannot be a path name. */
static bool
path_z(struct str path, char z[PATH_BYTES])
{
	if (path.n >= PATH_BYTES) {
		errno = ENAMETOOLONG;
		return false;
	}
	if (path.n == 0 || memchr(path.p, 0, (size_t)path.n)) {
		errno = ENOENT;
		return false;
	}
	memcpy(z, path.p, (size_t)path.n);
	z[path.n] = 0;
	return true;
}

static enum fs_status
status_of(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return FS_MISSING;
	case EACCES:
	case EPERM:
		return FS_DENIED;
	default:
		return FS_FAILED;
	}
}

static enum fs_status
fail(int error, struct str *why)
{
	*why = sys_reason(error);
	return status_of(error);
}

/* Reads what the open file has, `size` bytes if nobody changes it.  A byte more is asked for: to
 * get just `size` then means that the end is there, without another call. */
static enum fs_status
read_regular(struct arena *a, int fd, ptrdiff_t size, size_t max, struct str *text)
{
	ptrdiff_t cap = size + 1, n = 0;
	char *p = NEW(a, char, cap), *more;

	for (;;) {
		ssize_t got = read(fd, p + n, (size_t)(cap - n));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return FS_FAILED;
		n += got;
		if ((size_t)n > max)
			return FS_TOO_BIG;
		if (got == 0 || (n == size && n < cap))
			break;
		if (n < cap)
			continue;
		/* The file has grown since its size was asked for. */
		cap = (size_t)n > max / 2 ? (ptrdiff_t)max + 1 : 2 * n;
		more = NEW(a, char, cap);
		memcpy(more, p, (size_t)n);
		p = more;
	}
	*text = (struct str){ p, n };
	return FS_OK;
}

enum fs_status
fs_read(struct arena *a, struct str path, size_t max, struct str *text, struct str *why)
{
	char z[PATH_BYTES];
	enum fs_status status;
	struct stat st;
	int fd;

	*text = *why = (struct str){ 0 };
	if (max > PTRDIFF_MAX / 4)
		max = PTRDIFF_MAX / 4;
	/* O_NONBLOCK: to open a FIFO must not wait for its writer. */
	fd = path_z(path, z) ? open(z, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) : -1;
	if (fd < 0)
		return fail(errno, why);
	if (fstat(fd, &st) < 0)
		status = fail(errno, why);
	else if (S_ISDIR(st.st_mode))
		status = FS_IS_DIR;
	else if (!S_ISREG(st.st_mode))
		status = FS_NOT_REGULAR;
	else if (st.st_size < 0 || (uintmax_t)st.st_size > max)
		status = FS_TOO_BIG;
	else
		status = read_regular(a, fd, (ptrdiff_t)st.st_size, max, text);
	if (status == FS_FAILED && !why->n)
		*why = sys_reason(errno);
	else if (status == FS_IS_DIR)
		*why = S("is a folder");
	else if (status == FS_NOT_REGULAR)
		*why = S("not a regular file");
	else if (status == FS_TOO_BIG)
		*why = str_fmt(a, "larger than %zu bytes", max);
	close(fd);
	return status;
}

enum fs_kind
fs_kind(struct str path)
{
	char z[PATH_BYTES];
	struct stat st;

	if (!path_z(path, z) || stat(z, &st) < 0)
		return FS_NONE;
	return S_ISREG(st.st_mode) ? FS_FILE : S_ISDIR(st.st_mode) ? FS_DIR : FS_OTHER;
}

struct str
fs_real(struct arena *a, struct str path)
{
	char z[PATH_BYTES], *real = path_z(path, z) ? realpath(z, NULL) : NULL;
	struct str copy = real ? str_dup(a, str_c(real)) : (struct str){ 0 };

	free(real);
	return copy;
}

/* --- atomic replacement -------------------------------------------------------------------- */

/* A file on its way to its name.  It waits under a name that is always the same for its target, and
 * is locked: what a killed process left there is not, and makes way for the next that writes. */
struct pending {
	const char *target;
	char temp[PATH_BYTES];
	int fd;
};

enum lock { LOCKED, LOCKED_ELSEWHERE, NO_LOCKS };

/* Until the file is closed, in whatever way the process ends. */
static enum lock
lock_file(int fd)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	if (fcntl(fd, F_SETLK, &whole) == 0)
		return LOCKED;
	return errno == EACCES || errno == EAGAIN ? LOCKED_ELSEWHERE : NO_LOCKS;
}

/* Has the open file still its name?  Between opening and locking another process may have taken it
 * away. */
static bool
has_name(int fd, const char *name)
{
	struct stat opened, named;

	return fstat(fd, &opened) == 0 && lstat(name, &named) == 0 &&
	       opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

static bool
name_temp(struct pending *p)
{
	struct str target = str_c(p->target);
	ptrdiff_t folder = str_rfind_char(target, '/') + 1;
	uint64_t hash = str_hash(str_slice(target, folder, target.n), HASH_INIT);
	int n = snprintf(p->temp, PATH_BYTES, "%.*s.loclint-%016llx.tmp", (int)folder, target.p,
			 (unsigned long long)hash);

	errno = ENAMETOOLONG;
	return n >= 0 && n < PATH_BYTES;
}

/* Takes away what a killed process left under our name; false with *why when it is no such thing.
 */
static bool
clear_temp(const struct pending *p, struct str *why)
{
	int fd = open(p->temp, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	enum lock lock;

	if (fd < 0) {
		*why = errno == ENOENT ? S("") : sys_reason(errno);
		return errno == ENOENT;
	}
	lock = lock_file(fd);
	if (lock == LOCKED && has_name(fd, p->temp) && unlink(p->temp) < 0)
		*why = sys_reason(errno);
	else if (lock == LOCKED_ELSEWHERE)
		*why = S("another loclint is writing it; run again");
	else if (lock == NO_LOCKS)
		*why = S("a `.loclint-….tmp` beside it is in the way; remove that, unless another "
			 "loclint is at work");
	close(fd);
	return !why->n;
}

/* Opens the new file beside its target, locked; false with *why. */
static bool
open_temp(struct pending *p, mode_t mode, struct str *why)
{
	if (!name_temp(p)) {
		*why = sys_reason(errno);
		return false;
	}
	for (int i = 0; i < TEMP_TRIES; i++) {
		p->fd = open(p->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
		if (p->fd >= 0) {
			if (lock_file(p->fd) != LOCKED_ELSEWHERE && has_name(p->fd, p->temp))
				return true;
			close(p->fd);
		} else if (errno != EEXIST) {
			*why = sys_reason(errno);
			return false;
		} else if (!clear_temp(p, why)) {
			return false;
		}
	}
	*why = S("another loclint is writing it; run again");
	return false;
}

/* Makes the new name survive a crash of the machine; false with errno set. */
static bool
sync_folder(struct str target)
{
	char folder[PATH_BYTES];
	ptrdiff_t n = str_rfind_char(target, '/') + 1;
	int fd, error;

	if (!path_z(n ? str_slice(target, 0, n) : S("."), folder))
		return true;
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return true; /* a folder may be written to and not be read */
	error = fsync(fd) < 0 ? errno : 0;
	close(fd);
	errno = error;
	return error == 0 || error == EINVAL || error == EROFS; /* not made for it */
}

/* May `target` be replaced?  When it exists its status is in *st and *exists is set. */
static bool
may_replace(const char *target, struct stat *st, bool *exists, struct str *why)
{
	*exists = stat(target, st) == 0;
	if (!*exists && errno != ENOENT) {
		*why = sys_reason(errno);
		return false;
	}
	if (!*exists)
		return true;
	if (!S_ISREG(st->st_mode)) {
		*why = S_ISDIR(st->st_mode) ? S("is a folder") : S("not a regular file");
		return false;
	}
	/* rename(2) would not ask. */
	if (access(target, W_OK) < 0) {
		*why = sys_reason(errno);
		return false;
	}
	return true;
}

/* Writes b to the open file, with the owner and mode of *st unless that is NULL. */
static bool
fill(int fd, const struct buf *b, const struct stat *st, struct str *why)
{
	if (!out_write(fd, b, why))
		return false;
	/* The owner when that is possible: a run as root in a container is no reason to take a page
	 * away from its writer. */
	if (st && (st->st_uid != geteuid() || st->st_gid != getegid()) &&
	    fchown(fd, st->st_uid, st->st_gid) < 0 && errno != EPERM && errno != EINVAL) {
		*why = sys_reason(errno);
		return false;
	}
	if ((st && fchmod(fd, st->st_mode & 07777) < 0) || fsync(fd) < 0) {
		*why = sys_reason(errno);
		return false;
	}
	return true;
}

/* Replaces the target, or leaves it and no trace. */
static bool
replace(struct pending *p, const struct buf *b, const struct stat *st, struct str *why)
{
	if (!open_temp(p, st ? st->st_mode & 0777 : 0666, why))
		return false;
	if (fill(p->fd, b, st, why) && rename(p->temp, p->target) < 0)
		*why = sys_reason(errno);
	if (why->n)
		unlink(p->temp);
	else if (!sync_folder(str_c(p->target)))
		*why = sys_reason(errno);
	/* Only now: while it is open it is locked. */
	if (close(p->fd) < 0 && errno != EINTR && !why->n)
		*why = sys_reason(errno);
	return !why->n;
}

bool
fs_write(struct arena *a, struct str path, const struct buf *b, struct str *why)
{
	char target[PATH_BYTES];
	struct pending p = { .target = target };
	struct str real = fs_real(a, path);
	sigset_t all, before;
	struct stat st;
	bool exists, ok;

	*why = (struct str){ 0 };
	/* With symbolic links resolved, so that the link stays and what it leads to is replaced. */
	if (!path_z(real.n ? real : path, target)) {
		*why = sys_reason(errno);
		return false;
	}
	if (!real.n && lstat(target, &st) == 0) {
		*why = S("symbolic link that leads nowhere");
		return false;
	}
	if (!may_replace(target, &st, &exists, why))
		return false;
	/* A signal that ends the program waits until the temporary file has gone. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	ok = replace(&p, b, exists ? &st : NULL, why);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return ok;
}

/* A descriptor's name is a symbolic link to the file that it is open on, which must not be
 * replaced: others write to it. */
static bool
is_stream(struct str path, const char *z)
{
	struct stat st;

	if (stat(z, &st) == 0 && (S_ISCHR(st.st_mode) || S_ISFIFO(st.st_mode)))
		return true;
	return (str_starts(path, S("/dev/")) || str_starts(path, S("/proc/"))) &&
	       lstat(z, &st) == 0 && S_ISLNK(st.st_mode);
}

bool
fs_put(struct arena *a, struct str path, const struct buf *b, struct str *why)
{
	char z[PATH_BYTES];
	bool ok;
	int fd;

	if (!path_z(path, z) || !is_stream(path, z))
		return fs_write(a, path, b, why);
	fd = open(z, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		*why = sys_reason(errno);
		return false;
	}
	ok = out_write(fd, b, why);
	if (close(fd) < 0 && ok) {
		*why = sys_reason(errno);
		ok = false;
	}
	return ok;
}
