# The English history is a bare repository, as a CI job caches it; HEAD is the branch that is published.
. "${0%/*}/../../history.sh"
repository work
put work/en/net.md <<'END'
---
title: Net
---

# Net

Mend it.
END
(
	cd work
	commit 2022-01-10 'Ann Ash' 'Nets'
)
mkdir -p de
printf -- '---\ntitle: Netz\nms.openlocfilehash: %s\n---\n\n# Netz\n\nFlicken Sie es.\n' "$(hash_of work/en/net.md)" >de/net.md
edit work/en/net.md 's/Mend it/Mend it every day/'
(
	cd work
	commit 2022-02-10 'Cy Cedar' 'Every day'
)
git clone -q --bare work cache.git
cp -R work/en en
rm -rf work
