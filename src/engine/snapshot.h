/* The files that the engine sees: those on disk, or those of a commit or of git's index in their
 * place, with texts laid over them. */
#ifndef SNAPSHOT_H
#define SNAPSHOT_H

#include "engine/engine.h"
#include "sys/git_tree.h"

/* What a repository holds at a commit or in its index.  Folders that git does not know (submodules,
 * other repositories inside of it, what it ignores) are as they are on disk. */
struct snapshot {
	struct git_repo *repo;
	struct str commit; /* empty: the index */
	struct git_files files;
	const struct git_files
		*index;      /* its files say which folders git knows, too; may be &files */
	bool as_checked_out; /* without what a sparse checkout leaves out */
};

/* A path, of a file or folder that need not be there, below the top of the snapshot's work tree; on
 * a.  False when it lies elsewhere. */
bool snapshot_place(struct arena *a, const struct snapshot *s, struct str path, struct str *rel);
/* Does git know a file below this folder (as snapshot_place gives it)? */
bool snapshot_knows(const struct snapshot *s, struct str folder);

/* Where a path leads, whether it exists or not; a symbolic link in its last part is not followed.
 */
struct str path_real_place(struct arena *a, struct str path);

/* As their namesakes in sys.h, through an overlay (NULL: of what is on disk); files_read() takes at
 * most DOC_MAX_BYTES. */
enum fs_status files_read(const struct overlay *o, struct arena *a, struct str path,
			  struct str *text, struct str *why);
enum fs_kind files_kind(const struct overlay *o, struct str path);
bool files_list(const struct overlay *o, struct arena *a, struct str root, struct fs_list *list);
/* For a file that an overlay adds: of its folder, with its name. */
struct str files_real(const struct overlay *o, struct arena *a, struct str path);

#endif
