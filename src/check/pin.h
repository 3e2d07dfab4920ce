/* What a translation records about the English page it was made from, wherever its platform puts
 * it. */
#ifndef PIN_H
#define PIN_H

#include "check/check.h"
#include "doc/doc.h"
#include "site/profile.h"

struct pin {
	/* Each as written (blanks trimmed), empty when the page does not have it; spans in
	 * doc->text. */
	struct str hash, commit, status;
	struct span hash_at, commit_at, status_at;
	bool blob; /* hash is git's hash of the content ("blob <size>\0<bytes>"), not that of the
		      bytes alone */
	struct span at; /* the first of those present; where it would belong when the page has none
			   (front matter or line 1) */
	struct str key; /* name of the key or marker at `at`, for messages: "ms.openlocfilehash" */
	struct str version, date;
	struct span version_at, date_at;
	struct str opaque; /* a hash that nothing here can compute; then `hash` is empty */
	struct span opaque_at;
	bool hash_ok, commit_ok; /* well formed: worth asking history about */
	bool beside; /* `at` stands in the file beside the page: its span, and that of each part
			read there, is 0 */
};

/* Reads the page's pin as the profile describes it (front matter keys, or patterns over the head of
 * the file).  Without scratch front matter keys only. */
struct pin pin_read(const struct profile *p, const struct doc *d, struct pattern_scratch *scratch);
/* The same; what the page does not have is looked for in the text of the file beside it (may be
 * empty). */
struct pin pin_read_beside(const struct profile *p, const struct doc *d, struct str beside,
			   struct pattern_scratch *scratch);
/* Does the page name a revision of its source, by hash or commit, that history can be asked about?
 */
bool pin_present(const struct pin *pin);
/* Does the profile know a pin that is written somewhere? */
bool pin_expected(const struct profile *p);
/* Where the pin of `page` is kept when that is a file of its own: a path beside it, on a; empty
 * when the profile knows none. */
struct str pin_beside_path(struct arena *a, const struct profile *p, struct str page);
/* Is a commit with this subject one that does not count as a change ("[skip-revcheck] typo")? */
bool pin_ignores(const struct profile *p, struct pattern_scratch *scratch, struct str subject);

/* Is hex the digest of the page as the profile's platform computes it, whole or shortened?
 * digests_match is the same for hashes that are SHA-1 or SHA-256 of any line end form. */
bool digests_match_pin(struct digests *d, const struct pin_rules *r, struct str hex);
/* As fresh_judge, and wherever the pin is written; versions are compared with the current page's.
 */
enum freshness fresh_of(const struct view *v);

/* The hash to record for the source page `now`, in the kind, length and line ends of the recorded
 * one, which was made of `base` (NULL: not known).  recorded may be empty. */
struct str digests_stamp(struct digests *now, const struct pin_rules *r, struct str recorded,
			 struct digests *base);
/* The edit (of v->dst->text) after which the page's status says `state`; false when it says so,
 * says nothing, or there is no word for it. */
bool pin_restate(const struct view *v, const struct pin *pin, enum pin_state state, struct edit *e);

/* pin-missing, drift-flag, and metadata-invalid for what is not in front matter; needs the view's
 * history for the flag. */
void pass_pin(const struct view *v);

#endif
