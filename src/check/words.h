/* Which runs of letters in English prose are no words of the language: identifiers, versions,
 * numbers. */
#ifndef WORDS_H
#define WORDS_H

#include "check/lexicon.h"

/* Where recognised words go. */
struct word_sink {
	struct arena *a;
	struct VEC(struct word) words;
	struct word where; /* block and field of what comes */
	uint32_t base;     /* page offset of the scanned text */
};

/* Adds the words of text[stretch]; what stands around it is looked at, but not taken. */
void words_scan(struct word_sink *out, struct str text, struct span stretch);

bool is_ascii_word(char c); /* letter, digit or underscore */
/* "NU1101", "KB2999226": two capitals or more, then three digits or more, and nothing else. */
bool word_is_code(struct str word);

/* An English word or trade name with an inner capital that translators rightly write otherwise:
 * "ToolTip", "PivotTable". */
bool word_is_compound(struct str word);
/* Has `text` a name in the place of `word`, of another kind than a damaged one: with underscores or
 * inner capitals as that has, less than half of its parts, and not in the source?  People translate
 * invented names so. */
bool words_renamed(struct str text, struct str word, struct str source);

#endif
