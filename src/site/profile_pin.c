/* The section `pin` of a profile: where a platform's translations record which English they were
 * made from, how a hash was made, what is demanded of a commit, and the words of a stored status.
 *
 *   hash, commit, version, date, status.key   keys of the front matter, nested ones with dots
 *   head     {match, name, hint, lines, examples}: a pattern over the top of the page
 *   beside   the same with `path`: a pattern over a file of its own, one for each page
 *
 * The groups of a pattern have the names of the parts.  Every pattern has examples, which are
 * checked when the profile is loaded. */
#include "site/profile_read.h"

#define AT(member) offsetof(struct profile_draft, p.member)

/* --- reading -------------------------------------------------------------------------- */

static const struct schema_row pin_example_rows[] = {
	{ .key = "text",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct pin_example, text),
	  .required = true },
	{ .key = "hash", .kind = SCHEMA_STR, .at = offsetof(struct pin_example, part[PIN_HASH]) },
	{ .key = "commit",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct pin_example, part[PIN_COMMIT]) },
	{ .key = "version",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct pin_example, part[PIN_VERSION]) },
	{ .key = "date", .kind = SCHEMA_STR, .at = offsetof(struct pin_example, part[PIN_DATE]) },
	{ .key = "status",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct pin_example, part[PIN_STATUS]) },
	{ .key = "no_match", .kind = SCHEMA_BOOL, .at = offsetof(struct pin_example, no_match) },
	{ .key = NULL },
};

static bool
read_pin_examples(struct schema *s, const struct yaml *y, void *target)
{
	struct pin_draft *p = target;
	ptrdiff_t i = 0;

	if (!schema_is_list(s, y))
		return false;
	p->nexamples = schema_count(y);
	p->examples = NEW(s->a, struct pin_example, p->nexamples);
	for (const struct yaml *e = y->first; e; e = e->next) {
		struct pin_example *x = &p->examples[i++];
		bool some = false;

		x->at = e->at;
		if (!schema_mapping(s, e, pin_example_rows, x))
			return false;
		for (int part = 0; part < PIN_PARTS; part++)
			some = some || x->part[part].n > 0;
		if (some == x->no_match)
			return schema_fail(
				s, e->at, S(""),
				"an example has either parts of a pin or `no_match: true`");
	}
	return true;
}

static const struct schema_row pin_text_rows[] = {
	{ .key = "match",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct pin_draft, match.text),
	  .required = true },
	{ .key = "name",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct pin_draft, t.name),
	  .required = true },
	{ .key = "hint",
	  .kind = SCHEMA_STR,
	  .at = offsetof(struct pin_draft, t.hint),
	  .required = true },
	{ .key = "lines", .kind = SCHEMA_INT, .at = offsetof(struct pin_draft, t.lines) },
	{ .key = "path", .kind = SCHEMA_STR, .at = offsetof(struct pin_draft, path) },
	{ .key = "examples", .kind = SCHEMA_CALL, .read = read_pin_examples, .required = true },
	{ .key = NULL },
};

static bool
read_pin_text(struct schema *s, const struct yaml *y, struct profile_draft *d, struct pin_draft *p)
{
	*p = (struct pin_draft){ 0 };
	if (!schema_mapping(s, y, pin_text_rows, p))
		return false;
	if (!p->nexamples)
		return schema_fail(s, y->at, S(""), "`%.*s` has no example", P(p->t.name));
	p->match = pattern_draft(d, yaml_member(y, "match"), p->match.text);
	return true;
}

static bool
read_head(struct schema *s, const struct yaml *y, void *target)
{
	struct profile_draft *d = target;

	if (!read_pin_text(s, y, d, &d->head))
		return false;
	if (d->head.path.n)
		return schema_fail(s, yaml_member(y, "path")->key_at, S(""),
				   "`path` is for `beside` only");
	return true;
}

/* A path that leaves the tree of the page, or is the same for all pages, was not meant. */
static bool
is_beside_path(struct str path)
{
	bool one = str_find(path, S("{path}"), 0) >= 0 || str_find(path, S("{name}"), 0) >= 0 ||
		   str_find(path, S("{stem}"), 0) >= 0;

	return one && path.p[0] != '/' && str_find(path, S(".."), 0) < 0;
}

static bool
read_beside(struct schema *s, const struct yaml *y, void *target)
{
	struct profile_draft *d = target;
	const struct yaml *path;

	if (!read_pin_text(s, y, d, &d->beside))
		return false;
	path = yaml_member(y, "path");
	if (!path)
		return schema_fail(s, y->at, S(""), "`path` is missing");
	if (!is_beside_path(d->beside.path))
		return schema_fail(
			s, path->at,
			S("{path}, or {dir} and {name} or {stem}, as in \"{path}.sync\""),
			"`%.*s` does not name one file for each page", P(d->beside.path));
	d->p.pin.beside_path = d->beside.path;
	return true;
}

static bool
read_line_ends(struct schema *s, const struct yaml *y, void *target)
{
	static const char *const words[] = { "raw", "lf", "crlf", NULL };
	struct profile_draft *d = target;

	if (!schema_is_list(s, y))
		return false;
	d->p.pin.line_ends = 0;
	for (const struct yaml *e = y->first; e; e = e->next) {
		int which = 0;

		if (!schema_word(s, e, words, &which))
			return false;
		d->p.pin.line_ends |= 1u << which;
	}
	return true;
}

static bool
read_ignored(struct schema *s, const struct yaml *y, void *target)
{
	struct profile_draft *d = target;
	struct str text;

	if (!schema_str(s, y, &text))
		return false;
	d->ignored = pattern_draft(d, y, text);
	return true;
}

static const char *const algorithm_words[] = {
	[PIN_SHA] = "sha",   [PIN_SHA_1] = "sha1",     [PIN_SHA_256] = "sha256",
	[PIN_BLOB] = "blob", [PIN_OPAQUE] = "unknown", NULL,
};

static const char *const absent_words[] = {
	[PIN_STATE_UNKNOWN] = "unknown",
	[PIN_STATE_FRESH] = "fresh",
	NULL,
};

#define WORDS(state) .kind = SCHEMA_STRS, .at = AT(pin.words[state]), .count = AT(pin.nwords[state])

static const struct schema_row status_rows[] = {
	{ .key = "key", .kind = SCHEMA_STR, .at = AT(pin.status_key) },
	{ .key = "fresh", WORDS(PIN_STATE_FRESH) },
	{ .key = "stale", WORDS(PIN_STATE_STALE) },
	{ .key = "gone", WORDS(PIN_STATE_GONE) },
	{ .key = "absent", .kind = SCHEMA_WORD, .at = AT(pin.absent), .words = absent_words },
	{ .key = NULL },
};

const struct schema_row profile_pin_rows[] = {
	{ .key = "hash", .kind = SCHEMA_STR, .at = AT(hash_key) },
	{ .key = "commit", .kind = SCHEMA_STR, .at = AT(commit_key) },
	{ .key = "version", .kind = SCHEMA_STR, .at = AT(pin.version_key) },
	{ .key = "date", .kind = SCHEMA_STR, .at = AT(pin.date_key) },
	{ .key = "handoff", .kind = SCHEMA_STR, .at = AT(pin.handoff_key) },
	{ .key = "head", .kind = SCHEMA_CALL, .read = read_head },
	{ .key = "beside", .kind = SCHEMA_CALL, .read = read_beside },
	{ .key = "status", .kind = SCHEMA_MAP, .rows = status_rows },
	{ .key = "required", .kind = SCHEMA_BOOL, .at = AT(pin_required) },
	{ .key = "algorithm",
	  .kind = SCHEMA_WORD,
	  .at = AT(pin.algorithm),
	  .words = algorithm_words },
	{ .key = "digits", .kind = SCHEMA_INT, .at = AT(pin.digits) },
	{ .key = "line_ends", .kind = SCHEMA_CALL, .read = read_line_ends },
	{ .key = "last_line_ends", .kind = SCHEMA_BOOL, .at = AT(pin.last_line_ends) },
	{ .key = "hash_unless", .kind = SCHEMA_STR, .at = AT(pin.hash_unless) },
	{ .key = "abbreviated", .kind = SCHEMA_BOOL, .at = AT(pin.abbreviated) },
	{ .key = "touches", .kind = SCHEMA_BOOL, .at = AT(pin.touches) },
	{ .key = "ancestor", .kind = SCHEMA_BOOL, .at = AT(pin.ancestor) },
	{ .key = "last_commit", .kind = SCHEMA_BOOL, .at = AT(pin.last_commit) },
	{ .key = "ignored_commits", .kind = SCHEMA_CALL, .read = read_ignored },
	{ .key = NULL },
};

/* --- compiling ------------------------------------------------------------------------ */

static const struct str part_names[PIN_PARTS] = {
	[PIN_HASH] = { "hash", 4 },       [PIN_COMMIT] = { "commit", 6 },
	[PIN_VERSION] = { "version", 7 }, [PIN_DATE] = { "date", 4 },
	[PIN_STATUS] = { "status", 6 },
};

static bool
compile_one(struct arena *a, const struct pattern_draft *draft, struct pattern_set **set,
	    struct config_error *error)
{
	struct pattern_source source = { .text = draft->text };

	return profile_compile(a, &source, &draft, draft->text.n > 0, set, error);
}

static bool
example_fail(struct arena *a, const struct pin_draft *d, const struct pin_example *e,
	     struct str message, struct config_error *error)
{
	const struct rule_file *file = d->match.file;

	config_error_at(a, error, file->path, file->text, e->at, message, S(""));
	return false;
}

static bool
check_pin_example(struct arena *a, const struct pin_draft *d, const struct pin_example *e,
		  const struct pin_text *t, struct pattern_scratch *scratch,
		  struct config_error *error)
{
	struct pattern_match m;
	bool found = pattern_next(t->pattern, scratch, e->text, 0, &m, NULL);

	if (found == e->no_match)
		return example_fail(a, d, e,
				    str_fmt(a, "this example of `%.*s` gives %s", P(t->name),
					    found ? "a match" : "no match"),
				    error);
	for (int part = 0; found && part < PIN_PARTS; part++) {
		struct span at = t->group[part] ? m.groups[t->group[part]] : (struct span){ 0 };
		struct str got = str_slice(e->text, at.off, (ptrdiff_t)at.off + at.len);

		if (!str_eq(got, e->part[part]))
			return example_fail(a, d, e,
					    str_fmt(a, "this example of `%.*s` gives %.*s `%.*s`",
						    P(t->name), P(part_names[part]), P(got)),
					    error);
	}
	return true;
}

static bool
compile_text(struct arena *a, const struct pin_draft *d, struct pin_text *t,
	     struct pattern_set **set, struct pattern_scratch *scratch, struct config_error *error)
{
	const struct rule_file *file = d->match.file;

	*t = d->t;
	if (!compile_one(a, &d->match, set, error))
		return false;
	t->pattern = *set;
	if (!*set)
		return true;
	for (int part = 0; part < PIN_PARTS; part++)
		t->group[part] = pattern_group(*set, 0, part_names[part]);
	if (!t->group[PIN_HASH] && !t->group[PIN_COMMIT] && !t->group[PIN_VERSION] &&
	    !t->group[PIN_DATE]) {
		config_error_at(a, error, file->path, file->text, d->match.at,
				S("the pattern has no group `hash`, `commit`, `version` or `date`"),
				S("write (?<commit>...) around the value"));
		return false;
	}
	for (ptrdiff_t i = 0; i < d->nexamples; i++)
		if (!check_pin_example(a, d, &d->examples[i], t, scratch, error))
			return false;
	return true;
}

bool
profile_pin_compile(struct arena *a, struct profile *p, const struct profile_draft *d,
		    struct pattern_scratch *scratch, struct config_error *error)
{
	struct pattern_set **owned = p->owned + 2;

	if (!compile_text(a, &d->head, &p->pin.head, &owned[0], scratch, error) ||
	    !compile_text(a, &d->beside, &p->pin.beside, &owned[1], scratch, error) ||
	    !compile_one(a, &d->ignored, &owned[2], error))
		return false;
	p->pin.ignored = owned[2];
	return true;
}
