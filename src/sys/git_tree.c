/* Lists of files: of a commit, from its tree objects (https://git-scm.com/book/en/v2/
 * Git-Internals-Git-Objects, "Tree Objects"), and of the index.  A file that the work tree has
 * unchanged is read there, which is faster and gives it the line ends of the work tree; that it is
 * unchanged is told as git-status(1) tells it (racy-git in git's technical documentation). */
#define _XOPEN_SOURCE 700 /* glibc hides st_mtim without it */
#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>

#include "sys/git_tree.h"

#include "base/path.h"
#include "sys/git_index.h"
#include "sys/git_object.h"
#include "sys/git_rename.h"

enum { INDEX_BYTES_MAX = 1 << 30, DEPTH_MAX = 100 };

struct git_repo {
	struct arena *a;
	struct store *store;
	struct str top;
	struct git_stat written; /* when the index was; all zero: it was not read */
	pthread_mutex_t lock;    /* of store, for readers on several threads */
};

static struct oid
oid_of(const unsigned char id[GIT_ID_BYTES])
{
	struct oid oid;

	memcpy(oid.b, id, sizeof oid.b);
	return oid;
}

struct git_repo *
git_repo_open(struct arena *a, struct str dir, enum git_status *status, struct str *why)
{
	struct git_repo *r = NEW(a, struct git_repo, 1);
	struct str repository, top;

	r->a = a;
	r->store = store_open(a, fs_real(a, dir), true, status, why);
	if (!r->store)
		return NULL;
	store_place(r->store, &repository, &top);
	r->top = top.n ? fs_real(a, top) : S("");
	pthread_mutex_init(&r->lock, NULL);
	return r;
}

void
git_repo_close(struct git_repo *r)
{
	pthread_mutex_destroy(&r->lock);
	store_close(r->store);
}

struct str
git_repo_top(const struct git_repo *r)
{
	return r->top;
}

bool
git_repo_is(const struct git_repo *r, struct str repository)
{
	struct arena tmp = { 0 };
	struct str own, top;
	bool same;

	store_place(r->store, &own, &top);
	same = str_eq(fs_real(&tmp, own), fs_real(&tmp, repository));
	arena_free(&tmp);
	return same;
}

bool
git_repo_is_cut(const struct git_repo *r)
{
	return !store_complete(r->store);
}

/* --- commits ------------------------------------------------------------------ */

struct str
git_repo_commit(struct git_repo *r, struct arena *a, struct str name)
{
	struct oid commit;

	return store_resolve(r->store, name, &commit) == STORE_OK ? oid_hex(a, &commit) : S("");
}

struct str
git_repo_merge_base(struct git_repo *r, struct arena *a, struct str one, struct str two)
{
	struct oid x, y, base;

	if (store_find_commit(r->store, one, &x) != STORE_OK ||
	    store_find_commit(r->store, two, &y) != STORE_OK ||
	    store_merge_base(r->store, &x, &y, &base) != STORE_OK)
		return S("");
	return oid_hex(a, &base);
}

/* --- lists -------------------------------------------------------------------- */

ptrdiff_t
git_files_from(const struct git_files *files, struct str path)
{
	ptrdiff_t low = 0, high = files->n;

	while (low < high) {
		ptrdiff_t middle = low + (high - low) / 2;

		if (str_cmp(files->v[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct git_file *
git_files_find(const struct git_files *files, struct str path)
{
	ptrdiff_t at = git_files_from(files, path);

	return at < files->n && str_eq(files->v[at].path, path) ? &files->v[at] : NULL;
}

struct file_list VEC(struct git_file);

/* Reading the tree of a commit. */
struct listing {
	struct git_repo *r;
	struct arena *a;
	const struct git_files *index;
	struct file_list out;
	bool skipped; /* the folder of a sparse index */
	struct str why;
};

/* The files of a folder that the index has just so. */
static bool
take_from_index(struct listing *l, const struct oid *tree, struct str path)
{
	ptrdiff_t at = l->index ? map_get(&l->index->folder_of, path) : -1;
	const struct git_folder *f = at < 0 ? NULL : &l->index->folders[at];

	if (!f || memcmp(f->id, tree->b, sizeof tree->b) != 0)
		return false;
	for (ptrdiff_t i = 0; i < f->n; i++)
		*vec_push(l->a, &l->out) = l->index->v[f->first + i];
	return true;
}

static bool
is_safe_name(struct str name)
{
	return str_find_char(name, '/', 0) < 0 && !str_eq(name, S("..")) && !str_eq(name, S("."));
}

static bool list_tree(struct listing *l, const struct oid *tree, struct str path, int depth);

static bool
list_entries(struct listing *l, struct str bytes, struct str path, int depth)
{
	struct tree_entry e;

	while (bytes.n) {
		struct git_file f = { .skipped = l->skipped };

		if (!tree_next(&bytes, &e) || !is_safe_name(e.name)) {
			l->why = S("a folder in it is damaged");
			return false;
		}
		f.path = path.n ? str_fmt(l->a, "%.*s/%.*s", P(path), P(e.name))
				: str_dup(l->a, e.name);
		memcpy(f.id, e.id.b, sizeof f.id);
		if (e.kind == TREE_FOLDER) {
			if (!list_tree(l, &e.id, f.path, depth + 1))
				return false;
			continue;
		}
		f.kind = e.kind == TREE_LINK         ? GIT_LINK
			 : e.kind == TREE_REPOSITORY ? GIT_REPOSITORY
						     : GIT_FILE;
		*vec_push(l->a, &l->out) = f;
	}
	return true;
}

static bool
list_tree(struct listing *l, const struct oid *tree, struct str path, int depth)
{
	struct store_bytes bytes;
	struct str copy;

	if (take_from_index(l, tree, path))
		return true;
	if (depth > DEPTH_MAX) {
		l->why = S("its folders are nested too deeply");
		return false;
	}
	if (store_read_tree(l->r->store, tree, &bytes) != STORE_OK) {
		l->why = store_trouble(l->r->store);
		return false;
	}
	copy = str_dup(l->a, bytes.bytes);
	store_release(&bytes);
	return list_entries(l, copy, path, depth);
}

/* What the index knows of files that did not change since holds for those of the commit. */
static void
keep_stats(struct git_files *files, const struct git_files *index)
{
	for (ptrdiff_t i = 0, k = 0; i < files->n && k < index->n;) {
		int order = str_cmp(files->v[i].path, index->v[k].path);

		if (order == 0 && memcmp(files->v[i].id, index->v[k].id, GIT_ID_BYTES) == 0)
			files->v[i].stat = index->v[k].stat;
		if (order == 0)
			files->v[i].skipped = index->v[k].skipped;
		i += order <= 0;
		k += order >= 0;
	}
}

bool
git_repo_files(struct git_repo *r, struct arena *a, struct str commit,
	       const struct git_files *index, struct git_files *files, struct str *why)
{
	struct listing l = { .r = r, .a = a, .index = index };
	struct store_commit facts;
	struct oid id;

	*files = (struct git_files){ 0 };
	*why = (struct str){ 0 };
	if (!commit.n)
		return true;
	if (store_find_commit(r->store, commit, &id) != STORE_OK) {
		*why = store_trouble(r->store);
		return false;
	}
	store_commit(r->store, a, &id, &facts); /* one where history is cut off has its files */
	if (!list_tree(&l, &facts.tree, S(""), 0)) {
		*why = l.why;
		return false;
	}
	files->v = l.out.v;
	files->n = l.out.n;
	if (index)
		keep_stats(files, index);
	return true;
}

/* --- the index ---------------------------------------------------------------- */

static struct str
index_path(struct git_repo *r)
{
	struct str given = env_get("GIT_INDEX_FILE"), repository, top;

	store_place(r->store, &repository, &top);
	return given.n ? path_join(r->a, r->top, given) : path_join(r->a, repository, S("index"));
}

static bool
is_clean(struct str path)
{
	struct str part;

	if (str_ends(path, S("/")))
		return false;
	while (str_cut(&path, '/', &part))
		if (!part.n || str_eq(part, S("..")) || str_eq(part, S(".")))
			return false;
	return true;
}

/* Conflicts have our side's content; what has none is not there yet. */
static bool
add_entry(struct listing *l, const struct index_entry *e)
{
	struct oid tree = oid_of(e->file.id);

	if (!is_clean(e->file.path)) {
		l->why = S("it is damaged");
		return false;
	}
	if (e->intended || (e->stage != 0 && e->stage != 2))
		return true;
	l->skipped = true;
	if (e->is_folder)
		return list_tree(l, &tree, e->file.path, 0);
	*vec_push(l->a, &l->out) = e->file;
	return true;
}

static bool
is_sorted(const struct git_files *files)
{
	for (ptrdiff_t i = 1; i < files->n; i++)
		if (str_cmp(files->v[i - 1].path, files->v[i].path) >= 0)
			return false;
	return true;
}

/* The files of each folder stand together. */
static void
place_folders(struct arena *a, struct git_files *files, const struct index_file *index)
{
	files->folders = NEW(a, struct git_folder, index->nfolders);
	files->nfolders = index->nfolders;
	files->folder_of.a = a;
	for (ptrdiff_t i = 0; i < index->nfolders; i++) {
		struct git_folder *f = &files->folders[i];
		struct str path = index->folders[i].path;

		f->path = path;
		memcpy(f->id, index->folders[i].id, sizeof f->id);
		f->n = files->n;
		if (path.n) {
			f->first = git_files_from(files, str_fmt(a, "%.*s/", P(path)));
			/* "0" is the next character after "/". */
			f->n = git_files_from(files, str_fmt(a, "%.*s0", P(path))) - f->first;
		}
		*map_at(&files->folder_of, path) = i;
	}
}

static struct git_stat
stat_of(const struct stat *st)
{
	return (struct git_stat){
		.seconds = (uint32_t)st->st_mtim.tv_sec,
		.nanoseconds = (uint32_t)st->st_mtim.tv_nsec,
		.inode = (uint32_t)st->st_ino,
		.size = (uint32_t)st->st_size,
	};
}

static bool
read_index(struct git_repo *r, struct arena *a, struct index_file *index, struct str *why)
{
	struct str path = index_path(r), bytes;
	enum fs_status status;
	struct stat st;

	*index = (struct index_file){ 0 };
	/* Before it is read: a newer one is then no reason to trust older times. */
	if (stat(str_z(a, path), &st) == 0)
		r->written = stat_of(&st);
	status = fs_read(a, path, INDEX_BYTES_MAX, &bytes, why);
	if (status == FS_MISSING)
		return true; /* nothing was ever added */
	return status == FS_OK && index_parse(a, bytes, index, why);
}

bool
git_repo_index(struct git_repo *r, struct arena *a, struct git_files *files, struct str *why)
{
	struct listing l = { .r = r, .a = a };
	struct index_file index;

	*files = (struct git_files){ 0 };
	*why = (struct str){ 0 };
	if (!read_index(r, a, &index, why))
		return false;
	for (ptrdiff_t i = 0; i < index.n; i++) {
		if (add_entry(&l, &index.v[i]))
			continue;
		*why = l.why;
		return false;
	}
	files->v = l.out.v;
	files->n = l.out.n;
	if (!is_sorted(files)) {
		*why = S("it is damaged");
		return false;
	}
	place_folders(a, files, &index);
	return true;
}

/* --- contents ----------------------------------------------------------------- */

/* Was it written before the index, so that a later change shows in its time? */
static bool
is_older(const struct git_stat *file, const struct git_stat *index)
{
	return file->seconds < index->seconds ||
	       (file->seconds == index->seconds && file->nanoseconds < index->nanoseconds);
}

static bool
same_stat(const struct git_stat *then, const struct git_stat *now)
{
	return then->seconds == now->seconds && then->size == now->size &&
	       (then->nanoseconds == 0 || then->nanoseconds == now->nanoseconds) &&
	       (then->inode == 0 || then->inode == now->inode);
}

static enum git_work
compare_content(const struct git_repo *r, const struct git_file *f)
{
	struct arena tmp = { 0 };
	struct oid expected = oid_of(f->id), found;
	enum git_work work = WORK_DIFFERS;
	struct str text, why;

	if (fs_read(&tmp, path_join(&tmp, r->top, f->path), INDEX_BYTES_MAX, &text, &why) ==
	    FS_OK) {
		found = oid_of_bytes(&tmp, text);
		work = oid_eq(&found, &expected) ? WORK_SAME : WORK_DIFFERS;
	}
	arena_free(&tmp);
	return work;
}

enum git_work
git_repo_work(const struct git_repo *r, const struct git_file *f, bool thorough)
{
	struct arena tmp = { 0 };
	struct git_stat now = { 0 };
	struct stat st;
	int error = lstat(str_z(&tmp, path_join(&tmp, r->top, f->path)), &st) < 0 ? errno : 0;
	bool right_kind = !error && (f->kind == GIT_LINK   ? S_ISLNK(st.st_mode)
				     : f->kind == GIT_FILE ? S_ISREG(st.st_mode)
							   : S_ISDIR(st.st_mode));

	arena_free(&tmp);
	if (error)
		return error == ENOENT || error == ENOTDIR ? WORK_GONE : WORK_DIFFERS;
	if (!right_kind)
		return WORK_DIFFERS;
	if (f->kind == GIT_REPOSITORY)
		return WORK_SAME; /* its own affair */
	now = stat_of(&st);
	if (same_stat(&f->stat, &now) && is_older(&f->stat, &r->written))
		return WORK_SAME;
	return thorough && f->kind == GIT_FILE ? compare_content(r, f) : WORK_DIFFERS;
}

enum fs_status
git_repo_read(struct git_repo *r, struct arena *a, const struct git_file *f, size_t max,
	      struct str *text, struct str *why)
{
	struct oid id = oid_of(f->id);
	struct store_bytes bytes;
	enum store_status status;
	enum fs_status result = FS_OK;

	*text = *why = (struct str){ 0 };
	if (f->kind == GIT_FILE && f->stat.seconds && git_repo_work(r, f, false) == WORK_SAME)
		return fs_read(a, path_join(a, r->top, f->path), max, text, why);
	if (f->kind == GIT_REPOSITORY) {
		*why = S("is a folder");
		return FS_IS_DIR;
	}
	pthread_mutex_lock(&r->lock);
	status = store_read(r->store, &id, &bytes);
	if (status == STORE_ABSENT || (size_t)bytes.bytes.n > max) {
		*why = str_fmt(a, "larger than %zu bytes", max);
		result = FS_TOO_BIG;
	} else if (status != STORE_OK) {
		*why = str_dup(a, store_trouble(r->store));
		result = FS_FAILED;
	} else {
		*text = str_dup(a, bytes.bytes);
	}
	store_release(&bytes);
	pthread_mutex_unlock(&r->lock);
	return result;
}

bool
git_repo_ignores(struct git_repo *r, struct str path)
{
	bool ignores;

	pthread_mutex_lock(&r->lock);
	ignores = store_ignores(r->store, path);
	pthread_mutex_unlock(&r->lock);
	return ignores;
}

/* --- renames ------------------------------------------------------------------ */

static struct rename_file
rename_file_of(const struct git_file *f)
{
	return (struct rename_file){ f->path, oid_of(f->id) };
}

void
git_repo_moves(struct git_repo *r, struct git_move *moves, ptrdiff_t n,
	       const struct git_file *const *gone, ptrdiff_t ngone)
{
	struct arena work = { 0 };
	struct rename_file *asked = NEW(&work, struct rename_file, n);
	struct rename_file *others = NEW(&work, struct rename_file, ngone);
	struct rename *found = NEW(&work, struct rename, n);
	struct rename_lists lists = { asked, others, n, ngone };
	struct map at = { .a = &work };

	for (ptrdiff_t i = 0; i < n; i++)
		asked[i] = rename_file_of(moves[i].file);
	for (ptrdiff_t i = 0; i < ngone; i++) {
		others[i] = rename_file_of(gone[i]);
		*map_at(&at, gone[i]->path) = i;
	}
	/* Contents that cannot be read are of no file. */
	rename_among(r->store, &work, &lists, found);
	for (ptrdiff_t i = 0; i < n; i++) {
		ptrdiff_t from = found[i].other.n ? map_get(&at, found[i].other) : -1;

		moves[i].from = from < 0 ? NULL : gone[from];
	}
	arena_free(&work);
}
