. "${0%/*}/../../changes.sh"
# One translation loses a heading, another gets the bullet that it lacked; main goes on meanwhile.
edit docs/de-de/start.md '/^## /d'
edit docs/de-de/guide/setup.md 's/^- Die Schl.*/&\n- Die Lampe anschalten./'
commit 2026-02-01 "Bob Birch" "Tidy up"
git checkout -q main
edit docs/fr-fr/start.md '/^## /d'
commit 2026-02-02 "Cleo Clark" "Break the French page on main"
git checkout -q work
