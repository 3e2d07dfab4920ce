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
 *   python     Python-Markdown, extensions/toc.py, slugify(): what has no ASCII in it goes, runs of
 *              "-" and spaces become one "-".  MkDocs sites may choose pymdownx.slugs, which is as
 *              github
 *
 * All lower the case.  Of equal ids the second gets "-1" (mdn: "_2", python: "_1"). */
#include "doc/slug.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"

const char *const slug_words[SLUG_KINDS + 1] = { "none",      "github", "docfx",  "hugo",
						 "starlight", "mdn",    "python", NULL };

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

/* A part of the slug, in ASCII. */
static uint32_t
python(uint32_t cp)
{
	return cp == ' ' || cp == '-' || cp == '_' || utf8_is_letter(cp) || utf8_is_digit(cp) ? cp
											      : 0;
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
	[SLUG_PYTHON] = { python, { "", 0 }, false, '_', 1 },
};

/* The way through a heading. */
struct scan {
	const struct rules *r;
	struct str heading;
	ptrdiff_t at;
	char ascii[UTF8_ASCII_MAX]; /* python: of one character, */
	int next, n;                /* as far as it has not been read */
	bool begun, space, dash;    /* python: there is text before; a space waits for what follows;
				       the last byte was "-" */
};

static uint32_t
next_ascii(struct scan *s)
{
	while (s->next == s->n) {
		if (s->at >= s->heading.n)
			return 0;
		s->next = 0;
		s->n = utf8_ascii(utf8_next(s->heading, &s->at), s->ascii);
	}
	return (unsigned char)s->ascii[s->next++];
}

/* Spaces at the ends go, then runs of spaces and hyphens become one hyphen. */
static int
next_python(struct scan *s, char *out)
{
	uint32_t cp;

	while ((cp = next_ascii(s)) > 0) {
		int n = 0;

		cp = python(cp == '\t' || cp == '\n' ? ' ' : cp);
		if (cp == 0 || (cp == '-' && s->dash))
			continue;
		if (cp == ' ') {
			s->space = s->begun && !s->dash;
			continue;
		}
		if (s->space && cp != '-')
			out[n++] = '-';
		s->space = false;
		s->begun = true;
		s->dash = cp == '-';
		out[n++] = (char)utf8_lower(cp);
		return n;
	}
	return 0;
}

/* Behind `[!DNL `, with which Adobe marks words for its translators: readers see the words alone.
 */
static ptrdiff_t
skip_mark(struct str heading, ptrdiff_t at)
{
	ptrdiff_t end = at + 2;

	if (heading.p[at] != '[' || end >= heading.n || heading.p[at + 1] != '!')
		return at;
	while (end < heading.n && is_capital(heading.p[end]))
		end++;
	if (end == at + 2 || end >= heading.n || heading.p[end] != ' ')
		return at;
	while (end < heading.n && heading.p[end] == ' ')
		end++;
	return end;
}

/* The next bytes of the slug in `out` (4 bytes), their number; 0 at the end. */
static int
next_bytes(struct scan *s, char *out)
{
	if (s->r->map == python)
		return next_python(s, out);
	while (s->at < s->heading.n) {
		ptrdiff_t word = skip_mark(s->heading, s->at);
		uint32_t cp;

		if (word > s->at) {
			s->at = word;
			continue;
		}
		cp = s->r->map(utf8_next(s->heading, &s->at));
		if (cp)
			return utf8_put(out, utf8_lower(cp));
	}
	return 0;
}

static struct scan
scan_of(const struct rules *r, struct str heading)
{
	return (struct scan){ .r = r, .heading = r->trim ? str_trim(heading) : heading };
}

enum slug_kind
slug_other(enum slug_kind kind)
{
	return kind == SLUG_PYTHON ? SLUG_GITHUB : SLUG_NONE;
}

struct str
slug_make(struct arena *a, enum slug_kind kind, struct str heading)
{
	const struct rules *r = &rules_of[kind];
	struct scan s = scan_of(r, heading);
	struct buf out = { .a = a };
	char bytes[4];
	int n;

	if (!r->map)
		return S("");
	while ((n = next_bytes(&s, bytes)) > 0)
		buf_str(&out, (struct str){ bytes, n });
	return out.n ? buf_take(&out) : r->empty;
}

bool
slug_is(enum slug_kind kind, struct str heading, struct str id)
{
	const struct rules *r = &rules_of[kind];
	struct scan s = scan_of(r, heading);
	char bytes[4];
	ptrdiff_t off = 0;
	int n;

	if (!r->map)
		return false;
	while ((n = next_bytes(&s, bytes)) > 0) {
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
