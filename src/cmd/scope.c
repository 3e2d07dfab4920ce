/* Reads what --files-from, `-`, --staged and --since say. */
#include "cmd/scope.h"

#include "doc/doc.h"
#include "engine/snapshot.h"
#include "sys/sys.h"

enum { LIST_BYTES = 64 << 20, STANDARD_INPUT = 0 };

/* Where CIs and pre-commit say what a change is to be compared with. */
static const struct {
	const char *variable;
	bool branch; /* of the repository that the clone was made from */
} bases[] = {
	{ "GITHUB_BASE_REF", true },
	{ "CI_MERGE_REQUEST_DIFF_BASE_SHA", false },
	{ "SYSTEM_PULLREQUEST_TARGETBRANCH", true },
	{ "PRE_COMMIT_FROM_REF", false },
};

bool
scope_is_pull_request(void)
{
	for (ptrdiff_t i = 0; i < countof(bases); i++)
		if (env_get(bases[i].variable).n)
			return true;
	return false;
}

/* --- lists of paths --------------------------------------------------------------- */

static bool
read_list(struct arena *a, const struct options *o, struct str *text)
{
	struct str why;
	bool ok = str_eq(o->files_from, S("-"))
			  ? in_read(a, STANDARD_INPUT, LIST_BYTES, text, &why)
			  : fs_read(a, o->files_from, LIST_BYTES, text, &why) == FS_OK;

	if (!ok)
		terminal_fail(a, o,
			      str_fmt(a, "cannot read the list of paths `%.*s`: %.*s",
				      P(o->files_from), P(why)),
			      S(""));
	return ok;
}

/* One path a line, or between NULs; empty ones are none. */
static bool
add_listed(struct arena *a, struct options *o)
{
	struct str text, path;
	struct words all = { 0 };

	if (!o->files_from.n)
		return true;
	if (!read_list(a, o, &text))
		return false;
	for (ptrdiff_t i = 0; i < o->args.n; i++)
		*vec_push(a, &all) = o->args.v[i];
	while (o->null_separated ? str_cut(&text, 0, &path) : str_line(&text, &path))
		if (path.n)
			*vec_push(a, &all) = path;
	o->args = all;
	o->named = true;
	if (all.n || o->allow_empty)
		return true;
	terminal_fail(a, o, str_fmt(a, "the list of paths `%.*s` is empty", P(o->files_from)),
		      S("with --allow-empty that is no error"));
	return false;
}

/* --- a page from standard input ---------------------------------------------------- */

/* `-` becomes the page's name. */
static bool
read_page(struct arena *a, struct options *o)
{
	struct words args = { 0 };
	struct str why;
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < o->args.n; i++) {
		bool here = str_eq(o->args.v[i], S("-"));

		n += here;
		*vec_push(a, &args) = here ? o->stdin_filename : o->args.v[i];
	}
	if (!n && !o->stdin_filename.n)
		return true;
	if (n != 1 || !o->stdin_filename.n)
		return terminal_fail(a, o, S("`-` and --stdin-filename go together, once"),
				     S("write `loclint check - --stdin-filename PAGE`")),
		       false;
	if (str_eq(o->files_from, S("-")))
		return terminal_fail(a, o,
				     S("a page and a list of paths cannot both come from "
				       "standard input"),
				     S("")),
		       false;
	o->args = args;
	if (in_read(a, STANDARD_INPUT, DOC_MAX_BYTES, &o->page_text, &why))
		return true;
	terminal_fail(a, o, str_fmt(a, "cannot read standard input: %.*s", P(why)), S(""));
	return false;
}

const struct overlay *
scope_overlay(struct arena *a, const struct options *o)
{
	struct overlay *over = NEW(a, struct overlay, 1);

	if (!o->stdin_filename.n)
		return NULL;
	over->paths.a = a;
	over->added = o->stdin_filename;
	over->added_real = path_real_place(a, o->stdin_filename);
	over->added_text = o->page_text;
	return over;
}

/* --- what has changed -------------------------------------------------------------- */

/* What --since auto stands for; no refs when this is no pull request. */
static void
add_auto(struct arena *a, struct words *refs)
{
	for (ptrdiff_t i = 0; i < countof(bases) && !refs->n; i++) {
		struct str value = env_get(bases[i].variable);

		if (str_starts(value, S("refs/heads/")))
			value = str_slice(value, S("refs/heads/").n, value.n);
		if (value.n && bases[i].branch)
			*vec_push(a, refs) = str_fmt(a, "origin/%.*s", P(value));
		if (value.n)
			*vec_push(a, refs) = value;
	}
}

static void
say_everything(struct arena *a, const struct options *o)
{
	struct buf out = { .a = a };
	struct str why;

	buf_str(&out, S("loclint: this is no pull request, so --since auto leaves nothing out\n"));
	if (!o->quiet)
		out_write(2, &out, &why);
}

/* Options that would contradict each other. */
static bool
is_sound(struct arena *a, const struct options *o)
{
	bool writes = o->fix || o->diff, changed = o->staged || o->since.n;
	struct str what = { 0 };

	if (o->staged && o->since.n)
		what = S("--staged and --since");
	else if (o->staged && writes)
		what = S("--staged and --fix or --diff");
	else if (o->stdin_filename.n && writes)
		what = S("standard input and --fix or --diff");
	else if (o->stdin_filename.n && changed)
		what = S("standard input and --staged or --since");
	if (what.n)
		terminal_fail(a, o, str_fmt(a, "%.*s do not go together", P(what)), S(""));
	return !what.n;
}

static void
read_changes(struct arena *a, struct options *o)
{
	struct changes *c = NEW(a, struct changes, 1);
	struct words refs = { 0 };

	if (!o->staged && !o->since.n)
		return;
	if (str_eq(o->since, S("auto")))
		add_auto(a, &refs);
	else if (o->since.n)
		*vec_push(a, &refs) = o->since;
	if (!o->staged && !refs.n) {
		say_everything(a, o);
		return;
	}
	*c = (struct changes){
		.staged = o->staged, .refs = refs.v, .nrefs = refs.n, .all = o->all_findings
	};
	o->changes = c;
}

bool
scope_read(struct arena *a, struct options *o)
{
	if (!is_sound(a, o) || !read_page(a, o) || !add_listed(a, o))
		return false;
	read_changes(a, o);
	return true;
}
