/* Any bytes through index_parse.  Oracle: what is accepted has whole paths, and says the same when
 * it is written again as version 2. */
#include <stdlib.h>
#include <string.h>

#include "sys/git_index.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool ok)
{
	if (!ok)
		abort();
}

static void
put(struct buf *out, uint32_t value, int bytes)
{
	for (int i = bytes - 1; i >= 0; i--)
		buf_char(out, (char)(value >> 8 * i & 255));
}

static void
put_entry(struct buf *out, const struct index_entry *e)
{
	static const uint32_t modes[] = {
		[GIT_FILE] = 0100644, [GIT_LINK] = 0120000, [GIT_REPOSITORY] = 0160000
	};
	ptrdiff_t start = out->n;
	bool extended = e->file.skipped || e->intended;

	put(out, 0, 4);
	put(out, 0, 4);
	put(out, e->file.stat.seconds, 4);
	put(out, e->file.stat.nanoseconds, 4);
	put(out, 0, 4);
	put(out, e->file.stat.inode, 4);
	put(out, e->is_folder ? 0040000 : modes[e->file.kind], 4);
	put(out, 0, 4);
	put(out, 0, 4);
	put(out, e->file.stat.size, 4);
	buf_str(out, (struct str){ (const char *)e->file.id, GIT_ID_BYTES });
	put(out, (uint32_t)e->stage << 12 | (extended ? 0x4000 : 0), 2);
	if (extended)
		put(out, (e->file.skipped ? 0x4000 : 0) | (e->intended ? 0x2000 : 0), 2);
	buf_str(out, e->file.path);
	buf_str(out, e->is_folder ? S("/") : S(""));
	buf_repeat(out, 0, 8 - (out->n - start) % 8);
}

static struct str
rewritten(struct arena *a, const struct index_file *index)
{
	struct buf out = { .a = a };

	buf_str(&out, S("DIRC"));
	put(&out, 3, 4);
	put(&out, (uint32_t)index->n, 4);
	for (ptrdiff_t i = 0; i < index->n; i++)
		put_entry(&out, &index->v[i]);
	buf_repeat(&out, 0, GIT_ID_BYTES);
	return buf_take(&out);
}

static void
check_same(const struct index_entry *x, const struct index_entry *y)
{
	check(str_eq(x->file.path, y->file.path));
	check(memcmp(x->file.id, y->file.id, sizeof x->file.id) == 0);
	check(memcmp(&x->file.stat, &y->file.stat, sizeof x->file.stat) == 0);
	check(x->file.kind == y->file.kind && x->is_folder == y->is_folder);
	check(x->file.skipped == y->file.skipped && x->intended == y->intended);
	check(x->stage == y->stage && x->file.conflict == (x->stage > 0));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	char *copy = malloc(size ? size : 1);
	struct index_file index, again;
	struct str why;

	if (!copy)
		abort();
	if (size)
		memcpy(copy, data, size);
	if (index_parse(&a, (struct str){ copy, (ptrdiff_t)size }, &index, &why)) {
		check(!why.n);
		for (ptrdiff_t i = 0; i < index.n; i++) {
			check(index.v[i].file.path.n > 0);
			check(str_find_char(index.v[i].file.path, 0, 0) < 0);
		}
		for (ptrdiff_t i = 0; i < index.nfolders; i++)
			check(!str_ends(index.folders[i].path, S("/")));
		check(index_parse(&a, rewritten(&a, &index), &again, &why));
		check(again.n == index.n);
		for (ptrdiff_t i = 0; i < index.n; i++)
			check_same(&index.v[i], &again.v[i]);
	} else {
		check(why.n > 0);
	}
	free(copy);
	arena_free(&a);
	return 0;
}
