/* The formats are described at https://git-scm.com/book/en/v2/Git-Internals-Git-Objects; the order
 * of tree entries is that of base_name_compare() in git's tree.c.  A walk through history reads
 * thousands of both and needs a few bytes of each, which the library would make objects of. */
#include "sys/git_object.h"

#include <string.h>

enum { MODE_DIGITS = 6, HEX_DIGITS = 2 * sizeof(struct oid) };

/* --- trees ---------------------------------------------------------------------- */

/* The kind of file in the upper bits of an octal mode, as in st_mode. */
static bool
read_mode(struct str digits, enum tree_kind *kind)
{
	unsigned mode = 0;

	if (!digits.n || digits.n > MODE_DIGITS)
		return false;
	for (ptrdiff_t i = 0; i < digits.n; i++) {
		if (digits.p[i] < '0' || digits.p[i] > '7')
			return false;
		mode = mode * 8 + (unsigned)(digits.p[i] - '0');
	}
	switch (mode & 0170000) {
	case 0040000:
		*kind = TREE_FOLDER;
		break;
	case 0120000:
		*kind = TREE_LINK;
		break;
	case 0160000:
		*kind = TREE_REPOSITORY;
		break;
	default:
		*kind = TREE_FILE;
	}
	return true;
}

bool
tree_next(struct str *rest, struct tree_entry *entry)
{
	struct str mode;

	/* "mode SP name NUL id" */
	if (!str_cut(rest, ' ', &mode) || !read_mode(mode, &entry->kind) ||
	    !str_cut(rest, 0, &entry->name) || !entry->name.n ||
	    rest->n < (ptrdiff_t)sizeof entry->id.b)
		return false;
	memcpy(entry->id.b, rest->p, sizeof entry->id.b);
	*rest = str_slice(*rest, sizeof entry->id.b, rest->n);
	return true;
}

int
tree_order(const struct tree_entry *a, const struct tree_entry *b)
{
	ptrdiff_t n = a->name.n < b->name.n ? a->name.n : b->name.n;
	int order = memcmp(a->name.p, b->name.p, (size_t)n);
	unsigned char x = a->kind == TREE_FOLDER ? '/' : 0, y = b->kind == TREE_FOLDER ? '/' : 0;

	if (order)
		return order;
	if (n < a->name.n)
		x = (unsigned char)a->name.p[n];
	if (n < b->name.n)
		y = (unsigned char)b->name.p[n];
	return x - y;
}

/* --- commits -------------------------------------------------------------------- */

/* "key SP id" */
static bool
read_id(struct str line, struct str key, struct oid *id)
{
	if (!str_starts(line, key) || line.n != key.n + HEX_DIGITS)
		return false;
	for (ptrdiff_t i = 0; i < HEX_DIGITS; i += 2) {
		int high = hex_value(line.p[key.n + i]), low = hex_value(line.p[key.n + i + 1]);

		if (high < 0 || low < 0)
			return false;
		id->b[i / 2] = (unsigned char)(high << 4 | low);
	}
	return true;
}

/* "committer NAME <MAIL> SECONDS ZONE" */
static bool
read_time(struct str line, int64_t *time)
{
	ptrdiff_t mail = str_rfind_char(line, '>');
	struct str rest = str_slice(line, mail + 2, line.n), seconds;

	return mail > 0 && mail + 2 < line.n && line.p[mail + 1] == ' ' &&
	       str_cut(&rest, ' ', &seconds) && str_int(seconds, time);
}

bool
commit_read(struct arena *a, struct str bytes, struct store_commit *commit)
{
	struct str rest = bytes, line;
	ptrdiff_t n = 0;
	struct oid id;

	*commit = (struct store_commit){ 0 };
	if (!str_cut(&rest, '\n', &line) || !read_id(line, S("tree "), &commit->tree))
		return false;
	for (struct str ahead = rest; str_cut(&ahead, '\n', &line); n++)
		if (!read_id(line, S("parent "), &id))
			break;
	commit->parents = NEW(a, struct oid, n);
	while (commit->nparents < n && str_cut(&rest, '\n', &line))
		read_id(line, S("parent "), &commit->parents[commit->nparents++]);
	return str_cut(&rest, '\n', &line) && str_starts(line, S("author ")) &&
	       str_cut(&rest, '\n', &line) && str_starts(line, S("committer ")) &&
	       read_time(line, &commit->time);
}
