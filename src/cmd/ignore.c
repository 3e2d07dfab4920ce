/* `check --add-ignore`: an entry of `ignores` for each finding, written into the configuration.
 * Only the entries are added: every byte that was there stays, and the result is read back before
 * it is written, since YAML can hold a list in ways that this does not know. */
#include "cmd/command.h"

#include "base/date.h"
#include "base/utf8.h"
#include "doc/yaml.h"
#include "sys/sys.h"

enum { CONFIG_MOST = 1 << 20 };

/* --- entries ------------------------------------------------------------------------------- */

/* A YAML string in double quotes (1.2, section 7.3.1). */
static void
quote(struct buf *out, struct str s)
{
	buf_char(out, '"');
	for (ptrdiff_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\')
			buf_fmt(out, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			buf_fmt(out, "\\x%02x", c);
		else
			buf_char(out, (char)c);
	}
	buf_char(out, '"');
}

/* May a YAML file hold this character as it is, on one line? */
static bool
is_printable(uint32_t cp)
{
	return (cp >= 0x20 && cp < 0x7f) ||
	       (cp >= 0xa0 && cp != 0x2028 && cp != 0x2029 && cp != 0xfeff && cp != 0xfffd &&
		cp < 0xfffe) ||
	       (cp >= 0x10000 && (cp & 0xfffe) != 0xfffe) || cp < 0x20;
}

/* The longest part of a key that YAML can hold: a part is enough to name the finding. */
static struct str
writable(struct str key)
{
	struct str best = { 0 };
	ptrdiff_t from = 0;

	for (ptrdiff_t at = 0; at < key.n;) {
		ptrdiff_t next = at;
		bool ok = is_printable(utf8_next(key, &next));

		if (ok && next - from > best.n)
			best = str_slice(key, from, next);
		at = next;
		if (!ok)
			from = next;
	}
	return best;
}

static struct str
entry(struct arena *a, const struct finding *f, struct str reason)
{
	struct buf out = { .a = a };
	struct str key = writable(f->key);

	buf_str(&out, S("{path: "));
	/* A name without a slash is one at any depth. */
	quote(&out,
	      str_find_char(f->name, '/', 0) >= 0 ? f->name : str_fmt(a, "/%.*s", P(f->name)));
	buf_fmt(&out, ", rule: %.*s", P(rules[messages[f->message].rule].name));
	if (key.n > 0) {
		buf_str(&out, S(", key: "));
		quote(&out, key);
	}
	buf_str(&out, S(", reason: "));
	quote(&out, reason);
	buf_char(&out, '}');
	return buf_take(&out);
}

struct entries VEC(struct str);

/* One for each finding, each once. */
static struct entries
entries_of(struct arena *a, const struct engine *e, struct str reason, ptrdiff_t *left_out)
{
	struct entries list = { 0 };
	struct map known = { .a = a };

	*left_out = 0;
	for (ptrdiff_t i = 0; i < e->findings.n; i++) {
		const struct finding *f = &e->findings.v[i];
		struct str text = entry(a, f, reason);
		ptrdiff_t *at = map_at(&known, text);

		if (rules[messages[f->message].rule].category == CATEGORY_SUPPRESSION ||
		    utf8_invalid_at(f->name) >= 0) {
			++*left_out;
			continue;
		}
		if (*at < 0)
			*vec_push(a, &list) = text;
		*at = 1;
	}
	return list;
}

/* --- the file ------------------------------------------------------------------------------ */

/* Where the list is, and how its entries are set. */
struct spot {
	ptrdiff_t at, to; /* bytes to replace */
	struct str before, between, after;
};

static ptrdiff_t
line_end(struct str text, ptrdiff_t at)
{
	ptrdiff_t nl = str_find_char(text, '\n', at);

	return nl < 0 ? text.n : nl + 1;
}

/* Blanks before `at` on its line. */
static struct str
indent_of(struct str text, ptrdiff_t at)
{
	ptrdiff_t start = at;

	while (start > 0 && text.p[start - 1] != '\n')
		start--;
	for (at = start; at < text.n && text.p[at] == ' ';)
		at++;
	return str_slice(text, start, at);
}

/* `[a, b]`, or `[]`. */
static void
in_brackets(struct str text, const struct yaml *y, struct spot *s)
{
	ptrdiff_t close = (ptrdiff_t)y->at.off + y->at.len - 1, last = close;

	while (last > 0 && (text.p[last - 1] == ' ' || text.p[last - 1] == '\n'))
		last--;
	s->at = s->to = last;
	s->before =
		last > 0 && (text.p[last - 1] == '[' || text.p[last - 1] == ',') ? S("") : S(", ");
	s->between = S(", ");
	s->after = S("");
}

static struct spot
spot_of(struct arena *a, struct str text, const struct yaml *list)
{
	struct str eol = str_find(text, S("\r\n"), 0) >= 0 ? S("\r\n") : S("\n");
	struct str indent = S("  ");
	struct spot s = { .at = text.n, .after = eol };
	struct str head = S("");

	if (!list) {
		head = str_fmt(a, "ignores:%.*s", P(eol));
	} else if (list->kind == YAML_SEQUENCE && text.p[list->at.off] == '[') {
		in_brackets(text, list, &s);
		return s;
	} else if (list->first) {
		s.at = line_end(text, (ptrdiff_t)list->at.off + list->at.len);
		indent = indent_of(text, list->first->at.off);
	} else {
		s.at = line_end(text, (ptrdiff_t)list->key_at.off + list->key_at.len);
	}
	s.to = s.at;
	s.between = str_fmt(a, "%.*s%.*s- ", P(eol), P(indent));
	s.before =
		str_fmt(a, "%.*s%.*s%.*s- ", P(s.at > 0 && text.p[s.at - 1] != '\n' ? eol : S("")),
			P(head), P(indent));
	return s;
}

static struct str
with_entries(struct arena *a, struct str text, const struct yaml *list, const struct entries *v)
{
	struct spot s = spot_of(a, text, list);
	struct buf out = { .a = a };

	buf_str(&out, str_slice(text, 0, s.at));
	for (ptrdiff_t i = 0; i < v->n; i++) {
		buf_str(&out, i ? s.between : s.before);
		buf_str(&out, v->v[i]);
	}
	buf_str(&out, s.after);
	buf_str(&out, str_slice(text, s.to, text.n));
	return buf_take(&out);
}

/* Does the new text say what the old one said, and the entries besides? */
static bool
is_right(struct arena *a, struct str file, struct str text, struct str now, ptrdiff_t added)
{
	struct config *before = NEW(a, struct config, 1), *after = NEW(a, struct config, 1);
	struct config_error error = { 0 };

	config_init(before);
	config_init(after);
	return config_read(a, before, file, text, &error) &&
	       config_read(a, after, file, now, &error) &&
	       after->nignores == before->nignores + added;
}

static int
fail(struct arena *a, const struct options *o, struct str file, struct str why, struct str help)
{
	return terminal_fail(
		a, o, str_fmt(a, "cannot add to `ignores` in `%.*s`: %.*s", P(file), P(why)), help);
}

static int
write_file(struct arena *a, const struct options *o, struct str file, const struct entries *v)
{
	struct str text, now, why;
	struct yaml_error error = { 0 };
	const struct yaml *root;
	struct buf b = { .a = a };

	if (fs_read(a, file, CONFIG_MOST, &text, &why) != FS_OK)
		return fail(a, o, file, why, S(""));
	root = yaml_parse(a, text, &error);
	now = with_entries(a, text, yaml_member(root, "ignores"), v);
	if (now.n > CONFIG_MOST)
		return fail(a, o, file, S("it would grow too large"),
			    S("`loclint baseline create` is made for that many findings"));
	if (!is_right(a, file, text, now, v->n))
		return fail(a, o, file, S("it is written in a way that cannot be added to"),
			    S("write `ignores:` as the last key, with one entry a line"));
	buf_str(&b, now);
	return fs_write(a, file, &b, &why) ? EXIT_CLEAN : fail(a, o, file, why, S(""));
}

int
ignore_add(struct arena *a, const struct options *o, const struct config *c, struct engine *e)
{
	struct str reason = o->add_ignore;
	struct entries v;
	struct buf out = { .a = a };
	ptrdiff_t left_out;

	if (!c->file.n)
		return terminal_fail(a, o, S("there is no configuration file to add to"),
				     S("write .loclint.yml with the line `version: 1`"));
	if (!str_trim(reason).n || utf8_invalid_at(reason) >= 0)
		reason = str_fmt(a, "accepted on %.*s", P(date_iso(a, e->site.today)));
	v = entries_of(a, e, reason, &left_out);
	if (v.n && write_file(a, o, c->file, &v) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	buf_fmt(&out, "Added %td entr%s to `ignores` in %.*s.\n", v.n, v.n == 1 ? "y" : "ies",
		P(c->file));
	if (left_out)
		buf_fmt(&out,
			"Left out: %td about suppressions, or in files whose name is not UTF-8.\n",
			left_out);
	return o->quiet ? EXIT_CLEAN : terminal_print(a, o, &out, EXIT_CLEAN);
}
