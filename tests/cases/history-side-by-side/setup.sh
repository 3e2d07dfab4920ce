# Repositories as they are cloned beside each other; the history of the English one is in a copy without a work tree.
. "${0%/*}/../../history.sh"
repository made
put made/guide/net.md <<'END'
---
title: Net
---

# Net

- Mend it.
- Dry it.
END
(
	cd made
	commit 2022-01-10 'Ann Ash' 'Nets'
)
made=$(git -C made rev-parse HEAD)
mkdir -p boats.en/guide boats.de-DE/guide
cat >boats.de-DE/guide/net.md <<END
---
title: Netz
source-git-commit: $made
---

# Netz

- Flicken Sie es.
END
edit made/guide/net.md 's/Mend it/Mend it every day/'
(
	cd made
	commit 2022-02-10 'Cy Cedar' 'Every day'
)
cp made/guide/net.md boats.en/guide/net.md
git clone -q --bare made history.git
rm -rf made
