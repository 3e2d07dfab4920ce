/* What MDN's macros lead to (https://developer.mozilla.org/en-US/docs/MDN/Writing_guidelines/
 * Page_structures/Macros/Links): the first argument names a page by the last part of its address,
 * `{{domxref("Element.animate()")}}` is .../Web/API/Element/animate and `{{Glossary("Scroll
 * snap")}}` is .../Glossary/Scroll_snap.  Macros take names in any case, so do addresses there. */
#include "check/references.h"

#include "check/goal.h"

enum { NAMES_LIMIT = 64 }; /* facts of a block that are looked at */

/* A name as it stands in addresses: small letters, `_` for a blank. */
static struct str
plain_name(struct arena *work, struct str name)
{
	struct buf out = { .a = work };

	for (ptrdiff_t i = 0; i < name.n; i++) {
		char c = ascii_lower(name.p[i]);

		if (c == ' ')
			c = '_';
		buf_char(&out, c);
	}
	return buf_take(&out);
}

static struct str
without(struct str s, struct str head, struct str tail)
{
	if (str_starts(s, head))
		s = str_slice(s, head.n, s.n);
	return str_ends(s, tail) ? str_slice(s, 0, s.n - tail.n) : s;
}

/* The first argument without its marks; empty when there is none. */
static struct str
first_argument(const struct fact *f)
{
	ptrdiff_t at = f->value.n ? str_find(f->text, f->value, 0) : -1, end;
	struct str rest;

	if (at < 0)
		return S("");
	rest = str_trim(str_slice(f->text, at + f->value.n, f->text.n));
	if (!str_starts(rest, S("(")))
		return S("");
	rest = str_trim(str_slice(rest, 1, rest.n));
	if (!rest.n || (rest.p[0] != '"' && rest.p[0] != '\''))
		return S("");
	end = str_find_char(rest, rest.p[0], 1);
	return end < 0 ? S("") : str_trim(str_slice(rest, 1, end));
}

/* "Web/API/a#b" -> "a" */
static struct str
last_part(struct str path)
{
	ptrdiff_t end = str_find_char(path, '#', 0);

	path = str_slice(path, 0, end < 0 ? path.n : end);
	while (str_ends(path, S("/")))
		path.n--;
	return str_slice(path, str_rfind_char(path, '/') + 1, path.n);
}

/* What a macro leads to: the last part of its argument, `Element.animate`. */
static struct str
macro_name(const struct view *v, const struct fact *f)
{
	struct str name = first_argument(f);

	name = without(without(name, S("&lt;"), S("&gt;")), S("<"), S(">"));
	return plain_name(v->work, without(last_part(name), S(""), S("()")));
}

/* The same behind its last point: `animate`. */
static struct str
member_name(struct str name)
{
	return str_slice(name, str_rfind_char(name, '.') + 1, name.n);
}

/* What a link leads to: the last part of its path, or the place on its own page. */
static struct str
link_name(const struct view *v, struct str target)
{
	ptrdiff_t query = str_find_char(target, '?', 0);

	if (str_starts(target, S("#")))
		return plain_name(v->work, str_slice(target, 1, target.n));
	return plain_name(v->work, last_part(str_slice(target, 0, query < 0 ? target.n : query)));
}

static struct str
key(const struct view *v, uint32_t block, struct str name)
{
	return str_fmt(v->work, "%u %.*s", block, P(name));
}

static void
add(const struct view *v, struct map *m, uint32_t block, struct str name)
{
	if (name.n)
		*map_at(m, key(v, block, name)) = 1;
}

struct references
references_of(const struct view *v, const struct doc *d)
{
	struct references r = { .macros.a = v->work, .links.a = v->work };

	for (ptrdiff_t i = 0; i < d->nfacts; i++) {
		const struct fact *f = &d->facts[i];
		struct str target = goal_value(f, FACT_LINK);

		if (f->reference) {
			struct str name = macro_name(v, f);

			add(v, &r.macros, f->block, name);
			add(v, &r.macros, f->block, member_name(name));
		} else if (target.n) {
			add(v, &r.links, f->block, link_name(v, target));
		}
	}
	return r;
}

static bool
has(const struct view *v, const struct map *m, uint32_t block, struct str name)
{
	return name.n && block != NO_BLOCK && map_get(m, key(v, block, name)) > 0;
}

bool
references_as_link(const struct view *v, const struct references *r, uint32_t block,
		   const struct fact *f)
{
	struct str name = macro_name(v, f);

	return has(v, &r->links, block, name) || has(v, &r->links, block, member_name(name));
}

bool
references_as_macro(const struct view *v, const struct references *r, uint32_t block,
		    struct str target)
{
	return r->macros.n > 0 && has(v, &r->macros, block, link_name(v, target));
}

uint64_t
references_hash(const struct view *v, const struct fact *f, uint64_t seed)
{
	return str_hash(macro_name(v, f), seed);
}

bool
references_named_once(const struct view *v, const struct fact *f)
{
	uint32_t to = f->block == NO_BLOCK ? NO_BLOCK : v->align->dst_of[f->block];
	const struct block *b = to == NO_BLOCK ? NULL : &v->dst->blocks[to];

	if (f->kind != FACT_INCLUDE || !b || str_find(doc_slice(v->dst, b->at), S("[! "), 0) >= 0)
		return false; /* `[! INCLUDE`: one that was damaged */
	for (uint32_t i = 0; i < b->nfact && i < NAMES_LIMIT; i++) {
		const struct fact *have = &v->dst->facts[b->fact + i];

		if (have->kind == FACT_INCLUDE && str_eq_nocase(have->value, f->value))
			return true;
	}
	return false;
}
