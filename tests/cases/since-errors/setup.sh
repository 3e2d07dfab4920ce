. "${0%/*}/../../changes.sh"
# Names that are no commits, other histories, and options that do not go together.
git checkout -q --orphan other
git rm -rqf .
put x.md <<PAGE
# X
PAGE
commit 2026-02-01 "Bob Birch" "Begin anew"
git checkout -q work
