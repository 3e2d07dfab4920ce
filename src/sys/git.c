/* The adapter of libgit2 (https://libgit2.org, 1.5): repositories, commits, trees and blobs as
 * plain facts.  Nothing is fetched and nothing is written.  The library reads neither .git/shallow
 * nor the promises of a partial clone, so both are looked at here: an object that may merely have
 * been left out is STORE_LOST, never absent. */
/* Its GIT_OK is not ours, though both are 0. */
#define GIT_OK LIBGIT2_OK
#include <git2.h>
#undef GIT_OK
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "sys/git_history.h"
#include "sys/git_loose.h"
#include "sys/git_place.h"
#include "sys/git_store.h"

_Static_assert(sizeof(struct oid) == sizeof(git_oid), "both are 20 bytes");

enum {
	BLOB_MAX = 16 * 1024 * 1024,  /* larger files are no pages */
	WINDOW = 1024 * 1024,         /* packs are mapped in such pieces, */
	WINDOWS_MAX = 32 * WINDOW,    /* together at most so much */
	TREE_CACHE_MAX = 1024 * 1024, /* 4 KiB would leave out the folders that matter */
	CACHE_MAX = 8 * 1024 * 1024   /* all cached objects */
};

struct store {
	struct arena *a;
	struct arena tmp; /* forgotten with each look-up */
	git_repository *repo;
	git_odb *odb;
	struct map cut_at; /* hex ids of commits whose parents were left out */
	struct loose loose;
	bool is_partial;
	struct str trouble;
};

/* --- the library ------------------------------------------------------------ */

static void
library_stop(void)
{
	git_libgit2_shutdown();
}

static void
library_start(void)
{
	/* What these change does not concern a reader; objectformat is checked by open_repository.
	 */
	const char *extensions[] = { "partialclone", "worktreeconfig", "preciousobjects",
				     "objectformat" };

	if (git_libgit2_init() < 0)
		return;
	git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, (size_t)countof(extensions));
	/* git does not hash what it reads either: packs and loose files have checksums of their own.
	 */
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)TREE_CACHE_MAX);
	git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)CACHE_MAX);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, (size_t)WINDOW);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, (size_t)WINDOWS_MAX);
	atexit(library_stop);
}

/* Counted: each success is ended by git_libgit2_shutdown.  The options are set once for all. */
static bool
library(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	return pthread_once(&once, library_start) == 0 && git_libgit2_init() > 0;
}

static struct str
last_error(struct arena *a)
{
	const git_error *e = git_error_last();

	return e && e->message ? str_dup(a, str_c(e->message)) : S("libgit2 gives no reason");
}

static struct oid
oid_from(const git_oid *id)
{
	struct oid copy = { { 0 } };

	memcpy(copy.b, id->id, sizeof copy.b);
	return copy;
}

static git_oid
oid_to(const struct oid *id)
{
	git_oid copy = { { 0 } };

	memcpy(copy.id, id->b, sizeof copy.id);
	return copy;
}

/* --- repositories ----------------------------------------------------------- */

static bool
config_is(git_repository *repo, const char *name, const char *value)
{
	git_config *config = NULL;
	git_config_entry *entry = NULL;
	bool same = false;

	if (git_repository_config_snapshot(&config, repo) == 0 &&
	    git_config_get_entry(&entry, config, name) == 0)
		same = !value || str_eq_nocase(str_c(entry->value), str_c(value));
	git_config_entry_free(entry);
	git_config_free(config);
	return same;
}

/* Is some remote a promisor: were objects left out by a filter?  (git_config_foreach_match would
 * leak with each entry in 1.5.) */
static bool
is_partial(git_repository *repo)
{
	git_config *config = NULL;
	git_config_iterator *entries = NULL;
	git_config_entry *entry;
	bool partial = config_is(repo, "extensions.partialclone", NULL);

	if (git_repository_config_snapshot(&config, repo) == 0 &&
	    git_config_iterator_new(&entries, config) == 0)
		while (!partial && git_config_next(&entry, entries) == 0) {
			struct str name = str_c(entry->name);

			partial = str_starts(name, S("remote.")) &&
				  (str_ends(name, S(".promisor")) ||
				   str_ends(name, S(".partialclonefilter")));
		}
	git_config_iterator_free(entries);
	git_config_free(config);
	return partial;
}

static enum git_status
open_failure(struct arena *a, struct str path, int error, struct str *why)
{
	bool foreign = error == GIT_EOWNER;
	struct str owned;

	*why = last_error(a);
	/* Without any safe.directory in the user's configuration 1.5 reports its absence instead.
	 */
	foreign |= error == GIT_ENOTFOUND && str_find(*why, S("safe.directory"), 0) >= 0;
	if (error == GIT_ENOTFOUND && !foreign)
		return GIT_NONE;
	if (!foreign)
		return str_starts(*why, S("unsupported")) ? GIT_UNSUPPORTED : GIT_FAILED;
	owned = place_owned(a, path);
	*why = str_fmt(a,
		       "it belongs to another user: git config --global --add safe.directory %.*s",
		       P(owned));
	return GIT_NOT_TRUSTED;
}

struct store *
store_open(struct arena *a, struct str path, bool search, enum git_status *status, struct str *why)
{
	struct store *s = NEW(a, struct store, 1);
	int error;

	*why = (struct str){ 0 };
	*status = GIT_FAILED;
	if (!library()) {
		*why = S("libgit2 does not start");
		return NULL;
	}
	s->a = a;
	error = git_repository_open_ext(&s->repo, str_z(a, path),
					search ? 0 : GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
	if (!error)
		error = git_repository_odb(&s->odb, s->repo);
	if (error) {
		*status = open_failure(a, path, error, why);
	} else if (config_is(s->repo, "extensions.objectformat", "sha256")) {
		*status = GIT_UNSUPPORTED;
		*why = S("its objects are named by SHA-256, which libgit2 cannot read yet");
	} else {
		*status = GIT_OK;
		place_read_cuts(a, str_c(git_repository_commondir(s->repo)), &s->cut_at);
		loose_look(a, str_c(git_repository_commondir(s->repo)), &s->loose);
		s->is_partial = is_partial(s->repo);
		return s;
	}
	store_close(s);
	return NULL;
}

void
store_place(const struct store *s, struct str *repository, struct str *top)
{
	*repository = str_c(git_repository_path(s->repo));
	*top = str_c(git_repository_workdir(s->repo));
}

void
store_close(struct store *s)
{
	git_odb_free(s->odb);
	git_repository_free(s->repo);
	git_libgit2_shutdown();
	arena_free(&s->tmp);
}

bool
store_complete(const struct store *s)
{
	return s->cut_at.n == 0 && !s->is_partial;
}

struct str
store_trouble(const struct store *s)
{
	return s->trouble;
}

/* Remembers the first reason. */
static enum store_status
lost(struct store *s, const char *what, const struct oid *id)
{
	struct str reason;

	if (s->trouble.n)
		return STORE_LOST;
	if (s->cut_at.n > 0) {
		s->trouble = S("older history was left out (shallow clone): set fetch-depth: 0, or "
			       "run git fetch "
			       "--unshallow");
	} else if (s->is_partial) {
		s->trouble = S("contents of older commits were left out (partial clone): set "
			       "fetch-depth: 0 without a "
			       "filter");
	} else {
		reason = last_error(s->a);
		s->trouble = str_fmt(
			s->a,
			"%s %.*s is missing or damaged (%.*s): set fetch-depth: 0, or run git fsck",
			what, P(oid_hex(s->a, id)), P(reason));
	}
	return STORE_LOST;
}

/* Reading the rest of a loose object that breaks off never ends in 1.5 (git_zstream_get_output), so
 * that is seen to before. */
static bool
is_whole(struct store *s, const struct oid *id)
{
	if (!loose_breaks_off(&s->loose, id))
		return true;
	git_error_set_str(GIT_ERROR_ODB, "the file breaks off");
	return false;
}

/* --- commits ---------------------------------------------------------------- */

enum store_status
store_head(struct store *s, struct oid *commit)
{
	git_oid id;
	int error = git_reference_name_to_id(&id, s->repo, "HEAD");

	*commit = (struct oid){ 0 };
	if (!error)
		*commit = oid_from(&id);
	else if (error != GIT_ENOTFOUND && error != GIT_EUNBORNBRANCH)
		return lost(s, "HEAD", commit);
	return error ? STORE_ABSENT : STORE_OK;
}

struct prefix_search {
	git_odb *odb;
	git_oid prefix, commit;
	size_t digits;
	ptrdiff_t commits;
};

static int
match_prefix(const git_oid *id, void *payload)
{
	struct prefix_search *search = payload;
	git_object_t type;
	size_t size;

	if (git_oid_ncmp(id, &search->prefix, search->digits) ||
	    git_odb_read_header(&size, &type, search->odb, id) < 0 || type != GIT_OBJECT_COMMIT ||
	    (search->commits && git_oid_equal(id, &search->commit)))
		return 0;
	search->commit = *id;
	return ++search->commits > 1;
}

/* The library calls an abbreviation ambiguous when any objects share it; git asks for a commit. */
static enum store_status
find_among_commits(struct store *s, const git_oid *prefix, size_t digits, struct oid *commit)
{
	struct prefix_search search = { .odb = s->odb, .prefix = *prefix, .digits = digits };

	git_odb_foreach(s->odb, match_prefix, &search);
	if (search.commits == 1)
		*commit = oid_from(&search.commit);
	return search.commits == 1 ? STORE_OK : search.commits ? STORE_AMBIGUOUS : STORE_ABSENT;
}

static git_commit *
commit_get(struct store *s, const struct oid *id)
{
	git_commit *commit = NULL;
	git_oid key = oid_to(id);

	if (is_whole(s, id) && git_commit_lookup(&commit, s->repo, &key) == 0)
		return commit;
	lost(s, "commit", id);
	return NULL;
}

enum store_status
store_find_commit(struct store *s, struct str hex, struct oid *commit)
{
	git_oid prefix = { { 0 } }, full;
	git_object_t type;
	size_t size;
	int error;

	*commit = (struct oid){ 0 };
	if (hex.n < GIT_OID_MINPREFIXLEN || hex.n > GIT_OID_HEXSZ ||
	    git_oid_fromstrn(&prefix, hex.p, (size_t)hex.n) < 0)
		return STORE_ABSENT;
	error = git_odb_exists_prefix(&full, s->odb, &prefix, (size_t)hex.n);
	if (error == GIT_EAMBIGUOUS)
		return find_among_commits(s, &prefix, (size_t)hex.n, commit);
	*commit = oid_from(error ? &prefix : &full);
	if (error == GIT_ENOTFOUND && store_complete(s))
		return STORE_ABSENT;
	if (error || git_odb_read_header(&size, &type, s->odb, &full) < 0)
		return lost(s, "commit", commit);
	return type == GIT_OBJECT_COMMIT ? STORE_OK : STORE_ABSENT;
}

enum store_status
store_resolve(struct store *s, struct str name, struct oid *commit)
{
	git_object *object = NULL, *peeled = NULL;

	*commit = (struct oid){ 0 };
	if (git_revparse_single(&object, s->repo, str_z(&s->tmp, name)) == 0 &&
	    git_object_peel(&peeled, object, GIT_OBJECT_COMMIT) == 0)
		*commit = oid_from(git_object_id(peeled));
	git_object_free(peeled);
	git_object_free(object);
	return oid_is_zero(commit) ? STORE_ABSENT : STORE_OK;
}

enum store_status
store_commit(struct store *s, struct arena *a, const struct oid *id, struct store_commit *facts)
{
	git_commit *commit = commit_get(s, id);

	*facts = (struct store_commit){ 0 };
	if (!commit)
		return STORE_LOST;
	facts->tree = oid_from(git_commit_tree_id(commit));
	facts->time = git_commit_time(commit);
	if (s->cut_at.n == 0 || map_get(&s->cut_at, oid_hex(a, id)) < 0) {
		facts->nparents = (ptrdiff_t)git_commit_parentcount(commit);
		facts->parents = NEW(a, struct oid, facts->nparents);
		for (ptrdiff_t i = 0; i < facts->nparents; i++)
			facts->parents[i] = oid_from(git_commit_parent_id(commit, (unsigned)i));
		git_commit_free(commit);
		return STORE_OK;
	}
	git_commit_free(commit);
	return lost(s, "commit", id);
}

enum store_status
store_describe(struct store *s, struct arena *a, const struct oid *id, struct git_version *v)
{
	git_commit *commit = commit_get(s, id);
	const git_signature *author;

	v->commit = oid_hex(a, id);
	if (!commit)
		return STORE_LOST;
	author = git_commit_author(commit);
	v->author = str_dup(a, str_c(author ? author->name : NULL));
	v->subject = str_dup(a, str_c(git_commit_summary(commit)));
	v->time = git_commit_time(commit);
	git_commit_free(commit);
	return STORE_OK;
}

/* --- trees and blobs ---------------------------------------------------------- */

/* *tree stays NULL for the zero id. */
static enum store_status
tree_get(struct store *s, const struct oid *id, git_tree **tree)
{
	git_oid key = oid_to(id);

	*tree = NULL;
	if (oid_is_zero(id) || (is_whole(s, id) && git_tree_lookup(tree, s->repo, &key) == 0))
		return STORE_OK;
	return lost(s, "tree", id);
}

/* The id of an entry when it is of that type, else zero. */
static struct oid
entry_id(const git_tree_entry *entry, git_object_t type)
{
	return entry && git_tree_entry_type(entry) == type ? oid_from(git_tree_entry_id(entry))
							   : (struct oid){ 0 };
}

enum store_status
store_entry(struct store *s, const struct oid *id, struct str path, struct oid *blob)
{
	struct store_commit facts;
	enum store_status status;
	struct oid at;
	struct str part;
	git_tree *tree;

	arena_reset(&s->tmp);
	*blob = (struct oid){ 0 };
	if (str_ends(path, S("/")))
		return STORE_ABSENT;
	status = store_commit(s, &s->tmp, id, &facts);
	at = facts.tree;
	/* A commit at the edge of history has its tree. */
	if (status != STORE_OK && oid_is_zero(&at))
		return status;
	while (str_cut(&path, '/', &part)) {
		const git_tree_entry *entry;

		if (tree_get(s, &at, &tree) != STORE_OK)
			return STORE_LOST;
		entry = tree ? git_tree_entry_byname(tree, str_z(&s->tmp, part)) : NULL;
		at = entry_id(entry, path.n ? GIT_OBJECT_TREE : GIT_OBJECT_BLOB);
		git_tree_free(tree);
		if (oid_is_zero(&at))
			return STORE_ABSENT;
	}
	*blob = at;
	return STORE_OK;
}

static enum store_status
read_object(struct store *s, const struct oid *id, git_object_t wanted, struct store_bytes *bytes)
{
	git_odb_object *object = NULL;
	git_oid key = oid_to(id);
	git_object_t type;
	size_t size;

	*bytes = (struct store_bytes){ 0 };
	if (git_odb_read_header(&size, &type, s->odb, &key) < 0 || type != wanted)
		return lost(s, git_object_type2string(wanted), id);
	if (size > BLOB_MAX)
		return STORE_ABSENT;
	if (!is_whole(s, id) || git_odb_read(&object, s->odb, &key) < 0)
		return lost(s, git_object_type2string(wanted), id);
	bytes->object = object;
	bytes->bytes =
		(struct str){ git_odb_object_data(object), (ptrdiff_t)git_odb_object_size(object) };
	return STORE_OK;
}

enum store_status
store_read(struct store *s, const struct oid *blob, struct store_bytes *bytes)
{
	return read_object(s, blob, GIT_OBJECT_BLOB, bytes);
}

enum store_status
store_read_tree(struct store *s, const struct oid *tree, struct store_bytes *bytes)
{
	return read_object(s, tree, GIT_OBJECT_TREE, bytes);
}

void
store_release(struct store_bytes *bytes)
{
	git_odb_object_free(bytes->object);
	*bytes = (struct store_bytes){ 0 };
}

/* A walk through two trees side by side, either for the files that have a name_node or for all. */
struct comparison {
	struct store *s;
	const struct store_sink *sink;
	const struct store_differences *differences;
};

/* Where in the trees. */
struct spot {
	const struct name_node *folder; /* for the sink */
	struct str path;                /* for the differences */
	int depth;
};

static enum store_status compare_folders(const struct comparison *c, const struct oid *old,
					 const struct oid *now, const struct spot *spot);

/* One name that is not the same in both folders; an entry is NULL where the name is missing. */
static enum store_status
compare_entries(const struct comparison *c, const git_tree_entry *old, const git_tree_entry *now,
		const struct spot *spot)
{
	struct str name = str_c(git_tree_entry_name(old ? old : now));
	struct oid a = entry_id(old, GIT_OBJECT_BLOB), b = entry_id(now, GIT_OBJECT_BLOB);
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
		inner.path = str_fmt(&c->s->tmp, "%.*s%s%.*s", P(spot->path),
				     spot->path.n ? "/" : "", P(name));
		if (oid_is_zero(&a) != oid_is_zero(&b))
			c->differences->found(c->differences->ctx, inner.path,
					      oid_is_zero(&a) ? &b : &a, oid_is_zero(&a));
	}
	a = entry_id(old, GIT_OBJECT_TREE);
	b = entry_id(now, GIT_OBJECT_TREE);
	if ((node && node->nodes.n == 0) || spot->depth >= NAME_DEPTH_MAX || oid_eq(&a, &b))
		return STORE_OK;
	return compare_folders(c, &a, &b, &inner);
}

/* Two folders (NULL: none) and how far they were read. */
struct side_by_side {
	git_tree *old, *now;
	size_t i, j;
};

/* The next name of either folder in their common order, with its entry in each; false at the end.
 */
static bool
next_name(struct side_by_side *two, const git_tree_entry **old, const git_tree_entry **now)
{
	const git_tree_entry *e = two->old ? git_tree_entry_byindex(two->old, two->i) : NULL;
	const git_tree_entry *f = two->now ? git_tree_entry_byindex(two->now, two->j) : NULL;
	int order = !e ? 1 : !f ? -1 : git_tree_entry_cmp(e, f);

	*old = order <= 0 ? e : NULL;
	*now = order >= 0 ? f : NULL;
	two->i += *old != NULL;
	two->j += *now != NULL;
	return e || f;
}

static enum store_status
compare_folders(const struct comparison *c, const struct oid *old, const struct oid *now,
		const struct spot *spot)
{
	struct side_by_side two = { 0 };
	const git_tree_entry *e, *f;
	enum store_status status = tree_get(c->s, old, &two.old);

	if (status == STORE_OK)
		status = tree_get(c->s, now, &two.now);
	while (status == STORE_OK && next_name(&two, &e, &f))
		if (!e || !f || !git_oid_equal(git_tree_entry_id(e), git_tree_entry_id(f)))
			status = compare_entries(c, e, f, spot);
	git_tree_free(two.old);
	git_tree_free(two.now);
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
	struct comparison c = { .s = s, .differences = d };
	struct spot top = { 0 };

	arena_reset(&s->tmp);
	return oid_eq(old, now) ? STORE_OK : compare_folders(&c, old, now, &top);
}
