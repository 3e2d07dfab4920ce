/* Path names: plain arithmetic on "/" separated segments.  Globs are in glob.c. */
#include <string.h>

#include "base/path.h"

/* Takes the next segment off *rest, empty and "." segments left out; false at the end. */
static bool
next_segment(struct str *rest, struct str *segment)
{
	while (str_cut(rest, '/', segment))
		if (segment->n && !str_eq(*segment, S(".")))
			return true;
	return false;
}

static struct str
without_trailing_slashes(struct str path)
{
	while (path.n && path.p[path.n - 1] == '/')
		path.n--;
	return path;
}

struct str
path_join(struct arena *a, struct str dir, struct str name)
{
	if (name.n == 0)
		return str_dup(a, dir);
	if (str_starts(name, S("/")) || dir.n == 0 || str_eq(dir, S(".")))
		return str_dup(a, name);
	return str_join(a, (const struct str[]){ dir, name }, 2,
			str_ends(dir, S("/")) ? S("") : S("/"));
}

struct str
path_clean(struct arena *a, struct str path)
{
	bool absolute = str_starts(path, S("/"));
	/* One byte more than path, for the "." of an empty one. */
	char *p = NEW(a, char, path.n + 1);
	ptrdiff_t n = 0, names = 0;
	struct str segment;

	if (absolute)
		p[n++] = '/';
	while (next_segment(&path, &segment)) {
		bool up = str_eq(segment, S(".."));

		if (up && names) {
			while (n && p[n - 1] != '/')
				n--;
			/* The separator before it goes as well, but not the root. */
			if (n > 1)
				n--;
			names--;
			continue;
		}
		if (up && absolute)
			continue;
		if (n && p[n - 1] != '/')
			p[n++] = '/';
		memcpy(p + n, segment.p, (size_t)segment.n);
		n += segment.n;
		names += !up;
	}
	if (n == 0)
		p[n++] = '.';
	return (struct str){ p, n };
}

struct str
path_dir(struct str path)
{
	path = without_trailing_slashes(path);
	path.n = str_rfind_char(path, '/') + 1;
	return path.n > 1 ? without_trailing_slashes(path) : path;
}

struct str
path_base(struct str path)
{
	path = without_trailing_slashes(path);
	return str_slice(path, str_rfind_char(path, '/') + 1, path.n);
}

struct str
path_stem(struct str path)
{
	struct str base = path_base(path);

	return str_slice(base, 0, base.n - path_ext(base).n);
}

struct str
path_ext(struct str path)
{
	struct str base = path_base(path);
	ptrdiff_t dot = str_rfind_char(base, '.');

	if (dot <= 0 || dot == base.n - 1)
		dot = base.n;
	return str_slice(base, dot, base.n);
}

bool
path_is_at_or_below(struct str path, struct str folder)
{
	return str_starts(path, folder) &&
	       (path.n == folder.n || folder.n == 0 || folder.p[folder.n - 1] == '/' ||
		path.p[folder.n] == '/');
}

struct str
path_relative(struct arena *a, struct str dir, struct str path)
{
	struct str from = path_clean(a, dir), to = path_clean(a, path), rest, left = from,
		   right = to, x, y;
	struct buf out = { .a = a };

	if (str_starts(from, S("/")) != str_starts(to, S("/")))
		return to;
	for (rest = to; next_segment(&left, &x); from = left, to = rest)
		if (!next_segment(&rest, &y) || !str_eq(x, y))
			break;
	while (next_segment(&from, &x)) {
		/* What folder ".." was entered from is not known. */
		if (str_eq(x, S("..")))
			return right;
		buf_str(&out, S("../"));
	}
	while (next_segment(&to, &x)) {
		buf_str(&out, x);
		buf_char(&out, '/');
	}
	return out.n ? without_trailing_slashes(buf_take(&out)) : str_dup(a, S("."));
}

struct str
path_percent_decode(struct arena *a, struct str s)
{
	char *p = NEW(a, char, s.n);
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < s.n; i++) {
		int high = -1, low = -1;

		if (s.p[i] == '%' && s.n - i > 2) {
			high = hex_value(ascii_lower(s.p[i + 1]));
			low = hex_value(ascii_lower(s.p[i + 2]));
		}
		/* "%00" stays: no path can hold the byte it stands for. */
		if (high < 0 || low < 0 || high + low == 0) {
			p[n++] = s.p[i];
			continue;
		}
		p[n++] = (char)(high * 16 + low);
		i += 2;
	}
	return (struct str){ p, n };
}
