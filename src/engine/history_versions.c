/* All that a source page ever was, with its contents: for questions about one page. */
#include "base/map.h"
#include "engine/history_parts.h"

/* Versions that have a content not met before, and the ids of these contents. */
static ptrdiff_t
distinct(struct engine *e, const struct git_path *path, struct str *blobs, ptrdiff_t *versions)
{
	struct map seen = { .a = &e->arena };
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < path->nversions; i++) {
		struct str blob = path->versions[i].blob;

		if (!blob.n || map_get(&seen, blob) >= 0)
			continue;
		*map_at(&seen, blob) = i;
		blobs[n] = blob;
		versions[n++] = i;
	}
	return n;
}

bool
history_revisions(struct engine *e, const struct page *translation, struct revisions *out)
{
	struct wish w = { .family = translation->family, .page = translation - e->site.pages };
	struct git_path path = { .path = history_path(e, &w), .all_versions = true };
	struct question_list list = { &path, 1 };
	struct str why = { 0 }, *blobs, *texts;
	ptrdiff_t *versions, n;

	*out = (struct revisions){ 0 };
	if (!history_ask(e, &e->history->place, &list, &why))
		return false;
	if (why.n)
		engine_notice(e, str_fmt(&e->arena, "the history of `%.*s` is not all here: %.*s",
					 P(e->history->name), P(why)));
	blobs = NEW(&e->arena, struct str, path.nversions);
	texts = NEW(&e->arena, struct str, path.nversions);
	versions = NEW(&e->arena, ptrdiff_t, path.nversions);
	n = distinct(e, &path, blobs, versions);
	if (git_read_blobs(&e->arena, &e->history->place, blobs, n, texts, &why) != GIT_OK)
		return false;
	for (ptrdiff_t i = 0; i < n; i++) {
		const struct git_version *v = &path.versions[versions[i]];

		if (texts[i].p)
			*vec_push(&e->arena, out) = (struct revision){
				.commit = v->commit,
				.author = v->author,
				.subject = v->subject,
				.path = v->path,
				.time = v->time,
				.text = texts[i],
			};
	}
	return true;
}
