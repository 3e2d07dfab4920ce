/* link-label: the text of a link that is a name in itself (an issue's number, an error code, a URL,
 * the target's own file name) leads elsewhere than it says. */
#include "base/path.h"
#include "base/utf8.h"
#include "check/words.h"
#include "site/url.h"

enum { FACTS_MAX = 1024 }; /* of one block that are looked at */

/* "#1234", "owner/name#1234" */
static bool
is_issue(struct str s)
{
	ptrdiff_t hash = str_rfind_char(s, '#');

	if (hash < 0 || hash + 1 == s.n || str_find_char(s, ' ', 0) >= 0)
		return false;
	for (ptrdiff_t i = hash + 1; i < s.n; i++) {
		if (!is_digit(s.p[i]))
			return false;
	}
	return true;
}

/* "NU3032", "KB-12", "E100" */
static bool
is_code(struct str s)
{
	ptrdiff_t caps = 0, digits = 0;

	while (caps < s.n && is_capital(s.p[caps]))
		caps++;
	for (ptrdiff_t i = caps; i < s.n; i++) {
		if (!is_digit(s.p[i]) && !(s.p[i] == '-' && i == caps))
			return false;
		digits += is_digit(s.p[i]);
	}
	return caps > 0 && digits >= (caps == 1 ? 3 : 1);
}

static bool
is_url(struct str s)
{
	return str_find_char(s, ' ', 0) < 0 &&
	       (str_starts(s, S("https://")) || str_starts(s, S("http://")) ||
		str_starts(s, S("www.")));
}

/* The target's last segment, and no word of a language: with a digit, a point, an underscore or an
 * inner capital. */
static bool
is_file_name(struct str s, struct str target)
{
	struct str base = path_base(url_without_fragment(target));
	struct str ext = path_ext(base);
	bool code = false;

	if (!str_eq_nocase(s, base) && !str_eq_nocase(s, str_slice(base, 0, base.n - ext.n)))
		return false;
	for (ptrdiff_t i = 0; i < s.n; i++)
		code |= is_digit(s.p[i]) || s.p[i] == '.' || s.p[i] == '_' ||
			(i > 0 && is_capital(s.p[i]) && s.p[i - 1] >= 'a');
	return code;
}

/* People may well give a bare URL a name. */
static bool
is_name(const struct fact *f, bool human)
{
	struct str s = f->text;

	return s.n > 1 && !f->autolink &&
	       (is_issue(s) || is_code(s) || is_file_name(s, f->value) || (!human && is_url(s)));
}

/* The link of block `to` to the same target, as the nth one of its block. */
static const struct fact *
same_link(const struct view *v, const struct fact *f, uint32_t to)
{
	const struct block *from = &v->src->blocks[f->block], *b = &v->dst->blocks[to];
	ptrdiff_t skip = 0;

	if (f - (v->src->facts + from->fact) > FACTS_MAX)
		return NULL;
	for (const struct fact *g = v->src->facts + from->fact; g < f; g++)
		skip += g->kind == FACT_LINK && str_eq(g->value, f->value);
	for (uint32_t i = 0; i < b->nfact && i <= FACTS_MAX; i++) {
		const struct fact *g = &v->dst->facts[b->fact + i];

		if (g->kind == FACT_LINK && str_eq(g->value, f->value) && skip-- == 0)
			return g;
	}
	return NULL;
}

/* Letters without case; a decimal comma is version-comma's. */
static bool
same_letter(char a, char b)
{
	if (a == ',')
		a = '.';
	if (b == ',')
		b = '.';
	return str_eq_nocase((struct str){ &a, 1 }, (struct str){ &b, 1 });
}

/* Is the name in the label, whatever the case and the marks between its letters? */
static bool
says(struct str label, struct str name)
{
	ptrdiff_t k = 0;

	for (ptrdiff_t i = 0; i < label.n && k < name.n; i++) {
		if (same_letter(label.p[i], name.p[k]))
			k++;
		else if (label.p[i] != ' ' && label.p[i] != '\\')
			k = same_letter(label.p[i], name.p[0]);
	}
	return k == name.n;
}

/* "#1234" -> "1234", which a language may introduce as it likes ("Nr. 1234"). */
static struct str
core_of(struct str name)
{
	return is_issue(name) ? str_slice(name, str_rfind_char(name, '#') + 1, name.n) : name;
}

/* The bytes of the label when they are nothing but its text. */
static struct span
label_span(const struct doc *d, const struct fact *f)
{
	struct span at = { f->at.off + 1, (uint32_t)f->text.n };
	struct str whole = doc_slice(d, f->at);

	if (!str_starts(whole, S("[")) || !str_starts(str_slice(whole, 1, whole.n), f->text) ||
	    !str_starts(str_slice(whole, 1 + f->text.n, whole.n), S("]")))
		return (struct span){ 0, 0 };
	return at;
}

static bool
is_name_byte(char c)
{
	return is_ascii_word(c) || c == '#' || c == '.';
}

static bool
has_letter(struct str s)
{
	for (ptrdiff_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);

		if (utf8_is_letter(cp) || utf8_is_digit(cp))
			return true;
	}
	return false;
}

/* The one name in a label that is to be replaced, marks around it left out; len 0 when the label
 * holds other words, which must stay. */
static struct span
wrong_name(const struct doc *d, struct span label, const struct fact *have)
{
	struct str s = doc_slice(d, label), name;
	ptrdiff_t from = 0, to = s.n;

	while (from < to && !is_name_byte(s.p[from]))
		from++;
	while (to > from && !is_name_byte(s.p[to - 1]))
		to--;
	name = str_slice(s, from, to);
	if (has_letter(str_slice(s, 0, from)) || has_letter(str_slice(s, to, s.n)) ||
	    (!is_issue(name) && !is_code(name) && !is_url(name) &&
	     !is_file_name(name, have->value)))
		return (struct span){ 0, 0 };
	return (struct span){ label.off + (uint32_t)from, (uint32_t)(to - from) };
}

static void
compare(const struct view *v, const struct fact *want)
{
	uint32_t to = v->align->dst_of[want->block];
	const struct fact *have = to == NO_BLOCK ? NULL : same_link(v, want, to);
	struct span at, name;

	if (!have || !have->text.n || have->autolink || says(have->text, core_of(want->text)))
		return;
	doc_locate(v->src);
	doc_locate(v->dst);
	at = label_span(v->dst, have);
	name = wrong_name(v->dst, at, have);
	sink_emit(v, &(struct draft){
			     .message = MSG_LINK_LABEL,
			     .at = at.len ? at : have->at,
			     .has_source = true,
			     .source = want->at,
			     .key = str_fmt(v->work, "%.*s\n%.*s", P(want->text), P(want->value)),
			     .args = { { "have", have->text },
				       { "expected", want->text },
				       { "target", want->value } },
			     .edits = { { name.off, name.off + name.len, want->text } },
			     .nedits = name.len > 0,
		     });
}

void
pass_labels(const struct view *v)
{
	for (ptrdiff_t i = 0; i < v->src->nfacts; i++) {
		const struct fact *f = &v->src->facts[i];

		if (f->kind == FACT_LINK && f->block != NO_BLOCK && is_name(f, v->human))
			compare(v, f);
	}
}
