/* Git history (libgit2), as far as the verdicts need it: what a source page was at a pin, and what
 * happened to it since. Everything that comes back is bytes and numbers on the caller's arena; no
 * library object leaves git.c or crosses a thread. */
#ifndef GIT_H
#define GIT_H

#include "base/base.h"

/* Where a folder lies in a repository: a work tree, a linked worktree, a submodule or a bare
 * repository. */
struct git_place {
	struct str repository; /* path to open */
	struct str prefix;     /* the folder below the top of the tree, "" for the top itself */
	bool shallow;    /* history is cut off: what is older than its edge cannot be judged */
	struct str head; /* the commit (hex) that history is asked of; empty: HEAD */
};

enum git_status {
	GIT_OK,
	GIT_NONE,        /* the folder is in no repository: nothing to say */
	GIT_NOT_TRUSTED, /* safe.directory: it belongs to another user */
	GIT_UNSUPPORTED, /* SHA-256 objects and the like */
	GIT_FAILED       /* damaged, unreadable; *why has the library's words */
};
/* Finds the repository that `dir` lies in; the strings of *place are on a.  On anything but GIT_OK
 * and GIT_NONE *why says what is wrong and what to do about it.  place->shallow is also set for a
 * partial clone. */
enum git_status git_locate(struct arena *a, struct str dir, struct git_place *place,
			   struct str *why);

/* Is there a repository at or above `dir`, by a look at the names of files?  git_locate() may still
 * find that it cannot be used. */
bool git_is_near(struct str dir);

/* One state of a path: the commit that made it what it then was. */
struct git_version {
	struct str commit;  /* hex */
	struct str path;    /* its name at that commit, below the top of the tree (renames are
			       followed) */
	struct str author;  /* name */
	struct str subject; /* first line of the message */
	int64_t time;       /* committer time, seconds since 1970 */
	struct str blob;    /* hex id of the content, empty: removed by this commit */
};

enum git_pin_state {
	PIN_UNSEEN, /* not asked, or history does not reach far enough (shallow, partial clone): no
		       verdict */
	PIN_RESOLVED,       /* base has the English page at the pin */
	PIN_NO_SUCH_COMMIT, /* no object of that name, and the history is complete */
	PIN_AMBIGUOUS,      /* an abbreviation that several commits share */
	PIN_PATH_ABSENT, /* the commit is there, the path (under any of its names) is not in it */
	PIN_NO_SUCH_CONTENT /* no revision of the path has the recorded hash, and the history is
			       complete */
};

/* What one translation recorded about a source path. */
struct git_pin {
	struct str commit; /* 7 to 40 hex digits, or empty */
	struct str hash;   /* content hash, or empty; judged by `matches` below */
	/* results */
	enum git_pin_state state;
	enum git_pin_state commit_state; /* what `commit` alone gave; unseen: there is none */
	bool hash_differs; /* commit resolved, but its content does not match `hash` (base is then
			      the revision that does, if any) */
	bool by_commit;    /* base was found at commit:path */
	struct str base;   /* the bytes of the English page at the pin */
	struct str base_path;   /* what the page was called there, below the top of the tree */
	struct str base_commit; /* the pin's own commit, or that of the revision found by content */
	/* How often English changed since: versions[0, behind) are newer than base.
	 * versions[behind], when there is one, is the newest version with the bytes of base (so a
	 * change that was reverted does not count), else one that the pin's commit already had. */
	ptrdiff_t behind;
	ptrdiff_t passed_over; /* versions newer than base that are ignored */
	bool behind_cut; /* history ends before base is reached: it changed at least that often */
	/* Where asked for, and known for sure: */
	bool untouched;    /* the page at `commit` is that of one of its parents */
	bool not_ancestor; /* `commit` is not part of HEAD's history */
};

struct git_path {
	struct str path;    /* below the top of the tree, as it is called today */
	struct str current; /* the bytes of today's file, work tree or index; n = 0 with p NULL: it
			       is gone */
	struct git_pin *pins;
	ptrdiff_t npins;
	bool all_versions; /* down to the first one, whatever the pins need */
	/* results */
	struct str head; /* hex id of the content in HEAD, empty: not there */
	/* Newest first, at least down to the oldest base asked for that is not HEAD's content; for
	 * a path without pins at least the last change.  When `current` is an older version than
	 * HEAD's (and no base is newer than it), they begin with that version. */
	struct git_version *versions;
	ptrdiff_t nversions;
	struct git_version gone; /* for a path that is not in HEAD: the commit that removed or moved
				    it; commit empty otherwise */
	struct str moved_to;     /* where that commit moved it, empty: removed */
};

/* The questions are answered in one pass over the history of place's head (newest first), which
 * stops as soon as every question has its answer.  `matches(ctx, content, hash)` says whether a
 * revision's bytes are those of a recorded hash (line end forms are the caller's knowledge). */
struct git_questions {
	struct git_path *v;
	ptrdiff_t n;
	bool (*matches)(void *ctx, struct str content, struct str hash);
	void *ctx;
	struct str *ignored_commits; /* hex; they count neither as a change nor as a version */
	ptrdiff_t nignored;
	/* So does one with a subject that this is true for (of ctx, may be NULL). */
	bool (*ignores)(void *ctx, struct str subject);
	bool ask_touched, ask_ancestor; /* answer untouched and not_ancestor of each pin */
	ptrdiff_t commits_seen;         /* result: for `pairs -v` and benchmarks */
};
/* Fills in the results of q, on a.  Merges are followed as git-log(1) does by default: a commit
 * whose page equals that of a parent made no version of it, and only that parent is followed;
 * renames are followed as by `git log --follow`, copies are not.  On anything but GIT_OK *why says
 * why nothing is known.  With GIT_OK a *why that is not empty says what part of the history is
 * missing and how to get it: some answer above is PIN_UNSEEN or cut for that reason, never wrong.
 */
enum git_status git_ask(struct arena *a, const struct git_place *place, struct git_questions *q,
			struct str *why);

/* Reads the contents of blobs by their hex ids, into texts on a; p is NULL where one is not here or
 * is no page's (larger than 16 MiB).  On anything but GIT_OK *why says why none is read. */
enum git_status git_read_blobs(struct arena *a, const struct git_place *place,
			       const struct str *ids, ptrdiff_t n, struct str *texts,
			       struct str *why);

#endif
