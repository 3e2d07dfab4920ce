/* How the commands name what was decided about a translation. */
#include "base/date.h"
#include "check/check.h"
#include "cmd/command.h"

enum { SHORT_HEX = 8 };

struct str
short_hex(struct str hex)
{
	return str_slice(hex, 0, SHORT_HEX);
}

struct str
verdict_base(struct arena *a, const struct verdict *v, const struct page_history *h)
{
	struct str when =
		v->base_time ? str_fmt(a, " of %.*s", P(date_iso(a, v->base_time))) : S("");

	switch (v->base) {
	case BASE_CURRENT:
		return S("the current page");
	case BASE_COMMIT:
		return str_fmt(a, "commit %.*s, %s", P(short_hex(v->base_commit)),
			       h && h->by_date ? "the page when this translation was last changed"
					       : "as recorded");
	case BASE_CONTENT:
		return str_fmt(a, "commit %.*s%.*s, found by its content%s",
			       P(short_hex(v->base_commit)), P(when),
			       h && h->fault == PIN_WRONG_COMMIT
				       ? " (the recorded commit has another)"
				       : "");
	case BASE_NONE:
		break;
	}
	return v->embedded ? S("the English embedded in the page")
			   : S("none: compared with the current page");
}

struct str
verdict_word(const struct verdict *v)
{
	if (!v || !v->checked)
		return S("not checked");
	switch (v->freshness) {
	case FRESH_YES:
		return S("fresh");
	case FRESH_NO:
		return S("stale");
	case FRESH_UNPINNED:
		return S("no pin");
	case FRESH_UNKNOWN:
		break;
	}
	return S("not known");
}
