/* Heading ids as the platforms make them.
 *
 *   github     github-slugger (https://github.com/Flet/github-slugger): punctuation, symbols and
 *              control characters go, each space becomes "-"; marks stay
 *   docfx      Markdig, LinkHelper.UrilizeAsGfm: letters, digits, "-" and "_" stay, each space
 *              becomes "-"
 *   hugo       Hugo, goldmark/autoid.go, type "github": the same, after trimming; "heading" when
 *              nothing is left
 *   starlight  github-slugger, which Astro uses
 *   mdn        rari, anchor.rs: spaces become "_", a list of characters goes; "sect1" when nothing
 *              is left
 *
 * All lower the case.  Of equal ids the second gets "-1" (mdn: "_2"). */
#include "doc/slug.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"

const char *const slug_words[SLUG_KINDS + 1] = { "none",      "github", "docfx", "hugo",
						 "starlight", "mdn",    NULL };

/* What becomes of one character: itself, another one, or nothing (0). */
static uint32_t
github(uint32_t cp)
{
	if (cp == ' ')
		return '-';
	if (cp == '-' || cp == '_' || cp == 0x203f || cp == 0x2040)
		return cp;
	return cp < ' ' || cp == 0x7f || utf8_is_punct(cp) || utf8_is_space(cp) ? 0 : cp;
}

static uint32_t
letters(uint32_t cp)
{
	if (cp == ' ')
		return '-';
	return cp == '-' || cp == '_' || utf8_is_letter(cp) || utf8_is_digit(cp) ? cp : 0;
}

static uint32_t
mdn(uint32_t cp)
{
	if (cp == ' ')
		return '_';
	return cp && cp < 0x7f && strchr("<>\"$#%&+,/:;=?@[]^`{|}~')(\\", (int)cp) ? 0 : cp;
}

struct rules {
	uint32_t (*map)(uint32_t cp);
	struct str empty; /* the id when nothing is left */
	bool trim;
	char before_number; /* of the second id and later ones */
	int second;
};

static const struct rules rules_of[SLUG_KINDS] = {
	[SLUG_NONE] = { NULL, { NULL, 0 }, false, '-', 1 },
	[SLUG_GITHUB] = { github, { "", 0 }, false, '-', 1 },
	[SLUG_DOCFX] = { letters, { "", 0 }, false, '-', 1 },
	[SLUG_HUGO] = { letters, { "heading", 7 }, true, '-', 1 },
	[SLUG_STARLIGHT] = { github, { "", 0 }, false, '-', 1 },
	[SLUG_MDN] = { mdn, { "sect1", 5 }, false, '_', 2 },
};

/* The next character of the slug as UTF-8 in `out` (4 bytes), its length; 0 at the end. */
static int
next_bytes(const struct rules *r, struct str heading, ptrdiff_t *at, char *out)
{
	while (*at < heading.n) {
		uint32_t cp = r->map(utf8_next(heading, at));

		if (cp)
			return utf8_put(out, utf8_lower(cp));
	}
	return 0;
}

struct str
slug_make(struct arena *a, enum slug_kind kind, struct str heading)
{
	const struct rules *r = &rules_of[kind];
	struct buf out = { .a = a };
	char bytes[4];
	ptrdiff_t at = 0;
	int n;

	if (!r->map)
		return S("");
	if (r->trim)
		heading = str_trim(heading);
	while ((n = next_bytes(r, heading, &at, bytes)) > 0)
		buf_str(&out, (struct str){ bytes, n });
	return out.n ? buf_take(&out) : r->empty;
}

bool
slug_is(enum slug_kind kind, struct str heading, struct str id)
{
	const struct rules *r = &rules_of[kind];
	char bytes[4];
	ptrdiff_t at = 0, off = 0;
	int n;

	if (!r->map)
		return false;
	if (r->trim)
		heading = str_trim(heading);
	while ((n = next_bytes(r, heading, &at, bytes)) > 0) {
		if (off + n > id.n || memcmp(id.p + off, bytes, (size_t)n) != 0)
			return false;
		off += n;
	}
	return off ? off == id.n : str_eq(id, r->empty);
}

struct str
slug_own(const struct doc *d, const struct block *b)
{
	for (uint32_t i = b->fact; i < b->fact + b->nfact; i++) {
		if (d->facts[i].kind == FACT_ANCHOR)
			return d->facts[i].value;
	}
	return (struct str){ 0 };
}

/* Takes the next word off *id. */
static bool
next_word(struct str *id, struct str *word)
{
	while (id->n && (id->p[0] == '-' || id->p[0] == '_'))
		*id = str_slice(*id, 1, id->n);
	*word = *id;
	for (ptrdiff_t i = 0; i < id->n; i++) {
		if (id->p[i] == '-' || id->p[i] == '_') {
			word->n = i;
			break;
		}
	}
	*id = str_slice(*id, word->n, id->n);
	return word->n > 0;
}

enum { ID_WORDS = 64 };

/* The first words of at least `least` bytes; their number. */
static ptrdiff_t
first_words(struct str id, ptrdiff_t least, struct str words[ID_WORDS])
{
	ptrdiff_t n = 0;

	while (n < ID_WORDS && next_word(&id, &words[n]))
		n += words[n].n >= least;
	return n;
}

struct slug_likeness
slug_compare(struct str a, struct str b, ptrdiff_t least)
{
	struct str ours[ID_WORDS], theirs[ID_WORDS];
	struct slug_likeness like = { first_words(a, least, ours), first_words(b, least, theirs),
				      0 };

	for (ptrdiff_t i = 0; i < like.a; i++) {
		ptrdiff_t k = 0;

		while (k < like.b && !str_eq_nocase(ours[i], theirs[k]))
			k++;
		like.common += k < like.b;
	}
	return like;
}

/* `id` with the lowest number that makes it new; `taken` holds the number to try next. */
static struct str
numbered(struct arena *a, const struct rules *r, struct map *taken, struct str id)
{
	ptrdiff_t number = *map_at(taken, id);
	struct str with;

	if (number < 0) {
		*map_at(taken, id) = r->second;
		return id;
	}
	do {
		with = str_fmt(a, "%.*s%c%td", P(id), r->before_number, number++);
	} while (map_get(taken, with) >= 0);
	*map_at(taken, id) = number;
	*map_at(taken, with) = r->second;
	return with;
}

struct slugs
slugs_of(struct arena *a, const struct doc *d, enum slug_kind kind)
{
	const struct rules *r = &rules_of[kind];
	struct map taken = { .a = a };
	struct slugs out = { 0 };

	for (ptrdiff_t i = 0; i < d->nblocks; i++) {
		const struct block *b = &d->blocks[i];
		struct slug s = { .block = (uint32_t)i };

		if (b->kind != BLOCK_HEADING)
			continue;
		s.id = slug_own(d, b);
		s.own = s.id.n > 0;
		if (s.own)
			*map_at(&taken, s.id) = r->second;
		else if (r->map)
			s.id = numbered(a, r, &taken, slug_make(a, kind, b->info));
		*vec_push(a, &out) = s;
	}
	return out;
}

struct map
slugs_by_id(struct arena *a, const struct doc *d, enum slug_kind kind)
{
	struct slugs slugs = slugs_of(a, d, kind);
	struct map ids = { .a = a };

	for (ptrdiff_t i = 0; i < slugs.n; i++)
		*map_at(&ids, slugs.v[i].id) = slugs.v[i].block;
	return ids;
}
