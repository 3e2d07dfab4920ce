/* Surveys: what a layout makes of all paths together.  One path cannot tell whether `docs/is/`
 * holds Icelandic or a page about "is"; that most of its pages mirror pages outside of it can. */
#include "site/layout.h"

#include "base/path.h"
#include "site/locale.h"

/* A tag that may be a name is taken for a locale when at least one in MIRROR of its pages mirrors a
 * source page. */
enum { MIRROR = 4, NO_TAG = -1 };

/* One matched path. */
struct seen {
	struct str key, name;
	int32_t tag; /* index in survey->tags, NO_TAG for a source page */
	bool named;  /* a source page that names its locale */
};
struct seen_list {
	struct seen *v;
	ptrdiff_t n;
};

/* Do the folders of a path alone tell what it is? */
static bool
is_by_folder(const struct layout *l)
{
	for (ptrdiff_t i = 0; i < l->nrules; i++)
		if (!str_ends(l->rules[i].translation, S("/{path}")) ||
		    !str_ends(l->rules[i].source, S("/{path}")))
			return false;
	return true;
}

/* Among several tags of the source's language, how much one looks like the source's: the tag that
 * is asked for, or the one that most sites in English write from. */
static int
source_rank(struct str tag, struct str wanted)
{
	return locale_same(tag, wanted) ? 2 : locale_same(tag, S("en-US"));
}

/* The most frequent of the tags; where another looks more like the source's, and has half as many
 * pages or more, that one (British English beside American English, of equal size or a page
 * ahead). */
static const struct map_entry *
best_source_tag(const struct map *counts, struct str wanted)
{
	const struct map_entry *best = NULL;
	ptrdiff_t most = 0; /* counts start at -1 */
	int best_rank = 0;

	for (ptrdiff_t i = 0; i < counts->n; i++)
		if (counts->entries[i].value + 1 > most)
			most = counts->entries[i].value + 1;
	for (ptrdiff_t i = 0; i < counts->n; i++) {
		const struct map_entry *e = &counts->entries[i];
		int rank = source_rank(e->key, wanted);
		bool more = !best || rank > best_rank ||
			    (rank == best_rank &&
			     (e->value > best->value ||
			      (e->value == best->value && str_cmp(e->key, best->key) < 0)));

		if (2 * (e->value + 1) < most || !more)
			continue;
		best = e;
		best_rank = rank;
	}
	return best;
}

/* The source's tag as the paths spell it: the one given, when it is there, else the one of its
 * language that looks most like it. */
static struct str
find_source_tag(struct arena *scratch, const struct layout_survey *v, struct str given)
{
	struct layout by_language = *v->layout;
	struct map counts = { .a = scratch };
	struct str any = { 0 }, last = { 0 }, tag = { 0 };
	const struct map_entry *best;
	bool by_folder = is_by_folder(v->layout);

	if (given.n)
		by_language.default_source = given;
	for (ptrdiff_t i = 0; i < v->npaths; i++) {
		struct str folder = path_dir(v->paths[i]);

		if (!i || !by_folder || !str_eq(folder, last)) {
			struct layout_hit hit;
			bool found =
				layout_match_source(scratch, &by_language, v->paths[i], any, &hit);

			tag = found ? hit.locale : S("");
		}
		last = folder;
		if (tag.n)
			++*map_at(&counts, tag);
	}
	for (ptrdiff_t i = 0; i < counts.n; i++) {
		const struct map_entry *e = &counts.entries[i];

		if (given.n && locale_same(e->key, given))
			return e->key;
	}
	best = best_source_tag(&counts, by_language.default_source);
	return best ? best->key : by_language.default_source;
}

static bool
names_source(const struct layout *l)
{
	for (ptrdiff_t i = 0; i < l->nrules; i++)
		if (l->rules[i].names_source)
			return true;
	return false;
}

/* Index of a tag; spellings of one tag share it. */
static ptrdiff_t
tag_index(struct arena *a, struct layout_survey *v, ptrdiff_t *cap, struct str spelled)
{
	ptrdiff_t at = map_get(&v->tag_of, spelled), *same;

	if (at >= 0)
		return at;
	same = map_at(&v->tag_of, locale_canonical(a, spelled));
	if (*same < 0) {
		if (v->ntags == *cap)
			v->tags = vec_grow(a, v->tags, v->ntags, cap, sizeof *v->tags);
		v->tags[v->ntags] = (struct layout_tag){ .tag = spelled };
		*same = v->ntags++;
	}
	at = *same;
	*map_at(&v->tag_of, spelled) = at;
	return at;
}

/* Pages by key: how many there are of the source, or, when it has a place but no page, of
 * translations.  (A layout in which the source has no place of its own, "{locale}/{path}" beside
 * "{path}", would count the source's folder among the peers.) */
static void
count_pairs(struct arena *scratch, struct layout_survey *v, const struct seen_list *list)
{
	struct map keys = { .a = scratch };

	if (!v->sources && !names_source(v->layout))
		return;
	for (ptrdiff_t i = 0; i < list->n; i++)
		if ((list->v[i].tag == NO_TAG) == v->sources)
			++*map_at(&keys, list->v[i].key);
	for (ptrdiff_t i = 0; i < list->n; i++) {
		const struct seen *s = &list->v[i];

		/* A count starts at -1: one page gives 0, a translation among peers needs another
		 * one. */
		if (s->tag != NO_TAG && map_get(&keys, s->key) >= !v->sources)
			v->tags[s->tag].pairs++;
	}
}

static bool
is_accepted(const struct layout_survey *v, const struct layout_tag *t)
{
	bool bare = t->tag.n <= 3;

	if (!t->chance)
		return true;
	if (bare)
		return v->sources && t->pairs * MIRROR >= t->pages;
	return t->pairs > 0;
}

/* Is the one pair there is more than chance?  Its tag is no other word (layout->alone), no second
 * page has the tag without a source, and the page's name has no further dot, as names of functions
 * have (text.list.fr). */
static bool
stands_alone(const struct layout_survey *v, const struct seen_list *list)
{
	for (ptrdiff_t i = 0; i < list->n; i++) {
		const struct seen *s = &list->v[i];
		const struct layout_tag *t = s->tag == NO_TAG ? NULL : &v->tags[s->tag];
		struct str stem = path_base(s->key);

		if (!t || !t->accepted || t->pairs != 1)
			continue;
		stem.n -= path_ext(stem).n;
		if (t->pages > 1 || str_find_char(stem, '.', 0) >= 0)
			return false;
		for (ptrdiff_t k = 0; k < v->layout->nalone; k++)
			if (locale_same(t->tag, v->layout->alone[k]))
				return true;
		return false;
	}
	return false;
}

/* Decides which tags are locales, and sums up their pairs.  A single pair by chance (de/index.md
 * beside index.md) is no evidence when neither side says more than that. */
static void
judge(struct layout_survey *v, const struct seen_list *list, bool trust)
{
	bool firm = false;

	for (ptrdiff_t i = 0; i < list->n && !firm; i++)
		firm = list->v[i].named;
	for (ptrdiff_t i = 0; i < v->ntags; i++) {
		struct layout_tag *t = &v->tags[i];

		t->accepted = trust || is_accepted(v, t);
		if (!t->accepted)
			continue;
		v->pairs += t->pairs;
		firm |= !t->chance || t->tag.n > 3;
	}
	if (!firm && v->pairs < 2) {
		v->alone = v->pairs == 1 && stands_alone(v, list);
		v->pairs = v->alone;
	}
	for (ptrdiff_t i = 0; i < list->n; i++) {
		const struct seen *s = &list->v[i];

		if (s->tag != NO_TAG && s->name.n && v->tags[s->tag].accepted &&
		    map_get(&v->names, s->name) < 0)
			*map_at(&v->names, str_dup(v->names.a, s->name)) = 1;
	}
}

/* Is there a translation at all?  Most layouts end here; where folders alone tell, one path of each
 * is enough. */
static bool
has_translation(struct arena *scratch, const struct layout_survey *v)
{
	bool by_folder = is_by_folder(v->layout);
	struct str last = { 0 };
	struct layout_hit hit;

	for (ptrdiff_t i = 0; i < v->npaths; i++) {
		struct str folder = path_dir(v->paths[i]);

		if (by_folder && i && str_eq(folder, last))
			continue;
		last = folder;
		if (layout_match_translation(scratch, v->layout, v->paths[i], v->source_locale,
					     &hit))
			return true;
	}
	return false;
}

/* Could the path of a translation be that of a source page as well?  "{name}/{path}", which fits
 * everything, is no answer. */
static bool
is_source_too(struct arena *scratch, const struct layout_survey *v, struct str path)
{
	struct layout_hit hit;

	return layout_match_source(scratch, v->layout, path, v->source_locale, &hit) && !hit.name.n;
}

/* Looks at the paths one after the other.  Where folders alone tell, the next file of a folder
 * differs in its name. */
static void
match_all(struct arena *a, struct arena *scratch, struct layout_survey *v, struct seen_list *list)
{
	bool by_folder = is_by_folder(v->layout), found = false;
	struct layout_hit hit = { 0 };
	struct str last = { 0 };
	ptrdiff_t cap = 0, tag = NO_TAG;

	list->v = NEW(scratch, struct seen, v->npaths);
	for (ptrdiff_t i = 0; i < v->npaths; i++) {
		struct str path = v->paths[i], folder = path_dir(path);

		if (by_folder && i && str_eq(folder, last)) {
			hit.key = path_join(scratch, path_dir(hit.key), path_base(path));
		} else {
			found = layout_match(scratch, v->layout, path, v->source_locale, &hit);
			tag = NO_TAG;
			if (found && !hit.source) {
				tag = tag_index(a, v, &cap, hit.locale);
				v->tags[tag].chance = v->tags[tag].chance || !hit.rule->anchored ||
						      is_source_too(scratch, v, path);
			}
		}
		last = folder;
		if (!found)
			continue;
		v->sources |= hit.source;
		if (tag != NO_TAG)
			v->tags[tag].pages++;
		list->v[list->n++] = (struct seen){ hit.key, hit.name, (int32_t)tag,
						    hit.source && hit.locale.n };
	}
}

void
layout_survey(struct arena *a, struct layout_survey *survey, const struct layout *l,
	      struct str source_locale, bool trust)
{
	struct arena scratch = { 0 };
	struct seen_list list = { 0 };

	survey->layout = l;
	survey->tag_of.a = survey->names.a = a;
	survey->source_locale = source_locale.n ? source_locale : l->default_source;
	if (has_translation(&scratch, survey)) {
		if (names_source(l))
			survey->source_locale = find_source_tag(&scratch, survey, source_locale);
		match_all(a, &scratch, survey, &list);
		count_pairs(&scratch, survey, &list);
		judge(survey, &list, trust);
	}
	arena_free(&scratch);
}

bool
layout_survey_match(struct arena *a, const struct layout_survey *survey, struct str path,
		    struct layout_hit *hit)
{
	const struct layout *l = survey->layout;
	struct str source = survey->source_locale;
	ptrdiff_t tag;

	if (!layout_match(a, l, path, source, hit))
		return false;
	tag = hit->source ? -1 : map_get(&survey->tag_of, hit->locale);
	if (!hit->source && (tag < 0 || !survey->tags[tag].accepted) &&
	    !layout_match_source(a, l, path, source, hit))
		return false;
	/* "{name}/{path}" fits every folder; only those that have translations are meant. */
	return !hit->source || !hit->name.n || map_get(&survey->names, hit->name) >= 0;
}
