/* The yardstick: reads every Markdown page below the given folders, hashes it, parses its front
 * matter with libyaml and its body with cmark, and does nothing with any of it.  usage: floor [-j
 * N] DIR... */
#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/path.h"
#include "base/sha.h"
#include "sys/sys.h"

struct floor {
	struct str *paths;
	ptrdiff_t n, cap;
	struct arena keep, work[64];
};

static _Thread_local struct arena *current;

static void *
arena_calloc(size_t n, size_t size)
{
	return arena_alloc(current, size, 16, (ptrdiff_t)n);
}

/* cmark's buffers grow by doubling, so copying a little too much from the same block is cheap; the
 * arena keeps 16 bytes for the size. */
static void *
arena_realloc(void *p, size_t size)
{
	size_t *q = arena_alloc(current, 1, 16, (ptrdiff_t)size + 16);

	q[0] = size;
	if (p) {
		size_t old = ((size_t *)p)[-2];

		memcpy(q + 2, p, old < size ? old : size);
	}
	return q + 2;
}

static void
arena_release(void *p)
{
	(void)p;
}

static void
parse_yaml(struct str text)
{
	yaml_parser_t parser;
	yaml_event_t event;
	bool done = false;

	yaml_parser_initialize(&parser);
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.p, (size_t)text.n);
	while (!done && yaml_parser_parse(&parser, &event)) {
		done = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
}

static void
one_page(void *ctx, ptrdiff_t i, int worker)
{
	static cmark_mem mem = { arena_calloc, arena_realloc, arena_release };
	struct floor *f = ctx;
	struct str text, why;
	ptrdiff_t end;
	cmark_parser *parser;
	cmark_iter *it;

	current = &f->work[worker];
	if (fs_read(current, f->paths[i], 8 << 20, &text, &why) != FS_OK)
		return;
	sha_hex(current, SHA_1, &text, 1);
	end = str_starts(text, S("---\n")) ? str_find(text, S("\n---"), 3) : -1;
	if (end > 0)
		parse_yaml(str_slice(text, 4, end + 1));
	parser = cmark_parser_new_with_mem(CMARK_OPT_SOURCEPOS, &mem);
	cmark_parser_feed(parser, text.p + (end > 0 ? end + 4 : 0),
			  (size_t)(text.n - (end > 0 ? end + 4 : 0)));
	it = cmark_iter_new(cmark_parser_finish(parser));
	while (cmark_iter_next(it) != CMARK_EVENT_DONE)
		;
	arena_reset(current);
}

static void
add_tree(struct floor *f, const char *dir)
{
	struct fs_list list = { 0 };

	fs_list(&f->keep, str_c(dir), &list);
	for (ptrdiff_t i = 0; i < list.n; i++)
		if (str_eq(path_ext(list.v[i].path), S(".md"))) {
			if (f->n == f->cap)
				f->paths = vec_grow(&f->keep, f->paths, f->n, &f->cap,
						    sizeof *f->paths);
			f->paths[f->n++] = path_join(&f->keep, str_c(dir), list.v[i].path);
		}
}

int
main(int argc, char *argv[])
{
	static struct floor f;
	int first = 1, jobs = par_cores();

	if (argc > 2 && strcmp(argv[1], "-j") == 0) {
		jobs = atoi(argv[2]);
		first = 3;
	}
	for (int i = first; i < argc; i++)
		add_tree(&f, argv[i]);
	par_for(f.n, jobs < 64 ? jobs : 64, one_page, &f, NULL);
	printf("%td pages\n", f.n);
	return 0;
}
