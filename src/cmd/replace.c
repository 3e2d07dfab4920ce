/* Pages that `check --fix` and `stamp` write: only when they still are what was checked. */
#include "cmd/command.h"
#include "sys/sys.h"

bool
replace_page(struct arena *a, struct str path, struct str before, struct str after, struct str *why)
{
	struct buf b = { .a = a };
	struct str now;

	if (fs_read(a, path, DOC_MAX_BYTES, &now, why) != FS_OK)
		return false;
	if (!str_eq(now, before)) {
		*why = S("it changed while it was being checked; run again");
		return false;
	}
	buf_str(&b, after);
	return fs_write(a, path, &b, why);
}
