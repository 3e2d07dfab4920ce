/* The files of a repository as they were at a commit, or as they are staged: what is checked when
 * that is not the work tree. */
#ifndef GIT_TREE_H
#define GIT_TREE_H

#include "base/map.h"
#include "sys/git.h"
#include "sys/sys.h"

enum { GIT_ID_BYTES = 20 };

enum git_file_kind {
	GIT_FILE,
	GIT_LINK,      /* a symbolic link; its content is where it leads */
	GIT_REPOSITORY /* a submodule: a commit of another repository */
};

/* One file, with its path below the top of the work tree. */
struct git_file {
	struct str path;
	enum git_file_kind kind;
	unsigned char id[GIT_ID_BYTES]; /* of its content */
	bool conflict;                  /* merged by nobody yet: content is our side's */
	bool skipped;                   /* left out of the work tree (sparse checkout) */
	/* What lstat(2) said of the file when it was last known to have this content; all zero: not
	 * known.  From the index, and kept where a commit has the same content. */
	struct git_stat {
		uint32_t seconds, nanoseconds, inode, size;
	} stat;
};

/* A folder with its content, and which files of the list those are. */
struct git_folder {
	struct str path; /* "" for the top */
	unsigned char id[GIT_ID_BYTES];
	ptrdiff_t first, n; /* in git_files.v */
};

struct git_files {
	struct git_file *v; /* in byte order of path, each path once */
	ptrdiff_t n;
	/* Of the index alone: folders whose content has been written. */
	struct git_folder *folders;
	ptrdiff_t nfolders;
	struct map folder_of; /* path -> index in folders */
};

struct git_repo;
/* Opens the repository around dir; NULL with *status and *why (as git_locate says it) otherwise.
 * Pair with git_repo_close. */
struct git_repo *git_repo_open(struct arena *a, struct str dir, enum git_status *status,
			       struct str *why);
void git_repo_close(struct git_repo *r);
/* Absolute path of the work tree without symbolic links, empty for a bare repository. */
struct str git_repo_top(const struct git_repo *r);
/* Is it the repository whose own folder this is (struct git_place)? */
bool git_repo_is(const struct git_repo *r, struct str repository);
/* Was history left out when this clone was made (shallow, partial)? */
bool git_repo_is_cut(const struct git_repo *r);

/* The commit (40 hex digits, on a) of a name as git-rev-parse(1) knows it, empty when there is
 * none. */
struct str git_repo_commit(struct git_repo *r, struct arena *a, struct str name);
/* The merge base of two commits: the newest that both have in their history.  Empty when there is
 * none, or it was left out. */
struct str git_repo_merge_base(struct git_repo *r, struct arena *a, struct str one, struct str two);

/* The index: the files that the next commit will have.  The one that GIT_INDEX_FILE names, as hooks
 * need it. */
bool git_repo_index(struct git_repo *r, struct arena *a, struct git_files *files, struct str *why);
/* The files of a commit (hex; empty: none).  `index` may be NULL; where folders are equal they are
 * taken from it, without being read. */
bool git_repo_files(struct git_repo *r, struct arena *a, struct str commit,
		    const struct git_files *index, struct git_files *files, struct str *why);
/* The file of that path, NULL when there is none; no folder is one. */
const struct git_file *git_files_find(const struct git_files *files, struct str path);
/* The first file whose path is not before this one in byte order; files->n when all are. */
ptrdiff_t git_files_from(const struct git_files *files, struct str path);

/* The content of a file, at most max bytes, on a; any number of threads may ask. */
enum fs_status git_repo_read(struct git_repo *r, struct arena *a, const struct git_file *f,
			     size_t max, struct str *text, struct str *why);
/* Does a pattern of .gitignore, .git/info/exclude or core.excludesFile say that git leaves this
 * path (below the top of the work tree) alone?  What is in the index is tracked nevertheless. */
bool git_repo_ignores(struct git_repo *r, struct str path);
/* How the work tree stands to a file. */
enum git_work { WORK_SAME, WORK_DIFFERS, WORK_GONE };
/* Of a file of the index, or of a commit when the index was read before.  Compares what lstat(2)
 * says, as git-status(1) does; the content only when that is not enough and `thorough`, else it
 * counts as different.  Any number of threads may ask. */
enum git_work git_repo_work(const struct git_repo *r, const struct git_file *f, bool thorough);

/* A new file, and the file (one of those that are gone) that it was made of. */
struct git_move {
	const struct git_file *file;
	const struct git_file *from; /* result; NULL: of none */
};
/* Sets `from` of each: the file with the same content, or with at least half of it. */
void git_repo_moves(struct git_repo *r, struct git_move *moves, ptrdiff_t n,
		    const struct git_file *const *gone, ptrdiff_t ngone);

#endif
