/* `loclint debug outline FILE`: a page as the checks see it; `debug man 1` and `man 5`: the manual.
 */
#include "cmd/command.h"
#include "cmd/manual.h"
#include "doc/doc.h"
#include "sys/sys.h"

/* The profile that the page's own keys speak for, unless --profile names one. */
static struct profile *
profile_of(struct arena *a, const struct options *o, struct page_sample page,
	   struct config_error *error)
{
	struct rule_files files;
	struct profile_vote *votes;
	struct config c;
	struct str name = o->profile;
	ptrdiff_t nvotes;

	config_init(&c);
	if (!rule_files_all(a, &c, S("rules/profiles/"), &files, error))
		return NULL;
	if (!name.n)
		name = profile_detect(a, files.v, files.n, &page, 1, &votes, &nvotes);
	return profile_load(a, files.v, files.n, name, error);
}

static int
outline(struct arena *a, const struct options *o, struct str path)
{
	struct pattern_scratch *scratch;
	struct config_error error = { 0 };
	struct buf out = { .a = a };
	struct profile *profile;
	struct str text, why;
	struct doc *d;

	if (fs_read(a, path, DOC_MAX_BYTES, &text, &why) != FS_OK)
		return terminal_fail(a, o, str_fmt(a, "cannot read `%.*s`: %.*s", P(path), P(why)),
				     S(""));
	if (!(profile = profile_of(a, o, (struct page_sample){ path, text }, &error)))
		return terminal_error(a, o, &error);
	scratch = pattern_scratch_new();
	d = doc_parse(a, path, text, &profile->grammar, scratch);
	doc_dump(&out, d);
	if (d->embedded) {
		buf_str(&out, S("\nembedded source:\n"));
		doc_dump(&out, d->embedded);
	}
	pattern_scratch_free(scratch);
	profile_free(profile);
	return terminal_print(a, o, &out, EXIT_CLEAN);
}

static int
manual(struct arena *a, const struct options *o, struct str section)
{
	struct buf out = { .a = a };

	if (str_eq(section, S("1")))
		manual_program(&out);
	else if (str_eq(section, S("5")))
		manual_config(&out);
	else
		return terminal_fail(a, o, S("there are manual pages in sections 1 and 5"), S(""));
	return terminal_print(a, o, &out, EXIT_CLEAN);
}

int
command_debug(struct arena *a, const struct options *o)
{
	if (o->args.n == 2 && str_eq(o->args.v[0], S("outline")))
		return outline(a, o, o->args.v[1]);
	if (o->args.n == 2 && str_eq(o->args.v[0], S("man")))
		return manual(a, o, o->args.v[1]);
	return terminal_fail(a, o, S("`loclint debug` takes two words"),
			     S("write loclint debug outline FILE, or loclint debug man 1"));
}
