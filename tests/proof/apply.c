/* apply FILE.jsonl: applies the safe edits of a report (with -u the others too) to the translations
 * in the working directory, as any other program that reads `-o jsonl` would.  Shares nothing with
 * src/, so that it can bear witness against it.  The edits of one finding are taken together or not
 * at all; of those that overlap the first in the file is taken.  Prints how many findings it has
 * applied, and on standard error what is wrong with a report. */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct edit {
	const char *file, *text;
	size_t text_n;
	long start, end;
	int finding, number;
};

struct edits {
	struct edit *v;
	int n, findings;
	json_t *reports; /* holds the texts */
};

static void
die(const char *what, const char *name)
{
	fprintf(stderr, "apply: %s: %s\n", name, what);
	exit(2);
}

static void
add(struct edits *all, json_t *finding, bool unsafe)
{
	json_t *fix = json_object_get(finding, "fix"), *e;
	const char *safety = json_string_value(json_object_get(fix, "safety"));
	size_t i;

	if (!safety || (strcmp(safety, "safe") != 0 && !unsafe) ||
	    !json_is_string(json_object_get(finding, "locale")))
		return;
	json_array_foreach(json_object_get(fix, "edits"), i, e)
	{
		json_t *text = json_object_get(e, "text");

		all->v = realloc(all->v, ((size_t)all->n + 1) * sizeof *all->v);
		if (!all->v)
			die("out of memory", "edits");
		all->v[all->n++] = (struct edit){
			.file = json_string_value(json_object_get(e, "file")),
			.text = json_string_value(text),
			.text_n = json_string_length(text),
			.start = (long)json_integer_value(json_object_get(e, "start")),
			.end = (long)json_integer_value(json_object_get(e, "end")),
			.finding = all->findings,
			.number = (int)i,
		};
	}
	all->findings++;
}

static struct edits
read_report(const char *name, bool unsafe)
{
	struct edits all = { .reports = json_array() };
	FILE *f = fopen(name, "r");
	json_error_t error;
	json_t *finding;

	if (!f)
		die("cannot be read", name);
	while ((finding = json_loadf(f, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error)) != NULL) {
		json_array_append_new(all.reports, finding);
		add(&all, finding, unsafe);
	}
	if (!feof(f))
		die(error.text, name);
	fclose(f);
	return all;
}

static int
order(const void *pa, const void *pb)
{
	const struct edit *a = pa, *b = pb;
	int files = strcmp(a->file, b->file);

	if (files)
		return files;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->end != b->end)
		return a->end < b->end ? -1 : 1;
	return a->finding != b->finding ? a->finding - b->finding : a->number - b->number;
}

static char *
load(const char *name, long *n)
{
	FILE *f = fopen(name, "rb");
	char *text;

	if (!f || fseek(f, 0, SEEK_END) || (*n = ftell(f)) < 0)
		die("cannot be read", name);
	rewind(f);
	text = malloc((size_t)*n + 1);
	if (!text || fread(text, 1, (size_t)*n, f) != (size_t)*n)
		die("cannot be read", name);
	fclose(f);
	return text;
}

/* The edits [from, to) of one file. */
static void
apply(const struct edits *all, const bool *out, int from, int to)
{
	const char *name = all->v[from].file;
	long n, at = 0;
	char *text = load(name, &n);
	FILE *f = fopen(name, "wb");

	if (!f)
		die("cannot be written", name);
	for (int i = from; i < to; i++) {
		const struct edit *e = &all->v[i];

		if (out[e->finding])
			continue;
		if (e->start < at || e->end < e->start || e->end > n)
			die("an edit outside the file", name);
		fwrite(text + at, 1, (size_t)(e->start - at), f);
		fwrite(e->text, 1, e->text_n, f);
		at = e->end;
	}
	fwrite(text + at, 1, (size_t)(n - at), f);
	free(text);
	if (fclose(f))
		die("cannot be written", name);
}

int
main(int argc, char *argv[])
{
	bool unsafe = argc > 2 && strcmp(argv[1], "-u") == 0;
	struct edits all = read_report(argc > 1 ? argv[argc - 1] : "", unsafe);
	bool *out = calloc((size_t)all.findings + 1, sizeof *out);
	int taken = -1, left = all.findings;

	if (!out)
		die("out of memory", "findings");
	if (all.n)
		qsort(all.v, (size_t)all.n, sizeof *all.v, order);
	for (int i = 0; i < all.n; i++) {
		const struct edit *e = &all.v[i], *t = taken < 0 ? NULL : &all.v[taken];

		if (out[e->finding])
			continue;
		if (t && strcmp(t->file, e->file) == 0 && e->start < t->end)
			out[e->finding] = true;
		else
			taken = i;
	}
	for (int from = 0, i = 1; i <= all.n; i++)
		if (i == all.n || strcmp(all.v[i].file, all.v[from].file) != 0) {
			apply(&all, out, from, i);
			from = i;
		}
	for (int i = 0; i < all.findings; i++)
		left -= out[i];
	printf("%d\n", left);
	json_decref(all.reports);
	free(all.v);
	free(out);
	return 0;
}
