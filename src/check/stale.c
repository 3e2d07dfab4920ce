/* The one finding that says a page is behind, and what is wrong with its pin. */
#include "base/date.h"
#include "check/change.h"
#include "check/check.h"
#include "check/pin.h"

enum { SHORT_HEX = 8, DAY = 86400 };

static struct str
shortened(struct str hex)
{
	return str_slice(hex, 0, SHORT_HEX);
}

/* English moved on so recently that the translation is surely on its way. */
static bool
in_grace(const struct view *v)
{
	const struct page_history *h = v->history;
	int64_t grace = (int64_t)v->site->config->grace_days * DAY;

	return v->site->today && h->nchanges &&
	       v->site->today - h->changes[h->nchanges - 1].time < grace;
}

static struct str
how_often(struct arena *work, const struct page_history *h)
{
	const char *least = h->changes_cut ? "at least " : "";

	return h->nchanges == 1 ? str_fmt(work, "%sonce", least)
				: str_fmt(work, "%s%td times", least, h->nchanges);
}

static enum message_id
behind_message(const struct page_history *h, bool by_hash)
{
	if (h->nchanges == 0 && h->changes_cut)
		return by_hash ? MSG_STALE_HASH_CUT : MSG_STALE_COMMIT_CUT;
	if (h->nchanges == 0)
		return by_hash ? MSG_STALE_WORK_TREE : MSG_STALE_COMMIT_TREE;
	if (h->by_date)
		return MSG_STALE_DATE;
	return by_hash ? MSG_STALE_HASH_SINCE : MSG_STALE_COMMIT;
}

/* A stale page whose base is known: how far it is behind, and in what. */
static void
say_behind(const struct view *v, const struct pin *pin)
{
	const struct page_history *h = v->history;
	const struct source_change *last = h->changes;
	bool by_hash = pin->hash.n > 0, committed = h->nchanges > 0;
	struct str recorded = by_hash ? pin->hash : pin->commit;
	struct str name = change_name(v->work, change_classify(v->base, v->current));
	int64_t days = committed && h->base_time ? (last->time - h->base_time) / DAY : 0;

	sink_emit(v,
		  &(struct draft){
			  .message = behind_message(h, by_hash),
			  .at = by_hash ? pin->hash_at : pin->commit_at,
			  .key = h->by_date ? S("last-commit") : recorded,
			  .whole_page = true,
			  .info = in_grace(v),
			  .args = { { "times", how_often(v->work, h) },
				    { "class", name },
				    { "date", committed ? date_iso(v->work, last->time) : S("") },
				    { "author", committed ? last->author : S("") },
				    { "commit", committed ? shortened(last->commit) : S("") },
				    { "base", shortened(h->base_commit) },
				    { "days", str_fmt(v->work, "%d", (int)days) },
				    { "count", str_fmt(v->work, "%td", h->nchanges) } },
		  });
}

/* --- what is wrong with a pin --------------------------------------------------------- */

static const struct {
	enum message_id message;
	bool hash; /* the hash is at fault, not the commit */
} faults[] = {
	[PIN_UNKNOWN_COMMIT] = { MSG_COMMIT_UNKNOWN, false },
	[PIN_AMBIGUOUS_COMMIT] = { MSG_COMMIT_AMBIGUOUS, false },
	[PIN_PATH_NOT_THERE] = { MSG_COMMIT_WITHOUT_PAGE, false },
	[PIN_WRONG_COMMIT] = { MSG_COMMIT_OTHER_CONTENT, false },
	[PIN_UNKNOWN_CONTENT] = { MSG_HASH_UNKNOWN, true },
	[PIN_NOT_ANCESTOR] = { MSG_COMMIT_NOT_ANCESTOR, false },
	[PIN_UNTOUCHED] = { MSG_COMMIT_UNTOUCHED, false },
};

static void
say_fault(const struct view *v, const struct pin *pin)
{
	const struct page_history *h = v->history;
	bool hash;

	if (!h || h->fault == PIN_FINE || h->fault == PIN_OUT_OF_REACH)
		return;
	hash = faults[h->fault].hash;
	sink_emit(v, &(struct draft){
			     .message = faults[h->fault].message,
			     .at = hash ? pin->hash_at : pin->commit_at,
			     .key = hash ? pin->hash : pin->commit,
			     .whole_page = true,
			     .args = { { "commit", shortened(pin->commit) },
				       { "hash", shortened(pin->hash) },
				       { "expected", h->right_commit } },
		     });
}

void
pass_stale(const struct view *v)
{
	struct pin pin = pin_read_beside(v->site->profile, v->dst, v->beside, v->scratch);

	if (v->history)
		say_fault(v, &pin);
	if (v->history && v->freshness == FRESH_NO && v->base)
		say_behind(v, &pin);
	else
		pass_fresh(v);
}
