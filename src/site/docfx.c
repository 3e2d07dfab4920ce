/* docfx.json: build.globalMetadata and build.fileMetadata
 * (https://dotnet.github.io/docfx/reference/docfx-json-reference.html). Values become the text that
 * the same value has in front matter.  Globs follow docfx: they start from the file's folder (and
 * from build.content[].src, as Microsoft's own repositories write them), cover the whole path,
 * compare without case, and `**.md` is any Markdown file below. */
#include "site/docfx.h"

#include "base/json.h"
#include "base/path.h"

/* A path longer than this is compared as it is spelled. */
enum { CASELESS_MAX = 1024, NESTING_MAX = 16 };

struct reader {
	struct arena *a;
	struct VEC(struct docfx_entry) entries;
	struct VEC(struct str) bases;
};

/* Scalars as they are, `[a, b]`, `{k: v}`, like yaml_canonical; deeper nesting than any real value
 * has is left out. */
static void
write_value(struct buf *out, const struct json *j, int depth)
{
	bool list = j->kind == JSON_ARRAY;

	if (j->kind != JSON_ARRAY && j->kind != JSON_OBJECT) {
		buf_str(out, j->kind == JSON_NULL ? S("") : j->text);
		return;
	}
	buf_char(out, list ? '[' : '{');
	for (const struct json *e = depth < NESTING_MAX ? j->first : NULL; e; e = e->next) {
		if (!list) {
			buf_str(out, e->key);
			buf_str(out, S(": "));
		}
		write_value(out, e, depth + 1);
		if (e->next)
			buf_str(out, S(", "));
	}
	buf_char(out, list ? ']' : '}');
}

/* A segment that only starts with two stars gets them as a segment of its own; all in lower case.
 */
static struct str
normal_glob(struct arena *a, struct str glob)
{
	struct buf out = { .a = a };
	struct str rest = str_lower(a, glob), segment;
	bool first = true;

	while (str_cut(&rest, '/', &segment)) {
		if (str_eq(segment, S(".")))
			continue;
		if (!first)
			buf_char(&out, '/');
		first = false;
		if (segment.n > 2 && str_starts(segment, S("**"))) {
			buf_str(&out, S("**/"));
			segment = str_slice(segment, 1, segment.n);
		}
		buf_str(&out, segment);
	}
	return buf_take(&out);
}

static void
add_entry(struct reader *r, struct str key, struct str glob, const struct json *value)
{
	struct buf out = { .a = r->a };

	if (value->kind == JSON_NULL)
		return;
	write_value(&out, value, 0);
	*vec_push(r->a, &r->entries) =
		(struct docfx_entry){ key, normal_glob(r->a, glob), buf_take(&out) };
}

static void
read_metadata(struct reader *r, const struct json *build)
{
	const struct json *global = json_member(build, "globalMetadata"),
			  *files = json_member(build, "fileMetadata");

	for (const struct json *m = global ? global->first : NULL; m; m = m->next)
		if (m->key.n)
			add_entry(r, m->key, S(""), m);
	for (const struct json *m = files ? files->first : NULL; m; m = m->next)
		for (const struct json *g = m->kind == JSON_OBJECT ? m->first : NULL; g;
		     g = g->next)
			if (m->key.n && g->key.n)
				add_entry(r, m->key, g->key, g);
}

static void
add_base(struct reader *r, struct str base)
{
	if (str_eq(base, S(".")))
		base.n = 0;
	for (ptrdiff_t i = 0; i < r->bases.n; i++)
		if (str_eq(r->bases.v[i], base))
			return;
	*vec_push(r->a, &r->bases) = base;
}

/* The folders that content comes from: `src`, in older files `cwd`, of each mapping. */
static void
read_bases(struct reader *r, struct str dir, const struct json *build)
{
	const struct json *content = json_member(build, "content"), *one;

	add_base(r, path_clean(r->a, dir));
	if (!content)
		return;
	for (one = content->kind == JSON_ARRAY ? content->first : content; one;
	     one = content->kind == JSON_ARRAY ? one->next : NULL) {
		const struct json *src = json_member(one, "src");

		if (!src)
			src = json_member(one, "cwd");
		if (src && src->kind == JSON_STRING)
			add_base(r, path_clean(r->a, path_join(r->a, dir, src->text)));
	}
}

struct docfx *
docfx_parse(struct arena *a, struct str dir, struct str text, struct str *error)
{
	struct reader r = { .a = a };
	struct docfx *d;
	const struct json *root, *build;

	if (str_starts(text, S("\xef\xbb\xbf")))
		text = str_slice(text, 3, text.n);
	root = json_parse(a, text, error);
	if (!root)
		return NULL;
	build = json_member(root, "build");
	read_bases(&r, dir, build);
	read_metadata(&r, build);
	d = NEW(a, struct docfx, 1);
	*d =
		(struct docfx){ str_dup(a, dir), r.entries.v, r.entries.n,
				r.bases.v,       r.bases.n,   NULL };
	return d;
}

/* Is path below base?  Then *rest is its part there. */
static bool
is_below(struct str path, struct str base, struct str *rest)
{
	if (base.n && !(str_starts(path, base) && path.n > base.n && path.p[base.n] == '/'))
		return false;
	*rest = base.n ? str_slice(path, base.n + 1, path.n) : path;
	return true;
}

static bool
glob_covers(struct str glob, struct str path, struct str lower)
{
	/* path_glob would let a pattern without "/" match at any depth. */
	if (str_find_char(glob, '/', 0) < 0 && !str_eq(glob, S("**")) &&
	    str_find_char(path, '/', 0) >= 0)
		return false;
	return path_glob(glob, lower);
}

static struct str
lower_into(char low[CASELESS_MAX], struct str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		low[i] = ascii_lower(s.p[i]);
	return (struct str){ low, s.n };
}

/* Does entry e of d hold for the page? */
static bool
entry_holds(const struct docfx *d, const struct docfx_entry *e, struct str rel)
{
	char low[CASELESS_MAX];

	for (ptrdiff_t i = 0; i < d->nbases; i++) {
		struct str rest, lower;

		if (!is_below(rel, d->bases[i], &rest))
			continue;
		if (!e->glob.n)
			return true;
		lower = rest.n > CASELESS_MAX ? rest : lower_into(low, rest);
		if (glob_covers(e->glob, rest, lower))
			return true;
	}
	return false;
}

bool
docfx_value(const struct docfx *d, struct str rel, struct str key, struct str *value)
{
	bool found = false, by_glob = false;

	for (; d; d = d->next)
		for (ptrdiff_t i = 0; i < d->n; i++) {
			const struct docfx_entry *e = &d->v[i];

			if ((by_glob && !e->glob.n) || !str_eq(e->key, key) ||
			    !entry_holds(d, e, rel))
				continue;
			*value = e->value;
			found = true;
			by_glob |= e->glob.n > 0;
		}
	return found;
}
