/* Our own phrases, since strerror need not be safe in threads and its texts depend on the system
 * and the locale. */
#include <errno.h>

#include "sys/reason.h"

struct str
sys_reason(int error)
{
	static const struct {
		int error;
		const char *phrase;
	} table[] = {
		{ ENOENT, "no such file or folder" },
		{ EACCES, "permission denied" },
		{ EPERM, "operation not permitted" },
		{ EISDIR, "is a folder" },
		{ ENOTDIR, "not a folder" },
		{ ELOOP, "too many levels of symbolic links" },
		{ ENAMETOOLONG, "name too long" },
		{ ENOSPC, "no space left on device" },
		{ EDQUOT, "disk quota exceeded" },
		{ EFBIG, "file too large" },
		{ EROFS, "read-only file system" },
		{ EMFILE, "too many open files" },
		{ ENFILE, "too many open files in system" },
		{ ENOMEM, "out of memory" },
		{ EIO, "input or output error" },
		{ EPIPE, "broken pipe" },
		{ EBADF, "bad file descriptor" },
		{ EINVAL, "invalid argument" },
		{ EBUSY, "device or resource busy" },
		{ EEXIST, "file exists" },
		{ ESTALE, "stale file handle" },
		{ ETXTBSY, "file is being executed" },
		{ ENXIO, "no such device" },
		{ EOVERFLOW, "value too large" },
	};

	for (ptrdiff_t i = 0; i < countof(table); i++)
		if (table[i].error == error)
			return str_c(table[i].phrase);
	return S("unexpected system error");
}
