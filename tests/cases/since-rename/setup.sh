. "${0%/*}/../../changes.sh"
# Both sides move with all that is wrong with them; one page moves on its English side alone.
mkdir -p docs/en-us/tour docs/de-de/tour docs/fr-fr/tour
for l in en-us de-de fr-fr; do
	git mv docs/$l/guide/setup.md docs/$l/tour/first.md
done
git mv docs/en-us/guide/close.md docs/en-us/tour/last.md
edit docs/fr-fr/tour/first.md '/^- Allumez/d'
commit 2026-02-01 "Bob Birch" "Make a tour of it"
