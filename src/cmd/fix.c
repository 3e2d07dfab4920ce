/* Fixing works on copies in memory: check, apply, check what came of it, until nothing is left to
 * apply.  Only then is anything written, each file at once and only when it still is what was read,
 * so that an interruption leaves every file old or new. */
#include "cmd/fix.h"

#include <stdlib.h>

#include "base/diff.h"
#include "base/map.h"
#include "check/check.h"
#include "diag/edit.h"
#include "sys/sys.h"

enum { PASSES = 10, CONTEXT = 3 };

/* One file that fixes change. */
struct fixed_file {
	struct str path, before, after;
	ptrdiff_t applied; /* findings */
};
struct fixed_files VEC(struct fixed_file);

struct fixing {
	struct arena *a;
	const struct options *o;
	struct fixed_files files;
	struct overlay overlay; /* path -> index in files */
	struct map changed;     /* paths of files that are not what the engine has seen */
};

bool
fix_wanted(const struct options *o)
{
	return o->fix || o->diff;
}

/* May this finding's edits be applied?  Only translations are ever touched. */
static bool
is_fixable(const struct options *o, const struct finding *f)
{
	enum fix_safety safety = finding_safety(f);

	return f->locale.n && (safety == FIX_SAFE || (safety == FIX_UNSAFE && o->unsafe_fixes));
}

/* Says it once. */
static struct fixed_file *
refuse(struct fixing *fx, struct str path, struct str why)
{
	*map_at(&fx->changed, path) = 1;
	terminal_fail(fx->a, fx->o, str_fmt(fx->a, "cannot fix `%.*s`: %.*s", P(path), P(why)),
		      S(""));
	return NULL;
}

/* The file's entry; its bytes are read the first time.  NULL when it is not what the engine has
 * seen. */
static struct fixed_file *
file_of(struct fixing *fx, struct str path, const struct verdict *seen)
{
	ptrdiff_t at = map_get(&fx->overlay.paths, path);
	struct str text, why;

	if (at >= 0)
		return &fx->files.v[at];
	if (!seen || map_get(&fx->changed, path) >= 0)
		return NULL;
	if (fs_read(fx->a, path, DOC_MAX_BYTES, &text, &why) != FS_OK)
		return refuse(fx, path, why);
	if (str_hash(text, HASH_INIT) != seen->raw_hash)
		return refuse(fx, path, S("it changed while it was being checked; run again"));
	*map_at(&fx->overlay.paths, path) = fx->files.n;
	*vec_push(fx->a, &fx->files) =
		(struct fixed_file){ .path = path, .before = text, .after = text };
	return &fx->files.v[fx->files.n - 1];
}

/* Applies the edits of findings [from, to), which are about one file; true when its text changed.
 */
static bool
fix_file(struct fixing *fx, struct engine *e, const struct map *pages, ptrdiff_t from, ptrdiff_t to)
{
	const struct finding **list = NEW(fx->a, const struct finding *, to - from);
	struct fixed_file *file;
	struct edited result;
	ptrdiff_t n = 0, page;

	for (ptrdiff_t i = from; i < to; i++)
		if (is_fixable(fx->o, &e->findings.v[i]))
			list[n++] = &e->findings.v[i];
	if (!n)
		return false;
	page = map_get(pages, list[0]->at.file);
	file = file_of(fx, str_dup(fx->a, list[0]->at.file), page < 0 ? NULL : &e->verdicts[page]);
	if (!file)
		return false;
	result = edits_apply(fx->a, file->after, list, n);
	if (str_eq(result.text, file->after))
		return false;
	file->after = result.text;
	file->applied += result.applied;
	return true;
}

/* One round over all findings, which are sorted by file. */
static bool
fix_round(struct fixing *fx, struct engine *e)
{
	struct map pages = { .a = &e->arena }; /* path -> verdict, of those that have a fix */
	bool changed = false;
	ptrdiff_t from = 0;

	for (ptrdiff_t i = 0; i < e->nverdicts; i++)
		if (e->verdicts[i].raw_hash)
			*map_at(&pages, e->verdicts[i].page->path) = i;
	for (ptrdiff_t i = 1; i <= e->findings.n; i++) {
		if (i < e->findings.n &&
		    str_eq(e->findings.v[i].at.file, e->findings.v[from].at.file))
			continue;
		changed |= fix_file(fx, e, &pages, from, i);
		from = i;
	}
	return changed;
}

/* --- results ----------------------------------------------------------------------- */

static void
write_lines(struct buf *out, char sign, const struct diff_items *lines, ptrdiff_t from, ptrdiff_t n)
{
	for (ptrdiff_t i = from; i < from + n; i++) {
		struct str line = lines->v[i];

		buf_char(out, sign);
		buf_str(out, line);
		if (!line.n || line.p[line.n - 1] != '\n')
			buf_str(out, S("\n\\ No newline at end of file\n"));
	}
}

/* Line numbers of a hunk that has no lines on one side are those of the line before. */
static ptrdiff_t
first_line(ptrdiff_t from, ptrdiff_t n)
{
	return n ? from + 1 : from;
}

/* "--- a/PATH"; a name with control characters is quoted as git does, all others are bytes. */
static void
write_name(struct buf *out, const char *head, struct str path)
{
	bool quoted = false;

	for (ptrdiff_t i = 0; i < path.n; i++)
		quoted |= (unsigned char)path.p[i] < 0x20 || path.p[i] == 0x7f;
	buf_fmt(out, "%.4s%s%s", head, quoted ? "\"" : "", head + 4);
	for (ptrdiff_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if (quoted && (c < 0x20 || c == 0x7f))
			buf_fmt(out, "\\%03o", c);
		else if (quoted && (c == '"' || c == '\\'))
			buf_fmt(out, "\\%c", c);
		else
			buf_char(out, (char)c);
	}
	buf_str(out, quoted ? S("\"\n") : S("\n"));
}

/* One file as `git apply` reads it. */
static void
write_patch(struct arena *a, struct buf *out, const struct fixed_file *f)
{
	struct diff_items x = diff_lines(a, f->before), y = diff_lines(a, f->after);
	struct diff d = diff_compare(a, &x, &y, false);
	ptrdiff_t n;
	const struct diff_hunk *hunks = diff_hunks(a, &d, x.n, CONTEXT, &n);

	write_name(out, "--- a/", f->path);
	write_name(out, "+++ b/", f->path);
	for (const struct diff_hunk *h = hunks; h < hunks + n; h++) {
		ptrdiff_t at = h->a;

		buf_fmt(out, "@@ -%td,%td +%td,%td @@\n", first_line(h->a, h->na), h->na,
			first_line(h->b, h->nb), h->nb);
		for (ptrdiff_t i = h->first; i < h->first + h->n; i++) {
			const struct diff_change *c = &d.v[i];

			write_lines(out, ' ', &x, at, c->a - at);
			write_lines(out, '-', &x, c->a, c->na);
			write_lines(out, '+', &y, c->b, c->nb);
			at = c->a + c->na;
		}
		write_lines(out, ' ', &x, at, h->a + h->na - at);
	}
}

static int
by_path(const void *a, const void *b)
{
	const struct fixed_file *x = a, *y = b;

	return str_cmp(x->path, y->path);
}

static int
print_patch(struct fixing *fx, int status)
{
	struct buf out = { .a = fx->a };

	for (ptrdiff_t i = 0; i < fx->files.n; i++)
		write_patch(fx->a, &out, &fx->files.v[i]);
	return terminal_print(fx->a, fx->o, &out, out.n ? EXIT_FINDINGS : status);
}

/* What has been written. */
struct written {
	ptrdiff_t findings, files;
};

/* False when a file could not be written; the others are. */
static bool
write_files(struct fixing *fx, struct written *done)
{
	bool ok = true;

	for (ptrdiff_t i = 0; i < fx->files.n; i++) {
		const struct fixed_file *f = &fx->files.v[i];
		struct str why;

		if (str_eq(f->before, f->after))
			continue;
		if (replace_page(fx->a, f->path, f->before, f->after, &why)) {
			done->findings += f->applied;
			done->files++;
			continue;
		}
		terminal_fail(fx->a, fx->o,
			      str_fmt(fx->a, "cannot fix `%.*s`: %.*s", P(f->path), P(why)), S(""));
		ok = false;
	}
	return ok;
}

static void
tell_written(struct fixing *fx, const struct written *done)
{
	struct buf out = { .a = fx->a };
	struct str why;

	if (!done->files || fx->o->quiet)
		return;
	buf_fmt(&out, "Fixed %td finding%s in %td file%s.\n", done->findings,
		done->findings == 1 ? "" : "s", done->files, done->files == 1 ? "" : "s");
	out_write(2, &out, &why);
}

/* What is left is reported only once it is true that it is all that is left. */
static int
finish(struct fixing *fx, const struct config *c, const struct outputs *list, struct engine *e)
{
	struct outputs none = { 0 }; /* the patch is all that --diff prints */
	struct written done = { 0 };
	int status;

	if (fx->files.n)
		qsort(fx->files.v, (size_t)fx->files.n, sizeof *fx->files.v, by_path);
	if (fx->o->diff) {
		status = check_report(fx->a, fx->o, c, &none, e);
		return status == EXIT_TROUBLE || fx->changed.n ? EXIT_TROUBLE
							       : print_patch(fx, status);
	}
	status = write_files(fx, &done) ? check_report(fx->a, fx->o, c, list, e) : EXIT_TROUBLE;
	tell_written(fx, &done);
	if (fx->changed.n)
		return EXIT_TROUBLE;
	if (status == EXIT_CLEAN && done.files && fx->o->exit_non_zero_on_fix)
		return EXIT_FINDINGS;
	return status;
}

int
fix_run(struct arena *a, const struct options *o, const struct config *c,
	const struct outputs *list)
{
	struct fixing fx = { .a = a, .o = o, .overlay.paths.a = a, .changed.a = a };
	int status = EXIT_CLEAN;

	for (int pass = 0; pass < PASSES; pass++) {
		struct engine e = { 0 };
		bool again;

		fx.overlay.texts = NEW(a, struct str, fx.files.n);
		for (ptrdiff_t i = 0; i < fx.files.n; i++)
			fx.overlay.texts[i] = fx.files.v[i].after;
		status = check_engine(a, o, c, list, &fx.overlay, &e);
		again = status == EXIT_CLEAN && pass + 1 < PASSES && fix_round(&fx, &e);
		if (!again && status == EXIT_CLEAN)
			status = finish(&fx, c, list, &e);
		engine_free(&e);
		if (!again)
			break;
	}
	return status;
}
