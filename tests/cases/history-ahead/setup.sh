# English changed, and the translation has the changes already: only its pin is behind.  One that has half of them.
. "${0%/*}/../../history.sh"
repository .
for page in whole half; do
	put en-US/$page.md <<'END'
---
title: Sow
---

# Sow

Take [a tray](https://shop.example/tray-1).

1. Fill it.
2. Water it.
END
	put de-DE/$page.md <<END
---
title: Säen
ms.openlocfilehash: $(hash_of en-US/$page.md)
season: spring
---

# Säen

Nehmen Sie [eine Schale](https://shop.example/tray-2).

1. Füllen Sie sie.
2. Gießen Sie sie.
3. Decken Sie sie ab.
END
done
edit de-DE/half.md '/^3/d'
commit 2022-01-10 'Ann Ash' 'Sow'
for page in whole half; do
	edit en-US/$page.md 's/tray-1/tray-2/
s/^title.*/&\
season: spring/
s/^2.*/&\
3. Cover it./'
done
commit 2022-03-12 'Cy Cedar' 'Cover it'
