/* link-locale: addresses on the source page that name its language, though without it readers would
 * be led to the page in theirs.  Translations keep such an address or change it to their own
 * language; either way the source page is where it can be repaired for all of them. */
#include "check/check.h"
#include "check/place.h"
#include "site/locale.h"
#include "site/url.h"

/* The segment is taken out with the slash before it, where the page has the address as it is. */
static void
add_edit(const struct view *v, const struct fact *f, struct str locale, struct draft *d)
{
	uint32_t at = f->value_at.off + (uint32_t)(locale.p - f->value.p);

	if (!str_eq(doc_slice(v->dst, f->value_at), f->value))
		return;
	d->edits[0] = (struct edit){ at - 1, at + (uint32_t)locale.n, S("") };
	d->nedits = 1;
}

static void
say(const struct view *v, const struct fact *f, struct str locale)
{
	struct draft d = { .message = MSG_LINK_LOCALE,
			   .key = f->value,
			   .whole_page = true,
			   .args = { { "locale", locale }, { "target", f->value } } };

	doc_locate(v->dst);
	d.at = f->value_at.len ? f->value_at : f->at;
	add_edit(v, f, locale, &d);
	sink_emit(v, &d);
}

void
pass_link_locales(const struct view *v)
{
	struct str own = v->site->source_locale;

	if (!own.n || rule_is_off(v->site, RULE_LINK_LOCALE))
		return;
	for (ptrdiff_t i = 0; i < v->dst->nfacts; i++) {
		const struct fact *f = &v->dst->facts[i];
		struct str locale;

		if (f->kind != FACT_LINK)
			continue;
		locale = url_needless_locale(f->value, &v->site->profile->url);
		if (locale.n && locale_same_language(locale, own) && !target_allowed(v, f->value))
			say(v, f, locale);
	}
}
