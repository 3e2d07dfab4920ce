. "${0%/*}/../../changes.sh"
# Two projects in one repository; each answers for itself.
mkdir one two
git mv docs one/docs
put two/content/en/a.md <<PAGE
# A

- one
- two
PAGE
put two/content/de/a.md <<PAGE
# Ä

- eins
PAGE
put .loclint.yml <<PAGE
version: 1
projects:
  - {name: one, root: one}
  - {name: two, root: two}
PAGE
commit 2026-02-01 "Bob Birch" "Two projects"
git branch -q -f main
edit one/docs/de-de/start.md '/^## /d'
edit two/content/de/a.md 's/# .*/&\n\n## Neu/'
git add -A
