# A history with one page for each kind of change: everything is translated to German as of the first commit; French follows
# later and knows the second.  Other cases build on it.
set -eu
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
command -v git >/dev/null && command -v sha1sum >/dev/null || exit 77

commit() { # commit DATE NAME SUBJECT
	git add -A
	GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" git -c user.name="$2" -c user.email=a@example.com \
		-c commit.gpgsign=false commit -q -m "$3"
}
translate() { # translate LOCALE PATH TITLE < body: as of the English page of now
	mkdir -p "$1/$(dirname "$2")"
	{
		printf -- '---\ntitle: %s\nms.openlocfilehash: %s\n---\n' "$3" "$(sha1sum <"en-US/$2" | cut -c 1-40)"
		cat
	} >"$1/$2"
}

# A few rules only, so that the counts stay as they are when rules are added.
cat >.loclint.yml <<'END'
rules:
  all: off
  stale-hash: warning
  source-missing: warning
  list-item-count: warning
  list-extra: error
  link-outdated: warning
END
git init -q -b main .
mkdir -p en-US/guide
printf -- '---\ntitle: Install\n---\n# Install\n\nFetch the crate and open it.\n\n## Steps\n\n1. Lift the lid.\n2. Take the crate out.\n\n## After that\n\nPut the lid back.\n' >en-US/install.md
printf -- '---\ntitle: Keys\nms.service: crates\n---\n# Keys\n\nOne key opens all.\n' >en-US/guide/keys.md
printf -- '---\ntitle: Links\n---\n# Links\n\nSee [the shelf](https://shelf.example/old).\n' >en-US/guide/links.md
printf -- '---\ntitle: Code\n---\n# Code\n\n```sh\ncrate open\n```\n' >en-US/guide/code.md
printf -- '---\ntitle: Spaces\n---\n# Spaces\n\nMind   the gap.\n' >en-US/guide/spaces.md
printf -- '---\ntitle: Fresh\n---\n# Fresh\n\nNothing ever changes.\n' >en-US/guide/fresh.md
printf -- '---\ntitle: Later\n---\n# Later\n\nNobody translates this.\n' >en-US/later.md
printf '# Install\n\nHole die Kiste und mach sie auf.\n\n## Schritte\n\n1. Heb den Deckel ab.\n2. Nimm die Kiste heraus.\n\n## Danach\n\nLeg den Deckel wieder auf.\n' | translate de-DE install.md Einbau
printf '# Keys\n\nEin Dreh.\n' | translate de-DE guide/keys.md Keys
printf '# Links\n\nSiehe [das Regal](https://shelf.example/old).\n' | translate de-DE guide/links.md Verweise
printf '# Code\n\n```sh\ncrate open\n```\n' | translate de-DE guide/code.md Befehle
printf '# Spaces\n\nVorsicht an der Kante.\n' | translate de-DE guide/spaces.md Leeres
printf '# Fresh\n\n- Hier ist eine Liste zu viel.\n' | translate de-DE guide/fresh.md Frisches
printf -- '---\ntitle: Lost\n---\n# Lost\n' >en-US/guide/lost.md
printf '# Weg\n' | translate de-DE guide/lost.md Weg
commit 2021-03-01 'Ann Ash' 'Say how crates are opened'

rm en-US/guide/lost.md
sed 's/and open it/and open it with care/' en-US/install.md >x && mv x en-US/install.md
commit 2021-05-10 'Ann Ash' 'Ask for care'
printf '# Installation\n\nCherchez la caisse et ouvrez-la avec soin.\n\n## Pas\n\n1. Levez le couvercle.\n2. Sortez la caisse.\n\n## Ensuite\n\nRemettez le couvercle.\n' | translate fr-FR install.md Installation
printf '# Frais\n\nRien ne change.\n' | translate fr-FR guide/fresh.md Frais

sed 's/^2\. .*/&\n3. Look inside./' en-US/install.md >x && mv x en-US/install.md
sed 's/crates$/shelves/' en-US/guide/keys.md >x && mv x en-US/guide/keys.md
sed 's/old/new/' en-US/guide/links.md >x && mv x en-US/guide/links.md
sed 's/crate open/crate open --slowly/' en-US/guide/code.md >x && mv x en-US/guide/code.md
sed 's/   / /' en-US/guide/spaces.md >x && mv x en-US/guide/spaces.md
commit 2021-09-20 'Bob Birch' 'Look inside; turn to the new shelf'
