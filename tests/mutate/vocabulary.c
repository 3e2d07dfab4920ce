/* Sentences in several scripts.  The words are ordinary ones put together by chance; nothing
 * depends on their meaning. */
#include <string.h>

#include "generate.h"

static const char *const words_en[] = {
	"the folder",      "of the page", "when you",   "are ready", "and then", "choose it",
	"for the account", "in the list", "that was",   "made by",   "the team", "with your",
	"own settings",    "before the",  "message is", "sent to",   "all of",   "the people",
	"who can",         "read it",     NULL
};
static const char *const words_de[] = { "der Ordner",
					"m\xc3\xb6glichst",
					"danach",
					"w\xc3\xa4hlen Sie",
					"die Seite",
					"mit Ihrem",
					"Konto",
					"vor dem",
					"Versand",
					"\xc3\xbc"
					"ber alle",
					"Empf\xc3\xa4nger",
					"sobald",
					"bereit",
					"gemacht",
					"und dann",
					"lesen",
					"jeder",
					"Einstellung",
					"gr\xc3\xb6\xc3\x9f"
					"er",
					"bleibt",
					NULL };
static const char *const words_fr[] = { "le dossier",
					"d\xc3\xa8s que",
					"vous \xc3\xaates",
					"pr\xc3\xaats",
					"choisissez",
					"le registre",
					"avant l\xe2\x80\x99"
					"envoi",
					"\xc3\xa0 tous",
					"les gens",
					"qui peuvent",
					"lire",
					"avec vos",
					"r\xc3\xa9glages",
					"fait par",
					"l\xe2\x80\x99\xc3\xa9quipe",
					"ensuite",
					"du compte",
					NULL };
static const char *const words_ru[] = {
	"\xd0\xbf\xd0\xb0\xd0\xbf\xd0\xba\xd0\xb0",
	"\xd0\xba\xd0\xbe\xd0\xb3\xd0\xb4\xd0\xb0",
	"\xd0\xb2\xd1\x8b\xd0\xb1\xd0\xb5\xd1\x80\xd0\xb8\xd1\x82\xd0\xb5",
	"\xd0\xb3\xd0\xbe\xd1\x82\xd0\xbe\xd0\xb2\xd1\x8b",
	"\xd1\x81\xd0\xbf\xd0\xb8\xd1\x81\xd0\xbe\xd0\xba",
	"\xd0\xbf\xd0\xb5\xd1\x80\xd0\xb5\xd0\xb4",
	"\xd0\xbb\xd1\x8e\xd0\xb4\xd0\xb8",
	"\xd1\x87\xd0\xb8\xd1\x82\xd0\xb0\xd1\x82\xd1\x8c",
	"\xd0\xb2\xd1\x81\xd0\xb5\xd0\xbc",
	"\xd0\xba\xd0\xbe\xd0\xbc\xd0\xb0\xd0\xbd\xd0\xb4\xd0\xb0",
	NULL
};
static const char *const words_ja[] = {
	"\xe3\x83\x95\xe3\x82\xa9\xe3\x83\xab\xe3\x83\x80\xe3\x83\xbc",
	"\xe3\x82\x92",
	"\xe9\x81\xb8\xe6\x8a\x9e",
	"\xe3\x81\x97\xe3\x81\xa6",
	"\xe3\x81\x8b\xe3\x82\x89",
	"\xe8\xa8\xad\xe5\xae\x9a",
	"\xe3\x81\xae",
	"\xe5\x89\x8d\xe3\x81\xab",
	"\xe5\x85\xa8\xe5\x93\xa1",
	"\xe3\x81\xab",
	"\xe9\x80\x81\xe4\xbf\xa1",
	"\xe3\x81\x99\xe3\x82\x8b",
	NULL
};
static const char *const words_zh[] = { "\xe6\x96\x87\xe4\xbb\xb6\xe5\xa4\xb9",
					"\xe9\x80\x89\xe6\x8b\xa9",
					"\xe7\x84\xb6\xe5\x90\x8e",
					"\xe5\x88\x97\xe8\xa1\xa8",
					"\xe4\xb8\xad\xe7\x9a\x84",
					"\xe8\xae\xbe\xe7\xbd\xae",
					"\xe4\xb9\x8b\xe5\x89\x8d",
					"\xe5\x8f\x91\xe9\x80\x81",
					"\xe7\xbb\x99",
					"\xe6\x89\x80\xe6\x9c\x89\xe4\xba\xba",
					NULL };
static const char *const words_ar[] = { "\xd8\xa7\xd9\x84\xd9\x85\xd8\xac\xd9\x84\xd8\xaf",
					"\xd8\xa7\xd8\xae\xd8\xaa\xd8\xb1",
					"\xd8\xab\xd9\x85",
					"\xd9\x82\xd8\xa8\xd9\x84",
					"\xd8\xa7\xd9\x84\xd9\x82\xd8\xa7\xd8\xa6\xd9\x85\xd8\xa9",
					"\xd8\xb9\xd9\x86\xd8\xaf\xd9\x85\xd8\xa7",
					"\xd8\xac\xd8\xa7\xd9\x87\xd8\xb2",
					"\xd8\xa7\xd9\x84\xd8\xad\xd8\xb3\xd8\xa7\xd8\xa8",
					"\xd8\xa5\xd9\x84\xd9\x89",
					NULL };
static const char *const words_th[] = {
	"\xe0\xb9\x82\xe0\xb8\x9f\xe0\xb8\xa5\xe0\xb9\x80\xe0\xb8\x94\xe0\xb8\xad\xe0\xb8\xa3\xe0"
	"\xb9\x8c",
	"\xe0\xb9\x80\xe0\xb8\xa5\xe0\xb8\xb7\xe0\xb8\xad\xe0\xb8\x81",
	"\xe0\xb9\x81\xe0\xb8\xa5\xe0\xb9\x89\xe0\xb8\xa7",
	"\xe0\xb8\x81\xe0\xb9\x88\xe0\xb8\xad\xe0\xb8\x99",
	"\xe0\xb8\xa3\xe0\xb8\xb2\xe0\xb8\xa2\xe0\xb8\x81\xe0\xb8\xb2\xe0\xb8\xa3",
	"\xe0\xb8\x9a\xe0\xb8\xb1\xe0\xb8\x8d\xe0\xb8\x8a\xe0\xb8\xb5",
	NULL
};

const struct language english = { "en-us", words_en, true, ".", "May %d, %d" };
const struct language languages[] = {
	{ "de-de", words_de, true, ".", "am %d. Mai %d" },
	{ "ja-jp", words_ja, false, "\xe3\x80\x82", "5\xe6\x9c\x88%d\xe6\x97\xa5%d\xe5\xb9\xb4" },
	{ "ar-sa", words_ar, true, ".", "%d \xd9\x85\xd8\xa7\xd9\x8a\xd9\x88 %d" },
	{ "th-th", words_th, false, "",
	  "%d \xe0\xb8\x9e\xe0\xb8\xa4\xe0\xb8\xa9\xe0\xb8\xa0\xe0\xb8\xb2\xe0\xb8\x84\xe0\xb8\xa1 "
	  "%d" },
	{ "zh-cn", words_zh, false, "\xe3\x80\x82", "5\xe6\x9c\x88%d\xe6\x97\xa5%d\xe5\xb9\xb4" },
	{ "ru-ru", words_ru, true, ".", "%d \xd0\xbc\xd0\xb0\xd1\x8f %d" },
	{ "fr-fr", words_fr, true, ".", "le %d mai %d" },
};
const ptrdiff_t nlanguages = countof(languages);

static const char *const stems[] = {
	"cache", "index", "token", "route", "queue", "batch",  "frame",
	"proxy", "store", "label", "retry", "scope", "digest", "schema"
};
static const char *const tails[] = { "Size",  "Limit", "Name",   "Path",   "Mode",   "Count",
				     "Delay", "Owner", "Policy", "Format", "Handler" };

struct str
new_name(struct writer *w)
{
	ptrdiff_t i = w->names++;
	const char *more = i < countof(stems) * countof(tails) ? "" : "Again";

	return str_fmt(w->a, "%s%s%s", stems[i % countof(stems)],
		       tails[i / countof(stems) % countof(tails)], more);
}

void
put_all(struct writer *w, const char *text)
{
	for (ptrdiff_t i = 0; i < w->n; i++)
		buf_str(&w->out[i], str_c(text));
}

static const char *
word(struct writer *w, ptrdiff_t i)
{
	uint32_t n = 0;

	while (w->language[i]->words[n])
		n++;
	return w->language[i]->words[rng_below(w->rng, n)];
}

void
put_words(struct writer *w, ptrdiff_t i, int n)
{
	for (int k = 0; k < n; k++) {
		if (k && w->language[i]->spaced)
			buf_char(&w->out[i], ' ');
		buf_str(&w->out[i], str_c(word(w, i)));
	}
}

/* A piece in one language: `%w` some words, `%d` a date, `%n` the name. */
static void
put_piece(struct writer *w, ptrdiff_t i, const char *piece, const struct str names[2])
{
	int used = 0;

	for (; *piece; piece++) {
		if (*piece != '%') {
			buf_char(&w->out[i], *piece);
			continue;
		}
		piece++;
		if (*piece == 'w')
			put_words(w, i, 2);
		else if (*piece == 'n')
			buf_str(&w->out[i], names[used++ % 2]);
		else
			buf_str(&w->out[i], str_c(w->language[i]->day));
	}
}

static int
count_pieces(const struct pieces *p)
{
	int n = 0;

	while (n < countof(p->v) && p->v[n])
		n++;
	return n;
}

/* In English the pieces stand in their order, elsewhere in the reverse one. */
void
put_sentence(struct writer *w, int words, struct pieces p)
{
	struct str names[countof(p.v)][2];
	int n = count_pieces(&p);

	for (int k = 0; k < n; k++)
		for (int j = 0; j < 2; j++)
			names[k][j] = strstr(p.v[k], "%n") ? new_name(w) : S("");
	for (ptrdiff_t i = 0; i < w->n; i++) {
		int part = words / (n + 1) + 1;

		put_words(w, i, part);
		for (int k = 0; k < n; k++) {
			int which = i ? n - 1 - k : k;

			buf_char(&w->out[i], ' ');
			put_piece(w, i, p.v[which], names[which]);
			buf_char(&w->out[i], ' ');
			put_words(w, i, part);
		}
		buf_str(&w->out[i], str_c(w->language[i]->stop));
	}
}
