/* What the bytes of trees and commits say.  For the git files of sys/ only. */
#ifndef GIT_OBJECT_H
#define GIT_OBJECT_H

#include "sys/git_store.h"

enum tree_kind { TREE_FILE, TREE_LINK, TREE_FOLDER, TREE_REPOSITORY };

struct tree_entry {
	struct str name;
	enum tree_kind kind;
	struct oid id;
};

/* Takes the first entry off the bytes of a tree; false when there is none, or it is damaged. */
bool tree_next(struct str *rest, struct tree_entry *entry);
/* The order of entries in a tree: folders as if their names ended in "/". */
int tree_order(const struct tree_entry *a, const struct tree_entry *b);

/* Tree, time and parents (on a) of a commit; false when its bytes are not as git writes them. */
bool commit_read(struct arena *a, struct str bytes, struct store_commit *commit);

#endif
