# The translation has lost an item; then English gave the section another name.  The loss is the translation's still.
. "${0%/*}/../../history.sh"
repository .
put en-US/sow.md <<'END'
---
title: Sow
---

## How to sow

- Fill the tray.
- Water it.
END
put de-DE/sow.md <<END
---
title: Säen
ms.openlocfilehash: $(hash_of en-US/sow.md)
---

## Wie man sät

- Füllen Sie die Schale.
END
commit 2022-01-10 'Ann Ash' 'Sow'
edit en-US/sow.md 's/How to sow/Sowing/'
commit 2022-03-12 'Cy Cedar' 'Say it shorter'
