/* What translations recorded, judged by what the walk through history meets: the base of each pin
 * and how far behind it is. */
#include "sys/git_ask.h"

enum { BRANCH_MAX = 2000 }; /* commits of a branch, in search of where it left */

static struct str
oid_key(const struct oid *id)
{
	return (struct str){ (const char *)id->b, sizeof id->b };
}

/* The newest version with this content, or -1. */
static ptrdiff_t
version_with(const struct path_state *path, const struct oid *blob)
{
	for (ptrdiff_t i = 0; i < path->versions.n; i++)
		if (oid_eq(&path->versions.v[i].blob, blob))
			return i;
	return -1;
}

/* --- bases -------------------------------------------------------------------- */

/* The bytes of a blob become the base of a pin; equal bases share their bytes. */
static void
pin_base(struct ask *k, struct pin_state *p, const struct oid *blob, struct str bytes)
{
	ptrdiff_t at = map_get(&k->bases, oid_key(blob));

	if (at < 0) {
		struct oid *key = NEW(&k->work, struct oid, 1);

		*key = *blob;
		at = *map_at(&k->bases, oid_key(key)) = k->base_bytes.n;
		*vec_push(&k->work, &k->base_bytes) = str_dup(k->a, bytes);
	}
	p->blob = *blob;
	p->pin->base = k->base_bytes.v[at];
}

static bool
hash_matches(const struct ask *k, struct str bytes, struct str hash)
{
	return k->q->matches && k->q->matches(k->q->ctx, bytes, hash);
}

/* Is the page the same in some parent of the pin's commit? */
static bool
is_untouched(struct ask *k, const struct pin_state *p, struct str name, const struct oid *blob)
{
	struct store_commit facts;
	struct oid before;

	if (store_commit(k->store, &k->work, &p->commit, &facts) != STORE_OK)
		return false;
	for (ptrdiff_t i = 0; i < facts.nparents; i++)
		if (store_entry(k->store, &facts.parents[i], name, &before) == STORE_OK &&
		    oid_eq(&before, blob))
			return true;
	return false;
}

/* Looks a pin's commit up under one of the path's names. */
static void
pin_by_name(struct ask *k, const struct path_state *path, struct pin_state *p, struct str name)
{
	struct git_pin *pin = p->pin;
	struct store_bytes bytes;
	struct oid blob;
	enum store_status status = store_entry(k->store, &p->commit, name, &blob);

	if (status == STORE_ABSENT)
		return;
	p->wants_name = false;
	if (status == STORE_OK)
		status = store_read(k->store, &blob, &bytes);
	if (status != STORE_OK) {
		p->lost = true;
		pin->commit_state = PIN_UNSEEN;
		return;
	}
	pin->commit_state = PIN_RESOLVED;
	pin->untouched = k->q->ask_touched && is_untouched(k, p, name, &blob);
	pin->hash_differs = pin->hash.n > 0 && !hash_matches(k, bytes.bytes, pin->hash);
	if (!pin->hash_differs) {
		pin_base(k, p, &blob, bytes.bytes);
		p->reached = oid_eq(&blob, &path->head) || version_with(path, &blob) >= 0;
		pin->by_commit = true;
		pin->base_commit = oid_hex(k->a, &p->commit);
		pin->base_path = str_dup(k->a, name);
		p->wants_content = false;
	}
	store_release(&bytes);
}

/* Looks the pin up without any history. */
static void
pin_start(struct ask *k, struct path_state *path, struct pin_state *p)
{
	static const enum git_pin_state states[] = {
		[STORE_OK] = PIN_PATH_ABSENT,
		[STORE_ABSENT] = PIN_NO_SUCH_COMMIT,
		[STORE_AMBIGUOUS] = PIN_AMBIGUOUS,
		[STORE_LOST] = PIN_UNSEEN,
	};
	struct git_pin *pin = p->pin;
	enum store_status status;

	*pin = (struct git_pin){ .commit = pin->commit, .hash = pin->hash };
	p->wants_content = pin->hash.n > 0;
	if (pin->commit.n == 0)
		return;
	status = store_find_commit(k->store, pin->commit, &p->commit);
	pin->commit_state = states[status];
	p->lost = status == STORE_LOST;
	p->wants_name = status == STORE_OK;
	if (p->wants_name)
		pin_by_name(k, path, p, path->path->path);
	else
		p->commit = (struct oid){ 0 };
}

/* Is there nothing more to learn about the pin from older history? */
static bool
pin_is_settled(const struct pin_state *p)
{
	return !p->wants_name && !p->wants_content && (p->reached || oid_is_zero(&p->blob));
}

/* --- paths -------------------------------------------------------------------- */

void
path_start(struct ask *k, ptrdiff_t number)
{
	struct path_state *path = &k->paths[number];
	struct git_path *asked = path->path = &k->q->v[number];
	ptrdiff_t track = history_track(&k->history, number, asked->path);

	asked->versions = NULL;
	asked->nversions = 0;
	asked->gone = (struct git_version){ 0 };
	asked->moved_to = asked->head = (struct str){ 0 };
	path->cut = track < 0;
	if (track >= 0)
		*vec_push(&k->work, &path->tracks) = track;
	if (!oid_is_zero(&k->head))
		path->cut |=
			store_entry(k->store, &k->head, asked->path, &path->head) == STORE_LOST;
	if (!oid_is_zero(&path->head))
		asked->head = oid_hex(k->a, &path->head);
	path->pins = NEW(&k->work, struct pin_state, asked->npins);
	for (ptrdiff_t i = 0; i < asked->npins; i++) {
		path->pins[i].pin = &asked->pins[i];
		pin_start(k, path, &path->pins[i]);
	}
}

/* Compares a version with the hashes that are looked for. */
static void
match_contents(struct ask *k, struct path_state *path, const struct version *v)
{
	struct store_bytes bytes = { 0 };
	enum store_status status = STORE_ABSENT;
	bool wanted = false;

	for (ptrdiff_t i = 0; i < path->path->npins; i++)
		wanted |= path->pins[i].wants_content;
	if (wanted)
		status = store_read(k->store, &v->blob, &bytes);
	path->cut |= status == STORE_LOST;
	for (ptrdiff_t i = 0; i < path->path->npins && status == STORE_OK; i++) {
		struct pin_state *p = &path->pins[i];

		if (!p->wants_content || !hash_matches(k, bytes.bytes, p->pin->hash))
			continue;
		pin_base(k, p, &v->blob, bytes.bytes);
		p->pin->base_commit = oid_hex(k->a, &v->commit);
		p->pin->base_path = str_dup(k->a, k->history.tracks.v[v->track].name);
		p->wants_content = false;
	}
	store_release(&bytes);
}

void
path_version(struct ask *k, struct path_state *path, const struct version *v)
{
	*vec_push(&k->work, &path->versions) = *v;
	path->changes += !v->ignored;
	if (oid_is_zero(&v->blob))
		return;
	match_contents(k, path, v);
	for (ptrdiff_t i = 0; i < path->path->npins; i++)
		path->pins[i].reached |= oid_eq(&path->pins[i].blob, &v->blob);
}

void
path_cut(struct ask *k, struct path_state *path, const struct version *v)
{
	path->cut = true;
	if (oid_is_zero(&v->blob))
		return;
	match_contents(k, path, v);
	for (ptrdiff_t i = 0; i < path->path->npins; i++) {
		struct pin_state *p = &path->pins[i];

		if (p->reached || !oid_eq(&p->blob, &v->blob))
			continue;
		p->reached = true;
		p->edge = path->versions.n + 1;
	}
}

void
path_renamed(struct ask *k, struct path_state *path, ptrdiff_t track)
{
	for (ptrdiff_t i = 0; i < path->tracks.n; i++)
		if (path->tracks.v[i] == track)
			return;
	*vec_push(&k->work, &path->tracks) = track;
	for (ptrdiff_t i = 0; i < path->path->npins; i++)
		if (path->pins[i].wants_name)
			pin_by_name(k, path, &path->pins[i], k->history.tracks.v[track].name);
}

void
path_settle(struct ask *k, struct path_state *path)
{
	bool gone = path->path->gone.commit.n > 0;

	if (path->done || path->path->all_versions || (oid_is_zero(&path->head) && !gone) ||
	    (path->path->npins == 0 && path->changes == 0 && !gone))
		return;
	for (ptrdiff_t i = 0; i < path->path->npins; i++)
		if (!pin_is_settled(&path->pins[i]))
			return;
	path->done = true;
	k->open--;
	for (ptrdiff_t i = 0; i < path->tracks.n; i++)
		history_kill(&k->history, path->tracks.v[i]);
}

/* --- verdicts ----------------------------------------------------------------- */

static enum git_pin_state
pin_verdict(const struct path_state *path, const struct pin_state *p)
{
	const struct git_pin *pin = p->pin;

	if (!oid_is_zero(&p->blob))
		return PIN_RESOLVED;
	if (pin->hash.n > 0)
		return path->cut || p->lost ? PIN_UNSEEN : PIN_NO_SUCH_CONTENT;
	return pin->commit_state;
}

/* Where the line of a commit that made none of the versions (a branch that was never merged, or not
 * as it was) left them: the newest state of the page before it that is one. */
static ptrdiff_t
version_before(struct ask *k, const struct path_state *path, const struct oid *commit)
{
	struct store_commit facts;
	struct oid blob, id = *commit;

	for (int step = 0; step < BRANCH_MAX; step++) {
		for (ptrdiff_t i = 0; i < path->tracks.n; i++) {
			struct str name = k->history.tracks.v[path->tracks.v[i]].name;
			ptrdiff_t at = store_entry(k->store, &id, name, &blob) == STORE_OK
					       ? version_with(path, &blob)
					       : -1;

			if (at >= 0)
				return at;
		}
		if (store_commit(k->store, &k->work, &id, &facts) != STORE_OK)
			return -1;
		if (facts.nparents == 0)
			break;
		id = facts.parents[0];
	}
	return path->versions.n;
}

/* Where in the versions base is: the number of all that are newer.  -1: history ends before it. */
static ptrdiff_t
pin_version(struct ask *k, const struct path_state *path, const struct pin_state *p)
{
	ptrdiff_t at;

	if (oid_eq(&p->blob, &path->head))
		return 0;
	if (p->edge > 0)
		return p->edge - 1;
	at = version_with(path, &p->blob);
	if (at >= 0 || path->cut)
		return at;
	return version_before(k, path, &p->commit);
}

/* The version that `current` is, when it is older than HEAD's: a work tree may have another commit
 * checked out, and what came later is not in it. */
static ptrdiff_t
current_version(struct ask *k, const struct path_state *path, struct oid current[2])
{
	struct str text = path->path->current, line;
	struct buf unix_ends = { .a = &k->work };
	ptrdiff_t at;

	current[0] = current[1] = (struct oid){ 0 };
	if (!text.p)
		return 0;
	current[0] = current[1] = oid_of_bytes(&k->work, text);
	if (str_find(text, S("\r\n"), 0) >= 0) {
		bool ended = str_ends(text, S("\n"));

		while (str_line(&text, &line)) {
			buf_str(&unix_ends, line);
			if (text.n || ended)
				buf_char(&unix_ends, '\n');
		}
		current[1] = oid_of_bytes(&k->work, buf_take(&unix_ends));
	}
	if (oid_eq(&current[0], &path->head) || oid_eq(&current[1], &path->head))
		return 0;
	at = version_with(path, &current[0]);
	if (at < 0)
		at = version_with(path, &current[1]);
	return at < 0 ? 0 : at;
}

static ptrdiff_t
count_changes(const struct path_state *path, ptrdiff_t from, ptrdiff_t to)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = from; i < to; i++)
		n += !path->versions.v[i].ignored;
	return n;
}

static void
give_versions(struct ask *k, struct path_state *path, ptrdiff_t from)
{
	struct git_path *asked = path->path;

	asked->versions =
		NEW(k->a, struct git_version, count_changes(path, from, path->versions.n));
	for (ptrdiff_t i = from; i < path->versions.n; i++) {
		const struct version *v = &path->versions.v[i];
		struct git_version *out = &asked->versions[asked->nversions];

		if (v->ignored)
			continue;
		asked->nversions++;
		store_describe(k->store, k->a, &v->commit, out);
		out->path = str_dup(k->a, k->history.tracks.v[v->track].name);
		if (!oid_is_zero(&v->blob))
			out->blob = oid_hex(k->a, &v->blob);
	}
}

void
path_finish(struct ask *k, struct path_state *path)
{
	struct oid current[2];
	ptrdiff_t npins = path->path->npins, start = current_version(k, path, current);
	ptrdiff_t *at = NEW(&k->work, ptrdiff_t, npins);

	for (ptrdiff_t i = 0; i < npins; i++) {
		struct pin_state *p = &path->pins[i];

		if (p->wants_name && path->cut)
			p->pin->commit_state = PIN_UNSEEN;
		/* A history that has lost one commit may have lost this one, too. */
		if (p->pin->commit_state == PIN_NO_SUCH_COMMIT && store_trouble(k->store).n) {
			p->pin->commit_state = PIN_UNSEEN;
			p->lost = true;
		}
		p->pin->state = pin_verdict(path, p);
		if (p->pin->state != PIN_RESOLVED)
			continue;
		at[i] = pin_version(k, path, p);
		if (at[i] >= 0 && at[i] < start)
			start = 0;
	}
	for (ptrdiff_t i = 0; i < npins; i++) {
		struct pin_state *p = &path->pins[i];

		if (p->pin->state != PIN_RESOLVED || oid_eq(&p->blob, &current[0]) ||
		    oid_eq(&p->blob, &current[1]))
			continue;
		p->pin->behind_cut = at[i] < 0;
		if (at[i] >= 0)
			p->pin->passed_over = at[i] - start - count_changes(path, start, at[i]);
		p->pin->behind = count_changes(path, start, at[i] < 0 ? path->versions.n : at[i]);
	}
	give_versions(k, path, start);
}
