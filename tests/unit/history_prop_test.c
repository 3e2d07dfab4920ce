/* Generated histories of English pages, with translations that recorded some revision of them: what
 * the engine says of every translation is compared with what a replay of the edits in memory says.
 *
 * The oracle knows the pages as structures, not as text, and follows them through its own list of
 * commits: it shares no code with what it checks.  HISTORY_SEED and HISTORY_COUNT in the
 * environment choose other histories; a failure prints the seed of its history. */
#define _XOPEN_SOURCE 700
#include "unit.h"

#include "check/change.h"
#include "check/check.h"
#include "engine/engine.h"
#include "history_world.h"

/* What counts as prose, as link targets and as code, each in the order of the page. */
struct facets {
	int prose[3 * PARTS_MAX], links[PARTS_MAX], code[3 * PARTS_MAX], gaps[PARTS_MAX];
	int nprose, nlinks, ncode;
};

static struct facets
facets_of(const struct model *m)
{
	struct facets f = { .nprose = 0 };

	for (int i = 0; i < m->n; i++) {
		const struct part *p = &m->parts[i];

		f.gaps[i] = p->gap;
		f.prose[f.nprose++] = p->fence;
		if (!p->fence) {
			f.prose[f.nprose++] = p->id;
			f.prose[f.nprose++] = p->words;
			f.links[f.nlinks++] = p->link;
			continue;
		}
		f.code[f.ncode++] = p->id;
		f.code[f.ncode++] = p->code;
	}
	f.code[f.ncode++] = -1;
	for (int i = 0; i < m->n; i++)
		if (!m->parts[i].fence)
			f.code[f.ncode++] = m->parts[i].code;
	return f;
}

/* The kinds of change between two pages. */
static unsigned
change_between(const struct model *a, const struct model *b)
{
	struct facets f = facets_of(a), g = facets_of(b);
	unsigned set = 0;

	if (f.nprose != g.nprose || memcmp(f.prose, g.prose, sizeof f.prose) != 0)
		set |= CHANGE_PROSE;
	if (f.nlinks != g.nlinks || memcmp(f.links, g.links, sizeof f.links) != 0)
		set |= CHANGE_LINKS;
	if (f.ncode != g.ncode || memcmp(f.code, g.code, sizeof f.code) != 0)
		set |= CHANGE_CODE;
	if (!set && (a->crlf != b->crlf || memcmp(f.gaps, g.gaps, sizeof f.gaps) != 0))
		set = CHANGE_WHITESPACE;
	return set | (a->title != b->title || a->weight != b->weight ? CHANGE_FRONT_MATTER : 0U);
}

/* --- the oracle ---------------------------------------------------------------------- */

/* The versions of one page under the name it has today, as `git log --follow` finds them: from
 * each commit to the first parent that has the same, or else to all. */
struct trail {
	int commits[COMMITS_MAX], names[COMMITS_MAX], n; /* newest first */
	bool known[NAMES_MAX];                           /* names it had on the way */
	bool unsure; /* whether a rename is seen depends on how much of the page is left */
};

static const struct model *
page_named(struct world *w, int commit, int slot, int name)
{
	static const struct model none;
	const struct model *m = &w->steps[commit].pages[slot];

	return m->there && m->name == name ? m : &none;
}

/* Percent of the larger page's bytes that stand in lines of both. */
static int
alike(struct world *w, const struct model *a, const struct model *b, int slot)
{
	struct str one = text_of(w, a, slot, false), two = text_of(w, b, slot, false), line;
	ptrdiff_t most = one.n > two.n ? one.n : two.n, same = 0;

	two = str_fmt(&w->a, "\n%.*s", P(two));
	while (str_line(&one, &line))
		if (line.n > 5 && str_find(two, str_fmt(&w->a, "\n%.*s\n", P(line)), 0) >= 0)
			same += line.n + 1;
	return (int)(same * 100 / most);
}

/* What parent's page a page that is new under its name was made from: the name, or -1. */
static int
came_from(struct world *w, const struct model *m, int parent, int slot, struct trail *t)
{
	const struct model *old = &w->steps[parent].pages[slot];
	int percent;

	if (!old->there || old->name == m->name)
		return -1;
	percent = alike(w, m, old, slot);
	t->unsure |= percent < 65;
	return old->name;
}

static void
follow(struct world *w, int slot, int commit, int name, bool (*todo)[NAMES_MAX], struct trail *t)
{
	const struct step *s = &w->steps[commit];
	const struct model *m = page_named(w, commit, slot, name);
	bool followed = false;

	t->known[name] = true;
	for (int i = 0; i < s->nparents; i++)
		if (same_bytes(w, m, page_named(w, s->parents[i], slot, name), slot)) {
			todo[s->parents[i]][name] = true;
			return;
		}
	if (s->nparents == 0 && !m->there)
		return;
	t->commits[t->n] = commit;
	t->names[t->n++] = name;
	for (int i = 0; i < s->nparents; i++) {
		int older = name;

		if (!page_named(w, s->parents[i], slot, name)->there)
			older = m->there ? came_from(w, m, s->parents[i], slot, t) : -1;
		if (older >= 0)
			todo[s->parents[i]][older] = followed = true;
	}
	if (!followed && m->there && s->nparents)
		todo[s->parents[0]][name] = true;
}

static struct trail
trail_of(struct world *w, int slot, int name)
{
	bool todo[COMMITS_MAX][NAMES_MAX] = { { false } };
	struct trail t = { .n = 0 };

	todo[w->head][name] = true;
	for (int commit = w->head; commit >= 0; commit--)
		for (int k = 0; k < NAMES_MAX; k++)
			if (todo[commit][k])
				follow(w, slot, commit, k, todo, &t);
	return t;
}

/* What is to be said of a translation whose page is there. */
struct expected {
	bool asked, judged; /* history is needed; its answer is certain */
	enum freshness freshness;
	enum base_kind kind;
	enum pin_fault fault;
	const struct model *base;
	int changes; /* -1: not foreseen */
	bool commit_known;
};

/* The page at the commit a translation names, under any name it had. */
static const struct model *
page_at_pin(struct world *w, int slot, const struct made *t, const struct trail *trail)
{
	const struct model *m = &w->steps[t->commit].pages[slot];

	return m->there && trail->known[m->name] ? m : NULL;
}

/* The newest version with these words, as a place in the trail, or -1. */
static int
version_with(struct world *w, int slot, const struct trail *t, const struct model *m, bool bytes)
{
	for (int i = 0; i < t->n; i++) {
		const struct model *v = page_named(w, t->commits[i], slot, t->names[i]);

		if (v->there && (bytes ? same_bytes : same_words)(w, v, m, slot))
			return i;
	}
	return -1;
}

/* Versions newer than the i-th that changed more than the name. */
static int
changes_before(struct world *w, int slot, const struct trail *t, int i)
{
	int n = 0;

	for (int k = 0; k < i; k++) {
		const struct model *new = page_named(w, t->commits[k], slot, t->names[k]);
		const struct model *old = page_named(w, t->commits[k + 1], slot, t->names[k + 1]);

		n += !(new->there &&same_bytes(w, new, old, slot) &&
		       t->names[k] != t->names[k + 1]);
	}
	return n;
}

static bool
has_hash(const struct made *t)
{
	return t->kind == BY_HASH || t->kind == BY_BOTH || t->kind == BY_HASH_OTHER_COMMIT ||
	       t->kind == BY_HASH_NO_COMMIT;
}

static bool
has_commit(const struct made *t)
{
	return t->kind == BY_COMMIT || t->kind == BY_BOTH || t->kind == BY_HASH_OTHER_COMMIT;
}

/* By hash: the revision with these words is the base, wherever its commit is. */
static void
expect_hash(struct world *w, int slot, const struct made *t, const struct trail *trail,
	    struct expected *x)
{
	const struct model *pinned = &w->steps[t->from].pages[slot];
	const struct model *there = has_commit(t) ? page_at_pin(w, slot, t, trail) : NULL;
	int at = version_with(w, slot, trail, pinned, false);

	x->freshness = FRESH_NO;
	if (there && same_words(w, there, pinned, slot)) {
		x->kind = BASE_COMMIT;
		x->base = there;
		return;
	}
	if (t->kind == BY_NO_HASH || at < 0) {
		x->fault = PIN_UNKNOWN_CONTENT;
		return;
	}
	x->kind = BASE_CONTENT;
	x->base = page_named(w, trail->commits[at], slot, trail->names[at]);
	if (has_commit(t))
		x->fault = there ? PIN_WRONG_COMMIT : PIN_PATH_NOT_THERE;
	else if (t->kind == BY_HASH_NO_COMMIT)
		x->fault = PIN_UNKNOWN_COMMIT;
}

/* Is the commit part of HEAD's history? */
static bool
is_published(const struct world *w, int commit)
{
	bool reached[COMMITS_MAX] = { false };

	reached[w->head] = true;
	for (int i = w->head; i > commit; i--)
		for (int k = 0; reached[i] && k < w->steps[i].nparents; k++)
			reached[w->steps[i].parents[k]] = true;
	return commit <= w->head && reached[commit];
}

static void
expect_commit(struct world *w, int slot, const struct made *t, const struct trail *trail,
	      struct expected *x)
{
	const struct model *there = has_commit(t) ? page_at_pin(w, slot, t, trail) : NULL;

	x->freshness = FRESH_UNKNOWN;
	x->fault = there ? PIN_FINE : has_commit(t) ? PIN_PATH_NOT_THERE : PIN_UNKNOWN_COMMIT;
	if (!there)
		return;
	if (w->by_commit && !is_published(w, t->commit)) /* what docsy.yml demands */
		x->fault = PIN_NOT_ANCESTOR;
	x->base = there;
	x->kind = same_words(w, there, &w->now[slot], slot) ? BASE_CURRENT : BASE_COMMIT;
	x->freshness = x->kind == BASE_CURRENT ? FRESH_YES : FRESH_NO;
}

static struct expected
expect(struct world *w, int slot, const struct made *t, const struct trail *trail)
{
	struct expected x = { .asked = true, .changes = -1, .judged = !trail->unsure };
	const struct model *now = &w->now[slot];
	int at;

	if (has_hash(t) && same_words(w, &w->steps[t->from].pages[slot], now, slot)) {
		x.asked = false;
		x.freshness = FRESH_YES;
		return x;
	}
	if (has_hash(t) || t->kind == BY_NO_HASH)
		expect_hash(w, slot, t, trail, &x);
	else
		expect_commit(w, slot, t, trail, &x);
	x.commit_known = has_commit(t);
	/* A work tree that went back to an older version has not seen the changes after it. */
	if (!w->linear || !x.base || x.kind == BASE_CURRENT ||
	    (w->touched[slot] && version_with(w, slot, trail, now, false) >= 0))
		return x;
	at = version_with(w, slot, trail, x.base, true);
	x.changes = same_bytes(w, x.base, &w->steps[w->head].pages[slot], slot)
			    ? 0
			    : changes_before(w, slot, trail, at);
	return x;
}

/* --- comparing ----------------------------------------------------------------------- */

static void
print_history(struct world *w)
{
	for (int i = 0; i < w->n; i++) {
		const struct step *s = &w->steps[i];

		print_message("%c%2d %.8s <-", i == w->head ? '*' : ' ', i,
			      str_z(&w->a, lab_hex(w->lab, s->id)));
		for (int k = 0; k < s->nparents; k++)
			print_message(" %d", s->parents[k]);
		for (int slot = 0; slot < SLOTS; slot++) {
			struct str text = text_of(w, &s->pages[slot], slot, false);

			if (s->pages[slot].there)
				print_message("  %d:%08x%s", s->pages[slot].name,
					      (unsigned)str_hash(text, HASH_INIT),
					      s->pages[slot].crlf ? "\\r" : "");
			else
				print_message("  -");
		}
		print_message("\n");
	}
}

/* Both sides as one line each, so that what differs is seen at once. */
static void
compare(struct world *w, const struct made *t, struct str got, struct str want)
{
	if (str_eq(got, want))
		return;
	print_history(w);
	fail_msg("HISTORY_SEED=%llu %.*s (kind %d, hash of step %d, commit of step %d)\n got  "
		 "%.*s\n want %.*s",
		 (unsigned long long)w->seed, P(t->path), (int)t->kind, t->from, t->commit, P(got),
		 P(want));
}

static struct str
summary(struct world *w, enum freshness freshness, enum base_kind kind, enum pin_fault fault,
	unsigned change)
{
	static const char *const fresh[] = { "unpinned", "fresh", "stale", "unknown" };

	return str_fmt(&w->a, "%s base=%d fault=%d change=%u", fresh[freshness], (int)kind,
		       (int)fault, change);
}

/* What the engine said of one translation. */
struct said {
	const struct verdict *verdict;
	const struct page_history *history;
	bool stale_finding;
};

static struct said
said_of(const struct engine *e, struct world *w, const struct made *t)
{
	struct said said = { 0 };
	struct str path = str_fmt(&w->a, "%s/%.*s", w->root, P(t->path));

	for (ptrdiff_t i = 0; i < e->nverdicts; i++)
		if (str_eq(e->verdicts[i].page->path, path))
			said.verdict = &e->verdicts[i];
	assert_non_null(said.verdict);
	if (e->page_history)
		said.history = e->page_history[said.verdict->page - e->site.pages];
	for (ptrdiff_t i = 0; i < e->findings.n; i++) {
		const struct finding *f = &e->findings.v[i];
		enum rule_id rule = messages[f->message].rule;

		said.stale_finding |= str_eq(f->at.file, path) &&
				      (rule == RULE_STALE_HASH || rule == RULE_STALE_COMMIT);
	}
	return said;
}

static void
check_page(struct world *w, const struct engine *e, int slot, const struct made *t,
	   const struct expected *x)
{
	struct said said = said_of(e, w, t);
	const struct page_history *h = said.history;
	const struct verdict *v = said.verdict;
	struct str base;

	compare(w, t, h ? S("asked") : S("not asked"), x->asked ? S("asked") : S("not asked"));
	compare(w, t, said.stale_finding ? S("a stale finding") : S("no stale finding"),
		x->freshness == FRESH_NO ? S("a stale finding") : S("no stale finding"));
	if (!h) {
		assert_int_equal(v->freshness, x->freshness);
		return;
	}
	compare(w, t, summary(w, v->freshness, h->kind, h->fault, v->change),
		summary(w, x->freshness, x->kind, x->fault,
			x->freshness == FRESH_NO && x->base ? change_between(x->base, &w->now[slot])
							    : CHANGE_NONE));
	base = x->base ? text_of(w, x->base, slot, true) : S("");
	compare(w, t, h->base, base);
	if (x->changes >= 0)
		compare(w, t, str_fmt(&w->a, "%td changes", h->nchanges),
			str_fmt(&w->a, "%d changes", x->changes));
}

/* Of a page without English: where that went, in a history without branches. */
static void
check_lost(struct world *w, const struct engine *e, int slot, const struct made *t)
{
	struct said said = said_of(e, w, t);
	const struct model *m = NULL;
	int name = t->name, commit = w->head;
	struct str got = S("nothing"), want = S("removed");

	if (!w->linear)
		return;
	for (; commit > 0; commit--) { /* from where it vanished on to where it is now */
		const struct model *old = &w->steps[commit - 1].pages[slot];

		m = &w->steps[commit].pages[slot];
		if (old->there && old->name == name && !(m->there && m->name == name))
			break;
	}
	if (commit == 0)
		want = S("nothing"); /* no commit has that name */
	for (; commit > 0 && commit <= w->head; commit++) {
		const struct model *old = &w->steps[commit - 1].pages[slot];

		m = &w->steps[commit].pages[slot];
		if (m->there && m->name != name && old->there && old->name == name) {
			if (alike(w, m, old, slot) < 65)
				return;
			name = m->name;
		}
	}
	if (m && m->there && m->name == name)
		want = str_fmt(&w->a, "moved to %s/en-US/%.*s", w->root, P(name_of(w, slot, name)));
	if (said.history && said.history->removed)
		got = said.history->moved_to.n
			      ? str_fmt(&w->a, "moved to %.*s", P(said.history->moved_to))
			      : S("removed");
	compare(w, t, got, want);
}

static bool
is_found(const struct expected *x)
{
	return x->asked && (x->base || (x->commit_known && x->fault == PIN_PATH_NOT_THERE));
}

static void
check_site(struct world *w, const struct engine *e)
{
	struct expected all[SLOTS][LOCALES] = { { { false } } };
	bool any = e->page_history != NULL, commits_known = false;

	for (ptrdiff_t i = 0; i < e->nnotices; i++)
		print_message("notice %.*s\n", P(e->notices[i]));

	for (int slot = 0; slot < SLOTS; slot++) {
		struct trail t = { 0 };

		if (w->now[slot].there)
			t = trail_of(w, slot, w->now[slot].name);
		for (int l = 0; l < LOCALES; l++) {
			struct made *m = &w->made[slot][l];

			if (!w->now[slot].there || m->name != w->now[slot].name) {
				commits_known |= has_commit(m);
				continue;
			}
			all[slot][l] = expect(w, slot, m, &t);
			commits_known |= all[slot][l].asked && all[slot][l].commit_known;
			if (is_found(&all[slot][l]))
				assert_true(any);
		}
	}
	for (int slot = 0; slot < SLOTS && any; slot++) {
		for (int l = 0; l < LOCALES; l++) {
			struct made *m = &w->made[slot][l];
			struct expected *x = &all[slot][l];

			if (!w->now[slot].there || m->name != w->now[slot].name) {
				check_lost(w, e, slot, m);
				continue;
			}
			if (x->kind == BASE_CONTENT && x->fault == PIN_UNKNOWN_COMMIT &&
			    !commits_known)
				x->fault = PIN_FINE;
			if (x->judged)
				check_page(w, e, slot, m, x);
		}
	}
}

static void
check_history(struct world *w)
{
	struct config c;
	struct engine e = { 0 };
	struct str trees[LOCALES];
	struct engine_options o = { .config = &c, .paths = trees, .npaths = LOCALES, .jobs = 1 };

	config_init(&c);
	c.source_root = str_fmt(&w->a, "%s/en-US", w->root);
	c.source_git = str_c(git_repository_path(w->lab->repo));
	c.source_git_path = S("en-US");
	c.profile = w->by_commit ? S("docsy") : S("microsoft");
	for (int l = 0; l < LOCALES; l++)
		trees[l] = str_fmt(&w->a, "%s/%s", w->root, locales[l]);
	if (!engine_site(&e, &o) || !engine_check(&e, &o))
		fail_msg("HISTORY_SEED=%llu %.*s", (unsigned long long)w->seed, P(e.error.message));
	check_site(w, &e);
	engine_free(&e);
}

static void
check_seed(struct lab *lab, git_odb *odb, git_odb_backend *objects, uint64_t seed)
{
	struct world *w = calloc(1, sizeof *w);

	assert_non_null(w);
	w->lab = lab;
	w->odb = odb;
	w->objects = objects;
	w->seed = w->state = seed;
	w->linear = roll(w, 2);
	w->by_commit = roll(w, 3) == 0;
	snprintf(w->root, sizeof w->root, "%s/h%llu", lab->root, (unsigned long long)seed);
	make_folder(w->root);
	make_history(w);
	make_site(w);
	check_history(w);
	arena_free(&w->a);
	free(w);
}

static void
verdicts_agree_with_a_replay_of_the_edits(void **state)
{
	struct lab *lab = *state;
	const char *seed = getenv("HISTORY_SEED"), *count = getenv("HISTORY_COUNT");
	uint64_t first = seed ? strtoull(seed, NULL, 10) : 1;
	uint64_t n = count ? strtoull(count, NULL, 10) : seed ? 1 : HISTORIES;
	git_odb_backend *objects = NULL;
	git_odb *odb = NULL;

	OK(git_repository_odb(&odb, lab->repo));
	OK(git_mempack_new(&objects));
	OK(git_odb_add_backend(odb, objects, 999));
	for (uint64_t i = first; i < first + n; i++)
		check_seed(lab, odb, objects, i);
	git_odb_free(odb);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_LAB(verdicts_agree_with_a_replay_of_the_edits),
	};

	/* Thousands of small files: memory is kinder to them than a disk. */
	if (!getenv("TMPDIR") && access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
