/* A generated history of English pages, committed with libgit2, and translations of its revisions
 * on disk: what history_prop_test.c compares with what the engine says.  The including file defines
 * _XOPEN_SOURCE 700 before its first include. */
#ifndef HISTORY_WORLD_H
#define HISTORY_WORLD_H

#include "unit.h"

#include <errno.h>

#include "base/sha.h"
/* Not all of it is needed here. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include "git_lab.h"
#pragma GCC diagnostic pop
#include <git2/sys/mempack.h>

enum { SLOTS = 4, PARTS_MAX = 16, COMMITS_MAX = 40, NAMES_MAX = 40, LOCALES = 5, HISTORIES = 200 };

struct part {
	bool fence;
	int id, words, link, code, gap;
};
/* One English page at one commit. */
struct model {
	bool there, crlf;
	int name; /* every page has names of its own, none is given twice to different pages */
	int title, weight;
	int n;
	struct part parts[PARTS_MAX];
};
struct step {
	git_oid id;
	int parents[2], nparents;
	struct model pages[SLOTS];
};
enum pin_kind {
	BY_HASH,
	BY_COMMIT,
	BY_BOTH,
	BY_HASH_OTHER_COMMIT,
	BY_HASH_NO_COMMIT,
	BY_NO_HASH,
	BY_NO_COMMIT,
	PIN_KINDS
};
/* One translation. */
struct made {
	enum pin_kind kind;
	int from, commit; /* the revision its hash is of, the one its commit names */
	int digits;
	int name; /* of its page */
	struct str path;
};
struct world {
	struct lab *lab;
	git_odb *odb;
	git_odb_backend *objects;
	struct arena a;
	uint64_t seed, state;
	struct step steps[COMMITS_MAX];
	int n, head;
	bool linear, by_commit;
	int names[SLOTS], ids;   /* given so far */
	struct model now[SLOTS]; /* in the work tree */
	bool touched[SLOTS];     /* and not what git would check out of HEAD */
	struct made made[SLOTS][LOCALES];
	char root[300];
};

static const char *const locales[LOCALES] = { "de-DE", "es-ES", "fr-FR", "it-IT", "ja-JP" };

/* splitmix64 (https://prng.di.unimi.it/splitmix64.c). */
static int
roll(struct world *w, int n)
{
	uint64_t z = (w->state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return (int)((z ^ z >> 31) % (uint64_t)n);
}

/* --- pages --------------------------------------------------------------------------- */

static struct str
name_of(struct world *w, int slot, int name)
{
	return str_fmt(&w->a, "%spage-%d-%d.md", name % 3 == 1 ? "deep/" : "", slot, name);
}

static void
write_part(struct buf *out, const struct part *p, int slot)
{
	buf_str(out, p->gap > 1 ? S("\n\n") : S("\n"));
	if (p->fence)
		buf_fmt(out,
			"```sh\nrun part-%d of page-%d --level %d --and page-%d --with "
			"all-that-it-takes\n```\n",
			p->id, slot, p->code, slot);
	else
		buf_fmt(out,
			"Part %d of page %d says word%d %sto all, see [the list of page "
			"%d](https://x.example/page-%d/%d) and `code%d` there.\n",
			p->id, slot, p->words, p->gap % 2 ? "  " : "", slot, slot, p->link,
			p->code);
}

/* The page with LF, or as it was committed. */
static struct str
text_of(struct world *w, const struct model *m, int slot, bool committed)
{
	struct buf out = { .a = &w->a }, crlf = { .a = &w->a };
	struct str text, line;

	if (!m->there)
		return (struct str){ 0 };
	buf_fmt(&out, "---\ntitle: Page %d with title %d\nweight: %d\n---\n", slot, m->title,
		m->weight);
	for (int i = 0; i < m->n; i++)
		write_part(&out, &m->parts[i], slot);
	text = buf_take(&out);
	if (!committed || !m->crlf)
		return text;
	while (str_line(&text, &line)) {
		buf_str(&crlf, line);
		buf_str(&crlf, S("\r\n"));
	}
	return buf_take(&crlf);
}

static bool
same_words(struct world *w, const struct model *a, const struct model *b, int slot)
{
	return a->there == b->there &&
	       str_eq(text_of(w, a, slot, false), text_of(w, b, slot, false));
}

static bool
same_bytes(struct world *w, const struct model *a, const struct model *b, int slot)
{
	return a->there == b->there && str_eq(text_of(w, a, slot, true), text_of(w, b, slot, true));
}

static struct part
new_part(struct world *w)
{
	bool fence = roll(w, 4) == 0;

	return (struct part){ .fence = fence, .id = w->ids++, .gap = fence ? 0 : roll(w, 2) };
}

static struct model
new_page(struct world *w, int name)
{
	struct model m = { .there = true, .name = name, .n = 6, .crlf = roll(w, 5) == 0 };

	for (int i = 0; i < m.n; i++)
		m.parts[i] = new_part(w);
	return m;
}

/* --- edits --------------------------------------------------------------------------- */

/* One edit of one kind; some repeat what is there already. */
static void
edit_page(struct world *w, struct model *m)
{
	int at = roll(w, m->n);
	struct part *p = &m->parts[at];

	switch (roll(w, 9)) {
	case 0:
	case 1:
		p->words = p->fence ? 0 : roll(w, 5);
		break;
	case 2:
		p->link = p->fence ? 0 : roll(w, 5);
		break;
	case 3:
		p->code = roll(w, 5);
		break;
	case 4:
		p->gap = roll(w, p->fence ? 2 : 4);
		p->gap += p->fence && p->gap == 1; /* no words to part */
		break;
	case 5:
		m->weight = roll(w, 4);
		break;
	case 6:
		m->crlf = !m->crlf;
		break;
	case 7:
		if (m->n < PARTS_MAX) {
			memmove(p + 1, p, (size_t)(m->n - at) * sizeof *p);
			*p = new_part(w);
			m->n++;
		}
		break;
	default:
		if (m->n > 4) {
			m->n--;
			memmove(p, p + 1, (size_t)(m->n - at) * sizeof *p);
		}
	}
}

/* What one commit does to one page: an edit, a move, a removal, a return. */
static void
change_page(struct world *w, int slot, struct model *m)
{
	const struct model *old = &w->steps[roll(w, w->n)].pages[slot];

	if (!m->there) {
		if (roll(w, 2))
			*m = roll(w, 2) && old->there && old->name == m->name
				     ? *old
				     : new_page(w, m->name);
		return;
	}
	switch (roll(w, 10)) {
	case 0:
		m->name = ++w->names[slot];
		break;
	case 1:
		m->name = ++w->names[slot];
		edit_page(w, m);
		break;
	case 2:
		m->there = false;
		break;
	case 3: /* a revert */
		if (old->there && old->name == m->name)
			*m = *old;
		break;
	default:
		edit_page(w, m);
	}
}

/* --- commits ------------------------------------------------------------------------- */

/* Writes the step's pages as the tree of a new commit. */
static void
commit_step(struct world *w, struct step *s)
{
	struct lab_edit edits[2 * SLOTS];
	const git_oid *ids[2] = { NULL, NULL };
	ptrdiff_t n = 0;

	for (int i = 0; i < s->nparents; i++)
		ids[i] = &w->steps[s->parents[i]].id;
	for (int slot = 0; slot < SLOTS; slot++) {
		const struct model *m = &s->pages[slot];
		const struct model *old = s->nparents ? &w->steps[s->parents[0]].pages[slot] : NULL;

		if (old && old->there && (!m->there || m->name != old->name))
			edits[n++] = (struct lab_edit){
				str_z(&w->a,
				      str_fmt(&w->a, "en-US/%.*s", P(name_of(w, slot, old->name)))),
				NULL
			};
		if (m->there)
			edits[n++] = (struct lab_edit){
				str_z(&w->a,
				      str_fmt(&w->a, "en-US/%.*s", P(name_of(w, slot, m->name)))),
				str_z(&w->a, text_of(w, m, slot, true))
			};
	}
	s->id = lab_commit_on(w->lab, ids[0], ids[1], edits, n);
}

/* The next commit on `parent`; its number. */
static int
grow(struct world *w, int parent)
{
	struct step *s = &w->steps[w->n];

	*s = (struct step){ .parents = { parent }, .nparents = 1 };
	memcpy(s->pages, w->steps[parent].pages, sizeof s->pages);
	for (int k = roll(w, 3); k >= 0; k--) {
		int slot = roll(w, SLOTS);

		change_page(w, slot, &s->pages[slot]);
	}
	commit_step(w, s);
	return w->n++;
}

/* Takes each page from one of two branches, now and then with one more edit. */
static int
merge(struct world *w, int one, int two)
{
	struct step *s = &w->steps[w->n];

	*s = (struct step){ .parents = { one, two }, .nparents = 2 };
	for (int slot = 0; slot < SLOTS; slot++) {
		s->pages[slot] = w->steps[roll(w, 2) ? one : two].pages[slot];
		if (s->pages[slot].there && roll(w, 4) == 0)
			edit_page(w, &s->pages[slot]);
	}
	commit_step(w, s);
	return w->n++;
}

/* Objects are kept in memory until the history is whole, then written as one pack: a file for each
 * would take most of the test's time. */
static void
write_pack(struct world *w)
{
	git_buf pack = { 0 };
	git_odb_writepack *out = NULL;
	git_indexer_progress done = { 0 };

	OK(git_mempack_dump(&pack, w->lab->repo, w->objects));
	OK(git_odb_write_pack(&out, w->odb, NULL, NULL));
	OK(out->append(out, pack.ptr, pack.size, &done));
	OK(out->commit(out, &done));
	out->free(out);
	git_buf_dispose(&pack);
	OK(git_mempack_reset(w->objects));
}

static void
make_history(struct world *w)
{
	struct step *first = &w->steps[0];
	int length = 6 + roll(w, 20);

	*first = (struct step){ 0 };
	for (int slot = 0; slot < SLOTS; slot++)
		first->pages[slot] = new_page(w, 0);
	commit_step(w, first);
	w->n = 1;
	w->head = 0;
	while (w->n < length) {
		int side = w->head, fork = w->n;

		w->head = grow(w, w->head);
		if (w->linear || roll(w, 4))
			continue;
		for (int k = roll(w, 3); k >= 0; k--)
			side = grow(w, side);
		if (side >= fork && roll(w, 4))
			w->head = merge(w, w->head, side);
	}
	write_pack(w);
	lab_head(w->lab, w->steps[w->head].id);
}

/* --- translations -------------------------------------------------------------------- */

static void
make_folder(char *path)
{
	if (mkdir(path, 0777) && errno != EEXIST)
		fail_msg("%s: %s", path, strerror(errno));
}

static void
write_file(struct world *w, struct str path, struct str text)
{
	char *name = str_z(&w->a, str_fmt(&w->a, "%s/%.*s", w->root, P(path)));
	FILE *f;

	f = fopen(name, "wb");
	for (char *slash = name + strlen(w->root); !f && slash; slash = strchr(slash + 1, '/')) {
		*slash = 0;
		make_folder(name);
		*slash = '/';
	}
	if (!f)
		f = fopen(name, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, (size_t)text.n, f), text.n);
	OK(fclose(f));
}

/* A hash of a page as somebody may have had it: SHA-1 or SHA-256, with either line ends. */
static struct str
hash_of(struct world *w, const struct model *m, int slot)
{
	struct model other = *m;
	struct str bytes;

	other.crlf = roll(w, 2);
	bytes = text_of(w, &other, slot, true);
	return sha_hex(&w->a, roll(w, 2) ? SHA_1 : SHA_256, &bytes, 1);
}

static struct str
random_hex(struct world *w, int n)
{
	struct buf out = { .a = &w->a };

	while (n-- > 0)
		buf_char(&out, "0123456789abcdef"[roll(w, 16)]);
	return buf_take(&out);
}

static int
step_with(struct world *w, int slot)
{
	for (int tries = 0; tries < 50; tries++) {
		int i = roll(w, w->n);

		if (w->steps[i].pages[slot].there)
			return i;
	}
	return 0;
}

static void
make_translation(struct world *w, int slot, int l)
{
	const struct model *head = &w->steps[w->head].pages[slot];
	struct made *t = &w->made[slot][l];
	struct buf out = { .a = &w->a };
	struct str hash = { 0 }, commit = { 0 };

	*t = (struct made){ .kind = (enum pin_kind)roll(w, PIN_KINDS), .digits = 40 };
	if (w->by_commit)
		t->kind = roll(w, 6) ? BY_COMMIT : BY_NO_COMMIT;
	if (w->by_commit && roll(w, 2))
		t->digits = 10 + roll(w, 30);
	t->from = step_with(w, slot);
	t->commit = t->kind == BY_BOTH ? t->from : roll(w, w->n);
	/* Some translations stay where their page was once. */
	t->name = head->there && roll(w, 6) ? head->name : roll(w, w->names[slot] + 1);
	t->path = str_fmt(&w->a, "%s/%.*s", locales[l], P(name_of(w, slot, t->name)));
	buf_fmt(&out, "---\ntitle: Seite %d %d\n", slot, l);
	if (t->kind == BY_NO_HASH)
		hash = random_hex(w, 40);
	else if (t->kind != BY_COMMIT && t->kind != BY_NO_COMMIT)
		hash = hash_of(w, &w->steps[t->from].pages[slot], slot);
	if (t->kind == BY_NO_COMMIT || t->kind == BY_HASH_NO_COMMIT)
		commit = random_hex(w, 40);
	else if (t->kind != BY_HASH && t->kind != BY_NO_HASH)
		commit = str_slice(lab_hex(w->lab, w->steps[t->commit].id), 0, t->digits);
	if (hash.n)
		buf_fmt(&out, "ms.openlocfilehash: %.*s\n", P(hash));
	if (commit.n)
		buf_fmt(&out, "%s: %.*s\n",
			w->by_commit ? "default_lang_commit" : "ms.sourcegitcommit", P(commit));
	buf_str(&out, S("---\n\nEtwas Text.\n"));
	write_file(w, t->path, buf_take(&out));
}

static void
make_site(struct world *w)
{
	for (int slot = 0; slot < SLOTS; slot++) {
		struct model *m = &w->now[slot];

		*m = w->steps[w->head].pages[slot];
		w->touched[slot] = false;
		if (m->there) {
			m->crlf |= roll(w, 4) == 0; /* as git checks out on some systems */
			if (roll(w, 8) == 0)
				edit_page(w, m);
			w->touched[slot] =
				!same_words(w, m, &w->steps[w->head].pages[slot], slot) ||
				(!m->crlf && w->steps[w->head].pages[slot].crlf);
			write_file(w, str_fmt(&w->a, "en-US/%.*s", P(name_of(w, slot, m->name))),
				   text_of(w, m, slot, true));
		}
		for (int l = 0; l < LOCALES; l++)
			make_translation(w, slot, l);
	}
	write_file(w, S("en-US/index.md"), S("# Index\n"));
	for (int l = 0; l < LOCALES; l++)
		write_file(w, str_fmt(&w->a, "%s/index.md", locales[l]), S("# Index\n"));
}

#endif
