/* `loclint debug outline FILE`: a page as the checks see it. */
#include "cmd/command.h"
#include "doc/doc.h"
#include "sys/sys.h"

/* The profile that the page's own keys speak for, unless --profile names one. */
static struct profile *
profile_of(struct arena *a, struct str path, struct str text, struct config_error *error)
{
	struct rule_files files = rule_files(a, S("rules/profiles/"));
	struct page_sample sample = { path, text };
	struct profile_vote *votes;
	ptrdiff_t nvotes;
	struct str name = profile_detect(a, files.v, files.n, &sample, 1, &votes, &nvotes);

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
		return terminal_fail(a, o, str_fmt(a, "cannot read `%.*s`: %.*s", P(path), P(why)), S(""));
	if (!(profile = profile_of(a, path, text, &error)))
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

int
command_debug(struct arena *a, const struct options *o)
{
	if (o->args.n == 2 && str_eq(o->args.v[0], S("outline")))
		return outline(a, o, o->args.v[1]);
	return terminal_fail(a, o, S("`loclint debug` takes two words"), S("write loclint debug outline FILE"));
}
