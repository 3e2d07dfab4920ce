/* Any bytes as a page with a pin: the first line names the profile, the rest is the page.  Oracles:
 * a part stands where its span says, only near the top; what does not stand in the page has no
 * span; the status that a fix writes is the one that history demands, and after the fix nothing is
 * left to say. */
#include <stdlib.h>
#include <string.h>

#include "../unit/family.h"

#include "check/pin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PAGE_MAX = 64 << 10 };

static void
demand(bool holds)
{
	if (!holds)
		abort();
}

static void
check_part(const struct doc *d, struct str value, struct span at, bool ok)
{
	demand((ptrdiff_t)at.off + at.len <= d->text.n);
	demand(!ok || value.n > 0);
	if (value.n > 0 && at.len > 0)
		demand((ptrdiff_t)at.off < (ptrdiff_t)d->body + (16 << 10));
}

static void
check_pin(const struct lab *l, const struct doc *d)
{
	struct pin pin = pin_read(l->profile, d, l->scratch);
	struct pin again = pin_read(l->profile, d, l->scratch);

	check_part(d, pin.hash.n > 0 ? pin.hash : pin.opaque, pin.hash_at, pin.hash_ok);
	check_part(d, pin.commit, pin.commit_at, pin.commit_ok);
	check_part(d, pin.version, pin.version_at, false);
	check_part(d, pin.date, pin.date_at, false);
	check_part(d, pin.status, pin.status_at, false);
	demand(pin_present(&pin) == pin_present(&again) && str_eq(pin.commit, again.commit));
	demand(!pin.beside && (ptrdiff_t)pin.at.off + pin.at.len <= d->text.n);
}

/* One page against a history that found it fresh, stale or without its source; its drift-flag. */
static const struct finding *
flag_of(struct lab *l, struct str raw, const struct page_history *h)
{
	struct view v = { .site = &l->site,
			  .scratch = l->scratch,
			  .work = &l->work,
			  .sink = &l->sink,
			  .history = h };

	lab_reset(l);
	lab_translation(l, "de", raw);
	v.page = &l->pages[l->translations[0]];
	v.dst = lab_parse(l, l->translations[0]);
	check_pin(l, v.dst);
	pass_pin(&v);
	demand(l->sink.out.n <= 4);
	return lab_find(l, RULE_DRIFT_FLAG);
}

static void
check_flag(struct lab *l, struct str raw, const struct page_history *h)
{
	const struct finding *f = flag_of(l, raw, h);
	struct arena a = { 0 };
	const struct edit *e;

	if (f && f->nedits > 0) {
		e = &f->edits[0];
		demand(e->byte <= e->end_byte && (ptrdiff_t)e->end_byte <= raw.n);
		raw = str_fmt(&a, "%.*s%.*s%.*s", P(str_slice(raw, 0, e->byte)), P(e->text),
			      P(str_slice(raw, e->end_byte, raw.n)));
		demand(!flag_of(l, raw, h));
	}
	arena_free(&a);
}

static bool
is_profile(struct arena *a, struct str name)
{
	struct rule_files files = rule_files(a, S("rules/profiles/"));

	for (ptrdiff_t i = 0; i < files.n; i++) {
		if (str_eq(files.v[i].name, name))
			return true;
	}
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct source_change change = { .time = 1 };
	static const struct page_history histories[] = {
		{ .known = true, .kind = BASE_CURRENT },
		{ .known = true, .kind = BASE_COMMIT, .changes = &change, .nchanges = 1 },
		{ .known = true, .removed = true },
	};
	char *exact = malloc(size); /* so that a sanitizer sees the exact end */
	struct str text = { exact, (ptrdiff_t)size }, name;
	struct arena a = { 0 };
	struct lab l;

	if (size)
		memcpy(exact, data, size);
	if (text.n <= PAGE_MAX && str_line(&text, &name) && is_profile(&a, name)) {
		lab_open(&l, str_z(&a, name));
		for (ptrdiff_t i = 0; i < countof(histories); i++)
			check_flag(&l, text, &histories[i]);
		lab_close(&l);
	}
	arena_free(&a);
	free(exact);
	return 0;
}
