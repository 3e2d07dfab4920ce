/* Names of languages: aliases that the common highlighters (highlight.js, Pygments, Linguist) agree
 * on. */
#include "check/language.h"

static const struct {
	const char *names; /* of one language, or of languages that nobody mixes up */
	enum language_family family;
} languages[] = {
	{ "javascript js mjs cjs", FAMILY_C },
	{ "typescript ts", FAMILY_C },
	{ "jsx tsx", FAMILY_C },
	{ "bash sh shell zsh", FAMILY_HASH },
	{ "powershell ps ps1 pwsh posh", FAMILY_HASH },
	{ "console shell-session shellsession", FAMILY_TEXT },
	{ "batch bat cmd dos", FAMILY_BASIC },
	{ "yaml yml", FAMILY_YAML },
	{ "csharp cs c#", FAMILY_C },
	{ "c h", FAMILY_C },
	{ "cpp c++ cc cxx", FAMILY_C },
	{ "java", FAMILY_C },
	{ "fsharp fs f#", FAMILY_C },
	{ "vb vbnet vb.net visualbasic visual-basic", FAMILY_BASIC },
	{ "python py python3", FAMILY_HASH },
	{ "ruby rb", FAMILY_HASH },
	{ "go golang", FAMILY_C },
	{ "rust rs", FAMILY_C },
	{ "kotlin kt", FAMILY_C },
	{ "swift", FAMILY_C },
	{ "scala", FAMILY_C },
	{ "dart", FAMILY_C },
	{ "php", FAMILY_C },
	{ "groovy gradle", FAMILY_C },
	{ "css scss less", FAMILY_C },
	{ "perl pl", FAMILY_HASH },
	{ "elixir ex", FAMILY_HASH },
	{ "erlang erl", FAMILY_PERCENT },
	{ "latex tex matlab prolog", FAMILY_PERCENT },
	{ "r", FAMILY_HASH },
	{ "haskell hs", FAMILY_DASHES },
	{ "lua", FAMILY_DASHES },
	{ "sql tsql plsql pgsql mysql", FAMILY_DASHES },
	{ "markdown md mdx", FAMILY_TEXT },
	{ "html htm xhtml", FAMILY_MARKUP },
	{ "xml xaml svg", FAMILY_MARKUP },
	{ "vue svelte astro", FAMILY_MARKUP },
	{ "text txt plaintext plain", FAMILY_TEXT },
	{ "output log", FAMILY_TEXT },
	{ "mermaid plantuml dot graphviz", FAMILY_TEXT },
	{ "docker dockerfile", FAMILY_HASH },
	{ "make makefile", FAMILY_HASH },
	{ "kusto kql", FAMILY_C },
	{ "objectivec objective-c objc", FAMILY_C },
	{ "graphql gql", FAMILY_HASH },
	{ "terraform hcl tf", FAMILY_HASH },
	{ "protobuf proto", FAMILY_C },
	{ "diff patch", FAMILY_TEXT },
	{ "properties java-properties", FAMILY_HASH },
	{ "toml", FAMILY_HASH },
	{ "ini conf", FAMILY_HASH },
	{ "nginx", FAMILY_HASH },
	{ "json jsonc json5", FAMILY_DATA },
};

struct str
language_of(struct str info)
{
	ptrdiff_t from = 0, n;

	info = str_trim(info);
	while (from < info.n && (info.p[from] == '{' || info.p[from] == '.'))
		from++;
	for (n = from; n < info.n; n++) {
		char ch = info.p[n];

		if (ch == ' ' || ch == '\t' || ch == '{' || ch == '}' || ch == ',' || ch == ':')
			break;
	}
	return str_slice(info, from, n);
}

static bool
has_word(struct str words, struct str word)
{
	struct str one;

	while (str_cut(&words, ' ', &one))
		if (str_eq_nocase(one, word))
			return true;
	return false;
}

bool
language_same(struct str a, struct str b)
{
	if (str_eq_nocase(a, b))
		return true;
	for (ptrdiff_t i = 0; i < countof(languages); i++)
		if (has_word(str_c(languages[i].names), a))
			return has_word(str_c(languages[i].names), b);
	return false;
}

enum language_family
language_family(struct str language)
{
	for (ptrdiff_t i = 0; i < countof(languages); i++)
		if (has_word(str_c(languages[i].names), language))
			return languages[i].family;
	return FAMILY_UNKNOWN;
}
