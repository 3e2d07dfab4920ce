/* Any bytes through yaml_parse.  Oracle: a tree or an error, never both; every span lies in its
 * parent's and holds what the node says; depth and duplicates keep their promises. */
#include <stdlib.h>
#include <string.h>

#include "doc/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool ok)
{
	if (!ok)
		abort();
}

static ptrdiff_t
end_of(struct span s)
{
	return (ptrdiff_t)s.off + s.len;
}

/* A scalar written on one line without escapes is its own text. */
static void
check_scalar(struct str text, const struct yaml *y)
{
	struct str written = str_slice(text, y->at.off, end_of(y->at));
	bool quoted = y->style == YAML_SINGLE || y->style == YAML_DOUBLE;

	if (quoted) {
		check(written.n >= 2 && written.p[0] == written.p[written.n - 1]);
		check(written.p[0] == (y->style == YAML_SINGLE ? '\'' : '"'));
		written = str_slice(written, 1, written.n - 1);
	}
	if (str_find_char(written, '\n', 0) >= 0 || str_find_char(written, '\r', 0) >= 0)
		return;
	if (y->style == YAML_BLOCK)
		check(written.n > 0 && (written.p[0] == '|' || written.p[0] == '>'));
	else if (!quoted ||
		 (str_find_char(written, '\\', 0) < 0 && str_find_char(written, '\'', 0) < 0))
		check(str_eq(written, y->text));
}

static void
check_tree(struct str text, const struct yaml *y, int depth)
{
	ptrdiff_t last = y->at.off;

	check(end_of(y->at) <= text.n);
	if (y->kind == YAML_SCALAR)
		check_scalar(text, y);
	if (y->kind == YAML_ALIAS)
		check(text.p[y->at.off] == '*' && (ptrdiff_t)y->at.len == y->text.n + 1);
	check(y->kind == YAML_SEQUENCE || y->kind == YAML_MAPPING || !y->first);
	check(depth <= YAML_MAX_DEPTH);
	for (const struct yaml *e = y->first; e; e = e->next) {
		check(e->at.off >= last && end_of(e->at) <= end_of(y->at));
		if (y->kind == YAML_MAPPING)
			check(e->key_at.off >= last && end_of(e->key_at) <= e->at.off);
		else
			check(e->key.n == 0 && !e->duplicate_of);
		if (e->duplicate_of)
			check(str_eq(e->duplicate_of->key, e->key) &&
			      e->duplicate_of->at.off <= e->at.off);
		last = end_of(e->at);
		check_tree(text, e, depth + 1);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	struct yaml_error error;
	char *copy = malloc(size ? size : 1);
	struct str text = { copy, (ptrdiff_t)size };
	const struct yaml *y;

	check(copy);
	memcpy(copy, data, size);
	y = yaml_parse(&a, text, &error);
	check(error.off >= 0 && error.off <= text.n);
	check(!y || error.message.n == 0);
	if (y) {
		struct str line = yaml_canonical(&a, y);

		check_tree(text, y, 0);
		check(line.n > 0 || y->kind == YAML_SCALAR);
		yaml_member(y, "title");
	}
	free(copy);
	arena_free(&a);
	return 0;
}
