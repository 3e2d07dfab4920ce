# Nothing is recorded: a translation is as old as its own last commit.
. "${0%/*}/../../history.sh"
repository .
for page in fresh stale blank edited same-commit moved; do
	printf -- '---\ntitle: Stone %s\nweight: 1\n---\n\n# Stone %s\n\nIt lies there, and %s is its name.\n\nLift it with [a hook](https://hooks.example/1).\n' $page $page $page |
		put docs/en/$page.md
done
commit 2022-01-10 'Ann Ash' 'Stones'
for page in fresh stale blank edited same-commit moved; do
	printf -- '---\ntitle: Stein %s\nweight: 1\n---\n\n# Stein %s\n\nEr liegt da, und %s heißt er.\n\nHeben Sie ihn mit [einem Haken](https://hooks.example/1) an.\n' $page $page $page |
		put docs/de/$page.md
done
commit 2022-01-20 'Bo Birk' 'Steine'
for page in stale edited same-commit; do
	edit docs/en/$page.md 's,hooks.example/1,hooks.example/2,'
done
edit docs/de/same-commit.md 's,hooks.example/1,hooks.example/2,'
git mv docs/en/moved.md docs/en/rock.md
commit 2022-02-10 'Cy Cedar' 'Other hooks'
edit docs/en/blank.md 's/It lies/It  lies/'
commit 2022-02-12 'Cy Cedar' 'Layout'
edit docs/en/stale.md 's/lies there/lies here/'
commit 2022-03-10 'Dee Dogwood' 'Here'
edit docs/de/edited.md 's/liegt da/liegt hier/' # a translator is at it
printf -- '---\ntitle: Fels\nweight: 1\n---\n\n# Fels\n\nNeu.\n' | put docs/de/rock.md
