/* One page as the checks see it: bytes, front matter, and a flat outline of blocks and facts with
 * byte positions.
 *
 * doc->text is what is compared: the file without its byte order mark and, for side-by-side pages,
 * with one language only. All spans are byte offsets in doc->text.  Everything lives on the arena
 * given to doc_parse. */
#ifndef DOC_H
#define DOC_H

#include "base/base.h"
#include "doc/front.h"

enum block_kind {
	BLOCK_HEADING, /* level 1-6; info: its plain text, see doc_heading_text() */
	BLOCK_PARAGRAPH,
	BLOCK_QUOTE, /* info: alert keyword as written ("NOTE"), empty for a plain quote */
	BLOCK_LIST,  /* ordered; start */
	BLOCK_ITEM,
	BLOCK_TABLE, /* columns */
	BLOCK_ROW,   /* of a table, header first, delimiter row left out; columns: its cells */
	BLOCK_CODE,  /* fenced; info: info string */
	BLOCK_HTML,  /* HTML block; comments are not recorded as blocks */
	BLOCK_BREAK  /* thematic break */
};

struct block {
	enum block_kind kind;
	uint8_t level; /* heading level */
	bool ordered, fenced;
	bool marks; /* its plain text shows an asterisk, a backtick, or a "]" before a "(": markup
		       that may have failed */
	uint16_t columns; /* table, row */
	uint16_t depth;   /* number of containers (list, item, quote) around it */
	int32_t start;    /* ordered list: first number */
	uint32_t parent;  /* index of the containing block, or NO_BLOCK */
	uint32_t end;     /* one past the index of its last descendant */
	struct span at; /* from its first marker to the end of its last line (line end excluded) */
	uint32_t fact, nfact; /* doc->facts[fact .. fact+nfact): its own, not its descendants' */
	uint32_t text_len;    /* bytes of plain text (markup removed) of its own */
	uint64_t hash;   /* CODE: of the literal with blanks folded; ROW, HEADING, PARAGRAPH: of the
			    plain text; else 0 */
	struct str info; /* see kind */
};
#define NO_BLOCK UINT32_MAX

enum fact_kind {
	FACT_LINK, /* value: destination (unescaped); text: label as plain text.  Also <autolink> */
	FACT_IMAGE,  /* value: destination; text: alternative text */
	FACT_CODE,   /* code span; value: its content */
	FACT_HTML,   /* inline or block tag; value: lower-case tag name with "/" when closing; text:
			the whole tag */
	FACT_ANCHOR, /* <a name>, <a id>, {#id}; value: the id */
	FACT_INCLUDE,   /* [!INCLUDE [t](p)], [!code-cs[](p)]; value: path; text: whole */
	FACT_DIRECTIVE, /* :::name attributes:::; value: name (with "/" or "-end" as written); text:
			   whole */
	FACT_SHORTCODE, /* {{< name args >}}; value: name; text: whole */
	FACT_COMPONENT, /* MDX <Name>, import/export line; value: name; text: whole */
	FACT_REFDEF,    /* [label]: destination; value: destination; text: label */
	FACT_FOOTNOTE,  /* [^1] or [^1]:; value: label */
	FACT_NOTRANSLATE, /* [!DNL x], :::no-loc text="x":::; value: the term */
	FACT_KINDS
};

struct fact {
	enum fact_kind kind;
	bool autolink, closes, in_code;
	bool reference, any_case; /* of a construct, see doc/grammar.h */
	uint32_t block; /* index of the leaf block it stands in; NO_BLOCK between blocks */
	struct str value, text;
	struct span at;       /* the whole construct; len 0 until doc_locate() */
	struct span value_at; /* the bytes of the value (a link's destination); len 0 until
				 doc_locate() */
};

enum doc_limit {
	DOC_OK,
	DOC_NOT_UTF8,  /* limit_at: first bad byte */
	DOC_UTF16,     /* starts with a UTF-16 byte order mark */
	DOC_BINARY,    /* holds a NUL byte */
	DOC_TOO_LARGE, /* over doc_max_bytes */
	DOC_TOO_DEEP,  /* containers nested deeper than 100 on one line */
	DOC_TOO_DENSE  /* so many markup characters that parsing might take too long or too much
			  memory */
};

enum { DOC_MAX_BYTES = 8 << 20 };

struct doc {
	struct str path;      /* for messages */
	struct str raw;       /* the file's bytes; hashes are taken of these */
	struct str text;      /* see above */
	bool bom, crlf;       /* starts with a byte order mark; most lines end in CR LF */
	enum doc_limit limit; /* not DOC_OK: blocks and facts are empty, front may be too */
	uint32_t limit_at;    /* offset in text, as every span */
	/* Where pieces of text come from: text[text_off ..) is raw[raw_off ..) up to the next
	 * segment. */
	struct segment {
		uint32_t text_off, raw_off;
	} * segments;
	ptrdiff_t nsegments;
	struct doc *embedded; /* the English beside the translation (sxs-lookup spans), parsed the
				 same way; NULL when none */
	struct front front;
	uint32_t body;     /* offset of the first byte after the front matter */
	struct str masked; /* text as the Markdown parser saw it: same length, constructs hidden;
			      set by markdown_parse() */
	struct block *blocks;
	ptrdiff_t nblocks;
	struct fact *facts; /* in document order */
	ptrdiff_t nfacts;
	bool located;    /* doc_locate() has run */
	uint32_t *lines; /* offsets in raw where lines start; made on first use by doc_pos() */
	ptrdiff_t nlines;
	struct doc_cache *cache; /* what doc.c remembers between questions */
	struct arena *arena;
};

struct grammar;
struct pattern_scratch;

/* Parses raw (borrowed; must outlive the doc).  Never fails: what cannot be parsed has `limit` set.
 */
struct doc *doc_parse(struct arena *a, struct str path, struct str raw, const struct grammar *g,
		      struct pattern_scratch *scratch);

/* The same in two steps: the text and its front matter, which tell what the page was made from,
 * then blocks and facts. */
struct doc *doc_open(struct arena *a, struct str path, struct str raw);
void doc_complete(struct doc *d, const struct grammar *g, struct pattern_scratch *scratch);

/* Fills `at` and `value_at` of every fact (once; parsing leaves them out because only findings need
 * them).  cmark's inline positions are hints at best, so the bytes are found again going forward
 * through the block. */
void doc_locate(struct doc *d);

/* A place in the file as users count it. */
struct pos {
	uint32_t line;   /* 1-based */
	uint32_t column; /* 1-based, in code points */
	uint32_t byte;   /* offset in the raw file */
};
/* The offset in the raw file of offset `off` of doc->text; cheaper than doc_pos(). */
uint32_t doc_raw_offset(const struct doc *d, uint32_t off);
/* The place of offset `off` of doc->text in the raw file. */
struct pos doc_pos(struct doc *d, uint32_t off);
/* The places where a span of doc->text begins and ends (exclusive).  In a side-by-side page
 * text[n-1] and text[n] may stand far apart in the file: the end is just behind the last byte of
 * the span, where doc_pos(off + len) may be pages on.  The bytes between hold nothing else exactly
 * when to->byte - from->byte == at.len. */
void doc_range(struct doc *d, struct span at, struct pos *from, struct pos *to);
/* Raw bytes of the 1-based line, without byte order mark and line end (LF, CR LF or CR); empty past
 * the end. */
struct str doc_line(struct doc *d, uint32_t line);
/* "a\n" and "a" have one line, "" has none. */
uint32_t doc_line_count(struct doc *d);
/* The bytes of a span of doc->text, clamped to it. */
struct str doc_slice(const struct doc *d, struct span at);
/* The plain text of a heading (markup and {#id} removed), on a. */
struct str doc_heading_text(struct arena *a, const struct doc *d, uint32_t block);
/* Index of the heading whose section holds block b, or NO_BLOCK: the nearest heading before b that
 * stands in the same container or in one around it; a heading belongs to its own section. */
uint32_t doc_section(const struct doc *d, uint32_t block);

/* The outline as text, one block or fact a line, for `loclint debug outline` and unit tests. */
void doc_dump(struct buf *out, struct doc *d);

#endif
