/* Clean pages: everything that mutations damage, in an order of chance. */
#include <stdio.h>
#include <string.h>

#include "base/sha.h"
#include "generate.h"

/* --- blocks ------------------------------------------------------------------------ */

static void
put_name(struct writer *w, const char *before, const char *behind)
{
	struct str name = new_name(w);

	put_all(w, before);
	for (ptrdiff_t i = 0; i < w->n; i++)
		buf_str(&w->out[i], name);
	put_all(w, behind);
}

static bool
is_platform(const struct writer *w, const char *name)
{
	return str_eq(w->platform, str_c(name));
}

static void
put_heading(struct writer *w, int level)
{
	static const char marks[] = "######";
	struct str id = str_lower(w->a, new_name(w));
	bool anchor = !rng_below(w->rng, 2), inner = is_platform(w, "microsoft");

	for (ptrdiff_t i = 0; i < w->n; i++) {
		buf_fmt(&w->out[i], "%.*s ", level, marks);
		if (anchor && inner)
			buf_fmt(&w->out[i], "<a name=\"%.*s\"></a>", P(id));
		put_words(w, i, 2 + level % 3 + (int)(w->headings % 3));
		if (anchor && !inner)
			buf_fmt(&w->out[i], " {#%.*s}", P(id));
		buf_str(&w->out[i], S("\n\n"));
	}
	w->headings++;
}

static void
put_paragraph(struct writer *w)
{
	static const struct pieces kinds[] = {
		{ { NULL } },
		{ { "`%n`", "`%n`" } },
		{ { "[%w](https://example.com/guide/%n)" } },
		{ { "[%w](https://example.com/start)", "**%w**" } },
		{ { "**%w**" } },
		{ { "`%n`", "[%w](https://example.com/help/%n)", "%n" } },
		{ { "%n" } },
	};

	put_sentence(w, 8 + (int)rng_below(w->rng, 10), kinds[rng_below(w->rng, countof(kinds))]);
	put_all(w, "\n\n");
}

/* Long and without markup: what may stay English, be indented, begin with a day. */
static void
put_prose(struct writer *w)
{
	put_sentence(w, 16, (struct pieces){ { NULL } });
	put_all(w, "\n\n");
}

static void
put_date(struct writer *w)
{
	int day = 2 + (int)rng_below(w->rng, 25), year = 2019 + (int)rng_below(w->rng, 5);

	for (ptrdiff_t i = 0; i < w->n; i++) {
		char date[80];
		const char *at = strstr(w->language[i]->day, "%d");

		snprintf(date, sizeof date, "%.*s%d%.*s%d%s", (int)(at - w->language[i]->day),
			 w->language[i]->day, day, (int)(strstr(at + 2, "%d") - at - 2), at + 2,
			 year, strstr(at + 2, "%d") + 2);
		put_words(w, i, 5);
		buf_fmt(&w->out[i], " %s ", date);
		put_words(w, i, 4);
		buf_fmt(&w->out[i], "%s\n\n", w->language[i]->stop);
	}
}

/* Signs that begin a block at the start of a line, in the middle of one. */
static void
put_signs(struct writer *w)
{
	for (int k = 0; k < 2; k++) {
		for (ptrdiff_t i = 0; i < w->n; i++) {
			put_words(w, i, 4);
			buf_str(&w->out[i], k ? S(" >= 2 ") : S(" + "));
			put_words(w, i, 4);
			buf_fmt(&w->out[i], "%s\n\n", w->language[i]->stop);
		}
	}
}

/* A version, a long number, a term, tags. */
static void
put_literals(struct writer *w)
{
	uint32_t number = 100000 + rng_below(w->rng, 800000);

	for (ptrdiff_t i = 0; i < w->n; i++) {
		put_words(w, i, 3);
		buf_fmt(&w->out[i], "%s 16.9 ", i ? "" : " version");
		put_words(w, i, 4);
		buf_fmt(&w->out[i], "%s\n\n", w->language[i]->stop);
		put_words(w, i, 4);
		buf_fmt(&w->out[i], " %u ", number);
		put_words(w, i, 3);
		buf_fmt(&w->out[i], "%s\n\n", w->language[i]->stop);
		put_words(w, i, 3);
		buf_str(&w->out[i], S(" Contoso Mail "));
		put_words(w, i, 3);
		buf_fmt(&w->out[i], "%s<br>\n", w->language[i]->stop);
		put_words(w, i, 5);
		buf_fmt(&w->out[i], "%s\n\n", w->language[i]->stop);
	}
}

static void
put_bold(struct writer *w)
{
	for (ptrdiff_t i = 0; i < w->n; i++) {
		buf_str(&w->out[i], S("**"));
		put_words(w, i, 2);
		buf_str(&w->out[i], S("** "));
		put_words(w, i, 6);
		buf_fmt(&w->out[i], "%s\n\n", w->language[i]->stop);
	}
}

/* --- lists -------------------------------------------------------------------------- */

static void
put_item(struct writer *w, const char *marker, int words)
{
	static const struct pieces kinds[] = {
		{ { "`%n`" } },
		{ { "[%w](https://example.com/item/%n)" } },
		{ { "%n" } },
		{ { NULL } },
		{ { "**%w**", "`%n`" } },
	};

	put_all(w, marker);
	put_sentence(w, words, kinds[rng_below(w->rng, countof(kinds))]);
	put_all(w, "\n");
}

static void
put_bullets(struct writer *w)
{
	int n = 3 + (int)rng_below(w->rng, 4);

	for (int k = 0; k < n; k++)
		put_item(w, "- ", 3 + k * 7 % 13);
	put_all(w, "\n");
}

static void
put_steps(struct writer *w)
{
	int n = 3 + (int)rng_below(w->rng, 4);

	for (int k = 1; k <= n; k++) {
		char marker[16];

		snprintf(marker, sizeof marker, "%d. ", k);
		put_item(w, marker, 4 + k * 5 % 11);
	}
	put_all(w, "\n");
}

static void
put_nested(struct writer *w)
{
	for (int k = 0; k < 3; k++) {
		put_item(w, "- ", 4 + k * 3);
		if (k != 1)
			continue;
		put_item(w, "  - ", 6);
		put_item(w, "  - ", 3);
		put_item(w, "  - ", 9);
	}
	put_item(w, "- ", 5);
	put_item(w, "  - ", 7);
	put_item(w, "  - ", 4);
	put_all(w, "\n");
}

static void
put_loose(struct writer *w)
{
	for (int k = 1; k <= 3; k++) {
		char marker[16];

		snprintf(marker, sizeof marker, "%d. ", k);
		put_item(w, marker, 3 + 4 * k);
		put_all(w, "\n");
		if (k == 2) {
			put_name(w, "   ```bash\n   ", "");
			put_name(w, " --", "\n   ```\n\n");
		}
	}
}

/* --- tables, code, quotes -------------------------------------------------------------- */

static void
put_table(struct writer *w)
{
	int rows = 3 + (int)rng_below(w->rng, 3);

	for (int k = 0; k <= rows; k++) {
		if (k)
			put_name(w, "| ", " |");
		for (ptrdiff_t i = 0; i < w->n; i++) {
			for (int cell = k ? 1 : 0; cell < 3; cell++) {
				buf_str(&w->out[i], cell ? S(" ") : S("| "));
				put_words(w, i, 1 + (k + cell) % 3);
				buf_str(&w->out[i], S(" |"));
			}
			buf_str(&w->out[i], k ? S("\n") : S("\n|---|---|---|\n"));
		}
	}
	put_all(w, "\n");
}

static void
put_code(struct writer *w)
{
	static const char *const kinds[] = { "csharp", "bash", "powershell" };
	int lines = 3 + (int)rng_below(w->rng, 3);

	put_all(w, "```");
	put_all(w, kinds[rng_below(w->rng, countof(kinds))]);
	put_all(w, "\n");
	for (int k = 0; k < lines; k++) {
		put_name(w, "", "");
		put_name(w, " ", "\n");
	}
	put_all(w, "```\n\n");
}

static void
put_quote(struct writer *w)
{
	put_all(w, "> ");
	put_sentence(w, 9, (struct pieces){ { "`%n`" } });
	put_all(w, "\n\n");
}

static void
put_alert(struct writer *w)
{
	static const char *const kinds[] = { "> [!NOTE]\n> ", "> [!WARNING]\n> ", "> [!TIP]\n> " };

	put_all(w, kinds[rng_below(w->rng, countof(kinds))]);
	put_sentence(w, 9, (struct pieces){ { "`%n`" } });
	put_all(w, "\n\n");
}

static void
put_image(struct writer *w, const char *file)
{
	for (ptrdiff_t i = 0; i < w->n; i++) {
		buf_str(&w->out[i], S("!["));
		put_words(w, i, 2);
		buf_fmt(&w->out[i], "](media/%s)\n\n", file);
	}
}

static void
put_break(struct writer *w)
{
	put_all(w, "* * *\n\n");
}

/* A link whose text is a name, one with a fragment of the other page, one of this page. */
static void
put_links(struct writer *w)
{
	put_sentence(w, 8,
		     (struct pieces){ { "[NU1101](https://example.com/errors/nu1101)",
					"[%w](b.md#setup)" } });
	put_all(w, "\n\n");
	put_sentence(w, 8, (struct pieces){ { "[NU3026](https://example.com/errors/nu3026)" } });
	put_all(w, "\n\n");
	put_sentence(w, 8, (struct pieces){ { "[%w](b.md)", "`%n`", "`%n`" } });
	put_all(w, "\n\n");
}

static void
put_constructs(struct writer *w)
{
	if (is_platform(w, "microsoft")) {
		put_all(w, "[!INCLUDE [one](includes/one.md)]\n\n:::row:::\n\n");
		put_sentence(w, 6, (struct pieces){ { ":::no-loc text=\"Fabrikam\":::" } });
		put_all(w, "\n\n:::row-end:::\n\n");
	} else if (is_platform(w, "adobe")) {
		put_all(w, "{{beta-note}}\n\n");
		put_sentence(w, 6, (struct pieces){ { "[!DNL Page Builder]" } });
		put_all(w, "\n\n");
		put_sentence(w, 6, (struct pieces){ { "[!BADGE Beta]{type=Informative}" } });
		put_all(w, "\n\n");
	} else {
		put_sentence(w, 6, (struct pieces){ { "{{< param title >}}" } });
		put_all(w, "\n\n{{% pageinfo %}}\n\n");
		put_sentence(w, 7, (struct pieces){ { "`%n`" } });
		put_all(w, "\n\n{{% /pageinfo %}}\n\n");
	}
}

/* --- pages ---------------------------------------------------------------------------- */

static void
put_image_one(struct writer *w)
{
	put_image(w, "one.png");
}

static void
put_image_two(struct writer *w)
{
	put_image(w, "two.png");
}

static void
put_body(struct writer *w)
{
	static void (*const features[])(struct writer *) = {
		put_prose,   put_date,      put_signs,     put_literals, put_bold,  put_bullets,
		put_steps,   put_nested,    put_loose,     put_table,    put_code,  put_quote,
		put_alert,   put_image_one, put_image_two, put_break,    put_links, put_constructs,
		put_bullets, put_code,      put_table,
	};
	int order[countof(features)];

	for (int k = 0; k < countof(features); k++) {
		int other = (int)rng_below(w->rng, (uint32_t)k + 1);

		order[k] = order[other];
		order[other] = k;
	}
	for (int k = 0; k < countof(features); k++) {
		if (k % 3 == 0)
			put_heading(w, 2 + (int)(w->headings % 3 == 2));
		put_paragraph(w);
		features[order[k]](w);
	}
	put_prose(w);
}

/* The other page: what links lead to. */
static void
put_second(struct writer *w)
{
	put_all(w, is_platform(w, "microsoft") ? "## <a name=\"setup\"></a>" : "## ");
	for (ptrdiff_t i = 0; i < w->n; i++) {
		put_words(w, i, 4);
		buf_str(&w->out[i], is_platform(w, "microsoft") ? S("\n\n") : S(" {#setup}\n\n"));
	}
	put_prose(w);
	put_bullets(w);
}

/* Keys of readers, then keys of machines. */
static void
put_front(struct writer *w, ptrdiff_t page)
{
	put_all(w, "---\n");
	for (ptrdiff_t i = 0; i < w->n; i++) {
		buf_str(&w->out[i], i ? S("title: ") : S("title: Share messages with people "));
		put_words(w, i, 5);
		buf_fmt(&w->out[i], " %td\ndescription: ", page + 1);
		put_words(w, i, 7);
		buf_str(&w->out[i], S("\n"));
	}
	if (is_platform(w, "microsoft"))
		put_all(w,
			"author: ann\nms.author: ann\nms.date: 03/05/2021\nms.topic: conceptual\n"
			"ms.service: mail\nno-loc: [Contoso Mail]\n");
	else if (is_platform(w, "adobe"))
		put_all(w, "feature: Mail Rules\nrole: Admin\nlevel: Beginner\n"
			   "no-loc: [Contoso Mail]\n");
	else
		put_all(w, "weight: 20\ntype: docs\nlayout: wide\nno-loc: [Contoso Mail]\n");
}

static struct str
pin_of(struct writer *w, ptrdiff_t i, ptrdiff_t page, struct str hash)
{
	const char *commit = "7d2e4680ace13579bdf02468ace013579bdf0246";

	if (is_platform(w, "microsoft"))
		return str_fmt(w->a,
			       "ms.openlocfilehash: %.*s\nms.sourcegitcommit: %s\n"
			       "ms.translationtype: MT\nms.contentlocale: %s\n"
			       "ms.lasthandoff: 03/09/2021\nms.locfileid: \"%td\"\n",
			       P(hash), commit, w->language[i]->locale, 41000001 + page);
	if (is_platform(w, "adobe"))
		return str_fmt(w->a, "source-git-commit: %s\nworkflow-type: tm+mt\n", commit);
	return str_fmt(w->a, "default_lang_commit: %s\n", commit);
}

/* Front matter and body of one page in all languages; translations record the English one. */
static void
write_page(struct writer *w, struct world *world, ptrdiff_t page)
{
	struct buf front[TONGUES];
	struct str hash;

	put_front(w, page);
	for (ptrdiff_t i = 0; i < w->n; i++) {
		front[i] = w->out[i];
		w->out[i] = (struct buf){ .a = w->a };
	}
	put_all(w, "---\n\n");
	put_heading(w, 1);
	put_prose(w);
	if (page)
		put_second(w);
	else
		put_body(w);
	world->source[page] =
		str_fmt(w->a, "%.*s%.*s", P(buf_take(&front[0])), P(buf_take(&w->out[0])));
	hash = sha_hex(w->a, SHA_1, &world->source[page], 1);
	for (ptrdiff_t i = 1; i < w->n; i++)
		world->translation[page][i - 1] =
			str_fmt(w->a, "%.*s%.*s%.*s", P(buf_take(&front[i])),
				P(pin_of(w, i, page, hash)), P(buf_take(&w->out[i])));
}

/* --- worlds ----------------------------------------------------------------------------- */

static const struct kind {
	const char *profile;
	ptrdiff_t language, n; /* the first language, and how many */
} kinds[] = {
	{ "microsoft", 0, 6 }, { "microsoft", 1, 2 }, { "adobe", 3, 2 }, { "docsy", 4, 1 },
	{ "microsoft", 2, 6 }, { "docsy", 5, 2 },     { "adobe", 6, 1 },
};

ptrdiff_t
world_kinds(void)
{
	return countof(kinds);
}

struct world
world_generate(struct arena *a, uint64_t seed)
{
	const struct kind *k = &kinds[seed % countof(kinds)];
	struct rng rng = { seed };
	struct world world = { .profile = str_c(k->profile),
			       .nlocales = k->n,
			       .nfamilies = WORLD_FAMILIES,
			       .english = true };
	struct writer w = { .a = a, .rng = &rng, .n = k->n + 1, .platform = world.profile };

	w.language[0] = &english;
	for (ptrdiff_t i = 0; i < k->n; i++) {
		w.language[i + 1] = &languages[(k->language + i) % nlanguages];
		world.locales[i] = str_c(w.language[i + 1]->locale);
	}
	for (ptrdiff_t page = 0; page < WORLD_FAMILIES; page++) {
		for (ptrdiff_t i = 0; i < w.n; i++)
			w.out[i] = (struct buf){ .a = a };
		write_page(&w, &world, page);
	}
	if (strcmp(k->profile, "microsoft") != 0) {
		world.history = NEW(a, struct page_history, 1);
		*world.history = (struct page_history){ .known = true, .kind = BASE_CURRENT };
	}
	return world;
}
