/* Two documents through family_check.  The input is one page, or two apart from each other by a
 * line "=====pair=====". Oracles: a page compared with itself lacks nothing; places lie inside
 * their files and edits do not cross; two runs say the same; findings_finish accepts what the
 * passes say. */
#include <stdlib.h>
#include <string.h>

#include "../unit/family.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MARKER S("\n=====pair=====\n")

static void
demand(bool holds)
{
	if (!holds)
		abort();
}

static void
check_place(const struct place *p, const struct lab *l)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < l->site.npages; i++) {
		if (str_eq(l->pages[i].path, p->file))
			n = l->raw[i].n;
	}
	demand(p->line >= 1 && p->column >= 1);
	demand(p->byte <= p->end_byte && (ptrdiff_t)p->end_byte <= n);
	demand(p->line < p->end_line || (p->line == p->end_line && p->column <= p->end_column));
}

static void
check_finding(const struct finding *f, const struct lab *l, bool same)
{
	enum rule_id r = messages[f->message].rule;
	struct arena a = { 0 };

	check_place(&f->at, l);
	if (f->source.line > 0)
		check_place(&f->source, l);
	for (int i = 0; i < f->nedits; i++)
		demand(f->edits[i].byte <= f->edits[i].end_byte);
	for (int i = 0; i < f->snippet.nlines; i++)
		demand(f->snippet.lines[i].mark + f->snippet.lines[i].mark_len <=
		       (uint32_t)f->snippet.lines[i].text.n);
	for (int part = PART_TEXT; part <= PART_HELP; part++)
		finding_text(&a, f, (enum message_part)part);
	if (same && f->locale.n > 0 &&
	    r != RULE_LINK_OUTDATED) /* the English page's own faults aside */
		demand(rules[r].category != CATEGORY_STRUCTURE &&
		       rules[r].category != CATEGORY_LINKS);
	arena_free(&a);
}

static uint64_t
run(struct lab *l, struct str en, struct str de)
{
	bool side_by_side =
		str_find(de, S("data-ttu-id"), 0) >= 0; /* also compared with its English */
	bool same = str_eq(en, de) && !side_by_side;
	uint64_t sum = HASH_INIT;

	lab_reset(l);
	lab_source(l, en);
	lab_translation(l, "de-DE", de);
	lab_check(l);
	for (ptrdiff_t i = 0; i < l->sink.out.n; i++) {
		check_finding(&l->sink.out.v[i], l, same);
		sum = str_hash(l->sink.out.v[i].key, sum) ^ l->sink.out.v[i].fingerprint;
	}
	return sum;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct lab lab; /* profiles take long to load */
	char *copy = malloc(size > 0 ? size : 1);
	struct str all = { copy, (ptrdiff_t)size };
	ptrdiff_t cut;

	if (!lab.profile)
		lab_open(&lab, "microsoft");
	memcpy(copy, data, size);
	cut = str_find(all, MARKER, 0);
	if (cut < 0) {
		run(&lab, all, all);
	} else {
		struct str en = str_slice(all, 0, cut + 1);
		struct str de = str_slice(all, cut + MARKER.n, all.n);

		demand(run(&lab, en, de) == run(&lab, en, de));
		run(&lab, en, en);
	}
	free(copy);
	return 0;
}
