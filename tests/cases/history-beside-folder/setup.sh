# The English pages are a copy; in the repository that is named as theirs they lie in a folder that only their path here tells.
. "${0%/*}/../../history.sh"
repository upstream
put upstream/docs/en/net.md <<'END'
---
title: Net
ms.topic: article
---

# Net

Mend it.
END
sed 's/Mend it/Mend it with `rope`/' upstream/docs/en/net.md >upstream/docs/en/plain.md
cd upstream
commit 2022-01-10 'Ann Ash' 'Nets'
made=$(git rev-parse HEAD)
cd ..
mkdir de
sed "s/^title.*/title: Netz/; s/^ms.topic.*/&\\
ms.openlocfilehash: $(hash_of upstream/docs/en/net.md)\\
ms.sourcegitcommit: $made/; s/# Net/# Netz/; s/Mend it/Flicken Sie es/" upstream/docs/en/net.md >de/net.md
sed 's/^title.*/title: Netz/; s/# Net/# Netz/; s/Mend it with/Flicken Sie es mit/' upstream/docs/en/plain.md >de/plain.md
cd upstream
edit docs/en/net.md 's/Mend it/Mend it every day/'
edit docs/en/plain.md 's/`rope`/`wire`/'
commit 2022-03-10 'Ann Ash' 'Every day, with wire'
cd ..
cp -r upstream/docs .
git clone -q --bare upstream upstream.git
rm -rf upstream
repository other
put other/en/lamp.md <other/.git/HEAD
cd other
commit 2022-01-10 'Ann Ash' 'A lamp'
