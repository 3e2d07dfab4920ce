/* What a docs platform adds to Markdown, against the source: alerts, includes, directives,
 * shortcodes, components. */
#include "check/check.h"
#include "check/place.h"

/* Kinds whose sequence must be the source's, and what to say when one has no counterpart. */
struct subject {
	enum fact_kind kind;
	enum message_id missing, extra;
	bool caseless;
};

static const struct subject subjects[] = {
	{ FACT_INCLUDE, MSG_INCLUDE_MISSING, MSG_COUNT, true },
	{ FACT_DIRECTIVE, MSG_DIRECTIVE_MISSING, MSG_DIRECTIVE_EXTRA, true },
	{ FACT_SHORTCODE, MSG_SHORTCODE_MISSING, MSG_SHORTCODE_EXTRA, false },
	{ FACT_COMPONENT, MSG_COMPONENT_MISSING, MSG_COMPONENT_EXTRA, false },
};

struct sequence {
	uint32_t *facts;
	uint64_t *keys;
	ptrdiff_t n;
};

static struct sequence
collect(const struct view *v, const struct doc *d, const struct subject *what)
{
	struct sequence s = { 0 };

	for (ptrdiff_t i = 0; i < d->nfacts; i++)
		s.n += d->facts[i].kind == what->kind;
	s.facts = NEW(v->work, uint32_t, s.n);
	s.keys = NEW(v->work, uint64_t, s.n);
	s.n = 0;
	for (ptrdiff_t i = 0; i < d->nfacts; i++) {
		const struct fact *f = &d->facts[i];

		if (f->kind != what->kind)
			continue;
		s.facts[s.n] = (uint32_t)i;
		s.keys[s.n++] = str_hash(what->caseless ? str_lower(v->work, f->value) : f->value,
					 HASH_INIT + f->closes);
	}
	return s;
}

static void
say_missing(const struct places *p, const struct subject *what, const struct fact *f)
{
	const struct view *v = p->view;
	uint32_t block = place_block(v->src, f);
	struct spot spot = place_find(p, block);

	if (place_covered(p, block))
		return;
	sink_emit(v, &(struct draft){
			     .message = what->missing,
			     .at = spot.at,
			     .insert_after = spot.insert_after,
			     .has_source = true,
			     .source = f->at,
			     .key = str_fmt(v->work, "%.*s\n%.*s", P(f->value),
					    P(place_section(v, block))),
			     .args = { { "target", f->value }, { "text", f->text } },
		     });
}

static void
say_extra(const struct view *v, const struct subject *what, const struct fact *f)
{
	if (what->extra == MSG_COUNT)
		return;
	sink_emit(v, &(struct draft){
			     .message = what->extra,
			     .at = f->at,
			     .key = str_fmt(v->work, "+%.*s", P(f->value)),
			     .args = { { "target", f->value }, { "text", f->text } },
		     });
}

/* Parts of a fact sequence that were moved are not lost: an unmatched one on each side with the
 * same key cancel out. */
static bool
moved(const struct sequence *other, const ptrdiff_t *pair_of_other, uint64_t key, bool *taken)
{
	for (ptrdiff_t i = 0; i < other->n; i++) {
		if (other->keys[i] != key || pair_of_other[i] >= 0 || taken[i])
			continue;
		return taken[i] = true;
	}
	return false;
}

static void
compare(const struct view *v, const struct subject *what)
{
	struct sequence src = collect(v, v->src, what), dst = collect(v, v->dst, what);
	ptrdiff_t *src_to, *dst_to;
	struct places places;
	bool *taken;

	if (src.n == dst.n && (!src.n || str_eq((struct str){ (const char *)src.keys, src.n * 8 },
						(struct str){ (const char *)dst.keys, dst.n * 8 })))
		return;
	src_to = NEW(v->work, ptrdiff_t, src.n);
	dst_to = NEW(v->work, ptrdiff_t, dst.n);
	taken = NEW(v->work, bool, dst.n);
	align_keys(v->work, src.keys, src.n, dst.keys, dst.n, src_to);
	for (ptrdiff_t i = 0; i < dst.n; i++)
		dst_to[i] = -1;
	for (ptrdiff_t i = 0; i < src.n; i++)
		if (src_to[i] >= 0)
			dst_to[src_to[i]] = i;
	places = places_of(v);
	doc_locate(v->src);
	doc_locate(v->dst);
	for (ptrdiff_t i = 0; i < src.n; i++)
		if (src_to[i] < 0 && !moved(&dst, dst_to, src.keys[i], taken))
			say_missing(&places, what, &v->src->facts[src.facts[i]]);
	for (ptrdiff_t i = 0; i < dst.n; i++)
		if (dst_to[i] < 0 && !taken[i])
			say_extra(v, what, &v->dst->facts[dst.facts[i]]);
}

/* --- alerts ------------------------------------------------------------------------ */

/* "[!NOTE]" or what stands in its place: the bracket at the start of a quote's text, empty when
 * there is none.  Blanks and full-width forms of "!" and brackets, which translations produce, are
 * accepted. */
static struct span
alert_marker(const struct doc *d, const struct block *quote)
{
	static const struct str open[] = { { "[", 1 }, { "\xef\xbc\xbb", 3 } },
				bang[] = { { "!", 1 }, { "\xef\xbc\x81", 3 } };
	struct str s = doc_slice(d, quote->at);
	ptrdiff_t at = 0, i, end;

	while (at < s.n && (s.p[at] == '>' || s.p[at] == ' ' || s.p[at] == '\t'))
		at++;
	for (int k = 0; k < 2; k++)
		if (str_starts(str_slice(s, at, s.n), open[k])) {
			i = at + open[k].n;
			while (i < s.n && s.p[i] == ' ')
				i++;
			for (int b = 0; b < 2; b++) {
				if (!str_starts(str_slice(s, i, s.n), bang[b]))
					continue;
				end = str_find_char(str_slice(s, 0, at + 80), ']', i);
				if (end > 0 && str_find_char(str_slice(s, 0, end), '\n', at) < 0)
					return (struct span){ quote->at.off + (uint32_t)at,
							      (uint32_t)(end + 1 - at) };
			}
		}
	return (struct span){ 0, 0 };
}

static void
compare_alerts(const struct view *v)
{
	for (ptrdiff_t i = 0; i < v->src->nblocks; i++) {
		const struct block *want = &v->src->blocks[i], *have;
		struct span at, source;

		if (want->kind != BLOCK_QUOTE || !want->info.n || v->align->dst_of[i] == NO_BLOCK)
			continue;
		have = &v->dst->blocks[v->align->dst_of[i]];
		if (have->kind != BLOCK_QUOTE || str_eq_nocase(have->info, want->info))
			continue;
		at = alert_marker(v->dst, have);
		source = alert_marker(v->src, want);
		sink_emit(
			v,
			&(struct draft){
				.message = at.len ? MSG_ALERT_BROKEN : MSG_ALERT_LOST,
				.at = at.len ? at : (struct span){ have->at.off, 0 },
				.has_source = true,
				.source = source.len ? source : (struct span){ want->at.off, 0 },
				.key = str_fmt(v->work, "%.*s\n%.*s", P(want->info),
					       P(place_section(v, (uint32_t)i))),
				.args = { { "have", doc_slice(v->dst, at) },
					  { "expected",
					    str_fmt(v->work, "[!%.*s]", P(want->info)) } },
				.edits = { { at.off, at.off + at.len, doc_slice(v->src, source) } },
				.nedits = at.len && source.len,
			});
	}
}

void
pass_constructs(const struct view *v)
{
	for (ptrdiff_t i = 0; i < countof(subjects); i++)
		compare(v, &subjects[i]);
	if (v->site->profile->grammar.alerts)
		compare_alerts(v);
}
