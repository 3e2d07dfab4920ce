/* codeblocks.c, codetext.c, language.c: fenced code that differs, and what people may translate. */
#include "unit.h"

#include "check/codetext.h"
#include "said.h"

static const enum rule_id only[] = { RULE_CODE_CHANGED, RULE_COUNT };

#define LINE "this line of code is not the English one\n"
#define FROM "from this line on, this code is not the English one\n"

static void
machines_must_leave_code_alone(void **state)
{
	static const struct said_case v[] = {
		{ "```sh\na\nrun b # now\nc\n```\n", "```sh\na\nrun b # jetzt\nc\n```\n",
		  "3: " LINE, "```sh\na\nrun b # now\nc\n```\n" },
		{ "```\na\n```\n", "```\nb\n```\n", "2: " LINE, "```\na\n```\n" },
		{ "```sh\na\nb\nc\n```\n", "```sh\nx\nb\ny\n```\n",
		  "2: 2 lines of this code are not the English ones\n", "```sh\na\nb\nc\n```\n" },
		{ "- a\n\n  ```sh\n  x\n  y\n  ```\n", "- a\n\n  ```sh\n  x\n  z\n  ```\n",
		  "5: " LINE, "- a\n\n  ```sh\n  x\n  y\n  ```\n" },
		{ "```sh\na\nb\n```\n", "```sh\na\n```\n", "2: " FROM, "```sh\na\nb\n```\n" },
		{ "```sh\na\nb\nc\n```\n", "```sh\na\nc\n```\n", "3: " FROM,
		  "```sh\na\nb\nc\n```\n" },
		{ "~~~sh\na\n~~~\n", "~~~sh\nb\n", "2: " LINE, "~~~sh\na\n" },
	};

	(void)state;
	said_check_all("microsoft", "de-DE", only, v, countof(v));
}

static void
blanks_and_text_blocks_do_not_matter(void **state)
{
	static const struct said_case v[] = {
		{ "```sh\n\ta  b\n\nc\n```\n", "```sh\na b\xc2\xa0\n  c\n\n```\n", "", NULL },
		{ "```mermaid\ngraph A\n```\n", "```mermaid\ngraph B\n```\n", "", NULL },
		{ "```text\nHello\n```\n", "```text\nHallo\n```\n", "", NULL },
		{ "Text\n\n    prose by accident\n", "Text\n\n    Prosa aus Versehen\n", "", NULL },
		{ "```sh\r\na\r\n```\r\n", "```sh\na\n```\n", "", NULL },
		{ "```sh\n```\n", "```sh\n```\n", "", NULL },
	};

	(void)state;
	said_check_all("microsoft", "de-DE", only, v, countof(v));
}

static void
people_translate_comments_strings_and_placeholders(void **state)
{
	static const struct said_case v[] = {
		{ "```js\n// go\nlet a = \"b\"; /* c */\n```\n",
		  "```js\n// los\nlet a = \"x\"; /* y */\n```\n", "", NULL },
		{ "```python\n'''doc'''\nx = 1 # one\n```\n",
		  "```python\n'''Text\nlang'''\nx = 1 # eins\n```\n", "", NULL },
		{ "```sh\ncurl <your-host>/{package-name}\n```\n",
		  "```sh\ncurl <ihr-host>/{paketname}\n```\n", "", NULL },
		{ "```sql\nSELECT 'a' -- b\n```\n", "```sql\nSELECT 'x' -- y\n```\n", "", NULL },
		{ "```html\n<p title=\"a\">b</p><!-- c -->\n```\n",
		  "```html\n<p title=\"x\">y</p><!-- z -->\n```\n", "", NULL },
		{ "```erlang\n%% do it\nf().\n```\n", "```erlang\n%% los\nf().\n```\n", "", NULL },
		{ "```yaml\nname: a b\n```\n", "```yaml\nname: ein b\n```\n", "", NULL },
		{ "```json\n{\"a\": \"b\"}\n```\n", "```json\n{\"a\": \"x\"}\n```\n", "", NULL },
		{ "```\nHello\n```\n", "```\nHallo\n```\n", "", NULL },
		{ "```yaml\njob: otel-collector\n```\n", "```yaml\njob: otel-コレクター\n```\n",
		  "2: " LINE, NULL },
		{ "```python\nlog.warning('a')\n```\n", "```python\nlog.warn('b')\n```\n",
		  "2: " LINE, NULL },
		{ "```html\n<p class=a>b</p>\n```\n", "```html\n<p class=c>b</p>\n```\n",
		  "2: " LINE, NULL },
	};

	(void)state;
	said_check_all("docsy", "de-DE", only, v, countof(v));
}

static void
people_make_up_names_of_their_own(void **state)
{
	static const struct said_case v[] = {
		/* placeholders, in any script */
		{ "```sh\nrun --name your-service-name x\n```\n",
		  "```sh\nrun --name votre-nom-de-service x\n```\n", "", NULL },
		{ "```sh\npython YOUR_APP.py\n```\n", "```sh\npython あなたのアプリ.py\n```\n", "",
		  NULL },
		/* names that only the example has, all over again */
		{ "```python\ndef do_work(work_item):\n    do_work(1)\n```\n",
		  "```python\ndef fazer_trabalho(item_trabalho):\n    fazer_trabalho(1)\n```\n", "",
		  NULL },
		{ "```go\nx := operationThatCouldFail()\n```\n",
		  "```go\nx := operacaoQueDeveriaFalhar()\n```\n", "", NULL },
		/* the language of the page in a path */
		{ "```sh\nnew content/en/a.md\n```\n", "```sh\nnew content/de/a.md\n```\n", "",
		  NULL },
		{ "```yaml\nabout: A short text\n```\n", "```yaml\nabout: 短い文章\n```\n", "",
		  NULL },
		{ "```elixir\n%% do it\nf()\n```\n", "```elixir\n%% los\nf()\n```\n", "", NULL },
		/* what is not theirs */
		{ "```sh\nrun (your-name)\n```\n", "```sh\nrun (ihr-namen]\n```\n", "2: " LINE,
		  NULL },
		{ "```python\nx.start_current_span()\n```\n",
		  "```python\nx.iniciar_intervalo_atual()\n```\n", "2: " LINE, NULL },
		{ "```js\nlet x = getMeterProvider()\n```\n",
		  "```js\nlet x = getMeterprovider()\n```\n", "2: " LINE, NULL },
		{ "```sh\nservice_name=a\n```\n", "```sh\nservice-name=a\n```\n", "2: " LINE,
		  NULL },
		{ "```sh\ncp a-config.yaml b\n```\n", "```sh\ncp a-config.yml b\n```\n", "2: " LINE,
		  NULL },
		{ "```sh\nnew content/en/a.md\n```\n", "```sh\nnew content/fr/a.md\n```\n",
		  "2: " LINE, NULL },
		{ "```yaml\na: x {{% y b-1 %}}\n```\n", "```yaml\na: x {{% y b-2 %}}\n```\n",
		  "2: " LINE, NULL },
	};

	(void)state;
	said_check_all("docsy", "de-DE", only, v, countof(v));
}

static void
masks_keep_the_length_whatever_the_code(void **state)
{
	static const char *const pieces[] = { "\"", "'\\",    "`",          "/*", "<#", "<",
					      "{",  "\"\"\"", "key: a b\n", ":",  ">" };
	enum { BYTES = 1 << 16 };
	struct arena a = { 0 };

	(void)state;
	for (ptrdiff_t i = 0; i < countof(pieces); i++) {
		struct str piece = str_c(pieces[i]);
		char *text = NEW(&a, char, BYTES);
		ptrdiff_t n = 0;

		for (; n + piece.n <= BYTES; n += piece.n)
			for (ptrdiff_t k = 0; k < piece.n; k++)
				text[n + k] = piece.p[k];
		for (int f = FAMILY_UNKNOWN; f <= FAMILY_DATA; f++) {
			struct str out =
				codetext_mask(&a, (struct str){ text, n }, (enum language_family)f);

			assert_int_equal(out.n, n);
		}
		arena_reset(&a);
	}
	arena_free(&a);
}

static void
languages_have_several_names(void **state)
{
	(void)state;
	assert_true(language_same(S("C#"), S("csharp")));
	assert_true(language_same(S("x"), S("X")));
	assert_false(language_same(S("c"), S("cpp")));
	assert_int_equal(language_family(S("PowerShell")), FAMILY_HASH);
	assert_int_equal(language_family(S("klingon")), FAMILY_UNKNOWN);
	assert_true(str_eq(language_of(S("{.python .numberLines}")), S("python")));
	assert_true(str_eq(language_of(S(" js{1,3} ")), S("js")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(machines_must_leave_code_alone),
		cmocka_unit_test(blanks_and_text_blocks_do_not_matter),
		cmocka_unit_test(people_translate_comments_strings_and_placeholders),
		cmocka_unit_test(people_make_up_names_of_their_own),
		cmocka_unit_test(masks_keep_the_length_whatever_the_code),
		cmocka_unit_test(languages_have_several_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
