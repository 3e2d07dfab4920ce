/* What --since reports, against two full runs: what is found at HEAD and was not found at the merge
 * base (there already under the names that pages have now). */
#define _XOPEN_SOURCE 700
#include <unistd.h>

#include "git_lab.h"

#include "base/map.h"
#include "base/sha.h"
#include "check/suppress.h"
#include "engine/engine.h"

enum { PAGES = 5, LINES = 12, ROUNDS = 14, SOURCE = 0, LOCALES = 3 };

static const char *const folders[LOCALES] = { "en-us", "de-de", "fr-fr" };

/* One page of a made-up site: lines that are there or not, in some order of changes. */
struct text {
	int lines[LINES]; /* 0: not there; else which wording */
	int n;
	bool there;
	int name;      /* number in its file name */
	char hash[41]; /* of the source that a translation was made from */
};
struct site_text {
	struct text pages[LOCALES][PAGES];
	unsigned seed;
	int next_name;
};

static unsigned
roll(struct site_text *s, unsigned sides)
{
	s->seed = s->seed * 1103515245 + 12345;
	return s->seed / 65536 % sides;
}

static struct str
page_text(struct arena *a, const struct text *t, int locale)
{
	static const char *const words[LOCALES] = { "Open the door", "Die Türe öffnen",
						    "Ouvrez la porte" };
	struct buf out = { .a = a };

	buf_fmt(&out, "---\ntitle: %s\nms.service: house\nms.topic: %s\n", words[locale],
		t->lines[0] % 3 ? "how-to" : "concept");
	if (locale != SOURCE)
		buf_fmt(&out, "ms.openlocfilehash: %s\n", t->hash);
	buf_fmt(&out, "---\n\n# %s\n", words[locale]);
	for (int i = 1; i < t->n; i++) {
		if (!t->lines[i])
			continue;
		if (i % 4 == 1)
			buf_fmt(&out, "\n## %s %d\n\n", words[locale], i);
		else if (i % 4 == 2)
			buf_fmt(&out, "\n```sh\nrun --step %d\n```\n\n", t->lines[i]);
		else
			buf_fmt(&out, "- %s, `key-%d`.\n- %s.\n", words[locale], t->lines[i],
				words[locale]);
	}
	return buf_take(&out);
}

static const char *
page_path(struct arena *a, const struct text *t, int locale)
{
	return str_z(a, str_fmt(a, "docs/%s/p%d.md", folders[locale], t->name));
}

/* The translation is made anew from the source. */
static void
translate(struct arena *a, struct site_text *s, int locale, int page)
{
	struct text *t = &s->pages[locale][page], *from = &s->pages[SOURCE][page];
	struct str text = page_text(a, from, SOURCE), hex = sha_hex(a, SHA_1, &text, 1);

	memcpy(t->lines, from->lines, sizeof t->lines);
	t->n = from->n;
	t->there = true;
	t->name = from->name;
	memcpy(t->hash, hex.p, 40);
}

static void
start(struct arena *a, struct site_text *s, unsigned seed)
{
	*s = (struct site_text){ .seed = seed, .next_name = PAGES };
	for (int p = 0; p < PAGES; p++) {
		struct text *t = &s->pages[SOURCE][p];

		t->there = true;
		t->name = p;
		t->n = LINES;
		for (int i = 0; i < LINES; i++)
			t->lines[i] = 1 + (int)roll(s, 5);
		for (int l = 1; l < LOCALES; l++)
			translate(a, s, l, p);
	}
}

/* A change on one side: a line comes, goes, or is reworded; sometimes the page is translated again,
 * or goes. */
static void
change(struct arena *a, struct site_text *s, int locale, int page)
{
	struct text *t = &s->pages[locale][page];
	unsigned what = roll(s, 12), line = roll(s, LINES);

	if (what == 0 && s->pages[SOURCE][page].there)
		t->there = !t->there;
	else if (what < 3 && locale != SOURCE)
		translate(a, s, locale, page);
	else if (what < 7)
		t->lines[line] = t->lines[line] ? 0 : 1 + (int)roll(s, 5);
	else
		t->lines[line] = 1 + (int)roll(s, 5);
}

/* Some or all pages of a family move. */
static void
rename_some(struct site_text *s, int page)
{
	unsigned which = 1 + roll(s, (1 << LOCALES) - 1);
	int name = s->next_name++;

	for (int l = 0; l < LOCALES; l++)
		if (which >> l & 1)
			s->pages[l][page].name = name;
}

/* --- commits -------------------------------------------------------------------- */

/* A commit of just these pages, with the commit `on` (NULL: none) as parent. */
static git_oid
commit_site(struct lab *l, const struct site_text *s, const git_oid *on)
{
	struct lab_edit edits[LOCALES * PAGES + 1];
	ptrdiff_t n = 0;
	git_oid root = lab_commit_on(l, NULL, NULL, NULL, 0), id;
	git_commit *parent = NULL, *whole = NULL;
	git_tree *tree = NULL;
	git_signature *who = NULL;
	const git_commit *parents[1];

	for (int locale = 0; locale < LOCALES; locale++)
		for (int p = 0; p < PAGES; p++) {
			const struct text *t = &s->pages[locale][p];

			if (t->there)
				edits[n++] = (struct lab_edit){ page_path(&l->a, t, locale),
								str_z(&l->a, page_text(&l->a, t,
										       locale)) };
		}
	id = lab_commit_on(l, &root, NULL, edits, n);
	if (!on)
		return id;
	OK(git_commit_lookup(&whole, l->repo, &id));
	OK(git_commit_tree(&tree, whole));
	OK(git_commit_lookup(&parent, l->repo, on));
	parents[0] = parent;
	OK(git_signature_new(&who, "Ann Author", "ann@example.org", l->clock, 0));
	l->clock += l->tick;
	OK(git_commit_create(&id, l->repo, NULL, who, who, NULL, "next", tree, 1, parents));
	git_signature_free(who);
	git_tree_free(tree);
	git_commit_free(whole);
	git_commit_free(parent);
	return id;
}

static void
check_out(struct lab *l, git_oid id)
{
	git_checkout_options how = { .version = GIT_CHECKOUT_OPTIONS_VERSION };

	how.checkout_strategy = GIT_CHECKOUT_FORCE | GIT_CHECKOUT_REMOVE_UNTRACKED;
	OK(git_repository_set_head_detached(l->repo, &id));
	OK(git_checkout_head(l->repo, &how));
}

/* --- runs ----------------------------------------------------------------------- */

struct found {
	struct map prints; /* fingerprint -> index in rules */
	struct VEC(struct str) what;
};

/* Findings that need the whole site are left to full runs; whether a recorded hash that is in no
 * history is a mistake is told by the other pages, too. */
static void
collect(struct lab *l, const struct findings *list, struct found *found)
{
	*found = (struct found){ 0 };
	found->prints.a = &l->a;
	for (ptrdiff_t i = 0; i < list->n; i++) {
		const struct finding *f = &list->v[i];
		enum rule_id r = messages[f->message].rule;
		struct str print = { (const char *)&f->fingerprint, sizeof f->fingerprint };

		if (rule_need(r) == NEED_SITE || r == RULE_COMMIT_MISMATCH)
			continue;
		*map_at(&found->prints, str_dup(&l->a, print)) = found->what.n;
		*vec_push(&l->a, &found->what) = str_fmt(&l->a, "%.*s:%u %.*s", P(f->at.file),
							 (unsigned)f->at.line, P(rules[r].name));
	}
}

/* Findings of pages that have another name in `to` than in `from` get that name. */
static void
rename_findings(struct lab *l, struct findings *list, const struct site_text *from,
		const struct site_text *to)
{
	for (int locale = 0; locale < LOCALES; locale++)
		for (int p = 0; p < PAGES; p++) {
			struct str old = str_c(page_path(&l->a, &from->pages[locale][p], locale));
			struct str now = str_c(page_path(&l->a, &to->pages[locale][p], locale));

			for (ptrdiff_t i = 0; i < list->n; i++)
				if (str_eq(list->v[i].at.file, old))
					list->v[i].at.file = list->v[i].name = now;
		}
}

static void
run(struct lab *l, const struct changes *changes, const struct site_text *from,
    const struct site_text *to, struct found *found)
{
	struct engine e = { 0 };
	struct config c;
	struct engine_options o = { .config = &c, .jobs = 1, .today = 1, .changes = changes };

	config_init(&c);
	if (!engine_pass(&e, &o))
		fail_msg("%.*s: %.*s", P(e.error.message), P(e.error.help));
	if (from) {
		rename_findings(l, &e.findings, from, to);
		findings_finish(&e.arena, &e.findings);
	}
	collect(l, &e.findings, found);
	engine_free(&e);
}

/* now - before = since, as sets of fingerprints; the number of those that are new. */
static ptrdiff_t
assert_new(const struct found *before, const struct found *now, const struct found *since)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < now->prints.n; i++) {
		struct str print = now->prints.entries[i].key;
		bool is_new = map_get(&before->prints, print) < 0;

		n += is_new;
		if (is_new != (map_get(&since->prints, print) >= 0))
			fail_msg("%s: %.*s", is_new ? "not reported" : "reported though old",
				 P(now->what.v[now->prints.entries[i].value]));
	}
	assert_int_equal(since->prints.n, n);
	return n;
}

static const struct str main_branch = { "main", 4 };
static const struct changes since_main = { .refs = &main_branch, .nrefs = 1 };

/* A base whose translations are not all what they should be; perhaps work goes on after it. */
static git_oid
make_base(struct lab *l, struct site_text *s, unsigned seed)
{
	git_oid base;

	start(&l->a, s, seed);
	base = commit_site(l, s, NULL);
	for (int i = 0; i < 6; i++)
		change(&l->a, s, (int)roll(s, LOCALES), (int)roll(s, PAGES));
	base = commit_site(l, s, &base);
	lab_head(l, roll(s, 2) ? base : lab_commit_on(l, &base, NULL, EDITS({ "x", "x" })));
	return base;
}

/* One pull request; the number of findings that are new in it. */
static ptrdiff_t
pull_request(struct lab *l, unsigned seed, int edits, bool renames)
{
	struct site_text s, old;
	struct found before, now, since;
	git_oid base = make_base(l, &s, seed), head;
	bool renamed[PAGES] = { false };

	old = s;
	for (int p = 0; p < PAGES && renames; p++) {
		renamed[p] = roll(&s, 2);
		if (renamed[p])
			rename_some(&s, p);
	}
	for (int i = 0; i < edits; i++) {
		int p = (int)roll(&s, PAGES);

		/* What was made of a renamed page must be beyond doubt here. */
		if (!renamed[p])
			change(&l->a, &s, (int)roll(&s, LOCALES), p);
	}
	head = commit_site(l, &s, &base);
	check_out(l, base);
	run(l, NULL, &old, &s, &before);
	check_out(l, head);
	run(l, NULL, NULL, NULL, &now);
	run(l, &since_main, NULL, NULL, &since);
	return assert_new(&before, &now, &since);
}

static int
enter_lab(void **state)
{
	struct lab *l;

	if (lab_open(state))
		return -1;
	l = *state;
	return chdir(lab_file(l, "repo"));
}

static int
leave_lab(void **state)
{
	return chdir("/") || lab_close(state);
}

static void
what_is_new_is_reported_and_nothing_else(void **state)
{
	ptrdiff_t n = 0;

	for (unsigned i = 0; i < ROUNDS; i++)
		n += pull_request(*state, i, 1 + (int)i / 2, false);
	assert_true(n > ROUNDS);
}

static void
a_rename_makes_no_finding_new(void **state)
{
	for (unsigned i = 0; i < ROUNDS; i++)
		pull_request(*state, 100 + i, (int)i / 2, true);
}

/* What is not committed yet is a change, too: edits, new pages, pages that are gone. */
static void
the_work_tree_counts(void **state)
{
	struct lab *l = *state;
	struct site_text s;
	struct found before, now, since;
	git_oid base = make_base(l, &s, 3);
	struct str text;

	check_out(l, base);
	run(l, NULL, NULL, NULL, &before);
	text = page_text(&l->a, &s.pages[1][0], 1);
	lab_write(l, "repo/docs/de-de/p0.md", str_slice(text, 0, text.n - 60));
	lab_write(l, "repo/docs/de-de/new.md", text);
	OK(unlink(lab_file(l, "repo/docs/en-us/p1.md")));
	run(l, NULL, NULL, NULL, &now);
	run(l, &since_main, NULL, NULL, &since);
	assert_true(assert_new(&before, &now, &since) > 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_new_is_reported_and_nothing_else, enter_lab,
						leave_lab),
		cmocka_unit_test_setup_teardown(a_rename_makes_no_finding_new, enter_lab,
						leave_lab),
		cmocka_unit_test_setup_teardown(the_work_tree_counts, enter_lab, leave_lab),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
