# The page that a translation was made from is at hand, but some commits between then and now are not: how often English
# changed is not known.
. "${0%/*}/../../history.sh"
repository .
put content/en/docs/lamp.md <<'END'
---
title: Lamp
---

Take a lamp.
END
commit 2022-05-02 'Mona Kline' 'A lamp'
put content/de/docs/lamp.md <<END
---
title: Leuchte
default_lang_commit: $(git rev-parse HEAD)
---

Nimm eine Leuchte.
END
commit 2022-05-03 'Noor Haddad' 'Eine Leuchte'
edit content/en/docs/lamp.md 's/Take a/Take the/'
commit 2022-06-02 'Mona Kline' 'The lamp'
edit content/en/docs/lamp.md 's/Take the/Light the/'
commit 2022-07-02 'Mona Kline' 'Light it'
git rev-parse HEAD~1 >.git/shallow
