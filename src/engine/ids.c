/* The second look at pages whose ids or titles other pages seem to have, see check/unique.c. */
#include "check/check.h"
#include "engine/engine.h"
#include "engine/snapshot.h"
#include "sys/sys.h"

static struct id_marks
gather_marks(struct arena *work, struct sink *const *sinks, int n)
{
	struct id_marks all = { 0 };

	for (int i = 0; i < n; i++)
		all.cap += sinks[i]->marks.n;
	all.v = NEW(work, struct id_mark, all.cap);
	for (int i = 0; i < n; i++) {
		for (ptrdiff_t k = 0; k < sinks[i]->marks.n; k++)
			all.v[all.n++] = sinks[i]->marks.v[k];
		sinks[i]->marks = (struct id_marks){ 0 };
		arena_free(sinks[i]->marked);
	}
	return all;
}

void
engine_check_ids(struct engine *e, struct sink *const *sinks, int n,
		 struct pattern_scratch *scratch)
{
	struct arena marked = { 0 }, work = { 0 };
	struct id_marks all = gather_marks(&marked, sinks, n);
	struct view v = { .site = &e->site, .scratch = scratch, .work = &work, .sink = sinks[0] };
	ptrdiff_t repeated = ids_repeated(all.v, all.n);

	for (ptrdiff_t i = 0; i < repeated; i++) {
		const struct page *p = &e->site.pages[all.v[i].page];

		if (p != v.page) {
			struct str text = S(""), why;

			arena_reset(&work);
			files_read(e->overlay, &work, p->path, &text, &why);
			v.page = p;
			v.dst = doc_parse(&work, p->path, text, &e->site.profile->grammar, scratch);
		}
		ids_read(&v, &all.v[i]);
	}
	unique_check(&e->site, sinks[0]->ids.v, sinks[0]->ids.n, sinks[0]);
	arena_free(&work);
	arena_free(&marked);
}
