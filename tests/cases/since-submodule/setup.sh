. "${0%/*}/../../changes.sh"
# The English pages are a submodule; what changes in the translations counts, on disk and in the index.
mkdir ../english
mv docs/en-us ../english/en-us
(
	repository ../english
	cd ../english
	commit 2026-01-01 "Ann Ash" "Write English pages"
)
commit 2026-01-06 "Ann Ash" "English moves out"
git -c protocol.file.allow=always submodule --quiet add "$PWD/../english" source
git config -f .gitmodules submodule.source.url https://example.com/english
commit 2026-01-07 "Ann Ash" "English is a submodule"
git branch -q -f main
edit docs/de-de/start.md '/^## /d'
commit 2026-02-01 "Bob Birch" "Lose a heading"
edit docs/fr-fr/start.md '/^## /d'
git add docs
