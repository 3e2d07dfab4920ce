# The English pages are a copy without history (a package, a build); their history is in a repository beside, below another folder.
. "${0%/*}/../../history.sh"
repository upstream
put upstream/docs/guide/net.md <<'END'
---
title: Net
---

# Net

Mend it.
END
(
	cd upstream
	commit 2022-01-10 'Ann Ash' 'Nets'
)
made=$(git -C upstream rev-parse HEAD)
put content/de-DE/guide/net.md <<END
---
title: Netz
ms.openlocfilehash: $(hash_of upstream/docs/guide/net.md)
ms.sourcegitcommit: $made
---

# Netz

Flicken Sie es.
END
edit upstream/docs/guide/net.md 's/Mend it/Mend it every day/'
(
	cd upstream
	commit 2022-02-10 'Cy Cedar' 'Every day'
)
mkdir -p content/en-US
cp -R upstream/docs/guide content/en-US/guide
edit upstream/docs/guide/net.md 's/every day/every night/' # the copy is older than the repository
(
	cd upstream
	commit 2022-03-10 'Cy Cedar' 'Every night'
)
mkdir empty
repository strange
(
	cd strange
	printf 'Something else.\n' >README
	commit 2022-03-10 'Cy Cedar' 'Else'
)
put .loclint.yml <<'END'
source:
  root: content/en-US
  git: upstream
  git-path: docs
locales:
  de-DE: content/de-DE
profile: microsoft
END
