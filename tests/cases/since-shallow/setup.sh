. "${0%/*}/../../changes.sh"
# The working directory is a clone without history.
edit docs/de-de/start.md '/^## /d'
commit 2026-02-01 "Bob Birch" "Lose a heading"
git clone -q --depth 1 --no-single-branch -b work "file://$PWD" ../clone
rm -rf docs .git
mv ../clone/docs ../clone/.git .
