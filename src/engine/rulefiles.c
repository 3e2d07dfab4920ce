/* The files of rules/ and src/check/explain/, embedded at build time by src/embed.sh. */
#include "embed.h"

#include "engine/engine.h"

#include "base/path.h"

struct rule_files
rule_files(struct arena *a, struct str folder)
{
	struct rule_files files = { NEW(a, struct rule_file, embedded_files_n), 0 };

	for (ptrdiff_t i = 0; i < embedded_files_n; i++) {
		const struct embedded *f = &embedded_files[i];
		struct str base = path_base(f->path);

		if (!str_starts(f->path, folder))
			continue;
		files.v[files.n++] = (struct rule_file){
			.name = str_slice(base, 0, base.n - path_ext(base).n),
			.path = f->path,
			.text = f->text,
		};
	}
	return files;
}

struct str
rule_explanation(struct str rule)
{
	for (ptrdiff_t i = 0; i < embedded_files_n; i++) {
		const struct embedded *f = &embedded_files[i];
		struct str base = path_base(f->path);

		if (str_starts(f->path, S("src/check/explain/")) &&
		    str_eq(str_slice(base, 0, base.n - path_ext(base).n), rule))
			return f->text;
	}
	return S("");
}
