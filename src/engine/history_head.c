/* Source pages as HEAD has them: what a translation that has caught up can record. */
#include "engine/history_parts.h"

#include "sys/git_tree.h"

static void
set_why(struct source_state *v, ptrdiff_t n, struct str why)
{
	for (ptrdiff_t i = 0; i < n; i++)
		v[i].why = why;
}

static bool
is_committed(struct git_repo *repo, const struct git_files *files, struct str path,
	     struct str current)
{
	const struct git_file *f = path.n ? git_files_find(files, path) : NULL;
	struct arena work = { 0 };
	struct str text, why;
	bool same = f && git_repo_read(repo, &work, f, DOC_MAX_BYTES, &text, &why) == FS_OK &&
		    history_same_text(text, current);

	arena_free(&work);
	return same;
}

static void
read_heads(struct engine *e, struct git_repo *repo, const struct git_path *paths,
	   struct source_state *v, ptrdiff_t n)
{
	struct str head = git_repo_commit(repo, &e->arena, S("HEAD")), why = { 0 };
	struct git_files files = { 0 };

	if (!head.n || !git_repo_files(repo, &e->arena, head, NULL, &files, &why)) {
		set_why(v, n, why.n ? why : S("the repository of the English page has no commit"));
		return;
	}
	for (ptrdiff_t i = 0; i < n; i++) {
		if (!is_committed(repo, &files, paths[i].path, v[i].current)) {
			v[i].why = S("the English page is not committed as it is now");
			continue;
		}
		v[i].head = head;
		v[i].why = S("the commit that last changed the English page is out of reach");
		if (paths[i].nversions > 0) {
			v[i].last = paths[i].versions[0].commit;
			v[i].time = paths[i].versions[0].time;
		}
	}
}

void
history_sources(struct engine *e, struct source_state *v, ptrdiff_t n)
{
	struct question_list list = { NEW(&e->arena, struct git_path, n), n };
	struct git_repo *repo;
	enum git_status status;
	struct str why = { 0 };

	set_why(v, n, S("the English page is in no git repository that can be read"));
	if (!e->history && !history_open(e))
		return;
	for (ptrdiff_t i = 0; i < n; i++) {
		list.v[i].path = history_path(e, &(struct wish){ .family = v[i].family });
		list.v[i].current = v[i].current;
	}
	repo = git_repo_open(&e->arena, e->history->place.repository, &status, &why);
	if (repo && history_ask(e, &e->history->place, &list, &why))
		read_heads(e, repo, list.v, v, n);
	else if (why.n)
		set_why(v, n, why);
	if (repo)
		git_repo_close(repo);
}
