/* Language tags by the shape of BCP 47 (RFC 5646, section 2.1:
 * language[-Script][-REGION][-variant]) and by short lists of the codes that documentation really
 * uses: shape alone would make locales of "docs", "src", "en-route" and "no-loc". Codes: ISO 639-1
 * with its withdrawn codes in, iw, ji and mo; ISO 639-3 as far as translation projects use it,
 * without the codes that are English words or common names of folders (bin, new, war); ISO 15924;
 * ISO 3166-1 with XK, UK and CS. */

#include "site/locale.h"

/* A sorted list of codes of `width` letters, each followed by a blank, so that entry i starts at i
 * * (width + 1). */
struct codes {
	const char *list;
	ptrdiff_t n, width;
};

static const char languages2_list[] =
	"aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv "
	"cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr "
	"ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks "
	"ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl "
	"nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm "
	"sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo "
	"wa wo xh yi yo za zh zu ";
static const struct codes languages2 = { languages2_list, sizeof languages2_list / 3, 2 };

static const char languages3_list[] =
	"ace ach ady aeb anp arn ary arz ast azb bho bjn brx cak ceb chr ckb cnr crh csb dsb fil "
	"frp frr fur gan gom gor gsw guc hak haw hif hil hne hrx hsb hus ibb ilo inh jam jbo kab "
	"kbd kmr kok krc ksh lij lld lmo ltg lzh lzz mai mdf mhr mni moh mrj mwl myv mzn nap nds "
	"nia nqo nso pnb prs quc quy quz rue rup sah scn sco sgs shi shn skr sma smj smn sms stq "
	"syr szl tcy tig tlh tpi tyv tzm udm vep vls vro wuu xal xmf yue zam zgh zza ";
static const struct codes languages3 = { languages3_list, sizeof languages3_list / 4, 3 };

static const char scripts_list[] =
	"adlm arab armn beng bopo brai cans cher cyrl deva ethi geor grek gujr guru hang hans hant "
	"hebr hira jpan kana khmr knda kore laoo latn limb mlym mong mtei mymr nkoo olck orya sinh "
	"sund syrc taml telu tfng thaa thai tibt vaii yiii ";
static const struct codes scripts = { scripts_list, sizeof scripts_list / 5, 4 };

static const char regions_list[] =
	"ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq "
	"br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cs cu cv cw cx cy cz de dj dk "
	"dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr "
	"gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km "
	"kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp "
	"mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl "
	"pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st "
	"sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk um us uy uz va vc ve "
	"vg vi vn vu wf ws xk ye yt za zm zw ";
static const struct codes regions = { regions_list, sizeof regions_list / 3, 2 };

/* The variants of the IANA registry that are met in names of folders; any 5 to 8 letters would
 * admit "en-route". */
static const char *const variants[] = {
	"1901",   "1996",    "ekavsk", "ijekavsk", "oxendict",
	"pinyin", "polyton", "posix",  "tarask",   "valencia",
};

/* Languages that write 1,5 for one and a half, and their regions that do not (CLDR,
 * numbers/symbols/decimal). */
static const char comma_languages_list[] =
	"af az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is it ka kk ky lb lt lv mk "
	"nb nl nn no oc pl pt ro ru sc sk sl sq sr sv tk tr tt uk uz vi wo ";
static const struct codes comma_languages = { comma_languages_list, sizeof comma_languages_list / 3,
					      2 };

static const char *const comma_exceptions[] = {
	"de-ch", "de-li", "es-419", "es-cu", "es-do", "es-gt", "es-hn", "es-mx",
	"es-ni", "es-pa", "es-pe",  "es-pr", "es-sv", "es-us", "it-ch", "pt-mo",
};

/* Long enough for every tag that can be valid, short enough to refuse long names at once. */
enum { TAG_MAX = 32, SUBTAGS_MAX = 5 };

static char
upper(char c)
{
	if (is_small(c))
		return (char)(c & ~0x20);
	return c;
}

static bool
is_separator(char c)
{
	return c == '-' || c == '_';
}

/* Every folder of every path is looked up for every layout: a call of memcmp(3) would be most of
 * the work. */
static bool
codes_have(const struct codes *c, struct str s)
{
	ptrdiff_t lo = 0, hi = c->n;
	char word[8];

	if (s.n != c->width)
		return false;
	for (ptrdiff_t i = 0; i < s.n; i++)
		word[i] = ascii_lower(s.p[i]);
	while (lo < hi) {
		ptrdiff_t mid = lo + (hi - lo) / 2;
		const char *here = c->list + mid * (c->width + 1);
		ptrdiff_t i = 0;

		while (i < s.n && word[i] == here[i])
			i++;
		if (i == s.n)
			return true;
		if ((unsigned char)word[i] < (unsigned char)here[i])
			hi = mid;
		else
			lo = mid + 1;
	}
	return false;
}

static bool
list_has(const char *const *v, ptrdiff_t n, struct str s)
{
	for (ptrdiff_t i = 0; i < n; i++)
		if (locale_same(str_c(v[i]), s))
			return true;
	return false;
}

static bool
is_region(struct str s)
{
	if (s.n != 3)
		return codes_have(&regions, s);
	for (ptrdiff_t i = 0; i < 3; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

/* The parts of s between separators: their number, or 0 when there are too many, one is empty, or s
 * is too long. */
static ptrdiff_t
subtags(struct str s, struct str parts[SUBTAGS_MAX])
{
	ptrdiff_t n = 0, from = 0;

	if (s.n < 2 || s.n > TAG_MAX)
		return 0;
	for (ptrdiff_t i = 0; i <= s.n; i++) {
		if (i < s.n && !is_separator(s.p[i]))
			continue;
		if (i == from || n == SUBTAGS_MAX)
			return 0;
		parts[n++] = (struct str){ s.p + from, i - from };
		from = i + 1;
	}
	return n;
}

bool
locale_valid(struct str s)
{
	struct str parts[SUBTAGS_MAX];
	ptrdiff_t n = subtags(s, parts), i = 1;

	if (!n || !(codes_have(&languages2, parts[0]) || codes_have(&languages3, parts[0])))
		return false;
	if (i < n && codes_have(&scripts, parts[i]))
		i++;
	if (i < n && is_region(parts[i]))
		i++;
	if (i < n && list_has(variants, countof(variants), parts[i]))
		i++;
	return i == n;
}

struct str
locale_canonical(struct arena *a, struct str s)
{
	struct str parts[SUBTAGS_MAX];
	ptrdiff_t n = subtags(s, parts);
	char *p = NEW(a, char, s.n);

	for (ptrdiff_t i = 0; i < s.n; i++) {
		p[i] = ascii_lower(s.p[i]);
		if (p[i] == '_')
			p[i] = '-';
	}
	for (ptrdiff_t i = 1; i < n; i++) {
		ptrdiff_t off = parts[i].p - s.p;

		if (codes_have(&scripts, parts[i]))
			p[off] = upper(p[off]);
		else if (parts[i].n == 2)
			for (ptrdiff_t k = 0; k < 2; k++)
				p[off + k] = upper(p[off + k]);
	}
	return (struct str){ p, s.n };
}

bool
locale_same(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (ptrdiff_t i = 0; i < a.n; i++)
		if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]) &&
		    !(is_separator(a.p[i]) && is_separator(b.p[i])))
			return false;
	return true;
}

/* The primary language subtag. */
static struct str
language(struct str s)
{
	ptrdiff_t n = 0;

	while (n < s.n && !is_separator(s.p[n]))
		n++;
	return (struct str){ s.p, n };
}

bool
locale_same_language(struct str a, struct str b)
{
	return str_eq_nocase(language(a), language(b));
}

struct str
locale_of_name(struct str name)
{
	struct str tail = str_slice(name, str_rfind_char(name, '.') + 1, name.n);

	if (locale_valid(name))
		return name;
	return locale_valid(tail) ? tail : (struct str){ 0 };
}

bool
locale_decimal_comma(struct str tag)
{
	return codes_have(&comma_languages, language(tag)) &&
	       !list_has(comma_exceptions, countof(comma_exceptions), tag);
}
