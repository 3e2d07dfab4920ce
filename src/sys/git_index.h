/* The file in which git keeps what is staged.  For the git files of sys/ only. */
#ifndef GIT_INDEX_H
#define GIT_INDEX_H

#include "sys/git_tree.h"

/* One entry as it is stored. */
struct index_entry {
	struct git_file file; /* path: of a folder, without the "/" behind it */
	bool is_folder;       /* of a sparse index: stands for all files below it */
	int stage;            /* 0; of a conflict: 1 the ancestor's, 2 ours, 3 theirs */
	bool intended;        /* named by `git add --intent-to-add`: has no content yet */
};
struct index_file {
	struct index_entry *v; /* in the order of the file */
	ptrdiff_t n;
	struct index_folder {
		struct str path; /* "" for the top */
		unsigned char id[GIT_ID_BYTES];
	} * folders; /* whose content has been written as an object */
	ptrdiff_t nfolders;
};

/* Reads the bytes of an index, versions 2 to 4.  False with a phrase in *why when they are no index
 * or one that cannot be read.  All on a; paths may be slices of bytes. */
bool index_parse(struct arena *a, struct str bytes, struct index_file *index, struct str *why);

#endif
