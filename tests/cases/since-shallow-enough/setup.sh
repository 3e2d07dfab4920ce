. "${0%/*}/../../changes.sh"
# A clone whose history begins at the merge base.
edit docs/de-de/start.md '/^## /d'
commit 2026-02-01 "Bob Birch" "Lose a heading"
git clone -q --depth 2 --no-single-branch -b work "file://$PWD" ../clone
rm -rf docs .git
mv ../clone/docs ../clone/.git .
