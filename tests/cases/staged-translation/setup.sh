. "${0%/*}/../../changes.sh"
# Only what is staged counts, as it is staged: the work tree has gone on since.
edit docs/de-de/start.md '/^## /d'
git add docs/de-de/start.md
git show main:docs/de-de/start.md >docs/de-de/start.md
edit docs/fr-fr/start.md '/^## /d'
rm docs/en-us/guide/close.md
