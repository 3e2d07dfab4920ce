/* Files in the trees of commits, and what differs between two trees: two folders are read side by
 * side, and of their inner folders only those that differ and matter. */
#include "sys/git_history.h"
#include "sys/git_object.h"

/* The id of an entry when it is a file (or a folder), else zero. */
static struct oid
entry_id(const struct tree_entry *entry, bool folder)
{
	bool is_file = entry && (entry->kind == TREE_FILE || entry->kind == TREE_LINK);
	bool is_folder = entry && entry->kind == TREE_FOLDER;

	return (folder ? is_folder : is_file) ? entry->id : (struct oid){ 0 };
}

/* The entry of that name in a folder; absent when there is none. */
static enum store_status
find_entry(struct store *s, const struct oid *folder, struct str name, struct tree_entry *entry)
{
	struct store_bytes bytes;
	enum store_status status = store_read_tree(s, folder, &bytes);
	struct str rest = bytes.bytes;

	if (status != STORE_OK)
		return STORE_LOST;
	status = STORE_ABSENT;
	while (status == STORE_ABSENT && rest.n)
		if (!tree_next(&rest, entry))
			status = store_damaged_tree(s, folder);
		else if (str_eq(entry->name, name))
			status = STORE_OK;
	store_release(&bytes);
	return status;
}

enum store_status
store_entry(struct store *s, const struct oid *commit, struct str path, struct oid *blob)
{
	struct arena work = { 0 };
	struct store_commit facts;
	enum store_status status = store_commit(s, &work, commit, &facts);
	struct oid at = facts.tree;
	struct str part;

	arena_free(&work);
	*blob = (struct oid){ 0 };
	if (str_ends(path, S("/")))
		return STORE_ABSENT;
	/* A commit at the edge of history has its tree. */
	if (status != STORE_OK && oid_is_zero(&at))
		return status;
	while (str_cut(&path, '/', &part)) {
		struct tree_entry entry;

		status = find_entry(s, &at, part, &entry);
		if (status != STORE_OK)
			return status;
		at = entry_id(&entry, path.n > 0);
		if (oid_is_zero(&at))
			return STORE_ABSENT;
	}
	*blob = at;
	return STORE_OK;
}

/* Two trees side by side, either for the files that have a name_node or for all. */
struct comparison {
	struct store *s;
	struct arena *work; /* of paths */
	const struct store_sink *sink;
	const struct store_differences *differences;
};

/* Where in the trees. */
struct spot {
	const struct name_node *folder; /* for the sink */
	struct str path;                /* for the differences */
	int depth;
};

/* A folder that is being read; zero: there is none. */
struct folder {
	const struct oid *id;
	struct store_bytes bytes;
	struct str rest;
	struct tree_entry entry; /* the next one, when there is one */
	bool more;
};

static enum store_status compare_folders(const struct comparison *c, const struct oid *old,
					 const struct oid *now, const struct spot *spot);

static enum store_status
folder_step(const struct comparison *c, struct folder *f)
{
	f->more = f->rest.n > 0;
	return f->more && !tree_next(&f->rest, &f->entry) ? store_damaged_tree(c->s, f->id)
							  : STORE_OK;
}

static enum store_status
folder_open(const struct comparison *c, const struct oid *id, struct folder *f)
{
	enum store_status status;

	*f = (struct folder){ .id = id };
	if (oid_is_zero(id))
		return STORE_OK;
	status = store_read_tree(c->s, id, &f->bytes);
	f->rest = f->bytes.bytes;
	return status == STORE_OK ? folder_step(c, f) : status;
}

/* One name that is not the same in both folders; an entry is NULL where the name is missing. */
static enum store_status
compare_entries(const struct comparison *c, const struct tree_entry *old,
		const struct tree_entry *now, struct str name, const struct spot *spot)
{
	struct oid a = entry_id(old, false), b = entry_id(now, false);
	struct spot inner = { .depth = spot->depth + 1 };
	struct name_node *node = NULL;

	if (c->sink) {
		node = name_below(spot->folder, name);
		if (!node || node->live == 0)
			return STORE_OK;
		if (node->first && !oid_eq(&a, &b))
			c->sink->changed(c->sink->ctx, node, &a, &b);
		inner.folder = node;
	} else {
		inner.path = str_fmt(c->work, "%.*s%s%.*s", P(spot->path), spot->path.n ? "/" : "",
				     P(name));
		if (oid_is_zero(&a) != oid_is_zero(&b))
			c->differences->found(c->differences->ctx, inner.path,
					      oid_is_zero(&a) ? &b : &a, oid_is_zero(&a));
	}
	a = entry_id(old, true);
	b = entry_id(now, true);
	if ((node && node->nodes.n == 0) || spot->depth >= NAME_DEPTH_MAX || oid_eq(&a, &b))
		return STORE_OK;
	return compare_folders(c, &a, &b, &inner);
}

/* The next name of either folder in their common order. */
static enum store_status
compare_next(const struct comparison *c, struct folder *old, struct folder *now,
	     const struct spot *spot)
{
	int order = !old->more ? 1 : !now->more ? -1 : tree_order(&old->entry, &now->entry);
	enum store_status status = STORE_OK;

	if (order || !oid_eq(&old->entry.id, &now->entry.id))
		status = compare_entries(c, order <= 0 ? &old->entry : NULL,
					 order >= 0 ? &now->entry : NULL,
					 order <= 0 ? old->entry.name : now->entry.name, spot);
	if (status == STORE_OK && order <= 0)
		status = folder_step(c, old);
	if (status == STORE_OK && order >= 0)
		status = folder_step(c, now);
	return status;
}

static enum store_status
compare_folders(const struct comparison *c, const struct oid *old, const struct oid *now,
		const struct spot *spot)
{
	struct folder before, after = { 0 };
	enum store_status status = folder_open(c, old, &before);

	if (status == STORE_OK)
		status = folder_open(c, now, &after);
	while (status == STORE_OK && (before.more || after.more))
		status = compare_next(c, &before, &after, spot);
	store_release(&before.bytes);
	store_release(&after.bytes);
	return status;
}

enum store_status
store_compare(struct store *s, const struct oid *old, const struct oid *now,
	      const struct name_node *names, const struct store_sink *sink)
{
	struct comparison c = { .s = s, .sink = sink };
	struct spot top = { .folder = names };

	return oid_eq(old, now) ? STORE_OK : compare_folders(&c, old, now, &top);
}

enum store_status
store_differences(struct store *s, const struct oid *old, const struct oid *now,
		  const struct store_differences *d)
{
	struct arena work = { 0 };
	struct comparison c = { .s = s, .work = &work, .differences = d };
	struct spot top = { 0 };
	enum store_status status =
		oid_eq(old, now) ? STORE_OK : compare_folders(&c, old, now, &top);

	arena_free(&work);
	return status;
}
