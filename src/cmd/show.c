/* `loclint show FILE[:LINE]`: one page beside its English. */
#include "cmd/show.h"

#include "sys/sys.h"

/* Takes ":12" or ":12:3" off the end, unless a file has that very name. */
static void
split_line(struct show *s, struct str argument)
{
	int64_t number = 0, line = 0;

	s->file = argument;
	for (int i = 0; i < 2 && fs_kind(s->file) == FS_NONE; i++) {
		ptrdiff_t colon = str_rfind_char(s->file, ':');

		if (colon <= 0 || !str_int(str_slice(s->file, colon + 1, s->file.n), &number))
			break;
		line = number;
		s->file = str_slice(s->file, 0, colon);
	}
	s->line = line > 0 && line < UINT32_MAX ? (uint32_t)line : 0;
}

static bool
is_file(const struct show *s)
{
	switch (fs_kind(s->file)) {
	case FS_FILE:
		return true;
	case FS_DIR:
		terminal_fail(s->a, s->o, str_fmt(s->a, "`%.*s` is a folder", P(s->file)),
			      S("`loclint status` is about folders"));
		return false;
	case FS_NONE:
	case FS_OTHER:
		break;
	}
	terminal_fail(s->a, s->o, str_fmt(s->a, "there is no file `%.*s`", P(s->file)), S(""));
	return false;
}

static void
load(struct show *s)
{
	const struct engine *e = s->e;
	const struct page_history *h =
		e->page_history ? e->page_history[s->page - e->site.pages] : NULL;

	s->scratch = pattern_scratch_new();
	s->history = h;
	for (ptrdiff_t i = 0; i < e->nverdicts; i++)
		if (e->verdicts[i].page == s->page)
			s->verdict = &e->verdicts[i];
	s->dst = show_parse(s, s->page);
	if (s->page->source)
		return;
	s->current = show_parse(s, s->source);
	if (h && (h->kind == BASE_COMMIT || h->kind == BASE_CONTENT) && s->current) {
		struct doc *base = doc_parse(s->a, s->source->path, h->base,
					     &e->site.profile->grammar, s->scratch);

		s->base = base->limit == DOC_OK ? base : NULL;
	}
}

static int
run(struct show *s, const struct config *all)
{
	const struct config *c = engine_project_of(s->a, all, s->file);
	struct engine_options eo;

	if (!show_find(s, c, &eo))
		return EXIT_TROUBLE;
	if (!engine_check(s->e, &eo)) {
		terminal_notices(s->o, s->e);
		return terminal_error(s->a, s->o, &s->e->error);
	}
	terminal_notices(s->o, s->e);
	load(s);
	if (s->page->source)
		show_source(s);
	else
		show_translation(s);
	pattern_scratch_free(s->scratch);
	return terminal_print(s->a, s->o, &s->out, EXIT_CLEAN);
}

int
command_show(struct arena *a, const struct options *o)
{
	struct config c;
	struct engine e = { 0 };
	struct show s = {
		.a = a, .o = o, .e = &e, .style = terminal_style(o, 1), .out = { .a = a }
	};
	int status;

	if (o->args.n != 1)
		return terminal_fail(a, o, S("`loclint show` takes one page"),
				     S("write loclint show FILE or FILE:LINE"));
	split_line(&s, o->args.v[0]);
	if (!is_file(&s) || !settings_read(a, o, &c))
		return EXIT_TROUBLE;
	status = run(&s, &c);
	engine_free(&e);
	return status;
}
