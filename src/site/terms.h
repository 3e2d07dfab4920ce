/* Terms with a fixed form in other languages: a project's glossary, or the list in one page's front
 * matter. */
#ifndef TERMS_H
#define TERMS_H

#include "site/schema.h"

struct term {
	struct str text;
	/* What it is called: locales[i] is a tag or "*", a term may have several forms for one.
	 * n 0: it is not translated. */
	struct str *locales, *forms;
	ptrdiff_t n;
};

struct terms; /* immutable: may be used by many threads */

/* Reads a glossary file, a list of terms or a mapping from terms to null, to one form for all
 * languages, or to {locale: form, list of forms, or null}:
 *
 *   - Contoso Mail
 *   workbook: {de: Arbeitsmappe, fr: [classeur, fichier Excel]}
 *
 * or, where languages have terms of their own, a mapping from language tags to such lists or
 * mappings (without languages in them):
 *
 *   de-DE: [Contoso Mail]
 *   fr: {workbook: classeur}
 *
 * On a; NULL and *error when it is neither. */
struct terms *terms_read(struct arena *a, struct str file, struct str text,
			 struct config_error *error);
/* The same from a value that has been parsed already, not a scalar. */
struct terms *terms_value(struct schema *s, const struct yaml *value);
/* The same from plain strings: none of them is translated. */
struct terms *terms_of(struct arena *a, const struct str *v, ptrdiff_t n);
/* The longest term that begins at s.p[at] and is a word there; NULL when there is none.  Terms that
 * are not translated are found as they are written, others in any case. */
const struct term *terms_at(const struct terms *t, struct str s, ptrdiff_t at);
/* The tag under which a term has forms for this locale ("de" serves de-AT), empty when it has none.
 */
struct str term_locale(const struct term *t, struct str locale);

#endif
