/* Loose objects are zlib streams (RFC 1950).  One that ends too early, as a full disk or a crash
 * leaves it, must be known before libgit2 reads it; what is damaged otherwise the library notices
 * by itself. */
#define ZLIB_CONST /* next_in is not written to */
#include <zlib.h>

#include "base/path.h"
#include "sys/git_loose.h"
#include "sys/sys.h"

enum { FILE_MAX = 17 * 1024 * 1024 }; /* compressed; above the largest object that is read */

void
loose_look(struct arena *a, struct str common, struct loose *loose)
{
	loose->a = loose->known.a = a;
	loose->objects = path_join(a, common, S("objects"));
}

/* Most repositories have few of the 256 folders, and a look at each would cost more than all else
 * that a short run does. */
static bool
has_folder(struct loose *loose, unsigned i)
{
	uint64_t bit = UINT64_C(1) << i % 64;
	struct arena tmp = { 0 };

	if (!(loose->seen[i / 64] & bit)) {
		loose->seen[i / 64] |= bit;
		if (fs_kind(str_fmt(&tmp, "%.*s/%02x", P(loose->objects), i)) == FS_DIR)
			loose->folders[i / 64] |= bit;
		arena_free(&tmp);
	}
	return loose->folders[i / 64] & bit;
}

static bool
stream_breaks_off(struct str bytes)
{
	z_stream z = { .next_in = (const Bytef *)bytes.p, .avail_in = (uInt)bytes.n };
	Bytef sink[16384];
	int status = inflateInit(&z);

	while (status == Z_OK) {
		z.next_out = sink;
		z.avail_out = sizeof sink;
		status = inflate(&z, Z_NO_FLUSH);
	}
	inflateEnd(&z);
	return status != Z_STREAM_END;
}

bool
loose_breaks_off(struct loose *loose, const struct oid *id)
{
	struct arena tmp = { 0 };
	struct str hex, path, text, why;
	ptrdiff_t *known;
	struct oid *key;

	if (!has_folder(loose, id->b[0]))
		return false;
	if (map_get(&loose->known, (struct str){ (const char *)id->b, sizeof id->b }) >= 0)
		return map_get(&loose->known, (struct str){ (const char *)id->b, sizeof id->b }) ==
		       1;
	key = NEW(loose->a, struct oid, 1);
	*key = *id;
	known = map_at(&loose->known, (struct str){ (const char *)key->b, sizeof key->b });
	hex = oid_hex(&tmp, id);
	path = str_fmt(&tmp, "%.*s/%.*s/%.*s", P(loose->objects), P(str_slice(hex, 0, 2)),
		       P(str_slice(hex, 2, hex.n)));
	*known = fs_kind(path) == FS_FILE &&
		 (fs_read(&tmp, path, FILE_MAX, &text, &why) != FS_OK || stream_breaks_off(text));
	arena_free(&tmp);
	return *known == 1;
}
