# The translation lost names and a code span that English still has, and English has got other names since: the former are
# the translation's, of the latter nothing is said by name.  A name that English has given up as well is not missed.
. "${0%/*}/../../history.sh"
repository .
put en-US/oven.md <<'END'
---
title: Set the oven
---

# Set the oven

Set maxHeat in oven.json with `--heat`, then start ovenWatcher.

| Name | Meaning |
|---|---|
| coolDown | minutes |

Each log has 120000 lines.
END
commit 2022-01-10 'Ann Ash' 'Say how the oven is set'
put de-DE/oven.md <<END
---
title: Den Ofen einstellen
ms.openlocfilehash: $(hash_of en-US/oven.md)
---

# Den Ofen einstellen

Stellen Sie maxHitze in oven.jsein, und starten Sie dann den Wächter.

| Name | Bedeutung |
|---|---|
| abkühlen | Minuten |

Jedes Protokoll hat viele Zeilen.
END
commit 2022-02-11 'Bo Birk' 'Translate'
edit en-US/oven.md 's/, then start ovenWatcher//
s/^Each log/See heatLog and `--log`. Each log/
s/^| coolDown.*/&\
| warmUp | minutes |/'
commit 2022-03-12 'Cy Cedar' 'Log'
