/* The section `links` of a profile: what local links lead to.
 *
 *   from        file, or address: relative links start from the page's file or from its address
 *   index       names of pages whose address is their folder's
 *   files       "{path}.md", "{stem}.md", "{path}/index.md": files that an address stands for
 *   parts       globs of files that other pages include, whose links start from there
 *   roots       {from: '/', to: 'content/{locale}/'}: where rooted addresses begin in the tree
 *   redirects   {file: _redirects, format: netlify}: maps, by name or glob
 *   aliases     keys of the front matter with addresses that lead to the page
 *
 * The address of an index page is its folder, so its links start from there, too.  Rooted addresses
 * that fit no root are not looked up; below one that is `mounted` the site puts further pages when
 * it is built. */
#include "site/profile_read.h"

#define AT(member) offsetof(struct profile_draft, p.links.member)

static const struct schema_row root_rows[] = {
	{ .key = "from",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct root_rule, from),
	  .required = true },
	{ .key = "to",
	  .kind = SCHEMA_TEXT,
	  .at = offsetof(struct root_rule, to),
	  .required = true },
	{ .key = "mounted", .kind = SCHEMA_BOOL, .at = offsetof(struct root_rule, mounted) },
	{ .key = NULL },
};

static bool
read_roots(struct schema *s, const struct yaml *y, void *target)
{
	struct link_rules *r = &((struct profile_draft *)target)->p.links;
	ptrdiff_t n = 0;

	if (!schema_is_list(s, y))
		return false;
	r->roots = NEW(s->a, struct root_rule, schema_count(y));
	for (const struct yaml *e = y->first; e; e = e->next)
		if (!schema_mapping(s, e, root_rows, &r->roots[n++]))
			return false;
	r->nroots = n;
	return true;
}

static const struct schema_row redirect_rows[] = {
	{ .key = "file",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct redirect_rule, file),
	  .required = true },
	{ .key = "format",
	  .kind = SCHEMA_WORD,
	  .at = offsetof(struct redirect_rule, format),
	  .words = redirect_words,
	  .required = true },
	{ .key = NULL },
};

static bool
read_redirects(struct schema *s, const struct yaml *y, void *target)
{
	struct link_rules *r = &((struct profile_draft *)target)->p.links;
	ptrdiff_t n = 0;

	if (!schema_is_list(s, y))
		return false;
	r->redirects = NEW(s->a, struct redirect_rule, schema_count(y));
	for (const struct yaml *e = y->first; e; e = e->next)
		if (!schema_mapping(s, e, redirect_rows, &r->redirects[n++]))
			return false;
	r->nredirects = n;
	return true;
}

static const char *const from_words[] = { "file", "address", NULL };

const struct schema_row profile_links_rows[] = {
	{ .key = "from", .kind = SCHEMA_WORD, .at = AT(from_address), .words = from_words },
	{ .key = "index", .kind = SCHEMA_STRS, .at = AT(index), .count = AT(nindex) },
	{ .key = "files", .kind = SCHEMA_STRS, .at = AT(files), .count = AT(nfiles) },
	{ .key = "parts", .kind = SCHEMA_STRS, .at = AT(parts), .count = AT(nparts) },
	{ .key = "roots", .kind = SCHEMA_CALL, .read = read_roots },
	{ .key = "redirects", .kind = SCHEMA_CALL, .read = read_redirects },
	{ .key = "aliases", .kind = SCHEMA_STRS, .at = AT(aliases), .count = AT(naliases) },
	{ .key = NULL },
};
