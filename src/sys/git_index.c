/* Reads git's index (https://git-scm.com/docs/index-format, versions 2 to 4).  Not with libgit2: it
 * shows neither which folders are as they were written (the "TREE" extension, which saves reading
 * thousands of folders to learn what is staged) nor a sparse index. */
#include <string.h>

#include "sys/git_index.h"

enum {
	HEADER = 12,
	ENTRY = 62, /* bytes of an entry before its path */
	CHECKSUM = GIT_ID_BYTES,
	EXTENSION = 8, /* bytes of an extension before its data */
	PATH_BYTES_MAX = 4096,
	FOLDER_DEPTH_MAX = 1000
};
enum { HAS_EXTENDED = 0x4000, STAGE_SHIFT = 12, STAGE_MASK = 3, LENGTH_MASK = 0xfff };
enum { SKIP_WORKTREE = 0x4000, INTENT_TO_ADD = 0x2000 };
/* Kinds of file, as in struct stat. */
enum { MODE_SHIFT = 12, MODE_FOLDER = 4, MODE_LINK = 10, MODE_REPOSITORY = 14 };

/* Bytes not read yet. */
struct reader {
	struct arena *a;
	struct str rest;
	uint32_t version;
	struct str last; /* path of the entry before */
	bool nameless;   /* some entry had no path: those of a split index */
};

static uint32_t
number(const char *p, int bytes)
{
	uint32_t value = 0;

	for (int i = 0; i < bytes; i++)
		value = value << 8 | (unsigned char)p[i];
	return value;
}

/* The number in front of a path of version 4: how many bytes of the last one do not stay.  The same
 * form as in packs (gitformat-pack, "offset encoding"). */
static bool
read_varint(struct reader *r, uint32_t *value)
{
	*value = 0;
	for (ptrdiff_t i = 0; i < r->rest.n && i < 4; i++) {
		unsigned char c = (unsigned char)r->rest.p[i];

		*value = *value << 7 | (c & 127);
		if (c < 128) {
			r->rest = str_slice(r->rest, i + 1, r->rest.n);
			return true;
		}
		*value += 1;
	}
	return false;
}

/* The path behind an entry of `head` bytes; moves on to the next entry. */
static bool
read_path(struct reader *r, ptrdiff_t head, struct str *path)
{
	uint32_t cut = 0;
	ptrdiff_t end, whole;

	if (r->version == 4) {
		r->rest = str_slice(r->rest, head, r->rest.n);
		if (!read_varint(r, &cut) || (ptrdiff_t)cut > r->last.n)
			return false;
		end = str_find_char(r->rest, 0, 0);
		if (end < 0 || r->last.n - (ptrdiff_t)cut + end > PATH_BYTES_MAX)
			return false;
		*path = str_join(r->a,
				 (struct str[]){ str_slice(r->last, 0, r->last.n - cut),
						 str_slice(r->rest, 0, end) },
				 2, S(""));
		r->rest = str_slice(r->rest, end + 1, r->rest.n);
		return true;
	}
	end = str_find_char(r->rest, 0, head);
	if (end < 0 || end - head > PATH_BYTES_MAX)
		return false;
	*path = str_slice(r->rest, head, end);
	whole = (end + 8) / 8 * 8; /* with one to eight NUL bytes behind it */
	if (whole > r->rest.n)
		return false;
	r->rest = str_slice(r->rest, whole, r->rest.n);
	return true;
}

static bool
set_kind(struct index_entry *e, uint32_t mode)
{
	switch (mode >> MODE_SHIFT) {
	case MODE_LINK:
		e->file.kind = GIT_LINK;
		break;
	case MODE_REPOSITORY:
		e->file.kind = GIT_REPOSITORY;
		break;
	case MODE_FOLDER:
		e->is_folder = true;
		if (e->file.path.n < 2 || !str_ends(e->file.path, S("/")))
			return false;
		e->file.path.n--;
		break;
	default:
		break;
	}
	return true;
}

static bool
read_entry(struct reader *r, struct index_entry *e)
{
	const char *p = r->rest.p;
	uint32_t mode, flags, more = 0;
	ptrdiff_t head = ENTRY;

	if (r->rest.n < ENTRY + 2)
		return false;
	*e = (struct index_entry){ 0 };
	e->file.stat = (struct git_stat){
		.seconds = number(p + 8, 4),
		.nanoseconds = number(p + 12, 4),
		.inode = number(p + 20, 4),
		.size = number(p + 36, 4),
	};
	mode = number(p + 24, 4);
	memcpy(e->file.id, p + 40, GIT_ID_BYTES);
	flags = number(p + 60, 2);
	if (flags & HAS_EXTENDED) {
		more = number(p + 62, 2);
		head += 2;
	}
	e->stage = (int)(flags >> STAGE_SHIFT & STAGE_MASK);
	e->file.skipped = more & SKIP_WORKTREE;
	e->file.conflict = e->stage > 0;
	e->intended = more & INTENT_TO_ADD;
	if (!read_path(r, head, &e->file.path))
		return false;
	r->nameless |= !e->file.path.n;
	r->last = e->file.path;
	return set_kind(e, mode);
}

/* --- extensions --------------------------------------------------------------- */

struct folders VEC(struct index_folder);

/* A folder that is being read: how many below it are still to come. */
struct above {
	struct str path;
	int64_t left;
};

/* "name NUL files SP folders LF id", each folder before those below it; the id is missing when the
 * number of files is -1: the folder has changed since it was written. */
static bool
read_folder(struct arena *a, struct str *rest, struct above *stack, int *depth, struct folders *out)
{
	struct str name, files, folders, path, up = *depth ? stack[*depth - 1].path : S("");
	int64_t below;
	bool written;

	if (!str_cut(rest, 0, &name) || !str_cut(rest, ' ', &files) ||
	    !str_cut(rest, '\n', &folders) || !str_int(folders, &below))
		return false;
	if (up.n + name.n >= PATH_BYTES_MAX || str_find_char(name, '/', 0) >= 0 ||
	    !name.n != !*depth)
		return false; /* the first is the top and has no name */
	path = up.n ? str_fmt(a, "%.*s/%.*s", P(up), P(name)) : name;
	written = files.n && files.p[0] != '-';
	if (written && rest->n < GIT_ID_BYTES)
		return false;
	if (written) {
		struct index_folder f = { .path = path };

		memcpy(f.id, rest->p, GIT_ID_BYTES);
		*vec_push(a, out) = f;
		*rest = str_slice(*rest, GIT_ID_BYTES, rest->n);
	}
	while (*depth && stack[*depth - 1].left == 0)
		--*depth;
	if (below <= 0)
		return true;
	if (*depth == FOLDER_DEPTH_MAX)
		return false;
	stack[(*depth)++] = (struct above){ path, below };
	return true;
}

/* Damage is no trouble: what is not known to be as it was written is read. */
static void
read_folders(struct arena *a, struct str data, struct folders *out)
{
	struct above stack[FOLDER_DEPTH_MAX];
	int depth = 0;

	while (data.n) {
		if (depth)
			stack[depth - 1].left--;
		if (!read_folder(a, &data, stack, &depth, out)) {
			out->n = 0;
			return;
		}
	}
}

/* Those that a reader must know have names in small letters. */
static bool
read_extensions(struct arena *a, struct str rest, struct folders *folders, struct str *why)
{
	while (rest.n >= EXTENSION) {
		struct str name = str_slice(rest, 0, 4), data;
		ptrdiff_t size = (ptrdiff_t)number(rest.p + 4, 4);

		if (size > rest.n - EXTENSION)
			break;
		data = str_slice(rest, EXTENSION, EXTENSION + size);
		if (str_eq(name, S("TREE")))
			read_folders(a, data, folders);
		else if (str_eq(name, S("link")))
			*why = S("it is split: run git update-index --no-split-index");
		else if (name.p[0] >= 'a' && !str_eq(name, S("sdir")))
			*why = str_fmt(a, "it has an extension `%.*s` that is not known", P(name));
		if (why->n)
			return false;
		rest = str_slice(rest, EXTENSION + size, rest.n);
	}
	return true;
}

bool
index_parse(struct arena *a, struct str bytes, struct index_file *index, struct str *why)
{
	struct reader r = { .a = a };
	struct folders folders = { 0 };
	uint32_t n;

	*index = (struct index_file){ 0 };
	*why = (struct str){ 0 };
	if (bytes.n < HEADER + CHECKSUM || !str_starts(bytes, S("DIRC"))) {
		*why = S("it is no index of git");
		return false;
	}
	r.version = number(bytes.p + 4, 4);
	n = number(bytes.p + 8, 4);
	if (r.version < 2 || r.version > 4) {
		*why = str_fmt(a, "its version %u is not known", (unsigned)r.version);
		return false;
	}
	r.rest = str_slice(bytes, HEADER, bytes.n - CHECKSUM);
	if ((ptrdiff_t)n <= r.rest.n / ENTRY)
		index->v = NEW(a, struct index_entry, n);
	for (uint32_t i = 0; i < n; i++) {
		if (!index->v || !read_entry(&r, &index->v[index->n])) {
			*why = S("it is damaged");
			return false;
		}
		index->n++;
	}
	if (!read_extensions(a, r.rest, &folders, why))
		return false;
	if (r.nameless) {
		*why = S("it is damaged");
		return false;
	}
	index->folders = folders.v;
	index->nfolders = folders.n;
	return true;
}
