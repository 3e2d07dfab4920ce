/* The outside world: the whole list of side effects this program can have.  Only this folder may
 * touch it. */
#ifndef SYS_H
#define SYS_H

#include "base/base.h"

/* --- files (fs.c) -------------------------------------------------------- */

enum fs_status { FS_OK, FS_MISSING, FS_DENIED, FS_IS_DIR, FS_TOO_BIG, FS_NOT_REGULAR, FS_FAILED };

/* Reads the whole regular file with read(2) (never mmap) into *text on a; grows if the file grows,
 * at most `max` bytes. On failure *why is a phrase for the user ("permission denied"). FIFOs and
 * devices are refused without blocking. */
enum fs_status fs_read(struct arena *a, struct str path, size_t max, struct str *text,
		       struct str *why);

enum fs_kind { FS_NONE, FS_FILE, FS_DIR, FS_OTHER };
/* What path leads to, following symbolic links; FS_NONE when it does not exist. */
enum fs_kind fs_kind(struct str path);

/* One file found by fs_list. */
struct fs_entry {
	struct str path; /* relative to the root, "/" separated */
};
struct fs_list {
	struct fs_entry *v;
	ptrdiff_t n, cap;
	/* What could not be listed, each with its reason: never silence. */
	struct fs_trouble {
		struct str path, why;
	} * trouble;
	ptrdiff_t ntrouble, trouble_cap;
};
/* All regular files below root, sorted by byte order of path.  Folders whose name starts with "."
 * and `node_modules` are not entered (files starting with "." are listed); symbolic links to files
 * are listed when they stay below root, links to folders are not followed.  False when root itself
 * cannot be opened (then trouble[0] says why). */
bool fs_list(struct arena *a, struct str root, struct fs_list *list);
/* Absolute path without symbolic links, or an empty slice. */
struct str fs_real(struct arena *a, struct str path);
/* Replaces or creates path with the bytes of b: temporary file in the same folder, fsync, rename.
 * Readers see the old bytes or the new ones.  Mode and, where that is allowed, owner are kept; a
 * symbolic link stays and what it leads to is replaced.  Signals wait meanwhile, so that no
 * temporary file stays; only SIGKILL and a crash leave one, `.loclint-HEX.tmp`, which the next
 * fs_write of the same path takes away.  False with *why; the file is then as it was, unless only
 * making the change durable failed. */
bool fs_write(struct arena *a, struct str path, const struct buf *b, struct str *why);

/* For what a user names as the place of a report: a terminal, a pipe, /dev/null, or a descriptor
 * (/dev/stdout) is written to; all else as by fs_write. */
bool fs_put(struct arena *a, struct str path, const struct buf *b, struct str *why);

/* --- input (in.c) -------------------------------------------------------- */

/* Reads the descriptor to its end, at most `max` bytes, into *text on a; false with *why on
 * failure. */
bool in_read(struct arena *a, int fd, size_t max, struct str *text, struct str *why);

/* --- output (out.c) ------------------------------------------------------ */

/* Writes all of b to the descriptor; false (with *why) on any failure, a full disk included.  A
 * reader that has closed the pipe (head) has what it wanted: that is no failure. */
bool out_write(int fd, const struct buf *b, struct str *why);
/* Is the descriptor a terminal, and how many columns has it (80 when unknown)? */
bool out_is_tty(int fd);
int out_columns(int fd);

/* --- environment, clock, threads (env.c, par.c, memory.c) ------------------ */

/* Has large blocks returned to the system when they are freed, where the C library can be told so;
 * once, at the start. */
void memory_give_back(void);

struct str env_get(const char *name); /* empty when unset; lives as long as the program */
/* Is the locale's character set UTF-8 (LC_ALL, LC_CTYPE, LANG)? */
bool env_is_utf8(void);
/* Milliseconds on a monotonic clock. */
int64_t clock_ms(void);
/* Days since 1970-01-01 (UTC) of the wall clock. */
int64_t clock_today(void);

/* Processors this process may run on. */
int par_cores(void);
/* Runs fn(ctx, i, worker) for every i in [0, n) on `jobs` threads that take the next i from a
 * shared counter; returns when all are done.  worker is in [0, jobs).  With jobs <= 1 everything
 * runs in the caller's thread. tick, when not NULL, is called with the number done so far from the
 * calling thread every 100 ms or so. */
void par_for(ptrdiff_t n, int jobs, void (*fn)(void *ctx, ptrdiff_t i, int worker), void *ctx,
	     void (*tick)(void *ctx, ptrdiff_t done));

/* Work that is done once, by whichever thread needs it first; on a, no need to free. */
struct once *once_new(struct arena *a);
/* fn(ctx) has been called once for `o` when this returns; other threads wait for it. */
void once_run(struct once *o, void (*fn)(void *ctx), void *ctx);

#endif
