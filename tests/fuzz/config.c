/* Any bytes as a configuration and as `--set`: either values in range, or an error with a place
 * inside the text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "site/config.h"
#include "site/locale.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_values(const struct config *c)
{
	for (int r = 0; r < RULE_COUNT; r++)
		assert(c->severity[r] >= SEV_OFF && c->severity[r] <= SEV_ERROR);
	assert(c->fail_on >= SEV_OFF && c->fail_on <= SEV_ERROR);
	assert(c->grace_days >= 0 && c->max_warnings >= -1);
	assert(!c->source_locale.n || locale_valid(c->source_locale));
	for (ptrdiff_t i = 0; i < c->nlocales; i++)
		assert(locale_valid(c->locales[i].locale) && c->locales[i].root.n > 0);
	for (ptrdiff_t i = 0; i < c->noverrides; i++)
		assert(c->overrides[i].npaths > 0);
	for (ptrdiff_t i = 0; i < c->nprojects; i++) {
		assert(c->projects[i].project.n && !c->projects[i].nprojects);
		check_values(&c->projects[i]);
	}
	for (ptrdiff_t i = 0; i < c->nexclude; i++)
		assert(c->exclude[i].n > 0);
}

static void
check_error(const struct config_error *e, struct str text)
{
	assert(e->message.n > 0);
	assert(e->at.line > 0 && e->at.column > 0);
	assert(e->at.byte <= e->at.end_byte && (ptrdiff_t)e->at.end_byte <= text.n);
	assert(e->snippet.nlines > 0 && e->snippet.first_line == e->at.line);
	for (int i = 0; i < e->snippet.nlines; i++) {
		const struct snippet_line *line = &e->snippet.lines[i];

		assert(line->text.n <= SNIPPET_BYTES);
		assert((ptrdiff_t)line->mark + line->mark_len <= line->text.n);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	char *exact = malloc(size); /* so that a sanitizer sees the exact end */
	struct str text = { exact, (ptrdiff_t)size };
	struct config c;
	struct config_error e = { 0 };

	if (size)
		memcpy(exact, data, size);
	config_init(&c);
	if (config_read(&a, &c, S("fuzz.yml"), text, &e) && config_finish(&a, &c, &e))
		check_values(&c);
	else
		check_error(&e, text);
	e = (struct config_error){ 0 };
	config_init(&c);
	if (config_set(&a, &c, text, &e))
		check_values(&c);
	else
		assert(e.message.n > 0 && e.at.line == 0);
	arena_free(&a);
	free(exact);
	return 0;
}
