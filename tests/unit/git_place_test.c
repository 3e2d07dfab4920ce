/* Repositories of every kind and state: git.c and git_place.c.  What is not there must never become
 * a verdict. */
#define _XOPEN_SOURCE 700
#include "git_lab.h"

/* libgit2 1.5 leaks PCRE2's match data when it reads the extensions of a repository. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:libpcre2-8";
}

static struct git_place
locate(struct lab *l, const char *name)
{
	struct git_place place;
	struct str why;

	assert_int_equal(git_locate(&l->a, str_c(lab_file(l, name)), &place, &why), GIT_OK);
	assert_int_equal(why.n, 0);
	return place;
}

static void
assert_ends(struct str s, const char *end)
{
	if (!str_ends(s, str_c(end)))
		fail_msg("\"%.*s\" does not end in \"%s\"", P(s), end);
}

/* --- kinds of repositories ------------------------------------------------------------ */

static void
a_folder_in_no_repository_is_nothing_to_talk_about(void **state)
{
	struct lab *l = *state;
	struct git_place place;
	struct str why;

	OK(mkdir(lab_file(l, "plain"), 0777));
	assert_int_equal(git_locate(&l->a, str_c(lab_file(l, "plain")), &place, &why), GIT_NONE);
	assert_int_equal(why.n, 0);
	assert_int_equal(git_locate(&l->a, str_c(lab_file(l, "missing")), &place, &why), GIT_NONE);
	assert_int_equal(git_locate(&l->a, S(""), &place, &why), GIT_NONE);
}

static void
a_folder_knows_its_place_in_the_work_tree(void **state)
{
	struct lab *l = *state;
	struct git_place place;

	OK(mkdir(lab_file(l, "repo/docs"), 0777));
	OK(mkdir(lab_file(l, "repo/docs/en"), 0777));
	OK(symlink("repo/docs", lab_file(l, "link")));
	place = locate(l, "repo/docs/en");
	assert_text(place.prefix, "docs/en");
	assert_ends(place.repository, "/repo/.git/");
	assert_false(place.shallow);
	assert_text(locate(l, "repo").prefix, "");
	assert_text(locate(l, "repo/.git").prefix, "");
	assert_text(locate(l, "link/en").prefix, "docs/en");
}

static void
a_bare_repository_is_its_whole_tree(void **state)
{
	struct lab *l = *state;
	git_oid one;

	git_repository_free(l->repo);
	OK(git_repository_init(&l->repo, lab_file(l, "bare.git"), 1));
	one = COMMIT(l, { "docs/a.md", "1" });
	COMMIT(l, { "docs/a.md", "2" });
	assert_text(locate(l, "bare.git").prefix, "");
	lab_pin(l, lab_hex(l, one), "");
	lab_ask(l, "docs/a.md", "2");
	assert_base(&l->pins[0], "1", 1);
}

static void
a_linked_worktree_has_its_own_head(void **state)
{
	struct lab *l = *state;
	git_worktree *worktree = NULL;
	git_repository *linked = NULL;
	git_oid one = COMMIT(l, { "docs/a.md", "1" }), two;

	OK(git_worktree_add(&worktree, l->repo, "linked", lab_file(l, "linked"), NULL));
	OK(git_repository_open_from_worktree(&linked, worktree));
	two = COMMIT(l, { "docs/a.md", "2" });
	OK(git_repository_set_head_detached(linked, &one));
	l->place = locate(l, "linked/docs");
	assert_text(l->place.prefix, "docs");
	git_repository_free(l->repo);
	l->repo = linked;
	git_worktree_free(worktree);
	lab_ask(l, "docs/a.md", "1");
	VERSIONS(l, one);
	lab_pin(l, lab_hex(l, two), "");
	lab_ask(l, "docs/a.md", "1");
	assert_int_equal(l->pins[0].state, PIN_RESOLVED);
	assert_text(l->pins[0].base, "2");
}

static void
a_submodule_is_a_repository_of_its_own(void **state)
{
	struct lab *l = *state;
	git_repository_init_options options;
	git_repository *sub = NULL;
	struct git_place place;

	git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
	options.flags = GIT_REPOSITORY_INIT_MKPATH | GIT_REPOSITORY_INIT_NO_DOTGIT_DIR;
	options.workdir_path = lab_file(l, "repo/sub");
	OK(git_repository_init_ext(&sub, lab_file(l, "repo/.git/modules/sub"), &options));
	git_repository_free(sub);
	OK(mkdir(lab_file(l, "repo/sub/en"), 0777));
	place = locate(l, "repo/sub/en");
	assert_text(place.prefix, "en");
	assert_ends(place.repository, "/repo/.git/modules/sub/");
}

static void
a_repository_without_a_commit_answers(void **state)
{
	struct lab *l = *state;

	lab_pin(l, S("0123456"), "");
	lab_pin(l, (struct str){ 0 }, "x");
	lab_pin(l, (struct str){ 0 }, "");
	lab_ask(l, "a.md", "1");
	assert_int_equal(l->pins[0].state, PIN_NO_SUCH_COMMIT);
	assert_int_equal(l->pins[1].state, PIN_NO_SUCH_CONTENT);
	assert_int_equal(l->pins[2].state, PIN_UNSEEN);
	assert_int_equal(l->q.commits_seen, 0);
}

static void
sha_256_is_not_supported(void **state)
{
	struct lab *l = *state;
	struct git_place place;
	git_config *config = NULL;
	struct str why;

	OK(git_repository_config(&config, l->repo));
	OK(git_config_set_int32(config, "core.repositoryformatversion", 1));
	OK(git_config_set_string(config, "extensions.objectformat", "sha1"));
	assert_int_equal(git_locate(&l->a, str_c(lab_file(l, "repo")), &place, &why), GIT_OK);
	OK(git_config_set_string(config, "extensions.objectformat", "sha256"));
	assert_int_equal(git_locate(&l->a, str_c(lab_file(l, "repo")), &place, &why),
			 GIT_UNSUPPORTED);
	assert_true(str_find(why, S("SHA-256"), 0) >= 0);
	OK(git_config_delete_entry(config, "extensions.objectformat"));
	OK(git_config_set_string(config, "extensions.refstorage", "reftable"));
	assert_int_equal(git_locate(&l->a, str_c(lab_file(l, "repo")), &place, &why),
			 GIT_UNSUPPORTED);
	assert_true(str_find(why, S("refstorage"), 0) >= 0);
	git_config_free(config);
}

static int
give_away(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st;
	(void)kind;
	(void)where;
	return lchown(path, 12345, (gid_t)-1);
}

static void
a_repository_of_another_user_is_not_trusted(void **state)
{
	struct lab *l = *state;
	struct git_place place;
	struct str why, top = fs_real(&l->a, str_c(lab_file(l, "repo")));

	/* Only the superuser can give files away. */
	if (geteuid() != 0)
		skip();
	OK(mkdir(lab_file(l, "repo/docs"), 0777));
	OK(nftw(lab_file(l, "repo"), give_away, 32, FTW_PHYS));
	assert_int_equal(git_locate(&l->a, str_c(lab_file(l, "repo/docs")), &place, &why),
			 GIT_NOT_TRUSTED);
	assert_ends(why,
		    str_z(&l->a,
			  str_fmt(&l->a, "git config --global --add safe.directory %.*s", P(top))));
	/* Another trusted folder changes nothing. */
	lab_write(l, ".gitconfig", S("[safe]\n\tdirectory = /elsewhere\n"));
	assert_int_equal(git_locate(&l->a, str_c(lab_file(l, "repo/docs")), &place, &why),
			 GIT_NOT_TRUSTED);
	lab_write(l, ".gitconfig", str_fmt(&l->a, "[safe]\n\tdirectory = %.*s\n", P(top)));
	assert_int_equal(git_locate(&l->a, str_c(lab_file(l, "repo/docs")), &place, &why), GIT_OK);
}

/* --- names of commits -------------------------------------------------------------------- */

static void
a_commit_may_be_abbreviated(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1" });
	struct str hex = lab_hex(l, one);
	char *upper = str_z(&l->a, hex);

	for (char *p = upper; *p; p++)
		if (*p >= 'a')
			*p = (char)(*p - 'a' + 'A');
	COMMIT(l, { "a.md", "2" });
	lab_pin(l, str_slice(hex, 0, 7), "");
	lab_pin(l, str_slice(hex, 0, 39), "1");
	lab_pin(l, str_c(upper), "");
	lab_ask(l, "a.md", "2");
	for (int i = 0; i < 3; i++) {
		assert_base(&l->pins[i], "1", 1);
		assert_commit(l, l->pins[i].base_commit, one);
	}
}

static void
a_commit_nobody_knows_is_said_to_be_unknown(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1" });
	git_commit *commit = NULL;
	char tree[GIT_OID_HEXSZ];
	static const char *const names[] = { "0000000", "00000000000000000000000000000000000000001",
					     "0123456789012345678901234567890123456789", "zzzzzzz",
					     "012" };

	OK(git_commit_lookup(&commit, l->repo, &one));
	git_oid_fmt(tree, git_commit_tree_id(commit));
	git_commit_free(commit);
	for (ptrdiff_t i = 0; i < countof(names); i++)
		lab_pin(l, str_c(names[i]), "");
	lab_pin(l, (struct str){ tree, sizeof tree }, "");
	lab_pin(l, S("0123456"), "1");
	lab_ask(l, "a.md", "1");
	for (ptrdiff_t i = 0; i < l->path.npins - 1; i++) {
		assert_int_equal(l->pins[i].state, PIN_NO_SUCH_COMMIT);
		assert_int_equal(l->pins[i].base.n, 0);
	}
	/* The content is found all the same. */
	assert_base(&l->pins[6], "1", 0);
	assert_int_equal(l->pins[6].commit_state, PIN_NO_SUCH_COMMIT);
	assert_int_equal(l->why.n, 0);
}

/* Commits until two share the first four digits. */
static git_oid
make_twins(struct lab *l, git_oid first)
{
	uint8_t *seen = NEW(&l->a, uint8_t, 65536);

	for (;;) {
		git_oid id = lab_commit_on(l, &first, NULL, EDITS({ "b.md", "b" }));
		int prefix = id.id[0] << 8 | id.id[1];

		if (seen[prefix])
			return id;
		seen[prefix] = 1;
	}
}

static void
an_abbreviation_of_two_commits_is_ambiguous(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1" }), twin = make_twins(l, one);

	lab_pin(l, str_slice(lab_hex(l, twin), 0, 4), "");
	lab_pin(l, lab_hex(l, twin), "");
	lab_ask(l, "a.md", "1");
	assert_int_equal(l->pins[0].state, PIN_AMBIGUOUS);
	assert_int_equal(l->pins[1].state, PIN_RESOLVED);
}

static void
only_commits_make_an_abbreviation_ambiguous(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1" }), blob;
	char text[16];

	for (int i = 0;; i++) {
		snprintf(text, sizeof text, "%d", i);
		OK(git_odb_hash(&blob, text, strlen(text), GIT_OBJECT_BLOB));
		if (git_oid_ncmp(&blob, &one, 4) == 0)
			break;
	}
	OK(git_blob_create_from_buffer(&blob, l->repo, text, strlen(text)));
	lab_pin(l, str_slice(lab_hex(l, one), 0, 4), "");
	lab_ask(l, "a.md", "1");
	assert_base(&l->pins[0], "1", 0);
}

static void
a_commit_without_the_path_and_a_hash_that_differs_are_told_apart(void **state)
{
	struct lab *l = *state;
	git_oid before = COMMIT(l, { "z.md", "z" }), one = COMMIT(l, { "a.md", "1" }),
		two = COMMIT(l, { "a.md", "2" });

	lab_pin(l, lab_hex(l, before), "");
	lab_pin(l, lab_hex(l, before), "1");
	lab_pin(l, lab_hex(l, two), "1");
	lab_pin(l, lab_hex(l, two), "never");
	lab_ask(l, "a.md", "2");
	assert_int_equal(l->pins[0].state, PIN_PATH_ABSENT);
	assert_base(&l->pins[1], "1", 1);
	assert_int_equal(l->pins[1].commit_state, PIN_PATH_ABSENT);
	assert_false(l->pins[1].hash_differs);
	assert_base(&l->pins[2], "1", 1);
	assert_true(l->pins[2].hash_differs);
	assert_false(l->pins[2].by_commit);
	assert_commit(l, l->pins[2].base_commit, one);
	assert_int_equal(l->pins[3].state, PIN_NO_SUCH_CONTENT);
	assert_true(l->pins[3].hash_differs);
	assert_int_equal(l->pins[3].base.n, 0);
}

static void
strange_paths_are_in_no_commit(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a/b.md", "1" });
	static const char *const paths[] = { "",        "/a/b.md", "a/../a/b.md", "a//b.md",
					     "a/b.md/", "a",       "a/b.md/c" };
	struct buf deep = { .a = &l->a };

	lab_pin(l, lab_hex(l, one), "");
	for (ptrdiff_t i = 0; i < countof(paths); i++) {
		lab_ask(l, paths[i], NULL);
		assert_int_not_equal(l->pins[0].state, PIN_RESOLVED);
	}
	for (int i = 0; i < 5000; i++)
		buf_str(&deep, S("d/"));
	l->path.npins = 0;
	lab_pin(l, (struct str){ 0 }, "1");
	lab_ask(l, str_z(&l->a, buf_take(&deep)), NULL);
	assert_int_equal(l->pins[0].state, PIN_UNSEEN);
}

/* --- threads ------------------------------------------------------------------------- */

struct shared {
	struct lab *l;
	struct str commit;
	ptrdiff_t behind[8];
};

static void
ask_alone(void *ctx, ptrdiff_t i, int worker)
{
	struct shared *s = ctx;
	struct arena a = { 0 };
	struct git_place place;
	struct git_pin pin = { .commit = s->commit };
	struct git_path path = { .path = S("a.md"), .current = S("3"), .pins = &pin, .npins = 1 };
	struct git_questions q = { .v = &path, .n = 1 };
	struct str why;

	(void)worker;
	if (git_locate(&a, str_c(s->l->root), &place, &why) == GIT_NONE &&
	    git_locate(&a, path_join(&a, str_c(s->l->root), S("repo")), &place, &why) == GIT_OK &&
	    git_ask(&a, &place, &q, &why) == GIT_OK && pin.state == PIN_RESOLVED)
		s->behind[i] = pin.behind;
	arena_free(&a);
}

static void
threads_may_ask_at_the_same_time(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1" });
	struct shared shared = { .l = l, .commit = lab_hex(l, one) };

	COMMIT(l, { "a.md", "2" });
	COMMIT(l, { "a.md", "3" });
	par_for(countof(shared.behind), 4, ask_alone, &shared, NULL);
	for (ptrdiff_t i = 0; i < countof(shared.behind); i++)
		assert_int_equal(shared.behind[i], 2);
}

/* --- what is missing --------------------------------------------------------------------- */

static struct str
object_of(struct lab *l, const char *text)
{
	git_oid id;

	OK(git_odb_hash(&id, text, strlen(text), GIT_OBJECT_BLOB));
	return lab_hex(l, id);
}

static void
a_shallow_clone_gives_no_verdict_beyond_its_edge(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1" }), two = COMMIT(l, { "a.md", "2" }),
		edge = COMMIT(l, { "b.md", "b" }), last;

	last = COMMIT(l, { "a.md", "3" });
	lab_write(l, "repo/.git/shallow", str_fmt(&l->a, "%.*s\n", P(lab_hex(l, edge))));
	lab_lose(l, lab_hex(l, one));
	lab_lose(l, lab_hex(l, two));
	lab_lose(l, object_of(l, "1"));
	lab_pin(l, lab_hex(l, one), "");
	lab_pin(l, lab_hex(l, two), "2");
	lab_pin(l, lab_hex(l, edge), "");
	lab_pin(l, (struct str){ 0 }, "1");
	lab_pin(l, lab_hex(l, last), "3");
	lab_ask(l, "a.md", "3");
	assert_true(l->place.shallow);
	assert_int_equal(l->pins[0].state, PIN_UNSEEN);
	assert_int_equal(l->pins[0].commit_state, PIN_UNSEEN);
	/* The page was like this at the edge, whoever made it so. */
	assert_base(&l->pins[1], "2", 1);
	assert_commit(l, l->pins[1].base_commit, edge);
	assert_base(&l->pins[2], "2", 1);
	assert_int_equal(l->pins[3].state, PIN_UNSEEN);
	assert_base(&l->pins[4], "3", 0);
	VERSIONS(l, last);
	assert_true(str_find(l->why, S("fetch-depth: 0"), 0) >= 0);
	assert_true(str_find(l->why, S("shallow"), 0) >= 0);
}

static void
in_a_history_with_a_lost_commit_an_unknown_commit_proves_nothing(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1" }), two = COMMIT(l, { "a.md", "2" });

	COMMIT(l, { "a.md", "3" });
	lab_lose(l, lab_hex(l, two));
	lab_pin(l, lab_hex(l, one), "");
	lab_pin(l, S("0123456789012345678901234567890123456789"), "");
	lab_ask(l, "a.md", "3");
	assert_int_equal(l->pins[0].state, PIN_RESOLVED);
	assert_true(l->pins[0].behind_cut);
	assert_int_equal(l->pins[0].behind, 0);
	assert_int_equal(l->pins[1].state, PIN_UNSEEN);
	assert_true(str_find(l->why, S("missing or damaged"), 0) >= 0);
}

static void
an_older_base_in_a_shallow_clone_is_at_least_so_far_behind(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1" }), edge;

	COMMIT(l, { "a.md", "2" });
	edge = COMMIT(l, { "a.md", "3" });
	COMMIT(l, { "a.md", "4" });
	/* The objects may be there by chance; git does not go there either. */
	lab_write(l, "repo/.git/shallow", lab_hex(l, edge));
	lab_pin(l, lab_hex(l, one), "");
	lab_ask(l, "a.md", "4");
	assert_int_equal(l->pins[0].state, PIN_RESOLVED);
	assert_text(l->pins[0].base, "1");
	assert_true(l->pins[0].behind_cut);
	assert_int_equal(l->pins[0].behind, 1);
	assert_true(l->why.n > 0);
}

static void
what_a_shallow_clone_can_answer_it_answers_without_a_word(void **state)
{
	struct lab *l = *state;
	git_oid one, two;

	COMMIT(l, { "a.md", "0" });
	one = COMMIT(l, { "a.md", "1" });
	two = COMMIT(l, { "a.md", "2" });
	COMMIT(l, { "a.md", "3" });
	lab_write(l, "repo/.git/shallow", lab_hex(l, one));
	lab_pin(l, lab_hex(l, two), "2");
	lab_ask(l, "a.md", "3");
	assert_base(&l->pins[0], "2", 1);
	assert_int_equal(l->why.n, 0);
}

static void
a_partial_clone_gives_no_verdict_without_contents(void **state)
{
	struct lab *l = *state;
	git_config *config = NULL;
	git_oid one = COMMIT(l, { "a.md", "1" }), two = COMMIT(l, { "a.md", "2" });

	COMMIT(l, { "a.md", "3" });
	OK(git_repository_config(&config, l->repo));
	OK(git_config_set_int32(config, "core.repositoryformatversion", 1));
	OK(git_config_set_string(config, "extensions.partialclone", "origin"));
	OK(git_config_set_bool(config, "remote.origin.promisor", 1));
	git_config_free(config);
	lab_lose(l, object_of(l, "1"));
	lab_pin(l, lab_hex(l, one), "");
	lab_pin(l, lab_hex(l, two), "2");
	lab_pin(l, (struct str){ 0 }, "never");
	lab_pin(l, S("0123456789"), "");
	lab_ask(l, "a.md", "3");
	assert_true(l->place.shallow);
	assert_int_equal(l->pins[0].state, PIN_UNSEEN);
	assert_base(&l->pins[1], "2", 1);
	assert_int_equal(l->pins[2].state, PIN_UNSEEN);
	assert_int_equal(l->pins[3].state, PIN_UNSEEN);
	assert_true(str_find(l->why, S("partial clone"), 0) >= 0);
	assert_true(str_find(l->why, S("fetch-depth: 0"), 0) >= 0);
}

static void
a_rename_that_cannot_be_compared_gives_no_verdict(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "a.md", "1\n2\n3\n" });

	COMMIT(l, { "a.md", NULL }, { "b.md", "1\n2\n4\n" });
	lab_lose(l, object_of(l, "1\n2\n3\n"));
	lab_pin(l, lab_hex(l, one), "");
	lab_ask(l, "b.md", "1\n2\n4\n");
	assert_int_equal(l->pins[0].state, PIN_UNSEEN);
	assert_int_equal(l->pins[0].commit_state, PIN_UNSEEN);
	assert_true(str_find(l->why, S("missing or damaged"), 0) >= 0);
}

/* Each object of a small history is lost or overwritten in turn: an answer may be missing, never
 * wrong. */
static void
damage_never_makes_a_wrong_answer(void **state)
{
	struct lab *l = *state;
	git_oid one = COMMIT(l, { "d/a.md", "1" }, { "b.md", "b" }),
		two = COMMIT(l, { "d/a.md", "2" }), last;
	struct VEC(struct str) objects = { 0 };
	struct fs_list files;

	last = COMMIT(l, { "d/a.md", "3" });
	(void)last;
	assert_true(fs_list(&l->a, str_c(lab_file(l, "repo/.git/objects")), &files));
	for (ptrdiff_t i = 0; i < files.n; i++)
		*vec_push(&l->a, &objects) =
			str_fmt(&l->a, "repo/.git/objects/%.*s", P(files.v[i].path));
	assert_true(objects.n >= 12);
	for (ptrdiff_t i = 0; i < 2 * objects.n; i++) {
		char *name = str_z(&l->a, objects.v[i / 2]);
		struct str bytes, why;

		assert_int_equal(fs_read(&l->a, str_c(lab_file(l, name)), 1 << 20, &bytes, &why),
				 FS_OK);
		OK(remove(lab_file(l, name)));
		if (i % 2)
			lab_write(l, name, str_slice(bytes, 0, bytes.n / 2));
		l->path.npins = 0;
		lab_pin(l, lab_hex(l, one), "");
		lab_pin(l, (struct str){ 0 }, "2");
		lab_pin(l, (struct str){ 0 }, "never");
		lab_pin(l, lab_hex(l, two), "1");
		lab_ask(l, "d/a.md", "3");
		for (int p = 0; p < 4; p++) {
			struct git_pin *pin = &l->pins[p];
			static const char *const bases[] = { "1", "2", "", "1" };

			if (pin->state == PIN_RESOLVED)
				assert_text(pin->base, bases[p]);
			else if (p != 2)
				assert_true(l->why.n > 0 || pin->state == PIN_NO_SUCH_COMMIT);
		}
		assert_true(l->pins[2].state == PIN_UNSEEN ||
			    l->pins[2].state == PIN_NO_SUCH_CONTENT);
		if (i % 2)
			OK(remove(lab_file(l, name)));
		lab_write(l, name, bytes);
	}
	lab_ask(l, "d/a.md", "3");
	assert_base(&l->pins[0], "1", 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_LAB(a_folder_in_no_repository_is_nothing_to_talk_about),
		IN_LAB(a_folder_knows_its_place_in_the_work_tree),
		IN_LAB(a_bare_repository_is_its_whole_tree),
		IN_LAB(a_linked_worktree_has_its_own_head),
		IN_LAB(a_submodule_is_a_repository_of_its_own),
		IN_LAB(a_repository_without_a_commit_answers),
		IN_LAB(sha_256_is_not_supported),
		IN_LAB(a_repository_of_another_user_is_not_trusted),
		IN_LAB(a_commit_may_be_abbreviated),
		IN_LAB(a_commit_nobody_knows_is_said_to_be_unknown),
		IN_LAB(an_abbreviation_of_two_commits_is_ambiguous),
		IN_LAB(only_commits_make_an_abbreviation_ambiguous),
		IN_LAB(a_commit_without_the_path_and_a_hash_that_differs_are_told_apart),
		IN_LAB(strange_paths_are_in_no_commit),
		IN_LAB(threads_may_ask_at_the_same_time),
		IN_LAB(a_shallow_clone_gives_no_verdict_beyond_its_edge),
		IN_LAB(in_a_history_with_a_lost_commit_an_unknown_commit_proves_nothing),
		IN_LAB(an_older_base_in_a_shallow_clone_is_at_least_so_far_behind),
		IN_LAB(what_a_shallow_clone_can_answer_it_answers_without_a_word),
		IN_LAB(a_partial_clone_gives_no_verdict_without_contents),
		IN_LAB(a_rename_that_cannot_be_compared_gives_no_verdict),
		IN_LAB(damage_never_makes_a_wrong_answer),
	};

	return cmocka_run_group_tests_name("git_place", tests, NULL, NULL);
}
