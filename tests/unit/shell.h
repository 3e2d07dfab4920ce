/* Runs other programs on what this one prints; for tests that ask those who must understand it. */
#ifndef SHELL_H
#define SHELL_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/base.h"

/* Is there a program of this name? */
static inline bool
shell_has(const char *program)
{
	char command[128];

	snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", program);
	return system(command) == 0;
}

/* A file with these bytes, on a; the caller removes it. */
static inline const char *
shell_file(struct arena *a, struct str bytes)
{
	char *path = str_z(a, S("/tmp/loclint-test-XXXXXX"));
	int fd = mkstemp(path);

	assert(fd >= 0);
	for (ptrdiff_t done = 0; done < bytes.n;) {
		ssize_t n = write(fd, bytes.p + done, (size_t)(bytes.n - done));

		assert(n > 0);
		done += n;
	}
	close(fd);
	return path;
}

/* What a command line prints, and its exit status. */
static inline struct str
shell_run(struct arena *a, struct str command, int *status)
{
	FILE *f = popen(str_z(a, command), "r");
	struct buf out = { .a = a };
	char part[4096];
	size_t n;

	assert(f);
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		buf_str(&out, (struct str){ part, (ptrdiff_t)n });
	*status = pclose(f);
	return buf_take(&out);
}

#endif
