/* What a docs platform adds to CommonMark, as compiled patterns: which texts are hidden from the
 * Markdown parser, and which facts they give.  Filled by site/profile from rules/profiles/ (data);
 * doc/ knows no platform. */
#ifndef GRAMMAR_H
#define GRAMMAR_H

#include "doc/doc.h"
#include "doc/pattern.h"

enum construct_mask {
	MASK_NONE,    /* the parser sees the text as it is */
	MASK_SPACES,  /* blanked, line ends kept: a directive line, a JSX tag alone on its line */
	MASK_LETTERS, /* replaced by "x": inline, keeps a word a word and a link destination valid
		       */
	MASK_BODY /* starts a line; what is indented below it by four columns is its content, and
		     none of it a code block for that (Python-Markdown's admonitions) */
};

struct construct {
	struct str id;       /* "docfx-directive": for messages and tests */
	enum fact_kind fact; /* what it is recorded as; FACT_KINDS: not at all */
	enum construct_mask mask;
	bool line;      /* matched only from the start of a line (leading blanks and quote markers
			   allowed) */
	bool in_code;   /* also inside fenced code and code spans (Hugo shortcodes) */
	bool closes;    /* an ending: `:::`, `{{< /tab >}}`, `</Steps>` */
	bool reference; /* becomes a link to what its first argument names */
	bool any_case;  /* its name may be written in any case */
	int value_group, text_group; /* capture groups that become fact.value and fact.text; 0 = the
					whole match */
};

struct grammar {
	const struct pattern_set *patterns; /* NULL when there are none */
	const struct construct *constructs; /* one per pattern */
	ptrdiff_t nconstructs;
	bool alerts;    /* `> [!NOTE]` quotes are alerts */
	bool gfm_cells; /* table cells are cut at every unescaped pipe, even in code spans (GitHub);
			   else code spans win (DocFX) */
	bool heading_ids;     /* `## Title {#id}` */
	bool loose_emphasis;  /* `**` pairs up beside punctuation too (Python-Markdown) */
	bool tabs;            /* `# [Title](#tab/id)` headings are tabs (DocFX) */
	bool indented_fences; /* a fence may stand in any column (MDX, which has no indented code)
			       */
};

#endif
