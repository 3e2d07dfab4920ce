#!/bin/sh
# changes.sh: a small site in git, for cases about what has changed; sourced by their setup.sh.  On main every translation is
# fresh, and the German setup page lacks a bullet.  Leaves the branch `work`.
# shellcheck source=/dev/null
. "${0%/*}/../../history.sh"

english() { # english FILE TITLE: with two bullets
	put "docs/en-us/$1" <<-PAGE
	---
	title: $2
	ms.service: house
	---

	# $2

	Before you begin:

	- Take the keys from the board.
	- Switch the lamp on.

	## Afterwards

	Hang the keys up again.
	PAGE
}
german() { # german FILE TITLE: as the English page is now
	put "docs/de-de/$1" <<-PAGE
	---
	title: $2
	ms.service: house
	ms.openlocfilehash: $(hash_of "docs/en-us/$1")
	---

	# $2

	Bevor es losgeht:

	- Die Schlüssel vom Brett nehmen.
	- Die Lampe anschalten.

	## Danach

	Die Schlüssel wieder aufhängen.
	PAGE
}
french() { # french FILE TITLE
	put "docs/fr-fr/$1" <<-PAGE
	---
	title: $2
	ms.service: house
	ms.openlocfilehash: $(hash_of "docs/en-us/$1")
	---

	# $2

	Avant de commencer :

	- Prenez les clés au tableau.
	- Allumez la lampe.

	## Après

	Raccrochez les clés.
	PAGE
}
work_on() { # work_on BRANCH
	git checkout -q -b "$1"
}

repository .
english start.md "Open the house"
english guide/setup.md "Set up the house"
english guide/close.md "Close the house"
german start.md "Das Haus öffnen"
german guide/setup.md "Das Haus einrichten"
german guide/close.md "Das Haus schließen"
french start.md "Ouvrir la maison"
french guide/setup.md "Installer la maison"
edit docs/de-de/guide/setup.md '/Lampe/d'
commit 2026-01-05 "Ann Ash" "Write about the house"
work_on work
