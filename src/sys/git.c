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
#include "sys/git_object.h"
#include "sys/git_place.h"
#include "sys/git_store.h"

_Static_assert(sizeof(struct oid) == sizeof(git_oid), "both are 20 bytes");

enum {
	BLOB_MAX = 16 * 1024 * 1024, /* larger files are no pages */
	WINDOW = 1024 * 1024,        /* packs are mapped in such pieces, */
	WINDOWS_MAX = 32 * WINDOW,   /* together at most so much */
	TREE_CACHE_MAX = 8 * 1024,   /* 4 KiB would leave out the folders that matter */
	CACHE_MAX = 8 * 1024 * 1024  /* all cached objects */
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
	/* git does not hash what it reads either: packs and loose files have checksums of their
	 * own.
	 */
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	/* A commit is read once, and what the cache evicts costs more than what it saves. */
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_COMMIT, (size_t)0);
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

static struct str
object_bytes(git_odb_object *object)
{
	return (struct str){ git_odb_object_data(object), (ptrdiff_t)git_odb_object_size(object) };
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

bool
store_ignores(struct store *s, struct str path)
{
	int ignored = 0;
	bool known = git_ignore_path_is_ignored(&ignored, s->repo, str_z(&s->tmp, path)) == 0;

	arena_reset(&s->tmp);
	return known && ignored;
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

/* As the library understands a commit, which is more than git writes. */
static bool
commit_ask(struct store *s, struct arena *a, const struct oid *id, struct store_commit *facts)
{
	git_commit *commit = commit_get(s, id);

	*facts = (struct store_commit){ 0 };
	if (!commit)
		return false;
	facts->tree = oid_from(git_commit_tree_id(commit));
	facts->time = git_commit_time(commit);
	facts->nparents = (ptrdiff_t)git_commit_parentcount(commit);
	facts->parents = NEW(a, struct oid, facts->nparents);
	for (ptrdiff_t i = 0; i < facts->nparents; i++)
		facts->parents[i] = oid_from(git_commit_parent_id(commit, (unsigned)i));
	git_commit_free(commit);
	return true;
}

enum store_status
store_commit(struct store *s, struct arena *a, const struct oid *id, struct store_commit *facts)
{
	git_odb_object *object = NULL;
	git_oid key = oid_to(id);
	bool read = is_whole(s, id) && git_odb_read(&object, s->odb, &key) == 0 &&
		    git_odb_object_type(object) == GIT_OBJECT_COMMIT &&
		    commit_read(a, object_bytes(object), facts);

	git_odb_object_free(object);
	if (!read && !commit_ask(s, a, id, facts))
		return STORE_LOST;
	if (s->cut_at.n == 0 || map_get(&s->cut_at, oid_hex(a, id)) < 0)
		return STORE_OK;
	facts->nparents = 0;
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

enum store_status
store_read(struct store *s, const struct oid *blob, struct store_bytes *bytes)
{
	git_odb_object *object = NULL;
	git_oid key = oid_to(blob);
	git_object_t type;
	size_t size;

	*bytes = (struct store_bytes){ 0 };
	if (git_odb_read_header(&size, &type, s->odb, &key) < 0 || type != GIT_OBJECT_BLOB)
		return lost(s, "blob", blob);
	if (size > BLOB_MAX)
		return STORE_ABSENT;
	if (!is_whole(s, blob) || git_odb_read(&object, s->odb, &key) < 0)
		return lost(s, "blob", blob);
	bytes->object = object;
	bytes->bytes = object_bytes(object);
	return STORE_OK;
}

enum store_status
store_read_tree(struct store *s, const struct oid *tree, struct store_bytes *bytes)
{
	git_odb_object *object = NULL;
	git_oid key = oid_to(tree);

	*bytes = (struct store_bytes){ 0 };
	if (!is_whole(s, tree) || git_odb_read(&object, s->odb, &key) < 0)
		return lost(s, "tree", tree);
	bytes->object = object;
	bytes->bytes = object_bytes(object);
	if (git_odb_object_type(object) == GIT_OBJECT_TREE)
		return STORE_OK;
	store_release(bytes);
	return store_damaged_tree(s, tree);
}

enum store_status
store_damaged_tree(struct store *s, const struct oid *tree)
{
	git_error_set_str(GIT_ERROR_TREE, "this is no folder");
	return lost(s, "tree", tree);
}

void
store_release(struct store_bytes *bytes)
{
	git_odb_object_free(bytes->object);
	*bytes = (struct store_bytes){ 0 };
}
