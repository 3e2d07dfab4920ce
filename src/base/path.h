/* Arithmetic on path names with "/" separators; nothing here looks at a file system. */
#ifndef PATH_H
#define PATH_H

#include "base/base.h"

/* dir + "/" + name, or name alone when it is absolute or dir is empty or ".". */
struct str path_join(struct arena *a, struct str dir, struct str name);
/* Without "." and empty segments, ".." folded where possible; "" becomes ".". */
struct str path_clean(struct arena *a, struct str path);
/* All but the last segment, "" when there is one only. */
struct str path_dir(struct str path);
struct str path_base(struct str path);
/* The name of a file without its folder and extension: "a.b" of "x/a.b.md". */
struct str path_stem(struct str path);
/* ".md" of "a.b.md", "" when there is none; a leading dot starts no extension. */
struct str path_ext(struct str path);
/* Is `path` the folder, or does it lie below it?  "/" and "" hold everything; both paths are
 * written in the same way. */
bool path_is_at_or_below(struct str path, struct str folder);
/* `path` as seen from `dir`; both relative to the same place or both absolute. */
struct str path_relative(struct arena *a, struct str dir, struct str path);
/* "%20" -> " "; malformed escapes stay. */
struct str path_percent_decode(struct arena *a, struct str s);
/* Glob match of a whole path: `*` and `?` stay in a segment, `**` crosses segments, `[a-z]`,
 * `{a,b}`; a pattern without "/" matches the last segment at any depth (gitignore's rule); a
 * trailing "/" or "/ **" matches all below. */
bool path_glob(struct str pattern, struct str path);

#endif
