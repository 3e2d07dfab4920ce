. "${0%/*}/../../changes.sh"
# An English page goes, with a translation or without; and the work tree counts, committed or not.
git rm -q docs/en-us/guide/close.md docs/de-de/start.md
commit 2026-02-01 "Bob Birch" "Close nothing"
rm docs/en-us/start.md
edit docs/fr-fr/guide/setup.md '/^- Allumez/d'
