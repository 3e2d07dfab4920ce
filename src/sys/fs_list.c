/* Listing of trees: one open and few reads for each folder, no stat for a file unless the file
 * system keeps its kind from readdir.  Folders are sorted one by one, with "/" behind the names of
 * folders; that gives the byte order of whole paths and is cheaper than to sort them all. */
#define _DEFAULT_SOURCE /* d_type: glibc hides its values without it */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "sys/reason.h"
#include "sys/sys.h"

enum { DEPTH_MAX = 100 };

/* One name in a folder. */
struct name {
	struct str text; /* with "/" behind it when it is a folder */
	enum fs_kind kind;
	bool link;
};

struct names VEC(struct name);

/* An open folder. */
struct level {
	struct arena work; /* names live here */
	DIR *folder;
	struct str prefix; /* of the paths in it: "" or ending in "/" */
	struct names names;
	ptrdiff_t next;
};

struct walk {
	struct arena *a;
	struct str root,
		real; /* as given; without symbolic links, made when the first link is met */
	struct fs_list *list;
	struct level levels[DEPTH_MAX];
	ptrdiff_t depth;
};

static void
trouble(struct walk *w, struct str path, struct str why)
{
	struct {
		struct fs_trouble *v;
		ptrdiff_t n, cap;
	} t = { w->list->trouble, w->list->ntrouble, w->list->trouble_cap };

	*vec_push(w->a, &t) = (struct fs_trouble){ path, why };
	w->list->trouble = t.v;
	w->list->ntrouble = t.n;
	w->list->trouble_cap = t.cap;
}

static int
compare(const void *a, const void *b)
{
	return str_cmp(((const struct name *)a)->text, ((const struct name *)b)->text);
}

/* What the entry is; *link when it is a symbolic link (then not followed). */
static enum fs_kind
entry_kind(int folder, const struct dirent *entry, bool *link)
{
	struct stat st;

	*link = false;
#ifdef DT_DIR
	if (entry->d_type == DT_REG)
		return FS_FILE;
	if (entry->d_type == DT_DIR)
		return FS_DIR;
	if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK)
		return FS_OTHER;
#endif
	/* What cannot be looked at is listed, so that its reader says why. */
	if (fstatat(folder, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT ? FS_NONE : FS_FILE;
	*link = S_ISLNK(st.st_mode);
	return S_ISREG(st.st_mode) ? FS_FILE : S_ISDIR(st.st_mode) ? FS_DIR : FS_OTHER;
}

static bool
is_skipped(struct str name, enum fs_kind kind)
{
	if (kind == FS_DIR)
		return str_starts(name, S(".")) || str_eq(name, S("node_modules"));
	return str_eq(name, S(".")) || str_eq(name, S(".."));
}

/* Fills *names from the open folder; false, with errno set, when reading it fails. */
static bool
read_names(struct arena *work, DIR *folder, struct names *names)
{
	struct dirent *entry;

	for (errno = 0; (entry = readdir(folder)); errno = 0) {
		struct str name = str_c(entry->d_name);
		bool link;
		enum fs_kind kind = entry_kind(dirfd(folder), entry, &link);

		/* FS_NONE: gone since the folder was read. */
		if (kind == FS_NONE || (kind == FS_OTHER && !link) || is_skipped(name, kind))
			continue;
		name = kind == FS_DIR ? str_join(work, (struct str[]){ name, S("/") }, 2, S(""))
				      : str_dup(work, name);
		*vec_push(work, names) = (struct name){ name, kind, link };
	}
	if (errno)
		return false;
	if (names->n)
		qsort(names->v, (size_t)names->n, sizeof *names->v, compare);
	return true;
}

/* Lists the symbolic link at path when it leads to a regular file below the root. */
static void
add_link(struct walk *w, struct arena *work, struct str path)
{
	struct str real = fs_real(work, path_join(work, w->root, path));
	enum fs_kind kind = real.n ? fs_kind(real) : FS_NONE;

	if (w->real.n == 0)
		w->real = fs_real(w->a, w->root);
	if (kind == FS_NONE) {
		/* Editors lock files with such links: ".#name". */
		if (!str_starts(path_base(path), S(".")))
			trouble(w, path, S("symbolic link that leads nowhere"));
		return;
	}
	if (kind != FS_FILE)
		return;
	if (!str_starts(real, w->real) ||
	    (!str_ends(w->real, S("/")) &&
	     !str_starts(str_slice(real, w->real.n, real.n), S("/")))) {
		trouble(w, path, S("symbolic link that leads out of the tree"));
		return;
	}
	*vec_push(w->a, w->list) = (struct fs_entry){ path };
}

/* Makes the folder open as fd (-1: errno says why it is not) the deepest level; false when that
 * cannot be. */
static bool
enter(struct walk *w, int fd, struct str prefix)
{
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	struct str path = prefix.n ? str_slice(prefix, 0, prefix.n - 1) : S(".");
	struct level *level = &w->levels[w->depth];

	if (!folder) {
		trouble(w, path, sys_reason(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	if (w->depth == DEPTH_MAX) {
		trouble(w, path, S("folders nested too deeply"));
		closedir(folder);
		return false;
	}
	*level = (struct level){ .folder = folder, .prefix = prefix };
	w->depth++;
	if (!read_names(&level->work, folder, &level->names))
		trouble(w, path, sys_reason(errno));
	return true;
}

static void
leave(struct walk *w)
{
	struct level *level = &w->levels[--w->depth];

	closedir(level->folder);
	arena_free(&level->work);
}

static void
visit(struct walk *w, struct level *level, const struct name *name)
{
	struct str path = str_join(w->a, (struct str[]){ level->prefix, name->text }, 2, S(""));
	char *z;

	if (name->link) {
		add_link(w, &level->work, path);
	} else if (name->kind == FS_FILE) {
		*vec_push(w->a, w->list) = (struct fs_entry){ path };
	} else {
		/* Without its "/", which would follow a link that has come in its place. */
		z = str_z(&level->work, str_slice(name->text, 0, name->text.n - 1));
		enter(w,
		      openat(dirfd(level->folder), z,
			     O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW),
		      path);
	}
}

bool
fs_list(struct arena *a, struct str root, struct fs_list *list)
{
	struct walk w = { .a = a, .root = root, .list = list };
	int fd;

	*list = (struct fs_list){ 0 };
	if (root.n == 0 || memchr(root.p, 0, (size_t)root.n)) {
		trouble(&w, root, sys_reason(ENOENT));
		return false;
	}
	fd = open(str_z(a, root), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		trouble(&w, root, sys_reason(errno));
		return false;
	}
	if (!enter(&w, fd, S("")))
		return false;
	while (w.depth) {
		struct level *level = &w.levels[w.depth - 1];

		if (level->next == level->names.n)
			leave(&w);
		else
			visit(&w, level, &level->names.v[level->next++]);
	}
	return true;
}
