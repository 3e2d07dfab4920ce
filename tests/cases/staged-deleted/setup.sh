. "${0%/*}/../../changes.sh"
# Staged deletions and renames; nothing else is left to check.
git rm -q docs/en-us/guide/close.md
git mv docs/de-de/start.md docs/de-de/begin.md
