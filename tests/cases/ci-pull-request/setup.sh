. "${0%/*}/../../changes.sh"
# A pull request on GitHub: HEAD is its merge into main, which has gone on; there is no local branch main.
edit docs/de-de/start.md '/^## /d'
edit docs/en-us/guide/setup.md 's/^- Switch.*/&\n- Close the window./'
commit 2026-02-01 "Bob Birch" "Change two pages"
git checkout -q main
edit docs/fr-fr/start.md '/^## /d'
commit 2026-02-02 "Cleo Clark" "Break the French page on main"
git update-ref refs/remotes/origin/main main
GIT_AUTHOR_DATE=2026-02-03T12:00:00Z GIT_COMMITTER_DATE=2026-02-03T12:00:00Z \
	git -c user.name=GitHub -c user.email=a@example.com merge -q --no-ff -m Merge work
git checkout -q --detach
git branch -q -D main work
