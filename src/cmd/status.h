/* What `loclint status` counts, and the formats that write it down. */
#ifndef STATUS_H
#define STATUS_H

#include "report/report.h"

/* COUNT_FRESH to COUNT_NOT_CHECKED: every page is in exactly one. */
enum status_count {
	COUNT_PAGES,      /* translations */
	COUNT_SOURCES,    /* source pages there are */
	COUNT_TRANSLATED, /* of them have a translation */
	COUNT_FRESH,
	COUNT_PROSE, /* behind; the heaviest change of English */
	COUNT_CODE,
	COUNT_LINKS,
	COUNT_FRONT_MATTER,
	COUNT_WHITESPACE,
	COUNT_NO_BASE,     /* behind; what English was then is not known */
	COUNT_UNPINNED,    /* without a pin, and none is required */
	COUNT_UNKNOWN,     /* the pin tells nothing, or is due and missing */
	COUNT_NOT_CHECKED, /* could not be read */
	COUNT_DEFECTS,     /* findings by cause, those that say that a page is behind left out */
	COUNT_DRIFTS,
	COUNT_UNCLEAR,
	COUNTS
};

struct status_row {
	struct str locale, folder;
	ptrdiff_t counts[COUNTS];
	int64_t oldest; /* when the oldest English that a page was made from was committed; 0: not
			   known */
};

struct status {
	bool by_folder;
	struct str source_locale;          /* empty: there is no source side */
	ptrdiff_t sources, source_defects; /* source pages, and findings on them */
	struct status_row *rows;
	ptrdiff_t nrows;
	struct status_row total;
};

enum { STATUS_FORMATS = 4 };
extern const struct status_format {
	const char *name;
	void (*write)(struct buf *out, const struct status *s, const struct report_style *style);
} status_formats[STATUS_FORMATS];

#endif
