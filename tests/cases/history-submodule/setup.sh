# The English pages are a submodule: their history is in its repository, not in the one around it.  A linked worktree has the same.
. "${0%/*}/../../history.sh"
repository english
put english/pages/bell.md <<'END'
---
title: Bell
---

# Bell

Ring it.
END
put english/pages/horn.md <<'END'
---
title: Horn
---

# Horn

Blow it.
END
cd english
commit 2022-01-10 'Ann Ash' 'Bells'
bell=$(hash_of pages/bell.md)
horn=$(hash_of pages/horn.md)
edit pages/bell.md 's/Ring it/Ring it twice/'
git mv pages/horn.md pages/trumpet.md
commit 2022-02-10 'Cy Cedar' 'Twice'
git worktree add -q -b linked ../linked
cd ..
repository site
cd site
git -c protocol.file.allow=always submodule --quiet add ../english content/en
mkdir -p content/de/pages
printf -- '---\ntitle: Glocke\nms.openlocfilehash: %s\n---\n\n# Glocke\n\nLäuten Sie sie.\n' "$bell" >content/de/pages/bell.md
printf -- '---\ntitle: Horn\nms.openlocfilehash: %s\n---\n\n# Horn\n\nBlasen Sie es.\n' "$horn" >content/de/pages/horn.md
commit 2022-03-10 'Dee Dogwood' 'Site'
cp -R content/de ../de
