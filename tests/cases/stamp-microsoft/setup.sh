# English in a repository of its own, whose clock is stopped; pages with hashes of every form, and commits.
. "${0%/*}/../../history.sh"
repository en
cd en
for page in lf crlf long quoted fresh missing; do
	printf -- '---\ntitle: Lamp %s\nms.service: light\n---\n\n# Lamp\n\n- On\n- Off\n' $page | put docs/$page.md
done
commit 2022-01-10 'Ann Ash' 'Lamps'
old=$(git rev-parse HEAD)
crlf() { sed 's/$/\r/' "$1"; }
for page in lf quoted missing; do hash_of docs/$page.md >../$page.hash; done
crlf docs/crlf.md >../crlf.tmp
hash_of ../crlf.tmp >../crlf.hash
sha256sum <docs/long.md | cut -c 1-64 >../long.hash
for page in lf crlf long quoted missing; do edit docs/$page.md 's/- Off/- Off\n- Dim/'; done
hash_of docs/fresh.md >../fresh.hash
commit 2022-02-10 'Bo Birk' 'Dim'
printf 'other\n' >other.md
commit 2022-03-10 'Cy Cedar' 'Other'
cd ..
page() { # page NAME QUOTE
	printf -- '---\ntitle: Lampe %s\nms.service: light\nms.openlocfilehash: %s%s%s\nms.sourcegitcommit: %s%s%s # handed over\n---\n\n# Lampe\n\n- An\n- Aus\n- Dimmen\n' \
		"$1" "$2" "$(cat $1.hash)" "$2" "$2" $old "$2" | put de/docs/$1.md
}
page lf ''
page crlf ''
page long ''
page quoted '"'
edit de/docs/quoted.md 's|^ms.sourcegit|ms.lasthandoff: 01/12/2022\n&|'
page fresh ''
printf -- '---\r\ntitle: Lampe\r\nms.service: light\r\n---\r\n\r\n# Lampe\r\n\r\n- An\r\n- Aus\r\n- Dimmen\r\n' | put de/docs/missing.md
# Only a hash, and English that is in no repository.
printf -- '---\ntitle: Lamp\nms.service: light\n---\n\n# Lamp\n' | put plain/en/lamp.md
printf -- '---\ntitle: Lampe\nms.service: light\nms.openlocfilehash: %s\n---\n\n# Lampe\n' $old | put plain/de/lamp.md
rm -f *.hash crlf.tmp
