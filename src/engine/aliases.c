/* Addresses that pages have by their front matter (Hugo's `aliases`), or once had.  All source
 * pages have to be read for them, which a hook that checks one page should not wait for: they are
 * read when a link leads to no file, which is rare. */
#include "base/path.h"
#include "engine/engine.h"
#include "engine/snapshot.h"
#include "sys/sys.h"

enum { ALIAS_LEVELS = 8 };

struct aliases {
	struct arena arena; /* of set */
	struct redirects set;
	struct once *once; /* links are looked up on several threads */
	const struct site *site;
	const struct overlay *overlay;
};

/* One address.  Where a rooted one begins is not known: sites put documentation below an address of
 * its own, so every folder above the page may be the root. */
static void
add_alias(struct redirects *r, struct str dir, struct str address)
{
	redirects_add(r, dir, address);
	if (!str_starts(address, S("/")))
		return;
	while (str_starts(address, S("/")))
		address = str_slice(address, 1, address.n);
	for (int level = 0; dir.n && level < ALIAS_LEVELS; level++, dir = path_dir(dir))
		redirects_add(r, dir, address);
}

/* "[/a, /b]", or one address. */
static void
add_aliases(struct redirects *r, struct arena *a, struct str dir, const struct field *f)
{
	struct str rest = f->value, part;

	if (f->kind == FIELD_LIST)
		rest = str_slice(rest, 1, rest.n - 1);
	while (str_cut(&rest, ',', &part))
		if (str_trim(part).n)
			add_alias(r, dir, str_dup(a, str_trim(part)));
}

/* The page without a byte order mark; empty when it has no front matter. */
static struct str
with_front(struct str text)
{
	if (str_starts(text, S("\xef\xbb\xbf")))
		text = str_slice(text, 3, text.n);
	return str_slice(text, 0, str_starts(text, S("---")) ? text.n : 0);
}

/* Does the head of the page name one of the keys?  Most do not, and are not parsed. */
static bool
names_one(const struct link_rules *wanted, struct str text)
{
	ptrdiff_t end = str_find(text, S("\n---"), 0);
	struct str head = str_slice(text, 0, end < 0 ? text.n : end);

	for (ptrdiff_t i = 0; i < wanted->naliases; i++) {
		if (str_find(head, wanted->aliases[i], 0) >= 0)
			return true;
	}
	return false;
}

static void
read_page(struct aliases *s, struct arena *work, const struct page *p)
{
	const struct link_rules *wanted = &s->site->profile->links;
	struct front front;
	struct str text, why;

	if (files_read(s->overlay, work, p->path, &text, &why) != FS_OK)
		return;
	text = with_front(text);
	if (!names_one(wanted, text))
		return;
	front = front_parse(work, text);
	for (ptrdiff_t k = 0; k < wanted->naliases; k++) {
		const struct field *f = front_field(&front, wanted->aliases[k]);

		if (f)
			add_aliases(&s->set, &s->arena, path_dir(p->rel), f);
	}
}

/* Only source pages have addresses that their translations share. */
static void
read_pages(void *ctx)
{
	struct aliases *s = ctx;
	struct arena work = { 0 };

	for (ptrdiff_t i = 0; i < s->site->npages; i++) {
		if (s->site->pages[i].source)
			read_page(s, &work, &s->site->pages[i]);
		arena_reset(&work);
	}
	arena_free(&work);
}

static const struct redirects *
get(void *ctx)
{
	struct aliases *s = ctx;

	once_run(s->once, read_pages, s);
	return &s->set;
}

struct late_redirects
aliases_later(struct engine *e)
{
	struct aliases *s;

	if (!e->site.profile->links.naliases)
		return (struct late_redirects){ 0 };
	s = e->aliases = NEW(&e->arena, struct aliases, 1);
	s->once = once_new(&e->arena);
	s->site = &e->site;
	s->overlay = e->overlay;
	redirects_init(&s->set, &s->arena);
	return (struct late_redirects){ get, s };
}

void
aliases_free(struct engine *e)
{
	if (e->aliases)
		arena_free(&e->aliases->arena);
}
