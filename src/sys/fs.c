/* Files: reading, kind, real path, atomic replacement.  Listing is in fs_list.c. */
#define _XOPEN_SOURCE 700 /* glibc hides realpath without it */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sys/reason.h"
#include "sys/sys.h"

enum { PATH_BYTES = 4096, TEMP_TRIES = 1000 };

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

/* Opens a new file in the folder of `target`; -1 on failure.  Its name goes to temp. */
static int
temp_open(struct str target, mode_t mode, char temp[PATH_BYTES])
{
	ptrdiff_t folder = str_rfind_char(target, '/') + 1;

	for (int i = 0; i < TEMP_TRIES; i++) {
		int fd, n = snprintf(temp, PATH_BYTES, "%.*s.loclint-%ld-%d.tmp", (int)folder,
				     target.p, (long)getpid(), i);

		if (n < 0 || n >= PATH_BYTES) {
			errno = ENAMETOOLONG;
			return -1;
		}
		fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

/* Makes the new name survive a crash; a file system that cannot do that is no reason to fail. */
static void
sync_folder(struct str target)
{
	char folder[PATH_BYTES];
	ptrdiff_t n = str_rfind_char(target, '/') + 1;
	int fd;

	if (!path_z(n ? str_slice(target, 0, n) : S("."), folder))
		return;
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
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

/* Writes b to the open file, with the mode of *st unless that is NULL, and closes it in any case.
 */
static bool
write_and_close(int fd, const struct buf *b, const struct stat *st, struct str *why)
{
	bool ok = out_write(fd, b, why);

	if (ok && ((st && fchmod(fd, st->st_mode & 07777) < 0) || fsync(fd) < 0)) {
		*why = sys_reason(errno);
		ok = false;
	}
	if (close(fd) < 0 && ok) {
		*why = sys_reason(errno);
		ok = false;
	}
	return ok;
}

bool
fs_write(struct arena *a, struct str path, const struct buf *b, struct str *why)
{
	char target[PATH_BYTES], temp[PATH_BYTES];
	struct str real = fs_real(a, path);
	struct stat st;
	bool exists;
	int fd;

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
	fd = temp_open(str_c(target), exists ? st.st_mode & 0777 : 0666, temp);
	if (fd < 0) {
		*why = sys_reason(errno);
		return false;
	}
	if (!write_and_close(fd, b, exists ? &st : NULL, why)) {
		unlink(temp);
		return false;
	}
	if (rename(temp, target) < 0) {
		*why = sys_reason(errno);
		unlink(temp);
		return false;
	}
	sync_folder(str_c(target));
	return true;
}
