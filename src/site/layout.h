/* Layouts: how a path names its language.  Data in rules/layouts.yml. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "base/map.h"
#include "diag/config_error.h"

/* A pattern taken apart when it was loaded. */
struct layout_pattern {
	struct layout_token *tokens;
	ptrdiff_t n;
	ptrdiff_t path; /* index of {path}: tokens before it match forwards, those after it
			   backwards; n when there is none */
};

struct layout {
	struct str name, summary;
	/* Patterns over paths below the project's root.  {locale} stands for a language tag, a path
	 * segment or part of one; {source} for the source's own tag; {path} for the rest, any
	 * number of segments; {name} for part of one segment, up to the next character of the
	 * pattern; {dir} for any number of leading folders; {ext} for md, mdx or markdown. */
	struct layout_rule {
		struct str source, translation;
		struct layout_pattern from, to; /* the two, taken apart */
		struct layout_pattern
			key; /* the source pattern without {source}: what pages of a family share */
		bool names_source; /* the source pattern has {source} */
		bool anchored;     /* fixed text stands before {locale}: a page is not taken for a
				      locale by chance */
	} * rules;
	ptrdiff_t nrules;
	struct str default_source; /* locale of the source when its path does not say: "en" */
	struct str *alone; /* tags that are taken for locales where one page alone has one */
	ptrdiff_t nalone;
};

struct layouts {
	struct layout *v;
	ptrdiff_t n;
};

/* Reads rules/layouts.yml.  False and *error (line, caret) on an unknown key, a malformed pattern,
 * or an example in the file that does not pair. */
bool layouts_load(struct arena *a, struct layouts *l, struct str file, struct str text,
		  struct config_error *error);
/* The layout of that name, or NULL. */
const struct layout *layout_find(const struct layouts *l, struct str name);

/* What a layout says of one path. */
struct layout_hit {
	bool source;
	struct str locale; /* as spelled; empty for a source path that does not name its locale */
	struct str key;    /* equal for all pages of a family */
	struct str name;   /* what {name} stands for, or empty */
	const struct layout_rule *rule;
};
/* False when the path fits neither pattern.  source_locale chooses between readings
 * ("content/en/a.md"); when it is empty, every tag of the default source's language is the
 * source's.  Allocates nothing when it returns false. */
bool layout_match(struct arena *a, const struct layout *l, struct str path,
		  struct str source_locale, struct layout_hit *hit);
/* The same for translations only, and for source pages only ("docs/is/a.md" when `is` turned out to
 * be no locale). */
bool layout_match_translation(struct arena *a, const struct layout *l, struct str path,
			      struct str source_locale, struct layout_hit *hit);
bool layout_match_source(struct arena *a, const struct layout *l, struct str path,
			 struct str source_locale, struct layout_hit *hit);

/* What a layout makes of a whole list of paths: only together do they show which tag is the
 * source's, and whether a folder `de` holds German or is one of the pages' own folders. */
struct layout_survey {
	const struct str *paths; /* set by the caller, as is npaths */
	ptrdiff_t npaths;
	const struct layout *layout;
	struct str source_locale; /* as the paths spell it, or the one given, or the layout's
				     default */
	ptrdiff_t pairs; /* translations that pair with a source (with a peer when there is no
			    source at all) */
	struct layout_tag {
		struct str tag; /* as first spelled */
		ptrdiff_t pages, pairs;
		bool chance; /* on some path the tag may be a folder's or file's own name */
		bool accepted;
	} * tags;
	ptrdiff_t ntags;
	struct map tag_of; /* canonical tag -> index in tags */
	struct map names;  /* what {name} stands for on accepted translations */
	bool sources;      /* there is a source page */
	bool alone;        /* the only pair is one by a tag of layout->alone: little evidence */
};

/* Fills a survey of which only the paths are set.  source_locale may be empty or without region
 * ("en" finds en-us).  trust: the user chose the layout, so that every tag is a locale; else a tag
 * that may be a name must mirror the source: a quarter of its pages, or one page when it has a
 * region or script.  Linear. */
void layout_survey(struct arena *a, struct layout_survey *survey, const struct layout *l,
		   struct str source_locale, bool trust);
/* layout_match with what the survey found. */
bool layout_survey_match(struct arena *a, const struct layout_survey *survey, struct str path,
			 struct layout_hit *hit);

#endif
