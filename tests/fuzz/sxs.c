/* Any bytes through sxs_split.  Oracle: a second splitter, written from the definition without care
 * for speed, gives the same texts; every byte of both sides stands in the file where its segment
 * says.  "\1", "\2" and "\3" in the input stand for the three fixed texts, so that the fuzzer need
 * not guess them. */
#include <stdlib.h>
#include <string.h>

#include "doc/internal.h"

#define OPENER    S("<span data-ttu-id=\"")
#define SEPARATOR S("</span><span class=\"sxs-lookup\"><span data-stu-id=\"")
#define CLOSER    S("</span></span>")

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool ok)
{
	if (!ok)
		abort();
}

/* Does a tag that begins with `start` stand at raw[at]?  Then *id is its ID and *end the offset
 * after it. */
static bool
is_mark(struct str raw, struct str start, ptrdiff_t at, struct str *id, ptrdiff_t *end)
{
	struct str rest = str_slice(raw, at, raw.n);
	ptrdiff_t quote;

	if (!str_starts(rest, start))
		return false;
	quote = str_find_char(rest, '"', start.n);
	if (quote <= start.n || quote - start.n >= 128 ||
	    !str_starts(str_slice(rest, quote, rest.n), S("\">")) ||
	    str_find_char(str_slice(rest, 0, quote), '<', start.n) >= 0)
		return false;
	*id = str_slice(rest, start.n, quote);
	*end = at + quote + 2;
	return true;
}

/* Offset of the first separator, opener or closer in raw[at..); n when there is none. */
static ptrdiff_t
next_mark(struct str raw, ptrdiff_t at, bool closers)
{
	struct str id;
	ptrdiff_t end;

	while (at < raw.n && !is_mark(raw, OPENER, at, &id, &end) &&
	       !is_mark(raw, SEPARATOR, at, &id, &end) &&
	       !(closers && str_starts(str_slice(raw, at, raw.n), CLOSER)))
		at++;
	return at;
}

static void
split_slowly(struct str raw, struct buf *target, struct buf *source)
{
	for (ptrdiff_t at = 0; at < raw.n;) {
		struct str id, other;
		ptrdiff_t text, sep, text2, close;

		if (is_mark(raw, OPENER, at, &id, &text)) {
			sep = next_mark(raw, text, false);
			if (sep < raw.n && is_mark(raw, SEPARATOR, sep, &other, &text2) &&
			    str_eq(id, other)) {
				close = next_mark(raw, text2, true);
				if (str_starts(str_slice(raw, close, raw.n), CLOSER)) {
					buf_str(target, str_slice(raw, text, sep));
					buf_str(source, str_slice(raw, text2, close));
					at = close + CLOSER.n;
					continue;
				}
			}
		}
		buf_char(target, raw.p[at]);
		buf_char(source, raw.p[at]);
		at++;
	}
}

static void
check_side(struct str raw, const struct sxs_side *side, struct str want)
{
	ptrdiff_t from = 0;

	check(str_eq(side->text, want));
	check(side->nsegments > 0 || side->text.n == 0);
	for (ptrdiff_t i = 0; i < side->nsegments; i++) {
		const struct segment *s = &side->segments[i];
		ptrdiff_t end = i + 1 < side->nsegments ? s[1].text_off : side->text.n;

		check(i > 0 || s->text_off == 0);
		check(end > s->text_off && s->raw_off >= from);
		from = s->raw_off + (end - s->text_off);
		check(from <= raw.n);
		check(memcmp(side->text.p + s->text_off, raw.p + s->raw_off,
			     (size_t)(end - s->text_off)) == 0);
	}
}

static struct str
expand(struct arena *a, const uint8_t *data, size_t size)
{
	struct buf b = { .a = a };

	for (size_t i = 0; i < size; i++) {
		if (data[i] == 1)
			buf_str(&b, OPENER);
		else if (data[i] == 2)
			buf_str(&b, SEPARATOR);
		else if (data[i] == 3)
			buf_str(&b, CLOSER);
		else
			buf_char(&b, (char)data[i]);
	}
	return buf_take(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	struct str text = expand(&a, data, size < 4096 ? size : 4096);
	struct buf target = { .a = &a }, source = { .a = &a };
	struct sxs_side left, right;
	char *copy = malloc(text.n > 0 ? (size_t)text.n : 1);
	struct str raw = { copy, text.n };

	check(copy);
	if (text.n > 0)
		memcpy(copy, text.p, (size_t)text.n);
	split_slowly(raw, &target, &source);
	if (sxs_split(&a, raw, &left, &right)) {
		check_side(raw, &left, buf_take(&target));
		check_side(raw, &right, buf_take(&source));
	} else {
		check(str_eq(buf_take(&target), raw));
	}
	free(copy);
	arena_free(&a);
	return 0;
}
