/* Names that people have translated as a whole, `carrito_de_compras` for `shopping_cart`: what
 * stands in their place is a name too, of the same kind and of other parts. */
#include "check/words.h"

enum {
	RENAMED_MAX = 128, /* bytes of a name */
	RENAMED_NAMES = 32 /* that are looked at */
};

/* The end of the part of a name that begins at `at`: before an underscore or an inner capital. */
static ptrdiff_t
part_end(struct str s, ptrdiff_t at)
{
	ptrdiff_t i = at + 1;

	while (i < s.n && s.p[i] != '_' && !(is_capital(s.p[i]) && is_small(s.p[i - 1])))
		i++;
	return i;
}

static bool
has_part(struct str name, struct str part)
{
	for (ptrdiff_t i = 0, end; i < name.n; i = end) {
		i += name.p[i] == '_';
		end = i < name.n ? part_end(name, i) : name.n;
		if (str_eq_nocase(str_slice(name, i, end), part))
			return true;
	}
	return false;
}

/* Are less than half of the parts of `word` parts of `name`, which has more than one? */
static bool
is_other_name(struct str name, struct str word)
{
	ptrdiff_t parts = 0, shared = 0;

	for (ptrdiff_t i = 0, end; i < word.n; i = end) {
		i += word.p[i] == '_';
		end = i < word.n ? part_end(word, i) : word.n;
		parts++;
		shared += has_part(name, str_slice(word, i, end));
	}
	return shared * 2 < parts && part_end(name, 0) < name.n;
}

static bool
is_name_byte(char c)
{
	return is_ascii_word(c) || (unsigned char)c >= 0x80;
}

bool
words_renamed(struct str text, struct str word, struct str source)
{
	bool snake = str_find_char(word, '_', 0) >= 0;
	int names = 0;

	for (ptrdiff_t i = 0, end; i < text.n && names < RENAMED_NAMES; i = end + 1) {
		struct str name;

		for (end = i; end < text.n && is_name_byte(text.p[end]) && end - i < RENAMED_MAX;)
			end++;
		name = str_slice(text, i, end);
		if (name.n <= 3 || (str_find_char(name, '_', 0) > 0) != snake ||
		    !is_other_name(name, word))
			continue;
		if (str_find(source, name, 0) < 0)
			return true;
		names++;
	}
	return false;
}
