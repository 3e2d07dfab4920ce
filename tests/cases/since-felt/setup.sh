. "${0%/*}/../../changes.sh"
# What a branch does to pages that it leaves alone: links to a page that goes, to one that gets another name in every language,
# to a heading that gets another text; an id that a new page takes from an old one.  What was wrong before stays unsaid.
git checkout -q main
for l in en-us de-de; do
	put docs/$l/map.md <<-PAGE
	---
	title: Map $l
	ms.service: house
	ms.locfileid: 4711
	---

	# Map $l

	[1](start.md), [2](guide/setup.md), [3](guide/close.md#afterwards), [4](guide/attic.md), [5](cellar.md)
	PAGE
done
put docs/en-us/cellar.md <<PAGE
# Cellar
PAGE
put docs/de-de/cellar.md <<PAGE
---
ms.locfileid: 4712
---

# Keller
PAGE
commit 2026-01-20 "Ann Ash" "Draw a map"
git branch -q -f work
git checkout -q work
git rm -q docs/en-us/start.md docs/de-de/start.md docs/fr-fr/start.md
for l in en-us de-de fr-fr; do
	git mv docs/$l/guide/setup.md docs/$l/guide/prepare.md
done
edit docs/en-us/guide/close.md 's/## Afterwards/## When you leave/'
edit docs/de-de/cellar.md 's/4712/4711/'
commit 2026-02-01 "Bob Birch" "Rearrange the house"
